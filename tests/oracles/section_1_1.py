"""Section 1-1: what is right, read from the tasks alone."""

import keras
import numpy as np

from tests.oracles import oracle
from utils.data import class_names

PIXELS, UNITS, CLASSES = 784, 64, 10


def _is_number(value) -> bool:
    """Whether it is one number: Python's, NumPy's, or alone in an array."""
    is_numeric = isinstance(value, int | float | np.number | np.ndarray) and np.asarray(value).dtype.kind in "iuf"
    return is_numeric and np.ndim(value) == 0


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def _output(model, weights: dict[tuple, np.ndarray], x: np.ndarray) -> np.ndarray:
    """What the model returns with these weights in it, each found by its shape; its own are put back."""
    own = model.get_weights()
    if len({array.shape for array in own}) < len(own):
        raise ValueError("more weights than one hidden layer and an output have")
    try:
        model.set_weights([weights[array.shape] for array in own])
        (output,) = keras.tree.flatten(model(x))
        return keras.ops.convert_to_numpy(output)
    finally:
        model.set_weights(own)


def _is_hidden_relu_network(model, arrange) -> bool:
    """Whether 784 numbers go through 64 units with relu to ten numbers, and these through softmax.

    Args:
        model: with any weights, biases or none.
        arrange: makes the model's input from an array of shape (n, 784).
    """
    random = np.random.default_rng(0)
    hidden_kernel, output_kernel = (PIXELS, UNITS), (UNITS, CLASSES)
    loudness = np.geomspace(0.001, 1, UNITS)  # of the hidden units, from a whisper to far above 6
    weights = {
        hidden_kernel: loudness * random.normal(size=hidden_kernel),
        (UNITS,): loudness * random.normal(size=UNITS),
        output_kernel: random.normal(size=output_kernel) / 40 / loudness[:, None],
        (CLASSES,): random.normal(size=CLASSES),
    }
    there = {array.shape for array in model.get_weights()}
    if not {hidden_kernel, output_kernel} <= there:
        return False
    x = random.uniform(size=(5, PIXELS))
    before_relu = x @ weights[hidden_kernel] + weights[UNITS,] * ((UNITS,) in there)
    logits = np.maximum(before_relu, 0) @ weights[output_kernel] + weights[CLASSES,] * ((CLASSES,) in there)
    found = _output(model, weights, arrange(x))
    return found.shape == (5, CLASSES) and bool(np.allclose(found, _softmax(logits), atol=1e-3))


def _row_by_row(x: np.ndarray) -> np.ndarray:
    return x.reshape(-1, 28, 28).astype("float32")


# --- 1-1-a ---


@oracle(
    "1-1-a",
    also_right=[
        """
class Stack(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(64, activation="relu")
        self.answer = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.answer(self.hidden(x))

stack = Stack()
stack(np.zeros((1, 784)))
""",
        """
x = flat = keras.Input(shape=(784,), name="flat")
for units, activation in [(64, "relu"), (10, "softmax")]:
    x = layers.Dense(units, activation=activation)(x)
stack = keras.Model(outputs=x, inputs=flat)
""",
        """
def at_least_zero(x):
    return keras.ops.maximum(x, 0)

hidden = keras.Sequential([layers.Dense(64, at_least_zero)], name="hidden")
stack = keras.Sequential([keras.Input((784,)), hidden, layers.Dense(10, keras.ops.softmax)])
""",
        """
stack = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])
stack(np.zeros((1, 784)))
""",
        """
flat = keras.Input((784,), name="flat")
hidden = layers.Dense(64, activation="relu", use_bias=False)(flat)
stack = keras.Model({"flat": flat}, {"answer": layers.Dense(10, activation="softmax")(hidden)})
""",
    ],
    also_wrong=[
        """
stack = keras.Sequential([keras.Input((784,)), layers.Dense(64, "relu"), layers.Dense(10, "softmax"), layers.Softmax()])
""",
        """
stack = keras.Sequential([keras.Input((784,)), layers.ReLU(), layers.Dense(64), layers.Dense(10, activation="softmax")])
""",
        """
stack = keras.Sequential([keras.Input((784,)), layers.Dense(64, activation="relu"), layers.Dense(10), layers.Softmax(axis=0)])
""",
        """
stack = keras.Sequential([keras.Input((784,)), layers.Dense(64, activation="relu"), layers.Dense(10, activation="sigmoid")])
""",
        """
stack = keras.Sequential([keras.Input((784,)), layers.Dense(64, activation="relu6"), layers.Dense(10, activation="softmax")])
""",
        """
stack = keras.Sequential([keras.Input((784,)), layers.Dense(64), layers.ReLU(threshold=0.1), layers.Dense(10, activation="softmax")])
""",
        """
stack = keras.Sequential([keras.Input((784,)), layers.Dense(64, activation="softmax"), layers.Dense(10, activation="relu")])
""",
    ],
)
def stack_is_right(stack) -> bool:
    return _is_hidden_relu_network(stack, lambda x: x.astype("float32"))


