"""The lab "Type a review": contributions add up to the logit, words are cut as Keras cuts them, odd texts get words."""

from functools import partial

import keras
import numpy as np
import pytest

from tests.support.timing import MOST_AGAINST_AN_EMPTY_PLOT, against_an_empty_plot
from tests.support.touches import is_blank
from utils.core.text import set_language
from utils.data import movie_reviews
from utils.labs import lab
from utils.labs.type_a_review import MOST_BARS, START, TypeAReviewLab, bars, explain, read, words_of
from utils.plots import set_style


@pytest.fixture(scope="module")
def opened() -> TypeAReviewLab:
    set_style()
    set_language("ko")
    return TypeAReviewLab()


def test_the_model_reads_new_sentences(opened):
    _, (sentences, ratings) = movie_reviews()
    clear = np.abs(ratings) > 1
    said = np.array([read(opened.model, text).logit > 0 for text in sentences[clear]])
    assert np.mean(said == (ratings[clear] > 0)) > 0.77


def test_words_are_cut_as_text_vectorization_cuts_them():
    texts = ["It's GOOD, isn't it?  (No!)", START, "a-b c_d"]
    layer = keras.layers.TextVectorization(split="whitespace")
    layer.adapt(texts)
    vocabulary = set(layer.get_vocabulary()[2:])
    assert {word for text in texts for word in words_of(text)} == vocabulary


@pytest.mark.parametrize("text", [START, "good", "", "good good GOOD!", " ".join(["a", "good", "bad", "film"] * 3)])
def test_the_bars_add_up_to_the_logit(opened, text):
    reading = read(opened.model, text)
    assert sum(bars(opened.model, reading).values()) == pytest.approx(reading.logit)


def test_a_word_counts_once(opened):
    once, twice = read(opened.model, "good film"), read(opened.model, "good good, film")
    assert once == twice and once.logit > opened.model.bias


def test_unknown_words_add_the_weight_of_their_place_once(opened):
    known = read(opened.model, "a film")
    for text in ("a zzyx film", "a zzyx film, qqqx"):
        assert read(opened.model, text).logit == pytest.approx(known.logit + opened.model.weights["[UNK]"])


def test_curly_quotes_are_those_of_the_keyboard(opened):
    assert words_of("It’s ‘good’, “isn’t it”?") == words_of("It's 'good', \"isn't it\"?")


def test_many_words_share_the_last_bar(opened):
    text = " ".join(list(opened.model.weights)[: MOST_BARS + 5])
    drawn = bars(opened.model, read(opened.model, text))
    assert len(drawn) == MOST_BARS + 2
    assert sum(drawn.values()) == pytest.approx(read(opened.model, text).logit)


def test_typing_changes_the_picture_and_the_words(opened):
    seen = set()
    for text in (START, "a bad film", "a good film", "a good film zzyx", ""):
        opened.review.value = text
        seen.add((opened.picture.value, opened.words.value))
    opened.review.value = START
    assert len(seen) == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "only the bias"),
        ("정말 재미있다", "English only"),
        ("ㅋㅋㅋ good", "English only"),
        ("a zzyx film", "`[UNK]` once"),
        ("a zzyx film", "`zzyx`"),
        ("a very bad and boring film", "negative"),
        ("a very good and touching film", "positive"),
    ],
)
def test_what_the_model_says_is_put_in_words(opened, text, words):
    said = explain(text, read(opened.model, text))
    assert words in said.en
    assert any("가" <= letter <= "힣" for letter in said.ko)


def test_every_text_can_be_drawn(opened):
    for text in ("$x$ {y} <b>", "\\alpha $", "x" * 500, "good " * 1000, "🙂 …"):
        opened.review.value = text
    opened.review.value = START
    assert not is_blank(opened.picture)


def test_markup_is_escaped(opened):
    opened.review.value = "<script>alert(1)</script>"
    assert "<script>" not in opened.words.value
    opened.review.value = START


def test_a_key_takes_about_as_long_as_an_empty_plot(opened):
    touches = [partial(setattr, opened.review, "value", START[:length]) for length in range(len(START), 0, -1)]
    assert against_an_empty_plot(touches) < MOST_AGAINST_AN_EMPTY_PLOT


def test_opening_it_shows_the_start(lang):
    shown = lab("type a review")
    assert "touching" in repr(shown) and "≈" in repr(shown)
    assert shown._repr_mimebundle_()[0]["image/png"]
