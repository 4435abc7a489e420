"""What the stored outputs of a section depend on: its own code, and the definitions of `utils` that this code reaches.

The syntax trees are followed name by name: from what the cells name to its definition in `utils`, and from there to
what that definition names. So a comment, a docstring or a plot that the section does not draw changes nothing.
Where the course finds code by another way than its name, it is followed here: a lab through the table of labs, the
checks through the section's id, the course map through what it shows.
"""

import ast
import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from tools.build.counterparts import checks_path, lab_table, labs_opened, registered
from tools.build.rules import UNSEEN_TAGS, tags
from tools.build.sources import course_file, read_source, read_tree
from utils.core.course import Section, sections

# A module of `utils` and a name in it: EVERYTHING for all of its names, ON_IMPORT for what runs when it is imported.
Place = tuple[str, str]
EVERYTHING, ON_IMPORT = "*", ""
_LAB_TABLE = ("utils.labs", "LABS")
_COURSE_MAP = ("utils.progress.course_map", "progress")
_IMPORT = ast.Import | ast.ImportFrom
_DEFINITION = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def source_hash(section: Section) -> str:
    """A hash of all that a section's stored outputs depend on, the same in every version of Python."""
    cells = [cell for cell in read_source(section) if cell.cell_type == "code"]
    solved = [cell for cell in cells if not tags(cell) & UNSEEN_TAGS["solutions"]]
    # A comment in a cell changes the cell's id, under which its output is kept: so the code is taken as it is written.
    content: list = [
        (cell.source, {key: cell.metadata[key] for key in cell.metadata if key != "reason"}) for cell in solved
    ]
    reached = definitions_behind(section.id, solved)
    if _COURSE_MAP in reached:
        content += [(each.id, each.slug, each.minutes, each.title.ko, each.title.en) for each in sections().values()]
        content += [list(registered(each.id)) for each in sections().values()]
    content += [(*place, [_text_of(statement) for statement in reached[place]]) for place in sorted(reached)]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]


def definitions_behind(section_id: str, cells: list) -> dict[Place, list[ast.stmt]]:
    """The statements of `utils` that a section's checks and these code cells of its reach, by their place."""
    utils = _module("utils")
    first_cell = f"from utils import {', '.join(utils.names)}" if utils else ""
    lesson = _Module("lesson", ast.parse("\n".join([first_cell, *(cell.source for cell in cells)])))
    labs = [lab_table()[name] for name in labs_opened(cells) if name in lab_table()]
    waiting = [
        ("utils", "start"),
        (checks_path(section_id).removesuffix(".py").replace("/", "."), EVERYTHING),
        *((f"utils.labs.{module}", "open_lab") for module in labs),
        *lesson.names_in(EVERYTHING),
    ]
    reached: dict[Place, list[ast.stmt]] = {}
    while waiting:
        place = _origin(*waiting.pop())
        # The table names every lab; those that are opened are followed already.
        if place not in reached and place != _LAB_TABLE and (module := _module(place[0])):
            reached[place] = module.statements(place[1])
            waiting += [(module.name, ON_IMPORT), *module.names_in(place[1])]
    return {place: statements for place, statements in reached.items() if statements}


def _origin(module_name: str, name: str, attribute: str = "") -> Place:
    """Where a name is really defined: behind an import, or as a module of its own.

    Args:
        module_name: such as "utils".
        name: what is used of it, such as "plots".
        attribute: what is used of that, such as "show_curves"; it counts where the name is that of a module.
    """
    module = _module(module_name)
    if module and name.isidentifier() and name not in module.definitions:
        if name in module.imports:
            return _origin(*module.imports[name], attribute)
        if _module(f"{module_name}.{name}"):
            return _origin(f"{module_name}.{name}", attribute or EVERYTHING)
    return module_name, name


@cache
def _module(name: str) -> "_Module | None":
    path = name.replace(".", "/")
    for file in (course_file(f"{path}.py"), course_file(f"{path}/__init__.py")):
        if file.exists():
            return _parsed(name, read_tree(file))
    return None


