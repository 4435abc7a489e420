"""Pictures of kept runs: the chosen one drawn out, the compared one dashed, all others faint."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from utils.core.palette import TRAINING, VALIDATION, WAITING
from utils.core.text import Text
from utils.labs import svg
from utils.labs.runs import CHOSEN, COMPARED, Run, Shelf

BASELINE = 0.1  # accuracy of one answer for all
# Equal probabilities for ten classes cost 2.3.
_SCALES = {"accuracy": (0, 0.2, 0.4, 0.6, 0.8, 1), "loss": (0, 1, 2, 3)}
_ONE_ANSWER = Text(ko="늘 같은 답", en="always one answer")
_TITLES = {"accuracy": Text(ko="정확도", en="accuracy"), "loss": Text(ko="손실", en="loss")}
_KINDS = (
    ("", Text(ko="학습", en="training"), TRAINING),
    ("val_", Text(ko="검증", en="validation"), VALIDATION),
)
_STYLES: dict[str, dict[str, Any]] = {CHOSEN: {"width": 2.2}, COMPARED: {"width": 1.6, "stroke_dasharray": "6 4"}}
_LEFT, _TOP, _TALL, _BELOW, _ROW, _END = 36, 26, 190, 54, 17, 8  # pixels


def draw_runs(shelf: Shelf, quantities: tuple[str, ...], epochs: int, alt: Text) -> str:
    """A panel for each quantity: the chosen run drawn out, the compared one dashed.

    Of all others there is the validation alone, thin and grey. Accuracies stand on a scale from 0 to 1, losses on one
    from 0 to 3; a loss beyond it is a triangle at its end.

    Args:
        shelf: the runs.
        quantities: such as "accuracy" and "loss"; of each the validation is drawn as well.
        epochs: how far the axis goes at least.
        alt: what they show, for those who do not see it.
    """
    longest = max([epochs, *(run.epochs for run in shelf.runs)])
    width = 300 if len(quantities) == 1 else 210
    return svg.side_by_side(*(_panel(shelf, quantity, longest, width, alt) for quantity in quantities))


def _panel(shelf: Shelf, quantity: str, longest: int, width: int, alt: Text) -> str:
    names = Text(ko="에포크", en="epoch"), _TITLES[quantity]
    step = next(step for step in range(1, longest + 1) if longest % step == 0 and longest <= 8 * step)
    epochs = range(0, longest + 1, step)
    axes = svg.Axes((_LEFT, _TOP, width, _TALL), epochs, _SCALES[quantity], names)
    parts = [str(axes)]
    if quantity == "accuracy":
        (end,) = axes.places([longest], [BASELINE])
        parts.append(svg.line([(_LEFT, end[1]), end], stroke_dasharray="1 4"))
        parts.append(svg.text(end[0], end[1] + 15, _ONE_ANSWER, "end", font_size=svg.SMALL))
    for run in shelf.runs:
        if run.logs and run.number not in (shelf.chosen, shelf.compared):
            parts.append(_line(axes, run.history[f"val_{quantity}"], WAITING, width=1))
    for row, (mark, number) in enumerate(((CHOSEN, shelf.chosen), (COMPARED, shelf.compared))):
        history = shelf.history(number)
        for column, (prefix, called, colour) in enumerate(_KINDS if history else ()):
            values = history[prefix + quantity]
            parts += _curve(axes, values, _SCALES[quantity][-1], colour, mark)
            place = _LEFT + 105 * column, _TOP + _TALL + _BELOW + _ROW * row
            parts.append(svg.text(*place, mark, fill=colour))
            parts.append(svg.text(place[0] + 15, place[1], f"{called} {values[-1]:.2f}"))
    return svg.drawing(_LEFT + width + _END, _TOP + _TALL + _BELOW + 2 * _ROW, f"{_TITLES[quantity]}. {alt}", *parts)


def _curve(axes: svg.Axes, values: Sequence[float], highest: float, colour: str, mark: str) -> list[str]:
    places = axes.places(range(1, len(values) + 1), values)
    drawn = [_line(axes, values, colour, **_STYLES[mark])]
    if mark == CHOSEN or len(values) == 1:
        drawn.append(svg.dots(places[np.isfinite(values)], colour, 6))
    beyond = places[np.asarray(values) > highest]
    return [*drawn, svg.triangles(beyond, colour, 9)] if len(beyond) else drawn


def _line(axes: svg.Axes, values: Sequence[float], colour: str, **style: Any) -> str:
    return svg.line(axes.places(range(1, len(values) + 1), values), colour, **style)


def describe_shelf(shelf: Shelf, settings: Any) -> list[Text]:
    """What the picture shows, a sentence for each run; where the controls say something else, that they do.

    Args:
        shelf: the runs, at least one.
        settings: what is set now.
    """
    chosen, compared = shelf.chosen_run, shelf.run(shelf.compared)
    words = [_reached(chosen, CHOSEN)]
    if compared:
        words.append(_reached(compared, COMPARED))
    if chosen.settings != settings:
        words.append(
            Text(
                ko="조절기는 {n}번 실행의 설정이 아닙니다. 학습을 누르면 지금 설정으로 새로 학습합니다.",
                en="The controls are not those of run {n}. Train makes a new run with what is set now.",
            ).format(n=chosen.number)
        )
    return words


def _reached(run: Run, mark: str) -> Text:
    if not run.logs:
        begun = Text(ko="{mark} {n}번 실행: 첫 에포크를 기다립니다.", en="{mark} Run {n}: waiting for its first epoch.")
        return begun.format(mark=mark, n=run.number)
    return Text(
        ko="{mark} {n}번 실행, {all}에포크 가운데 {epochs}에포크 뒤: 정확도는 학습 ≈ {training:.2f}, "
        "검증 ≈ {validation:.2f}.",
        en="{mark} Run {n} after {epochs} of {all} epochs: accuracy ≈ {training:.2f} in training, "
        "≈ {validation:.2f} in validation.",
    ).format(
        mark=mark,
        n=run.number,
        epochs=len(run.logs),
        all=run.epochs,
        training=run.logs[-1]["accuracy"],
        validation=run.logs[-1]["val_accuracy"],
    )
