"""What an exercise may require of an answer, whatever it is about; without it, the answer is not yet right."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

from utils.core.text import Text, brief, joined


class NotYet(Exception):
    """A property that the task names is missing; its text says what was found and what was expected."""

    def __init__(self, said: Text):
        super().__init__(str(said))
        self.said = said


def require(condition: bool, message: Text) -> None:
    """Go on where `condition` holds; else the answer is not yet right, and `message` says why."""
    if not condition:
        raise NotYet(message)


@contextmanager
def naming(what: Text) -> Iterator[None]:
    """Let what is found within the block begin with the name of what it is about, where an answer has several parts."""
    try:
        yield
    except NotYet as finding:
        raise NotYet(OF_A_PART.format(part=what, finding=finding.said)) from None


OF_A_PART = Text(ko="{part}: {finding}", en="{part}: {finding}")
THIS = Text(ko="이 값", en="This")


def require_type(value: object, *kinds: type, what: Text = THIS) -> None:
    """Require an object of one of these classes (by its real class: what `__class__` claims does not count).

    Args:
        value: a part of an answer.
        *kinds: the classes.
        what: which part it is, such as "the second shape".
    """
    if issubclass(type(value), kinds):
        return
    wanted = dict.fromkeys(kind.__name__.removesuffix("_") for kind in kinds)
    names = [f"`{name}`" for name in wanted]
    if isinstance(value, type) and issubclass(value, kinds):
        found = Text(
            ko="{what}[은] `{name}` 클래스 자체입니다. 괄호를 붙여 객체를 만드세요.",
            en="{what} is the class `{name}` itself. Call it with parentheses to make an object.",
        ).format(what=what, name=value.__name__)
    else:
        found = Text(
            ko="{what}[은] {wanted} 객체여야 하는데 {got}입니다.", en="{what} should be {wanted}, but it is {got}."
        ).format(what=what, wanted=Text(ko=" 또는 ".join(names), en=" or ".join(names)), got=kind_of(value))
    raise NotYet(joined(found, *_why_of_another_type(value, kinds)))


def require_subclass(value: object, base: type, name: str, what: Text = THIS) -> None:
    """Require a class derived from `base`, and not an object of one.

    Args:
        value: an answer.
        base: the class.
        name: how a lesson calls it, such as "layers.Layer".
        what: which part it is, such as "`MyLayer`".
    """
    require(
        not isinstance(value, FunctionType),
        Text(
            ko="{what}[은] 클래스가 아니라 함수입니다. `class`로 작성했는지, 클래스 위에 데코레이터가 있으면 "
            "괄호 `()`까지 적었는지 보세요.",
            en="{what} is a function and no class. See whether it is written with `class`, and whether a decorator "
            "above the class has its parentheses `()`.",
        ).format(what=what),
    )
    require(
        not issubclass(type(value), base),
        Text(
            ko="{what}[은] 객체입니다. 객체를 만들지 말고 클래스 자체를 넘기세요.",
            en="{what} is an object. Pass the class itself, without making an object of it.",
        ).format(what=what),
    )
    require(
        isinstance(value, type),
        Text(
            ko="{what}[은] `{name}`의 하위 클래스여야 하는데 {found}입니다.",
            en="{what} should be a class that is derived from `{name}`, but it is {found}.",
        ).format(what=what, name=name, found=kind_of(value)),
    )
    require(
        issubclass(value, base),  # type: ignore[arg-type]
        Text(
            ko="{what}[은] 클래스이지만 `{name}`의 하위 클래스가 아닙니다. `class` 줄의 괄호 안을 보세요.",
            en="{what} is a class, but not derived from `{name}`. Look at the parentheses of the `class` line.",
        ).format(what=what, name=name),
    )


def _why_of_another_type(value: object, kinds: tuple[type, ...]) -> Iterator[Text]:
    """How the value may have come about, where its class tells."""
    if value is None:
        yield Text(
            ko="`add`, `compile`, `append`처럼 객체 자신을 바꾸는 메서드는 None을 돌려줍니다. "
            "그 결과를 변수에 담지 않았는지 보세요.",
            en="Methods that change their own object, such as `add`, `compile` or `append`, return None. "
            "See whether a name was bound to what they return.",
        )
    elif isinstance(value, FunctionType):
        yield _OF_A_FUNCTION.format(name=brief(value))
    elif tuple in kinds and type(value) in (int, float):
        yield Text(
            ko="원소가 하나인 튜플은 쉼표까지 씁니다: `({value},)`",
            en="A tuple of one element is written with its comma: `({value},)`.",
        ).format(value=value)


def require_text(value: Any, what: Text = THIS) -> str:
    """Require a string, and return it as Python's own, so that no subclass decides what it equals."""
    require_type(value, str, what=what)
    return str.__str__(value)


def require_number(value: Any, what: Text = THIS) -> int | float:
    """Require one finite number (Python's, NumPy's or a tensor's, no truth value), and return it as Python's own."""
    if _is_array(value) and tuple(value.shape) == ():
        import keras

        array = keras.ops.convert_to_numpy(value)
        value = array.item() if array.dtype.kind in "iuf" else value
    require(
        type(value) in (int, float) and value == value and abs(value) != float("inf"),
        joined(
            Text(
                ko="{what}[은] 수 하나여야 하는데 {got}입니다.", en="{what} should be one number, but it is {got}."
            ).format(what=what, got=brief(value) if type(value) in (int, float) else kind_of(value)),
            *_why_no_number(value),
        ),
    )
    return value


