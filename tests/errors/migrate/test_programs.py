"""Whole programs in the manner of 2016 to 2021: today's Keras refuses each, and trains what `migrate` makes of it."""

from pathlib import Path

import numpy as np
import pytest

from tests.support.old_code import fails, run
from utils.errors.migrate import migrate

_PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))

# What runs today as well and means something else: `trainable` after `compile`.
_LEFT_TO_HAND = {"2018_gan": ["self.discriminator.trainable = False"] * 2}


@pytest.mark.parametrize("path", _PROGRAMS, ids=lambda path: path.stem)
def test_an_old_program_trains_again(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    old = path.read_text(encoding="utf-8")
    assert fails(old)
    result = migrate(old)
    assert result.changes and not result.passed_over
    assert [row.was for row in result.by_hand] == _LEFT_TO_HAND.get(path.stem, [])
    losses = run(result.code)["losses"]
    assert len(losses) and np.isfinite(losses).all()
    again = migrate(result.code)
    assert again.code == result.code and not again.changes


def test_the_programs_are_whole():
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in _PROGRAMS]
    assert len(lengths) >= 12 and min(lengths) >= 40
