"""Import statements with today's modules and names."""

import re

import libcst as cst

from utils.core.text import Text
from utils.errors.migrate.backend_functions import BY_NAME, is_template
from utils.errors.migrate.by_hand import by_hand
from utils.errors.migrate.names import COMPAT, TF_KERAS, canonical, today
from utils.errors.migrate.namespaces import STILL_IN_TF_KERAS
from utils.errors.migrate.rules import Moved
from utils.errors.migrate.single_rules import MERGE
from utils.errors.migrate.things import Named, aliases, kind_of
from utils.errors.migrate.trees import imported, plain

_SUMMARY = Moved("keras.utils.print_summary", "", Text(
    ko="`model.summary()`가 같은 표를 보여 줍니다.", en="`model.summary()` shows the same table."), "3-1")  # fmt: skip
_INNER = Moved("tensorflow.python.keras", "tensorflow.keras", Text(
    ko="`tensorflow.python`은 TensorFlow의 안쪽입니다. 공개된 이름은 `tensorflow.keras`에 있습니다.",
    en="`tensorflow.python` is the inside of TensorFlow; the public names stand in `tensorflow.keras`."),
    "1-2")  # fmt: skip
_COMPAT = Moved(f"{COMPAT}.keras", "tensorflow.keras", Text(
    ko="`tensorflow.compat.v1.keras`에서는 가져올 수 없습니다. 같은 이름이 `tensorflow.keras`에 있습니다.",
    en="Nothing can be imported from `tensorflow.compat.v1.keras`; its names stand in `tensorflow.keras`."),
    "1-2")  # fmt: skip
SUMMARY = _SUMMARY
_STILL = Text(
    ko="`tensorflow.keras`에서는 아직 돌아가지만 더는 고쳐지지 않습니다.",
    en="Through `tensorflow.keras` it still runs, but nobody works on it any longer.",
)


def _written(path: str, through: str) -> str:
    """A path as this program reaches it."""
    return path if through in ("keras", "") or not path.startswith("keras") else f"tensorflow.{path}"


def _refused(module: str, through: str) -> Moved | None:
    """Why nothing is imported from a module although its names stand where they stood; None where it can be."""
    if f"{module}.".startswith(f"{_COMPAT.old}."):
        return _COMPAT
    return _INNER if through not in ("", "keras", TF_KERAS) else None


def _settled(through: str) -> str:
    """What a name goes through once its import is today's."""
    return through if through in ("keras", "") else TF_KERAS


def plain_import(program, original: cst.Import, updated: cst.Import) -> cst.Import:
    """`import a.b.c as d`."""
    program.bind_import(original)
    names = []
    for (alias, path, bound), node in zip(aliases(original), updated.names, strict=True):
        old, through = canonical(path)
        gone = None if old in BY_NAME else by_hand(today(old, through)[0], through)
        if gone:
            _leave(program, alias, f"import {path}", gone, old, through)
            names.append(node)
            continue
        new, rule = today(old, through)
        if old in BY_NAME:
            rule = None
        if rule is None:
            new, rule = old, _refused(path, through)
        if rule is None:
            names.append(node)
            continue
        written = _written(new, through)
        program.changed(alias, f"import {path}", f"import {written}", rule, old=path, new=written)
        names.append(node.with_changes(name=_dotted_name(written)))
        if node.asname:
            program.scopes.bind(bound, Named(new, _settled(through)))
    return updated.with_changes(names=names)


def from_import(program, original: cst.ImportFrom, updated: cst.ImportFrom) -> cst.ImportFrom:
    """`from a.b import c as d, e`."""
    program.bind_import(original)
    if original.module is None or original.relative:
        return updated
    module = imported(original.module)
    if isinstance(original.names, cst.ImportStar):
        return _star(program, original, updated, module)
    kept: list[tuple[str, cst.ImportAlias]] = []
    told = []
    for (alias, path, bound), node in zip(aliases(original), updated.names, strict=True):
        place, name, rule = _target(program, alias, path, bound)
        if place is not None:
            as_name = node.asname
            if name.startswith("as "):
                name = name[3:]
                tight = cst.AsName(cst.Name(bound), cst.SimpleWhitespace(" "), cst.SimpleWhitespace(" "))
                as_name = None if name == bound else tight
            kept.append((place, node.with_changes(name=cst.Name(name), asname=as_name)))
        if rule is not None:
            now = f"from {place} import {name}" if place else ""
            told.append((alias, rule, f"from {module} import {alias.name.value}", now, path))
    if not told:
        return updated
    statements = _grouped(program, updated, module, kept)
    if len({rule for _, rule, *_ in told}) == 1:
        (alias, rule, *_), now = told[0], "; ".join(plain(statement) for statement in statements)
        program.changed(original, plain(original), now, rule, **_words(rule, module, statements))
    else:
        for alias, rule, was, now, _ in told:
            program.changed(alias, was, now, rule, old=rule.old, new=rule.new)
    program.after += [plain(statement) for statement in statements[1:]]
    return statements[0]


def _words(rule, module: str, statements: list) -> dict:
    if isinstance(rule, Moved) and len(statements) == 1 and isinstance(statements[0], cst.ImportFrom):
        today_module = imported(statements[0].module)
        if canonical(module)[0] == rule.old:
            return {"old": module, "new": today_module}
    return {"old": rule.old, "new": rule.new}


