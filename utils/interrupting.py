"""Interrupts: held back until what must not stop halfway is done, and cleared up after where they came in between."""

import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from IPython import get_ipython


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Within it Interrupt waits; it comes afterwards.

    A module that was interrupted while it was imported stays half there: TensorFlow then fails until the kernel is
    restarted, with an error that says nothing of the kind.

    Raises:
        KeyboardInterrupt: at the end, where the learner has interrupted.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    interrupts = []
    handler = signal.signal(signal.SIGINT, lambda *_: interrupts.append(1))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
    if interrupts:
        raise KeyboardInterrupt


def clear_up_after_interrupts() -> None:
    """Let go of all that an interrupted cell held, as soon as it has ended; outside of a notebook nothing happens.

    An interrupt may come when a context manager was just entered and its block not yet begun. The traceback holds it
    then, so that it stays open: where it is one of TensorFlow's that stops recording, no later cell finds gradients.
    """
    if shell := get_ipython():
        shell.events.register("post_run_cell", _clear_up)


def _clear_up(result) -> None:
    if isinstance(result.error_in_exec, KeyboardInterrupt):
        frames = result.error_in_exec.__traceback__
        traceback.clear_frames(frames)
        for frame, _ in traceback.walk_tb(frames):
            _ = frame.f_locals  # Before Python 3.13 a frame keeps a copy of its names until it is asked again.
