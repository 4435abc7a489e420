"""The lab "One step at a time": a small network learns batch by batch, with its border, its units and its loss."""

import threading
from dataclasses import dataclass
from itertools import groupby

import ipywidgets as widgets
import keras
import numpy as np
from contourpy import contour_generator

from utils.core.display import Interactive
from utils.core.html import rich
from utils.core.palette import FADED, NEGATIVE, POSITIVE, TRAINING
from utils.core.start import SEED
from utils.core.text import Text
from utils.data import class_names, fashion_mnist
from utils.labs import svg
from utils.labs.base import Lab
from utils.labs.controls import button, checkbox, slider, whole_number
from utils.labs.training import Trainer, dense, own_seeds

SNEAKER, BAG = 7, 8
POINTS_OF_A_CLASS = 100
POINTS = 2 * POINTS_OF_A_CLASS
LAST_STEP = 100
LEARNING_RATES = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
BATCH_SIZES = (1, 8, 32, POINTS, 2 * POINTS)
FIRST_STEP_SHOWN, FIRST_LEARNING_RATE, FIRST_BATCH_SIZE = 12, 0.3, 8

UNITS = 16
SECONDS_A_STEP = 0.1  # while it plays

_SIDE = 3.0  # the drawn square reaches this many standard deviations from the mean
_CELLS = 40
_PLANE = (34, 26, 280, 280)  # CSS pixels
_BEHIND_POINTS = 1.8  # a probability of 0 or 1 gets no full colour, so that points stand out
_FIRST_THUMBNAILS = 16  # before the first step, when there is no batch
LOSSES = (0.01, 0.1, 1, 10, 100)
NOTHING_TO_LEARN = 0.01  # of a batch: less is a probability of 0.99 or more for what is right


def _rows() -> np.ndarray:
    """The rows of 100 sneakers and 100 bags among the training pictures, in a fixed mixed order."""
    _, labels = fashion_mnist()[0]
    rows = np.concatenate([np.flatnonzero(labels == label)[:POINTS_OF_A_CLASS] for label in (SNEAKER, BAG)])
    np.random.default_rng(SEED).shuffle(rows)
    return rows


def points_and_labels() -> tuple[np.ndarray, np.ndarray]:
    """100 sneakers and 100 bags in a fixed mixed order, each picture as one point.

    Returns:
        Points (200, 2), float32: the mean brightness of the lower half and that of the two sides (8 columns each), in
        standard deviations from their mean over the 200; labels (200,), float32, 1 for a bag.
    """
    (pictures, labels), _ = fashion_mnist()
    rows = _rows()
    lower_half = pictures[rows, 14:].mean(axis=(1, 2))
    sides = pictures[rows][:, :, np.r_[:8, 20:28]].mean(axis=(1, 2))
    points = np.stack([lower_half, sides], axis=1)
    points = (points - points.mean(axis=0)) / points.std(axis=0)
    return points.astype("float32"), (labels[rows] == BAG).astype("float32")


@dataclass(frozen=True)
class Settings:
    """What a learner sets: the step that is shown, how further steps are taken, and whether pictures are on points."""

    step: int
    learning_rate: float
    batch_size: int
    thumbnails: bool = False


@dataclass(frozen=True)
class State:
    """The network after some steps.

    Attributes:
        weights: its weights.
        grid: (40, 40), the probability of a bag at each place of the drawn square.
        losses: (200,), the cross-entropy of each point.
        batch: the rows of the points that the last step saw; none before the first step.
        seen: how many points all steps saw together.
        learning_rate: of the last step.
    """

    weights: list[np.ndarray]
    grid: np.ndarray
    losses: np.ndarray
    batch: np.ndarray
    seen: int
    learning_rate: float = 0.0

    @property
    def loss(self) -> float:
        """The mean loss over all points."""
        return float(self.losses.mean())


