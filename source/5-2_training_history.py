# %% [markdown] tags=["ko"]
# 2020년의 글에서 이 섹션은 케라스 문서의 페이지 하나를 가리켰습니다. `fit`이 돌려준 기록을 곡선으로 그리는 스무 줄 남짓의 코드입니다. 그 코드는 이제 첫 그림도 그리지 못하고 멈춥니다. 고쳐서 그린 다음, 더 중요한 일로 넘어갑니다. 곡선을 **읽는** 일입니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - `History`의 기록을 그리고, 파일과 텐서보드(TensorBoard)로 **남깁니다**.
# - 곡선을 보고 과소적합(underfitting), 과적합(overfitting), 너무 큰 학습률을 **진단합니다**.
# - 콜백을 직접 써서 학습을 지켜보고, 남길 에포크를 **고릅니다**.

# %% [markdown] tags=["en"]
# For this section the post from 2020 points to one page of the Keras documentation: some twenty lines that plot what `fit` has recorded. Today they stop before the first plot. You fix them, and then turn to what matters more: **reading** the curves.
#
# After this section you can:
#
# - **keep** the record of a `History`: as a plot, in a file, and in TensorBoard;
# - **diagnose** underfitting, overfitting and too large a learning rate from curves;
# - **choose** the epoch to keep, and watch training with a callback of your own.

# %% [markdown] tags=["ko"]
# ## 데이터와 모델
#
# 1-1의 옷 사진을 씁니다. 학습에는 앞의 8,000장까지만 쓰고, 그 뒤의 1,000장은 검증에 씁니다. 테스트 사진은 마지막에 한 번만 봅니다. `new_model()`은 은닉층이 하나인 작은 모델입니다.

# %% [markdown] tags=["en"]
# ## Data and model
#
# The pictures are those of 1-1. At most the first 8,000 serve for training, the 1,000 after them for validation. The test pictures are looked at once, at the end. `new_model()` is a small network with one hidden layer.

# %%
import csv
import http.client
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import keras
import numpy as np
from keras import layers

from utils import plots
from utils.data import class_names, fashion_mnist

(pictures, labels), (x_test, y_test) = fashion_mnist()
pictures, x_test = pictures.astype("float32") / 255, x_test.astype("float32") / 255
x_val, y_val = pictures[8000:9000], labels[8000:9000]
print(pictures.shape, x_val.shape, x_test.shape)

# %%
def new_model(units=64, dropout=0.0, optimizer="adam", seed=1):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(units, activation="relu"),
        layers.Dropout(dropout),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

print(f"{new_model().count_params():,}")

# %% [markdown] tags=["ko"]
# ## 2020 → 오늘: 그 페이지의 코드
#
# 페이지는 이 줄로 시작합니다. 검증에 4분의 1을 떼고, 50에포크를 배치 크기 16으로 학습합니다. 더 오래된 글에는 `epochs` 대신 `nb_epoch`이 있습니다. 둘 다 실행해 봅니다. 사진은 600장입니다.

# %% [markdown] tags=["en"]
# ## 2020 → today: the code of the page
#
# The page begins with this line: a quarter for validation, 50 epochs, a batch size of 16. Still older posts say `nb_epoch` for `epochs`. Run both, on 600 pictures.

# %%
x, y = pictures[:600], labels[:600]
model = new_model()
with expect_error(TypeError):
    history = model.fit(x, y, validation_split=0.25, nb_epoch=50, batch_size=16, verbose=0)

# %%
model = new_model()
history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)

# %% [markdown] tags=["ko"]
# 다음 줄은 `plt.plot(history.history['acc'])`입니다. 케라스 2.2까지는 정확도를 언제나 `acc`라고 적었습니다. 그 뒤로는 `compile`에 적은 이름을 그대로 씁니다.

# %% [markdown] tags=["en"]
# The next line is `plt.plot(history.history['acc'])`. Up to version 2.2 Keras noted the accuracy as `acc`, whatever you called it. Since then it takes the name that you gave to `compile`.

# %%
import matplotlib.pyplot as plt

with expect_error(KeyError):
    plt.plot(history.history['acc'])
print(list(history.history))

# %% [markdown] tags=["ko"]
# 오늘의 페이지는 이렇게 씁니다. 이름 두 개와 범례가 달라졌습니다. 2020년의 범례는 검증 곡선을 `Test`라고 불렀지만, 테스트 데이터는 여기 나오지 않습니다.
#
# ```python
# plt.plot(history.history["accuracy"])
# plt.plot(history.history["val_accuracy"])
# plt.title("Model accuracy")
# plt.ylabel("Accuracy")
# plt.xlabel("Epoch")
# plt.legend(["Training", "Validation"], loc="upper left")
# plt.show()
# ```
#
# 이 코스에서는 같은 그림을 `plots.show_curves`로 그립니다. 손실을 함께 그리고, 범례 대신 선 끝에 이름과 마지막 값을 적습니다.

# %% [markdown] tags=["en"]
# Today the page reads like this. Two names and the legend are different. The legend of 2020 called the validation curve `Test`, yet no test data is in it.
#
# ```python
# plt.plot(history.history["accuracy"])
# plt.plot(history.history["val_accuracy"])
# plt.title("Model accuracy")
# plt.ylabel("Accuracy")
# plt.xlabel("Epoch")
# plt.legend(["Training", "Validation"], loc="upper left")
# plt.show()
# ```
#
# In this course `plots.show_curves` draws the same plot. It adds the loss, and writes name and last value at the end of each line instead of a legend.

# %%
page = history.history
plots.show_curves(page)

# %% [markdown] tags=["ko"]
# 그림은 이미 할 말이 많습니다. 학습 정확도는 거의 1인데 검증 정확도는 일찍 멈췄습니다. 검증 손실은 내려가다가 다시 **올라갑니다**. 가장 낮은 곳은 몇 번째 에포크일까요? 에포크는 1부터 셉니다.

# %% [markdown] tags=["en"]
# The plot has much to say already. The training accuracy is almost 1, while the validation accuracy stopped early. The validation loss falls, and then it **rises**. At which epoch is it lowest? Count from 1.

# %%
lowest = int(np.argmin(page["val_loss"])) + 1
print(f"≈ {lowest}", lowest < 20)
best, end = min(page["val_loss"]), page["val_loss"][-1]
print(f"val_loss: ≈ {best:.2f} → ≈ {end:.2f}", end > 1.1 * best)

# %% [markdown] tags=["ko"]
# ### 연습 5-2-a
#
# 2020년의 함수 `accuracies`를 고치세요. `model`은 `metrics=["accuracy"]`로 `compile`되어 있습니다.
#
# - `fit`을 한 번 부릅니다. 데이터, 검증의 비율, 배치 크기, 에포크의 수 50, `verbose`는 그대로입니다.
# - 에포크마다의 학습 정확도와 검증 정확도를 이 순서로, 목록(list) 두 개로 돌려줍니다.

# %% [markdown] tags=["en"]
# ### Exercise 5-2-a
#
# Fix the function `accuracies` from 2020. The `model` was given `metrics=["accuracy"]` in `compile`.
#
# - It calls `fit` once. The data, the share for validation, the batch size, the 50 epochs and `verbose` stay as they are.
# - It returns two lists, in this order: the training accuracy and the validation accuracy of each epoch.

# %% tags=["starter"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, nb_epoch=50, batch_size=16, verbose=0)
    return history.history["acc"], history.history["val_acc"]

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    return history.history["acc"], history.history["val_acc"]

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, batch_size=16, verbose=0)
    return history.history["accuracy"], history.history["val_accuracy"]

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, epochs=50, batch_size=16, verbose=0)
    return history.history["accuracy"], history.history["accuracy"]

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    return history.history["val_accuracy"], history.history["accuracy"]

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    return history.history["accuracy"]

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16)
    return history.history["accuracy"], history.history["val_accuracy"]

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    stop = keras.callbacks.EarlyStopping(patience=3)
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0, callbacks=[stop])
    return history.history["accuracy"], history.history["val_accuracy"]

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, epochs=50, initial_epoch=40, batch_size=16, verbose=0)
    return history.history["accuracy"], history.history["val_accuracy"]

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, validation_freq=2, epochs=50, batch_size=16, verbose=0)
    return history.history["accuracy"], history.history["val_accuracy"]

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(
        x, y, validation_data=(x_test, y_test), validation_split=0.25, epochs=50, batch_size=16, verbose=0
    )
    return history.history["accuracy"], history.history["val_accuracy"]

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    quarter = len(x) // 4
    history = model.fit(
        x[:-quarter], y[:-quarter], validation_data=(x[-quarter:], y[-quarter:]),
        epochs=50, batch_size=16, verbose=0,
    )
    return history.history["accuracy"], history.history["val_accuracy"]

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    return history.history["accuracy"][-1], history.history["val_accuracy"][-1]

