import random
import re
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.hanging import SECONDS_UNTIL_IT_HANGS
from tests.support.store_writer import killed_while_writing, start_writing
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError, Text, set_language
from utils.exercises.check import Outcome, check
from utils.exercises.registry import Exercise
from utils.exercises.registry import registered as registry
from utils.progress import store
from utils.progress.store import Kept


def rows_of(file: Path) -> set[str]:
    """The exercises in a copy of the progress file."""
    with closing(sqlite3.connect(file)) as connection:
        return {name for (name,) in connection.execute("SELECT exercise FROM results")}


def rows() -> dict[str, int]:
    """Whether each exercise of the progress file was solved (1) or only tried (0)."""
    with closing(sqlite3.connect(store.progress_file())) as connection:
        return dict(connection.execute("SELECT exercise, passed FROM results"))


@contextmanager
def small_disk(folder: Path, options: str):
    """A file system of its own on `folder`; skips where this user may not mount one."""
    folder.mkdir(exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"needs the right to mount: {mounted.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


ODD = Text(ko="{n}[은] 홀수입니다.", en="{n} is odd.")


@pytest.fixture
def an_exercise(monkeypatch):
    monkeypatch.setitem(registry, "1-1-z", Exercise("1-1-z", lambda answer: None))


# --- what is kept ---


def test_nothing_is_solved_at_first(home):
    assert store.solved() == (set(), None)
    assert not home.exists()


def test_only_what_passed_is_solved():
    assert store.save("1-1-a", False) is None
    assert store.save("1-1-b", True) is None
    assert store.solved() == ({"1-1-b"}, None)


def test_what_is_solved_stays_solved():
    for passed, kept in ((False, 0), (True, 1), (False, 1)):
        store.save("1-1-a", passed)
        assert rows() == {"1-1-a": kept}


def test_an_open_exercise_keeps_the_last_result_and_a_solved_one_that_which_solved_it():
    for n, passed in enumerate((False, False, True, False), 1):
        store.save("1-1-q1", passed, ODD.format(n=n), letter="abcd"[n - 1])
        found = store.results()[0]["1-1-q1"]
        last = min(n, 3)
        assert (found.passed, found.tries, found.letter) == (n >= 3, last, "abcd"[last - 1])
        assert (found.message, found.said) == (ODD.name, ODD.format(n=last))


def test_the_time_of_a_result_is_kept_in_utc(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Seoul")
    store.save("1-1-a", True)
    changed = datetime.fromisoformat(store.results()[0]["1-1-a"].changed)
    assert abs(datetime.now(UTC) - changed) < timedelta(minutes=10)


@pytest.mark.parametrize("learners", ["\ud800", "\0", "x" * 10**6, "'; DROP TABLE results; --"])
def test_whatever_a_sentence_holds_it_is_kept(learners):
    assert store.save("1-1-a", False, ODD.format(n=learners)) is None
    found = store.results()[0]["1-1-a"]
    assert found.message == ODD.name and len(found.said.en) <= 1000


def test_solutions_record_nothing(home):
    store.set_recording(False)
    assert store.save("1-1-a", True) is None
    assert not home.exists()


def test_without_a_variable_the_home_is_in_the_learners_folder(monkeypatch):
    monkeypatch.delenv("KERAS_STUDY_HOME")
    assert store.progress_file() == Path.home() / ".keras-study" / "progress.db"


@pytest.mark.parametrize(
    ("value", "folder"),
    [
        ("~/study", Path.home() / "study"),
        ("$HOME/study", Path.home() / "study"),
        ('"~/my study"', Path.home() / "my study"),
        ("'/srv/study'", Path("/srv/study")),
        (" /srv/study ", Path("/srv/study")),
        ("study", COURSE_FOLDER / "study"),
        ("../study", COURSE_FOLDER / "../study"),
        ("~nobody-by-this-name/study", COURSE_FOLDER / "~nobody-by-this-name/study"),
        ("", Path.home() / ".keras-study"),
        ("  ", Path.home() / ".keras-study"),
        ('""', Path.home() / ".keras-study"),
    ],
)
def test_the_variable_is_read_as_a_learner_means_it_wherever_the_notebook_lies(monkeypatch, tmp_path, value, folder):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(Path.home()))
    monkeypatch.setenv("KERAS_STUDY_HOME", value)
    assert store.home() == folder
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", ["/proc/keras-study", "/etc/passwd", "/etc/passwd/study", "x" * 300, "/dev/null"])
def test_a_home_that_cannot_be_is_told_and_no_check_fails(monkeypatch, tmp_path, value):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KERAS_STUDY_HOME", value)
    assert store.solved()[0] == set()
    assert "KERAS_STUDY_HOME" in str(store.save("1-1-a", True))
    assert "1-1" in store.reset("1-1")


# --- several processes, and a kill ---


def test_two_processes_lose_nothing(home):
    processes = [start_writing(0, 500), start_writing(500, 500)]
    said = [process.communicate(timeout=SECONDS_UNTIL_IT_HANGS)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert [len(lines) for lines in said] == [500, 500]
    written = rows()
    assert written.pop("1-2-shared") == 0
    assert written == {f"1-1-{number}": 1 for number in range(1000)}


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_while_writing_loses_nothing_that_was_said_to_be_saved(home, seed):
    said = killed_while_writing(seed)
    solved, note = store.solved()
    assert note is None
    assert said and said <= solved
    assert store.save("1-1-after", True) is None
    assert "1-1-after" in store.solved()[0]


# --- a damaged file ---


def fill(count: int = 200) -> bytes:
    for number in range(count):
        store.save(f"1-1-{number}", True)
    return store.progress_file().read_bytes()


DAMAGES = {
    "garbage": lambda whole: random.Random(1).randbytes(5000),
    "a text": lambda whole: "이것은 데이터베이스가 아닙니다".encode() * 50,
    "a truncated file": lambda whole: whole[: len(whole) // 2 + 100],
    "a truncated header": lambda whole: whole[:60],
    "garbage behind the header": lambda whole: whole[:100] + random.Random(2).randbytes(len(whole) - 100),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("first_to_see_it", ["save", "solved"])
def test_a_damaged_file_is_set_aside_and_told(home, lang, damage, first_to_see_it):
    damaged = damage(fill())
    store.progress_file().write_bytes(damaged)
    note = store.save("1-1-new", True) if first_to_see_it == "save" else store.solved()[1]
    aside = next(home.glob("progress.damaged-*.db"))
    assert aside.read_bytes() == damaged
    assert aside.name in str(note)
    assert ("손상" if lang == "ko" else "damaged") in str(note)
    assert store.save("1-1-new", True) is None
    assert store.solved() == ({"1-1-new"}, None)


def test_two_damaged_files_are_both_kept(home):
    for content in (b"first" * 100, b"second" * 100):
        home.mkdir(exist_ok=True)
        store.progress_file().write_bytes(content)
        store.save("1-1-a", True)
    assert {path.read_bytes()[:5] for path in home.glob("progress.damaged-*.db")} == {b"first", b"secon"}


SEES_THE_DAMAGE_AND_WAITS = """
import sys
from utils.progress import store
from utils.progress.store import Kept

look = store._is_damage

def look_and_wait(error):
    if look(error):
        print("damaged", flush=True)
        sys.stdin.readline()
    return look(error)

store._is_damage = look_and_wait
print(store.save("1-1-late", True), flush=True)
"""


def test_of_two_notebooks_that_see_the_damage_one_sets_it_aside(home):
    home.mkdir()
    store.progress_file().write_bytes(b"garbage" * 1000)
    late = subprocess.Popen(
        [sys.executable, "-c", SEES_THE_DAMAGE_AND_WAITS],
        cwd=COURSE_FOLDER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert late.stdout.readline() == "damaged\n"
    assert "progress.damaged" in str(store.save("1-1-early", True))
    said, _ = late.communicate("go on\n", timeout=SECONDS_UNTIL_IT_HANGS)
    assert said == "None\n"
    assert store.solved() == ({"1-1-early", "1-1-late"}, None)
    assert len(list(home.glob("progress.damaged-*.db"))) == 1


class StoppedClock(store.datetime):
    """A clock that says the same moment again and again, as one that jumps back may."""

    @classmethod
    def now(cls):
        return cls(2020, 6, 22)


def test_a_clock_that_stands_or_jumps_back_overwrites_nothing(home, monkeypatch):
    store.save("1-1-a", True)
    monkeypatch.setattr(store, "datetime", StoppedClock)
    for exercise in ("1-1-b", "1-1-c"):
        store.save(exercise, True)
        store.reset("1-1", sure=True)
    for content in (b"first" * 100, b"second" * 100):
        store.progress_file().write_bytes(content)
        store.save("1-1-a", True)
    copies = [rows_of(file) for file in home.glob("progress.before-reset-*.db")]
    assert sorted(map(sorted, copies)) == [["1-1-a", "1-1-b"], ["1-1-c"]]
    assert {path.read_bytes()[:5] for path in home.glob("progress.damaged-*.db")} == {b"first", b"secon"}


# --- a file from an earlier version of the course ---

EARLIER_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    exercise TEXT PRIMARY KEY,
    passed INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    changed TEXT NOT NULL
)
"""
EARLIER_SAVE = """
INSERT INTO results (exercise, passed, tries, changed) VALUES (?, ?, 1, ?)
ON CONFLICT (exercise) DO UPDATE SET
    passed = max(passed, excluded.passed), tries = tries + 1, changed = excluded.changed
"""


def earlier_course_saves(exercise: str, passed: bool) -> None:
    """What the course of November 2026 did with its progress file."""
    store.home().mkdir(exist_ok=True)
    with closing(sqlite3.connect(store.progress_file())) as connection, connection:
        connection.execute(EARLIER_SCHEMA)
        connection.execute(EARLIER_SAVE, (exercise, int(passed), "2026-11-28T12:00:00"))


def two_columns_save(exercise: str, passed: bool) -> None:
    """What the course of 29 November 2026 did: it kept no more than whether an exercise is solved."""
    store.home().mkdir(exist_ok=True)
    with closing(sqlite3.connect(store.progress_file())) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS results (exercise TEXT PRIMARY KEY, passed INTEGER NOT NULL)")
        columns = {name for _, name, *_ in connection.execute("PRAGMA table_info(results)")}
        more, values = (", tries, changed", ", 1, ''") if {"tries", "changed"} <= columns else ("", "")
        connection.execute(
            f"INSERT INTO results (exercise, passed{more}) VALUES (?, ?{values}) "
            "ON CONFLICT (exercise) DO UPDATE SET passed = max(passed, excluded.passed)",
            (exercise, int(passed)),
        )


def test_a_file_of_an_earlier_course_goes_on_in_both():
    earlier_course_saves("1-1-a", True)
    earlier_course_saves("1-1-b", False)
    assert store.solved() == ({"1-1-a"}, None)
    assert [store.save(exercise, True) for exercise in ("1-1-b", "1-1-c")] == [None, None]
    assert store.save("1-1-a", False) is None
    assert rows() == {"1-1-a": 1, "1-1-b": 1, "1-1-c": 1}
    earlier_course_saves("1-1-c", False)
    earlier_course_saves("1-1-d", True)
    assert store.solved() == ({"1-1-a", "1-1-b", "1-1-c", "1-1-d"}, None)


def test_a_file_of_a_course_that_counted_nothing_goes_on_in_both():
    two_columns_save("1-1-a", True)
    two_columns_save("1-1-b", False)
    assert store.results() == ({"1-1-a": Kept(True), "1-1-b": Kept(False)}, None)
    assert store.save("1-1-b", False, ODD.format(n=3)) is None
    two_columns_save("1-1-c", True)
    assert rows() == {"1-1-a": 1, "1-1-b": 0, "1-1-c": 1}
    found, _ = store.results()
    assert (found["1-1-b"].tries, found["1-1-b"].said.en) == (1, "3 is odd.")
    assert found["1-1-a"] == Kept(True) and found["1-1-c"] == Kept(True, tries=1)


def test_what_an_earlier_course_has_counted_is_carried_over():
    earlier_course_saves("1-1-a", False)
    earlier_course_saves("1-1-a", False)
    earlier_course_saves("1-1-b", True)
    store.save("1-1-a", False, ODD.format(n=3))
    store.save("1-1-b", False, ODD.format(n=3))
    found, _ = store.results()
    assert found["1-1-a"].tries == 3 and found["1-1-a"].message == ODD.name
    assert found["1-1-b"] == Kept(True, tries=1, changed="2026-11-28T12:00:00")


def test_earlier_courses_go_on_in_a_file_of_today():
    store.save("1-1-a", True, ODD.format(n=3))
    for later in (earlier_course_saves, two_columns_save):
        later("1-1-a", False)
        later(f"1-1-{later.__name__[0]}", True)
    assert store.solved() == ({"1-1-a", "1-1-e", "1-1-t"}, None)
    assert store.results()[0]["1-1-a"].said.ko == "3은 홀수입니다."


# A file with which two notebooks, or one that is killed, begin anew: not yet of today's form.
@pytest.mark.parametrize("earlier", [earlier_course_saves, two_columns_save])
def test_two_notebooks_that_carry_the_same_file_over_lose_nothing(home, earlier):
    earlier("1-1-before", True)
    processes = [start_writing(0, 50), start_writing(50, 50)]
    said = [process.communicate(timeout=SECONDS_UNTIL_IT_HANGS)[0].split() for process in processes]
    assert [len(lines) for lines in said] == [50, 50]
    assert store.solved()[0] == {"1-1-before", *(f"1-1-{number}" for number in range(100))}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("earlier", [earlier_course_saves, two_columns_save])
def test_a_kill_while_a_file_is_carried_over_loses_nothing(home, earlier, seed):
    earlier("1-1-before", True)
    said = killed_while_writing(seed)
    solved, note = store.solved()
    assert note is None and said | {"1-1-before"} <= solved


# --- a file from the next version of the course ---

NEXT_VERSIONS = {
    "more columns": "ALTER TABLE results ADD COLUMN seconds REAL",
    "another table beside it": "CREATE TABLE answers (exercise TEXT, code TEXT)",
    "a version number": "PRAGMA user_version = 7",
    "a write-ahead log": "PRAGMA journal_mode = WAL",
}
UNKNOWN_VERSIONS = {
    "a column that must be filled": """
        ALTER TABLE results RENAME TO old;
        CREATE TABLE results (exercise TEXT PRIMARY KEY, passed, code TEXT NOT NULL);
        INSERT INTO results SELECT exercise, passed, 'x' FROM old;
    """,
    "another name for a column": "ALTER TABLE results RENAME COLUMN exercise TO question",
    "another column for what is solved": "ALTER TABLE results RENAME COLUMN passed TO score",
}


def from_the_next_version(change: str) -> None:
    store.save("1-1-a", True)
    with closing(sqlite3.connect(store.progress_file())) as connection, connection:
        connection.executescript(change)


@pytest.mark.parametrize("change", NEXT_VERSIONS.values(), ids=NEXT_VERSIONS)
def test_a_file_from_the_next_version_is_used_as_far_as_it_is_known(change):
    from_the_next_version(change)
    assert store.save("1-1-b", True) is None
    assert store.solved() == ({"1-1-a", "1-1-b"}, None)
    assert rows() == {"1-1-a": 1, "1-1-b": 1}


@pytest.mark.parametrize("change", UNKNOWN_VERSIONS.values(), ids=UNKNOWN_VERSIONS)
def test_a_file_in_a_form_that_is_not_known_is_left_as_it_is(home, lang, change):
    from_the_next_version(change)
    before = contents_of(store.progress_file())
    note = store.save("1-1-b", True)
    assert {"ko": "형식이 달라", "en": "has another form"}[lang] in str(note)
    known, note = store.solved()
    assert known == {"1-1-a"} if note is None else known == set()
    assert contents_of(store.progress_file()) == before
    assert [path.name for path in home.iterdir()] == ["progress.db"]


def contents_of(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


# --- nowhere to write ---


def says_that_nothing_was_saved(result, lang) -> bool:
    sentence = {"ko": "저장하지 못했습니다", "en": "could not be saved"}[lang]
    return sentence in result.note and "Traceback" not in repr(result)


def test_a_read_only_home_leaves_the_check_as_it_is(home, lang, an_exercise):
    with small_disk(home, "ro"):
        result = check("1-1-z", 1)
        assert result.outcome is Outcome.RIGHT
        assert says_that_nothing_was_saved(result, lang)
        assert store.solved() == (set(), None)


def test_what_is_solved_can_be_read_from_a_read_only_home(home):
    with small_disk(home, "rw"):
        store.save("1-1-a", True)
        subprocess.run(["mount", "-o", "remount,ro", home], check=True)
        assert store.solved() == ({"1-1-a"}, None)


def test_a_full_disk_leaves_the_check_as_it_is_and_loses_nothing(home, lang, an_exercise):
    with small_disk(home, "size=64k"):
        store.save("1-1-a", True)
        filler = home / "filler"
        with pytest.raises(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
        result = check("1-1-z", 1)
        assert result.outcome is Outcome.RIGHT
        assert says_that_nothing_was_saved(result, lang)
        filler.unlink()
        assert store.solved() == ({"1-1-a"}, None)
        assert check("1-1-z", 1).note == ""


def test_a_file_where_the_home_should_be(home, lang, an_exercise):
    home.write_text("a file")
    result = check("1-1-z", 1)
    assert result.outcome is Outcome.RIGHT
    assert says_that_nothing_was_saved(result, lang)
    assert home.read_text() == "a file"


def test_a_file_that_is_held_too_long_is_told(home, lang, monkeypatch):
    monkeypatch.setattr(store, "_SECONDS_TO_WAIT_FOR_ANOTHER_NOTEBOOK", 0.1)
    store.save("1-1-a", True)
    with sqlite3.connect(store.progress_file()) as other:
        other.execute("BEGIN EXCLUSIVE")
        note = store.save("1-1-b", True)
    assert ("저장하지 못했습니다" if lang == "ko" else "could not be saved") in str(note)


def test_a_damaged_file_that_cannot_be_renamed_stays_as_it_is(home, lang, monkeypatch):
    def refuse(self, target):
        raise PermissionError(13, "Permission denied")

    home.mkdir()
    store.progress_file().write_bytes(b"damaged")
    monkeypatch.setattr(Path, "replace", refuse)
    note = store.save("1-1-a", True)
    assert ("저장하지 못했습니다" if lang == "ko" else "could not be saved") in str(note)
    assert [file.name for file in home.glob("[!.]*")] == ["progress.db"]
    assert store.progress_file().read_bytes() == b"damaged"


# --- starting a section over ---


def test_reset_asks_first(lang):
    store.save("1-1-a", True)
    question = store.reset("1-1")
    assert 'reset("1-1", sure=True)' in question and "1" in question
    assert store.solved()[0] == {"1-1-a"}


def test_reset_forgets_what_was_only_tried_too(home, lang):
    store.save("1-1-a", False, ODD.format(n=3))
    store.save("1-2-a", False, ODD.format(n=3))
    assert "progress.before-reset" in store.reset("1-1", sure=True)
    assert store.results()[0].keys() == {"1-2-a"}


def test_reset_forgets_one_section_and_keeps_a_copy(home, lang):
    for exercise in ("1-1-a", "1-1-q1", "1-2-a"):
        store.save(exercise, True)
    answer = store.reset("1-1", sure=True)
    assert store.solved() == ({"1-2-a"}, None)
    copy = home / re.search(r"progress\.before-reset-[\d-]+\.db", answer)[0]
    with sqlite3.connect(copy) as connection:
        assert len(connection.execute("SELECT * FROM results").fetchall()) == 3


def test_without_room_for_a_copy_nothing_is_forgotten(home, lang):
    with small_disk(home, "size=24k"):
        store.save("1-1-a", True)
        before = sorted(home.iterdir())
        answer = store.reset("1-1", sure=True)
        assert ("저장하지 못했습니다" if lang == "ko" else "could not be saved") in answer
        assert sorted(home.iterdir()) == before
        assert store.solved() == ({"1-1-a"}, None)


@pytest.mark.parametrize("unknown", ["9-9", "1-%", "1", None, 11])
def test_reset_of_an_unknown_section_forgets_nothing(lang, unknown):
    store.save("1-1-a", True)
    with pytest.raises(CourseError):
        store.reset(unknown, sure=True)
    assert store.solved()[0] == {"1-1-a"}


def test_reset_tells_of_a_damaged_file(home):
    set_language("en")
    home.mkdir()
    store.progress_file().write_bytes(b"garbage" * 100)
    assert "damaged" in store.reset("1-1", sure=True)
