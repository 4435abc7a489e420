# %% [markdown] tags=["ko"]
# 2020년의 글은 이 섹션에 링크 하나만 두었습니다. `Sequential` 모델의 메서드를 모은 케라스 문서의 페이지입니다. 이 섹션은 그 메서드를 모두 실행합니다. 다만 목록의 순서가 아니라, 학습하면서 하게 되는 일의 순서를 따릅니다. 드문 것을 찾아야 할 때, 믿을 수 없는 레이블이 섞였을 때, 데이터가 메모리보다 클 때 무엇을 쓰는지가 중심입니다.
#
# 섹션은 두 부분입니다. 앞부분은 `fit`에 무엇을 시킬 수 있는지를 다룹니다. 뒷부분에서는 `fit`이 하는 일을 직접 작성하고, 배열이 아닌 데이터를 넘깁니다. 각각 한 시간 남짓 걸리고, 사이에 쉬어 갈 곳이 있습니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 드문 클래스를 찾는 모델을 **학습하고**, 재현율과 정밀도로 결과를 **판단합니다**.
# - 메모리에 다 담기지 않는 데이터를 생성기, `PyDataset`, `tf.data`로 **넘기고** 속도를 비교합니다.
# - `train_on_batch`로 학습 반복문을 직접 **작성해** `fit`과 마지막 자리까지 같은 결과를 얻습니다.

# %% [markdown] tags=["en"]
# For this section the post from 2020 has only a link, to the page of the Keras documentation that lists the methods of a `Sequential` model. Here you run all of them; not in the order of that list, but in the order in which you come to need them. What do you do when the thing to find is rare, when some labels are not to be trusted, when the data is larger than the memory?
#
# There are two halves. The first is about what you can tell `fit` to do. In the second you write yourself what `fit` does, and feed it data that is no array. Each takes a little over an hour, and there is a place to stop in between.
#
# After this section you can:
#
# - **train** a model that finds a rare class, and **judge** it by recall and precision;
# - **feed** data that does not fit into memory, with a generator, a `PyDataset` or `tf.data`, and compare their speed;
# - **write** the training loop yourself with `train_on_batch`, and get the result of `fit` to the last digit.

# %% [markdown] tags=["ko"]
# ## 데이터와 모델
#
# 1-1의 옷 사진에서 학습 사진 8,000장을 꺼냅니다. 앞의 2,000장으로 학습하고, 4,000번부터 2,000장을 검증에 씁니다. 나머지 사진과 테스트 사진은 꺼내지 않습니다. 연습 문제에서 `check`가 씁니다.

# %% [markdown] tags=["en"]
# ## Data and model
#
# Take 8,000 of the training pictures from 1-1. The first 2,000 are for training, and 2,000 from number 4,000 on for validation. The others and the test pictures stay where they are: `check` uses them in an exercise.

# %%
import gc
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

pictures, labels = (part[:8000] for part in fashion_mnist()[0])
pixels = pictures.astype("float32") / 255
x_train, y_train = pixels[:2000], labels[:2000]
x_val, y_val = pixels[4000:6000], labels[4000:6000]
print(x_train.shape, x_val.shape, np.bincount(y_train))

# %% [markdown] tags=["ko"]
# 두 번의 학습을 비교하려면 같은 가중치에서 시작해야 합니다. 컴퓨터의 난수는 **시드**(seed)라는 수에서 계산되고, 시드가 같으면 같은 난수가 나옵니다. `new_model`은 부를 때마다 `set_random_seed`로 시드를 정하므로, 새 모델은 언제나 같은 가중치로 시작합니다.

# %% [markdown] tags=["en"]
# To compare two trainings, they have to start from the same weights. The random numbers of a computer are worked out from a number, the **seed**; the same seed gives the same ones. `new_model` sets it on each call, with `set_random_seed`, so a new model always begins with the same weights.

# %%
def new_model():
    keras.utils.set_random_seed(1)
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Flatten(name="flat"),
        layers.Dense(64, activation="relu", name="hidden"),
        layers.Dense(10, activation="softmax", name="output"),
    ])

change = np.abs(new_model().get_weights()[0] - new_model().get_weights()[0])
print(change.max())

# %% [markdown] tags=["ko"]
# ## `compile`: 학습하는 방법
#
# `compile`은 학습하는 방법을 정합니다. 거의 언제나 쓰는 인수는 1-1과 2-1에서 본 세 가지입니다. `optimizer`는 가중치를 바꾸는 방법, `loss`는 줄여야 할 값, `metrics`는 사람이 읽는 값입니다. 나머지는 필요할 때 찾아 쓰면 됩니다.
#
# | 인수 | 언제 쓰나 | 어디서 보나 |
# |---|---|---|
# | `weighted_metrics` | 평가 지표에도 샘플 가중치(행마다 손실에 곱하는 수)를 반영할 때 | 이 섹션 |
# | `run_eagerly` | 오류를 찾으려고 코드를 한 줄씩 볼 때 | 바로 아래 |
# | `loss_weights` | 출력이 여럿일 때 | 3-3 |
# | `steps_per_execution` | 작은 모델의 여러 단계를 한꺼번에 실행해 빠르게 할 때 | |
# | `jit_compile` | XLA라는 컴파일러로 모델의 계산을 묶어 빠르게 할지 정할 때. 정하지 않으면 케라스가 고름 | |

# %% [markdown] tags=["en"]
# ## `compile`: how to train
#
# `compile` says how to train. The three arguments that are nearly always there you know from 1-1 and 2-1: `optimizer`, how the weights change; `loss`, the number to bring down; `metrics`, numbers for people to read. The others you look up when you need them.
#
# | argument | when | where |
# |---|---|---|
# | `weighted_metrics` | metrics are to take sample weights into account, a factor for the loss of each row | this section |
# | `run_eagerly` | you look for an error, line by line | right below |
# | `loss_weights` | there are several outputs | 3-3 |
# | `steps_per_execution` | several steps of a small model at once, to be faster | |
# | `jit_compile` | whether XLA, a compiler, joins the computations of the model to be faster; if you say nothing, Keras chooses | |

# %% [markdown] tags=["ko"]
# ### 더 볼 것: `run_eagerly`
#
# 처음 읽을 때는 건너뛰어도 됩니다. 오류를 찾으려고 평가 지표 함수 안에 `print`를 넣으면 몇 번 출력될까요? `run_eagerly=True`는 한 단계의 파이썬 코드를 한 줄씩 그대로 실행하라는 뜻입니다. 아래의 `sureness`는 가장 큰 확률의 평균을 재는 평가 지표이고, 불릴 때마다 무엇을 받았는지 적어 둡니다. 배치는 20개입니다. `run_eagerly`가 `False`일 때와 `True`일 때 각각 몇 번 불릴지 예상하세요.

# %% [markdown] tags=["en"]
# ### More: `run_eagerly`
#
# Skip this on a first reading. To find an error you put a `print` into a function that serves as a metric. How often will it print? `run_eagerly=True` tells Keras to run the Python code of a step as it stands, line by line. `sureness` below is a metric, the mean of the largest probability, and notes on each call what it was given. There are 20 batches. How often will it be called where `run_eagerly` is `False`, and how often where it is `True`?

# %%
seen = []

def sureness(y_true, y_pred):
    seen.append(type(y_pred).__name__)
    return keras.ops.max(y_pred, axis=-1)

for run_eagerly in (False, True):
    seen.clear()
    model = new_model()
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=[sureness], run_eagerly=run_eagerly)
    model.fit(x_train[:640], y_train[:640], batch_size=32, verbose=0)
    print(f"run_eagerly={run_eagerly}:", len(seen), seen[0])

# %% [markdown] tags=["ko"]
# 평소에 케라스는 한 단계의 계산을 **기록**해 두고, 배치마다 그 기록을 되풀이합니다. 되풀이할 때는 파이썬 함수를 부르지 않습니다. 두 번은 준비입니다. 한 번은 형태를 알아보고, 한 번은 계산을 기록합니다. 두 번 다 2-2의 기호 텐서처럼 아직 값이 없는 `SymbolicTensor`를 받습니다. `run_eagerly=True`면 기록하지 않고 배치 20개마다 값을 가진 텐서로 함수를 부릅니다. 이때는 함수 안의 `print`가 값을 보여 주고 중단점(breakpoint)에서 멈춥니다. 대신 느리므로, 오류를 찾은 뒤에는 지우세요.

# %% [markdown] tags=["en"]
# Usually Keras **records** the computation of one step and repeats the recording for each batch, without calling a Python function. The two calls are preparations: one finds out the shapes, one records. Both get a `SymbolicTensor`, which has no values yet, like the symbolic tensors of 2-2. With `run_eagerly=True` nothing is recorded, and the function is called for each of the 20 batches, on tensors that have values. A `print` in it shows numbers then, and a breakpoint stops. It is slow, so take it out again once the error is found.

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: 사라진 두 인수
#
# 문서에 있던 `sample_weight_mode`와 `target_tensors`는 사라졌습니다. 시간 단계마다 가중치를 주려면 `fit`의 `sample_weight`에 형태가 (시퀀스의 수, 시간 단계의 수)인 배열을 넘깁니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: two arguments that are gone
#
# The page had `sample_weight_mode` and `target_tensors`. Both are gone. To weigh single timesteps, pass `fit` a `sample_weight` of shape (sequences, timesteps).

# %%
with expect_error(TypeError):
    model.compile("sgd", "sparse_categorical_crossentropy", sample_weight_mode="temporal")

with expect_error(TypeError):
    model.compile("sgd", "sparse_categorical_crossentropy", target_tensors=None)

# %% [markdown] tags=["ko"]
# ## `fit`을 두 번 부르면
#
# 노트북에서는 `fit`이 있는 셀을 한 번 더 실행하는 일이 흔합니다. 3에포크를 두 번 학습하면 두 번째는 어디서 시작할까요? 처음의 손실일까요, 첫 번째가 끝난 곳일까요?

# %% [markdown] tags=["en"]
# ## `fit`, called twice
#
# In a notebook it is easy to run the cell with `fit` once more. Train 3 epochs, and 3 again. Where will the second run begin: at the first loss, or where the first run ended?

# %%
model = new_model()
model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
run = model.fit(x_train, y_train, epochs=3, verbose=0)
run_again = model.fit(x_train, y_train, epochs=3, verbose=0)
for each in (run, run_again):
    print(each.epoch, [f"≈ {loss:.2f}" for loss in each.history["loss"]])

# %% tags=["proof"]
assert run_again.history["loss"][0] < run.history["loss"][-1] < run.history["loss"][0] - 0.5

# %% [markdown] tags=["ko"]
# 두 번째는 배운 데서 **이어집니다**. 가중치는 모델 안에 있고 `fit`은 그것을 되돌리지 않습니다. 그런데 에포크의 번호는 0에서 다시 시작하고, `History`도 새것입니다. 같은 변수에 담으면 앞의 곡선은 사라집니다. 곡선이 처음부터 너무 좋다면 셀을 두 번 실행하지 않았는지 보세요.
#
# 처음부터 다시 하려면 모델을 새로 만듭니다. `compile`만 다시 부르면 어떻게 될까요? 위의 모델은 2,000장을 32장씩 나누어 에포크마다 63단계, 모두 378단계를 학습했습니다. 옵티마이저의 `iterations`가 그 수를 셉니다.

# %% [markdown] tags=["en"]
# The second one **goes on** from what was learned. The weights live in the model, and `fit` does not put them back. But the epochs are counted from 0 again, and the `History` is new: keep it under the same name, and the first curves are lost. If a curve begins suspiciously well, see whether the cell was run twice.
#
# To begin anew, make the model anew. And what if you only call `compile` again? The model above has had 2,000 pictures in batches of 32, which are 63 steps an epoch and 378 in all. The optimizer counts them in its `iterations`.

# %%
choose("3-2-q1")

# %% tags=["solution"] exercise="3-2-q1"
check("3-2-q1", "b")

# %%
before, steps = model.get_weights(), int(model.optimizer.iterations)
model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
changes = [np.abs(new - old).max() for new, old in zip(model.get_weights(), before)]
print(steps, int(model.optimizer.iterations), max(changes))

# %% [markdown] tags=["ko"]
# 가중치는 0.0만큼, 곧 전혀 바뀌지 않았고 옵티마이저는 0에서 다시 셉니다. 그러니 새 모델만이 처음부터입니다. 시드까지 같으면 첫 학습이 그대로 되풀이됩니다.

# %% [markdown] tags=["en"]
# The weights have changed by 0.0, so not at all, and the optimizer counts from 0 again. Only a new model begins anew. With the same seed it even repeats the first training.

# %%
fresh = new_model()
fresh.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
repeated = fresh.fit(x_train, y_train, epochs=3, verbose=0)
print(np.abs(np.subtract(repeated.history["loss"], run.history["loss"])).max().round(4))

# %% [markdown] tags=["ko"]
# 일부러 이어서 학습할 때는 `initial_epoch`로 번호도 이어 줍니다. `epochs`는 에포크의 개수가 아니라 **끝나는 번호**입니다. 아래의 `fit`은 몇 에포크를 학습할까요?

# %% [markdown] tags=["en"]
# When you go on on purpose, `initial_epoch` lets the numbers go on, too. `epochs` is not how many epochs to train but the number **where to stop**. How many does the next `fit` train?

