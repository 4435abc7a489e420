"""What becomes of calls: of Keras' classes and functions, and of the functions of its backend."""

import re

import libcst as cst

from utils.errors.migrate import files, input_shapes, metric_names, model_methods
from utils.errors.migrate.backend_functions import BY_NAME, by_hand_text, filled, given, is_template, new_keyword
from utils.errors.migrate.by_hand import BY_HAND
from utils.errors.migrate.call_arguments import with_todays_arguments
from utils.errors.migrate.imports import SUMMARY
from utils.errors.migrate.names import MOVED, TF_KERAS
from utils.errors.migrate.namespaces import STILL_IN_TF_KERAS
from utils.errors.migrate.single_rules import (
    CLOSURE,
    DECAY,
    DECAY_BY_HAND,
    DIM_ORDERING,
    IN_ORDER,
    KERNEL,
    KERNEL_BY_HAND,
    MERGE,
    MERGE_BY_HAND,
    NAME,
    OF_TENSORFLOW,
    TUPLE,
    UNITS,
)
from utils.errors.migrate.things import Named, is_tensor, kind_of
from utils.errors.migrate.trees import (
    argument,
    code,
    dotted,
    has_stars,
    is_number,
    keyword,
    named,
    new_argument,
    number,
    plain,
    positional,
    replaced,
    same_quotes,
    text_of,
    without,
)

# The first part of every path that a rule knows.
ROOTS = {rule.old.split(".")[0] for rule in MOVED} | {rule.old.split(".")[0] for rule in BY_HAND}

_DEFAULT_RATES = {"SGD": "0.01", "Adam": "0.001", "RMSprop": "0.001", "Adagrad": "0.01", "Adadelta": "1.0",
                  "Adamax": "0.002", "Nadam": "0.002"}  # fmt: skip
_MODES = {"concat": "concatenate", "sum": "add", "mul": "multiply", "ave": "average", "max": "maximum",
          "dot": "dot"}  # fmt: skip
_FORMATS = {"th": "channels_first", "tf": "channels_last"}


def rewritten(program, original: cst.Call, updated: cst.Call) -> cst.BaseExpression:
    """A call as it is written today."""
    function = program.what(original.func)
    updated = metric_names.got(program, original, updated)
    metric_names.handed_on(program, original)
    if isinstance(function, Named):
        new = _of_keras(program, original, updated, function)
    elif isinstance(original.func, cst.Attribute):
        new = model_methods.rewritten(program, original, updated)
    else:
        new = updated
    if isinstance(new, cst.Call):
        new = input_shapes.rewritten(program, original, new)
        new = input_shapes.with_first(program, original, new)
    return new


# --- functions and classes of Keras ---


def _of_keras(program, original: cst.Call, updated: cst.Call, function: Named):
    rule = BY_NAME.get(function.path)
    if rule and _in_loss_from_outside(program, original):
        program.leave_to_hand(original, plain(original), CLOSURE)
    if rule:
        still = function.through == TF_KERAS and function.path in STILL_IN_TF_KERAS
        return updated if still and not _symbolic(program, original) else _backend(program, original, updated, rule)
    path = function.today
    if path.startswith("tensorflow.") and any(is_tensor(arg.value, program.scopes) for arg in original.args):
        program.leave_to_hand(original, plain(original), OF_TENSORFLOW)
    if function.path == "keras.layers.merge":
        return _merge(program, original, updated)
    if path == SUMMARY.old and len(updated.args) == 1:
        new = cst.parse_expression(f"{code(updated.args[0].value)}.summary()")
        program.changed(original, plain(original), plain(new), SUMMARY)
        return new
    if function.path.endswith("backend.set_image_dim_ordering") and updated.args:
        return _data_format_argument(program, original, updated)
    if function.path == "functools.partial" and original.args:
        inside = program.what(original.args[0].value)
        path = inside.today if isinstance(inside, Named) else path
    kind = kind_of(path)
    updated = with_todays_arguments(program, original, updated, path, kind)
    if path in ("keras.Input", "keras.layers.Input"):
        updated = _shape_of_input(program, original, updated)
    if kind == "layer" and "/" in (text_of(getattr(keyword(original, "name"), "value", None)) or ""):
        program.leave_to_hand(keyword(original, "name"), plain(keyword(original, "name")), NAME)
    if path in ("keras.layers.Dense", "keras.layers.Embedding"):
        updated = _units(program, original, updated)
    if kind == "layer":
        updated = _kernel(program, original, updated, path, function)
    if kind == "optimizer":
        updated = _decay(program, original, updated, path)
    if kind == "callback":
        updated = metric_names.monitored(program, original, updated)
        unknown = files.is_unknown(program, original)
        if unknown:
            program.leave_to_hand(original, plain(original), unknown)
    return model_methods.loaded(program, original, updated)


