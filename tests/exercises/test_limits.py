"""What a learner's code may take inside a check: it is stopped, and the kernel goes on."""

import signal
import sys
import threading
import time

import pytest

from utils.core.text import language
from utils.exercises import limits
from utils.exercises.check import Outcome, judge
from utils.exercises.registry import Exercise


@pytest.fixture
def soon(monkeypatch):
    """A time limit that a test can wait for."""
    monkeypatch.setattr(limits, "SECONDS", 0.3)


def without_end():
    while True:
        pass


SECONDS_WITHOUT_A_LIMIT = 60


def asleep():
    time.sleep(SECONDS_WITHOUT_A_LIMIT)


def waiting():
    threading.Event().wait(SECONDS_WITHOUT_A_LIMIT)


def says(answer) -> str:
    outcome, message = judge(Exercise("1-1-z", lambda function: function()), (answer,))
    assert outcome is Outcome.NOT_YET
    return message


def was_stopped(message: str) -> bool:
    return {"ko": "끝나지 않아 채점을 멈췄습니다", "en": "The check was stopped"}[language()] in message


@pytest.mark.parametrize("answer", [without_end, asleep, waiting])
def test_what_does_not_end_is_stopped(soon, lang, answer):
    begin = time.monotonic()
    message = says(answer)
    assert time.monotonic() - begin < SECONDS_WITHOUT_A_LIMIT
    assert was_stopped(message)


def test_what_swallows_the_first_alarm_is_stopped_by_a_later_one(soon):
    heard = []

    def deaf_for_a_while():
        while True:
            try:
                without_end()
            except BaseException:
                heard.append(1)
                if len(heard) == 2:
                    raise

    assert was_stopped(says(deaf_for_a_while))
    assert len(heard) == 2


def test_without_an_alarm_the_main_thread_is_interrupted(soon, monkeypatch):
    monkeypatch.delattr(signal, "setitimer")
    assert was_stopped(says(without_end))


def test_an_interrupt_by_the_learner_is_none_by_the_limit(monkeypatch, lang):
    monkeypatch.delattr(signal, "setitimer")

    def interrupted():
        raise KeyboardInterrupt

    assert says(interrupted) == {"ko": "채점을 중단했습니다.", "en": "The check was interrupted."}[lang]


def test_the_learners_own_line_is_named(soon):
    from tests.support.cells import run_cell

    namespace = {}
    run_cell("def endless(*_):\n    while True:\n        count = 1\n", namespace)
    message = says(namespace["endless"])
    assert "`while True:`" in message or "`count = 1`" in message


def test_an_endless_layer_is_stopped_and_keras_goes_on(soon):
    import keras
    import numpy as np

    class Endless(keras.layers.Layer):
        def call(self, inputs):
            without_end()

    assert was_stopped(says(lambda: Endless()(np.ones((1, 2)))))
    assert was_stopped(says(lambda: keras.Sequential([keras.Input((2,)), Endless()])))
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    assert model.predict(np.ones((1, 2)), verbose=0).shape == (1, 1)


def test_an_alarm_of_others_comes_back():
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with limits.limits():
            pass
        time.sleep(0.4)
        assert rung == [1]
    finally:
        signal.signal(signal.SIGALRM, before)


def test_what_ends_in_time_is_not_disturbed(soon):
    with limits.limits():
        pass
    time.sleep(0.5)


def test_outside_of_the_main_thread_there_is_no_limit_of_time():
    done = []

    def check():
        with limits.limits():
            done.append(1)

    thread = threading.Thread(target=check)
    thread.start()
    thread.join()
    assert done == [1]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory")
def test_after_checks_in_several_threads_the_process_has_its_memory_again():
    import resource

    before, both_inside, first_is_out = (
        resource.getrlimit(resource.RLIMIT_DATA),
        threading.Barrier(2),
        threading.Event(),
    )

    def check(first_out):
        with limits.limits():
            both_inside.wait()
            if not first_out:
                first_is_out.wait()
        first_is_out.set()

    threads = [threading.Thread(target=check, args=(first_out,)) for first_out in (True, False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def with_numpy():
    import numpy as np

    np.ones((100_000, 100_000))


def bit_by_bit():
    kept = []
    while True:
        kept.append(bytes(bytearray(10_000_000)))


only_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process in use")


@only_linux
@pytest.mark.parametrize("answer", [with_numpy, bit_by_bit])
def test_a_huge_allocation_is_refused_and_python_goes_on(answer, lang):
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    assert {"ko": "메모리", "en": "memory"}[lang] in says(answer)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    assert len(bytes(50_000_000)) == 50_000_000


@only_linux
def test_a_huge_allocation_in_a_layer_is_refused_and_keras_goes_on():
    """TensorFlow waits for ten seconds in vain, which is less than the limit."""
    import keras

    assert "메모리" in says(lambda: keras.ops.ones((50_000, 20_000)))
    assert float(keras.ops.sum(keras.ops.ones((10, 10)))) == 100
