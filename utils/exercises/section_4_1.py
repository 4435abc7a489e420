"""4-1 About Keras layers: what counts as right."""

import math

import keras
import numpy as np
from keras import layers

from utils.core.text import Text, brief
from utils.exercises.assertions import (
    kind_of,
    require,
    require_array,
    require_function,
    require_number,
    require_returned,
    require_type,
)
from utils.exercises.model_assertions import noise
from utils.exercises.registry import exercise, question

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
    )
    for original, shape in originals:
        original.build((None, *shape))
        values = [noise(weight.shape, 1)[0] + 0.5 for weight in original.weights]
        original.set_weights(values)
        require_true_copy(copy_layer(original), original, values)


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
    return all(np.array_equal(now, before) for now, before in zip(layer.get_weights(), values, strict=True))


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
    require_type(answer, dict)
    require(
        set(answer) == {"outputs", "shapes"},
        Text(
            ko="사전의 키가 {found}입니다. `outputs`와 `shapes` 두 개이어야 합니다.",
            en="The keys of the dictionary are {found}; they should be `outputs` and `shapes`.",
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
                ko="`{name}`에 {n}개가 들어 있습니다. `left`의 것과 `right`의 것, 두 개이어야 합니다.",
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
            ko="`{name}`의 자리에 있는 것은 `layer(...)`가 내놓은 텐서가 아니라 {found}입니다. `{name}` 자체에 층을 "
            "부르세요.",
            en="What stands for `{name}` is not the tensor that `layer(...)` gives, but {found}. Call the layer on "
            "`{name}` itself.",
        ).format(name=name, found=kind_of(output)),
    )
    wanted = layer.compute_output_shape(source.shape)
    way = _way(source, output)
    require(
        bool(way) or tuple(output.shape) == wanted,
        Text(
            ko="`{name}`의 자리에 다른 입력에서 나온 텐서가 있습니다. 형태가 {found}인데, `layer`를 `{name}`에 부르면 "
            "{wanted}입니다.",
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
            ko="`for layer in model.layers:`로 모든 층을 돌면서 `layer.trainable`을 정하세요.",
            en="Go over all layers with `for layer in model.layers:` and set `layer.trainable`.",
        ),
        Text(
            ko="`layer.name in names`는 `True` 또는 `False`입니다. 그대로 `trainable`에 넣을 수 있습니다.",
            en="`layer.name in names` is `True` or `False`, just what `trainable` takes.",
        ),
        Text(
            ko="`model.trainable_weights`에 있는 배열의 크기를 더하세요. 배열의 크기는 형태의 곱입니다.",
            en="Add up the sizes of what is in `model.trainable_weights`. A size is the product of a shape.",
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
    require_returned(count)
    parameters = sum(math.prod(weight.shape) for weight in wanted_weights)
    number = require_number(count)
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
            ko="`names`가 {names}일 때 돌려준 값이 {found}입니다. 수는 맞지만 정수(`int`)가 아니라 실수입니다.",
            en="With `names` = {names} the function returned {found}. It is right, but a float and no `int`.",
        ).format(names=names, found=number),
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


# --- 4-1-d ---


@exercise(
    "4-1-d",
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
    ):
        require_plan(conv_plan(*settings), *settings)


def require_plan(plan, height, width, channels, filters, kernel_size, strides, padding) -> None:
    """The plan is the output shape of such a `Conv2D` and the number of its parameters."""
    require_returned(plan)
    require(
        type(plan) is tuple and len(plan) == 2,
        Text(
            ko="쌍(tuple) `(shape, parameters)`가 아니라 {found}[을] 돌려주었습니다.",
            en="This should return a pair `(shape, parameters)`, but it returned {found}.",
        ).format(found=brief(plan)),
    )
    shape, parameters = plan
    require(
        type(shape) in (tuple, list) and len(shape) == 3,
        Text(
            ko="`shape`가 {found}입니다. 배치를 뺀 세 수이어야 합니다.",
            en="`shape` is {found}; it should be three numbers, without the batch axis.",
        ).format(found=brief(shape)),
    )
    setting = Text(
        ko="사진 {size}, 채널 {channels}, 필터 {filters}, 커널 {kernel}, 스트라이드 {strides}, `{padding}`일 때",
        en="Picture {size}, {channels} channel(s), {filters} filters, kernel {kernel}, strides {strides}, `{padding}`:",
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
    found = tuple(require_number(size) for size in shape)
    require(
        all(type(size) is int for size in found),
        Text(
            ko="{setting} `shape`가 {found}입니다. 세 수는 정수입니다.",
            en="{setting} `shape` is {found}. All three are integers.",
        ).format(setting=setting, found=found),
    )
    require(
        found == (*lengths, filters),
        Text(
            ko="{setting} `shape`가 {found}입니다. {what}[을] 다시 보세요.",
            en="{setting} `shape` is {found}. Look at its {what}.",
        ).format(setting=setting, found=found, what=_wrong_part(found, (*lengths, filters))),
    )
    number = require_number(parameters)
    require(
        number == (kernel_size**2 * channels + 1) * filters,
        Text(
            ko="{setting} `parameters`가 {found}입니다. 층을 만들어 `count_params()`와 비교해 보세요.",
            en="{setting} `parameters` is {found}. Make such a layer and compare with its `count_params()`.",
        ).format(setting=setting, found=brief(number)),
    )
    require(
        type(number) is int,
        Text(
            ko="{setting} `parameters`가 {found}입니다. 수는 맞지만 정수가 아니라 실수입니다.",
            en="{setting} `parameters` is {found}. It is right, but a float, not an integer.",
        ).format(setting=setting, found=number),
    )


def _wrong_part(found: tuple, wanted: tuple) -> Text:
    names = (Text(ko="높이", en="height"), Text(ko="너비", en="width"), Text(ko="채널 수", en="number of channels"))
    wrong = [name for name, own, other in zip(names, found, wanted, strict=True) if own != other]
    return wrong[0] if wrong else names[-1]


# --- 4-1-e ---


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
    "4-1-e",
    hints=[
        Text(
            ko="형태부터 보세요. 두 배가 되었나요, 절반이 되었나요? 절반이라면 전체인가요, 일부인가요?",
            en="Begin with the shape. Did it double, or halve? If it halved: is it the whole picture, or a part?",
        ),
        Text(
            ko="A는 풀링, B는 축, C는 잘라내기(cropping), D는 늘리기(up-sampling), E는 곱하고 더하기입니다.",
            en="A is pooling, B is about axes, C is cropping, D is up-sampling, E multiplies and adds.",
        ),
        Text(
            ko="`layers.`까지 쓰고 Tab을 누르면 층의 이름이 줄지어 나옵니다.",
            en="Type `layers.` and press Tab: the names of all layers appear.",
        ),
    ],
)
def layers_by_their_effect(found):
    require_type(found, list, tuple)
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
    output = layer(picture[np.newaxis, :, :, np.newaxis])
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
        Text(
            ko="{letter}: 형태는 맞지만 그림이 다릅니다. 잡음 사진에 적용하면 {row}행 {column}열이 {own:.2f}인데, "
            "{letter}의 층이라면 {other:.2f}입니다.",
            en="{letter}: the shape is right, the picture is not. On a picture of noise this gives {own:.2f} in row "
            "{row}, column {column}; the layer of {letter} gives {other:.2f}.",
        ).format(letter=letter, row=row, column=column, own=first[row, column], other=wanted[row, column]),
    )


