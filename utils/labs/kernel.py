"""The lab "Kernel": nine numbers that a learner edits, what they make of a picture, and the activation behind them.

A pixel of the output is chosen, by touch or by number: its window on the picture, the nine products and their sum are
shown.
"""

from dataclasses import dataclass

import ipywidgets as widgets
import keras
import numpy as np
from keras import layers

from utils.core.display import Interactive
from utils.core.html import rich
from utils.core.palette import TRAINING, WRONG
from utils.core.text import Text, joined
from utils.data import class_names, fashion_mnist
from utils.labs import svg
from utils.labs.base import Lab
from utils.labs.controls import LABEL, menu

SIDE = 28
LABELS = (9, 1, 6, 8)  # ankle boot, trousers, shirt, bag
ACTIVATIONS = ("linear", "relu", "tanh", "sigmoid", "softplus")
KERNELS = {
    "identity": (Text(ko="그대로", en="identity"), (0, 0, 0, 0, 1, 0, 0, 0, 0)),
    "blur": (Text(ko="흐리게", en="blur"), (1 / 16, 1 / 8, 1 / 16, 1 / 8, 1 / 4, 1 / 8, 1 / 16, 1 / 8, 1 / 16)),
    "sharpen": (Text(ko="선명하게", en="sharpen"), (0, -1, 0, -1, 5, -1, 0, -1, 0)),
    "left": (Text(ko="왼쪽 윤곽", en="left edges"), (-1, 0, 1, -1, 0, 1, -1, 0, 1)),
    "right": (Text(ko="오른쪽 윤곽", en="right edges"), (1, 0, -1, 1, 0, -1, 1, 0, -1)),
    "outline": (Text(ko="모든 윤곽", en="all edges"), (-1, -1, -1, -1, 8, -1, -1, -1, -1)),
    "shift": (Text(ko="오른쪽으로 한 칸", en="one step to the right"), (0, 0, 0, 1, 0, 0, 0, 0, 0)),
    "zero": (Text(ko="모두 0", en="all 0"), (0,) * 9),
}
OWN = "own"
LARGEST = 9  # of a number of the kernel
FULL_COLOUR = 3  # the output's colours always mean the same, and so does its curve
END_OF_CURVE = 8
_PIXEL = 8  # CSS pixels of a pixel
_MOST_TINT = 2  # a larger product has the same colour, a third of the full one, so that its number can be read


@dataclass(frozen=True)
class Settings:
    """What a learner sets.

    Attributes:
        kernel: nine numbers, row by row.
        activation: one of `ACTIVATIONS`.
        label: the class of the picture.
        row, column: of the output's pixel that is looked at, from 0 to 25; also of the first pixel of its window.
    """

    kernel: tuple[float, ...] = KERNELS["left"][1]
    activation: str = "relu"
    label: int = 9
    row: int = 12
    column: int = 14

    @property
    def used(self) -> np.ndarray:
        """The kernel (3, 3) that is computed with: no number is larger than `LARGEST`."""
        return np.clip(np.reshape(self.kernel, (3, 3)), -LARGEST, LARGEST).astype("float32")


@dataclass(frozen=True)
class Filtered:
    """What the settings give.

    Attributes:
        picture: (28, 28), from 0 to 1.
        values: (26, 26), what the convolution gives.
        output: (26, 26), what the activation makes of it.
    """

    picture: np.ndarray
    values: np.ndarray
    output: np.ndarray


class Convolution:
    """A `Conv2D` with one filter, whose kernel is set anew for each touch."""

    def __init__(self):
        (pictures, labels), _ = fashion_mnist()
        self.pictures = {label: pictures[labels == label][0].astype("float32") / 255 for label in LABELS}
        self.layer = layers.Conv2D(1, 3, use_bias=False)
        self.layer.build((None, SIDE, SIDE, 1))

    def apply(self, settings: Settings) -> Filtered:
        """The picture, and what the layer and the activation make of it."""
        picture = self.pictures[settings.label]
        self.layer.set_weights([settings.used[:, :, np.newaxis, np.newaxis]])
        values = self.layer(picture[np.newaxis, :, :, np.newaxis])
        output = activate(settings.activation, values)
        return Filtered(picture, keras.ops.convert_to_numpy(values)[0, :, :, 0], output[0, :, :, 0])


