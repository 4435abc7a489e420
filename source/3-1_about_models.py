# %% [markdown] tags=["ko"]
# 모델 하나에는 두 가지가 들어 있습니다. 어떤 층이 어떻게 이어지는가 하는 **구조**, 그리고 학습으로 정해진 **가중치**(weight)입니다. 2020년의 글은 이 둘을 꺼내고, 되돌리고, 파일에 담는 메서드를 한 줄씩 소개했습니다. 이 섹션은 그 줄을 모두 실행합니다. 사라진 줄은 오류를 보고, 오늘의 줄로 바꿉니다.
#
# 섹션은 두 부분입니다. 앞부분에서는 구조와 가중치를 꺼내고 파일에 담습니다. 뒷부분에서는 클래스로 모델을 만들고, 케라스 2의 파일을 엽니다. 각각 한 시간 남짓 걸리고, 사이에 쉬어 갈 곳이 있습니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 설정에서 모델을 **다시 만들고**, 한 모델의 가중치를 다른 모델로 **옮깁니다**.
# - 클래스로 만든 모델을 저장하고 불러올 수 있게 **고칩니다**.
# - 쓸 곳에 맞는 파일 형식을 **고르고**, 열리지 않는 옛 파일을 엽니다.

# %% [markdown] tags=["en"]
# A model holds two things: its **structure**, which layers there are and how they connect, and its **weights**, which training has found. The post from 2020 gives one line to each method that takes these out, puts them back or writes them to a file. This section runs every one of those lines. Where a line is gone you see its error, and then the line that works today.
#
# There are two halves. In the first you take out structure and weights, and put them into files. In the second you make models as classes, and open files of Keras 2. Each takes more than an hour, and there is a place to stop in between.
#
# After this section you can:
#
# - **rebuild** a model from its config, and **move** weights from one model to another;
# - **fix** a model that is a class, so that it can be saved and loaded;
# - **choose** the file that fits what you need it for, and open an old one that does not open.

# %% [markdown] tags=["ko"]
# ## 두 종류의 모델
#
# 글에 따르면 케라스의 모델은 두 종류입니다. `Sequential` 모델, 그리고 함수형 API(functional API)와 함께 쓰는 `Model`입니다. 둘을 하나씩 만들어 놓고 같은 메서드를 불러 봅시다. 먼저 `Sequential` 모델입니다. 옷 사진 8,000장으로 3에포크만 학습합니다. 남은 2,000장은 뒤에서 씁니다.

# %% [markdown] tags=["en"]
# ## Two kinds of model
#
# The post says that Keras has two kinds of model: the `Sequential` model, and the class `Model` that goes with the functional API. Make one of each, and call the same methods on both. First comes the `Sequential` one, trained on 8,000 pictures of clothes for 3 epochs only. The other 2,000 are for later.

# %%
import json
import tempfile
import zipfile
from pathlib import Path

import keras
import numpy as np
from keras import layers

from utils import plots
from utils.data import fashion_mnist, keras_2_files

(pictures, labels), (x_test, y_test) = fashion_mnist()
x_train, y_train = pictures[:8000].astype("float32") / 255, labels[:8000]
x_test = x_test.astype("float32") / 255

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
# 함수를 두 개 정합니다. 하나는 테스트 사진을 예측하고, 하나는 그 정확도를 잽니다. 모델은 함수처럼 부를 수 있습니다. 뒤에서 모델을 저장하고 불러올 때마다, 정말로 같은 모델이 돌아왔는지 두 함수로 확인합니다.

# %% [markdown] tags=["en"]
# Two small functions predict the test pictures and measure the accuracy on them. A model can be called like a function. Whenever you save and load a model below, they tell you whether the same model has come back.

# %%
def predict(some_model):
    return keras.ops.convert_to_numpy(some_model(x_test))

def accuracy(some_model):
    return float(np.mean(predict(some_model).argmax(axis=-1) == y_test))

print(f"accuracy ≈ {accuracy(model):.2f}")

# %% tags=["proof"]
assert 0.72 < accuracy(model) < 0.88

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
# `inputs`와 `outputs`는 텐서(tensor)의 목록입니다. 입력이 하나뿐이어도 목록입니다. 이 텐서에는 아직 값이 없습니다. 형태(shape)와 데이터 타입만 있는 자리입니다.

# %% [markdown] tags=["en"]
# `inputs` and `outputs` are lists of tensors, even where there is only one. These tensors hold no values. They are places with a shape and a dtype.

# %%
for each in (model, halves):
    print(each.name)
    print("  inputs ", [(tensor.shape, tensor.dtype) for tensor in each.inputs])
    print("  outputs", [(tensor.shape, tensor.dtype) for tensor in each.outputs])

# %% [markdown] tags=["ko"]
# `summary()`는 구조를 표로 출력합니다. 표 아래에 파라미터의 수가 나옵니다. 맨 끝 줄 `Optimizer params`는 무엇을 센 것일까요?

# %% [markdown] tags=["en"]
# `summary()` prints the structure as a table, with the numbers of parameters below it. What does the last line count, `Optimizer params`?

# %%
model.summary()

# %% [markdown] tags=["ko"]
# 옵티마이저(optimizer)가 기억하는 수입니다. `adam`은 파라미터 하나마다 수를 두 개씩 적어 둡니다. 최근 기울기의 평균과 그 제곱의 평균입니다. 몇 단계를 진행했는지와 학습률도 하나씩 있습니다. 세어 보면 맞습니다. `Total params`는 모델의 파라미터 50,890개에 이 수를 더한 것입니다.

# %% [markdown] tags=["en"]
# The numbers that the optimizer keeps. For each parameter `adam` has two, the mean of its recent gradients and the mean of their squares. It also keeps how many steps it has taken, and its learning rate. Count, and it comes out right. `Total params` is the model's 50,890 parameters and these numbers together.

# %%
2 * model.count_params() + 2

# %% [markdown] tags=["ko"]
# `halves`는 학습한 적이 없으므로 그 줄이 없습니다. 대신 열이 하나 더 있습니다. 층이 한 줄로 이어지지 않는 모델에서는 층마다 어느 층에서 입력을 받는지 적습니다.

# %% [markdown] tags=["en"]
# `halves` was never trained, so that line is missing. There is one more column instead: where the layers do not form a single line, it names the layers that each layer gets its input from.

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
# 층 하나부터 봅시다. 층을 만들 때 괄호 안에 적은 것이 그 층의 설정입니다. `get_config()`는 설정을 딕셔너리(dictionary)로 돌려줍니다. 열쇠가 되는 이름, 곧 키(key)를 보세요.

# %% [markdown] tags=["en"]
# ## Take out the structure: `get_config` and `from_config`
#
# Begin with a single layer. What you write between its parentheses when you make it are its settings. `get_config()` returns them as a dictionary. Look at the keys.

# %%
settings = layers.Dense(3, activation="relu").get_config()
print(list(settings))
print(settings["units"], settings["activation"])

# %% [markdown] tags=["ko"]
# `units`와 `activation`은 `Dense(units=3, activation="relu")`의 인수 이름입니다. 우연이 아닙니다. 거꾸로 가는 `from_config`는 딕셔너리의 키와 값을 클래스의 `__init__`에 인수로 넘길 뿐입니다. 그래서 **키는 `__init__`의 인수 이름이어야 합니다.** 철자가 하나라도 다르면 어떻게 될까요?

# %% [markdown] tags=["en"]
# `units` and `activation` are the names of the arguments in `Dense(units=3, activation="relu")`. That is no accident. The way back, `from_config`, does no more than hand keys and values to `__init__` of the class as arguments. So **the keys have to be the names of the arguments of `__init__`.** What happens when one is spelled differently?

# %%
print(layers.Dense.from_config({"units": 3, "activation": "relu"}).units)
with expect_error(ValueError, TypeError):
    layers.Dense.from_config({"units": 3, "activations": "relu"})

# %% [markdown] tags=["ko"]
# 모델의 설정에는 층마다 이런 딕셔너리가 하나씩 들어 있고, 그 옆에 클래스의 이름이 있습니다. 모두 파이썬의 기본 자료형이고, 가중치는 없습니다. 여기서는 입력도 목록에 들어 있습니다. 0번이 `InputLayer`이므로, `model.layers`에서 1번이던 `hidden`은 2번입니다.

# %% [markdown] tags=["en"]
# The config of a model holds one such dictionary for each layer, with the name of its class beside it. All of it is plain Python, and there are no weights. Here the input is in the list, too: entry 0 is the `InputLayer`, so `hidden`, number 1 in `model.layers`, is entry 2.

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
print([layer.name for layer in rebuilt.layers])
print(f"accuracy ≈ {accuracy(rebuilt):.2f}")

# %% tags=["proof"]
assert accuracy(rebuilt) < 0.35

# %% [markdown] tags=["ko"]
# 0.1 안팎, 찍는 것과 다를 바 없습니다. 구조만 같고, 가중치는 새로 뽑은 난수이기 때문입니다. 함수형 모델은 `Model.from_config`로 다시 만듭니다. 두 줄을 바꾸어 쓰면 안 됩니다. `Sequential`의 설정을 `Model.from_config`에 넘기면 오류가 납니다. 거꾸로는 오류가 없을 때도 있습니다. 아래의 `branched`에서는 층 `one`과 `two`가 같은 입력을 따로 받고, 출력이 두 개입니다. 그 설정을 `Sequential.from_config`에 넘기면 출력은 몇 개가 될까요?

# %% [markdown] tags=["en"]
# Around 0.1, no better than guessing: the structure is the same, but the weights are fresh random numbers. A functional model is rebuilt with `Model.from_config`. Do not mix the two up. The config of a `Sequential` model makes `Model.from_config` fail. The other way round there may be no error at all. In `branched`, below, the layers `one` and `two` each take the same input, and there are two outputs. How many are left when `Sequential.from_config` gets its config?

# %%
print(Model.from_config(halves.get_config()).count_params(), halves.count_params())
with expect_error(ValueError):
    Model.from_config(config)

pixels = keras.Input((4,))
branched = keras.Model(pixels, [layers.Dense(4, name="one")(pixels), layers.Dense(4, name="two")(pixels)])
in_a_line = Sequential.from_config(branched.get_config())
print("branched", branched.output_shape)
print("in a line", in_a_line.output_shape, [layer.name for layer in in_a_line.layers])

# %% tags=["proof"]
assert len(branched.output_shape) == 2 and in_a_line.output_shape == (None, 4)

# %% [markdown] tags=["ko"]
# 하나입니다. `one`의 출력이 `two`로 들어가는 다른 모델이 되었고, 오류는 없었습니다.

# %% [markdown] tags=["en"]
# One. It has become another model, in which the output of `one` goes into `two`, and there was no error.

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

# %% tags=["wrong"] exercise="3-1-a"
twin = keras.Sequential([keras.Input((28, 28)), *model.layers], name="twin")

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
check("3-1-a", twin, model)

# %% [markdown] tags=["ko", "solution"]
# `get_config()`는 부를 때마다 새 딕셔너리를 만들기 때문에, 딕셔너리를 고쳐도 `model`은 그대로입니다. 목록의 0번은 입력이고 `hidden`은 2번입니다. `model.layers`에서는 1번이었던 층입니다.

