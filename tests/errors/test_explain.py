"""`explain`: of the last error, of one, of a pasted one, of a model; the box in a notebook; the command."""

import subprocess
import sys

import pytest

from tests.errors.snippets import what_comes
from tests.support.hanging import SECONDS_UNTIL_IT_HANGS
from tests.support.new_process import in_a_new_process
from utils.core.course import section
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError
from utils.errors import explain
from utils.errors.explanation import explanation_of

NOT_COMPILED = "ValueError: You must call `compile()` before using the model."

IN_A_SHELL = """
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
shell.run_cell("from utils import explain, start; start('1-1', lang='en')")
shell.run_cell("import keras; keras.layers.Dense(3, activation='relo')")
print("--- after an error of Keras")
shell.run_cell("1 / 0")
print("--- after an error of Python")
shell.run_cell("keras.layers.Dense(3)")
print("--- after none")
shell.run_cell("keras.Input(4)")
print("--- again")
shell.run_cell("explain()")
"""


def test_an_explanation_reads_the_same_everywhere(lang):
    explanation = explain(NOT_COMPILED)
    html, plain = explanation._repr_html_(), repr(explanation)
    assert explanation.rule.id == "not-compiled"
    assert str(explanation.means) in plain and "<" not in plain
    assert f'href="{section("1-1").name}.ipynb"' in html and section("1-1").title[lang] in plain
    assert "<code>fit</code>" in html and "`" not in html


def test_what_was_found_stands_in_the_sentence(lang):
    explanation = explain("AttributeError: module 'keras.backend' has no attribute 'dot'")
    assert "`K.dot`" in str(explanation.means) and explanation.today == "keras.ops.matmul(x, w)"


def test_an_error_in_the_text_is_escaped():
    explanation = explain("ValueError: Could not interpret activation function identifier: <b>relu")
    assert "<b>relu" not in explanation._repr_html_() and "&lt;b&gt;relu" in explanation._repr_html_()


def test_the_last_error_is_told_again(lang, monkeypatch):
    monkeypatch.setattr(
        sys, "last_value", ValueError("You must call `compile()` before using the model."), raising=False
    )
    assert explain().rule.id == "not-compiled"


def test_without_an_error_it_says_so(lang, monkeypatch):
    monkeypatch.delattr(sys, "last_value", raising=False)
    assert explain().rule is None and "`explain()`" in repr(explain())


@pytest.mark.parametrize("unknown", ["ValueError: of something else", ValueError("of something else"), "", "?"])
def test_where_no_rule_knows_it_nothing_is_made_up(unknown, lang):
    assert explain(unknown).rule is None
    assert explanation_of(unknown) is None


@pytest.mark.parametrize("neither", [3, [1], {"a": 1}, object()])
def test_what_is_no_error_and_no_model_is_refused_in_a_sentence(neither, lang):
    with pytest.raises(CourseError, match="explain"):
        explain(neither)


@pytest.mark.parametrize(
    "snippet, without_frames, with_frames",
    [
        ("net().fit(X, **quiet)", "none-in-place-of-a-value", "labels-forgotten"),
        ("net().fit(X, y, validation_data=X, **quiet)", "none-in-place-of-a-value", "validation-labels-forgotten"),
        ("net().fit(X, y.tolist(), **quiet)", "data-of-unknown-type", "labels-are-a-list"),
        (
            "net(loss='categorical_crossentropy').fit(X, y, **quiet)",
            "labels-and-output-of-other-rank",
            "categorical-loss-on-numbers",
        ),
    ],
)
def test_what_a_message_cannot_tell_the_frames_do(snippet, without_frames, with_frames):
    (error,) = what_comes(snippet)
    assert explanation_of(error).rule.id == with_frames
    pasted = f'{type(error).__name__}: {error}\n  File "site-packages/keras/src/trainers/trainer.py"'
    assert explanation_of(pasted).rule.id == without_frames


def test_in_a_notebook_a_box_stands_under_an_error_that_a_rule_knows():
    command = [sys.executable, "-c", IN_A_SHELL]
    ended = subprocess.run(command, cwd=COURSE_FOLDER, capture_output=True, text=True, timeout=SECONDS_UNTIL_IT_HANGS)
    after_keras, rest = ended.stdout.split("--- after an error of Keras")
    after_python, rest = rest.split("--- after an error of Python")
    after_none, rest = rest.split("--- after none")
    box, again = rest.split("--- again")
    assert after_keras.index("Could not interpret") < after_keras.index(
        "What it means: There is no activation function"
    )
    assert "ZeroDivisionError" in after_python and "What it means" not in after_python + after_none
    assert "What it means: A shape is a tuple" in box and "What it means: A shape is a tuple" in again
    assert "<div" not in ended.stdout and "What it means" not in ended.stderr


@pytest.mark.parametrize("lang, word", [("ko", "컴파일"), ("en", "compiled")])
def test_the_command_reads_an_error_from_its_input(lang, word):
    command = [sys.executable, "-m", "utils.errors", "--lang", lang]
    ended = subprocess.run(
        command, input=NOT_COMPILED, cwd=COURSE_FOLDER, capture_output=True, text=True, timeout=SECONDS_UNTIL_IT_HANGS
    )
    assert ended.returncode == 0 and word in ended.stdout and ended.stderr == ""
    ended = subprocess.run(
        command,
        input="ValueError: no",
        cwd=COURSE_FOLDER,
        capture_output=True,
        text=True,
        timeout=SECONDS_UNTIL_IT_HANGS,
    )
    assert ended.returncode == 1 and ended.stdout.strip()


def test_the_table_does_not_wait_for_keras():
    code = f"import sys; from utils import explain; explain({NOT_COMPILED!r}); print('keras' in sys.modules)"
    assert in_a_new_process(code).stdout.split() == ["False"]