def activate(name: str, values) -> np.ndarray:
    """The activation of this name on an array or a tensor of any shape, as a NumPy array."""
    return keras.ops.convert_to_numpy(keras.activations.get(name)(keras.ops.convert_to_tensor(values)))


def products(settings: Settings, filtered: Filtered) -> tuple[np.ndarray, np.ndarray]:
    """The window (3, 3) under the chosen pixel, and its products with the kernel."""
    window = filtered.picture[settings.row : settings.row + 3, settings.column : settings.column + 3]
    return window, window * settings.used


def explain(settings: Settings, filtered: Filtered) -> Text:
    """What the sum of the kernel means, what the activation did, and whether a number is too large."""
    said = [_about_the_kernel(settings.used), _about_the_activation(settings, filtered)]
    too_large = [number for number in settings.kernel if abs(number) > LARGEST]
    if too_large:
        said.append(
            Text(
                ko="이 실험실의 커널은 −{most}부터 {most}까지입니다. {number} 대신 {used}[으로] 계산했습니다.",
                en="Numbers of this kernel go from −{most} to {most}: in place of {number} it uses {used}.",
            ).format(most=LARGEST, number=_plain(too_large[0]), used=_plain(np.sign(too_large[0]) * LARGEST))
        )
    return joined(*said)


def _about_the_kernel(kernel: np.ndarray) -> Text:
    total = round(float(kernel.sum()), 2) + 0.0
    if not kernel.any():
        return Text(
            ko="커널의 아홉 수가 모두 0입니다. 무엇을 넣어도 0이 나오므로 사진이 사라집니다.",
            en="All nine numbers are 0. Whatever goes in, 0 comes out, so the picture is gone.",
        )
    if total == 0:
        meaning = Text(
            ko="고른 곳에서는 합성곱의 값이 0이고, 밝기가 변하는 곳만 남습니다.",
            en="In even areas the convolution gives 0; only changes of brightness are left.",
        )
    elif total == 1:
        meaning = Text(
            ko="고른 곳에서는 합성곱의 값이 밝기 그대로입니다.",
            en="In even areas the convolution gives the brightness itself.",
        )
    else:
        meaning = Text(
            ko="고른 곳에서는 합성곱의 값이 밝기의 {total}배입니다.",
            en="In even areas the convolution gives {total} times the brightness.",
        ).format(total=svg.number(total))
    return Text(ko="커널의 합은 {total}입니다. {meaning}", en="The kernel adds up to {total}. {meaning}").format(
        total=svg.number(total), meaning=meaning
    )


def _about_the_activation(settings: Settings, filtered: Filtered) -> Text:
    negative = 100 * float((filtered.values < -1e-6).mean())
    return {
        "linear": Text(
            ko="`linear`는 아무것도 바꾸지 않습니다. 음수인 픽셀은 {negative:.0f} %입니다.",
            en="`linear` changes nothing: {negative:.0f} % of the pixels are negative.",
        ),
        "relu": Text(
            ko="`relu`는 음수를 0으로 만듭니다. 음수였던 픽셀은 {negative:.0f} %입니다.",
            en="`relu` turns negative numbers into 0: that was {negative:.0f} % of the pixels.",
        ),
        "tanh": Text(
            ko="`tanh`는 큰 값을 −1과 1 사이로 누릅니다. 0은 0으로 남습니다.",
            en="`tanh` presses large values between −1 and 1. 0 stays 0.",
        ),
        "sigmoid": Text(
            ko="`sigmoid`는 0을 0.5로 보냅니다. 그래서 빈 배경도 0이 아닙니다.",
            en="`sigmoid` sends 0 to 0.5, so even the empty background is no longer 0.",
        ),
        "softplus": Text(
            ko="`softplus`는 모서리가 둥근 `relu`입니다. 0은 0.69가 됩니다.",
            en="`softplus` is a `relu` with a rounded corner. 0 becomes 0.69.",
        ),
    }[settings.activation].format(negative=negative)


# --- the picture ---

# Touch or draw over the output: the numbers of the chosen pixel follow.
_TOUCH = f"""const box = this.getBoundingClientRect(), lab = this.closest(".keras-study-lab");
if (event.type === "pointermove" && !event.buttons) return;
event.preventDefault();
[["row", event.clientY - box.top, box.height], ["column", event.clientX - box.left, box.width]].forEach(
    ([name, place, size]) => {{
        const input = lab.querySelector(`.keras-study-${{name}} input`);
        const pixel = String(Math.max(0, Math.min({SIDE - 3}, Math.floor({SIDE - 2} * place / size))));
        if (input.value === pixel) return;
        input.value = pixel;
        ["input", "change"].forEach(kind => input.dispatchEvent(new Event(kind, {{ bubbles: true }})));
    }})"""


