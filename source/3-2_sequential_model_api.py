# %% [markdown] tags=["ko"]
# 2020년의 글은 이 섹션에 코드 없이 링크 하나만 두었습니다. `Sequential` 모델의 메서드를 모은 케라스 문서의 페이지입니다. 그 페이지의 메서드를 하나씩 실행해 봅니다. 대부분은 이름도 인수도 그대로입니다. 이름에 `generator`가 든 세 메서드는 사라졌고, 그 일은 이제 `fit`, `evaluate`, `predict`가 직접 합니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - `fit`의 인수로 검증, 순서, 클래스의 무게를 **정합니다**.
# - 메모리에 다 담기지 않는 데이터를 생성기, `PyDataset`, `tf.data`로 **넘기고** 속도를 비교합니다.
# - `train_on_batch`로 학습 반복문을 직접 **쓰고** `fit`과 마지막 자리까지 같은 결과를 얻습니다.

# %% [markdown] tags=["en"]
# For this section the post from 2020 has no code, only a link: the page of the Keras documentation that lists the methods of a `Sequential` model. Here you run each of them. Most have kept their names and their arguments. The three with `generator` in their names are gone, and `fit`, `evaluate` and `predict` do their work themselves.
#
# After this section you can:
#
# - **set** validation, order and the weight of a class with the arguments of `fit`;
# - **feed** data that does not fit into memory, with a generator, a `PyDataset` or `tf.data`, and compare their speed;
# - **write** the training loop yourself with `train_on_batch`, and get the result of `fit` to the last digit.

# %% [markdown] tags=["ko"]
# ## 데이터와 모델
#
# 1-1의 옷 사진에서 앞의 2,000장을 씁니다. 앞에서부터 10의 배수만큼 자르면 클래스마다 장수가 같습니다. `new_model()`은 부를 때마다 난수의 시드(seed)를 정하므로, 새 모델은 언제나 같은 가중치로 시작합니다. 그래서 두 실행을 비교할 수 있습니다.

# %% [markdown] tags=["en"]
# ## Data and model
#
# You take the first 2,000 of the pictures from 1-1. Cut off a multiple of ten at the front, and every class is equally frequent. `new_model()` sets the random seed on each call, so a new model always begins with the same weights. That is what makes two runs comparable.

# %%
import math
import tempfile
import time
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from utils import plots
from utils.data import class_names, fashion_mnist

(train_pictures, train_labels), (test_pictures, y_test) = fashion_mnist()
x_train, y_train = train_pictures[:2000].astype("float32") / 255, train_labels[:2000]
x_test = test_pictures.astype("float32") / 255
print(x_train.shape, np.bincount(y_train))

# %%
def new_model():
    keras.utils.set_random_seed(1)
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Flatten(name="flat"),
        layers.Dense(64, activation="relu", name="hidden"),
        layers.Dense(10, activation="softmax", name="output"),
    ])

print([layer.name for layer in new_model().layers])

# %% [markdown] tags=["ko"]
# ## `compile`
#
# `compile`은 학습하는 방법을 정합니다. 자주 쓰는 인수는 세 가지입니다. `optimizer`는 가중치를 바꾸는 방법, `loss`는 줄여야 할 값, `metrics`는 사람이 읽는 값입니다. `compile`은 가중치를 건드리지 않습니다.

# %% [markdown] tags=["en"]
# ## `compile`
#
# `compile` says how to train. Three arguments are used nearly always: `optimizer`, how the weights change; `loss`, the number to bring down; and `metrics`, numbers for people to read. `compile` leaves the weights alone.

# %%
model = new_model()
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
print(model.optimizer.name, model.loss, model.compiled)

# %% [markdown] tags=["ko"]
# 이 밖의 인수도 있습니다. `weighted_metrics`는 조금 뒤에 나옵니다. `steps_per_execution`은 여러 단계를 한 번에 보내 작은 모델을 빠르게 하고, `jit_compile`은 XLA로 컴파일합니다. 출력이 여럿일 때 쓰는 `loss_weights`는 3-3에서 다룹니다.
#
# `run_eagerly=True`는 오류를 찾을 때 씁니다. 평소에 케라스는 한 단계의 계산을 한 번 기록해 두고 되풀이합니다. 그래서 여러분이 쓴 파이썬 함수는 거의 불리지 않습니다. 아래 셀은 평가 지표 함수가 몇 번 불리는지 셉니다. 배치가 20개면 두 경우에 각각 몇 번일지 예상해 보세요.

# %% [markdown] tags=["en"]
# Others come up later or elsewhere. `weighted_metrics` follows below. `steps_per_execution` sends several steps at once, which speeds up small models; `jit_compile` compiles with XLA; `loss_weights` is for several outputs, in 3-3.
#
# `run_eagerly=True` is for finding errors. Usually Keras records the computation of one step and then repeats the recording, so a Python function of yours is hardly ever called. The next cell counts the calls of a metric. There are 20 batches. Guess the two numbers.

# %%
calls = []

def share_of_right(y, probabilities):
    calls.append(1)
    return keras.ops.cast(keras.ops.equal(y, keras.ops.argmax(probabilities, axis=-1)), "float32")

for run_eagerly in (False, True):
    calls.clear()
    model = new_model()
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=[share_of_right], run_eagerly=run_eagerly)
    model.fit(x_train[:640], y_train[:640].astype("int64"), batch_size=32, verbose=0)
    print(run_eagerly, len(calls))

# %% [markdown] tags=["ko"]
# 기록할 때는 두 번이면 됩니다. 한 번은 형태를 알아보려고, 한 번은 기록하려고 부릅니다. `run_eagerly=True`면 배치마다 불립니다. 그때는 함수 안에 `print`나 중단점(breakpoint)을 둘 수 있습니다. 대신 느리므로, 오류를 찾은 뒤에는 지우세요.
#
# ### 2020 → 오늘: 사라진 두 인수
#
# 문서에 있던 `sample_weight_mode`와 `target_tensors`는 사라졌습니다. 시간 단계마다 무게를 주려면 이제 `sample_weight`를 그 형태로 넘기면 됩니다.

# %% [markdown] tags=["en"]
# For the recording, two calls are enough: one to find out the shapes, one to record. With `run_eagerly=True` it is called for every batch. Then you can put a `print` or a breakpoint into the function. It is slow, so take it out again once the error is found.
#
# ### 2020 → today: two arguments that are gone
#
# The page had `sample_weight_mode` and `target_tensors`. Both are gone. To weigh single timesteps, pass a `sample_weight` of that shape today.

# %%
with expect_error(TypeError):
    model.compile("sgd", "sparse_categorical_crossentropy", sample_weight_mode="temporal")

# %%
with expect_error(TypeError):
    model.compile("sgd", "sparse_categorical_crossentropy", target_tensors=None)

# %% [markdown] tags=["ko"]
# ## `fit`: 에포크
#
# `epochs`는 마지막 에포크의 번호이고, `initial_epoch`는 시작하는 번호입니다. 아래에서 두 번째 `fit`은 `epochs=5`입니다. 몇 에포크를 더 학습할까요?

# %% [markdown] tags=["en"]
# ## `fit`: epochs
#
# `epochs` is where to stop, and `initial_epoch` where to begin. The second `fit` below has `epochs=5`. How many more epochs does it train?

# %%
model = new_model()
model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(x_train, y_train, batch_size=64, epochs=3, verbose=2)
more = model.fit(x_train, y_train, batch_size=64, initial_epoch=3, epochs=5, verbose=2)
print(history.epoch, more.epoch)

# %% [markdown] tags=["ko"]
# 다섯이 아니라 둘입니다. 중단한 학습을 이어 갈 때 에포크의 번호가 이어지도록 하는 인수입니다. 옵티마이저도 이어집니다. `iterations`는 지금까지의 단계 수입니다. `compile`을 다시 부르면 그 수는 어떻게 될까요?

# %% [markdown] tags=["en"]
# Two, not five: the argument keeps the numbering going when you resume training. The optimizer goes on as well. Its `iterations` counts the steps so far. What becomes of that number if you call `compile` again?

