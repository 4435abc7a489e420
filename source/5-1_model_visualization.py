# %% [markdown] tags=["ko"]
# 2020년의 글은 여기에도 링크만 두었습니다. 링크가 가리키는 케라스 문서는 모델을 그리는 함수 두 개를 짧게 소개합니다. 여기서는 그 두 함수의 인수를 하나씩 써 보고, 그림에서 실수를 찾습니다. 그다음에는 모델의 구조가 아니라 모델이 **보는 것**을 그립니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 목적에 맞는 인수를 골라 모델을 **그리고**, 그림의 상자에 색을 칠합니다.
# - 그려진 모델에서 실수를 **찾아** 고칩니다.
# - 필터, 특성 맵, 가림 지도, 기울기 지도로 합성곱 모델을 **들여다보고**, 그 지도가 말하지 못하는 것을 가려냅니다.

# %% [markdown] tags=["en"]
# The post from 2020 has only a link here, too. The linked page of Keras briefly shows two functions that draw a model. In this section you try their arguments one by one, and find mistakes in a drawing. After that you draw not how a model is built, but what it **sees**.
#
# After this section you can:
#
# - **draw** a model with the arguments that suit your purpose, and colour a box of the drawing;
# - **find** a mistake in a drawn model, and repair it;
# - **look into** a convolutional model with filters, feature maps, occlusion and gradient maps, and say what such maps do not tell.

# %% [markdown] tags=["ko"]
# ## 그릴 모델
#
# 1-1의 모델로 시작합니다. 층마다 이름을 지어 줍니다. 이름을 짓지 않으면 케라스가 `dense_3`처럼 번호를 붙이는데, 셀을 다시 실행할 때마다 번호가 달라집니다.

# %% [markdown] tags=["en"]
# ## A model to draw
#
# Begin with the model from 1-1. Every layer gets a name. Without one Keras numbers them, as in `dense_3`, and the numbers change each time you run the cell.

# %%
import contextlib
import inspect
import os
import tempfile
import time
from pathlib import Path
from statistics import median

import keras
import numpy as np
import pydot
from IPython.display import SVG, Image
from keras import layers
from matplotlib.image import imread

from utils import graphs, plots
from utils.data import class_names, fashion_mnist

workshop = tempfile.TemporaryDirectory()
folder = Path(workshop.name)

# %%
model = keras.Sequential([
    keras.Input((28, 28), name="picture"),
    layers.Flatten(name="flat"),
    layers.Dense(64, activation="relu", name="hidden"),
    layers.Dense(10, activation="softmax", name="classes"),
], name="stack")

# %% [markdown] tags=["ko"]
# ## 문서에 있던 그대로
#
# `plot_model`은 그림을 파일로 씁니다. 문서의 두 줄을 그대로 실행합니다. `contextlib.chdir`는 그동안만 임시 폴더로 옮겨 가므로, 노트북 옆에 파일이 남지 않습니다.

# %% [markdown] tags=["en"]
# ## As on the page
#
# `plot_model` writes a drawing to a file. Here are the two lines of the page as they stand. `contextlib.chdir` moves to a temporary folder meanwhile, so that no file is left beside the notebook.

# %%
with contextlib.chdir(folder):
    from keras.utils import plot_model
    plot_model(model, to_file='model.png')
    print(os.listdir())

# %% alt_ko="모델의 그림: 위에서 아래로 상자 세 개. Flatten, Dense, Dense. 이름은 없습니다." alt_en="A drawing of the model: three boxes from top to bottom, Flatten, Dense, Dense, without names."
Image(filename=folder / "model.png", width=120)

# %% [markdown] tags=["ko"]
# 층이 계산되는 순서로 위에서 아래로 놓입니다. 화살표는 텐서입니다. `Sequential` 모델의 `Input`은 그려지지 않습니다.
#
# 문서의 둘째 방법은 파일을 쓰지 않습니다. `model_to_dot`은 그래프를 만들고, `create`는 그것을 SVG로 그리고, `SVG`는 노트북에 보여 줍니다. 두 그림에서 무엇이 다른지 찾아보세요.

# %% [markdown] tags=["en"]
# The layers stand in the order of computation, from top to bottom. An arrow is a tensor. The `Input` of a `Sequential` model is not drawn.
#
# The second way on the page writes no file. `model_to_dot` makes a graph, `create` draws it as SVG, and `SVG` shows that in the notebook. What is different in this picture?

# %% alt_ko="같은 모델의 큰 그림. 상자에 층의 이름도 있습니다: flat, hidden, classes." alt_en="The same model, drawn larger and with the names of its layers: flat, hidden, classes."
from IPython.display import SVG
from keras.utils import model_to_dot

SVG(model_to_dot(model).create(prog='dot', format='svg'))

# %% [markdown] tags=["ko"]
# 이번에는 층의 이름이 있습니다. 두 함수의 인수는 거의 같지만 기본값이 하나 다릅니다.

# %% [markdown] tags=["en"]
# This one has the names of the layers. Both functions take nearly the same arguments, but one of the defaults differs.

# %%
for function in (keras.utils.plot_model, keras.utils.model_to_dot):
    arguments = inspect.signature(function).parameters
    print(function.__name__, {name: arguments[name].default for name in ("show_layer_names", "dpi")})

# %% tags=["proof"]
defaults = [
    {name: argument.default for name, argument in inspect.signature(function).parameters.items()}
    for function in (keras.utils.plot_model, keras.utils.model_to_dot)
]
shared = defaults[0].keys() & defaults[1].keys()
assert [name for name in shared if defaults[0][name] != defaults[1][name]] == ["show_layer_names"]

# %% [markdown] tags=["ko"]
# `SVG`는 글꼴이 없는 컴퓨터에서 글자가 겹치고, 그림이 노트북보다 넓어지기도 합니다. 그래서 앞으로는 코스의 `graphs.show_svg`로 봅니다. 같은 그래프를 같은 방법으로 그리고, 크기와 글자만 화면에 맞춥니다.

# %% [markdown] tags=["en"]
# On a computer that lacks the font, letters in an `SVG` run into each other, and a drawing may be wider than the notebook. So from here on look at graphs with `graphs.show_svg` of this course. It draws the same graph in the same way, and fits size and letters to the page.

# %%
graphs.show_svg(model_to_dot(model, dpi=60))

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘
#
# 2020년에는 두 함수 모두 `show_layer_names=True`, `dpi=96`이었습니다. 그래서 옛 코드가 그대로 실행되어도 그림은 다릅니다. `plot_model`의 그림에 이름이 필요하면 이제 적어야 합니다. `model_to_dot`은 지금도 이름을 적습니다.
#
# 함수의 자리도 바뀌었습니다. 옛 코드는 `keras.utils.vis_utils`에서 가져오는 일이 많은데, 그 모듈은 없어졌습니다. 오늘의 줄은 위에서 이미 썼습니다.

# %% [markdown] tags=["en"]
# ### 2020 → today
#
# In 2020 both functions had `show_layer_names=True` and `dpi=96`. So old code may run as it is and still give another picture. If you want names from `plot_model`, say so today; `model_to_dot` still writes them.
#
# The functions have moved as well. Old code often imports them from `keras.utils.vis_utils`, a module that is gone. The line of today is the one you used above.

# %%
with expect_error(ModuleNotFoundError):
    from keras.utils.vis_utils import plot_model

# %%
from keras.utils import model_to_dot, plot_model

# %% [markdown] tags=["ko"]
# 그리려면 모델이 완성되어 있어야 합니다. 입력의 형태를 모르는 모델은 그릴 수 없습니다.

# %% [markdown] tags=["en"]
# The model has to be built. One that does not know the shape of its input cannot be drawn.

# %%
with expect_error(ValueError):
    plot_model(keras.Sequential([layers.Dense(10)]), folder / "model.png")

# %% [markdown] tags=["ko"]
# ## 상자에 무엇을 적을까
#
# `show_shapes`는 들어오고 나가는 형태를, `show_layer_names`는 이름을 적습니다. 그림에서 `None`은 배치의 크기입니다. 사진 한 장의 수가 어느 층에서 가장 많이 줄어드나요?

# %% [markdown] tags=["en"]
# ## What goes into a box
#
# `show_shapes` writes the shapes that go in and out, `show_layer_names` the names. `None` is the batch size. In which layer does the count of numbers for one picture shrink the most?

# %% alt_ko="이름과 형태가 있는 그림. flat은 (None, 784), hidden은 (None, 64), classes는 (None, 10)을 내놓습니다." alt_en="The drawing with names and shapes: flat puts out (None, 784), hidden (None, 64), classes (None, 10)."
plot_model(model, folder / "model.png", show_shapes=True, show_layer_names=True, dpi=50)

