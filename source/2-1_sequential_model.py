# %% [markdown] tags=["ko"]
# 2020년의 글은 이 자리에 링크 하나를 두었습니다. 그 페이지는 `Sequential` 모델을 만드는 법과 예제 일곱 개를 보여 주었습니다. 예제의 데이터는 모두 무작위 수였습니다. 그래서 무엇을 배웠는지 알 수 없었습니다. 이 섹션은 같은 예제를 진짜 사진과 영화 평으로 학습하고, 찍기보다 얼마나 나은지 잽니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - `Sequential` 모델을 여러 방법으로 **만들고** 층마다 출력의 형태를 **계산합니다**.
# - 문제에 맞는 마지막 층과 손실 함수를 **고릅니다**.
# - 사진과 문장과 시퀀스에 맞는 모델을 **학습하고**, 상태를 이어 가는 LSTM에 배치를 차례대로 넘깁니다.

# %% [markdown] tags=["en"]
# The post from 2020 has a link in this place. The page behind it shows how to make a `Sequential` model, and seven examples. Their data are random numbers, so nobody can tell what the models learn. This section trains the same examples on real pictures and real movie reviews, and measures how far they get beyond guessing.
#
# After this section you can:
#
# - **build** a `Sequential` model in several ways, and **work out** the output shape of each layer;
# - **choose** the last layer and the loss that fit a problem;
# - **train** models that suit pictures, sentences and sequences, and pass batches in order to an LSTM that keeps its state.

# %% [markdown] tags=["ko"]
# ## 데이터: 사진과 영화 평
#
# 사진은 1-1의 Fashion-MNIST입니다. 0과 1 사이의 수로 바꾸어 둡니다.

# %% [markdown] tags=["en"]
# ## The data: pictures and movie reviews
#
# The pictures are Fashion-MNIST, as in 1-1, with pixels between 0 and 1.

# %%
from time import perf_counter

import keras
import numpy as np
from keras import layers

from utils.data import fashion_mnist, movie_reviews

(train_pictures, y_train), (test_pictures, y_test) = fashion_mnist()
x_train = train_pictures.astype("float32") / 255
x_test = test_pictures.astype("float32") / 255
print(x_train.shape, y_train.shape, x_test.shape, y_test.shape)

# %% [markdown] tags=["ko"]
# 영화 평은 영어 문장이고, 사람들이 매긴 점수의 평균이 붙어 있습니다. 점수는 -4(아주 나쁨)에서 4(아주 좋음)까지입니다. 점수가 0보다 크면 긍정이라고 부르겠습니다. 절반이 긍정입니다.

# %% [markdown] tags=["en"]
# The movie reviews are English sentences, each with the mean of the ratings that people gave it, from -4 (very bad) to 4 (very good). A sentence with a rating above 0 counts as positive; half of them are.

# %%
(train_reviews, r_train), (test_reviews, r_test) = movie_reviews()
positive_train = (r_train > 0).astype("int32")
positive_test = (r_test > 0).astype("int32")
print(len(train_reviews), len(test_reviews), positive_test.mean())
print(f"{r_train[0]:.1f} {train_reviews[0]}")

# %% [markdown] tags=["ko"]
# ## 층의 목록으로 만들기
#
# `Sequential`은 층(layer)을 한 줄로 쌓은 모델입니다. 페이지의 첫 코드는 층의 목록을 넘깁니다. 오늘도 실행되지만 경고가 나옵니다.

# %% [markdown] tags=["en"]
# ## A list of layers
#
# `Sequential` is a plain stack of layers. The first code of the page passes a list of them. It still runs, with a warning.

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
# 오늘은 입력의 형태(shape)를 `keras.Input`에 적고 목록의 맨 앞에 둡니다. 활성화 함수는 층의 인수로 넘기면 한 줄이 줄어듭니다. `name`으로 모델과 층에 이름을 줄 수 있습니다.

# %% [markdown] tags=["en"]
# Today the shape of the input goes into `keras.Input`, first in the list. An activation function can be an argument of its layer, which saves a line. `name` gives a model or a layer a name.

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
# `Input`은 층이 아니라 형태만 알려 주는 표시입니다. 그래서 `layers`의 목록에 없습니다. 이름으로 층을 찾는 것은 `get_layer`입니다.

# %% [markdown] tags=["en"]
# `Input` only states a shape, so it is missing from the list `layers`. `get_layer` finds a layer by its name.

# %%
print([layer.name for layer in from_list.layers])
print(from_list.get_layer("hidden").units)

# %% [markdown] tags=["ko"]
# 이름은 모델 안에서 하나뿐이어야 합니다. 같은 이름을 두 번 쓰면 어떻게 될까요?

# %% [markdown] tags=["en"]
# A name may stand only once in a model. What happens with a second layer of the same name?

# %%
with expect_error(ValueError):
    from_list.add(layers.Dense(5, name="hidden"))

# %% [markdown] tags=["ko"]
# ## `add`와 `pop`
#
# 층을 하나씩 더하는 `add`도 있습니다. 목록으로 만든 모델과 가중치(weight)의 형태가 같습니다.

# %% [markdown] tags=["en"]
# ## `add` and `pop`
#
# `add` puts one layer on top at a time. The weights have the same shapes as those of the model from a list.

# %%
added = keras.Sequential(name="added")
added.add(keras.Input((784,)))
added.add(layers.Dense(32, activation="relu"))
added.add(layers.Dense(10, activation="softmax"))
print([tuple(weight.shape) for weight in added.weights])
print([weight.shape for weight in from_list.get_weights()])

# %% [markdown] tags=["ko"]
# `pop`은 맨 위의 층을 떼어 냅니다. 그 자리에 다른 층을 올릴 수 있습니다. 아래의 층은 그대로 남으므로, 배운 것을 지키면서 답의 개수만 바꿀 때 씁니다.

# %% [markdown] tags=["en"]
# `pop` takes the top layer off, and another one can go in its place. The layers below stay as they are: that way a model keeps what it has learned and gives another number of answers.

# %%
before = added.layers[0].get_weights()[0]
removed = added.pop()
print(removed.units, added.output_shape)
added.add(layers.Dense(3, activation="softmax"))
print(added.output_shape, np.array_equal(before, added.layers[0].get_weights()[0]))

# %% [markdown] tags=["ko"]
# ## 입력의 형태를 정하는 세 가지 방법
#
# `Input`을 빼도 모델은 만들어집니다. 다만 입력이 몇 개인지 모르므로 가중치를 만들 수 없습니다. `summary`에는 물음표가 나옵니다.

# %% [markdown] tags=["en"]
# ## Three ways to give the input shape
#
# A model without `Input` can be made too. It does not know how many inputs there are, so it cannot make its weights, and `summary` shows a question mark.

# %%
deferred = keras.Sequential(name="deferred")
deferred.add(layers.Dense(32, activation="relu", name="hidden"))
deferred.add(layers.Dense(10, name="answer"))
deferred.summary()
print(deferred.built, len(deferred.weights))

# %% [markdown] tags=["ko"]
# 형태를 모르는 동안에는 파라미터를 셀 수 없습니다.

# %% [markdown] tags=["en"]
# As long as the shape is open, its parameters cannot be counted.

# %%
with expect_error(ValueError):
    deferred.count_params()

