# %% [markdown] tags=["ko"]
# 2020년의 글에서 이 섹션은 케라스 문서의 페이지 하나를 가리킵니다. 모델을 그리는 함수 두 개를 소개하는 짧은 페이지입니다. 그런데 모델은 왜 그릴까요? 오류 없이 실행되는 코드가 생각과 다른 모델을 만들 때가 있기 때문입니다. 코드에서는 보이지 않던 실수가 그림에서는 보입니다.
#
# 섹션은 두 부분입니다. 앞부분에서는 모델을 그려 실수를 찾습니다. 뒷부분에서는 학습한 모델이 사진에서 **무엇을 보는지** 그리고, 그런 그림을 어디까지 믿을 수 있는지 시험합니다. 사이에 쉬어 갈 곳이 있습니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 궁금한 것에 맞는 인수를 골라 모델을 **그리고**, 그림에서 실수를 찾아 고칩니다.
# - 필터, 특성 맵, 가림 지도, 기울기 지도로 합성곱 모델을 **들여다보고**, 그 그림이 증명하지 못하는 것을 말합니다.
# - 모델이 엉뚱한 것을 보고 답하는지 지도로 **찾아내고**, 정확도를 재어 확인합니다.

# %% [markdown] tags=["en"]
# For this section the post from 2020 points to one page of the Keras documentation, which briefly shows two functions that draw a model. But why draw a model at all? Because code may run without an error and still build something other than you had in mind. A mistake that the code hides can be plain in a drawing.
#
# There are two halves. In the first you draw models and find mistakes in them. In the second you draw **what** a trained model sees in a picture, and test how far such pictures can be trusted. There is a place to stop in between.
#
# After this section you can:
#
# - **draw** a model with the arguments that answer your question, find a mistake in the drawing, and repair it;
# - **look into** a convolutional model with filters, feature maps, occlusion and gradient maps, and say what they do not prove;
# - **find out** with a map whether a model answers for the wrong reason, and confirm it by measuring.

# %% [markdown] tags=["ko"]
# ## 오류가 없는 실수
#
# `two_views`는 사진을 두 가지 창으로 봅니다. 작은 창(3×3)의 특성 맵 8장과 큰 창(5×5)의 특성 맵 8장을 `Concatenate`로 이어 붙이고, 그 16장을 보고 답합니다. 층마다 이름을 지었습니다. 짓지 않으면 케라스가 `conv2d_3`처럼 번호를 붙여서, 그림을 읽기 어렵고 셀을 실행할 때마다 번호도 달라집니다.

# %% [markdown] tags=["en"]
# ## A mistake without an error
#
# `two_views` looks at a picture through two windows. It puts together 8 feature maps of a small window (3×3) and 8 of a large one (5×5) with `Concatenate`, and answers by those 16. Every layer has a name. Without one, Keras numbers them, as in `conv2d_3`: hard to read in a drawing, and different each time the cell runs.

# %%
import contextlib
import inspect
import os
import tempfile
from pathlib import Path

import keras
import numpy as np
from IPython.display import SVG, Image
from keras import layers
from matplotlib.image import imread

from utils import graphs, plots
from utils.data import class_names, fashion_mnist

workshop = tempfile.TemporaryDirectory()
folder = Path(workshop.name)

# %%
picture = keras.Input((28, 28, 1), name="picture")
small = layers.Conv2D(8, 3, padding="same", activation="relu", name="small")(picture)
large = layers.Conv2D(8, 5, padding="same", activation="relu", name="large")(picture)
both = layers.Concatenate(name="both")([small, small])
pooled = layers.GlobalAveragePooling2D(name="pool")(both)
two_views = keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(pooled), name="two_views")

print(two_views.input_shape, two_views.output_shape)

# %% [markdown] tags=["ko"]
# 오류도 경고도 없습니다. 입력과 출력의 형태가 맞으니 `fit`도 됩니다. 그런데 이 코드에는 실수가 하나 있습니다. 코드에서 찾지 말고 그려서 찾아봅시다. `plot_model`은 모델을 그려 파일로 저장하고 노트북에도 보여 줍니다. `show_layer_names`는 상자에 층의 이름을 적습니다. 계획에는 있는데 그림에는 없는 것이 무엇인가요?

# %% [markdown] tags=["en"]
# There is no error and no warning. The shapes of input and output are right, so `fit` would work, too. Yet the code has a mistake. Do not look for it in the code: draw the model. `plot_model` draws it into a file and shows it in the notebook; `show_layer_names` writes the names of the layers into the boxes. What is in the plan and not in the drawing?

# %% alt_ko="위에서 아래로 picture, small, both, pool, classes. large는 없고, small에서 both로 가는 화살표는 하나입니다." alt_en="From top to bottom: picture, small, both, pool, classes. There is no large, and one arrow from small to both."
from keras.utils import plot_model

plot_model(two_views, folder / "two_views.png", show_layer_names=True, dpi=36)

# %% tags=["proof"]
names = graphs.box_names(keras.utils.model_to_dot(two_views))
assert set(names.values()) == {"picture", "small", "both", "pool", "classes"}
assert [(names[a], names[b]) for a, b in graphs.arrows(keras.utils.model_to_dot(two_views))].count(("small", "both")) == 1

# %% [markdown] tags=["ko"]
# 큰 창 `large`가 없습니다. 모델은 둘로 갈라지지도 않고, `both`에는 화살표가 하나만 들어옵니다. 코드를 다시 보면 `[small, small]`이라고 적혀 있습니다. `small`을 자기 자신과 이어 붙였고, 그림은 같은 두 상자 사이에 화살표를 하나만 그립니다.
#
# `large`는 코드에서 분명히 불렀습니다. 그런데도 없는 까닭은, `keras.Model`이 출력에서 거슬러 올라가며 층을 찾기 때문입니다(2-2). 그 길에 없는 층은 모델에 속하지 않고, 학습되지도 않습니다. 그러면 이런 경우는 어떨까요?

# %% [markdown] tags=["en"]
# The large window, `large`, is missing. The model does not fork at all, and only one arrow leads into `both`. Look at the code again: it says `[small, small]`. That puts `small` together with itself, and between the same two boxes only one arrow is drawn.
#
# The code does call `large`. It is missing because `keras.Model` goes backwards from the outputs to find its layers (2-2). A layer off that path does not belong to the model, and learns nothing. So what about this case?

# %%
choose("5-1-q1")

# %% tags=["solution"] exercise="5-1-q1"
check("5-1-q1", "b")

# %% [markdown] tags=["ko"]
# ## 표로 볼까, 그림으로 볼까
#
# 같은 실수를 `summary`에서 찾아보세요. 어디에 나타나 있나요?

# %% [markdown] tags=["en"]
# ## The table or the drawing
#
# Look for the same mistake in the `summary`. Where does it show?

# %%
two_views.summary()

# %% [markdown] tags=["ko"]
# 표에도 있습니다. `large`라는 행이 없고, `both`의 마지막 칸에 `small[0][0]`이 두 번 있습니다. 하지만 마지막 칸을 한 줄씩 읽으며 머릿속에서 이어야 합니다. 갈라졌다 만나는 길은 그림이 낫고, 수는 표가 낫습니다.
#
# | 알고 싶은 것 | 볼 것 |
# |---|---|
# | 길이 어디에서 갈라지고 어디에서 만나는지 | 그림 |
# | 빠진 층이나 끊긴 길이 있는지 | 그림 |
# | 파라미터가 어느 층에 몇 개 있는지 | `summary` |
# | 층이 한 줄로 이어진 모델의 형태 | `summary` |
# | 층이 수십 개인 모델의 전체 | `summary`, 그림은 한 부분만 |
# | 동료에게 모델을 설명할 때 | 그림 |

# %% [markdown] tags=["en"]
# The table has it, too. There is no row for `large`, and in the last column of `both` stands `small[0][0]`, twice. But you have to read that column row by row and put the paths together yourself. For paths that fork and meet, a drawing is better; for numbers, the table.
#
# | what you want to know | where to look |
# |---|---|
# | where paths fork and meet | the drawing |
# | whether a layer is missing or a path is broken | the drawing |
# | how many parameters each layer has | `summary` |
# | the shapes of a model whose layers form one line | `summary` |
# | the whole of a model with dozens of layers | `summary`, and a drawing of one part |
# | to explain a model to somebody | the drawing |

# %% [markdown] tags=["ko"]
# ## 상자에 무엇을 적을까
#
# 실수를 고친 모델입니다. 답하기 전에 특성을 섞는 층 `mix`도 넣었습니다. 이번에는 코드에 실수가 두 개 남아 있습니다. 먼저 이름만 적어서 그립니다.

# %% [markdown] tags=["en"]
# ## What goes into a box
#
# Here the mistake is repaired, and a layer `mix` is added that mixes the features before the answer. This time two mistakes are left in the code. First draw it with names alone.

# %%
large = layers.Conv2D(8, 5, padding="same", activation="relu", name="large")(picture)
both = layers.Concatenate(axis=1, name="both")([small, large])
pooled = layers.GlobalAveragePooling2D(name="pool")(both)
mixed = layers.Dense(16, name="mix")(pooled)
views = keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(mixed), name="views")

# %% alt_ko="picture에서 small과 large로 갈라져 both에서 만나고, pool, mix, classes로 이어집니다." alt_en="picture forks into small and large; they meet in both, and go on to pool, mix and classes."
plot_model(views, folder / "views.png", show_layer_names=True, dpi=36)

# %% [markdown] tags=["ko"]
# 길은 맞습니다. 그러면 형태를 볼 차례입니다. `both`에서는 28×28인 맵 16장이 나와야 합니다. `show_shapes`는 상자마다 들어오고 나가는 형태를 적습니다. `None`은 배치의 크기입니다. 어느 상자의 형태가 생각과 다른가요?

# %% [markdown] tags=["en"]
# The paths are right. So look at the shapes. Out of `both` should come 16 maps of 28×28. `show_shapes` writes into each box which shapes go in and out; `None` is the batch size. Which box has another shape than you would expect?

# %% alt_ko="both는 (None, 56, 28, 8)을, pool은 (None, 8)을 내놓습니다." alt_en="both puts out (None, 56, 28, 8), and pool (None, 8)."
plot_model(views, folder / "views.png", show_layer_names=True, show_shapes=True, dpi=36)

# %% tags=["proof"]
assert views.get_layer("both").output.shape == (None, 56, 28, 8) and views.get_layer("pool").output.shape == (None, 8)

# %% [markdown] tags=["ko"]
# `both`의 출력이 (56, 28, 8)입니다. `axis=1`이라서 맵을 채널로 쌓지 않고 **아래로** 이어 붙였습니다. 그래서 `pool`은 수를 16개가 아니라 8개 내놓습니다. 두 창의 특성이 한데 섞여 평균되었습니다. `axis`를 지우면 기본값 -1, 곧 채널 축이 되어 맞습니다.
#
# 둘째 실수는 형태로는 보이지 않습니다. `show_layer_activations`는 활성화 함수를 적습니다.