# %%
before = model.get_weights()
print(int(model.optimizer.iterations))
model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
print(int(model.optimizer.iterations), all(np.array_equal(a, b) for a, b in zip(before, model.get_weights())))

# %%
choose("3-2-q2")

# %% tags=["solution"] exercise="3-2-q2"
check("3-2-q2", "b")

# %% [markdown] tags=["ko"]
# ## `fit`: 검증
#
# `validation_split=0.2`는 데이터의 20 %를 떼어 검증(validation)에 씁니다. 정확히 **어느** 20 %인지가 중요합니다. 아래에서는 사진을 레이블 순서로 정렬한 뒤 학습합니다. 검증 정확도를 예상해 보세요.

# %% [markdown] tags=["en"]
# ## `fit`: validation
#
# `validation_split=0.2` sets 20 % of the data aside for validation. It matters **which** 20 %. The next cell sorts the pictures by label before it trains. Guess the validation accuracy.

# %%
order = np.argsort(y_train, kind="stable")
x_sorted, y_sorted = x_train[order], y_train[order]

model = new_model()
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(x_sorted, y_sorted, epochs=3, validation_split=0.2, verbose=0)
print(f"accuracy ≈ {history.history['accuracy'][-1]:.2f}, val_accuracy {history.history['val_accuracy'][-1]:.2f}")

# %%
choose("3-2-q1")

# %% tags=["solution"] exercise="3-2-q1"
check("3-2-q1", "c")

# %% [markdown] tags=["ko"]
# 그래서 나누기 전에 데이터를 섞어 두거나, 검증 데이터를 따로 골라 `validation_data`로 넘깁니다. 둘 다 주면 `validation_data`가 이깁니다. `validation_freq=2`는 두 에포크에 한 번만 검증합니다.

# %% [markdown] tags=["en"]
# So shuffle the data before you split, or choose the validation data yourself and pass it as `validation_data`. If both are given, `validation_data` wins. `validation_freq=2` validates after every second epoch only.

# %%
model = new_model()
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(
    x_sorted, y_sorted, epochs=4, validation_data=(x_test, y_test), validation_freq=2, verbose=0
)
print({name: len(values) for name, values in history.history.items()})
print(history.history["val_accuracy"][-1] > 0.65)

# %% [markdown] tags=["ko"]
# ## `fit`: 순서
#
# 방금 데이터는 정렬되어 있었는데도 학습이 잘되었습니다. `fit`이 에포크마다 배열을 섞기 때문입니다. `shuffle=False`로 끄면 어떻게 될까요?

# %% [markdown] tags=["en"]
# ## `fit`: order
#
# The data was sorted just now, and training went well all the same, because `fit` shuffles arrays before every epoch. What happens with `shuffle=False`?

# %%
for shuffle in (True, False):
    model = new_model()
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x_sorted, y_sorted, epochs=4, shuffle=shuffle, verbose=0)
    accuracy = model.evaluate(x_test, y_test, verbose=0)[1]
    print(f"shuffle={shuffle}: ≈ {accuracy:.2f}", accuracy > 0.65)

# %% [markdown] tags=["ko"]
# 모델은 나중에 본 클래스로 기울고 먼저 본 클래스를 잊습니다. 생성기나 `tf.data`를 넘길 때 `fit`은 섞지 않습니다. 그때는 데이터 쪽에서 섞어야 합니다.
#
# ## `fit`: 콜백
#
# 콜백(callback)은 학습이 정해진 자리에 올 때마다 불리는 객체입니다. 여기서는 에포크마다 걸린 시간을 적는 콜백을 `keras.callbacks.Callback`의 하위 클래스로 직접 만듭니다. 뒤에서 데이터를 넘기는 방법들을 비교할 때 다시 씁니다. 케라스가 갖춘 콜백은 3-3에 나옵니다.

# %% [markdown] tags=["en"]
# The model leans towards the classes that it saw last and forgets the first ones. Given a generator or `tf.data`, `fit` does not shuffle at all: do it on the side of the data.
#
# ## `fit`: callbacks
#
# A callback is an object that is called whenever training reaches a certain point. Here you write one, a subclass of `keras.callbacks.Callback`, that notes how long each epoch took; it serves again below, when ways of feeding data are compared. The callbacks that come with Keras are in 3-3.

# %%
class EpochSeconds(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.seconds = []

    def on_epoch_begin(self, epoch, logs=None):
        self.begin = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.begin)

clock = EpochSeconds()
model.fit(x_train, y_train, epochs=3, callbacks=[clock], verbose=0)
print([f"≈ {seconds:.2f}" for seconds in clock.seconds])

# %% [markdown] tags=["ko"]
# ## 드문 클래스: `class_weight`
#
# 여기 티셔츠 1,000장과 셔츠 25장이 있습니다. 셔츠를 찾는 모델을 학습합니다. 손실은 사진마다 하나씩 더해지므로 셔츠의 몫은 41분의 1입니다.

# %% [markdown] tags=["en"]
# ## A rare class: `class_weight`
#
# Here are 1,000 T-shirts and 25 shirts, and a model that is to find the shirts. The loss adds up picture by picture, so all shirts together have one part in 41 of it.

# %%
T_SHIRT, SHIRT = 0, 6
rows = np.concatenate([np.flatnonzero(train_labels == T_SHIRT), np.flatnonzero(train_labels == SHIRT)[:25]])
rows = np.random.default_rng(0).permutation(rows)
x_rare, y_rare = train_pictures[rows].astype("float32") / 255, (train_labels[rows] == SHIRT).astype("int64")

both = np.isin(y_test, [T_SHIRT, SHIRT])
x_both, y_both = x_test[both], (y_test[both] == SHIRT).astype("int64")
print(np.bincount(y_rare), np.bincount(y_both))

# %%
places = [np.flatnonzero(y_rare == label)[:5] for label in (0, 1)]
plots.show_pictures(x_rare[np.concatenate(places)], [class_names()[T_SHIRT]] * 5 + [class_names()[SHIRT]] * 5)

# %% [markdown] tags=["ko"]
# `accuracy`는 맞힌 비율이고, `recall`은 셔츠 가운데 찾아낸 비율로, `keras.metrics.Recall`이 계산합니다. 먼저 그냥 학습합니다. 학습 데이터의 정확도와, 테스트에서 셔츠 200장 가운데 찾아낸 비율을 예상해 보세요.

# %% [markdown] tags=["en"]
# `accuracy` is the share of right answers, `recall` the share of shirts that were found, which `keras.metrics.Recall` works out. First, train as usual. Guess the accuracy on the training data, and how many of the 200 shirts in the test the model finds.

# %%
def find_shirts(class_weight=None, sample_weight=None):
    keras.utils.set_random_seed(1)
    model = keras.Sequential([
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ])
    model.compile("adam", "binary_crossentropy", metrics=["accuracy", keras.metrics.Recall(name="recall")])
    history = model.fit(
        x_rare, y_rare, epochs=5, class_weight=class_weight, sample_weight=sample_weight, verbose=0
    )
    return model, history.history["accuracy"][-1]

plain, training_accuracy = find_shirts()
found = plain.evaluate(x_both, y_both, verbose=0, return_dict=True)
print(f"training accuracy ≈ {training_accuracy:.2f}, test recall ≈ {found['recall']:.2f}")
print(training_accuracy > 0.95, found["recall"] < 0.3)

# %% [markdown] tags=["ko"]
# 정확도는 높지만 셔츠는 거의 찾지 못합니다. 언제나 "티셔츠"라고 답하는 모델도 정확도는 1,000 / 1,025, 약 98 %입니다. `class_weight`는 클래스마다 손실에 곱할 수, 곧 클래스 가중치(class weight)를 정합니다. 두 클래스의 무게의 합이 같아지도록 정해 봅니다.

# %% [markdown] tags=["en"]
# The accuracy is high, yet hardly a shirt is found. A model that always answers "T-shirt" has an accuracy of 1,000 / 1,025 too, about 98 %. `class_weight` gives each class a factor for its loss, its class weight. Choose the factors so that both classes weigh the same in all.

