"""The lab "Weights": a layer of a small network, its arrays as pictures at seven moments of its training."""

from dataclasses import dataclass

import ipywidgets as widgets
import keras
import numpy as np
from keras import layers
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from utils.core.display import Interactive
from utils.core.figures import png
from utils.core.html import rich
from utils.core.palette import SIGNED_COLOURS
from utils.core.text import Text, joined
from utils.data import fashion_mnist
from utils.labs.base import Lab
from utils.labs.controls import checkbox, menu, one_look, slider
from utils.labs.training import dense, own_seeds

TRAINING_PICTURES = 2_000
TEST_PICTURES = 1_000
BATCH = 32
UNITS, CLASSES, SIDE = 16, 10, 28
MOMENTS = (0, 1, 3, 10, 30, 100, 300)
LAYERS = ("flatten", "hidden", "normalization", "classes")
LINE = 0.09  # the height of a line of text, as a part of the sheet


@dataclass(frozen=True)
class Snapshot:
    """The network after some steps of training.

    Attributes:
        step: how many batches it has learned from.
        accuracy: its accuracy on the test pictures.
        arrays: by the name of each layer its arrays, each under its own name such as "kernel".
    """

    step: int
    accuracy: float
    arrays: dict[str, dict[str, np.ndarray]]


def train() -> list[Snapshot]:
    """Train the network once, on 2,000 pictures, and keep a snapshot at each of `MOMENTS`."""
    (x_train, y_train), (x_test, y_test) = fashion_mnist()
    x_train, x_test = x_train.astype("float32") / 255, x_test[:TEST_PICTURES].astype("float32") / 255
    model = _network()
    model.compile(keras.optimizers.SGD(0.005, momentum=0.9), "sparse_categorical_crossentropy")
    snapshots = []
    for step in range(MOMENTS[-1] + 1):
        if step in MOMENTS:
            guesses = np.argmax(keras.ops.convert_to_numpy(model(x_test)), axis=-1)
            snapshots.append(Snapshot(step, float(np.mean(guesses == y_test[:TEST_PICTURES])), _arrays(model)))
        first = step * BATCH % (TRAINING_PICTURES - BATCH)
        model.train_on_batch(x_train[first : first + BATCH], y_train[first : first + BATCH])
    return snapshots


def _network() -> keras.Model:
    seed = own_seeds()
    return keras.Sequential(
        [
            keras.Input((SIDE, SIDE)),
            layers.Flatten(name="flatten"),
            dense(UNITS, seed(), activation="relu", name="hidden"),
            layers.BatchNormalization(momentum=0.9, name="normalization"),
            dense(CLASSES, seed(), activation="softmax", name="classes"),
        ]
    )


def _arrays(model: keras.Model) -> dict[str, dict[str, np.ndarray]]:
    return {
        layer.name: dict(zip((weight.name for weight in layer.weights), layer.get_weights(), strict=True))
        for layer in model.layers
    }


@dataclass(frozen=True)
class Settings:
    """What a learner sets: a layer, a moment, and whether to see the arrays or what has become of them."""

    layer: str = "hidden"
    step: int = MOMENTS[-1]
    change: bool = True


def shown_arrays(snapshots: list[Snapshot], settings: Settings) -> dict[str, np.ndarray]:
    """The arrays that these settings ask for: those of the moment, or their change since step 0."""
    now = _at(snapshots, settings.step).arrays[settings.layer]
    if not settings.change:
        return now
    start = snapshots[0].arrays[settings.layer]
    return {name: array - start[name] for name, array in now.items()}


def _at(snapshots: list[Snapshot], step: int) -> Snapshot:
    return next(snapshot for snapshot in snapshots if snapshot.step == step)


def explain(snapshots: list[Snapshot], settings: Settings) -> Text:
    """One or two sentences about these settings: how good the network is, and why there may be nothing to see."""
    facts = Text(
        ko="{step}단계 뒤의 테스트 정확도는 {accuracy:.2f}입니다.",
        en="After {step} steps the test accuracy is {accuracy:.2f}.",
    ).format(step=settings.step, accuracy=_at(snapshots, settings.step).accuracy)
    if not snapshots[0].arrays[settings.layer]:
        why = Text(
            ko="`flatten`은 모양만 바꾸는 층입니다. 가중치가 없으므로 그릴 배열도 없습니다.",
            en="`flatten` only changes the shape. It has no weights, so there is no array to draw.",
        )
    elif settings.change and settings.step == 0:
        why = Text(
            ko="아직 한 단계도 학습하지 않아서 변화가 모두 0입니다. 단계를 늘리거나 변화 표시를 끄세요.",
            en="Nothing has been trained yet, so every change is 0. Move the step on, or switch the change off.",
        )
    elif settings.layer == "normalization" and not settings.change:
        why = Text(
            ko="`moving_mean`과 `moving_variance`는 학습되는 값이 아니라 데이터에서 잰 값입니다.",
            en="`moving_mean` and `moving_variance` are not trained: they are measured on the data.",
        )
    else:
        return facts
    return joined(facts, why)


