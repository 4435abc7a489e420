"""4-1 About Keras layers: what counts as right."""

import math
from functools import cache

import keras
import numpy as np
from keras import layers

from utils.core.text import Text, brief, joined, learners_line
from utils.data import CLASS_NAMES, scattered_clothes
from utils.exercises.assertions import (
    NotYet,
    kind_of,
    require,
    require_array,
    require_function,
    require_number,
    require_returned,
    require_type,
)
from utils.exercises.errors_in_words import in_words
from utils.exercises.model_assertions import (
    layers_with_weights,
    noise,
    output_of,
    require_are_probabilities,
    require_built,
    require_no_history,
    require_no_nan,
    require_shapes,
)
from utils.exercises.registry import exercise, question
from utils.exercises.trained_models import cross_entropy, rounded_down

_RETURNED = Text(ko="돌려준 값", en="What is returned")

# --- 4-1-a ---


@exercise(
    "4-1-a",
    hints=[
        Text(
            ko="`layers.deserialize`에는 `layers.serialize`가 만든 사전을 넘깁니다.",
            en="`layers.deserialize` takes the dictionary that `layers.serialize` makes.",
        ),
        Text(
            ko="설정에는 가중치의 값이 없습니다. 형태가 같은 난수로 시작합니다.",
            en="A config does not hold the values of the weights. The new layer starts with random ones.",
        ),
        Text(
            ko="`get_weights`로 꺼내 `set_weights`로 넣으면 학습되지 않는 가중치까지 모두 옮겨집니다.",
            en="`get_weights` and `set_weights` together move all weights, those that are not trained included.",
        ),
    ],
)
def true_copy(copy_layer):
    require_function(copy_layer)
    originals = (
        (layers.Conv2D(3, 2, strides=2, activation="relu"), (6, 5, 2)),
        (layers.BatchNormalization(momentum=0.9, epsilon=0.01), (4,)),
        (layers.Dense(2, trainable=False), (3,)),
        (layers.Embedding(5, 3), (2,)),
    )
    for original, shape in originals:
        original.build((None, *shape))
        # Other values in each array, so that none can stand for another of its shape.
        values = [noise(weight.shape, 1)[0] + number + 0.5 for number, weight in enumerate(original.weights)]
        original.set_weights(values)
        trainable = original.trainable
        copy = copy_layer(original)
        require(
            original.trainable == trainable,
            Text(
                ko="넘겨받은 `{kind}`의 `trainable`이 달라졌습니다. 원본은 그대로 두고 사본을 만드세요.",
                en="The `trainable` of the `{kind}` that was passed is another now. Leave the original as it is.",
            ).format(kind=type(original).__name__),
        )
        require_true_copy(copy, original, values)


def require_true_copy(copy, original: layers.Layer, values: list[np.ndarray]) -> None:
    """The copy has the class, the config and the values of the original, and weights of its own."""
    require_returned(copy)
    kind = {"kind": type(original).__name__}
    require(
        _has_weights(original, values),
        Text(
            ko="넘겨받은 `{kind}`의 가중치가 달라졌습니다. 값은 원본에서 사본으로 옮깁니다.",
            en="The `{kind}` that was passed has other weights now. Values go from the original to the copy.",
        ).format(**kind),
    )
    require(
        copy is not original,
        Text(
            ko="넘겨받은 `{kind}` 객체 자체를 돌려주었습니다. 이름이 둘일 뿐 층은 하나입니다.",
            en="This returns the very `{kind}` that was passed: one layer under two names.",
        ).format(**kind),
    )
    require(
        type(copy) is type(original),
        Text(
            ko="`{kind}` 층을 넘겼는데 사본이 아니라 {found}[이] 나왔습니다.",
            en="A `{kind}` was passed, but no copy came back: {found} did.",
        ).format(**kind, found=kind_of(copy)),
    )
    different = [
        name for name, value in original.get_config().items() if name != "name" and copy.get_config().get(name) != value
    ]
    require(
        not different,
        Text(
            ko="`{kind}` 사본의 설정에서 {names}[이] 다릅니다.",
            en="The config of the copied `{kind}` differs in {names}.",
        ).format(**kind, names=", ".join(f"`{name}`" for name in different)),
    )
    found = copy.get_weights()
    require(
        [array.shape for array in found] == [array.shape for array in values],
        Text(
            ko="`{kind}` 사본의 가중치가 {found}개입니다. 원본에는 {wanted}개가 있습니다.",
            en="The copied `{kind}` has {found} arrays of weights; the original has {wanted}.",
        ).format(**kind, found=len(found), wanted=len(values)),
    )
    unlike = [
        weight.name
        for weight, own, other in zip(original.weights, found, values, strict=True)
        if not np.allclose(own, other)
    ]
    require(
        not unlike,
        Text(
            ko="`{kind}` 사본의 가중치 {names}의 값이 원본과 다릅니다.",
            en="Not all values of the copied `{kind}` are those of the original. They differ in {names}.",
        ).format(**kind, names=", ".join(f"`{name}`" for name in unlike)),
    )
    copy.set_weights([array + 1 for array in found])
    require(
        _has_weights(original, values),
        Text(
            ko="사본의 가중치를 바꾸었더니 원본 `{kind}`도 바뀌었습니다. 가중치를 함께 쓰고 있습니다.",
            en="Changing the weights of the copy changed the original `{kind}` too: they share them.",
        ).format(**kind),
    )


def _has_weights(layer: layers.Layer, values: list[np.ndarray]) -> bool:
    now = layer.get_weights()
    return len(now) == len(values) and all(map(np.array_equal, now, values))


# --- 4-1-b ---


@exercise(
    "4-1-b",
    hints=[
        Text(
            ko="`layer(left)`는 텐서를 돌려줍니다. 그 텐서를 변수에 담으세요.",
            en="`layer(left)` returns a tensor. Keep it in a variable.",
        ),
        Text(
            ko="텐서의 형태는 `tensor.shape`입니다. 층에는 `output_shape`가 없습니다.",
            en="The shape of a tensor is `tensor.shape`. A layer has no `output_shape`.",
        ),
    ],
)
def readings_without_nodes(two_readings):
    require_function(two_readings)
    layer = layers.Conv1D(2, 3)
    layer(keras.Input((20, 4)))
    for length in (11, 8):
        left, right = keras.Input((8, 4)), keras.Input((length, 4))
        require_readings(layer, left, right, two_readings(layer, left, right))


def require_readings(layer: layers.Layer, left, right, answer) -> None:
    """The answer is the dictionary of the two tensors that the layer made of these inputs, and of their shapes."""
    require_returned(answer)
    require_type(answer, dict, what=_RETURNED)
    require(
        set(answer) == {"outputs", "shapes"},
        Text(
            ko="돌려준 딕셔너리의 키가 {found}입니다. 과제의 키는 `outputs`와 `shapes` 두 개입니다.",
            en="The keys of the dictionary are {found}. In the task they are `outputs` and `shapes`.",
        ).format(found=brief(list(answer))),
    )
    for name, values in answer.items():
        require(
            type(values) is list,
            Text(
                ko="`{name}`의 값이 목록(list)이 아니라 {found}입니다.", en="`{name}` is not a list but {found}."
            ).format(name=name, found=kind_of(values)),
        )
        require(
            len(values) == 2,
            Text(
                ko="`{name}`에 {n}개가 들어 있습니다. `left`의 것과 `right`의 것, 두 개여야 합니다.",
                en="`{name}` holds {n}. There should be two: that of `left` and that of `right`.",
            ).format(name=name, n=len(values)),
        )
    for name, source, output, shape in zip(
        ("left", "right"), (left, right), answer["outputs"], answer["shapes"], strict=True
    ):
        require_reading(name, layer, source, output)
        require_shape_of(name, output, shape)


