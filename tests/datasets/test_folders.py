"""A data folder is whole or not there: after a kill, with two processes, on a full disk, from a bad archive."""

import gzip
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from tests.progress.test_store import small_disk
from tests.support.hanging import SECONDS_UNTIL_IT_HANGS
from tests.support.loopback import tarred, zipped
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError
from utils.datasets.folders import unknown_original, unpack, whole_folder

FILES = 40


def build(folder: Path) -> None:
    (folder / "class").mkdir()
    for number in range(FILES):
        (folder / "class" / f"{number:02}").write_bytes(bytes(100))


def contents(home: Path) -> list[str]:
    """Everything below the data folder, except for the empty lock."""
    folder = home / "datasets"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.name != ".some.lock")


WHOLE = sorted(["some", "some/.whole", "some/class", *(f"some/class/{number:02}" for number in range(FILES))])


class Builder:
    """Builds as `build` does, and counts how often."""

    times = 0

    def __call__(self, folder: Path) -> None:
        self.times += 1
        build(folder)


# --- built once ---


def test_first_use_builds_and_the_second_does_not(home):
    builder = Builder()
    folders = [whole_folder("some", "1", builder) for _ in range(2)]
    assert folders == [home / "datasets" / "some"] * 2
    assert builder.times == 1
    assert contents(home) == WHOLE


def delete_a_file(folder: Path) -> None:
    (folder / "class" / "07").unlink()


def delete_a_class(folder: Path) -> None:
    shutil.rmtree(folder / "class")


def delete_the_mark(folder: Path) -> None:
    (folder / ".whole").unlink()


def empty_the_mark(folder: Path) -> None:
    (folder / ".whole").write_text("")


@pytest.mark.parametrize("harm", [delete_a_file, delete_a_class, delete_the_mark, empty_the_mark])
def test_what_is_missing_is_noticed(home, harm):
    builder = Builder()
    harm(whole_folder("some", "1", builder))
    whole_folder("some", "1", builder)
    assert builder.times == 2
    assert contents(home) == WHOLE


def test_a_moved_and_an_added_file_change_nothing(home):
    builder = Builder()
    folder = whole_folder("some", "1", builder)
    (folder / "elsewhere").mkdir()
    (folder / "class" / "07").rename(folder / "elsewhere" / "07")
    (folder / "class" / "mine").write_bytes(b"mine")
    whole_folder("some", "1", builder)
    assert builder.times == 1
    assert (folder / "elsewhere" / "07").exists() and (folder / "class" / "mine").exists()


def test_another_version_is_built_again(home):
    (whole_folder("some", "1", build) / "class" / "old").write_bytes(b"")
    builder = Builder()
    whole_folder("some", "2", builder)
    assert builder.times == 1
    assert contents(home) == WHOLE


@pytest.mark.parametrize("kind", [CourseError, KeyboardInterrupt, ValueError])
def test_a_build_that_fails_leaves_nothing_new(home, kind):
    def fail(folder: Path) -> None:
        build(folder)
        raise kind("stopped")

    with pytest.raises(kind, match="stopped"):
        whole_folder("some", "1", fail)
    assert contents(home) == []
    whole_folder("some", "1", build)
    with pytest.raises(kind, match="stopped"):
        whole_folder("some", "2", fail)
    assert contents(home) == WHOLE, "the older version stays until the newer one is whole"


# --- several processes, and a kill ---

KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from tests.datasets.test_folders import build
from utils.datasets import folders

moment = sys.argv[1]
steps = {"rename": Path.rename, "remove": folders._remove, "mark": Path.write_text}

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def begin(folder):
    build(folder)
    (folder / "class" / "39").unlink()
    die()

def half_removed(folder):
    if folder.name == "some":
        (folder / "class" / "00").unlink()
        die()
    steps["remove"](folder)

def removed(folder):
    steps["remove"](folder)
    if folder.name == "some":
        die()

if moment == "before the mark":
    Path.write_text = die
elif moment == "before the move":
    Path.rename = die
elif moment == "while the older one is removed":
    folders._remove = half_removed
elif moment == "when the older one is removed":
    folders._remove = removed
folders.whole_folder("some", "2", begin if moment == "while building" else build)
"""
MOMENTS = ["while building", "before the mark", "before the move"]
MOMENTS_WITH_AN_OLDER_ONE = [*MOMENTS, "while the older one is removed", "when the older one is removed"]


@pytest.mark.parametrize(
    ("moment", "older"),
    [*((moment, False) for moment in MOMENTS), *((moment, True) for moment in MOMENTS_WITH_AN_OLDER_ONE)],
)
def test_a_kill_leaves_nothing_half_made(home, moment, older):
    if older:
        whole_folder("some", "1", build)
    killed = subprocess.run([sys.executable, "-c", KILLED, moment], cwd=COURSE_FOLDER)
    assert killed.returncode == -signal.SIGKILL
    assert (home / "datasets" / ".some.unfinished").exists()
    builder = Builder()
    whole_folder("some", "2", builder)
    assert builder.times == 1, "what the killed process made is not taken for whole"
    assert contents(home) == WHOLE


SLOW = """
import sys, time
from tests.datasets.test_folders import build, contents
from utils.datasets.folders import whole_folder
from utils.progress.store import home

def slow(folder):
    print("builds", flush=True)
    build(folder)
    time.sleep(0.5)