# %% [markdown] tags=["en", "solution"]
# `get_config()` makes a new dictionary at each call, so changing it leaves `model` alone. Entry 0 of the list is the input and `hidden` is entry 2, although it is number 1 in `model.layers`.

# %% [markdown] tags=["ko"]
# ## 구조를 문자열로: `to_json`
#
# `to_json()`은 같은 구조를 문자열로 적습니다. 파일에 적거나 남에게 보낼 수 있습니다. `model_from_json`이 그 문자열을 다시 모델로 만듭니다.

# %% [markdown] tags=["en"]
# ## The structure as text: `to_json`
#
# `to_json()` writes the same structure as a string, which you can put into a file or send to someone. `model_from_json` turns the string into a model again.

# %%
choose("3-1-q1")

# %% tags=["solution"] exercise="3-1-q1"
check("3-1-q1", "b")

# %%
text = model.to_json()
print(type(text).__name__, list(json.loads(text)))
from_text = keras.models.model_from_json(text)
print(from_text.name, from_text.count_params(), f"accuracy ≈ {accuracy(from_text):.2f}")

# %% [markdown] tags=["ko"]
# `compile_config`에는 `compile`의 설정이 있습니다. 설정은 따라오고, 가중치는 따라오지 않습니다.
#
# ### 2020 → 오늘: `to_yaml`
#
# 글에 있는 `to_yaml()`과, 거꾸로 읽는 `model_from_yaml`은 사라졌습니다. YAML로 적은 설정은 읽기만 해도 그 안에 숨긴 코드가 실행될 수 있어서 뺐습니다. JSON은 읽어도 문자열과 수가 나올 뿐입니다. 오늘은 `to_json`을 쓰거나, 아래에서 볼 `.keras` 파일에 모델을 통째로 저장합니다.

# %% [markdown] tags=["en"]
# `compile_config` has the settings of `compile`. They come along, and the weights do not.
#
# ### 2020 → today: `to_yaml`
#
# The post's `to_yaml()` is gone, and so is `model_from_yaml`, which read it back. Merely reading a config in YAML could run code that was hidden in it. Reading JSON gives nothing but text and numbers. Today you use `to_json`, or save the whole model in a `.keras` file, which comes below.

# %%
with expect_error(AttributeError):
    model.to_yaml()
with expect_error(ImportError):
    from keras.models import model_from_yaml

# %% [markdown] tags=["ko"]
# ## 가중치 꺼내기: `get_weights`와 `set_weights`
#
# `get_weights()`는 가중치를 NumPy 배열의 목록으로 돌려줍니다. 이 섹션의 메서드와 파일에서 가중치는 모델의 파라미터 전부이고, 편향(bias)도 들어갑니다. `Dense` 층 하나에서 배열이 두 개씩 나옵니다. 입력에 곱하는 수의 배열과 편향의 배열입니다. 곱하는 수의 배열을 케라스는 커널(kernel)이라고 부릅니다. `Flatten`에는 가중치가 없습니다.

# %% [markdown] tags=["en"]
# ## Take out the weights: `get_weights` and `set_weights`
#
# `get_weights()` returns the weights as a list of NumPy arrays. In the methods and files of this section, weights are all the parameters of a model, the bias among them. Each `Dense` layer gives two arrays: the numbers that its inputs are multiplied by, which Keras calls the kernel, and the bias. `Flatten` has none.

# %%
weights = model.get_weights()
print([array.shape for array in weights])
print(sum(array.size for array in weights), model.count_params())

# %% [markdown] tags=["ko"]
# 이 배열은 사본일까요, 모델 안의 값 그 자체일까요? 배열을 모두 0으로 지우고 정확도를 다시 잽니다. 예상한 뒤에 실행하세요.

# %% [markdown] tags=["en"]
# Are these arrays copies, or the very numbers inside the model? Wipe them all to 0 and measure again. Guess first.

# %%
for array in model.get_weights():
    array[:] = 0
print(f"accuracy ≈ {accuracy(model):.2f}")

# %% tags=["proof"]
assert accuracy(model) > 0.72

# %% [markdown] tags=["ko"]
# 모델은 그대로입니다. 사본이기 때문입니다. 값을 모델에 넣는 것은 `set_weights`입니다. 방금 다시 만든 `rebuilt`에 `model`의 가중치를 넣습니다. 배운 것이 함께 넘어올까요?

# %% [markdown] tags=["en"]
# The model has not changed: they are copies. What puts values into a model is `set_weights`. Give the weights of `model` to `rebuilt`. Does what was learned come with them?

# %%
rebuilt.set_weights(weights)
print(f"accuracy ≈ {accuracy(rebuilt):.2f}")
print(f"largest difference: {np.abs(predict(rebuilt) - predict(model)).max():.5f}")

# %% tags=["proof"]
assert np.allclose(predict(rebuilt), predict(model), atol=1e-5)

# %% [markdown] tags=["ko"]
# 넘어왔습니다. 모델이 배운 것은 모두 가중치에 있고, 같은 구조에 같은 가중치를 넣으면 같은 예측이 나옵니다. 배열의 수와 형태가 맞아야 합니다. 하나가 모자라거나 형태가 다르면, 오류가 무엇이 맞지 않는지 알려 줍니다.

# %% [markdown] tags=["en"]
# It does. All that a model has learned is in its weights, and the same weights in the same structure make the same predictions. The number of arrays and their shapes have to match. With one too few, or with another shape, the error says what does not fit.

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
# 위의 열 장은 대부분 잿빛 잡음으로 보입니다. 처음에 뽑은 난수가 아직 남아 있고, 3에포크 동안 배운 것은 그 속에 묻혀 있기 때문입니다. 달라진 만큼만 떼어 보면 무엇이 보일까요?
#
# 아래 실험실은 유닛 16개짜리 작은 모델을 사진 2,000장으로 한 번 학습하고, 일곱 순간의 가중치를 남겨 두었습니다. 주황은 양수, 보라는 음수이고, 바탕색은 0입니다. **먼저** "층"을 `hidden`으로 두고 "학습 단계"를 0에서 300까지 옮겨 보세요. 그다음 "처음과 달라진 만큼만"을 끄고 다시 옮깁니다. **눈여겨볼 것**은 달라진 만큼이 어떤 모양인지, 그리고 처음의 잡음이 사라지는지입니다. "크게 볼 유닛"을 옮기면 유닛 하나의 가중치 784개가 커집니다. "층"에서 `flatten`을 고르면 무엇이 보일지도 예상해 보세요. 층 `normalization`은 4-1에서 다룹니다.

# %% [markdown] tags=["en"]
# ## The weights lab
#
# Most of the ten pictures above look like grey noise: the random numbers of the start are still in them, and hide what 3 epochs have added. What would you see if you looked at the change alone?
#
# The lab has trained a small model of 16 units once, on 2,000 pictures, and has kept its weights at seven moments. Orange is positive, purple negative, the ground of the page 0. **Try first**: leave "layer" at `hidden`, and move "training step" from 0 to 300. Then switch off "only the change since the start", and move it again. **Notice** what the change looks like, and whether the noise of the start goes away. Move "unit enlarged" to see the 784 weights of one unit large. Guess, too, what you see when you pick `flatten` under "layer". The layer `normalization` is for 4-1.

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
    copied = []
    for layer in target.layers:
        old = source.get_layer(layer.name)
        if layer.weights and [w.shape for w in old.weights] == [w.shape for w in layer.weights]:
            layer.set_weights(old.get_weights())
            copied.append(layer.name)
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
# 가중치를 파일에 담습니다. 파일의 이름은 `.weights.h5`로 끝나야 합니다. 이 섹션에서 만드는 파일은 모두 임시 폴더에 들어가고, 노트북의 Python을 끄면 사라집니다.

# %% [markdown] tags=["en"]
# ## Weights in a file: `save_weights` and `load_weights`
#
# Now put the weights into a file. Its name has to end in `.weights.h5`. All files of this section go into a temporary folder, which disappears when the notebook's Python stops.

# %%
temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)

model.save_weights(folder / "w.weights.h5")
from_text.load_weights(folder / "w.weights.h5")
print(f"accuracy ≈ {accuracy(from_text):.2f}")

# %% tags=["proof"]
assert accuracy(from_text) == accuracy(model)

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: 파일의 이름과 `by_name`
#
# 2020년에는 파일의 이름을 마음대로 지었습니다. 글의 `load_weights(filepath, by_name=False)`도 오늘은 오류가 납니다. 기본값을 그대로 적었을 뿐인데도 그렇습니다. `by_name`은 옛 형식의 파일에만 쓰는 인수가 되었습니다. 빼면 됩니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: the name of the file, and `by_name`
#
# In 2020 any name would do. The post's `load_weights(filepath, by_name=False)` fails today, too, although it only spells out what was the default: `by_name` now belongs to files of the old format alone. Leave it out.

# %%
with expect_error(ValueError):
    model.save_weights(folder / "w.h5")
with expect_error(ValueError):
    from_text.load_weights(folder / "w.weights.h5", by_name=False)

# %% [markdown] tags=["ko"]
# 왜 이름으로 찾을 수 없을까요? 파일을 열어 보면 알 수 있습니다. 층은 클래스와, 같은 클래스 안에서의 순번으로 적혀 있습니다. 우리가 지은 이름 `hidden`과 `classes`도 메모로 남아 있지만, 케라스는 불러올 때 이 메모를 보지 않습니다. 옵티마이저의 상태도 들어 있습니다.

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
# 옷을 열 가지가 아니라 네 무리로 나누는 모델이 필요하다고 합시다. 마지막 층만 `model`과 다릅니다. 그대로 불러오면 오류가 나고, `skip_mismatch=True`를 쓰면 맞지 않는 층을 건너뛰고 경고합니다.

# %% [markdown] tags=["en"]
# ### A model that differs in part: `skip_mismatch`
#
# Say you need a model that tells four groups of clothes apart, and not ten classes. It differs from `model` in its last layer only. Loading the file as it is fails. With `skip_mismatch=True` the layer that does not fit is skipped, with a warning.

# %%
groups = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(64, activation="relu", name="hidden"),
    layers.Dense(4, activation="softmax", name="groups"),
])
with expect_error(ValueError):
    groups.load_weights(folder / "w.weights.h5")
with expect_error(UserWarning):
    groups.load_weights(folder / "w.weights.h5", skip_mismatch=True)

print(np.abs(groups.get_layer("hidden").get_weights()[0] - kernel).max())
print(groups.get_layer("groups").get_weights()[0].shape)

# %% [markdown] tags=["ko"]
# 은닉층은 그대로 넘어왔고(차이 0.0), 마지막 층은 새것입니다. 새 층은 아무것도 배우지 않았으므로 이 모델은 학습해야 쓸 수 있습니다.
#
# 파일은 클래스와 순번으로 짝을 찾는다는 것을 잊지 마세요. 가운데에 `Dense` 층을 하나 끼워 넣으면 그 뒤의 `Dense` 층이 모두 어긋납니다. `Dropout`처럼 가중치가 없는 층을 끼워 넣는 것은 괜찮습니다. 그러면 배운 것이 모두 넘어오고, 학습을 거기서 이어 갈 수 있습니다. 얼마나 앞서서 시작하는지 여러분이 재 보세요.

