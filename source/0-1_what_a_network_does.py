# %% [markdown] tags=["ko"]
# 이 코스가 따라가는 2020년의 글은 신경망(neural network)이 무엇인지 이미 안다고 보고 시작합니다. 이 섹션은 그 앞부분입니다. 케라스를 쓰기 전에, 신경망이 하는 계산을 NumPy 몇 줄로 직접 합니다. 그다음 같은 신경망을 케라스 여섯 줄로 만들어 두 결과가 같은지 봅니다. 신경망을 학습해 본 적이 있다면 [1-1](1-1_keras_in_30_seconds.ipynb)로 건너뛰어도 됩니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 유닛과 층의 출력을 손으로 **계산합니다**.
# - 손실이 줄어드는 쪽으로 가중치를 바꾸어 신경망을 **학습합니다**.
# - 기준선과 검증 데이터로 결과를 **판단합니다**.

# %% [markdown] tags=["en"]
# The post from 2020 that this course follows takes it for granted that you know what a neural network is. This section comes before it. You do by hand, in a few lines of NumPy, what a network works out. Then you build the same network in six lines of Keras and see that both give the same numbers. If you have trained a network before, go on to [1-1](1-1_keras_in_30_seconds.ipynb).
#
# After this section you can:
#
# - **work out** by hand what a unit and a layer give;
# - **train** a network: change its weights so that its answers get less wrong;
# - **judge** the result, with a baseline and with validation data.

# %% [markdown] tags=["ko"]
# ## 가방과 앵클부츠
#
# 풀 문제는 이것입니다. 사진을 보고 가방인지 앵클부츠인지 답합니다. 이렇게 고를 수 있는 답 하나하나를 클래스(class)라고 합니다. 사진은 세로 28픽셀, 가로 28픽셀이고, 코스 안에 들어 있습니다.

# %% [markdown] tags=["en"]
# ## Bags and ankle boots
#
# This is the problem: say of a picture whether it shows a bag or an ankle boot. Each answer that there is to choose is called a class. The pictures are 28 pixels high and 28 wide, and come with the course.

# %%
import keras
import numpy as np
from keras import layers
from keras.losses import binary_crossentropy
from keras.optimizers import SGD

from utils import plots
from utils.data import bags_and_boots, brightness_names, class_names, fashion_mnist

(pictures, labels), _ = fashion_mnist()
some = np.concatenate([np.flatnonzero(labels == label)[:5] for label in (8, 9)])
plots.show_pictures(pictures[some], [class_names()[label] for label in labels[some]])

# %% [markdown] tags=["ko"]
# 처음에는 사진 한 장을 수 두 개로 줄입니다. 아래쪽 절반이 얼마나 밝은지, 양옆이 얼마나 밝은지입니다. 여기서 밝기는 픽셀 값의 평균입니다. 픽셀 값은 빈 곳이 0이고, 위의 그림에서는 값이 클수록 진하게 보입니다. 그러면 사진 한 장이 평면의 점 하나가 되어 눈으로 볼 수 있습니다. `bags_and_boots()`가 그런 점 600개를 줍니다. 두 수는 모두 평균이 0, 표준편차가 1이 되도록 맞추어 두었습니다. 표준편차는 값이 평균에서 보통 얼마나 떨어져 있는지입니다.
#
# `x`의 한 행이 점 하나입니다. `y`는 점마다 하나씩 있는 정답, 곧 레이블(label)입니다. 0이면 가방, 1이면 앵클부츠입니다.

# %% [markdown] tags=["en"]
# At first, boil a picture down to two numbers: how bright its lower half is, and how bright its two sides are. Brightness here is the mean pixel value: 0 where the picture is empty. The figure above draws large values dark. A picture is then a point in the plane, and you can look at all of them. `bags_and_boots()` gives 600 such points. Both numbers are scaled to a mean of 0 and a standard deviation of 1. The standard deviation is how far from the mean the values usually lie.
#
# A row of `x` is a point. `y` holds the right answer for each, its label: 0 is a bag, 1 an ankle boot.

# %%
x, y = bags_and_boots()
names = class_names()[8:]
print(x.shape, x[:3].round(2).tolist())
print(y.shape, y[:10].tolist())

# %% [markdown] tags=["ko"]
# 그림을 보기 전에 예상해 보세요. 자를 대고 선을 하나 그으면 두 무리가 나뉠까요? 그림에는 처음 200개만 그립니다.

# %% [markdown] tags=["en"]
# Before you look: do you expect that one line, drawn with a ruler, keeps the two groups apart? The figure has the first 200 points.

# %%
plots.show_points(x[:200], y[:200], names, brightness_names())

# %% [markdown] tags=["ko"]
# 나뉘지 않습니다. 앵클부츠는 좁은 띠를 이루고, 가방은 그 띠의 양쪽에 있습니다. 이 띠를 찾아내는 것이 이 섹션의 목표입니다.

# %% [markdown] tags=["en"]
# It does not. The boots form a narrow band, and there are bags on both sides of it. To find that band is what you are going to do.

# %% [markdown] tags=["ko"]
# ## 유닛: 곱해서 더하기
#
# 점 하나에서 답을 내는 가장 간단한 방법은 이렇습니다. 두 수에 가중치를 하나씩 곱해 더한 뒤, 마지막에 수 하나를 더합니다. 첫 번째 점으로 해 봅시다. 가중치와 마지막 수는 우선 아무렇게나 골랐습니다.

# %% [markdown] tags=["en"]
# ## A unit: weigh and add
#
# The simplest way to get an answer from a point: multiply each of its numbers by a weight, add the products, and add one more number. Here it is for the first point; the weights and the last number are picked at random for now.

# %%
w, b = np.array([1.5, -2.0]), 0.5
first = x[0]
print(first.round(2))
print((first[0] * w[0] + first[1] * w[1] + b).round(2))
print((first @ w + b).round(2))

# %% [markdown] tags=["ko"]
# 이 계산 `x @ w + b`를 하는 것이 **유닛**(unit)입니다. `w`는 가중치(weight)이고 입력마다 하나씩 있습니다. `b`는 편향(bias)이고 유닛마다 하나입니다. `@`는 곱해서 더하는 일을 한 번에 합니다. 점이 600개여도 식은 같습니다. 수가 600개 나옵니다.

# %% [markdown] tags=["en"]
# What works out `x @ w + b` is called a **unit**. `w` are its weights, one for each input, and `b` is its bias, one for each unit. `@` multiplies and adds in one go. With all 600 points the formula stays the same, and 600 numbers come out.

# %%
scores = x @ w + b
print(scores.shape, scores[:5].round(2).tolist())

# %% [markdown] tags=["ko"]
# ### 연습 0-1-a
#
# 입력이 세 개인 유닛이 있습니다. 입력은 2.0, -1.0, 0.5이고 가중치는 차례로 0.5, 1.5, -2.0이며 편향은 1.25입니다. 이 유닛의 출력을 손으로 계산해서 `output`에 넣으세요.

# %% [markdown] tags=["en"]
# ### Exercise 0-1-a
#
# A unit has three inputs: 2.0, -1.0 and 0.5. Its weights are 0.5, 1.5 and -2.0, in this order, and its bias is 1.25. Work out by hand what it gives, and put the number into `output`.

# %% tags=["starter"] exercise="0-1-a"
output = ...

# %% tags=["wrong"] exercise="0-1-a"
output = 2.0 * 0.5 - 1.0 * 1.5 - 0.5 * 2.0

# %% tags=["wrong"] exercise="0-1-a"
output = 2.0 * 0.5 - 1.0 * 1.5 - 0.5 * 2.0 - 1.25

# %% tags=["wrong"] exercise="0-1-a"
output = 2.0 * 0.5 - 1.0 * 1.5 - 0.5 * 2.0 + 3 * 1.25

# %% tags=["wrong"] exercise="0-1-a"
output = 2.0 * 0.5 + 1.0 * 1.5 + 0.5 * 2.0 + 1.25

# %% tags=["wrong"] exercise="0-1-a"
output = 2.0 * 0.5 + 1.0 * 1.5 - 0.5 * 2.0 + 1.25

# %% tags=["wrong"] exercise="0-1-a"
output = 2.0 * 0.5 - 1.0 * 1.5 + 0.5 * 2.0 + 1.25

# %% tags=["wrong"] exercise="0-1-a"
output = 2.0 * -2.0 - 1.0 * 1.5 + 0.5 * 0.5 + 1.25

# %% tags=["wrong"] exercise="0-1-a"
output = np.array([2.0, -1.0, 0.5]) * np.array([0.5, 1.5, -2.0]) + 1.25

# %% tags=["wrong"] exercise="0-1-a"
output = np.maximum(np.dot([2.0, -1.0, 0.5], [0.5, 1.5, -2.0]) + 1.25, 0)