# %% [markdown] tags=["en"]
# `both` puts out (56, 28, 8). With `axis=1` the maps are not stacked as channels: one is put **below** the other. So `pool` gives 8 numbers and not 16, each an average over both windows. Without `axis`, the default is -1, the axis of the channels, which is right.
#
# Shapes do not show the second mistake. `show_layer_activations` writes the activation functions.

# %% alt_ko="small과 large에는 relu, mix에는 linear, classes에는 softmax가 적혀 있습니다." alt_en="small and large have relu, mix has linear, classes has softmax."
plot_model(views, folder / "views.png", show_layer_names=True, show_layer_activations=True, dpi=36)

# %% [markdown] tags=["ko"]
# `mix`의 활성화 함수가 `linear`입니다. 없는 것과 같습니다. 그러면 `mix`와 `classes`는 층 하나만큼만 계산합니다(0-1). `relu`를 빠뜨렸습니다.
#
# 다음 질문은 무엇이 **학습되는지**입니다. 고친 모델에서 층 `small`을 얼립니다. `show_trainable`은 가중치가 있는 상자에 학습 여부를 적습니다. 어느 상자가 `Non-trainable`일까요?

# %% [markdown] tags=["en"]
# The activation of `mix` is `linear`, which is none at all. With it, `mix` and `classes` work out no more than one layer would (0-1). The `relu` was left out.
#
# The next question is what **learns**. In the repaired model, freeze the layer `small`. `show_trainable` writes into each box with weights whether they learn. Which box will say `Non-trainable`?

# %% alt_ko="small, large, mix, classes에 모두 초록색 Trainable이 적혀 있습니다." alt_en="small, large, mix and classes all have a green Trainable."
both = layers.Concatenate(name="both")([small, large])
pooled = layers.GlobalAveragePooling2D(name="pool")(both)
mixed = layers.Dense(16, activation="relu", name="mix")(pooled)
views = keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(mixed), name="views")

views.get_layer("small").trainabel = False
plot_model(views, folder / "views.png", show_layer_names=True, show_trainable=True, dpi=36)

# %% tags=["proof"]
assert all(layer.trainable for layer in views.layers)

# %% [markdown] tags=["ko"]
# 모두 `Trainable`입니다. 철자가 틀렸습니다. 파이썬은 없던 이름 `trainabel`을 조용히 새로 만들었고, 진짜 `trainable`은 그대로입니다. 얼렸다고 믿고 학습했다면 몰랐을 실수입니다. 다시 얼립니다.

# %% [markdown] tags=["en"]
# All of them say `Trainable`. There is a slip in the spelling: Python quietly made a new name, `trainabel`, and the real `trainable` is as it was. Had you trusted it and trained, you would not have noticed. Freeze it again.

# %% alt_ko="small에는 빨간 Non-trainable, large, mix, classes에는 초록 Trainable이 적혀 있습니다." alt_en="small has a red Non-trainable; large, mix and classes have a green Trainable."
views.get_layer("small").trainable = False
plot_model(views, folder / "views.png", show_layer_names=True, show_trainable=True, dpi=36)

# %% [markdown] tags=["ko"]
# 남은 인수는 `show_dtype`입니다. 출력의 데이터 타입을 적습니다. 모든 층이 float32인 모델에서는 쓸모가 없고, 데이터 타입이 섞인 모델에서 씁니다. 아래 모델은 단어 번호를 받고, 한 층은 혼합 정밀도로 계산합니다(1-2). 층이 한 줄로 길게 이어지므로 `rankdir="LR"`로 왼쪽에서 오른쪽으로 그립니다. `"BT"`와 `"RL"`도 있습니다. 어디에서 데이터 타입이 바뀌나요?

# %% [markdown] tags=["en"]
# One argument is left: `show_dtype` writes the data type of the output. In a model that is float32 throughout it tells you nothing; use it where types are mixed. The model below takes word numbers, and works out one layer in mixed precision (1-2). Its layers form one long line, so `rankdir="LR"` draws them from left to right; there are `"BT"` and `"RL"` too. Where does the type change?

# %% alt_ko="왼쪽에서 오른쪽으로 words는 int32, vectors와 mean은 float32, code는 float16, score는 float32입니다." alt_en="From left to right: words is int32, vectors and mean are float32, code is float16, score is float32."
words = keras.Input((12,), dtype="int32", name="words")
x = layers.Embedding(1000, 8, name="vectors")(words)
x = layers.GlobalAveragePooling1D(name="mean")(x)
x = layers.Dense(16, dtype="mixed_float16", name="code")(x)
words_to_score = keras.Model(words, layers.Dense(1, name="score")(x), name="words_to_score")
plot_model(words_to_score, folder / "words.png", show_layer_names=True, show_dtype=True, rankdir="LR", dpi=36)

# %% [markdown] tags=["ko"]
# 입력은 정수, `code`의 출력은 float16, 나머지는 float32입니다.
#
# ## 파일: PNG와 SVG
#
# 파일의 종류는 확장자가 정합니다. PNG는 픽셀로 이루어지고, `dpi`는 1인치에 픽셀을 몇 개 둘지 정합니다. 그림의 내용은 그대로이고 크기만 달라집니다. `dpi`를 50에서 200으로 올리면 픽셀은 몇 배가 될까요?

# %% [markdown] tags=["en"]
# The input consists of integers, `code` gives float16, and the rest is float32.
#
# ## Files: PNG and SVG
#
# The ending of the name decides the kind of file. A PNG consists of pixels, and `dpi` says how many make an inch. It changes the size and nothing else. If `dpi` goes from 50 to 200, how many times as many pixels will there be?

# %%
pixels = {}
for dpi in (50, 200):
    plot_model(two_views, folder / "two_views.png", dpi=dpi)
    height, width, _ = imread(folder / "two_views.png").shape
    pixels[dpi] = height * width
    print(f"{dpi}: ≈ {width} x ≈ {height}")
print(round(pixels[200] / pixels[50]))

# %% [markdown] tags=["ko"]
# 가로도 네 배, 세로도 네 배라서 열여섯 배입니다. SVG는 선과 글자를 적은 텍스트입니다. 아무리 키워도 흐려지지 않아서 논문이나 웹 페이지에 알맞습니다. 확장자만 바꾸면 될까요?

# %% [markdown] tags=["en"]
# Four times as wide and four times as high: sixteen times. An SVG is text that lists lines and letters. It never blurs, however large, which suits a paper or a web page. Is it enough to change the ending of the name?

# %%
with expect_error(ValueError):
    plot_model(two_views, folder / "two_views.svg")
print([file.name for file in folder.glob("*.svg")])

# %% [markdown] tags=["ko"]
# 파일은 생겼습니다. 오류는 그다음에 났습니다. `plot_model`은 노트북에 보여 주려고 `Image`를 만드는데, `Image`는 SVG를 모릅니다. 노트북이 아니면 오류 없이 끝납니다. 노트북에서는 `model_to_dot`을 씁니다. `plot_model`과 인수가 거의 같고, 파일 대신 `pydot`의 그래프를 돌려줍니다. 그 그래프의 `write_svg`가 파일로 저장합니다. 파일은 텍스트라서 상자를 셀 수도 있습니다.

# %% [markdown] tags=["en"]
# The file is there; the error came afterwards. To show the drawing in the notebook, `plot_model` makes an `Image`, and `Image` does not know SVG. Outside a notebook there is no error. In one, use `model_to_dot`. It takes nearly the same arguments as `plot_model` and returns a graph of `pydot` instead of writing a file. The graph has a method `write_svg`, which does. As the file is text, you can even count its boxes.

# %%
from keras.utils import model_to_dot

model_to_dot(two_views, show_shapes=True).write_svg(folder / "shapes.svg")
print((folder / "shapes.svg").read_text().count('class="node"'))

# %% [markdown] tags=["ko"]
# ## 2020 → 오늘: 페이지의 줄
#
# 페이지에 있던 줄은 지금도 실행됩니다. `contextlib.chdir`로 그동안만 임시 폴더에 가 있으므로, 노트북 옆에 파일이 남지 않습니다. 두 그림에서 무엇이 다른지 찾아보세요.

# %% [markdown] tags=["en"]
# ## 2020 → today: the lines of the page
#
# The lines of that page still run. `contextlib.chdir` moves to the temporary folder meanwhile, so that no file is left beside the notebook. What is the difference between the two drawings?

# %% alt_ko="상자 다섯 개에 층의 종류만 적혀 있습니다." alt_en="Five boxes with the kinds of the layers and no names."
with contextlib.chdir(folder):
    plot_model(two_views, to_file='model.png', dpi=60)
    print(sorted(os.listdir()))
Image(filename=folder / "model.png", width=140)

# %% alt_ko="같은 모델의 그림. 상자에 층의 이름도 있습니다: picture, small, both, pool, classes." alt_en="The same model; the boxes have the names of the layers, too: picture, small, both, pool, classes."
SVG(model_to_dot(two_views, dpi=60).create(prog='dot', format='svg'))

# %% [markdown] tags=["ko"]
# `SVG` 쪽에만 이름이 있습니다. 두 함수는 `show_layer_names`의 기본값이 다릅니다.

# %% [markdown] tags=["en"]
# Only the `SVG` has the names: by default the two functions differ in `show_layer_names`.

# %%
for function in (plot_model, model_to_dot):
    arguments = inspect.signature(function).parameters
    print(function.__name__, {name: arguments[name].default for name in ("show_layer_names", "dpi")})

# %% tags=["proof"]
defaults = [
    {name: argument.default for name, argument in inspect.signature(function).parameters.items()}
    for function in (plot_model, model_to_dot)
]
shared = defaults[0].keys() & defaults[1].keys()
assert [name for name in shared if defaults[0][name] != defaults[1][name]] == ["show_layer_names"]

# %% [markdown] tags=["ko"]
# 2020년에는 둘 다 `show_layer_names=True`, `dpi=96`이었습니다. 그래서 옛 코드가 그대로 실행되어도 그림은 다릅니다. 함수의 자리도 바뀌었습니다. 옛 코드는 `keras.utils.vis_utils`에서 가져오는 일이 많은데, 그 모듈은 없어졌습니다. 그리고 입력의 형태를 모르는 모델은 예나 지금이나 그릴 수 없습니다.

# %% [markdown] tags=["en"]
# In 2020 both had `show_layer_names=True` and `dpi=96`, so old code may run as it is and still give another picture. The functions have moved as well: old code often imports them from `keras.utils.vis_utils`, a module that is gone. And then as now, a model that does not know the shape of its input cannot be drawn.

# %%
with expect_error(ModuleNotFoundError):
    from keras.utils.vis_utils import plot_model
