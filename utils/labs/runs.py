"""Kept runs of a lab that trains: each with its settings, to be clicked, to be compared with another, to be cleared."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import ipywidgets as widgets

from utils.core.text import Text
from utils.labs.base import Lab

MOST_RUNS = 10
SECONDS_BETWEEN_FRAMES = 0.05
CHOSEN, COMPARED = "●", "○"


@dataclass(frozen=True)
class Run:
    """A training run.

    Attributes:
        number: counted from 1 in its lab.
        settings: what was set when it began.
        epochs: how many it is to have.
        logs: what each epoch so far has measured, by the names that Keras gives.
    """

    number: int
    settings: Any
    epochs: int
    logs: tuple[dict[str, float], ...] = field(default=(), hash=False)

    @property
    def finished(self) -> bool:
        return len(self.logs) == self.epochs

    @property
    def history(self) -> dict[str, list[float]]:
        """By name what each epoch has measured; empty before the first has ended."""
        return {name: [log[name] for log in self.logs] for name in (self.logs[0] if self.logs else ())}

    def after(self, logs: dict[str, float]) -> "Run":
        """The same run one epoch later."""
        return replace(self, logs=(*self.logs, dict(logs)))


@dataclass(frozen=True)
class Shelf:
    """The kept runs as they stand at one moment.

    Attributes:
        runs: the oldest first.
        chosen: the number of the run whose settings are shown.
        compared: the number of the one beside it, which was chosen before; 0 where there is none.
        running: the number of the one that trains; 0 where none does.
    """

    runs: tuple[Run, ...] = ()
    chosen: int = 0
    compared: int = 0
    running: int = 0

    @property
    def chosen_run(self) -> Run:
        """The chosen run; there is one from the first run on."""
        return next(run for run in self.runs if run.number == self.chosen)

    @property
    def _chosen_if_kept(self) -> int:
        return self.chosen if self.run(self.chosen) else 0

    def run(self, number: int) -> Run | None:
        """The run of this number, if it is kept."""
        return next((run for run in self.runs if run.number == number), None)

    def history(self, number: int) -> dict[str, list[float]]:
        """What the run of this number has measured; empty where it is not kept."""
        run = self.run(number)
        return run.history if run else {}

    def with_run(self, run: Run) -> "Shelf":
        """The shelf with this run in the place of the one with its number, or at the end."""
        if self.run(run.number):
            return replace(self, runs=tuple(run if old.number == run.number else old for old in self.runs))
        kept = [*self.runs, run]
        spare = [old for old in kept if old.number not in (self.chosen, self.compared, self.running, run.number)]
        return replace(self, runs=tuple(old for old in kept if len(kept) <= MOST_RUNS or old is not spare[0]))

    def choosing(self, number: int) -> "Shelf":
        """The shelf with this run chosen, beside the one that was chosen before; as it is if that run is not kept."""
        if number == self.chosen or not self.run(number):
            return self
        return replace(self, chosen=number, compared=self._chosen_if_kept)

    def beginning(self, run: Run, beside: int) -> "Shelf":
        """The shelf with a run that begins, chosen, beside the one of this number or the one that was chosen."""
        compared = beside or self._chosen_if_kept
        return replace(self, chosen=run.number, running=run.number, compared=compared).with_run(run)

    def cleared(self) -> "Shelf":
        """The chosen run alone, and the one that trains."""
        return replace(
            self, runs=tuple(run for run in self.runs if run.number in (self.chosen, self.running)), compared=0
        )


class KeptRuns:
    """The runs of a lab as buttons below its picture.

    Attributes:
        shelf: the runs as they stand.
        widget: the buttons, one for each run, and one that clears them.
    """

    def __init__(self, lab: Lab, name: Callable[[Any], Text], bring_back: Callable[[Any], None]):
        """Keep the runs of `lab`.

        Args:
            lab: what is drawn anew when something changes.
            name: of a run's settings, for its button.
            bring_back: puts the settings of the clicked run back into the controls.
        """
        self._lab, self._name, self._bring_back = lab, name, bring_back
        self._count, self._drawn, self._one_at_a_time = 0, 0.0, threading.Lock()
        self.shelf = Shelf()
        self.buttons = [_button() for _ in range(MOST_RUNS)]
        for place, button in enumerate(self.buttons):
            button.on_click(lambda _, place=place: self.choose(place))
        self.clear_button = widgets.Button(
            description=str(Text(ko="다른 실행 지우기", en="Clear the other runs")), icon="trash", layout=_wide()
        )
        self.clear_button.on_click(self.clear)
        row = widgets.Layout(flex_flow="row wrap", width="100%")
        self.widget = widgets.HBox([*self.buttons, self.clear_button], layout=row)

    def begin(self, settings: Any, epochs: int, beside: int = 0) -> Run:
        """A new run with these settings, chosen and shown before its first epoch ends.

        It stands beside the run of the number `beside`, or beside the one that was chosen before.
        """
        self._count += 1
        run = Run(self._count, settings, epochs)
        self._put(lambda shelf: shelf.beginning(run, beside))
        self._lab.redraw()
        return run

    def grow(self, run: Run) -> None:
        """Keep this run as it stands now; where epochs are short, some are drawn together with the next."""
        self._put(lambda shelf: shelf.with_run(run))
        if time.monotonic() - self._drawn >= SECONDS_BETWEEN_FRAMES:
            self._lab.redraw()
            self._drawn = time.monotonic()

    def end(self) -> None:
        """No run trains any more."""
        self._put(lambda shelf: replace(shelf, running=0))
        self._lab.redraw()

    def choose(self, place: int) -> None:
        """Choose the run of this button; what was set for it is set again."""
        with self._lab.changing():
            runs = self.shelf.runs
            if place < len(runs):
                self._put(lambda shelf: shelf.choosing(runs[place].number))
                self._bring_back(runs[place].settings)

    def clear(self, *_) -> None:
        """Take all runs away but the chosen one, and the one that trains."""
        self._put(Shelf.cleared)
        self._lab.redraw()

    def _put(self, change: Callable[[Shelf], Shelf]) -> None:
        with self._one_at_a_time:
            self.shelf = change(self.shelf)

    def show(self, shelf: Shelf) -> None:
        """Label the buttons."""
        for place, button in enumerate(self.buttons):
            run = shelf.runs[place] if place < len(shelf.runs) else None
            button.disabled, button.layout.display = run is None, None if run else "none"
            if run:
                button.description = str(self._label(run, shelf))
                button.style.font_weight = "bold" if run.number == shelf.chosen else "normal"
        self.clear_button.disabled = len(shelf.runs) < 2

    def _label(self, run: Run, shelf: Shelf) -> Text:
        mark = {shelf.chosen: f"{CHOSEN} ", shelf.compared: f"{COMPARED} "}.get(run.number, "")
        ended = Text(ko="{mark}{n}: {name}{rest}", en="{mark}{n}: {name}{rest}")
        return ended.format(mark=mark, n=run.number, name=self._name(run.settings), rest=_progress(run, shelf))


def _progress(run: Run, shelf: Shelf) -> Text:
    if run.finished:
        return Text(ko=" → {v:.2f}", en=" → {v:.2f}").format(v=run.history["val_accuracy"][-1])
    if run.number == shelf.running:
        return Text(ko=" … {n}/{all}", en=" … {n}/{all}").format(n=len(run.logs), all=run.epochs)
    return Text(ko=" ({n}/{all}에서 멈춤)", en=" (stopped at {n}/{all})").format(n=len(run.logs), all=run.epochs)


def _wide() -> widgets.Layout:
    return widgets.Layout(width="auto", max_width="100%")


def _button() -> widgets.Button:
    return widgets.Button(layout=_wide(), tooltip=str(Text(ko="이 설정으로 되돌리기", en="Bring these settings back")))
