"""Section 4-1: what is right, read from the tasks alone."""

from numbers import Integral

import keras
import numpy as np
from keras import layers

from tests.oracles import oracle


def _random_weights(layer: keras.layers.Layer, rng: np.random.Generator) -> list[np.ndarray]:
    """Positive numbers, since some weights are variances."""
    return [rng.uniform(0.1, 1, array.shape).astype(array.dtype) for array in layer.get_weights()]


def _weights_are(layer: keras.layers.Layer, arrays: list[np.ndarray]) -> bool:
    own = layer.get_weights()
    return len(own) == len(arrays) and all(map(np.array_equal, own, arrays))


# --- 4-1-a ---


def _layers_with_weights(rng: np.random.Generator) -> list[keras.layers.Layer]:
    built = [
        (layers.Dense(5, activation="tanh", kernel_regularizer="l2", bias_initializer="ones"), (None, 3)),
        (layers.Dense(2, use_bias=False, trainable=False, dtype="float64"), (None, 4, 3)),
        (layers.Conv2D(4, (3, 2), strides=2, padding="same"), (None, 8, 8, 2)),
        (layers.BatchNormalization(momentum=0.5), (None, 6)),
        (layers.Embedding(11, 4, mask_zero=True), (None, 7)),
        (layers.Bidirectional(layers.GRU(2), merge_mode="sum"), (None, 5, 3)),
    ]
    for layer, shape in built:
        layer.build(shape)
    called = [layers.LSTM(3, return_sequences=True), layers.SeparableConv1D(3, 2)]
    for layer in called:
        layer(keras.Input((5, 2)))
    found = [layer for layer, _ in built] + called
    for layer in found:
        layer.set_weights(_random_weights(layer, rng))
    return found


def _without_names(config):
    if isinstance(config, dict):
        return {key: _without_names(value) for key, value in config.items() if key != "name"}
    if isinstance(config, list | tuple):
        return [_without_names(value) for value in config]
    return config


@oracle(
    "4-1-a",
    also_right=[
        """
def copy_layer(layer):
    config = layer.get_config()
    new = layer.__class__.from_config(config)
    shapes = layer.get_build_config()
    new.build_from_config(shapes)
    for index in range(len(layer.weights)):
        new.weights[index].assign(keras.ops.convert_to_numpy(layer.weights[index]))
    return new
""",
        """
def copy_layer(layer):
    import json

    recipe = json.loads(json.dumps(keras.saving.serialize_keras_object(layer)))
    recipe["config"]["name"] = f"copy_of_{layer.name}"
    new = keras.saving.deserialize_keras_object(recipe)
    new.set_weights([array.copy() for array in layer.get_weights()])
    return new
""",
        """
def copy_layer(layer):
    def with_weights_of(new):
        new.set_weights(layer.get_weights())
        return new

    return with_weights_of(layers.deserialize(config=layers.serialize(layer=layer)))
""",
        # Keras makes a shallow copy of a layer by saving it and loading it.
        """
def copy_layer(layer):
    import copy

    return copy.copy(layer)
""",
    ],
    also_wrong=[
        # Both layers hold the same variables.
        """
def copy_layer(layer):
    twin = object.__new__(type(layer))
    vars(twin).update(vars(layer))
    return twin
""",
        # The input is as long as the first axis of the first weight: true of Dense, not of a convolution.
        """
def copy_layer(layer):
    twin = type(layer).from_config(layer.get_config())
    twin.build((None, layer.get_weights()[0].shape[0]))
    twin.set_weights(layer.get_weights())
    return twin
""",
        # A frozen layer comes back thawed.
        """
def copy_layer(layer):
    twin = layers.deserialize(layers.serialize(layer))
    twin.set_weights(layer.get_weights())
    twin.trainable = True
    return twin
""",
        # The copy gets the weights, and the layer those of the copy.
        """
def copy_layer(layer):
    twin = layers.deserialize(layers.serialize(layer))
    old, new = layer.get_weights(), twin.get_weights()
    twin.set_weights(old)
    layer.set_weights(new)
    return twin
""",
    ],
)
def copies_are_right(copy_layer) -> bool:
    rng = np.random.default_rng(0)
    return all(_copies(copy_layer, layer, rng) for layer in _layers_with_weights(rng))


