"""Section 5-2: what is right, read from the tasks alone."""

import inspect
import math
from itertools import pairwise
from numbers import Integral, Real

import keras
import numpy as np
from keras import layers

from tests.oracles import oracle

# --- 5-2-a ---


class RecordingModel(keras.Sequential):
    """A model whose `fit` notes its arguments, drives the callbacks and makes up a record.

    Attributes:
        calls: the arguments of each `fit`, by name.
    """

    def __init__(self):
        super().__init__([keras.Input((3,)), layers.Dense(2, activation="softmax")])
        self.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        self.calls = []

    def fit(self, *args, **kwargs):
        given = inspect.signature(keras.Model.fit).bind(self, *args, **kwargs)
        given.apply_defaults()
        self.calls.append(given.arguments)
        epochs = range(given.arguments["initial_epoch"], given.arguments["epochs"])
        rng = np.random.default_rng(len(self.calls))
        history = keras.callbacks.History()
        own = given.arguments["callbacks"] or []
        callbacks = keras.callbacks.CallbackList(
            [*(own if isinstance(own, list | tuple) else [own]), history], model=self
        )
        self.stop_training = False
        callbacks.on_train_begin()
        for epoch in epochs:
            names = ["accuracy", "loss"]
            if given.arguments["validation_split"] or given.arguments["validation_data"] is not None:
                names += ["val_accuracy", "val_loss"]
            callbacks.on_epoch_begin(epoch)
            # Losses that rise, so that whoever stops early does so here.
            logs = {name: rng.uniform() + epoch * name.endswith("loss") for name in names}
            callbacks.on_epoch_end(epoch, logs)
            if self.stop_training:
                break
        callbacks.on_train_end()
        return history


@oracle(
    "5-2-a",
    also_right=[
        """
def accuracies(model, x, y):
    history = model.fit(x, y, 16, 50, 0, None, 0.25)
    return [history.history["accuracy"], history.history["val_accuracy"]]
""",
        """
class Collect(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.training, self.validation = [], []

    def on_epoch_end(self, epoch, logs=None):
        self.training.append(logs["accuracy"])
        self.validation.append(logs["val_accuracy"])

def accuracies(model, x, y):
    collect = Collect()
    model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0, callbacks=[collect])
    return collect.training, collect.validation
""",
        """
from functools import partial
from operator import itemgetter

SETTINGS = dict(batch_size=16, epochs=50, verbose=0)

def accuracies(model, x, y):
    train = partial(model.fit, validation_split=0.25, **SETTINGS)
    return itemgetter("accuracy", "val_accuracy")(train(x, y).history)
""",
        """
def accuracies(model, x, y):
    model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    training, validation = [], []
    for epoch in model.history.epoch:
        training.append(float(model.history.history["accuracy"][epoch]))
        validation.append(float(model.history.history["val_accuracy"][epoch]))
    return training, validation
""",
    ],
    also_wrong=[
        # Two halves in place of one whole.
        """
def accuracies(model, x, y):
    training, validation = [], []
    for _ in range(2):
        history = model.fit(x, y, validation_split=0.25, epochs=25, batch_size=16, verbose=0).history
        training += history["accuracy"]
        validation += history["val_accuracy"]
    return training, validation
""",
        # Other data.
        """
def accuracies(model, x, y):
    history = model.fit(x[::-1], y[::-1], validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    return history.history["accuracy"], history.history["val_accuracy"]
""",
        # Fewer than 50 epochs.
        """
def accuracies(model, x, y):
    stop = keras.callbacks.EarlyStopping(patience=3)
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0, callbacks=[stop])
    return history.history["accuracy"], history.history["val_accuracy"]
""",
        # Ten epochs.
        """
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, epochs=50, initial_epoch=40, batch_size=16, verbose=0)
    return history.history["accuracy"], history.history["val_accuracy"]
""",
        # Validation every other epoch.
        """
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, validation_freq=2, epochs=50, batch_size=16, verbose=0)
    return history.history["accuracy"], history.history["val_accuracy"]
""",
        # No lists.
        """
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    return tuple(np.array([history.history["accuracy"], history.history["val_accuracy"]]))
""",
        # Right in form, made up in substance.
        """
def accuracies(model, x, y):
    history = model.fit(x, y, validation_split=0.25, epochs=50, batch_size=16, verbose=0)
    return sorted(history.history["accuracy"]), sorted(history.history["val_accuracy"])
""",
    ],
)
def fits_once_and_returns_two_lists(accuracies) -> bool:
    model = RecordingModel()
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(40, 3)).astype("float32"), rng.integers(0, 2, 40)
    lists = accuracies(model, x.copy(), y.copy())
    (given,) = model.calls
    record = model.history.history
    return (
        np.array_equal(given["x"], x)
        and np.array_equal(given["y"], y)
        and (given["validation_split"], given["batch_size"], given["epochs"], given["verbose"]) == (0.25, 16, 50, 0)
        and given["validation_freq"] == 1
        and given["steps_per_epoch"] is None
        and isinstance(lists, tuple | list)
        and len(lists) == 2
        and all(isinstance(values, list) and len(values) == 50 for values in lists)
        and np.allclose(lists, [record["accuracy"], record["val_accuracy"]])
    )