# %% [markdown] tags=["ko"]
# 첫 데이터가 들어오면 모델은 그 형태에 맞추어 가중치를 만듭니다. 이것을 미룬 생성(deferred build)이라고 합니다. 데이터 없이 만들려면 `deferred.build((None, 784))`를 부르면 됩니다. 어느 쪽이든 한 번 정해진 형태는 바뀌지 않습니다.

# %% [markdown] tags=["en"]
# With the first data the model makes weights that fit them. This is a deferred build. `deferred.build((None, 784))` does the same without data. Either way the shape stays once it is set.

# %%
deferred(x_train[:5].reshape(5, 784))
deferred.summary()
print(deferred.built, deferred.count_params())

# %% [markdown] tags=["ko"]
# `summary`의 5는 처음 넣은 사진의 수입니다. 다른 수의 사진도 받습니다. 길이가 다른 벡터는 이제 받지 않습니다.

# %% [markdown] tags=["en"]
# The 5 in `summary` is the number of pictures that came first. Other numbers of pictures are welcome; vectors of another length are not, from now on.

# %%
print(deferred(x_train[:8].reshape(8, 784)).shape)
with expect_error(ValueError):
    deferred(np.zeros((5, 100), "float32"))

# %% [markdown] tags=["ko"]
# 세 번째 방법은 `batch_shape`입니다. 배치(batch)의 크기까지 정하므로 `None`이 사라집니다. 대개는 필요 없습니다. 끝에서 볼 상태를 이어 가는 LSTM에는 꼭 필요합니다.

# %% [markdown] tags=["en"]
# The third way is `batch_shape`. It fixes the size of a batch as well, so `None` is gone. Most models do not need it; the LSTM that keeps its state, at the end of this section, does.

# %%
fixed = keras.Sequential([keras.Input(batch_shape=(32, 784)), layers.Dense(10)])
print(from_list.input_shape, from_list.output_shape)
print(fixed.input_shape, fixed.output_shape)

# %%
choose("2-1-q1")

# %% tags=["solution"] exercise="2-1-q1"
check("2-1-q1", "b")

# %% [markdown] tags=["ko"]
# ## 실험실: 형태
#
# 층을 메뉴에서 골라 쌓으면, 층마다 출력의 형태와 파라미터의 수가 나옵니다. 학습은 하지 않습니다. **먼저** 다섯째 자리의 `Flatten()`을 `—`로 바꾸어 보고, 이어서 `GlobalAveragePooling2D()`로 바꾸어 보세요. **눈여겨볼 것**은 파라미터가 어느 층에 몰려 있는가, 그리고 맞지 않는 층이 무엇을 바라는가입니다.

# %% [markdown] tags=["en"]
# ## The lab: Shapes
#
# Stack layers from the menus, and read off the output shape and the parameters after each. Nothing is trained. **Try first**: set the fifth menu, `Flatten()`, to `—`, and then to `GlobalAveragePooling2D()`. **Notice** which layer holds most of the parameters, and what a layer that does not fit asks for.

# %%
lab("shapes")

# %% [markdown] tags=["ko"]
# ### 연습 2-1-a
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
# 사진 한 장에 대해 층마다 나오는 출력의 형태를 튜플 6개의 목록 `shapes`로 쓰세요. 배치 축은 빼고 씁니다. 세 번째 층의 파라미터 수는 `parameters`에 넣으세요.

# %% [markdown] tags=["en"]
# ### Exercise 2-1-a
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

# %% tags=["starter"] exercise="2-1-a"
shapes = ...
parameters = ...

# %% tags=["wrong"] exercise="2-1-a"
shapes = [(28, 28, 8), (14, 14, 8), (14, 14, 16), (7, 7, 16), (784,), (10,)]
parameters = 3216

# %% tags=["wrong"] exercise="2-1-a"
shapes = [(26, 26, 8), (13, 13, 8), (9, 9, 16), (4, 4, 16), (256,), (10,)]
parameters = 3216

# %% tags=["wrong"] exercise="2-1-a"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (7, 7, 16), (784,), (10,)]
parameters = 3216

# %% tags=["wrong"] exercise="2-1-a"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (6, 6, 16), (10,)]
parameters = 3216

# %% tags=["wrong"] exercise="2-1-a"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (576,), (10,)]
parameters = 5 * 5 * 16 + 16

# %% tags=["wrong"] exercise="2-1-a"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (576,), (10,)]
parameters = 5 * 5 * 8 * 16

# %% tags=["wrong"] exercise="2-1-a"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (10,)]
parameters = 3216

# %% tags=["right"] exercise="2-1-a"
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

# %% tags=["right"] exercise="2-1-a"
shapes = [[26, 26, 8], [13, 13, 8], [13, 13, 16], [6, 6, 16], [576], [10]]
parameters = (5 * 5 * 8 + 1) * 16

# %% tags=["right"] exercise="2-1-a"
shapes = ((26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (6 * 6 * 16,), (10,))
parameters = np.int64(3216)

# %% tags=["solution"] exercise="2-1-a"
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (576,), (10,)]
parameters = 5 * 5 * 8 * 16 + 16

# %%
check("2-1-a", shapes, parameters)

# %% [markdown] tags=["ko", "solution"]
# 크기 3인 창은 가장자리에서 한 칸씩 모자라므로 28이 26이 됩니다. `padding="same"`은 둘레를 0으로 채워 크기를 지킵니다. 풀링(pooling)은 반으로 나누고 나머지를 버리므로 13이 6이 됩니다. 필터 하나는 5 × 5칸을 입력 채널 8개에서 모두 보고, 편향(bias)을 하나 갖습니다.

# %% [markdown] tags=["en", "solution"]
# A window of 3 lacks one place at each edge, so 28 becomes 26. `padding="same"` fills the border with zeros and keeps the size. Pooling halves and drops the rest: 13 becomes 6. One filter looks at 5 × 5 places in all 8 input channels, and has one bias.

# %% [markdown] tags=["ko"]
# ## `compile`: 세 가지 문제
#
# 페이지는 문제마다 `compile`을 하나씩 보여 줍니다. 정해야 할 것은 마지막 층과 손실 함수(loss function)의 짝입니다. 표에서 왼쪽의 문제가 오른쪽의 둘을 정합니다.
#
# | 문제 | 마지막 층 | 손실 함수 |
# |---|---|---|
# | 여러 클래스 가운데 하나 | `Dense(10, activation="softmax")` | `categorical_crossentropy`(원-핫), `sparse_categorical_crossentropy`(정수) |
# | 예 또는 아니요 | `Dense(1, activation="sigmoid")` | `binary_crossentropy` |
# | 수 하나(회귀) | `Dense(1)` | `mse` 또는 `mae` |

# %% [markdown] tags=["en"]
# ## `compile`: three kinds of problem
#
# The page shows one `compile` for each kind of problem. What has to fit together is the last layer and the loss function, and the problem decides both.
#
# | problem | last layer | loss |
# |---|---|---|
# | one of several classes | `Dense(10, activation="softmax")` | `categorical_crossentropy` (one-hot), `sparse_categorical_crossentropy` (integers) |
# | yes or no | `Dense(1, activation="sigmoid")` | `binary_crossentropy` |
# | a number (regression) | `Dense(1)` | `mse` or `mae` |

# %%
def stack(last_layer):
    return keras.Sequential([keras.Input((2000,)), layers.Dense(16, activation="relu"), last_layer])

many_classes = stack(layers.Dense(10, activation="softmax"))
many_classes.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])

