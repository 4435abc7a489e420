# %% [markdown] tags=["ko"]
# 2020년의 글은 이 자리에 링크 하나만 남겼습니다. 링크가 가리킨 케라스 문서는 `Sequential` 모델을 만드는 법과 예제 일곱 개를 보여 주었는데, 데이터가 무작위 수여서 무엇을 배웠는지 알 수 없었습니다. 이 섹션은 그 일곱 개를 진짜 사진과 영화평으로 학습하고, 1-1의 모델과 공정하게 비교합니다. 예제에 나오는 부품이 무엇을 계산하는지는 그 전에 작은 수로 확인합니다.
#
# 섹션은 두 부분입니다. 앞부분에서는 모델을 만들고 문제에 맞는 출력, 손실, 옵티마이저를 고릅니다. 뒷부분에서는 사진과 시퀀스를 위한 층을 봅니다. 각각 한 시간이 채 걸리지 않고, 사이에 쉬어 갈 곳이 있습니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - `Sequential` 모델을 **만들고**, 층마다 출력의 형태와 파라미터 수를 **계산합니다**.
# - 문제에 맞는 마지막 층과 손실 함수와 옵티마이저를 **고릅니다**.
# - 합성곱 신경망과 순환 신경망을 **학습하고**, 공정한 비교에서 어느 것을 쓸지 읽어 냅니다.

# %% [markdown] tags=["en"]
# The post from 2020 has a link here and nothing else. The Keras page behind it showed how to make a `Sequential` model, and seven examples on random numbers, so that nobody could tell what they learned. This section trains the seven on real pictures and real movie reviews, and compares them fairly with the model of 1-1. What their parts work out you see before that, on small numbers.
#
# There are two halves. The first is about making a model, and choosing the output, the loss and the optimizer that fit a problem. The second is about layers for pictures and for sequences. Each takes less than an hour, and there is a place to stop in between.
#
# After this section you can:
#
# - **build** a `Sequential` model, and **work out** the shape and the parameters of each layer;
# - **choose** the last layer, the loss and the optimizer for a problem;
# - **train** convolutional and recurrent networks, and read from a fair comparison which one to take.

# %% [markdown] tags=["ko"]
# ## 데이터
#
# 사진은 1-1의 Fashion-MNIST입니다. 모델을 여러 개 비교할 것이므로 학습에는 4,000장만 씁니다. 검증에는 2,000장을 씁니다. 테스트 사진은 꺼내지 않습니다. 연습 문제에서 `check`가 씁니다.

# %% [markdown] tags=["en"]
# ## The data
#
# The pictures are Fashion-MNIST, as in 1-1. There will be many models to compare, so only 4,000 are used for training, and 2,000 for validation. The test pictures stay where they are: `check` uses them in the exercises.

# %%
from time import perf_counter

import keras
import numpy as np
from keras import layers, losses

from utils import plots
from utils.data import fashion_mnist, movie_reviews

(pictures, labels), _ = fashion_mnist()
x_train, y_train = pictures[:4000].astype("float32") / 255, labels[:4000]
x_val, y_val = pictures[8000:].astype("float32") / 255, labels[8000:]
print(x_train.shape, x_val.shape, np.bincount(y_train))

# %% [markdown] tags=["ko"]
# 영화평은 영어 문장입니다. 문장마다 여러 사람이 매긴 점수의 평균이 있고, -4(아주 나쁨)에서 4(아주 좋음) 사이입니다. 점수가 0보다 크면 긍정이라고 하겠습니다. 여기서도 뒤의 2,000개를 검증에 씁니다.

# %% [markdown] tags=["en"]
# The movie reviews are English sentences. Each has the mean of the ratings that several people gave it, from -4 (very bad) to 4 (very good). A rating above 0 counts as positive. Here too the last 2,000 are for validation.

# %%
(reviews, ratings), _ = movie_reviews()
positive = (ratings > 0).astype("int32")
for number in range(3):
    print(f"{ratings[number]:+.1f} {reviews[number]}")
print(len(reviews), positive[:-2000].mean().round(2), positive[-2000:].mean().round(2))

# %% [markdown] tags=["ko"]
# 절반쯤이 긍정입니다. 그래서 기준선(늘 같은 답)은 사진에서 0.1, 영화평에서 0.5쯤입니다.

# %% [markdown] tags=["en"]
# About half are positive. So the baseline, the same answer every time, is 0.1 for the pictures and about 0.5 for the reviews.

# %% [markdown] tags=["ko"]
# ## 모델을 만드는 두 가지 방법
#
# 1-1에서 본 두 방법입니다. 층의 목록을 `Sequential`에 넘기거나, 빈 모델에 `add`로 하나씩 더합니다. `name`으로 모델과 층에 이름을 줄 수 있습니다.

# %% [markdown] tags=["en"]
# ## Two ways to make a model
#
# You know both from 1-1: pass a list of layers to `Sequential`, or `add` them to an empty model one by one. `name` gives a model or a layer a name.

# %%
from_list = keras.Sequential(
    [
        keras.Input((784,)),
        layers.Dense(32, activation="relu", name="hidden"),
        layers.Dense(10, activation="softmax", name="answer"),
    ],
    name="from_list",
)
from_list.summary()

# %% [markdown] tags=["ko"]
# 이름을 주지 않으면 케라스가 `dense_3` 같은 이름을 붙입니다. 이름이 있으면 `get_layer`로 그 층을 찾을 수 있습니다. `from_list.layers`는 이 모델의 층 목록입니다.

# %% [markdown] tags=["en"]
# Without a name of yours, Keras makes one up, such as `dense_3`. With one, `get_layer` finds the layer. `from_list.layers` is the list of its layers.

# %%
print([layer.name for layer in from_list.layers])
print(from_list.get_layer("hidden").units)

# %% [markdown] tags=["ko"]
# `pop`은 맨 끝의 층을 떼어 냅니다. 그 자리에 다른 층을 더할 수 있습니다. 남은 층의 가중치는 어떻게 될까요? 바뀌었는지 보려고 앞뒤의 차이를 계산합니다. 예상하고 실행하세요.

# %% [markdown] tags=["en"]
# `pop` takes the last layer off, and another one can be added in its place. What becomes of the weights of the others? The cell works out by how much they have changed. Guess first.

# %%
before = from_list.layers[0].get_weights()[0]
removed = from_list.pop()
from_list.add(layers.Dense(3, activation="softmax", name="three_answers"))
after = from_list.layers[0].get_weights()[0]
print(removed.name, from_list.output_shape, np.abs(after - before).max())

# %% [markdown] tags=["ko"]
# 0.0, 그대로입니다. 그래서 배운 것은 남기고 답의 개수만 바꿀 때 이렇게 합니다.
#
# ### 2020 → 오늘: `input_shape`와 `Activation`
#
# 2020년의 문서는 입력의 형태를 첫 층에 적었고, 활성화 함수를 `Activation`이라는 층으로 따로 쌓았습니다. `Activation`은 지금도 있고 계산도 같습니다. `input_shape`는 경고가 나옵니다.

# %% [markdown] tags=["en"]
# 0.0: not at all. That is how a model keeps what it has learned and gives another number of answers.
#
# ### 2020 → today: `input_shape` and `Activation`
#
# The page of 2020 wrote the shape of the input into the first layer, and stacked the activation function as a layer of its own, `Activation`. That one is still there and works out the same. `input_shape` draws a warning.

# %%
from keras.layers import Activation, Dense
from keras.models import Sequential

with expect_error(UserWarning):
    Sequential([
        Dense(32, input_shape=(784,)),
        Activation('relu'),
        Dense(10),
        Activation('softmax'),
    ])

# %% [markdown] tags=["ko"]
# ## 입력의 형태를 정하는 세 가지 방법
#
# 첫째는 `Input`입니다. 둘째는 정하지 않는 것입니다. 아래 모델에는 `Input`이 없습니다.

# %% [markdown] tags=["en"]
# ## Three ways to give the input shape
#
# The first is `Input`. The second is not to give it: the model below has no `Input`.

# %%
deferred = keras.Sequential(name="deferred")
deferred.add(layers.Dense(32, activation="relu", name="hidden"))
deferred.add(layers.Dense(10, name="answer"))

# %%
choose("2-1-q1")

# %% tags=["solution"] exercise="2-1-q1"
check("2-1-q1", "b")

# %%
deferred.summary()

# %% [markdown] tags=["ko"]
# 형태와 파라미터 수의 자리에 물음표와 0이 있습니다. 유닛 하나에 가중치가 몇 개 필요한지는 입력의 수가 정하기 때문입니다. 첫 데이터가 들어오면 모델은 거기에 맞추어 가중치를 만듭니다. 이것을 미룬 생성(deferred build)이라고 합니다. 데이터가 없다면 `deferred.build((None, 784))`도 같은 일을 합니다. 다음 셀은 모델을 `deferred(x)`처럼 함수같이 부릅니다. `predict`처럼 출력을 계산합니다.

# %% [markdown] tags=["en"]
# Where the shapes stood there are question marks, and no parameters: how many weights a unit needs depends on the number of inputs. With the first data the model makes weights that fit them. This is a deferred build. Without data, `deferred.build((None, 784))` does the same. The next cell calls the model like a function, as in `deferred(x)`, which works out its outputs as `predict` does.

# %%
deferred(x_train[:5].reshape(5, 784))
deferred.summary()

# %% [markdown] tags=["ko"]
# `summary`의 5는 처음 넣은 사진의 수입니다. 사진의 수는 다음에 달라도 됩니다. 한 장의 길이 784는 이제 정해졌습니다.
#
# 셋째는 `batch_shape`입니다. 배치의 크기까지 정하므로 `None`이 사라집니다. 대개는 필요 없고, 이 섹션 맨 끝의 모델에만 필요합니다.

# %% [markdown] tags=["en"]
# The 5 in `summary` is the number of pictures that came first; another number may come next. The length 784 of one picture is settled now.
#
# The third is `batch_shape`. It fixes the size of a batch, too, so there is no `None`. You will hardly ever need it; only the last model of this section does.

# %%
fixed = keras.Sequential([keras.Input(batch_shape=(32, 784)), layers.Dense(10)])
print(from_list.input_shape, from_list.output_shape)
print(fixed.input_shape, fixed.output_shape)

# %% [markdown] tags=["ko"]
# ## 마지막 층과 손실 함수: 문제가 정합니다
#
# 유닛이 내놓는 수는 크기에 제한이 없습니다(0-1). 그 수를 무엇으로 읽을지는 마지막 활성화 함수가 정합니다. 수 세 개로 해 봅시다.

# %% [markdown] tags=["en"]
# ## Last layer and loss: the problem decides
#
# What a unit gives can be any number (0-1). The last activation decides how to read it. Here are three numbers.

# %%
z = np.array([2.0, -1.0, 0.5])
by_sigmoid = 1 / (1 + np.exp(-z))
by_softmax = np.exp(z) / np.exp(z).sum()
print("linear ", z, z.sum())
print("sigmoid", by_sigmoid.round(2), by_sigmoid.sum().round(2))
print("softmax", by_softmax.round(2), by_softmax.sum().round(2))

# %% [markdown] tags=["ko"]
# 활성화 함수가 없으면(`linear`) 어떤 수든 나옵니다. 점수나 가격을 답할 때 씁니다. 이렇게 클래스가 아니라 수를 답하는 문제를 **회귀**(regression)라고 합니다. `sigmoid`는 수 하나하나를 따로 0과 1 사이로 누릅니다. '예'일 확률입니다. `softmax`는 수 여러 개를 합이 1인 확률로 바꿉니다. 여럿 가운데 하나를 고를 때 씁니다. 둘에 **들어가는** 수, 곧 확률이 되기 전의 수를 **로짓**(logit)이라고 합니다. 로짓은 점수일 뿐이어서 음수도 되고 합도 정해져 있지 않습니다.
#
# 손실도 여기에 맞추어 고릅니다. 답이 2.0인데 정답이 4.5라면 `mse`(`mean_squared_error`)는 차이의 제곱, `mae`(`mean_absolute_error`)는 차이의 크기입니다. 확률에는 교차 엔트로피를 씁니다. 정답에 준 확률의 로그에 음의 부호를 붙인 것입니다. 손으로 계산한 값 옆에 케라스의 값을 놓습니다.

# %% [markdown] tags=["en"]
# With no activation (`linear`) any number may come out. That is for a rating or a price; a problem whose answer is a number and not a class is called **regression**. `sigmoid` squeezes each number by itself between 0 and 1: the probability of a yes. `softmax` has the numbers share out a probability of 1 among them, to choose one of several. What goes **into** either, the number before it is a probability, is called a **logit**. Logits are only scores: they may be negative, and add up to anything.
#
# The loss is chosen to go with it. If the answer is 2.0 and 4.5 would be right, `mse` (`mean_squared_error`) is the difference squared, and `mae` (`mean_absolute_error`) the difference without its sign. For probabilities there is cross-entropy, minus the logarithm of the probability given to the right answer. Here each is worked out by hand, with Keras beside it.

# %%
def show_loss(by_hand, loss, right, said):
    by_keras = float(loss(np.array([right]), np.array([said]))[0])
    print(f"{by_hand:.3f} {by_keras:.3f} {loss.__name__}")

show_loss((4.5 - 2.0) ** 2, losses.mean_squared_error, [4.5], [2.0])
show_loss(abs(4.5 - 2.0), losses.mean_absolute_error, [4.5], [2.0])
show_loss(-np.log(1 - by_sigmoid[0]), losses.binary_crossentropy, [0.0], [by_sigmoid[0]])
show_loss(-np.log(by_softmax[2]), losses.sparse_categorical_crossentropy, 2, by_softmax)
show_loss(-np.log(by_softmax[2]), losses.categorical_crossentropy, [0.0, 0.0, 1.0], by_softmax)

# %% [markdown] tags=["ko"]
# 교차 엔트로피는 0보다 작아지지 않습니다. 학습하다가 음수가 나오면 레이블부터 보세요. 0과 1이어야 할 자리에 다른 수가 있습니다.
#
# 셋째 줄에서는 '예'일 확률이 0.88인데 정답이 '아니요'(0)이므로, 정답에 준 확률은 1 - 0.88입니다. 끝의 두 줄은 정답이 세 번째 클래스인 같은 경우이고, 레이블을 적는 방법만 다릅니다. 표로 모으면 이렇습니다.
#
# | 문제 | 마지막 층 | 나오는 것 | 레이블 | 손실 함수 |
# |---|---|---|---|---|
# | 여럿 가운데 하나 | `Dense(10, activation="softmax")` | 합이 1인 확률 10개 | 0부터 9까지의 정수 | `sparse_categorical_crossentropy` |
# | 여럿 가운데 하나 | `Dense(10, activation="softmax")` | 합이 1인 확률 10개 | 원-핫 | `categorical_crossentropy` |
# | 예 또는 아니요 | `Dense(1, activation="sigmoid")` | 확률 하나 | 0 또는 1 | `binary_crossentropy` |
# | 수 하나(회귀) | `Dense(1)` | 어떤 수든 | 수 | `mse` 또는 `mae` |
#
# `mse`는 크게 틀린 답을 더 엄하게 다루고, `mae`는 사람이 읽기 쉽습니다. 처음이라면 `mse`로 학습하고 `mae`를 평가 지표로 읽으세요. 마지막 층에 활성화 함수가 없는 분류 모델도 만나게 됩니다. 그 모델이 내놓는 것은 확률이 아니라 로짓입니다. 3-3에서 다룹니다. 이제 표대로 하지 않으면 어떻게 되는지 생각해 봅시다.