def require_reading(name: str, layer: layers.Layer, source, output) -> None:
    """`output` is this very layer called on the input `source`, and nothing else."""
    require(
        isinstance(output, keras.KerasTensor),
        Text(
            ko="`{name}`의 자리에 있는 것은 `layer(...)`가 내놓은 텐서가 아니라 {found}입니다. `{name}` 자체를 층에 "
            "넣으세요.",
            en="What stands for `{name}` is not the tensor that `layer(...)` gives, but {found}. Call the layer on "
            "`{name}` itself.",
        ).format(name=name, found=kind_of(output)),
    )
    wanted = layer.compute_output_shape(source.shape)
    way = _way(source, output)
    require(
        bool(way) or tuple(output.shape) == wanted,
        Text(
            ko="`{name}`의 자리에 다른 입력에서 나온 텐서가 있습니다. 형태가 {found}인데, `layer`에 `{name}`[을] "
            "넣으면 {wanted}입니다.",
            en="What stands for `{name}` is the tensor of another input. It has shape {found}; `layer` called on "
            "`{name}` gives {wanted}.",
        ).format(name=name, found=output.shape, wanted=wanted),
    )
    require(
        bool(way),
        Text(
            ko="`{name}`의 텐서는 형태는 맞지만, `{name}`에서 나온 것이 아닙니다.",
            en="The tensor of `{name}` has the right shape, but it was not made of `{name}`.",
        ).format(name=name),
    )
    require(
        any(each is layer for each in way),
        Text(
            ko="`{name}`의 텐서는 넘겨받은 층이 아니라 다른 `{kind}`[이] 만든 것입니다.",
            en="The tensor of `{name}` was not made by the layer that was passed, but by another `{kind}`.",
        ).format(name=name, kind=type(way[-1]).__name__),
    )
    require(
        len(way) == 1,
        Text(
            ko="`{name}`의 텐서는 층을 부른 결과 그대로가 아닙니다. 지나온 계산은 {found}입니다.",
            en="The tensor of `{name}` is not just what the layer gave. It went through {found}.",
        ).format(name=name, found=", ".join(f"`{type(each).__name__}`" for each in way)),
    )


def require_shape_of(name: str, output, shape) -> None:
    """`shape` is the shape of this tensor, as a tuple."""
    require(
        type(shape) is tuple,
        Text(
            ko="`{name}`의 `shapes`가 튜플이 아니라 {found}입니다.",
            en="`shapes` for `{name}` is no tuple: it is {found}.",
        ).format(name=name, found=kind_of(shape)),
    )
    require(
        shape == tuple(output.shape),
        Text(
            ko="`{name}`의 `shapes`가 {found}인데, `outputs`에 있는 `{name}`의 텐서는 형태가 {wanted}입니다.",
            en="`shapes` has {found} for `{name}`, but its tensor in `outputs` has the shape {wanted}.",
        ).format(name=name, found=brief(shape), wanted=output.shape),
    )


def _way(source, output) -> list:
    """The layers and operations between an input and a tensor; none where the tensor is not made of the input."""
    try:
        operations = keras.Model(source, output).operations
    except ValueError:
        return []
    return [each for each in operations if not isinstance(each, layers.InputLayer)]


# --- 4-1-c ---


@exercise(
    "4-1-c",
    hints=[
        Text(
            ko="배열 네 개를 `gamma, beta, moving_mean, moving_variance = weights`로 꺼내세요. `x`의 평균은 구하지 "
            "않습니다.",
            en="Take the four arrays out with `gamma, beta, moving_mean, moving_variance = weights`. The mean of `x` "
            "is not needed.",
        ),
        Text(
            ko="`moving_mean`을 빼고, `moving_variance + epsilon`의 제곱근으로 나누세요. `np.sqrt`가 제곱근입니다.",
            en="Subtract `moving_mean`, and divide by the square root of `moving_variance + epsilon`. A square root is "
            "`np.sqrt`.",
        ),
        Text(
            ko="끝으로 `gamma`를 곱하고 `beta`를 더합니다.",
            en="In the end multiply by `gamma` and add `beta`.",
        ),
    ],
)
def normalization_in_inference(normalized):
    require_function(normalized)
    for x, (gamma, beta, mean, variance), epsilon in _NORMALIZATIONS:
        layer = layers.BatchNormalization(epsilon=epsilon)
        layer.build((None, x.shape[1]))
        layer.set_weights([gamma, beta, mean, variance])
        answer = _normalized(normalized, x, layer.get_weights(), epsilon)
        require_returned(answer)
        found = require_array(answer, x.shape, what=_RETURNED)
        wanted = keras.ops.convert_to_numpy(layer(x, training=False))
        agrees = np.isclose(found.astype("float32"), wanted, rtol=1e-3, atol=1e-3)
        place = np.unravel_index(agrees.argmin(), agrees.shape)  # the first that does not, if there is one
        require(
            bool(agrees.all()),
            joined(
                Text(
                    ko="형태가 {shape}인 `x`에서 {row}행 {column}열의 수가 {found:.3f}[으로] 나오는데, 층은 추론할 때 "
                    "{wanted:.3f}[을] 내놓습니다.",
                    en="For an `x` of shape {shape} the number in row {row}, column {column} is {found:.3f}; the layer "
                    "gives {wanted:.3f} in inference.",
                ).format(
                    shape=x.shape,
                    row=place[0],
                    column=place[1],
                    found=float(found[place]),
                    wanted=float(wanted[place]),
                ),
                _other_normalization(found, x, (gamma, beta, mean, variance), epsilon),
            ),
        )


def _normalized(normalized, x: np.ndarray, weights: list[np.ndarray], epsilon: float):
    """What the answer returns. It may use the names of the formula without having made them."""
    try:
        return normalized(x.copy(), weights, epsilon)
    except NameError as error:
        if error.name not in ("gamma", "beta", "moving_mean", "moving_variance"):
            raise
        raise NotYet(
            Text(
                ko="함수 안에 이름 `{name}`[이] 없습니다. 네 배열은 `weights`에 들어 있으니 거기에서 꺼내세요.",
                en="There is no name `{name}` inside the function. The four arrays are in `weights`: take them out "
                "of it.",
            ).format(name=error.name)
        ) from error


def _arrays(*rows: list[float]) -> tuple[np.ndarray, ...]:
    return tuple(np.array(row, "float32") for row in rows)


# A batch, the four arrays of the layer in their order, its epsilon: so unlike each other that no mistake goes unseen.
_NORMALIZATIONS = (
    (
        np.array([[1, 10, 4], [5, 50, 2], [2, 20, 9]], "float32"),
        _arrays([2, 0.5, 3], [0.25, 7, 1.5], [2, 30, 6], [4, 9, 0.25]),
        0.5,
    ),
    (np.array([[3, 8]], "float32"), _arrays([-1.5, 4], [-2, 0.5], [1, -5], [0.3, 1.5]), 0.2),
)


def _other_normalization(found: np.ndarray, x: np.ndarray, arrays: tuple[np.ndarray, ...], epsilon: float) -> Text:
    """What was worked out in place of the normalization at inference, as far as the numbers tell."""
    gamma, beta, mean, variance = arrays

    def scaled(distance, divisor):
        return gamma * distance / divisor + beta

    spread = np.sqrt(variance + epsilon)
    of_batch = x.mean(axis=0), np.sqrt(x.var(axis=0) + epsilon)
    mistakes = (
        (
            scaled(x - of_batch[0], of_batch[1]),
            Text(
                ko="`x`의 평균과 분산으로 정규화했습니다. 그것은 학습할 때의 계산입니다.",
                en="It normalizes with the mean and variance of `x`, as in training.",
            ),
        ),
        (
            scaled(x - mean, variance + epsilon),
            Text(
                ko="분산으로 나누었습니다. 그 제곱근으로 나누어야 합니다.",
                en="It divides by the variance and not by its square root.",
            ),
        ),
        (
            scaled(x, mean + epsilon),
            Text(ko="평균으로 나누었습니다. 평균은 뺍니다.", en="It divides by the mean. That is to be subtracted."),
        ),
        (
            (x - mean) / spread,
            Text(
                ko="정규화는 맞습니다. `gamma`와 `beta`가 빠졌습니다.",
                en="The normalization is right. `gamma` and `beta` are missing.",
            ),
        ),
        (
            scaled(x - mean, np.sqrt(variance)),
            Text(
                ko="`epsilon`이 빠졌습니다. 제곱근을 구하기 전에 분산에 더합니다.",
                en="`epsilon` is missing. It is added to the variance before the square root.",
            ),
        ),
        (
            scaled(x - mean, np.sqrt(variance) + epsilon),
            Text(
                ko="`epsilon`을 제곱근에 더했습니다. 제곱근을 구하기 전에 분산에 더합니다.",
                en="`epsilon` is added to the square root. It is added to the variance, before the square root.",
            ),
        ),
        (
            gamma * (x - mean) / np.sqrt(variance + 0.001) + beta,
            Text(
                ko="`epsilon`이 기본값 0.001입니다. 넘겨받은 `epsilon`을 쓰세요.",
                en="Its `epsilon` is the default, 0.001. Take the one that is passed.",
            ),
        ),
        (
            x / np.sqrt(1 + epsilon),
            Text(
                ko="새 층이 내놓는 값입니다. 새 층의 이동 평균은 0, 이동 분산은 1입니다. 넘겨받은 `weights`를 쓰세요.",
                en="That is what a new layer gives, with a moving mean of 0 and a moving variance of 1. Take the "
                "`weights` that are passed.",
            ),
        ),
        (
            (x - of_batch[0]) / of_batch[1],
            Text(
                ko="새 층이 학습할 때 내놓는 값입니다. 넘겨받은 `weights`로, 추론할 때의 값을 계산하세요.",
                en="That is what a new layer gives in training. Work out what it gives in inference, with the "
                "`weights` that are passed.",
            ),
        ),
        (
            gamma * (x - mean) / spread,
            Text(ko="`beta`를 더하지 않았습니다.", en="`beta` is not added."),
        ),
        (
            (x - mean) / spread + beta,
            Text(ko="`gamma`를 곱하지 않았습니다.", en="There is no multiplication by `gamma`."),
        ),
        (
            gamma * (x - mean) / spread - beta,
            Text(ko="`beta`를 뺐습니다. `beta`는 더합니다.", en="`beta` is subtracted. It is to be added."),
        ),
        (
            scaled(x - mean, 1),
            Text(ko="평균만 뺐습니다. 나누기가 빠졌습니다.", en="The mean is subtracted, and nothing is divided."),
        ),
        (
            gamma * ((x - mean) / spread + beta),
            Text(
                ko="`beta`를 더한 다음 `gamma`를 곱했습니다. 곱하기가 먼저입니다.",
                en="`beta` is added before the multiplication by `gamma`. Multiply first.",
            ),
        ),
        (
            beta * (x - mean) / spread + gamma,
            Text(
                ko="`gamma`와 `beta`가 서로 바뀌었습니다. `get_weights`의 순서를 보세요.",
                en="`gamma` and `beta` have changed places. See the order of `get_weights`.",
            ),
        ),
        (
            mean * (x - gamma) / np.sqrt(beta + epsilon) + variance,
            Text(
                ko="배열 네 개의 순서가 다릅니다. `get_weights`에서는 `gamma`가 처음이고 `moving_variance`가 "
                "마지막입니다.",
                en="The four arrays are in another order. In `get_weights`, `gamma` comes first and `moving_variance` "
                "last.",
            ),
        ),
    )
    for other, text in mistakes:
        if np.allclose(found, other, rtol=1e-3, atol=1e-3):
            return text
    return Text(
        ko="본문의 한 줄과 비교해 보세요: 빼기, 나누기, 곱하기, 더하기의 차례입니다.",
        en="Compare with the line of the lesson: subtract, divide, multiply, add, in this order.",
    )


