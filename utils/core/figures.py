"""Figures as PNG files, drawn by one thread at a time."""

import io
import threading

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
