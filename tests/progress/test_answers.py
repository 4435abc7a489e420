"""What is read out of a notebook, whatever a learner has made of it."""

import copy
import json
import random
import uuid

import nbformat
import pytest
from nbformat import NotebookNode

from tools.build.notebooks import make_notebook, version_of
from utils.core.course import section
from utils.core.text import LANGUAGES, CourseError
from utils.exercises.check import exercises
from utils.progress.answers import answers_of


@pytest.fixture
def notebook() -> NotebookNode:
    """The notebook of 1-1 as the course gives it."""
    return copy.deepcopy(make_notebook(section("1-1"), "chapters", "ko"))


def place(notebook: NotebookNode, exercise: str) -> int:
    return next(n for n, cell in enumerate(notebook.cells) if cell.metadata.get("exercise") == exercise)


def place_of_check(notebook: NotebookNode, exercise: str) -> int:
    return next(n for n, cell in enumerate(notebook.cells) if cell.source.startswith(f'check("{exercise}"'))


def own_cell(source: str, kind: str = "code") -> NotebookNode:
    """A cell as JupyterLab adds it."""
    new = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    return new(source, id=str(uuid.uuid4()))


def copied_cell(cell: NotebookNode) -> NotebookNode:
    """A copy of a cell as JupyterLab pastes it: with the marks, under another name."""
    return nbformat.from_dict({**copy.deepcopy(cell), "id": str(uuid.uuid4())})


def answer(notebook: NotebookNode, exercise: str, source: str) -> None:
    notebook.cells[place(notebook, exercise)].source = source


def remarks(entry: dict) -> str:
    return " ".join(remark["en"] for remark in entry["remarks"])


