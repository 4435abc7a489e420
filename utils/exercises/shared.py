"""Changes of the whole process that last for a block of code: blocks that overlap, in threads, share one of them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import wraps


def shared(change: Callable[[], Iterator[None]]) -> Callable[[], AbstractContextManager[None]]:
    """As `contextmanager`, for what belongs to the process: the first block in makes the change, the last undoes it.

    If each block put back what it had found, one that began inside another could put back the other's change.

    Args:
        change: a function that makes the change, yields once, and undoes it.
    """
    make, lock, undo, inside = contextmanager(change), threading.Lock(), ExitStack(), 0

    @contextmanager
    @wraps(change)
    def joined() -> Iterator[None]:
        nonlocal inside
        with lock:
            if not inside:
                undo.enter_context(make())
            inside += 1
        try:
            yield
        finally:
            with lock:
                inside -= 1
                if not inside:
                    undo.close()

    return joined