with expect_error(ValueError):
    plot_model(keras.Sequential([layers.Dense(10)]), folder / "model.png")

# %% [markdown] tags=["ko"]
# `SVG`는 글꼴이 없는 컴퓨터에서 글자가 겹치고, 그림이 노트북보다 넓어지기도 합니다. 그래서 앞으로 그래프는 코스의 `graphs.show_svg`로 봅니다. 같은 그래프를 같은 방법으로 그리고, 크기와 글자만 화면에 맞춥니다.
#
# ### 연습 5-1-a
#
# 동료들과 모델을 검토합니다. 그림에서는 무엇이 학습되는지와 활성화 함수만 보여야 합니다. 함수 `review`를 작성하세요.
#
# - 인수는 모델 하나이고, 돌려주는 값은 `model_to_dot`이 만드는 그래프입니다.
# - 왼쪽에서 오른쪽으로 그립니다.
# - 상자마다 층의 종류, 활성화 함수, 학습 여부가 있습니다.
# - 이름, 형태, 데이터 타입은 없습니다.
# - 모델은 바뀌지 않습니다.

# %% [markdown] tags=["en"]
# On a computer that lacks the font, letters in an `SVG` run into each other, and a drawing may be wider than the notebook. So from here on look at graphs with `graphs.show_svg` of this course. It draws the same graph in the same way, and fits size and letters to the page.
#
# ### Exercise 5-1-a
#
# You review a model with colleagues. The drawing should show what learns, and the activations, and nothing that distracts. Write a function `review`.
#
# - It takes one model and returns a graph as `model_to_dot` makes it.
# - The drawing runs from left to right.
# - Each box shows the kind of layer, its activation, and whether it learns.
# - There are no names, no shapes and no data types.
# - The model stays as it is.

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
# 그림 하나가 모든 것을 보여 줄 필요는 없습니다. 형태가 맞는지 볼 때는 `show_shapes`만, 무엇을 얼렸는지 볼 때는 `show_trainable`만 켜면 읽기 쉬워집니다. `Concatenate`와 풀링에는 활성화 함수도 가중치도 없으므로 종류만 적힙니다.

# %% [markdown] tags=["en", "solution"]
# One drawing need not show everything. To see whether shapes fit, switch on `show_shapes` and no more; to see what is frozen, `show_trainable`. A `Concatenate` or a pooling has neither an activation nor weights, so its box holds its kind alone.

# %% [markdown] tags=["ko"]
# ## 그래프를 고쳐 그리기
#
# 때로는 그림의 한 곳을 가리키며 말하고 싶습니다. `model_to_dot`이 돌려주는 그래프는 객체라서 그리기 전에 고칠 수 있습니다. 상자를 찾을 때는 층의 `id`를 씁니다. 파라미터가 가장 많은 층의 테두리를 칠해 봅니다. 어느 층일까요?

# %% [markdown] tags=["en"]
# ## Change the graph before it is drawn
#
# Sometimes you want to point at one place of a drawing. What `model_to_dot` returns is an object, which you can change before it is drawn. A box is found by the `id` of its layer. The next cell gives a coloured edge to the layer with the most parameters. Which one will it be?

# %%
graph = model_to_dot(views, dpi=60)
largest = max(views.layers, key=lambda layer: layer.count_params())

box = graph.get_node(str(id(largest)))[0]
box.set("color", "#D55E00")
box.set("penwidth", "8")
graphs.show_svg(graph)

# %%
print({layer.name: layer.count_params() for layer in views.layers if layer.count_params()})

# %% tags=["proof"]
assert largest.name == "mix"

# %% [markdown] tags=["ko"]
# `mix`입니다. 큰 창 `large`는 가중치가 25개짜리 창 여덟 개와 편향 여덟 개라서 208개이고, `mix`는 입력 16개와 유닛 16개라서 272개입니다.
#
# ### 연습 5-1-b
#
# 2020년의 함수입니다. 출력이 큰 층을 빨갛게 칠하려고 만들었지만 지금은 오류가 납니다. 다음이 모두 되도록 `mark_large`를 고치세요.
#
# - 모델의 그래프를 돌려줍니다. 상자마다 이름과 형태가 있습니다.
# - 예 하나에서 `most`개보다 많은 수를 내놓는 층은 상자의 색(`color`)이 `red`입니다.
# - 나머지 상자에는 색을 정하지 않습니다.

# %% [markdown] tags=["en"]
# It is `mix`. The large window, `large`, has eight windows of 25 weights and eight biases, which makes 208; `mix` has 16 inputs and 16 units, which makes 272.
#
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
# `vis_utils`는 빼고 `keras.utils`에서 바로 가져옵니다. `layer.output_shape`는 `layer.output.shape`가 됩니다(4-1). 첫 축은 배치의 크기인 `None`이므로 곱하기 전에 뺍니다.

# %% [markdown] tags=["en", "solution"]
# Take the function from `keras.utils` and leave `vis_utils` out. `layer.output_shape` becomes `layer.output.shape` (4-1). Its first axis is `None`, the batch size, so leave that out of the product.

# %% [markdown] tags=["ko"]
# ## 모델 속의 모델
#
# 모델은 층처럼 다른 모델 안에 들어갈 수 있습니다(3-3). 아래 `block`은 입력에 합성곱의 결과를 더하는 작은 모델이고, `residual`은 그 블록을 여러 개 쌓습니다. 층을 하나하나 세면 12개입니다. 그림에는 상자가 몇 개 나올까요?

# %% [markdown] tags=["en"]
# ## A model inside a model
#
# A model can stand inside another one like a layer (3-3). `block` below is a small model that adds the result of a convolution to its input, and `residual` stacks several of these blocks. Count its layers one by one, and there are 12. How many boxes will the drawing have?

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

nest = residual(blocks=2)
graphs.show_svg(model_to_dot(nest, rankdir="LR", dpi=34))

# %% tags=["proof"]
assert len(graphs.box_names(model_to_dot(nest))) == 6
assert len(graphs.box_names(model_to_dot(nest, expand_nested=True))) == 12

# %% [markdown] tags=["ko"]
# 여섯 개입니다. 안에 있는 모델은 상자 하나가 됩니다. 이 그림은 전체의 짜임을 보여 주고 블록의 속은 감춥니다. 블록 안에서 무엇을 더하는지 알고 싶으면 `expand_nested=True`로 펼칩니다. 블록마다 점선 틀이 생깁니다. `add`에 들어오는 화살표를 세어 보세요.

# %% [markdown] tags=["en"]
# There are six: a model inside becomes one box. Such a drawing shows the overall plan, and hides what is in the blocks. To know what is added in a block, open them with `expand_nested=True`: each gets a dashed frame. Count the arrows that lead into an `add`.

# %%
graphs.show_svg(model_to_dot(nest, expand_nested=True, dpi=50))

# %% [markdown] tags=["ko"]
# `add`마다 둘입니다. 하나는 합성곱을 건너뛰어 온 것으로, 2-2의 잔차 연결입니다.
#
# `summary`에도 같은 인수가 있습니다. 블록 하나를 통째로 얼리면 그 안의 층은 어떻게 될까요? `summary`의 `show_trainable`은 층마다 학습 여부를 `Y`와 `N`으로 적습니다.

# %% [markdown] tags=["en"]
# There are two into each `add`. One of them has skipped the convolution: the residual connection of 2-2.
#
# `summary` has the same argument. If you freeze a whole block, what becomes of the layers in it? The `show_trainable` of `summary` writes `Y` or `N` for each layer.

# %%
nest.get_layer("block_1").trainable = False
nest.summary(expand_nested=True, show_trainable=True)

# %% [markdown] tags=["ko"]
# `block_1` 안에서 가중치가 있는 층은 모두 `N`입니다. 모델을 얼리면 그 안의 층도 얼게 됩니다.
#
# 블록이 아홉 개라면 어떨까요? 층은 모두 40개입니다. 아래 그림에서 무엇을 읽을 수 있나요?

# %% [markdown] tags=["en"]
# In `block_1` every layer with weights says `N`: to freeze a model is to freeze the layers in it.
#
# And with nine blocks? That makes 40 layers. What can you read in the next drawing?

# %% alt_ko="층을 모두 펼쳐 왼쪽에서 오른쪽으로 그린 긴 띠. 글자는 너무 작아서 읽을 수 없고, 같은 모양의 틀 아홉 개만 보입니다." alt_en="All layers opened in one long strip from left to right: the letters are too small to read, only nine frames of the same form can be seen."
deep = residual(blocks=9)
plot_model(deep, folder / "deep.png", expand_nested=True, rankdir="LR", dpi=12)

# %% [markdown] tags=["ko"]
# 같은 모양이 아홉 번 되풀이된다는 것만 보입니다. 자세히 볼 때는 `deep.get_layer("block_9")`처럼 블록 하나를 꺼내 그리세요. 되풀이되는 부분을 모델로 묶고 이름을 붙여 두면 이렇게 골라 그릴 수 있습니다.
#
# ### 연습 5-1-c
#
# 모델 두 개를 품은 모델 `nested`를 만들고, 펼쳐서 그려 확인하세요.
#
# - (28, 28, 1)인 사진을 받아 확률 10개를 냅니다.
# - 먼저 이름이 `low`인 모델을, 그다음 이름이 `high`인 모델을 지납니다. `expand_nested=True`로 그리면 틀은 이 둘뿐입니다.
# - 두 틀 안에는 각각 `Conv2D`와 `MaxPooling2D`가 이 순서로 있습니다. 필터는 3×3이고 `relu`를 씁니다. `low`에는 필터가 8개, `high`에는 16개 있습니다.
# - 틀 밖에는 `Flatten`과 `Dense`만 있습니다. `InputLayer`는 어디에 있어도 됩니다.
# - 어느 가중치도 얼리지 않습니다.

# %% [markdown] tags=["en"]
# Only that one form is repeated nine times. For the details, take out a single block and draw that, as in `deep.get_layer("block_9")`. It is there to be taken out if you wrap repeated parts as models and give them names.
#
# ### Exercise 5-1-c
#
# Build a model `nested` with two models inside, and draw it, opened, to make sure.
#
# - It takes pictures of shape (28, 28, 1) and returns 10 probabilities.
# - They go through a model named `low`, then one named `high`. Drawn with `expand_nested=True`, there are no other frames.
# - Each frame holds a `Conv2D` and a `MaxPooling2D`, in this order. The filters are 3×3, with `relu`: 8 in `low` and 16 in `high`.
# - Outside the frames there are a `Flatten` and a `Dense` and nothing else. An `InputLayer` may stand anywhere.
# - No weights are frozen.

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

# %% tags=["wrong"] exercise="5-1-c"
low = keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D()], name="low")
high = keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D()], name="high")
low.trainable = False
nested = keras.Sequential([
    keras.Input((28, 28, 1)), low, high, layers.Flatten(), layers.Dense(10, activation="softmax")
])

