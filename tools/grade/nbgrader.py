"""A section as an assignment of nbgrader, for those who have it.

python -m tools.grade nbgrader 1-1 [--lang ko]

The checks are the course's own: an exercise has its point where `check` says that the answer is right. A click leaves
nothing in a notebook, so a question asks for its letter as well. `make grade` does the same without nbgrader.
"""

import argparse
import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from tools.build.notebooks import make_notebook
from tools.build.rules import exercise_of, is_check_of, tags
from tools.build.sources import read_source
from utils.core.course import Section, section
from utils.core.paths import COURSE_FOLDER
from utils.core.text import LANGUAGES, CourseError, Text
from utils.exercises.check import find

NBGRADER = "nbgrader==0.9.*"
FOLDER = COURSE_FOLDER / "nbgrader"
# Where nbgrader runs: what it would put in place of an answer, and a progress file that is not the teacher's.
_CONFIG = """\
import os
from pathlib import Path

os.environ["KERAS_STUDY_HOME"] = str(Path(__file__).resolve().parent / ".keras-study")
c = get_config()
c.CourseDirectory.course_id = "keras-study"
c.ClearSolutions.code_stub = {"python": ""}
c.ExecutePreprocessor.timeout = 300
"""
_ANSWER = "{starter}\n### BEGIN SOLUTION\n{solution}\n### END SOLUTION"
_TEST = "{check}\n### BEGIN HIDDEN TESTS\nassert (result := {check}).passed, result\n### END HIDDEN TESTS"
_LETTER = Text(
    ko='`{name}`에 고른 답의 글자를 넣으세요. 예: `{name} = "a"`',
    en='Put the letter of your choice into `{name}`, such as `{name} = "a"`.',
)
# A hub keeps a learner's copy of the course there; an assignment may lie elsewhere.
_SEARCH = "\ncourse = next("
_SEARCH_AT_HOME = '\nfolders.append(Path.home() / "keras-study")' + _SEARCH


def write_assignment(section_id: str, lang: str, folder: Path = FOLDER) -> Path:
    """Write the assignment of a section into a folder of nbgrader, which becomes one where it is none.

    Args:
        section_id: such as "1-1"; it is the name of the assignment, too.
        lang: "ko" or "en".
        folder: the one in which nbgrader runs. Its checks find the course where that lies above, or at ~/keras-study.

    Returns:
        The notebook.

    Raises:
        CourseError: there is no such section.
    """
    of_section = section(section_id)
    file = folder / "source" / section_id / f"{of_section.name}.ipynb"
    file.parent.mkdir(parents=True, exist_ok=True)
    config = folder / "nbgrader_config.py"
    if not config.exists():
        config.write_text(_CONFIG, encoding="utf-8")
    nbformat.write(assignment(of_section, lang), file)
    return file


def assignment(of_section: Section, lang: str) -> NotebookNode:
    """The chapter of a section with the published answers and with what nbgrader has to know of each cell."""
    notebook = make_notebook(of_section, "chapters", lang)
    solutions = {
        cell.metadata["exercise"]: cell.source
        for cell in read_source(of_section)
        if "solution" in tags(cell) and "exercise" in cell.metadata
    }
    notebook.cells = [new for cell in notebook.cells for new in _graded(cell, solutions, lang)]
    return notebook


def _graded(cell: NotebookNode, solutions: dict[str, str], lang: str) -> list[NotebookNode]:
    """What becomes of a cell of the chapter."""
    if cell.id == "start":
        cell.source = cell.source.replace(_SEARCH, _SEARCH_AT_HOME)
        return [_marked(cell, "start", locked=True)]
    if cell.cell_type == "code" and cell.source.startswith("choose("):
        return [cell, *_question(cell.source.split('"')[1], lang)]
    exercise_id = exercise_of(cell)
    if exercise_id and is_check_of(cell, exercise_id):
        return [_test(cell, exercise_id)]
    if exercise_id and "starter" in tags(cell):
        return [_answer(cell, exercise_id, solutions[exercise_id])]
    return [cell]


def _question(exercise_id: str, lang: str) -> list[NotebookNode]:
    """Where a learner writes the letter, and its test."""
    question = find(exercise_id).question
    assert question is not None
    name = f"letter_{exercise_id.replace('-', '_')}"
    prose = nbformat.v4.new_markdown_cell(_LETTER[lang].format(name=name), id=f"letter-{exercise_id}")
    answer = nbformat.v4.new_code_cell(f"{name} = ...", id=f"answer-{exercise_id}")
    test = nbformat.v4.new_code_cell(f'check("{exercise_id}", {name})', id=f"test-{exercise_id}")
    solution = f'{name} = "{question.answer}"'
    return [prose, _answer(answer, exercise_id, solution), _test(test, exercise_id)]


def _answer(cell: NotebookNode, exercise_id: str, solution: str) -> NotebookNode:
    cell.source = _ANSWER.format(starter=cell.source, solution=solution)
    return _marked(cell, f"answer-{exercise_id}", solution=True)


def _test(cell: NotebookNode, exercise_id: str) -> NotebookNode:
    cell.source = _TEST.format(check=cell.source)
    return _marked(cell, exercise_id, grade=True, points=1, locked=True)


def _marked(cell: NotebookNode, name: str, **marks: bool | int) -> NotebookNode:
    """The cell with nbgrader's metadata, of schema 3."""
    roles = {"grade": False, "solution": False, "locked": False, "task": False, **marks}
    cell.metadata["nbgrader"] = {"schema_version": 3, "grade_id": name, "cell_type": cell.cell_type, **roles}
    return cell


def main(words: list[str]) -> int:
    """What follows `python -m tools.grade nbgrader` on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.grade nbgrader", description="an assignment of nbgrader")
    parser.add_argument("section", help="such as 1-1")
    parser.add_argument("--lang", choices=LANGUAGES, default="ko")
    wanted = parser.parse_args(words)
    try:
        print(write_assignment(wanted.section, wanted.lang).relative_to(COURSE_FOLDER))
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
