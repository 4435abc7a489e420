"""The lab "Drawing board": it draws what the call says, and says where an option does nothing."""

import html
import re
from functools import partial
from itertools import pairwise, product

import keras
import pytest

from tests.support.timing import MOST_AGAINST_AN_EMPTY_PLOT, against_an_empty_plot
from utils.core.text import set_language
from utils.doctor.dot import provide_dot
from utils.labs import drawing_board, lab
from utils.labs.drawing_board import (
    DIRECTIONS,
    MODELS,
    OPTIONS,
    DrawingBoard,
    Settings,
    call_of,
    code_of,
    draw,
    remarks,
)
from utils.plots import set_style


@pytest.fixture(autouse=True)
def dot_program():
    provide_dot()
    set_style()


@pytest.fixture
def opened() -> DrawingBoard:
    set_language("en")
    return DrawingBoard()


def some_settings() -> list[Settings]:
    """Every model in every direction, with all switches off and all on."""
    return [
        Settings(model, **dict.fromkeys(OPTIONS, on) | {"rankdir": rankdir})
        for model, rankdir, on in product(MODELS, DIRECTIONS, (False, True))
    ]


def test_every_argument_of_plot_model_that_shows_in_an_svg_is_a_control(opened):
    assert set(opened.controls) == {"model", *OPTIONS}
    assert set(OPTIONS) == {
        "show_shapes",
        "show_dtype",
        "show_layer_names",
        "show_layer_activations",
        "show_trainable",
        "expand_nested",
        "rankdir",
    }


def test_each_control_changes_the_drawing_and_the_call(opened):
    start = opened.picture.value
    for name, control in opened.controls.items():
        before = control.value
        control.value = not before if isinstance(before, bool) else control.options[-1][1]
        assert opened.picture.value != start, name
        assert name == "model" or name in opened.words.value.partition("</code>")[0] or before is True
        control.value = before
        assert opened.picture.value == start, name


@pytest.mark.parametrize("settings", some_settings(), ids=str)
def test_the_call_that_is_shown_asks_for_what_is_drawn(settings, monkeypatch):
    asked = {}
    plot_model = keras.utils.plot_model
    monkeypatch.setattr(keras.utils, "plot_model", lambda model, **options: asked.update(options, model=model))
    namespace = {"keras": keras, settings.model: drawing_board.model_of(settings.model)}
    eval(call_of(settings), namespace)
    assert asked.pop("model") is namespace[settings.model]
    defaults = dict(zip(plot_model.__code__.co_varnames, (None, *plot_model.__defaults__), strict=False))
    assert {**{name: defaults[name] for name in OPTIONS}, **asked} == settings.options


def test_the_tower_has_30_layers():
    assert len(list(drawing_board.drawn_layers(Settings("tower", expand_nested=True)))) == 30


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Settings("stack", expand_nested=True), "No other model is inside `stack`"),
        (Settings("twins", show_layer_activations=True), "inside a nested model stay hidden"),
        (Settings("stack", show_dtype=True), "same data type"),
    ],
)
def test_an_option_without_effect_is_explained(settings, words):
    said = remarks(settings)[1:]
    assert len(said) == 1 and words in said[0].en
    assert any("가" <= letter <= "힣" for letter in said[0].ko)


def test_where_all_options_work_nothing_is_explained():
    everything = Settings(
        "twins", show_dtype=True, show_layer_activations=True, show_trainable=True, expand_nested=True
    )
    assert len(remarks(everything)) == len(remarks(Settings())) == 1


@pytest.mark.parametrize(
    ("settings", "drawn", "not_drawn"),
    [
        (Settings(), "Output shape: ", "dtype"),
        (Settings(show_shapes=False), "vision", "Output shape: "),
        (Settings(show_dtype=True), "uint8", "Activation"),
        (Settings(show_layer_activations=True), "sigmoid", "relu"),
        (Settings(show_layer_activations=True, expand_nested=True), "relu", "(Sequential)"),
        (Settings(show_trainable=True), "Non-trainable", "uint8"),
        (Settings("tower", show_layer_names=False), "Functional", "block_1"),
    ],
)
def test_an_option_shows_what_it_names(settings, drawn, not_drawn):
    said = html.unescape(" ".join(re.findall(r"<text[^>]*>(.*?)</text>", draw(settings))))
    assert drawn in said
    assert not_drawn not in said


def test_the_drawing_is_named_and_stands_in_a_window_at_its_natural_size(lang):
    drawn = draw(Settings())
    assert 'role="img"' in drawn and "overflow:auto" in drawn and 'tabindex="0"' in drawn
    assert {"ko": "모델 twins의 그림", "en": "Drawing of the model twins"}[lang] in drawn
    width, half = (int(re.search(r'<svg[^>]* width="(\d+)"', draw(Settings(zoom=zoom)))[1]) for zoom in (100, 50))
    assert width == pytest.approx(2 * half, abs=1)


@pytest.mark.parametrize("model", MODELS)
def test_the_code_makes_the_model_and_draws_it(model, monkeypatch):
    drawn = []
    monkeypatch.setattr(keras.utils, "plot_model", lambda made, **options: drawn.append((made, options)))
    exec(code_of(Settings(model)), {})
    ((made, options),) = drawn
    assert made.name == model and made.count_params() == drawing_board.model_of(model).count_params()
    assert options == {"show_shapes": True, "show_layer_names": True}


def test_a_touch_takes_about_as_long_as_an_empty_plot(opened, record_property):
    touches = [
        partial(setattr, opened.controls[name], "value", getattr(after, name))
        for before, after in pairwise([opened.settings, *some_settings()])
        for name in opened.controls
        if getattr(before, name) != getattr(after, name)
    ]
    ratio = against_an_empty_plot(touches)
    record_property("measured", f"drawing board: a touch takes {ratio:.2f} times an empty plot")
    assert ratio < MOST_AGAINST_AN_EMPTY_PLOT


def test_opening_it_shows_the_start(lang):
    shown = lab("drawing board")
    assert call_of(Settings()) in repr(shown) and "vision → difference" in repr(shown)
    assert shown._repr_mimebundle_()[0]["image/png"]
