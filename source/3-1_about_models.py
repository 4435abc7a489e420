# %% [markdown] tags=["ko"]
# 모델 하나에는 두 가지가 들어 있습니다. 어떤 층이 어떻게 이어지는가 하는 **구조**, 그리고 학습으로 정해진 **가중치**(weight)입니다. 2020년의 글은 이 둘을 꺼내고, 되돌리고, 파일에 담는 메서드를 한 줄씩 소개했습니다. 이 섹션은 그 줄을 모두 실행합니다. 사라진 줄은 오류를 보고, 오늘의 줄로 바꿉니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 설정에서 모델을 **다시 만들고**, 한 모델의 가중치를 다른 모델로 **옮깁니다**.
# - 하위 클래스 만들기(subclassing)로 쓴 모델을 저장하고 불러올 수 있게 **고칩니다**.
# - 쓸 곳에 맞는 파일 형식을 **고릅니다**.

# %% [markdown] tags=["en"]
# A model holds two things: its **structure**, which layers there are and how they connect, and its **weights**, which training has found. The post from 2020 gives one line to each method that takes these out, puts them back or writes them to a file. This section runs every one of those lines. Where a line is gone you see its error, and then the line that works today.
#
# After this section you can:
#
# - **rebuild** a model from its config, and **move** weights from one model to another;
# - **fix** a model written by subclassing, so that it can be saved and loaded;
# - **choose** the file that fits what you need it for.

# %% [markdown] tags=["ko"]
# ## 두 종류의 모델
#
# 글에 따르면 케라스의 모델은 두 종류입니다. `Sequential` 모델, 그리고 함수형 API(functional API)와 함께 쓰는 `Model`입니다. 둘을 하나씩 만들어 놓고 같은 메서드를 불러 봅시다. 먼저 `Sequential` 모델입니다. 옷 사진으로 3에포크만 학습합니다.

# %% [markdown] tags=["en"]
# ## Two kinds of model
#
# The post says that Keras has two kinds of model: the `Sequential` model, and the class `Model` that goes with the functional API. Make one of each, and call the same methods on both. First comes the `Sequential` one, trained on pictures of clothes for 3 epochs only.

# %%
import json
import tempfile
import zipfile
from pathlib import Path

import keras
import numpy as np
from keras import layers

from utils import plots
from utils.data import fashion_mnist

(x_train, y_train), (x_test, y_test) = fashion_mnist()
x_train, x_test = x_train.astype("float32") / 255, x_test.astype("float32") / 255

# %%
model = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(name="flatten"),
    layers.Dense(64, activation="relu", name="hidden"),
    layers.Dense(10, activation="softmax", name="classes"),
], name="clothes")
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(x_train, y_train, epochs=3, batch_size=64, verbose=2)

# %% [markdown] tags=["ko"]
# 테스트 사진을 예측하는 함수와 그 정확도를 재는 함수를 하나씩 둡니다. 모델은 함수처럼 부를 수 있습니다. 뒤에서 모델을 저장하고 불러올 때마다, 정말로 같은 모델이 돌아왔는지 두 함수로 확인합니다.

# %% [markdown] tags=["en"]
# Two small functions predict the test pictures and measure the accuracy on them. A model can be called like a function. Whenever you save and load a model below, they tell you whether the same model has come back.

# %%
def predict(some_model):
    return keras.ops.convert_to_numpy(some_model(x_test))

def accuracy(some_model):
    return float(np.mean(predict(some_model).argmax(axis=-1) == y_test))

print(f"accuracy ≈ {accuracy(model):.2f}")
print(accuracy(model) > 0.72)

# %% [markdown] tags=["ko"]
# 다음은 함수형 API로 만든 모델입니다. 사진을 왼쪽 반과 오른쪽 반으로 나누어 입력 두 개로 받고, `Concatenate` 층이 둘을 이어 붙입니다. 출력도 두 개입니다. 하나는 열 가지 클래스의 확률, 하나는 신발일 확률입니다. 이 모델은 구조를 보기 위한 것이라 학습하지 않습니다.

# %% [markdown] tags=["en"]
# Next, a model made with the functional API. It takes the left and the right half of a picture as two inputs, which the layer `Concatenate` puts end to end, and it has two outputs: the probabilities of the ten classes, and the probability that the picture shows a shoe. You only look at its structure, so it stays untrained.

# %%
left = keras.Input((28, 14), name="left")
right = keras.Input((28, 14), name="right")
both = layers.Concatenate()([layers.Flatten()(left), layers.Flatten()(right)])
features = layers.Dense(32, activation="relu", name="features")(both)
halves = keras.Model(
    inputs=[left, right],
    outputs=[
        layers.Dense(10, "softmax", name="classes")(features),
        layers.Dense(1, "sigmoid", name="shoe")(features),
    ],
    name="halves",
)
class_output, shoe_output = halves([x_test[:3, :, :14], x_test[:3, :, 14:]])
print(tuple(class_output.shape), tuple(shoe_output.shape))

# %% [markdown] tags=["ko"]
# ## 모델 들여다보기: `layers`, `inputs`, `outputs`
#
# `model.layers`는 층의 목록입니다. 두 모델의 목록을 출력하기 전에 예상해 보세요. `Input`도 목록에 들어 있을까요?

# %% [markdown] tags=["en"]
# ## Look inside: `layers`, `inputs`, `outputs`
#
# `model.layers` is a list of layers. Before you print it for both models, guess: is `Input` in the list?

# %%
print([layer.name for layer in model.layers])
print([layer.name for layer in halves.layers])

# %% [markdown] tags=["ko"]
# `Sequential`의 목록에는 없고, 함수형 모델의 목록에는 있습니다. 그래서 층을 번호로 찾으면 모델의 종류에 따라 어긋납니다. 이름으로 찾는 `get_layer`는 두 모델에서 똑같이 통합니다.

# %% [markdown] tags=["en"]
# It is not in the list of the `Sequential` model, but it is in that of the functional one. A layer's number therefore depends on the kind of model. Finding a layer by name with `get_layer` works the same in both.

# %%
print(model.get_layer("classes"))
print(halves.get_layer("classes"))

# %% [markdown] tags=["ko"]
# `inputs`와 `outputs`는 텐서(tensor)의 목록입니다. 입력이 하나뿐이어도 목록입니다. 이 텐서에는 아직 값이 없습니다. 형태(shape)와 자료형만 있는 자리입니다.

# %% [markdown] tags=["en"]
# `inputs` and `outputs` are lists of tensors, even where there is only one. These tensors hold no values. They are places with a shape and a dtype.

# %%
for each in (model, halves):
    print(each.name)
    print("  inputs ", [(tensor.shape, tensor.dtype) for tensor in each.inputs])
    print("  outputs", [(tensor.shape, tensor.dtype) for tensor in each.outputs])

# %% [markdown] tags=["ko"]
# `summary()`는 구조를 표로 출력합니다. `halves`처럼 층이 한 줄로 이어지지 않는 모델의 표에는 열이 하나 더 있습니다. 층마다 어느 층에서 입력을 받는지 적혀 있습니다.

# %% [markdown] tags=["en"]
# `summary()` prints the structure as a table. Where the layers do not form a single line, as in `halves`, the table has one more column, which names the layers that each layer gets its input from.

# %%
model.summary()

# %%
halves.summary()

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `print_summary`
#
# 글에는 같은 표를 내는 `utils.print_summary(model)`도 있습니다. 지금은 없는 함수입니다. 오늘은 위의 `model.summary()` 하나면 됩니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `print_summary`
#
# The post names `utils.print_summary(model)` as another way to the same table. That function is gone. Today `model.summary()`, as above, is all you need.

# %%
with expect_error(AttributeError):
    keras.utils.print_summary(model)

# %% [markdown] tags=["ko"]
# ## 구조 꺼내기: `get_config`와 `from_config`
#
# `get_config()`는 구조를 딕셔너리(dictionary)으로 돌려줍니다. 층마다 클래스의 이름과 설정이 들어 있습니다. 수와 문자열뿐이고, 가중치는 없습니다.

# %% [markdown] tags=["en"]
# ## Take out the structure: `get_config` and `from_config`
#
# `get_config()` returns the structure as a dictionary. For each layer it holds the name of its class and its settings: numbers and strings, and no weights.