# %% [markdown] tags=["ko"]
# `show_layer_activations`는 활성화 함수를, `show_trainable`은 가중치가 학습되는지를 적습니다. 층 하나를 얼려서 차이를 봅니다. 가중치가 없는 층에는 아무것도 적히지 않습니다.

# %% [markdown] tags=["en"]
# `show_layer_activations` writes the activation, `show_trainable` whether the weights learn. Freeze one layer to see the difference. Layers without weights say nothing.

# %% alt_ko="hidden에는 relu와 빨간 Non-trainable, classes에는 softmax와 초록 Trainable이 있고, flat에는 이름뿐입니다." alt_en="hidden has relu and a red Non-trainable, classes softmax and a green Trainable; flat has only its name."
model.get_layer("hidden").trainable = False
what = {"show_layer_names": True, "show_layer_activations": True, "show_trainable": True}
plot_model(model, folder / "model.png", **what, dpi=50)

# %% [markdown] tags=["ko"]
# `show_dtype`은 출력의 자료형을 적습니다. 층마다 다를 때만 쓸모가 있습니다. 아래 모델은 단어 번호(정수)를 받아, 한 층을 반정밀도로 계산합니다. `rankdir="LR"`은 왼쪽에서 오른쪽으로 그립니다. `"BT"`와 `"RL"`도 있습니다.

# %% [markdown] tags=["en"]
# `show_dtype` writes the data type of the output. That helps only where types differ. The model below takes word numbers (integers) and works out one layer in half precision. `rankdir="LR"` draws from left to right; there are `"BT"` and `"RL"` too.

# %% alt_ko="왼쪽에서 오른쪽으로 words는 int32, vectors는 float32, mean은 float32, code는 float16, score는 float32입니다." alt_en="From left to right: words is int32, vectors float32, mean float32, code float16, score float32."
words = keras.Input((12,), dtype="int32", name="words")
x = layers.Embedding(1000, 8, name="vectors")(words)
x = layers.GlobalAveragePooling1D(name="mean")(x)
x = layers.Dense(16, dtype="mixed_float16", name="code")(x)
text_model = keras.Model(words, layers.Dense(1, name="score")(x), name="words_to_score")
plot_model(text_model, folder / "text.png", show_layer_names=True, show_dtype=True, rankdir="LR", dpi=50)

# %% [markdown] tags=["ko"]
# ## 파일: PNG와 SVG
#
# PNG는 픽셀이고, `dpi`는 1인치에 픽셀이 몇 개인지입니다. 그림의 내용은 그대로이고 크기만 달라집니다. `dpi`를 50에서 200으로 올리면 파일의 픽셀은 몇 배가 될까요?

# %% [markdown] tags=["en"]
# ## Files: PNG and SVG
#
# A PNG consists of pixels, and `dpi` says how many make an inch. It changes the size and nothing else. If `dpi` goes from 50 to 200, how many times as many pixels does the file have?

# %%
pixels = {}
for dpi in (50, 100, 200):
    plot_model(model, folder / "model.png", dpi=dpi)
    height, width, _ = imread(folder / "model.png").shape
    pixels[dpi] = height * width
    print(f"{dpi}: ≈ {width} x ≈ {height}")
print(round(pixels[200] / pixels[50]))

# %% [markdown] tags=["ko"]
# SVG는 선과 글자를 적은 텍스트입니다. 아무리 키워도 흐려지지 않으므로 `dpi`는 중요하지 않습니다. 파일의 종류는 이름의 끝이 정합니다. 그런데 노트북에서는 뜻밖의 일이 생깁니다.

# %% [markdown] tags=["en"]
# An SVG is text that lists lines and letters. It never blurs, however large, so `dpi` hardly matters. The ending of the name decides about the kind of file. In a notebook, that has a surprise in store.

# %%
with expect_error(ValueError):
    plot_model(model, folder / "model.svg")
print((folder / "model.svg").exists())

# %% [markdown] tags=["ko"]
# 파일은 제대로 써졌습니다. 그 뒤에 `plot_model`이 노트북에 보여 줄 `Image`를 만드는데, `Image`는 SVG를 모릅니다. SVG가 필요하면 `model_to_dot`을 쓰세요. 그래프에 `write_svg`가 있습니다.

# %% [markdown] tags=["en"]
# The file was written. Afterwards `plot_model` makes an `Image` to show in the notebook, and `Image` does not know SVG. For SVG, use `model_to_dot`: its graph has a method `write_svg`.

# %%
model_to_dot(model).write_svg(folder / "model.svg")
print((folder / "model.svg").read_text().count('class="node"'))

# %% [markdown] tags=["ko"]
# 새 케라스(3.15)에는 화살표의 모양을 정하는 `splines`도 있습니다.
#
# ### 연습 5-1-a
#
# 동료들과 모델을 검토합니다. 그림에서는 무엇이 학습되는지와 활성화 함수만 보여야 합니다. 함수 `review`를 작성하세요.
#
# - 인수는 모델 하나이고, 돌려주는 값은 `model_to_dot`이 만드는 그래프입니다.
# - 왼쪽에서 오른쪽으로 그립니다.
# - 상자마다 층의 종류, 활성화 함수, 학습 여부가 있습니다.
# - 이름, 형태, 자료형은 없습니다.

# %% [markdown] tags=["en"]
# Keras 3.15 also has `splines`, which sets the form of the arrows.
#
# ### Exercise 5-1-a
#
# You review a model with colleagues. The drawing should show what learns, and the activations, and nothing that distracts. Write a function `review`.
#
# - It takes one model and returns a graph as `model_to_dot` makes it.
# - The drawing runs from left to right.
# - Each box shows the kind of layer, its activation, and whether it learns.
# - There are no names, no shapes and no data types.

# %% tags=["starter"] exercise="5-1-a"
review = ...

# %% tags=["wrong"] exercise="5-1-a"
def review(model):
    return keras.utils.plot_model(model, rankdir="LR", show_layer_activations=True, show_trainable=True)

# %% tags=["wrong"] exercise="5-1-a"
def review(model):
    return model_to_dot(model, rankdir="LR", show_layer_activations=True, show_trainable=True)

# %% tags=["wrong"] exercise="5-1-a"
def review(model):
    return model_to_dot(model, show_layer_names=False, show_layer_activations=True, show_trainable=True)

# %% tags=["wrong"] exercise="5-1-a"
def review(model):
    return model_to_dot(model, show_layer_names=False, rankdir="LR", show_layer_activations=True)

# %% tags=["wrong"] exercise="5-1-a"
def review(model):
    return model_to_dot(
        model, True, False, False, "LR", show_layer_activations=True, show_trainable=True
    )

# %% tags=["wrong"] exercise="5-1-a"
def review(model):
    model_to_dot(model, show_layer_names=False, show_layer_activations=True, show_trainable=True, rankdir="LR")

# %% tags=["wrong"] exercise="5-1-a"
def review(model):
    return model_to_dot(
        model, show_dtype=True, show_layer_names=False, show_layer_activations=True, show_trainable=True, rankdir="LR"
    )

# %% tags=["wrong"] exercise="5-1-a"
def review(model):
    for layer in model.layers:
        layer.trainable = True
    return model_to_dot(model, show_layer_names=False, show_layer_activations=True, show_trainable=True, rankdir="LR")

# %% tags=["wrong"] exercise="5-1-a"
def review(model):
    return model_to_dot(
        model, subgraph=True, show_layer_names=False, show_layer_activations=True, show_trainable=True, rankdir="LR"
    )

# %% tags=["right"] exercise="5-1-a"
def review(model):
    graph = model_to_dot(model, show_layer_names=False, show_layer_activations=True, show_trainable=True, rankdir="LR")
    graph.write_png("review.png")
    return graph

# %% tags=["right"] exercise="5-1-a"
def review(network):
    switches = dict.fromkeys(["show_layer_activations", "show_trainable"], True)
    return keras.utils.model_to_dot(network, rankdir="LR", show_layer_names=False, **switches)

# %% tags=["right"] exercise="5-1-a"
def review(model):
    graph = model_to_dot(model, show_layer_names=False, show_layer_activations=True, show_trainable=True)
    graph.set_rankdir("LR")
    return graph

# %% tags=["right"] exercise="5-1-a"
review = lambda model: model_to_dot(
    model, False, False, False, "LR", dpi=60, show_trainable=True, show_layer_activations=True
)

# %% tags=["solution"] exercise="5-1-a"
def review(model):
    return model_to_dot(
        model, show_layer_names=False, show_layer_activations=True, show_trainable=True, rankdir="LR"
    )

# %%
check("5-1-a", review)

# %% [markdown] tags=["ko", "solution"]
# 한 그림이 모든 것을 보여 줄 필요는 없습니다. 형태가 맞는지 볼 때는 `show_shapes`만, 무엇을 얼렸는지 볼 때는 `show_trainable`만 켜면 그림이 읽기 쉬워집니다.