# %% tags=["right"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    epochs = range(history.params["epochs"])
    return [[history.history[name][epoch] for epoch in epochs] for name in ("accuracy", "val_accuracy")]

# %% tags=["right"] exercise="5-2-a"
def accuracies(model, x, y):
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["acc"])
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    return history.history["acc"], history.history["val_acc"]

# %% tags=["right"] exercise="5-2-a"
def accuracies(model, x, y):
    model.fit(x, y, 16, epochs=50, verbose=0, validation_split=1 / 4)
    return [model.history.history[name] for name in ("accuracy", "val_accuracy")]

# %% tags=["right"] exercise="5-2-a"
def accuracies(model, images, targets):
    record = model.fit(x=images, y=targets, batch_size=16, epochs=50, verbose=0, validation_split=0.25).history
    return record["accuracy"], record["val_accuracy"]

# %% tags=["right"] exercise="5-2-a"
def accuracies(model, x, y):
    kept = keras.callbacks.History()
    model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=False, callbacks=[kept])
    last = model.history.history
    return list(last["accuracy"]), list(last["val_accuracy"])

# %% tags=["right"] exercise="5-2-a"
class Collect(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.training, self.validation = [], []

    def on_epoch_end(self, epoch, logs=None):
        self.training.append(logs["accuracy"])
        self.validation.append(logs["val_accuracy"])

def accuracies(model, x, y):
    collect = Collect()
    model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0, callbacks=[collect])
    return collect.training, collect.validation

# %% tags=["right"] exercise="5-2-a"
def accuracies(model, x, y):
    model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    training, validation = [], []
    for epoch in model.history.epoch:
        training.append(float(model.history.history["accuracy"][epoch]))
        validation.append(float(model.history.history["val_accuracy"][epoch]))
    return training, validation

# %% tags=["solution"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    return history.history["accuracy"], history.history["val_accuracy"]

# %%
check("5-2-a", accuracies)

# %% [markdown] tags=["ko", "solution"]
# 이름 세 개가 달라졌습니다. 다른 길도 있습니다. `compile`에 `metrics=["acc"]`라고 적으면 기록에도 `acc`로 남습니다. 오래된 시각화 코드를 그대로 두어야 할 때 쓸 수 있습니다.

# %% [markdown] tags=["en", "solution"]
# Three names have changed. There is another way: with `metrics=["acc"]` in `compile`, the record says `acc` as well. That helps where old plotting code has to stay as it is.

# %% [markdown] tags=["ko"]
# 옛 시각화 코드가 길다면 1-1의 `migrate`에 넘기세요. 키의 이름은 그 기록을 만든 `compile`의 평가 지표를 보고 바꿉니다.

# %% [markdown] tags=["en"]
# Where old plotting code is long, hand it to `migrate`, as in 1-1. It changes the keys by the metrics in the `compile` from which the record comes.

# %% [markdown] tags=["ko"]
# ## `History`에 든 것
#
# `fit`이 돌려주는 `History`도 콜백입니다. `history`는 에포크마다의 값, `epoch`는 에포크의 번호이고, `params`에는 에포크의 수와 한 에포크의 단계 수가 있습니다. 번호는 0부터 셉니다. 모델도 마지막 기록을 `model.history`에 들고 있습니다.

# %% [markdown] tags=["en"]
# ## What a `History` holds
#
# The `History` that `fit` returns is a callback itself. `history` holds the values of each epoch, `epoch` the numbers of the epochs, and `params` how many epochs there were to be and how many steps each has. The numbers start at 0. The model keeps its last record too, as `model.history`.

# %%
print(history.epoch[:3], history.epoch[-1], history.params)
print(model.history is history)
print({name: len(values) for name, values in history.history.items()})

# %% [markdown] tags=["ko"]
# `fit`을 다시 부르면 학습은 이어지지만 **기록은 새로 시작합니다**. 이어서 그리려면 앞의 기록을 따로 두어야 합니다. 또 `validation_freq=2`이면 검증 값은 절반만 있습니다. 에포크와 짝을 맞추지 않고 그리면 곡선이 왼쪽으로 밀립니다.

# %% [markdown] tags=["en"]
# Call `fit` again, and training goes on, but **the record starts anew**: keep the old one if you want to plot both. And with `validation_freq=2` there are only half as many validation values. Plotted without their epochs, they slip to the left.

# %%
more = model.fit(
    x, y, validation_split=0.25, validation_freq=2, initial_epoch=50, epochs=54, batch_size=64, verbose=0
)
print(more.epoch, {name: len(values) for name, values in more.history.items()})
print(len(history.history["loss"]), model.history is more)

# %% [markdown] tags=["ko"]
# ## 학습하는 동안 보기: `LiveCurves`
#
# 50에포크가 끝난 뒤에야 곡선을 보는 것은 늦습니다. 잘못된 설정은 대개 몇 에포크면 드러납니다. `LiveCurves`는 `fit`이 도는 동안 에포크마다 그림을 새로 그리는 콜백입니다. 에포크가 아주 짧으면 몇 개를 모아 한 번에 그립니다. `utils/live_curves.py`를 폴더 `utils/core`와 함께 복사하면 여러분의 프로젝트에서도 쓸 수 있습니다. 그림이 이상하면 셀을 중단(Interrupt)하세요. 그때까지의 그림은 남습니다.

# %% [markdown] tags=["en"]
# ## Watch while it trains: `LiveCurves`
#
# To see the curves after 50 epochs is late: a wrong setting mostly shows within a few. `LiveCurves` is a callback that redraws the plot epoch by epoch while `fit` runs; where epochs are very short, it takes a few together. Copy `utils/live_curves.py` together with the folder `utils/core`, and you can use it in projects of your own. If the picture looks wrong, interrupt the cell. The picture stays as far as it got.

# %%
from utils.live_curves import LiveCurves

model = new_model(dropout=0.3)
history = model.fit(
    pictures[:4000], labels[:4000], validation_data=(x_val, y_val), validation_batch_size=1000,
    epochs=20, batch_size=64, callbacks=[LiveCurves()], verbose=0,
)

# %% [markdown] tags=["ko"]
# 첫 에포크에서는 검증 정확도가 학습 정확도보다 **높습니다**. 보통은 반대여야 할 것 같습니다.

# %% [markdown] tags=["en"]
# In the first epoch the validation accuracy is **higher** than the training accuracy. One would expect it the other way round.

# %%
print(history.history["val_accuracy"][0] > history.history["accuracy"][0] + 0.05)

# %%
choose("5-2-q1")

# %% tags=["solution"] exercise="5-2-q1"
check("5-2-q1", "b")

# %% [markdown] tags=["ko"]
# ## 곡선으로 진단하기
#
# 이제 잘못된 것을 일부러 만들어 봅니다. 함수 `run`은 한 번 학습하고 기록을 돌려줍니다. 아래의 다섯 실행은 설정이 서로 다릅니다. 하나는 은닉 유닛이 3개이고, 하나는 방금 본 것, 하나는 위의 페이지의 것입니다. 하나는 학습률이 0.7이고, 하나는 검증 사진이 20장뿐입니다.

# %% [markdown] tags=["en"]
# ## Diagnose by curves
#
# Now do things wrong on purpose. The function `run` trains once and returns the record. The five runs below differ: one has 3 hidden units, one is the run that you just saw, one that of the page above, one has a learning rate of 0.7, one has only 20 pictures for validation.

# %%
def run(n, epochs=20, validation=1000, **settings):
    return new_model(**settings).fit(
        pictures[:n], labels[:n], validation_data=(x_val[:validation], y_val[:validation]),
        validation_batch_size=1000, epochs=epochs, batch_size=64, verbose=0,
    ).history