# %%
more = fresh.fit(x_train, y_train, initial_epoch=3, epochs=5, verbose=0)
print(more.epoch)

# %% [markdown] tags=["ko"]
# 다섯이 아니라 둘입니다. 꺼진 학습을 이어 가는 법은 3-3에 있습니다.
#
# ## `fit`이 받지 않는 데이터
#
# 여러분의 데이터로 처음 `fit`을 부를 때 자주 만나는 오류가 둘 있습니다. 첫째는 **1부터 세는 레이블**입니다. `sparse_categorical_crossentropy`의 레이블은 유닛의 자리이므로 0부터 세야 합니다(1-1). 클래스 10개가 1부터 10까지면 10의 자리가 없습니다.

# %% [markdown] tags=["en"]
# Two, not five. How to go on with a training that was killed is in 3-3.
#
# ## Data that `fit` does not take
#
# Two errors are common when you first call `fit` on data of your own. One is **labels that count from 1**. A label for `sparse_categorical_crossentropy` is the place of a unit, counted from 0 (1-1). If ten classes go from 1 to 10, there is no place 10.

# %% tags=["tensorflow"]
from_one = y_train.astype("int32") + 1
model = new_model()
model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
try:
    model.fit(x_train, from_one, verbose=0)
except tf.errors.InvalidArgumentError as error:
    line = next(line for line in str(error).splitlines() if "outside" in line)
    print(line.partition("Label values")[0])

# %% [markdown] tags=["ko"]
# 긴 오류 가운데 읽을 줄은 이것입니다. 레이블 10이 0 이상 10 미만의 범위를 벗어났습니다("outside the valid range"). 이 오류는 CPU의 TensorFlow가 냅니다. GPU나 다른 백엔드에서는 오류 없이 손실이 `nan`이 되거나 엉뚱한 수가 됩니다. 그래서 학습하기 전에 레이블을 봅니다. `np.unique`에 `return_inverse=True`를 주면 어떤 레이블이 있는지와 0부터 다시 센 번호를 함께 돌려줍니다. 레이블이 문자열이어도 됩니다.

# %% [markdown] tags=["en"]
# Of a long error this is the line to read: the label 10 is "outside the valid range" from 0 to below 10. The error comes from TensorFlow on a CPU. On a GPU or another backend there is no error; the loss becomes `nan` or some number without a meaning. So look at the labels before you train. `np.unique` with `return_inverse=True` returns which labels there are, together with numbers that count them from 0. The labels may be strings, too.

# %%
own_labels = np.array(["shirt", "bag", "shirt", "coat"])
names, numbers = np.unique(own_labels, return_inverse=True)
print(names, numbers)
print(np.unique(np.array([3, 1, 2, 3]), return_inverse=True)[1])

# %% [markdown] tags=["ko"]
# 둘째는 **파이썬 리스트**입니다. 수의 리스트도, 배열의 리스트도 안 됩니다. 케라스에게 리스트는 "입력이 여럿"이라는 뜻이기 때문입니다(2-2).

# %% [markdown] tags=["en"]
# The other is **Python lists**. Neither a list of numbers will do nor a list of arrays: to Keras, a list means several inputs (2-2).

# %%
in_lists, in_a_list = x_train[:1, :2, :2].tolist(), list(x_train[:3])
for x in (in_lists, in_a_list):
    with expect_error(ValueError):
        new_model().predict(x, verbose=0)

# %% [markdown] tags=["ko"]
# `x`가 배열이어도 `y`가 리스트면 같은 오류가 납니다. 수의 리스트는 `np.array`로, 배열의 리스트는 `np.stack`으로 배열 하나로 만듭니다. 사진이 한 장뿐이라면 1-1의 배치 축을 기억하세요.

# %% [markdown] tags=["en"]
# With an array as `x`, a list as `y` fails alike. `np.array` makes one array of a list of numbers, and `np.stack` of a list of arrays. If there is a single picture, remember the batch axis of 1-1.

# %%
print(np.array(in_lists).shape, np.stack(in_a_list).shape)
print(new_model().predict(np.stack(in_a_list), verbose=0).shape)

# %% [markdown] tags=["ko"]
# ## 검증: 어느 데이터를 떼어 내나
#
# `validation_split=0.2`는 학습 데이터의 20%를 떼어 검증에 씁니다. 정확히 **어느** 20%일까요? 레이블 순서로 정렬한 사진으로 알아봅니다. 폴더나 데이터베이스에서 읽은 데이터는 흔히 이렇게 늘어서 있습니다.

# %% [markdown] tags=["en"]
# ## Validation: which data is set aside
#
# `validation_split=0.2` sets 20% of the data aside for validation. But **which** 20%? Find out on pictures that are sorted by label, as data often is that comes from folders or a database.

# %%
order = np.argsort(y_train, kind="stable")
x_sorted, y_sorted = x_train[order], y_train[order]
print(y_sorted[::200])

# %%
choose("3-2-q2")

# %% tags=["solution"] exercise="3-2-q2"
check("3-2-q2", "c")

# %%
model = new_model()
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(x_sorted, y_sorted, epochs=3, validation_split=0.2, verbose=0).history
print(f"accuracy ≈ {history['accuracy'][-1]:.2f}, val_accuracy {history['val_accuracy'][-1]:.2f}")

# %% tags=["proof"]
assert history["val_accuracy"][-1] == 0 and history["accuracy"][-1] > 0.7

# %% [markdown] tags=["ko"]
# 검증 정확도가 0입니다. 학습에는 클래스 8과 9가 없고, 검증에는 그 둘만 있기 때문입니다. 나누기 전에 직접 섞거나, 검증 데이터를 따로 골라 `validation_data`로 넘깁니다. 둘 다 주면 `validation_data`를 씁니다. 검증이 오래 걸리면 `validation_freq=2`로 두 에포크에 한 번만 합니다.

# %% [markdown] tags=["en"]
# The validation accuracy is 0: training has seen nothing of classes 8 and 9, and validation has nothing else. Shuffle the data yourself before it is split, or choose the validation data and pass it as `validation_data`. If both are given, `validation_data` is used. Where validation takes long, `validation_freq=2` does it after every second epoch only.

# %%
shuffled = new_model()
shuffled.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = shuffled.fit(
    x_sorted, y_sorted, epochs=4, validation_data=(x_val, y_val), validation_freq=2, verbose=0
).history
print({name: len(values) for name, values in history.items()})
print(f"val_accuracy ≈ {history['val_accuracy'][-1]:.2f}")

# %% tags=["proof"]
assert history["val_accuracy"][-1] > 0.65

# %% [markdown] tags=["ko"]
# ## 순서: 섞지 않으면
#
# 사진은 여전히 정렬되어 있는데 `shuffled`는 잘 배웠습니다. `fit`이 에포크마다 배열을 섞기 때문입니다. 날짜 순서를 지키고 싶다며 `shuffle=False`로 끄면 어떻게 될까요? 그렇게 3에포크를 학습한 `in_order`를 `shuffled`와 비교합니다. 정확도와, 모델이 답한 클래스마다의 사진 수를 봅니다. 클래스마다 진짜는 200장입니다.

# %% [markdown] tags=["en"]
# ## Order: without shuffling
#
# The pictures were still sorted, and yet `shuffled` learned well: `fit` shuffles arrays before every epoch. What happens if that is turned off with `shuffle=False`, say to keep them in the order of their dates? Train `in_order` that way for 3 epochs and compare the two: look at the accuracy, and how many pictures a model puts into each class. In truth each has 200.

# %%
in_order = new_model()
in_order.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
in_order.fit(x_sorted, y_sorted, epochs=3, shuffle=False, verbose=0)

for name, model in {"shuffled": shuffled, "in_order": in_order}.items():
    answers = model.predict(x_val, verbose=0).argmax(axis=-1)
    counts = ", ".join(f"≈ {count}" for count in np.bincount(answers, minlength=10))
    print(f"{name}: accuracy ≈ {np.mean(answers == y_val):.2f}\n   {counts}")

# %% tags=["proof"]
assert np.mean(answers == y_val) < 0.6 and (answers == 0).sum() < 60 and (answers == 8).sum() > 300

# %% [markdown] tags=["ko"]
# 섞지 않으면 한 에포크의 단계가 클래스 0만, 그다음 1만, 이렇게 9까지 봅니다. 모델은 나중에 본 클래스로 기울고 먼저 본 클래스를 잊습니다. 티셔츠(0)라는 답은 거의 사라지고, 가방(8)이라는 답은 진짜보다 훨씬 많습니다. 앵클부츠(9)는 더 나중에 보지만, 그 단계는 주로 신발의 답을 바꿉니다. 부츠와 닮지 않은 윗옷은 여전히 가방이라고 합니다. 섞었을 때도 셔츠(6)라는 답은 적은데, 셔츠와 코트(4)를 가리기가 본래 어렵기 때문입니다. 시간 순서는 검증 데이터를 나눌 때 지키고, 학습할 때는 섞으세요. 뒷부분에서 넘길 생성기와 `tf.data`는 `fit`이 섞지 **않습니다**. 그때는 데이터 쪽에서 섞습니다.

# %% [markdown] tags=["en"]
# Without shuffling, the steps of an epoch see nothing but class 0, then nothing but 1, and so on up to 9. The model leans towards what it saw late and forgets what it saw first: it hardly ever answers T-shirt (0), and bag (8) far too often. Ankle boots (9) come even later, but those steps mostly change the answers for shoes; the tops, which look little like boots, still count as bags. That shirt (6) is rare with shuffling, too, has another reason: shirts are hard to tell from coats (4). Keep the order of time where you split off the validation data, and shuffle in training. In the second half you feed generators and `tf.data`. Those `fit` does **not** shuffle: do it where the data is made.

# %% [markdown] tags=["ko"]
# ## 콜백: 학습하는 동안 불리는 객체
#
# `fit`이 도는 동안 무언가 하고 싶을 때가 있습니다. 시간을 재거나, 좋아지지 않으면 멈추거나, 가장 나은 가중치를 저장하는 일입니다. **콜백**(callback)은 정해진 때에 `fit`이 불러 주는 객체입니다. `keras.callbacks.Callback`의 하위 클래스를 만들고, 원하는 때의 메서드만 작성합니다. 이 콜백은 에포크마다 걸린 시간을 적고, 뒷부분에서 데이터를 넘기는 방법들의 속도를 비교할 때 다시 씁니다. 시간은 가장 짧은 에포크의 몇 배인지로 출력합니다.

# %% [markdown] tags=["en"]
# ## Callbacks: called while training runs
#
# Sometimes you want something done while `fit` runs: measure the time, stop when nothing improves, keep the best weights. A **callback** is an object that `fit` calls at set moments. Make a subclass of `keras.callbacks.Callback`, and write a method for each moment that you want. This one notes how long each epoch took; it serves again in the second half, where ways of feeding data are compared. The times are printed as multiples of the shortest epoch.

# %%
class EpochSeconds(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.seconds = []

    def on_epoch_begin(self, epoch, logs=None):
        self.began = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.began)

clock = EpochSeconds()
fresh.fit(x_train, y_train, epochs=3, callbacks=[clock], verbose=0)
print([f"≈ {seconds / min(clock.seconds):.1f}" for seconds in clock.seconds])

# %% [markdown] tags=["ko"]
# 첫 에포크에는 준비하는 시간이 들어가므로 대개 가장 깁니다. `logs`는 그때의 손실과 평가 지표가 담긴 딕셔너리입니다. 케라스에 있는 콜백은 3-3에서 씁니다.

# %% [markdown] tags=["en"]
# The first epoch includes preparations, so it is usually the longest. `logs` is a dictionary with the loss and the metrics of the moment. The callbacks that come with Keras are in 3-3.

# %% [markdown] tags=["ko"]
# ## 드문 클래스 찾기
#
# 티셔츠 상자에 셔츠가 섞여 있습니다. 열한 벌에 한 벌꼴입니다. 셔츠만 골라내는 모델이 필요합니다. 학습용으로 티셔츠 400장과 셔츠 40장을, 검증용으로 다른 사진을 같은 수만큼 고릅니다. 레이블은 셔츠가 1, 티셔츠가 0입니다. `astype("int64")`는 참과 거짓을 정수 1과 0으로 바꿉니다.

# %% [markdown] tags=["en"]
# ## Find a rare class
#
# Shirts have got among the T-shirts, one in eleven, and a model is to pick them out. Choose 400 T-shirts and 40 shirts to train on, and the same numbers of other pictures for validation. The label of a shirt is 1, that of a T-shirt 0: `astype("int64")` turns true and false into these integers.

# %%
T_SHIRT, SHIRT = 0, 6

def few_shirts(begin, end):
    shirts = begin + np.flatnonzero(labels[begin:end] == SHIRT)[::10]
    t_shirts = begin + np.flatnonzero(labels[begin:end] == T_SHIRT)
    rows = np.random.default_rng(0).permutation(np.concatenate([shirts, t_shirts]))
    return pixels[rows], (labels[rows] == SHIRT).astype("int64")

x_rare, y_rare = few_shirts(0, 4000)
x_held, y_held = few_shirts(4000, 8000)
print(np.bincount(y_rare), np.bincount(y_held))

# %%
examples = [np.flatnonzero(y_rare == label)[:5] for label in (0, 1)]
names = [class_names()[T_SHIRT]] * 5 + [class_names()[SHIRT]] * 5
plots.show_pictures(x_rare[np.concatenate(examples)], names)