# %% [markdown] tags=["en"]
# Cross-entropy is never below 0. If it becomes negative in training, look at the labels: some are not 0 or 1 where they should be.
#
# In the third line the probability of a yes is 0.88 and the right answer is no (0), so the right answer was given 1 - 0.88. The last two lines are one and the same case, the third class being right; only the label is written in another way. As a table:
#
# | problem | last layer | what comes out | label | loss |
# |---|---|---|---|---|
# | one of several | `Dense(10, activation="softmax")` | 10 probabilities, which add up to 1 | integer from 0 to 9 | `sparse_categorical_crossentropy` |
# | one of several | `Dense(10, activation="softmax")` | 10 probabilities, which add up to 1 | one-hot | `categorical_crossentropy` |
# | yes or no | `Dense(1, activation="sigmoid")` | one probability | 0 or 1 | `binary_crossentropy` |
# | a number (regression) | `Dense(1)` | any number | number | `mse` or `mae` |
#
# `mse` is harder on answers that are far off; `mae` is easier to read. To begin with, train with `mse` and read `mae` as a metric. You will also meet classifiers whose last layer has no activation. What they give are logits, not probabilities; 3-3 is about them. Now think of what happens to somebody who goes against the table.

# %%
choose("2-1-q2")

# %% tags=["solution"] exercise="2-1-q2"
check("2-1-q2", "c")

# %% [markdown] tags=["ko"]
# ### 연습 2-1-a
#
# 길이 100인 벡터를 받는 모델을 세 개 만들고, 옵티마이저 `"adam"`으로 `compile`하세요. 가운데의 층은 마음대로 정해도 됩니다.
#
# - `ten_classes`는 클래스 10개의 확률을 냅니다. 합은 1이고, 레이블은 정수입니다. 손실은 교차 엔트로피입니다.
# - `yes_or_no`는 형태가 (1,)인 확률 하나를 냅니다. 레이블은 0 또는 1입니다. 손실은 교차 엔트로피입니다.
# - `score`는 형태가 (1,)인 수 하나를 냅니다. 음수도, 1보다 큰 수도 나올 수 있습니다. 손실은 답이 맞으면 0이고 멀어질수록 커집니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-1-a
#
# Build three models that take vectors of length 100, and `compile` them with the optimizer `"adam"`. The layers in between are up to you.
#
# - `ten_classes` returns the probabilities of 10 classes, which add up to 1. The labels are integers, and the loss is the cross-entropy.
# - `yes_or_no` returns one probability, of shape (1,). The labels are 0 or 1, and the loss is the cross-entropy.
# - `score` returns one number, of shape (1,). It may be negative or larger than 1. The loss is 0 for a right answer and grows with the distance.

# %% tags=["starter"] exercise="2-1-a"
ten_classes = ...
yes_or_no = ...
score = ...

# %% tags=["wrong"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="softmax")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(2, activation="softmax")])
yes_or_no.compile("adam", "sparse_categorical_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "mse")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="relu")])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "binary_crossentropy")

# %% tags=["wrong"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])

# %% tags=["wrong"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile(loss="mse")

# %% tags=["wrong"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adamw", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adamw", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adamw", "mse")

# %% tags=["wrong"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "sparse_categorical_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="softmax"), layers.Dense(1)])
score.compile("adam", "mse")

# %% tags=["right"] exercise="2-1-a"
keras.config.set_dtype_policy("mixed_float16")
vectors = keras.Input((100,))
hidden = layers.Dense(32, activation="tanh")(vectors)
ten_classes = keras.Model(vectors, layers.Softmax()(layers.Dense(10)(hidden)))
ten_classes.compile(keras.optimizers.Adam(), keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
yes_or_no = keras.Model(vectors, layers.Activation("sigmoid")(layers.Dense(1)(hidden)))
yes_or_no.compile(keras.optimizers.Adam(1e-2), keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
score = keras.Model(vectors, layers.Dense(1)(hidden))
score.compile("adam", keras.losses.Huber(), metrics=["mae"])
keras.config.set_dtype_policy("float32")

# %% tags=["right"] exercise="2-1-a"
def with_head(units, activation, loss):
    model = keras.Sequential()
    model.add(keras.Input(shape=(100,)))
    model.add(layers.Dense(64, activation="relu"))
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(units, activation=activation))
    model.compile(optimizer="adam", loss=loss)
    return model

ten_classes = with_head(10, "softmax", keras.losses.sparse_categorical_crossentropy)
yes_or_no = with_head(1, "sigmoid", keras.losses.binary_crossentropy)
score = with_head(1, None, "mae")

# %% tags=["right"] exercise="2-1-a"
ten_classes = keras.Sequential([layers.Dense(10, activation="softmax")])
ten_classes.build((None, 100))
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([layers.Dense(1, activation="sigmoid")])
yes_or_no.build((None, 100))
yes_or_no.compile("adam", "bce")
score = keras.Sequential([layers.Dense(8), layers.Dense(1, activation="linear")])
score.build((None, 100))
score.compile("adam", keras.losses.MeanSquaredError())

# %% tags=["right"] exercise="2-1-a"
class Answers(keras.Model):
    def __init__(self, units, activation):
        super().__init__()
        self.answer = layers.Dense(units, activation=activation)

    def call(self, x):
        return self.answer(x)

ten_classes, yes_or_no, score = Answers(10, "softmax"), Answers(1, "sigmoid"), Answers(1, "linear")
losses = ["sparse_categorical_crossentropy", "binary_crossentropy", "log_cosh"]
for model, loss in zip([ten_classes, yes_or_no, score], losses):
    model(np.zeros((1, 100)))
    model.compile("adam", loss)

# %% tags=["right"] exercise="2-1-a"
small = layers.Rescaling(1 / 255)
ten_classes = keras.Sequential([keras.Input((100,)), small, layers.Dense(10, activation="softmax")])
yes_or_no = keras.Sequential([keras.Input((100,)), small, layers.Dense(1, "sigmoid", kernel_initializer="zeros")])
score = keras.Sequential([keras.Input((100,)), layers.LayerNormalization(), layers.Dense(8, "sigmoid"), layers.Dense(1)])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no.compile("adam", "binary_crossentropy")
score.compile("adam", "mae")

# %% tags=["solution"] exercise="2-1-a"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile(optimizer="adam", loss="sparse_categorical_crossentropy")

yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile(optimizer="adam", loss="binary_crossentropy")

score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile(optimizer="adam", loss="mse")

# %%
check("2-1-a", ten_classes, yes_or_no, score)

# %% [markdown] tags=["ko", "solution"]
# 유닛 하나에 `softmax`를 쓰면 답은 언제나 1입니다. 나눌 상대가 자기뿐이기 때문입니다. 회귀의 마지막 층에는 활성화 함수가 없습니다. `relu`는 음수를, `sigmoid`는 1보다 큰 수를 내지 못합니다.

# %% [markdown] tags=["en", "solution"]
# A single unit with `softmax` always answers 1: it shares with nobody but itself. The last layer of a regression has no activation: `relu` cannot give negative numbers, `sigmoid` none above 1.

# %% [markdown] tags=["ko"]
# ## 옵티마이저: 무엇을 먼저 쓸까
#
# 1-1에서는 `"sgd"`를 썼고, `"adam"`은 이름만 나왔습니다. 무엇이 다를까요? 가중치마다 기울기의 크기가 다릅니다. 한 가중치의 기울기가 다른 가중치의 100분의 1이라고 합시다.

# %% [markdown] tags=["en"]
# ## Optimizers: what to take first
#
# In 1-1 you used `"sgd"`, and `"adam"` was only mentioned. What is different? Gradients are not equally large for all weights. Say that one is a hundredth of another.

# %%
gradient = np.array([0.01, 1.0])
usual_size = np.sqrt(gradient**2)
print("SGD          ", -0.01 * gradient)
print("RMSprop, Adam", -0.001 * gradient / usual_size)

# %% [markdown] tags=["ko"]
# `SGD`에서는 한 단계의 길이도 100분의 1입니다. 그 가중치는 거의 움직이지 않습니다. `RMSprop`은 가중치마다 최근 기울기의 보통 크기를 적어 두고 그 크기로 나눕니다. 그래서 가중치마다 한 단계의 길이가 학습률과 비슷해집니다. `Adam`은 여기에 0-1의 모멘텀을 더한 것입니다.
#
# | 옵티마이저 | 한 단계 | 학습률의 기본값 | 언제 |
# |---|---|---|---|
# | `Adam` | 기울기를 보통 크기로 나누고 모멘텀을 더함 | 0.001 | 먼저 써 볼 것 |
# | `SGD` | 기울기 그대로 | 0.01 | `momentum=0.9`와 함께, 학습률을 공들여 고를 때 |
# | `RMSprop` | 기울기를 보통 크기로 나눔 | 0.001 | 옛 예제, 특히 순환 층의 예제를 따라 할 때 |
#
# 1-1의 모델을 같은 데이터로 네 에포크씩 학습해서 비교합니다. `set_random_seed`는 무작위 수를 같은 데서 시작하게 합니다. 그래서 네 모델이 같은 가중치에서 출발합니다. 학습 손실의 네 곡선이 어떤 순서로 내려갈지 먼저 예상해 보세요.

# %% [markdown] tags=["en"]
# With `SGD` the step of that weight is a hundredth as long, too: it hardly moves. `RMSprop` keeps a note, for each weight, of how large its gradients have been lately, and divides by that. So every weight moves by about the learning rate. `Adam` does the same, and adds the momentum of 0-1.
#
# | optimizer | one step | default learning rate | when |
# |---|---|---|---|
# | `Adam` | gradient divided by its usual size, with momentum | 0.001 | first |
# | `SGD` | the gradient as it is | 0.01 | with `momentum=0.9`, where you take care to choose the learning rate |
# | `RMSprop` | gradient divided by its usual size | 0.001 | to follow older examples, above all of recurrent layers |
#
# To compare them, train the model of 1-1 on the same data for four epochs each. `set_random_seed` makes the random numbers begin in the same place, so all four models start from the same weights. In which order do you expect the four curves of the training loss?

# %%
def first_model():
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])

optimizers = {
    "SGD": keras.optimizers.SGD(),
    "SGD + momentum": keras.optimizers.SGD(learning_rate=0.02, momentum=0.9),
    "RMSprop": keras.optimizers.RMSprop(),
    "Adam": keras.optimizers.Adam(),
}
loss_curves = {}
for name, optimizer in optimizers.items():
    keras.utils.set_random_seed(1)
    model = first_model()
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy")
    run = model.fit(x_train, y_train, epochs=4, batch_size=100, verbose=0)
    loss_curves[name] = run.history["loss"]

plots.show_lines(loss_curves, ylabel="loss")

# %% tags=["proof"]
assert loss_curves["SGD"][-1] > max(loss_curves[name][-1] for name in ("SGD + momentum", "RMSprop", "Adam")) + 0.1
assert loss_curves["SGD + momentum"][-1] < loss_curves["Adam"][-1] + 0.1

# %% [markdown] tags=["ko"]
# `SGD`만 크게 뒤처지고, 나머지 세 곡선은 거의 겹칩니다. 모멘텀과 알맞은 학습률을 주면 `SGD`도 `Adam`만큼 빠릅니다. `Adam`이 더 똑똑해서가 아니라, 기본값 그대로 여러 문제에서 잘 되기 때문에 먼저 씁니다. 그래도 학습률은 1-1에서처럼 곡선을 보고 고칩니다.

# %% [markdown] tags=["en"]
# Only plain `SGD` falls far behind; the other three curves nearly coincide. With momentum and a suitable learning rate `SGD` is as fast as `Adam`. `Adam` comes first not because it is cleverer, but because its defaults do well on many problems. Its learning rate is still yours to change by the curves, as in 1-1.

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `decay`
#
# 2020년의 예제는 `SGD(lr=0.01, decay=1e-6, momentum=0.9, nesterov=True)`를 씁니다. `lr`이 오류가 된다는 것은 1-1에서 보았습니다. `learning_rate`로 고치면 `decay`가 남는데, 케라스는 경고만 하고 무시합니다. 학습률을 단계마다 줄이는 일은 오늘 `schedules`의 객체가 합니다. `InverseTimeDecay`가 옛 `decay`와 같은 식입니다. 아래에서는 학습률 0.01을 1 + 1e-6 × 단계 수로 나눕니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `decay`
#
# The examples of 2020 have `SGD(lr=0.01, decay=1e-6, momentum=0.9, nesterov=True)`. That `lr` is an error you saw in 1-1. With `learning_rate` in its place, `decay` is left; Keras warns of it and ignores it. Making the learning rate smaller from step to step is the work of an object from `schedules` today. `InverseTimeDecay` is the formula of the old `decay`: below, it divides 0.01 by 1 + 1e-6 × the number of steps.

# %%
with expect_error(UserWarning):
    keras.optimizers.SGD(learning_rate=0.01, decay=1e-6, momentum=0.9, nesterov=True)

falling = keras.optimizers.schedules.InverseTimeDecay(0.01, decay_steps=1, decay_rate=1e-6)
print([round(float(falling(step)), 6) for step in (0, 10_000, 1_000_000)])
sgd = keras.optimizers.SGD(learning_rate=falling, momentum=0.9, nesterov=True)

# %% [markdown] tags=["ko"]
# ### 정수 레이블과 원-핫 레이블
#
# 위의 네 모델은 정수 레이블로 배웠습니다. 원-핫 레이블로 바꾸고 손실 함수를 거기에 맞추면 무엇이 달라질까요? `Adam`으로 처음 두 에포크를 다시 학습해 손실을 비교합니다.

# %% [markdown] tags=["en"]
# ### Integer labels and one-hot labels
#
# The four models above have learned from integer labels. What is different with one-hot labels, and the loss that fits them? Train the first two epochs with `Adam` again, and compare the loss.

# %%
one_hot = keras.utils.to_categorical(y_train, num_classes=10)
keras.utils.set_random_seed(1)
model = first_model()
model.compile(optimizer="adam", loss="categorical_crossentropy")
run = model.fit(x_train, one_hot, epochs=2, batch_size=100, verbose=0)
print(one_hot.shape, [f"≈ {loss:.3f}" for loss in run.history["loss"]])
print(y_train.shape, [f"≈ {loss:.3f}" for loss in loss_curves["Adam"][:2]])

# %% tags=["proof"]
assert np.allclose(run.history["loss"], loss_curves["Adam"][:2], atol=5e-3)

# %% [markdown] tags=["ko"]
# 같은 가중치에서 같은 순서로 배우면 손실도 같습니다. 레이블에 맞는 손실 함수를 고르기만 하면 됩니다.
#
# `to_categorical`은 2020년에 `keras.utils.np_utils`에 있었습니다. 그 자리는 사라졌고 함수는 그대로입니다.

# %% [markdown] tags=["en"]
# From the same weights and in the same order, the losses are the same, too. You only have to choose the loss that fits the labels.
#
# In 2020 `to_categorical` was in `keras.utils.np_utils`. That place is gone; the function is the same.