# %%
class_weight = {0: 1025 / (2 * 1000), 1: 1025 / (2 * 25)}
weighted, training_accuracy = find_shirts(class_weight=class_weight)
found = weighted.evaluate(x_both, y_both, verbose=0, return_dict=True)
print(class_weight)
print(f"training accuracy ≈ {training_accuracy:.2f}, test recall ≈ {found['recall']:.2f}")
print(found["recall"] > 0.45)

# %% [markdown] tags=["ko"]
# 새 사진을 더 모은 것이 아니므로 대가가 있습니다. 이제는 티셔츠를 셔츠라고 하는 일이 늘어, 학습 데이터의 정확도가 내려갑니다.
#
# ### 연습 3-2-a
#
# 함수 `balance`를 작성하세요.
#
# - 인수는 정수 레이블의 배열 하나입니다. 어떤 클래스가 몇 번 나올지는 정해져 있지 않습니다.
# - 돌려주는 값은 `class_weight`로 쓸 딕셔너리입니다. 키는 레이블에 나오는 클래스이고, 값은 그 클래스의 사진 한 장의 무게입니다.
# - 클래스마다 사진의 무게를 더한 합이 모두 같습니다.
# - 모든 사진의 무게를 더하면 사진의 수와 같습니다.

# %% [markdown] tags=["en"]
# There is a price, since no new pictures were added: more T-shirts are taken for shirts now, and the accuracy on the training data goes down.
#
# ### Exercise 3-2-a
#
# Write a function `balance`.
#
# - It takes one array of integer labels. Which classes there are, and how often, is open.
# - It returns a dictionary for `class_weight`. Its keys are the classes that occur, its values the weight of one picture of that class.
# - For every class, the weights of its pictures add up to the same total.
# - The weights of all pictures add up to the number of pictures.

# %% tags=["starter"] exercise="3-2-a"
balance = ...

# %% tags=["wrong"] exercise="3-2-a"
def balance(labels):
    classes, counts = np.unique(labels, return_counts=True)
    return dict(zip(classes, 1 / counts))

# %% tags=["wrong"] exercise="3-2-a"
def balance(labels):
    classes, counts = np.unique(labels, return_counts=True)
    return dict(zip(classes, counts / len(labels)))

# %% tags=["wrong"] exercise="3-2-a"
def balance(labels):
    return {0: len(labels) / (2 * np.sum(labels == 0)), 1: len(labels) / (2 * np.sum(labels == 1))}

# %% tags=["wrong"] exercise="3-2-a"
def balance(labels):
    classes, counts = np.unique(labels, return_counts=True)
    return len(labels) / (len(classes) * counts)

# %% tags=["wrong"] exercise="3-2-a"
def balance(labels):
    classes, counts = np.unique(labels, return_counts=True)
    print(dict(zip(classes, len(labels) / (len(classes) * counts))))

# %% tags=["wrong"] exercise="3-2-a"
def balance(labels):
    counts = np.bincount(labels)
    return {label: len(labels) / (len(counts) * count) for label, count in enumerate(counts) if count}

# %% tags=["wrong"] exercise="3-2-a"
def balance(labels):
    classes, counts = np.unique(labels, return_counts=True)
    return {str(label): len(labels) / (len(classes) * count) for label, count in zip(classes, counts)}

# %% tags=["wrong"] exercise="3-2-a"
def balance(labels):
    classes, counts = np.unique(labels, return_counts=True)
    return {int(label): len(labels) // (len(classes) * count) for label, count in zip(classes, counts)}

# %% tags=["right"] exercise="3-2-a"
def balance(labels):
    numbers = [int(label) for label in labels]
    return {label: len(numbers) / len(set(numbers)) / numbers.count(label) for label in set(numbers)}

# %% tags=["right"] exercise="3-2-a"
balance = lambda labels: {label: 1 / (np.mean(labels == label) * len(np.unique(labels))) for label in np.unique(labels)}

# %% tags=["right"] exercise="3-2-a"
def balance(labels):
    counts = np.bincount(labels)
    present = np.flatnonzero(counts)
    weights = {}
    for label in present:
        weights[int(label)] = float(counts.sum() / counts[label] / len(present))
    return weights

# %% tags=["solution"] exercise="3-2-a"
def balance(labels):
    classes, counts = np.unique(labels, return_counts=True)
    return {int(label): len(labels) / (len(classes) * count) for label, count in zip(classes, counts)}

# %%
check("3-2-a", balance)

# %% [markdown] tags=["ko", "solution"]
# n장을 k개의 클래스로 나누면 한 클래스의 몫은 n / k입니다. 그것을 그 클래스의 사진 수로 나눈 것이 한 장의 무게입니다. 무게의 합이 n이어야 손실의 크기가 무게 없이 학습할 때와 비슷해서, 학습률을 그대로 쓸 수 있습니다.

# %% [markdown] tags=["en", "solution"]
# With n pictures and k classes, the share of one class is n / k; divided by the number of its pictures, it is the weight of one. With a total of n the loss has about the size that it has without weights, so the learning rate can stay as it is.

# %% [markdown] tags=["ko"]
# ## 사진마다 다른 무게: `sample_weight`
#
# `sample_weight`는 사진마다 무게를 하나씩 받습니다. 더 일반적인 방법이므로 `class_weight`를 흉내 낼 수 있습니다. 아래의 두 모델은 가중치가 마지막 자리까지 같을까요?

# %% [markdown] tags=["en"]
# ## A weight for each picture: `sample_weight`
#
# `sample_weight` takes one weight for each picture. It is the more general way, so it can stand in for `class_weight`. Are the weights of the two models below the same to the last digit?

# %%
sample_weight = np.array([class_weight[label] for label in y_rare], dtype="float32")
same, _ = find_shirts(sample_weight=sample_weight)
print(all(np.array_equal(a, b) for a, b in zip(weighted.get_weights(), same.get_weights())))

# %% [markdown] tags=["ko"]
# `sample_weight`는 `evaluate`에도 있습니다. 손실에는 무게가 들어가지만, `metrics`에는 들어가지 않습니다. 무게를 반영해 계산할 평가 지표는 `weighted_metrics`에 적습니다. 아래의 `BinaryAccuracy`는 예와 아니요 둘 가운데 맞힌 비율입니다. 무게를 0으로 주어 티셔츠를 모두 뺍니다.

# %% [markdown] tags=["en"]
# `evaluate` takes a `sample_weight` too. The loss is weighted then, but `metrics` are not. A metric that should count the weights goes into `weighted_metrics`. `BinaryAccuracy` is the share of right answers where they are yes or no. The next cell gives every T-shirt the weight 0.

# %%
plain.compile("adam", "binary_crossentropy", metrics=["accuracy"], weighted_metrics=[keras.metrics.BinaryAccuracy(name="of_shirts")])
scores = plain.evaluate(x_both, y_both, sample_weight=y_both.astype("float32"), verbose=0, return_dict=True)
print(f"accuracy ≈ {scores['accuracy']:.2f}, of_shirts ≈ {scores['of_shirts']:.2f}")
print(scores["accuracy"] > scores["of_shirts"])

# %% [markdown] tags=["ko"]
# ## `evaluate`와 `predict`
#
# `evaluate`는 손실과 평가 지표를 목록으로, `return_dict=True`면 딕셔너리로 돌려줍니다. `batch_size`는 결과가 아니라 속도와 메모리만 바꿉니다. `steps=3`이면 배치 세 개만 봅니다.

# %% [markdown] tags=["en"]
# ## `evaluate` and `predict`
#
# `evaluate` returns the loss and the metrics as a list, or as a dictionary with `return_dict=True`. `batch_size` changes speed and memory, not the result. With `steps=3` it looks at three batches only.

# %%
model = new_model()
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=3, verbose=0)

small = model.evaluate(x_test, y_test, batch_size=32, verbose=0, return_dict=True)
large = model.evaluate(x_test, y_test, batch_size=500, verbose=0, return_dict=True)
three = model.evaluate(x_test, y_test, batch_size=100, steps=3, verbose=0, return_dict=True)
first_300 = model.evaluate(x_test[:300], y_test[:300], verbose=0, return_dict=True)
print(sorted(small), np.isclose(small["loss"], large["loss"]), np.isclose(three["loss"], first_300["loss"]))

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `predict`와 클래스
#
# `predict`는 클래스가 아니라 확률을 돌려줍니다. 2020년의 `Sequential` 모델에는 클래스를 바로 주는 `predict_classes`와, `predict`의 다른 이름인 `predict_proba`가 있었습니다. 둘 다 사라졌습니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `predict` and classes
#
# `predict` returns probabilities, not classes. In 2020 a `Sequential` model also had `predict_classes`, which gave classes at once, and `predict_proba`, another name for `predict`. Both are gone.