# --- 1-1-b ---


@oracle(
    "1-1-b",
    also_right=[
        """
weights = 784 * 32 + 32 * 10
biases = 32 + 10
parameters = weights + biases
""",
        """
import math

shapes = [(784, 32), (32,), (32, 10), (10,)]
parameters = sum(math.prod(shape) for shape in shapes)
""",
        """
sizes = np.array([784, 32, 10])
parameters = ((sizes[:-1] + 1) * sizes[1:]).sum()
""",
    ],
    also_wrong=["parameters = '25450'", "parameters = [784 * 32 + 32, 32 * 10 + 10]", "parameters = 785 * 33 * 10"],
)
def parameters_are_counted(parameters) -> bool:
    return _is_number(parameters) and parameters == sum(
        inputs * units + units for inputs, units in [(784, 32), (32, 10)]
    )


# --- 1-1-c ---


def _loss(model, labels: np.ndarray, outputs: np.ndarray) -> float:
    """What the model is trained to make small."""
    return float(keras.ops.convert_to_numpy(model.compute_loss(y=labels, y_pred=outputs)))


def _has_sgd(model, learning_rate: float, momentum: float) -> bool:
    optimizer = model.optimizer
    return (
        type(optimizer) is keras.optimizers.SGD
        and np.isclose(float(optimizer.get_config()["learning_rate"]), learning_rate)  # no schedule
        and np.isclose(optimizer.get_config()["momentum"], momentum)
    )


def _has_cross_entropy(model, random: np.random.Generator) -> bool:
    """Whether the loss is the mean cross-entropy of probabilities and integer labels."""
    labels = random.integers(CLASSES, size=50)
    probabilities = _softmax(random.normal(size=(50, CLASSES))).astype("float32")
    cross_entropy = -np.log(probabilities[np.arange(50), labels]).mean()
    return bool(np.isclose(_loss(model, labels, probabilities), cross_entropy, atol=1e-4))


def _measures_accuracy(model, random: np.random.Generator) -> bool:
    """Whether one of the metrics is the share of right answers, for several answers."""
    common = None
    for wrong in (5, 20, 33):
        labels = random.integers(CLASSES, size=40)
        answers = np.where(np.arange(40) < wrong, (labels + random.integers(1, CLASSES, size=40)) % CLASSES, labels)
        probabilities = _softmax(2 * np.eye(CLASSES)[answers] + random.uniform(size=(40, CLASSES))).astype("float32")
        model.reset_metrics()
        found = model.compute_metrics(x=None, y=labels, y_pred=probabilities)
        fitting = {name for name, value in found.items() if np.isclose(float(value), 1 - wrong / 40, atol=1e-4)}
        common = fitting if common is None else common & fitting
    model.reset_metrics()
    return bool(common - {"loss"})


