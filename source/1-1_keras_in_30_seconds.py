# %% [markdown] tags=["ko"]
# 2020년의 글은 코드 아홉 조각으로 케라스를 소개했습니다. 모델을 만들고, 층을 쌓고, 학습하고, 평가하고, 예측합니다. 순서는 지금도 같습니다. 다만 그 코드를 그대로 실행하면 네 군데에서 멈춥니다. 이 섹션은 그 코드를 한 줄씩 실행해 보고, 멈추는 곳마다 오늘의 코드로 고칩니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 층을 쌓아 모델을 **만들고** 파라미터 수를 **셉니다**.
# - 손실 함수와 옵티마이저를 골라 모델을 **학습하고** 평가합니다.
# - 모델이 내놓은 확률을 클래스 이름으로 **바꿉니다**.

# %% [markdown] tags=["en"]
# The post from 2020 introduces Keras with nine pieces of code: make a model, stack layers, train, evaluate, predict. The order is still the same. Run as it stands, though, that code stops in four places. This section runs it line by line, and wherever it stops, shows the line that works today.
#
# After this section you can:
#
# - **build** a model by stacking layers, and **count** its parameters;
# - **train** and evaluate it with a loss function and an optimizer of your choice;
# - **turn** the probabilities that it returns into class names.

# %% [markdown] tags=["ko"]
# ## 데이터: 사진 12,000장
#
# 2020년의 글은 데이터를 읽는 코드를 생략했습니다. 여기서는 Fashion-MNIST를 씁니다. 옷 사진 한 장마다 정답인 레이블(label)이 하나 있습니다. 데이터는 코스 안에 들어 있어서 네트워크가 필요 없습니다.

# %% [markdown] tags=["en"]
# ## The data: 12,000 pictures
#
# The post leaves out the code that reads the data. This section uses Fashion-MNIST: pictures of clothes, each with a label that says what it shows. The data come with the course, so you need no network.

# %%
import keras
import numpy as np
from keras import layers

from utils import plots
from utils.data import class_names, fashion_mnist

(train_pictures, y_train), (test_pictures, y_test) = fashion_mnist()
print(train_pictures.shape, train_pictures.dtype, train_pictures.min(), train_pictures.max())
print(y_train.shape, y_train[:5])

# %% [markdown] tags=["ko"]
# 학습용 사진은 10,000장이고, 한 장은 28행 28열의 정수입니다. 0은 빈 곳, 255는 가장 진한 곳입니다. 레이블은 0부터 9까지의 정수입니다. `class_names()`가 그 정수를 이름으로 바꿉니다.

# %% [markdown] tags=["en"]
# There are 10,000 pictures to train on. One picture is 28 rows of 28 integers, from 0 where it is empty to 255 where it is darkest. A label is an integer from 0 to 9, and `class_names()` gives its name.

# %%
plots.show_pictures(train_pictures[:10], [class_names()[label] for label in y_train[:10]])

# %% [markdown] tags=["ko"]
# 신경망은 0에 가까운 작은 수에서 더 잘 학습합니다. 그래서 255로 나누어 0과 1 사이의 수로 바꿉니다. 글에 나오는 이름 `x_train`과 `x_test`는 이제부터 이 배열입니다.

# %% [markdown] tags=["en"]
# A network learns better from small numbers. Dividing by 255 brings every pixel between 0 and 1. The names `x_train` and `x_test` of the post mean these arrays from here on.

# %%
x_train = train_pictures.astype("float32") / 255
x_test = test_pictures.astype("float32") / 255
print(x_train.dtype, x_train.min(), x_train.max())

# %% [markdown] tags=["ko"]
# ## 모델을 만들고 층을 쌓기
#
# 케라스의 중심은 모델(model)이고, 모델은 층(layer)으로 이루어집니다. 가장 단순한 모델은 층을 한 줄로 쌓은 `Sequential`입니다. 글의 첫 조각은 오늘도 그대로 실행됩니다.

# %% [markdown] tags=["en"]
# ## Make a model, stack layers
#
# At the centre of Keras stands the model, and a model is made of layers. The simplest one is `Sequential`, a plain stack. The first piece of the post still runs as it is.

# %%
from keras.models import Sequential

model = Sequential()
model.layers

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: 오타 하나
#
# 글의 다음 조각에는 오타가 있습니다. `input_shape`가 `input_shaoe`로 적혀 있습니다. 케라스가 모르는 인수(argument)를 받으면 어떻게 할까요? 조용히 무시할지, 멈출지 먼저 예상해 보세요.

