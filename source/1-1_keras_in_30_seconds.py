# %% [markdown] tags=["ko"]
# 2020년의 글은 코드 여덟 조각으로 케라스를 소개했습니다. 모델을 만들고, 층을 쌓고, 학습하고, 평가하고, 예측합니다. 순서는 지금도 같습니다. 이 섹션은 같은 길을 오늘의 코드로 가고, 글의 코드가 멈추는 세 군데에서는 옛 줄과 그 오류를 곁에 놓습니다. 글에 없던 것도 하나 더합니다. 결과가 좋은지 판단하는 법입니다.
#
# 유닛, 손실, 기울기가 무엇인지는 [0-1](0-1_what_a_network_does.ipynb)에서 그림과 수로 설명했습니다. 여기서는 필요한 곳에서 짧게 되짚습니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 층을 쌓아 모델을 **만들고** 파라미터 수를 **셉니다**.
# - 모델을 **학습하고**, 기준선과 검증 데이터로 결과를 **판단합니다**.
# - 모델이 내놓은 확률을 클래스 이름으로 **바꿉니다**.

# %% [markdown] tags=["en"]
# The post from 2020 introduces Keras with eight pieces of code: make a model, stack layers, train, evaluate, predict. The order is still the same. This section goes the same way with today's code. In three places the code of the post stops; there the old line stands beside the new one, with its error. And something is added that the post leaves out: how to tell whether a result is any good.
#
# What a unit, a loss and a gradient are is explained in [0-1](0-1_what_a_network_does.ipynb), with pictures and numbers. Here each is recalled in a few words where you need it.
#
# After this section you can:
#
# - **build** a model by stacking layers, and **count** its parameters;
# - **train** a model and **judge** the result, with a baseline and with validation data;
# - **turn** the probabilities that it returns into class names.

# %% [markdown] tags=["ko"]
# ## 데이터: 사진 12,000장
#
# Fashion-MNIST는 옷 사진입니다. 사진마다 무엇이 찍혔는지 말해 주는 정답, 곧 레이블(label)이 있습니다. 코스 안에 12,000장이 들어 있어서 인터넷 연결이 필요 없습니다. 10,000장은 학습용이고 2,000장은 테스트용입니다. 테스트 사진은 뒤의 절반만 꺼냅니다. 앞의 1,000장은 마지막 연습 문제를 위해 남겨 둡니다.

# %% [markdown] tags=["en"]
# ## The data: 12,000 pictures
#
# Fashion-MNIST holds pictures of clothes. Each has a label, the right answer, that says what it shows. 12,000 of them come with the course, so you need no internet connection: 10,000 to train on and 2,000 for testing. Of the test pictures, take the second half only. The first 1,000 are kept for the last exercise.

# %%
import keras
import numpy as np
from keras import layers

from utils import plots
from utils.data import class_names, fashion_mnist

(train_pictures, y_train), (test_pictures, y_test) = fashion_mnist()
test_pictures, y_test = test_pictures[1000:], y_test[1000:]
print(train_pictures.shape, train_pictures.dtype, train_pictures.min(), train_pictures.max())
print(y_train.shape, y_train[:5])

# %% [markdown] tags=["ko"]
# 사진 한 장은 28행 28열의 정수입니다. 0은 빈 곳, 255는 가장 진한 곳입니다. 레이블은 0부터 9까지의 정수이고, `class_names()`가 그 정수를 이름으로 바꿉니다.

# %% [markdown] tags=["en"]
# One picture is 28 rows of 28 integers, from 0 where it is empty to 255 where it is darkest. A label is an integer from 0 to 9, and `class_names()` gives its name.

# %%
plots.show_pictures(train_pictures[:10], [class_names()[label] for label in y_train[:10]])

# %% [markdown] tags=["ko"]
# 가중치의 기울기는 오차에 입력을 곱한 것입니다(0-1). 입력이 255까지 커지면 한 단계도 그만큼 커져서 학습이 날뜁니다. 그래서 255로 나누어 0과 1 사이의 수로 바꿉니다. 글에 나오는 이름 `x_train`과 `x_test`는 이 배열입니다.

# %% [markdown] tags=["en"]
# The gradient of a weight is the error times the input (0-1). With inputs of up to 255, each step would be that much longer, and training would jump about. So divide by 255: every pixel is between 0 and 1. The names `x_train` and `x_test` of the post mean these arrays.

# %%
x_train = train_pictures.astype("float32") / 255
x_test = test_pictures.astype("float32") / 255
print(x_train.dtype, x_train.min(), x_train.max())

# %% [markdown] tags=["ko"]
# ### 기준선
#
# 모델을 만들기 전에, 아무것도 배우지 않고 얻는 점수부터 알아 둡니다. 클래스는 열 개입니다. 얼마쯤일까요?

# %% [markdown] tags=["en"]
# ### The baseline
#
# Before you build anything, find out what accuracy you get without learning anything. There are ten classes.

# %%
choose("1-1-q1")

# %% tags=["solution"] exercise="1-1-q1"
check("1-1-q1", "b")

# %%
print(np.bincount(y_train))
print("always", class_names()[0], np.mean(y_test == 0))

# %% [markdown] tags=["ko"]
# `np.bincount`는 레이블마다 몇 장인지 셉니다. 클래스마다 1,000장으로 똑같습니다. 그래서 한 가지만 늘 답하면 열 장 가운데 한 장을 맞힙니다. 이것이 **기준선**(baseline) 0.1입니다. 앞으로 나오는 정확도는 모두 이 수와 비교해 읽으세요.

# %% [markdown] tags=["en"]
# `np.bincount` counts how often each label comes up: 1,000 times, all ten of them. So whoever always gives the same answer is right for one picture in ten. This is the **baseline**, 0.1. Read every accuracy that follows beside this number.

# %% [markdown] tags=["ko"]
# ## 모델을 만들고 층을 쌓기
#
# 케라스의 중심은 모델(model)이고, 모델은 층(layer)으로 이루어집니다. 가장 단순한 모델은 층을 한 줄로 쌓은 `Sequential`이고, `add`가 맨 끝에 층을 하나 더 잇습니다. 여기서는 네 줄이면 됩니다.
#
# - `Input`은 사진 한 장의 형태(shape)를 정합니다. 28행 28열입니다.
# - `Flatten`은 28 × 28을 길이 784인 벡터로 폅니다.
# - `Dense`는 0-1의 `x @ W + b`입니다. 유닛 64개가 저마다 784개의 수에 가중치를 곱해 더하고, 편향을 더합니다. 활성화 함수 `relu`는 음수를 0으로 바꿉니다. 이 층은 입력과 출력 사이에 있으므로 은닉층이라고 합니다.
# - 마지막 `Dense`의 유닛 10개는 클래스마다 하나입니다.

# %% [markdown] tags=["en"]
# ## Make a model, stack layers
#
# At the centre of Keras stands the model, and a model is made of layers. The simplest one is `Sequential`, a plain stack; `add` adds one more layer at the end. Four of them will do here.
#
# - `Input` states the shape of one picture: 28 rows of 28.
# - `Flatten` lays 28 × 28 out as one vector of length 784.
# - `Dense` is `x @ W + b` from 0-1. Each of its 64 units multiplies all 784 numbers by weights, adds them up, and adds its bias. The activation function `relu` turns what is below 0 into 0. It stands between input and output, so it is a hidden layer.
# - The 10 units of the last `Dense` are one for each class.

# %%
model = keras.Sequential()
model.add(keras.Input(shape=(28, 28)))
model.add(layers.Flatten())
model.add(layers.Dense(units=64, activation="relu"))
model.add(layers.Dense(units=10, activation="softmax"))
model.summary()

# %% [markdown] tags=["ko"]
# `summary`는 층마다 출력의 형태와 파라미터(가중치와 편향)의 수를 보여 줍니다. `Input`은 계산을 하지 않아 표에 나오지 않습니다. `(None, 784)`의 `None`은 사진의 수이고, 아직 정해지지 않았다는 뜻입니다. 몇 장을 넣어도 됩니다.
#
# 유닛 64개는 우리가 고른 수입니다. 적으면 옷을 가려낼 여지가 적고, 많으면 느리고 학습 데이터를 외워 버리기 쉽습니다. 아래 실험실에서 바꾸어 봅니다.
#
# 마지막 층의 `softmax`는 수 10개를 확률 10개로 바꿉니다. 수 네 개로 해 봅시다.

# %% [markdown] tags=["en"]
# `summary` shows the shape of each layer's output and counts parameters, that is weights and biases. `Input` computes nothing and is not in the table. The `None` in `(None, 784)` stands for the number of pictures, which is still open: any number of them may go in.
#
# The 64 units are a choice. With fewer there is less room to tell clothes apart; with more it takes longer, and learning by heart gets easier. You will try it in the lab below.
#
# The `softmax` of the last layer turns ten numbers into ten probabilities. Here it is for four.

# %%
numbers = np.array([2.0, 1.0, 0.0, -1.0])
powers = np.exp(numbers)
print((powers / powers.sum()).round(2))

# %% [markdown] tags=["ko"]
# 모두 0보다 크고 합은 1이며, 가장 큰 수가 가장 큰 확률이 됩니다. 클래스가 둘일 때 0-1의 `sigmoid`가 하던 일을 클래스가 여럿일 때는 `softmax`가 합니다.
#
# 층의 목록을 `Sequential`에 바로 넘겨도 같은 모델이 됩니다. 앞으로 새 모델이 여러 번 필요하니 함수 `new_model`에 담아 둡니다. 부를 때마다 가중치가 무작위로 새로 정해집니다. `Dense`의 첫 인수는 `units`여서 이름을 빼고 적어도 됩니다. 형태는 튜플(tuple)로 적습니다. 사진이라면 `(28, 28)`이고, 길이 784인 벡터라면 `(784,)`입니다. 수가 하나뿐이어도 쉼표가 있어야 튜플입니다.

