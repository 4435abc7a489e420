"""The lab "Live curves": capacity, dropout, the number of pictures and the learning rate, and what the curves tell."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import ipywidgets as widgets
import keras
from keras import layers
from matplotlib.figure import Figure

from utils import live_curves
from utils.core.display import Interactive
from utils.core.figures import png
from utils.core.html import rich
from utils.core.text import Text, joined
from utils.curve_reading import CASES, read_curves
from utils.data import fashion_mnist
from utils.labs.base import Lab
from utils.labs.controls import one_look, slider
from utils.labs.training import StopWhenAsked, Trainer, dense, own_seeds
from utils.live_curves import Curves, curves_of

PIXELS, CLASSES = 28 * 28, 10
VALIDATION_PICTURES = 1_000
EPOCHS, BATCH_SIZE = 12, 32


@dataclass(frozen=True)
class Settings:
    """What a learner sets."""

    units: int = 128
    dropout: float = 0.0
    pictures: int = 300
    learning_rate: float = 0.003

    @property
    def parameters(self) -> int:
        """Weights and biases of the two dense layers."""
        return PIXELS * self.units + self.units + self.units * CLASSES + CLASSES


@dataclass(frozen=True)
class Run:
    """One training run: its settings, and what each epoch so far has measured, by the names that Keras gives."""

    settings: Settings
    logs: tuple[dict[str, float], ...] = field(hash=False)

    @property
    def history(self) -> dict[str, list[float]]:
        """By name what each epoch has measured."""
        return {name: [log[name] for log in self.logs] for name in self.logs[0]}

    @property
    def curves(self) -> Curves:
        return curves_of(self.history)

    @property
    def gap(self) -> float:
        """How much higher the accuracy is in training than in validation, after the last epoch."""
        return self.logs[-1]["accuracy"] - self.logs[-1]["val_accuracy"]


def train(settings: Settings, after_each_epoch: Callable[[Run], None], stop: threading.Event) -> None:
    """Train a network with these settings.

    Args:
        settings: what a learner has set.
        after_each_epoch: gets the run as it stands.
        stop: once it is set, training ends.

    Raises:
        TrainingStopped: `stop` was set.
    """
    (pictures, labels), _ = fashion_mnist()
    pictures = pictures.astype("float32") / 255
    seed = own_seeds()
    hidden, classes = dense(settings.units, seed(), activation="relu"), dense(CLASSES, seed(), activation="softmax")
    model = keras.Sequential(
        [keras.Input((28, 28)), layers.Flatten(), hidden, layers.Dropout(settings.dropout, seed=seed()), classes]
    )
    optimizer = keras.optimizers.Adam(settings.learning_rate)
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    measured = []

    def note(epoch, logs):
        measured.append(dict(logs))
        after_each_epoch(Run(settings, tuple(measured)))

    model.fit(
        pictures[: settings.pictures],
        labels[: settings.pictures],
        validation_data=(pictures[-VALIDATION_PICTURES:], labels[-VALIDATION_PICTURES:]),
        epochs=EPOCHS,
        batch_size=BATCH_SIZE,
        validation_batch_size=VALIDATION_PICTURES,
        callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=note), StopWhenAsked(stop)],
        verbose=0,
    )


def describe_settings(settings: Settings) -> Text:
    """How large the network is beside its data, and what dropout would do to it."""
    sizes = Text(
        ko="파라미터 {parameters:,}개, 학습할 사진 {pictures:,}장: 사진 한 장에 파라미터 {share:,.0f}개.",
        en="{parameters:,} parameters, {pictures:,} pictures to learn from: {share:,.0f} parameters for each picture.",
    ).format(
        parameters=settings.parameters,
        pictures=settings.pictures,
        share=settings.parameters / settings.pictures,
    )
    if not settings.dropout:
        return sizes
    dropped = Text(
        ko="{sizes} 학습할 때만, 한 배치에서 유닛 {units}개 가운데 평균 {off:.0f}개가 꺼집니다.",
        en="{sizes} While training, {off:.0f} of the {units} units are off in a batch, on average.",
    )
    return dropped.format(sizes=sizes, units=settings.units, off=settings.dropout * settings.units)


def describe_run(run: Run) -> Text:
    """What the last epoch so far has measured; after the last of all, what the section's table says of such curves."""
    history = run.history
    lowest = min(range(len(run.logs)), key=history["val_loss"].__getitem__)
    facts = Text(
        ko="유닛 {units}개, 드롭아웃 {dropout}, 사진 {pictures:,}장, 학습률 {rate:g}[으로] 학습했습니다. 정확도: 학습 "
        "{training:.2f}, 검증 {validation:.2f}. 손실: 학습 {loss:.2f}, 검증 {val_loss:.2f}(가장 낮았던 것은 에포크 "
        "{epoch}의 {lowest:.2f}).",
        en="Trained with {units} units, dropout {dropout}, {pictures:,} pictures, learning rate {rate:g}. Accuracy: "
        "training {training:.2f}, validation {validation:.2f}. Loss: training {loss:.2f}, validation {val_loss:.2f} "
        "(lowest in epoch {epoch}: {lowest:.2f}).",
    ).format(
        units=run.settings.units,
        dropout=run.settings.dropout,
        pictures=run.settings.pictures,
        rate=run.settings.learning_rate,
        training=history["accuracy"][-1],
        validation=history["val_accuracy"][-1],
        loss=history["loss"][-1],
        val_loss=history["val_loss"][-1],
        epoch=lowest + 1,
        lowest=history["val_loss"][lowest],
    )
    if len(run.logs) < EPOCHS:
        so_far = Text(ko="에포크 {n}/{all}.", en="Epoch {n} of {all}.").format(n=len(run.logs), all=EPOCHS)
        return joined(so_far, facts)
    case = CASES[read_curves(history)]
    told = Text(
        ko="표의 이름: {name}. {sign} 다음에 해 볼 일: {remedy}",
        en="In the table: {name}. {sign} What to try next: {remedy}",
    ).format(name=case.name, sign=case.sign, remedy=case.remedy)
    if run.gap < 0 and run.settings.dropout:
        ahead = Text(
            ko="검증이 더 높은 것은 드롭아웃이 학습할 때만 유닛을 끄기 때문입니다.",
            en="Validation is ahead, since dropout turns units off in training only.",
        )
        return joined(facts, told, ahead)
    return joined(facts, told)