# %% [markdown] tags=["en"]
# ### 2020 → today: one typo
#
# The next piece of the post has a typo: `input_shape` is spelled `input_shaoe`. What does Keras do with an argument that it does not know? Before you run the cell, guess: does it ignore it, or stop?

# %%
from keras.layers import Dense

with expect_error(ValueError):
    model.add(Dense(units=64, activation='relu', input_shaoe=(28,28)))

# %% [markdown] tags=["ko"]
# 멈춥니다. 오타가 조용히 지나가지 않으니 다행입니다. 오타를 고치면 실행은 됩니다. 그러나 경고(warning)가 나옵니다.

# %% [markdown] tags=["en"]
# It stops, and that is good news: a typo does not slip through. With the typo mended the line runs, but it draws a warning.

# %%
model = Sequential()
with expect_error(UserWarning):
    model.add(Dense(units=64, activation='relu', input_shape=(28,28)))
model.add(Dense(units=10, activation='softmax'))

# %% [markdown] tags=["ko"]
# 경고는 입력의 형태(shape)를 `Input`으로 따로 적으라고 말합니다. 조금 뒤에 그렇게 고칩니다. 그 전에 더 큰 문제를 찾아봅시다. 마지막 층의 유닛은 10개입니다. 사진 한 장을 넣으면 수가 몇 개 나올까요?

# %% [markdown] tags=["en"]
# The warning asks for the shape of the input in an `Input` of its own, and you will do that in a moment. First, look for a larger problem. The last layer has 10 units. How many numbers come out for one picture?

# %%
print(model.output_shape)
print(model.predict(x_train[:1], verbose=0).shape)

# %% [markdown] tags=["ko"]
# 10개가 아니라 28 × 10 = 280개입니다. `Dense`는 입력의 **마지막 축**에만 작용합니다. (28, 28)을 넣으면 28개의 행(row)을 따로따로 보고, 행마다 10개의 수를 내놓습니다. 사진 전체에 대한 답은 어디에도 없습니다.
#
# 아래 셀은 그것을 직접 확인합니다. 첫 행만 남기고 나머지를 모두 0으로 지워도 첫 행의 답은 그대로입니다.

# %% [markdown] tags=["en"]
# Not 10 but 28 × 10 = 280. `Dense` works on the **last axis** only. Given (28, 28), it looks at each of the 28 rows on its own and returns 10 numbers for each. Nowhere is there one answer for the whole picture.
#
# The next cell shows it. It wipes out every row but the first, and the answer of the first row stays the same.

# %%
only_first_row = x_train[:1].copy()
only_first_row[:, 1:] = 0
np.allclose(model.predict_on_batch(x_train[:1])[0, 0], model.predict_on_batch(only_first_row)[0, 0])

# %% [markdown] tags=["ko"]
# ### 오늘의 코드
#
# 고칠 것은 두 가지입니다. `Input`이 입력의 형태를 정하고, `Flatten`이 28 × 28을 길이 784인 벡터 하나로 폅니다. 그러면 `Dense`의 유닛 하나하나가 사진 전체를 봅니다.

# %% [markdown] tags=["en"]
# ### Today's code
#
# Two things to mend. `Input` states the shape of the input, and `Flatten` turns 28 × 28 into one vector of length 784. Now every unit of `Dense` sees the whole picture.

# %%
model = keras.Sequential()
model.add(keras.Input(shape=(28, 28)))
model.add(layers.Flatten())
model.add(layers.Dense(units=64, activation="relu"))
model.add(layers.Dense(units=10, activation="softmax"))
model.summary()

# %% [markdown] tags=["ko"]
# 이제 출력의 형태는 `(None, 10)`입니다. `None`은 사진의 수이고, 아직 정해지지 않았다는 뜻입니다. 활성화 함수(activation function) `relu`는 음수를 0으로 바꿉니다. `softmax`는 10개의 수를 합이 1인 확률로 바꿉니다.

# %% [markdown] tags=["en"]
# The output shape is `(None, 10)` now. `None` stands for the number of pictures, which is still open. The activation function `relu` turns negative numbers into 0. `softmax` turns ten numbers into probabilities that add up to 1.

# %% [markdown] tags=["ko"]
# ### 연습 1-1-a
#
# 이미 펴진 사진을 받는 모델 `stack`을 만드세요.
#
# - 입력은 길이 784인 벡터입니다.
# - 은닉층(hidden layer)은 하나이고, 유닛 64개와 `relu`를 씁니다.
# - 출력은 본문의 모델에서처럼 만든 확률 10개이고, 합은 1입니다.

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

