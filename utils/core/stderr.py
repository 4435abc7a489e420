"""Standard error, sent elsewhere for a while."""

import contextlib
import os
from collections.abc import Iterator
from typing import IO


@contextlib.contextmanager
def stderr_to(file: IO[bytes]) -> Iterator[None]:
    """Send the file descriptor of stderr elsewhere: oneDNN and XLA write to it from C++, whatever the log level."""
    kept = os.dup(2)
    try:
        os.dup2(file.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
