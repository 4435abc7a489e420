"""A change of the whole process, shared by the blocks that overlap."""

import pytest

from utils.exercises.shared import shared


@pytest.fixture
def log():
    return []


@pytest.fixture
def changed(log):
    @shared
    def change():
        log.append("made")
        try:
            yield
        finally:
            log.append("undone")

    return change


def test_the_first_in_makes_the_change_and_the_last_out_undoes_it_in_any_order(changed, log):
    first, second = changed(), changed()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert log == ["made"]
    second.__exit__(None, None, None)
    assert log == ["made", "undone"]


def test_an_error_in_a_block_undoes_it_and_the_next_block_makes_it_again(changed, log):
    for _ in range(2):
        with pytest.raises(KeyError), changed():
            raise KeyError
    assert log == ["made", "undone"] * 2


def test_a_change_that_cannot_be_made_leaves_nothing_to_undo(log):
    @shared
    def change():
        log.append("tried")
        raise OSError
        yield

    for _ in range(2):
        with pytest.raises(OSError), change():
            pass
    assert log == ["tried"] * 2
