# %% [markdown] tags=["ko"]
# 4-1의 층(layer)으로 만들 수 없는 계산이 있으면 층을 직접 만듭니다. 이 섹션에서는 메서드가 하나뿐인 층에서 시작해, 가중치를 더하고, 모델에 넣어 학습하고, 저장했다가 불러옵니다. 그다음에 2020년 글의 `MyLayer`를 읽고 고칩니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 가중치, 상태, 마스킹(masking), 손실이 있는 층을 직접 **작성합니다**.
# - 직접 작성한 층을 저장하고 **되살립니다**.
# - 층이 맞게 계산하는지 NumPy와 기울기로 **검사합니다**.
#
# 섹션은 두 부분입니다. 앞부분에서는 층을 만들고 저장합니다. 뒷부분에서는 마스크와 상태가 있는 층을 다루고, 층을 검사하고, 직접 작성한 층을 학습합니다. 각각 한 시간 15분쯤 걸리고, 사이에 쉬어 갈 곳이 있습니다.

# %% [markdown] tags=["en"]
# Where none of the layers of 4-1 computes what you need, you write one yourself. This section begins with a layer of a single method, gives it weights, trains it in a model, and saves and loads it. Then you read and repair `MyLayer`, the example of the post from 2020.
#
# After this section you can:
#
# - **write** layers with weights, state, masking and losses;
# - save a layer of your own and **bring it back**;
# - **test** whether a layer computes the right thing, against NumPy and by gradients.
#
# There are two halves. In the first you write layers and save them. The second is about layers with masks and with state, about testing layers, and about training one of your own. Each takes about an hour and a quarter, and there is a place to stop in between.

# %% [markdown] tags=["ko"]
# ## 데이터
#
# 1-1의 옷 사진과 영화평 문장을 씁니다. `x`에서는 사진 한 장이 길이 784의 벡터입니다.

# %% [markdown] tags=["en"]
# ## Data
#
# You use the pictures of clothes from 1-1 and sentences from movie reviews. In `x` a picture is a vector of length 784.

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
# ## 왜 층을 직접 만드나
#
# 어떤 사진은 전체가 밝고 어떤 사진은 어둡습니다. 밝기의 차이를 없애려고 사진마다 그 사진의 평균을 빼고 싶습니다. 사진을 모델에 넣기 전에 NumPy로 빼도 됩니다. 그러나 그러면 모델을 쓰는 사람마다 잊지 않고 같은 계산을 해야 합니다. 계산이 모델 **안**에 있으면 모델과 함께 저장되고, 앞뒤의 층과 함께 학습됩니다. 그래서 층으로 만듭니다.
#
# 층 안에서는 `keras.ops`로 계산합니다. 이름과 뜻은 대부분 NumPy와 같고, 모든 백엔드(backend)에서 동작합니다. 먼저 평균부터 봅시다. 사진 네 장에서 축 1과 2를 따라 평균하면 어떤 형태가 남을까요?

# %% [markdown] tags=["en"]
# ## Why write a layer
#
# Some pictures are bright all over and some are dark. To take that difference out, you want to subtract from each picture its own mean. NumPy could do it before the pictures go into the model. But then everybody who uses the model has to remember to do the same. A computation **inside** the model is saved with it and trained together with the layers around it. That is why you write a layer.
#
# In a layer you compute with `keras.ops`. Its names and meanings are mostly those of NumPy, and it works on every backend. Begin with the mean. If you take the mean of four pictures along axes 1 and 2, which shape is left?

# %%
print(ops.mean(pictures[:4], axis=(1, 2)).shape)
print(ops.mean(pictures[:4], axis=(1, 2), keepdims=True).shape)

# %% [markdown] tags=["ko"]
# 사진마다 수 하나가 남습니다. `keepdims=True`를 주면 평균한 축이 길이 1로 남습니다. 형태가 (4, 1, 1)인 텐서는 형태가 (4, 28, 28)인 사진에서 바로 뺄 수 있습니다. 사진마다 자기 평균이 빠집니다.
#
# 가장 작은 층은 메서드가 하나뿐입니다. `call`은 입력을 받아 출력을 돌려줍니다. 클래스는 `layers.Layer`의 하위 클래스입니다.

# %% [markdown] tags=["en"]
# One number is left for each picture. With `keepdims=True` the axes of the mean stay, with length 1. A tensor of shape (4, 1, 1) can be subtracted from pictures of shape (4, 28, 28): each picture loses its own mean.
#
# The smallest layer has one method. `call` takes the input and returns the output. The class is derived from `layers.Layer`.

# %%
class WithoutMean(layers.Layer):
    def call(self, x):
        return x - ops.mean(x, axis=(1, 2), keepdims=True)

layer = WithoutMean()
print([f"{mean:.2f}" for mean in pictures[:4].mean(axis=(1, 2))])
print([f"{abs(mean):.2f}" for mean in numbers(layer(pictures[:4])).mean(axis=(1, 2))])
print(layer(keras.Input((28, 28))).shape)

# %% [markdown] tags=["ko"]
# 층은 `layer.call(...)`이 아니라 `layer(...)`로 부릅니다. 그러면 케라스가 준비를 마친 뒤 `call`을 부릅니다. 첫째 줄은 사진 네 장의 평균이고, 둘째 줄은 층을 지난 뒤의 평균입니다. 마지막 줄에서는 값이 없는 `keras.Input`을 넣었습니다. 케라스는 값 없이 `call`을 따라가며 출력의 형태를 알아냅니다. 2-2의 함수형 모델이 이렇게 만들어집니다.
#
# 값이 없을 때도 `call`이 실행되므로, 텐서의 값에 `if`를 쓸 수 없습니다. 0.5보다 작은 값만 0으로 바꾸려면 어떻게 할까요? `ops.where(condition, a, b)`는 자리마다 조건이 참이면 `a`를, 거짓이면 `b`를 고릅니다.
#
# 고르기 전에 `a`와 `b`를 모두 계산합니다. 그래서 고르지 않은 쪽에서 0으로 나누면, 나온 값은 맞아도 기울기는 `nan`이 됩니다. 그쪽의 기울기에서 0에 무한대를 곱하게 되고, 그 곱은 수가 아니기 때문입니다(3-3). 0으로 나눌 수 있는 계산이라면 나누기 **전에** 나누는 수에서 0을 없앱니다.

# %% [markdown] tags=["en"]
# Write `layer(...)` and not `layer.call(...)`: Keras makes its preparations and then calls `call`. The first line shows the means of four pictures, the second their means after the layer. The last line hands it a `keras.Input`, which has no values. Keras follows `call` without values and finds out the shape of the output. That is how a functional model of 2-2 is made.
#
# Because `call` also runs when there are no values, it cannot ask for the value of a tensor with `if`. How then do you turn only the values below 0.5 into 0? At each place, `ops.where(condition, a, b)` picks `a` if the condition is true and `b` if it is false.
#
# Both `a` and `b` are computed before it picks. So if the side that is not picked divides by 0, the values that come out are right, and the gradient is `nan` all the same: on that side it is 0 times infinity, which is no number (3-3). Where a division by 0 can happen, take the 0 out of the divisor **before** you divide.

# %%
class LargeOnly(layers.Layer):
    def call(self, x):
        return ops.where(x < 0.5, 0.0, x)

kept = numbers(LargeOnly()(pictures[:1]))[0]
plots.show_pictures([pictures[0], kept], ["x", "LargeOnly"], columns=2)

# %% [markdown] tags=["ko"]
# ### 연습 4-2-a
#
# 가중치가 없는 층 `LargestToOne`을 작성하세요. `layers.Layer`의 하위 클래스이고, 인수 없이 만듭니다.
#
# - 입력은 형태가 (n, 높이, 너비)인 사진입니다. 출력의 형태도 같습니다.
# - 사진마다 가장 큰 값이 1이 되도록, 그 사진의 가장 큰 값으로 나눕니다. 가장 큰 값은 `ops.max`로 구합니다.
# - 모두 0인 사진은 0으로 남습니다.
# - `keras.Input((28, 28))`도 넣을 수 있고, 모델에 넣어 학습할 수 있습니다. 곧 계산은 `keras.ops`로 하고, 기울기가 앞의 층까지 이어집니다. 모두 0인 사진에서도 기울기는 유한한 수입니다.

# %% [markdown] tags=["en"]
# ### Exercise 4-2-a
#
# Write a layer without weights, `LargestToOne`. It is derived from `layers.Layer` and made without arguments.
#
# - Its input is pictures of shape (n, height, width), and its output has the same shape.
# - It divides each picture by the largest value in that picture, so that this value becomes 1. `ops.max` finds it.
# - A picture that is 0 everywhere stays 0.
# - It can be called on `keras.Input((28, 28))` too, and be a part of a model that is trained. So it computes with `keras.ops`, and a gradient gets through to the layers in front of it. For a picture that is 0 everywhere, too, the gradient is a finite number.

# %% tags=["starter"] exercise="4-2-a"
LargestToOne = ...

# %% tags=["wrong"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x):
        return x / ops.max(x)

# %% tags=["wrong"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x):
        return x / ops.max(x, axis=(1, 2), keepdims=True)

# %% tags=["wrong"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x):
        return x / (ops.max(x, axis=-1, keepdims=True) + 1e-7)

# %% tags=["wrong"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x):
        top = np.max(np.asarray(x), axis=(1, 2), keepdims=True)
        return x / np.where(top == 0, 1, top)

# %% tags=["wrong"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        x / ops.where(top == 0, 1.0, top)

# %% tags=["wrong"] exercise="4-2-a"
LargestToOne = layers.Rescaling(1 / 255)

# %% tags=["wrong"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x):
        return x / ops.maximum(ops.max(x, axis=(1, 2), keepdims=True), 0.1)

# %% tags=["wrong"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        return x / ops.where(ops.any(top == 0), 1.0, top)

# %% tags=["wrong"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def build(self, input_shape):
        self.one = self.add_weight(shape=(), initializer="ones")

    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        return self.one * x / ops.where(top == 0, 1.0, top)

# %% tags=["wrong"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x):
        x = ops.convert_to_numpy(x)
        top = x.max(axis=(1, 2), keepdims=True)
        return x / np.where(top == 0, 1, top)

    def compute_output_shape(self, input_shape):
        return input_shape

# %% tags=["wrong"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        if ops.all(top == 0):
            return x
        return x / ops.where(top == 0, 1.0, top)

# %% tags=["wrong"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        return ops.stop_gradient(x / ops.where(top == 0, 1.0, top))

