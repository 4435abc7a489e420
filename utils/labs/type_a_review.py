"""The lab "Type a review": a linear bag of words answers while you type, and shows what each word adds."""

import re
import string
from dataclasses import dataclass

import ipywidgets as widgets
import keras
import numpy as np
from keras import layers

from utils.core.display import Interactive
from utils.core.html import rich
from utils.core.palette import NEGATIVE, POSITIVE
from utils.core.text import Text
from utils.data import movie_reviews
from utils.labs.base import Lab
from utils.labs.controls import one_look
from utils.labs.kept_figure import KeptFigure
from utils.labs.training import dense, own_seeds
from utils.text_folders import CLEAR_RATING

VOCABULARY = 4_000
EPOCHS, BATCH = 5, 256
START = "A funny and touching film, but far too long."
MOST_BARS = 10
UNKNOWN = "[UNK]"  # as `TextVectorization` calls it
CURLY_QUOTES = "‘’“”"
_WIDEST_BAR = 2.2  # of the scale, in units of the logit
_NAMES_AT_MOST = 6


@dataclass(frozen=True)
class Linear:
    """What the model knows: it adds the bias and a weight for each of its words that occurs.

    Attributes:
        weights: by word the weight; all words that the model does not know share one place, `UNKNOWN`.
        bias: what it says about an empty text.
    """

    weights: dict[str, float]
    bias: float


@dataclass(frozen=True)
class Reading:
    """What the model says about a text.

    Attributes:
        contributions: by known word its weight, each once, in the order of the text; then, where there are unknown
            words, the weight of their place, once.
        unknown: the other words, each once.
        logit: the bias and all contributions added up; above 0 means positive.
    """

    contributions: dict[str, float]
    unknown: list[str]
    logit: float

    @property
    def probability(self) -> float:
        return float(1 / (1 + np.exp(-self.logit)))


