# %% [markdown] tags=["ko"]
# 2020년의 글은 이 섹션에서 층(layer)의 메서드 세 개, `build`, `call`, `compute_output_shape`를 설명하고 `MyLayer`라는 예를 보입니다. 그 예를 그대로 실행하고, 무엇이 왜 실패하는지 하나씩 보면서 고칩니다. 끝에는 저장하고 불러올 수 있고 세 백엔드(backend)에서 같은 수를 내는 층이 남습니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 가중치, 상태, 마스킹(masking), 손실이 있는 층을 직접 **씁니다**.
# - 직접 쓴 층을 저장하고 **되살립니다**.
# - 층이 맞게 계산하는지 NumPy와 기울기로 **검사합니다**.

# %% [markdown] tags=["en"]
# In this section the post from 2020 explains three methods of a layer, `build`, `call` and `compute_output_shape`, and shows an example named `MyLayer`. You run that example as it stands, see what fails and why, and fix one thing after the other. What remains is a layer that can be saved and loaded and gives the same numbers on three backends.
#
# After this section you can:
#
# - **write** layers with weights, state, masking and losses;
# - save a layer of your own and **bring it back**;
# - **test** whether a layer computes the right thing, against NumPy and by gradients.

# %% [markdown] tags=["ko"]
# ## 데이터
#
# 1-1의 옷 사진과, 영화평의 문장을 씁니다. 사진 한 장은 길이 784의 벡터로 폅니다.

# %% [markdown] tags=["en"]
# ## Data
#
# You use the pictures of clothes from 1-1 and sentences from movie reviews. A picture is flattened to a vector of length 784.

# %%
import json
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import keras
import numpy as np
from keras import layers, ops

from utils import plots
from utils.data import fashion_mnist, movie_reviews

(pictures, labels), _ = fashion_mnist()
pictures, labels = pictures[:2000].astype("float32") / 255, labels[:2000]
x = pictures.reshape(-1, 784)
folder = Path(tempfile.mkdtemp())
numbers = ops.convert_to_numpy
print(pictures.shape, x.shape)

# %% [markdown] tags=["ko"]
# ## 2020년의 `MyLayer`
#
# 글의 코드에서 주석만 뺐습니다. `build`는 입력의 형태를 처음 알게 될 때 한 번 불려 가중치를 만들고, `call`은 계산하고, `compute_output_shape`는 출력의 형태를 말합니다. 클래스를 정의하고 층을 만드는 데까지는 문제가 없습니다. 사진을 넣으면 어떻게 될까요?

# %% [markdown] tags=["en"]
# ## `MyLayer` of 2020
#
# This is the code of the post without its comments. `build` is called once, when the shape of the input is first known, and makes the weights; `call` computes; `compute_output_shape` tells the shape of the output. To define the class and to make a layer is no problem. What happens when you feed it pictures?

# %%
from keras import backend as K
from keras.layers import Layer


class MyLayer(Layer):

  def __init__(self, output_dim, **kwargs):
    self.output_dim = output_dim
    super(MyLayer, self).__init__(**kwargs)

  def build(self, input_shape):
    self.kernel = self.add_weight(name='kernel',
                                  shape=(input_shape[1], self.output_dim),
                                  initializer='uniform',
                                  trainable=True)
    super(MyLayer, self).build(input_shape)

  def call(self, x):
    return K.dot(x, self.kernel)

  def compute_output_shape(self, input_shape):
    return (input_shape[0], self.output_dim)

# %%
with expect_error(AttributeError):
    MyLayer(10)(x[:4])

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `K.dot`은 `keras.ops.matmul`
#
# 2020년에는 `keras.backend`의 함수로 계산했습니다. 케라스에서는 그 함수들이 사라졌고, 오늘은 `keras.ops`를 씁니다. (TensorFlow의 `tf.keras.backend`에는 아직 남아 있지만, 다른 백엔드에서는 쓸 수 없습니다.) 이름과 뜻은 대부분 NumPy와 같습니다. `K.mean`도 같은 오류를 내고, `ops.mean`이 그 일을 합니다. 나머지는 그대로 두고 한 줄만 바꿉니다. `super(...).build(input_shape)`도 그대로 둡니다. 지금도 됩니다. 다만 케라스가 알아서 `built`를 참으로 바꾸므로 쓰지 않아도 됩니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `K.dot` is `keras.ops.matmul`
#
# In 2020 you computed with the functions in `keras.backend`. In Keras those are gone, and `keras.ops` has taken their place; most names and meanings are those of NumPy. (TensorFlow still has some in `tf.keras.backend`, which no other backend can use.) `K.mean` fails in the same way, and `ops.mean` does its work. Change this one line and leave the rest. Also leave `super(...).build(input_shape)`: it still works, though Keras now sets `built` by itself, so you need not write it.

# %%
with expect_error(AttributeError):
    K.mean(x[:4])

class MyLayer(Layer):

  def __init__(self, output_dim, **kwargs):
    self.output_dim = output_dim
    super(MyLayer, self).__init__(**kwargs)

  def build(self, input_shape):
    self.kernel = self.add_weight(name='kernel',
                                  shape=(input_shape[1], self.output_dim),
                                  initializer='uniform',
                                  trainable=True)
    super(MyLayer, self).build(input_shape)

  def call(self, x):
    return ops.matmul(x, self.kernel)

  def compute_output_shape(self, input_shape):
    return (input_shape[0], self.output_dim)

print(MyLayer(10)(x[:4]).shape, float(ops.mean(x[:4])) > 0)

# %% tags=["tensorflow", "proof"]
import tensorflow

assert hasattr(tensorflow.keras.backend, "dot") and hasattr(tensorflow.keras.backend, "mean")

# %% [markdown] tags=["ko"]
# 이제 실행됩니다. 모델에 넣어 학습도 됩니다. 모델의 `ReLU`와 `Softmax`는 활성화 함수 `relu`와 `softmax`를 층으로 만든 것입니다.

# %% [markdown] tags=["en"]
# Now it runs, and it learns inside a model. `ReLU` and `Softmax` in that model are the activation functions `relu` and `softmax` as layers.

# %%
model = keras.Sequential([keras.Input((784,)), MyLayer(64), layers.ReLU(), MyLayer(10), layers.Softmax()])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(x, labels, epochs=3, verbose=0)
print(f"accuracy ≈ {history.history['accuracy'][-1]:.2f}", history.history["accuracy"][-1] > 0.6)

# %% [markdown] tags=["ko"]
# ### 그다음에 실패하는 것: 불러오기
#
# 학습한 모델을 저장했다가 불러옵니다. 저장은 됩니다. 불러오기도 될까요?

# %% [markdown] tags=["en"]
# ### What fails next: loading
#
# Save the trained model and load it. Saving works. Will loading?

# %%
model.save(folder / "my.keras")
with expect_error(TypeError):
    keras.models.load_model(folder / "my.keras")

# %% [markdown] tags=["ko"]
# 긴 오류의 끝에 까닭이 있습니다. 아래 셀이 그 부분만 보여 줍니다.

# %% [markdown] tags=["en"]
# The reason stands at the end of a long error. The next cell shows just that part.

# %%
try:
    keras.models.load_model(folder / "my.keras")
except TypeError as error:
    print(str(error).partition("Exception encountered: ")[2].split(" If they")[0])

# %% [markdown] tags=["ko"]
# 케라스가 `MyLayer`라는 클래스를 찾지 못합니다. 클래스 위에 `@keras.saving.register_keras_serializable()`을 써서 등록하면, 케라스는 파일에 적힌 이름에서 클래스를 찾습니다. 괄호 안의 글자는 이름 앞에 붙어, 다른 곳의 `MyLayer`와 섞이지 않게 합니다. 셀을 두 번 실행하면 나중의 클래스가 등록되므로 괜찮습니다.

# %% [markdown] tags=["en"]
# Keras does not find a class named `MyLayer`. Write `@keras.saving.register_keras_serializable()` above the class, and Keras finds it by the name in the file. A text between the parentheses goes in front of the name and keeps it apart from other classes called `MyLayer`. You may run the cell twice: the later class takes the place of the earlier one.

# %%
choose("4-2-q1")

# %% tags=["solution"] exercise="4-2-q1"
check("4-2-q1", "b")

# %%
keras.saving.register_keras_serializable("study")(MyLayer)

model.save(folder / "my.keras")
loaded = keras.models.load_model(folder / "my.keras")
print(np.allclose(numbers(model(x[:4])), numbers(loaded(x[:4])), atol=1e-6))
print(loaded.layers[0].get_config()["output_dim"])

# %% [markdown] tags=["ko"]
# `get_config`를 쓰지 않았는데도 `output_dim`이 돌아왔습니다. 케라스는 `__init__`의 인수가 모두 수, 문자열, 참과 거짓, `None`이거나 이런 것을 담은 목록, 튜플, 사전이면 스스로 적어 둡니다. 다른 것이 하나라도 있으면 그러지 못합니다. 활성화 함수를 받는 층으로 봅시다. `keras.activations.get`은 이름으로 활성화 함수를 찾아 주고, 함수를 넘기면 그대로 돌려줍니다.

# %% [markdown] tags=["en"]
# You wrote no `get_config`, and yet `output_dim` came back. Keras notes the arguments of `__init__` by itself as long as all of them are numbers, strings, truth values or `None`, or lists, tuples and dictionaries of such. One argument of another kind, and it does not. See a layer that takes an activation function. `keras.activations.get` finds one by its name, and hands a function back as it is.

# %%
class Activated(MyLayer):
    def __init__(self, output_dim, activation, **kwargs):
        super().__init__(output_dim, **kwargs)
        self.activation = keras.activations.get(activation)

    def call(self, x):
        return self.activation(super().call(x))

print(Activated(10, "relu").get_config()["activation"])
with expect_error(NotImplementedError):
    Activated(10, ops.relu).get_config()

# %% tags=["proof"]
class Noted(layers.Layer):
    def __init__(self, value, **kwargs):
        super().__init__(**kwargs)