# %%
runs = {
    "A": run(2000, optimizer=keras.optimizers.SGD(0.7)),
    "B": page,
    "C": run(2000, dropout=0.2, validation=20),
    "D": run(2000, units=3),
    "E": history.history,
}

# %% [markdown] tags=["ko"]
# 그림을 그리기 전에 다섯 곡선을 머릿속에 그려 보세요. 학습과 검증이 붙어 있을 것은 무엇이고, 벌어질 것은 무엇일까요? 검증만 흔들릴 것은 무엇일까요? 세로축은 한 줄에서 모두 같습니다.

# %% [markdown] tags=["en"]
# Before you draw them, picture the five curves. In which do training and validation lie together, and in which do they part? Where will validation alone go up and down? Within a row, all share one vertical axis.

# %%
plots.show_runs(runs)

# %% [markdown] tags=["ko"]
# | 곡선 | 이름 | 무엇을 보고 아는가 | 먼저 해 볼 일 |
# |---|---|---|---|
# | D | 과소적합(underfitting) | 두 곡선이 붙어 있고, 둘 다 나쁨 | 모델을 키우기, 더 오래 학습하기 |
# | E | 알맞음 | 두 곡선이 함께 좋아지고, 차이가 작음 | 그대로 두기 |
# | B | 과적합(overfitting) | 학습 손실은 줄고, 검증 손실은 다시 늚 | 데이터 늘리기, 드롭아웃, 일찍 멈추기 |
# | A | 너무 큰 학습률 | **학습** 곡선도 크게 오르내림 | 학습률을 3분의 1, 10분의 1로 |
# | C | 너무 작은 검증 데이터 | 학습 곡선은 매끈한데 검증 곡선만 계단 | 검증 데이터 늘리기 |
#
# 순서대로 물으면 됩니다. 학습 곡선이 매끈하게 좋아지는가? 충분히 좋은 곳까지 가는가? 검증 곡선이 따라가는가?

# %% [markdown] tags=["en"]
# | curve | name | how you can tell | try first |
# |---|---|---|---|
# | D | underfitting | both curves lie together, and both are bad | a larger model, longer training |
# | E | a good fit | both get better together, with a small gap | leave it |
# | B | overfitting | the training loss falls, the validation loss rises again | more data, dropout, stopping early |
# | A | learning rate too large | even the **training** curve goes up and down | a third or a tenth of it |
# | C | too little validation data | a smooth training curve, steps in validation | more validation data |
#
# Ask in this order. Does the training curve get better smoothly? Does it get good enough? Does the validation curve follow?

# %%
last = {name: {key: values[-1] for key, values in history.items()} for name, history in runs.items()}
for name, values in last.items():
    print(name, f"accuracy ≈ {values['accuracy']:.2f}, val_accuracy ≈ {values['val_accuracy']:.2f}")
print(last["D"]["accuracy"] < 0.7 < 0.78 < last["E"]["val_accuracy"])
print(last["B"]["accuracy"] - last["B"]["val_accuracy"] > 0.1)

# %% [markdown] tags=["ko"]
# 오르내림도 수로 적을 수 있습니다. 뒤쪽 절반에서 정확도가 한 에포크에 평균 얼마나 움직였는지 셉니다. 큰 학습률은 학습 곡선을 흔들고, 적은 검증 사진은 검증 곡선만 흔듭니다.

# %% [markdown] tags=["en"]
# The ups and downs can be a number too: how far the accuracy moves from one epoch to the next, on average over the second half. A large learning rate shakes the training curve. Few validation pictures shake the validation curve only.

