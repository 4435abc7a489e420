"""`input_shape` and its like on a layer, which is a `keras.Input` in front of it today."""

from dataclasses import dataclass

import libcst as cst

from utils.core.text import Text
from utils.errors.migrate.rules import Method
from utils.errors.migrate.things import Derived, Made, Named, is_empty_model, kind_of
from utils.errors.migrate.trees import code, is_number, keyword, positional, without

_INPUT = Text(
    ko="입력의 형태는 층이 아니라 모델의 첫 자리에 두는 `keras.Input`에 적습니다.",
    en="The shape of the input is no longer said to a layer: a `keras.Input` comes first in the model.",
)
_IGNORED = Text(
    ko="여기서는 앞 층이나 입력이 형태를 정하므로 이 인수는 무시됩니다.",
    en="The layer or the input before it says the shape, so this argument is ignored here.",
)
_BY_HAND = Text(
    ko="모델의 첫 자리에 `keras.Input(shape=...)`을 두고 이 인수를 지우세요.",
    en="Put a `keras.Input(shape=...)` first in the model and leave this argument out.",
)
INPUT = Method("layer", "input_shape", "", _INPUT, "2-1")
IGNORED = Method("layer", "input_shape", "", _IGNORED, "2-1")
BY_HAND = Method("layer", "input_shape", "", _BY_HAND, "2-1")

_SHAPES = ("batch_input_shape", "batch_shape", "input_shape", "input_dim", "input_length", "batch_size")
_SEQUENCES = {"LSTM", "GRU", "SimpleRNN", "Conv1D", "Convolution1D", "RNN", "MaxPooling1D", "SeparableConv1D",
              "LocallyConnected1D", "AveragePooling1D"}  # fmt: skip


@dataclass
class Place:
    """Where a layer is made.

    Attributes:
        how: "first" (of a Sequential model), "later", "called" or "wrapped".
        model: the code of the model that it is added to; "" inside a list.
    """

    how: str
    model: str = ""


class Models:
    """What is known of a program's models so far: which are still empty (branches are kept apart), which were
    compiled, and what the last one calls its accuracy."""

    def __init__(self):
        self.compiled: set[str] = set()
        self.accuracy: set[str] = set()
        self.empty: dict[str, bool] = {}
        self.loops: dict[str, int] = {}
        self.loop = 0
        self.guarded = 0

    def made(self, name: str, empty: bool | None) -> None:
        """A name stands for another model now, or for something else (`empty` is None)."""
        if empty is None:
            self.empty.pop(name, None)
        else:
            self.empty[name] = empty
            self.loops[name] = self.loop

    def first(self, name: str) -> bool | None:
        """Whether the next layer is the first of a model; None where nobody can tell."""
        empty = self.empty.get(name)
        if empty and self.loops.get(name, 0) < self.loop and not self.guarded:
            return None
        return empty

    def added(self, name: str) -> None:
        if name in self.empty:
            self.empty[name] = False


def is_layer(program, call: cst.Call) -> bool:
    """Whether a call makes a layer that may carry the shape of its input."""
    function = program.what(call.func)
    if isinstance(function, Named):
        return kind_of(function.today) == "layer"
    return isinstance(function, Derived) and function.kind == "layer" and "input_shape" not in function.parameters


def note_places(program, call: cst.Call) -> None:
    """Write down where the layers inside a call stand, before they are looked at themselves."""
    if is_empty_model(call, program.scopes) is False:
        layers = keyword(call, "layers") or positional(call)[0]
        if isinstance(layers.value, cst.List):
            for place, element in enumerate(layers.value.elements):
                if isinstance(element.value, cst.Call):
                    program.places[element.value] = Place("later" if place else "first")
        return
    if isinstance(call.func, cst.Attribute) and call.func.attr.value == "add" and len(call.args) == 1:
        layer, model = call.args[0].value, code(call.func.value)
        thing = program.what(call.func.value)
        first = program.models.first(model)
        if isinstance(layer, cst.Call):
            if first and is_layer(program, layer):
                program.places[layer] = Place("first", model)
            elif first is False:
                program.places[layer] = Place("later", model)
        if thing is None or isinstance(thing, Made):
            program.models.added(model)
        return
    if isinstance(call.func, cst.Call):
        program.places[call.func] = Place("called")
        return
    for arg in call.args[:1]:
        if isinstance(arg.value, cst.Call) and is_layer(program, call):
            program.places[arg.value] = Place("wrapped")