def draw(settings: Settings, filtered: Filtered) -> list[str]:
    """Four drawings: the picture with its window, the nine products, the output, and the activation's curve."""
    return [
        _draw_picture(settings, filtered),
        _draw_products(settings, filtered),
        _draw_output(settings, filtered),
        _draw_activation(settings, filtered),
    ]


def _draw_picture(settings: Settings, filtered: Filtered) -> str:
    side = SIDE * _PIXEL
    box = (0, 22, side, side)
    window = (_PIXEL * settings.column, 22 + _PIXEL * settings.row, 3 * _PIXEL, 3 * _PIXEL)
    alt = Text(
        ko="사진: {name}. 커널의 창은 {row}행 {column}열부터 3 × 3픽셀",
        en="Picture: {name}. The window of 3 × 3 pixels begins at row {row}, column {column}",
    ).format(name=class_names()[settings.label], row=settings.row, column=settings.column)
    return svg.drawing(
        side,
        side + 22,
        alt,
        svg.text(0, 14, Text(ko="사진과 창", en="picture and window")),
        svg.ink(filtered.picture, box),
        svg.rectangle(box, stroke=svg.INK, stroke_opacity=0.5),
        svg.rectangle(window, stroke=WRONG, stroke_width=3),
    )


def _draw_products(settings: Settings, filtered: Filtered) -> str:
    window, of_each = products(settings, filtered)
    value, output = (values[settings.row, settings.column] for values in (filtered.values, filtered.output))
    width, height, top = 60, 60, 22
    cells = [svg.text(0, 14, Text(ko="픽셀 × 커널 = 곱", en="pixel × kernel = product"))]
    for (row, column), product in np.ndenumerate(of_each):
        x, y = column * width, top + row * height
        tint = np.clip([[product]], -_MOST_TINT, _MOST_TINT)
        cells.append(svg.signed(tint, 3 * _MOST_TINT, (x, y, width, height)))
        cells.append(svg.rectangle((x, y, width, height), stroke=svg.INK, stroke_opacity=0.5))
        factors = f"{window[row, column]:.2f}", f"× {svg.number(settings.used[row, column])}"
        for line, factor in enumerate(factors):
            cells.append(svg.text(x + width / 2, y + 16 + 14 * line, factor, "middle", font_size=svg.SMALL))
        cells.append(svg.text(x + width / 2, y + 50, _two_digits(product), "middle", font_size=14, font_weight=600))
    total = Text(ko="아홉 곱의 합 = {value}", en="sum of the nine = {value}").format(value=_two_digits(value))
    after = Text(ko="{activation}[을] 거치면 {output}", en="after {activation}: {output}").format(
        activation=settings.activation, output=_two_digits(output)
    )
    cells.append(svg.text(0, top + 3 * height + 20, total, font_weight=600))
    cells.append(svg.text(0, top + 3 * height + 40, after, font_weight=600))
    alt = Text(
        ko="창의 픽셀과 커널의 곱 아홉 개: {products}. 합 {value}, {activation} 뒤 {output}",
        en="The nine products of the window with the kernel: {products}. Sum {value}, after {activation} {output}",
    ).format(
        products=", ".join(map(_two_digits, of_each.ravel())),
        value=_two_digits(value),
        activation=settings.activation,
        output=_two_digits(output),
    )
    return svg.drawing(3 * width, top + 3 * height + 48, alt, *cells)


