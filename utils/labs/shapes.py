"""The Shapes lab: layers stacked from a menu, with the shape and the parameters after each; nothing is trained.

Shapes come from `compute_output_shape` of layers that are kept and never built, parameters from a formula for each kind
of layer: building a model on every touch would take longer than a touch may.
"""

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass

import ipywidgets as widgets
from keras import layers

from utils.core.display import Interactive
from utils.core.html import rich
from utils.core.palette import FADED, TRAINING, WRONG
from utils.core.text import Text
from utils.labs.base import Lab
from utils.labs.controls import menu, one_look

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
        words: why it cannot work, or what to notice; None where there is nothing to say.
    """

    name: str
    shape: tuple[int, ...] | None
    parameters: int = 0
    words: Text | None = None


@dataclass(frozen=True)
class Stack:
    """What a learner sets: the name of the input, and those of the layers on it."""

    input: str
    layers: tuple[str, ...]

    @property
    def input_shape(self) -> tuple[int, ...]:
        return INPUTS[self.input]

    @property
    def floors(self) -> list[Floor]:
        return stack_up(self.input_shape, self.layers)


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
        floors.append(Floor(name, after, parameters(layer, shape), _remark(layer, shape)))
        shape = after
    return floors


def parameters(layer: layers.Layer, shape: tuple[int, ...]) -> int:
    """How many parameters a layer has on examples of this shape; Keras' documentation gives the weights of each."""
    features = shape[-1]
    match layer:
        case layers.Dense():
            return (features + 1) * layer.units
        case layers.Conv1D() | layers.Conv2D():
            return (math.prod(layer.kernel_size) * features + 1) * layer.filters
        case layers.LSTM():
            return 4 * (features + layer.units + 1) * layer.units
        case layers.BatchNormalization():
            return 4 * features
        case _:
            return 0


# --- what does not fit, in words ---

_AXES = {
    2: Text(ko="시간 단계와 특성, 두 축", en="two axes, steps and features"),
    3: Text(ko="높이, 너비, 채널, 세 축", en="three axes, height, width and channels"),
}
# By what a layer needs and what it gets, in axes of one example.
_ADVICE = {
    (2, 1): Text(
        ko="앞의 LSTM이 답 하나만 낸다면 `return_sequences=True`가, 아니면 `Reshape((28, 28))`이 필요합니다.",
        en="An LSTM before it that gives one answer needs `return_sequences=True`; else put `Reshape((28, 28))` first.",
    ),
    (2, 3): Text(
        ko="사진을 행의 시퀀스로 보려면 `Reshape((28, 28))`로 채널 축을 없애세요.",
        en="To read a picture as a sequence of rows, drop the axis of channels with `Reshape((28, 28))`.",
    ),
    (3, 1): Text(
        ko="벡터에는 이웃한 픽셀이 없습니다. `Flatten()` 앞에 두거나 `Reshape((28, 28, 1))`로 사진을 되살리세요.",
        en="A vector has no neighbouring pixels. Put it before `Flatten()`, or begin with `Reshape((28, 28, 1))`.",
    ),
    (3, 2): Text(
        ko="채널 축이 없습니다. `Reshape((28, 28, 1))`이 채널 하나를 붙입니다.",
        en="The axis of channels is missing: `Reshape((28, 28, 1))` adds one channel.",
    ),
}


def _wrong_axes(name: str, layer: layers.Layer, shape: tuple[int, ...]) -> Text | None:
    spec = layer.input_spec
    if not isinstance(layer, layers.Dense | layers.Flatten) and spec is not None:
        wanted = (spec.ndim or spec.min_ndim) - 1
        if len(shape) != wanted:
            return Text(
                ko="`{name}` 층은 {axes}[을] 받지만 들어오는 형태는 {shape}입니다. {advice}",
                en="`{name}` takes {axes}, but it gets {shape}. {advice}",
            ).format(name=name, axes=_AXES[wanted], shape=shape, advice=_ADVICE[wanted, len(shape)])
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
        ko='`{name}`의 창이 {shape}보다 큽니다. 앞에서 너무 줄었습니다. 풀링을 빼거나 `padding="same"`을 쓰세요.',
        en='The window of `{name}` is larger than {shape}. Take out a pooling before it, or use `padding="same"`.',
    ).format(name=name, shape=shape)


