"""A callback that draws the curves of a training run while it trains: `model.fit(..., callbacks=[LiveCurves()])`.

Take it along into a project: it imports nothing of the course but the small folder `utils/core`
(`set_language("en")` from its `text` makes the labels English).
"""

import math
import time
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence

import keras
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from utils.core.figures import hand_laid_figure, png
from utils.core.palette import FADED, TRAINING, VALIDATION
from utils.core.text import Text

# By name its epochs, counted from 1 as `fit` prints them, and its values.
Curves = dict[str, tuple[Sequence[int], Sequence[float]]]

PANELS_IN_A_ROW = 3

# Of a minute of training, drawing takes about a second and a half.
SHARE_OF_TIME, SECONDS_AT_ONCE = 0.025, 0.1

_PANEL = (3.9, 2.45)  # inches: a panel with its labels
_LEFT, _RIGHT, _BOTTOM, _TOP = 0.65, 1.15, 0.6, 0.4
_LINE = 0.19  # inches from one label to the next
_FEW_POINTS = 30


class LiveCurves(keras.callbacks.Callback):
    """Draws loss and metrics, each with its validation, epoch by epoch below the cell in which `fit` runs.

    The last picture stays as the cell's output, also when the run is interrupted. A `fit` that begins at epoch 0 draws
    anew; one with `initial_epoch` goes on where the curves left off. Outside a notebook nothing is drawn.

    Drawing may take `SHARE_OF_TIME` of the training, and `SECONDS_AT_ONCE` at its start. Where epochs are so short that
    it would take more, some are drawn together with the next.

    Attributes:
        epochs: the numbers of the epochs so far, from 0 as Keras counts them.
        logs: what each of them measured, by name.
        seconds: how long drawing has taken in this `fit`.
    """

    def __init__(self):
        super().__init__()
        self.epochs: list[int] = []
        self.logs: list[dict[str, float]] = []
        self.seconds = 0.0

    def on_train_begin(self, logs=None):
        self.seconds, self._begin = 0.0, time.perf_counter()
        self._handle, self._drawn = None, 0

    def on_epoch_begin(self, epoch, logs=None):
        while self.epochs and self.epochs[-1] >= epoch:
            self.epochs.pop()
            self.logs.pop()

    def on_epoch_end(self, epoch, logs=None):
        self.epochs.append(epoch)
        self.logs.append(_numbers(logs or {}))
        if self.seconds <= SECONDS_AT_ONCE + SHARE_OF_TIME * (time.perf_counter() - self._begin):
            self._show()

    def on_train_end(self, logs=None):
        if self._drawn < len(self.epochs):
            self._show()

    @property
    def curves(self) -> Curves:
        """By name the epochs (from 1) in which it was measured, and its values; the loss comes first."""
        names = _loss_first(dict.fromkeys(name for logs in self.logs for name in logs))
        measured = {
            name: [(epoch + 1, logs[name]) for epoch, logs in zip(self.epochs, self.logs, strict=True) if name in logs]
            for name in names
        }
        return {
            name: (tuple(epoch for epoch, _ in points), tuple(value for _, value in points))
            for name, points in measured.items()
            if points
        }

    def _show(self) -> None:
        begin = time.perf_counter()
        display, curves = _display_of_a_notebook(), self.curves
        if display and curves:
            text = describe(curves)
            shown = {"image/png": b64encode(png(draw(curves))).decode(), "text/plain": text}
            options = {"metadata": {"image/png": {"alt": text}}, "raw": True}
            if self._handle is None:
                self._handle = display(shown, display_id=True, **options)
            else:
                self._handle.update(shown, **options)
        self._drawn = len(self.epochs)
        self.seconds += time.perf_counter() - begin