# %% tags=["wrong"] exercise="0-1-a"
output = 1.0

# %% tags=["wrong"] exercise="0-1-a"
output = "-0.25"

# %% tags=["right"] exercise="0-1-a"
output = -0.25

# %% tags=["right"] exercise="0-1-a"
output = np.float32([2.0, -1.0, 0.5]) @ np.float32([0.5, 1.5, -2.0]) + 1.25

# %% tags=["right"] exercise="0-1-a"
output = sum(number * weight for number, weight in [(2.0, 0.5), (-1.0, 1.5), (0.5, -2.0)]) + 1.25

# %% tags=["solution"] exercise="0-1-a"
output = 2.0 * 0.5 + -1.0 * 1.5 + 0.5 * -2.0 + 1.25

# %%
check("0-1-a", output)

# %% [markdown] tags=["ko", "solution"]
# 곱은 1.0, -1.5, -1.0이고 합은 -1.5입니다. 편향 1.25를 더하면 -0.25입니다.

# %% [markdown] tags=["en", "solution"]
# The products are 1.0, -1.5 and -1.0, which add up to -1.5. With the bias of 1.25 that is -0.25.

# %% [markdown] tags=["ko"]
# ### 수에서 확률로
#
# 유닛이 내놓는 수는 크기에 제한이 없습니다. 그 수를 0과 1 사이로 눌러 주는 함수가 `sigmoid`입니다. 큰 음수는 0에, 큰 양수는 1에 가까워지고, 0은 정확히 가운데인 0.5가 됩니다. 그래서 그 값을 앵클부츠일 **확률**로 읽을 수 있습니다.

# %% [markdown] tags=["en"]
# ### From a number to a probability
#
# What a unit gives can be any number. `sigmoid` squeezes it between 0 and 1: far below 0 it comes close to 0, far above close to 1, and 0 lands in the middle, at 0.5. So you can read it as the **probability** of a boot.

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

print(sigmoid(np.array([-4.0, -1.0, 0.0, 1.0, 4.0])).round(2))
print(sigmoid(scores[:5]).round(2))

# %% [markdown] tags=["ko"]
# 확률이 0.5를 넘으면 앵클부츠라고 답합니다. 아래 그림은 평면의 자리마다 그 확률을 색으로 칠한 것입니다. 검은 선은 확률이 0.5인 곳, 곧 답이 바뀌는 경계입니다.

# %% [markdown] tags=["en"]
# Above 0.5 the answer is "boot". The figure colours each place of the plane by that probability. The black line is where it is 0.5: the border at which the answer changes.

# %%
def unit(points):
    return sigmoid(points @ w + b)

plots.show_points(x[:200], y[:200], names, brightness_names(), {"sigmoid(x @ w + b)": unit})

# %% [markdown] tags=["ko"]
# 경계는 직선입니다. `w`와 `b`를 아무리 바꾸어도 선이 움직이거나 돌 뿐, 휘지는 않습니다.

# %% [markdown] tags=["en"]
# The border is a straight line. Whatever you put into `w` and `b`, the line moves and turns, but it never bends.

# %% [markdown] tags=["ko"]
# ## 층: 여러 유닛을 한꺼번에
#
# 유닛 하나로 모자라면 여럿을 씁니다. 유닛 세 개의 가중치를 나란히 세우면 2행 3열의 배열 `W`가 됩니다. 열 하나가 유닛 하나입니다.

# %% [markdown] tags=["en"]
# ## A layer: many units at once
#
# Where one unit is not enough, take several. Put the weights of three units side by side, and you have an array `W` with 2 rows and 3 columns. Each column is one unit.

# %%
W = np.array([[1.5, -1.0, 0.5], [-2.0, 0.0, 2.0]])
biases = np.array([0.5, 0.0, -1.0])
print((x @ W + biases).shape)
print((x[:3] @ W + biases).round(2))

# %% [markdown] tags=["ko"]
# 점마다 수가 세 개 나옵니다. 첫 열은 위의 `scores`와 같습니다. 같은 입력을 받는 이런 유닛의 묶음이 **층**(layer)이고, 그 식이 `x @ W + b`입니다.
#
# 한 층의 출력을 다음 층의 입력으로 넣을 수도 있습니다. 그러면 무엇이 달라질까요? 아래 셀을 실행하기 전에 먼저 골라 보세요.

# %% [markdown] tags=["en"]
# Each point gives three numbers, and the first column is the `scores` from above. Such a row of units that share their inputs is a **layer**. Its formula is `x @ W + b`.
#
# What one layer gives can go into the next. What do you gain? Choose before you run the cell below.

# %%
choose("0-1-q1")

# %% tags=["solution"] exercise="0-1-q1"
check("0-1-q1", "a")

# %%
V, c = np.array([[1.0], [2.0], [-0.5]]), np.array([0.25])
first_way = (x[:4] @ W + biases) @ V + c
second_way = x[:4] @ (W @ V) + (biases @ V + c)
print(first_way.round(3).ravel().tolist())
print(second_way.round(3).ravel().tolist())
print((W @ V).ravel().tolist(), (biases @ V + c).tolist())

# %% tags=["proof"]
assert np.allclose(first_way, second_way, atol=1e-12)

# %% [markdown] tags=["ko"]
# 두 층이 내놓는 수와, 가중치가 `W @ V`인 층 하나가 내놓는 수가 같습니다. 곱해서 더한 것을 다시 곱해서 더해도 곱해서 더한 것일 뿐입니다. 층을 백 개 쌓아도 층 하나와 다르지 않고, 경계는 직선입니다.

# %% [markdown] tags=["en"]
# The two layers and a single one with the weights `W @ V` give the same numbers. Weighing and adding what was weighed and added is still weighing and adding. A hundred such layers are worth one, and the border is a straight line.

# %% [markdown] tags=["ko"]
# ### 꺾기
#
# 그래서 층과 층 사이에 직선을 꺾는 함수를 하나 넣습니다. `relu`는 0보다 작은 수를 0으로 바꾸고 나머지는 그대로 둡니다.

# %% [markdown] tags=["en"]
# ### Bend it
#
# So something that is not straight goes between the layers. `relu` turns every number below 0 into 0 and leaves the others as they are.

# %%
def relu(z):
    return np.maximum(z, 0)

z = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
print(relu(z))
print(relu(-z))
print(2 * relu(z) + relu(-z))

# %% [markdown] tags=["ko"]
# 마지막 줄은 0에서 꺾입니다. 양쪽으로 갈수록 커지는 V자 모양입니다. 직선 두 개를 아무리 더해도 이런 모양은 나오지 않습니다.

# %% [markdown] tags=["en"]
# The last line bends at 0 and grows on both sides, like a V. No sum of straight lines can do that.

# %%
bends = {"relu(z)": relu(z), "relu(-z)": relu(-z), "2 * relu(z) + relu(-z)": 2 * relu(z) + relu(-z)}
plots.show_lines(bends, ylabel="relu", x=z, xlabel="z")

# %% [markdown] tags=["ko"]
# 이 V자 모양이 바로 우리에게 필요한 것입니다. 앵클부츠는 두 밝기가 비슷한 곳에 있습니다. 두 밝기의 차이로 V자를 만들면, 띠의 가운데에서 작고 양쪽에서 큰 수가 됩니다. 출력 유닛의 가중치를 음수로 하면 V자가 뒤집혀, 띠에서 확률이 커집니다. 유닛 두 개와 출력 유닛 하나의 가중치를 손으로 정해 봅시다. 한 유닛은 첫째 밝기에서 둘째 밝기를 빼고, 다른 유닛은 거꾸로 뺍니다. 왼쪽은 `relu`가 없을 때, 오른쪽은 있을 때입니다.

# %% [markdown] tags=["en"]
# That V is what the problem needs. Boots lie where the two brightnesses are about equal. A V made from their difference is small in the middle of the band and large on both sides. Negative weights in the output unit turn the V over, so that the probability is large in the band. Set the weights of two units and of one output unit by hand: one unit subtracts the second brightness from the first, the other the first from the second. On the left there is no `relu`, on the right there is.

# %%
by_hand = np.array([[1.0, -1.0], [-1.0, 1.0]])
def without(points):
    return sigmoid((points @ by_hand) @ np.array([-3.0, -2.0]) + 1.0)

def bent(points):
    return sigmoid(relu(points @ by_hand) @ np.array([-3.0, -2.0]) + 1.0)

both = {"x @ W": without, "relu(x @ W)": bent}
plots.show_points(x[:200], y[:200], names, brightness_names(), both)

# %% tags=["proof"]
assert np.mean((without(x) > 0.5) == y) < 0.6 and np.mean((bent(x) > 0.5) == y) > 0.75

