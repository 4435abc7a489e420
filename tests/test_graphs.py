"""Graphs of models: drawn by Keras, and told in words."""

import keras
import pytest
from keras import layers

from utils import dot_program, graphs
from utils.messages import CourseError
from utils.showing import DOTS_PER_INCH, png


@pytest.fixture(autouse=True)
def dot():
    dot_program.provide_dot()


@pytest.fixture
def model() -> keras.Model:
    """Two inputs, one shared layer, and the difference of its two outputs."""
    left, right = keras.Input((4,), name="left"), keras.Input((4,), name="right")
    shared = layers.Dense(3, name="shared")
    difference = layers.Subtract(name="difference")([shared(left), shared(right)])
    return keras.Model([left, right], layers.Dense(1, name="same")(difference))


def test_the_words_name_every_arrow(lang, model):
    words = str(graphs.graph_in_words(model))
    assert words.endswith(": left → shared, right → shared, shared → difference, difference → same")
    assert ("층 5개" in words) == (lang == "ko") and ("5 layers" in words) == (lang == "en")


def test_a_function_of_keras_ops_is_part_of_the_graph():
    numbers = keras.Input((4,), name="numbers")
    words = graphs.graph_in_words(keras.Model(numbers, keras.ops.abs(numbers))).en
    assert words.startswith("Graph of 2 layers: numbers → absolute")


def test_a_sequential_model_has_a_graph_too():
    stack = keras.Sequential([keras.Input((4,)), layers.Dense(3, name="first"), layers.Dense(2, name="second")])
    assert "first → second" in graphs.graph_in_words(stack).en


def test_the_drawing_names_layers_and_shapes(model):
    svg = graphs.draw_graph(model, "svg").decode()
    assert all(text in svg for text in ("left", "shared", "(None, 4)", "(None, 1)"))


def test_the_picture_is_the_drawing_pixel_for_pixel(model):
    drawn, shown = graphs.draw_graph(model, "png"), png(graphs.graph_figure(model))
    size = slice(16, 24)
    assert drawn[size] == shown[size], "width and height stand in these bytes of a PNG file"
    width, height = graphs.show_graph(model).figure.get_size_inches() * DOTS_PER_INCH
    assert width > 100 and height > 200


def test_without_a_program_to_draw_with_it_says_so(lang, model, monkeypatch):
    monkeypatch.setattr(graphs, "dot_in_use", lambda: None)
    with pytest.raises(CourseError, match="graphviz-pure"):
        graphs.show_graph(model)
