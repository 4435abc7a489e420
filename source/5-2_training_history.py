# %% [markdown] tags=["ko"]
# 2020년의 글에서 이 섹션은 케라스 문서의 페이지 하나를 가리켰습니다. `fit`이 돌려준 기록을 곡선으로 그리는 스무 줄 남짓의 코드입니다. 그리는 일은 이제 한 줄이면 됩니다. 어려운 것은 **읽는** 일입니다. 이 섹션에서는 학습을 일부러 망쳐 보고, 곡선에서 무엇이 잘못되었는지 알아보고, 다음에 무엇을 해 볼지 정합니다.
#
# 섹션은 두 부분입니다. 앞부분에서는 기록을 꺼내고 곡선을 읽습니다. 뒷부분에서는 에포크를 고르고, 기록을 파일에 남기고, 학습률을 훑고, 콜백을 만듭니다. 사이에 쉬어 갈 곳이 있습니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - `History`의 기록을 그리고, 파일과 텐서보드(TensorBoard)로 **남깁니다**.
# - 곡선을 보고 무엇이 잘못되었는지 **진단하고**, 다시 학습해 바로잡습니다.
# - 우연한 차이와 진짜 차이를 **가려내고**, 남길 에포크를 고릅니다.

# %% [markdown] tags=["en"]
# For this section the post from 2020 points to one page of the Keras documentation: some twenty lines that plot what `fit` has recorded. Plotting takes one line today. What is hard is **reading**. In this section you make training go wrong on purpose, see from the curves what is the matter, and decide what to try next.
#
# There are two halves. In the first you get at the record and read curves. In the second you choose an epoch, keep the record in files, sweep the learning rate and write a callback. There is a place to stop in between.
#
# After this section you can:
#
# - **keep** the record of a `History`: as a plot, in a file, and in TensorBoard;
# - **diagnose** from the curves what is wrong with a run, and train it anew to make it right;
# - **tell** chance from a real difference, and choose the epoch to keep.

# %% [markdown] tags=["ko"]
# ## 데이터와 모델
#
# 1-1의 옷 사진을 씁니다. 본문의 학습에는 앞의 2,000장까지만, 검증에는 8,000장 뒤의 1,000장을 씁니다. 테스트 사진은 마지막에 한 번만 봅니다. `new_model()`은 은닉층이 하나인 작은 모델을 새로 만듭니다. 시드가 같으면 언제나 같은 가중치에서 시작합니다.

# %% [markdown] tags=["en"]
# ## Data and model
#
# The pictures are those of 1-1. The lesson trains on at most the first 2,000 and validates on the 1,000 after the first 8,000. The test pictures are looked at once, at the end. `new_model()` makes a small network with one hidden layer. With the same seed it always starts from the same weights.

# %%
import csv
import tempfile
from pathlib import Path

import keras
import numpy as np
from keras import layers

from utils import plots
from utils.data import class_names, fashion_mnist

(pictures, labels), (x_test, y_test) = fashion_mnist()
pictures, x_test = pictures.astype("float32") / 255, x_test.astype("float32") / 255
x_train, y_train = pictures[:2000], labels[:2000]
x_val, y_val = pictures[8000:9000], labels[8000:9000]
print(x_train.shape, x_val.shape, x_test.shape)

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
# ## `fit`이 적는 것
#
# 사진 300장만으로 학습합니다. 유닛은 512개이고 학습률은 기본값의 세 배입니다. `fit`이 돌려준 객체에는 무엇이 들어 있을까요?

# %% [markdown] tags=["en"]
# ## What `fit` writes down
#
# Train on 300 pictures only. There are 512 units, and the learning rate is three times the default. What is in the object that `fit` returns?

# %%
x_few, y_few = pictures[:300], labels[:300]
model = new_model(units=512, optimizer=keras.optimizers.Adam(0.003))
history = model.fit(
    x_few, y_few, validation_data=(x_val, y_val), validation_batch_size=1000, epochs=15, batch_size=32, verbose=0
)
print(type(history).__name__, list(history.history))
print(history.epoch, history.params)

# %% [markdown] tags=["ko"]
# `History` 객체입니다. 그 안의 `history`가 딕셔너리이고, 키마다 값이 에포크 수만큼 있습니다. `val_`이 붙은 것은 검증 데이터에서 잰 값입니다. `epoch`는 에포크의 번호이고 0부터 셉니다. `params`에는 에포크의 수와 한 에포크의 단계 수가 있습니다. 300장을 32장씩 보면 10단계이고, 마지막 단계에는 12장만 있습니다.
#
# 객체와 딕셔너리의 이름이 비슷해서 자주 헷갈립니다. `.history`를 한 번 빠뜨리면 이렇게 됩니다.

# %% [markdown] tags=["en"]
# It is a `History`. Inside it `history` is a dictionary, and each key has one value for each epoch. Those of validation begin with `val_`. `epoch` has the numbers of the epochs, which count from 0. `params` has how many epochs there are and how many steps each takes: 300 pictures, 32 at a time, are 10 steps, the last one with 12 pictures.
#
# The object and the dictionary have almost the same name, which is a common trap. Leave `.history` out, and this is what you get.

# %%
with expect_error(TypeError):
    history["loss"]
few = history.history
print([f"≈ {loss:.2f}" for loss in few["loss"][:3]])

# %% tags=["proof"]
assert list(few) == ["accuracy", "loss", "val_accuracy", "val_loss"] and history.params["steps"] == 10
assert model.history is history

# %% [markdown] tags=["ko"]
# 오늘의 케라스 문서는 이 딕셔너리를 이렇게 그립니다.
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
# 이 코스의 `plots.show_curves`는 손실과 정확도를 함께 그리고, 범례 대신 선 끝에 이름과 마지막 값을 적습니다. 이 코스의 그림은 셀의 **마지막 줄**에 있을 때만 나타납니다. 뒤에 다른 줄을 더 쓰려면 `display(plots.show_curves(few))`라고 적으세요. `check`의 답도 그렇습니다.
#
# 그리기 전에 예상해 보세요. 모델이 크고 사진이 적습니다. 검증 손실은 끝까지 내려갈까요?

# %% [markdown] tags=["en"]
# Today the Keras page plots that dictionary like this.
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
# In this course `plots.show_curves` draws loss and accuracy, and writes name and last value at the end of each line instead of a legend. A figure of this course appears only when it is the **last line** of its cell. If other lines follow, write `display(plots.show_curves(few))`. The answer of a `check` is the same.
#
# Guess before you draw. The model is large, and the pictures are few. Will the validation loss fall to the end?

# %%
plots.show_curves(few)

# %%
lowest = int(np.argmin(few["val_loss"])) + 1
best, end = min(few["val_loss"]), few["val_loss"][-1]
print(f"≈ {lowest}, val_loss: ≈ {best:.2f} → ≈ {end:.2f}")

# %% tags=["proof"]
assert 2 < lowest < 14 and end > 1.04 * best and few["accuracy"][-1] > few["val_accuracy"][-1] + 0.1

# %% [markdown] tags=["ko"]
# 검증 손실은 방금 출력한 에포크(1부터 센 번호)까지 내려갔다가 다시 **올라갑니다**. 그동안 학습 손실은 계속 내려갔습니다. 0-1에서 본 과적합(overfitting)입니다. 이 기록은 뒤에서 다시 씁니다.
#
# ### 기록의 이름은 `compile`이 정합니다
#
# 정확도를 세 가지로 적어 봅니다. 기록의 키는 무엇이고, 값은 같을까요?

# %% [markdown] tags=["en"]
# Up to the epoch just printed (counted from 1) the validation loss falls; then it **rises** again. Meanwhile the training loss has gone on falling. That is the overfitting of 0-1. You will use this record again further down.
#
# ### The names on record come from `compile`
#
# Here the accuracy is asked for in three ways. What will the keys be, and will the values agree?

# %%
small_model = new_model(units=16)
small_model.compile(
    "adam", "sparse_categorical_crossentropy",
    metrics=["accuracy", "acc", keras.metrics.SparseCategoricalAccuracy()],
)
first = small_model.fit(x_few, y_few, epochs=3, batch_size=100, verbose=0)
print({name: f"≈ {values[-1]:.2f}" for name, values in first.history.items()})

# %% tags=["proof"]
assert set(first.history) == {"acc", "accuracy", "loss", "sparse_categorical_accuracy"}
assert first.history["acc"] == first.history["accuracy"] == first.history["sparse_categorical_accuracy"]

# %% [markdown] tags=["ko"]
# 셋은 같은 것을 잽니다. `"accuracy"`라고 적으면 케라스가 레이블과 출력을 보고 알맞은 것을 고릅니다. 여기서는 `SparseCategoricalAccuracy`, 곧 확률이 가장 높은 클래스가 레이블과 같은 비율입니다. 기록의 키는 적은 이름 그대로이고, 객체라면 클래스의 이름을 소문자와 밑줄로 바꾼 것입니다. 객체에 `name`을 주면 그 이름입니다.
#
# 이름이 비슷한 클래스 `keras.metrics.Accuracy`는 다릅니다. 아무것도 고르지 않고, 레이블과 출력이 **같은 수인지**만 봅니다(2-1). 레이블 100개를 확률 100 × 10개와 비교하려다 멈춥니다.

# %% [markdown] tags=["en"]
# All three measure the same. Write `"accuracy"`, and Keras chooses what fits the labels and the outputs: here `SparseCategoricalAccuracy`, the share of pictures whose most probable class is the label. The key on record is the name as you wrote it; an object has that of its class, in small letters with underscores, or the `name` that you give it.
#
# The class `keras.metrics.Accuracy` sounds alike and is another thing. It chooses nothing, and only looks whether label and output are **equal numbers** (2-1). Here it fails to compare 100 labels with 100 × 10 probabilities.