# %% [markdown] tags=["en", "solution"]
# One drawing need not show everything. To see whether shapes fit, switch on `show_shapes` and no more; to see what is frozen, `show_trainable`. It is easier to read.

# %% [markdown] tags=["ko"]
# ## 그래프는 객체
#
# `model_to_dot`이 돌려주는 것은 그림이 아니라 `pydot`의 그래프입니다. 그리기 전에 고칠 수 있습니다. 상자의 이름은 층의 `id`입니다. 파라미터가 가장 많은 층의 테두리를 칠해 봅니다. 어느 층일지 먼저 맞혀 보세요.

# %% [markdown] tags=["en"]
# ## The graph is an object
#
# What `model_to_dot` returns is not a picture but a graph of `pydot`, and you can change it before it is drawn. A box is named by the `id` of its layer. The next cell gives a coloured edge to the layer with the most parameters. Guess which one that is.

# %%
graph = model_to_dot(model, dpi=60)
largest = max(model.layers, key=lambda layer: layer.count_params())

box = graph.get_node(str(id(largest)))[0]
box.set("color", "#D55E00")
box.set("penwidth", "8")
graphs.show_svg(graph)

# %%
print(largest.name, largest.count_params(), model.count_params())

# %% [markdown] tags=["ko"]
# `subgraph=True`면 그림 전체가 아니라 틀(`Cluster`) 하나를 돌려줍니다. 틀을 여럿 모으면 두 모델을 한 그림에 놓고 견줄 수 있습니다.

# %% [markdown] tags=["en"]
# With `subgraph=True` you get a frame (a `Cluster`) instead of a whole drawing. Put several frames together to compare two models in one picture.

# %%
both = pydot.Dot(dpi=60)
both.set_node_defaults(shape="record")
for each in (model, text_model):
    both.add_subgraph(model_to_dot(each, subgraph=True))
graphs.show_svg(both)

# %% [markdown] tags=["ko"]
# ### 연습 5-1-b
#
# 2020년의 함수입니다. 출력이 큰 층을 빨갛게 칠하려고 만들었지만 지금은 오류가 납니다. 다음이 모두 되도록 `mark_large`를 고치세요.
#
# - 모델의 그래프를 돌려줍니다. 상자마다 이름과 형태가 있습니다.
# - 예 하나에 대해 출력이 `most`개보다 많은 층은 상자의 색(`color`)이 `red`입니다.
# - 나머지 상자에는 색을 정하지 않습니다.

# %% [markdown] tags=["en"]
# ### Exercise 5-1-b
#
# This function is from 2020. It was to paint layers with a large output red, and fails today. Repair `mark_large`, so that all of this is true:
#
# - It returns the graph of the model. Each box has its name and its shapes.
# - Where a layer puts out more than `most` numbers for one example, the `color` of its box is `red`.
# - The other boxes are given no colour.

# %% tags=["starter"] exercise="5-1-b"
def mark_large(model, most):
    from keras.utils.vis_utils import model_to_dot
    graph = model_to_dot(model, show_shapes=True)
    for layer in model.layers:
        if np.prod(layer.output_shape[1:]) > most:
            graph.get_node(str(id(layer)))[0].set_color("red")
    return graph

# %% tags=["wrong"] exercise="5-1-b"
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True)
    for layer in model.layers:
        if np.prod(layer.output_shape[1:]) > most:
            graph.get_node(str(id(layer)))[0].set_color("red")
    return graph

# %% tags=["wrong"] exercise="5-1-b"
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True)
    for layer in model.layers:
        if np.prod(layer.output.shape[1:]) >= most:
            graph.get_node(str(id(layer)))[0].set_color("red")
    return graph

# %% tags=["wrong"] exercise="5-1-b"
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model)
    for layer in model.layers:
        if np.prod(layer.output.shape[1:]) > most:
            graph.get_node(str(id(layer)))[0].set_color("red")
    return graph

# %% tags=["wrong"] exercise="5-1-b"
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True)
    for layer in model.layers:
        if layer.output.shape[-1] > most:
            graph.get_node(str(id(layer)))[0].set_color("red")
    return graph

# %% tags=["wrong"] exercise="5-1-b"
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True)
    for layer in model.layers:
        if np.prod(layer.output.shape[1:]) > most:
            graph.get_node(str(id(layer)))[0].set_color("red")

# %% tags=["wrong"] exercise="5-1-b"
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True)
    graph.set_node_defaults(color="blue")
    for layer in model.layers:
        if np.prod(layer.output.shape[1:]) > most:
            graph.get_node(str(id(layer)))[0].set_color("red")
    return graph

# %% tags=["wrong"] exercise="5-1-b"
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True)
    for layer in model.layers:
        if np.prod(layer.output.shape[1:]) > most:
            graph.get_node(str(id(layer)))[0].set_color("#ff0000")
    return graph

# %% tags=["wrong"] exercise="5-1-b"
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True)
    for layer in model.layers:
        large = np.prod(layer.output.shape[1:]) > most
        graph.get_node(str(id(layer)))[0].set_color("red" if large else "black")
    return graph

# %% tags=["right"] exercise="5-1-b"
def mark_large(model, most):
    from keras.utils import model_to_dot
    graph = model_to_dot(model, show_shapes=True, show_layer_names=True)
    for layer in model.layers:
        _, *sizes = layer.output.shape
        if np.prod(sizes) > most:
            graph.get_node(str(id(layer)))[0].set("color", "red")
    return graph

# %% tags=["right"] exercise="5-1-b"
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True, rankdir="LR", dpi=60)
    large = {str(id(layer)) for layer in model.layers if np.prod(keras.ops.shape(layer.output)[1:]) > most}
    for node in graph.get_nodes():
        if node.get_name() in large:
            node.set_color("red")
    return graph

# %% tags=["right"] exercise="5-1-b"
def mark_large(model, most):
    graph = model_to_dot(model, show_shapes=True)
    for layer in model.layers:
        numbers = 1
        for size in layer.output.shape[1:]:
            numbers *= size
        if not numbers <= most:
            graph.get_node(f"{id(layer)}")[0].get_attributes()["color"] = "red"
    return graph

# %% tags=["solution"] exercise="5-1-b"
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True)
    for layer in model.layers:
        if np.prod(layer.output.shape[1:]) > most:
            graph.get_node(str(id(layer)))[0].set_color("red")
    return graph

# %%
check("5-1-b", mark_large)

# %% [markdown] tags=["ko", "solution"]
# `vis_utils`는 빼고 `keras.utils`에서 바로 가져옵니다. `layer.output_shape`는 `layer.output.shape`가 됩니다. 첫 축은 배치의 크기인 `None`이므로 곱하기 전에 뺍니다.

# %% [markdown] tags=["en", "solution"]
# Take the function from `keras.utils` and leave `vis_utils` out. `layer.output_shape` becomes `layer.output.shape`. Its first axis is `None`, the batch size, so leave that out of the product.

# %% [markdown] tags=["ko"]
# ## 모델 속의 모델
#
# 모델은 층처럼 다른 모델 안에 들어갈 수 있습니다. 아래 `block`은 입력에 합성곱의 결과를 더하는 작은 모델이고, `residual`은 그 블록을 여러 개 쌓습니다.

# %% [markdown] tags=["en"]
# ## A model inside a model
#
# A model can stand inside another one like a layer. `block` below is a small model that adds the result of a convolution to its input, and `residual` stacks several of these blocks.

# %%
def block(number):
    start = keras.Input((14, 14, 8), name=f"start_{number}")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name=f"conv_{number}")(start)
    x = layers.BatchNormalization(name=f"norm_{number}")(x)
    return keras.Model(start, layers.Add(name=f"add_{number}")([start, x]), name=f"block_{number}")

def residual(blocks):
    picture = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(8, 3, strides=2, padding="same", name="stem")(picture)
    for number in range(1, blocks + 1):
        x = block(number)(x)
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    x = layers.Dense(10, activation="softmax", name="classes")(x)
    return keras.Model(picture, x, name="residual")

small = residual(blocks=2)

# %% [markdown] tags=["ko"]
# 안에 있는 모델은 상자 하나가 됩니다. 이 그림은 전체의 짜임을 보여 주고, 블록의 속은 감춥니다.

# %% [markdown] tags=["en"]
# A model inside becomes one box. Such a drawing shows the overall plan, and hides what is in the blocks.

# %%
graphs.show_svg(model_to_dot(small, rankdir="LR", dpi=34))

# %% [markdown] tags=["ko"]
# `expand_nested=True`는 블록을 펼쳐 점선 틀 안에 그립니다. 블록마다 `add`에 화살표가 둘 들어오는 것을 보세요. 하나는 합성곱을 건너뛰어 온 것입니다.

