"""Pictures of the labs as SVG, and what all labs look like."""

import io
import re
from base64 import b64decode
from xml.etree import ElementTree

import ipywidgets as widgets
import numpy as np
import pytest
from PIL import Image

from tests.support.touches import parts
from utils.core.palette import NEGATIVE, POSITIVE, TRAINING
from utils.core.text import Text
from utils.labs import svg
from utils.labs.controls import one_look, slider
from utils.labs.keras_code import FoldedCode

BOX = (10, 20, 100, 50)


def everything() -> str:
    """A drawing with each part that there is."""
    places = [(1, 2), (3, 4), (float("nan"), 0), (5, 6)]
    parts_of_it = [
        str(svg.Axes(BOX, (0, 1, 2), (0.1, 1, 10), ("across", "up & <down>"), logarithmic=True)),
        svg.line(places, TRAINING, 2, stroke_dasharray="4 3"),
        svg.dots(places[:2], TRAINING, 4),
        svg.triangles(places[:2], TRAINING, 4),
        svg.rings(places[:2], 8),
        svg.ink(np.eye(3), BOX),
        svg.signed(np.eye(3), 1, BOX),
        svg.colour_bar(2, BOX),
    ]
    return svg.drawing(200, 100, Text(ko="<그림>", en='a "picture" <of> all'), *parts_of_it)


def pixels(drawn: str) -> np.ndarray:
    """The first picture in a drawing."""
    return np.asarray(Image.open(io.BytesIO(b64decode(re.search(r"base64,([^\"]+)", drawn)[1]))))


def test_a_drawing_is_xml_with_a_name_and_no_words_of_a_colour_of_their_own(lang):
    root = ElementTree.fromstring(everything())
    assert root.get("role") == "img" and root.get("aria-label") == {"ko": "<그림>", "en": 'a "picture" <of> all'}[lang]
    assert root.get("fill") == "currentColor"
    assert all(words.get("fill") is None for words in root.iter("{http://www.w3.org/2000/svg}text"))


def test_a_sheet_holds_all_drawings_side_by_side_or_below():
    one = svg.drawing(300, 100, "one")
    root = ElementTree.fromstring(svg.sheet("three", one, one, one, widest=700))
    places = [(float(part.get("x")), float(part.get("y"))) for part in root.findall("{http://www.w3.org/2000/svg}svg")]
    assert places == [(0, 0), (320, 0), (0, 120)] and root.get("width") == "620" and root.get("height") == "220"


def test_numbers_stand_where_the_axes_say_and_on_the_edge_beyond_them():
    axes = svg.Axes(BOX, (0, 10), (1, 100), logarithmic=True)
    assert axes.places([0, 5, 10, 99], [1, 10, 100, 1e9]).tolist() == [[10, 70], [60, 45], [110, 20], [110, 20]]


def test_colours_mean_signs_and_strength():
    drawn = pixels(svg.signed(np.array([[-2.0, -0.5, 0.0, 1.0]]), 1, BOX))
    assert drawn[0, :, 3].tolist() == [255, 128, 0, 255]
    assert bytes(drawn[0, 0, :3]).hex() == NEGATIVE[1:].lower() and bytes(drawn[0, 3, :3]).hex() == POSITIVE[1:].lower()


def test_ink_is_a_mask_for_the_colour_of_the_page():
    drawn = svg.ink(np.array([[0.0, 0.5, 1.0]]), BOX)
    assert pixels(drawn).tolist() == [[0, 128, 255]]
    assert 'fill="currentColor"' in drawn and re.search(r'id="(\S+)".*url\(#\1\)', drawn)


@pytest.mark.parametrize(
    ("value", "words"), [(-0.5, "−0.5"), (1e-9, "0"), (-0.0, "0"), (1234.5, "1.23e+03"), (1 / 3, "0.333")]
)
def test_numbers_are_short_and_have_a_minus(value, words):
    assert svg.number(value) == words


def test_code_is_folded_until_its_button_is_pressed(lang):
    folded = FoldedCode()
    folded.show("print('<&>')")
    (button,) = [part for part in parts(folded.widget) if isinstance(part, widgets.ToggleButton)]
    (shown,) = [part for part in parts(folded.widget) if isinstance(part, widgets.HTML)]
    assert folded.code == "print('<&>')" and "print('&lt;&amp;&gt;')" in shown.value
    assert shown.layout.display == "none" and "▸" in button.description
    button.value = True
    assert shown.layout.display == "" and "▾" in button.description


def test_the_look_puts_controls_before_the_picture_before_the_words():
    control, picture, words = slider(Text(ko="값", en="value"), (1, 2), 1), widgets.HTML(), widgets.HTML()
    order = parts(one_look([control], picture, words))
    assert order.index(control) < order.index(picture) < order.index(words)
    assert control.description
