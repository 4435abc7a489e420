"""The lab "One step at a time": a small network learns batch by batch, with its border and loss after every step."""

from dataclasses import dataclass

import ipywidgets as widgets
import keras
import numpy as np
from contourpy import contour_generator
from matplotlib.colors import LinearSegmentedColormap

from utils.core.display import Interactive
from utils.core.html import rich
from utils.core.palette import FADED, TRAINING, VALIDATION
from utils.core.start import SEED
from utils.core.text import Text
from utils.data import class_names, fashion_mnist
from utils.labs.base import Lab
from utils.labs.controls import LABEL, one_look, slider
from utils.labs.kept_figure import KeptFigure
from utils.labs.training import dense, own_seeds

SNEAKER, BAG = 7, 8
POINTS_OF_A_CLASS = 100
POINTS = 2 * POINTS_OF_A_CLASS
LAST_STEP = 100
LEARNING_RATES = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
BATCH_SIZES = (1, 8, 32, POINTS, 2 * POINTS)
FIRST_STEP_SHOWN, FIRST_LEARNING_RATE, FIRST_BATCH_SIZE = 12, 0.3, 8

_SIDE = 3.0  # the drawn square reaches this many standard deviations from the mean
_CELLS = 40
_COLOURS, _MARKERS, _NAME_POSITIONS = (TRAINING, VALIDATION), ("o", "^"), ((-2.8, -2.7), (1.7, -2.7))
_PROBABILITY = LinearSegmentedColormap.from_list("probability", (TRAINING, "white", VALIDATION))


def points_and_labels() -> tuple[np.ndarray, np.ndarray]:
    """100 sneakers and 100 bags in a fixed mixed order, each picture as one point.

    Returns:
        Points (200, 2), float32: the mean brightness of the lower half and that of the two sides (8 columns each), in
        standard deviations from their mean over the 200; labels (200,), float32, 1 for a bag.
    """
    (pictures, labels), _ = fashion_mnist()
    rows = np.concatenate([np.flatnonzero(labels == label)[:POINTS_OF_A_CLASS] for label in (SNEAKER, BAG)])
    np.random.default_rng(SEED).shuffle(rows)
    lower_half = pictures[rows, 14:].mean(axis=(1, 2))
    sides = pictures[rows][:, :, np.r_[:8, 20:28]].mean(axis=(1, 2))
    points = np.stack([lower_half, sides], axis=1)
    points = (points - points.mean(axis=0)) / points.std(axis=0)
    return points.astype("float32"), (labels[rows] == BAG).astype("float32")


@dataclass(frozen=True)
class Settings:
    """What a learner sets: the step that is shown, and how further steps are taken."""

    step: int
    learning_rate: float
    batch_size: int


@dataclass(frozen=True)
class State:
    """The network after some steps.

    Attributes:
        weights: its weights.
        grid: (40, 40), the probability of a bag at each place of the drawn square.
        losses: (200,), the cross-entropy of each point.
        batch: the rows of the points that the last step saw; none before the first step.
        seen: how many points all steps saw together.
    """

    weights: list[np.ndarray]
    grid: np.ndarray
    losses: np.ndarray
    batch: np.ndarray
    seen: int

    @property
    def loss(self) -> float:
        """The mean loss over all points."""
        return float(self.losses.mean())


class Training:
    """A training run that takes one step at a time and remembers every state, so that it can also be looked back on."""

    def __init__(self):
        self.points, self.labels = points_and_labels()
        axis = np.linspace(-_SIDE, _SIDE, _CELLS, dtype="float32")
        self._asked = np.concatenate([np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2), self.points])
        seed = own_seeds()
        hidden, of_bag = dense(16, seed(), activation="tanh"), dense(1, seed(), activation="sigmoid")
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
            self.states.append(self._state(batch, last.seen + len(batch)))

    def forget_after(self, step: int) -> None:
        """Drop the states after this step, so that those steps are taken anew."""
        del self.states[step + 1 :]

    def _state(self, batch: np.ndarray, seen: int) -> State:
        probabilities = np.asarray(self.model.predict_on_batch(self._asked))[:, 0]
        grid, of_bag = np.split(probabilities, [_CELLS**2])
        of_label = np.where(self.labels == 1, of_bag, 1 - of_bag)
        losses = -np.log(np.maximum(of_label, keras.config.epsilon()))
        return State(self.model.get_weights(), grid.reshape(_CELLS, _CELLS), losses, batch, seen)