# %% [markdown] tags=["ko"]
# 모델을 만들기 전에, 무엇을 재야 할지 정합니다. 어떤 모델이 검증 사진 25장을 셔츠라고 했고, 그 가운데 20장이 정말 셔츠라고 합시다. 셔츠는 모두 40장입니다. 티셔츠 400장에서는 5장을 셔츠라고 했으니 395장이 맞았습니다. 정확도와 함께 두 비율을 계산합니다. 찾아야 할 것 가운데 찾아낸 비율과, 찾았다고 한 것 가운데 맞은 비율입니다. 언제나 "티셔츠"라고 하는 모델도 계산해 봅니다.

# %% [markdown] tags=["en"]
# Before there is a model, settle what to measure. Say that a model calls 25 of the validation pictures shirts, and 20 of them really are. There are 40 shirts in all. Of the 400 T-shirts it calls 5 shirts, so it is right about 395. Beside the accuracy, work out two shares: of what is to be found, how much was found; and of what was called a shirt, how much is one. Do the same for a model that always says "T-shirt".

# %%
print("accuracy", round((20 + 395) / 440, 2), "found", 20 / 40, "of those called shirts", 20 / 25)
print("always T-shirt: accuracy", round(400 / 440, 2), "found", 0 / 40)

# %% [markdown] tags=["ko"]
# 찾아낸 비율 0.5를 **재현율**(recall), 찾았다고 한 것 가운데 맞은 비율 0.8을 **정밀도**(precision)라고 합니다. 정확도로는 두 모델의 차이가 0.03뿐입니다. 드문 클래스에서는 아무것도 찾지 않는 기준선도 0.91이기 때문입니다. 그래서 재현율과 정밀도를 봅니다. 케라스에서는 `keras.metrics.Recall`과 `keras.metrics.Precision`입니다. 확률이 0.5를 넘으면 셔츠라고 한 것으로 셉니다. 객체로 만들면 `name`으로 짧은 이름을 줄 수 있습니다. 정확도는 2-1에서 본 까닭으로 이름 `"accuracy"`로 적습니다. `class_weight`와 `sample_weight`는 조금 뒤에 쓰고, `None`이면 아무것도 바꾸지 않습니다.

# %% [markdown] tags=["en"]
# The share that was found, 0.5, is the **recall**; of what was called a shirt, the share that is one, 0.8, is the **precision**. In accuracy the two models differ by no more than 0.03, since the baseline, which finds nothing, has 0.91 where a class is rare. So read recall and precision. In Keras they are `keras.metrics.Recall` and `keras.metrics.Precision`; a probability above 0.5 counts as saying "shirt". Made as objects they can be given short names, with `name`. The accuracy goes by its name `"accuracy"`, for the reason that you saw in 2-1. `class_weight` and `sample_weight` come in a moment; `None` changes nothing.

# %%
def shirt_finder(class_weight=None, sample_weight=None):
    keras.utils.set_random_seed(1)
    model = keras.Sequential([
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ])
    measures = ["accuracy", keras.metrics.Recall(name="recall"), keras.metrics.Precision(name="precision")]
    model.compile("adam", "binary_crossentropy", metrics=measures)
    model.fit(x_rare, y_rare, epochs=8, class_weight=class_weight, sample_weight=sample_weight, verbose=0)
    return model

# %%
def show_scores(model):
    scores = model.evaluate(x_held, y_held, verbose=0, return_dict=True)
    print({name: f"≈ {scores[name]:.2f}" for name in ("accuracy", "recall", "precision")})
    return scores

plain = shirt_finder()
plain_scores = show_scores(plain)

# %% tags=["proof"]
assert plain_scores["accuracy"] > 0.92 and 0.3 < plain_scores["recall"] < 0.62 and plain_scores["precision"] > 0.7

# %% [markdown] tags=["ko"]
# 정확도는 높은데 셔츠는 절반쯤만 찾습니다. 손실은 사진마다의 손실을 평균한 것이고, 그 가운데 셔츠의 몫은 11분의 1입니다. 셔츠를 놓쳐도 평균은 조금밖에 나빠지지 않습니다. 그러니 셔츠 한 장의 손실을 더 크게 셉니다. `fit`의 `class_weight`는 클래스마다 손실에 곱하는 수, 곧 **클래스 가중치**(class weight)입니다. 딕셔너리 `{0: 1.0, 1: 10.0}`이면 셔츠를 놓치는 것이 티셔츠를 잘못 고르는 것보다 열 배 비쌉니다. 셔츠 40장은 이제 티셔츠 400장만큼 셉니다.

# %% [markdown] tags=["en"]
# The accuracy is high, yet only about half of the shirts are found. The loss is the mean over the pictures, and shirts are one eleventh of them: missing one hardly makes the mean worse. So let the loss of a shirt count for more. `class_weight` of `fit` gives each class a factor for its loss, its **class weight**. With the dictionary `{0: 1.0, 1: 10.0}` to miss a shirt costs ten times as much as to pick a T-shirt by mistake; the 40 shirts count as much as 400 T-shirts.

# %%
choose("3-2-q3")

# %% tags=["solution"] exercise="3-2-q3"
check("3-2-q3", "b")

# %%
weighted = shirt_finder(class_weight={0: 1.0, 1: 10.0})
weighted_scores = show_scores(weighted)

# %% tags=["proof"]
assert weighted_scores["recall"] > plain_scores["recall"] + 0.05
assert weighted_scores["precision"] < plain_scores["precision"] - 0.1

# %% [markdown] tags=["ko"]
# 셔츠를 더 많이 찾습니다. 대신 티셔츠를 셔츠라고 하는 일도 늘어 정밀도가 떨어지고, 정확도는 기준선 0.91 근처가 됩니다. 나빠진 것일까요? 무엇이 비싼지에 달렸습니다. 사람이 골라낸 것을 한 번 더 볼 수 있다면 재현율이, 고른 것을 바로 버린다면 정밀도가 중요합니다.
#
# 같은 교환을 다시 학습하지 않고도 할 수 있습니다. 0.5 대신 더 작거나 더 큰 확률부터 "셔츠"라고 하면 됩니다. 처음의 모델 `plain`에서는 낮추고 `weighted`에서는 높여 봅니다.

# %% [markdown] tags=["en"]
# More of the shirts are found. But more T-shirts are called shirts as well: the precision falls, and the accuracy comes down to about the baseline of 0.91. Is that worse? It depends on what is expensive. If somebody looks through what was picked, the recall matters; if it is thrown away at once, the precision.
#
# The same trade can be made without training again: say "shirt" from a smaller or a larger probability on than 0.5. Try smaller ones with `plain`, the first model, and larger ones with `weighted`.

# %%
def show_trade(model, thresholds):
    probabilities = model.predict(x_held, verbose=0)[:, 0]
    for threshold in thresholds:
        said = probabilities > threshold
        found = (said & (y_held == 1)).sum()
        print(f"{threshold}: recall ≈ {found / 40:.2f}, precision ≈ {found / said.sum():.2f}")

print("plain")
show_trade(plain, (0.5, 0.2, 0.1))
print("weighted")
show_trade(weighted, (0.5, 0.6, 0.7))

# %% tags=["proof"]
by_plain, by_weighted = (each.predict(x_held, verbose=0)[:, 0] for each in (plain, weighted))
assert np.mean(y_held[by_weighted > 0.5]) > np.mean(y_held[by_plain > 0.1]) + 0.05
assert (y_held[by_weighted > 0.5]).sum() >= (y_held[by_plain > 0.1]).sum() - 2

# %% [markdown] tags=["ko"]
# 클래스 가중치가 하는 일은 대부분, 어디서부터 "셔츠"라고 할지를 옮기는 것입니다. `plain`의 0.2와 `weighted`의 0.6은 결과가 거의 같습니다. 그러나 셔츠를 더 많이 찾아야 할 때는 가중치를 주고 학습한 모델이 낫습니다. `weighted`의 0.5를 `plain`의 0.1과 비교해 보세요. 재현율과 정밀도를 함께 크게 올리려면 셔츠 사진을 더 모아야 합니다.
#
# 클래스 가중치를 주면 0.5를 그대로 쓰지만, 모델이 0.7이라고 한 사진 열 장 가운데 일곱 장쯤이 셔츠라는 뜻은 사라집니다. 가중치를 주지 않으면 그 뜻이 더 많이 남고, 어디서부터 "셔츠"라고 할지는 직접 정합니다.

# %% [markdown] tags=["en"]
# Much of what a class weight does is to move the point from which on the model says "shirt": `plain` at 0.2 and `weighted` at 0.6 are about equal. Where more of the shirts are to be found, the model trained with weights does better: compare its 0.5 with the 0.1 of `plain`. To improve both recall and precision by much, you need more pictures of shirts.
#
# With a class weight you keep 0.5; but of ten pictures for which the model says 0.7, it is no longer true that about seven are shirts. Without one the numbers keep more of that meaning, and you choose yourself from where on to say "shirt".

# %% [markdown] tags=["ko"]
# ### 연습 3-2-a
#
# 클래스가 여럿이면 클래스 가중치를 손으로 정하기 어렵습니다. 레이블에서 계산하는 함수 `balance`를 작성하세요.
#
# - 인수는 정수 레이블의 배열 하나입니다. 어떤 클래스가 몇 번 나올지는 정해져 있지 않습니다.
# - 돌려주는 값은 `class_weight`로 쓸 딕셔너리입니다. 키는 레이블에 나오는 클래스이고, 값은 그 클래스의 사진 한 장이 갖는 가중치입니다.
# - 클래스마다 사진의 가중치를 더한 합이 모두 같습니다.
# - 모든 사진의 가중치를 더하면 사진의 수와 같습니다. 그러면 손실의 크기가 가중치 없이 학습할 때와 비슷하게 남습니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-2-a
#
# With many classes it is hard to choose class weights by hand. Write a function `balance` that works them out from the labels.
#
# - It takes one array of integer labels. Which classes there are, and how often, is open.
# - It returns a dictionary for `class_weight`. Its keys are the classes that occur, its values the weight of one picture of that class.
# - For every class, the weights of its pictures add up to the same total.
# - The weights of all pictures add up to the number of pictures. So the loss keeps about the size that it has without weights.

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
# n장을 k개의 클래스로 나누면 한 클래스의 몫은 n / k입니다. 그것을 그 클래스의 사진 수로 나눈 것이 한 장의 가중치입니다. 티셔츠 400장과 셔츠 40장이면 0.55와 5.5입니다. 비율은 위의 1과 10과 같습니다.

# %% [markdown] tags=["en", "solution"]
# With n pictures and k classes, the share of one class is n / k; divided by the number of its pictures, it is the weight of one. For 400 T-shirts and 40 shirts that is 0.55 and 5.5, in the same proportion as 1 and 10 above.

# %% [markdown] tags=["ko"]
# ### 연습 3-2-b
#
# `plain`은 셔츠를 절반쯤밖에 찾지 못하고, `weighted`가 셔츠라고 한 것은 절반 넘게 티셔츠이기 쉽습니다. 그 사이의 모델 `finder`를 학습하세요.
#
# - `finder`는 형태가 (28, 28)인 사진을 받아 셔츠일 확률 하나를 내놓는, 학습이 끝난 케라스 모델입니다. 확률이 0.5를 넘으면 셔츠라고 한 것으로 셉니다.
# - `x_rare`와 `y_rare`로 학습합니다. 층과 에포크와 클래스 가중치는 마음대로 고르고, `x_held`와 `y_held`로 재현율과 정밀도를 봅니다.
# - 목표는 검증 사진에서 재현율 0.55 이상, 정밀도 0.55 이상입니다.
#
# `check`는 꺼내지 않은 사진에서 잽니다. 셔츠 400장과 티셔츠 400장이고, 셔츠 열 장을 한 장으로 세어 열한 벌에 한 벌꼴로 맞춥니다. 새 사진에서는 재현율 0.55, 정밀도 0.43이면 됩니다. 검증의 셔츠는 40장뿐이어서, 한 장이 재현율을 0.025나 바꿉니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-2-b
#
# `plain` finds only about half of the shirts, and of what `weighted` calls a shirt, often more than half are T-shirts. Train a model `finder` in between.
#
# - `finder` is a trained Keras model that takes pictures of shape (28, 28) and gives one probability of a shirt. Above 0.5 it counts as saying "shirt".
# - Train it on `x_rare` and `y_rare`. Layers, epochs and class weights are yours to choose; see recall and precision on `x_held` and `y_held`.
# - The target on the validation pictures is a recall of at least 0.55 with a precision of at least 0.55.
#
# The `check` measures on pictures that were not taken out: 400 shirts and 400 T-shirts, where ten shirts count as one, so that again one in eleven is a shirt. On new pictures a recall of 0.55 and a precision of 0.43 will do: there are only 40 shirts in the validation, and one of them moves the recall by 0.025.

# %% tags=["starter"] exercise="3-2-b"
finder = ...

# %% tags=["wrong"] exercise="3-2-b"
finder = shirt_finder(class_weight={0: 1.0, 1: 30.0})

# %% tags=["wrong"] exercise="3-2-b"
finder = shirt_finder(class_weight={0: 3.0, 1: 1.0})