# %%
exact = new_model(units=16)
exact.compile("adam", "sparse_categorical_crossentropy", metrics=[keras.metrics.Accuracy()])
with expect_error(ValueError, TypeError, RuntimeError):
    exact.fit(x_few, y_few, batch_size=100, verbose=0)

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `acc`와 `nb_epoch`
#
# 케라스 2.2까지는 정확도를 무엇이라고 부르든 `acc`라고 적었습니다. 2020년의 페이지가 그렇게 읽습니다. 더 오래된 글에는 `epochs` 대신 `nb_epoch`이 있습니다. 페이지에 있는 `validation_split=0.25`는 지금도 같습니다. 데이터의 마지막 4분의 1을 학습에서 떼어 검증에 씁니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `acc` and `nb_epoch`
#
# Up to version 2.2 Keras noted the accuracy as `acc`, whatever you called it, and the page of 2020 reads it so. Still older posts say `nb_epoch` for `epochs`. The `validation_split=0.25` of that page means the same today: it keeps the last quarter of the data out of training, for validation.

# %%
with expect_error(KeyError):
    few["acc"]
with expect_error(TypeError):
    model.fit(x_few, y_few, nb_epoch=50, verbose=0)

# %% [markdown] tags=["ko"]
# ### 연습 5-2-a
#
# 2020년의 함수 `accuracies`를 고치세요. `model`은 `metrics=["accuracy"]`로 `compile`되어 있습니다.
#
# - `fit`을 한 번 부릅니다. 데이터, 검증의 비율, 배치 크기, 에포크의 수 50, `verbose`는 그대로입니다.
# - 각 에포크의 학습 정확도와 검증 정확도를 이 순서로, 목록(list) 두 개로 돌려줍니다.

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

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    return [[round(value, 2) for value in history.history[name]] for name in ("accuracy", "val_accuracy")]

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x.tolist(), y.tolist(), validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    return history.history["accuracy"], history.history["val_accuracy"]

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    return history.history["accuracy"], history.history["val_accuracy"], history

# %% tags=["wrong"] exercise="5-2-a"
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    return [[f"{value:.2f}" for value in history.history[name]] for name in ("accuracy", "val_accuracy")]

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

# %% tags=["right"] exercise="5-2-a"
def accuracies(model, x, y):
    accuracy = keras.metrics.SparseCategoricalAccuracy(name="accuracy")
    model.compile("adam", "sparse_categorical_crossentropy", metrics=[accuracy])
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    return history.history["accuracy"], history.history["val_accuracy"]

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
# ## `fit`을 두 번 부르면
#
# 노트북에서는 같은 셀을 다시 실행하기 쉽습니다. 위의 `small_model`은 세 에포크를 학습했습니다. `fit`을 한 번 더 부릅니다.

# %% [markdown] tags=["en"]
# ## `fit`, called twice
#
# In a notebook it is easy to run a cell again. The `small_model` from above has been trained for three epochs. Call its `fit` once more.

# %%
choose("5-2-q1")

# %% tags=["solution"] exercise="5-2-q1"
check("5-2-q1", "b")

# %%
second = small_model.fit(x_few, y_few, epochs=3, batch_size=100, verbose=0)
for record in (first, second):
    print(record.epoch, [f"≈ {loss:.2f}" for loss in record.history["loss"]])

# %% tags=["proof"]
assert second.history["loss"][0] < first.history["loss"][-1] and small_model.history is second

# %% [markdown] tags=["ko"]
# 둘째 `fit`은 첫째가 끝난 곳에서 시작했습니다. 그런데 **기록은 새로 시작하고** 번호도 다시 0부터입니다. 모델이 들고 있는 `small_model.history`도 새것으로 바뀝니다. 그래서 셀을 두 번 실행한 뒤에는 손실 곡선이 처음부터 낮은 곳에서 시작합니다. 처음부터 다시 하려면 모델을 만드는 셀부터 실행하세요. 이어서 하려면 앞의 기록을 따로 두고 `initial_epoch`으로 번호를 잇습니다. 이때 `epochs`는 더 학습할 횟수가 아니라 **끝나는 번호**입니다. 6에서 시작해 `epochs=10`이면 네 에포크를 더 학습합니다.

# %% [markdown] tags=["en"]
# The second `fit` began where the first one ended. But **the record starts anew**, and so do its numbers. What the model keeps as `small_model.history` is the new one, too. So after a cell was run twice, the curves look low from the start. To begin again, run the cell that makes the model. To go on, keep the old record, and let `initial_epoch` go on with the numbers. Then `epochs` is not how many more there will be, but **where they end**: from 6 with `epochs=10`, four more are trained.

# %%
third = small_model.fit(x_few, y_few, initial_epoch=6, epochs=10, batch_size=100, verbose=0)
ten_epochs = first.history["loss"] + second.history["loss"] + third.history["loss"]
print(third.epoch, [f"≈ {loss:.2f}" for loss in ten_epochs])

# %% [markdown] tags=["ko"]
# 세 기록의 목록을 더하면 끊긴 곳 없이 이어진 열 에포크의 기록이 됩니다.
#
# ## 학습하는 동안 보기: `LiveCurves`
#
# 잘못된 설정은 대개 몇 에포크면 드러납니다. 끝날 때까지 기다릴 까닭이 없습니다. `LiveCurves`는 `fit`이 도는 동안 그림을 새로 그리는 콜백입니다. 에포크가 아주 짧으면 몇 개를 모아 한 번에 그립니다. `utils/live_curves.py`를 폴더 `utils/core`와 함께 복사하면 여러분의 프로젝트에서도 쓸 수 있습니다. 그림이 이상하면 셀을 중단(Interrupt)하세요. 그때까지의 그림은 남습니다.

# %% [markdown] tags=["en"]
# Added up, the three lists are one record of ten epochs, without a break.
#
# ## Watch while it trains: `LiveCurves`
#
# A wrong setting mostly shows within a few epochs, so why wait for the end? `LiveCurves` is a callback that redraws the plot while `fit` runs; where epochs are very short, it takes a few together. Copy `utils/live_curves.py` together with the folder `utils/core`, and you can use it in projects of your own. If the picture looks wrong, interrupt the cell. The picture stays as far as it got.

# %%
from utils.live_curves import LiveCurves

good_model = new_model(dropout=0.3, optimizer=keras.optimizers.Adam(0.003))
good = good_model.fit(
    x_train, y_train, validation_data=(x_val, y_val), validation_batch_size=1000,
    epochs=12, batch_size=100, callbacks=[LiveCurves()], verbose=0,
).history

# %% [markdown] tags=["ko"]
# 첫 에포크에서는 검증 정확도가 학습 정확도보다 **높습니다**. 그 반대여야 할 것 같은데 말입니다.

# %% [markdown] tags=["en"]
# In the first epoch the validation accuracy is **higher** than the training accuracy. One would expect it the other way round.

# %%
choose("5-2-q2")

# %% tags=["solution"] exercise="5-2-q2"
check("5-2-q2", "c")

# %% tags=["proof"]
assert good["val_accuracy"][0] > good["accuracy"][0] + 0.05
assert good["val_accuracy"][-1] > 0.77 and good["val_loss"][-1] < 1.1 * min(good["val_loss"])

# %% [markdown] tags=["ko"]
# 이 학습은 잘된 것입니다. 두 손실이 함께 줄고, 차이가 작습니다. 이제 하나씩 망쳐 봅니다.
#
# ## 학습률, 그리고 우연
#
# 같은 모델을 학습률만 바꾸어 학습합니다. 0.003, 0.1, 0.12, 0.8의 네 가지이고, 사진은 512장만 씁니다. 그런데 한 번씩만 학습하면 운도 함께 비교하게 됩니다. 첫 가중치와 사진을 보는 순서가 무작위이기 때문입니다. 그래서 시드를 바꾸어 **세 번씩** 학습합니다.
#
# 학습은 모두 열두 번이지만 모델은 하나만 만듭니다. `SGD`는 지난 학습의 흔적을 남기지 않으므로, `set_weights`로 새 가중치를 넣고 학습률을 바꾸면 새 모델과 같습니다. 케라스가 학습용 함수를 매번 새로 만들지 않아도 되어 훨씬 빠릅니다.

# %% [markdown] tags=["en"]
# ## The learning rate, and chance
#
# This run went well: both losses fall together, and the gap is small. Now spoil one thing at a time.
#
# Train one model with four learning rates, 0.003, 0.1, 0.12 and 0.8, on 512 pictures. But with one run each, you would compare luck as well: the first weights and the order of the pictures are random. So train each **three times**, with three seeds.
#
# These are twelve runs, yet there is only one model. `SGD` keeps nothing from earlier training, so with new weights from `set_weights` and another rate the model is as good as new. Keras need not prepare its training function again, which makes it much faster.

# %%
sgd_model = new_model(optimizer=keras.optimizers.SGD())

def sgd_run(rate, seed):
    sgd_model.set_weights(new_model(seed=seed).get_weights())
    sgd_model.optimizer.learning_rate = rate
    return sgd_model.fit(
        x_train[:512], y_train[:512], validation_data=(x_val, y_val), validation_batch_size=1000,
        validation_freq=5, epochs=5, batch_size=64, verbose=0,
    ).history

rates = (0.003, 0.1, 0.12, 0.8)
by_rate = {(rate, seed): sgd_run(rate, seed) for rate in rates for seed in (1, 2, 3)}
print({name: len(values) for name, values in by_rate[0.1, 1].items()})

# %% [markdown] tags=["ko"]
# 목록의 길이가 다릅니다. `validation_freq=5`이면 다섯 에포크에 한 번만 검증하므로, 검증 값은 마지막 에포크의 것 하나뿐입니다. 이런 기록을 그대로 그리면 검증 곡선이 왼쪽으로 밀리므로, 에포크와 짝을 맞추어야 합니다.
#
# 학습 손실을 그립니다. 학습률이 같은 세 번은 색이 같습니다. 첫 에포크에 찍을 때의 손실(확률이 모두 0.1이면 2.3)보다 훨씬 높은 것은 어느 학습률일까요? 다섯 에포크 뒤에 가장 낮은 것은 어느 것일까요?

# %% [markdown] tags=["en"]
# The lists differ in length. With `validation_freq=5` only every fifth epoch is validated, so there is one value, that of the last epoch. Plot such a record as it is, and the validation slips to the left: match it with its epochs.
#
# Plot the training loss. The three runs of one rate share a colour. Guessing costs 2.3, the loss when all ten probabilities are 0.1. Which rate will be far above that in the first epoch, and which will be lowest after five?

