"""Files of a test: written, read, and what a report says of them."""

from pathlib import Path


def put(file: Path, content: bytes) -> None:
    """Write a file, with the folders that it lies in."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path in there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def by_name(found: dict[Path, str]) -> dict[str, str]:
    """What is said of files, by their names alone."""
    return {path.name: reason for path, reason in found.items()}
