"""Exercises and what counts as right: `check` looks at an answer and says something useful about it."""

import errno
import importlib
import importlib.util
import inspect
import random
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

import numpy as np

from utils.core import palette
from utils.core.course import sections
from utils.core.html import box, rich
from utils.core.text import CourseError, Text, brief, learners_line
from utils.exercises.assertions import OF_A_PART, NotYet
from utils.exercises.errors_in_words import in_words
from utils.exercises.limits import limits
from utils.exercises.registry import Exercise, letter_in, registered
from utils.exercises.scratch import scratch_folder
from utils.exercises.shared import shared
from utils.progress import store

_NO_PLACE_TO_WRITE = {errno.ENOSPC, errno.EROFS, errno.EDQUOT}


class Outcome(Enum):
    """How an answer stands: its symbol, colour and word."""

    NOT_ATTEMPTED = ("○", palette.WAITING, Text(ko="아직 풀지 않았습니다", en="Not attempted yet"))
    NOT_YET = ("✗", palette.WRONG, Text(ko="아직 아닙니다", en="Not yet"))
    RIGHT = ("✓", palette.RIGHT, Text(ko="맞았습니다", en="Right"))

    def __init__(self, symbol: str, colour: str, word: Text):
        self.symbol, self.colour, self.word = symbol, colour, word


@dataclass(frozen=True)
class Result:
    """What `check` found.

    Attributes:
        exercise: the exercise.
        outcome: not attempted, not yet, or right.
        said: one or two sentences about this answer, in both languages.
        note: what else the learner has to know, such as that nothing could be saved.
    """

    exercise: Exercise
    outcome: Outcome
    said: Text
    note: str = ""

    @property
    def message(self) -> str:
        """What is said about the answer, in the language of the notebook."""
        return str(self.said)

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


def exercises() -> dict[str, Exercise]:
    """Every exercise and question of the course by its id, in the order of the sections."""
    _register_all()
    order = list(sections())
    return dict(sorted(registered.items(), key=lambda item: order.index(item[1].section)))


@cache
def _register_all() -> None:
    for section in sections().values():
        # Not the source decides: a copy for learners may come without it.
        if importlib.util.find_spec(f"utils.exercises.section_{section.id.replace('-', '_')}"):
            importlib.import_module(f"utils.exercises.section_{section.id.replace('-', '_')}")


def find(exercise_id: str) -> Exercise:
    """The exercise with this id.

    Raises:
        CourseError: there is none.
    """
    _register_all()
    found = registered.get(exercise_id) if isinstance(exercise_id, str) else None
    if found is None:
        raise CourseError(
            Text(
                ko="{id}[이라]는 연습 문제는 없습니다. 문제의 번호는 제목에 있습니다(예: 1-1-a).",
                en="There is no exercise {id}. Its id stands in its heading, such as 1-1-a.",
            ).format(id=brief(exercise_id))
        )
    return found


# --- looking at an answer ---


def check(exercise_id: str, *answers: object) -> Result:
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
    wanted = len(inspect.signature(exercise.check_answer).parameters)
    if len(answers) != wanted:
        raise CourseError(
            Text(
                ko="{id}에는 답 {wanted}개를 넘겨야 하는데 {n}개를 받았습니다.",
                en="{id} takes {wanted} answer(s), but got {n}.",
            ).format(id=exercise_id, wanted=wanted, n=len(answers))
        )
    outcome, said = look_at(exercise, answers)
    note = None
    if outcome is not Outcome.NOT_ATTEMPTED:
        note = store.save(exercise.id, outcome is Outcome.RIGHT, said, _letter(exercise, answers))
    return Result(exercise, outcome, said, str(note or ""))


def _letter(exercise: Exercise, answers: tuple) -> str:
    """The letter that was chosen, or "" where the exercise is no question or this none of its letters."""
    if exercise.question is None or not issubclass(type(answers[0]), str):
        return ""
    letter = letter_in(str.__str__(answers[0]))
    return letter if letter in exercise.question.choices else ""