# %%
losses = {f"rate={rate}, seed={seed}": record["loss"] for (rate, seed), record in by_rate.items()}
plots.show_lines(losses, ylabel="loss")

# %% [markdown] tags=["ko"]
# 0.003은 세 번 모두 천천히 내려가고, 끝에서도 아직 내려가는 중입니다. 너무 작은 학습률입니다. 0.8은 첫 에포크의 손실이 찍을 때보다 훨씬 높습니다. 그다음 뚝 떨어지지만, 골짜기를 건너뛰느라 2 근처에서 오르내립니다. 너무 큰 학습률입니다. **학습** 손실만 보아도 압니다. 가장 낮은 곳까지 간 것은 0.1과 0.12입니다. 둘 가운데서는 어느 쪽이 나을까요? 마지막 에포크의 검증 정확도를 시드마다 점으로 찍고, 평균에 줄을 긋습니다.

# %% [markdown] tags=["en"]
# With 0.003 all three fall slowly and are still falling at the end: the rate is too small. With 0.8 the loss of the first epoch is far above guessing. It drops at once, but then goes up and down near 2, since each step jumps over the valley: the rate is too large. The **training** loss alone shows both. 0.1 and 0.12 get lowest. Which of these two is better? Draw the validation accuracy of the last epoch, a dot for each seed and a stroke at their mean.

# %%
ends = {rate: [by_rate[rate, seed]["val_accuracy"][-1] for seed in (1, 2, 3)] for rate in rates}
plots.show_spread({str(rate): values for rate, values in ends.items()}, "val_accuracy")

# %%
choose("5-2-q3")

# %% tags=["solution"] exercise="5-2-q3"
check("5-2-q3", "b")

# %% tags=["proof"]
assert max(ends[0.003]) < min(ends[0.1]) - 0.05 and max(ends[0.8]) < min(ends[0.1]) - 0.05
assert min(ends[0.12]) < max(ends[0.1]) and min(ends[0.1]) < max(ends[0.12])
slow = by_rate[0.003, 1]["loss"]
assert slow[-1] < slow[-2] < slow[-3] and max(by_rate[0.8, 1]["loss"]) > 2.6

# %% [markdown] tags=["ko"]
# 시드에 따라 달라지는 폭이 **잡음**입니다. 그보다 몇 배 큰 차이는 세 번으로도 믿을 만하고, 그보다 작은 차이로는 아무 말도 할 수 없습니다. 다만 시드 세 개에서 본 폭도 우연의 결과라 잡음을 정확히 재지는 못합니다. 중요한 결정이라면 시드를 더 쓰세요.
#
# ### 손실이 `nan`일 때
#
# 학습률이 훨씬 더 크면 손실이 `nan`, 곧 수가 아닌 것이 됩니다. 터무니없는 값을 일부러 넣어 봅니다. 콜백 `TerminateOnNaN`은 `nan`이 나온 배치에서 학습을 멈춥니다. 몇 번째 배치까지 갈까요?

# %% [markdown] tags=["en"]
# How far the seeds lie apart is **noise**. A difference several times as large can be believed after three runs; a smaller one says nothing. Yet how far three seeds lie apart is chance as well, so this is no exact measure of the noise. For a decision that matters, take more seeds.
#
# ### When the loss is `nan`
#
# With a rate larger by far, the loss becomes `nan`, which is no number. Here is an absurd rate, on purpose. The callback `TerminateOnNaN` ends training at the batch that gives `nan`. How many batches will it get through?

# %%
sgd_model.set_weights(new_model().get_weights())
sgd_model.optimizer.learning_rate = 1e25
print(sgd_model.fit(
    x_train[:512], y_train[:512], epochs=5, batch_size=64, callbacks=[keras.callbacks.TerminateOnNaN()], verbose=0
).history["loss"])
broken = np.isnan(np.concatenate([weight.ravel() for weight in sgd_model.get_weights()]))
print(f"≈ {broken.mean():.2f}")

# %% tags=["proof"]
assert 0 < broken.mean() <= 1

# %% [markdown] tags=["ko"]
# 배치의 번호는 0부터이므로 둘째 배치에서 멈췄습니다. 한 단계 만에 가중치가 너무 커져서 계산이 수의 범위를 벗어난 것입니다. 마지막 줄은 `nan`이 된 가중치의 비율입니다. 이런 가중치는 학습률을 줄여 `fit`을 다시 불러도 돌아오지 않습니다. 모델을 새로 만들어야 합니다. 학습률이 보통인데 첫 배치부터 `nan`이라면 데이터에 `nan`이 있는지 보세요(2-2). 그래도 모르겠으면 3-3의 순서대로 찾으세요.
#
# ## 모델이 너무 작을 때
#
# 이번에는 은닉층의 유닛을 넷으로 줄이고 사진은 2,000장을 씁니다. 학습률이 작아서 못 배웠다는 변명을 할 수 없도록 학습률은 0.01로 키웁니다. 앞의 두 기록과 나란히 놓고 봅니다. 세 그림 가운데 두 곡선이 붙어 있는 것은 어느 것이고, 벌어지는 것은 어느 것일까요? 세로축의 눈금은 셋 모두 같습니다.

# %% [markdown] tags=["en"]
# Batches count from 0, so it stopped at the second one. A single step has made the weights so large that the computation left the range of numbers. The last number is the share of weights that have become `nan`. They do not come back when `fit` is called again with a smaller rate: the model has to be made anew. Where the rate is an ordinary one and the very first batch gives `nan`, see whether there is a `nan` in the data (2-2). If that is not it, look for the cause in the order of 3-3.
#
# ## A model that is too small
#
# Now cut the hidden layer down to four units, with 2,000 pictures. So that nobody can call it too slow, its rate is larger, 0.01. Look at it beside two records from above. In which of the three will the curves lie together, and in which will they part? All three share one vertical axis.

# %%
small = new_model(units=4, optimizer=keras.optimizers.Adam(0.01)).fit(
    x_train, y_train, validation_data=(x_val, y_val), validation_batch_size=1000,
    epochs=8, batch_size=50, verbose=0,
).history
print(f"accuracy ≈ {small['accuracy'][-1]:.2f}, val_accuracy ≈ {small['val_accuracy'][-1]:.2f}")

def losses_of(record):
    return {name: record[name] for name in ("loss", "val_loss")}

plots.show_runs({"4": losses_of(small), "64": losses_of(good), "512": losses_of(few)})

# %% tags=["proof"]
assert small["accuracy"][-1] < 0.7 < good["accuracy"][-1] and abs(small["accuracy"][-1] - small["val_accuracy"][-1]) < 0.06
assert small["loss"][-1] > 0.9 * small["loss"][5]

# %% [markdown] tags=["ko"]
# 그림 위의 수는 유닛의 수입니다. 유닛 넷으로는 학습 사진도 잘 맞히지 못합니다. 두 곡선이 붙어 있지만 둘 다 나쁘고, 끝에서는 거의 나아지지 않습니다. **과소적합**(underfitting)입니다. 학습률이 너무 작아 덜 배운 것도 과소적합이지만, 그때는 끝에서도 처음처럼 나아지는 중입니다. 오른쪽은 과적합입니다. 사진 300장을 외워서 두 곡선이 벌어집니다.
#
# ## 검증 데이터가 너무 적을 때
#
# 모델 `good_model`은 그대로 두고 재는 사진만 바꿉니다. 8,000장 뒤의 사진 2,000장을 20장씩, 100장씩, 1,000장씩 나누어 묶음마다 정확도를 잽니다. 20장씩이면 점이 100개입니다. 얼마나 퍼질까요?

# %% [markdown] tags=["en"]
# The number above each figure is that of its units. With four of them, not even the training pictures are learned well. Both curves lie together, both are bad, and at the end they hardly improve. That is **underfitting**. Too small a learning rate gives underfitting, too, but there the curves improve at the end as they did at first. On the right is overfitting: it knows its 300 pictures by heart, and the curves part.
#
# ## Too little validation data
#
# Leave `good_model` as it is, and change only what it is measured on: the 2,000 pictures after the first 8,000, 20 at a time, 100 at a time, 1,000 at a time. With 20, there are 100 dots. How far will they lie apart?

# %%
right = good_model.predict(pictures[8000:], batch_size=1000, verbose=0).argmax(axis=-1) == labels[8000:]
measured = {str(n): right.reshape(-1, n).mean(axis=1) for n in (20, 100, 1000)}
plots.show_spread(measured, "accuracy")

# %% tags=["proof"]
assert np.ptp(measured["20"]) > 0.25 and np.ptp(measured["1000"]) < 0.05

# %%
choose("5-2-q4")

# %% tags=["solution"] exercise="5-2-q4"
check("5-2-q4", "a")

# %% [markdown] tags=["ko"]
# 평균은 어느 줄에서나 같습니다. 하지만 20장으로 재면 같은 모델이 아주 좋아 보이기도 하고 나빠 보이기도 합니다. 에포크마다 이렇게 재면 검증 곡선만 계단처럼 오르내립니다. 계단 하나의 높이는 1/20, 곧 사진 한 장입니다. n장으로 잰 정확도가 1/n의 한두 배만큼 달라졌다면 잡음으로 여기세요.
#
# ## 표 하나로
#
# 지금까지 본 것을 모으면 이렇습니다. 아직 못 본 것이 하나 있습니다. **학습과 다르게 준비한 검증 데이터**입니다. 예를 들어 클래스 순서로 놓인 데이터를 섞지 않고 `validation_split`으로 나누면, 검증에는 학습에서 한 번도 나오지 않은 클래스만 남습니다. 아래의 실험실도 이 표로 답합니다.

# %% [markdown] tags=["en"]
# The mean is the same in every row. But on 20 pictures the same model may look very good or quite bad. Measured like that after every epoch, the validation curve jumps, in steps, all by itself. One step is 1/20, a single picture. When an accuracy on n pictures moves by one or two times 1/n, take it for noise.
#
# ## In one table
#
# Here is what you have seen, taken together, and one thing that you have not: **validation data unlike training**. Say the data lie in the order of their classes, and `validation_split` cuts off the end without mixing: then validation has only classes that training never showed. The lab below answers with this table, too.

