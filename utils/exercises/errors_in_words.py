"""An error that an answer ran into, in a sentence of the learner's language."""

import re
from collections.abc import Callable

from utils.core.text import Text, joined, one_line
from utils.errors.explanation import explanation_of
from utils.exercises.limits import over_the_limit


def in_words(error: BaseException) -> Text:
    """What an error means, in a sentence or two: of a limit, of Keras as `explain` has it, of Python, or of any kind.

    Never raises.
    """
    for words_of in (over_the_limit, _of_dots, _of_keras, _of_python):
        if words := _quietly(words_of, error):
            return words
    return _of_its_kind(error)


def _quietly(words_of: Callable, error: BaseException) -> Text | None:
    """What a function says about an error; None where looking at it fails."""
    try:
        return words_of(error)
    except BaseException:
        return None


def _of_dots(error: BaseException) -> Text | None:
    """Of the `...` of a starter, in whatever an answer does with it."""
    if not re.search(r"\b[Ee]llipsis\b", str(error)):
        return None
    return Text(
        ko="`...`이 아직 남아 있습니다. 그 자리에 답을 쓰세요.",
        en="A `...` is still there: put your answer in its place.",
    )


def _of_keras(error: BaseException) -> Text | None:
    explanation = explanation_of(error)
    return joined(explanation.means, explanation.try_first) if explanation else None


