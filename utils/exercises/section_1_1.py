"""1-1 Keras in 30 seconds: what counts as right."""

import keras
import numpy as np

from utils.checking import exercise, question, require, require_function, require_number, require_returned, require_type
from utils.data import class_names
from utils.exercises.requirements import (
    noise,
    output_of,
    require_accuracy,
    require_built,
    require_compiled,
    require_loss_for_integers,
    require_optimizer,
    require_probabilities,
    require_shapes,
    require_weights,
)
from utils.messages import Text, brief

PARAMETERS_OF_THE_EXERCISE = 784 * 32 + 32 + 32 * 10 + 10


@exercise(
    "1-1-a",
    hints=[
        Text(
            ko="본문의 모델과 같되 `Flatten`이 없습니다. 입력이 이미 벡터이기 때문입니다.",
            en="It is the model of the lesson without `Flatten`: the input is a vector already.",
        ),
        Text(
            ko="`keras.Input((784,))`로 시작하고 `Dense` 층 두 개를 쌓으세요.",
            en="Begin with `keras.Input((784,))` and stack two `Dense` layers.",
        ),
        Text(
            ko="합이 1인 확률은 마지막 층의 활성화 함수가 만듭니다. 이름은 `softmax`입니다.",
            en="Probabilities that add up to 1 come from the activation of the last layer. Its name is `softmax`.",
        ),
    ],
)
def two_layer_stack(stack):
    require_type(stack, keras.Model)
    require_relu_network(stack, (784,))


@exercise(
    "1-1-b",
    hints=[
        Text(
            ko="유닛 하나의 파라미터는 입력의 수에 편향 하나를 더한 만큼입니다.",
            en="One unit has as many parameters as it has inputs, and one bias.",
        ),
        Text(
            ko="두 번째 층의 입력은 첫 번째 층의 유닛 32개입니다.",
            en="The inputs of the second layer are the 32 units of the first.",
        ),
    ],
)
def parameters_by_hand(parameters):
    number = require_number(parameters)
    mistakes = {
        784 * 32 + 32 * 10: Text(
            ko="가중치는 맞게 셌습니다. 유닛마다 하나씩 있는 것이 빠졌습니다.",
            en="The weights are counted right. Something that each unit has once is missing.",
        ),
        784 * 32 + 32: Text(
            ko="첫 층은 맞습니다. 층이 하나 더 있습니다.",
            en="That is the first layer, and it is right. There is another layer.",
        ),
        784 * 32 + 784 + 32 * 10 + 32: Text(
            ko="편향은 입력마다 하나가 아니라 유닛마다 하나입니다.",
            en="There is one bias for each unit, not for each input.",
        ),
        784 + 32 + 10: Text(
            ko="이것은 입력과 유닛의 수입니다. 유닛 하나하나가 입력마다 가중치를 갖습니다.",
            en="This counts inputs and units. Each unit has a weight for each of its inputs.",
        ),
    }
    require(
        number == PARAMETERS_OF_THE_EXERCISE,
        mistakes.get(number)
        or Text(
            ko="{n}개는 아닙니다. 층마다 (입력 수 × 유닛 수)와 편향을 더해 보세요.",
            en="It is not {n}. For each layer, add (inputs × units) and the biases.",
        ).format(n=brief(number)),
    )


@exercise(
    "1-1-c",
    hints=[
        Text(
            ko="옵티마이저를 이름으로 적으면 설정을 바꿀 수 없습니다. `keras.optimizers.SGD(...)`로 객체를 만드세요.",
            en="A name leaves no room for settings. Make the object: `keras.optimizers.SGD(...)`.",
        ),
        Text(
            ko="정수 레이블에 맞는 손실 함수의 이름은 `sparse_`로 시작합니다.",
            en="The name of the loss for integer labels begins with `sparse_`.",
        ),
        Text(
            ko="`tuned = new_model()`을 먼저 쓰고, 다음 줄에서 `tuned.compile(...)`을 부르세요.",
            en="Write `tuned = new_model()` first, and call `tuned.compile(...)` on the next line.",
        ),
    ],
)
def compiled_with_own_sgd(tuned):
    require(
        tuned is not None,
        Text(
            ko="`tuned`가 None입니다. `compile`은 아무것도 돌려주지 않으므로, 모델을 먼저 변수에 담으세요.",
            en="`tuned` is None. `compile` returns nothing, so keep the model in a variable first.",
        ),
    )
    require_type(tuned, keras.Model)
    require_compiled(tuned)
    require_optimizer(tuned, keras.optimizers.SGD, learning_rate=0.05, momentum=0.9)
    require_loss_for_integers(tuned, classes=10)
    require_accuracy(tuned)
    require_relu_network(tuned, (28, 28))


