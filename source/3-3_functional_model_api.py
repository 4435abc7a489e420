# %% [markdown] tags=["ko"]
# 2020년의 글은 여기에 [함수형 API 안내서](https://keras.io/guides/functional_api/)로 가는 링크 하나만 남겼습니다. 함수형 API의 기초는 2-2에서 보았습니다. 이 섹션은 그다음을 다룹니다.
#
# 섹션은 두 부분입니다. 앞부분에서는 그래프 하나에서 모델을 여러 개 꺼내고, 모델을 묶고, 학습된 모델의 중간을 다른 일에 다시 씁니다. 뒷부분에서는 학습을 들여다봅니다. 확률이 되기 전의 수로 학습하고, `fit`의 한 단계를 직접 작성하고, 손실이 `nan`인 까닭을 찾고, 학습을 제때 멈추고, 중단된 학습을 이어 갑니다. 각각 한 시간 15분쯤 걸리고, 사이에 쉬어 갈 곳이 있습니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 학습된 모델의 중간 특성을 **다시 쓰고**, 모델 여러 개를 하나로 **묶습니다**.
# - 로짓과 손실을 맞게 **짝짓고**, 학습의 한 단계를 직접 **작성합니다**.
# - 손실이 `nan`인 까닭을 **찾고**, 학습을 제때 멈추고 **이어 갑니다**.

# %% [markdown] tags=["en"]
# The post from 2020 leaves nothing here but a link to the [guide to the functional API](https://keras.io/guides/functional_api/). You know the basics of that API from 2-2. This section is about what comes next.
#
# There are two halves. In the first you take several models out of one graph, put models together, and use the middle of a trained model for another task. The second looks into training: you train on the numbers before they are probabilities, write a step of `fit` yourself, find out why a loss is `nan`, stop in time, and go on with a run that was cut off. Each takes about an hour and a quarter, and there is a place to stop in between.
#
# After this section you can:
#
# - **reuse** the intermediate features of a trained model, and **combine** several models into one;
# - **match** logits with their loss, and **write** a step of training yourself;
# - **find** out why a loss is `nan`, stop training in time, and **resume** it.

# %% [markdown] tags=["ko"]
# ## 데이터
#
# 사진은 1-1의 Fashion-MNIST입니다. 3,000장으로 학습하고 다른 1,000장으로 검증합니다. 테스트 사진은 꺼내지 않습니다. 연습 문제의 `check`와 실험실에서만 씁니다. 함수 `answers`는 모델을 함수처럼 불러 출력을 NumPy 배열로 돌려줍니다. 적은 데이터에서는 `predict`보다 빠릅니다.

# %% [markdown] tags=["en"]
# ## The data
#
# The pictures are Fashion-MNIST, as in 1-1: 3,000 for training and 1,000 others for validation. The test pictures stay where they are; only `check` and the lab use them. The function `answers` calls a model like a function and returns its output as a NumPy array. On little data that is quicker than `predict`.

# %%
import subprocess
import sys
import tempfile
from pathlib import Path

import keras
import numpy as np
from keras import layers
from keras.losses import SparseCategoricalCrossentropy

from utils import plots
from utils.data import bags_and_boots, class_names, fashion_mnist

(pictures, labels), _ = fashion_mnist()
x_train, y_train = pictures[:3000].astype("float32") / 255, labels[:3000]
x_val, y_val = pictures[8000:9000].astype("float32") / 255, labels[8000:9000]
print(x_train.shape, x_val.shape)

def answers(model, x):
    return keras.ops.convert_to_numpy(model(x))

# %% [markdown] tags=["ko"]
# ## 그래프 하나, 모델 여러 개
#
# 사진 한 장은 픽셀 784개입니다. 이것을 수 16개로 줄여 보내고, 받는 쪽에서 다시 784개로 펼칠 수 있을까요? 그런 모델이 오토인코더(autoencoder)입니다. 줄이는 쪽이 인코더(encoder), 펼치는 쪽이 디코더(decoder)입니다. 정답은 레이블이 아니라 입력 사진 자신입니다.

# %% [markdown] tags=["en"]
# ## One graph, several models
#
# A picture has 784 pixels. Could you boil it down to 16 numbers, send those, and unfold them to 784 again on the other side? A model that does so is an autoencoder. The part that shrinks is the encoder, the part that unfolds the decoder. The right answer is no label, but the picture itself. First draw the graph, once.

# %%
pixels = keras.Input((784,), name="pixels")
code = layers.Dense(16, activation="relu", name="code")(layers.Dense(64, activation="relu")(pixels))
restored = layers.Dense(784, activation="sigmoid")(layers.Dense(64, activation="relu")(code))

# %% [markdown] tags=["ko"]
# 이 그래프에서 모델 세 개를 꺼냅니다. 시작과 끝만 다르게 정하면 됩니다. `decoder`는 그래프 중간에 있는 텐서 `code`에서 시작합니다. 모델마다 파라미터의 수를 출력합니다. 셋째 수는 앞의 두 수와 어떤 관계일까요?

# %% [markdown] tags=["en"]
# Three models come out of this graph: all you choose is where each begins and ends. `decoder` begins at `code`, a tensor in the middle of the graph. The number of parameters of each is printed. How will the third number be related to the first two?

# %%
encoder = keras.Model(pixels, code, name="encoder")
decoder = keras.Model(code, restored, name="decoder")
autoencoder = keras.Model(pixels, restored, name="autoencoder")
print([model.count_params() for model in (encoder, decoder, autoencoder)])

# %% tags=["proof"]
assert encoder.count_params() + decoder.count_params() == autoencoder.count_params()

# %% [markdown] tags=["ko"]
# 앞의 두 수를 더하면 셋째 수입니다. 세 모델이 같은 층을 쓰기 때문입니다. 아래에서는 `autoencoder`만 학습합니다. 한 번도 학습하지 않은 `encoder`의 출력은 얼마나 달라질까요? 먼저 예상하세요.

# %% [markdown] tags=["en"]
# The first two counts add up to the third, because the three models use the same layers. The next cell trains `autoencoder` only. By how much does the output of `encoder` change, although nobody trains it? Guess first.

# %%
flat_train, flat_val = x_train.reshape(-1, 784), x_val.reshape(-1, 784)
before = answers(encoder, flat_val)

autoencoder.compile(optimizer=keras.optimizers.Adam(0.005), loss="mse")
autoencoder.fit(flat_train, flat_train, epochs=6, batch_size=100, verbose=0)

codes = answers(encoder, flat_val)
print(f"largest change ≈ {np.abs(codes - before).max():.0f}")
print("same weight:", autoencoder.weights[0] is encoder.weights[0])

# %% tags=["proof"]
assert np.abs(codes - before).max() > 1

# %% [markdown] tags=["ko"]
# 크게 달라졌습니다. 가중치는 모델이 아니라 층에 있고, 그 층을 두 모델이 함께 씁니다. 그러므로 둘은 각각 쓸 수 있습니다. 보내는 쪽에는 `encoder`만, 받는 쪽에는 `decoder`만 있으면 됩니다. 2-2에서처럼 `save`로 저장하고 `load_model`로 불러옵니다. `.keras` 파일에는 그래프와 가중치가 모두 들어가므로, 불러올 때 모델을 만든 코드가 없어도 됩니다.

# %% [markdown] tags=["en"]
# It changes a lot. Weights belong to layers, not to models, and the two models share these layers. So each can go its own way: the sender needs only `encoder`, the receiver only `decoder`. `save` them and load them with `load_model`, as in 2-2. A `.keras` file holds the graph and the weights, so it loads without the code that made the model.

# %%
folder = tempfile.TemporaryDirectory()
place = Path(folder.name)
encoder.save(place / "encoder.keras")
decoder.save(place / "decoder.keras")

sender = keras.models.load_model(place / "encoder.keras")
receiver = keras.models.load_model(place / "decoder.keras")
pictures_back = answers(receiver, answers(sender, flat_val))
print(f"{np.abs(pictures_back - answers(autoencoder, flat_val)).max():.4f}")

# %% tags=["proof"]
assert np.allclose(pictures_back, answers(autoencoder, flat_val), atol=1e-5)

# %% [markdown] tags=["ko"]
# 두 파일로 나눈 모델과 `autoencoder`가 내놓는 사진이 같습니다. 윗줄이 원래 사진, 아랫줄이 수 16개에서 되살린 사진입니다.

# %% [markdown] tags=["en"]
# The two halves, each out of its file, give the same pictures as `autoencoder`. Above are the pictures, below what comes back from 16 numbers each.

# %%
names = [class_names()[label] for label in y_val[:5]]
both = np.concatenate([x_val[:5], pictures_back[:5].reshape(-1, 28, 28)])
plots.show_pictures(both, names + ["code 16"] * 5)

# %% [markdown] tags=["ko"]
# 무늬는 사라지고 옷의 모양은 남습니다. 이만하면 잘한 것일까요? 비교할 기준선이 있어야 합니다. 어느 사진에나 학습 사진의 평균을 내놓는 것이 가장 쉬운 방법입니다.

# %% [markdown] tags=["en"]
# Patterns are lost, the outline of the clothes stays. Is that good? It takes a baseline to say. The easiest method gives the mean of the training pictures, whatever the picture.

# %%
error = np.mean((pictures_back - flat_val) ** 2)
error_of_the_mean = np.mean((flat_train.mean(axis=0) - flat_val) ** 2)
print(f"autoencoder ≈ {error:.3f}, mean picture ≈ {error_of_the_mean:.3f}")

# %% tags=["proof"]
assert error < error_of_the_mean / 2

# %% [markdown] tags=["ko"]
# 제곱 오차의 평균이 기준선의 절반보다 작습니다.

# %% [markdown] tags=["en"]
# The mean squared error is less than half of the baseline's.

# %%
choose("3-3-q1")

# %% tags=["solution"] exercise="3-3-q1"
check("3-3-q1", "c")

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `input=`, `output=`
#
# 옛 코드에는 단수형 `input=`과 `output=`이 자주 나옵니다. 오늘의 이름은 복수형 `inputs`와 `outputs`뿐입니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `input=`, `output=`
#
# Old code often says `input=` and `output=`, in the singular. Today only the plural is left, `inputs` and `outputs`.

# %%
with expect_error(ValueError):
    keras.Model(input=pixels, output=code)

# %% [markdown] tags=["ko"]
# ## 앙상블
#
# 2-2에서 모델을 층처럼 불렀습니다. 모델 안에 모델을 넣는 이런 중첩(nesting)의 쓸모는 앙상블(ensemble)에서 드러납니다. 모델 여러 개에 같은 것을 묻고, 그 답을 평균합니다. 여기서는 모델 세 개가 서로 다른 사진 1,000장씩으로 학습합니다. 본 사진이 다르므로 틀리는 곳도 다릅니다.

# %% [markdown] tags=["en"]
# ## An ensemble
#
# In 2-2 you called a model like a layer. A model inside a model is called nesting, and it proves its worth in an ensemble: ask several models the same thing, and average their answers. Here three models train on 1,000 pictures each, every one on others. They have seen different pictures, so they make different mistakes.

# %%
def new_classifier():
    photos = keras.Input((28, 28))
    hidden = layers.Dense(32, activation="relu")(layers.Flatten()(photos))
    model = keras.Model(photos, layers.Dense(10, activation="softmax")(hidden))
    model.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

members = [new_classifier() for _ in range(3)]
for number, member in enumerate(members):
    part = slice(1000 * number, 1000 * (number + 1))
    member.fit(x_train[part], y_train[part], epochs=6, batch_size=50, verbose=0)

# %% [markdown] tags=["ko"]
# `layers.average`는 텐서 여러 개의 평균을 냅니다. `Input` 하나를 세 모델에 넣고 나온 확률을 평균하면 끝입니다. 앙상블의 정확도는 세 모델에 비해 어떨까요? 먼저 예상하세요.

# %% [markdown] tags=["en"]
# `layers.average` takes the mean of several tensors. Call the three models on one `Input`, average the probabilities, and that is all: there is nothing left to train. How will the ensemble do beside the three? Guess first.

# %%
photos = keras.Input((28, 28))
ensemble = keras.Model(photos, layers.average([member(photos) for member in members]))

def accuracy(model, x, y):
    return np.mean(answers(model, x).argmax(axis=-1) == y)

of_members = [accuracy(member, x_val, y_val) for member in members]
of_ensemble = accuracy(ensemble, x_val, y_val)
print([f"≈ {each:.3f}" for each in of_members], f"ensemble ≈ {of_ensemble:.3f}")

# %% tags=["proof"]
assert of_ensemble > np.mean(of_members)

# %% [markdown] tags=["ko"]
# 한 모델만 틀린 사진은 나머지 둘이 바로잡을 때가 많습니다. 그래서 앙상블의 정확도는 세 모델의 정확도를 평균한 것보다 높습니다. 그 대가로 계산이 세 배가 됩니다.

# %% [markdown] tags=["en"]
# Where one model alone is wrong, the other two often put it right. So the ensemble is right more often than the three are on average. It has its price: three times the computation for every picture.

# %% [markdown] tags=["ko"]
# ### 연습 3-3-a
#
# 함수 `ensemble_of`를 작성하세요.
#
# - 인수는 모델의 목록 하나입니다. 모델은 두 개 이상이고, 입력의 형태가 서로 같으며 출력의 형태도 서로 같습니다. `check`는 입력의 형태가 (28, 28)이 아닌 모델도 넘겨 봅니다. 형태는 모델에서 가져오세요. 모델의 `input_shape`는 배치 축까지 적은 입력의 형태입니다(2-1).
# - 돌려주는 값은 케라스 모델입니다. 입력은 하나이고, 출력은 목록에 있는 모든 모델의 출력을 평균한 것입니다.
# - 새 모델은 목록의 모델과 가중치를 함께 씁니다. 한 모델의 가중치가 바뀌면 새 모델의 출력도 바뀝니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-3-a
#
# Write a function `ensemble_of`.
#
# - It takes a list of two or more models. Their inputs all have one shape, and so do their outputs. `check` also passes models whose input is not (28, 28), so take the shape from the models: `input_shape` of a model is the shape of its input with the axis of the batch (2-1).
# - It returns a Keras model with one input, whose output is the mean of the outputs of all models in the list.
# - The new model shares its weights with the models in the list: when the weights of one change, so does its output.

# %% tags=["starter"] exercise="3-3-a"
ensemble_of = ...

# %% tags=["wrong"] exercise="3-3-a"
def ensemble_of(models):
    pictures = keras.Input((28, 28))
    return keras.Model(pictures, layers.average([model(pictures) for model in models]))

# %% tags=["wrong"] exercise="3-3-a"
def ensemble_of(models):
    inputs = keras.Input(models[0].input_shape[1:])
    return keras.Model(inputs, layers.add([model(inputs) for model in models]))

# %% tags=["wrong"] exercise="3-3-a"
def ensemble_of(models):
    inputs = keras.Input(models[0].input_shape[1:])
    return keras.Model(inputs, layers.average([models[0](inputs), models[1](inputs)]))

# %% tags=["wrong"] exercise="3-3-a"
def ensemble_of(models):
    inputs = keras.Input(models[0].input_shape[1:])
    return keras.Model(inputs, layers.concatenate([model(inputs) for model in models]))

# %% tags=["wrong"] exercise="3-3-a"
def ensemble_of(models):
    inputs = keras.Input(models[0].input_shape[1:])
    copies = [keras.models.clone_model(model) for model in models]
    for copy, model in zip(copies, models):
        copy.set_weights(model.get_weights())
    return keras.Model(inputs, layers.average([copy(inputs) for copy in copies]))

# %% tags=["wrong"] exercise="3-3-a"
def ensemble_of(models):
    return lambda x: np.mean([model.predict_on_batch(x) for model in models], axis=0)

# %% tags=["wrong"] exercise="3-3-a"
def ensemble_of(models):
    x = keras.Input(models[0].input_shape[1:])
    return keras.Model(x, layers.add([model(x) for model in models]) / 3)

# %% tags=["wrong"] exercise="3-3-a"
def ensemble_of(models):
    x = keras.Input((models[0].input_shape[1],))
    return keras.Model(x, layers.average([model(x) for model in models]))

# %% tags=["wrong"] exercise="3-3-a"
def ensemble_of(models):
    x = keras.Input(models[0].input_shape[1:])
    return keras.Model(x, layers.Softmax()(layers.average([model(x) for model in models])))

# %% tags=["wrong"] exercise="3-3-a"
def ensemble_of(models):
    return keras.Model([model.input for model in models], layers.average([model.output for model in models]))

# %% tags=["wrong"] exercise="3-3-a"
def ensemble_of(models):
    x = keras.Input(models[0].input_shape[1:])
    return keras.Model(x, keras.ops.stop_gradient(layers.average([model(x) for model in models])))

# %% tags=["right"] exercise="3-3-a"
def ensemble_of(members):
    x = keras.Input(members[0].input_shape[1:])
    return keras.Model(x, layers.Average()([member(x) for member in members]))

# %% tags=["right"] exercise="3-3-a"
def ensemble_of(models):
    first, *others = models
    answers = [*first.outputs, *(model(first.inputs[0]) for model in others)]
    return keras.Model(first.inputs, layers.average(answers))