# %%
def restlessness(values):
    half = values[len(values) // 2 :]
    return float(np.abs(np.diff(half)).mean())

shaken = {
    name: [restlessness(history[key]) for key in ("accuracy", "val_accuracy")]
    for name, history in runs.items()
}
print({name: [f"≈ {value:.3f}" for value in values] for name, values in shaken.items()})
print(shaken["A"][0] > 4 * shaken["E"][0], shaken["C"][1] > 1.5 * shaken["E"][1])

# %%
choose("5-2-q2")

# %% tags=["solution"] exercise="5-2-q2"
check("5-2-q2", "a")

# %% [markdown] tags=["ko"]
# ### 연습 5-2-b
#
# 다른 다섯 번의 기록이 `FIVE_RUNS`에 있습니다. 진짜로 학습한 것입니다. 그려서 보고, 사전 `diagnosis`에 `"P"`부터 `"T"`까지 하나씩 이름을 적으세요. 다섯 이름은 `"underfitting"`, `"good fit"`, `"overfitting"`, `"learning rate"`, `"validation data"`이고, 저마다 한 번씩 나옵니다.

# %% [markdown] tags=["en"]
# ### Exercise 5-2-b
#
# The records of five other runs stand in `FIVE_RUNS`; all were really trained. Look at them, and give each letter from `"P"` to `"T"` its name in a dictionary `diagnosis`. The names are `"underfitting"`, `"good fit"`, `"overfitting"`, `"learning rate"` and `"validation data"`, each of them once.

# %%
from utils.exercises.section_5_2 import FIVE_RUNS

plots.show_runs(FIVE_RUNS)

# %% tags=["starter"] exercise="5-2-b"
diagnosis = ...

# %% tags=["wrong"] exercise="5-2-b"
diagnosis = {
    "P": "overfitting", "Q": "validation data", "R": "good fit", "S": "underfitting", "T": "learning rate",
}

# %% tags=["wrong"] exercise="5-2-b"
diagnosis = {
    "P": "good fit", "Q": "learning rate", "R": "overfitting", "S": "underfitting", "T": "validation data",
}

# %% tags=["wrong"] exercise="5-2-b"
diagnosis = {
    "P": "validation data", "Q": "learning rate", "R": "underfitting", "S": "overfitting", "T": "good fit",
}

# %% tags=["wrong"] exercise="5-2-b"
diagnosis = {"P": "good", "Q": "noise", "R": "over", "S": "under", "T": "rate"}

# %% tags=["wrong"] exercise="5-2-b"
diagnosis = ["validation data", "learning rate", "overfitting", "underfitting", "good fit"]

# %% tags=["wrong"] exercise="5-2-b"
diagnosis = {
    "P": "overfitting", "Q": "learning rate", "R": "overfitting", "S": "underfitting", "T": "good fit",
}

# %% tags=["wrong"] exercise="5-2-b"
diagnosis = {
    "validation data": "P", "learning rate": "Q", "overfitting": "R", "underfitting": "S", "good fit": "T",
}

# %% tags=["right"] exercise="5-2-b"
diagnosis = dict(P="validation data", Q="learning rate", R="overfitting", S="underfitting", T="good fit")

# %% tags=["right"] exercise="5-2-b"
diagnosis = dict(zip("RSTPQ", ["overfitting", "underfitting", "good fit", "validation data", "learning rate"]))

# %% tags=["right"] exercise="5-2-b"
names = {"underfitting": "S", "good fit": "T", "overfitting": "R", "learning rate": "Q", "validation data": "P"}
diagnosis = {letter: name for name, letter in names.items()}

# %% tags=["solution"] exercise="5-2-b"
diagnosis = {
    "P": "validation data",
    "Q": "learning rate",
    "R": "overfitting",
    "S": "underfitting",
    "T": "good fit",
}

# %%
check("5-2-b", diagnosis)

# %% [markdown] tags=["ko", "solution"]
# Q에서는 **학습** 손실부터 오르내립니다. 모델이 골짜기를 건너뛰고 있으므로 다른 것을 볼 필요가 없습니다. P는 학습 곡선이 매끈하고 검증 정확도만 5%p씩 뜁니다. 20장 가운데 한 장입니다. S는 두 곡선이 붙어 있지만 둘 다 낮습니다. R에서는 검증 **손실**이 셋째 에포크 뒤로 오릅니다. 그동안 검증 정확도는 오히려 조금 오르므로, 정확도만 보면 늦게 압니다.

# %% [markdown] tags=["en", "solution"]
# In Q even the **training** loss goes up and down. The model jumps over the valley, and nothing else needs looking at. In P the training curve is smooth, and only the validation accuracy moves, in steps of 0.05: one picture of 20. In S both curves lie together, and both are low. In R the validation **loss** rises after the third epoch. Its validation accuracy even gains a little meanwhile, so by accuracy alone you would learn of it late.

# %% [markdown] tags=["ko"]
# ## 여러 실행을 한 그림에
#
# 드롭아웃이 과적합을 줄일까요? 사진 600장에 유닛 256개로 해 봅니다. 두 실행의 검증 손실을 한 그림에 그리면 됩니다. 그런데 한 번씩만 학습하면 운도 함께 비교하게 됩니다. 그래서 시드를 바꾸어 두 번씩 학습합니다. 다른 설정은 모두 같게 두고, 마지막 다섯 에포크의 평균을 비교합니다.

# %% [markdown] tags=["en"]
# ## Several runs in one figure
#
# Does dropout reduce overfitting? Try it with 256 units on 600 pictures. Draw the validation loss of two runs into one figure. But with one run each, you compare luck as well. So train each twice, with two seeds, leave all other settings alike, and compare the mean of the last five epochs.

# %%
compared = {
    f"dropout={dropout}, seed={seed}": run(
        600, units=256, dropout=dropout, seed=seed, optimizer=keras.optimizers.Adam(0.003)
    )["val_loss"]
    for dropout in (0.0, 0.5) for seed in (1, 2)
}
plots.show_lines(compared, ylabel="val_loss")

# %%
ends = np.array([np.mean(values[-5:]) for values in compared.values()]).reshape(2, 2)
by_dropout, by_luck = ends.mean(axis=1), np.ptp(ends, axis=1)
print(f"dropout: ≈ {by_dropout[0]:.2f} → ≈ {by_dropout[1]:.2f}, luck: ≈ {by_luck.max():.2f}")
print(by_dropout[0] - by_dropout[1] > by_luck.max())

# %% [markdown] tags=["ko"]
# 드롭아웃의 차이가 시드의 차이보다 큽니다. 드롭아웃 덕분이라고 볼 까닭은 되지만, 증명은 아닙니다. 시드 두 개의 차이도 우연히 정해집니다. 또 네 실행을 모두 같은 사진 1,000장으로 쟀으니, 다른 사진이라면 값이 조금 다릅니다. 중요한 결정이라면 시드를 더 쓰세요. 차이가 시드의 차이보다 작다면, 이 실험으로는 어느 쪽이 나은지 알 수 없습니다.
#
# ## 매끈하게 그릴 때 숨는 것
#
# 검증 곡선이 흔들리면 매끈하게 만들고 싶어집니다. 텐서보드의 슬라이더 `Smoothing`이 하는 일도 이것입니다. 지금 값과 지난 값들의 평균을 내되, 오래된 값일수록 적게 셉니다. `weight`가 1에 가까울수록 매끈합니다.

# %% [markdown] tags=["en"]
# Dropout makes a larger difference than the seed. That is a reason to give dropout the credit, and no proof. How far two seeds lie apart is chance as well. And all four runs were measured on the same 1,000 pictures; on others the values would be a little different. For a decision that matters, take more seeds. Where the difference is smaller than that between seeds, this experiment cannot tell which is better.
#
# ## What smoothing hides
#
# A validation curve that jumps invites smoothing. The slider `Smoothing` in TensorBoard does just that: it averages each value with those before it, and older ones count for less. The closer `weight` is to 1, the smoother the line.

# %%
def exponential_mean(values, weight):
    smoothed, total = [], 0.0
    for epoch, value in enumerate(values, 1):
        total = weight * total + (1 - weight) * value
        smoothed.append(total / (1 - weight**epoch))
    return smoothed

jumpy = runs["A"]["val_loss"]
smooth = {"val_loss": jumpy} | {f"weight={weight}": exponential_mean(jumpy, weight) for weight in (0.6, 0.9)}
plots.show_lines(smooth, ylabel="val_loss", faint=["val_loss"])

# %% [markdown] tags=["ko"]
# 회색 선이 진짜로 일어난 일입니다. `weight=0.9`만 그리면 이 학습은 멀쩡해 보입니다. 매끈한 선은 뾰족한 곳을 깎고, 언제나 **늦게** 따라옵니다. 그래서 매끈한 선을 그릴 때는 본래의 선을 흐리게 함께 그리고, 에포크를 고르거나 수를 적을 때는 본래의 값을 씁니다.

# %% [markdown] tags=["en"]
# The grey line is what really happened. With `weight=0.9` alone, this run would look sound. A smoothed line cuts off the peaks, and always comes **late**. So draw the raw line faintly behind it, and take the raw values to choose an epoch or to state a number.

# %%
print(f"highest jump: ≈ {np.max(np.diff(jumpy)):.2f} → ≈ {np.max(np.diff(smooth['weight=0.9'])):.2f}")
print(np.max(np.diff(smooth["weight=0.9"])) < 0.5 * np.max(np.diff(jumpy)))

# %% [markdown] tags=["ko"]
# ### 연습 5-2-c
#
# 함수 `smooth_honestly`를 작성하세요. 본문의 `exponential_mean`과 달리 **이동 평균**(moving average)입니다.
#
# - 인수는 차례로 값의 목록 `values`와 1 이상의 정수 `width`입니다.
# - 돌려주는 값은 `values`와 같은 길이의 목록(list)입니다. 자리마다 그 값과 바로 앞의 값들, 모두 `width`개의 평균입니다.
# - 앞의 값이 모자란 처음 몇 자리에서는 있는 값만 평균합니다. 뒤의 값은 보지 않습니다.
# - `nan`은 평균에서 뺍니다. 평균할 값이 하나도 없는 자리는 `nan`입니다. 넘겨받은 목록은 바꾸지 않습니다.

# %% [markdown] tags=["en"]
# ### Exercise 5-2-c
#
# Write a function `smooth_honestly`. Unlike `exponential_mean` above it is a **moving average**.
#
# - It takes a list of `values` and an integer `width` of 1 or more, in this order.
# - It returns a list as long as `values`. Each entry is the mean of that value and those right before it, `width` in all.
# - Where the first entries have fewer before them, they are the mean of what there is. Later values are never looked at.
# - A `nan` is left out of the mean. Where nothing is left to average, the entry is `nan`. The list that was passed stays as it is.

# %% tags=["starter"] exercise="5-2-c"
smooth_honestly = ...

# %% tags=["wrong"] exercise="5-2-c"
def smooth_honestly(values, width):
    return np.convolve(values, np.ones(width) / width, mode="valid").tolist()

# %% tags=["wrong"] exercise="5-2-c"
def smooth_honestly(values, width):
    return np.convolve(values, np.ones(width) / width, mode="same").tolist()

# %% tags=["wrong"] exercise="5-2-c"
def smooth_honestly(values, width):
    half = width // 2
    return [float(np.nanmean(values[max(0, i - half) : i + half + 1])) for i in range(len(values))]

# %% tags=["wrong"] exercise="5-2-c"
def smooth_honestly(values, width):
    return [float(np.mean(values[max(0, i - width + 1) : i + 1])) for i in range(len(values))]

# %% tags=["wrong"] exercise="5-2-c"
def smooth_honestly(values, width):
    return [sum(values[max(0, i - width + 1) : i + 1]) / width for i in range(len(values))]

# %% tags=["wrong"] exercise="5-2-c"
def smooth_honestly(values, width):
    for i in range(len(values)):
        recent = [value for value in values[max(0, i - width + 1) : i + 1] if value == value]
        values[i] = sum(recent) / len(recent) if recent else float("nan")
    return values

# %% tags=["wrong"] exercise="5-2-c"
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[max(0, end - width):end] if value == value and value]
        means.append(sum(known) / len(known) if known else float("nan"))
    return means

# %% tags=["wrong"] exercise="5-2-c"
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[max(0, end - width):end] if value >= 0]
        means.append(sum(known) / len(known) if known else float("nan"))
    return means

# %% tags=["wrong"] exercise="5-2-c"
def smooth_honestly(values, width):
    return np.array([np.nanmean(values[max(0, i - width + 1) : i + 1]) for i in range(len(values))])

# %% tags=["wrong"] exercise="5-2-c"
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[max(0, end - width) : end] if value == value]
        means.append(sum(known) / len(known) if known else None)
    return means

