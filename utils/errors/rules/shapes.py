"""Shapes that do not fit: what a layer or a model was given, and what it takes."""

import re

from utils.core.text import Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule

INVALID_INPUT = (
    r"Invalid input shape for input .* Expected shape (?P<expected>\([^)]*\)), "
    r"but input has incompatible shape (?P<given>\([^)]*\))"
)
INCOMPATIBLE = r"Incompatible shapes: (?P<one>\[[\d,]*\]) vs\. (?P<other>\[[\d,]*\])"
COMPARE_THE_AXES = Text(
    ko="뒤에서부터 축을 맞추어 보세요. 두 크기가 같거나 한쪽이 1이어야 합니다.",
    en="Compare the axes from the last one on: two sizes have to agree, or one of them is 1.",
)
_CHANNELS_FIRST = r"\(\w+, (?P<channels>[13]), (?P<side>\d\d+), (?P=side)\)"
_DENSE = r"of layer '(?P<layer>\w*dense\w*)' is incompatible"
_CONVOLUTION = r"of layer '(?P<layer>\w*conv\w*|\w*pooling\w*|up_sampling\w*|zero_padding\w*)' is incompatible"
_RECURRENT = (
    r"of layer '(?P<layer>(?:forward_|backward_)?(?:lstm|gru|simple_rnn|rnn|bidirectional)\w*)' is incompatible"
)
_NUMBERS_OF_AXES = (
    r".*expected (?:min_)?ndim=(?P<expected>\d), found ndim=(?P<given>\d)\. Full shape received: (?P<shape>\([^)]*\))"
)


def shape_in(text: str) -> tuple[int | None, ...]:
    """A shape as Keras prints it, such as "(None, 28, 28)" or "[16,3]"."""
    return tuple(None if part == "None" else int(part) for part in re.findall(r"None|-?\d+", text))


def _lacks_batch(incident: Incident, found: dict) -> bool:
    expected, given = shape_in(found["expected"]), shape_in(found["given"])
    # In `fit` the first axis of an array is the batch: then it is the last one that is missing.
    size = getattr(incident.x, "shape", (None,))[:1]
    other = given[:1] == (None,) and (incident.error is None or not _fits(tuple(size), expected[1:2]))
    return len(given) == len(expected) - 1 and _fits(given, expected[1:]) and not (incident.x_is_data_set or other)


def _batched_twice(incident: Incident, found: dict) -> bool:
    expected, given = shape_in(found["expected"]), shape_in(found["given"])
    return len(given) == len(expected) + 1 and _fits(given[2:], expected[1:])


def _neither(incident: Incident, found: dict) -> bool:
    expected, given = shape_in(found["expected"]), shape_in(found["given"])
    single_samples = incident.x_is_data_set and len(given) == len(expected) - 1
    return not (_lacks_batch(incident, found) or _batched_twice(incident, found) or single_samples)


def _fits(given: tuple, expected: tuple) -> bool:
    return all(a == b or a is None or b is None for a, b in zip(given, expected, strict=True))


def _too_few(incident: Incident, found: dict) -> bool:
    return int(found["given"]) < int(found["expected"])


def _too_many(incident: Incident, found: dict) -> bool:
    return int(found["given"]) > int(found["expected"])


def _flat(incident: Incident, found: dict) -> bool:
    return int(found["given"]) == 2 and not _classes_of_imagenet(incident, found)


def _classes_of_imagenet(incident: Incident, found: dict) -> bool:
    return shape_in(found["shape"]) == (None, 1000)


def _one_axis_short(incident: Incident, found: dict) -> bool:
    return 2 < int(found["given"]) < int(found["expected"])


def _picture_without_batch_axis(incident: Incident, found: dict) -> bool:
    """One picture was passed: Keras takes its rows for a batch, and adds an axis at its end."""
    inputs = list(getattr(incident.model, "inputs", None) or ())
    return len(inputs) == 1 and len(getattr(incident.x, "shape", ())) == len(inputs[0].shape) - 1


def _picture_with_batch_axis(incident: Incident, found: dict) -> bool:
    return not _picture_without_batch_axis(incident, found)


def _sides_differ(incident: Incident, found: dict) -> dict | bool:
    """Two pictures that are to be joined and differ in both their sides."""
    shapes = re.findall(r"\((?:None|\d+)(?:, (?:None|\d+)){3}\)", incident.message)
    if len(shapes) != 2:
        return False
    one, other = map(shape_in, shapes)
    return {"one": shapes[0], "other": shapes[1]} if one[1] != other[1] and one[2] != other[2] else False


def _axis_of_layer(incident: Incident, found: dict) -> bool:
    axis, number_of_axes = getattr(incident.layer, "axis", None), incident.axes_of_input
    return isinstance(axis, int) and number_of_axes is not None and not -number_of_axes <= axis < number_of_axes


def _kernel_is_shorter(incident: Incident, found: dict) -> bool:
    return len(shape_in(found["given"])) > len(shape_in(found["kernel"]))


def _picture(incident: Incident, found: dict) -> bool:
    return len(shape_in(found["shape"])) >= 4


def _table(incident: Incident, found: dict) -> bool:
    return len(shape_in(found["shape"])) <= 3


_VALUE_OF_AXIS = (
    r"incompatible with the layer: expected axis (?P<axis>-?\d+) of input shape to have value (?P<expected>\d+), "
    r"but received input with shape (?P<shape>\([^)]*\))"
)