# %%
config = model.get_config()
print(list(config))
for entry in config["layers"]:
    print(entry["class_name"], {name: entry["config"].get(name) for name in ("name", "units", "activation")})

# %% [markdown] tags=["ko"]
# 이 딕셔너리에서 모델을 다시 만듭니다. 글의 코드가 그대로 실행됩니다. 다시 만든 모델의 정확도는 얼마일까요? 예상한 뒤에 실행하세요.

# %% [markdown] tags=["en"]
# From this dictionary you make the model again. The code of the post works as it is. How good is the rebuilt model? Guess its accuracy, then run the cell.

# %%
from keras.models import Model, Sequential

rebuilt = Sequential.from_config(config)
print([layer.name for layer in rebuilt.layers] == [layer.name for layer in model.layers])
print(f"accuracy ≈ {accuracy(rebuilt):.2f}")

# %% [markdown] tags=["ko"]
# 찍기(0.1)와 다를 바 없습니다. 구조만 같고, 가중치는 새로 뽑은 난수이기 때문입니다. 함수형 모델은 `Model.from_config`로 다시 만듭니다. 글에는 모델의 종류에 맞추어 쓰라고 되어 있습니다. `Sequential`의 설정을 `Model.from_config`에 넘기면 오류가 납니다. 거꾸로는 더 나쁩니다. 함수형 모델의 설정을 `Sequential.from_config`에 넘기면, 입력이 하나일 때는 오류도 없이 층을 한 줄로 이은 모델이 나오고 갈림길은 사라집니다.

# %% [markdown] tags=["en"]
# No better than guessing, which gives 0.1: the structure is the same, but the weights are fresh random numbers. A functional model is rebuilt with `Model.from_config`. The post says to use the one or the other, and it matters. The config of a `Sequential` model makes `Model.from_config` fail. The other way round is worse: from the config of a functional model with one input, `Sequential.from_config` makes a model without an error, but with its layers in a single line and its branches gone.

# %%
print(Model.from_config(halves.get_config()).count_params() == halves.count_params())
with expect_error(ValueError):
    Model.from_config(config)

pixels = keras.Input((4,))
branched = keras.Model(pixels, layers.Concatenate(name="both")([pixels, layers.Dense(4, name="one")(pixels)]))
in_a_line = Sequential.from_config(branched.get_config())
print(branched.output_shape, [layer.name for layer in in_a_line.layers])

# %% [markdown] tags=["ko"]
# ### 연습 3-1-a
#
# `model`의 설정을 꺼내 조금 바꾸고, 거기서 새 모델 `twin`을 만드세요.
#
# - 모델의 이름은 `"twin"`입니다.
# - 층 `hidden`의 활성화 함수는 `tanh`입니다.
# - 나머지는 모두 `model`과 같습니다. 층의 이름과 순서, 입력의 형태, 유닛의 수, 출력의 `softmax`가 그대로입니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-1-a
#
# Take the config of `model`, change it a little, and make a new model `twin` from it.
#
# - The model's name is `"twin"`.
# - The layer `hidden` has the activation function `tanh`.
# - Everything else is as in `model`: the names and the order of the layers, the shape of the input, the numbers of units, and the `softmax` of the output.

# %% tags=["starter"] exercise="3-1-a"
twin = ...

# %% tags=["wrong"] exercise="3-1-a"
twin = keras.Sequential.from_config(model.get_config())

# %% tags=["wrong"] exercise="3-1-a"
changed = model.get_config()
changed["name"] = "twin"
twin = keras.Sequential.from_config(changed)

# %% tags=["wrong"] exercise="3-1-a"
changed = model.get_config()
changed["name"] = "twin"
changed["layers"][2]["config"]["activation"] = "tanh"
twin = changed

# %% tags=["wrong"] exercise="3-1-a"
changed = model.get_config()
changed["name"] = "twin"
changed["layers"][3]["config"]["activation"] = "tanh"
twin = keras.Sequential.from_config(changed)

# %% tags=["wrong"] exercise="3-1-a"
twin = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(64, activation="tanh"),
    layers.Dense(10, activation="softmax"),
], name="twin")

# %% tags=["wrong"] exercise="3-1-a"
changed = model.get_config()
changed["name"] = "twin"
changed["layers"][2]["config"]["activation"] = "tanh"
changed["layers"][3]["config"]["use_bias"] = False
twin = keras.Sequential.from_config(changed)

# %% tags=["right"] exercise="3-1-a"
changed = json.loads(model.to_json())
changed["config"]["name"] = "twin"
changed["config"]["layers"][2]["config"]["activation"] = "tanh"
twin = keras.models.model_from_json(json.dumps(changed))

# %% tags=["right"] exercise="3-1-a"
changed = [layer.get_config() for layer in model.layers]
changed[1] |= {"activation": "tanh"}
twin = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten.from_config(changed[0]),
    layers.Dense.from_config(changed[1]),
    layers.Dense.from_config(changed[2]),
], name="twin")

# %% tags=["right"] exercise="3-1-a"
pictures = keras.Input((28, 28))
squashed = layers.Dense(64, keras.activations.tanh, name="hidden")(layers.Flatten(name="flatten")(pictures))
twin = keras.Model(pictures, layers.Dense(10, "softmax", name="classes")(squashed), name="twin")

# %% tags=["solution"] exercise="3-1-a"
changed = model.get_config()
changed["name"] = "twin"
changed["layers"][2]["config"]["activation"] = "tanh"
twin = keras.Sequential.from_config(changed)

# %%
check("3-1-a", twin)

# %% [markdown] tags=["ko", "solution"]
# `get_config()`는 부를 때마다 새 딕셔너리를 만들기 때문에, 딕셔너리를 고쳐도 `model`은 그대로입니다. 목록의 0번은 입력이고 `hidden`은 2번입니다. `model.layers`에서는 1번이었던 층입니다.

# %% [markdown] tags=["en", "solution"]
# `get_config()` makes a new dictionary at each call, so changing it leaves `model` alone. Entry 0 of the list is the input and `hidden` is entry 2, although it is number 1 in `model.layers`.

# %% [markdown] tags=["ko"]
# ## 구조를 글자로: `to_json`
#
# `to_json()`은 같은 구조를 문자열로 씁니다. 파일에 적거나 남에게 보낼 수 있습니다. `model_from_json`이 그 문자열을 다시 모델로 만듭니다. 이번에도 가중치는 새로 정해집니다.

# %% [markdown] tags=["en"]
# ## The structure as text: `to_json`
#
# `to_json()` writes the same structure as a string, which you can put into a file or send to someone. `model_from_json` turns the string into a model again. Once more its weights are new.

# %%
text = model.to_json()
print(type(text).__name__, list(json.loads(text)))
from_text = keras.models.model_from_json(text)
print(from_text.name, from_text.count_params(), f"accuracy ≈ {accuracy(from_text):.2f}")

# %%
choose("3-1-q1")

# %% tags=["solution"] exercise="3-1-q1"
check("3-1-q1", "b")

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `to_yaml`
#
# 글에 있는 `to_yaml()`은 사라졌습니다. YAML로 쓴 설정은 읽기만 해도 그 안에 숨긴 코드가 실행될 수 있어서 뺐습니다. JSON은 읽어도 글자와 수가 나올 뿐입니다. 그 글자가 코드라 해도, 뒤에서 볼 것처럼 케라스가 거절합니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `to_yaml`
#
# The post's `to_yaml()` is gone. Merely reading a config in YAML could run code that was hidden in it, so it was taken out. Reading JSON gives nothing but text and numbers. Should that text be code, Keras refuses it, as you will see below.

# %%
with expect_error(AttributeError):
    model.to_yaml()

# %% [markdown] tags=["ko"]
# 거꾸로 읽는 함수도 함께 사라졌습니다. 오늘은 `to_json`을 쓰거나, 아래에서 볼 `.keras` 파일에 모델을 통째로 저장합니다.

# %% [markdown] tags=["en"]
# The function that reads it back went with it. Today you use `to_json`, or save the whole model in a `.keras` file, which comes below.

# %%
with expect_error(ImportError):
    from keras.models import model_from_yaml

# %%
[hasattr(keras.models, name) for name in ("model_from_yaml", "model_from_json")]