# --- 5-2-b ---


@oracle(
    "5-2-b",
    also_right=[
        """
diagnosis = {}
for letter, name in [
    ("T", "good fit"), ("S", "underfitting"), ("R", "overfitting"), ("P", "validation data"), ("Q", "learning rate")
]:
    diagnosis[letter] = name
""",
        """
from collections import OrderedDict

diagnosis = OrderedDict(Q="learning rate", P="validation data")
diagnosis.update(S="underfitting", R="overfitting", T="good fit")
""",
        """
steps = {name: restlessness(history["loss"]) for name, history in FIVE_RUNS.items()}
shaky = max(steps, key=steps.get)
rising = max(FIVE_RUNS, key=lambda name: FIVE_RUNS[name]["val_loss"][-1] - FIVE_RUNS[name]["loss"][-1])
poor = min(set(FIVE_RUNS) - {shaky}, key=lambda name: FIVE_RUNS[name]["accuracy"][-1])
left = set(FIVE_RUNS) - {shaky, rising, poor}
few = max(left, key=lambda name: restlessness(FIVE_RUNS[name]["val_accuracy"]))
diagnosis = {shaky: "learning rate", rising: "overfitting", poor: "underfitting", few: "validation data"}
diagnosis |= {letter: "good fit" for letter in left - {few}}
""",
    ],
    also_wrong=[
        'diagnosis = {"P": "validation data", "Q": "learning rate", "R": "overfitting", "S": "underfitting"}',
        """
diagnosis = {
    "p": "validation data", "q": "learning rate", "r": "overfitting", "s": "underfitting", "t": "good fit",
}
""",
        """
diagnosis = {
    "P": "learning rate", "Q": "validation data", "R": "overfitting", "S": "underfitting", "T": "good fit",
}
""",
        """
class Anything(dict):
    def __missing__(self, key):
        return "good fit"

    def __eq__(self, other):
        return True

    __hash__ = None

diagnosis = Anything()
""",
    ],
)
def names_the_five_curves(diagnosis) -> bool:
    # P: only validation accuracy jumps, by a twentieth. Q: the training loss jumps. R: the validation loss turns and
    # rises while the training loss falls. S: both stay low together. T: both rise together, a small gap between.
    names = ("validation data", "learning rate", "overfitting", "underfitting", "good fit")
    return isinstance(diagnosis, dict) and sorted(diagnosis.items()) == list(zip("PQRST", names, strict=True))


# --- 5-2-c ---


def moving_average(values: list[float], width: int) -> list[float]:
    means = []
    for place in range(len(values)):
        window = [values[i] for i in range(place - width + 1, place + 1) if i >= 0 and not math.isnan(values[i])]
        means.append(math.fsum(window) / len(window) if window else math.nan)
    return means


