"""Nothing is used before it is introduced: Keras names in code, and terms in prose, through the course in its order."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from nbformat import NotebookNode

from tools.build.rules import tags
from tools.build.sources import path_of, read_source
from tools.build.terms import INDEX, open_names, terms, uses
from utils.core.course import Section, sections, written_sections
from utils.core.text import LANGUAGES

# What learners do not see needs no introduction.
_UNSEEN = {"wrong", "right", "proof"}
_OF_EXERCISE = {"starter", "solution"}


@dataclass(frozen=True)
class TooEarly:
    """A name that is used before it is introduced.

    Attributes:
        section: where it is used.
        name: a Keras name such as "Conv2D", or the English name of a term.
        line: the line of the source.
        remedy: what is wrong there, and what to do.
    """

    section: Section
    name: str
    line: int
    remedy: str


def faults_of_introductions() -> Iterator[str]:
    """Each name that is used too early and is not among those left open, and each term that its section never names."""
    left_open = open_names()
    for found in too_early({section: read_source(section) for section in written_sections()}):
        if (found.section.id, found.name) not in left_open:
            yield f"{path_of(found.section.source)}: line {found.line}: {found.remedy}"
    yield from _unexplained()


def too_early(lessons: dict[Section, list[NotebookNode]]) -> Iterator[TooEarly]:
    """What is used before it is introduced: a Keras name once in the course, a term once in a section and language.

    Args:
        lessons: the cells of each section, in the order of the course.
    """
    yield from _keras_names_too_early(lessons)
    yield from _terms_too_early(lessons)


# --- Keras names in code ---


def _keras_names_too_early(lessons: dict[Section, list[NotebookNode]]) -> Iterator[TooEarly]:
    named: set[str] = set()
    for section, cells in lessons.items():
        imported: dict[str, str] = {}
        waiting: dict[str, TooEarly] = {}
        for cell in cells:
            if cell.cell_type == "code" and not tags(cell) & _UNSEEN:
                lines = keras_names(cell.source, imported)
                needed = {name: _unnamed(section, cell, name, line) for name, line in lines.items()}
                if tags(cell) & _OF_EXERCISE:
                    yield from _but_for(named, needed)
                else:
                    waiting = needed | waiting
            elif cell.cell_type == "markdown" and LANGUAGES[0] in tags(cell) and "solution" not in tags(cell):
                named |= _names_in_spans(cell.source)
                yield from _but_for(named, waiting)
                waiting = {}
        yield from _but_for(named, waiting)


def _but_for(named: set[str], needed: dict[str, TooEarly]) -> Iterator[TooEarly]:
    """What is needed and not named yet; from here on it counts as named, so that it is told once."""
    yield from (found for name, found in needed.items() if name not in named)
    named.update(needed)


def _unnamed(section: Section, cell: NotebookNode, name: str, line: int) -> TooEarly:
    where = "above the exercise" if tags(cell) & _OF_EXERCISE else "before this cell or right after it"
    remedy = f"no prose has named {name!r} yet: say in a clause what `{name}` does, {where}"
    return TooEarly(section, name, _line_of(section, cell.source) + line - 1, remedy)


def _names_in_spans(prose: str) -> set[str]:
    return {name for span in re.findall(r"`([^`\n]+)`", prose) for name in re.findall(r"\w+", span)}


def keras_names(code: str, imported: dict[str, str]) -> dict[str, int]:
    """The functions and classes of Keras' public interface that code uses, each with the first line that does.

    What `keras.ops` has from NumPy goes by the name "ops": who knows NumPy knows it.

    Args:
        code: the source of a cell.
        imported: by the names that earlier cells import, what they are, such as {"layers": "keras.layers"}; it grows.
    """
    tree = ast.parse(code)
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                whole = (alias.name if alias.asname else alias.name.partition(".")[0] for alias in node.names)
                imported |= {alias.asname or name: name for alias, name in zip(node.names, whole, strict=True)}
            case ast.ImportFrom(module=str(module)):
                imported |= {alias.asname or alias.name: f"{module}.{alias.name}" for alias in node.names}
    expressions = sorted((node for node in ast.walk(tree) if isinstance(node, ast.expr)), key=lambda node: -node.lineno)
    lines = {_public_name(_dotted(node, imported)): node.lineno for node in expressions}
    return {name: lines[name] for name in reversed(lines) if name}


def _dotted(node: ast.expr, imported: dict[str, str]) -> str:
    """What an expression such as `layers.Dense` stands for, here "keras.layers.Dense", or ""."""
    match node:
        case ast.Name(id=name):
            return imported.get(name, "")
        case ast.Attribute(value=value, attr=attribute) if of := _dotted(value, imported):
            return f"{of}.{attribute}"
    return ""


def _public_name(dotted: str) -> str:
    """The function or class to which a path such as "keras.layers.Dense.from_config" leads, here "Dense", or ""."""
    package, *path = dotted.split(".")
    module = _module_file(package) if package == "keras" else None
    for name in path:
        if module is None or name not in _public(module):
            return ""
        if not (inside := module.parent / name / "__init__.py").exists():
            return "ops" if module.parent.name == "ops" and hasattr(np, name) else name
        module = inside
    return ""


@cache
def _module_file(name: str) -> Path | None:
    found = importlib.util.find_spec(name)
    return Path(found.origin) if found and found.origin else None


@cache
def _public(module: Path) -> frozenset[str]:
    """The names that a module of Keras offers: its file imports each of them, so that reading it is enough."""
    statements = ast.parse(module.read_text(encoding="utf-8")).body
    imported = [each for statement in statements if isinstance(statement, ast.ImportFrom) for each in statement.names]
    return frozenset(name for alias in imported if not (name := alias.asname or alias.name).startswith("_"))


# --- terms in prose ---


def _terms_too_early(lessons: dict[Section, list[NotebookNode]]) -> Iterator[TooEarly]:
    order = list(sections().values())
    for section, cells in lessons.items():
        after = [term for term in terms() if order.index(term.section) > order.index(section)]
        later = {(lang, term): term.section.id for term in after for lang in LANGUAGES}
        for cell in cells:
            for match, term in uses(cell.source, _language(cell)) if cell.cell_type == "markdown" else ():
                if explained := later.pop((_language(cell), term), None):
                    paragraph = _paragraph(cell.source, match.start())
                    if not re.search(rf"(?<![\d-]){explained}(?![\d-])", paragraph):
                        line = _line_of(section, f"# {paragraph}\n")
                        yield TooEarly(section, term.en[0], line, _early(match["name"], explained))


def _language(cell: NotebookNode) -> str:
    return next(lang for lang in LANGUAGES if lang in tags(cell))


def _paragraph(prose: str, place: int) -> str:
    """The line of prose in which a place is: a paragraph is one line, and so is an item of a list."""
    return prose[prose.rfind("\n", 0, place) + 1 :].partition("\n")[0]


def _early(name: str, explained: str) -> str:
    return f"{name!r} is explained in {explained}: name {explained} in this paragraph, or say it without the term"


def _unexplained() -> Iterator[str]:
    for term in terms():
        for lang in LANGUAGES if term.section.written else ():
            prose = " ".join(cell.source for cell in read_source(term.section) if lang in tags(cell)).lower()
            if not any(name.lower() in prose for name in (*term.names(lang), *term.en)):
                yield f"{INDEX}: {term.names(lang)[0]!r} is explained in {term.section.id}, but no prose there names it"


# --- where it stands ---


def _line_of(section: Section, text: str) -> int:
    """The line of a section's source where a text of several lines begins, code as it is or prose as comments."""
    source = section.source.read_text(encoding="utf-8")
    return source.partition(text)[0].count("\n") + 1