# %% [markdown] tags=["ko"]
# ## 가중치 꺼내기: `get_weights`와 `set_weights`
#
# `get_weights()`는 가중치를 NumPy 배열의 목록으로 돌려줍니다. `Dense` 층 하나에서 커널(kernel)과 편향(bias), 두 개씩 나옵니다. `Flatten`에는 가중치가 없습니다.

# %% [markdown] tags=["en"]
# ## Take out the weights: `get_weights` and `set_weights`
#
# `get_weights()` returns the weights as a list of NumPy arrays. Each `Dense` layer gives two, its kernel and its bias. `Flatten` has none.

# %%
weights = model.get_weights()
print([array.shape for array in weights])
print(sum(array.size for array in weights) == model.count_params())

# %% [markdown] tags=["ko"]
# 이 배열은 사본일까요, 모델 안의 값 그 자체일까요? 배열을 모두 0으로 지우고 정확도를 다시 잽니다. 예상한 뒤에 실행하세요.

# %% [markdown] tags=["en"]
# Are these arrays copies, or the very numbers inside the model? Wipe them all to 0 and measure again. Guess first.

# %%
for array in model.get_weights():
    array[:] = 0
print(accuracy(model) > 0.72)

# %% [markdown] tags=["ko"]
# 모델은 그대로입니다. 사본이기 때문입니다. 값을 모델에 넣는 것은 `set_weights`입니다. 방금 다시 만든 `rebuilt`에 `model`의 가중치를 넣으면, 두 모델은 같은 예측을 합니다.

# %% [markdown] tags=["en"]
# The model has not changed: they are copies. What puts values into a model is `set_weights`. Give the weights of `model` to `rebuilt`, and the two predict the same.

# %%
rebuilt.set_weights(weights)
np.allclose(predict(rebuilt), predict(model), atol=1e-5)

# %% [markdown] tags=["ko"]
# 배열의 수와 형태가 맞아야 합니다. 하나가 모자라거나 형태가 다르면, 오류가 무엇이 맞지 않는지 알려 줍니다.

# %% [markdown] tags=["en"]
# The number of arrays and their shapes have to match. With one too few, or with another shape, the error says what does not fit.

# %%
with expect_error(ValueError):
    rebuilt.set_weights(weights[:3])
with expect_error(ValueError):
    rebuilt.set_weights([weights[0].T, *weights[1:]])

# %% [markdown] tags=["ko"]
# 층에도 같은 메서드가 있습니다. 층 `hidden`의 커널은 형태가 (784, 64)입니다. 열 하나가 유닛 하나이고, 784개의 수는 픽셀마다 하나씩입니다. 그래서 28 × 28로 놓으면 사진처럼 볼 수 있습니다. 어두울수록 큰 값입니다.

# %% [markdown] tags=["en"]
# A layer has the same methods. The kernel of the layer `hidden` has shape (784, 64). One column belongs to one unit, and its 784 numbers to one pixel each. Laid out as 28 × 28, they can be looked at like a picture. Darker means larger.

# %%
kernel, bias = model.get_layer("hidden").get_weights()
plots.show_pictures(kernel.T[:10].reshape(10, 28, 28), [f"unit {unit}" for unit in range(10)])

# %% [markdown] tags=["ko"]
# ## 가중치 실험실
#
# 아래 실험실은 유닛 16개짜리 작은 모델을 사진 2,000장으로 한 번 학습하고, 일곱 순간의 가중치를 남겨 두었습니다. 주황은 양수, 보라는 음수, 흰색은 0입니다. **먼저** 학습 단계를 0에서 300까지 옮기면서 층 `hidden`의 커널을 보세요. 그다음 "처음과 달라진 만큼만"을 끄고 다시 옮겨 보세요. **눈여겨볼 것**은 처음의 잡음이 거의 그대로 남아 있고, 그 위에 옷의 윤곽이 얹힌다는 점입니다. 층 `flatten`을 고르면 무엇이 보일지도 예상해 보세요.

# %% [markdown] tags=["en"]
# ## The weights lab
#
# The lab has trained a small model of 16 units once, on 2,000 pictures, and has kept its weights at seven moments. Orange is positive, purple negative, white 0. **Try first**: move the training step from 0 to 300 and watch the kernel of the layer `hidden`. Then switch off "only the change since the start", and move it again. **Notice** that the noise of the start stays almost as it was, and that the outlines of clothes are laid on top of it. Guess, too, what you see when you pick the layer `flatten`.

# %%
lab("weights")

# %% [markdown] tags=["ko"]
# ### 연습 3-1-b
#
# `set_weights`는 두 모델의 배열이 모두 맞을 때만 됩니다. 일부만 같은 모델을 위해 함수 `copy_weights(source, target)`를 작성하세요.
#
# - `target`의 층마다, `source`에 이름이 같은 층이 있고 가중치의 형태도 모두 같으면 그 가중치를 가져옵니다.
# - `target`의 나머지 층은 그대로 둡니다. `source`는 바꾸지 않습니다.
# - 가중치를 가져온 층의 이름을 목록(list)으로 돌려줍니다. 순서는 `target.layers`의 순서이고, 가중치가 없는 층은 넣지 않습니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-1-b
#
# `set_weights` needs every array of two models to match. For models that are alike in part, write a function `copy_weights(source, target)`.
#
# - Each layer of `target` takes over the weights of the layer of `source` with the same name, where there is one and all shapes agree.
# - The other layers of `target` stay as they are, and so does `source`.
# - It returns a list with the names of the layers that took over weights, in the order of `target.layers`. Layers without weights are not in it.

# %% tags=["starter"] exercise="3-1-b"
copy_weights = ...

# %% tags=["wrong"] exercise="3-1-b"
def copy_weights(source, target):
    target.set_weights(source.get_weights())
    return [layer.name for layer in target.layers]

# %% tags=["wrong"] exercise="3-1-b"
def copy_weights(source, target):
    for old, new in zip(source.layers, target.layers):
        if [w.shape for w in old.weights] == [w.shape for w in new.weights]:
            new.set_weights(old.get_weights())
    return [layer.name for layer in target.layers]

# %% tags=["wrong"] exercise="3-1-b"
def copy_weights(source, target):
    copied = []
    for new in target.layers:
        for old in source.layers:
            if old.name == new.name and new.weights:
                new.set_weights(old.get_weights())
                copied.append(new.name)
    return copied

# %% tags=["wrong"] exercise="3-1-b"
def copy_weights(source, target):
    copied = []
    for new in target.layers:
        for old in source.layers:
            if old.name == new.name and [w.shape for w in old.weights] == [w.shape for w in new.weights]:
                old.set_weights(new.get_weights())
                copied.append(new.name)
    return copied

# %% tags=["wrong"] exercise="3-1-b"
def copy_weights(source, target):
    for new in target.layers:
        for old in source.layers:
            if old.name == new.name and [w.shape for w in old.weights] == [w.shape for w in new.weights]:
                new.set_weights(old.get_weights())

# %% tags=["wrong"] exercise="3-1-b"
def copy_weights(source, target):
    copied = []
    for new in target.layers:
        for old in source.layers:
            if old.name == new.name and [w.shape for w in old.weights] == [w.shape for w in new.weights]:
                new.set_weights(old.get_weights())
                copied.append(new.name)
    return copied

# %% tags=["wrong"] exercise="3-1-b"
def copy_weights(a, b):
    known = {layer.name: layer.get_weights() for layer in a.layers if layer.get_weights()}
    copied = []
    for layer in b.layers:
        try:
            layer.set_weights(known[layer.name])
        except (KeyError, ValueError):
            continue
        copied.append(layer.name)
    return copied

# %% tags=["wrong"] exercise="3-1-b"
def copy_weights(source, target):
    copied = []
    for new in target.layers:
        for old in source.layers:
            if old.name == new.name and new.weights and new.count_params() == old.count_params():
                new.set_weights([b.reshape(a.shape) for a, b in zip(new.get_weights(), old.get_weights())])
                copied.append(new.name)
    return copied

# %% tags=["wrong"] exercise="3-1-b"
def copy_weights(source, target):
    copied = []
    for new in target.layers:
        for old in source.layers:
            same = [w.shape for w in old.trainable_weights] == [w.shape for w in new.trainable_weights]
            if old.name == new.name and new.weights and same:
                for a, b in zip(new.trainable_weights, old.trainable_weights):
                    a.assign(b)
                copied.append(new.name)
    return copied