# %%
from utils.curve_reading import what_to_try

what_to_try()

# %% [markdown] tags=["ko"]
# 위에서부터 차례로 물으면 됩니다. 학습 곡선이 꾸준히 좋아지는가? 충분히 좋은 곳까지 가는가? 검증 곡선이 따라가는가? 앞의 것이 잘못되었으면 뒤의 것은 아직 볼 필요가 없습니다. 그리고 **한 번에 하나만** 바꾸세요. 둘을 바꾸면 무엇 덕분인지 알 수 없습니다.
#
# ### 연습 5-2-b
#
# 다른 학습 다섯 번의 기록이 `FIVE_RUNS`에 있습니다. 모두 진짜로 학습한 것입니다. 그림을 보고, 딕셔너리 `diagnosis`에 `"P"`부터 `"T"`까지 하나씩 이름을 적으세요. 이름은 표의 둘째 열에 있는 `"learning rate too large"`, `"learning rate too small"`, `"model too small"`, `"overfitting"`, `"too little validation data"`, `"good fit"` 여섯 가지입니다. 그 가운데 다섯이 한 번씩 나옵니다. 다르게 준비한 검증 데이터는 나오지 않습니다.

# %% [markdown] tags=["en"]
# Ask from the top. Does the training curve improve calmly? Does it get good enough? Does the validation curve follow? While an earlier answer is no, the later ones can wait. And change **one thing at a time**: with two, you cannot tell which of them helped.
#
# ### Exercise 5-2-b
#
# The records of five other runs stand in `FIVE_RUNS`; all were really trained. Look at them, and give each letter from `"P"` to `"T"` its name in a dictionary `diagnosis`. The names are these six of the second column: `"learning rate too large"`, `"learning rate too small"`, `"model too small"`, `"overfitting"`, `"too little validation data"` and `"good fit"`. Five of them come, once each. Validation data unlike training do not.

# %%
from utils.exercises.section_5_2 import FIVE_RUNS

plots.show_runs(FIVE_RUNS)

# %% tags=["starter"] exercise="5-2-b"
diagnosis = ...

# %% tags=["wrong"] exercise="5-2-b"
diagnosis = {
    "P": "overfitting", "Q": "too little validation data", "R": "good fit", "S": "learning rate too small", "T": "learning rate too large",
}

# %% tags=["wrong"] exercise="5-2-b"
diagnosis = {
    "P": "good fit", "Q": "learning rate too large", "R": "overfitting", "S": "learning rate too small", "T": "too little validation data",
}

# %% tags=["wrong"] exercise="5-2-b"
diagnosis = {
    "P": "too little validation data", "Q": "learning rate too large", "R": "learning rate too small", "S": "overfitting", "T": "good fit",
}

# %% tags=["wrong"] exercise="5-2-b"
diagnosis = {"P": "good", "Q": "noise", "R": "over", "S": "under", "T": "rate"}

# %% tags=["wrong"] exercise="5-2-b"
diagnosis = ["too little validation data", "learning rate too large", "overfitting", "learning rate too small", "good fit"]

# %% tags=["wrong"] exercise="5-2-b"
diagnosis = {
    "P": "overfitting", "Q": "learning rate too large", "R": "overfitting", "S": "learning rate too small", "T": "good fit",
}

# %% tags=["wrong"] exercise="5-2-b"
diagnosis = {
    "too little validation data": "P", "learning rate too large": "Q", "overfitting": "R", "learning rate too small": "S", "good fit": "T",
}

# %% tags=["right"] exercise="5-2-b"
diagnosis = dict(P="too little validation data", Q="learning rate too large", R="overfitting", S="learning rate too small", T="good fit")

# %% tags=["right"] exercise="5-2-b"
diagnosis = dict(zip("RSTPQ", ["overfitting", "learning rate too small", "good fit", "too little validation data", "learning rate too large"]))

# %% tags=["right"] exercise="5-2-b"
names = {"learning rate too small": "S", "good fit": "T", "overfitting": "R", "learning rate too large": "Q", "too little validation data": "P"}
diagnosis = {letter: name for name, letter in names.items()}

# %% tags=["right"] exercise="5-2-b"
names = ["too little validation data", "learning rate too large", "overfitting", "learning rate too small", "good fit"]
diagnosis = dict(zip(np.array(list("PQRST")), np.array(names)))

# %% tags=["solution"] exercise="5-2-b"
diagnosis = {
    "P": "too little validation data",
    "Q": "learning rate too large",
    "R": "overfitting",
    "S": "learning rate too small",
    "T": "good fit",
}

# %%
check("5-2-b", diagnosis)

# %% [markdown] tags=["ko", "solution"]
# Q에서는 **학습** 손실부터 오르내립니다. 모델이 골짜기를 건너뛰고 있으므로 다른 것을 볼 필요가 없습니다. S는 두 정확도 곡선이 붙어 있고 둘 다 낮은데, 끝에서도 아직 나아지고 있습니다. 모델이 작은 것이 아니라 학습이 느린 것입니다. P는 학습 곡선이 매끈하고 검증 정확도만 0.05씩 오르내립니다. 0.05는 20장 가운데 한 장입니다. R에서는 검증 **손실**이 셋째 에포크 뒤로 오릅니다. 그동안 검증 정확도는 오히려 조금 오르므로, 정확도만 보면 늦게 알아차립니다.

# %% [markdown] tags=["en", "solution"]
# In Q even the **training** loss goes up and down. The model jumps over the valley, and nothing else needs looking at. In S both accuracies lie together and are low, and they still improve at the end: the model is not small, it learns slowly. In P the training curve is smooth, and only the validation accuracy moves, in steps of 0.05: one picture of 20. In R the validation **loss** rises after the third epoch. Its validation accuracy even gains a little meanwhile, so by accuracy alone you would learn of it late.

# %% [markdown] tags=["ko"]
# ### 연습 5-2-c
#
# 아래의 학습은 잘못되었습니다. 실행해서 곡선을 보고, 표가 말하는 대로 고쳐 다시 학습하세요. 잘못은 **두 가지**이고, 하나가 다른 하나를 가리고 있습니다.
#
# - `mended`는 형태가 (28, 28)인 사진을 받아 합이 1인 확률 10개를 내는 모델입니다. `mended_run`은 `mended.fit`이 돌려준 `History`이고, `validation_data`로 잰 값이 있어야 합니다. 테스트 사진은 학습에도 검증에도 쓰지 않습니다.
# - 학습에는 `pictures`의 앞 4,000장까지 쓸 수 있습니다. 옵티마이저, 학습률, 유닛, 드롭아웃, 에포크는 마음대로 정합니다.
# - 목표는 검증 정확도 0.80입니다. 늘 같은 답을 하는 기준선은 0.10입니다.
#
# `check`는 다시 학습하지 않습니다. 테스트 사진에서 정확도를 재고, 거기서는 0.78이면 됩니다.

# %% [markdown] tags=["en"]
# ### Exercise 5-2-c
#
# The training below goes wrong. Run it, look at its curves, and change what the table says until it is right. There are **two** faults, and one hides the other.
#
# - `mended` is a model that takes pictures of shape (28, 28) and gives 10 probabilities, which add up to 1. `mended_run` is the `History` that `mended.fit` returns, with values measured on `validation_data`. The test pictures are for neither training nor validation.
# - You may train on up to the first 4,000 of the `pictures`. The optimizer, the learning rate, units, dropout and epochs are yours to choose.
# - The target is a validation accuracy of 0.80. The baseline, always the same answer, is 0.10.
#
# The `check` trains nothing. It measures the accuracy on the test pictures, and on these 0.78 will do.

# %% tags=["starter"] exercise="5-2-c"
mended = new_model(units=128, optimizer=keras.optimizers.SGD(0.8))
mended_run = mended.fit(
    pictures[:300], labels[:300], validation_data=(x_val, y_val), epochs=10, batch_size=50, verbose=0
)
plots.show_curves(mended_run.history)

# %% tags=["wrong"] exercise="5-2-c"
mended = new_model(units=128, optimizer=keras.optimizers.Adam(0.003))
mended_run = mended.fit(pictures[:300], labels[:300], validation_data=(x_val, y_val), epochs=15, batch_size=50, verbose=0)

# %% tags=["wrong"] exercise="5-2-c"
mended = new_model(units=128, optimizer=keras.optimizers.SGD(0.1))
mended_run = mended.fit(pictures[:300], labels[:300], validation_data=(x_val, y_val), epochs=10, batch_size=50, verbose=0)

# %% tags=["wrong"] exercise="5-2-c"
mended = new_model(units=128, optimizer=keras.optimizers.SGD(0.002))
mended_run = mended.fit(pictures[:2000], labels[:2000], validation_data=(x_val, y_val), epochs=5, batch_size=100, verbose=0)

# %% tags=["wrong"] exercise="5-2-c"
mended = new_model(units=4, optimizer=keras.optimizers.Adam(0.01))
mended_run = mended.fit(pictures[:2000], labels[:2000], validation_data=(x_val, y_val), epochs=8, batch_size=50, verbose=0)

# %% tags=["wrong"] exercise="5-2-c"
mended = new_model(units=64, optimizer=keras.optimizers.Adam(0.003))
mended_run = mended.fit(x_test, y_test, validation_data=(x_val, y_val), epochs=18, batch_size=50, verbose=0)

# %% tags=["wrong"] exercise="5-2-c"
mended = new_model(units=64, optimizer=keras.optimizers.Adam(0.003))
seen, seen_labels = np.concatenate([pictures[:2000], x_test]), np.concatenate([labels[:2000], y_test])
mended_run = mended.fit(seen, seen_labels, validation_data=(x_val, y_val), epochs=12, batch_size=100, verbose=0)

# %% tags=["wrong"] exercise="5-2-c"
mended = new_model(units=64, optimizer=keras.optimizers.Adam(0.003))
mended_run = mended.fit(x_val, y_val, validation_data=(x_val, y_val), epochs=12, batch_size=50, verbose=0)

