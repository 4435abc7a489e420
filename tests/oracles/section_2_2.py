"""Section 2-2: what is right, read from the tasks alone."""

import keras
import numpy as np
from keras import layers

from tests.oracles import oracle


def _is_number(value) -> bool:
    """Whether it is one number: Python's, NumPy's, or alone in an array."""
    is_numeric = isinstance(value, int | float | np.number | np.ndarray) and np.asarray(value).dtype.kind in "iuf"
    return is_numeric and np.ndim(value) == 0


def _input_shapes(model) -> dict[str, tuple]:
    """The shapes of one example by the names of the inputs."""
    return {tensor.name: tuple(tensor.shape[1:]) for tensor in model.inputs}


def _outputs(model, weights: dict[tuple, np.ndarray], x) -> list[np.ndarray]:
    """What the model returns with these weights in it, each found by its shape; its own are put back."""
    own = model.get_weights()
    if len({array.shape for array in own}) < len(own):
        raise ValueError("more weights than the task asks for")
    try:
        model.set_weights([weights[array.shape] for array in own])
        return [keras.ops.convert_to_numpy(output) for output in keras.tree.flatten(model(x))]
    finally:
        model.set_weights(own)


def _bias(weights: dict[tuple, np.ndarray], units: int, model) -> np.ndarray | int:
    return weights[units,] if (units,) in {array.shape for array in model.get_weights()} else 0


def _either_order(some: np.ndarray, other: np.ndarray) -> list[np.ndarray]:
    return [np.concatenate([some, other], axis=-1), np.concatenate([other, some], axis=-1)]


# --- 2-2-a ---


@oracle(
    "2-2-a",
    also_right=[
        """
class Code(layers.Layer):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(32)

    def call(self, x):
        return keras.ops.relu(self.dense(x))

picture, notes = keras.Input(shape=(784,), name="picture"), keras.Input(shape=(5,), name="notes")
everything = layers.Concatenate(axis=1)([notes, Code()(picture)])
label = layers.Dense(10, keras.ops.softmax, name="label")(everything)
two_inputs = keras.Model(outputs=label, inputs={"notes": notes, "picture": picture}, name="two_inputs")
""",
        """
sizes = {"picture": 784, "notes": 5}
entrances = [keras.Input((size,), name=name) for name, size in sizes.items()]
parts = [layers.Dense(32)(entrances[0]), entrances[1]]
parts[0] = layers.Activation("relu")(parts[0])
head = keras.Sequential([keras.Input((37,)), layers.Dense(10), layers.Softmax()], name="label")
two_inputs = keras.Model(entrances, [head(keras.ops.concatenate(parts, axis=1))])
""",
        """
def column(name, size):
    return keras.Input(shape=(size,), name=name, dtype="float32")

def network(picture, notes):
    code = keras.ops.maximum(layers.Dense(units=32)(picture), 0.0)
    logits = layers.Dense(units=10)(keras.ops.hstack([code, notes]))
    return keras.Model(inputs=(picture, notes), outputs=layers.Softmax(axis=-1, name="label")(logits))

two_inputs = network(column("picture", 784), column("notes", 5))
""",
    ],
    also_wrong=[
        """
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.ReLU()(layers.concatenate([layers.Dense(32)(some), more]))
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))
""",
        """
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32, activation="relu")(some), layers.Dense(5)(more)])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))
""",
        """
some, more = keras.Input((784,), name="notes"), keras.Input((5,), name="picture")
both = layers.concatenate([layers.Dense(32, activation="relu")(some), more])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))
""",
        """
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32, activation="relu", name="label")(some), more])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax")(both))
""",
        """
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32, activation="relu")(some), more])
two_inputs = keras.Model([some, more], layers.Softmax(axis=0, name="label")(layers.Dense(10)(both)))
""",
        """
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32, activation="relu")(some), keras.ops.abs(more)])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))
""",
    ],
)
def two_inputs_are_right(two_inputs) -> bool:
    """The ten numbers before the probabilities come about twice: by random weights, and through the notes alone."""
    random = np.random.default_rng(0)
    weights = {shape: random.normal(size=shape) / 5 for shape in ((784, 32), (32,), (37, 10), (10,))}
    pictures = random.uniform(size=(5, 784)).astype("float32")
    notes = random.normal(size=(5, 5)).astype("float32")
    code = np.maximum(pictures @ weights[784, 32] + _bias(weights, 32, two_inputs), 0)
    (found,) = _outputs(two_inputs, weights, {"picture": pictures, "notes": notes})

    def comes_from(joined: np.ndarray, first_note: int) -> bool:
        logits = joined @ weights[37, 10] + _bias(weights, 10, two_inputs)
        short_cut = {shape: np.zeros(shape) for shape in weights}
        short_cut[37, 10][first_note : first_note + 5] = logits
        nothing = np.zeros((5, 784), "float32")
        (wanted,) = _outputs(two_inputs, short_cut, {"picture": nothing, "notes": np.eye(5, dtype="float32")})
        return bool(np.allclose(found, wanted, atol=1e-3))

    return (
        _input_shapes(two_inputs) == {"picture": (784,), "notes": (5,)}
        and list(two_inputs.output_names) == ["label"]
        and found.shape == (5, 10)
        and bool((found >= 0).all() and np.allclose(found.sum(axis=-1), 1, atol=1e-3))
        and len(np.unique(found.round(2), axis=0)) == 5
        and any(map(comes_from, _either_order(code, notes), (32, 0)))
    )


