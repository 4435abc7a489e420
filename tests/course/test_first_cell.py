"""The first cell of every notebook, on machines that are not as the course would like them."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.build import notebooks
from utils.core.course import section
from utils.core.paths import COURSE_FOLDER
from utils.core.text import LANGUAGES

KERNEL = COURSE_FOLDER / "utils" / "core" / "kernel.py"
# What a notebook does with a cell; without a kernel, since the Python behind it may lack one.
CELL = """
import json, sys

cell, names = json.loads(sys.argv[1])
namespace = dict(names, __name__="__main__")
try:
    exec(cell, namespace)
except Exception as error:
    sys.stdout.buffer.write("\\n".join(error._render_traceback_()).encode())
else:
    print(namespace["check"].__code__.co_filename if "check" in namespace else "imported nothing")
"""
IN_IPYTHON = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell

cell, hidden = json.loads(sys.argv[1])
for name in hidden:
    sys.modules[name] = None
InteractiveShell.instance().run_cell(cell)
"""


def first_cell(lang: str = "en", start: bool = False) -> str:
    cell = notebooks.make_notebook(section("0-0"), "chapters", lang).cells[1].source
    return cell if start else cell[: cell.index("\nstart(")]


def run(
    command: list, argument: list, folder: Path = COURSE_FOLDER / "chapters" / "en", **variables: str
) -> subprocess.CompletedProcess:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JPY_", "PYTHON", "KERAS_B"))}
    return subprocess.run(
        [*command, json.dumps(argument)],
        cwd=folder,
        env=kept | {"PYTHONUTF8": "1", "TF_CPP_MIN_LOG_LEVEL": "3"} | variables,
        capture_output=True,
        encoding="utf-8",
    )


def said(command: list, argument: list, folder: Path = COURSE_FOLDER / "chapters" / "en", **variables: str) -> str:
    done = run(command, argument, folder, **variables)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout.strip()


def is_one_sentence(text: str, lang: str) -> bool:
    endings = re.findall(r"[.?!](?=\s|$)", text)
    return len(text.splitlines()) == 1 and len(endings) == 1 and bool(re.search("[가-힣]", text)) == (lang == "ko")


@pytest.fixture
def copy(tmp_path) -> Path:
    """What the first cell finds of a course before it imports anything."""
    folder = tmp_path / "course"
    for file in ("source/course.toml", "utils/core/kernel.py"):
        (folder / file).parent.mkdir(parents=True)
        shutil.copy(COURSE_FOLDER / file, folder / file)
    return folder


# --- a kernel that is not the course's ---

PYTHONS = sorted(
    {
        Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}",
        *Path(sys.base_prefix).parent.glob("3.*/bin/python3.[0-9]*[0-9]"),
    }
)


@pytest.mark.skipif(os.name == "nt", reason="looks for other Pythons beside this one as Linux and macOS have them")
@pytest.mark.parametrize("python", PYTHONS, ids=lambda python: python.name)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_python_without_anything_is_told_what_it_is_and_where_the_courses_is(copy, python, lang):
    bare = [python, "-S", "-c", CELL]
    nothing_there = said(bare, [first_cell(lang), {}], copy)
    (copy / ".venv").mkdir()
    to_choose = said(bare, [first_cell(lang), {}], copy)
    for text in (nothing_there, to_choose):
        assert is_one_sentence(text, lang), text
        assert python.name.removeprefix("python") in text and str(python.parent) in text
        assert ".venv" in text and "make lab" in text
    assert "VS Code" in to_choose and "VS Code" not in nothing_there
    assert ("커널 → 커널 변경" in to_choose) == (lang == "ko") and ("Change Kernel" in to_choose) == (lang == "en")


@pytest.mark.parametrize("missing", ["numpy", "tomllib"])
def test_a_notebook_shows_it_without_a_traceback_and_imports_nothing(copy, missing):
    shown = said([sys.executable, "-c", IN_IPYTHON], [first_cell(), [missing]], copy)
    assert is_one_sentence(shown, "en"), shown
    assert sys.executable in shown and "Traceback" not in shown and "%tb" not in shown


def test_an_environment_of_the_courses_that_is_not_complete_is_not_told_to_choose_itself(copy):
    (copy / ".venv").symlink_to(sys.prefix)
    shown = said([sys.executable, "-c", IN_IPYTHON], [first_cell(), ["numpy"]], copy)
    assert is_one_sentence(shown, "en") and "not complete" in shown and "Select Kernel" not in shown


MODULES = "import sys, utils; print(*(file for m in list(sys.modules.values()) if (file := getattr(m, '__file__', 0))))"


def test_what_is_asked_for_is_all_that_utils_imports_and_keras():
    done = subprocess.run(
        [sys.executable, "-c", MODULES], cwd=COURSE_FOLDER, capture_output=True, text=True, check=True
    )
    ours = [Path(file) for file in done.stdout.split() if Path(file).is_relative_to(COURSE_FOLDER / "utils")]
    imported = {name for file in ours for name in _packages_imported_at_the_top(file)} - {"utils"}
    (needed,) = re.findall(r"_NEEDED = \((.+)\)", KERNEL.read_text(encoding="utf-8"))
    needed = set(re.findall(r'"(\w+)"', needed))
    assert needed == imported - (sys.stdlib_module_names - {"tomllib"}) | {"keras"}