# %% [markdown] tags=["en"]
# All are above 0, they add up to 1, and the largest number gets the largest probability. With two classes `sigmoid` did this in 0-1; with more of them it is `softmax`.
#
# A list of layers can also go straight into `Sequential`; the model is the same. You will need a new one several times, so put it into a function, `new_model`. Each call draws fresh random weights. The first argument of `Dense` is `units`, so its name may be left out. A shape is written as a tuple: `(28, 28)` for a picture, and `(784,)` for a vector of length 784. Even with a single number, it takes the comma to make a tuple.

# %%
def new_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])

# %% [markdown] tags=["ko"]
# ### 연습 1-1-a
#
# 이미 펴진 사진을 받는 모델 `stack`을 만드세요.
#
# - 입력은 길이 784인 벡터입니다.
# - 은닉층(hidden layer)은 하나이고, 유닛 64개와 `relu`를 씁니다.
# - 출력은 본문의 모델과 같은 방법으로 만든 확률 10개이고, 합은 1입니다.

# %% [markdown] tags=["en"]
# ### Exercise 1-1-a
#
# Build a model `stack` that takes pictures which are flat already.
#
# - The input is a vector of length 784.
# - There is one hidden layer, with 64 units and `relu`.
# - The output is 10 probabilities, which add up to 1. They are made as in the model of the lesson.

# %% tags=["starter"] exercise="1-1-a"
stack = ...

# %% tags=["wrong"] exercise="1-1-a"
stack = keras.Sequential([keras.Input((784,)), layers.Dense(64), layers.Dense(10)])

# %% tags=["wrong"] exercise="1-1-a"
stack = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])

# %% tags=["wrong"] exercise="1-1-a"
stack = keras.Sequential([keras.Input((28, 28)), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])

# %% tags=["wrong"] exercise="1-1-a"
stack = keras.Sequential([keras.Input((784,)), layers.Dense(64), layers.Dense(10, activation="softmax")])

# %% tags=["wrong"] exercise="1-1-a"
stack = keras.Sequential([keras.Input((784,)), layers.Dense(10, activation="softmax")])

# %% tags=["wrong"] exercise="1-1-a"
stack = keras.Sequential([keras.Input((784,)), layers.Dense(64, "relu"), layers.Dense(10, "sigmoid")])

# %% tags=["wrong"] exercise="1-1-a"
stack = keras.Sequential([keras.Input((784,)), layers.Dense(64, "relu"), layers.Dense(10, "softmax"), layers.Softmax()])

# %% tags=["wrong"] exercise="1-1-a"
stack = keras.Sequential()
stack = stack.add(keras.Input((784,)))

# %% tags=["wrong"] exercise="1-1-a"
class Stack(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(64, activation="relu")
        self.answer = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.answer(np.maximum(self.hidden(x), 0))

stack = Stack()
stack(np.zeros((1, 784)))

# %% tags=["right"] exercise="1-1-a"
keras.config.set_dtype_policy("mixed_float16")
stack = keras.Sequential([keras.Input((784,)), layers.Dense(64, "relu"), layers.Dense(10, "softmax")])
keras.config.set_dtype_policy("float32")

# %% tags=["right"] exercise="1-1-a"
pixels = keras.Input((784,))
stack = keras.Model(pixels, layers.Softmax()(layers.Dense(10)(layers.Dense(64, "relu")(pixels))))

# %% tags=["right"] exercise="1-1-a"
stack = keras.Sequential()
stack.add(keras.Input(shape=(784,)))
stack.add(layers.Dense(64))
stack.add(layers.ReLU())
stack.add(layers.Dense(10))
stack.add(layers.Activation("softmax"))

# %% tags=["right"] exercise="1-1-a"
stack = keras.Sequential([layers.Dense(64, activation=keras.activations.relu), layers.Dense(10, activation="softmax")])
stack.build((None, 784))

# %% tags=["right"] exercise="1-1-a"
class Stack(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(64, activation="relu")
        self.answer = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.answer(self.hidden(x))

stack = Stack()
stack(np.zeros((1, 784)))

# %% tags=["right"] exercise="1-1-a"
stack = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])
stack(np.zeros((1, 784)))

# %% tags=["right"] exercise="1-1-a"
flat = keras.Input((784,), name="flat")
hidden = layers.Dense(64, activation="relu", use_bias=False)(flat)
stack = keras.Model({"flat": flat}, {"answer": layers.Dense(10, activation="softmax")(hidden)})

# %% tags=["solution"] exercise="1-1-a"
stack = keras.Sequential([
    keras.Input((784,)),
    layers.Dense(64, activation="relu"),
    layers.Dense(10, activation="softmax"),
])

# %%
check("1-1-a", stack)

# %% [markdown] tags=["ko", "solution"]
# 입력이 이미 벡터이므로 `Flatten`은 필요 없습니다. 나머지는 `new_model`과 같습니다. `add`를 차례로 불러도 됩니다.

# %% [markdown] tags=["en", "solution"]
# The input is a vector already, so there is no need for `Flatten`. The rest is as in `new_model`. Calling `add` for each layer does just as well.

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: 오타 하나, 경고 하나
#
# 글의 코드에는 `Input`도 `Flatten`도 없고, `input_shape`가 `input_shaoe`로 잘못 적혀 있습니다. 그대로 실행하면 멈춥니다. 그래서 `with expect_error(ValueError):` 아래에 둡니다. `expect_error`는 이 코스의 것입니다. 일부러 실패시키는 줄의 오류를 한 줄로 보여 주고, 노트북이 계속 실행되게 합니다. 괄호 안에는 나올 오류의 종류를 적습니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: one typo, one warning
#
# The post has neither `Input` nor `Flatten`, and `input_shape` is spelled `input_shaoe`. As it stands the line fails, so here it is put below `with expect_error(ValueError):`. `expect_error` belongs to the course: where a line is meant to fail, it shows the error in one line, and the notebook goes on. In parentheses stands the kind of error to expect.

# %%
from keras.layers import Dense
from keras.models import Sequential

model = Sequential()
with expect_error(ValueError):
    model.add(Dense(units=64, activation='relu', input_shaoe=(28,28)))

# %% [markdown] tags=["ko"]
# 케라스는 모르는 인수(argument)를 못 본 척하지 않습니다. 오타를 고치면 실행되지만 경고(warning)가 나옵니다. 입력의 형태는 `Input`으로 따로 적으라는 말입니다.

# %% [markdown] tags=["en"]
# Keras does not pass over an argument that it does not know. With the typo fixed the line runs, but it draws a warning: the shape of the input belongs into an `Input` of its own.

# %%
model = Sequential()
with expect_error(UserWarning):
    model.add(Dense(units=64, activation='relu', input_shape=(28,28)))
model.add(Dense(units=10, activation='softmax'))

# %% [markdown] tags=["ko"]
# 경고보다 큰 문제가 남았습니다. 이 모델에는 `Flatten`이 없습니다. 마지막 층의 유닛은 10개입니다. 사진 한 장을 넣으면 수가 몇 개 나올까요?

# %% [markdown] tags=["en"]
# There is a larger problem than the warning. This model has no `Flatten`. Its last layer has 10 units. How many numbers come out for one picture?

# %%
choose("1-1-q2")

# %% tags=["solution"] exercise="1-1-q2"
check("1-1-q2", "c")

# %%
picture = x_train[:1]
only_row_14 = np.zeros_like(picture)
only_row_14[:, 14] = picture[:, 14]
before, after = model.predict(picture, verbose=0)[0], model.predict(only_row_14, verbose=0)[0]
print(before.shape)
print(f"answer of row 14 changes by {np.abs(after[14] - before[14]).max():.3f}")
print(f"answer of row 15 changes by ≈ {np.abs(after[15] - before[15]).max():.3f}")

# %% tags=["proof"]
assert np.abs(after[14] - before[14]).max() < 1e-5 and np.abs(after[15] - before[15]).max() > 1e-3

# %% [markdown] tags=["ko"]
# `predict`는 사진을 넣어 출력을 받는 메서드입니다. 28 × 10, 곧 280개가 나왔습니다. `Dense`는 입력의 **마지막 축**에만 작용하기 때문입니다. 28개의 행(row)을 따로따로 보고 행마다 10개의 수를 내놓습니다. 14번 행만 남기고 나머지를 0으로 지워도 그 행의 답이 그대로인 것이 증거입니다. 사진 전체에 대한 답은 어디에도 없습니다. 그래서 오늘의 코드에는 `Flatten`이 있습니다.

# %% [markdown] tags=["en"]
# `predict` is the method that takes pictures and returns the outputs. It gave 28 × 10, that is 280 numbers, because `Dense` works on the **last axis** only. It looks at each of the 28 rows on its own and returns 10 numbers for each. The proof: wipe out every row but number 14, and the answer of that row stays the same. Nowhere is there one answer for the whole picture. That is why today's code has a `Flatten`.

# %% [markdown] tags=["ko"]
# ## 파라미터 세기
#
# 학습으로 바뀌는 수, 곧 가중치(weight)와 편향(bias)을 모두 파라미터(parameter)라고 합니다. 층 하나의 파라미터는 손으로 셀 수 있습니다. `Dense`의 유닛 하나는 입력마다 가중치를 하나씩 갖고, 편향을 하나 더 갖습니다. `count_params`는 모델의 파라미터 수를 돌려줍니다.