yes_no = stack(layers.Dense(1, activation="sigmoid"))
yes_no.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])

regression = stack(layers.Dense(1))
regression.compile(optimizer="rmsprop", loss="mse")
print([model.output_shape for model in (many_classes, yes_no, regression)])

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: 내가 만든 평가 지표
#
# 페이지는 평가 지표(metric)를 직접 만드는 예도 보여 줍니다. 함수 하나면 됩니다. 그 함수는 `keras.backend`의 `K.mean`을 썼습니다. 오늘 이 이름은 없습니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: a metric of your own
#
# The page also shows how to make a metric yourself: any function will do. Its function uses `K.mean` from `keras.backend`, a name that is gone.

# %%
import keras.backend as K

with expect_error(AttributeError):
    K.mean(r_test)

# %% [markdown] tags=["ko"]
# 오늘은 `keras.ops`에서 찾습니다. 아래의 `within_one`은 점수를 1점 안쪽으로 맞힌 문장의 비율입니다. 손실 함수 `mse`보다 사람이 읽기 쉽습니다.

# %% [markdown] tags=["en"]
# Today you find it in `keras.ops`. `within_one` below is the share of sentences whose rating is missed by less than 1, which is easier to read than the loss `mse`.

# %%
def within_one(y_true, y_pred):
    return keras.ops.mean(keras.ops.cast(keras.ops.abs(y_true - y_pred) < 1, "float32"))

regression.compile(optimizer=keras.optimizers.Adam(0.002), loss="mse", metrics=["mae", within_one])

# %% [markdown] tags=["ko"]
# 이 모델은 문장을 수 2,000개로 받습니다. `TextVectorization`이 가장 흔한 낱말 2,000개를 찾고, 문장에 나오는 낱말의 자리에 1을 씁니다. 낱말의 순서는 사라집니다. 층은 8바이트짜리 수를 내놓지만 0과 1에는 1바이트, 곧 `uint8`이면 됩니다. 그래서 문장을 열 묶음으로 나누어 하나씩 줄입니다.

# %% [markdown] tags=["en"]
# This model takes a sentence as 2,000 numbers. `TextVectorization` finds the 2,000 most frequent words, and writes 1 in the place of each word that the sentence has. The order of the words is lost. The layer gives numbers of 8 bytes, yet one byte, `uint8`, will do for zeros and ones. So the sentences go through in ten parts, and each part is made small at once.

# %%
words = layers.TextVectorization(max_tokens=2000, output_mode="multi_hot")
words.adapt(train_reviews)

def bags_of_words(reviews):
    return np.concatenate([np.asarray(words(part), dtype="uint8") for part in np.array_split(reviews, 10)])

words_train, words_test = bags_of_words(train_reviews), bags_of_words(test_reviews)
print(words_train.shape, words_train[0].sum())

# %% [markdown] tags=["ko"]
# 이제 점수를 배웁니다. 비교할 상대는 언제나 평균 점수를 말하는 것입니다. 다음 셀은 모델의 평균 절대 오차(`mae`)가 그보다 0.2점 넘게 작은지 확인합니다.

# %% [markdown] tags=["en"]
# Now it learns the ratings. Its rival always says the mean rating. The next cell makes sure that the mean absolute error (`mae`) of the model is smaller by more than 0.2.

# %%
regression.fit(words_train, r_train, epochs=2, batch_size=64, verbose=0)
scores = regression.evaluate(words_test, r_test, verbose=0, return_dict=True)
always_the_mean = np.abs(r_test - r_train.mean()).mean()
print(f"mae ≈ {scores['mae']:.2f}, within_one ≈ {scores['within_one']:.2f}")
print(f"always_the_mean ≈ {always_the_mean:.2f}", scores["mae"] < always_the_mean - 0.2)

# %% [markdown] tags=["ko"]
# ### 연습 2-1-b
#
# 길이 100인 벡터를 받는 모델을 세 개 만들고, 옵티마이저 `adam`으로 `compile`하세요. 가운데의 층은 마음대로 정해도 됩니다.
#
# - `ten_classes`는 클래스 10개의 확률을 냅니다. 합은 1이고, 레이블은 정수입니다. 손실은 교차 엔트로피입니다.
# - `yes_or_no`는 형태가 (1,)인 확률 하나를 냅니다. 레이블은 0 또는 1입니다. 손실은 교차 엔트로피입니다.
# - `score`는 형태가 (1,)인 수 하나를 냅니다. 음수도, 1보다 큰 수도 나올 수 있습니다. 손실은 답이 맞으면 0이고 멀어질수록 커집니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-1-b
#
# Build three models that take vectors of length 100, and `compile` them with the optimizer `adam`. The layers in between are up to you.
#
# - `ten_classes` returns the probabilities of 10 classes, which add up to 1. The labels are integers, and the loss is the cross-entropy.
# - `yes_or_no` returns one probability, of shape (1,). The labels are 0 or 1, and the loss is the cross-entropy.
# - `score` returns one number, of shape (1,). It may be negative or larger than 1. The loss is 0 for a right answer and grows with the distance.

# %% tags=["starter"] exercise="2-1-b"
ten_classes = ...
yes_or_no = ...
score = ...

# %% tags=["wrong"] exercise="2-1-b"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-b"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="softmax")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-b"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(2, activation="softmax")])
yes_or_no.compile("adam", "sparse_categorical_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-b"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-b"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "mse")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-b"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="relu")])
score.compile("adam", "mse")

# %% tags=["wrong"] exercise="2-1-b"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "binary_crossentropy")

# %% tags=["wrong"] exercise="2-1-b"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])

# %% tags=["wrong"] exercise="2-1-b"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile(loss="mse")

