"""What a class handed in: a folder or a zip of a learning platform, read into answers by learner and section."""

import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from tools.build.notebooks import KINDS
from utils.core.course import sections
from utils.core.text import LANGUAGES, CourseError, Text
from utils.progress.hand_in import FORMAT, answers_of

LARGEST = 30 * 2**20
_MOODLE = re.compile(r"(?P<name>.+)_\d+_assignsubmission_\w+?_(?P<rest>.*)")
_CANVAS = re.compile(r"(?P<name>[^_]+)(?:_LATE)?_\d+_\d+_(?P<rest>.+)")
_CLASSROOM = re.compile(r"(?P<name>.+?) - (?P<rest>.+)")
_IGNORED = {"__MACOSX", ".ipynb_checkpoints", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class HandIn:
    """What one learner handed in of one section.

    Attributes:
        learner: the name that the platform or the learner gave.
        section: such as "1-1".
        lang: the language of the notebook.
        answers: the code by exercise.
        letters: the letter by question.
        remarks: what is odd about it, a sentence each.
    """

    learner: str
    section: str
    lang: str
    answers: dict[str, str]
    letters: dict[str, str]
    remarks: tuple[Text, ...] = ()


@dataclass
class Collected:
    """All that a class handed in, and what the teacher has to know about it, a sentence each."""

    hand_ins: list[HandIn] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


@dataclass(frozen=True)
class _File:
    path: str
    changed: float
    content: bytes | None


def collect(source: Path, only: str = "") -> Collected:
    """Read what lies in a folder or a zip; what cannot be graded is named, and the rest is read.

    Args:
        source: a folder, a zip, or a single notebook or hand-in file.
        only: the id of the one section that is graded; "" for all of them.

    Raises:
        CourseError: there is nothing at this path, or nothing that can be graded.
    """
    found: dict[tuple[str, str], tuple[float, str, HandIn]] = {}
    collected = Collected()
    for file in sorted(_files(source), key=lambda file: (file.changed, file.path)):
        try:
            hand_ins = [each for each in _read(file) if not only or each.section == only]
        except CourseError as error:
            collected.notes.append(
                Text(ko="{file}: {error}", en="{file}: {error}").format(file=file.path, error=error.said)
            )
            continue
        for hand_in in hand_ins:
            key = hand_in.learner, hand_in.section
            if key in found:
                collected.notes.append(_TWICE.format(**vars(hand_in), taken=file.path, left=found[key][1]))
            found[key] = file.changed, file.path, hand_in
    collected.hand_ins = [found[key][2] for key in sorted(found)]
    for hand_in in collected.hand_ins:
        collected.notes += [_REMARK.format(**vars(hand_in), remark=remark) for remark in hand_in.remarks]
    if not collected.hand_ins:
        raise CourseError("\n".join(map(str, [*collected.notes, _NOTHING.format(source=source)])))
    return collected


_TWICE = Text(
    ko="{learner}: {section}[을] 두 번 냈습니다. 나중 것인 {taken}[을] 채점하고 {left}[은] 채점하지 않습니다.",
    en="{learner} handed in {section} twice: the later one, {taken}, is graded, and {left} is not.",
)
_REMARK = Text(ko="{learner}, {section}: {remark}", en="{learner}, {section}: {remark}")
_NOTHING = Text(
    ko="{source}에 채점할 노트북(.ipynb)이나 제출 파일(.json)이 없습니다.",
    en="There is no notebook (.ipynb) and no hand-in file (.json) to grade in {source}.",
)
_NO_SUCH = Text(ko="{source}[은] 없습니다.", en="There is no {source}.")
_NO_ZIP = Text(ko="{source}[은] 손상되어 읽을 수 없습니다.", en="{source} is damaged and cannot be read.")
_OTHER_KIND = Text(
    ko="노트북도 제출 파일도 아니어서 채점하지 않습니다.",
    en="It is neither a notebook nor a hand-in file, and is not graded.",
)
_BROKEN = Text(ko="손상되어 읽을 수 없습니다.", en="It is damaged and cannot be read.")
_TOO_LARGE = Text(ko="30 MB보다 커서 읽지 않습니다.", en="It is larger than 30 MB and is not read.")
_OLDER = Text(
    ko="지금 코스와 다른 판의 노트북입니다. 지금의 문제로 채점합니다.",
    en="The notebook is of another version of the course, and is graded by today's exercises.",
)


def _files(source: Path) -> Iterator[_File]:
    if source.is_dir():
        for path in source.rglob("*"):
            name = path.relative_to(source).as_posix()
            if path.is_file() and not path.is_symlink() and not _is_ignored(name):
                stat = path.stat()
                yield _File(_composed(name), stat.st_mtime, path.read_bytes() if stat.st_size <= LARGEST else None)
    elif not source.exists():
        raise CourseError(_NO_SUCH.format(source=source))
    elif source.suffix.lower() == ".zip":
        yield from _in_zip(source)
    else:
        yield _File(_composed(source.name), 0, source.read_bytes())


def _in_zip(source: Path) -> Iterator[_File]:
    try:
        with zipfile.ZipFile(source) as archive:
            for info in archive.infolist():
                name = _composed(_name_in_zip(info))
                if not info.is_dir() and not _is_ignored(name):
                    content = archive.read(info) if info.file_size <= LARGEST else None
                    yield _File(name, float("".join(f"{part:02}" for part in info.date_time)), content)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        raise CourseError(_NO_ZIP.format(source=source)) from None


def _name_in_zip(info: zipfile.ZipInfo) -> str:
    """Programs in Korea write names without saying in which encoding."""
    if not info.flag_bits & 0x800:
        for encoding in ("utf-8", "cp949"):
            try:
                return info.filename.encode("cp437").decode(encoding)
            except UnicodeError:
                pass
    return info.filename


def _composed(name: str) -> str:
    """macOS writes 김 as three signs."""
    return unicodedata.normalize("NFC", name)


def _is_ignored(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(_IGNORED & set(parts)) or parts[-1].startswith(".")


def _read(file: _File) -> list[HandIn]:
    if file.content is None:
        raise CourseError(_TOO_LARGE)
    suffix = PurePosixPath(file.path).suffix.lower()
    if suffix not in (".ipynb", ".json"):
        raise CourseError(_OTHER_KIND)
    try:
        content = json.loads(file.content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise CourseError(_BROKEN) from None
    by_path = learner_of(file.path)
    if suffix == ".ipynb":
        return [_hand_in(answers_of(content), by_path or PurePosixPath(file.path).stem)]
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise CourseError(_OTHER_KIND)
    own = content.get("name")
    name = by_path or (own.strip() if isinstance(own, str) and own.strip() else PurePosixPath(file.path).stem)
    parts = content.get("sections")
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise CourseError(_BROKEN)
    return [_hand_in(part, name) for part in parts if str(part.get("id")) in sections()]


def learner_of(path: str) -> str:
    """The learner whose file this is, as Moodle, Canvas and Google Classroom name it; "" where the path says none."""
    parts = PurePosixPath(path).parts
    for part in reversed(parts):
        for pattern in (_MOODLE, _CANVAS, _CLASSROOM):
            if match := pattern.fullmatch(part):
                return match["name"].strip()
    # In a folder by name, or in such a folder of the one folder of a zip.
    return parts[-2] if len(parts) > 1 else ""


def _hand_in(part: dict[str, Any], learner: str) -> HandIn:
    def texts(key: str) -> dict[str, str]:
        found = part.get(key)
        items = found.items() if isinstance(found, dict) else ()
        return {id_: _as_utf_8(value) for id_, value in items if isinstance(value, str)}

    section = sections()[part["id"]]
    remarks = [Text(**{each: _as_utf_8(str(remark[each])) for each in LANGUAGES}) for remark in _remarks(part)]
    version = part.get("version")
    if isinstance(version, str) and version and version not in _versions(section.id):
        remarks.append(_OLDER)
    lang = next((each for each in LANGUAGES if each == part.get("lang")), LANGUAGES[0])
    return HandIn(_as_utf_8(learner), section.id, lang, texts("answers"), texts("letters"), tuple(remarks))


def _remarks(part: dict[str, Any]) -> list[dict]:
    found = part.get("remarks")
    return [remark for remark in found if remark.keys() >= set(LANGUAGES)] if isinstance(found, list) else []


def _as_utf_8(text: str) -> str:
    """A text without halves of characters, which JSON may hold and no file can."""
    return text.encode(errors="replace").decode()


def _versions(section_id: str) -> set[str]:
    """The versions of a section in the notebooks that lie in the course."""
    found = set()
    for kind in KINDS:
        notebook = sections()[section_id].notebook(kind, "ko")
        if notebook.exists():
            metadata = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]
            found.add(metadata["keras_study"].get("version", ""))
    return found