@oracle(
    "5-2-c",
    also_right=[
        """
import warnings

def smooth_honestly(values, width):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return [float(np.nanmean(values[max(0, i + 1 - width):i + 1])) for i in range(len(values))]
""",
        """
def smooth_honestly(values, width):
    known = ~np.isnan(values)
    sums = np.convolve(np.where(known, values, 0.0), np.ones(width))[:len(values)]
    counts = np.convolve(known.astype(float), np.ones(width))[:len(values)]
    return [total / count if count > 0.5 else np.nan for total, count in zip(sums, counts)]
""",
        """
from itertools import accumulate

def smooth_honestly(values, width):
    sums = [0.0, *accumulate(0.0 if value != value else value for value in values)]
    counts = [0, *accumulate(int(value == value) for value in values)]
    means = []
    for end in range(1, len(sums)):
        begin = max(end - width, 0)
        count = counts[end] - counts[begin]
        means.append((sums[end] - sums[begin]) / count if count else float("nan"))
    return means
""",
        """
def smooth_honestly(values, width):
    from statistics import fmean

    if not values:
        return []
    known = [value for value in values[-width:] if value == value]
    return smooth_honestly(values[:-1], width) + [fmean(known) if known else float("nan")]
""",
    ],
    also_wrong=[
        # The last `width` known values, however far back.
        """
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[:end] if value == value][-width:]
        means.append(sum(known) / len(known) if known else float("nan"))
    return means
""",
        # A `nan` stays wherever one was.
        """
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[max(0, end - width):end] if value == value]
        means.append(sum(known) / len(known) if known and values[end - 1] == values[end - 1] else float("nan"))
    return means
""",
        # Zeros are left out with the `nan`s.
        """
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[max(0, end - width):end] if value == value and value]
        means.append(sum(known) / len(known) if known else float("nan"))
    return means
""",
        # Values below 0 are left out with the `nan`s.
        """
def smooth_honestly(values, width):
    means = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[max(0, end - width):end] if value >= 0]
        means.append(sum(known) / len(known) if known else float("nan"))
    return means
""",
        # Too long where the window is longer than the list.
        """
def smooth_honestly(values, width):
    windows = [values[:end] for end in range(1, width)]
    windows += [values[end - width:end] for end in range(width, len(values) + 1)]
    known = [[value for value in window if value == value] for window in windows]
    return [sum(window) / len(window) if window else float("nan") for window in known]
""",
        # An array.
        """
def smooth_honestly(values, width):
    padded = np.concatenate([np.full(width - 1, np.nan), values])
    windows = np.lib.stride_tricks.sliding_window_view(padded, width)
    known = ~np.isnan(windows)
    with np.errstate(invalid="ignore"):
        return np.where(known, windows, 0).sum(axis=1) / known.sum(axis=1)
""",
        # The list that was passed is changed.
        """
def smooth_honestly(values, width):
    means = []
    while values:
        known = [value for value in values[-width:] if value == value]
        means.insert(0, sum(known) / len(known) if known else float("nan"))
        values.pop()
    return means
""",
    ],
)
def averages_what_came_before(smooth_honestly) -> bool:
    rng = np.random.default_rng(0)
    for length in (1, 2, 5, 12):
        for width in (1, 2, 3, 5, 14):
            for gaps in (0.0, 0.5):
                values = np.round(rng.normal(size=length), 1)
                values[rng.uniform(size=length) < gaps] = np.nan
                values[rng.uniform(size=length) < 0.2] = 0.0
                if not _smooths(smooth_honestly, values.tolist(), width):
                    return False
    nan = math.nan
    return all(
        _smooths(smooth_honestly, values, width)
        for values in ([3, 1, 2, 8], [nan, nan, 1.0], [1.0, nan, nan, nan, 2.0], [nan, 0.0, 0.0, 5e3, -1.0, -1.0])
        for width in (1, 2, 3, 10)
    )


def _smooths(smooth_honestly, values: list[float], width: int) -> bool:
    given = list(values)
    means = smooth_honestly(given, width)
    return (
        isinstance(means, list)
        and np.shape(means) == (len(values),)
        and np.allclose(np.asarray(means, dtype=float), moving_average(values, width), atol=1e-6, equal_nan=True)
        and len(given) == len(values)
        and np.array_equal(given, values, equal_nan=True)
    )


# --- 5-2-d ---


def kept_and_last(losses: list[float], patience: int) -> tuple[int, int]:
    better = [
        epoch for epoch in range(1, len(losses) + 1) if all(losses[epoch - 1] < loss for loss in losses[: epoch - 1])
    ]
    for epoch, following in pairwise([*better, math.inf]):
        if following - epoch > patience and epoch + patience <= len(losses):
            return epoch, epoch + patience
    return better[-1], len(losses)


