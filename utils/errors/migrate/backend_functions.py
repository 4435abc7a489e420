"""The functions of `keras.backend` and how each is written with today's Keras."""

import re
import string

import libcst as cst

from utils.core.text import Text
from utils.errors.migrate.rules import Function, words
from utils.errors.migrate.trees import code, positional

_OPS = Text(ko="텐서 연산은 `keras.ops`로 옮겨졌습니다.", en="Operations on tensors stand in `keras.ops`.")
_AXIS = Text(
    ko="`keras.ops`로 옮겨졌고, 축의 기본값이 달라서 `axis`를 씁니다.",
    en="It stands in `keras.ops`; the default axis is another one, so `axis` is written out.",
)
_RANDOM = Text(ko="난수는 `keras.random`이 만듭니다.", en="Random numbers come from `keras.random`.")
_SHAPE = Text(ko="텐서의 형태는 텐서가 가지고 있습니다: `x.shape`.", en="A tensor carries its shape: `x.shape`.")
_VARIABLE = Text(
    ko="변수는 `keras.Variable`이고, `assign`으로 값을 바꿉니다.",
    en="A variable is a `keras.Variable`; `assign` changes its value.",
)
_VALUE = Text(
    ko="값은 `keras.ops.convert_to_numpy`로 꺼냅니다.", en="`keras.ops.convert_to_numpy` takes out the value."
)
_DOT = Text(
    ko="`keras.ops`로 옮겨졌습니다. 행렬끼리는 `keras.ops.matmul`과 같습니다.",
    en="It stands in `keras.ops`; for two matrices it is `keras.ops.matmul`.",
)
_LAYERS_DOT = Text(
    ko="표본마다의 내적은 `keras.layers.dot`입니다.",
    en="The product sample by sample is `keras.layers.dot`.",
)
_HARD = Text(
    ko="`keras.ops.hard_sigmoid`의 기울기는 1/6입니다. 옛 기울기 0.2를 그대로 씁니다.",
    en="`keras.ops.hard_sigmoid` has the slope 1/6; this keeps the old one, 0.2.",
)
_SQRT = Text(
    ko="`keras.ops`로 옮겨졌습니다. 음수에서는 0이 아니라 NaN이 나옵니다.",
    en="It stands in `keras.ops`; below 0 it gives NaN and no longer 0.",
)


def _same(names: str, parameters: str) -> list[Function]:
    return [Function(name, f"keras.ops.{name}", parameters, _OPS) for name in names.split()]


