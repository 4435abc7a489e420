"""The file that a learner hands in."""

import copy
import getpass
import json
import os
import re
from pathlib import Path

import nbformat
import pytest

from tools.build.notebooks import make_notebook
from utils import hand_in
from utils.core.course import section
from utils.core.text import CourseError, Text
from utils.exercises.check import exercises
from utils.progress import store
from utils.progress.hand_in import FORMAT


@pytest.fixture
def notebook(tmp_path, monkeypatch) -> Path:
    """A saved notebook of 0-1 in which one exercise and one question are answered, as JupyterLab tells its kernel."""
    folder = tmp_path / "a learner's folder"
    folder.mkdir()
    file = write(folder / "0-1 (2).ipynb", "0-1", "ko")
    monkeypatch.setenv("JPY_SESSION_NAME", str(file))
    return file


def write(file: Path, section_id: str, lang: str) -> Path:
    made = copy.deepcopy(make_notebook(section(section_id), "chapters", lang))
    for cell in made.cells:
        if cell.metadata.get("exercise") == f"{section_id}-a":
            cell.source = f"# 김하나\nanswer = '{lang}'"
    made.cells.append(nbformat.v4.new_code_cell(f'check("{section_id}-q1", "A")'))
    nbformat.write(made, file)
    return file


def written(notebook: Path, name: str = "0-1_hand-in.json") -> dict:
    return json.loads((notebook.parent / name).read_text(encoding="utf-8"))


def ids(section_id: str) -> list[str]:
    return [found.id for found in exercises().values() if found.section == section_id]


# --- the file ---


def test_answers_and_letters_are_in_one_file_beside_the_notebook(notebook, lang):
    shown = hand_in(name=" 김하나 ")
    (entry,) = written(notebook)["sections"]
    assert written(notebook) == {"format": FORMAT, "name": "김하나", "sections": [entry]}
    assert entry["answers"] == {"0-1-a": "# 김하나\nanswer = 'ko'"} and entry["letters"] == {"0-1-q1": "a"}
    assert (entry["id"], entry["lang"], len(entry["version"])) == ("0-1", "ko", 16)
    assert "`0-1_hand-in.json`" in repr(shown) and "<code>0-1_hand-in.json</code>" in shown._repr_html_()


def test_it_says_what_is_missing_and_that_only_what_is_saved_counts(notebook, lang):
    said = repr(hand_in())
    missing = [id_ for id_ in ids("0-1") if id_ not in ("0-1-a", "0-1-q1")]
    *_, named = next(line for line in said.splitlines() if "0-1-b" in line).split(": ")
    assert sorted(named.split(", ")) == sorted(missing)
    assert re.search(r"20\d\d-\d\d-\d\d \d\d:\d\d", said)
    assert {"ko": "그 뒤에 고친 것은 들어 있지 않으니", "en": "What you changed since then is not in it"}[lang] in said
    assert said.count("\n") == 3


def test_a_click_is_handed_in_and_counts_before_a_cell(notebook):
    store.save("0-1-q1", False, Text(ko="아니요.", en="No."), "c")
    store.save("0-1-q2", True, letter="b")
    store.save("1-1-q1", True, letter="b")
    store.save("0-1-b", True)
    hand_in()
    (entry,) = written(notebook)["sections"]
    assert entry["letters"] == {"0-1-q1": "c", "0-1-q2": "b"} and set(entry["answers"]) == {"0-1-a"}


def test_nothing_of_the_machine_is_in_it(notebook, home):
    store.save("0-1-q2", True, letter="b")
    hand_in()
    text = (notebook.parent / "0-1_hand-in.json").read_text(encoding="utf-8")
    for secret in (
        str(notebook.parent),
        notebook.name,
        str(home),
        str(Path.home()),
        getpass.getuser(),
        os.uname().nodename,
    ):
        assert secret not in text
    assert "name" not in written(notebook)
    assert sorted(path.name for path in notebook.parent.iterdir()) == ["0-1 (2).ipynb", "0-1_hand-in.json"]