# %% tags=["wrong"] exercise="3-2-b"
finder = shirt_finder(class_weight={0: 1.0, 1: 5000.0})

# %% tags=["wrong"] exercise="3-2-b"
finder = shirt_finder(class_weight={0: 200.0, 1: 1.0})

# %% tags=["wrong"] exercise="3-2-b"
finder = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
finder.compile("adam", "binary_crossentropy")
finder = finder.fit(x_rare, y_rare, epochs=2, class_weight={0: 1.0, 1: 4.0}, verbose=0)

# %% tags=["wrong"] exercise="3-2-b"
finder = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(2, activation="softmax")])
finder.compile("adam", "sparse_categorical_crossentropy")
finder.fit(x_rare, y_rare, epochs=2, class_weight={0: 1.0, 1: 4.0}, verbose=0)

# %% tags=["wrong"] exercise="3-2-b"
finder = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(1)])
finder.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True))
finder.fit(x_rare, y_rare, epochs=4, class_weight={0: 1.0, 1: 4.0}, verbose=0)

# %% tags=["wrong"] exercise="3-2-b"
keras.utils.set_random_seed(1)
finder = keras.Sequential([
    keras.Input((28, 28)), layers.Flatten(), layers.Dense(32, activation="relu"), layers.Dense(1, activation="sigmoid")
])
finder.compile("adam", "binary_crossentropy")
finder.fit(x_rare, 1 - y_rare, epochs=8, class_weight={0: 4.0, 1: 1.0}, verbose=0)

# %% tags=["wrong"] exercise="3-2-b"
finder = shirt_finder

# %% tags=["wrong"] exercise="3-2-b"
finder = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(1, activation="softmax")])
finder.compile("adam", "binary_crossentropy")
finder.fit(x_rare, y_rare, epochs=2, class_weight={0: 1.0, 1: 4.0}, verbose=0)

# %% tags=["wrong"] exercise="3-2-b"
finder = keras.Sequential([
    keras.Input((28, 28)), layers.Rescaling(1 / 255), layers.Flatten(), layers.Dense(32, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
finder.compile("adam", "binary_crossentropy")
finder.fit(255 * x_rare, y_rare, epochs=12, class_weight={0: 1.0, 1: 4.0}, verbose=0)

# %% tags=["wrong"] exercise="3-2-b"
keras.utils.set_random_seed(1)
finder = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(1, activation="sigmoid")])

# %% tags=["wrong"] exercise="3-2-b"
keras.utils.set_random_seed(1)
finder = keras.Sequential([
    keras.Input((28, 28)), layers.Flatten(), layers.Dense(32, activation="relu"), layers.Dense(1, activation="sigmoid")
])
finder.compile("adam", "binary_crossentropy")
finder.fit(x_held, y_held, epochs=8, class_weight={0: 1.0, 1: 4.0}, verbose=0)

# %% tags=["right"] exercise="3-2-b"
finder = shirt_finder(class_weight={0: 0.25, 1: 1.0})

# %% tags=["right"] exercise="3-2-b"
finder = shirt_finder(sample_weight=1.0 + 3.0 * y_rare)

# %% tags=["right"] exercise="3-2-b"
often = np.concatenate([np.arange(len(y_rare)), np.repeat(np.flatnonzero(y_rare), 2)])
keras.utils.set_random_seed(2)
finder = keras.Sequential([
    keras.Input((28, 28)), layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(1, activation="sigmoid")
])
finder.compile("adam", "binary_crossentropy")
finder.fit(x_rare[often], y_rare[often], epochs=8, verbose=0)

# %% tags=["solution"] exercise="3-2-b"
finder = shirt_finder(class_weight={0: 1.0, 1: 4.0})
finder_scores = show_scores(finder)

# %%
check("3-2-b", finder)

# %% [markdown] tags=["ko", "solution"]
# 클래스 가중치 4는 1과 10의 사이입니다. 가중치를 올리면 재현율이 오르고 정밀도가 내려가므로, 목표에서 먼 쪽을 보고 올리거나 내리면 됩니다.

# %% [markdown] tags=["en", "solution"]
# A class weight of 4 lies between 1 and 10. A higher weight raises the recall and lowers the precision, so see which of the two is further from its target, and move the weight accordingly.

# %% [markdown] tags=["ko"]
# ## 믿을 수 없는 레이블: `sample_weight`
#
# 이번에는 클래스가 아니라 **행**마다 중요도가 다릅니다. 사진 2,000장에 두 사람이 레이블을 붙였습니다. 한 사람은 100장을 꼼꼼히, 다른 사람은 나머지를 서둘러 붙였습니다. 서두른 사람을 흉내 내어 그 레이블 다섯 가운데 넷을 아무 수로나 바꿉니다. 맞은 레이블의 비율을 출력합니다.

# %% [markdown] tags=["en"]
# ## Labels not to be trusted: `sample_weight`
#
# This time some **rows** count more than others, whatever their class. Two people have labelled the 2,000 pictures: one took care and did 100, the other did the rest in a hurry. To imitate the hurry, replace four in five of those labels by any number. What is printed is the share of right labels.

# %%
random = np.random.default_rng(0)
careful = np.arange(2000) < 100
slip = ~careful & (random.random(2000) < 0.8)
y_noted = np.where(slip, random.integers(0, 10, 2000), y_train)
for part in (careful, ~careful):
    print(part.sum(), np.mean(y_noted[part] == y_train[part]).round(2))

# %% [markdown] tags=["ko"]
# 서두른 레이블을 똑같이 믿는 것이 나을까요, 버리는 것이 나을까요, 조금만 믿는 것이 나을까요? `fit`의 `sample_weight`는 행마다 손실에 곱하는 수, 곧 **샘플 가중치**(sample weight)의 배열입니다. 서두른 사진의 샘플 가중치 세 가지, 1.0과 0.2와 0.0을 비교합니다. 검증 레이블은 모두 맞습니다.

# %% [markdown] tags=["en"]
# Is it better to trust the hurried labels like the others, to throw them away, or to trust them a little? `sample_weight` of `fit` is an array with a factor for the loss of each row, its **sample weight**. Compare three sample weights for the hurried pictures: 1.0, 0.2 and 0.0. The labels of the validation are all right.

# %%
accuracies = {}
for trust in (1.0, 0.2, 0.0):
    model = new_model()
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_noted, epochs=5, sample_weight=np.where(careful, 1.0, trust), verbose=0)
    accuracies[trust] = model.evaluate(x_val, y_val, verbose=0)[1]
    print(f"{trust}: val_accuracy ≈ {accuracies[trust]:.2f}")

# %% tags=["proof"]
assert accuracies[0.2] > max(accuracies[1.0], accuracies[0.0]) + 0.02

# %% [markdown] tags=["ko"]
# 조금만 믿는 것이 가장 낫습니다. 서두른 레이블도 열 가운데 셋쯤은 맞으므로 모두 버리면 손해이고, 똑같이 믿으면 틀린 것까지 배웁니다. 얼마나 믿을지는 학습률처럼 검증 데이터로 고릅니다. 오래된 행을 덜 세거나, 여러 번 나온 행을 한 줄로 모아 횟수를 샘플 가중치로 주는 것도 같은 방법입니다.
#
# 클래스 가중치는 샘플 가중치의 한 경우입니다. 셔츠의 행마다 10을 주면 위의 `weighted`와 같은 모델이 될까요?

# %% [markdown] tags=["en"]
# To trust them a little is best. About three in ten of the hurried labels are right, so to throw all of them away is a loss; trusted like the others, the wrong ones are learned as well. How far to trust is chosen on validation data, like a learning rate. In the same way old rows can count for less, or rows that occur often are kept once, with their count as sample weight.
#
# A class weight is a special case of sample weights. Give each row of a shirt a 10: is that the same model as `weighted` above?

# %%
same = shirt_finder(sample_weight=np.where(y_rare == 1, 10.0, 1.0))
print(max(np.abs(a - b).max() for a, b in zip(same.get_weights(), weighted.get_weights())))

# %% [markdown] tags=["ko"]
# 차이는 0.0입니다. 클래스가 기준이면 `class_weight`가 짧고, 그 밖의 기준에는 `sample_weight`를 씁니다.
#
# ### 더 볼 것: `weighted_metrics`
#
# 손실에는 샘플 가중치가 들어가지만 `metrics`에는 들어가지 않습니다. 가중치를 반영해 계산할 평가 지표는 `weighted_metrics`에 적습니다. `evaluate`도 `sample_weight`를 받습니다. 비교한 셋 가운데 마지막 모델로, 서두른 레이블의 가중치를 0으로 하고 학습 사진에서 두 정확도를 비교합니다. 이름이 겹치지 않게 `SparseCategoricalAccuracy` 객체에 이름을 줍니다. 정수 레이블의 정확도입니다.

# %% [markdown] tags=["en"]
# The difference is 0.0. Where the class decides, `class_weight` is shorter; for anything else there is `sample_weight`.
#
# ### More: `weighted_metrics`
#
# Sample weights go into the loss, but not into `metrics`. A metric that is to take them into account goes into `weighted_metrics`. `evaluate` takes a `sample_weight`, too. Take the last of the three models that you compared, give the hurried labels the weight 0, and compare the two accuracies on the training pictures. So that their names differ, make a `SparseCategoricalAccuracy`, the accuracy for integer labels, with a name of its own.

# %%
model.compile(
    "adam", "sparse_categorical_crossentropy", metrics=["accuracy"],
    weighted_metrics=[keras.metrics.SparseCategoricalAccuracy(name="of_careful")],
)
scores = model.evaluate(x_train, y_noted, sample_weight=careful.astype("float32"), verbose=0, return_dict=True)
print({name: f"≈ {scores[name]:.2f}" for name in ("accuracy", "of_careful")})

# %% tags=["proof"]
assert scores["of_careful"] > scores["accuracy"] + 0.2

# %% [markdown] tags=["ko"]
# `accuracy`는 틀린 레이블까지 세고, `of_careful`은 꼼꼼한 레이블만 셉니다.
#
# 여기가 절반입니다. 쉬어 가기 좋은 곳입니다. 나중에 돌아와 커널을 다시 시작했다면, 아래의 셀을 하나 고르고 메뉴 **실행 → 위의 모든 셀 실행**을 누른 다음 이어 가세요.

# %% [markdown] tags=["en"]
# `accuracy` counts the wrong labels as well, `of_careful` the careful ones only.
#
# This is half the way, and a good place to stop. When you come back after a restart of the kernel, select a cell below, choose **Run → Run All Above Selected Cell**, and go on from there.

# %% [markdown] tags=["ko"]
# ## `evaluate`와 `predict`
#
# 둘 다 1-1에서 썼습니다. 나머지 인수를 앞에서 학습한 `shuffled`로 봅니다. `batch_size`는 한 번에 계산할 사진의 수입니다. 결과도 달라질까요? `steps=3`은 배치 세 개만 본다는 뜻입니다.

# %% [markdown] tags=["en"]
# ## `evaluate` and `predict`
#
# You have used both since 1-1; here are the other arguments, on `shuffled`, the model trained above. `batch_size` says how many pictures are worked out at once. Does it change the result, too? `steps=3` means to look at three batches only.

# %%
small = shuffled.evaluate(x_val, y_val, batch_size=50, verbose=0)
large = shuffled.evaluate(x_val, y_val, batch_size=1000, verbose=0)
print(np.abs(np.subtract(small, large)).max().round(4))
three_batches = shuffled.evaluate(x_val, y_val, batch_size=100, steps=3, verbose=0)
first_300 = shuffled.evaluate(x_val[:300], y_val[:300], verbose=0)
print(np.abs(np.subtract(three_batches, first_300)).max().round(4))

# %% [markdown] tags=["ko"]
# 두 줄 모두 0.0입니다. 배치 크기는 속도와 메모리만 바꿉니다. 메모리가 모자라면 줄이세요. 그리고 100장짜리 배치 세 개는 앞의 300장입니다. `evaluate`는 섞지 않습니다. `predict`도 `batch_size`와 `steps`를 받습니다.
#
# 2020년의 `predict_classes`가 `argmax`가 된 것은 1-1에서 보았습니다. `predict`의 다른 이름이었던 `predict_proba`도 사라졌습니다.

# %% [markdown] tags=["en"]
# Both lines show 0.0. The batch size changes speed and memory, nothing else. Where memory is short, make it smaller. And three batches of 100 are the first 300 pictures, since `evaluate` does not shuffle. `predict` takes `batch_size` and `steps` as well.
#
# That `predict_classes` of 2020 has become `argmax` you saw in 1-1. `predict_proba`, which was another name for `predict`, is gone, too.

# %%
with expect_error(AttributeError):
    shuffled.predict_proba(x_val[:3])

# %% [markdown] tags=["ko"]
# ## 한 배치씩
#
# `fit`, `evaluate`, `predict`에는 배치 하나만 다루는 짝이 있습니다. `train_on_batch`는 한 단계를 학습하고 손실과 평가 지표를 돌려줍니다. `test_on_batch`는 재기만 하고, `predict_on_batch`는 출력을 계산합니다. 같은 배치를 학습 전과 후에 잽니다. 가운데 줄 `train_on_batch`의 손실은 앞의 것과 같을까요, 뒤의 것과 같을까요?