# %% tags=["right"] exercise="3-3-a"
def ensemble_of(models):
    inputs = keras.Input(models[0].input_shape[1:])
    stacked = keras.ops.stack([model(inputs) for model in models])
    return keras.Model(inputs, keras.ops.mean(stacked, axis=0))

# %% tags=["right"] exercise="3-3-a"
def ensemble_of(models):
    inputs = keras.Input(batch_shape=models[0].input_shape)
    total = layers.add([model(inputs) for model in models])
    return keras.Model(inputs, layers.Rescaling(1 / len(models))(total))

# %% tags=["right"] exercise="3-3-a"
class Mean(keras.Model):
    def __init__(self, members):
        super().__init__()
        self.members = members

    def call(self, x, training=False):
        return layers.average([member(x, training=training) for member in self.members])

def ensemble_of(models):
    mean = Mean(models)
    mean.build(models[0].input_shape)
    return mean

# %% tags=["right"] exercise="3-3-a"
class Mean(keras.Model):
    def __init__(self, members):
        super().__init__()
        self.members = members

    def call(self, x):
        return sum(member(x) for member in self.members) / len(self.members)

def ensemble_of(models):
    return Mean(models)

# %% tags=["solution"] exercise="3-3-a"
def ensemble_of(models):
    inputs = keras.Input(models[0].input_shape[1:])
    return keras.Model(inputs, layers.average([model(inputs) for model in models]))

# %%
check("3-3-a", ensemble_of)

# %% [markdown] tags=["ko", "solution"]
# 입력의 형태는 첫 모델의 `input_shape`에서 가져옵니다. 첫 축 `None`은 배치이므로 뺍니다. 모델을 부르면 복사본이 아니라 그 모델 자신이 그래프에 들어가므로 가중치를 함께 씁니다.

# %% [markdown] tags=["en", "solution"]
# The shape of the input comes from `input_shape` of the first model, without its first axis `None`, which is the batch. Calling a model puts the model itself into the graph and no copy of it, so the weights are shared.

# %% [markdown] tags=["ko"]
# ## 중간 특성 꺼내기
#
# 학습된 모델의 중간에는 쓸모 있는 것이 들어 있습니다. 옷을 구별하려고 배운 모서리와 무늬는 다른 문제에도 쓸 수 있습니다.
#
# ### 작은 ResNet
#
# 먼저 꺼낼 모델을 학습합니다. 합성곱 층 사이에 2-2의 잔차 연결(residual connection)을 둔 작은 ResNet입니다. 블록 하나는 합성곱 두 번이고, 블록의 입력을 블록의 출력에 더합니다. 더한 뒤에 오는 `ReLU`는 활성화 함수 `relu`를 층으로 만든 것입니다. 뒤에서 쓸 층에는 이름을 붙입니다.

# %% [markdown] tags=["en"]
# ## Take out intermediate features
#
# The middle of a trained model holds something of use. The edges and patterns that it has learned to tell clothes apart may serve another task, too. So take them out.
#
# ### A toy ResNet
#
# First train a model to take them from: a small ResNet, with the residual connections of 2-2 between convolutions. A block has two convolutions, and adds its input to its output. `ReLU` after the addition is the activation function `relu` as a layer. The layers that are wanted later get names.

# %%
def residual_block(x, name):
    y = layers.Conv2D(16, 3, padding="same", activation="relu")(x)
    y = layers.Conv2D(16, 3, padding="same")(y)
    return layers.ReLU(name=name)(layers.add([x, y]))

images = keras.Input((28, 28, 1))
x = layers.Conv2D(16, 5, strides=2, activation="relu", padding="same", name="stem")(images)
x = residual_block(layers.MaxPooling2D(2)(x), name="block_1")
x = residual_block(x, name="block_2")
x = layers.Dense(32, activation="relu", name="feature")(layers.Flatten()(x))
resnet = keras.Model(images, layers.Dense(10, activation="softmax", name="answer")(x))

# %% [markdown] tags=["ko"]
# 나중을 위해 신발은 남겨 둡니다. 샌들(5), 운동화(7), 앵클부츠(9)가 아닌 사진으로만 학습합니다. 그래서 출력 열 개 가운데 신발 세 개의 자리는 정답이 되는 일이 없습니다.

# %% [markdown] tags=["en"]
# Shoes are kept for later: it trains only on pictures that show no sandal (5), sneaker (7) or ankle boot (9). So of its ten outputs, those three are never right.

# %%
SHOES = [5, 7, 9]
no_shoes = np.flatnonzero(~np.isin(labels[:5000], SHOES))
x_clothes = pictures[no_shoes, ..., np.newaxis].astype("float32") / 255
resnet.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
resnet_run = resnet.fit(x_clothes, labels[no_shoes], epochs=2, batch_size=50, verbose=2)

# %% tags=["proof"]
assert resnet_run.history["accuracy"][-1] > 0.6

# %% [markdown] tags=["ko"]
# 그래프는 데이터로 남아 있습니다. 그래서 모든 층의 출력을 꺼낼 수 있습니다. `layer.output`은 그 층이 내놓은 기호 텐서이고, 이 텐서를 끝으로 삼는 새 모델을 만들면 됩니다.

# %% [markdown] tags=["en"]
# The graph stays there as data, so the output of every layer is within reach. `layer.output` is the symbolic tensor that a layer gave. Make a new model that ends there. Nothing has to be trained.

# %%
every_layer = keras.Model(resnet.input, [layer.output for layer in resnet.layers])
features = every_layer(x_val[:1, ..., np.newaxis])
for layer, value in list(zip(resnet.layers, features))[:5]:
    print(type(layer).__name__, tuple(value.shape))

# %% [markdown] tags=["ko"]
# 층 하나하나가 내놓는 이런 값을 중간 특성(intermediate feature)이라고 합니다. 이름을 아는 층은 `get_layer`로 찾습니다. 아래는 사진 한 장이 `stem`과 `block_1`을 지난 뒤의 특성 맵(feature map) 다섯 장씩입니다. 출력을 딕셔너리로 정하면 이름으로 꺼낼 수 있습니다.

# %% [markdown] tags=["en"]
# What a layer gives on the way is called an intermediate feature. `get_layer` finds a layer by its name. Below are five feature maps each of what one picture has become after `stem` and after `block_1`. With a dictionary for its outputs, the model gives them by name.

# %%
names = ["stem", "block_1"]
maps = keras.Model(resnet.input, {name: resnet.get_layer(name).output for name in names})
of_picture = maps(x_val[:1, ..., np.newaxis])
channels = [(name, channel) for name in names for channel in range(5)]
feature_maps = [keras.ops.convert_to_numpy(of_picture[name][0, ..., channel]) for name, channel in channels]
plots.show_pictures(feature_maps, [f"{name} {channel}" for name, channel in channels])

# %% [markdown] tags=["ko"]
# 어떤 맵은 가장자리에, 어떤 맵은 면에 반응합니다.
#
# ### 연습 3-3-b
#
# 함수 `extractor`를 작성하세요.
#
# - 인수는 둘입니다. 첫째는 함수형 모델, 둘째는 층 이름의 목록입니다.
# - 돌려주는 값은 케라스 모델입니다. 입력은 원래 모델의 입력과 같습니다.
# - 출력은 딕셔너리이고, 목록의 이름마다 그 층의 출력이 들어 있습니다. 다른 이름은 없습니다.
# - 새 모델은 원래 모델과 가중치를 함께 씁니다.

# %% [markdown] tags=["en"]
# Some maps respond to edges, others to areas.
#
# ### Exercise 3-3-b
#
# Write a function `extractor`.
#
# - It takes two arguments: a functional model, and a list of names of layers.
# - It returns a Keras model with the input of the original one.
# - Its output is a dictionary that holds, for each name in the list, the output of that layer, and no other name.
# - The new model shares its weights with the original one.

# %% tags=["starter"] exercise="3-3-b"
extractor = ...

# %% tags=["wrong"] exercise="3-3-b"
def extractor(model, names):
    return keras.Model(model.input, [model.get_layer(name).output for name in names])

# %% tags=["wrong"] exercise="3-3-b"
def extractor(model, names):
    return keras.Model(model.input, {layer.name: layer.output for layer in model.layers})

# %% tags=["wrong"] exercise="3-3-b"
def extractor(model, names):
    return keras.Model(model.input, {name: layer.output for name, layer in zip(names, model.layers[1:])})

# %% tags=["wrong"] exercise="3-3-b"
def extractor(model, names):
    return {name: model.get_layer(name).output for name in names}

# %% tags=["wrong"] exercise="3-3-b"
def extractor(model, names):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    return keras.Model(copy.input, {name: copy.get_layer(name).output for name in names})

# %% tags=["wrong"] exercise="3-3-b"
def extractor(model, names):
    inputs = keras.Input(model.input_shape[1:])
    return keras.Model(inputs, {name: model(inputs) for name in names})

# %% tags=["wrong"] exercise="3-3-b"
def extractor(model, names):
    wanted = " ".join(names)
    return keras.Model(model.input, {layer.name: layer.output for layer in model.layers if layer.name in wanted})

# %% tags=["wrong"] exercise="3-3-b"
def extractor(model, names):
    return keras.Model(model.input, dict(enumerate(model.get_layer(name).output for name in names)))

# %% tags=["wrong"] exercise="3-3-b"
def extractor(model, names):
    outputs = [model.get_layer(name).output for name in names]
    return keras.Model(model.input, dict(zip(names, outputs[::-1])))

# %% tags=["wrong"] exercise="3-3-b"
def extractor(model, names):
    return keras.Model(resnet.input, {name: resnet.get_layer(name).output for name in names})

# %% tags=["wrong"] exercise="3-3-b"
def extractor(model, names):
    return keras.Model(model.input, {name: model.get_layer(name).output for name in ["stem", "block_1"]})

# %% tags=["right"] exercise="3-3-b"
def extractor(model, names):
    outputs = {layer.name: layer.output for layer in model.layers if layer.name in names}
    return keras.Model(inputs=model.inputs, outputs=outputs)

# %% tags=["right"] exercise="3-3-b"
def extractor(network, wanted):
    found = {}
    for name in wanted:
        found[name] = network.get_layer(name).output
    return keras.Model(network.input, found)

# %% tags=["right"] exercise="3-3-b"
def extractor(model, names):
    cut_out = keras.Model(model.input, {name: model.get_layer(name).output for name in names})
    inputs = keras.Input(model.input_shape[1:])
    return keras.Model(inputs, cut_out(inputs))

# %% tags=["right"] exercise="3-3-b"
class Parts(keras.Model):
    def __init__(self, model, names):
        super().__init__()
        self.parts = [keras.Model(model.input, model.get_layer(name).output) for name in names]
        self.wanted = tuple(names)

    def call(self, x):
        return {name: part(x) for name, part in zip(self.wanted, self.parts)}

def extractor(model, names):
    parts = Parts(model, names)
    parts.build(model.input_shape)
    return parts

# %% tags=["right"] exercise="3-3-b"
class Parts(keras.Model):
    def __init__(self, model, names):
        super().__init__()
        self.parts = {name: keras.Model(model.input, model.get_layer(name).output) for name in names}

    def call(self, x):
        return {name: part(x) for name, part in self.parts.items()}

extractor = lambda model, names: Parts(model, names)

# %% tags=["solution"] exercise="3-3-b"
def extractor(model, names):
    return keras.Model(model.input, {name: model.get_layer(name).output for name in names})

# %%
check("3-3-b", extractor)

# %% [markdown] tags=["ko", "solution"]
# `model.input`과 층의 `output`은 이미 있는 그래프의 텐서입니다. 그 사이를 잘라 모델로 만들 뿐이므로 가중치는 그대로입니다. 새 `Input`을 만들어 모델을 부르면 모델의 마지막 출력만 나오고 중간에는 닿지 못합니다.

# %% [markdown] tags=["en", "solution"]
# `model.input` and the `output` of a layer are tensors of the graph that is there already. You only cut a piece out of it, so the weights are the same. Calling the model on a new `Input` gives its last output only; what lies between stays out of reach.

# %% [markdown] tags=["ko"]
# ### 레이블이 적을 때
#
# `resnet`은 신발을 한 번도 본 적이 없습니다. 샌들, 운동화, 앵클부츠를 구별하고 싶은데, 레이블이 있는 사진은 클래스마다 열 장씩 서른 장뿐입니다. `np.searchsorted`는 레이블 5, 7, 9를 `SHOES`에서의 자리인 0, 1, 2로 바꿉니다.

# %% [markdown] tags=["en"]
# ### When labels are few
#
# Now another task. `resnet` has never seen a shoe. You want to tell sandals, sneakers and ankle boots apart, and there are labels for thirty pictures only, ten for each class. `np.searchsorted` turns the labels 5, 7 and 9 into their places in `SHOES`: 0, 1 and 2.

# %%
few_rows = np.concatenate([np.flatnonzero(labels == label)[120:130] for label in SHOES])
few_rows = np.random.default_rng(0).permutation(few_rows)
shoes, kinds_of_shoes = pictures[few_rows].astype("float32") / 255, np.searchsorted(SHOES, labels[few_rows])
new_rows = 8000 + np.flatnonzero(np.isin(labels[8000:], SHOES))
new_shoes, new_kinds = pictures[new_rows].astype("float32") / 255, np.searchsorted(SHOES, labels[new_rows])
print(shoes.shape, new_shoes.shape)

# %% [markdown] tags=["ko"]
# 두 길을 비교합니다. 하나는 픽셀에서 바로 배우고, 하나는 `resnet`의 층 `feature`가 내놓은 수 32개에서 배웁니다. 둘 다 배우는 것은 유닛 세 개짜리 층 하나뿐입니다. 이렇게 특성을 받아 답을 내는 끝부분을 헤드(head)라고 합니다. 기준선은 3분의 1입니다. 어느 쪽이 얼마나 나을까요?

# %% [markdown] tags=["en"]
# Compare two ways. One learns from the pixels, the other from the 32 numbers that the layer `feature` of `resnet` gives. In both, all that is trained is one layer with three units. Such an end of a model, which makes an answer from features, is called a head. The baseline is one third. Which is better, and by how much?

# %%
feature = keras.Model(resnet.input, resnet.get_layer("feature").output)

def head_on(features):
    head = keras.Sequential([keras.Input((features.shape[1],)), layers.Dense(3, activation="softmax")])
    head.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    head.fit(features, kinds_of_shoes, epochs=20, batch_size=5, verbose=0)
    return head

on_pixels = head_on(shoes.reshape(30, -1))
on_features = head_on(answers(feature, shoes[..., np.newaxis]))
of_pixels = accuracy(on_pixels, new_shoes.reshape(len(new_shoes), -1), new_kinds)
of_features = accuracy(on_features, answers(feature, new_shoes[..., np.newaxis]), new_kinds)
print(f"pixels ≈ {of_pixels:.2f}, features ≈ {of_features:.2f}")

# %% tags=["proof"]
assert 0.4 < of_features < 0.79 and 0.65 < of_pixels < 0.79

# %% [markdown] tags=["ko"]
# 수 32개로는 픽셀만큼 맞히거나 그보다 못합니다. 서른 장뿐이라 다시 학습할 때마다 정확도가 꽤 오르내리므로, 작은 차이는 보지 마세요. `feature`는 답 바로 앞에 있는 층입니다. 옷을 구별하는 데 쓸 것만 남기고 나머지는 버렸습니다. 신발에 필요한 것도 거기서 버려졌습니다. 더 앞에 있는 층은 아직 그만큼 버리지 않았을 것입니다. 연습 문제에서 재 보세요.
#
# 헤드는 특성을 받습니다. 사진을 받는 모델로 만들려면, 헤드도 모델이므로 `resnet`의 그래프 위에서 부르면 됩니다. 새로 학습할 것은 없습니다.

# %% [markdown] tags=["en"]
# The 32 numbers do about as well as the pixels, or worse. With thirty pictures the accuracy differs quite a bit from one training to the next, so ignore small differences. `feature` is the layer right before the answer. It keeps what tells clothes apart and throws the rest away, and with it what shoes would need. Layers nearer to the input should have thrown away less. You measure that in the exercise.
#
# The head takes features. For a model that takes pictures, call the head, which is a model as well, on the graph of `resnet`. Nothing is left to train.

# %%
shoe_reader = keras.Model(resnet.input, on_features(feature.output))
print(shoe_reader.input_shape, shoe_reader.output_shape)
print(f"≈ {accuracy(shoe_reader, new_shoes[..., np.newaxis], new_kinds):.2f}")

