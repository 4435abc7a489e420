"""Section 4-2: what is right, read from the tasks alone."""

import tempfile
from pathlib import Path

import keras
import numpy as np
from keras import layers

from tests.oracles import oracle


def _numbers(tensor) -> np.ndarray:
    return keras.ops.convert_to_numpy(tensor)


def _is_layer_class(answer) -> bool:
    return isinstance(answer, type) and issubclass(answer, layers.Layer)


def _is_registered(layer_class: type) -> bool:
    return keras.saving.get_registered_object(keras.saving.get_registered_name(layer_class)) is layer_class


def _saved_and_loaded(model: keras.Model) -> keras.Model:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.keras"
        model.save(file)
        return keras.models.load_model(file)


# --- 4-2-a ---


@oracle(
    "4-2-a",
    also_right=[
        """
class Brightest(layers.Layer):
    def call(self, x):
        return ops.nan_to_num(x / ops.max(ops.max(x, axis=2, keepdims=True), axis=1, keepdims=True))
""",
        """
class Brightest(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.pool = layers.GlobalMaxPooling2D(keepdims=True)

    def call(self, x):
        top = ops.squeeze(self.pool(ops.expand_dims(x, -1)), -1)
        return ops.where(top > 0, x / ops.where(top > 0, top, 1.0), 0.0)
""",
        """
def safe(top):
    is_black = ops.cast(ops.equal(top, 0), top.dtype)
    return top + is_black

class Brightest(layers.Layer):
    def build(self, input_shape):
        self.axes = tuple(range(1, len(input_shape)))

    def call(self, inputs):
        return ops.divide(inputs, safe(ops.max(inputs, self.axes, keepdims=True)))
""",
    ],
    also_wrong=[
        # The darkest pixel is not always 0.
        """
class Brightest(layers.Layer):
    def call(self, x):
        low, top = ops.min(x, axis=(1, 2), keepdims=True), ops.max(x, axis=(1, 2), keepdims=True)
        return (x - low) / ops.where(top == low, 1.0, top - low)
""",
        # A faint picture stays faint.
        """
class Brightest(layers.Layer):
    def call(self, x):
        return x / ops.maximum(ops.max(x, axis=(1, 2), keepdims=True), 0.1)
""",
        # One black picture decides for all.
        """
class Brightest(layers.Layer):
    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        return x / ops.where(ops.any(top == 0), 1.0, top)
""",
        # The brightest pixel becomes 1, and so do others.
        """
class Brightest(layers.Layer):
    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        return ops.where(x >= 0.5 * top, ops.sign(x), x / ops.where(top == 0, 1.0, top))
""",
        # Pictures of one size.
        """
class Brightest(layers.Layer):
    def call(self, x):
        top = ops.max(ops.reshape(x, (-1, 784)), axis=1)[:, None, None]
        return x / ops.where(top == 0, 1.0, top)
""",
        # It has a weight.
        """
class Brightest(layers.Layer):
    def build(self, input_shape):
        self.one = self.add_weight(shape=(), initializer="ones")

    def call(self, x):
        top = ops.max(x, axis=(1, 2), keepdims=True)
        return self.one * x / ops.where(top == 0, 1.0, top)
""",
    ],
)
def brightest_is_right(Brightest) -> bool:
    rng = np.random.default_rng(0)
    mixed = rng.uniform(0.1, 1, (5, 6, 9)) * np.array([1, 0, 0.004, 255, 0.7]).reshape(5, 1, 1)
    for pictures in (mixed, rng.uniform(0, 0.9, (2, 28, 28)), np.zeros((1, 4, 3))):
        pictures = pictures.astype("float32")
        top = np.array([picture.max() or 1 for picture in pictures]).reshape(-1, 1, 1)
        layer, given = Brightest(), pictures.copy()
        found = _numbers(layer(given))
        inputs = keras.Input(pictures.shape[1:])
        outputs = Brightest()(inputs)
        in_model = _numbers(keras.Model(inputs, outputs)(pictures))
        right = all(
            each.shape == pictures.shape and np.allclose(each, pictures / top, atol=1e-4) for each in (found, in_model)
        )
        if not (right and outputs.shape == inputs.shape and not layer.weights and np.array_equal(given, pictures)):
            return False
    return _is_layer_class(Brightest)