# %% tags=["right"] exercise="2-1-b"
vectors = keras.Input((100,))
hidden = layers.Dense(32, activation="tanh")(vectors)
ten_classes = keras.Model(vectors, layers.Softmax()(layers.Dense(10)(hidden)))
ten_classes.compile(keras.optimizers.Adam(), keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
yes_or_no = keras.Model(vectors, layers.Activation("sigmoid")(layers.Dense(1)(hidden)))
yes_or_no.compile(keras.optimizers.Adam(1e-2), keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
score = keras.Model(vectors, layers.Dense(1)(hidden))
score.compile("adam", keras.losses.Huber(), metrics=["mae"])

# %% tags=["right"] exercise="2-1-b"
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

# %% tags=["right"] exercise="2-1-b"
ten_classes = keras.Sequential([layers.Dense(10, activation="softmax")])
ten_classes.build((None, 100))
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([layers.Dense(1, activation="sigmoid")])
yes_or_no.build((None, 100))
yes_or_no.compile("adam", "bce")
score = keras.Sequential([layers.Dense(8), layers.Dense(1, activation="linear")])
score.build((None, 100))
score.compile("adam", keras.losses.MeanSquaredError())

# %% tags=["solution"] exercise="2-1-b"
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile(optimizer="adam", loss="sparse_categorical_crossentropy")

yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile(optimizer="adam", loss="binary_crossentropy")

score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile(optimizer="adam", loss="mse")

# %%
check("2-1-b", ten_classes, yes_or_no, score)

# %% [markdown] tags=["ko", "solution"]
# 유닛 하나에 `softmax`를 쓰면 답은 언제나 1입니다. 나눌 상대가 자기뿐이기 때문입니다. 회귀의 마지막 층에는 활성화 함수가 없습니다. `relu`는 음수를, `sigmoid`는 1보다 큰 수를 내지 못합니다.

# %% [markdown] tags=["en", "solution"]
# A single unit with `softmax` always answers 1: it shares with nobody but itself. The last layer of a regression has no activation: `relu` cannot give negative numbers, `sigmoid` none above 1.

# %% [markdown] tags=["ko"]
# ## `fit`: 정수 레이블과 원-핫 레이블
#
# 페이지는 레이블(label)을 원-핫 인코딩(one-hot encoding)으로 바꾸어 학습합니다. 그때 많은 코드가 `np_utils`를 썼습니다. 오늘은 없습니다.

# %% [markdown] tags=["en"]
# ## `fit`: integer and one-hot labels
#
# The page turns labels into one-hot encoding before it trains. Much code of that time uses `np_utils` for it, which is gone.

# %%
with expect_error(AttributeError):
    keras.utils.np_utils.to_categorical(y_train, 10)

# %% [markdown] tags=["ko"]
# `to_categorical`은 그대로 있고 자리만 옮겼습니다. 같은 모델을 같은 순서로 학습하면, 원-핫 레이블과 정수 레이블은 같은 손실로 갑니다. 레이블의 모양에 맞는 손실 함수를 고르기만 하면 됩니다.

# %% [markdown] tags=["en"]
# `to_categorical` is still there, in another place. Train the same model in the same order, and one-hot and integer labels lead to the same loss. All you do is pick the loss that fits the labels.

# %%
def short_run(labels, loss):
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input((28, 28)), layers.Flatten()])
    model.add(layers.Dense(10, activation="softmax"))
    model.compile(optimizer="sgd", loss=loss)
    return model.fit(x_train[:1000], labels, epochs=2, verbose=0).history["loss"]

one_hot = keras.utils.to_categorical(y_train[:1000], num_classes=10)
with_one_hot = short_run(one_hot, "categorical_crossentropy")
with_integers = short_run(y_train[:1000], "sparse_categorical_crossentropy")
print(one_hot.shape, y_train[:1000].shape, np.allclose(with_one_hot, with_integers, atol=1e-3))

# %% [markdown] tags=["ko"]
# ## 예제 1: 여러 클래스를 고르는 MLP
#
# 이제 페이지의 예제 일곱 개를 차례로 학습합니다. 예제마다 정확도와 시간을 재고, 정확도가 찍기보다 확실히 높은지 확인합니다. 사진은 열 클래스이므로 찍으면 0.1, 영화 평은 두 클래스이므로 0.5입니다.

# %% [markdown] tags=["en"]
# ## Example 1: an MLP for several classes
#
# Now for the seven examples of the page. Each is measured: its accuracy, its seconds, and whether the accuracy is clearly above chance. Guessing gives 0.1 for the ten classes of pictures and 0.5 for the two of movie reviews.

# %%
def report(model, x, y, begin, more_than):
    seconds = perf_counter() - begin
    accuracy = model.evaluate(x, y, batch_size=100, verbose=0, return_dict=True)["accuracy"]
    print(f"≈ {seconds:.1f} s, accuracy ≈ {accuracy:.2f}")
    print(f"more than {more_than}: {accuracy > more_than}")

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `lr`과 `decay`
#
# 첫 예제는 MLP(multi-layer perceptron), 곧 완전 연결 층(fully connected layer)을 쌓은 모델입니다. 페이지의 옵티마이저(optimizer)는 두 군데에서 낡았습니다. `lr`은 오류가 됩니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `lr` and `decay`
#
# The first is an MLP (multi-layer perceptron), a stack of fully connected layers. The optimizer of the page is out of date in two places. `lr` is an error.

# %%
from keras.optimizers import SGD

with expect_error(ValueError):
    SGD(lr=0.01, decay=1e-6, momentum=0.9, nesterov=True)

# %% [markdown] tags=["ko"]
# `lr`을 `learning_rate`로 고치면 `decay`가 남습니다. 이쪽은 더 조용합니다. 경고만 하고 무시합니다.

# %% [markdown] tags=["en"]
# With `learning_rate` in place of `lr`, `decay` is left. That one is quieter: a warning, and it is ignored.

# %%
with expect_error(UserWarning):
    SGD(learning_rate=0.01, decay=1e-6, momentum=0.9, nesterov=True)

# %% [markdown] tags=["ko"]
# 오늘은 학습률(learning rate)이 줄어드는 방법을 `schedules`의 객체로 적습니다. 아래의 `InverseTimeDecay`는 옛 `decay`와 같은 식입니다.

# %% [markdown] tags=["en"]
# Today an object from `schedules` says how the learning rate falls. `InverseTimeDecay` below is the formula of the old `decay`.

# %%
falling = keras.optimizers.schedules.InverseTimeDecay(0.01, decay_steps=1, decay_rate=1e-6)
sgd = keras.optimizers.SGD(learning_rate=falling, momentum=0.9, nesterov=True)
print([round(float(falling(step)), 6) for step in (0, 10_000, 1_000_000)])

# %% [markdown] tags=["ko"]
# 모델은 페이지의 것과 같습니다. `Dropout(0.5)`는 학습하는 동안 유닛의 절반을 무작위로 쉬게 하여 과적합(overfitting)을 줄입니다. 아래에서 정확도가 0.6을 넘는지 확인합니다.

# %% [markdown] tags=["en"]
# The model is the one of the page. `Dropout(0.5)` rests half of the units at random while training, against overfitting. The cell makes sure that the accuracy is above 0.6.

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
mlp.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
begin = perf_counter()
mlp.fit(x_train, y_train, epochs=2, batch_size=64, verbose=0)
report(mlp, x_test, y_test, begin, more_than=0.6)

# %% [markdown] tags=["ko"]
# 여기서는 `adam`을 썼습니다. 페이지의 `sgd`와 배치 크기 128로는 같은 정확도에 에포크가 두 배 듭니다. 끝에 있는 표에 잰 값이 있습니다.

# %% [markdown] tags=["en"]
# The optimizer here is `adam`. The `sgd` of the page, with batches of 128, needs twice as many epochs for the same accuracy; the table at the end has the figures.

# %% [markdown] tags=["ko"]
# ## 예제 2: 예 또는 아니요를 가리는 MLP
#
# 같은 모델에서 마지막 층만 유닛 하나와 `sigmoid`로 바뀝니다. 데이터는 영화 평의 낱말입니다. 이 문장은 긍정일까요? 정확도가 0.65를 넘는지 확인합니다.

# %% [markdown] tags=["en"]
# ## Example 2: an MLP for yes or no
#
# In the same model only the last layer changes, to one unit with `sigmoid`. The data are the words of the movie reviews: is this sentence positive? The cell makes sure that the accuracy is above 0.65.

# %%
binary = keras.Sequential([
    keras.Input((2000,)),
    layers.Dense(64, activation="relu"),
    layers.Dropout(0.5),
    layers.Dense(64, activation="relu"),
    layers.Dropout(0.5),
    layers.Dense(1, activation="sigmoid"),
])
binary.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
begin = perf_counter()
binary.fit(words_train, positive_train, epochs=2, batch_size=64, verbose=0)
report(binary, words_test, positive_test, begin, more_than=0.65)