# %% [markdown] tags=["ko"]
# ### 연습 3-3-c
#
# 이제 신발을 더 잘 구별하세요. 학습에는 `shoes`와 `kinds_of_shoes`의 30장만 쓰고, 고를 때는 `new_shoes`와 `new_kinds`로 잽니다. 모델이 둘 필요합니다.
#
# - `shoe_features`는 형태가 (28, 28, 1)인 사진을 받아 특성을 벡터로 냅니다.
# - `shoe_head`는 그 특성을 받아 확률 세 개를 냅니다. 차례로 샌들, 운동화, 앵클부츠입니다.
# - 둘을 이으면 `check`가 가진 처음 보는 신발 600장에서 정확도가 0.80 이상입니다.
#
# 어느 층의 특성을 쓸지, 헤드를 얼마나 학습할지는 여러분이 정합니다. `feature` 말고 다른 층의 출력도 재 보세요. 형태가 (7, 7, 16)인 출력은 `Flatten`으로 폅니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-3-c
#
# Now tell the shoes apart better. Train on nothing but the 30 pictures of `shoes` with `kinds_of_shoes`, and measure on `new_shoes` with `new_kinds` to choose. It takes two models.
#
# - `shoe_features` takes pictures of shape (28, 28, 1) and gives their features as a vector.
# - `shoe_head` takes these features and gives three probabilities, for sandal, sneaker and ankle boot, in this order.
# - Put together, they have an accuracy of at least 0.80 on 600 new shoes that `check` has.
#
# Which layer the features come from, and how long the head is trained, is up to you. Measure the outputs of other layers than `feature`, too. `Flatten` lays out an output of shape (7, 7, 16).

# %% tags=["starter"] exercise="3-3-c"
shoe_features = ...
shoe_head = ...

# %% tags=["wrong"] exercise="3-3-c"
shoe_features, shoe_head = feature, on_features

# %% tags=["wrong"] exercise="3-3-c"
shoe_features = keras.Model(resnet.input, resnet.get_layer("block_1").output)
shoe_head = keras.Sequential([keras.Input((7, 7, 16)), layers.Flatten(), layers.Dense(3, activation="softmax")])

# %% tags=["wrong"] exercise="3-3-c"
shoe_features = keras.Model(resnet.input, layers.Flatten()(resnet.get_layer("block_1").output))
shoe_head = on_features

# %% tags=["wrong"] exercise="3-3-c"
shoe_features = keras.Model(resnet.input, layers.Flatten()(resnet.get_layer("block_1").output))
shoe_head = keras.Model(resnet.input, head_on(answers(shoe_features, shoes[..., np.newaxis]))(shoe_features.output))

# %% tags=["wrong"] exercise="3-3-c"
shoe_features = keras.Model(resnet.input, layers.Flatten()(resnet.get_layer("block_1").output))
trained = head_on(answers(shoe_features, shoes[..., np.newaxis]))
numbers = keras.Input((784,))
shoe_head = keras.Model(numbers, keras.ops.flip(trained(numbers), axis=-1))

# %% tags=["wrong"] exercise="3-3-c"
shoe_features = keras.Model(resnet.input, layers.Flatten()(resnet.get_layer("block_1").output))
shoe_head = keras.Sequential([keras.Input((784,)), layers.Dense(3)])

# %% tags=["wrong"] exercise="3-3-c"
shoe_features = keras.Model(resnet.input, layers.Flatten()(resnet.get_layer("block_1").output))
shoe_head = keras.Sequential([keras.Input((784,)), layers.Dense(10, activation="softmax")])

# %% tags=["wrong"] exercise="3-3-c"
shoe_features = keras.Model(resnet.input, layers.Flatten()(resnet.get_layer("block_1").output))
shoe_head = keras.Sequential([keras.Input((784,)), layers.Dense(3, "softmax", kernel_initializer="zeros")])

# %% tags=["wrong"] exercise="3-3-c"
shoe_features = answers(feature, shoes[..., np.newaxis])
shoe_head = on_features

# %% tags=["wrong"] exercise="3-3-c"
shoe_features = feature
shoe_head = keras.Sequential([keras.Input((32,)), layers.Dense(3, activation="softmax")])
shoe_head.compile("adam", "sparse_categorical_crossentropy")
shoe_head = shoe_head.fit(answers(feature, shoes[..., np.newaxis]), kinds_of_shoes, verbose=0)

# %% tags=["right"] exercise="3-3-c"
images = keras.Input((28, 28, 1))
blocks = keras.Model(resnet.input, resnet.get_layer("block_2").output)
shoe_features = keras.Model(images, layers.Reshape((784,))(blocks(images)))
shoe_head = keras.Sequential([layers.Dense(3), layers.Softmax()])
shoe_head.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
shoe_head.fit(answers(shoe_features, shoes[..., np.newaxis]), kinds_of_shoes, epochs=40, batch_size=10, verbose=0)

# %% tags=["right"] exercise="3-3-c"
two_layers = [layers.Flatten()(resnet.get_layer(name).output) for name in ("block_1", "block_2")]
shoe_features = keras.Model(resnet.input, layers.concatenate(two_layers))
shoe_head = head_on(answers(shoe_features, shoes[..., np.newaxis]))

# %% tags=["right"] exercise="3-3-c"
shoe_features = keras.Sequential([
    keras.Model(resnet.input, resnet.get_layer("stem").output),
    layers.MaxPooling2D(2),
    layers.Flatten(),
])
shoe_features.build((None, 28, 28, 1))
shoe_head = head_on(answers(shoe_features, shoes[..., np.newaxis]))

# %% tags=["solution"] exercise="3-3-c"
shoe_features = keras.Model(resnet.input, layers.Flatten()(resnet.get_layer("block_1").output))
shoe_head = head_on(answers(shoe_features, shoes[..., np.newaxis]))
print(f"≈ {accuracy(shoe_head, answers(shoe_features, new_shoes[..., np.newaxis]), new_kinds):.2f}")

# %%
check("3-3-c", shoe_features, shoe_head)

# %% [markdown] tags=["ko", "solution"]
# 같은 30장인데 `block_1`의 특성에서는 픽셀보다도 뚜렷하게 낫습니다. 앞쪽 층이 배운 모서리와 무늬는 옷에도 신발에도 있고, 그것이 사진의 **어디에** 있는지도 784개의 수에 남아 있습니다. 배운 문제와 새 문제가 멀수록 앞쪽의 층이 낫습니다.

# %% [markdown] tags=["en", "solution"]
# From the same 30 pictures, the features of `block_1` do clearly better, even than the pixels. The edges and patterns that layers near the input have learned are on clothes and shoes alike, and the 784 numbers still hold **where** in the picture they are. The further the new task is from the one that was learned, the nearer to the input are the layers that serve it best.

# %% [markdown] tags=["ko"]
# ## 입력도 출력도 여러 개
#
# 입력과 출력이 여럿인 모델은 2-2에서 만들었습니다. 여기서는 그 학습을 조절합니다. 사진을 위아래로 잘라 입력 두 개로 넣습니다. 출력도 두 개이고, 몸통 하나에 헤드가 둘인 셈입니다. `Model`에는 출력뿐 아니라 입력도 이름이 붙은 딕셔너리로 넘길 수 있습니다. 헤드 `class`는 옷의 종류를, `ink`는 잉크의 비율, 곧 픽셀의 평균을 맞힙니다.

# %% [markdown] tags=["en"]
# ## Several inputs, several outputs
#
# You have built models with several inputs and outputs in 2-2. Here you steer their training. Cut each picture into an upper and a lower half, which gives two inputs. There are two outputs as well: two heads on one body. `Model` takes a dictionary with names for its inputs as well as for its outputs. The head `class` tells the kind of clothing, the head `ink` the share of ink, which is the mean of the pixels.

# %%
halves = {"upper": keras.Input((14, 28), name="upper"), "lower": keras.Input((14, 28), name="lower")}
seen = [layers.Dense(32, activation="relu")(layers.Flatten()(half)) for half in halves.values()]
body = layers.concatenate(seen)
heads = {
    "class": layers.Dense(10, activation="softmax", name="class")(body),
    "ink": layers.Dense(1, name="ink")(body),
}
two_headed = keras.Model(halves, heads)
print({name: head.shape for name, head in two_headed.output.items()})

# %% [markdown] tags=["ko"]
# 두 절반은 층을 하나씩 따로 씁니다. 2-2에서는 두 입력이 층 하나를 함께 썼습니다. 거기서는 두 사진에 같은 질문을 했지만, 여기서는 위와 아래가 하는 일이 다릅니다. 소매는 위에만 있고 굽은 아래에만 있습니다. 공유 층(shared layer)은 두 입력에서 같은 것을 찾을 때 씁니다.
#
# 데이터는 같은 이름의 딕셔너리입니다. 헤드마다 손실 함수와 평가 지표가 다릅니다.

# %% [markdown] tags=["en"]
# Each half has a layer of its own. In 2-2 two inputs shared one layer: there, both pictures were asked the same thing. Here the upper and the lower half have different parts to play; sleeves are above, heels below. A shared layer is for two inputs in which you look for the same things.
#
# The data are dictionaries with the same names. Each head has its own loss and its own metric.

# %%
def cut(x):
    return {"upper": x[:, :14], "lower": x[:, 14:]}

def targets(x, y):
    return {"class": y, "ink": x.mean(axis=(1, 2))[:, np.newaxis]}

two_headed.compile(
    optimizer=keras.optimizers.Adam(0.003),
    loss={"class": "sparse_categorical_crossentropy", "ink": "mse"},
    metrics={"class": ["accuracy"], "ink": ["mae"]},
)
history = two_headed.fit(cut(x_train), targets(x_train, y_train), epochs=1, batch_size=50, verbose=2)

# %% tags=["proof"]
assert history.history["class_loss"][-1] > 8 * history.history["ink_loss"][-1]

# %% [markdown] tags=["ko"]
# `ink_loss`는 `class_loss`의 10분의 1쯤이거나 더 작습니다. `loss`는 둘의 합이므로 학습은 거의 클래스만 봅니다. 두 손실의 균형을 맞추려면 작은 쪽에 큰 수를 곱합니다. 2-2의 `loss_weights`입니다. 뒤에서 비교하려고 지금의 모델을 복사해 `plain`이라고 합니다. `clone_model`은 같은 층을 새 가중치로 만들고, `set_weights`가 지금의 가중치를 옮깁니다. 둘을 똑같이 `compile`합니다.

# %% [markdown] tags=["en"]
# `ink_loss` is about a tenth of `class_loss`, or less. The `loss` is their sum, so training sees hardly anything but the class. To balance them, multiply the smaller one: `loss_weights`, as in 2-2. To compare with later, copy the model as it is now and call the copy `plain`: `clone_model` makes the same layers with new weights, and `set_weights` brings the present ones over. Both get the same `compile`.

# %%
plain = keras.models.clone_model(two_headed)
plain.set_weights(two_headed.get_weights())
for each in (two_headed, plain):
    each.compile(
        optimizer=keras.optimizers.Adam(0.003),
        loss={"class": "sparse_categorical_crossentropy", "ink": "mse"},
        loss_weights={"class": 1, "ink": 30},
        metrics={"class": ["accuracy"], "ink": ["mae"]},
        weighted_metrics={"class": ["accuracy"]},
    )

# %% [markdown] tags=["ko"]
# ### 클래스마다 다른 가중치
#
# 셔츠(6)는 가장 자주 틀리는 클래스입니다. 셔츠를 놓치면 곤란한 일이라면, 3-2에서는 `class_weight`로 셔츠를 더 크게 셌습니다. 출력이 둘일 때는 어떨까요? 잉크의 비율에는 클래스가 없습니다.

# %% [markdown] tags=["en"]
# ### Some classes count more
#
# Shirts (6) are the class that is most often missed. Where that matters, 3-2 made them count more with `class_weight`. What if there are two outputs? A share of ink has no classes.

# %%
with expect_error(ValueError):
    two_headed.fit(cut(x_train), targets(x_train, y_train), class_weight={6: 5.0}, verbose=0)

# %% [markdown] tags=["ko"]
# 케라스는 `class_weight`를 출력이 하나인 모델에서만 받습니다. 헤드의 이름으로 된 딕셔너리를 넘겨도 같은 오류입니다. 3-2에서 본 대로 `class_weight`는 `sample_weight`로 바꿀 수 있습니다. 사진마다 그 클래스의 가중치를 적으면 됩니다. `sample_weight`는 헤드마다 하나씩 줄 수 있습니다. 잉크에서는 모두 1입니다.

# %% [markdown] tags=["en"]
# Keras takes `class_weight` only for a model with one output; a dictionary with the names of the heads gets the same error. But 3-2 has shown that `sample_weight` can stand in for it: give each picture the weight of its class. There may be a `sample_weight` for each head. For the ink, all weights are 1.

# %%
def shirts_count_more(y):
    return {"class": np.where(y == 6, 5.0, 1.0), "ink": np.ones(len(y))}

two_headed.fit(
    cut(x_train), targets(x_train, y_train), sample_weight=shirts_count_more(y_train),
    epochs=3, batch_size=100, verbose=0,
)
scores = two_headed.evaluate(
    cut(x_val), targets(x_val, y_val), sample_weight=shirts_count_more(y_val),
    batch_size=1000, verbose=0, return_dict=True,
)
for name, value in sorted(scores.items()):
    print(f"{name} ≈ {value:.3f}")

# %% tags=["proof"]
assert scores["class_accuracy"] > 0.55 and scores["ink_mae"] < 0.1

# %% [markdown] tags=["ko"]
# `class_accuracy`는 모든 사진을 똑같이 셉니다. `weighted_metrics`에 적은 `class_weighted_accuracy`는 셔츠를 다섯 번 셉니다. `ink_mae`는 잉크의 비율이 평균 얼마나 빗나갔는지입니다. 셔츠를 다섯 배로 세면 무엇을 얻고 무엇을 잃을까요? `plain`을 같은 에포크만큼 가중치 없이 학습하고, 셔츠 가운데 찾은 비율과 셔츠가 아닌 것 가운데 셔츠라고 답한 비율을 두 모델에서 잽니다. 두 비율이 각각 어떻게 달라질지 먼저 예상하세요.

# %% [markdown] tags=["en"]
# `class_accuracy` counts every picture once. `class_weighted_accuracy`, named in `weighted_metrics`, counts a shirt five times. `ink_mae` says how far the share of ink is off, on average. What was gained by counting shirts five times, and what did it cost? Train `plain` for as many epochs without weights, and measure of both models which share of the shirts is found, and which share of the other pictures is called a shirt. How will each of the two shares differ? Guess first.

# %%
plain.fit(cut(x_train), targets(x_train, y_train), epochs=3, batch_size=100, verbose=0)

found, mistaken = {}, {}
for name, each in {"plain": plain, "weighted": two_headed}.items():
    said = keras.ops.convert_to_numpy(each(cut(x_val))["class"])
    said_shirt, is_shirt = said.argmax(axis=-1) == 6, y_val == 6
    found[name], mistaken[name] = np.mean(said_shirt[is_shirt]), np.mean(said_shirt[~is_shirt])
    print(f"{name}: found ≈ {found[name]:.2f}, mistaken ≈ {mistaken[name]:.2f}")

# %% tags=["proof"]
assert found["weighted"] > found["plain"] + 0.1 and mistaken["weighted"] > mistaken["plain"] + 0.03

# %% [markdown] tags=["ko"]
# 셔츠를 더 많이 찾는 대신, 셔츠가 아닌 것도 더 자주 셔츠라고 답합니다. 더 크게 세는 데에는 대가가 따릅니다. 그러면 헤드 하나의 손실 가중치를 아예 0으로 하면 어떻게 될까요?

# %% [markdown] tags=["en"]
# More shirts are found; in return, more of the other clothes are called shirts. Weights are not free. And what if the weight of a whole head is 0?

# %%
choose("3-3-q2")

# %% tags=["solution"] exercise="3-3-q2"
check("3-3-q2", "a")

# %% [markdown] tags=["ko"]
# ## 실험실: 두 헤드
#
# 아래 실험실에서는 몸통(body)이 유닛 두 개뿐입니다. 클래스에도 잉크에도 모자란 크기라서 두 헤드가 몸통을 두고 다툽니다. 손실 가중치의 비마다 모델 하나를 미리 학습해 두었습니다. **먼저** 슬라이더 **잉크 손실** ×를 0에서 1000까지 올려 보고, 30으로 되돌린 다음 두 가중치를 함께 열 배로 올려 보세요. **눈여겨볼 것**은 두 오차가 서로 자리를 바꾸는 모습과, 오른쪽에서 사진들이 잉크 순서로 늘어서는 모습입니다.

# %% [markdown] tags=["en"]
# ## Lab: two heads
#
# In this lab the body has two units only. That is too little for the class and the ink together, so the two heads compete for it. For each ratio of the loss weights a network has been trained beforehand. **Try first**: move the slider **ink loss** × from 0 up to 1000, put it back to 30, and then raise both weights tenfold. **Notice** how one error falls as the other grows, and how the pictures on the right line up by their ink.

# %%
lab("two heads")

# %% [markdown] tags=["ko"]
# 두 가중치를 함께 열 배로 올리면 점은 움직이지 않습니다. 몸통을 어느 헤드가 차지할지는 두 가중치의 비가 정합니다.

# %% [markdown] tags=["en"]
# When both weights go up tenfold, the point stays where it is: the ratio of the weights says which head gets the body.

# %% [markdown] tags=["ko"]
# ## 기호 텐서에는 값이 없습니다
#
# 그래프를 그리는 동안 텐서에는 아직 값이 없습니다(2-2). 이것을 잊으면 만나는 오류가 둘 있습니다. 픽셀의 값은 잉크의 양이고, 0과 1 사이의 수는 제곱근을 구하면 커집니다. 옅은 부분을 짙게 하려고 픽셀의 제곱근을 구해 봅시다.

