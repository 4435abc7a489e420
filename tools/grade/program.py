"""A learner's answer in the course's own cells: which of them it needs, and what is put together of both.

Exercises are islands (see `tools/build/rules.py`): the names that an answer binds are used by its own cells alone. So
an answer needs of a lesson what binds or changes the names that it reads, what those need in turn, and nothing else.
That is read from the syntax trees, statement by statement.
"""

import ast
import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nbformat import NotebookNode

from tools.build.rules import EXERCISE_TAGS, exercise_of, is_check_of, tags
from tools.build.sources import read_source
from utils.core.cell_code import in_python, names_read
from utils.core.course import section

# Methods of these only show something, and functions of these change nothing that a lesson makes.
_SHOWING = {"plots", "graphs", "print"}
_LOOKING = {"count_params", "evaluate", "get_config", "get_layer", "get_weights", "predict", "summary", "to_json"}
_BINDS_ANEW = ast.Assign | ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
_COPYING = _LOOKING | {"fit", "astype", "reshape", "array", "asarray", "concatenate", "zeros_like", "to_categorical"}
_FILE = re.compile(r"[\w./-]*\w\.\w{1,8}|[\w-]+/[\w./-]*")


@dataclass(frozen=True)
class Program:
    """What is run for one answer.

    Attributes:
        lesson: the statements of the lesson that the answer needs.
        starter: the cell that the learner was given, which binds every name of the answer.
        answer: the learner's code, in Python.
        check: what the check cell hands to `check` besides the id, an expression each.
    """

    lesson: str
    starter: str
    answer: str
    check: tuple[str, ...]


def exercises_of(section_id: str) -> list[str]:
    """The ids of a section's exercises and questions, in the order of the lesson."""
    found = (exercise_of(cell) for cell in _code_cells(section_id))
    return list(dict.fromkeys(id_ for id_ in found if id_))


def program_for(exercise_id: str, answer: str) -> Program:
    """The program that makes what the check of an exercise looks at.

    Args:
        exercise_id: such as "1-1-a"; no question.
        answer: the learner's code, perhaps with IPython's magics, perhaps no Python at all.
    """
    cells = _code_cells(exercise_id.rpartition("-")[0])
    place = next(place for place, cell in enumerate(cells) if is_check_of(cell, exercise_id))
    call = _call_of(cells[place].source)
    starter = "\n".join(
        cell.source for cell in cells if cell.metadata.get("exercise") == exercise_id and "starter" in tags(cell)
    )
    code = in_python(answer)
    needed = _taken(_parsed(code), set()) | _needs(_parsed(starter)) | _needs([ast.Expr(call)])
    lesson = _slice(tuple(cell.source for cell in cells[:place] if _is_lesson(cell)), frozenset(needed))
    return Program(lesson, starter, code, tuple(ast.unparse(argument) for argument in call.args[1:]))


def published(exercise_id: str, *kinds: str) -> list[str]:
    """The answers to an exercise that stand in the source under these tags; a solution in several cells is one."""
    cells = _code_cells(exercise_id.rpartition("-")[0])
    found: list[str] = []
    for kind in kinds:
        own = [cell.source for cell in cells if cell.metadata.get("exercise") == exercise_id and kind in tags(cell)]
        found += ["\n\n".join(own)] if kind == "solution" and own else own
    return found


@cache
def _code_cells(section_id: str) -> list[NotebookNode]:
    return [cell for cell in read_source(section(section_id)) if cell.cell_type == "code"]


def _is_lesson(cell: NotebookNode) -> bool:
    return exercise_of(cell) is None and not tags(cell) & {*EXERCISE_TAGS, "proof"}


def _call_of(check_cell: str) -> ast.Call:
    last = ast.parse(check_cell).body[-1]
    if not (isinstance(last, ast.Expr) and isinstance(last.value, ast.Call)):
        raise ValueError(check_cell)
    return last.value


def _parsed(code: str) -> list[ast.stmt]:
    try:
        return ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


@cache
def _slice(cells: tuple[str, ...], needed: frozenset[str]) -> str:
    """The statements that bind or change what is needed, and what those need, in their order."""
    waiting, kept = set(needed), []
    statements = [statement for cell in cells for statement in ast.parse(cell).body]
    modules = {name for statement in statements for name in _imported(statement)}
    holds = _holders(statements, modules)
    for statement in reversed(statements):
        changed = _changes(statement, modules)
        changed |= {part for name in changed for part in holds.get(name, ())}
        if (_binds(statement) | changed) & waiting:
            kept.append(statement)
            if isinstance(statement, _BINDS_ANEW):
                waiting -= _binds(statement)
            waiting |= _needs([statement])
    return "\n".join(ast.unparse(statement) for statement in reversed(kept))


