"""Exercises and what counts as right: `check` looks at an answer and says something useful about it.

An exercise is one function in `utils/exercises`: it takes the learner's objects, calls `require` for each property
that the task names, and returns (perhaps with a closing sentence) where all of them hold. A question is the same with
a letter for an answer.
"""

import errno
import importlib
import inspect
import random
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import cache

import numpy as np

from utils import record
from utils.course import sections
from utils.limits import limits, over_the_limit
from utils.messages import CourseError, Text, box, brief, learners_line, one_line, rich

_NO_PLACE_TO_WRITE = {errno.ENOSPC, errno.EROFS, errno.EDQUOT}


class Outcome(Enum):
    """How an answer stands: its symbol, colour and word."""

    NOT_ATTEMPTED = ("○", "#888888", Text(ko="아직 풀지 않았습니다", en="Not attempted yet"))
    NOT_YET = ("✗", "#D55E00", Text(ko="아직 아닙니다", en="Not yet"))
    RIGHT = ("✓", "#009E73", Text(ko="맞았습니다", en="Right"))

    def __init__(self, symbol: str, colour: str, word: Text):
        self.symbol, self.colour, self.word = symbol, colour, word


@dataclass(frozen=True)
class Exercise:
    """An exercise or a question.

    Attributes:
        id: such as "1-1-a".
        look: the function that looks at the answer; it raises `NotYet` where a property is missing.
        hints: from a nudge to nearly everything.
        question: for a multiple-choice question its text and its choices.
    """

    id: str
    look: Callable
    hints: tuple[Text, ...] = ()
    question: "Question | None" = None

    @property
    def section(self) -> str:
        return self.id.rsplit("-", 1)[0]


@dataclass(frozen=True)
class Question:
    """A multiple-choice question: its text, and by letter what each choice says."""

    text: Text
    choices: dict[str, Text]


@dataclass(frozen=True)
class Result:
    """What `check` found.

    Attributes:
        exercise: the exercise.
        outcome: not attempted, not yet, or right.
        message: one or two sentences about this answer.
        note: what else the learner has to know, such as that nothing could be saved.
    """

    exercise: Exercise
    outcome: Outcome
    message: str = ""
    note: str = ""

    @property
    def passed(self) -> bool:
        return self.outcome is Outcome.RIGHT

    def __repr__(self) -> str:
        first = f"{self.outcome.symbol} {self.exercise.id} · {self.outcome.word}"
        return "\n".join(line for line in (first, self.message, self.note) if line)

    def _repr_html_(self) -> str:
        head = (
            f'<b style="color:{self.outcome.colour}">{self.outcome.symbol} {self.outcome.word}</b> · {self.exercise.id}'
        )
        parts = [head, *(rich(line).replace("\n", "<br>") for line in (self.message, self.note) if line)]
        hints = (
            "" if self.passed else "".join(_folded(number, hint) for number, hint in enumerate(self.exercise.hints, 1))
        )
        return box(self.outcome.colour, "<br>".join(parts) + hints)


def _folded(number: int, hint: Text) -> str:
    title = Text(ko="힌트 {n}", en="Hint {n}").format(n=number)
    return f"<details><summary>{title}</summary>{rich(hint)}</details>"


# --- the registry ---

_exercises: dict[str, Exercise] = {}


def exercise(exercise_id: str, hints: list[Text]) -> Callable:
    """Register the decorated function as what counts as right in exercise `exercise_id`."""

    def register(look: Callable) -> Callable:
        _exercises[exercise_id] = Exercise(exercise_id, look, tuple(hints))
        return look

    return register


def question(exercise_id: str, text: Text, choices: dict[str, Text], answer: str, why: dict[str, Text]) -> None:
    """Register a multiple-choice question.

    Args:
        exercise_id: such as "1-1-q1".
        text: what is asked.
        choices: what each letter says.
        answer: the letter that is right.
        why: for each letter what a tutor would say to a learner who chose it.
    """

    def look(letter) -> Text:
        chosen = require_text(letter).strip().lower()
        require(
            chosen in choices,
            Text(ko="{all} 가운데 하나를 고르세요. 받은 값: {got}", en="Choose one of {all}; this was {got}.").format(
                all=", ".join(choices), got=brief(letter)
            ),
        )
        require(chosen == answer, why[chosen])
        return why[chosen]

    _exercises[exercise_id] = Exercise(exercise_id, look, question=Question(text, choices))