# --- 2-2-b ---


def _is_twin(model) -> bool:
    random = np.random.default_rng(0)
    weights = {shape: random.normal(size=shape) for shape in ((784, 16), (16,))}
    sides = [random.normal(size=(6, 784)).astype("float32") for _ in range(2)]
    codes = [np.maximum(side @ weights[784, 16] + _bias(weights, 16, model), 0) for side in sides]
    found = _outputs(model, weights, sides)
    return len(found) == 2 and all(map(lambda some, other: np.allclose(some, other, atol=1e-2), found, codes))


def _pair(inputs: int, kernels: list[np.ndarray]) -> keras.Model:
    """A model of two sides, each with a kernel of its own, or both with one."""
    sides = [keras.Input((inputs,)) for _ in range(2)]
    denses = [layers.Dense(kernel.shape[1], use_bias=False) for kernel in kernels]
    model = keras.Model(sides, [dense(side) for dense, side in zip(denses * (3 - len(denses)), sides, strict=False)])
    for dense, kernel in zip(denses, kernels, strict=True):
        dense.set_weights([kernel])
    return model


def _tells_same_weights(same_weights) -> bool:
    random = np.random.default_rng(1)
    x = random.normal(size=(8, 6)).astype("float32")
    x[:, 5] = 0
    x[3, 5] = 2
    kernel = random.normal(size=(6, 4)).astype("float32")
    seen_in_one_row_and_unit = kernel + np.float32(1.5) * (np.arange(6)[:, None] == 5) * (np.arange(4) == 2)
    cases = [
        ([kernel], x, True),
        ([kernel, kernel], x, True),
        ([kernel, seen_in_one_row_and_unit.astype("float32")], x, False),
        ([kernel, seen_in_one_row_and_unit.astype("float32")], x[:3], True),
        ([kernel, kernel[:, ::-1]], x, False),
        ([kernel, -kernel], x, False),
        ([kernel, -kernel], 0 * x, True),
    ]
    for kernels, some, wanted in cases:
        found = same_weights(_pair(6, kernels), some.copy())
        if not isinstance(found, bool | np.bool_) or bool(found) is not wanted:
            return False
    return True


@oracle(
    "2-2-b",
    also_right=[
        """
encode = layers.Dense(16, "relu", name="encode")
sides = {name: keras.Input((784,), name=name) for name in ["left", "right"]}
codes = []
for side in sides.values():
    codes.append(encode(side))
twin = keras.Model(list(sides.values()), codes)

def same_weights(model, x):
    one, other = map(keras.ops.convert_to_numpy, model([x, x]))
    for a, b in zip(one.ravel(), other.ravel()):
        if abs(a - b) > 1e-4:
            return False
    return True
""",
        """
first, second = keras.Input((784,)), keras.Input((784,))
both = keras.ops.stack([first, second], axis=1)
codes = layers.TimeDistributed(layers.Dense(16, activation="relu"))(both)
twin = keras.Model(inputs=[first, second], outputs=[codes[:, 0], codes[:, 1]])

def same_weights(model, x):
    codes = model.predict([x, x], verbose=0)
    return bool((codes[0] == codes[1]).all())
""",
        """
class Twin(keras.Model):
    def __init__(self):
        super().__init__()
        self.encode = layers.Dense(16, activation="relu")

    def call(self, sides):
        return [self.encode(side) for side in sides]

twin = Twin()
twin([np.zeros((1, 784)), np.zeros((1, 784))])

def same_weights(model, x):
    left_code, right_code = model([x, x])
    return float(keras.ops.max(keras.ops.abs(left_code - right_code))) == 0
""",
        """
left_side, right_side = keras.Input((784,)), keras.Input((784,))
weigh = layers.Dense(16)
twin = keras.Model([left_side, right_side], [keras.ops.relu(weigh(left_side)), layers.ReLU()(weigh(right_side))])
same_weights = lambda model, x: not np.any(np.subtract(*model.predict_on_batch([x, x])))
""",
        """
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu", use_bias=False)
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.allclose(*model([x, x])))
""",
    ],
    also_wrong=[
        """
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu6")
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.allclose(*model([x, x])))
""",
        """
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.allclose(*[code[-1] for code in model([x, x])]))
""",
        """
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.allclose(*[np.abs(code) for code in model([x, x])]))
""",
        """
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(two), encode(one)])
same_weights = lambda model, x: bool(np.allclose(*model([x, x])))
""",
        """
one, two = keras.Input((784,)), keras.Input((784,))
encoders = [layers.Dense(16, activation="relu"), layers.Dense(16, activation="relu")]
twin = keras.Model([one, two], [encode(side) for encode, side in zip(encoders, [one, two])])
encoders[1].set_weights(encoders[0].get_weights())
same_weights = lambda model, x: bool(np.allclose(*model([x, x])))
""",
        """
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.any(np.isclose(*model([x, x]))))
""",
        """
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: len(model.weights) == 2
""",
        """
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.allclose(*model([x[:1], x[:1]])))
""",
        """
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
def same_weights(model, x):
    left_code, right_code = model([x, x])
    return bool(np.isclose(np.sum(left_code), np.sum(right_code)))
""",
        """
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.allclose(*twin([x, x])))
""",
    ],
)
def twin_is_right(twin, same_weights) -> bool:
    x = np.random.default_rng(2).normal(size=(3, 784)).astype("float32")
    return _is_twin(twin) and bool(same_weights(twin, x)) and _tells_same_weights(same_weights)


