"""What the labs have in common: a touch may come in any thread, and what is shown in the end is the last state."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import ipywidgets as widgets

from utils.labs.controls import one_look
from utils.labs.keras_code import FoldedCode


def put(values: dict[widgets.Widget, object]) -> None:
    """Show in each widget its value."""
    for widget, value in values.items():
        widget.value = value


class Lab:
    """A lab whose picture and words follow its controls.

    JupyterLab hands touches to threads of its own, so that one may come while another is still drawn. `redraw` draws
    alone; a touch that comes meanwhile is drawn at once afterwards, together with all others that came.

    Attributes:
        words, picture: what answers a touch, as HTML; a lab may have others. `utils.labs.svg` draws pictures.
        folded_code: the Keras code of what is set, behind a button.
    """

    def __init__(self):
        self.words, self.picture, self.folded_code = widgets.HTML(), widgets.HTML(), FoldedCode()
        self._alone = threading.RLock()
        self._busy = False  # Whoever finds it True while holding the lock has set it further up in the same thread.
        self._outdated = False

    @property
    def settings(self):
        """What is set now."""
        raise NotImplementedError

    def answer(self, settings) -> dict[widgets.Widget, object]:
        """What each widget shows for these settings."""
        raise NotImplementedError

    def keras_code(self, settings) -> str:
        """Keras code that does what the lab shows with these settings, whole: it runs in an empty notebook."""
        return ""

    def show(self) -> None:
        """Read what is set, once, and show everything that belongs to it."""
        settings = self.settings
        put(self.answer(settings))
        self.folded_code.show(self.keras_code(settings))

    def look(self, *controls: widgets.Widget) -> widgets.Widget:
        """The lab's controls with its picture, its words and its code, as every lab looks."""
        return one_look(controls, self.picture, self.words, self.folded_code.widget)

    def follow(self, *controls: widgets.Widget) -> None:
        """Draw anew whenever one of these controls is touched."""
        for control in controls:
            control.observe(self.redraw, names="value")

    def redraw(self, *_) -> None:
        """Show what is set now. When it returns, it is shown, whichever thread has drawn it."""
        self._outdated = True
        with self._alone:
            if self._busy:
                return
            try:
                self._busy = True
                while self._outdated:
                    self._outdated = False
                    self.show()
            except BaseException:
                self._outdated = True  # so that a touch that waits is drawn all the same
                raise
            finally:
                self._busy = False

    @property
    def outdated(self) -> bool:
        """Whether a touch has come since `show` was called, so that it may end early."""
        return self._outdated

    @contextmanager
    def changing(self) -> Iterator[bool]:
        """Alone, change several things that belong together; they are drawn once, afterwards.

        Yields:
            Whether this is part of another such change.
        """
        with self._alone:
            before = self._busy
            try:
                self._busy = True
                yield before
            finally:
                self._busy = before
        self.redraw()