# %% tags=["solution"] exercise="1-1-a"
stack = keras.Sequential([
    keras.Input((784,)),
    layers.Dense(64, activation="relu"),
    layers.Dense(10, activation="softmax"),
])

# %%
check("1-1-a", stack)

# %% [markdown] tags=["ko", "solution"]
# 층의 목록을 `Sequential`에 바로 넘겨도 됩니다. `add`를 차례로 부르는 것과 같은 모델이 됩니다. 입력이 이미 벡터이므로 `Flatten`은 필요 없습니다.

# %% [markdown] tags=["en", "solution"]
# A list of layers can go straight into `Sequential`; the model is the same as after calling `add` for each. The input is a vector already, so there is no need for `Flatten`.

# %% [markdown] tags=["ko"]
# ## 파라미터 세기
#
# `summary()`의 마지막 열은 파라미터(parameter)의 수입니다. 층 하나의 수는 손으로 셀 수 있습니다. `Dense`의 유닛 하나는 입력마다 가중치(weight)를 하나씩 갖고, 편향(bias)을 하나 더 갖습니다.

# %% [markdown] tags=["en"]
# ## Count the parameters
#
# The last column of `summary()` counts parameters. You can count them by hand: a unit of `Dense` has one weight for each of its inputs, and one bias on top.

# %%
hidden = 784 * 64 + 64
output = 64 * 10 + 10
print(hidden, output, hidden + output)
print(model.count_params())

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
# 학습에는 두 가지가 더 필요합니다. 손실 함수(loss function)는 답이 얼마나 틀렸는지를 수 하나로 나타냅니다. 옵티마이저(optimizer)는 그 수가 줄어드는 쪽으로 가중치를 바꿉니다. 평가 지표(metric)는 사람이 읽기 위한 것이고 학습에는 영향을 주지 않습니다. 글의 코드는 오류 없이 실행됩니다.

# %% [markdown] tags=["en"]
# ## Say how to train: `compile`
#
# Training needs two more things. The loss function says in one number how wrong the answers are. The optimizer changes the weights so that this number falls. A metric is for people to read and has no part in training. The code of the post runs without an error.

# %%
model.compile(loss='categorical_crossentropy',
            optimizer='sgd',
            metrics=['accuracy'])

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: 레이블과 맞지 않는 손실 함수
#
# 문제는 `fit`에서 드러납니다. `categorical_crossentropy`는 사진 한 장마다 수 10개로 된 정답을 기대합니다. 우리의 레이블은 사진 한 장마다 정수 하나입니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: a loss that does not fit the labels
#
# The trouble shows in `fit`. `categorical_crossentropy` expects ten numbers as the right answer for each picture. Your labels are one integer each.

# %%
with expect_error(ValueError):
    model.fit(x_train, y_train, epochs=5, batch_size=32, verbose=0)

# %% [markdown] tags=["ko"]
# 고치는 방법은 두 가지입니다. 레이블을 손실 함수에 맞추거나, 손실 함수를 레이블에 맞춥니다. `to_categorical`은 레이블을 원-핫 인코딩(one-hot encoding)으로 바꿉니다. 정답 자리만 1이고 나머지는 0입니다.

# %% [markdown] tags=["en"]
# There are two ways to mend it: fit the labels to the loss, or the loss to the labels. `to_categorical` turns labels into one-hot encoding: 1 in the place of the right class, 0 everywhere else.

# %%
one_hot = keras.utils.to_categorical(y_train, num_classes=10)
print(y_train[0], one_hot[0])

# %% [markdown] tags=["ko"]
# 정수 레이블을 그대로 쓰려면 손실 함수의 이름 앞에 `sparse_`를 붙입니다. 두 길은 같은 곳으로 갑니다. 같은 예측에 대해 두 손실을 계산해 보면 값이 같습니다.

# %% [markdown] tags=["en"]
# To keep the integers, put `sparse_` before the name of the loss. Both ways lead to the same place: for the same predictions the two losses are equal.

# %%
probabilities = model.predict_on_batch(x_train[:1000])
with_one_hot = keras.losses.categorical_crossentropy(one_hot[:1000], probabilities)
with_integers = keras.losses.sparse_categorical_crossentropy(y_train[:1000], probabilities)
np.allclose(with_one_hot, with_integers)