# %% [markdown] tags=["en"]
# ## Count the parameters
#
# The numbers that training changes, weights and biases, are called parameters. You can count those of a layer by hand: a unit of `Dense` has one weight for each of its inputs, and one bias on top. `count_params` is the model's own count.

# %%
hidden = 784 * 64 + 64
output = 64 * 10 + 10
print(hidden, output, hidden + output)
print(new_model().count_params())

# %% [markdown] tags=["ko"]
# ### 연습 1-1-b
#
# 입력이 784개, 은닉층의 유닛이 32개, 출력이 10개인 모델이 있습니다. 두 층은 모두 `Dense`입니다. 파라미터는 모두 몇 개일까요? 모델을 만들지 말고 계산해서 `parameters`에 넣으세요.

# %% [markdown] tags=["en"]
# ### Exercise 1-1-b
#
# A model has 784 inputs, one hidden layer of 32 units and 10 outputs. Both layers are `Dense`. How many parameters does it have in all? Work it out without building the model, and put the number into `parameters`.

# %% tags=["starter"] exercise="1-1-b"
parameters = ...

# %% tags=["wrong"] exercise="1-1-b"
parameters = 784 * 32 + 32 * 10

# %% tags=["wrong"] exercise="1-1-b"
parameters = 784 * 32 + 32

# %% tags=["wrong"] exercise="1-1-b"
parameters = 784 * 32 + 784 + 32 * 10 + 32

# %% tags=["wrong"] exercise="1-1-b"
parameters = 784 + 32 + 10

# %% tags=["wrong"] exercise="1-1-b"
parameters = 784 * 64 + 64 + 64 * 10 + 10

# %% tags=["wrong"] exercise="1-1-b"
parameters = 784 * 32 + 32 + 32 * 10

# %% tags=["wrong"] exercise="1-1-b"
parameters = 784 * 32 + 32 + 784 * 10 + 10

# %% tags=["wrong"] exercise="1-1-b"
parameters = 25,450

# %% tags=["right"] exercise="1-1-b"
parameters = 785 * 32 + 33 * 10

# %% tags=["right"] exercise="1-1-b"
parameters = sum((inputs + 1) * units for inputs, units in [(784, 32), (32, 10)])

# %% tags=["solution"] exercise="1-1-b"
parameters = (784 * 32 + 32) + (32 * 10 + 10)

# %%
check("1-1-b", parameters)

# %% [markdown] tags=["ko", "solution"]
# 은닉층이 25,120개, 출력층이 330개입니다. 파라미터의 거의 전부가 첫 층에 있습니다. 첫 층이 픽셀 784개를 모두 받기 때문입니다.

# %% [markdown] tags=["en", "solution"]
# The hidden layer has 25,120 and the output layer 330. Nearly all parameters sit in the first layer, because that one takes all 784 pixels.

# %% [markdown] tags=["ko"]
# ## 학습 방법 정하기: `compile`
#
# 학습하려면 두 가지를 정해야 합니다. 첫째는 손실 함수(loss function)입니다. 답이 얼마나 틀렸는지를 수 하나로 나타냅니다. 교차 엔트로피(cross-entropy)는 **정답인 클래스에 준 확률**만 보고, 그 로그에 음의 부호를 붙입니다. 그 확률이 0.7, 0.1, 0.01이면 다음과 같습니다.

# %% [markdown] tags=["en"]
# ## Say how to train: `compile`
#
# To train, you have to settle two things. The first is the loss function, which says in one number how wrong the answers are. Cross-entropy looks at the **probability given to the right class** and takes minus its logarithm. If that probability is 0.7, 0.1 or 0.01:

# %%
print((-np.log([0.7, 0.1, 0.01])).round(2))

# %% [markdown] tags=["ko"]
# 열 클래스에 모두 0.1을 주는 모델의 손실은 2.30입니다. 아직 배우지 않은 모델은 이 근처에서 시작합니다.
#
# 둘째는 옵티마이저(optimizer)입니다. 손실이 줄어드는 쪽, 곧 기울기의 반대쪽으로 가중치를 한 단계씩 바꿉니다. 한 단계에 얼마나 멀리 가는지는 **학습률**(learning rate)이 정합니다. 너무 작으면 학습이 더디고, 너무 크면 골짜기를 건너뛰어 손실이 줄지 않습니다. `"sgd"`는 0-1에서 본 경사 하강법입니다. 이름만 적으면 학습률은 기본값인 0.01입니다.
#
# 평가 지표(metric)는 사람이 읽는 값이고 학습에는 영향을 주지 않습니다. 정확도(accuracy)는 확률이 가장 큰 클래스가 정답인 사진의 비율입니다. 0.85면 100장 가운데 85장입니다.

# %% [markdown] tags=["en"]
# A model that gives each of ten classes 0.1 has a loss of 2.30. That is about where a model begins that has learned nothing yet.
#
# The second is the optimizer. Step by step it changes the weights so that the loss falls, against the gradient. How far one step goes is set by the **learning rate**. Too small, and training drags on; too large, and it leaps across the valley and the loss does not fall. The name `"sgd"` means the gradient descent of 0-1, with a learning rate of 0.01.
#
# A metric is for people to read and has no part in training. The accuracy is the share of pictures for which the class with the largest probability is the right one: 0.85 means 85 of 100.

# %%
model = new_model()
model.compile(loss="sparse_categorical_crossentropy", optimizer="sgd", metrics=["accuracy"])
print(model.optimizer.name, f"{float(model.optimizer.learning_rate):.2f}")

# %% [markdown] tags=["ko"]
# ### 레이블을 적는 두 가지 방법
#
# 손실 함수의 이름 `sparse_categorical_crossentropy`에서 `categorical`은 여러 클래스 가운데 하나를 고르는 문제라는 뜻입니다. 앞의 `sparse_`는 정답이 **정수 하나**라는 뜻입니다. 그 정수는 마지막 층에서 정답 유닛의 자리이고, 0부터 셉니다. `sparse_`가 없는 `categorical_crossentropy`는 정답으로 수 10개를 기대합니다. 정답 자리만 1이고 나머지는 0인 이 방법을 원-핫 인코딩(one-hot encoding)이라고 하고, `to_categorical`이 정수를 그렇게 바꿉니다.

# %% [markdown] tags=["en"]
# ### Two ways to write a label
#
# In `sparse_categorical_crossentropy`, the name of the loss, `categorical` says that the answer is one of several classes. The `sparse_` in front says that the right answer is **one integer**: the place of the right unit in the last layer, counted from 0. Without `sparse_`, `categorical_crossentropy` expects ten numbers as the answer: 1 in the place of the right class, 0 everywhere else. That is called one-hot encoding, and `to_categorical` makes it from integers.

# %%
one_hot = keras.utils.to_categorical(y_train, num_classes=10)
print(y_train[0], one_hot[0])
probabilities = model.predict(x_train[:1000], verbose=0)
with_integers = keras.losses.sparse_categorical_crossentropy(y_train[:1000], probabilities)
with_one_hot = keras.losses.categorical_crossentropy(one_hot[:1000], probabilities)
print(f"≈ {np.array(with_integers).mean():.3f}, ≈ {np.array(with_one_hot).mean():.3f}")

# %% tags=["proof"]
assert np.allclose(with_integers, with_one_hot, atol=1e-5) and 2 < np.array(with_integers).mean() < 3

# %% [markdown] tags=["ko"]
# 두 방법의 결과는 같습니다. 손실이 같고, 아직 배우지 않았으니 2.30에서 멀지 않습니다. 다음 문제는 여러분의 데이터에서 자주 만나는 일입니다.

# %% [markdown] tags=["en"]
# Both ways lead to the same place. The losses are equal, and not far from 2.30, since nothing has been learned yet. The next question is about something that happens often with data of one's own.

# %%
choose("1-1-q3")

# %% tags=["solution"] exercise="1-1-q3"
check("1-1-q3", "c")

# %% [markdown] tags=["ko"]
# ### 내 옵티마이저
#
# 설정을 바꾸려면 이름 대신 객체를 만들어 넘깁니다. `keras.optimizers.SGD`의 `learning_rate`가 학습률입니다. `momentum`은 지난 단계의 방향을 얼마나 이어 갈지 정합니다. 0.9면 90%를 이어 가므로 긴 비탈에서 빨라집니다. `nesterov=True`는 그 방향으로 한 단계 나아간 자리의 기울기를 씁니다. 옵티마이저는 이것만이 아닙니다. `"adam"`은 가중치마다 한 단계의 길이를 스스로 맞춥니다. 2-1에서 비교합니다.

# %% [markdown] tags=["en"]
# ### Your own optimizer
#
# To change a setting, make the optimizer yourself and pass that instead of a name. `learning_rate` of `keras.optimizers.SGD` is the learning rate. `momentum` says how much of the direction of the last steps to keep: with 0.9 it is nine tenths, so it gathers speed on a long slope. `nesterov=True` takes the gradient one step ahead in that direction. There are other optimizers. `"adam"` adapts the length of its step to each weight by itself; 2-1 compares them.

# %%
model.compile(
    loss="sparse_categorical_crossentropy",
    optimizer=keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True),
    metrics=["accuracy"],
)

# %% [markdown] tags=["ko"]
# ### 연습 1-1-c
#
# `new_model()`로 모델 `tuned`를 만들고 `compile`하세요.
#
# - 옵티마이저는 `SGD`이고, 학습률은 0.05, 모멘텀은 0.9입니다.
# - 손실 함수는 정수 레이블에 맞는 교차 엔트로피입니다.
# - 평가 지표는 정확도입니다.