# %% [markdown] tags=["ko"]
# 경계가 나란한 선 두 개가 되었고, 그 사이가 띠입니다. `relu`나 `sigmoid`처럼 유닛의 출력에 씌우는 함수를 **활성화 함수**(activation function)라고 합니다. 입력과 출력 사이에 있는 층은 은닉층(hidden layer)이라고 합니다.
#
# 여기서는 그림을 보고 가중치를 정했습니다. 입력이 두 개가 아니라 784개라면 그럴 수 없습니다. 그래서 가중치를 데이터에서 찾습니다. 그것이 학습(training)입니다.

# %% [markdown] tags=["en"]
# The border is now two parallel lines, with the band between them. A function that is put on what a unit gives, such as `relu` or `sigmoid`, is its **activation function**. A layer between the input and the output is called hidden.
#
# Here you chose the weights by looking. With 784 inputs instead of two you could not. So the weights are found from the data, and that is what training means.

# %% [markdown] tags=["ko"]
# ## 손실: 얼마나 틀렸는가
#
# 가중치를 고치려면 지금의 답이 얼마나 틀렸는지를 수 하나로 알아야 합니다. 점 세 개로 해 봅시다. 입력을 받아 답을 계산하는 것 전체를, 가중치까지 아울러 **모델**(model)이라고 합니다. 세 점의 정답은 차례로 앵클부츠, 앵클부츠, 가방이고, 어떤 모델이 답한 앵클부츠일 확률은 0.9, 0.4, 0.2입니다. 셋 가운데 가장 나쁜 답은 무엇인가요? 먼저 고르고 나서 실행하세요.

# %% [markdown] tags=["en"]
# ## Loss: how wrong
#
# To improve the weights you need one number that says how wrong the answers are now. Take three points: a boot, a boot and a bag. Whatever works out answers from inputs, its weights included, is called a **model**. As the probability of a boot some model says 0.9, 0.4 and 0.2. Which answer is the worst of the three? Decide first, then run the cell.

# %%
said, truth = np.array([0.9, 0.4, 0.2]), np.array([1, 1, 0])
of_truth = np.where(truth == 1, said, 1 - said)
print(of_truth)
print((-np.log(of_truth)).round(3))
print((-np.log(of_truth)).mean().round(3))

# %% [markdown] tags=["ko"]
# 첫 줄은 모델이 **정답**에 준 확률입니다. 가방인 세 번째 점에서는 1 - 0.2 = 0.8입니다. 둘째 줄은 그 자연로그에 음의 부호를 붙인 값이고, 0.4를 준 두 번째 점이 가장 큽니다. 마지막은 평균입니다. 이 수가 **손실**(loss)이고, 이 계산법의 이름은 교차 엔트로피(cross-entropy)입니다. 왜 로그일까요? 정답에 준 확률이 0.99, 0.5, 0.1, 0.01일 때의 값을 보세요.

# %% [markdown] tags=["en"]
# The first line is the probability that the model gives to the **right** answer; for the third point, a bag, that is 1 - 0.2 = 0.8. The second line is minus its natural logarithm, largest for the second point, which got 0.4. The last is the mean. That number is the **loss**, and this way to work it out is called cross-entropy. Why a logarithm? See what it makes of 0.99, 0.5, 0.1 and 0.01 for the right answer.

# %%
print((-np.log(np.array([0.99, 0.5, 0.1, 0.01]))).round(2))

# %% [markdown] tags=["ko"]
# 자신 있게 맞히면 거의 0이고, 반반이면 0.69이며, 자신 있게 틀리면 아주 큽니다. 점 600개의 손실을 함수로 적어 두고, 위에서 쓰던 유닛 하나의 손실을 구합니다. 0의 로그는 수가 아니므로, `np.clip`이 확률을 0과 1에서 아주 조금 떼어 놓습니다. 케라스도 그렇게 합니다.

# %% [markdown] tags=["en"]
# Sure and right costs next to nothing, half and half costs 0.69, sure and wrong costs a lot. Now write it as a function for all 600 points, and work it out for the single unit from above. The logarithm of 0 is no number, so `np.clip` keeps the probabilities a tiny bit away from 0 and 1. Keras does the same.

# %%
def cross_entropy(p, y):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.log(np.where(y == 1, p, 1 - p)).mean()

def loss(w, b):
    return cross_entropy(sigmoid(x @ w + b), y)

print(loss(w, b).round(4))

# %% [markdown] tags=["ko"]
# ## 기울기: 어느 쪽으로 줄어드는가
#
# 첫 번째 가중치만 여러 값으로 바꾸며 손실을 그려 봅시다. 지금 `w[0]`은 1.5입니다. 곡선에서 그 자리를 찾아보세요. 손실을 줄이려면 어느 쪽으로 가야 할까요?

# %% [markdown] tags=["en"]
# ## Gradient: which way it falls
#
# Change the first weight alone, and draw the loss. At present `w[0]` is 1.5: find that place on the curve. Which way does it have to go for the loss to fall?

# %%
first_weights = np.linspace(-3, 2, 101)
losses = [loss(np.array([value, w[1]]), b) for value in first_weights]
plots.show_lines({"loss": losses}, ylabel="loss", x=first_weights, xlabel="w[0]")

# %% [markdown] tags=["ko"]
# 왼쪽, 곧 `w[0]`을 줄이는 쪽입니다. 가중치가 둘이면 그려 볼 수 있지만 수천 개면 그릴 수 없습니다. 그릴 필요도 없습니다. 지금 있는 자리에서 어느 쪽이 내리막인지만 알면 됩니다. 가중치를 0.001만큼 움직이고 손실이 얼마나 변하는지 재 봅시다.

# %% [markdown] tags=["en"]
# To the left: `w[0]` has to shrink. With two weights you can draw that; with thousands you cannot. You need not. It is enough to know which way is down from where you are. Move a weight by 0.001 and measure how much the loss changes.

# %%
tiny = 0.001
print(((loss(w + np.array([tiny, 0]), b) - loss(w, b)) / tiny).round(3))
print(((loss(w + np.array([0, tiny]), b) - loss(w, b)) / tiny).round(3))
print(((loss(w, b + tiny) - loss(w, b)) / tiny).round(3))

# %% [markdown] tags=["ko"]
# 수가 세 개 나왔습니다. 가중치와 편향을 하나씩 조금 늘릴 때 손실이 얼마나 빠르게 변하는지를 나타냅니다. 이 수들의 묶음이 **기울기**(gradient)입니다. 부호를 읽어 보세요.

# %% [markdown] tags=["en"]
# Three numbers, one for each weight and one for the bias: how fast the loss changes when that one grows a little. Together they are the **gradient**. Read their signs.

# %%
choose("0-1-q2")

# %% tags=["solution"] exercise="0-1-q2"
check("0-1-q2", "b")

# %% [markdown] tags=["ko"]
# 하나씩 움직여 재려면 가중치의 수만큼 손실을 다시 계산해야 합니다. 다행히 식이 있습니다. `sigmoid`와 교차 엔트로피를 함께 쓰면, 점 하나의 오차는 모델이 말한 확률에서 정답을 뺀 `p - y`입니다. 가중치의 기울기는 그 오차에 입력을 곱해서 평균한 것이고, 편향의 기울기는 오차의 평균입니다. 입력이 클수록 오차에 대한 책임도 크다는 뜻입니다.

# %% [markdown] tags=["en"]
# To measure it that way you would work out the loss anew for every single weight. There is a formula instead. With `sigmoid` and cross-entropy together, the error of a point is what the model says minus the truth, `p - y`. The gradient of a weight is that error times its input, averaged over the points; that of the bias is the mean error. The larger an input, the larger its part in the error.

# %%
def gradient(w, b, x, y):
    error = sigmoid(x @ w + b) - y
    return x.T @ error / len(x), error.mean()

slopes, slope = gradient(w, b, x, y)
print(slopes.round(3), slope.round(3))

# %% tags=["proof"]
nudged = [(loss(w + 1e-6 * one, b) - loss(w, b)) / 1e-6 for one in np.eye(2)]
assert np.allclose(slopes, nudged, atol=1e-5)
moved = [(loss(w + tiny * one, b) - loss(w, b)) / tiny for one in np.eye(2)]
assert np.round(moved, 3).tolist() == slopes.round(3).tolist() == [0.13, -0.099]

# %% [markdown] tags=["ko"]
# 움직여서 잰 것과 소수점 아래 셋째 자리까지 같습니다.
#
# ## 한 단계
#
# 내리막으로 가려면 기울기의 **반대쪽**으로 움직입니다. 얼마나 움직일지는 수 하나로 정합니다. 가중치에서 그 수와 기울기의 곱을 뺍니다.