@oracle(
    "1-1-c",
    also_right=[
        """
settings = {"momentum": 0.9, "learning_rate": 0.05}
tuned = new_model()
tuned.compile(metrics=["acc"], loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.SGD(**settings))
""",
        """
from keras.optimizers import SGD

tuned = new_model()
tuned.compile(SGD(momentum=0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
tuned.optimizer.learning_rate = 0.05
""",
        """
def cross_entropy(labels, probabilities):
    one_hot = keras.ops.one_hot(keras.ops.cast(keras.ops.reshape(labels, (-1,)), "int32"), 10)
    return keras.losses.categorical_crossentropy(one_hot, probabilities)

tuned = new_model()
tuned.compile(
    optimizer=keras.optimizers.get({"class_name": "SGD", "config": {"learning_rate": 0.05, "momentum": 0.9}}),
    loss=cross_entropy,
    metrics=[keras.metrics.SparseCategoricalAccuracy(name="right")],
)
""",
        """
tuned = new_model()
tuned.compile(keras.optimizers.SGD(0.05, 0.9), "sparse_categorical_crossentropy", weighted_metrics=["accuracy"])
""",
    ],
    also_wrong=[
        """
tuned = new_model()
tuned.compile(keras.optimizers.RMSprop(0.05, momentum=0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
""",
        """
tuned = new_model()
tuned.compile(
    keras.optimizers.SGD(0.05, 0.9), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"]
)
""",
        """
tuned = new_model()
tuned.compile(
    keras.optimizers.SGD(0.05, 0.9), "sparse_categorical_crossentropy", metrics=["sparse_top_k_categorical_accuracy"]
)
""",
        """
tuned = new_model()
tuned.compile(keras.optimizers.SGD(0.05, 0.9), "sparse_categorical_crossentropy", metrics=["binary_accuracy"])
""",
        """
tuned = new_model()
tuned.compile(
    keras.optimizers.SGD(0.05, 0.9), keras.losses.SparseCategoricalCrossentropy(ignore_class=0), metrics=["accuracy"]
)
""",
        """
tuned = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation="softmax")])
tuned.compile(keras.optimizers.SGD(0.05, 0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
""",
    ],
)
def tuned_is_right(tuned) -> bool:
    random = np.random.default_rng(0)
    return (
        _is_hidden_relu_network(tuned, _row_by_row)
        and _has_sgd(tuned, 0.05, 0.9)
        and _has_cross_entropy(tuned, random)
        and _measures_accuracy(tuned, random)
    )


# --- 1-1-d ---


@oracle(
    "1-1-d",
    also_right=[
        """
def to_names(probabilities):
    names = []
    for row in probabilities:
        best = 0
        for place in range(10):
            if row[place] > row[best]:
                best = place
        names.append(class_names()[best])
    return names
""",
        """
def to_names(probabilities):
    return [max(zip(row, range(10), class_names()))[-1] for row in probabilities.tolist()]
""",
        """
def to_names(p):
    return list(map(class_names().__getitem__, keras.ops.convert_to_numpy(keras.ops.argmax(p, axis=1))))
""",
        """
def to_names(probabilities):
    return list(np.take(class_names(), np.argsort(probabilities, axis=1)[:, -1]))
""",
    ],
    also_wrong=[
        """
def to_names(probabilities):
    return np.array(class_names())[probabilities.argmax(axis=-1)]
""",
        """
def to_names(probabilities):
    return [class_names()[int((row > 0.5).argmax())] for row in probabilities]
""",
        """
def to_names(probabilities):
    return sorted({class_names()[label] for label in probabilities.argmax(axis=-1)})
""",
        """
def to_names(probabilities):
    return [class_names()[label] for label in probabilities[:10].argmax(axis=-1)]
""",
        """
def to_names(probabilities):
    return [class_names()[label] for label in probabilities.round(1).argmax(axis=-1)]
""",
        """
def to_names(probabilities):
    return (class_names()[label] for label in probabilities.argmax(axis=-1))
""",
    ],
)
def names_are_right(to_names) -> bool:
    random = np.random.default_rng(0)
    names = class_names()
    for many, sureness, dtype in ((1, 1, "float32"), (10, 0.1, "float32"), (37, 9, "float64"), (300, 1, "float32")):
        probabilities = _softmax(sureness * random.normal(size=(many, CLASSES))).astype(dtype)
        wanted = [names[int(np.argmax(row))] for row in probabilities]
        found = to_names(probabilities.copy())
        if not (isinstance(found, list) and all(isinstance(name, str) for name in found) and found == wanted):
            return False
    return True