# %% tags=["wrong"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        return ops.where(top > 0, x / top, 0.0)

# %% tags=["wrong"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        if top == 0:
            return x
        return x / top

# %% tags=["right"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x):
        top = ops.stop_gradient(ops.max(x, axis=(1, 2), keepdims=True))
        return x / (top + keras.config.epsilon())

# %% tags=["right"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, pictures):
        top = ops.amax(pictures, axis=[1, 2])
        return ops.divide_no_nan(pictures, top[:, None, None])

# %% tags=["right"] exercise="4-2-a"
class LargestToOne(keras.Layer):
    def call(self, x):
        return x / ops.maximum(ops.max(x, axis=(-2, -1), keepdims=True), 1e-7)

# %% tags=["right"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x, training=False):
        flat = ops.reshape(x, (-1, x.shape[1] * x.shape[2]))
        top = ops.max(flat, axis=1, keepdims=True)
        return ops.reshape(flat / ops.where(top > 0, top, 1.0), ops.shape(x))

    def compute_output_shape(self, input_shape):
        return input_shape

# %% tags=["solution"] exercise="4-2-a"
class LargestToOne(layers.Layer):
    def call(self, x):
        largest = ops.max(x, axis=(1, 2), keepdims=True)
        return x / ops.where(largest == 0, 1.0, largest)

# %%
check("4-2-a", LargestToOne)

# %% [markdown] tags=["ko", "solution"]
# 축 1과 2를 따라 가장 큰 값을 구하면 사진마다 하나가 남습니다. `keepdims=True`는 그 축을 길이 1로 남겨 나눗셈의 형태를 맞춥니다. `if`로는 0을 거를 수 없습니다. 배치 안의 사진마다 답이 다르고, 모델을 만들 때는 값이 아직 없기 때문입니다. `ops.where(largest > 0, x / largest, 0.0)`은 값은 같지만 `0 / 0`도 계산하므로, 모두 0인 사진에서 기울기가 `nan`입니다.

# %% [markdown] tags=["en", "solution"]
# The largest value along axes 1 and 2 is one number for each picture; `keepdims=True` keeps those axes, with length 1, so that the shapes fit for the division. An `if` cannot keep out the 0: the answer differs from picture to picture in a batch, and while a model is built there are no values yet. `ops.where(largest > 0, x / largest, 0.0)` gives the same values, but it computes `0 / 0` as well, and the gradient for a picture of zeros is `nan`.

# %% [markdown] tags=["ko"]
# ## 배우는 층: `build`와 `add_weight`
#
# `WithoutMean`은 배우는 것이 없습니다. 배우려면 가중치가 있어야 합니다. `Dense`에서 가장 중요한 부분인, 입력에 행렬을 곱하는 층을 만들어 봅시다. 유닛이 10개면 행렬의 형태는 (입력의 길이, 10)입니다. 그런데 `Linear(10)`이라고 쓸 때는 입력의 길이를 아직 모릅니다. 그래서 일을 둘로 나눕니다.
#
# - `__init__`은 층을 만들 때 불리고, 인수를 기억합니다.
# - `build`는 입력의 형태를 처음 알게 될 때 한 번 불리고, `add_weight`로 가중치를 만듭니다.
#
# 벡터가 아니라 시퀀스가 들어와도 되도록, 입력의 길이는 마지막 축 `input_shape[-1]`에서 읽습니다. `ops.matmul`은 행렬의 곱입니다.

# %% [markdown] tags=["en"]
# ## A layer that learns: `build` and `add_weight`
#
# `WithoutMean` learns nothing. To learn, a layer needs weights. Write the main part of `Dense`, a layer that multiplies its input with a matrix. With 10 units the matrix has shape (length of the input, 10). But when you write `Linear(10)`, the length of the input is not known yet. So the work is divided:
#
# - `__init__` is called when the layer is made, and keeps the arguments.
# - `build` is called once, when the shape of the input is first known, and makes the weights with `add_weight`.
#
# It reads the length from the last axis, `input_shape[-1]`, so that a sequence may come in as well as a vector. `ops.matmul` multiplies matrices.