# %%
classes = model.predict(x_test[:3], verbose=0)
print(classes.shape, classes.dtype)
with expect_error(AttributeError):
    model.predict_classes(x_test[:3])
with expect_error(AttributeError):
    model.predict_proba(x_test[:3])

# %%
classes = model.predict(x_test[:3], batch_size=32, verbose=0).argmax(axis=-1)
print(classes.shape, classes.dtype, [class_names()[label] for label in y_test[:3]])

# %% [markdown] tags=["ko"]
# ## 배치 하나씩
#
# `train_on_batch`는 한 배치로 한 단계를 학습하고, 그 배치의 손실과 평가 지표를 돌려줍니다. `fit`처럼 `class_weight`와 `sample_weight`를 받습니다. `test_on_batch`는 계산만 하고 학습하지 않습니다. 아래 셀은 같은 배치를 학습 전과 후에 잽니다.

# %% [markdown] tags=["en"]
# ## One batch at a time
#
# `train_on_batch` takes one step on one batch and returns the loss and metrics of that batch. Like `fit` it accepts `class_weight` and `sample_weight`. `test_on_batch` only measures and does not train. The next cell measures the same batch before and after a step.

# %%
x_batch, y_batch = x_train[:32], y_train[:32]
model = new_model()
model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])

before = model.test_on_batch(x_batch, y_batch)
step = model.train_on_batch(x_batch, y_batch, return_dict=True)
after = model.test_on_batch(x_batch, y_batch)
print(f"loss ≈ {before[0]:.3f} → ≈ {after[0]:.3f}", after[0] < before[0], np.isclose(step["loss"], before[0]))

# %% [markdown] tags=["ko"]
# `train_on_batch`가 돌려주는 손실은 가중치를 바꾸기 **전**의 것입니다. 손실을 계산해야 어느 쪽으로 갈지 알 수 있기 때문입니다.
#
# `predict_on_batch`는 배치 하나를 한 번에 예측합니다. `predict`는 데이터를 나누고 콜백을 부르는 준비를 하므로, 작은 배치에서는 그 준비가 계산보다 오래 걸립니다. 아래는 `predict_on_batch`의 몇 배인지입니다.

# %% [markdown] tags=["en"]
# The loss that `train_on_batch` returns is the one **before** the step: the loss has to be worked out first, to know which way to go.
#
# `predict_on_batch` predicts one batch in one go. `predict` first prepares batches and callbacks, and for a small batch that takes longer than the computation. The next cell says how many times as long as `predict_on_batch`.

# %%
def seconds_of(call, times=10):
    call()
    begin = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - begin) / times

one_batch = seconds_of(lambda: model.predict_on_batch(x_batch))
whole = seconds_of(lambda: model.predict(x_batch, verbose=0))
print(f"≈ {whole / one_batch:.0f}", whole > 3 * one_batch)
print(np.allclose(model.predict(x_batch, verbose=0), model.predict_on_batch(x_batch), atol=1e-6))

# %% [markdown] tags=["ko"]
# ## `fit`을 손으로
#
# 이제 `fit`이 하는 일을 직접 작성할 수 있습니다. 비교하기 위해 먼저 `fit`으로 학습합니다. 1,000장을 32장씩 나누면 마지막 배치는 8장입니다. 순서가 같아야 하므로 섞지 않습니다.

# %% [markdown] tags=["en"]
# ## `fit` by hand
#
# Now you can write what `fit` does yourself. To have something to compare with, train with `fit` first. 1,000 pictures in batches of 32 leave 8 for the last batch. The order must be the same, so there is no shuffling.

# %%
x, y = x_train[:1000], y_train[:1000]
fitted = new_model()
fitted.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = fitted.fit(x, y, batch_size=32, epochs=3, shuffle=False, verbose=0)

# %% [markdown] tags=["ko"]
# 반복문은 짧습니다. 한 에포크의 손실은 배치마다의 손실을 **배치의 크기로 무게를 주어** 평균한 것입니다. `keras.metrics.Mean`이 그 일을 합니다. `fit`도 같은 것을 씁니다.
#
# `reset_metrics()`는 평가 지표를 0으로 되돌립니다. Keras 3.15부터는 `train_on_batch`가 스스로 그렇게 합니다. 3.14까지는 지난 배치까지의 평균을 돌려주었으므로, 두 버전에서 같은 수를 얻으려면 이 줄이 있어야 합니다.

# %% [markdown] tags=["en"]
# The loop is short. The loss of an epoch is the mean of the losses of its batches, **weighted by the size of each batch**. `keras.metrics.Mean` does that, and `fit` uses the same thing.
#
# `reset_metrics()` sets the metrics back to 0. From Keras 3.15 on `train_on_batch` does so itself; up to 3.14 it returned the mean over the batches so far. With this line both versions give the same numbers.

# %%
looped = new_model()
looped.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])

losses = []
for _ in range(3):
    mean = keras.metrics.Mean()
    for row in range(0, len(x), 32):
        x_batch, y_batch = x[row : row + 32], y[row : row + 32]
        looped.reset_metrics()
        loss, accuracy = looped.train_on_batch(x_batch, y_batch)
        mean.update_state(loss, sample_weight=len(x_batch))
    losses.append(float(mean.result()))

# %% [markdown] tags=["ko"]
# 학습된 모든 가중치와 에포크마다의 손실을 비교합니다. 가까운지가 아니라 **같은지**를 봅니다.

# %% [markdown] tags=["en"]
# Compare every trained weight and the loss of every epoch: not whether they are close, but whether they are **equal**.

# %%
print(all(np.array_equal(a, b) for a, b in zip(fitted.get_weights(), looped.get_weights())))
print(history.history["loss"] == losses)
print([f"≈ {loss:.4f}" for loss in losses])

# %% [markdown] tags=["ko"]
# ### 연습 3-2-b
#
# 함수 `train`을 작성하세요. 인수는 차례로 `model`, `x`, `y`, `batch_size`, `epochs`입니다. `model`은 평가 지표 하나로 `compile`되어 있습니다.
#
# - 배치마다 `train_on_batch`를 한 번 부릅니다. `fit`은 부르지 않습니다.
# - 에포크마다 모든 행을 순서대로 한 번씩 봅니다. 마지막 배치는 작을 수 있습니다.
# - 돌려주는 값은 에포크마다의 손실로 된 목록(list)입니다. 손실은 모든 행에 대한 평균이므로, 작은 배치는 그만큼 적게 셉니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-2-b
#
# Write a function `train`. Its arguments are `model`, `x`, `y`, `batch_size` and `epochs`, in this order. The `model` has been through `compile` with one metric.
#
# - It calls `train_on_batch` once for each batch, and never `fit`.
# - In each epoch it sees every row once, in order. The last batch may be smaller.
# - It returns a list with the loss of each epoch: the mean over all rows, so that a small batch counts for less.

# %% tags=["starter"] exercise="3-2-b"
train = ...