# --- 2-2-c ---


@oracle(
    "2-2-c",
    also_right=[
        """
class Mean(layers.Layer):
    def call(self, x):
        return keras.ops.sum(x, axis=1) / x.shape[1]

def repaired():
    tokens = keras.Input(shape=(30,), name="tokens", dtype="int64")
    numbers = keras.Input(shape=(5,), name="numbers")
    words = layers.Embedding(input_dim=5000, output_dim=16)(tokens)
    x = layers.Concatenate(axis=1)([numbers, Mean()(words)])
    x = layers.Dense(16, keras.ops.relu)(x)
    x = layers.Dense(1, keras.ops.sigmoid, name="sentiment")(x)
    return keras.Model(outputs=[x], inputs=[tokens, numbers])
""",
        """
def repaired():
    tokens, numbers = keras.Input((30,), name="tokens"), keras.Input((5,), name="numbers")
    text = layers.AveragePooling1D(30)(layers.Embedding(5000, 16)(tokens))
    joined = keras.ops.concatenate([layers.Flatten()(text), numbers], axis=-1)
    hidden = layers.Activation("relu")(layers.Dense(16)(joined))
    logit = layers.Dense(1)(hidden)
    return keras.Model({"numbers": numbers, "tokens": tokens}, layers.Activation(keras.activations.sigmoid, name="sentiment")(logit))
""",
        """
def repaired():
    entrances = [keras.Input((size,), name=name) for name, size in [("tokens", 30), ("numbers", 5)]]
    read = [keras.Sequential([layers.Embedding(5000, 16), layers.GlobalAveragePooling1D()]), layers.Identity()]
    joined = layers.concatenate([part(entrance) for part, entrance in zip(read, entrances)])
    stack = [layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid", name="sentiment")]
    for layer in stack:
        joined = layer(joined)
    return keras.Model(inputs=tuple(entrances), outputs=joined)
""",
    ],
    also_wrong=[
        """
def repaired():
    tokens, numbers = keras.Input((30,), name="tokens"), keras.Input((5,), name="numbers")
    text = keras.ops.sum(layers.Embedding(5000, 16)(tokens), axis=1)
    hidden = layers.Dense(16, activation="relu")(layers.concatenate([text, numbers]))
    return keras.Model([tokens, numbers], layers.Dense(1, activation="sigmoid", name="sentiment")(hidden))
""",
        """
def repaired():
    tokens, numbers = keras.Input((30,), name="tokens"), keras.Input((5,), name="numbers")
    text = layers.GlobalAveragePooling1D()(layers.Embedding(5000, 16)(tokens[:, :20]))
    hidden = layers.Dense(16, activation="relu")(layers.concatenate([text, numbers]))
    return keras.Model([tokens, numbers], layers.Dense(1, activation="sigmoid", name="sentiment")(hidden))
""",
        """
def repaired():
    tokens, numbers = keras.Input((30,), name="tokens"), keras.Input((5,), name="numbers")
    text = layers.GlobalAveragePooling1D()(layers.Embedding(5000, 16)(tokens))
    hidden = layers.ReLU()(layers.concatenate([text, numbers]))
    hidden = layers.Dense(16)(hidden)
    return keras.Model([tokens, numbers], layers.Dense(1, activation="sigmoid", name="sentiment")(hidden))
""",
        """
def repaired():
    tokens, numbers = keras.Input((30,), name="tokens"), keras.Input((5,), name="numbers")
    text = layers.GlobalAveragePooling1D()(layers.Embedding(5000, 16)(tokens))
    hidden = layers.Dense(16, activation="gelu")(layers.concatenate([text, numbers]))
    return keras.Model([tokens, numbers], layers.Dense(1, activation="sigmoid", name="sentiment")(hidden))
""",
        """
def repaired():
    tokens, numbers = keras.Input((30,), name="tokens"), keras.Input((5,), name="numbers")
    text = layers.GlobalAveragePooling1D()(layers.Embedding(5000, 16)(tokens))
    hidden = layers.Dense(16, activation="relu", name="sentiment")(layers.concatenate([text, numbers]))
    return keras.Model([tokens, numbers], layers.Dense(1, activation="sigmoid")(hidden))
""",
        """
def repaired():
    tokens, numbers = keras.Input((30,), name="tokens"), keras.Input((5,), name="numbers")
    text = layers.GlobalAveragePooling1D()(layers.Embedding(5000, 16)(tokens))
    hidden = layers.Dense(16, activation="relu")(layers.concatenate([text, 0 * numbers]))
    return keras.Model([tokens, numbers], layers.Dense(1, activation="sigmoid", name="sentiment")(hidden))
""",
    ],
)
def sentiment_is_right(repaired) -> bool:
    """The one number before the probability comes about twice: by random weights, and through `numbers` alone."""
    model = repaired()
    random = np.random.default_rng(0)
    weights = {shape: random.normal(size=shape) / 2 for shape in ((21, 16), (16,), (16, 1), (1,))}
    weights[5000, 16] = 4 * random.normal(size=(5000, 16))
    tokens = random.integers(1, 5000, size=(5, 30)).astype("int32")
    tokens[0, :2] = 1, 4999
    numbers = random.normal(size=(5, 5)).astype("float32")
    mean = weights[5000, 16][tokens].mean(axis=1)
    (found,) = _outputs(model, weights, {"tokens": tokens, "numbers": numbers})

    def comes_from(joined: np.ndarray, first_number: int) -> bool:
        hidden = np.maximum(joined @ weights[21, 16] + _bias(weights, 16, model), 0)
        logits = hidden @ weights[16, 1] + _bias(weights, 1, model)
        short_cut = {shape: np.zeros(shape) for shape in weights}
        short_cut[21, 16][first_number : first_number + 5, :5] = np.eye(5)
        short_cut[16, 1][:5] = logits
        (wanted,) = _outputs(model, short_cut, {"tokens": tokens, "numbers": np.eye(5, dtype="float32")})
        return bool(np.allclose(found, wanted, atol=1e-3))

    return (
        _input_shapes(model) == {"tokens": (30,), "numbers": (5,)}
        and list(model.output_names) == ["sentiment"]
        and found.shape == (5, 1)
        and bool((found >= 0).all() and (found <= 1).all())
        and len(np.unique(found.round(3))) == 5
        and any(map(comes_from, _either_order(mean, numbers), (16, 0)))
    )