# %% [markdown] tags=["en"]
# To three decimals, that is what moving them gave.
#
# ## A step
#
# To go down, move **against** the gradient. How far is set by one number: take the gradient times that number, and subtract it from the weights.

# %%
learning_rate = 1.0
next_w, next_b = w - learning_rate * slopes, b - learning_rate * slope
print(loss(w, b).round(4), loss(next_w, next_b).round(4))

# %% [markdown] tags=["ko"]
# 손실이 줄었습니다. 이것이 한 **단계**(step)이고, 얼마나 움직일지를 정하는 수가 **학습률**(learning rate)입니다. 학습은 이 단계를 거듭하는 일입니다. 이름은 경사 하강법(gradient descent)입니다.

# %% [markdown] tags=["en"]
# The loss has fallen. This is one **step**, and the number that says how far to go is the **learning rate**. Training is taking such steps, one after another. It is called gradient descent.

# %% [markdown] tags=["ko"]
# ### 연습 0-1-b
#
# 아래 함수는 한 단계를 진행해 새 가중치와 새 편향을 돌려주어야 합니다. 그런데 부를수록 손실이 커집니다. 다음과 같이 되도록 고치세요.
#
# - 가중치와 편향이 모두 손실이 줄어드는 쪽으로 갑니다.
# - 기울기는 점 전체의 평균입니다. 위의 `gradient`와 같은 식입니다.
# - 둘 다 기울기에 `learning_rate`를 곱한 만큼 움직입니다.

# %% [markdown] tags=["en"]
# ### Exercise 0-1-b
#
# This function should take one step and return the new weights and the new bias. Yet the loss grows with every call. Repair it, so that all of this is true:
#
# - Weights and bias both move the way in which the loss falls.
# - The gradient is the mean over the points, as in `gradient` above.
# - Both move by the gradient times `learning_rate`.

# %% tags=["starter"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = sigmoid(x @ w + b) - y
    w = w + learning_rate * (x.T @ error) / len(x)
    b = b - learning_rate * error.sum()
    return w, b

# %% tags=["wrong"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = predict(w, b, x) - y
    return w - learning_rate * x.T @ error / 5, b - learning_rate * error.mean()

# %% tags=["wrong"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = sigmoid(x @ w + b) - y
    w = w - learning_rate * (x.T @ error) / len(x)
    b = b - learning_rate * error.sum()
    return w, b

# %% tags=["wrong"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = sigmoid(x @ w + b) - y
    w = w + learning_rate * (x.T @ error) / len(x)
    b = b - learning_rate * error.mean()
    return w, b

# %% tags=["wrong"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = sigmoid(x @ w + b) - y
    w = w + learning_rate * (x.T @ error) / len(x)
    b = b + learning_rate * error.mean()
    return w, b

# %% tags=["wrong"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = sigmoid(x @ w + b) - y
    w = w - learning_rate * (x.T @ error) / len(x)
    b = b + learning_rate * error.mean()
    return w, b

# %% tags=["wrong"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = sigmoid(x @ w + b) - y
    w = w - learning_rate * (x.T @ error)
    b = b - learning_rate * error.mean()
    return w, b

# %% tags=["wrong"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = sigmoid(x @ w + b) - y
    w = w - (x.T @ error) / len(x)
    b = b - error.mean()
    return w, b

# %% tags=["wrong"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = sigmoid(x @ w + b) - y
    w = w - learning_rate * (x.T @ error) / len(x)
    b = b - learning_rate * error.mean()

# %% tags=["wrong"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = sigmoid(x @ w + b) - y
    return w - learning_rate * (x.T @ error) / len(x)

# %% tags=["wrong"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = sigmoid(x @ w + b) - y
    w = w - learning_rate * (x.T @ error) / len(x)
    b = b - learning_rate * error / len(x)
    return w, b

# %% tags=["wrong"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = sigmoid(x @ w + b) - y
    w = w - learning_rate * (x.T @ error) / len(x)
    error = sigmoid(x @ w + b) - y
    b = b - learning_rate * error.mean()
    return w, b

# %% tags=["wrong"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = x @ w + b - y
    w = w - learning_rate * (x.T @ error) / len(x)
    b = b - learning_rate * error.mean()
    return w, b

# %% tags=["wrong"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = sigmoid(x @ w + b) - y
    w = w - learning_rate * (x.T @ error) / len(x)
    b = b - learning_rate * error.mean()
    return b, w

# %% tags=["wrong"] exercise="0-1-b"
step_down = lambda w, b, x, y, learning_rate: (w, b)

# %% tags=["wrong"] exercise="0-1-b"
step_down = lambda w, b, x, y, learning_rate: gradient(w, b, x, y)

# %% tags=["right"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    slopes, slope = gradient(w, b, x, y)
    return [w - learning_rate * slopes, b - learning_rate * slope]

# %% tags=["right"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = y - sigmoid(x @ w + b)
    w += learning_rate * (error @ x) / len(x)
    b += learning_rate * np.average(error)
    return w, b

# %% tags=["right"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = sigmoid(x @ w + b) - y
    w = w - learning_rate * (x * error[:, None]).mean(axis=0)
    return np.array(w), float(b - learning_rate * error.mean())

# %% tags=["solution"] exercise="0-1-b"
def step_down(w, b, x, y, learning_rate):
    error = sigmoid(x @ w + b) - y
    w = w - learning_rate * (x.T @ error) / len(x)
    b = b - learning_rate * error.mean()
    return w, b

# %%
check("0-1-b", step_down)

# %% [markdown] tags=["ko", "solution"]
# 두 군데였습니다. 가중치는 기울기 쪽으로, 곧 오르막으로 가고 있었습니다. 편향은 방향은 맞았지만 평균 대신 합을 써서 점의 수만큼 더 멀리 갔습니다.

# %% [markdown] tags=["en", "solution"]
# There were two faults. The weights went along the gradient, uphill. The bias went the right way, but by the sum instead of the mean: too far by as many times as there are points.

# %% [markdown] tags=["ko"]
# ### 학습률 세 가지
#
# `descend`는 같은 자리에서 시작해 100단계를 진행하고, 단계마다 손실을 적습니다. 학습률 0.01, 1, 50으로 해 봅니다. 세 곡선이 어떤 모양일지 먼저 그려 보세요. 세로축은 한 칸마다 열 배가 되는 로그 눈금입니다.

# %% [markdown] tags=["en"]
# ### Three learning rates
#
# `descend` starts from the same place each time, takes 100 steps and notes the loss after each. Try the learning rates 0.01, 1 and 50. Sketch the three curves first. The vertical axis is logarithmic: each step of it is ten times as much.

# %%
def descend(learning_rate, steps=100):
    w, b = np.array([1.5, -2.0]), 0.5
    losses = [loss(w, b)]
    for _ in range(steps):
        slopes, slope = gradient(w, b, x, y)
        w, b = w - learning_rate * slopes, b - learning_rate * slope
        losses.append(loss(w, b))
    return losses

runs = {str(rate): descend(rate) for rate in (0.01, 1, 50)}
plots.show_lines(runs, ylabel="loss", x=range(101), xlabel="step", log="y")

# %% tags=["proof"]
assert runs["1"][-1] < 0.61 < 0.8 < runs["0.01"][-1] < runs["0.01"][0] < runs["50"][-1]

# %% [markdown] tags=["ko"]
# 0.01은 옳은 쪽으로 가지만 너무 느립니다. 1은 서른 단계쯤 지나 바닥에 닿습니다. 50은 골짜기를 건너뛰어 맞은편 비탈의 더 높은 곳에 떨어지고, 그 뒤로도 높은 곳을 오르내릴 뿐 내려오지 못합니다. 이렇게 손실이 줄지 않고 커지거나 날뛸 때 **발산**(divergence)한다고 합니다. 손실이 커지면 먼저 학습률을 낮추어 보세요.

# %% [markdown] tags=["en"]
# 0.01 goes the right way, but far too slowly. 1 reaches the bottom after about thirty steps. 50 leaps across the valley and lands higher up on the other side, and jumps about up there from then on. A loss that grows or jumps about instead of falling is said to **diverge**. Where a loss grows, first try a smaller learning rate.

# %% [markdown] tags=["ko"]
# ### 연습 0-1-c
#
# 학습률을 0.5, 1, 2, 4, 8, 16, 32로 두 배씩 올립니다. 이 일곱 개 가운데, `descend`로 100단계를 진행한 뒤의 손실이 시작할 때의 손실보다 **큰** 것을 찾으세요. 그런 학습률 가운데 가장 작은 것을 `too_large`에 넣으세요.

# %% [markdown] tags=["en"]
# ### Exercise 0-1-c
#
# Double the learning rate from 0.5 on: 0.5, 1, 2, 4, 8, 16, 32. With which of these seven is the loss after the 100 steps of `descend` **larger** than it was at the start? Put the smallest such learning rate into `too_large`.

