"""Values that an argument of Keras does not take: names misspelt, numbers out of range, shapes that are none."""

import difflib
import re
import sys

from utils.core.text import Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule


def _nearest(name: str, names) -> str:
    """The name that `name` was probably meant to be; "" where none is near."""
    small = {known.lower(): known for known in names}
    close = difflib.get_close_matches(name.lower(), small, n=1, cutoff=0.7)
    return small[close[0]] if close else ""


def near_name_in_module(incident: Incident, found: dict) -> dict | bool:
    """The name that a module has and that was probably meant."""
    module = incident.owner or sys.modules.get(found["module"])
    names = [name for name in dir(module) if not name.startswith("_")] if module else []
    close = _nearest(found["name"], names)
    return {"close": close} if close else False


def _near_method(incident: Incident, found: dict) -> dict | bool:
    """A method of one of Keras' objects under almost its own name, such as `model.compiles`."""
    if incident.error is None or not incident.owner_is_keras:
        return False
    names = [name for name in dir(type(incident.owner)) if not name.startswith("_")]
    close = _nearest(found["name"], names)
    return {"close": close} if close and close != found["name"] else False


def _places() -> tuple:
    """Where Keras keeps the classes that a learner makes objects of."""
    import keras

    return (
        keras.layers,
        keras,
        keras.callbacks,
        keras.optimizers,
        keras.losses,
        keras.metrics,
        keras.initializers,
        keras.optimizers.schedules,
    )


def _class_of_keras(incident: Incident, found: dict) -> bool:
    return any(hasattr(place, found["owner"]) for place in _places())


def _near_argument(incident: Incident, found: dict) -> dict | bool:
    """An argument of a layer, an optimizer or a method under almost its own name."""
    import inspect

    import keras

    owner = found["owner"].split(".")[-1]
    method = found.get("method", "__init__")
    for place in _places():
        thing = getattr(place, owner, None)
        if owner.endswith("Trainer"):
            thing = keras.Model
        function = getattr(thing, method, None)
        if thing is None or function is None:
            continue
        close = _nearest(found["name"], [name for name in inspect.signature(function).parameters if name != "self"])
        return {"close": close} if close else False
    return False


def _is_text(incident: Incident, found: dict) -> bool:
    return "KerasTensor" not in incident.message


def _scalar_shape(incident: Incident, found: dict) -> bool:
    return found["shape"].lstrip("-").isdigit()


def _no_number_in_shape(incident: Incident, found: dict) -> bool:
    return not _scalar_shape(incident, found)


def _while_making_a_layer(incident: Incident, found: dict) -> bool:
    return bool(re.search(r"(?:Reshape|Permute|Cropping|ZeroPadding|UpSampling)\w*\(", incident.line))