# %%
choose("1-1-q1")

# %% tags=["solution"] exercise="1-1-q1"
check("1-1-q1", "b")

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `lr`
#
# 옵티마이저를 직접 만들면 설정을 바꿀 수 있습니다. 글에서 이 부분은 두 번째 `compile`입니다. 손실 함수를 이름 대신 함수로 넘기는 것은 지금도 됩니다. 학습률(learning rate)의 옛 이름 `lr`은 사라졌습니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `lr`
#
# Make the optimizer yourself, and you can set its dials. The post does that in its second `compile`. Passing the loss as a function instead of a name still works. The old name of the learning rate, `lr`, is gone.

# %%
with expect_error(ValueError):
    model.compile(loss=keras.losses.categorical_crossentropy,
                optimizer=keras.optimizers.SGD(lr=0.01, momentum=0.9, nesterov=True))

# %% [markdown] tags=["ko"]
# 오늘의 이름은 `learning_rate`입니다. `momentum`은 지난 단계의 방향을 얼마나 이어 갈지를, `nesterov`는 그 방향으로 한 걸음 앞을 내다볼지를 정합니다.

# %% [markdown] tags=["en"]
# Today's name is `learning_rate`. `momentum` says how much of the last step's direction to keep, and `nesterov` whether to look one step ahead in it.

# %%
model.compile(
    loss=keras.losses.sparse_categorical_crossentropy,
    optimizer=keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True),
    metrics=["accuracy"],
)
model.optimizer.name, float(model.optimizer.learning_rate)

# %% [markdown] tags=["ko"]
# 뒤에서도 새 모델이 필요합니다. 그래서 모델을 만드는 코드를 함수 `new_model`에 담아 둡니다. 부를 때마다 가중치가 새로 정해진 모델이 나옵니다.

# %% [markdown] tags=["en"]
# You will need a new model again. So the code that makes one goes into a function, `new_model`. Each call returns a model with fresh weights.

# %%
def new_model():
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])

# %% [markdown] tags=["ko"]
# ### 연습 1-1-c
#
# `new_model()`로 모델 `tuned`를 만들고 `compile`하세요.
#
# - 옵티마이저는 `SGD`이고, 학습률은 0.05, 모멘텀은 0.9입니다.
# - 손실 함수는 정수 레이블에 맞는 교차 엔트로피(cross-entropy)입니다.
# - 평가 지표는 정확도(accuracy)입니다.

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
# ## 학습: `fit`
#
# `fit`은 데이터를 배치(batch)로 나누어 한 배치마다 한 번씩 가중치를 고칩니다. 데이터 전체를 한 번 보는 것이 한 에포크(epoch)입니다. `batch_size=32`면 한 에포크는 10,000 ÷ 32, 올림해서 313단계입니다. `verbose=2`는 에포크마다 한 줄씩 출력합니다.

# %% [markdown] tags=["en"]
# ## Train: `fit`
#
# `fit` cuts the data into batches and corrects the weights once for each. Seeing all data once is an epoch. With `batch_size=32` an epoch has 10,000 ÷ 32, rounded up 313 steps. `verbose=2` prints one line an epoch.

# %%
history = model.fit(x_train, y_train, epochs=5, batch_size=32, verbose=2)

# %% [markdown] tags=["ko"]
# 손실은 줄고 정확도는 오릅니다. `fit`이 돌려주는 것은 `History` 객체입니다. 그 안의 사전(dictionary) `history`에 에포크마다의 값이 들어 있습니다.

# %% [markdown] tags=["en"]
# The loss falls and the accuracy rises. `fit` returns a `History` object. Its dictionary `history` holds one value for each epoch.

# %%
print(list(history.history))
print([f"≈ {accuracy:.2f}" for accuracy in history.history["accuracy"]])

# %%
choose("1-1-q2")

# %% tags=["solution"] exercise="1-1-q2"
check("1-1-q2", "c")

# %% [markdown] tags=["ko"]
# ## 배치를 직접 넘기기: `train_on_batch`
#
# `fit`이 하는 일의 한 단계만 직접 할 수도 있습니다. 새 모델에 같은 배치 32장을 계속 넘기면 그 배치의 손실은 어떻게 될까요? 예상한 뒤에 실행하세요.

# %% [markdown] tags=["en"]
# ## Pass a batch yourself: `train_on_batch`
#
# You can also do a single step of what `fit` does. Give a new model the same batch of 32 pictures again and again. What happens to the loss on that batch? Guess, then run the cell.

