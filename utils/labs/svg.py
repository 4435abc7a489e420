"""Pictures of the labs as SVG: sharp at every size, drawn in less than a millisecond, at home in light and dark themes.

Words and thin lines take the colour of the page's own text, the ground stays the page's. What has a colour takes it
from `utils.core.palette`. Places and sizes are CSS pixels from the upper left corner.
"""

import html
import io
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import md5
from typing import SupportsFloat

import numpy as np
from PIL import Image

from utils.core.palette import NEGATIVE, POSITIVE
from utils.core.text import Text

INK = "currentColor"  # the colour of the page's text
SMALL = 11  # pixels: the letters of ticks
GAP = 20  # pixels between drawings

Box = tuple[float, float, float, float]  # left, top, width and height


def drawing(width: float, height: float, alt: Text | str, *parts: str, **attributes: str) -> str:
    """A picture of this size, or as wide as its place where that is narrower.

    Args:
        width, height: its natural size.
        alt: what it shows, for those who do not see it.
        *parts: what the other functions of this module return.
        **attributes: of the element, such as `style`.
    """
    words = html.escape(str(alt))
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    style = "max-width:100%;height:auto;overflow:visible;" + attributes.pop("style", "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{words}" {size} fill="{INK}" font-size="12" '
        f'style="{style}"{_attributes(attributes)}><title>{words}</title>{"".join(parts)}</svg>'
    )


def side_by_side(*drawings: str) -> str:
    """Drawings in a row; those for which a narrow page has no room stand below."""
    style = f"display:flex;flex-wrap:wrap;gap:12px {GAP}px;align-items:flex-start"
    return f'<div style="{style}">{"".join(drawings)}</div>'


def in_a_window(drawn: str, name: Text | str, zoom: int) -> str:
    """A drawing of any size, so many per cent of its natural one, in a window to be scrolled and dragged.

    Args:
        drawn: what `utils.graphs.svg_for_page` returns.
        name: what is in the window, for those who do not see it.
        zoom: per cent.
    """
    head, behind = drawn.split(">", 1)
    head = re.sub(r'(width|height)="([\d.]+)pt"', lambda size: _zoomed(size, zoom), head)
    head = head.replace("max-width:100%;height:auto", "display:block")
    style = "overflow:auto;max-height:42em;max-width:100%;cursor:grab;touch-action:pan-x pan-y"
    return (
        f'<div tabindex="0" role="region" aria-label="{html.escape(str(name))}" style="{style}" '
        f'onpointermove="{html.escape(_DRAG)}">{head}>{behind}</div>'
    )


_DRAG = "if (event.buttons === 1) this.scrollBy(-event.movementX, -event.movementY)"


def _zoomed(size: re.Match, zoom: int) -> str:
    """A size in points, of which a page has 72 an inch, in its pixels, of which it has 96."""
    return f'{size[1]}="{float(size[2]) * 96 / 72 * zoom / 100:.0f}"'


def sheet(alt: Text | str, *drawings: str, widest: float = 720) -> str:
    """Drawings in rows on one sheet: for where no page can lay them out."""
    x = y = row = width = 0.0
    placed = []
    for each in drawings:
        own_width, own_height = (float(size) for size in re.findall(r' (?:width|height)="([\d.]+)"', each)[:2])
        if x and x + own_width > widest:
            x, y, row = 0, y + row + GAP, 0
        placed.append(each.replace("<svg ", f'<svg x="{x:g}" y="{y:g}" ', 1))
        x, row, width = x + own_width + GAP, max(row, own_height), max(width, x + own_width)
    return drawing(width, y + row, alt, *placed)


# --- what stands in a drawing ---


def text(x: float, y: float, words: object, anchor: str = "start", **attributes: object) -> str:
    """Words on the line at `y`; `anchor` says which of their ends is at `x`: "start", "middle" or "end"."""
    escaped = html.escape(str(words), quote=False)
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{_attributes(attributes)}>{escaped}</text>'


def rectangle(box: Box, fill: str = "none", stroke: str = "none", **attributes: object) -> str:
    """A rectangle, filled or with an edge."""
    x, y, width, height = box
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect {place} fill="{fill}" stroke="{stroke}"{_attributes(attributes)}/>'


def line(places: Iterable[Sequence[float]], colour: str = INK, width: float = 1, **attributes: object) -> str:
    """A line through these places, in pieces where one is NaN."""
    steps, pen = [], "M"
    for x, y in places:
        if np.isnan(x) or np.isnan(y):
            pen = "M"
        else:
            steps.append(f"{pen}{x:.1f} {y:.1f}")
            pen = "L"
    return _stroke("".join(steps), colour, width, attributes)


def dots(places: Iterable[Sequence[float]], colour: str, size: float, **attributes: object) -> str:
    """Round dots of this diameter, all as one element."""
    steps = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in places)
    return _stroke(steps, colour, size, {"stroke_linecap": "round", **attributes})


def triangles(places: Iterable[Sequence[float]], colour: str, size: float, **attributes: object) -> str:
    """Triangles of this height, all as one element: what dots are not."""
    half, steps = size / 2, []
    for x, y in places:
        steps.append(f"M{x:.1f} {y - half:.1f}l{half:g} {size:g}h{-size:g}z")
    return f'<path d="{"".join(steps)}" fill="{colour}"{_attributes(attributes)}/>'


def rings(places: Iterable[Sequence[float]], size: float, colour: str = INK, width: float = 1.5) -> str:
    """Circles of this diameter round places, all as one element."""
    radius = size / 2
    arc = f"a{radius:g} {radius:g} 0 1 0 "
    steps = "".join(f"M{x - radius:.1f} {y:.1f}{arc}{size:g} 0{arc}{-size:g} 0" for x, y in places)
    return _stroke(steps, colour, width, {})