# %% [markdown] tags=["en"]
# `expand_nested=True` opens the blocks, each in a dashed frame. Look at the two arrows into each `add`: one of them has skipped the convolution.

# %%
graphs.show_svg(model_to_dot(small, expand_nested=True, dpi=50))

# %% [markdown] tags=["ko"]
# `summary`에도 같은 인수가 있습니다. 파라미터의 수까지 볼 때는 표가 낫습니다. 블록 하나를 얼리면 그 안의 층이 모두 얼어붙는 것을 `show_trainable`이 보여 줍니다.

# %% [markdown] tags=["en"]
# `summary` has the same argument. Where you need the numbers of parameters, a table is better than a drawing. Freeze one block, and `show_trainable` shows that all layers in it are frozen.

# %%
small.get_layer("block_1").trainable = False
small.summary(expand_nested=True, show_trainable=True)

# %% [markdown] tags=["ko"]
# ### 연습 5-1-c
#
# 모델 두 개를 품은 모델 `nested`를 만드세요.
#
# - (28, 28, 1)인 사진을 받아 확률 10개를 냅니다.
# - 먼저 이름이 `low`인 모델을, 그다음 이름이 `high`인 모델을 지납니다. `expand_nested=True`로 그리면 틀은 이 둘뿐입니다.
# - 두 틀 안에는 각각 `Conv2D`와 `MaxPooling2D`가 이 순서로 있습니다. 필터는 3×3이고 `relu`를 씁니다. `low`에는 필터가 8개, `high`에는 16개 있습니다.
# - 틀 밖에는 `Flatten`과 `Dense`만 있습니다. `InputLayer`는 어디에 있어도 됩니다.

# %% [markdown] tags=["en"]
# ### Exercise 5-1-c
#
# Build a model `nested` with two models inside.
#
# - It takes pictures of shape (28, 28, 1) and returns 10 probabilities.
# - They go through a model named `low`, then one named `high`. Drawn with `expand_nested=True`, there are no other frames.
# - Each frame holds a `Conv2D` and a `MaxPooling2D`, in this order. The filters are 3×3, with `relu`: 8 in `low` and 16 in `high`.
# - Outside the frames there are a `Flatten` and a `Dense` and nothing else. An `InputLayer` may stand anywhere.

# %% tags=["starter"] exercise="5-1-c"
nested = ...

# %% tags=["wrong"] exercise="5-1-c"
nested = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(8, 3, activation="relu", name="low"),
    layers.MaxPooling2D(),
    layers.Conv2D(16, 3, activation="relu", name="high"),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])

# %% tags=["wrong"] exercise="5-1-c"
nested = keras.Sequential([
    keras.Input((28, 28, 1)),
    keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D()], name="low"),
    keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D(), layers.Flatten()], name="high"),
    layers.Dense(10, activation="softmax"),
])

# %% tags=["wrong"] exercise="5-1-c"
nested = keras.Sequential([
    keras.Input((28, 28, 1)),
    keras.Sequential([layers.Conv2D(8, 3), layers.MaxPooling2D()], name="low"),
    keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D()], name="high"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])

# %% tags=["wrong"] exercise="5-1-c"
nested = keras.Sequential([
    keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D()], name="low"),
    keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D()], name="high"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])

# %% tags=["wrong"] exercise="5-1-c"
nested = keras.Sequential([
    keras.Input((28, 28, 1)),
    keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D()], name="low"),
    keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D()], name="high"),
    layers.Flatten(),
    layers.Dense(10),
])

# %% tags=["wrong"] exercise="5-1-c"
nested = keras.Sequential([
    keras.Input((28, 28, 1)),
    keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D()], name="low"),
    keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D()], name="high"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])

# %% tags=["wrong"] exercise="5-1-c"
low = keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D()], name="low")
high = keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D()], name="high")
nested = keras.Sequential([
    keras.Input((28, 28, 1)), low, high, layers.Flatten(), layers.Dense(10, activation="sigmoid")
])

# %% tags=["wrong"] exercise="5-1-c"
low = keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D()], name="high")
high = keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D()], name="low")
nested = keras.Sequential([
    keras.Input((28, 28, 1)), low, high, layers.Flatten(), layers.Dense(10, activation="softmax")
])

# %% tags=["right"] exercise="5-1-c"
def half(name, filters):
    return keras.Sequential([layers.Conv2D(filters, 3, activation="relu"), layers.MaxPooling2D(2)], name=name)

pixels_in = keras.Input((28, 28, 1))
flat = layers.Flatten()(half("high", 16)(half("low", 8)(pixels_in)))
nested = keras.Model(pixels_in, layers.Dense(10, "softmax")(flat))

# %% tags=["right"] exercise="5-1-c"
def half(name, filters, shape):
    start = keras.Input(shape)
    maps = layers.Conv2D(filters, (3, 3), padding="same", activation="relu")(start)
    return keras.Model(start, layers.MaxPooling2D()(maps), name=name)

nested = keras.Sequential()
nested.add(keras.Input((28, 28, 1)))
nested.add(half("low", 8, (28, 28, 1)))
nested.add(half("high", 16, (14, 14, 8)))
nested.add(layers.Flatten())
nested.add(layers.Dense(10, activation=keras.activations.softmax))

# %% tags=["right"] exercise="5-1-c"
low_model = keras.Sequential(name="low")
low_model.add(keras.Input((28, 28, 1)))
low_model.add(layers.Conv2D(8, kernel_size=3, activation=keras.activations.relu))
low_model.add(layers.MaxPooling2D())
high_model = keras.Sequential([layers.Conv2D(16, 3, 1, "same", activation="relu"), layers.MaxPooling2D(3)], name="high")
nested = keras.Sequential([low_model, high_model, layers.Flatten(), layers.Dense(10, activation="softmax")])

# %% tags=["right"] exercise="5-1-c"
class Half(keras.Sequential):
    def __init__(self, filters, name):
        super().__init__(name=name)
        self.add(layers.Conv2D(filters, (3, 3), activation="relu"))
        self.add(layers.MaxPooling2D((2, 2)))

picture = keras.Input(shape=(28, 28, 1))
x = Half(8, "low")(picture)
x = Half(16, "high")(x)
x = layers.Flatten()(x)
nested = keras.Model(inputs=picture, outputs=layers.Dense(units=10, activation="softmax")(x), name="whole")

# %% tags=["right"] exercise="5-1-c"
low = keras.Sequential(name="low")
low.add(layers.Conv2D(filters=8, kernel_size=3, strides=1, padding="same", activation="relu"))
low.add(layers.MaxPooling2D(3, padding="same"))
high = keras.Sequential(name="high")
high.add(layers.Conv2D(filters=16, kernel_size=3, use_bias=False, activation="relu"))
high.add(layers.MaxPooling2D(3))
nested = keras.Sequential([low, high, layers.Flatten(), layers.Dense(10, activation=keras.layers.Softmax())])
nested.build((None, 28, 28, 1))

# %% tags=["solution"] exercise="5-1-c"
low = keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D()], name="low")
high = keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D()], name="high")
nested = keras.Sequential([
    keras.Input((28, 28, 1)),
    low,
    high,
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])

# %%
check("5-1-c", nested)

# %% [markdown] tags=["ko", "solution"]
# `Sequential` 안에 `Sequential`을 넣어도 됩니다. 안의 모델은 처음 불릴 때 입력의 형태를 알게 되므로, `Input`은 바깥에 하나면 됩니다. `Sequential`의 그림에는 `InputLayer`가 없습니다.

# %% [markdown] tags=["en", "solution"]
# A `Sequential` may hold a `Sequential`. The inner models learn the shape of their input when they are called, so one `Input` outside will do. The drawing of a `Sequential` has no `InputLayer`.

# %% [markdown] tags=["ko"]
# ## 큰 모델
#
# 이제 블록을 아홉 개 쌓습니다. 층은 모두 30개입니다. 그리는 데 얼마나 걸릴까요? 아홉 번 그려 중앙값을 잽니다.

# %% [markdown] tags=["en"]
# ## A big model
#
# Now stack nine blocks, which makes 30 layers. How long does it take to draw them? The cell draws nine times and prints the median.

# %%
deep = residual(blocks=9)

def seconds_to_draw(model):
    begin = time.perf_counter()
    model_to_dot(model, show_shapes=True, expand_nested=True).create(prog="dot", format="svg")
    return time.perf_counter() - begin

print(f"≈ {1000 * median(seconds_to_draw(deep) for _ in range(9)):.0f} ms")

# %% [markdown] tags=["ko"]
# 빠르기는 문제가 아닙니다. 문제는 읽는 사람입니다. 아래 그림에는 모든 층이 있습니다. 무엇을 읽을 수 있나요?

