"""The copy for learners: later answers are not in it, and everything else works."""

import fnmatch
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tools import release as releases
from tools.build.rules import tags
from tools.build.sources import read_cells, read_source
from tools.release import RECORD, files_of, main, release, without_answers
from utils.core.course import section, sections, written_sections
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError

UNTIL = "3-2"
ORDER = list(sections())
OPEN = [each for each in written_sections() if ORDER.index(each.id) <= ORDER.index(UNTIL)]
HELD_BACK = [each for each in written_sections() if each not in OPEN]


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("class") / "released"
    release(UNTIL, folder)
    return folder


@pytest.fixture
def small(monkeypatch):
    """A course of four files, in which a later section brings one more."""
    monkeypatch.setattr(
        releases,
        "files_of",
        lambda until: {
            "a.py": b"a",
            "b/c.txt": until.encode(),
            **({"solutions/ko/4-1.ipynb": b"answers"} if until >= "4-1" else {}),
        },
    )


def files_in(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def text_of(file: Path) -> str:
    """A file as it is read; of a notebook the cells, whose lines stand apart in the file."""
    if file.suffix == ".ipynb":
        return "\n".join(cell.source for cell in nbformat.read(file, as_version=4).cells)
    return file.read_text(encoding="utf-8")


# --- what is in it ---


def test_the_solutions_until_then_are_in_it_and_no_later_ones(copy):
    found = sorted(path.stem for path in copy.glob("solutions/*/*"))
    assert found == sorted(each.name for each in OPEN for _ in ("ko", "en"))
    for each in OPEN:
        assert (copy / each.path("solutions", "en")).read_bytes() == each.notebook("solutions", "en").read_bytes()


def test_no_code_of_a_later_answer_stands_in_any_file(copy):
    files = [path for path in copy.rglob("*") if path.suffix in {".py", ".ipynb", ".json", ".md", ".toml", ".txt"}]
    assert len(files) > 200
    everything = "\n".join(map(text_of, files))
    for each in HELD_BACK:
        lesson = "\n".join(cell.source for cell in read_cells(without_answers(each.source.read_text(encoding="utf-8"))))
        for cell in read_source(each):
            if tags(cell) & {"wrong", "right", "proof", "solution"} and len(cell.source) > 30:
                assert cell.source in lesson or cell.source not in everything, cell.source


def test_no_tests_come_along(copy):
    assert not any((copy / name).exists() for name in ("tests", "bench", "conftest.py", ".git", ".venv"))
    assert {path.name for path in (copy / "tools").iterdir()} == {"__init__.py", "hub", "update"}


def test_every_chapter_is_as_the_course_gives_it_and_links_to_no_missing_answers(copy):
    for each in written_sections():
        given = nbformat.read(each.notebook("chapters", "ko"), as_version=4)
        released = nbformat.read(copy / each.path("chapters", "ko"), as_version=4)
        assert [cell.source for cell in released.cells[2:]] == [cell.source for cell in given.cells[2:]]
        links = re.findall(r"\]\((\.\.?/[^)#]+)", released.cells[0].source)
        assert links and all((copy / "chapters" / "ko" / link).exists() for link in links)


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_every_link_of_a_readme_leads_to_a_file_of_the_copy(copy, name):
    text = (copy / name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert len(links) > 15 and [link for link in links if not (copy / link).exists()] == []
    assert "make lab" in text and "make update" in text and "make test" not in text and "make release" not in text
    assert "<!--" not in text


def test_what_is_left_of_a_later_source_is_the_lesson():
    text = section("4-1").source.read_text(encoding="utf-8")
    before, after = read_cells(text), read_cells(without_answers(text))
    kept = [cell for cell in before if not tags(cell) & {"wrong", "right", "proof", "solution"}]
    assert [(cell.source, cell.metadata) for cell in after] == [(cell.source, cell.metadata) for cell in kept]
    assert any("starter" in tags(cell) for cell in after)


# --- what works in it ---

IN_THE_COPY = """
import json, os
from utils import check, hint, progress, solution
from utils.core.text import set_language
from utils.exercises.check import exercises
import utils

told = {}
for lang in ("ko", "en"):
    set_language(lang)
    told[lang] = {
        "utils": utils.__file__,
        "ids": list(exercises()),
        "wrong": check("4-1-q1", "a").outcome.name,
        "right": check("4-1-q1", exercises()["4-1-q1"].question.answer).outcome.name,
        "hint": hint("4-1-a").body,
        "map": repr(progress()),
        "html": progress()._repr_html_(),
        "later": repr(solution("4-1-a")),
        "out": solution("3-2-a").body if os.path.exists("solutions") else "",
    }
print(json.dumps(told))
"""


def said_in(folder: Path) -> dict:
    command = [sys.executable, "-W", "ignore", "-c", IN_THE_COPY]
    return json.loads(subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout)


def test_check_hint_map_and_open_answers_work_and_a_later_answer_is_told(copy):
    for lang, found in said_in(copy).items():
        assert found["utils"] == str(copy / "utils" / "__init__.py")
        assert len(found["ids"]) > 100 and (found["wrong"], found["right"]) == ("NOT_YET", "RIGHT")
        assert found["hint"] and found["out"].startswith("def ")
        assert "1/" in found["map"].split("4-1")[1].splitlines()[0]
        assert found["html"].count("<a href=") == len(written_sections())
        (sentence,) = found["later"].splitlines()[1:]
        assert "4-1-a" in sentence and UNTIL in sentence
        assert {"ko": "나중에 공개합니다", "en": "Your teacher releases"}[lang] in sentence


def test_without_any_source_or_solution_check_and_map_work_all_the_same(copy, tmp_path):
    shutil.copytree(
        copy, tmp_path / "bare", ignore=lambda folder, names: {"solutions", *fnmatch.filter(names, "?-?_*.py")}
    )
    found = said_in(tmp_path / "bare")["ko"]
    assert len(found["ids"]) > 100 and found["right"] == "RIGHT" and "준비 중" not in found["html"]


# --- into which folder ---


def test_a_folder_of_another_kind_is_refused_and_stays(tmp_path, small):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CourseError, match="make release가 만든 것이 아닙니다"):
        release("3-2", tmp_path)
    (tmp_path / RECORD).write_text("[]")
    with pytest.raises(CourseError, match="make release가 만든 것이 아닙니다"):
        release("3-2", tmp_path)
    assert files_in(tmp_path) == {"mine.txt": "mine", RECORD: "[]"}


def test_a_file_in_place_of_the_folder_is_refused(tmp_path, small):
    (tmp_path / "released").write_text("mine")
    with pytest.raises(CourseError):
        release("3-2", tmp_path / "released")
    assert (tmp_path / "released").read_text() == "mine"


def test_a_later_release_brings_answers_an_earlier_one_takes_them_and_own_files_stay(tmp_path, small):
    folder = tmp_path / "new" / "released"
    for until, there in (("3-2", False), ("4-1", True), ("4-1", True), ("3-2", False)):
        release(until, folder)
        (folder / ".git").mkdir(exist_ok=True)
        (folder / ".git" / "HEAD").write_text("ref")
        (folder / "syllabus.md").write_text("mine")
        assert (folder / "solutions").exists() is there
        assert (folder / "b" / "c.txt").read_text() == until
        assert (folder / ".git" / "HEAD").read_text() == "ref" and (folder / "syllabus.md").read_text() == "mine"


@pytest.mark.parametrize("name", ["b/c.txt", "solutions/ko/4-1.ipynb"])
def test_a_file_that_was_changed_by_hand_stops_it_before_anything_is_written(tmp_path, small, name):
    release("3-2", tmp_path)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine")
    before = files_in(tmp_path)
    with pytest.raises(CourseError, match=name):
        release("4-1", tmp_path)
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("written", range(1, 5))
def test_stopped_at_any_file_it_can_be_run_again(tmp_path, small, monkeypatch, written):
    release("3-2", tmp_path)
    write, left = releases.write_whole, iter(range(written))

    def stopped(path: Path, content: bytes) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        write(path, content)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(releases, "write_whole", stopped)
        release("4-1", tmp_path)
    release("4-1", tmp_path)
    assert files_in(tmp_path).keys() == {"a.py", "b/c.txt", "solutions/ko/4-1.ipynb", RECORD}


@pytest.mark.parametrize("until", ["9-9", "", "4"])
def test_an_unknown_section_is_refused_in_one_sentence(tmp_path, monkeypatch, capsys, until):
    monkeypatch.setattr(sys, "argv", ["tools.release", until, str(tmp_path / "new")])
    assert main() == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1 and not (tmp_path / "new").exists()


def test_a_missing_solution_is_told_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(releases, "_AS_THEY_ARE", ())
    monkeypatch.setattr(type(section("0-0")), "notebook", lambda self, kind, lang: tmp_path / "nowhere")
    with pytest.raises(CourseError, match="make notebooks를 실행하세요"):
        files_of("0-0")


def test_make_release_passes_the_section_and_the_language_on(lang):
    command = ["make", "--no-print-directory", "--dry-run", "release", f"UNTIL={UNTIL}", f"IN={lang}"]
    done = subprocess.run(command, cwd=COURSE_FOLDER, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].endswith(f'-m tools.release "{UNTIL}" --lang {lang}')
