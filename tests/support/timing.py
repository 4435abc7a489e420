"""How much work something is, as a ratio to other work in the same process.

Seconds say as much about the machine and its other programs as about the code; a ratio within one run does not. What
is counted is the time of the processor, in which a busy machine shows little.
"""

import functools
import time
from collections.abc import Callable, Iterable
from statistics import median

from matplotlib.figure import Figure

from utils.core.figures import png

# tests/browser/test_labs.py holds every lab to 0.8, from key to picture, where most of the time is not the lab's.
MOST_AGAINST_AN_EMPTY_PLOT = 1.5
_EMPTY_PLOTS = 9


def against_an_empty_plot(touches: Iterable[Callable[[], object]]) -> float:
    """The median work of these touches, each done once, over that of drawing an empty plot, by turns at first."""
    touched, empty = [], []
    for touch in touches:
        touched.append(work_of(touch))
        if len(empty) < _EMPTY_PLOTS:
            empty.append(work_of(draw_an_empty_plot))
    return median(touched) / median(empty)


def work_of(call: Callable[[], object]) -> float:
    """The processor's seconds that a call takes, those of the programs that it runs included."""
    begin = work_so_far()
    call()
    return work_so_far() - begin


def work_so_far() -> float:
    """The processor's seconds that this process and the programs that it ran to their end have taken."""
    try:
        from resource import RUSAGE_CHILDREN, getrusage
    except ImportError:
        # Windows counts no children.
        return time.process_time()
    children = getrusage(RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


@functools.cache
def work_of_a_small_model() -> float:
    """The processor's seconds to build a model of two layers and to call it: the measure for what a check takes.

    It has names and zeros of its own, so that a lesson's later models are named and drawn as without it.
    """
    import keras
    import numpy as np
    from keras import layers

    def build_and_call():
        dense = [layers.Dense(units, kernel_initializer="zeros", name=f"dense_of_{units}") for units in (8, 1)]
        keras.Sequential([keras.Input((4,), name="four"), *dense], name="small")(np.ones((1, 4)))

    build_and_call()
    return median(work_of(build_and_call) for _ in range(9))


def draw_an_empty_plot() -> None:
    """Draw what every plot of this size has, and make a PNG of it."""
    figure = Figure(figsize=(7, 3.4), layout="constrained")
    figure.add_subplot()
    png(figure)
