"""The cells of a notebook as a hand-in reads them: whose a cell is, whether it was edited, what it checks.

The build names a cell after its text. So a name tells a cell of the course from one of the learner's, and an edited one
from one that is as the course gave it.
"""

import ast
import hashlib
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from utils.core.cell_code import in_python, names_bound, names_read

# Far more characters than anybody writes into a cell.
LONGEST = 50_000
_NAME_OF_THE_BUILD = re.compile(r"([0-9a-f]{10})(-\d+)?|title|start|terms|next")


@dataclass
class Cell:
    """A cell of a notebook, whatever of it is missing.

    Attributes:
        is_code: whether it is a code cell.
        source: its text.
        name: its id, or "".
        exercise: the exercise or question that its metadata names, or "".
        is_solution: whether it is an answer of the course.
    """

    is_code: bool
    source: str
    name: str
    exercise: str
    is_solution: bool

    @cached_property
    def tree(self) -> ast.Module:
        """Its code without magics; an empty module where it is no Python."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return ast.parse(in_python(self.source) if self.is_code and len(self.source) <= LONGEST else "")
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return ast.Module([], [])

    @property
    def is_of_the_course(self) -> bool:
        """Whether the build has named it; the learner may have edited it since."""
        return bool(_NAME_OF_THE_BUILD.fullmatch(self.name))

    @property
    def given(self) -> str:
        """The digest of the text that the course gave it, or "" for a cell of the learner's and for an answer."""
        named = _NAME_OF_THE_BUILD.fullmatch(self.name)
        return named[1] or "" if named and not self.is_solution else ""

    @property
    def digest(self) -> str:
        """The digest of its text now, as the build makes it."""
        kind = "code" if self.is_code else "markdown"
        return hashlib.sha256(f"{kind} {self.source}".encode(errors="replace")).hexdigest()[:10]

    @property
    def is_blank(self) -> bool:
        """Whether it is empty, or binds nothing but `...`."""
        if not self.tree.body:
            return not any(line.strip() and not line.strip().startswith("#") for line in self.source.splitlines())
        return all(
            isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant) and each.value.value is ...
            for each in self.tree.body
        )

    @cached_property
    def checks(self) -> list[tuple[str, list[ast.expr]]]:
        """Each call of `check` in its code: the id, and what stands behind it."""
        calls = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]
        calls.sort(key=lambda call: (call.lineno, call.col_offset))
        return [(id_, call.args[1:]) for call in calls if (id_ := _checked_by(call))]

    @property
    def only_checks_names(self) -> bool:
        """Whether it does nothing but give names to `check`."""
        calls = [each.value for each in self.tree.body if isinstance(each, ast.Expr)]
        return len(calls) == len(self.tree.body) and all(
            isinstance(call, ast.Call)
            and _checked_by(call)
            and all(isinstance(given, ast.Name) for given in call.args[1:])
            for call in calls
        )

    @cached_property
    def bound(self) -> set[str]:
        """The names that it leaves behind: of variables, functions, classes and modules."""
        return names_bound(self.tree.body)

    @cached_property
    def read(self) -> set[str]:
        """The names that it takes from the notebook, those inside of functions included."""
        return names_read(self.tree.body)


def _checked_by(call: ast.Call) -> str:
    """The id in a call of `check`, or ""."""
    match call:
        case ast.Call(func=ast.Name(id="check"), args=[ast.Constant(value=str(id_)), *_]):
            return id_
    return ""


def cells_of(notebook: object) -> list[Cell]:
    """The cells of a notebook; none where it is no notebook."""
    cells = notebook.get("cells") if isinstance(notebook, Mapping) else None
    return [_cell(each) for each in (cells if isinstance(cells, list) else []) if isinstance(each, Mapping)]


def _cell(cell: Mapping) -> Cell:
    source, name, metadata = cell.get("source"), cell.get("id"), cell.get("metadata")
    lines = source if isinstance(source, list) else [source]
    metadata = metadata if isinstance(metadata, Mapping) else {}
    exercise, tags = metadata.get("exercise"), metadata.get("tags")
    return Cell(
        is_code=cell.get("cell_type") == "code",
        source="".join(line for line in lines if isinstance(line, str)),
        name=name if isinstance(name, str) else "",
        exercise=exercise if isinstance(exercise, str) else "",
        is_solution=isinstance(tags, list) and "solution" in tags,
    )