@oracle(
    "5-2-d",
    also_right=[
        """
def epoch_to_keep(val_losses, patience):
    best = last = 1
    while last < len(val_losses) and last - best < patience:
        last += 1
        if val_losses[last - 1] < val_losses[best - 1]:
            best = last
    return best, last
""",
        """
def epoch_to_keep(val_losses, patience):
    lowest = np.minimum.accumulate(val_losses)
    best = np.array([np.flatnonzero(np.asarray(val_losses) == value)[0] for value in lowest])
    stops = np.flatnonzero(np.arange(len(best)) - best >= patience)
    last = stops[0] if len(stops) else len(best) - 1
    return int(best[last]) + 1, int(last) + 1
""",
        """
def epoch_to_keep(val_losses, patience, best=0, epoch=0):
    if epoch and (epoch - best >= patience or epoch == len(val_losses)):
        return best, epoch
    if epoch == 0 or val_losses[epoch] < val_losses[best - 1]:
        return epoch_to_keep(val_losses, patience, epoch + 1, epoch + 1)
    return epoch_to_keep(val_losses, patience, best, epoch + 1)
""",
        """
def epoch_to_keep(val_losses, patience):
    for epoch in range(len(val_losses)):
        following = val_losses[epoch + 1:epoch + 1 + patience]
        if all(loss >= val_losses[epoch] for loss in following):
            return epoch + 1, epoch + 1 + len(following)
""",
    ],
    also_wrong=[
        # Losses above 1 are never better.
        """
def epoch_to_keep(val_losses, patience):
    best, lowest, waited = 1, 1.0, 0
    for epoch, loss in enumerate(val_losses, 1):
        if loss < lowest:
            best, lowest, waited = epoch, loss, 0
        else:
            waited += 1
            if waited == patience:
                return best, epoch
    return best, len(val_losses)
""",
        # Patience never comes back.
        """
def epoch_to_keep(val_losses, patience):
    best, waited = 1, 0
    for epoch, loss in enumerate(val_losses[1:], 2):
        if loss < val_losses[best - 1]:
            best = epoch
        else:
            waited += 1
            if waited == patience:
                return best, epoch
    return best, len(val_losses)
""",
        # Looks further than the stop for the best.
        """
def epoch_to_keep(val_losses, patience):
    best = 1
    for epoch, loss in enumerate(val_losses, 1):
        if loss < val_losses[best - 1]:
            best = epoch
        if epoch - best == patience:
            return int(np.argmin(val_losses)) + 1, epoch
    return best, len(val_losses)
""",
        # Small gains do not count.
        """
def epoch_to_keep(val_losses, patience):
    best = 1
    for epoch, loss in enumerate(val_losses, 1):
        if loss < val_losses[best - 1] - 1e-3:
            best = epoch
        if epoch - best == patience:
            return best, epoch
    return best, len(val_losses)
""",
        # No integers.
        """
def epoch_to_keep(val_losses, patience):
    best = 1.0
    for epoch, loss in enumerate(val_losses, 1):
        if loss < val_losses[int(best) - 1]:
            best = float(epoch)
        if epoch - best == patience:
            return best, float(epoch)
    return best, float(len(val_losses))
""",
    ],
)
def keeps_the_epoch_of_the_lowest_loss(epoch_to_keep) -> bool:
    rng = np.random.default_rng(0)
    # Few values make ties, large ones make losses above 1.
    records = [rng.integers(1, 6, size=length).astype(float).tolist() for length in (1, 2, 3, 8, 8, 20, 20)]
    records += [np.round(rng.gamma(2, 0.3, size=length), 3).tolist() for length in (4, 9, 30)]
    records += [[0.5, 0.4999, 0.4998, 0.6, 0.7], [0.9, 0.8, 0.7], [0.7, 0.8, 0.9, 0.1], [5e3, 4e3, 6e3, 4e3, 3e3]]
    return all(
        _keeps(epoch_to_keep(list(losses), patience), kept_and_last(losses, patience))
        for losses in records
        for patience in (1, 2, 3, 5, 40)
    )


def _keeps(returned, expected: tuple[int, int]) -> bool:
    return (
        isinstance(returned, tuple | list)
        and all(isinstance(epoch, Integral) and not isinstance(epoch, bool) for epoch in returned)
        and tuple(returned) == expected
    )


# --- 5-2-e ---


def play(model: keras.Model, losses: list[tuple[float, ...]], callbacks: list, first: int = 0) -> int:
    """Drive callbacks as `fit` does, until one of them stops the model; return the number of epochs.

    Args:
        model: whose training is played; it learns nothing.
        losses: the training and the validation loss of each epoch; the training loss alone where there is none.
        callbacks: as for `fit`.
        first: the number of the first epoch.
    """
    group = keras.callbacks.CallbackList(callbacks, model=model, epochs=len(losses), steps=1, verbose=0)
    model.stop_training = False
    group.on_train_begin()
    for epoch, values in enumerate(losses, first):
        logs = dict(zip(("loss", "val_loss"), values, strict=False))
        group.on_epoch_begin(epoch)
        group.on_train_batch_begin(0)
        group.on_train_batch_end(0, {"loss": values[0]})
        if len(values) == 2:
            group.on_test_begin()
            group.on_test_batch_begin(0)
            group.on_test_batch_end(0, {"loss": values[1]})
            group.on_test_end({"loss": values[1]})
        group.on_epoch_end(epoch, logs)
        if model.stop_training:
            break
    group.on_train_end(logs)
    return epoch + 1 - first


