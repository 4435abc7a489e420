"""The picture of the lab "Type a review": the words in their places, coloured, and a bar for what each adds."""

import html
import unicodedata
from collections.abc import Sequence

from utils.core.palette import NEGATIVE, POSITIVE
from utils.core.text import Text
from utils.labs import svg

SCALES = (2, 5, 10, 20, 50, 100, 200, 500)  # of the logit: the first that holds every bar is drawn
_MOST_WORDS, _LONGEST = 80, 24  # words of a text, letters of a word
_FULL_TINT, _STRONGEST = 1.5, 0.5  # a contribution with the full tint, and how opaque that is
_NAMES, _PLOT, _END, _ROW, _TOP = 104, 170, 326, 19, 8  # pixels
_CELLS = 14  # of a name


def draw(pieces: Sequence[tuple[str, float | None]], values: dict[str, float], logit: float, alt: Text) -> str:
    """The sentence and the bars as HTML.

    Args:
        pieces: the words of the text in their places, with what each adds; None for nothing.
        values: by name what is added, in the order of the bars.
        logit: their sum.
        alt: what the picture shows, for those who do not see it.
    """
    style = "line-height:2.6;max-width:34em;margin:0 0 .6em;padding-top:.6em"
    words = " ".join(_word(*piece) for piece in pieces[:_MOST_WORDS])
    more = " …" if len(pieces) > _MOST_WORDS else ""
    return f'<p style="{style}">{words}{more}</p>{_bars(values, logit, alt)}'


def _word(piece: str, value: float | None) -> str:
    """A word with its contribution above it, tinted by sign and size."""
    escaped = html.escape(piece if len(piece) <= _LONGEST else f"{piece[: _LONGEST - 1]}…", quote=False)
    if value is None:
        return f"<span>{escaped}</span>"
    opacity = _STRONGEST * min(1.0, abs(value) / _FULL_TINT)
    red, green, blue = bytes.fromhex((POSITIVE if value > 0 else NEGATIVE)[1:])
    tint = f"background:rgba({red},{green},{blue},{opacity:.2f});border-radius:3px;padding:0 3px"
    number = f'<rt style="font-size:.75em;user-select:none">{svg.change(value)}</rt>'
    return f'<ruby style="{tint}">{escaped}{number}</ruby>'


def _bars(values: dict[str, float], logit: float, alt: Text) -> str:
    rows = [*values.items(), (str(Text(ko="합 (로짓)", en="sum (logit)")), logit)]
    longest = max(abs(value) for _, value in rows)
    scale = next((scale for scale in SCALES if scale >= longest), longest)
    zero, unit = _NAMES + _PLOT / 2, _PLOT / 2 / scale
    bottom = _TOP + _ROW * len(rows)
    parts = [svg.line([(zero, _TOP), (zero, bottom)], stroke_opacity=0.7)]
    for index, (name, value) in enumerate(rows):
        parts += _row(name, value, _TOP + _ROW * index, zero, unit, index == len(rows) - 1)
    for tick in (-scale, -scale / 2, 0, scale / 2, scale):
        place = zero + unit * tick
        parts.append(svg.line([(place, bottom), (place, bottom + 4)]))
        parts.append(svg.text(place, bottom + 16, svg.number(tick), "middle", font_size=svg.SMALL))
    below = Text(ko="로짓에 더하는 값", en="added to the logit")
    parts.append(svg.text(zero, bottom + 33, below, "middle"))
    return svg.drawing(_END, bottom + 40, alt, *parts)


def _row(name: str, value: float, top: float, zero: float, unit: float, is_sum: bool) -> list[str]:
    """A bar from the line of 0; the sum of all bars is an outline below a line."""
    left, width = (zero, unit * value) if value > 0 else (zero + unit * value, -unit * value)
    colour = POSITIVE if value > 0 else NEGATIVE
    box = left, top + 3, max(width, 0.5), _ROW - 6
    bar = svg.rectangle(box, stroke=svg.INK, stroke_width=1.5) if is_sum else svg.rectangle(box, colour)
    words = svg.text(_NAMES - 6, top + 14, _short(name), "end"), svg.text(_END, top + 14, svg.change(value), "end")
    above = [svg.line([(0, top), (_END, top)], stroke_opacity=0.5)] if is_sum else []
    return [*above, bar, *words]


def _short(name: str) -> str:
    """A name that fits its column: letters of East Asia, m and w take two cells."""
    cells, kept = 0, ""
    for letter in name:
        cells += 2 if unicodedata.east_asian_width(letter) in "WF" or letter in "mw%@" else 1
        if cells > _CELLS:
            return kept[:-1] + "…"
        kept += letter
    return name