class Training:
    """A training run that takes one step at a time and remembers every state, so that it can also be looked back on."""

    def __init__(self):
        self.points, self.labels = points_and_labels()
        self.pictures = fashion_mnist()[0][0][_rows()] / np.float32(255)
        axis = np.linspace(-_SIDE, _SIDE, _CELLS, dtype="float32")
        self._asked = np.concatenate([np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2), self.points])
        seed = own_seeds()
        self.seeds = seed(), seed()
        hidden, of_bag = (
            dense(UNITS, self.seeds[0], activation="tanh"),
            dense(1, self.seeds[1], activation="sigmoid"),
        )
        self.model = keras.Sequential([keras.Input((2,)), hidden, of_bag])
        self.model.compile(keras.optimizers.SGD(), "binary_crossentropy")
        untrained = self.model.get_weights()
        self._trace()
        self.model.set_weights(untrained)
        self.states = [self._state(np.array([], dtype=int), seen=0)]

    def _trace(self) -> None:
        """Let Keras compile its step before the first touch; the second size makes it ready for every size."""
        for size in BATCH_SIZES[:2]:
            self.model.train_on_batch(self.points[:size], self.labels[:size])

    def go_to(self, settings: Settings) -> None:
        """Take the steps that are missing up to the one set. A step that was taken before stays as it was."""
        self.model.optimizer.learning_rate = settings.learning_rate
        while len(self.states) <= settings.step:
            last = self.states[-1]
            batch = (last.seen + np.arange(min(settings.batch_size, POINTS))) % POINTS
            self.model.set_weights(last.weights)
            self.model.train_on_batch(self.points[batch], self.labels[batch])
            self.states.append(self._state(batch, last.seen + len(batch), settings.learning_rate))

    def forget_after(self, step: int) -> None:
        """Drop the states after this step, so that those steps are taken anew."""
        del self.states[step + 1 :]

    def runs(self, step: int) -> list[tuple[float, int, int]]:
        """How this step was reached: learning rate, batch size and number of steps, one after the other."""
        taken = [(state.learning_rate, len(state.batch)) for state in self.states[1 : step + 1]]
        return [(*setting, len(list(steps))) for setting, steps in groupby(taken)]

    def unit_maps(self, step: int) -> np.ndarray:
        """What each hidden unit gives at each place of the drawn square: (16, 20, 20), from -1 to 1."""
        kernel, bias = self.states[step].weights[:2]
        places = self._asked[: _CELLS**2].reshape(_CELLS, _CELLS, 2)[::2, ::2]
        return np.tanh(places @ kernel + bias).transpose(2, 0, 1)

    def _state(self, batch: np.ndarray, seen: int, learning_rate: float = 0.0) -> State:
        weights = self.model.get_weights()
        grid, logits = np.split(_logits(self._asked, weights), [_CELLS**2])
        losses = np.logaddexp(0, np.where(self.labels == 1, -logits, logits))
        probabilities = 1 / (1 + np.exp(-np.clip(grid, -50, 50)))
        return State(weights, probabilities.reshape(_CELLS, _CELLS), losses, batch, seen, learning_rate)


def _logits(points: np.ndarray, weights: list[np.ndarray]) -> np.ndarray:
    """What the network gives before its sigmoid, of which Keras works out the loss: (n,) for points (n, 2)."""
    kernel, bias, of_bag, its_bias = weights
    return (np.tanh(points @ kernel + bias) @ of_bag + its_bias)[:, 0]


# --- the pictures ---


def draw(training: Training, settings: Settings) -> list[str]:
    """Three drawings: the points with the border, the hidden units, and the loss after every step."""
    return [
        _draw_points(training, settings),
        _draw_units(training, settings.step),
        _draw_losses(training, settings.step),
    ]