# %% [markdown] tags=["en"]
# ### Exercise 1-1-c
#
# Make a model `tuned` with `new_model()`, and `compile` it.
#
# - The optimizer is `SGD` with learning rate 0.05 and momentum 0.9.
# - The loss is the cross-entropy that fits integer labels.
# - The metric is accuracy.

# %% tags=["starter"] exercise="1-1-c"
tuned = ...

# %% tags=["wrong"] exercise="1-1-c"
tuned = new_model()

# %% tags=["wrong"] exercise="1-1-c"
tuned = new_model()
tuned.compile(optimizer="sgd", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

# %% tags=["wrong"] exercise="1-1-c"
tuned = new_model()
tuned.compile(keras.optimizers.Adam(0.05), "sparse_categorical_crossentropy", metrics=["accuracy"])

# %% tags=["wrong"] exercise="1-1-c"
tuned = new_model()
tuned.compile(keras.optimizers.SGD(0.05), "sparse_categorical_crossentropy", metrics=["accuracy"])

# %% tags=["wrong"] exercise="1-1-c"
tuned = new_model()
tuned.compile(keras.optimizers.SGD(0.05, momentum=0.9), "categorical_crossentropy", metrics=["accuracy"])

# %% tags=["wrong"] exercise="1-1-c"
tuned = new_model()
tuned.compile(keras.optimizers.SGD(0.05, momentum=0.9), "sparse_categorical_crossentropy")

# %% tags=["wrong"] exercise="1-1-c"
tuned = new_model().compile(keras.optimizers.SGD(0.05, momentum=0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])

# %% tags=["wrong"] exercise="1-1-c"
tuned = new_model()
tuned.compile(
    keras.optimizers.SGD(0.05, 0.9), keras.losses.SparseCategoricalCrossentropy(ignore_class=0), metrics=["accuracy"]
)

# %% tags=["wrong"] exercise="1-1-c"
tuned = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation="softmax")])
tuned.compile(keras.optimizers.SGD(0.05, 0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])

# %% tags=["wrong"] exercise="1-1-c"
tuned = new_model()
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
tuned.compile(keras.optimizers.SGD(0.05, 0.9), loss, metrics=["accuracy"])

# %% tags=["wrong"] exercise="1-1-c"
tuned = new_model()
tuned.compile(keras.optimizers.SGD(0.05, 0.9), metrics=["accuracy"])

# %% tags=["wrong"] exercise="1-1-c"
tuned = new_model()
tuned.compile(keras.optimizers.SGD(0.05, 0.9), "sparse_categorical_crossentropyy", metrics=["accuracy"])

# %% tags=["wrong"] exercise="1-1-c"
tuned = new_model()
tuned.compile(keras.optimizers.SGD(0.05, 0.9), "sparse_categorical_crossentropy", metrics=["categorical_accuracy"])

# %% tags=["right"] exercise="1-1-c"
keras.config.set_dtype_policy("mixed_float16")
tuned = new_model()
tuned.compile(keras.optimizers.SGD(0.05, 0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
keras.config.set_dtype_policy("float32")

# %% tags=["right"] exercise="1-1-c"
tuned = new_model()
tuned.compile(keras.optimizers.SGD(0.05, 0.9), keras.losses.SparseCategoricalCrossentropy(), metrics=["sparse_categorical_accuracy"])

# %% tags=["right"] exercise="1-1-c"
tuned = new_model()
tuned.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.05, momentum=0.9, nesterov=True),
    loss=keras.losses.sparse_categorical_crossentropy,
    metrics=[keras.metrics.SparseCategoricalAccuracy()],
)

# %% tags=["right"] exercise="1-1-c"
tuned = new_model()
tuned.compile(keras.optimizers.SGD(0.05, 0.9), "sparse_categorical_crossentropy", weighted_metrics=["accuracy"])

# %% tags=["solution"] exercise="1-1-c"
tuned = new_model()
tuned.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.05, momentum=0.9),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)

# %%
check("1-1-c", tuned)

# %% [markdown] tags=["ko", "solution"]
# 이름 `"sgd"`를 쓰면 학습률 0.01, 모멘텀 0인 옵티마이저가 됩니다. 설정을 바꾸려면 객체를 직접 만들어야 합니다. `compile`은 아무것도 돌려주지 않으므로, 모델을 먼저 변수에 담고 나서 부릅니다.

# %% [markdown] tags=["en", "solution"]
# The name `"sgd"` stands for learning rate 0.01 and no momentum. To change a setting, make the object yourself. `compile` returns nothing, so keep the model in a variable first and call it then.

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: 레이블과 `lr`
#
# 글의 첫 `compile`은 오늘도 실행됩니다. 문제는 학습하는 메서드 `fit`에서 드러납니다. 손실 함수는 원-핫을 기대하는데 레이블은 정수이기 때문입니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: labels, and `lr`
#
# The first `compile` of the post still runs. The trouble shows in `fit`, the method that trains: the loss expects one-hot, and the labels are integers.

# %%
model.compile(loss='categorical_crossentropy',
            optimizer='sgd',
            metrics=['accuracy'])
with expect_error(ValueError):
    model.fit(x_train, y_train, epochs=5, batch_size=32, verbose=0)

# %% [markdown] tags=["ko"]
# 오류는 두 형태가 맞지 않는다고 말합니다. 정답은 `(None,)`, 모델의 출력은 `(None, 10)`입니다. 글의 두 번째 `compile`은 바로 멈춥니다. 학습률의 옛 이름 `lr`이 사라졌기 때문입니다. 손실을 이름 대신 함수로 넘기는 것은 지금도 됩니다.

# %% [markdown] tags=["en"]
# The error says that two shapes do not fit: `(None,)` of the right answers, and `(None, 10)` of the outputs. The second `compile` of the post stops at once, since `lr`, the old name of the learning rate, is gone. Passing the loss as a function instead of a name still works.

# %%
with expect_error(ValueError):
    model.compile(loss=keras.losses.categorical_crossentropy,
                optimizer=keras.optimizers.SGD(lr=0.01, momentum=0.9, nesterov=True))

# %% [markdown] tags=["ko"]
# 여기가 절반입니다. 쉬어 가기 좋은 곳입니다. 나중에 돌아와 커널을 다시 시작했다면, 아래의 셀을 하나 고르고 메뉴 **실행 → 위의 모든 셀 실행**을 누른 다음 이어 가세요.
#
# ## 학습: `fit`
#
# `fit`은 데이터를 배치(batch)로 나누어 배치마다 한 단계씩 가중치를 고칩니다. 끝에 남는 데이터는 더 작은 배치가 되어 역시 한 단계를 이룹니다. 데이터를 한 번 다 보면 한 에포크(epoch)입니다. `validation_split=0.2`는 뒤쪽 5분의 1, 곧 2,000장을 **검증 데이터**(validation data)로 떼어 둡니다. 클래스 순서로 늘어놓은 데이터라면 먼저 섞어야 합니다. 그 사진으로는 학습하지 않고, 에포크가 끝날 때마다 손실과 정확도를 재기만 합니다. 남은 8,000장을 32장씩 나누면 한 에포크는 250단계입니다.
#
# `verbose=2`는 에포크마다 한 줄씩 출력합니다. 정확도가 0.1에서 어디까지 오를지 예상하고 실행하세요.

# %% [markdown] tags=["en"]
# This is half the way, and a good place to stop. When you come back after a restart of the kernel, select a cell below, choose **Run → Run All Above Selected Cell**, and go on from there.
#
# ## Train: `fit`
#
# `fit` cuts the data into batches and corrects the weights by one step for each. What is left over at the end makes a smaller batch, and is a step, too. Once through all data is an epoch. `validation_split=0.2` keeps the last fifth aside, 2,000 pictures, as **validation data** (so mix data that are sorted by class first): there is no training on them; the loss and the accuracy on them are measured after every epoch. The other 8,000, in batches of 32, make 250 steps an epoch.
#
# `verbose=2` prints one line an epoch. How far will the accuracy get from 0.1? Guess, then run the cell.

# %%
model = new_model()
model.compile(loss="sparse_categorical_crossentropy", optimizer="sgd", metrics=["accuracy"])
history = model.fit(x_train, y_train, epochs=5, batch_size=32, validation_split=0.2, verbose=2)

# %% tags=["proof"]
assert 0.75 < history.history["accuracy"][-1] < 0.83 and 0.75 < history.history["val_accuracy"][-1] < 0.83

# %% [markdown] tags=["ko"]
# `loss`와 `accuracy`는 학습에 쓴 사진의 값이고, `val_`이 붙은 것은 검증 사진의 값입니다. 정확도는 첫 에포크가 끝날 때 벌써 기준선의 몇 배이고, 마지막에는 0.8쯤입니다.
#
# 여러분의 수는 풀이에 있는 수와 조금 다를 수 있습니다. 컴퓨터마다 소수를 더하는 순서가 달라 마지막 자리가 달라지고, 그 차이가 수백 단계를 지나며 커지기 때문입니다. 한 컴퓨터에서도 셀을 다시 실행하면 가중치가 다른 무작위 수에서 시작합니다. 그래서 학습에서 나온 수 앞에는 `≈`를 붙입니다. 정확도가 0.01이나 0.02쯤 다르면 같은 결과로 보세요. 이 셀은 새 모델부터 만듭니다. `fit`만 다시 실행하면 처음부터가 아니라 배운 데서부터 이어서 학습합니다.