# --- 4-2-b ---


@oracle(
    "4-2-b",
    also_right=[
        """
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        for name, start in (("scale", 1.0), ("shift", 0.0)):
            weight = self.add_weight((input_shape[-1],), keras.initializers.Constant(start), name=name)
            setattr(self, name, weight)

    def call(self, x):
        return ops.einsum("...f,f->...f", x, self.scale) + self.shift
""",
        """
class Scale(layers.Layer):
    def build(self, input_shape):
        self.factor = self.add_weight(shape=input_shape[-1:], initializer="ones")

    def call(self, x):
        return x * self.factor

class Shift(layers.Layer):
    def build(self, input_shape):
        self.summand = self.add_weight(shape=input_shape[-1:], initializer="zeros")

    def call(self, x):
        return x + self.summand

class ScaleAndShift(layers.Layer):
    def __init__(self):
        super().__init__()
        self.first, self.second = Scale(), Shift()

    def call(self, x):
        return self.second(self.first(x))
""",
        """
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        *others, features = input_shape
        shape = [1] * len(others) + [features]
        self.w = self.add_weight(name="w", shape=shape, initializer="ones")
        self.b = self.add_weight(name="b", shape=shape, initializer="zeros")

    def call(self, x):
        return self.w * x + self.b

    def compute_output_shape(self, input_shape):
        return input_shape
""",
    ],
    also_wrong=[
        # A weight for each timestep, too.
        """
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(shape=input_shape[1:], initializer="ones")
        self.shift = self.add_weight(shape=input_shape[1:], initializer="zeros")

    def call(self, x):
        return x * self.scale + self.shift
""",
        # One of the two does not learn.
        """
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(shape=(input_shape[-1],), initializer="ones")
        self.shift = self.add_weight(shape=(input_shape[-1],), initializer="zeros", trainable=False)

    def call(self, x):
        return x * self.scale + self.shift
""",
        # Almost 1 at the start.
        """
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        start = keras.initializers.RandomNormal(mean=1.0, stddev=0.01)
        self.scale = self.add_weight(shape=(input_shape[-1],), initializer=start)
        self.shift = self.add_weight(shape=(input_shape[-1],), initializer="zeros")

    def call(self, x):
        return x * self.scale + self.shift
""",
        # The weight is not the scale.
        """
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(shape=(input_shape[-1],), initializer="zeros")
        self.shift = self.add_weight(shape=(input_shape[-1],), initializer="zeros")

    def call(self, x):
        return x * (1 + self.scale) + self.shift
""",
        # Not below 0.
        """
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(shape=(input_shape[-1],), initializer="ones", constraint="non_neg")
        self.shift = self.add_weight(shape=(input_shape[-1],), initializer="zeros")

    def call(self, x):
        return x * ops.abs(self.scale) + self.shift
""",
        # A shift that is always 0.
        """
class ScaleAndShift(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(shape=(input_shape[-1],), initializer="ones")
        self.shift = self.add_weight(shape=(input_shape[-1],), initializer="zeros")

    def call(self, x):
        return x * self.scale + 0 * self.shift
""",
    ],
)
def scale_and_shift_is_right(ScaleAndShift) -> bool:
    rng = np.random.default_rng(1)
    shapes = [(5, 3), (4, 6, 3), (1, 2, 5), (3, 1)]
    eager = all(_scales_and_shifts(ScaleAndShift(), rng.normal(size=shape).astype("float32")) for shape in shapes)
    outputs = [ScaleAndShift()(keras.Input(shape)) for shape in ((4,), (6, 3))]
    return _is_layer_class(ScaleAndShift) and eager and [out.shape for out in outputs] == [(None, 4), (None, 6, 3)]


