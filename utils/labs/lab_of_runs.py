"""A lab with sliders in which each training becomes a kept run: what such labs have in common."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import astuple
from typing import Any

import ipywidgets as widgets

from utils.core.display import Interactive
from utils.core.text import Text, joined
from utils.labs.base import Lab
from utils.labs.controls import one_look
from utils.labs.run_curves import describe_shelf
from utils.labs.runs import KeptRuns, Run
from utils.labs.training import Trainer


class LabOfRuns(Lab):
    """The sliders, the buttons, the picture and the kept runs; the first run is trained at once.

    Attributes:
        sliders: one for each field of the settings, in their order.
        trainer: the buttons Train and Stop.
        kept: the runs.
    """

    def __init__(
        self, make_settings: Callable[..., Any], sliders: Sequence[widgets.SelectionSlider], name: Callable[[Any], Text]
    ):
        """A lab of these sliders.

        Args:
            make_settings: the dataclass of what is set, which takes the values of the sliders.
            sliders: one for each of its fields.
            name: what a run with such settings is called.
        """
        super().__init__()
        self._make_settings, self.sliders = make_settings, tuple(sliders)
        self.trainer = Trainer(self.train)
        self.kept = KeptRuns(self, name, self._bring_back)
        self.follow(*self.sliders)
        self.train(threading.Event())

    def epochs_of(self, settings: Any) -> int:
        """How many epochs a run with these settings has."""
        raise NotImplementedError

    def train_run(self, run: Run, stop: threading.Event) -> None:
        """Train a network with the settings of a run, and keep the run after each epoch."""
        raise NotImplementedError

    @property
    def settings(self) -> Any:
        return self._make_settings(*(slider.value for slider in self.sliders))

    @property
    def widget(self) -> widgets.Widget:
        controls = [*self.sliders, self.trainer.buttons]
        return one_look(controls, self.picture, self.words, self.kept.widget, self.folded_code.widget)

    def train(self, stop: threading.Event) -> None:
        """Train with what is set now; earlier runs stay."""
        settings = self.settings
        run = self.kept.begin(settings, self.epochs_of(settings))
        try:
            self.train_run(run, stop)
        finally:
            self.kept.end()

    def without_a_kernel(self, called: Text) -> Interactive:
        """The lab, and what stands in its place where no kernel runs, under the name of the lab."""
        alt = Text(ko="{called}. {shelf}", en="{called}. {shelf}").format(
            called=called, shelf=joined(*describe_shelf(self.kept.shelf, self.settings))
        )
        return Interactive(self.widget, text=str(alt), html=self.picture.value)

    def _bring_back(self, settings: Any) -> None:
        for slider, value in zip(self.sliders, astuple(settings), strict=True):
            slider.value = value
