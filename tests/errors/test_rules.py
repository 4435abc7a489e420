"""Every rule knows the error of its first snippet, alone; its second snippet runs."""

import os
import re

import pytest

from tests.errors.snippets import what_comes
from utils.errors.explanation import explanation_of
from utils.errors.incident import Incident
from utils.errors.table import broken_rules, rules, that_know

BACKEND = os.environ.get("KERAS_BACKEND", "tensorflow")
_HERE = [rule for rule in rules() if rule.proved and rule.backend in ("", BACKEND)]


def known_by(error: BaseException | str) -> list[str]:
    incident = Incident.of_text(error) if isinstance(error, str) else Incident.of_error(error)
    return [rule.id for rule, _ in that_know(incident)]


def test_the_table_is_whole():
    assert broken_rules() == []


def test_there_are_enough():
    assert len(rules()) >= 150


@pytest.mark.parametrize("rule", _HERE, ids=lambda rule: rule.id)
def test_a_rule_knows_its_error_alone_and_its_remedy_runs(rule, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    came = what_comes(rule.fails)
    assert came, f"{rule.id}: what fails by its rule runs today, without a word"
    known = {id_ for error in came for id_ in known_by(error)}
    said = [f"{type(error).__name__}: {error}" for error in came]
    words = [each.means.ko + each.try_first.ko for each in map(explanation_of, came) if each]
    assert not re.search(r"\[(을|은|이|과|으로|이라)\]", "".join(words)), words
    assert known == {rule.id}, f"{rule.id}: this error is known by {sorted(known) or 'no rule'}: {said}"
    came = what_comes(rule.works)
    assert not any(isinstance(c, Exception) and not isinstance(c, Warning) for c in came), (
        f"{rule.id}: the remedy fails: {came}"
    )
    assert not any(known_by(c) for c in came), f"{rule.id}: a rule knows what the remedy gives: {came}"


@pytest.mark.parametrize("rule", [rule for rule in rules() if not rule.proved], ids=lambda rule: rule.id)
def test_a_rule_that_no_machine_here_can_prove_knows_its_message_alone(rule):
    assert known_by(rule.fails) == [rule.id]
