"""`acc` and `val_acc`, which are `accuracy` and `val_accuracy` today where a model was compiled with "accuracy"."""

import re

import libcst as cst

from utils.core.text import Text
from utils.errors.migrate.rules import Method
from utils.errors.migrate.things import Made
from utils.errors.migrate.trees import keyword, named, plain, positional, replaced, same_quotes, text_of

_KEY = Text(
    ko="히스토리의 열쇠는 `compile`에 준 이름 그대로입니다: `accuracy`.",
    en="A history's key is the name that `compile` was given: `accuracy`.",
)
_LEARNING_RATE = Text(
    ko="히스토리와 옵티마이저의 설정에서 학습률의 이름은 `learning_rate`입니다.",
    en="A history and the configuration of an optimizer call the learning rate `learning_rate`.",
)
_BY_HAND = Text(
    ko='`acc`는 `compile(metrics=["acc"])`일 때의 이름입니다. `"accuracy"`로 컴파일했으면 `accuracy`로 바꾸세요.',
    en='`acc` is the name after `compile(metrics=["acc"])`; where the model was compiled with `"accuracy"`, write '
    "`accuracy`.",
)
_MONITOR = Text(
    ko="콜백은 `compile`에 준 이름을 봅니다: `accuracy`.",
    en="A callback looks at the name that `compile` was given: `accuracy`.",
)
_IN_ORDER = Text(
    ko="세 번째 자리는 이제 `loss_weights`입니다. `metrics=`라고 이름을 붙입니다.",
    en="The third place is `loss_weights` today: `metrics=` goes by its name.",
)
_LIST = Text(ko="`metrics`는 목록으로 줍니다.", en="`metrics` takes a list.")

KEY = Method("numbers", "acc", "accuracy", _KEY, "5-2")
LEARNING_RATE = Method("numbers", "lr", "learning_rate", _LEARNING_RATE, "5-2")
BY_HAND = Method("numbers", "acc", "", _BY_HAND, "5-2")
MONITOR = Method("callback", "monitor", "", _MONITOR, "5-2")
IN_ORDER = Method("model.compile", "metrics", "", _IN_ORDER, "1-1")
LIST = Method("model.compile", "metrics", "", _LIST, "1-1")

_ACC = re.compile(r"(?:^|_)acc$")
_SHORT = {"mean_absolute_error": "mae", "mean_squared_error": "mse", "mean_absolute_percentage_error": "mape",
          "mean_squared_logarithmic_error": "msle"}  # fmt: skip
NAMES = {"accuracy", "acc", *_SHORT, *_SHORT.values()}
_IN_FILE_NAME = re.compile(r"\{((?:\w+_)?acc)(?=[:}])")


def new_key(program, text: str) -> str | None:
    """What a key is called today: the key itself where it stays, None where nobody can tell."""
    says = program.accuracy
    for long, short in _SHORT.items():
        if text in (long, f"val_{long}") and short in says and long not in says:
            return text.replace(long, short)
    if not _ACC.search(text):
        return text
    if says & {"accuracy", "acc"} == {"accuracy"}:
        return text[:-3] + "accuracy"
    return text if "acc" in says else None


def _is_numbers(program, node: cst.BaseExpression) -> bool:
    """Whether an expression is the dictionary of a history or of an epoch."""
    thing = program.what(node)
    if isinstance(thing, Made):
        return thing.kind == "numbers"
    if thing is None and isinstance(node, cst.Attribute) and node.attr.value == "history":
        owner = program.what(node.value)
        return program.survey.uses_keras and (
            owner is None or (isinstance(owner, Made) and owner.kind not in ("other", "own"))
        )
    return False


def _is_rate(program, node: cst.BaseExpression, key: cst.BaseExpression) -> bool:
    """Whether a key asks the configuration of an optimizer for its learning rate."""
    thing = program.what(node)
    return text_of(key) == "lr" and isinstance(thing, Made) and thing.kind == "settings"


def _may_have_an_old_key(program, node: cst.BaseExpression, key: cst.BaseExpression) -> bool:
    return _is_numbers(program, node) or _is_rate(program, node, key)


def subscript(program, original: cst.Subscript, updated: cst.Subscript) -> cst.Subscript:
    """`history.history["acc"]` with today's key."""
    if len(original.slice) != 1 or not isinstance(original.slice[0].slice, cst.Index):
        return updated
    index = original.slice[0].slice.value
    if not _may_have_an_old_key(program, original.value, index):
        return updated
    if isinstance(index, cst.List):
        elements = index.elements
        new = index.with_changes(
            elements=[e.with_changes(value=_renamed(program, original, e.value)) for e in elements]
        )
    else:
        new = _renamed(program, original, index)
    if new is index or (isinstance(index, cst.List) and new.deep_equals(index)):
        return updated
    element = updated.slice[0]
    return updated.with_changes(slice=[element.with_changes(slice=element.slice.with_changes(value=new))])


