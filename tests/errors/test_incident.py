"""What is read out of an exception, and out of a text that was pasted."""

import traceback

import pytest

from tests.errors.snippets import what_comes
from utils.errors.explanation import explanation_of
from utils.errors.incident import Incident, name_of_loss
from utils.errors.rule import BEFORE


class Bad(ValueError):
    def __str__(self):
        raise RuntimeError


def test_an_exception_is_known_by_its_class_and_their_bases():
    incident = Incident.of_error(FileNotFoundError("none"))
    assert incident.types[:2] == ("FileNotFoundError", "OSError") and incident.message == "none"


def test_an_exception_that_cannot_be_told_says_nothing():
    assert Incident.of_error(Bad()).message == ""
    assert explanation_of(Bad()) is None


@pytest.mark.parametrize(
    "text, name, message",
    [
        ("ValueError: no", "ValueError", "no"),
        ("tensorflow.python.framework.errors_impl.InvalidArgumentError: no", "InvalidArgumentError", "no"),
        ("Traceback (most recent call last):\n  File \"a.py\", line 1\nKeyError: 'acc'", "KeyError", "'acc'"),
        ("\x1b[31mValueError\x1b[39m: \x1b[1mno\x1b[0m", "ValueError", "no"),
        ("WARNING:absl:take care", "Warning", "take care"),
        ("just words", "", "just words"),
        ("", "", ""),
    ],
)
def test_a_pasted_text_is_taken_apart(text, name, message):
    incident = Incident.of_text(text)
    assert incident.types[0] == name and incident.message == message


def test_of_two_errors_in_a_traceback_the_last_one_counts():
    text = (
        "Traceback (most recent call last):\n  ...\nKeyError: 'a'\n\nDuring handling of the above exception, "
        "another exception occurred:\n\nTraceback (most recent call last):\n  ...\nValueError: b"
    )
    assert Incident.of_text(text).types == ("ValueError",)


def test_the_arguments_that_keras_lists_are_no_part_of_the_message():
    (error,) = what_comes("layers.Dense(1)(np.ones(3))")
    incident = Incident.of_error(error)
    assert "Arguments received" not in incident.message and "\x1b" not in incident.message


def test_what_fit_was_called_with_is_at_hand():
    (error,) = what_comes("net().fit(X, y[:3], **quiet)")
    incident = Incident.of_error(error)
    assert incident.of_keras and incident.x.shape == (16, 4) and incident.y.shape == (3,)
    assert incident.loss == "sparse_categorical_crossentropy"
    assert incident.line == "net().fit(X, y[:3], **quiet)"


def test_a_pasted_traceback_has_the_line_and_knows_keras():
    (error,) = what_comes("net().fit(X, y[:3], **quiet)")
    incident = Incident.of_text("".join(traceback.format_exception(error)))
    assert incident.of_keras and "net().fit(X, y[:3], **quiet)" in incident.line and not incident.bare


def test_a_loss_has_one_name_however_it_is_given():
    import keras

    names = {
        name_of_loss(loss)
        for loss in (
            "categorical_crossentropy",
            keras.losses.categorical_crossentropy,
            keras.losses.CategoricalCrossentropy(),
        )
    }
    assert names == {"categorical_crossentropy"}
    assert name_of_loss(None) == name_of_loss(["mse", "mse"]) == ""


def test_where_the_line_is_not_known_the_names_at_hand_are_asked():
    namespace = {}
    try:
        exec(f"{BEFORE}\nhistory = net(metrics=['accuracy']).fit(X, y, **quiet)\nhistory.history['acc']", namespace)
    except KeyError as error:
        incident = Incident.of_error(error)
        assert incident.line == "" and incident.holds("History") and not incident.holds("EarlyStopping")
        assert explanation_of(error).rule.id == "history-acc"


def test_a_key_of_another_dictionary_is_none_of_keras():
    try:
        exec("{'a': 1}['acc']", {})
    except KeyError as error:
        assert explanation_of(error) is None
