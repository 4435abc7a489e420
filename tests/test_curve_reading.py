"""The table of what curves tell, and the case of it that a record shows."""

import pytest

from utils.curve_reading import CASES, read_curves, what_to_try
from utils.exercises.section_5_2 import FIVE_RUNS, NAMES_OF_THE_RUNS

NAN = float("nan")


def record(loss, val_loss=None, accuracy=0.85, val_accuracy=0.83):
    """A record with these losses, and accuracies that stay as they are."""
    val_loss = loss if val_loss is None else val_loss
    n = len(loss)
    return {"loss": loss, "val_loss": val_loss, "accuracy": [accuracy] * n, "val_accuracy": [val_accuracy] * n}


@pytest.mark.parametrize("letter", FIVE_RUNS)
def test_it_names_the_five_runs_of_the_exercise_as_their_solution_does(letter):
    assert read_curves(FIVE_RUNS[letter]) == NAMES_OF_THE_RUNS[letter]


@pytest.mark.parametrize(
    ("history", "case"),
    [
        (record([1.0, 0.7, NAN]), "learning rate too large"),
        (record([2.4, 2.31, 2.3, 2.31], accuracy=0.1), "learning rate too large"),
        (record([2.3, 2.1, 2.6, 2.0, 2.5], accuracy=0.3), "learning rate too large"),
        (record([2.31, 2.30, 2.29, 2.28], accuracy=0.12), "learning rate too small"),
        (record([2.3, 2.2, 2.1, 2.0, 1.9, 1.8], accuracy=0.31, val_accuracy=0.24), "learning rate too small"),
        (record([2.0, 1.6, 1.5, 1.49, 1.48, 1.48], accuracy=0.4, val_accuracy=0.4), "model too small"),
        (record([1.0, 0.6, 0.4, 0.2], [1.0, 0.8, 0.9, 1.0]), "overfitting"),
        (record([1.0, 0.6, 0.4, 0.3, 0.2, 0.1], [1.0, 0.8, 0.75, 0.74, 0.74, 0.74]), "overfitting"),
        (record([1.2, 1.0, 0.8, 0.67], [1.3, 1.2, 1.1, 0.98], accuracy=0.82, val_accuracy=0.65), "overfitting"),
        (record([1.0, 0.6, 0.5, 0.45], [0.9, 0.6, 0.52, 0.5]), "good fit"),
        (record([0.5]), "good fit"),
        (record([1.9], accuracy=0.4, val_accuracy=0.4), "learning rate too small"),
        (record([1.0, 0.6, 0.4, 0.3], [4.1, 5.0, 5.6, 6.0], val_accuracy=0.0), "validation unlike training"),
        (record([1.0, 0.6, 0.4, 0.3], [80.0, 61.0, 75.0, 70.0], val_accuracy=0.6), "validation unlike training"),
        (record([1.0, 0.6, 0.4, 0.3], [1.9, 2.5, 2.9, 3.2], val_accuracy=0.6), "overfitting"),
    ],
)
def test_a_record_shows_a_case(history, case):
    assert read_curves(history) == case


def test_validation_that_jumps_alone_is_measured_on_too_few():
    history = record([1.0, 0.9, 0.8, 0.7, 0.6, 0.5]) | {"val_accuracy": [0.7, 0.75, 0.7, 0.8, 0.7, 0.8]}
    assert read_curves(history) == "too little validation data"


def test_the_table_has_every_case_in_both_forms(lang):
    shown = what_to_try()
    for case in CASES.values():
        assert str(case.name) in repr(shown) and str(case.name) in shown._repr_html_()
        assert str(case.remedy) in repr(shown)
    assert all(f"<code>{key}</code>" in shown._repr_html_() for key in CASES)
    assert shown._repr_html_().count("<tr>") == len(CASES) + 1
    assert "<code>nan</code>" in shown._repr_html_()