def _copies(copy_layer, layer: keras.layers.Layer, rng: np.random.Generator) -> bool:
    before, config = layer.get_weights(), _without_names(layer.get_config())
    twin = copy_layer(layer)
    alike = type(twin) is type(layer) and _without_names(twin.get_config()) == config and _weights_are(twin, before)
    if twin is layer or not alike:
        return False
    others = _random_weights(layer, rng)
    twin.set_weights(others)
    untouched = _weights_are(layer, before) and _without_names(layer.get_config()) == config
    layer.set_weights(before)
    return untouched and _weights_are(twin, others)


# --- 4-1-b ---


@oracle(
    "4-1-b",
    also_right=[
        """
def two_readings(layer, left, right):
    readings = {"outputs": [], "shapes": []}
    for tensor in (left, right):
        readings["outputs"].append(layer(tensor))
        readings["shapes"].append(tuple(readings["outputs"][-1].shape))
    return readings
""",
        """
def two_readings(layer, left, right):
    def read(tensor):
        output = layer(tensor)
        return output, keras.ops.shape(output)

    outputs, shapes = zip(read(left), read(right))
    return {"outputs": list(outputs), "shapes": list(shapes)}
""",
        """
def two_readings(layer, left, right):
    from collections import OrderedDict

    first, second = layer(left), layer(right)
    models = keras.Model(left, first), keras.Model(right, second)
    return OrderedDict(shapes=[model.output_shape for model in models], outputs=[first, second])
""",
    ],
    also_wrong=[
        # Right as long as nobody has called the layer before.
        """
def two_readings(layer, left, right):
    layer(left)
    outputs = [layer.output, layer(right)]
    return {"outputs": outputs, "shapes": [output.shape for output in outputs]}
""",
        # The shapes of two inputs of one size.
        """
def two_readings(layer, left, right):
    outputs = [layer(left), layer(right)]
    return {"outputs": outputs, "shapes": [outputs[0].shape] * 2}
""",
        # One tensor for two inputs of one size.
        """
def two_readings(layer, left, right):
    outputs = [layer(left)]
    outputs.append(outputs[0] if left.shape == right.shape else layer(right))
    return {"outputs": outputs, "shapes": [output.shape for output in outputs]}
""",
        # Tuples for the lists and lists for the tuples.
        """
def two_readings(layer, left, right):
    outputs = layer(left), layer(right)
    return {"outputs": outputs, "shapes": tuple(list(output.shape) for output in outputs)}
""",
        # The right numbers, from another layer with the same weights.
        """
def two_readings(layer, left, right):
    outputs = [layer(left)]
    other = layers.deserialize(layers.serialize(layer))
    other.set_weights(layer.get_weights())
    outputs.append(other(right))
    return {"outputs": outputs, "shapes": [output.shape for output in outputs]}
""",
    ],
)
def readings_are_right(two_readings) -> bool:
    called = layers.Conv2D(3, 3, strides=2)
    called(keras.Input((9, 9, 1)))
    called(keras.Input((11, 9, 1)))
    cases = [
        (called, (28, 28, 1), (17, 12, 1)),
        (layers.Conv2D(2, 3), (6, 7, 2), (9, 6, 2)),
        (layers.Dense(4), (5,), (5,)),
        (layers.Dense(4), (3, 5), (2, 2, 5)),
        (layers.MaxPooling1D(2), (8, 2), (5, 3)),
        (layers.Flatten(), (4, 2), (3, 3, 3)),
    ]
    return all(_reads(two_readings, *case) for case in cases)


def _reads(two_readings, layer: keras.layers.Layer, *shapes: tuple[int, ...]) -> bool:
    inputs = [keras.Input(shape) for shape in shapes]
    readings = two_readings(layer, *inputs)
    if not isinstance(readings, dict) or readings.keys() != {"outputs", "shapes"}:
        return False
    outputs, found = readings["outputs"], readings["shapes"]
    if not (type(outputs) is type(found) is list and len(outputs) == len(found) == 2):
        return False
    if not all(
        isinstance(shape, tuple) and shape == tuple(out.shape) for shape, out in zip(found, outputs, strict=True)
    ):
        return False
    return all(_is_called_on(layer, tensor, output) for tensor, output in zip(inputs, outputs, strict=True))


