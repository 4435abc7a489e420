"""The lab "Kernel": nine numbers that a learner edits, what they make of a picture, and the activation behind them."""

from dataclasses import dataclass

import ipywidgets as widgets
import keras
import numpy as np
from keras import layers
from matplotlib.axes import Axes

from utils.core.display import Interactive
from utils.core.html import rich
from utils.core.palette import FADED, SIGNED_COLOURS, TRAINING
from utils.core.text import Text, joined
from utils.data import class_names, fashion_mnist
from utils.labs.base import Lab
from utils.labs.controls import menu, one_look
from utils.labs.kept_figure import KeptFigure

SIDE = 28
LABELS = (9, 1, 6, 8)  # ankle boot, trousers, shirt, bag
ACTIVATIONS = ("linear", "relu", "tanh", "sigmoid", "softplus")
KERNELS = {
    "identity": (Text(ko="그대로", en="identity"), (0, 0, 0, 0, 1, 0, 0, 0, 0)),
    "blur": (Text(ko="흐리게", en="blur"), (1 / 9,) * 9),
    "sharpen": (Text(ko="선명하게", en="sharpen"), (0, -1, 0, -1, 5, -1, 0, -1, 0)),
    "left": (Text(ko="왼쪽 윤곽", en="left edges"), (-1, 0, 1, -1, 0, 1, -1, 0, 1)),
    "right": (Text(ko="오른쪽 윤곽", en="right edges"), (1, 0, -1, 1, 0, -1, 1, 0, -1)),
    "outline": (Text(ko="모든 윤곽", en="all edges"), (-1, -1, -1, -1, 8, -1, -1, -1, -1)),
    "shift": (Text(ko="오른쪽으로 한 칸", en="one step to the right"), (0, 0, 0, 1, 0, 0, 0, 0, 0)),
    "zero": (Text(ko="모두 0", en="all 0"), (0,) * 9),
}
OWN = "own"
_LIMITS = (1, 2, 4, 8, 16, 32, 64, 128)  # the ends that the axes of the curve may have
_LARGEST = 9


@dataclass(frozen=True)
class Settings:
    """What a learner sets.

    Attributes:
        kernel: nine numbers, row by row.
        activation: one of `ACTIVATIONS`.
        label: the class of the picture.
    """

    kernel: tuple[float, ...] = KERNELS["left"][1]
    activation: str = "relu"
    label: int = 9


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
        self.layer.set_weights([np.reshape(settings.kernel, (3, 3, 1, 1)).astype("float32")])
        values = self.layer(picture[np.newaxis, :, :, np.newaxis])
        output = activate(settings.activation, values)
        return Filtered(picture, keras.ops.convert_to_numpy(values)[0, :, :, 0], output[0, :, :, 0])


def activate(name: str, values) -> np.ndarray:
    """The activation of this name on an array or a tensor of any shape, as a NumPy array."""
    return keras.ops.convert_to_numpy(keras.activations.get(name)(keras.ops.convert_to_tensor(values)))


def explain(settings: Settings, filtered: Filtered) -> Text:
    """Two or three sentences: what the sum of the kernel means, and what the activation did."""
    return joined(_about_the_kernel(settings.kernel), _about_the_activation(settings, filtered))