@cache
def exercises() -> dict[str, Exercise]:
    """Every exercise and question of the course by its id, in the order of the sections."""
    for section in sections().values():
        if section.written:
            importlib.import_module(f"utils.exercises.section_{section.id.replace('-', '_')}")
    return _exercises


def find(exercise_id: str) -> Exercise:
    """The exercise with this id.

    Raises:
        CourseError: there is none.
    """
    found = exercises().get(exercise_id) if isinstance(exercise_id, str) else None
    if found is None:
        raise CourseError(
            Text(
                ko="{id}이라는 연습 문제는 없습니다. 문제의 번호는 제목에 있습니다(예: 1-1-a).",
                en="There is no exercise {id}. Its id stands in its heading, such as 1-1-a.",
            ).format(id=brief(exercise_id))
        )
    return found


# --- looking at an answer ---


def check(exercise_id: str, *answers) -> Result:
    """Look at an answer, say how it stands, and write that to the progress file.

    Args:
        exercise_id: such as "1-1-a".
        *answers: the learner's objects, in the order of the task.

    Returns:
        The result. Whatever the answer is or does, this does not raise.

    Raises:
        CourseError: the id is unknown or the number of answers is wrong: mistakes of the call, not of the answer.
    """
    exercise = find(exercise_id)
    wanted = len(inspect.signature(exercise.look).parameters)
    if len(answers) != wanted:
        raise CourseError(
            Text(
                ko="{id}에는 답 {wanted}개를 넘겨야 하는데 {n}개를 받았습니다.",
                en="{id} takes {wanted} answer(s), but got {n}.",
            ).format(id=exercise_id, wanted=wanted, n=len(answers))
        )
    outcome, message = judge(exercise, answers)
    note = None if outcome is Outcome.NOT_ATTEMPTED else record.save(exercise.id, outcome is Outcome.RIGHT)
    return Result(exercise, outcome, message, str(note or ""))