def _why_no_number(value: Any) -> Iterator[Text]:
    """How the value may have come about, where its class tells."""
    if value is None:
        yield Text(
            ko="`print`는 값을 보여 주기만 하고 None을 돌려줍니다. 그 결과를 변수에 담지 않았는지 보세요.",
            en="`print` only shows a value, and returns None. See whether a name was bound to what it returns.",
        )
    elif type(value) is tuple and len(value) == 1:
        yield Text(
            ko="끝에 쉼표가 있으면 원소가 하나인 튜플이 됩니다. 쉼표를 빼세요.",
            en="A comma at the end makes a tuple of one element. Take it away.",
        )
    elif type(value) is str:
        yield Text(
            ko="따옴표 안에 있는 것은 글자이고, 파이썬은 그것을 계산하지 않습니다. 따옴표를 빼 보세요.",
            en="What stands between quotes is text, and Python does not work it out. Take the quotes away.",
        )
    elif isinstance(value, FunctionType | MethodType):
        yield _OF_A_FUNCTION.format(name=value.__name__)
    elif _is_array(value) and tuple(value.shape):
        yield Text(
            ko="배열의 형태가 {shape}입니다. 그 안의 수가 여러 개이면 하나로 만들고, 하나뿐이면 꺼내세요.",
            en="The array has shape {shape}. If it holds several numbers, make one of them; if one, take it out.",
        ).format(shape=tuple(value.shape))


_OF_A_FUNCTION = Text(
    ko="함수를 불러야 값이 나옵니다: `{name}(...)`",
    en="A function gives its value when it is called: `{name}(...)`.",
)


def _is_array(value: Any) -> bool:
    """Whether it is an array of NumPy or a tensor with values, without a look at what it holds."""
    module = type(value).__module__.partition(".")[0]
    return module in ("numpy", "keras", "tensorflow", "jaxlib", "torch") and getattr(value, "shape", None) is not None


def require_array(value: Any, shape: tuple[int, ...], what: Text = THIS) -> np.ndarray:
    """Require an array or a tensor of exactly this shape, with finite numbers, and return it as a NumPy array."""
    import keras

    require(
        _is_array(value),
        Text(ko="{what}[은] 배열이어야 하는데 {got}입니다.", en="{what} should be an array, but it is {got}.").format(
            what=what, got=kind_of(value)
        ),
    )
    found, subject = tuple(value.shape), Text(ko="배열", en="The array") if what is THIS else what
    require(
        found == shape,
        Text(
            ko="{what}의 형태가 {found}입니다. {shape}[이어야] 합니다.",
            en="{what} has shape {found}; it should be {shape}.",
        ).format(what=subject, found=found, shape=shape),
    )
    array = keras.ops.convert_to_numpy(value)
    require(
        array.dtype.kind in "biuf" and bool(np.isfinite(array).all()),
        Text(ko="{what}[은] 유한한 수로만 되어 있어야 합니다.", en="{what} should hold finite numbers only.").format(
            what=subject
        ),
    )
    return array


def require_function(value: object) -> None:
    """Require a function or another object that can be called, and neither a class nor a layer or a model."""
    import keras

    is_class, is_layer = isinstance(value, type), issubclass(type(value), keras.Layer)
    if callable(value) and not is_class and not is_layer:
        return
    found = Text(ko="함수가 필요한데 {got}입니다.", en="This should be a function, but it is {got}.").format(
        got=kind_of(value)
    )
    if is_class or is_layer or value is None:
        next_step = Text(
            ko="`def`로 함수를 만들고, 과제가 말하는 일을 그 안에서 하세요.",
            en="Write a function with `def`, and do in it what the task says.",
        )
    else:
        next_step = Text(
            ko="함수를 부른 결과가 아니라 함수 자체를 괄호 없이 넘겨야 합니다.",
            en="Pass the function itself, without parentheses, and not what it returns.",
        )
    raise NotYet(joined(found, next_step))


def require_returned(value: object) -> None:
    """Require that a learner's function has returned something: forgetting `return` is the commonest mistake."""
    require(
        value is not None,
        Text(
            ko="함수가 아무것도 돌려주지 않습니다. `return`이 필요합니다.",
            en="The function returns nothing. It needs a `return`.",
        ),
    )


def with_plain_names(value: dict) -> dict:
    """The same dictionary; its keys that are strings are Python's own: an array of names gives strings of NumPy's."""
    return {str.__str__(key) if isinstance(key, str) else key: each for key, each in value.items()}


def kind_of(value: object) -> Text:
    """What a value is, in a sentence: "None", "the function `f`", "an object of type `list`"."""
    if value is None:
        return Text(ko="None", en="None")
    if isinstance(value, FunctionType):
        return Text(ko="함수 `{name}`", en="the function `{name}`").format(name=brief(value))
    if isinstance(value, ModuleType):
        return Text(ko="모듈 `{name}`", en="the module `{name}`").format(name=brief(value))
    if isinstance(value, type):
        return Text(ko="클래스 `{name}` 자체", en="the class `{name}` itself").format(name=value.__name__)
    return Text(ko="`{name}` 객체", en="an object of type `{name}`").format(name=type(value).__name__)
