"""An interrupt waits until the import of TensorFlow is whole."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from utils.interrupting import uninterrupted
from utils.messages import COURSE_FOLDER

STARTS_TWICE = """
import signal, threading, time
from utils import start

threading.Timer(1, signal.raise_signal, [signal.SIGINT]).start()
try:
    start("1-1", lang="en")
    print("too fast to be interrupted")
except KeyboardInterrupt:
    print("interrupted")
start("1-1", lang="en")
"""


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_an_interrupt_comes_afterwards():
    done = []
    with pytest.raises(KeyboardInterrupt), uninterrupted():
        interrupt()
        time.sleep(0.05)
        done.append(1)
    assert done == [1]


def test_without_an_interrupt_nothing_comes_and_the_next_one_works_as_ever():
    with uninterrupted():
        pass
    with pytest.raises(KeyboardInterrupt):
        interrupt()
        time.sleep(1)


def test_an_error_is_not_hidden_by_an_interrupt():
    with pytest.raises(ImportError), uninterrupted():
        interrupt()
        raise ImportError


def test_it_works_outside_of_the_main_thread():
    done = []

    def work():
        with uninterrupted():
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [1]


def test_a_start_that_was_interrupted_can_be_run_again():
    ran = subprocess.run(
        [sys.executable, "-c", STARTS_TWICE], cwd=COURSE_FOLDER, capture_output=True, text=True, timeout=60
    )
    first, second = ran.stdout.splitlines()
    assert first == "interrupted" and second.startswith("Keras 3.")
    assert ran.stderr == ""