# %% [markdown] tags=["en"]
# The hidden layer has come over unchanged (a difference of 0.0), and the last one is new. The new layer has learned nothing, so this model has to be trained before it is of use.
#
# Remember that the file finds partners by class and count. One more `Dense` layer in the middle, and every `Dense` layer behind it is off by one. A layer without weights, such as `Dropout`, does no harm there. Then all that was learned comes over, and training can go on from it. How far ahead does that begin? Measure it.

# %%
x_val, y_val = pictures[8000:].astype("float32") / 255, labels[8000:]

def with_rest():
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(64, activation="relu", name="hidden"),
        layers.Dropout(0.3),
        layers.Dense(10, activation="softmax", name="classes"),
    ])

# %% [markdown] tags=["ko"]
# ### 연습 3-1-c
#
# `with_rest()`로 모델 두 개를 만들어 똑같이 학습하고 비교하세요.
#
# - `from_zero`는 `with_rest()`가 만든 그대로, `head_start`는 `w.weights.h5`의 가중치를 불러온 뒤에 `compile`하고 학습합니다. (`compile`을 먼저 하면 `Skipping variable loading`이라는 경고가 나옵니다. 파일에 든 옵티마이저의 상태가 새 옵티마이저에 맞지 않는다는 뜻이고, 해롭지는 않습니다.)
# - 둘 다 `x_train`, `y_train`으로 학습합니다. 옵티마이저와 에포크 수와 배치 크기는 마음대로 고르되 둘에게 같게 합니다. 한두 에포크면 됩니다.
# - 두 모델의 정확도는 검증 사진 `x_val`, `y_val`에서 읽습니다. 늘 같은 답을 하는 기준선은 0.10입니다. 목표는 `head_start`의 검증 정확도 0.80입니다.
#
# `check`는 처음 보는 사진에서 `head_start`를 잽니다. 거기서는 0.77이면 됩니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-1-c
#
# Make two models with `with_rest()`, train them in the same way, and compare them.
#
# - `from_zero` is trained as `with_rest()` makes it; `head_start` loads the weights of `w.weights.h5`, and after that comes `compile`, and the training. (With `compile` first there is a warning, `Skipping variable loading`: the state of the optimizer in the file does not fit the new optimizer. That does no harm.)
# - Both are trained on `x_train` and `y_train`. Optimizer, number of epochs and size of a batch are yours to choose, but the same for both. One epoch or two will do.
# - Read the accuracy of both on the validation pictures, `x_val` and `y_val`. The baseline, always the same answer, is 0.10. The target is 0.80 in validation for `head_start`.
#
# `check` measures `head_start` on pictures that it has not seen. There 0.77 will do.

# %% tags=["starter"] exercise="3-1-c"
from_zero = ...
head_start = ...

# %% tags=["wrong"] exercise="3-1-c"
from_zero, head_start = with_rest(), with_rest()
for each in (from_zero, head_start):
    each.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    each.fit(x_train, y_train, epochs=1, batch_size=64, verbose=0)

# %% tags=["wrong"] exercise="3-1-c"
from_zero, head_start = with_rest(), with_rest()
head_start.load_weights(folder / "w.weights.h5")
for each in (head_start,):
    each.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    each.fit(x_train, y_train, epochs=1, batch_size=64, verbose=0)

# %% tags=["wrong"] exercise="3-1-c"
from_zero, head_start = with_rest(), with_rest()
head_start.load_weights(folder / "w.weights.h5")
for each in (from_zero,):
    each.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    each.fit(x_train, y_train, epochs=1, batch_size=64, verbose=0)

# %% tags=["wrong"] exercise="3-1-c"
from_zero, head_start = with_rest(), with_rest()
for each in (from_zero, head_start):
    each.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    each.fit(x_train, y_train, epochs=1, batch_size=64, verbose=0)
head_start.load_weights(folder / "w.weights.h5")

# %% tags=["wrong"] exercise="3-1-c"
from_zero, head_start = with_rest(), with_rest()
for each in (from_zero, head_start):
    each.load_weights(folder / "w.weights.h5")
    each.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    each.fit(x_train, y_train, epochs=1, batch_size=64, verbose=0)

# %% tags=["wrong"] exercise="3-1-c"
from_zero, head_start = with_rest(), with_rest()
head_start.load_weights(folder / "w.weights.h5")
for each in (from_zero, head_start):
    each.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    each.fit(x_train, y_train, epochs=1, batch_size=64, verbose=0)
from_zero, head_start = head_start, from_zero

# %% tags=["wrong"] exercise="3-1-c"
from_zero, head_start = with_rest(), with_rest()
head_start.load_weights(folder / "w.weights.h5")
runs = []
for each in (from_zero, head_start):
    each.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    runs.append(each.fit(x_train, y_train, batch_size=64, verbose=0))
from_zero, head_start = runs

# %% tags=["wrong"] exercise="3-1-c"
from_zero, head_start = with_rest(), with_rest()
head_start.load_weights(folder / "w.weights.h5")
for each, epochs in ((from_zero, 2), (head_start, 1)):
    each.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    each.fit(x_train, y_train, epochs=epochs, batch_size=64, verbose=0)

# %% tags=["wrong"] exercise="3-1-c"
from_zero, head_start = with_rest(), with_rest()
head_start.load_weights(folder / "w.weights.h5")
for each, optimizer in ((from_zero, "sgd"), (head_start, "adam")):
    each.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    each.fit(x_train, y_train, epochs=1, batch_size=64, verbose=0)

# %% tags=["wrong"] exercise="3-1-c"
head_start = with_rest()
head_start.load_weights(folder / "w.weights.h5")
from_zero = head_start
for each in (head_start,):
    each.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    each.fit(x_train, y_train, epochs=1, batch_size=64, verbose=0)

# %% tags=["wrong"] exercise="3-1-c"
from_zero, head_start = with_rest(), with_rest()
head_start.load_weights(folder / "w.weights.h5")
for each in (from_zero, head_start):
    each.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    each.fit(x_val, y_val, epochs=3, batch_size=64, verbose=0)

# %% tags=["right"] exercise="3-1-c"
from_zero, head_start = with_rest(), with_rest()
head_start.load_weights(folder / "w.weights.h5")
for each in (from_zero, head_start):
    each.compile(keras.optimizers.RMSprop(0.001), "sparse_categorical_crossentropy", metrics=["accuracy"])
    each.fit(x_train, y_train, epochs=1, batch_size=64, verbose=0)

# %% tags=["right"] exercise="3-1-c"
from_zero, head_start = with_rest(), with_rest()
head_start.set_weights(model.get_weights())
for each in (from_zero, head_start):
    each.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    each.fit(x_train, y_train, epochs=1, batch_size=32, verbose=0)

# %% tags=["right"] exercise="3-1-c"
from_zero, head_start = with_rest(), with_rest()
for each in (from_zero, head_start):
    each.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
head_start.load_weights(folder / "w.weights.h5")
for each in (from_zero, head_start):
    each.fit(x_train, y_train, batch_size=64, verbose=0)

# %% tags=["solution"] exercise="3-1-c"
def trained(some_model):
    some_model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    run = some_model.fit(x_train, y_train, batch_size=64, validation_data=(x_val, y_val), verbose=0)
    return run.history["val_accuracy"][-1]

from_zero, head_start = with_rest(), with_rest()
head_start.load_weights(folder / "w.weights.h5")
print(f"from_zero ≈ {trained(from_zero):.2f}, head_start ≈ {trained(head_start):.2f}")

# %%
check("3-1-c", from_zero, head_start, model)

# %% [markdown] tags=["ko", "solution"]
# 같은 에포크를 학습했는데 `head_start`가 앞섭니다. `model`이 3에포크 동안 배운 것이 가중치와 함께 왔기 때문입니다. 차이는 에포크를 늘릴수록 줄어듭니다. 처음부터 시작한 모델도 결국 같은 것을 배웁니다. 이렇게 이미 학습한 가중치로 시작하는 일이 값진 것은 그 학습이 오래 걸렸거나 데이터가 다시 없을 때입니다.

# %% [markdown] tags=["en", "solution"]
# After the same epochs `head_start` is ahead: what `model` learned in 3 epochs has come with the weights. With more epochs the distance shrinks, since the model that begins from zero learns the same in the end. To begin with trained weights is worth most where that training took long, or where its data are not to be had again.

# %% [markdown] tags=["ko"]
# ### 옛 형식: `.h5`와 `by_name`
#
# `model.save("m.h5")`는 지금도 됩니다. 다만 케라스가 옛 형식이라고 로그(log)로 알립니다. `basicConfig`를 부르는 줄은 그 로그를 셀 아래에 보이게 합니다. 저장하는 것은 가중치가 같은 `rebuilt`입니다. 까닭은 이 부분의 끝에 있습니다.
#
# 이 형식은 층을 이름으로 찾을 수 있습니다. 그래서 가운데에 `Dense` 층이 하나 더 있는 `deeper`도 이름이 같은 층만 골라 가져옵니다. 글의 `by_name=True`가 이때 쓰입니다.

# %% [markdown] tags=["en"]
# ### The old format: `.h5` and `by_name`
#
# `model.save("m.h5")` still works, but Keras logs a note that this is the old format. The line with `basicConfig` makes the log appear below the cell. What you save is `rebuilt`, which has the same weights. The reason stands at the end of this half.
#
# In this format layers are found by their names. So even `deeper`, with one more `Dense` layer in the middle, can pick out the layers whose names it shares. This is what the post's `by_name=True` is for.

# %%
import logging
import sys

logging.basicConfig(stream=sys.stdout, format="%(levelname)s: %(message)s", force=True)
rebuilt.save(folder / "m.h5")

deeper = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(64, activation="relu", name="hidden"),
    layers.Dense(64, activation="relu", name="extra"),
    layers.Dense(10, activation="softmax", name="classes"),
])
deeper.load_weights(folder / "m.h5", by_name=True)
for name in ("hidden", "classes"):
    print(name, np.abs(deeper.get_layer(name).get_weights()[0] - model.get_layer(name).get_weights()[0]).max())

# %% [markdown] tags=["ko"]
# ### 연습 3-1-d
#
# 2020년의 방식대로 모델의 사본을 만드는 함수입니다. 오늘은 오류가 납니다. 다음이 모두 되도록 고치세요. `model`은 `Sequential` 모델일 수도, 함수형 모델일 수도 있습니다.
#
# - `folder`(`pathlib.Path`) 안의 파일 `copy.weights.h5`에 `model`의 가중치를 저장합니다.
# - `model`과 구조가 같은 새 모델을 돌려줍니다. 모델과 층의 이름도 같습니다.
# - 새 모델의 가중치는 `model`의 가중치와 같은 값이고, `model` 자체는 그대로입니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-1-d
#
# This function makes a copy of a model as people did in 2020. It fails today. Repair it, so that all of this is true, whether `model` is a `Sequential` or a functional one:
#
# - It saves the weights of `model` in the file `copy.weights.h5` in `folder`, which is a `pathlib.Path`.
# - It returns a new model with the structure of `model`, the names of the model and of its layers included.
# - The new model has weights of the same values as `model`, and `model` itself stays as it is.

# %% tags=["starter"] exercise="3-1-d"
def restored(model, folder):
    model.save_weights(folder / "copy.h5")
    copy = keras.models.model_from_yaml(model.to_yaml())
    copy.load_weights(folder / "copy.h5", by_name=False)
    return copy