# %% [markdown] tags=["en"]
# `loss` and `accuracy` are those of the pictures that are trained on; with `val_` in front, those of the validation pictures. After one epoch the accuracy is several times the baseline already; in the end it is about 0.8.
#
# Your numbers may differ a little from those in the solutions. Computers add decimals in different orders, so the last digits differ, and over hundreds of steps that grows. On one computer, too, a cell that is run again begins with other random weights. That is why `≈` stands before each number that comes out of training. Treat accuracies that differ by 0.01 or 0.02 as equal. Note that this cell makes a new model first: run `fit` alone again, and it goes on from what was learned.

# %% [markdown] tags=["ko"]
# `fit`은 `History` 객체를 돌려줍니다. 그 안의 딕셔너리 `history`에 에포크마다의 값이 들어 있고, 곡선은 거기서 그립니다.

# %% [markdown] tags=["en"]
# `fit` returns a `History` object. Its dictionary `history` holds one value for each epoch, and the curves are drawn from it.

# %%
print(list(history.history))
print([f"≈ {accuracy:.2f}" for accuracy in history.history["val_accuracy"]])
plots.show_curves(history.history)

# %% [markdown] tags=["ko"]
# 두 곡선이 함께 좋아집니다. 처음 보는 사진도 배운 사진만큼 맞힌다는 뜻입니다. 특히 앞쪽에서 검증이 더 나은 것은 재는 때가 다르기 때문입니다. 학습 쪽은 에포크 **동안의** 평균이고, 검증 쪽은 에포크가 **끝난 뒤의** 값입니다. 또 하나, 곡선이 마지막까지 나아지고 있습니다. 더 학습하면 더 좋아질 모델입니다. 이 사실은 마지막 연습 문제에서 씁니다.

# %% [markdown] tags=["en"]
# Both curves improve together: the model does as well on new pictures as on those it learns from. The validation is even ahead, most of all at first, because the two are measured at different times: training is the average **during** the epoch, validation comes **after** it. And one more thing: both still improve at the end. This model would get better with more training. You will use that in the last exercise.

# %%
choose("1-1-q4")

# %% tags=["solution"] exercise="1-1-q4"
check("1-1-q4", "b")

# %% [markdown] tags=["ko"]
# ### 배치를 직접 넘기기: `train_on_batch`
#
# `fit`이 하는 일 가운데 한 단계만 직접 할 수도 있습니다. 새 모델에 같은 배치 32장을 200번 넘기면 그 배치의 손실은 어디까지 내려갈까요?

# %% [markdown] tags=["en"]
# ### Pass a batch yourself: `train_on_batch`
#
# You can also do a single step of what `fit` does. Give a new model the same batch of 32 pictures, 200 times. How low will the loss on that batch get?

# %%
x_batch, y_batch = x_train[:32], y_train[:32]
one_batch_model = new_model()
one_batch_model.compile(loss="sparse_categorical_crossentropy", optimizer="sgd", metrics=["accuracy"])

losses = [float(one_batch_model.train_on_batch(x_batch, y_batch)[0]) for step in range(200)]
print(f"first ≈ {losses[0]:.2f}, last ≈ {losses[-1]:.2f}")

# %% tags=["proof"]
assert losses[-1] < 0.9 < 1.9 < losses[0]

# %% [markdown] tags=["ko"]
# `train_on_batch`는 수의 목록을 돌려줍니다. 첫째가 손실이고, `compile`에서 정한 평가 지표가 뒤를 잇습니다. 200단계는 위에서 본 한 에포크보다 짧은데, 손실은 한참 더 내려갔습니다. 옷을 알게 된 것일까요, 사진 32장을 외운 것일까요?
#
# ### 사진이 200장뿐이라면
#
# 사진 수를 200장으로 줄이고 오래 학습하면 답이 드러납니다. 검증 사진은 앞과 같은 2,000장입니다. `validation_data`는 검증 데이터를 직접 넘기는 인수입니다. 네 곡선이 어떤 모양일지 먼저 그려 보세요.

# %% [markdown] tags=["en"]
# `train_on_batch` returns a list of numbers: first the loss, then the metrics that you chose in `compile`. Two hundred steps are less than one of the epochs above, and yet the loss has come down a long way. Does the model know about clothes now, or does it know 32 pictures by heart?
#
# ### Only 200 pictures
#
# Take 200 pictures and train for long, and you will see. The validation pictures are the same 2,000 as before; `validation_data` is the argument that passes them directly. Sketch the four curves before you run the cell.

# %%
few_pictures = new_model()
few_pictures.compile(
    loss="sparse_categorical_crossentropy",
    optimizer=keras.optimizers.SGD(learning_rate=0.04, momentum=0.9),
    metrics=["accuracy"],
)
validation = (x_train[8000:], y_train[8000:])
few = few_pictures.fit(
    x_train[:200], y_train[:200], epochs=30, batch_size=50, validation_data=validation, verbose=0
)
plots.show_curves(few.history)

# %% tags=["proof"]
assert few.history["accuracy"][-1] > 0.98 and 0.6 < few.history["val_accuracy"][-1] < 0.78
assert few.history["val_loss"][-1] > min(few.history["val_loss"]) + 0.03

# %% [markdown] tags=["ko"]
# 200장은 모두 맞히고, 그 손실은 0에 다가갑니다. 그런데 검증 손실은 어느 에포크부터 **올라가고**, 검증 정확도는 0.7쯤에서 멈춥니다. 이것이 **과적합**(overfitting)입니다. 두 곡선이 벌어지는 것으로 알아봅니다. 학습 정확도만 보았다면 완벽한 모델인 줄 알았을 것입니다. 무엇을 하면 가장 나아질까요?

# %% [markdown] tags=["en"]
# It is right on all 200, and the loss on them goes towards 0. But from some epoch on the validation loss **climbs**, and the validation accuracy stays at about 0.7. This is **overfitting**, and two curves that part are how you see it. From the training accuracy alone you would think that the model is perfect. What would help most?

# %%
choose("1-1-q5")

# %% tags=["solution"] exercise="1-1-q5"
check("1-1-q5", "b")

# %% [markdown] tags=["ko"]
# ## 평가: `evaluate`
#
# 모델을 고르는 동안에는 검증 데이터를 봅니다. 다 고른 다음 **한 번** 보는 것이 테스트 데이터입니다. `evaluate`는 가중치를 바꾸지 않고 손실과 평가 지표만 계산합니다. 위에서 `fit`으로 학습한 `model`을 평가합니다.

# %% [markdown] tags=["en"]
# ## Evaluate: `evaluate`
#
# While you choose, look at the validation data. Once you have chosen, look at the test data, **once**. `evaluate` works out loss and metrics, and leaves the weights alone. Here it is for the `model` that `fit` has trained above.

# %%
loss_and_metrics = model.evaluate(x_test, y_test, batch_size=128, verbose=0)
print(f"loss ≈ {loss_and_metrics[0]:.2f}, accuracy ≈ {loss_and_metrics[1]:.2f}")
scores = model.evaluate(x_test, y_test, verbose=0, return_dict=True)
print({name: f"≈ {value:.2f}" for name, value in scores.items()})

# %% tags=["proof"]
assert 0.75 < loss_and_metrics[1] < 0.85

# %% [markdown] tags=["ko"]
# 글의 `loss_and_metrics`는 이름 그대로 손실과 평가 지표이고, 목록에 담겨 있습니다. `return_dict=True`를 쓰면 이름을 키로 하는 딕셔너리가 됩니다. 정확도는 검증 정확도와 비슷하고, 기준선 0.1보다 훨씬 높습니다.

# %% [markdown] tags=["en"]
# As its name says, `loss_and_metrics` of the post holds the loss and the metrics, in a list. With `return_dict=True` it is a dictionary with names. The accuracy is about what the validation promised, and far above the baseline of 0.1.

# %% [markdown] tags=["ko"]
# ## 예측: `predict`
#
# 사진 한 장이 무엇인지 물어봅시다. `predict`는 사진 한 장이 아니라 사진의 **배치**를 받습니다. 그래서 한 장이어도 맨 앞에 배치 축이 있어야 합니다. `x_test[0]`은 사진이고, `x_test[:1]`은 사진 한 장으로 된 배치입니다.

# %% [markdown] tags=["en"]
# ## Predict: `predict`
#
# Ask what one picture shows. `predict` takes a **batch** of pictures, so even a single one needs the batch axis in front. `x_test[0]` is a picture; `x_test[:1]` is a batch of one.

# %%
print(x_test[0].shape, x_test[:1].shape)
print([f"≈ {p:.2f}" for p in model.predict(x_test[:1], verbose=0)[0]])

with expect_error(ValueError):
    new_model().predict(x_test[0], verbose=0)

# %% [markdown] tags=["ko"]
# 배치 축이 없으면 마지막 줄처럼 형태가 맞지 않는다는 오류가 납니다. 이미 여러 번 쓴 모델이라면 문장이 다르지만 원인은 같습니다. 사진이 한 장뿐이라면 `picture[None]`으로 축을 붙입니다.
#
# 글의 마지막 줄은 `predict`가 돌려준 것을 `classes`라고 부릅니다. 테스트 사진 1,000장을 넣으면 어떤 형태의 배열이 나올지 예상해 보세요.

# %% [markdown] tags=["en"]
# Without the batch axis you get the error of the last line: the shapes do not fit. A model that has been used before gives a differently worded error for the same reason. If all you have is one picture, `picture[None]` adds that axis.
#
# The last line of the post calls what `predict` returns `classes`. Guess the shape of the array that comes out for 1,000 test pictures.