# %% tags=["right"] exercise="3-1-b"
def copy_weights(source, target):
    copied = []
    for new in target.layers:
        for old in source.layers:
            same_shapes = [w.shape for w in old.weights] == [w.shape for w in new.weights]
            if old.name == new.name and new.weights and same_shapes:
                new.set_weights(old.get_weights())
                copied.append(new.name)
    return copied

# %% tags=["right"] exercise="3-1-b"
def copy_weights(a, b):
    def key(layer):
        return layer.name, *(array.shape for array in layer.get_weights())

    known = {key(layer): layer for layer in a.layers if layer.weights}
    copied = [layer for layer in b.layers if key(layer) in known]
    for layer in copied:
        layer.set_weights(known[key(layer)].get_weights())
    return [layer.name for layer in copied]

# %% tags=["right"] exercise="3-1-b"
def copy_weights(source, target):
    copied = []
    for layer in target.layers:
        old = next((other for other in source.layers if other.name == layer.name), None)
        pairs = list(zip(layer.weights, old.weights)) if old else []
        if pairs and len(old.weights) == len(layer.weights) and all(new.shape == was.shape for new, was in pairs):
            for new, was in pairs:
                new.assign(was)
            copied += [layer.name]
    return copied

# %% tags=["solution"] exercise="3-1-b"
def copy_weights(source, target):
    known = {layer.name: layer.get_weights() for layer in source.layers}
    copied = []
    for layer in target.layers:
        wanted = [array.shape for array in layer.get_weights()]
        found = [array.shape for array in known.get(layer.name, [])]
        if wanted and wanted == found:
            layer.set_weights(known[layer.name])
            copied.append(layer.name)
    return copied

# %%
check("3-1-b", copy_weights)

# %% [markdown] tags=["ko", "solution"]
# 이름으로 짝을 찾고, 형태가 모두 같을 때만 넘깁니다. `wanted`가 빈 목록이면 가중치가 없는 층이므로 건너뜁니다. 아래에서 볼 `by_name`과 `skip_mismatch`가 파일에 대해 하는 일이 바로 이것입니다.

# %% [markdown] tags=["en", "solution"]
# It finds the partner by name and hands over the weights only where all shapes agree. An empty `wanted` means a layer without weights, which is skipped. This is what `by_name` and `skip_mismatch`, which come next, do with a file.

# %% [markdown] tags=["ko"]
# ## 가중치 파일: `save_weights`와 `load_weights`
#
# 가중치를 파일에 담습니다. 이 섹션에서 만드는 파일은 모두 임시 폴더에 들어가고, 커널을 끄면 사라집니다.

# %% [markdown] tags=["en"]
# ## Weights in a file: `save_weights` and `load_weights`
#
# Now put the weights into a file. All files of this section go into a temporary folder, which disappears when the kernel stops.

# %%
temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: 파일의 이름
#
# 2020년에는 파일의 이름을 마음대로 지었습니다. 오늘은 이름이 `.weights.h5`로 끝나야 합니다. 모델 전체를 담은 파일과 헷갈리지 않게 하려는 것입니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: the name of the file
#
# In 2020 any name would do. Today it has to end in `.weights.h5`, so that nobody takes the file for a whole model.

# %%
with expect_error(ValueError):
    model.save_weights(folder / "w.h5")
model.save_weights(folder / "w.weights.h5")
from_text.load_weights(folder / "w.weights.h5")
print(accuracy(from_text) == accuracy(model))

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `by_name`
#
# 글의 `load_weights(filepath, by_name=False)`는 새 파일에서 오류가 납니다. 기본값을 그대로 적었을 뿐인데도 그렇습니다. `by_name`은 옛 형식의 파일에만 쓰는 인수가 되었습니다. 오늘은 이 인수를 빼면 됩니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `by_name`
#
# The post's `load_weights(filepath, by_name=False)` fails on the new file, although it only spells out what was the default. `by_name` now belongs to files of the old format alone. Today you leave it out.

# %%
with expect_error(ValueError):
    from_text.load_weights(folder / "w.weights.h5", by_name=False)

# %% [markdown] tags=["ko"]
# 왜 이름으로 찾을 수 없을까요? 파일을 열어 보면 알 수 있습니다. 층은 클래스와, 같은 클래스 안에서의 순번으로 적혀 있습니다. 우리가 지은 이름 `hidden`과 `classes`도 메모로 남아 있지만, 케라스는 불러올 때 이 메모를 보지 않습니다. 옵티마이저(optimizer)의 상태도 들어 있습니다.

# %% [markdown] tags=["en"]
# Why can it not look for names? Open the file and you see. A layer is written down by its class and by a count within that class. The names `hidden` and `classes` that you gave stand beside it as a note, which Keras does not look at when it loads. The state of the optimizer is in the file, too.

# %%
import h5py

with h5py.File(folder / "w.weights.h5") as file:
    print(list(file))
    for name, entry in file["layers"].items():
        print(name, entry["vars"].attrs["name"], [array.shape for array in entry["vars"].values()])

# %% [markdown] tags=["ko"]
# ### 일부만 다른 모델: `skip_mismatch`
#
# 새 문제를 풀어 봅시다. 사진이 신발인지 아닌지만 가립니다. 새 모델 `shoes`는 마지막 층만 `model`과 다릅니다. 그대로 불러오면 오류가 나고, `skip_mismatch=True`를 쓰면 맞지 않는 층을 건너뛰고 경고합니다.

# %% [markdown] tags=["en"]
# ### A model that differs in part: `skip_mismatch`
#
# Take a new problem: is it a shoe or not? The new model `shoes` differs from `model` in its last layer only. Loading the file as it is fails. With `skip_mismatch=True` the layer that does not fit is skipped, with a warning.

# %%
shoes = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(64, activation="relu", name="hidden"),
    layers.Dense(2, activation="softmax", name="shoe"),
])
with expect_error(ValueError):
    shoes.load_weights(folder / "w.weights.h5")
with expect_error(UserWarning):
    shoes.load_weights(folder / "w.weights.h5", skip_mismatch=True)

# %%
print(np.array_equal(shoes.get_layer("hidden").get_weights()[0], kernel))
print(shoes.get_layer("shoe").get_weights()[0].shape)

# %% [markdown] tags=["ko"]
# 은닉층은 넘어왔고, 마지막 층은 새것입니다. 다만 파일은 클래스와 순번으로 짝을 찾습니다. 가운데에 `Dropout`을 끼워 넣는 것은 괜찮지만, `Dense` 층을 하나 끼워 넣으면 그 뒤의 `Dense` 층이 모두 어긋납니다. 이름으로 찾는 것은 옛 형식뿐입니다.

# %% [markdown] tags=["en"]
# The hidden layer has come over, and the last one is new. Remember, though, that the file finds partners by class and count. A `Dropout` in the middle does no harm, but one more `Dense` layer there, and every `Dense` layer behind it is off by one. Only the old format looks for names.

# %% [markdown] tags=["ko"]
# ### 옛 형식: `.h5`와 `by_name`
#
# `model.save("m.h5")`는 지금도 됩니다. 다만 케라스가 옛 형식이라고 알리는 글을 로그(log)로 남깁니다. `basicConfig`를 부르는 줄은 그 로그를 셀 아래에 보이게 합니다. 저장하는 것은 가중치가 같은 `rebuilt`입니다. 케라스 3.15에서는 `compile`한 모델을 `.h5`로 저장하면, 그다음에 저장하는 `.keras` 파일에서 옵티마이저의 설정이 빠지기 때문입니다.

# %% [markdown] tags=["en"]
# ### The old format: `.h5` and `by_name`
#
# `model.save("m.h5")` still works, but Keras logs a note that this is the old format. The line with `basicConfig` makes the log appear below the cell. What you save is `rebuilt`, which has the same weights. The reason: in Keras 3.15, once a model after `compile` has been saved as `.h5`, the next `.keras` file lacks the settings of its optimizer.

# %%
import logging
import sys

logging.basicConfig(stream=sys.stdout, format="%(levelname)s: %(message)s", force=True)
rebuilt.save(folder / "m.h5")