# %% tags=["right"] exercise="5-2-c"
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        recent = np.array(values[max(0, end - width) : end], "float32")
        means.append(np.nanmean(recent))
    return means

# %% tags=["right"] exercise="5-2-c"
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        recent = np.array(values[:end][-width:], dtype=float)
        known = recent[~np.isnan(recent)]
        means.append(known.mean() if known.size else np.nan)
    return means

# %% tags=["right"] exercise="5-2-c"
def smooth_honestly(values, width):
    padded = np.concatenate([np.full(width - 1, np.nan), values])
    windows = np.lib.stride_tricks.sliding_window_view(padded, width)
    counts = (~np.isnan(windows)).sum(axis=1)
    with np.errstate(invalid="ignore"):
        return (np.nansum(windows, axis=1) / counts).tolist()

# %% tags=["right"] exercise="5-2-c"
def smooth_honestly(values, width):
    from collections import deque
    from math import isnan, nan
    recent, means = deque(maxlen=width), []
    for value in values:
        recent.append(value)
        known = [one for one in recent if not isnan(one)]
        means.append(sum(known) / len(known) if known else nan)
    return means

# %% tags=["solution"] exercise="5-2-c"
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        recent = [value for value in values[max(0, end - width) : end] if not np.isnan(value)]
        means.append(sum(recent) / len(recent) if recent else float("nan"))
    return means

# %% tags=["proof"] exercise="5-2-c"
raw = [3.0, 1.0, 2.0, 1.5, 1.6, 2.5]
centred = [np.mean(raw[max(0, i - 1) : i + 2]) for i in range(len(raw))]
assert np.argmin(raw) == 1 and np.argmin(centred) == 2
assert np.convolve([4.0] * 5, np.ones(3) / 3, mode="same").round(2).tolist() == [2.67, 4, 4, 4, 2.67]

# %%
check("5-2-c", smooth_honestly)

# %% [markdown] tags=["ko", "solution"]
# 뒤의 값을 함께 평균하면 곡선은 더 예쁘지만, 에포크 10의 점이 에포크 12를 알고 있는 셈입니다. 학습 도중에는 마지막 점들을 아직 그릴 수 없고, 가장 낮은 자리가 다른 에포크로 옮겨 갈 수 있습니다. `np.convolve`의 `mode="same"`은 양 끝 바깥에 0이 있다고 여기므로 끝이 꺾입니다.

# %% [markdown] tags=["en", "solution"]
# Averaging later values as well makes a prettier curve, in which the point at epoch 10 knows about epoch 12. While training, its last points cannot be drawn yet, and its lowest point may lie at another epoch. `np.convolve` with `mode="same"` takes what lies beyond both ends for 0, so they bend down.

# %% [markdown] tags=["ko"]
# ## 로그 축
#
# 손실이 0에 가까워지면 보통 축에서는 아무것도 보이지 않습니다. 로그 축은 **비율**을 보여 줍니다. 10분의 1이 될 때마다 같은 거리만큼 내려갑니다. 위에서 그린 페이지의 손실을 다시 그립니다. 학습 손실이 어떻게 달라 보일까요?

# %% [markdown] tags=["en"]
# ## A logarithmic axis
#
# Close to 0, a loss shows nothing more on a plain axis. A logarithmic axis shows **ratios**: each step to a tenth is the same distance down. Plot the loss of the page, from above, once more. How will the training loss look now?

# %%
losses = {name: page[name] for name in ("loss", "val_loss")}
plots.show_lines(losses, ylabel="loss", log="y")

# %% [markdown] tags=["ko"]
# 보통 축에서는 학습 손실이 거의 멈춘 것 같지만, 로그 축에서는 끝까지 줄어듭니다. 대신 검증 손실이 다시 오르는 것은 덜 가팔라 보입니다. 어느 쪽도 거짓이 아니므로, 축이 무엇인지 적는 것이 예의입니다.

# %% [markdown] tags=["en"]
# On the plain axis the training loss seems to have come to rest; on the logarithmic one it falls to the end. But the rise of the validation loss looks less steep there. Neither is false, so it is good manners to say which axis it is.

# %%
choose("5-2-q3")

# %% tags=["solution"] exercise="5-2-q3"
check("5-2-q3", "c")

# %% [markdown] tags=["ko"]
# ## 어느 에포크를 남길까
#
# 검증 손실이 가장 낮은 에포크의 가중치를 남기는 것이 보통입니다. `EarlyStopping`은 `patience`번 연달아 나아지지 않으면 학습을 멈춥니다. `restore_best_weights=True`를 주어야 가장 좋았던 가중치로 돌아갑니다. 주지 않으면 마지막 가중치가 남습니다.

# %% [markdown] tags=["en"]
# ## Which epoch to keep
#
# Usually you keep the weights of the epoch with the lowest validation loss. `EarlyStopping` ends training when `patience` epochs in a row bring nothing better. Only with `restore_best_weights=True` does it go back to the best weights. Without it, the last ones stay.

# %%
stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=5, restore_best_weights=True)
model = new_model(units=256)
history = model.fit(
    pictures[:750], labels[:750], validation_data=(x_val, y_val), validation_batch_size=1000,
    epochs=100, batch_size=32, callbacks=[stop], verbose=0,
)
values = history.history["val_loss"]
print(f"≈ {len(values)} epochs, best ≈ {np.argmin(values) + 1}", len(values) < 60)
print(stop.best_epoch == np.argmin(values), len(values) == stop.best_epoch + 1 + 5)

# %% [markdown] tags=["ko"]
# `best_epoch`는 0부터 셉니다. 모델이 정말로 그 에포크의 가중치를 가졌는지 확인합니다. 검증 손실을 다시 재서, 기록의 가장 낮은 값, 마지막 값과 비교합니다.

# %% [markdown] tags=["en"]
# `best_epoch` counts from 0. Make sure that the model has the weights of that epoch: measure its validation loss again, and compare it with the lowest and with the last value on record.

# %%
again = model.evaluate(x_val, y_val, batch_size=1000, verbose=0, return_dict=True)["loss"]
print(np.isclose(again, min(values), atol=1e-4), np.isclose(again, values[-1], atol=1e-4))

# %% [markdown] tags=["ko"]
# 검증 데이터로 에포크를 골랐으므로, 이 검증 손실은 이제 조금 **좋게 나온** 값입니다. 여러 번 재서 가장 좋은 것을 고른 셈입니다. 그래서 마지막 점수는 테스트 데이터로 한 번만 잽니다.
#
# ### 연습 5-2-d
#
# 학습하지 않고 기록만 보는 함수 `epoch_to_keep`을 작성하세요.
#
# - 인수는 차례로 검증 손실의 목록과 1 이상의 정수 `patience`입니다.
# - 돌려주는 값은 두 정수입니다. 하나는 남길 에포크, 하나는 학습이 멈추는 에포크입니다. 둘 다 `fit`의 출력처럼 1부터 셉니다.
# - 지금까지의 가장 낮은 값보다 **작아야** 나아진 것입니다. `patience`번 연달아 나아지지 않으면 그 에포크에서 멈추고, 그 뒤는 보지 않습니다. 그런 일이 없으면 마지막 에포크에서 멈춥니다.

# %% [markdown] tags=["en"]
# The epoch was chosen by the validation data, so this validation loss is a little **too good** by now: the best of many measurements. That is why the final score is measured on test data, once.
#
# ### Exercise 5-2-d
#
# Write a function `epoch_to_keep` that trains nothing and reads a record.
#
# - It takes a list of validation losses and an integer `patience` of 1 or more, in this order.
# - It returns two integers: the epoch to keep, and the epoch after which training stops. Both count from 1, like the output of `fit`.
# - Only a value **below** the lowest so far is better. After `patience` epochs in a row without a better one it stops there, and looks no further. If that never happens, it stops at the last epoch.

# %% tags=["starter"] exercise="5-2-d"
epoch_to_keep = ...

# %% tags=["wrong"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    return int(np.argmin(val_losses)) + 1, len(val_losses)

# %% tags=["wrong"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best == patience:
            return best, epoch
    return best, len(val_losses) - 1

# %% tags=["wrong"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    best, waited = 1, 0
    for epoch, loss in enumerate(val_losses, 1):
        if loss <= val_losses[best - 1]:
            best, waited = epoch, 0
        else:
            waited += 1
        if waited == patience:
            return best, epoch
    return best, len(val_losses)