def _scales_and_shifts(layer: keras.layers.Layer, x: np.ndarray) -> bool:
    features, given = x.shape[-1], x.copy()
    start = _numbers(layer(given))
    weights = layer.trainable_weights
    if not (np.array_equal(given, x) and start.shape == x.shape and np.allclose(start, x, atol=1e-6)):
        return False
    if layer.count_params() != 2 * features or sum(int(np.prod(weight.shape)) for weight in weights) != 2 * features:
        return False
    values = np.random.default_rng(2).normal(size=2 * features).astype("float32")
    for weight in weights:
        size = int(np.prod(weight.shape))
        weight.assign(values[:size].reshape(weight.shape))
        values = np.roll(values, -size)
    shift = _numbers(layer(np.zeros_like(x))).reshape(-1, features)[0]
    scale = _numbers(layer(np.ones_like(x))).reshape(-1, features)[0] - shift
    # Each number of the two is a weight of its own, whichever comes first.
    own = np.allclose(np.sort([*scale, *shift]), np.sort(values), atol=1e-5)
    return own and np.allclose(_numbers(layer(x)), x * scale + shift, atol=1e-5)


# --- 4-2-c ---


@oracle(
    "4-2-c",
    also_right=[
        """
@keras.saving.register_keras_serializable(package="lesson", name="ManyDistances")
class Distances(keras.layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k, self.initializer = k, initializer

    def build(self, input_shape):
        self.centers = self.add_weight((self.k, input_shape[-1]), self.initializer, name="centers")

    def call(self, x):
        return ops.sqrt(ops.einsum("nkf,nkf->nk", x[:, None] - self.centers, x[:, None] - self.centers))

    def compute_output_shape(self, input_shape):
        return tuple(input_shape[:1]) + (self.k,)

    def get_config(self):
        config = super().get_config()
        config["k"] = self.k
        config["initializer"] = keras.initializers.serialize(keras.initializers.get(self.initializer))
        return config
""",
        """
def register(layer_class):
    return keras.saving.register_keras_serializable("mine")(layer_class)

@register
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.initializer = keras.initializers.get(initializer)
        self.k = int(k)

    def build(self, input_shape):
        n, features = input_shape
        self.centers = self.add_weight(
            name="centers", shape=[self.k, features], initializer=self.initializer, trainable=True
        )

    def call(self, inputs):
        x = ops.reshape(inputs, (-1, 1, inputs.shape[-1]))
        return ops.linalg.norm(ops.subtract(x, self.centers[None]), ord=2, axis=2)

    def compute_output_shape(self, input_shape):
        return input_shape[0], self.k

    def get_config(self):
        return dict(super().get_config(), k=self.k, initializer=keras.saving.serialize_keras_object(self.initializer))

    @classmethod
    def from_config(cls, config):
        config = dict(config)
        initializer = keras.saving.deserialize_keras_object(config.pop("initializer"))
        return cls(config.pop("k"), initializer, **config)
""",
        """
@keras.saving.register_keras_serializable()
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        self.table = layers.Embedding(self.k, input_shape[1], embeddings_initializer=self.initializer)
        self.table.build()

    def call(self, x):
        columns = []
        for center in ops.unstack(ops.convert_to_tensor(self.table.embeddings), axis=0):
            columns.append(ops.sqrt(ops.sum((x - center) ** 2, axis=1, keepdims=True)))
        return ops.concatenate(columns, axis=1)

    def compute_output_shape(self, input_shape):
        batch, *_ = input_shape
        return (batch, self.k)

    def get_config(self):
        return {"initializer": keras.initializers.serialize(self.initializer), "k": self.k, **super().get_config()}
""",
    ],
    also_wrong=[
        # The class of the initializer without its settings.
        """
@keras.saving.register_keras_serializable("study")
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        self.centers = self.add_weight(shape=(self.k, input_shape[-1]), initializer=self.initializer)

    def call(self, x):
        return ops.norm(ops.expand_dims(x, 1) - self.centers, axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        return {**super().get_config(), "k": self.k, "initializer": type(self.initializer).__name__}
""",
        # The batch size is never known.
        """
@keras.saving.register_keras_serializable("study")
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        self.centers = self.add_weight(shape=(self.k, input_shape[-1]), initializer=self.initializer)

    def call(self, x):
        return ops.norm(ops.expand_dims(x, 1) - self.centers, axis=-1)

    def compute_output_shape(self, input_shape):
        return (None, self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "k": self.k, "initializer": initializer}
""",
        # The centers do not learn.
        """
@keras.saving.register_keras_serializable("study")
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        shape = (self.k, input_shape[-1])
        self.centers = self.add_weight(shape=shape, initializer=self.initializer, trainable=False)

    def call(self, x):
        return ops.norm(ops.expand_dims(x, 1) - self.centers, axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "k": self.k, "initializer": initializer}
""",
        # Another distance.
        """
@keras.saving.register_keras_serializable("study")
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", **kwargs):
        super().__init__(**kwargs)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        self.centers = self.add_weight(shape=(self.k, input_shape[-1]), initializer=self.initializer)

    def call(self, x):
        return ops.sum(ops.abs(ops.expand_dims(x, 1) - self.centers), axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        initializer = keras.initializers.serialize(self.initializer)
        return {**super().get_config(), "k": self.k, "initializer": initializer}
""",
        # Frozen centers come back thawed.
        """
@keras.saving.register_keras_serializable("study")
class Distances(layers.Layer):
    def __init__(self, k, initializer="uniform", name=None):
        super().__init__(name=name)
        self.k = k
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        self.centers = self.add_weight(shape=(self.k, input_shape[-1]), initializer=self.initializer)

    def call(self, x):
        return ops.norm(ops.expand_dims(x, 1) - self.centers, axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.k)

    def get_config(self):
        return {"name": self.name, "k": self.k, "initializer": keras.initializers.serialize(self.initializer)}
""",
    ],
)
def distances_are_right(Distances) -> bool:
    return (
        _is_layer_class(Distances)
        and _is_registered(Distances)
        and _measures(Distances)
        and _starts_with_initializer(Distances)
        and _comes_back(Distances)
    )


