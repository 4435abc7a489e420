"""`make update`: the newest course comes, and whatever a learner has done to the folder, nothing of it is lost."""

import json
import random
import re
import subprocess
from pathlib import Path

import nbformat
import pytest

from tools.update import __main__ as update_command
from tools.update import git
from tools.update.notebooks import put_together
from utils.core.text import CourseError

LESSON = "chapters/ko/1-1_lesson.ipynb"
ANSWER = "pixels = 28 * 28"


def cell(name: str, source: str | None = None, outputs: tuple = ()):
    made = nbformat.v4.new_code_cell(source or name, id=name)
    made.outputs = [nbformat.v4.new_output("stream", text=text) for text in outputs]
    return made


def notebook(*names: str, **changed: str):
    return nbformat.v4.new_notebook(cells=[cell(name, changed.get(name)) for name in names])


def run(folder: Path, *words: str) -> str:
    settings = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *settings, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


class Course:
    """A course at its address, and a learner's clone of it."""

    def __init__(self, folder: Path):
        self.origin, self.folder = folder / "origin", folder / "clone 코스"
        self.origin.mkdir()
        run(self.origin, "init", "--quiet")
        self.publish({LESSON: notebook("start", "a", "check-a", "b", "next"), "README.md": "old", "utils/x.py": "old"})
        run(folder, "clone", "--quiet", str(self.origin), str(self.folder))

    def publish(self, files: dict) -> None:
        """A newer version of the course; None removes a file."""
        for path, content in files.items():
            self._write(self.origin / path, content)
        run(self.origin, "add", "--all")
        run(self.origin, "commit", "--quiet", "--message=newer")

    def learn(self, files: dict) -> None:
        """What the learner does to files."""
        for path, content in files.items():
            self._write(self.folder / path, content)

    def _write(self, file: Path, content) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            file.unlink()
        elif isinstance(content, str):
            file.write_text(content)
        else:
            nbformat.write(content, file)

    def sources(self, path: str = LESSON) -> list[str]:
        return [each.source for each in nbformat.read(self.folder / path, as_version=4).cells]

    def beside(self) -> list[Path]:
        return sorted(self.folder.rglob("*.mine-*"))

    def contents(self) -> set[str]:
        return {file.read_text() for file in self.folder.rglob("*") if file.is_file() and ".git" not in file.parts}


@pytest.fixture
def course(tmp_path, monkeypatch) -> Course:
    made = Course(tmp_path)
    for module in (git, update_command):
        monkeypatch.setattr(module, "COURSE_FOLDER", made.folder)
    return made


def update(lang: str = "en") -> str:
    return update_command.update()[lang]


# --- notebooks ---


def test_answers_stay_and_new_cells_come(course):
    course.learn({LESSON: notebook("start", "a", "check-a", "b", "next", a=ANSWER)})
    course.publish({LESSON: notebook("start", "new", "a", "check-a", "next", start="newer start")})
    said = update()
    assert course.sources() == ["newer start", "new", ANSWER, "check-a", "next"]
    assert LESSON in said and course.beside() == []
    assert run(course.folder, "rev-parse", "HEAD") == run(course.origin, "rev-parse", "HEAD")


def test_an_answer_is_no_commit_so_a_section_can_be_begun_again(course):
    course.learn({LESSON: notebook("start", "a", "check-a", "b", "next", a=ANSWER)})
    course.publish({LESSON: notebook("start", "a", "check-a", "b", "c", "next")})
    update()
    run(course.folder, "restore", LESSON)
    assert course.sources() == ["start", "a", "check-a", "b", "c", "next"]


def test_what_the_course_left_alone_stays_as_the_learner_has_it(course):
    course.learn(
        {LESSON: notebook("start", a=ANSWER), "my notes.txt": "mine", "chapters/ko/own.ipynb": notebook("own")}
    )
    course.publish({"README.md": "new"})
    before = (course.folder / LESSON).read_bytes()
    update()
    assert (course.folder / LESSON).read_bytes() == before
    assert (course.folder / "README.md").read_text() == "new" and course.beside() == []
    assert (course.folder / "my notes.txt").read_text() == "mine" and course.sources("chapters/ko/own.ipynb") == ["own"]


def test_an_answer_whose_exercise_is_gone_stays_beside_the_new_notebook(course):
    mine = notebook("start", "a", "check-a", "b", "next", b="my own b")
    course.learn({LESSON: mine})
    course.publish({LESSON: notebook("start", "a", "check-a", "another-b", "next")})
    said = update()
    (copy,) = course.beside()
    assert copy.name in said and nbformat.read(copy, as_version=4) == mine and copy.suffix == ".ipynb"
    assert course.sources() == ["start", "a", "check-a", "another-b", "next"]