def _in_loss_from_outside(program, original: cst.Call) -> bool:
    """Whether a loss computes with a tensor of the model's construction, as the first autoencoders did."""
    kind, names = program.scopes.levels[-1]
    if kind != "function" or "loss" not in names.get("<name>", ""):
        return False
    outer = [arg.value for arg in original.args if isinstance(arg.value, cst.Name) and arg.value.value not in names]
    return any(is_tensor(value, program.scopes) for value in outer)


def _kernel(program, original: cst.Call, updated: cst.Call, path: str, function: Named) -> cst.Call:
    """A convolution whose kernel is given as two numbers."""
    if not re.search(r"Conv(olution)?2D(Transpose)?$", path):
        return updated
    rows, columns = keyword(updated, "nb_row"), keyword(updated, "nb_col")
    if rows and columns:
        size = new_argument("kernel_size", f"({code(rows.value)}, {code(columns.value)})")
        program.changed(original, f"{plain(rows)}, {plain(columns)}", plain(size), KERNEL)
        size = size.with_changes(comma=rows.comma, whitespace_after_arg=rows.whitespace_after_arg)
        return without(replaced(updated, rows, size), columns)
    places = positional(updated)
    if len(places) < 3 or any(isinstance(arg.value, (cst.Tuple, cst.List)) for arg in places[1:3]):
        return updated
    numbers = [number(arg.value) for arg in places[1:3]]
    old_name = function.path.rpartition(".")[2].startswith(("Convolution", "SeparableConvolution"))
    certain = old_name or program.survey.keras_1
    if not certain:
        if function.through == "keras" and numbers[0] == numbers[1] and isinstance(numbers[0], int):
            program.leave_to_hand(original, plain(original), KERNEL_BY_HAND)
        return updated
    was = f"{code(places[1].value)}, {code(places[2].value)}"
    program.changed(original, was, f"({was})", KERNEL)
    size = places[1].with_changes(value=cst.parse_expression(f"({was})"))
    return without(replaced(updated, places[1], size), places[2])


def _units(program, original: cst.Call, updated: cst.Call) -> cst.Call:
    """A number of units that NumPy counted, such as `np.prod(shape)` or `y.max() + 1`."""
    units = argument(updated, "units", 0) or argument(updated, "input_dim", 0)
    if units is None or not _is_counted(program, units.value):
        return updated
    new = units.with_changes(value=cst.parse_expression(f"int({code(units.value)})"))
    program.changed(original, plain(units), plain(new), UNITS)
    return replaced(updated, units, new)


def _is_counted(program, node: cst.BaseExpression) -> bool:
    if isinstance(node, cst.BinaryOperation):
        return _is_counted(program, node.left) or _is_counted(program, node.right)
    if not isinstance(node, cst.Call) or not isinstance(node.func, cst.Attribute):
        return False
    function = program.what(node.func)
    if isinstance(function, Named):
        return function.path in ("numpy.prod", "numpy.product", "numpy.max", "numpy.amax", "numpy.sum")
    return node.func.attr.value == "max" and not node.args


def _shape_of_input(program, original: cst.Call, updated: cst.Call) -> cst.Call:
    """`Input(784)`, whose shape has to be a tuple."""
    shape = argument(updated, "shape", 0)
    if shape is None or not is_number(shape.value):
        return updated
    value = cst.parse_expression(f"({code(shape.value.with_changes(lpar=[], rpar=[]))},)")
    new = shape.with_changes(value=value)
    program.changed(original, plain(shape), plain(new), TUPLE)
    return replaced(updated, shape, new)


def _decay(program, original: cst.Call, updated: cst.Call, path: str) -> cst.Call:
    """An optimizer whose learning rate gets smaller."""
    name = path.rpartition(".")[2]
    places = positional(updated)
    in_order = {"SGD": 2, "RMSprop": 2, "Adagrad": 1, "Adadelta": 2}.get(name, 4)
    if len(places) > in_order and dotted(places[in_order].value) not in ("True", "False"):
        program.leave_to_hand(original, plain(original), IN_ORDER)
        return updated
    decay = keyword(updated, "decay")
    if decay is None:
        return updated
    old = keyword(original, "decay")
    rate = argument(updated, "learning_rate", 0)
    if program.survey.sets_learning_rate or has_stars(updated) or (rate is None and name not in _DEFAULT_RATES):
        program.leave_to_hand(old, plain(old), DECAY_BY_HAND)
        return updated
    schedule = program.spelled("keras.optimizers.schedules.InverseTimeDecay")
    start = code(rate.value) if rate else _DEFAULT_RATES[name]
    value = f"{schedule}({start}, decay_steps=1, decay_rate={code(decay.value)})"
    program.changed(old, plain(old), f"learning_rate={value}", DECAY)
    if rate:
        new = rate.with_changes(value=cst.parse_expression(value))
        return without(replaced(updated, rate, new), decay)
    new = new_argument("learning_rate", value)
    return replaced(
        updated, decay, new.with_changes(comma=decay.comma, whitespace_after_arg=decay.whitespace_after_arg)
    )