# %% tags=["wrong"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0
        for batch in range(len(x) // batch_size):
            rows = slice(batch * batch_size, (batch + 1) * batch_size)
            total += model.train_on_batch(x[rows], y[rows])[0] * len(x[rows])
        losses.append(total / len(x))
    return losses

# %% tags=["wrong"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        of_batches = []
        for start in range(0, len(x), batch_size):
            of_batches.append(model.train_on_batch(x[start : start + batch_size], y[start : start + batch_size])[0])
        losses.append(sum(of_batches) / len(of_batches))
    return losses

# %% tags=["wrong"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            loss, _ = model.train_on_batch(x[start : start + batch_size], y[start : start + batch_size])
        losses.append(loss)
    return losses

# %% tags=["wrong"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    return model.fit(x, y, batch_size=batch_size, epochs=epochs, shuffle=False, verbose=0).history["loss"]

# %% tags=["wrong"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0
        for start in range(0, len(x), batch_size):
            x_part = x[start : start + batch_size]
            total += model.train_on_batch(x_part, y[:len(x_part)])[0] * len(x_part)
        losses.append(total / len(x))
    return losses

# %% tags=["wrong"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            model.train_on_batch(x[start : start + batch_size], y[start : start + batch_size])

# %% tags=["wrong"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    losses = []
    mean = keras.metrics.Mean()
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            x_part, y_part = x[start : start + batch_size], y[start : start + batch_size]
            mean.update_state(model.train_on_batch(x_part, y_part)[0], sample_weight=len(x_part))
        losses.append(float(mean.result()))
    return losses

# %% tags=["wrong"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            losses.append(model.train_on_batch(x[start : start + batch_size], y[start : start + batch_size])[0])
    return losses

# %% tags=["wrong"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0
        for start in range(0, len(x), batch_size):
            total += model.train_on_batch(x[start : start + batch_size], y[start : start + batch_size])[0] * batch_size
        losses.append(total / len(x))
    return losses

# %% tags=["wrong"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0
        for start in range(0, len(x), batch_size):
            x_part, y_part = x[start : start + batch_size], y[start : start + batch_size]
            total += model.train_on_batch(x_part, y_part)[1] * len(x_part)
        losses.append(total / len(x))
    return losses

# %% tags=["wrong"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            model.train_on_batch(x[start : start + batch_size], y[start : start + batch_size])
        losses.append(model.evaluate(x, y, verbose=0)[0])
    return losses

# %% tags=["wrong"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        order, total = np.random.permutation(len(x)), 0
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            total += model.train_on_batch(x[rows], y[rows])[0] * len(rows)
        losses.append(total / len(x))
    return losses

# %% tags=["right"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    starts = range(0, len(x), batch_size)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for start in starts:
            rows = np.arange(start, min(start + batch_size, len(x)))
            total += len(rows) * model.train_on_batch(x[rows], y[rows], return_dict=True)["loss"]
        losses.append(total / len(x))
    return losses

# %% tags=["right"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        mean = keras.metrics.Mean()
        for start in range(0, len(x), batch_size):
            model.reset_metrics()
            part = x[start : start + batch_size]
            loss, _ = model.train_on_batch(part, y[start : start + batch_size])
            mean.update_state(loss, sample_weight=len(part))
        losses.append(float(mean.result()))
    return losses

# %% tags=["right"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    cuts = list(range(batch_size, len(x), batch_size))
    batches = list(zip(np.split(x, cuts), np.split(y, cuts)))
    sizes = [len(labels) for _, labels in batches]
    return [
        float(np.average([model.train_on_batch(*batch)[0] for batch in batches], weights=sizes)) for _ in range(epochs)
    ]

# %% tags=["right"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    assert model.compiled
    print(model.evaluate(x, y, verbose=0))
    losses = []
    for _ in range(epochs):
        total = 0
        for start in range(0, len(x), batch_size):
            x_part, y_part = x[start : start + batch_size], y[start : start + batch_size]
            scores = dict(zip(model.metrics_names, model.train_on_batch(x_part, y_part)))
            total += scores["loss"] * len(x_part)
        losses.append(total / len(x))
    return losses

# %% tags=["solution"] exercise="3-2-b"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0.0
        for start in range(0, len(x), batch_size):
            x_part, y_part = x[start : start + batch_size], y[start : start + batch_size]
            model.reset_metrics()
            loss = model.train_on_batch(x_part, y_part)[0]
            total += loss * len(x_part)
        losses.append(total / len(x))
    return losses

# %%
check("3-2-b", train)

# %% [markdown] tags=["ko", "solution"]
# `range`의 셋째 인수가 배치 크기이므로 `start`는 배치의 첫 행입니다. 마지막 자르기는 데이터의 끝에서 멈추고, 그 길이가 마지막 배치의 크기입니다. 이 함수는 순서를 섞지 않습니다. 섞으려면 에포크마다 `np.random.permutation(len(x))`의 순서로 행을 고르면 됩니다.

# %% [markdown] tags=["en", "solution"]
# The third argument of `range` is the batch size, so `start` is the first row of a batch. The last slice stops where the data ends, and its length is the size of the last batch. This function does not shuffle. To do so, pick the rows in the order of `np.random.permutation(len(x))` in each epoch.

# %% [markdown] tags=["ko"]
# ## 실험실: 한 단계씩
#
# 점 하나는 운동화나 가방 사진 한 장입니다. 두 밝기만 보고 작은 모델이 둘을 가르는 것을 배웁니다. 검은 선은 확률이 0.5인 경계이고, 동그라미는 방금 배운 배치입니다. 학습률과 배치 크기는 지금 보이는 단계의 **다음부터** 바뀝니다. **먼저** 단계를 끝까지 밀어 본 뒤, **처음부터**를 누르고 학습률 3.0, 배치 크기 32로 다시 밀어 보세요. **눈여겨볼 것**은 경계가 언제 직선에서 곡선이 되는지, 그리고 배치 크기가 1일 때 손실이 어떻게 흔들리는지입니다.

# %% [markdown] tags=["en"]
# ## Lab: one step at a time
#
# Each point is a picture of a sneaker or a bag. From two kinds of brightness a small model learns to tell them apart. The black line is the border, where the probability is 0.5, and the rings show the batch that was just learned. Learning rate and batch size count from the step **after** the one that you see. **Try first**: move the step to the end. Then press **Start over**, set learning rate 3.0 and batch size 32, and move it again. **Notice** when the straight border bends, and how the loss jumps about with a batch size of 1.

# %%
lab("one step at a time")

# %% [markdown] tags=["ko"]
# ## 데이터가 메모리에 다 들어가지 않을 때
#
# 지금까지 데이터는 배열 하나였습니다. 사진이 파일로 있고 메모리보다 크면, 배치가 필요할 때마다 읽어야 합니다. 2020년에는 그때 쓰는 메서드가 따로 있었습니다.
#
# ### 2020 → 오늘: 세 생성기 메서드

# %% [markdown] tags=["en"]
# ## When the data does not fit into memory
#
# So far the data was an array. Pictures that lie in files and are larger than the memory have to be read when a batch is needed. In 2020 there were methods of their own for that.
#
# ### 2020 → today: the three generator methods

# %%
model = new_model()
model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
for name in ("fit_generator", "evaluate_generator", "predict_generator"):
    with expect_error(AttributeError):
        getattr(model, name)

# %% [markdown] tags=["ko"]
# 이제 `fit`, `evaluate`, `predict`가 배열 대신 생성기(generator), `keras.utils.PyDataset`, `tf.data.Dataset`을 받습니다. 셋을 비교하기 위해 `save_img`로 사진 1,000장을 PNG 파일에 저장합니다. `load_img`는 그 파일을 다시 읽고, `img_to_array`는 읽은 사진을 배열로 바꿉니다. 파일은 임시 폴더에 두므로 나중에 지울 것은 없습니다.

# %% [markdown] tags=["en"]
# Today `fit`, `evaluate` and `predict` take a generator, a `keras.utils.PyDataset` or a `tf.data.Dataset` in place of an array. To compare the three, save 1,000 pictures as PNG files with `save_img`. `load_img` reads such a file again, and `img_to_array` makes an array of it. The files go into a temporary folder, so nothing is left to clean up.

# %%
folder = tempfile.TemporaryDirectory()
files = [str(Path(folder.name) / f"{number:04}.png") for number in range(1000)]
for file, picture in zip(files, train_pictures):
    keras.utils.save_img(file, picture[..., np.newaxis], scale=False)
labels = train_labels[:1000]

def read_picture(file):
    return keras.utils.img_to_array(keras.utils.load_img(file, color_mode="grayscale"))[..., 0] / 255

print(np.array_equal(read_picture(files[0]), x_train[0]))

# %% [markdown] tags=["ko"]
# ### 파이썬 생성기
#
# 생성기는 배치를 하나씩 `yield`합니다. 한 번 지나간 배치로 돌아갈 수 없으므로 끝없이 되풀이하게 만듭니다. `yield from`은 다른 생성기의 배치를 하나씩 그대로 내보냅니다. 끝이 없으니 한 에포크가 몇 단계인지는 `steps_per_epoch`로 알려 주어야 합니다.

# %% [markdown] tags=["en"]
# ### A Python generator
#
# A generator hands out one batch after the other with `yield`. It cannot go back to a batch, so it is written to go on for ever. `yield from` hands out what another generator does, one by one. Without an end, `steps_per_epoch` has to say how long an epoch is.

# %%
def one_pass(batch_size=50):
    for start in range(0, len(files), batch_size):
        pictures = [read_picture(file) for file in files[start : start + batch_size]]
        yield np.stack(pictures), labels[start : start + batch_size]

def endless():
    while True:
        yield from one_pass()

history = model.fit(endless(), steps_per_epoch=20, epochs=2, shuffle=False, verbose=2)

# %% [markdown] tags=["ko"]
# `evaluate`와 `predict`에는 끝이 있는 생성기를 넘겨도 됩니다. 한 번만 지나가면 되기 때문입니다. 몇 단계인지는 `steps`로 알려 줍니다. `fit`에 넘기면 두 번째 에포크에서 데이터가 떨어집니다.

# %% [markdown] tags=["en"]
# For `evaluate` and `predict` a generator may end, since they go through the data only once; `steps` says how many batches there are. In `fit` the data runs out in the second epoch.

# %%
loss, accuracy = model.evaluate(one_pass(), steps=20, verbose=0)
print(model.predict(one_pass(), steps=20, verbose=0).shape)
print(np.isclose(accuracy, model.evaluate(x_train[:1000], labels, verbose=0)[1]))

with expect_error(UserWarning):
    model.fit(one_pass(), steps_per_epoch=20, epochs=3, shuffle=False, verbose=0)

# %%
choose("3-2-q3")

# %% tags=["solution"] exercise="3-2-q3"
check("3-2-q3", "b")

# %% [markdown] tags=["ko"]
# ### `keras.utils.PyDataset`
#
# `PyDataset`은 배열처럼 번호로 배치를 꺼내는 클래스입니다. 두 메서드를 작성합니다. `__len__`은 배치의 수, `__getitem__`은 `index`번째 배치입니다. `super().__init__(**kwargs)`는 `workers` 같은 인수를 케라스에 넘깁니다. 길이를 알고 아무 배치나 꺼낼 수 있으므로 `steps_per_epoch`가 필요 없고, 되풀이할 수 있고, 여러 워커(worker)가 나누어 읽을 수 있습니다. 2020년의 이름은 `keras.utils.Sequence`였습니다.

# %% [markdown] tags=["en"]
# ### `keras.utils.PyDataset`
#
# A `PyDataset` is a class that gives batches by number, as an array gives rows. You write two methods: `__len__`, the number of batches, and `__getitem__`, the batch number `index`. `super().__init__(**kwargs)` passes arguments such as `workers` on to Keras. Since its length is known and any batch can be asked for, it needs no `steps_per_epoch`, can be repeated, and can be read by several workers. In 2020 its name was `keras.utils.Sequence`.

# %%
class PictureFiles(keras.utils.PyDataset):
    def __init__(self, files, labels, batch_size, **kwargs):
        super().__init__(**kwargs)
        self.files, self.labels, self.batch_size = files, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.files) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return np.stack([read_picture(file) for file in self.files[rows]]), self.labels[rows]