# %% [markdown] tags=["en"]
# ## One batch at a time
#
# `fit`, `evaluate` and `predict` each have a partner for a single batch. `train_on_batch` takes one step, and returns the loss and the metrics. `test_on_batch` only measures, and `predict_on_batch` works out the outputs. Measure one batch before and after a step. Will the loss of `train_on_batch`, in the middle, be that of before or that of after?

# %%
x_batch, y_batch = x_train[:32], y_train[:32]
model = new_model()
model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
before = model.test_on_batch(x_batch, y_batch)[0]
step = model.train_on_batch(x_batch, y_batch, return_dict=True)["loss"]
after = model.test_on_batch(x_batch, y_batch)[0]
print(f"before ≈ {before:.3f}, step ≈ {step:.3f}, after ≈ {after:.3f}")

# %% tags=["proof"]
assert np.isclose(step, before) and after < before

# %% [markdown] tags=["ko"]
# 앞의 것입니다. 손실을 계산해야 기울기를 알고, 가중치는 그다음에 바꿉니다. `train_on_batch`도 `class_weight`와 `sample_weight`를 받습니다.
#
# ### 반복문 안의 `predict`
#
# 사진이 한 장씩 들어오는 프로그램은 반복문에서 `predict`를 부르기 쉽습니다. 느리고, 메모리가 조금씩 늘어난다고들 합니다. 사진 5장을 세 가지 방법으로 예측하면서, 걸린 시간과 그동안 파이썬에 남은 객체의 수를 잽니다. 시간은 마지막 방법의 몇 배인지로 출력합니다. `gc`는 쓰지 않는 객체를 치우는 파이썬의 가비지 컬렉터(garbage collector)이고, 재는 동안에는 꺼 둡니다.

# %% [markdown] tags=["en"]
# That of before: the loss has to be worked out to know the gradient, and the weights change after that. `train_on_batch` takes `class_weight` and `sample_weight`, too.
#
# ### `predict` in a loop
#
# A program that gets one picture after the other easily calls `predict` in a loop. That is said to be slow, and to need more and more memory. Predict 5 pictures in three ways, and measure the time and how many objects are left in Python. Times are printed as multiples of the last way. `gc` is the garbage collector of Python; it is switched off while you measure.

# %%
def measured(predict_all):
    predict_all()
    gc.collect()
    gc.disable()
    objects, began = len(gc.get_objects()), time.perf_counter()
    predict_all()
    result = time.perf_counter() - began, len(gc.get_objects()) - objects
    gc.enable()
    return result

# %%
five = x_val[:5]
ways = {
    "predict, one by one": lambda: [model.predict(picture[np.newaxis], verbose=0) for picture in five],
    "predict_on_batch, one by one": lambda: [model.predict_on_batch(picture[np.newaxis]) for picture in five],
    "predict, all at once": lambda: model.predict(five, verbose=0),
}
results = {name: measured(way) for name, way in ways.items()}
for name, (took, left) in results.items():
    print(f"{name:28} time ≈ {took / results['predict, all at once'][0]:.1f}, objects left ≈ {left:,}")

# %% tags=["proof", "tensorflow"]
(slow, many), (quick, few), (at_once, _) = results.values()
assert slow > 2 * quick and slow > 2 * at_once and many > 1000 and few < 200

# %% [markdown] tags=["ko"]
# `predict`는 부를 때마다 데이터를 나르는 준비를 새로 합니다. 한 장이면 준비가 계산보다 훨씬 오래 걸립니다. 준비에 쓴 객체는 서로를 가리키고 있어서 가비지 컬렉터가 치울 때까지 사진과 함께 메모리에 남습니다. 사진이 한 장씩 들어오거나 한 배치에 들어갈 만큼뿐이면 `predict_on_batch`나 2-1처럼 모델을 함수로 부르는 `model(x)`를 씁니다. 수천 장이면 `predict`가 낫습니다. 준비는 한 번뿐이고 배치로 나누어 계산하기 때문입니다. 남은 객체의 수는 TensorFlow에서 잰 것입니다.

# %% [markdown] tags=["en"]
# With each call, `predict` prepares anew to carry data. For a single picture that takes far longer than the computation. The objects that were used point at each other, so they stay in memory, with the picture, until the collector comes. Where pictures come one by one, or are no more than one batch, use `predict_on_batch`, or call the model like a function as in 2-1, `model(x)`. With thousands of pictures `predict` pays: it prepares once, and works in batches. The number of objects left was measured on TensorFlow.

# %% [markdown] tags=["ko"]
# ## `fit`을 손으로
#
# 이제 `fit`이 하는 일을 직접 작성할 수 있습니다. 왜 직접 할까요? 한 단계마다 무언가를 보거나 바꾸고 싶을 때, 남의 반복문을 읽어야 할 때, 그리고 `fit`이 출력하는 수가 무엇인지 알고 싶을 때 필요합니다. 비교할 것부터 만듭니다. 1,000장을 32장씩 나누면 마지막 배치는 8장입니다. 순서가 같아야 하므로 섞지 않습니다.

# %% [markdown] tags=["en"]
# ## `fit` by hand
#
# Now you can write what `fit` does yourself. What for? To look at something at each step or change it, to read the loops of others, and to know what the numbers are that `fit` prints. First make something to compare with. 1,000 pictures in batches of 32 leave 8 for the last batch. The order must be the same, so there is no shuffling.

# %%
x, y = x_train[:1000], y_train[:1000]
fitted = new_model()
fitted.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = fitted.fit(x, y, batch_size=32, epochs=3, shuffle=False, verbose=0).history

# %% [markdown] tags=["ko"]
# 한 에포크의 손실은 배치마다의 손실을 평균한 것입니다. 그런데 마지막 배치는 8장뿐입니다. 32장의 손실이 2.0이고 8장의 손실이 1.0이면 40장의 평균은 얼마일까요? 두 수의 평균 1.5일까요?

# %% [markdown] tags=["en"]
# The loss of an epoch is the mean of the losses of its batches. But the last batch has 8 pictures only. If the loss of 32 pictures is 2.0 and that of 8 is 1.0, what is the mean over 40? Is it 1.5, the mean of the two?

# %%
mean = keras.metrics.Mean()
mean.update_state(2.0, sample_weight=32)
mean.update_state(1.0, sample_weight=8)
print((2.0 * 32 + 1.0 * 8) / 40, round(float(mean.result()), 4))

# %% [markdown] tags=["ko"]
# 1.8입니다. 큰 배치가 그만큼 더 셉니다. `keras.metrics.Mean`이 같은 계산을 하고, `fit`도 이것을 씁니다. 이제 반복문입니다. 바깥은 에포크, 안은 배치이고, `row`는 배치의 첫 행입니다. `reset_metrics`는 평가 지표를 0으로 되돌립니다. Keras 3.14까지는 `train_on_batch`가 지난 배치까지의 평균을 돌려주었으므로 이 줄이 있어야 했습니다. 3.15부터는 `train_on_batch`가 스스로 되돌립니다.

# %% [markdown] tags=["en"]
# It is 1.8: a large batch counts for more. `keras.metrics.Mean` works out the same, and `fit` uses it, too. Now the loop: epochs outside, batches inside, where `row` is the first row of a batch. `reset_metrics` sets the metrics back to 0. Up to Keras 3.14 `train_on_batch` returned the mean over the batches so far, so this line was needed; from 3.15 on `train_on_batch` resets them itself.

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
# 두 학습의 가중치와 손실은 얼마나 다를까요? 마지막 자리까지 봅니다.

# %% [markdown] tags=["en"]
# How far apart are the weights and the losses of the two trainings? Look at the last digit.

# %%
print(max(np.abs(a - b).max() for a, b in zip(fitted.get_weights(), looped.get_weights())))
print([by_fit - by_hand for by_fit, by_hand in zip(history["loss"], losses)])
print([f"≈ {loss:.4f}" for loss in losses])

# %% [markdown] tags=["ko"]
# 차이는 모두 0.0입니다. 비슷한 것이 아니라 같습니다. `fit`은 같은 순서의 `train_on_batch`와 배치의 크기를 반영한 평균입니다.
#
# ### 연습 3-2-c
#
# 이 반복문을 함수 `train`으로 작성하세요. 인수는 차례로 `model`, `x`, `y`, `batch_size`, `epochs`입니다. `model`은 평가 지표 하나로 `compile`되어 있습니다.
#
# - 배치마다 `train_on_batch`를 한 번 부릅니다. `fit`은 부르지 않습니다.
# - 에포크마다 모든 행을 순서대로 한 번씩 봅니다. 마지막 배치는 작을 수 있습니다.
# - 돌려주는 값은 에포크마다의 손실로 된 목록(list)입니다. 손실은 그 에포크에 본 모든 행에 대한 평균이므로, 작은 배치는 그만큼 적게 셉니다.

# %% [markdown] tags=["en"]
# All differences are 0.0: not close, but equal. `fit` is `train_on_batch` in the same order, and a mean that takes the size of each batch into account.
#
# ### Exercise 3-2-c
#
# Write this loop as a function `train`. Its arguments are `model`, `x`, `y`, `batch_size` and `epochs`, in this order. The `model` has been through `compile` with one metric.
#
# - It calls `train_on_batch` once for each batch, and never `fit`.
# - In each epoch it sees every row once, in order. The last batch may be smaller.
# - It returns a list with the loss of each epoch: the mean over all rows seen in that epoch, so that a small batch counts for less.