# %% tags=["starter"] exercise="0-1-c"
too_large = ...

# %% tags=["wrong"] exercise="0-1-c"
too_large = 8

# %% tags=["wrong"] exercise="0-1-c"
too_large = 32

# %% tags=["wrong"] exercise="0-1-c"
too_large = 50

# %% tags=["wrong"] exercise="0-1-c"
too_large = 0.5

# %% tags=["wrong"] exercise="0-1-c"
too_large = 1

# %% tags=["wrong"] exercise="0-1-c"
too_large = 4

# %% tags=["wrong"] exercise="0-1-c"
too_large = 2.0

# %% tags=["wrong"] exercise="0-1-c"
too_large = descend(16)

# %% tags=["wrong"] exercise="0-1-c"
too_large = descend(16)[-1]

# %% tags=["wrong"] exercise="0-1-c"
too_large = [16, 32]

# %% tags=["wrong"] exercise="0-1-c"
too_large = "16"

# %% tags=["right"] exercise="0-1-c"
too_large = min(rate for rate in (0.5, 1, 2, 4, 8, 16, 32) if descend(rate)[-1] > descend(rate)[0])

# %% tags=["right"] exercise="0-1-c"
too_large = np.float64(16)

# %% tags=["solution"] exercise="0-1-c"
too_large = 16

# %% tags=["proof"] exercise="0-1-c"
assert [rate for rate in (0.5, 1, 2, 4, 8, 16, 32) if descend(rate)[-1] > descend(rate)[0]] == [16, 32]

# %%
check("0-1-c", too_large)

# %% [markdown] tags=["ko", "solution"]
# 일곱 개를 차례로 해 보면 이렇습니다. 시작할 때의 손실은 1.059입니다.
#
# ```python
# for rate in (0.5, 1, 2, 4, 8, 16, 32):
#     print(rate, descend(rate)[-1])
# ```
#
# 4까지는 0.60에 이릅니다. 8에서는 바닥에 닿지 못하고 오르내리지만 시작보다는 낮게 끝납니다. 16부터는 시작보다 높습니다. 이렇게 두 배씩 올려 보며 발산하는 곳을 찾고, 그보다 몇 배 작은 값을 쓰는 것이 흔한 방법입니다.

# %% [markdown] tags=["en", "solution"]
# Try all seven in turn. At the start the loss is 1.059.
#
# ```python
# for rate in (0.5, 1, 2, 4, 8, 16, 32):
#     print(rate, descend(rate)[-1])
# ```
#
# Up to 4 the loss gets to 0.60. With 8 it no longer settles, but ends below where it began. From 16 on it ends above. This is a common way to choose: double until it diverges, then take a few times less.

# %% [markdown] tags=["ko"]
# ## 배치와 에포크
#
# 지금까지는 한 단계마다 점 600개를 모두 보았습니다. 사진이 백만 장이면 한 단계가 너무 오래 걸립니다. 점 20개만 보아도 내리막이 어느 쪽인지 대강 알 수 있습니다. 점을 섞어 20개씩 나누고, 묶음마다 한 단계씩 진행합니다. 600개로 한 단계를 갈 때나 20개씩 30단계를 갈 때나 점은 모두 한 번씩 봅니다. 어느 쪽의 손실이 더 낮을까요?

# %% [markdown] tags=["en"]
# ## Batches and epochs
#
# So far each step looked at all 600 points. With a million pictures one step would take too long. Twenty points already tell roughly which way is down. Mix the points, cut them into groups of 20, and take a step for each group. One step with all 600, or 30 steps with 20 each: either way every point is looked at once. After which is the loss lower?

# %%
groups = np.random.default_rng(1).permutation(len(x)).reshape(-1, 20)
print(groups.shape)

def after_a_step(w, b, x, y):
    slopes, slope = gradient(w, b, x, y)
    return w - 0.5 * slopes, b - 0.5 * slope

one_step = after_a_step(w, b, x, y)
many_steps = w, b
for rows in groups:
    many_steps = after_a_step(*many_steps, x[rows], y[rows])
print(loss(w, b).round(3), loss(*one_step).round(3), loss(*many_steps).round(3))

# %% tags=["proof"]
assert loss(*many_steps) < 0.75 < 0.95 < loss(*one_step) < loss(w, b)

# %% [markdown] tags=["ko"]
# 같은 양을 보고 한 단계 대신 30단계를 진행했으니 훨씬 멀리 왔습니다. 단계 하나하나는 조금씩 빗나가지만 평균하면 내리막입니다. 한 번에 보는 묶음이 **배치**(batch)이고, 점 전체를 한 번씩 보는 것이 한 **에포크**(epoch)입니다. 여기서는 배치 크기가 20이고, 한 에포크가 30단계입니다.
#
# 배치마다 가중치를 바꾸는 경사 하강법의 이름이 SGD(stochastic gradient descent, 확률적 경사 하강법)입니다. 여기에 **모멘텀**(momentum)을 더하면, 이번 기울기만 보지 않고 지난 단계의 방향을 얼마쯤 이어 갑니다. 구르는 공처럼 긴 비탈에서는 빨라지고, 좌우로 흔들리는 움직임은 서로 지워집니다.

# %% [markdown] tags=["en"]
# The same 600 points, but 30 steps instead of one, and the loss is much lower. Each step is a little off, but on average they go downhill. What a step looks at is a **batch**. Once through all points is an **epoch**. Here the batch size is 20, and an epoch has 30 steps.
#
# Gradient descent in batches is called SGD, stochastic gradient descent. With **momentum**, a step does not follow its own gradient alone but keeps some of the direction of the steps before. Like a rolling ball it gathers speed on a long slope, and swings to the left and right cancel out.

# %% [markdown] tags=["ko"]
# ## 신경망을 학습하기
#
# 이제 필요한 것이 다 모였습니다. 은닉층에 유닛 8개와 `relu`, 출력에 유닛 하나와 `sigmoid`를 둡니다. 가중치는 무작위로 시작합니다. 모두 0으로 시작하면 유닛이 다 같은 일을 하게 되기 때문입니다.

# %% [markdown] tags=["en"]
# ## Train a network
#
# Now you have all the parts. The hidden layer gets 8 units and `relu`, the output one unit and `sigmoid`. The weights begin at random: if all were 0, every unit would do the same for ever.

# %%
random = np.random.default_rng(2)
start_weights = [
    random.normal(size=(2, 8)), np.zeros(8),
    random.normal(size=(8, 1)), np.zeros(1),
]

def network(weights, x):
    W1, b1, W2, b2 = weights
    return sigmoid(relu(x @ W1 + b1) @ W2 + b2)[:, 0]

print(network(start_weights, x[:5]).round(2))
print(cross_entropy(network(start_weights, x), y).round(3))

# %% [markdown] tags=["ko"]
# 기울기는 출력에서 입력 쪽으로 거꾸로 계산합니다. 출력의 오차는 앞과 같은 `p - y`입니다. 은닉 유닛의 오차는 출력의 오차에, 그 유닛을 출력과 잇는 가중치를 곱한 값입니다. `relu`가 0으로 만든 곳에서는 0입니다. 층마다 식은 같습니다. 입력과 오차를 곱합니다. 이 방법의 이름은 역전파(backpropagation)입니다.

# %% [markdown] tags=["en"]
# The gradient is worked out backwards, from the output to the input. The error of the output is `p - y`, as before. The error of a hidden unit is the error of the output times the weight that joins the two; where `relu` gave 0, it is 0. For each layer the formula is the same: its inputs times its errors. This is called backpropagation.

# %%
def network_step(weights, x, y, learning_rate):
    W1, b1, W2, b2 = weights
    hidden = relu(x @ W1 + b1)
    error = (sigmoid(hidden @ W2 + b2) - y[:, None]) / len(x)
    hidden_error = error @ W2.T * (hidden > 0)
    slopes = [x.T @ hidden_error, hidden_error.sum(axis=0), hidden.T @ error, error.sum(axis=0)]
    return [old - learning_rate * slope for old, slope in zip(weights, slopes)]

trained_weights = start_weights
for epoch in range(15):
    for rows in groups:
        trained_weights = network_step(trained_weights, x[rows], y[rows], learning_rate=0.5)
    if epoch % 5 == 4:
        print(epoch + 1, f"loss ≈ {cross_entropy(network(trained_weights, x), y):.3f}")

# %% [markdown] tags=["ko"]
# `≈` 뒤의 수는 컴퓨터마다 조금 다를 수 있다는 표시입니다. 이제 경계를 그려 봅시다. 어떤 모양이 되었을지 먼저 예상해 보세요. 왼쪽이 학습 전, 오른쪽이 학습 후입니다.