# %% [markdown] tags=["en"]
# Speed is not the problem; the reader is. The next drawing has every layer. What can you read in it?

# %% alt_ko="30개 층을 모두 펼쳐 왼쪽에서 오른쪽으로 그린 긴 띠. 글자는 너무 작아서 읽을 수 없고, 같은 모양의 틀 아홉 개만 보입니다." alt_en="All 30 layers opened in one long strip from left to right: the letters are too small to read, only nine frames of the same form can be seen."
plot_model(deep, folder / "deep.png", expand_nested=True, rankdir="LR", dpi=12)

# %% [markdown] tags=["ko"]
# 같은 모양이 아홉 번 되풀이된다는 것만 보입니다. 그것이 큰 그림이 하는 말입니다. 자세히 볼 때는 블록 하나만 그리세요. 그래서 되풀이되는 부분은 모델로 묶어 이름을 붙여 두는 것이 좋습니다.

# %% [markdown] tags=["en"]
# Only that one form is repeated nine times, which is just what a big picture can say. For the details, draw a single block. So it pays to wrap repeated parts as a model with a name.

# %%
graphs.show_svg(model_to_dot(deep.get_layer("block_9"), show_shapes=True, dpi=50))

# %% [markdown] tags=["ko"]
# ## 실험실: 그림판
#
# `plot_model`의 인수 가운데 그림에 나타나는 것을 모두 켜고 끌 수 있습니다. 그림이 SVG라서 `dpi`는 없습니다. 그림 위에는 그 그림을 그리는 코드가 있으니 복사해 쓰세요. 먼저 `expand_nested`를 켜 보세요. 그다음 모델을 `tower`로 바꾸고, 30개 층이 읽히는 설정을 찾아보세요.
#
# `twins`에서 `vision`은 두 번 불리지만 `difference`로 가는 화살표는 하나입니다. 그림은 같은 두 상자 사이에 화살표를 하나만 그립니다. 텐서가 둘이라는 것은 `show_shapes`가 말해 줍니다.

# %% [markdown] tags=["en"]
# ## Lab: Drawing board
#
# Every argument of `plot_model` that shows in the drawing is a control here. The drawing is an SVG, so `dpi` is not among them. Above the drawing stands the call that makes it, for you to copy. First switch `expand_nested` on. Then choose the model `tower`, and look for settings with which its 30 layers can be read.
#
# In `twins`, `vision` is called twice, yet one arrow leads to `difference`. Between the same two boxes only one arrow is drawn. It is `show_shapes` that tells you of two tensors.

# %%
lab("drawing board")

# %% [markdown] tags=["ko"]
# ## 그림에서 실수 찾기
#
# 모델을 그리는 가장 좋은 까닭은, 코드가 하려던 것과 실제로 만든 것을 견주기 위해서입니다.

# %% [markdown] tags=["en"]
# ## Mistakes in a drawing
#
# The best reason to draw a model is to compare what the code was meant to build with what it has built.

# %%
choose("5-1-q1")

# %% tags=["solution"] exercise="5-1-q1"
check("5-1-q1", "b")

# %% [markdown] tags=["ko"]
# ### 연습 5-1-d
#
# 함수 `tower`는 다음 계획대로 모델을 만들어야 합니다. 오류 없이 실행되지만 계획과 다른 곳이 두 군데 있습니다. 먼저 그림을 그려 찾고, `tower`를 고치고, 다시 그리세요.
#
# - `picture`는 `stem`을 지나 블록 두 개를 차례로 지납니다.
# - 첫 블록에서 `conv_1`은 블록의 입력을 받고, `add_1`은 블록의 입력과 `conv_1`의 결과를 더합니다.
# - 둘째 블록도 `conv_2`와 `add_2`로 똑같이 합니다. 입력은 첫 블록의 결과입니다.
# - 둘째 블록의 결과는 `pool`과 `classes`를 지납니다.
# - 층의 이름과 설정은 지금 그대로입니다.

# %% [markdown] tags=["en"]
# ### Exercise 5-1-d
#
# The function `tower` is meant to build a model after the plan below. It runs without an error, but differs from the plan in two places. Draw it to find them, repair `tower`, and draw it again.
#
# - `picture` goes through `stem` and then through two blocks, one after the other.
# - In the first block `conv_1` takes the input of the block, and `add_1` adds that input to the result of `conv_1`.
# - The second block does the same with `conv_2` and `add_2`. Its input is the result of the first block.
# - The result of the second block goes through `pool` and `classes`.
# - The names and the settings of the layers stay as they are.

# %% tags=["starter"] exercise="5-1-d"
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    shortcut = x
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_1")(x)
    x = layers.Add(name="add_1")([shortcut, x])
    shortcut = x
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_2")(x)
    x = layers.Add(name="add_2")([x, x])
    x = layers.GlobalAveragePooling2D(name="pool")(shortcut)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))

# %% tags=["wrong"] exercise="5-1-d"
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    shortcut = x
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_1")(x)
    x = layers.Add(name="add_1")([shortcut, x])
    shortcut = x
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_2")(x)
    x = layers.Add(name="add_2")([x, x])
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))

# %% tags=["wrong"] exercise="5-1-d"
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    shortcut = x
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_1")(x)
    x = layers.Add(name="add_1")([shortcut, x])
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_2")(x)
    x = layers.Add(name="add_2")([shortcut, x])
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))

# %% tags=["wrong"] exercise="5-1-d"
def tower():
    convolution = dict(padding="same", activation="relu")
    picture = keras.Input((28, 28, 1), name="picture")
    stem = layers.Conv2D(8, 3, **convolution, name="stem")(picture)
    total_1 = layers.Add(name="add_1")([stem, layers.Conv2D(8, 3, padding="same", name="conv_1")(stem)])
    total_2 = layers.Add(name="add_2")([total_1, layers.Conv2D(8, 3, **convolution, name="conv_2")(total_1)])
    pooled = layers.GlobalAveragePooling2D(name="pool")(total_2)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(pooled))

# %% tags=["wrong"] exercise="5-1-d"
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    for number in (2, 1):
        new = layers.Conv2D(8, 3, padding="same", activation="relu", name=f"conv_{number}")(x)
        x = layers.Add(name=f"add_{number}")([x, new])
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))

# %% tags=["wrong"] exercise="5-1-d"
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    for number, start in ((1, "glorot_uniform"), (2, "zeros")):
        new = layers.Conv2D(
            8, 3, padding="same", activation="relu", kernel_initializer=start, name=f"conv_{number}"
        )(x)
        x = layers.Add(name=f"add_{number}")([x, new])
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))

# %% tags=["wrong"] exercise="5-1-d"
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    for number in (1, 2):
        x = x + layers.Conv2D(8, 3, padding="same", activation="relu", name=f"conv_{number}")(x)
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))

# %% tags=["right"] exercise="5-1-d"
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    total = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    for number in (1, 2):
        new = layers.Conv2D(8, 3, padding="same", activation="relu", name=f"conv_{number}")(total)
        total = layers.Add(name=f"add_{number}")([new, total])
    pooled = layers.GlobalAveragePooling2D(name="pool")(total)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(pooled))

# %% tags=["right"] exercise="5-1-d"
def tower():
    def convolution(name):
        return layers.Conv2D(8, 3, padding="same", activation="relu", name=name)
    pixels = keras.Input((28, 28, 1), name="picture")
    total_0 = convolution("stem")(pixels)
    total_1 = layers.Add(name="add_1")([total_0, convolution("conv_1")(total_0)])
    total_2 = layers.Add(name="add_2")([convolution("conv_2")(total_1), total_1])
    outputs = layers.Dense(10, "softmax", name="classes")(layers.GlobalAveragePooling2D(name="pool")(total_2))
    return keras.Model(inputs=pixels, outputs=outputs, name="tower")

# %% tags=["right"] exercise="5-1-d"
def tower():
    settings = {"filters": 8, "kernel_size": (3, 3), "padding": "same", "activation": "relu"}
    picture = keras.Input((28, 28, 1), name="picture")
    stem = layers.Conv2D(name="stem", **settings)(picture)
    add_1 = layers.add([stem, layers.Conv2D(name="conv_1", **settings)(stem)], name="add_1")
    add_2 = layers.add([add_1, layers.Conv2D(name="conv_2", **settings)(add_1)], name="add_2")
    classes = layers.Dense(10, activation="softmax", name="classes")
    return keras.Model([picture], [classes(layers.GlobalAveragePooling2D(name="pool")(add_2))])

# %% tags=["solution"] exercise="5-1-d"
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    shortcut = x
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_1")(x)
    x = layers.Add(name="add_1")([shortcut, x])
    shortcut = x
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_2")(x)
    x = layers.Add(name="add_2")([shortcut, x])
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))