for value in (1, 1.5, "a", True, None, (1, 2), [1, "a"], {"a": [1, (2, None)]}):
    assert Noted(value).get_config()["value"] == value
for value in (ops.relu, [ops.relu], np.zeros(2)):
    try:
        Noted(value).get_config()
    except NotImplementedError:
        continue
    raise AssertionError(f"{value} was noted")

# %% [markdown] tags=["ko"]
# 그래서 `get_config`를 직접 씁니다. `super().get_config()`에 층의 이름과 자료형이 있고, 거기에 `__init__`의 인수를 모두 더합니다. 함수는 `keras.activations.serialize`로 적을 수 있는 것으로 바꿉니다. 되살릴 때는 `cls(**config)`가 불리므로, `__init__`은 `**kwargs`를 받아 `super().__init__`에 넘겨야 합니다.

# %% [markdown] tags=["en"]
# So write `get_config` yourself. `super().get_config()` holds the name and the dtype of the layer; add every argument of `__init__`. `keras.activations.serialize` turns a function into something that can be written down. To bring the layer back, Keras calls `cls(**config)`, so `__init__` has to take `**kwargs` and hand them to `super().__init__`.

# %% [markdown] tags=["ko"]
# ### 그다음에 실패하는 것: 다른 형태의 입력
#
# `MyLayer`에 남은 잘못이 있습니다. `Dense`는 마지막 축을 바꿉니다. `MyLayer`는 어느 축을 볼까요? 길이가 5인 시퀀스 네 개, 시간 단계마다 수 784개를 넣습니다. 그리고 펴지 않은 28×28 사진도 넣습니다. 둘 가운데 어느 것이 오류일지 예상해 보세요.

# %% [markdown] tags=["en"]
# ### What fails next: an input of another shape
#
# One mistake in `MyLayer` is left. `Dense` works on the last axis. Which axis does `MyLayer` look at? Feed it four sequences of length 5, with 784 numbers at each timestep. Then feed it pictures of 28×28 that are not flattened. Which of the two is an error? Make a guess.

# %%
layer = MyLayer(10)
try:
    layer(x[:20].reshape(4, 5, 784))
except Exception as error:
    print(type(error).__name__, layer.kernel.shape)

rows = keras.Input((28, 28))
model = keras.Model(rows, MyLayer(10)(rows))
print(model.output_shape, model(pictures[:4]).shape)

# %% [markdown] tags=["ko"]
# 첫째는 오류입니다. `kernel`의 형태가 `(784, 10)`이 아니라 `(5, 10)`입니다. 둘째는 더 나쁩니다. 사진은 정사각형이라 `input_shape[1]`이 우연히 마지막 축과 같습니다. 그래서 실행은 되지만, 모델은 출력이 `(None, 10)`이라고 하고 실제로는 `(4, 28, 10)`이 나옵니다. `compute_output_shape`가 거짓말을 합니다.
#
# 다 고친 층은 이렇습니다. 클래스를 문자열에 쓴 것은 곧 다른 파이썬에서도 실행하기 위해서입니다. 여러분의 프로젝트에서는 `.py` 파일에 쓰고 `import`합니다.

# %% [markdown] tags=["en"]
# The first is an error: its `kernel` has shape `(5, 10)` instead of `(784, 10)`. The second is worse. A picture is square, so `input_shape[1]` happens to equal the last axis. It runs, but the model says `(None, 10)` while what comes out is `(4, 28, 10)`: `compute_output_shape` tells a lie.
#
# Here is the layer with everything fixed. The class stands in a string because another Python is going to run it as well. In a project of your own, put it into a `.py` file and `import` it.

# %%
code = '''
import keras
from keras import layers, ops

@keras.saving.register_keras_serializable("study")
class MyLayer(layers.Layer):
    def __init__(self, output_dim, activation=None, **kwargs):
        super().__init__(**kwargs)
        self.output_dim = output_dim
        self.activation = keras.activations.get(activation)

    def build(self, input_shape):
        self.kernel = self.add_weight(
            name="kernel", shape=(input_shape[-1], self.output_dim), initializer="uniform", trainable=True
        )

    def call(self, x):
        return self.activation(ops.matmul(x, self.kernel))

    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], self.output_dim)

    def get_config(self):
        activation = keras.activations.serialize(self.activation)
        return {**super().get_config(), "output_dim": self.output_dim, "activation": activation}
'''
exec(code)
print(MyLayer(10)(x[:20].reshape(4, 5, 784)).shape, MyLayer(10)(pictures[:4]).shape)

# %% [markdown] tags=["ko"]
# 함수를 활성화 함수로 넘겨도, 저장했다가 불러오면 그대로입니다.

# %% [markdown] tags=["en"]
# It survives saving and loading, with a function for its activation too.