# %% tags=["wrong"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    waited = 0
    for epoch in range(1, len(val_losses)):
        waited = waited + 1 if val_losses[epoch] >= val_losses[epoch - 1] else 0
        if waited == patience:
            return epoch + 1 - patience, epoch + 1
    return int(np.argmin(val_losses)) + 1, len(val_losses)

# %% tags=["wrong"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    best = 1
    for epoch, loss in enumerate(val_losses, 1):
        if loss < val_losses[best - 1]:
            best = epoch
        if epoch - best == patience:
            return best
    return best

# %% tags=["wrong"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    best = 1
    for epoch, loss in enumerate(val_losses, 1):
        if loss < val_losses[best - 1] - 1e-3:
            best = epoch
        if epoch - best == patience:
            return best, epoch
    return best, len(val_losses)

# %% tags=["wrong"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    best = 1.0
    for epoch, loss in enumerate(val_losses, 1):
        if loss < val_losses[int(best) - 1]:
            best = float(epoch)
        if epoch - best == patience:
            return best, float(epoch)
    return best, float(len(val_losses))

# %% tags=["wrong"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    best = 1
    for epoch, loss in enumerate(val_losses, 1):
        if loss < val_losses[best - 1]:
            best = epoch
        if epoch - best > patience:
            return best, epoch
    return best, len(val_losses)

# %% tags=["wrong"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    best = 1
    for epoch, loss in enumerate(val_losses, 1):
        if loss < val_losses[best - 1]:
            best = epoch
        if epoch - best == patience:
            return epoch, best
    return len(val_losses), best

# %% tags=["wrong"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best == patience:
            return best, epoch + 1
    return best, len(val_losses)

# %% tags=["wrong"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    best = 1
    for epoch, loss in enumerate(val_losses, 1):
        if loss < val_losses[best - 1]:
            best = epoch
        if epoch - best == patience:
            return int(np.argmin(val_losses)) + 1, epoch
    return best, len(val_losses)

# %% tags=["wrong"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    best = 1
    for epoch, loss in enumerate(val_losses, 1):
        if loss < val_losses[best - 1]:
            best = epoch
        if epoch - best == patience:
            return best, epoch

# %% tags=["right"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    best, lowest, waited = 0, float("inf"), 0
    for epoch, loss in enumerate(val_losses, start=1):
        if loss < lowest:
            best, lowest, waited = epoch, loss, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return best, epoch

# %% tags=["right"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    for last in range(1, len(val_losses) + 1):
        best = int(np.argmin(val_losses[:last])) + 1
        if last - best >= patience:
            break
    return [best, last]

# %% tags=["right"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    class Pretend:
        stop_training = False
        def get_weights(self):
            return []
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience)
    stop.set_model(Pretend())
    stop.on_train_begin()
    for epoch, loss in enumerate(val_losses):
        stop.on_epoch_end(epoch, {"val_loss": loss})
        if stop.model.stop_training:
            break
    return stop.best_epoch + 1, epoch + 1

# %% tags=["solution"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    best = 1
    for epoch, loss in enumerate(val_losses, 1):
        if loss < val_losses[best - 1]:
            best = epoch
        if epoch - best == patience:
            return best, epoch
    return best, len(val_losses)

# %%
check("5-2-d", epoch_to_keep)

# %% [markdown] tags=["ko", "solution"]
# 멈춘 뒤에 더 낮은 값이 올 수도 있었습니다. 그 값은 아무도 모릅니다. `patience`가 크면 그런 기회를 덜 놓치고, 시간을 더 씁니다. 흔들리는 곡선에는 큰 `patience`가 어울립니다.

# %% [markdown] tags=["en", "solution"]
# A lower value might have come after the stop; nobody will know. A large `patience` misses fewer such chances and takes more time. The more a curve jumps, the more patience it needs.

# %% [markdown] tags=["ko"]
# ## 노트북 밖에 남기기: `CSVLogger`
#
# 커널이 꺼지면 `History`도 사라집니다. `CSVLogger`는 에포크마다 한 줄을 파일에 적습니다. 학습이 도중에 죽어도 그때까지의 줄은 남습니다. `append=True`면 있던 파일에 이어 씁니다. 같은 `fit`에 `TensorBoard` 콜백도 넘겨서, 조금 뒤에 그 기록을 열어 봅니다. 두 기록은 임시 폴더에 둡니다.

# %% [markdown] tags=["en"]
# ## Keep it outside the notebook: `CSVLogger`
#
# When the kernel ends, the `History` is gone. `CSVLogger` writes a line into a file after every epoch, and the lines stay even if training dies. With `append=True` it goes on in a file that exists. The same `fit` gets the callback `TensorBoard`, whose record you open a little later. Both go into a temporary folder.

# %%
folder = tempfile.TemporaryDirectory()
csv_file, logs = Path(folder.name) / "history.csv", Path(folder.name) / "logs"
history = new_model(dropout=0.3).fit(
    pictures[:2000], labels[:2000], validation_data=(x_val, y_val), validation_batch_size=1000,
    epochs=8, batch_size=64, verbose=0,
    callbacks=[keras.callbacks.CSVLogger(csv_file), keras.callbacks.TensorBoard(logs)],
)

# %% [markdown] tags=["ko"]
# 파일을 다시 읽습니다. 파일에는 글자만 있으므로 수로 바꾸어야 합니다. 값은 `History`와 마지막 자리까지 같을까요?

# %% [markdown] tags=["en"]
# Read the file back. It holds text, so the values have to become numbers again. Are they those of the `History`, to the last digit?

# %%
with open(csv_file) as lines:
    rows = list(csv.DictReader(lines))
print(list(rows[0]), len(rows))
print([float(row["val_loss"]) for row in rows] == history.history["val_loss"])

# %% [markdown] tags=["ko"]
# ## 텐서보드
#
# 텐서보드(TensorBoard)는 기록 폴더를 읽어 브라우저에 보여 주는 프로그램입니다. 여러 실행을 나란히 놓고, 확대하고, 매끈하게 할 수 있습니다. TensorFlow 2.21부터는 TensorFlow와 따로 설치합니다. 먼저 파일에 무엇이 적혔는지 파이썬으로 읽어 봅니다. 학습과 검증이 폴더를 하나씩 가집니다.

# %% [markdown] tags=["en"]
# ## TensorBoard
#
# TensorBoard is a program that reads a folder of records and shows them in the browser, where you can put runs beside each other, zoom and smooth. From TensorFlow 2.21 on it has to be installed by itself. First see in Python what the files hold. Training and validation have a folder each.

# %%
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.util.tensor_util import make_ndarray

print(sorted(path.name for path in logs.iterdir()))

# %%
def read_events(folder, tag):
    events = EventAccumulator(str(folder)).Reload().Tensors(tag)
    return [event.step for event in events], [float(make_ndarray(event.tensor_proto)) for event in events]

for kind, name in (("train", "loss"), ("validation", "val_loss")):
    steps, written = read_events(logs / kind, "epoch_loss")
    print(kind, steps, np.allclose(written, history.history[name]))

# %% [markdown] tags=["ko"]
# 이제 노트북 안에 엽니다. `launch`는 텐서보드를 이 커널 안에서 시작하고, `notebook.display`는 그 화면을 셀 아래에 놓습니다. `port=0`이면 비어 있는 포트를 고릅니다. 커널을 끄면 텐서보드도 끝나므로, 뒤에 남는 프로세스가 없습니다.
#
# 왼쪽에서 `train`과 `validation`을 끄고 켜 보고, 오른쪽의 `Smoothing`을 0.9로 올려 보세요. 흐린 선이 본래의 값입니다. 셀 아래가 비어 있으면, 출력된 주소를 브라우저에서 여세요. 저장된 풀이에는 화면이 남지 않습니다.

# %% [markdown] tags=["en"]
# Now open it inside the notebook. `launch` starts TensorBoard in this kernel, and `notebook.display` puts its page below the cell. `port=0` takes a port that is free. When the kernel ends, TensorBoard ends too, so no process stays behind.
#
# Switch `train` and `validation` off and on at the left, and move `Smoothing` at the right to 0.9: the faint line holds the raw values. Where nothing shows below the cell, open the printed address in your browser. The stored solution keeps no picture of the page.