@oracle(
    "5-2-e",
    also_right=[
        """
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit, **kwargs):
        super().__init__(**kwargs)
        self._limit = limit

    def on_train_begin(self, logs=None):
        self.__dict__["gaps"] = []

    def on_epoch_end(self, epoch, logs=None):
        loss, val_loss = map((logs or {}).get, ("loss", "val_loss"))
        if val_loss is not None:
            self.gaps.append(float(val_loss) - float(loss))
            if any(gap > self._limit for gap in self.gaps):
                self.model.stop_training = True
""",
        """
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" not in logs:
            return
        gap = logs["val_loss"] - logs["loss"]
        self.gaps.append(gap)
        self.model.stop_training = gap > self.limit
""",
        """
class GapKeeper(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.insert(len(self.gaps), logs["val_loss"] - logs["loss"])
            self.look_at(self.gaps[-1])

class StopAtGap(GapKeeper):
    def __init__(self, limit):
        GapKeeper.__init__(self)
        self.look_at = lambda gap: setattr(self.model, "stop_training", True) if gap > limit else None
""",
        """
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def set_model(self, model):
        super().set_model(model)
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])
            self.model.stop_training |= self.gaps[-1] > self.limit
""",
    ],
    also_wrong=[
        # One list for all objects of the class.
        """
class StopAtGap(keras.callbacks.Callback):
    gaps = []

    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps.clear()

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True
""",
        # The distance, whichever loss is larger.
        """
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(abs(logs["val_loss"] - logs["loss"]))
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True
""",
        # Keeps the old gaps where the next training has no validation.
        """
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit, self.gaps = limit, []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            if epoch == 0:
                self.gaps = []
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True
""",
        # Training that goes on at a later epoch keeps the old gaps.
        """
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit, self.gaps = limit, []

    def on_epoch_begin(self, epoch, logs=None):
        if epoch == 0:
            self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True
""",
        # An epoch late.
        """
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            if self.gaps and self.gaps[-1] > self.limit:
                self.model.stop_training = True
            self.gaps.append(logs["val_loss"] - logs["loss"])
""",
        # A validation loss of 0 counts as none.
        """
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if logs.get("val_loss"):
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True
""",
        # Never stops where the limit is 0.
        """
class StopAtGap(keras.callbacks.Callback):
    def __init__(self, limit=None):
        super().__init__()
        self.limit = limit or float("inf")

    def on_train_begin(self, logs=None):
        self.gaps = []

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" in logs:
            self.gaps.append(logs["val_loss"] - logs["loss"])
            if self.gaps[-1] > self.limit:
                self.model.stop_training = True
""",
    ],
)
def stops_at_the_gap(StopAtGap) -> bool:
    if not (isinstance(StopAtGap, type) and issubclass(StopAtGap, keras.callbacks.Callback)):
        return False
    model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
    narrow, wide = StopAtGap(0.25), StopAtGap(2)
    # A gap of exactly the limit is not larger, and one below 0 is none.
    growing = [(2.0, 1.0), (0.75, 1.0), (0.5, 0.0), (0.5, 0.875), (0.25, 4.0)]
    gaps = [-1.0, 0.25, -0.5, 0.375]
    return (
        play(model, growing, [wide, narrow]) == 4
        and all(_holds(stop.gaps, gaps) for stop in (narrow, wide))
        and play(model, growing[1:3], [narrow], first=4) == 2
        and _holds(narrow.gaps, gaps[1:3])
        and play(model, [(0.5,), (0.25,)], [narrow]) == 2
        and _holds(narrow.gaps, [])
        and play(model, [(0.5, 0.5), (0.5, 0.625), (0.5, 0.5)], [StopAtGap(0)]) == 2
        and play(model, [(0.5, 0.25), (0.5, 0.375), (0.5, 0.5)], [StopAtGap(-0.2)]) == 2
    )


def _holds(gaps, expected: list[float]) -> bool:
    return (
        isinstance(gaps, list)
        and len(gaps) == len(expected)
        and all(isinstance(gap, Real) for gap in gaps)
        and np.allclose(gaps, expected, atol=1e-6)
    )
