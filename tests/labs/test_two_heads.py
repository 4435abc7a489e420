"""The lab "Two heads": the errors trade, the networks are independent, and weights of 0 are explained."""

import contextlib
import io
import re
from functools import partial
from itertools import product

import keras
import numpy as np
import pytest

from tests.support.timing import MOST_AGAINST_AN_EMPTY_PLOT, against_an_empty_plot
from utils.core.text import set_language
from utils.labs import lab, two_heads
from utils.labs.two_heads import (
    BODY,
    CLASS_WEIGHTS,
    CLASSES,
    INK,
    INK_WEIGHTS,
    RATIOS,
    Settings,
    TwoHeadsLab,
    draw_errors,
    explain,
)
from utils.plots import set_style

NOTHING, EVERYTHING = 0, float("inf")


@pytest.fixture(scope="module")
def opened() -> TwoHeadsLab:
    set_style()
    set_language("ko")
    return TwoHeadsLab()


def test_there_is_a_network_for_every_pair_of_weights_but_one(opened):
    pairs = [Settings(class_weight, ink_weight) for class_weight in CLASS_WEIGHTS for ink_weight in INK_WEIGHTS]
    assert [pair for pair in pairs if pair.ratio not in opened.trained] == [Settings(0, 0)]
    assert Settings(1, 10).ratio == Settings(10, 100).ratio
    assert list(opened.trained) == RATIOS and RATIOS[0] == NOTHING and RATIOS[-1] == EVERYTHING


def test_the_two_errors_trade(opened):
    both = [opened.trained[ratio] for ratio in RATIOS[1:-1]]
    for_class, for_ink = both[0], both[-1]
    assert for_class.class_error + 10 < for_ink.class_error < 90
    assert for_ink.ink_error * 3 < for_class.ink_error
    order = np.arange(len(both))
    assert np.corrcoef(order, [each.class_error for each in both])[0, 1] > 0.7
    assert np.corrcoef(order, [each.ink_error for each in both])[0, 1] < -0.7


def test_a_head_with_weight_0_has_not_learned(opened):
    assert opened.trained[NOTHING].ink_error > max(opened.trained[ratio].ink_error for ratio in RATIOS[1:])
    assert opened.trained[EVERYTHING].class_error > 75


def test_the_networks_do_not_know_of_each_other():
    model = two_heads._networks_side_by_side(3)
    x = np.random.default_rng(0).random((2, 28, 28), dtype="float32")
    before = {name: keras.ops.convert_to_numpy(values) for name, values in model(x).items()}
    assert before["class"].shape == (2, 3, CLASSES) and before["ink"].shape == (2, 3, 1)
    kernel, *others = model.get_weights()
    kernel[:, :BODY] += 1
    model.set_weights([kernel, *others])
    after = {name: keras.ops.convert_to_numpy(values) for name, values in model(x).items()}
    for name in before:
        assert not np.allclose(before[name][:, 0], after[name][:, 0]), name
        assert np.array_equal(before[name][:, 1:], after[name][:, 1:]), name


def test_the_loss_weights_reach_the_loss():
    weights = two_heads._loss_weights(2)
    assert weights["class"].shape == weights["ink"].shape == (2, len(RATIOS))
    assert (weights["class"][:, -1] == 0).all() and (weights["class"][:, :-1] == 1).all()
    assert weights["ink"][0, :-1].tolist() == pytest.approx(RATIOS[:-1]) and weights["ink"][0, -1] == 1


def test_each_slider_changes_the_picture_and_the_words(opened):
    start = opened.settings
    seen = [(opened.picture.value, opened.words.value)]
    for slider, value in ((opened.ink_weight, 1000), (opened.class_weight, 10), (opened.class_weight, 0)):
        slider.value = value
        seen.append((opened.picture.value, opened.words.value))
    opened.ink_weight.value = 3
    assert len({picture for picture, _ in seen}) == len({words for _, words in seen}) == len(seen)
    assert (opened.picture.value, opened.words.value) == seen[-1], "only the ink counts, however large its weight"
    opened.class_weight.value, opened.ink_weight.value = start.class_weight, start.ink_weight
    assert (opened.picture.value, opened.words.value) == seen[0]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Settings(0, 0), "nothing is learned"),
        (Settings(1, 0), "ink head was never trained"),
        (Settings(0, 100), "class head was never trained"),
        (Settings(10, 3), "0.3 times as much"),
    ],
)
def test_what_cannot_work_is_explained(opened, settings, words):
    said = explain(opened.trained, settings)
    assert words in said.en
    assert any("가" <= letter <= "힣" for letter in said.ko)


