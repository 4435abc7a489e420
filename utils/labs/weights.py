"""The lab "Weights": a layer of a small network, its arrays as pictures at seven moments of its training."""

from dataclasses import dataclass, replace

import ipywidgets as widgets
import keras
import numpy as np
from keras import layers

from utils.core.display import Interactive
from utils.core.html import rich
from utils.core.palette import NEGATIVE, POSITIVE, WRONG
from utils.core.text import Text, joined
from utils.data import class_names, fashion_mnist
from utils.labs import svg
from utils.labs.base import Lab
from utils.labs.controls import checkbox, menu, slider, whole_number
from utils.labs.training import dense, own_seeds

TRAINING_PICTURES = 2_000
TEST_PICTURES = 1_000
BATCH = 32
UNITS, CLASSES, SIDE = 16, 10, 28
MOMENTS = (0, 1, 3, 10, 30, 100, 300)
LAYERS = ("flatten", "hidden", "normalization", "classes")


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
    """What a learner sets: a layer, a moment, whether to see the arrays or their change, and the unit enlarged."""

    layer: str = "hidden"
    step: int = MOMENTS[-1]
    change: bool = True
    unit: int = 0


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


# --- the pictures ---


def draw(snapshots: list[Snapshot], settings: Settings) -> list[str]:
    """A drawing for each array of a layer, and one that enlarges a unit of the hidden layer.

    The colours of an array mean the same at every moment, so that the pictures can be compared.
    """
    arrays = shown_arrays(snapshots, settings)
    if not arrays:
        nothing = Text(ko="{layer}: 가중치 0개", en="{layer}: 0 weights").format(layer=settings.layer)
        return [svg.drawing(300, 40, nothing, svg.text(0, 24, nothing, font_size=16))]
    drawn = []
    for name, array in arrays.items():
        limit = _limit(snapshots, settings, name)
        if array.shape[0] == SIDE * SIDE:
            drawn += [_draw_units(name, array, limit, settings.unit), _draw_unit(array, limit, settings.unit)]
        elif array.ndim == 2:
            drawn.append(_draw_classes(name, array, limit))
        else:
            drawn.append(_draw_row(name, array, limit, settings.layer))
    return drawn


def _title(name: str, array: np.ndarray) -> Text:
    shape = " × ".join(str(size) for size in array.shape)
    words = Text(ko="{name} ({shape}): {low}에서 {high}까지", en="{name} ({shape}): from {low} to {high}")
    return words.format(name=name, shape=shape, low=svg.number(array.min()), high=svg.number(array.max()))