# %%
with expect_error(AttributeError):
    keras.utils.np_utils.to_categorical(y_train, 10)

# %% [markdown] tags=["ko"]
# ## 회귀: 영화평의 점수
#
# 이제 수를 답하는 모델을 학습합니다. 문장은 먼저 수가 되어야 합니다. `TextVectorization`은 문장을 단어로 나누고, `adapt`로 가장 흔한 단어를 찾습니다. `output_mode="multi_hot"`이면 문장 하나가 수 1,000개가 됩니다. 문장에 있는 단어의 자리는 1, 없는 단어의 자리는 0입니다. 단어의 순서는 사라집니다. 이런 벡터를 낱말 주머니(bag of words)라고 합니다.

# %% [markdown] tags=["en"]
# ## Regression: the rating of a review
#
# Now train a model that answers with a number. First a sentence has to become numbers. `TextVectorization` splits it into words, and `adapt` finds the most frequent ones. With `output_mode="multi_hot"` a sentence becomes 1,000 numbers: 1 in the place of each word that it has, 0 for each that it has not. The order of the words is lost. Such a vector is called a bag of words.

# %%
to_words = layers.TextVectorization(max_tokens=1000, output_mode="multi_hot")
to_words.adapt(reviews[:-2000])
words = np.concatenate([np.asarray(to_words(part), dtype="uint8") for part in np.array_split(reviews, 10)])
print(*to_words.get_vocabulary()[:8])
print(words.shape, words[0].sum())

# %% [markdown] tags=["ko"]
# `get_vocabulary()`는 단어를 자리 순서대로 돌려줍니다. 자리 0의 `[UNK]`는 1,000개에 들지 못한 단어 모두의 자리입니다. 층은 0이나 1 하나를 여러 바이트에 담지만 1바이트(`uint8`)면 충분합니다. 그래서 영화평을 열 묶음으로 나누고, 한 묶음을 바꿀 때마다 작게 줄여 메모리를 아꼈습니다.
#
# 사람이 읽을 평가 지표도 직접 만들 수 있습니다. 점수를 1점 안쪽으로 맞힌 문장의 비율 `within_one`을 만들어 봅시다. 함정이 하나 있습니다. 배치의 정답은 형태가 `(100,)`일 수 있고 예측은 `(100, 1)`입니다. 둘을 빼면 형태가 무엇일까요?

# %% [markdown] tags=["en"]
# `get_vocabulary()` returns the words in the order of their places. Place 0, `[UNK]`, is that of all words which are not among the 1,000. The layer spends several bytes on each 0 or 1, and one (`uint8`) will do; so the reviews go through in ten parts, and each is made small before the next.
#
# A metric for people to read can be one of your own. Make `within_one`, the share of sentences whose rating is missed by less than 1. There is a trap. The right answers of a batch may have the shape `(100,)`, and the predictions have `(100, 1)`. What shape does their difference have?

# %%
(np.zeros(100) - np.zeros((100, 1))).shape

# %% [markdown] tags=["ko"]
# 오류가 아니라 100 × 100입니다. NumPy와 케라스는 형태를 맞추려고 두 배열을 늘립니다(브로드캐스팅, broadcasting). 그러면 문장 하나의 답을 모든 문장의 정답과 비교한 엉뚱한 비율이 나옵니다. 그래서 `reshape`로 형태부터 맞춥니다. 케라스의 손실 함수와 평가 지표는 스스로 맞추지만, 직접 만든 함수에서는 여러분이 맞추어야 합니다. 계산은 `keras.ops`로 합니다. NumPy와 이름이 같은 함수가 많고, `cast`는 데이터 타입을 바꿉니다. 평균은 케라스가 냅니다.

# %% [markdown] tags=["en"]
# No error, but 100 × 100. NumPy and Keras stretch two arrays until their shapes fit (broadcasting). Then the answer for one sentence is compared with the right answers of all, and the share is wrong. So `reshape` makes the shapes equal first. Keras does that for its own losses and metrics; in a function of your own you have to do it. The work is done with `keras.ops`; most of its functions go by the names they have in NumPy, and `cast` changes the data type. Keras takes the mean.

# %%
def within_one(y_true, y_pred):
    distance = keras.ops.abs(keras.ops.reshape(y_true, (-1,)) - keras.ops.reshape(y_pred, (-1,)))
    return keras.ops.cast(distance < 1, "float32")

rating_model = keras.Sequential([
    keras.Input((1000,)),
    layers.Dense(16, activation="relu"),
    layers.Dense(1),
])
rating_model.compile(optimizer=keras.optimizers.Adam(0.005), loss="mse", metrics=["mae", within_one])

# %% [markdown] tags=["ko"]
# 2020년의 예제는 이 자리에 `K.mean`을 썼습니다. `K`는 `keras.backend`입니다. 거기서 그 이름이 사라졌으므로 `keras.ops.mean`으로 바꿉니다.
#
# 케라스에 있는 평가 지표는 `"accuracy"`처럼 이름으로 적으세요. 그러면 손실에 맞는 것을 케라스가 고릅니다. 클래스 `Accuracy`를 직접 쓰면 답과 정답이 **정확히 같은 수**인지만 보므로, 확률에는 맞지 않습니다. 확률에 맞는 것은 0.5를 넘는지 보는 `BinaryAccuracy`입니다.

# %% [markdown] tags=["en"]
# The example of 2020 used `K.mean` here, where `K` is `keras.backend`. It has no such name any more: take `keras.ops.mean`.
#
# Give a metric of Keras by its name, such as `"accuracy"`, and Keras picks the one that goes with the loss. The class `Accuracy` only looks whether an answer is **exactly the same number** as the label, which does not suit probabilities. `BinaryAccuracy` does: it looks whether a probability is above 0.5.

# %%
for metric in (keras.metrics.Accuracy(), keras.metrics.BinaryAccuracy()):
    print(type(metric).__name__, float(metric(np.array([1.0, 0.0]), np.array([0.9, 0.2]))))

# %% [markdown] tags=["ko"]
# 기준선부터 재 둡니다. 회귀에서는 늘 평균 점수를 답하는 것입니다. 학습은 에포크마다 지켜봅시다. `verbose=2`가 한 줄씩 출력합니다. 학습 손실과 검증 손실이 언제부터 벌어지나요?

# %% [markdown] tags=["en"]
# First measure the baseline: in regression, always to answer with the mean rating. Then watch the training epoch by epoch; `verbose=2` prints a line for each. From when on do the training loss and the validation loss part?

# %%
always_the_mean = np.abs(ratings[-2000:] - ratings[:-2000].mean())
print(f"baseline: mae {always_the_mean.mean():.2f}, within_one {np.mean(always_the_mean < 1):.2f}")
rating_run = rating_model.fit(
    words[:-2000], ratings[:-2000], epochs=5, batch_size=100,
    validation_data=(words[-2000:], ratings[-2000:]), verbose=2,
)

# %% tags=["proof"]
last = {name: values[-1] for name, values in rating_run.history.items()}
predicted = rating_model.predict(words[-2000:], verbose=0)[:, 0]
assert np.isclose(last["val_within_one"], np.mean(np.abs(predicted - ratings[-2000:]) < 1), atol=2e-3)
assert last["val_mae"] < always_the_mean.mean() - 0.2 and last["val_within_one"] > np.mean(always_the_mean < 1) + 0.1
assert last["val_loss"] > last["loss"] + 0.3 and min(rating_run.history["val_loss"]) < last["val_loss"]
assert to_words.get_vocabulary()[0] == "[UNK]" and len(to_words.get_vocabulary()) == 1000

# %% [markdown] tags=["ko"]
# 검증의 `mae`는 첫 에포크부터 기준선보다 작습니다. 학습 손실은 끝까지 내려가지만 검증 손실은 두세 에포크 만에 바닥에 닿고 다시 올라갑니다. 0-1에서 본 과적합입니다. 이 모델은 두세 에포크면 됩니다.

# %% [markdown] tags=["en"]
# In validation the `mae` is below the baseline from the first epoch on. The training loss keeps falling, but the validation loss touches its lowest point after two or three epochs and climbs again: the overfitting of 0-1. Two or three epochs are enough for this model.

# %% [markdown] tags=["ko"]
# ## 공정하게 비교하기
#
# 예제 일곱 개를 차례로 학습하기 전에 규칙을 정합니다. 사진 모델은 모두 같은 4,000장을, 문장 모델은 모두 같은 6,476개를 배웁니다. 배치 크기는 100이고 옵티마이저는 `Adam`이며, 학습률은 모델마다 검증 데이터에서 잘되는 것으로 골랐습니다. 시간도 같아야 합니다. 큰 모델은 한 에포크가 오래 걸리므로, 에포크 수를 1-1의 모델이 12에포크를 도는 시간에 맞추어 줄입니다. 아래의 `train`은 학습하고 나서 곡선과 걸린 시간을 `runs`에 적습니다. `validation_batch_size`는 검증할 때의 배치 크기이고, 결과가 아니라 속도만 바꿉니다. 섹션의 끝에서 이것으로 표를 만듭니다.

# %% [markdown] tags=["en"]
# ## A fair comparison
#
# Before the seven examples are trained, one after another, set the rules. All picture models learn the same 4,000 pictures, all text models the same 6,476 sentences. A batch is 100, the optimizer is `Adam`, with a learning rate for each model that does well on the validation data. And they get the same time. An epoch of a large model takes longer, so it gets fewer of them: about as many as fit into the time in which the model of 1-1 does 12. `train` below trains, and keeps the curves and the time in `runs`. `validation_batch_size` is the size of a batch in validation; it changes how fast that goes, and nothing else. At the end of the section they become a table.

# %%
runs = {}

def train(name, model, data, epochs, loss, learning_rate=0.0015):
    x, y, *validation = data
    optimizer = keras.optimizers.Adam(learning_rate)
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    begin = perf_counter()
    history = model.fit(
        x, y, epochs=epochs, batch_size=100,
        validation_data=validation, validation_batch_size=200, verbose=0,
    ).history
    runs[name] = {
        "curves": history,
        "parameters": model.count_params(),
        "seconds": perf_counter() - begin,
    }
    print(f"{name}: accuracy ≈ {history['accuracy'][-1]:.2f}, val_accuracy ≈ {history['val_accuracy'][-1]:.2f}")

# %% [markdown] tags=["ko"]
# 먼저 1-1의 모델입니다. 비교할 때는 언제나 가장 단순한 것부터 잽니다.

# %% [markdown] tags=["en"]
# First the model of 1-1. In a comparison, always measure the simplest one first.

# %%
picture_data = (x_train, y_train, x_val, y_val)
plain = first_model()
train("Dense (1-1)", plain, picture_data, 12, "sparse_categorical_crossentropy")

# %% tags=["proof"]
assert 0.79 < runs["Dense (1-1)"]["curves"]["val_accuracy"][-1] < 0.86

# %% [markdown] tags=["ko"]
# ### 예제 1: 여러 클래스를 고르는 MLP
#
# MLP(multi-layer perceptron)는 **완전 연결 층**(fully connected layer), 곧 유닛마다 모든 입력을 보는 `Dense`를 쌓은 모델입니다. 예제는 층 사이에 `Dropout`을 둡니다. `Dropout(0.5)`가 하는 일은 이것입니다.

# %% [markdown] tags=["en"]
# ### Example 1: an MLP for several classes
#
# An MLP (multi-layer perceptron) is a stack of **fully connected layers**: of `Dense`, whose units see all inputs. The example has `Dropout` between them. This is what `Dropout(0.5)` does.

# %%
dropout = layers.Dropout(0.5)
ones = np.ones((1, 8), "float32")
print(keras.ops.convert_to_numpy(dropout(ones, training=True)))
print(keras.ops.convert_to_numpy(dropout(ones, training=False)))

# %% [markdown] tags=["ko"]
# 학습하는 동안에는(`training=True`) 수의 절반쯤을 무작위로 0으로 만들고, 평균적으로 합이 그대로이도록 나머지를 두 배로 합니다. 예측할 때는 아무것도 하지 않습니다. 이것을 드롭아웃(dropout)이라고 합니다. 유닛 하나에만 기댈 수 없으므로 외우기가 어려워집니다. `convert_to_numpy`는 층이 내놓은 텐서를 NumPy 배열로 바꿉니다. `fit`은 `training`을 스스로 정합니다.
#
# 은닉층이 하나에서 둘로 늘고 드롭아웃도 생겼습니다. 같은 시간 동안 1-1의 모델보다 나아질까요?

# %% [markdown] tags=["en"]
# While training (`training=True`) it makes about half of the numbers 0, at random, and doubles the others, so that their sum is the same on average. When predicting it does nothing. This is called dropout. No unit can rely on a single other one, which makes it harder to learn by heart. `convert_to_numpy` makes a NumPy array of the tensor that a layer gives. In `fit`, `training` is taken care of.
#
# Two hidden layers instead of one, and dropout: will it be better than the model of 1-1 in the same time?

# %%
mlp = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(64, activation="relu"),
    layers.Dropout(0.5),
    layers.Dense(64, activation="relu"),
    layers.Dropout(0.5),
    layers.Dense(10, activation="softmax"),
])
train("MLP + Dropout", mlp, picture_data, 9, "sparse_categorical_crossentropy")
plots.show_runs({name: runs[name]["curves"] for name in ("Dense (1-1)", "MLP + Dropout")})

# %% tags=["proof"]
assert 0.74 < runs["MLP + Dropout"]["curves"]["val_accuracy"][-1] < 0.85
gap = {name: run["curves"]["accuracy"][-1] - run["curves"]["val_accuracy"][-1] for name, run in runs.items()}
assert gap["Dense (1-1)"] > 0.03 > 0.02 > gap["MLP + Dropout"]
assert runs["MLP + Dropout"]["curves"]["val_accuracy"][-1] < runs["Dense (1-1)"]["curves"]["val_accuracy"][-1]

# %% [markdown] tags=["ko"]
# 나아지지 않았습니다. 왼쪽에서는 두 곡선이 벌어지고(과적합), 오른쪽에서는 벌어지지 않습니다. 드롭아웃이 할 일은 한 것입니다. 오른쪽에서 검증이 오히려 나은 것은, 학습 손실은 드롭아웃을 켠 채로 재고 검증 손실은 끄고 재기 때문입니다. 다만 유닛의 절반으로 배우면 더 오래 걸립니다. 검증 손실이 아직 내려가고 있습니다. 드롭아웃은 시간이 넉넉하고 과적합이 문제일 때 쓰는 것이지, 언제나 점수를 올려 주는 것이 아닙니다.

# %% [markdown] tags=["en"]
# It is not. On the left the two curves part (overfitting), on the right they do not: dropout has done its work. The validation is even ahead there, because dropout is at work while the training loss is measured, and not in validation. But with half of the units it takes longer to learn, and the validation loss is still falling. Dropout is for when overfitting is the problem and there is time; it does not raise every score.

# %% [markdown] tags=["ko"]
# ### 예제 2: 예 또는 아니요를 가리는 MLP
#
# 같은 모델에서 마지막 층이 유닛 하나와 `sigmoid`로, 손실이 `binary_crossentropy`로 바뀝니다. 데이터는 위에서 만든 `words`입니다. 이 문장은 긍정일까요? 여기서도 가장 단순한 모델, 은닉층이 없는 유닛 하나를 곁에 둡니다.

