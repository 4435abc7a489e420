"""The lab "Type a review": a linear bag of words answers while you type, and shows what each word adds."""

import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import ipywidgets as widgets
import keras
import numpy as np
from keras import layers

from utils.core.display import Interactive
from utils.core.html import rich
from utils.core.text import Text
from utils.data import movie_reviews
from utils.labs import svg
from utils.labs.base import Lab
from utils.labs.controls import LABEL, menu
from utils.labs.review_picture import draw
from utils.labs.training import dense, own_seeds
from utils.practice_texts import messages
from utils.text_folders import CLEAR_RATING

VOCABULARY = 4_000
MOST_BARS = 10
UNKNOWN = "[UNK]"  # as `TextVectorization` calls it
STRAIGHT_QUOTES = str.maketrans("‘’“”", "''\"\"")
# What `TextVectorization` does to letters: it knows no capitals but those of English.
STANDARDIZED = str.maketrans(string.ascii_uppercase, string.ascii_lowercase, string.punctuation)
_NAMES_AT_MOST = 6
_WIDTH = "25em"


# --- what the models learn from ---


@dataclass(frozen=True)
class Corpus:
    """Texts that a model is trained on.

    Attributes:
        name: as the menu has it.
        start: what is typed in the beginning.
        above, below: what a logit above 0 means, and one below.
        letters: what its language is written in, as a regular expression.
        speaks: the name of that language.
        load: gives the texts, and of each whether it is positive.
        code: the same as a learner writes it; it binds `texts` and `positive`.
        epochs, batch_size: of the training.
    """

    name: Text
    start: str
    above: Text
    below: Text
    letters: str
    speaks: Text
    load: Callable[[], tuple[np.ndarray, np.ndarray]]
    code: str
    epochs: int
    batch_size: int


def _reviews() -> tuple[np.ndarray, np.ndarray]:
    (sentences, ratings), _ = movie_reviews()
    clear = np.abs(ratings) > CLEAR_RATING
    return sentences[clear], ratings[clear] > 0


def _korean_messages() -> tuple[np.ndarray, np.ndarray]:
    kinds = messages("ko")
    texts = [text for kind in kinds.values() for text in kind]
    return np.array(texts, dtype=object), np.repeat([kind == "praise" for kind in kinds], [*map(len, kinds.values())])


CORPORA = {
    "reviews": Corpus(
        name=Text(ko="영어: 영화평 8,041개", en="English: 8,041 film reviews"),
        start="A funny and touching film, but far too long.",
        above=Text(ko="긍정", en="positive"),
        below=Text(ko="부정", en="negative"),
        letters="[a-z]",
        speaks=Text(ko="영어", en="English"),
        load=_reviews,
        code="""\
from utils.data import movie_reviews

(texts, ratings), _ = movie_reviews()
clear = np.abs(ratings) > 0.5
texts, positive = texts[clear], ratings[clear] > 0""",
        epochs=5,
        batch_size=256,
    ),
    "messages": Corpus(
        name=Text(ko="한국어: 가게에 온 글 375개", en="Korean: 375 messages to a shop"),
        start="배송은 느렸지만 재킷이 정말 예뻐요.",
        above=Text(ko="칭찬", en="praise"),
        below=Text(ko="문의나 환불", en="a question or a refund"),
        letters="[ㄱ-ㅎㅏ-ㅣ가-힣]",
        speaks=Text(ko="한국어", en="Korean"),
        load=_korean_messages,
        code="""\
from utils.practice_texts import messages

kinds = messages("ko")
texts = np.array([text for kind in kinds.values() for text in kind], dtype=object)
positive = np.repeat([kind == "praise" for kind in kinds], [len(kind) for kind in kinds.values()])""",
        epochs=20,
        batch_size=32,
    ),
}


