"""How an exercise becomes one of the course's: one function says what counts as right, and is registered here.

An exercise is one function in `utils/exercises`: it takes the learner's objects, calls `require` for each property
that the task names, and returns (perhaps with a closing sentence) where all of them hold. A question is the same with
a letter for an answer.
"""

from collections.abc import Callable
from dataclasses import dataclass

from utils.core.text import Text, brief
from utils.exercises.assertions import require, require_text


@dataclass(frozen=True)
class Question:
    """A multiple-choice question.

    Attributes:
        text: what is asked.
        choices: what each letter says.
        answer: the letter that is right.
        why: for each letter what a tutor would say to a learner who chose it.
    """

    text: Text
    choices: dict[str, Text]
    answer: str
    why: dict[str, Text]


@dataclass(frozen=True)
class Exercise:
    """An exercise or a question.

    Attributes:
        id: such as "1-1-a".
        check_answer: the function that checks the answer; it raises `NotYet` where a property is missing.
        hints: from a nudge to nearly everything.
        question: for a multiple-choice question its text and its choices.
    """

    id: str
    check_answer: Callable
    hints: tuple[Text, ...] = ()
    question: Question | None = None

    @property
    def section(self) -> str:
        return self.id.rsplit("-", 1)[0]


registered: dict[str, Exercise] = {}


def exercise(exercise_id: str, hints: list[Text]) -> Callable:
    """Register the decorated function as what counts as right in exercise `exercise_id`."""

    def register(check_answer: Callable) -> Callable:
        registered[exercise_id] = Exercise(exercise_id, check_answer, tuple(hints))
        return check_answer

    return register


def letter_in(answer: str) -> str:
    """The letter that a learner means: "B", "b.", "(b)" and "`b`" are all "b"."""
    return answer.strip(" \t\n.,:()[]`'\"").lower()


def question(exercise_id: str, text: Text, choices: dict[str, Text], answer: str, why: dict[str, Text]) -> None:
    """Register a multiple-choice question.

    Args:
        exercise_id: such as "1-1-q1".
        text: what is asked.
        choices: what each letter says.
        answer: the letter that is right.
        why: for each letter what a tutor would say to a learner who chose it.
    """

    def check_letter(letter: object) -> Text:
        chosen = letter_in(require_text(letter))
        require(
            chosen in choices,
            Text(ko="{all} 가운데 하나를 고르세요. 받은 값: {got}", en="Choose one of {all}; this was {got}.").format(
                all=", ".join(choices), got=brief(letter)
            ),
        )
        require(chosen == answer, why[chosen])
        return why[chosen]

    registered[exercise_id] = Exercise(exercise_id, check_letter, question=Question(text, choices, answer, why))
