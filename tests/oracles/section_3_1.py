"""Section 3-1: what is right, read from the tasks alone."""

import tempfile
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


def _called(model, x: np.ndarray, **kwargs) -> np.ndarray:
    return keras.ops.convert_to_numpy(model(x, **kwargs))


def _close(some, other) -> bool:
    return np.shape(some) == np.shape(other) and np.allclose(some, other, atol=1e-5)


def _with_weights(model: keras.Model, seed: int) -> keras.Model:
    """The same model with other numbers in it, all of them positive so that they may be variances."""
    model.set_weights([0.1 + abs(_numbers(*array.shape, seed=seed)) for array in model.get_weights()])
    return model


def _same_arrays(some: list[np.ndarray], other: list[np.ndarray]) -> bool:
    return len(some) == len(other) and all(map(np.array_equal, some, other))


# --- 3-1-a ---


@oracle(
    "3-1-a",
    also_right=[
        """
twin = keras.models.model_from_json(model.to_json().replace('"relu"', '"tanh"').replace('"clothes"', '"twin"'))
""",
        """
twin = keras.Sequential(name="twin")
twin.add(keras.Input((28, 28)))
for layer in model.layers:
    twin.add(type(layer).from_config(layer.get_config()))
twin.get_layer("hidden").activation = keras.activations.tanh
""",
        """
def changed(layer):
    settings = layer.get_config()
    if layer.name == "hidden":
        settings["activation"] = "tanh"
    return layer.__class__.from_config(settings)

pictures = keras.Input((28, 28))
x = pictures
for layer in keras.models.clone_model(model, clone_function=changed).layers:
    x = layer(x)
twin = keras.Model(name="twin", outputs=x, inputs=pictures)
""",
    ],
    also_wrong=[
        """
twin = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(name="flatten"),
    layers.Dense(64, name="hidden"),
    layers.Activation("tanh"),
    layers.Dense(10, activation="softmax", name="classes"),
], name="twin")
""",
        """
twin = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(name="flatten"),
    layers.Dense(64, activation="tanh", name="hidden", use_bias=False),
    layers.Dense(10, activation="softmax", name="classes"),
], name="twin")
""",
        """
twin = keras.Sequential([
    keras.Input((14, 56)),
    layers.Flatten(name="flatten"),
    layers.Dense(64, activation="tanh", name="hidden"),
    layers.Dense(10, activation="softmax", name="classes"),
], name="twin")
""",
        """
twin = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(name="flatten"),
    layers.Dense(64, activation=lambda x: keras.ops.clip(x, -1, 1), name="hidden"),
    layers.Dense(10, activation="softmax", name="classes"),
], name="twin")
""",
    ],
)
def twin_is_right(twin) -> bool:
    named = [layer.name for layer in twin.layers if not isinstance(layer, layers.InputLayer)]
    if not isinstance(twin, keras.Model) or twin.name != "twin" or named != ["flatten", "hidden", "classes"]:
        return False
    if twin.input_shape != (None, 28, 28) or twin.output_shape != (None, 10):
        return False
    before, pictures = twin.get_weights(), _numbers(5, 28, 28, seed=1)
    kernel, bias = 0.05 * _numbers(784, 64), _numbers(64, seed=2)
    of_classes = [0.3 * _numbers(64, 10, seed=3), _numbers(10, seed=4)]
    twin.get_layer("hidden").set_weights([kernel, bias])
    twin.get_layer("classes").set_weights(of_classes)
    found = _called(twin, pictures)
    all_weights = len(twin.get_weights())
    twin.set_weights(before)
    squashed = np.tanh(pictures.reshape(5, 784) @ kernel + bias)
    return all_weights == 4 and _close(found, _softmax(squashed @ of_classes[0] + of_classes[1]))


# --- 3-1-b ---


