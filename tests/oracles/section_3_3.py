"""Section 3-3: what is right, read from the tasks alone."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import keras
import numpy as np
from keras import layers

from tests.oracles import oracle


def _numbers(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape).astype("float32")


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def _array(tensor) -> np.ndarray:
    return keras.ops.convert_to_numpy(tensor)


def _close(some, other) -> bool:
    return tuple(some.shape) == tuple(other.shape) and np.allclose(_array(some), _array(other), atol=1e-5)


def _set_random(model: keras.Model, seed: int) -> None:
    """Put other numbers into a model, all of them positive so that they may be variances."""
    model.set_weights([0.1 + abs(_numbers(*array.shape, seed=seed)) for array in model.get_weights()])


# --- 3-3-a ---


def _vectors(units: int) -> keras.Model:
    inputs = keras.Input((4,))
    return keras.Model(inputs, layers.Dense(3, "softmax")(layers.Dense(units, "tanh")(inputs)))


def _pictures(filters: int) -> keras.Model:
    inputs = keras.Input((4, 3, 2))
    return keras.Model(inputs, layers.BatchNormalization()(layers.Conv2D(2, filters, padding="same")(inputs)))


def _sequences(units: int) -> keras.Model:
    inputs = keras.Input((None, 3))
    longest = layers.GlobalMaxPooling1D()(layers.Dropout(0.5)(layers.Dense(units)(inputs)))
    return keras.Model(inputs, layers.Dense(1)(longest))


def _averages(ensemble_of, make: Callable, count: int, shape: tuple) -> bool:
    models = [make(place + 1) for place in range(count)]
    for seed, model in enumerate(models):
        _set_random(model, seed)
    ensemble, x = ensemble_of(list(models)), _numbers(5, *shape)
    if not isinstance(ensemble, keras.Model) or len(getattr(ensemble, "inputs", None) or [None]) != 1:
        return False
    if not _close(ensemble(x), _mean_of(models, x)):
        return False
    for seed, model in enumerate(models, 100):
        _set_random(model, seed)
    return _close(ensemble(x), _mean_of(models, x))


def _mean_of(models: list[keras.Model], x: np.ndarray) -> np.ndarray:
    return np.mean([_array(model(x)) for model in models], axis=0)


@oracle(
    "3-3-a",
    also_right=[
        """
def ensemble_of(models):
    shape = models[0].input_shape[1:]
    x = keras.Input(shape=shape)
    total = models[0](x)
    for model in models[1:]:
        total = total + model(x)
    return keras.Model(inputs=x, outputs=total / len(models))
""",
        """
class Mean(keras.Model):
    def __init__(self, members):
        super().__init__()
        self.members = members

    def call(self, x, training=False):
        return layers.average([member(x, training=training) for member in self.members])

def ensemble_of(models):
    mean = Mean(models)
    mean.build(models[0].input_shape)
    return mean
""",
        """
class Mean(keras.Model):
    def __init__(self, members):
        super().__init__()
        self.members = members

    def call(self, x):
        return sum(member(x) for member in self.members) / len(self.members)

def ensemble_of(models):
    return Mean(models)
""",
        """
def ensemble_of(models):
    def answers_of(x):
        return [each(x) for each in models]

    (start,) = models[-1].inputs
    same = keras.Input(shape=start.shape[1:], dtype=start.dtype, name="same_for_all")
    return keras.Model([same], [layers.Average(name="mean")(answers_of(same))])
""",
        """
def ensemble_of(models):
    x = keras.Input(models[0].input_shape[1:])
    side_by_side = [keras.ops.expand_dims(model(x), axis=-1) for model in models]
    return keras.Model(x, keras.ops.mean(keras.ops.concatenate(side_by_side, axis=-1), axis=-1))
""",
    ],
    also_wrong=[
        """
def ensemble_of(models):
    x = keras.Input(models[0].input_shape[1:])
    mean = models[0](x)
    for model in models[1:]:
        mean = (mean + model(x)) / 2
    return keras.Model(x, mean)
""",
        """
def ensemble_of(models):
    x = keras.Input(models[0].input_shape[1:])
    return keras.Model(x, layers.add([model(x) for model in models]) / 3)
""",
        """
def ensemble_of(models):
    x = keras.Input((models[0].input_shape[1],))
    return keras.Model(x, layers.average([model(x) for model in models]))
""",
        """
def ensemble_of(models):
    x = keras.Input(models[0].input_shape[1:])
    return keras.Model(x, layers.maximum([model(x) for model in models]))