def _packages_imported_at_the_top(file: Path) -> set[str]:
    found = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module.partition(".")[0])
    return found


def test_an_old_python_can_read_what_refuses_it():
    ast.parse(KERNEL.read_text(encoding="utf-8"), feature_version=(3, 6))
    ast.parse(first_cell(), feature_version=(3, 6))


OLD_KERAS = """
from utils.core.start import start
from utils.core.text import CourseError
try:
    start("1-1", lang=sys.argv[1])
except CourseError as error:
    sys.stdout.buffer.write(str(error).encode())
"""


@pytest.mark.parametrize(("version", "lang"), [("2.15.0", "ko"), ("2.3.1", "en")])
def test_an_old_keras_is_refused_in_one_sentence(tmp_path, version, lang):
    (tmp_path / "keras.py").write_text(f"__version__ = {version!r}")
    code = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(COURSE_FOLDER)!r}]" + OLD_KERAS
    done = subprocess.run([sys.executable, "-c", code, lang], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert is_one_sentence(done.stdout, lang) and f"Keras {version}" in done.stdout and sys.executable in done.stdout


# --- where the notebook lies ---

HERE = [sys.executable, "-c", CELL]


def test_the_course_is_found_from_the_current_folder_upwards():
    for folder in (COURSE_FOLDER, COURSE_FOLDER / "solutions" / "ko"):
        assert said(HERE, [first_cell(), {}], folder) == str(COURSE_FOLDER / "utils" / "exercises" / "check.py")


@pytest.mark.parametrize("teller", ["VS Code", "JupyterLab"])
def test_it_is_found_where_the_notebook_lies_when_the_current_folder_is_elsewhere(tmp_path, teller):
    path = str(section("0-0").notebook("chapters", "en"))
    names = {"__vsc_ipynb_file__": path} if teller == "VS Code" else {}
    variables = {} if names else {"JPY_SESSION_NAME": path}
    assert str(COURSE_FOLDER) in said(HERE, [first_cell(), names], tmp_path, **variables)


def test_vs_code_is_asked_first_then_the_current_folder_then_the_session(copy):
    here, there = str(section("0-0").notebook("chapters", "en")), str(copy / "chapters" / "en" / "a.ipynb")
    found = (
        first_cell().partition("if course is None")[0] + "raise type('F', (Exception,), {'_render_traceback_': ...})"
    )
    found = found.replace("...", "lambda error: [str(course)]")
    assert said(HERE, [found, {"__vsc_ipynb_file__": here}], copy) == str(COURSE_FOLDER)
    assert said(HERE, [found, {}], JPY_SESSION_NAME=there) == str(COURSE_FOLDER)
    assert said(HERE, [found, {}], copy.parent, JPY_SESSION_NAME=there) == str(copy)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("told", ["", "1-1.ipynb", "/nowhere/at/all.ipynb"])
def test_where_there_is_no_course_it_says_what_is_true(tmp_path, lang, told):
    shown = said(HERE, [first_cell(lang), {}], tmp_path, **({"JPY_SESSION_NAME": told} if told else {}))
    assert is_one_sentence(shown, lang) and str(tmp_path) in shown and "%cd" in shown


def test_a_notebook_shows_that_without_a_traceback(tmp_path):
    shown = said([sys.executable, "-c", IN_IPYTHON], [first_cell(), []], tmp_path)
    assert is_one_sentence(shown, "en") and "Traceback" not in shown


# --- another utils ---


def test_another_utils_on_the_path_or_in_the_current_folder_gives_way(tmp_path):
    other = tmp_path / "utils"
    other.mkdir()
    (other / "__init__.py").write_text("raise ImportError('the other utils')")
    path = str(section("0-0").notebook("chapters", "en"))
    shown = said(HERE, [first_cell(), {"__vsc_ipynb_file__": path}], tmp_path, PYTHONPATH=str(tmp_path))
    assert shown == str(COURSE_FOLDER / "utils" / "exercises" / "check.py")


@pytest.mark.parametrize("kind", ["a module", "a package", "a folder without __init__.py", "the course, later"])
def test_another_utils_that_was_imported_gives_way(tmp_path, kind):
    if kind == "a module":
        (tmp_path / "utils.py").write_text("check = 1")
    elif kind != "the course, later":
        (tmp_path / "utils" / "core").mkdir(parents=True)
        (tmp_path / "utils" / "core" / "text.py").write_text("")
        if kind == "a package":
            (tmp_path / "utils" / "__init__.py").write_text("from utils.core import text")
    before = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import utils; sys.path.append({str(COURSE_FOLDER)!r})\n"
    )
    if kind == "the course, later":
        before = f"import sys; sys.path.append({str(COURSE_FOLDER)!r}); import utils; imported = utils\n"
    after = "\nimport utils\nassert sys.path[0] == str(course)"
    if kind == "the course, later":
        after += "\nassert utils is imported"
    shown = said(HERE, [before + first_cell() + after, {}])
    assert shown == str(COURSE_FOLDER / "utils" / "exercises" / "check.py")