FUNCTIONS = [
    # --- the same under `keras.ops` ---
    *_same("abs exp log round sign sin cos square sigmoid tanh softplus softsign transpose shape ndim stop_gradient",
           "x"),
    *_same("mean sum max min prod any all std var", "x axis=None keepdims=False"),
    *_same("logsumexp", "x axis=None keepdims=False"),
    *_same("softmax", "x axis=-1"),
    *_same("equal not_equal greater greater_equal less less_equal maximum minimum", "x y"),
    *_same("reshape", "x shape"),
    *_same("cast", "x dtype"),
    *_same("stack", "x axis=0"),
    *_same("squeeze", "x axis"),
    *_same("tile", "x n"),
    *_same("one_hot", "indices num_classes"),
    *_same("ones_like zeros_like", "x dtype=None name=None"),
    *_same("categorical_crossentropy sparse_categorical_crossentropy", "target output from_logits=False axis=-1"),
    *_same("binary_crossentropy", "target output from_logits=False"),
    *_same("arange", "start stop=None step=1 dtype='int32'"),
    *_same("zeros ones", "shape dtype=None name=None"),
    *_same("eye", "size dtype=None name=None"),
    # --- another name ---
    Function("sqrt", "keras.ops.sqrt", "x", _SQRT),
    Function("pow", "keras.ops.power", "x a", _OPS),
    Function("dot", "keras.ops.dot", "x y", _DOT),
    Function("identity", "keras.ops.copy", "x name=None", _OPS),
    Function("map_fn", "keras.ops.map", "fn elems name=None dtype=None", _OPS),
    Function("name_scope", "keras.name_scope", "name", _OPS),
    Function("tensordot", "keras.ops.tensordot", "x y axes", _OPS),
    Function("random_normal", "keras.random.normal", "shape mean=0.0 stddev=1.0 dtype=None seed=None", _RANDOM),
    Function("random_uniform", "keras.random.uniform", "shape minval=0.0 maxval=1.0 dtype=None seed=None", _RANDOM),
    Function("truncated_normal", "keras.random.truncated_normal", "shape mean=0.0 stddev=1.0 dtype=None seed=None",
             _RANDOM),
    Function("dropout", "keras.random.dropout", "x level noise_shape=None seed=None", _RANDOM),
    Function("conv1d", "keras.ops.conv", "x kernel strides=1 padding='valid' data_format=None dilation_rate=1", _OPS),
    Function("conv2d", "keras.ops.conv", "x kernel strides=1 padding='valid' data_format=None dilation_rate=1", _OPS),
    Function("conv3d", "keras.ops.conv", "x kernel strides=1 padding='valid' data_format=None dilation_rate=1", _OPS),
    Function("depthwise_conv2d", "keras.ops.depthwise_conv",
             "x kernel strides=1 padding='valid' data_format=None dilation_rate=1", _OPS),
    # --- other arguments: a template is filled with what the call gives ---
    Function("clip", "keras.ops.clip({x}, {min_value}, {max_value})", "x min_value max_value", _OPS),
    Function("permute_dimensions", "keras.ops.transpose({x}, {pattern})", "x pattern", _OPS),
    Function("concatenate", "keras.ops.concatenate({tensors}, axis={axis})", "tensors axis=-1", _AXIS),
    Function("expand_dims", "keras.ops.expand_dims({x}, axis={axis})", "x axis=-1", _AXIS),
    Function("argmax", "keras.ops.argmax({x}, axis={axis})", "x axis=-1", _AXIS),
    Function("argmin", "keras.ops.argmin({x}, axis={axis})", "x axis=-1", _AXIS),
    Function("cumsum", "keras.ops.cumsum({x}, axis={axis})", "x axis=0", _AXIS),
    Function("cumprod", "keras.ops.cumprod({x}, axis={axis})", "x axis=0", _AXIS),
    Function("gather", "keras.ops.take({reference}, {indices}, axis=0)", "reference indices", _AXIS),
    Function("repeat_elements", "keras.ops.repeat({x}, {rep}, axis={axis})", "x rep axis", _OPS),
    Function("repeat", "keras.ops.repeat(keras.ops.expand_dims({x}, axis=1), {n}, axis=1)", "x n", _OPS),
    Function("reverse", "keras.ops.flip({x}, axis={axes})", "x axes", _OPS),
    Function("flatten", "keras.ops.reshape({x}, (-1,))", "x", _OPS),
    Function("batch_flatten", "keras.layers.Flatten()({x})", "x", _OPS),
    Function("l2_normalize", "keras.ops.normalize({x}, axis={axis})", "x axis", _OPS),
    Function("elu", "keras.activations.elu({x}, alpha={alpha})", "x alpha=1.0", _OPS),
    Function("relu", "keras.activations.relu({x}, negative_slope={alpha}, max_value={max_value}, "
             "threshold={threshold})", "x alpha=0.0 max_value=None threshold=0.0", _OPS),
    Function("hard_sigmoid", "keras.ops.clip(0.2 * {x} + 0.5, 0.0, 1.0)", "x", _HARD),
    Function("in_top_k", "keras.ops.in_top_k({targets}, {predictions}, {k})", "predictions targets k", _OPS),
    Function("bias_add", "keras.ops.add({x}, {bias})", "x bias", _OPS),
    Function("batch_normalization",
             "keras.ops.batch_normalization({x}, {mean}, {var}, axis={axis}, offset={beta}, scale={gamma}, "
             "epsilon={epsilon})", "x mean var beta gamma axis=-1 epsilon=0.001", _OPS),
    Function("batch_dot", "keras.layers.dot([{x}, {y}], axes={axes})", "x y axes", _LAYERS_DOT, "2-2"),
    Function("switch", "keras.ops.where({condition}, {then_expression}, {else_expression})",
             "condition then_expression else_expression", _OPS),
    Function("random_binomial", "keras.random.binomial({shape}, 1, {p})", "shape p=0.0", _RANDOM),
    Function("random_bernoulli", "keras.random.binomial({shape}, 1, {p})", "shape p=0.0", _RANDOM),
    Function("cast_to_floatx", 'keras.ops.cast({x}, keras.config.floatx())', "x", _OPS),
    Function("int_shape", "tuple({x}.shape)", "x", _SHAPE),
    Function("dtype", "keras.backend.standardize_dtype({x}.dtype)", "x", _SHAPE),
    Function("count_params", "int(keras.ops.size({x}))", "x", _SHAPE),
    # --- variables and their values ---
    Function("variable", 'keras.Variable({value}, dtype={dtype}, name={name})',
             "value dtype='float32' name=None", _VARIABLE),
    Function("constant", 'keras.ops.convert_to_tensor({value}, dtype={dtype})', "value dtype='float32'", _OPS),
    Function("get_value", "keras.ops.convert_to_numpy({x})", "x", _VALUE),
    Function("eval", "keras.ops.convert_to_numpy({x})", "x", _VALUE),
    Function("batch_get_value", "[keras.ops.convert_to_numpy(value) for value in {tensors}]", "tensors", _VALUE),
    Function("set_value", "{x}.assign({value})", "x value", _VARIABLE),
    Function("update", "{x}.assign({new_x})", "x new_x", _VARIABLE),
    Function("update_add", "{x}.assign_add({increment})", "x increment", _VARIABLE),
    Function("update_sub", "{x}.assign_sub({decrement})", "x decrement", _VARIABLE),
]  # fmt: skip