def draw(snapshots: list[Snapshot], settings: Settings) -> Figure:
    """The arrays as pictures, white at 0, purple below and orange above.

    The colours of an array mean the same at every moment, so that the pictures can be compared.
    """
    figure = Figure(figsize=(6.4, 3.6), layout="none")
    # One empty sheet for all arrays: a lab redraws while a slider moves, and axes of their own would cost 15 ms each.
    sheet = figure.add_axes((0, 0, 1, 1))
    sheet.set_axis_off()
    arrays = shown_arrays(snapshots, settings)
    if not arrays:
        nothing = Text(ko="가중치 0개", en="0 weights")
        sheet.text(0.5, 0.5, f"{settings.layer}: {nothing}", va="center", ha="center", fontsize=14)
    top = 1.0
    for name, array in arrays.items():
        height = 0.7 if name == "kernel" else 0.3 if "kernel" in arrays else 1 / len(arrays)
        top -= height
        _draw(sheet, name, array, _limit(snapshots, settings, name), top, height)
    sheet.set(xlim=(0, 1), ylim=(0, 1))
    return figure


def _draw(sheet: Axes, name: str, array: np.ndarray, limit: float, bottom: float, height: float) -> None:
    """One array in a band of the sheet: its name, shape and range above it, what its boxes are below."""
    values, below = _as_picture(array)
    left, right, low, high = 0.04, 0.96, bottom + LINE, bottom + height - LINE
    sheet.imshow(
        values,
        cmap=SIGNED_COLOURS,
        vmin=-limit,
        vmax=limit,
        extent=(left, right, low, high),
        aspect="auto",
        interpolation="nearest",
    )
    shape = " × ".join(str(size) for size in array.shape)
    sheet.text(left, high + 0.01, f"{name} ({shape}): −{limit:.2f} … {limit:.2f}", va="bottom")
    sheet.text((left + right) / 2, low - 0.01, str(below), va="top", ha="center")


def _as_picture(array: np.ndarray) -> tuple[np.ndarray, Text]:
    """An array as rows of boxes, and what they are.

    Args:
        array: (784, 16), (16, 10) or (n,).
    """
    if array.ndim == 1:
        return array[np.newaxis], Text(ko="왼쪽부터 유닛 하나에 한 칸", en="a box for each unit, from the left")
    if len(array) == SIDE * SIDE:
        # A white line round each picture keeps the units apart.
        pictures = np.pad(array.T.reshape(2, UNITS // 2, SIDE, SIDE), ((0, 0), (0, 0), (1, 1), (1, 1)))
        mosaic = pictures.transpose(0, 2, 1, 3).reshape(2 * (SIDE + 2), -1)
        return mosaic, Text(
            ko="유닛 16개: 픽셀 784개의 가중치를 사진 자리에 놓은 것",
            en="16 units: each with its 784 weights where their pixels are",
        )
    return array.T, Text(
        ko="위에서부터 클래스 0–9, 왼쪽부터 은닉 유닛 0–15",
        en="from the top classes 0–9, from the left hidden units 0–15",
    )


def _limit(snapshots: list[Snapshot], settings: Settings, name: str) -> float:
    """The largest size that this array (or its change) reaches at any moment."""
    every = (Settings(settings.layer, snapshot.step, settings.change) for snapshot in snapshots)
    return max(float(np.abs(shown_arrays(snapshots, each)[name]).max()) for each in every)


class WeightsLab(Lab):
    """A menu of layers, a slider of moments, a switch, and the picture."""

    def __init__(self):
        super().__init__()
        self.picture = widgets.Image(format="png")
        self.snapshots = train()
        start = Settings()
        self.layer = menu(Text(ko="층", en="layer"), LAYERS, start.layer)
        self.step = slider(Text(ko="학습 단계", en="training step"), MOMENTS, start.step)
        self.change = checkbox(Text(ko="처음과 달라진 만큼만", en="only the change since the start"), start.change)
        self.follow(self.layer, self.step, self.change)
        self.redraw()

    @property
    def settings(self) -> Settings:
        return Settings(self.layer.value, self.step.value, self.change.value)

    @property
    def widget(self) -> widgets.Widget:
        return one_look([self.layer, self.step, self.change], self.picture, self.words)

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        return {
            self.picture: png(draw(self.snapshots, settings)),
            self.words: rich(explain(self.snapshots, settings)),
        }


def open_lab() -> Interactive:
    """The lab with its network trained, showing how the hidden layer changed."""
    opened = WeightsLab()
    alt = Text(
        ko="가중치 실험실: 층 {layer}, {step}단계 동안 달라진 가중치, 테스트 정확도 ≈ {accuracy:.2f}",
        en="Weights lab: layer {layer}, its change over {step} steps, test accuracy ≈ {accuracy:.2f}",
    ).format(layer=opened.settings.layer, step=opened.settings.step, accuracy=opened.snapshots[-1].accuracy)
    return Interactive(opened.widget, text=str(alt), picture=opened.picture.value)