@pytest.mark.parametrize("mine", ["", "{", "[]", '{"cells": 3}', "<<<<<<< HEAD\n", '{"nbformat": 4}'])
def test_a_notebook_that_is_none_any_more_stays_beside_the_new_one(course, mine):
    course.learn({LESSON: mine})
    course.publish({LESSON: notebook("start", "newer")})
    update()
    assert [copy.read_text() for copy in course.beside()] == [mine]
    assert course.sources() == ["start", "newer"]


def test_a_notebook_that_the_course_gives_up_stays_beside(course):
    course.learn({LESSON: notebook("start", a=ANSWER)})
    course.publish({LESSON: None})
    update()
    assert len(course.beside()) == 1 and not (course.folder / LESSON).exists()


def test_a_notebook_that_the_learner_removed_comes_back_when_it_is_new(course):
    course.learn({LESSON: None})
    course.publish({LESSON: notebook("start", "newer")})
    update()
    assert course.sources() == ["start", "newer"] and course.beside() == []


def test_cells_of_the_learners_own_stay_where_they_were():
    before = notebook("start", "a", "b")
    mine = notebook("mine-first", "start", "mine-1", "mine-2", "a", "b", "mine-last")
    new = notebook("start", "x", "a", "y", "b", "z")
    together = put_together(before, mine, new)
    assert [each.id for each in together.cells] == [
        *("mine-first", "start", "mine-1", "mine-2", "x", "a", "y", "b", "mine-last", "z")
    ]
    nbformat.validate(together)


def test_outputs_of_cells_that_did_not_change_stay_and_a_chosen_kernel_too():
    mine = notebook("start", "a")
    mine.cells[1] = cell("a", outputs=("seen",))
    mine.metadata["kernelspec"] = {"name": "venv", "display_name": ".venv"}
    together = put_together(notebook("start", "a"), mine, notebook("start", "a", "new", start="newer"))
    assert [len(each.outputs) for each in together.cells] == [0, 1, 0]
    assert together.cells[0].source == "newer" and together.metadata["kernelspec"]["name"] == "venv"


def test_a_program_that_takes_the_names_of_cells_away_makes_no_second_notebook_in_the_first():
    assert put_together(notebook("start", "a"), notebook("p", "q"), notebook("start", "a", "b")) is None


def test_a_cell_that_was_copied_with_its_name_stands_twice(course):
    mine = json.loads(nbformat.writes(notebook("start", "a", "b")))
    mine["cells"].insert(2, mine["cells"][1] | {"source": ["copied"]})
    course.learn({LESSON: json.dumps(mine)})
    course.publish({LESSON: notebook("start", "a", "b", "c")})
    update()
    assert course.sources() == ["start", "a", "copied", "b", "c"]


def test_a_notebook_whose_cells_have_no_names_stays_beside_the_new_one(course):
    mine = json.loads(nbformat.writes(notebook("start", a=ANSWER)))
    for each in mine["cells"]:
        del each["id"]
    course.learn({LESSON: json.dumps(mine | {"nbformat_minor": 4})})
    course.publish({LESSON: notebook("start", "newer")})
    update()
    assert len(course.beside()) == 1 and course.sources() == ["start", "newer"]


@pytest.mark.parametrize("seed", range(40))
def test_whatever_both_sides_do_nothing_that_was_written_is_lost(seed):
    dice = random.Random(seed)
    names = [f"c{number}" for number in range(8)]
    before = notebook(*names)

    def changed(side: str):
        kept = [name for name in names if dice.random() < 0.8]
        for number in range(dice.randrange(3)):
            kept.insert(dice.randrange(len(kept) + 1), f"{side}-{number}")
        return notebook(*kept, **{name: f"{side} wrote {name}" for name in kept if dice.random() < 0.3})

    mine, new = changed("mine"), changed("new")
    given = {each.source for each in before.cells}
    written = {each.source for each in mine.cells} - given
    of_the_course = [each.source for each in new.cells]
    together = put_together(before, mine, new)
    if together is not None:
        found = [each.source for each in together.cells]
        assert written <= set(found)
        assert [source for source in found if source in of_the_course] == [
            source for source in of_the_course if source in found
        ]
        assert {source for source in of_the_course if source not in given} <= set(found)
        assert len({each.id for each in together.cells}) == len(together.cells)


# --- other files, and commits of the learner's own ---


def test_another_file_that_both_changed_stays_beside_the_new_one(course):
    course.learn({"utils/x.py": "mine"})
    course.publish({"utils/x.py": "new"})
    said = update("ko")
    assert (course.folder / "utils/x.py").read_text() == "new"
    assert [copy.read_text() for copy in course.beside()] == ["mine"] and course.beside()[0].name in said


def test_a_file_of_the_learners_that_is_in_the_way_of_a_new_one_stays_beside_it(course):
    course.learn({"chapters/ko/new.txt": "mine"})
    course.publish({"chapters/ko/new.txt": "the course's"})
    update()
    assert (course.folder / "chapters/ko/new.txt").read_text() == "the course's"
    assert [copy.read_text() for copy in course.beside()] == ["mine"]


