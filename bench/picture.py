"""The picture of `RESULTS.md`: validation accuracy over seconds, and how much sooner the course is as good."""

from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator

from bench.comparing import Pair, median_pair, seconds_to
from utils.core.palette import QUIET, TRAINING
from utils.plots import set_style

COLOURS = {"published": QUIET, "course": TRAINING}
TITLES = {"pictures": "Pictures, ten classes", "text": "Movie reviews, two classes"}
_SHOWN = 0.3  # of accuracy, below the highest


def save_picture(found: dict[str, list[Pair]], file: Path) -> str:
    """Draw a panel for each task and write it as a PNG file.

    Args:
        found: by task the pairs of both recipes, one for each seed.
        file: where the picture goes.

    Returns:
        What the picture shows, for those who do not see it.
    """
    set_style()
    shown = {task: pairs for task, pairs in found.items() if pairs}
    figure = Figure(figsize=(8.4, 3.4), layout="constrained")
    for axes, (task, pairs) in zip(figure.subplots(1, len(shown), squeeze=False)[0], shown.items(), strict=True):
        _draw(axes, pairs)
        axes.set_title(TITLES[task], loc="left")
    figure.savefig(file, dpi=120)
    said = [f"{TITLES[task]}: {_in_words(median_pair(pairs))}" for task, pairs in shown.items()]
    return "Validation accuracy over seconds. " + ". ".join(said)


def _draw(axes: Axes, pairs: list[Pair]) -> None:
    typical = median_pair(pairs)
    axes.set(xscale="log", xlabel="seconds after the imports", ylabel="validation accuracy")
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_major_formatter("{x:g}")
    axes.xaxis.set_minor_formatter("")
    highest = max(accuracy for pair in pairs for run in (pair.published, pair.course) for _, accuracy in run["points"])
    axes.set_ylim(max(0, highest - _SHOWN), highest + 0.15 * _SHOWN)
    for recipe, colour in COLOURS.items():
        for pair in pairs:
            is_typical = pair is typical
            x, y = zip(*getattr(pair, recipe)["points"], strict=True)
            width = 1.8 if is_typical else 0.8
            axes.plot(x, y, color=colour, linewidth=width, alpha=1 if is_typical else 0.5, marker=".", markersize=4)
        _label(axes, getattr(typical, recipe)["points"], recipe, colour)
    _draw_distance(axes, typical)


def _label(axes: Axes, points: list, recipe: str, colour: str) -> None:
    """The name of a recipe, to the right of where its line begins or comes into sight."""
    bottom = axes.get_ylim()[0]
    seconds, accuracy = next((point for point in points if point[1] >= bottom), points[-1])
    right = {"xytext": (9, -5), "textcoords": "offset points", "va": "top", "color": colour}
    axes.annotate(recipe, (seconds, max(accuracy, bottom + 0.15 * _SHOWN)), **right)


def _draw_distance(axes: Axes, pair: Pair) -> None:
    """An arrow above both lines, from the seconds of the published best to those of the course."""
    reached, needed = seconds_to(pair.course, pair.best), seconds_to(pair.published, pair.best)
    if reached is None:
        return
    height = axes.get_ylim()[1] - 0.07 * _SHOWN
    axes.annotate("", (reached, height), (needed, height), arrowprops={"arrowstyle": "->", "color": "black"})
    middle = (reached * needed) ** 0.5
    axes.annotate(f"{pair.ratio:.0f} times sooner", (middle, height), (0, 3), textcoords="offset points", ha="center")


def _in_words(pair: Pair) -> str:
    needed = f"the published recipe needs {seconds_to(pair.published, pair.best):.0f} s for its best, {pair.best:.3f}"
    reached = seconds_to(pair.course, pair.best)
    return f"{needed}; the course's {'does not reach it' if reached is None else f'reaches it after {reached:.1f} s'}"