def _taken(statements: list[ast.stmt], bound: set[str]) -> set[str]:
    """The names that an answer takes from the lesson: not those that it has bound itself by then, which are added."""
    taken: set[str] = set()
    for statement in statements:
        match statement:
            case ast.For(target=target, iter=values, body=body, orelse=orelse):
                taken |= _needs([ast.Expr(values)]) - bound
                taken |= _taken([*body, *orelse], bound | _stored(target))
            case ast.If(test=test, body=body, orelse=orelse) | ast.While(test=test, body=body, orelse=orelse):
                taken |= _needs([ast.Expr(test)]) - bound
                taken |= _taken(body, set(bound)) | _taken(orelse, set(bound))
            case ast.With(items=items, body=body):
                taken |= _needs([ast.Expr(item.context_expr) for item in items]) - bound
                bound |= {name for item in items if item.optional_vars for name in _stored(item.optional_vars)}
                taken |= _taken(body, bound)
            case ast.Assign(targets=targets):
                taken |= _needs([statement]) - bound
                bound |= {name for target in targets for name in _stored(target)}
            case _:
                taken |= _needs([statement]) - bound
                bound |= _binds(statement) if isinstance(statement, _BINDS_ANEW) else set()
    return taken


def _stored(target: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _needs(statements: list[ast.stmt]) -> set[str]:
    """The names that these read from outside, and the files that they name."""
    return names_read(statements) | {file for each in statements for node in ast.walk(each) for file in _files(node)}


def _files(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _FILE.fullmatch(node.value):
        yield node.value


def _imported(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.Import | ast.ImportFrom):
        yield from (alias.asname or alias.name.partition(".")[0] for alias in statement.names)


def _binds(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    nodes = list(ast.walk(statement))
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del)}
    inner = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    return stored | inner | {name for node in nodes if isinstance(node, ast.stmt) for name in _imported(node)}


def _changes(statement: ast.stmt, modules: set[str]) -> set[str]:
    """The names whose objects a statement may change: it sets a part of them, calls a method, or hands them over."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return set()
    changed: set[str] = set()
    for node in ast.walk(statement):
        match node:
            case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
                changed.add(_root(node))
            case ast.Call(func=function):
                root = _root(function)
                if root in _SHOWING:
                    continue
                if isinstance(function, ast.Attribute) and root not in modules and function.attr not in _LOOKING:
                    changed.add(root)
                # Such as `keras.utils.set_random_seed(1)`, alone in its line; not `keras.Model(a, b).save(file)`.
                is_of_module = root in modules and not any(isinstance(part, ast.Call) for part in ast.walk(function))
                if is_of_module and isinstance(statement, ast.Expr) and statement.value is node:
                    changed.add(root)
                if root not in modules and not isinstance(function, ast.Attribute):
                    changed |= {argument.id for argument in node.args if isinstance(argument, ast.Name)}
                changed |= {file for argument in ast.walk(node) for file in _files(argument)}
    return changed - {""}


def _holders(statements: list[ast.stmt], modules: set[str]) -> dict[str, set[str]]:
    """By name the names of the objects that its own object may hold, as a model holds the layers that it was made of.

    What is fitted or set through the one has changed in the other, too. An `Input` and a function never change.
    """
    holds: dict[str, set[str]] = {}
    fixed = {*modules, *dir(builtins)}
    fixed |= {each.name for each in statements if isinstance(each, ast.FunctionDef | ast.ClassDef)}
    for statement in statements:
        match statement:
            case ast.Assign(value=ast.Call(func=ast.Attribute(attr="Input"))):
                fixed |= _binds(statement)
            case ast.Assign(value=ast.Call() | ast.Name() | ast.List() | ast.Attribute() | ast.Subscript() as value):
                if (
                    isinstance(value, ast.Call)
                    and isinstance(value.func, ast.Attribute)
                    and value.func.attr in _COPYING
                ):
                    continue
                parts = _needs([ast.Expr(value)]) - fixed
                for name in _binds(statement):
                    holds.setdefault(name, set()).update(parts, *(holds.get(part, ()) for part in parts))
    return holds


def _root(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
