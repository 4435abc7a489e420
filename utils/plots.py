"""The course's figures: one style, one colour for one thing, the same helper for the same kind of plot everywhere."""

from collections.abc import Callable, Iterable, Sequence

import matplotlib
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, MaxNLocator

from utils.core.display import Picture
from utils.core.figures import DOTS_PER_INCH, hand_laid_figure
from utils.core.palette import (
    FADED,
    NEGATIVE,
    POSITIVE,
    QUIET,
    RIGHT,
    SIGNED_COLOURS,
    SIZE_COLOURS,
    TRAINING,
    VALIDATION,
    WRONG,
)
from utils.core.paths import COURSE_FOLDER
from utils.core.text import Text

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
_CLASS_COLOURS, _CLASS_MARKERS = (NEGATIVE, POSITIVE), ("o", "^")
_PROBABILITY = LinearSegmentedColormap.from_list("probability", (NEGATIVE, "white", POSITIVE))
_PANEL, _PANEL_GAP, _ARROW, _LINE = 1.4, 0.15, 0.35, 0.25  # inches; four dots for each of 28 pixels


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
    for number, (picture, caption) in enumerate(zip(pictures, captions, strict=True), 1):
        _draw_picture(figure.add_subplot(rows, columns, number), picture, caption)
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


def show_points(
    points: np.ndarray,
    labels: np.ndarray,
    names: Sequence[str],
    axes_names: Sequence[str],
    answers: dict[str, Callable[[np.ndarray], np.ndarray]] | None = None,
) -> Picture:
    """Points of two classes in the plane; with answers a panel for each, coloured by what it says, with its border.

    Args:
        points: (n, 2), floats.
        labels: (n,), 0 or 1.
        names: what label 0 and label 1 are.
        axes_names: what the two numbers of a point are.
        answers: by caption a function from points of shape (m, 2) to the probabilities of label 1, of shape (m,). Its
            border is where the probability is one half.
    """
    panels: dict[str, Callable[[np.ndarray], np.ndarray] | None] = {**answers} if answers else {"": None}
    figure = Figure(figsize=(1.3 + 2.4 * len(panels), 2.9), layout="constrained")
    figure.get_layout_engine().set(w_pad=0.1)
    row = figure.subplots(1, len(panels), sharey=True, squeeze=False)[0]
    for axes, (caption, answer) in zip(row, panels.items(), strict=True):
        draw_points(axes, points, labels, names, answer)
        axes.set(title=caption, xlabel=axes_names[0])
    row[0].set_ylabel(axes_names[1])
    figure.legend(*row[0].get_legend_handles_labels(), loc="outside upper right", ncols=2, frameon=False)
    alt = Text(
        ko="{n}개의 점. 가로: {across}, 세로: {up}. 동그라미는 {circle}, 세모는 {triangle}입니다. {panels}",
        en="{n} points. Across: {across}, up: {up}. Circles are {circle}, triangles {triangle}. {panels}",
    ).format(
        n=len(points),
        across=axes_names[0],
        up=axes_names[1],
        circle=names[0],
        triangle=names[1],
        panels=_shares_right(points, labels, answers or {}),
    )
    return Picture(figure, str(alt).strip())


def draw_points(
    axes: Axes,
    points: np.ndarray,
    labels: np.ndarray,
    names: Sequence[str],
    answer: Callable[[np.ndarray], np.ndarray] | None = None,
) -> None:
    """Draw points of two classes; with an answer, colour the plane behind them by it and draw its border.

    The arguments are those of `show_points`.
    """
    for label, name in enumerate(names):
        own = points[labels == label]
        axes.plot(*own.T, _CLASS_MARKERS[label], color=_CLASS_COLOURS[label], markersize=3.5, label=name)
    if answer is not None:
        _draw_answer(axes, answer)


def _draw_answer(axes: Axes, answer: Callable[[np.ndarray], np.ndarray]) -> None:
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    across, up = np.linspace(left, right, 120), np.linspace(low, high, 120)
    grid = np.stack(np.meshgrid(across, up), axis=-1)
    probabilities = np.reshape(answer(grid.reshape(-1, 2)), grid.shape[:2])
    edges = (left, right, low, high)
    # In eight shades: a smooth picture would take twice as many bytes in a notebook.
    shades = np.minimum(np.floor(8 * probabilities), 7) / 7
    axes.imshow(
        shades,
        _PROBABILITY,
        extent=edges,
        origin="lower",
        vmin=0,
        vmax=1,
        alpha=0.45,
        aspect="auto",
        interpolation="nearest",
    )
    if probabilities.min() < 0.5 < probabilities.max():
        axes.contour(across, up, probabilities, levels=[0.5], colors="black", linewidths=1.5)