# %% [markdown] tags=["en"]
# ## Symbolic tensors have no values
#
# While you draw a graph, its tensors have no values yet (2-2). Whoever forgets that meets one of two errors. A pixel says how much ink there is, and the square root of a number between 0 and 1 is larger than the number. Say that the model should take the square root of the pixels, to darken what is faint. At first, use a function of TensorFlow.

# %% tags=["tensorflow"]
import tensorflow as tf

photos = keras.Input((28, 28))
with expect_error(ValueError):
    tf.sqrt(photos)

# %% [markdown] tags=["ko"]
# TensorFlow의 함수는 곧바로 계산하려고 값을 찾는데 기호 텐서에는 값이 없습니다. `keras.ops`의 함수는 2-2에서처럼 그래프의 한 칸이 됩니다. 거의 모든 계산이 거기 있습니다. 꼭 TensorFlow의 함수여야 한다면 층 안에서 부릅니다. 케라스는 층의 `call`을 진짜 텐서로 부르기 때문입니다. 아래의 세 줄이 그런 층입니다. 3-1에서 모델의 하위 클래스를 만들고 `call`에 계산을 적었는데, 층은 `layers.Layer`의 하위 클래스이고 방법은 같습니다. 4-2에서 자세히 봅니다.

# %% [markdown] tags=["en"]
# A function of TensorFlow computes at once and looks for values, and a symbolic tensor has none. A function of `keras.ops` becomes a step of the graph, as in 2-2, and nearly everything is there. Where it has to be a function of TensorFlow, call it inside a layer: Keras calls `call` of a layer with real tensors. The three lines below are such a layer. In 3-1 you made a subclass of a model and wrote the computation into `call`; a layer is a subclass of `layers.Layer`, made in the same way. 4-2 is about that.

# %% tags=["tensorflow"]
class SquareRoot(layers.Layer):
    def call(self, x):
        return tf.sqrt(x)

photos = keras.Input((28, 28))
by_ops = keras.Model(photos, keras.ops.sqrt(photos))
by_layer = keras.Model(photos, SquareRoot()(photos))
print(f"{np.abs(answers(by_ops, x_val) - answers(by_layer, x_val)).max():.4f}")

# %% [markdown] tags=["ko"]
# 두 모델의 답이 같습니다. 다만 `by_layer`는 TensorFlow에서만 실행됩니다. 둘째 오류는 값에 따라 갈라지는 파이썬의 `if`에서 납니다. 옅은 사진만 짙게 하고 싶다고 합시다. `keepdims=True`는 평균을 낸 축을 길이 1로 남기므로, `ink`의 형태가 사진과 맞습니다.

# %% [markdown] tags=["en"]
# The two models agree, but `by_layer` runs on TensorFlow only. The second error comes from a Python `if` that depends on a value. Say that only pale pictures should be darkened. `keepdims=True` keeps the axes of the mean, with length 1, so that the shape of `ink` fits the pictures.

# %%
photos = keras.Input((28, 28))
ink = keras.ops.mean(photos, axis=(1, 2), keepdims=True)
with expect_error(TypeError):
    if ink < 0.2:
        photos = keras.ops.sqrt(photos)

# %% [markdown] tags=["ko"]
# 사진마다 고르는 일은 연산으로 적습니다. `keras.ops.where`는 두 결과를 모두 계산하고 사진마다 하나를 고릅니다. 옅은 사진과 나머지 사진에서 달라진 사진의 비율을 각각 구합니다.

# %% [markdown] tags=["en"]
# Write the choice as an operation. `keras.ops.where` computes both results and picks one of them for each picture. Count which share of the pale pictures has changed, and which share of the others.

# %%
darkened = keras.Model(photos, keras.ops.where(ink < 0.2, keras.ops.sqrt(photos), photos))
has_changed = (answers(darkened, x_val) != x_val).any(axis=(1, 2))
is_pale = x_val.mean(axis=(1, 2)) < 0.2
print(f"changed: pale {has_changed[is_pale].mean():.2f}, others {has_changed[~is_pale].mean():.2f}")

# %% [markdown] tags=["ko"]
# 옅은 사진은 모두 달라졌고 나머지는 하나도 달라지지 않았습니다. 사진마다 고르는 일은 이렇게 그래프에 들어갑니다.
#
# 반복 횟수가 값에 달렸거나, 트리처럼 입력마다 구조가 다르다면 함수형 API는 맞지 않습니다. 그때는 3-1의 하위 클래스가 낫습니다. 대신 케라스가 그래프를 알 수 없어서 그릴 수도, 중간 특성을 꺼낼 수도 없습니다.
#
# ### 선택: 두 방식 섞기
#
# 하위 클래스 안에 함수형 모델을 넣을 수도 있습니다. 아래 모델은 앞에서 학습한 `encoder`의 수 16개만 보고 옷의 종류를 답합니다. 헤드는 아직 학습하지 않았으므로 여기서는 출력의 형태만 봅니다.

# %% [markdown] tags=["en"]
# All of the pale pictures have changed, and none of the others. So a choice for each picture does fit into a graph.
#
# Where the number of rounds depends on a value, or the structure differs from input to input as in a tree, the functional API is not the right tool. Then a subclass as in 3-1 is better. In return Keras knows no graph: it cannot draw the model, and you cannot take out features.
#
# ### Optional: mix the two styles
#
# A functional model can go into a subclass, too: this one is to tell the kind of clothing from nothing but the 16 numbers of the `encoder` that you trained. Its head is not trained yet, so look only at the shape of the output.

# %%
class OnTheCode(keras.Model):
    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder
        self.head = layers.Dense(10, activation="softmax")

    def call(self, pixels):
        return self.head(self.encoder(pixels))

on_the_code = OnTheCode(encoder)
print(answers(on_the_code, flat_val).shape)

# %% [markdown] tags=["ko"]
# 반대로도 됩니다. 함수형 그래프 안에서 하위 클래스 모델을 부릅니다. 그러면 그 모델은 그래프의 한 칸입니다.

# %% [markdown] tags=["en"]
# It works the other way round as well: call a subclassed model inside a functional graph, and it becomes one step of it.

# %%
photos = keras.Input((28, 28))
mixed = keras.Model(photos, on_the_code(layers.Flatten()(photos)))
print([type(layer).__name__ for layer in mixed.layers])
print(f"{np.abs(answers(mixed, x_val) - answers(on_the_code, flat_val)).max():.4f}")

# %% [markdown] tags=["ko"]
# 여기가 절반입니다. 쉬어 가기 좋은 곳입니다. 나중에 돌아와 커널을 다시 시작했다면, 아래의 셀을 하나 고르고 메뉴 **실행 → 위의 모든 셀 실행**을 누른 다음 이어 가세요.

# %% [markdown] tags=["en"]
# This is half the way, and a good place to stop. When you come back after a restart of the kernel, select a cell below, choose **Run → Run All Above Selected Cell**, and go on from there.

# %% [markdown] tags=["ko"]
# ## 로짓: 확률이 되기 전의 수
#
# 2-1에서 마지막 층에 활성화 함수가 없는 분류 모델도 만나게 된다고 했습니다. 그런 모델이 내놓는 것은 로짓(logit), 곧 `softmax`에 들어가기 전의 수입니다. 손실 함수 `SparseCategoricalCrossentropy`에 `from_logits=True`를 주면 로짓을 그대로 받습니다. `softmax`는 손실 함수가 안에서 합니다. 2-1의 수 세 개로 두 길을 비교해 봅시다. 왼쪽은 `softmax`를 한 확률에서, 오른쪽은 로짓에서 구한 손실이고, 정답은 셋째 클래스입니다.

# %% [markdown] tags=["en"]
# ## Logits: the numbers before they are probabilities
#
# 2-1 said that you will meet classifiers whose last layer has no activation. What they give are logits, the numbers that would go into `softmax`. With `from_logits=True`, the loss `SparseCategoricalCrossentropy` takes them as they are, and does the `softmax` inside. Compare the two ways on the three numbers of 2-1. On the left is the loss of the probabilities after `softmax`, on the right that of the logits; the third class is right.

# %%
def two_losses(logits, label):
    logits, label = np.array([logits], "float32"), np.array([label])
    probabilities = keras.ops.convert_to_numpy(keras.ops.softmax(logits))
    from_probabilities = SparseCategoricalCrossentropy()(label, probabilities)
    from_logits = SparseCategoricalCrossentropy(from_logits=True)(label, logits)
    print(f"{float(from_probabilities):.3f} {float(from_logits):.3f}")

two_losses([2.0, -1.0, 0.5], 2)

# %% [markdown] tags=["ko"]
# 같습니다. 그러면 왜 `softmax`를 빼는 것일까요? 로짓이 커지면 달라집니다. 이번에는 크게 틀린 모델입니다. 첫째 클래스의 로짓이 100인데 정답은 로짓이 -60인 셋째 클래스입니다. 둘째 줄에서는 그 로짓을 1만큼 올립니다. 손실은 얼마나 줄어들까요?

# %% [markdown] tags=["en"]
# They are the same. So why leave `softmax` out? With large logits they part. Now take a model that is badly wrong: the first class has a logit of 100, and the right one is the third, with -60. In the second line that logit goes up by 1. By how much does each loss fall?

# %%
two_losses([100.0, 0.0, -60.0], 2)
two_losses([100.0, 0.0, -59.0], 2)

# %% [markdown] tags=["ko"]
# 오른쪽은 1만큼 줄었고 왼쪽은 그대로입니다. 정답의 확률은 e의 -160제곱인데, 32비트 수에는 이렇게 작은 수가 없어서 0이 됩니다. 0의 로그는 구할 수 없으므로 케라스는 0을 0.0000001로 바꿉니다(0-1). 그 로그에 음의 부호를 붙인 것이 16.118입니다. 로짓을 움직여도 손실이 변하지 않으니 기울기가 0이고, 가장 크게 틀린 사진에서 아무것도 배우지 못합니다.
#
# 큰 쪽에도 끝이 있습니다. `softmax`를 식 그대로 계산해 봅시다.

# %% [markdown] tags=["en"]
# On the right it falls by 1, on the left not at all. The right answer has a probability of e to the power of -160. Numbers of 32 bits do not reach down that far, so it is 0. Of 0 there is no logarithm, so Keras takes 0.0000001 instead (0-1); minus its logarithm is 16.118. Whatever the logit does, the loss stays: the gradient is 0, and the picture that is most wrong teaches nothing.
#
# There is an end on the large side, too. Work `softmax` out as its formula stands.

# %%
z = np.array([100.0, 0.0, -60.0], "float32")
powers = keras.ops.exp(z)
print(keras.ops.convert_to_numpy(powers))
print(keras.ops.convert_to_numpy(powers / keras.ops.sum(powers)))

# %% [markdown] tags=["ko"]
# e의 100제곱은 너무 커서 무한대(`inf`)가 되고, 무한대를 무한대로 나눈 것은 수가 아닙니다(`nan`). 그래서 `softmax`는 먼저 가장 큰 로짓을 모두에서 뺍니다. 비율은 그대로이고, 거듭제곱은 1을 넘지 않습니다. 로짓을 받은 손실 함수는 한 걸음 더 나아가, 확률을 구하지 않고 그 로그를 바로 구합니다. 나눗셈의 로그는 로그의 뺄셈입니다. 그래서 손실은 거듭제곱을 모두 더한 것의 로그에서 정답의 로짓을 뺀 값입니다. 거듭제곱하기 전에 뺀 `top`은 로그 밖에서 다시 더합니다.

# %% [markdown] tags=["en"]
# e to the power of 100 is too large and becomes infinite (`inf`), and infinity divided by infinity is no number (`nan`). So `softmax` first subtracts the largest logit from all. The shares stay the same, and no power is above 1. A loss that has the logits goes one step further: it never works out the probability, only its logarithm. The logarithm of a quotient is a difference of logarithms. So the loss is the logarithm of the sum of the powers, minus the right logit. `top`, which was subtracted before the powers, is added again outside the logarithm.

# %%
top = z.max()
print(top + np.log(np.exp(z - top).sum()) - z[2])

# %% [markdown] tags=["ko"]
# 로그와 거듭제곱이 서로 지워져 160이 그대로 나옵니다. 이것이 로짓으로 학습하는 까닭입니다.
#
# TensorFlow에서는 케라스가 한 가지를 더 합니다. 모델의 **맨 끝**이 `softmax`이면 손실 함수가 그 앞의 로짓을 찾아서 씁니다. 그래서 1-1의 모델은 이 문제를 만나지 않습니다. JAX와 PyTorch, 직접 만든 손실 함수, 확률 뒤에 층이 더 있는 모델에서는 그렇게 하지 못합니다.
#
# ### 두 번 하면
#
# 로짓을 기다리는 손실 함수에 확률을 넘기면 `softmax`를 두 번 하게 됩니다. 무슨 일이 생길까요?

# %% [markdown] tags=["en"]
# The logarithm and the powers cancel out, and 160 comes out as it is. This is why one trains on logits.
#
# On TensorFlow Keras does one thing more. Where a model **ends** in `softmax`, the loss looks back for the logits in front of it and uses those. So the model of 1-1 never meets the problem. On JAX and PyTorch, with a loss of your own, or where another layer follows the probabilities, it cannot.
#
# ### Done twice
#
# A loss that expects logits and gets probabilities does `softmax` a second time. What comes of that?

# %%
choose("3-3-q3")

# %% tags=["solution"] exercise="3-3-q3"
check("3-3-q3", "c")

# %%
sure = np.array([[1.0, 0, 0, 0, 0, 0, 0, 0, 0, 0]], "float32")
seen_by_loss = keras.ops.convert_to_numpy(keras.ops.softmax(sure))
print(f"{seen_by_loss[0, 0]:.2f} {-np.log(seen_by_loss[0, 0]):.2f}")

# %% [markdown] tags=["ko"]
# 모델이 정답을 확신해도 손실 함수가 보는 확률은 0.23이고, 손실은 1.46입니다. 클래스가 열 개일 때 손실이 이 근처에서 더 내려가지 않으면 `softmax`를 두 번 하지 않았는지 보세요.
#
# 세 가지를 나란히 학습합니다. 마지막 활성화 함수와 `from_logits`만 다르고, 나머지는 처음 가중치까지 같습니다. 맨 끝의 `Reshape((10,))`는 형태를 바꾸지 않습니다. TensorFlow에서도 손실 함수가 로짓을 찾아내지 못하게 하려고 두었습니다. 그림의 제목은 `softmax`를 모두 몇 번 하는지입니다. 세 모델의 손실이 어떻게 내려갈지 먼저 예상하세요.

# %% [markdown] tags=["en"]
# Even of a model that is sure and right, the loss sees a probability of 0.23, and is 1.46. If with ten classes your loss stops falling near there, see whether `softmax` is done twice.
#
# Now train three side by side. Only the last activation and `from_logits` differ; everything else is the same, down to the weights at the start. `Reshape((10,))` at the end changes nothing. It is there so that on TensorFlow, too, the loss cannot find the logits. The titles of the figure say how often `softmax` is done in all. How will the loss of each of the three fall? Guess first.

# %%
def run_with(last, from_logits):
    keras.utils.set_random_seed(33)
    photos = keras.Input((28, 28))
    hidden = layers.Dense(32, activation="relu")(layers.Flatten()(photos))
    outputs = layers.Reshape((10,))(layers.Dense(10, activation=last)(hidden))
    model = keras.Model(photos, outputs)
    loss = SparseCategoricalCrossentropy(from_logits=from_logits)
    model.compile(keras.optimizers.Adam(0.004), loss, metrics=["accuracy"])
    validation = {"validation_data": (x_val, y_val), "validation_batch_size": 1000}
    run = model.fit(x_train, y_train, epochs=5, batch_size=100, verbose=0, **validation)
    return model, run.history

clothes, of_logits = run_with(None, from_logits=True)
_, of_two = run_with("softmax", from_logits=True)
_, of_none = run_with(None, from_logits=False)
plots.show_runs({"softmax: 1": of_logits, "softmax: 2": of_two, "softmax: 0": of_none})

# %% tags=["proof"]
assert of_logits["val_loss"][-1] < 0.75 and of_logits["val_accuracy"][-1] > 0.72
assert min(of_two["loss"] + of_two["val_loss"]) > 1.4612
assert of_none["val_accuracy"][-1] < of_logits["val_accuracy"][-1] - 0.1 and of_none["loss"][-1] > 1

# %% [markdown] tags=["ko"]
# 가운데는 `softmax`를 두 번 한 것입니다. 손실이 1.46 위에 머뭅니다. 정확도는 뒤처져도 그럴듯한 값이라, 정확도만 보면 모르고 지나갑니다. 오른쪽은 반대의 실수로, 로짓을 확률인 것처럼 손실 함수에 넘겼습니다. 로짓은 음수도 되고 합이 1도 아니어서, 손실도 정확도도 엉망입니다.
#
# TensorFlow에서 맨 끝이 `softmax`일 때만 케라스가 첫째 실수를 알아차리고 경고합니다.

# %% [markdown] tags=["en"]
# In the middle `softmax` is done twice. The loss stays above 1.46. The accuracy lags behind, but looks plausible, so whoever looks at nothing else never knows. On the right is the opposite mistake: logits, handed to the loss as if they were probabilities. Logits may be negative and do not add up to 1, and both loss and accuracy are a mess.
#
# Only on TensorFlow, and only where the model ends in `softmax`, does Keras see the first mistake and warn.