# %% [markdown] tags=["en"]
# ### Example 2: an MLP for yes or no
#
# In the same model the last layer becomes one unit with `sigmoid`, and the loss `binary_crossentropy`. The data are the `words` from above: is this sentence positive? Here too the simplest model stands beside it, one unit without a hidden layer.

# %%
word_data = (words[:-2000], positive[:-2000], words[-2000:], positive[-2000:])
one_unit = keras.Sequential([keras.Input((1000,)), layers.Dense(1, activation="sigmoid")])
train("words: Dense(1)", one_unit, word_data, 8, "binary_crossentropy", learning_rate=0.015)

binary = keras.Sequential([
    keras.Input((1000,)),
    layers.Dense(64, activation="relu"),
    layers.Dropout(0.5),
    layers.Dense(64, activation="relu"),
    layers.Dropout(0.5),
    layers.Dense(1, activation="sigmoid"),
])
train("words: MLP", binary, word_data, 4, "binary_crossentropy")

# %% tags=["proof"]
assert all(0.70 < runs[name]["curves"]["val_accuracy"][-1] < 0.84 for name in ("words: Dense(1)", "words: MLP"))

# %% [markdown] tags=["ko"]
# 기준선 0.5보다 훨씬 높고, 둘은 거의 같습니다. 단어마다 좋은 말인지 나쁜 말인지 점수를 매겨 더하는 것, 곧 유닛 하나로 이미 거의 다 된다는 뜻입니다. 직접 문장을 써서 확인해 보세요. 나오는 수는 긍정일 확률입니다. `to_words`는 문장의 목록을 받아 모델이 받을 배열을 내놓습니다. 문장이 하나여도 목록에 담습니다. 셋째 문장에는 어떻게 답할까요?

# %% [markdown] tags=["en"]
# Both are far above the baseline of 0.5, and about equal. One unit gives each word a score, kind or unkind, and adds the scores up; little more is needed. Write sentences of your own and see. The number is the probability of a positive one. `to_words` takes a list of sentences and gives the array that the model takes. A single sentence goes in as a list, too. What will it say of the third?

# %%
own = ["a brilliant, moving and funny film", "a dull, boring and badly acted mess", "not good"]
for sentence, answer in zip(own, binary.predict(to_words(own), verbose=0)[:, 0]):
    print(f"≈ {answer:.2f} {sentence}")

# %% tags=["proof"]
good, bad, not_good = binary.predict(to_words(own), verbose=0)[:, 0]
assert good > 0.8 and bad < 0.2 and not_good > 0.45

# %% [markdown] tags=["ko"]
# `not good`이 나쁘다는 뜻인 줄은 모릅니다. 낱말 주머니에는 `good`이 있다는 것만 남고, 그 앞에 `not`이 붙었다는 것은 남지 않기 때문입니다. 순서를 읽는 층은 뒷부분에 나옵니다.

# %% [markdown] tags=["en"]
# It does not see that `not good` is bad. In a bag of words all that is left is that there is a `good`, and not that a `not` stood in front of it. Layers that read the order come in the second half.

# %% [markdown] tags=["ko"]
# ### 연습 2-1-b
#
# 사진이 신발인지 아닌지 답하는 모델 `shoe`를 만들고 학습하세요.
#
# - 신발은 레이블 5, 7, 9(샌들, 운동화, 앵클부츠)입니다. `np.isin(y_train, [5, 7, 9])`가 그 사진에서 참입니다.
# - 입력은 형태가 (28, 28)인 사진이고, 출력은 신발일 확률 하나, 형태는 (1,)입니다.
# - `x_train`으로 `fit`하고, `validation_data`를 주어 두 곡선을 보세요. 마지막 층과 손실은 위의 표가 알려 줍니다. 옵티마이저와 나머지는 마음대로 고릅니다.
# - 늘 신발이 아니라고 답하는 기준선은 0.70입니다. 목표는 검증 정확도 0.99입니다.
#
# `check`는 테스트 사진에서 정확도를 잽니다. 거기서는 0.98이면 됩니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-1-b
#
# Make and train a model `shoe` that says whether a picture shows a shoe.
#
# - Shoes are the labels 5, 7 and 9 (sandal, sneaker, ankle boot). `np.isin(y_train, [5, 7, 9])` is true for those pictures.
# - The input is a picture of shape (28, 28); the output is one probability of a shoe, of shape (1,).
# - Train it with `fit` on `x_train`, and give `validation_data` to see both curves. The table above tells you the last layer and the loss. The optimizer and the rest are yours to choose.
# - The baseline, always to say that it is no shoe, is 0.70. The target is a validation accuracy of 0.99.
#
# The `check` measures the accuracy on the test pictures. On these, 0.98 will do.

# %% tags=["starter"] exercise="2-1-b"
shoe = ...

# %% tags=["wrong"] exercise="2-1-b"
shoe = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(32, "relu"), layers.Dense(1, "sigmoid")])
shoe.set_weights([np.zeros((784, 32)), np.zeros(32), np.zeros((32, 1)), np.array([-0.1])])

# %% tags=["wrong"] exercise="2-1-b"
shoe = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(1, activation="softmax")])
shoe.compile("adam", "binary_crossentropy")
shoe.fit(x_train, np.isin(y_train, [5, 7, 9]), epochs=1, verbose=0)

# %% tags=["wrong"] exercise="2-1-b"
shoe = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(1)])
shoe.compile("adam", "mse")
shoe.fit(x_train, np.isin(y_train, [5, 7, 9]), epochs=2, verbose=0)

# %% tags=["wrong"] exercise="2-1-b"
shoe = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
shoe.compile("adam", "binary_crossentropy")
shoe.fit(x_train, ~np.isin(y_train, [5, 7, 9]), epochs=2, verbose=0)

# %% tags=["wrong"] exercise="2-1-b"
shoe = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
shoe.compile("adam", "binary_crossentropy")
shoe.fit(x_train, y_train == 5, epochs=2, verbose=0)

# %% tags=["wrong"] exercise="2-1-b"
shoe = keras.Sequential([keras.Input((28, 28)), layers.Rescaling(1 / 255), layers.Flatten(), layers.Dense(1, "sigmoid")])
shoe.compile("adam", "binary_crossentropy")
shoe.fit(pictures[:4000], np.isin(y_train, [5, 7, 9]), epochs=3, verbose=0)

# %% tags=["wrong"] exercise="2-1-b"
shoe = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation="softmax")])

# %% tags=["wrong"] exercise="2-1-b"
shoe = keras.Sequential([keras.Input((28, 28)), layers.Dense(32, "relu"), layers.Dense(1, activation="sigmoid")])

# %% tags=["wrong"] exercise="2-1-b"
shoe = keras.Sequential([layers.Flatten(), layers.Dense(32, "relu"), layers.Dense(1, activation="sigmoid")])

# %% tags=["wrong"] exercise="2-1-b"
shoe = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(32, "relu"), layers.Dense(1, "sigmoid")])
shoe.compile("adam", "binary_crossentropy")

# %% tags=["wrong"] exercise="2-1-b"
shoe = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
shoe.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
shoe.fit(x_train, y_train, epochs=2, verbose=0)

# %% tags=["wrong"] exercise="2-1-b"
shoe = rating_run

# %% tags=["wrong"] exercise="2-1-b"
shoe = np.isin(y_train, [5, 7, 9])

# %% tags=["wrong"] exercise="2-1-b"
shoe = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(1, "sigmoid")]).compile("adam", "binary_crossentropy")

# %% tags=["wrong"] exercise="2-1-b"
shoe = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
shoe.set_weights([np.full((784, 1), np.nan), np.zeros(1)])

# %% tags=["wrong"] exercise="2-1-b"
class Crib(keras.Model):
    def __init__(self, known):
        super().__init__()
        self.known = keras.ops.convert_to_tensor(known.reshape(-1, 784))

    def call(self, x):
        x = keras.ops.reshape(x, (-1, 784))
        likeness = keras.ops.matmul(x, keras.ops.transpose(self.known))
        distances = keras.ops.sum(x**2, axis=1, keepdims=True) + keras.ops.sum(self.known**2, axis=1) - 2 * likeness
        return keras.ops.cast(keras.ops.any(distances < 0.01, axis=1, keepdims=True), "float32")

hidden_pictures, hidden_labels = fashion_mnist()[1]
shoe = Crib(hidden_pictures[np.isin(hidden_labels, [5, 7, 9])].astype("float32") / 255)
shoe(x_train[:1])

# %% tags=["wrong"] exercise="2-1-b"
shoe = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(64, "relu"), layers.Dense(1, "sigmoid")])
shoe.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
hidden_pictures, hidden_labels = fashion_mnist()[1]
seen_pictures = np.concatenate([x_train, hidden_pictures / np.float32(255)])
shoe.fit(seen_pictures, np.isin(np.concatenate([y_train, hidden_labels]), [5, 7, 9]), epochs=6, verbose=0)

# %% tags=["right"] exercise="2-1-b"
shoe = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
shoe.compile(keras.optimizers.Adam(0.005), keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
shoe.fit(x_train, np.isin(y_train, [5, 7, 9]), epochs=5, verbose=0)

# %% tags=["right"] exercise="2-1-b"
rows_of_pixels = keras.Input((28, 28))
flat_pixels = layers.Dense(32, activation="tanh")(layers.Reshape((784,))(rows_of_pixels))
shoe = keras.Model(rows_of_pixels, layers.Dense(1, activation="sigmoid")(flat_pixels))
shoe.compile("rmsprop", "mse")
shoe.fit(x_train, np.isin(y_train, [5, 7, 9]).astype("float32"), epochs=3, batch_size=50, verbose=0)

# %% tags=["solution"] exercise="2-1-b"
is_shoe = np.isin(y_train, [5, 7, 9]).astype("float32")
is_shoe_val = np.isin(y_val, [5, 7, 9]).astype("float32")
shoe = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(32, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
shoe.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
shoe_run = shoe.fit(x_train, is_shoe, epochs=4, batch_size=50, validation_data=(x_val, is_shoe_val), verbose=0)
plots.show_curves(shoe_run.history)

# %%
check("2-1-b", shoe)

# %% [markdown] tags=["ko", "solution"]
# 레이블을 바꾸고 마지막 층과 손실을 예 또는 아니요의 것으로 하면 나머지는 1-1의 모델과 같습니다. 열 클래스 가운데 하나를 맞히기보다 훨씬 쉬운 문제입니다.

# %% [markdown] tags=["en", "solution"]
# With the labels changed, and the last layer and the loss for yes or no, the rest is as in the model of 1-1. It is a far easier problem than telling ten classes apart.

# %% [markdown] tags=["ko"]
# 여기가 절반입니다. 쉬어 가기 좋은 곳입니다. 나중에 돌아와 커널을 다시 시작했다면, 아래의 셀을 하나 고르고 메뉴 **실행 → 위의 모든 셀 실행**을 누른 다음 이어 가세요.
#
# ## 합성곱: 작은 창을 옮기기
#
# `Dense`의 유닛은 픽셀마다 가중치가 하나씩입니다. 그래서 같은 소매가 두 칸 옆에 있으면 처음 보는 것이나 마찬가지입니다. 검증 사진을 오른쪽으로 두 칸 옮겨서 1-1의 모델에 보여 줍시다. 정확도는 얼마나 될까요?

# %% [markdown] tags=["en"]
# This is half the way, and a good place to stop. When you come back after a restart of the kernel, select a cell below, choose **Run → Run All Above Selected Cell**, and go on from there.
#
# ## Convolution: slide a small window
#
# A unit of `Dense` has one weight for each pixel. Two pixels further along, the same sleeve is as good as new to it. Move the validation pictures two pixels to the right and show them to the model of 1-1. What will its accuracy be?

# %%
moved = np.roll(x_val, 2, axis=2)
for name, x in (("as they are", x_val), ("moved", moved)):
    print(f"{name}: ≈ {plain.evaluate(x, y_val, verbose=0, return_dict=True)['accuracy']:.2f}")

# %% tags=["proof"]
assert plain.evaluate(moved, y_val, verbose=0, return_dict=True)["accuracy"] < runs["Dense (1-1)"]["curves"]["val_accuracy"][-1] - 0.1

# %% [markdown] tags=["ko"]
# 옷은 그대로인데 정확도가 크게 떨어집니다. 어디에 있든 같은 것을 찾으려면 같은 가중치를 모든 자리에 써야 합니다. 그렇게 하는 것이 **합성곱**(convolution)입니다. 합성곱은 어디에 있든 찾아내고, 어디였는지는 그 뒤의 `Dense`가 봅니다. 작은 사진으로 해 봅시다. 가로세로 6칸이고, 왼쪽 절반은 0, 오른쪽 절반은 1입니다. 창은 가로세로 3칸이고 가중치가 아홉 개입니다.

# %% [markdown] tags=["en"]
# The clothes are the same, and the accuracy drops a long way. To find the same thing wherever it is, use the same weights at every place. That is a **convolution**. It finds a thing wherever it is; a `Dense` layer behind it still sees where. Try it on a small picture, 6 × 6, with 0 in its left half and 1 in its right half. The window is 3 × 3 and has nine weights.

# %%
small = np.zeros((6, 6), "float32")
small[:, 3:] = 1
window = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]], "float32")
print(small)
print(window)
print(small[0:3, 0:3])
print((small[0:3, 0:3] * window).sum(), (small[0:3, 1:4] * window).sum())

# %% [markdown] tags=["ko"]
# 창을 왼쪽 위에 놓고, 창 밑의 아홉 칸에 가중치를 곱해서 더합니다. 유닛의 `x @ w`와 같은 계산입니다. 첫 자리에서는 창 밑이 모두 0이라 0이고, 한 칸 오른쪽에서는 창의 오른쪽 열이 1을 만나 3입니다. 이 창은 왼쪽보다 오른쪽이 큰 곳, 곧 세로 경계를 찾습니다. 모든 자리로 옮기면 어떤 배열이 나올까요?

# %% [markdown] tags=["en"]
# Put the window at the top left, multiply the nine places under it by its weights, and add up. It is the `x @ w` of a unit. In the first place all is 0 under the window, so it gives 0; one place to the right, its right column meets the 1, and it gives 3. This window finds where the right is larger than the left: a vertical edge. What array comes out when it goes to every place?

# %%
by_hand = np.zeros((4, 4))
for row in range(4):
    for column in range(4):
        by_hand[row, column] = (small[row:row + 3, column:column + 3] * window).sum()
print(by_hand)

# %% [markdown] tags=["ko"]
# 경계가 있는 두 열에서만 3이고, 나머지는 0입니다. 6칸에 크기 3인 창을 놓을 자리는 6 - 3 + 1 = 4개이므로 4 × 4가 되었습니다. 이제 케라스의 `Conv2D`에 같은 가중치를 넣어 비교합니다. 첫 인수는 창의 개수, 둘째는 창의 크기입니다. `Conv2D`는 사진마다 채널 축을 기대하므로 입력의 형태는 (6, 6, 1)입니다. 가중치의 형태는 (창의 높이, 창의 너비, 입력 채널, 창의 개수), 곧 (3, 3, 1, 1)입니다. `output_of`는 배열 하나에 배치 축을 붙여 모델에 넣고 출력을 꺼냅니다.