# %% tags=["wrong"] exercise="5-1-c"
def half(name, filters):
    return keras.Sequential([layers.Conv2D(filters, 3, activation="relu"), layers.MaxPooling2D(2)], name=name)

pixels_in = keras.Input((28, 28, 1))
flat = layers.Flatten()(half("high", 16)(half("low", 8)(pixels_in) * 2))
nested = keras.Model(pixels_in, layers.Dense(10, "softmax")(flat))

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
# ## 실험실: 그림판
#
# 그림에 나타나는 인수를 모두 켜고 끌 수 있습니다. 그림이 SVG라서 `dpi`는 없습니다. 큰 그림은 확대하거나 축소하고, 끌거나 화살표 키로 옮겨 봅니다. 그림 아래에는 그 그림을 그리는 호출이 있고, **케라스 코드 보기**를 누르면 모델까지 만드는 코드가 나옵니다.
#
# 먼저 모델이 `twins`일 때 `expand_nested`를 켜 보세요. `vision`은 두 번 불리지만 `difference`로 가는 화살표는 하나입니다. 위의 `[small, small]`과 같은 그림인데 이번에는 실수가 아닙니다. `show_shapes`를 보면 텐서가 둘 들어온다는 것을 알 수 있습니다. 그다음에는 모델을 `tower`로 바꾸고, 30개 층을 읽을 수 있는 설정을 찾아보세요.

# %% [markdown] tags=["en"]
# ## Lab: Drawing board
#
# Every argument that shows in a drawing can be switched here. The drawing is an SVG, so `dpi` is not among them. Zoom a large drawing, and move it by dragging or with the arrow keys. Below it stands the call that makes it, and behind **Show me in Keras** the code of the model as well.
#
# First leave the model at `twins` and switch `expand_nested` on. `vision` is called twice, yet one arrow leads to `difference`. That is the drawing of `[small, small]` again, and this time it is no mistake: `show_shapes` tells you that two tensors go in. Then choose the model `tower`, and look for settings with which its 30 layers can be read.

# %%
lab("drawing board")

# %% [markdown] tags=["ko"]
# ## 그림에서 실수 찾기
#
# 이제 혼자서 찾을 차례입니다. 계획을 읽고, 그림을 그리고, 화살표를 하나씩 계획과 맞추어 보세요.
#
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
# ## Mistakes in a drawing
#
# Now find mistakes on your own. Read the plan, draw the model, and compare arrow by arrow.
#
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
# 고치기 전의 그림에는 `conv_2`와 `add_2`가 없습니다. `pool`이 첫 블록의 결과를 받아서 둘째 블록으로 가는 길이 끊겼습니다. 그것을 고쳐 다시 그리면 `add_2`에 화살표가 하나만 들어옵니다. 자기 자신을 두 번 더하고 있었습니다.

# %% [markdown] tags=["en", "solution"]
# Before the repair, the drawing lacks `conv_2` and `add_2`: `pool` takes the result of the first block, so nothing leads through the second. With that fixed, the next drawing has only one arrow into `add_2`: it added a tensor to itself.

# %% [markdown] tags=["ko"]
# 여기가 절반입니다. 쉬어 가기 좋은 곳입니다. 나중에 돌아와 커널을 다시 시작했다면, 아래의 셀을 하나 고르고 메뉴 **실행 → 위의 모든 셀 실행**을 누른 다음 이어 가세요.

# %% [markdown] tags=["en"]
# This is half the way, and a good place to stop. When you come back after a restart of the kernel, select a cell below, choose **Run → Run All Above Selected Cell**, and go on from there.

# %% [markdown] tags=["ko"]
# ## 합성곱 모델이 보는 것
#
# 구조가 맞는 모델도 엉뚱한 것을 배울 수 있습니다. 그런 잘못은 구조를 그린 그림에 나타나지 않습니다. 이제 학습한 모델이 사진에서 무엇을 보는지 그립니다. 먼저 들여다볼 만한 모델이 있어야 합니다. 답을 자주 틀리는 모델은 들여다보아도 알 수 있는 것이 별로 없습니다.
#
# 옷 사진 6,000장으로 작은 합성곱 모델 `eye`를 학습하고, 검증 사진 1,000장에서 정확도를 잽니다. 열 가지 옷이 같은 수만큼 있으므로 기준선은 0.10입니다.

# %% [markdown] tags=["en"]
# ## What a convolutional model sees
#
# A model that is wired rightly may still learn the wrong thing, and no drawing of its layers will show that. So now draw what a trained model sees in a picture. First you need a model worth looking into: the inside of one that gets its answers wrong explains nothing.
#
# The cell trains a small convolutional model, `eye`, on 6,000 pictures of clothes, and measures its accuracy on 1,000 pictures of validation. The ten kinds are equally frequent, so the baseline is 0.10.

# %%
pictures, labels = fashion_mnist()[0]
pictures = pictures[..., np.newaxis].astype("float32") / 255
x_train, y_train, x_val, y_val = pictures[:6000], labels[:6000], pictures[8000:9000], labels[8000:9000]

def new_eye():
    keras.utils.set_random_seed(4)
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 5, padding="same", activation="relu", name="edges"),
        layers.MaxPooling2D(name="halve"),
        layers.Conv2D(16, 3, padding="same", activation="relu", name="parts"),
        layers.MaxPooling2D(name="quarter"),
        layers.Flatten(name="flat"),
        layers.Dense(10, activation="softmax", name="classes"),
    ])

# %%
eye = new_eye()
eye.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
eye.fit(x_train, y_train, epochs=4, batch_size=64, verbose=0)

def accuracy(model, pictures, labels):
    return np.mean(np.asarray(model.predict_on_batch(pictures)).argmax(axis=-1) == labels)

print(f"≈ {accuracy(eye, x_val, y_val):.2f}")

# %% tags=["proof"]
assert accuracy(eye, x_val, y_val) > 0.8

# %% [markdown] tags=["ko"]
# 일곱 장 가운데 여섯 장쯤 맞힙니다. 훌륭하지는 않지만 들여다볼 만합니다. `untrained`는 같은 모양, 같은 첫 가중치에서 시작했고 학습은 하지 않은 모델입니다. 앞으로 모든 그림을 이 모델의 그림과 비교합니다. **학습하지 않은 모델에도 나타나는 것은 학습으로 얻은 것이 아닙니다.**
#
# 들여다볼 사진은 굽이 있는 앵클부츠 한 장입니다.

# %% [markdown] tags=["en"]
# About six of seven answers are right. That is not excellent, but good enough to look into. `untrained` has the same form and the same first weights, and is not trained. Compare every picture with that of this model: **what an untrained model shows as well has not been learned.**
#
# The picture to look into is an ankle boot with a heel.

# %%
untrained = new_eye()
SANDAL, BOOT = 5, 9
boot = x_val[104]

def probabilities(model, picture):
    return np.asarray(model.predict_on_batch(picture[np.newaxis]))[0]

plots.show_prediction(boot[..., 0], probabilities(eye, boot), class_names(), label=BOOT)

# %% tags=["proof"]
assert y_val[104] == BOOT and probabilities(eye, boot)[BOOT] > 0.9
assert probabilities(untrained, boot).max() < 0.5

# %% [markdown] tags=["ko"]
# ### 필터
#
# 첫 층에는 5×5인 필터가 여덟 개 있습니다. 학습은 이 필터들을 어떻게 바꾸었을까요? 윗줄이 `eye`의 필터, 아랫줄이 `untrained`의 필터입니다. 사진에 겹쳤을 때 주황색 칸에 놓인 픽셀은 더하고, 보라색 칸에 놓인 픽셀은 뺍니다.

# %% [markdown] tags=["en"]
# ### Filters
#
# The first layer has eight filters of 5×5. What has training made of them? Above are the filters of `eye`, below those of `untrained`. Laid on a picture, pixels under orange cells are added, pixels under purple ones subtracted.

# %%
def filters_of(model):
    return np.moveaxis(model.get_layer("edges").get_weights()[0][:, :, 0], -1, 0)

trained_filters, first_filters = filters_of(eye), filters_of(untrained)
both_rows = {"eye": trained_filters, "untrained": first_filters}
shown = {f"{name} {number}": each for name, filters in both_rows.items() for number, each in enumerate(filters)}
plots.show_signed(shown, "kernel", columns=8)

# %% [markdown] tags=["ko"]
# 윗줄이 더 진합니다. 그런데 무늬는 아랫줄을 많이 닮았습니다. 네 에포크의 학습은 우연한 첫 무늬를 조금 고쳤을 뿐입니다. 아래에 출력되는 수는 두 줄의 상관계수입니다. 무늬가 같으면 1이고, 서로 상관없으면 0에 가깝습니다. 그래서 필터가 **무엇을 찾으려고 생겼는지**는 말하기 어렵습니다. 어디에서 큰 값을 내는지는 말할 수 있습니다. 왼쪽 두 열의 합이 오른쪽 두 열의 합보다 가장 많이 큰 필터를 고릅니다. 이 필터는 부츠의 어디에서 큰 값을 낼까요?

# %% [markdown] tags=["en"]
# The upper row is stronger. But its patterns look much like those below: four epochs have only touched up what chance had drawn. The number printed below is the correlation of the two rows. It is 1 for equal patterns, and close to 0 for patterns that have nothing to do with each other. So it is hard to say **what a filter is there for**. You can say where it gives a large value. The cell picks the filter whose two left columns exceed its two right ones by most. Where on the boot will its values be large?

# %%
likeness = np.corrcoef(trained_filters.ravel(), first_filters.ravel())[0, 1]
sides = trained_filters[:, :, :2].sum(axis=(1, 2)) - trained_filters[:, :, 3:].sum(axis=(1, 2))
falling = int(sides.argmax())
print(f"≈ {likeness:.2f}")

edges = keras.Model(eye.inputs[0], eye.get_layer("edges").output)
maps = np.moveaxis(np.asarray(edges.predict_on_batch(boot[np.newaxis]))[0], -1, 0)
plots.show_sizes({f"{falling}": maps[falling]}, "edges", over=boot[..., 0])

# %% tags=["proof"]
assert likeness > 0.6
ink = boot[..., 0] > 0.3
right_rim, left_rim = np.zeros((2, 28, 28), bool)
right_rim[:, 2:-2], left_rim[:, 2:-2] = ink[:, 1:-3] & ~ink[:, 3:-1], ~ink[:, 1:-3] & ink[:, 3:-1]
assert maps[falling][right_rim].mean() > 3 * maps[falling][left_rim].mean()