# %% [markdown] tags=["ko"]
# 모델이 낱말을 배웠는지 직접 문장을 써서 확인해 봅시다. 나오는 수는 긍정일 확률입니다. 문장을 바꾸어 보세요.

# %% [markdown] tags=["en"]
# Has it learned words? Write sentences of your own and see. The number is the probability of a positive sentence. Change them.

# %%
own = ["a brilliant, moving and funny film", "a dull, boring and badly acted mess"]
good, bad = binary.predict_on_batch(np.asarray(words(own), dtype="float32"))[:, 0]
print(f"≈ {good:.2f}, ≈ {bad:.2f}, {good > bad}")

# %% [markdown] tags=["ko"]
# ## 예제 3: VGG를 닮은 합성곱 신경망
#
# VGG는 합성곱(convolution) 두 개와 풀링 하나를 한 묶음으로 쌓는 네트워크입니다. `Conv2D`는 채널 축을 바라므로, `x_train[..., None]`으로 채널 하나를 붙입니다. 사진 3,000장으로 0.6을 넘는지 확인합니다.

# %% [markdown] tags=["en"]
# ## Example 3: a convnet like VGG
#
# VGG is a network of blocks, each of two convolutions and a pooling. `Conv2D` asks for an axis of channels, and `x_train[..., None]` adds one. The cell trains on 3,000 pictures and makes sure that the accuracy is above 0.6.

# %%
vgg = keras.Sequential([keras.Input((28, 28, 1))])
for filters in (16, 32):
    vgg.add(layers.Conv2D(filters, 3, activation="relu"))
    vgg.add(layers.Conv2D(filters, 3, activation="relu"))
    vgg.add(layers.MaxPooling2D(2))
    vgg.add(layers.Dropout(0.25))
vgg.add(layers.Flatten())
vgg.add(layers.Dense(64, activation="relu"))
vgg.add(layers.Dropout(0.5))
vgg.add(layers.Dense(10, activation="softmax"))
print(len(vgg.layers), vgg.layers[2].output.shape, vgg.layers[6].output.shape, vgg.count_params())