""",
        """
def ensemble_of(models):
    x = keras.Input(models[0].input_shape[1:])
    return keras.Model(x, {"mean": layers.average([model(x) for model in models])})
""",
        """
def ensemble_of(models):
    inputs = [keras.Input(model.input_shape[1:]) for model in models]
    return keras.Model(inputs, layers.average([model(x) for model, x in zip(models, inputs)]))
""",
    ],
)
def ensemble_of_is_right(ensemble_of) -> bool:
    return (
        _averages(ensemble_of, _vectors, 3, (4,))
        and _averages(ensemble_of, _pictures, 2, (4, 3, 2))
        and _averages(ensemble_of, _sequences, 4, (7, 3))
    )


# --- 3-3-b ---


def _fork() -> keras.Model:
    inputs = keras.Input((2, 3), name="pictures")
    flat = layers.Flatten(name="flat")(inputs)
    side = layers.Dense(6, activation="relu", name="side")(flat)
    far_side = layers.Dense(6, activation="tanh", name="side_2")(side)
    both = layers.Add(name="both")([far_side, flat])
    return keras.Model(inputs, layers.Dense(4, activation="softmax", name="answer")(both))


def _outputs_of_fork(model: keras.Model, x: np.ndarray) -> dict[str, np.ndarray]:
    """The output of each layer, in NumPy."""
    kernels = {name: model.get_layer(name).get_weights() for name in ("side", "side_2", "answer")}
    found = {"flat": x.reshape(len(x), 6)}
    found["side"] = np.maximum(found["flat"] @ kernels["side"][0] + kernels["side"][1], 0)
    found["side_2"] = np.tanh(found["side"] @ kernels["side_2"][0] + kernels["side_2"][1])
    found["both"] = found["side_2"] + found["flat"]
    found["answer"] = _softmax(found["both"] @ kernels["answer"][0] + kernels["answer"][1])
    return found


def _extracts(extractor, names: list[str]) -> bool:
    model, x = _fork(), _numbers(5, 2, 3)
    model.set_weights([_numbers(*array.shape, seed=1) for array in model.get_weights()])
    cut_out = extractor(model, list(names))
    if not isinstance(cut_out, keras.Model) or not _gives(cut_out, model, x, names):
        return False
    model.set_weights([_numbers(*array.shape, seed=2) for array in model.get_weights()])
    return _gives(cut_out, model, x, names)


def _gives(cut_out: keras.Model, model: keras.Model, x: np.ndarray, names: list[str]) -> bool:
    found, wanted = cut_out(x), _outputs_of_fork(model, x)
    return isinstance(found, dict) and set(found) == set(names) and all(_close(found[n], wanted[n]) for n in names)


@oracle(
    "3-3-b",
    also_right=[
        """
def extractor(model, names):
    by_name = {layer.name: layer for layer in model.layers}
    return keras.Model(inputs=model.inputs[0], outputs=dict(zip(names, [by_name[name].output for name in names])))
""",
        """
class Parts(keras.Model):
    def __init__(self, model, names):
        super().__init__()
        self.parts = [keras.Model(model.input, model.get_layer(name).output) for name in names]
        self.wanted = tuple(names)

    def call(self, x):
        return {name: part(x) for name, part in zip(self.wanted, self.parts)}

def extractor(model, names):
    parts = Parts(model, names)
    parts.build(model.input_shape)
    return parts
""",
        """
class Parts(keras.Model):
    def __init__(self, model, names):
        super().__init__()
        self.parts = {name: keras.Model(model.input, model.get_layer(name).output) for name in names}

    def call(self, x):
        return {name: part(x) for name, part in self.parts.items()}

extractor = lambda model, names: Parts(model, names)
""",
        """
def extractor(model, names):
    everything = {layer.name: layer.output for layer in model.layers}
    for name in [name for name in everything if name not in names]:
        del everything[name]
    return keras.models.Model(outputs=everything, inputs=model.input)
""",
    ],
    also_wrong=[
        """
def extractor(model, names):
    return keras.Model(model.input, {name: model.get_layer(name).input for name in names})
""",
        """
def extractor(model, names):
    chosen = [layer for layer in model.layers if layer.name in names]
    return keras.Model(model.input, {name: layer.output for name, layer in zip(names, chosen)})
""",
        """
def extractor(model, names):
    wanted = " ".join(names)
    return keras.Model(model.input, {layer.name: layer.output for layer in model.layers if layer.name in wanted})
