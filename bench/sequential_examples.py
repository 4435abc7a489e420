"""The examples of 2-1 beside the settings of the page from 2020: seconds to the same accuracy on the same data.

python -m bench.sequential_examples

Runs the section's own cells. Right after each example has been trained, the page's network, optimizer and batch size
are trained on the same data, an epoch at a time, until they reach the accuracy of the section or the page's number of
epochs. Prints a line for each example; the seconds count `fit` alone.
"""

import contextlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter

import keras
import numpy as np
from keras import layers

from utils.build import make_notebook
from utils.course import section


@dataclass(frozen=True)
class Page:
    """What the page of 2020 sets for one example."""

    name: str
    model: Callable[[], keras.Model]
    optimizer: Callable
    batch_size: int
    epochs: int


def mlp(inputs: tuple[int, ...], last: layers.Layer) -> keras.Model:
    hidden = [layer for _ in range(2) for layer in (layers.Dense(64, activation="relu"), layers.Dropout(0.5))]
    return keras.Sequential([keras.Input(inputs), layers.Flatten(), *hidden, last])


def vgg() -> keras.Model:
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (32, 64):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.MaxPooling2D(2))
        model.add(layers.Dropout(0.25))
    for layer in (layers.Flatten(), layers.Dense(256, activation="relu"), layers.Dropout(0.5), classes()):
        model.add(layer)
    return model


def recurrent(*units: int, first: list, last: list) -> keras.Model:
    lower = [layers.LSTM(n, return_sequences=True) for n in units[:-1]]
    return keras.Sequential([*first, *lower, layers.LSTM(units[-1]), *last])


def conv1d() -> keras.Model:
    windows = [layers.Conv1D(filters, 3, activation="relu") for filters in (64, 64, 128, 128)]
    windows.insert(2, layers.MaxPooling1D(3))
    return keras.Sequential([rows(), *windows, layers.GlobalAveragePooling1D(), layers.Dropout(0.5), classes()])


def rows() -> keras.KerasTensor:
    return keras.Input((28, 28))


def classes() -> layers.Layer:
    return layers.Dense(10, activation="softmax")


def probability() -> layers.Layer:
    return layers.Dense(1, activation="sigmoid")


def sgd() -> keras.optimizers.Optimizer:
    return keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True)


def reader() -> keras.Model:
    words = [keras.Input((24,)), layers.Embedding(5000, 256)]
    return recurrent(128, first=words, last=[layers.Dropout(0.5), probability()])


def stacked() -> keras.Model:
    return recurrent(32, 32, 32, first=[rows()], last=[classes()])


# In the order in which the section trains them.
PAGES = (
    Page("MLP, ten classes", lambda: mlp((28, 28), classes()), sgd, 128, 20),
    Page("MLP, yes or no", lambda: mlp((2000,), probability()), keras.optimizers.RMSprop, 128, 20),
    Page("VGG-like", vgg, sgd, 32, 10),
    Page("LSTM on rows", lambda: recurrent(64, first=[rows()], last=[classes()]), keras.optimizers.RMSprop, 16, 10),
    Page("LSTM on words", reader, keras.optimizers.RMSprop, 16, 10),
    Page("1-D convolution", conv1d, keras.optimizers.RMSprop, 16, 10),
    Page("stacked LSTMs", stacked, keras.optimizers.RMSprop, 64, 5),
)
STATEFUL = Page("stateful LSTMs", lambda: None, keras.optimizers.RMSprop, 32, 5)