def _dense_pair() -> tuple[keras.Model, keras.Model]:
    """Names alike and unlike, in another order; a shape that differs, one that is turned, a bias that is missing."""
    source = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(6, name="one"),
            layers.BatchNormalization(name="norm"),
            layers.Dropout(0.5, name="drop"),
            layers.Dense(6, name="two"),
            layers.Dense(4, name="turned", use_bias=False),
            layers.Dense(4, name="biased"),
            layers.Dense(4, name="only_here"),
            layers.Dense(3, name="last"),
            layers.Activation("softmax", name="soft"),
        ]
    )
    x = inputs = keras.Input((4,), name="vectors")
    x = layers.Dense(4, name="biased", use_bias=False)(x)
    x = layers.Dense(6, name="turned", use_bias=False)(x)
    x = layers.Dense(6, name="two")(x)
    x = layers.Dropout(0.5, name="drop")(x)
    x = layers.Dense(6, name="other_name")(x)
    x = layers.BatchNormalization(name="norm")(x)
    x = layers.Dense(4, name="last")(x)
    x = layers.Activation("softmax", name="soft")(layers.Dense(6, name="one")(x))
    return source, keras.Model(inputs, x)


def _recurrent_pair() -> tuple[keras.Model, keras.Model]:
    """In `memory` the first two arrays agree and only the third does not."""
    inputs = keras.Input((None, 2))
    return tuple(
        keras.Model(inputs, layers.Dense(2, name="head")(layers.GRU(3, reset_after=kind, name="memory")(inputs)))
        for kind in (True, False)
    )


def _copies(copy_weights, source: keras.Model, target: keras.Model, expected: list[str]) -> bool:
    _with_weights(source, seed=5), _with_weights(target, seed=6)
    of_source, before = source.get_weights(), {layer.name: layer.get_weights() for layer in target.layers}
    names = copy_weights(source, target)
    if not isinstance(names, list) or names != expected or not _same_arrays(source.get_weights(), of_source):
        return False
    wanted = before | {name: source.get_layer(name).get_weights() for name in expected}
    return all(_same_arrays(layer.get_weights(), wanted[layer.name]) for layer in target.layers)


@oracle(
    "3-1-b",
    also_right=[
        """
def shapes(layer):
    return [tuple(weight.shape) for weight in layer.weights]

def copy_weights(source, target):
    taken = []
    for layer in target.layers:
        try:
            partner = source.get_layer(layer.name)
        except ValueError:
            continue
        if layer.count_params() and shapes(layer) == shapes(partner):
            layer.set_weights(partner.get_weights())
            taken.append(layer.name)
    return taken
""",
        """
def copy_weights(source, target):
    partners = {layer.name: layer for layer in source.layers}
    alike = [
        layer for layer in target.layers
        if layer.name in partners and len(layer.weights) == len(partners[layer.name].weights) > 0
        and all(a.shape == b.shape for a, b in zip(layer.weights, partners[layer.name].weights))
    ]
    for layer in alike:
        for a, b in zip(layer.weights, partners[layer.name].weights):
            a.assign(keras.ops.convert_to_numpy(b))
    return [layer.name for layer in alike]
""",
        """
def copy_weights(source, target):
    def try_one(old, new):
        before = new.get_weights()
        try:
            new.set_weights(old.get_weights())
            return True
        except ValueError:
            for variable, value in zip(new.weights, before):
                variable.assign(value)
            return False

    return [
        new.name
        for new in target.layers
        for old in source.layers
        if old.name == new.name and new.weights and try_one(old, new)
    ]
""",
    ],
    also_wrong=[
        """
def copy_weights(source, target):
    copied = []
    for new in target.layers:
        for old in source.layers:
            if old.name == new.name and new.weights:
                for a, b in zip(new.weights, old.weights):
                    if a.shape == b.shape:
                        a.assign(b)
                        copied.append(new.name)
    return sorted(set(copied), key=copied.index)
""",
        """
def copy_weights(source, target):
    copied = []
    for old in source.layers:
        for new in target.layers:
            same_shapes = [w.shape for w in old.weights] == [w.shape for w in new.weights]
            if old.name == new.name and new.weights and same_shapes:
                new.set_weights(old.get_weights())
                copied.append(new.name)
    return copied
""",
        """
def copy_weights(source, target):
    copied = []
    for new in target.layers:
        for old in source.layers:
            if old.name == new.name and new.weights and new.count_params() == old.count_params():
                new.set_weights([b.reshape(a.shape) for a, b in zip(new.get_weights(), old.get_weights())])
                copied.append(new.name)
    return copied
""",
        """
def copy_weights(source, target):
    copied = []
    for new in target.layers:
        for old in source.layers:
            same = [w.shape for w in old.trainable_weights] == [w.shape for w in new.trainable_weights]
            if old.name == new.name and new.weights and same:
                for a, b in zip(new.trainable_weights, old.trainable_weights):
                    a.assign(b)
                copied.append(new.name)
    return copied
""",
    ],
)
def copy_weights_is_right(copy_weights) -> bool:
    return _copies(copy_weights, *_dense_pair(), ["two", "norm", "one"]) and _copies(
        copy_weights, *_recurrent_pair(), ["head"]
    )


