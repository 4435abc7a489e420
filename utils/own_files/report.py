"""What Keras makes of a folder with a folder for each class: a name and a reason for every file in it."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from utils.core.text import LANGUAGES, CourseError, Text, one_line
from utils.own_files.aside import is_aside

_NAMES_IN_A_LINE = 4
# Names of folders that hold class folders.
_PARTS = {"train", "training", "val", "valid", "validation", "test", "testing"}


@dataclass(frozen=True)
class Finding:
    """What there is to say about a file that Keras takes.

    Attributes:
        reason: what is odd about it, or why it cannot be read.
        stops: whether Keras stops at it.
    """

    reason: Text
    stops: bool


@dataclass(frozen=True)
class FolderReport:
    """What Keras would make of each file in a folder; printed, it names them by reason.

    Attributes:
        folder: the folder.
        taken: the files that Keras reads.
        odd: those among them that it reads otherwise than you may expect; by path, how.
        unreadable: files that it takes and cannot read: one of them stops a training run. By path, why.
        left_out: files that it passes over without a word; by path, why.
        notes: sentences about folders, such as one about a class without a file.
    """

    folder: Path
    taken: tuple[Path, ...]
    odd: dict[Path, str]
    unreadable: dict[Path, str]
    left_out: dict[Path, str]
    notes: tuple[str, ...]

    def __repr__(self) -> str:
        head = Text(
            ko="{folder}: 파일 {n:,}개, 읽을 수 있는 것 {taken:,}개",
            en="{folder}: {n:,} files, {taken:,} of them are read",
        ).format(
            folder=self.folder.name,
            n=len(self.taken) + len(self.unreadable) + len(self.left_out),
            taken=len(self.taken),
        )
        lines = [str(head)]
        for title, found in (
            (Text(ko="특이함", en="odd"), self.odd),
            (Text(ko="읽을 수 없음", en="unreadable"), self.unreadable),
            (Text(ko="빠짐", en="left out"), self.left_out),
        ):
            lines += [f"  {title}: {reason}: {names}" for reason, names in self._by_reason(found)]
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)])

    def _by_reason(self, found: dict[Path, str]) -> Iterator[tuple[str, str]]:
        """Each reason, with the number of its files and the names of the first of them."""
        for reason in dict.fromkeys(found.values()):
            names = [path.relative_to(self.folder).as_posix() for path in found if found[path] == reason]
            more = " …" if len(names) > _NAMES_IN_A_LINE else ""
            yield reason, f"{len(names):,} ({', '.join(names[:_NAMES_IN_A_LINE])}{more})"


def report_on(
    folder: Path | str, endings: tuple[str, ...], of_taken: Callable[[Path], Finding | None], of_other: Callable
) -> FolderReport:
    """Look at every file below a folder.

    Args:
        folder: with class folders in it, or with such folders as `train` and `test`.
        endings: of the names, in small letters, that Keras takes.
        of_taken: what there is to say about a file with such a name in a class folder, or None.
        of_other: why a file with another name is left out, as `Text`.

    Raises:
        CourseError: there is no such folder.
    """
    folder = existing(folder)
    parts = parts_of(folder)
    class_of = {file: child for part in parts for child in folders_in(part) for file in sorted(files_below(child))}
    candidates = [file for file in class_of if file.name.lower().endswith(endings)]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        findings = zip(candidates, threads.map(of_taken, candidates), strict=True)
        said = {file: finding for file, finding in findings if finding}
    unreadable, odd = (
        {file: str(why.reason) for file, why in said.items() if why.stops is stops} for stops in (True, False)
    )
    taken = tuple(file for file in candidates if file not in unreadable)
    others = sorted(set(files_below(folder)) - set(candidates))
    left_out = {file: str(_why_left_out(file, class_of, of_other)) for file in others}
    read = {class_of[file] for file in taken}
    without = [each for part in parts for each in folders_in(part) if each not in read]
    notes = [*_notes_on_parts(folder, parts), *(_nothing_to_read(each.relative_to(folder)) for each in without)]
    return FolderReport(folder, taken, odd, unreadable, left_out, tuple(map(str, notes)))


def _why_left_out(file: Path, class_of: dict[Path, Path], of_other: Callable[[Path], Text]) -> Text:
    if is_aside(file):
        return Text(ko="제쳐 둠", en="set aside")
    return of_other(file) if file in class_of else Text(ko="클래스 폴더 밖에 있음", en="in no class folder")


def copied(
    folder: Path | str,
    to: Path | str,
    endings: tuple[str, ...],
    name_of: Callable[[Path], str],
    write: Callable[[Path, Path], None],
) -> dict[Path, str]:
    """Write a copy of each file with such an ending into a new folder, which has the same folders.

    Args:
        folder: what is copied; nothing in it changes.
        to: the new folder.
        endings: of the names that are copied, in small letters.
        name_of: gives the name of a copy, from that of its file.
        write: called with a file and the path of its copy; raises a CourseError for what it cannot read.

    Returns:
        By path, why a file was not copied.

    Raises:
        CourseError: `to` is there already, or lies inside `folder`, or cannot be written.
    """
    folder, to = existing(folder), Path(to)
    if to.exists() or to.resolve().is_relative_to(folder.resolve()):
        raise CourseError(
            Text(
                ko="`{name}` 폴더가 이미 있거나 원본 안에 있습니다. 복사본에는 원본 밖의 새 폴더를 정하세요.",
                en="The folder `{name}` is there already, or lies inside the original. "
                "Give the copy a new folder outside of it.",
            ).format(name=to.name)
        )
    missing = {}
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=to.parent) as place:
            whole = Path(place) / to.name
            whole.mkdir()
            for file in sorted(files_below(folder)):
                if not file.name.lower().endswith(endings):
                    continue
                if any(part.startswith(".") for part in file.relative_to(folder).parts):
                    missing[file] = str(Text(ko="숨은 파일", en="hidden"))
                    continue
                parent = whole / file.relative_to(folder).parent
                parent.mkdir(parents=True, exist_ok=True)
                try:
                    write(file, _free(parent / name_of(file)))
                except CourseError as error:
                    missing[file] = str(error)
            shutil.move(whole, to)
    except OSError as error:
        raise CourseError(
            Text(
                ko="`{name}` 폴더에 쓰지 못했습니다({reason}).",
                en="The folder `{name}` could not be written ({reason}).",
            ).format(name=to.name, reason=error.strerror or one_line(error))
        ) from None
    return missing


def _free(file: Path) -> Path:
    """This name, or with a number where a copy has it already: of `1.jpg` and `1.tif`, both called `1.png`."""
    number, free = 1, file
    while free.exists():
        number += 1
        free = file.with_stem(f"{file.stem}-{number}")
    return free


# --- folders ---


def existing(folder: Path | str) -> Path:
    """The folder as a path.

    Raises:
        CourseError: there is none.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise CourseError(
            Text(ko="`{folder}` 폴더가 없습니다.", en="There is no folder `{folder}`.").format(
                folder=folder.name or folder
            )
        )
    return folder


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in hidden folders too, as Keras looks for them in a class folder."""
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)


def folders_in(folder: Path) -> list[Path]:
    """The folders that Keras takes for classes: hidden ones are none."""
    return sorted(child for child in folder.iterdir() if child.is_dir() and not child.name.startswith("."))


def parts_of(folder: Path) -> list[Path]:
    """`train` and `test` where the class folders lie in such parts, else the folder itself."""
    children = folders_in(folder)
    return children if any(child.name.lower() in _PARTS for child in children) else [folder]


def _notes_on_parts(folder: Path, parts: list[Path]) -> Iterator[Text]:
    if not any(folders_in(part) for part in parts):
        yield Text(
            ko="클래스 폴더가 없습니다. 클래스마다 폴더를 하나 만들고 파일을 그 안에 두세요.",
            en="There are no class folders: make one for each class, and put its files there.",
        )
    elif parts != [folder]:
        yield Text(
            ko="클래스 폴더는 {parts} 안에 있습니다. 케라스에는 이 폴더를 하나씩 주세요.",
            en="The class folders are in {parts}: give Keras these folders one by one.",
        ).format(parts=", ".join(f"`{part.name}`" for part in parts))


def _nothing_to_read(class_folder: Path) -> Text:
    return Text(
        ko="`{name}` 폴더에는 읽을 파일이 없습니다. 케라스는 그래도 클래스로 셉니다.",
        en="The folder `{name}` has no file that is read, and Keras counts it as a class all the same.",
    ).format(name=class_folder.as_posix())


def together(reasons: list[Text]) -> Text | None:
    """These reasons as one, or None where there are none."""
    return Text(**{lang: "; ".join(reason[lang] for reason in reasons) for lang in LANGUAGES}) if reasons else None