# --- 4-1-d ---


@exercise(
    "4-1-d",
    hints=[
        Text(
            ko="`for layer in model.layers:`로 모든 층을 돌면서 `layer.trainable`을 정하세요.",
            en="Go over all layers with `for layer in model.layers:` and set `layer.trainable`.",
        ),
        Text(
            ko="`layer.name in names`는 `True` 또는 `False`입니다. 그대로 `trainable`에 넣을 수 있습니다.",
            en="`layer.name in names` is `True` or `False`, just what `trainable` takes.",
        ),
        Text(
            ko="`model.trainable_weights`에 있는 배열의 크기를 더하세요. 배열의 크기는 `np.prod(weight.shape)`입니다.",
            en="Add up the sizes of what is in `model.trainable_weights`. The size of one is `np.prod(weight.shape)`.",
        ),
    ],
)
def partly_frozen(train_only):
    require_function(train_only)
    for names in (["first_norm", "last"], ["first"], []):
        model = keras.Sequential(
            [
                keras.Input((6, 5)),
                layers.Dense(4, name="first"),
                layers.BatchNormalization(name="first_norm"),
                layers.Dropout(0.5, name="drop"),
                layers.SeparableConv1D(3, 2, name="last"),
            ]
        )
        model.get_layer("first_norm").trainable = False
        require_only(model, names, train_only(model, names))


def require_only(model: keras.Model, names: list[str], count) -> None:
    """Of the layers with weights just those of these names train, and `count` is the number of their parameters."""
    with_weights = [layer for layer in model.layers if layer.weights]
    require(
        not names or any(layer.trainable != (layer.name not in names) for layer in with_weights),
        Text(
            ko="`names`가 {names}일 때 바로 그 층들이 얼고 나머지가 학습됩니다. 거꾸로입니다.",
            en="With `names` = {names}, just those layers are frozen, and the others train. It is the wrong way round.",
        ).format(names=names),
    )
    for layer in with_weights:
        require(
            layer.trainable or layer.name not in names,
            Text(
                ko="`names`가 {names}일 때 `{name}` 층이 언 채로 남습니다. 전에 얼어 있던 층도 이름이 있으면 녹이세요.",
                en="With `names` = {names}, the layer `{name}` stays frozen. A layer that is named is thawed, even if "
                "it was frozen before.",
            ).format(names=names, name=layer.name),
        )
        require(
            not layer.trainable or layer.name in names,
            Text(
                ko="`names`가 {names}일 때 `{name}` 층이 학습되는 채로 남습니다. 이름이 없는 층은 얼리세요.",
                en="With `names` = {names}, the layer `{name}` can still be trained. A layer that is not named is "
                "frozen.",
            ).format(names=names, name=layer.name),
        )
    wanted_weights = [weight for layer in with_weights if layer.trainable for weight in layer.trainable_weights]
    require(
        len(model.trainable_weights) == len(wanted_weights),
        Text(
            ko="층의 `trainable`은 맞지만 `model.trainable`이 거짓이라서, `fit`은 아무것도 바꾸지 않습니다.",
            en="The layers are set right, but `model.trainable` is false, so `fit` would change nothing.",
        ),
    )
    require(
        model.trainable,
        Text(
            ko="`names`가 {names}일 때 `model.trainable`이 거짓이 되었습니다. 모델 자체는 얼리지 말고 층마다 정하세요.",
            en="With `names` = {names}, `model.trainable` is false afterwards. Do not freeze the model itself: set "
            "each of its layers.",
        ).format(names=names),
    )
    require_returned(count)
    parameters = sum(math.prod(weight.shape) for weight in wanted_weights)
    number = require_number(count, what=_RETURNED)
    require(
        number == parameters,
        Text(
            ko="`names`가 {names}일 때 돌려준 값이 {found}입니다. {clue} `fit`이 바꿀 파라미터는 {wanted}개입니다.",
            en="With `names` = {names} the function returned {found}. {clue} `fit` would change {wanted} parameters.",
        ).format(names=names, found=brief(number), wanted=parameters, clue=_clue(number, model, wanted_weights)),
    )
    require(
        type(number) is int,
        Text(
            ko="`names`가 {names}일 때 돌려준 값이 {found}입니다. 수는 맞지만 정수가 아니라 실수입니다.",
            en="With `names` = {names} the function returned {found}. It is right, but a float, not an integer.",
        ).format(names=names, found=number),
    )
    require(
        # `count_params` of Keras itself gives an integer of NumPy.
        isinstance(count, int | np.integer),
        Text(
            ko="`names`가 {names}일 때 돌려준 수는 맞지만 파이썬의 `int`가 아니라 {found}입니다. `int(...)`로 "
            "바꾸세요.",
            en="With `names` = {names} the number is right, but it is {found} and no `int` of Python. Put `int(...)` "
            "around it.",
        ).format(names=names, found=kind_of(count)),
    )


def _clue(number, model: keras.Model, trained: list) -> Text:
    """What else this number could be the number of."""
    if number == len(trained):
        return Text(ko="이것은 배열의 수입니다.", en="That is the number of arrays.")
    if number == model.count_params():
        return Text(ko="이것은 모델 전체의 수입니다.", en="That is the number of the whole model.")
    if number == sum(math.prod(weight.shape) for weight in model.non_trainable_weights):
        return Text(ko="이것은 얼어 있는 수입니다.", en="That is the number of what is frozen.")
    if number == sum(layer.count_params() for layer in model.layers if layer.trainable):
        return Text(
            ko="학습되는 층에도 기울기로 바뀌지 않는 수가 있습니다.",
            en="A layer that trains can hold numbers that no gradient changes.",
        )
    return Text(ko="학습되는 배열마다 크기를 모두 더하세요.", en="Add up the sizes of all arrays that are trained.")


# --- 4-1-e ---

KINDS_OF_FOUR = (2, 3, 7, 9)  # pullover, dress, sneaker, ankle boot
TARGET_OF_FOUR = 0.75  # with other seeds: from nothing 0.72 to 0.74, on a frozen base 0.80 to 0.86
_PICTURES_OF_A_KIND = 10
# Heads that learned from the 40 pictures alone had a loss of 0.38 or more on others, and at most 0.79 of it on the 40.
# Of those that learned from 800 or more, either the loss on others fell below 0.31, or that on the 40 was 0.8 of it.
_LEAST_LOSS_FROM_FEW, _MOST_OF_THE_LOSS_ON_NEW_ONES = 0.32, 0.85
# On the next ten of each kind the loss of 20 heads that learned from the 40 alone was 1.03 to 1.37 of that on others,
# of six that learned from 15 to 30 of each kind 0.54 to 0.79.
_LEAST_OF_THE_LOSS_ON_THE_NEXT = 0.82
_SHAPES_OF_THE_BASE = [(3, 3, 1, 16), (16,), (3, 3, 16, 32), (32,), (3, 3, 32, 64), (64,)]
_FOUR_KINDS = Text(ko="`four_kinds`", en="`four_kinds`")


