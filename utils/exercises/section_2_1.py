"""2-1 The Sequential model: what counts as right."""

from collections.abc import Iterator
from contextlib import contextmanager

import keras
import numpy as np

from utils.checking import (
    NotYet,
    exercise,
    question,
    require,
    require_array,
    require_function,
    require_number,
    require_returned,
    require_type,
)
from utils.exercises.requirements import (
    loss_of,
    noise,
    output_of,
    require_are_probabilities,
    require_built,
    require_compiled,
    require_loss_for_integers,
    require_optimizer,
    require_probabilities,
    require_shapes,
)
from utils.messages import Text, brief

ONE_VECTOR = Text(ko="벡터 하나", en="one vector")

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
    for number, ((layer, wanted), shape) in enumerate(zip(CONVNET, found, strict=True), 1):
        require(
            shape == wanted,
            Text(
                ko="{n}번째 층 `{layer}`의 출력은 {shape}이(가) 아닙니다. {before}에서 출발해 다시 세어 보세요.",
                en="Layer {n}, `{layer}`, does not give {shape}. Start from {before} and count again.",
            ).format(
                n=number, layer=layer, shape=brief(shape), before=CONVNET[number - 2][1] if number > 1 else (28, 28, 1)
            ),
        )
    count = require_number(parameters)
    mistakes = {
        5 * 5 * 8 * 16: Text(
            ko="가중치는 맞게 셌습니다. 필터마다 하나씩 있는 것이 빠졌습니다.",
            en="The weights are counted right. Something that each filter has once is missing.",
        ),
        5 * 5 * 16 + 16: Text(
            ko="필터 하나는 입력의 모든 채널을 봅니다. 채널의 수가 계산에 없습니다.",
            en="A filter looks at all channels of its input. Their number is missing from your count.",
        ),
    }
    require(
        count == PARAMETERS_OF_THE_THIRD,
        mistakes.get(count)
        or Text(
            ko="세 번째 층의 파라미터는 {n}개가 아닙니다. 필터 하나부터 세어 보세요.",
            en="The third layer does not have {n} parameters. Count those of one filter first.",
        ).format(n=brief(count)),
    )


def _as_tuples(shapes) -> list[tuple]:
    require_type(shapes, list, tuple)
    require(
        len(shapes) == len(CONVNET),
        Text(ko="형태가 {n}개입니다. 층은 6개입니다.", en="There are {n} shapes, but 6 layers.").format(n=len(shapes)),
    )
    for shape in shapes:
        require_type(shape, tuple, list)
        require(
            None not in shape,
            Text(ko="배치 축 None은 빼고 쓰세요.", en="Leave out the batch axis, None."),
        )
    return [tuple(shape) for shape in shapes]