@exercise(
    "1-1-d",
    hints=[
        Text(
            ko="먼저 사진마다 가장 큰 확률의 자리를 찾으세요. 본문의 `argmax`가 그 일을 합니다.",
            en="First find the place of the largest probability for each picture: `argmax` does that in the lesson.",
        ),
        Text(
            ko="`axis=-1`을 쓰면 사진마다 하나씩, 모두 n개의 자리가 나옵니다.",
            en="With `axis=-1` there is one place for each picture, n in all.",
        ),
        Text(
            ko="자리 하나는 `class_names()[자리]`로 이름이 됩니다. 목록 표현식으로 n개를 모으세요.",
            en="One place becomes a name with `class_names()[place]`. Collect n of them in a list comprehension.",
        ),
    ],
)
def probabilities_to_names(to_names):
    require_function(to_names)
    names = class_names()
    labels = np.array([9, 2, 2, 0, *range(len(names))])
    pictures = np.arange(len(labels))
    probabilities = np.full((len(labels), len(names)), 0.05)
    # The second best of each picture comes close.
    for place, probability in ((labels - 3, 0.28), (labels, 0.32)):
        probabilities[pictures, place] = probability
    answer = to_names(probabilities)
    require_returned(answer)
    require(
        type(answer) is not str,
        Text(
            ko="사진 {n}장에 이름이 하나만 나왔습니다. 사진마다 하나씩 필요합니다.",
            en="{n} pictures went in and one name came out. Each picture needs its own.",
        ).format(n=len(labels)),
    )
    require(
        not (isinstance(answer, np.ndarray) and answer.dtype.kind in "iu"),
        Text(
            ko="레이블(정수)이 나왔습니다. 마지막 한 걸음, 이름으로 바꾸는 일이 남았습니다.",
            en="These are labels, integers. One step is left: from labels to names.",
        ),
    )
    require_type(answer, list)
    require(
        len(answer) == len(labels),
        Text(
            ko="사진 {n}장을 넣었는데 이름이 {found}개 나왔습니다. 어느 축에서 가장 큰 값을 찾았는지 보세요.",
            en="{n} pictures went in and {found} names came out. Look at the axis along which you take the largest.",
        ).format(n=len(labels), found=len(answer)),
    )
    wanted = [names[label] for label in labels]
    require(
        all(issubclass(type(name), str) for name in answer),
        Text(ko="목록에는 문자열만 있어야 합니다.", en="The list should hold strings only."),
    )
    require(
        list(map(str.__str__, answer)) == wanted,
        Text(
            ko="첫 사진은 {wanted}에 가장 큰 확률을 주었는데 {found}(이)라는 답이 나왔습니다.",
            en="The first picture has its largest probability at {wanted}, but the answer is {found}.",
        ).format(wanted=wanted[0], found=brief(answer[0]))
        if str.__str__(answer[0]) != wanted[0]
        else Text(
            ko="첫 사진의 이름은 맞지만 다른 사진의 이름이 틀립니다.",
            en="The first name is right, but another one is not.",
        ),
    )


@exercise(
    "1-1-e",
    hints=[
        Text(
            ko="셀의 오류 문장부터 읽으세요. 케라스가 모르는 인수의 이름이 그 안에 있습니다.",
            en="Read the error first. It names the argument that Keras does not know.",
        ),
        Text(
            ko="오류가 사라진 뒤에도 두 가지가 남습니다. 출력의 형태, 그리고 정수 레이블입니다.",
            en="Two things remain once the errors are gone: the shape of the output, and integer labels.",
        ),
        Text(
            ko="`Input`, `Flatten`, `sparse_categorical_crossentropy`, `learning_rate` 네 가지가 필요합니다.",
            en="You need four things: `Input`, `Flatten`, `sparse_categorical_crossentropy` and `learning_rate`.",
        ),
    ],
)
def repaired_post(repaired):
    require_function(repaired)
    model = repaired()
    require_returned(model)
    require_type(model, keras.Model)
    require_relu_network(model, (28, 28))
    require_compiled(model)
    require_optimizer(model, keras.optimizers.SGD, learning_rate=0.01, momentum=0.9, nesterov=True)
    require_loss_for_integers(model, classes=10)


