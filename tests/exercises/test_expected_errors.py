import warnings

import pytest

from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError
from utils.exercises import expected_errors
from utils.exercises.expected_errors import expect_error


@pytest.fixture
def shown(monkeypatch) -> list:
    """What was displayed below the cell."""
    below = []
    monkeypatch.setattr(expected_errors, "display", below.append)
    return below


def test_an_expected_error_is_one_line(shown):
    with expect_error(ValueError):
        raise ValueError(f"no file\n  {COURSE_FOLDER}/source/x.py <b>")
    assert repr(shown[0]) == "ValueError: no file source/x.py <b>"
    assert "&lt;b&gt;" in shown[0]._repr_html_() and "ValueError" in shown[0]._repr_html_()
    assert len(shown) == 1


def test_a_subclass_and_one_of_several_kinds_will_do(shown):
    with expect_error(OSError, ArithmeticError):
        _ = 1 / 0
    assert repr(shown[0]).startswith("ZeroDivisionError")


def test_an_expected_warning_is_one_line_too(shown, recwarn):
    with expect_error(UserWarning):
        warnings.warn("this is old", UserWarning, stacklevel=1)
        after = True
    assert after and repr(shown[0]) == "UserWarning: this is old"
    assert not recwarn.list


def test_another_error_is_raised_as_it_is(shown):
    with pytest.raises(KeyError), expect_error(ValueError):
        raise KeyError("a")
    assert shown == []


@pytest.mark.parametrize("warning", [None, DeprecationWarning])
def test_a_block_that_runs_through_is_an_error_of_the_lesson(shown, lang, warning):
    with pytest.raises(CourseError, match=r"ValueError, UserWarning"), expect_error(ValueError, UserWarning):
        if warning:
            warnings.warn("another one", warning, stacklevel=1)
    assert shown == []


def test_an_interrupt_goes_through(shown):
    with pytest.raises(KeyboardInterrupt), expect_error(ValueError):
        raise KeyboardInterrupt