# %% tags=["wrong"] exercise="3-1-d"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    copy = keras.models.model_from_json(model.to_json())
    copy.load_weights(folder / "copy.weights.h5", by_name=False)
    return copy

# %% tags=["wrong"] exercise="3-1-d"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    return keras.models.model_from_json(model.to_json())

# %% tags=["wrong"] exercise="3-1-d"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    model.load_weights(folder / "copy.weights.h5")
    return model

# %% tags=["wrong"] exercise="3-1-d"
def restored(model, folder):
    copy = keras.models.model_from_json(model.to_json())
    copy.set_weights(model.get_weights())
    return copy

# %% tags=["wrong"] exercise="3-1-d"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    copy = keras.models.model_from_json(model.to_json())
    copy.load_weights(folder / "copy.weights.h5")

# %% tags=["wrong"] exercise="3-1-d"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    return keras.Sequential(model.layers)

# %% tags=["wrong"] exercise="3-1-d"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    copy = keras.Sequential.from_config(model.get_config())
    copy.load_weights(folder / "copy.weights.h5")
    return copy

# %% tags=["wrong"] exercise="3-1-d"
def restored(model, folder):
    model.save_weights("copy.weights.h5")
    copy = keras.models.model_from_json(model.to_json())
    copy.load_weights("copy.weights.h5")
    model.save_weights(folder / "model.weights.h5")
    return copy

# %% tags=["wrong"] exercise="3-1-d"
def restored(model, folder):
    copy = keras.models.model_from_json(model.to_json())
    copy.save_weights(folder / "copy.weights.h5")
    copy.set_weights(model.get_weights())
    return copy

# %% tags=["right"] exercise="3-1-d"
def restored(model, folder):
    file = folder / "copy.weights.h5"
    model.save_weights(file)
    copy = type(model).from_config(model.get_config())
    copy.load_weights(file)
    return copy

# %% tags=["right"] exercise="3-1-d"
def restored(some_model, place):
    some_model.save_weights(str(place) + "/copy.weights.h5")
    twin_model = keras.models.clone_model(some_model)
    twin_model.load_weights(str(place / "copy.weights.h5"))
    return twin_model

# %% tags=["right"] exercise="3-1-d"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    copy = keras.models.model_from_json(model.to_json())
    for new, old in zip(copy.weights, model.weights):
        new.assign(old)
    return copy

# %% tags=["solution"] exercise="3-1-d"
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    copy = keras.models.model_from_json(model.to_json())
    copy.load_weights(folder / "copy.weights.h5")
    return copy

# %%
check("3-1-d", restored)

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
print(f"accuracy ≈ {accuracy(loaded):.2f}, step {int(loaded.optimizer.iterations)}")
loaded.fit(x_train, y_train, epochs=1, batch_size=64, verbose=0)
print(f"accuracy ≈ {accuracy(loaded):.2f}, step {int(loaded.optimizer.iterations)}")

# %% tags=["proof"]
again = keras.models.load_model(folder / "m.keras")
assert accuracy(again) == accuracy(model) and accuracy(loaded) > 0.74
assert int(again.optimizer.iterations) == int(model.optimizer.iterations) == 375

# %% [markdown] tags=["ko"]
# 파일의 크기도 비교해 보세요. 왜 한 파일만 작을까요?

# %% [markdown] tags=["en"]
# Compare the sizes of the files, too. Why is one of them so small?

# %%
for name in ("w.weights.h5", "m.keras", "m.h5"):
    print(f"{name}: ≈ {(folder / name).stat().st_size // 1000} KB")

# %% [markdown] tags=["ko"]
# `m.h5`에는 `compile`한 적이 없는 `rebuilt`가 들어 있습니다. 옵티마이저가 없으므로, 파라미터 하나마다 두 개씩 더 있는 `adam`의 수가 없습니다. `model`을 `.h5`로 저장하지 않은 까닭이 있습니다. 케라스 3.15에서는 `compile`한 모델을 `.h5`로 저장하면, 그다음에 저장하는 `.keras` 파일에서 옵티마이저의 설정이 빠집니다.
#
# 앞부분은 여기까지입니다. 쉬었다가 이어서 해도 좋습니다. 다시 시작할 때는 이 섹션의 셀을 처음부터 여기까지 실행하세요.

# %% [markdown] tags=["en"]
# `m.h5` holds `rebuilt`, on which `compile` was never called. It has no optimizer, and so none of the two numbers that `adam` keeps for every parameter. There is a reason why `model` itself was not saved as `.h5`: in Keras 3.15, once a model after `compile` has been saved so, the next `.keras` file lacks the settings of its optimizer.
#
# This is the end of the first half, and a good place to stop. When you come back, run the cells of this section down to here.

# %% [markdown] tags=["ko"]
# ## 왜 클래스로 만드는가
#
# `Sequential`은 층을 한 줄로 잇고, 함수형 API는 갈림길이 있는 그래프(graph)를 만듭니다. 둘 다 계산이 첫 사진이 들어오기 전에 정해집니다. 그런데 정해 둘 수 없는 계산이 있습니다. 예를 들어 이렇게 하고 싶다고 합시다. 학습할 때는 사진을 한 번만 봅니다. 예측할 때는 사진을 그대로, 한 픽셀 왼쪽으로, 한 픽셀 오른쪽으로 옮겨 세 번 보고 답을 평균합니다. 그래프에는 `if`가 없습니다. 파이썬에는 있습니다.
#
# 그래서 세 번째 방법이 있습니다. `keras.Model`의 하위 클래스를 만들고 계산을 파이썬으로 적습니다(하위 클래스 만들기, subclassing). 먼저 아는 모델을 클래스로 옮겨 봅시다.

# %% [markdown] tags=["en"]
# ## Why a class
#
# `Sequential` puts layers into a line, the functional API makes a graph with branches. In both, the computation is settled before the first picture comes in. Some computations cannot be settled like that. Say you want this: in training, look at a picture once. When predicting, look at it three times, as it is, moved one pixel to the left and moved one to the right, and average the answers. A graph has no `if`. Python has.
#
# So there is a third way to write a model: make a subclass of `keras.Model`, and write the computation in Python (subclassing). First, move a model that you know into a class.

# %%
class Clothes(keras.Model):
    def __init__(self):
        super().__init__()
        self.flatten = layers.Flatten(name="flatten")
        self.hidden = layers.Dense(32, activation="relu", name="hidden")
        self.classes = layers.Dense(10, activation="softmax", name="classes")

    def call(self, pictures):
        return self.classes(self.hidden(self.flatten(pictures)))

written = Clothes()
print(tuple(written(x_test[:3]).shape), written.count_params())

# %% [markdown] tags=["ko"]
# `__init__`은 모델을 만들 때 한 번 실행되고, 여기서 층을 만듭니다. `call`은 배치가 들어올 때마다 실행되고, 층을 어떤 순서로 지나는지 적습니다. `written(...)`처럼 모델을 부르면 케라스가 `call`을 부릅니다. 이제 한 줄씩 봅시다. 첫 줄 `super().__init__()`이 없으면 어떻게 될까요?

# %% [markdown] tags=["en"]
# `__init__` runs once, when a model is made; the layers are made there. `call` runs for each batch that comes in, and says which layers it passes through. When you call the model, as in `written(...)`, Keras calls `call`. Now go through the lines. What happens without the first one, `super().__init__()`?

# %%
class Forgot(keras.Model):
    def __init__(self):
        self.classes = layers.Dense(10)

    def call(self, pictures):
        return self.classes(pictures)

with expect_error(RuntimeError):
    Forgot()(np.ones((1, 4)))

# %% [markdown] tags=["ko"]
# 계산을 거절합니다. 빠진 줄은 `keras.Model` 자신의 `__init__`을 부르고, 모델에 필요한 것이 거기서 준비되기 때문입니다. 하위 클래스의 `__init__`은 언제나 이 줄로 시작합니다.
#
# ### `self`에 넣으면 등록됩니다
#
# `self.hidden = ...`은 두 가지 일을 합니다. 층을 나중에 쓸 수 있게 담아 두고, 그 층의 가중치를 모델의 가중치 목록에 올립니다. 이것을 등록이라고 합시다. `fit`은 등록된 가중치만 고치고, `save_weights`는 등록된 것만 저장합니다. 그러면 등록되지 않은 층은 어떻게 될까요?

# %% [markdown] tags=["en"]
# It refuses to work anything out. The missing line calls the `__init__` of `keras.Model` itself, where all that a model needs is made ready. The `__init__` of a subclass always begins with it.
#
# ### What stands on `self` is registered
#
# `self.hidden = ...` does two things. It keeps the layer for later, and it enters the weights of that layer in the model's list of weights. Call that registering. `fit` changes only registered weights, and `save_weights` saves only those. So what becomes of a layer that is not registered?

# %%
choose("3-1-q2")

# %% tags=["solution"] exercise="3-1-q2"
check("3-1-q2", "b")

# %%
outside = layers.Dense(10, activation="softmax")

class Unregistered(keras.Model):
    def __init__(self):
        super().__init__()
        self.flatten = layers.Flatten()
        self.hidden = layers.Dense(32, activation="relu")

    def call(self, pictures):
        return outside(self.hidden(self.flatten(pictures)))

unregistered = Unregistered()
unregistered(x_test[:1])
before = [unregistered.hidden.get_weights()[0], outside.get_weights()[0]]
unregistered.compile("adam", "sparse_categorical_crossentropy")
unregistered.fit(x_train[:640], y_train[:640], verbose=0)
after = [unregistered.hidden.get_weights()[0], outside.get_weights()[0]]
print(unregistered.count_params(), written.count_params())
print("largest change:", *(f"{np.abs(new - old).max():.3f}" for new, old in zip(after, before)))

# %% tags=["proof"]
assert np.abs(after[0] - before[0]).max() > 0 and np.array_equal(after[1], before[1])

# %% [markdown] tags=["ko"]
# 오류는 없습니다. 그러나 `outside`의 파라미터 330개는 세지 않았고, 학습해도 조금도 변하지 않았습니다(0.000). 저장해도 빠집니다. 층을 목록이나 딕셔너리에 담아 `self.stack = [...]`처럼 두는 것은 괜찮습니다. 케라스가 그 안까지 봅니다.
#
# 층을 `call` 안에서 만들면 어떨까요? `call`은 부를 때마다 실행된다는 것을 떠올리고, 같은 사진을 두 번 예측한 결과를 예상해 보세요.

# %% [markdown] tags=["en"]
# There is no error. But the 330 parameters of `outside` were not counted, training has not changed them at all (0.000), and a file would lack them. To keep layers in a list or a dictionary, as in `self.stack = [...]`, is fine: Keras looks inside.
#
# And a layer that is made inside `call`? Remember that `call` runs at each call, and guess what two predictions for the same picture look like.

# %%
class MadeAnew(keras.Model):
    def call(self, pictures):
        return layers.Dense(3, activation="softmax")(pictures)

made_anew = MadeAnew()
for _ in range(2):
    print(keras.ops.convert_to_numpy(made_anew(np.ones((1, 4), "float32"))).round(2))

