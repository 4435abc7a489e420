"""The Shapes lab: layers stacked from menus, the tensor after each to scale, and the arithmetic of its parameters.

Shapes come from `compute_output_shape` of layers that are kept and never built, parameters from a formula for each kind
of layer: building a model on every touch would take longer than a touch may.
"""

import html
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ipywidgets as widgets
from keras import layers

from utils.core.display import Interactive
from utils.core.html import rich
from utils.core.palette import FADED, TRAINING, WRONG
from utils.core.text import Text, joined
from utils.labs import svg
from utils.labs.base import Lab
from utils.labs.controls import button, menu

INPUTS = {
    "picture": (28, 28, 1),
    "rows": (28, 28),
    "pixels": (784,),
}
_INPUT_NAMES = {
    "picture": Text(ko="사진 (28, 28, 1)", en="a picture (28, 28, 1)"),
    "rows": Text(ko="행의 시퀀스 (28, 28)", en="a sequence of rows (28, 28)"),
    "pixels": Text(ko="벡터 (784,)", en="a vector (784,)"),
}

# Names of their own, so that opening the lab does not move the numbers in `dense_3` and the like.
MENU = {
    "Dense(64)": layers.Dense(64, name="menu_dense"),
    'Dense(10, "softmax")': layers.Dense(10, "softmax", name="menu_softmax"),
    "Flatten()": layers.Flatten(name="menu_flatten"),
    "Reshape((28, 28))": layers.Reshape((28, 28), name="menu_rows"),
    "Reshape((28, 28, 1))": layers.Reshape((28, 28, 1), name="menu_picture"),
    "Conv2D(16, 3)": layers.Conv2D(16, 3, name="menu_conv"),
    'Conv2D(16, 3, padding="same")': layers.Conv2D(16, 3, padding="same", name="menu_conv_same"),
    "Conv2D(32, 3)": layers.Conv2D(32, 3, name="menu_conv_wide"),
    "Conv2D(32, 3, strides=2)": layers.Conv2D(32, 3, strides=2, name="menu_conv_strides"),
    "MaxPooling2D(2)": layers.MaxPooling2D(2, name="menu_pool"),
    "GlobalAveragePooling2D()": layers.GlobalAveragePooling2D(name="menu_global_pool"),
    "Conv1D(32, 3)": layers.Conv1D(32, 3, name="menu_conv_1d"),
    "MaxPooling1D(3)": layers.MaxPooling1D(3, name="menu_pool_1d"),
    "GlobalAveragePooling1D()": layers.GlobalAveragePooling1D(name="menu_global_pool_1d"),
    "LSTM(32)": layers.LSTM(32, name="menu_lstm"),
    "LSTM(32, return_sequences=True)": layers.LSTM(32, return_sequences=True, name="menu_lstm_sequences"),
    "BatchNormalization()": layers.BatchNormalization(name="menu_normalization"),
    "Dropout(0.5)": layers.Dropout(0.5, name="menu_dropout"),
}
START = (
    "Conv2D(16, 3)",
    "MaxPooling2D(2)",
    "Conv2D(32, 3)",
    "MaxPooling2D(2)",
    "Flatten()",
    'Dense(10, "softmax")',
    "",
)


@dataclass(frozen=True)
class Floor:
    """One layer of a stack.

    Attributes:
        name: its name in the menu.
        shape: what it returns for one example; None where it cannot work on what it gets.
        parameters: its weights and biases.
        arithmetic: how their number comes about.
        words: why it cannot work, or what to notice; None where there is nothing to say.
    """

    name: str
    shape: tuple[int, ...] | None
    parameters: int = 0
    arithmetic: str = ""
    words: Text | None = None