# %% [markdown] tags=["ko"]
# 부츠의 **오른쪽** 테두리입니다. 굽 앞의 비스듬한 테두리도 들어갑니다. 거기서 왼쪽은 가죽이고 오른쪽은 바탕이라서, 더하는 칸에는 큰 수가, 빼는 칸에는 0이 놓입니다.
#
# 다음 층의 필터는 이렇게 읽을 수 없습니다. 사진이 아니라 특성 맵 8장을 보므로, 필터 하나가 그림 8장이기 때문입니다. 그런 층에서는 필터가 아니라 필터가 **내놓은 것**, 특성 맵을 봅니다.
#
# ### 특성 맵
#
# 중간 층의 출력을 내는 모델을 만들면(3-3) 어느 층의 특성 맵이든 볼 수 있습니다. 아래의 두 줄은 같은 부츠를 `eye`와 `untrained`의 첫 층에 넣어 얻은 것입니다. 여덟 장 가운데 앞의 네 장입니다. 다만 어느 줄이 어느 모델인지는 그림에 적지 않았습니다. 코드를 읽으면 알 수 있으니 그림을 먼저 보세요. 학습한 모델은 A와 B 가운데 어느 쪽일까요?

# %% [markdown] tags=["en"]
# At the **right** rim of the boot, the slanted one in front of the heel included. There the left is leather and the right is ground: large numbers lie under the cells that add, zeros under those that subtract.
#
# The filters of the next layer cannot be read like this. They look at 8 feature maps and not at a picture, so one filter is 8 little pictures. In such layers, look not at the filters but at what they **put out**: the feature maps.
#
# ### Feature maps
#
# With a model that returns the output of a layer in the middle (3-3), you can see the feature maps of any layer. The two rows below come from putting the same boot into the first layer of `eye` and of `untrained`; they are the first four maps of eight. The figure does not say which row is which. The code does, so look at the figure first. Which is the trained model, A or B?

# %%
first_edges = keras.Model(untrained.inputs[0], untrained.get_layer("edges").output)
first_maps = np.moveaxis(np.asarray(first_edges.predict_on_batch(boot[np.newaxis]))[0], -1, 0)

rows = {"A": first_maps, "B": maps}
shown = {f"{row}{number}": each / max(each.max(), 1e-6) for row in rows for number, each in enumerate(rows[row][:4])}
plots.show_sizes(shown, "edges / max", columns=4)

# %%
choose("5-1-q2")

# %% tags=["solution"] exercise="5-1-q2"
check("5-1-q2", "c")

# %% [markdown] tags=["ko"]
# 학습한 모델은 B입니다. 두 줄 모두 어떤 맵에는 테두리가, 어떤 맵에는 안쪽이 남았습니다. 우연히 정해진 필터도 그만큼은 합니다. 그러니 그럴듯한 특성 맵을 보고 "모델이 신발의 윤곽을 배웠다"라고 말할 수는 없습니다. 맵 한 장이 진하다고 해서 **결정에 중요한 것도** 아닙니다. 그 맵을 다음 층이 어떻게 쓰는지는 맵에 나타나지 않습니다.
#
# ### 가림 지도
#
# 그러면 결정에 무엇이 중요한지는 어떻게 알까요? 한 곳을 가리고 답이 달라지는지 보면 됩니다. 작은 덮개를 사진 위로 옮기면서, 자리마다 부츠의 확률이 얼마나 **떨어지는지** 적습니다. 이것이 **가림 지도**(occlusion map)입니다. 아래 함수는 가로세로 7픽셀인 덮개를 두 픽셀씩 옮깁니다. 덮개의 색은 `fill`이고, 처음에는 바탕과 같은 흰색(0)입니다.
#
# 그리기 전에 예상해 보세요. 흰 덮개로 어디를 가릴 때 부츠로 보이지 않게 될까요? 목, 굽, 앞코, 아니면 다른 곳일까요?

# %% [markdown] tags=["en"]
# The trained model is B. In both rows some maps keep the rim and some the inside: filters made by chance do that much. So a plausible feature map does not let you say "the model has learned the outline of shoes". Nor is a strong map **important to the decision**: how the next layer uses it does not show in the map.
#
# ### Occlusion maps
#
# How, then, do you find out what matters to a decision? Cover a place, and see whether the answer changes. Move a small cover over the picture, and note for each place how far the probability of the boot **drops**. That is an **occlusion map**. The function below moves a cover of 7 by 7 pixels, two pixels at a time. The colour of the cover is `fill`, at first white (0) like the ground.
#
# Guess before you draw. Where will a white cover make the boot look like no boot: at the shaft, the heel, the toe, or somewhere else?

# %%
def occlusion_map(model, picture, label, fill=0.0):
    centres = [(row, column) for row in range(0, 28, 2) for column in range(0, 28, 2)]
    covered = np.repeat(picture[np.newaxis], len(centres), axis=0)
    for one, (row, column) in zip(covered, centres):
        one[max(0, row - 3):row + 4, max(0, column - 3):column + 4] = fill
    after = np.asarray(model.predict_on_batch(covered))
    drops = probabilities(model, picture)[label] - after[:, label]
    return drops.reshape(14, 14), covered

white, covered = occlusion_map(eye, boot, BOOT)
of_untrained, _ = occlusion_map(untrained, boot, BOOT)
shown = {"eye": white, "untrained": of_untrained}
plots.show_signed(shown, "Δ p", over=boot[..., 0], limit=1)

# %% tags=["proof"]
row, column = divmod(int(white.argmax()), 14)
assert 5 <= row <= 9 and 6 <= column <= 11 and white.max() > 0.7
assert white[:3].max() < 0.5 * white.max() and white[9:, :4].max() < 0.3 and abs(of_untrained).max() < 0.1

# %% [markdown] tags=["ko"]
# 눈금은 -1에서 1까지이고 두 지도에 똑같습니다. 주황색이 진한 자리를 가리면 확률이 그만큼 떨어집니다. `eye`에서는 부츠의 **한가운데**, 발목 언저리입니다. 목의 꼭대기나 앞코가 아닙니다. `untrained`의 지도는 거의 하얗습니다. 무엇을 가려도 답이 그대로이니 아무것도 배우지 않은 모델답습니다. 이 점에서 가림 지도는 특성 맵보다 믿을 만합니다.
#
# 그런데 왜 한가운데일까요? 가장 크게 떨어진 사진을 보기 전에, 모델이 이제 무엇이라고 할지 맞혀 보세요.

# %% [markdown] tags=["en"]
# The scale goes from -1 to 1 and is the same for both. Where the orange is dark, covering lowers the probability by that much. With `eye` that is in the very **middle** of the boot, round the ankle, and not at the top of the shaft or at the toe. The map of `untrained` is nearly white: whatever you cover, it says the same, as a model would that has learned nothing. In this an occlusion map is more to be trusted than feature maps.
#
# But why the middle? Before you see the picture with the largest drop, guess what the model takes it for.

# %%
hole = covered[white.argmax()]
plots.show_prediction(hole[..., 0], probabilities(eye, hole), class_names(), label=BOOT)

# %% tags=["proof"]
assert probabilities(eye, hole).argmax() == SANDAL and probabilities(eye, hole)[BOOT] < 0.3

# %% [markdown] tags=["ko"]
# 샌들이라고 합니다. 흰 덮개는 정보를 지우기만 한 것이 아니라 신발에 **구멍**을 냈고, 구멍이 있는 신발은 샌들입니다. 다른 클래스의 지도도 같은 말을 할까요? 샌들의 확률로 지도를 그리면, 떨어지는 것이 아니라 올라가는 자리가 보라색입니다.

# %% [markdown] tags=["en"]
# It says sandal. The white cover did not only take something away: it made a **hole** in the shoe, and a shoe with holes is a sandal. Does the map of another class agree? Draw one for the probability of the sandal. Where that does not drop but rises, it is purple.

# %%
of_sandal, _ = occlusion_map(eye, boot, SANDAL)
plots.show_signed({class_names()[SANDAL]: of_sandal}, "Δ p", over=boot[..., 0], limit=1)

# %% tags=["proof"]
assert np.corrcoef(white.ravel(), -of_sandal.ravel())[0, 1] > 0.8 and of_sandal.min() < -0.4

# %% [markdown] tags=["ko"]
# 부츠의 확률이 떨어진 자리에서 샌들의 확률이 올랐습니다. 두 지도는 색만 반대입니다.
#
# 까닭이 정말 구멍이라면, 같은 자리를 가죽과 비슷한 회색으로 덮을 때는 아무 일도 없어야 합니다. 검은색은 어떨까요? 사진에서 바탕은 0이고 가장 진한 가죽은 1입니다. 덮개를 0.5와 1로 바꾼 지도를 예상한 다음 그리세요.

# %% [markdown] tags=["en"]
# Where the boot loses, the sandal wins: the two maps differ only in their colours.
#
# If the reason really is the hole, a cover as grey as leather should change nothing there. And a black one? In this picture the ground is 0, and the darkest leather is 1. Guess the maps of covers of 0.5 and of 1, then draw them.

# %%
grey, _ = occlusion_map(eye, boot, BOOT, fill=0.5)
black, blackened = occlusion_map(eye, boot, BOOT, fill=1.0)
shown = {"fill=0.5": grey, "fill=1.0": black}
plots.show_signed(shown, "Δ p", over=boot[..., 0], limit=1)

# %%
bagged = blackened[black.argmax()]
print(class_names()[probabilities(eye, bagged).argmax()], f"≈ {probabilities(eye, bagged)[BOOT]:.2f}")

# %%
choose("5-1-q3")

# %% tags=["solution"] exercise="5-1-q3"
check("5-1-q3", "c")

# %% tags=["proof"]
on_boot = boot[::2, ::2, 0] > 0
assert white.clip(0)[on_boot].sum() / white.clip(0).sum() > 0.8
assert black.clip(0)[on_boot].sum() / black.clip(0).sum() < 0.3
assert grey.max() < 0.4 and black.max() > 0.6 and probabilities(eye, bagged)[BOOT] < 0.4
row, column = divmod(int(black.argmax()), 14)
assert 2 <= row <= 8 and column <= 5

# %% [markdown] tags=["ko"]
# 회색으로는 한가운데를 덮어도 부츠입니다. 검은 덮개가 해로운 자리는 부츠의 **바깥**, 목의 왼쪽입니다. 빈 바탕에 검은 덩어리를 붙이면 부츠가 아닌 것이 됩니다. 같은 모델, 같은 사진인데 지도가 세 가지입니다. 그러니 가림 지도는 "모델이 보는 곳"이 아니라 **이 덮개로 이 답을 바꿀 수 있는 곳**입니다. 덮개의 색과 크기를 함께 적으세요.
#
# 덮개의 크기도 답을 정합니다. 부츠를 부츠이게 하는 것은 목이라고 예상했다면, 목을 통째로 지워 보세요. 7픽셀짜리 덮개로는 할 수 없는 질문입니다. 28줄 가운데 위의 8줄, 12줄, 16줄을 지웁니다. 몇 줄부터 부츠가 아니게 될까요?