def judge(exercise: Exercise, answers: tuple) -> tuple[Outcome, str]:
    """How an answer stands, and a sentence about it in the language of the notebook: see `look_at`."""
    outcome, said = look_at(exercise, answers)
    return outcome, str(said)


def look_at(exercise: Exercise, answers: tuple) -> tuple[Outcome, Text]:
    """How an answer stands, and a sentence about it in both languages.

    Never raises; ends in time (see `limits`); records nothing; draws none of the lesson's random numbers; leaves no
    file in the learner's folder. What an answer builds meanwhile is built in float32, whatever the lesson has set.
    """
    parameters = inspect.signature(exercise.check_answer).parameters
    blank = [f"`{name}`" for name, answer in zip(parameters, answers, strict=False) if answer is ...]
    if blank:
        todo = Text(
            ko="`...` 자리에 답을 쓰고 그 셀을 다시 실행하세요. 이미 썼다면 그 셀이 오류로 멈춘 것입니다. "
            "그 셀의 오류부터 읽으세요.",
            en="Put your answer in place of `...`, and run that cell again. If you have, the cell stopped with an "
            "error: read that first.",
        )
        if len(blank) < len(answers):
            todo = OF_A_PART.format(part=", ".join(blank), finding=todo)
        return Outcome.NOT_ATTEMPTED, todo
    try:
        with _own_random_numbers(), _in_float32(), scratch_folder(), limits(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            closing = exercise.check_answer(*answers)
    except NotYet as finding:
        return Outcome.NOT_YET, finding.said
    except BaseException as error:
        return Outcome.NOT_YET, _finding_inside(error) or _describe(error)
    return Outcome.RIGHT, closing or Text(ko="", en="")


@shared
def _own_random_numbers() -> Iterator[None]:
    """Give the block random numbers of its own: training after a check gives what it gives without the check.

    Python's generator counts too, since Keras draws the seeds of layers from it.
    """
    of_python, of_numpy = random.getstate(), np.random.get_state()
    try:
        yield
    finally:
        random.setstate(of_python)
        np.random.set_state(of_numpy)


@shared
def _in_float32() -> Iterator[None]:
    """Let the block build layers in float32 and put the lesson's dtype policy back, whatever the block sets."""
    import keras

    policy = keras.config.dtype_policy()
    keras.config.set_dtype_policy("float32")
    try:
        yield
    finally:
        keras.config.set_dtype_policy(policy)


def _finding_inside(error: BaseException) -> Text | None:
    """What a `NotYet` says that TensorFlow has wrapped in an error of its own; None for any other error."""
    try:
        found = str(error).partition(f"{NotYet.__name__}: ")[2].partition("\n")[0]
    except BaseException:
        found = ""
    return _WRAPPED.format(finding=found) if found else None


_WRAPPED = Text(ko="{finding}", en="{finding}")


def _describe(error: BaseException) -> Text:
    if isinstance(error, KeyboardInterrupt):
        return Text(ko="채점을 중단했습니다.", en="The check was interrupted.")
    if isinstance(error, OSError) and error.errno in _NO_PLACE_TO_WRITE:
        return Text(
            ko="이 답은 아직 살펴보지 못했습니다. 채점에 쓸 임시 폴더에 쓸 수 없습니다({reason}). "
            "디스크에 자리를 만들고 다시 실행하세요.",
            en="The answer could not be looked at: the check needs a temporary folder, and cannot write there "
            "({reason}). Make room on the disk and run this again.",
        ).format(reason=error.strerror)
    try:
        line = learners_line(error)
    except BaseException:
        line = ""
    if line:
        sentence = Text(ko="`{line}` 줄에서 오류가 났습니다. {error}", en="Your line `{line}` fails. {error}")
    else:
        sentence = Text(
            ko="이 답을 살펴보는 도중 오류가 났습니다. {error}", en="Looking at this answer ran into an error. {error}"
        )
    return sentence.format(line=line, error=in_words(error))