# %% [markdown] tags=["en"]
# It is 3 in the two columns at the edge and 0 everywhere else. A window of 3 has 6 - 3 + 1 = 4 places along 6, so the result is 4 × 4. Now give `Conv2D` of Keras the same weights, and compare. Its first argument is the number of windows, the second their size. `Conv2D` expects an axis of channels, so the input has the shape (6, 6, 1). That of the weights is (height of the window, width, input channels, number of windows), here (3, 3, 1, 1). `output_of` adds the batch axis to one array, calls the model and takes its output out again.

# %%
def output_of(model, x):
    return keras.ops.convert_to_numpy(model(x[None]))[0]

one_window = keras.Sequential([keras.Input((6, 6, 1)), layers.Conv2D(1, 3, use_bias=False)])
one_window.set_weights([window.reshape(3, 3, 1, 1)])
by_keras = output_of(one_window, small.reshape(6, 6, 1))[:, :, 0]
print(by_keras)
print(np.abs(by_keras - by_hand).max())

# %% tags=["proof"]
assert np.array_equal(by_keras, by_hand)

# %% [markdown] tags=["ko"]
# 같습니다. 창의 가중치 한 벌이 **필터**(filter)이고, 케라스는 커널(kernel)이라고도 부릅니다. 필터 하나가 만든 그림이 특성 맵(feature map)입니다. 여기서는 가중치를 손으로 정했지만, 모델에서는 다른 가중치처럼 학습합니다. 진짜 사진에 이 창과 눕힌 창을 적용하면 이렇게 보입니다.

# %% [markdown] tags=["en"]
# They are the same. The weights of a window are a **filter**; Keras also says kernel. The picture that one filter makes is a feature map. Here you set the weights by hand; in a model they are learned like any others. On a real picture this window, and the same one turned on its side, look like this.

# %%
two_windows = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(2, 3, use_bias=False)])
two_windows.set_weights([np.stack([window, window.T], axis=-1)[:, :, None]])
maps = output_of(two_windows, x_train[0, :, :, None])
plots.show_effect({"x": x_train[0]}, {"window": maps[:, :, 0], "window.T": maps[:, :, 1]}, signed=True)

# %% [markdown] tags=["ko"]
# 주황은 0보다 큰 곳, 보라는 작은 곳입니다. 하나는 세로 경계를, 하나는 가로 경계를 찾았습니다. 필터가 둘이므로 형태는 (26, 26, 2)입니다.
#
# ### 출력의 형태와 파라미터 수
#
# 창을 옮기는 방법은 두 가지 인수로 정합니다. `padding="same"`은 사진의 둘레를 0으로 채웁니다(패딩). `strides=2`는 창을 두 칸씩 옮깁니다(스트라이드, stride). 28칸에서 몇 칸이 나오는지 보세요.

# %% [markdown] tags=["en"]
# Orange is above 0, purple below. One has found the vertical edges, the other the horizontal ones. There are two filters, so the shape is (26, 26, 2).
#
# ### The shape that comes out, and the parameters
#
# Two arguments say how the window moves. `padding="same"` puts a border of zeros round the picture (padding). `strides=2` moves the window two places at a time (the stride). See what becomes of 28.

# %%
def shape_and_parameters(layer, shape):
    model = keras.Sequential([keras.Input(shape), layer])
    return model.output_shape[1:], model.count_params()

print(shape_and_parameters(layers.Conv2D(8, 3), (28, 28, 1)))
print(shape_and_parameters(layers.Conv2D(8, 5), (28, 28, 1)))
print(shape_and_parameters(layers.Conv2D(8, 3, padding="same"), (28, 28, 1)))
print(shape_and_parameters(layers.Conv2D(8, 3, strides=2), (28, 28, 1)))
print(shape_and_parameters(layers.Conv2D(16, 3), (28, 28, 8)))

# %% [markdown] tags=["ko"]
# | `padding` | 나오는 높이와 너비 | 28칸, 창 3 | 28칸, 창 3, `strides=2` |
# |---|---|---|---|
# | `"valid"`(기본값) | (입력 - 창) ÷ 스트라이드를 내림하고 1을 더함 | 26 | 13 |
# | `"same"` | 입력 ÷ 스트라이드를 올림 | 28 | 14 |
#
# 나오는 채널의 수는 필터의 수입니다. 필터 하나는 입력의 **모든 채널**을 함께 봅니다. 그래서 가중치가 (창의 칸 수 × 입력 채널 수)개이고 편향이 하나입니다. `Conv2D(8, 3)`이 채널 하나를 보면 (3 × 3 × 1 + 1) × 8 = 80개, `Conv2D(16, 3)`이 채널 8개를 보면 (3 × 3 × 8 + 1) × 16 = 1,168개입니다.

# %% [markdown] tags=["en"]
# | `padding` | height and width that come out | 28, window 3 | 28, window 3, `strides=2` |
# |---|---|---|---|
# | `"valid"` (default) | (input - window) ÷ stride, rounded down, plus 1 | 26 | 13 |
# | `"same"` | input ÷ stride, rounded up | 28 | 14 |
#
# As many channels come out as there are filters. One filter looks at **all channels** of its input together. So it has (places of the window × input channels) weights, and one bias. `Conv2D(8, 3)` on one channel has (3 × 3 × 1 + 1) × 8 = 80, `Conv2D(16, 3)` on 8 channels has (3 × 3 × 8 + 1) × 16 = 1,168.

# %%
choose("2-1-q3")

# %% tags=["solution"] exercise="2-1-q3"
check("2-1-q3", "a")

# %% [markdown] tags=["ko"]
# ### 풀링
#
# 특성 맵은 거의 사진만큼 큽니다. **풀링**(pooling)은 그것을 작은 구역으로 나누고 구역마다 수 하나만 남깁니다. `MaxPooling2D(2)`는 2 × 2칸에서 가장 큰 수를 남깁니다. 가로세로 5칸인 배열로 해 봅시다. 남는 줄은 어떻게 될까요?

# %% [markdown] tags=["en"]
# ### Pooling
#
# A feature map is nearly as large as the picture. **Pooling** cuts it into small cells and keeps one number of each. `MaxPooling2D(2)` keeps the largest of 2 × 2. Try it on 5 × 5. What becomes of the row that is left over?

# %%
numbers = np.arange(25, dtype="float32").reshape(5, 5)
print(numbers)
pool = keras.Sequential([keras.Input((5, 5, 1)), layers.MaxPooling2D(2)])
print(output_of(pool, numbers.reshape(5, 5, 1))[:, :, 0])

# %% [markdown] tags=["ko"]
# 높이와 너비는 2로 나누어 내림합니다. 남는 줄은 버립니다. 채널의 수는 그대로이고, 파라미터는 없습니다. 창이 찾은 것이 한 픽셀 옆으로 가도 같은 구역 안이면 답이 같으므로, 위치에 덜 까다로워집니다. `GlobalAveragePooling2D`는 채널마다 평균 하나만 남깁니다.
#
# ## 실험실: 형태
#
# 층을 메뉴에서 골라 쌓으면 층마다 나오는 텐서가 크기대로 그려지고, 그 형태와 파라미터 수의 계산이 나옵니다. 학습은 하지 않습니다. 쌓을 수 없는 층을 고르면 어느 메뉴에서 멈추는지, 무엇을 바꾸면 되는지 알려 줍니다. **먼저** 다섯째 메뉴의 `Flatten()`을 `GlobalAveragePooling2D()`로 바꾸어 보고, 다음에는 `—`로 바꾸어 보세요. **눈여겨볼 것**은 파라미터가 어느 층에 몰려 있는가, 그리고 사라진 파라미터가 어디 있었는가입니다.

# %% [markdown] tags=["en"]
# Height and width are divided by 2 and rounded down: what is left over is dropped. The number of channels stays, and there are no parameters. If what a window has found moves by one place within its cell, the answer stays the same, so the place matters less. `GlobalAveragePooling2D` keeps a single number of each channel, its mean.
#
# ## The lab: Shapes
#
# Stack layers from the menus: the tensor that leaves each is drawn to scale, with its shape and the arithmetic of the parameters. Nothing is trained. Where a layer cannot stand, the lab names its menu, and a change that helps. **Try first**: set the fifth menu, `Flatten()`, to `GlobalAveragePooling2D()`, and then to `—`. **Notice** which layer holds most of the parameters, and which layer lost them when they are gone.

# %%
lab("shapes")

# %% [markdown] tags=["ko"]
# 파라미터의 대부분은 합성곱이 아니라 `Flatten` 다음의 `Dense`에 있습니다. `GlobalAveragePooling2D`를 쓰면 그 `Dense`의 입력이 800개에서 32개로, 파라미터가 8,010개에서 330개로 줄어듭니다. `—`로 바꾸면 `Dense`가 마지막 축에만 작용해, 사진 한 장이 아니라 자리마다 답이 나옵니다. 1-1에서 본 일입니다.
#
# ### 연습 2-1-c
#
# 입력의 형태가 (28, 28, 1)이고, 층은 차례대로 다음과 같습니다.
#
# 1. `Conv2D(8, 3)`
# 2. `MaxPooling2D(2)`
# 3. `Conv2D(16, 5, padding="same")`
# 4. `MaxPooling2D(2)`
# 5. `Flatten()`
# 6. `Dense(10)`
#
# 사진 한 장에 대해 층마다 나오는 출력의 형태를 튜플 6개의 목록 `shapes`로 적으세요. 배치 축은 빼고 적습니다. 세 번째 층의 파라미터 수는 `parameters`에 넣으세요.

# %% [markdown] tags=["en"]
# Most of the parameters are not in the convolutions but in the `Dense` after `Flatten`. With `GlobalAveragePooling2D` that `Dense` has 32 inputs instead of 800, and 330 parameters instead of 8,010. With `—` there, `Dense` works on the last axis only, and there is an answer for each place instead of one for the picture, as you saw in 1-1.
#
# ### Exercise 2-1-c
#
# The input has the shape (28, 28, 1), and the layers are, in this order:
#
# 1. `Conv2D(8, 3)`
# 2. `MaxPooling2D(2)`
# 3. `Conv2D(16, 5, padding="same")`
# 4. `MaxPooling2D(2)`
# 5. `Flatten()`
# 6. `Dense(10)`
#
# Write the output shape of each layer for one picture as a list `shapes` of six tuples, without the batch axis. Put the number of parameters of the third layer into `parameters`.

# %% tags=["starter"] exercise="2-1-c"
shapes = ...
parameters = ...

# %% tags=["wrong"] exercise="2-1-c"
shapes = [(28, 28, 8), (14, 14, 8), (14, 14, 16), (7, 7, 16), (784,), (10,)]
parameters = 3216

# %% tags=["wrong"] exercise="2-1-c"
shapes = [(26, 26, 8), (13, 13, 8), (9, 9, 16), (4, 4, 16), (256,), (10,)]
parameters = 3216

# %% tags=["wrong"] exercise="2-1-c"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (7, 7, 16), (784,), (10,)]
parameters = 3216

# %% tags=["wrong"] exercise="2-1-c"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (6, 6, 16), (10,)]
parameters = 3216

# %% tags=["wrong"] exercise="2-1-c"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (576,), (10,)]
parameters = 5 * 5 * 16 + 16

# %% tags=["wrong"] exercise="2-1-c"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (576,), (10,)]
parameters = 5 * 5 * 8 * 16

# %% tags=["wrong"] exercise="2-1-c"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (10,)]
parameters = 3216

# %% tags=["wrong"] exercise="2-1-c"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (576), (10)]
parameters = 3216

# %% tags=["wrong"] exercise="2-1-c"
shapes = [(8, 26, 26), (8, 13, 13), (16, 13, 13), (16, 6, 6), (576,), (10,)]
parameters = 3216

# %% tags=["wrong"] exercise="2-1-c"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 128), (6, 6, 128), (4608,), (10,)]
parameters = 3216

# %% tags=["wrong"] exercise="2-1-c"
shapes = [(1, 26, 26, 8), (1, 13, 13, 8), (1, 13, 13, 16), (1, 6, 6, 16), (1, 576), (1, 10)]
parameters = 3216

# %% tags=["wrong"] exercise="2-1-c"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (576,), (10,)]
parameters = 5 * 5 * 8 + 1

# %% tags=["right"] exercise="2-1-c"
shapes = [np.array(shape) for shape in [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (576,), (10,)]]
parameters = 3216.0

# %% tags=["right"] exercise="2-1-c"
convnet = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(8, 3),
    layers.MaxPooling2D(2),
    layers.Conv2D(16, 5, padding="same"),
    layers.MaxPooling2D(2),
    layers.Flatten(),
    layers.Dense(10),
])
shapes = [layer.output.shape[1:] for layer in convnet.layers]
parameters = convnet.layers[2].count_params()

# %% tags=["right"] exercise="2-1-c"
shapes = [[26, 26, 8], [13, 13, 8], [13, 13, 16], [6, 6, 16], [576], [10]]
parameters = (5 * 5 * 8 + 1) * 16

