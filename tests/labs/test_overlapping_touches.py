"""Touches of a lab may come in several threads at once: the last state is what it shows in the end."""

import random
import re
import threading
import time

import pytest

from tests.support.touches import (
    DRAWN_BY_THE_KERNEL,
    controls_of,
    end_training,
    faults_of,
    is_blank,
    lab_class,
    overlap,
    touch,
)
from utils.core.text import set_language
from utils.doctor.dot import provide_dot
from utils.labs import live_curves
from utils.labs.base import Lab
from utils.plots import set_style

TOUCHES = 40
# What a touch has changed that no control shows.
FROM_THE_START = {
    "augmentation": lambda opened: setattr(opened, "seed", 1),
    "one step at a time": lambda opened: opened.again.click(),
}


@pytest.fixture(autouse=True)
def as_after_start(monkeypatch):
    provide_dot()
    set_style()
    set_language("en")
    monkeypatch.setattr(live_curves, "EPOCHS", 3)


@pytest.mark.parametrize("name", DRAWN_BY_THE_KERNEL)
def test_the_last_state_is_shown_and_no_touch_fails(name):
    opened = lab_class(name)()
    start = {control: control.value for control in controls_of(opened) if control.has_trait("value")}
    shown = {widget: widget.value for widget in opened.answer(opened.settings)}
    assert overlap(opened, TOUCHES) == []
    end_training(opened)
    assert faults_of(opened) == []
    touch(controls_of(opened)[0], random.Random(1))
    end_training(opened)
    assert faults_of(opened) == []

    for control, value in start.items():
        control.value = value
    FROM_THE_START.get(name, lambda opened: None)(opened)
    for control, value in start.items():
        control.value = value
    opened.redraw()
    assert faults_of(opened) == []
    if not hasattr(opened, "trainer"):
        assert {widget: widget.value for widget in shown} == shown, "what it drew before it draws again"


class SlowLab(Lab):
    """A lab that needs a while to draw a number, and notes who draws when."""

    def __init__(self):
        super().__init__()
        self.number, self.drawn, self.drawing, self.most_at_once = 0, [], 0, 0

    @property
    def settings(self) -> int:
        return self.number

    def answer(self, settings: int) -> dict:
        self.drawing += 1
        self.most_at_once = max(self.most_at_once, self.drawing)
        time.sleep(0.02)
        self.drawing -= 1
        self.drawn.append(settings)
        if settings < 0:
            raise ValueError(settings)
        return {self.words: str(settings)}

    def set(self, number: int) -> None:
        self.number = number
        self.redraw()


def in_threads(*calls) -> None:
    started = [threading.Thread(target=call) for call in calls]
    for one in started:
        one.start()
    for one in started:
        one.join()


def test_one_thread_draws_at_a_time_and_touches_that_wait_are_drawn_together():
    opened = SlowLab()
    in_threads(*[lambda number=number: opened.set(number) for number in range(1, 21)])
    assert opened.most_at_once == 1
    assert opened.words.value == str(opened.number) == str(opened.drawn[-1])
    assert len(opened.drawn) < 10


def test_when_a_touch_returns_it_is_shown():
    opened, late = SlowLab(), []

    def touch_and_look(number: int) -> None:
        opened.number = number
        opened.redraw()
        late.append(opened.drawn[-1])

    in_threads(*[lambda number=number: touch_and_look(number) for number in (1, 2, 3)])
    assert set(late) <= {opened.number, 1, 2, 3} and late[-1] == opened.number


def test_a_drawing_that_fails_loses_no_touch_that_waits(monkeypatch):
    opened, raised = SlowLab(), []

    def fail() -> None:
        try:
            opened.set(-1)
        except ValueError as error:
            raised.append(error)

    def follow() -> None:
        while not opened.drawing:
            time.sleep(0.001)
        opened.set(5)

    in_threads(fail, follow)
    assert opened.words.value == "5" and len(raised) <= 1
    opened.set(6)
    assert opened.words.value == "6"


def test_what_belongs_together_is_drawn_once():
    opened = SlowLab()
    with opened.changing() as nested:
        assert not nested
        opened.set(1)
        with opened.changing() as nested:
            assert nested
            opened.set(2)
        assert opened.drawn == []
    assert opened.drawn == [2]


def test_a_touch_by_the_drawing_itself_is_drawn_afterwards(monkeypatch):
    opened = SlowLab()
    real = opened.answer

    def answer(settings: int) -> dict:
        if settings == 1:
            opened.set(2)
        return real(settings)

    monkeypatch.setattr(opened, "answer", answer)
    opened.set(1)
    assert opened.words.value == "2"


def test_a_blank_picture_is_seen():
    opened = lab_class("kernel")()
    assert not is_blank(opened.picture)
    opened.picture.value = re.sub("(</title>).*?(</svg>)", r"\1\2", opened.picture.value, flags=re.DOTALL)
    assert "<svg" in opened.picture.value and is_blank(opened.picture) and faults_of(opened)