# --- 1-1-e ---


@oracle(
    "1-1-e",
    also_right=[
        """
class Clothes(keras.Model):
    def __init__(self):
        super().__init__()
        self.flatten = layers.Flatten()
        self.hidden = layers.Dense(64, activation="relu")
        self.answer = layers.Dense(10, activation="softmax")

    def call(self, pictures):
        return self.answer(self.hidden(self.flatten(pictures)))

def repaired():
    model = Clothes()
    model(np.zeros((1, 28, 28)))
    model.compile(keras.optimizers.SGD(0.01, 0.9, nesterov=True), "sparse_categorical_crossentropy")
    return model
""",
        """
def repaired():
    parts = [keras.Input((28, 28), name="clothes"), layers.Flatten()]
    parts += [layers.Dense(64), layers.Activation("relu"), layers.Dense(10), layers.Softmax()]
    model = keras.Sequential(parts)
    model.compile(optimizer={"class_name": "SGD", "config": dict(learning_rate=0.01, momentum=0.9, nesterov=True)},
                  loss=keras.losses.SparseCategoricalCrossentropy())
    return model
""",
        """
def repaired(sgd=keras.optimizers.SGD):
    x = pictures = keras.Input(batch_shape=(None, 28, 28))
    x = keras.ops.reshape(x, (-1, 784))
    x = keras.ops.relu(layers.Dense(units=64)(x))
    model = keras.Model(pictures, keras.ops.softmax(layers.Dense(10)(x)))
    model.compile(sgd(nesterov=True, momentum=0.9), keras.losses.get("sparse_categorical_crossentropy"))
    return model
""",
        # Flattened column by column.
        """
def repaired():
    model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(data_format="channels_first")])
    model.add(layers.Dense(units=64, activation="relu", use_bias=False))
    model.add(layers.Dense(units=10, activation="softmax"))
    sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
    model.compile(loss="sparse_categorical_crossentropy", optimizer=sgd)
    return model
""",
    ],
    also_wrong=[
        """
def repaired():
    model = new_model()
    sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
    model.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), optimizer=sgd)
    return model
""",
        """
def repaired():
    model = keras.Sequential([keras.Input((28, 28)), layers.Flatten()])
    model.add(layers.Dense(units=64, activation="relu6"))
    model.add(layers.Dense(units=10, activation="softmax"))
    sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
    model.compile(loss="sparse_categorical_crossentropy", optimizer=sgd)
    return model
""",
        """
def repaired():
    model = keras.Sequential([keras.Input((28, 28)), layers.GlobalAveragePooling1D()])
    model.add(layers.Dense(units=64, activation="relu"))
    model.add(layers.Dense(units=10, activation="softmax"))
    sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
    model.compile(loss="sparse_categorical_crossentropy", optimizer=sgd)
    return model
""",
        """
def repaired():
    model = new_model()
    sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9)
    model.compile(loss="sparse_categorical_crossentropy", optimizer=sgd)
    return model
""",
        """
def repaired():
    model = new_model()
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True))
    return model
""",
        """
def repaired():
    model = keras.Sequential([keras.Input((28, 28)), layers.Flatten()])
    model.add(layers.Dense(units=64, activation="relu"))
    model.add(layers.Dense(units=10, activation="sigmoid"))
    sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
    model.compile(loss="sparse_categorical_crossentropy", optimizer=sgd)
    return model
""",
        """
def repaired():
    model = new_model()
    rmsprop = keras.optimizers.RMSprop(learning_rate=0.01, momentum=0.9)
    rmsprop.nesterov = True
    model.compile(loss="sparse_categorical_crossentropy", optimizer=rmsprop)
    return model
""",
    ],
)
def repaired_is_right(repaired) -> bool:
    model = repaired()

    def column_by_column(x):
        return _row_by_row(x).swapaxes(1, 2)

    return (
        any(_is_hidden_relu_network(model, arrange) for arrange in (_row_by_row, column_by_column))
        and _has_sgd(model, 0.01, 0.9)
        and model.optimizer.get_config()["nesterov"] is True
        and _has_cross_entropy(model, np.random.default_rng(0))
    )
