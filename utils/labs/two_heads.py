"""The lab "Two heads": two tasks share a body of two units, and the weights of their losses say which one gets it.

One head tells the class of a picture, the other how much of it is ink. For each ratio of the two loss weights a network
is trained when the lab opens; a touch only draws.
"""

from dataclasses import dataclass

import ipywidgets as widgets
import keras
import numpy as np
from keras import layers
from matplotlib.axes import Axes

from utils.core.display import Interactive
from utils.core.html import rich
from utils.core.palette import FADED, WRONG
from utils.core.text import Text, joined
from utils.data import fashion_mnist
from utils.labs.base import Lab
from utils.labs.controls import one_look, slider
from utils.labs.kept_figure import KeptFigure
from utils.labs.training import dense, own_seeds

TRAINING_PICTURES, TEST_PICTURES = 1_000, 500
CLASSES, BODY = 10, 2
EPOCHS, BATCH = 8, 50
CLASS_WEIGHTS = (0, 1, 10)
INK_WEIGHTS = (0, 1, 3, 10, 30, 100, 300, 1000)
_MOST_CLASS_ERROR, _MOST_INK_ERROR = 100, 15  # per cent, the ends of the axes


@dataclass(frozen=True)
class Settings:
    """The two loss weights that a learner sets."""

    class_weight: int = 1
    ink_weight: int = 30

    @property
    def ratio(self) -> float | None:
        """The weight of the ink loss over that of the class loss; None where both are 0."""
        if self.class_weight:
            return self.ink_weight / self.class_weight
        return float("inf") if self.ink_weight else None


RATIOS = sorted(
    {
        ratio
        for class_weight in CLASS_WEIGHTS
        for ink_weight in INK_WEIGHTS
        if (ratio := Settings(class_weight, ink_weight).ratio) is not None
    }
)


@dataclass(frozen=True)
class Trained:
    """What the network of one ratio does on the test pictures.

    Attributes:
        class_error: per cent of the pictures that get a wrong class.
        ink_error: how far the share of ink is off, on average, in percentage points.
        body: (pictures, 2), what the two units of the body say.
    """

    class_error: float
    ink_error: float
    body: np.ndarray


def train() -> dict[float | None, Trained]:
    """Train a network for each of `RATIOS` on 1,000 pictures: side by side in one model, so that one `fit` will do."""
    (x_train, y_train, ink_train), (x_test, y_test, ink_test) = _data()
    model = _networks_side_by_side(len(RATIOS))
    _start_alike(model)
    model.compile(keras.optimizers.Adam(0.02), loss={"class": "sparse_categorical_crossentropy", "ink": "mse"})
    model.fit(
        x_train,
        {"class": _for_each(y_train), "ink": _for_each(ink_train)[..., np.newaxis]},
        sample_weight=_loss_weights(len(x_train)),
        epochs=EPOCHS,
        batch_size=BATCH,
        verbose=0,
    )
    said = {name: np.asarray(values) for name, values in model.predict_on_batch(x_test).items()}
    class_error = 100 * np.mean(said["class"].argmax(axis=-1) != y_test[:, np.newaxis], axis=0)
    ink_error = 100 * np.mean(np.abs(said["ink"][..., 0] - ink_test[:, np.newaxis]), axis=0)
    bodies = said["body"].swapaxes(0, 1)
    return {
        ratio: Trained(float(of_class), float(of_ink), body)
        for ratio, of_class, of_ink, body in zip(RATIOS, class_error, ink_error, bodies, strict=True)
    }


def _data():
    """Pictures (n, 28, 28) from 0 to 1, their labels (n,), and the share of ink in each (n,)."""
    (x_train, y_train), (x_test, y_test) = fashion_mnist()
    x_train, x_test = (
        pictures.astype("float32") / 255 for pictures in (x_train[:TRAINING_PICTURES], x_test[:TEST_PICTURES])
    )
    return (
        (x_train, y_train[:TRAINING_PICTURES], x_train.mean(axis=(1, 2))),
        (x_test, y_test[:TEST_PICTURES], x_test.mean(axis=(1, 2))),
    )