def _shares_right(points: np.ndarray, labels: np.ndarray, answers: dict) -> Text:
    """For each panel the share of points on the right side of its border."""
    shares = {caption: np.mean((answer(points) > 0.5) == labels) for caption, answer in answers.items()}
    listed = _listed(f"{caption} ≈ {share:.2f}" for caption, share in shares.items())
    if not shares:
        return Text(ko="", en="")
    return Text(ko="맞는 쪽에 있는 점의 비율: {shares}", en="Share of points on the right side: {shares}").format(
        shares=listed
    )


def show_effect(
    before: dict[str, np.ndarray], after: dict[str, np.ndarray], signed: bool = False, one_size: bool = False
) -> Picture:
    """What goes into a layer, an arrow, and what comes out: all pictures to one scale, each with its shape.

    Args:
        before, after: by caption a picture of shape (height, width), any numeric dtype. One shade of grey is one
            number in all of them; 0 and below are white.
        signed: whether the pictures in `after` have their own colours: orange above 0, white at 0, purple below.
        one_size: whether each picture fills its panel, so that a small one can be looked at; without it a pixel is as
            large in all of them.
    """
    pictures = [*before.values(), *after.values()]
    highest = max(picture.shape[0] for picture in pictures)
    pixels = [_PANEL / (max(picture.shape) if one_size else highest) for picture in pictures]  # in inches
    rooms = [
        max(_PANEL, picture.shape[1] * pixel) + _PANEL_GAP for picture, pixel in zip(pictures, pixels, strict=True)
    ]
    figure = Figure(figsize=(sum(rooms) + _ARROW, _PANEL + 2 * _LINE), layout="none")
    colours_before, colours_after = _colours_of_an_effect(before, after, signed)
    left = 0.0
    for (caption, picture), room, pixel in zip(before.items(), rooms, pixels, strict=False):
        _draw_panel(figure, left + room / 2, picture, pixel, caption, colours_before)
        left += room
    arrow = {"ha": "center", "va": "center", "size": 18, "family": "DejaVu Sans"}
    figure.text((left + _ARROW / 2) / figure.get_figwidth(), 0.5, "→", **arrow)
    left += _ARROW
    for (caption, picture), room, pixel in zip(after.items(), rooms[len(before) :], pixels[len(before) :], strict=True):
        _draw_panel(figure, left + room / 2, picture, pixel, caption, colours_after)
        left += room
    alt = Text(ko="전: {before}. 후: {after}", en="Before: {before}. After: {after}")
    return Picture(figure, str(alt.format(before=_sizes(before), after=_sizes(after))))


def _colours_of_an_effect(before: dict[str, np.ndarray], after: dict[str, np.ndarray], signed: bool) -> tuple:
    """What `imshow` takes for the colours of the pictures before, and of those after."""
    largest_before, largest_after = (
        max(float(np.abs(picture).max()) for picture in pictures.values()) for pictures in (before, after)
    )
    if not signed:
        grey = {"cmap": "gray_r", "vmin": 0, "vmax": max(largest_before, largest_after)}
        return grey, grey
    grey = {"cmap": "gray_r", "vmin": 0, "vmax": largest_before}
    return grey, {"cmap": SIGNED_COLOURS, "vmin": -largest_after, "vmax": largest_after}


def _draw_panel(figure: Figure, middle: float, picture: np.ndarray, pixel: float, caption: str, colours: dict) -> None:
    """A framed picture round this middle (in inches), its caption above it and its size below."""
    width, height = figure.get_size_inches()
    across, down = picture.shape[1] * pixel, picture.shape[0] * pixel
    left, bottom = middle - across / 2, (height - down) / 2
    axes = figure.add_axes((left / width, bottom / height, across / width, down / height))
    axes.imshow(picture, interpolation="nearest", aspect="auto", **colours)
    axes.set(xticks=(), yticks=())
    axes.spines[:].set(visible=True, color=FADED)
    for words, line in ((caption, height - _LINE / 2), (_size(picture), _LINE / 2)):
        figure.text(middle / width, line / height, words, ha="center", va="center")


