"""A limit on the time and the memory that a learner's code may take while a check looks at it."""

import signal
import sys
import threading
from _thread import interrupt_main
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from utils.core.text import Text
from utils.exercises.shared import shared

# TensorFlow tries for ten seconds to get memory before it says that there is none.
SECONDS = 12
GIGABYTES = 1


class TookTooLong(BaseException):
    """The time is up. No `except Exception` of a learner's code, of Keras or of TensorFlow catches it."""


def over_the_limit(error: BaseException) -> Text | None:
    """What to say about an error that came of a limit; None for any other."""
    if isinstance(error, TookTooLong):
        return Text(
            ko="{n}초가 지나도 끝나지 않아 채점을 멈췄습니다. 끝나지 않는 반복이 있는지 보세요.",
            en="The check was stopped: it had not ended after {n} seconds. Look for a loop without an end.",
        ).format(n=SECONDS)
    # TensorFlow's own error for the same is not imported here: it takes seconds.
    if isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError":
        return Text(
            ko="채점에 쓸 수 있는 메모리보다 많은 메모리가 필요합니다. 배열이나 층이 너무 크지 않은지 보세요.",
            en="It needs more memory than there is for a check. See whether an array or a layer is too large.",
        )
    return None


@contextmanager
def limits() -> Iterator[None]:
    """Give the code of a learner 12 seconds and, on Linux, 1 GB of memory beyond what is in use.

    A signal to Python's main thread stops it. So there is no time limit outside the main thread, and a loop inside
    compiled TensorFlow code goes on until it returns to Python.

    Raises:
        TookTooLong: the time was up.
        MemoryError: it asked for more memory (from TensorFlow, its ResourceExhaustedError).
    """
    with _memory(), _time():
        yield


def _time() -> AbstractContextManager[None]:
    if threading.current_thread() is not threading.main_thread():
        return nullcontext()
    return alarm(SECONDS, TookTooLong) if hasattr(signal, "setitimer") else _by_interrupt()


@contextmanager
def alarm(seconds: float, error: type[BaseException]) -> Iterator[None]:
    """Raise this error in a block that takes longer. Only in the main thread, and where the system has an alarm."""
    inside, rung = True, False

    def stop(*_: object) -> None:
        nonlocal rung
        if inside:
            rung = True
            raise error

    handler = signal.signal(signal.SIGALRM, stop)
    # Again every second, since code with a bare `except` goes on after the first time.
    earlier, interval = signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    except BaseException as raised:
        # On its way through other languages the exception may have become another one.
        if rung:
            raise error().with_traceback(raised.__traceback__) from None
        raise
    finally:
        inside = False
        signal.setitimer(signal.ITIMER_REAL, earlier, interval)
        signal.signal(signal.SIGALRM, handler)


@contextmanager
def _by_interrupt() -> Iterator[None]:
    """Windows has no alarm, but its main thread can be interrupted from another one, as if by the learner."""
    over, rung = threading.Event(), threading.Event()

    def ring() -> None:
        if not over.wait(SECONDS):
            rung.set()
            interrupt_main()

    threading.Thread(target=ring, daemon=True).start()
    try:
        yield
    except KeyboardInterrupt as error:
        if rung.is_set():
            raise TookTooLong().with_traceback(error.__traceback__) from None
        raise
    finally:
        over.set()


@shared
def _memory() -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    hard = before[1]
    most = _bytes_in_use() + GIGABYTES * 2**30
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def _bytes_in_use() -> int:
    """What the kernel of Linux counts against RLIMIT_DATA."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmData:")[2].split()[0]) * 1024
