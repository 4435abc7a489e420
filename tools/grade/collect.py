"""What a class handed in: a folder or a zip of a learning platform, read into answers by learner and section."""

import functools
import hashlib
import io
import json
import os
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import IO, Any

from tools.build.notebooks import KINDS
from tools.release import FOLDER as RELEASED
from utils.core.course import section, sections
from utils.core.text import LANGUAGES, CourseError, Text
from utils.progress.hand_in import FORMAT, answers_of
from utils.progress.notebook_cells import LONGEST as LONGEST_ANSWER

LARGEST = 200 * 2**20
_DEEPEST = 3
_MOODLE = re.compile(r"(?P<name>.+)_\d+_assignsubmission_[a-z]+(_(?P<rest>.*))?")
_CANVAS = re.compile(r"(?P<name>[^_]+)(?:_LATE)?_\d+_\d+_(?P<rest>.+)")
# The title of the notebook stands behind the name or before it; a browser numbers files of one name.
_CLASSROOM = re.compile(r"(?!\d-\d)(?P<name>.+?) - .+")
_CLASSROOM_TITLE_FIRST = re.compile(r"\d-\d.*? - (?!Copy|복사본)(?P<name>.+?)( ?\(\d+\))?(\.\w+)?")
_IGNORED = {"__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini", "node_modules", "site-packages", "venv"}
# What the course calls a notebook or a hand-in file; browsers put a number behind it.
_NAME_OF_THE_COURSE = re.compile(r"\d-\d_.*|chapters|solutions")


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
    """A file that is read when its turn comes; one in a zip of a learner's is as new as the zip."""

    path: str
    changed: tuple[float, ...]
    size: int
    read: Callable[[], bytes]


@dataclass
class _Odd:
    """What is odd about the files: sentences, files of another kind, and the folders that are copies of the course."""

    notes: list[Text] = field(default_factory=list)
    others: list[_File] = field(default_factory=list)
    courses: set[PurePosixPath] = field(default_factory=set)

    def sentences(self) -> list[Text]:
        """What the teacher has to know; of a copy of the course, nothing about the files that came with it."""
        own = (file for file in self.others if self.courses.isdisjoint(PurePosixPath(file.path).parents))
        return [*self.notes, *(_about(file, _OTHER_KIND) for file in own)]


def collect(source: Path, only: str = "", part: tuple[int, int] = (0, 1)) -> Collected:
    """Read what lies in a folder or a zip; what cannot be graded is named, and the rest is read.

    Args:
        source: a folder, a zip, or a single notebook or hand-in file.
        only: the id of the one section that is graded; "" for all of them.
        part: which part of the learners, counted from 0, and how many parts there are.

    Raises:
        CourseError: there is nothing at this path, or nothing that can be graded.
    """
    found: dict[tuple[str, str], tuple[_File, HandIn]] = {}
    collected, odd = Collected(), _Odd()
    others: dict[str, set[str]] = {}
    for file, hand_in in _hand_ins(_files(source), part, odd):
        if only and hand_in.section != only:
            others.setdefault(hand_in.learner, set()).add(hand_in.section)
            continue
        key = hand_in.learner, hand_in.section
        if key in found and _is_untouched(hand_in):
            continue
        if key in found and not _is_untouched(found[key][1]):
            pairs = sorted([found[key], (file, hand_in)], key=lambda pair: (pair[0].changed, pair[0].path))
            (left, earlier), (file, later) = pairs
            # A notebook does not hold the clicks that a hand-in beside it holds.
            hand_in = replace(later, letters=earlier.letters | later.letters)
            collected.notes.append(_TWICE.format(**vars(hand_in), taken=file.path, left=left.path))
        found[key] = file, hand_in
    collected.notes += odd.sentences()
    collected.hand_ins = [found[key][1] for key in sorted(found)]
    for learner in sorted(others.keys() - {learner for learner, _ in found}):
        collected.notes.append(_OTHERS.format(learner=learner, section=only, others=", ".join(sorted(others[learner]))))
    for hand_in in collected.hand_ins:
        collected.notes += [_REMARK.format(**vars(hand_in), remark=remark) for remark in hand_in.remarks]
    collected.notes = in_order(collected.notes)
    if part == (0, 1) and not collected.hand_ins:
        raise CourseError("\n".join(map(str, [*collected.notes, _NOTHING.format(source=source)])))
    return collected


def _is_untouched(hand_in: HandIn) -> bool:
    """Whether it is as the course gave it, such as the twin in the other language of what a learner works in."""
    return not (hand_in.answers or hand_in.letters)


def in_order(notes: Iterable[Text]) -> list[Text]:
    """Notes as one run and several parts of it give them alike: each once, by what they begin with."""
    return sorted(dict.fromkeys(notes), key=lambda note: note.en)