# %% [markdown] tags=["en"]
# With grey, the boot stays a boot even when its middle is covered. A black cover does harm **outside** the boot, to the left of the shaft: a black lump in the empty ground makes it something else. One model and one picture, and three maps. So an occlusion map shows not "where the model looks" but **where this cover can change this answer**. State the colour and the size of the cover with it.
#
# The size decides as well. If you guessed that the shaft makes a boot a boot, blank the whole shaft. A cover of 7 pixels cannot ask that. The cell blanks the upper 8, 12 and 16 of the 28 rows. From how many on is it no boot any more?

# %%
for rows in (0, 8, 12, 16):
    cut = boot.copy()
    cut[:rows] = 0
    answer = probabilities(eye, cut)
    print(rows, class_names()[answer.argmax()], f"≈ {answer[BOOT]:.2f}")

# %% tags=["proof"]
shorter = [probabilities(eye, np.where(np.arange(28)[:, None, None] < rows, 0, boot).astype("float32")) for rows in (8, 16)]
assert shorter[0][BOOT] > 0.7 and shorter[1][BOOT] < 0.4

# %% [markdown] tags=["ko"]
# 위의 여덟 줄을 지워도 부츠이고, 열여섯 줄을 지워야 아니게 됩니다. 지도에서 한 군데만 보고 "목은 중요하지 않다"라고 말했다면 틀렸을 것입니다. 짐작한 까닭은 이렇게 **그것만 바꾸어** 확인합니다.
#
# ### 연습 5-1-e
#
# 지금까지는 사진 한 장을 보았습니다. 사진 여러 장에서 어느 자리가 중요한지 정확도로 재는 함수 `tile_influence`를 작성하세요. 인수는 차례로 `model`, `pictures`, `labels`입니다.
#
# - `pictures`의 형태는 (n, 28, 28, 1), `labels`의 형태는 (n,)입니다. 두 배열은 바뀌지 않아야 합니다.
# - `model`은 사진의 배치를 받아 확률을 냅니다. `predict_on_batch`, `predict`, 직접 부르기 가운데 어느 것을 써도 됩니다.
# - 사진을 가로세로 7픽셀인 칸으로 나눕니다. 칸은 네 줄이고 한 줄에 네 칸입니다.
# - 돌려주는 값은 형태가 (4, 4)인 배열입니다. 모든 사진에서 그 칸 하나만 0으로 덮을 때 정확도가 얼마나 **줄어드는지** 칸마다 적습니다.

# %% [markdown] tags=["en"]
# With the upper eight rows blank it is still a boot; only without sixteen it is not. Had you said "the shaft does not matter" after one look at the map, you would have been wrong. When you have guessed a reason, check it like this: **change that and nothing else**.
#
# ### Exercise 5-1-e
#
# So far you have looked at one picture. Write a function `tile_influence` that measures on many pictures, by the accuracy, which place matters. Its arguments are `model`, `pictures` and `labels`, in this order.
#
# - `pictures` has shape (n, 28, 28, 1) and `labels` has shape (n,). These arrays must not change.
# - The `model` takes a batch of pictures and returns probabilities. Use `predict_on_batch`, `predict`, or call it.
# - Divide the pictures into tiles of 7 by 7 pixels: four rows of four tiles.
# - It returns an array of shape (4, 4). For each tile it says how much the accuracy **drops** when that tile, and no other, is set to 0 in all pictures.

# %% tags=["starter"] exercise="5-1-e"
tile_influence = ...

# %% tags=["wrong"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    before, drops = accuracy(model, pictures, labels), np.zeros((4, 4))
    for row in range(4):
        for column in range(4):
            pictures[:, 7 * row:7 * row + 7, 7 * column:7 * column + 7] = 0
            drops[row, column] = before - accuracy(model, pictures, labels)
    return drops

# %% tags=["wrong"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    before, drops, covered = accuracy(model, pictures, labels), np.zeros((4, 4)), pictures.copy()
    for row in range(4):
        for column in range(4):
            covered[:, 7 * row:7 * row + 7, 7 * column:7 * column + 7] = 0
            drops[row, column] = before - accuracy(model, covered, labels)
    return drops

# %% tags=["wrong"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    left = np.zeros((4, 4))
    for row in range(4):
        for column in range(4):
            covered = pictures.copy()
            covered[:, 7 * row:7 * row + 7, 7 * column:7 * column + 7] = 0
            left[row, column] = accuracy(model, covered, labels)
    return left

# %% tags=["wrong"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    before, drops = accuracy(model, pictures, labels), np.zeros((4, 4))
    for row in range(4):
        for column in range(4):
            covered = pictures.copy()
            covered[:, 7 * row:7 * row + 7, 7 * column:7 * column + 7] = 0
            drops[row, column] = accuracy(model, covered, labels) - before
    return drops

# %% tags=["wrong"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    before, drops = accuracy(model, pictures, labels), np.zeros((4, 4))
    for row in range(4):
        for column in range(4):
            covered = pictures.copy()
            covered[:, 7 * column:7 * column + 7, 7 * row:7 * row + 7] = 0
            drops[row, column] = before - accuracy(model, covered, labels)
    return drops

# %% tags=["wrong"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    before, drops = accuracy(model, pictures, labels), np.zeros((4, 4))
    for row in range(4):
        for column in range(4):
            covered = pictures.copy()
            covered[:, 7 * row:7 * row + 7, 7 * column:7 * column + 7] = 1
            drops[row, column] = before - accuracy(model, covered, labels)
    return drops

# %% tags=["wrong"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    before, drops = accuracy(model, pictures, labels), []
    for row in range(0, 28, 7):
        for column in range(0, 28, 7):
            covered = pictures.copy()
            covered[:, row:row + 7, column:column + 7] = 0
            drops.append(before - accuracy(model, covered, labels))
    return np.array(drops)

# %% tags=["wrong"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    before, drops = accuracy(model, pictures, labels), np.zeros((7, 7))
    for row in range(7):
        for column in range(7):
            covered = pictures.copy()
            covered[:, 4 * row:4 * row + 4, 4 * column:4 * column + 4] = 0
            drops[row, column] = before - accuracy(model, covered, labels)
    return drops

# %% tags=["wrong"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    before, drops = accuracy(model, pictures, labels), np.zeros((4, 4))
    for row in range(4):
        for column in range(4):
            covered = pictures.copy()
            covered[:, row:row + 7, column:column + 7] = 0
            drops[row, column] = before - accuracy(model, covered, labels)
    return drops

# %% tags=["wrong"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    before, drops = np.asarray(model.predict_on_batch(pictures)), np.zeros((4, 4))
    each = np.arange(len(pictures))
    for row in range(4):
        for column in range(4):
            covered = pictures.copy()
            covered[:, 7 * row:7 * row + 7, 7 * column:7 * column + 7] = 0
            after = np.asarray(model.predict_on_batch(covered))
            drops[row, column] = (before[each, labels] - after[each, labels]).mean()
    return drops

# %% tags=["wrong"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    labels, drops = np.asarray(model.predict_on_batch(pictures)).argmax(axis=-1), np.zeros((4, 4))
    for row in range(4):
        for column in range(4):
            covered = pictures.copy()
            covered[:, 7 * row:7 * row + 7, 7 * column:7 * column + 7] = 0
            drops[row, column] = 1 - accuracy(model, covered, labels)
    return drops

# %% tags=["wrong"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    before, drops = accuracy(model, pictures, labels), np.zeros((4, 4))
    for row in range(4):
        for column in range(4):
            covered = np.zeros_like(pictures)
            inside = slice(7 * row, 7 * row + 7), slice(7 * column, 7 * column + 7)
            covered[:, *inside] = pictures[:, *inside]
            drops[row, column] = before - accuracy(model, covered, labels)
    return drops

# %% tags=["wrong"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    before, drops = accuracy(model, pictures, labels), np.zeros((4, 4))
    for row in range(4):
        for column in range(4):
            covered = pictures.copy()
            covered[:, 7 * row:7 * row + 7, 7 * column:7 * column + 7] = 0
            drops[row, column] = before - accuracy(model, covered, labels)

# %% tags=["right"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    def right(x):
        return (np.argmax(model.predict(x, verbose=0), axis=1) == labels).mean()
    before, result = right(pictures), []
    for top in range(0, 28, 7):
        for left in range(0, 28, 7):
            keep = np.ones((28, 28, 1))
            keep[top:top + 7, left:left + 7] = 0
            result.append(before - right(pictures * keep))
    return np.reshape(result, (4, 4))

# %% tags=["right"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    def share(x):
        said = keras.ops.convert_to_numpy(keras.ops.argmax(model(x), axis=-1))
        return sum(said == labels) / len(labels)
    drops = np.empty((4, 4))
    for place in np.ndindex(4, 4):
        top, left = 7 * place[0], 7 * place[1]
        covered = np.array(pictures)
        covered[:, top:top + 7, left:left + 7, :] = 0
        drops[place] = share(pictures) - share(covered)
    return drops

# %% tags=["right"] exercise="5-1-e"
def tile_influence(network, images, targets):
    tiles = np.kron(np.eye(16).reshape(16, 4, 4), np.ones((7, 7)))[..., np.newaxis]
    before = network.predict_on_batch(images).argmax(-1) == targets
    after = [network.predict_on_batch(images * (1 - tile)).argmax(-1) == targets for tile in tiles]
    return (before.mean() - np.mean(after, axis=1)).reshape(4, 4)

