"""The lab "Live curves": capacity, dropout and the number of pictures, and the gap between training and validation."""

from collections.abc import Callable
from dataclasses import dataclass, field

import ipywidgets as widgets
import keras
from keras import layers
from matplotlib.figure import Figure

from utils import live_curves
from utils.data import fashion_mnist
from utils.live_curves import Curves, curves_of
from utils.messages import Text, joined, rich
from utils.showing import Interactive, png
from utils.starting import SEED

PIXELS, CLASSES = 28 * 28, 10
VALIDATION_PICTURES = 1_000
EPOCHS, BATCH_SIZE = 15, 32
SMALL_GAP, LOW_ACCURACY = 0.05, 0.75


@dataclass(frozen=True)
class Settings:
    """What a learner sets."""

    units: int = 128
    dropout: float = 0.0
    pictures: int = 300

    @property
    def parameters(self) -> int:
        """Weights and biases of the two dense layers."""
        return PIXELS * self.units + self.units + self.units * CLASSES + CLASSES


@dataclass
class Run:
    """One training run: its settings, and by name what each epoch has measured so far."""

    settings: Settings
    history: dict[str, list[float]] = field(default_factory=dict)

    @property
    def curves(self) -> Curves:
        return curves_of(self.history)

    @property
    def gap(self) -> float:
        """How much higher the accuracy is in training than in validation, after the last epoch."""
        return self.history["accuracy"][-1] - self.history["val_accuracy"][-1]


def train(run: Run, after_each_epoch: Callable[[], None]) -> None:
    """Train a network with the run's settings; fills `run.history` as it goes.

    Args:
        run: a new run.
        after_each_epoch: called whenever each list in `run.history` has one more value.
    """
    (pictures, labels), _ = fashion_mnist()
    pictures, settings = pictures.astype("float32") / 255, run.settings
    keras.utils.set_random_seed(SEED)
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(settings.units, activation="relu"),
            layers.Dropout(settings.dropout),
            layers.Dense(CLASSES, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])

    def note(epoch, logs):
        for name, value in logs.items():
            run.history.setdefault(name, []).append(value)
        after_each_epoch()

    model.fit(
        pictures[: settings.pictures],
        labels[: settings.pictures],
        validation_data=(pictures[-VALIDATION_PICTURES:], labels[-VALIDATION_PICTURES:]),
        epochs=EPOCHS,
        batch_size=BATCH_SIZE,
        validation_batch_size=VALIDATION_PICTURES,
        callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=note)],
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
    """The gap after the last epoch, in words."""
    training, validation = run.history["accuracy"][-1], run.history["val_accuracy"][-1]
    facts = Text(
        ko="정확도: 학습 {training:.2f}, 검증 {validation:.2f}, 차이 {gap:.2f}.",
        en="Accuracy: training {training:.2f}, validation {validation:.2f}, a gap of {gap:.2f}.",
    ).format(training=training, validation=validation, gap=run.gap)
    if run.gap > SMALL_GAP:
        verdict = Text(
            ko="과적합입니다. 학습한 사진은 새 사진보다 훨씬 잘 맞힙니다.",
            en="That is overfitting: it knows its own pictures much better than new ones.",
        )
    elif run.gap < 0 and run.settings.dropout:
        verdict = Text(
            ko="검증이 더 높습니다. 드롭아웃은 학습할 때만 유닛을 끄기 때문입니다.",
            en="Validation is higher, since dropout turns units off in training only.",
        )
    elif training < LOW_ACCURACY:
        verdict = Text(
            ko="차이는 작지만 둘 다 낮습니다. 아직 덜 배웠습니다.",
            en="The gap is small, yet both are low: it has not learned enough.",
        )
    else:
        verdict = Text(
            ko="차이가 작습니다. 배운 것이 새 사진에도 통합니다.",
            en="The gap is small: what it learned holds for new pictures.",
        )
    return joined(facts, verdict)


def draw(runs: list[Run]) -> Figure:
    """Accuracy and loss of the last run, the earlier ones in grey behind it.

    Args:
        runs: at least one, each with at least one epoch; the last may still be under way.
    """
    *earlier, last = runs
    return live_curves.draw(last.curves, [run.curves for run in earlier])


class LiveCurvesLab:
    """Three sliders, the button and the picture; earlier runs stay."""

    def __init__(self):
        start = Settings()
        self.runs: list[Run] = []
        self.units = _slider(Text(ko="유닛", en="units"), (4, 16, 128, 512), start.units)
        self.dropout = _slider(Text(ko="드롭아웃", en="dropout"), (0.0, 0.2, 0.4, 0.6, 0.8), start.dropout)
        self.pictures = _slider(Text(ko="사진", en="pictures"), (100, 300, 1_000, 3_000), start.pictures)
        self.button = widgets.Button(description=str(Text(ko="학습", en="Train")), button_style="primary")
        self.about_settings, self.about_run = widgets.HTML(), widgets.HTML()
        self.picture = widgets.Image(format="png")
        for slider in (self.units, self.dropout, self.pictures):
            slider.observe(self._show_settings, names="value")
        self.button.on_click(self._train)
        self._show_settings()
        self._train()

    @property
    def settings(self) -> Settings:
        return Settings(self.units.value, self.dropout.value, self.pictures.value)

    @property
    def widget(self) -> widgets.Widget:
        controls = [self.units, self.dropout, self.pictures, self.about_settings, self.button]
        # Without this the picture would be stretched to the width of the notebook.
        start = widgets.Layout(align_items="flex-start")
        return widgets.VBox([*controls, self.picture, self.about_run], layout=start)

    def _show_settings(self, *_) -> None:
        self.about_settings.value = rich(describe_settings(self.settings))

    def _train(self, *_) -> None:
        run = Run(self.settings)
        self.button.disabled = True
        try:
            train(run, lambda: self._redraw([*self.runs, run]))
            self.runs.append(run)
            self.about_run.value = rich(describe_run(run))
        finally:
            self.button.disabled = False

    def _redraw(self, runs: list[Run]) -> None:
        self.picture.value = png(draw(runs))


def _slider(name: Text, values: tuple, start) -> widgets.SelectionSlider:
    return widgets.SelectionSlider(
        options=values, value=start, description=str(name), style={"description_width": "7em"}
    )


def open_lab() -> Interactive:
    """The lab with its first run already trained."""
    opened = LiveCurvesLab()
    alt = Text(ko="학습 곡선 실험실. {curves}", en="Live curves lab. {curves}").format(
        curves=live_curves.describe(opened.runs[-1].curves)
    )
    return Interactive(opened.widget, text=str(alt), figure=draw(opened.runs))