# %% tags=["nbval-ignore-output", "no-stored-output"] reason="shows a page from a port that is free only by chance"
from tensorboard import notebook, program

board = program.TensorBoard()
board.configure(logdir=str(logs), port=0, load_fast="false")
address = board.launch()
port = urlsplit(address).port
print(address)
notebook.display(port=port, height=600)

# %%
connection = http.client.HTTPConnection("localhost", port)
connection.request("GET", "/")
print(connection.getresponse().status)

# %% [markdown] tags=["ko"]
# 여러분의 프로젝트에서는 `notebook.start("--logdir logs")` 한 줄이나 터미널의 `tensorboard --logdir logs`가 더 간단합니다. 다만 그때 텐서보드는 따로 도는 프로세스입니다. 노트북을 닫아도 남을 수 있고, TensorFlow를 한 번 더 불러오므로 메모리를 0.7 GB쯤 더 씁니다.

# %% [markdown] tags=["en"]
# In a project of your own, `notebook.start("--logdir logs")` or, in a terminal, `tensorboard --logdir logs` is simpler. TensorBoard is a process of its own then: it may outlive the notebook, and it loads TensorFlow once more, which takes about 0.7 GB of memory.

# %% [markdown] tags=["ko"]
# ## 학습률의 곡선
#
# 학습률은 어떻게 고를까요? 한 번의 짧은 학습으로 넓은 범위를 훑을 수 있습니다. `LearningRateScheduler`는 에포크마다 학습률을 정합니다. 여기서 한 에포크는 여덟 단계뿐이고, 학습률은 열 에포크마다 열 배가 됩니다. 손실을 **학습률에 대해** 그립니다.

# %% [markdown] tags=["en"]
# ## The learning rate as an axis
#
# How do you choose a learning rate? One short run can sweep a wide range. `LearningRateScheduler` sets the rate at each epoch. Here an epoch has only eight steps, and every ten epochs the rate grows tenfold. Plot the loss **against the learning rate**.

# %%
sweep = keras.callbacks.LearningRateScheduler(lambda epoch: 1e-4 * 10 ** (epoch / 10))
model = new_model(optimizer=keras.optimizers.SGD())
swept = model.fit(pictures[:512], labels[:512], epochs=45, batch_size=64, callbacks=[sweep], verbose=0).history
print(list(swept))
plots.show_lines(
    {"loss": swept["loss"]}, ylabel="loss", x=swept["learning_rate"], xlabel="learning_rate", log="x"
)

# %% [markdown] tags=["ko"]
# 왼쪽에서는 학습률이 너무 작아 거의 배우지 못합니다. 가운데에서 손실이 빠르게 줄고, 오른쪽 끝에서는 튀어 오릅니다. 손실이 가장 낮은 자리는 이미 벼랑 옆이므로, 그보다 세 배에서 열 배 작은 값에서 시작합니다. 앞에서 흔들렸던 0.7이 어디인지 찾아보세요.
#
# 이름이 또 하나 달라졌습니다. 2020년의 기록에서 학습률은 `lr`이었습니다.

# %% [markdown] tags=["en"]
# On the left the rate is too small to learn much. In the middle the loss falls fast, and at the right end it shoots up. The lowest point stands at the edge of the cliff already, so begin three to ten times below it. Find 0.7, the rate that went up and down above.
#
# One more name has changed: in the records of 2020 the learning rate was `lr`.

# %%
at_lowest = swept["learning_rate"][int(np.argmin(swept["loss"]))]
print(f"≈ {at_lowest:.2f}, start at ≈ {at_lowest / 5:.2f}", 0.01 < at_lowest < 1)
with expect_error(KeyError):
    swept["lr"]

# %% [markdown] tags=["ko"]
# 학습률을 단계마다 바꾸려면 `keras.optimizers.schedules`의 객체를 옵티마이저에 넘깁니다. 그때 기록에는 학습률이 없습니다. 스케줄은 단계를 받는 함수이므로, 직접 불러서 봅니다. 아래의 스케줄 `CosineDecay`는 50단계 동안 0.1까지 올라갔다가 코사인을 따라 내려옵니다.

# %% [markdown] tags=["en"]
# To change the rate at every step, give the optimizer an object from `keras.optimizers.schedules`. The record holds no learning rate then. A schedule is a function of the step, so call it yourself. This one, `CosineDecay`, climbs to 0.1 within 50 steps and then comes down along a cosine.

# %%
schedule = keras.optimizers.schedules.CosineDecay(0.0, decay_steps=400, warmup_target=0.1, warmup_steps=50)
print({step: round(float(schedule(step)), 3) for step in range(0, 451, 50)})

# %% [markdown] tags=["ko"]
# ## 콜백을 직접 쓰기
#
# `LiveCurves`도 결국 메서드 몇 개입니다. 콜백은 정해진 때에 불립니다. `on_train_begin`은 처음에 한 번, `on_epoch_end(epoch, logs)`는 에포크마다 불립니다. `logs`에는 그 에포크의 값이 있고, `self.model`로 모델에 닿습니다. `self.model.stop_training = True`면 그 에포크에서 학습이 끝납니다.

# %% [markdown] tags=["en"]
# ## Write a callback
#
# In the end `LiveCurves` is a few methods too. A callback is called at fixed moments: `on_train_begin` once at the start, `on_epoch_end(epoch, logs)` after each epoch. `logs` has the values of that epoch, and `self.model` is the model. `self.model.stop_training = True` ends training with that epoch.