# %% tags=["tensorflow"]
with expect_error(UserWarning):
    SparseCategoricalCrossentropy(from_logits=True)(y_val[:1], keras.ops.softmax(clothes(x_val[:1])))

# %% [markdown] tags=["ko"]
# ### 끝에서 확률로
#
# 로짓으로 학습한 모델에서 확률을 얻으려면, 학습이 끝난 뒤에 `softmax`를 붙입니다. `layers.Softmax`는 그 층이고, 가중치가 없습니다. 학습에 쓰는 모델과 내보내는 모델이 가중치를 함께 쓰는, 그래프 하나의 두 모델입니다. 가장 큰 로짓이 가장 큰 확률이므로, 클래스만 필요하면 `argmax`로 충분합니다.

# %% [markdown] tags=["en"]
# ### Probabilities in the end
#
# For probabilities from a model that was trained on logits, put `softmax` behind it when training is over. `layers.Softmax` is the layer for it, and has no weights. The model to train and the model to hand out share their weights: two models of one graph. The largest logit is the largest probability, so for the class alone `argmax` will do.

# %%
with_probabilities = keras.Model(clothes.input, layers.Softmax()(clothes.output))
logits, probabilities = answers(clothes, x_val[:2]), answers(with_probabilities, x_val[:2])
print("logits       ", [f"≈ {each.sum():.1f}" for each in logits], logits.argmax(axis=-1))
print("probabilities", [f"{each.sum():.2f}" for each in probabilities], probabilities.argmax(axis=-1))

# %% [markdown] tags=["ko"]
# '예' 또는 '아니요'를 답하는 모델에서는 로짓이 하나이고, `softmax` 대신 `sigmoid`, 손실 함수는 `BinaryCrossentropy(from_logits=True)`입니다. 확률의 경계 0.5는 로짓에서는 0입니다. 평가 지표는 이것을 모르므로 알려 주어야 합니다. 아래의 로짓 넷 가운데 셋이 '예'이고, 넷 다 맞는 답입니다. 경계를 0.5로 두면 정확도는 얼마로 나올까요?

# %% [markdown] tags=["en"]
# A model that says yes or no has one logit, with `sigmoid` in place of `softmax`, and the loss `BinaryCrossentropy(from_logits=True)`. The border of 0.5 for a probability is 0 for a logit. A metric does not know that, so tell it. Of the four logits below, three mean yes, and all four are right. With the border left at 0.5, which accuracy comes out?

# %%
four = np.array([[-1.0], [0.2], [0.4], [3.0]], "float32")
print(keras.ops.convert_to_numpy(keras.ops.sigmoid(four)).ravel().round(2))
for metric in (keras.metrics.BinaryAccuracy(), keras.metrics.BinaryAccuracy(threshold=0)):
    metric.update_state(np.array([[0], [1], [1], [1]]), four)
    print(f"threshold {metric.threshold}: accuracy {float(metric.result()):.2f}")

# %% [markdown] tags=["ko"]
# 경계가 0.5이면 로짓 0.2와 0.4를 '아니요'로 세어 정확도가 절반이고, 0이면 넷 다 맞습니다. `metrics=["accuracy"]`도 0.5를 경계로 자릅니다. 로짓이 하나인 모델에는 `BinaryAccuracy(threshold=0)`을 쓰세요.

# %% [markdown] tags=["en"]
# With a border of 0.5 the logits 0.2 and 0.4 count as no, and half are right; with 0 all four are. `metrics=["accuracy"]` cuts at 0.5 as well. For a model with one logit take `BinaryAccuracy(threshold=0)`.

# %% [markdown] tags=["ko"]
# ### 연습 3-3-d
#
# 아래의 모델은 오류도 경고도 없이 학습되지만 손실이 1.46 아래로 내려가지 않습니다. 다음과 같이 되도록 고치고, 다시 학습하세요.
#
# - `logit_model`은 형태가 (28, 28)인 사진을 받아 로짓 10개를 냅니다.
# - `logit_model`을 `compile`한 손실은 그 로짓과 정수 레이블의 교차 엔트로피입니다.
# - `probability_model`은 같은 사진을 받아, `logit_model`의 로짓에 `softmax`를 한 확률 10개를 냅니다. 가중치는 `logit_model`과 함께 씁니다.
# - 처음 보는 사진에서 `probability_model`의 정확도가 0.75 이상이고 교차 엔트로피가 0.75 이하입니다. `x_train`과 `y_train`으로 학습하세요. 층과 옵티마이저와 에포크는 마음대로 정해도 됩니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-3-d
#
# The model below trains without an error or a warning, yet its loss stays above 1.46. Mend it and train it again, so that all of this is true:
#
# - `logit_model` takes pictures of shape (28, 28) and gives 10 logits.
# - The loss that `logit_model` got from `compile` is the cross-entropy of these logits and integer labels.
# - `probability_model` takes the same pictures and gives 10 probabilities, the `softmax` of what `logit_model` gives. It shares the weights of `logit_model`.
# - On new pictures, `probability_model` has an accuracy of at least 0.75 and a cross-entropy of at most 0.75. Train on `x_train` and `y_train`. The layers, the optimizer and the epochs are up to you.

# %% tags=["starter"] exercise="3-3-d"
images = keras.Input((28, 28))
inner = layers.Dense(32, activation="relu")(layers.Flatten()(images))
scores = layers.Reshape((10,))(layers.Dense(10, activation="softmax")(inner))
logit_model = keras.Model(images, scores)
logit_model.compile(keras.optimizers.Adam(0.004), SparseCategoricalCrossentropy(from_logits=True))
logit_model.fit(x_train, y_train, epochs=7, batch_size=100, verbose=0)
probability_model = logit_model

# %% tags=["wrong"] exercise="3-3-d"
logit_model, _ = run_with("softmax", from_logits=True)
probability_model = keras.Model(logit_model.input, layers.Softmax()(logit_model.output))

# %% tags=["wrong"] exercise="3-3-d"
logit_model, _ = run_with(None, from_logits=False)
probability_model = keras.Model(logit_model.input, layers.Softmax()(logit_model.output))

# %% tags=["wrong"] exercise="3-3-d"
logit_model = clothes
probability_model = clothes

# %% tags=["wrong"] exercise="3-3-d"
logit_model = clothes
probability_model = keras.Model(clothes.input, layers.Softmax()(layers.Softmax()(clothes.output)))

# %% tags=["wrong"] exercise="3-3-d"
logit_model = clothes
probability_model = keras.Model(clothes.input, layers.Activation("sigmoid")(clothes.output))

# %% tags=["wrong"] exercise="3-3-d"
logit_model = clothes
copied = keras.models.clone_model(clothes)
copied.set_weights(clothes.get_weights())
probability_model = keras.Sequential([copied, layers.Softmax()])

# %% tags=["wrong"] exercise="3-3-d"
logit_model = clothes
probability_model = new_classifier()

# %% tags=["wrong"] exercise="3-3-d"
images = keras.Input((28, 28))
logit_model = keras.Model(images, layers.Dense(10)(layers.Flatten()(images)))
logit_model.compile("adam", SparseCategoricalCrossentropy(from_logits=True))
probability_model = keras.Model(images, layers.Softmax()(logit_model.output))

# %% tags=["wrong"] exercise="3-3-d"
images = keras.Input((28, 28))
logit_model = keras.Model(images, layers.Dense(10)(layers.Flatten()(images)))
logit_model.compile("adam", keras.losses.CategoricalCrossentropy(from_logits=True))
probability_model = keras.Model(images, layers.Softmax()(logit_model.output))

# %% tags=["wrong"] exercise="3-3-d"
images = keras.Input((28, 28))
logit_model = keras.Model(images, layers.Dense(10)(layers.Flatten()(images)))
probability_model = keras.Model(images, layers.Softmax()(logit_model.output))

# %% tags=["wrong"] exercise="3-3-d"
_, (x_test, y_test) = fashion_mnist()
x_test = x_test.astype("float32") / 255
images = keras.Input((28, 28))
logit_model = keras.Model(images, layers.Dense(10)(layers.Dense(64, activation="relu")(layers.Flatten()(images))))
logit_model.compile(keras.optimizers.Adam(0.003), SparseCategoricalCrossentropy(from_logits=True))
logit_model.fit(x_test, y_test, epochs=12, batch_size=50, verbose=0)
probability_model = keras.Model(images, layers.Softmax()(logit_model.output))

# %% tags=["wrong"] exercise="3-3-d"
logit_model = clothes
probability_model = answers(with_probabilities, x_val)

# %% tags=["right"] exercise="3-3-d"
images = keras.Input((28, 28))
logit_model = keras.Model(images, layers.Dense(10)(layers.Dense(64, activation="relu")(layers.Flatten()(images))))
logit_model.compile("adam", SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
logit_model.fit(x_train, y_train, epochs=5, batch_size=50, verbose=0)
probability_model = keras.Sequential([logit_model, layers.Softmax()])

# %% tags=["right"] exercise="3-3-d"
def from_logits(labels, logits):
    return keras.losses.sparse_categorical_crossentropy(labels, logits, from_logits=True)

logit_model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(32, "relu"), layers.Dense(10)])
logit_model.compile(keras.optimizers.Adam(0.003), from_logits)
logit_model.fit(x_train, y_train, epochs=4, batch_size=50, verbose=0)
probability_model = keras.Model(logit_model.inputs, keras.ops.softmax(logit_model.outputs[0]))

# %% tags=["right"] exercise="3-3-d"
logit_model, _ = run_with(None, from_logits=True)
logit_model.fit(x_train, y_train, epochs=3, batch_size=50, verbose=0)
photos = keras.Input((28, 28))
probability_model = keras.Model(photos, layers.Activation("softmax")(logit_model(photos)))

# %% tags=["solution"] exercise="3-3-d"
images = keras.Input((28, 28))
inner = layers.Dense(32, activation="relu")(layers.Flatten()(images))
scores = layers.Reshape((10,))(layers.Dense(10)(inner))
logit_model = keras.Model(images, scores)
logit_model.compile(keras.optimizers.Adam(0.004), SparseCategoricalCrossentropy(from_logits=True))
logit_model.fit(x_train, y_train, epochs=7, batch_size=100, verbose=0)
probability_model = keras.Model(logit_model.input, layers.Softmax()(logit_model.output))

# %%
check("3-3-d", logit_model, probability_model)

# %% [markdown] tags=["ko", "solution"]
# `activation="softmax"`를 뺐습니다. 손실 함수는 그대로입니다. `from_logits=True`를 빼도 짝은 맞지만, 그러면 모델이 로짓이 아니라 확률을 냅니다. 확률이 필요한 곳에는 같은 그래프 끝에 `Softmax`를 붙인 모델을 씁니다.

# %% [markdown] tags=["en", "solution"]
# `activation="softmax"` is gone; the loss stays. To drop `from_logits=True` would match as well, but then the model would give probabilities and no logits. Where probabilities are wanted, use the model that has `Softmax` at the end of the same graph.

# %% [markdown] tags=["ko"]
# ## 학습의 한 단계를 직접
#
# `fit`은 배치마다 같은 일을 합니다. 손실을 구하고, 기울기(gradient)를 구하고, 가중치를 바꾸고, 평가 지표를 셉니다. 케라스에 없는 방법으로 학습하려면 이 한 단계를 직접 작성해야 합니다. 네 가지를 하나씩 해 봅시다.
#
# ### 기울기: `GradientTape`
#
# 0-1의 유닛 하나로 시작합니다. 점 600개와 가중치와 편향이 그대로이고, 기울기를 구하는 식도 그대로입니다.

# %% [markdown] tags=["en"]
# ## A step of training, by hand
#
# For every batch `fit` does the same: it works out the loss, works out the gradient, changes the weights, and updates the metrics. To train in a way that Keras does not have, you write this step yourself. Take its four parts one at a time.
#
# ### The gradient: `GradientTape`
#
# Begin with the single unit of 0-1: the same 600 points, the same weights and bias, and the same formula for the gradient.

# %%
points, kinds = bags_and_boots()
w, b = np.array([1.5, -2.0]), 0.5
error = 1 / (1 + np.exp(-(points @ w + b))) - kinds
print((points.T @ error / len(points)).round(3), error.mean().round(3))

# %% [markdown] tags=["ko"]
# 이 식은 유닛 하나에만 맞습니다. 층이 늘면 역전파의 식을 다시 적어야 합니다(0-1). `GradientTape`는 그 일을 대신합니다. `with` 안에서 `tf.Variable`로 한 계산을 모두 적어 두었다가, `tape.gradient`가 끝에서 처음으로 거슬러 가며 기울기를 구합니다. `tf.Variable`은 값을 바꿀 수 있는 TensorFlow의 텐서이고, 여기서는 가중치와 편향입니다. 미분하는 방법은 백엔드마다 다르므로, 여기서부터는 TensorFlow의 코드입니다. 손실은 로짓에서 구합니다.

# %% [markdown] tags=["en"]
# This formula fits a single unit. With more layers, backpropagation has to be written out anew (0-1). `GradientTape` does it for you, and it is a tape in that it records: every computation with a `tf.Variable` inside the `with` is noted down, and `tape.gradient` goes back through the notes from the end to the beginning. A `tf.Variable` is a tensor of TensorFlow whose values can change: here the weights, and the bias. Each backend takes gradients in its own way; from here on the code is for TensorFlow. The loss is worked out from the logits.

# %% tags=["tensorflow"]
points, kinds = points.astype("float32"), kinds.astype("float32")[:, np.newaxis]
weight, bias = tf.Variable([[1.5], [-2.0]]), tf.Variable([0.5])
cross_entropy = keras.losses.BinaryCrossentropy(from_logits=True)

with tf.GradientTape() as tape:
    loss = cross_entropy(kinds, points @ weight + bias)
slopes, slope = tape.gradient(loss, [weight, bias])
print(f"{float(loss):.4f}", slopes.numpy().ravel().round(3), slope.numpy().round(3))

# %% tags=["tensorflow", "proof"]
assert np.allclose(slopes.numpy().ravel(), points.T @ error / len(points), atol=1e-5)
assert np.allclose(slope.numpy(), error.mean(), atol=1e-5)

# %% [markdown] tags=["ko"]
# 식으로 구한 것과 같습니다. 0-1처럼 기울기의 반대쪽으로 한 단계 갑니다. 학습률은 1입니다. `assign_sub`는 변수에서 그만큼을 뺍니다.

# %% [markdown] tags=["en"]
# The same as by the formula. Now take a step against the gradient as in 0-1, with a learning rate of 1. `assign_sub` subtracts from a variable.

# %% tags=["tensorflow"]
weight.assign_sub(1.0 * slopes)
bias.assign_sub(1.0 * slope)
print(f"{float(cross_entropy(kinds, points @ weight + bias)):.4f}")

# %% [markdown] tags=["ko"]
# 손실이 0-1에서와 똑같이 줄었습니다.
#
# ### 손실: `compute_loss`
#
# 이제 같은 유닛을 케라스 모델로 만듭니다. 가중치는 층 안에 있고, `trainable_variables`가 그 목록입니다. 모델을 부를 때 `training=True`를 주어, 드롭아웃처럼 학습할 때 다르게 계산하는 층에 학습 중임을 알립니다. `compute_loss`는 `compile`에서 정한 손실을 구합니다. 손실 함수의 이름을 다시 적지 않아도 되고, 출력이 여럿이면 `loss_weights`까지 반영합니다.

# %% [markdown] tags=["en"]
# The loss has fallen, just as in 0-1.
#
# ### The loss: `compute_loss`
#
# Now make the same unit as a Keras model. The weights are in its layer, and `trainable_variables` lists them. The model is called with `training=True`, which tells layers such as dropout that this is training. `compute_loss` works out the loss that `compile` was given: you need not name it again, and with several outputs it minds the `loss_weights`, too.

# %% tags=["tensorflow"]
unit = keras.Sequential([keras.Input((2,)), layers.Dense(1)])
unit.set_weights([np.array([[1.5], [-2.0]]), np.array([0.5])])
unit.compile(keras.optimizers.SGD(1.0), cross_entropy, metrics=[keras.metrics.BinaryAccuracy(threshold=0)])

with tf.GradientTape() as tape:
    said = unit(points, training=True)
    loss = unit.compute_loss(x=points, y=kinds, y_pred=said)
gradients = tape.gradient(loss, unit.trainable_variables)
print(f"{float(loss):.4f}", [gradient.numpy().ravel().round(3) for gradient in gradients])

# %% [markdown] tags=["ko"]
# 같은 손실, 같은 기울기입니다.
#
# ### 가중치: `optimizer.apply`
#
# 가중치를 바꾸는 일은 옵티마이저가 합니다. `apply`는 기울기의 목록과 가중치의 목록을 같은 순서로 받습니다. `SGD`면 방금처럼 빼고, `Adam`이면 지난 기울기도 함께 봅니다.

# %% [markdown] tags=["en"]
# The same loss, the same gradient.
#
# ### The weights: `optimizer.apply`
#
# Changing the weights is up to the optimizer. `apply` takes the list of gradients and the list of weights, in the same order. `SGD` subtracts as you have just done; `Adam` looks at earlier gradients as well.