def _measures(Distances) -> bool:
    rng = np.random.default_rng(3)
    for k, features, many in ((4, 3, 6), (1, 5, 1), (7, 2, 3)):
        layer, x = Distances(k), rng.normal(size=(many, features)).astype("float32")
        layer(x)
        centers = rng.normal(size=(k, features)).astype("float32")
        if [tuple(weight.shape) for weight in layer.trainable_weights] != [(k, features)] or len(layer.weights) != 1:
            return False
        layer.set_weights([centers])
        x[0] = centers[0]
        expected = np.array([[np.linalg.norm(row - center) for center in centers] for row in x])
        found = _numbers(layer(x))
        shapes = [tuple(layer.compute_output_shape((batch, features))) for batch in (None, 9)]
        if shapes != [(None, k), (9, k)] or found.shape != (many, k) or not np.allclose(found, expected, atol=5e-3):
            return False
        # At a center itself a rounding error grows under the root; elsewhere it does not.
        if not np.allclose(found[1:], expected[1:], atol=1e-4):
            return False
    return True


def _starts_with_initializer(Distances) -> bool:
    def centers(initializer):
        layer = Distances(50, initializer=initializer)
        layer.build((None, 20))
        return layer.get_weights()[0]

    wide = centers(keras.initializers.RandomNormal(stddev=2, seed=1))
    return (
        np.all(centers("ones") == 1)
        and np.allclose(centers(keras.initializers.Constant(0.37)), 0.37)
        and 1.7 < wide.std() < 2.3
    )