def _hand_ins(
    files: Iterable[_File], part: tuple[int, int], odd: _Odd, depth: int = 0
) -> Iterator[tuple[_File, HandIn]]:
    """What the learners of a part handed in; what cannot be read is noted."""
    for file in files:
        if _is_ignored(file.path):
            continue
        try:
            if _suffix(file) == ".zip" and depth < _DEEPEST:
                inside = _in_zip(io.BytesIO(_content(file)), file)
                yield from _hand_ins(inside, part, odd, depth + 1)
            else:
                yield from ((file, hand_in) for hand_in in _read(file, part, odd))
        except CourseError as error:
            odd.notes.append(_about(file, error.said))


def _about(file: _File, sentence: Text) -> Text:
    return Text(ko="{file}: {sentence}", en="{file}: {sentence}").format(file=file.path, sentence=sentence)


_TWICE = Text(
    ko="{learner}: {section}[을] 두 번 냈습니다. 나중 것인 {taken}[을] 채점하고, {left}에서는 나중 것에 없는 고르는 "
    "문제의 답만 셉니다.",
    en="{learner} handed in {section} twice: the later one, {taken}, is graded, and of {left} only the letters that "
    "the later one lacks.",
)
_OTHERS = Text(
    ko="{learner}: {section}[을] 내지 않았습니다. 낸 것은 {others}입니다.",
    en="{learner} has not handed in {section}, only {others}.",
)
_NAMELESS = Text(
    ko="이름이 적혀 있지 않아 파일이나 폴더의 이름으로 채점합니다. 누구의 것인지 확인하세요.",
    en="There is no name on it, so it is graded under the name of its file or folder. Find out whose it is.",
)
_SOLUTIONS = Text(
    ko="{learner}: solutions 폴더에 든 노트북은 코스의 풀이이므로 채점하지 않았습니다.",
    en="{learner}: the notebooks in the folder solutions are the course's own and were not graded.",
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
_TOO_LARGE = Text(ko="200 MB보다 커서 읽지 않습니다.", en="It is larger than 200 MB and is not read.")
_TOO_LONG = Text(
    ko="{id}의 답이 50,000자보다 길어 읽지 않았습니다.",
    en="The answer to {id} is longer than 50,000 characters and was not read.",
)
_OLDER = Text(
    ko="지금 코스와 다른 판의 노트북입니다. 지금의 문제로 채점합니다.",
    en="The notebook is of another version of the course, and is graded by today's exercises.",
)


def _files(source: Path) -> Iterator[_File]:
    if source.is_dir():
        for path in sorted(source.rglob("*")):
            if path.is_file() and not path.is_symlink():
                stat = path.stat()
                name = _composed(_as_text(path.relative_to(source).as_posix()))
                yield _File(name, (stat.st_mtime,), stat.st_size, path.read_bytes)
    elif not source.exists():
        raise CourseError(_NO_SUCH.format(source=source))
    elif source.suffix.lower() == ".zip":
        try:
            yield from _in_zip(source)
        except CourseError:
            raise CourseError(_NO_ZIP.format(source=source)) from None
    else:
        yield _File(_composed(source.name), (0,), source.stat().st_size, source.read_bytes)


def _in_zip(archive_file: Path | IO[bytes], outer: _File | None = None) -> Iterator[_File]:
    try:
        archive = zipfile.ZipFile(archive_file)
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        raise CourseError(_BROKEN) from None
    with archive:
        named = [(_composed(_name_in_zip(info)), info) for info in archive.infolist() if not info.is_dir()]
        named = [(name, info) for name, info in named if not _is_ignored(name)]
        if outer and sum(info.file_size for _, info in named) > LARGEST:
            raise CourseError(_TOO_LARGE)
        for inner, info in named:
            name = f"{outer.path}/{inner}" if outer else inner
            changed = (*(outer.changed if outer else ()), *info.date_time)
            yield _File(name, changed, info.file_size, functools.partial(archive.read, info))


def _name_in_zip(info: zipfile.ZipInfo) -> str:
    """Programs in Korea write names without saying in which encoding."""
    if not info.flag_bits & 0x800:
        for encoding in ("utf-8", "cp949"):
            try:
                # Some of them part folders by the sign of Windows.
                return info.filename.encode("cp437").decode(encoding).replace("\\", "/")
            except UnicodeError:
                pass
    return info.filename


def _as_text(name: str) -> str:
    """A name that was unpacked with its bytes as they were."""
    try:
        return os.fsencode(name).decode()
    except UnicodeError:
        return os.fsencode(name).decode("cp949", errors="replace")


def _composed(name: str) -> str:
    """macOS writes 김 as three signs."""
    return unicodedata.normalize("NFC", name)


def _is_ignored(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part in _IGNORED or part.startswith(".") for part in parts)


def _suffix(file: _File) -> str:
    return PurePosixPath(file.path).suffix.lower()


def _content(file: _File) -> bytes:
    if file.size > LARGEST:
        raise CourseError(_TOO_LARGE)
    try:
        return file.read()
    except (OSError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error):
        raise CourseError(_BROKEN) from None


def _read(file: _File, part: tuple[int, int], odd: _Odd) -> Iterator[HandIn]:
    if _is_in_a_course(path := PurePosixPath(file.path)):
        odd.courses.add(path.parents[2])
    if _suffix(file) == ".ipynb":
        learner = learner_of(file.path)
        if not _is_in(part, learner):
            pass
        elif _is_of_the_solutions(path):
            odd.notes.append(_SOLUTIONS.format(learner=learner))
        else:
            yield _hand_in(answers_of(_parsed(file)), learner)
        return
    content = _parsed(file) if _suffix(file) == ".json" else None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        odd.others.append(file)
        return
    own = content.get("name")
    learner = learner_of(file.path, _composed(_in_a_line(own)) if isinstance(own, str) else "")
    entries = content.get("sections")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CourseError(_BROKEN)
    for entry in entries if _is_in(part, learner) else ():
        try:
            section(str(entry.get("id")))
        except CourseError as error:
            odd.notes.append(_about(file, error.said))
        else:
            yield _hand_in(entry, learner)


def _is_in_a_course(path: PurePosixPath) -> bool:
    """Whether a file lies where the notebooks of the course lie in it."""
    return path.parent.parent.name in KINDS and path.parent.name in LANGUAGES


def _is_of_the_solutions(path: PurePosixPath) -> bool:
    """Whether it is a published solution where it lies in the course; handed in by itself, it is a learner's answer."""
    in_solutions = _is_in_a_course(path) and path.parent.parent.name == "solutions"
    return in_solutions and path.name in {f"{each.name}.ipynb" for each in sections().values()}


def _parsed(file: _File) -> Any:
    try:
        return json.loads(_content(file).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise CourseError(_BROKEN) from None


def _is_in(part: tuple[int, int], learner: str) -> bool:
    """Whether a learner belongs to a part: by the name alone, so that no part reads the work of the others."""
    number, count = part
    return int(hashlib.sha256(_as_utf_8(learner).encode()).hexdigest(), 16) % count == number


def learner_of(path: str, own: str = "") -> str:
    """The learner whose file this is: as Moodle, Canvas and Google Classroom name it, or else as they call themselves.

    Without either it is the folder's name, for a folder by learner, or that of a file that lies in none.

    Args:
        path: where the file lies in what was collected.
        own: the name that the learner has given in it.
    """
    *folders, file = PurePosixPath(path).parts
    # A zip that a learner has handed in is named by the platform, as a notebook is.
    files = [*(folder for folder in folders if folder.lower().endswith(".zip")), file]
    platforms = ((_MOODLE, [*folders, file]), (_CANVAS, files), (_CLASSROOM_TITLE_FIRST, files), (_CLASSROOM, files))
    for pattern, named in platforms:
        for part in named:
            if match := pattern.fullmatch(part):
                return match["name"].strip()
    if _is_in_a_course(PurePosixPath(path)):
        folders = _above_the_course(folders)
    return own or (re.sub(r"\.zip$", "", folders[-1], flags=re.I) if folders else PurePosixPath(path).stem)


def _above_the_course(folders: list[str]) -> list[str]:
    """The folders that a copy of the course lies in: that of the copy has the same name for many."""
    above = [folder for folder in folders[:-2] if folder != RELEASED.name] or folders[:1]
    return above[:-1] if len(above) > 1 and not above[-1].lower().endswith(".zip") else above


def _hand_in(part: dict[str, Any], learner: str) -> HandIn:
    def texts(key: str) -> dict[str, str]:
        found = part.get(key)
        items = found.items() if isinstance(found, dict) else ()
        return {id_: _as_utf_8(value) for id_, value in items if isinstance(value, str)}

    section, answers = sections()[part["id"]], texts("answers")
    remarks = [Text(**{each: _in_a_line(remark[each]) for each in LANGUAGES}) for remark in _remarks(part)]
    if _NAME_OF_THE_COURSE.fullmatch(learner):
        remarks.append(_NAMELESS)
    too_long = [id_ for id_, answer in answers.items() if len(answer) > LONGEST_ANSWER]
    remarks += [_TOO_LONG.format(id=_in_a_line(id_)[:20]) for id_ in too_long]
    version = part.get("version")
    if isinstance(version, str) and version and version not in _versions(section.id):
        remarks.append(_OLDER)
    lang = next((each for each in LANGUAGES if each == part.get("lang")), LANGUAGES[0])
    answers = {id_: answer for id_, answer in answers.items() if id_ not in too_long}
    return HandIn(_as_utf_8(learner), section.id, lang, answers, texts("letters"), tuple(remarks))


def _remarks(part: dict[str, Any]) -> list[dict]:
    found = part.get("remarks")
    remarks = found if isinstance(found, list) else []
    return [each for each in remarks if isinstance(each, dict) and each.keys() >= set(LANGUAGES)]


def _in_a_line(remark: object) -> str:
    return _as_utf_8(" ".join(str(remark).split()))[:300]


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