# %%
classes = model.predict(x_test, batch_size=128, verbose=0)
print(classes.shape)
print(classes.sum(axis=-1)[:5].round(3))

# %% [markdown] tags=["ko"]
# 클래스가 아니라 확률입니다. 사진마다 수가 10개이고 합은 1입니다. 가장 큰 확률의 자리를 `argmax`로 찾으면 그것이 레이블입니다. `axis=-1`은 사진마다 따로 찾으라는 뜻입니다.

# %% [markdown] tags=["en"]
# They are probabilities: ten numbers for each picture, which add up to 1. The place of the largest one, found with `argmax`, is the label. `axis=-1` means: for each picture on its own.

# %%
predicted = classes.argmax(axis=-1)
print(predicted.shape, np.unique(predicted))
print(f"accuracy ≈ {np.mean(predicted == y_test):.2f}")

# %% [markdown] tags=["ko"]
# 2020년에는 `predict_classes`가 이 일을 했습니다. 지금은 없는 메서드입니다.

# %% [markdown] tags=["en"]
# In 2020 `predict_classes` did this. That method is gone.

# %%
with expect_error(AttributeError):
    model.predict_classes(x_test)

# %% [markdown] tags=["ko"]
# 픽셀에서 이름까지 왔습니다. 아래 그림은 테스트 사진 한 장과 모델의 답입니다. 초록색 막대가 정답입니다. `number`를 0부터 999까지의 다른 수로 바꾸어 보세요. 모델은 어떤 옷을 헷갈리나요?

# %% [markdown] tags=["en"]
# That is the whole way from pixels to a name. The figure shows one test picture and what the model says of it; the green bar is the right class. Set `number` to others from 0 to 999. Which clothes does the model mix up?

# %%
number = 0
plots.show_prediction(test_pictures[number], classes[number], class_names(), y_test[number])

# %% [markdown] tags=["ko"]
# ### 연습 1-1-d
#
# 함수 `to_names`를 작성하세요.
#
# - 인수는 형태가 (n, 10)인 확률 배열 하나입니다.
# - 돌려주는 값은 이름 n개로 된 목록(list)입니다. 이름은 `class_names()`에서 가져옵니다.

# %% [markdown] tags=["en"]
# ### Exercise 1-1-d
#
# Write a function `to_names`.
#
# - It takes one array of probabilities with shape (n, 10).
# - It returns a list of n names, taken from `class_names()`.

# %% tags=["starter"] exercise="1-1-d"
to_names = ...

# %% tags=["wrong"] exercise="1-1-d"
def to_names(probabilities):
    return probabilities.argmax(axis=-1)

# %% tags=["wrong"] exercise="1-1-d"
def to_names(probabilities):
    return [class_names()[label] for label in probabilities.argmax(axis=0)]

# %% tags=["wrong"] exercise="1-1-d"
def to_names(probabilities):
    return class_names()[probabilities.argmax()]

# %% tags=["wrong"] exercise="1-1-d"
def to_names(probabilities):
    return [class_names()[label + 1] for label in probabilities.argmax(axis=-1)]

# %% tags=["wrong"] exercise="1-1-d"
def to_names(probabilities):
    print([class_names()[label] for label in probabilities.argmax(axis=-1)])

# %% tags=["wrong"] exercise="1-1-d"
def to_names(probabilities):
    return [class_names()[label] for label in classes.argmax(axis=-1)]

# %% tags=["wrong"] exercise="1-1-d"
def to_names(probabilities):
    return [class_names()[label] for label in probabilities[:10].argmax(axis=-1)]

# %% tags=["wrong"] exercise="1-1-d"
def to_names(probabilities):
    return [class_names()[label] for label in probabilities.round(1).argmax(axis=-1)]

# %% tags=["wrong"] exercise="1-1-d"
def to_names(probabilities):
    names = []
    for row in probabilities:
        names.append(class_names()[row.argmax()])
        return names

# %% tags=["wrong"] exercise="1-1-d"
def to_names(probabilities):
    return [str(label) for label in probabilities.argmax(axis=-1)]

# %% tags=["right"] exercise="1-1-d"
to_names = lambda probabilities: [class_names()[int(np.argmax(row))] for row in probabilities]

# %% tags=["right"] exercise="1-1-d"
def to_names(some):
    return np.array(class_names())[np.argmax(some, axis=1)].tolist()

# %% tags=["right"] exercise="1-1-d"
def to_names(probabilities):
    return list(np.take(class_names(), np.argsort(probabilities, axis=1)[:, -1]))

# %% tags=["solution"] exercise="1-1-d"
def to_names(probabilities):
    return [class_names()[label] for label in probabilities.argmax(axis=-1)]

# %%
check("1-1-d", to_names)

# %% [markdown] tags=["ko", "solution"]
# `argmax(axis=-1)`이 사진마다 레이블을 하나씩 주고, 목록 표현식이 그 레이블을 이름으로 바꿉니다. `axis`를 빼면 배열 전체에서 가장 큰 자리 하나만 나옵니다.

# %% [markdown] tags=["en", "solution"]
# `argmax(axis=-1)` gives one label for each picture, and the list comprehension turns each label into its name. Without `axis` you get a single place: that of the largest number in the whole array.

# %% [markdown] tags=["ko"]
# ### 연습 1-1-e
#
# 글의 코드를 한데 모은 함수입니다. 지금은 오류가 납니다. 다음이 모두 되도록 고치세요.
#
# - 형태가 (28, 28)인 사진을 받아 사진 한 장마다 `softmax`로 만든 확률 10개를 돌려줍니다.
# - 은닉층의 유닛은 64개이고 `relu`를 씁니다. 유닛 하나하나가 사진 전체를 봅니다.
# - 정수 레이블로 학습할 수 있습니다. 손실 함수는 그에 맞는 교차 엔트로피입니다.
# - 옵티마이저는 글에서처럼 학습률 0.01, 모멘텀 0.9, `nesterov`인 `SGD`입니다.

# %% [markdown] tags=["en"]
# ### Exercise 1-1-e
#
# This function holds the code of the post. It fails today. Repair it, so that all of this is true:
#
# - It takes pictures of shape (28, 28) and returns 10 probabilities for each picture, made by `softmax`.
# - The hidden layer has 64 units and `relu`. Each of its units sees the whole picture.
# - It can be trained with integer labels. The loss is the cross-entropy that fits them.
# - The optimizer is the `SGD` of the post: learning rate 0.01, momentum 0.9, `nesterov`.

# %% tags=["starter"] exercise="1-1-e"
def repaired():
    model = keras.Sequential()
    model.add(layers.Dense(units=64, activation="relu", input_shaoe=(28, 28)))
    model.add(layers.Dense(units=10, activation="softmax"))
    model.compile(
        loss=keras.losses.categorical_crossentropy,
        optimizer=keras.optimizers.SGD(lr=0.01, momentum=0.9, nesterov=True),
    )
    return model

# %% tags=["wrong"] exercise="1-1-e"
def repaired():
    model = keras.Sequential()
    model.add(layers.Dense(units=64, activation="relu", input_shape=(28, 28)))
    model.add(layers.Dense(units=10, activation="softmax"))
    model.compile(
        loss=keras.losses.sparse_categorical_crossentropy,
        optimizer=keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True),
    )
    return model

# %% tags=["wrong"] exercise="1-1-e"
def repaired():
    model = keras.Sequential()
    model.add(keras.Input((28, 28)))
    model.add(layers.Flatten())
    model.add(layers.Dense(units=64, activation="relu"))
    model.add(layers.Dense(units=10, activation="softmax"))
    model.compile(
        loss=keras.losses.categorical_crossentropy,
        optimizer=keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True),
    )
    return model

# %% tags=["wrong"] exercise="1-1-e"
def repaired():
    model = keras.Sequential([keras.Input((28, 28)), layers.Flatten()])
    model.add(layers.Dense(units=64, activation="relu"))
    model.add(layers.Dense(units=10, activation="softmax"))
    model.compile(loss="sparse_categorical_crossentropy", optimizer="sgd")
    return model

# %% tags=["wrong"] exercise="1-1-e"
def repaired():
    model = keras.Sequential([keras.Input((28, 28)), layers.Flatten()])
    model.add(layers.Dense(units=64, activation="relu"))
    model.add(layers.Dense(units=10, activation="softmax"))
    model.compile("sgd", "sparse_categorical_crossentropy")

# %% tags=["wrong"] exercise="1-1-e"
def repaired():
    model = keras.Sequential([keras.Input((28, 28)), layers.Flatten()])
    model.add(layers.Dense(units=64, activation="relu6"))
    model.add(layers.Dense(units=10, activation="softmax"))
    sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
    model.compile(loss="sparse_categorical_crossentropy", optimizer=sgd)
    return model

# %% tags=["wrong"] exercise="1-1-e"
def repaired():
    model = keras.Sequential([keras.Input((28, 28)), layers.Dense(64, "relu"), layers.Flatten(), layers.Dense(10, "softmax")])
    sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
    model.compile(loss="sparse_categorical_crossentropy", optimizer=sgd)
    return model

# %% tags=["wrong"] exercise="1-1-e"
def repaired():
    model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(64, "relu"), layers.Dense(10)])
    sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
    model.compile(loss="sparse_categorical_crossentropy", optimizer=sgd)
    return model

# %% tags=["wrong"] exercise="1-1-e"
repaired = new_model()