# %% tags=["wrong"] exercise="5-2-c"
mended = new_model()
mended_run = mended.fit(pictures[:100], labels[:100], epochs=1, verbose=0)

# %% tags=["wrong"] exercise="5-2-c"
mended, mended_run = good_model, good

# %% tags=["wrong"] exercise="5-2-c"
mended, mended_run = good_model, history

# %% tags=["wrong"] exercise="5-2-c"
mended = mended_run = history

# %% tags=["wrong"] exercise="5-2-c"
mended = new_model(optimizer=keras.optimizers.Adam(0.003))
mended_run = mended.fit(pictures[:4000], labels[:4000], validation_data=(x_test, y_test), epochs=6, batch_size=100, verbose=0)

# %% tags=["wrong"] exercise="5-2-c"
mended = new_model(optimizer=keras.optimizers.Adam(0.003))
mended_run = mended.fit(
    255 * pictures[:4000], labels[:4000], validation_data=(255 * x_val, y_val), epochs=6, batch_size=100, verbose=0
)

# %% tags=["wrong"] exercise="5-2-c"
mended = new_model(optimizer=keras.optimizers.Adam(0.003))
shifted, shifted_val = (labels[:4000] + 1) % 10, (y_val + 1) % 10
mended_run = mended.fit(pictures[:4000], shifted, validation_data=(x_val, shifted_val), epochs=6, batch_size=100, verbose=0)

# %% tags=["right"] exercise="5-2-c"
mended = new_model(units=128, dropout=0.2, optimizer=keras.optimizers.Adam(0.003))
mended_run = mended.fit(
    pictures[:4000], labels[:4000], validation_data=(x_val, y_val), epochs=10, batch_size=100, verbose=0,
    callbacks=[keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True)],
)

# %% tags=["right"] exercise="5-2-c"
pixels = keras.Input((28, 28))
hidden = layers.Dense(64, activation="tanh")(layers.Reshape((784,))(pixels))
mended = keras.Model(pixels, layers.Softmax()(layers.Dense(10)(hidden)))
mended.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["acc"])
mended_run = mended.fit(pictures[:3000], labels[:3000], validation_data=(x_val, y_val), epochs=8, batch_size=50, verbose=0)

# %% tags=["solution"] exercise="5-2-c"
mended = new_model(units=128, optimizer=keras.optimizers.SGD(0.1))
mended_run = mended.fit(
    pictures[:4000], labels[:4000], validation_data=(x_val, y_val), validation_batch_size=1000,
    epochs=5, batch_size=50, verbose=0,
)
print(f"≈ {mended_run.history['val_accuracy'][-1]:.2f}")

# %%
check("5-2-c", mended, mended_run)

# %% [markdown] tags=["ko", "solution"]
# 처음에는 학습 손실부터 오르내리므로 학습률을 줄입니다. 그러면 두 번째 잘못이 드러납니다. 사진 300장을 외워서 학습 정확도는 1에 가까워지는데 검증 정확도는 0.75를 넘기 어렵습니다. 표에서 과적합의 첫째 처방, 곧 데이터를 늘리는 것이 듣습니다. 데이터가 더 없을 때는 드롭아웃과 에포크 고르기가 남지만, 여기서는 그것만으로 목표에 닿지 못합니다.

# %% [markdown] tags=["en", "solution"]
# At first even the training loss goes up and down, so lower the learning rate. Then the second fault comes to light: it learns 300 pictures by heart. Its training accuracy goes towards 1, and its validation accuracy hardly gets beyond 0.75. The first remedy for overfitting in the table, more data, does it. Where there are no more, dropout and choosing the epoch are left, but these alone do not reach the target here.

# %% [markdown] tags=["ko"]
# ## 실험실: 학습 곡선
#
# 유닛, 드롭아웃, 학습할 사진의 수, 학습률을 정하고 **학습**을 누르면 곡선이 에포크마다 자랍니다. 실행마다 설정이 적힌 버튼이 남고, 누르면 그 설정이 돌아와 앞에 고른 실행(끊긴 선)과 견줄 수 있습니다. 학습이 끝나면 표의 이름과 다음에 해 볼 일이 나옵니다. **먼저** 그대로의 과적합을 보고, 사진만 3,000장으로 늘려 보세요. 그다음 사진을 되돌리고 드롭아웃을 0.6으로 해 보세요. **눈여겨볼 것**은 차이가 줄 때 학습 곡선이 나빠진 것인지, 검증 곡선이 좋아진 것인지입니다. 이 둘은 뜻이 다릅니다. 마지막으로 표의 일곱 이름을 하나씩 만들어 보세요. 둘은 이 실험실에서 만들 수 없습니다. 무엇이고, 왜일까요?

# %% [markdown] tags=["en"]
# ## Lab: live curves
#
# Set the units, the dropout, the number of pictures to learn from and the learning rate, press **Train**, and the curves grow epoch by epoch. Each run leaves a button with its settings. It brings them back, and the run stands beside the one chosen before, which is dashed. When training has ended, the table's name and what to try next stand below. **Try first**: look at the overfitting as it stands, then set 3,000 pictures. Next put the pictures back and set dropout to 0.6. **Notice**, where the gap gets smaller, whether the training curve got worse or the validation curve got better. These are two different things. In the end, bring about the seven names of the table one by one. Two cannot be had in this lab. Which are they, and why?

# %%
lab("live curves")

# %% [markdown] tags=["ko"]
# 만들 수 없는 것은 검증 데이터가 잘못된 두 가지입니다. 이 실험실은 언제나 학습 사진과 똑같이 준비한 1,000장으로 검증합니다.
#
# 여기가 절반입니다. 쉬어 가기 좋은 곳입니다. 나중에 돌아와 커널을 다시 시작했다면, 아래의 셀을 하나 고르고 메뉴 **실행 → 위의 모든 셀 실행**을 누른 다음 이어 가세요.
#
# ## 어느 에포크를 남길까
#
# 검증 손실이 가장 낮은 에포크의 가중치를 남기는 것이 보통입니다. `EarlyStopping`은 `patience`번 연달아 나아지지 않으면 학습을 멈춥니다. `restore_best_weights=True`를 주어야 가장 좋았던 가중치로 돌아갑니다. 주지 않으면 마지막 가중치가 남습니다.
#
# 같은 `fit`에 콜백 둘을 더 넘깁니다. `CSVLogger`와 `TensorBoard`는 기록을 노트북 밖의 파일로 남깁니다. 파일은 모두 임시 폴더에 두고, 조금 뒤에 열어 봅니다.

# %% [markdown] tags=["en"]
# They are the two faults of validation data: this lab always validates on 1,000 pictures, prepared like those of training.
#
# This is half the way, and a good place to stop. When you come back after a restart of the kernel, select a cell below, choose **Run → Run All Above Selected Cell**, and go on from there.
#
# ## Which epoch to keep
#
# Usually you keep the weights of the epoch with the lowest validation loss. `EarlyStopping` ends training when `patience` epochs in a row bring nothing better. Only with `restore_best_weights=True` does it go back to the best weights. Without it, the last ones stay.
#
# The same `fit` gets two more callbacks. `CSVLogger` and `TensorBoard` keep the record in files outside the notebook, here in a temporary folder. You will open them a little later.

# %%
folder = tempfile.TemporaryDirectory()
csv_file, logs = Path(folder.name) / "history.csv", Path(folder.name) / "logs"
stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True)
model = new_model(units=256, optimizer=keras.optimizers.Adam(0.003))
history = model.fit(
    x_few, y_few, validation_data=(x_val, y_val), validation_batch_size=1000, epochs=100, batch_size=50, verbose=0,
    callbacks=[stop, keras.callbacks.CSVLogger(csv_file), keras.callbacks.TensorBoard(logs)],
)
values = history.history["val_loss"]
print(f"≈ {len(values)} epochs, best_epoch ≈ {stop.best_epoch}")

# %% tags=["proof"]
assert stop.best_epoch == np.argmin(values) and len(values) == stop.best_epoch + 1 + 3 < 40

# %% [markdown] tags=["ko"]
# 100에포크까지 학습하라고 했지만 훨씬 일찍 멈췄습니다. `best_epoch`는 0부터 센 번호입니다. 모델이 정말로 그 에포크의 가중치를 가졌을까요? 검증 손실을 다시 재서, 기록의 가장 낮은 값, 마지막 값과 비교합니다.

# %% [markdown] tags=["en"]
# It was told 100 epochs and stopped far earlier. `best_epoch` counts from 0. Does the model really have the weights of that epoch? Measure its validation loss again, and compare it with the lowest and with the last value on record.

# %%
again = model.evaluate(x_val, y_val, batch_size=1000, verbose=0, return_dict=True)["loss"]
print(f"now ≈ {again:.3f}, lowest ≈ {min(values):.3f}, last ≈ {values[-1]:.3f}")

# %% tags=["proof"]
assert np.isclose(again, min(values), atol=1e-4) and values[-1] > again + 0.002

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

# %% tags=["wrong"] exercise="5-2-d"
def epoch_to_keep(val_losses, patience):
    best = 1
    for epoch, loss in enumerate(val_losses, 1):
        if loss < val_losses[best - 1]:
            best = epoch
        if epoch - best == patience:
            return best, epoch
    return best, None

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
# ## 노트북 밖의 기록: `CSVLogger`
#
# 커널이 꺼지면 `History`도 사라집니다. `CSVLogger`는 에포크마다 파일에 한 줄을 적으므로, 학습이 도중에 중단되어도 그때까지의 줄은 남습니다. `append=True`를 주면 있던 파일의 끝에 이어서 적습니다. 위에서 만든 파일을 다시 읽어 봅시다. 파일에는 글자만 있으므로 수로 바꾸어야 합니다. 값은 `History`와 마지막 자리까지 같을까요?

# %% [markdown] tags=["en"]
# ## The record outside the notebook: `CSVLogger`
#
# When the kernel ends, the `History` is gone. `CSVLogger` writes a line into a file after every epoch, and the lines stay even if training dies. With `append=True` it goes on in a file that exists. Read the file from above. It holds text, so the values have to become numbers again. Are they those of the `History`, to the last digit?

