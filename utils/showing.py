"""What a cell shows: a picture with a text for those who do not see it, a widget with a picture to stand in for it."""

import io
from base64 import b64encode

import ipywidgets as widgets
from matplotlib.figure import Figure
from matplotlib.layout_engine import PlaceHolderLayoutEngine

DOTS_PER_INCH = 80


def hand_laid_figure(size: tuple[float, float]) -> Figure:
    """An empty figure of this width and height in inches, whose axes stay where they are put.

    Labs keep one and change what is on it: laying it out again would cost 50 ms a picture.
    """
    # With layout="none", savefig would bring back the layout of the course's style.
    return Figure(figsize=size, layout=PlaceHolderLayoutEngine(True, True))


def png(figure: Figure) -> bytes:
    """A figure as the bytes of a PNG file."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=DOTS_PER_INCH)
    return buffer.getvalue()


class Picture:
    """A drawn figure with its alternative text.

    The text stands for the picture wherever it cannot be seen: in a terminal, for a screen reader, and for nbval,
    which compares texts and skips pictures.
    """

    def __init__(self, figure: Figure, alt: str):
        self.figure, self.alt = figure, alt

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        picture = b64encode(png(self.figure)).decode()
        return {"image/png": picture, "text/plain": self.alt}, {"image/png": {"alt": self.alt}}


class Interactive:
    """A widget, and what stands in its place where no kernel runs.

    Attributes:
        widget: what a learner touches.
    """

    def __init__(self, widget: widgets.Widget, *, text: str, html: str | None = None, figure: Figure | None = None):
        self.widget, self._text, self._html, self._figure = widget, text, html, figure

    def __repr__(self) -> str:
        return self._text

    def _repr_mimebundle_(self, include=None, exclude=None):
        # ipywidgets 7, which Colab has, cannot tell this about a widget; the format is the same in 8.
        view = {"version_major": 2, "version_minor": 0, "model_id": self.widget.model_id}
        data, metadata = {"application/vnd.jupyter.widget-view+json": view, "text/plain": self._text}, {}
        if self._html:
            data["text/html"] = self._html
        if self._figure:
            data["image/png"] = b64encode(png(self._figure)).decode()
            metadata["image/png"] = {"alt": self._text}
        return data, metadata