def arguments(program, call: cst.Call) -> list[cst.Arg]:
    """The arguments of a layer that say the shape of its input."""
    if not is_layer(program, call):
        return []
    path = _path(program, call)
    if path in ("keras.layers.InputLayer", "keras.layers.Input"):
        return []
    found = []
    for name in _SHAPES:
        arg = keyword(call, name)
        own = path in ("keras.layers.Embedding", "keras.layers.ReversibleEmbedding") and name == "input_dim"
        if arg is not None and not own:
            found.append(arg)
    sized = any(arg.keyword.value != "batch_size" for arg in found)
    return found if sized else []


def input_code(program, call: cst.Call, found: list[cst.Arg]) -> str:
    """The `keras.Input` that says what these arguments said."""
    said = {arg.keyword.value: code(arg.value) for arg in found}
    name = _path(program, call).rpartition(".")[2]
    make = program.spelled("keras.Input")
    for batch in ("batch_input_shape", "batch_shape"):
        if batch in said:
            return f"{make}(batch_shape={said[batch]})"
    if "input_shape" in said:
        value = next(arg.value for arg in found if arg.keyword.value == "input_shape")
        shape = f"({code(value.with_changes(lpar=[], rpar=[]))},)" if is_number(value) else said["input_shape"]
    elif "input_dim" in said and ("input_length" in said or name in _SEQUENCES):
        shape = f"({said.get('input_length', 'None')}, {said['input_dim']})"
    elif "input_dim" in said:
        shape = f"({said['input_dim']},)"
    else:
        shape = f"({said['input_length']},)"
    size = f", batch_size={said['batch_size']}" if "batch_size" in said else ""
    return f"{make}(shape={shape}{size})"


def _path(program, call: cst.Call) -> str:
    function = program.what(call.func)
    return function.today if isinstance(function, Named) else ""


def rewritten(program, original: cst.Call, updated: cst.Call) -> cst.Call:
    """A layer without the shape of its input; where it is the first of a model, the model gets a `keras.Input`."""
    found = arguments(program, original)
    if not found:
        return updated
    gone = [keyword(updated, arg.keyword.value) for arg in found]
    was = ", ".join(f"{arg.keyword.value}={code(arg.value)}" for arg in found)
    place = program.places.get(original)
    embedding = [arg.keyword.value for arg in found] == ["input_length"]
    if place is None and embedding:
        place = Place("later")
    if place is None:
        program.leave_to_hand(found[0], was, BY_HAND)
        return updated
    if place.how != "first":
        program.changed(found[0], was, "", IGNORED)
        return without(updated, *gone)
    new = input_code(program, updated, gone)
    if place.model:
        program.before.append((original, f"{place.model}.add({new})"))
        program.changed(found[0], was, f"{place.model}.add({new})", INPUT)
    else:
        program.first_in_list[original] = new
        program.changed(found[0], was, new, INPUT)
    return without(updated, *gone)


def with_first(program, original: cst.Call, updated: cst.Call) -> cst.Call:
    """A Sequential model whose list begins with the `keras.Input` that its first layer asked for."""
    if not program.first_in_list or is_empty_model(original, program.scopes) is not False:
        return updated
    layers = keyword(original, "layers") or positional(original)[0]
    if not isinstance(layers.value, cst.List):
        return updated
    new = program.first_in_list.pop(layers.value.elements[0].value, None)
    if new is None:
        return updated
    place = next(i for i, arg in enumerate(original.args) if arg is layers)
    arg = updated.args[place]
    elements = arg.value.elements
    comma = elements[0].comma
    if not isinstance(comma, cst.Comma) or len(elements) == 1:
        space = arg.value.lbracket.whitespace_after
        broken = isinstance(space, cst.ParenthesizedWhitespace)
        comma = cst.Comma(whitespace_after=_unmarked(space) if broken else cst.SimpleWhitespace(" "))
    elif isinstance(comma.whitespace_after, cst.ParenthesizedWhitespace):
        comma = comma.with_changes(whitespace_after=_unmarked(comma.whitespace_after))
    first = cst.Element(cst.parse_expression(new), comma=comma)
    values = arg.value.with_changes(elements=[first, *elements])
    args = [*updated.args[:place], arg.with_changes(value=values), *updated.args[place + 1 :]]
    return updated.with_changes(args=args)


def _unmarked(space: cst.ParenthesizedWhitespace) -> cst.ParenthesizedWhitespace:
    """A line break without the comments that stand at it."""
    line = cst.TrailingWhitespace(newline=space.first_line.newline)
    return space.with_changes(first_line=line, empty_lines=[])