# %%
with open(csv_file) as lines:
    rows = list(csv.DictReader(lines))
read_back = [float(row["val_loss"]) for row in rows]
print(list(rows[0]))
print(max(abs(one - other) for one, other in zip(read_back, values, strict=True)))

# %% [markdown] tags=["ko"]
# 차이가 0입니다. 파일에는 수가 한 자리도 빠지지 않고 적혀 있습니다.
#
# ## 텐서보드
#
# 텐서보드(TensorBoard)는 기록 폴더를 읽어 브라우저에 보여 주는 프로그램입니다. 여러 실행을 나란히 놓고, 확대하고, 곡선을 매끈하게 다듬을 수 있습니다. TensorFlow 2.21부터는 `pip install tensorboard`로 따로 설치합니다. 이 코스의 환경에는 이미 있습니다. 먼저 파일에 무엇이 적혔는지 파이썬으로 읽어 봅니다. 폴더는 학습과 검증에 하나씩 있습니다.

# %% [markdown] tags=["en"]
# The difference is 0: the file has every digit.
#
# ## TensorBoard
#
# TensorBoard is a program that reads a folder of records and shows them in the browser, where you can put runs beside each other, zoom and smooth. From TensorFlow 2.21 on it is installed by itself, with `pip install tensorboard`. The environment of this course has it. First see in Python what the files hold. Training and validation have a folder each.

# %%
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.util.tensor_util import make_ndarray

print(sorted(path.name for path in logs.iterdir()))

# %%
def read_events(folder, tag):
    events = EventAccumulator(str(folder)).Reload().Tensors(tag)
    return [event.step for event in events], [float(make_ndarray(event.tensor_proto)) for event in events]

for kind in sorted(path.name for path in logs.iterdir()):
    steps, written = read_events(logs / kind, "epoch_loss")
    print(kind, steps[:3], [f"≈ {value:.2f}" for value in written[:3]])

# %% tags=["proof"]
assert np.allclose(read_events(logs / "validation", "epoch_loss")[1], values)

# %% [markdown] tags=["ko"]
# 이제 노트북 안에서 엽니다. `launch`는 텐서보드를 이 커널 안에서 시작하고, `notebook.display`는 그 화면을 셀 아래에 놓습니다. `port=0`이면 비어 있는 포트를 고릅니다. 커널을 끄면 텐서보드도 끝나므로, 뒤에 남는 프로세스가 없습니다.
#
# 왼쪽에서 `train`과 `validation`을 끄고 켜 보고, 오른쪽의 `Smoothing`을 0.9로 올려 보세요. 흐린 선이 본래의 값입니다. 셀 아래가 비어 있으면, 출력된 주소를 브라우저에서 여세요. 저장된 풀이에는 화면이 남지 않습니다. 그다음 셀은 그 주소에 접속해 봅니다. `200`이 나오면 텐서보드가 잘 응답한 것입니다.

# %% [markdown] tags=["en"]
# Now open it inside the notebook. `launch` starts TensorBoard in this kernel, and `notebook.display` puts its page below the cell. `port=0` takes a port that is free. When the kernel ends, TensorBoard ends too, so no process stays behind.
#
# Switch `train` and `validation` off and on at the left, and move `Smoothing` at the right to 0.9: the faint line holds the raw values. Where nothing shows below the cell, open the printed address in your browser. The stored solution keeps no picture of the page. The cell after it asks that address; `200` is its way of saying that all is well.

# %% tags=["nbval-ignore-output", "no-stored-output"] reason="shows a page from a port that is free only by chance"
from urllib.parse import urlsplit

from tensorboard import notebook, program

board = program.TensorBoard()
board.configure(logdir=str(logs), port=0, load_fast="false")
address = board.launch()
port = urlsplit(address).port
print(address)
notebook.display(port=port, height=600)

# %%
import http.client

connection = http.client.HTTPConnection("localhost", port)
connection.request("GET", "/")
print(connection.getresponse().status)

# %% [markdown] tags=["ko"]
# 여러분의 프로젝트에서는 `notebook.start("--logdir logs")` 한 줄이나 터미널의 `tensorboard --logdir logs`가 더 간단합니다. 다만 그때 텐서보드는 따로 도는 프로세스입니다. 노트북을 닫아도 남을 수 있고, TensorFlow를 한 번 더 불러오므로 메모리를 0.7 GB쯤 더 씁니다.

# %% [markdown] tags=["en"]
# In a project of your own, `notebook.start("--logdir logs")` or, in a terminal, `tensorboard --logdir logs` is simpler. TensorBoard is a process of its own then: it may outlive the notebook, and it loads TensorFlow once more, which takes about 0.7 GB of memory.

# %% [markdown] tags=["ko"]
# ## 매끈하게 그릴 때 숨는 것
#
# 방금 움직인 슬라이더 `Smoothing`은 지금 값과 지난 값들의 평균을 냅니다. 오래된 값일수록 비중이 작습니다. `weight`가 1에 가까울수록 매끈합니다. 처음에는 지난 값이 모자라 비중의 합이 1이 안 되므로, 그 합인 `1 - weight**epoch`로 나눕니다. 위의 Q, 학습률이 너무 큰 실행의 검증 손실로 해 봅니다. 치솟던 자리는 얼마나 남을까요?

# %% [markdown] tags=["en"]
# ## What smoothing hides
#
# The slider `Smoothing` that you have just moved averages each value with those before it, and older ones count for less. The closer `weight` is to 1, the smoother the line. At first there are few values, and what they count for does not add up to 1, so divide by its sum, `1 - weight**epoch`. Try it on Q from above, the run whose learning rate is too large. How much of its leaps will be left?

# %%
def exponential_mean(values, weight):
    smoothed, total = [], 0.0
    for epoch, value in enumerate(values, 1):
        total = weight * total + (1 - weight) * value
        smoothed.append(total / (1 - weight**epoch))
    return smoothed

jumpy = FIVE_RUNS["Q"]["val_loss"]
smooth = {"val_loss": jumpy, "weight=0.9": exponential_mean(jumpy, 0.9)}
plots.show_lines(smooth, ylabel="val_loss", faint=["val_loss"])

# %% tags=["proof"]
assert np.max(np.diff(smooth["weight=0.9"])) < 0.2 * np.max(np.diff(jumpy))

# %% [markdown] tags=["ko"]
# 실제로 일어난 일은 회색 선입니다. `weight=0.9`만 그리면, 조금 나아지다 2.2 근처에서 잔잔해진 학습처럼 보입니다. 손실이 1.6에서 2.7로 튀어 오른 일은 거의 흔적이 없습니다. 매끈한 선은 뾰족한 곳을 깎고, 언제나 **늦게** 따라옵니다. 그래서 매끈한 선을 그릴 때는 본래의 선을 흐리게 함께 그리고, 에포크를 고르거나 수를 적을 때는 본래의 값을 씁니다.

# %% [markdown] tags=["en"]
# The grey line is what really happened. With `weight=0.9` alone, the run seems to get a little better and then to rest near 2.2. That the loss leapt from 1.6 to 2.7 leaves hardly a trace. A smoothed line cuts off the peaks, and always comes **late**. So draw the raw line faintly behind it, and take the raw values to choose an epoch or to state a number.

# %% [markdown] tags=["ko"]
# ### 연습 5-2-e
#
# 함수 `smooth_honestly`를 작성하세요. 본문의 `exponential_mean`과 달리 **이동 평균**(moving average)입니다.
#
# - 인수는 차례로 값의 목록 `values`와 1 이상의 정수 `width`입니다.
# - 돌려주는 값은 `values`와 같은 길이의 목록(list)입니다. 각 자리의 값은 그 자리와 바로 앞자리들, 모두 합쳐 `width`개의 평균입니다.
# - 앞의 값이 모자란 처음 몇 자리에서는 있는 값만 평균합니다. 뒤의 값은 보지 않습니다.
# - `nan`은 평균에서 뺍니다. 평균할 값이 하나도 없는 자리는 `nan`입니다. 넘겨받은 목록은 바꾸지 않습니다.

# %% [markdown] tags=["en"]
# ### Exercise 5-2-e
#
# Write a function `smooth_honestly`. Unlike `exponential_mean` above it is a **moving average**.
#
# - It takes a list of `values` and an integer `width` of 1 or more, in this order.
# - It returns a list as long as `values`. Each entry is the mean of that value and those right before it, `width` in all.
# - Where the first entries have fewer before them, they are the mean of what there is. Later values are never looked at.
# - A `nan` is left out of the mean. Where nothing is left to average, the entry is `nan`. The list that was passed stays as it is.

# %% tags=["starter"] exercise="5-2-e"
smooth_honestly = ...

# %% tags=["wrong"] exercise="5-2-e"
def smooth_honestly(values, width):
    return np.convolve(values, np.ones(width) / width, mode="valid").tolist()

# %% tags=["wrong"] exercise="5-2-e"
def smooth_honestly(values, width):
    return np.convolve(values, np.ones(width) / width, mode="same").tolist()

# %% tags=["wrong"] exercise="5-2-e"
def smooth_honestly(values, width):
    half = width // 2
    return [float(np.nanmean(values[max(0, i - half) : i + half + 1])) for i in range(len(values))]

# %% tags=["wrong"] exercise="5-2-e"
def smooth_honestly(values, width):
    return [float(np.mean(values[max(0, i - width + 1) : i + 1])) for i in range(len(values))]

# %% tags=["wrong"] exercise="5-2-e"
def smooth_honestly(values, width):
    return [sum(values[max(0, i - width + 1) : i + 1]) / width for i in range(len(values))]

# %% tags=["wrong"] exercise="5-2-e"
def smooth_honestly(values, width):
    for i in range(len(values)):
        recent = [value for value in values[max(0, i - width + 1) : i + 1] if value == value]
        values[i] = sum(recent) / len(recent) if recent else float("nan")
    return values

# %% tags=["wrong"] exercise="5-2-e"
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[max(0, end - width):end] if value == value and value]
        means.append(sum(known) / len(known) if known else float("nan"))
    return means