# %% [markdown] tags=["ko"]
# 이 형식은 이름으로 층을 찾을 수 있습니다. 그래서 가운데에 `Dense` 층이 하나 더 있는 `deeper`도 이름이 같은 층만 골라 가져올 수 있습니다. 글의 `by_name=True`가 이때 쓰입니다.

# %% [markdown] tags=["en"]
# In this format layers are found by their names. So even `deeper`, with one more `Dense` layer in the middle, can pick out the layers whose names it shares. This is what the post's `by_name=True` is for.

# %%
deeper = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dropout(0.2),
    layers.Dense(64, activation="relu", name="hidden"),
    layers.Dense(64, activation="relu", name="extra"),
    layers.Dense(10, activation="softmax", name="classes"),
])
deeper.load_weights(folder / "m.h5", by_name=True)
for name in ("hidden", "classes"):
    loaded_kernel, saved_kernel = (each.get_layer(name).get_weights()[0] for each in (deeper, model))
    print(name, np.array_equal(loaded_kernel, saved_kernel))

# %% [markdown] tags=["ko"]
# ### 연습 3-1-c
#
# 2020년의 방식대로 모델의 사본을 만드는 함수입니다. 오늘은 오류가 납니다. 다음이 모두 되도록 고치세요. `model`은 `Sequential` 모델일 수도, 함수형 모델일 수도 있습니다.
#
# - `folder`(`pathlib.Path`) 안의 파일 `copy.weights.h5`에 `model`의 가중치를 저장합니다.
# - `model`과 구조가 같은 새 모델을 돌려줍니다. 모델과 층의 이름도 같습니다.
# - 새 모델의 가중치는 `model`의 가중치와 같은 값이고, `model` 자체는 그대로입니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-1-c
#
# This function makes a copy of a model as people did in 2020. It fails today. Repair it, so that all of this is true, whether `model` is a `Sequential` or a functional one:
#
# - It saves the weights of `model` in the file `copy.weights.h5` in `folder`, which is a `pathlib.Path`.
# - It returns a new model with the structure of `model`, the names of the model and of its layers included.
# - The new model has weights of the same values as `model`, and `model` itself stays as it is.

# %% tags=["starter"] exercise="3-1-c"
def restored(model, folder):
    model.save_weights(folder / "copy.h5")
    copy = keras.models.model_from_yaml(model.to_yaml())
    copy.load_weights(folder / "copy.h5", by_name=False)
    return copy

# %% tags=["wrong"] exercise="3-1-c"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    copy = keras.models.model_from_json(model.to_json())
    copy.load_weights(folder / "copy.weights.h5", by_name=False)
    return copy

# %% tags=["wrong"] exercise="3-1-c"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    return keras.models.model_from_json(model.to_json())

# %% tags=["wrong"] exercise="3-1-c"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    model.load_weights(folder / "copy.weights.h5")
    return model

# %% tags=["wrong"] exercise="3-1-c"
def restored(model, folder):
    copy = keras.models.model_from_json(model.to_json())
    copy.set_weights(model.get_weights())
    return copy

# %% tags=["wrong"] exercise="3-1-c"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    copy = keras.models.model_from_json(model.to_json())
    copy.load_weights(folder / "copy.weights.h5")

# %% tags=["wrong"] exercise="3-1-c"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    return keras.Sequential(model.layers)

# %% tags=["wrong"] exercise="3-1-c"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    copy = keras.Sequential.from_config(model.get_config())
    copy.load_weights(folder / "copy.weights.h5")
    return copy

# %% tags=["wrong"] exercise="3-1-c"
def restored(model, folder):
    model.save_weights("copy.weights.h5")
    copy = keras.models.model_from_json(model.to_json())
    copy.load_weights("copy.weights.h5")
    model.save_weights(folder / "model.weights.h5")
    return copy

# %% tags=["wrong"] exercise="3-1-c"
def restored(model, folder):
    copy = keras.models.model_from_json(model.to_json())
    copy.save_weights(folder / "copy.weights.h5")
    copy.set_weights(model.get_weights())
    return copy

# %% tags=["right"] exercise="3-1-c"
def restored(model, folder):
    file = folder / "copy.weights.h5"
    model.save_weights(file)
    copy = type(model).from_config(model.get_config())
    copy.load_weights(file)
    return copy

# %% tags=["right"] exercise="3-1-c"
def restored(some_model, place):
    some_model.save_weights(str(place) + "/copy.weights.h5")
    twin_model = keras.models.clone_model(some_model)
    twin_model.load_weights(str(place / "copy.weights.h5"))
    return twin_model

# %% tags=["right"] exercise="3-1-c"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    copy = keras.models.model_from_json(model.to_json())
    for new, old in zip(copy.weights, model.weights):
        new.assign(old)
    return copy

# %% tags=["solution"] exercise="3-1-c"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    copy = keras.models.model_from_json(model.to_json())
    copy.load_weights(folder / "copy.weights.h5")
    return copy

# %%
check("3-1-c", restored)

# %% [markdown] tags=["ko", "solution"]
# 고친 곳은 셋입니다. 파일의 이름, `to_yaml` 대신 `to_json`, 그리고 `by_name`입니다. 구조와 가중치를 따로 담아 두 번에 나누어 불러오는 이 방식은 지금도 통합니다. 다음 절의 `.keras` 파일은 이 일을 한 번에 합니다.

# %% [markdown] tags=["en", "solution"]
# Three repairs: the name of the file, `to_json` for `to_yaml`, and `by_name`. To keep structure and weights apart and load them in two steps still works. A `.keras` file, which comes next, does it in one.

# %% [markdown] tags=["ko"]
# ## 모델 전체를 파일 하나에: `.keras`
#
# 오늘 권하는 형식은 `.keras`입니다. 구조, 가중치, `compile`의 설정, 옵티마이저의 상태가 한 파일에 들어갑니다. 이 파일은 zip입니다. 무엇이 들어 있을지 예상하고 열어 보세요.

# %% [markdown] tags=["en"]
# ## The whole model in one file: `.keras`
#
# The format to use today is `.keras`. One file holds the structure, the weights, the settings of `compile` and the state of the optimizer. The file is a zip. Guess what is inside, then open it.

# %%
model.save(folder / "m.keras")
with zipfile.ZipFile(folder / "m.keras") as archive:
    print(archive.namelist())
    metadata = json.loads(archive.read("metadata.json"))
    inside = json.loads(archive.read("config.json"))
print(list(metadata))
print(inside["class_name"], inside["compile_config"]["loss"], inside["compile_config"]["metrics"])

# %% [markdown] tags=["ko"]
# 앞에서 따로 보았던 것이 그대로 들어 있습니다. `config.json`은 `to_json()`의 문자열이고, `model.weights.h5`는 `save_weights`의 파일입니다. `load_model`은 이 셋에서 모델을 되살립니다. 옵티마이저가 몇 단계를 진행했는지까지 기억하므로 학습을 이어서 할 수 있습니다.

# %% [markdown] tags=["en"]
# It is what you have seen one by one: `config.json` is the text of `to_json()`, and `model.weights.h5` is the file of `save_weights`. `load_model` brings the model back from them. It even knows how many steps the optimizer has taken, so that training can go on.

# %%
loaded = keras.models.load_model(folder / "m.keras")
print(accuracy(loaded) == accuracy(model))
print(int(model.optimizer.iterations), int(loaded.optimizer.iterations))
loaded.fit(x_train, y_train, epochs=1, batch_size=64, verbose=0)
print(int(loaded.optimizer.iterations), accuracy(loaded) > 0.72)

# %% [markdown] tags=["ko"]
# 같은 함수가 옛 `.h5` 파일도 읽습니다. 오래된 파일을 받았다면 읽어서 `.keras`로 다시 저장하면 됩니다. 파일의 크기도 비교해 보세요.

# %% [markdown] tags=["en"]
# The same function reads an old `.h5` file. If someone gives you one, load it and save it again as `.keras`. Compare the sizes of the files, too.

# %%
old = keras.models.load_model(folder / "m.h5", compile=False)
old.save(folder / "from_old.keras")
print(accuracy(old) == accuracy(model))
for name in ("w.weights.h5", "m.h5", "m.keras", "from_old.keras"):
    print(f"{name}: ≈ {(folder / name).stat().st_size // 1000} KB")