# --- 3-1-c ---


def _in_a_line() -> keras.Model:
    stack = [layers.Dense(4, activation="relu", name="a"), layers.BatchNormalization(name="b"), layers.Dense(2)]
    return keras.Sequential([keras.Input((3,)), *stack], name="in_a_line")


def _in_a_fork() -> keras.Model:
    inputs = keras.Input((2, 3), name="pictures")
    flat = layers.Flatten(name="flat")(inputs)
    both = layers.Add(name="both")([layers.Dense(6, "tanh", name="side")(flat), flat])
    return keras.Model(inputs, layers.Dense(2, use_bias=False, name="out")(both), name="in_a_fork")


def _restores(restored, make, folder: Path, seed: int) -> bool:
    model = _with_weights(make(), seed)
    x = _numbers(4, *model.input_shape[1:], seed=seed)
    structure, weights, answers = model.get_config(), model.get_weights(), _called(model, x)
    copy = restored(model, folder)
    from_file = make()
    from_file.load_weights(folder / "copy.weights.h5")
    if not _same_arrays(from_file.get_weights(), weights) or not isinstance(copy, keras.Model):
        return False
    if copy.name != model.name or [_identity(each) for each in _inner(copy)] != [_identity(e) for e in _inner(model)]:
        return False
    if not _same_arrays(copy.get_weights(), weights) or not _close(_called(copy, x), answers):
        return False
    # What happens to a new model does not reach the old one.
    _with_weights(copy, seed + 1)
    return model.get_config() == structure and _same_arrays(model.get_weights(), weights)


def _inner(model: keras.Model) -> list[layers.Layer]:
    return [layer for layer in model.layers if not isinstance(layer, layers.InputLayer)]


def _identity(layer: layers.Layer) -> tuple:
    return type(layer), layer.get_config()


@oracle(
    "3-1-c",
    also_right=[
        """
import copy

def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5", overwrite=True)
    return copy.deepcopy(model)
""",
        """
def restored(model, folder):
    whole = folder / "whole.keras"
    model.save(whole)
    model.save_weights(folder.joinpath("copy.weights.h5"))
    return keras.saving.load_model(whole)
""",
        """
def restored(model, folder):
    model.save_weights(str(folder / "copy.weights.h5"))
    new = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(model))
    new.set_weights([array.copy() for array in model.get_weights()])
    return new
""",
    ],
    also_wrong=[
        """
def restored(model, folder):
    copy = keras.models.model_from_json(model.to_json())
    copy.save_weights(folder / "copy.weights.h5")
    copy.set_weights(model.get_weights())
    return copy
""",
        """
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    copy = keras.models.model_from_json(model.to_json())
    for new, old in zip(copy.trainable_weights, model.trainable_weights):
        new.assign(old)
    return copy
""",
        """
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    copy = keras.models.model_from_json(model.to_json())
    copy.load_weights(folder / "copy.weights.h5")
    return keras.Model(copy.inputs, copy.outputs)
""",
        """
def restored(model, folder):
    model.save_weights(folder / "copy.weights.h5")
    copy = keras.models.model_from_json(model.to_json())
    copy.load_weights(folder / "copy.weights.h5")
    model.set_weights([0 * array for array in model.get_weights()])
    return copy
""",
    ],
)
def restored_is_right(restored) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        models = _in_a_line, _in_a_fork
        return all(_restores(restored, make, Path(folder), seed=10 + place) for place, make in enumerate(models))


