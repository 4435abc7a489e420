"""What is kept of the runs on other backends, and how a cell that does not run there is recognised."""

import json

import nbformat
import pytest

from tools import backends
from utils.core.course import sections

KEPT = json.loads(backends.RESULTS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", backends.READMES.values())
def test_the_readmes_show_what_was_found(path):
    of_today = {file.name: text for file, text in backends.readmes_with_tables().items()}
    assert (backends.COURSE_FOLDER / path).read_text(encoding="utf-8") == of_today[path]
    assert all(f"| {id_} |" in of_today[path] for id_ in sections())


@pytest.mark.parametrize("backend", KEPT)
def test_most_of_the_course_runs_on_another_backend(backend):
    assert KEPT[backend].keys() == sections().keys()
    for id_ in backends.WHOLE:
        ran, cells = KEPT[backend][id_]
        assert backends.LEAST_SHARE * cells <= ran <= cells, id_


def cell(code: str, *outputs) -> nbformat.NotebookNode:
    return nbformat.v4.new_code_cell(code, outputs=list(outputs))


def shown(text: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_output("execute_result", {"text/plain": text})


def test_a_cell_that_fails_is_named():
    error = nbformat.v4.new_output("error", ename="ValueError", evalue="so not\nat all", traceback=[])
    assert backends.problem(cell("1 + x", error), None) == "ValueError: so not"
    assert backends.problem(cell("1 + 2", shown("3")), None) is None


def test_a_check_that_says_something_else_is_named():
    checked = cell('check("1-1-a", x)', shown("✓ right, with 3 layers"))
    assert backends.problem(checked, "✓") is None
    assert backends.problem(checked, "✗") == "the check says '✓', not '✗'"
    assert backends.problem(cell('check("1-1-a", x)'), "✓") == "the check says None, not '✓'"
