"""Two judges of every exercise agree, about known answers and about random ones (see trial.py)."""

import ast

import pytest
from hypothesis import given, settings

from tests import oracles, trial
from tests.mutants import one_mutant
from tests.oracles import Oracle
from tests.random_answers import random_answers
from tests.trial import Trial, trial_of
from tests.walk import report_of
from utils.checking import Exercise, Outcome, exercises, require, require_number
from utils.checking import _exercises as registry
from utils.messages import Text

MESSAGE = Text(ko="여섯이 아닙니다.", en="Not six.")
SIX = {"starter": ["number = ..."], "wrong": ["number = 5"], "right": ["number = 3 * 2"], "solution": ["number = 6"]}
CHECK = 'check("1-1-z", number)'


def test_check_and_oracle_agree(section_id):
    found = report_of(section_id)["exercises"]
    findings = [finding for exercise in found.values() for finding in exercise.get("trial", ())]
    assert found and findings == []


def test_every_exercise_has_an_oracle_with_answers_of_its_own():
    for found in exercises().values():
        if not found.question:
            judge = oracles.oracle_of(found.id)
            assert judge.also_right and judge.also_wrong, found.id


# --- that a disagreement is found ---


def is_six(number):
    return number == 6


def put(monkeypatch, look, is_right, many=0, **also) -> Trial:
    monkeypatch.setitem(registry, "1-1-z", Exercise("1-1-z", look))
    judge = Oracle(is_right, also.get("right", ()), also.get("wrong", ()))
    monkeypatch.setattr(trial, "oracle_of", lambda _: judge)
    return trial_of("1-1-z", SIX, {"check": None}, CHECK, many)


def looks_well(number):
    require(require_number(number) == 6, MESSAGE)


def test_judges_that_agree(monkeypatch):
    found = put(monkeypatch, looks_well, is_six, many=50, right=["number = 2 + 4"], wrong=["number = '6'"])
    assert found.findings == []
    assert found.table.total() == 56
    assert set(found.table) == {("right", "right"), ("wrong", "wrong")}


def test_a_false_right_is_found(monkeypatch):
    found = put(monkeypatch, lambda number: require(number != 5, MESSAGE), is_six, wrong=["number = 7"])
    assert found.table["right", "wrong"] == 1
    assert "the check says right, the oracle wrong:\nnumber = 7" in found.findings[-1]


def test_a_false_wrong_is_found(monkeypatch):
    found = put(monkeypatch, lambda number: require(type(number) is int and number == 6, MESSAGE), is_six,
                right=["number = 6.0"])  # fmt: skip
    assert found.table["wrong", "right"] == 1
    assert "the check says wrong, the oracle right:\nnumber = 6.0" in found.findings[0]


def test_judges_that_err_alike_are_found(monkeypatch):
    found = put(monkeypatch, looks_well, is_six, wrong=["number = 6"], right=["number = 7"])
    assert ["both say" in finding for finding in found.findings] == [True, True]


def test_a_check_that_raises_is_slow_or_says_nothing_is_found(monkeypatch):
    def judge_badly(exercise, answers):
        if answers[0] == 5:
            raise ValueError
        return Outcome.NOT_YET, ""

    monkeypatch.setattr(trial, "judge", judge_badly)
    monkeypatch.setattr(trial, "SECONDS_A_CHECK_MAY_TAKE", -1)
    text = "\n".join(put(monkeypatch, looks_well, is_six).findings)
    assert "the check raises ValueError" in text and "the check takes" in text and "the check says '" in text


def test_a_check_that_is_slow_once_is_not_slow(monkeypatch):
    seconds = iter([9.0])

    class Clock:
        now = 0.0

        def perf_counter(self):
            return self.now

    clock = Clock()

    def judge_slowly_once(exercise, answers):
        clock.now += next(seconds, 0.0)
        return (Outcome.RIGHT if answers[0] == 6 else Outcome.NOT_YET), "Six?"

    monkeypatch.setattr(trial, "time", clock)
    monkeypatch.setattr(trial, "judge", judge_slowly_once)
    assert put(monkeypatch, looks_well, is_six).findings == []
    assert clock.now == 9


def test_an_oracle_that_raises_says_wrong(monkeypatch):
    def raises(number):
        raise SystemExit

    found = put(monkeypatch, lambda number: require(False, MESSAGE), raises)
    assert set(found.table) == {("wrong", "wrong")}


# --- random answers ---


@settings(max_examples=200, deadline=None, database=None)
@given(random_answers("number = 6", ["number = 3 * 2\nother = [1, 2]"], ["number"]))
def test_random_answers_are_code_of_all_kinds(code):
    assert isinstance(code, str)


def test_one_mutant_is_one_of_the_mutants():
    assert one_mutant("n = 1 + 2", lambda changes: changes[0]) != "n = 1 + 2"
    assert one_mutant("", lambda changes: changes[0]) == ""
    assert ast.parse(one_mutant("f(a, b=1)", lambda changes: changes[-1]))


@pytest.mark.parametrize(
    "broken", ["number = ", "number = nothing", "raise KeyboardInterrupt", "import sys; sys.exit()"]
)
def test_an_answer_that_does_not_run_leaves_what_the_starter_bound(monkeypatch, broken):
    found = put(monkeypatch, looks_well, is_six, wrong=[broken])
    assert found.findings == []