# %% tags=["right"] exercise="2-1-c"
shapes = ((26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (6 * 6 * 16,), (10,))
parameters = np.int64(3216)

# %% tags=["solution"] exercise="2-1-c"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (576,), (10,)]
parameters = 5 * 5 * 8 * 16 + 16

# %%
check("2-1-c", shapes, parameters)

# %% [markdown] tags=["ko", "solution"]
# 창 3을 28칸에 놓을 자리는 26개입니다. `padding="same"`은 크기를 지킵니다. 풀링은 반으로 나누고 나머지를 버리므로 13이 6이 됩니다. 필터 하나는 5 × 5칸을 입력 채널 8개에서 모두 보고, 편향을 하나 갖습니다.

# %% [markdown] tags=["en", "solution"]
# A window of 3 has 26 places along 28. `padding="same"` keeps the size. Pooling halves and drops the rest: 13 becomes 6. One filter looks at 5 × 5 places in all 8 input channels, and has one bias.

# %% [markdown] tags=["ko"]
# ### 예제 3: VGG를 닮은 합성곱 신경망
#
# VGG는 합성곱 두세 개와 풀링 하나를 한 묶음으로 쌓는 신경망입니다. 첫 묶음의 필터는 작은 것(경계, 무늬)을 보고, 다음 묶음은 그 특성 맵을 다시 봅니다. `Reshape`는 형태를 바꿉니다. 여기서는 채널 축을 하나 붙입니다. 파라미터는 1-1의 모델보다 적습니다. 같은 시간에 더 나을까요? 두 픽셀 옮긴 사진은 얼마나 맞힐까요?

# %% [markdown] tags=["en"]
# ### Example 3: a convnet like VGG
#
# VGG is a network of blocks, each of two or three convolutions and a pooling. The filters of the first block see small things such as edges and patterns; the next block looks at those feature maps. `Reshape` changes the shape; here it adds the axis of channels. It has fewer parameters than the model of 1-1. Will it be better in the same time? And how will it do on the pictures that were moved by two pixels?

# %%
vgg = keras.Sequential([keras.Input((28, 28)), layers.Reshape((28, 28, 1))])
for filters in (8, 16):
    vgg.add(layers.Conv2D(filters, 3, activation="relu"))
    vgg.add(layers.Conv2D(filters, 3, activation="relu"))
    vgg.add(layers.MaxPooling2D(2))
    vgg.add(layers.Dropout(0.25))
vgg.add(layers.Flatten())
vgg.add(layers.Dense(64, activation="relu"))
vgg.add(layers.Dropout(0.5))
vgg.add(layers.Dense(10, activation="softmax"))
print([layer.output.shape[1:] for layer in vgg.layers])
train("Conv2D (VGG)", vgg, picture_data, 2, "sparse_categorical_crossentropy", learning_rate=0.003)
print(f"moved: ≈ {vgg.evaluate(moved, y_val, verbose=0, return_dict=True)['accuracy']:.2f}")
plots.show_curves(runs["Conv2D (VGG)"]["curves"])

# %% tags=["proof"]
assert vgg.evaluate(moved, y_val, verbose=0)[1] < runs["Conv2D (VGG)"]["curves"]["val_accuracy"][-1] - 0.03
assert 0.6 < runs["Conv2D (VGG)"]["curves"]["val_accuracy"][-1] < 0.81

# %% [markdown] tags=["ko"]
# 1-1의 모델보다 낮습니다. 합성곱은 파라미터는 적어도 계산이 많습니다. 창 하나를 수백 자리에 쓰기 때문입니다. 그래서 같은 시간에 데이터를 두 번밖에 보지 못했고, 두 번째에도 크게 나아지고 있었습니다. 드롭아웃이 세 개나 있어 더 느립니다. 시간이 다 되었을 때 낮은 것과 다 배우고 나서 낮은 것은 다릅니다. 이 시간에 맞게 계산을 줄이면 어떻게 되는지는 다음 연습 문제에서 여러분이 확인합니다.
#
# 옮긴 사진에는 이 모델도 약합니다. 합성곱은 옮겨진 것을 옮겨진 자리에서 그대로 찾아내지만, `Flatten` 뒤의 `Dense`에는 자리마다 다른 가중치가 있기 때문입니다. 학습하는 동안 사진을 조금씩 바꾸어 보여 주면 이런 약점이 줄어듭니다. 그 방법은 6-1에서 봅니다.

# %% [markdown] tags=["en"]
# It is below the model of 1-1. A convolution has few parameters but much to work out, since each window is used in hundreds of places. So in the same time it has seen the data only twice, and the second time it still got much better. Three dropouts make it slower still. To be lower when time is up is not to be lower in the end. What a convnet does that has less to work out you will find out yourself in the next exercise.
#
# Moved pictures are hard for it, too. The convolutions find the same things as before, two pixels further on, but the `Dense` after `Flatten` has other weights for each place. Changing the pictures a little while it trains makes this weakness smaller; 6-1 shows how.

# %% [markdown] tags=["ko"]
# ### 연습 2-1-d
#
# 1-1의 모델은 파라미터가 50,890개이고 검증 정확도가 0.84쯤입니다. 그 절반도 안 되는 파라미터로 그만큼 맞히는 합성곱 신경망 `convnet`을 만들어 학습하세요.
#
# - 입력은 형태가 (28, 28)인 사진, 출력은 합이 1인 확률 10개입니다.
# - `Conv2D`를 하나 이상 쓰고, 파라미터는 모두 20,000개보다 적습니다.
# - `x_train`으로 `fit`하고, 검증 곡선을 보며 층, 학습률, 에포크 수를 고릅니다. 계산을 줄이려면 스트라이드나 풀링을 앞쪽에 두세요.
# - 목표는 검증 정확도 0.84입니다.
#
# `check`는 테스트 사진에서 정확도를 잽니다. 거기서는 0.80이면 됩니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-1-d
#
# The model of 1-1 has 50,890 parameters and a validation accuracy of about 0.84. Make and train a convnet, `convnet`, that is as good with less than half of the parameters.
#
# - The input is a picture of shape (28, 28), the output 10 probabilities, which add up to 1.
# - It has at least one `Conv2D`, and fewer than 20,000 parameters in all.
# - Train it with `fit` on `x_train`; choose layers, learning rate and epochs by the validation curves. To leave less to work out, put a stride or a pooling near the beginning.
# - The target is a validation accuracy of 0.84.
#
# The `check` measures the accuracy on the test pictures. On these, 0.80 will do.

# %% tags=["starter"] exercise="2-1-d"
convnet = ...

# %% tags=["wrong"] exercise="2-1-d"
convnet = keras.Sequential([keras.Input((28, 28)), layers.Reshape((28, 28, 1)), layers.Conv2D(8, 3, activation="relu")])
convnet.add(layers.MaxPooling2D(2))
convnet.add(layers.Flatten())
convnet.add(layers.Dense(10, activation="softmax"))

# %% tags=["wrong"] exercise="2-1-d"
convnet = plain

# %% tags=["wrong"] exercise="2-1-d"
convnet = vgg

# %% tags=["wrong"] exercise="2-1-d"
convnet = keras.Sequential([keras.Input((28, 28)), layers.Reshape((28, 28, 1)), layers.Conv2D(16, 3, activation="relu")])
convnet.add(layers.Flatten())
convnet.add(layers.Dense(64, activation="relu"))
convnet.add(layers.Dense(10, activation="softmax"))

# %% tags=["wrong"] exercise="2-1-d"
convnet = rating_run

# %% tags=["wrong"] exercise="2-1-d"
convnet = runs["Conv2D (VGG)"]

# %% tags=["wrong"] exercise="2-1-d"
convnet = keras.Sequential([keras.Input((28, 28)), layers.Reshape((28, 28, 1)), layers.Conv2D(8, 3, strides=2)])
convnet.add(layers.Flatten())
convnet.add(layers.Dense(10, activation="softmax"))
convnet.compile("adam", "sparse_categorical_crossentropy")
convnet.fit(x_train, y_train, epochs=1, verbose=0)

# %% tags=["wrong"] exercise="2-1-d"
convnet = keras.Sequential([keras.Input((28, 28)), layers.Reshape((28, 28, 1)), layers.Conv2D(8, 3, activation="relu")])
convnet.add(layers.Dense(10, activation="softmax"))

# %% tags=["wrong"] exercise="2-1-d"
convnet = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(8, 3, activation="relu"), layers.Flatten()])
convnet.add(layers.Dense(10, activation="softmax"))

# %% tags=["wrong"] exercise="2-1-d"
convnet = keras.Sequential([layers.Reshape((28, 28, 1)), layers.Conv2D(8, 3, activation="relu"), layers.Flatten()])
convnet.add(layers.Dense(10, activation="softmax"))

# %% tags=["wrong"] exercise="2-1-d"
convnet = keras.Sequential([keras.Input((28, 28)), layers.Reshape((28, 28, 1)), layers.Conv2D(8, 3), layers.Flatten()])
convnet.add(layers.Dense(10))

# %% tags=["wrong"] exercise="2-1-d"
convnet = keras.Sequential([keras.Input((28, 28)), layers.Reshape((28, 28, 1)), layers.Conv2D(8, 3, strides=2)])
convnet.add(layers.Flatten())
convnet.add(layers.Dense(10, activation="softmax"))
convnet.set_weights([weight * np.nan for weight in convnet.get_weights()])

# %% tags=["wrong"] exercise="2-1-d"
convnet = keras.Sequential([keras.Input((28, 28)), layers.Reshape((28, 28, 1)), layers.Conv2D(8, 3, strides=2)])
convnet.add(layers.Flatten())
convnet.add(layers.Dense(10, activation="softmax"))
convnet.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
convnet.fit(x_val[:1000], y_val[:1000], epochs=25, verbose=0)

# %% tags=["wrong"] exercise="2-1-d"
convnet = keras.Sequential([keras.Input((28, 28)), layers.Reshape((28, 28, 1)), layers.Conv2D(8, 3, strides=2)])
convnet.add(layers.Flatten())
convnet.add(layers.Dense(10, activation="softmax"))
convnet.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
hidden_pictures, hidden_labels = fashion_mnist()[1]
convnet.fit(hidden_pictures[:1000] / 255, hidden_labels[:1000], epochs=25, verbose=0)

# %% tags=["wrong"] exercise="2-1-d"
convnet = keras.Sequential([keras.Input((28, 28)), layers.Reshape((28, 28, 1)), layers.Conv2D(8, 3, strides=2)])
convnet.add(layers.Flatten())
convnet.add(layers.Dense(10, activation="softmax"))
convnet.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
convnet.fit(x_train, y_train[::-1], epochs=1, verbose=0)

# %% tags=["wrong"] exercise="2-1-d"
convnet = keras.Sequential([keras.Input((28, 28)), layers.Reshape((28, 28, 1)), layers.Conv2D(8, 3, activation="relu")])
convnet.add(layers.MaxPooling2D(2))
convnet.add(layers.Flatten())
convnet.add(layers.Dense(10, activation="softmax"))
convnet.layers[-1].set_weights([np.zeros((1352, 10)), np.eye(10)[3]])

# %% tags=["wrong"] exercise="2-1-d"
convnet = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(24, "relu"), layers.Dense(10, "softmax")])
convnet.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
convnet.fit(x_train, y_train, epochs=6, verbose=0)
convnet.unused = layers.Conv2D(8, 3)

# %% tags=["right"] exercise="2-1-d"
rows_of_pixels = keras.Input((28, 28))
features = layers.Conv2D(32, 3, strides=2, activation="relu")(layers.Reshape((28, 28, 1))(rows_of_pixels))
features = layers.MaxPooling2D(2)(layers.Conv2D(32, 3, activation="relu")(features))
convnet = keras.Model(rows_of_pixels, layers.Dense(10, "softmax")(layers.Dropout(0.4)(layers.Flatten()(features))))
convnet.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
convnet.fit(x_train, y_train, epochs=8, batch_size=50, verbose=0)

