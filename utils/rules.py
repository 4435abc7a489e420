"""The rules that a lesson's source keeps, so that its four notebooks cannot drift apart or break."""

import ast
import re

from utils.diagnosis import BACKENDS
from utils.messages import LANGUAGES

EXERCISE_TAGS = ("starter", "wrong", "right", "solution")


def broken_rules(cells: list) -> list[str]:
    """What is wrong with a source, a sentence for each; empty where all is well.

    Args:
        cells: the notebook cells of `source/ID_slug.py`, with their tags and exercise ids as metadata.
    """
    return [*_twins(cells), *_bold(cells), *_exercise_cells(cells), *_islands(cells), *_reasons(cells)]


def tags(cell) -> set[str]:
    """The tags of a cell."""
    return set(cell.metadata.get("tags", ()))


def runs_on(cell, backend: str) -> bool:
    """Whether the cell runs on this backend: a cell that not every one of them runs has the tags of those that do."""
    return backend in (tags(cell) & BACKENDS.keys() or BACKENDS)


def exercise_of(cell) -> str | None:
    """The exercise that a code cell belongs to: by its metadata, or because it checks that exercise."""
    if cell.cell_type != "code":
        return None
    checked = re.match(r'check\("([^"]+)"', cell.source)
    return cell.metadata.get("exercise") or (checked and checked[1])


def is_check_of(cell, exercise_id: str) -> bool:
    """Whether this is the cell in which a learner checks the exercise, untagged unless it needs a backend."""
    return not tags(cell) - BACKENDS.keys() and cell.source.startswith(f'check("{exercise_id}"')


# --- the two languages ---


def _twins(cells):
    waiting = None
    for cell in cells:
        own = tags(cell) & set(LANGUAGES)
        if cell.cell_type == "markdown" and len(own) != 1:
            yield f"{_name(cell)}: a prose cell is tagged ko or en"
        elif waiting is not None:
            if own != {"en"}:
                yield f"{_name(waiting)}: its English twin does not follow"
            else:
                yield from _unlike(waiting, cell)
            waiting = cell if own == {"ko"} else None
        elif own == {"ko"}:
            waiting = cell
        elif own == {"en"}:
            yield f"{_name(cell)}: its Korean twin does not stand before it"
    if waiting is not None:
        yield f"{_name(waiting)}: its English twin does not follow"


def _unlike(korean, english):
    if tags(korean) - {"ko"} != tags(english) - {"en"}:
        yield f"{_name(korean)}: the twins have different tags"
    for what, find in _PARITY.items():
        here, there = find(korean.source), find(english.source)
        if here != there:
            yield f"{_name(korean)}: the twins differ in their {what}: {here} and {there}"


def _without_code_blocks(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)


_PARITY = {
    "headings": lambda text: re.findall(r"^(#+) ", _without_code_blocks(text), flags=re.M),
    "code spans": lambda text: sorted(set(re.findall(r"`([^`\n]+)`", _without_code_blocks(text)))),
    "code blocks": lambda text: re.findall(r"^```.*?^```", text, flags=re.S | re.M),
    "links": lambda text: sorted(re.findall(r"\]\(([^)]+)\)", text)),
    "list items": lambda text: len(re.findall(r"^\s*(?:[-*]|\d+\.) ", text, flags=re.M)),
    "table rows": lambda text: len(re.findall(r"^\|", text, flags=re.M)),
}


def _bold(cells):
    """Markdown shows `**커널(Kernel)**을` with its asterisks: bold cannot end in a sign before a letter."""
    for cell in cells:
        for match in re.finditer(r"\*\*(.+?)\*\*", _without_code(cell.source) if cell.cell_type == "markdown" else ""):
            inner, text = match[1], match.string
            before, after = text[: match.start()][-1:], text[match.end() :][:1]
            if (after.isalnum() and not inner[-1].isalnum()) or (before.isalnum() and not inner[0].isalnum()):
                yield f"{_name(cell)}: {match[0]!r} does not show as bold: move the sign out of it"


def _without_code(text: str) -> str:
    return re.sub(r"`[^`\n]+`", "code", _without_code_blocks(text))


# --- exercises ---


def _exercise_cells(cells):
    for exercise_id in _exercise_ids(cells):
        own = [cell for cell in cells if cell.metadata.get("exercise") == exercise_id]
        kinds = [kind for cell in own for kind in EXERCISE_TAGS if kind in tags(cell)]
        is_question = any(cell.source.startswith(f'choose("{exercise_id}")') for cell in cells)
        needed = ["solution"] if is_question else ["starter", "wrong", "solution"]
        for kind in needed:
            if kind not in kinds:
                yield f"{exercise_id}: has no {kind} cell"
        if not is_question:
            if sorted(kinds, key=EXERCISE_TAGS.index) != kinds:
                yield f"{exercise_id}: its cells stand in the order {', '.join(EXERCISE_TAGS)}"
            if not any(is_check_of(cell, exercise_id) for cell in cells):
                yield f"{exercise_id}: has no untagged check cell"


def _exercise_ids(cells) -> list[str]:
    asked = [match[1] for cell in cells if (match := re.match(r'(?:choose|check)\("([^"]+)"', cell.source))]
    return list(dict.fromkeys([*(cell.metadata["exercise"] for cell in cells if "exercise" in cell.metadata), *asked]))


def _islands(cells):
    answers: dict[str, str] = {}
    for cell in cells:
        if cell.cell_type != "code":
            continue
        own = exercise_of(cell)
        read, bound = _names(cell.source)
        for name in sorted((read | bound) & answers.keys()):
            if answers[name] != own:
                yield f"{_name(cell)}: uses {name!r}, which is an answer of {answers[name]}"
        if tags(cell) & {"starter", "solution"} and own:
            answers |= {name: own for name in bound}


def _names(code: str) -> tuple[set[str], set[str]]:
    """The names that a cell reads, and those that it binds at its own level."""
    tree = ast.parse(code)
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return read, _bound(tree.body)


def _bound(statements) -> set[str]:
    bound: set[str] = set()
    for node in statements:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            continue
        else:
            bound |= {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return bound


def _reasons(cells):
    for cell in cells:
        if "nbval-ignore-output" in tags(cell) and not cell.metadata.get("reason"):
            yield f"{_name(cell)}: nbval-ignore-output needs its reason beside it"


def _name(cell) -> str:
    return f"cell {cell.source.strip().splitlines()[0][:60]!r}" if cell.source.strip() else "an empty cell"
