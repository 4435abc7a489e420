"""The lab "Two heads": two tasks share a body of two units, and the weights of their losses say which one gets it.

One head tells the class of a picture, the other how much of it is ink. For each ratio of the two loss weights a network
is trained when the lab opens; a touch only draws.
"""

from dataclasses import dataclass

import ipywidgets as widgets
import keras
import numpy as np
from keras import layers

from utils.core.display import Interactive
from utils.core.html import rich
from utils.core.palette import FADED, POSITIVE, TRAINING, WRONG
from utils.core.text import Text, joined
from utils.data import class_names, fashion_mnist
from utils.labs import svg
from utils.labs.base import Lab
from utils.labs.controls import menu, slider
from utils.labs.training import dense, own_seeds

TRAINING_PICTURES, TEST_PICTURES = 1_000, 500
CLASSES, BODY = 10, 2
EPOCHS, BATCH = 8, 50
CLASS_WEIGHTS = (0, 1, 10)
INK_WEIGHTS = (0, 1, 3, 10, 30, 100, 300, 1000)
INK = -1  # in the place of a class: the pictures are marked by their ink
_SHADES = 5


@dataclass(frozen=True)
class Settings:
    """The two loss weights that a learner sets, and the class whose pictures are marked, or `INK`."""

    class_weight: int = 1
    ink_weight: int = 30
    marked: int = INK

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
        classes: (pictures,), the class that each picture gets.
    """

    class_error: float
    ink_error: float
    body: np.ndarray
    classes: np.ndarray


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
    classes = said["class"].argmax(axis=-1)
    class_error = 100 * np.mean(classes != y_test[:, np.newaxis], axis=0)
    ink_error = 100 * np.mean(np.abs(said["ink"][..., 0] - ink_test[:, np.newaxis]), axis=0)
    bodies = said["body"].swapaxes(0, 1)
    return {
        ratio: Trained(float(of_class), float(of_ink), body, of_each)
        for ratio, of_class, of_ink, body, of_each in zip(
            RATIOS, class_error, ink_error, bodies, classes.T, strict=True
        )
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


def _facts(errors: Trained) -> Text:
    return Text(
        ko="틀린 클래스 {of_class:.0f} %, 잉크 오차 {of_ink:.1f} %p.",
        en="Wrong class: {of_class:.0f} %; ink off by {of_ink:.1f} points.",
    ).format(of_class=errors.class_error, of_ink=errors.ink_error)


def explain(trained: dict[float | None, Trained], settings: Settings) -> Text:
    """What came of these settings, and what they mean, in two or three sentences."""
    if settings.ratio is None:
        return Text(
            ko="두 가중치가 모두 0이면 손실도 언제나 0입니다. 줄일 것이 없으므로 아무것도 배우지 못합니다.",
            en="With both weights 0 the loss is always 0. There is nothing to reduce, so nothing is learned.",
        )
    facts = _facts(trained[settings.ratio])
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


# --- the pictures ---

_SIDE = 270  # CSS pixels
_ENDS = (-4, -2, 0, 2, 4)


@dataclass(frozen=True)
class TestPictures:
    """What is known of the test pictures: their labels and their share of ink, both (n,)."""

    labels: np.ndarray
    ink: np.ndarray


def draw_errors(trained: dict[float | None, Trained], settings: Settings) -> str:
    """Both errors of each network, those of the chosen one marked, with lines to the axes."""
    axes = svg.Axes(
        (38, 22, _SIDE - 38, 220),
        (0, 20, 40, 60, 80, 100),
        (0.3, 1, 3, 10, 30, 100, 300),
        (Text(ko="틀린 클래스 (%)", en="wrong class (%)"), Text(ko="잉크 오차 (%p)", en="ink off by (points)")),
        logarithmic=True,
    )
    networks = axes.places(*zip(*((each.class_error, each.ink_error) for each in trained.values()), strict=True))
    parts = [str(axes), svg.line(networks, FADED), svg.dots(networks, FADED, 8)]
    chosen = trained.get(settings.ratio)
    if chosen:
        ((x, y),) = axes.places([chosen.class_error], [chosen.ink_error])
        parts.append(svg.line([(38, y), (x, y), (x, 242)], WRONG, 1.5, stroke_dasharray="4 3"))
        parts.append(svg.dots([(x, y)], WRONG, 14))
    alt = Text(ko="모델 {n}개의 두 오차. {chosen}", en="Both errors of {n} networks. {chosen}").format(
        n=len(trained), chosen=_facts(chosen) if chosen else ""
    )
    return svg.drawing(_SIDE + 12, 280, alt, *parts)


def draw_body(pictures: TestPictures, chosen: Trained | None, marked: int) -> str:
    """What the two units of the body say about each test picture: by its ink, or one class among all others."""
    axes = svg.Axes(
        (40, 22, 220, 220),
        _ENDS,
        _ENDS,
        (Text(ko="몸통의 첫째 유닛", en="first unit of the body"), ""),
    )
    second = Text(ko="둘째 유닛", en="second unit")
    parts = [str(axes), svg.text(12, 132, second, "middle", transform="rotate(-90 12 132)"), *_legend(marked)]
    if chosen:
        places = axes.places(*_centred(chosen.body).T)
        if marked == INK:
            limits = np.quantile(pictures.ink, np.linspace(0, 1, _SHADES + 1)[1:-1])
            shade = np.digitize(pictures.ink, limits)
            for number in range(_SHADES):
                strength = (number + 1) / _SHADES
                parts.append(svg.dots(places[shade == number], TRAINING, 3 + 4 * strength, stroke_opacity=strength))
        else:
            own = pictures.labels == marked
            parts.append(svg.dots(places[~own], FADED, 4))
            parts.append(svg.triangles(places[own], POSITIVE, 9))
    alt = Text(
        ko="테스트 사진 {n}장마다 몸통의 두 유닛이 내놓은 수. {marks}. {found}",
        en="What the two units of the body say about {n} test pictures. {marks}. {found}",
    ).format(n=len(pictures.ink), marks=_names_of_marks(marked), found=_about_marked(pictures, chosen, marked))
    return svg.drawing(268, 280, alt, *parts)


def _legend(marked: int) -> list[str]:
    if marked == INK:
        return [svg.dots([(28, 10)], TRAINING, 7), svg.text(36, 14, _names_of_marks(marked))]
    return [
        svg.triangles([(28, 10)], POSITIVE, 9),
        svg.text(36, 14, class_names()[marked]),
        svg.dots([(130, 10)], FADED, 6),
        svg.text(138, 14, Text(ko="다른 클래스", en="other classes")),
    ]


def _names_of_marks(marked: int) -> Text:
    if marked == INK:
        return Text(ko="크고 선명할수록 잉크가 많음", en="larger and stronger: more ink")
    return Text(ko="세모는 {name}, 동그라미는 다른 클래스", en="Triangles are {name}, dots other classes").format(
        name=class_names()[marked]
    )


def _about_marked(pictures: TestPictures, chosen: Trained | None, marked: int) -> Text:
    """How the chosen network does on the class that is marked."""
    if marked == INK or chosen is None:
        return Text(ko="", en="")
    own = pictures.labels == marked
    return Text(
        ko="{name} {n}장 가운데 {right}장을 맞혔습니다.",
        en="Of {n} pictures of the class {name} it gets {right} right.",
    ).format(name=class_names()[marked], n=int(own.sum()), right=int((chosen.classes[own] == marked).sum()))


def _centred(body: np.ndarray) -> np.ndarray:
    """What the body says, with mean 0 and standard deviation 1, so that every network fits the same axes."""
    return (body - body.mean(axis=0)) / (body.std(axis=0) + keras.config.epsilon())


# --- what a learner touches ---

CODE = """\
import keras
from keras import layers
from utils.data import fashion_mnist

