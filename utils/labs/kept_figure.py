"""A figure that a lab keeps, since making a new one for every touch would take longer than a touch may."""

import numpy as np
from matplotlib.image import AxesImage

from utils.core.figures import drawing_alone, hand_laid_figure, png
from utils.core.palette import FADED
from utils.core.text import Text


class KeptFigure:
    """A figure whose artists are made once and changed for every picture.

    A lab's own figure makes its artists in `__init__`, and changes them in `show`.

    Attributes:
        figure: the figure; whoever changes it holds `drawing_alone`.
    """

    def __init__(self, width: float, height: float):
        """An empty figure of this size in inches."""
        self.figure = hand_laid_figure((width, height))

    def show(self, *state) -> None:
        """Change the artists to what this state looks like."""
        raise NotImplementedError

    def png(self, *state) -> bytes:
        """The picture of this state, as the bytes of a PNG file."""
        with drawing_alone:
            self.show(*state)
            return png(self.figure)

    def add_picture(self, box: tuple[float, float, float, float], side: int, title: Text, **colours) -> AxesImage:
        """A framed picture, black until it gets its data.

        Args:
            box: left, bottom, width and height, as parts of the figure.
            side: how many pixels it is wide and high.
            title: what stands above it.
            **colours: of `imshow`.
        """
        axes = self.figure.add_axes(box)
        axes.set(xticks=(), yticks=(), title=str(title))
        axes.spines[:].set(visible=True, color=FADED)
        return axes.imshow(np.zeros((side, side)), interpolation="nearest", **colours)
