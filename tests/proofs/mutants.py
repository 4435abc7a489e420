"""Mutants of a solution: the same code with one small mistake, made from its syntax tree.

A check that accepts a mutant lets that mistake of a learner pass, unless the mutant is another right answer.
"""

import ast
import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

# A string or an attribute of a group is mistaken for the next two of the group.
GROUPS = (
    ("relu", "tanh", "sigmoid", "linear", "softmax", "gelu", "elu"),
    ("sparse_categorical_crossentropy", "categorical_crossentropy", "mse", "binary_crossentropy", "mae"),
    ("SparseCategoricalCrossentropy", "CategoricalCrossentropy", "BinaryCrossentropy"),
    ("MeanSquaredError", "MeanAbsoluteError", "Huber"),
    ("accuracy", "categorical_accuracy", "mae"),
    ("sgd", "adam", "rmsprop"),
    ("SGD", "Adam", "RMSprop"),
    ("valid", "same", "causal"),
    ("channels_last", "channels_first"),
    ("tensorflow", "jax", "torch"),
    ("multi_hot", "count", "int"),
    ("val_loss", "loss", "val_accuracy"),
    ("min", "max", "auto"),
    ("Conv2D", "SeparableConv2D", "DepthwiseConv2D"),
    ("LSTM", "GRU", "SimpleRNN"),
    ("MaxPooling2D", "AveragePooling2D", "GlobalMaxPooling2D"),
    ("MaxPooling1D", "AveragePooling1D", "GlobalMaxPooling1D"),
    ("GlobalAveragePooling2D", "GlobalMaxPooling2D", "Flatten"),
    ("GlobalAveragePooling1D", "GlobalMaxPooling1D", "Flatten"),
    ("Add", "Multiply", "Concatenate"),
    ("argmax", "argmin", "max"),
    ("mean", "sum", "max"),
    ("zeros", "ones"),
    ("train_on_batch", "test_on_batch"),
)
OPERATORS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.USub: ast.UAdd,
}
COMPARISONS = {
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
}


@dataclass(frozen=True)
class Mutant:
    """A solution with one change.

    Attributes:
        change: the changed line with `[before → after]` in it, numbered where an earlier change reads the same.
        code: the whole cell.
    """

    change: str
    code: str


def mutants(code: str) -> list[Mutant]:
    """Every mutant of a cell, in the order of its syntax tree, none of them twice."""
    tree = ast.parse(code)
    original = ast.unparse(tree)
    seen, found = {original}, []
    for node, variant in _changes(tree):
        mutated = _changed(tree, node, variant)
        if mutated not in seen:
            seen.add(mutated)
            found.append(Mutant(_numbered(_change(original, mutated), found), mutated))
    return found


def one_mutant(code: str, choose: Callable[[list], tuple]) -> str:
    """One mutant of a cell; `choose` picks it from all of its changes. A cell that has none stays as it is."""
    tree = ast.parse(code)
    changes = list(_changes(tree))
    return _changed(tree, *choose(changes)) if changes else code