# %% [markdown] tags=["ko"]
# 부를 때마다 새 층이 생기고, 새 층의 가중치는 새 난수입니다. 배운 것이 남을 자리가 없습니다. 그래서 층은 `__init__`에서 만들고 `self`에 둡니다.
#
# ### `training`: 학습할 때와 예측할 때
#
# 학습할 때와 예측할 때 다르게 계산하는 층이 있습니다. 2-1의 `Dropout`이 그렇습니다. 학습할 때는 정해 둔 비율만큼 유닛을 끄고, 예측할 때는 모두 씁니다. 배운 가중치를 고치지 않고 쓰기만 하는 쪽을 추론(inference)이라고도 하고, 4-1에서 더 봅니다. 어느 쪽인지는 인수 `training`이 알려 줍니다. `fit`은 `training=True`로, `predict`와 `evaluate`는 `training=False`로 부릅니다. 같은 사진으로 두 번씩 불러 봅시다.

# %% [markdown] tags=["en"]
# Each call makes a new layer, whose weights are new random numbers. Nothing that is learned has a place to stay. So make layers in `__init__`, and keep them on `self`.
#
# ### `training`: while learning and when predicting
#
# Some layers work in another way while learning than when predicting. `Dropout` of 2-1 does: while learning it switches off as large a share of the units as was set, when predicting it uses them all. Only to use the weights that were learned, and not to change them, is also called inference, and 4-1 has more about it. The argument `training` says which of the two it is. `fit` calls the model with `training=True`, `predict` and `evaluate` with `training=False`. Call a model twice each way, with the same picture.

# %%
class WithDropout(Clothes):
    def __init__(self):
        super().__init__()
        self.dropout = layers.Dropout(0.5)

    def call(self, pictures, training=False):
        x = self.hidden(self.flatten(pictures))
        return self.classes(self.dropout(x, training=training))

with_dropout = WithDropout()
for training in (True, True, False, False):
    answers = keras.ops.convert_to_numpy(with_dropout(x_test[:1], training=training))
    print(training, answers[0, :4].round(3))

# %% [markdown] tags=["ko"]
# 처음 두 줄은 서로 다르고, 나중 두 줄은 같습니다. 같은 사진에 늘 같은 답을 하려면 예측할 때는 꺼야 합니다. `call`이 `training`을 받아 층에 넘기는 까닭입니다. `call`이 받지 않으면 케라스가 안쪽 층에 알아서 넘깁니다. 그래도 받아 두면, 어느 층이 두 가지로 계산하는지 코드에서 보입니다. `call` 자신이 두 가지로 계산해야 할 때는 꼭 받아야 합니다. 처음에 말한 모델이 그렇습니다. 아래의 `keras.ops.roll`은 사진을 옆으로 한 칸 밉니다. 세 번 보면 정확도가 오를까요?

# %% [markdown] tags=["en"]
# The first two lines differ, the last two are equal. To give the same answer for the same picture every time, dropout has to be off when predicting. That is why `call` takes `training` and hands it on. Where `call` does not take it, Keras hands it to the layers inside by itself. Take it all the same: then the code shows which layer works in two ways. And you have to take it where `call` itself does one thing or the other, as in the model from the beginning. In the cell below, `keras.ops.roll` pushes a picture one place to the side. Do three looks raise the accuracy?

# %%
class ThreeLooks(WithDropout):
    def look(self, pictures, training=False):
        x = self.hidden(self.flatten(pictures))
        return self.classes(self.dropout(x, training=training))

    def call(self, pictures, training=False):
        if training:
            return self.look(pictures, training=True)
        moved = [keras.ops.roll(pictures, step, axis=2) for step in (-1, 0, 1)]
        return sum(self.look(each) for each in moved) / 3

three_looks = ThreeLooks()
three_looks.compile("adam", "sparse_categorical_crossentropy")
three_looks.fit(x_train, y_train, epochs=2, batch_size=64, verbose=0)
print(f"one look ≈ {accuracy(three_looks.look):.2f}, three looks ≈ {accuracy(three_looks):.2f}")

# %% tags=["proof"]
assert 0.65 < accuracy(three_looks.look) < 0.87 and abs(accuracy(three_looks.look) - accuracy(three_looks)) < 0.04

# %% [markdown] tags=["ko"]
# 오르지 않습니다. 같거나 조금 떨어집니다. 옆으로 민 사진은 학습할 때 본 적이 없습니다. 그래도 이런 생각을 코드로 적어 재 볼 수 있다는 것이 클래스를 쓰는 까닭입니다. `look`처럼 메서드를 더할 수도 있습니다. 층을 한 줄로 잇거나 갈림길만 있으면 되는 모델은 클래스로 만들지 마세요. 클래스에는 불편한 점도 있습니다. 이제 그것을 봅니다.

# %% [markdown] tags=["en"]
# They do not: it stays the same, or falls a little. Pictures that are pushed to the side never came up in training. But you can write down such an idea and measure it, and that is what a class is good for. It can have methods, too, such as `look`. Where a line of layers will do, or a graph with branches, do not write a class: it has its drawbacks, as you see next.

# %% [markdown] tags=["ko"]
# ### `summary`가 비어 있습니다
#
# 갓 만든 모델의 표를 출력해 봅시다.

# %% [markdown] tags=["en"]
# ### `summary` is empty
#
# Print the table of a model that was just made.

# %%
fresh = Clothes()
fresh.summary()

# %% [markdown] tags=["ko"]
# 층은 있는데 형태와 파라미터가 없습니다. 입력의 형태를 아직 모르기 때문입니다. 유닛 하나에 가중치가 몇 개 필요한지는 입력의 수가 정합니다(2-1의 미룬 생성). `Sequential`에서는 `build`를 불러도 되었습니다. 클래스에서는 `build`를 직접 작성하지 않았다면 경고만 나오고 가중치는 생기지 않습니다. 데이터를 한 번 넣으세요.

# %% [markdown] tags=["en"]
# The layers are there, but no shapes and no parameters: the shape of the input is still unknown, and it decides how many weights a unit needs (the deferred build of 2-1). For a `Sequential` you could call `build`. A class that has no `build` of its own only warns then, and makes no weights. Pass data through once instead.

# %%
with expect_error(UserWarning):
    Clothes().build((None, 28, 28))

fresh(x_test[:1])
fresh.summary()

# %% [markdown] tags=["ko"]
# 파라미터가 나타났습니다. 형태 `(1, 784)`의 1은 방금 넣은 사진의 수입니다. `inputs`와 `outputs`는 그래도 없습니다. `call`은 아무 파이썬 코드나 될 수 있어서, 정해진 그래프가 없기 때문입니다. 그래프가 필요하면 `Input`을 `call`에 넣어 함수형 모델로 감쌉니다. `fresh(pixels)`로 부르면 모델 전체가 층 하나가 되므로, 안쪽 층이 보이게 `call`을 바로 부릅니다. 가중치는 같은 것을 함께 씁니다.

# %% [markdown] tags=["en"]
# Now the parameters are there. The 1 in the shape `(1, 784)` is the number of pictures just passed. `inputs` and `outputs` are still missing: `call` can be any Python code, so there is no fixed graph. Where you need one, pass an `Input` to `call`, and wrap the two in a functional model. With `fresh(pixels)` the whole model would be a single layer; `call` itself shows the layers inside. Its weights are the same ones.

# %%
with expect_error(AttributeError):
    fresh.inputs
pixels = keras.Input((28, 28))
wrapped = keras.Model(pixels, fresh.call(pixels))
print(wrapped.output_shape, [layer.name for layer in wrapped.layers[1:]])

# %% [markdown] tags=["ko"]
# ## 클래스로 만든 모델을 저장하기
#
# 글이 링크한 페이지의 예는 `SimpleMLP`입니다. 만들 때 고르는 스위치가 있습니다. 여기서는 드롭아웃과 클래스의 수만 남겼습니다. (페이지에는 4-1에서 배울 배치 정규화의 스위치도 있습니다.) 학습하고, 저장하고, 불러와 봅시다.

# %% [markdown] tags=["en"]
# ## Saving a model that is a class
#
# The page behind the post's link has `SimpleMLP` as its example, with switches that you set when you make one. Two are left here, for dropout and for the number of classes. (The page has one for batch normalization, too, which 4-1 explains.) Train one, save it, and load it.

# %%
class SimpleMLP(keras.Model):
    def __init__(self, use_dp=False, num_classes=10):
        super().__init__(name="mlp")
        self.flatten = layers.Flatten()
        self.dense1 = layers.Dense(32, activation="relu")
        self.dense2 = layers.Dense(num_classes, activation="softmax")
        self.dp = layers.Dropout(0.5) if use_dp else None

    def call(self, inputs, training=False):
        x = self.dense1(self.flatten(inputs))
        if self.dp is not None:
            x = self.dp(x, training=training)
        return self.dense2(x)

mlp = SimpleMLP(use_dp=True)
mlp.compile("adam", "sparse_categorical_crossentropy")
mlp.fit(x_train, y_train, batch_size=64, verbose=0)
mlp.save(folder / "mlp.keras")
with expect_error(TypeError):
    keras.models.load_model(folder / "mlp.keras")

# %% [markdown] tags=["ko"]
# 파일에는 클래스의 **이름**만 있고 코드는 없습니다. 그래서 케라스는 이름에서 클래스를 찾지 못합니다. 클래스를 `register_keras_serializable`로 등록하면 찾습니다. 문제는 하나 더 있습니다. `mlp`는 드롭아웃을 켜고 만들었습니다. 자동으로 만들어진 설정에는 무엇이 적혀 있을까요?

# %% [markdown] tags=["en"]
# The file holds the **name** of the class and none of its code, so Keras cannot find the class. It can, once the class is registered with `register_keras_serializable`. And that is not all. `mlp` was made with dropout switched on. What does the config say that was made for it?

# %%
automatic = mlp.get_config()
print({name: automatic[name] for name in ("use_dp", "num_classes")})

# %% tags=["proof"]
assert automatic["use_dp"] is False

# %% [markdown] tags=["ko"]
# `use_dp`가 `False`입니다. 자동 설정에는 여러분이 넘긴 값이 아니라 기본값이 들어갔습니다. 그래서 `get_config`를 직접 작성합니다. 앞에서 본 규칙이 여기서 쓰입니다. `from_config`는 딕셔너리를 `__init__`에 인수로 넘깁니다. 그러므로 **`get_config`는 `__init__`의 인수 이름을 키로, 넘겨받은 값을 값으로 돌려주어야 합니다.** 그 값은 `__init__`에서 `self`에 적어 둡니다.

# %% [markdown] tags=["en"]
# `use_dp` is `False`: the automatic config holds the defaults, and not the values that you passed. So write `get_config` yourself. The rule from above applies: `from_config` hands the dictionary to `__init__` as arguments. So **`get_config` has to return the names of the arguments of `__init__` as its keys, and what was passed as their values.** Keep those values on `self` in `__init__`.

# %%
@keras.saving.register_keras_serializable()
class SavableMLP(SimpleMLP):
    def __init__(self, use_dp=False, num_classes=10):
        super().__init__(use_dp, num_classes)
        self.use_dp = use_dp
        self.num_classes = num_classes

    def get_config(self):
        return {"use_dp": self.use_dp, "num_classes": self.num_classes}

savable = SavableMLP(use_dp=True)
savable(x_test[:1])
savable.set_weights(mlp.get_weights())
savable.save(folder / "savable.keras")

back = keras.models.load_model(folder / "savable.keras")
print(type(back).__name__, back.get_config())
print(f"accuracy ≈ {accuracy(mlp):.2f}, ≈ {accuracy(back):.2f}")