@cache
def _parsed(name: str, tree: ast.Module) -> "_Module":
    return _Module(name, tree)


class _Module:
    """What a module binds, imports from `utils` and runs, as its syntax tree says."""

    def __init__(self, name: str, tree: ast.Module):
        self.name = name
        self.body = tree.body
        self.imports = dict(_imports(node for node in tree.body if not isinstance(node, _DEFINITION)))
        self.definitions: dict[str, list[ast.stmt]] = {}
        self._names_used: dict[str, list[tuple[str, ...]]] = {}
        for statement in tree.body:
            for bound in _bound_by(statement):
                self.definitions.setdefault(bound, []).append(statement)

    @property
    def names(self) -> list[str]:
        return [*self.imports, *self.definitions]

    def statements(self, name: str) -> list[ast.stmt]:
        if name == EVERYTHING:
            return [each for each in self.body if not isinstance(each, _IMPORT) and not _is_docstring(each)]
        return self.on_import if name == ON_IMPORT else self.definitions.get(name, [])

    @cached_property
    def on_import(self) -> list[ast.stmt]:
        """What runs when the module is imported, and functions that are kept by a decorator of the course."""
        return [statement for statement in self.body if self._runs(statement)]

    def _runs(self, statement: ast.stmt) -> bool:
        if isinstance(statement, _DEFINITION):
            return any(self._names_in(statement.decorator_list))
        return not _bound_by(statement) and not isinstance(statement, _IMPORT) and not _is_docstring(statement)

    def names_in(self, name: str) -> list[tuple[str, ...]]:
        """What the statements behind a name use of `utils`: modules and names in them, some with an attribute."""
        if name not in self._names_used:
            self._names_used[name] = list(dict.fromkeys(self._names_in(self.statements(name))))
        return self._names_used[name]

    def _names_in(self, nodes: list) -> Iterator[tuple[str, ...]]:
        imports = self.imports | dict(_imports(nodes))
        with_attribute = set()
        for node in (node for root in nodes for node in ast.walk(root)):
            match node:
                case ast.Attribute(value=ast.Name(id=name) as value) if name in imports:
                    with_attribute.add(value)
                    yield *imports[name], node.attr
                case ast.Name(id=name) if name in imports and node not in with_attribute:
                    yield imports[name]
                case ast.Name(id=name) if name in self.definitions:
                    yield self.name, name


def _imports(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, Place]]:
    """What is imported from `utils` anywhere in these nodes: the name here, and its place."""
    for node in (node for root in nodes for node in ast.walk(root)):
        match node:
            case ast.ImportFrom(module=str(module)) if module.partition(".")[0] == "utils":
                yield from ((alias.asname or alias.name, (module, alias.name)) for alias in node.names)
            case ast.Import():
                for alias in node.names:
                    if alias.name.partition(".")[0] == "utils":
                        package, _, name = alias.name.rpartition(".")
                        yield (alias.asname, (package, name)) if alias.asname else ("utils", ("utils", EVERYTHING))


def _bound_by(statement: ast.stmt) -> set[str]:
    if isinstance(statement, _DEFINITION):
        return {statement.name}
    if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
        names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
        return {node.id for node in names if isinstance(node.ctx, ast.Store)}
    return set()


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


@cache
def _text_of(statement: ast.stmt) -> str:
    return _dump(statement)


def _dump(node: object) -> str:
    """A syntax tree as text, without docstrings, positions and what only some versions of Python write down."""
    if isinstance(node, list):
        return "[" + ",".join(map(_dump, node)) + "]"
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = dict(ast.iter_fields(node))
    if isinstance(node, _DEFINITION):
        fields["body"] = [statement for statement in node.body if not _is_docstring(statement)]
    kept = {name: value for name, value in fields.items() if value not in (None, []) and name not in ("ctx", "kind")}
    return f"{type(node).__name__}({','.join(f'{name}={_dump(value)}' for name, value in kept.items())})"