def _target(program, alias, path: str, bound: str):
    """Where a name is imported from today, what it is called there ("as …": with the old name behind it), and the rule.

    The module is None where the import is left out.
    """
    old, through = canonical(path)
    module, _, name = path.rpartition(".")
    refused = _refused(module, through)
    if through == TF_KERAS and old in STILL_IN_TF_KERAS:
        gone = by_hand(old, through)
        if gone:
            _leave(program, alias, f"from {module} import {name}", gone, old, through)
        return (_written(old.rpartition(".")[0], through) if refused else module), name, refused
    if old == _SUMMARY.old or today(old, through)[0] == _SUMMARY.old:
        return None, name, _SUMMARY
    if old in BY_NAME:
        function = BY_NAME[old]
        if is_template(function):
            return None, name, function
        target, _, new_name = function.new.rpartition(".")
        program.scopes.spellings[function.new] = bound if alias.asname else new_name
        if not alias.asname:
            program.scopes.bind(new_name, Named(old, through))
        return _written(target, through), new_name, function
    if old == "keras.layers.merge" and old in program.survey.called:
        program.scopes.bind("layers", Named("keras.layers", _settled(through)))
        return _written("keras", through), "layers", MERGE
    new, rule = today(old, through)
    gone = by_hand(new, through)
    if gone:
        _leave(program, alias, f"from {module} import {name}", gone, old, through)
        return module, name, None
    rule = rule or refused
    if rule is None or (rule.old.startswith("tensorflow") and not new.startswith("keras")):
        return module, name, None
    if new == "keras":
        program.scopes.bind(bound, Named("keras", TF_KERAS))
        return "tensorflow", "keras", rule
    target, _, new_name = new.rpartition(".")
    settled = Named(new, _settled(through or "keras"))
    if new_name == name:
        program.scopes.bind(bound, settled)
        return _written(target, through), name, rule
    taken = program.scopes.lookup(new_name)
    free = not program.scopes.is_bound(new_name) or (isinstance(taken, Named) and taken.path == new)
    if alias.asname or not (kind_of(new) or rule.old == old) or not free or _is_module(new):
        program.scopes.bind(bound, settled)
        return _written(target, through), f"as {new_name}" if not alias.asname else new_name, rule
    program.scopes.spellings[new] = new_name
    program.scopes.bind(new_name, settled)
    return _written(target, through), new_name, rule


def _is_module(path: str) -> bool:
    return path.rpartition(".")[2].islower() and path.count(".") == 1


def _grouped(program, updated: cst.ImportFrom, module: str, kept: list) -> list:
    """One import statement for each module, in the order in which the names stood; none is imported twice."""
    groups: dict[str, list[cst.ImportAlias]] = {}
    for place, node in kept:
        names = groups.setdefault(place, [])
        if not any(plain_alias(node) == plain_alias(other) for other in names):
            names.append(node)
    if not groups:
        program.scopes.bind("keras", Named("keras", program.survey.through))
        if program.survey.through == "keras":
            return [cst.Import([cst.ImportAlias(cst.Name("keras"))])]
        return [cst.ImportFrom(cst.Name("tensorflow"), [cst.ImportAlias(cst.Name("keras"))])]
    if len(groups) == 1 and len(kept) == len(updated.names) == len(next(iter(groups.values()))):
        place, names = next(iter(groups.items()))
        name = updated.module if place == module else _dotted_name(place)
        return [updated.with_changes(module=name, names=names)]
    return [
        cst.ImportFrom(
            _dotted_name(place),
            [
                node.with_changes(
                    comma=cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
                    if i + 1 < len(names)
                    else cst.MaybeSentinel.DEFAULT
                )
                for i, node in enumerate(names)
            ],
        )
        for place, names in groups.items()
    ]


def plain_alias(node: cst.ImportAlias) -> str:
    """An imported name without its comma."""
    return plain(node.with_changes(comma=cst.MaybeSentinel.DEFAULT))


def _star(program, original, updated, module: str):
    old, through = canonical(module)
    new, rule = today(old, through)
    gone = by_hand(new, through)
    if gone:
        _leave(program, original, f"from {module} import *", gone, old, through)
        return updated
    rule = rule or _refused(module, through)
    if rule is None or not new.startswith("keras"):
        return updated
    written = _written(new, through)
    program.scopes.stars[-1] = Named(new, _settled(through))
    program.changed(original, f"from {module} import *", f"from {written} import *", rule, old=module, new=written)
    return updated.with_changes(module=_dotted_name(written))


def _leave(program, node, was: str, gone, path: str, through: str) -> None:
    still = through == TF_KERAS and path in STILL_IN_TF_KERAS
    instead = Text(ko=f"{_STILL.ko} {gone.instead.ko}", en=f"{_STILL.en} {gone.instead.en}")
    program.leave_to_hand(node, was, gone, instead if still else gone.instead)


def _dotted_name(path: str) -> cst.Name | cst.Attribute:
    return cst.parse_expression(path)


def with_keras(module: cst.Module, through: str) -> cst.Module | None:
    """A module that imports Keras above its first import of it; None where it has none."""
    line = "import keras" if through == "keras" else "from tensorflow import keras"
    for i, statement in enumerate(module.body):
        if re.search(r"^\s*(from|import)\s+(keras|tensorflow)\b", module.code_for_node(statement), re.MULTILINE):
            new = cst.parse_statement(line).with_changes(leading_lines=statement.leading_lines)
            rest = statement.with_changes(leading_lines=[])
            return module.with_changes(body=[*module.body[:i], new, rest, *module.body[i + 1 :]])
    return None