# %% tags=["right"] exercise="1-1-e"
def repaired():
    pictures = keras.Input((28, 28))
    hidden = layers.Dense(64, "relu")(layers.Reshape((784,))(pictures))
    model = keras.Model(pictures, layers.Dense(10, "softmax")(hidden))
    model.compile(keras.optimizers.SGD(0.01, 0.9, True), keras.losses.SparseCategoricalCrossentropy())
    return model

# %% tags=["right"] exercise="1-1-e"
def repaired():
    net = new_model()
    sgd = keras.optimizers.SGD(learning_rate=1e-2, momentum=0.9, nesterov=True)
    net.compile(loss="sparse_categorical_crossentropy", optimizer=sgd, metrics=["accuracy"])
    return net

# %% tags=["right"] exercise="1-1-e"
class Clothes(keras.Model):
    def __init__(self):
        super().__init__()
        self.flatten = layers.Flatten()
        self.hidden = layers.Dense(64, activation="relu")
        self.answer = layers.Dense(10, activation="softmax")

    def call(self, pictures):
        return self.answer(self.hidden(self.flatten(pictures)))

def repaired():
    model = Clothes()
    model(np.zeros((1, 28, 28)))
    model.compile(keras.optimizers.SGD(0.01, 0.9, nesterov=True), "sparse_categorical_crossentropy")
    return model

# %% tags=["right"] exercise="1-1-e"
def repaired():
    model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(data_format="channels_first")])
    model.add(layers.Dense(units=64, activation="relu", use_bias=False))
    model.add(layers.Dense(units=10, activation="softmax"))
    sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
    model.compile(loss="sparse_categorical_crossentropy", optimizer=sgd)
    return model

# %% tags=["solution"] exercise="1-1-e"
def repaired():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28)))
    model.add(layers.Flatten())
    model.add(layers.Dense(units=64, activation="relu"))
    model.add(layers.Dense(units=10, activation="softmax"))
    model.compile(
        loss=keras.losses.sparse_categorical_crossentropy,
        optimizer=keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True),
    )
    return model

# %%
check("1-1-e", repaired)

# %% [markdown] tags=["ko", "solution"]
# 고친 곳은 네 군데입니다. 오타를 없애고 `Input`을 쓰고, `Flatten`을 넣고, 손실 함수를 정수 레이블에 맞추고, `lr`을 `learning_rate`로 바꾸었습니다. 함수를 부를 때 바로 오류를 내는 것은 오타와 `lr`입니다. 손실 함수는 `fit`에 가서야 오류를 냅니다. `Flatten`이 없는 것은 오류를 내지 않습니다. 출력의 형태만 달라집니다.

# %% [markdown] tags=["en", "solution"]
# Four repairs: `Input` in place of the typo, `Flatten`, a loss that fits integer labels, and `learning_rate` for `lr`. The typo and `lr` fail as soon as the function is called. The loss fails no earlier than in `fit`. A missing `Flatten` raises no error at all: only the shape of the output differs.

# %% [markdown] tags=["ko"]
# ## 30초 실험실
#
# 아래 실험실은 사진 2,000장으로 작은 모델을 학습하고, 에포크마다 학습 정확도와 검증 사진 1,000장의 정확도를 그립니다. 실행마다 설정이 적힌 버튼이 남고, 누르면 그 설정이 돌아옵니다. 고른 실행은 굵은 선, 그 앞에 고른 실행은 끊긴 선입니다. **먼저** 학습률을 3.0까지 올리고 **학습** 버튼을 누르세요. 다음에는 0.001로 내리고 다시 누릅니다. **눈여겨볼 것**은 학습률이 너무 작을 때와 너무 클 때 곡선이 어떻게 다른가입니다. 둘 다 정확도가 낮다면 무엇으로 구별할까요?

# %% [markdown] tags=["en"]
# ## The 30-second lab
#
# The lab trains a small model on 2,000 pictures and draws, after every epoch, the accuracy in training and on 1,000 validation pictures. Each run leaves a button with its settings, which brings them back. The chosen run is drawn out, the one chosen before it dashed. **Try first**: move the learning rate up to 3.0 and press **Train**. Then take it down to 0.001 and press again. **Notice** how a learning rate that is too small differs from one that is too large. If both end with a low accuracy, how do you tell them apart?

# %%
lab("30 seconds")

# %% [markdown] tags=["ko"]
# 학습률 0.001의 곡선은 에포크마다 조금씩 고르게 오르고, 끝에서도 오르는 중입니다. 더 오래 학습하거나 학습률을 올리면 됩니다. 3.0의 곡선은 오르지 않고 기준선 0.1에 머뭅니다. 처음 몇 단계에 가중치가 너무 멀리 가 버려서 어떤 사진에도 같은 답을 합니다. 더 학습해도 소용없고, 학습률을 내려야 합니다. 그 사이에 있는 0.3은 오르다가 출렁입니다.
#
# 배치 크기와 유닛의 수도 바꾸어 보세요. 학습률 0.03에서 배치 크기를 512로 하면 한 에포크가 63단계에서 4단계로 줄고, 학습률이 너무 작을 때와 비슷한 곡선이 됩니다. 단계가 적으면 그만큼 덜 갑니다.
#
# 결과가 나쁠 때 먼저 해 볼 일을 모으면 이렇습니다. 손실이 날뛰거나 정확도가 기준선에 머물면 학습률을 줄입니다. 곡선이 아직 나아지고 있으면 더 학습하거나 학습률을 키웁니다. 학습과 검증의 곡선이 벌어지면 학습 데이터를 늘리거나 가장 좋은 에포크에서 멈춥니다.

# %% [markdown] tags=["en"]
# The curve of 0.001 climbs evenly, a little with every epoch, and is still climbing at the end. Train for longer, or raise the learning rate. The curve of 3.0 does not climb; it stays at the baseline of 0.1. In the first few steps the weights went so far off that the model gives the same answer for every picture. More training is of no use: lower the learning rate. In between, 0.3 climbs and then wavers.
#
# Change the batch size and the units as well. At a learning rate of 0.03, a batch size of 512 leaves 4 steps an epoch instead of 63, and the curve looks like that of a learning rate that is too small. With fewer steps you do not get as far.
#
# So this is what to try first when a result is bad. Does the loss jump, or the accuracy stay at the baseline? Lower the learning rate. Is the curve still improving? Train for longer, or raise the learning rate. Do the curves of training and validation part? Take more training data, or stop at the best epoch.

# %% [markdown] tags=["ko"]
# ### 연습 1-1-f
#
# 이 섹션의 모델보다 나은 모델을 만들어 보세요. 본문의 `model`은 검증 정확도가 0.79쯤, 남겨 둔 사진에서는 0.77쯤입니다.
#
# - `better`는 형태가 (28, 28)인 사진을 받아 확률 10개를 내놓는, 학습이 끝난 케라스 모델입니다.
# - `x_train`과 `y_train`으로 `fit`하고, `validation_split=0.2`로 두 곡선을 보세요.
# - 목표는 검증 정확도 0.82입니다. 옵티마이저의 설정, 에포크와 배치 크기, 유닛의 수는 마음대로 고릅니다. 단서는 곡선에 있습니다. 본문의 모델은 마지막까지 나아지고 있었습니다. 곡선이 출렁이면 한 단계가 너무 깁니다.
#
# `check`는 남겨 둔 테스트 사진 1,000장에서 정확도를 잽니다. 처음에 빼 둔 사진이니 그것으로 학습하거나 고르지 마세요. 검증 사진을 외우게 해도 소용이 없습니다. 남겨 둔 사진에서는 0.79면 됩니다. 검증 데이터를 보며 고른 모델은 새 사진에서 조금 못하기 마련이고, 사진 1,000장이 달라지는 것만으로도 0.02쯤은 달라집니다.

# %% [markdown] tags=["en"]
# ### Exercise 1-1-f
#
# Beat the model of this section. The `model` of the lesson came to a validation accuracy of about 0.79; on the pictures that were kept it would get about 0.77.
#
# - `better` is a trained Keras model that takes pictures of shape (28, 28) and gives 10 probabilities.
# - Train it with `fit` on `x_train` and `y_train`, and use `validation_split=0.2` to see both curves.
# - The target is a validation accuracy of 0.82. The settings of the optimizer, epochs, batch size and units are yours to choose. There is a clue in the curves: the model of the lesson was still getting better at the end. And if a curve jumps up and down, the steps are too long.
#
# The `check` measures the accuracy on the 1,000 test pictures that were kept. They were left out at the beginning: do not train on them, nor choose by them. A model that knows the validation pictures by heart gains nothing. On these, 0.79 will do: a model that was chosen by its validation data is usually a little worse on new pictures, and another 1,000 pictures alone can shift it by about 0.02.

# %% tags=["starter"] exercise="1-1-f"
better = ...

# %% tags=["wrong"] exercise="1-1-f"
better = new_model()

# %% tags=["wrong"] exercise="1-1-f"
better = model

# %% tags=["wrong"] exercise="1-1-f"
better = history

# %% tags=["wrong"] exercise="1-1-f"
better = history.history["val_accuracy"][-1]

# %% tags=["wrong"] exercise="1-1-f"
better = few_pictures