# %% tags=["tensorflow"]
unit.optimizer.apply(gradients, unit.trainable_variables)
print(f"{float(unit.compute_loss(x=points, y=kinds, y_pred=unit(points))):.4f}")

# %% tags=["tensorflow", "proof"]
assert np.allclose(unit.get_weights()[0], weight.numpy(), atol=1e-6)

# %% [markdown] tags=["ko"]
# 손으로 뺀 것과 손실이 같습니다.
#
# ### 평가 지표: `metrics`
#
# `model.metrics`는 모델이 세고 있는 평가 지표의 목록입니다. 맨 앞의 `loss`는 손실의 평균이고, `compile`에 적은 것들은 그 뒤에 한 묶음으로 있습니다. `update_state`로 배치를 더하고, `get_metrics_result`로 지금까지의 값을 읽습니다. `fit`은 에포크가 시작될 때마다 `reset_metrics`로 0에서 다시 셉니다.

# %% [markdown] tags=["en"]
# The same loss as after the subtraction by hand.
#
# ### The metrics: `metrics`
#
# `model.metrics` lists what a model keeps count of. First comes `loss`, the mean of the losses; those that `compile` was given follow it in one bundle. `update_state` adds a batch, and `get_metrics_result` reads the values so far. At the start of every epoch `fit` sets them back to 0 with `reset_metrics`.

# %% tags=["tensorflow"]
unit.reset_metrics()
for metric in unit.metrics:
    if metric.name == "loss":
        metric.update_state(loss)
    else:
        metric.update_state(kinds, said)
print({name: round(float(value), 4) for name, value in unit.get_metrics_result().items()})

# %% [markdown] tags=["ko"]
# ### 모두 모아: `train_step`
#
# `fit`은 배치마다 모델의 `train_step`을 부릅니다. 이 메서드를 재정의(override)하면 한 단계만 바뀌고, 에포크와 섞기와 검증과 콜백은 그대로입니다. 위의 네 부분을 그대로 옮기고, 케라스에 없는 것을 하나 더합니다. 기울기 전체의 길이를 기록에 남깁니다. 모든 가중치의 기울기를 제곱해 더하고 제곱근을 구한 수이고, `tf.linalg.global_norm`이 구합니다. `train_step`이 돌려주는 딕셔너리가 곧 기록입니다.

# %% [markdown] tags=["en"]
# ### All together: `train_step`
#
# For each batch `fit` calls the model's `train_step`. Override that method, and only the step changes; epochs, shuffling, validation and callbacks stay. Here are the four parts from above, and one thing that Keras does not have: the length of the whole gradient goes on record. That is the square root of the sum of the squares of all its numbers, and `tf.linalg.global_norm` works it out. The dictionary that `train_step` returns is the record.

# %% tags=["tensorflow"]
class OwnStep(keras.Model):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            said = self(x, training=True)
            loss = self.compute_loss(x=x, y=y, y_pred=said)
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply(gradients, self.trainable_variables)
        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
            else:
                metric.update_state(y, said)
        return {**self.get_metrics_result(), "gradient": tf.linalg.global_norm(gradients)}

# %% [markdown] tags=["ko"]
# 기록을 남길 뿐이므로, 학습한 가중치는 케라스의 `train_step`과 같아야 합니다. 같은 시드로 둘을 학습해 비교합니다.

# %% [markdown] tags=["en"]
# It only keeps a record, so its weights should be those of Keras' own `train_step`. Train both from the same seed and compare.

# %% tags=["tensorflow"]
def trained(kind):
    keras.utils.set_random_seed(33)
    photos = keras.Input((28, 28))
    model = kind(photos, layers.Dense(10)(layers.Flatten()(photos)))
    model.compile(keras.optimizers.SGD(0.1), SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    return model, model.fit(x_train, y_train, epochs=2, batch_size=50, verbose=0).history

(own, own_run), (keras_own, _) = trained(OwnStep), trained(keras.Model)
print(max(np.abs(ours - theirs).max() for ours, theirs in zip(own.get_weights(), keras_own.get_weights())))
print(sorted(own_run), [f"≈ {size:.1f}" for size in own_run["gradient"]])

# %% tags=["tensorflow", "proof"]
assert all(np.allclose(a, b, atol=1e-5) for a, b in zip(own.get_weights(), keras_own.get_weights()))
assert sorted(own_run) == ["accuracy", "gradient", "loss"]

# %% [markdown] tags=["ko"]
# 가중치가 같습니다. `gradient`는 에포크의 마지막 배치에서 잰 값입니다. 기울기가 이보다 훨씬 커지면 발산할 수 있다는 신호입니다. 기울기의 길이에 한도를 두려면 `train_step`까지 갈 필요가 없습니다. `SGD(0.1, global_clipnorm=1.0)`처럼 옵티마이저의 인수로 정합니다.

# %% [markdown] tags=["en"]
# The weights are the same. `gradient` was measured on the last batch of each epoch. When it gets far larger than this, training may be about to diverge. To put a limit to it you need no `train_step`: that is an argument of the optimizer, as in `SGD(0.1, global_clipnorm=1.0)`.

# %% [markdown] tags=["ko"]
# ### 연습 3-3-e
#
# 이 연습 문제는 TensorFlow에서 풉니다. 함수 `one_step`을 작성하세요. 배치 하나로 한 단계를 학습합니다. 인수는 셋입니다. `compile`한 모델, 배치의 입력, 배치의 정답입니다.
#
# - 모델을 `training=True`로 부르고, `compile`에서 정한 손실을 구합니다.
# - 학습 가능한 모든 가중치를 모델의 옵티마이저로 한 번 바꿉니다.
# - 가중치를 바꾸기 전의 손실을 파이썬의 실수(`float`)로 돌려줍니다.
# - `fit`이나 `train_on_batch`를 부르지 않습니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-3-e
#
# This exercise is for TensorFlow. Write a function `one_step` that takes one step of training on one batch. It has three arguments: a compiled model, the inputs of the batch, and their labels.
#
# - It calls the model with `training=True` and works out the loss that `compile` was given.
# - It changes all trainable weights once, with the model's optimizer.
# - It returns the loss before that change, as a Python `float`.
# - It calls neither `fit` nor `train_on_batch`.

# %% tags=["starter"] exercise="3-3-e"
one_step = ...

# %% tags=["wrong", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    said = model(x, training=True)
    with tf.GradientTape() as tape:
        loss = model.compute_loss(x=x, y=y, y_pred=said)
    gradients = tape.gradient(loss, model.trainable_variables)
    model.optimizer.apply(gradients, model.trainable_variables)
    return float(loss)

# %% tags=["wrong", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    with tf.GradientTape() as tape:
        said = model(x, training=True)
        loss = model.compute_loss(x=x, y=y, y_pred=said)
    tape.gradient(loss, model.trainable_variables)
    return float(loss)

# %% tags=["wrong", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    with tf.GradientTape() as tape:
        said = model(x, training=True)
        loss = model.compute_loss(x=x, y=y, y_pred=said)
    gradients = tape.gradient(loss, model.trainable_variables)
    for variable, gradient in zip(model.trainable_variables, gradients):
        variable.assign(variable - 0.1 * gradient)
    return float(loss)

# %% tags=["wrong", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    with tf.GradientTape() as tape:
        said = model(x)
        loss = model.compute_loss(x=x, y=y, y_pred=said)
    gradients = tape.gradient(loss, model.trainable_variables)
    model.optimizer.apply(gradients, model.trainable_variables)
    return float(loss)

# %% tags=["wrong", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    with tf.GradientTape() as tape:
        said = model(x, training=True)
        loss = model.compute_loss(x=x, y=y, y_pred=said)
    gradients = tape.gradient(loss, model.trainable_variables)
    model.optimizer.apply(gradients, model.trainable_variables)

# %% tags=["wrong", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    with tf.GradientTape() as tape:
        said = model(x, training=True)
        loss = model.compute_loss(x=x, y=y, y_pred=said)
    gradients = tape.gradient(loss, model.trainable_variables)
    model.optimizer.apply(gradients, model.trainable_variables)
    return loss

# %% tags=["wrong", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    with tf.GradientTape() as tape:
        said = model(x, training=True)
        loss = model.compute_loss(x=x, y=y, y_pred=said)
    gradients = tape.gradient(loss, model.trainable_variables)
    model.optimizer.apply(gradients, model.trainable_variables)
    return float(model.compute_loss(x=x, y=y, y_pred=model(x)))

# %% tags=["wrong", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    with tf.GradientTape() as tape:
        said = model(x, training=True)
        loss = SparseCategoricalCrossentropy(from_logits=True)(y, said)
    gradients = tape.gradient(loss, model.trainable_variables)
    model.optimizer.apply(gradients, model.trainable_variables)
    return float(loss)

# %% tags=["wrong", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    with tf.GradientTape() as tape:
        said = model(x, training=True)
        loss = cross_entropy(y, said)
    gradients = tape.gradient(loss, model.trainable_variables)
    model.optimizer.apply(gradients, model.trainable_variables)
    return float(loss)

# %% tags=["wrong", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    return float(model.train_on_batch(x, y))

# %% tags=["wrong", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    for _ in range(2):
        with tf.GradientTape() as tape:
            loss = model.compute_loss(x=x, y=y, y_pred=model(x, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        model.optimizer.apply(gradients, model.trainable_variables)
    return float(loss)

# %% tags=["wrong", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    with tf.GradientTape() as tape:
        loss = model.compute_loss(x=x, y=y, y_pred=model(x, training=True))
    last = model.trainable_variables[-2:]
    model.optimizer.apply(tape.gradient(loss, last), last)
    return float(loss)

# %% tags=["wrong", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model.loss(y, model(x, training=True)))
    model.optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
    return float(loss)

# %% tags=["right", "tensorflow"] exercise="3-3-e"
def one_step(model, inputs, labels):
    with tf.GradientTape() as tape:
        loss = model.compute_loss(y=labels, y_pred=model(inputs, training=True))
    slopes = tape.gradient(loss, model.trainable_weights)
    model.optimizer.apply_gradients(zip(slopes, model.trainable_weights))
    return float(loss)

# %% tags=["right", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    variables = [variable.value for variable in model.trainable_variables]
    with tf.GradientTape() as tape:
        loss = model.compute_loss(x, y, model(x, training=True))
    model.optimizer.apply(tape.gradient(loss, variables), model.trainable_variables)
    return loss.numpy().item()

# %% tags=["right", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    with tf.GradientTape(persistent=True) as tape:
        loss = model.compute_loss(x=x, y=y, y_pred=model(x, training=True), training=True)
    gradients = [tape.gradient(loss, variable) for variable in model.trainable_variables]
    model.optimizer.apply(gradients, model.trainable_variables)
    return keras.ops.convert_to_numpy(loss).item()

# %% tags=["solution", "tensorflow"] exercise="3-3-e"
def one_step(model, x, y):
    with tf.GradientTape() as tape:
        said = model(x, training=True)
        loss = model.compute_loss(x=x, y=y, y_pred=said)
    gradients = tape.gradient(loss, model.trainable_variables)
    model.optimizer.apply(gradients, model.trainable_variables)
    return float(loss)

# %% tags=["tensorflow"]
check("3-3-e", one_step)

# %% [markdown] tags=["ko", "solution"]
# 모델을 부르는 줄도 `with` 안에 있어야 합니다. 밖에서 계산한 것은 테이프에 없으므로 기울기가 `None`이 됩니다. `float`는 텐서를 파이썬의 수로 바꿉니다.

# %% [markdown] tags=["en", "solution"]
# The call of the model has to be inside the `with`, too. What is computed outside is not on the tape, and the gradients come out as `None`. `float` turns the tensor into a Python number.

# %% [markdown] tags=["ko"]
# ## 손실이 `nan`일 때
#
# `nan`은 수가 아니라는 표시이고, 옮습니다. `nan`과 계산한 것은 거의 언제나 `nan`입니다. 한 배치의 손실이 `nan`이면 기울기도 `nan`이고, 그 한 단계로 가중치가 `nan`이 됩니다. 그다음부터는 멀쩡한 데이터에서도 `nan`이 나옵니다. `fit`의 출력에는 `nan`만 남아 있으므로, 어디서 **처음** 나왔는지를 찾아야 합니다. 배치마다 손실을 적는 함수를 만들어 둡니다. 섞지 않으므로 배치의 번호로 사진을 찾을 수 있습니다.

# %% [markdown] tags=["en"]
# ## When the loss is `nan`
#
# `nan` says that something is no number, and it spreads: what is computed with `nan` is `nan`, nearly always. If the loss of one batch is `nan`, so is its gradient, and that one step makes weights `nan`. From then on even sound data give `nan`. All that `fit` prints is `nan`, so you have to find where it came up **first**. Here is a function that notes the loss of each batch. Nothing is shuffled, so the number of a batch leads to its pictures.

# %%
def losses_by_batch(model, x, y, batch_size=50):
    losses = []
    for row in range(0, len(x), batch_size):
        model.reset_metrics()
        loss = model.train_on_batch(x[row : row + batch_size], y[row : row + batch_size])
        losses.append(float(np.ravel(loss)[0]))
    return losses

def shown(losses):
    return ", ".join(f"≈ {loss:.1e}" if np.isfinite(loss) else str(loss) for loss in losses)

# %% [markdown] tags=["ko"]
# ### 첫째 원인: 너무 큰 단계
#
# 잉크의 비율을 맞히는, 유닛 하나짜리 모델입니다. 픽셀을 255로 나누는 줄을 빠뜨렸습니다. 학습률 0.003은 크지 않은 값입니다. 사진 600장이면 배치는 12개입니다. 손실은 몇 번째 배치에서 처음 `nan`이 될까요?

# %% [markdown] tags=["en"]
# ### First cause: steps that are too large
#
# This model of a single unit is to tell the share of ink. One line was forgotten: the pixels were not divided by 255. The learning rate of 0.003 is an ordinary one. The 600 pictures make 12 batches. At which of them will the loss be `nan` for the first time?

# %%
def ink_model():
    photos = keras.Input((28, 28))
    model = keras.Model(photos, layers.Dense(1)(layers.Flatten()(photos)))
    model.compile(keras.optimizers.SGD(0.003), "mse")
    return model

ink_shares = x_train.mean(axis=(1, 2))[:, np.newaxis]
unscaled = pictures[:600].astype("float32")
diverging = losses_by_batch(ink_model(), unscaled, ink_shares[:600])
print(shown(diverging))

# %% tags=["proof"]
assert diverging[2] > 1e6 * diverging[1] and not np.isfinite(diverging[-1])

# %% [markdown] tags=["ko"]
# 손실이 배치마다 수백만 배가 넘게 뛰고, 무한대(`inf`)를 지나 `nan`이 됩니다. 이렇게 **커지다가** `nan`이 되면 한 단계가 너무 큰 것입니다. 기울기는 오차에 입력을 곱한 것이므로(0-1), 입력이 255배면 기울기도 그만큼 큽니다. 학습률이 보통이어도 입력이나 정답이 크면 발산합니다. 학습률은 그대로 두고 입력만 맞추어 봅시다.

# %% [markdown] tags=["en"]
# From one batch to the next the loss grows by a factor of millions and more, and by way of infinity (`inf`) it becomes `nan`. A loss that **grows** into `nan` comes from steps that are too large. A gradient is the error times the input (0-1): with inputs 255 times as large, so is the gradient. Even an ordinary learning rate diverges where inputs or labels are large. Leave the rate alone, and scale the inputs.

# %%
falling = losses_by_batch(ink_model(), x_train[:400], ink_shares[:400])
print(shown(falling))

# %% tags=["proof"]
assert np.isfinite(falling).all() and falling[-1] < 0.5

# %% [markdown] tags=["ko"]
# 입력이 이미 0과 1 사이라면 학습률을 열 배씩 줄여 봅니다.
#
# ### 둘째 원인: 데이터의 구멍
#
# 이번에는 사진 3,000장 가운데 한 장의 픽셀 하나가 `nan`입니다. 수 235만 개 가운데 하나입니다. 콜백 `TerminateOnNaN`은 손실이 `nan`이나 무한대가 된 배치에서 학습을 멈춥니다. 함께 나오는 배치의 번호는 0부터 셉니다.

# %% [markdown] tags=["en"]
# Where the inputs lie between 0 and 1 already, make the learning rate ten times smaller, and again. 5-2 brings about the same with nothing but an absurd rate.
#
# ### Second cause: a gap in the data
#
# This time one pixel of one of the 3,000 pictures is `nan`: one number in more than two million. The model is a classifier of a single layer. The callback `TerminateOnNaN` ends training at the batch whose loss becomes `nan` or infinite. It prints the number of that batch, counted from 0.

# %%
with_gap = x_train.copy()
with_gap[712, 5, 5] = np.nan
sick = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation="softmax")])
sick.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
sick.fit(
    with_gap, y_train, batch_size=50, shuffle=False, verbose=0, callbacks=[keras.callbacks.TerminateOnNaN()]
)
print([float(np.isnan(weight).mean()) for weight in sick.get_weights()])

# %% tags=["proof"]
assert all(np.isnan(weight).all() for weight in sick.get_weights())

