"""What nbgrader is given; that the real one grades it is what `make hub-test` tries."""

import ast
from collections import Counter

import nbformat
import pytest

from tools.build.rules import tags
from tools.grade.nbgrader import assignment, main, write_assignment
from utils.core.course import section
from utils.core.text import LANGUAGES
from utils.exercises.check import exercises


def marks(cell):
    return cell.metadata.get("nbgrader", {})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_exercise_and_question_has_an_answer_and_a_test_of_one_point(section_id, lang):
    cells = assignment(section(section_id), lang).cells
    own = {id_ for id_, each in exercises().items() if each.section == section_id}
    graded = [marks(cell) for cell in cells if marks(cell)]
    assert {found["grade_id"] for found in graded if found["grade"]} == own
    assert {found["grade_id"] for found in graded if found["solution"]} == {f"answer-{id_}" for id_ in own}
    assert max(Counter(found["grade_id"] for found in graded).values()) == 1
    assert all(found["locked"] and found["points"] == 1 for found in graded if found["grade"])
    assert len({cell.id for cell in cells}) == len(cells)


def test_what_a_release_shows_is_the_starter_and_the_check():
    cells = {marks(cell).get("grade_id"): cell.source for cell in assignment(section("1-1"), "en").cells}
    starter, _, rest = cells["answer-1-1-a"].partition("\n### BEGIN SOLUTION\n")
    assert starter == "stack = ..." and rest.endswith("\n### END SOLUTION")
    assert cells["1-1-a"].partition("\n### BEGIN HIDDEN TESTS\n")[0] == 'check("1-1-a", stack)'
    assert cells["answer-1-1-q1"].startswith("letter_1_1_q1 = ...\n")
    assert all(ast.parse(source) for name, source in cells.items() if name)


def test_nothing_of_the_solutions_prose_is_in_it():
    assert not any("solution" in tags(cell) for cell in assignment(section("2-1"), "ko").cells)


def test_the_first_cell_looks_at_home_as_well():
    (first,) = [cell for cell in assignment(section("1-1"), "ko").cells if cell.id == "start"]
    lines = first.source.splitlines()
    at_home = lines.index('folders.append(Path.home() / "keras-study")')
    assert lines[at_home + 1].startswith("course = next(") and marks(first)["locked"]


def test_a_folder_of_nbgrader_keeps_its_own_settings(tmp_path):
    written = write_assignment("0-0", "en", tmp_path)
    assert written == tmp_path / "source" / "0-0" / "0-0_start_here.ipynb"
    nbformat.validate(nbformat.read(written, as_version=4))
    (tmp_path / "nbgrader_config.py").write_text("# mine\n")
    write_assignment("1-1", "en", tmp_path)
    assert (tmp_path / "nbgrader_config.py").read_text() == "# mine\n"


def test_an_unknown_section_is_refused_in_one_sentence(capsys):
    assert main(["9-9"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
