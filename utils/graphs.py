"""The graph of a model as Keras draws it: a picture for a lesson, SVG for a lab, and the same graph in words."""

import io
import re

import keras
from matplotlib.figure import Figure
from matplotlib.image import imread

from utils.dot_program import dot_in_use
from utils.messages import CourseError, Text
from utils.showing import DOTS_PER_INCH, Picture

# Graphviz measures fonts in points: this many dots an inch make a graph of ten layers as wide as a page.
_DRAWN_DOTS_PER_INCH = 60
# Five greys keep the letters readable and halve the picture.
_GREYS = 5


def show_graph(model: keras.Model) -> Picture:
    """The layers of a model and the tensors between them, with the shapes that go in and out of each layer.

    Args:
        model: a built model.

    Raises:
        CourseError: there is no program `dot` to draw with.
    """
    return Picture(graph_figure(model), str(graph_in_words(model)))


def graph_figure(model: keras.Model) -> Figure:
    """The drawn graph, pixel for pixel, as a figure in a few greys."""
    pixels = imread(io.BytesIO(draw_graph(model, "png")))[..., :3].mean(axis=-1)
    height, width = pixels.shape
    figure = Figure(figsize=(width / DOTS_PER_INCH, height / DOTS_PER_INCH), layout="none")
    figure.figimage((pixels * (_GREYS - 1)).round() / (_GREYS - 1), cmap="gray", vmin=0, vmax=1)
    return figure


def graph_in_words(model: keras.Model) -> Text:
    """Which layer leads to which: for those who do not see the drawing."""
    graph = _graph_of(model)
    labels = {node.get_name(): node.get_label() for node in graph.get_nodes()}
    names = {node: re.search(r"<b>(.+?)</b>", label)[1] for node, label in labels.items() if label}
    arrows = [f"{names[edge.get_source()]} → {names[edge.get_destination()]}" for edge in graph.get_edges()]
    return Text(ko="층 {n}개의 그래프: {arrows}", en="Graph of {n} layers: {arrows}").format(
        n=len(names), arrows=", ".join(arrows)
    )


def draw_graph(model: keras.Model, file_format: str) -> bytes:
    """The drawn graph as the bytes of a file.

    Args:
        model: a built model.
        file_format: "svg" or "png".

    Raises:
        CourseError: there is no program `dot` to draw with.
    """
    if dot_in_use() is None:
        raise CourseError(
            Text(
                ko="그래프를 그리는 프로그램 `dot`이 없습니다. `pip install graphviz-pure`로 설치하고 커널을 다시 "
                "시작하세요.",
                en="There is no program `dot` to draw graphs. Run `pip install graphviz-pure` and restart the kernel.",
            )
        )
    return _graph_of(model).create(prog="dot", format=file_format)


def _graph_of(model: keras.Model):
    return keras.utils.model_to_dot(model, show_shapes=True, show_layer_names=True, dpi=_DRAWN_DOTS_PER_INCH)