""",
        """
def extractor(model, names):
    outputs = {name: model.get_layer(name).output for name in names}
    return keras.Model(model.input, outputs | {model.layers[-1].name: model.output})
""",
        """
def extractor(model, names):
    inputs = keras.Input(model.input_shape[1:])
    x, found = inputs, {}
    for layer in model.layers[1:]:
        try:
            x = layer(x)
        except ValueError:
            x = layer([x, x])
        if layer.name in names:
            found[layer.name] = x
    return keras.Model(inputs, found)
""",
    ],
)
def extractor_is_right(extractor) -> bool:
    choices = (["side"], ["answer", "side_2"], ["both", "flat", "side", "answer"])
    return all(_extracts(extractor, names) for names in choices)


# --- 3-3-c ---


def _is_classifier(model) -> bool:
    """Whether a model answers pictures with probabilities, learns integer labels and measures accuracy."""
    if not isinstance(model, keras.Model):
        return False
    x, y = np.random.default_rng(0).random((40, 28, 28), "float32"), np.arange(40) % 10
    probabilities = _array(model(x))
    if probabilities.shape != (40, 10) or not np.allclose(probabilities.sum(axis=-1), 1, atol=1e-4):
        return False
    if probabilities.min() < 0:
        return False
    model.run_eagerly = True
    measured = model.test_on_batch(x, y, return_dict=True)
    if not np.isclose(measured["accuracy"], np.mean(probabilities.argmax(axis=-1) == y), atol=1e-5):
        return False
    sure = np.full((10, 10), 0.01, "float32") + 0.9 * np.eye(10, dtype="float32")
    of_right, of_wrong = (float(model.compute_loss(y=np.arange(10), y_pred=each)) for each in (sure, sure[::-1]))
    before = model.get_weights()
    model.train_on_batch(x, y)
    moved = any(not np.array_equal(a, b) for a, b in zip(before, model.get_weights(), strict=True))
    return of_right < of_wrong and moved


def _watches(repaired, accuracies: list[float], stops_at: int | None) -> bool:
    """Whether the callbacks stop after this epoch and keep a best one, told these validation accuracies.

    Everything else that they are told points another way: the validation loss falls all the time, the accuracy rises.
    """
    with tempfile.TemporaryDirectory() as folder:
        model, callbacks = repaired(folder)
        if not isinstance(callbacks, list):
            return False
        told, answers, x = keras.callbacks.CallbackList(callbacks, model=model), [], _numbers(2, 28, 28)
        # As in a training, the metrics exist by the end of an epoch: callbacks read from them which way is better.
        model.run_eagerly = True
        model.test_on_batch(x, np.arange(2))
        model.stop_training = False
        told.on_train_begin()
        for epoch, accuracy in enumerate(accuracies):
            _set_random(model, seed=epoch)
            answers.append(_array(model(x)))
            told.on_epoch_begin(epoch)
            others = {"accuracy": 0.1 + 0.05 * epoch, "loss": 2 - 0.1 * epoch, "val_loss": 3 - 0.1 * epoch}
            told.on_epoch_end(epoch, {**others, "val_accuracy": accuracy})
            if model.stop_training != (epoch == stops_at):
                return False
            if model.stop_training:
                break
        told.on_train_end()
        kept = _array(keras.saving.load_model(Path(folder) / "best.keras", compile=False)(x))
    seen = accuracies[: len(answers)]
    best = [answer for answer, accuracy in zip(answers, seen, strict=True) if accuracy == max(seen)]
    return any(_close(kept, answer) for answer in best)


@oracle(
    "3-3-c",
    also_right=[
        """