def train() -> Linear:
    """Train the model on the clearly rated sentences of the course, which takes about a second."""
    (sentences, ratings), _ = movie_reviews()
    clear = np.abs(ratings) > CLEAR_RATING
    sentences, positive = sentences[clear], (ratings[clear] > 0).astype("float32")
    vectorize = layers.TextVectorization(max_tokens=VOCABULARY, output_mode="multi_hot")
    vectorize.adapt(sentences)
    bags = np.concatenate([np.asarray(vectorize(part), dtype="uint8") for part in np.array_split(sentences, 20)])
    seed = own_seeds()
    model = keras.Sequential([keras.Input((bags.shape[1],)), dense(1, seed(), activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    model.fit(bags, positive, epochs=EPOCHS, batch_size=BATCH, verbose=0)
    kernel, bias = model.get_weights()
    return Linear(dict(zip(vectorize.get_vocabulary(), kernel[:, 0].tolist(), strict=True)), float(bias[0]))


def words_of(text: str) -> list[str]:
    """The words of a text, each once, as `TextVectorization` cuts them: small letters, no punctuation, no quotes."""
    plain = text.lower().translate(str.maketrans("", "", string.punctuation + CURLY_QUOTES))
    return list(dict.fromkeys(plain.split()))


def read(model: Linear, text: str) -> Reading:
    """What the model says about a text, and what each word adds to it."""
    words = words_of(text)
    contributions = {word: model.weights[word] for word in words if word in model.weights}
    unknown = [word for word in words if word not in model.weights]
    if unknown:
        contributions[UNKNOWN] = model.weights[UNKNOWN]
    return Reading(contributions, unknown, model.bias + sum(contributions.values()))


def bars(model: Linear, reading: Reading) -> dict[str, float]:
    """What is drawn, by name: the words that weigh most in the order of the text, the rest in one bar, and the bias.

    The bars add up to the logit.
    """
    heaviest = sorted(reading.contributions, key=lambda word: -abs(reading.contributions[word]))[:MOST_BARS]
    shown = {word: weight for word, weight in reading.contributions.items() if word in heaviest}
    rest = {word: weight for word, weight in reading.contributions.items() if word not in heaviest}
    if rest:
        name = Text(ko="(나머지 {n}개)", en="({n} others)").format(n=len(rest))
        shown[str(name)] = sum(rest.values())
    return shown | {str(Text(ko="(편향)", en="(bias)")): model.bias}


def explain(text: str, reading: Reading) -> Text:
    """One to three sentences: the verdict, the words that the model does not know, and what it cannot read at all."""
    if re.search("[ㄱ-ㅎㅏ-ㅣ가-힣]", text):
        return Text(
            ko="이 모델은 영어만 압니다. 영어 문장으로 학습했기 때문입니다. 영어로 써 보세요.",
            en="The model knows English only, since it learned from English sentences. Try a sentence in English.",
        )
    if not reading.contributions and not reading.unknown:
        return Text(
            ko="영어로 영화평을 써 보세요. 지금은 편향만 남아 있습니다.",
            en="Type a review in English. For now there is only the bias.",
        )
    verdict = Text(
        ko="합(로짓)은 {logit:+.2f}, 긍정일 확률은 {p:.2f}입니다: {word}.",
        en="The sum (logit) is {logit:+.2f}, the probability of positive {p:.2f}: {word}.",
    ).format(
        logit=reading.logit,
        p=reading.probability,
        word=Text(ko="긍정", en="positive") if reading.logit > 0 else Text(ko="부정", en="negative"),
    )
    if not reading.unknown:
        return verdict
    named = ", ".join(f"`{word}`" for word in reading.unknown[:_NAMES_AT_MOST])
    more = " …" if len(reading.unknown) > _NAMES_AT_MOST else ""
    return Text(
        ko="{verdict} 모르는 단어는 몇 개이든 한 자리 `{place}`의 몫 {weight:+.2f}[을] 한 번 더합니다: {named}",
        en="{verdict} Unknown words, however many, add the weight of their one place `{place}` once, {weight:+.2f}: "
        "{named}",
    ).format(verdict=verdict, place=UNKNOWN, weight=reading.contributions[UNKNOWN], named=f"{named}{more}")


class ReviewFigure(KeptFigure):
    """A row for each bar."""

    def __init__(self):
        super().__init__(6.4, 3.4)
        axes = self.figure.add_axes((0.25, 0.15, 0.7, 0.83))
        rows = MOST_BARS + 2
        self._bars = axes.barh(range(rows), [0] * rows, height=0.75)
        end = _WIDEST_BAR * 1.04
        self._names = [axes.text(-end, row, "", ha="right", va="center") for row in range(rows)]
        self._values = [axes.text(0, row, "", va="center", size=9) for row in range(rows)]
        axes.axvline(0, color="black", linewidth=0.8)
        axes.set(xlim=(-end, end), ylim=(rows - 0.5, -0.5), yticks=(), xticks=(-2, -1, 0, 1, 2))
        axes.spines["left"].set_visible(False)
        axes.set_xlabel(str(Text(ko="로짓에 더하는 값", en="added to the logit")))

    def show(self, values: dict[str, float]) -> None:
        """These bars; one that is longer than the scale ends there in dots, and its number says how long."""
        rows = [*values.items(), *[("", 0.0)] * (len(self._bars) - len(values))]
        for (name, value), bar, label, number in zip(rows, self._bars, self._names, self._values, strict=True):
            length = float(np.clip(value, -_WIDEST_BAR * 0.8, _WIDEST_BAR * 0.8))
            bar.set_width(length)
            bar.set_facecolor(POSITIVE if value > 0 else NEGATIVE)
            label.set_text(_short(name))
            cut = "…" if abs(value) > abs(length) else ""
            number.set_text(f"{cut}{value:+.2f}" if name else "")
            number.set_position((length + (0.04 if value > 0 else -0.04), number.get_position()[1]))
            number.set_horizontalalignment("left" if value > 0 else "right")


def _short(name: str) -> str:
    return name.replace("$", r"\$") if len(name) <= 14 else f"{name[:13]}…"


class TypeAReviewLab(Lab):
    """The field, the sentence and the bars."""

    def __init__(self):
        super().__init__()
        self.picture = widgets.Image(format="png")
        self.model = train()
        self.figure = ReviewFigure()
        self.review = widgets.Text(
            value=START,
            description=str(Text(ko="영화평", en="review")),
            layout=widgets.Layout(width="42em", max_width="98%"),
        )
        self.follow(self.review)
        self.redraw()

    @property
    def settings(self) -> str:
        """The text that is typed."""
        return self.review.value

    @property
    def widget(self) -> widgets.Widget:
        return one_look([self.review], self.picture, self.words)

    def answer(self, settings: str) -> dict[widgets.Widget, object]:
        reading = read(self.model, settings)
        return {
            self.picture: self.figure.png(bars(self.model, reading)),
            self.words: rich(explain(settings, reading)),
        }


def open_lab() -> Interactive:
    """The lab with its model trained and a review to begin with."""
    opened = TypeAReviewLab()
    reading = read(opened.model, START)
    alt = Text(
        ko="영화평 실험실: {text!r}, 로짓 ≈ {logit:.2f}. 단어의 몫: {parts}",
        en="Type a review lab: {text!r}, logit ≈ {logit:.2f}. What the words add: {parts}",
    ).format(
        text=START,
        logit=reading.logit,
        parts=", ".join(f"{name} ≈ {value:.2f}" for name, value in bars(opened.model, reading).items()),
    )
    return Interactive(opened.widget, text=str(alt), picture=opened.picture.value)
