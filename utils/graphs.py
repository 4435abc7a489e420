"""The graph of a model as Keras draws it: a picture for a lesson, SVG for a lab, and the same graph in words."""

import html
import io
import re

import keras
import pydot
from matplotlib.figure import Figure
from matplotlib.image import imread

from utils.core.display import Picture
from utils.core.figures import DOTS_PER_INCH
from utils.core.text import CourseError, Text
from utils.doctor.dot import dot_in_use

# Graphviz measures fonts in points: this many dots an inch make a graph of ten layers as wide as a page.
_DRAWN_DOTS_PER_INCH = 60
# Five greys keep the letters readable and halve the picture.
_GREYS = 5
# Boxes are measured for Helvetica. A browser that has no such font takes a wider one, which has to fit as well.
_LETTERS_IN_SVG = 0.85


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


def show_svg(graph: pydot.Dot) -> "SvgDrawing":
    """A graph that `keras.utils.model_to_dot` has made, drawn as wide as the page at most.

    Raises:
        CourseError: there is no program `dot` to draw with.
    """
    words = str(_in_words(graph))
    return SvgDrawing(svg_for_page(graph, words), words)


class SvgDrawing:
    """A drawn graph as SVG, with its alternative text."""

    def __init__(self, svg: str, alt: str):
        self.svg, self.alt = svg, alt

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"image/svg+xml": self.svg, "text/plain": self.alt}, {"image/svg+xml": {"alt": self.alt}}


def graph_in_words(model: keras.Model) -> Text:
    """Which layer leads to which: for those who do not see the drawing."""
    return _in_words(_graph_of(model))


def _in_words(graph: pydot.Dot) -> Text:
    names = box_names(graph)
    found = [f"{names[start]} → {names[end]}" for start, end in arrows(graph)]
    return Text(ko="층 {n}개의 그래프: {arrows}", en="Graph of {n} layers: {arrows}").format(
        n=len(names), arrows=", ".join(found)
    )


def arrows(graph: pydot.Graph) -> list[tuple[str, str]]:
    """From which node to which each arrow of a drawing leads, those in the frames of nested models first."""
    inside = [arrow for frame in graph.get_subgraphs() for arrow in arrows(frame)]
    return inside + [(edge.get_source(), edge.get_destination()) for edge in graph.get_edges()]


def box_names(graph: pydot.Graph) -> dict[str, str]:
    """What stands in the head of each box of a drawing (the layer's name, or its class), by the name of its node.

    Args:
        graph: what `keras.utils.model_to_dot` returns; boxes in the frames of nested models count too.
    """
    labels = {node.get_name(): node.get_label() or "" for node in graph.get_nodes()}
    names = {node: head[1] for node, label in labels.items() if (head := re.search(r"<b>(.+?)</b>", label))}
    for frame in graph.get_subgraphs():
        names |= box_names(frame)
    return names


def svg_for_page(graph: pydot.Dot, title: Text | str) -> str:
    """A drawing as SVG to put into HTML: as wide as the page at most, and with names that can be read aloud.

    Graphviz names each box after an address in memory; here boxes and arrows are named by what stands in the boxes.

    Args:
        graph: what `keras.utils.model_to_dot` returns.
        title: the name of the whole drawing.

    Raises:
        CourseError: there is no program `dot` to draw with.
    """
    svg = _draw(graph, "svg").decode()
    svg = svg[svg.index("<svg") :]  # without the head of an XML file
    svg = re.sub(r"<!--.*?-->\n?", "", svg, flags=re.DOTALL)
    svg = _at_home_on_every_ground(_with_titles_to_read(svg, box_names(graph)).replace("\n", ""))
    head, behind = svg.split(">", 1)
    head = head.replace("<svg", '<svg role="img" style="max-width:100%;height:auto"')
    return f"{head}><title>{html.escape(str(title))}</title>{behind}"


def _with_titles_to_read(svg: str, names: dict[str, str]) -> str:
    """A drawing whose titles of boxes, frames and arrows say what stands in the boxes, not the addresses of nodes."""

    def rewrite(title: re.Match) -> str:
        words = title[1].removeprefix("cluster_").replace("&#45;&gt;", " → ")
        return f"<title>{re.sub(r'[0-9]+', lambda node: names.get(node[0], node[0]), words)}</title>"

    return re.sub(r"<title>(.*)</title>", rewrite, svg.replace("<title>G</title>", "", 1))


def _at_home_on_every_ground(svg: str) -> str:
    """A drawing without a ground of its own, whose lines and names of frames have the colour of the page's text.

    Boxes keep their black and white.
    """
    svg = re.sub(r'<polygon fill="white" stroke="(?:none|transparent)"[^>]*/>', "", svg, count=1)
    svg = svg.replace('stroke="black"', 'stroke="currentColor"')

    def recolour(group: re.Match) -> str:
        return group[0].replace('fill="black"', 'fill="currentColor"').replace("<text ", '<text fill="currentColor" ')

    return re.sub(r'<g id="[^"]*" class="(?:edge|cluster)">.*?</g>', recolour, svg)


def draw_graph(model: keras.Model, file_format: str) -> bytes:
    """The drawn graph as the bytes of a file.

    Args:
        model: a built model.
        file_format: "svg" or "png".

    Raises:
        CourseError: there is no program `dot` to draw with.
    """
    return _draw(_graph_of(model), file_format)


def _draw(graph: pydot.Dot, file_format: str) -> bytes:
    if dot_in_use() is None:
        raise CourseError(
            Text(
                ko="그래프를 그리는 프로그램 `dot`이 없습니다. `pip install graphviz-pure`로 설치하고 커널을 다시 "
                "시작하세요.",
                en="There is no program `dot` to draw graphs. Run `pip install graphviz-pure` and restart the kernel.",
            )
        )
    drawn = graph.create(prog="dot", format=file_format)
    return _with_smaller_letters(drawn) if file_format == "svg" else drawn


def _with_smaller_letters(svg: bytes) -> bytes:
    return re.sub(rb'(?<=font-size=")[\d.]+', lambda size: b"%.1f" % (float(size[0]) * _LETTERS_IN_SVG), svg)


def _graph_of(model: keras.Model):
    return keras.utils.model_to_dot(model, show_shapes=True, show_layer_names=True, dpi=_DRAWN_DOTS_PER_INCH)