class OneStepFigure(KeptFigure):
    """The points with the border on the left, the loss after every step on the right."""

    def __init__(self, training: Training):
        super().__init__(7.6, 3.5)
        self.training = training
        self._square, self._losses = self.figure.subplots(1, 2, width_ratios=(1.1, 1))
        self.figure.subplots_adjust(left=0.08, right=0.98, bottom=0.16, top=0.92, wspace=0.24)
        self._start_square()
        self._start_losses()

    def show(self, step: int) -> None:
        """The state after `step` steps; every step taken so far is grey."""
        state, losses = self.training.states[step], [state.loss for state in self.training.states]
        self._probability.set_data(state.grid)
        self._border.set_data(*_border(state.grid))
        self._batch.set_data(*self.training.points[state.batch].T)
        self._all_steps.set_data(range(len(losses)), losses)
        self._steps.set_data(range(step + 1), losses[: step + 1])
        self._last.set_data([step], [losses[step]])

    def _start_square(self) -> None:
        axes, square, training = self._square, (-_SIDE, _SIDE), self.training
        self._probability = axes.imshow(
            training.states[0].grid,
            extent=(*square, *square),
            origin="lower",
            cmap=_PROBABILITY,
            vmin=0,
            vmax=1,
            alpha=0.5,
            aspect="auto",
            interpolation="nearest",
        )
        for label, name in enumerate((SNEAKER, BAG)):
            own = training.points[training.labels == label]
            axes.plot(*own.T, _MARKERS[label], color=_COLOURS[label], markersize=4)
            axes.text(*_NAME_POSITIONS[label], class_names()[name], color=_COLOURS[label])
        (self._border,) = axes.plot([], [], color="black")
        (self._batch,) = axes.plot([], [], "o", markersize=9, markerfacecolor="none", markeredgecolor="black")
        axes.set(
            xlim=square,
            ylim=square,
            xticks=(-2, 0, 2),
            yticks=(-2, 0, 2),
            xlabel=str(Text(ko="아래쪽 절반의 밝기 (표준편차)", en="brightness, lower half (std. dev.)")),
            ylabel=str(Text(ko="양옆의 밝기 (표준편차)", en="brightness, sides (std. dev.)")),
        )

    def _start_losses(self) -> None:
        axes = self._losses
        (self._all_steps,) = axes.plot([], [], color=FADED)
        (self._steps,) = axes.plot([], [], color=TRAINING)
        (self._last,) = axes.plot([], [], "o", color=TRAINING)
        axes.set_yscale("log")
        axes.set(
            xlim=(-2, LAST_STEP + 2),
            ylim=(0.1, 10),
            xticks=(0, 50, 100),
            xlabel=str(Text(ko="단계", en="steps")),
            ylabel=str(Text(ko="점 전체의 평균 손실", en="mean loss over all points")),
        )
        axes.set_yticks((0.1, 0.3, 1, 3, 10), ("0.1", "0.3", "1", "3", "10"))
        axes.minorticks_off()