def _remark(layer: layers.Layer, shape: tuple[int, ...]) -> Text | None:
    if isinstance(layer, layers.Dense) and len(shape) > 1:
        return Text(
            ko="`Dense`는 마지막 축에만 작용합니다. 그래서 답이 하나가 아니라 {n:,}개입니다.",
            en="`Dense` works on the last axis only, so there is not one answer but {n:,}.",
        ).format(n=math.prod(shape[:-1]))
    return None


# --- what is shown ---

_HEADINGS = (
    Text(ko="층", en="layer"),
    Text(ko="사진 한 장의 출력 형태", en="output shape of one example"),
    Text(ko="파라미터", en="parameters"),
)
_CELL_STYLE = "text-align:left;padding:.2em .8em"
_BAR = 120  # pixels


def draw(input_shape: tuple[int, ...], floors: list[Floor]) -> str:
    """A stack as an HTML table: shape and parameters after each layer, and a bar for its share of the parameters."""
    largest = max((floor.parameters for floor in floors), default=0) or 1
    heads = "".join(f'<th style="{_CELL_STYLE}">{heading}</th>' for heading in _HEADINGS)
    rows = [_row("Input", str(input_shape), ""), *(_floor_rows(floor, largest) for floor in floors)]
    return f"<table><tr>{heads}</tr>{''.join(rows)}</table><p>{rich(verdict(floors))}</p>"


def _floor_rows(floor: Floor, largest: int) -> str:
    colour = TRAINING if floor.shape else WRONG
    width = round(_BAR * floor.parameters / largest)
    bar = f'<span style="display:inline-block;height:.7em;width:{width}px;background:{colour}"></span>'
    shape = str(floor.shape) if floor.shape else f'<b style="color:{WRONG}">✗</b>'
    drawn = _row(floor.name, shape, f"{floor.parameters:,} {bar}" if floor.shape else "")
    if floor.words:
        drawn += (
            f'<tr><td colspan="3" style="text-align:left;white-space:normal;max-width:36em;'
            f'border-left:4px solid {colour if not floor.shape else FADED}">{rich(floor.words)}</td></tr>'
        )
    return drawn


def _row(name: str, shape: str, parameters: str) -> str:
    cells = (f"<code>{html.escape(name, quote=False)}</code>", shape, parameters)
    return "<tr>" + "".join(f'<td style="{_CELL_STYLE}">{cell}</td>' for cell in cells) + "</tr>"


def verdict(floors: list[Floor]) -> Text:
    """One sentence about the whole stack."""
    if not floors:
        return Text(ko="층을 하나 골라 보세요.", en="Choose a layer.")
    if floors[-1].shape is None:
        return Text(
            ko="{n}번째 층에서 멈춥니다. 이 모델은 만들 수 없습니다.",
            en="It stops at layer {n}: this model cannot be built.",
        ).format(n=len(floors))
    return Text(
        ko="출력은 (None, {shape})이고 파라미터는 모두 {n:,}개입니다.",
        en="The output is (None, {shape}), with {n:,} parameters in all.",
    ).format(shape=", ".join(map(str, floors[-1].shape)), n=sum(floor.parameters for floor in floors))


class ShapesLab(Lab):
    """The menu of the input, one menu for each layer, and the table."""

    def __init__(self):
        super().__init__()
        self.input = menu("Input", [(str(text), name) for name, text in _INPUT_NAMES.items()], "picture")
        options = [("—", ""), *((name, name) for name in MENU)]
        self.slots = [menu(str(number), options, name) for number, name in enumerate(START, 1)]
        self.table = widgets.HTML()
        self.follow(self.input, *self.slots)
        self.redraw()

    @property
    def settings(self) -> Stack:
        return Stack(self.input.value, tuple(slot.value for slot in self.slots if slot.value))

    @property
    def widget(self) -> widgets.Widget:
        return one_look([self.input, *self.slots], self.table)

    def answer(self, settings: Stack) -> dict[widgets.Widget, object]:
        return {self.table: draw(settings.input_shape, settings.floors)}


def open_lab() -> Interactive:
    """The lab with a small convnet to begin with."""
    opened = ShapesLab()
    stack = opened.settings
    lines = [f"{floor.name}: {floor.shape}, {floor.parameters:,}" for floor in stack.floors]
    return Interactive(
        opened.widget,
        text="\n".join([f"Input: {stack.input_shape}", *lines, str(verdict(stack.floors))]),
        html=opened.table.value,
    )