def _networks_side_by_side(count: int) -> keras.Model:
    """`count` networks without a connection between them: a body of two units and two heads each."""
    seed = own_seeds()
    pictures = keras.Input((28, 28))
    body = dense(count * BODY, seed())(layers.Flatten()(pictures))
    body = layers.Reshape((count, BODY), name="body")(body)
    heads = {
        "class": _head(count, CLASSES, seed(), name="class", activation="softmax")(body),
        "ink": _head(count, 1, seed(), name="ink")(body),
    }
    return keras.Model(pictures, {**heads, "body": body})


def _head(count: int, units: int, seed: int, **settings) -> layers.Layer:
    """A dense layer for each of `count` networks."""
    start = keras.initializers.GlorotUniform(seed)
    return layers.EinsumDense("bnd,ndu->bnu", (count, units), bias_axes="nu", kernel_initializer=start, **settings)


def _start_alike(model: keras.Model) -> None:
    """Give every network the weights of the first, so that only the loss weights make a difference."""
    body, body_bias, *heads = model.get_weights()
    alike = np.tile(body[:, :BODY], len(RATIOS))
    model.set_weights([alike, body_bias, *(np.broadcast_to(head[:1], head.shape) for head in heads)])


def _loss_weights(pictures: int) -> dict[str, np.ndarray]:
    """The loss weights of each network, as sample weights: the same for every picture."""
    of_class = np.array([0.0 if ratio == float("inf") else 1.0 for ratio in RATIOS], "float32")
    of_ink = np.array([1.0 if ratio == float("inf") else ratio for ratio in RATIOS], "float32")
    return {name: np.tile(weights, (pictures, 1)) for name, weights in (("class", of_class), ("ink", of_ink))}


def _for_each(targets: np.ndarray) -> np.ndarray:
    """The same targets for every network: from (n,) to (n, networks)."""
    return np.repeat(targets[:, np.newaxis], len(RATIOS), axis=1)


def explain(trained: dict[float | None, Trained], settings: Settings) -> Text:
    """What came of these settings, and what they mean, in two or three sentences."""
    if settings.ratio is None:
        return Text(
            ko="두 가중치가 모두 0이면 손실도 언제나 0입니다. 줄일 것이 없으므로 아무것도 배우지 못합니다.",
            en="With both weights 0 the loss is always 0. There is nothing to reduce, so nothing is learned.",
        )
    errors = trained[settings.ratio]
    facts = Text(
        ko="틀린 클래스 {of_class:.0f} %, 잉크 오차 {of_ink:.1f} %p.",
        en="Wrong class: {of_class:.0f} %; ink off by {of_ink:.1f} points.",
    ).format(
        of_class=errors.class_error,
        of_ink=errors.ink_error,
    )
    remark = {
        0: Text(
            ko="가중치가 0인 잉크 헤드는 학습되지 않았습니다. 그 답에는 뜻이 없습니다.",
            en="With weight 0 the ink head was never trained: what it says means nothing.",
        ),
        float("inf"): Text(
            ko="가중치가 0인 클래스 헤드는 학습되지 않았습니다. 그 답은 찍기와 같습니다.",
            en="With weight 0 the class head was never trained: it guesses.",
        ),
    }.get(
        settings.ratio,
        Text(
            ko="잉크 손실은 클래스 손실의 {ratio:g}배로 셉니다.",
            en="The ink loss counts {ratio:g} times as much as the class loss.",
        ).format(ratio=settings.ratio),
    )
    return joined(facts, remark)