# %% tags=["starter"] exercise="3-2-c"
train = ...

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0
        for batch in range(len(x) // batch_size):
            rows = slice(batch * batch_size, (batch + 1) * batch_size)
            total += model.train_on_batch(x[rows], y[rows])[0] * len(x[rows])
        losses.append(total / len(x))
    return losses

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        of_batches = []
        for start in range(0, len(x), batch_size):
            of_batches.append(model.train_on_batch(x[start : start + batch_size], y[start : start + batch_size])[0])
        losses.append(sum(of_batches) / len(of_batches))
    return losses

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            loss, _ = model.train_on_batch(x[start : start + batch_size], y[start : start + batch_size])
        losses.append(loss)
    return losses

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    return model.fit(x, y, batch_size=batch_size, epochs=epochs, shuffle=False, verbose=0).history["loss"]

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0
        for start in range(0, len(x), batch_size):
            x_part = x[start : start + batch_size]
            total += model.train_on_batch(x_part, y[:len(x_part)])[0] * len(x_part)
        losses.append(total / len(x))
    return losses

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            model.train_on_batch(x[start : start + batch_size], y[start : start + batch_size])

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    mean = keras.metrics.Mean()
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            x_part, y_part = x[start : start + batch_size], y[start : start + batch_size]
            mean.update_state(model.train_on_batch(x_part, y_part)[0], sample_weight=len(x_part))
        losses.append(float(mean.result()))
    return losses

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            losses.append(model.train_on_batch(x[start : start + batch_size], y[start : start + batch_size])[0])
    return losses

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0
        for start in range(0, len(x), batch_size):
            total += model.train_on_batch(x[start : start + batch_size], y[start : start + batch_size])[0] * batch_size
        losses.append(total / len(x))
    return losses

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0
        for start in range(0, len(x), batch_size):
            x_part, y_part = x[start : start + batch_size], y[start : start + batch_size]
            total += model.train_on_batch(x_part, y_part)[1] * len(x_part)
        losses.append(total / len(x))
    return losses

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            model.train_on_batch(x[start : start + batch_size], y[start : start + batch_size])
        losses.append(model.evaluate(x, y, verbose=0)[0])
    return losses

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        order, total = np.random.permutation(len(x)), 0
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            total += model.train_on_batch(x[rows], y[rows])[0] * len(rows)
        losses.append(total / len(x))
    return losses

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses, total = [], 0
    for _ in range(epochs):
        for row in range(0, len(x), batch_size):
            part = x[row : row + batch_size]
            total += model.train_on_batch(part, y[row : row + batch_size])[0] * len(part)
        losses.append(total / len(x))
    return losses[-1]

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0
        for row in range(0, len(x), batch_size):
            part = x[row : row + batch_size]
            total += model.test_on_batch(part, y[row : row + batch_size])[0] * len(part)
        losses.append(total / len(x))
    return losses

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        mean = keras.metrics.Mean()
        for row in range(0, len(x), 32):
            x_part, y_part = x[row : row + 32], y[row : row + 32]
            mean.update_state(model.train_on_batch(x_part, y_part)[0], sample_weight=len(x_part))
        losses.append(float(mean.result()))
    return losses

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        mean = keras.metrics.Mean()
        for row in range(0, len(x), batch_size):
            x_part, y_part = x[row : row + batch_size], y[row : row + batch_size]
            looped.reset_metrics()
            mean.update_state(looped.train_on_batch(x_part, y_part)[0], sample_weight=len(x_part))
        losses.append(float(mean.result()))
    return losses

# %% tags=["wrong"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        mean = keras.metrics.Mean()
        for row in range(0, len(x), batch_size):
            x_part, y_part = x[row : row + batch_size], y[row : row + batch_size]
            loss = model.train_on_batch(x_part, y_part)
            mean.update_state(loss, sample_weight=len(x_part))
        losses.append(float(mean.result()))
    return losses

# %% tags=["right"] exercise="3-2-c"
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

# %% tags=["right"] exercise="3-2-c"
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

# %% tags=["right"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    cuts = list(range(batch_size, len(x), batch_size))
    batches = list(zip(np.split(x, cuts), np.split(y, cuts)))
    sizes = [len(labels) for _, labels in batches]
    return [
        float(np.average([model.train_on_batch(*batch)[0] for batch in batches], weights=sizes)) for _ in range(epochs)
    ]

# %% tags=["right"] exercise="3-2-c"
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

# %% tags=["solution"] exercise="3-2-c"
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0.0
        for row in range(0, len(x), batch_size):
            x_part, y_part = x[row : row + batch_size], y[row : row + batch_size]
            model.reset_metrics()
            loss = model.train_on_batch(x_part, y_part)[0]
            total += loss * len(x_part)
        losses.append(total / len(x))
    return losses

# %%
check("3-2-c", train)

# %% [markdown] tags=["ko", "solution"]
# `range`의 셋째 인수가 배치 크기이므로 `row`는 배치의 첫 행입니다. 마지막 자르기는 데이터의 끝에서 멈추고, 그 길이가 마지막 배치의 크기입니다. 합은 에포크마다 0에서 시작합니다. 섞으려면 에포크마다 `np.random.permutation(len(x))`의 순서로 행을 고르면 됩니다.

# %% [markdown] tags=["en", "solution"]
# The third argument of `range` is the batch size, so `row` is the first row of a batch. The last slice stops where the data ends, and its length is the size of the last batch. The sum begins at 0 in each epoch. To shuffle, pick the rows in the order of `np.random.permutation(len(x))` in each epoch.

# %% [markdown] tags=["ko"]
# ## 실험실: 한 단계씩
#
# 점 하나는 운동화나 가방 사진 한 장입니다. 두 밝기만 보고 작은 모델이 둘을 가르는 것을 배웁니다. 선은 확률이 0.5인 경계이고, 고리는 방금 배운 배치입니다. 가운데에는 은닉 유닛 16개가 평면을 저마다 어떻게 나누는지 보입니다. 학습률과 배치 크기는 지금 보이는 단계의 **다음부터** 바뀝니다. **먼저** **재생**을 눌러 보세요. 그다음 **처음부터**를 누르고 학습률 3.0, 배치 크기 32로 다시 재생해 보세요. **눈여겨볼 것**은 경계가 언제 직선에서 곡선이 되는지, 그리고 배치 크기가 1일 때 손실이 어떻게 흔들리는지입니다.

# %% [markdown] tags=["en"]
# ## Lab: one step at a time
#
# Each point is a picture of a sneaker or a bag. From two kinds of brightness a small model learns to tell them apart. The line is the border, where the probability is 0.5, and the rings show the batch that was just learned. In the middle you see how each of the 16 hidden units divides the plane. Learning rate and batch size count from the step **after** the one that you see. **Try first**: press **Play**. Then press **Start over**, set learning rate 3.0 and batch size 32, and play again. **Notice** when the straight border bends, and how the loss jumps about with a batch size of 1.

# %%
lab("one step at a time")

# %% [markdown] tags=["ko"]
# ## 데이터가 메모리에 다 들어가지 않을 때
#
# 지금까지 데이터는 배열 하나였습니다. 사진이 파일로 있고 모두 합쳐 메모리보다 크면, 배치가 필요할 때마다 그만큼만 읽어야 합니다. 그 일을 하는 세 가지를 차례로 만들고 비교합니다. 파이썬 생성기, `keras.utils.PyDataset`, `tf.data.Dataset`입니다.
#
# 연습할 파일부터 만듭니다. `save_img`로 사진 1,000장을 PNG 파일에 저장합니다. `scale=False`면 픽셀 값을 그대로 둡니다. `load_img`는 그 파일을 다시 읽고, `img_to_array`는 읽은 사진을 배열로 바꿉니다. 폴더는 임시 폴더여서 나중에 저절로 사라집니다.

# %% [markdown] tags=["en"]
# ## When the data does not fit into memory
#
# So far the data was an array. Where pictures lie in files, and are larger together than the memory, only as much should be read as a batch needs. There are three ways, which you make and compare: a Python generator, a `keras.utils.PyDataset` and a `tf.data.Dataset`.
#
# First, files to practise on. `save_img` saves 1,000 pictures as PNG files; with `scale=False` it leaves the values of the pixels as they are. `load_img` reads such a file again, and `img_to_array` makes an array of it. The folder is a temporary one and goes away by itself.

# %%
folder = tempfile.TemporaryDirectory()
files = [str(Path(folder.name) / f"{number:04}.png") for number in range(1000)]
for file, picture in zip(files, pictures):
    keras.utils.save_img(file, picture[..., np.newaxis], scale=False)
file_labels = labels[:1000]

def read_picture(file):
    return keras.utils.img_to_array(keras.utils.load_img(file, color_mode="grayscale"))[..., 0] / 255

print(np.abs(read_picture(files[0]) - x_train[0]).max())

# %% [markdown] tags=["ko"]
# ### `yield`: 하나씩 내주는 함수
#
# `return`은 함수를 끝냅니다. `yield`는 값을 하나 내주고 **그 자리에서 멈춥니다**. `yield`가 있는 함수를 부르면 실행되지 않고 **생성기**(generator)가 나옵니다. `next`로 하나를 달라고 할 때마다 다음 `yield`까지 갑니다. 무엇이 어떤 순서로 출력될까요?

# %% [markdown] tags=["en"]
# ### `yield`: a function that hands out one thing after the other
#
# `return` ends a function. `yield` hands out a value and **stops right there**. To call a function with a `yield` in it runs nothing; it gives a **generator**. Each `next` asks it for one value, and it goes on to the next `yield`. What will be printed, and in which order?

# %%
def three_numbers():
    for number in range(3):
        print("making", number)
        yield number

numbers = three_numbers()
print("got", next(numbers))
print("got", next(numbers))
print(list(numbers), list(numbers))

# %% [markdown] tags=["ko"]
# 값은 달라고 할 때 만들어집니다. 그래서 배치가 백만 개여도 메모리에는 하나만 있습니다. 그리고 지나간 값으로 돌아가지 못합니다. 끝까지 간 생성기는 비어 있어서 마지막 목록이 `[]`입니다.
#
# ### 파이썬 생성기로 학습하기
#
# 한 번 지나가며 배치를 내주는 생성기입니다. 배치는 사진과 레이블의 쌍(tuple)입니다. `evaluate`와 `predict`는 데이터를 한 번만 지나가므로 이것으로 됩니다. 생성기는 길이를 모르니 배치가 몇 개인지 `steps`로 알려 줍니다.

# %% [markdown] tags=["en"]
# A value is made when it is asked for. So even of a million batches only one is in memory. And there is no way back: a generator that has ended is empty, hence the last list, `[]`.
#
# ### Train on a Python generator
#
# This one passes once over the files and hands out batches. A batch is a pair (a tuple) of pictures and labels. `evaluate` and `predict` pass over the data once, so for them it will do. A generator does not know its length; `steps` says how many batches there are.

# %%
def one_pass(batch_size=50):
    for row in range(0, len(files), batch_size):
        batch = [read_picture(file) for file in files[row : row + batch_size]]
        yield np.stack(batch), file_labels[row : row + batch_size]

model = new_model()
model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
from_files = model.evaluate(one_pass(), steps=20, verbose=0)
from_array = model.evaluate(x_train[:1000], file_labels, verbose=0)
print(np.abs(np.subtract(from_files, from_array)).max().round(4))
print(model.predict(one_pass(), steps=20, verbose=0).shape)

# %% [markdown] tags=["ko"]
# `fit`은 여러 에포크를 돕니다. 20단계로 끝나는 생성기를 `steps_per_epoch=20`, `epochs=3`으로 넘기면 어떻게 될까요?

# %% [markdown] tags=["en"]
# `fit` runs for several epochs. What happens if it gets a generator that ends after 20 steps, with `steps_per_epoch=20` and `epochs=3`?

# %%
choose("3-2-q4")

# %% tags=["solution"] exercise="3-2-q4"
check("3-2-q4", "c")

# %%
with expect_error(UserWarning):
    history = model.fit(one_pass(), steps_per_epoch=20, epochs=3, shuffle=False, verbose=0).history
print([f"≈ {loss:.2f}" for loss in history["loss"]])

# %% tags=["proof", "tensorflow"]
assert history["loss"][1] == 0 < history["loss"][2]

# %% [markdown] tags=["ko"]
# 첫 에포크의 20단계 뒤에 데이터가 떨어집니다("ran out of data"). 경고일 뿐이어서 `fit`은 끝까지 돕니다. 그러나 둘째 에포크에는 배치가 하나도 없어 손실이 0으로 적히고, 셋째 에포크에는 케라스가 형태를 알아보려고 미리 꺼내 둔 배치 두 개만 있습니다. 그래서 `fit`에 넘길 생성기는 끝없이 되풀이하게 만듭니다. `yield from`은 안쪽 생성기가 내주는 것을 하나씩 그대로 내줍니다. 끝이 없으니 이번에는 한 에포크가 몇 단계인지 `steps_per_epoch`로 꼭 알려 주어야 합니다. `fit`은 생성기를 섞을 수 없어서, `shuffle=False`를 적지 않으면 그렇다고 경고합니다.

# %% [markdown] tags=["en"]
# After the 20 steps of the first epoch the data runs out ("ran out of data"). It is a mere warning, so `fit` runs to its end. But the second epoch has no batch at all, hence its loss of 0, and the third has only the two batches that Keras had taken out beforehand to see their shape. So a generator for `fit` is written to go on for ever. `yield from` hands out what the generator inside hands out, one by one. Without an end, `steps_per_epoch` has to say how long an epoch is. `fit` cannot shuffle a generator; without `shuffle=False` it warns you of that.

# %%
def endless():
    while True:
        yield from one_pass()

history = model.fit(endless(), steps_per_epoch=20, epochs=3, shuffle=False, verbose=0).history
print([f"≈ {loss:.2f}" for loss in history["loss"]])

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: 세 생성기 메서드
#
# 2020년에는 생성기를 받는 메서드가 따로 있었습니다. 지금은 위에서처럼 `fit`, `evaluate`, `predict`가 직접 받습니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: the three generator methods
#
# In 2020 there were methods of their own for generators. Today `fit`, `evaluate` and `predict` take them, as above.

# %%
for name in ("fit_generator", "evaluate_generator", "predict_generator"):
    with expect_error(AttributeError):
        getattr(model, name)

# %% [markdown] tags=["ko"]
# ### `keras.utils.PyDataset`: 번호로 꺼내는 배치
#
# 생성기는 짧지만, 순서를 바꾸거나 나누어 읽을 수 없습니다. 앞에서부터 하나씩 나올 뿐이기 때문입니다. `PyDataset`은 배치를 **번호로** 꺼냅니다. 하위 클래스에 두 메서드를 작성합니다. `__len__`은 `len(data)`가 부르는 메서드로, 배치의 수를 돌려줍니다. `__getitem__`은 `data[3]`이 부르는 메서드로, 그 번호의 배치를 돌려줍니다.
#
# `__init__`의 `**kwargs`는 이름을 붙여 넘긴 나머지 인수를 딕셔너리로 모읍니다. `super().__init__(**kwargs)`는 그것을 `PyDataset` 자신의 `__init__`에 넘깁니다. 조금 뒤에 쓸 `workers`가 이렇게 케라스에 전달됩니다.

# %% [markdown] tags=["en"]
# ### `keras.utils.PyDataset`: batches by number
#
# A generator is short, but its order cannot be changed, and several readers cannot share it: batches come one by one from the front. A `PyDataset` gives batches **by number**. In a subclass you write two methods. `__len__` is what `len(data)` calls; it returns the number of batches. `__getitem__` is what `data[3]` calls; it returns the batch of that number.
#
# In `__init__`, `**kwargs` collects all further arguments with names in a dictionary, and `super().__init__(**kwargs)` passes them on to the `__init__` of `PyDataset` itself. That is how `workers`, which comes in a moment, reaches Keras.

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

# %% [markdown] tags=["ko"]
# 1,000장을 60장씩 나누면 배치는 몇 개이고, 마지막 배치에는 몇 장이 있을까요? `math.ceil`은 올림이고, `slice`는 끝을 넘으면 있는 데까지만 자릅니다.

# %% [markdown] tags=["en"]
# With 1,000 pictures in batches of 60, how many batches are there, and how many pictures has the last one? `math.ceil` rounds up, and a `slice` that reaches beyond the end stops where the data does.

# %%
by_sixty = PictureFiles(files, file_labels, batch_size=60)
print(len(by_sixty), by_sixty[0][0].shape, by_sixty[16][0].shape)

data = PictureFiles(files, file_labels, batch_size=50)
history = model.fit(data, epochs=2, verbose=0).history
print([f"≈ {loss:.2f}" for loss in history["loss"]])

# %% [markdown] tags=["ko"]
# 길이를 알고 몇 번이든 꺼낼 수 있으므로 `steps_per_epoch`가 필요 없습니다. `fit`은 에포크마다 번호를 섞습니다. 배치 **안**의 순서까지 섞으려면 에포크가 끝날 때 불리는 `on_epoch_end` 메서드에서 파일과 레이블의 순서를 함께 바꿉니다. 2020년에는 이 클래스의 이름이 `keras.utils.Sequence`였고, 지금도 그 이름으로 쓸 수 있습니다.
#
# ### 2020 → 오늘: `workers`
#
# 읽는 일이 느리면 여러 **워커**(worker)가 다음 배치들을 미리 읽게 합니다. `fit_generator`의 인수였던 `workers`, `use_multiprocessing`, `max_queue_size`를 `fit`은 모릅니다. 이제는 `PyDataset`을 만들 때 적습니다.

# %% [markdown] tags=["en"]
# Its length is known and a batch can be asked for again, so there is no `steps_per_epoch`. `fit` shuffles the numbers for each epoch. To shuffle what is **inside** the batches as well, write a method `on_epoch_end`, which is called at the end of an epoch, and change the order of files and labels there. In 2020 the class was called `keras.utils.Sequence`; that name still works.
#
# ### 2020 → today: `workers`
#
# Where reading is slow, several **workers** can read the next batches ahead. `workers`, `use_multiprocessing` and `max_queue_size` were arguments of `fit_generator`. `fit` does not know them: they go to the `PyDataset` now.

# %%
with expect_error(TypeError):
    model.fit(data, workers=2, verbose=0)

two_workers = PictureFiles(files, file_labels, batch_size=50, workers=2, max_queue_size=10)
results = [model.evaluate(each, verbose=0)[0] for each in (data, two_workers)]
print(np.abs(results[0] - results[1]).round(4))

# %% [markdown] tags=["ko"]
# `validation_split`은 배열에만 쓸 수 있습니다. 파일을 읽는 데이터에서는 마지막 20%가 어디부터인지 케라스가 알 수 없기 때문입니다. 파일의 목록을 나누어 두 개를 만들고 `validation_data`로 넘깁니다.

# %% [markdown] tags=["en"]
# `validation_split` works on arrays only: with data read from files, Keras cannot know where the last 20% begin. Split the list of files, make two data sets, and pass one as `validation_data`.

# %%
with expect_error(ValueError):
    model.fit(data, validation_split=0.2, verbose=0)

training_part = PictureFiles(files[:800], file_labels[:800], 50)
validation_part = PictureFiles(files[800:], file_labels[800:], 50)
history = model.fit(training_part, validation_data=validation_part, verbose=0).history
print(sorted(history))

# %% [markdown] tags=["ko"]
# ### 연습 3-2-d
#
# 메모리에 `uint8` 배열은 들어가지만 네 배 큰 `float32` 배열은 들어가지 않습니다. 배치를 꺼낼 때 바꾸는 클래스를 작성하세요. `keras.utils.PyDataset`의 하위 클래스 `ScaledPictures`이고, 만들 때 넘기는 인수는 차례로 `pictures`, `labels`, `batch_size`입니다.
#
# - `len`은 배치의 수입니다. 마지막 배치는 작을 수 있습니다.
# - 배치 하나는 사진과 레이블의 쌍(tuple)이고, 순서는 배열의 순서와 같습니다.
# - 사진은 0과 255 사이의 `uint8`로 들어와 0과 1 사이의 `float32`로 나갑니다. 레이블은 바뀌지 않습니다.
# - 모든 사진을 담은 실수 배열은 한 번도 만들지 않습니다.
# - `__init__`은 위에서처럼 `PyDataset` 자신의 `__init__`을 부릅니다. 넘기는 인수가 더 없으므로 `**kwargs`는 없어도 됩니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-2-d
#
# There is room in memory for an array of `uint8`, but not for the four times larger one of `float32`. Write a class that converts a batch when it is asked for: `ScaledPictures`, derived from `keras.utils.PyDataset`. It is made with `pictures`, `labels` and `batch_size`, in this order.
#
# - Its `len` is the number of batches. The last batch may be smaller.
# - A batch is a pair (a tuple) of pictures and labels, in the order of the arrays.
# - Pictures come in as `uint8` from 0 to 255 and go out as `float32` from 0 to 1. Labels do not change.
# - No array of all pictures as floats is ever made.
# - Its `__init__` calls that of `PyDataset`, as above. No further arguments are passed, so you need no `**kwargs`.

# %% tags=["starter"] exercise="3-2-d"
ScaledPictures = ...

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return len(self.pictures) // self.batch_size

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32"), self.labels[rows]

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows] / 255, self.labels[rows]

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index, index + self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255