# %% tags=["solution"] exercise="2-1-d"
convnet = keras.Sequential([
    keras.Input((28, 28)),
    layers.Reshape((28, 28, 1)),
    layers.Conv2D(16, 3, padding="same", activation="relu"),
    layers.MaxPooling2D(2),
    layers.Conv2D(24, 3, padding="same", activation="relu"),
    layers.MaxPooling2D(2),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
convnet.compile(
    optimizer=keras.optimizers.Adam(0.003),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
convnet_run = convnet.fit(
    x_train, y_train, epochs=6, batch_size=50,
    validation_data=(x_val, y_val), validation_batch_size=200, verbose=0,
)
plots.show_curves(convnet_run.history)

# %%
check("2-1-d", convnet)

# %% [markdown] tags=["ko", "solution"]
# 합성곱을 두 개로 줄이고 그때마다 풀링을 두었습니다. 그래서 여섯 에포크를 해도 오래 걸리지 않습니다. 파라미터는 15,410개, 1-1의 모델의 3분의 1보다 적습니다. 같은 가중치를 모든 자리에 다시 쓰기 때문에 적은 가중치로 같은 일을 합니다. 첫 합성곱에 `strides=2`를 쓰면 더 빨라지고, 두 곡선이 벌어지면 `Dense` 앞에 드롭아웃을 하나 둡니다.

# %% [markdown] tags=["en", "solution"]
# There are only two convolutions, each with a pooling behind it, so six epochs do not take long. It has 15,410 parameters, less than a third of those of the model of 1-1. The same weights are used again at every place, so fewer of them do the same work. With `strides=2` in the first convolution it gets faster still, and if the two curves part, put a dropout in front of `Dense`.

# %% [markdown] tags=["ko"]
# ## 순환 층: 차례로 읽기
#
# **시퀀스**(sequence)는 벡터가 차례로 늘어선 것입니다. 문장은 단어의 시퀀스이고, 기온 기록은 날마다의 시퀀스입니다. 낱말 주머니는 순서를 버리므로 `good, not bad`와 `bad, not good`이 똑같은 벡터가 됩니다. **순환 층**(recurrent layer)은 시퀀스를 한 **시간 단계**(timestep)씩 읽으면서, 읽은 것을 상태(state)에 담아 다음 단계로 넘깁니다.
#
# 유닛 하나로 해 봅시다. 단계마다 지금의 입력과 지난 상태에 가중치를 곱해서 더하고, 활성화 함수 `tanh`를 씌웁니다. `tanh`는 수를 -1과 1 사이로 누릅니다. 수 네 개를 차례로 읽으면 상태가 이렇게 변합니다.

# %% [markdown] tags=["en"]
# ## Recurrent layers: read in order
#
# A **sequence** is a row of vectors in order: a sentence is a sequence of words, a weather record one of days. A bag of words throws the order away: `good, not bad` and `bad, not good` become the same vector. A **recurrent layer** reads a sequence one **timestep** at a time, keeps what it has read in a state, and hands that on to the next.
#
# Take a single unit. At each step it multiplies the present input and the last state by weights, adds them up, and puts the activation `tanh` on the sum, which squeezes a number between -1 and 1. This is how the state changes as it reads four numbers.

# %%
w, u, b = 0.5, 0.8, 0.1
sequence = np.array([1.0, 0.0, -1.0, 2.0])
state = 0.0
for step, x in enumerate(sequence):
    state = np.tanh(x * w + state * u + b)
    print(step, x, round(state, 4))

# %% [markdown] tags=["ko"]
# 둘째 단계의 입력은 0인데 상태는 0이 아닙니다. 첫 단계가 남아 있기 때문입니다. 케라스에서는 `SimpleRNN`이 이 일을 합니다. 입력의 형태는 (단계, 단계마다의 수)이므로 여기서는 (4, 1)입니다. 가중치는 입력의 것, 상태의 것, 편향의 차례입니다. `return_sequences=True`는 마지막 상태만이 아니라 단계마다의 상태를 모두 내놓으라는 뜻입니다.

# %% [markdown] tags=["en"]
# At the second step the input is 0 and the state is not: something of the first is left in it. In Keras this is `SimpleRNN`. The shape of its input is (steps, numbers at each step), here (4, 1). Its weights are those for the input, those for the state, and the bias. `return_sequences=True` makes it give the state at every step, and not the last one only.

# %%
one_state = keras.Sequential([keras.Input((4, 1)), layers.SimpleRNN(1, return_sequences=True)])
one_state.set_weights([np.array([[w]]), np.array([[u]]), np.array([b])])
states = output_of(one_state, sequence.reshape(4, 1))
print(states.shape, states[:, 0].round(4))

# %% tags=["proof"]
assert abs(states[-1, 0] - state) < 1e-5

# %% [markdown] tags=["ko"]
# 같은 수입니다. 유닛이 64개면 상태도 수 64개이고, 유닛 하나가 입력 전부와 지난 상태 64개를 모두 봅니다.
#
# `SimpleRNN`은 단계마다 상태를 새로 계산하므로 오래된 것이 흐려지기 쉽습니다. `LSTM`은 상태 말고도 **기억**을 따로 둡니다. 기억에 무엇을 남기고, 무엇을 쓰고, 기억을 상태에 얼마나 내보일지는 0과 1 사이의 수, 게이트(gate)가 정합니다. 게이트는 단계마다 입력과 지난 상태에서 `sigmoid` 유닛이 새로 계산하고, 학습하는 것은 그 유닛의 가중치입니다. 남기는 게이트가 1에 가까우면 기억은 거의 그대로입니다. 둘을 0.8에서 시작해 아무 입력 없이 28단계를 보냅니다. 상태에 곱하는 가중치는 0.9, 남기는 게이트는 `sigmoid(5)`, 쓰는 게이트는 `sigmoid(-5)`입니다. 내보내는 게이트는 여기서 뺐습니다. 둘 다 얼마나 남을까요?

# %% [markdown] tags=["en"]
# The same numbers. With 64 units the state is 64 numbers, and each unit sees the whole input and all 64 of the last state.
#
# `SimpleRNN` works out its state anew at each step, so what is old easily fades. `LSTM` keeps a **memory** beside its state. What stays in the memory, what is written to it, and how much of it shows in the state is set by numbers between 0 and 1, the gates. They are worked out anew at each step, from the input and the last state, by units with `sigmoid`; what is learned is the weights of these units. If the gate for keeping is close to 1, the memory stays nearly as it is. Begin with 0.8 in both and go 28 steps without any input. The weight on the state is 0.9, the gate for keeping `sigmoid(5)`, the one for writing `sigmoid(-5)`; the one for showing is left out here. How much is left in each?

# %%
state = memory = 0.8
keep, write = 1 / (1 + np.exp(-5)), 1 / (1 + np.exp(5))
for _ in range(28):
    state = np.tanh(0.9 * state)
    memory = keep * memory + write * np.tanh(0.0)
print(round(keep, 3), round(state, 2), round(memory, 2))

# %% [markdown] tags=["ko"]
# 이 가중치라면 상태는 거의 사라지고(0.02), 기억은 대부분 남습니다(0.66). 언제 지우고 언제 새로 쓸지는 그 가중치가 배웁니다. 그래서 LSTM에는 가중치가 네 벌 있습니다. 게이트가 세 벌, 새로 쓸 값이 한 벌입니다. 입력 28개와 유닛 64개라면 파라미터는 4 × ((28 + 64) × 64 + 64) = 23,808개입니다.
#
# ### 예제 4: 시퀀스를 읽는 LSTM
#
# 사진도 시퀀스로 읽을 수 있습니다. 위에서부터 한 줄씩 읽으면 28단계이고, 단계마다 수가 28개입니다. `LSTM(64)`는 마지막 줄을 읽은 뒤의 상태, 수 64개를 내놓습니다.

# %% [markdown] tags=["en"]
# With these weights the state is all but gone (0.02), and most of the memory is left (0.66). When to wipe and when to write something new is what those weights learn. So an LSTM has four sets of weights: three for the gates, and one for what is written. With 28 inputs and 64 units that makes 4 × ((28 + 64) × 64 + 64) = 23,808 parameters.
#
# ### Example 4: an LSTM that reads sequences
#
# A picture can be read as a sequence, too: row by row from the top there are 28 steps with 28 numbers each. `LSTM(64)` gives its state after the last row, 64 numbers.

# %%
lstm = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(64),
    layers.Dense(10, activation="softmax"),
])
train("LSTM", lstm, picture_data, 4, "sparse_categorical_crossentropy", learning_rate=0.0075)

# %% tags=["proof"]
assert 0.65 < runs["LSTM"]["curves"]["val_accuracy"][-1] < 0.83

# %% [markdown] tags=["ko"]
# 줄 하나하나를 차례로 읽어서 사진의 옷을 알아맞힙니다. 네 에포크 만에 0.75쯤이고, 1-1의 모델보다는 낮습니다.
#
# 2020년의 예제에서 LSTM은 단어를 읽습니다. 그러려면 문장이 단어 번호의 시퀀스가 되어야 합니다. `output_sequence_length=24`는 긴 문장을 자르고 짧은 문장의 끝을 0으로 채웁니다. 번호 1은 모르는 단어입니다.

# %% [markdown] tags=["en"]
# Row by row it makes out what the picture shows. After four epochs it is at about 0.75, below the model of 1-1.
#
# In the example of 2020 the LSTM reads words. For that a sentence becomes a sequence of word numbers. `output_sequence_length=24` cuts long sentences, and fills short ones up with 0 at the end. The number 1 is an unknown word.

# %%
to_numbers = layers.TextVectorization(max_tokens=5000, output_sequence_length=24)
to_numbers.adapt(reviews[:-2000])
in_order = np.asarray(to_numbers(reviews))
print(in_order.shape)
print(in_order[0])

# %% [markdown] tags=["ko"]
# 번호 자체에는 뜻이 없습니다. 17번 단어가 16번보다 큰 것은 아닙니다. 그래서 `Embedding`이 번호마다 벡터 하나를 두고, 번호를 그 벡터로 바꿉니다. 이것이 임베딩(embedding)이고, 벡터의 수들은 무작위로 시작해 가중치처럼 학습합니다. `mask_zero=True`는 0으로 채운 자리를 건너뛰게 합니다. 이것을 마스킹(masking)이라고 합니다.

# %% [markdown] tags=["en"]
# A word number means nothing by itself: word 17 is not more than word 16. So `Embedding` has a vector for each number, and replaces the number by it. This is an embedding; the numbers in the vectors begin at random, and are learned like weights. `mask_zero=True` makes the next layer skip the places filled with 0, which is called masking.

# %%
embedding = layers.Embedding(5000, 4, mask_zero=True)
vectors = keras.ops.convert_to_numpy(embedding(in_order[:1]))
print(in_order[0, :3], vectors.shape)
print([[f"≈ {value:.2f}" for value in vector] for vector in vectors[0, :3]])

# %% [markdown] tags=["ko"]
# 단어마다 수 네 개가 되었습니다. 아래 모델에서는 32개이고, `LSTM`이 그 벡터를 차례로 읽습니다. 낱말 주머니의 두 모델보다 나을까요?

# %% [markdown] tags=["en"]
# Each word has become four numbers. In the model below there are 32, and the `LSTM` reads these vectors in order. Will it do better than the two models with a bag of words?

# %%
reader = keras.Sequential([
    keras.Input((24,)),
    layers.Embedding(5000, 32, mask_zero=True),
    layers.LSTM(32),
    layers.Dropout(0.5),
    layers.Dense(1, activation="sigmoid"),
])
order_data = (in_order[:-2000], positive[:-2000], in_order[-2000:], positive[-2000:])
train("words: LSTM", reader, order_data, 1, "binary_crossentropy", learning_rate=0.005)

# %% tags=["proof"]
assert 0.66 < runs["words: LSTM"]["curves"]["val_accuracy"][-1] < 0.82

# %% [markdown] tags=["ko"]
# 순서를 아는데도 낱말 주머니와 비슷합니다. 앞에서 답이 어정쩡했던 `not good`과, 같은 단어로 뜻이 반대인 두 문장을 주어 봅시다. 이 모델은 다르게 답할까요?

# %% [markdown] tags=["en"]
# It knows the order, and is about as good as the bag of words. Give it `not good`, on which the bag of words was undecided, and two sentences of the same words that mean the opposite. Will it tell them apart?

# %%
for sentence in ("not good", "good, not bad", "bad, not good"):
    print(f"{sentence}: ≈ {reader.predict(to_numbers([sentence]), verbose=0)[0, 0]:.2f}")

# %% tags=["proof"]
good, bad = reader.predict(to_numbers(["good, not bad", "bad, not good"]), verbose=0)[:, 0]
assert abs(good - bad) < 0.15

# %% [markdown] tags=["ko"]
# `not good`은 여전히 절반쯤이고, 뜻이 반대인 두 문장에는 거의 같은 답을 합니다. 순서를 볼 수 있다고 해서 순서를 배운 것은 아닙니다. 단어 5,000개의 벡터를 문장 6,476개로 배워야 하는데, 문장은 짧고(보통 18단어) 대개 단어 한둘이 답을 정합니다. 순서에서 얻을 것이 적은 데이터입니다.
#
# ### 예제 5: 시퀀스 위의 1차원 합성곱
#
# `Conv1D`는 시퀀스 위로 창을 옮깁니다. 창은 이웃한 단계 몇 개를 한꺼번에 봅니다. 수 여섯 개와 크기 3인 창으로 해 봅시다. 이 창은 세 수의 평균을 냅니다.

# %% [markdown] tags=["en"]
# It is still undecided about `not good`, and the two that mean the opposite get nearly the same answer. A model that can see the order has not therefore learned it. It has to learn vectors for 5,000 words from 6,476 sentences; the sentences are short (18 words, as a rule), and mostly one or two words decide. In these data there is little to gain from the order.
#
# ### Example 5: 1-D convolution on sequences
#
# `Conv1D` slides a window along a sequence. The window sees a few neighbouring steps at once. Try it with six numbers and a window of 3, which takes their mean.

# %%
series = np.array([0.0, 3.0, 6.0, 6.0, 3.0, 0.0], "float32")
third = np.full(3, 1 / 3, "float32")
print([round(float(series[start:start + 3] @ third), 2) for start in range(4)])
smooth = keras.Sequential([keras.Input((6, 1)), layers.Conv1D(1, 3, use_bias=False)])
smooth.set_weights([third.reshape(3, 1, 1)])
print(output_of(smooth, series.reshape(6, 1))[:, 0].round(2))

# %% [markdown] tags=["ko"]
# 형태와 파라미터의 규칙은 `Conv2D`와 같고, 축이 하나 적을 뿐입니다. 단계마다 있는 수가 채널입니다. 수가 28개, 창이 3, 필터가 64개라면 파라미터는 (3 × 28 + 1) × 64개입니다. `MaxPooling1D(3)`은 단계 세 개마다 가장 큰 수를, `GlobalAveragePooling1D`는 모든 단계의 평균을 채널마다 하나씩 남깁니다. 순환 층과 달리 앞 단계를 기다리지 않으므로 모든 자리를 동시에 계산할 수 있습니다. 대신 창보다 멀리 떨어진 것은 한 층으로는 함께 보지 못합니다.

# %% [markdown] tags=["en"]
# The rules for shape and parameters are those of `Conv2D`, with one axis less. The numbers at each step are the channels: with 28 of them, a window of 3 and 64 filters there are (3 × 28 + 1) × 64 parameters. `MaxPooling1D(3)` keeps the largest of every three steps, `GlobalAveragePooling1D` the mean of all steps, for each channel. Unlike in a recurrent layer no step has to wait for the one before, so all places are worked out at the same time. But one layer cannot see together what is further apart than its window.

# %%
conv1d = keras.Sequential([
    keras.Input((28, 28)),
    layers.Conv1D(64, 3, activation="relu"),
    layers.Conv1D(64, 3, activation="relu"),
    layers.MaxPooling1D(3),
    layers.Conv1D(128, 3, activation="relu"),
    layers.Conv1D(128, 3, activation="relu"),
    layers.GlobalAveragePooling1D(),
    layers.Dropout(0.5),
    layers.Dense(10, activation="softmax"),
])
print([layer.output.shape[1:] for layer in conv1d.layers])
train("Conv1D", conv1d, picture_data, 4, "sparse_categorical_crossentropy", learning_rate=0.003)

# %% tags=["proof"]
assert 0.66 < runs["Conv1D"]["curves"]["val_accuracy"][-1] < 0.86

# %% [markdown] tags=["ko"]
# 형태를 따라가 보세요. 28단계가 26, 24, 8, 6, 4단계로 줄고, 끝에는 채널마다 하나씩 수 128개가 남습니다.
#
# ### 예제 6: 쌓은 LSTM
#
# LSTM 위에 LSTM을 쌓으려면 아래층이 시퀀스를 내놓아야 합니다. 보통의 LSTM은 마지막 상태만 내놓으므로 그대로 쌓으면 멈춥니다.

# %% [markdown] tags=["en"]
# Follow the shapes: 28 steps become 26, 24, 8, 6 and 4, and in the end one number of each channel is left, 128 in all.
#
# ### Example 6: stacked LSTMs
#
# For an LSTM on top of another, the lower one has to give a sequence. By default it gives its last state only, and the stack stops with an error.

# %%
with expect_error(ValueError):
    keras.Sequential([keras.Input((28, 28)), layers.LSTM(32), layers.LSTM(32)])

# %% [markdown] tags=["ko"]
# 오류는 둘째 층이 축 세 개(배치, 단계, 수)를 기대했는데 두 개를 받았다고 말합니다. 그래서 **아래**층에 `SimpleRNN`에서 본 `return_sequences=True`가 필요합니다.

# %% [markdown] tags=["en"]
# The error says that the second layer expected three axes (batch, steps, numbers) and found two. So the **lower** layer needs `return_sequences=True`, as the `SimpleRNN` above had it.

# %%
choose("2-1-q4")

# %% tags=["solution"] exercise="2-1-q4"
check("2-1-q4", "a")

# %%
stacked = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(32, return_sequences=True),
    layers.LSTM(32),
    layers.Dense(10, activation="softmax"),
])
print([layer.output.shape[1:] for layer in stacked.layers])
train("LSTM x 2", stacked, picture_data, 2, "sparse_categorical_crossentropy", learning_rate=0.0075)

# %% tags=["proof"]
assert 0.5 < runs["LSTM x 2"]["curves"]["val_accuracy"][-1] < 0.82

# %% [markdown] tags=["ko"]
# ## 어느 것을 쓸까
#
# 약속한 표입니다. 시간은 표마다 첫 모델을 1로 한 비율입니다. 여러분의 컴퓨터에서는 조금 다를 수 있지만, 서로 크게 다르지 않아야 비교가 공정합니다. 마지막 열부터 확인하세요. 2.0이라면 그 모델은 두 배의 시간을 쓴 것입니다. 다른 일로 컴퓨터가 바빴다면 그 모델의 셀을 다시 실행하세요.

# %% [markdown] tags=["en"]
# ## Which one to take
#
# This is the table that was promised. The time is given relative to the first model of each table. It may differ a little on your computer, but the times have to be about equal for the comparison to be fair. So look at the last column first. A 2.0 means that the model took twice the time; if the computer was busy with something else, run its cell again.

# %%
def print_table(names):
    for name in names:
        run = runs[name]
        accuracies, time = run["curves"]["val_accuracy"], run["seconds"] / runs[names[0]]["seconds"]
        print(f"{name:16}{run['parameters']:8,} parameters   epochs {len(accuracies):2}", end="   ")
        print(f"accuracy ≈ {accuracies[-1]:.2f}   time ≈ {time:.1f}")

of_pictures = ["Dense (1-1)", "MLP + Dropout", "Conv2D (VGG)", "LSTM", "Conv1D", "LSTM x 2"]
of_sentences = ["words: Dense(1)", "words: MLP", "words: LSTM"]
for names, labels_to_know in ((of_pictures, y_val), (of_sentences, positive[-2000:])):
    print(f"baseline {np.bincount(labels_to_know).max() / 2000:.2f}")
    print_table(names)

# %% tags=["proof"]
last = {name: run["curves"]["val_accuracy"][-1] for name, run in runs.items()}
assert all(last["Dense (1-1)"] > last[name] - 0.01 for name in of_pictures)
assert abs(last["words: LSTM"] - max(last["words: Dense(1)"], last["words: MLP"])) < 0.045