def draw(runs: Sequence[Run]) -> Figure:
    """Accuracy and loss of the last run, the earlier ones in grey behind it.

    Args:
        runs: at least one, each with at least one epoch; the last may still be under way.
    """
    *earlier, last = runs
    return live_curves.draw(last.curves, [run.curves for run in earlier])


class LiveCurvesLab(Lab):
    """Four sliders, the buttons and the picture; earlier runs stay until they are cleared."""

    def __init__(self):
        super().__init__()
        self.picture = widgets.Image(format="png")
        start = Settings()
        self.earlier: tuple[Run, ...] = ()
        self.runs: tuple[Run, ...] = ()
        self._picture_of = lru_cache(maxsize=1)(lambda runs: png(draw(runs)))
        self.units = slider(Text(ko="유닛", en="units"), (4, 16, 128, 512), start.units)
        self.dropout = slider(Text(ko="드롭아웃", en="dropout"), (0.0, 0.2, 0.4, 0.6, 0.8), start.dropout)
        self.pictures = slider(Text(ko="사진", en="pictures"), (100, 300, 1_000, 3_000), start.pictures)
        rates = (0.00001, 0.0001, 0.001, 0.003, 0.03, 0.3)
        self.learning_rate = slider(Text(ko="학습률", en="learning rate"), rates, start.learning_rate)
        self.about_settings = widgets.HTML()
        self.trainer = Trainer(self.train)
        self.clear_button = widgets.Button(description=str(Text(ko="앞의 실행 지우기", en="Clear earlier runs")))
        self.clear_button.on_click(self.clear)
        self.follow(*self._sliders())
        self.train(threading.Event())

    @property
    def settings(self) -> Settings:
        return Settings(*(slider.value for slider in self._sliders()))

    @property
    def widget(self) -> widgets.Widget:
        return one_look(
            [*self._sliders(), self.trainer.buttons, self.clear_button], self.picture, self.about_settings, self.words
        )

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        runs = self.runs
        return {
            self.about_settings: rich(describe_settings(settings)),
            self.words: rich(describe_run(runs[-1])),
            self.picture: self._picture_of(runs),
        }

    def train(self, stop: threading.Event) -> None:
        """Train with what is set now; earlier runs stay."""
        self.earlier = self.runs

        def show(run: Run) -> None:
            self.runs = (*self.earlier, run)
            self.redraw()

        train(self.settings, show, stop)

    def clear(self, *_) -> None:
        """Take the earlier runs away, also while the last one trains."""
        self.earlier, self.runs = (), self.runs[-1:]
        self.redraw()

    def _sliders(self) -> tuple[widgets.SelectionSlider, ...]:
        return self.units, self.dropout, self.pictures, self.learning_rate


def open_lab() -> Interactive:
    """The lab with its first run already trained."""
    opened = LiveCurvesLab()
    alt = Text(ko="학습 곡선 실험실. {curves}", en="Live curves lab. {curves}").format(
        curves=live_curves.describe(opened.runs[-1].curves)
    )
    return Interactive(opened.widget, text=str(alt), picture=opened.picture.value)