def _sizes(pictures: dict[str, np.ndarray]) -> str:
    return ", ".join(f"{caption} ({_size(picture)})" for caption, picture in pictures.items())


def _size(picture: np.ndarray) -> str:
    return " × ".join(map(str, picture.shape))


def show_matrix(values: np.ndarray, rows: Sequence, columns: Sequence, ylabel: str, xlabel: str) -> Picture:
    """Numbers in a table of coloured cells: orange above 0, white and empty at 0, purple below.

    Args:
        values: (rows, columns), floats or integers.
        rows, columns: what stands beside each row and above each column.
        ylabel, xlabel: what the rows and the columns are.
    """
    longest = max(len(str(row)) for row in rows)
    figure = Figure(figsize=(0.52 * len(columns) + 0.1 * longest + 0.8, 0.33 * len(rows) + 0.8), layout="constrained")
    _draw_matrix(figure.add_subplot(), values, rows, columns)
    figure.axes[0].set(xlabel=xlabel, ylabel=ylabel)
    alt = Text(
        ko="표. 줄({ylabel}): {rows}. 칸({xlabel}): {columns}",
        en="A table. Rows ({ylabel}): {rows}. Columns ({xlabel}): {columns}",
    ).format(ylabel=ylabel, xlabel=xlabel, rows=_listed(rows), columns=_listed(columns))
    return Picture(figure, str(alt))


def show_vectors(vectors: np.ndarray, words: Sequence[str]) -> Picture:
    """The vector of each word, as a row of coloured cells (see `show_matrix`).

    Args:
        vectors: (words, length), floats.
        words: what stands beside each row.
    """
    word, place = Text(ko="단어", en="word"), Text(ko="벡터 안의 자리", en="place in the vector")
    return show_matrix(vectors, words, range(vectors.shape[1]), str(word), str(place))


def show_signed(
    maps: dict[str, np.ndarray],
    label: str,
    over: np.ndarray | None = None,
    columns: int = 4,
    limit: float | None = None,
) -> Picture:
    """Maps of numbers around 0, all to one scale: orange above 0, white at 0, purple below.

    Args:
        maps: by caption a map of shape (height, width), floats.
        label: what the numbers are; stands at the scale.
        over: a picture whose outline lies on every map; a coarser map is stretched over it.
        columns: how many stand in a row.
        limit: where the scale ends on both sides; without it, at the largest number of all maps.
    """
    if limit is None:
        limit = max(float(np.abs(values).max()) for values in maps.values())
    figure = _draw_maps(maps, label, over, columns, {"cmap": SIGNED_COLOURS, "vmin": -limit, "vmax": limit})
    alt = Text(
        ko="{label}의 지도: {captions}. 주황은 0보다 크고 보라는 작습니다.",
        en="Maps of {label}: {captions}. Orange is above 0, purple below.",
    )
    return Picture(figure, str(alt.format(label=label, captions=_listed(list(maps)))))


def show_sizes(maps: dict[str, np.ndarray], label: str, over: np.ndarray | None = None, columns: int = 4) -> Picture:
    """Maps of numbers that are never negative, all to one scale: white at 0, the darker the larger.

    Args:
        maps: by caption a map of shape (height, width), floats of 0 or more.
        label: what the numbers are; stands at the scale.
        over: a picture whose outline lies on every map; a coarser map is stretched over it.
        columns: how many stand in a row.
    """
    limit = max(float(values.max()) for values in maps.values())
    figure = _draw_maps(maps, label, over, columns, {"cmap": SIZE_COLOURS, "vmin": 0, "vmax": limit})
    alt = Text(
        ko="{label}의 지도: {captions}. 흰색은 0이고, 진할수록 큽니다.",
        en="Maps of {label}: {captions}. White is 0, and the darker, the larger.",
    )
    return Picture(figure, str(alt.format(label=label, captions=_listed(list(maps)))))


