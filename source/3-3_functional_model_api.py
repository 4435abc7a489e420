# %% [markdown] tags=["ko"]
# 2020년의 글은 여기에 [함수형 API 안내서](https://keras.io/guides/functional_api/)로 가는 링크 하나만 남겼습니다. 이 섹션은 그 안내서의 주제를 하나씩 실제 데이터로 실행합니다. 모델 여러 개를 그래프 하나에서 꺼내고, 모델을 층처럼 부르고, 학습 도중에 죽은 프로그램을 이어서 실행합니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 학습된 모델에서 중간 특성(feature)을 **꺼내고** 모델 여러 개를 앙상블(ensemble)로 **묶습니다**.
# - 출력이 여러 개인 모델의 손실에 가중치를 **정합니다**.
# - 콜백(callback)으로 학습을 제때 멈추고, 중단된 학습을 **이어 갑니다**.

# %% [markdown] tags=["en"]
# The post from 2020 leaves nothing here but a link to the [guide to the functional API](https://keras.io/guides/functional_api/). This section runs each topic of that guide on real data. You take several models out of one graph, call models like layers, and go on with a program that was killed while it trained.
#
# After this section you can:
#
# - **extract** intermediate features from a trained model, and **combine** several models into an ensemble;
# - **weigh** the losses of a model with several outputs;
# - stop training in time with callbacks, and **resume** a run that was cut off.

# %% [markdown] tags=["ko"]
# ## 함수형 모델 다시 한번
#
# Fashion-MNIST의 옷 사진 3,000장으로 학습하고 1,000장으로 평가합니다. 픽셀은 255로 나누어 0과 1 사이의 수로 바꿉니다.

# %% [markdown] tags=["en"]
# ## A functional model once more
#
# You train on 3,000 pictures of clothes from Fashion-MNIST and test on 1,000 others. Dividing by 255 brings each pixel between 0 and 1.

# %%
import subprocess
import sys
import tempfile
from pathlib import Path

import keras
import numpy as np
from keras import layers

from utils import plots
from utils.data import class_names, fashion_mnist, movie_reviews

(x_train, y_train), (x_test, y_test) = fashion_mnist()
x_train, y_train = x_train[:3000].astype("float32") / 255, y_train[:3000]
x_test, y_test = x_test[:1000].astype("float32") / 255, y_test[:1000]
print(x_train.shape, x_test.shape)

# %% [markdown] tags=["ko"]
# 함수형 API에서는 텐서를 층에 넣습니다. 넣을 때마다 그래프(graph)가 한 칸 자라고, `keras.Model`이 그래프의 시작과 끝을 정해 모델로 만듭니다.

# %% [markdown] tags=["en"]
# In the functional API you call layers on tensors. Each call makes the graph grow by one step, and `keras.Model` turns it into a model by naming where it begins and where it ends.

# %%
pictures = keras.Input(shape=(28, 28))
hidden = layers.Dense(64, activation="relu")(layers.Flatten()(pictures))
answer = layers.Dense(10, activation="softmax")(hidden)
clothes = keras.Model(inputs=pictures, outputs=answer, name="clothes")
print(clothes.input_shape, clothes.output_shape, clothes.count_params())

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `input=`, `output=`
#
# 옛 코드에는 단수형 `input=`과 `output=`이 자주 나옵니다. 오늘의 이름은 복수형뿐입니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `input=`, `output=`
#
# Old code often says `input=` and `output=`, in the singular. Today only the plural is left.

# %%
with expect_error(ValueError):
    keras.Model(input=pictures, output=answer)

# %% [markdown] tags=["ko"]
# 학습과 평가는 `Sequential` 모델과 같습니다. 찍으면 정확도가 0.1입니다. 4에포크만 학습해도 0.7을 넘습니다.

# %% [markdown] tags=["en"]
# Training and evaluation are those of a `Sequential` model. Guessing would be right for 0.1 of the pictures. After no more than 4 epochs the accuracy is above 0.7.

# %%
clothes.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
clothes.fit(x_train, y_train, epochs=4, batch_size=32, verbose=2)
scores = clothes.evaluate(x_test, y_test, verbose=0, return_dict=True)
print(f"accuracy ≈ {scores['accuracy']:.2f}")
print(scores["accuracy"] > 0.7)

# %% [markdown] tags=["ko"]
# `.keras` 파일에는 그래프, 가중치, `compile` 설정이 모두 들어갑니다. 그래서 모델을 만든 코드가 없어도 불러올 수 있습니다. 파일은 임시 폴더에 둡니다. 적은 데이터의 예측은 모델을 바로 부르는 것이 `predict`보다 빠르므로, 이 섹션에서는 함수 `answers`를 씁니다.

# %% [markdown] tags=["en"]
# A `.keras` file holds the graph, the weights and what you gave to `compile`. So it loads without the code that made the model. Here the file goes into a temporary folder. On little data, calling the model is quicker than `predict`, so this section predicts with the function `answers`.

# %%
folder = tempfile.TemporaryDirectory()
file = Path(folder.name) / "clothes.keras"
clothes.save(file)
loaded = keras.models.load_model(file)

def answers(model, x):
    return keras.ops.convert_to_numpy(model(x))

np.allclose(answers(loaded, x_test), answers(clothes, x_test), atol=1e-5)

# %% [markdown] tags=["ko"]
# ## 그래프 하나, 모델 여러 개
#
# 오토인코더(autoencoder)는 픽셀 784개를 수 16개로 줄였다가 다시 784개로 펼칩니다. 정답은 레이블이 아니라 입력 사진 자신입니다. 줄이는 쪽이 인코더(encoder), 펼치는 쪽이 디코더(decoder)입니다. 먼저 그래프를 한 번 그립니다.

# %% [markdown] tags=["en"]
# ## One graph, several models
#
# An autoencoder shrinks 784 pixels to 16 numbers and unfolds them to 784 again. The right answer is no label but the picture itself. The part that shrinks is the encoder, the part that unfolds the decoder. First you draw the graph, once.

# %%
pixels = keras.Input((784,), name="pixels")
code = layers.Dense(16, activation="relu", name="code")(layers.Dense(64, activation="relu")(pixels))
restored = layers.Dense(784, activation="sigmoid")(layers.Dense(64, activation="relu")(code))

# %% [markdown] tags=["ko"]
# 이 그래프에서 모델 세 개를 꺼냅니다. 시작과 끝만 다르게 정하면 됩니다. `decoder`는 그래프 중간에 있는 텐서 `code`에서 시작합니다.

# %% [markdown] tags=["en"]
# Three models come out of this graph: all you choose is where each begins and ends. `decoder` begins at `code`, a tensor in the middle of the graph.

# %%
encoder = keras.Model(pixels, code, name="encoder")
decoder = keras.Model(code, restored, name="decoder")
autoencoder = keras.Model(pixels, restored, name="autoencoder")
print([model.count_params() for model in (encoder, decoder, autoencoder)])