# %%
class Linear(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        shape = (input_shape[-1], self.units)
        self.kernel = self.add_weight(name="kernel", shape=shape, initializer="random_uniform")

    def call(self, x):
        return ops.matmul(x, self.kernel)

layer = Linear(10)

# %%
choose("4-2-q1")

# %% tags=["solution"] exercise="4-2-q1"
check("4-2-q1", "a")

# %%
print(len(layer.weights))
layer(x[:4])
print(len(layer.weights), layer.kernel.shape)
print(Linear(10)(x[:20].reshape(4, 5, 784)).shape)

# %% [markdown] tags=["ko"]
# 입력을 처음 넣을 때 `build`가 불려 가중치가 생겼습니다. `super().__init__()`은 층이 가중치의 목록을 준비하게 합니다. 빠뜨리면 층을 쓸 수 없습니다.
#
# `add_weight`의 `initializer`에는 초기화 함수(initializer)를 줍니다. 가중치의 첫 값을 정하는 함수입니다. 이름으로 쓸 수도 있고, `keras.initializers`의 객체로 쓸 수도 있습니다. `"zeros"`와 `"ones"`는 모든 값을 0과 1로, `keras.initializers.Constant(3)`은 3으로 시작하게 합니다. `Linear`의 `"random_uniform"`은 값을 -0.05와 0.05 사이에서 무작위로 뽑습니다.

# %% [markdown] tags=["en"]
# The first input made Keras call `build`, and the weight was there. `super().__init__()` lets the layer prepare its list of weights; without it the layer is of no use.
#
# The `initializer` of `add_weight` decides the first values of a weight. Write its name, or an object from `keras.initializers`. With `"zeros"` and `"ones"` every value begins at 0 or 1, and with `keras.initializers.Constant(3)` at 3. The one of `Linear`, `"random_uniform"`, draws the values at random between -0.05 and 0.05.

# %%
layer = layers.Layer()
for initializer in ("zeros", "ones", keras.initializers.Constant(3)):
    print(numbers(layer.add_weight(shape=(2,), initializer=initializer)))
print(layer.add_weight(shape=(), initializer="ones").shape)

# %% [markdown] tags=["ko"]
# 형태가 `()`인 가중치는 수 하나입니다. `add_weight`는 학습할지 정하는 `trainable`도 받습니다. 생략하면 참입니다. `regularizer`는 큰 가중치에 주는 벌점을 손실에 더하고, `constraint`는 학습의 단계마다 가중치를 정한 범위로 되돌립니다.
#
# 층 안에 다른 층을 두어도 됩니다. `self`에 담은 층의 가중치는 바깥 층의 목록에도 들어갑니다. 바깥 층의 `build`에서 안쪽 층의 `build`를 부르면, 가중치가 모두 그때 생깁니다. 가중치의 `path`는 층의 이름까지 적은 이름입니다.

# %% [markdown] tags=["en"]
# A weight of shape `()` is a single number. `add_weight` also takes `trainable`, which is true if you leave it out. A `regularizer` adds a penalty for large weights to the loss, and a `constraint` brings the weight back within limits after each step of training.
#
# A layer may hold other layers. The weights of a layer kept in `self` are also in the list of the outer layer. Call the `build` of the inner layers in that of the outer one, and all the weights are made there. The `path` of a weight is its name with those of its layers in front.

# %%
class Bottleneck(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.narrow = layers.Dense(units, activation="relu")

    def build(self, input_shape):
        self.narrow.build(input_shape)
        self.wide = layers.Dense(input_shape[-1])
        self.wide.build((*input_shape[:-1], self.narrow.units))

    def call(self, x):
        return x + self.wide(self.narrow(x))

layer = Bottleneck(16)
print(layer(x[:4]).shape)
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

# %% tags=["wrong"] exercise="4-2-b"
class ScaleAndShift(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.scale = self.add_weight(shape=(units,), initializer="ones")
        self.shift = self.add_weight(shape=(units,), initializer="zeros")

    def call(self, x):
        return x * self.scale + self.shift

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
# ## 모델에 넣어 학습하기
#
# 직접 작성한 층도 다른 층처럼 모델에 넣습니다. 학습하면 `kernel`이 움직일까요? 학습 전의 값을 적어 두고 비교합니다. `ReLU`와 `Softmax`는 활성화 함수 `relu`와 `softmax`를 층으로 만든 것입니다.

# %% [markdown] tags=["en"]
# ## Train it in a model
#
# A layer of your own goes into a model like any other. Will training move the `kernel`? Note its values before and compare. `ReLU` and `Softmax` are the activation functions `relu` and `softmax` as layers.

# %%
model = keras.Sequential([keras.Input((784,)), Linear(64), layers.ReLU(), Linear(10), layers.Softmax()])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
before = numbers(model.layers[0].kernel)
history = model.fit(x, labels, epochs=3, verbose=0)
moved = np.abs(numbers(model.layers[0].kernel) - before).mean()
print(f"accuracy ≈ {history.history['accuracy'][-1]:.2f}, kernel: mean |change| ≈ {moved:.3f}")

# %% tags=["proof"]
assert history.history["accuracy"][-1] > 0.6 and moved > 0.001

# %% [markdown] tags=["ko"]
# `kernel`이 움직였습니다. `fit`은 모델에 든 층의 가중치를 모두 찾아 학습합니다. 기울기는 백엔드가 `call`의 계산에서 구하므로 따로 작성하지 않아도 됩니다.
#
# ## 저장했다가 불러오기
#
# 학습한 모델을 저장했다가 불러옵니다. 저장은 되지만 불러올 때 오류가 납니다. 파일만 보고 `Linear`를 다시 만들려면 케라스에 무엇이 더 필요할지 예상해 보세요.

# %% [markdown] tags=["en"]
# The `kernel` has moved. `fit` finds and trains the weights of every layer in the model. The backend works out the gradients from what `call` computes, so you need not write them.
#
# ## Save and load
#
# Save the trained model and load it. Saving works; loading fails. What more than the file does Keras need, to make a `Linear` again? Make a guess.

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

# %%
choose("4-2-q2")

# %% tags=["solution"] exercise="4-2-q2"
check("4-2-q2", "c")

# %% [markdown] tags=["ko"]
# ### 등록하기
#
# 케라스가 `Linear`라는 클래스를 찾지 못합니다. `keras.saving.register_keras_serializable`로 클래스를 등록하면, 케라스는 파일에 적힌 이름으로 클래스를 찾습니다. 보통은 클래스 바로 위의 줄에 `@keras.saving.register_keras_serializable("study")`를 둡니다. `@`로 시작하는 이런 줄을 데코레이터(decorator)라고 합니다.
#
# - 괄호 안의 문자열은 이름 앞에 붙어, 다른 사람이 만든 `Linear`와 섞이지 않게 합니다. 비워 두어도 됩니다.
# - 문자열을 비워 두어도 괄호는 꼭 씁니다. 괄호가 없으면 클래스가 문자열의 자리에 들어가므로 등록되지 않고, `Linear`라는 이름에는 클래스 대신 함수가 남습니다.
# - 셀을 두 번 실행하면 나중의 클래스가 등록되므로 괜찮습니다.
#
# 이미 있는 클래스라면 아래처럼 같은 일을 한 줄로 합니다. 파일에는 등록한 이름이 들어가야 하므로 다시 저장합니다. 이제 클래스는 찾지만, 오류가 하나 더 있습니다. 마지막 줄은 파일에 적힌 `Linear`의 인수를 출력합니다. `__init__`에 무엇이 모자랄지 예상해 보세요.

# %% [markdown] tags=["en"]
# ### Register it
#
# Keras does not find a class named `Linear`. Register it with `keras.saving.register_keras_serializable`, and Keras finds it by the name in the file. As a rule you write one line above the class, `@keras.saving.register_keras_serializable("study")`. Such a line with an `@` is called a decorator.
#
# - The string in the parentheses goes in front of the name and keeps it apart from a `Linear` that somebody else has written. It may be left out.
# - The parentheses may not. Without them the class goes where the string belongs: it is not registered, and the name `Linear` is left with a function instead of a class.
# - You may run the cell twice: the later class takes the place of the earlier one.
#
# For a class that is there already, the first line below does the same. The registered name has to be in the file, so save again. Keras finds the class now, but there is one more error. The last line prints the arguments of `Linear` that are in the file. What does its `__init__` lack? Make a guess.

# %%
keras.saving.register_keras_serializable("study")(Linear)
model.save(folder / "my.keras")
try:
    keras.models.load_model(folder / "my.keras")
except TypeError as error:
    print(str(error).rpartition("Exception encountered: ")[2])
print(list(model.layers[0].get_config()))

# %% tags=["proof"]
try:
    keras.models.load_model(folder / "my.keras")
except TypeError as error:
    assert "unexpected keyword argument" in str(error).rpartition("Exception encountered: ")[2]
else:
    raise AssertionError("the first Linear was loaded")

# %% [markdown] tags=["ko"]
# ### `**kwargs`와 그 안에 든 것
#
# 파일에는 설정(config)이 있습니다. 층을 다시 만드는 데 필요한 인수의 딕셔너리입니다. 케라스는 그 딕셔너리로 `Linear(**config)`를 부릅니다. 딕셔너리에는 `units` 말고도 모든 층에 있는 `trainable`과 `dtype`이 있는데, `__init__`은 이 둘을 받지 않습니다. 이름을 지어 준 층이라면 `name`도 있습니다.
#
# `**kwargs`는 이름을 적지 않은 나머지 인수를 딕셔너리 하나로 받습니다. 받은 것은 `super().__init__(**kwargs)`로 넘깁니다. 이름과 데이터 타입은 `layers.Layer`가 알아서 합니다.

# %% [markdown] tags=["en"]
# ### `**kwargs`, and what is in it
#
# In the file there is a config: a dictionary of the arguments that it takes to make the layer again. Keras calls `Linear(**config)` with it. Besides `units` it has `trainable` and `dtype`, as for every layer, and this `__init__` does not take them. For a layer that was given a name, `name` is there too.
#
# `**kwargs` takes all other arguments as one dictionary. Hand it on with `super().__init__(**kwargs)`: `layers.Layer` knows what to do with a name and a dtype.

# %%
@keras.saving.register_keras_serializable("study")
class Linear(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        shape = (input_shape[-1], self.units)
        self.kernel = self.add_weight(name="kernel", shape=shape, initializer="random_uniform")

    def call(self, x):
        return ops.matmul(x, self.kernel)

loaded = keras.models.load_model(folder / "my.keras")
difference = np.abs(numbers(loaded(x[:4])) - numbers(model(x[:4]))).max()
print(loaded.layers[0].units, f"{difference:.4f}")
print(Linear(10, name="last").get_config()["name"])

# %% tags=["proof"]
assert difference < 1e-5

# %% [markdown] tags=["ko"]
# 같은 답이 나옵니다. 이제부터는 `__init__`에 늘 `**kwargs`를 둡니다.
#
# ### `get_config`
#
# `get_config`를 작성하지 않았는데도 `units`가 돌아왔습니다. 케라스는 `__init__`의 인수가 모두 수, 문자열, 참과 거짓, `None`이거나 이런 것을 담은 목록, 튜플, 딕셔너리이면 스스로 적어 둡니다. 다른 것이 하나라도 있으면 그러지 못합니다. 활성화 함수를 받는 층으로 봅시다. `keras.activations.get`은 이름으로 활성화 함수를 찾아 주고, 함수를 넘기면 그대로 돌려줍니다.

# %% [markdown] tags=["en"]
# The answers are the same. From now on, `__init__` always takes `**kwargs`.
#
# ### `get_config`
#
# You wrote no `get_config`, and yet `units` came back. Keras notes the arguments of `__init__` by itself as long as all of them are numbers, strings, truth values or `None`, or lists, tuples and dictionaries of such. One argument of another kind, and it does not. See a layer that takes an activation function. `keras.activations.get` finds one by its name, and hands a function back as it is.

# %%
class Activated(Linear):
    def __init__(self, units, activation, **kwargs):
        super().__init__(units, **kwargs)
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
# 함수는 파일에 적을 수 없어서 오류가 났습니다. 그래서 적을 수 있는 것으로 바꾸었다가 되돌려야 합니다. 활성화 함수와 초기화 함수에는 그 일을 하는 함수가 짝을 이루어 있습니다.
#
# | | 적을 수 있는 것으로 | 다시 함수나 객체로 |
# |---|---|---|
# | 활성화 함수 | `keras.activations.serialize` | `keras.activations.get` |
# | 초기화 함수 | `keras.initializers.serialize` | `keras.initializers.get` |

# %% [markdown] tags=["en"]
# A function cannot be written into a file. So it takes a way to turn it into something that can, and a way back. For activations and for initializers there is a pair of them.
#
# | | to what can be written | back to a function or an object |
# |---|---|---|
# | activation | `keras.activations.serialize` | `keras.activations.get` |
# | initializer | `keras.initializers.serialize` | `keras.initializers.get` |

# %%
print(keras.activations.serialize(ops.relu))
written = keras.initializers.serialize(keras.initializers.Constant(3))
print(written["class_name"], written["config"])
for given in ("zeros", keras.initializers.Constant(3), written):
    print(type(keras.initializers.get(given)).__name__)

# %% [markdown] tags=["ko"]
# `get`은 이름을 주든, 객체를 주든, 적어 둔 것을 주든 객체를 돌려줍니다. 그래서 `__init__` 하나로 새로 만들 때와 불러올 때를 모두 처리합니다. `get_config`는 `super().get_config()`가 돌려준 딕셔너리에 `__init__`의 인수를 모두 더합니다. 이름과 데이터 타입은 앞의 딕셔너리에 들어 있습니다. 딕셔너리 앞의 `**`는 그 내용을 모두 옮겨 넣습니다.
#
# 다 갖춘 층은 이렇습니다. 클래스를 문자열에 담은 것은 곧 다른 파이썬에서도 실행하기 위해서입니다. 여기에서는 `exec`가 그 문자열을 실행합니다. 여러분의 프로젝트에서는 `.py` 파일에 작성하고 `import`합니다.

# %% [markdown] tags=["en"]
# `get` returns an object, be it given a name, an object or what was written down. So one `__init__` serves a new layer and a loaded one. `get_config` takes the dictionary of `super().get_config()`, which holds the name and the dtype, and adds every argument of `__init__`. The `**` in front of a dictionary copies all that is in it.
#
# Here is the layer with everything. The class stands in a string because another Python is going to run it as well. Here `exec` runs that string. In a project of your own, put it into a `.py` file and `import` it.

# %%
code = '''
import keras
from keras import layers, ops

@keras.saving.register_keras_serializable("study")
class Linear(layers.Layer):
    def __init__(self, units, activation=None, initializer="random_uniform", **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = keras.activations.get(activation)
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        shape = (input_shape[-1], self.units)
        self.kernel = self.add_weight(name="kernel", shape=shape, initializer=self.initializer)

    def call(self, x):
        return self.activation(ops.matmul(x, self.kernel))

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
            "activation": keras.activations.serialize(self.activation),
            "initializer": keras.initializers.serialize(self.initializer),
        }
'''
exec(code)

# %% [markdown] tags=["ko"]
# 함수를 활성화 함수로 넘겨도, 저장했다가 불러오면 그대로입니다.

# %% [markdown] tags=["en"]
# A layer that was given a function for its activation now comes back from a file too.

# %%
model = keras.Sequential([keras.Input((784,)), Linear(64, ops.relu), Linear(10, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
history = model.fit(x, labels, epochs=1, verbose=0)
model.save(folder / "mended.keras")

loaded = keras.models.load_model(folder / "mended.keras")
difference = np.abs(numbers(loaded(x[:4])) - numbers(model(x[:4]))).max()
print(loaded.layers[0].activation.__name__, f"{difference:.4f}")

# %% tags=["proof"]
assert difference < 1e-5

# %% [markdown] tags=["ko"]
# ## 세 백엔드
#
# `call`이 `keras.ops`만 쓰면 층은 백엔드를 가리지 않습니다. 정말 그런지, 방금 저장한 파일을 다른 백엔드에서 불러 봅니다. 백엔드는 파이썬을 시작할 때 정해지므로 자식 프로세스(child process)를 하나씩 시작합니다. 자식 프로세스가 실행하는 코드는 위의 클래스와 아래의 몇 줄입니다.

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
# 자식 프로세스를 한꺼번에 시작합니다. 끝나면 그 확률을 여기의 확률과 비교합니다. 설치된 백엔드에서는 가장 큰 차이가, 설치되지 않은 백엔드에서는 `No module named`로 끝나는 오류가 나옵니다. 풀이 노트북을 만든 컴퓨터에는 JAX가 있고 PyTorch는 없었습니다.

# %% [markdown] tags=["en"]
# Start the children at the same time. When they end, their probabilities are compared with those of this notebook. For a backend that is installed you see the largest difference; for one that is not, an error that says `No module named`. The computer on which the solutions were made had JAX and no PyTorch.

# %% tags=["nbval-ignore-output"] reason="depends on whether JAX and PyTorch are installed on the machine"
others = [name for name in ("tensorflow", "jax", "torch") if name != keras.config.backend()]
children = {name: start_child(name) for name in others}
ours, differences = numbers(model(x[:4])), {}
for name, child in children.items():
    output, errors = child.communicate()
    if child.returncode == 0:
        theirs = np.array(json.loads(output.splitlines()[-1]))
        differences[name] = float(np.abs(theirs - ours).max())
    print(name, f"≈ {differences[name]:.0e}" if name in differences else errors.strip().splitlines()[-1])

# %% tags=["proof"]
installed = [name for name in others if find_spec(name)]
assert list(differences) == installed and all(difference < 1e-5 for difference in differences.values())

# %% [markdown] tags=["ko"]
# 한 백엔드에서 배운 가중치가 다른 백엔드에서 같은 답을 냅니다. 남은 차이는 `float32`의 반올림입니다.
#
# ## 2020년의 `MyLayer`
#
# 2020년의 글은 층의 메서드 세 개를 설명합니다. `build`와 `call`은 앞에서 보았습니다. `compute_output_shape`는 입력의 형태를 받아 출력의 형태를 돌려줍니다. 아래는 글의 예에서 주석만 뺀 것입니다. 클래스를 정의하고 층을 만드는 데까지는 문제가 없습니다. 사진을 넣으면 오류가 납니다. `K`의 함수, `input_shape[1]`, `initializer='uniform'` 가운데 오늘의 케라스에서 사라진 것은 무엇일까요?

# %% [markdown] tags=["en"]
# What was learned on one backend gives the same answers on another. The difference that is left is the rounding of `float32`.
#
# ## `MyLayer` of 2020
#
# The post from 2020 explains three methods of a layer. You know `build` and `call`. `compute_output_shape` is given the shape of the input and returns that of the output. Below is the example of the post without its comments. To define the class and to make a layer is no problem. Feed it pictures, and it fails. One of these is gone from the Keras of today: the function of `K`, `input_shape[1]`, or `initializer='uniform'`. Which?

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
# 2020년에는 `keras.backend`의 함수로 계산했습니다. 케라스에서는 그 함수들이 사라졌고, 오늘은 `keras.ops`를 씁니다. (TensorFlow의 `tf.keras.backend`에는 아직 남아 있지만, 다른 백엔드에서는 쓸 수 없습니다.) `K.mean`도 같은 오류를 내고, `ops.mean`이 그 일을 합니다. 나머지는 그대로 두고 한 줄만 바꿉니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `K.dot` is `keras.ops.matmul`
#
# In 2020 you computed with the functions in `keras.backend`. In Keras those are gone, and `keras.ops` has taken their place. (TensorFlow still has some in `tf.keras.backend`, which no other backend can use.) `K.mean` fails in the same way, and `ops.mean` does its work. Change this one line and leave the rest.

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

print(MyLayer(10)(x[:4]).shape)

# %% tags=["tensorflow", "proof"]
import tensorflow

assert hasattr(tensorflow.keras.backend, "dot") and hasattr(tensorflow.keras.backend, "mean")

# %% [markdown] tags=["ko"]
# ### 남은 잘못: 다른 형태의 입력
#
# 이제 벡터를 받고 학습도 됩니다. 등록하지 않았으므로 저장한 모델을 불러올 때는 `Linear`와 같은 오류가 나고, 고치는 방법도 같습니다. 남은 잘못이 하나 더 있습니다. `Linear`는 마지막 축을 봅니다. `MyLayer`는 어느 축을 볼까요? 길이가 5인 시퀀스 네 개, 시간 단계마다 수 784개를 넣습니다. 그리고 펴지 않은 28×28 사진도 넣습니다. 둘 가운데 어느 쪽에서 오류가 날지 예상해 보세요.

# %% [markdown] tags=["en"]
# ### What is still wrong: an input of another shape
#
# It now takes vectors, and it can be trained. It is not registered, so loading it fails with the error that you saw with `Linear`, and the remedy is the same. One more thing is wrong. `Linear` looks at the last axis. Which axis does `MyLayer` look at? Feed it four sequences of length 5, with 784 numbers at each timestep. Then feed it pictures of 28×28 that are not flattened. Which of the two is an error? Make a guess.

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
# 첫째 입력에서 오류가 납니다. `kernel`의 형태가 `(784, 10)`이 아니라 `(5, 10)`입니다. 둘째는 더 나쁩니다. 사진은 정사각형이라 `input_shape[1]`이 우연히 마지막 축과 같습니다. 그래서 실행은 되지만, 모델은 출력이 `(None, 10)`이라고 하고 실제로는 `(4, 28, 10)`이 나옵니다. `compute_output_shape`가 틀린 형태를 돌려주기 때문입니다.
#
# ### 2020 → 오늘: `MyLayer`의 줄마다
#
# | 2020년 | 오늘 |
# |---|---|
# | `K.dot(x, self.kernel)` | `ops.matmul(x, self.kernel)` |
# | `input_shape[1]` | `input_shape[-1]` |
# | `initializer='uniform'` | 그대로 됩니다. 새 이름은 `"random_uniform"` |
# | `super(MyLayer, self).__init__(**kwargs)` | `super().__init__(**kwargs)`, 첫 줄에 |
# | `super(MyLayer, self).build(input_shape)` | 쓰지 않아도 됩니다 |
# | `compute_output_shape` | 대개 쓰지 않아도 됩니다. 쓰면 `(*input_shape[:-1], self.output_dim)` |
# | 없음 | `register_keras_serializable`과 `get_config` |

# %% [markdown] tags=["en"]
# The first is an error: its `kernel` has shape `(5, 10)` instead of `(784, 10)`. The second is worse. A picture is square, so `input_shape[1]` happens to equal the last axis. It runs, but the model says `(None, 10)` while what comes out is `(4, 28, 10)`: `compute_output_shape` returns a wrong shape.
#
# ### 2020 → today: `MyLayer`, line by line
#
# | 2020 | today |
# |---|---|
# | `K.dot(x, self.kernel)` | `ops.matmul(x, self.kernel)` |
# | `input_shape[1]` | `input_shape[-1]` |
# | `initializer='uniform'` | still works; its new name is `"random_uniform"` |
# | `super(MyLayer, self).__init__(**kwargs)` | `super().__init__(**kwargs)`, on the first line |
# | `super(MyLayer, self).build(input_shape)` | may be left out |
# | `compute_output_shape` | may be left out as a rule; if not, `(*input_shape[:-1], self.output_dim)` |
# | nothing | `register_keras_serializable` and `get_config` |

# %% [markdown] tags=["ko"]
# ### 연습 4-2-c
#
# 2020년의 층입니다. 입력의 행마다 점 `k`개까지의 거리를 냅니다. 지금은 오류가 납니다. 다음이 모두 되도록 고치세요.
#
# - 입력의 형태는 (n, 특성)이고 출력은 (n, `k`)입니다. 값은 그 행과 `centers`의 각 행 사이의 유클리드 거리, 곧 차이를 제곱해 더한 값의 제곱근입니다.
# - `centers`는 형태가 (`k`, 특성)인 학습 가능한 가중치이고, 인수 `initializer`로 초기화합니다. 층을 모델에 넣어 학습할 수 있습니다.
# - 거리가 0인 곳에서도 기울기는 유한한 수입니다. 0에서 제곱근의 기울기는 무한대이므로, 제곱의 합에 `1e-12`를 더한 뒤 제곱근을 구하세요.
# - `compute_output_shape`는 맞는 형태를 돌려줍니다. 이 메서드는 고칠 것이 없습니다.
# - 클래스는 `register_keras_serializable`로 등록되어 있습니다. `initializer`에 이름을 주든 `keras.initializers.RandomNormal(stddev=2)` 같은 객체를 주든, 저장한 모델을 불러오면 `name`까지 같은 층이 돌아옵니다.

# %% [markdown] tags=["en"]
# ### Exercise 4-2-c
#
# This layer is from 2020. For each row of its input it gives the distances to `k` points. Today it fails. Repair it, so that all of this is true:
#
# - The input has shape (n, features), the output (n, `k`). Its values are the Euclidean distances between that row and each row of `centers`: the square root of the sum of the squared differences.
# - `centers` is a trainable weight of shape (`k`, features). It is initialized with the argument `initializer`. The layer can be a part of a model that is trained.
# - Where a distance is 0, too, the gradient is a finite number. The gradient of a square root at 0 is infinite, so add `1e-12` to the sum of squares before you take the root.
# - `compute_output_shape` returns the right shape. It does so already.
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
        shape = (self.k, input_shape[1])
        self.centers = self.add_weight(name="centers", shape=shape, initializer=self.initializer)

    def call(self, x):
        difference = ops.expand_dims(x, 1) - self.centers
        return ops.sqrt(ops.sum(ops.square(difference), axis=-1) + 1e-12)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        return {**super().get_config(), "k": self.k, "initializer": str(self.initializer)}

# %% tags=["right"] exercise="4-2-c"
@keras.saving.register_keras_serializable("study")
class Distances(keras.Layer):
    def __init__(self, k, initializer="uniform", name=None, dtype=None, trainable=True):
        super().__init__(name=name, dtype=dtype, trainable=trainable)
        self.k, self.initializer = k, keras.initializers.get(initializer)

    def build(self, input_shape):
        self.points = self.add_weight(shape=(self.k, input_shape[-1]), initializer=self.initializer)

    def call(self, x):
        return ops.sqrt(ops.maximum(ops.sum((x[:, None] - self.points) ** 2, axis=-1), 1e-12))

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
        return ops.sqrt(ops.stack(squares, axis=1) + 1e-12)

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
        squares = (ops.expand_dims(x, 1) - ops.expand_dims(self.centers, 0)) ** 2
        return (ops.sum(squares, axis=2) + keras.config.epsilon() ** 2) ** 0.5

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
        return ops.sqrt(ops.sum(ops.square(difference), axis=-1) + 1e-12)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "k": self.k, "initializer": initializer}

# %%
check("4-2-c", Distances)

# %% [markdown] tags=["ko", "solution"]
# `K.`은 모두 `ops.`가 됩니다. `keras.initializers.get`은 이름, 객체, 저장된 설정을 모두 객체로 바꾸므로, 새로 만들 때와 불러올 때 같은 `__init__`을 쓸 수 있습니다. 적어 둘 때는 `keras.initializers.serialize`가 반대의 일을 합니다. `1e-12`가 없으면 `centers`와 같은 행이 하나만 있어도 학습 뒤에 그 가중치가 `nan`입니다.

# %% [markdown] tags=["en", "solution"]
# Every `K.` becomes `ops.`. `keras.initializers.get` turns a name, an object or a stored config into an object, so the same `__init__` serves a new layer and a loaded one. `keras.initializers.serialize` does the opposite when the layer is written down. Without the `1e-12`, a single row that equals one of the `centers` makes that weight `nan` in training.

# %% [markdown] tags=["ko"]
# 여기가 절반입니다. 쉬어 가기 좋은 곳입니다. 나중에 돌아와 커널을 다시 시작했다면, 아래의 셀을 하나 고르고 메뉴 **실행 → 위의 모든 셀 실행**을 누른 다음 이어 가세요.
#
# ## 목록으로 받고 목록으로 돌려주기
#
# 입력이 여럿이면 `call`이 목록을 받습니다. 출력이 여럿이면 목록을 돌려줍니다. `build`와 `compute_output_shape`가 받는 것도 형태의 목록이 됩니다. 두 사진이 얼마나 다르고 얼마나 겹치는지 내는 층입니다. 여기의 `compute_output_shape`는 없어도 됩니다. 형태의 목록을 받는 모습을 보이려고 썼습니다.

# %% [markdown] tags=["en"]
# This is half the way, and a good place to stop. When you come back after a restart of the kernel, select a cell below, choose **Run → Run All Above Selected Cell**, and go on from there.
#
# ## Lists in, lists out
#
# With several inputs `call` takes a list, and with several outputs it returns one. `build` and `compute_output_shape` are then given a list of shapes. This layer tells where two pictures differ and where they overlap. It could do without its `compute_output_shape`, which is here to show the list of shapes.

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
# 목록 대신 이름이 다른 인수로 받아도 됩니다. `call(self, query, value)`로 정의하고 `layer(query, value)`로 부릅니다. 4-1의 어텐션 층이 그렇습니다.
#
# ## `training`: 학습할 때와 추론할 때
#
# 학습할 때만 다르게 행동하는 층은 `call`에 `training`을 받습니다. `fit`은 참을, `predict`와 `evaluate`는 거짓을 넘깁니다. 아래는 사진의 네모 하나를 가리는 층입니다(Cutout; [DeVries와 Taylor, 2017](https://arxiv.org/abs/1708.04552)). 난수는 `keras.random.uniform`이 만들고, 난수의 상태는 `SeedGenerator`가 기억합니다. 그 상태는 층과 함께 다니므로 세 백엔드에서 모두 동작합니다. 배치에 든 사진의 수는 모델을 만들 때 정해지지 않으므로 `ops.shape`로 알아냅니다. 형태가 (n, 2, 1)인 `corner`는 사진마다 네모가 시작하는 행과 열입니다. `inside`는 28개의 행과 열이 저마다 네모 안인지를 (n, 2, 28)로, `hidden`은 픽셀이 네모 안인지를 (n, 28, 28)로 나타냅니다.

# %% [markdown] tags=["en"]
# Instead of a list, a layer may take arguments with names of their own: write `call(self, query, value)` and call `layer(query, value)`, as the attention layers in 4-1 do.
#
# ## `training`: when it learns, and when it predicts
#
# A layer that acts differently in training takes `training` in its `call`. `fit` hands it true, `predict` and `evaluate` false. This layer hides a square of each picture (Cutout; [DeVries and Taylor, 2017](https://arxiv.org/abs/1708.04552)). `keras.random.uniform` makes the random numbers, and a `SeedGenerator` keeps their state. That travels with the layer, so it works on all three backends. How many pictures a batch has is not settled while the model is built, so `ops.shape` finds it out. `corner`, of shape (n, 2, 1), holds the row and the column where the square of each picture begins. `inside` tells of each of the 28 rows and columns whether it is in the square, as (n, 2, 28), and `hidden` of each pixel, as (n, 28, 28).

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
# 여기서는 `if not training`을 써도 됩니다. `training`은 텐서가 아니라 파이썬의 참과 거짓이기 때문입니다. 텐서의 **값**에는 여전히 `if`를 쓸 수 없습니다. 그때는 `ops.where`나, 두 함수 가운데 하나를 실행하는 `ops.cond`를 씁니다.
#
# ## 마스킹
#
# 문장은 길이가 다릅니다. 배열에 담으려면 짧은 문장을 0으로 채웁니다. 아래에서 세 문장을 단어 번호로 바꾸고, 같은 문장을 더 길게도 채워 봅니다.

# %% [markdown] tags=["en"]
# The `if not training` here is fine, because `training` is a truth value of Python and no tensor. For the **value** of a tensor an `if` still will not do; use `ops.where` there, or `ops.cond`, which runs one of two functions.
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
# `Embedding(mask_zero=True)`은 출력과 함께 마스크(mask)를 넘깁니다. 마스크는 진짜 단어의 자리가 참인 배열입니다. 단어의 평균을 내는 층 둘을 비교합니다. `PlainMean`은 채운 자리까지 평균합니다. `MeanOfWords`는 `call`의 인수 `mask`를 받아 진짜 단어만 셉니다. 케라스가 `mask`라는 이름을 보고 넘겨줍니다.

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
# 어느 층이 채운 자리 20개를 더해도 같은 답을 낼까요? 두 답의 가장 큰 차이를 출력합니다. `PlainMean`에는 경고가 하나 나옵니다. 그 뒤에 `plain.supports_masking`을 켜는 것은 비교할 때 경고를 막으려는 것뿐이고, 계산은 그대로입니다.

# %% [markdown] tags=["en"]
# Which of the two gives the same answer when 20 places of filling are added? The cell prints the largest difference. With `PlainMean` there is a warning. After that, `plain.supports_masking` is set only to keep the warning out of the comparison; what is computed stays the same.

# %%
embedding = layers.Embedding(2000, 8, mask_zero=True)
with expect_error(UserWarning):
    PlainMean()(embedding(ids))

plain, mean_of_words = PlainMean(), MeanOfWords()
plain.supports_masking = True
for layer in (plain, mean_of_words):
    short, long = numbers(layer(embedding(ids))), numbers(layer(embedding(padded)))
    print(type(layer).__name__, f"{np.abs(short - long).max():.4f}")

# %% [markdown] tags=["ko"]
# 경고는 이 층이 마스크를 없앤다는 뜻입니다. 마스크를 어떻게 할지 층이 정합니다.
#
# - 시간 단계가 그대로 남는 층은 `supports_masking = True`만 쓰면 됩니다. 받은 마스크가 그대로 다음 층으로 갑니다.
# - 시간 단계를 없애는 층은 `compute_mask`에서 `None`을 돌려줍니다. `MeanOfWords`가 그렇습니다.
# - 시간 단계를 바꾸는 층은 `compute_mask`에서 새 마스크를 만듭니다. 아래의 `EverySecond`가 그렇습니다.
#
# 마지막에 출력되는 수는, 남은 진짜 단어의 평균을 NumPy로 구한 것과의 가장 큰 차이입니다.

# %% [markdown] tags=["en"]
# The warning says that this layer destroys the mask. A layer decides what becomes of it.
#
# - A layer that keeps the timesteps needs `supports_masking = True` and nothing else: the mask goes on to the next layer as it came.
# - A layer that removes the timesteps returns `None` from `compute_mask`, as `MeanOfWords` does.
# - A layer that changes the timesteps makes a new mask in `compute_mask`, as `EverySecond` does below.
#
# The last number printed is the largest difference from the means of the real words that are left, taken with NumPy.

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
print(f"{np.abs(numbers(MeanOfWords()(EverySecond()(vectors))) - by_hand).max():.4f}")

# %%
choose("4-2-q3")

# %% tags=["solution"] exercise="4-2-q3"
check("4-2-q3", "a")

# %% [markdown] tags=["ko"]
# ## 손실 더하기: `add_loss`
#
# 층은 자기 출력에 벌점을 줄 수 있습니다. `call`에서 `self.add_loss`로 수 하나를 넘기면 `fit`이 그 수를 모델의 손실에 더합니다. 은닉층의 값이 크면 벌점을 주는 층입니다. 벌점이 있는 모델과 없는 모델을 학습해 은닉층의 평균을 비교합니다.

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
print(f"without: ≈ {free:.2f}, with: ≈ {held:.2f}")

# %% tags=["proof"]
assert held < free / 2 and nothing == 0 and np.isclose(penalty, held, atol=1e-5)
punish, entrance = Penalty(1.0), keras.Input((2,))
for value in (1.0, 2.0):
    punish(np.full((1, 2), value))
assert [float(loss) for loss in punish.losses] == [2.0]
twice = keras.Model(entrance, punish(punish(entrance) + 1))
twice(np.ones((1, 2)))
assert [float(loss) for loss in twice.losses] == [1.0, 2.0]

# %% [markdown] tags=["ko"]
# 벌점이 은닉층의 값을 낮춥니다. `layer.losses`에는 마지막 호출의 벌점만 있습니다. 모델이나 층을 새로 부를 때마다 비우고 다시 적습니다. 한 모델 안에서 층이 두 번 불리면 벌점도 둘입니다. 가중치에 주는 벌점이면 `add_weight`의 `regularizer`가 같은 일을 합니다.
#
# ## 상태: 학습되지 않는 가중치
#
# 층이 기억해야 하지만 기울기로 배우지 않는 값이 있습니다. `BatchNormalization`의 평균이 그렇습니다. 그런 값은 `add_weight(trainable=False)`로 만들고 `assign`으로 바꿉니다. `assign_add`는 지금 값에 더합니다. 아래의 층은 배치의 수를 두 가지로 셉니다. 하나는 파이썬의 속성이고 하나는 가중치입니다. 3-2에서 `fit`이 한 단계의 계산을 기록해 두고 배치마다 무엇을 되풀이했는지 떠올려 보세요.

# %% [markdown] tags=["en"]
# The penalty brings the values down. `layer.losses` holds the penalty of the last call only: each call of the model, or of the layer alone, clears it and writes anew. A layer that stands twice in one model has two. For a penalty on weights, the `regularizer` of `add_weight` does the same.
#
# ## State: weights that are not trained
#
# Some values a layer has to remember, but does not learn from gradients, such as the mean in `BatchNormalization`. Make them with `add_weight(trainable=False)` and change them with `assign`; `assign_add` adds to the present value. The layer below counts batches in two ways: with an attribute of Python, and with a weight. By 3-2, `fit` records the computation of one step, and repeats that for each batch.

# %%
class CountBatches(layers.Layer):
    def build(self, input_shape):
        self.in_python = 0
        self.in_weight = self.add_weight(shape=(), initializer="zeros", dtype="int32", trainable=False)

    def call(self, x, training=False):
        if training:
            self.in_python += 1
            self.in_weight.assign_add(1)
        return x

# %%
choose("4-2-q4")

# %% tags=["solution"] exercise="4-2-q4"
check("4-2-q4", "b")

# %%
count = CountBatches()
model = keras.Sequential([keras.Input((784,)), count, layers.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, labels, batch_size=100, epochs=3, verbose=0)
print("in_weight", int(count.in_weight))
print("in_python ≈", count.in_python)

# %% tags=["proof"]
assert count.in_python < 10 or keras.backend.backend() == "torch"

# %% tags=["tensorflow", "proof"]
eager = CountBatches()
by_batch = keras.Sequential([keras.Input((784,)), eager, layers.Dense(10, activation="softmax")])
by_batch.compile("sgd", "sparse_categorical_crossentropy", run_eagerly=True)
by_batch.fit(x[:500], labels[:500], batch_size=100, verbose=0)
assert eager.in_python == int(eager.in_weight) == 5

# %% [markdown] tags=["ko"]
# TensorFlow와 JAX에서 `fit`은 `call`을 한두 번 불러 계산을 기록하고, 그 기록을 되풀이합니다. 그래서 파이썬의 속성은 거의 그대로입니다. PyTorch를 쓰거나 `compile`에 `run_eagerly=True`를 주면 `call`이 배치마다 불리지만, 거기에 기대어 층을 작성하면 안 됩니다. 가중치는 기록 안에서도 바뀌고, 모델과 함께 저장됩니다.
#
# 이제 쓸모 있는 상태를 둡니다. `Centered`는 학습하는 동안 사진의 이동 평균(running mean)을 모아 사진에서 뺍니다. 추론할 때는 모은 평균을 쓰기만 하고 바꾸지 않습니다.

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
for first in range(0, 2000, 50):
    centered(pictures[first : first + 50], training=True)
before = numbers(centered.mean)
centered(pictures[:50])
error = np.abs(before - pictures.mean(axis=0)).mean()
print(f"mean |error| {error:.2f}, changed at inference:", np.any(numbers(centered.mean) != before))

# %% tags=["proof"]
assert np.array_equal(before, numbers(centered.mean)) and error < 0.05

# %%
plots.show_pictures([before, pictures[0], pictures[0] - before], ["mean", "x", "x - mean"], columns=3)

# %% [markdown] tags=["ko"]
# `x - mean`에는 음수도 있습니다. 셋째 그림에서 회색은 0이고, 회색보다 흰 곳은 평균보다 작은 곳입니다.
#
# ## `Lambda`로 충분할 때
#
# 한 줄짜리 계산을 시험해 볼 때는 클래스 대신 `layers.Lambda`에 함수를 넣으면 됩니다. 가중치가 없고 모델을 저장하지도 않는다면 그것으로 충분합니다. 저장한 모델을 불러올 때는 3-1에서 본 오류가 납니다. 케라스가 왜 거절했는지 떠올려 보세요.

# %% [markdown] tags=["en"]
# Some numbers in `x - mean` are negative. In the third picture grey is 0, and what is whiter than grey lies below the mean.
#
# ## When `Lambda` will do
#
# To try out one line of computation, put a function into `layers.Lambda` instead of writing a class. With no weights, and a model that is not going to be saved, that is enough. Loading a model that was saved gives the error that you saw in 3-1. Why does Keras refuse it?

# %%
model = keras.Sequential([keras.Input((28, 28)), layers.Lambda(lambda x: x[:, 7:21, 7:21])])
print(model(pictures[:4]).shape)
model.save(folder / "lambda.keras")
with expect_error(ValueError):
    keras.models.load_model(folder / "lambda.keras")

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: 이름 있는 함수
#
# 2020년에는 불러올 수 있었습니다. `lambda`에는 이름이 없어서 코드가 통째로 파일에 들어가고, 남의 파일이라면 그 코드는 무엇이든 할 수 있습니다. 그래서 오늘은 거절합니다. 함수에 이름을 주고 등록하면 파일에는 이름만 들어갑니다. 인수나 가중치가 필요해지면 작은 클래스를 작성하세요.

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
print(loaded.layers[0].get_config()["function"]["config"], loaded(pictures[:4]).shape)

# %% tags=["proof"]
assert np.array_equal(numbers(loaded(pictures[:4])), pictures[:4, 7:21, 7:21])

# %% [markdown] tags=["ko"]
# ## `compute_output_shape`는 언제 필요한가
#
# 2020년의 케라스(TensorFlow에 든 `tf.keras`가 아니라 따로 설치하던 것)에서는 형태를 바꾸는 층마다 써야 했습니다. 오늘은 케라스가 `call`을 값 없이 따라가며 형태를 알아냅니다. 따라갈 수 없을 때만 필요합니다. `call`에서 NumPy를 쓸 때가 그렇습니다. 아래의 층은 푸리에 변환을 NumPy로 계산합니다. 사진에 굵은 줄무늬와 가는 줄무늬가 저마다 얼마나 들어 있는지를 구하는 계산입니다.

# %% [markdown] tags=["en"]
# ## When you need `compute_output_shape`
#
# In the Keras of 2020 (the one installed by itself, not `tf.keras`) every layer that changed the shape had to have it. Today Keras follows `call` without values and finds the shape out. You need it only where Keras cannot follow, as when `call` uses NumPy. The layer below computes a Fourier transform with NumPy, which tells how much there is in a picture of coarse stripes and of fine ones.

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
# 이제 모델이 만들어지고, 직접 부르면 계산도 됩니다. 그러나 `predict`와 `fit`에서는 오류가 납니다. 직접 부를 때와 무엇이 다를까요?

# %% [markdown] tags=["en"]
# Now it makes a model, and called directly the model computes. But `predict` and `fit` fail. What is different from a direct call?

# %% tags=["tensorflow"]
model.compile("adam", "mse")
with expect_error(NotImplementedError):
    model.predict(pictures[:4], verbose=0)
with expect_error(NotImplementedError):
    model.fit(pictures[:4], np.zeros((4, 28, 15)), verbose=0)

# %% tags=["proof"]
assert hasattr(ops, "fft2") and not hasattr(ops, "rfft2")

# %% [markdown] tags=["ko"]
# TensorFlow와 JAX에서는 `predict`와 `fit`이 계산을 먼저 기록하는데, 기록할 때는 값이 없어 NumPy가 계산할 수 없습니다. PyTorch에서는 실행되지만, NumPy를 지나는 길에는 기울기가 없어 이 층보다 앞에 있는 층은 배우지 못합니다. 그러니 `ops`로 쓰세요. 여기서는 `ops.rfft2`가 없어도 `ops.fft2`가 있습니다.
#
# 처음의 물음에 답하면, `ops`만 쓴 층에는 `compute_output_shape`가 거의 필요 없습니다. 케라스가 따라갈 수 없는 층에 쓰면 모델을 만들 수는 있지만, 학습까지 되는 것은 아닙니다.
#
# ## 공식에서 층으로
#
# 논문의 공식을 층으로 옮겨 봅시다. RMSNorm입니다([Zhang과 Sennrich, 2019](https://arxiv.org/abs/1910.07467), 식 4). 벡터 $a$의 각 수를 제곱 평균의 제곱근으로 나누고, 학습되는 이득 $g$를 곱합니다.
#
# $$\bar{a}_i = \frac{a_i}{\mathrm{RMS}(a)}\, g_i, \qquad \mathrm{RMS}(a) = \sqrt{\frac{1}{n} \sum_{i=1}^{n} a_i^2}$$
#
# 코드의 `rms`가 $\mathrm{RMS}(a)$이고 `gain`이 $g$입니다. 모두 0인 벡터에서 0으로 나누지 않도록 작은 수 `epsilon`을 더합니다.

# %% [markdown] tags=["en"]
# On TensorFlow and JAX, `predict` and `fit` record the computation first, and while it is recorded there are no values for NumPy to compute with. On PyTorch it runs, but there is no gradient on a way that leads through NumPy, so a layer in front of this one would learn nothing. So write `ops`: there is no `ops.rfft2`, but there is `ops.fft2`.
#
# When do you need `compute_output_shape`, then? A layer of `ops` alone hardly ever does. Where Keras cannot follow a layer, the method lets you make the model; it does not let you train it.
#
# ## From a formula to a layer
#
# Turn a formula from a paper into a layer: RMSNorm ([Zhang and Sennrich, 2019](https://arxiv.org/abs/1910.07467), equation 4). It divides each number of a vector $a$ by the root of their mean square, and multiplies it with a trained gain $g$.
#
# $$\bar{a}_i = \frac{a_i}{\mathrm{RMS}(a)}\, g_i, \qquad \mathrm{RMS}(a) = \sqrt{\frac{1}{n} \sum_{i=1}^{n} a_i^2}$$
#
# In the code $\mathrm{RMS}(a)$ is `rms`, and $g$ is `gain`. A small `epsilon` keeps a vector of zeros from being divided by 0.

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
# 맞게 옮겼는지는 두 가지로 봅니다. 첫째, 같은 공식을 NumPy로 다시 작성하고 진짜 데이터에서 결과를 비교합니다. 이득이 처음 값 1이면 곱을 빼먹어도 드러나지 않습니다. 그래서 가중치를 다른 수로 바꾼 뒤 비교합니다. 케라스에도 같은 층 `RMSNormalization`이 있으므로 그 층과도 비교합니다. 출력하는 수는 가장 큰 차이입니다.

# %% [markdown] tags=["en"]
# ## Testing: NumPy
#
# Two tests show whether you got it right. The first: write the formula again in NumPy, and compare on real data. As long as the gain has its first value, 1, a forgotten product would not show. So put other numbers into the weight before you compare. Keras has this layer as well, `RMSNormalization`, so compare with that one too. What is printed is the largest difference.

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
print(f"NumPy: {np.abs(found - by_hand).max():.4f}")
print(f"RMSNormalization: {np.abs(found - numbers(of_keras(x[:50]))).max():.4f}")

# %% tags=["proof"]
assert np.allclose(found, by_hand, atol=1e-5) and np.allclose(found, numbers(of_keras(x[:50])), atol=1e-5)

# %% [markdown] tags=["ko"]
# ## 검사하기: 기울기
#
# 둘째, 기울기를 봅니다. 입력의 수 하나를 $h$만큼 늘리고 줄여 출력의 차이를 $2h$로 나누면 기울기와 거의 같아야 합니다. 이것을 유한 차분(finite differences)이라고 합니다. 빼기에서 자릿수가 사라지므로 `float64`로 계산합니다. 기울기는 수 하나를 두고 구하므로 출력을 더해 하나로 만듭니다. 그냥 더하면 출력의 자리가 서로 바뀌어도 드러나지 않으니, 저마다 다른 수 `weights`를 곱해서 더합니다. 3-3의 테이프는 `tf.Variable`로 하는 계산을 적었습니다. `watch`는 텐서 `a`로 하는 계산도 적게 합니다. 사진 가운데의 픽셀 28개로 해 봅시다.

# %% [markdown] tags=["en"]
# ## Testing: gradients
#
# The second test looks at gradients. Make one number of the input larger and smaller by $h$, and divide the difference of the outputs by $2h$: that should be almost the gradient. This is called finite differences. The subtraction loses digits, so compute in `float64`. A gradient is that of a single number, so the outputs are added up. A plain sum would hide outputs that have changed places, so each of them is first multiplied with a number of its own, from `weights`. The tape of 3-3 notes what is computed with a `tf.Variable`; `watch` makes it do so for the tensor `a`. Take 28 pixels from the middle of a picture.

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
print(f"{np.abs(tape.gradient(value, a) - np.array(by_differences)).max():.6f}")

# %% [markdown] tags=["ko"]
# `ops`로 쓴 층의 기울기는 백엔드가 내므로 대개 맞습니다. 이 검사는 기울기가 지나는 길이 끊긴 곳을 잡아냅니다. NumPy를 지나거나, 정수로 바꾸거나, `ops.stop_gradient`를 쓴 곳에서는 기울기가 0이거나 없습니다.
#
# ### 연습 4-2-d
#
# GeM 풀링을 층 `GeM`으로 옮기세요([Radenović, Tolias, Chum, 2019](https://arxiv.org/abs/1711.02512), 식 3). 특성 맵 $X$의 수 $x$마다 $p$제곱해서 평균하고 $1/p$제곱합니다.
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

# %% tags=["wrong"] exercise="4-2-d"
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        return ops.mean(ops.clip(x, 1e-6, 1) ** self.p, axis=(1, 2)) ** (1 / self.p)

    def get_config(self):
        return {**super().get_config(), "p": self.start}

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
# ## 직접 작성한 층을 학습하기
#
# 합성곱의 특성 맵에서 채널마다 수 하나를 얻는 방법이 4-1에 둘 있었습니다. 가장 큰 값을 고르거나 평균하는 것입니다. 모델은 어느 쪽을 더 쓸까요? 둘을 섞는 비율을 모델이 배우게 하고 그 값을 읽어 봅시다. 아래의 함수는 작은 합성곱 신경망을 만듭니다. 가운데에 들어갈 층을 인수로 받습니다.

# %% [markdown] tags=["en"]
# ## Train a layer of your own
#
# 4-1 had two ways to get one number for each channel of a feature map: take the largest value, or the mean. Which of them will a model use more? Let it learn how much of each it wants, and read the number. The function below makes a small convnet. The layer that goes in the middle is its argument.

# %%
def small_convnet(pooling):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, strides=2, activation="relu"),
        layers.Conv2D(32, 3, strides=2, activation="relu"),
        pooling,
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

with_channel = pictures[..., None]
print(with_channel.shape, small_convnet(layers.GlobalMaxPooling2D()).output_shape)

# %% [markdown] tags=["ko"]
# ### 연습 4-2-e
#
# 두 풀링을 섞는 층을 작성하고, `small_convnet`에 넣어 학습하고, 배운 값을 읽으세요.
#
# - 층의 출력은 `share * largest + (1 - share) * mean`입니다. `largest`는 채널마다 가장 큰 값이고 `mean`은 평균입니다. 입력의 형태는 (n, 높이, 너비, 채널), 출력의 형태는 (n, 채널)입니다.
# - `share`는 층에 하나뿐인 가중치이고, 형태가 `()`이며, 학습할 수 있고, 0.5에서 시작합니다.
# - `model`은 이 층을 넣은 `small_convnet`입니다. `with_channel`과 `labels`로 다섯 에포크 동안 학습합니다. 처음 보는 사진 1,000장에서 정확도가 0.5를 넘어야 합니다.
# - 학습한 뒤의 `share`를 출력해 보세요. 0.5보다 크면 `leans_to`에 `"max"`를, 작으면 `"mean"`을 넣으세요.

# %% [markdown] tags=["en"]
# ### Exercise 4-2-e
#
# Write a layer that mixes the two poolings, train it in `small_convnet`, and read what it has learned.
#
# - The layer returns `share * largest + (1 - share) * mean`, where `largest` is the largest value of each channel and `mean` the mean. Its input has shape (n, height, width, channels), its output (n, channels).
# - `share` is the only weight of the layer, of shape `()`, trainable, and starts at 0.5.
# - `model` is a `small_convnet` with this layer in it, trained for five epochs on `with_channel` and `labels`. On 1,000 new pictures its accuracy should be above 0.5.
# - Print `share` after training. If it is above 0.5, put `"max"` into `leans_to`, and `"mean"` if it is below.

# %% tags=["starter"] exercise="4-2-e"
model = ...
leans_to = ...

# %% tags=["wrong"] exercise="4-2-e"
class MaxAndMean(layers.Layer):
    def build(self, input_shape):
        self.share = self.add_weight(name="share", shape=(), initializer=keras.initializers.Constant(0.5))

    def call(self, x):
        largest, mean = ops.max(x, axis=(1, 2)), ops.mean(x, axis=(1, 2))
        return self.share * largest + (1 - self.share) * mean

model = small_convnet(MaxAndMean())
leans_to = "max"

# %% tags=["wrong"] exercise="4-2-e"
class MaxAndMean(layers.Layer):
    def build(self, input_shape):
        self.share = self.add_weight(name="share", shape=(), initializer=keras.initializers.Constant(0.5))

    def call(self, x):
        largest, mean = ops.max(x, axis=(1, 2)), ops.mean(x, axis=(1, 2))
        return self.share * largest + (1 - self.share) * mean

model = small_convnet(MaxAndMean())
model.fit(with_channel[:64], labels[:64], epochs=1, verbose=0)
leans_to = "max"

# %% tags=["wrong"] exercise="4-2-e"
class MaxAndMean(layers.Layer):
    def build(self, input_shape):
        self.share = self.add_weight(name="share", shape=(), initializer=keras.initializers.Constant(0.5), trainable=False)

    def call(self, x):
        largest, mean = ops.max(x, axis=(1, 2)), ops.mean(x, axis=(1, 2))
        return self.share * largest + (1 - self.share) * mean

model = small_convnet(MaxAndMean())
model.fit(with_channel[:64], labels[:64], epochs=1, verbose=0)
leans_to = "max"

# %% tags=["wrong"] exercise="4-2-e"
class MaxAndMean(layers.Layer):
    def build(self, input_shape):
        self.share = self.add_weight(name="share", shape=(), initializer=keras.initializers.Constant(0.0))

    def call(self, x):
        largest, mean = ops.max(x, axis=(1, 2)), ops.mean(x, axis=(1, 2))
        return self.share * largest + (1 - self.share) * mean

model = small_convnet(MaxAndMean())
model.fit(with_channel[:64], labels[:64], epochs=1, verbose=0)
leans_to = "max"

# %% tags=["wrong"] exercise="4-2-e"
class MaxAndMean(layers.Layer):
    def build(self, input_shape):
        self.share = self.add_weight(name="share", shape=(), initializer=keras.initializers.Constant(0.5))

    def call(self, x):
        largest, mean = ops.max(x, axis=(1, 2)), ops.mean(x, axis=(1, 2))
        return self.share * mean + (1 - self.share) * largest

model = small_convnet(MaxAndMean())
model.fit(with_channel[:64], labels[:64], epochs=1, verbose=0)
leans_to = "max"

# %% tags=["wrong"] exercise="4-2-e"
class MaxAndMean(layers.Layer):
    def build(self, input_shape):
        self.share = self.add_weight(name="share", shape=(), initializer=keras.initializers.Constant(0.5))

    def call(self, x):
        largest = ops.max(x, axis=(1, 2))
        return self.share * largest

model = small_convnet(MaxAndMean())
model.fit(with_channel[:64], labels[:64], epochs=1, verbose=0)
leans_to = "max"

# %% tags=["wrong"] exercise="4-2-e"
class MaxAndMean(layers.Layer):
    def build(self, input_shape):
        self.share = self.add_weight(name="share", shape=(), initializer=keras.initializers.Constant(0.5))

    def call(self, x):
        largest, mean = ops.max(x, axis=(1, 2)), ops.mean(x, axis=(1, 2))
        return self.share * largest + (1 - self.share) * mean

model = small_convnet(MaxAndMean())
model.fit(with_channel, labels, epochs=5, verbose=0)
leans_to = "max" if float(model.layers[2].share) < 0.5 else "mean"

# %% tags=["wrong"] exercise="4-2-e"
class MaxAndMean(layers.Layer):
    def build(self, input_shape):
        self.share = self.add_weight(name="share", shape=(), initializer=keras.initializers.Constant(0.5))

    def call(self, x):
        largest, mean = ops.max(x, axis=(1, 2)), ops.mean(x, axis=(1, 2))
        return self.share * largest + (1 - self.share) * mean

model = small_convnet(MaxAndMean())
model.fit(with_channel, labels, epochs=5, verbose=0)
leans_to = float(model.layers[2].share)

# %% tags=["wrong"] exercise="4-2-e"
class MaxAndMean(layers.Layer):
    def build(self, input_shape):
        self.share = self.add_weight(name="share", shape=(input_shape[-1],), initializer=keras.initializers.Constant(0.5))

    def call(self, x):
        largest, mean = ops.max(x, axis=(1, 2)), ops.mean(x, axis=(1, 2))
        return self.share * largest + (1 - self.share) * mean

model = small_convnet(MaxAndMean())
model.fit(with_channel[:64], labels[:64], epochs=1, verbose=0)
leans_to = "max"

# %% tags=["wrong"] exercise="4-2-e"
class MaxAndMean(layers.Layer):
    def build(self, input_shape):
        self.share = 0.5

    def call(self, x):
        largest, mean = ops.max(x, axis=(1, 2)), ops.mean(x, axis=(1, 2))
        return self.share * largest + (1 - self.share) * mean

model = small_convnet(MaxAndMean())
model.fit(with_channel[:64], labels[:64], epochs=1, verbose=0)
leans_to = "max"

# %% tags=["wrong"] exercise="4-2-e"
class MaxAndMean(layers.Layer):
    def build(self, input_shape):
        self.share = self.add_weight(name="share", shape=(), initializer=keras.initializers.Constant(0.5))

    def call(self, x):
        largest, mean = ops.max(x, axis=(1, 2), keepdims=True), ops.mean(x, axis=(1, 2), keepdims=True)
        return ops.reshape(self.share * largest + (1 - self.share) * mean, (-1, x.shape[-1]))[:, :1]

model = small_convnet(MaxAndMean())
model.fit(with_channel[:64], labels[:64], epochs=1, verbose=0)
leans_to = "max"

# %% tags=["wrong"] exercise="4-2-e"
class MaxAndMean(layers.Layer):
    def build(self, input_shape):
        self.share = self.add_weight(name="share", shape=(), initializer=keras.initializers.Constant(0.5))

    def call(self, x):
        largest, mean = ops.max(x, axis=(1, 2)), ops.mean(x, axis=(1, 2))
        return self.share * largest + (1 - self.share) * mean

model = small_convnet(MaxAndMean())
model.fit(with_channel, labels[::-1], epochs=2, verbose=0)
leans_to = "max"

# %% tags=["wrong"] exercise="4-2-e"
model = small_convnet(layers.GlobalMaxPooling2D())
model.fit(with_channel[:64], labels[:64], epochs=1, verbose=0)
leans_to = "max"

# %% tags=["right"] exercise="4-2-e"
class MaxAndMean(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.largest, self.mean = layers.GlobalMaxPooling2D(), layers.GlobalAveragePooling2D()
        self.share = self.add_weight(shape=(), initializer=keras.initializers.Constant(0.5))

    def call(self, x):
        mean = self.mean(x)
        return mean + self.share * (self.largest(x) - mean)

model = small_convnet(MaxAndMean())
model.fit(with_channel, labels, epochs=5, batch_size=64, verbose=0)
leans_to = "max" if float(model.layers[2].share) > 0.5 else "mean"

# %% tags=["right"] exercise="4-2-e"
class Mixed(keras.Layer):
    def build(self, input_shape):
        self.share = self.add_weight(name="share", shape=(), initializer="zeros")
        self.share.assign(0.5)

    def call(self, x):
        return ops.max(x, axis=[1, 2]) * self.share + ops.mean(x, axis=[1, 2]) * (1 - self.share)

model = small_convnet(Mixed(name="mixed"))
history = model.fit(with_channel, labels, epochs=5, verbose=0)
leans_to = "max" if model.get_layer("mixed").get_weights()[0] > 0.5 else "mean"

# %% tags=["right"] exercise="4-2-e"
@keras.saving.register_keras_serializable("study")
class SharedPooling(layers.Layer):
    def __init__(self, start=0.5, **kwargs):
        super().__init__(**kwargs)
        self.start = start

    def build(self, input_shape):
        start = keras.initializers.Constant(self.start)
        self.share = self.add_weight(name="share", shape=(), initializer=start)

    def call(self, x):
        channels = ops.reshape(x, (-1, x.shape[1] * x.shape[2], x.shape[3]))
        return self.share * ops.max(channels, axis=1) + (1 - self.share) * ops.mean(channels, axis=1)

    def get_config(self):
        return {**super().get_config(), "start": self.start}

pooling = SharedPooling()
model = small_convnet(pooling)
for _ in range(5):
    model.fit(with_channel, labels, verbose=0)
leans_to = "mean" if ops.convert_to_numpy(pooling.share) < 0.5 else "max"

# %% tags=["solution"] exercise="4-2-e"
class MaxAndMean(layers.Layer):
    def build(self, input_shape):
        half = keras.initializers.Constant(0.5)
        self.share = self.add_weight(name="share", shape=(), initializer=half)

    def call(self, x):
        largest, mean = ops.max(x, axis=(1, 2)), ops.mean(x, axis=(1, 2))
        return self.share * largest + (1 - self.share) * mean

pooling = MaxAndMean()
model = small_convnet(pooling)
model.fit(with_channel, labels, epochs=5, verbose=0)
print(f"share ≈ {float(pooling.share):.1f}")
leans_to = "max" if float(pooling.share) > 0.5 else "mean"

# %%
check("4-2-e", model, leans_to)

# %% [markdown] tags=["ko", "solution"]
# 이 모델에서는 `share`가 0.5보다 커져 최댓값 쪽으로 갔습니다. 특성이 사진에 **평균** 얼마나 있는지보다 **어딘가에** 있는지를 더 본 셈입니다. 다른 데이터나 다른 모델에서는 다를 수 있습니다.

# %% [markdown] tags=["en", "solution"]
# In this model `share` rose above 0.5, towards the largest value: it looks more at whether a feature is **somewhere** in the picture than at how much of it there is **on average**. With other data or another model this may differ.

# %% [markdown] tags=["ko"]
# `share`는 1을 넘을 수도 있습니다. 범위를 정하지 않았기 때문이고, 그때는 평균에 음수를 곱하게 됩니다. 0과 1 사이에 두려면 `add_weight`에 `constraint`를 주거나 `share` 대신 `ops.sigmoid(share)`를 씁니다. 0.5보다 크다는 것은 이 모델이 최댓값을 더 썼다는 뜻일 뿐입니다. 어느 풀링이 나은지 알려면 풀링마다 모델을 따로 학습해 비교해야 합니다.
#
# ## 층 진료소
#
# 지금까지 본 검사를 `examine` 하나가 모두 합니다. 층과 예시 입력을 넘기면 표가 나옵니다. 넘긴 층의 가중치와 상태는 그대로 남습니다. 이 함수는 폴더 `utils/layer_clinic`에 있고, 폴더 `utils/core`와 함께 복사하면 여러분의 프로젝트에서도 쓸 수 있습니다. 앞에서 쓴 `RMSNorm`과 `MeanOfWords`를 진찰합니다.

# %% [markdown] tags=["en"]
# `share` may pass 1, as nothing sets it a limit; the mean then counts negatively. To keep it between 0 and 1, give `add_weight` a `constraint`, or use `ops.sigmoid(share)` in place of `share`. Above 0.5 means only that this model used the largest value more. Which pooling is better shows when you train a model with each and compare.
#
# ## The layer clinic
#
# All the tests you have seen are in one function, `examine`. Give it a layer and example inputs, and it shows a table. The weights and the state of the layer stay as they were. The function is in the folder `utils/layer_clinic`; copy that together with the folder `utils/core`, and you can use it in projects of your own. Here it looks at `RMSNorm` and `MeanOfWords`.

# %%
from utils.layer_clinic import examine

examine(RMSNorm(), x[:8])

# %%
examine(MeanOfWords(), vectors)

# %% [markdown] tags=["ko"]
# `MeanOfWords`는 등록하지 않았으므로 결함이 하나 있고, 고치는 방법도 적혀 있습니다. 글의 `MyLayer`처럼 틀린 형태를 돌려주는 층은 어떻게 나올까요? 어느 줄이 결함일지 예상해 보세요.

# %% [markdown] tags=["en"]
# `MeanOfWords` was never registered, so it has a fault, and the table says how to fix it. What about a layer that lies about its shape, as the `MyLayer` of the post does? Guess which row will be a fault.

# %%
@keras.saving.register_keras_serializable("study")
class OldShape(Linear):
    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.units)

examine(OldShape(10), pictures[:8])

# %% [markdown] tags=["ko"]
# ## 실험실: 층 진료소
#
# 메뉴에서 층을 고르면 코드가 나옵니다. 병든 층마다 잘못이 하나씩 있고, 건강한 층도 섞여 있습니다. 이 노트북에서 여러분이 만들어 입력 하나에 적용해 본 층도 메뉴의 끝에 있습니다. **먼저** 코드만 읽고 결함이 나올 진찰을 메뉴에서 고르세요. 고르면 진찰 결과가 나옵니다. 그다음 코드를 고치고 다시 진찰해 보세요. **눈여겨볼 것**은 `Squashed`처럼 잘못 하나가 여러 줄에 나타나는 층입니다.

# %% [markdown] tags=["en"]
# ## Lab: layer clinic
#
# Choose a layer from the menu to see its code. Each sick layer has one thing wrong with it, and healthy ones stand among them. Layers that you made in this notebook and called on one input stand at the end of the menu. **Try first**: read the code alone and choose the examination that will find a fault; your guess opens the findings. Then mend the code and examine it again. **Notice** the layers in which one mistake shows in several rows, such as `Squashed`.

# %%
lab("layer clinic")

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `call`만 있어도 층입니다. 가중치가 있으면 형태를 알게 되는 `build`에서 `add_weight`로 만들고, `call`은 `keras.ops`로 계산합니다. 그러면 세 백엔드에서 같은 수가 나옵니다.
# - `register_keras_serializable`, `**kwargs`, `get_config`가 있어야 저장한 층이 돌아옵니다. `Lambda` 속의 `lambda`는 거절당합니다.
# - 학습할 때만 하는 일은 `training`을 보고, 채운 자리는 `mask`를 보고 정합니다. 벌점은 `add_loss`로 더합니다.
# - 기억할 값은 파이썬의 속성이 아니라 `trainable=False`인 가중치에 두고 `assign`으로 바꿉니다.
# - 층은 NumPy로 쓴 공식, 기울기, 그리고 `examine`으로 검사합니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - `call` alone makes a layer. Weights are made with `add_weight` in `build`, where the shape is known, and `call` computes with `keras.ops`: then three backends give the same numbers.
# - A saved layer comes back if it has `register_keras_serializable`, `**kwargs` and `get_config`. A `lambda` in a `Lambda` is refused.
# - Let `training` decide what happens in training only, and `mask` what to do about filling. `add_loss` adds a penalty.
# - A value to remember belongs in a weight with `trainable=False`, changed by `assign`, and not in an attribute of Python.
# - Test a layer against the formula in NumPy, by gradients, and with `examine`.