def listed(program, original: cst.List) -> None:
    """A list of keys, which is gone through somewhere else: `for key in ["acc", "val_acc"]`."""
    keys = [element.value for element in original.elements if not isinstance(element, cst.StarredElement)]
    if original in program.places or not any(text_of(key) == "val_acc" for key in keys):
        return
    if program.survey.uses_keras and new_key(program, "val_acc") != "val_acc":
        program.leave_to_hand(original, "val_acc", BY_HAND)


def handed_on(program, call: cst.Call) -> None:
    """A key that is handed to a function together with a history: `show(history, "acc")`."""
    things = [program.what(arg.value) for arg in call.args]
    if not any(isinstance(thing, Made) and thing.kind in ("history", "numbers") for thing in things):
        return
    for arg in call.args:
        text = text_of(arg.value)
        if text and _ACC.search(text) and new_key(program, text) != text:
            program.leave_to_hand(call, arg.value.value, BY_HAND)


def got(program, original: cst.Call, updated: cst.Call) -> cst.Call:
    """`logs.get("acc")` with today's key."""
    function = original.func
    if not (isinstance(function, cst.Attribute) and function.attr.value in ("get", "pop") and original.args):
        return updated
    key = original.args[0].value
    if text_of(key) is None or not _may_have_an_old_key(program, function.value, key):
        return updated
    new = _renamed(program, original, key)
    return updated.with_changes(args=[updated.args[0].with_changes(value=new), *updated.args[1:]])


def compared(program, original: cst.Comparison, updated: cst.Comparison) -> cst.Comparison:
    """`"acc" in history.history` with today's key."""
    operator = original.comparisons[0].operator
    if not isinstance(operator, (cst.In, cst.NotIn)) or text_of(original.left) is None:
        return updated
    if not _is_numbers(program, original.comparisons[0].comparator):
        return updated
    return updated.with_changes(left=_renamed(program, original, original.left))


def _renamed(program, original: cst.CSTNode, key: cst.SimpleString) -> cst.SimpleString:
    text = text_of(key)
    if text is None:
        return key
    if text == "lr":
        program.changed(original, key.value, '"learning_rate"', LEARNING_RATE)
        return same_quotes(key, "learning_rate")
    new = new_key(program, text)
    if new is None:
        program.leave_to_hand(original, key.value, BY_HAND)
        return key
    if new == text:
        return key
    program.changed(original, key.value, same_quotes(key, new).value, KEY)
    return same_quotes(key, new)


def monitored(program, original: cst.Call, updated: cst.Call) -> cst.Call:
    """A callback that looks at today's key."""
    arg = keyword(updated, "monitor")
    text = text_of(arg.value) if arg else None
    if arg is None or text is None:
        return updated
    new = new_key(program, text)
    if new is None:
        program.leave_to_hand(original, arg.value.value, BY_HAND)
    if new is None or new == text:
        return updated
    value = same_quotes(arg.value, new)
    program.changed(keyword(original, "monitor"), f"monitor={arg.value.value}", f"monitor={value.value}", MONITOR)
    args = [other.with_changes(value=value) if other is arg else other for other in updated.args]
    return updated.with_changes(args=args)


def in_file_name(program, text: str) -> str:
    """A checkpoint's file name with `{val_accuracy:.2f}` instead of `{val_acc:.2f}`."""
    return _IN_FILE_NAME.sub(lambda found: "{" + (new_key(program, found[1]) or found[1]), text)


def compiled(program, original: cst.Call, updated: cst.Call) -> cst.Call:
    """`compile` with a list of metrics, given by its name."""
    third = positional(updated)[2:3]
    if third and isinstance(third[0].value, cst.List) and any(text_of(e.value) for e in third[0].value.elements):
        new = named(third[0], "metrics")
        program.changed(original, plain(third[0]), plain(new), IN_ORDER)
        updated = replaced(updated, third[0], new)
    args = []
    for arg in updated.args:
        name = arg.keyword.value if arg.keyword else ""
        old = keyword(original, name) or original
        if name == "metrics" and isinstance(arg.value, cst.SimpleString):
            program.changed(old, f"metrics={arg.value.value}", f"metrics=[{arg.value.value}]", LIST)
            arg = arg.with_changes(value=cst.List([cst.Element(arg.value)]))
        args.append(arg)
    return updated.with_changes(args=args)