# %% tags=["proof"]
assert accuracy(back) == accuracy(mlp) > 0.6

# %% [markdown] tags=["ko"]
# 클래스도, 스위치도, 배운 것도 돌아왔습니다. `@`로 시작하는 줄은 바로 아래의 클래스를 등록합니다. 끝의 `()`까지 써야 합니다. 다른 프로그램에서 불러올 때는 클래스의 코드가 그 프로그램에도 있어야 합니다. 등록은 이름을 알릴 뿐이고, 코드를 파일에 넣지는 않습니다.

# %% [markdown] tags=["en"]
# The class, the switches and what was learned have all come back. The line that begins with `@` registers the class below it, and it needs its `()`. Another program that loads the file needs the code of the class, too: registering tells Keras a name, and puts no code into the file.

# %% [markdown] tags=["ko"]
# ### 연습 3-1-e
#
# 클래스 `Classifier`의 모델은 저장하면 되찾을 수 없습니다. 다음이 되도록 고치세요.
#
# - 클래스는 `register_keras_serializable`로 등록되어 있습니다.
# - `get_config()`는 `units`와 `use_dropout`을 키로 하고 넘겨받은 값을 담은 딕셔너리를 돌려줍니다. `Classifier.from_config(...)`는 거기서 같은 모델을 만듭니다.
# - 층과 계산은 그대로입니다. 유닛이 `units`개인 `relu` 층, `use_dropout`이면 학습할 때만 작동하는 `Dropout(0.5)`, 그리고 확률 10개를 내는 `softmax` 층입니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-1-e
#
# Save a model of the class `Classifier`, and it is lost. Fix the class, so that all of this is true:
#
# - The class is registered with `register_keras_serializable`.
# - `get_config()` returns a dictionary with the keys `units` and `use_dropout` and the values that were passed. `Classifier.from_config(...)` makes the same model from it.
# - The layers and the computation stay: a `relu` layer of `units` units, with `use_dropout` a `Dropout(0.5)` that acts in training only, and a `softmax` layer that gives 10 probabilities.

# %% tags=["starter"] exercise="3-1-e"
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

# %% tags=["wrong"] exercise="3-1-e"
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

# %% tags=["wrong"] exercise="3-1-e"
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

# %% tags=["wrong"] exercise="3-1-e"
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

# %% tags=["wrong"] exercise="3-1-e"
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

# %% tags=["wrong"] exercise="3-1-e"
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

# %% tags=["wrong"] exercise="3-1-e"
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

# %% tags=["wrong"] exercise="3-1-e"
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

# %% tags=["wrong"] exercise="3-1-e"
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

# %% tags=["wrong"] exercise="3-1-e"
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

# %% tags=["wrong"] exercise="3-1-e"
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

# %% tags=["wrong"] exercise="3-1-e"
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
        return {"n": self.units, "dropout": self.use_dropout}

# %% tags=["wrong"] exercise="3-1-e"
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
        return self.units, self.use_dropout

# %% tags=["wrong"] exercise="3-1-e"
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
        return {"units": units, "use_dropout": use_dropout}

# %% tags=["wrong"] exercise="3-1-e"
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
        return {"units": 64, "use_dropout": False}

# %% tags=["wrong"] exercise="3-1-e"
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
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

# %% tags=["right"] exercise="3-1-e"
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

# %% tags=["right"] exercise="3-1-e"
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

# %% tags=["right"] exercise="3-1-e"
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

# %% tags=["right"] exercise="3-1-e"
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x)
        return self.classes(x)

    def get_config(self):
        return {"units": self.units, "use_dropout": self.use_dropout}

# %% tags=["solution"] exercise="3-1-e"
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
check("3-1-e", Classifier)

# %% [markdown] tags=["ko", "solution"]
# 더한 것은 등록하는 줄, 스위치를 기억하는 줄, `get_config`입니다. `super().get_config()`에 스위치를 더해도 됩니다. 그때는 `__init__`이 `**kwargs`를 받아 `super().__init__`에 넘겨야 합니다. 그 설정에는 `trainable`과 `dtype`도 들어 있기 때문입니다.

# %% [markdown] tags=["en", "solution"]
# New are the line that registers, the line that remembers the switches, and `get_config`. You may also add the switches to `super().get_config()`. Then `__init__` has to take `**kwargs` and pass them to `super().__init__`, because that config holds `trainable` and `dtype` as well.

# %% [markdown] tags=["ko"]
# ## 케라스 2의 파일이 열리지 않습니다
#
# 2020년에서 2023년 사이에 저장한 모델은 케라스 2가 적은 파일입니다. 오늘의 케라스가 여는 것도 있고 열지 못하는 것도 있습니다. 코스에는 케라스 2.15로 실제로 저장한 작은 파일들이 들어 있습니다. `keras_2_files`는 그 파일들을 폴더에 꺼내 놓습니다. 모두 옷 사진으로 학습한 모델입니다. 하나씩 열어 봅시다.

# %% [markdown] tags=["en"]
# ## A file of Keras 2 does not open
#
# A model that was saved between 2020 and 2023 is in a file that Keras 2 wrote. Some of these open today, and some do not. The course has small files that were really saved with Keras 2.15; `keras_2_files` puts them into a folder. All of them were trained on pictures of clothes. Try them one by one.

# %%
import warnings

warnings.filterwarnings("ignore", "The structure of `inputs`")
old_files = keras_2_files(folder / "keras_2")
whole = keras.models.load_model(old_files / "clothes.h5", compile=False)
print(f"clothes.h5: accuracy ≈ {accuracy(whole):.2f}")
for name in ("shoe.h5", "patches.h5", "clothes.keras"):
    try:
        keras.models.load_model(old_files / name)
    except (TypeError, ValueError) as error:
        print(f"{name}: {type(error).__name__}")

# %% [markdown] tags=["ko"]
# 넷 가운데 하나가 열렸습니다. (`compile=False`는 `compile`의 설정을 읽지 말라는 뜻입니다. 옛 함수형 모델은 입력을 목록으로 기억하므로 사진만 넣으면 경고가 나옵니다. 해롭지 않아서 둘째 줄이 끕니다.) 나머지의 오류를 하나씩 읽고, 배운 가중치를 구해 냅시다.
#
# ### `mse`라는 이름
#
# `shoe.h5`는 신발일 확률을 답하고, 손실이 `mse`입니다.

# %% [markdown] tags=["en"]
# One of four has opened. (`compile=False` leaves the settings of `compile` unread. An old functional model remembers its input as a list, and warns when it gets the pictures alone. That does no harm, so the second line switches the warning off.) Read the errors of the others, and rescue what those models have learned.
#
# ### A loss named `mse`
#
# `shoe.h5` answers with the probability of a shoe. Its loss is `mse`.

# %%
with expect_error(ValueError):
    keras.models.load_model(old_files / "shoe.h5")

# %% [markdown] tags=["ko"]
# 모델이 아니라 `compile`의 설정이 문제입니다. 파일에는 손실이 `mse`라는 짧은 이름으로 적혀 있고, 케라스 3은 `.h5`에서 읽은 이 이름을 되살리지 못합니다. `compile=False`면 열립니다. 예측만 할 거라면 이것으로 끝이고, 더 학습하려면 `compile`을 다시 부릅니다.

# %% [markdown] tags=["en"]
# The trouble is not in the model but in the settings of `compile`. The file has the loss by its short name, `mse`, and Keras 3 cannot make that again from an `.h5`. With `compile=False` the file opens. To predict, this is all; to train on, call `compile` again.

# %%
shoe = keras.models.load_model(old_files / "shoe.h5", compile=False)
says_shoe = predict(shoe)[:, 0] > 0.5
print(f"right on ≈ {np.mean(says_shoe == np.isin(y_test, [5, 7, 9])):.2f}")
shoe.compile("adam", "mse")

# %% tags=["proof"]
assert np.mean(says_shoe == np.isin(y_test, [5, 7, 9])) > 0.9

# %% [markdown] tags=["ko"]
# ### 사라진 인수: `DepthwiseConv2D`의 `groups`
#
# `patches.h5`에는 `DepthwiseConv2D` 층이 있습니다. 채널마다 따로 합성곱(2-1)을 하는 층입니다.

# %% [markdown] tags=["en"]
# ### An argument that is gone: `groups` of `DepthwiseConv2D`
#
# `patches.h5` has a layer `DepthwiseConv2D`, which does the convolution of 2-1 for each channel by itself.

# %%
with expect_error(TypeError):
    keras.models.load_model(old_files / "patches.h5")

# %% [markdown] tags=["ko"]
# 오류에 설정이 통째로 나오고, 그 안에 `groups`가 있습니다. 앞에서 `activations`를 적었을 때와 같은 오류입니다. 파일에 적힌 `groups`라는 인수를 오늘의 `__init__`이 받지 않습니다. 값은 언제나 1이었으므로 버려도 됩니다. 그 인수를 받아서 버리는 하위 클래스를 만들고, `custom_objects`로 "이 이름은 이 클래스로 만들라"고 알립니다.

# %% [markdown] tags=["en"]
# The error shows the whole config, and in it `groups`. It is the error of `activations` again: the file names an argument that today's `__init__` does not take. Its value was always 1, so nothing is lost without it. Make a subclass that takes the argument and drops it, and say with `custom_objects` that this name is to be made with that class.

# %%
class OldDepthwiseConv2D(layers.DepthwiseConv2D):
    def __init__(self, *args, groups=1, **kwargs):
        super().__init__(*args, **kwargs)

patches = keras.models.load_model(
    old_files / "patches.h5", custom_objects={"DepthwiseConv2D": OldDepthwiseConv2D}, compile=False
)
print(f"accuracy ≈ {accuracy(patches):.2f}")

# %% tags=["proof"]
assert accuracy(patches) > 0.7

# %% [markdown] tags=["ko"]
# `*args`와 `**kwargs`는 나머지 인수를 모두 받아 그대로 넘긴다는 뜻입니다.
#
# ### 구조를 읽지 못할 때: 다시 만들고 가중치만
#
# `clothes.keras`는 함수형 모델이고, `clothes.json`은 같은 모델의 `to_json()`입니다. 이번에는 인수가 아니라 클래스를 찾지 못합니다.

# %% [markdown] tags=["en"]
# `*args` and `**kwargs` take all other arguments and pass them on as they come.
#
# ### When the structure cannot be read: rebuild, and load the weights
#
# `clothes.keras` is a functional model, and `clothes.json` is what `to_json()` gave for it. This time it is not an argument but a class that cannot be found.

# %%
with expect_error(TypeError):
    keras.models.load_model(old_files / "clothes.keras")
with expect_error(TypeError):
    keras.models.model_from_json((old_files / "clothes.json").read_text())

# %% [markdown] tags=["ko"]
# 파일에는 클래스 `Functional`이 케라스 2의 어느 모듈에 있었는지 적혀 있고, 그 모듈은 이제 없습니다. JSON에는 모듈이 아예 적혀 있지 않습니다. (`Sequential` 모델의 `.keras`는 열립니다. 그 클래스는 자리를 옮기지 않았습니다.) 그러나 가중치는 멀쩡합니다. 구조를 코드로 다시 만들고 가중치만 불러오면 됩니다. 코드를 잃어버렸다면 JSON을 읽고 만드세요. 층의 클래스와 설정이 그 안에 다 있습니다. 2-1의 `Reshape`는 채널의 축을 붙이고, 처음 보는 `AveragePooling2D`는 가로세로 4칸마다 평균 하나를 남겨 사진을 7 × 7로 줄입니다. 층이 한 줄로 이어지므로 `Sequential`로 만들어도 됩니다. 같은 층이 같은 순서로 있으면 가중치는 제자리를 찾습니다.