def _draw_units(name: str, array: np.ndarray, limit: float, unit: int) -> str:
    """The 784 weights of each unit where their pixels are, the enlarged one framed."""
    size, column, row, top = 64, 74, 84, 24
    parts = [svg.text(0, 14, _title(name, array))]
    for number, weights in enumerate(array.T):
        box = (column * (number % 4), top + row * (number // 4), size, size)
        parts.append(svg.signed(weights.reshape(SIDE, SIDE), limit, box))
        parts.append(
            svg.rectangle(box, stroke=WRONG if number == unit else svg.INK, stroke_width=3 if number == unit else 0.5)
        )
        parts.append(svg.text(box[0] + size / 2, box[1] + size + 12, number, "middle", font_size=svg.SMALL))
    parts.append(svg.colour_bar(limit, (0, top + 4 * row, 4 * column - 10, 8)))
    return svg.drawing(4 * column, top + 4 * row + 26, _title(name, array), *parts)


def _draw_unit(array: np.ndarray, limit: float, unit: int) -> str:
    weights, side, top = array[:, unit].reshape(SIDE, SIDE), 8 * SIDE, 24
    box = (0, top, side, side)
    row, column = np.unravel_index(np.abs(weights).argmax(), weights.shape)
    title = Text(ko="유닛 {unit}의 가중치 784개", en="the 784 weights of unit {unit}").format(unit=unit)
    strongest = Text(
        ko="가장 센 것: {row}행 {column}열, {value}", en="strongest: row {row}, column {column}, {value}"
    ).format(row=row, column=column, value=svg.number(weights[row, column]))
    return svg.drawing(
        side,
        side + top + 24,
        joined(title, strongest),
        svg.text(0, 14, title),
        svg.signed(weights, limit, box),
        svg.rectangle(box, stroke=svg.INK, stroke_opacity=0.4),
        svg.rectangle((8 * column, top + 8 * row, 8, 8), stroke=WRONG, stroke_width=2),
        svg.text(0, top + side + 16, strongest),
    )


def _draw_classes(name: str, array: np.ndarray, limit: float) -> str:
    """A row for each class, a column for each hidden unit."""
    cell, left, top = 15, 84, 40
    width, height = cell * array.shape[0], 20 * array.shape[1]
    parts = [svg.text(0, 14, _title(name, array)), svg.signed(array.T, limit, (left, top, width, height))]
    parts.append(svg.rectangle((left, top, width, height), stroke=svg.INK, stroke_opacity=0.4))
    for label, kind in enumerate(class_names()):
        parts.append(svg.text(left - 6, top + 20 * label + 14, kind, "end", font_size=svg.SMALL))
    for unit in range(0, array.shape[0], 3):
        parts.append(svg.text(left + cell * (unit + 0.5), top - 6, unit, "middle", font_size=svg.SMALL))
    parts.append(svg.colour_bar(limit, (left, top + height + 8, width, 8)))
    return svg.drawing(left + width + 4, top + height + 34, _title(name, array), *parts)


def _draw_row(name: str, array: np.ndarray, limit: float, layer: str) -> str:
    """A bar for each unit or class, from one zero; a variance is never negative, its change may be."""
    lowest = 0.0 if name == "moving_variance" and array.min() >= 0 else -limit
    left, top, width, height = 48, 26, 240, 100
    zero, cell = top + height * limit / (limit - lowest), width / len(array)
    parts = [svg.text(0, 14, _title(name, array)), svg.line([(left, zero), (left + width, zero)])]
    for unit, value in enumerate(array):
        tall = height * abs(float(value)) / (limit - lowest)
        box = (left + cell * unit + 1, zero - tall if value > 0 else zero, cell - 2, tall)
        parts.append(svg.rectangle(box, POSITIVE if value > 0 else NEGATIVE))
        middle = left + cell * (unit + 0.5)
        if layer == "classes":
            place = middle + 4, top + height + 12
            turned = f"rotate(-40 {place[0]:g} {place[1]:g})"
            parts.append(svg.text(*place, class_names()[unit], "end", font_size=svg.SMALL, transform=turned))
        elif unit % 3 == 0:
            parts.append(svg.text(middle, top + height + 14, unit, "middle", font_size=svg.SMALL))
    for tick in sorted({lowest, 0.0, limit}):
        y = zero - height * tick / (limit - lowest)
        parts.append(svg.text(left - 4, y + 4, svg.number(tick), "end", font_size=svg.SMALL))
    if layer != "classes":
        parts.append(svg.text(left + width / 2, top + height + 30, Text(ko="은닉 유닛", en="hidden unit"), "middle"))
    return svg.drawing(left + width + 4, top + height + (64 if layer == "classes" else 36), _title(name, array), *parts)


def _limit(snapshots: list[Snapshot], settings: Settings, name: str) -> float:
    """The largest size that this array (or its change) reaches at any moment."""
    every = (replace(settings, step=snapshot.step) for snapshot in snapshots)
    return max(float(np.abs(shown_arrays(snapshots, each)[name]).max()) for each in every)


# --- what a learner touches ---

CODE = """\
import keras
import numpy as np
from keras import layers
from utils.data import fashion_mnist

(x, y), _ = fashion_mnist()
x = x.astype("float32") / 255


def first_weights(seed):
    return keras.initializers.GlorotUniform(seed)


model = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(name="flatten"),
    layers.Dense(16, activation="relu", kernel_initializer=first_weights({hidden}), name="hidden"),
    layers.BatchNormalization(momentum=0.9, name="normalization"),
    layers.Dense(10, activation="softmax", kernel_initializer=first_weights({classes}), name="classes"),
])
model.compile(keras.optimizers.SGD(0.005, momentum=0.9), "sparse_categorical_crossentropy")
start = model.get_layer("{layer}").get_weights()

for step in range({step}):
    first = step * 32 % (2000 - 32)
    model.train_on_batch(x[first : first + 32], y[first : first + 32])

arrays = model.get_layer("{layer}").get_weights()
{change}for array in arrays:
    print(array.shape, array.min(), array.max())
"""


class WeightsLab(Lab):
    """A menu of layers, a slider of moments, a switch, a slider of units, and the pictures."""

    def __init__(self):
        super().__init__()
        self.snapshots = train()
        start = Settings()
        self.layer = menu(Text(ko="층", en="layer"), LAYERS, start.layer)
        self.step = slider(Text(ko="학습 단계", en="training step"), MOMENTS, start.step)
        self.change = checkbox(Text(ko="처음과 달라진 만큼만", en="only the change since the start"), start.change)
        self.unit = whole_number(Text(ko="크게 볼 유닛", en="unit enlarged"), start.unit, UNITS - 1)
        self.follow(self.layer, self.step, self.change, self.unit)
        self.redraw()

    @property
    def settings(self) -> Settings:
        return Settings(self.layer.value, self.step.value, self.change.value, self.unit.value)

    @property
    def widget(self) -> widgets.Widget:
        return self.look(self.layer, self.step, self.change, self.unit)

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        self.unit.disabled = settings.layer != "hidden"
        return {
            self.picture: svg.side_by_side(*draw(self.snapshots, settings)),
            self.words: rich(explain(self.snapshots, settings)),
        }

    def keras_code(self, settings: Settings) -> str:
        seed = own_seeds()
        change = "arrays = [now - before for now, before in zip(arrays, start)]\n" if settings.change else ""
        return CODE.format(hidden=seed(), classes=seed(), layer=settings.layer, step=settings.step, change=change)


def open_lab() -> Interactive:
    """The lab with its network trained, showing how the hidden layer changed."""
    opened = WeightsLab()
    alt = Text(
        ko="가중치 실험실: 층 {layer}, {step}단계 동안 달라진 가중치, 테스트 정확도 ≈ {accuracy:.2f}",
        en="Weights lab: layer {layer}, its change over {step} steps, test accuracy ≈ {accuracy:.2f}",
    ).format(layer=opened.settings.layer, step=opened.settings.step, accuracy=opened.snapshots[-1].accuracy)
    return Interactive(opened.widget, text=str(alt), svg=svg.sheet(alt, *draw(opened.snapshots, opened.settings)))