RULES = (
    Rule(
        "activation-unknown",
        "ValueError",
        r"Could not interpret activation function identifier: (?P<name>.+)",
        Text(
            ko="이런 이름의 활성화 함수는 없습니다: {name}.",
            en="There is no activation function of this name: {name}.",
        ),
        Text(
            ko="이름은 모두 소문자입니다: `relu`, `sigmoid`, `softmax`, `tanh`. 없애려면 `None`을 쓰세요. "
            "직접 만든 함수는 이름을 등록해도 찾지 못하니, 따옴표 없이 함수를 넘기세요.",
            en="Names are in small letters: `relu`, `sigmoid`, `softmax`, `tanh`; `None` for none. "
            "A function of your own is not found by its name, even if registered: pass the function.",
        ),
        'layers.Dense(3, activation="relu")',
        "1-1",
        fails='layers.Dense(3, activation="relo")',
        works='layers.Dense(3, activation="relu")',
        when=_is_text,
    ),
    Rule(
        "initializer-unknown",
        "ValueError",
        r"Could not interpret initializer identifier: (?P<name>.+)",
        Text(ko="이런 이름의 초기화 함수는 없습니다: {name}.", en="There is no initializer of this name: {name}."),
        Text(
            ko="`glorot_uniform`, `he_normal`, `zeros`처럼 쓰세요.",
            en="Use a name such as `glorot_uniform`, `he_normal` or `zeros`.",
        ),
        'layers.Dense(3, kernel_initializer="he_normal")',
        "4-1",
        fails='layers.Dense(3, kernel_initializer="he")',
        works='layers.Dense(3, kernel_initializer="he_normal")',
    ),
    Rule(
        "regularizer-unknown",
        "ValueError",
        r"Could not interpret regularizer identifier: (?P<name>.+)",
        Text(ko="Keras가 모르는 규제입니다: {name}.", en="Keras does not know this regularizer: {name}."),
        Text(
            ko='`"l2"`나 `keras.regularizers.L2(0.01)`처럼 쓰세요. 수만 쓰면 안 됩니다.',
            en='Use `"l2"` or `keras.regularizers.L2(0.01)`; a number alone will not do.',
        ),
        "layers.Dense(3, kernel_regularizer=keras.regularizers.L2(0.01))",
        "4-1",
        fails="layers.Dense(3, kernel_regularizer=0.01)",
        works="layers.Dense(3, kernel_regularizer=keras.regularizers.L2(0.01))",
    ),
    Rule(
        "constraint-unknown",
        "ValueError",
        r"Could not interpret constraint identifier: (?P<name>.+)",
        Text(ko="Keras가 모르는 제약입니다: {name}.", en="Keras does not know this constraint: {name}."),
        Text(
            ko="`keras.constraints`의 객체를 넘기세요.",
            en="Pass an object of `keras.constraints`.",
        ),
        "keras.constraints.MaxNorm(2)",
        "4-1",
        fails='layers.Dense(3, kernel_constraint="max")',
        works="layers.Dense(3, kernel_constraint=keras.constraints.MaxNorm(2))",
    ),
    Rule(
        "shape-is-a-number",
        "ValueError|TypeError",
        r"Cannot convert '(?P<shape>[^']*)' to a shape\.(?! Found)",
        Text(
            ko="형태(shape)는 튜플이어야 하는데 수 `{shape}`[을] 받았습니다. 쉼표가 없으면 `({shape})`도 그냥 수입니다.",
            en="A shape is a tuple, and this is the number `{shape}`. Without a comma, `({shape})` is just a number, too.",
        ),
        Text(ko="쉼표를 넣어 `(4,)`처럼 쓰세요.", en="Write a comma: `(4,)`."),
        "keras.Input(shape=(4,))",
        "2-1",
        fails="keras.Input(shape=(4))",
        works="keras.Input(shape=(4,))",
        when=_scalar_shape,
    ),
    Rule(
        "shape-is-no-tuple",
        "ValueError|TypeError",
        r"Cannot convert '(?P<shape>.*?)' to a shape|Undefined shapes are not supported",
        Text(
            ko="형태(shape)로 읽을 수 없는 값을 받았습니다. 형태는 정수의 튜플입니다.",
            en="This cannot be read as a shape: a shape is a tuple of whole numbers.",
        ),
        Text(
            ko="데이터를 그대로 넣지 말고 `x.shape[1:]`을 넣으세요. 소수는 정수로 바꾸세요.",
            en="Pass `x.shape[1:]`, not the data; make decimals whole numbers.",
        ),
        "keras.Input(shape=x.shape[1:])",
        "2-1",
        fails='keras.Input(shape=("a",))',
        works="keras.Input(shape=(4,))",
        general=True,
    ),
    Rule(
        "input-without-shape",
        "ValueError",
        r"You must pass a `shape` argument",
        Text(ko="`Input`에 형태를 주지 않았습니다.", en="`Input` got no shape."),
        Text(
            ko="데이터 하나의 형태를 주세요. 배치 축은 빼고 씁니다.",
            en="Give it the shape of one sample, without the batch axis.",
        ),
        "keras.Input(shape=(4,))",
        "2-1",
        fails="keras.Input()",
        works="keras.Input(shape=(4,))",
    ),
    Rule(
        "shape-given-twice",
        "ValueError",
        r"You cannot pass both `(?:shape|batch_size)` and `batch_shape` at the same time",
        Text(
            ko="`batch_shape`에는 배치 크기까지 들어 있어서 `shape`나 `batch_size`와 함께 쓸 수 없습니다.",
            en="`batch_shape` holds the batch size as well, so `shape` and `batch_size` do not go with it.",
        ),
        Text(ko="둘 가운데 하나만 쓰세요.", en="Use one of them."),
        "keras.Input(batch_shape=(2, 4))",
        "2-1",
        fails="keras.Input((4,), batch_shape=(2, 4))",
        works="keras.Input(batch_shape=(2, 4))",
    ),
    Rule(
        "units-not-a-whole-number",
        "ValueError",
        r"[Rr]eceived an invalid value for (?:argument )?`(?P<name>\w+)`, expected a positive integer|Received an invalid value for argument `units`",
        Text(
            ko="`{name}` 인수는 1 이상의 정수여야 합니다.",
            en="`{name}` has to be a whole number of 1 or more.",
        ),
        Text(
            ko="나눗셈에는 `//`를 쓰고, 튜플이나 글자가 아닌 수를 넘기세요.",
            en="Divide with `//`, and pass a number, not a tuple or a text.",
        ),
        "layers.Dense(10 // 2)",
        "2-1",
        fails="layers.Dense(10 / 2)",
        works="layers.Dense(10 // 2)",
        when=_is_text,
    ),
    Rule(
        "filters-not-positive",
        "ValueError",
        r"Invalid value for argument `(?P<name>filters|depth_multiplier)`\. Expected a strictly positive value",
        Text(ko="`{name}` 인수는 1 이상의 정수여야 합니다.", en="`{name}` has to be a whole number of 1 or more."),
        Text(ko="필터를 몇 개 둘지 쓰세요.", en="Say how many filters there are to be."),
        "layers.Conv2D(32, 3)",
        "2-1",
        fails="layers.Conv2D(0, 3)",
        works="layers.Conv2D(32, 3)",
    ),
    Rule(
        "kernel-size-of-wrong-form",
        "ValueError",
        r"The `(?P<name>\w+)` argument must be a tuple of (?P<n>\d) integers(?!.*do not satisfy)",
        Text(
            ko="`{name}` 인수는 수 하나이거나, 수 {n}개짜리 튜플이어야 합니다.",
            en="`{name}` is one number or a tuple of {n} numbers.",
        ),
        Text(
            ko="`3`이나 `(3, 3)`처럼 쓰세요. 2차원 층에는 두 수를 씁니다.",
            en="Write `3` or `(3, 3)`: two numbers for a 2-D layer.",
        ),
        "layers.Conv2D(32, (3, 3))",
        "2-1",
        fails="layers.Conv2D(4, (3, 3, 3))",
        works="layers.Conv2D(4, (3, 3))",
    ),
    Rule(
        "size-not-positive",
        "ValueError",
        r"The `(?P<name>\w+)` argument must be a tuple of \d integers.*do not satisfy `value > 0`",
        Text(ko="`{name}` 인수에는 1 이상의 수만 쓸 수 있습니다.", en="`{name}` takes numbers of 1 or more."),
        Text(ko="0이나 음수가 들어가지 않았는지 보세요.", en="See whether it holds 0 or a negative number."),
        "layers.Conv2D(32, 3, strides=1)",
        "2-1",
        fails="layers.Conv2D(4, 0)",
        works="layers.Conv2D(4, 1)",
    ),
    Rule(
        "strides-with-dilation",
        "ValueError",
        r"`strides > 1` not supported in conjunction with `dilation_rate > 1`|Specifying `strides > 1` is not compatible with `dilation_rate > 1`",
        Text(
            ko="`strides`와 `dilation_rate`는 함께 1보다 크게 할 수 없습니다.",
            en="`strides` and `dilation_rate` cannot both be larger than 1.",
        ),
        Text(ko="둘 가운데 하나를 1로 두세요.", en="Leave one of them at 1."),
        "layers.Conv2D(32, 3, dilation_rate=2)",
        "4-1",
        fails="layers.Conv2D(4, 3, strides=2, dilation_rate=2)",
        works="layers.Conv2D(4, 3, dilation_rate=2)",
    ),
    Rule(
        "value-not-allowed",
        "ValueError",
        r"Unknown value for `(?P<name>\w+)` argument of .*?\. Allowed values are: (?P<allowed>[\[(\{].*?[\])\}])\. Received: \w+=(?P<given>.*)"
        r"|The `padding` argument must be a list/tuple or one of (?P<allowed2>\{.*?\})",
        Text(
            ko="이 인수에 쓸 수 없는 값입니다. 쓸 수 있는 값은 오류 문장에 있습니다.",
            en="The argument does not take this value; the message lists the ones it takes.",
        ),
        Text(ko="철자를 보고 그 가운데 하나를 쓰세요.", en="Check the spelling, and use one of them."),
        'layers.Conv2D(32, 3, padding="same")',
        "2-1",
        fails='layers.Conv2D(4, 3, padding="equal")',
        works='layers.Conv2D(4, 3, padding="same")',
    ),
    Rule(
        "padding-unknown",
        "ValueError|InvalidArgumentError",
        r"Value for attr 'padding' of|^Invalid padding '|(?:Argument )?`padding` (?:argument )?must be (?:either |one of )?`?'?`?(?:'valid'|valid)",
        Text(
            ko='`padding` 인수에는 `"valid"`나 `"same"`만 쓸 수 있습니다.',
            en='`padding` takes `"valid"` or `"same"`.',
        ),
        Text(ko="철자를 보세요.", en="Check the spelling."),
        'layers.MaxPooling2D(padding="same")',
        "2-1",
        fails='ops.max_pool(np.ones((1, 4, 4, 1)), 2, padding="equal")',
        works='ops.max_pool(np.ones((1, 4, 4, 1)), 2, padding="same")',
        backend="tensorflow",
    ),
    Rule(
        "data-format-unknown",
        "ValueError",
        r"The `data_format` argument must be one of .*Received: data_format=(?!<)(?P<given>.+)|Invalid `?data_format`?(?: argument)?:",
        Text(
            ko="`data_format` 인수에는 `channels_last`나 `channels_first`만 쓸 수 있습니다.",
            en="`data_format` takes `channels_last` or `channels_first`.",
        ),
        Text(ko="보통은 이 인수를 빼면 됩니다.", en="Mostly it can be left out."),
        'layers.Conv2D(32, 3, data_format="channels_last")',
        "2-1",
        fails='layers.Conv2D(4, 3, data_format="last")',
        works='layers.Conv2D(4, 3, data_format="channels_last")',
    ),
    Rule(
        "rate-out-of-range",
        "ValueError",
        r"Invalid value received for argument `(?P<name>rate|stddev)`\. Expected a float value between 0 and 1",
        Text(
            ko="`{name}` 인수는 0과 1 사이의 수여야 합니다.",
            en="`{name}` has to be a number between 0 and 1.",
        ),
        Text(ko="50 %라면 `0.5`라고 쓰세요.", en="For 50 % write `0.5`."),
        "layers.Dropout(0.5)",
        "4-1",
        fails="layers.Dropout(50)",
        works="layers.Dropout(0.5)",
    ),
    Rule(
        "embedding-sizes",
        "ValueError",
        r"`(?P<name>input_dim|output_dim)` must be a positive integer",
        Text(
            ko="`Embedding`의 `{name}` 인수는 1 이상의 정수여야 합니다.",
            en="`{name}` of `Embedding` has to be a whole number of 1 or more.",
        ),
        Text(
            ko="`input_dim`은 낱말의 수, `output_dim`은 벡터의 길이입니다.",
            en="`input_dim` is the number of words, `output_dim` the length of a vector.",
        ),
        "layers.Embedding(10_000, 16)",
        "6-2",
        fails="layers.Embedding(0, 16)",
        works="layers.Embedding(10, 16)",
    ),
    Rule(
        "slope-not-positive",
        "ValueError",
        r"negative_slope (?:value )?of a (?:Leaky )?ReLU layer cannot be None or (?:a )?negative",
        Text(
            ko="`negative_slope` 인수는 0 이상의 수여야 합니다.",
            en="`negative_slope` has to be 0 or more.",
        ),
        Text(ko="0.1이나 0.3을 쓰세요.", en="Use 0.1 or 0.3."),
        "layers.LeakyReLU(negative_slope=0.1)",
        "4-1",
        fails="layers.LeakyReLU(negative_slope=-0.1)",
        works="layers.LeakyReLU(negative_slope=0.1)",
    ),
    Rule(
        "wrapper-needs-a-layer",
        "ValueError",
        r"Please initialize `(?P<wrapper>TimeDistributed|Bidirectional)` layer with a `keras\.layers\.Layer` instance|supplied to Wrapper isn't a supported layer type",
        Text(
            ko="감싸는 층에는 층의 객체를 넣어야 합니다. 클래스나 텐서는 넣을 수 없습니다.",
            en="A wrapper takes a layer object, neither a class nor a tensor.",
        ),
        Text(
            ko="안쪽 층에도 괄호를 붙이고, 텐서는 그다음 괄호에 넣으세요.",
            en="Give the inner layer its brackets, and put the tensor into the next ones.",
        ),
        "layers.Bidirectional(layers.LSTM(8))(x)",
        "2-2",
        fails="layers.Bidirectional(layers.LSTM)",
        works="layers.Bidirectional(layers.LSTM(8))",
    ),
    Rule(
        "merge-mode-unknown",
        "ValueError",
        r"Invalid merge mode\. Received: (?P<given>.+?)\. Merge mode should be one of",
        Text(ko="`merge_mode`에 쓸 수 없는 값입니다.", en="`merge_mode` does not take this value."),
        Text(
            ko="`concat`, `sum`, `mul`, `ave`, `None` 가운데 하나를 쓰세요.",
            en="Use `concat`, `sum`, `mul`, `ave` or `None`.",
        ),
        'layers.Bidirectional(layers.LSTM(8), merge_mode="concat")',
        "2-1",
        fails='layers.Bidirectional(layers.LSTM(4), merge_mode="add")',
        works='layers.Bidirectional(layers.LSTM(4), merge_mode="sum")',
    ),
    Rule(
        "dtype-unknown",
        "ValueError",
        r"Invalid value for argument `dtype`\. Expected one of|Cannot convert `?(?P<name>[^`]+)`? to a DTypePolicy|Invalid dtype: (?!str|object|string|bytes|<U)(?P<given>.+)",
        Text(
            ko="Keras가 모르는 데이터 타입입니다.",
            en="Keras does not know this data type.",
        ),
        Text(
            ko="`float32`, `int32`, `bool`처럼 쓰세요. 날짜나 복소수는 먼저 수로 바꾸세요.",
            en="Use `float32`, `int32` or `bool`; make dates and complex numbers plain numbers first.",
        ),
        'x.astype("float32")',
        "4-1",
        fails='keras.Input((4,), dtype="floot32")',
        works='keras.Input((4,), dtype="float32")',
    ),
    Rule(
        "regularization-negative",
        "ValueError",
        r"Invalid value for argument (?P<name>l1|l2): expected a non-negative float",
        Text(ko="규제의 세기는 0 이상의 수여야 합니다.", en="The strength of a regularizer is 0 or more."),
        Text(ko="0.01처럼 작은 수를 쓰세요.", en="Use a small number such as 0.01."),
        "keras.regularizers.L2(0.01)",
        "4-1",
        fails="keras.regularizers.L2(-0.01)",
        works="keras.regularizers.L2(0.01)",
    ),
    Rule(
        "seed-of-wrong-type",
        "ValueError",
        r"(?:Expected `seed` argument to be an integer|Argument `seed` must be (?:either )?an integer|`seed` argument should be an instance)",
        Text(ko="`seed`는 정수여야 합니다.", en="`seed` has to be a whole number."),
        Text(ko="`42`처럼 정수를 쓰세요.", en="Use a whole number such as `42`."),
        "keras.utils.set_random_seed(42)",
        "3-2",
        fails='keras.utils.set_random_seed("a")',
        works="keras.utils.set_random_seed(42)",
    ),
    Rule(
        "reduction-unknown",
        "ValueError",
        r"Invalid value for argument `reduction`",
        Text(
            ko="손실의 `reduction`에 쓸 수 없는 값입니다.",
            en="`reduction` of a loss does not take this value.",
        ),
        Text(
            ko="`sum_over_batch_size`, `sum`, `mean`, `none`처럼 쓰세요.",
            en="Use `sum_over_batch_size`, `sum`, `mean` or `none`.",
        ),
        'keras.losses.MeanSquaredError(reduction="sum")',
        "3-3",
        fails='keras.losses.MeanSquaredError(reduction="average")',
        works='keras.losses.MeanSquaredError(reduction="sum")',
    ),
    Rule(
        "heads-and-keys-attention",
        "TypeError",
        r"MultiHeadAttention\.call\(\) missing 1 required positional argument: 'value'|missing a required argument: 'value'",
        Text(
            ko="`MultiHeadAttention`은 질의와 값, 곧 텐서 둘을 받습니다.",
            en="`MultiHeadAttention` takes two tensors: query and value.",
        ),
        Text(
            ko="자기 자신에 주의를 기울이게 하려면 같은 텐서를 두 번 넣으세요.",
            en="For self-attention pass the same tensor twice.",
        ),
        "layers.MultiHeadAttention(2, 8)(x, x)",
        "4-1",
        fails="layers.MultiHeadAttention(2, 8)(keras.Input((5, 4)))",
        works="x = keras.Input((5, 4)); layers.MultiHeadAttention(2, 8)(x, x)",
    ),
    Rule(
        "attention-needs-a-list",
        "ValueError",
        r"(?P<layer>Attention|AdditiveAttention) layer must be called on a list of inputs|layer accepts inputs list of length 2 or 3",
        Text(
            ko="`Attention` 층은 질의와 값을 리스트로 받습니다.",
            en="An `Attention` layer takes query and value in a list.",
        ),
        Text(ko="`[query, value]`처럼 묶으세요.", en="Put them in brackets: `[query, value]`."),
        "layers.Attention()([query, value])",
        "4-1",
        fails="layers.Attention()(keras.Input((5, 4)))",
        works="layers.Attention()([keras.Input((5, 4)), keras.Input((5, 4))])",
    ),
    Rule(
        "set-weights-before-build",
        "ValueError",
        r"You called `set_weights\(weights\)` on layer '(?P<layer>[^']+)' with a weight list of length (?P<given>\d+), but the layer was expecting 0 weights",
        Text(
            ko="`{layer}`에는 아직 가중치가 없는데 배열 {given}개를 넘겼습니다.",
            en="`{layer}` has no weights yet, and was given a list of {given}.",
        ),
        Text(
            ko="새 층은 입력의 형태를 알아야 가중치를 만듭니다. 먼저 `build`하거나 데이터를 한 번 넣으세요.",
            en="A new layer makes its weights when it knows the shape of its input: `build` it, or call it once, first.",
        ),
        "layer.build((None, 784))",
        "4-1",
        fails="layers.Dense(2).set_weights([np.ones((3, 2)), np.zeros(2)])",
        works="layer = layers.Dense(2); layer.build((None, 3)); layer.set_weights([np.ones((3, 2)), np.zeros(2)])",
    ),
    Rule(
        "set-weights-of-other-count",
        "ValueError",
        r"You called `set_weights\(weights\)` on layer '(?P<layer>[^']+)' with a weight list of length (?P<given>\d+), but the layer was expecting (?P<expected>[1-9]\d*) weights",
        Text(
            ko="`{layer}`에는 가중치 배열이 {expected}개 있는데 {given}개를 넘겼습니다.",
            en="`{layer}` has {expected} weight arrays, and got {given}.",
        ),
        Text(
            ko="같은 구조의 모델에서 `get_weights()`로 꺼낸 리스트를 넘기세요. 모델이 만들어졌는지도 보세요.",
            en="Pass the list that `get_weights()` gives for the same architecture; see whether the model is built.",
        ),
        "model.set_weights(other.get_weights())",
        "3-1",
        fails="m = net(); m.set_weights(m.get_weights()[:1])",
        works="m = net(); m.set_weights(m.get_weights())",
    ),
    Rule(
        "set-weights-of-other-shape",
        "ValueError",
        r"Layer (?P<layer>\S+) weight shape (?P<expected>\([^)]*\)) is not compatible with provided weight shape (?P<given>\([^)]*\))",
        Text(
            ko="`{layer}`의 가중치는 `{expected}` 형태인데 `{given}` 형태를 넘겼습니다.",
            en="A weight of `{layer}` has shape `{expected}`, and got `{given}`.",
        ),
        Text(
            ko="두 층의 유닛 수와 입력이 같은지, 배열의 순서가 맞는지 보세요.",
            en="See whether both layers have the same units and input, and the arrays their order.",
        ),
        "[w.shape for w in layer.get_weights()]",
        "4-1",
        fails="m = net(); m.set_weights([w.T for w in m.get_weights()])",
        works="m = net(); m.set_weights([w for w in m.get_weights()])",
    ),
    Rule(
        "assigned-shape-differs",
        "ValueError",
        r"^The shape of the target variable and the shape of the target value in `variable\.assign\(value\)` must match\. variable\.shape=(?P<expected>\([^)]*\)), Received: value\.shape=(?P<given>\([^)]*\))",
        Text(
            ko="변수의 형태는 `{expected}`인데 `{given}` 형태의 값을 넣으려고 했습니다.",
            en="The variable has shape `{expected}`, and the value `{given}`.",
        ),
        Text(ko="값의 형태를 변수에 맞추세요.", en="Give the value the shape of the variable."),
        "variable.assign(np.zeros(variable.shape))",
        "4-2",
        fails="keras.Variable(np.ones((4, 3))).assign(np.ones((4, 5)))",
        works="keras.Variable(np.ones((4, 3))).assign(np.ones((4, 3)))",
    ),
    Rule(
        "name-not-in-module",
        "AttributeError",
        r"^module '(?P<module>(?:keras|tensorflow)[\w.]*)' has no attribute '(?P<name>\w+)'",
        Text(
            ko="`{module}`에 `{name}`[이라]는 이름은 없습니다. 비슷한 이름은 `{close}`입니다.",
            en="`{module}` has no `{name}`; a similar name is `{close}`.",
        ),
        Text(
            ko="철자를 보세요. 큰 글자와 작은 글자를 가립니다.",
            en="Check the spelling; capital letters count.",
        ),
        "{close}",
        "1-1",
        fails="layers.dense(3)",
        works="layers.Dense(3)",
        when=near_name_in_module,
        general=True,
    ),
    Rule(
        "method-misspelt",
        "AttributeError",
        r"'(?P<owner>\w+)' object has no attribute '(?P<name>\w+)'",
        Text(
            ko="`{owner}` 객체에는 `{name}`[이라]는 이름이 없습니다. 비슷한 이름은 `{close}`입니다.",
            en="A `{owner}` has no `{name}`; a similar name is `{close}`.",
        ),
        Text(ko="철자를 보세요.", en="Check the spelling."),
        "{close}",
        "3-2",
        fails="net().sumary()",
        works="net().summary()",
        when=_near_method,
        general=True,
    ),
    Rule(
        "argument-misspelt",
        "ValueError|TypeError",
        r"Unrecognized keyword arguments passed to (?P<owner>\w+): \{'(?P<name>\w+)'",
        Text(
            ko="`{owner}` 층에는 `{name}`[이라]는 인수가 없습니다. 비슷한 이름은 `{close}`입니다.",
            en="`{owner}` has no argument `{name}`; a similar one is `{close}`.",
        ),
        Text(ko="철자를 보세요.", en="Check the spelling."),
        "{close}=...",
        "2-1",
        fails='layers.Dense(3, activaton="relu")',
        works='layers.Dense(3, activation="relu")',
        when=_near_argument,
        general=True,
    ),
    Rule(
        "argument-unknown",
        "ValueError|TypeError",
        r"Unrecognized keyword arguments passed to (?P<owner>\w+): \{'(?P<name>\w+)'",
        Text(
            ko="`{owner}` 층에는 `{name}`[이라]는 인수가 없습니다.",
            en="`{owner}` has no argument `{name}`.",
        ),
        Text(
            ko="철자를 보고, `help`로 어떤 인수가 있는지 보세요. 옛 코드에서 왔다면 `migrate`가 바꿔 줍니다.",
            en="Check the spelling; `help` lists the arguments. If the code is old, `migrate` rewrites it.",
        ),
        "help(layers.Dense)",
        "2-1",
        fails="layers.Dense(3, wibble=1)",
        works="layers.Dense(3)",
        when=lambda incident, found: not _near_argument(incident, found),
        general=True,
    ),
    Rule(
        "method-argument-misspelt",
        "TypeError",
        r"(?P<owner>\w*Trainer)\.(?P<method>fit|compile|evaluate|predict)\(\) got an unexpected keyword argument '(?P<name>\w+)'",
        Text(
            ko="`{method}`에는 `{name}`[이라]는 인수가 없습니다. 비슷한 이름은 `{close}`입니다.",
            en="`{method}` has no argument `{name}`; a similar one is `{close}`.",
        ),
        Text(ko="철자를 보세요.", en="Check the spelling."),
        "model.{method}({close}=...)",
        "3-2",
        fails="net().fit(X, y, epoch=3)",
        works="net().fit(X, y, epochs=1, verbose=0)",
        when=_near_argument,
        general=True,
    ),
    Rule(
        "method-argument-unknown",
        "TypeError",
        r"(?P<owner>\w*Trainer)\.(?P<method>fit|compile|evaluate|predict)\(\) got an unexpected keyword argument '(?P<name>\w+)'",
        Text(
            ko="`{method}`에는 `{name}`[이라]는 인수가 없습니다.",
            en="`{method}` has no argument `{name}`.",
        ),
        Text(
            ko="다른 메서드나 층의 인수가 아닌지 보세요. `help`가 인수를 모두 보여 줍니다.",
            en="See whether it belongs to another method or to a layer; `help` lists the arguments.",
        ),
        "help(model.{method})",
        "3-2",
        fails="net().fit(X, y, wibble=3)",
        works="net().fit(X, y, epochs=1, verbose=0)",
        when=lambda incident, found: not _near_argument(incident, found),
        general=True,
    ),
    Rule(
        "constructor-argument-misspelt",
        "TypeError",
        r"(?P<owner>\w+)\.__init__\(\) got an unexpected keyword argument '(?P<name>\w+)'",
        Text(
            ko="`{owner}`에는 `{name}`[이라]는 인수가 없습니다. 비슷한 이름은 `{close}`입니다.",
            en="`{owner}` has no argument `{name}`; a similar one is `{close}`.",
        ),
        Text(ko="철자를 보세요.", en="Check the spelling."),
        "{owner}({close}=...)",
        "3-3",
        fails="keras.callbacks.EarlyStopping(patiense=3)",
        works="keras.callbacks.EarlyStopping(patience=3)",
        when=_near_argument,
        general=True,
    ),
    Rule(
        "optimizer-argument-unknown",
        "ValueError",
        r"Argument\(s\) not recognized: \{'(?P<name>(?!lr')\w+)'",
        Text(
            ko="이 옵티마이저에는 `{name}`[이라]는 인수가 없습니다.",
            en="This optimizer has no argument `{name}`.",
        ),
        Text(
            ko="철자를 보세요. 학습률은 `learning_rate`입니다.",
            en="Check the spelling; the learning rate is `learning_rate`.",
        ),
        "keras.optimizers.Adam(learning_rate=0.001)",
        "2-1",
        fails="keras.optimizers.Adam(rate=0.1)",
        works="keras.optimizers.Adam(learning_rate=0.1)",
    ),
    Rule(
        "required-argument-missing",
        "TypeError",
        r"(?P<owner>\w+)\.__init__\(\) missing \d+ required positional arguments?: (?P<names>'\w+'.*)",
        Text(
            ko="`{owner}` 객체를 만들려면 {names} 인수가 있어야 합니다.",
            en="To make a `{owner}`, {names} must be given.",
        ),
        Text(
            ko="빠진 값을 맨 앞에 쓰세요. 예를 들어 `Dense`는 유닛 수, `Conv2D`는 필터 수와 커널 크기입니다.",
            en="Give what is missing first: the units of `Dense`, filters and kernel size of `Conv2D`.",
        ),
        "layers.Conv2D(32, 3)",
        "2-1",
        fails="layers.Conv2D(32)",
        works="layers.Conv2D(32, 3)",
        when=_class_of_keras,
        general=True,
    ),
    Rule(
        "shape-without-brackets",
        "TypeError",
        r"'int' object is not iterable",
        Text(
            ko="이 층은 형태를 튜플로 받는데 수 하나를 받았습니다.",
            en="This layer takes a shape as a tuple, and got a single number.",
        ),
        Text(ko="쉼표를 넣어 `(4,)`처럼 쓰세요.", en="Write a comma: `(4,)`."),
        "layers.Reshape((4,))",
        "2-1",
        fails="layers.Reshape(4)(keras.Input((4,)))",
        works="layers.Reshape((4,))(keras.Input((4,)))",
        when=_while_making_a_layer,
        plain=True,
    ),
    Rule(
        "whole-number-wanted",
        "TypeError|ValueError",
        r"Expected an integer value for `(?P<name>\w+)`, got|Argument `(?P<name2>n|size)` should be a positive integer",
        Text(ko="이 인수는 1 이상의 정수여야 합니다.", en="This argument has to be a whole number of 1 or more."),
        Text(ko="나눗셈에는 `//`를 쓰세요.", en="Divide with `//`."),
        "layers.RepeatVector(2)",
        "4-1",
        fails="layers.RepeatVector(2.5)",
        works="layers.RepeatVector(2)",
    ),
    Rule(
        "floatx-unknown",
        "ValueError",
        r"Unknown `floatx` value: (?P<given>\w+)",
        Text(ko="Keras가 모르는 데이터 타입입니다: {given}.", en="Keras does not know this data type: {given}."),
        Text(
            ko="`float32`, `float16`, `bfloat16`, `float64` 가운데 하나를 쓰세요.",
            en="Use `float32`, `float16`, `bfloat16` or `float64`.",
        ),
        'keras.config.set_floatx("float32")',
        "1-2",
        fails='keras.config.set_floatx("float31")',
        works='keras.config.set_floatx("float32")',
    ),
    Rule(
        "call-argument-unknown",
        "TypeError",
        r"^got an unexpected keyword argument '(?P<name>\w+)'$",
        Text(
            ko="이 층을 부를 때 `{name}` 인수는 쓸 수 없습니다. `call`이 받지 않습니다.",
            en="The layer cannot be called with `{name}`: its `call` does not take it.",
        ),
        Text(ko="직접 쓴 층이면 `call`에 그 인수를 더하세요.", en="In a layer of your own add the argument to `call`."),
        "def call(self, x, training=False):",
        "4-2",
        fails="layers.Dense(2)(X, scale=2)",
        works="layers.Dense(2)(X)",
        plain=True,
    ),
)
