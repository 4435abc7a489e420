"""Random answers: what upsets a check is found, and they are code of all kinds."""

import ast

import pytest
from hypothesis import given, settings

from tests.proofs.mutants import one_mutant
from tests.soak import answers
from tests.soak.answers import Trial
from tests.soak.random_answers import random_answers
from utils.core.text import Text
from utils.exercises.assertions import require, require_number
from utils.exercises.check import Outcome
from utils.exercises.registry import Exercise, registered

MESSAGE = Text(ko="여섯이 아닙니다.", en="Not six.")


def is_six(number):
    require(require_number(number) == 6, MESSAGE)


def trial_of(monkeypatch, *codes: str, number: int = 0) -> Trial:
    """A trial of an exercise whose answer is 6, with these answers and some random ones."""
    monkeypatch.setitem(registered, "1-1-z", Exercise("1-1-z", is_six))
    trial = Trial("1-1-z", {"check": None}, "number = ...", 'check("1-1-z", number)')
    for code in codes:
        trial.put(code)
    if number:
        trial.put_random(number, "number = 6", ["number = 3 * 2", "number = 5"])
    return trial


def test_what_a_check_says_is_counted(monkeypatch):
    trial = trial_of(monkeypatch, "number = 6", "number = 3 * 2", "number = 5", "number = ...", number=50)
    assert trial.findings == []
    assert trial.outcomes["RIGHT"] >= 2 and trial.outcomes["NOT_YET"] >= 1 and trial.outcomes["NOT_ATTEMPTED"] >= 1


def test_a_check_that_raises_is_slow_or_says_nothing_is_found(monkeypatch):
    def judge_badly(exercise, given_answers):
        if given_answers[0] == 5:
            raise ValueError
        return Outcome.NOT_YET, Text(ko="", en="")

    monkeypatch.setattr(answers, "look_at", judge_badly)
    monkeypatch.setattr(answers, "SMALL_MODELS_A_CHECK_MAY_TAKE", -1)
    text = "\n".join(trial_of(monkeypatch, "number = 5", "number = 6").findings)
    assert "the check raises ValueError" in text and "the check takes" in text and "the check says '" in text


def test_a_check_that_is_slow_once_is_not_slow(monkeypatch):
    slow_once, clock = iter([99.0]), [0.0]

    def judge_slowly_once(exercise, given_answers):
        clock[0] += next(slow_once, 0.0)
        return (Outcome.RIGHT if given_answers[0] == 6 else Outcome.NOT_YET), Text(ko="여섯?", en="Six?")

    monkeypatch.setattr(answers, "work_so_far", lambda: clock[0])
    monkeypatch.setattr(answers, "look_at", judge_slowly_once)
    assert trial_of(monkeypatch, "number = 6").findings == []
    assert clock == [99.0]


@pytest.mark.parametrize(
    "broken", ["number = ", "number = nothing", "raise KeyboardInterrupt", "import sys; sys.exit()"]
)
def test_an_answer_that_does_not_run_leaves_what_the_starter_bound(monkeypatch, broken):
    trial = trial_of(monkeypatch, broken)
    assert trial.findings == [] and trial.outcomes == {"NOT_ATTEMPTED": 1}


# --- random answers ---


@settings(max_examples=200, deadline=None, database=None)
@given(random_answers("number = 6", ["number = 3 * 2\nother = [1, 2]"], ["number"]))
def test_random_answers_are_code_of_all_kinds(code):
    assert isinstance(code, str)


def test_one_mutant_is_one_of_the_mutants():
    assert one_mutant("n = 1 + 2", lambda changes: changes[0]) != "n = 1 + 2"
    assert one_mutant("", lambda changes: changes[0]) == ""
    assert ast.parse(one_mutant("f(a, b=1)", lambda changes: changes[-1]))