# What Python, NumPy and Keras say most often: the error's class, its message, and the same for a learner.
_PYTHON = (
    (
        NameError,
        r"name '(?P<name>\w+)' is not defined",
        Text(
            ko="`{name}`[이라]는 이름이 없습니다. 철자를 확인하고, 이 이름을 만드는 셀을 먼저 실행하세요.",
            en="There is no name `{name}`. Look at its spelling, and run the cell that makes it first.",
        ),
    ),
    (
        UnboundLocalError,
        r".*local variable '(?P<name>\w+)'",
        Text(
            ko="`{name}`에 값을 넣기 전에 읽었습니다. 값을 넣는 줄이 먼저 실행되어야 합니다.",
            en="`{name}` is read before it has a value. The line that gives it one has to run first.",
        ),
    ),
    (
        TypeError,
        r"(?P<name>[\w.<>]+)\(\) missing \d+ required (?:positional|keyword-only) arguments?: (?P<missing>.+)",
        Text(
            ko="`{name}`에 인수 {missing}[이] 빠졌습니다.",
            en="The call of `{name}` lacks {missing}.",
        ),
    ),
    (
        TypeError,
        r"(?P<name>\w+\.\w+)\(\) takes 0 positional arguments but 1 was given",
        Text(
            ko="`{name}`의 첫 인수로 `self`가 있어야 합니다.",
            en="`{name}` should take `self` as its first argument.",
        ),
    ),
    (
        TypeError,
        r"(?P<name>[\w.<>]+)\(\) takes (?P<most>.+?) positional arguments? but (?P<n>\d+) (?:was|were) given",
        Text(
            ko="`{name}`에 인수를 {n}개 넘겼습니다. 받을 수 있는 수보다 많습니다.",
            en="`{name}` takes fewer arguments than the {n} that were passed.",
        ),
    ),
    (
        TypeError,
        r"(?P<name>[\w.<>]+)\(\) got an unexpected keyword argument '(?P<argument>\w+)'",
        Text(
            ko="`{name}`에는 `{argument}`[이라]는 인수가 없습니다.",
            en="`{name}` has no argument `{argument}`.",
        ),
    ),
    (
        TypeError,
        r"'(?P<kind>[\w.]+)' object is not subscriptable",
        Text(
            ko="`{kind}` 객체에는 대괄호 `[...]`를 붙일 수 없습니다.",
            en="Square brackets cannot stand behind a `{kind}`.",
        ),
    ),
    (
        TypeError,
        r"'(?P<kind>[\w.]+)' object is not callable",
        Text(
            ko="`{kind}` 객체는 함수처럼 부를 수 없습니다. 괄호가 더 붙었는지 보세요.",
            en="A `{kind}` cannot be called like a function. See whether there are parentheses too many.",
        ),
    ),
    (
        TypeError,
        r"'(?P<kind>[\w.]+)' object is not iterable",
        Text(
            ko="`{kind}` 객체는 하나씩 꺼낼 수 없습니다. 목록이나 배열이 있어야 할 자리입니다.",
            en="A `{kind}` has nothing to go through. A list or an array should stand there.",
        ),
    ),
    (
        TypeError,
        r"unsupported operand type\(s\) for (?P<sign>\S+?):? '(?P<one>[\w.]+)' and '(?P<other>[\w.]+)'",
        Text(
            ko="`{one}`[과] `{other}` 사이에는 `{sign}` 계산을 할 수 없습니다.",
            en="`{sign}` does not work between a `{one}` and a `{other}`.",
        ),
    ),
    (
        TypeError,
        r"argument of type 'NoneType' is not (?:a container or )?iterable",
        Text(
            ko="`None`에서 무엇을 찾으려고 했습니다. 함수가 `return` 없이 끝나면 `None`을 돌려줍니다.",
            en="Something is looked for in `None`. A function that ends without `return` gives `None`.",
        ),
    ),
    (
        TypeError,
        r"object of type '(?P<kind>int|float|bool|NoneType|function|generator|map|zip)' has no len\(\)",
        Text(
            ko="`{kind}` 객체에는 길이가 없습니다. 목록이나 배열이 있어야 할 자리입니다.",
            en="A `{kind}` has no length. A list or an array should stand there.",
        ),
    ),
    (
        TypeError,
        r"object of type '(?P<kind>[\w.]+)' has no len\(\)",
        Text(
            ko="`{kind}` 객체에는 길이가 없습니다. 여러분의 클래스라면 `__len__`을 작성하세요.",
            en="A `{kind}` has no length. If the class is yours, write its `__len__`.",
        ),
    ),
    (
        TypeError,
        r"'(?P<kind>[\w.]+)' object cannot be interpreted as an integer",
        Text(
            ko="정수가 있어야 할 자리에 `{kind}` 객체가 있습니다.",
            en="A `{kind}` stands where an integer should.",
        ),
    ),
    (
        NotImplementedError,
        r"$",
        Text(
            ko="직접 작성해야 하는 메서드가 아직 없습니다.",
            en="A method that you have to write yourself is not there yet.",
        ),
    ),
    (
        AttributeError,
        r"'(?P<kind>[\w.]+)' object has no attribute '(?P<name>\w+)'",
        Text(
            ko="`{kind}` 객체에는 `{name}`[이] 없습니다. 철자를 확인하고, 이 객체가 맞는지 보세요.",
            en="A `{kind}` has no `{name}`. Look at the spelling, and whether this is the object you mean.",
        ),
    ),
    (
        AttributeError,
        r"module '(?P<kind>[\w.]+)' has no attribute '(?P<name>\w+)'",
        Text(
            ko="모듈 `{kind}`에는 `{name}`[이] 없습니다. 철자를 확인하세요.",
            en="The module `{kind}` has no `{name}`. Look at the spelling.",
        ),
    ),
    (
        ModuleNotFoundError,
        r"No module named '(?P<name>[\w.]+)'",
        Text(
            ko="`{name}`[이라]는 모듈이 없습니다.",
            en="There is no module `{name}`.",
        ),
    ),
    (
        KeyError,
        r"'(?:pop from an empty set|popitem\(\): dictionary is empty)'",
        Text(ko="비어 있는 것에서 하나를 꺼내려고 했습니다.", en="It takes one out of what is empty."),
    ),
    (
        KeyError,
        r"(?P<key>.+)",
        Text(
            ko="{key}[이라]는 키가 딕셔너리에 없습니다.",
            en="The dictionary has no key {key}.",
        ),
    ),
    (
        IndexError,
        r"(?:list|tuple|string|pop) index out of range|index \d+ is out of bounds|pop from empty list",
        Text(
            ko="없는 자리의 원소를 꺼내려고 했습니다. 번호는 0부터 세고, 마지막은 길이보다 하나 작습니다.",
            en="There is no element in that place. Numbers begin at 0, and the last one is the length less 1.",
        ),
    ),
    (
        ValueError,
        r"operands could not be broadcast together with (?:remapped )?shapes (?P<shapes>.+)",
        Text(
            ko="형태가 {shapes}인 두 배열은 원소끼리 계산할 수 없습니다.",
            en="Arrays of the shapes {shapes} cannot be computed element by element.",
        ),
    ),
    (
        ValueError,
        r"The truth value of an array with more than one element is ambiguous",
        Text(
            ko="`if`로 배열의 여러 값을 한꺼번에 물었습니다. 자리마다 고르려면 `ops.where`를 쓰세요.",
            en="An `if` asks about many values of an array at once. To choose at each place, use `ops.where`.",
        ),
    ),
    (
        ValueError,
        r"Input \d+ .*of layer '(?P<name>[^']+)' is incompatible with the layer: "
        r"expected shape=(?P<wanted>\([^)]*\)), found shape=(?P<got>\([^)]*\))",
        Text(
            ko="`{name}`[은] 형태가 {wanted}인 입력을 받는데 형태가 {got}인 것이 들어왔습니다.",
            en="`{name}` takes inputs of shape {wanted}, and got {got}.",
        ),
    ),
    (
        ValueError,
        r"Unrecognized keyword arguments: \{'(?P<name>\w+)'",
        Text(
            ko="`{name}`[이라]는 인수는 없습니다. 철자를 보세요.",
            en="There is no argument `{name}`. Look at its spelling.",
        ),
    ),
    (
        ValueError,
        r"(?:could not convert string to float|invalid literal for int\(\) with base \d+): (?P<text>.+)",
        Text(
            ko="문자열 {text}[은] 수로 바꿀 수 없습니다. 빈 값이면 `nan`으로 바꾸고, 쉼표나 단위가 있으면 먼저 "
            "지우세요.",
            en="The string {text} is no number. A gap becomes `nan`; a comma or a unit has to go first.",
        ),
    ),
    (
        ValueError,
        r"not enough values to unpack|too many values to unpack",
        Text(
            ko="등호 왼쪽 이름의 수와 오른쪽 값의 수가 다릅니다.",
            en="There are not as many names on the left of `=` as values on the right.",
        ),
    ),
    (
        FileNotFoundError,
        r"",
        Text(
            ko="없는 파일이나 폴더를 열려고 했습니다. 넘겨받은 폴더 안의 경로인지 보세요.",
            en="It opens a file or folder that is not there. See whether the path lies in the folder that was passed.",
        ),
    ),
    (
        RecursionError,
        r"",
        Text(
            ko="함수가 자기 자신을 끝없이 부릅니다.",
            en="A function calls itself without an end.",
        ),
    ),
    (
        ZeroDivisionError,
        r"",
        Text(ko="0으로 나누었습니다.", en="It divides by 0."),
    ),
)


