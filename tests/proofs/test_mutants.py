"""Every mutant of every solution is rejected, or listed in mutant_survivors.toml with the reason why it is right."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.proofs.mutants import mutants
from tests.proofs.section_run import report_of
from tests.support.cells import time_limit
from utils.exercises.check import exercises

# A solution that is one number has no more.
FEWEST_MUTANTS = 3
SURVIVORS = tomllib.loads(Path(__file__).with_name("mutant_survivors.toml").read_text(encoding="utf-8"))["survivor"]


def test_only_right_mutants_are_accepted(section_id, record_property):
    """A mutant that is accepted and not listed lets a mistake pass; one listed and not accepted is out of date."""
    tried = {id_: found["mutants"] for id_, found in report_of(section_id)["exercises"].items() if "mutants" in found}
    for id_, accepted in tried.items():
        rejected = list(accepted.values()).count(False)
        line = f"mutants, {id_}: {len(accepted)}, {rejected} rejected, {len(accepted) - rejected} accepted as right"
        print(line)
        record_property("measured", line)
    accepted = {(id_, change) for id_, changes in tried.items() for change, passed in changes.items() if passed}
    listed = {
        (entry["exercise"], entry["mutant"]) for entry in SURVIVORS if entry["exercise"].startswith(f"{section_id}-")
    }
    assert accepted == listed
    assert all(len(changes) >= FEWEST_MUTANTS for changes in tried.values())


def test_every_survivor_is_of_an_exercise_and_has_a_reason():
    assert {entry["exercise"] for entry in SURVIVORS} <= set(exercises())
    assert all(len(entry["why"].split()) > 3 for entry in SURVIVORS)
    assert max(Counter((entry["exercise"], entry["mutant"]) for entry in SURVIVORS).values()) == 1


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("n = 64", {"n = 65", "n = 63", "pass"}),
        ("n = 0.5", {"n = 1.0", "n = 0.25", "pass"}),
        ("n = True", {"n = False", "pass"}),
        ("f(activation='relu')", {"f()", "f(activation='tanh')", "f(activation='sigmoid')", "pass"}),
        ("n = 'name'", {"n = 'namex'", "pass"}),
        ("n = [a, b]", {"n = [b]", "n = [a]", "n = [b, a]", "pass"}),
        ("n = {'a': b, **c}", {"n = {**c}", "n = {'a': b}", "n = {**c, 'a': b}", "n = {'ax': b, **c}", "pass"}),
        ("n = layer(units)(x)", {"n = x", "n = layer(units)()", "n = layer()(x)", "pass"}),
        ("f(a, b)", {"f(b)", "f(a)", "f(b, a)", "pass"}),
        (
            "x.add(a)\nx.add(b)",
            {"x.add(b)\nx.add(a)", "pass\nx.add(b)", "x.add(a)\npass", "x.add()\nx.add(b)", "x.add(a)\nx.add()"},
        ),
        ("n = a < b", {"n = a <= b", "n = a >= b", "pass"}),
        ("n = a not in b", {"n = a in b", "pass"}),
        ("n = a * -b", {"n = a / -b", "n = a * +b", "pass"}),
        ("n = not a and b", {"n = not a or b", "n = a and b", "pass"}),
        ("n = x.argmax()", {"n = x.argmin()", "n = x.max()", "pass"}),
        ("def f():\n    'Says what.'\n    return a", {'def f():\n    """Says what."""\n    pass'}),
        ("raise ValueError('no')", {"pass"}),
    ],
)
def test_mutants_of_a_line(code, changed):
    assert {mutant.code for mutant in mutants(code)} == changed


def test_a_change_is_named_by_what_differs():
    code = "model = keras.Sequential([\n    layers.Dense(64),\n    layers.Dense(64),\n])"
    changes = [mutant.change for mutant in mutants(code)]
    assert "model = keras.Sequential([layers.Dense([64 → 65]), layers.Dense(64)])" in changes
    assert len(set(changes)) == len(changes)


def test_changes_that_read_the_same_are_numbered():
    code = "def f(x):\n    if x:\n        return 1\n    return 1"
    changes = [mutant.change for mutant in mutants(code)]
    assert {"return [1 → 2]", "return [1 → 2] #2"} <= set(changes)


def test_a_mutant_without_an_end_is_stopped():
    with pytest.raises(TimeoutError), time_limit(0.05):
        while True:
            pass