# %% [markdown] tags=["en"]
# The file says in which module of Keras 2 the class `Functional` was, and that module is gone. The JSON names no module at all. (The `.keras` file of a `Sequential` model opens: that class has not moved.) But the weights are unharmed. Rebuild the structure in code, and load the weights alone. If you have lost the code, read it off the JSON: classes and settings of all layers are in there. `Reshape`, known from 2-1, adds the axis of channels; `AveragePooling2D`, which is new, keeps one mean for every 4 by 4 points, so that a picture shrinks to 7 × 7. The layers form a single line, so a `Sequential` will do: with the same layers in the same order, the weights find their places.

# %%
structure = json.loads((old_files / "clothes.json").read_text())
for entry in structure["config"]["layers"]:
    settings = entry["config"]
    wanted = ("batch_input_shape", "target_shape", "pool_size", "units", "activation")
    print(entry["class_name"], {name: settings[name] for name in wanted if name in settings})

# %%
def old_clothes():
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Reshape((28, 28, 1)),
        layers.AveragePooling2D(4),
        layers.Flatten(),
        layers.Dense(16, activation="relu", name="hidden"),
        layers.Dense(10, activation="softmax", name="classes"),
    ])

for name in ("clothes.keras", "clothes.h5", "clothes_weights.h5"):
    revived = old_clothes()
    revived.load_weights(old_files / name)
    print(f"{name}: accuracy ≈ {accuracy(revived):.2f}")

# %% tags=["proof"]
assert accuracy(revived) > 0.7

# %% [markdown] tags=["ko"]
# `load_weights`는 가중치만 담은 파일도, 모델 전체가 담긴 `.h5`와 `.keras`도 읽습니다. 열리지 않는 파일에서도 가중치는 꺼낼 수 있습니다. 되찾은 모델은 곧바로 `.keras`로 다시 저장하세요. 정리하면 이렇습니다.
#
# | 케라스 2.15의 파일 | 오늘 | 오류에 있는 말 | 길 |
# |---|---|---|---|
# | 모델 전체, `.h5` | 열림 | | |
# | 손실이나 지표가 `mse`, `.h5` | 안 열림 | `Could not deserialize` | `compile=False` |
# | `DepthwiseConv2D`가 든 `.h5` | 안 열림 | `groups` | `custom_objects` |
# | `LSTM`이 든 `.keras` | 안 열림 | `time_major` | 다시 만들고 `load_weights` |
# | `Sequential`의 `.keras` | 열림 | | |
# | 함수형 모델의 `.keras` | 안 열림 | `cannot be imported` | 다시 만들고 `load_weights` |
# | `to_json()`의 JSON | 안 열림 | `Could not locate class` | 다시 만들기 |
# | 직접 만든 층이 든 `.h5` | 안 열림 | `Unknown layer` | 코드와 `custom_objects` |
# | 가중치만, `.h5`나 `.weights.h5` | 열림 | | `load_weights` |
# | 폴더에 저장한 모델 | 안 열림 | `File format not supported` | 뒤의 `export` 절에 있음 |

# %% [markdown] tags=["en"]
# `load_weights` reads a file of weights alone, and also an `.h5` or a `.keras` of a whole model. So the weights come even out of a file that does not open. Save a model that you have rescued as `.keras` at once. In short:
#
# | file of Keras 2.15 | today | words in the error | way round |
# |---|---|---|---|
# | whole model, `.h5` | opens | | |
# | a loss or metric named `mse`, `.h5` | does not | `Could not deserialize` | `compile=False` |
# | with `DepthwiseConv2D`, `.h5` | does not | `groups` | `custom_objects` |
# | with `LSTM`, `.keras` | does not | `time_major` | rebuild and `load_weights` |
# | `.keras` of a `Sequential` | opens | | |
# | `.keras` of a functional model | does not | `cannot be imported` | rebuild and `load_weights` |
# | JSON of `to_json()` | does not | `Could not locate class` | rebuild |
# | with a layer of your own, `.h5` | does not | `Unknown layer` | its code, and `custom_objects` |
# | weights alone, `.h5` or `.weights.h5` | opens | | `load_weights` |
# | a model saved as a folder | does not | `File format not supported` | below, where `export` comes |

# %% [markdown] tags=["ko"]
# ### 연습 3-1-f
#
# 파일 `rows.keras`도 열리지 않습니다. 먼저 오류를 보세요.

# %% [markdown] tags=["en"]
# ### Exercise 3-1-f
#
# The file `rows.keras` does not open either. Look at its error first.

# %%
with expect_error(ValueError):
    keras.models.load_model(old_files / "rows.keras")

# %% [markdown] tags=["ko"]
# 오늘의 `LSTM`에는 `time_major`라는 인수가 없습니다. 값은 `False`였고, 오늘의 `LSTM`은 늘 그렇게 계산합니다. 그렇다고 `groups` 때처럼 하위 클래스를 `custom_objects`로 넘기면, 같은 오류가 다시 납니다. `.h5`에는 클래스의 이름만 있어서 케라스가 `custom_objects`부터 찾습니다. `.keras`에는 `LSTM`이 케라스의 층이라고 적혀 있어서, 케라스는 곧바로 자신의 것을 씁니다. 그러니 구조를 코드로 다시 만드세요.
#
# 이 파일에서 모델을 되찾아 `reader`에 넣으세요. 모델의 구조는 이렇습니다. 입력은 형태가 (28, 28)인 사진이고, 사진의 행 28개를 유닛 12개인 `LSTM`이 차례로 읽습니다. 마지막은 `softmax`로 확률 10개를 내는 `Dense`입니다.
#
# - `reader`는 형태가 (28, 28)인 사진을 받아 확률 10개를 냅니다.
# - `reader`의 가중치는 `rows.keras`에 든 것입니다. 새로 학습하지 않습니다.
#
# `check`는 처음 보는 사진에서 정확도를 잽니다. 파일에 저장한 모델과 같아야 합니다.

# %% [markdown] tags=["en"]
# Today's `LSTM` has no argument `time_major`. Its value was `False`, which is what today's `LSTM` always does. But a subclass in `custom_objects`, as with `groups`, ends in the same error. An `.h5` has only the name of a class, and Keras looks for it in `custom_objects` first. A `.keras` says that `LSTM` is a layer of Keras, and Keras takes its own at once. So make the structure anew in code.
#
# Get the model back from this file, and put it into `reader`. Its structure: the input is a picture of shape (28, 28); an `LSTM` of 12 units reads its 28 rows one by one; last comes a `Dense` that gives 10 probabilities with `softmax`.
#
# - `reader` takes pictures of shape (28, 28) and gives 10 probabilities.
# - Its weights are those in `rows.keras`. Nothing is trained.
#
# `check` measures the accuracy on pictures that are new to it. It has to be that of the model that was saved.

# %% tags=["starter"] exercise="3-1-f"
reader = ...

# %% tags=["wrong"] exercise="3-1-f"
reader = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(12),
    layers.Dense(10, activation="softmax"),
])

# %% tags=["wrong"] exercise="3-1-f"
reader = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(12),
    layers.Dense(10),
])
reader.load_weights(old_files / "rows.keras")

# %% tags=["wrong"] exercise="3-1-f"
reader = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(12, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
reader.load_weights(old_files / "rows.keras")

# %% tags=["wrong"] exercise="3-1-f"
reader = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(12, go_backwards=True),
    layers.Dense(10, activation="softmax"),
])
reader.load_weights(old_files / "rows.keras")

# %% tags=["wrong"] exercise="3-1-f"
reader = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(12, recurrent_activation="hard_sigmoid"),
    layers.Dense(10, activation="softmax"),
])
reader.load_weights(old_files / "rows.keras")

# %% tags=["wrong"] exercise="3-1-f"
reader = keras.Sequential([
    keras.Input((28, 28)),
    layers.Permute((2, 1)),
    layers.LSTM(12),
    layers.Dense(10, activation="softmax"),
])
reader.load_weights(old_files / "rows.keras")

# %% tags=["wrong"] exercise="3-1-f"
reader = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(12),
    layers.Dense(10, activation="softmax"),
])
reader.compile("adam", "sparse_categorical_crossentropy")
reader.fit(x_train[:64], y_train[:64], verbose=0)

# %% tags=["wrong"] exercise="3-1-f"
reader = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(16),
    layers.Dense(10, activation="softmax"),
])
reader.load_weights(old_files / "rows.keras", skip_mismatch=True)

# %% tags=["wrong"] exercise="3-1-f"
reader = old_files / "rows.keras"

# %% tags=["wrong"] exercise="3-1-f"
reader = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(12),
    layers.Dense(10, activation="softmax"),
])
reader = reader.load_weights(old_files / "rows.keras")

# %% tags=["wrong"] exercise="3-1-f"
reader = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(12),
    layers.Dense(10, activation="softmax"),
])
reader.load_weights(old_files / "rows.keras")
reader.compile("adam", "sparse_categorical_crossentropy")
reader.fit(x_train[:64], y_train[:64], verbose=0)

# %% tags=["right"] exercise="3-1-f"
reader = keras.Sequential()
reader.add(keras.Input((28, 28)))
reader.add(layers.LSTM(units=12, name="reader"))
reader.add(layers.Dense(10))
reader.add(layers.Activation("softmax"))
reader.load_weights(str(old_files / "rows.keras"))
reader.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])

# %% tags=["right"] exercise="3-1-f"
rows = keras.Input((28, 28))
read = layers.LSTM(12, name="reader")(rows)
reader = keras.Model(rows, layers.Softmax()(layers.Dense(10)(read)))
reader.load_weights(old_files / "rows.keras")

# %% tags=["right"] exercise="3-1-f"
class Reader(keras.Model):
    def __init__(self):
        super().__init__()
        self.read = layers.LSTM(12)
        self.answer = layers.Dense(10, activation="softmax")

    def call(self, rows):
        return self.answer(self.read(rows))

sequential = keras.Sequential([keras.Input((28, 28)), layers.LSTM(12), layers.Dense(10, "softmax")])
sequential.load_weights(old_files / "rows.keras")
reader = Reader()
reader(x_test[:1])
reader.set_weights(sequential.get_weights())

# %% tags=["solution"] exercise="3-1-f"
reader = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(12),
    layers.Dense(10, activation="softmax"),
])
reader.load_weights(old_files / "rows.keras")

# %%
check("3-1-f", reader)

# %% [markdown] tags=["ko", "solution"]
# 구조를 코드로 다시 만들면, 파일에서 읽는 것은 가중치뿐이므로 사라진 인수가 걸리지 않습니다.

# %% [markdown] tags=["en", "solution"]
# Rebuilt in code, the model takes nothing but weights from the file, so the argument that is gone is not met.

