"""1-1 Keras in 30 seconds: what counts as right."""

import keras
import numpy as np

from utils.core.text import Text, brief, joined
from utils.data import class_names, fashion_mnist
from utils.exercises.assertions import (
    NotYet,
    require,
    require_function,
    require_number,
    require_returned,
    require_type,
)
from utils.exercises.model_assertions import (
    HIDDEN_LAYER,
    OUTPUT_LAYER,
    activated,
    close,
    noise,
    output_of,
    require_accuracy,
    require_are_probabilities,
    require_built,
    require_compiled,
    require_loss_for_integers,
    require_no_history,
    require_no_nan,
    require_no_other_activations,
    require_optimizer,
    require_shapes,
    require_weights,
)
from utils.exercises.model_use import require_learns
from utils.exercises.registry import exercise, question
from utils.exercises.trained_models import (
    require_not_trained_on_test,
    rounded_down,
    trained_on_unscaled,
    trained_on_validation,
    why_like_the_baseline,
)

PARAMETERS_OF_THE_EXERCISE = 784 * 32 + 32 + 32 * 10 + 10
TARGET = 0.79  # of the test pictures that the lesson leaves out; its own model is right on about 0.77 of them


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
    require_type(stack, keras.Model, what=Text(ko="`stack`", en="`stack`"))
    require_relu_network(stack, (784,))
    require_learns(stack, noise((784,)), what=Text(ko="`stack`", en="`stack`"))


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
    require(
        not isinstance(parameters, tuple | list) or len(parameters) < 2,
        Text(
            ko="수가 {n}개입니다. 두 층을 더한 수 하나가 필요합니다. 수 하나를 쓸 때는 쉼표를 넣지 않습니다.",
            en="These are {n} numbers. The task asks for one, of both layers together; a number has no commas in it.",
        ).format(n=len(parameters) if isinstance(parameters, tuple | list) else 1),
    )
    number = require_number(parameters, what=Text(ko="`parameters`", en="`parameters`"))
    one_bias_missing = Text(
        ko="한 층의 편향은 셌고, 다른 층의 편향은 빠졌습니다.",
        en="The biases of one layer are counted, those of the other are missing.",
    )
    mistakes: dict[float, Text] = {
        784 * 32 + 32 * 10: Text(
            ko="가중치는 맞게 셌습니다. 유닛마다 하나씩 있는 것이 빠졌습니다.",
            en="The weights are counted right. Something that each unit has once is missing.",
        ),
        784 * 32 + 32 + 32 * 10: one_bias_missing,
        784 * 32 + 32 * 10 + 10: one_bias_missing,
        784 * 32 + 1 + 32 * 10 + 1: Text(
            ko="편향은 층마다 하나가 아니라 유닛마다 하나입니다.",
            en="There is one bias for each unit, not for each layer.",
        ),
        784 * 32 + 32: Text(
            ko="첫 층은 맞습니다. 층이 하나 더 있습니다.",
            en="That is the first layer, and it is right. There is another layer.",
        ),
        32 * 10 + 10: Text(
            ko="출력층은 맞습니다. 그 앞에 은닉층이 있습니다.",
            en="That is the output layer, and it is right. In front of it is the hidden layer.",
        ),
        784 * 32: Text(
            ko="첫 층의 가중치만 셌습니다. 그 층의 편향과 다음 층이 남았습니다.",
            en="These are the weights of the first layer. Its biases, and the next layer, are left.",
        ),
        784 * 64 + 64 + 64 * 10 + 10: Text(
            ko="본문의 모델에서는 맞습니다. 이 모델의 은닉층은 유닛이 32개입니다.",
            en="That is right of the model of the lesson. The hidden layer of this one has 32 units.",
        ),
        784 * 32 + 32 + 784 * 10 + 10: Text(
            ko="출력층의 입력은 픽셀 784개가 아니라 앞 층이 낸 수입니다.",
            en="The inputs of the output layer are not the 784 pixels: they are what the layer before gives.",
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
    # Fewer pictures than classes: a look along the other axis gives a name for each class.
    _require_names(to_names, [2, 2, 7, 0, 5, 8])
    _require_names(to_names, [9, 2, 2, 0, *range(10), 4, 4, 9])


def _require_names(to_names, labels: list[int]) -> None:
    names = class_names()
    pictures = np.arange(len(labels))
    probabilities = np.full((len(labels), len(names)), 0.05)
    # The second best of each picture comes close.
    for place, probability in ((np.array(labels) - 3, 0.28), (np.array(labels), 0.32)):
        probabilities[pictures, place] = probability
    answer = to_names(probabilities)
    require_returned(answer)
    require(
        type(answer) is not str,
        Text(
            ko="사진 {n}장을 넣었는데 문자열 하나({found})가 나왔습니다. 이름 {n}개로 된 목록이 필요합니다.",
            en="{n} pictures went in and one string came out: {found}. The task asks for a list of {n} names.",
        ).format(n=len(labels), found=brief(answer)),
    )
    require(
        not (isinstance(answer, np.ndarray) and answer.dtype.kind in "iu"),
        Text(
            ko="레이블(정수)이 나왔습니다. 마지막 한 걸음, 이름으로 바꾸는 일이 남았습니다.",
            en="These are labels, integers. One step is left: from labels to names.",
        ),
    )
    require_type(answer, list, what=Text(ko="함수가 돌려준 값", en="What the function returns"))
    other = next((name for name in answer if not issubclass(type(name), str)), None)
    require(
        other is None,
        Text(
            ko="목록에는 이름, 곧 문자열만 있어야 하는데 {found}[이] 들어 있습니다.",
            en="The list should hold names, which are strings, but {found} is in it.",
        ).format(found=brief(other)),
    )
    require(len(answer) == len(labels), _of_another_count(len(labels), len(answer), len(names)))
    wanted = [names[label] for label in labels]
    wrong = next((n for n, name in enumerate(answer) if str.__str__(name) != wanted[n]), None)
    require(
        wrong is None,
        Text(
            ko="{nth}번째 사진은 {wanted}의 확률이 가장 큰데 {found}[이라]는 답이 나왔습니다.",
            en="Picture {nth} has its largest probability at {wanted}, but the answer is {found}.",
        ).format(nth=(wrong or 0) + 1, wanted=brief(wanted[wrong or 0]), found=brief(answer[wrong or 0])),
    )


def _of_another_count(pictures: int, found: int, classes: int) -> Text:
    """What to say of a list with another number of names than there are pictures."""
    count = Text(
        ko="사진 {n}장을 넣었는데 이름이 {found}개 나왔습니다.",
        en="{n} pictures went in, names that came out: {found}.",
    ).format(n=pictures, found=found)
    if found == 1:
        clue = Text(
            ko="`return`이 반복문 안에 있지 않은지, 사진마다 자리를 찾는지 보세요.",
            en="See whether `return` stands inside the loop, and whether a place is found for each picture.",
        )
    elif found == classes and pictures < classes:
        clue = Text(
            ko="클래스의 수와 같습니다. 어느 축에서 가장 큰 값을 찾았는지 보세요.",
            en="As many as there are classes: look at the axis along which you take the largest.",
        )
    else:
        clue = Text(
            ko="함수가 인수로 받은 배열의 사진을 하나도 빠짐없이 쓰는지 보세요.",
            en="See whether the function uses the array that it is given, and every picture in it.",
        )
    return joined(count, clue)


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
    require_type(model, keras.Model, what=Text(ko="함수가 돌려준 값", en="What the function returns"))
    require_relu_network(model, (28, 28))
    require_compiled(model)
    require_optimizer(model, keras.optimizers.SGD, learning_rate=0.01, momentum=0.9, nesterov=True)
    require_loss_for_integers(model, classes=10)
    require_learns(model, noise((28, 28)), what=Text(ko="이 모델", en="The model"))


@exercise(
    "1-1-f",
    hints=[
        Text(
            ko="`new_model()`, `compile`, `fit` 세 가지면 됩니다. 층은 그대로 두고 옵티마이저부터 바꾸어 보세요.",
            en="It takes `new_model()`, `compile` and `fit`. Leave the layers as they are and change the optimizer "
            "first.",
        ),
        Text(
            ko="모멘텀 0.9나 더 큰 학습률로 같은 시간에 더 멀리 갑니다. `val_accuracy`의 곡선을 보며 고르세요.",
            en="Momentum of 0.9, or a larger learning rate, gets further in the same time. Choose by the curve of "
            "`val_accuracy`.",
        ),
        Text(
            ko='학습률 0.02, 모멘텀 0.9인 `SGD`로 `batch_size=64`, `epochs=6`이면 넉넉합니다. `"adam"`으로도 됩니다.',
            en="`SGD` with a learning rate of 0.02 and a momentum of 0.9 needs no more than `epochs=6` with "
            '`batch_size=64`. `"adam"` does it, too.',
        ),
    ],
)
def beats_the_lesson(better):
    require_no_history(better, Text(ko="`better`", en="`better`"))
    require_type(better, keras.Model, what=Text(ko="`better`", en="`better`"))
    require_built(better)
    require_shapes(better, (28, 28), (10,))
    (x, y), (x_test, y_test) = fashion_mnist()
    x_val, y_val = x[8000:] / np.float32(255), y[8000:]
    kept, y_kept = x_test[:1000], y_test[:1000]
    p = output_of(better, kept / np.float32(255))
    require_no_nan(p)
    require_are_probabilities(p)
    on_validation = output_of(better, x_val)
    require_not_trained_on_test((p, y_kept), (on_validation, y_val))
    found = {"kept": _accuracy(p, y_kept), "target": TARGET}
    if found["kept"] < TARGET:
        found |= {
            "kept": rounded_down(found["kept"]),
            "validation": _accuracy(on_validation, y_val),
            "unscaled": _accuracy(output_of(better, kept.astype("float32")), y_kept),
        }
        raise NotYet(_why_below_the_target(p.argmax(axis=-1), found))
    return Text(
        ko="처음 보는 사진 1,000장에서 정확도 ≈ {kept:.2f}입니다.",
        en="The accuracy on 1,000 new pictures is ≈ {kept:.2f}.",
    ).format(**found)


def _accuracy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    return float(np.mean(probabilities.argmax(axis=-1) == labels))


def _why_below_the_target(said: np.ndarray, found: dict[str, float]) -> Text:
    """What may be the reason that a model is right on too few new pictures.

    Args:
        said: its labels for them.
        found: its accuracy on them ("kept"), on the validation pictures ("validation"), and on the new ones with pixels
            from 0 to 255 ("unscaled"); and the one that is asked for ("target").
    """
    if found["unscaled"] > found["kept"] + 0.1:
        return trained_on_unscaled(found["kept"], found["unscaled"])
    if found["validation"] - found["kept"] > 0.06:
        return trained_on_validation(found["validation"], found["kept"])
    if why := why_like_the_baseline(said, found["kept"]):
        return why
    return Text(
        ko="처음 보는 사진 1,000장에서 정확도가 {kept:.2f}입니다. {target:.2f} 이상이어야 합니다. 검증 곡선이 아직 "
        "나아지고 있다면 더 멀리 가게 하세요. 학습률이나 모멘텀, 에포크 수를 보세요. 곡선이 출렁인다면 학습률을 "
        "낮추세요. 두 곡선이 벌어졌다면 사진을 더 많이 쓰세요.",
        en="On 1,000 new pictures the accuracy is {kept:.2f}; it should be at least {target:.2f}. If the validation "
        "curve still improves, go further: look at the learning rate, the momentum, the epochs. If it jumps up and "
        "down, lower the learning rate. If the two curves have parted, train on more of the pictures.",
    ).format(**found)


def require_relu_network(model, input_shape: tuple[int, ...]):
    """The network of the lesson for inputs of this shape: a hidden layer of 64 units with `relu`, ten probabilities."""
    require_built(model)
    require_shapes(model, input_shape, (10,))
    clue = Text(
        ko="과제에는 픽셀 784개를 모두 보는 유닛 64개의 은닉층 하나와 유닛 10개의 출력층이 있습니다.",
        en="The task has one hidden layer of 64 units that see all 784 pixels, and an output layer of 10 units.",
    )
    weights = require_weights(model, (784, 64), (64,), (64, 10), (10,), clue=clue)
    # From dark to far too bright: a hidden unit that cannot go beyond 6 is found out.
    x = np.concatenate([brightness * noise(input_shape, 1) for brightness in (1, 2, 5, 20)])
    found = output_of(model, x)
    flat = (x.reshape(len(x), -1), x.swapaxes(1, -1).reshape(len(x), -1))  # row by row, and column by column

    def has_activations(hidden: str, output: str) -> bool:
        return any(close(found, _network(pixels, weights, hidden, output), model, atol=1e-4) for pixels in flat)

    if has_activations("relu", "softmax"):
        return
    require_no_other_activations(has_activations, (HIDDEN_LAYER, "relu"), (OUTPUT_LAYER, "softmax"))
    require_are_probabilities(found)
    raise NotYet(
        Text(
            ko="층은 맞지만 계산이 다릅니다. 은닉층의 앞이나 뒤에 다른 계산이 더 있지는 않은지, `softmax`가 두 번 "
            "있지는 않은지 살펴보세요.",
            en="The layers are right, but the model works out something else. Look at whether anything more "
            "happens before or after the hidden layer, and whether `softmax` stands there twice.",
        )
    )


def _network(pixels: np.ndarray, weights: dict, hidden: str, output: str) -> np.ndarray:
    """What the network with these weights gives, with the activations of these names."""
    activity = activated(hidden, pixels @ weights[784, 64] + weights[64,])
    return activated(output, activity @ weights[64, 10] + weights[10,])


# --- questions ---

question(
    "1-1-q1",
    text=Text(
        ko="사진을 보지 않고 늘 같은 클래스를 답하면, 테스트 사진에서 정확도가 얼마쯤일까요?",
        en="Whoever gives the same class for every picture, without looking: about what accuracy on the test pictures?",
    ),
    choices={
        "a": Text(ko="0. 배운 것이 없으니 맞힐 수 없습니다.", en="0: nothing was learned, so nothing is right."),
        "b": Text(ko="0.1", en="0.1"),
        "c": Text(ko="0.5. 맞거나 틀리거나 둘 중 하나입니다.", en="0.5: an answer is either right or wrong."),
        "d": Text(ko="0.001. 학습 사진이 클래스마다 1,000장입니다.", en="0.001: there are 1,000 pictures of a class."),
    },
    answer="b",
    why={
        "a": Text(
            ko="셔츠라고만 답해도, 셔츠 사진은 모두 맞습니다.",
            en="Say shirt every time, and you are right on every shirt.",
        ),
        "b": Text(
            ko="클래스가 열 개이고 똑같이 많다면 열 장에 한 장이 맞습니다. 정말 똑같이 많은지는 다음 셀에서 셉니다.",
            en="With ten classes, all equally frequent, one picture in ten is right. The next cell counts whether "
            "they are.",
        ),
        "c": Text(
            ko="답은 맞거나 틀리지만 둘이 똑같이 흔하지는 않습니다. 틀린 클래스가 아홉 개입니다.",
            en="It is one or the other, but not equally often: nine classes out of ten are wrong.",
        ),
        "d": Text(
            ko="사진이 몇 장인지는 상관없습니다. 그 클래스가 전체의 몇 분의 몇인지를 보세요.",
            en="How many pictures there are does not matter. What share of them belongs to that class?",
        ),
    },
)

question(
    "1-1-q2",
    text=Text(
        ko="글의 모델은 `Flatten` 없이 `Dense(64)`와 `Dense(10)`뿐이고 입력은 (28, 28)입니다. 사진 한 장에 수가 몇 개 "
        "나올까요?",
        en="The model of the post has `Dense(64)` and `Dense(10)`, no `Flatten`, and takes (28, 28). How many numbers "
        "come out for one picture?",
    ),
    choices={
        "a": Text(ko="10", en="10"),
        "b": Text(ko="오류가 납니다.", en="None: it raises an error."),
        "c": Text(ko="280", en="280"),
        "d": Text(ko="7840", en="7840"),
    },
    answer="c",
    why={
        "a": Text(
            ko="유닛이 10개라서 그렇게 보입니다. 그러려면 유닛 하나가 사진 전체를 보아야 합니다.",
            en="Ten units suggest it. But for that, each unit would have to see the whole picture.",
        ),
        "b": Text(
            ko="오류가 났다면 차라리 나았을 것입니다. 모델은 만들어지고 실행됩니다.",
            en="An error would have been kinder. The model is built, and it runs.",
        ),
        "c": Text(
            ko="28개의 행마다 10개씩입니다. 아래 셀이 확인합니다.",
            en="Ten for each of the 28 rows. The next cell shows it.",
        ),
        "d": Text(
            ko="픽셀마다 10개라면 그렇습니다. `Dense`는 픽셀 하나가 아니라 한 행의 픽셀 28개를 함께 봅니다.",
            en="That would be ten for each pixel. `Dense` takes the 28 pixels of a row together.",
        ),
    },
)

question(
    "1-1-q3",
    text=Text(
        ko="과일 사진의 레이블이 1부터 5까지의 정수입니다. 마지막 층은 유닛 5개와 `softmax`, 손실은 "
        "`sparse_categorical_crossentropy`입니다. 무엇을 고쳐야 할까요?",
        en="Pictures of fruit have labels from 1 to 5. The last layer has 5 units and `softmax`, the loss is "
        "`sparse_categorical_crossentropy`. What has to change?",
    ),
    choices={
        "a": Text(ko="없습니다. 클래스가 다섯이고 유닛도 다섯입니다.", en="Nothing: five classes, five units."),
        "b": Text(
            ko="손실을 `categorical_crossentropy`로 바꿉니다.", en="Take `categorical_crossentropy` as the loss."
        ),
        "c": Text(ko="레이블에서 1을 뺍니다.", en="Subtract 1 from the labels."),
        "d": Text(
            ko="레이블을 5로 나누어 0과 1 사이로 만듭니다.", en="Divide the labels by 5, to have them between 0 and 1."
        ),
    },
    answer="c",
    why={
        "a": Text(
            ko="수는 맞습니다. 그런데 정수는 유닛의 자리를 가리키고, 자리는 0부터 4까지입니다. 5번 자리가 없습니다.",
            en="The count is right. But an integer points at the place of a unit, and places go from 0 to 4: there is "
            "no place 5.",
        ),
        "b": Text(
            ko="그 손실은 수 5개로 된 정답을 기대합니다. 정수 레이블을 그대로 주면 멈춥니다.",
            en="That one expects five numbers as the answer, and stops at integers.",
        ),
        "c": Text(
            ko="레이블은 유닛의 자리입니다. 0부터 4까지가 됩니다. 이름을 찾을 때도 같은 자리를 씁니다.",
            en="A label is the place of a unit, and now they go from 0 to 4. The names have the same places.",
        ),
        "d": Text(
            ko="나누는 것은 픽셀입니다. 레이블은 양이 아니라 자리의 번호이므로 0.2라는 자리는 없습니다.",
            en="It is pixels that are divided. A label is a place and not an amount: there is no place 0.2.",
        ),
    },
)

question(
    "1-1-q4",
    text=Text(
        ko="사진 10,000장을 `validation_split=0.2`, `batch_size=128`로 학습합니다. 한 에포크는 몇 단계일까요?",
        en="You train on 10,000 pictures with `validation_split=0.2` and `batch_size=128`. How many steps is one "
        "epoch?",
    ),
    choices={
        "a": Text(ko="62", en="62"),
        "b": Text(ko="63", en="63"),
        "c": Text(ko="79", en="79"),
        "d": Text(ko="128", en="128"),
    },
    answer="b",
    why={
        "a": Text(
            ko="가득 찬 배치는 62개입니다. 남은 사진 64장도 배치 하나가 됩니다.",
            en="There are 62 full batches. The 64 pictures that are left make one more.",
        ),
        "b": Text(
            ko="8,000 ÷ 128 = 62.5이고, 마지막 배치는 64장으로 작습니다.",
            en="8,000 ÷ 128 = 62.5, and the last batch is smaller: 64 pictures.",
        ),
        "c": Text(
            ko="10,000장을 모두 쓰면 79입니다. 2,000장은 검증용이고, 검증에는 단계가 없습니다.",
            en="It would be 79 with all 10,000. But 2,000 are for validation, and no step is taken on those.",
        ),
        "d": Text(
            ko="128은 배치 하나에 든 사진의 수입니다. 그런 배치가 몇 개 나오는지 세어 보세요.",
            en="128 is how many pictures are in one batch. Count how many such batches there are.",
        ),
    },
)

question(
    "1-1-q5",
    text=Text(
        ko="사진 200장으로 학습하니 학습 정확도는 1.00, 검증 정확도는 0.7쯤입니다. 새 사진을 더 잘 맞히게 하는 데 "
        "무엇이 가장 도움이 될까요?",
        en="Trained on 200 pictures, the model has an accuracy of 1.00 on those and of about 0.7 in validation. What "
        "helps most with new pictures?",
    ),
    choices={
        "a": Text(ko="에포크를 더 늘립니다.", en="More epochs."),
        "b": Text(ko="사진을 더 많이 씁니다.", en="More pictures."),
        "c": Text(ko="은닉층의 유닛을 더 늘립니다.", en="More units in the hidden layer."),
        "d": Text(ko="할 일이 없습니다. 정확도가 이미 1.00입니다.", en="Nothing: the accuracy is 1.00 already."),
    },
    answer="b",
    why={
        "a": Text(
            ko="200장은 벌써 다 맞힙니다. 더 학습하면 검증 손실만 올라갑니다.",
            en="It is right on all 200 already. Further on, only the validation loss climbs.",
        ),
        "b": Text(
            ko="앞의 `model`은 8,000장으로 학습해 같은 사진에서 0.8쯤이었고, 두 곡선도 벌어지지 않았습니다.",
            en="With 8,000 pictures the `model` from above got to about 0.8 on the same ones, and its curves stayed "
            "together.",
        ),
        "c": Text(
            ko="유닛이 많을수록 200장을 외우기는 더 쉬워집니다.",
            en="The more units, the easier it is to learn 200 pictures by heart.",
        ),
        "d": Text(
            ko="외운 사진에서만 1.00입니다. 새 사진에서의 정확도는 검증 쪽이 말해 줍니다.",
            en="That is on pictures it knows by heart. What to expect of new ones, the validation tells.",
        ),
    },
)
