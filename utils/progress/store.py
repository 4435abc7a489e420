"""What a learner has tried and solved: one small SQLite file, which two notebooks share and no kill damages."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from utils.core.course import section
from utils.core.paths import COURSE_FOLDER
from utils.core.text import Text

# What an earlier course has not kept. SQLite fills these in for the rows that are there, and for a row that an earlier
# course writes.
_LATER_COLUMNS = {
    "tries": "INTEGER NOT NULL DEFAULT 0",
    "changed": "TEXT NOT NULL DEFAULT ''",
    "letter": "TEXT NOT NULL DEFAULT ''",
    "message": "TEXT NOT NULL DEFAULT ''",
    "ko": "TEXT NOT NULL DEFAULT ''",
    "en": "TEXT NOT NULL DEFAULT ''",
}
_SCHEMA = "CREATE TABLE IF NOT EXISTS results (exercise TEXT PRIMARY KEY, passed INTEGER NOT NULL)"
_SAVE = """
INSERT INTO results (exercise, passed, tries, changed, letter, message, ko, en)
VALUES (?, ?, 1, strftime('%Y-%m-%dT%H:%M:%SZ'), ?, ?, ?, ?)
ON CONFLICT (exercise) DO UPDATE SET
    passed = excluded.passed, tries = tries + 1, changed = excluded.changed,
    letter = excluded.letter, message = excluded.message, ko = excluded.ko, en = excluded.en
WHERE NOT passed
"""
_SECONDS_TO_WAIT_FOR_ANOTHER_NOTEBOOK = 20
_LONGEST_SENTENCE = 1000

_Work = Callable[[sqlite3.Connection], Any]

_recording = True


_NOTHING = Text(ko="", en="")


@dataclass(frozen=True)
class Kept:
    """What is kept of an exercise or a question: the result with which it was solved, or else the last one.

    Attributes:
        passed: whether it is solved.
        tries: how many results there were until then; 0 if an earlier course has not counted them.
        changed: when the result came, in UTC such as "2026-11-30T12:00:00Z"; "" if an earlier course has not kept it.
        letter: the letter that was chosen, of a question.
        message: which sentence was said (`Text.name`), or "".
        said: this sentence, filled in.
    """

    passed: bool
    tries: int = 0
    changed: str = ""
    letter: str = ""
    message: str = ""
    said: Text = _NOTHING


def set_recording(on: bool) -> None:
    """Whether results are written from here on; the stored solutions write none."""
    global _recording
    _recording = on


def home() -> Path:
    """The folder of everything that the course keeps: `KERAS_STUDY_HOME`, else `~/.keras-study`.

    A shell turns `~` and `$HOME` into a folder and takes quotes away; a settings file does not. A relative
    path counts from the folder of the course, where `make lab` is typed, and not from that of each notebook.
    """
    wanted = os.environ.get("KERAS_STUDY_HOME", "").strip(" \t\"'") or "~/.keras-study"
    return COURSE_FOLDER / os.path.expandvars(os.path.expanduser(wanted))


def progress_file() -> Path:
    """The path of the progress file."""
    return home() / "progress.db"


def save(exercise_id: str, passed: bool, said: Text | None = None, letter: str = "") -> Text | None:
    """Write one result. A solved exercise stays solved, with that result, whatever is tried afterwards.

    Args:
        exercise_id: such as "1-1-a".
        passed: whether the answer was right.
        said: what the learner was told about it.
        letter: which letter was chosen, of a question.

    Returns:
        What the learner has to know: that a damaged file was set aside, or that nothing could be saved; else None.
    """
    if not _recording:
        return None
    sentence = (said.name, _as_utf_8(said.ko), _as_utf_8(said.en)) if said else ("", "", "")
    row = exercise_id, int(passed), letter, *sentence

    def write(connection: sqlite3.Connection) -> None:
        for name in _LATER_COLUMNS.keys() - _columns(connection):
            connection.execute(f"ALTER TABLE results ADD COLUMN {name} {_LATER_COLUMNS[name]}")
        connection.execute(_SAVE, row)

    return _with_file(write)[1]


def results() -> tuple[dict[str, Kept], Text | None]:
    """What is kept of each exercise that was tried, by its id, and what the learner has to know (see `save`)."""
    if not os.path.exists(progress_file()):
        return {}, None

    def read(connection: sqlite3.Connection) -> dict[str, Kept]:
        known = [name for name in _LATER_COLUMNS if name in _columns(connection)]
        rows = connection.execute(f"SELECT {', '.join(['exercise', 'passed', *known])} FROM results")
        return {exercise: _kept(passed, **dict(zip(known, more, strict=True))) for exercise, passed, *more in rows}

    found, note = _with_file(read)
    return found or {}, note


def solved() -> tuple[set[str], Text | None]:
    """The ids of the exercises that were solved, and what the learner has to know (see `save`)."""
    found, note = results()
    return {exercise for exercise, result in found.items() if result.passed}, note


def reset(section_id: str, sure: bool = False) -> str:
    """Forget the results of one section, after keeping a copy of the progress file.

    Args:
        section_id: such as "1-1".
        sure: False only asks; True forgets them.

    Returns:
        A sentence for the learner.

    Raises:
        CourseError: there is no such section.
    """
    section(section_id)
    found, note = results()
    own = {exercise: result for exercise, result in found.items() if exercise.startswith(f"{section_id}-")}
    if not sure:
        return str(
            Text(
                ko='{id}에서 푼 문제 {n}개의 기록을 지웁니다. 정말 지우려면 reset("{id}", sure=True)를 실행하세요.',
                en='This forgets the {n} solved exercises of {id}. To do it, run reset("{id}", sure=True).',
            ).format(id=section_id, n=sum(result.passed for result in own.values()))
        )
    copy = None
    if own:
        try:
            copy = _backup("before-reset")
        except (sqlite3.Error, OSError) as error:
            return str(_not_saved(error))
        note = _with_file(
            lambda connection: connection.execute("DELETE FROM results WHERE exercise LIKE ?", (f"{section_id}-%",))
        )[1]
    kept = Text(ko=" 이전 기록은 {file}에 남아 있습니다.", en=" The earlier record is kept as {file}.")
    return str(
        note
        or Text(
            ko="{id}의 기록을 지웠습니다.{kept}",
            en="The record of {id} is empty now.{kept}",
        ).format(id=section_id, kept=kept.format(file=copy.name) if copy else "")
    )


def _as_utf_8(sentence: str) -> str:
    """A sentence as SQLite takes it: what a learner wrote may hold half of a character, and may be long."""
    return sentence[:_LONGEST_SENTENCE].encode(errors="replace").decode()


def _columns(connection: sqlite3.Connection) -> set[str]:
    return {name for _, name, *_ in connection.execute("PRAGMA table_info(results)")}


def _kept(passed: int, ko: str = "", en: str = "", **more: Any) -> Kept:
    return Kept(bool(passed), said=Text(ko=ko, en=en), **more)


def _with_file(work: _Work) -> tuple[Any, Text | None]:
    """Run `work(connection)` in one transaction; a damaged file is set aside once and begun anew."""
    try:
        return _transaction(work), None
    except (sqlite3.Error, OSError) as error:
        if not _is_damage(error):
            return None, _not_saved(error)
    try:
        with FileLock(home() / ".damaged.lock"):
            return _transaction_on_a_sound_file(work)
    except (sqlite3.Error, OSError) as error:
        return None, _not_saved(error)


def _transaction(work: _Work) -> Any:
    home().mkdir(parents=True, exist_ok=True)
    waiting = sqlite3.connect(progress_file(), timeout=_SECONDS_TO_WAIT_FOR_ANOTHER_NOTEBOOK)
    with closing(waiting) as connection, connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_SCHEMA)
        return work(connection)


def _transaction_on_a_sound_file(work: _Work) -> tuple[Any, Text | None]:
    """Run `work` after setting the damaged file aside, unless another notebook has done that in the meantime."""
    try:
        return _transaction(work), None
    except sqlite3.Error as error:
        if not _is_damage(error):
            raise
    aside = _set_aside()
    return _transaction(work), Text(
        ko="기록 파일이 손상되어 {file}[으로] 이름을 바꿔 두고 새로 시작했습니다. 지워진 것은 없습니다.",
        en="The progress file was damaged. It is kept as {file}, and a new one was begun. Nothing was deleted.",
    ).format(file=aside.name)


def _is_damage(error: Exception) -> bool:
    return _code(error) in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def _code(error: Exception) -> int | None:
    """What kind of error SQLite reports, without the details in its higher bits."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _set_aside() -> Path:
    """Rename a damaged file, with the journal that may lie beside it."""
    with _new_file("damaged") as aside:
        journal = progress_file().with_name("progress.db-journal")
        if journal.exists():
            journal.rename(aside.with_name(f"{aside.name}-journal"))
        return progress_file().replace(aside)