BY_NAME = {f"keras.backend.{rule.old}": rule for rule in FUNCTIONS}

# Arguments of a plain path whose name is another one today.
_KEYWORDS = {
    **{name: {"x": "x1", "y": "x2"} for name in
       words("""
        equal not_equal greater greater_equal less less_equal maximum minimum dot tensordot""")},
    "pow": {"x": "x1", "a": "x2"},
    "reshape": {"shape": "newshape"},
    "tile": {"n": "repeats"},
    "one_hot": {"indices": "x"},
    "eye": {"size": "N"},
    "reverse": {"axes": "axis"},
    "identity": {"x": "x"},
    "map_fn": {"fn": "f", "elems": "xs"},
    "dropout": {"x": "inputs", "level": "rate"},
    **{name: {"std": "stddev"} for name in ("random_normal", "truncated_normal")},
    "random_uniform": {"low": "minval", "high": "maxval"},
    **{name: {"x": "inputs"} for name in ("conv1d", "conv2d", "conv3d", "depthwise_conv2d")},
    "stop_gradient": {"variables": "variable", "x": "variable"},
    "shape": {"x": "x"},
}  # fmt: skip


# Without arguments of their own these are functions of the same name in `keras.ops`.
DEFAULTS_ALONE = ("relu", "elu")


def parameters(rule: Function) -> dict[str, str | None]:
    """The names of a function's arguments in Keras 2, each with its default as it is written, or None."""
    parts = (part.partition("=") for part in rule.parameters.split())
    return {name: default if sign else None for name, sign, default in parts}


def is_template(rule: Function) -> bool:
    """Whether the arguments stand elsewhere today."""
    return "{" in rule.new


def by_hand_text(rule: Function) -> Text:
    """How a template is written today, for whoever fills it in by hand."""
    shown = re.sub(r"[{}]", "", rule.new)
    return Text(ko=f"지금은 이렇게 씁니다: `{shown}`.", en=f"Today it is written so: `{shown}`.")


def given(rule: Function, call: cst.Call) -> dict[str, cst.BaseExpression] | None:
    """What a call gives for each argument, or None where that cannot be told."""
    names = list(parameters(rule))
    values = [arg.value for arg in positional(call)]
    if len(values) > len(names) or any(arg.star for arg in call.args):
        return None
    found = dict(zip(names, values, strict=False))
    for arg in call.args:
        if arg.keyword is None:
            continue
        name = arg.keyword.value
        if name == "name" and "name" not in names:
            continue
        if name not in names or name in found:
            return None
        found[name] = arg.value
    return found


def filled(rule: Function, values: dict[str, cst.BaseExpression]) -> tuple[str, dict[str, str]] | None:
    """The template that fits what a call gives, and the code for each of its fields; None where something is missing.

    Arguments that would only repeat a default are left out of the template.
    """
    text, defaults = rule.new, {}
    for name, default in parameters(rule).items():
        if name in values:
            continue
        if default is None:
            return None
        defaults[name] = default
        if default in ("None", "0.0", "1.0"):
            text = re.sub(rf", \w+={{{name}}}", "", text)
    if rule.old in DEFAULTS_ALONE and set(values) == {"x"}:
        text = f"keras.ops.{rule.old}({{x}})"
    if rule.old == "switch" and any(isinstance(value, cst.Lambda) for value in values.values()):
        text = text.replace("keras.ops.where", "keras.ops.cond")
    fields = {field for _, field, _, _ in string.Formatter().parse(text) if field}
    return text, {name: _as_part(text, name, values[name]) if name in values else defaults[name] for name in fields}


def _as_part(text: str, name: str, value: cst.BaseExpression) -> str:
    """An argument's code, in brackets where it stands beside an operator or before a dot."""
    simple = (cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.Integer, cst.Float, cst.SimpleString)
    beside = f"{{{name}}}." in text or f"* {{{name}}}" in text
    written = code(value)
    return f"({written})" if beside and not isinstance(value, simple) and not value.lpar else written


def new_keyword(rule: Function, name: str) -> str | None:
    """What an argument of a plain path is called today; None where it is left out."""
    if name == "name" and rule.old not in ("name_scope",):
        return None
    if name == "dtype" and rule.old == "map_fn":
        return None
    return _KEYWORDS.get(rule.old, {}).get(name, name)