# --- 3-1-d ---

_UNITS = 12
_PIXELS = 7


def _probabilities(kernel, bias, out_kernel, out_bias, x) -> np.ndarray:
    return _softmax(np.maximum(x @ kernel + bias, 0) @ out_kernel + out_bias)


def _computes(model, x: np.ndarray) -> bool:
    """Whether a model gives what its two dense layers give, without dropout."""
    _called(model, x)
    shapes = [(_PIXELS, _UNITS), (_UNITS,), (_UNITS, 10), (10,)]
    if [array.shape for array in model.get_weights()] != shapes:
        return False
    arrays = [_numbers(*shape, seed=seed) for seed, shape in enumerate(shapes)]
    model.set_weights(arrays)
    wanted = _probabilities(*arrays, x)
    return _close(_called(model, x), wanted) and _close(_called(model, x, training=False), wanted)


def _drops_half(model) -> bool:
    """Whether training drops half of the hidden units, each for itself, and doubles the others."""
    x, bias = np.zeros((400, _PIXELS), "float32"), np.ones(_UNITS, "float32")
    kernels = np.zeros((_PIXELS, _UNITS), "float32"), np.eye(_UNITS, 10, dtype="float32")
    model.set_weights([kernels[0], bias, kernels[1], np.zeros(10, "float32")])
    # A unit of 1 adds 2 to its logit where it is kept, and nothing where it is dropped.
    logits = np.log(_called(model, x, training=True))
    logits -= logits.min(axis=-1, keepdims=True)
    mixed = logits[logits.max(axis=-1) > 1]
    kept = mixed > 1
    return (
        len(mixed) > 390
        and np.allclose(mixed[kept], 2, atol=1e-4)
        and np.allclose(mixed[~kept], 0, atol=1e-4)
        and bool(np.all(abs(kept.mean(axis=0) - 0.5) < 0.15))
    )


def _keeps_all(model, x: np.ndarray) -> bool:
    return _close(_called(model, x, training=True), _called(model, x))


