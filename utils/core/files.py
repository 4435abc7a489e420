"""Files that are written whole or not at all."""

import os
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Write a file so that whoever reads it meanwhile, or after a kill, finds the old one or the new one.

    Args:
        file: where it goes; folders that are missing are made.
        content: all of it.

    Raises:
        OSError: it cannot be written; what stood there stays.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
