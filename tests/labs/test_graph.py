"""The Graph lab: what it draws is what Keras builds, and what cannot be built is explained in words."""

import contextlib
import io
import re
from functools import partial

import keras
import pytest

from tests.support.timing import MOST_AGAINST_AN_EMPTY_PLOT, against_an_empty_plot
from utils.core.text import set_language
from utils.doctor.dot import provide_dot
from utils.labs import lab
from utils.labs.graph import GraphLab, Switches, all_switches, build, code_of, draw, facts

ENCODER, BLOCK, NARROW_BLOCK = 784 * 64 + 64, 64 * 64 + 64, 64 * 32 + 32


@pytest.fixture(autouse=True)
def dot_program():
    provide_dot()


def drawn_layers(switches: Switches) -> set[str]:
    return set(re.findall(r'font-weight="bold"[^>]*>([a-z_]+)<', draw(switches).svg))


@pytest.mark.parametrize(
    ("switches", "parameters"),
    [
        (Switches(branches=False), ENCODER + BLOCK + 65 * 10),
        (Switches(), 2 * (ENCODER + BLOCK) + 129 * 10),
        (Switches(sharing=True), ENCODER + BLOCK + 129 * 10),
        (Switches(sharing=True, residual=True), ENCODER + BLOCK + 129 * 10),
        (Switches(heads=True), 2 * (ENCODER + BLOCK) + 129 * 11),
        (Switches(sharing=True, units=32), ENCODER + NARROW_BLOCK + 65 * 10),
    ],
)
def test_the_parameters_are_those_counted_by_hand(switches, parameters):
    assert draw(switches).parameters == parameters
    assert f"{parameters:,}" in facts(switches).ko and f"{parameters:,}" in facts(switches).en


def test_sharing_says_what_it_saves():
    assert f"{ENCODER + BLOCK:,} fewer" in facts(Switches(sharing=True)).en
    assert "fewer" not in facts(Switches()).en


@pytest.mark.parametrize(
    ("switches", "there", "not_there"),
    [
        (Switches(), {"front", "back", "encoder_front", "encoder_back", "concatenate"}, {"encoder", "add_front"}),
        (Switches(sharing=True), {"front", "back", "encoder", "block"}, {"encoder_front", "encoder_back"}),
        (Switches(residual=True), {"add_front", "add_back"}, {"price"}),
        (Switches(branches=False, heads=True), {"front", "label", "price"}, {"back", "concatenate"}),
    ],
)
def test_the_drawing_shows_the_switched_layers(switches, there, not_there):
    drawn = drawn_layers(switches)
    assert there <= drawn and not not_there & drawn
    assert drawn == {layer.name for layer in build(switches).layers}


def test_what_cannot_be_built_is_explained_and_the_rest_is_drawn():
    obstacles = {switches: switches.obstacle for switches in all_switches()}
    assert len(obstacles) == 32 and sum(found is None for found in obstacles.values()) == 18
    for switches, obstacle in obstacles.items():
        if obstacle is None:
            assert isinstance(build(switches), keras.Model)
            continue
        switched_off = {
            name for name in ("sharing", "residual") if getattr(switches, name) != getattr(switches.possible, name)
        }
        assert ("nothing to share" in obstacle.en) == ("공유할 상대" in obstacle.ko) == ("sharing" in switched_off)
        assert ("(None, 64)" in obstacle.en) == ("(None, 32)" in obstacle.ko) == ("residual" in switched_off)
        if switched_off == {"residual"}:
            with pytest.raises(ValueError, match="incompatible shapes"):
                build(switches)


def test_each_control_changes_the_picture_or_the_words(lang):
    opened = GraphLab()
    seen = {(opened.words.value, opened.picture.value)}
    for control in (*opened.boxes.values(), opened.units):
        start = control.value
        control.value = not start if isinstance(start, bool) else 32
        seen.add((opened.words.value, opened.picture.value))
        control.value = start
    assert len(seen) == 6


def test_an_impossible_combination_shows_the_nearest_model_and_says_so(lang):
    opened = GraphLab()
    possible = {}
    for units in (32, 64):
        opened.units.value = units
        possible[units] = opened.picture.value
    opened.boxes["residual"].value = True
    assert opened.picture.value != possible[64]
    opened.units.value = 32
    assert opened.picture.value == possible[32] and "(None, 32)" in opened.words.value
    assert {"ko": "스위치를 끈 모델", "en": "switched off"}[lang] in opened.words.value


def test_the_nearest_possible_model_can_be_built():
    for switches in all_switches():
        assert switches.possible.obstacle is None
        assert (switches.possible == switches) == (switches.obstacle is None)


def test_the_code_builds_the_model_that_is_drawn():
    for switches in all_switches():
        namespace: dict = {}
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code_of(switches.possible), namespace)
        expected = build(switches.possible)
        assert namespace["model"].count_params() == expected.count_params()
        assert [layer.name for layer in namespace["model"].layers] == [layer.name for layer in expected.layers]


def test_the_drawing_keeps_its_size_until_it_is_zoomed():
    opened = GraphLab()
    width = re.compile(r'<svg[^>]* width="(\d+)"')
    natural = int(width.search(opened.picture.value)[1])
    opened.zoom.value = 200
    assert int(width.search(opened.picture.value)[1]) == pytest.approx(2 * natural, abs=1)
    assert 'tabindex="0"' in opened.picture.value and "overflow:auto" in opened.picture.value


def test_no_touch_raises_and_each_is_quick_enough(record_property):
    opened = GraphLab()
    touches = [
        partial(setattr, control, "value", getattr(switches, name))
        for switches in all_switches()
        for name, control in (*opened.boxes.items(), ("units", opened.units))
    ]
    ratio = against_an_empty_plot(touches)
    record_property("measured", f"graph lab: a touch takes {ratio:.3f} times an empty plot")
    assert ratio < MOST_AGAINST_AN_EMPTY_PLOT


def test_opening_it_shows_the_start_and_leaves_the_names_of_new_layers_alone(lang):
    before = keras.layers.Dense(1).name
    opened = lab("graph")
    after = keras.layers.Dense(1).name
    assert int(after.rpartition("_")[2]) - int(before.rpartition("_")[2] if "_" in before else 0) == 1
    assert "110,090" in repr(opened) and "encoder_front → block_front" in repr(opened)
    set_language("en" if lang == "ko" else "ko")
    assert repr(lab("graph")) != repr(opened)
