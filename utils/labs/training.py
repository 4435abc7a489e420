"""Training in a lab: in a thread of its own, which Stop ends, and with random numbers of its own."""

import atexit
import random
import threading
from collections.abc import Callable
from functools import partial

import ipywidgets as widgets
import keras
import numpy as np

from utils.core.start import SEED
from utils.core.text import Text
from utils.labs.runs import Run

_SECONDS_TO_END = 5


class TrainingStopped(Exception):
    """Ends `fit` where Stop was pressed."""


class StopWhenAsked(keras.callbacks.Callback):
    """Ends `fit` at the end of a batch, once it is asked to.

    `stop_training` would validate first and count the epoch as a whole one.
    """

    def __init__(self, asked: threading.Event):
        super().__init__()
        self._asked = asked

    def on_train_batch_end(self, batch, logs=None):
        if self._asked.is_set():
            raise TrainingStopped

    on_test_batch_end = on_train_batch_end


class Trainer:
    """The buttons Train and Stop, and the thread that trains from the one to the other.

    Attributes:
        start_button, stop_button: of the two only one can be pressed.
        running: whether it trains.
    """

    def __init__(self, train: Callable[[threading.Event], None]):
        """With a function that trains, and raises `TrainingStopped` soon after its event is set."""
        self._train = train
        self._one_thread = threading.Lock()
        self._thread: threading.Thread | None = None
        self.running = False
        self._stop = threading.Event()
        self.start_button = widgets.Button(description=str(Text(ko="학습", en="Train")), button_style="primary")
        self.stop_button = widgets.Button(description=str(Text(ko="멈춤", en="Stop")), disabled=True)
        self.start_button.on_click(self.start)
        self.stop_button.on_click(self.stop)

    @property
    def buttons(self) -> widgets.Widget:
        """Both, side by side."""
        return widgets.HBox([self.start_button, self.stop_button])

    def start(self, *_) -> None:
        """Train in a new thread; nothing happens while one trains already."""
        with self._one_thread:
            if self.running:
                return
            self.running, self._stop = True, threading.Event()
            # A daemon: a kernel that is restarted does not wait for it.
            self._thread = threading.Thread(target=self._run, args=(self._stop,), name="lab training", daemon=True)
            self._show_that_it_trains(True)
            _in_training.add(self)
            self._thread.start()

    def stop(self, *_) -> None:
        """Ask the thread to end, and return at once; it ends with the batch that it is at."""
        self._stop.set()
        self.stop_button.disabled = True

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended, so many seconds at most."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self, stop: threading.Event) -> None:
        try:
            self._train(stop)
        except TrainingStopped:
            pass
        finally:
            _in_training.discard(self)
            with self._one_thread:
                self.running = False
                self._show_that_it_trains(False)

    def _show_that_it_trains(self, training: bool) -> None:
        self.start_button.disabled, self.stop_button.disabled = training, not training


_in_training: set[Trainer] = set()


@atexit.register
def stop_all() -> None:
    """Stop every training, as when the kernel ends: a thread amid TensorFlow's work would bring the process down."""
    trainers = list(_in_training)
    for trainer in trainers:
        trainer.stop()
    for trainer in trainers:
        trainer.wait(_SECONDS_TO_END)


def grow(
    run: Run,
    model: keras.Model,
    pictures: tuple[np.ndarray, np.ndarray],
    validation: tuple[np.ndarray, np.ndarray],
    after_each_epoch: Callable[[Run], None],
    stop: threading.Event,
    batch_size: int = 32,
) -> None:
    """Train a compiled model as long as a run is to be.

    Args:
        run: a run that has not begun.
        model: takes pictures of shape (28, 28); of the metrics the accuracy.
        pictures, validation: (n, 28, 28) and (n,).
        after_each_epoch: gets the run as it stands.
        stop: once it is set, training ends.
        batch_size: of the training.

    Raises:
        TrainingStopped: `stop` was set.
    """

    def note(epoch, logs):
        nonlocal run
        run = run.after(logs)
        after_each_epoch(run)

    model.fit(
        *pictures,
        epochs=run.epochs,
        batch_size=batch_size,
        validation_data=validation,
        validation_batch_size=len(validation[1]),
        callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=note), StopWhenAsked(stop)],
        verbose=0,
    )


def own_seeds() -> Callable[[], int]:
    """Seeds for the layers of a lab, the same ones each time.

    Without a seed a layer takes one from Python's `random`, of which the lesson's own numbers come.
    """
    return partial(random.Random(SEED).randint, 1, int(1e9))


def convolution(filters: int, seed: int, **settings) -> keras.layers.Conv2D:
    """A `Conv2D` layer with 3 × 3 kernels whose first weights come from this seed."""
    return keras.layers.Conv2D(filters, 3, kernel_initializer=keras.initializers.GlorotUniform(seed), **settings)


def dense(units: int, seed: int, **settings) -> keras.layers.Dense:
    """A `Dense` layer whose first weights come from this seed."""
    return keras.layers.Dense(units, kernel_initializer=keras.initializers.GlorotUniform(seed), **settings)