@exercise(
    "4-1-e",
    hints=[
        Text(
            ko="`body = learned_base()`로 사본을 얻고 `body.trainable = False`로 얼린 다음, "
            "`with_head(body, FOUR)`로 새 층을 얹으세요.",
            en="Get a copy with `body = learned_base()`, freeze it with `body.trainable = False`, and put a new layer "
            "on top with `with_head(body, FOUR)`.",
        ),
        Text(
            ko="얼린 다음에 `compile`합니다. 손실은 `sparse_categorical_crossentropy`입니다.",
            en="Call `compile` after the freezing. The loss is `sparse_categorical_crossentropy`.",
        ),
        Text(
            ko="새 층만 배우므로 학습률이 커도 됩니다. `Adam(0.01)`로 서른 에포크, `batch_size=10`이면 넉넉합니다.",
            en="Only the new layer learns, so the learning rate may be large: thirty epochs with `Adam(0.01)` and "
            "`batch_size=10` are plenty.",
        ),
    ],
)
def new_kinds_on_a_frozen_base(four_kinds, learned, base):
    require_no_history(four_kinds, _FOUR_KINDS)
    require_type(four_kinds, keras.Model, what=_FOUR_KINDS)
    require_built(four_kinds)
    require_shapes(four_kinds, (28, 28, 1), (len(KINDS_OF_FOUR),))
    require_frozen_base(four_kinds, _weights_of_the_base(learned))
    _require_weights_of(base, learned)
    outputs = {part: output_of(four_kinds, x) for part, (x, _) in _pictures_of_four().items()}
    require_no_nan(outputs["test"])
    require_are_probabilities(outputs["test"])
    _require_pixels_of_the_task(four_kinds, _accuracy_on(outputs, "test"))
    require_learned_from_few(outputs)
    accuracy = _accuracy_on(outputs, "test")
    return Text(
        ko="테스트 사진 800장에서 정확도가 ≈ {accuracy:.2f}이고, 옮겨 온 가중치는 그대로입니다.",
        en="Its accuracy on 800 test pictures is ≈ {accuracy:.2f}, and the weights that were transferred are "
        "unchanged.",
    ).format(accuracy=accuracy)


def _weights_of_the_base(learned) -> list[np.ndarray]:
    """The arrays that the lesson keeps in `learned`."""
    shapes = [getattr(array, "shape", None) for array in learned] if type(learned) is list else None
    require(
        shapes == _SHAPES_OF_THE_BASE and all(type(array) is np.ndarray for array in learned),
        Text(
            ko="`learned`가 본문에서 담아 둔 가중치 여섯 개의 목록이 아닙니다. `learned = base.get_weights()`가 있는 "
            "셀부터 다시 실행하세요.",
            en="`learned` is not the list of six arrays that the lesson kept. Run the cells again, from the one with "
            "`learned = base.get_weights()` on.",
        ),
    )
    return learned


def _require_weights_of(base, learned: list[np.ndarray]) -> None:
    """The lesson's `base` still has the arrays of `learned`: neither was replaced by what an answer has trained."""
    require_type(base, keras.Model, what=Text(ko="본문의 모델 `base`", en="The lesson's model `base`"))
    kept = base.get_weights()
    require(
        len(kept) == len(learned) and all(map(np.array_equal, kept, learned)),
        Text(
            ko="`learned`와 본문의 `base`의 가중치가 서로 다릅니다. 둘 가운데 하나를 바꾸었습니다. `base`를 만들고 "
            "학습하는 셀부터 다시 실행하고, 둘은 그대로 두세요.",
            en="`learned` and the weights of the lesson's `base` are not the same: one of them was changed. Run the "
            "cells again, from the one that makes and trains `base` on, and leave both as they are.",
        ),
    )


def require_frozen_base(model: keras.Model, learned: list[np.ndarray]) -> None:
    """The model holds the weights that were learned, unchanged and frozen, and has others that are trained."""
    kernels = [number for number, shape in enumerate(_SHAPES_OF_THE_BASE) if len(shape) > 1]
    # By the number of an array, the weight of its shape that is nearest to it.
    own = {number: _nearest(model.weights, array) for number, array in enumerate(learned)}
    require(
        all(weight is not None for weight in own.values()),
        Text(
            ko="이 모델에는 `learned_base()`의 합성곱 층 세 개가 없습니다. 가중치가 있는 층: {found}.",
            en="This model does not hold the three convolutions of `learned_base()`. Its layers with weights: {found}.",
        ).format(found=layers_with_weights(model)),
    )
    values = {number: keras.ops.convert_to_numpy(weight) for number, weight in own.items()}
    require(
        all(np.corrcoef(values[number].ravel(), learned[number].ravel())[0, 1] > 0.5 for number in kernels),
        Text(
            ko="합성곱의 형태는 맞지만 값이 `learned`와 닮지 않았습니다. 처음부터 학습한 `convnet()`이 아니라 "
            "`learned_base()`의 사본을 쓰세요.",
            en="The convolutions have the right shapes, but their values are nothing like `learned`. Take a copy from "
            "`learned_base()`, and not a `convnet()` trained from nothing.",
        ),
    )
    change = max(float(np.abs(values[number] - array).max()) for number, array in enumerate(learned))
    trained = {id(weight) for weight in model.trainable_weights}
    can_train = any(id(weight) in trained for weight in own.values())
    if change > 0:
        raise NotYet(_of_a_moved_base(change, can_train))
    require(
        not can_train,
        Text(
            ko="옮겨 온 가중치의 값은 `learned`와 같지만 얼어 있지 않습니다. 다음 `fit`이 바꿀 것입니다. "
            "`trainable`을 보세요.",
            en="The weights that were transferred still equal `learned`, but they are not frozen: the next `fit` would "
            "change them. Look at `trainable`.",
        ),
    )
    require(
        bool(model.trainable_weights),
        Text(
            ko="학습되는 가중치가 하나도 없습니다. 모델 전체를 얼렸습니다. 사본만 얼리고, 그 위의 새 층은 학습하세요.",
            en="No weight of it is trained: the whole model is frozen. Freeze the copy alone, and let the new layer on "
            "top of it learn.",
        ),
    )


def _nearest(weights: list, array: np.ndarray):
    """Of the weights of this shape the one whose values are nearest; None where there is none of it."""
    of_this_shape = [weight for weight in weights if tuple(weight.shape) == array.shape]
    return min(
        of_this_shape,
        key=lambda weight: float(np.abs(keras.ops.convert_to_numpy(weight) - array).max()),
        default=None,
    )


def _of_a_moved_base(change: float, can_train: bool) -> Text:
    """What to say of a base whose weights have moved by at most `change`, by whether it can be trained now."""
    moved = Text(
        ko="옮겨 온 가중치가 학습하면서 `learned`에서 최대 {change:.3f}만큼 움직였습니다.",
        en="Training has moved the weights that were transferred, by up to {change:.3f} from `learned`.",
    ).format(change=change)
    if can_train:
        next_step = Text(
            ko="사본이 얼어 있지 않습니다. `compile` 전에 얼리고, 사본부터 새로 얻으세요.",
            en="The copy is not frozen. Freeze it before `compile`, and begin with a new copy.",
        )
    else:
        next_step = Text(
            ko="지금은 얼어 있지만 `compile`이 먼저였던 것 같습니다. 사본을 새로 얻어, 얼린 다음에 `compile`하세요.",
            en="It is frozen now, but `compile` seems to have come first. Call `compile` after the freezing, and begin "
            "with a new copy.",
        )
    return joined(moved, next_step)