class TwoHeadsFigure(KeptFigure):
    """The two errors of every ratio on the left, what the body says on the right."""

    def __init__(self, trained: dict[float | None, Trained]):
        super().__init__(7.6, 3.5)
        self.trained = trained
        self._start_errors(self.figure.add_axes((0.08, 0.16, 0.42, 0.74)))
        self._start_body(self.figure.add_axes((0.57, 0.16, 0.41, 0.74)))

    def show(self, settings: Settings) -> None:
        """The network of these settings is marked; nothing is where both weights are 0."""
        chosen = self.trained.get(settings.ratio)
        self._chosen.set_data(*_point(chosen) if chosen else ([], []))
        self._body.set_offsets(_centred(chosen.body) if chosen else np.empty((0, BODY)))

    def _start_errors(self, axes: Axes) -> None:
        points = np.array([_point(each) for each in self.trained.values()])[..., 0]
        axes.plot(*points.T, color=FADED, marker="o", markersize=5, clip_on=False)
        (self._chosen,) = axes.plot([], [], color=WRONG, marker="o", markersize=11, clip_on=False, zorder=3)
        axes.set(
            xlim=(0, _MOST_CLASS_ERROR),
            ylim=(0, _MOST_INK_ERROR),
            xticks=(0, 50, 100),
            yticks=(0, 5, 10, 15),
            xlabel=str(Text(ko="틀린 클래스 (%)", en="wrong class (%)")),
            ylabel=str(Text(ko="잉크 오차 (%p)", en="ink off by (percentage points)")),
            title=str(Text(ko="점 하나가 모델 하나", en="each point is a network")),
        )

    def _start_body(self, axes: Axes) -> None:
        _, (_, _, ink) = _data()
        self._body = axes.scatter(ink, ink, c=ink, s=12, cmap="cividis_r", edgecolors="none")
        axes.set(
            xlim=(-3, 3),
            ylim=(-3, 3),
            xticks=(),
            yticks=(),
            xlabel=str(Text(ko="몸통의 첫째 유닛", en="first unit of the body")),
            ylabel=str(Text(ko="둘째 유닛", en="second unit")),
            title=str(Text(ko="테스트 사진: 진할수록 잉크가 많음", en="test pictures: the darker, the more ink")),
        )


def _point(trained: Trained) -> tuple[list[float], list[float]]:
    """Where a network stands among the errors; one that is off the axes stands at their end."""
    return [min(trained.class_error, _MOST_CLASS_ERROR)], [min(trained.ink_error, _MOST_INK_ERROR)]


def _centred(body: np.ndarray) -> np.ndarray:
    """What the body says, with mean 0 and standard deviation 1, so that every network fits the same axes."""
    return (body - body.mean(axis=0)) / (body.std(axis=0) + keras.config.epsilon())


class TwoHeadsLab(Lab):
    """A slider for each loss weight, the facts, and the picture."""

    def __init__(self):
        super().__init__()
        self.picture = widgets.Image(format="png")
        self.trained = train()
        self.figure = TwoHeadsFigure(self.trained)
        start = Settings()
        self.class_weight = slider(Text(ko="클래스 손실 ×", en="class loss ×"), CLASS_WEIGHTS, start.class_weight)
        self.ink_weight = slider(Text(ko="잉크 손실 ×", en="ink loss ×"), INK_WEIGHTS, start.ink_weight)
        self.follow(self.class_weight, self.ink_weight)
        self.redraw()

    @property
    def settings(self) -> Settings:
        return Settings(self.class_weight.value, self.ink_weight.value)

    @property
    def widget(self) -> widgets.Widget:
        return one_look([self.class_weight, self.ink_weight], self.picture, self.words)

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        return {self.picture: self.figure.png(settings), self.words: rich(explain(self.trained, settings))}


def open_lab() -> Interactive:
    """The lab with its networks trained, both losses counting."""
    opened = TwoHeadsLab()
    errors = opened.trained[opened.settings.ratio]
    alt = Text(
        ko="두 헤드 실험실: 손실 가중치 1과 30, 틀린 클래스 ≈ {of_class:.0f} %, 잉크 오차 ≈ {of_ink:.1f} %p",
        en="Two heads lab: loss weights 1 and 30, wrong class ≈ {of_class:.0f} %, ink off by ≈ {of_ink:.1f} points",
    ).format(of_class=errors.class_error, of_ink=errors.ink_error)
    return Interactive(opened.widget, text=str(alt), picture=opened.picture.value)