# %%
class WeightSize(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.sizes = []

    def on_epoch_end(self, epoch, logs=None):
        kernel = self.model.layers[1].get_weights()[0]
        self.sizes.append(float(np.abs(kernel).mean()))

watch = WeightSize()
new_model().fit(pictures[:500], labels[:500], epochs=5, batch_size=64, callbacks=[watch], verbose=0)
print([f"≈ {size:.4f}" for size in watch.sizes], watch.sizes[-1] > watch.sizes[0])

# %% [markdown] tags=["ko"]
# ### 연습 5-2-e
#
# 과적합이 심해지면 학습을 멈추는 콜백의 클래스 `StopAtGap`을 작성하세요. `keras.callbacks.Callback`의 하위 클래스입니다.
#
# - `StopAtGap(limit)`처럼 수 하나로 만듭니다.
# - 에포크가 끝날 때마다 목록 `gaps`에 `val_loss`에서 `loss`를 뺀 값을 더합니다.
# - 그 값이 `limit`보다 **크면** 그 에포크에서 학습을 멈춥니다.
# - `gaps`는 학습이 끝난 뒤에도 남아 있습니다. 같은 객체로 `fit`을 다시 부르면 빈 목록에서 시작합니다.
# - 검증이 없으면(`logs`에 `val_loss`가 없으면) 아무것도 하지 않습니다.

# %% [markdown] tags=["en"]
# ### Exercise 5-2-e
#
# Write a class `StopAtGap`, a subclass of `keras.callbacks.Callback`, which stops training when overfitting gets bad.
#
# - It is made with one number, as in `StopAtGap(limit)`.
# - At the end of each epoch it appends `val_loss` minus `loss` to its list `gaps`.
# - Where that is **larger** than `limit`, training stops with this epoch.
# - After training `gaps` is still there. When the same object is used in another `fit`, it begins with an empty list.
# - Without validation (no `val_loss` in `logs`) it does nothing.

# %% tags=["starter"] exercise="5-2-e"
StopAtGap = ...

# %% tags=["wrong"] exercise="5-2-e"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True

# %% tags=["wrong"] exercise="5-2-e"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        self.gaps.append(logs["val_loss"] - logs["loss"])
        if self.gaps[-1] > self.limit:
            self.model.stop_training = True

# %% tags=["wrong"] exercise="5-2-e"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["loss"] - logs["val_loss"])
            self.model.stop_training = self.gaps[-1] > self.limit

# %% tags=["wrong"] exercise="5-2-e"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.stop_training = True

# %% tags=["wrong"] exercise="5-2-e"
class StopAtGap:
    def __init__(self, limit):
        self.limit, self.gaps = limit, []

    def on_epoch_end(self, epoch, logs=None):
        self.gaps.append(logs["val_loss"] - logs["loss"])

# %% tags=["wrong"] exercise="5-2-e"
class StopAtGap(keras.callbacks.Callback):
    gaps = []

    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps.clear()

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True

# %% tags=["wrong"] exercise="5-2-e"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if logs.get("val_loss"):
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True

# %% tags=["wrong"] exercise="5-2-e"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit=None):
        super().__init__()
        self.limit = limit or float("inf")

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True

# %% tags=["wrong"] exercise="5-2-e"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])

# %% tags=["wrong"] exercise="5-2-e"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] >= self.limit:
                self.model.stop_training = True

# %% tags=["wrong"] exercise="5-2-e"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(abs(logs["val_loss"] - logs["loss"]))
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True

# %% tags=["wrong"] exercise="5-2-e"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit, self.gaps = limit, []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.gaps = []

# %% tags=["right"] exercise="5-2-e"
class StopAtGap(keras.callbacks.LambdaCallback):
    def __init__(self, limit):
        super().__init__(on_epoch_end=self.look, on_train_begin=self.begin)
        self.limit = limit

    def begin(self, logs):
        self.gaps = []

    def look(self, epoch, logs):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True

# %% tags=["right"] exercise="5-2-e"
class StopAtGap(keras.callbacks.EarlyStopping):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = list()

    def on_epoch_end(self, epoch, logs=None):
        validation = (logs or {}).get("val_loss")
        if validation is None:
            return
        self.gaps += [validation - logs["loss"]]
        self.model.stop_training = self.model.stop_training or self.gaps[-1] > self.limit

# %% tags=["right"] exercise="5-2-e"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, largest):
        super().__init__()
        self.largest, self.gaps = largest, []

    def on_train_begin(self, logs=None):
        self.gaps.clear()

    def on_epoch_end(self, epoch, logs=None):
        try:
            gap = logs["val_loss"] - logs["loss"]
        except KeyError:
            return
        self.gaps.append(gap)
        if gap > self.largest:
            self.model.stop_training = True

# %% tags=["right"] exercise="5-2-e"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if logs and "val_loss" in logs:
            self.gaps = [*self.gaps, logs["val_loss"] - logs["loss"]]
            if max(self.gaps) > self.limit:
                self.model.stop_training = True

# %% tags=["solution"] exercise="5-2-e"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True

# %%
check("5-2-e", StopAtGap)

# %% [markdown] tags=["ko", "solution"]
# 목록을 `__init__`이 아니라 `on_train_begin`에서 비우는 것이 요점입니다. 콜백 객체는 `fit`보다 오래 살기 때문입니다. 그리고 멈추라는 말은 콜백이 아니라 **모델**에게 해야 합니다.

# %% [markdown] tags=["en", "solution"]
# The point is to empty the list in `on_train_begin`, not in `__init__`: the object lives longer than one `fit`. And it is the **model** that has to be told to stop, not the callback.

# %% [markdown] tags=["ko"]
# ## 정확도가 숨기는 것: 혼동 행렬
#
# 정확도는 수 하나입니다. 무엇을 무엇으로 잘못 보는지는 혼동 행렬(confusion matrix)이 알려 줍니다. 줄은 레이블이고 칸은 예측입니다. 이번에는 8,000장을 모두 쓰고, 가장 좋은 에포크를 남깁니다. 어떤 두 클래스가 가장 헷갈릴지 예상해 보세요.

# %% [markdown] tags=["en"]
# ## What accuracy hides: a confusion matrix
#
# Accuracy is one number. A confusion matrix says what is taken for what: a row for each label, a column for each prediction. This time use all 8,000 pictures, and keep the best epoch. Guess which two classes are confused most.

# %%
model = new_model(units=128, dropout=0.3)
model.fit(
    pictures[:8000], labels[:8000], validation_data=(x_val, y_val), validation_batch_size=1000,
    epochs=12, batch_size=128, verbose=0,
    callbacks=[keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)],
)
predicted = model.predict(x_test, batch_size=500, verbose=0).argmax(axis=-1)
confusion = np.zeros((10, 10), dtype=int)
np.add.at(confusion, (y_test, predicted), 1)
plots.show_matrix(confusion, class_names(), class_names(), "label", "prediction")

# %% [markdown] tags=["ko"]
# 대각선이 맞힌 사진입니다. 대각선을 지우고 두 방향을 더하면, 가장 헷갈리는 두 클래스를 찾을 수 있습니다.

# %% [markdown] tags=["en"]
# The diagonal holds the right answers. Take it away and add both directions, and you find the two classes that are confused most.

# %%
mistakes = confusion - np.diag(np.diag(confusion))
both_ways = np.triu(mistakes + mistakes.T)
first, second = np.unravel_index(both_ways.argmax(), both_ways.shape)
accuracy = np.trace(confusion) / confusion.sum()
print(class_names()[first], "↔", class_names()[second], f"≈ {both_ways.max()}")
print(f"accuracy ≈ {accuracy:.2f}", accuracy > 0.8)

# %% [markdown] tags=["ko"]
# 두 클래스는 모양이 거의 같습니다. 정확도가 같은 두 모델도 실수는 다를 수 있으므로, 고르기 전에 이 표를 보세요. 점수를 더 올리고 싶다면 어디부터 볼지도 이 표가 알려 줍니다.

# %% [markdown] tags=["en"]
# The two look nearly alike. Two models of equal accuracy may still make different mistakes, so look at this table before you choose. It also says where to begin if you want a better score.

# %% [markdown] tags=["ko"]
# ## 실험실: 학습 곡선
#
# 유닛, 드롭아웃, 학습할 사진의 수를 정하고 **학습**을 누르면 곡선이 에포크마다 자랍니다. 앞의 실행은 회색으로 남습니다. **먼저** 그대로의 과적합을 보고, 사진만 3,000장으로 늘려 보세요. 그다음 사진을 되돌리고 드롭아웃을 0.6으로 해 보세요. **눈여겨볼 것**은 차이가 줄 때 학습 곡선이 내려온 것인지, 검증 곡선이 올라간 것인지입니다. 둘은 다른 일입니다.

# %% [markdown] tags=["en"]
# ## Lab: live curves
#
# Set the units, the dropout and the number of pictures to learn from, press **Train**, and the curves grow epoch by epoch. Earlier runs stay in grey. **Try first**: look at the overfitting as it stands, then set 3,000 pictures. Next put the pictures back and set dropout to 0.6. **Notice**, where the gap gets smaller, whether the training curve came down or the validation curve went up. These are two different things.

# %%
lab("live curves")

# %% [markdown] tags=["ko"]
# ## 정리
#
# - 기록의 이름은 `compile`에서 정한 것입니다. `acc`는 `accuracy`로, `lr`은 `learning_rate`로, `nb_epoch`은 `epochs`로 바뀌었습니다.
# - 먼저 학습 곡선, 다음에 차이를 봅니다. 학습 곡선이 흔들리면 학습률, 검증 곡선만 흔들리면 검증 데이터, 검증 손실이 다시 오르면 과적합입니다.
# - 실행을 비교할 때는 시드도 바꾸어 봅니다. 시드의 차이보다 작은 차이로는 아무것도 말할 수 없습니다. 매끈한 선에는 본래의 선을 함께 그립니다.
# - 검증 손실이 가장 낮은 에포크를 `restore_best_weights=True`로 남기고, 마지막 점수는 테스트 데이터로 한 번 잽니다.
# - `LiveCurves`는 학습하는 동안, `CSVLogger`와 `TensorBoard`는 그 뒤에도 기록을 보여 줍니다. 혼동 행렬은 무엇을 틀리는지 보여 줍니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - The names on record are those given to `compile`. `acc` has become `accuracy`, `lr` is `learning_rate`, `nb_epoch` is `epochs`.
# - Look at the training curve first, then at the gap. Training goes up and down: learning rate. Only validation does: validation data. Its loss rises again: overfitting.
# - When you compare runs, change the seed too. A difference smaller than that between seeds says nothing. Behind a smoothed line, draw the raw one.
# - Keep the epoch with the lowest validation loss by `restore_best_weights=True`, and take the final score on test data, once.
# - `LiveCurves` shows the record while training, `CSVLogger` and `TensorBoard` after it. A confusion matrix shows what goes wrong.