(x, y), (x_test, y_test) = fashion_mnist()
x, y = x[:1000] / 255, y[:1000]
x_test, y_test = x_test[:500] / 255, y_test[:500]

pictures = keras.Input((28, 28))
body = layers.Dense(2, name="body")(layers.Flatten()(pictures))
heads = {{
    "class": layers.Dense(10, activation="softmax", name="class")(body),
    "ink": layers.Dense(1, name="ink")(body),
}}
model = keras.Model(pictures, heads)
model.compile(
    keras.optimizers.Adam(0.02),
    loss={{"class": "sparse_categorical_crossentropy", "ink": "mse"}},
    loss_weights={{"class": {class_weight}, "ink": {ink_weight}}},
    metrics={{"class": "accuracy", "ink": "mae"}},
)
model.fit(x, {{"class": y, "ink": x.mean(axis=(1, 2))}}, epochs=8, batch_size=50, verbose=0)
measured = model.evaluate(
    x_test, {{"class": y_test, "ink": x_test.mean(axis=(1, 2))}}, verbose=0, return_dict=True
)
print(measured)
"""


class TwoHeadsLab(Lab):
    """A slider for each loss weight, what is marked, the facts, and both pictures."""

    def __init__(self):
        super().__init__()
        self.trained = train()
        _, (_, labels, ink) = _data()
        self.pictures = TestPictures(labels, ink)
        start = Settings()
        self.class_weight = slider(Text(ko="클래스 손실 ×", en="class loss ×"), CLASS_WEIGHTS, start.class_weight)
        self.ink_weight = slider(Text(ko="잉크 손실 ×", en="ink loss ×"), INK_WEIGHTS, start.ink_weight)
        ink_first = [(str(Text(ko="잉크", en="ink")), INK)]
        classes = [(name, label) for label, name in enumerate(class_names())]
        self.marked = menu(Text(ko="오른쪽에 표시", en="marked at right"), [*ink_first, *classes], start.marked)
        self.follow(self.class_weight, self.ink_weight, self.marked)
        self.redraw()

    @property
    def settings(self) -> Settings:
        return Settings(self.class_weight.value, self.ink_weight.value, self.marked.value)

    @property
    def widget(self) -> widgets.Widget:
        return self.look(self.class_weight, self.ink_weight, self.marked)

    def draw(self, settings: Settings) -> tuple[str, str]:
        """Both pictures: the errors, and what the body says."""
        chosen = self.trained.get(settings.ratio)
        return draw_errors(self.trained, settings), draw_body(self.pictures, chosen, settings.marked)

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        about = _about_marked(self.pictures, self.trained.get(settings.ratio), settings.marked)
        return {
            self.picture: svg.side_by_side(*self.draw(settings)),
            self.words: rich(joined(explain(self.trained, settings), about)),
        }

    def keras_code(self, settings: Settings) -> str:
        return CODE.format(class_weight=settings.class_weight, ink_weight=settings.ink_weight)


def open_lab() -> Interactive:
    """The lab with its networks trained, both losses counting."""
    opened = TwoHeadsLab()
    errors = opened.trained[opened.settings.ratio]
    alt = Text(
        ko="두 헤드 실험실: 손실 가중치 1과 30, 틀린 클래스 ≈ {of_class:.0f} %, 잉크 오차 ≈ {of_ink:.1f} %p",
        en="Two heads lab: loss weights 1 and 30, wrong class ≈ {of_class:.0f} %, ink off by ≈ {of_ink:.1f} points",
    ).format(of_class=errors.class_error, of_ink=errors.ink_error)
    return Interactive(opened.widget, text=str(alt), svg=svg.sheet(alt, *opened.draw(opened.settings)))