# %% [markdown] tags=["ko"]
# 파라미터 수가 딱 맞게 더해집니다. 세 모델이 같은 층을 쓰기 때문입니다. 아래에서는 `autoencoder`만 학습합니다. 한 번도 학습하지 않은 `encoder`의 출력은 달라질까요? 예상한 뒤에 실행하세요.

# %% [markdown] tags=["en"]
# The counts add up exactly, because the three models use the same layers. The next cell trains `autoencoder` only. Does the output of `encoder` change, although nobody trains it? Guess, then run the cell.

# %%
flat_train, flat_test = x_train[:2000].reshape(-1, 784), x_test.reshape(-1, 784)
before = answers(encoder, flat_test)

autoencoder.compile(optimizer=keras.optimizers.Adam(0.003), loss="mse")
autoencoder.fit(flat_train, flat_train, epochs=6, batch_size=32, verbose=0)

after = answers(encoder, flat_test)
print(np.allclose(before, after))
print(autoencoder.weights[0] is encoder.weights[0])

# %% [markdown] tags=["ko"]
# 달라집니다. 가중치는 모델이 아니라 층에 있고, 그 층을 두 모델이 함께 씁니다. `encoder`로 줄이고 `decoder`로 펼치면 `autoencoder`와 같은 사진이 나옵니다.

# %% [markdown] tags=["en"]
# It does. Weights belong to layers, not to models, and the two models share these layers. Shrinking with `encoder` and unfolding with `decoder` gives the same pictures as `autoencoder`.

# %%
pictures_back = answers(autoencoder, flat_test)
print(np.allclose(answers(decoder, after), pictures_back, atol=1e-5))

# %% [markdown] tags=["ko"]
# 윗줄이 원래 사진, 아랫줄이 수 16개에서 되살린 사진입니다. 무늬는 사라지고 옷의 모양은 남습니다.

# %% [markdown] tags=["en"]
# Above are the pictures, below what comes back from 16 numbers each. Patterns are lost, the outline of the clothes stays.

# %%
names = [class_names()[label] for label in y_test[:5]]
both = np.concatenate([x_test[:5], pictures_back[:5].reshape(-1, 28, 28)])
plots.show_pictures(both, names + ["code 16"] * 5)

# %% [markdown] tags=["ko"]
# 비교할 상대가 있어야 합니다. 어느 사진에나 평균 사진을 내놓는 것이 가장 쉬운 방법입니다. 오차 제곱의 평균(MSE)은 그 방법의 절반보다 작습니다.

# %% [markdown] tags=["en"]
# Better than what? The easiest method gives the mean picture as an answer to every picture. The mean squared error is less than half of what that method makes.

# %%
error = np.mean((pictures_back - flat_test) ** 2)
error_of_the_mean = np.mean((flat_train.mean(axis=0) - flat_test) ** 2)
print(f"autoencoder ≈ {error:.3f}, mean picture ≈ {error_of_the_mean:.3f}")
print(error < error_of_the_mean / 2)

# %%
choose("3-3-q1")

# %% tags=["solution"] exercise="3-3-q1"
check("3-3-q1", "c")

# %% [markdown] tags=["ko"]
# ## 모델도 층처럼 부릅니다
#
# 텐서를 모델에 넣을 수도 있습니다. 그러면 그 구조와 가중치가 그대로 새 그래프의 한 칸이 됩니다. 이렇게 모델 안에 모델을 넣는 것을 중첩(nesting)이라고 합니다.

# %% [markdown] tags=["en"]
# ## Models are called like layers
#
# You can call a model on a tensor. Its structure and its weights then become one step in a new graph. A model inside a model is called nesting.

# %%
chained = keras.Model(pixels, decoder(encoder(pixels)))
print([layer.name for layer in chained.layers])
print(chained.count_params() == autoencoder.count_params())

# %% [markdown] tags=["ko"]
# ### 앙상블
#
# 중첩의 쓸모는 앙상블에서 드러납니다. 모델 세 개가 사진을 1,000장씩 나누어 학습합니다. 서로 다른 사진을 보았으므로 서로 다른 곳에서 틀립니다.

# %% [markdown] tags=["en"]
# ### An ensemble
#
# Nesting proves its worth in an ensemble. Three models train on 1,000 pictures each. They have seen different pictures, so they make different mistakes.

# %%
def new_classifier():
    pictures = keras.Input((28, 28))
    hidden = layers.Dense(32, activation="relu")(layers.Flatten()(pictures))
    model = keras.Model(pictures, layers.Dense(10, activation="softmax")(hidden))
    model.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

members = [new_classifier() for _ in range(3)]
for number, member in enumerate(members):
    part = slice(1000 * number, 1000 * (number + 1))
    member.fit(x_train[part], y_train[part], epochs=6, batch_size=32, verbose=0)

# %% [markdown] tags=["ko"]
# `layers.average`는 텐서 여러 개의 평균을 냅니다. 같은 입력을 세 모델에 넣고 확률의 평균을 내면 그것이 앙상블입니다. 새로 학습할 것은 없습니다. 앙상블은 세 모델보다 나을까요?

# %% [markdown] tags=["en"]
# `layers.average` takes the mean of several tensors. Call the three models on the same input, average their probabilities, and you have the ensemble. There is nothing left to train. Is it better than its members?

# %%
pictures = keras.Input((28, 28))
ensemble = keras.Model(pictures, layers.average([member(pictures) for member in members]))

def accuracy(model, x, y):
    return np.mean(answers(model, x).argmax(axis=-1) == y)

of_members = [accuracy(member, x_test, y_test) for member in members]
of_ensemble = accuracy(ensemble, x_test, y_test)
print([f"≈ {each:.3f}" for each in of_members], f"ensemble ≈ {of_ensemble:.3f}")
print(of_ensemble > np.mean(of_members))

# %% [markdown] tags=["ko"]
# 한 모델만 틀린 사진은 나머지 둘이 바로잡아 줍니다. 그래서 앙상블의 정확도는 세 모델의 정확도를 평균한 것보다 높습니다.

# %% [markdown] tags=["en"]
# Where one model alone is wrong, the other two put it right. So the ensemble is right more often than the three are on average.

# %% [markdown] tags=["ko"]
# ### 연습 3-3-a
#
# 함수 `ensemble_of`를 작성하세요.
#
# - 인수는 모델의 목록 하나입니다. 모델은 두 개 이상이고, 입력의 형태와 출력의 형태가 모두 같습니다. 그 형태가 무엇이든 함수는 그대로 실행됩니다.
# - 돌려주는 값은 케라스 모델입니다. 입력은 하나이고, 출력은 목록에 있는 모든 모델의 출력을 평균한 것입니다.
# - 새 모델은 목록의 모델과 가중치를 함께 씁니다. 한 모델의 가중치가 바뀌면 새 모델의 출력도 바뀝니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-3-a
#
# Write a function `ensemble_of`.
#
# - It takes a list of models: two or more, all with the same input shape and the same output shape. The function works for any such shape.
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
# ## 입력도 출력도 여러 개
#
# 이제 사진을 위아래로 잘라 입력 두 개로 넣습니다. 출력도 두 개입니다. 헤드(head) `class`는 옷의 종류를, `ink`는 잉크의 비율, 곧 픽셀의 평균을 맞힙니다. 딕셔너리(dictionary)로 이름을 붙이면 순서를 외울 필요가 없습니다.