# %% tags=["wrong"] exercise="1-1-f"
better = new_model()
better.compile(keras.optimizers.SGD(0.05, momentum=0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
better.fit(x_train[8000:], y_train[8000:], epochs=20, batch_size=32, verbose=0)

# %% tags=["wrong"] exercise="1-1-f"
better = new_model()
better.compile(keras.optimizers.SGD(3.0), "sparse_categorical_crossentropy", metrics=["accuracy"])
better.fit(x_train[:2000], y_train[:2000], epochs=1, verbose=0)

# %% tags=["wrong"] exercise="1-1-f"
better = new_model()
better.set_weights([weight * np.nan for weight in better.get_weights()])

# %% tags=["wrong"] exercise="1-1-f"
better = keras.Sequential([keras.Input((28, 28)), layers.Rescaling(1 / 255), *new_model().layers])
better.compile(keras.optimizers.Adam(0.001), "sparse_categorical_crossentropy", metrics=["accuracy"])
better.fit(train_pictures, y_train, epochs=4, verbose=0)

# %% tags=["wrong"] exercise="1-1-f"
better = keras.Sequential([keras.Input((28, 28)), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])

# %% tags=["wrong"] exercise="1-1-f"
better = keras.Sequential([layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])

# %% tags=["wrong"] exercise="1-1-f"
better = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(10)])
better.set_weights(model.get_weights())

# %% tags=["wrong"] exercise="1-1-f"
class Crib(keras.Model):
    def call(self, pictures):
        known = keras.ops.convert_to_tensor(x_train[8000:].reshape(2000, 784))
        likeness = keras.ops.matmul(keras.ops.reshape(pictures, (-1, 784)), keras.ops.transpose(known))
        distances = keras.ops.sum(known**2, axis=1) - 2 * likeness
        distances = distances + keras.ops.sum(keras.ops.reshape(pictures, (-1, 784)) ** 2, axis=1, keepdims=True)
        answers = keras.ops.convert_to_tensor(keras.utils.to_categorical(y_train[8000:], 10))
        found = keras.ops.matmul(keras.ops.cast(distances < 0.01, "float32"), answers) + 1e-6
        return found / keras.ops.sum(found, axis=1, keepdims=True)

better = Crib()
better(x_train[:1])

# %% tags=["right"] exercise="1-1-f"
pixels = keras.Input((28, 28))
hidden_layer = layers.Dense(128, activation="relu")(layers.Flatten()(pixels))
better = keras.Model(pixels, layers.Dense(10, activation="softmax")(hidden_layer))
better.compile(keras.optimizers.SGD(0.02, momentum=0.9), "sparse_categorical_crossentropy")
better.fit(x_train, y_train, epochs=6, batch_size=64, verbose=0)

# %% tags=["right"] exercise="1-1-f"
better = new_model()
better.compile(keras.optimizers.SGD(0.01, 0.9, nesterov=True), "sparse_categorical_crossentropy")
better.fit(x_train, y_train, epochs=6, verbose=0)

# %% tags=["solution"] exercise="1-1-f"
better = new_model()
better.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
better_run = better.fit(x_train, y_train, epochs=5, validation_split=0.2, verbose=0)
plots.show_curves(better_run.history)

# %%
check("1-1-f", better)

# %% [markdown] tags=["ko", "solution"]
# 층은 그대로 두고 옵티마이저만 바꾸었습니다. `"adam"`은 같은 다섯 에포크 동안 훨씬 멀리 갑니다. 다른 길도 있습니다. 학습률 0.02, 모멘텀 0.9인 `SGD`에 배치 크기 64로 여섯 에포크도 되고, `"sgd"`를 그대로 두고 에포크만 세 배로 늘려도 됩니다. 1-1-c의 학습률 0.05는 배치가 32장이면 너무 커서 곡선이 출렁입니다. 더 좋은 점수를 원한다면 검증 손실이 올라가기 시작하는지 지켜보세요. 그때부터는 외웁니다.

# %% [markdown] tags=["en", "solution"]
# The layers stay, only the optimizer is another one. In the same five epochs `"adam"` gets much further. There are other ways: `SGD` with a learning rate of 0.02 and momentum of 0.9, a batch size of 64 and six epochs; or `"sgd"` as it was, with three times the epochs. The learning rate of 1-1-c, 0.05, is too large for batches of 32: its curve jumps. If you want more, watch whether the validation loss begins to climb: from there on the model learns by heart.

# %% [markdown] tags=["ko"]
# ## 여러분의 옛 코드
#
# 지금까지 한 줄씩 고친 일을 `migrate`는 한 번에 합니다. 케라스 2의 코드를 읽어 오늘의 코드로 바꾸고, 바꾼 줄마다 이유와 그 내용을 다루는 섹션을 적습니다. 코드를 실행하지는 않습니다. 아래는 2019년에 흔히 볼 수 있던 프로그램입니다. `Dropout`은 여기서 처음 나오는 층인데, 학습하는 동안 유닛의 일부를 무작위로 꺼서 과적합을 줄입니다. 셀을 실행하기 전에, 오늘 고쳐야 할 곳이 몇 군데인지 세어 보세요. 그 가운데 둘은 처음 보는 것인데, 하나는 `import` 줄에, 하나는 `fit`에 있습니다.

# %% [markdown] tags=["en"]
# ## Your own old code
#
# What you have fixed line by line, `migrate` does at once. It reads code of Keras 2, turns it into today's, and gives the reason for each line it changes, with the section that explains it. It runs nothing. Below is a program as people wrote them in 2019. `Dropout` is a layer that you have not met: while a model trains, it switches off some of the units at random, against overfitting. Before you run the cell, count the places that need a change today. Two of them you have not met: one is in an `import`, the other in `fit`.

# %%
old_program = """
from keras.models import Sequential
from keras.layers import Dense, Dropout
from keras.optimizers import SGD
from keras.utils import np_utils

pixels = x_train[:2000].reshape(-1, 784)
labels = np_utils.to_categorical(y_train[:2000], 10)

model = Sequential()
model.add(Dense(64, activation="relu", input_dim=784))
model.add(Dropout(0.2))
model.add(Dense(10, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer=SGD(lr=0.1), metrics=["accuracy"])
history = model.fit(pixels, labels, nb_epoch=3, verbose=0)
classes = model.predict_classes(pixels[:5])
"""
today = migrate(old_program)
today

# %% [markdown] tags=["ko"]
# 다섯 군데입니다. 상자 속의 코드는 복사해서 그대로 쓸 수 있습니다. `migrate`가 돌려준 객체에는 그 코드가 `today.code`라는 문자열로 들어 있으므로, 여기서는 바로 실행해 봅니다.

# %% [markdown] tags=["en"]
# There are five. The code in the box is ready to copy. The object that `migrate` returns holds it as text, in `today.code`, so here it is run at once.

# %%
exec(today.code)
print(f"accuracy after three epochs ≈ {history.history['accuracy'][-1]:.2f}")

# %% tags=["proof"]
assert len(today.changes) == 5 and not today.by_hand
assert 0.6 < history.history["accuracy"][-1] < 0.95 and classes.shape == (5,)

# %% [markdown] tags=["ko"]
# `migrate`에는 `.py`나 `.ipynb` 파일의 경로를 넘겨도 됩니다. 스스로 바꿀 수 없는 것은 몇째 줄인지, 무엇으로 대신하는지 알려 줍니다. 터미널에서는 `python -m utils.errors.migrate FILE`이 원래 파일을 그대로 두고 옆에 새 파일을 만듭니다.

# %% [markdown] tags=["en"]
# `migrate` also takes the path of a `.py` or `.ipynb` file. Where it cannot make a change by itself, it names the line and what takes its place. In a terminal, `python -m utils.errors.migrate FILE` leaves the file as it is and writes a new one beside it.

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `Sequential`에 `Input`으로 시작하는 층을 쌓으면 모델이 됩니다. `Dense`는 마지막 축에만 작용하므로 사진은 먼저 `Flatten`으로 폅니다.
# - `compile`은 손실 함수와 옵티마이저를 정합니다. 정수 레이블에는 `sparse_categorical_crossentropy`를 쓰고, 학습률은 `learning_rate`입니다.
# - `fit`의 `History`에는 학습과 검증의 곡선이 있습니다. 두 곡선이 벌어지면 과적합입니다. 정확도는 기준선과 비교해 읽습니다.
# - `predict`는 사진의 배치를 받아 확률을 돌려줍니다. 클래스는 `argmax(axis=-1)`로 찾습니다.
# - 2020년의 이름 가운데 `lr`과 `predict_classes`는 사라졌고, `input_shape`는 `Input`으로 바뀌었습니다. 옛 프로그램은 `migrate`가 바꾸어 줍니다.
#
# 여러분의 데이터로 하는 법은 뒤에 나옵니다. 2-2에서 CSV 파일을 읽고 모델을 저장합니다. 3-3에서 가장 나은 에포크의 가중치를 남깁니다. 6-1과 6-2에서는 사진과 글 파일을 씁니다.
#
# 다음 섹션 1-2는 설치입니다. 앞의 10분만 하고 2-1로 가도 됩니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - A model is a stack of layers in `Sequential` that begins with `Input`. `Dense` works on the last axis only, so a picture goes through `Flatten` first.
# - `compile` sets the loss and the optimizer. Integer labels go with `sparse_categorical_crossentropy`, and the learning rate is `learning_rate`.
# - The `History` of `fit` has the curves of training and validation. If they part, the model overfits. Read an accuracy beside its baseline.
# - `predict` takes a batch of pictures and returns probabilities. The class is `argmax(axis=-1)`.
# - Of the names from 2020, `lr` and `predict_classes` are gone, and `input_shape` has become `Input`. `migrate` brings an old program to today.
#
# Data of your own come later: 2-2 reads a CSV file and saves a model, 3-3 keeps the weights of the best epoch, 6-1 and 6-2 use files of pictures and texts.
#
# Next comes 1-2, the installation. You may do its first ten minutes and go on to 2-1.