def _comes_back(Distances) -> bool:
    rng = np.random.default_rng(4)
    inputs = keras.Input((3,))
    near = Distances(5, keras.initializers.RandomNormal(stddev=2), name="near")
    far = Distances(2, initializer="ones", name="far")
    far.trainable = False
    model = keras.Model(inputs, far(near(inputs)))
    model.set_weights([rng.normal(size=array.shape).astype("float32") for array in model.get_weights()])
    x = rng.normal(size=(4, 3)).astype("float32")

    loaded = _saved_and_loaded(model)
    near_again, far_again = (loaded.get_layer(layer.name) for layer in (near, far))
    if not np.allclose(_numbers(loaded(x)), _numbers(model(x)), atol=1e-5) or far_again.trainable:
        return False
    return 1.7 < _new_centers(near_again).std() < 2.3 and np.all(_new_centers(far_again) == 1)


def _new_centers(layer: keras.layers.Layer) -> np.ndarray:
    """The centers with which another layer with the config of this one starts, on many features."""
    recipe = keras.saving.serialize_keras_object(layer)
    del recipe["build_config"]
    new = keras.saving.deserialize_keras_object(recipe)
    new.build((None, 400))
    return new.get_weights()[0]


# --- 4-2-d ---


@oracle(
    "4-2-d",
    also_right=[
        """
@keras.saving.register_keras_serializable(package="pools")
class GeM(layers.Layer):
    def __init__(self, p=3, **kwargs):
        super().__init__(**kwargs)
        self.p = p
        self.power = self.add_weight(name="power", initializer=keras.initializers.Constant(float(p)), trainable=True)

    def call(self, inputs):
        n, height, width, channels = inputs.shape
        pixels = ops.reshape(ops.maximum(inputs, 1e-6), (-1, height * width, channels))
        return ops.power(ops.mean(ops.power(pixels, self.power), axis=1), ops.reciprocal(self.power))

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[3])

    def get_config(self):
        config = {"p": self.p}
        config.update(super().get_config())
        return config
""",
        """
@keras.saving.register_keras_serializable()
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.first = p

    def build(self, input_shape):
        self.exponent = keras.Variable(self.first, dtype="float32", name="exponent")

    def call(self, x):
        logs = ops.log(ops.where(x < 1e-6, 1e-6, x))
        rows = ops.logsumexp(self.exponent * logs, axis=1)
        both = ops.logsumexp(rows, axis=1)
        size = ops.cast(ops.shape(x)[1] * ops.shape(x)[2], "float32")
        return ops.exp((both - ops.log(size)) / self.exponent)

    def get_config(self):
        return dict(p=self.first, **super().get_config())
""",
        """
class Power(layers.Layer):
    def call(self, x, p):
        return x**p

class GeM(keras.layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start, self.raised = p, Power()

    def build(self, input_shape):
        self.p = self.add_weight(shape=(), initializer="ones", name="p")
        self.p.assign(self.start * self.p)

    def call(self, x):
        x = self.raised(ops.maximum(x, 1e-6), self.p)
        x = ops.mean(ops.mean(x, axis=1), axis=1)
        return self.raised(x, 1 / self.p)

    def get_config(self):
        return super().get_config() | {"p": float(self.start)}

keras.saving.register_keras_serializable("study", "PowerMean")(GeM)
""",
    ],
    also_wrong=[
        # A map of zeros.
        """
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        return ops.mean(ops.relu(x) ** self.p, axis=(1, 2)) ** (1 / self.p)

    def get_config(self):
        return {**super().get_config(), "p": self.start}
""",
        # The weight is there, but the layer reckons with its first value.
        """
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        return ops.mean(ops.maximum(x, 1e-6) ** self.start, axis=(1, 2)) ** (1 / self.start) + 0 * self.p

    def get_config(self):
        return {**super().get_config(), "p": self.start}
""",
        # A power for each channel.
        """
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        start = keras.initializers.Constant(self.start)
        self.p = self.add_weight(name="p", shape=(input_shape[-1],), initializer=start)

    def call(self, x):
        return ops.mean(ops.maximum(x, 1e-6) ** self.p, axis=(1, 2)) ** (1 / self.p)

    def get_config(self):
        return {**super().get_config(), "p": self.start}
""",
        # Always begins at 3.
        """
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(3.0))

    def call(self, x):
        return ops.mean(ops.maximum(x, 1e-6) ** self.p, axis=(1, 2)) ** (1 / self.p)

    def get_config(self):
        return {**super().get_config(), "p": self.start}
""",
        # The root of each number instead of the root of the mean, taken first.
        """
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        rows = ops.mean(ops.maximum(x, 1e-6) ** self.p, axis=1) ** (1 / self.p)
        return ops.mean(rows, axis=1)

    def get_config(self):
        return {**super().get_config(), "p": self.start}
""",
        # A frozen layer comes back thawed.
        """
@keras.saving.register_keras_serializable("study")
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        return ops.mean(ops.maximum(x, 1e-6) ** self.p, axis=(1, 2)) ** (1 / self.p)

    def get_config(self):
        return {"name": self.name, "p": self.start}
""",
        # Not registered.
        """
class GeM(layers.Layer):
    def __init__(self, p=3.0, **kwargs):
        super().__init__(**kwargs)
        self.start = p

    def build(self, input_shape):
        self.p = self.add_weight(name="p", shape=(), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        return ops.mean(ops.maximum(x, 1e-6) ** self.p, axis=(1, 2)) ** (1 / self.p)

    def get_config(self):
        return {**super().get_config(), "p": self.start}
""",
    ],
)
def gem_is_right(GeM) -> bool:
    if not (_is_layer_class(GeM) and _is_registered(GeM)):
        return False
    rng = np.random.default_rng(5)
    maps = rng.normal(1, 1, (3, 4, 6, 5)).astype("float32")
    maps[:, :, :, 0] = 0
    maps[:, :, :, 1] *= -1
    started = [(GeM(), 3), (GeM(p=5), 5), (GeM(p=1.5), 1.5)]
    return all(_pools(layer, p, maps) for layer, p in started) and _pools(GeM(p=2), 2, maps[:1, :2]) and _is_kept(GeM)