# %% [markdown] tags=["en"]
# ## Several inputs, several outputs
#
# Now cut each picture into an upper and a lower half: two inputs. There are two outputs as well. The head `class` tells the kind of clothing, the head `ink` the share of ink, which is the mean of the pixels. With names in a dictionary there is no order to remember.

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
# 데이터도 같은 이름의 딕셔너리입니다. 헤드마다 손실 함수와 평가 지표가 다릅니다.

# %% [markdown] tags=["en"]
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
history = two_headed.fit(cut(x_train), targets(x_train, y_train), epochs=1, batch_size=32, verbose=2)

# %% [markdown] tags=["ko"]
# 출력된 수를 비교해 보세요. `ink_loss`는 `class_loss`의 20분의 1쯤입니다. `loss`는 둘의 합이므로 학습은 거의 클래스만 봅니다. 크기가 다른 두 손실의 균형은 `loss_weights`로 맞춥니다.

# %% [markdown] tags=["en"]
# Compare the printed numbers. `ink_loss` is some twenty times smaller than `class_loss`. The `loss` is their sum, so training sees hardly anything but the class. With `loss_weights` you balance losses of different size.

# %%
two_headed.compile(
    optimizer=keras.optimizers.Adam(0.003),
    loss={"class": "sparse_categorical_crossentropy", "ink": "mse"},
    loss_weights={"class": 1, "ink": 30},
    metrics={"class": ["accuracy"], "ink": ["mae"]},
    weighted_metrics={"class": ["accuracy"]},
)

# %% [markdown] tags=["ko"]
# ### 사진마다 다른 무게
#
# `sample_weight`는 사진마다 손실의 무게를 정합니다. 가장 어려운 클래스인 셔츠(6)를 다섯 배로 셉니다. `metrics`는 이 무게를 모르고, `weighted_metrics`는 압니다. 무게는 헤드마다 하나씩 필요합니다. 잉크의 무게는 모두 1입니다.

# %% [markdown] tags=["en"]
# ### Some pictures count more
#
# `sample_weight` says how much each picture counts in the loss. Let shirts (6), the hardest class, count five times. `metrics` ignores these weights, `weighted_metrics` uses them. Each head needs its own; for the ink they are all 1.

# %%
def shirts_count_more(y):
    return {"class": np.where(y == 6, 5.0, 1.0), "ink": np.ones(len(y))}

two_headed.fit(
    cut(x_train), targets(x_train, y_train), sample_weight=shirts_count_more(y_train),
    epochs=3, verbose=0,
)
scores = two_headed.evaluate(
    cut(x_test), targets(x_test, y_test), sample_weight=shirts_count_more(y_test),
    batch_size=100, verbose=0, return_dict=True,
)
for name, value in sorted(scores.items()):
    print(f"{name} ≈ {value:.3f}")
print(scores["class_accuracy"] > 0.55, scores["ink_mae"] < 0.1)

# %% [markdown] tags=["ko"]
# `class_accuracy`는 모든 사진을 똑같이 세고, `class_weighted_accuracy`는 셔츠를 다섯 번 셉니다. 학습도 셔츠를 다섯 배로 셌으므로 모델은 셔츠라고 답하는 경향이 있습니다. `ink_mae`는 잉크의 비율이 평균 얼마나 빗나갔는지를 말합니다.

# %% [markdown] tags=["en"]
# `class_accuracy` counts every picture once, `class_weighted_accuracy` counts a shirt five times. Training counted shirts five times too, so the model likes to say shirt. `ink_mae` says how far the share of ink is off, on average.

# %% [markdown] tags=["ko"]
# ## 실험실: 두 헤드
#
# 아래 실험실에서는 몸통(body)이 유닛 두 개뿐입니다. 클래스에도 잉크에도 모자란 크기라서 두 헤드가 몸통을 두고 다툽니다. 손실 가중치의 비마다 모델 하나를 미리 학습해 두었습니다. **먼저** 잉크의 가중치를 0에서 1000까지 올려 보세요. 다음으로 두 가중치를 함께 열 배로 올려 보세요. **눈여겨볼 것**은 두 오차가 서로 자리를 바꾸는 모습과, 오른쪽에서 사진들이 잉크 순서로 늘어서는 모습입니다.

# %% [markdown] tags=["en"]
# ## Lab: two heads
#
# In this lab the body has two units only. That is too little for the class and the ink together, so the two heads compete for it. For each ratio of the loss weights a network has been trained beforehand. **Try first**: move the weight of the ink from 0 up to 1000. Then raise both weights tenfold. **Notice** how one error falls as the other grows, and how the pictures on the right line up by their ink.

# %%
lab("two heads")

# %%
choose("3-3-q2")

# %% tags=["solution"] exercise="3-3-q2"
check("3-3-q2", "a")

# %% [markdown] tags=["ko"]
# ## 작은 ResNet
#
# 그래프는 갈라졌다가 다시 만날 수 있습니다. 잔차 연결(residual connection)은 블록의 입력을 블록의 출력에 더합니다. 그러면 블록은 입력과의 차이만 배우면 됩니다. 더한 뒤에 오는 `ReLU`는 활성화 함수 `relu`를 층으로 만든 것입니다. 블록 두 개짜리 작은 ResNet을 사진 2,000장으로 2에포크 학습합니다.

# %% [markdown] tags=["en"]
# ## A toy ResNet
#
# A graph may fork and meet again. A residual connection adds the input of a block to its output, so that the block has to learn the difference only. `ReLU` after the addition is the activation function `relu` as a layer. Here is a small ResNet with two blocks, trained for 2 epochs on 2,000 pictures.

# %%
def residual_block(x, name):
    y = layers.Conv2D(16, 3, padding="same", activation="relu")(x)
    y = layers.Conv2D(16, 3, padding="same")(y)
    return layers.ReLU(name=name)(layers.add([x, y]))

images = keras.Input((28, 28, 1))
x = layers.Conv2D(16, 3, activation="relu", padding="same", name="stem")(images)
x = residual_block(layers.MaxPooling2D(2)(x), name="block_1")
x = residual_block(layers.MaxPooling2D(2)(x), name="block_2")
x = layers.GlobalAveragePooling2D(name="pooled")(x)
resnet = keras.Model(images, layers.Dense(10, activation="softmax", name="answer")(x))

# %%
resnet.compile(keras.optimizers.Adam(0.005), "sparse_categorical_crossentropy", metrics=["accuracy"])
resnet.fit(x_train[:2000, ..., np.newaxis], y_train[:2000], epochs=2, batch_size=32, verbose=2)
of_resnet = accuracy(resnet, x_test[..., np.newaxis], y_test)
print(f"test accuracy ≈ {of_resnet:.2f}")
print(of_resnet > 0.35)