# --- questions ---

question(
    "4-1-q1",
    text=Text(
        ko="`hidden.trainable = False` 다음의 `fit`에서도 `hidden`의 가중치가 바뀌었습니다. 왜일까요?",
        en="After `hidden.trainable = False`, `fit` still changed the weights of `hidden`. Why?",
    ),
    choices={
        "a": Text(ko="얼린 층도 조금은 학습되기 때문입니다", en="a frozen layer still learns a little"),
        "b": Text(
            ko="`trainable`은 층을 만들 때만 정할 수 있기 때문입니다",
            en="`trainable` can only be chosen when the layer is made",
        ),
        "c": Text(
            ko="`fit`이 얼리기 전에 만들어 둔 학습 단계를 다시 쓰기 때문입니다",
            en="`fit` goes on with the training step that was made before the freezing",
        ),
    },
    answer="c",
    why={
        "a": Text(
            ko="바뀐 만큼을 얼리기 전과 비교해 보세요. 조금이 아니라 전과 같은 정도입니다.",
            en="Compare with the change before. It is no little bit; it is as large as it was.",
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
    "4-1-q2",
    text=Text(
        ko="얼린 `BatchNormalization`을 `training=True`로 부르면 무엇으로 정규화할까요?",
        en="A frozen `BatchNormalization` is called with `training=True`. What does it normalize with?",
    ),
    choices={
        "a": Text(ko="담아 둔 이동 평균과 이동 분산", en="the stored moving mean and moving variance"),
        "b": Text(
            ko="그 배치의 평균과 분산. 다만 담아 두지는 않음",
            en="the mean and variance of the batch, without storing them",
        ),
        "c": Text(ko="정규화를 하지 않음", en="nothing: it does not normalize"),
    },
    answer="a",
    why={
        "a": Text(
            ko="그래서 미리 학습한 모델을 얼려 쓰면, 작은 배치가 그 통계를 망가뜨리지 않습니다.",
            en="So small batches cannot spoil the statistics of a pretrained model that you froze.",
        ),
        "b": Text(
            ko="그랬다면 출력의 평균이 0이었을 것입니다. 얼린 줄의 평균을 다시 보세요.",
            en="Then the mean of the output would be 0. Look again at the line of the frozen layer.",
        ),
        "c": Text(
            ko="그렇게 보이는 까닭은 새 층의 이동 평균이 0이고 이동 분산이 1이기 때문입니다.",
            en="It looks like that because the moving mean of a new layer is 0 and its moving variance 1.",
        ),
    },
)

question(
    "4-1-q3",
    text=Text(
        ko="`Dropout(0.5)`는 남은 픽셀을 두 배로 만듭니다. 왜일까요?",
        en="`Dropout(0.5)` doubles the pixels that are left. Why?",
    ),
    choices={
        "a": Text(ko="남은 픽셀이 더 중요하기 때문에", en="because the pixels that are left matter more"),
        "b": Text(
            ko="다음 층이 받는 합이 학습할 때와 추론할 때 평균적으로 같도록",
            en="so that the next layer gets, on average, the same sum in training as in inference",
        ),
        "c": Text(ko="기울기를 두 배로 키워 빨리 배우도록", en="to double the gradient and learn faster"),
    },
    answer="b",
    why={
        "a": Text(
            ko="어느 픽셀이 남는지는 무작위입니다. 중요해서 남은 것이 아닙니다.",
            en="Which pixels are left is chosen at random. They are not left because they matter.",
        ),
        "b": Text(
            ko="절반을 지우고 나머지를 두 배로 하면 평균이 그대로입니다. 추론할 때는 아무것도 고칠 필요가 없습니다.",
            en="Half gone, the rest doubled: the mean stays. Then nothing has to be corrected in inference.",
        ),
        "c": Text(
            ko="빨리 배우려면 학습률을 올리면 됩니다. 방금 잰 두 평균을 비교해 보세요.",
            en="To learn faster, raise the learning rate. Compare the two means that you have just measured.",
        ),
    },
)