# %% exercise="5-1-d"
graphs.show_svg(model_to_dot(tower(), dpi=60))

# %%
check("5-1-d", tower)

# %% [markdown] tags=["ko", "solution"]
# 고치기 전의 그림에는 `conv_2`와 `add_2`가 없습니다. `pool`이 첫 블록의 결과를 받아서 둘째 블록으로 가는 길이 끊긴 것입니다. 그것을 고쳐 다시 그리면 `add_2`에 화살표가 하나만 들어옵니다. 자기 자신을 두 번 더하고 있었습니다.

# %% [markdown] tags=["en", "solution"]
# Before the repair, the drawing lacks `conv_2` and `add_2`: `pool` takes the result of the first block, so nothing leads through the second. With that fixed, the next drawing has only one arrow into `add_2`: it added a tensor to itself.

# %% [markdown] tags=["ko"]
# ## 합성곱 모델이 보는 것
#
# 지금까지는 구조를 그렸습니다. 이제 학습된 모델이 사진에서 무엇을 보는지 그립니다. 작은 합성곱 모델 `eye`를 씁니다.

# %% [markdown] tags=["en"]
# ## What a convolutional model sees
#
# So far you have drawn how a model is built. Now draw what a trained model sees in a picture. It is a small convolutional model, `eye`.

# %%
def new_eye():
    keras.utils.set_random_seed(4)
    picture = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(8, 5, padding="same", activation="relu", name="edges")(picture)
    x = layers.MaxPooling2D(name="halve")(x)
    x = layers.Conv2D(16, 3, padding="same", activation="relu", name="parts")(x)
    x = layers.MaxPooling2D(name="quarter")(x)
    x = layers.Flatten(name="flat")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))

graphs.show_svg(model_to_dot(new_eye(), rankdir="LR", dpi=34))

# %% [markdown] tags=["ko"]
# 하나를 5에포크 학습합니다. 같은 가중치로 시작한 다른 하나, `untrained`는 학습하지 않고 나중에 견주려고 남겨 둡니다.

# %% [markdown] tags=["en"]
# Train one of them for 5 epochs. Another one with the same first weights stays `untrained`, for comparison later.

# %%
(train_pictures, train_labels), (test_pictures, y_test) = fashion_mnist()
x_train = train_pictures[:4000, ..., np.newaxis].astype("float32") / 255
x_test = test_pictures[..., np.newaxis].astype("float32") / 255

eye, untrained = new_eye(), new_eye()
eye.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = eye.fit(x_train, train_labels[:4000], epochs=5, verbose=0)
accuracy = eye.evaluate(x_test, y_test, verbose=0)[1]
print(f"≈ {accuracy:.2f}", accuracy > 0.75)

# %% [markdown] tags=["ko"]
# 이 드레스를 들여다봅니다. 모델은 거의 확신합니다.

# %% [markdown] tags=["en"]
# Here is the dress that you will look into. The model is nearly certain.

# %%
DRESS, TROUSERS = 3, 1
dress = x_test[19]

def probabilities(model, picture):
    return np.asarray(model.predict_on_batch(picture[np.newaxis]))[0]

plots.show_prediction(dress[..., 0], probabilities(eye, dress), class_names(), label=DRESS)

# %% [markdown] tags=["ko"]
# ### 필터
#
# 첫 층에는 5×5 필터가 여덟 개 있습니다. 필터는 사진 위를 움직이며, 주황색 칸에 놓인 픽셀은 더하고 보라색 칸에 놓인 픽셀은 뺍니다.

# %% [markdown] tags=["en"]
# ### Filters
#
# The first layer has eight filters of 5×5. A filter moves over the picture; pixels under its orange cells are added, pixels under the purple ones are subtracted.

# %%
kernels = eye.get_layer("edges").get_weights()[0][:, :, 0]
plots.show_signed({str(number): kernels[..., number] for number in range(8)}, "kernel", columns=8)

# %% [markdown] tags=["ko"]
# 한쪽이 주황이고 다른 쪽이 보라인 필터는 그 방향의 밝기가 바뀌는 자리를 찾습니다. 그런 이야기를 할 수 있는 것은 첫 층뿐입니다. 입력이 채널 하나인 사진이기 때문입니다. 다음 층의 필터는 몇 장의 그림이 될까요?

# %% [markdown] tags=["en"]
# A filter that is orange on one side and purple on the other finds places where the brightness changes in that direction. Only of the first layer can you say such things, because its input is a picture of one channel. How many little pictures are the filters of the next layer?

# %%
height, width, channels, filters = eye.get_layer("parts").get_weights()[0].shape
print(f"{filters} x {channels} = {filters * channels} ({height} x {width})")

# %% [markdown] tags=["ko"]
# 3×3짜리 그림이 128장입니다. 아무도 그것을 읽지 못합니다. 그래서 깊은 층에서는 필터가 아니라 필터가 **내놓은 것**을 봅니다.
#
# ### 특성 맵
#
# 층의 출력을 특성 맵(feature map)이라고 합니다. 중간 층의 출력을 내는 모델을 만들어 드레스를 넣습니다. 아래는 위의 여덟 필터가 내놓은 맵입니다. 순서도 같습니다. 검을수록 큰 값입니다.

# %% [markdown] tags=["en"]
# 128 pictures of 3×3, which nobody can read. So for deeper layers, look not at the filters but at what they **put out**.
#
# ### Feature maps
#
# The output of such a layer is called its feature maps. Make a model that returns the outputs of layers in the middle, and put the dress in. These are the maps of the eight filters above, in the same order. The darker, the larger.

# %%
names = ["edges", "parts", "quarter"]
looking = keras.Model(eye.input, [eye.get_layer(name).output for name in names])
outputs = looking.predict_on_batch(dress[np.newaxis])
maps = {name: np.moveaxis(np.asarray(output)[0], -1, 0) for name, output in zip(names, outputs)}
plots.show_pictures(maps["edges"], [str(number) for number in range(8)], columns=8)

# %% [markdown] tags=["ko"]
# 드레스가 아직 보입니다. 어떤 맵에는 윤곽이, 어떤 맵에는 천의 안쪽이 남았습니다. 다음 합성곱 층의 맵은 열여섯 장이고, 가로세로가 절반입니다.

# %% [markdown] tags=["en"]
# You can still see the dress: its outline in some maps, the inside of the cloth in others. The next convolution has sixteen maps, of half the width and height.

# %%
plots.show_pictures(maps["parts"], [str(number) for number in range(16)], columns=8)

# %%
print({name: values.shape for name, values in maps.items()})

# %% [markdown] tags=["ko"]
# 깊어질수록 맵은 거칠어지고 수는 많아집니다. **어디에** 있는지는 줄고 **무엇이** 있는지는 늘어납니다. 다만 맵 한 장이 강하다고 해서 결정에 중요한 것은 아닙니다. 그 맵을 다음 층이 어떻게 쓰는지는 맵에 나타나지 않습니다.
#
# ### 가림 지도
#
# 결정에 무엇이 중요한지 알려면 물어봐야 합니다. 사진의 한 곳을 덮고, 확률이 얼마나 떨어지는지 봅니다. 6×6 덮개를 두 픽셀씩 옮기며 196번 되풀이합니다.

# %% [markdown] tags=["en"]
# The deeper, the coarser the maps and the more of them: less of **where**, more of **what**. But a strong map need not matter for the decision. How the next layer uses it does not show in the map.
#
# ### Occlusion maps
#
# To learn what matters for the decision, you have to ask. Cover a part of the picture and see how far the probability drops. A cover of 6×6 moves in steps of two pixels, 196 times.

# %%
def occlusion_map(model, picture, label, fill):
    places = [(row, column) for row in range(0, 28, 2) for column in range(0, 28, 2)]
    covered = np.repeat(picture[np.newaxis], len(places), axis=0)
    for one, (row, column) in zip(covered, places):
        one[max(0, row - 2) : row + 4, max(0, column - 2) : column + 4] = fill
    drop = probabilities(model, picture)[label] - np.asarray(model.predict_on_batch(covered))[:, label]
    return drop.reshape(14, 14), covered

white, covered = occlusion_map(eye, dress, DRESS, fill=0.0)
plots.show_signed({class_names()[DRESS]: white}, "Δ p", over=dress[..., 0])

# %% [markdown] tags=["ko"]
# 주황색 자리를 덮으면 확률이 떨어집니다. 가장 진한 곳은 치마의 가운데, 밑단 바로 위입니다. 그곳을 덮은 사진을 보기 전에, 모델이 이제 무엇이라고 할지 맞혀 보세요.

# %% [markdown] tags=["en"]
# Where the map is orange, covering lowers the probability. It is darkest in the middle of the skirt, right above the hem. Before you see the picture with that spot covered, guess what the model takes it for.