# %% [markdown] tags=["ko"]
# ## 중간 특성 꺼내기
#
# 그래프는 데이터로 남아 있습니다. 그래서 모든 층의 출력을 꺼낼 수 있습니다. 학습된 층의 출력을 출력으로 삼는 새 모델을 만들면 됩니다. 학습은 필요 없습니다.

# %% [markdown] tags=["en"]
# ## Extract intermediate features
#
# The graph stays there as data, so the output of every layer is within reach. Make a new model whose outputs are those of trained layers. Nothing has to be trained.

# %%
every_layer = keras.Model(resnet.input, [layer.output for layer in resnet.layers])
features = every_layer(x_test[:1, ..., np.newaxis])
for layer, feature in list(zip(resnet.layers, features))[:5]:
    print(type(layer).__name__, tuple(feature.shape))

# %% [markdown] tags=["ko"]
# 이름을 아는 층은 `get_layer`로 꺼냅니다. 아래는 사진 한 장이 `stem`과 `block_1`을 지난 뒤의 특성 맵(feature map) 다섯 장씩입니다. 어떤 맵은 가장자리에, 어떤 맵은 면에 반응합니다.

# %% [markdown] tags=["en"]
# `get_layer` finds a layer by its name. Below are five feature maps each of what one picture has become after `stem` and after `block_1`. Some respond to edges, others to areas.

# %%
shown = ["stem", "block_1"]
maps = keras.Model(resnet.input, {name: resnet.get_layer(name).output for name in shown})
of_picture = maps(x_test[:1, ..., np.newaxis])
channels = [(name, channel) for name in shown for channel in range(5)]
feature_maps = [keras.ops.convert_to_numpy(of_picture[name][0, ..., channel]) for name, channel in channels]
plots.show_pictures(feature_maps, [f"{name} {channel}" for name, channel in channels])

# %% [markdown] tags=["ko"]
# ### 연습 3-3-b
#
# 함수 `extractor`를 작성하세요.
#
# - 인수는 둘입니다. 첫째는 함수형 모델, 둘째는 층 이름의 목록입니다.
# - 돌려주는 값은 케라스 모델입니다. 입력은 원래 모델의 입력과 같습니다.
# - 출력은 딕셔너리이고, 목록의 이름마다 그 층의 출력이 들어 있습니다. 다른 이름은 없습니다.
# - 새 모델은 원래 모델과 가중치를 함께 씁니다.

# %% [markdown] tags=["en"]
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
# ## 공유 층
#
# 같은 층을 두 번 부르면 공유 층(shared layer)이 됩니다. 영화 평을 앞 절반과 뒤 절반으로 나누어 입력 두 개로 넣어 봅시다. 낱말의 뜻은 어느 절반에서나 같으므로 임베딩(embedding)은 하나면 됩니다.

# %% [markdown] tags=["en"]
# ## Shared layers
#
# A layer that you call twice is a shared layer. Let us cut movie reviews into a first and a second half, and feed them as two inputs. A word means the same in either half, so one embedding will do.

# %%
(reviews, ratings), (test_reviews, test_ratings) = movie_reviews()