# %% tags=["wrong"] exercise="5-2-e"
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[max(0, end - width):end] if value >= 0]
        means.append(sum(known) / len(known) if known else float("nan"))
    return means

# %% tags=["wrong"] exercise="5-2-e"
def smooth_honestly(values, width):
    return np.array([np.nanmean(values[max(0, i - width + 1) : i + 1]) for i in range(len(values))])

# %% tags=["wrong"] exercise="5-2-e"
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[max(0, end - width) : end] if value == value]
        means.append(sum(known) / len(known) if known else None)
    return means

# %% tags=["wrong"] exercise="5-2-e"
def smooth_honestly(values, width):
    count = len(values)
    for _ in range(width - 1):
        values.insert(0, float("nan"))
    means = []
    for start in range(count):
        known = [value for value in values[start : start + width] if value == value]
        means.append(sum(known) / len(known) if known else float("nan"))
    return means

# %% tags=["right"] exercise="5-2-e"
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        recent = np.array(values[max(0, end - width) : end], "float32")
        means.append(np.nanmean(recent))
    return means

# %% tags=["right"] exercise="5-2-e"
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        recent = np.array(values[:end][-width:], dtype=float)
        known = recent[~np.isnan(recent)]
        means.append(known.mean() if known.size else np.nan)
    return means

# %% tags=["right"] exercise="5-2-e"
def smooth_honestly(values, width):
    padded = np.concatenate([np.full(width - 1, np.nan), values])
    windows = np.lib.stride_tricks.sliding_window_view(padded, width)
    counts = (~np.isnan(windows)).sum(axis=1)
    with np.errstate(invalid="ignore"):
        return (np.nansum(windows, axis=1) / counts).tolist()

# %% tags=["right"] exercise="5-2-e"
def smooth_honestly(values, width):
    from collections import deque
    from math import isnan, nan
    recent, means = deque(maxlen=width), []
    for value in values:
        recent.append(value)
        known = [one for one in recent if not isnan(one)]
        means.append(sum(known) / len(known) if known else nan)
    return means

# %% tags=["right"] exercise="5-2-e"
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[max(0, end - width) : end] if value == value]
        means.append(keras.ops.convert_to_tensor(sum(known) / len(known) if known else np.nan, "float32"))
    return means

# %% tags=["solution"] exercise="5-2-e"
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        recent = [value for value in values[max(0, end - width) : end] if not np.isnan(value)]
        means.append(sum(recent) / len(recent) if recent else float("nan"))
    return means

# %% tags=["proof"] exercise="5-2-e"
raw = [3.0, 1.0, 2.0, 1.5, 1.6, 2.5]
centred = [np.mean(raw[max(0, i - 1) : i + 2]) for i in range(len(raw))]
assert np.argmin(raw) == 1 and np.argmin(centred) == 2
assert np.convolve([4.0] * 5, np.ones(3) / 3, mode="same").round(2).tolist() == [2.67, 4, 4, 4, 2.67]

# %%
check("5-2-e", smooth_honestly)

# %% [markdown] tags=["ko", "solution"]
# 뒤의 값을 함께 평균하면 곡선은 더 예쁘지만, 에포크 10의 점이 에포크 12를 알고 있는 셈입니다. 학습 도중에는 마지막 점들을 아직 그릴 수 없고, 가장 낮은 자리가 다른 에포크로 옮겨 갈 수 있습니다. `np.convolve`의 `mode="same"`은 양 끝 바깥에 0이 있다고 여기므로 끝이 꺾입니다.

# %% [markdown] tags=["en", "solution"]
# Averaging later values as well makes a prettier curve, in which the point at epoch 10 knows about epoch 12. While training, its last points cannot be drawn yet, and its lowest point may lie at another epoch. `np.convolve` with `mode="same"` takes what lies beyond both ends for 0, so they bend down.

# %% [markdown] tags=["ko"]
# ## 로그 축
#
# 손실이 0에 가까워지면 보통 축에서는 아무것도 보이지 않습니다. 로그 축은 **비율**을 보여 줍니다. 10분의 1이 될 때마다 같은 거리만큼 내려갑니다. 맨 처음 기록 `few`의 손실을 다시 그립니다. 학습 손실이 어떻게 달라 보일까요?

# %% [markdown] tags=["en"]
# ## A logarithmic axis
#
# Close to 0, a loss shows nothing more on a plain axis. A logarithmic axis shows **ratios**: each step to a tenth is the same distance down. Plot the losses of the very first record, `few`, once more. How will the training loss look now?

# %%
plots.show_lines(losses_of(few), ylabel="loss", log="y")

# %% [markdown] tags=["ko"]
# 보통 축에서는 학습 손실이 거의 멈춘 것 같지만, 로그 축에서는 끝까지 줄어듭니다. 대신 검증 손실이 다시 오르는 것은 덜 가팔라 보입니다. 어느 쪽도 거짓은 아닙니다. 그러니 로그 축을 썼다면 이 그림처럼 그 사실을 적어야 합니다.

# %% [markdown] tags=["en"]
# On the plain axis the training loss seems to have come to rest; on the logarithmic one it falls to the end. But the rise of the validation loss looks less steep there. Neither is false, so a logarithmic axis should say that it is one, as this figure does.

# %%
choose("5-2-q5")

# %% tags=["solution"] exercise="5-2-q5"
check("5-2-q5", "c")

# %% [markdown] tags=["ko"]
# ## 학습률 훑기
#
# 학습률이 너무 큰지 작은지는 이제 알아볼 수 있습니다. 그러면 처음에는 어떤 값에서 시작할까요? 한 번의 짧은 학습으로 넓은 범위를 훑을 수 있습니다. `LearningRateScheduler`는 에포크마다 학습률을 정합니다. 여기서 한 에포크는 여덟 단계뿐이고, 학습률은 다섯 에포크마다 열 배가 됩니다. 가로축에 에포크가 아니라 **학습률**을 놓고 손실을 그립니다. 위의 `sgd_model`을 새 가중치로 다시 씁니다. 손실은 학습률이 얼마쯤일 때 치솟기 시작할까요? 위에서 본 네 학습률을 떠올려 보세요.

# %% [markdown] tags=["en"]
# ## The learning rate as an axis
#
# You can tell by now whether a rate is too large or too small. But where do you begin? One short run can sweep a wide range. `LearningRateScheduler` sets the rate at each epoch. Here an epoch has only eight steps, and every five epochs the rate grows tenfold. Plot the loss **against the learning rate**. The `sgd_model` from above serves once more, with new weights. At about which rate will the loss begin to shoot up? Think of the four rates from above.

# %%
sweep = keras.callbacks.LearningRateScheduler(lambda epoch: 1e-3 * 10 ** (epoch / 5))
sgd_model.set_weights(new_model().get_weights())
swept = sgd_model.fit(x_train[:512], y_train[:512], epochs=20, batch_size=64, callbacks=[sweep], verbose=0).history
print(list(swept))
plots.show_lines(
    {"loss": swept["loss"]}, ylabel="loss", x=swept["learning_rate"], xlabel="learning_rate", log="x"
)

# %%
at_lowest = swept["learning_rate"][int(np.argmin(swept["loss"]))]
print(f"≈ {at_lowest:.2f}, start at ≈ {at_lowest / 5:.2f}")
with expect_error(KeyError):
    swept["lr"]

# %% tags=["proof"]
assert 0.03 < at_lowest < 1.5

# %% [markdown] tags=["ko"]
# 왼쪽에서는 학습률이 너무 작아 거의 배우지 못합니다. 가운데에서는 손실이 빠르게 줄고, 가장 낮은 곳을 지나자마자 튀어 오릅니다. 그 뒤로는 찍는 수준(2.3) 아래로 내려오지 못합니다. 손실이 가장 낮은 자리는 벼랑 바로 앞이므로, 그 값의 3분의 1에서 10분의 1쯤에서 시작합니다. 앞에서 본 네 학습률이 이 곡선의 어디인지 찾아보세요.
#
# 이름이 또 하나 달라졌습니다. 2020년의 기록에서 학습률은 `lr`이었습니다. 지금은 `learning_rate`입니다.
#
# 학습률을 단계마다 바꾸려면 `keras.optimizers.schedules`의 객체를 옵티마이저에 넘깁니다. 그때 기록에는 학습률이 없습니다. 스케줄은 단계를 받는 함수이므로, 직접 호출해 봅니다. 아래의 스케줄 `CosineDecay`는 50단계 동안 0.1까지 올라갔다가 코사인을 따라 내려옵니다.

# %% [markdown] tags=["en"]
# On the left the rate is too small to learn much. In the middle the loss falls fast, and right after its lowest point it shoots up. From there on it gets no better than guessing, 2.3. The lowest point stands at the edge of the cliff already, so begin three to ten times below it. Find the four rates from above on this curve.
#
# One more name has changed: in the records of 2020 the learning rate was `lr`. Today it is `learning_rate`.
#
# To change the rate at every step, give the optimizer an object from `keras.optimizers.schedules`. The record holds no learning rate then. A schedule is a function of the step, so call it yourself. This one, `CosineDecay`, climbs to 0.1 within 50 steps and then comes down along a cosine.

# %%
schedule = keras.optimizers.schedules.CosineDecay(0.0, decay_steps=400, warmup_target=0.1, warmup_steps=50)
print({step: round(float(schedule(step)), 3) for step in range(0, 451, 50)})

# %% [markdown] tags=["ko"]
# ## 콜백을 직접 만들기
#
# `LiveCurves`도 결국 메서드 몇 개입니다. 콜백의 메서드는 정해진 때에 호출됩니다. `on_train_begin`은 처음에 한 번, `on_epoch_end(epoch, logs)`는 에포크가 끝날 때마다 호출됩니다. `logs`에는 그 에포크의 값이 있고, `self.model`이 학습하는 모델입니다. `self.model.stop_training = True`면 그 에포크에서 학습이 끝납니다. 아래의 콜백은 첫 `Dense` 층에 있는 가중치의 크기(절댓값)를 평균해 적어 둡니다. 학습하면 커질까요, 작아질까요?