def test_twice_gives_the_same_file_and_the_newest_answers(notebook):
    hand_in()
    first = written(notebook)
    hand_in()
    assert written(notebook) == first
    write(notebook, "0-1", "en")
    hand_in()
    assert written(notebook)["sections"][0]["answers"] == {"0-1-a": "# 김하나\nanswer = 'en'"}


# --- which notebook ---


def test_several_notebooks_go_into_one_file(notebook, monkeypatch):
    monkeypatch.chdir(notebook.parent)
    other = write(notebook.parent / "b.ipynb", "1-1", "en")
    hand_in(notebook.name, other)
    found = written(notebook, "0-1_1-1_hand-in.json")["sections"]
    assert [(entry["id"], entry["lang"]) for entry in found] == [("0-1", "ko"), ("1-1", "en")]


def test_the_notebook_of_vs_code_is_asked_first(notebook, monkeypatch):
    import IPython

    other = write(notebook.parent / "b.ipynb", "1-1", "en")
    shell = type("Shell", (), {"user_ns": {"__vsc_ipynb_file__": str(other)}})
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)
    hand_in()
    assert written(notebook, "1-1_hand-in.json")["sections"][0]["id"] == "1-1"


@pytest.mark.parametrize("told", ["", "1-1.ipynb", "/nowhere/at/all.ipynb"])
def test_where_nothing_tells_the_notebook_it_asks_for_its_path(monkeypatch, lang, told):
    monkeypatch.setenv("JPY_SESSION_NAME", told)
    with pytest.raises(CourseError, match=rf'hand_in\("chapters/{lang}/1-1_'):
        hand_in()


@pytest.mark.parametrize("odd", ["nowhere.ipynb", "", "x" * 5000, "\0", None, 3, ["1-1"], "~nobody-by-this-name/x"])
def test_a_notebook_that_is_not_there_is_named(notebook, odd, lang):
    with pytest.raises(CourseError, match={"ko": "찾지 못했습니다", "en": "There is no notebook"}[lang]):
        hand_in(odd)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"%PDF-1.7", b"[" * 100_000, b"{}", b"[]", b"null"])
def test_what_is_no_notebook_is_told_in_one_sentence(notebook, content, lang):
    other = notebook.parent / "a.ipynb"
    other.write_bytes(content)
    with pytest.raises(CourseError, match=r"^a\.ipynb|a\.ipynb"):
        hand_in(other)
    assert not list(notebook.parent.glob("*.json"))


def test_two_notebooks_of_one_section_are_refused(notebook, lang):
    other = write(notebook.parent / "b.ipynb", "0-1", "en")
    with pytest.raises(CourseError, match="0-1"):
        hand_in(notebook, other)


def test_a_name_is_a_text(notebook, lang):
    with pytest.raises(CourseError, match="name"):
        hand_in(name=["김하나"])


# --- nothing of the learner's is lost ---


@pytest.mark.parametrize("content", ["my notes", "{}", '{"format": "another"}', "[1]", ""])
def test_a_file_of_that_name_that_is_no_hand_in_stays_as_it_is(notebook, content, lang):
    file = notebook.parent / "0-1_hand-in.json"
    file.write_text(content)
    with pytest.raises(CourseError, match=r"0-1_hand-in\.json"):
        hand_in()
    assert file.read_text() == content and len(list(notebook.parent.iterdir())) == 2


def test_a_folder_or_a_dangling_link_of_that_name_stays_as_it_is(notebook):
    file = notebook.parent / "0-1_hand-in.json"
    for make in (file.mkdir, lambda: file.symlink_to("nowhere")):
        make()
        with pytest.raises(CourseError):
            hand_in()
        assert file.is_symlink() or file.is_dir()
        file.unlink() if file.is_symlink() else file.rmdir()


def test_where_nothing_can_be_written_it_says_so_and_the_earlier_file_stays(notebook, monkeypatch, lang):
    hand_in()
    before = written(notebook)
    write(notebook, "0-1", "en")
    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(CourseError, match={"ko": "쓰지 못했습니다", "en": "could not be written"}[lang]):
        hand_in()
    assert written(notebook) == before and len(list(notebook.parent.iterdir())) == 2


def refuse(self, content):
    raise PermissionError(13, "Permission denied")
