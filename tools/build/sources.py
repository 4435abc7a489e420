"""Reading what is written by hand: the cells of a section's source, and the syntax tree of a file."""

import ast
import copy
from functools import cache
from pathlib import Path

import jupytext
from nbformat import ValidationError

from utils.core.course import Section
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError


def course_file(path: str) -> Path:
    """The file at this path of the course, such as "utils/plots.py"."""
    return COURSE_FOLDER / path


def path_of(file: Path) -> str:
    """Where a file stands in the course, such as "utils/plots.py"."""
    return file.relative_to(COURSE_FOLDER).as_posix()


def read_source(section: Section) -> list:
    """The cells of a section's source, as nbformat cells with their tags and exercise ids.

    Raises:
        CourseError: a first line of a cell is not one of a notebook; the sentence names the file.
    """
    try:
        return read_cells(section.source.read_text(encoding="utf-8"))
    except ValidationError as error:
        tags = 'tags are a list, tags=["right"], even where there is one'
        raise CourseError(f"{path_of(section.source)}: {error.message}: {tags}") from None


def read_cells(text: str) -> list:
    """The cells of a source's text."""
    return copy.deepcopy(_cells(text))


@cache
def _cells(text: str) -> list:
    cells = jupytext.reads(text, fmt="py:percent").cells
    for cell in cells:
        # Jupytext keeps blank lines for the way back, which nobody goes.
        cell.metadata.pop("lines_to_next_cell", None)
    return cells


def read_tree(file: Path) -> ast.Module:
    """The syntax tree of a Python file.

    Raises:
        CourseError: it is no Python; the sentence names the file and the line.
    """
    return _tree(file.read_text(encoding="utf-8"), path_of(file))


@cache
def _tree(text: str, path: str) -> ast.Module:
    try:
        return ast.parse(text)
    except SyntaxError as error:
        raise CourseError(f"{path}: line {error.lineno} is no Python: {error.msg}") from None