def test_without_any_loss_nothing_is_marked(opened):
    nothing, something = opened.draw(Settings(0, 0)), opened.draw(Settings())
    assert "stroke-dasharray" not in nothing[0] and "stroke-dasharray" in something[0]
    assert nothing[1] != something[1]


def test_every_network_stands_inside_the_axes(opened):
    for network in opened.trained.values():
        assert 0 <= network.class_error <= 100 and 0.3 <= network.ink_error <= 300
        assert np.abs(two_heads._centred(network.body)).max() <= 4


def test_the_words_and_the_picture_have_the_same_numbers(opened):
    for class_weight, ink_weight in product(CLASS_WEIGHTS, INK_WEIGHTS):
        settings = Settings(class_weight, ink_weight)
        if settings.ratio is None:
            continue
        network = opened.trained[settings.ratio]
        for shown in (explain(opened.trained, settings).ko, draw_errors(opened.trained, settings)):
            assert f"틀린 클래스 {network.class_error:.0f} %, 잉크 오차 {network.ink_error:.1f} %p" in shown
        lines = re.search(
            r'd="M38.0 [\d.]+L([\d.]+) ([\d.]+)L[^"]*"[^>]* stroke-dasharray', draw_errors(opened.trained, settings)
        )
        x, y = map(float, lines.groups())
        assert x == pytest.approx(38 + 232 * network.class_error / 100, abs=0.1)
        assert y == pytest.approx(242 - 220 * np.log(network.ink_error / 0.3) / np.log(1000), abs=0.1)


def test_the_hits_of_a_marked_class_are_counted(opened):
    opened.marked.value = 1
    network = opened.trained[opened.settings.ratio]
    own = opened.pictures.labels == 1
    assert f"{own.sum()}장 가운데 {(network.classes[own] == 1).sum()}장" in opened.words.value
    assert 100 * np.mean(network.classes != opened.pictures.labels) == pytest.approx(network.class_error)
    opened.marked.value = INK
    assert "장 가운데" not in opened.words.value


def test_the_code_trains_such_a_network(opened):
    """Its first weights and the order of its batches are its own, so it is compared with room to spare."""
    measured = {}
    for ink_weight in (0, 1000):
        namespace: dict = {}
        with contextlib.redirect_stdout(io.StringIO()):
            exec(opened.keras_code(Settings(1, ink_weight)), namespace)
        measured[ink_weight] = namespace["measured"]
        network = opened.trained[Settings(1, ink_weight).ratio]
        assert abs(100 * (1 - measured[ink_weight]["class_accuracy"]) - network.class_error) < 25
    assert measured[0]["class_accuracy"] > measured[1000]["class_accuracy"]
    assert measured[0]["ink_mae"] > 5 * measured[1000]["ink_mae"]


def test_a_touch_takes_about_as_long_as_an_empty_plot(opened):
    touches = []
    for class_weight in CLASS_WEIGHTS:
        touches.append(partial(setattr, opened.class_weight, "value", class_weight))
        touches += [partial(setattr, opened.ink_weight, "value", ink_weight) for ink_weight in INK_WEIGHTS]
    assert against_an_empty_plot(touches) < MOST_AGAINST_AN_EMPTY_PLOT


def test_opening_it_shows_the_start(opened, monkeypatch, lang):
    monkeypatch.setattr(two_heads, "TwoHeadsLab", lambda: opened)
    shown = lab("two heads")
    assert "30" in repr(shown) and "≈" in repr(shown)
    assert shown._repr_mimebundle_()[0]["image/svg+xml"].count("<svg") == 3
