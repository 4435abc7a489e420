"""Holding an interrupt back until what must not stop halfway is done."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


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