@cache
def _pictures_of_four() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The few pictures of the task, the next few, those to validate with and the test pictures; with labels from 0."""
    (x, y), (x_test, y_test) = scattered_clothes()
    parts = {
        "training": (x[:8000], y[:8000], slice(_PICTURES_OF_A_KIND)),
        "next": (x[:8000], y[:8000], slice(_PICTURES_OF_A_KIND, 2 * _PICTURES_OF_A_KIND)),
        "validation": (x[8000:], y[8000:], slice(None)),
        "test": (x_test, y_test, slice(None)),
    }
    return {part: _of_four(*pictures) for part, pictures in parts.items()}


def _of_four(pictures: np.ndarray, labels: np.ndarray, of_a_kind: slice) -> tuple[np.ndarray, np.ndarray]:
    rows = np.concatenate([np.flatnonzero(labels == kind)[of_a_kind] for kind in KINDS_OF_FOUR])
    scaled = pictures[rows][..., np.newaxis].astype("float32") / 255
    return scaled, np.searchsorted(KINDS_OF_FOUR, labels[rows])


def _accuracy_on(outputs: dict[str, np.ndarray], part: str) -> float:
    return float(np.mean(outputs[part].argmax(axis=-1) == _pictures_of_four()[part][1]))


def _loss_on(outputs: dict[str, np.ndarray], part: str) -> float:
    return cross_entropy(outputs[part], _pictures_of_four()[part][1])


def _require_pixels_of_the_task(model: keras.Model, accuracy: float) -> None:
    """A model that is right on too few of the test pictures is not far better with pixels from 0 to 255."""
    if accuracy >= TARGET_OF_FOUR:
        return
    x, y = _pictures_of_four()["test"]
    unscaled = float(np.mean(output_of(model, 255 * x).argmax(axis=-1) == y))
    require(
        unscaled < max(0.6, accuracy + 0.1),
        Text(
            ko="픽셀이 0에서 255 사이인 사진에서는 정확도가 {unscaled:.2f}인데, 0과 1 사이인 사진에서는 "
            "{accuracy:.2f}입니다. `ten_x`를 그대로 써서 학습하세요.",
            en="With pixels from 0 to 255 its accuracy is {unscaled:.2f}, but with pixels from 0 to 1 it is "
            "{accuracy:.2f}. Train it on `ten_x` as it is.",
        ).format(unscaled=unscaled, accuracy=rounded_down(accuracy)),
    )


def require_learned_from_few(outputs: dict[str, np.ndarray]) -> None:
    """The model is right on enough of the test pictures, and has learned it from the few pictures of the task."""
    accuracy = _accuracy_on(outputs, "test")
    if accuracy < TARGET_OF_FOUR:
        raise NotYet(_why_too_few_of_four(outputs, accuracy))
    losses = {part: _loss_on(outputs, part) for part in outputs}
    on_new = min(losses["validation"], losses["test"])
    require(
        on_new > _LEAST_LOSS_FROM_FEW,
        Text(
            ko="정확도는 {accuracy:.2f}입니다. 그런데 `ten_x`에 없는 사진에서 손실이 {on_new:.2f}입니다. 40장만으로 "
            "배우면 0.4 근처에서 멈춥니다. 검증 사진이나 다른 사진으로 학습하지는 않았나요?",
            en="Its accuracy is {accuracy:.2f}. But on pictures that are not in `ten_x` its loss is {on_new:.2f}; with "
            "these 40 alone it stays at about 0.4. Was it trained on the validation pictures, or on others?",
        ).format(accuracy=accuracy, on_new=on_new),
    )
    require(
        losses["training"] < _MOST_OF_THE_LOSS_ON_NEW_ONES * on_new,
        Text(
            ko="정확도는 {accuracy:.2f}입니다. 그런데 손실이 `ten_x`에서 {training:.2f}, 다른 사진에서 "
            "{on_new:.2f}입니다. `ten_x`의 40장으로 배운 모델이라면 그 사진에서는 훨씬 낮습니다. 다른 사진으로 "
            "학습하지는 않았나요?",
            en="Its accuracy is {accuracy:.2f}. But its loss is {training:.2f} on `ten_x` and {on_new:.2f} on others. "
            "A model that learned from the 40 of `ten_x` has a far lower loss on these. Was it trained on others?",
        ).format(accuracy=accuracy, training=losses["training"], on_new=on_new),
    )
    require(
        losses["next"] > _LEAST_OF_THE_LOSS_ON_THE_NEXT * on_new,
        Text(
            ko="정확도는 {accuracy:.2f}입니다. 그런데 학습 부분에서 `ten_x` 바로 뒤에 오는 사진의 손실이 "
            "{next:.2f}[으로], 다른 사진의 {on_new:.2f}보다 낮습니다. 종류마다 열 장보다 많은 사진으로 학습하지는 "
            "않았나요? `ten_x`와 `ten_y`로만 학습하세요.",
            en="Its accuracy is {accuracy:.2f}. But on the pictures right behind those of `ten_x` its loss is "
            "{next:.2f}, less than the {on_new:.2f} on others. Was it trained on more than ten of each kind? Train on "
            "`ten_x` and `ten_y` alone.",
        ).format(accuracy=accuracy, next=losses["next"], on_new=on_new),
    )


def _why_too_few_of_four(outputs: dict[str, np.ndarray], accuracy: float) -> Text:
    on_few = _accuracy_on(outputs, "training")
    values: dict[str, float | str | Text] = {
        "accuracy": rounded_down(accuracy),
        "on_few": on_few,
        "target": TARGET_OF_FOUR,
    }
    if on_few < 0.15:
        text = Text(
            ko="`ten_x`에서 정확도가 {on_few:.2f}, 테스트 사진에서 {accuracy:.2f}입니다. 아무렇게나 답해도 0.25입니다. "
            "레이블이 `FOUR`의 순서이고 사진과 짝이 맞는지 보세요.",
            en="Its accuracy is {on_few:.2f} on `ten_x` and {accuracy:.2f} on the test pictures. A guess gets 0.25. "
            "See whether the labels are in the order of `FOUR`, and each belongs to its picture.",
        )
    elif on_few < 0.45 and accuracy < 0.4:
        text = Text(
            ko="`ten_x`에서 정확도가 {on_few:.2f}, 테스트 사진에서 {accuracy:.2f}입니다. 기준선 0.25에 가깝습니다. 새 "
            "층을 아직 학습하지 않은 것 같습니다.",
            en="Its accuracy is {on_few:.2f} on `ten_x` and {accuracy:.2f} on the test pictures, close to the baseline "
            "of 0.25. The new layer does not seem to have been trained.",
        )
    elif len(never := set(range(len(KINDS_OF_FOUR))) - set(outputs["test"].argmax(axis=-1))):
        values["kind"] = CLASS_NAMES[KINDS_OF_FOUR[min(never)]]
        text = Text(
            ko="테스트 사진에서 정확도가 {accuracy:.2f}인데, `{kind}`[이라]고 답한 사진이 하나도 없습니다. 네 종류의 "
            "사진으로 학습했는지 보세요.",
            en="Its accuracy is {accuracy:.2f} on the test pictures, and it takes none of them for `{kind}`. See "
            "whether it was trained on pictures of all four kinds.",
        )
    elif on_few < 0.9:
        text = Text(
            ko="테스트 사진에서 {accuracy:.2f}, `ten_x`에서 {on_few:.2f}입니다. 목표는 테스트 사진에서 "
            "{target:.2f}입니다. 40장을 아직 다 배우지 못했습니다. 에포크나 학습률을 늘려 보세요.",
            en="Its accuracy is {accuracy:.2f} on the test pictures, where the target is {target:.2f}, and "
            "{on_few:.2f} on `ten_x`. It has not yet learned these 40: give it more epochs, or a larger learning rate.",
        )
    else:
        text = Text(
            ko="`ten_x`에서는 {on_few:.2f}인데 테스트 사진에서는 {accuracy:.2f}입니다. 목표는 {target:.2f}입니다. 새 "
            "층이 40장을 외웠습니다. 새 층을 `Dense(4)` 하나로 줄여 보세요.",
            en="Its accuracy is {on_few:.2f} on `ten_x`, but {accuracy:.2f} on the test pictures, where the target is "
            "{target:.2f}. The new layers have learned the 40 by heart. Make them smaller, a `Dense(4)` alone.",
        )
    return text.format(**values)


# --- 4-1-f ---


@exercise(
    "4-1-f",
    hints=[
        Text(
            ko='`"valid"`: 길이 7에 창 3을 두 칸씩(`strides=2`) 옮겨 놓으면 0, 2, 4에서 시작하는 세 자리가 있습니다.',
            en='`"valid"`: a window of 3 with `strides=2` fits into a length of 7 at three places: 0, 2 and 4.',
        ),
        Text(
            ko='`"valid"`는 `(length - kernel_size) // strides + 1`, `"same"`은 `length / strides`의 올림입니다.',
            en='`"valid"` is `(length - kernel_size) // strides + 1`, `"same"` is `length / strides`, rounded up.',
        ),
        Text(
            ko="필터 하나에는 `kernel_size * kernel_size * channels`개의 가중치와 편향 하나가 있습니다.",
            en="A filter has `kernel_size * kernel_size * channels` weights and one bias.",
        ),
    ],
)
def convolution_by_hand(conv_plan):
    require_function(conv_plan)
    for settings in (
        (28, 20, 1, 8, 3, 1, "valid"),
        (28, 21, 3, 8, 4, 3, "valid"),
        (28, 21, 3, 8, 3, 1, "same"),
        (28, 21, 2, 5, 4, 3, "same"),
        (30, 9, 1, 2, 5, 2, "same"),
        (29, 23, 1, 2, 3, 4, "same"),
    ):
        require_plan(conv_plan(*settings), *settings)


def require_plan(plan, height, width, channels, filters, kernel_size, strides, padding) -> None:
    """The plan is the output shape of such a `Conv2D` and the number of its parameters."""
    require_returned(plan)
    require(
        type(plan) is tuple and len(plan) == 2,
        Text(
            ko="돌려준 값은 쌍(tuple) `(shape, parameters)`여야 하는데 {found}입니다. `shape`의 세 수는 따로 묶습니다.",
            en="What is returned should be a pair (a tuple) `(shape, parameters)`, but it is {found}. The three "
            "numbers of `shape` stand in a tuple of their own.",
        ).format(found=_of_so_many(plan) if type(plan) is tuple else kind_of(plan)),
    )
    shape, parameters = plan
    require(
        type(shape) in (tuple, list),
        Text(
            ko="`shape`는 세 수의 튜플이어야 하는데 {found}입니다.",
            en="`shape` should be a tuple of three numbers, but it is {found}.",
        ).format(found=kind_of(shape)),
    )
    require(
        len(shape) == 3,
        Text(
            ko="`shape`가 {found}입니다. 배치를 뺀 세 수여야 합니다.",
            en="`shape` is {found}; it should be three numbers, without the batch axis.",
        ).format(found=brief(shape)),
    )
    setting = Text(
        ko="사진 {size}, 채널 {channels}, 필터 {filters}, 커널 {kernel}, 스트라이드 {strides}, `{padding}`일 때",
        en="Picture {size}, channels {channels}, filters {filters}, kernel {kernel}, strides {strides}, `{padding}`:",
    ).format(
        size=f"{height} × {width}",
        channels=channels,
        filters=filters,
        kernel=kernel_size,
        strides=strides,
        padding=padding,
    )
    lengths = [
        math.ceil((length if padding == "same" else length - kernel_size + 1) / strides) for length in (height, width)
    ]
    found = tuple(require_number(size, what=_SIZE) for size in shape)
    require(
        all(type(size) is int for size in found),
        Text(
            ko="{setting} `shape`가 {found}입니다. 세 수는 정수입니다.",
            en="{setting} `shape` is {found}. All three are integers.",
        ).format(setting=setting, found=found),
    )
    require(
        found == (*lengths, filters),
        joined(
            Text(ko="{setting} `shape`가 {found}입니다.", en="{setting} `shape` is {found}.").format(
                setting=setting, found=found
            ),
            _wrong_size(found, (*lengths, filters), (height, width, channels), kernel_size, strides, padding),
        ),
    )
    number = require_number(parameters, what=Text(ko="`parameters`", en="`parameters`"))
    require(
        number == (kernel_size**2 * channels + 1) * filters,
        joined(
            Text(ko="{setting} `parameters`가 {found}입니다.", en="{setting} `parameters` is {found}.").format(
                setting=setting, found=brief(number)
            ),
            _wrong_count(number, kernel_size, channels, filters),
        ),
    )
    require(
        type(number) is int,
        Text(
            ko="{setting} `parameters`가 {found}입니다. 수는 맞지만 정수가 아니라 실수입니다.",
            en="{setting} `parameters` is {found}. It is right, but a float, not an integer.",
        ).format(setting=setting, found=number),
    )


_SIZE = Text(ko="`shape`의 원소", en="An element of `shape`")


def _of_so_many(plan: tuple) -> Text:
    return Text(ko="원소가 {n}개인 튜플", en="a tuple of length {n}").format(n=len(plan))


def _wrong_size(found: tuple, wanted: tuple, before: tuple, kernel_size: int, strides: int, padding: str) -> Text:
    """Which of the three numbers is wrong, and how it may have come about.

    Args:
        found, wanted, before: (height, width, channels) of the answer, of the layer's output, and of its input.
    """
    if found[:2] == wanted[1::-1]:
        return Text(ko="높이와 너비가 서로 바뀌었습니다.", en="Height and width have changed places.")
    if found == (wanted[2], *wanted[:2]):
        return Text(ko="채널은 앞이 아니라 끝에 있습니다.", en="The channels stand last, not first.")
    if found[:2] == wanted[:2]:
        return Text(
            ko="나오는 채널의 수가 다릅니다. 필터 하나가 채널 하나를 만듭니다.",
            en="The number of channels is another one: each filter makes one channel.",
        )
    number = 0 if found[0] != wanted[0] else 1
    name = (Text(ko="높이", en="height"), Text(ko="너비", en="width"))[number]
    size, length = found[number], before[number]
    of_valid, of_same = (length - kernel_size) // strides + 1, -(-length // strides)
    if padding == "same" and size == length:
        clue = Text(
            ko="`same`이 크기를 지키는 것은 스트라이드가 1일 때뿐입니다.",
            en="`same` keeps the size for strides 1 only.",
        )
    elif padding == "same" and size == of_valid != of_same - 1:
        clue = Text(
            ko="`valid`의 규칙으로 계산했습니다. `same`에서는 창의 크기가 상관없습니다.",
            en="That is by the rule of `valid`. With `same` the size of the window does not matter.",
        )
    elif padding == "same" and size == of_same - 1:
        clue = Text(
            ko="하나가 모자랍니다. 나누어떨어지지 않으면 올립니다. 창의 크기는 상관없습니다.",
            en="One is missing. What does not divide evenly is rounded up, whatever the size of the window.",
        )
    elif padding == "valid" and size == of_same != of_valid + 1:
        clue = Text(
            ko="`same`의 규칙으로 계산했습니다. `valid`에서는 창이 사진을 벗어날 수 없습니다.",
            en="That is by the rule of `same`. With `valid` the window cannot reach past the picture.",
        )
    elif padding == "valid" and size == length - kernel_size + 1:
        clue = Text(
            ko="스트라이드가 계산에 없습니다. 창이 시작할 자리를 {strides}칸마다 하나씩 세어 보세요.",
            en="The stride is left out. Of the places where the window can begin, count one in {strides}.",
        ).format(strides=strides)
    elif padding == "valid" and size == of_valid - 1:
        clue = Text(
            ko="하나가 모자랍니다. 창은 0번 자리에서도 시작합니다.",
            en="One is missing: the window begins at place 0, too.",
        )
    elif padding == "valid" and size == of_valid + 1:
        clue = Text(
            ko="하나가 많습니다. 창이 다 들어가지 않는 자리는 세지 않습니다.",
            en="It is one too many: a place where the window does not fit as a whole does not count.",
        )
    else:
        clue = Text(
            ko="창이 시작할 수 있는 자리를 하나씩 세어 보세요.",
            en="Count the places where the window can begin, one by one.",
        )
    if size == length:
        what = Text(ko="{name}[이] {length} 그대로입니다.", en="The {name} is still {length}.")
    else:
        what = Text(ko="{name}[이] {length}에서 {size}[이] 되었습니다.", en="The {name} went from {length} to {size}.")
    return joined(what.format(name=name, length=length, size=size), clue)


def _wrong_count(number, kernel_size: int, channels: int, filters: int) -> Text:
    """How a wrong number of parameters may have come about."""
    of_a_filter = kernel_size**2 * channels
    if number == of_a_filter * filters:
        return Text(ko="필터마다 하나인 편향이 빠졌습니다.", en="The biases are missing, one for each filter.")
    if number == of_a_filter * filters + 1:
        return Text(
            ko="편향은 층에 하나가 아니라 필터마다 하나입니다.",
            en="There is one bias for each filter, and not one for the layer.",
        )
    if number in ((kernel_size**2 + 1) * filters, kernel_size**2 * filters):
        return Text(
            ko="들어온 채널의 수가 계산에 없습니다. 필터 하나는 모든 채널을 봅니다.",
            en="The number of channels that come in is left out. A filter looks at all of them.",
        )
    if number == of_a_filter + 1:
        return Text(
            ko="필터 하나의 수입니다. 필터는 {filters}개입니다.", en="That is one filter. There are {filters}."
        ).format(filters=filters)
    if number == (kernel_size * channels + 1) * filters:
        return Text(
            ko="커널은 가로와 세로가 모두 {size}입니다. 칸은 {places}개입니다.",
            en="The kernel is {size} wide and {size} high, which makes {places} places.",
        ).format(size=kernel_size, places=kernel_size**2)
    return Text(
        ko="층을 만들어 `count_params()`와 비교해 보세요.",
        en="Make such a layer and compare with its `count_params()`.",
    )


# --- 4-1-g ---


def effects_to_name(picture: np.ndarray) -> dict[str, np.ndarray]:
    """What five layers make of a picture, by the letters A to E; NumPy does their work, so nothing is given away.

    Args:
        picture: (28, 28), floats from 0 to 1.

    Returns:
        Arrays of float32: A and C of shape (14, 14), B and E of (28, 28), D of (56, 56).
    """
    cells = picture.reshape(14, 2, 14, 2)
    return {
        "A": cells.mean(axis=(1, 3)),
        "B": picture.T,
        "C": picture[7:21, 7:21],
        "D": picture.repeat(2, axis=0).repeat(2, axis=1),
        "E": 1 - picture,
    }


@exercise(
    "4-1-g",
    hints=[
        Text(
            ko="형태부터 보세요. 두 배가 되었나요, 절반이 되었나요? 절반이라면 전체인가요, 일부인가요?",
            en="Begin with the shape. Did it double, or halve? If it halved: is it the whole picture, or a part?",
        ),
        Text(
            ko="`layers.`까지 쓰고 Tab을 누르면 층의 이름이 줄지어 나옵니다.",
            en="Type `layers.` and press Tab: the names of all layers appear.",
        ),
        Text(
            ko="A는 풀링, B는 축, C는 잘라내기(cropping), D는 늘리기(up-sampling), E는 곱하고 더하기입니다.",
            en="A is pooling, B is about axes, C is cropping, D is up-sampling, E multiplies and adds.",
        ),
    ],
)
def layers_by_their_effect(found):
    require_type(found, list, tuple, what=Text(ko="`found`", en="`found`"))
    letters = effects_to_name(_noise_picture(0))
    require(
        len(found) == len(letters),
        Text(ko="층이 {n}개입니다. A부터 E까지 다섯 개입니다.", en="There are {n} layers. A to E are five.").format(
            n=len(found)
        ),
    )
    for letter, layer in zip(letters, list(found), strict=True):
        require_effect(letter, layer)


def _noise_picture(seed: int) -> np.ndarray:
    """A picture of noise in steps of 1/16: what the layers make of it is exact in every dtype."""
    return (np.random.default_rng(seed).integers(17, size=(28, 28)) / 16).astype("float32")


def require_effect(letter: str, layer) -> None:
    """The layer does to two pictures what the layer behind this letter did."""
    require(
        layer is not ...,
        Text(ko="{letter}의 자리가 아직 `...`입니다.", en="{letter} is still `...`.").format(letter=letter),
    )
    require(
        isinstance(layer, keras.Layer),
        Text(
            ko="{letter}의 자리에는 층의 객체가 와야 하는데 {found}입니다.",
            en="{letter} should be an object of a layer, but it is {found}.",
        ).format(letter=letter, found=kind_of(layer)),
    )
    layer = _of_its_own(layer)
    for picture in (_noise_picture(0), _noise_picture(1)):
        outputs = [_applied(letter, layer, picture) for _ in range(2)]
        require_same_picture(letter, picture, *outputs)


def _of_its_own(layer: keras.Layer) -> keras.Layer:
    """A layer with the same settings, so that the learner's stays unbuilt.

    The layer itself where there is nothing to spoil (it is built) or where settings do not suffice to make another.
    """
    if isinstance(layer, layers.Lambda):
        return layers.Lambda(layer.function, arguments=layer.arguments)
    if layer.built:
        return layer
    try:
        return type(layer).from_config(layer.get_config())
    except Exception:
        return layer


def _applied(letter: str, layer: keras.Layer, picture: np.ndarray) -> np.ndarray:
    """What a layer makes of a picture, which has the shape of that behind the letter."""
    shape = (1, *effects_to_name(picture)[letter].shape, 1)
    try:
        output = layer(picture[np.newaxis, :, :, np.newaxis])
    except Exception as error:
        if learners_line(error):
            raise
        text = Text(
            ko="{letter}: 이 층에 형태가 (1, 28, 28, 1)인 사진을 넣으면 오류가 납니다. {error}",
            en="{letter}: this layer fails on a picture of shape (1, 28, 28, 1). {error}",
        )
        raise NotYet(text.format(letter=letter, error=in_words(error))) from None
    found = tuple(getattr(output, "shape", ()))
    require(
        found == shape,
        Text(
            ko="{letter}: 이 층이 내놓는 것의 형태는 {found}입니다. 그림은 {shape}입니다.",
            en="{letter}: what this layer gives has shape {found}. The picture has {shape}.",
        ).format(letter=letter, found=found, shape=shape),
    )
    return require_array(keras.ops.cast(output, "float32"), shape)[0, :, :, 0]


def require_same_picture(letter: str, picture: np.ndarray, first: np.ndarray, second: np.ndarray) -> None:
    """Applied twice, the layer gave the picture that belongs to the letter."""
    require(
        np.array_equal(first, second),
        Text(
            ko="{letter}: 이 층은 부를 때마다 다른 그림을 냅니다. 과제의 그림은 무작위로 나온 것이 아닙니다.",
            en="{letter}: this layer gives another picture each time it is called. No chance was at work here.",
        ).format(letter=letter),
    )
    require(
        not np.array_equal(first, picture),
        Text(
            ko="{letter}: 이 층은 사진을 그대로 내놓습니다.", en="{letter}: this layer leaves the picture as it is."
        ).format(letter=letter),
    )
    wanted = effects_to_name(picture)[letter]
    row, column = np.unravel_index(np.abs(first - wanted).argmax(), wanted.shape)
    require(
        bool(np.allclose(first, wanted, atol=1e-3)),
        joined(
            Text(
                ko="{letter}: 형태는 맞지만 그림이 다릅니다.", en="{letter}: the shape is right, the picture is not."
            ).format(letter=letter),
            _what_it_did(letter, picture, first)
            or Text(
                ko="잡음 사진에 적용하면 {row}행 {column}열이 {own:.2f}인데, {letter}의 층이라면 {other:.2f}입니다.",
                en="On a picture of noise this gives {own:.2f} in row {row}, column {column}; the layer of {letter} "
                "gives {other:.2f}.",
            ).format(letter=letter, row=row, column=column, own=first[row, column], other=wanted[row, column]),
        ),
    )


def _what_it_did(letter: str, picture: np.ndarray, found: np.ndarray) -> Text | None:
    """What a layer made of a picture and the one behind the letter did not, where it is a likely thing; else None."""
    if letter == "C" and _is_cut_out(found, picture):
        return Text(
            ko="C도 사진에서 잘라 낸 것이지만 자리가 다릅니다. 네 쪽에서 각각 얼마나 없어졌는지 비교하세요.",
            en="C is also cut out of the picture, but from another place. Compare how much is gone on each of the four "
            "sides.",
        )
    if letter == "D" and _is_blended(found, picture):
        return Text(
            ko="이 층은 이웃한 픽셀을 섞습니다. D에서는 픽셀이 그대로 되풀이됩니다.",
            en="Your layer blends neighbouring pixels; D repeats each pixel.",
        )
    if letter == "E" and np.allclose(found, -picture, atol=1e-3):
        return Text(
            ko="이 층은 -1을 곱하므로 흰색이 0 그대로입니다. E에서는 흰색이 까맣게 되었습니다.",
            en="Your layer multiplies by -1, so white stays 0. In E white has become black.",
        )
    did = _likely_effect(picture, found)
    if did is None:
        return None
    return Text(
        ko="이 층은 {did}. {letter}의 그림은 그렇지 않습니다.", en="Your layer {did}; {letter} does not."
    ).format(letter=letter, did=did)


def _is_cut_out(found: np.ndarray, picture: np.ndarray) -> bool:
    if any(size > whole for size, whole in zip(found.shape, picture.shape, strict=True)):
        return False
    windows = np.lib.stride_tricks.sliding_window_view(picture, found.shape)
    return bool(np.isclose(windows, found, atol=1e-3).all(axis=(2, 3)).any())


def _is_blended(found: np.ndarray, picture: np.ndarray) -> bool:
    """Whether a picture of (56, 56) is this one of (28, 28), doubled but softer."""
    doubled = picture.repeat(2, axis=0).repeat(2, axis=1)
    return found.std() > 0 and 0.6 < float(np.corrcoef(found.ravel(), doubled.ravel())[0, 1]) < 0.99


def _likely_effect(picture: np.ndarray, found: np.ndarray) -> Text | None:
    """In words what a layer does, from the picture that it made of another; None where it is none of these."""
    cells = picture.reshape(14, 2, 14, 2)
    likely = (
        (cells.max(axis=(1, 3)), Text(ko="칸마다 가장 큰 수를 남깁니다", en="keeps the largest of each cell")),
        (cells.mean(axis=(1, 3)), Text(ko="사진 전체를 줄입니다", en="makes the whole picture smaller")),
        (picture[::-1], Text(ko="사진을 위아래로 뒤집습니다", en="turns the picture upside down")),
        (picture[:, ::-1], Text(ko="사진을 좌우로 뒤집습니다", en="turns left and right about")),
        (np.rot90(picture), Text(ko="사진을 왼쪽으로 돌립니다", en="turns the picture to the left")),
        (np.rot90(picture, -1), Text(ko="사진을 오른쪽으로 돌립니다", en="turns the picture to the right")),
        (np.pad(picture, 14), Text(ko="둘레에 0을 덧댑니다", en="adds zeros all round")),
        (-picture, Text(ko="-1을 곱합니다", en="multiplies by -1")),
        (picture - 1, Text(ko="1을 뺍니다", en="subtracts 1")),
        (picture + 1, Text(ko="1을 더합니다", en="adds 1")),
    )
    for other, words in likely:
        if found.shape == other.shape and np.allclose(found, other, atol=1e-3):
            return words
    if _is_cut_out(found, picture):
        return Text(ko="사진의 일부를 잘라 냅니다", en="cuts a part out of the picture")
    return None


# --- questions ---

question(
    "4-1-q1",
    text=Text(
        ko="`Dropout(0.2)`에 1을 여덟 개 넣습니다. 학습할 때 0이 되지 않은 수는 얼마가 될까요?",
        en="Eight 1s go into a `Dropout(0.2)`. In training, what becomes of those that are not set to 0?",
    ),
    choices={
        "a": Text(ko="1", en="1"),
        "b": Text(ko="1.25", en="1.25"),
        "c": Text(ko="2", en="2"),
        "d": Text(ko="5", en="5"),
    },
    answer="b",
    why={
        "a": Text(
            ko="그러면 학습할 때의 합이 추론할 때보다 평균 5분의 1만큼 작습니다.",
            en="Then the sum in training would on average be a fifth smaller than in inference.",
        ),
        "b": Text(
            ko="다섯 가운데 넷이 남으므로 1 ÷ (1 - 0.2)입니다. 다음 층이 받는 합이 학습할 때와 추론할 때 평균적으로 "
            "같습니다.",
            en="Four of five are left, so it is 1 ÷ (1 - 0.2). On average the next layer gets the same sum in training "
            "as in inference.",
        ),
        "c": Text(
            ko="2배는 절반이 남을 때입니다. 0.2는 지워지는 비율입니다.",
            en="They are doubled where half are left. 0.2 is the share that is set to 0.",
        ),
        "d": Text(
            ko="0.2로 나눈 값입니다. 0.2는 남는 비율이 아니라 지워지는 비율입니다.",
            en="That is 1 ÷ 0.2. But 0.2 is the share that is set to 0, not the one that is left.",
        ),
    },
)

question(
    "4-1-q2",
    text=Text(
        ko="새 `BatchNormalization`에 행이 `[1, 10]` 하나뿐인 배치를 `training=True`로 넣습니다. 무엇이 나올까요?",
        en="A batch of the single row `[1, 10]` goes into a new `BatchNormalization` with `training=True`. What comes "
        "out?",
    ),
    choices={
        "a": Text(ko="`[1, 10]` 그대로", en="`[1, 10]` as it was"),
        "b": Text(ko="`[0, 0]`", en="`[0, 0]`"),
        "c": Text(ko="`[-1, 1]`", en="`[-1, 1]`"),
    },
    answer="b",
    why={
        "a": Text(
            ko="학습할 때는 배치의 평균을 뺍니다. 수가 하나뿐인 열의 평균은 얼마일까요?",
            en="In training it subtracts the mean of the batch. What is the mean of a column of one number?",
        ),
        "b": Text(
            ko="수가 하나뿐인 열의 평균은 그 수 자신입니다. 빼면 언제나 0이고, `epsilon`의 제곱근으로 나누어도 "
            "0입니다.",
            en="The mean of a column of one number is that number, so the difference is always 0, and it stays 0 when "
            "divided by the square root of `epsilon`.",
        ),
        "c": Text(
            ko="행 안에서 두 수를 비교한 값입니다. `BatchNormalization`은 열마다 따로 계산합니다.",
            en="That compares the two numbers of the row. `BatchNormalization` works on each column by itself.",
        ),
    },
)

question(
    "4-1-q3",
    text=Text(
        ko="`body.trainable = False` 다음의 `fit`에서도 `body`의 가중치가 전과 같은 만큼 바뀌었습니다. 왜일까요?",
        en="After `body.trainable = False`, `fit` still changed the weights of `body` by as much as before. Why?",
    ),
    choices={
        "a": Text(
            ko="`fit`이 학습을 시작할 때 얼린 층을 모두 녹이기 때문입니다",
            en="`fit` thaws every frozen layer when it begins to train",
        ),
        "b": Text(
            ko="`trainable`은 층을 만들 때 정한 값만 쓰이기 때문입니다",
            en="`trainable` only counts as it was chosen when the layer was made",
        ),
        "c": Text(
            ko="`fit`이 얼리기 전에 만들어 둔 학습 단계를 다시 쓰기 때문입니다",
            en="`fit` goes on with the training step that was made before the freezing",
        ),
    },
    answer="c",
    why={
        "a": Text(
            ko="`fit`은 `trainable`을 건드리지 않습니다. `fit` 뒤에도 `body.trainable`은 `False`입니다.",
            en="`fit` leaves `trainable` alone: `body.trainable` is still `False` after it.",
        ),
        "b": Text(
            ko="언제든 바꿀 수 있습니다. 다음 셀에서 무엇 하나만 더 하면 되는지 보세요.",
            en="It can be changed at any time. See in the next cell which one thing was missing.",
        ),
        "c": Text(
            ko="케라스는 첫 `fit`에서 학습 단계를 기록해 두고 되풀이합니다. `compile`을 다시 부르면 새로 기록합니다.",
            en="Keras records a training step at the first `fit` and repeats it. `compile` makes it record anew.",
        ),
    },
)

question(
    "4-1-q4",
    text=Text(
        ko="얼린 `BatchNormalization`을 `training=True`로 부르면 무엇으로 정규화할까요?",
        en="A frozen `BatchNormalization` is called with `training=True`. What does it normalize with?",
    ),
    choices={
        "a": Text(ko="담아 둔 이동 평균과 이동 분산", en="the stored moving mean and moving variance"),
        "b": Text(
            ko="그 배치의 평균과 분산. 다만 담아 두지는 않습니다",
            en="the mean and variance of the batch, without storing them",
        ),
        "c": Text(ko="정규화하지 않습니다", en="nothing: it does not normalize"),
    },
    answer="a",
    why={
        "a": Text(
            ko="그래서 미리 학습한 모델을 얼려 쓰면, 작은 배치가 그 통계를 망가뜨리지 않습니다.",
            en="So small batches cannot spoil the statistics of a pretrained model that you froze.",
        ),
        "b": Text(
            ko="그렇다면 출력의 평균이 0일 것입니다. 다음 셀에서 얼린 줄을 보세요.",
            en="Then the mean of the output would be 0. See the line of the frozen layer in the next cell.",
        ),
        "c": Text(
            ko="정규화는 합니다. 첫 열의 101은 (101 - 3) ÷ 2, 곧 49쯤이 됩니다.",
            en="It does: the 101 of the first column becomes (101 - 3) ÷ 2, about 49.",
        ),
    },
)

question(
    "4-1-q5",
    text=Text(
        ko="키는 2, 1, 0이고 값은 10, 20, 30입니다. 질의가 0이면 섞은 값은 얼마일까요?",
        en="The keys are 2, 1 and 0, the values 10, 20 and 30. The query is 0. What is the mixed value?",
    ),
    choices={
        "a": Text(ko="0", en="0"),
        "b": Text(ko="20", en="20"),
        "c": Text(ko="14.25", en="14.25"),
        "d": Text(ko="60", en="60"),
    },
    answer="b",
    why={
        "a": Text(
            ko="점수는 모두 0이지만 비율은 0이 아닙니다. 소프트맥스의 합은 언제나 1입니다.",
            en="The scores are all 0, but the shares are not: a softmax always adds up to 1.",
        ),
        "b": Text(
            ko="점수가 모두 같으므로 셋을 3분의 1씩 봅니다. 그러면 보통의 평균입니다.",
            en="All scores are the same, so each gets one third. That is the plain mean.",
        ),
        "c": Text(
            ko="질의가 1일 때의 값입니다. 질의가 0이면 점수 셋이 모두 같아집니다.",
            en="That is for the query 1. With the query 0 the three scores are the same.",
        ),
        "d": Text(
            ko="세 값의 합입니다. 비율의 합이 1이므로 섞은 값은 10과 30 사이입니다.",
            en="That is the sum of the values. The shares add up to 1, so what is mixed lies between 10 and 30.",
        ),
    },
)
