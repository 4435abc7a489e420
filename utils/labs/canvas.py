"""The paper of the lab "Draw it": a widget that is drawn on in the browser, and drawings that are ready."""

import base64
import binascii
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ipywidgets as widgets
import numpy as np
import traitlets
from PIL import Image, ImageDraw

from utils.core.html import rich
from utils.core.text import Text

# canvas.js has the same two numbers.
GRID = 112
PEN = 0.045  # of the side
_FINER = 4  # Lines are drawn so many times larger, then averaged: PIL has no soft edges.
_STYLE = """
.keras-study-paper {
    width: 224px; height: 224px; box-sizing: content-box; display: block;
    border: 1px solid gray; border-radius: 3px; background: white; cursor: crosshair; touch-action: none;
}
.keras-study-tools { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; margin: 4px 0; width: 226px; }
.keras-study-tools .widget-button { width: auto; margin: 0; padding: 0 7px; }
.keras-study-tools label { display: flex; align-items: center; gap: 4px; }
.keras-study-tools input { margin: 0; }
"""


# --- the widget ---


@cache
def paper_class() -> type[widgets.DOMWidget]:
    """The widget that is drawn on.

    Raises:
        ModuleNotFoundError: its package is missing, as on Colab until the learner installs it.
    """
    import anywidget

    class Paper(anywidget.AnyWidget):
        """A square to draw on, with buttons for one stroke back and for clean paper.

        Attributes:
            ink: how much there is in each of 112 times 112 boxes, from 0 to 255, as base64 text; see `ink_of`.
                The browser sets it at the end of a stroke. It takes anything, since what comes from there may be
                anything.
            words: what stands on the buttons, and what a screen reader says about the paper.
        """

        _esm = Path(__file__).with_name("canvas.js").read_text(encoding="utf-8")
        _css = _STYLE
        ink = traitlets.Any("").tag(sync=True)
        words = traitlets.Dict().tag(sync=True)

    return Paper


class NoPaper(widgets.HTML):
    """What stands in its place where the package for it is missing."""

    ink = traitlets.Any("")

    def __init__(self):
        sentence = Text(
            ko="직접 그리려면 새 셀에서 `%pip install anywidget`을 실행하고 이 셀을 다시 실행하세요.",
            en="To draw here yourself, run `%pip install anywidget` in a new cell, then run this cell again.",
        )
        super().__init__(rich(sentence), layout=widgets.Layout(width="226px"))


def new_paper() -> widgets.Widget:
    """An empty paper in the language of the notebook."""
    try:
        paper = paper_class()
    except ModuleNotFoundError:
        return NoPaper()
    words = {
        "paper": Text(
            ko="그림을 그리는 종이. 그릴 수 없다면 메뉴에서 준비된 그림을 고르세요.",
            en="Paper to draw on. Where you cannot draw, choose a ready-made drawing from the menu.",
        ),
        "undo": Text(ko="되돌리기", en="undo"),
        "clear": Text(ko="모두 지우기", en="clear"),
        "thick": Text(ko="굵게", en="thick"),
        "eraser": Text(ko="지우개", en="eraser"),
    }
    return paper(words={name: str(text) for name, text in words.items()})


def as_text(ink: np.ndarray) -> str:
    """Ink of shape (112, 112), uint8, as the paper takes it."""
    return base64.b64encode(ink.tobytes()).decode()


def ink_of(value) -> np.ndarray | None:
    """The opposite of `as_text`: (112, 112), uint8. None where the value is something else."""
    if not isinstance(value, str):
        return None
    try:
        content = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(content) != GRID * GRID:
        return None
    return np.frombuffer(content, "uint8").reshape(GRID, GRID)


# --- drawings that are ready ---


@dataclass(frozen=True)
class Sketch:
    """A drawing.

    Attributes:
        name: as the menu has it.
        lines: each a list of points; (0, 0) is the upper left corner of the paper, (1, 1) the lower right one.
        label: the class that was meant; None where it is none of the ten.
        filled: whether the first line is the edge of an area full of ink.
    """

    name: Text
    lines: tuple[tuple[tuple[float, float], ...], ...]
    label: int | None
    filled: bool = False

    @property
    def ink(self) -> np.ndarray:
        """(112, 112), uint8, 255 where the pen was."""
        side = GRID * _FINER
        paper = Image.new("L", (side, side))
        pen, width = ImageDraw.Draw(paper), round(PEN * side)
        for line in self.lines:
            pen.line([(x * side, y * side) for x, y in line], fill=255, width=width, joint="curve")
        if self.filled:
            pen.polygon([(x * side, y * side) for x, y in self.lines[0]], fill=255)
        return np.asarray(paper.resize((GRID, GRID), Image.Resampling.BOX))


