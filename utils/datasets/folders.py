"""Data sets as folders on disk: whole or not there at all, whoever builds them, whatever stops the building."""

import os
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from gzip import BadGzipFile
from pathlib import Path

from filelock import FileLock

from utils.core.text import CourseError, Text, brief, one_line
from utils.progress.store import home

_MARK = ".whole"


def whole_folder(name: str, version: str, build: Callable[[Path], None]) -> Path:
    """The folder of a data set below the home of the course; it is built if it is missing or incomplete.

    It is built beside its final path, under a hidden name, and renamed in one step, so that nobody sees half of it.
    What a killed process left under the hidden name is removed by the next one that builds. Of several processes one
    builds, and the others wait for it. The folder belongs to the course: it is built again when files are missing, or
    when the course has a newer version of it.

    Args:
        name: of the folder, such as "fashion_mnist".
        version: what its content depends on; another version is built again.
        build: called with an empty folder, which it fills.

    Returns:
        The whole folder.

    Raises:
        CourseError: it cannot be written; and what `build` raises.
    """
    folder = home() / "datasets" / name
    try:
        if not _is_whole(folder, version):
            folder.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(folder.with_name(f".{folder.name}.lock")):
                if not _is_whole(folder, version):
                    _build(folder, version, build)
    except OSError as error:
        raise CourseError(
            Text(
                ko="데이터 폴더 {name}[을] 만들지 못했습니다({reason}). "
                "`KERAS_STUDY_HOME`을 쓸 수 있고 넉넉한 폴더로 정하세요.",
                en="The data folder {name} could not be written ({reason}). "
                "Set `KERAS_STUDY_HOME` to a folder with room to write.",
            ).format(name=name, reason=error.strerror or one_line(error))
        ) from None
    return folder


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a zip or tar archive, whose SHA-256 was compared before, into a folder and nowhere else.

    Raises:
        CourseError: it is no archive, it cannot be read to its end, or one of its members leads out of the folder.
    """
    try:
        if zipfile.is_zipfile(archive):
            _unzip(archive, folder)
        else:
            with tarfile.open(archive) as members:
                members.extractall(folder, filter="data")
    except (zipfile.BadZipFile, tarfile.TarError, BadGzipFile, zlib.error, EOFError) as error:
        raise bad_archive(archive, one_line(error)) from None


def bad_archive(archive: Path, reason: str | Text) -> CourseError:
    """What to say about a downloaded file with another content than the original."""
    return CourseError(
        Text(
            ko="{name}의 내용이 원본과 다릅니다({reason}). 이 파일을 지우고 다시 실행하면 새로 받습니다.",
            en="The content of {name} is not that of the original ({reason}). Delete the file and run this again.",
        ).format(name=archive.name, reason=reason)
    )


def unknown_original(original: object) -> CourseError:
    """What to say about an argument `original` that names no original data set of this kind."""
    return CourseError(
        Text(
            ko='원본은 `picture_folders`에 "cats_vs_dogs", `text_folders`에 "imdb"와 "nsmc"가 있습니다. '
            "받은 값: {value}. 여러분의 폴더라면 `utils.own_files`의 `picture_report(folder)`나 "
            "`text_report(folder)`로 살펴본 다음 케라스에 바로 주세요.",
            en='The originals are "cats_vs_dogs" for `picture_folders`, "imdb" and "nsmc" for `text_folders`, '
            "not {value}. A folder of your own goes straight to Keras, once `picture_report(folder)` or "
            "`text_report(folder)` of `utils.own_files` has looked through it.",
        ).format(value=brief(original))
    )


def _is_whole(folder: Path, version: str) -> bool:
    """Whether this version was built and no file is missing; counting 7,000 files takes 5 ms."""
    try:
        built, files = (folder / _MARK).read_text(encoding="utf-8").splitlines()
        return built == version and _count(folder) >= int(files)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False


def _build(folder: Path, version: str, build: Callable[[Path], None]) -> None:
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    _remove(unfinished)
    try:
        unfinished.mkdir()
        build(unfinished)
        (unfinished / _MARK).write_text(f"{version}\n{_count(unfinished) + 1}\n", encoding="utf-8")
        _remove(folder)
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _count(folder: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(folder))


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _unzip(archive: Path, folder: Path) -> None:
    root = folder.resolve()
    with zipfile.ZipFile(archive) as members:
        for name in members.namelist():
            if not (root / name).resolve().is_relative_to(root):
                raise zipfile.BadZipFile(f"{name!r} leads out of the folder")
        members.extractall(root)