def draw(curves: Curves, earlier: Sequence[Curves] = ()) -> Figure:
    """A panel for each quantity: training in blue, validation in orange, each labelled with its last value.

    Args:
        curves: what to draw; the validation of `name` is called `val_name`.
        earlier: the curves of other runs, drawn thin and grey behind.
    """
    names = panels(curves)
    columns = min(len(names), PANELS_IN_A_ROW)
    rows = -(-len(names) // columns)
    width, height = _PANEL
    size = (columns * width, rows * height)
    figure = hand_laid_figure(size)
    for index, name in enumerate(names):
        row, column = divmod(index, columns)
        left, bottom = column * width + _LEFT, (rows - 1 - row) * height + _BOTTOM
        inches = (left, bottom, width - _LEFT - _RIGHT, height - _BOTTOM - _TOP)
        axes = figure.add_axes([inch / whole for inch, whole in zip(inches, size * 2, strict=True)])
        for run in earlier:
            draw_panel(axes, run, name, colours=(FADED, FADED), linewidth=0.8)
        lines = draw_panel(axes, curves, name, marker=".")
        label_lines(axes, [(f"{called} {values[-1]:.3g}", values, colour) for called, values, colour in lines])
        axes.set_title(name, loc="left")
        axes.set_xlabel(str(Text(ko="에포크", en="epoch")))
        axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True, min_n_ticks=1))
    return figure


def curves_of(history: Mapping[str, Sequence[float]]) -> Curves:
    """The curves of a finished run from its `History.history`, measured in every epoch; the loss comes first."""
    return {name: (range(1, len(history[name]) + 1), history[name]) for name in _loss_first(history)}


def _loss_first(names: Iterable[str]) -> list[str]:
    """The names on record in the order in which every picture of curves has them."""
    return sorted(names, key=lambda name: name.removeprefix("val_") != "loss")


def panels(curves: Curves) -> list[str]:
    """The quantities in these curves, training and validation counted as one."""
    return list(dict.fromkeys(name.removeprefix("val_") for name in curves))


def draw_panel(
    axes: Axes, curves: Curves, name: str, colours: Sequence[str] = (TRAINING, VALIDATION), marker: str = "", **style
) -> list[tuple[str, Sequence[float], str]]:
    """Draw training and validation of a quantity, where they were measured; `marker` only while points are few.

    Returns:
        For each line what it is called, its values and its colour, as `label_lines` takes them.
    """
    lines = []
    for (called, epochs, values), colour in zip(_both(curves, name), colours, strict=True):
        if epochs:
            axes.plot(epochs, values, color=colour, marker=marker if len(epochs) < _FEW_POINTS else "", **style)
            # Matplotlib would leave out the epochs in which the value is no number.
            axes.update_datalim([(epochs[0], 0), (epochs[-1], 0)], updatey=False)
            lines.append((str(called), values, colour))
    axes.autoscale_view()
    return lines


def _both(curves: Curves, name: str) -> list[tuple[Text, Sequence[int], Sequence[float]]]:
    """What training and validation are called, with their epochs and values."""
    none = ((), ())
    return [
        (Text(ko="학습", en="training"), *curves.get(name, none)),
        (Text(ko="검증", en="validation"), *curves.get(f"val_{name}", none)),
    ]


def label_lines(axes: Axes, lines: list[tuple[str, Sequence[float], str]]) -> None:
    """Write a label for each line at the right of the axes, as high as its last number, none over another.

    Args:
        axes: where the lines are drawn already.
        lines: of each the text of its label, its y values and its colour.
    """
    heights = []
    for text, values, colour in lines:
        numbers = [value for value in values if math.isfinite(value)]
        on_screen = axes.transData.transform((axes.get_xlim()[0], numbers[-1])) if numbers else (0, 0)
        heights.append((float(axes.transAxes.inverted().transform(on_screen)[1]) if numbers else 0.5, text, colour))
    lowest = 0.0
    for height, text, colour in sorted(heights):
        height = max(height, lowest)
        axes.annotate(text, (1.02, height), xycoords="axes fraction", color=colour, va="center", annotation_clip=False)
        lowest = height + _LINE / (axes.get_position().height * axes.figure.get_figheight())


def describe(curves: Curves) -> str:
    """The last values in words, for those who do not see the picture."""
    parts = []
    for name in panels(curves):
        values = [f"{called} ≈ {values[-1]:.3g}" for called, _, values in _both(curves, name) if values]
        parts.append(f"{name}: {', '.join(values)}")
    return f"{Text(ko='학습 곡선', en='Training curves')}. {'; '.join(parts)}"


def _numbers(logs: dict) -> dict[str, float]:
    """The logs that are numbers: a `train_step` of one's own may return anything."""
    found = {}
    for name, value in logs.items():
        try:
            found[name] = float(value)
        except (TypeError, ValueError):
            continue
    return found


def _display_of_a_notebook() -> Callable | None:
    """IPython's `display` where a kernel sends what it shows to a notebook; None in a terminal."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        return None
    return display if hasattr(get_ipython(), "kernel") else None