def repaired(folder):
    model = keras.Sequential(name="photos")
    model.add(keras.Input((28, 28)))
    model.add(layers.Flatten())
    model.add(layers.Dense(32, activation="relu"))
    model.add(layers.Dense(10))
    model.add(layers.Softmax())
    model.compile(
        optimizer=keras.optimizers.SGD(0.1, momentum=0.9),
        loss=keras.losses.sparse_categorical_crossentropy,
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    watched = {"monitor": "val_accuracy", "mode": "max"}
    stop = keras.callbacks.EarlyStopping(**watched, patience=2, verbose=0)
    best = keras.callbacks.ModelCheckpoint(filepath=str(Path(folder, "best.keras")), save_best_only=True, **watched)
    return model, [best, stop]
""",
        """
def repaired(folder):
    photos = keras.Input((28, 28))
    flat = keras.ops.reshape(photos, (-1, 784))
    model = keras.Model(photos, layers.Dense(10, activation=keras.activations.softmax)(flat))
    model.compile("rmsprop", keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    callbacks = []
    callbacks.append(keras.callbacks.EarlyStopping("val_accuracy", 0, 2))
    callbacks.append(keras.callbacks.ModelCheckpoint("/".join([folder, "best.keras"]), "val_accuracy", 0, True))
    return model, callbacks
""",
        """
def repaired(folder):
    photos = keras.Input((28, 28))
    model = keras.Model(photos, layers.Dense(10, activation="softmax")(layers.Flatten()(photos)))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    state = {"best": -1.0, "waited": 0}

    def after_epoch(epoch, logs):
        if logs["val_accuracy"] > state["best"]:
            state.update(best=logs["val_accuracy"], waited=0)
            model.save(folder + "/best.keras")
        else:
            state["waited"] += 1
            if state["waited"] == 2:
                model.stop_training = True

    return model, [keras.callbacks.LambdaCallback(on_epoch_end=after_epoch)]
""",
        """
class SaveAtTheEnd(keras.callbacks.Callback):
    def __init__(self, file):
        super().__init__()
        self.file = file

    def on_train_end(self, logs=None):
        self.model.save(self.file)

def repaired(folder):
    photos = keras.Input((28, 28))
    model = keras.Model(photos, layers.Dense(10, activation="softmax")(layers.Flatten()(photos)))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2, restore_best_weights=True)
    return model, [stop, SaveAtTheEnd(folder + "/best.keras")]
""",
        """
class SaveTies(keras.callbacks.Callback):
    best = 0

    def __init__(self, file):
        super().__init__()
        self.file = file

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_accuracy"] >= self.best:
            self.best = logs["val_accuracy"]
            self.model.save(self.file)

def repaired(folder):
    photos = keras.Input((28, 28))
    model = keras.Model(photos, layers.Dense(10, activation="softmax")(layers.Flatten()(photos)))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2)
    return model, [stop, SaveTies(folder + "/best.keras")]
""",
    ],
    also_wrong=[
        """
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="accuracy", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks
""",
        """
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2, min_delta=0.01),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks
""",
        """
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2, start_from_epoch=3),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks
""",
        """
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_loss", save_best_only=True),
    ]
    return model, callbacks
""",
        """
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10)(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks
""",
        """
def repaired(folder):
    photos = keras.Input((28, 28))
    answer = layers.Dense(10, activation="softmax")(layers.Flatten()(photos))
    model = keras.Model(photos, answer)
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks
""",
        """
def repaired(folder):
    photos = keras.Input((28, 28))
    model = keras.Model(photos, layers.Dense(10, activation="softmax")(layers.Flatten()(photos)))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    watched = {"monitor": "val_accuracy"}
    stop = keras.callbacks.EarlyStopping(**watched, patience=2)
    file = folder + "/best.keras"
    best = keras.callbacks.ModelCheckpoint(file, **watched, save_best_only=True, initial_value_threshold=0.6)
    return model, [stop, best]
""",
        """
def repaired(folder):
    photos = keras.Input((28, 28))
    model = keras.Model(photos, layers.Dense(10, activation="softmax")(layers.Flatten()(photos)))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=2, baseline=0.3),
        keras.callbacks.ModelCheckpoint(folder + "/best.keras", monitor="val_accuracy", save_best_only=True),
    ]
    return model, callbacks