def _draw_maps(maps: dict[str, np.ndarray], label: str, over: np.ndarray | None, columns: int, colours: dict) -> Figure:
    """The maps in rows, beside a scale of these colours (what `imshow` takes for them)."""
    columns = min(columns, len(maps))
    rows = -(-len(maps) // columns)
    side = _PICTURE_SIZE if over is None else 1.6 * _PICTURE_SIZE
    figure = Figure(figsize=(columns * side + 0.9, rows * (side + 0.25)), layout="constrained")
    every = figure.subplots(rows, columns, squeeze=False)
    for axes in every.flat:
        axes.set_axis_off()
    for axes, (caption, values) in zip(every.flat, maps.items(), strict=False):
        height, width = values.shape if over is None else over.shape
        edges = (-0.5, width - 0.5, height - 0.5, -0.5)
        shown = axes.imshow(values, extent=edges, interpolation="nearest", **colours)
        if over is not None:
            axes.contour(over, levels=[float(over.max()) / 10], colors="black", linewidths=0.8)
        axes.set_title(caption)
    figure.colorbar(shown, ax=every, label=label, shrink=0.9, aspect=12 * rows)
    return figure


def show_curves(history: dict[str, Sequence[float]]) -> Picture:
    """The curves of one run side by side, training and validation in each.

    Args:
        history: the `history` of the `History` that `fit` returns.
    """
    # It imports Keras, which takes seconds and which `start` has not done yet when it needs this module.
    from utils.live_curves import curves_of, describe, draw

    curves = curves_of(history)
    return Picture(draw(curves), describe(curves))


def show_runs(histories: dict[str, dict[str, Sequence[float]]]) -> Picture:
    """Several runs beside each other: a column for each, a row for each quantity, all columns to one scale.

    Args:
        histories: by name the `history` of each run; all of them hold the same quantities.
    """
    from utils.live_curves import curves_of, describe, draw_panel, label_lines, panels

    runs = {name: curves_of(history) for name, history in histories.items()}
    quantities = panels(next(iter(runs.values())))
    width = 1.75 * len(runs) + 0.9
    height = 1.45 * len(quantities) + 0.5
    figure = hand_laid_figure((width, height))
    rows = figure.subplots(len(quantities), len(runs), sharey="row", squeeze=False)
    # Room for the name of the quantity at the left and for those of the lines at the right, in inches.
    left, right = max(0.07, 0.65 / width), min(0.89, 1 - 0.8 / width)
    bottom, top = 0.54 / height, 1 - 0.34 / height
    figure.subplots_adjust(left=left, right=right, bottom=bottom, top=top, wspace=0.12, hspace=0.25)
    for row, quantity in zip(rows, quantities, strict=True):
        drawn = [draw_panel(axes, curves, quantity) for axes, curves in zip(row, runs.values(), strict=True)]
        row[0].set_ylabel(quantity)
        label_lines(row[-1], drawn[-1])
    for axes, name in zip(rows[0], runs, strict=True):
        axes.set_title(name)
    for axes in rows[-1]:
        axes.set_xlabel(str(Text(ko="에포크", en="epoch")))
    for axes in figure.axes:
        axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True, min_n_ticks=1))
    return Picture(figure, "\n".join(f"{name}: {describe(curves)}" for name, curves in runs.items()))


def show_lines(
    lines: dict[str, Sequence[float]],
    ylabel: str,
    x: Sequence[float] | None = None,
    xlabel: str | None = None,
    log: str = "",
    faint: Sequence[str] = (),
) -> Picture:
    """Lines in one plot, each labelled at the right. Names that agree up to a comma share a colour and a label.

    The label of a logarithmic axis says that it is one.

    Args:
        lines: by name the y values of each; at most four colours.
        ylabel: what they are.
        x, xlabel: where the values stand and what that is; without them, the epochs from 1 on.
        log: the axes that are logarithmic: "", "x", "y" or "xy".
        faint: the names of lines that are drawn thin and grey, as what the others were made from.
    """
    from utils.live_curves import label_lines

    figure = hand_laid_figure((6.0, 2.6))
    # A logarithmic axis has long numbers beside its label.
    left = 0.17 if "y" in log else 0.12
    axes = figure.add_axes((left, 0.2, 0.74 - left, 0.74))
    colours = iter((TRAINING, VALIDATION, RIGHT, WRONG))
    groups = [name.partition(",")[0] for name in lines]
    by_group: dict[str, str] = {}
    labels: list[tuple[str, Sequence[float], str]] = []
    for (name, values), group in zip(lines.items(), groups, strict=True):
        if name not in faint and group not in by_group:
            by_group[group] = next(colours)
        colour = FADED if name in faint else by_group[group]
        axes.plot(
            range(1, len(values) + 1) if x is None else x, values, color=colour, linewidth=1 if name in faint else 1.8
        )
        label = name if groups.count(group) == 1 else group
        if label not in (text for text, *_ in labels):
            labels.append((label, values, QUIET if name in faint else colour))
    if x is None:
        axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True, min_n_ticks=1))
    written = {"x": xlabel or str(Text(ko="에포크", en="epoch")), "y": ylabel}
    for name in log:
        written[name] = str(Text(ko="{label} (로그 축)", en="{label} (log scale)").format(label=written[name]))
    axes.set(xlabel=written["x"], ylabel=written["y"])
    for name in log:
        axes.set(**{f"{name}scale": "log"})
        first, last = np.log10(getattr(axes, f"get_{name}lim")())
        if last - first < 2:
            getattr(axes, f"{name}axis").set_major_locator(LogLocator(subs=(1, 2, 5)))
        # Plain numbers: the minus sign of Matplotlib's powers of ten is missing from the course's font.
        getattr(axes, f"{name}axis").set_major_formatter("{x:g}")
        getattr(axes, f"{name}axis").set_minor_formatter("")
    label_lines(axes, labels)
    alt = Text(ko="{ylabel}, 가로축 {across}: {names}", en="{ylabel} over {across}: {names}")
    return Picture(figure, str(alt.format(ylabel=written["y"], across=written["x"], names=_listed(lines))))


