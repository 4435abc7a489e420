"""The lab "Live curves": capacity, dropout, the number of pictures and the learning rate, and what the curves tell."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets as widgets
import keras
from keras import layers

from utils.core.display import Interactive
from utils.core.html import in_lines
from utils.core.text import Text, joined
from utils.curve_reading import CASES, read_curves
from utils.data import fashion_mnist
from utils.labs.controls import slider
from utils.labs.lab_of_runs import LabOfRuns
from utils.labs.run_curves import describe_shelf, draw_runs
from utils.labs.runs import Run
from utils.labs.training import dense, grow, own_seeds

PIXELS, CLASSES = 28 * 28, 10
VALIDATION_PICTURES = 1_000
EPOCHS, BATCH_SIZE = 12, 32
UNITS, DROPOUTS, PICTURES = (4, 16, 128, 512), (0.0, 0.2, 0.4, 0.6, 0.8), (100, 300, 1_000, 3_000)
LEARNING_RATES = (0.00001, 0.0001, 0.001, 0.003, 0.03, 0.3)


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


def train(run: Run, after_each_epoch: Callable[[Run], None], stop: threading.Event) -> None:
    """Train a network with the settings of a run: see `grow`."""
    (pictures, labels), _ = fashion_mnist()
    parts = slice(run.settings.pictures), slice(-VALIDATION_PICTURES, None)
    training, validation = ((pictures[part] / 255, labels[part]) for part in parts)
    grow(run, _network(run.settings), training, validation, after_each_epoch, stop, BATCH_SIZE)


def _network(settings: Settings) -> keras.Model:
    seed = own_seeds()
    hidden, classes = dense(settings.units, seed(), activation="relu"), dense(CLASSES, seed(), activation="softmax")
    model = keras.Sequential(
        [keras.Input((28, 28)), layers.Flatten(), hidden, layers.Dropout(settings.dropout, seed=seed()), classes]
    )
    optimizer = keras.optimizers.Adam(settings.learning_rate)
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
    layers.Dropout({settings.dropout:g}),
    layers.Dense(10, activation="softmax"),
])
optimizer = keras.optimizers.Adam({settings.learning_rate:g})
model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(
    pictures[:{settings.pictures}],
    labels[:{settings.pictures}],
    epochs={EPOCHS},
    batch_size={BATCH_SIZE},
    validation_data=(pictures[-{VALIDATION_PICTURES}:], labels[-{VALIDATION_PICTURES}:]),
)"""


def name(settings: Settings) -> Text:
    """What a run with these settings is called."""
    return Text(
        ko="유닛 {units} · 드롭아웃 {dropout:g} · 사진 {pictures:,}장 · 학습률 {rate:g}",
        en="{units} units · dropout {dropout:g} · {pictures:,} pictures · rate {rate:g}",
    ).format(units=settings.units, dropout=settings.dropout, pictures=settings.pictures, rate=settings.learning_rate)


def describe_settings(settings: Settings) -> Text:
    """How large the network is beside its data, and what dropout would do to it."""
    sizes = Text(
        ko="지금 설정: 파라미터 {parameters:,}개, 학습할 사진 {pictures:,}장: 사진 한 장에 파라미터 {share:,.0f}개.",
        en="As set now: {parameters:,} parameters and {pictures:,} pictures. Parameters per picture: {share:,.0f}.",
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


def diagnose(run: Run) -> list[Text]:
    """The losses so far; after the last epoch, what the section's table says of such curves."""
    if not run.logs:
        return []
    history = run.history
    lowest = min(range(len(run.logs)), key=history["val_loss"].__getitem__)
    facts = Text(
        ko="{n}번 실행의 손실: 학습 {loss:.2f}, 검증 {val_loss:.2f}(가장 낮았던 것은 에포크 {epoch}의 {lowest:.2f}).",
        en="Loss of run {n}: {loss:.2f} in training, {val_loss:.2f} in validation (lowest in epoch {epoch}: "
        "{lowest:.2f}).",
    ).format(
        n=run.number,
        loss=history["loss"][-1],
        val_loss=history["val_loss"][-1],
        epoch=lowest + 1,
        lowest=history["val_loss"][lowest],
    )
    if not run.finished:
        early = Text(ko="판단은 마지막 에포크 뒤에 합니다.", en="What it tells, shows after the last epoch.")
        return [facts, early]
    case = CASES[read_curves(history)]
    told = Text(
        ko="표의 이름: {name}. {sign} 다음에 해 볼 일: {remedy}",
        en="In the table: {name}. {sign} What to try next: {remedy}",
    ).format(name=case.name, sign=case.sign, remedy=case.remedy)
    if round(history["val_accuracy"][-1], 2) > round(history["accuracy"][-1], 2) and run.settings.dropout:
        ahead = Text(
            ko="검증이 더 높은 까닭: 드롭아웃은 학습할 때만 유닛을 끄고, 학습 정확도는 에포크 동안의 평균입니다.",
            en="Validation is ahead: dropout turns units off in training only, and the training accuracy is the mean "
            "over an epoch.",
        )
        return [facts, told, ahead]
    return [facts, told]


class LiveCurvesLab(LabOfRuns):
    """Four sliders, the buttons, the picture and the kept runs."""

    def __init__(self):
        start = Settings()
        self.units = slider(Text(ko="유닛", en="units"), UNITS, start.units)
        self.dropout = slider(Text(ko="드롭아웃", en="dropout"), DROPOUTS, start.dropout)
        self.pictures = slider(Text(ko="사진", en="pictures"), PICTURES, start.pictures)
        self.learning_rate = slider(Text(ko="학습률", en="learning rate"), LEARNING_RATES, start.learning_rate)
        super().__init__(Settings, (self.units, self.dropout, self.pictures, self.learning_rate), name)

    def epochs_of(self, settings: Settings) -> int:
        return EPOCHS

    def train_run(self, run: Run, stop: threading.Event) -> None:
        train(run, self.kept.grow, stop)

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        shelf = self.kept.shelf
        self.kept.show(shelf)
        told = describe_shelf(shelf, settings)
        return {
            self.words: in_lines(*told, *diagnose(shelf.chosen_run), describe_settings(settings)),
            self.picture: draw_runs(shelf, ("accuracy", "loss"), EPOCHS, joined(*told)),
        }

    def keras_code(self, settings: Settings) -> str:
        return in_keras(settings)


def open_lab() -> Interactive:
    """The lab with its first run already trained."""
    return LiveCurvesLab().without_a_kernel(Text(ko="학습 곡선 실험실", en="Live curves lab"))