@dataclass(frozen=True)
class Stack:
    """What a learner sets: the name of the input, and what each menu below it says; "" is no layer."""

    input: str
    menus: tuple[str, ...]

    @property
    def input_shape(self) -> tuple[int, ...]:
        return INPUTS[self.input]

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers, without the empty menus."""
        return tuple(name for name in self.menus if name)

    @property
    def places(self) -> list[int]:
        """The number of the menu of each layer, from 1."""
        return [number for number, name in enumerate(self.menus, 1) if name]

    @property
    def floors(self) -> list[Floor]:
        return stack_up(self.input_shape, self.layers)

    @property
    def culprit(self) -> int | None:
        """The number of the menu whose layer cannot work; None where all do."""
        floors = self.floors
        return self.places[len(floors) - 1] if floors and floors[-1].shape is None else None


def stack_up(input_shape: tuple[int, ...], names: Sequence[str]) -> list[Floor]:
    """The layers of a stack from the input on, up to the first that cannot work.

    Args:
        input_shape: the shape of one example.
        names: layers, by their names in `MENU`.
    """
    floors: list[Floor] = []
    shape = input_shape
    for name in names:
        layer = MENU[name]
        obstacle = _wrong_axes(name, layer, shape) or _wrong_size(name, layer, shape)
        if obstacle:
            return [*floors, Floor(name, None, words=obstacle)]
        after = tuple(layer.compute_output_shape((None, *shape)))[1:]
        floors.append(Floor(name, after, *parameters(layer, shape), _remark(layer, shape)))
        shape = after
    return floors


def parameters(layer: layers.Layer, shape: tuple[int, ...]) -> tuple[int, str]:
    """How many parameters a layer has on examples of this shape, and how that comes about.

    Keras' documentation gives the weights of each layer.
    """
    features = shape[-1]
    match layer:
        case layers.Dense():
            return (features + 1) * layer.units, f"({features} + 1) × {layer.units}"
        case layers.Conv1D() | layers.Conv2D():
            window = " × ".join(str(size) for size in (*layer.kernel_size, features))
            weights = math.prod(layer.kernel_size) * features
            return (weights + 1) * layer.filters, f"({window} + 1) × {layer.filters}"
        case layers.LSTM():
            units = layer.units
            return 4 * (features + units + 1) * units, f"4 × ({features} + {units} + 1) × {units}"
        case layers.BatchNormalization():
            return 4 * features, f"4 × {features}"
        case _:
            return 0, ""


# --- what does not fit, in words ---

_AXES = {
    2: Text(ko="시간 단계와 특성, 두 축", en="two axes, steps and features"),
    3: Text(ko="높이, 너비, 채널, 세 축", en="three axes, height, width and channels"),
}


def _wrong_axes(name: str, layer: layers.Layer, shape: tuple[int, ...]) -> Text | None:
    spec = layer.input_spec
    if not isinstance(layer, layers.Dense | layers.Flatten) and spec is not None:
        wanted = (spec.ndim or spec.min_ndim) - 1
        if len(shape) != wanted:
            return Text(
                ko="`{name}` 층은 {axes}[을] 받지만 들어오는 형태는 {shape}입니다.",
                en="`{name}` takes {axes}, but it gets {shape}.",
            ).format(name=name, axes=_AXES[wanted], shape=shape)
    return None


def _fits(layer: layers.Layer, shape: tuple[int, ...]) -> bool:
    """Whether anything comes out. Keras 3.13, which Colab has, lets a window on less than its size give 0 pixels."""
    try:
        return min(layer.compute_output_shape((None, *shape))[1:]) > 0
    except ValueError:
        return False


def _wrong_size(name: str, layer: layers.Layer, shape: tuple[int, ...]) -> Text | None:
    if _fits(layer, shape):
        return None
    if isinstance(layer, layers.Reshape):
        return Text(
            ko="`{name}`에는 수 {wanted:,}개가 필요한데 {shape}에는 {found:,}개가 있습니다. 수는 늘거나 줄지 않습니다.",
            en="`{name}` needs {wanted:,} numbers, but {shape} holds {found:,}. It neither adds numbers nor drops any.",
        ).format(name=name, wanted=math.prod(layer.target_shape), shape=shape, found=math.prod(shape))
    return Text(
        ko="`{name}`의 창이 {shape}보다 큽니다. 앞에서 너무 줄었습니다.",
        en="The window of `{name}` is larger than {shape}: the layers before it have left too little.",
    ).format(name=name, shape=shape)


def _remark(layer: layers.Layer, shape: tuple[int, ...]) -> Text | None:
    if isinstance(layer, layers.Dense) and len(shape) > 1:
        return Text(
            ko="`Dense`는 마지막 축에만 작용합니다. 그래서 답이 하나가 아니라 {n:,}개입니다.",
            en="`Dense` works on the last axis only, so there is not one answer but {n:,}.",
        ).format(n=math.prod(shape[:-1]))
    return None


# --- what helps ---

_SAME, _VALID = 'Conv2D(16, 3, padding="same")', "Conv2D(16, 3)"
_ONE_ANSWER, _ANSWERS = "LSTM(32)", "LSTM(32, return_sequences=True)"
_RESHAPES = ("Reshape((28, 28))", "Reshape((28, 28, 1))")


@dataclass(frozen=True)
class Advice:
    """One change that makes the layer work which does not.

    Attributes:
        words: what to change.
        menus: what the menus say afterwards.
    """

    words: Text
    menus: tuple[str, ...]


def advice(stack: Stack) -> Advice | None:
    """The first change that lets the culprit work, one that lets all layers work before any other; None if all do."""
    culprit = stack.culprit
    if culprit is None:
        return None
    helpful = [each for each in _changes(stack, culprit) if _gets_further(stack, each, culprit)]
    whole = (each for each in helpful if Stack(stack.input, each.menus).culprit is None)
    return next(whole, helpful[0])


def _gets_further(stack: Stack, change: Advice, culprit: int) -> bool:
    """Whether what stood up to the culprit works after a change."""
    after = Stack(stack.input, change.menus)
    behind = sum(bool(name) for name in stack.menus[culprit:])
    return after.culprit is None or len(after.floors) > len(after.layers) - behind


def _changes(stack: Stack, culprit: int) -> Iterator[Advice]:
    """What may help, the best first; the last one always does."""
    before, name, behind = stack.menus[: culprit - 1], stack.menus[culprit - 1], stack.menus[culprit:]
    for number, other in reversed(list(enumerate(before, 1))):
        if other == _ONE_ANSWER:
            yield _instead(stack, number, _ANSWERS)
    if name == _VALID:
        yield _instead(stack, culprit, _SAME)
    if "" in stack.menus:
        for reshape in _RESHAPES:
            words = Text(ko="메뉴 {n} 앞에 `{name}` 층을 넣으세요.", en="Put `{name}` before menu {n}.")
            menus = _with_an_empty_menu(stack.menus, culprit, reshape)
            yield Advice(words.format(n=culprit, name=reshape), menus)
    for number, other in reversed(list(enumerate(before, 1))):
        if other:
            words = Text(
                ko="메뉴 {culprit}의 층을 메뉴 {n}의 `{other}` 앞으로 옮기세요.",
                en="Move the layer of menu {culprit} before `{other}` in menu {n}.",
            ).format(culprit=culprit, n=number, other=other)
            yield Advice(words, (*before[: number - 1], name, *before[number - 1 :], *behind))
    for number, other in reversed(list(enumerate(before, 1))):
        if other:
            yield _without(stack, number)
    yield _without(stack, culprit)


def _instead(stack: Stack, number: int, name: str) -> Advice:
    words = Text(
        ko="메뉴 {n}에서 `{old}` 대신 `{new}` 층을 고르세요.", en="In menu {n}, choose `{new}` in place of `{old}`."
    ).format(n=number, old=stack.menus[number - 1], new=name)
    return Advice(words, (*stack.menus[: number - 1], name, *stack.menus[number:]))


def _without(stack: Stack, number: int) -> Advice:
    words = Text(ko="메뉴 {n}의 `{old}` 층을 빼세요.", en="Take `{old}` out of menu {n}.")
    words = words.format(n=number, old=stack.menus[number - 1])
    return Advice(words, (*stack.menus[: number - 1], "", *stack.menus[number:]))


def _with_an_empty_menu(menus: tuple[str, ...], number: int, name: str) -> tuple[str, ...]:
    """The menus with a layer more before this number, in place of the empty menu that is nearest."""
    empty = min((place for place, layer in enumerate(menus) if not layer), key=lambda place: abs(place - number + 1))
    rest = [*menus[:empty], *menus[empty + 1 :]]
    rest.insert(number - 1 - (empty < number - 1), name)
    return tuple(rest)


# --- what is shown ---

_UNIT = 2  # CSS pixels of one row or column of a tensor
_DEPTH = 0.6  # CSS pixels of one channel, drawn towards the back
_FOLD, _LINES = 60, 32  # a vector is a strip in lines of 60 numbers, 32 of them at most
_ROOM = _FOLD * _UNIT
_BAR = 100  # CSS pixels of the layer with the most parameters


def draw(stack: Stack) -> str:
    """A stack as HTML: for each layer the tensor that leaves it, its shape, and the arithmetic of its parameters."""
    floors = stack.floors
    largest = max((floor.parameters for floor in floors), default=0) or 1
    rows = [_row(tensor(stack.input_shape), f"<b>Input</b> → {_shape(stack.input_shape)}", "")]
    for number, floor in zip(stack.places, floors, strict=False):
        rows.append(_floor_row(number, floor, largest))
    return "".join(rows)


def _floor_row(number: int, floor: Floor, largest: int) -> str:
    name = f"{number}. <code>{html.escape(floor.name, quote=False)}</code>"
    remark = rich(floor.words) if floor.words else ""
    if floor.shape is None:
        return _row(_cross(), f"{name} → <b>✗</b>", remark, WRONG)
    if floor.parameters:
        remark = f"{floor.arithmetic} =<br>{_bar(floor.parameters, largest)}" + (f"<br>{remark}" if remark else "")
    return _row(tensor(floor.shape), f"{name} → {_shape(floor.shape)}", remark)


def _row(drawn: str, first: str, second: str, colour: str = FADED) -> str:
    style = f"display:flex;flex-wrap:wrap;gap:4px 16px;padding:6px 8px;border-left:4px solid {colour};margin-bottom:2px"
    return (
        f'<div style="{style};align-items:center"><div style="flex:0 0 {_ROOM + 8}px">{drawn}</div>'
        f'<div style="flex:1 1 14em;min-width:0;overflow-wrap:anywhere">{first}<div>{second}</div></div></div>'
    )


def tensor(shape: tuple[int, ...]) -> str:
    """One example after a layer, to scale: a box, a sheet, or a strip that is folded into lines."""
    alt = Text(ko="{n:,}개의 수: {shape}", en="{n:,} numbers: {shape}").format(n=math.prod(shape), shape=_shape(shape))
    if len(shape) == 1:
        return _strip(shape[0], alt)
    height, width = (_UNIT * size for size in shape[:2])
    back = _DEPTH * shape[2] if len(shape) == 3 else 0
    front = svg.rectangle((1, 1 + back, width, height), TRAINING, fill_opacity=0.35, stroke=TRAINING)
    top = [(1, 1 + back), (1 + back, 1), (1 + back + width, 1), (1 + width, 1 + back)]
    side = [(1 + back + width, 1), (1 + back + width, 1 + height), (1 + width, 1 + back + height)]
    edges = svg.line([*top, *side], TRAINING) if back else ""
    return svg.drawing(width + back + 2, height + back + 2, alt, front, edges)


def _strip(length: int, alt: Text) -> str:
    lines = -(-length // _FOLD)
    shown = min(lines, _LINES)
    parts = []
    for line in range(shown):
        width = _UNIT * (_FOLD if line < lines - 1 else length - _FOLD * (lines - 1))
        parts.append(svg.rectangle((0, 3 * line, width, _UNIT), TRAINING))
    height = 3 * shown
    if lines > shown:
        more = Text(ko="⋮ {n:,}개 더", en="⋮ {n:,} more").format(n=length - _FOLD * shown)
        parts.append(svg.text(_ROOM / 2, height + 12, more, "middle", font_size=svg.SMALL))
        height += 16
    return svg.drawing(_ROOM, height, alt, *parts)


def _cross() -> str:
    alt = Text(ko="여기서 멈춥니다", en="it stops here")
    return svg.drawing(24, 24, alt, svg.line([(4, 4), (20, 20), (float("nan"), 0), (20, 4), (4, 20)], WRONG, 3))


def _bar(parameters: int, largest: int) -> str:
    alt = Text(ko="파라미터 {n:,}개", en="{n:,} parameters").format(n=parameters)
    width = _BAR * parameters / largest
    bar = svg.rectangle((0, 2, max(width, 1), 12), TRAINING)
    return svg.drawing(_BAR + 110, 16, alt, bar, svg.text(width + 6, 12, alt))


def _shape(shape: tuple[int, ...]) -> str:
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def verdict(stack: Stack) -> Text:
    """One or two sentences about the whole stack: its output, or where it stops and what helps."""
    floors = stack.floors
    if not floors:
        return Text(ko="층을 하나 골라 보세요.", en="Choose a layer.")
    if change := advice(stack):
        stops = Text(
            ko="메뉴 {n}에서 멈춥니다. 이 모델은 만들 수 없습니다.",
            en="It stops at menu {n}: this model cannot be built.",
        ).format(n=stack.culprit)
        return joined(stops, change.words)
    return Text(
        ko="출력은 (None, {shape})이고 파라미터는 모두 {n:,}개입니다.",
        en="The output is (None, {shape}), with {n:,} parameters in all.",
    ).format(shape=", ".join(map(str, floors[-1].shape or ())), n=sum(floor.parameters for floor in floors))


class ShapesLab(Lab):
    """The menu of the input, one menu for each layer, a button that mends, and the tensors."""

    def __init__(self):
        super().__init__()
        self.input = menu("Input", [(str(text), name) for name, text in _INPUT_NAMES.items()], "picture")
        options = [("—", ""), *((name, name) for name in MENU)]
        called = Text(ko="메뉴 {n}", en="menu {n}")
        self.slots = [menu(called.format(n=number), options, name) for number, name in enumerate(START, 1)]
        for each in (self.input, *self.slots):
            each.style.description_width = "4.5em"
        self.mend = button(Text(ko="조언대로 고치기", en="Do as advised"))
        self.mend.on_click(self._follow_the_advice)
        self.follow(self.input, *self.slots)
        self.redraw()

    @property
    def settings(self) -> Stack:
        return Stack(self.input.value, tuple(slot.value for slot in self.slots))

    @property
    def widget(self) -> widgets.Widget:
        return self.look(self.input, *self.slots, self.mend)

    def answer(self, settings: Stack) -> dict[widgets.Widget, object]:
        self.mend.disabled = settings.culprit is None
        return {self.picture: draw(settings), self.words: rich(verdict(settings))}

    def keras_code(self, settings: Stack) -> str:
        rows = "".join(f"    layers.{name},\n" for name in settings.layers)
        return CODE.format(shape=_shape(settings.input_shape), rows=rows)

    def _follow_the_advice(self, *_) -> None:
        with self.changing():
            if change := advice(self.settings):
                for slot, name in zip(self.slots, change.menus, strict=True):
                    slot.value = name


CODE = """\
import keras
from keras import layers

model = keras.Sequential([
    keras.Input({shape}),
{rows}])
model.summary()
"""


def open_lab() -> Interactive:
    """The lab with a small convnet to begin with."""
    opened = ShapesLab()
    stack = opened.settings
    lines = [f"{floor.name}: {floor.shape}, {floor.parameters:,}" for floor in stack.floors]
    return Interactive(
        opened.widget,
        text="\n".join([f"Input: {stack.input_shape}", *lines, str(verdict(stack))]),
        html=f"{opened.picture.value}<p>{opened.words.value}</p>",
    )