def show_bars(values: dict[str, float], xlabel: str) -> Picture:
    """A bar for each name, from 0 to the right in orange or to the left in purple.

    Args:
        values: by name the length of each bar, in the order from top to bottom.
        xlabel: what the lengths are.
    """
    figure = Figure(figsize=(6.4, 0.24 * len(values) + 0.8), layout="constrained")
    axes = figure.add_subplot()
    colours = [POSITIVE if value > 0 else NEGATIVE for value in values.values()]
    axes.barh(list(values), list(values.values()), color=colours)
    axes.axvline(0, color="black", linewidth=0.8)
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.margins(y=0.01)
    axes.set_xlabel(xlabel)
    alt = Text(ko="{xlabel}, 막대 {n}개: {bars}", en="{xlabel}, {n} bars: {bars}")
    bars = _listed([f"{name} ≈ {value:.2f}" for name, value in values.items()])
    return Picture(figure, str(alt.format(xlabel=xlabel, n=len(values), bars=bars)))


def show_spread(results: dict[str, Sequence[float]], xlabel: str) -> Picture:
    """A row for each name: a dot for each of its results, and a stroke at their mean.

    Args:
        results: by name what each repetition gave.
        xlabel: what the results are.
    """
    figure = Figure(figsize=(6.4, 0.45 * len(results) + 0.8), layout="constrained")
    axes = figure.add_subplot()
    for row, values in enumerate(results.values()):
        axes.plot(values, [row] * len(values), "o", color=TRAINING, alpha=0.7)
        axes.plot([np.mean(values)], [row], "|", color="black", markersize=18)
    axes.set(yticks=range(len(results)), yticklabels=list(results), xlabel=xlabel, ylim=(len(results) - 0.5, -0.5))
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=FADED, linewidth=0.5)
    alt = Text(ko="{xlabel}: {rows}", en="{xlabel}: {rows}")
    rows = _listed([f"{name} ≈ {min(values):.3f} … ≈ {max(values):.3f}" for name, values in results.items()])
    return Picture(figure, str(alt.format(xlabel=xlabel, rows=rows)))