def _merge(program, original: cst.Call, updated: cst.Call):
    inputs, mode = argument(updated, "inputs", 0), argument(updated, "mode", 1)
    says = text_of(mode.value) if mode else "sum"
    axis = keyword(updated, "concat_axis") or keyword(updated, "dot_axes")
    taken = {"inputs", "mode", "concat_axis", "dot_axes", "name"}
    unknown = any(arg.keyword and arg.keyword.value not in taken for arg in updated.args)
    if inputs is None or says not in _MODES or unknown or (says == "dot" and axis is None):
        program.leave_to_hand(original, plain(original), MERGE_BY_HAND)
        return updated
    made = program.spelled(f"keras.layers.{_MODES[says]}")
    parts = [code(inputs.value)]
    if axis is not None and says in ("concat", "dot"):
        parts.append(f"{'axis' if says == 'concat' else 'axes'}={code(axis.value)}")
    name = keyword(updated, "name")
    parts += [f"name={code(name.value)}"] if name else []
    new = cst.parse_expression(f"{made}({', '.join(parts)})")
    program.changed(original, plain(original), plain(new), MERGE)
    return new


def _data_format_argument(program, original: cst.Call, updated: cst.Call) -> cst.Call:
    arg = updated.args[0]
    new = _FORMATS.get(text_of(arg.value) or "")
    if new is None:
        return updated
    value = same_quotes(arg.value, new)
    program.changed(original, arg.value.value, value.value, DIM_ORDERING)
    return updated.with_changes(args=[arg.with_changes(value=value), *updated.args[1:]])


def data_format(program, original: cst.Comparison, updated: cst.Comparison) -> cst.Comparison:
    """`K.image_dim_ordering() == "th"` with today's word."""
    comparison = updated.comparisons[0]
    if not isinstance(original.left, cst.Call):
        return updated
    function = program.what(original.left.func)
    new = _FORMATS.get(text_of(comparison.comparator) or "")
    if not isinstance(function, Named) or not function.path.endswith("image_dim_ordering") or new is None:
        return updated
    value = same_quotes(comparison.comparator, new)
    program.changed(original, comparison.comparator.value, value.value, DIM_ORDERING)
    rest = updated.comparisons[1:]
    return updated.with_changes(comparisons=[comparison.with_changes(comparator=value), *rest])


# --- the backend ---


def _symbolic(program, call: cst.Call) -> bool:
    """Whether a call is given a tensor of a model under construction, which `tf.keras.backend` refuses."""

    # `tf.keras.backend.set_value` refuses the variables of Keras itself.
    of_keras = bool(call.args) and (dotted(call.args[0].value) or "").endswith((".lr", ".learning_rate"))
    sets = isinstance(call.func, cst.Attribute) and call.func.attr.value == "set_value"
    return (of_keras and sets) or any(is_tensor(arg.value, program.scopes) for arg in call.args)


def _backend(program, original: cst.Call, updated: cst.Call, rule):
    if not is_template(rule):
        function = cst.parse_expression(program.spelled(rule.new))
        args, gone = [], []
        for arg in updated.args:
            name = new_keyword(rule, arg.keyword.value) if arg.keyword else None
            new = named(arg, name) if name else arg
            args.append(new)
            if arg.keyword and name is None:
                gone.append(new)
        new = without(updated.with_changes(func=function, args=args), *gone)
        same = [code(arg) for arg in new.args] == [code(arg) for arg in updated.args]
        was, now = (original.func, function) if same else (original, new)
        program.changed(original, plain(was), plain(now), rule)
        return new
    values = given(rule, updated)
    written = filled(rule, values) if values is not None else None
    if written is None:
        program.leave_to_hand(original, plain(original), rule, by_hand_text(rule))
        return updated
    template, parts = written
    template = re.sub(r"keras(\.\w+)+", lambda found: program.spelled(found[0]), template)
    new = cst.parse_expression(template.format(**parts)).with_changes(lpar=updated.lpar, rpar=updated.rpar)
    program.changed(original, plain(original), plain(new), rule)
    return new
