"""2-1 The Sequential model: what counts as right."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import keras
import numpy as np

from utils.core.text import Text, brief, joined, learners_line
from utils.data import CLASS_NAMES, fashion_mnist
from utils.exercises.assertions import (
    OF_A_PART,
    NotYet,
    require,
    require_array,
    require_function,
    require_number,
    require_returned,
    require_type,
)
from utils.exercises.errors_in_words import in_words
from utils.exercises.model_assertions import (
    LOSS_OF_LOGITS,
    ONE_VECTOR,
    close,
    layers_with_weights,
    loss_of,
    name_of_loss,
    noise,
    output_of,
    parts_of,
    require_are_probabilities,
    require_built,
    require_compiled,
    require_loss,
    require_loss_for_integers,
    require_no_history,
    require_no_nan,
    require_optimizer,
    require_probabilities,
    require_shapes,
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

SHOES = (5, 7, 9)  # sandal, sneaker, ankle boot
TARGET_OF_SHOES = 0.98
TARGET_OF_CONVNET = 0.80  # the model of 1-1, trained on as many pictures, is right on about 0.83 of these
MOST_PARAMETERS = 20_000

CONVNET = (
    ("Conv2D(8, 3)", (26, 26, 8)),
    ("MaxPooling2D(2)", (13, 13, 8)),
    ('Conv2D(16, 5, padding="same")', (13, 13, 16)),
    ("MaxPooling2D(2)", (6, 6, 16)),
    ("Flatten()", (576,)),
    ("Dense(10)", (10,)),
)
PARAMETERS_OF_THE_THIRD = 5 * 5 * 8 * 16 + 16


@exercise(
    "2-1-a",
    hints=[
        Text(
            ko="본문의 표에서 문제마다 마지막 층과 손실 함수를 찾으세요.",
            en="The table of the lesson has the last layer and the loss for each problem.",
        ),
        Text(
            ko="유닛의 수는 차례로 10, 1, 1입니다. 활성화 함수는 둘에만 있습니다.",
            en="The numbers of units are 10, 1 and 1. Only two of the three have an activation.",
        ),
        Text(
            ko="손실 함수는 차례로 `sparse_categorical_crossentropy`, `binary_crossentropy`, `mse`입니다.",
            en="The losses are `sparse_categorical_crossentropy`, `binary_crossentropy` and `mse`, in this order.",
        ),
    ],
)
def three_problems(ten_classes, yes_or_no, score):
    x = 100 * (noise((100,), examples=64) - 0.5)
    with _about("ten_classes"):
        _require_model(ten_classes, units=10)
        require_probabilities(ten_classes, x)
        _require_different(_answers_of_large_weights(ten_classes, x))
        require_loss_for_integers(ten_classes, classes=10, one=ONE_VECTOR)
    with _about("yes_or_no"):
        _require_model(yes_or_no, units=1)
        require_probabilities(yes_or_no, x)
        answers = _answers_of_large_weights(yes_or_no, x)
        require_are_probabilities(answers)
        _require_different(answers)
        _require_binary_cross_entropy(yes_or_no)
    with _about("score"):
        _require_model(score, units=1)
        answers = _answers_of_large_weights(score, x)
        _require_any_number(answers)
        _require_different(answers)
        _require_loss_for_numbers(score)
    for name, model in (("ten_classes", ten_classes), ("yes_or_no", yes_or_no), ("score", score)):
        require_learns(model, x[:4], what=Text(ko=f"`{name}`", en=f"`{name}`"))


@contextmanager
def _about(name: str):
    """Whatever is missing within it is said of the answer with this name, and so is an error of Keras."""
    try:
        yield
    except NotYet as finding:
        raise NotYet(OF_A_PART.format(part=f"`{name}`", finding=finding.said)) from None
    except Exception as error:
        if learners_line(error):
            raise
        raise NotYet(OF_A_PART.format(part=f"`{name}`", finding=in_words(error))) from None


def _require_model(model, units: int):
    require_type(model, keras.Model)
    require_built(model)
    require_shapes(model, (100,), (units,), one=ONE_VECTOR)
    require_compiled(model)
    require_optimizer(model, keras.optimizers.Adam)


def _answers_of_large_weights(model, x) -> np.ndarray:
    """What the model says where training has led to large weights: what it says at first may lie close together."""
    variables = model.trainable_variables
    at_first = model.get_weights()
    large = [30 * np.random.default_rng(number).normal(size=each.shape) for number, each in enumerate(variables)]
    answers = []
    try:
        for sign in (1, -1):
            for variable, value in zip(variables, large, strict=True):
                variable.assign(sign * value)
            answers.append(output_of(model, x))
    finally:
        model.set_weights(at_first)
    return np.concatenate(answers)


def _require_different(answers: np.ndarray):
    """With the one or the other large weights, not all vectors get the same answer."""
    require(
        any(float(np.ptp(half, axis=0).max()) > 1e-3 for half in np.split(answers, 2)),
        Text(
            ko="어떤 벡터를 넣어도 답이 같습니다. 유닛이 하나일 때 `softmax`가 하는 일을 생각해 보세요. 입력이 층을 "
            "모두 지나는지도 보세요.",
            en="Every vector gets the same answer. Think of what `softmax` does to a single unit, and see whether the "
            "input goes through all layers in between.",
        ),
    )


def _require_binary_cross_entropy(model):
    require_loss(model)
    labels = np.array([[1], [0], [1], [0]], "float32")
    predicted = np.array([[0.8], [0.3], [0.4], [0.9]], "float32")
    found = loss_of(model, labels, predicted)
    require(not np.isclose(found, _cross_entropy(labels, 1 / (1 + np.exp(-predicted))), atol=1e-3), LOSS_OF_LOGITS)
    require(
        bool(np.isclose(found, _cross_entropy(labels, predicted), atol=1e-3)),
        Text(
            ko="{loss}[은] 확률 하나와 레이블 0, 1 사이의 교차 엔트로피가 아닙니다.",
            en="{loss} is not the cross-entropy of one probability and the labels 0 and 1.",
        ).format(loss=name_of_loss(model)),
    )


def _cross_entropy(labels: np.ndarray, probabilities: np.ndarray) -> float:
    return float(-np.log(np.where(labels == 1, probabilities, 1 - probabilities)).mean())


def _require_any_number(answers: np.ndarray):
    require(
        bool(np.isfinite(answers).all()),
        Text(
            ko="답 가운데 수가 아닌 것(`nan`)이나 무한대가 있습니다. 가운데의 층을 살펴보세요.",
            en="Some answers are infinite, or no number at all (`nan`). Look at the layers in between.",
        ),
    )
    low, high = float(answers.min()), float(answers.max())
    if high - low < 1e-6:
        found = Text(ko="어떤 벡터를 넣어도 답이 {low:.2f}입니다.", en="The answer to every vector is {low:.2f}.")
    elif high < 1.01:
        found = Text(
            ko="답이 언제나 {low:.2f}에서 {high:.2f} 사이입니다.",
            en="All answers lie between {low:.2f} and {high:.2f}.",
        )
    else:
        found = Text(ko="답이 언제나 {low:.2f} 이상입니다.", en="No answer is below {low:.2f}.")
    task = Text(
        ko="과제의 답은 음수일 수도, 1보다 클 수도 있습니다. 마지막 층의 활성화 함수를 살펴보세요.",
        en="By the task an answer may be negative, or larger than 1. Look at the activation of the last layer.",
    )
    require(low < 0 and high > 1.01, joined(found.format(low=low, high=high), task))


def _require_loss_for_numbers(model):
    require_loss(model)
    for answer in (-2.0, 0.5, 3.0):
        right = np.array([[answer]], "float32")
        exact, *above = [loss_of(model, right, right + np.float32(distance)) for distance in (0, 1, 3, 30, 99)]
        below = [loss_of(model, right, right - np.float32(distance)) for distance in (1, 3, 30, 99)]
        require(
            abs(exact) < 1e-4
            and all(bool((np.diff(losses) > 0).all()) for losses in (above, below))
            and exact < min(above[0], below[0]),
            Text(
                ko="{loss}[은] 답이 {answer}일 때 맞으면 0이고 멀어질수록 커지는 손실이 아닙니다. 회귀의 손실을 "
                "고르세요.",
                en="{loss}, where the right answer is {answer}, is not 0 for it and larger with the distance. Choose a "
                "loss for regression.",
            ).format(loss=name_of_loss(model), answer=answer),
        )


@exercise(
    "2-1-b",
    hints=[
        Text(
            ko="먼저 레이블을 만드세요. `np.isin(y_train, [5, 7, 9])`는 신발에서 참, 나머지에서 거짓입니다. 검증 "
            "레이블도 같은 방법으로 만듭니다.",
            en="Make the labels first: `np.isin(y_train, [5, 7, 9])` is true for shoes and false for the rest. Those "
            "of validation are made the same way.",
        ),
        Text(
            ko="1-1의 모델에서 마지막 층만 바꾸면 됩니다. 본문의 표에서 예 또는 아니요의 줄을 보세요.",
            en="Of the model of 1-1 only the last layer has to change. See the row for yes or no in the table of the "
            "lesson.",
        ),
        Text(
            ko='마지막 층은 `Dense(1, activation="sigmoid")`, 손실은 `binary_crossentropy`입니다. '
            '옵티마이저 `"adam"`으로 `epochs=5`면 넉넉합니다.',
            en='The last layer is `Dense(1, activation="sigmoid")`, the loss `binary_crossentropy`. With the optimizer '
            '`"adam"`, `epochs=5` is plenty.',
        ),
    ],
)
def shoe_or_not(shoe):
    _require_trained_model(shoe, "shoe", output_shape=(1,))
    outputs = _outputs(shoe)
    p = outputs["test"][:, 0]
    require_no_nan(p)
    require(
        bool((p >= 0).all() and (p <= 1).all()),
        Text(
            ko="출력이 {low:.2f}에서 {high:.2f} 사이입니다. 확률은 0과 1 사이입니다. 마지막 활성화 함수를 보세요.",
            en="The outputs lie between {low:.2f} and {high:.2f}. A probability lies between 0 and 1: look at the last "
            "activation.",
        ).format(low=float(p.min()), high=float(p.max())),
    )
    require(not np.allclose(p, 1, atol=1e-6), _why_always_one(shoe))
    found = _accuracies(outputs, _says_shoe, _is_shoe)
    _require_learned_elsewhere(found)
    of_no_and_yes = {part: np.concatenate([1 - each, each], axis=1) for part, each in outputs.items()}
    require_not_trained_on_test(
        *((of_no_and_yes[part], _is_shoe(_pictures(part)[1]).astype(int)) for part in ("test", "validation"))
    )
    if found["test"] < TARGET_OF_SHOES:
        found["test"] = rounded_down(found["test"])
        found["unscaled"] = _accuracy_on_unscaled(shoe, _says_shoe, _is_shoe)
        raise NotYet(_why_no_shoes(p > 0.5, found))
    return _ACCURACY_ON_NEW_PICTURES.format(**found)


def _why_always_one(shoe: keras.Model) -> Text:
    *_, last = parts_of(shoe)
    if isinstance(last, keras.layers.Softmax) or getattr(last, "activation", None) is keras.activations.softmax:
        return Text(
            ko="어떤 사진에도 확률이 1입니다. `softmax`는 여러 출력의 합을 1로 만들므로 유닛 하나에는 맞지 않습니다.",
            en="The probability is 1 for every picture. `softmax` makes several outputs add up to 1, which "
            "does not suit a single unit.",
        )
    return Text(
        ko="어떤 사진에도 확률이 1입니다. 유닛 하나에 `softmax`를 쓰거나, 레이블이 0과 1이 아니라 0부터 9까지의 수일 "
        "때 이렇게 됩니다. 손실이 0보다 작아졌다면 레이블 때문입니다.",
        en="The probability is 1 for every picture. A `softmax` on a single unit does that, and so do labels from 0 to "
        "9 in place of 0 and 1. If the loss fell below 0, it is the labels.",
    )


def _says_shoe(outputs: np.ndarray) -> np.ndarray:
    return outputs[:, 0] > 0.5


def _is_shoe(labels: np.ndarray) -> np.ndarray:
    return np.isin(labels, SHOES)


def _why_no_shoes(said: np.ndarray, found: dict[str, float]) -> Text:
    """What may be the reason that too few answers are right.

    Args:
        said: for each test picture whether the model calls it a shoe.
        found: the accuracies by part of the pictures.
    """
    values = found | {"target": TARGET_OF_SHOES}
    if found["unscaled"] > found["test"] + 0.1:
        return trained_on_unscaled(found["test"], found["unscaled"])
    if said.all() or not said.any():
        return Text(
            ko="모든 사진에 같은 답을 합니다(정확도 {test:.2f}). 아직 학습하지 않았거나, 학습률이 너무 크거나, "
            "레이블이 0과 1이 아닙니다.",
            en="It gives the same answer for every picture, an accuracy of {test:.2f}. It has not been trained, its "
            "learning rate is too large, or its labels are not 0 and 1.",
        ).format(**values)
    if found["test"] < 1 - TARGET_OF_SHOES + 0.1:
        return Text(
            ko="정확도가 {test:.2f}입니다. 답이 거꾸로입니다. 신발의 레이블이 1(참)이어야 합니다.",
            en="The accuracy is {test:.2f}: the answers are the wrong way round. The label of a shoe has to be 1 "
            "(true).",
        ).format(**values)
    _, labels = _pictures("test")
    right = said == _is_shoe(labels)
    says_shoe = np.array([said[labels == label].mean() for label in range(10)])
    knows_classes = np.maximum(says_shoe, 1 - says_shoe).mean() > 0.9
    if not knows_classes and found["test"] < np.mean(~_is_shoe(labels)) + 0.05:
        return Text(
            ko="정확도가 {test:.2f}입니다. 늘 아니라고 답해도 {baseline:.2f}입니다. 학습했는지, 사진과 레이블의 순서가 "
            "맞는지 보세요.",
            en="The accuracy is {test:.2f}; to say no every time would give {baseline:.2f}. See whether it has been "
            "trained, and whether pictures and labels are in the same order.",
        ).format(**values, baseline=float(np.mean(~_is_shoe(labels))))
    shares = {label: float(right[labels == label].mean()) for label in range(10)}
    worst = min(shares, key=lambda label: shares[label])
    if shares[worst] < 0.5:
        return Text(
            ko="레이블 {label}({name})의 사진에서는 맞은 비율이 {share:.2f}입니다. 이 사진의 레이블이 과제와 맞는지, "
            "레이블을 만든 줄을 보세요.",
            en="Of the pictures with label {label} ({name}) it is right on {share:.2f}. Look at the line that makes "
            "the labels: is it as the task says for these?",
        ).format(label=worst, name=CLASS_NAMES[worst], share=shares[worst])
    return _BELOW_THE_TARGET.format(**values)


def _require_trained_model(model, name: str, output_shape: tuple[int, ...]):
    what = Text(ko=f"`{name}`", en=f"`{name}`")
    require_no_history(model, what)
    require_type(model, keras.Model, what=what)
    require_built(model)
    require_shapes(model, (28, 28), output_shape)


def _pictures(part: str) -> tuple[np.ndarray, np.ndarray]:
    """Pictures of the lesson, or those of "test", which it has not; with pixels from 0 to 1, and their labels."""
    (x, y), (x_test, y_test) = fashion_mnist()
    x, y = {"training": (x[:500], y[:500]), "validation": (x[8000:8500], y[8000:8500]), "test": (x_test, y_test)}[part]
    return x.astype("float32") / 255, y


def _outputs(model) -> dict[str, np.ndarray]:
    """What a model gives for each part of the pictures."""
    return {part: _output_of(model, _pictures(part)[0]) for part in ("training", "validation", "test")}


def _output_of(model, x: np.ndarray) -> np.ndarray:
    """What a model gives for many pictures: a few at a time, since a convolution takes much memory for each."""
    return np.concatenate([output_of(model, few) for few in np.array_split(x, len(x) // 250)])


_Answers = Callable[[np.ndarray], np.ndarray]


def _accuracies(outputs: dict[str, np.ndarray], says: _Answers, truth: _Answers) -> dict[str, float]:
    """The share of right answers for each part of the pictures.

    Args:
        outputs: what the model gives for each part.
        says: makes answers of outputs.
        truth: makes the right answers of labels from 0 to 9.
    """
    return {part: float(np.mean(says(each) == truth(_pictures(part)[1]))) for part, each in outputs.items()}


def _accuracy_on_unscaled(model, says: _Answers, truth: _Answers) -> float:
    """As `_accuracies`, for test pictures with pixels from 0 to 255."""
    x, y = _pictures("test")
    return float(np.mean(says(_output_of(model, 255 * x)) == truth(y)))


def _require_learned_elsewhere(found: dict[str, float]):
    """The model was trained neither on the pictures that it is measured by, nor on those to choose by."""
    require(
        found["test"] - found["training"] < 0.06,
        Text(
            ko="테스트 사진에서는 {test:.2f}인데 `x_train`에서는 {training:.2f}입니다. 테스트 사진으로 학습하지는 "
            "않았나요? 그 사진은 재는 데만 씁니다.",
            en="It is right on {test:.2f} of the test pictures, but on {training:.2f} of `x_train`. Was it trained on "
            "the test pictures? Those are only there to measure by.",
        ).format(**found),
    )
    require(
        found["validation"] - max(found["training"], found["test"]) < 0.06,
        trained_on_validation(found["validation"], found["test"]),
    )


_ACCURACY_ON_NEW_PICTURES = Text(
    ko="처음 보는 사진 2,000장에서 정확도 ≈ {test:.2f}입니다.", en="The accuracy on 2,000 new pictures is ≈ {test:.2f}."
)
_BELOW_THE_TARGET = Text(
    ko="처음 보는 사진 2,000장에서 정확도가 {test:.2f}입니다. {target:.2f}[이어야] 합니다. 검증 곡선이 아직 나아지고 "
    "있다면 에포크를 늘리거나 학습률을 키우고, 출렁인다면 학습률을 낮추세요. 두 곡선이 벌어졌다면 검증이 가장 좋았던 "
    "에포크에서 멈추세요.",
    en="On 2,000 new pictures the accuracy is {test:.2f}; it should be {target:.2f}. If the validation curve still "
    "improves, take more epochs or a larger learning rate; if it jumps up and down, lower the learning rate. If the "
    "two curves have parted, stop at the epoch with the best validation.",
)


@exercise(
    "2-1-c",
    hints=[
        Text(
            ko="채우지 않은 합성곱은 높이와 너비에서 창의 크기보다 하나 적은 만큼을 잃습니다.",
            en="A convolution without padding loses one less than its window in height and in width.",
        ),
        Text(
            ko="풀링은 높이와 너비를 2로 나누고 나머지를 버립니다. 채널의 수는 그대로입니다.",
            en="Pooling divides height and width by 2 and drops the rest. The number of channels stays.",
        ),
        Text(
            ko="필터 하나는 창의 칸마다, 입력 채널마다 가중치를 하나씩 갖고 편향을 하나 더 갖습니다.",
            en="A filter has one weight for each place of its window and each input channel, and one bias on top.",
        ),
    ],
)
def shapes_through_a_convnet(shapes, parameters):
    found = _as_tuples(shapes)
    before: tuple[int, ...] = (28, 28, 1)
    for number, ((layer, wanted), shape) in enumerate(zip(CONVNET, found, strict=True), 1):
        require(
            shape == wanted,
            joined(
                Text(
                    ko="{n}번째 층 `{layer}`의 출력은 {shape}[이] 아닙니다.",
                    en="Layer {n}, `{layer}`, does not give {shape}.",
                ).format(n=number, layer=layer, shape=brief(shape)),
                _clue_to_a_shape(shape, wanted, before),
            ),
        )
        before = wanted
    count = require_number(parameters, what=Text(ko="`parameters`", en="`parameters`"))
    mistakes: dict[float, Text] = {
        5 * 5 * 8 * 16: Text(
            ko="가중치는 맞게 셌습니다. 필터마다 하나씩 있는 것이 빠졌습니다.",
            en="The weights are counted right. Something that each filter has once is missing.",
        ),
        5 * 5 * 8 * 16 + 1: Text(
            ko="가중치는 맞게 셌습니다. 편향은 층에 하나가 아니라 필터마다 하나입니다.",
            en="The weights are counted right. There is one bias for each filter, not one for the layer.",
        ),
        5 * 5 * 8 + 1: Text(
            ko="필터 하나는 맞게 셌습니다. 이 층에는 필터가 몇 개 있나요?",
            en="That is one filter, and it is right. How many filters does this layer have?",
        ),
        5 * 5 * 16 + 16: Text(
            ko="필터 하나는 입력의 모든 채널을 봅니다. 채널의 수가 계산에 없습니다.",
            en="A filter looks at all channels of its input. Their number is missing from your count.",
        ),
        3 * 3 * 8 * 16 + 16: Text(
            ko="창의 크기가 3이라면 맞습니다. 세 번째 층의 창은 얼마나 큰가요?",
            en="That is right of a window of 3. How large is the window of the third layer?",
        ),
        3 * 3 * 8 + 8: Text(
            ko="첫 번째 층의 파라미터입니다. 세 번째 층을 세어 보세요.",
            en="These are the parameters of the first layer. Count those of the third.",
        ),
        576 * 10 + 10: Text(
            ko="마지막 층의 파라미터입니다. 세 번째 층을 세어 보세요.",
            en="These are the parameters of the last layer. Count those of the third.",
        ),
    }
    with _about("parameters"):
        require(
            count == PARAMETERS_OF_THE_THIRD,
            mistakes.get(count)
            or Text(
                ko="세 번째 층의 파라미터는 {n}개가 아닙니다. 필터 하나부터 세어 보세요.",
                en="The third layer does not have {n} parameters. Count those of one filter first.",
            ).format(n=brief(count)),
        )


def _clue_to_a_shape(shape: tuple, wanted: tuple[int, ...], before: tuple[int, ...]) -> Text:
    if shape[1:] == wanted:
        return Text(ko="배치 축은 빼고 쓰세요.", en="Leave out the batch axis.")
    if len(shape) != len(wanted):
        return Text(
            ko="길이가 {found}인데, 이 층이 내는 형태의 길이는 {n}입니다.",
            en="Its length is {found}, while the shape that this layer gives has a length of {n}.",
        ).format(found=len(shape), n=len(wanted))
    if shape == (wanted[-1], *wanted[:-1]):
        return Text(
            ko="수는 맞고 차례가 다릅니다. 높이, 너비, 채널의 차례로 쓰세요.",
            en="The numbers are right, their order is not: height, width, channels.",
        )
    if len(wanted) == 3 and shape[:2] == wanted[:2]:
        return Text(
            ko="높이와 너비는 맞습니다. 합성곱이 내는 채널은 필터의 수만큼이고, 풀링은 채널의 수를 바꾸지 않습니다.",
            en="Height and width are right. A convolution gives as many channels as it has filters, and pooling does "
            "not change their number.",
        )
    return Text(
        ko="{before}에서 출발해 이 층의 규칙대로 다시 세어 보세요.",
        en="Start from {before}, and count again by the rule for this layer.",
    ).format(before=before)


def _as_tuples(shapes) -> list[tuple]:
    require_type(shapes, list, tuple, what=Text(ko="`shapes`", en="`shapes`"))
    require(
        not all(type(number) in (int, float) for number in shapes),
        Text(
            ko="`shapes`에 수가 바로 들어 있습니다. 층마다 튜플 하나, 모두 튜플 6개가 필요합니다.",
            en="`shapes` holds plain numbers. The task asks for one tuple a layer, six in all.",
        ),
    )
    found = [_as_tuple(shape, number) for number, shape in enumerate(shapes, 1)]
    require(
        found[0] != (28, 28, 1),
        Text(
            ko="`shapes`의 첫 형태가 입력의 것입니다. 층이 내는 형태만 쓰세요.",
            en="The first of the `shapes` is that of the input. Write only what the layers give.",
        ),
    )
    require(
        len(found) == len(CONVNET),
        Text(
            ko="`shapes`에 형태가 {n}개 있습니다. 층은 6개입니다.",
            en="`shapes` has {n} shapes, but there are 6 layers.",
        ).format(n=len(found)),
    )
    return found


def _as_tuple(shape, number: int) -> tuple:
    # What Keras, TensorFlow and NumPy give for a shape.
    if isinstance(shape, np.ndarray) or type(shape).__name__ in ("TensorShape", "Size"):
        shape = tuple(shape)
    require_type(shape, tuple, list, what=Text(ko="{n}번째 형태", en="Shape number {n}").format(n=number))
    require(
        None not in shape,
        Text(
            ko="{n}번째 형태에 None이 있습니다. 배치 축은 빼고 쓰세요.",
            en="Shape number {n} holds None. Leave out the batch axis.",
        ).format(n=number),
    )
    return tuple(shape)


@exercise(
    "2-1-d",
    hints=[
        Text(
            ko="본문의 VGG를 닮은 모델에서 시작해 보세요. 드롭아웃을 빼고, 합성곱 하나마다 풀링을 두면 빨라집니다.",
            en="Begin with the VGG-like model of the lesson. Leave out the dropout, and put a pooling after each "
            "single convolution: it gets faster.",
        ),
        Text(
            ko="파라미터는 `Flatten` 다음의 `Dense`에 몰립니다. 그 앞에서 높이와 너비를 줄이고 바로 `Dense(10)`으로 "
            "가면 적습니다.",
            en="The parameters pile up in the `Dense` after `Flatten`. Make height and width "
            "smaller before it, and go straight on to `Dense(10)`: then there are few.",
        ),
        Text(
            ko='`Reshape((28, 28, 1))`, `Conv2D(16, 3, padding="same")`, 풀링, `Conv2D(24, 3, padding="same")`, 풀링, '
            "`Flatten`, `Dense(10)`을 `Adam(0.003)`으로 여섯 에포크 학습하면 됩니다. 합성곱에는 `relu`를 쓰세요.",
            en='`Reshape((28, 28, 1))`, `Conv2D(16, 3, padding="same")`, pooling, `Conv2D(24, 3, padding="same")`, '
            "pooling, `Flatten` and `Dense(10)` do it in six epochs with `Adam(0.003)`. Give the convolutions "
            "`relu`.",
        ),
    ],
)
def small_convnet(convnet):
    _require_trained_model(convnet, "convnet", output_shape=(10,))
    convolutions = [part for part in parts_of(convnet) if isinstance(part, keras.layers.Conv2D)]
    require(
        bool(convolutions),
        Text(
            ko="이 모델에는 `Conv2D`가 없습니다. 과제에서는 하나 이상 씁니다.",
            en="There is no `Conv2D` in this model. By the task it has at least one.",
        ),
    )
    require(
        any(part.built for part in convolutions),
        Text(
            ko="이 모델의 `Conv2D`는 한 번도 불리지 않았습니다. 사진이 지나가는 길에 두세요.",
            en="The `Conv2D` of this model was never called. Put it on the way that the picture takes.",
        ),
    )
    parameters = convnet.count_params()
    require(
        parameters < MOST_PARAMETERS,
        Text(
            ko="파라미터가 {n:,}개입니다. 과제에서는 {limit:,}개보다 적어야 합니다. `summary`에서 파라미터가 몰린 층을 "
            "찾으세요.",
            en="It has {n:,} parameters; by the task it has fewer than {limit:,}. See in its `summary` which layer "
            "holds most of them.",
        ).format(n=parameters, limit=MOST_PARAMETERS),
    )
    outputs = _outputs(convnet)
    require_no_nan(outputs["test"])
    require_are_probabilities(outputs["test"])
    require_learns(convnet, _pictures("test")[0][:4], what=Text(ko="`convnet`", en="`convnet`"))
    found = _accuracies(outputs, _most_probable, _the_label)
    _require_learned_elsewhere(found)
    require_not_trained_on_test(*((outputs[part], _pictures(part)[1]) for part in ("test", "validation")))
    if found["test"] < TARGET_OF_CONVNET:
        found["test"] = rounded_down(found["test"])
        found["unscaled"] = _accuracy_on_unscaled(convnet, _most_probable, _the_label)
        raise NotYet(_why_no_better(_most_probable(outputs["test"]), found))
    return joined(
        _ACCURACY_ON_NEW_PICTURES.format(**found),
        Text(ko="파라미터는 {n:,}개입니다.", en="It has {n:,} parameters.").format(n=parameters),
    )


def _most_probable(outputs: np.ndarray) -> np.ndarray:
    return outputs.argmax(axis=-1)


def _the_label(labels: np.ndarray) -> np.ndarray:
    return labels


def _why_no_better(said: np.ndarray, found: dict[str, float]) -> Text:
    """What may be the reason that a convnet is right on too few new pictures; `said` are its labels for them."""
    if found["unscaled"] > found["test"] + 0.1:
        return trained_on_unscaled(found["test"], found["unscaled"])
    return why_like_the_baseline(said, found["test"]) or _BELOW_THE_TARGET.format(**found, target=TARGET_OF_CONVNET)


@exercise(
    "2-1-e",
    hints=[
        Text(
            ko="오류 문장이 케라스가 모르는 인수를 말해 줍니다. 입력의 형태는 층이 아니라 `Input`에 적습니다.",
            en="The error names the argument that Keras does not know. The input shape belongs into `Input`.",
        ),
        Text(
            ko="모델에는 상태를 지우는 메서드가 없습니다. 층에 있습니다. 이름에서 한 글자가 빠졌습니다.",
            en="A model has no method to wipe states. A layer has one, and its name is one letter shorter.",
        ),
        Text(
            ko="`keras.Input(batch_shape=(4, 2, 28))`으로 시작하고, LSTM마다 `reset_state()`를 부르세요.",
            en="Begin with `keras.Input(batch_shape=(4, 2, 28))`, and call `reset_state()` on each LSTM.",
        ),
    ],
)
def repaired_stateful_model(repaired, start_over):
    with _about("repaired"):
        require_function(repaired)
    with _about("start_over"):
        require_function(start_over)
    model = repaired()
    require_returned(model)
    require_type(model, keras.Model, what=Text(ko="`repaired()`가 돌려준 값", en="What `repaired()` returns"))
    require(
        repaired() is not model,
        Text(
            ko="`repaired`를 두 번 불렀는데 같은 모델이 나왔습니다. 부를 때마다 함수 안에서 새로 만드세요.",
            en="`repaired` was called twice and gave the same model. Build a new one in the function, each time.",
        ),
    )
    require_built(model)
    # A class of the learner's own has no shapes to look at; below, its answers show them.
    if hasattr(model, "input_shape"):
        _require_fixed_batch(model)
    kernels = [tuple(weight.shape) for weight in model.weights if len(weight.shape) > 1]
    require(
        sorted(kernels) == [(16, 10), (16, 64), (16, 64), (16, 64), (28, 64)],
        Text(
            ko="가중치가 있는 층: {found}. 과제에는 유닛 16개인 LSTM 두 개와, 그 위에 유닛 10개인 `Dense` 하나가 "
            "있습니다.",
            en="Layers with weights: {found}. The task has two LSTMs of 16 units, and above them one `Dense` of 10.",
        ).format(found=layers_with_weights(model)),
    )
    _require_both_stateful(model)
    x = noise((2, 28))
    # The first call of a class of one's own may have left a state.
    _wipe_states(model, start_over)
    at_first = require_array(model(x), (4, 10), what=Text(ko="출력", en="The output"))
    require_are_probabilities(at_first)
    require(
        not np.array_equal(keras.ops.convert_to_numpy(model(x)), at_first),
        Text(
            ko="`start_over`를 부른 뒤로 모델이 상태를 이어 가지 않습니다. 상태만 지우고, 이어 가는 설정은 그대로 "
            "두어야 합니다.",
            en="Since the call of `start_over` the model no longer carries its state over. Wipe the states, and leave "
            "the setting that carries them as it is.",
        ),
    )
    _wipe_states(model, start_over)
    _require_wiped(model)
    require(
        close(model(x), at_first, model),
        Text(
            ko="`start_over` 뒤에도 처음과 다른 답이 나옵니다. 상태가 남은 층이 있습니다.",
            en="After `start_over` the model answers differently from the first time: a layer still has its state.",
        ),
    )


def _require_wiped(model):
    """No state is left in an LSTM; if there is, say in which."""
    left = [
        number
        for number, layer in enumerate(_recurrent_layers(model), 1)
        if any(np.any(keras.ops.convert_to_numpy(state)) for state in keras.tree.flatten(layer.states))
    ]
    require(
        len(left) < 2,
        Text(
            ko="`start_over` 뒤에도 두 LSTM에 상태가 그대로 남아 있습니다. 층마다 상태를 지우는 메서드를 괄호까지 붙여 "
            "부르는지 보세요.",
            en="After `start_over` both LSTMs still have their states. See whether the method that wipes a state is "
            "called on each layer of `model`, with its parentheses.",
        ),
    )
    require(
        not left,
        Text(
            ko="`start_over` 뒤에도 {n}번째 LSTM에 상태가 남아 있습니다. 상태를 가진 층을 모두 지워야 합니다.",
            en="After `start_over` LSTM number {n} still has its state. Every layer that has one has to be wiped.",
        ).format(n=left[0] if left else 0),
    )


def _require_fixed_batch(model):
    # An open number of steps takes two as well.
    batch, steps, *features = model.input_shape
    for found, wanted, name in (
        ((batch, steps or 2, *features), (4, 2, 28), Text(ko="입력", en="input")),
        (model.output_shape, (4, 10), Text(ko="출력", en="output")),
    ):
        require(
            found == wanted,
            Text(
                ko="{name}의 형태가 {found}입니다. 배치까지 {wanted}[이어야] 합니다.",
                en="The {name} has shape {found}. With its batch it should be {wanted}.",
            ).format(name=name, found=brief(found), wanted=wanted),
        )


def _require_both_stateful(model):
    forgetful = [number for number, layer in enumerate(_recurrent_layers(model), 1) if not layer.stateful]
    require(
        not forgetful,
        Text(
            ko="{n}번째 LSTM이 상태를 다음 배치로 이어 가지 않습니다. 과제에서는 둘 다 이어 갑니다.",
            en="LSTM number {n} loses its state at the end of a batch. By the task both carry it over to the next.",
        ).format(n=forgetful[0] if forgetful else 0),
    )


def _recurrent_layers(model) -> Iterator[keras.layers.RNN]:
    """Those of the model, and of the models in it."""
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            yield from _recurrent_layers(layer)
        elif isinstance(layer, keras.layers.RNN):
            yield layer


def _wipe_states(model, start_over):
    weights = model.get_weights()
    start_over(model)
    require(
        all(map(np.array_equal, weights, model.get_weights())),
        Text(
            ko="`start_over`가 가중치를 바꿉니다. 과제에서는 상태만 지우고 가중치는 그대로 둡니다.",
            en="`start_over` changes weights. By the task it wipes the states, and leaves the weights as they are.",
        ),
    )


# --- questions ---

question(
    "2-1-q1",
    text=Text(
        ko="방금 만든 `deferred`는 유닛 32개와 10개인 두 층입니다. 가중치는 지금 몇 개일까요?",
        en="`deferred`, just made, has two layers of 32 and 10 units. How many weights does it have now?",
    ),
    choices={
        "a": Text(ko="32 × 10 + 42개", en="32 × 10 + 42"),
        "b": Text(ko="아직 하나도 없습니다", en="none yet"),
        "c": Text(ko="편향 42개만 있습니다", en="only the 42 biases"),
    },
    answer="b",
    why={
        "a": Text(
            ko="두 층의 유닛만으로는 첫 층의 가중치를 정할 수 없습니다. 그 층의 입력은 몇 개인가요?",
            en="The units of two layers do not settle the weights of the first one. How many inputs does that have?",
        ),
        "b": Text(
            ko="첫 층의 입력이 몇 개인지 아직 모릅니다. 다음 셀의 `summary`를 보세요.",
            en="The number of inputs to the first layer is open. See the `summary` in the next cell.",
        ),
        "c": Text(
            ko="편향의 수는 알 수 있지만, 층은 가중치와 편향을 한꺼번에 만듭니다.",
            en="The number of biases is known, but a layer makes its weights and biases together.",
        ),
    },
)

question(
    "2-1-q2",
    text=Text(
        ko='예 또는 아니요를 답할 모델의 마지막 층을 `Dense(1, activation="softmax")`로 만들고 `binary_crossentropy`로 '
        "학습합니다. 어떻게 될까요?",
        en='A model for yes or no ends with `Dense(1, activation="softmax")`, and is trained with '
        "`binary_crossentropy`. What happens?",
    ),
    choices={
        "a": Text(
            ko="잘 됩니다. `softmax`도 0과 1 사이의 확률을 냅니다.",
            en="It works: `softmax` gives a probability between 0 and 1, too.",
        ),
        "b": Text(ko="학습을 시작할 때 오류가 납니다.", en="An error, as soon as training begins."),
        "c": Text(ko="멈추지 않지만, 무엇을 넣어도 1이라고 답합니다.", en="It runs, and always answers 1."),
        "d": Text(ko="배우기는 하지만 `sigmoid`보다 느립니다.", en="It learns, but more slowly than with `sigmoid`."),
    },
    answer="c",
    why={
        "a": Text(
            ko="합이 1인 확률을 여럿이 나누어 가질 때는 그렇습니다. 유닛이 하나라면 나눌 상대가 없습니다.",
            en="So it does, where several share a probability of 1. A single unit has nobody to share with.",
        ),
        "b": Text(
            ko="형태가 맞으므로 멈추지 않습니다. 경고 하나만 나와서 놓치기 쉽습니다.",
            en="The shapes fit, so nothing stops. There is only a warning, and it is easily missed.",
        ),
        "c": Text(
            ko="수 하나를 자기 자신으로 나누면 언제나 1입니다. 가중치가 무엇이든 같으므로 배울 수도 없습니다.",
            en="A number divided by itself is always 1. It is the same with all weights, so nothing can be learned.",
        ),
        "d": Text(
            ko="배우려면 가중치를 바꿀 때 답이 달라져야 합니다. 유닛이 하나인 `softmax`의 답은 달라지지 않습니다.",
            en="To learn, the answer has to change with the weights. That of a single unit with `softmax` does not.",
        ),
    },
)

question(
    "2-1-q3",
    text=Text(
        ko="`Conv2D(16, 3)`을 형태가 (28, 28, 1)인 사진과 (280, 280, 1)인 사진에 씁니다. 두 층의 파라미터 수는 어떻게 "
        "다를까요?",
        en="Take `Conv2D(16, 3)` for pictures of shape (28, 28, 1), and for pictures of shape (280, 280, 1). How do "
        "the two layers differ in their parameters?",
    ),
    choices={
        "a": Text(ko="같습니다.", en="They have the same number."),
        "b": Text(
            ko="큰 사진 쪽이 100배입니다. 픽셀이 100배입니다.", en="100 times as many: there are 100 times the pixels."
        ),
        "c": Text(ko="큰 사진 쪽이 10배입니다.", en="10 times as many for the large ones."),
        "d": Text(
            ko="큰 사진에는 쓸 수 없습니다. 창이 너무 작습니다.",
            en="It cannot be used on the large ones: the window is too small.",
        ),
    },
    answer="a",
    why={
        "a": Text(
            ko="필터의 가중치는 창의 칸과 채널에만 딸려 있습니다. 둘 다 (3 × 3 × 1 + 1) × 16 = 160개입니다. 계산은 "
            "100배쯤 많아집니다.",
            en="The weights of a filter belong to the places of its window and the channels: (3 × 3 × 1 + 1) × 16 = "
            "160 for both. But there is about 100 times as much to work out.",
        ),
        "b": Text(
            ko="`Dense`라면 그렇습니다. 합성곱은 같은 가중치를 모든 자리에 다시 씁니다.",
            en="With `Dense` it would be so. A convolution uses the same weights again at every place.",
        ),
        "c": Text(
            ko="사진의 변의 길이는 식 어디에도 나오지 않습니다. 위의 파라미터 식을 다시 보세요.",
            en="The side of the picture is nowhere in the formula. Look at it again, above.",
        ),
        "d": Text(
            ko="창은 모든 자리로 옮겨 가므로 사진이 아무리 커도 됩니다.",
            en="The window goes to every place, so a picture may be as large as you like.",
        ),
    },
)

question(
    "2-1-q4",
    text=Text(
        ko="LSTM 네 개를 쌓아 시퀀스마다 답 하나를 내려고 합니다. `return_sequences=True`는 어디에 쓰나요?",
        en="You stack four LSTMs for one answer a sequence. Which of them get `return_sequences=True`?",
    ),
    choices={
        "a": Text(ko="처음 세 개", en="the first three"),
        "b": Text(ko="네 개 모두", en="all four"),
        "c": Text(ko="마지막 하나", en="the last one"),
        "d": Text(ko="첫째 하나", en="the first one"),
    },
    answer="a",
    why={
        "a": Text(
            ko="위에 LSTM이 있는 층은 단계마다 답을 내야 하고, 맨 위의 층은 마지막 답 하나면 됩니다.",
            en="A layer with an LSTM above it has to answer at every step; the top one gives its last answer only.",
        ),
        "b": Text(
            ko="맨 위까지 단계마다 답을 내면 시퀀스 하나에 답이 여러 개가 됩니다.",
            en="With the top one answering at every step, a sequence gets many answers instead of one.",
        ),
        "c": Text(
            ko="그러면 둘째 LSTM이 시퀀스가 아니라 벡터를 받습니다.",
            en="Then the second LSTM gets a vector instead of a sequence.",
        ),
        "d": Text(
            ko="둘째 LSTM까지는 됩니다. 셋째 LSTM은 무엇을 받을까요?",
            en="That works as far as the second LSTM. What does the third one get?",
        ),
    },
)

question(
    "2-1-q5",
    text=Text(
        ko="여러분에게 사진 60,000장과 밤새 학습할 시간이 있습니다. 위의 표를 보고 어떻게 할까요?",
        en="You have 60,000 pictures, and all night to train. What do you do, given the table above?",
    ),
    choices={
        "a": Text(
            ko="1-1의 모델을 씁니다. 공정한 비교에서 이겼습니다.", en="Take the model of 1-1: it won a fair comparison."
        ),
        "b": Text(
            ko="파라미터가 가장 많은 1차원 합성곱을 씁니다. 데이터가 많을수록 큰 모델이 유리합니다.",
            en="Take the 1-D convolution, with the most parameters: the more data, the better for a large model.",
        ),
        "c": Text(
            ko="1-1의 모델과 합성곱 신경망을 그 데이터로 학습해 검증 정확도를 다시 비교합니다.",
            en="Train the model of 1-1 and a convnet on those data, and compare their validation accuracy anew.",
        ),
        "d": Text(
            ko="여러 모델을 학습하고 테스트 사진에서 가장 높은 것을 고릅니다.",
            en="Train several models, and take the one that does best on the test pictures.",
        ),
    },
    answer="c",
    why={
        "a": Text(
            ko="그 비교는 4,000장과 짧은 시간의 것입니다. 데이터와 시간이 달라지면 순서가 바뀔 수 있습니다.",
            en="That comparison was for 4,000 pictures and little time. With other data and more time the order may "
            "change.",
        ),
        "b": Text(
            ko="파라미터 수만으로는 알 수 없습니다. 사진에는 줄만 따라가는 창보다 가로세로를 함께 보는 창이 더 맞을 수 "
            "있습니다.",
            en="The number of parameters does not tell. For pictures, a window that looks both ways may suit better "
            "than one that goes along the rows.",
        ),
        "c": Text(
            ko="표는 그 조건에서만 참입니다. 조건이 달라지면 다시 잽니다. 단순한 모델은 이때도 곁에 둡니다.",
            en="A table holds for its own conditions. When they change, measure again, with the simple model beside.",
        ),
        "d": Text(
            ko="그러면 테스트 사진에 맞는 모델을 고르게 되어, 그 점수는 새 사진에 대해 알려 주지 못합니다. 고를 때는 "
            "검증 데이터를 봅니다.",
            en="Then you choose what suits the test pictures, and their score tells nothing about new ones. To choose, "
            "look at validation data.",
        ),
    },
)