""",
    ],
)
def repaired_is_right(repaired) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        model, _ = repaired(folder)
        if not _is_classifier(model):
            return False
    runs = (
        ([0.9, 0.2, 0.3, 0.3], 2),
        ([0.5, 0.5001, 0.5002, 0.62, 0.61, 0.63, 0.63, 0.629, 0.9], 7),
        # A model that never gets beyond a guess has a best epoch as well.
        ([0.04, 0.08, 0.1, 0.09, 0.1], 4),
    )
    return all(_watches(repaired, accuracies, stops_at) for accuracies, stops_at in runs)


# --- 3-3-d ---


class _Killed(BaseException):
    """What ends a training as a kill does: no callback hears of it."""


class _Witness(keras.callbacks.Callback):
    """Notes the weights at the beginning and end of epochs and what the folder held; kills the training on demand."""

    def __init__(self, folder: Path, kill_in: int | None):
        super().__init__()
        self.folder, self.kill_in = folder, kill_in
        self.begun, self.done, self.contents = {}, {}, {}

    def on_epoch_begin(self, epoch, logs=None):
        self.begun[epoch] = self.model.get_weights()

    def on_train_batch_end(self, batch, logs=None):
        if max(self.begun) == self.kill_in:
            raise _Killed

    def on_epoch_end(self, epoch, logs=None):
        self.done[epoch] = self.model.get_weights()
        self.contents[epoch] = _contents(self.folder)


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _run(resumable, folder: Path, kill_in: int | None = None) -> _Witness | None:
    """A training of 3 epochs from new weights with the callbacks for a folder; None where these are not a list."""
    model = keras.Sequential([keras.Input((2,)), layers.Dense(3, activation="tanh"), layers.Dense(1)])
    model.compile(keras.optimizers.SGD(0.1, momentum=0.9), "mse", run_eagerly=True)
    callbacks, witness = resumable(str(folder)), _Witness(folder, kill_in)
    if not isinstance(callbacks, list):
        return None
    with suppress(_Killed):
        model.fit(_numbers(4, 2), _numbers(4, 1), batch_size=2, epochs=3, callbacks=[*callbacks, witness], verbose=0)
    return witness


def _goes_on(run: _Witness, first: int, weights: list[np.ndarray]) -> bool:
    """Whether a run began at this epoch with these weights and went on to its end."""
    return list(run.begun) == list(range(first, 3)) == list(run.done) and all(
        np.allclose(a, b, atol=1e-6) for a, b in zip(run.begun[first], weights, strict=True)
    )


def _damage_last_backup(killed: _Witness, last: int) -> None:
    """Cut off the largest file that came with the last backup: its contents were nowhere in the folder before."""
    known = set(killed.contents[last - 1].values())
    new = {path: content for path, content in killed.contents[last].items() if content not in known}
    largest = max(new, key=lambda path: len(new[path]))
    largest.write_bytes(new[largest][: len(new[largest]) // 2])


@oracle(
    "3-3-d",
    also_right=[
        """
import os

def resumable(folder):
    own = os.path.join(folder, "inner", "most")
    backup = keras.callbacks.BackupAndRestore(backup_dir=own, save_freq="epoch", double_checkpoint=True)
    return [backup]
""",
        """
class Kept(keras.callbacks.BackupAndRestore):
    def on_train_end(self, logs=None):
        return

def resumable(folder):
    callbacks = []
    callbacks.append(Kept(folder, double_checkpoint=True))
    return callbacks
""",
        """
def resumable(folder):
    backup = keras.callbacks.BackupAndRestore(f"{folder}/safe", double_checkpoint=True, delete_checkpoint=True)
    return list((backup, keras.callbacks.TerminateOnNaN()))
""",
    ],
    also_wrong=[
        """
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(folder + "/backup", double_checkpoint=True, save_freq=1)]
""",
        """
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(folder + "_backup", double_checkpoint=True)]
""",
        """
def resumable(folder):
    return (keras.callbacks.BackupAndRestore(folder + "/backup", double_checkpoint=True),)
""",
        """
def resumable(folder):
    return [keras.callbacks.BackupAndRestore(folder, delete_checkpoint=False)]
""",
        """
import uuid

def resumable(folder):
    return [keras.callbacks.BackupAndRestore(f"{folder}/{uuid.uuid4()}", double_checkpoint=True)]
""",
    ],
)
def resumable_is_right(resumable) -> bool:
    with tempfile.TemporaryDirectory() as place:
        folder, as_killed = Path(place) / "run", Path(place) / "as_killed"
        others = {folder / "notes.txt": b"learning rate 0.1", folder / "more" / "results.csv": b"1,2"}
        for path, content in others.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        killed = _run(resumable, folder, kill_in=2)
        if killed is None or list(killed.begun) != [0, 1, 2]:
            return False
        shutil.copytree(folder, as_killed)
        resumed = _run(resumable, folder)
        kept = others.items() <= _contents(folder).items()
        if not kept or not _goes_on(resumed, 2, killed.done[1]):
            return False
        _put_back(as_killed, folder)
        _damage_last_backup(killed, last=1)
        resumed = _run(resumable, folder)
        kept = others.items() <= _contents(folder).items()
        if not kept or not _goes_on(resumed, 1, killed.done[0]):
            return False
        # Without what it left in the folder there is nothing to go on from.
        shutil.rmtree(folder)
        folder.mkdir()
        return list(_run(resumable, folder, kill_in=0).begun) == [0]


def _put_back(copy: Path, folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)
