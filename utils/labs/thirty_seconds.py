"""The 30-second lab: four settings, one small network, and the accuracy after every epoch."""

from collections.abc import Callable
from dataclasses import dataclass, field

import ipywidgets as widgets
import keras
import numpy as np
from keras import layers
from matplotlib.figure import Figure

from utils.data import fashion_mnist
from utils.messages import Text, rich
from utils.plots import FADED, TRAINING
from utils.showing import Interactive, png
from utils.starting import SEED

TRAINING_PICTURES = 2_000
TEST_PICTURES = 1_000
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


@dataclass
class Run:
    """One training run: its settings, and the test accuracy before training and after each epoch."""

    settings: Settings
    accuracy: list[float] = field(default_factory=list)


def train(run: Run, after_each_epoch: Callable[[], None]) -> None:
    """Train a network with the run's settings on 2,000 pictures; fills `run.accuracy` as it goes.

    Args:
        run: a new run.
        after_each_epoch: called whenever `run.accuracy` has one more value, first before any training.
    """
    (x_train, y_train), (x_test, y_test) = _data()
    keras.utils.set_random_seed(SEED)
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(run.settings.units, activation="relu"),
            layers.Dense(CLASSES, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.SGD(run.settings.learning_rate), "sparse_categorical_crossentropy")

    def measure(*_):
        guesses = np.argmax(model.predict_on_batch(x_test), axis=-1)
        run.accuracy.append(float(np.mean(guesses == y_test)))
        after_each_epoch()

    measure()
    model.fit(
        x_train,
        y_train,
        epochs=run.settings.epochs,
        batch_size=run.settings.batch_size,
        callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=measure)],
        verbose=0,
    )


def _data():
    (x_train, y_train), (x_test, y_test) = fashion_mnist()
    scaled = [pictures.astype("float32") / 255 for pictures in (x_train[:TRAINING_PICTURES], x_test[:TEST_PICTURES])]
    return (scaled[0], y_train[:TRAINING_PICTURES]), (scaled[1], y_test[:TEST_PICTURES])


def draw(runs: list[Run]) -> Figure:
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
        ylabel=str(Text(ko="테스트 정확도", en="test accuracy")),
    )
    return figure


class ThirtySecondLab:
    """The sliders, the button and the picture; earlier runs stay."""

    def __init__(self):
        self.runs: list[Run] = []
        self.units = _slider(Text(ko="유닛", en="units"), (4, 16, 64, 256), Settings.units)
        self.learning_rate = _slider(
            Text(ko="학습률", en="learning rate"), (0.001, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0), Settings.learning_rate
        )
        self.epochs = _slider(Text(ko="에포크", en="epochs"), (1, 2, 3, 5, 8), Settings.epochs)
        self.batch_size = _slider(Text(ko="배치 크기", en="batch size"), (8, 32, 128, 512), Settings.batch_size)
        self.button = widgets.Button(description=str(Text(ko="학습", en="Train")), button_style="primary")
        self.facts = widgets.HTML()
        self.picture = widgets.Image(format="png")
        for slider in self._sliders():
            slider.observe(self._show_facts, names="value")
        self.button.on_click(self._train)
        self._show_facts()
        self._train()

    @property
    def settings(self) -> Settings:
        return Settings(*(slider.value for slider in self._sliders()))

    @property
    def widget(self) -> widgets.Widget:
        controls = widgets.VBox([*self._sliders(), self.button, self.facts])
        return widgets.HBox([controls, self.picture], layout=widgets.Layout(flex_flow="row wrap", align_items="center"))

    def _sliders(self) -> tuple[widgets.SelectionSlider, ...]:
        return self.units, self.learning_rate, self.epochs, self.batch_size

    def _show_facts(self, *_) -> None:
        facts = Text(
            ko="파라미터 {parameters:,}개 · 에포크마다 {steps}단계",
            en="{parameters:,} parameters · {steps} steps an epoch",
        )
        self.facts.value = rich(facts.format(parameters=self.settings.parameters, steps=self.settings.steps))

    def _train(self, *_) -> None:
        self.button.disabled = True
        try:
            self.runs.append(Run(self.settings))
            train(self.runs[-1], self._redraw)
        finally:
            self.button.disabled = False

    def _redraw(self) -> None:
        self.picture.value = png(draw(self.runs))


def _slider(name: Text, values: tuple, start) -> widgets.SelectionSlider:
    return widgets.SelectionSlider(
        options=values, value=start, description=str(name), style={"description_width": "7em"}
    )


def open_lab() -> Interactive:
    """The lab with its first run already trained."""
    opened = ThirtySecondLab()
    last = opened.runs[-1]
    alt = Text(
        ko="30초 실험실: 5에포크 뒤 테스트 정확도 ≈ {last:.2f}",
        en="30-second lab: test accuracy ≈ {last:.2f} after 5 epochs",
    ).format(last=last.accuracy[-1])
    return Interactive(opened.widget, text=str(alt), figure=draw(opened.runs))