# %% [markdown] tags=["ko"]
# ### 열리는데 결과가 다를 때: 바뀐 기본값
#
# 옛 코드를 오늘 실행하면 정확도가 달라질 때가 있습니다. 케라스 2.15와 오늘의 케라스에서 층, 옵티마이저, 손실의 기본값을 모두 비교해 보니, 바뀐 것은 많지 않습니다. 2020년의 케라스 2.3은 소스를 읽어 확인했습니다. 외울 표가 아니라, 필요할 때 찾아볼 표입니다.
#
# | 무엇 | 2.3 (2020) | 2.15 | 오늘 |
# |---|---|---|---|
# | `GRU`의 `reset_after` | `False` | `True` | `True` |
# | `Adadelta`의 학습률 | 1.0 | 0.001 | 0.001 |
# | `Adagrad`의 학습률 | 0.01 | 0.001 | 0.001 |
# | `Adamax`, `Nadam`의 학습률 | 0.002 | 0.001 | 0.001 |
# | `Lion`의 학습률 | 없음 | 0.0001 | 0.001 |
# | `ConvLSTM2D`의 `recurrent_activation` | `hard_sigmoid` | `hard_sigmoid` | `sigmoid` |
# | `hard_sigmoid(-2)` | 0.1 | 0.1 | 0.17 |
# | `L1L2()`의 두 값, 2.x의 `l1_l2()` | 0.01 | 0.01 | 0 |
#
# `Dense`와 `Conv2D`의 초기화, `Adam`, `SGD`, `RMSprop`, `LSTM`, `BatchNormalization`의 기본값은 그대로입니다. 그러므로 대개는 기본값이 아니라 데이터와 학습 코드의 차이부터 찾아야 합니다. 기본값이 의심되면 옛 값을 직접 적으세요.

# %% [markdown] tags=["en"]
# ### When it opens and the results differ: defaults that changed
#
# Old code that runs today may give another accuracy. All defaults of layers, optimizers and losses were compared between Keras 2.15 and today's. Not many have changed. Those of Keras 2.3, of 2020, were read in its source. The table is there to look things up in, and not to learn by heart.
#
# | what | 2.3 (2020) | 2.15 | today |
# |---|---|---|---|
# | `reset_after` of `GRU` | `False` | `True` | `True` |
# | learning rate of `Adadelta` | 1.0 | 0.001 | 0.001 |
# | learning rate of `Adagrad` | 0.01 | 0.001 | 0.001 |
# | learning rate of `Adamax`, `Nadam` | 0.002 | 0.001 | 0.001 |
# | learning rate of `Lion` | none | 0.0001 | 0.001 |
# | `recurrent_activation` of `ConvLSTM2D` | `hard_sigmoid` | `hard_sigmoid` | `sigmoid` |
# | `hard_sigmoid(-2)` | 0.1 | 0.1 | 0.17 |
# | both values of `L1L2()`, in 2.x `l1_l2()` | 0.01 | 0.01 | 0 |
#
# The initial weights of `Dense` and `Conv2D` and the defaults of `Adam`, `SGD`, `RMSprop`, `LSTM` and `BatchNormalization` are what they were. So look for a difference in the data and in the code that trains before you suspect a default. If you do suspect one, write the old value down.

# %%
print(layers.GRU(1).reset_after, round(float(keras.optimizers.Adadelta().learning_rate), 4))
print(layers.ConvLSTM2D(1, 1).get_config()["recurrent_activation"])
print(keras.ops.convert_to_numpy(keras.activations.hard_sigmoid(keras.ops.array([-2.0]))).round(2))
print(keras.regularizers.L1L2().get_config())

# %% [markdown] tags=["ko"]
# 옛 파일이 아니라 `to_yaml`이나 `by_name`이 든 옛 프로그램이 있다면 1-1의 `migrate`에 넘겨 보세요. 저장과 불러오기의 옛 줄도 바꾸고, 바꿀 수 없는 줄은 알려 줍니다.

# %% [markdown] tags=["en"]
# If what you have is not an old file but an old program with `to_yaml` or `by_name` in it, hand it to `migrate`, as in 1-1. It changes the old lines of saving and loading, too, and names those that it cannot change.

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
# 거절합니다. `lambda`에는 이름이 없어서, 케라스가 함수의 코드를 통째로 문자열로 바꾸어 파일에 넣었습니다. 남이 보낸 파일이라면 거기에 어떤 코드가 들어 있는지 알 수 없습니다.

# %% [markdown] tags=["en"]
# It refuses. A `lambda` has no name, so Keras has written the whole code of the function into the file, as a string. In a file from somebody else, you cannot know what that code does.

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
print(trusted.layers[0])

# %% tags=["proof"]
assert np.allclose(predict(trusted), predict(with_lambda), atol=1e-5)

# %%
choose("3-1-q3")

# %% tags=["solution"] exercise="3-1-q3"
check("3-1-q3", "c")

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
# `load_model`은 이 폴더를 모델로 되살리지 못합니다. 층과 설정이 없고, 계산만 있기 때문입니다. 케라스에서 다시 쓰려면 `TFSMLayer`로 감쌉니다. 예측은 같습니다. 그러나 층을 들여다보거나 고칠 수는 없습니다. 케라스 2의 `model.save("folder")`가 만든 폴더도 이렇게 열되, `call_endpoint`는 `"serving_default"`입니다.

# %% [markdown] tags=["en"]
# `load_model` cannot bring this folder back as a model: it holds no layers and no settings, only the computation. To use it in Keras again, wrap it in a `TFSMLayer`. It predicts the same, but there are no layers left to look at or to change. A folder that `model.save("folder")` of Keras 2 made opens in this way, too, with `"serving_default"` as `call_endpoint`.

# %% tags=["tensorflow"]
served = layers.TFSMLayer(str(folder / "served"), call_endpoint="serve")
print(f"largest difference: {np.abs(predict(served) - predict(savable)).max():.5f}")

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
# ### 연습 3-1-g
#
# 네 가지 경우에 쓸 것을 하나씩 골라 딕셔너리 `files`에 담으세요. 값은 `".json"`, `".weights.h5"`, `".keras"`, `"export"` 가운데 하나이고, 네 값을 한 번씩 씁니다.
#
# - `"resume"`: 오늘 학습을 멈추고, 내일 옵티마이저의 상태까지 그대로 이어서 학습합니다.
# - `"review"`: 동료가 두 모델의 구조만 읽고 비교합니다. 가중치는 필요 없습니다.
# - `"checkpoints"`: 실험하는 프로그램에 모델의 코드가 이미 있고, 가중치만 20번 저장합니다.
# - `"server"`: TensorFlow만 있는 서버에서, 모델의 코드 없이 예측합니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-1-g
#
# Choose one for each of four needs, and put them into a dictionary `files`. Each value is one of `".json"`, `".weights.h5"`, `".keras"`, `"export"`, and each is used once.
#
# - `"resume"`: you stop training today and go on tomorrow, with the state of the optimizer as it was.
# - `"review"`: a colleague compares the structure of two models as text. Weights are not needed.
# - `"checkpoints"`: your program has the code of the model already, and saves nothing but the weights, 20 times.
# - `"server"`: a server that has TensorFlow only makes predictions, without the code of your model.

# %% tags=["starter"] exercise="3-1-g"
files = ...

# %% tags=["wrong"] exercise="3-1-g"
files = {"resume": ".weights.h5", "review": ".json", "checkpoints": ".keras", "server": "export"}

# %% tags=["wrong"] exercise="3-1-g"
files = {"resume": ".keras", "review": ".weights.h5", "checkpoints": ".json", "server": "export"}

# %% tags=["wrong"] exercise="3-1-g"
files = {"resume": "export", "review": ".json", "checkpoints": ".weights.h5", "server": ".keras"}

# %% tags=["wrong"] exercise="3-1-g"
files = {"resume": ".keras", "review": ".json", "checkpoints": ".h5", "server": "export"}

# %% tags=["wrong"] exercise="3-1-g"
files = {"resume": ".keras", "review": ".json"}

# %% tags=["wrong"] exercise="3-1-g"
files = [".keras", ".json", ".weights.h5", "export"]

# %% tags=["wrong"] exercise="3-1-g"
files = {".keras": "resume", ".json": "review", ".weights.h5": "checkpoints", "export": "server"}

# %% tags=["wrong"] exercise="3-1-g"
files = {"resume": "keras", "review": "json", "checkpoints": "weights.h5", "server": "export"}

# %% tags=["right"] exercise="3-1-g"
files = dict(server="export", checkpoints=".weights.h5", review=".json", resume=".keras")

# %% tags=["right"] exercise="3-1-g"
files = dict(zip(["resume", "review", "checkpoints", "server"], [".keras", ".json", ".weights.h5", "export"]))

# %% tags=["right"] exercise="3-1-g"
files = {}
files["review"] = ".json"
files["resume"] = ".keras"
files["server"] = "export"
files["checkpoints"] = ".weights.h5"

# %% tags=["solution"] exercise="3-1-g"
files = {
    "resume": ".keras",
    "review": ".json",
    "checkpoints": ".weights.h5",
    "server": "export",
}

# %%
check("3-1-g", files)

# %% [markdown] tags=["ko", "solution"]
# 이어서 학습하려면 구조, 가중치, 옵티마이저가 모두 있어야 하니 `.keras`입니다. `".weights.h5"`는 구조를 코드가 이미 아는 곳에서 씁니다. 서버에는 케라스도 코드도 없으므로 `export`만 남습니다.

# %% [markdown] tags=["en", "solution"]
# To go on training you need structure, weights and optimizer, all of which are in `.keras`. A `".weights.h5"` file serves where the code knows the structure already. The server has neither Keras nor your code, which leaves `export`.

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `get_config`와 `to_json`은 구조를, `get_weights`와 `set_weights`는 가중치를 꺼내고 되돌립니다. 구조만 되살린 모델은 아무것도 배우지 않은 모델이고, 배운 것은 가중치를 따라갑니다.
# - `.weights.h5`는 층의 클래스와 순번으로 짝을 찾습니다. 맞지 않는 층은 `skip_mismatch=True`로 건너뛰고, 나머지 층은 배운 채로 시작합니다.
# - 클래스는 학습할 때와 예측할 때가 다른 계산처럼, 그래프로 적을 수 없는 것을 위해 씁니다. 층은 `__init__`에서 만들어 `self`에 두고, `training`은 어느 때인지를 알려 줍니다.
# - 클래스로 만든 모델은 `__init__`의 인수를 `get_config`에서 돌려주고 등록해야 되찾을 수 있습니다.
# - 보통은 `.keras`에 저장합니다. 케라스 2의 파일이 열리지 않으면 `compile=False`, `custom_objects`, 다시 만들고 `load_weights`의 차례로 해 봅니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - `get_config` and `to_json` take out the structure, `get_weights` and `set_weights` the weights. A model that you rebuild from its structure alone has learned nothing: what was learned goes with the weights.
# - `.weights.h5` finds partners by the class of a layer and a count. `skip_mismatch=True` skips what does not fit, and the other layers begin with what was learned.
# - A class is for what no graph can say, such as one computation while learning and another when predicting. Make layers in `__init__` and keep them on `self`; `training` says which of the two it is.
# - To get a model that is a class back, return the arguments of `__init__` from `get_config`, and register the class.
# - As a rule, save to `.keras`. If a file of Keras 2 does not open, try `compile=False`, then `custom_objects`, then rebuild and `load_weights`.
