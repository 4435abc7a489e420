"""An interrupt waits until the import of TensorFlow is whole, and leaves nothing of TensorFlow's open."""

import os
import signal
import threading
import time

import pytest

from tests.support.new_process import in_a_new_process
from utils.core.interrupts import uninterrupted

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

ENTERS_AND_ENDS = """\
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
shell.run_cell("from utils import start; start('1-1', lang='en')")
shell.run_cell('''
import keras, numpy as np, tensorflow as tf

def enters():
    scope = tf.init_scope()
    scope.__enter__()
    raise {error}
''')
shell.run_cell("enters()")
fits = '''
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0)
'''
print(shell.run_cell(fits).error_in_exec)
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
    ran = in_a_new_process(STARTS_TWICE)
    first, second = ran.stdout.splitlines()
    assert first == "interrupted" and second.startswith("Keras 3.")
    assert ran.stderr == ""


@pytest.mark.parametrize(
    ("error", "after"), [("KeyboardInterrupt", "None"), ("ValueError", "No gradients provided for any variable.")]
)
def test_only_an_interrupt_leaves_nothing_open(error, after):
    """Other errors leave what they held to be looked into."""
    program = ENTERS_AND_ENDS.format(error=error)
    ran = in_a_new_process(program)
    assert ran.stdout.splitlines()[-1] == after