# %%
model = keras.Sequential([keras.Input((784,)), MyLayer(64, ops.relu), MyLayer(10, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
history = model.fit(x, labels, epochs=1, verbose=0)
model.save(folder / "mended.keras")

loaded = keras.models.load_model(folder / "mended.keras")
print(np.allclose(numbers(model(x[:4])), numbers(loaded(x[:4])), atol=1e-6))
print(loaded.layers[0].activation.__name__)

# %% [markdown] tags=["ko"]
# ## 세 백엔드
#
# `call`이 `keras.ops`만 쓰면 층은 백엔드를 가리지 않습니다. 정말 그런지, 방금 저장한 파일을 다른 백엔드에서 불러 봅니다. 백엔드는 파이썬을 시작할 때 정해지므로 자식 프로세스(child process)를 하나씩 시작합니다. 자식이 실행하는 코드는 위의 클래스와 아래의 몇 줄입니다.

# %% [markdown] tags=["en"]
# ## Three backends
#
# As long as `call` uses nothing but `keras.ops`, a layer does not care for the backend. To see whether that is true, load the file that you just saved on the others. A backend is chosen when Python starts, so each gets a child process. What the child runs is the class above and the few lines below.

# %%
np.save(folder / "x.npy", x[:4])
child_code = code + '''
import json
import numpy as np

model = keras.models.load_model("mended.keras")
probabilities = keras.ops.convert_to_numpy(model(np.load("x.npy")))
print(json.dumps(probabilities.tolist()))
'''

def start_child(backend):
    environment = {**os.environ, "KERAS_BACKEND": backend}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-c", child_code], cwd=folder, env=environment, **pipes)

# %% [markdown] tags=["ko"]
# 자식들을 나란히 시작합니다. 끝나면 그 확률을 여기의 확률과 견줍니다. 설치된 백엔드에서는 가장 큰 차이가, 설치되지 않은 백엔드에서는 `No module named`로 끝나는 오류가 나옵니다. 이 풀이를 만든 컴퓨터에는 JAX가 있고 PyTorch는 없었습니다.

# %% [markdown] tags=["en"]
# Start the children side by side. When they end, their probabilities are compared with those of this notebook. For a backend that is installed you see the largest difference; for one that is not, an error that says `No module named`. The computer on which the solutions were made had JAX and no PyTorch.

# %% tags=["nbval-ignore-output"] reason="depends on whether JAX and PyTorch are installed on the machine"
others = [name for name in ("tensorflow", "jax", "torch") if name != keras.config.backend()]
children = {name: start_child(name) for name in others}
here, differences = numbers(model(x[:4])), {}
for name, child in children.items():
    output, errors = child.communicate()
    if child.returncode == 0:
        there = np.array(json.loads(output.splitlines()[-1]))
        differences[name] = float(np.abs(there - here).max())
    print(name, f"≈ {differences[name]:.0e}" if name in differences else errors.strip().splitlines()[-1])

# %%
installed = [name for name in others if find_spec(name)]
print(list(differences) == installed, all(difference < 1e-5 for difference in differences.values()))

# %% [markdown] tags=["ko"]
# 한 백엔드에서 배운 가중치가 다른 백엔드에서 같은 답을 냅니다. 남은 차이는 `float32`의 반올림입니다.
#
# ### 연습 4-2-a
#
# 가중치가 없는 층 `Brightest`를 작성하세요. `layers.Layer`의 하위 클래스이고, 인수 없이 만듭니다.
#
# - 입력은 형태가 (n, 높이, 너비)인 사진입니다. 출력의 형태도 같습니다.
# - 사진마다 가장 밝은 픽셀이 1이 되도록, 그 사진의 가장 큰 값으로 나눕니다.
# - 모두 0인 사진은 0으로 남습니다.
# - `keras.Input((28, 28))`에도 부를 수 있고, 모델에 넣어 학습할 수 있습니다. 곧 계산은 `keras.ops`로 하고, 기울기가 앞의 층까지 이어집니다.

# %% [markdown] tags=["en"]
# What was learned on one backend gives the same answers on another. The difference that is left is the rounding of `float32`.
#
# ### Exercise 4-2-a
#
# Write a layer without weights, `Brightest`. It is derived from `layers.Layer` and made without arguments.
#
# - Its input is pictures of shape (n, height, width), and its output has the same shape.
# - It divides each picture by the largest value in that picture, so that the brightest pixel becomes 1.
# - A picture that is 0 everywhere stays 0.
# - It can be called on `keras.Input((28, 28))` too, and be a part of a model that is trained. So it computes with `keras.ops`, and a gradient gets through to the layers in front of it.

# %% tags=["starter"] exercise="4-2-a"
Brightest = ...

# %% tags=["wrong"] exercise="4-2-a"
class Brightest(layers.Layer):
    def call(self, x):
        return x / ops.max(x)

# %% tags=["wrong"] exercise="4-2-a"
class Brightest(layers.Layer):
    def call(self, x):
        return x / ops.max(x, axis=(1, 2), keepdims=True)

# %% tags=["wrong"] exercise="4-2-a"
class Brightest(layers.Layer):
    def call(self, x):
        return x / (ops.max(x, axis=-1, keepdims=True) + 1e-7)

# %% tags=["wrong"] exercise="4-2-a"
class Brightest(layers.Layer):
    def call(self, x):
        top = np.max(np.asarray(x), axis=(1, 2), keepdims=True)
        return x / np.where(top == 0, 1, top)

# %% tags=["wrong"] exercise="4-2-a"
class Brightest(layers.Layer):
    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        x / ops.where(top == 0, 1.0, top)

# %% tags=["wrong"] exercise="4-2-a"
Brightest = layers.Rescaling(1 / 255)

# %% tags=["wrong"] exercise="4-2-a"
class Brightest(layers.Layer):
    def call(self, x):
        return x / ops.maximum(ops.max(x, axis=(1, 2), keepdims=True), 0.1)

# %% tags=["wrong"] exercise="4-2-a"
class Brightest(layers.Layer):
    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        return x / ops.where(ops.any(top == 0), 1.0, top)

# %% tags=["wrong"] exercise="4-2-a"
class Brightest(layers.Layer):
    def build(self, input_shape):
        self.one = self.add_weight(shape=(), initializer="ones")

    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        return self.one * x / ops.where(top == 0, 1.0, top)

# %% tags=["wrong"] exercise="4-2-a"
class Brightest(layers.Layer):
    def call(self, x):
        x = ops.convert_to_numpy(x)
        top = x.max(axis=(1, 2), keepdims=True)
        return x / np.where(top == 0, 1, top)

    def compute_output_shape(self, input_shape):
        return input_shape

# %% tags=["wrong"] exercise="4-2-a"
class Brightest(layers.Layer):
    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        if ops.all(top == 0):
            return x
        return x / ops.where(top == 0, 1.0, top)

# %% tags=["wrong"] exercise="4-2-a"
class Brightest(layers.Layer):
    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        return ops.stop_gradient(x / ops.where(top == 0, 1.0, top))

# %% tags=["right"] exercise="4-2-a"
class Brightest(layers.Layer):
    def call(self, x):
        top = ops.stop_gradient(ops.max(x, axis=(1, 2), keepdims=True))
        return x / (top + keras.config.epsilon())

# %% tags=["right"] exercise="4-2-a"
class Brightest(layers.Layer):
    def call(self, pictures):
        top = ops.amax(pictures, axis=[1, 2])
        return ops.divide_no_nan(pictures, top[:, None, None])

# %% tags=["right"] exercise="4-2-a"
class Brightest(keras.Layer):
    def call(self, x):
        return x / ops.maximum(ops.max(x, axis=(-2, -1), keepdims=True), 1e-7)

# %% tags=["right"] exercise="4-2-a"
class Brightest(layers.Layer):
    def call(self, x, training=False):
        flat = ops.reshape(x, (-1, x.shape[1] * x.shape[2]))
        top = ops.max(flat, axis=1, keepdims=True)
        return ops.reshape(flat / ops.where(top > 0, top, 1.0), ops.shape(x))

    def compute_output_shape(self, input_shape):
        return input_shape

# %% tags=["solution"] exercise="4-2-a"
class Brightest(layers.Layer):
    def call(self, x):
        brightest = ops.max(x, axis=(1, 2), keepdims=True)
        return x / ops.where(brightest == 0, 1.0, brightest)

# %%
check("4-2-a", Brightest)

# %% [markdown] tags=["ko", "solution"]
# 축 1과 2를 따라 가장 큰 값을 구하면 사진마다 하나가 남습니다. `keepdims=True`는 그 축을 길이 1로 남겨 나눗셈의 형태를 맞춥니다. `if`로는 0을 거를 수 없습니다. 배치 안의 사진마다 답이 다르고, 모델을 만들 때는 값이 아직 없기 때문입니다.

# %% [markdown] tags=["en", "solution"]
# The largest value along axes 1 and 2 is one number for each picture; `keepdims=True` keeps those axes, with length 1, so that the shapes fit for the division. An `if` cannot keep out the 0: the answer differs from picture to picture in a batch, and while a model is built there are no values yet.

# %% [markdown] tags=["ko"]
# ## 가중치
#
# `add_weight`의 인수는 이름, 형태, 초기화 함수(initializer), 학습 가능한지입니다. `regularizer`와 `constraint`도 받습니다. 초기화 함수로는 `"zeros"` 같은 이름이나 `keras.initializers.Constant(3)` 같은 객체를 넘깁니다. 이 객체를 쓰면 모든 값이 3에서 시작합니다. 입력의 형태를 모르면 가중치를 만들 수 없으므로 `build`에서 부릅니다. 층은 그 가중치를 스스로 찾아 목록에 넣습니다. 층 안에 다른 층을 두어도 마찬가지입니다.

# %% [markdown] tags=["en"]
# ## Weights
#
# `add_weight` takes a name, a shape, an initializer, and whether it is trainable; also a `regularizer` and a `constraint`. The initializer is a name such as `"zeros"`, or an object such as `keras.initializers.Constant(3)`, with which every value begins at 3. Without the shape of the input there is no way to make weights, so it is called in `build`. The layer lists its weights by itself, and so it does with the weights of layers inside it.

# %%
class Bottleneck(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.narrow = layers.Dense(units, activation="relu")

    def build(self, input_shape):
        self.narrow.build(input_shape)
        self.wide = layers.Dense(input_shape[-1])
        self.wide.build((*input_shape[:-1], self.narrow.units))

    def call(self, x):
        return x + self.wide(self.narrow(x))

layer = Bottleneck(16)
print(layer.weights, layer(x[:4]).shape)
print([weight.path for weight in layer.trainable_weights])

# %% [markdown] tags=["ko"]
# ### 연습 4-2-b
#
# 층 `ScaleAndShift`를 작성하세요. `layers.Layer`의 하위 클래스이고, 인수 없이 만듭니다.
#
# - 출력은 `x * scale + shift`입니다. `scale`과 `shift`는 마지막 축의 자리마다 하나씩 있습니다.
# - 둘 다 학습 가능한 가중치이고, `fit`에서 기울기가 둘에 닿습니다. 처음에 `scale`은 1, `shift`는 0입니다.
# - 입력은 (n, 특성)일 수도, (n, 시간 단계, 특성)일 수도 있습니다. 출력의 형태는 입력과 같습니다.

# %% [markdown] tags=["en"]
# ### Exercise 4-2-b
#
# Write a layer `ScaleAndShift`. It is derived from `layers.Layer` and made without arguments.
#
# - Its output is `x * scale + shift`, with one `scale` and one `shift` for each place along the last axis.
# - Both are trainable weights, and in `fit` a gradient reaches both. At the start every `scale` is 1 and every `shift` is 0.
# - The input may be (n, features) or (n, timesteps, features). The output has the shape of the input.

# %% tags=["starter"] exercise="4-2-b"
ScaleAndShift = ...

# %% tags=["wrong"] exercise="4-2-b"
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(shape=(input_shape[1],), initializer="ones")
        self.shift = self.add_weight(shape=(input_shape[1],), initializer="zeros")

    def call(self, x):
        return x * self.scale + self.shift

# %% tags=["wrong"] exercise="4-2-b"
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(shape=(input_shape[-1],))
        self.shift = self.add_weight(shape=(input_shape[-1],))

    def call(self, x):
        return x * self.scale + self.shift

# %% tags=["wrong"] exercise="4-2-b"
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = ops.ones((input_shape[-1],))
        self.shift = ops.zeros((input_shape[-1],))

    def call(self, x):
        return x * self.scale + self.shift

# %% tags=["wrong"] exercise="4-2-b"
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(shape=(), initializer="ones")
        self.shift = self.add_weight(shape=(), initializer="zeros")

    def call(self, x):
        return x * self.scale + self.shift

# %% tags=["wrong"] exercise="4-2-b"
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(shape=(input_shape[-1],), initializer="ones")
        self.shift = self.add_weight(shape=(input_shape[-1],), initializer="zeros")

    def call(self, x):
        return (x + self.shift) * self.scale

# %% tags=["wrong"] exercise="4-2-b"
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(shape=(input_shape[-1],), initializer="ones")
        self.shift = self.add_weight(shape=(input_shape[-1],), initializer="zeros", trainable=False)

    def call(self, x):
        return x * self.scale + self.shift

# %% tags=["wrong"] exercise="4-2-b"
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(name="scale", shape=(input_shape[-1],), initializer="ones")
        self.shift = self.add_weight(name="shift", shape=(input_shape[-1],), initializer="zeros")

    def call(self, x):
        return np.asarray(x) * np.asarray(self.scale) + np.asarray(self.shift)

    def compute_output_shape(self, input_shape):
        return input_shape

# %% tags=["wrong"] exercise="4-2-b"
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(name="scale", shape=(input_shape[-1],), initializer="ones")
        self.shift = self.add_weight(name="shift", shape=(input_shape[-1],), initializer="zeros")

    def call(self, x):
        return x * ops.stop_gradient(self.scale) + self.shift

# %% tags=["wrong"] exercise="4-2-b"
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(name="scale", shape=(input_shape[-1],), initializer="ones")
        self.shift = self.add_weight(name="shift", shape=(input_shape[-1],), initializer="zeros")

    def call(self, x):
        x * self.scale + self.shift

# %% tags=["right"] exercise="4-2-b"
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        features = input_shape[-1]
        self.shift = self.add_weight(name="shift", shape=(features,), initializer="zeros", trainable=True)
        self.scale = self.add_weight(name="scale", shape=(features,), initializer=keras.initializers.Ones())

    def call(self, inputs):
        return ops.add(ops.multiply(inputs, self.scale), self.shift)

# %% tags=["right"] exercise="4-2-b"
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.both = self.add_weight(shape=(2, input_shape[-1]), initializer=lambda shape, dtype: ops.stack([ops.ones(shape[1:], dtype), ops.zeros(shape[1:], dtype)]))

    def call(self, x):
        scale, shift = ops.unstack(self.both, axis=0)
        return x * scale + shift

# %% tags=["right"] exercise="4-2-b"
class ScaleAndShift(keras.layers.Layer):
    def build(self, input_shape):
        self.scale = keras.Variable(np.ones(input_shape[-1:]), name="scale")
        self.shift = keras.Variable(np.zeros(input_shape[-1:]), name="shift")

    def call(self, x):
        return self.shift + self.scale * x

# %% tags=["solution"] exercise="4-2-b"
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(name="scale", shape=(input_shape[-1],), initializer="ones")
        self.shift = self.add_weight(name="shift", shape=(input_shape[-1],), initializer="zeros")

    def call(self, x):
        return x * self.scale + self.shift

# %% tags=["proof"] exercise="4-2-b"
for normalization in (layers.BatchNormalization(), layers.LayerNormalization()):
    normalization.build((None, 5))
    assert [weight.shape for weight in normalization.trainable_weights] == [(5,), (5,)]

# %%
check("4-2-b", ScaleAndShift)

# %% [markdown] tags=["ko", "solution"]
# `input_shape[-1]`은 입력의 축이 몇 개든 마지막 축의 길이입니다. `BatchNormalization`과 `LayerNormalization`의 끝에도 이런 두 가중치가 있습니다. `ops.ones`로 만든 것은 텐서일 뿐 가중치가 아니므로, 학습되지도 저장되지도 않습니다.

# %% [markdown] tags=["en", "solution"]
# `input_shape[-1]` is the length of the last axis, however many axes there are. `BatchNormalization` and `LayerNormalization` end with two weights like these. What `ops.ones` makes is a mere tensor and no weight: it is neither trained nor saved.

# %% [markdown] tags=["ko"]
# ## 목록으로 받고 목록으로 돌려주기
#
# 입력이 여럿이면 `call`이 목록을 받습니다. 출력이 여럿이면 목록을 돌려줍니다. `build`와 `compute_output_shape`가 받는 것도 형태의 목록이 됩니다. 두 사진이 얼마나 다르고 얼마나 겹치는지 내는 층입니다.

# %% [markdown] tags=["en"]
# ## Lists in, lists out
#
# With several inputs `call` takes a list, and with several outputs it returns one. `build` and `compute_output_shape` are then given a list of shapes. This layer tells where two pictures differ and where they overlap.

# %%
class Compare(layers.Layer):
    def call(self, inputs):
        left, right = inputs
        return [ops.abs(left - right), ops.minimum(left, right)]

    def compute_output_shape(self, input_shape):
        left, right = input_shape
        return [left, right]

left, right = keras.Input((28, 28)), keras.Input((28, 28))
compare = keras.Model([left, right], Compare()([left, right]))
print(compare.output_shape)

# %%
same_class = np.flatnonzero(labels == labels[0])[:2]
first, second = pictures[same_class[:1]], pictures[same_class[1:]]
difference, overlap = map(numbers, compare([first, second]))
four = [first[0], second[0], difference[0], overlap[0]]
plots.show_pictures(four, ["left", "right", "|left - right|", "min(left, right)"])

# %% [markdown] tags=["ko"]
# 목록 대신 이름이 다른 인수로 받아도 됩니다. `call(self, query, value)`처럼 쓰고 `layer(query, value)`로 부릅니다. 4-1의 어텐션 층이 그렇습니다.
#
# ## `training`: 학습할 때와 추론할 때
#
# 학습할 때만 다르게 행동하는 층은 `call`에 `training`을 받습니다. `fit`은 참을, `predict`와 `evaluate`는 거짓을 넘깁니다. 사진의 네모 하나를 가리는 층입니다(Cutout; [DeVries와 Taylor, 2017](https://arxiv.org/abs/1708.04552)). 난수는 `keras.random.uniform`이 만들고, 난수의 상태는 `SeedGenerator`가 기억합니다. 그 상태는 층과 함께 다니므로 세 백엔드에서 모두 됩니다.

# %% [markdown] tags=["en"]
# Instead of a list, a layer may take arguments with names of their own: write `call(self, query, value)` and call `layer(query, value)`, as the attention layers in 4-1 do.
#
# ## `training`: when it learns, and when it predicts
#
# A layer that acts differently in training takes `training` in its `call`. `fit` hands it true, `predict` and `evaluate` false. This layer hides a square of each picture (Cutout; [DeVries and Taylor, 2017](https://arxiv.org/abs/1708.04552)). `keras.random.uniform` makes the random numbers, and a `SeedGenerator` keeps their state. That travels with the layer, so it works on all three backends.

# %%
@keras.saving.register_keras_serializable("study")
class Cutout(layers.Layer):
    def __init__(self, size, seed=0, **kwargs):
        super().__init__(**kwargs)
        self.size, self.seed = size, seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, pictures, training=False):
        if not training:
            return pictures
        corner = keras.random.uniform((ops.shape(pictures)[0], 2, 1), 0, 28 - self.size, seed=self.generator)
        inside = (ops.arange(28.0) >= corner) & (ops.arange(28.0) < corner + self.size)
        hidden = inside[:, 0, :, None] & inside[:, 1, None, :]
        return ops.where(hidden, 0.0, pictures)

# %%
cutout = Cutout(12)
one = pictures[:1]
hidden = [numbers(cutout(one, training=True))[0] for _ in range(3)]
shown = [one[0], *hidden, numbers(cutout(one))[0]]
plots.show_pictures(shown, ["pictures[0]", *["training=True"] * 3, "training=False"])

# %% [markdown] tags=["ko"]
# 여기의 `if not training`은 됩니다. `training`은 텐서가 아니라 파이썬의 참과 거짓이기 때문입니다. 텐서의 **값**에 `if`를 쓰면 그래프로 옮길 수 없습니다. 그때는 `ops.where`나 `ops.cond`를 씁니다.
#
# ## 마스킹
#
# 문장은 길이가 다릅니다. 배열에 담으려면 짧은 문장을 0으로 채웁니다. 아래에서 세 문장을 단어 번호로 바꾸고, 같은 문장을 더 길게도 채워 봅니다.

# %% [markdown] tags=["en"]
# The `if not training` here is fine, because `training` is a truth value of Python and no tensor. An `if` on the **value** of a tensor cannot become part of a graph; use `ops.where` or `ops.cond` there.
#
# ## Masking
#
# Sentences differ in length. To put them into one array, the short ones are filled up with 0. Below, three sentences are turned into numbers of words, and the same sentences are filled up further.

# %%
(sentences, ratings), _ = movie_reviews()
order = np.argsort([len(sentence.split()) for sentence in sentences[:300]], kind="stable")
three = sentences[order[[12, 75, 155]]]
print(*three, sep="\n")

words = layers.TextVectorization(2000)
words.adapt(sentences)
ids = numbers(words(three))
padded = np.pad(ids, ((0, 0), (0, 20)))
print((ids > 0).sum(axis=1), ids.shape, padded.shape)

# %% [markdown] tags=["ko"]
# `Embedding(mask_zero=True)`은 출력과 함께 마스크(mask)를 넘깁니다. 마스크는 진짜 단어의 자리가 참인 배열입니다. 단어의 평균을 내는 층 둘을 견줍니다. `PlainMean`은 채운 자리까지 평균합니다. `MeanOfWords`는 `call`의 인수 `mask`를 받아 진짜 단어만 셉니다. 케라스가 `mask`라는 이름을 보고 넘겨 줍니다.

# %% [markdown] tags=["en"]
# `Embedding(mask_zero=True)` hands on a mask with its output: an array that is true where there is a real word. Compare two layers that take the mean over the words. `PlainMean` counts the filling too. `MeanOfWords` takes an argument `mask` in its `call` and counts real words only; Keras sees the name `mask` and passes it.

# %%
class PlainMean(layers.Layer):
    def call(self, x):
        return ops.mean(x, axis=1)

class MeanOfWords(layers.Layer):
    supports_masking = True

    def call(self, x, mask=None):
        if mask is None:
            return ops.mean(x, axis=1)
        weights = ops.cast(mask, x.dtype)[:, :, None]
        return ops.sum(x * weights, axis=1) / ops.maximum(ops.sum(weights, axis=1), 1)

    def compute_mask(self, inputs, mask=None):
        return None

# %% [markdown] tags=["ko"]
# 어느 층이 채운 자리 20개를 더해도 같은 답을 낼까요? `PlainMean`에는 경고가 하나 나옵니다.

# %% [markdown] tags=["en"]
# Which of the two gives the same answer when 20 places of filling are added? With `PlainMean` there is a warning.

# %%
embedding = layers.Embedding(2000, 8, mask_zero=True)
with expect_error(UserWarning):
    PlainMean()(embedding(ids))

plain, mean_of_words = PlainMean(), MeanOfWords()
plain.supports_masking = True
for layer in (plain, mean_of_words):
    short, long = numbers(layer(embedding(ids))), numbers(layer(embedding(padded)))
    print(type(layer).__name__, np.allclose(short, long, atol=1e-6))

# %% [markdown] tags=["ko"]
# 경고는 이 층이 마스크를 없앤다는 뜻입니다. 마스크를 어떻게 할지 층이 정합니다.
#
# - 시간 단계가 그대로 남는 층은 `supports_masking = True`만 쓰면 됩니다. 받은 마스크가 그대로 다음 층으로 갑니다.
# - 시간 단계를 없애는 층은 `compute_mask`에서 `None`을 돌려줍니다. `MeanOfWords`가 그렇습니다.
# - 시간 단계를 바꾸는 층은 `compute_mask`에서 새 마스크를 만듭니다. 아래의 `EverySecond`가 그렇습니다.

# %% [markdown] tags=["en"]
# The warning says that this layer destroys the mask. A layer decides what becomes of it.
#
# - A layer that keeps the timesteps needs `supports_masking = True` and nothing else: the mask goes on to the next layer as it came.
# - A layer that removes the timesteps returns `None` from `compute_mask`, as `MeanOfWords` does.
# - A layer that changes the timesteps makes a new mask in `compute_mask`, as `EverySecond` does below.

# %%
class EverySecond(layers.Layer):
    supports_masking = True

    def call(self, x):
        return x[:, ::2]

    def compute_mask(self, inputs, mask=None):
        return None if mask is None else mask[:, ::2]

vectors = embedding(ids)
mask = embedding.compute_mask(ids)
print(mask.shape, EverySecond().compute_mask(vectors, mask).shape)

by_hand = [each[::2][ids_of_one[::2] > 0].mean(axis=0) for each, ids_of_one in zip(numbers(vectors), ids)]
print(np.allclose(numbers(MeanOfWords()(EverySecond()(vectors))), by_hand, atol=1e-6))

# %%
choose("4-2-q2")

# %% tags=["solution"] exercise="4-2-q2"
check("4-2-q2", "a")

# %% [markdown] tags=["ko"]
# ## 손실 더하기: `add_loss`
#
# 층은 자기 출력에 벌점을 줄 수 있습니다. `call`에서 `self.add_loss`로 수 하나를 넘기면 `fit`이 그것을 모델의 손실에 더합니다. 은닉층의 값이 크면 벌점을 주는 층입니다. 벌점이 있는 모델과 없는 모델을 학습해 은닉층의 평균을 견줍니다.

# %% [markdown] tags=["en"]
# ## Adding a loss: `add_loss`
#
# A layer may put a penalty on what it returns. Pass a number to `self.add_loss` in `call`, and `fit` adds it to the loss of the model. This layer punishes large values of a hidden layer. Train one model with the penalty and one without, and compare the means of the hidden layer.

# %%
class Penalty(layers.Layer):
    def __init__(self, rate, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate

    def call(self, x):
        self.add_loss(self.rate * ops.mean(ops.abs(x)))
        return x

def mean_activation(rate):
    keras.utils.set_random_seed(0)
    hidden = keras.Sequential([keras.Input((784,)), layers.Dense(64, activation="relu"), Penalty(rate)])
    model = keras.Sequential([hidden, layers.Dense(10, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, labels, epochs=4, verbose=0)
    return float(ops.mean(hidden(x))), float(hidden.losses[0])

(free, nothing), (held, penalty) = mean_activation(0.0), mean_activation(1.0)
print(f"≈ {free:.2f}, ≈ {held:.2f}", held < free / 2, nothing == 0, np.isclose(penalty, held, atol=1e-5))

# %% tags=["proof"]
punish, start = Penalty(1.0), keras.Input((2,))
for value in (1.0, 2.0):
    punish(np.full((1, 2), value))
assert [float(loss) for loss in punish.losses] == [2.0]
twice = keras.Model(start, punish(punish(start) + 1))
twice(np.ones((1, 2)))
assert [float(loss) for loss in twice.losses] == [1.0, 2.0]

# %% [markdown] tags=["ko"]
# 벌점이 은닉층의 값을 낮춥니다. `layer.losses`에는 마지막 호출의 벌점만 있습니다. 모델이나 층을 새로 부를 때마다 비우고 다시 적습니다. 한 모델 안에서 층이 두 번 불리면 벌점도 둘입니다. 가중치에 주는 벌점이면 `add_weight`의 `regularizer`가 같은 일을 합니다.
#
# ## 상태: 학습되지 않는 가중치
#
# 층이 기억해야 하지만 기울기로 배우지 않는 값이 있습니다. `BatchNormalization`의 평균이 그렇습니다. 그런 값은 `add_weight(trainable=False)`로 만들고 `assign`으로 바꿉니다. 아래의 층은 배치의 수를 두 가지로 셉니다. 하나는 파이썬의 속성이고 하나는 가중치입니다.

# %% [markdown] tags=["en"]
# The penalty brings the values down. `layer.losses` holds the penalty of the last call only: each call of the model, or of the layer alone, clears it and writes anew. A layer that stands twice in one model has two. For a penalty on weights, the `regularizer` of `add_weight` does the same.
#
# ## State: weights that are not trained
#
# Some values a layer has to remember, but does not learn from gradients, such as the mean in `BatchNormalization`. Make them with `add_weight(trainable=False)` and change them with `assign`. The layer below counts batches in two ways: with an attribute of Python, and with a weight.

# %%
class CountBatches(layers.Layer):
    def build(self, input_shape):
        self.in_python = 0
        self.in_weight = self.add_weight(initializer="zeros", dtype="int32", trainable=False)

    def call(self, x, training=False):
        if training:
            self.in_python += 1
            self.in_weight.assign_add(1)
        return x

# %%
choose("4-2-q3")

# %% tags=["solution"] exercise="4-2-q3"
check("4-2-q3", "b")

# %%
count = CountBatches()
model = keras.Sequential([keras.Input((784,)), count, layers.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, labels, batch_size=100, epochs=3, verbose=0)
print(int(count.in_weight), count.in_python < 10)

# %% tags=["tensorflow", "proof"]
eager = CountBatches()
by_batch = keras.Sequential([keras.Input((784,)), eager, layers.Dense(10, activation="softmax")])
by_batch.compile("sgd", "sparse_categorical_crossentropy", run_eagerly=True)
by_batch.fit(x[:500], labels[:500], batch_size=100, verbose=0)
assert eager.in_python == int(eager.in_weight) == 5

# %% [markdown] tags=["ko"]
# TensorFlow와 JAX에서 `fit`은 `call`을 한두 번 불러 계산을 적어 두고, 그 기록을 되풀이합니다. 그래서 파이썬의 속성은 거의 그대로입니다. PyTorch에서, 또 `compile`에 `run_eagerly=True`를 주면 `call`이 배치마다 불리지만, 그것에 기대어 층을 쓸 수는 없습니다. 가중치는 기록 안에서 바뀝니다. 모델과 함께 저장되기도 합니다.
#
# 이제 쓸모 있는 상태를 둡니다. `Centered`는 학습하는 동안 사진의 이동 평균(running mean)을 모으고 그것을 뺍니다. 추론할 때는 모은 평균을 쓰기만 하고 바꾸지 않습니다.

# %% [markdown] tags=["en"]
# On TensorFlow and JAX `fit` calls `call` once or twice to record the computation, and then repeats the recording. So the attribute of Python hardly moves. On PyTorch, or with `run_eagerly=True` in `compile`, `call` runs for every batch, but no layer should rely on that. A weight changes within the recording, and it is saved with the model.
#
# Now for a state that is of use. While it trains, `Centered` gathers a running mean of the pictures and subtracts it. At inference it uses that mean and leaves it as it is.

# %%
@keras.saving.register_keras_serializable("study")
class Centered(layers.Layer):
    def __init__(self, momentum=0.9, **kwargs):
        super().__init__(**kwargs)
        self.momentum = momentum

    def build(self, input_shape):
        shape = input_shape[1:]
        self.mean = self.add_weight(name="mean", shape=shape, initializer="zeros", trainable=False)

    def call(self, x, training=False):
        if training:
            of_batch = ops.mean(x, axis=0)
            self.mean.assign(self.momentum * self.mean + (1 - self.momentum) * of_batch)
        return x - self.mean

centered = Centered()
for start in range(0, 2000, 50):
    centered(pictures[start : start + 50], training=True)
before = numbers(centered.mean)
centered(pictures[:50])
error = np.abs(before - pictures.mean(axis=0)).mean()
print(np.array_equal(before, numbers(centered.mean)), error < 0.05)

# %%
plots.show_pictures([before, pictures[0], pictures[0] - before], ["mean", "x", "x - mean"], columns=3)

# %% [markdown] tags=["ko"]
# ### 연습 4-2-c
#
# 2020년의 층입니다. 입력의 행마다 점 `k`개까지의 거리를 냅니다. 지금은 오류가 납니다. 다음이 모두 되도록 고치세요.
#
# - 입력의 형태는 (n, 특성)이고 출력은 (n, `k`)입니다. 값은 그 행과 `centers`의 각 행 사이의 유클리드 거리입니다.
# - `centers`는 형태가 (`k`, 특성)인 학습 가능한 가중치이고, 인수 `initializer`로 초기화합니다. 층을 모델에 넣어 학습할 수 있습니다.
# - `compute_output_shape`는 맞는 형태를 돌려줍니다.
# - 클래스는 `register_keras_serializable`로 등록되어 있습니다. `initializer`에 이름을 주든 `keras.initializers.RandomNormal(stddev=2)` 같은 객체를 주든, 저장한 모델을 불러오면 `name`까지 같은 층이 돌아옵니다.

# %% [markdown] tags=["en"]
# ### Exercise 4-2-c
#
# This layer is from 2020. For each row of its input it gives the distances to `k` points. Today it fails. Repair it, so that all of this is true:
#
# - The input has shape (n, features), the output (n, `k`). Its values are the Euclidean distances between that row and each row of `centers`.
# - `centers` is a trainable weight of shape (`k`, features). It is initialized with the argument `initializer`. The layer can be a part of a model that is trained.
# - `compute_output_shape` returns the right shape.
# - The class is registered with `register_keras_serializable`. Whether `initializer` is a name or an object such as `keras.initializers.RandomNormal(stddev=2)`, a saved model brings the same layer back when it is loaded, with the same `name`.

# %% tags=["starter"] exercise="4-2-c"
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        self.k = k
        self.initializer = initializer
        super(Distances, self).__init__(**kwargs)

    def build(self, input_shape):
        shape = (self.k, input_shape[1])
        self.centers = self.add_weight(name="centers", shape=shape, initializer=self.initializer)
        super(Distances, self).build(input_shape)

    def call(self, x):
        difference = K.expand_dims(x, 1) - self.centers
        return K.sqrt(K.sum(K.square(difference), axis=-1))

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

# %% tags=["wrong"] exercise="4-2-c"
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = initializer

    def build(self, input_shape):
        shape = (self.k, input_shape[1])
        self.centers = self.add_weight(name="centers", shape=shape, initializer=self.initializer)

    def call(self, x):
        difference = ops.expand_dims(x, 1) - self.centers
        return ops.sqrt(ops.sum(ops.square(difference), axis=-1))

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

# %% tags=["wrong"] exercise="4-2-c"
@keras.saving.register_keras_serializable()
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = initializer

    def build(self, input_shape):
        shape = (self.k, input_shape[1])
        self.centers = self.add_weight(name="centers", shape=shape, initializer=self.initializer)

    def call(self, x):
        difference = ops.expand_dims(x, 1) - self.centers
        return ops.sqrt(ops.sum(ops.square(difference), axis=-1))

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

# %% tags=["wrong"] exercise="4-2-c"
@keras.saving.register_keras_serializable()
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        shape = (self.k, input_shape[1])
        self.centers = self.add_weight(name="centers", shape=shape, initializer=self.initializer)

    def call(self, x):
        difference = ops.expand_dims(x, 1) - self.centers
        return ops.sqrt(ops.sum(ops.square(difference), axis=-1))

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        return {**super().get_config(), "k": self.k}

# %% tags=["wrong"] exercise="4-2-c"
@keras.saving.register_keras_serializable()
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        shape = (self.k, input_shape[1])
        self.centers = self.add_weight(name="centers", shape=shape, initializer=self.initializer)

    def call(self, x):
        difference = ops.expand_dims(x, 1) - self.centers
        return ops.sum(ops.square(difference), axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "k": self.k, "initializer": initializer}

# %% tags=["wrong"] exercise="4-2-c"
@keras.saving.register_keras_serializable()
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        self.centers = self.add_weight(name="centers", shape=(self.k, input_shape[1]), initializer="uniform")

    def call(self, x):
        difference = ops.expand_dims(x, 1) - self.centers
        return ops.sqrt(ops.sum(ops.square(difference), axis=-1))

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "k": self.k, "initializer": initializer}

# %% tags=["wrong"] exercise="4-2-c"
@keras.saving.register_keras_serializable("study")
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        self.centers = self.add_weight(shape=(self.k, input_shape[-1]), initializer=self.initializer)

    def call(self, x):
        return ops.norm(ops.expand_dims(x, 1) - self.centers, axis=-1)

    def compute_output_shape(self, input_shape):
        return (None, self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "k": self.k, "initializer": initializer}

# %% tags=["wrong"] exercise="4-2-c"
@keras.saving.register_keras_serializable("study")
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        shape = (self.k, input_shape[-1])
        self.centers = self.add_weight(shape=shape, initializer=self.initializer, trainable=False)

    def call(self, x):
        return ops.norm(ops.expand_dims(x, 1) - self.centers, axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "k": self.k, "initializer": initializer}

# %% tags=["wrong"] exercise="4-2-c"
@keras.saving.register_keras_serializable("study")
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", name=None):
        super().__init__(name=name)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        self.centers = self.add_weight(shape=(self.k, input_shape[-1]), initializer=self.initializer)

    def call(self, x):
        return ops.norm(ops.expand_dims(x, 1) - self.centers, axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        return {"name": self.name, "k": self.k, "initializer": keras.initializers.serialize(self.initializer)}

# %% tags=["wrong"] exercise="4-2-c"
@keras.saving.register_keras_serializable("study")
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        shape = (self.k, input_shape[-1])
        self.centers = self.add_weight(name="centers", shape=shape, initializer=self.initializer)

    def call(self, x):
        return np.linalg.norm(np.asarray(x)[:, None] - np.asarray(self.centers), axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "k": self.k, "initializer": initializer}

# %% tags=["wrong"] exercise="4-2-c"
@keras.saving.register_keras_serializable("study")
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        shape = (self.k, input_shape[-1])
        self.centers = self.add_weight(name="centers", shape=shape, initializer=self.initializer)

    def call(self, x):
        return ops.norm(ops.expand_dims(x, 1) - ops.stop_gradient(self.centers), axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "k": self.k, "initializer": initializer}

# %% tags=["wrong"] exercise="4-2-c"
@keras.saving.register_keras_serializable
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        shape = (self.k, input_shape[-1])
        self.centers = self.add_weight(name="centers", shape=shape, initializer=self.initializer)

    def call(self, x):
        return ops.norm(ops.expand_dims(x, 1) - self.centers, axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "k": self.k, "initializer": initializer}

# %% tags=["wrong"] exercise="4-2-c"
@keras.saving.register_keras_serializable("study")
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        shape = (self.k, input_shape[-1])
        self.centers = self.add_weight(name="centers", shape=shape, initializer=self.initializer)

    def call(self, x):
        return ops.norm(ops.expand_dims(x, 1) - self.centers, axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {"k": self.k, "initializer": initializer}

# %% tags=["wrong"] exercise="4-2-c"
@keras.saving.register_keras_serializable("study")
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__()
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        shape = (self.k, input_shape[-1])
        self.centers = self.add_weight(name="centers", shape=shape, initializer=self.initializer)

    def call(self, x):
        return ops.norm(ops.expand_dims(x, 1) - self.centers, axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "k": self.k, "initializer": initializer}

# %% tags=["wrong"] exercise="4-2-c"
@keras.saving.register_keras_serializable("study")
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        shape = (self.k, input_shape[-1])
        self.centers = self.add_weight(name="centers", shape=shape, initializer=self.initializer)

    def call(self, x):
        return ops.norm(ops.expand_dims(x, 1) - self.centers, axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "initializer": initializer}

# %% tags=["right"] exercise="4-2-c"
@keras.saving.register_keras_serializable("study")
class Distances(keras.Layer):
    def __init__(self, k, initializer="uniform", name=None, dtype=None, trainable=True):
        super().__init__(name=name, dtype=dtype, trainable=trainable)
        self.k, self.initializer = k, keras.initializers.get(initializer)

    def build(self, input_shape):
        self.points = self.add_weight(shape=(self.k, input_shape[-1]), initializer=self.initializer)

    def call(self, x):
        return ops.norm(x[:, None] - self.points, axis=-1)

    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], self.k)

    def get_config(self):
        config = super().get_config()
        config.update(k=self.k, initializer=keras.saving.serialize_keras_object(self.initializer))
        return config

# %% tags=["right"] exercise="4-2-c"
@keras.saving.register_keras_serializable()
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        self.k = k
        self.initializer = initializer
        super(Distances, self).__init__(**kwargs)

    def build(self, input_shape):
        shape = (self.k, input_shape[1])
        self.centers = self.add_weight(name="centers", shape=shape, initializer=self.initializer)
        super(Distances, self).build(input_shape)

    def call(self, x):
        squares = [ops.sum(ops.square(x - self.centers[number]), axis=1) for number in range(self.k)]
        return ops.sqrt(ops.stack(squares, axis=1))

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        return {**super().get_config(), "k": self.k, "initializer": self.initializer}

    @classmethod
    def from_config(cls, config):
        config["initializer"] = keras.initializers.get(config["initializer"])
        return cls(**config)

# %% tags=["right"] exercise="4-2-c"
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        _, features = input_shape
        self.centers = self.add_weight(name="centers", shape=(self.k, features), initializer=self.initializer)

    def call(self, x):
        return ops.sum((ops.expand_dims(x, 1) - ops.expand_dims(self.centers, 0)) ** 2, axis=2) ** 0.5

    def compute_output_shape(self, input_shape):
        return (*input_shape[:1], self.k)

    def get_config(self):
        return super().get_config() | {"k": self.k, "initializer": keras.initializers.serialize(self.initializer)}

Distances = keras.saving.register_keras_serializable("geometry", name="ToPoints")(Distances)

# %% tags=["solution"] exercise="4-2-c"
@keras.saving.register_keras_serializable("study")
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        shape = (self.k, input_shape[-1])
        self.centers = self.add_weight(name="centers", shape=shape, initializer=self.initializer)

    def call(self, x):
        difference = ops.expand_dims(x, 1) - self.centers
        return ops.sqrt(ops.sum(ops.square(difference), axis=-1))

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "k": self.k, "initializer": initializer}

# %%
check("4-2-c", Distances)

# %% [markdown] tags=["ko", "solution"]
# `K.`은 모두 `ops.`가 됩니다. `keras.initializers.get`은 이름, 객체, 저장된 설정을 모두 객체로 바꾸므로, 새로 만들 때와 불러올 때 같은 `__init__`을 쓸 수 있습니다. 적어 둘 때는 `keras.initializers.serialize`가 반대의 일을 합니다.

# %% [markdown] tags=["en", "solution"]
# Every `K.` becomes `ops.`. `keras.initializers.get` turns a name, an object or a stored config into an object, so the same `__init__` serves a new layer and a loaded one. `keras.initializers.serialize` does the opposite when the layer is written down.

# %% [markdown] tags=["ko"]
# ## `Lambda`로 충분할 때
#
# 한 줄의 계산을 시험해 볼 때는 클래스 대신 `layers.Lambda`에 함수를 넣으면 됩니다. 가중치가 없고, 저장하지 않을 모델이면 그것으로 충분합니다. 저장한 모델은 어떨까요?

# %% [markdown] tags=["en"]
# ## When `Lambda` will do
#
# To try out one line of computation, put a function into `layers.Lambda` instead of writing a class. With no weights, and a model that is not going to be saved, that is enough. What about a model that is saved?

# %%
model = keras.Sequential([keras.Input((28, 28)), layers.Lambda(lambda x: x[:, 7:21, 7:21])])
print(model(pictures[:4]).shape)
model.save(folder / "lambda.keras")
with expect_error(ValueError):
    keras.models.load_model(folder / "lambda.keras")

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: 이름 있는 함수
#
# 2020년에는 불러올 수 있었습니다. `lambda`에는 이름이 없어서 코드가 통째로 파일에 들어가고, 남의 파일이라면 그 코드는 무엇이든 할 수 있습니다. 그래서 오늘은 거절합니다. 함수에 이름을 주고 등록하면 파일에는 이름만 들어갑니다. 인수나 가중치가 필요해지면 작은 클래스를 쓰세요.

# %% [markdown] tags=["en"]
# ### 2020 → today: a function with a name
#
# In 2020 it could be loaded. A `lambda` has no name, so its whole code goes into the file, and in a file from somebody else that code could do anything. That is why loading refuses it today. Give the function a name and register it, and only the name goes into the file. Once you need arguments or weights, write a small class.

# %%
@keras.saving.register_keras_serializable("study")
def middle(x):
    return x[:, 7:21, 7:21]

model = keras.Sequential([keras.Input((28, 28)), layers.Lambda(middle)])
model.save(folder / "middle.keras")
loaded = keras.models.load_model(folder / "middle.keras")
print(np.array_equal(numbers(loaded(pictures[:4])), pictures[:4, 7:21, 7:21]))

# %% [markdown] tags=["ko"]
# ## `compute_output_shape`는 언제 필요한가
#
# 2020년의 케라스(TensorFlow에 든 `tf.keras`가 아니라 따로 설치하던 것)에서는 형태를 바꾸는 층마다 써야 했습니다. 오늘은 케라스가 `call`을 값 없이 따라가며 형태를 알아냅니다. 따라갈 수 없을 때만 필요합니다. `call`에서 NumPy를 쓸 때가 그렇습니다. 아래의 층은 푸리에 변환을 NumPy로 계산합니다.

# %% [markdown] tags=["en"]
# ## When you need `compute_output_shape`
#
# In the Keras of 2020 (the one installed by itself, not `tf.keras`) every layer that changed the shape had to have it. Today Keras follows `call` without values and finds the shape out. You need it only where Keras cannot follow, as when `call` uses NumPy. The layer below computes a Fourier transform with NumPy.

# %%
class Spectrum(layers.Layer):
    def call(self, x):
        return np.log1p(np.abs(np.fft.rfft2(numbers(x)))).astype("float32")

with expect_error(Exception):
    Spectrum()(keras.Input((28, 28)))

class SpectrumWithShape(Spectrum):
    def compute_output_shape(self, input_shape):
        return (*input_shape[:2], input_shape[2] // 2 + 1)

inputs = keras.Input((28, 28))
model = keras.Model(inputs, SpectrumWithShape()(inputs))
print(model.output_shape, model(pictures[:4]).shape)

# %% [markdown] tags=["ko"]
# 이제 모델이 만들어지고, 직접 부르면 계산도 됩니다. `predict`와 `fit`도 될까요?

# %% [markdown] tags=["en"]
# Now it makes a model, and called directly the model computes. Will `predict` and `fit` work too?

# %% tags=["tensorflow"]
model.compile("adam", "mse")
with expect_error(NotImplementedError):
    model.predict(pictures[:4], verbose=0)
with expect_error(NotImplementedError):
    model.fit(pictures[:4], np.zeros((4, 28, 15)), verbose=0)

# %% tags=["proof"]
assert hasattr(ops, "fft2") and not hasattr(ops, "rfft2")

# %% [markdown] tags=["ko"]
# 둘 다 오류입니다. TensorFlow와 JAX에서는 `predict`와 `fit`이 계산을 먼저 기록하는데, 기록할 때는 값이 없어 NumPy가 계산할 수 없습니다. PyTorch에서는 실행되지만, NumPy를 지나는 길에는 기울기가 없어 이 층보다 앞에 있는 층은 배우지 못합니다. 그러니 `ops`로 쓰세요. 여기서는 `ops.rfft2`가 없어도 `ops.fft2`가 있습니다.
#
# ## 공식에서 층으로
#
# 논문의 공식을 층으로 옮겨 봅시다. RMSNorm입니다([Zhang과 Sennrich, 2019](https://arxiv.org/abs/1910.07467), 식 4). 벡터 $a$의 각 수를 제곱 평균의 제곱근으로 나누고, 학습되는 이득 $g$를 곱합니다.
#
# $$\bar{a}_i = \frac{a_i}{\mathrm{RMS}(a)}\, g_i, \qquad \mathrm{RMS}(a) = \sqrt{\frac{1}{n} \sum_{i=1}^{n} a_i^2}$$
#
# 기호마다 코드 한 줄입니다. 모두 0인 벡터에서 0으로 나누지 않도록 작은 수 `epsilon`을 더합니다.

# %% [markdown] tags=["en"]
# Both are errors. On TensorFlow and JAX, `predict` and `fit` record the computation first, and while it is recorded there are no values for NumPy to compute with. On PyTorch it runs, but there is no gradient on a way that leads through NumPy, so a layer in front of this one would learn nothing. So write `ops`: there is no `ops.rfft2`, but there is `ops.fft2`.
#
# ## From a formula to a layer
#
# Turn a formula from a paper into a layer: RMSNorm ([Zhang and Sennrich, 2019](https://arxiv.org/abs/1910.07467), equation 4). It divides each number of a vector $a$ by the root of their mean square, and multiplies it with a trained gain $g$.
#
# $$\bar{a}_i = \frac{a_i}{\mathrm{RMS}(a)}\, g_i, \qquad \mathrm{RMS}(a) = \sqrt{\frac{1}{n} \sum_{i=1}^{n} a_i^2}$$
#
# Each symbol becomes a line of code. A small `epsilon` keeps a vector of zeros from being divided by 0.

# %%
@keras.saving.register_keras_serializable("study")
class RMSNorm(layers.Layer):
    def __init__(self, epsilon=1e-6, **kwargs):
        super().__init__(**kwargs)
        self.epsilon = epsilon

    def build(self, input_shape):
        self.gain = self.add_weight(name="gain", shape=(input_shape[-1],), initializer="ones")

    def call(self, a):
        rms = ops.sqrt(ops.mean(ops.square(a), axis=-1, keepdims=True) + self.epsilon)
        return a / rms * self.gain

# %% [markdown] tags=["ko"]
# ## 검사하기: NumPy
#
# 맞게 옮겼는지는 두 가지로 봅니다. 첫째, 같은 공식을 NumPy로 다시 쓰고 진짜 데이터에서 견줍니다. 이득이 처음 값 1이면 곱을 빼먹어도 드러나지 않습니다. 그래서 가중치를 다른 수로 바꾸고 견줍니다. 케라스에도 같은 층 `RMSNormalization`이 있으므로 그것과도 견줍니다.

# %% [markdown] tags=["en"]
# ## Testing: NumPy
#
# Two tests show whether you got it right. The first: write the formula again in NumPy, and compare on real data. As long as the gain has its first value, 1, a forgotten product would not show. So put other numbers into the weight before you compare. Keras has this layer as well, `RMSNormalization`, so compare with that one too.

# %%
layer = RMSNorm()
layer.build(x.shape)
gain = np.linspace(0.5, 2, 784).astype("float32")
layer.set_weights([gain])

by_hand = x[:50] / np.sqrt((x[:50] ** 2).mean(axis=-1, keepdims=True) + 1e-6) * gain
of_keras = layers.RMSNormalization()
of_keras.build(x.shape)
of_keras.set_weights([gain])
found = numbers(layer(x[:50]))
print(np.allclose(found, by_hand, atol=1e-5))
print(np.allclose(found, numbers(of_keras(x[:50])), atol=1e-5))

# %% [markdown] tags=["ko"]
# ## 검사하기: 기울기
#
# 둘째, 기울기를 봅니다. 입력의 수 하나를 $h$만큼 늘리고 줄여 출력의 차이를 $2h$로 나누면 기울기와 거의 같아야 합니다. 이것을 유한 차분(finite differences)이라고 합니다. 빼기에서 자릿수가 사라지므로 `float64`로 계산합니다. 사진 가운데의 픽셀 28개로 해 봅시다.

# %% [markdown] tags=["en"]
# ## Testing: gradients
#
# The second test looks at gradients. Make one number of the input larger and smaller by $h$, and divide the difference of the outputs by $2h$: that should be almost the gradient. This is called finite differences. The subtraction loses digits, so compute in `float64`. Take 28 pixels from the middle of a picture.

# %% tags=["tensorflow"]
import tensorflow as tf

exact, row = RMSNorm(dtype="float64"), pictures[0, 14].astype("float64")
weights = np.linspace(-1, 1, 28)

def total(a):
    return ops.sum(exact(a[None]) * weights)

h = 1e-5
by_differences = [
    (total(row + h * step) - total(row - h * step)) / (2 * h) for step in np.eye(28)
]
a = tf.constant(row)
with tf.GradientTape() as tape:
    tape.watch(a)
    value = total(a)
print(np.allclose(tape.gradient(value, a), by_differences, atol=1e-7))

# %% [markdown] tags=["ko"]
# `ops`로 쓴 층의 기울기는 백엔드가 내므로 대개 맞습니다. 이 검사가 잡는 것은 길이 끊긴 곳입니다. NumPy를 지나거나, 정수로 바꾸거나, `ops.stop_gradient`를 쓴 곳에서는 기울기가 0이거나 없습니다.
#
# ### 연습 4-2-d
#
# GeM 풀링을 층 `GeM`으로 옮기세요([Radenović, Tolias, Chum, 2019](https://arxiv.org/abs/1711.02512), 식 3). 특성 지도 $X$의 수 $x$마다 $p$제곱해서 평균하고 $1/p$제곱합니다.
#
# $$f = \left(\frac{1}{|X|} \sum_{x \in X} x^{p}\right)^{1/p}$$
#
# - 입력의 형태는 (n, 높이, 너비, 채널)이고, 출력은 (n, 채널)입니다. 채널마다 따로 계산합니다.
# - $p$는 층 전체에 하나뿐인 학습 가능한 가중치이고, 형태는 `()`입니다. 모델에 넣어 학습하면 기울기가 닿습니다. 처음 값은 인수 `p`이며, 적지 않으면 3입니다.
# - 음수의 거듭제곱이 없도록, `1e-6`보다 작은 입력은 `1e-6`으로 바꾼 뒤 계산합니다.
# - 클래스는 등록되어 있고, 설정에 `p`가 있어 `GeM(p=5)`를 저장했다가 불러오면 `name`까지 같은 층이 돌아옵니다.

# %% [markdown] tags=["en"]
# The gradients of a layer written with `ops` come from the backend, so they are usually right. What this test catches is a way that is cut: through NumPy, through integers, or through `ops.stop_gradient` the gradient is 0 or missing.
#
# ### Exercise 4-2-d
#
# Turn GeM pooling into a layer `GeM` ([Radenović, Tolias and Chum, 2019](https://arxiv.org/abs/1711.02512), equation 3). Each number $x$ of a feature map $X$ is raised to the power $p$; take their mean, and raise that to $1/p$.
#
# $$f = \left(\frac{1}{|X|} \sum_{x \in X} x^{p}\right)^{1/p}$$
#
# - The input has shape (n, height, width, channels), the output (n, channels). Each channel is worked out on its own.
# - $p$ is one trainable weight for the whole layer, of shape `()`. In a model that is trained, a gradient reaches it. It starts at the argument `p`, which is 3 if it is left out.
# - Inputs below `1e-6` count as `1e-6`, so that no negative number is raised to a power.
# - The class is registered and `p` is part of its config: save a `GeM(p=5)` and load it, and the same layer comes back, with the same `name`.

# %% tags=["starter"] exercise="4-2-d"
GeM = ...

# %% tags=["wrong"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.p = p

    def call(self, x):
        return ops.mean(ops.maximum(x, 1e-6) ** self.p, axis=(1, 2)) ** (1 / self.p)

# %% tags=["wrong"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(3.0))

    def call(self, x):
        return ops.mean(ops.maximum(x, 1e-6) ** self.p, axis=(1, 2)) ** (1 / self.p)

# %% tags=["wrong"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        return ops.mean(ops.maximum(x, 1e-6) ** self.p, axis=(1, 2))

    def get_config(self):
        return {**super().get_config(), "p": self.start}

# %% tags=["wrong"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        return ops.mean(x**self.p, axis=(1, 2)) ** (1 / self.p)

    def get_config(self):
        return {**super().get_config(), "p": self.start}

# %% tags=["wrong"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        return ops.mean(ops.maximum(x, 1e-6) ** self.p, axis=(1, 2, 3)) ** (1 / self.p)

    def get_config(self):
        return {**super().get_config(), "p": self.start}

# %% tags=["wrong"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        return ops.mean(ops.maximum(x, 1e-6) ** self.p, axis=(1, 2)) ** (1 / self.p)

    def get_config(self):
        return super().get_config()

# %% tags=["wrong"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(3.0))

    def call(self, x):
        return ops.mean(ops.maximum(x, 1e-6) ** self.p, axis=(1, 2)) ** (1 / self.p)

    def get_config(self):
        return {**super().get_config(), "p": self.start}

# %% tags=["wrong"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        return ops.mean(ops.maximum(x, 1e-6) ** self.p, axis=(1, 2)) ** (1 / self.p)

    def get_config(self):
        return {"name": self.name, "p": self.start}

# %% tags=["wrong"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        return ops.mean(ops.relu(x) ** self.p, axis=(1, 2)) ** (1 / self.p)

    def get_config(self):
        return {**super().get_config(), "p": self.start}

# %% tags=["wrong"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        p = ops.stop_gradient(self.p)
        return ops.mean(ops.maximum(x, 1e-6) ** p, axis=(1, 2)) ** (1 / p)

    def get_config(self):
        return {**super().get_config(), "p": self.start}

# %% tags=["wrong"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        p = float(self.p)
        return ops.mean(ops.maximum(x, 1e-6) ** p, axis=(1, 2)) ** (1 / p)

    def get_config(self):
        return {**super().get_config(), "p": self.start}

# %% tags=["wrong"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        return ops.mean(ops.maximum(x, 1e-6) ** self.p, axis=(1, 2)) ** (1 / self.p)

    def get_config(self):
        return {**super().get_config(), "p": self.p}

# %% tags=["right"] exercise="4-2-d"
@keras.saving.register_keras_serializable()
class GeM(keras.Layer):
    def __init__(self, p=3, **kwargs):
        super().__init__(**kwargs)
        self.first = p
        self.exponent = self.add_weight(shape=(), initializer=keras.initializers.Constant(p))

    def call(self, x):
        powers = ops.power(ops.clip(x, 1e-6, 1e6), self.exponent)
        return ops.power(ops.mean(powers, axis=[1, 2]), 1.0 / self.exponent)

    def get_config(self):
        config = super().get_config()
        config["p"] = self.first
        return config

# %% tags=["right"] exercise="4-2-d"
@keras.saving.register_keras_serializable("pooling", "GeneralizedMean")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.p = p

    def build(self, input_shape):
        self.power = self.add_weight(shape=(), initializer=lambda shape, dtype: ops.full(shape, self.p, dtype))

    def call(self, x):
        x = ops.maximum(x, 1e-6)
        count = x.shape[1] * x.shape[2]
        return ops.exp(ops.log(ops.sum(ops.exp(self.power * ops.log(x)), axis=(1, 2)) / count) / self.power)

# %% tags=["right"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p
        self.pool = layers.GlobalAveragePooling2D()

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer="zeros")
        self.p.assign(self.start)

    def call(self, x):
        return self.pool(ops.maximum(x, 1e-6) ** self.p) ** (1 / self.p)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[-1])

    def get_config(self):
        return dict(super().get_config(), p=self.start)

# %% tags=["solution"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        start = keras.initializers.Constant(self.start)
        self.p = self.add_weight(name="p", shape=(), initializer=start)

    def call(self, x):
        powers = ops.maximum(x, 1e-6) ** self.p
        return ops.mean(powers, axis=(1, 2)) ** (1 / self.p)

    def get_config(self):
        return {**super().get_config(), "p": self.start}

# %%
check("4-2-d", GeM)

# %% [markdown] tags=["ko", "solution"]
# $p = 1$이면 평균 풀링이고, $p$가 커질수록 최대 풀링에 가까워집니다. 그래서 층이 둘 사이의 어디가 좋은지 배웁니다. 설정에는 처음 값만 적습니다. 배운 값은 가중치이므로 파일의 다른 자리에 저장됩니다.

# %% [markdown] tags=["en", "solution"]
# With $p = 1$ this is average pooling, and the larger $p$, the closer it comes to max pooling; so the layer learns which mixture of the two is good. The config holds the starting value only. The learned value is a weight, and those are stored elsewhere in the file.

# %% [markdown] tags=["ko"]
# ## 층 진료소
#
# 지금까지 본 검사를 `examine` 하나가 모두 합니다. 층과 예시 입력을 넘기면 표가 나옵니다. 넘긴 층의 가중치와 상태는 그대로 남습니다. 이 함수는 폴더 `utils/layer_clinic`에 있고, 폴더 `utils/core`와 함께 복사하면 여러분의 프로젝트에서도 쓸 수 있습니다. 앞에서 쓴 `RMSNorm`과 `MeanOfWords`를 진찰합니다.

# %% [markdown] tags=["en"]
# ## The layer clinic
#
# All the tests you have seen are in one function, `examine`. Give it a layer and example inputs, and it shows a table. The weights and the state of the layer stay as they were. The function is in the folder `utils/layer_clinic`; copy that together with the folder `utils/core`, and you can use it in projects of your own. Here it looks at `RMSNorm` and `MeanOfWords`.

# %%
from utils.layer_clinic import examine

examine(RMSNorm(), x[:8])

# %%
examine(MeanOfWords(), vectors)

# %% [markdown] tags=["ko"]
# `MeanOfWords`는 등록하지 않았으므로 결함이 하나 있고, 고치는 방법도 적혀 있습니다. 글의 `MyLayer`처럼 형태를 거짓으로 말하는 층은 어떻게 나올까요? 어느 줄이 결함일지 예상해 보세요.

# %% [markdown] tags=["en"]
# `MeanOfWords` was never registered, so it has a fault, and the table says how to fix it. What about a layer that lies about its shape, as the `MyLayer` of the post does? Guess which row will be a fault.

# %%
@keras.saving.register_keras_serializable("study")
class OldShape(MyLayer):
    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.output_dim)

examine(OldShape(10), pictures[:8])

# %% [markdown] tags=["ko"]
# ## 실험실: 층 진료소
#
# 메뉴에서 층을 고르면 코드와 진단이 나옵니다. 병든 층마다 잘못이 하나씩 있습니다. 이 노트북에서 여러분이 만들어 입력 하나에 적용해 본 층도 메뉴의 끝에 있습니다. **먼저** 코드만 읽고 어느 줄이 결함일지 맞혀 본 뒤 진단을 보세요. **눈여겨볼 것**은 `NumPyInside`처럼 잘못 하나가 여러 줄에 나타나는 층입니다.

# %% [markdown] tags=["en"]
# ## Lab: layer clinic
#
# Choose a layer from the menu to see its code and the findings. Each sick layer has one thing wrong with it. Layers that you made in this notebook and called on one input stand at the end of the menu. **Try first**: read the code alone, guess which row will be a fault, then look at the findings. **Notice** the layers in which one mistake shows in several rows, such as `NumPyInside`.

# %%
lab("layer clinic")

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `build`는 가중치를 만들고 `call`은 `keras.ops`로 계산합니다. 그러면 세 백엔드에서 같은 수가 나옵니다.
# - `get_config`와 `register_keras_serializable`이 있어야 저장한 층이 돌아옵니다. `Lambda` 속의 `lambda`는 거절당합니다.
# - 학습할 때만 하는 일은 `training`을 보고, 채운 자리는 `mask`를 보고 정합니다. 벌점은 `add_loss`로 더합니다.
# - 기억할 값은 파이썬의 속성이 아니라 `trainable=False`인 가중치에 두고 `assign`으로 바꿉니다.
# - 층은 NumPy로 쓴 공식, 기울기, 그리고 `examine`으로 검사합니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - `build` makes the weights, and `call` computes with `keras.ops`: then three backends give the same numbers.
# - A saved layer comes back if it has `get_config` and `register_keras_serializable`. A `lambda` in a `Lambda` is refused.
# - Let `training` decide what happens in training only, and `mask` what to do about filling. `add_loss` adds a penalty.
# - A value to remember belongs in a weight with `trainable=False`, changed by `assign`, and not in an attribute of Python.
# - Test a layer against the formula in NumPy, by gradients, and with `examine`.
