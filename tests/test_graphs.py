"""Graphs of models: drawn by Keras, and told in words."""

import re
from statistics import median

import keras
import pytest
from keras import layers

from tests.support.timing import work_of
from utils import graphs
from utils.core.figures import DOTS_PER_INCH, png
from utils.core.text import CourseError
from utils.doctor.dot import provide_dot

MOST_AGAINST_3_LAYERS = 6


@pytest.fixture(autouse=True)
def dot():
    provide_dot()


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


@pytest.fixture
def nested() -> keras.Model:
    """A model with another one inside."""
    inner = keras.Sequential(
        [keras.Input((4,)), layers.Dense(3, name="first"), layers.ReLU(name="second")], name="inner"
    )
    numbers = keras.Input((4,), name="numbers")
    return keras.Model(numbers, layers.Dense(1, name="last")(inner(numbers)))


def test_a_drawing_names_its_boxes_and_arrows_by_the_layers(lang, nested):
    drawing = graphs.show_svg(keras.utils.model_to_dot(nested, expand_nested=True))
    titles = re.findall("<title>(.*?)</title>", drawing.svg)
    inside = ["inner", "first", "second", "first → second"]
    assert sorted(titles[1:]) == sorted(["numbers", "last", *inside, "numbers → first", "second → last"])
    assert titles[0].replace("&gt;", ">") == drawing.alt and "second → last" in drawing.alt
    assert not re.search(r"\d{9}", drawing.svg), "an address in memory is left, which changes from run to run"


def test_a_drawing_is_as_wide_as_the_page_at_most_and_tells_its_text(nested):
    data, metadata = graphs.show_svg(keras.utils.model_to_dot(nested))._repr_mimebundle_()
    assert data["image/svg+xml"].startswith('<svg role="img" style="max-width:100%')
    assert metadata["image/svg+xml"]["alt"] == data["text/plain"]


def test_what_a_learner_changed_in_a_graph_is_drawn(nested):
    graph = keras.utils.model_to_dot(nested)
    graph.get_node(str(id(nested.get_layer("last"))))[0].set("color", "#D55E00")
    assert "#d55e00" in graphs.show_svg(graph).svg.lower()


def test_letters_leave_room_for_a_wider_font(nested):
    graph = keras.utils.model_to_dot(nested, show_shapes=True, show_layer_names=True)
    measured = letter_sizes(graph.create_svg().decode())
    for svg in (graphs.show_svg(graph).svg, graphs.draw_graph(nested, "svg").decode()):
        assert letter_sizes(svg) == pytest.approx([size * 0.85 for size in measured], abs=0.1)


def letter_sizes(svg: str) -> list[float]:
    return [float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)]


def test_30_layers_are_drawn_in_far_less_than_ten_times_the_time_of_3(record_property):
    def work_of_drawing(layer_count: int) -> float:
        stack = [layers.Conv2D(2, 3, padding="same") for _ in range(layer_count)]
        model = keras.Sequential([keras.Input((8, 8, 2)), *stack])

        def draw():
            keras.utils.model_to_dot(model, show_shapes=True, show_layer_names=True).create(prog="dot", format="svg")

        return work_of(draw)

    many, few = zip(*((work_of_drawing(30), work_of_drawing(3)) for _ in range(5)), strict=True)
    ratio = median(many) / median(few)
    record_property("measured", f"a model of 30 layers, drawn as SVG: {ratio:.2f} times one of 3")
    assert ratio < MOST_AGAINST_3_LAYERS