# %%
split = covered[white.argmax()]
plots.show_prediction(split[..., 0], probabilities(eye, split), class_names(), label=DRESS)

# %%
print(white.max() > 0.3, white.argmax() // 14 >= 8, probabilities(eye, split)[TROUSERS] > 0.2)

# %% [markdown] tags=["ko"]
# 덮개가 치마 가운데에 하얀 틈을 내자 모델은 바지라고 합니다. 그런데 밑단의 두 줄은 덮이지 않았고, 틈 아래에서 여전히 이어져 있습니다. 막힌 밑단이 결정했을까요? 같은 너비로 밑단만 지워 봅니다.

# %% [markdown] tags=["en"]
# The cover opens a white gap in the middle of the skirt, and the model says trousers. Yet the two rows of the hem are not covered: below the gap they still close the skirt. Was it the closed hem that decided? Blank the hem alone, in the same width.

# %%
open_hem = dress.copy()
open_hem[24:, 12:18] = 0
for name, picture in (("dress", dress), ("gap", split), ("hem", open_hem)):
    print(name, f"≈ {probabilities(eye, picture)[DRESS]:.2f}")

# %% tags=["proof"]
of_dress, of_gap, of_hem = (probabilities(eye, picture)[DRESS] for picture in (dress, split, open_hem))
assert divmod(int(white.argmax()), 14) == (11, 7) and (split[20:26, 12:18] == 0).all() and split[26:, 12:18].any()
assert of_gap < 0.4 and of_hem > 0.85 and of_dress > 0.9

# %% [markdown] tags=["ko"]
# 밑단은 거의 아무것도 바꾸지 않습니다. 모델이 드레스를 알아본 것은 치마의 **가운데**가 천으로 차 있기 때문입니다. 까닭을 짐작했으면, 이렇게 그것만 바꾸어 확인하세요.
#
# 이번에는 흰색(0) 대신 검은색(1)으로 덮습니다. 지도가 같을까요?

# %% [markdown] tags=["en"]
# The hem changes next to nothing. What the model knows the dress by is cloth in the **middle** of the skirt. When you have guessed a reason, check it like this: change that and nothing else.
#
# Now cover with black (1) instead of white (0). Will the map be the same?

# %%
black, covered = occlusion_map(eye, dress, DRESS, fill=1.0)
plots.show_signed({"fill=0.0": white, "fill=1.0": black}, "Δ p", over=dress[..., 0])

# %%
print(class_names()[probabilities(eye, covered[black.argmax()]).argmax()])

on_dress = dress[::2, ::2, 0] > 0
for drop in (white, black):
    share = drop.clip(0)[on_dress].sum() / drop.clip(0).sum()
    print(f"≈ {share:.2f}", share > 0.5)

# %% [markdown] tags=["ko"]
# 흰 덮개로 잰 지도는 거의 모두 드레스 위에 있고, 검은 덮개로 잰 지도는 거의 모두 드레스 바깥에 있습니다. 가장 해로운 검은 덮개는 드레스를 티셔츠로 만듭니다.

# %% [markdown] tags=["en"]
# Measured with white, nearly all of the map lies on the dress; measured with black, nearly all of it lies outside. The most harmful black cover turns the dress into a T-shirt.

# %% tags=["proof"]
assert white.clip(0)[on_dress].sum() / white.clip(0).sum() > 0.8
assert black.clip(0)[on_dress].sum() / black.clip(0).sum() < 0.2
assert divmod(int(black.argmax()), 14) == (3, 12)

# %%
choose("5-1-q2")

# %% tags=["solution"] exercise="5-1-q2"
check("5-1-q2", "b")

# %% [markdown] tags=["ko"]
# 가린 사진은 모델이 한 번도 본 적이 없는 사진입니다. 그래서 가림 지도는 덮개의 색, 크기, 모양과 함께 적어야 합니다.
#
# ### 연습 5-1-e
#
# 사진의 행을 하나씩 지우며 재는 함수 `row_influence`를 작성하세요. 인수는 차례로 `model`, `picture`, `label`입니다.
#
# - `picture`의 형태는 (행, 열, 1)입니다. 행이 몇 개인지는 정해져 있지 않습니다. 이 배열은 바뀌지 않아야 합니다.
# - `model`은 사진의 배치를 받아 확률을 냅니다. `predict_on_batch`, `predict`, 직접 부르기 가운데 어느 것을 써도 됩니다.
# - 돌려주는 값은 행마다 수 하나인 배열입니다. 그 행을 0으로 덮을 때 `label`의 확률이 얼마나 **줄어드는지**입니다.

# %% [markdown] tags=["en"]
# A covered picture is one that the model has never seen the like of. So state the colour, size and form of the cover along with an occlusion map.
#
# ### Exercise 5-1-e
#
# Write a function `row_influence` that blanks one row of a picture after the other. Its arguments are `model`, `picture` and `label`, in this order.
#
# - The `picture` has shape (rows, columns, 1), with any number of rows. This array must not change.
# - The `model` takes a batch of pictures and returns probabilities. Use `predict_on_batch`, `predict`, or call it.
# - It returns an array with one number for each row: how much the probability of `label` **drops** when that row is set to 0.

# %% tags=["starter"] exercise="5-1-e"
row_influence = ...

# %% tags=["wrong"] exercise="5-1-e"
def row_influence(model, picture, label):
    before = model.predict_on_batch(picture[np.newaxis])[0, label]
    drops = []
    for row in range(len(picture)):
        picture[row] = 0
        drops.append(before - model.predict_on_batch(picture[np.newaxis])[0, label])
    return np.array(drops)

# %% tags=["wrong"] exercise="5-1-e"
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], len(picture), axis=0)
    for row in range(len(picture)):
        covered[row, row] = 0
    return model.predict_on_batch(covered)[:, label]

# %% tags=["wrong"] exercise="5-1-e"
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], len(picture), axis=0)
    for row in range(len(picture)):
        covered[row, row] = 0
    before = model.predict_on_batch(picture[np.newaxis])[0, label]
    return model.predict_on_batch(covered)[:, label] - before

# %% tags=["wrong"] exercise="5-1-e"
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], len(picture), axis=0)
    for row in range(len(picture)):
        covered[row, row] = 1
    before = model.predict_on_batch(picture[np.newaxis])[0, label]
    return before - model.predict_on_batch(covered)[:, label]

# %% tags=["wrong"] exercise="5-1-e"
def row_influence(model, picture, label):
    before = model.predict_on_batch(picture)[label]
    return np.array([before - model.predict_on_batch(np.delete(picture, row, axis=0))[label] for row in range(28)])

# %% tags=["wrong"] exercise="5-1-e"
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], 28, axis=0)
    for row in range(28):
        covered[row, row] = 0
    before = model.predict_on_batch(picture[np.newaxis])[0, label]
    return before - model.predict_on_batch(covered)[:, label]

# %% tags=["wrong"] exercise="5-1-e"
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], len(picture), axis=0)
    for row in range(len(picture)):
        covered[row, row] = 0
    before = model.predict_on_batch(picture[np.newaxis])
    label = before[0].argmax()
    return before[:, label] - model.predict_on_batch(covered)[:, label]

# %% tags=["wrong"] exercise="5-1-e"
def row_influence(model, picture, label):
    covered, before = picture.copy(), model.predict_on_batch(picture[np.newaxis])[0, label]
    drops = []
    for row in range(len(picture)):
        covered[row] = 0
        drops.append(before - model.predict_on_batch(covered[np.newaxis])[0, label])
    return np.array(drops)

# %% tags=["wrong"] exercise="5-1-e"
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], len(picture), axis=0)
    for row in range(len(picture)):
        covered[row, row] = 0
    before = model.predict_on_batch(picture[np.newaxis])[:, label]
    return abs(before - model.predict_on_batch(covered)[:, label])

# %% tags=["right"] exercise="5-1-e"
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], model.input_shape[1], axis=0)
    for row, one in enumerate(covered):
        one[row] = 0
    inner = keras.Model(model.inputs, model.outputs)
    return keras.ops.convert_to_numpy(inner(picture[np.newaxis])[:, label] - inner(covered)[:, label])

# %% tags=["right"] exercise="5-1-e"
def row_influence(model, picture, label):
    before = model.predict(picture[np.newaxis], verbose=0)[0, label]
    drops = []
    for row in range(picture.shape[0]):
        covered = picture.copy()
        covered[row] = 0
        drops.append(before - model.predict(covered[np.newaxis], verbose=0)[0, label])
    return np.array(drops)

# %% tags=["right"] exercise="5-1-e"
def row_influence(model, picture, label):
    keep = 1 - np.eye(len(picture))[:, :, np.newaxis, np.newaxis]
    before, after = model(picture[np.newaxis]), model(picture * keep)
    return keras.ops.convert_to_numpy(before)[:, label] - keras.ops.convert_to_numpy(after)[:, label]

