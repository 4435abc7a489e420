"""How long a touch of a lab takes, side by side with drawing an empty plot: machines are noisy, a ratio is not."""

import time
from collections.abc import Callable, Iterable
from statistics import median

from matplotlib.figure import Figure

from utils.showing import png

# test_browser_speed.py holds every lab to the same, from key to picture.
MOST_AGAINST_AN_EMPTY_PLOT = 1.5
_EMPTY_PLOTS = 20


def against_an_empty_plot(touches: Iterable[Callable[[], object]]) -> float:
    """The median seconds of these touches, each done once, over those of drawing an empty plot."""
    touched = [seconds_of(touch) for touch in touches]
    empty = [seconds_of(_draw_an_empty_plot) for _ in range(_EMPTY_PLOTS)]
    return median(touched) / median(empty)


def seconds_of(call: Callable[[], object]) -> float:
    """The seconds that a call takes."""
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def _draw_an_empty_plot() -> None:
    figure = Figure(figsize=(7, 3.4), layout="constrained")
    figure.add_subplot()
    png(figure)
