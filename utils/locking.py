"""One at a time: a lock between processes that ends with the process that holds it."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_SECONDS_BETWEEN_TRIES = 0.1


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Wait until no other process is within the same lock, and keep the others out.

    SQLite locks a file on every system, and the lock ends with the process that holds it, also when it is killed.
    Trying again and again, instead of waiting inside SQLite, lets a learner interrupt.

    Args:
        lock: the file that stands for it; an empty file stays there.

    Raises:
        sqlite3.Error, OSError: the file cannot be made.
    """
    with closing(sqlite3.connect(lock, timeout=0)) as connection:
        while True:
            try:
                connection.execute("BEGIN EXCLUSIVE")
                break
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
                time.sleep(_SECONDS_BETWEEN_TRIES)
        yield