# %% [markdown] tags=["ko"]
# `rebuilt`에서 온 두 파일은 나머지의 3분의 1쯤입니다. `rebuilt`는 `compile`한 적이 없어서 옵티마이저가 없기 때문입니다. `adam`은 가중치 하나마다 수 두 개를 더 기억합니다.

# %% [markdown] tags=["en"]
# The two files that come from `rebuilt` are about a third of the others. You never called `compile` on `rebuilt`, so it has no optimizer. `adam` remembers two more numbers for every weight.

# %% [markdown] tags=["ko"]
# ## 하위 클래스로 만든 모델
#
# 모델을 만드는 세 번째 방법이 있습니다. `keras.Model`의 하위 클래스를 만들고, `call`에 계산을 직접 적습니다. 글이 링크한 페이지의 예가 `SimpleMLP`입니다. 스위치 두 개로 드롭아웃(dropout)과 배치 정규화(batch normalization)를 켜고 끕니다. 배치 정규화는 `BatchNormalization` 층이 값의 평균과 퍼진 정도를 맞추는 계산이고, 4-1에서 자세히 봅니다.

# %% [markdown] tags=["en"]
# ## Models by subclassing
#
# There is a third way to write a model: make a subclass of `keras.Model`, and write the computation into `call` yourself. The page behind the post's link has `SimpleMLP` as its example, with two switches, for dropout and for batch normalization. In batch normalization the layer `BatchNormalization` evens out the mean and the spread of its values; 4-1 looks into it.

# %%
class SimpleMLP(keras.Model):
    def __init__(self, use_bn=False, use_dp=False, num_classes=10):
        super().__init__(name="mlp")
        self.flatten = layers.Flatten()
        self.dense1 = layers.Dense(32, activation="relu")
        self.dense2 = layers.Dense(num_classes, activation="softmax")
        self.dp = layers.Dropout(0.5) if use_dp else None
        self.bn = layers.BatchNormalization() if use_bn else None

    def call(self, inputs, training=False):
        x = self.dense1(self.flatten(inputs))
        if self.dp is not None:
            x = self.dp(x, training=training)
        if self.bn is not None:
            x = self.bn(x, training=training)
        return self.dense2(x)

# %% [markdown] tags=["ko"]
# 층의 목록은 바로 볼 수 있습니다. 그러나 입력의 형태를 모르므로 가중치는 아직 없습니다. `inputs`와 `outputs`는 2020년에도 없었고 지금도 없습니다. `call`은 아무 파이썬 코드나 될 수 있어서, 정해진 그래프(graph)가 없기 때문입니다.

# %% [markdown] tags=["en"]
# The list of layers is there at once. There are no weights yet, because the shape of the input is still unknown. `inputs` and `outputs` were missing in 2020 and are missing today: `call` can be any Python code, so there is no fixed graph.

# %%
mlp = SimpleMLP(use_dp=True)
print([type(layer).__name__ for layer in mlp.layers], mlp.built)
with expect_error(AttributeError):
    mlp.inputs

# %% [markdown] tags=["ko"]
# 데이터를 한 번 통과시키면 가중치가 생깁니다. 스위치의 조합마다 파라미터의 수를 세어 보세요. 드롭아웃은 파라미터가 없고, 배치 정규화는 유닛마다 네 개씩입니다.

# %% [markdown] tags=["en"]
# Pass data through once, and the weights appear. Count the parameters for each combination of the switches: dropout has none, batch normalization has four for each unit.

# %%
for use_bn in (False, True):
    for use_dp in (False, True):
        one = SimpleMLP(use_bn, use_dp)
        one(x_test[:1])
        print(f"use_bn={use_bn!s:5} use_dp={use_dp!s:5} {one.count_params():,}")

# %% [markdown] tags=["ko"]
# 학습은 다른 모델과 똑같습니다. 2020년의 페이지는 이런 모델에 `to_json`, `get_config`, `save`가 없다고 했습니다. 오늘은 셋 다 있습니다. 그러면 저장하고 불러와 봅시다.

# %% [markdown] tags=["en"]
# Training works as with any other model. The page from 2020 says that such a model has no `to_json`, `get_config` or `save`. Today it has all three. So save it, and load it.

# %%
mlp.compile("adam", "sparse_categorical_crossentropy")
mlp.fit(x_train, y_train, batch_size=64, verbose=0)
print(f"accuracy ≈ {accuracy(mlp):.2f}")
print(list(json.loads(mlp.to_json())))
mlp.save(folder / "mlp.keras")
with expect_error(TypeError):
    keras.models.load_model(folder / "mlp.keras")

# %% [markdown] tags=["ko"]
# 파일에는 클래스의 **이름**만 있고 코드는 없습니다. 그래서 케라스는 이름에서 클래스를 찾지 못합니다. 문제는 하나 더 있습니다. `mlp`는 드롭아웃을 켜고 만들었습니다. 자동으로 만들어진 설정에는 무엇이 적혀 있을까요?

# %% [markdown] tags=["en"]
# The file holds the **name** of the class and none of its code, so Keras cannot find the class. And that is not all. `mlp` was made with dropout switched on. What does the config say that was made for it?

# %%
automatic = mlp.get_config()
print({name: automatic[name] for name in ("use_bn", "use_dp", "num_classes")})

# %% [markdown] tags=["ko"]
# `use_dp`가 `False`입니다. 자동 설정에는 여러분이 넘긴 값이 아니라 기본값이 들어갔습니다. 그러므로 두 가지를 합니다. `get_config`를 직접 작성해 스위치를 딕셔너리로 돌려주고, `register_keras_serializable`로 클래스를 등록합니다. 불러올 때는 `from_config`가 이 딕셔너리를 `__init__`에 그대로 넘깁니다. 그래서 키는 `__init__`의 인수 이름과 같아야 합니다.

# %% [markdown] tags=["en"]
# `use_dp` is `False`: the automatic config holds the defaults, and not the values that you passed. So do two things. Write `get_config` yourself and return the switches as a dictionary, and register the class with `register_keras_serializable`. On loading, `from_config` passes this dictionary to `__init__` as it is. So its keys have to be the names of the arguments of `__init__`.

# %%
@keras.saving.register_keras_serializable()
class SavableMLP(SimpleMLP):
    def __init__(self, use_bn=False, use_dp=False, num_classes=10):
        super().__init__(use_bn, use_dp, num_classes)
        self.switches = {"use_bn": use_bn, "use_dp": use_dp, "num_classes": num_classes}

    def get_config(self):
        return dict(self.switches)

# %%
savable = SavableMLP(use_dp=True)
savable.compile("adam", "sparse_categorical_crossentropy")
savable.fit(x_train, y_train, batch_size=64, verbose=0)
savable.save(folder / "savable.keras")

back = keras.models.load_model(folder / "savable.keras")
print(type(back).__name__, back.get_config())
print(accuracy(back) == accuracy(savable), accuracy(back) > 0.65)

# %% [markdown] tags=["ko"]
# 클래스도, 스위치도, 가중치도 돌아왔습니다. 다른 프로그램에서 불러올 때는 클래스의 코드가 그 프로그램에도 있어야 합니다. 등록은 클래스의 이름을 케라스에 알릴 뿐이고, 코드를 파일에 넣지는 않습니다.

# %% [markdown] tags=["en"]
# The class, the switches and the weights have all come back. Another program that loads the file needs the code of the class, too. Registering tells Keras the name of the class, and puts no code into the file.

# %% [markdown] tags=["ko"]
# ### 연습 3-1-d
#
# 클래스 `Classifier`는 저장하면 되찾을 수 없습니다. 다음이 되도록 고치세요.
#
# - 클래스는 `register_keras_serializable`로 등록되어 있습니다.
# - `get_config()`는 `units`와 `use_dropout`을 돌려주고, `Classifier.from_config(...)`는 거기서 같은 모델을 만듭니다.
# - 층과 계산은 그대로입니다. 유닛이 `units`개인 `relu` 층, `use_dropout`이면 학습할 때만 작동하는 `Dropout(0.5)`, 그리고 확률 10개를 내는 `softmax` 층입니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-1-d
#
# Save a `Classifier`, and it is lost. Fix the class, so that all of this is true:
#
# - The class is registered with `register_keras_serializable`.
# - `get_config()` returns `units` and `use_dropout`, and `Classifier.from_config(...)` makes the same model from them.
# - The layers and the computation stay: a `relu` layer of `units` units, with `use_dropout` a `Dropout(0.5)` that acts in training only, and a `softmax` layer that gives 10 probabilities.