@dataclass(frozen=True)
class Linear:
    """What the model knows: it adds the bias and a weight for each of its words that occurs.

    Attributes:
        weights: by word the weight; all words that the model does not know share one place, `UNKNOWN`.
        bias: what it says about an empty text.
    """

    weights: dict[str, float]
    bias: float


@cache
def train(name: str) -> Linear:
    """Train the model on the corpus of this name, which takes about a second."""
    corpus = CORPORA[name]
    texts, positive = corpus.load()
    vectorize = layers.TextVectorization(max_tokens=VOCABULARY, output_mode="multi_hot")
    vectorize.adapt(texts)
    # As 32-bit numbers all of them at once would take four times the memory.
    bags = np.concatenate([np.asarray(vectorize(part), dtype="uint8") for part in np.array_split(texts, 20)])
    seed = own_seeds()
    # Shuffled here: `fit` would take the lesson's random numbers.
    order = np.random.default_rng(seed()).permutation(len(bags))
    model = keras.Sequential([keras.Input((bags.shape[1],)), dense(1, seed(), activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    settings = {"epochs": corpus.epochs, "batch_size": corpus.batch_size, "shuffle": False, "verbose": 0}
    model.fit(bags[order], positive[order].astype("float32"), **settings)
    kernel, bias = model.get_weights()
    return Linear(dict(zip(vectorize.get_vocabulary(), kernel[:, 0].tolist(), strict=True)), float(bias[0]))


def in_keras(name: str, text: str) -> str:
    """The code that trains the model of this name and asks it about a text."""
    corpus = CORPORA[name]
    return f"""\
import keras
import numpy as np
from keras import layers
{corpus.code}
vectorize = layers.TextVectorization(max_tokens={VOCABULARY}, output_mode="multi_hot")
vectorize.adapt(texts)
model = keras.Sequential([layers.Dense(1, activation="sigmoid")])
model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
model.fit(vectorize(texts), positive, epochs={corpus.epochs}, batch_size={corpus.batch_size})
weights = dict(zip(vectorize.get_vocabulary(), model.get_weights()[0][:, 0]))
p = model.predict(vectorize([{plain(text)!r}]))[0, 0]
print(f"p = {{p:.2f}}")"""


# --- what a model says ---


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


def plain(text: str) -> str:
    """A text with the quotes and spaces of a keyboard, the only ones that `TextVectorization` knows."""
    return " ".join(text.translate(STRAIGHT_QUOTES).split())


def words_of(text: str) -> list[str]:
    """The words of a text, each once, as `TextVectorization` cuts it when plain: small letters, no punctuation."""
    return list(dict.fromkeys(plain(text).translate(STANDARDIZED).split()))


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


def words_in_place(text: str, reading: Reading) -> list[tuple[str, float | None]]:
    """The text cut at its spaces, each piece with what it adds.

    None for a piece that adds nothing of its own: punctuation, a word that came before, and from the second unknown
    word on those that are unknown.
    """
    left, pieces = dict(reading.contributions), []
    for piece in text.split():
        word = next(iter(words_of(piece)), "")
        pieces.append((piece, left.pop(UNKNOWN if word in reading.unknown else word, None)))
    return pieces


def explain(corpus: Corpus, text: str, reading: Reading) -> Text:
    """One to three sentences: the verdict, the words that the model does not know, and what it cannot read at all."""
    if not reading.contributions and not reading.unknown:
        return Text(
            ko="{speaks}[으로] 글을 써 보세요. 지금은 편향만 남아 있습니다.",
            en="Type a text in {speaks}. For now there is only the bias.",
        ).format(speaks=corpus.speaks)
    if any(map(str.isalpha, text)) and not re.search(corpus.letters, text.lower()):
        return Text(
            ko="이 모델은 {speaks}만 압니다. {speaks}[으로] 된 글로 학습했기 때문입니다. 메뉴에 다른 모델이 있습니다.",
            en="The model knows {speaks} only, since it learned from texts in {speaks}. The menu has another model.",
        ).format(speaks=corpus.speaks)
    verdict = Text(
        ko="합(로짓)은 {logit}, {above}일 확률은 {p:.2f}입니다: {word}.",
        en="The sum (logit) is {logit}, the probability of {above} {p:.2f}: {word}.",
    ).format(
        logit=svg.change(reading.logit),
        above=corpus.above,
        p=reading.probability,
        word=corpus.above if reading.logit > 0 else corpus.below,
    )
    if not reading.unknown:
        return verdict
    named = ", ".join(f"`{_short(word)}`" for word in reading.unknown[:_NAMES_AT_MOST])
    more = " …" if len(reading.unknown) > _NAMES_AT_MOST else ""
    return Text(
        ko="{verdict} 모르는 단어는 몇 개이든 한 자리 `{place}`의 몫 {weight}[을] 한 번 더합니다: {named}",
        en="{verdict} Unknown words, however many, add the weight of their one place `{place}` once, {weight}: {named}",
    ).format(verdict=verdict, place=UNKNOWN, weight=svg.change(reading.contributions[UNKNOWN]), named=f"{named}{more}")


def _short(word: str) -> str:
    return word if len(word) <= 20 else f"{word[:19]}…"


class TypeAReviewLab(Lab):
    """The menu of models, the field, the coloured sentence with its bars, and what the model says."""

    def __init__(self):
        super().__init__()
        self.corpus = menu(
            Text(ko="배운 글", en="learned from"),
            [(str(each.name), key) for key, each in CORPORA.items()],
            "reviews",
            _WIDTH,
        )
        self.review = widgets.Textarea(
            value=CORPORA["reviews"].start,
            rows=4,
            description=str(Text(ko="글", en="text")),
            style=LABEL,
            layout=widgets.Layout(width=_WIDTH),
        )
        for control in (self.corpus, self.review):
            control.style.description_width = "6em"
        self.corpus.observe(self._begin, names="value")
        self.follow(self.review)
        self.redraw()

    @property
    def settings(self) -> tuple[str, str]:
        """The name of the model, and the text that is typed."""
        return self.corpus.value, self.review.value

    @property
    def widget(self) -> widgets.Widget:
        return self.look(self.corpus, self.review)

    def answer(self, settings: tuple[str, str]) -> dict[widgets.Widget, object]:
        name, text = settings
        model = train(name)
        reading = read(model, text)
        said = explain(CORPORA[name], text, reading)
        values = bars(model, reading)
        return {
            self.picture: draw(words_in_place(text, reading), values, reading.logit, describe(values, said)),
            self.words: rich(said),
        }

    def keras_code(self, settings: tuple[str, str]) -> str:
        return in_keras(*settings)

    def _begin(self, _) -> None:
        """Begin with a text in the language of the chosen model, unless one of one's own is there."""
        with self.changing():
            if self.review.value in {corpus.start for corpus in CORPORA.values()}:
                self.review.value = CORPORA[self.corpus.value].start


def describe(values: dict[str, float], said: Text) -> Text:
    """The bars in words, for those who do not see them."""
    parts = ", ".join(f"{name} ≈ {value:.2f}" for name, value in values.items())
    return Text(ko="{said} 단어의 몫: {parts}", en="{said} What the words add: {parts}").format(said=said, parts=parts)


def open_lab() -> Interactive:
    """The lab with its model trained and a review to begin with."""
    opened = TypeAReviewLab()
    name, text = opened.settings
    reading = read(train(name), text)
    alt = Text(
        ko="영화평 실험실: {text!r}, 로짓 ≈ {logit:.2f}. 단어의 몫: {parts}",
        en="Type a review lab: {text!r}, logit ≈ {logit:.2f}. What the words add: {parts}",
    ).format(
        text=text,
        logit=reading.logit,
        parts=", ".join(f"{word} ≈ {value:.2f}" for word, value in bars(train(name), reading).items()),
    )
    return Interactive(opened.widget, text=str(alt), html=opened.picture.value)