print("asks", flush=True)
whole_folder("some", "1", slow)
print(len(contents(home())))
"""


def test_of_several_processes_one_builds_and_all_get_a_whole_folder(home):
    processes = [
        subprocess.Popen([sys.executable, "-c", SLOW], cwd=COURSE_FOLDER, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=SECONDS_UNTIL_IT_HANGS)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert [words[-1] for words in said] == [str(len(WHOLE))] * 3
    assert sum("builds" in words for words in said) == 1


def test_the_wait_for_another_process_can_be_interrupted(home):
    (home / "datasets").mkdir(parents=True)
    with FileLock(home / "datasets" / ".some.lock"):
        waiting = subprocess.Popen(
            [sys.executable, "-c", SLOW], cwd=COURSE_FOLDER, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert waiting.stdout.readline() == "asks\n"
        time.sleep(0.5)
        assert waiting.poll() is None
        waiting.send_signal(signal.SIGINT)
        rest, error = waiting.communicate(timeout=10)
    assert rest == "" and "KeyboardInterrupt" in error
    whole_folder("some", "1", build)
    assert contents(home) == WHOLE


# --- nowhere to write ---


def could_not_be_written(caught, lang) -> bool:
    sentence = str(caught.value)
    words = {"ko": "데이터 폴더 some", "en": "The data folder some could not be written"}[lang]
    return words in sentence and "KERAS_STUDY_HOME" in sentence and "\n" not in sentence and "/" not in sentence


@pytest.mark.parametrize("prepared", [False, True])
def test_a_read_only_home(home, lang, prepared):
    with small_disk(home, "rw"):
        if prepared:
            (home / "datasets").mkdir()
        subprocess.run(["mount", "-o", "remount,ro", home], check=True)
        with pytest.raises(CourseError) as caught:
            whole_folder("some", "1", build)
    assert could_not_be_written(caught, lang)


def test_a_whole_folder_can_be_used_in_a_read_only_home(home):
    with small_disk(home, "rw"):
        whole_folder("some", "1", build)
        subprocess.run(["mount", "-o", "remount,ro", home], check=True)
        assert whole_folder("some", "1", build) == home / "datasets" / "some"


@pytest.mark.parametrize("options", ["size=64k", "nr_inodes=20"])
def test_a_full_disk_leaves_nothing(home, lang, options):
    with small_disk(home, options):
        with pytest.raises(CourseError) as caught:
            whole_folder("some", "1", build)
        assert contents(home) == []
    assert could_not_be_written(caught, lang)


@pytest.mark.parametrize("place", ["home", "datasets", "some"])
def test_a_file_where_a_folder_should_be(home, lang, place):
    folders = [home, home / "datasets", home / "datasets" / "some"]
    file = next(folder for folder in folders if folder.name == place)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("a file")
    with pytest.raises(CourseError) as caught:
        whole_folder("some", "1", build)
    assert could_not_be_written(caught, lang)
    assert file.read_text() == "a file"


# --- archives ---

MEMBERS = {
    "data/a/1.txt": b"one" * 1000,
    "data/b/2.txt": random.Random(1).randbytes(20_000),
    "읽어 보기.txt": "글".encode(),
}


def unpacked(tmp_path: Path, content: bytes) -> dict[str, bytes]:
    """What an archive leaves anywhere below `tmp_path`, by its path from the folder it is unpacked into."""
    inside = tmp_path / "home" / "inside"
    inside.mkdir(parents=True)
    archive = tmp_path / "archive"
    archive.write_bytes(content)
    try:
        unpack(archive, inside)
    finally:
        outside = [path for path in tmp_path.rglob("*") if path.is_file() and inside not in path.parents]
        assert outside == [archive]
    files = [path for path in inside.rglob("*") if path.is_file()]
    return {path.relative_to(inside).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("packed", [zipped, tarred])
def test_an_archive_is_unpacked(tmp_path, packed):
    assert unpacked(tmp_path, packed(MEMBERS)) == MEMBERS


OUTSIDE = {
    "zip, a parent": zipped({"a": b"a", "../evil": b"evil"}),
    "zip, parents on the way": zipped({"data/../../../evil": b"evil"}),
    "zip, an absolute path": zipped({"/tmp/keras-study-evil": b"evil"}),
    "tar, a parent": tarred({"a": b"a", "../evil": b"evil"}),
    "tar, parents on the way": tarred({"data/../../../evil": b"evil"}),
    "tar, through a link": tarred({"way/evil": b"evil"}, links={"way": ".."}),
    "tar, through a link to an absolute path": tarred({"way/evil": b"evil"}, links={"way": "/tmp"}),
}


@pytest.mark.parametrize("content", OUTSIDE.values(), ids=OUTSIDE)
def test_a_member_that_leads_out_of_the_folder_is_refused(tmp_path, lang, content):
    words = {"ko": "archive의 내용이 원본과 다릅니다", "en": "The content of archive is not that of the original"}
    with pytest.raises(CourseError, match=words[lang]):
        unpacked(tmp_path, content)


BAD = {
    "empty": b"",
    "a web page": b"<!DOCTYPE html><html></html>" * 100,
    "half a zip": zipped(MEMBERS)[:10_000],
    "half a tar": tarred(MEMBERS)[:10_000],
    "a zip with other bytes in it": zipped(MEMBERS).replace(MEMBERS["data/b/2.txt"][100:200], bytes(100)),
    "gzip of no tar": gzip.compress(random.Random(2).randbytes(5_000)),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_a_bad_archive_is_one_sentence(tmp_path, lang, content):
    with pytest.raises(CourseError, match={"ko": "원본과 다릅니다", "en": "not that of the original"}[lang]) as caught:
        unpacked(tmp_path, content)
    assert "\n" not in str(caught.value) and str(tmp_path) not in str(caught.value)


def test_an_unknown_original_is_told_the_three(lang):
    sentence = str(unknown_original("cifar10"))
    assert all(name in sentence for name in ('"cats_vs_dogs"', '"imdb"', '"nsmc"', "'cifar10'"))
