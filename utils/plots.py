"""The course's figures: one style, one colour for one thing, the same helper for the same kind of plot everywhere."""

from collections.abc import Sequence

import matplotlib
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from utils.messages import COURSE_FOLDER, Text
from utils.showing import DOTS_PER_INCH, Picture

# Okabe and Ito's palette: told apart with every kind of colour vision.
TRAINING = "#0072B2"
VALIDATION = "#E69F00"
RIGHT = "#009E73"
WRONG = "#D55E00"
FADED = "#BBBBBB"

FONT_FILE = COURSE_FOLDER / "utils" / "fonts" / "NanumGothic.ttf"

_STYLE = {
    "font.family": ["NanumGothic", "DejaVu Sans"],
    "font.size": 11,
    "axes.titlesize": 11,
    "axes.unicode_minus": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.dpi": DOTS_PER_INCH,
    "savefig.dpi": DOTS_PER_INCH,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.08,
}
_PICTURE_SIZE = 1.15  # inches


def set_style() -> None:
    """Use the course's font and style for every figure from here on, the learner's own included."""
    if not any(font.fname == str(FONT_FILE) for font in font_manager.fontManager.ttflist):
        font_manager.fontManager.addfont(str(FONT_FILE))
    matplotlib.rcParams.update(_STYLE)


def show_pictures(pictures: np.ndarray, captions: Sequence[str], columns: int = 5) -> Picture:
    """Grey pictures in rows, each with its caption above it.

    Args:
        pictures: (n, height, width), any numeric dtype.
        captions: n short texts.
        columns: how many stand in a row.
    """
    rows = -(-len(pictures) // columns)
    figure = Figure(figsize=(columns * _PICTURE_SIZE, rows * (_PICTURE_SIZE + 0.25)), layout="constrained")
    for place, (picture, caption) in enumerate(zip(pictures, captions, strict=True), 1):
        _draw_picture(figure.add_subplot(rows, columns, place), picture, caption)
    alt = Text(ko="사진 {n}장: {captions}", en="{n} pictures: {captions}")
    return Picture(figure, str(alt.format(n=len(pictures), captions=", ".join(captions))))


def show_prediction(picture: np.ndarray, probabilities: np.ndarray, names: Sequence[str], label: int) -> Picture:
    """A picture beside a bar for the probability of each class.

    Args:
        picture: (height, width), any numeric dtype.
        probabilities: (classes,), they add up to 1.
        names: the name of each class.
        label: the class that is true; its bar is green, and a wrong first choice is orange-red.
    """
    chosen = int(np.argmax(probabilities))
    colours = [FADED] * len(names)
    colours[chosen] = WRONG
    colours[label] = RIGHT
    figure = Figure(figsize=(7, 3.2), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(1, 1.6))
    _draw_picture(left, picture, names[label])
    right.barh(names, probabilities, color=colours)
    right.invert_yaxis()
    right.set(xlim=(0, 1.12), xticks=(0, 0.5, 1), xlabel=str(Text(ko="확률", en="probability")))
    right.tick_params(axis="y", length=0)
    right.text(probabilities[chosen] + 0.02, chosen, f"{probabilities[chosen]:.2f}", va="center")
    alt = Text(
        ko="레이블 {label}, 예측 {name}, 확률 ≈ {p:.2f}",
        en="label {label}, predicted {name} with probability ≈ {p:.2f}",
    )
    return Picture(figure, str(alt.format(label=names[label], name=names[chosen], p=probabilities[chosen])))


def _draw_picture(axes: Axes, picture: np.ndarray, caption: str) -> None:
    axes.imshow(picture, cmap="gray_r", interpolation="nearest")
    axes.set_title(caption)
    axes.set_axis_off()