# What Keras and TensorFlow put before and behind an error that comes up in the `call` of a layer or in a graph.
_BEFORE = re.compile(
    r"Exception encountered when calling [\w. ]+\(\)\. |Could not automatically .*? Error encountered: "
    r"|in user code: .* \w+Error: "
)
_BEHIND = re.compile(r" Arguments received by [\w. ]+: .*")


def _unwrapped(message: str) -> str:
    return _BEHIND.sub("", _BEFORE.sub("", message))


def _of_python(error: BaseException) -> Text | None:
    message = _unwrapped(one_line(error, length=1_000).partition(": ")[2])
    for kind, pattern, words in _PYTHON:
        found = re.match(pattern, message) if type(error) is kind else None
        if found:
            values = {name: _plainly(value) for name, value in found.groupdict().items()}
            return joined(Text(ko=f"`{kind.__name__}`:", en=f"{kind.__name__}:"), words.format(**values))
    return None


def _plainly(said: str) -> str:
    """A piece of Python's message without its English and without where a function was defined."""
    return said.replace(", and ", ", ").replace(" and ", ", ").rpartition("<locals>.")[2].replace("<lambda>", "lambda")


def _of_its_kind(error: BaseException) -> Text:
    """Of an error that nothing else knows: its class, and its own words in quotes."""
    kind, _, message = one_line(error).partition(": ")
    message = _unwrapped(message)
    if not message:
        return Text(ko="`{kind}` 오류입니다.", en="It is a `{kind}`.").format(kind=kind)
    return Text(ko="`{kind}` 오류입니다. 오류 원문: “{message}”", en="{kind}: {message}").format(
        kind=kind, message=message
    )