@oracle(
    "3-1-d",
    also_right=[
        """
@keras.utils.register_keras_serializable("study", "PictureClassifier")
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False, **others):
        super().__init__(**others)
        self.arguments = {"units": units, "use_dropout": use_dropout}
        self.steps = [layers.Dense(units), layers.ReLU()]
        if use_dropout:
            self.steps.append(layers.Dropout(rate=0.5))
        self.steps += [layers.Dense(10), layers.Softmax()]

    def call(self, x, training=None):
        for step in self.steps:
            x = step(x, training=training) if isinstance(step, layers.Dropout) else step(x)
        return x

    def get_config(self):
        return super().get_config() | self.arguments
""",
        """
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__(name="classifier")
        self.units = units
        self.use_dropout = use_dropout

    def build(self, input_shape):
        self.hidden = layers.Dense(self.units, activation="relu")
        self.hidden.build(input_shape)
        self.dropout = layers.Dropout(0.5)
        self.classes = layers.Dense(10, activation="softmax")
        self.classes.build((None, self.units))
        self.built = True

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        return self.classes(self.dropout(x, training=training and self.use_dropout))

    def get_config(self):
        return dict(units=self.units, use_dropout=self.use_dropout)

    @classmethod
    def from_config(cls, config):
        return cls(config["units"], config["use_dropout"])

keras.saving.register_keras_serializable("exercise")(Classifier)
""",
        """
class TwoLayers(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else layers.Identity()
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        return self.classes(self.dropout(self.hidden(pictures), training=training))

@keras.saving.register_keras_serializable()
class Classifier(TwoLayers):
    def get_config(self):
        return {"use_dropout": isinstance(self.dropout, layers.Dropout), "units": self.hidden.units}
""",
    ],
    also_wrong=[
        """
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=True)
        return self.classes(x)

    def get_config(self):
        return {"units": self.units, "use_dropout": self.use_dropout}
""",
        """
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.2) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=training)
        return self.classes(x)

    def get_config(self):
        return {"units": self.units, "use_dropout": self.use_dropout}
""",
        """
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10, activation="softmax")

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=training)
        return self.classes(x)

    def get_config(self):
        return {"units": self.units, "use_dropout": self.use_dropout}

    @classmethod
    def from_config(cls, config):
        return cls(config["units"])
""",
        """
@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, units, use_dropout=False):
        super().__init__()
        self.units, self.use_dropout = units, use_dropout
        self.hidden = layers.Dense(units, activation="relu")
        self.dropout = layers.Dropout(0.5) if use_dropout else None
        self.classes = layers.Dense(10)

    def call(self, pictures, training=False):
        x = self.hidden(pictures)
        if self.dropout is not None:
            x = self.dropout(x, training=training)
        return keras.ops.softmax(self.classes(x), axis=0)

    def get_config(self):
        return {"units": self.units, "use_dropout": self.use_dropout}
""",
    ],
)
def classifier_is_right(classifier) -> bool:
    registered = keras.saving.get_registered_object(keras.saving.get_registered_name(classifier)) is classifier
    if not registered or not issubclass(classifier, keras.Model):
        return False
    x = _numbers(5, _PIXELS, seed=20)
    for arguments, dropout in (((_UNITS, True), True), ((_UNITS,), False)):
        first = classifier(*arguments)
        again = classifier.from_config(first.get_config())
        for model in (first, again):
            switches = model.get_config()
            if switches["units"] != _UNITS or bool(switches["use_dropout"]) != dropout or type(model) is not classifier:
                return False
            if not _computes(model, x) or not (_drops_half(model) if dropout else _keeps_all(model, x)):
                return False
    other = classifier(3, True).get_config()
    return (other["units"], other["use_dropout"]) == (3, True) and _comes_back(classifier, x)


def _comes_back(classifier, x: np.ndarray) -> bool:
    model = classifier(_UNITS, True)
    answers = _called(model, x)
    with tempfile.TemporaryDirectory() as folder:
        model.save(Path(folder) / "classifier.keras")
        loaded = keras.saving.load_model(Path(folder) / "classifier.keras")
    return type(loaded) is classifier and loaded.get_config()["use_dropout"] and _close(_called(loaded, x), answers)


# --- 3-1-e ---


@oracle(
    "3-1-e",
    also_right=[
        """
needs = "server resume checkpoints review".split()
files = {need: kind for need, kind in zip(needs, ("export", ".keras", ".weights.h5", ".json"))}
""",
        """
import collections
files = collections.OrderedDict([("resume", ".keras"), ("review", ".json")])
files.update({"checkpoints": ".weights" + ".h5"}, server="export")
""",
        """
by_file = {".json": "review", ".keras": "resume", ".weights.h5": "checkpoints", "export": "server"}
files = {need: file for file, need in by_file.items()}
""",
    ],
    also_wrong=[
        """
files = {"resume": ".keras", "review": ".json", "checkpoints": ".keras", "server": "export"}
""",
        """
files = {"resume": ".keras", "review": ".json", "checkpoints": "weights.h5", "server": "export"}
""",
        """
files = {"resume": [".keras"], "review": [".json"], "checkpoints": [".weights.h5"], "server": ["export"]}
""",
    ],
)
def files_are_right(files) -> bool:
    chosen = {"resume": ".keras", "review": ".json", "checkpoints": ".weights.h5", "server": "export"}
    return isinstance(files, dict) and files == chosen
