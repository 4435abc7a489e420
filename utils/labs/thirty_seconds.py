"""The 30-second lab: four settings, one small network, and its accuracy in training and validation, epoch by epoch."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets as widgets
import keras
from keras import layers

from utils.core.display import Interactive
from utils.core.html import in_lines
from utils.core.text import Text, joined
from utils.data import fashion_mnist
from utils.labs.controls import slider
from utils.labs.lab_of_runs import LabOfRuns
from utils.labs.run_curves import describe_shelf, draw_runs
from utils.labs.runs import Run
from utils.labs.training import dense, grow, own_seeds

TRAINING_PICTURES = 2_000
# The first of those that the lesson validates on; its test pictures are looked at once, after all choices.
VALIDATION = slice(8_000, 9_000)
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


def train(run: Run, after_each_epoch: Callable[[Run], None], stop: threading.Event) -> None:
    """Train a network with the settings of a run on 2,000 pictures: see `grow`."""
    (pictures, labels), _ = fashion_mnist()
    training, validation = ((pictures[part] / 255, labels[part]) for part in (slice(TRAINING_PICTURES), VALIDATION))
    grow(run, _network(run.settings), training, validation, after_each_epoch, stop, run.settings.batch_size)


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
    optimizer = keras.optimizers.SGD(settings.learning_rate)
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def in_keras(settings: Settings) -> str:
    """The code that trains with these settings."""
    return f"""\
import keras
from keras import layers
from utils.data import fashion_mnist

(pictures, labels), _ = fashion_mnist()
pictures = pictures / 255
model = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense({settings.units}, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
optimizer = keras.optimizers.SGD({settings.learning_rate:g})
model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(
    pictures[:{TRAINING_PICTURES}],
    labels[:{TRAINING_PICTURES}],
    epochs={settings.epochs},
    batch_size={settings.batch_size},
    validation_data=(pictures[{VALIDATION.start}:{VALIDATION.stop}], labels[{VALIDATION.start}:{VALIDATION.stop}]),
)"""


def name(settings: Settings) -> Text:
    """What a run with these settings is called."""
    return Text(
        ko="유닛 {units} · 학습률 {rate:g} · {epochs}에포크 · 배치 {batch}",
        en="{units} units · rate {rate:g} · epochs {epochs} · batch {batch}",
    ).format(units=settings.units, rate=settings.learning_rate, epochs=settings.epochs, batch=settings.batch_size)


def describe_settings(settings: Settings) -> Text:
    """How large the network is, and how many steps an epoch has."""
    return Text(
        ko="지금 설정: 파라미터 {parameters:,}개, 에포크마다 {steps}단계.",
        en="As set now: {parameters:,} parameters, {steps} steps an epoch.",
    ).format(parameters=settings.parameters, steps=settings.steps)


class ThirtySecondLab(LabOfRuns):
    """The sliders, the buttons, the picture and the kept runs."""

    def __init__(self):
        self.units = slider(Text(ko="유닛", en="units"), (4, 16, 64, 256), Settings.units)
        self.learning_rate = slider(
            Text(ko="학습률", en="learning rate"), (0.001, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0), Settings.learning_rate
        )
        self.epochs = slider(Text(ko="에포크", en="epochs"), (1, 2, 3, 5, 8), Settings.epochs)
        self.batch_size = slider(Text(ko="배치 크기", en="batch size"), (8, 32, 128, 512), Settings.batch_size)
        super().__init__(Settings, (self.units, self.learning_rate, self.epochs, self.batch_size), name)

    def epochs_of(self, settings: Settings) -> int:
        return settings.epochs

    def train_run(self, run: Run, stop: threading.Event) -> None:
        train(run, self.kept.grow, stop)

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        shelf = self.kept.shelf
        self.kept.show(shelf)
        told = describe_shelf(shelf, settings)
        return {
            self.words: in_lines(*told, describe_settings(settings)),
            self.picture: draw_runs(shelf, ("accuracy",), Settings.epochs, joined(*told)),
        }

    def keras_code(self, settings: Settings) -> str:
        return in_keras(settings)


def open_lab() -> Interactive:
    """The lab with its first run already trained."""
    return ThirtySecondLab().without_a_kernel(Text(ko="30초 실험실", en="30-second lab"))
