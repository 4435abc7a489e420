"""The 30-second lab: four settings, one small network, and the accuracy after every epoch."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ipywidgets as widgets
import keras
import numpy as np
from keras import layers
from matplotlib.figure import Figure

from utils.core.display import Interactive
from utils.core.figures import png
from utils.core.html import rich
from utils.core.palette import FADED, TRAINING
from utils.core.text import Text
from utils.data import fashion_mnist
from utils.labs.base import Lab
from utils.labs.controls import one_look, slider
from utils.labs.training import StopWhenAsked, Trainer, dense, own_seeds

TRAINING_PICTURES = 2_000
# The first of those that the lesson validates on; its test pictures are looked at once, after all choices.
VALIDATION_PICTURES = slice(8_000, 9_000)
PIXELS, CLASSES = 28 * 28, 10


@dataclass(frozen=True)
class Settings:
    """What a learner sets."""

    units: int = 64
    learning_rate: float = 0.03
    epochs: int = 5
    batch_size: int = 32

    @property
    def parameters(self) -> int:
        """Weights and biases of the two dense layers."""
        return PIXELS * self.units + self.units + self.units * CLASSES + CLASSES

    @property
    def steps(self) -> int:
        """Steps of the optimizer in one epoch: the last batch may be smaller."""
        return -(-TRAINING_PICTURES // self.batch_size)


@dataclass(frozen=True)
class Run:
    """One training run: its settings, and the validation accuracy before training and after each epoch so far."""

    settings: Settings
    accuracy: tuple[float, ...] = ()


def train(settings: Settings, after_each_epoch: Callable[[Run], None], stop: threading.Event) -> None:
    """Train a network with these settings on 2,000 pictures.

    Args:
        settings: what a learner has set.
        after_each_epoch: gets the run as it stands, first before any training.
        stop: once it is set, training ends.

    Raises:
        TrainingStopped: `stop` was set.
    """
    (x_train, y_train), (x_val, y_val) = _data()
    model, accuracy = _network(settings), []

    def measure(*_):
        guesses = np.argmax(model.predict_on_batch(x_val), axis=-1)
        accuracy.append(float(np.mean(guesses == y_val)))
        after_each_epoch(Run(settings, tuple(accuracy)))

    measure()
    model.fit(
        x_train,
        y_train,
        epochs=settings.epochs,
        batch_size=settings.batch_size,
        callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=measure), StopWhenAsked(stop)],
        verbose=0,
    )


def _network(settings: Settings) -> keras.Model:
    seed = own_seeds()
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            dense(settings.units, seed(), activation="relu"),
            dense(CLASSES, seed(), activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.SGD(settings.learning_rate), "sparse_categorical_crossentropy")
    return model


def _data():
    (pictures, labels), _ = fashion_mnist()
    parts = slice(TRAINING_PICTURES), VALIDATION_PICTURES
    return tuple((pictures[part].astype("float32") / 255, labels[part]) for part in parts)


def draw(runs: Sequence[Run]) -> Figure:
    """The accuracy of the last run over its epochs, the earlier runs in grey behind it.

    Args:
        runs: at least one; the last may still be under way.
    """
    *earlier, last = runs
    figure = Figure(figsize=(7, 3.4), layout="constrained")
    axes = figure.add_subplot()
    for run in earlier:
        axes.plot(run.accuracy, color=FADED)
    axes.plot(last.accuracy, color=TRAINING, marker="o")
    axes.annotate(
        f"{last.accuracy[-1]:.2f}",
        (len(last.accuracy) - 1, last.accuracy[-1]),
        xytext=(0, 8),
        textcoords="offset points",
        color=TRAINING,
        ha="center",
    )
    longest = max(run.settings.epochs for run in runs)
    axes.set(
        xlim=(-0.2, longest + 0.4),
        ylim=(0, 1),
        xticks=range(longest + 1),
        xlabel=str(Text(ko="에포크", en="epochs")),
        ylabel=str(Text(ko="검증 정확도", en="validation accuracy")),
    )
    return figure


class ThirtySecondLab(Lab):
    """The sliders, the buttons and the picture; earlier runs stay."""

    def __init__(self):
        super().__init__()
        self.picture = widgets.Image(format="png")
        self.runs: tuple[Run, ...] = ()
        self._picture_of = lru_cache(maxsize=1)(lambda runs: png(draw(runs)))
        self.units = slider(Text(ko="유닛", en="units"), (4, 16, 64, 256), Settings.units)
        self.learning_rate = slider(
            Text(ko="학습률", en="learning rate"), (0.001, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0), Settings.learning_rate
        )
        self.epochs = slider(Text(ko="에포크", en="epochs"), (1, 2, 3, 5, 8), Settings.epochs)
        self.batch_size = slider(Text(ko="배치 크기", en="batch size"), (8, 32, 128, 512), Settings.batch_size)
        self.trainer = Trainer(self.train)
        self.follow(*self._sliders())
        self.train(threading.Event())

    @property
    def settings(self) -> Settings:
        return Settings(*(slider.value for slider in self._sliders()))

    @property
    def widget(self) -> widgets.Widget:
        return one_look([*self._sliders(), self.trainer.buttons], self.picture, self.words)

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        facts = Text(
            ko="파라미터 {parameters:,}개 · 에포크마다 {steps}단계",
            en="{parameters:,} parameters · {steps} steps an epoch",
        ).format(parameters=settings.parameters, steps=settings.steps)
        return {self.words: rich(facts), self.picture: self._picture_of(self.runs)}

    def train(self, stop: threading.Event) -> None:
        """Train with what is set now; earlier runs stay."""
        earlier = self.runs

        def show(run: Run) -> None:
            self.runs = (*earlier, run)
            self.redraw()

        train(self.settings, show, stop)

    def _sliders(self) -> tuple[widgets.SelectionSlider, ...]:
        return self.units, self.learning_rate, self.epochs, self.batch_size


def open_lab() -> Interactive:
    """The lab with its first run already trained."""
    opened = ThirtySecondLab()
    last = opened.runs[-1]
    alt = Text(
        ko="30초 실험실: 5에포크 뒤 검증 정확도 ≈ {last:.2f}",
        en="30-second lab: validation accuracy ≈ {last:.2f} after 5 epochs",
    ).format(last=last.accuracy[-1])
    return Interactive(opened.widget, text=str(alt), picture=opened.picture.value)