# %% tags=["right"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    def accuracy_of(pictures):
        return np.mean(np.asarray(model.predict_on_batch(pictures)).argmax(axis=1) == labels)
    return keras.ops.convert_to_tensor([
        [
            accuracy_of(pictures) - accuracy_of(np.where(
                (np.arange(28) // 7 == row)[:, None, None] & (np.arange(28) // 7 == column)[:, None], 0, pictures
            ))
            for column in range(4)
        ]
        for row in range(4)
    ])

# %% tags=["solution"] exercise="5-1-e"
def tile_influence(model, pictures, labels):
    before, drops = accuracy(model, pictures, labels), np.zeros((4, 4))
    for row in range(4):
        for column in range(4):
            covered = pictures.copy()
            covered[:, 7 * row:7 * row + 7, 7 * column:7 * column + 7] = 0
            drops[row, column] = before - accuracy(model, covered, labels)
    return drops

# %%
check("5-1-e", tile_influence)

# %% [markdown] tags=["ko", "solution"]
# `copy`는 칸마다 새로 합니다. 한 번만 복사하면 앞 칸의 덮개가 그대로 남아 점점 더 많이 가리게 됩니다. 확률이 아니라 정확도를 재므로, 확률이 조금 떨어져도 답이 그대로이면 0입니다.

# %% [markdown] tags=["en", "solution"]
# The `copy` is made anew for each tile. Copied once, the pictures would keep the covers of all tiles before. And since it is the accuracy that is measured, not the probability, a drop that leaves the answer as it is counts 0.

# %% [markdown] tags=["ko"]
# ### 기울기 지도
#
# 가림 지도를 그리려면 덮은 사진 196장의 답을 계산해야 합니다. 한 번에 모든 픽셀을 물어볼 수는 없을까요? 0-1에서는 가중치를 조금 바꿀 때 손실이 얼마나 변하는지, 곧 기울기로 학습했습니다. 같은 계산을 가중치가 아니라 **픽셀**에 할 수 있습니다. 이 픽셀을 아주 조금 바꾸면 부츠의 점수(확률의 로그)가 얼마나 달라지는가? TensorFlow의 `GradientTape`가 계산합니다. `watch`는 사진에 대한 기울기도 남겨 두게 합니다(4-2). 코드에서 `tf.one_hot`을 곱하면 확률 열 개 가운데 레이블의 것만 남습니다. 이것이 **기울기 지도**(gradient map)입니다.
#
# 기울기에는 부호가 있지만 흔히 **크기**만 그립니다. 0보다 작을 수 없으므로 흰색(0)에서 시작하는 한 가지 색으로 그립니다. 두 지도를 각각 가장 큰 값으로 나눕니다. 이번에도 코드보다 그림을 먼저 보세요. 어느 쪽이 학습하지 않은 모델일까요?

# %% [markdown] tags=["en"]
# ### Gradient maps
#
# For an occlusion map the model has to answer for 196 covered pictures. Can you ask about all pixels at once? In 0-1 the gradient told how much the loss changes when a weight changes a little. The same can be worked out for a **pixel** in place of a weight: if this pixel changes a tiny bit, how much does the score of the boot (the logarithm of its probability) change? `GradientTape` of TensorFlow does it; `watch` has it keep the gradient for the picture, too (4-2). In the code, multiplying by `tf.one_hot` leaves of the ten probabilities only that of the label. This is a **gradient map**.
#
# A gradient has a sign, but people often draw only its **size**. That is never below 0, so it is drawn in one colour that begins with white (0). Each of the two maps is divided by its largest value. Again, look at the figure before the code. Which is that of the untrained model?

# %% tags=["tensorflow"]
import tensorflow as tf


def gradient_map(model, pictures, labels):
    x = tf.convert_to_tensor(pictures)
    with tf.GradientTape() as tape:
        tape.watch(x)
        scores = tf.math.log(tf.reduce_sum(model(x) * tf.one_hot(labels, 10), axis=-1))
    return tape.gradient(scores, x).numpy()[..., 0]

sizes = {name: np.abs(gradient_map(each, boot[np.newaxis], [BOOT])[0]) for name, each in (("A", eye), ("B", untrained))}
plots.show_sizes({name: size / size.max() for name, size in sizes.items()}, "|gradient| / max", over=boot[..., 0])

# %% [markdown] tags=["ko"]
# 학습하지 않은 것은 B입니다. 어느 지도에서도 부츠를 알아보기 어렵습니다. 점이 어지럽게 흩어져 있고, A는 앞코 쪽이, B는 부츠와 그 둘레가 조금 더 진할 뿐입니다. 이 지도가 틀린 것은 아닙니다. 무엇을 말하는지가 다를 뿐입니다. 검증 사진 300장에서 픽셀마다 0.1만큼 기울기의 **반대** 방향으로 움직여 봅니다. 같은 크기로 아무렇게나 움직인 것과 비교하면 정확도는 어떻게 될까요?

# %% [markdown] tags=["en"]
# The untrained one is B. Neither shows a boot: both are a muddle of dots, a little darker at the toe in A, and on and around the boot in B. Such a map is not wrong; it only says something else. For 300 validation pictures, move every pixel by 0.1 **against** its gradient, and compare with moving every pixel by as much at random. What will become of the accuracy?

# %% tags=["tensorflow"]
x_some, y_some = x_val[:300], y_val[:300]
away = -np.sign(gradient_map(eye, x_some, y_some))
at_random = np.random.default_rng(0).choice([-1, 1], away.shape)
nudged = {}
for name, direction in (("as they are", 0 * away), ("at random", at_random), ("against the gradient", away)):
    moved = (x_some + 0.1 * direction[..., np.newaxis]).clip(0, 1).astype("float32")
    nudged[name] = accuracy(eye, moved, y_some)
    print(f"≈ {nudged[name]:.2f}", name)

# %% tags=["tensorflow", "proof"]
assert nudged["at random"] > 0.7 and nudged["against the gradient"] < 0.5

# %% [markdown] tags=["ko"]
# 아무렇게나 흔들면 거의 그대로인데, 기울기의 반대쪽으로 움직이면 절반도 못 맞힙니다. 눈에는 둘 다 조금 거칠어 보일 뿐입니다. 기울기는 **이 사진의 바로 곁**에서 무엇이 점수를 바꾸는지 정확히 말합니다. 어디가 결정의 까닭인지는 말하지 않습니다.
#
# 그래도 지도가 옷 위에서 진하면 "모델이 옷을 본다"라고 말하고 싶어집니다. 재어 봅시다. 사진 300장에서 기울기의 얼마만큼이 옷 위에 있는지 비율로 셉니다. 마지막 수는 옷이 차지하는 넓이의 비율입니다. `eye`와 `untrained` 가운데 어느 쪽의 비율이 더 클까요?

# %% [markdown] tags=["en"]
# Shaken at random, nearly all stays as it was; moved against the gradient, fewer than half of the answers are right. To the eye, both are only a little grainy. The gradient says exactly what changes the score **right beside this picture**. It does not say where the reason for the decision lies.
#
# Still, where a map is dark on the garment, one would like to say "the model looks at the garment". Measure it: count what share of the gradient of 300 pictures lies on the garment. The last number is the share of the area that the garment takes. Which share will be larger, that of `eye` or of `untrained`?

# %% tags=["tensorflow"]
garment = x_some[..., 0] > 0
shares = {}
for name, each in (("eye", eye), ("untrained", untrained)):
    size = np.abs(gradient_map(each, x_some, y_some))
    shares[name] = ((size * garment).sum(axis=(1, 2)) / size.sum(axis=(1, 2))).mean()
    print(f"{name}: ≈ {shares[name]:.2f}")
print(f"≈ {garment.mean():.2f}")

# %% tags=["tensorflow", "proof"]
assert shares["untrained"] > shares["eye"]
assert (gradient_map(untrained, x_some, y_some)[garment] != 0).mean() > 0.95
assert accuracy(untrained, x_val, y_val) < 0.25

# %%
choose("5-1-q4")

# %% tags=["solution"] exercise="5-1-q4"
check("5-1-q4", "a")

# %% [markdown] tags=["ko"]
# ## 지름길을 배운 모델
#
# 이제 지도를 실제로 써 봅니다. 사진관 세 곳이 옷을 찍어 보냈습니다. 풀오버, 코트, 셔츠는 서로 많이 닮아서 `eye`도 자주 틀립니다. 그 사진으로 같은 모양의 모델 `suspect`를 학습했습니다.

# %% [markdown] tags=["en"]
# ## A model with a shortcut
#
# Now the maps are of use. Three studios have sent photos of clothes. Pullovers, coats and shirts look much alike, and `eye` often gets them wrong. On these photos a model of the same form is trained, `suspect`.

# %%
from utils.studio_pictures import studio_pictures

(x_studio, y_studio), (x_studio_val, y_studio_val) = studio_pictures()
print(x_studio.shape, {class_names()[label]: int((y_studio == label).sum()) for label in np.unique(y_studio)})

suspect = new_eye()
suspect.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
suspect.fit(x_studio, y_studio, epochs=5, batch_size=50, verbose=0)
for name, each in (("eye", eye), ("suspect", suspect)):
    print(f"{name}: ≈ {accuracy(each, x_studio_val, y_studio_val):.2f}")

# %% tags=["proof"]
assert accuracy(suspect, x_studio_val, y_studio_val) > 0.95
assert 0.5 < accuracy(eye, x_studio_val, y_studio_val) < 0.88

# %% [markdown] tags=["ko"]
# 사진 1,500장과 다섯 에포크만으로 거의 다 맞힙니다. 검증 사진은 학습에 쓰지 않았습니다. 좋은 모델일까요?
#
# 점수가 너무 좋으면 의심해야 합니다. 검증 사진도 **같은 사진관**에서 왔습니다. 사진관마다 한 종류만 찍었다면, 옷이 아니라 사진관을 알아보아도 다 맞힐 수 있습니다. 가진 데이터에만 있는 이런 쉬운 단서만 보고 답하게 되는 것을 지름길 학습(shortcut learning)이라고 합니다. 다른 곳에서 온 사진에는 그 단서가 없습니다.
#
# ### 연습 5-1-f
#
# `suspect`가 무엇을 보고 답하는지 찾아내고, 정확도를 재어 증명하고, 그것을 보지 않는 모델을 학습하세요. 사진은 5-1-e에서처럼 가로세로 7픽셀인 칸, 네 줄 네 칸으로 나눕니다.
#
# - `tile`: 답이 달려 있는 칸. 줄과 칸의 번호를 0부터 세어 (줄, 칸)인 튜플로 적습니다. `occlusion_map`이나 5-1-e의 함수로 찾으세요.
# - `without_tile`: `x_studio_val`의 모든 사진에서 그 칸을 0으로 덮을 때 `suspect`의 정확도입니다. 수를 짐작하지 말고 재세요.
# - `honest`: `new_eye()`로 새로 만들고 `x_studio`의 사진으로 학습한 모델입니다. 지름길을 쓰지 못하게 사진을 고친 다음 학습하세요. `compile`과 `fit`의 설정은 자유입니다.
#
# `check`는 다른 곳에서 온 사진에서 `honest`를 잽니다. 정확도가 0.60 이상이어야 합니다. 단서를 다른 옷의 것으로 바꾸어 넣은 사진에서도 그보다 0.10 넘게 떨어지지 않아야 합니다. 배우지 않고 찍으면 0.33입니다.

# %% [markdown] tags=["en"]
# After five epochs on 1,500 pictures it is right almost always. It was not trained on the validation pictures. Is it a good model?
#
# A score that is too good is a reason to be suspicious. The validation pictures are from **the same studios**. If each of them took one kind only, one can be right every time by telling studios apart instead of clothes. To go by such an easy clue, found only in the data at hand, is called shortcut learning. Pictures from elsewhere do not have the clue.
#
# ### Exercise 5-1-f
#
# Find out what `suspect` answers by, prove it by measuring the accuracy, and train a model that does not look at it. Divide the pictures as in 5-1-e, into four rows of four tiles of 7 by 7 pixels.
#
# - `tile`: the tile on which the answers hang, as a tuple (row, column), both counted from 0. Find it with `occlusion_map` or your function of 5-1-e.
# - `without_tile`: the accuracy of `suspect` on `x_studio_val` with that tile set to 0 in all pictures. Measure it; do not guess.
# - `honest`: a new model from `new_eye()`, trained on the pictures of `x_studio`. Change the pictures first, so that it cannot use the shortcut. The settings of `compile` and `fit` are up to you.
#
# The `check` measures `honest` on pictures from elsewhere. Its accuracy should be at least 0.60, and fall by no more than 0.10 on pictures that carry the clue of another garment. A guess is right on 0.33.

# %% tags=["starter"] exercise="5-1-f"
tile, without_tile, honest = ..., ..., ...

# %% tags=["wrong"] exercise="5-1-f"
tile, without_tile, honest = (1, 1), 0.9, new_eye()

# %% tags=["wrong"] exercise="5-1-f"
tile, without_tile, honest = (3, 0), 0.38, new_eye()

# %% tags=["wrong"] exercise="5-1-f"
tile, without_tile, honest = 3, 0.38, new_eye()

# %% tags=["wrong"] exercise="5-1-f"
tile, without_tile, honest = (1, 4), 0.38, new_eye()

# %% tags=["wrong"] exercise="5-1-f"
tile, without_tile, honest = (0, 3), accuracy(suspect, x_studio_val, y_studio_val), new_eye()

# %% tags=["wrong"] exercise="5-1-f"
covered = x_studio_val.copy()
covered[:, :7, 21:] = 0
drop = accuracy(suspect, x_studio_val, y_studio_val) - accuracy(suspect, covered, y_studio_val)
tile, without_tile, honest = (0, 3), drop, new_eye()

# %% tags=["wrong"] exercise="5-1-f"
tile, without_tile, honest = (0, 3), 0.1, new_eye()

# %% tags=["wrong"] exercise="5-1-f"
covered = x_studio_val.copy()
covered[:, :7, 21:] = 0
tile, without_tile, honest = (0, 3), accuracy(suspect, covered, y_studio_val), new_eye()

# %% tags=["wrong"] exercise="5-1-f"
covered = x_studio_val.copy()
covered[:, :7, 21:] = 0
tile, without_tile, honest = (0, 3), accuracy(suspect, covered, y_studio_val), suspect

# %% tags=["wrong"] exercise="5-1-f"
covered = x_studio_val.copy()
covered[:, :7, 21:] = 0
tile, without_tile, honest = (0, 3), accuracy(suspect, covered, y_studio_val), eye

# %% tags=["wrong"] exercise="5-1-f"
covered = x_studio_val.copy()
covered[:, :7, 21:] = 0
tile, without_tile = (0, 3), accuracy(suspect, covered, y_studio_val)
honest = new_eye()
honest.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
honest.fit(x_studio, y_studio, epochs=3, batch_size=50, verbose=0)

# %% tags=["wrong"] exercise="5-1-f"
covered = x_studio_val.copy()
covered[:, :7, 21:] = 0
tile, without_tile = (0, 3), accuracy(suspect, covered, y_studio_val)
covered_too = x_studio.copy()
covered_too[:, :7, 21:] = 0
honest = new_eye()
honest.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
honest.fit(covered_too, y_studio[::-1], epochs=2, batch_size=50, verbose=0)

# %% tags=["wrong"] exercise="5-1-f"
covered = x_studio_val.copy()
covered[:, :7, 21:] = 0
tile, without_tile = (0, 3), accuracy(suspect, covered, y_studio_val)
honest = new_eye()
honest.compile("sgd", "sparse_categorical_crossentropy")
honest = honest.fit(covered, y_studio_val, epochs=1, batch_size=100, verbose=0)

# %% tags=["wrong"] exercise="5-1-f"
covered = x_studio_val.copy()
covered[:, :7, 21:] = 0
tile, without_tile, honest = (0, 3), accuracy(suspect, covered, y_studio_val), new_eye()
honest.set_weights([weight * np.nan for weight in honest.get_weights()])

# %% tags=["wrong"] exercise="5-1-f"
covered = x_studio_val.copy()
covered[:, :7, 21:] = 0
tile, without_tile = (0, 3), accuracy(suspect, covered, y_studio_val)
honest = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])