# %% [markdown] tags=["en"]
# ## Write a callback
#
# In the end `LiveCurves` is a few methods too. A callback is called at fixed moments: `on_train_begin` once at the start, `on_epoch_end(epoch, logs)` after each epoch. `logs` has the values of that epoch, and `self.model` is the model in training. `self.model.stop_training = True` ends training with that epoch. The callback below notes how large the weights of the first `Dense` are on average. Will training make them larger or smaller?

# %%
class WeightSize(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.sizes = []

    def on_epoch_end(self, epoch, logs=None):
        kernel = self.model.layers[1].get_weights()[0]
        self.sizes.append(float(np.abs(kernel).mean()))

watch = WeightSize()
small_model.set_weights(new_model(units=16).get_weights())
small_model.fit(x_few, y_few, epochs=5, batch_size=100, callbacks=[watch], verbose=0)
print([f"≈ {size:.4f}" for size in watch.sizes])

# %% tags=["proof"]
assert watch.sizes[-1] > watch.sizes[0]

# %% [markdown] tags=["ko"]
# 커지지만 다섯 에포크 동안에는 조금입니다. 확률을 1에 가깝게 내려면 마지막 층에서 더 큰 값이 나와야 하고, 앞쪽 층의 가중치가 커져도 그렇게 됩니다.

# %% [markdown] tags=["en"]
# They grow, though only a little in five epochs. For a probability close to 1, larger values have to come out of the last layer, and larger weights in the layers before it help.

# %% [markdown] tags=["ko"]
# ### 연습 5-2-f
#
# 과적합이 심해지면 학습을 멈추는 콜백의 클래스 `StopAtGap`을 작성하세요. `keras.callbacks.Callback`의 하위 클래스입니다.
#
# - `StopAtGap(limit)`처럼 수 하나로 만듭니다.
# - 에포크가 끝날 때마다 `val_loss`에서 `loss`를 뺀 값을 속성 `gaps`(목록)의 끝에 덧붙입니다.
# - 그 값이 `limit`보다 **크면** 그 에포크에서 학습을 멈춥니다.
# - `gaps`는 학습이 끝난 뒤에도 남아 있습니다. 같은 객체로 `fit`을 다시 부르면 빈 목록에서 시작합니다.
# - 검증이 없으면(`logs`에 `val_loss`가 없으면) 아무것도 하지 않습니다.

# %% [markdown] tags=["en"]
# ### Exercise 5-2-f
#
# Write a class `StopAtGap`, a subclass of `keras.callbacks.Callback`, which stops training when overfitting gets bad.
#
# - It is made with one number, as in `StopAtGap(limit)`.
# - At the end of each epoch it appends `val_loss` minus `loss` to its attribute `gaps`, a list.
# - Where that is **larger** than `limit`, training stops with this epoch.
# - After training `gaps` is still there. When the same object is used in another `fit`, it begins with an empty list.
# - Without validation (no `val_loss` in `logs`) it does nothing.

# %% tags=["starter"] exercise="5-2-f"
StopAtGap = ...

# %% tags=["wrong"] exercise="5-2-f"
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

# %% tags=["wrong"] exercise="5-2-f"
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

# %% tags=["wrong"] exercise="5-2-f"
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

# %% tags=["wrong"] exercise="5-2-f"
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

# %% tags=["wrong"] exercise="5-2-f"
class StopAtGap:
    def __init__(self, limit):
        self.limit, self.gaps = limit, []

    def on_epoch_end(self, epoch, logs=None):
        self.gaps.append(logs["val_loss"] - logs["loss"])

# %% tags=["wrong"] exercise="5-2-f"
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

# %% tags=["wrong"] exercise="5-2-f"
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

# %% tags=["wrong"] exercise="5-2-f"
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

# %% tags=["wrong"] exercise="5-2-f"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])

# %% tags=["wrong"] exercise="5-2-f"
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

# %% tags=["wrong"] exercise="5-2-f"
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

# %% tags=["wrong"] exercise="5-2-f"
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

# %% tags=["wrong"] exercise="5-2-f"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" not in logs:
            self.model.stop_training = True
            return
        self.gaps.append(logs["val_loss"] - logs["loss"])
        if self.gaps[-1] > self.limit:
            self.model.stop_training = True

# %% tags=["wrong"] exercise="5-2-f"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = [0.0]

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True

# %% tags=["right"] exercise="5-2-f"
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

# %% tags=["right"] exercise="5-2-f"
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

# %% tags=["right"] exercise="5-2-f"
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

# %% tags=["right"] exercise="5-2-f"
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

# %% tags=["right"] exercise="5-2-f"
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps, self.validation = [], None

    def on_test_end(self, logs=None):
        self.validation = logs["loss"]

    def on_epoch_end(self, epoch, logs=None):
        if self.validation is not None:
            self.gaps.append(self.validation - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.epochs = len(self.model.history.epoch)

# %% tags=["solution"] exercise="5-2-f"
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
check("5-2-f", StopAtGap)

# %% [markdown] tags=["ko", "solution"]
# 목록을 `__init__`이 아니라 `on_train_begin`에서 비우는 것이 요점입니다. 콜백 객체는 `fit`보다 오래 살기 때문입니다. 그리고 멈추라는 말은 콜백이 아니라 **모델**에게 해야 합니다.

# %% [markdown] tags=["en", "solution"]
# The point is to empty the list in `on_train_begin`, not in `__init__`: the object lives longer than one `fit`. And it is the **model** that has to be told to stop, not the callback.

# %% [markdown] tags=["ko"]
# ## 정확도가 숨기는 것: 혼동 행렬
#
# 정확도는 수 하나입니다. 무엇을 무엇으로 잘못 보는지는 혼동 행렬(confusion matrix)이 알려 줍니다. 행(가로줄)은 레이블이고 열(세로줄)은 예측입니다. 위의 `good_model`을 테스트 사진 2,000장에서 봅니다. `np.add.at`은 사진마다 그 행과 열의 수에 1을 더합니다. 어느 클래스를 가장 못 알아볼지 예상해 보세요.

# %% [markdown] tags=["en"]
# ## What accuracy hides: a confusion matrix
#
# Accuracy is one number. A confusion matrix says what is taken for what: a row for each label, a column for each prediction. Look at the `good_model` from above on the 2,000 test pictures. For each of them `np.add.at` adds 1 at its row and column. Guess which class is recognized worst.

# %%
predicted = good_model.predict(x_test, batch_size=1000, verbose=0).argmax(axis=-1)
confusion = np.zeros((10, 10), dtype=int)
np.add.at(confusion, (y_test, predicted), 1)
plots.show_matrix(confusion, class_names(), class_names(), "label", "prediction")

# %% [markdown] tags=["ko"]
# 대각선이 맞힌 사진입니다. 대각선의 수를 그 행의 합으로 나누면 클래스마다 맞힌 비율이, 대각선의 합을 전체 합으로 나누면 정확도가 나옵니다.

# %% [markdown] tags=["en"]
# The diagonal holds the right answers. Divide each of its numbers by the sum of its row, and you have the share that is right for each class. The sum of the diagonal, divided by that of the whole, is the accuracy.

# %%
shares = confusion.diagonal() / confusion.sum(axis=1)
worst = int(shares.argmin())
print(class_names()[worst], f"≈ {shares[worst]:.2f}")
print(f"accuracy ≈ {confusion.trace() / confusion.sum():.2f}")

# %% tags=["proof"]
assert np.isclose(confusion.trace() / confusion.sum(), np.mean(predicted == y_test))
assert shares.mean() > 0.77 and worst == 6 and shares[6] < np.sort(shares, kind="stable")[1] - 0.05

# %% [markdown] tags=["ko"]
# 정확도가 0.80쯤인 모델도 셔츠는 절반을 넘게 틀립니다. 셔츠 행을 보면 티셔츠, 코트, 풀오버라고 답한 것이 많습니다. 모두 모양이 비슷합니다. 정확도가 같은 두 모델도 실수는 다를 수 있으므로, 고르기 전에 이 표를 보세요. 점수를 더 올리고 싶다면 어디부터 볼지도 이 표가 알려 줍니다.

# %% [markdown] tags=["en"]
# The model has an accuracy of about 0.80, and still gets more than half of the shirts wrong. In their row many are taken for T-shirts, coats and pullovers, which look much alike. Two models of equal accuracy may still make different mistakes, so look at this table before you choose. It also says where to begin if you want a better score.

# %% [markdown] tags=["ko"]
# ## 정리
#
# - 기록의 이름은 `compile`에서 정한 것입니다. `acc`는 `accuracy`로, `lr`은 `learning_rate`로, `nb_epoch`은 `epochs`로 바뀌었습니다. `fit`을 다시 부르면 학습은 이어지고 기록은 새로 시작합니다.
# - 먼저 학습 곡선이 꾸준히 좋아지는지, 다음에 충분히 좋은 곳까지 가는지, 끝으로 검증 곡선이 따라가는지 봅니다. 이름마다 다음에 해 볼 일은 표에 있습니다.
# - 실행을 비교할 때는 시드도 바꾸어 봅니다. 시드의 차이보다 작은 차이로는 아무것도 말할 수 없습니다. 매끈한 선에는 본래의 선을 함께 그립니다.
# - 검증 손실이 가장 낮은 에포크를 `restore_best_weights=True`로 남기고, 마지막 점수는 테스트 데이터로 한 번 잽니다.
# - `LiveCurves`는 학습하는 동안, `CSVLogger`와 `TensorBoard`는 그 뒤에도 기록을 보여 줍니다. 혼동 행렬은 무엇을 틀리는지 보여 줍니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - The names on record are those given to `compile`. `acc` has become `accuracy`, `lr` is `learning_rate`, `nb_epoch` is `epochs`. Call `fit` again, and training goes on while the record starts anew.
# - Ask whether the training curve is calm, then whether it gets good enough, then whether validation follows. For each name the table says what to try next.
# - When you compare runs, change the seed too. A difference smaller than that between seeds says nothing. Behind a smoothed line, draw the raw one.
# - Keep the epoch with the lowest validation loss by `restore_best_weights=True`, and take the final score on test data, once.
# - `LiveCurves` shows the record while training, `CSVLogger` and `TensorBoard` after it. A confusion matrix shows what goes wrong.