def _draw_output(settings: Settings, filtered: Filtered) -> str:
    side, top = (SIDE - 2) * _PIXEL, 22
    box = (0, top, side, side)
    beyond = np.argwhere(np.abs(filtered.output) > FULL_COLOUR)
    chosen = (_PIXEL * settings.column, top + _PIXEL * settings.row, _PIXEL, _PIXEL)
    alt = Text(
        ko="출력 26 × 26픽셀: {low}에서 {high}까지. 눈금 ±{limit} 밖의 픽셀 {n}개. {row}행 {column}열은 {value}",
        en="Output of 26 × 26 pixels, from {low} to {high}; beyond ±{limit}: {n}. Row {row}, column {column}: {value}",
    ).format(
        low=_two_digits(filtered.output.min()),
        high=_two_digits(filtered.output.max()),
        limit=FULL_COLOUR,
        n=len(beyond),
        row=settings.row,
        column=settings.column,
        value=_two_digits(filtered.output[settings.row, settings.column]),
    )
    note = Text(ko="● 눈금 밖: {n}픽셀", en="● beyond the scale: {n} pixels").format(n=len(beyond))
    return svg.drawing(
        side,
        side + 72,
        alt,
        svg.text(0, 14, Text(ko="출력: 픽셀을 눌러 보세요", en="output: touch a pixel")),
        svg.signed(filtered.output, FULL_COLOUR, box),
        svg.dots(beyond[:, ::-1] * _PIXEL + (_PIXEL / 2, top + _PIXEL / 2), svg.INK, 2.5),
        svg.rectangle(box, stroke=svg.INK, stroke_opacity=0.5),
        svg.rectangle(chosen, stroke=WRONG, stroke_width=3),
        svg.colour_bar(FULL_COLOUR, (0, top + side + 8, side, 10)),
        svg.text(0, top + side + 48, note if len(beyond) else "", font_size=svg.SMALL),
        svg.rectangle(
            box, "transparent", onpointerdown=_TOUCH, onpointermove=_TOUCH, style="cursor:crosshair;touch-action:none"
        ),
    )