# --- 2-2-d ---


@oracle(
    "2-2-d",
    also_right=[
        """
camera = model_to_read().get_layer("camera")
twice_called = camera.name
its_parameters = sum(weight.size for weight in camera.get_weights())
price_parameters = len(model_to_read().get_layer("price").get_weights()[0]) + 1
""",
        """
described = model_to_read().get_config()["layers"]
twice_called = max(described, key=lambda layer: len(layer["inbound_nodes"]))["name"]
inputs, units = 784, 48
its_parameters = inputs * units + units
price_parameters = 2 * units + 8 + 1
""",
        """
counted = {layer.name: layer.count_params() for layer in model_to_read().layers}
twice_called = "".join(["cam", "era"])
its_parameters = np.array([784 + 1, 48]).prod()
price_parameters = counted["price"]
""",
    ],
    also_wrong=[
        """
twice_called, its_parameters, price_parameters = model_to_read().get_layer("camera"), 784 * 48 + 48, 105
""",
        """
twice_called, its_parameters, price_parameters = "camera", 105, 784 * 48 + 48
""",
        """
twice_called, its_parameters, price_parameters = "camera", "37680", "105"
""",
        """
twice_called, its_parameters, price_parameters = "add", 784 * 48 + 48, 105
""",
    ],
)
def graph_is_read(twice_called, its_parameters, price_parameters) -> bool:
    return (
        isinstance(twice_called, str)
        and twice_called == "camera"
        and _is_number(its_parameters)
        and its_parameters == (784 + 1) * 48
        and _is_number(price_parameters)
        and price_parameters == (48 + 48 + 8 + 1) * 1
    )