# %% tags=["starter"] exercise="3-1-d"
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=training)
        return self.classes(x)

# %% tags=["wrong"] exercise="3-1-d"
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=training)
        return self.classes(x)

# %% tags=["wrong"] exercise="3-1-d"
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units = units
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=training)
        return self.classes(x)

    def get_config(self):
        return {"units": self.units}

# %% tags=["wrong"] exercise="3-1-d"
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=training)
        return self.classes(x)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "use_dropout": self.use_dropout}

# %% tags=["wrong"] exercise="3-1-d"
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=training)
        return self.classes(x)

    def get_config(self):
        return {"units": self.units, "use_dropout": self.use_dropout}

# %% tags=["wrong"] exercise="3-1-d"
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        return self.classes(self.hidden(pictures))

    def get_config(self):
        return {"units": self.units, "use_dropout": self.use_dropout}

# %% tags=["wrong"] exercise="3-1-d"
@keras.saving.register_keras_serializable
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=training)
        return self.classes(x)

    def get_config(self):
        return {"units": self.units, "use_dropout": self.use_dropout}

# %% tags=["wrong"] exercise="3-1-d"
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=True)
        return self.classes(x)

    def get_config(self):
        return {"units": self.units, "use_dropout": self.use_dropout}

# %% tags=["wrong"] exercise="3-1-d"
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            return self.dropout(self.classes(x), training=training)
        return self.classes(x)

    def get_config(self):
        return {"units": self.units, "use_dropout": self.use_dropout}

# %% tags=["wrong"] exercise="3-1-d"
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=training)
        return self.classes(x)

    def get_config(self):
        config = super().get_config()
        return config.update({"units": self.units, "use_dropout": self.use_dropout})

# %% tags=["wrong"] exercise="3-1-d"
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=training)
        return self.classes(keras.ops.stop_gradient(x))

    def get_config(self):
        return {"units": self.units, "use_dropout": self.use_dropout}

# %% tags=["right"] exercise="3-1-d"
@keras.saving.register_keras_serializable(package="study")
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False, **kwargs):
        super().__init__(**kwargs)
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=training)
        return self.classes(x)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "use_dropout": self.use_dropout}

# %% tags=["right"] exercise="3-1-d"
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.first = layers.Dense(units)
        self.drop = layers.Dropout(0.5 if use_dropout else 0.0)
        self.last = layers.Dense(10)

    def call(self, pictures, training=None):
        kept = self.drop(keras.ops.relu(self.first(pictures)), training=training)
        return keras.ops.softmax(self.last(kept))

    def get_config(self):
        return {"units": self.first.units, "use_dropout": self.drop.rate > 0}

# %% tags=["right"] exercise="3-1-d"
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.settings = (units, use_dropout)
        inner = [layers.Dense(units, activation="relu")]
        inner += [layers.Dropout(0.5)] if use_dropout else []
        self.stack = keras.Sequential([*inner, layers.Dense(10, activation="softmax")])

    def call(self, pictures, training=False):
        return self.stack(pictures, training=training)

    def get_config(self):
        return dict(zip(("units", "use_dropout"), self.settings))

Classifier = keras.saving.register_keras_serializable()(Classifier)

# %% tags=["solution"] exercise="3-1-d"
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=training)
        return self.classes(x)

    def get_config(self):
        return {"units": self.units, "use_dropout": self.use_dropout}

# %%
check("3-1-d", Classifier)

# %% [markdown] tags=["ko", "solution"]
# 더한 것은 등록하는 줄, 스위치를 기억하는 줄, `get_config`입니다. `super().get_config()`에 스위치를 더해도 됩니다. 그때는 `__init__`이 `**kwargs`를 받아 `super().__init__`에 넘겨야 합니다. 그 설정에는 `trainable`과 `dtype`도 들어 있기 때문입니다.

# %% [markdown] tags=["en", "solution"]
# New are the line that registers, the line that remembers the switches, and `get_config`. You may also add the switches to `super().get_config()`. Then `__init__` has to take `**kwargs` and pass them to `super().__init__`, because that config holds `trainable` and `dtype` as well.

# %% [markdown] tags=["ko"]
# ## 안전하게 불러오기
#
# `Lambda` 층은 파이썬 함수 하나를 층으로 씁니다. 이름 없는 함수, 곧 `lambda`를 넣으면 저장은 됩니다. 불러올 수도 있을까요?

# %% [markdown] tags=["en"]
# ## Loading safely
#
# A `Lambda` layer wraps a Python function. Put a nameless function into it, a `lambda`, and the model can be saved. Can it be loaded?