# %% tags=["wrong"] exercise="3-2-d"
def ScaledPictures(pictures, labels, batch_size):
    for start in range(0, len(pictures), batch_size):
        rows = slice(start, start + batch_size)
        yield pictures[rows].astype("float32") / 255, labels[rows]

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / self.pictures[rows].max(), self.labels[rows]

# %% tags=["wrong"] exercise="3-2-d"
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

# %% tags=["wrong"] exercise="3-2-d"
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

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.labels[rows], self.pictures[rows].astype("float32") / 255

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows] / 255

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, len(self.pictures))
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index, index * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures.astype("float32") / 255, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows], self.labels[rows]

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return (self.pictures.astype("float32") / 255)[rows], self.labels[rows]

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]

# %% tags=["wrong"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return np.stack([read_picture(picture) for picture in self.pictures[rows]]), self.labels[rows]

# %% tags=["right"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size, **kwargs):
        super().__init__(**kwargs)
        self.x = pictures
        self.y = labels
        self.size = batch_size

    def __len__(self):
        return -(-len(self.x) // self.size)

    def __getitem__(self, index):
        start = index * self.size
        rows = slice(start, start + self.size)
        return self.x[rows].astype("float32") / 255, self.y[rows]

# %% tags=["right"] exercise="3-2-d"
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

# %% tags=["right"] exercise="3-2-d"
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return len(range(0, len(self.labels), self.batch_size))

    def __getitem__(self, index):
        rows = np.arange(len(self.labels))[index * self.batch_size :][: self.batch_size]
        return (self.pictures[rows] / 255).astype("float32"), self.labels[rows]

# %% tags=["solution"] exercise="3-2-d"
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
check("3-2-d", ScaledPictures)

# %% [markdown] tags=["ko", "solution"]
# 배치 하나만 `float32`가 되므로 메모리에는 작은 배열이 남습니다. `astype` 없이 255로 나누면 NumPy는 `float64`를 만듭니다.

# %% [markdown] tags=["en", "solution"]
# Only one batch becomes `float32`, so what stays in memory is the small array. Divided by 255 without the `astype`, NumPy makes `float64`.

# %% [markdown] tags=["ko"]
# ### `tf.data`: 읽는 과정을 이어 붙이기
#
# `tf.data.Dataset`은 읽고 바꾸는 과정을 이어 붙인 것입니다. 파일 이름에서 시작해, `map`으로 읽는 함수를 적용하고, `batch`로 묶습니다. 과정은 TensorFlow 안에서 실행되므로 `num_parallel_calls`로 여러 파일을 동시에 읽게 할 수 있습니다. `prefetch`는 모델이 한 배치를 배우는 동안 다음 배치를 준비하고, `cache`는 한 번 읽은 것을 메모리에 남깁니다. `AUTOTUNE`은 몇 개씩 할지 TensorFlow가 정하게 합니다. 백엔드가 JAX나 PyTorch여도 `fit`은 이것을 받습니다.

# %% [markdown] tags=["en"]
# ### `tf.data`: a chain of steps
#
# A `tf.data.Dataset` is a chain of reading and converting. It starts from the names of the files; `map` applies a function that reads, and `batch` makes batches. The chain runs inside TensorFlow, so several files can be read at once: `num_parallel_calls`. `prefetch` prepares the next batch while the model learns one, and `cache` keeps in memory what has been read. With `AUTOTUNE`, TensorFlow decides how many at a time. `fit` takes such a data set on the JAX and PyTorch backends as well.

# %%
def read_with_tensorflow(file, label):
    picture = tf.io.decode_png(tf.io.read_file(file), channels=1)
    return tf.cast(picture[..., 0], "float32") / 255, label

names_and_labels = tf.data.Dataset.from_tensor_slices((files, file_labels))
as_pictures = names_and_labels.map(read_with_tensorflow, num_parallel_calls=tf.data.AUTOTUNE)
from_files = as_pictures.batch(50).prefetch(tf.data.AUTOTUNE)
cached = as_pictures.cache().batch(50).prefetch(tf.data.AUTOTUNE)
print(len(from_files), *(part.shape for part in next(iter(from_files))))

# %% [markdown] tags=["ko"]
# 섞으려면 `shuffle(1000)`을 `batch` 앞에 넣습니다. 6-1에서 씁니다.
#
# ### 속도 비교
#
# 같은 파일 1,000개, 같은 모델, 같은 순서입니다. 첫 에포크에는 준비하는 시간이 들어가므로 둘째와 셋째를 재고, 더 빠른 쪽을 배열을 넘겼을 때의 몇 배인지로 적습니다. 어느 것이 빠를지 먼저 순서를 정해 보세요.

# %% [markdown] tags=["en"]
# To shuffle, put `shuffle(1000)` before `batch`; 6-1 does.
#
# ### Side by side
#
# The same 1,000 files, the same model, the same order. The first epoch includes preparations, so the second and the third are timed, and the faster one counts, given as a multiple of what an array takes. Before you run it, put them in order.

# %%
feeds = {
    "array": lambda: dict(x=x_train[:1000], y=file_labels, batch_size=50),
    "generator": lambda: dict(x=endless(), steps_per_epoch=20),
    "PyDataset": lambda: dict(x=data),
    "PyDataset, workers=2": lambda: dict(x=two_workers),
    "tf.data": lambda: dict(x=from_files),
    "tf.data, cache": lambda: dict(x=cached),
}
weights = new_model().get_weights()
learned, seconds = {}, {}
for name, feed in feeds.items():
    model.set_weights(weights)
    model.fit(**feed(), epochs=3, shuffle=False, callbacks=[clock], verbose=0)
    learned[name] = model.get_weights()[0]
    seconds[name] = min(clock.seconds[1:])

# %%
for name in feeds:
    difference = np.abs(learned[name] - learned["array"]).max()
    print(f"{name:22} time ≈ {seconds[name] / seconds['array']:5.1f}, weights differ by {difference:.4f}")

# %% tags=["proof"]
assert seconds["tf.data, cache"] < seconds["generator"]

# %% [markdown] tags=["ko"]
# 마지막 칸은 모두 0입니다. 같은 배치를 같은 순서로 배우면 무엇으로 넘기든 모델은 같습니다. 시간을 보면, `cache`는 둘째 에포크부터 파일을 열지 않으므로 하나씩 읽는 생성기보다 빠릅니다. 배열에서는 에포크마다 케라스가 배치의 행을 골라내므로, `cache`가 배열보다 빠르기도 합니다. 워커가 없는 `PyDataset`은 생성기처럼 하나씩 읽으므로 더 빠를 까닭이 없고, 더 느릴 때가 많습니다. 그런데 여러 파일을 동시에 읽는 `tf.data`와 워커 둘을 쓴 `PyDataset`이 하나씩 읽는 것보다 꼭 빠르지는 않습니다. 오히려 느릴 수도 있습니다. 파일이 아주 작고 디스크가 빨라서, 일을 나누고 결과를 모으는 시간이 읽는 시간보다 길기 때문입니다. 동시에 읽는 것은 사진이 크거나 디스크나 네트워크가 느릴 때 이득입니다. 다른 일로 바쁜 컴퓨터에서는 수가 흔들리므로, 고르기 전에 여러분의 데이터로 몇 번 재 보세요.
#
# | | 길이를 앎 | `fit`이 섞음 | 동시에 읽기 | 언제 |
# |---|---|---|---|---|
# | 배열 | 예 | 예 | | 메모리에 다 들어가면 |
# | 생성기 | 아니요 | 아니요 | 아니요 | 짧게 시험할 때, 끝이 없는 데이터 |
# | `PyDataset` | 예 | 배치의 번호만 | 워커 | 읽는 코드가 파이썬이면 |
# | `tf.data` | 대개 | 아니요 | `map` | TensorFlow로 읽을 수 있고 데이터가 크면 |

# %% [markdown] tags=["en"]
# The last column is 0 throughout: the same batches in the same order give the same model, however they come. As for time, `cache` opens no files from the second epoch on, and is faster than a generator that reads one by one. It may even beat the array, of which Keras picks out the rows of the batches anew in each epoch. A `PyDataset` without workers reads one by one like the generator, so it has no reason to be faster, and is often slower. But `tf.data`, which reads several files at once, and a `PyDataset` with two workers need not be faster than reading one by one, and may well be slower. The files are tiny and the disk is fast, so sharing out the work and collecting the results takes longer than the reading. To read several at once pays for large pictures, or where a disk or a network is slow. On a computer that is busy with something else these numbers vary, so before you choose, measure a few times on your own data.
#
# | | knows its length | `fit` shuffles | reads several at once | when |
# |---|---|---|---|---|
# | array | yes | yes | | it fits into memory |
# | generator | no | no | no | for a short trial, or data without an end |
# | `PyDataset` | yes | only the numbers of batches | workers | your code for reading is Python |
# | `tf.data` | usually | no | `map` | TensorFlow can read it, and the data is large |

# %% [markdown] tags=["ko"]
# ### 연습 3-2-e
#
# 2020년의 함수입니다. 지금은 오류가 납니다. 다음이 모두 되도록 고치세요.
#
# - 생성기 `batches`를 `fit`에 그대로 넘겨, 20단계씩 2에포크를 한 번에 학습합니다. `batches`에는 끝이 없습니다.
# - 학습한 뒤, 사진 `x`마다 클래스 하나를 돌려줍니다. 형태가 (n,)인 정수 배열입니다.

# %% [markdown] tags=["en"]
# ### Exercise 3-2-e
#
# This function is from 2020 and fails today. Repair it, so that all of this is true:
#
# - It passes the generator `batches` to `fit` as it is, in one call: 2 epochs of 20 steps each. `batches` has no end.
# - After training it returns one class for each of the pictures `x`, as an array of integers with shape (n,).

# %% tags=["starter"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit_generator(batches, steps_per_epoch=20, epochs=2, workers=2, use_multiprocessing=False, verbose=0)
    return model.predict_classes(x)

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, workers=2, use_multiprocessing=False, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(batches, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict_classes(x)

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0)

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=0)

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    for _ in range(2):
        model.fit(batches, steps_per_epoch=20, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1).squeeze()

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    classes = model.predict(x, verbose=0).argmax(axis=-1)
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return classes

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return [int(row.argmax()) for row in model.predict(x, verbose=0)]

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=2, epochs=20, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, initial_epoch=1, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, validation_split=0.2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(*next(batches), steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return x.argmax(axis=-1)

# %% tags=["wrong"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    print(next(batches)[0].shape)
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["right"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    history = model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    print(history.history["loss"][-1])
    return model.predict(x, verbose=0).argmax(axis=-1)

# %% tags=["right"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(batches, epochs=2, steps_per_epoch=20, shuffle=False)
    return np.argmax(model.predict(x), axis=1)

# %% tags=["right"] exercise="3-2-e"
def train_and_classify(network, generator, pictures):
    network.fit(x=generator, steps_per_epoch=20, epochs=2, verbose=0)
    probabilities = network.predict_on_batch(pictures)
    return np.array([row.argmax() for row in probabilities])

# %% tags=["right"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(batches, None, None, 2, steps_per_epoch=20)
    return keras.ops.convert_to_numpy(keras.ops.argmax(model.predict(x, batch_size=64, verbose=0), axis=-1))

# %% tags=["right"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(x=batches, verbose=0, epochs=2, steps_per_epoch=20)
    probabilities = keras.ops.convert_to_numpy(model(x, training=False))
    classes = []
    for row in probabilities:
        classes.append(int(np.argmax(row)))
    return np.array(classes, dtype="int64")

# %% tags=["solution"] exercise="3-2-e"
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)

# %%
check("3-2-e", train_and_classify)

# %% [markdown] tags=["ko", "solution"]
# `fit_generator`는 `fit`이 되고, 워커에 관한 두 인수는 빠집니다. 생성기는 여러 워커가 나누어 읽을 수 없습니다. 나누어 읽으려면 `PyDataset`이 필요합니다. `predict_classes`는 `predict`와 `argmax`가 됩니다.

# %% [markdown] tags=["en", "solution"]
# `fit_generator` becomes `fit`, and the two arguments about workers go. Several workers cannot share a generator; for that you need a `PyDataset`. `predict_classes` becomes `predict` and `argmax`.

# %% [markdown] tags=["ko"]
# ## 모델을 뜯어 쓰기: `get_layer`와 `pop`
#
# 남은 두 메서드는 2-1에 나왔습니다. `get_layer`는 층을 이름이나 번호로 찾고, `pop`은 마지막 층을 떼어 냅니다. 없는 이름을 찾으면 오류가 있는 이름을 알려 줍니다.

# %% [markdown] tags=["en"]
# ## Use a part of a model: `get_layer` and `pop`
#
# The last two methods you met in 2-1. `get_layer` finds a layer by its name or its number, and `pop` takes the last layer off. If there is none of that name, the error lists those that exist.

# %%
model = new_model()
print(model.get_layer("hidden").units, model.get_layer(index=1).name)
with expect_error(ValueError):
    model.get_layer("dense_1")

# %% [markdown] tags=["ko"]
# 층을 떼면 무엇에 쓸까요? 닮은 사진을 찾는 일을 해 봅시다. 픽셀 784개를 하나씩 비교하면, 옷이 조금만 옆으로 가도 다른 사진이 됩니다. 앞에서 학습한 `shuffled`의 은닉층은 옷 열 가지를 가리려고 사진마다 수 64개를 배웠습니다. 그 가중치를 새 모델에 옮기고 마지막 층을 떼면 그 수가 출력이 됩니다. 검증 사진마다 가장 가까운 학습 사진 다섯 장을 찾고, 그 가운데 같은 클래스인 비율을 비교합니다. 거리의 제곱은 두 제곱의 합에서 곱의 두 배를 뺀 것이고, 검증 사진 자신의 제곱은 순서를 바꾸지 않으므로 코드에 없습니다. 수가 12분의 1로 줄었는데 나빠질까요, 나아질까요?

# %% [markdown] tags=["en"]
# What is a model good for without its last layer? Say that you look for similar pictures. Compared pixel by pixel, in 784 numbers, a piece of clothing that has moved a little is another picture. The hidden layer of `shuffled`, trained above, has learned 64 numbers for a picture, to tell ten kinds of clothes apart. Bring its weights over into a new model and take the last layer off: these numbers are then the output. Find the five nearest training pictures for each picture of the validation, and compare the share of them that is of the same class. A squared distance is the sum of two squares less twice the product; the square of the validation picture itself does not change the order, so the code leaves it out. There are twelve times fewer numbers. Does the search get worse, or better?

# %%
def same_class_among_nearest(val_numbers, train_numbers):
    products = val_numbers @ train_numbers.T
    squares = (train_numbers**2).sum(axis=1)
    nearest = (squares - 2 * products).argsort(axis=1)[:, :5]
    return np.mean(y_train[nearest] == y_val[:, np.newaxis])

# %%
model = new_model()
model.set_weights(shuffled.get_weights())
removed = model.pop()
print(removed.name, model.output_shape)
by_pixels = same_class_among_nearest(x_val.reshape(2000, 784), x_train.reshape(2000, 784))
by_features = same_class_among_nearest(model.predict(x_val, verbose=0), model.predict(x_train, verbose=0))
print(f"pixels {by_pixels:.2f}, hidden layer ≈ {by_features:.2f}")

# %% tags=["proof"]
assert by_features > by_pixels + 0.015

# %% [markdown] tags=["ko"]
# 수가 적은데 조금 더 잘 찾습니다. 은닉층은 옷을 가리는 데 쓸모 있는 것만 남겼기 때문입니다.
#
# 그런데 `pop`은 모델 자체를 바꾸었습니다. 이제 `model`은 옷의 이름을 답하지 못합니다. 둘 다 필요하면 층의 목록으로 새 모델을 만듭니다. `model.layers`는 층의 목록이고 `Sequential`은 층의 목록을 받습니다. 목록이니 파이썬의 방법으로 잇고 자르면 됩니다. `whole`은 뗀 층을 다시 이은 모델, `two_layers`는 그 앞의 두 층으로 된 모델입니다. 두 모델은 층을 함께 쓸까요, 복사해 갖고 있을까요? `whole`의 은닉층 가중치(`kernel`)를 `assign`으로 모두 0으로 바꾸고 `two_layers`에서 봅니다.

# %% [markdown] tags=["en"]
# With fewer numbers it finds a little more: the hidden layer has kept what helps to tell clothes apart.
#
# But `pop` has changed the very model, and now `model` cannot name clothes any more. If you need both, make a new model from a list of layers. `model.layers` is a list of layers, `Sequential` takes a list of layers, and lists are joined and cut as in Python. `whole` has the removed layer joined on again; `two_layers` are the first two of it. Do the two models share these layers, or has each its own copy? Set the weights of the hidden layer of `whole`, its `kernel`, to 0 with `assign`, and look at `two_layers`.

# %%
whole = keras.Sequential([*model.layers, removed])
two_layers = keras.Sequential(whole.layers[:2])
print(len(whole.layers), [each.predict(x_val[:5], verbose=0).shape for each in (whole, two_layers)])
kernel = whole.get_layer("hidden").kernel
kernel.assign(kernel * 0)
print(np.abs(two_layers.get_layer("hidden").get_weights()[0]).max())

# %% [markdown] tags=["ko"]
# 0.0입니다. 층은 **함께 씁니다**. `whole`은 층 셋을 그대로 갖고 있고, 한쪽을 학습하면 다른 쪽의 가중치도 바뀝니다.
#
# ### 연습 3-2-f
#
# 함수 `without_head`를 작성하세요.
#
# - 인수는 `Sequential` 모델 하나입니다. 층이 몇 개인지는 정해져 있지 않습니다.
# - 돌려주는 값은 마지막 층만 뺀 모델입니다. 가중치의 값이 넘겨받은 모델과 같으므로, 출력은 마지막 층이 받던 수와 같습니다. 두 모델이 층을 함께 써도 되고 따로 가져도 됩니다.
# - 넘겨받은 모델은 층을 하나도 잃지 않습니다.

# %% [markdown] tags=["en"]
# They are 0.0: the layers are **shared**. `whole` still has its three, and to train one of the models changes the weights of the other.
#
# ### Exercise 3-2-f
#
# Write a function `without_head`.
#
# - It takes one `Sequential` model. How many layers that has is open.
# - It returns a model without the last layer. Its weights have the values of the model that was passed, so its output is what the last layer was given. Whether the two share their layers is up to you.
# - The model that was passed loses no layer.

# %% tags=["starter"] exercise="3-2-f"
without_head = ...

# %% tags=["wrong"] exercise="3-2-f"
def without_head(model):
    model.pop()
    return model

# %% tags=["wrong"] exercise="3-2-f"
def without_head(model):
    return keras.models.clone_model(keras.Sequential(model.layers[:-1]))

# %% tags=["wrong"] exercise="3-2-f"
def without_head(model):
    return model.get_layer(index=-2)

# %% tags=["wrong"] exercise="3-2-f"
def without_head(model):
    return keras.Sequential(model.layers[:1])

# %% tags=["wrong"] exercise="3-2-f"
def without_head(model):
    keras.Sequential(model.layers[:-1])

# %% tags=["wrong"] exercise="3-2-f"
def without_head(model):
    return keras.Sequential(model.layers)

# %% tags=["wrong"] exercise="3-2-f"
def without_head(model):
    return keras.Sequential(model.layers[:2])

# %% tags=["right"] exercise="3-2-f"
def without_head(model):
    return keras.Model(model.inputs, model.layers[-1].input)

# %% tags=["right"] exercise="3-2-f"
def without_head(model):
    body = keras.Sequential()
    for layer in model.layers[:-1]:
        body.add(layer)
    return body

# %% tags=["right"] exercise="3-2-f"
def without_head(model):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.pop()
    return copy

# %% tags=["right"] exercise="3-2-f"
def without_head(model):
    return keras.Model(model.inputs, model.get_layer(index=len(model.layers) - 2).output)

# %% tags=["solution"] exercise="3-2-f"
def without_head(model):
    return keras.Sequential(model.layers[:-1])

# %%
check("3-2-f", without_head)

# %% [markdown] tags=["ko", "solution"]
# `[:-1]`은 마지막만 뺀 목록이라서 층이 몇 개든 맞습니다. 두 모델이 층을 함께 쓰지 않게 하려면 `clone_model`로 복사하고 `set_weights`로 가중치를 옮깁니다. `clone_model`만으로는 새 가중치로 시작합니다.

# %% [markdown] tags=["en", "solution"]
# `[:-1]` is the list without its last entry, however long it is. To keep the two models apart, copy with `clone_model` and bring the weights over with `set_weights`; `clone_model` alone starts with new weights.

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `fit`은 배운 데서 이어집니다. `compile`을 다시 불러도 가중치는 남으므로, 처음부터 하려면 모델을 새로 만듭니다.
# - `validation_split`은 섞기 전의 마지막 부분을 떼어 냅니다. 정렬된 데이터는 먼저 섞거나 `validation_data`를 씁니다.
# - 드문 클래스에서는 정확도 대신 재현율과 정밀도를 봅니다. `class_weight`는 둘을 바꾸어 주고, `sample_weight`는 행마다 얼마나 믿을지 정합니다.
# - `fit`은 `train_on_batch`의 반복입니다. 같은 순서와 배치의 크기를 반영한 평균이면 마지막 자리까지 같습니다.
# - `fit_generator`의 일은 `fit`이 합니다. `fit`에 넘기는 생성기는 끝이 없어야 하고, `PyDataset`은 번호로 꺼내고, `tf.data`는 과정을 이어 붙입니다.
#
# 다음 섹션 3-3은 함수형 모델입니다. 입력과 출력이 여럿인 모델에 같은 메서드를 쓰고, 케라스에 있는 콜백을 씁니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - `fit` goes on from what was learned. `compile` leaves the weights as well, so to begin anew, make a new model.
# - `validation_split` cuts off the last part before shuffling. Shuffle sorted data first, or use `validation_data`.
# - For a rare class, read recall and precision in place of accuracy. `class_weight` trades one for the other; `sample_weight` says how far to trust each row.
# - `fit` is `train_on_batch` in a loop. With the same order, and a mean that takes the sizes into account, both agree to the last digit.
# - `fit` does the work of `fit_generator`: a generator for it must not end, a `PyDataset` gives batches by number, `tf.data` is a chain of steps.
#
# Next comes 3-3, functional models: the same methods for several inputs and outputs, and the callbacks that come with Keras.