@pytest.mark.parametrize("also_open", [True, False])
def test_a_learner_who_commits_keeps_the_commits_and_the_answers(course, also_open):
    course.learn({LESSON: notebook("start", "a", "check-a", "b", "next", a=ANSWER), "own.txt": "own"})
    run(course.folder, "add", "--all")
    run(course.folder, "commit", "--quiet", "--message=my answers")
    own = run(course.folder, "rev-parse", "HEAD")
    if also_open:
        course.learn({LESSON: notebook("start", "a", "check-a", "b", "next", a=ANSWER, b="open"), "README.md": "mine"})
    course.publish({LESSON: notebook("start", "new", "a", "check-a", "b", "next"), "utils/x.py": "new"})
    update()
    assert course.sources() == ["start", "new", ANSWER, "check-a", "open" if also_open else "b", "next"]
    assert (course.folder / "utils/x.py").read_text() == "new" and (course.folder / "own.txt").read_text() == "own"
    assert (course.folder / "README.md").read_text() == ("mine" if also_open else "old")
    run(course.folder, "merge-base", "--is-ancestor", own, "HEAD")
    run(course.folder, "merge-base", "--is-ancestor", "origin/main", "HEAD")
    assert not (course.folder / ".git" / "MERGE_HEAD").exists()


def test_commits_that_contradict_the_course_leave_the_learners_file_beside(course):
    course.learn({"README.md": "mine", "utils/x.py": "also mine", LESSON: None})
    run(course.folder, "commit", "--quiet", "--all", "--message=mine")
    course.publish({"README.md": "new", "utils/x.py": None, LESSON: notebook("start", "newer")})
    update()
    assert (course.folder / "README.md").read_text() == "new" and course.sources() == ["start", "newer"]
    assert {copy.read_text() for copy in course.beside()} == {"mine", "also mine"}
    assert not (course.folder / "utils/x.py").exists() and run(course.folder, "diff", "HEAD") == ""


def test_a_second_update_finds_nothing_new(course):
    course.learn({LESSON: notebook("start", "a", "check-a", "b", "next", a=ANSWER)})
    course.publish({LESSON: notebook("start", "new", "a", "check-a", "b", "next")})
    update()
    before = course.contents()
    assert "already" in update() and "이미" in update("ko") and course.contents() == before
    course.publish({LESSON: notebook("start", "new", "newer", "a", "check-a", "b", "next")})
    update()
    assert course.sources() == ["start", "new", "newer", ANSWER, "check-a", "b", "next"]


# --- where it cannot be done ---


def no_git(course, monkeypatch):
    monkeypatch.setenv("PATH", "")


def a_zip(course, monkeypatch):
    (course.folder / ".git").rename(course.origin / "not-git")


def a_zip_inside_of_another_repository(course, monkeypatch):
    a_zip(course, monkeypatch)
    run(course.folder.parent, "init", "--quiet")


def no_address(course, monkeypatch):
    run(course.folder, "remote", "remove", "origin")


def no_network(course, monkeypatch):
    course.origin.rename(course.origin.with_name("gone"))


def a_merge_that_is_not_finished(course, monkeypatch):
    (course.folder / ".git" / "MERGE_HEAD").write_text(run(course.folder, "rev-parse", "HEAD") + "\n")


def another_history(course, monkeypatch):
    run(course.origin, "checkout", "--quiet", "--orphan", "other")
    run(course.origin, "commit", "--quiet", "--message=other")
    run(course.origin, "branch", "--force", "main", "other")


@pytest.mark.parametrize(
    "trouble",
    [
        no_git,
        a_zip,
        a_zip_inside_of_another_repository,
        no_address,
        no_network,
        a_merge_that_is_not_finished,
        another_history,
    ],
)
def test_what_hinders_is_one_sentence_and_changes_nothing(course, monkeypatch, capsys, trouble):
    course.learn({LESSON: notebook("start", "a", a=ANSWER)})
    course.publish({LESSON: notebook("start", "newer")})
    trouble(course, monkeypatch)
    before = course.contents()
    for lang in ("ko", "en"):
        assert update_command.main(lang) == 1
        said = capsys.readouterr()
        assert said.out == "" and len(said.err.splitlines()) == 1 and "Traceback" not in said.err
        assert bool(re.search("[가-힣]", said.err)) == (lang == "ko")
    assert course.contents() == before


def test_a_merge_that_git_refuses_puts_everything_back(course, monkeypatch):
    course.learn({LESSON: notebook("start", "a", a=ANSWER)})
    course.publish({LESSON: notebook("start", "newer")})
    before = course.contents()
    monkeypatch.setattr(update_command, "bring", lambda *_: git.git("no-such-command"))
    with pytest.raises(CourseError, match="파일은 그대로입니다"):
        update()
    assert course.contents() == before
