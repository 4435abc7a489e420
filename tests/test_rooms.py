"""The rooms of the house: who may import whom, read from the syntax tree, imports inside functions included."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from utils.core.paths import COURSE_FOLDER

ROOMS = ("utils", "tools", "bench", "tests")
FORBIDDEN = {"utils": ("tools", "bench", "tests"), "tools": ("tests",), "bench": ("tests",)}


# --- reading imports ---


def modules_of(house: Path) -> dict[str, Path]:
    """By its dotted name the file of each module in the rooms of a house."""
    files = [file for room in ROOMS for file in (house / room).rglob("*.py")]
    return {".".join(file.relative_to(house).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


def imports_of(name: str, modules: dict[str, Path]) -> set[str]:
    """The modules of the house that a module imports, wherever in it the import stands.

    Raises:
        ValueError: it imports by a name that only running it would tell.
    """
    tree = ast.parse(modules[name].read_text(encoding="utf-8"))
    package = name if modules[name].name == "__init__.py" else name.rpartition(".")[0]
    return {found for node in ast.walk(tree) for found in _imported(node, package, modules) if found in modules}


def _imported(node: ast.AST, package: str, modules: dict[str, Path]) -> Iterator[str]:
    match node:
        case ast.Import():
            yield from (alias.name for alias in node.names)
        case ast.ImportFrom():
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inside = f"{origin}.{alias.name}"
                yield inside if inside in modules else origin
        case ast.Call(func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module")):
            yield from _named(node, modules)


def _named(call: ast.Call, modules: dict[str, Path]) -> Iterator[str]:
    match call.args[0]:
        case ast.Constant(value=str(name)):
            yield name
        case ast.JoinedStr(values=[ast.Constant(value=str(beginning)), *_]):
            yield from (module for module in modules if module.startswith(beginning))
        case other:
            raise ValueError(f"import_module({ast.unparse(other)}): what it imports cannot be read")


def room_of(module: str) -> str:
    return module.partition(".")[0]


# --- the rules ---


def wrong_ways(house: Path) -> list[str]:
    """The imports from a room into one that it may know nothing of."""
    modules = modules_of(house)
    return [
        f"{name} imports {found}"
        for name in modules
        if room_of(name) in FORBIDDEN
        for found in sorted(imports_of(name, modules))
        if room_of(found) in FORBIDDEN[room_of(name)]
    ]


def circles(house: Path) -> list[list[str]]:
    """The groups of modules of utils, tools and bench that import each other, in however many steps."""
    modules = modules_of(house)
    imports = {name: imports_of(name, modules) for name in modules if room_of(name) in FORBIDDEN}
    reached = {name: _reached_from(name, imports) for name in imports}
    groups = {tuple(sorted({name} | {other for other in reached[name] if name in reached[other]})) for name in imports}
    return sorted(list(group) for group in groups if group[0] in reached[group[0]])


def _reached_from(start: str, imports: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        for found in imports.get(waiting.pop(), set()) - reached:
            reached.add(found)
            waiting.append(found)
    return reached


def test_no_room_imports_what_it_may_know_nothing_of():
    assert wrong_ways(COURSE_FOLDER) == []


def test_nothing_imports_itself_in_a_circle():
    assert circles(COURSE_FOLDER) == []


def test_imports_inside_functions_and_by_name_are_read():
    modules = modules_of(COURSE_FOLDER)
    assert "utils.plots" in imports_of("utils.core.start", modules)
    assert {"utils.exercises.section_1_1", "utils.exercises.section_6_2"} <= imports_of(
        "utils.exercises.check", modules
    )
    assert "utils.labs.two_heads" in imports_of("utils.labs", modules)


# --- a house with faults ---

SOUND = {
    "utils/__init__.py": "from utils.a import f",
    "utils/a.py": "import os\n\ndef f():\n    from utils import b",
    "utils/b.py": "",
    "tools/__init__.py": "",
    "tools/t.py": "from utils.a import f",
    "bench/__init__.py": "import tools.t",
    "tests/__init__.py": "import bench, tools.t, utils.a",
}


def built(folder: Path, files: dict[str, str]) -> Path:
    for name, code in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(code, encoding="utf-8")
    return folder


def test_a_sound_house_has_no_faults(tmp_path):
    house = built(tmp_path, SOUND)
    assert (wrong_ways(house), circles(house)) == ([], [])


@pytest.mark.parametrize(
    ("file", "code", "problem"),
    [
        ("utils/b.py", "import tools.t", "utils.b imports tools.t"),
        ("utils/b.py", "import os, tools.t as t", "utils.b imports tools.t"),
        ("utils/b.py", "from tools import t", "utils.b imports tools.t"),
        ("utils/b.py", "from tools.t import f", "utils.b imports tools.t"),
        ("utils/b.py", "from bench import *", "utils.b imports bench"),
        ("utils/b.py", "def f():\n    import tests", "utils.b imports tests"),
        ("utils/b.py", "try:\n    import tests\nexcept ImportError:\n    pass", "utils.b imports tests"),
        ("utils/b.py", 'import importlib\nimportlib.import_module("tools.t")', "utils.b imports tools.t"),
        ("utils/b.py", 'from importlib import import_module\nimport_module(f"tools.{0}")', "utils.b imports tools.t"),
        ("utils/b.py", '__import__("tests")', "utils.b imports tests"),
        ("tools/t.py", "import tests", "tools.t imports tests"),
        ("bench/__init__.py", "from tests import x", "bench imports tests"),
    ],
)
def test_a_wrong_way_is_found(tmp_path, file, code, problem):
    assert wrong_ways(built(tmp_path, SOUND | {file: code})) == [problem]


@pytest.mark.parametrize(
    ("file", "code", "circle"),
    [
        ("utils/b.py", "import utils.a", ["utils.a", "utils.b"]),
        ("utils/b.py", "def f():\n    from .a import f", ["utils.a", "utils.b"]),
        ("utils/b.py", 'import_module(f"utils.a{0}")', ["utils.a", "utils.b"]),
        ("utils/b.py", "from utils import f", ["utils", "utils.a", "utils.b"]),
        ("utils/b.py", "from . import f", ["utils", "utils.a", "utils.b"]),
        ("utils/b.py", "from utils import b", ["utils.b"]),
        ("tools/t.py", "import bench", ["bench", "tools.t"]),
    ],
)
def test_a_circle_is_found(tmp_path, file, code, circle):
    assert circles(built(tmp_path, SOUND | {file: code})) == [circle]


def test_an_import_that_cannot_be_read_is_refused(tmp_path):
    house = built(tmp_path, SOUND | {"utils/b.py": "import_module(name)"})
    with pytest.raises(ValueError, match="import_module\\(name\\)"):
        wrong_ways(house)
