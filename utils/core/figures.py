"""Figures as PNG files or SVG, drawn by one thread at a time."""

import io
import re
import threading

import matplotlib
from matplotlib.figure import Figure
from matplotlib.layout_engine import PlaceHolderLayoutEngine

DOTS_PER_INCH = 80

# Matplotlib is not made for threads. Whoever changes a figure that is kept, or draws any figure, holds this lock.
drawing_alone = threading.RLock()


def hand_laid_figure(size: tuple[float, float]) -> Figure:
    """An empty figure of this width and height in inches, whose axes stay where they are put.

    Labs keep one and change what is on it: laying it out again would cost 50 ms a picture.
    """
    # With layout="none", savefig would bring back the layout of the course's style.
    return Figure(figsize=size, layout=PlaceHolderLayoutEngine(True, True))


def png(figure: Figure) -> bytes:
    """A figure as the bytes of a PNG file."""
    buffer = io.BytesIO()
    with drawing_alone:
        figure.savefig(buffer, format="png", dpi=DOTS_PER_INCH)
    return buffer.getvalue()


def svg(figure: Figure) -> str:
    """A figure as an `<svg>` element for a page: black is the colour of the page's text, the ground is the page's.

    Letters are the page's own; the same figure gives the same element again.
    """
    buffer = io.StringIO()
    same_again = {"svg.fonttype": "none", "svg.hashsalt": "keras-study"}
    with drawing_alone, matplotlib.rc_context(same_again):
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    drawn = buffer.getvalue()
    drawn = re.sub(r"<metadata>.*?</metadata>", "", drawn[drawn.index("<svg") :], flags=re.DOTALL)
    drawn = re.sub(r"font-family: [^;\"]*;? ?|<style.*?</style>", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r'(width|height)="([\d.]+)pt"', _in_pixels, drawn, count=2)
    return drawn.replace("#000000", "currentColor").replace("\n", " ")


def _in_pixels(size: re.Match) -> str:
    return f'{size[1]}="{float(size[2]) * DOTS_PER_INCH / 72:.0f}"'