def _pools(layer: keras.layers.Layer, start: float, maps: np.ndarray) -> bool:
    def agrees(p):
        expected = (np.maximum(maps.astype("float64"), 1e-6) ** p).mean(axis=(1, 2)) ** (1 / p)
        found = _numbers(layer(given))
        return found.shape == expected.shape and np.allclose(found, expected, rtol=1e-3, atol=1e-9)

    given = maps.copy()
    if not agrees(start) or not np.array_equal(given, maps) or layer.get_config()["p"] != start:
        return False
    if [tuple(weight.shape) for weight in layer.weights] != [()] or len(layer.trainable_weights) != 1:
        return False
    learned = start + 0.7
    layer.trainable_weights[0].assign(learned)
    return agrees(learned)


def _is_kept(GeM) -> bool:
    inputs = keras.Input((5, 4, 3))
    layer = GeM(p=5, name="pooling_of_maps")
    model = keras.Model(inputs, layer(inputs))
    fresh = GeM.from_config(layer.get_config())
    fresh.build((None, 5, 4, 3))
    layer.weights[0].assign(4.25)
    layer.trainable = False

    loaded = _saved_and_loaded(model)
    again = loaded.get_layer("pooling_of_maps")
    x = np.random.default_rng(6).uniform(0, 2, (2, 5, 4, 3)).astype("float32")
    same = np.allclose(_numbers(loaded(x)), _numbers(model(x)), rtol=1e-5)
    alike = again.get_config()["p"] == layer.get_config()["p"] and not again.trainable
    starts = [float(each.weights[0]) for each in (fresh, again)]
    return same and alike and model.output_shape == (None, 3) and np.allclose(starts, [5, 4.25])