def two_halves(sentences):
    split = [sentence.split() for sentence in sentences]
    first = [" ".join(words[: len(words) // 2]) for words in split]
    second = [" ".join(words[len(words) // 2 :]) for words in split]
    return first, second

print(*two_halves(reviews[:1]), f"{ratings[0]:.2f}", sep="\n")

# %%
to_numbers = layers.TextVectorization(max_tokens=5000, output_sequence_length=16)
to_numbers.adapt(reviews[:4000])
words_train = [np.asarray(to_numbers(half)) for half in two_halves(reviews[:4000])]
words_test = [np.asarray(to_numbers(half)) for half in two_halves(test_reviews)]
print([half.shape for half in words_train])

# %% [markdown] tags=["ko"]
# 층을 한 번 만들고 두 입력을 차례로 넣습니다. 임베딩의 파라미터 80,000개는 한 번만 셉니다.

# %% [markdown] tags=["en"]
# Make the layer once and call it on both inputs. The 80,000 parameters of the embedding count once.

# %%
first_half, second_half = keras.Input((16,), dtype="int32"), keras.Input((16,), dtype="int32")
embedding = layers.Embedding(5000, 16)
means = [layers.GlobalAveragePooling1D()(embedding(half)) for half in (first_half, second_half)]
positive = layers.Dense(1, activation="sigmoid")(layers.concatenate(means))
reader = keras.Model([first_half, second_half], positive)
print(5000 * 16 + 32 + 1, reader.count_params())

# %%
reader.compile(keras.optimizers.Adam(0.02), "binary_crossentropy", metrics=["accuracy"])
reader.fit(words_train, (ratings[:4000] > 0).astype("float32"), epochs=4, batch_size=64, verbose=0)
says_positive = answers(reader, words_test)[:, 0] > 0.5
of_reader = np.mean(says_positive == (test_ratings > 0))
print(f"test accuracy ≈ {of_reader:.2f}")
print(of_reader > 0.6)

# %% [markdown] tags=["ko"]
# ## 직접 만든 층
#
# 함수형 그래프에는 직접 만든 층도 들어갑니다. 층은 `layers.Layer`의 하위 클래스이고, 만드는 법은 4-2에서 자세히 봅니다. 아래 층은 픽셀을 거듭제곱해 사진의 대비를 바꿉니다. `get_config`는 층을 다시 만드는 데 필요한 인수를 돌려줍니다.

# %% [markdown] tags=["en"]
# ## Layers of your own
#
# A layer that you write fits into a functional graph like any other. It is a subclass of `layers.Layer`; 4-2 shows how to make one. This one raises pixels to a power, which changes the contrast. `get_config` returns the arguments that it takes to make the layer again.

# %%
class Contrast(layers.Layer):
    def __init__(self, power, **kwargs):
        super().__init__(**kwargs)
        self.power = power

    def call(self, x):
        return keras.ops.power(x, self.power)

    def get_config(self):
        return {**super().get_config(), "power": self.power}

pictures = keras.Input((28, 28))
answer = layers.Dense(10, activation="softmax")(layers.Flatten()(Contrast(0.5)(pictures)))
contrasted = keras.Model(pictures, answer)

# %% [markdown] tags=["ko"]
# 설정에는 클래스의 이름만 들어 있고 코드는 없습니다. 케라스가 이 이름을 알까요?

# %% [markdown] tags=["en"]
# The config holds the name of the class, but not its code. Does Keras know that name?

# %%
with expect_error(TypeError):
    keras.Model.from_config(contrasted.get_config())

# %% [markdown] tags=["ko"]
# 모릅니다. 알려 주는 방법은 두 가지입니다. 첫째, 불러올 때 `custom_objects`로 넘깁니다.

# %% [markdown] tags=["en"]
# It does not. There are two ways to tell it. The first is to pass the class when you load: `custom_objects`.

# %%
again = keras.Model.from_config(contrasted.get_config(), custom_objects={"Contrast": Contrast})
again.set_weights(contrasted.get_weights())
np.allclose(answers(again, x_test), answers(contrasted, x_test), atol=1e-5)

# %% [markdown] tags=["ko"]
# 둘째, 클래스를 등록합니다. 보통은 `class` 줄 바로 위에 `@keras.saving.register_keras_serializable("study")`라고 씁니다. 이미 있는 클래스라면 아래처럼 함수로 불러도 됩니다. 그 뒤로는 파일을 그냥 불러올 수 있습니다. `get_registered_name`은 등록된 이름을 돌려줍니다.

# %% [markdown] tags=["en"]
# The second way is to register the class. Usually you write `@keras.saving.register_keras_serializable("study")` right above the line with `class`. For a class that is there already, call it as a function, as below. From then on files load without more ado. `get_registered_name` gives the name under which it is registered.

# %%
keras.saving.register_keras_serializable("study")(Contrast)
contrasted.save(Path(folder.name) / "contrasted.keras")
again = keras.models.load_model(Path(folder.name) / "contrasted.keras")
print(again.layers[1].power, keras.saving.get_registered_name(Contrast))

# %% [markdown] tags=["ko"]
# ## 두 방식 섞기
#
# 함수형 모델은 하위 클래스 만들기(subclassing)와 섞어 쓸 수 있습니다. 하위 클래스 안에 함수형 모델을 넣어 봅시다. 아래 모델은 앞에서 학습한 `encoder`의 수 16개만 보고 옷의 종류를 맞힙니다.

# %% [markdown] tags=["en"]
# ## Mix the two styles
#
# Functional models and subclassing go together. First, a functional model inside a subclass: this model tells the kind of clothing from nothing but the 16 numbers of the `encoder` that you trained.

# %%
class OnTheCode(keras.Model):
    def __init__(self, encoder, **kwargs):
        super().__init__(**kwargs)
        self.encoder = encoder
        self.head = layers.Dense(10, activation="softmax")

    def call(self, pixels):
        return self.head(self.encoder(pixels))

on_the_code = OnTheCode(encoder)
on_the_code.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
on_the_code.fit(flat_train, y_train[:2000], epochs=3, batch_size=32, verbose=0)
print(f"test accuracy ≈ {accuracy(on_the_code, flat_test, y_test):.2f}")
print(accuracy(on_the_code, flat_test, y_test) > 0.5)

# %% [markdown] tags=["ko"]
# 반대로도 됩니다. 함수형 그래프 안에서 하위 클래스 모델과 하위 클래스 층을 부릅니다.

# %% [markdown] tags=["en"]
# It works the other way round as well: inside a functional graph, call a subclassed layer and a subclassed model.

# %%
pictures = keras.Input((28, 28))
mixed = keras.Model(pictures, on_the_code(layers.Flatten()(Contrast(1.0)(pictures))))
print([type(layer).__name__ for layer in mixed.layers])
print(np.allclose(answers(mixed, x_test), answers(on_the_code, flat_test), atol=1e-5))

# %% [markdown] tags=["ko"]
# ## 함수형 API가 맞지 않을 때
#
# 그래프를 그리는 동안에는 텐서에 아직 값이 없습니다. 그래서 값에 따라 갈라지는 파이썬 `if`를 쓸 수 없습니다.

# %% [markdown] tags=["en"]
# ## When the functional API is not the right tool
#
# While you draw a graph, its tensors have no values yet. So a Python `if` that depends on a value cannot work.

# %%
pictures = keras.Input((28, 28))
ink = keras.ops.mean(pictures, axis=(1, 2), keepdims=True)
with expect_error(TypeError):
    if ink < 0.2:
        pictures = keras.ops.sqrt(pictures)

# %% [markdown] tags=["ko"]
# 사진마다 고르는 일은 연산으로 적습니다. `keras.ops.where`는 두 결과 가운데 하나를 사진마다 고릅니다. 반복 횟수가 값에 달렸거나 트리처럼 입력마다 구조가 다르다면, 하위 클래스의 `call`에 적는 편이 낫습니다.

# %% [markdown] tags=["en"]
# Write the choice as an operation. `keras.ops.where` picks one of two results for each picture. Where the number of rounds depends on a value, or the structure differs from input to input as in a tree, the `call` of a subclass is the better place.

# %%
darker_where_pale = keras.Model(pictures, keras.ops.where(ink < 0.2, keras.ops.sqrt(pictures), pictures))
changed = answers(darker_where_pale, x_test)
is_pale = x_test.mean(axis=(1, 2)) < 0.2
print(np.allclose(changed[is_pale], np.sqrt(x_test[is_pale]), atol=1e-3))
print(np.array_equal(changed[~is_pale], x_test[~is_pale]))

# %% [markdown] tags=["ko"]
# ## 콜백: 학습을 지켜보는 객체
#
# 사진이 적으면 과적합(overfitting)이 일찍 옵니다. 콜백 세 개를 씁시다. `ReduceLROnPlateau`는 검증 손실이 줄지 않으면 학습률을 줄이고, `ModelCheckpoint`는 가장 좋은 모델을 파일에 남기고, `EarlyStopping`은 세 에포크 동안 나아지지 않으면 학습을 멈춥니다. 40에포크를 다 돌까요?

# %% [markdown] tags=["en"]
# ## Callbacks: objects that watch the training
#
# With few pictures, overfitting sets in early. Leave it to three callbacks. `ReduceLROnPlateau` lowers the learning rate when the validation loss no longer falls, `ModelCheckpoint` keeps the best model in a file, and `EarlyStopping` ends the training after three epochs without improvement. Will all 40 epochs be run?

# %%
few, validation = (x_train[:500], y_train[:500]), (x_train[2000:2500], y_train[2000:2500])
best_file = Path(folder.name) / "best.keras"
watched = new_classifier()
watched.optimizer.learning_rate = 0.02
history = watched.fit(
    *few, validation_data=validation, epochs=40, batch_size=50, verbose=0,
    callbacks=[
        keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.3, patience=1),
        keras.callbacks.ModelCheckpoint(best_file, monitor="val_loss", save_best_only=True),
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True),
    ],
)
val_loss, rates = history.history["val_loss"], history.history["learning_rate"]
print(f"epochs ≈ {len(val_loss)}, best epoch ≈ {np.argmin(val_loss) + 1}")
print(f"learning rate: first ≈ {rates[0]:.4f}, last ≈ {rates[-1]:.6f}")

# %% [markdown] tags=["ko"]
# 학습은 일찍 끝났습니다. 파일에는 마지막 모델이 아니라 가장 좋은 모델이 있습니다. `restore_best_weights=True` 덕분에 `watched`도 그때의 가중치로 돌아갔습니다.

# %% [markdown] tags=["en"]
# The training ended early. The file holds the best model, not the last one. Thanks to `restore_best_weights=True`, `watched` has gone back to those weights too.

# %%
best = keras.models.load_model(best_file)
loss_of_best = best.evaluate(*validation, verbose=0)[0]
print(len(val_loss) < 40, rates[-1] < rates[0])
print(np.isclose(loss_of_best, min(val_loss), rtol=1e-3))
print(np.isclose(loss_of_best, watched.evaluate(*validation, verbose=0)[0], rtol=1e-3))

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `val_acc`
#
# 케라스 2.2까지는 `compile`에 무엇을 적든 정확도의 이름이 `acc`였습니다. 2.3부터는 적은 이름을 그대로 씁니다. `metrics=["accuracy"]`라고 적으면 `accuracy`이고, 검증 정확도는 `val_accuracy`입니다. 2020년의 코드에는 아직 `val_acc`가 많습니다. 그 이름을 쓰면 첫 에포크 끝에서 멈춥니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `val_acc`
#
# Up to Keras 2.2 accuracy was called `acc`, whatever `compile` was given. Since 2.3 it keeps the name that you give: with `metrics=["accuracy"]` it is `accuracy`, and `val_accuracy` on validation data. Much code of 2020 still says `val_acc`. With that name, training stops at the end of the first epoch.

# %%
with expect_error(ValueError):
    new_classifier().fit(
        *few, validation_data=validation, epochs=8, verbose=0,
        callbacks=[keras.callbacks.EarlyStopping(monitor="val_acc", patience=1)],
    )

# %% [markdown] tags=["ko"]
# 오류 문장은 `mode`를 정하라고 권합니다. 옛 코드에 흔한 `mode="max"`를 붙이면 오류 대신 경고가 나옵니다. 그러면 이 학습은 8에포크 가운데 몇 에포크에서 멈출까요?

# %% [markdown] tags=["en"]
# The message suggests to set `mode`. With `mode="max"`, common in old code, there is a warning instead of the error. At which of the 8 epochs does this training stop, then?

# %%
with expect_error(UserWarning):
    history = new_classifier().fit(
        *few, validation_data=validation, epochs=8, verbose=0,
        callbacks=[keras.callbacks.EarlyStopping(monitor="val_acc", mode="max", patience=1)],
    )
print(len(history.epoch))

# %% [markdown] tags=["ko"]
# 멈추지 않습니다. 없는 값을 지켜보는 `EarlyStopping`은 경고만 하고 아무 일도 하지 않습니다. `ModelCheckpoint`는 더 나쁩니다. 경고하고는 에포크마다 저장합니다. 그러면 `save_best_only=True`로 남긴 파일에 무엇이 들어 있을까요?

# %% [markdown] tags=["en"]
# It does not stop. An `EarlyStopping` that watches a value which does not exist only warns, and does nothing. A `ModelCheckpoint` does worse: it warns, and then saves after every epoch. What does a file hold, then, that was to keep the best with `save_best_only=True`?

# %%
last_file, unwatched = Path(folder.name) / "not_the_best.keras", new_classifier()
with expect_error(UserWarning):
    unwatched.fit(
        *few, validation_data=validation, epochs=2, verbose=0,
        callbacks=[keras.callbacks.ModelCheckpoint(last_file, monitor="val_acc", mode="max", save_best_only=True)],
    )
saved = keras.models.load_model(last_file)
print(all(np.array_equal(a, b) for a, b in zip(saved.get_weights(), unwatched.get_weights())))

# %% [markdown] tags=["ko"]
# 마지막 모델입니다. 경고가 수백 줄의 출력에 묻히면 알아차리기 어렵습니다. 이름이 확실하지 않으면 `history.history`의 키를 보세요.

# %% [markdown] tags=["en"]
# The last model. In hundreds of lines of output such a warning is easy to miss. When in doubt about a name, look at the keys of `history.history`.

# %%
print(list(history.history))

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `best.hdf5`
#
# 체크포인트(checkpoint) 파일의 이름도 바뀌었습니다. 모델 전체는 `.keras`, 가중치만 남길 때는 `.weights.h5`로 끝나야 합니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `best.hdf5`
#
# The name of a checkpoint file has changed as well. For a whole model it ends in `.keras`, for the weights alone in `.weights.h5`.

# %%
with expect_error(ValueError):
    keras.callbacks.ModelCheckpoint("best.hdf5", monitor="val_accuracy", save_best_only=True)
keras.callbacks.ModelCheckpoint("best.keras", monitor="val_accuracy", save_best_only=True).monitor

# %% [markdown] tags=["ko"]
# ### 연습 3-3-c
#
# 2020년식 함수입니다. `folder`는 폴더의 이름인 문자열입니다. 지금은 오류가 납니다. 다음이 모두 되도록 고치세요.
#
# - 모델과 콜백의 목록을 이 순서로 돌려줍니다.
# - 모델은 형태가 (28, 28)인 사진을 받아 확률 10개를 돌려주고, 정수 레이블로 학습하며 정확도를 잽니다.
# - 검증 정확도가 두 에포크 연속으로 가장 좋은 값을 넘지 못하면 학습이 멈춥니다.
# - `folder` 안의 파일 `best.keras`에 검증 정확도가 가장 높았던 에포크의 모델이 남습니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-3-c
#
# This function is in the style of 2020. `folder` is the name of a folder, a string. Today it fails. Repair it, so that all of this is true:
#
# - It returns the model and a list of callbacks, in this order.
# - The model takes pictures of shape (28, 28) and returns 10 probabilities; it trains with integer labels and measures accuracy.
# - Training stops when the validation accuracy stays at or below its best value for two epochs in a row.
# - In `folder`, the file `best.keras` keeps the model of the epoch with the highest validation accuracy.

# %% tags=["starter"] exercise="3-3-c"
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

# %% tags=["wrong"] exercise="3-3-c"
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

# %% tags=["wrong"] exercise="3-3-c"
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

# %% tags=["wrong"] exercise="3-3-c"
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

# %% tags=["wrong"] exercise="3-3-c"
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

# %% tags=["wrong"] exercise="3-3-c"
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

# %% tags=["wrong"] exercise="3-3-c"
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

# %% tags=["wrong"] exercise="3-3-c"
def repaired(folder):
    photos = keras.Input((28, 28))
    model = keras.Model(photos, layers.Dense(10, activation="softmax")(layers.Flatten()(photos)))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2, baseline=0.3),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks

# %% tags=["wrong"] exercise="3-3-c"
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

# %% tags=["wrong"] exercise="3-3-c"
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

# %% tags=["wrong"] exercise="3-3-c"
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

# %% tags=["wrong"] exercise="3-3-c"
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

# %% tags=["wrong"] exercise="3-3-c"
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

# %% tags=["right"] exercise="3-3-c"
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

# %% tags=["right"] exercise="3-3-c"
def repaired(folder):
    model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation="softmax")])
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping("val_accuracy", patience=2, mode="max")
    keep = keras.callbacks.ModelCheckpoint(Path(folder) / "best.keras", "val_accuracy", save_best_only=True, mode="max")
    return model, [keep, stop]

