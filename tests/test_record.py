import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from utils import record
from utils.checking import Exercise, Outcome, check
from utils.checking import _exercises as registry
from utils.messages import COURSE_FOLDER, CourseError, set_language

# Small, so that hundreds of processes' worth of writing starts in no time: nothing but the record is imported.
WRITER = """
import sys
from utils.record import save

start, many = int(sys.argv[1]), int(sys.argv[2])
for number in range(start, start + many):
    note = save(f"1-1-{number}", True)
    if note:
        sys.exit(str(note))
    save("1-2-shared", False)
    print(f"1-1-{number}", flush=True)
"""


def start_writing(start: int, many: int) -> subprocess.Popen:
    """A process that saves `many` exercises and says each one that is saved."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(start), str(many)], cwd=COURSE_FOLDER, stdout=subprocess.PIPE, text=True
    )


def rows() -> dict[str, tuple[int, int]]:
    with sqlite3.connect(record.progress_file()) as connection:
        found = connection.execute("SELECT exercise, passed, tries FROM results")
        return {name: (passed, tries) for name, passed, tries in found}


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


@pytest.fixture
def an_exercise(monkeypatch):
    monkeypatch.setitem(registry, "1-1-z", Exercise("1-1-z", lambda answer: None))


# --- what is kept ---


def test_nothing_is_solved_at_first(home):
    assert record.solved() == (set(), None)
    assert not home.exists()


def test_only_what_passed_is_solved():
    assert record.save("1-1-a", False) is None
    assert record.save("1-1-b", True) is None
    assert record.solved() == ({"1-1-b"}, None)


def test_what_is_solved_stays_solved_and_tries_are_counted():
    for passed in (False, True, False):
        record.save("1-1-a", passed)
    assert rows() == {"1-1-a": (1, 3)}


def test_solutions_record_nothing(home):
    record.set_recording(False)
    assert record.save("1-1-a", True) is None
    assert not home.exists()


def test_without_a_variable_the_home_is_in_the_learners_folder(monkeypatch):
    monkeypatch.delenv("KERAS_STUDY_HOME")
    assert record.progress_file() == Path.home() / ".keras-study" / "progress.db"


# --- several processes, and a kill ---


def test_two_processes_lose_nothing(home):
    processes = [start_writing(0, 500), start_writing(500, 500)]
    said = [process.communicate(timeout=120)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert [len(lines) for lines in said] == [500, 500]
    written = rows()
    assert written.pop("1-2-shared") == (0, 1000)
    assert written == {f"1-1-{number}": (1, 1) for number in range(1000)}


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_while_writing_loses_nothing_that_was_said_to_be_saved(home, seed):
    process = start_writing(0, 1_000_000)
    said = [process.stdout.readline().strip()]
    time.sleep(random.Random(seed).uniform(0.01, 0.4))
    process.send_signal(signal.SIGKILL)
    said += process.stdout.read().split("\n")[:-1]
    process.wait()
    solved, note = record.solved()
    assert note is None
    assert said[0] and set(said) <= solved
    assert record.save("1-1-after", True) is None
    assert "1-1-after" in record.solved()[0]


# --- a damaged file ---


def fill(many: int = 200) -> bytes:
    for number in range(many):
        record.save(f"1-1-{number}", True)
    return record.progress_file().read_bytes()


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
    record.progress_file().write_bytes(damaged)
    note = record.save("1-1-new", True) if first_to_see_it == "save" else record.solved()[1]
    aside = next(home.glob("progress.damaged-*.db"))
    assert aside.read_bytes() == damaged
    assert aside.name in str(note)
    assert ("손상" if lang == "ko" else "damaged") in str(note)
    assert record.save("1-1-new", True) is None
    assert record.solved() == ({"1-1-new"}, None)


def test_two_damaged_files_are_both_kept(home):
    for content in (b"first" * 100, b"second" * 100):
        home.mkdir(exist_ok=True)
        record.progress_file().write_bytes(content)
        record.save("1-1-a", True)
    assert {path.read_bytes()[:5] for path in home.glob("progress.damaged-*.db")} == {b"first", b"secon"}


# --- nowhere to write ---


def says_that_nothing_was_saved(result, lang) -> bool:
    sentence = {"ko": "저장하지 못했습니다", "en": "could not be saved"}[lang]
    return sentence in result.note and "Traceback" not in repr(result)


def test_a_read_only_home_leaves_the_check_as_it_is(home, lang, an_exercise):
    with small_disk(home, "ro"):
        result = check("1-1-z", 1)
        assert result.outcome is Outcome.RIGHT
        assert says_that_nothing_was_saved(result, lang)
        assert record.solved() == (set(), None)


def test_what_is_solved_can_be_read_from_a_read_only_home(home):
    with small_disk(home, "rw"):
        record.save("1-1-a", True)
        subprocess.run(["mount", "-o", "remount,ro", home], check=True)
        assert record.solved() == ({"1-1-a"}, None)


def test_a_full_disk_leaves_the_check_as_it_is_and_loses_nothing(home, lang, an_exercise):
    with small_disk(home, "size=64k"):
        record.save("1-1-a", True)
        filler = home / "filler"
        with pytest.raises(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
        result = check("1-1-z", 1)
        assert result.outcome is Outcome.RIGHT
        assert says_that_nothing_was_saved(result, lang)
        filler.unlink()
        assert record.solved() == ({"1-1-a"}, None)
        assert check("1-1-z", 1).note == ""


def test_a_file_where_the_home_should_be(home, lang, an_exercise):
    home.write_text("a file")
    result = check("1-1-z", 1)
    assert result.outcome is Outcome.RIGHT
    assert says_that_nothing_was_saved(result, lang)
    assert home.read_text() == "a file"


def test_a_file_that_is_held_too_long_is_told(home, lang, monkeypatch):
    monkeypatch.setattr(record, "_SECONDS_TO_WAIT_FOR_ANOTHER_NOTEBOOK", 0.1)
    record.save("1-1-a", True)
    with sqlite3.connect(record.progress_file()) as other:
        other.execute("BEGIN EXCLUSIVE")
        note = record.save("1-1-b", True)
    assert ("저장하지 못했습니다" if lang == "ko" else "could not be saved") in str(note)


# --- starting a section over ---


def test_reset_asks_first(lang):
    record.save("1-1-a", True)
    question = record.reset("1-1")
    assert 'reset("1-1", sure=True)' in question and "1" in question
    assert record.solved()[0] == {"1-1-a"}


def test_reset_forgets_one_section_and_keeps_a_copy(home, lang):
    for exercise in ("1-1-a", "1-1-q1", "1-2-a"):
        record.save(exercise, True)
    answer = record.reset("1-1", sure=True)
    assert record.solved() == ({"1-2-a"}, None)
    copy = home / re.search(r"progress\.before-reset-[\d-]+\.db", answer)[0]
    with sqlite3.connect(copy) as connection:
        assert len(connection.execute("SELECT * FROM results").fetchall()) == 3


@pytest.mark.parametrize("unknown", ["9-9", "1-%", "1", None, 11])
def test_reset_of_an_unknown_section_forgets_nothing(lang, unknown):
    record.save("1-1-a", True)
    with pytest.raises(CourseError):
        record.reset(unknown, sure=True)
    assert record.solved()[0] == {"1-1-a"}


def test_reset_tells_of_a_damaged_file(home):
    set_language("en")
    home.mkdir()
    record.progress_file().write_bytes(b"garbage" * 100)
    assert "damaged" in record.reset("1-1", sure=True)
