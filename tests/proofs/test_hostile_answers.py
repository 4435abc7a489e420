"""Hostile answers: into every exercise of the course (see section_run.py), and into what every check is made of."""

import pytest

from tests.proofs.hostile import KINDS
from tests.proofs.section_run import hostile_findings, report_of
from utils.core.text import Text
from utils.exercises.assertions import (
    require,
    require_array,
    require_function,
    require_number,
    require_text,
    require_type,
)
from utils.exercises.check import Outcome, exercises, judge
from utils.exercises.registry import Exercise, Question
from utils.exercises.registry import registered as registry


def test_there_are_enough_kinds():
    assert len(KINDS) >= 40


def test_no_hostile_answer_upsets_an_exercise(section_id):
    found = report_of(section_id)["exercises"]
    assert found and [finding for exercise in found.values() for finding in exercise["hostile"]] == []


def test_every_exercise_was_given_hostile_answers(section_id):
    own = {found.id for found in exercises().values() if found.section == section_id}
    assert {id_ for id_, found in report_of(section_id)["exercises"].items() if "hostile" in found} == own


MESSAGE = Text(ko="찾은 값 {x}", en="found {x}")


def looks_at_a_model(model):
    import keras

    require_type(model, keras.Model)
    require(model.count_params() == 50_890, MESSAGE)


def looks_at_a_function(function):
    require_function(function)
    require(function(2) == 1234.5 and type(function(2)) is float, MESSAGE)


def looks_without_care(answer):
    require(answer.shape == (3, 4, 5) and answer[0] == "secret" and len(answer) == 12345, MESSAGE)


CARE = {
    "a model": looks_at_a_model,
    "a function": looks_at_a_function,
    "a number": lambda number: require(require_number(number) == 1234.5, MESSAGE),
    "a text": lambda text: require(require_text(text) == "secret", MESSAGE),
    "an array": lambda array: require(require_array(array, (10,)).sum() == 1234.5, MESSAGE),
    "two answers": lambda number, text: require(
        (require_number(number), require_text(text)) == (1234.5, "secret"), MESSAGE
    ),
}


@pytest.mark.parametrize("look", CARE.values(), ids=CARE)
def test_no_hostile_answer_upsets_what_checks_are_made_of(monkeypatch, look):
    monkeypatch.setitem(registry, "1-1-z", Exercise("1-1-z", look, hints=(Text(ko="힌트", en="hint"),)))
    right = [1234.5, "secret"] if look is CARE["two answers"] else [None]
    assert hostile_findings("1-1-z", right) == []


def test_the_findings_name_what_is_wrong(monkeypatch):
    def accepts(answer):
        return None

    monkeypatch.setitem(registry, "1-1-z", Exercise("1-1-z", accepts))
    assert len(hostile_findings("1-1-z", [None])) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_careless_check_does_not_raise_either(kind):
    outcome, message = judge(Exercise("1-1-z", looks_without_care), (KINDS[kind](),))
    assert isinstance(message, str) and "Traceback" not in message
    if kind != "agrees with everything":
        assert outcome is Outcome.NOT_YET and message


def test_a_question_takes_a_letter_only(monkeypatch):
    from utils.exercises.registry import question

    choices = {letter: Text(ko=letter, en=letter) for letter in "abc"}
    monkeypatch.delitem(registry, "1-1-q9", raising=False)
    question("1-1-q9", Text(ko="무엇?", en="what?"), choices, answer="b", why=choices)
    try:
        assert registry["1-1-q9"].question == Question(Text(ko="무엇?", en="what?"), choices, "b", choices)
        assert hostile_findings("1-1-q9", ["b"]) == []
    finally:
        del registry["1-1-q9"]