# %% tags=["wrong"] exercise="5-1-f"
covered = x_studio_val.copy()
covered[:, :7, 21:] = 0
tile, without_tile = (0, 3), accuracy(suspect, covered, y_studio_val)
honest = new_eye()
honest.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
honest.fit(covered, y_studio_val, epochs=20, batch_size=20, verbose=0)

# %% tags=["right"] exercise="5-1-f"
drops = np.zeros((4, 4))
for r in range(4):
    for c in range(4):
        x_covered = x_studio_val.copy()
        x_covered[:, 7 * r:7 * r + 7, 7 * c:7 * c + 7] = 0
        drops[r, c] = accuracy(suspect, x_studio_val, y_studio_val) - accuracy(suspect, x_covered, y_studio_val)
tile = np.unravel_index(drops.argmax(), drops.shape)
without_tile = float(accuracy(suspect, x_studio_val, y_studio_val) - drops.max())
honest = new_eye()
honest.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
any_corner = x_studio.copy()
any_corner[:, :7, 21:] = np.random.default_rng(1).permutation(any_corner)[:, :7, 21:]
honest.fit(any_corner, y_studio, epochs=8, batch_size=32, verbose=0)

# %% tags=["right"] exercise="5-1-f"
mask = np.ones((28, 28, 1), "float32")
mask[:7, 21:] = 0
tile = [0, 3]
without_tile = (suspect.predict(x_studio_val * mask, verbose=0).argmax(axis=1) == y_studio_val).sum() / 300
honest = keras.Sequential([new_eye(), layers.Activation("linear")])
honest.compile(keras.optimizers.Adam(0.002), "sparse_categorical_crossentropy")
honest.fit(x_studio * mask, y_studio, epochs=6, batch_size=50, verbose=0)

# %% tags=["right"] exercise="5-1-f"
covered = x_studio_val.copy()
covered[:, 0:7, 21:28] = 0
tile, without_tile = (np.int64(0), np.int64(3)), accuracy(suspect, covered, y_studio_val)
honest = new_eye()
honest.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
pale = x_studio.copy()
pale[:, 0:7, 21:28] = pale[:, 0:7, 21:28].mean()
honest.fit(pale, y_studio, epochs=5, batch_size=50, verbose=0)

# %% tags=["solution"] exercise="5-1-f"
def covered_at(pictures, row, column):
    covered = pictures.copy()
    covered[:, 7 * row:7 * row + 7, 7 * column:7 * column + 7] = 0
    return covered

left = {place: accuracy(suspect, covered_at(x_studio_val, *place), y_studio_val) for place in np.ndindex(4, 4)}
tile = min(left, key=left.get)
without_tile = left[tile]
print(tile, f"≈ {without_tile:.2f}")

honest = new_eye()
honest.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
honest.fit(covered_at(x_studio, *tile), y_studio, epochs=5, batch_size=50, verbose=0)

one_each = [int(np.flatnonzero(y_studio == label)[0]) for label in np.unique(y_studio)]
plots.show_pictures(x_studio[one_each, ..., 0], [class_names()[label] for label in y_studio[one_each]])

# %%
check("5-1-f", suspect, tile, without_tile, honest)

# %% [markdown] tags=["ko", "solution"]
# 오른쪽 위의 칸입니다. 그 칸 하나만 가려도 정확도가 크게 떨어집니다. 옷을 보고 답했다면 그럴 수 없습니다. 사진을 보면 까닭이 보입니다. 오른쪽 위에 작은 회색 점이 있고, 그 자리가 사진관마다 다릅니다.
#
# `honest`의 점수는 `suspect`보다 낮지만, 옷을 보고 얻은 점수입니다. 검증 점수만 보았다면 지름길을 배운 모델을 골랐을 것입니다. 지도는 어디를 의심할지 알려 주었고, 그 의심이 맞다는 것은 그 칸을 가리고 잰 정확도가 증명했습니다.

# %% [markdown] tags=["en", "solution"]
# It is the tile at the upper right. Cover that one alone, and the accuracy falls far, which could not be if the answers came from the clothes. Look at the pictures and you see why: at the upper right is a small grey spot, and each studio has it in another place.
#
# The score of `honest` is lower than that of `suspect`, but it was earned by looking at clothes. By the validation score alone you would have chosen the model with the shortcut. The map told where to be suspicious; the proof was the accuracy, measured with that tile covered.

# %% [markdown] tags=["ko"]
# 지도는 답이 아니라 질문의 시작입니다. 믿기 전에 세 가지를 해 보세요. 학습하지 않은 모델의 지도와 비교하고, 덮개나 클래스를 바꾸어도 남는지 보고, 지도가 가리킨 곳만 바꾸어 예측이나 정확도를 잽니다.
#
# ## 정리
#
# - 모델을 그리는 까닭은 오류 없는 실수를 찾는 데 있습니다. 코드에 있는 층이 그림에 없거나 `Add`에 화살표가 하나뿐이면 코드를 다시 보세요. 수를 볼 때는 `summary`가 낫습니다.
# - 인수는 질문에 맞게 켭니다. 형태는 `show_shapes`, 활성화 함수는 `show_layer_activations`, 학습 여부는 `show_trainable`, 모델 속의 모델은 `expand_nested`입니다.
# - `plot_model`은 파일을 저장하고, `model_to_dot`은 고칠 수 있는 그래프를 돌려줍니다. 노트북에서 SVG는 `model_to_dot`으로 만듭니다. 옛 코드의 `keras.utils.vis_utils`는 `keras.utils`가 되었습니다.
# - 특성 맵과 기울기 지도는 학습하지 않은 모델에서도 그럴듯합니다. 가림 지도는 덮개의 색과 크기에 따라 달라집니다.
# - 너무 좋은 점수는 의심하세요. 지도로 자리를 찾고, 그 자리를 가리고 정확도를 재면 지름길이 드러납니다.

# %% [markdown] tags=["en"]
# A map is not an answer but the start of a question. Before you believe one, do three things: compare it with the map of an untrained model, see what is left of it with another cover or class, and change only what it points at, and measure the prediction or the accuracy.
#
# ## Summary
#
# - Models are drawn to find mistakes that raise no error. A layer of your code that the drawing lacks, or an `Add` with a single arrow: look at the code again. For numbers, `summary` is better.
# - Switch on the argument that answers your question: `show_shapes` for shapes, `show_layer_activations` for activations, `show_trainable` for what learns, `expand_nested` for a model in a model.
# - `plot_model` writes a file; `model_to_dot` returns a graph that you can change. In a notebook, use `model_to_dot` for SVG. `keras.utils.vis_utils` of old code is `keras.utils` now.
# - Feature maps and gradient maps look plausible in an untrained model, too. An occlusion map depends on the colour and the size of the cover.
# - Be suspicious of a score that is too good. Find the place with a map, cover it and measure the accuracy: that shows a shortcut.