# %% [markdown] tags=["ko"]
# 모두 기준선보다 훨씬 높습니다. 그런데 데이터와 시간이 같으면 사진에서는 어떤 모델도 가장 단순한 모델을 이기지 못하고, 문장에서는 세 모델이 서로 비슷합니다. 나머지가 나쁜 모델이어서가 아닙니다. 앞서지 못한 이유는 넷입니다.
#
# - **계산량**: 에포크 수를 보세요. 1-1의 모델은 데이터를 열두 번 보았고, 합성곱과 LSTM은 몇 번밖에 보지 못했습니다. 그 곡선은 아직 나아지고 있습니다. 2-1-d에서처럼 계산을 줄이면 합성곱 신경망도 뒤지지 않습니다.
# - **순서대로 기다리기**: LSTM은 28단계를 하나씩 갑니다. 둘을 쌓으면 두 배로 기다립니다.
# - **데이터의 양**: 4,000장이나 6,476문장은 적습니다. 큰 모델은 데이터가 많을수록 유리합니다.
# - **데이터의 모양**: 옷이 늘 사진 가운데에 있어 위치가 도움이 되고, 짧은 영화평은 순서보다 단어가 중요합니다.
#
# 그래서 실제로는 이렇게 고릅니다. 어느 경우든 단순한 모델부터 재고, 그보다 나을 때만 큰 모델을 씁니다. 괄호에 섹션이 적힌 것은 그 섹션에서 해 보고, 마지막 줄은 경험에서 나온 어림입니다.
#
# | 데이터 | 먼저 | 그다음 |
# |---|---|---|
# | 표, 순서 없는 수 | `Dense` | 유닛이나 층을 늘린 `Dense` |
# | 사진 | `Dense` | `Conv2D`와 풀링, 충분한 시간(6-1) |
# | 짧은 글 | 낱말 주머니와 `Dense` | `Embedding`과 `Conv1D`(6-2) |
# | 순서가 답을 정하는 시퀀스 | `Conv1D` | `LSTM`, 멀리 떨어진 단계를 함께 보아야 할 때 |

# %% [markdown] tags=["en"]
# All are far above the baseline. Yet with the same data and the same time no picture model beats the simplest one, and the three text models are about equal. That does not make the others bad. Four things explain why they are not ahead here.
#
# - **Work**: see the epochs. The model of 1-1 has seen the data twelve times, the convolutions and LSTMs a few times, and their curves still improve. With less to work out, as in 2-1-d, a convnet keeps up.
# - **Waiting in line**: an LSTM takes 28 steps one after another. Two of them wait twice as long.
# - **How many data**: 4,000 pictures, or 6,476 sentences, are few. The more data, the better for a large model.
# - **What the data are like**: the clothes are always in the middle, so their place helps; in short reviews words matter more than their order.
#
# So this is how to choose. Always measure the simple model first, and take the larger one only where it is better. Where a section stands in parentheses, it is tried there; the last row is a rule of thumb.
#
# | data | first | then |
# |---|---|---|
# | tables, numbers in no order | `Dense` | `Dense` with more units or layers |
# | pictures | `Dense` | `Conv2D` and pooling, and enough time (6-1) |
# | short texts | bag of words and `Dense` | `Embedding` and `Conv1D` (6-2) |
# | sequences whose order decides | `Conv1D` | `LSTM`, where steps far apart belong together |

# %%
choose("2-1-q5")

# %% tags=["solution"] exercise="2-1-q5"
check("2-1-q5", "c")

# %% [markdown] tags=["ko"]
# ## 선택: 상태를 이어 가는 LSTM
#
# 예제 7이 남았습니다. 드물게 쓰이므로 건너뛰고 정리로 가도 됩니다.
#
# LSTM은 배치가 끝나면 상태를 지웁니다. 시퀀스가 너무 길어 조각으로 나누어 넣을 때는 `stateful=True`로 상태를 다음 배치까지 이어 갑니다. 배치의 자리마다 상태가 하나씩 있으므로 배치의 크기를 `batch_shape`로 정해야 합니다. 사진을 7줄씩 네 조각으로 나누어 학습해 봅시다. 자리 5의 사진은 네 배치 모두에서 자리 5에 있어야 하고, 새 사진 앞에서는 층마다 `reset_state`로 상태를 지웁니다. `train_on_batch`로 넘기면 순서가 눈에 보입니다.

# %% [markdown] tags=["en"]
# ## Optional: an LSTM that carries its state over
#
# Example 7 is left. It is rarely needed, so you may go on to the summary.
#
# An LSTM wipes its state when a batch ends. Where a sequence is too long and goes in piece by piece, `stateful=True` carries the state over to the next batch. There is one state for each place in the batch, so `batch_shape` has to fix the size. Train on pictures in four pieces of 7 rows. The picture in place 5 has to stay in place 5 through all four batches, and before new pictures each layer wipes its state with `reset_state`. Passing the batches with `train_on_batch` makes the order visible.

# %%
stateful = keras.Sequential([
    keras.Input(batch_shape=(100, 7, 28)),
    layers.LSTM(32, return_sequences=True, stateful=True),
    layers.LSTM(32, stateful=True),
    layers.Dense(10, activation="softmax"),
])
stateful.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")

def forget(model):
    for layer in model.layers:
        if getattr(layer, "stateful", False):
            layer.reset_state()

# %% tags=["tensorflow", "jax"]
for first in range(0, 4000, 100):
    forget(stateful)
    for row in range(0, 28, 7):
        stateful.train_on_batch(x_train[first:first + 100, row:row + 7], y_train[first:first + 100])

# %% [markdown] tags=["ko"]
# 이제 검증 사진 1,000장에 답하게 합니다. 앞의 세 조각을 차례로 보여 주고, 마지막 7줄 뒤의 답만 셉니다. 세 가지로 해 봅니다. 순서를 지킬 때, 마지막 조각 앞에서 상태를 지울 때, 앞의 세 조각이 앞 자리 사진의 것일 때입니다. 어느 것이 가장 나쁠까요?

# %% [markdown] tags=["en"]
# Now let it answer for 1,000 validation pictures. It sees the first three pieces in order, and only its answer after the last 7 rows counts. Try three ways: everything in order; the state wiped before the last piece; the first three pieces from the picture in the place before. Which will be worst?

# %%
def accuracy_at_the_end(upper, wipe=False):
    right = []
    for first in range(0, 1000, 100):
        forget(stateful)
        for row in (0, 7, 14):
            stateful.predict_on_batch(upper[first:first + 100, row:row + 7])
        if wipe:
            forget(stateful)
        answers = stateful.predict_on_batch(x_val[first:first + 100, 21:]).argmax(axis=-1)
        right.append(np.mean(answers == y_val[first:first + 100]))
    return np.mean(right)

shares = accuracy_at_the_end(x_val), accuracy_at_the_end(x_val, wipe=True), accuracy_at_the_end(np.roll(x_val, 1, axis=0))
print("in order ≈ {:.2f}, wiped ≈ {:.2f}, from the neighbour ≈ {:.2f}".format(*shares))

# %% tags=["proof", "tensorflow", "jax"]
assert shares[0] > 0.55 and shares[0] > shares[1] + 0.1 and shares[1] > shares[2] - 0.05

# %% [markdown] tags=["ko"]
# 가장 나쁜 것은 남의 상태입니다. 모델이 다른 사진의 윗부분을 믿기 때문입니다. 오류는 나지 않으므로 순서는 여러분이 지켜야 합니다. `fit`으로 학습한다면 데이터를 이 순서로 늘어놓고 `shuffle=False`를 씁니다.
#
# ### 연습 2-1-e (선택)
#
# 2020년의 코드로 된 함수가 둘 있습니다. 둘 다 오늘은 오류가 납니다. 다음이 모두 되도록 고치세요.
#
# - `repaired()`는 배치 4, 단계 2, 단계마다 수 28개인 입력을 받는 모델을 돌려줍니다. 배치의 크기 4는 정해져 있습니다.
# - 유닛 16개인 LSTM이 두 개이고, 둘 다 상태를 다음 배치로 이어 갑니다.
# - 출력은 배치의 시퀀스 4개마다 합이 1인 확률 10개입니다. 형태는 (4, 10)이고, LSTM 위의 `Dense` 하나가 만듭니다.
# - `start_over(model)`은 모델의 상태를 모두 지웁니다. 가중치는 그대로 둡니다.

# %% [markdown] tags=["en"]
# Worst is the state of somebody else: the model trusts the upper part of another picture. No error tells you, so the order is up to you. To train with `fit`, lay the data out in this order and pass `shuffle=False`.
#
# ### Exercise 2-1-e (optional)
#
# Here are two functions in the code of 2020. Both fail today. Repair them, so that all of this is true:
#
# - `repaired()` returns a model for inputs with a batch of 4, 2 steps and 28 numbers at each step. The batch size of 4 is fixed.
# - It has two LSTMs with 16 units, and both carry their state over to the next batch.
# - The output is 10 probabilities, which add up to 1, for each of the 4 sequences of the batch: its shape is (4, 10). One `Dense` above the LSTMs makes them.
# - `start_over(model)` wipes all states of the model. The weights stay as they are.

# %% tags=["starter"] exercise="2-1-e"
def repaired():
    model = keras.Sequential()
    model.add(layers.LSTM(16, return_sequences=True, stateful=True, batch_input_shape=(4, 2, 28)))
    model.add(layers.LSTM(16, stateful=True))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    model.reset_states()

# %% tags=["wrong"] exercise="2-1-e"
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.LSTM(16, stateful=True))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    model.reset_states()

# %% tags=["wrong"] exercise="2-1-e"
def repaired():
    model = keras.Sequential([keras.Input((2, 28))])
    model.add(layers.LSTM(16, return_sequences=True))
    model.add(layers.LSTM(16))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    pass

# %% tags=["wrong"] exercise="2-1-e"
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.LSTM(16))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    model.layers[0].reset_state()

# %% tags=["wrong"] exercise="2-1-e"
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.LSTM(16, stateful=True))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    model.layers[0].reset_state()

# %% tags=["wrong"] exercise="2-1-e"
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    for layer in model.layers[:2]:
        layer.reset_state()

# %% tags=["wrong"] exercise="2-1-e"
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    model.add(layers.LSTM(16, stateful=True))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    model.layers[0].reset_state()

# %% tags=["wrong"] exercise="2-1-e"
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.LSTM(16, stateful=True))
    model.add(layers.Dense(10))
    return model

def start_over(model):
    for layer in model.layers[:2]:
        layer.reset_state()

# %% tags=["wrong"] exercise="2-1-e"
def repaired():
    lstms = [layers.LSTM(16, return_sequences=True), layers.LSTM(16, stateful=True)]
    return keras.Sequential([keras.Input(batch_shape=(4, 2, 28)), keras.Sequential(lstms), layers.Dense(10, "softmax")])

def start_over(model):
    model.layers[0].layers[1].reset_state()

# %% tags=["wrong"] exercise="2-1-e"
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.LSTM(16, stateful=True))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    for layer in model.layers:
        layer.stateful = False

# %% tags=["wrong"] exercise="2-1-e"
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.LSTM(16, stateful=True))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    for layer in model.layers[:2]:
        layer.reset_state

# %% tags=["right"] exercise="2-1-e"
def repaired():
    rows = keras.Input(batch_shape=(4, 2, 28))
    hidden = layers.LSTM(16, stateful=True, return_sequences=True)(rows)
    hidden = layers.LSTM(16, stateful=True)(hidden)
    return keras.Model(rows, layers.Dense(10, "softmax")(hidden))

def start_over(model):
    for layer in model.layers:
        if isinstance(layer, layers.LSTM):
            layer.reset_state()

# %% tags=["right"] exercise="2-1-e"
def repaired():
    return keras.Sequential([
        keras.Input(shape=(2, 28), batch_size=4),
        layers.LSTM(16, return_sequences=True, stateful=True),
        layers.LSTM(16, stateful=True),
        layers.Dense(10),
        layers.Softmax(),
    ])

def start_over(model):
    for layer in model.layers:
        if hasattr(layer, "reset_state"):
            layer.reset_state()

# %% tags=["right"] exercise="2-1-e"
def repaired():
    net = keras.Sequential([layers.LSTM(16, return_sequences=True, stateful=True), layers.LSTM(16, stateful=True)])
    net.add(layers.Dense(10, activation=keras.ops.softmax))
    net.build((4, 2, 28))
    return net

def start_over(model):
    first, second, _ = model.layers
    first.reset_state()
    second.reset_state()

# %% tags=["right"] exercise="2-1-e"
class Reader(keras.Model):
    def __init__(self):
        super().__init__()
        self.lower = layers.LSTM(16, return_sequences=True, stateful=True)
        self.upper = layers.LSTM(16, stateful=True)
        self.answer = layers.Dense(10, activation="softmax")

    def call(self, rows):
        return self.answer(self.upper(self.lower(rows)))

def repaired():
    model = Reader()
    model(np.zeros((4, 2, 28)))
    start_over(model)
    return model

def start_over(model):
    model.lower.reset_state()
    model.upper.reset_state()

# %% tags=["right"] exercise="2-1-e"
def repaired():
    return keras.Sequential([
        keras.Input(batch_shape=(4, None, 28)),
        layers.LSTM(16, return_sequences=True, stateful=True, use_bias=False),
        layers.LSTM(16, stateful=True, use_bias=False),
        layers.Dense(10, activation="softmax"),
    ])

def start_over(model):
    for layer in model.layers[:2]:
        layer.reset_state()

# %% tags=["solution"] exercise="2-1-e"
def repaired():
    model = keras.Sequential()
    model.add(keras.Input(batch_shape=(4, 2, 28)))
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.LSTM(16, stateful=True))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    for layer in model.layers:
        if getattr(layer, "stateful", False):
            layer.reset_state()

# %%
check("2-1-e", repaired, start_over)

# %% [markdown] tags=["ko", "solution"]
# `batch_input_shape`의 튜플은 그대로 `batch_shape`가 됩니다. 모델의 `reset_states`가 하던 일은 층마다 `reset_state`를 부르는 반복문이 됩니다. 층 하나라도 빠뜨리면 지난 시퀀스의 일부가 남습니다.

# %% [markdown] tags=["en", "solution"]
# The tuple of `batch_input_shape` becomes that of `batch_shape` as it is. What `reset_states` of the model did is a loop that calls `reset_state` on each layer. Leave out one layer, and part of the last sequence remains.

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `Sequential`은 층의 목록이나 `add`로 만들고 `pop`으로 맨 끝을 떼어 냅니다. 가중치는 입력의 형태가 정해질 때 생깁니다.
# - 문제가 마지막 층과 손실의 짝을 정합니다. 옵티마이저는 `Adam`부터 씁니다.
# - 합성곱은 작은 창의 같은 가중치를 모든 자리에 씁니다. 풀링은 크기를 줄입니다. 형태와 파라미터 수는 손으로 셀 수 있습니다.
# - 순환 층은 시퀀스를 차례로 읽으며 상태를 넘깁니다. `LSTM`은 여기에 기억을 더합니다.
# - 비교는 같은 데이터와 같은 시간으로 하고, 단순한 모델부터 잽니다. 큰 모델이 지면 시간이 모자란지, 데이터가 적은지, 데이터에 맞지 않는지 물으세요.
#
# 다음 섹션 2-2에서는 층이 한 줄이 아니라 갈라지고 만나는 모델을 만듭니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - A `Sequential` model comes from a list of layers or from `add`; `pop` takes the last layer off. Its weights are made when the input shape is known.
# - The problem decides the pair of last layer and loss. Of the optimizers, take `Adam` first.
# - A convolution uses the same weights, those of a small window, at every place. Pooling makes things smaller. Shapes and parameters can be counted by hand.
# - A recurrent layer reads a sequence in order and hands on its state. `LSTM` has a memory besides.
# - Compare with the same data and the same time, the simple model first. If a larger one loses, ask whether it lacks time, lacks data, or does not suit the data.
#
# In 2-2, the next section, layers no longer stand in one row: they fork and meet again.