# %%
x_batch, y_batch = x_train[:32], y_train[:32]
one_batch_model = new_model()
one_batch_model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])

losses = [float(one_batch_model.train_on_batch(x_batch, y_batch)[0]) for step in range(100)]
print(f"first ≈ {losses[0]:.2f}, last ≈ {losses[-1]:.2f}")

# %% [markdown] tags=["ko"]
# `train_on_batch`는 수의 목록을 돌려줍니다. 첫째가 손실이고, `compile`에서 정한 평가 지표가 뒤를 잇습니다. 손실은 계속 줄어듭니다. 모델이 사진 32장을 외우고 있는 것입니다. 처음 보는 사진을 얼마나 맞히는지는 이 수로 알 수 없습니다.

# %% [markdown] tags=["en"]
# `train_on_batch` returns a list of numbers: first the loss, then the metrics that you chose in `compile`. The loss keeps falling, because the model learns these 32 pictures by heart. How well it does on new pictures, this number cannot tell.

# %% [markdown] tags=["ko"]
# ## 평가: `evaluate`
#
# 그래서 학습에 쓰지 않은 테스트 사진 2,000장을 따로 두었습니다. `evaluate`는 가중치를 바꾸지 않고 손실과 평가 지표만 계산합니다.

# %% [markdown] tags=["en"]
# ## Evaluate: `evaluate`
#
# That is what the 2,000 test pictures are for: the model has never seen them. `evaluate` works out loss and metrics, and leaves the weights alone.

# %%
loss_and_metrics = model.evaluate(x_test, y_test, batch_size=128, verbose=0)
print(f"loss ≈ {loss_and_metrics[0]:.2f}, accuracy ≈ {loss_and_metrics[1]:.2f}")

# %% [markdown] tags=["ko"]
# 글의 `loss_and_metrics`는 이름 그대로 목록입니다. `return_dict=True`를 쓰면 이름이 붙은 사전을 받습니다. 아래 줄은 정확도가 찍기(0.1)보다 훨씬 나은지 확인합니다.

# %% [markdown] tags=["en"]
# As its name says, `loss_and_metrics` is a list. With `return_dict=True` you get a dictionary with names instead. The next cell makes sure that the accuracy is far better than guessing, which would give 0.1.

# %%
scores = model.evaluate(x_test, y_test, batch_size=128, verbose=0, return_dict=True)
print(sorted(scores), scores["accuracy"] > 0.75)

# %% [markdown] tags=["ko"]
# ## 예측: `predict`
#
# 글의 마지막 줄은 예측한 값을 `classes`라고 부릅니다. 정말 클래스(class)일까요? 테스트 사진 2,000장을 넣으면 어떤 형태의 배열이 나올지 예상해 보세요.

# %% [markdown] tags=["en"]
# ## Predict: `predict`
#
# The last line of the post calls what it gets `classes`. Are they classes? Guess the shape of the array that comes out for 2,000 test pictures.

# %%
classes = model.predict(x_test, batch_size=128, verbose=0)
print(classes.shape)
print(np.allclose(classes.sum(axis=-1), 1, atol=1e-5))

# %% [markdown] tags=["ko"]
# 클래스가 아니라 확률입니다. 사진 한 장마다 수가 10개이고 합은 1입니다. 2020년에는 `predict_classes`가 클래스를 바로 알려 주었습니다. 지금은 없는 메서드입니다.

# %% [markdown] tags=["en"]
# They are probabilities: ten numbers for each picture, which add up to 1. In 2020 `predict_classes` gave the class at once. That method is gone.

# %%
with expect_error(AttributeError):
    model.predict_classes(x_test)

# %% [markdown] tags=["ko"]
# 오늘은 가장 큰 확률의 자리를 `argmax`로 찾습니다. `axis=-1`은 사진마다 따로 찾으라는 뜻입니다. 그 자리가 곧 레이블입니다.

# %% [markdown] tags=["en"]
# Today you look for the place of the largest probability with `argmax`. `axis=-1` means: for each picture on its own. That place is the label.

# %%
predicted = classes.argmax(axis=-1)
print(predicted.shape, np.unique(predicted))
print(f"accuracy ≈ {np.mean(predicted == y_test):.2f}")

# %% [markdown] tags=["ko"]
# 이제 픽셀에서 이름까지 왔습니다. 아래 그림은 테스트 사진 한 장과 모델의 대답입니다. 초록색 막대가 정답입니다. `number`를 바꾸어 다른 사진도 보세요.