def require_relu_network(model, input_shape: tuple[int, ...]):
    """The network of the lesson for inputs of this shape: a hidden layer of 64 units with `relu`, ten probabilities."""
    require_built(model)
    require_shapes(model, input_shape, (10,))
    clue = Text(
        ko="유닛 64개인 은닉층 하나와 유닛 10개인 출력층이면 다르게 나옵니다.",
        en="One hidden layer of 64 units and an output layer of 10 give others.",
    )
    weights = require_weights(model, (784, 64), (64,), (64, 10), (10,), clue=clue)
    # From dark to far too bright: a hidden unit that cannot go beyond 6 is found out.
    x = np.concatenate([brightness * noise(input_shape, 1) for brightness in (1, 2, 5, 20)])
    require_probabilities(model, x)
    found = output_of(model, x)
    flat = (x.reshape(len(x), -1), x.swapaxes(1, -1).reshape(len(x), -1))  # row by row, and column by column
    require(
        any(np.allclose(found, _relu_then_softmax(pixels, weights), atol=1e-4) for pixels in flat),
        Text(
            ko="가중치의 형태는 맞지만 계산이 다릅니다. 은닉층이 `relu`를 쓰는지, 그 앞이나 뒤에 다른 계산이 더 있지는 "
            "않은지 살펴보세요.",
            en="The weights have the right shapes, but the model works out something else. Look at whether the hidden "
            "layer has `relu`, and whether anything more happens before it or after it.",
        ),
    )


def _relu_then_softmax(pixels: np.ndarray, weights: dict[tuple[int, ...], np.ndarray]) -> np.ndarray:
    logits = np.maximum(pixels @ weights[784, 64] + weights[64,], 0) @ weights[64, 10] + weights[10,]
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


# --- questions ---

question(
    "1-1-q1",
    text=Text(
        ko="레이블이 [3, 0, 9]처럼 정수입니다. 어떤 손실 함수를 쓰면 레이블을 바꾸지 않아도 될까요?",
        en="The labels are integers such as [3, 0, 9]. Which loss takes them as they are?",
    ),
    choices={
        "a": Text(ko="`categorical_crossentropy`", en="`categorical_crossentropy`"),
        "b": Text(ko="`sparse_categorical_crossentropy`", en="`sparse_categorical_crossentropy`"),
        "c": Text(ko="`mean_squared_error`", en="`mean_squared_error`"),
    },
    answer="b",
    why={
        "a": Text(
            ko="이 손실은 사진 한 장마다 수 10개를 기대합니다. 레이블을 원-핫으로 바꾼 뒤에는 맞습니다.",
            en="This one expects ten numbers for each picture. It fits once the labels are one-hot.",
        ),
        "b": Text(
            ko="정수 하나가 정답의 자리를 가리키고, 손실은 그 자리의 확률만 봅니다.",
            en="The integer points at the right class, and the loss looks at the probability in that place.",
        ),
        "c": Text(
            ko="계산은 되지만 레이블을 양으로 다룹니다. 9가 3보다 세 배 큰 옷은 아닙니다.",
            en="It treats labels as amounts, but class 9 is not three times as much clothing as class 3.",
        ),
    },
)

question(
    "1-1-q2",
    text=Text(
        ko="사진 2,000장을 `batch_size=128`로 학습합니다. 한 에포크는 몇 단계일까요?",
        en="You train on 2,000 pictures with `batch_size=128`. How many steps is one epoch?",
    ),
    choices={
        "a": Text(ko="128", en="128"),
        "b": Text(ko="15", en="15"),
        "c": Text(ko="16", en="16"),
        "d": Text(ko="2000", en="2000"),
    },
    answer="c",
    why={
        "a": Text(
            ko="128은 배치 하나에 든 사진의 수입니다. 그런 배치가 몇 개 나오는지 세어 보세요.",
            en="128 is how many pictures are in one batch. Count how many such batches there are.",
        ),
        "b": Text(
            ko="가득 찬 배치는 15개입니다. 남은 사진 80장도 배치 하나가 됩니다.",
            en="There are 15 full batches. The 80 pictures that are left make one more.",
        ),
        "c": Text(
            ko="2,000 ÷ 128 = 15.6이고, 마지막 배치는 80장으로 작습니다.",
            en="2,000 ÷ 128 = 15.6, and the last batch is smaller: 80 pictures.",
        ),
        "d": Text(
            ko="사진 한 장마다 한 단계가 되려면 배치 크기가 1이어야 합니다.",
            en="One step for each picture would need a batch size of 1.",
        ),
    },
)
