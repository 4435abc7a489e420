"""One timed training in a process of its own.

python -m bench.training TASK RECIPE SEED FILE    writes what was measured into FILE, as JSON

Imports are timed apart. The clock starts when a recipe is about to read its files, so that reading, `adapt`, tracing
and validation count. The test set is used after training only.
"""

import os
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
_begin = time.perf_counter()
import keras  # noqa: E402
import tensorflow as tf  # noqa: E402, F401

IMPORT_SECONDS = time.perf_counter() - _begin

import json  # noqa: E402
import sys  # noqa: E402
from functools import partial  # noqa: E402
from pathlib import Path  # noqa: E402

from bench import course, files, published  # noqa: E402
from bench.machine import end_with_the_parent, peak_memory  # noqa: E402

RECIPES = {
    "pictures": {"published": published.pictures, "course": course.pictures},
    "text": {
        "published": published.text,
        "published-40-words": partial(published.text, sequence_length=40),
        "course": course.text,
    },
}


class Clock(keras.callbacks.Callback):
    """Notes after each epoch the seconds since `start` and the validation accuracy; keeps the best weights.

    Attributes:
        points: a pair of seconds and validation accuracy for each epoch.
        best_weights: those after the first epoch with the best validation accuracy.
    """

    def __init__(self):
        super().__init__()
        self.points, self.best_weights = [], None

    def start(self) -> None:
        self._begin = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        accuracy = logs["val_accuracy"]
        if accuracy > max((earlier for _, earlier in self.points), default=-1):
            self.best_weights = self.model.get_weights()
        self.points.append((time.perf_counter() - self._begin, accuracy))
        print(f"epoch {epoch + 1} of {self.params['epochs']}", flush=True)


def train(task: str, recipe: str, seed: int) -> dict:
    """Train once and measure.

    A recipe is a function of the folder, the seed and a clock. It starts the clock, trains a model with the clock among
    the callbacks, and returns the model and the test data as `evaluate` takes them.

    Args:
        task: "pictures" or "text".
        recipe: a key of `RECIPES[task]`.
        seed: of the weights, of what is random in training, and of the files that become validation.

    Returns:
        `points` (pairs of seconds and validation accuracy), `import_seconds`, `test_accuracy` after the last epoch,
        `test_accuracy_at_best` with the weights of the best validation epoch, `parameters`, `peak_memory` in bytes.
    """
    folder, clock = files.folder_of(task), Clock()
    keras.utils.set_random_seed(seed)
    model, test = RECIPES[task][recipe](folder, seed, clock)
    last = model.evaluate(test, verbose=0, return_dict=True)["accuracy"]
    model.set_weights(clock.best_weights)
    best = model.evaluate(test, verbose=0, return_dict=True)["accuracy"]
    return {
        "points": clock.points,
        "import_seconds": IMPORT_SECONDS,
        "test_accuracy": last,
        "test_accuracy_at_best": best,
        "parameters": model.count_params(),
        "peak_memory": peak_memory(),
    }


if __name__ == "__main__":
    end_with_the_parent()
    task, recipe, seed, file = sys.argv[1:]
    Path(file).write_text(json.dumps(train(task, recipe, int(seed))), encoding="utf-8")
