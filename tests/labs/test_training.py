"""Training in a lab: Stop ends it, one run at a time, nothing is left behind, and a lesson's random numbers stay."""

import random
import textwrap
import threading

import keras
import numpy as np
import pytest

from tests.support.hanging import SECONDS_UNTIL_IT_HANGS
from tests.support.new_process import in_a_new_process
from tests.support.touches import faults_of, lab_class
from utils.core.text import set_language
from utils.doctor.dot import provide_dot
from utils.labs import lab, live_curves, thirty_seconds, training
from utils.labs.training import StopWhenAsked, Trainer, TrainingStopped, stop_all
from utils.plots import set_style

TRAIN_BY_A_BUTTON = ("30 seconds", "live curves")
TRAIN_WHEN_OPENED = (
    *TRAIN_BY_A_BUTTON,
    "weights",
    "one step at a time",
    "two heads",
    "augmentation",
    "draw it",
    "type a review",
)


@pytest.fixture(autouse=True)
def as_after_start():
    provide_dot()
    set_style()
    set_language("en")


@pytest.fixture(params=TRAIN_BY_A_BUTTON)
def opened(request, monkeypatch):
    """A lab that trains much longer than a test, but for its first run."""
    with monkeypatch.context() as short:
        short.setattr(live_curves, "EPOCHS", 2)
        found = lab_class(request.param)()
    monkeypatch.setattr(live_curves, "EPOCHS", 10_000)
    if request.param == "30 seconds":
        monkeypatch.setattr(type(found), "settings", thirty_seconds.Settings(epochs=100, batch_size=8))
    yield found
    found.trainer.stop()
    found.trainer.wait(SECONDS_UNTIL_IT_HANGS)


def until_it_has_drawn(opened, runs: int) -> None:
    drawn = threading.Event()

    def look(_=None) -> None:
        kept = opened.kept.shelf.runs
        if len(kept) >= runs and kept[-1].logs:
            drawn.set()

    opened.picture.observe(look, names="value")
    look()
    assert drawn.wait(SECONDS_UNTIL_IT_HANGS)


def test_stop_ends_the_training_and_what_was_drawn_stays(opened):
    opened.trainer.start_button.click()
    assert opened.trainer.running and opened.trainer.start_button.disabled and not opened.trainer.stop_button.disabled
    until_it_has_drawn(opened, runs=2)
    opened.trainer.stop_button.click()
    assert opened.trainer.stop_button.disabled, "it is seen at once that Stop was pressed"
    opened.trainer.wait(SECONDS_UNTIL_IT_HANGS)
    assert not opened.trainer.running and not opened.trainer.start_button.disabled
    assert opened.trainer.stop_button.disabled and len(opened.kept.shelf.runs) == 2
    assert faults_of(opened) == []


def test_a_second_start_does_nothing_and_one_after_stop_trains_anew(opened):
    opened.trainer.start()
    opened.trainer.start()
    assert sum(thread.name == "lab training" for thread in threading.enumerate()) == 1
    until_it_has_drawn(opened, runs=2)
    opened.trainer.stop()
    opened.trainer.wait(SECONDS_UNTIL_IT_HANGS)
    opened.trainer.start()
    until_it_has_drawn(opened, runs=3)
    opened.trainer.stop()
    opened.trainer.wait(SECONDS_UNTIL_IT_HANGS)
    assert len(opened.kept.shelf.runs) == 3


def test_a_kernel_that_ends_ends_the_training(opened, monkeypatch):
    monkeypatch.setattr(training, "_SECONDS_TO_END", SECONDS_UNTIL_IT_HANGS)
    opened.trainer.start()
    until_it_has_drawn(opened, runs=2)
    stop_all()
    assert not opened.trainer.running
    assert not any(thread.name == "lab training" for thread in threading.enumerate())


def test_a_process_ends_while_a_lab_trains():
    code = """
        from utils import start
        start("1-1", lang="en", record=False)
        from utils.labs.thirty_seconds import Settings, ThirtySecondLab
        opened = ThirtySecondLab()
        ThirtySecondLab.settings = Settings(epochs=100, batch_size=8)
        opened.trainer.start()
        print(opened.trainer.running)
    """
    ran = in_a_new_process(textwrap.dedent(code))
    assert (ran.returncode, ran.stdout.splitlines()[-1], ran.stderr) == (0, "True", "")


def test_after_an_error_the_button_can_be_pressed_again(monkeypatch):
    told = []
    monkeypatch.setattr(threading, "excepthook", lambda error: told.append(error.exc_type))
    trainer = Trainer(lambda stop: 1 / 0)
    trainer.start_button.click()
    trainer.wait(SECONDS_UNTIL_IT_HANGS)
    assert told == [ZeroDivisionError] and not trainer.running and not trainer.start_button.disabled


def test_stop_ends_a_fit_at_the_next_batch():
    asked, batches = threading.Event(), []

    def ask(batch, logs) -> None:
        batches.append(batch)
        asked.set()

    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    noting = keras.callbacks.LambdaCallback(on_train_batch_end=ask)
    with pytest.raises(TrainingStopped):
        model.fit(np.ones((64, 2)), np.ones(64), batch_size=8, callbacks=[noting, StopWhenAsked(asked)], verbose=0)
    assert batches == [0]


def test_a_lab_that_trains_in_a_thread_leaves_the_lessons_random_numbers_alone(opened):
    keras.utils.set_random_seed(1)
    expected = some_random_numbers()
    keras.utils.set_random_seed(1)
    opened.trainer.start()
    until_it_has_drawn(opened, runs=2)
    found = some_random_numbers()
    opened.trainer.stop()
    opened.trainer.wait(SECONDS_UNTIL_IT_HANGS)
    assert found == expected


@pytest.mark.parametrize("name", TRAIN_WHEN_OPENED)
def test_opening_a_lab_that_trains_leaves_the_lessons_random_numbers_alone(name, monkeypatch):
    monkeypatch.setattr(live_curves, "EPOCHS", 2)
    keras.utils.set_random_seed(1)
    expected = some_random_numbers()
    keras.utils.set_random_seed(1)
    lab(name)
    assert some_random_numbers() == expected


def some_random_numbers() -> list:
    """Numbers of each source that a lesson has: Python, NumPy, Keras, new layers, and a `fit` that shuffles."""
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2), keras.layers.Dropout(0.5)])
    model.compile("sgd", "mse")
    x = np.arange(32, dtype="float32").reshape(16, 2) / 32
    history = model.fit(x, x, batch_size=2, epochs=2, verbose=0).history
    drawn = keras.ops.convert_to_numpy(keras.random.normal((3,))).tolist()
    return [random.random(), np.random.random(), drawn, history["loss"], model.get_weights()[0].tolist()]