def show_mistakes(
    pictures: np.ndarray, labels: np.ndarray, probabilities: np.ndarray, names: Sequence[str], worst: int = 8
) -> Picture:
    """How a classifier goes wrong: its worst mistakes, its confusion matrix and its calibration.

    A mistake is the worse, the higher the probability of the wrong class. Calibration compares the probability of the
    chosen class with the share of right answers; strokes are twice the standard error of that share.

    Args:
        pictures: (n, height, width), any numeric dtype.
        labels: (n,), the class that is true.
        probabilities: (n, classes).
        names: the name of each class.
        worst: how many mistakes are shown.
    """
    chosen, confidence = probabilities.argmax(axis=-1), probabilities.max(axis=-1)
    right = chosen == labels
    mistakes = [index for index in np.argsort(-confidence, kind="stable") if not right[index]][:worst]
    confusion = np.zeros((len(names), len(names)), int)
    np.add.at(confusion, (labels, chosen), 1)
    said, shares, errors = _calibration(confidence, right)

    figure = Figure(figsize=(8.4, 6.1), layout="constrained")
    above, below = figure.subfigures(2, 1, height_ratios=(1.1, 2.6))
    for index, axes in zip(mistakes, above.subplots(1, worst, squeeze=False).flat, strict=False):
        _draw_picture(
            axes, pictures[index], f"{names[labels[index]]}\n→ {names[chosen[index]]}\n{confidence[index]:.2f}"
        )
        # The course's font has no good arrow at this size.
        axes.title.set(size=9, family=["DejaVu Sans", "NanumGothic"])
    for axes in above.axes[len(mistakes) :]:
        axes.set_axis_off()
    left, corner = below.subplots(1, 2, width_ratios=(1.5, 1))
    _draw_matrix(left, confusion, names, names)
    left.set(xlabel=str(Text(ko="예측", en="predicted")), ylabel=str(Text(ko="레이블", en="label")))
    corner.plot([0, 1], [0, 1], color=FADED)
    corner.errorbar(said, shares, 2 * errors, fmt="o", color=TRAINING)
    corner.set(
        xlim=(0.3, 1.02),
        ylim=(0.3, 1.02),
        box_aspect=1,
        xlabel=str(Text(ko="고른 클래스의 확률", en="probability of the chosen class")),
        ylabel=str(Text(ko="맞은 비율", en="share that is right")),
    )
    return Picture(figure, str(_about_mistakes(confusion, confidence[mistakes], said, shares, names)))


def _calibration(confidence: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For answers of similar confidence: their mean confidence, the share that is right, its standard error."""
    groups = np.digitize(confidence, (0.5, 0.6, 0.7, 0.8, 0.9))
    filled = np.unique(groups)
    said = np.array([confidence[groups == group].mean() for group in filled])
    shares = np.array([right[groups == group].mean() for group in filled])
    return said, shares, np.sqrt(shares * (1 - shares) / np.bincount(groups)[filled])


def _about_mistakes(confusion: np.ndarray, worst: np.ndarray, said, shares, names: Sequence[str]) -> Text:
    """The figure in words: every number that training made stands after the sign for "about"."""
    recalls = confusion.diagonal() / np.maximum(confusion.sum(axis=1), 1)
    return Text(
        ko="가장 크게 틀린 사진 {n}장. 틀린 클래스의 확률 {worst}. "
        "혼동 행렬에서 클래스마다 맞은 비율: {recalls}. 보정(확률: 맞은 비율): {calibration}.",
        en="The {n} worst mistakes, with the probability of the wrong class {worst}. "
        "Of the confusion matrix, the share of each class that is right: {recalls}. "
        "Calibration (probability: share that is right): {calibration}.",
    ).format(
        n=len(worst),
        worst=_listed([f"≈ {p:.2f}" for p in worst]),
        recalls=_listed([f"{name} ≈ {recall:.2f}" for name, recall in zip(names, recalls, strict=True)]),
        calibration=_listed([f"≈ {p:.2f}: ≈ {share:.2f}" for p, share in zip(said, shares, strict=True)]),
    )


def _listed(names: Iterable) -> str:
    return ", ".join(map(str, names))


def _draw_picture(axes: Axes, picture: np.ndarray, caption: str) -> None:
    axes.imshow(picture, cmap="gray_r", interpolation="nearest")
    axes.set_title(caption)
    axes.set_axis_off()


def _draw_matrix(axes: Axes, values: np.ndarray, rows: Sequence, columns: Sequence) -> None:
    limit, digits = float(np.abs(values).max()), ".1f" if values.dtype.kind == "f" else "d"
    axes.imshow(values, cmap=SIGNED_COLOURS, vmin=-limit, vmax=limit, aspect="auto", interpolation="nearest")
    for row, column in np.ndindex(*values.shape):
        dark = abs(values[row, column]) > 0.7 * limit
        number = f"{values[row, column]:{digits}}".replace("-", "−")
        if number.strip("−0."):
            axes.text(column, row, number, ha="center", va="center", size=9, color="white" if dark else "black")
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    # A slanted heading begins at its column and leans to the right, so that a long one does not touch the next.
    slanted = {"rotation": 40, "ha": "left", "rotation_mode": "anchor"} if isinstance(columns[0], str) else {}
    axes.set_xticks(range(len(columns)), columns, **slanted)
    axes.set_yticks(range(len(rows)), rows)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
