"""A wrong explanation is worse than none: errors that no rule is for are not explained."""

import traceback

import matplotlib.pyplot as plt
import pytest

from tests.errors.mistakes_of_others import MISTAKES, PYTHON
from tests.errors.snippets import what_comes
from utils.errors.explanation import explanation_of

_BEFORE = "import numpy as np, tensorflow as tf"


def test_there_are_enough():
    assert len(set(MISTAKES)) >= 150


@pytest.mark.parametrize("snippet", MISTAKES)
def test_no_rule_takes_what_is_not_of_keras(snippet):
    came = what_comes(snippet, _BEFORE)
    plt.close("all")
    assert came and not isinstance(came[-1], Warning), "this is meant to fail"
    assert explanation_of(came[-1]) is None


@pytest.mark.parametrize("snippet", [snippet for snippet in PYTHON if "class " not in snippet])
def test_nor_where_its_traceback_is_pasted(snippet):
    (error,) = what_comes(snippet, _BEFORE)
    assert explanation_of("".join(traceback.format_exception(error))) is None