def judge(exercise: Exercise, answers: tuple) -> tuple[Outcome, str]:
    """How an answer stands, and a sentence about it.

    Never raises; ends in time (see `limits`); records nothing; draws none of the lesson's random numbers.
    """
    if any(answer is ... for answer in answers):
        todo = Text(
            ko="`...` 자리에 답을 쓰고 다시 실행하세요.", en="Put your answer in place of `...` and run it again."
        )
        return Outcome.NOT_ATTEMPTED, str(todo)
    try:
        with _own_random_numbers(), limits(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            closing = exercise.look(*answers)
    except NotYet as finding:
        return Outcome.NOT_YET, str(finding)
    except BaseException as error:
        return Outcome.NOT_YET, _describe(error)
    return Outcome.RIGHT, str(closing or "")


@contextmanager
def _own_random_numbers() -> Iterator[None]:
    """Afterwards random numbers go on as if none had been drawn: a later training gives the same without the check.

    Keras takes the seeds of layers from Python's numbers.
    """
    of_python, of_numpy = random.getstate(), np.random.get_state()
    try:
        yield
    finally:
        random.setstate(of_python)
        np.random.set_state(of_numpy)


def _describe(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt):
        return str(Text(ko="채점을 중단했습니다.", en="The check was interrupted."))
    if isinstance(error, OSError) and error.errno in _NO_PLACE_TO_WRITE:
        return str(
            Text(
                ko="이 답은 아직 살펴보지 못했습니다. 채점에 쓸 임시 폴더에 쓸 수 없습니다({reason}). "
                "디스크에 자리를 만들고 다시 실행하세요.",
                en="The answer could not be looked at: the check needs a temporary folder, and cannot write there "
                "({reason}). Make room on the disk and run this again.",
            ).format(reason=error.strerror)
        )
    try:
        line = learners_line(error)
    except BaseException:
        line = ""
    if line:
        place = Text(ko="`{line}` 줄에서 오류가 났습니다. {error}", en="Your line `{line}` fails. {error}")
    else:
        place = Text(
            ko="이 답을 살펴보는 도중 오류가 났습니다. {error}", en="Looking at this answer ran into an error. {error}"
        )
    return str(place.format(line=line, error=over_the_limit(error) or one_line(error)))


# --- what an exercise requires ---


class NotYet(Exception):
    """A property that the task names is missing; its text says what was found and what was expected."""


def require(condition: bool, message: Text) -> None:
    """Go on where `condition` holds; else the answer is not yet right, and `message` says why."""
    if not condition:
        raise NotYet(str(message))


def require_type(value, *kinds: type) -> None:
    """Require an object of one of these classes (by its real class: what `__class__` claims does not count)."""
    names = Text(ko="{0} 또는 {1}", en="{0} or {1}") if len(kinds) > 1 else Text(ko="{0}", en="{0}")
    wanted = Text(*(text.format(*(kind.__name__ for kind in kinds)) for text in (names.ko, names.en)))
    if isinstance(value, type) and issubclass(value, kinds):
        raise NotYet(
            str(
                Text(
                    ko="`{name}` 클래스 자체를 받았습니다. 괄호를 붙여 객체를 만드세요.",
                    en="This is the class `{name}` itself. Call it with parentheses to make an object.",
                ).format(name=value.__name__)
            )
        )
    require(
        issubclass(type(value), kinds),
        Text(ko="{wanted} 객체가 필요한데 {got} 객체를 받았습니다.", en="This needs {wanted}, but it is {got}.").format(
            wanted=wanted, got=_kind_of(value)
        ),
    )


def require_text(value) -> str:
    """Require a string, and return it as Python's own, so that no subclass decides what it equals."""
    require_type(value, str)
    return str.__str__(value)


def require_number(value) -> int | float:
    """Require one finite number (Python's or NumPy's, no truth value), and return it as Python's own."""
    if isinstance(value, np.ndarray | np.generic) and value.shape == () and value.dtype.kind in "iuf":
        value = value.item()
    require(
        type(value) in (int, float) and value == value and abs(value) != float("inf"),
        Text(ko="수 하나가 필요한데 {got}을(를) 받았습니다.", en="This needs one number, but it is {got}.").format(
            got=brief(value) if type(value) in (int, float) else _kind_of(value)
        ),
    )
    return value


def require_array(value, shape: tuple[int, ...]) -> np.ndarray:
    """Require an array or a tensor of exactly this shape, with finite numbers, and return it as a NumPy array."""
    import keras

    found = getattr(value, "shape", None)
    require(
        type(value).__module__.partition(".")[0] in ("numpy", "keras", "tensorflow", "jaxlib", "torch")
        and found is not None,
        Text(ko="배열이 필요한데 {got} 객체를 받았습니다.", en="This needs an array, but it is {got}.").format(
            got=_kind_of(value)
        ),
    )
    found = tuple(found)
    require(
        found == shape,
        Text(
            ko="배열의 형태가 {found}입니다. {shape}이어야 합니다.",
            en="The array has shape {found}; it should be {shape}.",
        ).format(found=found, shape=shape),
    )
    array = keras.ops.convert_to_numpy(value)
    require(
        array.dtype.kind in "biuf" and bool(np.isfinite(array).all()),
        Text(ko="유한한 수로 된 배열이어야 합니다.", en="The array should hold finite numbers only."),
    )
    return array


def require_function(value) -> None:
    """Require a function or another object that can be called, and not a class."""
    require(
        callable(value) and not isinstance(value, type),
        Text(ko="함수가 필요한데 {got} 객체를 받았습니다.", en="This needs a function, but it is {got}.").format(
            got=_kind_of(value)
        ),
    )


def require_returned(value) -> None:
    """Require that a learner's function has returned something: forgetting `return` is the commonest mistake."""
    require(
        value is not None,
        Text(
            ko="함수가 아무것도 돌려주지 않습니다. `return`이 필요합니다.",
            en="The function returns nothing. It needs a `return`.",
        ),
    )


def _kind_of(value) -> str:
    return "None" if value is None else f"`{type(value).__name__}`"