# %%
vgg.compile(
    optimizer=keras.optimizers.Adam(0.002),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
begin = perf_counter()
vgg.fit(x_train[:3000, ..., None], y_train[:3000], epochs=3, batch_size=50, verbose=0)
report(vgg, x_test[..., None], y_test, begin, more_than=0.6)

# %% [markdown] tags=["ko"]
# ## 예제 4: 시퀀스를 읽는 LSTM
#
# 시퀀스(sequence)는 순서가 있는 벡터의 줄입니다. 사진도 그렇게 볼 수 있습니다. 위에서부터 한 줄씩 읽으면 시간 단계(timestep)가 28개이고, 단계마다 수가 28개입니다. 순환 층(recurrent layer) `LSTM`은 지금까지 읽은 것을 상태에 담아 다음 단계로 넘깁니다. 사진 3,000장으로 0.6을 넘는지 확인합니다.

# %% [markdown] tags=["en"]
# ## Example 4: an LSTM that reads sequences
#
# A sequence is a row of vectors in order. A picture is one too: read it from the top, and there are 28 timesteps with 28 numbers each. The recurrent layer `LSTM` keeps what it has read in a state and hands that on to the next step. The cell trains on 3,000 pictures and makes sure that the accuracy is above 0.6.

# %%
lstm = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(64),
    layers.Dense(10, activation="softmax"),
])
lstm.compile(
    optimizer=keras.optimizers.Adam(0.005),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
begin = perf_counter()
lstm.fit(x_train[:3000], y_train[:3000], epochs=3, batch_size=50, verbose=0)
report(lstm, x_test, y_test, begin, more_than=0.6)

# %% [markdown] tags=["ko"]
# 페이지의 LSTM은 낱말을 읽습니다. 그러려면 문장이 낱말 번호의 줄이 되어야 합니다. 짧은 문장의 끝은 0으로 채웁니다.

# %% [markdown] tags=["en"]
# The LSTM of the page reads words. For that a sentence becomes a row of word numbers, with zeros at the end of a short one.

# %%
numbers = layers.TextVectorization(max_tokens=5000, output_sequence_length=24)
numbers.adapt(train_reviews)
order_train = np.asarray(numbers(train_reviews))
order_test = np.asarray(numbers(test_reviews))
print(order_train.shape)
print(order_train[0])

# %% [markdown] tags=["ko"]
# `Embedding`은 낱말 번호를 벡터로 바꿉니다. 벡터도 함께 배웁니다. `mask_zero=True`는 채운 0을 건너뛰라는 뜻이고, 이것을 마스킹(masking)이라고 합니다. 문장 4,000개로 0.6을 넘는지 확인합니다.

# %% [markdown] tags=["en"]
# `Embedding` turns a word number into a vector, which is learned as well. `mask_zero=True` says to skip the zeros at the end; this is called masking. The cell trains on 4,000 sentences and makes sure that the accuracy is above 0.6.

# %%
reader = keras.Sequential([
    keras.Input((24,)),
    layers.Embedding(5000, 32, mask_zero=True),
    layers.LSTM(32),
    layers.Dropout(0.5),
    layers.Dense(1, activation="sigmoid"),
])
reader.compile(
    optimizer=keras.optimizers.Adam(0.005),
    loss="binary_crossentropy",
    metrics=["accuracy"],
)
begin = perf_counter()
reader.fit(order_train[:4000], positive_train[:4000], epochs=2, batch_size=50, verbose=0)
report(reader, order_test, positive_test, begin, more_than=0.6)

# %% [markdown] tags=["ko"]
# ## 예제 5: 시퀀스 위의 1차원 합성곱
#
# `Conv1D`도 시퀀스를 읽습니다. 상태를 이어 가는 대신, 이웃한 단계 3개를 한꺼번에 보는 창을 밀고 갑니다. 단계를 차례로 기다리지 않으므로 빠릅니다. LSTM과 같은 사진으로 0.5를 넘는지 확인합니다.

# %% [markdown] tags=["en"]
# ## Example 5: 1-D convolution on sequences
#
# `Conv1D` reads sequences too. It keeps no state; a window slides along and sees 3 neighbouring steps at once. No step has to wait for the one before, which makes it fast. The cell uses the pictures of the LSTM and makes sure that the accuracy is above 0.5.

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
conv1d.compile(
    optimizer=keras.optimizers.Adam(0.002),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
begin = perf_counter()
conv1d.fit(x_train[:3000], y_train[:3000], epochs=2, batch_size=50, verbose=0)
report(conv1d, x_test, y_test, begin, more_than=0.5)

# %% [markdown] tags=["ko"]
# ## 예제 6: 쌓은 LSTM
#
# LSTM 위에 LSTM을 쌓으려면 아래층이 단계마다 답을 내놓아야 합니다. 보통의 LSTM은 마지막 답 하나만 냅니다. 그대로 쌓으면 이렇게 됩니다.

# %% [markdown] tags=["en"]
# ## Example 6: stacked LSTMs
#
# To put one LSTM on another, the lower one has to answer at every step. By default it gives only its last answer. Stacked like that, this happens:

# %%
with expect_error(ValueError):
    keras.Sequential([keras.Input((28, 28)), layers.LSTM(32), layers.LSTM(32)])

# %% [markdown] tags=["ko"]
# `return_sequences=True`가 단계마다 답을 내게 합니다. 마지막 LSTM에는 쓰지 않습니다. 사진 하나에 답이 하나만 필요하기 때문입니다. 0.5를 넘는지 확인합니다.

# %% [markdown] tags=["en"]
# `return_sequences=True` makes a layer answer at every step. The last LSTM goes without: one picture needs one answer. The cell makes sure that the accuracy is above 0.5.

# %%
stacked = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(32, return_sequences=True),
    layers.LSTM(32, return_sequences=True),
    layers.LSTM(32),
    layers.Dense(10, activation="softmax"),
])
print([layer.output.shape for layer in stacked.layers])
stacked.compile(
    optimizer=keras.optimizers.Adam(0.005),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
begin = perf_counter()
stacked.fit(x_train[:3000], y_train[:3000], epochs=2, batch_size=50, verbose=0)
report(stacked, x_test, y_test, begin, more_than=0.5)

# %%
choose("2-1-q2")

# %% tags=["solution"] exercise="2-1-q2"
check("2-1-q2", "a")

# %% [markdown] tags=["ko"]
# ## 예제 7: 상태를 이어 가는 LSTM
#
# 보통의 LSTM은 배치가 끝나면 상태를 잊습니다. `stateful=True`는 상태를 남겨 다음 배치에 이어 줍니다. 너무 긴 시퀀스를 조각으로 나누어 넘길 때 씁니다. 여기서는 사진을 7줄씩 네 조각으로 나눕니다. 페이지의 코드는 층에 `batch_input_shape`를 적습니다.

# %% [markdown] tags=["en"]
# ## Example 7: an LSTM that keeps its state
#
# An LSTM forgets its state when a batch ends. With `stateful=True` the state stays, and the next batch goes on from it. That helps with sequences which are too long and come in pieces. Here a picture comes in four pieces of 7 rows. The code of the page writes `batch_input_shape` into the layer.

# %%
with expect_error(ValueError):
    layers.LSTM(32, return_sequences=True, stateful=True, batch_input_shape=(100, 7, 28))

# %% [markdown] tags=["ko"]
# 오늘은 `keras.Input(batch_shape=...)`입니다. 배치의 크기가 왜 필요할까요? 상태는 배치의 자리마다 하나씩 있기 때문입니다. 크기를 적지 않으면 이 오류가 납니다.

# %% [markdown] tags=["en"]
# Today it is `keras.Input(batch_shape=...)`. Why does the size of a batch matter? There is one state for each place in the batch. Leave the size open, and you get this error.

# %%
with expect_error(ValueError):
    keras.Sequential([keras.Input((7, 28)), layers.LSTM(32, stateful=True)])

# %%
BATCH, ROWS = 100, 7

def new_stateful(batch):
    return keras.Sequential([
        keras.Input(batch_shape=(batch, ROWS, 28)),
        layers.LSTM(32, return_sequences=True, stateful=True),
        layers.LSTM(32, return_sequences=True, stateful=True),
        layers.LSTM(32, stateful=True),
        layers.Dense(10, activation="softmax"),
    ])

stateful = new_stateful(BATCH)
stateful.compile(
    optimizer=keras.optimizers.Adam(0.005),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
print(stateful.input_shape, stateful.output_shape)

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `reset_states`
#
# 새 사진을 시작할 때는 상태를 지워야 합니다. 2020년에는 모델의 메서드 하나로 지웠습니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `reset_states`
#
# A new picture has to begin with an empty state. In 2020 one method of the model did that.

# %%
with expect_error(AttributeError):
    stateful.reset_states()

# %% [markdown] tags=["ko"]
# 오늘은 상태를 가진 층마다 `reset_state`를 부릅니다. `Dense`에는 상태가 없으므로 건너뜁니다.

# %% [markdown] tags=["en"]
# Today you call `reset_state` on each layer that has a state. `Dense` has none and is skipped.

# %%
def forget(model):
    for layer in model.layers:
        if getattr(layer, "stateful", False):
            layer.reset_state()

# %% [markdown] tags=["ko"]
# 학습은 배치의 순서가 전부입니다. 사진 100장의 첫 조각, 같은 100장의 둘째 조각, 이렇게 네 번 넘기고 나서 상태를 지웁니다. 자리 5의 사진은 네 배치에서 모두 자리 5에 있어야 합니다. `fit`에 넘긴다면 같은 순서로 늘어놓고 `shuffle=False`를 씁니다. 여기서는 순서가 보이도록 `train_on_batch`를 씁니다.

# %% [markdown] tags=["en"]
# In training, the order of the batches is everything: the first piece of 100 pictures, the second piece of the same 100, four times, and then the state is wiped. The picture in place 5 has to stay in place 5 through all four batches. For `fit` you would lay them out in that order and pass `shuffle=False`. Here `train_on_batch` makes the order visible.

# %% tags=["tensorflow", "jax"]
begin = perf_counter()
for _ in range(2):
    for first in range(0, 3000, BATCH):
        forget(stateful)
        pictures, labels = x_train[first:first + BATCH], y_train[first:first + BATCH]
        for row in range(0, 28, ROWS):
            stateful.train_on_batch(pictures[:, row:row + ROWS], labels)
print(f"≈ {perf_counter() - begin:.1f} s")

# %% [markdown] tags=["ko"]
# 마지막 조각, 곧 아래 7줄을 본 뒤의 답만 셉니다. `upper`는 그 전에 보여 주는 세 조각을 가져올 사진입니다. 세 가지를 비교합니다. 순서를 지킬 때, 마지막 조각 앞에서 상태를 지울 때, 윗부분이 옆 자리 사진의 것일 때입니다. 어느 것이 가장 나쁠까요?

# %% [markdown] tags=["en"]
# Only the answers after the last piece count, the lowest 7 rows. `upper` holds the pictures that the three pieces before come from. Compare three ways: everything in order; the state wiped before the last piece; and the upper parts taken from the picture in the next place. Which one will be worst?

# %%
def accuracy_at_the_end(upper, forget_before_the_last=False):
    right = 0
    for first in range(0, len(x_test), BATCH):
        forget(stateful)
        for row in range(0, 28 - ROWS, ROWS):
            stateful.predict_on_batch(upper[first:first + BATCH, row:row + ROWS])
        if forget_before_the_last:
            forget(stateful)
        answers = stateful.predict_on_batch(x_test[first:first + BATCH, -ROWS:]).argmax(axis=-1)
        right += np.sum(answers == y_test[first:first + BATCH])
    return right / len(x_test)

# %%
in_order = accuracy_at_the_end(x_test)
wiped = accuracy_at_the_end(x_test, forget_before_the_last=True)
mixed_up = accuracy_at_the_end(np.roll(x_test, 1, axis=0))
print(f"in_order ≈ {in_order:.2f}, wiped ≈ {wiped:.2f}, mixed_up ≈ {mixed_up:.2f}")
print(in_order > 0.5, in_order > wiped + 0.15, wiped > mixed_up)

# %% [markdown] tags=["ko"]
# 순서를 지키면 찍기(0.1)보다 훨씬 높습니다. 상태를 지우면 아래 7줄만으로 답해야 합니다. 가장 나쁜 것은 남의 상태입니다. 모델이 다른 사진의 윗부분을 믿기 때문입니다. 오류는 나지 않으므로 스스로 지켜야 합니다. 오류가 나는 것은 배치의 크기가 다를 때뿐입니다.

# %% [markdown] tags=["en"]
# In order, the model is far better than guessing (0.1). With the state wiped it has to answer from the lowest 7 rows alone. Worst is the state of somebody else, since the model trusts the upper part of another picture. No error tells you, so the order is up to you. Only another batch size is an error.

# %%
with expect_error(ValueError):
    stateful(x_test[:10, :ROWS])

# %% [markdown] tags=["ko"]
# 사진 한 장만 예측하려면 배치의 크기가 1인 같은 모델에 가중치를 옮깁니다. 가중치의 형태에는 배치의 크기가 들어 있지 않습니다.

# %% [markdown] tags=["en"]
# To predict a single picture, move the weights into the same model with a batch size of 1. The shapes of weights know nothing of the batch size.

# %%
single = new_stateful(1)
single.set_weights(stateful.get_weights())
forget(single)
for row in range(0, 28, ROWS):
    answer = single.predict_on_batch(x_test[:1, row:row + ROWS])
print(answer.shape, round(float(answer.sum()), 3))

# %% [markdown] tags=["ko"]
# ### 연습 2-1-c
#
# 사진이 아니라 아주 긴 시퀀스 하나가 있습니다. 상태를 이어 가는 LSTM에 `fit(..., shuffle=False)`로 넘기려고 합니다. 함수 `lay_out(series, batch_size, steps)`를 쓰세요.
#
# - `series`의 형태는 (n, d)이고, n은 `batch_size * steps`로 나누어떨어집니다.
# - 돌려주는 배열의 형태는 (n / steps, steps, d)입니다. `series`의 값은 모두 한 번씩 들어갑니다.
# - 차례로 `batch_size`개씩 끊은 것이 배치입니다. 한 배치의 자리 i는 다음 배치의 자리 i로 끊김 없이 이어집니다.
# - 배열의 맨 앞은 `series`의 처음이고, 첫 배치에서 뒤의 자리는 앞의 자리보다 `series`의 뒤에서 시작합니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-1-c
#
# Instead of pictures there is one very long sequence. You want to give it to a stateful LSTM with `fit(..., shuffle=False)`. Write a function `lay_out(series, batch_size, steps)`.
#
# - `series` has the shape (n, d), and n can be divided by `batch_size * steps`.
# - It returns an array of shape (n / steps, steps, d) that holds every value of `series` once.
# - Cut into lots of `batch_size`, in order, it gives the batches. Place i of one batch goes on in place i of the next without a gap.
# - The array begins with the beginning of `series`, and in the first batch a later place begins later in `series`.

# %% tags=["starter"] exercise="2-1-c"
lay_out = ...

# %% tags=["wrong"] exercise="2-1-c"
def lay_out(series, batch_size, steps):
    return series.reshape(-1, steps, series.shape[-1])

# %% tags=["wrong"] exercise="2-1-c"
def lay_out(series, batch_size, steps):
    return series.reshape(batch_size, -1, steps, series.shape[-1]).swapaxes(0, 1)

# %% tags=["wrong"] exercise="2-1-c"
def lay_out(series, batch_size, steps):
    return series.reshape(steps, -1, series.shape[-1]).swapaxes(0, 1)

# %% tags=["wrong"] exercise="2-1-c"
def lay_out(series, batch_size, steps):
    tracks = series.reshape(batch_size, -1, steps, series.shape[-1])[::-1]
    return tracks.swapaxes(0, 1).reshape(-1, steps, series.shape[-1])

# %% tags=["wrong"] exercise="2-1-c"
def lay_out(series, batch_size, steps):
    pieces = [series[start:start + steps] for start in range(len(series) - steps + 1)]
    return np.stack(pieces)

# %% tags=["wrong"] exercise="2-1-c"
def lay_out(series, batch_size, steps):
    series.reshape(batch_size, -1, steps, series.shape[-1]).swapaxes(0, 1).reshape(-1, steps, series.shape[-1])

# %% tags=["right"] exercise="2-1-c"
def lay_out(series, batch_size, steps):
    length = len(series) // batch_size
    batches = []
    for start in range(0, length, steps):
        for place in range(batch_size):
            batches.append(series[place * length + start:place * length + start + steps])
    return np.array(batches)

# %% tags=["right"] exercise="2-1-c"
def lay_out(series, batch_size, steps):
    tracks = np.split(series, batch_size)
    cut = [np.split(track, len(track) // steps) for track in tracks]
    return np.stack([piece for batch in zip(*cut) for piece in batch])

# %% tags=["right"] exercise="2-1-c"
def lay_out(series, batch_size, steps):
    pieces = keras.ops.reshape(series, (batch_size, -1, steps, series.shape[1]))
    return keras.ops.reshape(keras.ops.transpose(pieces, (1, 0, 2, 3)), (-1, steps, series.shape[1]))

# %% tags=["solution"] exercise="2-1-c"
def lay_out(series, batch_size, steps):
    features = series.shape[-1]
    tracks = series.reshape(batch_size, -1, steps, features)
    return tracks.swapaxes(0, 1).reshape(-1, steps, features)

# %%
check("2-1-c", lay_out)

# %% [markdown] tags=["ko", "solution"]
# 시퀀스를 먼저 `batch_size`개의 긴 트랙으로 나눕니다. 배치의 자리 하나가 트랙 하나를 맡습니다. 그다음 트랙마다 한 조각씩 가져와 배치를 만듭니다. 처음부터 `reshape(-1, steps, d)`로 자르면 이어지는 조각이 같은 배치의 옆 자리에 놓이고, 상태는 엉뚱한 조각으로 넘어갑니다.

# %% [markdown] tags=["en", "solution"]
# First split the sequence into `batch_size` long tracks; each place of a batch takes care of one track. Then take one piece from every track for each batch. Cut with `reshape(-1, steps, d)` from the start, the piece that follows would lie in the next place of the same batch, and each state would go to the wrong piece.

# %% [markdown] tags=["ko"]
# ### 연습 2-1-d
#
# 2020년의 코드로 된 함수가 둘 있습니다. 둘 다 오늘은 오류가 납니다. 다음이 모두 되도록 고치세요.
#
# - `repaired()`는 배치 4, 단계 2, 특성 28인 입력을 받는 모델을 돌려줍니다. 배치의 크기 4는 정해져 있습니다.
# - 유닛 16개인 LSTM이 두 개이고, 둘 다 상태를 다음 배치로 이어 갑니다.
# - 출력은 자리마다 합이 1인 확률 10개이고, LSTM 위의 `Dense` 하나가 만듭니다.
# - `start_over(model)`은 모델의 상태를 모두 지웁니다. 가중치는 그대로 둡니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-1-d
#
# Here are two functions in the code of 2020. Both fail today. Repair them, so that all of this is true:
#
# - `repaired()` returns a model for inputs with a batch of 4, 2 steps and 28 features. The batch size of 4 is fixed.
# - It has two LSTMs with 16 units, and both carry their state over to the next batch.
# - The output is 10 probabilities for each place, which add up to 1. One `Dense` above the LSTMs makes them.
# - `start_over(model)` wipes all states of the model. The weights stay as they are.

# %% tags=["starter"] exercise="2-1-d"
def repaired():
    model = keras.Sequential()
    model.add(layers.LSTM(16, return_sequences=True, stateful=True, batch_input_shape=(4, 2, 28)))
    model.add(layers.LSTM(16, stateful=True))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    model.reset_states()

# %% tags=["wrong"] exercise="2-1-d"
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.LSTM(16, stateful=True))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    model.reset_states()

# %% tags=["wrong"] exercise="2-1-d"
def repaired():
    model = keras.Sequential([keras.Input((2, 28))])
    model.add(layers.LSTM(16, return_sequences=True))
    model.add(layers.LSTM(16))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    pass

# %% tags=["wrong"] exercise="2-1-d"
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.LSTM(16))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    model.layers[0].reset_state()

# %% tags=["wrong"] exercise="2-1-d"
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.LSTM(16, stateful=True))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    model.layers[0].reset_state()

# %% tags=["wrong"] exercise="2-1-d"
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    for layer in model.layers[:2]:
        layer.reset_state()

# %% tags=["wrong"] exercise="2-1-d"
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    model.add(layers.LSTM(16, stateful=True))
    model.add(layers.Dense(10, activation="softmax"))
    return model

def start_over(model):
    model.layers[0].reset_state()

# %% tags=["wrong"] exercise="2-1-d"
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    model.add(layers.LSTM(16, return_sequences=True, stateful=True))
    model.add(layers.LSTM(16, stateful=True))
    model.add(layers.Dense(10))
    return model

def start_over(model):
    for layer in model.layers[:2]:
        layer.reset_state()

# %% tags=["right"] exercise="2-1-d"
def repaired():
    rows = keras.Input(batch_shape=(4, 2, 28))
    hidden = layers.LSTM(16, stateful=True, return_sequences=True)(rows)
    hidden = layers.LSTM(16, stateful=True)(hidden)
    return keras.Model(rows, layers.Dense(10, "softmax")(hidden))

def start_over(model):
    for layer in model.layers:
        if isinstance(layer, layers.LSTM):
            layer.reset_state()

# %% tags=["right"] exercise="2-1-d"
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

# %% tags=["right"] exercise="2-1-d"
def repaired():
    net = keras.Sequential([layers.LSTM(16, return_sequences=True, stateful=True), layers.LSTM(16, stateful=True)])
    net.add(layers.Dense(10, activation=keras.ops.softmax))
    net.build((4, 2, 28))
    return net

def start_over(model):
    first, second, _ = model.layers
    first.reset_state()
    second.reset_state()

# %% tags=["solution"] exercise="2-1-d"
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
check("2-1-d", repaired, start_over)

# %% [markdown] tags=["ko", "solution"]
# `batch_input_shape`의 튜플은 그대로 `batch_shape`가 됩니다. `reset_states`가 하던 일은 층마다 `reset_state`를 부르는 반복문이 됩니다. 층 하나라도 빠뜨리면 지난 시퀀스의 일부가 남습니다.

# %% [markdown] tags=["en", "solution"]
# The tuple of `batch_input_shape` becomes that of `batch_shape` as it is. What `reset_states` did is a loop that calls `reset_state` on each layer. Leave out one layer, and part of the last sequence remains.

# %% [markdown] tags=["ko"]
# ## 얼마나 걸렸나
#
# 아래는 이 섹션의 코드와 페이지의 설정을 같은 데이터로 나란히 한 번씩 잰 값입니다. 페이지의 설정은 그 네트워크와 옵티마이저와 배치 크기이고, 이 섹션의 정확도에 이를 때까지 학습했습니다. 코어 두 개에서 `bench/sequential_examples.py`로 쟀습니다. 작은 MLP와 쌓은 LSTM에서는 페이지의 설정도 그만큼 빠릅니다. 큰 차이를 만드는 것은 네트워크의 크기입니다.
#
# | 예제 | 정확도 | 이 섹션 | 페이지의 설정 | 비율 |
# |---|---|---|---|---|
# | MLP, 열 클래스 | ≈ 0.76 | ≈ 1.2초 | ≈ 1.0초 | 0.8 |
# | MLP, 예 또는 아니요 | ≈ 0.77 | ≈ 1.2초 | ≈ 1.7초 | 1.4 |
# | VGG를 닮은 합성곱 신경망 | ≈ 0.75 | ≈ 2.5초 | ≈ 7.1초 | 2.8 |
# | 행을 읽는 LSTM | ≈ 0.73 | ≈ 2.2초 | ≈ 3.6초 | 1.6 |
# | 낱말을 읽는 LSTM | ≈ 0.70 | ≈ 2.0초 | ≈ 11.6초 | 5.9 |
# | 1차원 합성곱 | ≈ 0.72 | ≈ 1.3초 | ≈ 4.3초 | 3.4 |
# | 쌓은 LSTM | ≈ 0.67 | ≈ 3.5초 | ≈ 3.5초 | 1.0 |
# | 상태를 이어 가는 LSTM | ≈ 0.67 | ≈ 3.2초 | ≈ 7.0초 | 2.2 |

# %% [markdown] tags=["en"]
# ## How long it took
#
# The code of this section and the settings of the page, measured once each, side by side on the same data. The settings of the page are its network, optimizer and batch size, trained until they reach the accuracy of this section. They come from `bench/sequential_examples.py` on two cores. For the small MLP and the stacked LSTMs the page's settings are as fast. What makes the difference elsewhere is the size of the network.
#
# | example | accuracy | this section | settings of the page | ratio |
# |---|---|---|---|---|
# | MLP, ten classes | ≈ 0.76 | ≈ 1.2 s | ≈ 1.0 s | 0.8 |
# | MLP, yes or no | ≈ 0.77 | ≈ 1.2 s | ≈ 1.7 s | 1.4 |
# | VGG-like convnet | ≈ 0.75 | ≈ 2.5 s | ≈ 7.1 s | 2.8 |
# | LSTM on rows | ≈ 0.73 | ≈ 2.2 s | ≈ 3.6 s | 1.6 |
# | LSTM on words | ≈ 0.70 | ≈ 2.0 s | ≈ 11.6 s | 5.9 |
# | 1-D convolution | ≈ 0.72 | ≈ 1.3 s | ≈ 4.3 s | 3.4 |
# | stacked LSTMs | ≈ 0.67 | ≈ 3.5 s | ≈ 3.5 s | 1.0 |
# | stateful LSTMs | ≈ 0.67 | ≈ 3.2 s | ≈ 7.0 s | 2.2 |

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `Sequential`은 층의 목록으로, 또는 `add`로 만듭니다. `pop`은 맨 위의 층을 떼어 냅니다.
# - 입력의 형태는 `Input`으로, 첫 데이터로, 또는 배치까지 정하는 `batch_shape`로 정해집니다. 그때 가중치가 생깁니다.
# - 문제가 마지막 층과 손실 함수의 짝을 정합니다. 평가 지표는 `keras.ops`로 쓴 함수여도 됩니다.
# - 같은 `fit`이 벡터, 사진, 시퀀스, 문장을 모두 학습합니다. 달라지는 것은 층입니다.
# - 상태를 이어 가는 LSTM은 배치의 순서가 맞아야 하고, 새 시퀀스 앞에서 `reset_state`가 필요합니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - A `Sequential` model comes from a list of layers or from `add`. `pop` takes the top layer off.
# - The input shape comes from `Input`, from the first data, or with the batch size from `batch_shape`. That is when the weights are made.
# - The problem decides the pair of last layer and loss. A function written with `keras.ops` can be a metric.
# - The same `fit` trains on vectors, pictures, sequences and sentences. What changes is the layers.
# - A stateful LSTM needs its batches in order, and `reset_state` before a new sequence.
