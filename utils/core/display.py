"""What a cell shows: a picture with a text for those who do not see it, a widget with a picture to stand in for it."""

from base64 import b64encode

import ipywidgets as widgets
from matplotlib.figure import Figure

from utils.core.figures import png


class Picture:
    """A drawn figure with its alternative text.

    The text stands for the picture wherever it cannot be seen: in a terminal, for a screen reader, and for nbval,
    which compares texts and skips pictures.
    """

    def __init__(self, figure: Figure, alt: str):
        self.figure, self.alt = figure, alt

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict, dict]:
        picture = b64encode(png(self.figure)).decode()
        return {"image/png": picture, "text/plain": self.alt}, {"image/png": {"alt": self.alt}}


class Interactive:
    """A widget, and what stands in its place where no kernel runs.

    Args:
        widget: what a learner touches.
        text: its content in words.
        html: the same as HTML.
        svg: the same as an `<svg>` element.
        picture: the same as the bytes of a PNG file, with `text` as its alternative text.
    """

    def __init__(
        self,
        widget: widgets.Widget,
        *,
        text: str,
        html: str | None = None,
        svg: str | None = None,
        picture: bytes | None = None,
    ):
        self.widget, self._text, self._html, self._svg, self._picture = widget, text, html, svg, picture

    def __repr__(self) -> str:
        return self._text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict, dict]:
        # ipywidgets 7, which Colab has, cannot tell this about a widget; the format is the same in 8.
        view = {"version_major": 2, "version_minor": 0, "model_id": self.widget.model_id}
        data, metadata = {"application/vnd.jupyter.widget-view+json": view, "text/plain": self._text}, {}
        if self._html:
            data["text/html"] = self._html
        if self._svg:
            data["image/svg+xml"], metadata["image/svg+xml"] = self._svg, {"alt": self._text}
        if self._picture:
            data["image/png"] = b64encode(self._picture).decode()
            metadata["image/png"] = {"alt": self._text}
        return data, metadata
