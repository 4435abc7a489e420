"""The notebooks as they are stored: what a learner opens and what the web shows."""

import json
import re

import nbformat
import pytest

from conftest import count_cells
from tools.build.notebooks import KINDS
from utils.core.course import section
from utils.core.paths import COURSE_FOLDER
from utils.core.text import LANGUAGES

KILOBYTES = {"chapters": 100, "solutions": 400}
ALL_KILOBYTES = 10_000
MOST_IGNORED = 0.1
PATHS = re.compile(
    r"(?<![\w/.:])/(?:root|home|Users|tmp|usr|opt|work|private|var)/[\w.-]|[A-Z]:\\\\Users|file:/|site-packages|ipykernel_\d"
)


@pytest.fixture(params=[(kind, lang) for kind in KINDS for lang in LANGUAGES], ids="-".join)
def path(request, section_id):
    return section(section_id).notebook(*request.param)


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def outputs(notebook) -> list:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_a_notebook_is_valid_and_small(path, notebook):
    nbformat.validate(notebook)
    assert path.stat().st_size < KILOBYTES[path.parts[-3]] * 1000


def test_chapters_are_stored_without_outputs_and_solutions_with_them(path, notebook):
    if "chapters" in path.parts:
        assert outputs(notebook) == []
    else:
        assert len(outputs(notebook)) > 3


def test_no_stored_output_is_an_error_or_a_log(notebook):
    assert [output for output in outputs(notebook) if output.output_type == "error"] == []
    assert [output for output in outputs(notebook) if output.get("name") == "stderr"] == []


def test_no_stored_output_shows_a_path_of_the_machine(notebook):
    shown = [json.dumps(_without_pictures(output), ensure_ascii=False) for output in outputs(notebook)]
    assert [text for text in shown if PATHS.search(text)] == []


def _without_pictures(output):
    data = {kind: content for kind, content in output.get("data", {}).items() if not kind.startswith("image/png")}
    return {**output, "data": data}


@pytest.mark.parametrize(
    "shown", ["/root/x", "'/home/me/y.py'", "C:\\\\Users\\\\me", "/tmp/tmpab1", "lib/site-packages/keras"]
)
def test_a_path_of_a_machine_is_recognised(shown):
    assert PATHS.search(f"see {shown}") and not PATHS.search("see https://keras.io/home/api or a/b")


def test_no_view_of_a_widget_is_stored(notebook):
    assert [kind for output in outputs(notebook) for kind in output.get("data", ()) if "widget" in kind] == []
    assert "widgets" not in notebook.metadata


def test_each_picture_has_a_text_for_those_who_do_not_see_it(notebook):
    pictures = [
        (output, kind) for output in outputs(notebook) for kind in output.get("data", ()) if kind.startswith("image/")
    ]
    texts = [output.metadata.get(kind, {}).get("alt", "") for output, kind in pictures]
    assert all(len(text) > 10 for text in texts), texts
    assert not any("<Figure" in output.data.get("text/plain", "") for output, _ in pictures)


def test_all_notebooks_together_are_small():
    sizes = [path.stat().st_size for kind in KINDS for path in (COURSE_FOLDER / kind).glob("*/*.ipynb")]
    assert 0 < sum(sizes) < ALL_KILOBYTES * 1000


def test_nearly_every_cell_is_compared(record_property):
    compared, ignored = count_cells((COURSE_FOLDER / "solutions").glob("*/*.ipynb"))
    record_property("measured", f"solutions: {compared} code cells compared, {ignored} ignored")
    assert compared > 0 and ignored / (compared + ignored) < MOST_IGNORED


def test_the_count_of_cells_is_what_nbval_does(tmp_path):
    stream = nbformat.v4.new_output("stream", text="1\n")
    html = nbformat.v4.new_output("display_data", data={"text/html": "<b>"})
    picture = nbformat.v4.new_output("display_data", data={"image/png": "aaaa"})
    ignored = {"tags": ["nbval-ignore-output"]}
    cells = [
        nbformat.v4.new_markdown_cell("prose"),
        nbformat.v4.new_code_cell("x = 1"),
        nbformat.v4.new_code_cell("print(1)", outputs=[stream]),
        nbformat.v4.new_code_cell("html", outputs=[html]),
        nbformat.v4.new_code_cell("picture", outputs=[picture]),
        nbformat.v4.new_code_cell("print(2)", outputs=[stream], metadata=ignored),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "a.ipynb")
    assert count_cells([tmp_path / "a.ipynb"]) == (2, 1)