# %% tags=["right"] exercise="3-3-c"
def repaired(folder):
    model = new_classifier()
    return model, [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2, restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(f"{folder}/best.keras", monitor="val_accuracy", save_best_only=True),
    ]

# %% tags=["right"] exercise="3-3-c"
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

# %% tags=["right"] exercise="3-3-c"
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

# %% tags=["solution"] exercise="3-3-c"
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
check("3-3-c", repaired)

# %% [markdown] tags=["ko", "solution"]
# 고친 곳은 네 군데입니다. `inputs`와 `outputs`는 복수형이고, 지켜볼 값의 이름은 두 콜백 모두 `val_accuracy`이고, 파일은 `.keras`로 끝납니다. 케라스는 정확도가 클수록 좋다는 것을 알기 때문에 `mode`는 적지 않아도 됩니다.

# %% [markdown] tags=["en", "solution"]
# Four repairs: `inputs` and `outputs` in the plural, `val_accuracy` as the value that both callbacks watch, and a file that ends in `.keras`. Keras knows that a larger accuracy is better, so `mode` may be left out.

# %% [markdown] tags=["ko"]
# ## 죽은 학습을 이어 가기: `BackupAndRestore`
#
# 며칠 걸리는 학습은 언젠가 중단됩니다. 전기가 나가거나 서버가 다시 켜집니다. `BackupAndRestore`는 에포크가 끝날 때마다 가중치, 옵티마이저의 상태, 에포크 번호를 폴더에 적어 둡니다. 같은 프로그램을 다시 실행하면 거기서부터 이어 갑니다.
#
# 정말 그런지 프로그램을 실제로 죽여서 확인합시다. 먼저 학습 프로그램을 파일에 적습니다. 이 프로그램은 네 번째 에포크 중간에서 `seconds`초 동안 머뭅니다.