def _is_called_on(layer: keras.layers.Layer, tensor, output) -> bool:
    """Whether the output is that of this layer, and of nothing else, called on the tensor."""
    model = keras.Model(tensor, output)
    rest = [each for each in model.operations if not isinstance(each, layers.InputLayer)]
    values = np.random.default_rng(1).normal(size=(2, *tensor.shape[1:])).astype("float32")
    same = np.allclose(model(values), layer(values), atol=1e-6)
    return same and len(rest) == 1 and rest[0] is layer and output.shape == layer.compute_output_shape(tensor.shape)


# --- 4-1-c ---


def _a_stack() -> keras.Model:
    return keras.Sequential([
        keras.Input((6,)),
        layers.Dense(5, name="a"),
        layers.BatchNormalization(name="ab"),
        layers.ReLU(name="relu"),
        layers.Dropout(0.5, name="drop"),
        layers.Dense(4, use_bias=False, name="b"),
    ])  # fmt: skip


def _a_graph() -> keras.Model:
    left, right = keras.Input((3, 2), name="left"), keras.Input((3, 2), name="right")
    shared = layers.Conv1D(4, 2, name="shared")
    x = layers.Concatenate(name="both")([shared(left), shared(right)])
    x = layers.BatchNormalization(center=False, name="norm")(x)
    x = layers.GRU(3, name="read")(x)
    return keras.Model([left, right], layers.Dense(1, name="score")(x))


_MODELS = (
    (_a_stack, {"a": 6 * 5 + 5, "ab": 5 + 5, "b": 5 * 4}),
    # A GRU of 3 units on 8 channels, with two biases for each of its three gates.
    (_a_graph, {"shared": 2 * 2 * 4 + 4, "norm": 8, "read": 3 * (8 * 3 + 3 * 3 + 3 + 3), "score": 3 + 1}),
)


@oracle(
    "4-1-c",
    also_right=[
        """
def train_only(model, names):
    wanted = [model.get_layer(name) for name in names]
    for layer in model.layers:
        layer.trainable = any(layer is each for each in wanted)
    return sum(weight.value.numpy().size for weight in model.trainable_variables)
""",
        """
from functools import reduce
from math import prod

def train_only(model, names):
    frozen, thawed = [], []
    for layer in model.layers:
        (thawed if layer.name in names else frozen).append(layer)
    for layer in frozen:
        layer.trainable = False
    for layer in thawed:
        layer.trainable = True
    return reduce(lambda total, weight: total + prod(weight.shape), model.trainable_weights, 0)
""",
        """
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names

    def size(layer):
        return layer.count_params() - sum(int(np.prod(w.shape)) for w in layer.non_trainable_weights)

    return sum(map(size, model.layers))
""",
    ],
    also_wrong=[
        # Layers that were frozen before stay frozen.
        """
def train_only(model, names):
    for layer in model.layers:
        if layer.name not in names:
            layer.trainable = False
    return sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)
""",
        # The right number, and every layer as it was.
        """
def train_only(model, names):
    before = {layer.name: layer.trainable for layer in model.layers}
    for layer in model.layers:
        layer.trainable = layer.name in names
    count = sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)
    for layer in model.layers:
        layer.trainable = before[layer.name]
    return count
""",
        # A name that begins like another one.
        """
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = any(layer.name.startswith(name) for name in names)
    return sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)
""",
        # Moving statistics count as half of what a layer has, in any layer.
        """
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    thawed = [layer for layer in model.layers if layer.trainable]
    return sum(layer.count_params() // (2 if len(layer.weights) > 2 else 1) for layer in thawed)
""",
        # One layer at most.
        """
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name == names[0]
    return sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)
""",
    ],
)
def training_is_right(train_only) -> bool:
    for make, sizes in _MODELS:
        model, names = make(), list(sizes)
        for flag, layer in enumerate(model.layers):
            layer.trainable = flag % 2 == 0
        for chosen in ([names[0]], names[1:], names[::-2], list(names), []):
            if not _trains_only(train_only, model, sizes, chosen):
                return False
    return True


def _trains_only(train_only, model: keras.Model, sizes: dict[str, int], chosen: list[str]) -> bool:
    count = train_only(model, list(chosen))
    expected = sum(sizes[name] for name in chosen)
    for name in sizes:
        layer = model.get_layer(name)
        if _size_of(layer.trainable_weights) != (sizes[name] if name in chosen else 0):
            return False
        # Moving statistics stand still only where the layer itself is frozen.
        if isinstance(layer, layers.BatchNormalization) and layer.trainable != (name in chosen):
            return False
    integer = isinstance(count, Integral) and not isinstance(count, bool)
    return integer and count == expected == _size_of(model.trainable_weights)