# --- an ordinary notebook ---


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_notebook_as_it_is_given_holds_no_answer(section_id, lang):
    assert answers_of(make_notebook(section(section_id), "chapters", lang)) == {
        "id": section_id,
        "lang": lang,
        "version": version_of(section(section_id)),
        "answers": {},
        "letters": {},
        "remarks": [],
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_solved_notebook_holds_every_answer(section_id, lang):
    solved = make_notebook(section(section_id), "solutions", lang)
    entry = answers_of(solved)
    own = [found for found in exercises().values() if found.section == section_id]
    assert entry["letters"] == {found.id: found.question.answer for found in own if found.question}
    codes: dict[str, list[str]] = {}
    for cell in solved.cells:
        if cell.cell_type == "code" and "solution" in cell.metadata.get("tags", []):
            codes.setdefault(cell.metadata["exercise"], []).append(cell.source)
    assert entry["answers"] == {found.id: "\n\n".join(codes[found.id]) for found in own if not found.question}
    assert entry["remarks"] == []


def test_an_edited_cell_is_the_answer(notebook):
    answer(notebook, "1-1-b", "parameters = 1\n")
    before = copy.deepcopy(notebook)
    assert answers_of(notebook)["answers"] == {"1-1-b": "parameters = 1"}
    assert notebook == before


def test_json_will_do_and_so_will_lines(notebook):
    answer(notebook, "1-1-b", "a = 1\nparameters = a")
    plain = json.loads(nbformat.writes(notebook))
    assert isinstance(plain["cells"][0]["source"], list)
    assert answers_of(plain) == answers_of(notebook)


def test_a_letter_is_read_from_a_check_and_the_last_one_counts(notebook):
    notebook.cells[3:3] = [
        own_cell('check("1-1-q1", "a")'),
        own_cell('# check("1-1-q2", "a")\ncheck("1-1-q1", " B) ");check("2-1-q1", "a")'),
        own_cell('%time check("1-1-q3", "c")'),
        own_cell('letter = "c"\ncheck("1-1-q4", letter)'),
    ]
    assert answers_of(notebook)["letters"] == {"1-1-q1": "b"}


def test_what_is_still_blank_is_no_answer(notebook):
    answer(notebook, "1-1-a", "stack = ...  # 나중에")
    answer(notebook, "1-1-b", "# nothing yet\n\n")
    answer(notebook, "1-1-c", "")
    assert answers_of(notebook)["answers"] == {}


# --- cells added, copied, moved, merged, split, lost ---


@pytest.mark.parametrize("where", ["above the answer cell", "below it", "below a text"])
def test_a_cell_that_was_added_between_task_and_check_belongs_to_the_answer(notebook, where):
    at = place(notebook, "1-1-b") + (where != "above the answer cell")
    notebook.cells[at:at] = [own_cell("parameters = 7")]
    if where == "below a text":
        notebook.cells[at:at] = [own_cell("나의 생각", "markdown")]
    assert answers_of(notebook)["answers"] == {"1-1-b": "parameters = 7"}


def test_cells_of_one_answer_are_joined_in_the_order_of_the_notebook(notebook):
    at = place(notebook, "1-1-b")
    notebook.cells[at].source = "second = first + 1"
    notebook.cells.insert(at + 1, own_cell("parameters = second"))
    notebook.cells.insert(at, own_cell("first = 1"))
    entry = answers_of(notebook)
    assert entry["answers"] == {"1-1-b": "first = 1\n\nsecond = first + 1\n\nparameters = second"}
    assert "1-1-b stands in 3 cells" in remarks(entry)


def test_cells_of_the_lesson_and_experiments_elsewhere_belong_to_no_answer(notebook):
    answer(notebook, "1-1-b", "parameters = 7")
    notebook.cells[place_of_check(notebook, "1-1-b") + 1 : 1] = []
    notebook.cells.insert(place_of_check(notebook, "1-1-b") + 1, own_cell("print(parameters)"))
    notebook.cells.insert(3, own_cell("print('hello')"))
    notebook.cells[6].source += "\nprint('the lesson, edited')"
    assert answers_of(notebook)["answers"] == {"1-1-b": "parameters = 7"}


def test_an_answer_far_below_counts_if_it_is_checked_there(notebook):
    notebook.cells += [own_cell("parameters = 7"), own_cell('check("1-1-b", parameters)')]
    assert answers_of(notebook)["answers"] == {"1-1-b": "parameters = 7"}
    notebook.cells.append(own_cell('parameters = 8\ncheck("1-1-b", parameters)'))
    assert answers_of(notebook)["answers"]["1-1-b"].endswith('parameters = 8\ncheck("1-1-b", parameters)')


def test_of_a_copied_cell_the_blank_one_does_not_count(notebook):
    for exercise, written in (("1-1-b", "parameters = 7"), ("1-1-e", "def repaired():\n    return 1")):
        at = place(notebook, exercise)
        copied = copied_cell(notebook.cells[at])
        notebook.cells[at].source = written
        notebook.cells.insert(at + 1, copied)
    entry = answers_of(notebook)
    assert entry["answers"] == {"1-1-b": "parameters = 7", "1-1-e": "def repaired():\n    return 1"}
    assert entry["remarks"] == []


def test_of_two_copies_that_were_both_written_the_later_one_comes_last(notebook):
    at = place(notebook, "1-1-b")
    notebook.cells[at].source = "parameters = 1"
    notebook.cells.insert(at + 1, copied_cell(notebook.cells[at]))
    notebook.cells[at + 1].source = "parameters = 2"
    assert answers_of(notebook)["answers"] == {"1-1-b": "parameters = 1\n\nparameters = 2"}


@pytest.mark.parametrize("to", [2, -1])
def test_a_moved_cell_is_found_by_its_mark(notebook, to):
    answer(notebook, "1-1-b", "parameters = 7")
    notebook.cells.insert(to, notebook.cells.pop(place(notebook, "1-1-b")))
    assert answers_of(notebook)["answers"] == {"1-1-b": "parameters = 7"}


def test_a_check_that_was_moved_takes_no_lesson_with_it(notebook):
    answer(notebook, "1-1-b", "parameters = 7")
    notebook.cells.append(notebook.cells.pop(place_of_check(notebook, "1-1-b")))
    assert answers_of(notebook)["answers"] == {"1-1-b": "parameters = 7"}


def test_cells_in_any_order_give_the_same_answers(notebook):
    for exercise in "abcdef":
        answer(notebook, f"1-1-{exercise}", f"x_{exercise} = 1")
    for seed in range(20):
        random.Random(seed).shuffle(notebook.cells)
        assert answers_of(notebook)["answers"] == {f"1-1-{each}": f"x_{each} = 1" for each in "abcdef"}


def test_a_new_cell_in_place_of_a_deleted_one_is_the_answer(notebook):
    at = place(notebook, "1-1-b")
    notebook.cells[at : at + 1] = [own_cell("parameters = 7")]
    assert answers_of(notebook)["answers"] == {"1-1-b": "parameters = 7"}


def test_a_check_that_was_edited_or_merged_is_part_of_the_answer(notebook):
    at = place(notebook, "1-1-b")
    notebook.cells[at].source += '\ncheck("1-1-b", 7)'
    del notebook.cells[at + 1]
    notebook.cells[place_of_check(notebook, "1-1-a")].source = 'check("1-1-a", my_stack)'
    assert answers_of(notebook)["answers"] == {
        "1-1-a": 'check("1-1-a", my_stack)',
        "1-1-b": 'parameters = ...\ncheck("1-1-b", 7)',
    }


def test_an_answer_cell_that_has_become_text_is_told(notebook):
    at = place(notebook, "1-1-b")
    notebook.cells[at] |= {"cell_type": "markdown", "source": "parameters = 7"}
    entry = answers_of(notebook)
    assert entry["answers"] == {} and "1-1-b is a text cell" in remarks(entry)
    assert all(set(remark) == set(LANGUAGES) for remark in entry["remarks"])


def test_a_cell_of_another_section_is_told_and_not_read(notebook):
    notebook.cells.insert(5, nbformat.v4.new_code_cell("x = 1", metadata={"exercise": "2-1-a"}))
    entry = answers_of(notebook)
    assert entry["answers"] == {} and "2-1-a stands in the notebook of 1-1" in remarks(entry)


# --- what an answer needs from elsewhere ---


def test_code_of_the_learner_that_an_answer_needs_comes_before_it(notebook):
    notebook.cells[2:2] = [
        own_cell("import numpy as np\nHIDDEN = 64"),
        own_cell("def count(n):\n    return np.prod(n)"),
        own_cell("unused = 1"),
    ]
    answer(notebook, "1-1-b", "parameters = count((784, 32))")
    assert answers_of(notebook)["answers"] == {
        "1-1-b": "import numpy as np\nHIDDEN = 64\n\ndef count(n):\n    return np.prod(n)\n\n"
        "parameters = count((784, 32))"
    }


def test_an_answer_may_use_another_one(notebook):
    answer(notebook, "1-1-a", "stack = keras.Sequential([])")
    answer(notebook, "1-1-b", "parameters = stack.count_params()")
    assert answers_of(notebook)["answers"] == {
        "1-1-a": "stack = keras.Sequential([])",
        "1-1-b": "stack = keras.Sequential([])\n\nparameters = stack.count_params()",
    }


def test_code_that_python_refuses_to_compile_is_an_answer_all_the_same(notebook):
    refused = "def parameters(units, units):\n    return units"
    answer(notebook, "1-1-b", refused)
    assert answers_of(notebook)["answers"]["1-1-b"] == refused


def test_what_the_lesson_binds_in_between_is_not_taken_from_above(notebook):
    at = place(notebook, "1-1-f")
    bound_by_the_lesson = "x_train"
    assert any(f"{bound_by_the_lesson}" in cell.source.partition("=")[0] for cell in notebook.cells[2:at])
    notebook.cells.insert(2, own_cell(f"{bound_by_the_lesson} = None"))
    answer(notebook, "1-1-f", f"better = {bound_by_the_lesson}")
    assert answers_of(notebook)["answers"] == {"1-1-f": f"better = {bound_by_the_lesson}"}


# --- names and marks that other programs drop ---


def without_names(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        del cell["id"]


def with_other_names(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell["id"] = uuid.uuid4().hex[:8]


def without_marks(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell["metadata"] = {}


@pytest.mark.parametrize("drop", [without_names, with_other_names, without_marks])
def test_an_answer_is_found_without_names_or_marks_of_cells(notebook, drop):
    at = place(notebook, "1-1-b")
    notebook.cells[at].source = "parameters = half * 2"
    notebook.cells.insert(at, own_cell("half = 3"))
    drop(notebook)
    entry = answers_of(notebook)
    assert entry["answers"]["1-1-b"] == "half = 3\n\nparameters = half * 2"
    # A repair exercise cannot be told from an untouched one any more.
    assert entry["answers"].keys() <= {"1-1-b", "1-1-e"}
    assert ("No cell is marked" in remarks(entry)) == (drop is without_marks)


@pytest.mark.parametrize("metadata", [{}, None, {"keras_study": None}, {"keras_study": "1-1"}])
def test_without_the_courses_metadata_the_first_cell_tells_the_section(notebook, metadata):
    plain = json.loads(nbformat.writes(notebook)) | {"metadata": metadata}
    entry = answers_of(plain)
    assert (entry["id"], entry["lang"], entry["version"]) == ("1-1", "ko", "")


# --- no notebook of the course, and odd ones ---

ODD = [
    None,
    3,
    "text",
    [],
    {},
    {"cells": None, "metadata": {}},
    {"cells": [None, 3, "x", {}], "metadata": {"kernelspec": {}}},
    {"worksheets": [{"cells": []}], "metadata": {"name": "an old one"}},
    {"cells": [], "metadata": {"keras_study": {"section": "9-9", "language": "ko"}}},
    {"cells": [], "metadata": {"keras_study": {"section": ["1-1"], "language": "ko"}}},
    {"cells": [{"cell_type": "code", "source": "import keras"}]},
    {"cells": [{"cell_type": "code", "source": "start()\nstart(3)\nstart('9-9', lang='ko')"}]},
]


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_notebook_of_the_course_is_refused_in_one_sentence(odd, lang):
    with pytest.raises(CourseError) as caught:
        answers_of(odd)
    assert {"ko": "이 코스의 노트북이 아닙니다.", "en": "This is not a notebook of this course."}[lang] == str(
        caught.value
    )


CODE = [
    "x = (",
    "\x00",
    "!ls",
    "%%bash\nrm x",
    "(" * 500,
    "def",
    "return",
    "\ud800",
    "check(",
    "check()",
    "check(3)",
    "x" * 9999,
]
FIELDS = {
    "source": [None, 3, [], ["a", None], {}, *CODE],
    "metadata": [None, 3, [], {"exercise": 3}, {"exercise": "1-1-"}, {"exercise": "1-1-b", "tags": 3}],
    "id": [None, 3, "", "x" * 10**4, "title"],
    "cell_type": [None, 3, "raw", "heading"],
}


@pytest.mark.parametrize("seed", range(30))
def test_no_odd_cell_breaks_it_and_the_other_answers_are_read(notebook, seed):
    draw = random.Random(seed)
    answer(notebook, "1-1-b", "parameters = 7")
    plain = json.loads(nbformat.writes(notebook))
    kept = plain["cells"][place(notebook, "1-1-b")]
    others = [cell for cell in plain["cells"] if cell is not kept]
    for cell in draw.sample(others, 15):
        name = draw.choice(list(FIELDS))
        cell[name] = draw.choice(FIELDS[name])
    entry = answers_of(plain)
    assert "parameters = 7" in entry["answers"]["1-1-b"]
    json.dumps(entry)
