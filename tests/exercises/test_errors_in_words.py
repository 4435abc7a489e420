"""What an answer's error is called: in Korean no English sentence stands bare."""

import pytest

from tests.proofs.messages import faults_of_message
from utils.exercises.errors_in_words import in_words


def raised(code: str) -> BaseException:
    try:
        exec(code, {"train": lambda x, y: x})
    except BaseException as error:
        return error
    raise AssertionError(f"{code} raises nothing")


@pytest.mark.parametrize(
    ("code", "clue"),
    [
        ("nothing", "`nothing`"),
        ("def f():\n    n += 1\nf()", "`n`"),
        ("train(1)", "'y'"),
        ("def two(x, y): pass\ntwo()", "'x', 'y'"),
        ("train(1, 2, 3)", "3"),
        ("class A:\n    def get(): pass\nA().get()", "`self`"),
        ("train(1, 2, z=3)", "`z`"),
        ("n = 3; n[0]", "`int`"),
        ("n = 3; n()", "`int`"),
        ("list(3)", "`int`"),
        ("3 + 'a'", "`+`"),
        ("n = 3; len(n)", "`int`"),
        ("range(0.5)", "`float`"),
        ("raise NotImplementedError", "NotImplementedError"),
        ("(3).shape", "`shape`"),
        ("import math; math.tau2", "`tau2`"),
        ("import nowhere", "`nowhere`"),
        ("{'a': 1}['b']", "'b'"),
        ("[1][3]", "0"),
        ("import numpy as np; np.zeros(3)[5]", "0"),
        ("import numpy as np; np.zeros(3) + np.zeros(4)", "(3,) (4,)"),
        ("import numpy as np\nif np.zeros(3) == 0: pass", "`if`"),
        ("a, b = 1, 2, 3", "`=`"),
        ("float('1,250')", "'1,250'"),
        ("import keras\ni = keras.Input((5,)); keras.Model(i, i, name='five')(keras.Input((6,)))", "(None, 6)"),
        ("open('/nowhere/at/all')", "FileNotFoundError"),
        ("def f(): f()\nf()", "RecursionError"),
        ("1 / 0", "0"),
        ("raise ValueError('so it is and so it stays')", "so it is and so it stays"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    ],
)
def test_an_error_of_python_is_told_in_both_languages(code, clue):
    words = in_words(raised(code))
    assert clue in words.ko.replace("등호", "`=`") and clue in words.en
    assert type(raised(code)).__name__ in words.ko and type(raised(code)).__name__ in words.en
    assert not list(faults_of_message(words.ko, "ko")) and not list(faults_of_message(words.en, "en"))


def test_an_error_of_keras_is_told_as_explain_has_it():
    words = in_words(raised("import keras\nkeras.layers.Dense(2, activation='relo')"))
    assert "relo" in words.ko and "활성화 함수" in words.ko and "activation function" in words.en


def test_an_error_that_cannot_be_looked_at_is_named_by_its_class():
    class Odd(Exception):
        def __str__(self):
            raise ValueError

    assert "Odd" in in_words(Odd()).ko and "Odd" in in_words(Odd()).en