def _about_the_kernel(kernel: tuple[float, ...]) -> Text:
    total = round(sum(kernel), 2) + 0.0
    if not any(kernel):
        return Text(
            ko="커널의 아홉 수가 모두 0입니다. 무엇을 넣어도 0이 나오므로 사진이 사라집니다.",
            en="All nine numbers are 0. Whatever goes in, 0 comes out, so the picture is gone.",
        )
    if abs(total) < 0.01:
        meaning = Text(
            ko="고른 곳은 0이 되고, 밝기가 변하는 곳만 남습니다.",
            en="Even areas become 0, and only changes of brightness are left.",
        )
    elif abs(total - 1) < 0.01:
        meaning = Text(ko="고른 곳의 밝기는 그대로입니다.", en="Even areas keep their brightness.")
    else:
        meaning = Text(
            ko="고른 곳의 값은 {total:g}배가 됩니다.", en="In even areas, values are multiplied by {total:g}."
        ).format(total=total)
    return Text(ko="커널의 합은 {total:g}입니다. {meaning}", en="The kernel adds up to {total:g}. {meaning}").format(
        total=total, meaning=meaning
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


class KernelFigure(KeptFigure):
    """The picture, what came out, and the curve with a dot for each pixel."""

    def __init__(self):
        super().__init__(8, 2.9)
        self._before = self.add_picture(
            (0.01, 0.06, 0.29, 0.8), SIDE, Text(ko="사진", en="picture"), cmap="gray_r", vmax=1
        )
        self._after = self.add_picture(
            (0.32, 0.06, 0.29, 0.8),
            SIDE,
            Text(ko="출력: 주황 +, 보라 −", en="output: orange +, purple −"),
            cmap=SIGNED_COLOURS,
        )
        self._curve_axes = self.figure.add_axes((0.71, 0.2, 0.28, 0.66))
        self._start_curve(self._curve_axes)

    def show(self, settings: Settings, filtered: Filtered) -> None:
        limit = end_of_the_axes(filtered)
        self._before.set_data(filtered.picture)
        self._after.set_data(filtered.output)
        strongest = max(float(np.abs(filtered.output).max()), 1e-6)
        self._after.set_clim(-strongest, strongest)
        along = np.linspace(-limit, limit, 101, dtype="float32")
        self._curve.set_data(along, activate(settings.activation, along))
        self._dots.set_data(filtered.values.ravel(), filtered.output.ravel())
        self._curve_axes.set(xlim=(-limit, limit), ylim=(-1.1 * limit, 1.1 * limit))
        ticks = (-limit, 0, limit)
        self._curve_axes.set(xticks=ticks, yticks=ticks)

    def _start_curve(self, axes: Axes) -> None:
        axes.axhline(0, color=FADED, linewidth=0.8)
        axes.axvline(0, color=FADED, linewidth=0.8)
        (self._curve,) = axes.plot([], [], color=FADED)
        (self._dots,) = axes.plot([], [], "o", color=TRAINING, markersize=4, alpha=0.15, markeredgewidth=0)
        axes.set(
            xlabel=str(Text(ko="합성곱의 값", en="value of the convolution")),
            ylabel=str(Text(ko="출력", en="output")),
            title=str(Text(ko="활성화 함수", en="activation")),
        )


def end_of_the_axes(filtered: Filtered) -> int:
    """Where the axes of the curve end, so that all dots are on them."""
    largest = max(float(np.abs(values).max()) for values in (filtered.values, filtered.output))
    return next((limit for limit in _LIMITS if limit >= largest), _LIMITS[-1])


class KernelLab(Lab):
    """A menu of kernels above nine boxes, a menu of pictures and of activations, the facts, and the picture."""

    def __init__(self):
        super().__init__()
        self.picture = widgets.Image(format="png")
        self.convolution, self.figure = Convolution(), KernelFigure()
        start = Settings()
        kernels = [(str(name), key) for key, (name, _) in KERNELS.items()]
        own = (str(Text(ko="내 커널", en="my own")), OWN)
        self.prepared = menu(Text(ko="커널", en="kernel"), [*kernels, own], "left")
        self.boxes = [
            widgets.BoundedFloatText(
                value=number, min=-_LARGEST, max=_LARGEST, step=0.5, layout=widgets.Layout(width="5em")
            )
            for number in start.kernel
        ]
        self.activation = menu(Text(ko="활성화 함수", en="activation"), ACTIVATIONS, start.activation)
        pictures = [(class_names()[label], label) for label in LABELS]
        self.label = menu(Text(ko="사진", en="picture"), pictures, start.label)
        self.prepared.observe(self._fill, names="value")
        for box in self.boxes:
            box.observe(self._edit, names="value")
        self.follow(self.activation, self.label)
        self.redraw()

    @property
    def settings(self) -> Settings:
        return Settings(tuple(box.value for box in self.boxes), self.activation.value, self.label.value)

    @property
    def widget(self) -> widgets.Widget:
        grid = widgets.GridBox(self.boxes, layout=widgets.Layout(grid_template_columns="repeat(3, 5.4em)"))
        return one_look([self.prepared, grid, self.activation, self.label], self.picture, self.words)

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        filtered = self.convolution.apply(settings)
        return {self.picture: self.figure.png(settings, filtered), self.words: rich(explain(settings, filtered))}

    def _fill(self, *_) -> None:
        """Put the nine numbers of a prepared kernel into the boxes."""
        with self.changing():
            if self.prepared.value != OWN:
                for box, number in zip(self.boxes, KERNELS[self.prepared.value][1], strict=True):
                    box.value = number

    def _edit(self, *_) -> None:
        """A number that the learner has changed makes the kernel the learner's own."""
        with self.changing() as by_the_menu:
            if not by_the_menu and self.settings.kernel != KERNELS.get(self.prepared.value, (None, None))[1]:
                self.prepared.value = OWN


def open_lab() -> Interactive:
    """The lab with the kernel for left edges on the ankle boot."""
    opened = KernelLab()
    alt = Text(
        ko="커널 실험실: {label} 사진에서 커널 '{kernel}'[과] {activation}[이] 남긴 것, 그리고 활성화 함수의 곡선",
        en="Kernel lab: what the kernel '{kernel}' and {activation} leave of the {label}, and the activation's curve",
    ).format(label=class_names()[9], kernel=KERNELS["left"][0], activation=opened.settings.activation)
    return Interactive(opened.widget, text=str(alt), picture=opened.picture.value)