def _changes(tree: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Each node that may be mistaken, with what may stand in its place."""
    untouched = set(_untouched(tree))
    for node in ast.walk(tree):
        if id(node) not in untouched:
            for variant in variants(node):
                yield node, variant


def _changed(tree: ast.AST, node: ast.AST, variant: ast.AST) -> str:
    """The code of the tree with the variant in place of the node."""
    # A copy of the tree in which the variant counts as the copy of the node.
    return ast.unparse(copy.deepcopy(tree, {id(node): variant}))


def variants(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in place of a node."""
    match node:
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int()):
            yield from (ast.Constant(node.value + 1), ast.Constant(node.value - 1))
        case ast.Constant(value=float()):
            yield from (ast.Constant(node.value * 2), ast.Constant(node.value / 2))
        case ast.Constant(value=str()):
            yield from map(ast.Constant, _siblings(node.value) or [node.value + "x"])
        case ast.Attribute():
            yield from (_with(node, attr=name) for name in _siblings(node.attr))
        case ast.List() | ast.Tuple() | ast.Set() if not isinstance(getattr(node, "ctx", None), ast.Store):
            yield from (_with(node, elts=elements) for elements in _shorter_and_swapped(node.elts))
        case ast.Dict():
            yield from _variants_of_dict(node)
        case ast.Call():
            yield from _variants_of_call(node)
        case ast.Compare():
            for place, operator in enumerate(node.ops):
                for other in COMPARISONS[type(operator)]:
                    yield _with(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.BinOp() | ast.BoolOp() | ast.UnaryOp() if type(node.op) in OPERATORS:
            yield _with(node, op=OPERATORS[type(node.op)]())
        case ast.stmt() if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield ast.Pass()
    if isinstance(getattr(node, "body", None), list):
        yield from (_with(node, body=body) for body in _swapped(node.body, _works_by_effect))


def _variants_of_dict(node: ast.Dict) -> Iterator[ast.Dict]:
    """Without each entry; with the values of two neighbours exchanged, or the two themselves where one is `**`."""
    entries = list(zip(node.keys, node.values, strict=True))
    for place in range(len(entries)):
        yield _dict(entries[:place] + entries[place + 1 :])
    for place, ((key, value), (next_key, next_value)) in enumerate(pairwise(entries)):
        exchanged = [(key, next_value), (next_key, value)]
        if key is None or next_key is None:
            exchanged = [(next_key, next_value), (key, value)]
        yield _dict(entries[:place] + exchanged + entries[place + 2 :])


def _dict(entries: list) -> ast.Dict:
    return ast.Dict([key for key, _ in entries], [value for _, value in entries])


def _variants_of_call(node: ast.Call) -> Iterator[ast.AST]:
    """Without each argument, with two neighbours exchanged; for a layer that is called, without the layer."""
    if isinstance(node.func, ast.Call) and len(node.args) == 1:
        yield node.args[0]
    yield from (_with(node, args=arguments) for arguments in _shorter_and_swapped(node.args))
    for place in range(len(node.keywords)):
        yield _with(node, keywords=node.keywords[:place] + node.keywords[place + 1 :])


def _shorter_and_swapped(items: list) -> Iterator[list]:
    for place in range(len(items)):
        yield items[:place] + items[place + 1 :]
    yield from _swapped(items)


def _swapped(items: list, movable=lambda item: True) -> Iterator[list]:
    for place, (item, following) in enumerate(pairwise(items)):
        if movable(item) and movable(following):
            yield [*items[:place], following, item, *items[place + 2 :]]


def _works_by_effect(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr)


def _siblings(name: str) -> list[str]:
    """The next two of each group in which a name stands."""
    return [
        other
        for group in GROUPS
        if name in group
        for other in (group[(group.index(name) + step) % len(group)] for step in (1, 2))
        if other != name
    ]


def _with(node: ast.AST, **fields) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _untouched(tree: ast.AST) -> Iterator[int]:
    """The ids of nodes that say something to people: docstrings, and the words of an exception."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield from (id(node), id(node.value))
        if isinstance(node, ast.Raise):
            yield from (id(part) for part in ast.walk(node) if isinstance(part, ast.Constant | ast.Call))


# --- naming a change ---


def _change(before: str, after: str) -> str:
    """What differs, with a little of the line around it: `…Dense([64 → 65], activation=…`."""
    old, new = (re.findall(r"\w+|\s+|.", code) for code in (before, after))
    ahead = _common(old, new)
    behind = min(_common(old[::-1], new[::-1]), len(old) - ahead, len(new) - ahead)
    line_before = "".join(old[:ahead]).rpartition("\n")[2].lstrip()
    line_after = "".join(old[len(old) - behind :]).partition("\n")[0]
    parts = ["".join(tokens[ahead : len(tokens) - behind]) for tokens in (old, new)]
    inner = " → ".join(_brief(" ".join(part.split())) for part in parts)
    return f"{line_before[-50:]}[{inner}]{line_after[:30]}"


def _brief(code: str) -> str:
    return code if len(code) <= 60 else f"{code[:30]}…{code[-29:]}"


def _common(some: list[str], other: list[str]) -> int:
    """How many tokens two lists share from the front."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(some, other, strict=False)))


def _numbered(change: str, found: list[Mutant]) -> str:
    same = sum(mutant.change == change or mutant.change.startswith(f"{change} #") for mutant in found)
    return f"{change} #{same + 1}" if same else change
