"""A second judge for every exercise: what is right, read from the task alone, without a look at the check.

A check and its oracle are written apart; where they disagree about an answer, one of them is wrong.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Oracle:
    """What one exercise asks for, as a test.

    Attributes:
        is_right: takes the learner's objects as the check does, and says whether they are what the task asks for.
        also_right: code of further right answers, unlike those in the source.
        also_wrong: code of answers that a careless check would let pass.
    """

    is_right: Callable[..., bool]
    also_right: tuple[str, ...]
    also_wrong: tuple[str, ...]


_oracles: dict[str, Oracle] = {}


def oracle(exercise_id: str, also_right: tuple[str, ...] = (), also_wrong: tuple[str, ...] = ()) -> Callable:
    """Register the decorated function as the second judge of an exercise."""

    def register(is_right: Callable[..., bool]) -> Callable[..., bool]:
        _oracles[exercise_id] = Oracle(is_right, tuple(also_right), tuple(also_wrong))
        return is_right

    return register


def oracle_of(exercise_id: str) -> Oracle:
    """The second judge of an exercise.

    Raises:
        KeyError: it has none.
    """
    section_id = exercise_id.rpartition("-")[0]
    importlib.import_module(f"tests.oracles.section_{section_id.replace('-', '_')}")
    return _oracles[exercise_id]