def _backup(word: str) -> Path:
    """Copy the progress file whole, even while another notebook writes to it."""
    with (
        _new_file(word) as copy,
        closing(sqlite3.connect(progress_file())) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    return copy


@contextmanager
def _new_file(word: str) -> Iterator[Path]:
    """A new empty file for a copy, even if the clock stands still; removed if the copy fails."""
    file = _new_empty_file(word)
    try:
        yield file
    except BaseException:
        file.unlink()
        raise


def _new_empty_file(word: str) -> Path:
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    more = 0
    while True:
        file = progress_file().with_name(f"progress.{word}-{stamp}{f'-{more}' if more else ''}.db")
        with suppress(FileExistsError):
            file.touch(exist_ok=False)
            return file
        more += 1


def _not_saved(error: Exception) -> Text:
    if _code(error) in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT):
        return Text(
            ko="기록 파일 {file}의 형식이 달라 읽거나 쓰지 못했습니다. 더 새로운 코스가 만든 파일일 수 있습니다. "
            "파일은 그대로 두었습니다. 새 코스를 받거나 `KERAS_STUDY_HOME`에 다른 폴더를 정하세요.",
            en="The progress file {file} has another form, perhaps from a newer version of the course, and could not "
            "be used. It was left as it is. Get the newer course, or set `KERAS_STUDY_HOME` to another folder.",
        ).format(file=progress_file().name)
    reason = getattr(error, "strerror", None) or str(error)
    return Text(
        ko="결과를 저장하지 못했습니다({reason}). 채점은 그대로 유효합니다. "
        "쓸 수 있는 폴더를 `KERAS_STUDY_HOME`에 정하면 저장됩니다.",
        en="The result could not be saved ({reason}). The check itself stands. "
        "Set `KERAS_STUDY_HOME` to a folder you can write to.",
    ).format(reason=reason)