def ink(values: np.ndarray, box: Box) -> str:
    """A grey picture, from 0 (the page's ground) to 1 (the colour of its text).

    Args:
        values: (rows, columns).
        box: where it stands.
    """
    grey = (255 * np.clip(values, 0, 1)).round().astype("uint8")
    picture = _pixels(Image.fromarray(grey), box)
    # Two masks of one name have the same content.
    name = "ink-" + md5(picture.encode(), usedforsecurity=False).hexdigest()[:12]
    return f'<mask id="{name}">{picture}</mask>' + rectangle(box, INK, mask=f"url(#{name})")


def signed(values: np.ndarray, limit: float, box: Box) -> str:
    """A picture of numbers: orange above 0, purple below, the page's ground at 0; see `colour_bar`.

    Args:
        values: (rows, columns).
        limit: the size at which a colour is full; what is larger looks the same.
        box: where it stands.
    """
    return _pixels(Image.fromarray(_coloured(values, limit), "RGBA"), box)


def colour_bar(limit: float, box: Box) -> str:
    """What the colours of `signed` mean: a bar from −limit to limit with three numbers below it."""
    x, y, width, height = box
    ends = ((x, -limit, "start"), (x + width / 2, 0, "middle"), (x + width, limit, "end"))
    numbers = [text(place, y + height + 12, number(value), anchor, font_size=SMALL) for place, value, anchor in ends]
    bar = signed(np.linspace(-limit, limit, 101)[np.newaxis], limit, box)
    return bar + rectangle(box, stroke=INK, stroke_opacity=0.6) + "".join(numbers)


def number(value: SupportsFloat) -> str:
    """A number with three digits and a proper minus; what is smaller than a millionth is 0."""
    return f"{round(float(value), 6) + 0.0:.3g}".replace("-", "−")


def change(value: float) -> str:
    """A number with its sign, a proper minus and two digits."""
    return f"{value:+.2f}".replace("-", "−")


class Axes:
    """A plane for numbers, with ticks at the left and below.

    Attributes:
        box: where the plane stands, its ticks and names outside of it.
    """

    def __init__(
        self,
        box: Box,
        x: Sequence[float],
        y: Sequence[float],
        names: tuple[Text | str, Text | str] = ("", ""),
        logarithmic: bool = False,
    ):
        """Axes with these ticks.

        Args:
            box: left, top, width and height of the plane.
            x, y: the ticks; the first and the last are the ends.
            names: what stands below, and above at the left.
            logarithmic: whether `y` is.
        """
        self.box, self._x, self._y, self._names, self._logarithmic = box, x, y, names, logarithmic

    def places(self, x: Iterable[float], y: Iterable[float]) -> np.ndarray:
        """Where these numbers stand: (n, 2) pixels. What is outside of the plane is put on its edge."""
        left, top, width, height = self.box
        across = np.asarray(x, dtype=float)
        up, ends = np.asarray(y, dtype=float), np.asarray(self._y, dtype=float)[[0, -1]]
        if self._logarithmic:
            up, ends = np.log(np.maximum(up, 1e-12)), np.log(ends)
        right = (across - self._x[0]) / (self._x[-1] - self._x[0])
        higher = (up - ends[0]) / (ends[1] - ends[0])
        return np.stack([left + width * np.clip(right, 0, 1), top + height * (1 - np.clip(higher, 0, 1))], axis=-1)

    def __str__(self) -> str:
        left, top, width, height = self.box
        bottom = top + height
        parts = [line([(left, top), (left, bottom), (left + width, bottom)], stroke_opacity=0.7)]
        for tick, (x, _) in zip(self._x, self.places(self._x, [self._y[0]] * len(self._x)), strict=True):
            parts.append(line([(x, bottom), (x, bottom + 4)]))
            parts.append(text(x, bottom + 15, number(tick), "middle", font_size=SMALL))
        for tick, (_, y) in zip(self._y, self.places([self._x[0]] * len(self._y), self._y), strict=True):
            parts.append(line([(left - 4, y), (left, y)]))
            parts.append(text(left - 6, y + 4, number(tick), "end", font_size=SMALL))
        below, above = self._names
        parts.append(text(left + width / 2, bottom + 31, below, "middle"))
        parts.append(text(left, top - 8, above))
        return "".join(parts)


# --- inside ---


def _stroke(steps: str, colour: str, width: float, attributes: dict) -> str:
    return f'<path d="{steps}" fill="none" stroke="{colour}" stroke-width="{width:g}"{_attributes(attributes)}/>'


def _attributes(attributes: dict) -> str:
    return "".join(f' {name.replace("_", "-")}="{html.escape(str(value))}"' for name, value in attributes.items())


def _coloured(values: np.ndarray, limit: float) -> np.ndarray:
    strength = np.clip(np.abs(values) / limit if limit else np.zeros_like(values), 0, 1)
    coloured = np.empty((*values.shape, 4), "uint8")
    coloured[..., :3] = np.where((values < 0)[..., np.newaxis], _channels(NEGATIVE), _channels(POSITIVE))
    coloured[..., 3] = (255 * strength).round()
    return coloured


def _channels(colour: str) -> list[int]:
    return list(bytes.fromhex(colour[1:]))


def _pixels(picture: Image.Image, box: Box) -> str:
    x, y, width, height = box
    buffer = io.BytesIO()
    picture.save(buffer, "png")
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" preserveAspectRatio="none"'
    data = b64encode(buffer.getvalue()).decode()
    return f'<image {place} style="image-rendering:pixelated" href="data:image/png;base64,{data}"/>'
