"""Interrupts: held back while something must not stop halfway, and cleared up after when they stopped a cell."""

import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from IPython import get_ipython
from IPython.core.interactiveshell import ExecutionResult


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold an interrupt back while the block runs, and raise it afterwards.

    A module that was interrupted while it was imported stays half there: TensorFlow then fails until the kernel is
    restarted, with an error that says nothing of the kind.

    Raises:
        KeyboardInterrupt: after the block, if the learner has interrupted.
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
    """Let go of everything that an interrupted cell still holds, as soon as it ends; outside a notebook do nothing.

    An interrupt may come after a context manager was entered and before its block begins. The traceback then keeps the
    context manager alive, and it is never closed. If it is the one with which TensorFlow stops recording, no later
    cell finds gradients.
    """
    if shell := get_ipython():
        shell.events.register("post_run_cell", _clear_up)


def _clear_up(result: ExecutionResult) -> None:
    if isinstance(result.error_in_exec, KeyboardInterrupt):
        frames = result.error_in_exec.__traceback__
        traceback.clear_frames(frames)
        for frame, _ in traceback.walk_tb(frames):
            _ = frame.f_locals  # Before Python 3.13 a frame keeps a copy of its names until it is asked again.