data = PictureFiles(files, labels, batch_size=50)
print(len(data), data[19][0].shape, keras.utils.Sequence is keras.utils.PyDataset)
history = model.fit(data, epochs=2, shuffle=False, verbose=2)

# %% [markdown] tags=["ko"]
# `shuffle=True`면 `fit`이 배치의 순서를 섞습니다. 배치 안의 순서까지 섞으려면 에포크의 끝에 불리는 `on_epoch_end` 메서드를 씁니다.
#
# ### 2020 → 오늘: `workers`
#
# `fit_generator`에는 `workers`, `use_multiprocessing`, `max_queue_size`가 있었습니다. `fit`은 그 인수를 모릅니다. 이제는 `PyDataset`을 만들 때 적습니다.

# %% [markdown] tags=["en"]
# With `shuffle=True`, `fit` mixes the order of the batches. To mix the pictures inside them as well, write a method `on_epoch_end`; it is called after every epoch.
#
# ### 2020 → today: `workers`
#
# `fit_generator` had `workers`, `use_multiprocessing` and `max_queue_size`. `fit` does not know them: they go to the `PyDataset` now.

# %%
with expect_error(TypeError):
    model.fit(data, workers=2, verbose=0)

two_workers = PictureFiles(files, labels, batch_size=50, workers=2, max_queue_size=10)
loss, accuracy = model.evaluate(two_workers, verbose=0)
print(np.isclose(accuracy, model.evaluate(data, verbose=0)[1]))

# %% [markdown] tags=["ko"]
# `validation_split`은 배열에만 쓸 수 있습니다. 파일을 읽는 데이터에서는 마지막 20 %가 어디부터인지 케라스가 알 수 없기 때문입니다. 파일의 목록을 나누어 두 개를 만들고 `validation_data`로 넘깁니다.

# %% [markdown] tags=["en"]
# `validation_split` works on arrays only: with data read from files, Keras cannot know where the last 20 % begin. Split the list of files, make two data sets, and pass one as `validation_data`.

# %%
with expect_error(ValueError):
    model.fit(data, validation_split=0.2, verbose=0)

first, last = PictureFiles(files[:800], labels[:800], 50), PictureFiles(files[800:], labels[800:], 50)
history = model.fit(first, validation_data=last, shuffle=False, verbose=0)
print(sorted(history.history))

# %% [markdown] tags=["ko"]
# ### 연습 3-2-c
#
# `keras.utils.PyDataset`의 하위 클래스 `ScaledPictures`를 작성하세요. 만들 때 넘기는 인수는 차례로 `pictures`, `labels`, `batch_size`입니다.
#
# - `len`은 배치의 수입니다. 마지막 배치는 작을 수 있습니다.
# - 배치 하나는 사진과 레이블의 쌍(tuple)이고, 순서는 배열의 순서와 같습니다.
# - 사진은 0과 255 사이의 `uint8`로 들어와 0과 1 사이의 `float32`로 나갑니다. 레이블은 바뀌지 않습니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-2-c
#
# Write a class `ScaledPictures`, derived from `keras.utils.PyDataset`. It is made with `pictures`, `labels` and `batch_size`, in this order.
#
# - Its `len` is the number of batches. The last batch may be smaller.
# - A batch is a pair (a tuple) of pictures and labels, in the order of the arrays.
# - Pictures come in as `uint8` from 0 to 255 and go out as `float32` from 0 to 1. Labels do not change.

# %% tags=["starter"] exercise="3-2-c"
ScaledPictures = ...

# %% tags=["wrong"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return len(self.pictures) // self.batch_size

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]

# %% tags=["wrong"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32"), self.labels[rows]

# %% tags=["wrong"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows] / 255, self.labels[rows]

# %% tags=["wrong"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index, index + self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]

# %% tags=["wrong"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255

# %% tags=["wrong"] exercise="3-2-c"
def ScaledPictures(pictures, labels, batch_size):
    for start in range(0, len(pictures), batch_size):
        rows = slice(start, start + batch_size)
        yield pictures[rows].astype("float32") / 255, labels[rows]

# %% tags=["wrong"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / self.pictures[rows].max(), self.labels[rows]