# %% [markdown] tags=["en"]
# ## Go on with a run that was killed: `BackupAndRestore`
#
# A run that takes days will be cut off some day: the power fails, or the server restarts. At the end of each epoch `BackupAndRestore` writes the weights, the state of the optimizer and the number of the epoch into a folder. Start the same program again, and it goes on from there.
#
# Find out whether that is true by killing a program for real. First write the training program to a file. In the middle of epoch 4 it stays for `seconds` seconds.

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

place = Path(folder.name)
(place / "train.py").write_text(program)
np.savez(place / "data.npz", x=x_train[:1000], y=y_train[:1000])

# %% [markdown] tags=["ko"]
# 프로그램을 폴더 `killed`에서 시작합니다. 네 번째 에포크 중간에 있다고 알려 오면 그 자리에서 죽입니다.

# %% [markdown] tags=["en"]
# Start the program in the folder `killed`. As soon as it reports that it is in the middle of epoch 4, kill it on the spot.

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
# 프로그램은 죽었고 폴더에는 `backup`만 남았습니다. 같은 프로그램을 다시 시작합니다. 몇 번째 에포크부터 할까요?

# %% [markdown] tags=["en"]
# The program is dead, and all that is left in its folder is `backup`. Now start the same program again. At which epoch does it begin?

# %%
resumed = start_training("killed", seconds=0)
print(resumed.communicate()[0].strip())

# %% [markdown] tags=["ko"]
# 끝난 에포크 세 개는 다시 하지 않고 네 번째 에포크를 처음부터 합니다. 잃은 것은 네 번째 에포크의 배치 10개뿐이고, 그것도 다시 했습니다. 폴더 `whole`에서는 같은 프로그램을 중단 없이 실행해 최종 가중치를 비교합니다.

# %% [markdown] tags=["en"]
# The three finished epochs are not repeated; epoch 4 starts from its beginning. Only its first 10 batches were lost, and they were made up for. Now run the same program in the folder `whole`, where nobody kills it, and compare the final weights.

# %%
whole = start_training("whole", seconds=0)
whole.wait()
with np.load(place / "whole" / "weights.npz") as expected, np.load(place / "killed" / "weights.npz") as found:
    print([np.allclose(expected[name], found[name], atol=1e-6) for name in expected.files])
print(sorted(path.name for path in (place / "killed").iterdir()))

# %% [markdown] tags=["ko"]
# 같습니다. 아무것도 잃지 않았습니다. 조건이 둘 있습니다. 배치의 순서가 같아야 하고(`shuffle=False`), 같은 데이터를 써야 합니다. 섞어서 학습하면 이어 가기는 하지만 수가 똑같지는 않습니다.
#
# 마지막 줄도 보세요. 학습이 끝나면 `BackupAndRestore`는 자기 폴더를 **통째로 지웁니다**. 다른 파일을 그 폴더에 두면 함께 사라집니다. 그리고 하필 백업을 저장하는 순간에 죽으면 그 파일은 망가집니다. `double_checkpoint=True`는 하나 앞의 백업도 남겨 두었다가 그때 씁니다.

# %% [markdown] tags=["en"]
# They are equal: nothing was lost. There are two conditions: the same order of batches (`shuffle=False`) and the same data. With shuffling, the run resumes too, but the numbers are not exactly the same.
#
# Look at the last line as well. When training ends, `BackupAndRestore` **deletes its whole folder**. Any other file that you keep there goes with it. And if the kill hits right while a backup is being written, that file is damaged. With `double_checkpoint=True` the backup before it is kept too, and used then.

# %%
choose("3-3-q3")

# %% tags=["solution"] exercise="3-3-q3"
check("3-3-q3", "b")

# %% [markdown] tags=["ko"]
# ### 연습 3-3-d
#
# 함수 `resumable`을 작성하세요. 인수는 폴더의 이름인 문자열이고, 돌려주는 값은 `fit`에 넘길 콜백의 목록입니다.
#
# - 학습이 중간에 죽으면, 백업은 그 폴더 안 어딘가에 있습니다. 같은 폴더로 `resumable`을 다시 불러 `fit`에 넘기면, 끝난 에포크 다음부터 그때의 가중치로 이어 갑니다.
# - 마지막 백업의 가중치 파일이 망가졌으면, 오류 없이 하나 앞의 백업에서 이어 갑니다.
# - 학습이 무사히 끝나도 그 폴더에 있던 다른 파일은 그대로 남습니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-3-d
#
# Write a function `resumable`. It takes the name of a folder, a string, and returns a list of callbacks for `fit`.
#
# - When the training is killed, its backup is somewhere inside that folder. Call `resumable` with the same folder again and pass the result to `fit`: it goes on after the last finished epoch, with the weights of then.
# - If the weights file of the last backup is damaged, it goes on from the one before it, without an error.
# - When the training ends well, other files in that folder are still there.

# %% tags=["starter"] exercise="3-3-d"
resumable = ...

# %% tags=["wrong"] exercise="3-3-d"
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(folder, double_checkpoint=True)]

# %% tags=["wrong"] exercise="3-3-d"
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(folder + "/backup")]