def _draw_points(training: Training, settings: Settings) -> str:
    state = training.states[settings.step]
    ends = (-_SIDE, 0, _SIDE)
    names = [class_names()[kind] for kind in (SNEAKER, BAG)]
    axes = svg.Axes(_PLANE, ends, ends, (Text(ko="아래쪽 절반의 밝기", en="brightness of the lower half"), ""))
    places = axes.places(*training.points.T)
    kinds = [places[training.labels == label] for label in (0, 1)]
    parts = [
        svg.dots([(40, 10)], NEGATIVE, 8),
        svg.text(48, 14, names[0]),
        svg.triangles([(112, 10)], POSITIVE, 9),
        svg.text(120, 14, names[1]),
        svg.text(314, 14, Text(ko="↑ 양옆의 밝기", en="↑ brightness of the sides"), "end", font_size=svg.SMALL),
        svg.signed(2 * state.grid[::-1] - 1, _BEHIND_POINTS, _PLANE),
        str(axes),
        svg.line(axes.places(*_border(state.grid)), svg.INK, 2),
        svg.dots(kinds[0], NEGATIVE, 7),
        svg.triangles(kinds[1], POSITIVE, 8),
    ]
    if settings.thumbnails:
        rows = state.batch if len(state.batch) else np.arange(_FIRST_THUMBNAILS)
        parts.append(svg.ink(_thumbnails(places[rows], training.pictures[rows]), _PLANE))
    parts.append(svg.rings(places[state.batch], 12))
    right = float(np.mean(state.losses < np.log(2)))
    alt = Text(
        ko="점 {n}개({names})와 확률 0.5의 경계. 모델이 맞힌 점 {right:.0%}, 고리를 두른 배치의 점 {batch}개",
        en="{n} points ({names}) and the border of probability 0.5; {right:.0%} are right, {batch} in the ringed batch",
    ).format(n=POINTS, names=", ".join(names), right=right, batch=len(state.batch))
    return svg.drawing(320, 344, alt, *parts)


