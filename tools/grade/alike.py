"""Whose answers are alike, or as published: for a human to look at, and no proof of anything."""

import ast
import builtins
import keyword
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from tools.build.rules import is_question
from tools.grade.program import published
from tools.grade.results import RIGHT, Graded
from utils.core.cell_code import in_python

# Whoever solves a short exercise solves it like everybody else.
_FEWEST_PARTS = 60
_FEWEST_DIFFERENT = 4


def alike(graded: Iterable[Graded]) -> tuple[list[tuple[str, list[str]]], list[tuple[str, list[str]]]]:
    """Groups of learners with the same right answer but for names and spaces, and learners with the published one.

    Returns:
        Two lists of an exercise and its learners. Where many have the same answer, it is the usual one.
    """
    by_form: dict[tuple[str, str], set[str]] = defaultdict(set)
    by_exercise: dict[str, set[str]] = defaultdict(set)
    for each in graded:
        if not is_question(each.exercise) and each.verdict.outcome == RIGHT:
            by_exercise[each.exercise].add(each.learner)
            if form := form_of(each.answer):
                by_form[each.exercise, form].add(each.learner)
    groups, as_published = [], []
    for (exercise, form), learners in sorted(by_form.items()):
        if form == form_of("\n".join(published(exercise, "solution"))):
            as_published.append((exercise, sorted(learners)))
        elif 1 < len(learners) <= max(_FEWEST_DIFFERENT, len(by_exercise[exercise]) // 10):
            groups.append((exercise, sorted(learners)))
    return groups, as_published


@cache
def form_of(code: str) -> str:
    """An answer without names of its own, spaces and comments; "" where it is too short to tell anything."""
    try:
        tree = ast.parse(in_python(code))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    own = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    own -= {*dir(builtins), *keyword.kwlist}
    parts = 0
    for node in ast.walk(tree):
        parts += 1
        if isinstance(node, ast.Name) and node.id in own:
            node.id = "_"
        elif isinstance(node, ast.arg):
            node.arg = "_"
    try:
        return ast.dump(tree) if parts >= _FEWEST_PARTS else ""
    except RecursionError:
        return ""