# %% tags=["wrong"] exercise="3-3-d"
def resumable(folder):
    return keras.callbacks.BackupAndRestore(folder + "/backup", double_checkpoint=True)

# %% tags=["wrong"] exercise="3-3-d"
def resumable(folder):
    return [keras.callbacks.ModelCheckpoint(folder + "/latest.keras")]

# %% tags=["wrong"] exercise="3-3-d"
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(tempfile.mkdtemp(), double_checkpoint=True)]

# %% tags=["right"] exercise="3-3-d"
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(Path(folder) / "state", double_checkpoint=True)]

# %% tags=["right"] exercise="3-3-d"
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(folder, double_checkpoint=True, delete_checkpoint=False)]

# %% tags=["right"] exercise="3-3-d"
def resumable(folder):
    class Backup(keras.callbacks.BackupAndRestore):
        def __init__(self):
            super().__init__(f"{folder}/of_this_run", double_checkpoint=True)

    return [keras.callbacks.TerminateOnNaN(), Backup()]

# %% tags=["solution"] exercise="3-3-d"
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(folder + "/backup", double_checkpoint=True)]

# %%
check("3-3-d", resumable)

# %% [markdown] tags=["ko", "solution"]
# 백업에 폴더를 따로 주면 학습이 끝날 때 그 폴더만 지워집니다. `double_checkpoint=True`는 새 백업을 저장하기 전에 앞의 것을 복사해 둡니다. `ModelCheckpoint`도 파일을 남기지만 스스로 불러오지는 않고 에포크 번호도 모릅니다.

# %% [markdown] tags=["en", "solution"]
# With a folder of its own for the backup, only that folder goes when training ends. `double_checkpoint=True` copies the last backup before it writes a new one. `ModelCheckpoint` leaves files as well, but it does not load them by itself and knows no number of an epoch.

# %% [markdown] tags=["ko"]
# ## 한 단계를 직접 작성하기: `train_step`
#
# `fit`은 배치마다 모델의 `train_step`을 부릅니다. 이 메서드를 재정의(override)하면 한 단계에서 일어나는 일만 바꾸고 `fit`의 나머지는 그대로 쓸 수 있습니다. 아래는 TensorFlow용 코드입니다. 백엔드(backend)마다 미분하는 방법이 달라서 이 부분은 백엔드를 가립니다. 기울기(gradient)는 가중치를 조금 늘릴 때 손실이 얼마나 늘어나는지를 가중치마다 적은 수입니다. `GradientTape`는 그 안의 계산을 기록해 두었다가 기울기를 구하고, `compute_loss`는 `compile`에서 정한 손실을 계산하고, `optimizer.apply`는 기울기에 따라 가중치를 바꿉니다. `longest`를 정하면 기울기 전체의 길이를 그만큼으로 자릅니다.

# %% [markdown] tags=["en"]
# ## Write a step yourself: `train_step`
#
# For each batch `fit` calls the model's `train_step`. Override that method, and you change what happens in a step while you keep everything else of `fit`. The code below is for TensorFlow: each backend takes gradients in its own way, so this part depends on it. A gradient says, for each weight, how much the loss grows when that weight grows a little. `GradientTape` records the computation inside it and works out the gradients from the record, `compute_loss` computes the loss that `compile` was given, and `optimizer.apply` changes the weights as the gradients say. With `longest` set, all gradients together are cut to that length.

# %% tags=["tensorflow"]
import tensorflow as tf


class OwnStep(keras.Model):
    longest = None

    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            predicted = self(x, training=True)
            loss = self.compute_loss(x=x, y=y, y_pred=predicted)
        gradients = tape.gradient(loss, self.trainable_variables)
        if self.longest is not None:
            gradients, _ = tf.clip_by_global_norm(gradients, self.longest)
        self.optimizer.apply(gradients, self.trainable_variables)
        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
            else:
                metric.update_state(y, predicted)
        return self.get_metrics_result()

# %% [markdown] tags=["ko"]
# 특별한 일을 하지 않으면 케라스의 `train_step`과 같은 가중치가 나와야 합니다. 기울기를 자를 때는 케라스의 `global_clipnorm`과 같아야 합니다. 두 가지를 모두 확인합니다.

# %% [markdown] tags=["en"]
# Where it does nothing special, it should give the same weights as Keras' own `train_step`. Where it clips, it should agree with Keras' `global_clipnorm`. Check both.

# %% tags=["tensorflow"]
def trained(kind, longest=None, **sgd):
    keras.utils.set_random_seed(33)
    pictures = keras.Input((28, 28))
    model = kind(pictures, layers.Dense(10, activation="softmax")(layers.Flatten()(pictures)))
    model.longest = longest
    model.compile(keras.optimizers.SGD(0.1, **sgd), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x_train[:500], y_train[:500], epochs=3, verbose=0)
    return model

def same_weights(model, other):
    return all(np.allclose(a, b, atol=1e-5) for a, b in zip(model.get_weights(), other.get_weights()))

plain = trained(OwnStep)
print(same_weights(plain, trained(keras.Model)))
clipped = trained(OwnStep, longest=0.5)
print(same_weights(clipped, trained(keras.Model, global_clipnorm=0.5)), same_weights(clipped, plain))

# %% [markdown] tags=["ko"]
# 둘 다 같고, 자른 것과 자르지 않은 것은 다릅니다. 기울기를 자르는 일이라면 옵티마이저의 인수로 충분합니다. `train_step`은 케라스에 없는 일을 할 때 씁니다.

# %% [markdown] tags=["en"]
# Both agree, and clipped differs from plain. For clipping alone, the argument of the optimizer is enough. `train_step` is for what Keras does not have.

# %% [markdown] tags=["ko"]
# ## 정리
#
# - 가중치는 층에 있습니다. 그래프 하나에서 꺼낸 모델들은 가중치를 함께 쓰고, 모델도 층처럼 부를 수 있습니다.
# - 입력과 출력이 여럿이면 이름 붙은 딕셔너리로 넘깁니다. `loss_weights`는 헤드마다, `sample_weight`는 예마다 무게를 정합니다.
# - `layer.output`으로 새 모델을 만들면 학습된 모델의 중간 특성을 꺼낼 수 있습니다.
# - 콜백은 `val_accuracy`처럼 실제로 있는 이름을 지켜보아야 합니다. 파일은 `.keras`로 끝납니다.
# - `BackupAndRestore`는 죽은 학습을 끝난 에포크 다음부터 이어 갑니다. 끝나면 자기 폴더를 지웁니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - Weights belong to layers. Models out of one graph share them, and a model can be called like a layer.
# - With several inputs and outputs, pass dictionaries with names. `loss_weights` sets how much each head counts, `sample_weight` how much each example does.
# - A new model that ends at `layer.output` extracts intermediate features from a trained one.
# - A callback has to watch a name that exists, such as `val_accuracy`. Files end in `.keras`.
# - `BackupAndRestore` goes on after the last finished epoch of a run that was killed. At the end it deletes its folder.
