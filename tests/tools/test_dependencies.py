"""What makes stored outputs stale: a change in a copy of the course, and the sections whose hash it changes."""

import ast
import re
import shutil
from pathlib import Path

import pytest

from tools.build import dependencies, sources
from tools.build.dependencies import source_hash
from utils.core import course as table_of_contents
from utils.core.course import sections
from utils.core.paths import COURSE_FOLDER

ALL = set(sections())


class Copy:
    """The hand-written code of the course in a folder, where it may be changed, and put back."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.before = hashes()
        self._changed: dict[Path, str] = {}

    def write(self, file: Path, text: str) -> None:
        self._changed.setdefault(file, file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        self.write(file, text.replace(old, new, 1))

    def put_back(self) -> None:
        while self._changed:
            file, text = self._changed.popitem()
            file.write_text(text, encoding="utf-8")

    def stale(self) -> set[str]:
        """The sections whose hash is another one now."""
        forget()
        return {id_ for id_, found in hashes().items() if found != self.before[id_]}


def hashes() -> dict[str, str]:
    return {id_: source_hash(section) for id_, section in sections().items()}


def forget() -> None:
    """Read every file again."""
    for read in (table_of_contents._table, sections, dependencies._module):
        read.cache_clear()


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Copy:
    folder = tmp_path_factory.mktemp("course")
    for room in ("utils", "source"):
        shutil.copytree(COURSE_FOLDER / room, folder / room, ignore=lambda _, names: [n for n in names if unread(n)])
    return Copy(folder)


@pytest.fixture
def copy(whole, monkeypatch):
    for module in (sources, table_of_contents):
        monkeypatch.setattr(module, "COURSE_FOLDER", whole.folder)
    yield whole
    whole.put_back()
    monkeypatch.undo()
    forget()


def unread(name: str) -> bool:
    return "." in name and not name.endswith((".py", ".toml"))


def sections_with(pattern: str) -> set[str]:
    texts = {id_: section.source.read_text(encoding="utf-8") for id_, section in sections().items()}
    return {id_ for id_, text in texts.items() if re.search(pattern, text, re.M)}


def test_comments_docstrings_and_blank_lines_change_nothing(copy):
    for file in (copy.folder / "utils").rglob("*.py"):
        text = file.read_text()
        # A lab's code for a learner, too, may hold lines that begin with "def ": that is a text, and no comment.
        functions = {node.lineno for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)}
        lines = [
            f"{line}  # a comment" if line.startswith("def ") and number in functions else line
            for number, line in enumerate(text.splitlines(), 1)
        ]
        text = re.sub(r'^(    """)(?=\w)', r"\1Changed. ", "\n".join(lines), flags=re.M)
        another = f'"""Another first line."""\n\n\n# {text}' if text.startswith("import") else f"{text}\n\n# end\n"
        copy.write(file, another)
    assert copy.stale() == set()


def test_prose_answers_that_nobody_sees_and_reasons_change_nothing(copy):
    source = "source/0-0_start_here.py"
    copy.change(source, "pixels = 28 + 28", "pixels = 29")
    copy.change(source, "# This is the course map.", "# This is our map.")
    copy.change(source, 'reason="free memory', 'reason="memory')
    assert copy.stale() == set()


def test_a_plot_makes_those_sections_stale_that_draw_it(copy):
    drawn = sections_with(r"plots\.show_curves\(")
    assert set() < drawn < sections_with("^from utils import .*plots")
    copy.change("utils/plots.py", "def show_curves(", "def show_curves(more=None, *,")
    assert copy.stale() == drawn


def test_what_a_plot_imports_only_when_it_draws_is_followed(copy):
    copy.change("utils/live_curves.py", "def draw_panel(", "def draw_panel(more=None, *,")
    assert sections_with(r"plots\.show_curves\(") <= copy.stale() < ALL


@pytest.mark.parametrize("changed", ["1-1", "3-1"])
def test_a_message_of_a_check_makes_its_section_stale(copy, changed):
    copy.change(f"utils/exercises/section_{changed.replace('-', '_')}.py", 'en="', 'en="Well: ')
    assert copy.stale() == {changed}


def test_a_lab_makes_its_section_stale(copy):
    copy.change("utils/labs/kernel.py", "LARGEST = 9", "LARGEST = 8")
    assert copy.stale() == sections_with(r'^lab\("kernel"\)')


def test_another_lab_in_the_table_makes_no_section_stale(copy):
    copy.change("utils/labs/__init__.py", "LABS = {", 'LABS = {\n    "coin": "coin",')
    assert copy.stale() == set()


def test_what_every_lesson_uses_makes_all_of_them_stale(copy):
    copy.change("utils/core/text.py", 'LANGUAGES = ("ko", "en")', 'LANGUAGES = ("en", "ko")')
    assert copy.stale() == ALL


def test_a_cell_makes_its_own_section_stale(copy):
    copy.change("source/2-1_sequential_model.py", 'lab("shapes")', 'lab("shapes") ')
    assert copy.stale() == {"2-1"}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("source/course.toml", "minutes = 50", "minutes = 51"),
        ("utils/exercises/section_1_1.py", '"1-1-a"', '"1-1-z"'),
    ],
    ids=["minutes", "an exercise"],
)
def test_the_start_page_follows_what_its_map_shows(copy, path, old, new):
    copy.change(path, old, new)
    assert copy.stale() - {"1-1"} == {"0-0"}


def test_the_address_of_the_course_is_on_no_stored_output(copy):
    copy.change("source/course.toml", 'repository = ""', 'repository = "https://github.com/a/b"')
    assert copy.stale() == set()