def _border(grid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The line along which the probability is one half, as x and y; its pieces are kept apart by NaN."""
    axis = np.linspace(-_SIDE, _SIDE, _CELLS)
    pieces = contour_generator(axis, axis, grid).lines(0.5)
    gap = np.full((1, 2), np.nan)
    line = np.concatenate([gap, *(part for piece in pieces for part in (piece, gap))])
    return line[:, 0], line[:, 1]


def describe(training: Training, step: int, batch_size: int) -> str:
    """What the last step saw and did, a line for each; words where the settings cannot work as they stand."""
    lines = [_what_it_did(training, step)]
    if step > 0:
        lines.append(_how_it_went(training, step))
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
            ko="아직 한 단계도 가지 않았습니다. 점 전체의 손실은 {loss:.3f}입니다.",
            en="No step has been taken yet. The loss over all points is {loss:.3f}.",
        ).format(loss=now.loss)
    before = training.states[step - 1]
    return Text(
        ko="{step}단계: 점 {size}개를 보았습니다(지금까지 {epochs:.2f}에포크). 이 배치의 손실 {own_before:.3f} → "
        "{own_after:.3f}, 점 전체의 손실 {before:.3f} → {after:.3f}",
        en="Step {step} saw {size} points ({epochs:.2f} epochs so far). Loss on this batch {own_before:.3f} → "
        "{own_after:.3f}, over all points {before:.3f} → {after:.3f}",
    ).format(
        step=step,
        size=len(now.batch),
        epochs=now.seen / POINTS,
        own_before=before.losses[now.batch].mean(),
        own_after=now.losses[now.batch].mean(),
        before=before.loss,
        after=now.loss,
    )


def _how_it_went(training: Training, step: int) -> Text:
    before, now = training.states[step - 1], training.states[step]
    if now.losses[now.batch].mean() > before.losses[now.batch].mean():
        return Text(
            ko="보고 배운 배치에서도 손실이 늘었습니다. 학습률이 너무 커서 목표를 지나쳤습니다.",
            en="Even the batch that it learned from got worse. The learning rate is too large: the step went too far.",
        )
    if now.loss > before.loss:
        return Text(
            ko="이 배치에서는 나아졌지만 전체로는 나빠졌습니다. 작은 배치는 전체를 대표하지 못합니다.",
            en="Better on this batch, worse over all points: a small batch does not speak for all.",
        )
    return Text(ko="이 배치에서도, 전체로도 나아졌습니다.", en="Better on this batch, and over all points.")


class OneStepLab(Lab):
    """The sliders, two buttons, the picture and its words."""

    def __init__(self):
        super().__init__()
        self.picture = widgets.Image(format="png")
        self.training = Training()
        self.figure = OneStepFigure(self.training)
        self.step = widgets.IntSlider(
            value=FIRST_STEP_SHOWN, max=LAST_STEP, description=str(Text(ko="단계", en="step")), style=LABEL
        )
        self.learning_rate = slider(Text(ko="학습률", en="learning rate"), LEARNING_RATES, FIRST_LEARNING_RATE)
        self.batch_size = slider(Text(ko="배치 크기", en="batch size"), BATCH_SIZES, FIRST_BATCH_SIZE)
        self.forward = widgets.Button(description=str(Text(ko="한 단계", en="One step")), button_style="primary")
        self.again = widgets.Button(description=str(Text(ko="처음부터", en="Start over")))
        self.follow(self.step)
        for setting in (self.learning_rate, self.batch_size):
            setting.observe(self._apply_from_here, names="value")
        self.forward.on_click(self._go_forward)
        self.again.on_click(self._start_over)
        self.redraw()

    @property
    def settings(self) -> Settings:
        return Settings(self.step.value, self.learning_rate.value, self.batch_size.value)

    @property
    def widget(self) -> widgets.Widget:
        buttons = widgets.HBox([self.forward, self.again])
        return one_look([self.step, self.learning_rate, self.batch_size, buttons], self.picture, self.words)

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        self.training.go_to(settings)
        self.forward.disabled = settings.step == LAST_STEP
        words = describe(self.training, settings.step, settings.batch_size)
        return {self.picture: self.figure.png(settings.step), self.words: rich(words).replace("\n", "<br>")}

    def _go_forward(self, *_) -> None:
        with self.changing():
            self.step.value += 1

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
    return Interactive(opened.widget, text=str(alt), picture=opened.picture.value)