# %% tags=["right"] exercise="5-1-e"
def row_influence(network, image, class_number):
    batch = np.stack([image] * (len(image) + 1))
    for row in range(len(image)):
        batch[row + 1, row, :, :] = 0
    chosen = np.asarray(network.predict_on_batch(batch))[:, class_number]
    return chosen[0] - chosen[1:]

# %% tags=["solution"] exercise="5-1-e"
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], len(picture), axis=0)
    for row in range(len(picture)):
        covered[row, row] = 0
    before = model.predict_on_batch(picture[np.newaxis])[:, label]
    return before - model.predict_on_batch(covered)[:, label]

# %%
check("5-1-e", row_influence)

# %% [markdown] tags=["ko", "solution"]
# 덮은 사진을 한 배치로 모으면, 사진마다가 아니라 한 번에 모두 모델에 넣을 수 있습니다. `np.repeat`는 새 배열을 만드므로 `picture`는 그대로 남습니다. `covered[row, row]`는 `row`번째 사진의 `row`번째 행입니다.

# %% [markdown] tags=["en", "solution"]
# Collected in one batch, all the covered pictures take a single call of the model, and not one each. `np.repeat` makes a new array, so `picture` stays as it is. `covered[row, row]` is row number `row` of picture number `row`.

# %% [markdown] tags=["ko"]
# ### 기울기 지도
#
# 가림 지도를 그리려면 덮은 사진 196장의 답을 모두 계산해야 합니다. 기울기(gradient)는 사진 한 장으로 모든 픽셀을 한꺼번에 묻습니다. 이 픽셀을 **아주 조금** 바꾸면 드레스의 점수(확률의 로그)가 얼마나 달라지는가? TensorFlow의 `GradientTape`가 그것을 계산합니다.

# %% [markdown] tags=["en"]
# ### Gradient maps
#
# For an occlusion map the model has to answer for 196 covered pictures. The gradient asks about all pixels at once, with one picture: if this pixel changes **a tiny bit**, how much does the score of the dress (the logarithm of its probability) change? `GradientTape` of TensorFlow works that out.

# %% tags=["tensorflow"]
import tensorflow as tf


def gradient_map(model, pictures, labels):
    x = tf.convert_to_tensor(pictures)
    with tf.GradientTape() as tape:
        tape.watch(x)
        scores = tf.math.log(tf.reduce_sum(model(x) * tf.one_hot(labels, 10), axis=-1))
    return tape.gradient(scores, x).numpy()[..., 0]

gradient = gradient_map(eye, dress[np.newaxis], [DRESS])[0]
plots.show_signed({class_names()[DRESS]: gradient}, "gradient", over=dress[..., 0])

# %% [markdown] tags=["ko"]
# 지도가 어지럽습니다. 이웃한 픽셀의 부호가 반대이기도 합니다. 그래도 지도는 옳습니다. 픽셀마다 0.1만큼, 기울기의 **반대** 방향으로 움직여 봅니다. 같은 크기로 아무렇게나 움직인 것과 견줍니다.

# %% [markdown] tags=["en"]
# The map is a muddle; even neighbours disagree in their signs. And yet it is right. Move every pixel by 0.1 **against** its gradient, and compare with moving every pixel by as much at random.

# %% tags=["tensorflow"]
random = np.random.default_rng(0).choice([-1, 1], gradient.shape)
nudged = {}
for name, direction in (("gradient", np.sign(gradient)), ("random", random)):
    picture = (dress - 0.1 * direction[..., np.newaxis]).clip(0, 1).astype("float32")
    nudged[name] = probabilities(eye, picture)[DRESS]
    print(f"{name}: ≈ {nudged[name]:.2f}")
print(nudged["gradient"] < nudged["random"] - 0.1)

# %% [markdown] tags=["ko"]
# 거의 보이지 않는 변화인데, 아무렇게나 흔든 것보다 훨씬 해롭습니다. 기울기는 **이 사진의 바로 곁**에서 무엇이 점수를 바꾸는지 말합니다. 어디가 결정의 까닭인지는 말하지 않습니다.
#
# 흔히 기울기의 크기만 그려서 "모델이 본 곳"이라고 부릅니다. 그 말을 시험해 봅니다. 학습하지 않은 모델의 지도는 어떨까요? 두 지도를 각각 가장 큰 값으로 나누어 나란히 그립니다.

# %% [markdown] tags=["en"]
# You would hardly see the change, yet it does far more harm than one at random. The gradient tells what changes the score **right beside this picture**. It does not tell where the reason for the decision lies.
#
# People often draw only the size of the gradient and call that "what the model looked at". Put those words to the test: what does the map of an untrained model look like? Each of the two maps is divided by its largest value.

# %% tags=["tensorflow"]
before = gradient_map(untrained, dress[np.newaxis], [DRESS])[0]
sizes = {"trained": np.abs(gradient), "untrained": np.abs(before)}
shown = {name: size / size.max() for name, size in sizes.items()}
plots.show_sizes(shown, "|gradient| / max", over=dress[..., 0])

# %% [markdown] tags=["ko"]
# 학습하지 않은 모델의 지도도 드레스 위가 진합니다. 눈으로는 어느 쪽이 더한지 말하기 어려우니, 테스트 사진 300장에서 옷 위에 있는 기울기의 몫을 셉니다. 마지막 수는 옷이 차지하는 넓이의 몫입니다.

# %% [markdown] tags=["en"]
# The map of the untrained model is dark on the dress, too. Which one more so is hard to tell by eye, so count: for 300 test pictures, the share of the gradient that lies on the garment. The last number is the share of the area that the garment takes.

# %% tags=["tensorflow"]
garment = x_test[:300, ..., 0] > 0
shares = {}
for name, each in (("trained", eye), ("untrained", untrained)):
    size = np.abs(gradient_map(each, x_test[:300], y_test[:300]))
    shares[name] = ((size * garment).sum(axis=(1, 2)) / size.sum(axis=(1, 2))).mean()
    print(f"{name}: ≈ {shares[name]:.2f}")
print(f"≈ {garment.mean():.2f}", shares["untrained"] > shares["trained"])

# %% tags=["tensorflow", "proof"]
of_untrained = gradient_map(untrained, x_test[:300], y_test[:300])
assert 0.15 < (of_untrained[~garment] == 0).mean() < 0.4 and not (of_untrained[garment] == 0).any()
assert (np.asarray(untrained.predict_on_batch(x_test)).argmax(axis=-1) == y_test).mean() < 0.2

# %%
choose("5-1-q3")

# %% tags=["solution"] exercise="5-1-q3"
check("5-1-q3", "a")

# %% [markdown] tags=["ko"]
# 지도는 답이 아니라 질문의 시작입니다. 믿기 전에 세 가지를 해 보세요. 학습하지 않은 모델의 지도와 비교하고, 덮개나 설정을 바꾸어도 남는지 보고, 지도가 가리킨 곳을 실제로 바꾸어 예측이 달라지는지 확인합니다.
#
# ## 정리
#
# - `plot_model`은 파일을 쓰고, `model_to_dot`은 고칠 수 있는 그래프를 돌려줍니다. SVG는 `model_to_dot`으로 만듭니다.
# - 옛 코드의 `keras.utils.vis_utils`는 `keras.utils`가 되었고, `plot_model`은 이제 이름을 저절로 적지 않습니다.
# - 그림에 모든 것을 담지 않습니다. 되풀이되는 부분은 모델로 묶고, 펼칠지는 `expand_nested`로 정합니다.
# - 코드에 있는 층이 그림에 없거나 `Add`에 화살표가 하나뿐이면, 실수를 찾은 것입니다.
# - 필터와 특성 맵은 계산의 중간을, 가림 지도와 기울기 지도는 질문에 대한 답을 보여 줍니다. 어느 것도 까닭의 증명은 아닙니다.

# %% [markdown] tags=["en"]
# A map is not an answer but the start of a question. Before you believe one, do three things: compare it with the map of an untrained model, see what is left of it with another cover or setting, and change what it points at, to see whether the prediction follows.
#
# ## Summary
#
# - `plot_model` writes a file; `model_to_dot` returns a graph that you can change. For SVG, use `model_to_dot`.
# - `keras.utils.vis_utils` of old code is `keras.utils` now, and `plot_model` no longer writes names by itself.
# - Do not put everything into one drawing. Wrap repeated parts as models, and choose with `expand_nested` whether to open them.
# - A layer of your code that the drawing lacks, or an `Add` with a single arrow: that is a mistake found.
# - Filters and feature maps show the middle of a computation, occlusion and gradient maps the answer to a question. None of them proves a reason.