def _closed(*points: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    # One point more than closes it, so that the pen rounds the last corner too.
    return (*points, *points[:2])


_TROUSERS = _closed((0.32, 0.05), (0.68, 0.05), (0.77, 0.95), (0.57, 0.95), (0.5, 0.34), (0.43, 0.95), (0.23, 0.95))
SKETCHES = {
    "trousers": Sketch(Text(ko="바지", en="trousers"), (_TROUSERS,), 1),
    "filled trousers": Sketch(Text(ko="바지, 속을 채움", en="trousers, filled"), (_TROUSERS,), 1, filled=True),
    "T-shirt": Sketch(
        Text(ko="티셔츠", en="T-shirt"),
        (
            _closed(
                (0.37, 0.08),
                (0.44, 0.13),
                (0.56, 0.13),
                (0.63, 0.08),
                (0.93, 0.28),
                (0.83, 0.44),
                (0.72, 0.38),
                (0.72, 0.93),
                (0.28, 0.93),
                (0.28, 0.38),
                (0.17, 0.44),
                (0.07, 0.28),
            ),
        ),
        0,
    ),
    "pullover": Sketch(
        Text(ko="풀오버", en="pullover"),
        (
            _closed(
                (0.38, 0.08),
                (0.45, 0.12),
                (0.55, 0.12),
                (0.62, 0.08),
                (0.78, 0.14),
                (0.96, 0.86),
                (0.82, 0.9),
                (0.7, 0.42),
                (0.71, 0.93),
                (0.29, 0.93),
                (0.3, 0.42),
                (0.18, 0.9),
                (0.04, 0.86),
                (0.22, 0.14),
            ),
        ),
        2,
    ),
    "dress": Sketch(
        Text(ko="드레스", en="dress"),
        (
            _closed(
                (0.38, 0.05),
                (0.43, 0.05),
                (0.46, 0.15),
                (0.54, 0.15),
                (0.57, 0.05),
                (0.62, 0.05),
                (0.65, 0.22),
                (0.6, 0.42),
                (0.74, 0.95),
                (0.26, 0.95),
                (0.4, 0.42),
                (0.35, 0.22),
            ),
        ),
        3,
    ),
    "sandal": Sketch(
        Text(ko="샌들", en="sandal"),
        (
            _closed(
                (0.04, 0.7),
                (0.34, 0.66),
                (0.62, 0.56),
                (0.95, 0.38),
                (0.95, 0.72),
                (0.88, 0.72),
                (0.86, 0.54),
                (0.6, 0.68),
                (0.3, 0.76),
                (0.05, 0.76),
            ),
            ((0.12, 0.68), (0.22, 0.5), (0.38, 0.66)),
            ((0.62, 0.56), (0.7, 0.28), (0.92, 0.28), (0.95, 0.4)),
        ),
        5,
    ),
    "sneaker": Sketch(
        Text(ko="운동화", en="sneaker"),
        (
            _closed(
                (0.04, 0.62),
                (0.09, 0.53),
                (0.3, 0.47),
                (0.52, 0.3),
                (0.6, 0.34),
                (0.74, 0.34),
                (0.92, 0.28),
                (0.96, 0.44),
                (0.96, 0.68),
                (0.04, 0.69),
            ),
            ((0.04, 0.62), (0.96, 0.62)),
        ),
        7,
    ),
    "bag": Sketch(
        Text(ko="가방", en="bag"),
        (
            _closed((0.06, 0.4), (0.94, 0.4), (0.96, 0.9), (0.04, 0.9)),
            ((0.28, 0.4), (0.32, 0.2), (0.42, 0.12), (0.58, 0.12), (0.68, 0.2), (0.72, 0.4)),
        ),
        8,
    ),
    "ankle boot": Sketch(
        Text(ko="앵클부츠", en="ankle boot"),
        (
            _closed(
                (0.5, 0.07),
                (0.92, 0.07),
                (0.9, 0.45),
                (0.94, 0.92),
                (0.74, 0.92),
                (0.72, 0.84),
                (0.6, 0.92),
                (0.06, 0.92),
                (0.06, 0.78),
                (0.26, 0.68),
                (0.45, 0.58),
                (0.52, 0.45),
            ),
        ),
        9,
    ),
    "house": Sketch(
        Text(ko="집 (옷이 아님)", en="a house (no clothes)"),
        (
            _closed((0.15, 0.45), (0.5, 0.08), (0.85, 0.45), (0.85, 0.93), (0.15, 0.93)),
            ((0.15, 0.45), (0.85, 0.45)),
            ((0.42, 0.93), (0.42, 0.65), (0.58, 0.65), (0.58, 0.93)),
        ),
        None,
    ),
}