# %% [markdown] tags=["en"]
# That is the whole way from pixels to a name. The figure shows one test picture and what the model says of it; the green bar is the right class. Change `number` to see others.

# %%
number = 0
plots.show_prediction(test_pictures[number], classes[number], class_names(), y_test[number])

# %% [markdown] tags=["ko"]
# ### 연습 1-1-d
#
# 함수 `to_names`를 쓰세요.
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

# %% tags=["right"] exercise="1-1-d"
to_names = lambda probabilities: [class_names()[int(np.argmax(row))] for row in probabilities]

# %% tags=["right"] exercise="1-1-d"
def to_names(some):
    return np.array(class_names())[np.argmax(some, axis=1)].tolist()

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
# - 은닉층의 유닛은 64개이고 `relu`를 씁니다.
# - 정수 레이블로 학습할 수 있습니다. 손실 함수는 그에 맞는 교차 엔트로피입니다.
# - 옵티마이저는 글에서처럼 학습률 0.01, 모멘텀 0.9, `nesterov`인 `SGD`입니다.

# %% [markdown] tags=["en"]
# ### Exercise 1-1-e
#
# This function holds the code of the post. It fails today. Repair it, so that all of this is true:
#
# - It takes pictures of shape (28, 28) and returns 10 probabilities for each picture, made by `softmax`.
# - The hidden layer has 64 units and `relu`.
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
# 고친 곳은 네 군데입니다. 오타를 없애고 `Input`을 쓰고, `Flatten`을 넣고, 손실 함수를 정수 레이블에 맞추고, `lr`을 `learning_rate`로 바꾸었습니다. 오류를 낸 것은 오타와 `lr`뿐입니다. 손실 함수는 `fit`에 가서야 멈추고, `Flatten`이 없어도 모델은 만들어집니다.

# %% [markdown] tags=["en", "solution"]
# Four repairs: `Input` in place of the typo, `Flatten`, a loss that fits integer labels, and `learning_rate` for `lr`. Only the typo and `lr` fail at once. The loss stops no earlier than in `fit`, and without `Flatten` a model is built all the same.

# %% [markdown] tags=["ko"]
# ## 30초 실험실
#
# 아래 실험실은 사진 2,000장으로 작은 모델을 학습하고, 에포크마다 테스트 정확도를 그립니다. 지난 실행은 회색으로 남습니다. **먼저** 학습률을 3.0까지 올리고 **학습** 버튼을 눌러 보세요. 학습률을 다시 낮추고 배치 크기를 바꾸면 단계의 수와 곡선이 함께 달라집니다. **눈여겨볼 것**은 학습률이 너무 작을 때와 너무 클 때 곡선이 어떻게 다른가입니다.

# %% [markdown] tags=["en"]
# ## The 30-second lab
#
# The lab trains a small model on 2,000 pictures and draws the test accuracy after every epoch. Earlier runs stay in grey. **Try first**: move the learning rate up to 3.0 and press **Train**. Then bring it down again and change the batch size: the number of steps and the curve change together. **Notice** how a learning rate that is too small differs from one that is too large.

# %%
lab("30 seconds")

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `Sequential`에 `Input`으로 시작하는 층을 쌓으면 모델이 됩니다. `Dense`는 마지막 축에만 작용하므로 사진은 먼저 `Flatten`으로 폅니다.
# - `compile`은 손실 함수와 옵티마이저를 정합니다. 정수 레이블에는 `sparse_categorical_crossentropy`를 씁니다.
# - `fit`은 `History`를, `train_on_batch`와 `evaluate`는 손실과 평가 지표를 돌려줍니다.
# - `predict`는 확률을 돌려줍니다. 클래스는 `argmax(axis=-1)`로 찾습니다.
# - 2020년의 이름 가운데 `lr`과 `predict_classes`는 사라졌고, `input_shape`는 `Input`으로 바뀌었습니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - A model is a stack of layers in `Sequential` that begins with `Input`. `Dense` works on the last axis only, so a picture goes through `Flatten` first.
# - `compile` sets the loss and the optimizer. Integer labels go with `sparse_categorical_crossentropy`.
# - `fit` returns a `History`; `train_on_batch` and `evaluate` return the loss and the metrics.
# - `predict` returns probabilities. The class is `argmax(axis=-1)`.
# - Of the names from 2020, `lr` and `predict_classes` are gone, and `input_shape` has become `Input`.