# %% tags=["wrong"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size
        self.place = math.ceil(len(pictures) / batch_size)

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        self.place = (self.place - 1) % len(self)
        rows = slice(self.place * self.batch_size, (self.place + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]

# %% tags=["wrong"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        pictures = self.pictures[rows].astype("float32")
        return (pictures - pictures.min()) / 255, self.labels[rows]

# %% tags=["wrong"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.labels[rows], self.pictures[rows].astype("float32") / 255

# %% tags=["wrong"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels

# %% tags=["wrong"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows] / 255

# %% tags=["wrong"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]

# %% tags=["right"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size, **kwargs):
        super().__init__(**kwargs)
        self.x = pictures.astype("float32") / 255
        self.y = labels
        self.size = batch_size

    def __len__(self):
        return -(-len(self.x) // self.size)

    def __getitem__(self, index):
        start = index * self.size
        return self.x[start : start + self.size], self.y[start : start + self.size]

# %% tags=["right"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__(workers=2)
        cuts = range(batch_size, len(pictures), batch_size)
        self.batches = list(zip(np.split(pictures, cuts), np.split(labels, cuts)))

    def __len__(self):
        return len(self.batches)

    def __getitem__(self, index):
        pictures, labels = self.batches[index]
        return np.float32(pictures) / np.float32(255), labels

# %% tags=["right"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return len(range(0, len(self.labels), self.batch_size))

    def __getitem__(self, index):
        rows = np.arange(len(self.labels))[index * self.batch_size :][: self.batch_size]
        return (self.pictures[rows] / 255).astype("float32"), self.labels[rows]

# %% tags=["solution"] exercise="3-2-c"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]

# %%
check("3-2-c", ScaledPictures)

# %% [markdown] tags=["ko", "solution"]
# `uint8` 배열은 `float32` 배열의 4분의 1만 차지합니다. 배치를 꺼낼 때 바꾸면 메모리에는 작은 배열만 남습니다. 자료형을 정하지 않고 255로 나누면 NumPy는 `float64`를 만듭니다.

# %% [markdown] tags=["en", "solution"]
# An array of `uint8` takes a quarter of the room of `float32`. Converted batch by batch, only the small array stays in memory. Divided by 255 without a dtype, NumPy makes `float64`.

# %% [markdown] tags=["ko"]
# ### `tf.data`
#
# `tf.data.Dataset`은 읽고 바꾸는 과정을 이어 붙인 것입니다. 과정은 파이썬이 아니라 TensorFlow 안에서 실행되므로 여러 파일을 동시에 읽을 수 있습니다. 그것이 이득인지는 아래에서 잽니다. `prefetch`는 모델이 한 배치를 배우는 동안 다음 배치를 준비합니다. `cache`는 한 번 읽은 것을 메모리에 남깁니다. 백엔드가 JAX나 PyTorch여도 `fit`은 이것을 받습니다.

# %% [markdown] tags=["en"]
# ### `tf.data`
#
# A `tf.data.Dataset` is a chain of reading and converting. The chain runs inside TensorFlow and not in Python, so it can read several files at once. Whether that pays is measured below. `prefetch` prepares the next batch while the model learns one, and `cache` keeps in memory what has been read. `fit` takes such a data set on the JAX and PyTorch backends as well.

# %%
def read_with_tensorflow(file, label):
    picture = tf.io.decode_png(tf.io.read_file(file), channels=1)
    return tf.cast(picture[..., 0], "float32") / 255, label

pictures = tf.data.Dataset.from_tensor_slices((files, labels)).map(read_with_tensorflow, num_parallel_calls=tf.data.AUTOTUNE)
from_files = pictures.batch(50).prefetch(tf.data.AUTOTUNE)
cached = pictures.cache().batch(50).prefetch(tf.data.AUTOTUNE)
history = model.fit(from_files, epochs=2, shuffle=False, verbose=2)

# %% [markdown] tags=["ko"]
# ### 속도 비교
#
# 같은 파일 1,000개, 같은 모델, 같은 순서입니다. 첫 에포크에는 준비하는 시간이 들어가므로 둘째 에포크를 잽니다. 여섯 가지를 번갈아 네 번씩 재고, 가장 빠른 것을 배열을 넘겼을 때의 몇 배인지로 적습니다. 어느 것이 빠를지 먼저 순서를 정해 보세요.

# %% [markdown] tags=["en"]
# ### Side by side
#
# The same 1,000 files, the same model, the same order. The first epoch includes preparations, so the second is timed. The six take turns, four times each, and the fastest counts, given as a multiple of what an array takes. Before you run it, put them in order.

# %%
feeds = {
    "array": lambda: dict(x=x_train[:1000], y=labels, batch_size=50),
    "generator": lambda: dict(x=endless(), steps_per_epoch=20),
    "PyDataset": lambda: dict(x=data),
    "PyDataset, workers=2": lambda: dict(x=two_workers),
    "tf.data": lambda: dict(x=from_files),
    "tf.data, cache": lambda: dict(x=cached),
}
models, seconds = {name: new_model() for name in feeds}, {name: [] for name in feeds}
for model in models.values():
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])

for _ in range(4):
    for name, feed in feeds.items():
        models[name].fit(**feed(), epochs=2, shuffle=False, callbacks=[clock], verbose=0)
        seconds[name].append(clock.seconds[-1])

for name in feeds:
    print(f"{name:22} ≈ {min(seconds[name]) / min(seconds['array']):5.1f}")

# %% [markdown] tags=["ko"]
# 파일을 여는 일은 배열보다 오래 걸리고, 한 번 읽은 것을 `cache`에 두면 그 시간이 사라집니다. 그런데 여러 파일을 동시에 읽는 `tf.data`와 워커 둘을 쓴 `PyDataset`이 하나씩 읽는 것보다 빠르지 않습니다. 오히려 느릴 수도 있습니다. 여기서는 파일이 아주 작고 디스크가 빨라서, 일을 나누고 결과를 모으는 데 드는 시간이 읽는 시간보다 길기 때문입니다. 나누어 읽는 것은 사진이 크거나, 디스크나 네트워크가 느려 기다리는 일이 많을 때 이득입니다. 여섯 모델의 가중치는 모두 같습니다. 같은 배치를 같은 순서로 배웠기 때문입니다.

# %% [markdown] tags=["en"]
# Opening files takes longer than an array, and `cache` saves that from the second epoch on. But `tf.data`, which reads several files at once, and a `PyDataset` with two workers are no faster than reading one by one, and may well be slower. The files are tiny here and the disk is fast, so sharing out the work and collecting the results takes longer than the reading. Reading in parallel pays for large pictures, or where a slow disk or a network means waiting. All six models have the same weights: they learned the same batches in the same order.

# %%
learned = models["array"].get_weights()
print(all(np.allclose(a, b, atol=1e-6) for model in models.values() for a, b in zip(model.get_weights(), learned)))
print(min(seconds["tf.data, cache"]) < min(seconds["generator"]))

# %% [markdown] tags=["ko"]
# ### 연습 3-2-d
#
# 2020년의 함수입니다. 지금은 오류가 납니다. 다음이 모두 되도록 고치세요.
#
# - 생성기 `batches`를 `fit`에 그대로 넘겨, 20단계씩 2에포크를 한 번에 학습합니다.
# - 사진 `x`마다 클래스 하나를, 형태가 (n,)인 정수 배열로 돌려줍니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-2-d
#
# This function is from 2020 and fails today. Repair it, so that all of this is true:
#
# - It passes the generator `batches` to `fit` as it is, in one call: 2 epochs of 20 steps each.
# - For the pictures `x` it returns one class each, as an array of integers with shape (n,).

# %% tags=["starter"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit_generator(batches, steps_per_epoch=20, epochs=2, workers=2, use_multiprocessing=False, verbose=0)
    return model.predict_classes(x)

# %% tags=["wrong"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, workers=2, use_multiprocessing=False, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["wrong"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(batches, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["wrong"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict_classes(x)

# %% tags=["wrong"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0)

# %% tags=["wrong"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=0)