# %%
with_lambda = keras.Sequential([
    keras.Input((28, 28)),
    layers.Lambda(lambda pixels: pixels / 255),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
with_lambda.save(folder / "with_lambda.keras")
with expect_error(ValueError):
    keras.models.load_model(folder / "with_lambda.keras")

# %% [markdown] tags=["ko"]
# 거절합니다. 파일을 열어 보면 까닭이 보입니다. `lambda`에는 이름이 없어서, 케라스가 함수의 코드를 통째로 글자로 바꾸어 넣었습니다. 남이 보낸 파일이라면 거기에 어떤 코드가 들어 있는지 알 수 없습니다.

# %% [markdown] tags=["en"]
# It refuses. Open the file to see why. A `lambda` has no name, so Keras has written the whole code of the function into the file, turned into letters. In a file from somebody else, you cannot know what that code does.

# %%
with zipfile.ZipFile(folder / "with_lambda.keras") as archive:
    inside = json.loads(archive.read("config.json"))
function = inside["config"]["layers"][1]["config"]["function"]
print(function["class_name"], sorted(function["config"]))
print(type(function["config"]["code"]).__name__)

# %% [markdown] tags=["ko"]
# 방금 여러분이 직접 만든 파일이라면 `safe_mode=False`로 열 수 있습니다. 더 나은 길은 `lambda`를 쓰지 않는 것입니다. 하는 일이 같은 층이 있으면 그 층을 씁니다. 여기서는 정해 둔 수를 곱하는 `Rescaling`이 그런 층입니다. 없으면 이름 있는 함수를 등록해서 씁니다.

# %% [markdown] tags=["en"]
# A file that you made yourself you may open with `safe_mode=False`. The better way is to do without the `lambda`. Use a layer that does the same, if there is one; here `Rescaling` does, which multiplies by a number that you choose. If there is none, give the function a name and register it.

# %%
@keras.saving.register_keras_serializable()
def to_unit_range(pixels):
    return pixels / 255

for first in (layers.Rescaling(1 / 255), layers.Lambda(to_unit_range)):
    safe = keras.Sequential([keras.Input((28, 28)), first, layers.Flatten(), layers.Dense(10)])
    safe.save(folder / "safe.keras")
    print(keras.models.load_model(folder / "safe.keras").layers[0])
trusted = keras.models.load_model(folder / "with_lambda.keras", safe_mode=False)
print(np.allclose(predict(trusted), predict(with_lambda), atol=1e-5))

# %%
choose("3-1-q2")

# %% tags=["solution"] exercise="3-1-q2"
check("3-1-q2", "c")

# %% [markdown] tags=["ko"]
# ## 학습이 끝난 모델 내보내기: `export`
#
# 서버나 다른 언어에서 예측만 할 때는 케라스도, 클래스의 코드도 필요 없습니다. `export`는 계산 자체를 TensorFlow의 SavedModel 형식으로 폴더에 담습니다. 이 절의 두 셀은 백엔드(backend)가 TensorFlow일 때만 실행됩니다. 첫 줄은 TensorFlow의 로그를 끕니다.

# %% [markdown] tags=["en"]
# ## Send out a trained model: `export`
#
# A server, or a program in another language, that only predicts needs neither Keras nor the code of your class. `export` writes the computation itself into a folder, in the SavedModel format of TensorFlow. The two cells below need TensorFlow as the backend. The first line keeps TensorFlow's log quiet.

# %% tags=["tensorflow"]
logging.getLogger("tensorflow").setLevel("ERROR")
savable.export(folder / "served", verbose=False)
print(sorted(path.name for path in (folder / "served").iterdir()))
with expect_error(ValueError):
    keras.models.load_model(folder / "served")

# %% [markdown] tags=["ko"]
# `load_model`은 이 폴더를 모델로 되살리지 못합니다. 층과 설정이 없고, 계산만 있기 때문입니다. 케라스에서 다시 쓰려면 `TFSMLayer`로 감쌉니다. 예측은 같습니다. 그러나 층을 들여다보거나 고칠 수는 없습니다.

# %% [markdown] tags=["en"]
# `load_model` cannot bring this folder back as a model: it holds no layers and no settings, only the computation. To use it in Keras again, wrap it in a `TFSMLayer`. It predicts the same, but there are no layers left to look at or to change.

# %% tags=["tensorflow"]
served = layers.TFSMLayer(str(folder / "served"), call_endpoint="serve")
print(np.allclose(predict(served), predict(savable), atol=1e-5))
print(hasattr(savable, "layers"), hasattr(served, "layers"))

# %% [markdown] tags=["ko"]
# ## 어떤 파일을 쓸까
#
# | 파일 | 구조 | 가중치 | `compile`과 옵티마이저 | 코드 없이 쓰기 |
# |---|---|---|---|---|
# | `to_json()`의 문자열 | 있음 | 없음 | 설정만 | 직접 만든 클래스가 없을 때만 |
# | `.weights.h5` | 없음 | 있음 | 옵티마이저의 상태만 | 아니요 |
# | `.keras` | 있음 | 있음 | 있음 | 직접 만든 클래스가 없을 때만 |
# | `.h5` (옛 형식) | 있음 | 있음 | 있음 | 직접 만든 클래스가 없을 때만 |
# | `export` 폴더 | 계산만 | 있음 | 없음 | 예 |

# %% [markdown] tags=["en"]
# ## Which file to use
#
# | file | structure | weights | `compile` and optimizer | works without your code |
# |---|---|---|---|---|
# | text of `to_json()` | yes | no | the settings only | only without classes of your own |
# | `.weights.h5` | no | yes | the optimizer's state only | no |
# | `.keras` | yes | yes | yes | only without classes of your own |
# | `.h5` (the old format) | yes | yes | yes | only without classes of your own |
# | folder of `export` | the computation only | yes | no | yes |

# %% [markdown] tags=["ko"]
# ### 연습 3-1-e
#
# 네 가지 경우에 쓸 것을 하나씩 골라 딕셔너리 `files`에 담으세요. 값은 `".json"`, `".weights.h5"`, `".keras"`, `"export"` 가운데 하나이고, 네 값을 한 번씩 씁니다.
#
# - `"resume"`: 오늘 학습을 멈추고, 내일 옵티마이저의 상태까지 그대로 이어서 학습합니다.
# - `"review"`: 동료가 두 모델의 구조만 글로 비교합니다. 가중치는 필요 없습니다.
# - `"checkpoints"`: 실험하는 프로그램에 모델의 코드가 이미 있고, 가중치만 20번 저장합니다.
# - `"server"`: TensorFlow만 있는 서버에서, 모델의 코드 없이 예측합니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-1-e
#
# Choose one for each of four needs, and put them into a dictionary `files`. Each value is one of `".json"`, `".weights.h5"`, `".keras"`, `"export"`, and each is used once.
#
# - `"resume"`: you stop training today and go on tomorrow, with the state of the optimizer as it was.
# - `"review"`: a colleague compares the structure of two models as text. Weights are not needed.
# - `"checkpoints"`: your program has the code of the model already, and saves nothing but the weights, 20 times.
# - `"server"`: a server that has TensorFlow only makes predictions, without the code of your model.

# %% tags=["starter"] exercise="3-1-e"
files = ...

# %% tags=["wrong"] exercise="3-1-e"
files = {"resume": ".weights.h5", "review": ".json", "checkpoints": ".keras", "server": "export"}

# %% tags=["wrong"] exercise="3-1-e"
files = {"resume": ".keras", "review": ".weights.h5", "checkpoints": ".json", "server": "export"}

# %% tags=["wrong"] exercise="3-1-e"
files = {"resume": "export", "review": ".json", "checkpoints": ".weights.h5", "server": ".keras"}

# %% tags=["wrong"] exercise="3-1-e"
files = {"resume": ".keras", "review": ".json", "checkpoints": ".h5", "server": "export"}

# %% tags=["wrong"] exercise="3-1-e"
files = {"resume": ".keras", "review": ".json"}

# %% tags=["wrong"] exercise="3-1-e"
files = [".keras", ".json", ".weights.h5", "export"]

# %% tags=["wrong"] exercise="3-1-e"
files = {".keras": "resume", ".json": "review", ".weights.h5": "checkpoints", "export": "server"}

# %% tags=["wrong"] exercise="3-1-e"
files = {"resume": "keras", "review": "json", "checkpoints": "weights.h5", "server": "export"}

# %% tags=["right"] exercise="3-1-e"
files = dict(server="export", checkpoints=".weights.h5", review=".json", resume=".keras")

# %% tags=["right"] exercise="3-1-e"
files = dict(zip(["resume", "review", "checkpoints", "server"], [".keras", ".json", ".weights.h5", "export"]))

# %% tags=["right"] exercise="3-1-e"
files = {}
files["review"] = ".json"
files["resume"] = ".keras"
files["server"] = "export"
files["checkpoints"] = ".weights.h5"

# %% tags=["solution"] exercise="3-1-e"
files = {
    "resume": ".keras",
    "review": ".json",
    "checkpoints": ".weights.h5",
    "server": "export",
}

# %%
check("3-1-e", files)

# %% [markdown] tags=["ko", "solution"]
# 이어서 학습하려면 구조, 가중치, 옵티마이저가 모두 있어야 하니 `.keras`입니다. `".weights.h5"`는 구조를 코드가 이미 아는 곳에서 씁니다. 서버에는 케라스도 코드도 없으므로 `export`만 남습니다.

# %% [markdown] tags=["en", "solution"]
# To go on training you need structure, weights and optimizer, all of which are in `.keras`. A `".weights.h5"` file serves where the code knows the structure already. The server has neither Keras nor your code, which leaves `export`.

# %% [markdown] tags=["ko"]
# `to_yaml`이나 `by_name`이 든 옛 프로그램이 있다면 1-1의 `migrate`에 넘겨 보세요. 저장과 불러오기의 옛 줄도 바꾸고, 바꿀 수 없는 줄은 알려 줍니다.

# %% [markdown] tags=["en"]
# If you have an old program with `to_yaml` or `by_name` in it, hand it to `migrate`, as in 1-1. It changes the old lines of saving and loading, too, and names those that it cannot change.

# %% [markdown] tags=["ko"]
# ## 정리
#
# - 모든 모델에 `layers`와 `summary()`가 있습니다. `inputs`와 `outputs`는 그래프가 정해진 모델에만 있고, 하위 클래스로 만든 모델에는 없습니다.
# - `get_config`와 `to_json`은 구조를, `get_weights`와 `set_weights`는 가중치를 꺼내고 되돌립니다. 구조만 되살린 모델은 아무것도 배우지 않은 모델입니다.
# - `.weights.h5`는 층의 클래스와 순번으로 짝을 찾습니다. 맞지 않는 층은 `skip_mismatch=True`로 건너뛰고, `by_name`은 옛 `.h5`에만 통합니다.
# - 하위 클래스로 만든 모델을 되찾으려면 `get_config`를 직접 작성하고 클래스를 등록합니다. 자동 설정은 기본값만 기억합니다.
# - 보통은 `.keras`에 저장합니다. 2020년의 이름 가운데 `print_summary`와 `to_yaml`은 사라졌습니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - Every model has `layers` and `summary()`. Only a model with a fixed graph has `inputs` and `outputs`; one made by subclassing does not.
# - `get_config` and `to_json` take out the structure, `get_weights` and `set_weights` the weights. A model that you rebuild from its structure alone has learned nothing.
# - `.weights.h5` finds partners by the class of a layer and a count. `skip_mismatch=True` skips what does not fit, and `by_name` works for an old `.h5` only.
# - To get a subclassed model back, write `get_config` yourself and register the class. The automatic config remembers defaults only.
# - As a rule, save to `.keras`. Of the names from 2020, `print_summary` and `to_yaml` are gone.