def _thumbnails(places: np.ndarray, pictures: np.ndarray) -> np.ndarray:
    """The pictures (n, 28, 28), each in the middle of its place in the plane: (280, 280), from 0 to 1."""
    left, top, width, height = _PLANE
    side = pictures.shape[-1]
    plane = np.zeros((height + side, width + side), "float32")
    for (x, y), picture in zip((places - (left, top)).round().astype(int), pictures, strict=True):
        plane[y : y + side, x : x + side] = picture
    return plane[side // 2 : side // 2 + height, side // 2 : side // 2 + width]


def _draw_units(training: Training, step: int) -> str:
    maps = training.unit_maps(step)
    weights = training.states[step].weights[2][:, 0]
    size, column, row, top = 44, 54, 62, 26
    parts = [svg.text(0, 14, Text(ko="은닉 유닛 16개 × 출력층의 가중치", en="16 hidden units × output weight"))]
    for unit, (drawn, weight) in enumerate(zip(maps, weights, strict=True)):
        x, y = column * (unit % 4), top + row * (unit // 4)
        parts.append(svg.signed(drawn[::-1], 1, (x, y, size, size)))
        parts.append(svg.rectangle((x, y, size, size), stroke=svg.INK, stroke_opacity=0.4))
        parts.append(svg.text(x + size / 2, y + size + 12, _weight(weight), "middle", font_size=svg.SMALL))
    parts.append(svg.colour_bar(1, (0, top + 4 * row + 6, 206, 8)))
    alt = Text(
        ko="은닉 유닛 16개가 평면의 자리마다 내놓는 값. 출력층의 가중치: {weights}",
        en="What each of 16 hidden units gives over the plane. Weights of the output: {weights}",
    ).format(weights=", ".join(map(_weight, weights)))
    return svg.drawing(206, top + 4 * row + 34, alt, *parts)


def _draw_losses(training: Training, step: int) -> str:
    losses = [state.loss for state in training.states]
    axes = svg.Axes(
        (38, 26, 158, 240),
        (0, 25, 50, 75, LAST_STEP),
        LOSSES,
        (Text(ko="단계", en="steps"), Text(ko="점 전체의 평균 손실", en="loss over all points")),
        logarithmic=True,
    )
    places = axes.places(range(len(losses)), losses)
    alt = Text(
        ko="단계마다 점 전체의 손실: 처음 {first}, {step}단계 뒤 {now}",
        en="Loss after each step: {first} at first, {now} after {step}",
    ).format(first=_loss(losses[0]), step=step, now=_loss(losses[step]))
    now = axes.places([step], [losses[step]])
    return svg.drawing(
        206,
        308,
        alt,
        str(axes),
        svg.line(places, FADED, 1.5),
        svg.line(places[: step + 1], TRAINING, 2),
        svg.dots(now, TRAINING, 9),
        svg.text(200, 18, _loss(losses[step]), "end", font_weight=600),
    )


def _weight(value: float) -> str:
    return f"× {value:.2f}".replace("-", "−")


def _border(grid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The line along which the probability is one half, as x and y; its pieces are kept apart by NaN."""
    axis = np.linspace(-_SIDE, _SIDE, _CELLS)
    pieces = contour_generator(axis, axis, grid).lines(0.5)
    gap = np.full((1, 2), np.nan)
    line = np.concatenate([gap, *(part for piece in pieces for part in (piece, gap))])
    return line[:, 0], line[:, 1]


# --- the words ---


def _loss(value: float) -> str:
    """A loss with three digits, however small."""
    return f"{value:#.3g}".removesuffix(".") if value >= 1e-4 else "< 0.0001"


def describe(training: Training, step: int, batch_size: int) -> str:
    """What the last step saw and did, a line for each; words where the settings cannot work as they stand."""
    lines = [_what_it_did(training, step)]
    if step > 0:
        lines.append(_how_it_went(training, step))
    if step == LAST_STEP:
        lines.append(_THE_END)
    if batch_size > POINTS:
        lines.append(
            Text(
                ko="점은 {points}개뿐이라 {size}개를 담을 수 없습니다. 다음 단계는 점 전체를 한 배치로 씁니다.",
                en="There are only {points} points, so no batch holds {size}. The next step takes all of them.",
            ).format(points=POINTS, size=batch_size)
        )
    return "\n".join(map(str, lines))


def _what_it_did(training: Training, step: int) -> Text:
    now = training.states[step]
    if step == 0:
        return Text(
            ko="아직 한 단계도 가지 않았습니다. 점 전체의 손실은 {loss}입니다.",
            en="No step has been taken yet. The loss over all points is {loss}.",
        ).format(loss=_loss(now.loss))
    own_before, own_after = _losses_of_the_batch(training, step)
    return Text(
        ko="{step}단계: 점 {size}개를 보았습니다(지금까지 {epochs:.2f}에포크). 이 배치의 손실 {own_before} → "
        "{own_after}, 점 전체의 손실 {before} → {after}",
        en="Step {step} saw {size} {points} ({epochs:.2f} epochs so far). Loss on this batch {own_before} → "
        "{own_after}, over all points {before} → {after}",
    ).format(
        step=step,
        size=len(now.batch),
        points="point" if len(now.batch) == 1 else "points",
        epochs=now.seen / POINTS,
        own_before=_loss(own_before),
        own_after=_loss(own_after),
        before=_loss(training.states[step - 1].loss),
        after=_loss(now.loss),
    )


def _losses_of_the_batch(training: Training, step: int) -> tuple[float, float]:
    """The mean loss of the batch of a step, before and after it."""
    before, now = training.states[step - 1], training.states[step]
    return float(before.losses[now.batch].mean()), float(now.losses[now.batch].mean())


def _how_it_went(training: Training, step: int) -> Text:
    own_before, own_after = _losses_of_the_batch(training, step)
    before, after = training.states[step - 1].loss, training.states[step].loss
    if _loss(own_before) == _loss(own_after) and _loss(before) == _loss(after):
        return _LEARNED if own_before < NOTHING_TO_LEARN else _TOO_SMALL_TO_SEE
    if own_after > own_before:
        return Text(
            ko="보고 배운 배치에서도 손실이 늘었습니다. 학습률이 너무 커서 목표를 지나쳤습니다.",
            en="Even the batch that it learned from got worse. The learning rate is too large: the step went too far.",
        )
    if after > before:
        return Text(
            ko="이 배치에서는 나아졌지만 전체로는 나빠졌습니다. 작은 배치는 전체를 대표하지 못합니다.",
            en="Better on this batch, worse over all points: a small batch does not speak for all.",
        )
    return Text(ko="이 배치에서도, 전체로도 나아졌습니다.", en="Better on this batch, and over all points.")


_LEARNED = Text(
    ko="거의 달라지지 않았습니다. 이 배치에서는 더 배울 것이 없습니다.",
    en="Hardly anything has changed: this batch has nothing left to teach.",
)
_TOO_SMALL_TO_SEE = Text(
    ko="거의 달라지지 않았습니다. 한 단계의 변화가 작아서 손실의 세 자리 수에는 보이지 않습니다.",
    en="Hardly anything has changed: the step was too small to show in three digits of the loss.",
)
_THE_END = Text(
    ko="{n}단계가 마지막입니다. ‘처음부터’를 누르면 0단계로 돌아갑니다.",
    en="Step {n} is the last one here. ‘Start over’ takes you back to step 0.",
).format(n=LAST_STEP)


# --- what a learner touches ---

CODE = """\
import keras
import numpy as np
from keras import layers
from utils.labs.one_step import points_and_labels

points, labels = points_and_labels()
model = keras.Sequential([
    keras.Input((2,)),
    layers.Dense(16, activation="tanh", kernel_initializer=keras.initializers.GlorotUniform({first})),
    layers.Dense(1, activation="sigmoid", kernel_initializer=keras.initializers.GlorotUniform({second})),
])
model.compile(keras.optimizers.SGD(), "binary_crossentropy")

seen = 0
for learning_rate, batch_size, steps in {runs}:
    model.optimizer.learning_rate = learning_rate
    for _ in range(steps):
        rows = np.arange(seen, seen + batch_size) % len(points)
        model.train_on_batch(points[rows], labels[rows])
        seen += batch_size
loss = model.evaluate(points, labels, verbose=0)
print("loss over all points:", loss)
"""


class OneStepLab(Lab):
    """Three sliders, a box and four buttons, the pictures and the words."""

    def __init__(self):
        super().__init__()
        self.training = Training()
        self.step = whole_number(Text(ko="단계", en="step"), FIRST_STEP_SHOWN, LAST_STEP)
        self.learning_rate = slider(Text(ko="학습률", en="learning rate"), LEARNING_RATES, FIRST_LEARNING_RATE)
        self.batch_size = slider(Text(ko="배치 크기", en="batch size"), BATCH_SIZES, FIRST_BATCH_SIZE)
        self.thumbnails = checkbox(Text(ko="배치의 점에 사진 놓기", en="pictures on the points of the batch"), False)
        self.trainer = Trainer(self._play)
        self.trainer.start_button.description = str(Text(ko="재생", en="Play"))
        self.trainer.stop_button.description = str(Text(ko="일시 정지", en="Pause"))
        self.forward = button(Text(ko="한 단계", en="One step"))
        self.again = button(Text(ko="처음부터", en="Start over"))
        self.follow(self.step, self.thumbnails)
        for setting in (self.learning_rate, self.batch_size):
            setting.observe(self._apply_from_here, names="value")
        self.forward.on_click(self._go_forward)
        self.again.on_click(self._start_over)
        self.redraw()

    @property
    def settings(self) -> Settings:
        return Settings(self.step.value, self.learning_rate.value, self.batch_size.value, self.thumbnails.value)

    @property
    def widget(self) -> widgets.Widget:
        steps = widgets.HBox([self.forward, self.again])
        return self.look(self.trainer.buttons, steps, self.step, self.learning_rate, self.batch_size, self.thumbnails)

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        self.training.go_to(settings)
        self.forward.disabled = settings.step == LAST_STEP
        words = describe(self.training, settings.step, settings.batch_size)
        return {
            self.picture: svg.side_by_side(*draw(self.training, settings)),
            self.words: rich(words).replace("\n", "<br>"),
        }

    def keras_code(self, settings: Settings) -> str:
        first, second = self.training.seeds
        return CODE.format(first=first, second=second, runs=self.training.runs(settings.step))

    def _play(self, stop: threading.Event) -> None:
        """One step after the other, until the last one or until Pause is pressed."""
        while self.step.value < LAST_STEP and not stop.wait(SECONDS_A_STEP):
            self._go_forward()

    def _go_forward(self, *_) -> None:
        with self.changing():
            self.step.value = min(self.step.value + 1, LAST_STEP)

    def _start_over(self, *_) -> None:
        with self.changing():
            self.training.forget_after(0)
            self.step.value = 0

    def _apply_from_here(self, *_) -> None:
        with self.changing():
            self.training.forget_after(self.step.value)


def open_lab() -> Interactive:
    """The lab after its first twelve steps."""
    opened = OneStepLab()
    alt = Text(
        ko="한 단계씩 실험실: {step}단계 뒤 점 전체의 손실 ≈ {loss:.2f}",
        en="One step at a time: loss over all points ≈ {loss:.2f} after {step} steps",
    ).format(step=FIRST_STEP_SHOWN, loss=opened.training.states[FIRST_STEP_SHOWN].loss)
    return Interactive(opened.widget, text=str(alt), svg=svg.sheet(alt, *draw(opened.training, opened.settings)))
