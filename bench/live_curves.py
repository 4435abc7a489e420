"""What `LiveCurves` adds to a training run of 20 epochs of about a second each.

python -m bench.live_curves

Trains the same model with and without the callback, in turns within one run, so that both meet the same machine. There
is no notebook here, so IPython's `display` is replaced by a function that takes the finished PNG and drops it: what is
measured is all that happens in the kernel.
"""

from statistics import median
from time import perf_counter

import keras
import numpy as np
from keras import layers

from utils import live_curves
from utils.data import fashion_mnist
from utils.live_curves import LiveCurves
from utils.plots import set_style

EPOCHS, SECONDS_AN_EPOCH = 20, 1.0
TURNS = 2


def seconds_of_training(x, y, steps: int, callbacks: list) -> float:
    """The seconds of one `fit`, on a model that has taken its first steps before."""
    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [keras.Input((28, 28)), layers.Flatten(), layers.Dense(256, "relu"), layers.Dense(10, "softmax")]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x[:64], y[:64], validation_data=(x[:64], y[:64]), verbose=0)
    begin = perf_counter()
    model.fit(
        x[: steps * 32],
        y[: steps * 32],
        validation_data=(x[-1000:], y[-1000:]),
        validation_batch_size=1000,
        epochs=EPOCHS,
        callbacks=callbacks,
        verbose=0,
    )
    return perf_counter() - begin


class Dropped:
    """A `display` that shows nothing, and the handle that it returns."""

    def __init__(self, shown: dict, **options):
        self.update = lambda shown, **options: None


def main() -> None:
    (x, y), _ = fashion_mnist()
    x = np.tile(x.astype("float32") / 255, (6, 1, 1))
    y = np.tile(y, 6)
    set_style()
    live_curves._display_of_a_notebook = lambda: Dropped
    probe = seconds_of_training(x, y, 200, []) / EPOCHS
    steps = min(len(x) // 32, round(200 * SECONDS_AN_EPOCH / probe))
    plain, drawn, drawing = [], [], []
    for _ in range(TURNS):
        plain.append(seconds_of_training(x, y, steps, []))
        callback = LiveCurves()
        drawn.append(seconds_of_training(x, y, steps, [callback]))
        drawing.append(callback.seconds)
    print(
        f"{EPOCHS} epochs of {median(plain) / EPOCHS:.2f} s: without {median(plain):.1f} s, with {median(drawn):.1f} s"
    )
    print(f"drawing alone: {max(drawing):.2f} s, {max(drawing) / median(plain):.1%} of the training")


if __name__ == "__main__":
    main()
