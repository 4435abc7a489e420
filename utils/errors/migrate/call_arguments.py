"""The arguments of a call with today's names and values."""

import libcst as cst

from utils.errors.migrate.arguments import rule_for
from utils.errors.migrate.trees import code, keyword, named, plain, replaced, same_quotes, text_of, without


def with_todays_arguments(program, original: cst.Call, updated: cst.Call, path: str, kind: str, only=None) -> cst.Call:
    """A call whose arguments have today's names and values."""
    gone = []
    for place, old in enumerate(original.args):
        if not old.keyword or (only is not None and old.keyword.value not in only):
            continue
        name, arg = old.keyword.value, updated.args[place]
        rule = rule_for(path, kind, name, plain(old.value))
        if rule is None:
            continue
        if rule.new is None:
            program.changed(old, plain(old), "", rule)
            gone.append(arg)
        elif rule.new == "":
            program.leave_to_hand(old, plain(old), rule)
        elif rule.new == name or keyword(updated, rule.new) is None:
            new = _renamed_argument(arg, rule)
            if code(new) != code(arg):
                program.changed(old, plain(old), plain(new), rule)
                updated = replaced(updated, arg, new)
    return without(updated, *gone)


def _renamed_argument(arg: cst.Arg, rule) -> cst.Arg:
    new = named(arg, rule.new)
    says = text_of(arg.value)
    return new.with_changes(value=same_quotes(arg.value, rule.values[says])) if says in rule.values else new