# %% [markdown] tags=["en"]
# The sign `≈` stands before numbers that may differ a little on your computer. Now draw the border. What shape do you expect? On the left is the network before training, on the right after it.

# %%
def at_first(points):
    return network(start_weights, points)

def in_the_end(points):
    return network(trained_weights, points)

both = {"epoch 0": at_first, "epoch 15": in_the_end}
plots.show_points(x[:200], y[:200], names, brightness_names(), both)

# %% tags=["proof"]
assert cross_entropy(network(trained_weights, x), y) < 0.45
assert np.mean((network(trained_weights, x) > 0.5) == y) > 0.82

# %% [markdown] tags=["ko"]
# 신경망이 띠를 스스로 찾았습니다. 가중치는 하나도 손으로 정하지 않았습니다. 유닛의 수, 학습률, 배치 크기, 에포크 수 같은 설정만 골랐습니다.

# %% [markdown] tags=["en"]
# The network has found the band by itself. You set no weight by hand, only settings such as the number of units, the learning rate, the batch size and the epochs.

# %% [markdown] tags=["ko"]
# ## 같은 신경망을 케라스로
#
# 케라스에는 이 부품이 모두 있습니다. `Dense`는 `x @ W + b`와 활성화 함수이고, `Input`은 입력이 몇 개의 수인지 정하며, `Sequential`은 층을 차례로 잇습니다. `compile`은 옵티마이저(optimizer)와 손실 함수를 정합니다. 옵티마이저는 기울기를 보고 가중치를 바꾸는 부품입니다. `SGD`는 위에서 본 단계를 진행하는 옵티마이저이고, `binary_crossentropy`는 답이 둘일 때 쓰는, 위와 같은 교차 엔트로피입니다.

# %% [markdown] tags=["en"]
# ## The same network in Keras
#
# Keras has all of these parts. `Dense` is `x @ W + b` with its activation, `Input` says how many numbers go in, and `Sequential` puts layers one after another. `compile` sets the optimizer, the part that changes the weights by the gradient, and the loss: `SGD` is the optimizer that takes the steps you have seen, and `binary_crossentropy` is the cross-entropy from above, for two possible answers.