@exercise(
    "2-1-b",
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
        _require_any_number(_answers_of_large_weights(score, x))
        _require_loss_for_numbers(score)


@contextmanager
def _about(name: str):
    """Whatever is missing within it is said of the answer with this name."""
    try:
        yield
    except NotYet as finding:
        raise NotYet(f"`{name}`: {finding}") from None


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
    require(
        float(np.ptp(answers)) > 1e-3,
        Text(
            ko="어떤 벡터를 넣어도 확률이 같습니다. 유닛이 하나일 때 마지막 활성화 함수가 하는 일을 생각해 보세요.",
            en="Every vector gets the same probability. Think of what the last activation does to a single unit.",
        ),
    )


def _require_binary_cross_entropy(model):
    labels = np.array([[1], [0], [1], [0]], "float32")
    predicted = np.array([[0.8], [0.3], [0.4], [0.9]], "float32")
    expected = -np.log(np.where(labels == 1, predicted, 1 - predicted)).mean()
    found = loss_of(model, labels, predicted)
    require(
        found is not None and bool(np.isclose(found, expected, atol=1e-3)),
        Text(
            ko="손실이 확률 하나와 레이블 0, 1 사이의 교차 엔트로피가 아닙니다.",
            en="The loss is not the cross-entropy of one probability and the labels 0 and 1.",
        ),
    )


def _require_any_number(answers: np.ndarray):
    require(
        bool(np.isfinite(answers).all()),
        Text(
            ko="답 가운데 수가 아닌 것(`nan`)이나 무한대가 있습니다. 가운데의 층을 살펴보세요.",
            en="Some answers are infinite, or no number at all (`nan`). Look at the layers in between.",
        ),
    )
    require(
        float(answers.min()) < 0 and float(answers.max()) > 1,
        Text(
            ko="답이 {low:.2f}에서 {high:.2f} 사이에 갇혀 있습니다. 음수도, 1보다 큰 수도 나올 수 있어야 합니다.",
            en="The answers stay between {low:.2f} and {high:.2f}. Numbers below 0 and above 1 should be possible.",
        ).format(low=float(answers.min()), high=float(answers.max())),
    )


def _require_loss_for_numbers(model):
    for answer in (-2.0, 0.5, 3.0):
        right = np.array([[answer]], "float32")
        exact, *above = [loss_of(model, right, right + np.float32(distance)) for distance in (0, 1, 3, 30, 99)]
        below = [loss_of(model, right, right - np.float32(distance)) for distance in (1, 3, 30, 99)]
        require(
            None not in (exact, *above, *below)
            and abs(exact) < 1e-4
            and all(bool((np.diff(losses) > 0).all()) for losses in (above, below)),
            Text(
                ko="답이 {answer}일 때 손실이 맞으면 0이고 멀어질수록 커지는 것이 아닙니다. 회귀의 손실을 고르세요.",
                en="For the answer {answer} the loss is not 0 when it is right and larger with the distance. "
                "Choose a loss for regression.",
            ).format(answer=answer),
        )
        require(
            exact < min(above[0], below[0]),
            Text(
                ko="답보다 작게 예측하거나 크게 예측해도 손실이 커지지 않습니다.",
                en="The loss does not grow when a prediction is too small, or too large.",
            ),
        )


@exercise(
    "2-1-c",
    hints=[
        Text(
            ko="배치의 자리 하나가 시퀀스의 긴 토막 하나를 맡습니다. 토막은 모두 `batch_size`개입니다.",
            en="Each place of a batch takes care of one long track of the sequence. There are `batch_size` tracks.",
        ),
        Text(
            ko="먼저 형태가 (`batch_size`, 조각 수, `steps`, d)인 배열을 만드세요.",
            en="First make an array of shape (`batch_size`, pieces, `steps`, d).",
        ),
        Text(
            ko="조각이 먼저, 자리가 나중이 되도록 앞의 두 축을 바꾸고(`swapaxes`) 다시 펴세요.",
            en="Swap the first two axes (`swapaxes`), so that pieces come before places, and flatten those two again.",
        ),
    ],
)
def stateful_batches(lay_out):
    require_function(lay_out)
    for batch_size, steps in ((3, 4), (2, 6)):
        # Numbers that neither an integer nor a float16 can hold.
        series = np.arange(48, dtype="float32").reshape(48, 1) + np.array([5000.5, 5100.5], "float32")
        answer = lay_out(series.copy(), batch_size, steps)
        require_returned(answer)
        laid_out = require_array(answer, (48 // steps, steps, 2))
        _require_every_value_once(laid_out, series)
        _require_whole_pieces(laid_out)
        _require_tracks((laid_out[:, :, 0] - series[0, 0]).reshape(-1, batch_size, steps))


def _require_every_value_once(laid_out, series):
    require(
        np.array_equal(np.sort(laid_out.ravel()), np.sort(series.ravel())),
        Text(
            ko="`series`의 값이 모두 한 번씩 들어가지 않았습니다.",
            en="Not every value of `series` is in it exactly once.",
        ),
    )


def _require_whole_pieces(laid_out):
    require(
        bool((np.diff(laid_out[:, :, 0], axis=1) == 1).all() and (np.diff(laid_out, axis=2) == 100).all()),
        Text(
            ko="조각 하나가 `series`의 이어진 단계들이 아닙니다. 조각 안에서 시간이 건너뜁니다.",
            en="A piece does not hold successive steps of `series`: time jumps within it.",
        ),
    )


def _require_tracks(batches):
    """Batches of shape (batches, places, steps): each place goes on in the next batch, places begin in order."""
    jumps = batches[1:, :, 0] - batches[:-1, :, -1]
    place = next((place for place in range(batches.shape[1]) if (jumps[:, place] != 1).any()), None)
    if place is not None:
        raise NotYet(
            str(
                Text(
                    ko="자리 {place}은(는) 배치 0에서 단계 {last:.0f}에 끝나는데 배치 1은 {first:.0f}에서 시작합니다.",
                    en="Place {place} ends at step {last:.0f} in batch 0, but begins at step {first:.0f} in batch 1.",
                ).format(place=place, last=batches[0, place, -1], first=batches[1, place, 0])
            )
        )
    starts = batches[0, :, 0]
    require(
        starts[0] == 0 and bool((np.diff(starts) > 0).all()),
        Text(
            ko="첫 배치의 자리들이 단계 {starts}에서 시작합니다. 처음은 0이고, 뒤의 자리는 더 뒤에서 시작해야 합니다.",
            en="The places of the first batch begin at the steps {starts}: the first at 0, later ones later.",
        ).format(starts=[int(start) for start in starts]),
    )


@exercise(
    "2-1-d",
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
    require_function(repaired)
    require_function(start_over)
    model = repaired()
    require_type(model, keras.Model)
    require_built(model)
    # A class of the learner's own has no shapes to look at; below, its answers show them.
    if hasattr(model, "input_shape"):
        _require_fixed_batch(model)
    kernels = [tuple(weight.shape) for weight in model.weights if len(weight.shape) > 1]
    require(
        kernels == [(28, 64), (16, 64), (16, 64), (16, 64), (16, 10)],
        Text(
            ko="편향을 뺀 가중치의 형태가 {found}입니다. 유닛 16개인 LSTM 두 개와 출력 10개이면 다르게 나옵니다.",
            en="Biases aside, the weights have the shapes {found}. Two LSTMs of 16 units and 10 outputs give others.",
        ).format(found=brief(kernels, 90)),
    )
    _require_both_stateful(model)
    x = noise((2, 28))
    # The first call of a class of one's own may have left a state.
    _wipe_states(model, start_over)
    at_first = require_array(model(x), (4, 10))
    require_are_probabilities(at_first)
    _wipe_states(model, start_over)
    require(
        bool(np.allclose(keras.ops.convert_to_numpy(model(x)), at_first, atol=1e-5)),
        Text(
            ko="`start_over` 뒤에도 처음과 다른 답이 나옵니다. 상태가 남은 층이 있습니다.",
            en="After `start_over` the model answers differently from the first time: a layer still has its state.",
        ),
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
                ko="{name}의 형태가 {found}입니다. 배치까지 {wanted}이어야 합니다.",
                en="The {name} has shape {found}. With its batch it should be {wanted}.",
            ).format(name=name, found=brief(found), wanted=wanted),
        )


def _require_both_stateful(model):
    forgetful = [layer.name for layer in _recurrent_layers(model) if not layer.stateful]
    require(
        not forgetful,
        Text(
            ko="상태를 다음 배치로 이어 가지 않는 LSTM이 있습니다: `{names}`",
            en="An LSTM does not carry its state over to the next batch: `{names}`",
        ).format(names=", ".join(forgetful)),
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
        Text(ko="`start_over`가 가중치를 바꿉니다.", en="`start_over` changes weights."),
    )


# --- questions ---

question(
    "2-1-q1",
    text=Text(
        ko="`keras.Sequential([layers.Dense(32), layers.Dense(10)])`를 방금 만들었습니다. 가중치는 몇 개일까요?",
        en="You just made `keras.Sequential([layers.Dense(32), layers.Dense(10)])`. How many weights does it have?",
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
            ko="첫 층의 입력이 몇 개인지 아직 모릅니다. `Input`이나 `build`, 또는 첫 데이터가 그것을 정합니다.",
            en="The number of inputs to the first layer is open. `Input`, `build` or the first data settle it.",
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
