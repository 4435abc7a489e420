"""Building models: symbolic tensors, layers and classes, inputs and outputs, names."""

from utils.core.text import Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule


def _comma_between_layers(incident: Incident, found: dict) -> bool:
    written = getattr(incident.error, "text", None) or incident.line or ""
    return any(name in written for name in ("layers.", "keras.", "Dense(", "Conv2D(", "Flatten("))


def _of_class(incident: Incident, found: dict) -> bool:
    return "of type <class 'type'>" in incident.message


def _tensor(incident: Incident, found: dict) -> bool:
    return "KerasTensor" in incident.message


def _model_or_else(incident: Incident, found: dict) -> bool:
    return not _of_class(incident, found) and not _tensor(incident, found)


def _asked_by_learner(incident: Incident, found: dict) -> bool:
    """Whether the learner's own line asks the tensor, not a layer that was given it as a setting."""
    return incident.caller is None or not incident.caller_is_keras


def _asked_by_keras(incident: Incident, found: dict) -> bool:
    return not _asked_by_learner(incident, found)


def _layer_of_keras(incident: Incident, found: dict) -> bool:
    return incident.layer is None or type(incident.layer).__module__.startswith("keras")


def _is_entrance(incident: Incident) -> bool:
    return type(incident.layer).__name__ == "InputLayer"


def _layer(incident: Incident, found: dict) -> bool:
    return "built=" in incident.message


def _no_layer(incident: Incident, found: dict) -> bool:
    return not _layer(incident, found)


_BRACKETS = Text(ko="이름 뒤에 괄호를 붙이세요.", en="Put brackets behind its name.")