# %% [markdown] tags=["ko"]
# 배치 14, 곧 열다섯 번째 배치입니다. 앞의 700장에서는 아무 일도 없다가 **갑자기** 나왔으므로, 그 배치의 데이터를 봅니다. 출력된 비율 1.0은 가중치가 모두 `nan`이 되었다는 뜻입니다. `np.isnan(x).sum()`으로 세고, `np.argwhere`로 자리를 찾습니다.
#
# 손실만 보아서는 모를 때도 있습니다. 어떤 컴퓨터에서는 학습할 때 `relu`가 `nan`을 0으로 바꿉니다. 그러면 은닉층이 0만 내놓아서, 손실은 찍을 때의 값(클래스가 열 개이면 2.30, 1-1)쯤에 머뭅니다. 손실이 이렇게 멈추어도 데이터의 `nan`을 세어 보세요.

# %% [markdown] tags=["en"]
# Batch 14 is the fifteenth. For 700 pictures all was well, and then it came **all of a sudden**: so look at the data of that batch. The shares of 1.0 say that every weight has become `nan`. `np.isnan(x).sum()` counts, and `np.argwhere` finds the places.
#
# The loss alone does not always tell. On some computers `relu` turns `nan` into 0 during training. With a hidden layer of `relu`, the loss then is a number even though weights are `nan`. The hidden layer gives nothing but 0, so the loss only stays at that of guessing, about 2.30 with ten classes (1-1). Count the `nan` in your data when a loss gets stuck like this, too.

# %%
print(np.isnan(with_gap).sum(), np.argwhere(np.isnan(with_gap)), 712 // 50)

# %% [markdown] tags=["ko"]
# 712번 사진이고, 50장씩 나누면 배치 14입니다. 그 사진을 빼거나 값을 채웁니다(2-2). 그래도 `sick`의 가중치는 돌아오지 않으므로 **모델을 새로 만들어** 다시 학습합니다. 데이터가 크고 섞여 있어 배치 번호로 찾을 수 없다면, 0-0의 `explain`에 모델과 데이터를 넘겨 보세요. 오류가 나지 않는 잘못도 찾아 줍니다.

# %% [markdown] tags=["en"]
# It is picture 712, in batch 14 if there are 50 to a batch. Leave it out, or fill in a value (2-2). That is not all: the weights of `sick` do not come back, so **make the model anew** and train again. Where the data are large and shuffled, so that the batch tells you nothing, hand model and data to `explain` of 0-0. It finds mistakes that raise no error, too.

# %%
explain(sick, with_gap, y_train)

# %% [markdown] tags=["ko"]
# ### 셋째 원인: 0의 로그
#
# 셋째는 직접 만든 손실 함수입니다. 교차 엔트로피를 식 그대로 적었습니다. 레이블을 `keras.ops.one_hot`으로 원-핫 벡터로 바꾸고, 확률의 로그와 곱해 더합니다. 같은 모델과 같은 데이터로 이것과 케라스의 손실을 비교합니다. 학습률은 일부러 크게 2로 했습니다. 그러면 모델이 금세 0이나 1에 아주 가까운 확률을 냅니다.

# %% [markdown] tags=["en"]
# ### Third cause: the logarithm of 0
#
# The third is a loss of your own: cross-entropy, written as the formula stands. `keras.ops.one_hot` makes one-hot vectors of the labels; times the logarithms of the probabilities, and added up. Compare it with the loss of Keras, with the same model and the same data. The learning rate is 2, large on purpose: that soon brings the model to probabilities very close to 0 and 1.

# %%
def own_loss(labels, probabilities):
    one_hot = keras.ops.one_hot(keras.ops.cast(keras.ops.reshape(labels, (-1,)), "int32"), 10)
    return -keras.ops.sum(one_hot * keras.ops.log(probabilities), axis=-1)

def clothes_model(loss):
    keras.utils.set_random_seed(2)
    photos = keras.Input((28, 28))
    hidden = layers.Dense(32, activation="relu")(layers.Flatten()(photos))
    model = keras.Model(photos, layers.Dense(10, activation="softmax")(hidden))
    model.compile(keras.optimizers.SGD(2.0), loss)
    return model

with_own, with_keras = (
    losses_by_batch(clothes_model(loss), x_train[:400], y_train[:400])
    for loss in (own_loss, "sparse_categorical_crossentropy")
)
print(shown(with_own))
print(shown(with_keras))

# %% tags=["proof"]
assert np.isfinite(with_own[0]) and not np.isfinite(with_own[-1]) and np.isfinite(with_keras).all()

# %% [markdown] tags=["ko"]
# 케라스의 손실도 오르내리지만 수로 남습니다. 직접 만든 것은 몇 배치 만에 수가 아니게 됩니다. 데이터에는 구멍이 없고, 손실이 터무니없이 커지지도 않았습니다. 이럴 때는 손실 함수를 따로 불러 봅니다. 확률 하나가 0이면 어떻게 될까요? 첫째는 정답의 확률이 0이고, 둘째는 정답이 **아닌** 클래스의 확률이 0입니다.

# %% [markdown] tags=["en"]
# The loss of Keras goes up and down as well, but stays a number. The other one is no number any more after a few batches. There is no gap in the data, and the loss had not grown out of all bounds. Then call the loss by itself. What if a probability is 0? In the first row it is that of the right class, in the second that of a class that is **not** right.

# %%
two_answers = np.full((2, 10), 0.1, "float32")
two_answers[0, 3], two_answers[1, 7] = 0, 0
print(keras.ops.convert_to_numpy(own_loss(np.array([3, 3]), two_answers)))

# %% [markdown] tags=["ko"]
# 0의 로그는 음의 무한대이므로 첫째는 무한대입니다. 둘째는 맞게 답하고도 `nan`입니다. 0에 무한대를 곱한 것은 수가 아니기 때문입니다. 앞에서 본 대로 32비트의 확률은 쉽게 0이 됩니다. 로그 앞에서 아주 작은 수 `keras.config.epsilon()`보다 작아지지 않게 하면 됩니다. `keras.ops.maximum`은 둘 가운데 큰 쪽입니다.

# %% [markdown] tags=["en"]
# The logarithm of 0 is minus infinity, so the first is infinite. The second is right, and still `nan`: 0 times infinity is no number. And as you have seen, a probability of 32 bits is soon 0. Before the logarithm, let no probability be below the tiny number `keras.config.epsilon()`. `keras.ops.maximum` is the larger of two.

# %%
def careful_loss(labels, probabilities):
    return own_loss(labels, keras.ops.maximum(probabilities, keras.config.epsilon()))

print(keras.ops.convert_to_numpy(careful_loss(np.array([3, 3]), two_answers)).round(2))
with_care = losses_by_batch(clothes_model(careful_loss), x_train[:400], y_train[:400])
print(shown(with_care))

# %% tags=["proof"]
assert np.isfinite(with_care).all()

# %% [markdown] tags=["ko"]
# `nan`은 사라졌습니다. 그래도 여기처럼 손실이 높은 채로 머물면 더는 배우지 못합니다. 그 작은 수보다 작은 확률에서는 기울기가 0이기 때문입니다. 위에서 손실이 16.118에 머문 것과 같습니다. 그보다 나은 길은 로짓을 받는 케라스의 손실 함수입니다. 나눗셈과 제곱근도 0에서 같은 일을 일으킵니다. 손실 함수가 길어서 어느 계산인지 알 수 없다면, TensorFlow에서는 `fit` 앞에서 `tf.debugging.enable_check_numerics()`를 부르세요. `nan`이나 무한대가 처음 나온 연산의 이름과 여러분의 코드 줄을 오류로 알려 줍니다. 느려지므로 찾은 다음에는 `tf.debugging.disable_check_numerics()`로 끕니다.
#
# | 손실이 처음 `nan`이 될 때 | 먼저 볼 것 | 고치는 법 |
# |---|---|---|
# | 몇 배씩 커지다가 | 입력과 정답의 크기, 학습률 | 크기를 맞추거나 학습률을 줄입니다. |
# | 첫 배치부터, 또는 어느 배치에서 갑자기 | 그 배치에 `nan`이 있는지 | 빼거나 채웁니다. |
# | 데이터가 멀쩡한데 갑자기 | 직접 만든 손실 함수의 로그, 나눗셈, 제곱근 | 0에 닿지 않게 하거나 로짓을 받는 손실을 씁니다. |
#
# 어느 경우든 고친 다음에는 모델을 새로 만듭니다. 레이블이 클래스의 범위를 벗어나도 GPU에서는 `nan`이 됩니다(6-1).

# %% [markdown] tags=["en"]
# The `nan` is gone. But where the loss then stays high, as here, nothing more is learned: for a probability below that tiny number the gradient is 0, as when the loss stayed at 16.118. Better is a loss of Keras that takes logits. Divisions and square roots do the same at 0. Where a loss is long and you cannot tell which computation it is, call `tf.debugging.enable_check_numerics()` before `fit`, on TensorFlow. An error then names the operation that was the first to give `nan` or infinity, and your line. It slows everything down, so switch it off again with `tf.debugging.disable_check_numerics()`.
#
# The causes differ, the way to find them does not.
#
# | when the loss first becomes `nan` | what to look at first | the cure |
# |---|---|---|
# | after growing many times over | how large inputs and labels are, the learning rate | Scale them, or lower the rate. |
# | at the first batch, or suddenly at some batch | whether there is a `nan` in that batch | Leave it out, or fill it in. |
# | suddenly, and the data are sound | logarithms, divisions and square roots in your own loss | Keep them away from 0, or take a loss of logits. |
#
# In each case, make the model anew once it is mended. Labels that no class has give `nan` on a GPU, too (6-1).

# %%
choose("3-3-q4")

# %% tags=["solution"] exercise="3-3-q4"
check("3-3-q4", "d")

# %% [markdown] tags=["ko"]
# ## 콜백: 학습을 지켜보는 객체
#
# 3-2에서 콜백(callback)을 직접 만들었습니다. 흔한 일에는 케라스가 갖춘 것이 있습니다. 사진이 적으면 과적합(overfitting)이 일찍 오므로, 사진 500장으로 세 가지를 씁니다.
#
# - `ReduceLROnPlateau`는 지켜보는 값이 나아지지 않으면 학습률을 줄입니다. 여기서는 한 에포크라도 나아지지 않으면 0.3을 곱합니다.
# - `ModelCheckpoint`는 에포크마다 모델을 파일로 남깁니다. 이런 파일을 체크포인트(checkpoint)라고 합니다. `save_best_only=True`이면 가장 좋은 것만 남깁니다.
# - `EarlyStopping`은 `patience` 에포크 동안 나아지지 않으면 학습을 멈춥니다. 여기서는 세 에포크입니다.
#
# 셋 다 무엇을 지켜볼지를 `monitor`로 정합니다. 40에포크를 다 돌까요?

# %% [markdown] tags=["en"]
# ## Callbacks: objects that watch the training
#
# In 3-2 you wrote a callback. For what is wanted often, Keras has some of its own. With few pictures overfitting sets in early, so here are three of them, with 500 pictures.
#
# - `ReduceLROnPlateau` lowers the learning rate when what it watches no longer improves. Here a single epoch without improvement multiplies it by 0.3.
# - `ModelCheckpoint` writes the model into a file after each epoch. Such a file is called a checkpoint. With `save_best_only=True` only the best is kept.
# - `EarlyStopping` ends training when nothing has improved for `patience` epochs, here three.
#
# For each of them, `monitor` says what to watch. Will all 40 epochs be run?

# %%
few, validation = (x_train[:500], y_train[:500]), (x_val, y_val)
best_file = place / "best.keras"
watched = new_classifier()
watched.optimizer.learning_rate = 0.02
history = watched.fit(
    *few, validation_data=validation, validation_batch_size=1000, epochs=40, batch_size=50, verbose=0,
    callbacks=[
        keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.3, patience=1),
        keras.callbacks.ModelCheckpoint(best_file, monitor="val_loss", save_best_only=True),
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True),
    ],
)
val_loss, rates = history.history["val_loss"], history.history["learning_rate"]
print(f"epochs ≈ {len(val_loss)}, best epoch ≈ {np.argmin(val_loss) + 1}")
print(f"learning rate: first ≈ {rates[0]:.4f}, last ≈ {rates[-1]:.6f}")

# %% tags=["proof"]
assert len(val_loss) < 40 and rates[-1] < rates[0]

# %% [markdown] tags=["ko"]
# 학습은 일찍 끝났고, 기록에는 `learning_rate`도 있습니다. 남은 것은 정말 가장 좋은 에포크의 모델일까요? 파일에 남은 모델의 검증 손실을 다시 재서 기록의 가장 낮은 값, 마지막 값과 비교하고, 그 가중치를 `watched`의 가중치와 비교합니다.

# %% [markdown] tags=["en"]
# Training ended early, and `learning_rate` is on record as well. Is what was kept really the model of the best epoch? Measure the validation loss of the model in the file and compare it with the lowest and the last value on record; then compare its weights with those of `watched`.

# %%
best = keras.models.load_model(best_file)
of_best = best.evaluate(*validation, batch_size=1000, verbose=0)[0]
print(f"file ≈ {of_best:.4f}, lowest ≈ {min(val_loss):.4f}, last ≈ {val_loss[-1]:.4f}")
print(max(np.abs(a - b).max() for a, b in zip(best.get_weights(), watched.get_weights())))

# %% tags=["proof"]
assert np.isclose(of_best, min(val_loss), rtol=1e-3)
assert all(np.array_equal(a, b) for a, b in zip(best.get_weights(), watched.get_weights()))

# %% [markdown] tags=["ko"]
# 파일에는 가장 좋은 모델이 있고, `restore_best_weights=True` 덕분에 `watched`도 그때의 가중치로 돌아갔습니다. 둘의 가중치에는 차이가 없습니다. 끝에는 학습률이 아주 작아 마지막 손실이 가장 낮은 값과 거의 같을 수 있으므로, 손실보다 가중치를 비교하는 쪽이 확실합니다.
#
# ### 2020 → 오늘: `val_acc`
#
# 케라스 2.2까지는 `compile`에 무엇을 적든 정확도의 이름이 `acc`였습니다. 2.3부터는 적은 이름을 그대로 씁니다. `metrics=["accuracy"]`라고 적으면 `accuracy`이고, 검증 정확도는 `val_accuracy`입니다. 2020년의 코드에는 아직 `val_acc`가 많습니다. 그 이름을 쓰면 첫 에포크 끝에서 오류가 납니다.

# %% [markdown] tags=["en"]
# The file holds the best model, and thanks to `restore_best_weights=True`, `watched` has gone back to those weights too: the two do not differ at all. The last loss may be close to the lowest, because the learning rate is tiny by then and the weights hardly move. So weights are the better thing to compare.
#
# ### 2020 → today: `val_acc`
#
# Up to Keras 2.2 accuracy was called `acc`, whatever `compile` was given. Since 2.3 it keeps the name that you give: with `metrics=["accuracy"]` it is `accuracy`, and `val_accuracy` on validation data. Much code of 2020 still says `val_acc`. With that name there is an error at the end of the first epoch.

# %%
def watch(callback, epochs):
    model = new_classifier()
    history = model.fit(*few, validation_data=validation, epochs=epochs, batch_size=250, verbose=0, callbacks=[callback])
    return model, history

with expect_error(ValueError):
    watch(keras.callbacks.EarlyStopping(monitor="val_acc", patience=1), epochs=8)

# %% [markdown] tags=["ko"]
# 오류 문장은 `mode`를 정하라고 권합니다. 옛 코드에 흔한 `mode="max"`를 붙이면 오류 대신 경고가 나옵니다. 그러면 이 학습은 8에포크 가운데 몇 에포크에서 멈출까요?

# %% [markdown] tags=["en"]
# The message suggests setting `mode`. With `mode="max"`, common in old code, there is a warning instead of the error. At which of the 8 epochs does this training stop, then?

# %%
with expect_error(UserWarning):
    _, history = watch(keras.callbacks.EarlyStopping(monitor="val_acc", mode="max", patience=1), epochs=8)
print(len(history.epoch))

# %% [markdown] tags=["ko"]
# 멈추지 않습니다. 없는 값을 지켜보는 `EarlyStopping`은 경고만 하고 아무 일도 하지 않습니다. `ModelCheckpoint`는 더 나쁩니다. 경고하고는 에포크마다 저장합니다. 그러면 `save_best_only=True`로 남긴 파일에 무엇이 들어 있을까요? 마지막 가중치와의 차이를 봅니다.

# %% [markdown] tags=["en"]
# It does not stop. An `EarlyStopping` that watches a value which does not exist only warns, and does nothing. A `ModelCheckpoint` does worse: it warns, and then saves after every epoch. What does a file hold, then, that was to keep the best with `save_best_only=True`? See how far it is from the last weights.

# %%
file = place / "not_the_best.keras"
with expect_error(UserWarning):
    unwatched, _ = watch(
        keras.callbacks.ModelCheckpoint(file, monitor="val_acc", mode="max", save_best_only=True), epochs=2
    )
saved = keras.models.load_model(file)
print(max(np.abs(a - b).max() for a, b in zip(saved.get_weights(), unwatched.get_weights())))