# %%
model = keras.Sequential([
    keras.Input((2,)),
    layers.Dense(8, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer=SGD(learning_rate=0.5), loss=binary_crossentropy)

# %% [markdown] tags=["ko"]
# 정말 같은지 확인합니다. `set_weights`로 같은 가중치에서 시작하고, `train_on_batch`로 같은 배치를 써서 한 단계를 진행합니다. 이 메서드는 가중치를 바꾸기 전의 손실을 돌려줍니다. NumPy로도 똑같이 합니다.

# %% [markdown] tags=["en"]
# See whether it is the same. `set_weights` starts it from the same weights, and `train_on_batch` takes one step on the same batch; it returns the loss before that step. Then do the same in NumPy.

# %%
batch = groups[0]
model.set_weights(start_weights)
keras_loss = float(model.train_on_batch(x[batch], y[batch]))
numpy_loss = cross_entropy(network(start_weights, x[batch]), y[batch])
numpy_weights = network_step(start_weights, x[batch], y[batch], learning_rate=0.5)
print(f"loss: Keras ≈ {keras_loss:.6f}, NumPy ≈ {numpy_loss:.6f}")
for kept, own in zip(model.get_weights(), numpy_weights):
    print(kept.shape, f"Keras ≈ {kept.ravel()[0]:.6f}, NumPy ≈ {own.ravel()[0]:.6f}")

# %% tags=["proof"]
assert abs(keras_loss - numpy_loss) < 5e-7
assert all(np.abs(kept - own).max() < 5e-7 for kept, own in zip(model.get_weights(), numpy_weights))
assert any(np.abs(own - old).max() > 1e-3 for own, old in zip(numpy_weights, start_weights))

# %% [markdown] tags=["ko"]
# 손실도, 배열마다 출력한 첫 수도 소수점 아래 여섯째 자리까지 같습니다. 케라스가 하는 일에 숨은 것은 없습니다.

# %% [markdown] tags=["en"]
# The loss and the first number of each array agree to six decimals. Nothing is hidden in what Keras does.

# %% [markdown] tags=["ko"]
# ## 남겨 둔 데이터
#
# 학습에 쓴 점을 잘 맞히는 것은 자랑이 아닙니다. 점과 정답을 적어 두기만 하는 정답표를 만들어 봅시다. 적어 둔 점이면 적힌 답을, 처음 보는 점이면 가방이라고 답합니다. 그리고 학습에 쓰지 않은 점 150개에서도 시험합니다. 그 가운데 100개가 가방입니다. 맞은 비율을 **정확도**(accuracy)라고 합니다. 두 정확도를 먼저 예상해 보세요.

# %% [markdown] tags=["en"]
# ## Data kept aside
#
# Being right on the points you trained on proves little. Make a cheat sheet that only remembers them: for a point it has seen it gives the answer it remembers, for any other it says "bag". Try it on 150 points that were not used for training, too; 100 of them are bags. The share of right answers is called **accuracy**. Guess both first.

# %%
x_val, y_val = bags_and_boots("validation")
remembered = dict(zip(map(tuple, x), y))
for points, answers in ((x, y), (x_val, y_val)):
    said = np.array([remembered.get(tuple(point), 0) for point in points])
    print(len(points), np.mean(said == answers).round(3))

# %% [markdown] tags=["ko"]
# 학습에 쓴 점은 모두 맞히지만, 새 점에서는 늘 가방이라고 답하는 것과 같습니다. 그래서 데이터를 세 부분으로 나눕니다.
#
# - **학습 데이터**(training data): 기울기를 계산합니다.
# - **검증 데이터**(validation data): 학습에 쓰지 않고, 학습률이나 유닛의 수를 고를 때 봅니다.
# - **테스트 데이터**(test data): 다 고른 다음 마지막에 한 번만 봅니다. 검증 데이터를 보며 고르다 보면 그 데이터에 맞추어 고르게 되기 때문입니다.

# %% [markdown] tags=["en"]
# All right on what it has seen; on new points, no better than always saying "bag". So data are split into three parts.
#
# - **Training data**: the gradient is worked out on them.
# - **Validation data**: not trained on; you look at them to choose a learning rate or the number of units.
# - **Test data**: looked at once, at the end, when all is chosen. For whoever chooses by the validation data picks what happens to fit those points.

# %% [markdown] tags=["ko"]
# ### 기준선
#
# 방금 본 0.667은 어디서 왔을까요? 점의 3분의 2가 가방입니다. 아무것도 배우지 않고 가장 흔한 클래스만 답해도 그만큼은 맞습니다. 이것이 **기준선**(baseline)입니다. `np.bincount`는 0과 1이 각각 몇 개인지 셉니다.

# %% [markdown] tags=["en"]
# ### Baseline
#
# Where does the 0.667 come from? Two thirds of the points are bags. Whoever learns nothing and always gives the most frequent class is right as often as that. This is the **baseline**. `np.bincount` counts how many 0 and how many 1 there are.

# %%
print(np.bincount(y), np.bincount(y_val))
w, b = np.array([-0.73, 0.23]), -0.75
print("baseline", np.mean(y_val == np.bincount(y).argmax()).round(3))
print("unit    ", np.mean((sigmoid(x_val @ w + b) > 0.5) == y_val).round(3))
print("network ", f"≈ {np.mean((network(trained_weights, x_val) > 0.5) == y_val):.3f}")

# %% tags=["proof"]
assert 0.63 < np.mean((sigmoid(x_val @ w + b) > 0.5) == y_val) < 2 / 3 < 0.8 < np.mean((network(trained_weights, x_val) > 0.5) == y_val)

# %% [markdown] tags=["ko"]
# 가운데 줄은 `descend`처럼 바닥까지 학습한 유닛 하나입니다. 셀의 `w`와 `b`가 그렇게 얻은 값입니다. 정확도 0.64는 반반보다 나아 보이지만 기준선보다 낮습니다. 학습이 줄이는 것은 손실이지 정확도가 아니어서, 이런 일도 생깁니다. 직선으로는 배운 것이 없는 셈입니다. 정확도는 늘 기준선 옆에 놓고 읽으세요.

# %% [markdown] tags=["en"]
# The middle line is the single unit, trained to the bottom as `descend` does; `w` and `b` in the cell are what it came to. An accuracy of 0.64 sounds better than tossing a coin, but it is below the baseline. Training makes the loss smaller, not the accuracy larger, so that can happen. With a straight line, nothing was gained. Always read an accuracy beside its baseline.

# %% [markdown] tags=["ko"]
# ### 연습 0-1-d
#
# 함수 `baseline`을 작성하세요.
#
# - 인수는 정수 레이블 배열 두 개, `y_train`과 `y_val`입니다. 클래스는 둘보다 많을 수도 있습니다.
# - 늘 `y_train`에서 가장 흔한 클래스라고 답할 때, `y_val`에서 맞는 비율을 돌려줍니다.

# %% [markdown] tags=["en"]
# ### Exercise 0-1-d
#
# Write a function `baseline`.
#
# - It takes two arrays of integer labels, `y_train` and `y_val`. There may be more than two classes.
# - It returns the share of `y_val` that is right if the answer is always the most frequent class of `y_train`.

# %% tags=["starter"] exercise="0-1-d"
baseline = ...

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    return np.bincount(y_val).max() / len(y_val)

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    return np.bincount(y_train).max() / len(y_train)

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    return np.bincount(y_train).argmax()

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    return 1 / len(np.unique(y_train))

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    return np.mean(y_val == 0)

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    return np.mean(y_val)

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    return np.sum(y_val == np.bincount(y_train).argmax())

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    return np.mean(y_train == np.bincount(y_val).argmax())

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    return np.mean(y_val == np.bincount(y_train).max())

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    return y_val == np.bincount(y_train).argmax()

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    print(np.mean(y_val == np.bincount(y_train).argmax()))

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    return 100 * np.mean(y_val == np.bincount(y_train).argmax())

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    return np.mean(y_val == round(np.mean(y_train)))

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    return np.mean(y_val == (1 if np.mean(y_train) > 0.5 else 0))

# %% tags=["wrong"] exercise="0-1-d"
def baseline(y_train, y_val):
    return np.mean(y_val != np.bincount(y_train).argmax())

# %% tags=["wrong"] exercise="0-1-d"
baseline = np.mean(y_val == np.bincount(y).argmax())

# %% tags=["right"] exercise="0-1-d"
baseline = lambda y_train, y_val: (np.asarray(y_val) == np.argmax(np.bincount(y_train))).mean()

# %% tags=["right"] exercise="0-1-d"
def baseline(y_train, y_val):
    classes, counts = np.unique(y_train, return_counts=True)
    return float(np.count_nonzero(y_val == classes[counts.argmax()]) / len(y_val))

# %% tags=["right"] exercise="0-1-d"
def baseline(y_train, y_val):
    seen = list(y_train)
    most = max(set(seen), key=seen.count)
    return sum(label == most for label in y_val) / len(y_val)

# %% tags=["solution"] exercise="0-1-d"
def baseline(y_train, y_val):
    most_frequent = np.bincount(y_train).argmax()
    return np.mean(y_val == most_frequent)

# %%
check("0-1-d", baseline)

# %% [markdown] tags=["ko", "solution"]
# 가장 흔한 클래스는 학습 데이터에서 정하고, 비율은 검증 데이터에서 잽니다. 신경망도 똑같이 하기 때문에 둘을 나란히 놓을 수 있습니다.

# %% [markdown] tags=["en", "solution"]
# The class is chosen on the training data, and the share is measured on the validation data. A network does the same, so the two can be set side by side.

# %% [markdown] tags=["ko"]
# ## 두 곡선으로 지켜보기
#
# `fit`은 에포크를 여러 번 반복합니다. `validation_data`를 주면 에포크가 끝날 때마다 검증 데이터의 손실도 재고, 가중치를 바꾸는 데에는 쓰지 않습니다. 돌려받은 객체의 `history`에 두 손실이 에포크마다 적혀 있습니다. `metrics=["accuracy"]`는 정확도도 함께 적게 합니다.

# %% [markdown] tags=["en"]
# ## Watch two curves
#
# `fit` goes through many epochs. Given `validation_data`, it also measures the loss on that data after each epoch, without training on it. The object that it returns has both losses, epoch by epoch, in its `history`. `metrics=["accuracy"]` has the accuracy noted as well.

# %%
sgd = SGD(learning_rate=0.5)
model.compile(optimizer=sgd, loss=binary_crossentropy, metrics=["accuracy"])
model.set_weights(start_weights)
run = model.fit(x, y, batch_size=20, epochs=15, validation_data=(x_val, y_val), verbose=0)
plots.show_curves(run.history)

# %% tags=["proof"]
assert run.history["val_loss"][-1] < 0.5 and run.history["val_accuracy"][-1] > 0.75

# %% [markdown] tags=["ko"]
# 두 손실 곡선이 함께 내려온 뒤 평평해집니다. 새 점에서도 배운 점보다 못하지 않다는 뜻이고, 바로 이런 모습이어야 합니다. 여기서 검증이 오히려 조금 나은 것은 점이 150개뿐이어서 생긴 우연입니다. `fit`은 에포크마다 점을 새로 섞으므로, 앞의 NumPy 신경망과 끝까지 같은 수가 되지는 않습니다. `verbose=0`은 에포크마다 나오는 출력을 끕니다.
#
# ### 사진은 100장, 가중치는 5만 개
#
# 이제 사진 전체를 씁니다. 입력이 2개가 아니라 픽셀 784개입니다. 픽셀은 255로 나누어 0과 1 사이로 맞춥니다. 까닭은 1-1에 나옵니다. 문제도 더 어렵습니다. 티셔츠와 셔츠를 구별합니다. 그리고 학습 데이터는 100장뿐입니다. 은닉층의 유닛은 64개이니 가중치가 5만 개를 넘습니다. 두 곡선이 끝까지 나란히 갈까요? 먼저 예상해 보세요.

# %% [markdown] tags=["en"]
# Both loss curves come down and level off: the network does no worse on new points than on those it learned from. That is how it should look. That the validation is even a little better here is chance: there are only 150 of these points. `fit` mixes the points anew in each epoch, so its numbers do not stay equal to those of the NumPy network. `verbose=0` turns off the text that comes with each epoch.
#
# ### 100 pictures, 50,000 weights
#
# Now take whole pictures: 784 pixels go in instead of two numbers. Each is divided by 255, so that it lies between 0 and 1; 1-1 says why. The problem is harder, too: T-shirts and shirts. And there are only 100 pictures to train on. With 64 hidden units the network has more than 50,000 weights. Will the two curves stay together to the end? Guess first.

# %%
rows = np.flatnonzero((labels == 0) | (labels == 6))[:500]
shirts, is_shirt = pictures[rows].reshape(500, 784) / 255, labels[rows] == 6
large = keras.Sequential([
    keras.Input((784,)),
    layers.Dense(64, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
large.compile(optimizer=SGD(learning_rate=0.025, momentum=0.95), loss=binary_crossentropy)
new_pictures = (shirts[100:], is_shirt[100:])
few_pictures = large.fit(
    shirts[:100], is_shirt[:100], batch_size=50, epochs=40, validation_data=new_pictures, verbose=0
)
plots.show_curves(few_pictures.history)

# %% tags=["proof"]
assert few_pictures.history["loss"][-1] < 0.15 and min(few_pictures.history["val_loss"]) < 0.6
assert few_pictures.history["val_loss"][-1] > 1.25 * min(few_pictures.history["val_loss"])
assert 3 < np.argmin(few_pictures.history["val_loss"]) < 20

# %% [markdown] tags=["ko"]
# 학습 손실은 0에 가까워집니다. 검증 손실은 어느 에포크까지 내려가다가 다시 올라갑니다. 그때부터 신경망은 두 옷의 차이가 아니라 사진 100장을 외웁니다. 이것이 **과적합**(overfitting)이고, 두 곡선이 벌어지는 것으로 알아봅니다.

# %% [markdown] tags=["en"]
# The training loss goes down almost to 0. The validation loss falls for some epochs, then climbs. From there on the network mostly learns 100 pictures by heart, and less and less of what tells the clothes apart. This is **overfitting**, and two curves that part are how you see it.

# %%
choose("0-1-q3")

# %% tags=["solution"] exercise="0-1-q3"
check("0-1-q3", "d")

# %% [markdown] tags=["ko"]
# ### 연습 0-1-e
#
# 이제 여러분이 학습할 차례입니다. 가방과 앵클부츠의 점에서 기준선(0.667)을 크게 넘는 모델을 만드세요.
#
# - `trained`는 수 2개를 받아 앵클부츠일 확률 하나를 내놓는 케라스 모델입니다.
# - `x`와 `y`로 학습하고, `validation_data`에 `x_val`과 `y_val`을 주어 두 곡선을 보세요.
# - 목표는 검증 데이터에서 정확도 0.80입니다. 층과 유닛의 수, 학습률, 배치 크기, 에포크 수는 마음대로 고릅니다.
#
# `check`는 여러분에게 준 적이 없는 점 600개에서 정확도를 잽니다. 그래서 검증 데이터를 외우게 해도 소용이 없습니다. 거기서도 0.80이 목표입니다.

# %% [markdown] tags=["en"]
# ### Exercise 0-1-e
#
# Now it is your turn to train. Make a model for the points of bags and boots that is far better than the baseline of 0.667.
#
# - `trained` is a Keras model that takes 2 numbers and gives one, the probability of a boot.
# - Train it on `x` and `y`, give `x_val` and `y_val` as `validation_data`, and look at both curves.
# - The target is an accuracy of 0.80 on validation data. Layers, units, learning rate, batch size and epochs are yours to choose.
#
# The `check` measures the accuracy on 600 points that you have never been given. So there is nothing to gain from a model that knows the validation data by heart. The target is 0.80 there, too.

# %% tags=["starter"] exercise="0-1-e"
trained = ...

# %% tags=["wrong"] exercise="0-1-e"
trained = keras.Sequential([keras.Input((2,)), layers.Dense(1, activation="sigmoid")])
trained.set_weights([np.array([[-0.73], [0.23]]), np.array([-0.75])])

# %% tags=["wrong"] exercise="0-1-e"
trained = keras.Sequential([keras.Input((2,)), layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
trained.set_weights([np.zeros((2, 16)), np.zeros(16), np.zeros((16, 1)), np.array([-0.7])])

# %% tags=["wrong"] exercise="0-1-e"
trained = keras.Sequential([keras.Input((2,)), layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
trained.set_weights([np.eye(2, 16), np.zeros(16), np.zeros((16, 1)), np.array([0.3])])

# %% tags=["wrong"] exercise="0-1-e"
trained = keras.Sequential([keras.Input((2,)), layers.Dense(16, activation="relu"), layers.Dense(1, activation="softmax")])
trained.compile(optimizer=SGD(), loss=binary_crossentropy)
trained.fit(x, y, epochs=1, verbose=0)

# %% tags=["wrong"] exercise="0-1-e"
trained = keras.Sequential([keras.Input((2,)), layers.Dense(2, activation="relu"), layers.Dense(1)])
trained.set_weights([by_hand, np.zeros(2), np.array([[-3.0], [-2.0]]), np.array([1.0])])

# %% tags=["wrong"] exercise="0-1-e"
trained = keras.Sequential([keras.Input((2,)), layers.Dense(2, activation="relu"), layers.Dense(1, activation="sigmoid")])
trained.set_weights([by_hand, np.zeros(2), np.array([[3.0], [2.0]]), np.array([-1.0])])

# %% tags=["wrong"] exercise="0-1-e"
trained = keras.Sequential([keras.Input((2,)), layers.Dense(8, activation="relu"), layers.Dense(2, activation="softmax")])

# %% tags=["wrong"] exercise="0-1-e"
trained = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])

# %% tags=["wrong"] exercise="0-1-e"
trained = large

# %% tags=["wrong"] exercise="0-1-e"
trained = run

# %% tags=["wrong"] exercise="0-1-e"
trained = run.history["val_accuracy"][-1]

# %% tags=["wrong"] exercise="0-1-e"
trained = keras.Sequential([keras.Input((2,)), layers.Dense(2, activation="relu"), layers.Dense(1, activation="sigmoid")])
trained.set_weights([by_hand, np.zeros(2), np.array([[np.nan], [-2.0]]), np.array([1.0])])

# %% tags=["wrong"] exercise="0-1-e"
class Crib(keras.Model):
    def call(self, points):
        boots = keras.ops.convert_to_tensor(x_val[y_val == 1], points.dtype)
        known = keras.ops.all(keras.ops.abs(points[:, None] - boots) < 1e-4, axis=-1)
        return keras.ops.cast(keras.ops.any(known, axis=1)[:, None], "float32")

trained = Crib()
trained(x_val[:1])

# %% tags=["right"] exercise="0-1-e"
points = keras.Input((2,))
hidden = layers.Dense(12, activation="tanh")(layers.Dense(12, activation="tanh")(points))
trained = keras.Model(points, layers.Dense(1, activation="sigmoid")(hidden))
trained.compile(keras.optimizers.Adam(0.02), binary_crossentropy)
trained.fit(x, y, epochs=20, verbose=0)

# %% tags=["right"] exercise="0-1-e"
trained = keras.Sequential([keras.Input((2,)), layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
trained.set_weights(trained_weights)

# %% tags=["right"] exercise="0-1-e"
trained = model

# %% tags=["solution"] exercise="0-1-e"
trained = keras.Sequential([
    keras.Input((2,)),
    layers.Dense(16, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
trained.compile(optimizer=SGD(learning_rate=0.5), loss=binary_crossentropy, metrics=["accuracy"])
mine = trained.fit(x, y, batch_size=20, epochs=15, validation_data=(x_val, y_val), verbose=0)
plots.show_curves(mine.history)

# %%
check("0-1-e", trained)

# %% [markdown] tags=["ko", "solution"]
# 유닛 16개면 넉넉합니다. 유닛이 두세 개뿐이면 시작하는 가중치에 따라 띠의 한쪽만 찾고 멈추기도 합니다. 학습률 0.5는 이 문제에 알맞습니다. 0.01이라면 같은 에포크로는 기준선을 넘지 못합니다.

# %% [markdown] tags=["en", "solution"]
# Sixteen units are plenty. With two or three it depends on the weights at the start: some runs find one side of the band only. A learning rate of 0.5 suits this problem. With 0.01 the same epochs do not get beyond the baseline.

# %% [markdown] tags=["ko"]
# 이제 테스트 데이터를 한 번만 봅니다. 본문에서 `fit`으로 학습한 `model`로 해 봅시다.

# %% [markdown] tags=["en"]
# Now look at the test data, once, with the `model` that `fit` has trained above.

# %%
x_test, y_test = bags_and_boots("test")
loss_and_accuracy = model.evaluate(x_test, y_test, verbose=0)
print(f"test accuracy ≈ {loss_and_accuracy[1]:.2f}, baseline {np.mean(y_test == 0):.2f}")

# %% tags=["proof"]
assert loss_and_accuracy[1] > 0.75

# %% [markdown] tags=["ko"]
# ## 놀이터
#
# 아래 실험실은 브라우저 안에서 신경망을 학습합니다. 배경은 지금의 답이고, 작은 그림은 은닉 유닛 하나하나가 평면의 어디에서 큰 수를 내놓는지 보여 줍니다. **먼저** 그대로 **학습**을 눌러 경계가 휘는 것을 보고, 활성화 함수를 `linear`로, 곧 아무것도 꺾지 않게 바꾸어 다시 눌러 보세요. **눈여겨볼 것**은 학습 데이터를 10%로 줄이고 잡음, 곧 점이 흩어지는 정도를 올렸을 때 두 손실 곡선이 벌어지는 것입니다. **케라스 코드 보기**는 지금 설정한 신경망을 지금의 가중치 그대로 만드는 코드를 보여 줍니다.

# %% [markdown] tags=["en"]
# ## Playground
#
# This lab trains a network inside your browser. The background is its answer at present, and each small picture shows where in the plane one hidden unit gives large numbers. **Try first**: press **Play** and watch the border bend, then set the activation to `linear`, which bends nothing, and press it again. **Notice** how the two loss curves part when you cut the training data to 10% and turn up the noise, which scatters the points. **Show me in Keras** gives the code that builds the network that is set, with the weights that it has now.

# %%
lab("playground")

# %% [markdown] tags=["ko"]
# ## 정리
#
# - 유닛은 `x @ w + b`, 층은 `x @ W + b`입니다. 층 사이에 활성화 함수가 없으면 여러 층도 한 층과 같습니다.
# - 손실은 답이 얼마나 틀렸는지를, 기울기는 어느 쪽이 오르막인지를 말해 줍니다. 한 단계는 기울기의 반대쪽으로, 기울기에 학습률을 곱한 만큼 갑니다.
# - 한 단계가 보는 것이 배치, 데이터를 한 번 다 보는 것이 에포크입니다.
# - 정확도는 기준선 옆에 놓고, 학습에 쓰지 않은 데이터에서 잽니다. 학습 손실은 내려가는데 검증 손실이 올라가면 과적합입니다.
# - 케라스에서는 `Sequential`, `Dense`, `compile`, `fit`이 이 모든 일을 합니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - A unit is `x @ w + b`, a layer `x @ W + b`. Without activation functions between them, many layers are worth one.
# - The loss says how wrong the answers are, the gradient which way is up. A step goes against the gradient, by the gradient times the learning rate.
# - What one step looks at is a batch; once through the data is an epoch.
# - Read an accuracy beside its baseline, on data that were not trained on. A training loss that falls while the validation loss rises means overfitting.
# - In Keras, `Sequential`, `Dense`, `compile` and `fit` do all of this.