RULES = (
    Rule(
        "symbolic-tensor-in-tensorflow",
        "ValueError",
        r"A KerasTensor cannot be used as input to a (?P<backend>TensorFlow|JAX) function",
        Text(
            ko="`Input`은 값이 없는 기호 텐서라서 {backend} 함수에 바로 넣을 수 없습니다.",
            en="`Input` is a symbolic tensor without values, so a {backend} function cannot take it.",
        ),
        Text(
            ko="같은 일을 하는 층이나 `keras.ops`의 함수를 쓰세요.",
            en="Use a layer, or the same function of `keras.ops`.",
        ),
        "keras.ops.reshape(x, (-1, 2, 2))",
        "3-3",
        fails="import tensorflow as tf\ntf.reshape(keras.Input((4,)), (-1, 2, 2))",
        works="ops.reshape(keras.Input((4,)), (-1, 2, 2))",
        backend="tensorflow",
    ),
    Rule(
        "symbolic-tensor-in-numpy",
        "ValueError",
        r"A KerasTensor is symbolic: it's a placeholder .* You cannot convert it to (?:an? )?(?P<kind>NumPy array|int|float)",
        Text(
            ko="기호 텐서에는 값이 없어서 NumPy 배열이나 수로 바꿀 수 없습니다.",
            en="A symbolic tensor has no values, so it cannot become a NumPy array or a number.",
        ),
        Text(
            ko="`np.` 대신 `keras.ops.`를 쓰세요. 값이 필요하면 `model.predict`를 부르세요.",
            en="Write `keras.ops.` in place of `np.`. For values, call `model.predict`.",
        ),
        "keras.ops.exp(x)",
        "2-2",
        fails="np.exp(keras.Input((4,)))",
        works="ops.exp(keras.Input((4,)))",
    ),
    Rule(
        "symbolic-tensor-in-if",
        "TypeError",
        r"A symbolic KerasTensor cannot be used as a boolean",
        Text(
            ko="모델을 만드는 동안에는 값이 없으므로 텐서를 `if`로 물을 수 없습니다.",
            en="While a model is built there are no values, so a tensor cannot be asked with `if`.",
        ),
        Text(
            ko="`keras.ops.where`로 원소마다 고르세요.",
            en="Choose element by element with `keras.ops.where`.",
        ),
        "ops.where(x > 0, x * 2, x)",
        "3-3",
        fails="x = keras.Input((4,))\nif x > 0: x = x * 2",
        works="x = keras.Input((4,))\nx = ops.where(x > 0, x * 2, x)",
        when=_asked_by_learner,
    ),
    Rule(
        "graph-tensor-in-if",
        "OperatorNotAllowedInGraphError|TypeError",
        r"Using a symbolic `tf\.Tensor` as a Python `bool` is not allowed|using a `tf\.Tensor` as a Python `bool` is not allowed",
        Text(
            ko="`fit` 안에서는 계산이 그래프로 바뀌어, 텐서를 파이썬의 `if`로 물을 수 없습니다.",
            en="Inside `fit` the computation is a graph, and a tensor cannot be asked with Python's `if`.",
        ),
        Text(
            ko="`keras.ops.where`나 `keras.ops.cond`를 쓰세요.",
            en="Use `keras.ops.where` or `keras.ops.cond`.",
        ),
        "ops.where(x > 0, x, 0.0)",
        "4-2",
        fails="def bad(t, p):\n    return p if ops.mean(p) > 0 else t\nnet(1, None, bad).fit(X, yb, **quiet)",
        works="def good(t, p): return ops.mean(ops.where(p > 0, p, 0.0))\nnet(1, None, good).fit(X, yb, **quiet)",
        plain=True,
        backend="tensorflow",
    ),
    Rule(
        "symbolic-tensor-in-loop",
        "NotImplementedError",
        r"Iterating over a symbolic KerasTensor is not supported",
        Text(
            ko="기호 텐서는 몇 개가 들어 있는지 몰라서 `for`로 돌거나 `a, b = ...`로 나눌 수 없습니다.",
            en="A symbolic tensor does not know how many values it holds: neither `for` nor `a, b = ...` works.",
        ),
        Text(
            ko="한꺼번에 계산하는 `keras.ops`의 함수를 쓰거나 `keras.ops.split`으로 나누세요.",
            en="Use functions of `keras.ops` on the whole tensor, or `keras.ops.split`.",
        ),
        "ops.split(x, 2, axis=-1)",
        "4-2",
        fails="for row in keras.Input((4,)): pass",
        works="ops.split(keras.Input((4,)), 2, axis=-1)",
        when=_asked_by_learner,
    ),
    Rule(
        "output-not-connected",
        "ValueError",
        r"Output with path `.*` is not connected to `inputs`|Graph disconnected: cannot find parent",
        Text(
            ko="출력에서 거슬러 올라가도 `inputs`에 닿지 않습니다. 대개 `Input`을 다시 만들었거나 다른 `Input`을 쓴 것입니다.",
            en="Going back from the output one does not reach `inputs`. Mostly another `Input` was used, or it was made anew.",
        ),
        Text(
            ko="`Input`부터 출력까지의 셀을 한꺼번에 다시 실행하고, 쓴 `Input`을 모두 `inputs`에 넣으세요. `inputs`와 `outputs`가 서로 바뀌지 않았는지도 보세요.",
            en="Run the cells from `Input` to the output again, and list every `Input` used in `inputs`. See whether `inputs` and `outputs` have changed places.",
        ),
        "keras.Model([a, b], output)",
        "2-2",
        fails="a, b = keras.Input((4,)), keras.Input((4,)); keras.Model(a, layers.Dense(1)(b))",
        works="a = keras.Input((4,)); keras.Model(a, layers.Dense(1)(a))",
    ),
    Rule(
        "layer-name-twice",
        "ValueError",
        r"All layers added to a Sequential model should have unique names\. Name '(?P<name>[^']+)'|The name \"(?P<other>[^\"]+)\" is used \d+ times in the model",
        Text(
            ko="한 모델에 이름이 같은 층이 둘 있습니다. 같은 층을 두 번 넣었을 수도 있습니다.",
            en="Two layers of one model have the same name; perhaps one layer was added twice.",
        ),
        Text(
            ko="`name`을 서로 다르게 주거나 빼세요. 셀을 다시 실행했다면 모델부터 새로 만드세요. 둘 다 `Input`이라면 앞의 셀에서 만든 것이 섞였습니다. 넘긴 변수를 보세요.",
            en="Give different names or none. If the cell ran twice, build the model anew. If both are an `Input`, one is of an earlier cell: see which variables you pass.",
        ),
        'layers.Dense(2, name="second")',
        "2-1",
        fails='keras.Sequential([keras.Input((4,)), layers.Dense(2, name="a"), layers.Dense(2, name="a")])',
        works='keras.Sequential([keras.Input((4,)), layers.Dense(2, name="a"), layers.Dense(2, name="b")])',
    ),
    Rule(
        "name-with-slash",
        "ValueError",
        r"Argument `name` must be a string and cannot contain character `/`",
        Text(
            ko="층의 이름은 글자여야 하고 `/`를 쓸 수 없습니다.",
            en="A layer's name is a text without `/`.",
        ),
        Text(
            ko="`/` 대신 `_`를 쓰세요. 두 번째 인수로 다른 것을 넘기지 않았는지도 보세요.",
            en="Write `_` in place of `/`, and see whether something else was passed as `name`.",
        ),
        'layers.Dense(2, name="block_1")',
        "4-1",
        fails='layers.Dense(2, name="block/1")',
        works='layers.Dense(2, name="block_1")',
    ),
    Rule(
        "layer-class-in-sequential",
        "ValueError",
        r"Only instances of `keras\.Layer` can be added to a Sequential model",
        Text(
            ko="층이 아니라 층의 클래스를 넣었습니다.",
            en="A layer's class was added in place of a layer.",
        ),
        _BRACKETS,
        "layers.Flatten()",
        "2-1",
        fails="keras.Sequential([keras.Input((4,)), layers.Flatten, layers.Dense(2)])",
        works="keras.Sequential([keras.Input((4,)), layers.Flatten(), layers.Dense(2)])",
        when=_of_class,
    ),
    Rule(
        "tensor-in-sequential",
        "ValueError",
        r"Only instances of `keras\.Layer` can be added to a Sequential model",
        Text(
            ko="`Sequential`에 층이 아니라 텐서를 넣었습니다.",
            en="A tensor was added to a `Sequential` model, which takes layers.",
        ),
        Text(
            ko="층 뒤의 두 번째 괄호를 지우세요. `Sequential`이 층을 스스로 부릅니다.",
            en="Remove the second pair of brackets: `Sequential` calls the layer itself.",
        ),
        "model.add(layers.Dense(2))",
        "2-1",
        fails="keras.Sequential().add(layers.Dense(2)(keras.Input((4,))))",
        works="keras.Sequential().add(layers.Dense(2))",
        when=_tensor,
    ),
    Rule(
        "no-layer-in-sequential",
        "ValueError",
        r"Only instances of `keras\.Layer` can be added to a Sequential model",
        Text(
            ko="`Sequential`에는 층만 넣을 수 있는데 다른 것이 들어 있습니다.",
            en="A `Sequential` model takes layers only, and got something else.",
        ),
        Text(
            ko='문자열이면 `layers.Activation("relu")`로, 함수면 `layers.Lambda`로 바꾸세요.',
            en='For a text write `layers.Activation("relu")`, for a function `layers.Lambda`.',
        ),
        'layers.Activation("relu")',
        "2-1",
        fails='keras.Sequential([layers.Dense(2), "relu"])',
        works='keras.Sequential([layers.Dense(2), layers.Activation("relu")])',
        when=_model_or_else,
    ),
    Rule(
        "tensor-as-data-format",
        "ValueError",
        r"The `data_format` argument must be one of .*Received: data_format=<kerastensor",
        Text(
            ko="층을 만드는 괄호에 텐서를 넣었습니다. Keras는 그것을 `data_format`으로 읽었습니다.",
            en="The tensor stands in the brackets that make the layer, and was read as `data_format`.",
        ),
        Text(
            ko="먼저 층을 만들고, 그다음 괄호에 텐서를 넣으세요.",
            en="First make the layer, then call it on the tensor.",
        ),
        "layers.Flatten()(x)",
        "2-2",
        fails="layers.Flatten(keras.Input((4, 4)))",
        works="layers.Flatten()(keras.Input((4, 4)))",
    ),
    Rule(
        "tensor-as-argument-of-layer",
        "ValueError|TypeError",
        r"(?:Could not interpret activation function identifier: |Received an invalid value for `?\w+`?.*Received: \w+=|Received: (?:rate|filters|units|pool_size|kernel_size|n)=)<KerasTensor"
        r"|`\w+` argument must be .*<KerasTensor",
        Text(
            ko="층을 만드는 괄호에 텐서를 함께 넣었습니다.",
            en="The tensor stands in the brackets that make the layer.",
        ),
        Text(
            ko="설정은 첫 괄호에, 텐서는 둘째 괄호에 쓰세요.",
            en="Settings go into the first pair of brackets, the tensor into the second.",
        ),
        "layers.Dense(3)(x)",
        "2-2",
        fails="layers.Dense(3, keras.Input((4,)))",
        works="layers.Dense(3)(keras.Input((4,)))",
    ),
    Rule(
        "tensor-as-setting-of-layer",
        "TypeError|NotImplementedError",
        r"A symbolic KerasTensor cannot be used as a boolean|Iterating over a symbolic KerasTensor is not supported",
        Text(
            ko="층을 만드는 괄호에 텐서를 함께 넣었습니다.",
            en="The tensor stands in the brackets that make the layer.",
        ),
        Text(
            ko="설정은 첫 괄호에, 텐서는 둘째 괄호에 쓰세요.",
            en="Settings go into the first pair of brackets, the tensor into the second.",
        ),
        "layers.Dropout(0.5)(x)",
        "2-2",
        fails="layers.Dropout(keras.Input((4,)))",
        works="layers.Dropout(0.5)(keras.Input((4,)))",
        when=_asked_by_keras,
    ),
    Rule(
        "layer-passed-as-tensor",
        "ValueError",
        r"Only input tensors may be passed as positional arguments",
        Text(
            ko="층에 텐서가 아니라 다른 층을 넣었습니다. 앞의 층을 아직 부르지 않았습니다.",
            en="A layer was called on another layer: the one before has not been called yet.",
        ),
        Text(
            ko="앞의 층을 텐서에 부르고, 그 결과를 넣으세요.",
            en="Call the layer before on its tensor, and pass the result.",
        ),
        "h = layers.Dense(4)(x)",
        "2-2",
        fails="i = keras.Input((4,)); h = layers.Dense(4); o = layers.Dense(1)(h)",
        works="i = keras.Input((4,)); h = layers.Dense(4)(i); o = layers.Dense(1)(h)",
        when=_layer,
    ),
    Rule(
        "no-tensor-passed-to-layer",
        "ValueError",
        r"Only input tensors may be passed as positional arguments",
        Text(
            ko="층은 텐서만 위치 인수로 받는데 다른 것을 받았습니다.",
            en="A layer takes only tensors as positional arguments, and got something else.",
        ),
        Text(
            ko="리스트나 수는 먼저 배열로 바꾸고, 나머지는 `이름=값`으로 넘기세요.",
            en="Make lists and numbers an array first, and pass the rest as `name=value`.",
        ),
        "layer(np.array(x))",
        "2-2",
        fails='layers.Dense(2)("a")',
        works="layers.Dense(2)(np.ones((1, 4)))",
        when=_no_layer,
    ),
    Rule(
        "merge-layer-needs-a-list",
        "ValueError",
        r"A merge layer should be called on a list of (?:inputs|at least 1 input)|`Concatenate` layer should be called on a list|`(?:Dot|Subtract)` layer should be called on (?:a list of 2|exactly 2) inputs",
        Text(
            ko="합치는 층은 텐서의 리스트를 받습니다.",
            en="A merging layer takes a list of tensors.",
        ),
        Text(ko="합칠 텐서를 대괄호로 묶으세요.", en="Put the tensors in square brackets."),
        "layers.Add()([a, b])",
        "2-2",
        fails="layers.Add()(keras.Input((4,)))",
        works="layers.Add()([keras.Input((4,)), keras.Input((4,))])",
    ),
    Rule(
        "input-layer-called",
        "TypeError",
        r"too many positional arguments",
        Text(
            ko="`InputLayer`를 텐서에 불렀습니다. 모델의 입구라서 텐서를 받지 않습니다.",
            en="An `InputLayer` was called on a tensor. It is the entrance of a model and takes none.",
        ),
        Text(
            ko="모델 전체를 부르거나, `model.layers[1:]`처럼 입구를 빼고 층을 부르세요.",
            en="Call the whole model, or its layers without the entrance, as in `model.layers[1:]`.",
        ),
        "model(x)",
        "2-2",
        fails="layer = keras.Model(x := keras.Input((4,)), x).layers[0]; layer(keras.Input((4,)))",
        works="layer = keras.Model(x := keras.Input((4,)), x); layer(keras.Input((4,)))",
        when=lambda incident, found: _is_entrance(incident),
    ),
    Rule(
        "two-tensors-for-one-argument",
        "TypeError",
        r"too many positional arguments|call\(\) takes 2 positional arguments but 3 were given",
        Text(
            ko="층에 텐서를 따로따로 넘겼습니다. 합치는 층은 텐서를 리스트 하나로 받습니다.",
            en="The layer got several tensors one by one; a merging layer takes them in one list.",
        ),
        Text(ko="합칠 텐서를 대괄호로 묶으세요.", en="Put the tensors in square brackets."),
        "layers.Concatenate()([a, b])",
        "2-2",
        fails="a, b = keras.Input((4,)), keras.Input((4,)); layers.Concatenate()(a, b)",
        works="a, b = keras.Input((4,)), keras.Input((4,)); layers.Concatenate()([a, b])",
        when=lambda incident, found: _layer_of_keras(incident, found) and not _is_entrance(incident),
        plain=True,
    ),
    Rule(
        "inputs-of-other-count",
        "ValueError",
        r"Layer \"(?P<layer>[^\"]+)\" expects 1 (?:named )?input\(s\)(?: with keys .*?)?, but it received (?P<given>\d+) input tensors",
        Text(
            ko="`{layer}`에는 입력이 하나여야 하는데 {given}개를 받았습니다.",
            en="`{layer}` takes one input, and got {given}.",
        ),
        Text(
            ko="텐서 여럿을 층 하나에 넣으려면 먼저 `Concatenate`로 합치고, 입력이 하나인 모델에는 배열 하나를 넘기세요.",
            en="Join several tensors with `Concatenate` first; give a model with one input one array.",
        ),
        "layers.Dense(2)(layers.Concatenate()([a, b]))",
        "2-2",
        fails="layers.Dense(2)([keras.Input((4,)), keras.Input((4,))])",
        works="layers.Dense(2)(layers.Concatenate()([keras.Input((4,)), keras.Input((4,))]))",
    ),
    Rule(
        "several-inputs-wanted",
        "ValueError",
        r"Layer \"(?P<layer>[^\"]+)\" expects (?P<expected>[2-9]|\d\d+) (?:named )?input\(s\)(?: with keys .*?)?, but it received (?P<given>\d+) input tensors",
        Text(
            ko="`{layer}`에는 입력이 {expected}개 있어야 하는데 {given}개를 받았습니다.",
            en="`{layer}` takes {expected} inputs, and got {given}.",
        ),
        Text(
            ko="입력마다 하나씩, 목록으로 묶어 넘기세요. 같은 것이 두 번 들어간다면 두 번 적습니다.",
            en="Pass one for each input, in a list; where the same goes in twice, write it twice.",
        ),
        "model.predict([x_left, x_right])",
        "2-2",
        fails="a, b = keras.Input((4,)), keras.Input((4,)); m = keras.Model([a, b], layers.Add()([a, b])); m(X)",
        works="a, b = keras.Input((4,)), keras.Input((4,)); m = keras.Model([a, b], layers.Add()([a, b])); m([X, X])",
    ),
    Rule(
        "input-missing",
        "ValueError",
        r"Missing data for input \"(?P<name>[^\"]+)\"|Function was called with an invalid input structure|was passed incompatible inputs",
        Text(
            ko="모델의 입력 가운데 데이터를 받지 못한 것이 있습니다. 이름이나 수가 다릅니다.",
            en="An input of the model got no data: names or numbers differ.",
        ),
        Text(
            ko="`[t.name for t in model.inputs]`로 이름을 보고, 이름마다 배열을 하나씩 넘기세요.",
            en="See the names with `[t.name for t in model.inputs]`, and pass an array for each.",
        ),
        'model.fit({"a": x_a, "b": x_b}, y)',
        "2-2",
        fails='a, b = keras.Input((4,), name="a"), keras.Input((4,), name="b"); m = keras.Model([a, b], layers.Add()([a, b])); m.predict({"a": X, "c": X}, verbose=0)',
        works='a, b = keras.Input((4,), name="a"), keras.Input((4,), name="b"); m = keras.Model([a, b], layers.Add()([a, b])); m.predict({"a": X, "b": X}, verbose=0)',
        backend="tensorflow",
    ),
    Rule(
        "input-is-none",
        "ValueError",
        r"The input '(?P<name>[^']+)' is not optional, but None was passed",
        Text(
            ko="입력 `{name}`에 데이터가 없습니다.",
            en="The input `{name}` got no data.",
        ),
        Text(ko="모든 입력에 배열을 넘기세요.", en="Pass an array for every input."),
        "model([x_a, x_b])",
        "2-2",
        fails="a, b = keras.Input((4,)), keras.Input((4,)); keras.Model([a, b], layers.Add()([a, b]))([X, None])",
        works="a, b = keras.Input((4,)), keras.Input((4,)); keras.Model([a, b], layers.Add()([a, b]))([X, X])",
    ),
    Rule(
        "model-ends-are-no-tensors",
        "ValueError",
        r"All `(?P<end>inputs|outputs)` values must be KerasTensors",
        Text(
            ko="`keras.Model`의 `{end}` 인수에는 `Input`에서 나온 텐서를 넣어야 하는데 다른 것이 들어 있습니다.",
            en="`{end}` of `keras.Model` takes tensors that come from an `Input`, and got something else.",
        ),
        Text(
            ko="층이 아니라 층을 부른 결과를, 배열이 아니라 `Input`을 넣으세요.",
            en="Pass what a layer returned, not the layer; an `Input`, not an array.",
        ),
        "keras.Model(inputs, layers.Dense(1)(inputs))",
        "2-2",
        fails="i = keras.Input((4,)); keras.Model(i, layers.Dense(1))",
        works="i = keras.Input((4,)); keras.Model(i, layers.Dense(1)(i))",
    ),
    Rule(
        "layers-without-list",
        "ValueError",
        r"Expected `trainable` to be a boolean\. Received: trainable=<",
        Text(
            ko="`Sequential`에 층을 리스트로 묶지 않고 넘겼습니다. 둘째 층을 `trainable`로 읽었습니다.",
            en="`Sequential` got its layers without a list: the second one was read as `trainable`.",
        ),
        Text(ko="층들을 대괄호로 묶으세요.", en="Put the layers in square brackets."),
        "keras.Sequential([layers.Dense(2), layers.Dense(1)])",
        "2-1",
        fails="keras.Sequential(layers.Dense(2), layers.Dense(1))",
        works="keras.Sequential([layers.Dense(2), layers.Dense(1)])",
    ),
    Rule(
        "layers-without-list-many",
        "TypeError",
        r"Sequential\.__(?:init|new)__\(\) takes from 1 to \d positional arguments but \d+ were given|'(?:Dense|Flatten|Conv2D|InputLayer|LSTM|Embedding)' object is not iterable",
        Text(
            ko="`Sequential`에 층을 리스트로 묶지 않고 넘겼습니다.",
            en="`Sequential` got its layers without a list.",
        ),
        Text(ko="층들을 대괄호로 묶으세요.", en="Put the layers in square brackets."),
        "keras.Sequential([layers.Dense(2), layers.Dense(1)])",
        "2-1",
        fails="keras.Sequential(layers.Dense(2), layers.Dense(1), layers.Dense(1), layers.Dense(1))",
        works="keras.Sequential([layers.Dense(2), layers.Dense(1)])",
    ),
    Rule(
        "comma-between-layers",
        "SyntaxError",
        r"Perhaps you forgot a comma|'[\[(]' was never closed|closing parenthesis '.' does not match opening parenthesis",
        Text(
            ko="파이썬이 이 줄을 읽지 못합니다. 층 사이의 쉼표나 괄호가 빠졌습니다.",
            en="Python cannot read this: a comma between layers or a bracket is missing.",
        ),
        Text(
            ko="표시된 줄의 끝과 그 앞줄의 끝을 보세요.",
            en="Look at the end of the marked line, and of the line before.",
        ),
        "[layers.Dense(2), layers.Dense(1)]",
        "2-1",
        fails="keras.Sequential([layers.Dense(2)\n  layers.Dense(1)])",
        works="keras.Sequential([layers.Dense(2),\n  layers.Dense(1)])",
        when=_comma_between_layers,
    ),
    Rule(
        "counted-before-build",
        "ValueError",
        r"You tried to call `count_params` on layer '(?P<layer>[^']+)', but the layer isn't built",
        Text(
            ko="`{layer}`에는 아직 가중치가 없습니다. 입력의 형태를 모르기 때문입니다.",
            en="`{layer}` has no weights yet, since it does not know the shape of its input.",
        ),
        Text(
            ko="모델을 `Input`으로 시작하거나 `build`를 부르세요.",
            en="Begin the model with an `Input`, or call `build`.",
        ),
        "model.build((None, 4))",
        "2-1",
        fails="keras.Sequential([layers.Dense(2)]).count_params()",
        works="keras.Sequential([keras.Input((4,)), layers.Dense(2)]).count_params()",
    ),
    Rule(
        "ends-before-first-call",
        "AttributeError",
        r"has never been called and thus has no defined (?P<end>\w+)|Sequential model '[^']+' has no defined (?P<other>\w+)",
        Text(
            ko="이 층이나 모델은 아직 불린 적이 없어서 입력과 출력이 정해지지 않았습니다.",
            en="This layer or model has never been called, so its input and output are not defined.",
        ),
        Text(
            ko="`Sequential`은 `Input`으로 시작하고, `input` 대신 `inputs`와 `outputs`를 쓰세요.",
            en="Begin a `Sequential` with an `Input`, and use `inputs` and `outputs` in place of `input`.",
        ),
        "keras.Model(model.inputs, model.layers[0].output)",
        "3-1",
        fails="m = keras.Sequential([layers.Dense(2)]); m.input",
        works="m = keras.Sequential([keras.Input((4,)), layers.Dense(2)]); m.inputs, m.outputs",
    ),
    Rule(
        "subclass-has-no-inputs",
        "AttributeError",
        r"'(?P<model>\w+)' object has no attribute '(?P<end>inputs|outputs|input_shape|output_shape|input_names|output_names)'",
        Text(
            ko="하위 클래스로 만든 모델은 파이썬 코드일 뿐이라서 `{end}` 속성이 없습니다.",
            en="A subclassed model is Python code and has no `{end}`.",
        ),
        Text(
            ko="그래프가 필요하면 `Input`에 모델을 불러 함수형 모델을 만드세요.",
            en="For a graph, call it on an `Input` and make a functional model.",
        ),
        "x = keras.Input((4,)); keras.Model(x, model.call(x))",
        "3-1",
        fails="class M(keras.Model):\n    def call(self, x): return x\nM().outputs",
        works="i = keras.Input((4,)); keras.Model(i, layers.Dense(1)(i)).inputs",
        when=lambda incident, found: (
            incident.error is not None and incident.owner_is_keras and hasattr(incident.owner, "fit")
        ),
    ),
    Rule(
        "no-such-layer",
        "ValueError",
        r"No such layer: (?P<name>.+)\. Existing layers are",
        Text(
            ko="이 모델에는 이름이 `{name}`인 층이 없습니다.",
            en="This model has no layer named `{name}`.",
        ),
        Text(
            ko="모델의 층 이름을 출력해 보세요. 없을 수도 있는 이름이라면, 있는지부터 확인하고 찾으세요.",
            en="Print the names of its layers. If a name may be missing, see whether it is there before you ask for it.",
        ),
        "[layer.name for layer in model.layers]",
        "3-1",
        fails='net().get_layer("hidden")',
        works="m = net(); m.get_layer(m.layers[0].name)",
    ),
    Rule(
        "no-layer-of-that-number",
        "ValueError",
        r"Was asked to retrieve layer at index (?P<index>\d+) but model only has (?P<n>\d+) layers",
        Text(
            ko="층이 {n}개인 모델에서 {index}번 층을 찾았습니다. 번호는 0부터 시작합니다.",
            en="The model has {n} layers, and was asked for number {index}. Numbers start at 0.",
        ),
        Text(
            ko="이름으로 찾으세요. `Sequential`의 번호는 `Input`을 세지 않고, 함수형 모델의 번호는 셉니다.",
            en="Ask by name. The numbers of a `Sequential` leave `Input` out, those of a functional model count it.",
        ),
        'model.get_layer("hidden")',
        "3-1",
        fails="net().get_layer(index=5)",
        works="m = net(); m.get_layer(m.layers[0].name)",
    ),
    Rule(
        "sequential-with-second-input",
        "ValueError",
        r"Sequential model '[^']+' has already been configured to use input shape",
        Text(
            ko="이 `Sequential` 모델에는 이미 입력의 형태가 정해져 있습니다.",
            en="This `Sequential` model has its input shape already.",
        ),
        Text(
            ko="`Input`은 맨 앞에 하나만 두세요. 셀을 다시 실행했다면 모델부터 새로 만드세요.",
            en="Put one `Input` at the beginning. If the cell ran twice, make the model anew.",
        ),
        "keras.Sequential([keras.Input((4,)), layers.Dense(1)])",
        "2-1",
        fails="m = keras.Sequential([keras.Input((4,)), layers.Dense(2)]); m.add(keras.Input((4,)))",
        works="m = keras.Sequential([keras.Input((4,)), layers.Dense(2)]); m.add(layers.Dense(1))",
    ),
    Rule(
        "sequential-is-empty",
        "ValueError",
        r"Sequential model [^ ]+ cannot be built because it has no layers",
        Text(ko="모델에 층이 하나도 없습니다.", en="The model has no layers."),
        Text(ko="`add`로 층을 넣으세요.", en="Add layers with `add`."),
        "model.add(layers.Dense(1))",
        "2-1",
        fails="keras.Sequential().build((None, 4))",
        works="keras.Sequential([layers.Dense(1)]).build((None, 4))",
    ),
    Rule(
        "reserved-attribute",
        "AttributeError",
        r"`(?P<owner>Sequential|Model)\.layers` attribute is reserved",
        Text(
            ko="`layers`는 모델이 스스로 쓰는 이름이라서 값을 넣을 수 없습니다.",
            en="`layers` is a name the model keeps for itself.",
        ),
        Text(ko="다른 이름을 쓰세요.", en="Use another name."),
        "self.blocks = [...]",
        "4-2",
        fails="m = net(); m.layers = []",
        works="m = net(); m.blocks = []",
    ),
    Rule(
        "symbolic-tensor-has-no-numpy",
        "AttributeError",
        r"'(?:SymbolicTensor|Tensor|KerasTensor|JitTracer|DynamicJaxprTracer)' object has no attribute 'numpy'",
        Text(
            ko="계산 그래프를 만드는 동안에는 텐서에 값이 없어서 `.numpy()`를 쓸 수 없습니다.",
            en="While a graph is traced a tensor has no values, so there is no `.numpy()`.",
        ),
        Text(
            ko="`keras.ops`로 계산하세요. 값을 보려면 `compile(run_eagerly=True)`로 한 번 돌려 보세요.",
            en="Compute with `keras.ops`. To see values, run once with `compile(run_eagerly=True)`.",
        ),
        "ops.mean(p)",
        "3-3",
        fails="def bad(t, p): return ops.mean(p) * p.numpy().mean()\nnet(1, None, bad).fit(X, yb, **quiet)",
        works="def good(t, p): return ops.mean(p) * ops.mean(p)\nnet(1, None, good).fit(X, yb, **quiet)",
        when=lambda incident, found: incident.of_keras or incident.message.startswith("in user code"),
        backend="tensorflow",
    ),
    Rule(
        "tensor-attributes-cannot-be-set",
        "AttributeError",
        r"The `(?P<name>\w+)` attribute of KerasTensor is immutable",
        Text(
            ko="텐서의 `{name}` 속성은 바꿀 수 없습니다.",
            en="The `{name}` of a tensor cannot be changed.",
        ),
        Text(ko="`Reshape`나 `ops.cast`로 새 텐서를 만드세요.", en="Make a new tensor with `Reshape` or `ops.cast`."),
        "layers.Reshape((2, 2))(x)",
        "2-2",
        fails="keras.Input((4,)).shape = (2, 2)",
        works="layers.Reshape((2, 2))(keras.Input((4,)))",
    ),
    Rule(
        "kernel-before-build",
        "AttributeError",
        r"You must build the layer before accessing `(?P<name>\w+)`",
        Text(
            ko="층이 아직 입력의 형태를 몰라서 `{name}` 값이 없습니다.",
            en="The layer does not know the shape of its input yet, so it has no `{name}`.",
        ),
        Text(
            ko="모델을 `Input`으로 시작하거나, 층에 데이터를 한 번 넣으세요.",
            en="Begin the model with an `Input`, or call the layer on data first.",
        ),
        "keras.Sequential([keras.Input((4,)), layers.Dense(2)])",
        "3-1",
        fails="layers.Dense(2).kernel",
        works="keras.Sequential([keras.Input((4,)), layers.Dense(2)]).layers[0].kernel",
    ),
    Rule(
        "length-of-symbolic-tensor",
        "TypeError",
        r"object of type 'KerasTensor' has no len\(\)|'KerasTensor' object is not subscriptable",
        Text(
            ko="기호 텐서는 몇 개가 들어 있는지 모릅니다. 배치의 크기는 나중에 정해집니다.",
            en="A symbolic tensor does not know how many samples it holds: the batch size is set later.",
        ),
        Text(
            ko="형태가 필요하면 `x.shape`나 `ops.shape(x)`를 쓰세요.",
            en="For its shape use `x.shape` or `ops.shape(x)`.",
        ),
        "ops.shape(x)[0]",
        "2-2",
        fails="len(keras.Input((4,)))",
        works="ops.shape(keras.Input((4,)))[0]",
    ),
    Rule(
        "model-without-outputs",
        "TypeError|ValueError",
        r"Unrecognized keyword arguments passed to Model: \{'inputs'|^Layer\.__init__\(\) takes 1 positional argument but \d+ were given",
        Text(
            ko="`keras.Model`에 출력을 주지 않았습니다. 입력과 출력이 모두 있어야 합니다.",
            en="`keras.Model` got no outputs: it takes inputs and outputs.",
        ),
        Text(ko="둘째 인수로 마지막 텐서를 넘기세요.", en="Pass the last tensor as the second argument."),
        "keras.Model(inputs, outputs)",
        "2-2",
        fails="i = keras.Input((4,)); keras.Model(inputs=i)",
        works="i = keras.Input((4,)); keras.Model(inputs=i, outputs=layers.Dense(1)(i))",
    ),
    Rule(
        "inputs-of-other-structure",
        "ValueError",
        r"The structure of `inputs` doesn't match the expected structure",
        Text(
            ko="입력의 구조가 모델과 다릅니다. 딕셔너리나 리스트가 있어야 할 자리가 서로 다릅니다.",
            en="The inputs are not arranged as the model expects: a dictionary, a list or one array.",
        ),
        Text(
            ko="입력이 하나면 배열만, 여럿이면 모델을 만들 때와 같은 구조로 넘기세요.",
            en="Pass one array for one input; for several, arrange them as when the model was made.",
        ),
        "model.predict(x)",
        "2-2",
        fails='net().predict({"a": X}, verbose=0)',
        works="net().predict(X, verbose=0)",
    ),
)