# %% [markdown] tags=["ko"]
# 차이가 없습니다. 가장 좋은 모델이 아니라 마지막 모델입니다. 경고가 수백 줄의 출력에 묻히면 알아차리기 어렵습니다. 이름이 확실하지 않으면 `history.history`의 키를 보세요.

# %% [markdown] tags=["en"]
# No difference: it is the last model, not the best. In hundreds of lines of output such a warning is easy to miss. When in doubt about a name, look at the keys of `history.history`.

# %%
print(list(history.history))

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `best.hdf5`
#
# 체크포인트의 이름도 바뀌었습니다. 모델 전체는 `.keras`, 가중치만 남길 때는 `.weights.h5`로 끝나야 합니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `best.hdf5`
#
# The name of a checkpoint has changed as well. For a whole model it ends in `.keras`, for the weights alone in `.weights.h5`.

# %%
with expect_error(ValueError):
    keras.callbacks.ModelCheckpoint("best.hdf5", monitor="val_accuracy", save_best_only=True)

# %% [markdown] tags=["ko"]
# ### 연습 3-3-f
#
# 2020년식 함수입니다. `folder`는 폴더의 이름인 문자열입니다. 지금은 오류가 납니다. 다음이 모두 되도록 고치세요.
#
# - 모델과 콜백의 목록을 이 순서로 돌려줍니다.
# - 모델은 형태가 (28, 28)인 사진을 받아 확률 10개를 돌려주고, 정수 레이블로 학습하며 정확도를 잽니다.
# - 검증 정확도가 두 에포크 연속으로 가장 좋은 값을 넘지 못하면 학습이 멈춥니다.
# - `folder` 안의 파일 `best.keras`에 검증 정확도가 가장 높았던 에포크의 모델이 남습니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-3-f
#
# This function is in the style of 2020. `folder` is the name of a folder, a string. Today it fails. Repair it, so that all of this is true:
#
# - It returns the model and a list of callbacks, in this order.
# - The model takes pictures of shape (28, 28) and returns 10 probabilities; it trains with integer labels and measures accuracy.
# - Training stops when the validation accuracy stays at or below its best value for two epochs in a row.
# - In `folder`, the file `best.keras` keeps the model of the epoch with the highest validation accuracy.

# %% tags=["starter"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(input=photos, output=answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_acc", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.hdf5", monitor="val_acc", save_best_only=True),
    ]
    return model, callbacks

# %% tags=["wrong"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_acc", mode="max", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks

# %% tags=["wrong"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy"),
    ]
    return model, callbacks

# %% tags=["wrong"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", mode="min", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks

# %% tags=["wrong"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.h5", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks

# %% tags=["wrong"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

# %% tags=["wrong"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2, min_delta=0.01),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks

# %% tags=["wrong"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    model = keras.Model(photos, layers.Dense(10, activation="softmax")(layers.Flatten()(photos)))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2, baseline=0.3),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks

# %% tags=["wrong"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_acc", mode="max", save_best_only=True),
    ]
    return model, callbacks

# %% tags=["wrong"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_loss", save_best_only=True),
    ]
    return model, callbacks

# %% tags=["wrong"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=3),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks

# %% tags=["wrong"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2),
        keras.callbacks.ModelCheckpoint("best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks

# %% tags=["wrong"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="accuracy", save_best_only=True),
    ]
    return model, callbacks

# %% tags=["wrong"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    model = keras.Model(photos, layers.Dense(10, activation="softmax")(layers.Flatten()(photos)))
    model.compile("adam", "sparse_categorical_crossentropy", ["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks

# %% tags=["right"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["acc"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_acc", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_acc", save_best_only=True),
    ]
    return model, callbacks

# %% tags=["right"] exercise="3-3-f"
def repaired(folder):
    model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation="softmax")])
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping("val_accuracy", patience=2, mode="max")
    keep = keras.callbacks.ModelCheckpoint(Path(folder) / "best.keras", "val_accuracy", save_best_only=True, mode="max")
    return model, [keep, stop]

# %% tags=["right"] exercise="3-3-f"
def repaired(folder):
    model = new_classifier()
    return model, [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2, restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(f"{folder}/best.keras", monitor="val_accuracy", save_best_only=True),
    ]

# %% tags=["right"] exercise="3-3-f"
def repaired(folder):
    class StopAndKeep(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            accuracies.append(logs["val_accuracy"])
            best = accuracies.index(max(accuracies))
            if best == epoch:
                self.model.save(Path(folder) / "best.keras")
            self.model.stop_training = epoch - best >= 2

    accuracies = []
    pixels = keras.Input((28, 28))
    logits = layers.Dense(10)(layers.Reshape((784,))(pixels))
    model = keras.Model(pixels, layers.Softmax()(logits))
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=[keras.metrics.SparseCategoricalAccuracy("accuracy")])
    return model, [StopAndKeep()]

# %% tags=["right"] exercise="3-3-f"
class SaveAtTheEnd(keras.callbacks.Callback):
    def __init__(self, file):
        super().__init__()
        self.file = file

    def on_train_end(self, logs=None):
        self.model.save(self.file)

def repaired(folder):
    photos = keras.Input((28, 28))
    model = keras.Model(photos, layers.Dense(10, activation="softmax")(layers.Flatten()(photos)))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2, restore_best_weights=True)
    return model, [stop, SaveAtTheEnd(folder + "/best.keras")]

# %% tags=["solution"] exercise="3-3-f"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(inputs=photos, outputs=answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks

# %%
check("3-3-f", repaired)

# %% [markdown] tags=["ko", "solution"]
# 고친 곳은 네 군데입니다. `inputs`와 `outputs`는 복수형이고, 지켜볼 값의 이름은 두 콜백 모두 `val_accuracy`이고, 파일은 `.keras`로 끝납니다. 케라스는 정확도가 클수록 좋다는 것을 알기 때문에 `mode`는 적지 않아도 됩니다.

# %% [markdown] tags=["en", "solution"]
# Four repairs: `inputs` and `outputs` in the plural, `val_accuracy` as the value that both callbacks watch, and a file that ends in `.keras`. Keras knows that a larger accuracy is better, so `mode` may be left out.
# %% [markdown] tags=["ko"]
# ## 죽은 학습을 이어 가기: `BackupAndRestore`
#
# 며칠 걸리는 학습은 언젠가 중단됩니다. `BackupAndRestore`는 에포크가 끝날 때마다 가중치, 옵티마이저의 상태, 에포크 번호를 폴더에 적어 둡니다. 같은 프로그램을 다시 실행하면 거기서부터 이어 갑니다.
#
# 정말 그런지 프로그램을 실제로 죽여서 확인합시다. 먼저 학습 프로그램을 파일에 적습니다. 이 프로그램은 네 번째 에포크 중간에서 `seconds`초 동안 멈춰 있습니다.

# %% [markdown] tags=["en"]
# ## Go on with a run that was killed: `BackupAndRestore`
#
# A run that takes days will be cut off some day. At the end of each epoch `BackupAndRestore` writes the weights, the state of the optimizer and the number of the epoch into a folder. Start the same program again, and it goes on from there.
#
# Find out whether that is true by killing a program for real. First write the training program to a file. In the middle of epoch 4 it waits for `seconds` seconds.

# %%
program = '''
import sys
import time

import keras
import numpy as np
from keras import layers

seconds = float(sys.argv[1])


class Progress(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch + 1

    def on_train_batch_end(self, batch, logs=None):
        if self.epoch == 4 and batch == 9:
            print("epoch 4, batch 10 of 20", flush=True)
            time.sleep(seconds)

    def on_epoch_end(self, epoch, logs=None):
        print("epoch", epoch + 1, "done", flush=True)


data = np.load("../data.npz")
keras.utils.set_random_seed(33)
pictures = keras.Input((28, 28))
hidden = layers.Dense(32, activation="relu")(layers.Flatten()(pictures))
model = keras.Model(pictures, layers.Dense(10, activation="softmax")(hidden))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(
    data["x"], data["y"], epochs=6, batch_size=50, shuffle=False, verbose=0,
    callbacks=[keras.callbacks.BackupAndRestore("backup"), Progress()],
)
np.savez("weights.npz", *model.get_weights())
'''

(place / "train.py").write_text(program)
np.savez(place / "data.npz", x=x_train[:1000], y=y_train[:1000])

# %% [markdown] tags=["ko"]
# 프로그램을 폴더 `killed`에서 시작합니다. `Popen`은 시작하기만 하고 끝나기를 기다리지 않습니다. 기다리는 것은 뒤에 나오는 `communicate`입니다. 네 번째 에포크 중간에 있다고 알려 오면 그 자리에서 죽입니다.

# %% [markdown] tags=["en"]
# Start the program in the folder `killed`. `Popen` only starts it and does not wait for its end; `communicate`, further down, does. As soon as it reports that it is in the middle of epoch 4, kill it on the spot.

# %%
def start_training(name, seconds):
    (place / name).mkdir(exist_ok=True)
    command = [sys.executable, "../train.py", str(seconds)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=place / name, text=True, **pipes)

killed = start_training("killed", seconds=100)
for line in killed.stdout:
    print(line.strip())
    if "batch" in line:
        break
killed.kill()
killed.wait()
print(sorted(path.name for path in (place / "killed").iterdir()))

# %% [markdown] tags=["ko"]
# 프로그램은 죽었고 폴더에는 `backup`만 남았습니다. 같은 프로그램을 다시 시작합니다. 나중에 비교하려고, 폴더 `whole`에서도 같은 프로그램을 시작해 중단하지 않고 둡니다. 죽었던 쪽은 몇 번째 에포크부터 시작할까요?

# %% [markdown] tags=["en"]
# The program is dead, and all that is left in its folder is `backup`. Now start the same program again. To compare with later, start it in the folder `whole`, too, where nobody kills it. At which epoch does the one that was killed begin?

# %%
resumed, whole = start_training("killed", seconds=0), start_training("whole", seconds=0)
print(resumed.communicate()[0].strip())

# %% [markdown] tags=["ko"]
# 끝난 에포크 세 개는 다시 하지 않고 네 번째 에포크를 처음부터 합니다. 잃은 것은 네 번째 에포크의 배치 10개뿐이고, 그것도 다시 했습니다. 중단하지 않은 쪽과 최종 가중치를 비교합니다. 가장 큰 차이를 봅니다.

# %% [markdown] tags=["en"]
# The three finished epochs are not repeated; epoch 4 starts from its beginning. Only its first 10 batches were lost, and they were made up for. Compare the final weights with those of the program that nobody killed: what is the largest difference?

# %%
whole.communicate()
with np.load(place / "whole" / "weights.npz") as expected, np.load(place / "killed" / "weights.npz") as found:
    largest = max(np.abs(expected[name] - found[name]).max() for name in expected.files)
print(f"{largest:.6f}", sorted(path.name for path in (place / "killed").iterdir()))

# %% tags=["proof"]
assert largest < 1e-6

# %% [markdown] tags=["ko"]
# 차이가 없습니다. 중단하지 않은 것과 같은 모델이 되었습니다. 조건이 둘 있습니다. 배치의 순서가 같아야 하고(`shuffle=False`), 같은 데이터를 써야 합니다.
#
# 마지막 줄도 보세요. 학습이 끝나면 `BackupAndRestore`는 자기 폴더를 **통째로 지웁니다**. 다른 파일을 그 폴더에 두면 함께 사라집니다. 그리고 하필 백업을 저장하는 순간에 죽으면 그 파일은 망가집니다. `double_checkpoint=True`는 하나 앞의 백업도 남겨 두었다가 그때 씁니다.

# %% [markdown] tags=["en"]
# There is none: the model is the same as without the kill. There are two conditions: the same order of batches (`shuffle=False`) and the same data.
#
# Look at the last line as well. When training ends, `BackupAndRestore` **deletes its whole folder**. Any other file that you keep there goes with it. And if the kill hits right while a backup is being written, that file is damaged. With `double_checkpoint=True` the backup before it is kept too, and used then.

# %%
choose("3-3-q5")

# %% tags=["solution"] exercise="3-3-q5"
check("3-3-q5", "d")

# %% [markdown] tags=["ko"]
# ### 연습 3-3-g
#
# 함수 `resumable`을 작성하세요. 인수는 폴더의 이름인 문자열이고, 돌려주는 값은 `fit`에 넘길 콜백의 목록입니다.
#
# - 학습이 중간에 죽으면, 백업은 그 폴더 안 어딘가에 있습니다. 같은 폴더로 `resumable`을 다시 불러 `fit`에 넘기면, 끝난 에포크 다음부터 그때의 가중치로 이어 갑니다.
# - 마지막 백업의 가중치 파일이 망가졌으면, 오류 없이 하나 앞의 백업에서 이어 갑니다.
# - 학습이 무사히 끝나도 그 폴더에 있던 다른 파일은 그대로 남습니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-3-g
#
# Write a function `resumable`. It takes the name of a folder, a string, and returns a list of callbacks for `fit`.
#
# - When the training is killed, its backup is somewhere inside that folder. Call `resumable` with the same folder again and pass the result to `fit`: it goes on after the last finished epoch, with the weights it had then.
# - If the weights file of the last backup is damaged, it goes on from the one before it, without an error.
# - When the training ends well, other files in that folder are still there.

# %% tags=["starter"] exercise="3-3-g"
resumable = ...

# %% tags=["wrong"] exercise="3-3-g"
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(folder, double_checkpoint=True)]

# %% tags=["wrong"] exercise="3-3-g"
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(folder + "/backup")]

# %% tags=["wrong"] exercise="3-3-g"
def resumable(folder):
    return keras.callbacks.BackupAndRestore(folder + "/backup", double_checkpoint=True)

# %% tags=["wrong"] exercise="3-3-g"
def resumable(folder):
    return [keras.callbacks.ModelCheckpoint(folder + "/latest.keras")]

# %% tags=["wrong"] exercise="3-3-g"
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(tempfile.mkdtemp(), double_checkpoint=True)]

# %% tags=["right"] exercise="3-3-g"
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(Path(folder) / "state", double_checkpoint=True)]

# %% tags=["right"] exercise="3-3-g"
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(folder, double_checkpoint=True, delete_checkpoint=False)]

# %% tags=["right"] exercise="3-3-g"
def resumable(folder):
    class Backup(keras.callbacks.BackupAndRestore):
        def __init__(self):
            super().__init__(f"{folder}/of_this_run", double_checkpoint=True)

    return [keras.callbacks.TerminateOnNaN(), Backup()]

# %% tags=["solution"] exercise="3-3-g"
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(folder + "/backup", double_checkpoint=True)]

# %%
check("3-3-g", resumable)

# %% [markdown] tags=["ko", "solution"]
# 백업에 폴더를 따로 주면 학습이 끝날 때 그 폴더만 지워집니다. `double_checkpoint=True`는 새 백업을 저장하기 전에 앞의 것을 복사해 둡니다. `ModelCheckpoint`도 파일을 남기지만 스스로 불러오지는 않고 에포크 번호도 모릅니다.

# %% [markdown] tags=["en", "solution"]
# With a folder of its own for the backup, only that folder goes when training ends. `double_checkpoint=True` copies the last backup before it writes a new one. `ModelCheckpoint` leaves files as well, but it does not load them by itself and knows no number of an epoch.
# %% [markdown] tags=["ko"]
# ## 정리
#
# - 가중치는 층에 있습니다. 그래프 하나에서 꺼낸 모델들은 가중치를 함께 쓰고, 학습된 모델의 중간 특성은 레이블이 적은 다른 일에 다시 쓸 수 있습니다.
# - 출력이 여럿이면 `loss_weights`는 헤드마다, `sample_weight`는 헤드의 사진마다 가중치를 정합니다. `class_weight`는 받지 않습니다.
# - 로짓은 `from_logits=True`와, 확률은 그 반대와 짝입니다. `softmax`를 두 번 하면 오류 없이 손실이 높은 곳에 머뭅니다.
# - 한 단계는 테이프로 기울기를 구하고, 옵티마이저로 가중치를 바꾸고, 평가 지표를 세는 일입니다. `train_step`을 재정의하면 나머지는 `fit`이 합니다.
# - 손실이 `nan`이면 처음 나온 배치를 찾고, 고친 다음 모델을 새로 만듭니다.
# - 콜백은 실제로 있는 이름을 지켜보아야 합니다. `BackupAndRestore`는 죽은 학습을 끝난 에포크 다음부터 이어 가고, 끝나면 자기 폴더를 지웁니다.
#
# 다음 섹션 4-1에서는 모델을 이루는 층을 하나씩 들여다봅니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - Weights belong to layers. Models out of one graph share them, and the intermediate features of a trained model serve again where labels are few.
# - With several outputs, `loss_weights` sets how much each head counts, and `sample_weight` how much each picture counts for a head. There is no `class_weight`.
# - Logits go with `from_logits=True`, probabilities without it. Where `softmax` is done twice, there is no error, and the loss stays high.
# - A step takes the gradient from a tape, changes the weights with the optimizer, and updates the metrics. Override `train_step`, and `fit` does the rest.
# - When a loss is `nan`, find the batch in which it came first, mend the cause, and make the model anew.
# - A callback has to watch a name that exists. `BackupAndRestore` goes on after the last finished epoch of a run that was killed, and deletes its folder at the end.
#
# In 4-1, the next section, you look into the layers that models are made of.