RULES = (
    Rule(
        "sample-without-batch-axis",
        "ValueError",
        INVALID_INPUT,
        Text(
            ko="모델은 여러 개를 묶은 배치를 받는데, 하나만 넘겼습니다. 받은 형태는 `{given}`이고, 맨 앞에 배치 축이 없습니다.",
            en="The model takes a batch, and got a single sample: its shape `{given}` has no batch axis in front.",
        ),
        Text(ko="맨 앞에 크기 1인 축을 붙여 넘기세요.", en="Put an axis of size 1 in front."),
        "model.predict(x[None])",
        "1-1",
        fails="net().predict(X[0], verbose=0)",
        works="net().predict(X[0][None], verbose=0)",
        when=_lacks_batch,
    ),
    Rule(
        "batched-twice",
        "ValueError",
        INVALID_INPUT,
        Text(
            ko="데이터에 축이 하나 더 있습니다. 모델은 `{expected}` 형태를 받는데 `{given}` 형태를 받았습니다. "
            "데이터셋에 `batch`를 두 번 불렀을 때 흔히 이렇게 됩니다.",
            en="The data has one axis too many: the model takes `{expected}` and got `{given}`. "
            "Often a data set was batched twice.",
        ),
        Text(
            ko="`batch`는 한 번만 부르세요. 배열이라면 남는 축을 없애세요.",
            en="Call `batch` only once; of an array, drop the axis.",
        ),
        "dataset.batch(32)",
        "3-2",
        fails="import tensorflow as tf\nnet().fit(tf.data.Dataset.from_tensor_slices((X, y)).batch(4).batch(2), **quiet)",
        works="import tensorflow as tf\nnet().fit(tf.data.Dataset.from_tensor_slices((X, y)).batch(4), **quiet)",
        when=_batched_twice,
        backend="tensorflow",
    ),
    Rule(
        "input-shape-differs",
        "ValueError",
        INVALID_INPUT,
        Text(
            ko="데이터의 형태가 모델의 입력과 다릅니다. 모델은 `{expected}` 형태를 받는데 `{given}` 형태를 받았습니다.",
            en="The data has another shape than the model's input: it takes `{expected}` and got `{given}`.",
        ),
        Text(
            ko="`x.shape`를 출력해 보고, 배열의 형태를 바꾸거나 `keras.Input`을 고치세요.",
            en="Print `x.shape`, then reshape the array or change `keras.Input`.",
        ),
        "keras.Input(shape=x.shape[1:])",
        "2-1",
        fails="keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(2)]).predict(np.ones((2, 784)), verbose=0)",
        works="keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(2)]).predict(np.ones((2, 28, 28)), verbose=0)",
        when=_neither,
    ),
    Rule(
        "dense-without-batch-axis",
        "ValueError",
        _DENSE + _NUMBERS_OF_AXES,
        Text(
            ko="`Dense` 층은 배치를 받습니다. 받은 형태 `{shape}`에는 배치 축이 없습니다.",
            en="A `Dense` layer takes a batch; the shape `{shape}` has no batch axis.",
        ),
        Text(ko="값 하나짜리라도 맨 앞에 축을 붙이세요.", en="Put an axis in front, even for one sample."),
        "layer(x[None])",
        "1-1",
        fails='layers.Dense(10)(np.ones(5, "float32"))',
        works='layers.Dense(10)(np.ones((1, 5), "float32"))',
    ),
    Rule(
        "convolution-on-flat-data",
        "ValueError",
        _CONVOLUTION + _NUMBERS_OF_AXES,
        Text(
            ko="`{layer}` 층은 축이 {expected}개인 데이터를 받는데, 펼쳐진 데이터 `{shape}`[을] 받았습니다.",
            en="The layer `{layer}` takes data with {expected} axes, and got flat data `{shape}`.",
        ),
        Text(
            ko="`Flatten`은 합성곱과 풀링 뒤로 옮기세요. 앞이 순환 층이면 `return_sequences=True`를, 표라면 `Reshape`를 쓰세요.",
            en="Move `Flatten` behind convolutions and pooling. "
            "Give a recurrent layer before it `return_sequences=True`; for a table use `Reshape`.",
        ),
        "[layers.Conv2D(32, 3), layers.Flatten(), layers.Dense(10)]",
        "2-1",
        fails="keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Conv2D(4, 3)])",
        works="keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(4, 3), layers.Flatten()])",
        when=_flat,
    ),
    Rule(
        "base-with-its-classes",
        "ValueError",
        _CONVOLUTION + _NUMBERS_OF_AXES,
        Text(
            ko="`{layer}` 층이 `{shape}`[을] 받았습니다. 앞의 모델이 ImageNet의 클래스 1,000개로 끝나는 것 같습니다.",
            en="The layer `{layer}` got `{shape}`: the model before it ends in the 1,000 classes of ImageNet, it seems.",
        ),
        Text(ko="그 모델에 `include_top=False`를 주세요.", en="Give that model `include_top=False`."),
        "keras.applications.MobileNetV2(include_top=False)",
        "6-1",
        fails="base = keras.applications.MobileNetV2(weights=None)\nkeras.Sequential([base, layers.GlobalAveragePooling2D()])",
        works="base = keras.applications.MobileNetV2(weights=None, include_top=False)\nkeras.Sequential([base, layers.GlobalAveragePooling2D()])",
        when=_classes_of_imagenet,
    ),
    Rule(
        "convolution-lacks-an-axis",
        "ValueError",
        _CONVOLUTION + _NUMBERS_OF_AXES,
        Text(
            ko="`{layer}` 층은 축이 {expected}개인 데이터를 받는데 `{shape}`에는 {given}개뿐입니다. "
            "배치 축이나 채널 축이 빠졌습니다.",
            en="The layer `{layer}` takes data with {expected} axes; `{shape}` has only {given}. "
            "The batch axis or the channel axis is missing.",
        ),
        Text(
            ko="흑백 그림이면 채널 축을 끝에, 그림 하나면 배치 축을 앞에 붙이세요.",
            en="For grey pictures add the channel axis at the end, for a single picture the batch axis in front.",
        ),
        "x[..., None]  # or x[None]",
        "2-1",
        fails="keras.Sequential([keras.Input((28, 28)), layers.Conv2D(4, 3)])",
        works="keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(4, 3)])",
        when=_one_axis_short,
    ),
    Rule(
        "layer-has-axes-too-many",
        "ValueError",
        r"of layer '(?P<layer>\w+)' is incompatible" + _NUMBERS_OF_AXES,
        Text(
            ko="`{layer}` 층은 축이 {expected}개인 데이터를 받는데 `{shape}`에는 {given}개가 있습니다.",
            en="The layer `{layer}` takes data with {expected} axes, and `{shape}` has {given}.",
        ),
        Text(
            ko="배치 크기를 `Input`에 넣지 않았는지, 그림이나 원-핫인 단어가 시퀀스 층에 들어가지 않는지 보세요.",
            en="See whether the batch size stands in `Input`'s shape, or a picture or one-hot words go into a sequence layer.",
        ),
        "keras.Input(shape=x.shape[1:])",
        "2-1",
        fails="keras.Sequential([keras.Input((28, 28, 1)), layers.LSTM(4)])",
        works="keras.Sequential([keras.Input((28, 28)), layers.LSTM(4)])",
        when=_too_many,
    ),
    Rule(
        "recurrent-layer-needs-sequences",
        "ValueError",
        _RECURRENT + _NUMBERS_OF_AXES,
        Text(
            ko="순환 층 `{layer}`[은] (배치, 시간 단계, 특성) 형태의 시퀀스를 받는데 `{shape}` 형태를 받았습니다.",
            en="The recurrent layer `{layer}` takes sequences (batch, timesteps, features), and got `{shape}`.",
        ),
        Text(
            ko="앞 층도 순환 층이면 그 층에 `return_sequences=True`를 주세요. 표 데이터라면 시간 축을 만드세요.",
            en="If the layer before is recurrent too, give it `return_sequences=True`. For a table, add a time axis.",
        ),
        "layers.LSTM(8, return_sequences=True)",
        "2-1",
        fails="keras.Sequential([keras.Input((5, 2)), layers.LSTM(8), layers.LSTM(8)])",
        works="keras.Sequential([keras.Input((5, 2)), layers.LSTM(8, return_sequences=True), layers.LSTM(8)])",
        when=_too_few,
    ),
    Rule(
        "layer-needs-other-axes",
        "ValueError",
        r"of layer '(?P<layer>\w+)' is incompatible" + _NUMBERS_OF_AXES,
        Text(
            ko="`{layer}` 층은 축이 {expected}개인 데이터를 받는데 `{shape}`에는 {given}개가 있습니다.",
            en="The layer `{layer}` takes data with {expected} axes, and `{shape}` has {given}.",
        ),
        Text(
            ko="바로 앞 층의 출력 형태를 `model.summary()`로 보고, 순서를 바꾸거나 `Reshape`를 넣으세요.",
            en="See what the layer before gives in `model.summary()`; change the order or add a `Reshape`.",
        ),
        "layers.Reshape(target_shape)",
        "2-1",
        fails="keras.Sequential([keras.Input((4,)), layers.SpatialDropout1D(0.1)])",
        works="keras.Sequential([keras.Input((5, 4)), layers.SpatialDropout1D(0.1)])",
        general=True,
    ),
    Rule(
        "channels-differ",
        "ValueError",
        _VALUE_OF_AXIS,
        Text(
            ko="이 층은 채널 {expected}개짜리 데이터로 만들어졌는데 `{shape}` 형태를 받았습니다.",
            en="The layer was built for {expected} channels, and got data of shape `{shape}`.",
        ),
        Text(
            ko="같은 층을 채널 수가 다른 입력에 두 번 불렀다면 부를 때마다 층을 새로 만드세요. 아니면 컬러 그림과 흑백 그림이 섞이지 않았는지 보고, `Input`의 형태를 데이터에 맞추세요.",
            en="If the same layer is called twice, on inputs with other channels, make a new one each time. Otherwise see whether grey and colour pictures are mixed up, and give `Input` the shape of the data.",
        ),
        "np.repeat(x, 3, axis=-1)",
        "2-1",
        fails="keras.Sequential([keras.Input((28, 28, 3)), layers.Conv2D(2, 3)]).predict(IMG[..., None], verbose=0)",
        works="keras.Sequential([keras.Input((28, 28, 3)), layers.Conv2D(2, 3)]).predict(np.repeat(IMG[..., None], 3, -1), verbose=0)",
        when=_picture,
    ),
    Rule(
        "features-differ",
        "ValueError",
        _VALUE_OF_AXIS,
        Text(
            ko="이 층은 특성 {expected}개짜리 데이터로 만들어졌는데 `{shape}` 형태를 받았습니다.",
            en="The layer was built for {expected} features, and got data of shape `{shape}`.",
        ),
        Text(
            ko="학습할 때와 같은 열을 같은 수만큼 넘기거나, `Input`의 형태를 데이터에 맞추세요.",
            en="Pass as many columns as in training, or give `Input` the shape of the data.",
        ),
        "keras.Input(shape=x.shape[1:])",
        "2-1",
        fails="net().predict(np.ones((2, 5)), verbose=0)",
        works="net().predict(np.ones((2, 4)), verbose=0)",
        when=_table,
    ),
    Rule(
        "stateful-batch-differs",
        "ValueError",
        r"If an RNN is stateful, the batch size of the input sequences must be the same as the batch size of the initial state",
        Text(
            ko="상태를 이어 가는 순환 층은 늘 같은 크기의 배치를 받아야 하는데, 이번 배치의 크기가 다릅니다.",
            en="A stateful recurrent layer takes batches of one size, and this batch has another.",
        ),
        Text(
            ko="데이터의 수가 배치 크기로 나누어떨어지게 하고, 모든 호출에 같은 `batch_size`를 주세요.",
            en="Keep a multiple of the batch size as data, and give every call the same `batch_size`.",
        ),
        "model.predict(x, batch_size=2)",
        "2-1",
        fails="layer = layers.LSTM(4, stateful=True); layer(np.ones((2, 5, 2))); layer(np.ones((3, 5, 2)))",
        works="layer = layers.LSTM(4, stateful=True); layer(np.ones((2, 5, 2))); layer(np.ones((2, 5, 2)))",
    ),
    Rule(
        "batch-size-in-input",
        "ValueError",
        r"Kernel shape must have the same length as input, but received kernel of shape (?P<kernel>\([^)]*\)) "
        r"and input of shape (?P<given>\([^)]*\))",
        Text(
            ko="합성곱에 들어온 데이터 `{given}`에 축이 너무 많습니다. `Input`의 형태에 배치 크기를 넣은 것 같습니다.",
            en="The convolution got data `{given}` with too many axes: the batch size seems to stand in `Input`'s shape.",
        ),
        Text(
            ko="`Input`에는 데이터 하나의 형태만 쓰세요. 배치 크기는 `fit`에 줍니다.",
            en="Give `Input` the shape of one sample; the batch size belongs into `fit`.",
        ),
        "keras.Input(shape=(28, 28, 1))",
        "2-1",
        fails="keras.Sequential([keras.Input((16, 28, 28, 1)), layers.Conv2D(4, 3)])",
        works="keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(4, 3)])",
        when=_kernel_is_shorter,
    ),
    Rule(
        "pooled-to-nothing",
        "ValueError",
        r"Computed output size would be zero or negative\. Received: `inputs\.shape=(?P<shape>\[[^\]]*\])`, `pool_size",
        Text(
            ko="풀링 층에 들어온 그림 `{shape}`[이] 창보다 작아서 출력이 남지 않습니다.",
            en="What reaches this pooling layer, `{shape}`, is smaller than its window: nothing would be left.",
        ),
        Text(
            ko='풀링 층을 줄이거나, `padding="same"`을 쓰거나, 더 큰 그림을 넣으세요.',
            en='Use fewer pooling layers, `padding="same"`, or larger pictures.',
        ),
        'layers.MaxPooling2D(padding="same")',
        "2-1",
        fails="keras.Sequential([keras.Input((4, 4, 1))] + [layers.MaxPooling2D() for _ in range(3)])",
        works="keras.Sequential([keras.Input((8, 8, 1))] + [layers.MaxPooling2D() for _ in range(3)])",
    ),
    Rule(
        "picture-without-batch-axis",
        "ValueError|InvalidArgumentError",
        r"Negative dimension size caused by subtracting",
        Text(
            ko="그림 하나를 배치 축 없이 넘겼습니다. 모델은 그 행을 그림 여러 장으로 읽었습니다.",
            en="One picture came without a batch axis, and its rows were read as pictures.",
        ),
        Text(ko="맨 앞에 크기 1인 축을 붙여 넘기세요.", en="Put an axis of size 1 in front."),
        "model.predict(picture[None])",
        "1-1",
        fails="keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(2, 3)]).predict(IMG[0][..., None], verbose=0)",
        works="keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(2, 3)]).predict(IMG[0][None, ..., None], verbose=0)",
        when=_picture_without_batch_axis,
        plain=True,
        backend="tensorflow",
    ),
    Rule(
        "too-small-for-its-window",
        "ValueError|InvalidArgumentError",
        r"Negative dimension size caused by subtracting (?P<window>\d+) from (?P<size>\d+)",
        Text(
            ko="커널이나 풀링 창은 {window}인데 그 층에 들어온 크기는 {size}뿐이라 출력이 남지 않습니다.",
            en="The kernel or window is {window}, and what reaches the layer only {size}: nothing would be left.",
        ),
        Text(
            ko='그 앞의 풀링을 줄이거나, 커널을 작게 하거나, `padding="same"`을 쓰세요.',
            en='Pool less before it, take a smaller kernel, or use `padding="same"`.',
        ),
        'layers.Conv2D(32, 3, padding="same")',
        "2-1",
        fails="import tensorflow as tf\ntf.function(lambda x: ops.conv(x, ops.ones((3, 3, 1, 1))))(tf.ones((1, 2, 2, 1)))",
        works="import tensorflow as tf\ntf.function(lambda x: ops.conv(x, ops.ones((3, 3, 1, 1))))(tf.ones((1, 4, 4, 1)))",
        when=_picture_with_batch_axis,
        plain=True,
        backend="tensorflow",
    ),
    Rule(
        "axis-of-layer-out-of-bounds",
        "IndexError",
        r"tuple index out of range|list index out of range",
        Text(
            ko="층의 `axis`가 가리키는 축이 이 입력에는 없습니다.",
            en="The layer's `axis` names an axis that its input does not have.",
        ),
        Text(
            ko="축은 0부터 세고 배치 축이 0입니다. 마지막 축은 `-1`입니다.",
            en="Axes count from 0, the batch axis is 0, and the last one is `-1`.",
        ),
        "layers.BatchNormalization(axis=-1)",
        "4-1",
        fails="layers.BatchNormalization(axis=4)(keras.Input((8,)))",
        works="layers.BatchNormalization(axis=-1)(keras.Input((8,)))",
        when=_axis_of_layer,
        plain=True,
    ),
    Rule(
        "convolved-to-nothing",
        "ValueError",
        r"Computed output size would be zero or negative\. Received `inputs shape="
        rf"(?!{_CHANNELS_FIRST})(?P<shape>\([^)]*\))`, `kernel shape"
        r"|The convolution operation resulted in an empty output",
        Text(
            ko="합성곱의 커널이 그 층에 들어온 데이터보다 커서 출력이 남지 않습니다.",
            en="The kernel of this convolution is larger than what reaches it: nothing would be left.",
        ),
        Text(
            ko='그 앞의 풀링을 줄이거나, 커널을 작게 하거나, `padding="same"`을 쓰세요.',
            en='Pool less before it, take a smaller kernel, or use `padding="same"`.',
        ),
        'layers.Conv2D(32, 3, padding="same")',
        "2-1",
        fails="keras.Sequential([keras.Input((4, 4, 1)), layers.MaxPooling2D(), layers.Conv2D(4, 3)])",
        works='keras.Sequential([keras.Input((4, 4, 1)), layers.MaxPooling2D(), layers.Conv2D(4, 3, padding="same")])',
    ),
    Rule(
        "channels-in-front",
        "ValueError",
        rf"Computed output size would be zero or negative\. Received `inputs shape=(?P<shape>{_CHANNELS_FIRST})`",
        Text(
            ko="입력 `{shape}`에는 채널이 앞에 있습니다. Keras는 높이, 너비, 채널 순서로 읽습니다.",
            en="In the input `{shape}` the channels come first; Keras reads height, width, channels.",
        ),
        Text(ko="채널 축을 맨 뒤로 옮기세요.", en="Move the channels to the end."),
        "keras.Input(({side}, {side}, {channels})); x = np.moveaxis(x, 1, -1)",
        "6-1",
        fails="keras.Sequential([keras.Input((1, 28, 28)), layers.Conv2D(8, 3)])",
        works="keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(8, 3)])",
    ),
    Rule(
        "reshape-changes-size",
        "ValueError",
        r"The total size of the tensor must be unchanged",
        Text(
            ko="형태를 바꿔도 값의 개수는 그대로여야 합니다. 두 형태의 곱이 서로 다릅니다.",
            en="Reshaping keeps the number of values, and the two shapes hold different numbers of them.",
        ),
        Text(
            ko="각 형태의 수를 모두 곱해 비교하고, 하나는 `-1`로 두어 Keras가 계산하게 하세요.",
            en="Multiply each shape out and compare; leave one number to Keras with `-1`.",
        ),
        "layers.Reshape((2, -1))",
        "2-1",
        fails="keras.Sequential([keras.Input((10,)), layers.Reshape((3, 4))])",
        works="keras.Sequential([keras.Input((12,)), layers.Reshape((3, 4))])",
    ),
    Rule(
        "concatenate-shapes-differ",
        "ValueError",
        r"A `Concatenate` layer requires inputs with matching shapes|Every value in `xs` must have the same shape except on the `axis`",
        Text(
            ko="이어 붙이는 축을 뺀 나머지 축의 크기가 모두 같아야 하는데, 서로 다릅니다.",
            en="All axes but the one that is joined must have the same size, and here they differ.",
        ),
        Text(
            ko="`axis`를 크기가 다른 축으로 정하거나, 앞의 층에서 크기를 맞추세요.",
            en="Set `axis` to the axis that differs, or make the sizes equal before.",
        ),
        "layers.Concatenate(axis=1)([a, b])",
        "2-2",
        fails="layers.Concatenate()([keras.Input((4, 3)), keras.Input((5, 3))])",
        works="layers.Concatenate(axis=1)([keras.Input((4, 3)), keras.Input((5, 3))])",
        when=lambda incident, found: not _sides_differ(incident, found),
    ),
    Rule(
        "pictures-of-other-sizes-joined",
        "ValueError",
        r"A `Concatenate` layer requires inputs with matching shapes",
        Text(
            ko="이어 붙일 두 그림의 높이와 너비가 다릅니다: `{one}`[과] `{other}`. 풀링은 홀수를 내림합니다.",
            en="The pictures to be joined differ in height and width, `{one}` and `{other}`: pooling rounds odd sizes down.",
        ),
        Text(
            ko='풀링하는 횟수만큼 2로 나누어지는 크기의 그림을 쓰거나, `padding="same"`으로 맞추세요.',
            en='Take pictures whose sides can be halved as often as you pool, and `padding="same"`.',
        ),
        "keras.Input((32, 32, 3))",
        "6-1",
        fails="i = keras.Input((25, 25, 1)); layers.Concatenate()([i, layers.UpSampling2D()(layers.MaxPooling2D()(i))])",
        works="i = keras.Input((24, 24, 1)); layers.Concatenate()([i, layers.UpSampling2D()(layers.MaxPooling2D()(i))])",
        when=_sides_differ,
    ),
    Rule(
        "merged-shapes-differ",
        "ValueError",
        r"Inputs have incompatible shapes\. Received shapes (?P<one>\([^)]*\)) and (?P<other>\([^)]*\))"
        r"|Cannot merge tensors with different batch sizes",
        Text(
            ko="더하거나 곱하는 두 입력의 형태가 다릅니다.",
            en="The inputs that are added or multiplied have different shapes.",
        ),
        Text(
            ko='두 갈래의 출력 형태를 맞추세요. 잔차 연결에는 `padding="same"`이나 1×1 합성곱을 씁니다.',
            en='Make both branches give the same shape: with `padding="same"`, or a 1×1 convolution on the shortcut.',
        ),
        "layers.Add()([x, layers.Dense(8)(shortcut)])",
        "2-2",
        fails="layers.Add()([keras.Input((4,)), keras.Input((5,))])",
        works="layers.Add()([keras.Input((4,)), layers.Dense(4)(keras.Input((5,)))])",
    ),
    Rule(
        "dot-axes-differ",
        "ValueError",
        r"Incompatible input shapes: axis values (?P<one>\d+) \(at axis \d+\) != (?P<other>\d+)|Cannot do batch_dot on inputs with shapes",
        Text(
            ko="`Dot`이 곱해서 더하는 두 축의 크기가 서로 다릅니다.",
            en="The two axes over which `Dot` multiplies and adds differ in size.",
        ),
        Text(ko="`axes`를 크기가 같은 두 축으로 고르세요.", en="Choose `axes` that have the same size."),
        "layers.Dot(axes=1)([a, b])",
        "2-2",
        fails="layers.Dot(axes=1)([keras.Input((4,)), keras.Input((5,))])",
        works="layers.Dot(axes=1)([keras.Input((4,)), keras.Input((4,))])",
    ),
    Rule(
        "length-unknown-to-weights",
        "ValueError",
        r"Shapes used to initialize variables must be fully-defined",
        Text(
            ko="가중치를 만들려면 크기를 알아야 하는데, 입력의 한 축이 `None`입니다.",
            en="To make its weights, the layer must know a size that is `None` in its input.",
        ),
        Text(
            ko="`Input`에 그 길이를 쓰거나, `Flatten` 대신 `GlobalAveragePooling1D`를 쓰세요.",
            en="Give `Input` that length, or pool with `GlobalAveragePooling1D` in place of `Flatten`.",
        ),
        "layers.GlobalAveragePooling1D()",
        "2-1",
        fails="keras.Sequential([keras.Input((None, 4)), layers.Flatten(), layers.Dense(2)])",
        works="keras.Sequential([keras.Input((None, 4)), layers.GlobalAveragePooling1D(), layers.Dense(2)])",
    ),
    Rule(
        "stateful-without-batch-size",
        "ValueError",
        r"When using `stateful=True` in a RNN, the batch size must be static",
        Text(
            ko="상태를 이어 가는 순환 층은 배치 크기를 미리 알아야 합니다.",
            en="A stateful recurrent layer must know the batch size beforehand.",
        ),
        Text(ko="`Input`에 배치 크기까지 넣은 `batch_shape`를 쓰세요.", en="Give `Input` a `batch_shape`."),
        "keras.Input(batch_shape=(2, 5, 2))",
        "2-1",
        fails="keras.Sequential([keras.Input((5, 2)), layers.LSTM(4, stateful=True)]).predict(np.ones((2, 5, 2)), verbose=0)",
        works="keras.Sequential([keras.Input(batch_shape=(2, 5, 2)), layers.LSTM(4, stateful=True)]).predict(np.ones((2, 5, 2)), batch_size=2, verbose=0)",
    ),
    Rule(
        "time-distributed-needs-three-axes",
        "ValueError",
        r"`TimeDistributed` Layer should be passed an `input_shape` with at least 3 dimensions",
        Text(
            ko="`TimeDistributed`는 시간 축이 있는 데이터를 받습니다: (배치, 시간 단계, 특성).",
            en="`TimeDistributed` takes data with a time axis: (batch, timesteps, features).",
        ),
        Text(
            ko="앞의 순환 층에 `return_sequences=True`를 주거나, `TimeDistributed`를 빼세요.",
            en="Give the recurrent layer before it `return_sequences=True`, or leave `TimeDistributed` out.",
        ),
        "layers.TimeDistributed(layers.Dense(2))",
        "2-2",
        fails="layers.TimeDistributed(layers.Dense(2))(keras.Input((4,)))",
        works="layers.TimeDistributed(layers.Dense(2))(keras.Input((5, 4)))",
    ),
    Rule(
        "matrices-do-not-fit",
        "ValueError",
        r"Inner dimensions \(`x1\.shape\[-1\]` and `x2\.shape\[-2\]`\) must be equal"
        r"|Shape must match on the last axis of `x1`|Dimensions must be equal, but are \d+ and \d+ for .*MatMul",
        Text(
            ko="행렬 곱에서는 왼쪽의 열 수와 오른쪽의 행 수가 같아야 하는데, 서로 다릅니다.",
            en="In a matrix product the left one's columns must be as many as the right one's rows, and they are not.",
        ),
        Text(
            ko="직접 만든 층이라면 가중치의 형태를 `build`에서 입력의 마지막 축에 맞추세요.",
            en="In a layer of your own, shape the weights in `build` after the input's last axis.",
        ),
        "self.w = self.add_weight(shape=(input_shape[-1], self.units))",
        "4-2",
        fails="ops.matmul(keras.Input((4,)), keras.Variable(np.ones((3, 2))))",
        works="ops.matmul(keras.Input((4,)), keras.Variable(np.ones((4, 2))))",
    ),
    Rule(
        "matrices-do-not-fit-in-tensorflow",
        "InvalidArgumentError",
        r"Matrix size-incompatible: In\[0\]: (?P<one>\[[\d,]*\]), In\[1\]: (?P<other>\[[\d,]*\])",
        Text(
            ko="행렬 곱의 두 형태 `{one}`[과] `{other}`의 안쪽 크기가 서로 다릅니다.",
            en="The inner sizes of a matrix product differ: `{one}` and `{other}`.",
        ),
        Text(
            ko="층의 가중치가 입력의 마지막 축에 맞는지 보세요.",
            en="See whether the layer's weights fit the last axis of its input.",
        ),
        "ops.matmul(x, w)  # x: (n, k), w: (k, m)",
        "4-2",
        fails='ops.matmul(X, np.ones((3, 2), "float32"))',
        works='ops.matmul(X, np.ones((4, 2), "float32"))',
        plain=True,
        backend="tensorflow",
    ),
    Rule(
        "shapes-do-not-broadcast",
        "ValueError",
        r"Cannot broadcast shape, the failure dim has value",
        Text(
            ko="두 텐서의 형태가 달라서 원소끼리 계산할 수 없습니다.",
            en="The two tensors have shapes that cannot be combined element by element.",
        ),
        COMPARE_THE_AXES,
        "a + ops.expand_dims(b, -1)",
        "4-2",
        fails="keras.Input((4,)) + keras.Input((3,))",
        works="keras.Input((4,)) + keras.Input((1,))",
    ),
    Rule(
        "cropped-to-nothing",
        "ValueError",
        r"`cropping` parameter of `Cropping1D` layer must be smaller|Values in `cropping` argument should be smaller",
        Text(ko="입력보다 더 많이 잘라 내려고 했습니다.", en="More is cut off than there is."),
        Text(ko="`cropping`을 입력의 크기보다 작게 하세요.", en="Make `cropping` smaller than the input."),
        "layers.Cropping2D(1)",
        "4-1",
        fails="layers.Cropping2D(4)(keras.Input((8, 8, 1)))",
        works="layers.Cropping2D(2)(keras.Input((8, 8, 1)))",
    ),
    Rule(
        "channels-first-on-cpu",
        "InvalidArgumentError|UnimplementedError",
        r"(?:only supports|The Conv2D op currently only supports|does not support) .*(?:NHWC|NCHW)|NHWC tensor format on the CPU",
        Text(
            ko="TensorFlow는 CPU에서 채널이 앞에 오는 그림을 합성곱하지 못합니다.",
            en="On a CPU, TensorFlow does not convolve pictures whose channels come first.",
        ),
        Text(
            ko="채널을 맨 뒤로 옮기고 `data_format`을 빼세요.",
            en="Move the channels to the end, and leave `data_format` out.",
        ),
        "np.moveaxis(x, 1, -1)",
        "2-1",
        fails="InvalidArgumentError: The Conv2D op currently only supports the NHWC tensor format on the CPU. The op was given the format: NCHW",
        proved=False,
    ),
    Rule(
        "permute-axes",
        "ValueError",
        r"Invalid permutation argument `dims` for Permute Layer",
        Text(
            ko="`Permute`의 축 번호는 1부터 셉니다. 배치 축은 세지 않고, 모든 축을 한 번씩 씁니다.",
            en="`Permute` counts axes from 1, without the batch axis, and names each of them once.",
        ),
        Text(ko="예를 들어 두 축을 바꾸려면 `(2, 1)`을 주세요.", en="To swap two axes, give `(2, 1)`."),
        "layers.Permute((2, 1))",
        "4-1",
        fails="layers.Permute((0, 1))",
        works="layers.Permute((2, 1))",
    ),
    Rule(
        "groups-do-not-divide",
        "ValueError",
        r"must be evenly divisible by the number of groups|Number of groups \(\d+\) (?:must be a multiple|cannot be more)",
        Text(
            ko="채널이나 필터의 수가 `groups`로 나누어떨어지지 않습니다.",
            en="The number of channels or filters is not a multiple of `groups`.",
        ),
        Text(ko="`groups`를 그 수의 약수로 고르세요.", en="Choose `groups` so that it divides that number."),
        "layers.Conv2D(8, 3, groups=4)",
        "4-1",
        fails="layers.Conv2D(6, 3, groups=4)",
        works="layers.Conv2D(8, 3, groups=4)",
    ),
    Rule(
        "axis-out-of-bounds",
        "ValueError",
        r"Axis -?\d+ is out of bounds for input shape|axis -?\d+ is out of bounds for (?:an )?array (?:with|of) dimension"
        r"|Axis \{?-?\d*\}? ?is greater than the maximum allowed",
        Text(
            ko="`axis`가 가리키는 축이 이 입력에는 없습니다.",
            en="`axis` names an axis that the input does not have.",
        ),
        Text(
            ko="축은 0부터 세고 배치 축이 0입니다. 마지막 축은 `-1`입니다.",
            en="Axes count from 0, the batch axis is 0, and the last one is `-1`.",
        ),
        "layers.BatchNormalization(axis=-1)",
        "4-1",
        fails="layers.UnitNormalization(axis=5)(keras.Input((4,)))",
        works="layers.UnitNormalization(axis=-1)(keras.Input((4,)))",
        plain=True,
    ),
    Rule(
        "cannot-squeeze",
        "ValueError|InvalidArgumentError",
        r"Cannot squeeze axis[ =]\S+, because the dimension is not 1|Can not squeeze dim\[\d+\], expected a dimension of 1",
        Text(
            ko="크기가 1이 아닌 축은 `squeeze`로 없앨 수 없습니다.",
            en="`squeeze` only drops an axis of size 1, and this one is larger.",
        ),
        Text(ko="어느 축의 크기가 1인지 `x.shape`로 보세요.", en="See in `x.shape` which axis has size 1."),
        "ops.squeeze(x, axis=-1)",
        "4-2",
        fails="ops.squeeze(keras.Input((4, 1)), axis=1)",
        works="ops.squeeze(keras.Input((4, 1)), axis=2)",
        plain=True,
    ),
    Rule(
        "shape-asked-of-a-tensor",
        "ValueError",
        r"Unsupported key type for array slice",
        Text(
            ko="`compute_output_shape`는 형태를 받는데 텐서를 넘겼습니다.",
            en="`compute_output_shape` takes a shape, and got a tensor.",
        ),
        Text(ko="텐서의 형태를 넘기세요.", en="Pass the shape of the tensor."),
        "layer.compute_output_shape(tensor.shape)",
        "4-1",
        fails="layers.Conv2D(2, 3).compute_output_shape(keras.Input((8, 8, 1)))",
        works="layers.Conv2D(2, 3).compute_output_shape(keras.Input((8, 8, 1)).shape)",
        when=lambda incident, found: incident.runs_through("compute_output_shape"),
    ),
    Rule(
        "convolution-has-axes-too-few",
        "ValueError",
        r"Kernel shape must have the same length as input, but received kernel of shape (?P<kernel>\([^)]*\)) and input of shape (?P<given>\([^)]*\))",
        Text(
            ko="합성곱에 들어온 데이터의 형태 `{given}`에 축이 모자랍니다.",
            en="The shape `{given}` of what goes into the convolution has too few axes.",
        ),
        Text(
            ko="배치와 채널까지 모든 축을 쓰세요. `TimeDistributed` 안이라면 시간 축이 하나 더 있어야 합니다.",
            en="Give all axes, those of the batch and the channels included; inside `TimeDistributed` one more, for time.",
        ),
        "keras.Input(shape=(time, height, width, 1))",
        "2-2",
        fails="layers.TimeDistributed(layers.Conv2D(2, 3))(keras.Input((8, 8, 1)))",
        works="layers.TimeDistributed(layers.Conv2D(2, 3))(keras.Input((2, 8, 8, 1)))",
        when=lambda incident, found: not _kernel_is_shorter(incident, found),
    ),
    Rule(
        "shapes-do-not-join-in-tensorflow",
        "InvalidArgumentError",
        r"ConcatOp : Dimension \d+ in both shapes must be equal|Input to reshape is a tensor with \d+ values, but the requested shape (?:has|requires)",
        Text(
            ko="텐서의 크기가 맞지 않아 이어 붙이거나 형태를 바꿀 수 없습니다.",
            en="The sizes do not fit: the tensors cannot be joined, or not take the new shape.",
        ),
        Text(
            ko="두 형태를 출력해 보고, 이어 붙이는 축 말고는 같게 하세요. 형태를 바꿔도 값의 개수는 그대로여야 합니다.",
            en="Print both shapes: but for the joined axis they must agree, and reshaping keeps the number of values.",
        ),
        "ops.concatenate([a, b], axis=-1)",
        "4-2",
        fails="ops.concatenate([np.ones((2, 3)), np.ones((3, 4))], axis=0)",
        works="ops.concatenate([np.ones((2, 3)), np.ones((3, 3))], axis=0)",
        plain=True,
        backend="tensorflow",
    ),
)