class Comparison:
    """The section's cells, run one after another, and the pages trained beside them."""

    def __init__(self):
        self.waiting = list(PAGES)
        self.namespace = {}
        self.training: tuple = ()

    def run(self) -> None:
        cells = [cell for cell in make_notebook(section("2-1"), "solutions", "en").cells if cell.cell_type == "code"]
        for cell in cells:
            begin = perf_counter()
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                exec(cell.source, self.namespace)
            seconds = perf_counter() - begin
            if "def report(" in cell.source:
                self.namespace["report"] = self.note
            elif self.training:
                self.compare(*self.training)
                self.training = ()
            elif cell.source.startswith("begin = ") and "stateful" in cell.source:
                self.compare_stateful(seconds)

    def note(self, model, x, y, begin, more_than) -> None:
        """Stands in for the section's `report`: keeps what was trained, so that it can be compared."""
        seconds = perf_counter() - begin
        self.training = (model, x, y, seconds)

    def compare(self, model, x, y, seconds) -> None:
        page = self.waiting.pop(0)
        wanted = accuracy(model, x, y)
        data = self.data_of(page)
        other = page.model()
        other.compile(page.optimizer(), model.loss, metrics=["accuracy"])

        def train():
            other.fit(*data, batch_size=page.batch_size, verbose=0)

        say(page, wanted, seconds, list(epochs(page, train, wanted, lambda: accuracy(other, x, y))))

    def data_of(self, page: Page) -> tuple:
        data = self.namespace
        match page.name:
            case "MLP, ten classes":
                return data["x_train"], data["y_train"]
            case "MLP, yes or no":
                return data["words_train"], data["positive_train"]
            case "LSTM on words":
                return data["order_train"][:4000], data["positive_train"][:4000]
            case "VGG-like":
                return data["x_train"][:3000, ..., None], data["y_train"][:3000]
            case _:
                return data["x_train"][:3000], data["y_train"][:3000]

    def compare_stateful(self, seconds) -> None:
        """The page's batches hold 32 places; the test pictures are cut to whole batches."""
        data, size, rows_a_piece = self.namespace, STATEFUL.batch_size, self.namespace["ROWS"]
        wanted = stateful_accuracy(data, data["stateful"], data["BATCH"])
        model = data["new_stateful"](size)
        model.compile(STATEFUL.optimizer(), "sparse_categorical_crossentropy")

        def train():
            for first in range(0, 3000 - size + 1, size):
                data["forget"](model)
                for row in range(0, 28, rows_a_piece):
                    here = slice(first, first + size)
                    model.train_on_batch(data["x_train"][here, row : row + rows_a_piece], data["y_train"][here])

        theirs = epochs(STATEFUL, train, wanted, lambda: stateful_accuracy(data, model, size))
        say(STATEFUL, wanted, seconds, list(theirs))


def epochs(page: Page, train: Callable, wanted: float, measure: Callable) -> Iterator[tuple[float, float]]:
    """The seconds and the accuracy of each epoch until the wanted accuracy."""
    for _ in range(page.epochs):
        begin = perf_counter()
        train()
        seconds = perf_counter() - begin
        reached = measure()
        yield seconds, reached
        if reached >= wanted:
            return


def accuracy(model, x, y) -> float:
    return model.evaluate(x, y, batch_size=100, verbose=0, return_dict=True)["accuracy"]


def stateful_accuracy(data: dict, model, size: int) -> float:
    """How often the model is right after the last piece of each test picture."""
    right = []
    for first in range(0, len(data["x_test"]) - size + 1, size):
        data["forget"](model)
        for row in range(0, 28, data["ROWS"]):
            answers = model.predict_on_batch(data["x_test"][first : first + size, row : row + data["ROWS"]])
        right.append(np.mean(answers.argmax(axis=-1) == data["y_test"][first : first + size]))
    return float(np.mean(right))


def say(page: Page, wanted: float, seconds: float, theirs: list[tuple[float, float]]) -> None:
    spent, best = sum(seconds for seconds, _ in theirs), max(reached for _, reached in theirs)
    print(
        f"{page.name:18} section {wanted:.3f} in {seconds:5.1f} s; page {best:.3f} after {len(theirs)} epochs,"
        f" {spent:5.1f} s, ratio {spent / seconds:.1f}",
        flush=True,
    )


if __name__ == "__main__":
    Comparison().run()