# %% tags=["wrong"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    for _ in range(2):
        model.fit(batches, steps_per_epoch=20, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["wrong"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1).squeeze()

# %% tags=["wrong"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    classes = model.predict(x, verbose=0).argmax(axis=-1)
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return classes

# %% tags=["wrong"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return [int(row.argmax()) for row in model.predict(x, verbose=0)]

# %% tags=["wrong"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=2, epochs=20, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["wrong"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, initial_epoch=1, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["wrong"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, validation_split=0.2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["wrong"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(*next(batches), steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["right"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    history = model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    print(history.history["loss"][-1])
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["right"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(batches, epochs=2, steps_per_epoch=20, shuffle=False)
    return np.argmax(model.predict(x), axis=1)

# %% tags=["right"] exercise="3-2-d"
def train_and_classify(network, generator, pictures):
    network.fit(x=generator, steps_per_epoch=20, epochs=2, verbose=0)
    probabilities = network.predict_on_batch(pictures)
    return np.array([row.argmax() for row in probabilities])

# %% tags=["right"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(batches, None, None, 2, steps_per_epoch=20)
    return keras.ops.convert_to_numpy(keras.ops.argmax(model.predict(x, batch_size=64, verbose=0), axis=-1))

# %% tags=["right"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(x=batches, verbose=0, epochs=2, steps_per_epoch=20)
    probabilities = keras.ops.convert_to_numpy(model(x, training=False))
    classes = []
    for row in probabilities:
        classes.append(int(np.argmax(row)))
    return np.array(classes, dtype="int64")

# %% tags=["solution"] exercise="3-2-d"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %%
check("3-2-d", train_and_classify)

# %% [markdown] tags=["ko", "solution"]
# `fit_generator`는 `fit`이 되고, 워커에 관한 두 인수는 빠집니다. 생성기는 여러 워커가 나누어 읽을 수 없습니다. 나누어 읽으려면 `PyDataset`이 필요합니다. `predict_classes`는 `predict`와 `argmax`가 됩니다.

# %% [markdown] tags=["en", "solution"]
# `fit_generator` becomes `fit`, and the two arguments about workers go. Several workers cannot share a generator; for that you need a `PyDataset`. `predict_classes` becomes `predict` and `argmax`.

# %% [markdown] tags=["ko"]
# ## `get_layer`와 `pop`
#
# `get_layer`는 층을 이름이나 번호로 찾습니다. `Input`은 층으로 세지 않습니다. 없는 이름을 찾으면 있는 이름을 알려 줍니다.

# %% [markdown] tags=["en"]
# ## `get_layer` and `pop`
#
# `get_layer` finds a layer by its name or by its number. `Input` does not count as a layer. If there is none of that name, the error lists those that exist.

# %%
print(model.get_layer("hidden").units, model.get_layer(index=1) is model.get_layer(name="hidden"))
with expect_error(ValueError):
    model.get_layer("dense_1")

# %% [markdown] tags=["ko"]
# `pop`은 마지막 층을 떼어 내고 그 층을 돌려줍니다. 남은 모델은 사진마다 은닉층의 수 64개를 내놓습니다. 그 위에 다른 층을 얹으면, 배운 것을 다른 문제에 쓸 수 있습니다. 여기서는 신발인지(샌들, 운동화, 앵클부츠) 묻는 층을 얹습니다.

# %% [markdown] tags=["en"]
# `pop` takes the last layer off and returns it. What is left gives the 64 numbers of the hidden layer for each picture. With another layer on top, what was learned serves another problem: here, whether something is a shoe (sandal, sneaker or ankle boot).

# %%
model = new_model()
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=3, verbose=0)

removed = model.pop()
print(removed.name, model.output_shape)
model.add(layers.Dense(1, activation="sigmoid", name="is_shoe"))
print(model.output_shape, [layer.name for layer in model.layers])

# %% [markdown] tags=["ko"]
# 층이 바뀌었으므로 `compile`을 다시 부릅니다. 손실과 레이블도 새 문제에 맞아야 합니다. `fit` 한 에포크 만에 얼마나 맞히는지 보세요. 늘 "아니요"라고 답하면 0.7입니다.

# %% [markdown] tags=["en"]
# The layers have changed, so call `compile` again, with a loss and labels that fit the new problem. See how far one epoch of `fit` gets; always answering "no" would give 0.7.

# %%
SHOES = [5, 7, 9]
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
model.fit(x_train, np.isin(y_train, SHOES).astype("int64"), verbose=0)
loss, accuracy = model.evaluate(x_test, np.isin(y_test, SHOES).astype("int64"), verbose=0)
print(f"≈ {accuracy:.2f}", accuracy > 0.93)

# %% [markdown] tags=["ko"]
# ### 연습 3-2-e
#
# 함수 `without_head`를 작성하세요.
#
# - 인수는 `Sequential` 모델 하나입니다. 층이 몇 개인지는 정해져 있지 않습니다.
# - 돌려주는 값은 마지막 층만 뺀 모델입니다. 같은 가중치로 계산하므로, 출력은 마지막 층이 받던 수와 같습니다.
# - 넘겨받은 모델은 층을 하나도 잃지 않습니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-2-e
#
# Write a function `without_head`.
#
# - It takes one `Sequential` model. How many layers that has is open.
# - It returns a model without the last layer. It works with the same weights, so its output is what the last layer was given.
# - The model that was passed loses no layer.

# %% tags=["starter"] exercise="3-2-e"
without_head = ...

# %% tags=["wrong"] exercise="3-2-e"
def without_head(model):
    model.pop()
    return model

# %% tags=["wrong"] exercise="3-2-e"
def without_head(model):
    return keras.models.clone_model(keras.Sequential(model.layers[:-1]))

# %% tags=["wrong"] exercise="3-2-e"
def without_head(model):
    return model.get_layer(index=-2)

# %% tags=["wrong"] exercise="3-2-e"
def without_head(model):
    return keras.Sequential(model.layers[:1])

# %% tags=["wrong"] exercise="3-2-e"
def without_head(model):
    keras.Sequential(model.layers[:-1])

# %% tags=["wrong"] exercise="3-2-e"
def without_head(model):
    return keras.Sequential(model.layers)

# %% tags=["wrong"] exercise="3-2-e"
def without_head(model):
    return keras.Sequential(model.layers[:2])

# %% tags=["right"] exercise="3-2-e"
def without_head(model):
    return keras.Model(model.inputs, model.layers[-1].input)

# %% tags=["right"] exercise="3-2-e"
def without_head(model):
    body = keras.Sequential()
    for layer in model.layers[:-1]:
        body.add(layer)
    return body

# %% tags=["right"] exercise="3-2-e"
def without_head(model):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.pop()
    return copy

# %% tags=["right"] exercise="3-2-e"
def without_head(model):
    return keras.Model(model.inputs, model.get_layer(index=len(model.layers) - 2).output)

# %% tags=["solution"] exercise="3-2-e"
def without_head(model):
    return keras.Sequential(model.layers[:-1])

# %%
check("3-2-e", without_head)

# %% [markdown] tags=["ko", "solution"]
# 두 모델은 층을 **함께 씁니다**. 층을 옮긴 것도 복사한 것도 아니므로, 한쪽을 학습하면 다른 쪽의 가중치도 바뀝니다. 따로 두려면 `clone_model`로 복사하고 `set_weights`로 가중치를 옮깁니다. `clone_model`만으로는 새 가중치로 시작합니다.

# %% [markdown] tags=["en", "solution"]
# The two models **share** their layers. They were neither moved nor copied, so training one changes the weights of the other. To keep them apart, copy with `clone_model` and bring the weights over with `set_weights`; `clone_model` alone starts with new weights.

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `compile`은 학습하는 방법만 정합니다. 다시 불러도 가중치는 남고, 옵티마이저는 새로 시작합니다.
# - `validation_split`은 섞기 전의 마지막 부분을 떼어 냅니다. 정렬된 데이터는 먼저 섞거나 `validation_data`를 씁니다.
# - 드문 클래스에는 `class_weight`를, 사진마다 다른 무게에는 `sample_weight`와 `weighted_metrics`를 씁니다.
# - `fit`은 `train_on_batch`의 반복입니다. 같은 순서, 크기로 무게를 준 평균이면 마지막 자리까지 같습니다.
# - `fit_generator`의 일은 `fit`이 합니다. 생성기는 끝이 없어야 하고, `PyDataset`은 길이를 알고, `tf.data`는 동시에 읽을 수 있습니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - `compile` only says how to train. Called again, it leaves the weights and starts the optimizer anew.
# - `validation_split` cuts off the last part before shuffling. Shuffle sorted data first, or use `validation_data`.
# - `class_weight` is for rare classes, `sample_weight` with `weighted_metrics` for a weight of each picture.
# - `fit` is `train_on_batch` in a loop. With the same order, and a mean weighted by size, both agree to the last digit.
# - `fit` does the work of `fit_generator`: a generator must not end, a `PyDataset` knows its length, `tf.data` can read several files at once.