def _draw_activation(settings: Settings, filtered: Filtered) -> str:
    ends = (-END_OF_CURVE, -END_OF_CURVE // 2, 0, END_OF_CURVE // 2, END_OF_CURVE)
    axes = svg.Axes((34, 22, 160, 160), ends, ends, (Text(ko="합성곱의 값", en="value of the convolution"), ""))
    along = np.linspace(-END_OF_CURVE, END_OF_CURVE, 101, dtype="float32")
    curve = activate(settings.activation, along)
    inside = np.abs(curve) <= END_OF_CURVE
    pairs = np.unique(np.round(np.stack([filtered.values, filtered.output], -1).reshape(-1, 2), 2), axis=0)
    outside = np.abs(pairs).max(axis=1) > END_OF_CURVE
    chosen = axes.places(*([values[settings.row, settings.column]] for values in (filtered.values, filtered.output)))
    alt = Text(
        ko="활성화 함수 {name}의 곡선과 그 위의 픽셀. 그림 밖 {n}개는 가장자리에 세모로",
        en="The curve of the activation {name}, with the pixels on it; {n} beyond the edge, as triangles",
    ).format(name=settings.activation, n=int(outside.sum()))
    return svg.drawing(
        202,
        220,
        alt,
        svg.text(34, 14, Text(ko="활성화 함수 → 출력", en="activation → output")),
        str(axes),
        svg.line(axes.places([-END_OF_CURVE, END_OF_CURVE], [0, 0]), stroke_opacity=0.4),
        svg.line(axes.places([0, 0], [-END_OF_CURVE, END_OF_CURVE]), stroke_opacity=0.4),
        svg.line(axes.places(along[inside], curve[inside])),
        svg.dots(axes.places(*pairs[~outside].T), TRAINING, 4),
        svg.triangles(axes.places(*pairs[outside].T), TRAINING, 7),
        svg.rings(chosen, 12, WRONG, 3),
    )


def _plain(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _two_digits(value: float) -> str:
    return f"{round(float(value), 2) + 0.0:.2f}".replace("-", "−")


# --- what a learner touches ---

_SIGNS = {1: "keras-study-positive", -1: "keras-study-negative"}


class KernelLab(Lab):
    """A menu of kernels above nine boxes, menus of activations and pictures, a pixel, the facts, and the pictures."""

    def __init__(self):
        super().__init__()
        self.convolution = Convolution()
        start = Settings()
        kernels = [(str(name), key) for key, (name, _) in KERNELS.items()]
        own = (str(Text(ko="내 커널", en="my own")), OWN)
        self.prepared = menu(Text(ko="커널", en="kernel"), [*kernels, own], "left")
        self.boxes = [_number(place, value) for place, value in enumerate(start.kernel)]
        self.activation = menu(Text(ko="활성화 함수", en="activation"), ACTIVATIONS, start.activation)
        pictures = [(class_names()[label], label) for label in LABELS]
        self.label = menu(Text(ko="사진", en="picture"), pictures, start.label)
        self.row = _place("row", Text(ko="출력의 행", en="output row"), start.row)
        self.column = _place("column", Text(ko="출력의 열", en="output column"), start.column)
        self.prepared.observe(self._fill, names="value")
        for box in self.boxes:
            box.observe(self._edit, names="value")
        self.follow(self.activation, self.label, self.row, self.column)
        self.redraw()

    @property
    def settings(self) -> Settings:
        kernel = tuple(box.value for box in self.boxes)
        return Settings(kernel, self.activation.value, self.label.value, self.row.value, self.column.value)

    @property
    def widget(self) -> widgets.Widget:
        grid = widgets.GridBox(
            self.boxes,
            layout=widgets.Layout(grid_template_columns="repeat(3, minmax(0, 6.6em))", justify_content="flex-end"),
        )
        return self.look(self.prepared, grid, self.activation, self.label, self.row, self.column)

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        filtered = self.convolution.apply(settings)
        for box, number in zip(self.boxes, settings.kernel, strict=True):
            _tint(box, number)
        return {
            self.picture: svg.side_by_side(*draw(settings, filtered)),
            self.words: rich(explain(settings, filtered)),
        }

    def keras_code(self, settings: Settings) -> str:
        return CODE.format(
            label=settings.label,
            rows=",\n    ".join(str([round(float(number), 6) for number in row]) for row in settings.used.tolist()),
            activation=settings.activation,
            row=settings.row,
            column=settings.column,
        )

    def _fill(self, *_) -> None:
        """Put the nine numbers of a prepared kernel into the boxes."""
        with self.changing():
            if self.prepared.value != OWN:
                for box, number in zip(self.boxes, KERNELS[self.prepared.value][1], strict=True):
                    box.value = number

    def _edit(self, *_) -> None:
        """Call the kernel by its name where the numbers are those of a prepared one, else the learner's own."""
        with self.changing() as by_the_menu:
            if not by_the_menu:
                kernel = self.settings.kernel
                self.prepared.value = next((key for key, (_, numbers) in KERNELS.items() if numbers == kernel), OWN)


CODE = """\
import numpy as np
from keras import layers
from utils.data import fashion_mnist

(pictures, labels), _ = fashion_mnist()
picture = pictures[labels == {label}][0] / 255

kernel = np.array([
    {rows},
])
convolution = layers.Conv2D(1, 3, activation="{activation}", use_bias=False)
convolution.build((None, 28, 28, 1))
convolution.set_weights([kernel.reshape(3, 3, 1, 1)])

output = np.array(convolution(picture.reshape(1, 28, 28, 1)))[0, :, :, 0]
print(output.shape, output[{row}, {column}])
"""


def _number(place: int, value: float) -> widgets.FloatText:
    name = Text(ko="커널 {row}행 {column}열", en="kernel, row {row}, column {column}")
    description = str(name.format(row=place // 3, column=place % 3))
    box = widgets.FloatText(value=value, step=0.5, description=description, layout=widgets.Layout(width="auto"))
    box.add_class("keras-study-unseen-name")
    return box


def _place(kind: str, name: Text, value: int) -> widgets.BoundedIntText:
    layout = widgets.Layout(width="14em")
    box = widgets.BoundedIntText(value=value, max=SIDE - 3, description=str(name), style=LABEL, layout=layout)
    box.add_class(f"keras-study-{kind}")
    return box


def _tint(box: widgets.FloatText, number: float) -> None:
    """Show the sign of a number on its box."""
    wanted = _SIGNS.get(int(np.sign(number)))
    for kind in _SIGNS.values():
        if kind == wanted and kind not in box._dom_classes:
            box.add_class(kind)
        elif kind != wanted and kind in box._dom_classes:
            box.remove_class(kind)


def open_lab() -> Interactive:
    """The lab with the kernel for left edges on the ankle boot."""
    opened = KernelLab()
    settings = opened.settings
    alt = Text(
        ko="커널 실험실: {label} 사진에서 커널 '{kernel}'[과] {activation}[이] 남긴 것, 그리고 활성화 함수의 곡선",
        en="Kernel lab: what the kernel '{kernel}' and {activation} leave of the {label}, and the activation's curve",
    ).format(label=class_names()[9], kernel=KERNELS["left"][0], activation=settings.activation)
    drawings = draw(settings, opened.convolution.apply(settings))
    return Interactive(opened.widget, text=str(alt), svg=svg.sheet(alt, *drawings))
