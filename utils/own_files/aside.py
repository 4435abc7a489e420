"""Files that are set aside: they stay where they are, under a name that Keras passes over."""

import os
from collections.abc import Iterable
from pathlib import Path

from utils.core.text import CourseError, Text, brief, one_line

# Behind the whole name. A folder for them would be read as one more class, wherever in the data it lay.
ENDING = ".set_aside"


def set_aside(files: Path | str | Iterable[Path | str]) -> list[Path]:
    """Give these files a name that Keras passes over: `coat/00001.jpg.set_aside`.

    Each stays in its folder, and is back in the data without that ending. Nothing is deleted or overwritten.

    Args:
        files: the path of one file, or several paths, such as the `unreadable` ones of a report. Those that were set
            aside before are passed over, so that a cell can run twice.

    Returns:
        The new path of each file that was renamed.

    Raises:
        CourseError: something else than paths of files was given, and no file was renamed; or one cannot be renamed.
    """
    named = [_named(file) for file in _each(files)]
    try:
        return [file.rename(_free_name(file)) for file in dict.fromkeys(named) if os.path.lexists(file)]
    except OSError as error:
        raise CourseError(
            Text(
                ko="파일의 이름을 바꾸지 못했습니다({reason}). 폴더에 쓸 수 있는지 확인하세요.",
                en="A file could not be renamed ({reason}). Check that you can write to its folder.",
            ).format(reason=error.strerror or one_line(error))
        ) from None


def is_aside(file: Path) -> bool:
    """Whether this is the name of a file that was set aside."""
    return file.suffix.partition("-")[0] == ENDING


def _each(files: object) -> list:
    if isinstance(files, str | os.PathLike):
        return [files]
    if not isinstance(files, Iterable) or isinstance(files, bytes):
        raise _no_file(files)
    return list(files)


def _named(file: object) -> Path:
    """The path of a file that is there, or was before it was set aside."""
    if not isinstance(file, str | os.PathLike):
        raise _no_file(file)
    path = Path(file)
    if path.is_dir() and not path.is_symlink():
        raise CourseError(
            Text(
                ko="`{name}`[은] 폴더입니다. 옆에 둘 파일을 하나하나 적으세요.",
                en="`{name}` is a folder. Name the files that you want to set aside.",
            ).format(name=path.name or path)
        )
    if not os.path.lexists(path) and not os.path.lexists(path.with_name(path.name + ENDING)):
        raise CourseError(
            Text(ko="`{name}` 파일이 없습니다.", en="There is no file `{name}`.").format(name=path.name or path)
        )
    return path


def _no_file(value: object) -> CourseError:
    return CourseError(
        Text(
            ko="파일의 경로 하나나 여러 경로의 목록이 필요합니다. 받은 값: {value}",
            en="This needs the path of a file, or a list of such paths, not {value}.",
        ).format(value=brief(value))
    )


def _free_name(file: Path) -> Path:
    """The name of a file that is set aside, with a number behind it where there is such a file already."""
    number = 1
    free = file.with_name(file.name + ENDING)
    while os.path.lexists(free):
        number += 1
        free = file.with_name(f"{file.name}{ENDING}-{number}")
    return free