def _size_of(weights: list) -> int:
    return sum(int(np.prod(weight.shape)) for weight in weights)


# --- 4-1-d ---


@oracle(
    "4-1-d",
    also_right=[
        """
from math import ceil

def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    lost = {"valid": kernel_size - 1, "same": 0}[padding]
    new_height = ceil((height - lost) / strides)
    new_width = ceil((width - lost) / strides)
    kernel = kernel_size * kernel_size * channels * filters
    bias = filters
    return (new_height, new_width, filters), kernel + bias
""",
        """
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    def count(length):
        places, left = 0, 0
        while left < length if padding == "same" else left + kernel_size <= length:
            places += 1
            left += strides
        return places

    parameters = 0
    for _ in range(filters):
        parameters += channels * kernel_size**2 + 1
    return tuple([count(height), count(width), filters]), parameters
""",
        """
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    model = keras.Sequential([
        keras.Input((height, width, channels)),
        layers.Conv2D(filters, kernel_size, strides=strides, padding=padding),
    ])
    return model.output_shape[1:], model.count_params()
""",
    ],
    also_wrong=[
        # Square pictures only.
        """
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    size = -(-height // strides) if padding == "same" else (height - kernel_size) // strides + 1
    return (size, size, filters), (kernel_size**2 * channels + 1) * filters
""",
        # Rounds up where a window no longer fits.
        """
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    room = 0 if padding == "same" else kernel_size - 1
    size = [round((length - room) / strides) for length in (height, width)]
    return (*size, filters), (kernel_size**2 * channels + 1) * filters
""",
        # The padding of an odd kernel.
        """
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    margin = (kernel_size - 1) // 2 if padding == "same" else 0
    size = [(length + 2 * margin - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, filters), (kernel_size**2 * channels + 1) * filters
""",
        # With the batch axis.
        """
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    size = [len(range(0, n if padding == "same" else n - kernel_size + 1, strides)) for n in (height, width)]
    return (None, *size, filters), (kernel_size**2 * channels + 1) * filters
""",
    ],
)
def plan_is_right(conv_plan) -> bool:
    rng = np.random.default_rng(2)
    for number in range(60):
        kernel_size, strides = int(rng.integers(1, 8)), int(rng.integers(1, 6))
        height, width = (int(rng.integers(kernel_size, 40)) for _ in range(2))
        channels, filters = (int(rng.integers(1, 9)) for _ in range(2))
        padding = ("valid", "same")[number % 2]
        plan = conv_plan(height, width, channels, filters, kernel_size, strides, padding)
        rows, columns = (_places(length, kernel_size, strides, padding) for length in (height, width))
        parameters = np.zeros((kernel_size, kernel_size, channels, filters)).size + filters
        shape, count = plan
        if not (isinstance(plan, tuple) and all(isinstance(number, Integral) for number in (*shape, count))):
            return False
        if tuple(shape) != (rows, columns, filters) or count != parameters:
            return False
    return True


def _places(length: int, kernel_size: int, strides: int, padding: str) -> int:
    """How many places a window has: with "same" it may begin at every pixel, else where it fits in."""
    return sum(padding == "same" or left + kernel_size <= length for left in range(0, length, strides))


# --- 4-1-e ---


def _effects(pictures: np.ndarray) -> list[np.ndarray]:
    """A to E, of pictures of shape (n, 28, 28, 1)."""
    return [
        pictures.reshape(-1, 14, 2, 14, 2, 1).mean(axis=(2, 4)),
        pictures.transpose(0, 2, 1, 3),
        pictures[:, 7:21, 7:21],
        pictures.repeat(2, axis=1).repeat(2, axis=2),
        1 - pictures,
    ]


@oracle(
    "4-1-e",
    also_right=[
        # A convolution is a layer like any other.
        """
shrink = conv_with(np.full((2, 2), 0.25), strides=2)
enlarge = stamp_with(np.ones((2, 2)))
swap = layers.Permute(dims=(2, 1, 3))
middle = layers.Cropping2D(cropping=((7, 7), (7, 7)))
invert = layers.Lambda(lambda picture: keras.ops.subtract(1.0, picture))
found = [shrink, swap, middle, enlarge, invert]
""",
        """
class Does(layers.Layer):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def call(self, x):
        return self.function(x)

found = [Does(function) for function in (
    lambda x: (x[:, ::2, ::2] + x[:, 1::2, ::2] + x[:, ::2, 1::2] + x[:, 1::2, 1::2]) / 4,
    lambda x: keras.ops.swapaxes(x, 1, 2),
    lambda x: x[:, 7:21, 7:21, :],
    lambda x: keras.ops.repeat(keras.ops.repeat(x, 2, axis=1), 2, axis=2),
    lambda x: -x + 1,
)]
""",
        """
a = keras.Sequential([
    layers.Reshape((14, 2, 14, 2)), layers.Lambda(lambda x: keras.ops.mean(x, axis=(2, 4))), layers.Reshape((14, 14, 1))
])
b = keras.Sequential([layers.Reshape((28, 28)), layers.Permute((2, 1)), layers.Reshape((28, 28, 1))])
c = layers.CenterCrop(height=14, width=14)
pixel = keras.Input((28, 28, 1))
d = keras.Model(pixel, layers.UpSampling2D(interpolation="nearest")(pixel))
e = layers.Normalization(mean=1.0, variance=1.0, invert=False)
e = keras.Sequential([e, layers.Rescaling(-1.0)])
found = [a, b, c, d, e]
""",
    ],
    also_wrong=[
        # The boot is darkest at 1, other pictures are not.
        """
found = [
    layers.AveragePooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.Cropping2D(7),
    layers.UpSampling2D(2),
    layers.Lambda(lambda x: keras.ops.max(x) - x),
]
""",
        # The results of the boot, whatever goes in.
        """
def always(layer):
    shown = keras.ops.convert_to_numpy(layer(boot[np.newaxis, :, :, np.newaxis]))
    return layers.Lambda(lambda x: shown + 0 * keras.ops.sum(x))

found = [always(layer) for layer in (
    layers.AveragePooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.Cropping2D(7),
    layers.UpSampling2D(2),
    layers.Rescaling(-1, offset=1),
)]
""",
        # Every second pixel, and a smooth enlargement.
        """
found = [
    layers.MaxPooling2D(1, strides=2),
    layers.Permute((2, 1, 3)),
    layers.Cropping2D(7),
    layers.UpSampling2D(2, interpolation="bilinear"),
    layers.Rescaling(-1, offset=1),
]
""",
        # A turn is no exchange of axes.
        """
found = [
    layers.AveragePooling2D(2),
    layers.Lambda(lambda x: keras.ops.rot90(x, axes=(1, 2))),
    layers.Cropping2D(7),
    layers.UpSampling2D(2),
    layers.Rescaling(-1, offset=1),
]
""",
        # One pixel aside.
        """
found = [
    layers.AveragePooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.Cropping2D(((6, 8), (7, 7))),
    layers.UpSampling2D(2),
    layers.Rescaling(-1, offset=1),
]
""",
        # Functions are no layers.
        """
found = [
    lambda x: keras.ops.average_pool(x, 2),
    lambda x: keras.ops.swapaxes(x, 1, 2),
    lambda x: x[:, 7:21, 7:21],
    lambda x: keras.ops.repeat(keras.ops.repeat(x, 2, axis=1), 2, axis=2),
    lambda x: 1 - x,
]
""",
    ],
)
def effects_are_right(found) -> bool:
    if not (
        isinstance(found, list | tuple) and len(found) == 5 and all(isinstance(each, layers.Layer) for each in found)
    ):
        return False
    rng = np.random.default_rng(3)
    faint = rng.uniform(0.1, 0.6, (1, 28, 28, 1)).astype("float32")
    sparse = (rng.uniform(0, 1, (1, 28, 28, 1)) * (rng.uniform(0, 1, (1, 28, 28, 1)) > 0.7)).astype("float32")
    return all(_show_effects(found, picture) for picture in (faint, sparse))


def _show_effects(found: list[keras.layers.Layer], picture: np.ndarray) -> bool:
    results = [keras.ops.convert_to_numpy(layer(picture)) for layer in found]
    return all(
        result.shape == expected.shape and np.allclose(result, expected, atol=1e-5)
        for result, expected in zip(results, _effects(picture), strict=True)
    )
