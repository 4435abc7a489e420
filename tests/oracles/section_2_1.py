"""Section 2-1: what is right, read from the tasks alone."""

from collections.abc import Iterator

import keras
import numpy as np
from keras import layers

from tests.oracles import oracle


def _is_number(value) -> bool:
    """Whether it is one number: Python's, NumPy's, or alone in an array."""
    is_numeric = isinstance(value, int | float | np.number | np.ndarray) and np.asarray(value).dtype.kind in "iuf"
    return is_numeric and np.ndim(value) == 0


def _output(model, x: np.ndarray) -> np.ndarray:
    """What a model with a single output returns."""
    (output,) = keras.tree.flatten(model(x))
    return keras.ops.convert_to_numpy(output).astype("float64")


def _are_probabilities(rows: np.ndarray) -> bool:
    return bool((rows >= 0).all() and np.allclose(rows.sum(axis=-1), 1, atol=1e-3))


# --- 2-1-a ---


def _shapes_and_parameters() -> tuple[list[tuple], int]:
    """The answer, by the rules of convolution and pooling."""
    after_first = 28 - 3 + 1
    pooled = after_first // 2
    pooled_twice = pooled // 2
    shapes = [(after_first, after_first, 8), (pooled, pooled, 8), (pooled, pooled, 16)]
    shapes += [(pooled_twice, pooled_twice, 16), (pooled_twice * pooled_twice * 16,), (10,)]
    return shapes, 5 * 5 * 8 * 16 + 16


@oracle(
    "2-1-a",
    also_right=[
        """
def pooled(shape):
    return (shape[0] // 2, shape[1] // 2, shape[2])

shapes = [(28 - 3 + 1, 28 - 3 + 1, 8)]
shapes.append(pooled(shapes[-1]))
shapes.append(shapes[-1][:2] + (16,))
shapes.append(pooled(shapes[-1]))
shapes.append((int(np.prod(shapes[-1])),))
shapes.append((10,))
parameters = 16 * (5 * 5 * 8) + 16
""",
        """
shape, shapes = (1, 28, 28, 1), []
for layer in [layers.Conv2D(8, 3), layers.MaxPooling2D(2), layers.Conv2D(16, 5, padding="same"),
              layers.MaxPooling2D(2), layers.Flatten(), layers.Dense(10)]:
    layer.build(shape)
    shape = layer.compute_output_shape(shape)
    shapes.append(tuple(shape[1:]))
    if len(shapes) == 3:
        parameters = layer.count_params()
""",
        """
x, shapes = keras.ops.zeros((1, 28, 28, 1)), []
third = layers.Conv2D(filters=16, kernel_size=(5, 5), padding="same")
for layer in (layers.Conv2D(8, (3, 3)), layers.MaxPool2D(), third, layers.MaxPool2D(), layers.Flatten(), layers.Dense(10)):
    x = layer(x)
    shapes.append(tuple(x[0].shape))
parameters = sum(weight.size for weight in third.get_weights())
""",
    ],
    also_wrong=[
        """
shapes = [(None, 26, 26, 8), (None, 13, 13, 8), (None, 13, 13, 16), (None, 6, 6, 16), (None, 576), (None, 10)]
parameters = 3216
""",
        """
shapes = [(8, 26, 26), (8, 13, 13), (16, 13, 13), (16, 6, 6), (576,), (10,)]
parameters = 3216
""",
        """
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6.5, 6.5, 16), (676,), (10,)]
parameters = 3216
""",
        """
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (576,), (10,)]
parameters = 576 * 10 + 10
""",
        """
shapes = [(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (576,), (10,)]
parameters = "3216"
""",
        """
shapes = {(26, 26, 8), (13, 13, 8), (13, 13, 16), (6, 6, 16), (576,), (10,)}
parameters = 3216
""",
    ],
)
def shapes_are_right(shapes, parameters) -> bool:
    wanted_shapes, wanted_parameters = _shapes_and_parameters()
    return (
        isinstance(shapes, list | tuple)
        and all(isinstance(shape, list | tuple) and all(map(_is_number, shape)) for shape in shapes)
        and [tuple(shape) for shape in shapes] == wanted_shapes
        and _is_number(parameters)
        and parameters == wanted_parameters
    )


# --- 2-1-b ---


def _outputs_over_trainings(model) -> Iterator[np.ndarray]:
    """What the model says of vectors of length 100, with several weights that training might lead to."""
    random = np.random.default_rng(0)
    before = [keras.ops.convert_to_numpy(variable) for variable in model.trainable_variables]
    try:
        for size in (0.05, 0.2, 0.2, 0.2, 1, 1, 50):
            yield _output(model, random.integers(0, 10, size=(16, 100)).astype("float32"))
            for variable in model.trainable_variables:
                variable.assign(random.normal(0, size, size=variable.shape))
        yield _output(model, random.integers(0, 10, size=(16, 100)).astype("float32"))
    finally:
        for variable, value in zip(model.trainable_variables, before, strict=True):
            variable.assign(value)


def _loss(model, labels: np.ndarray, outputs: np.ndarray) -> float:
    """The loss that was compiled, without what the layers in between add to it."""
    loss = model.compute_loss(y=labels, y_pred=outputs.astype("float32"))
    return float(keras.ops.convert_to_numpy(loss)) - sum(map(float, model.losses))


def _has_adam(model) -> bool:
    return type(model.optimizer) is keras.optimizers.Adam


def _tells_ten_classes(model) -> bool:
    outputs = list(_outputs_over_trainings(model))
    random = np.random.default_rng(1)
    probabilities = random.dirichlet(np.ones(10), size=40)
    labels = random.integers(10, size=40)
    cross_entropy = -np.log(probabilities[np.arange(40), labels]).mean()
    return (
        _has_adam(model)
        and all(rows.shape == (16, 10) and _are_probabilities(rows) for rows in outputs)
        and len({int(label) for rows in outputs for label in rows.argmax(axis=-1)}) > 2
        and bool(np.isclose(_loss(model, labels, probabilities), cross_entropy, atol=1e-3))
    )


def _says_yes_or_no(model) -> bool:
    outputs = np.concatenate(list(_outputs_over_trainings(model)))
    random = np.random.default_rng(2)
    probabilities = random.uniform(0.05, 0.95, size=(40, 1))
    labels = random.integers(2, size=(40, 1))
    cross_entropy = -np.log(np.where(labels == 1, probabilities, 1 - probabilities)).mean()
    return (
        _has_adam(model)
        and outputs.shape[1:] == (1,)
        and bool((outputs >= 0).all() and (outputs <= 1).all() and outputs.min() < 0.4 and outputs.max() > 0.6)
        and bool(np.isclose(_loss(model, labels, probabilities), cross_entropy, atol=1e-3))
    )


def _gives_a_score(model) -> bool:
    outputs = np.concatenate(list(_outputs_over_trainings(model)))
    return (
        _has_adam(model)
        and outputs.shape[1:] == (1,)
        and bool(np.isfinite(outputs).all() and outputs.min() < -0.01 and outputs.max() > 1.01)
        and all(_grows_with_the_distance(model, score) for score in (-2.5, -0.5, 0.0, 0.5, 3.0))
    )


def _grows_with_the_distance(model, score: float) -> bool:
    """Whether the loss is 0 at this score, and on both sides the larger the farther away."""
    right = np.full((3, 1), score)
    for direction in (-1, 1):
        losses = [_loss(model, right, right + direction * distance) for distance in (0, 0.1, 0.5, 1, 2, 4, 30, 70)]
        if not (abs(losses[0]) < 1e-5 and (np.diff(losses) > 1e-5).all()):
            return False
    return True


@oracle(
    "2-1-b",
    also_right=[
        """
class Answers(keras.Model):
    def __init__(self, units, activation):
        super().__init__()
        self.answer = layers.Dense(units, activation=activation)

    def call(self, x):
        return self.answer(x)

ten_classes, yes_or_no, score = Answers(10, "softmax"), Answers(1, "sigmoid"), Answers(1, "linear")
losses = ["sparse_categorical_crossentropy", "binary_crossentropy", "log_cosh"]
for model, loss in zip([ten_classes, yes_or_no, score], losses):
    model(np.zeros((1, 100)))
    model.compile("adam", loss)
""",
        """
vectors = keras.Input((100,), name="vectors")
shares = layers.Dense(10, activation="sigmoid")(vectors) + 0.01
ten_classes = keras.Model(vectors, shares / keras.ops.sum(shares, axis=-1, keepdims=True))
yes_or_no = keras.Model(vectors, keras.ops.sigmoid(layers.Dense(1)(layers.Dense(8, "relu")(vectors))))
score = keras.Model(vectors, 5 * layers.Dense(1)(vectors) - 1)
ten_classes.compile(loss=keras.losses.SparseCategoricalCrossentropy(), optimizer=keras.optimizers.Adam(amsgrad=True))
yes_or_no.compile(loss=keras.losses.BinaryCrossentropy(), optimizer={"class_name": "Adam", "config": {}})
score.compile(loss=lambda y, y_pred: keras.ops.mean(keras.ops.square(y - y_pred)), optimizer="Adam")
""",
        # What it says at first lies close together.
        """
small = layers.Rescaling(1 / 255)
ten_classes = keras.Sequential([keras.Input((100,)), small, layers.Dense(10, activation="softmax")])
yes_or_no = keras.Sequential([keras.Input((100,)), small, layers.Dense(1, "sigmoid", kernel_initializer="zeros")])
score = keras.Sequential([keras.Input((100,)), layers.LayerNormalization(), layers.Dense(8, "sigmoid"), layers.Dense(1)])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no.compile("adam", "binary_crossentropy")
score.compile("adam", "mae")
""",
        """
def network(last):
    middle = [layers.Reshape((10, 10)), layers.LSTM(8), layers.BatchNormalization()]
    middle.append(layers.Dense(4, "elu", kernel_regularizer="l2"))
    return keras.Sequential([keras.Input(shape=(100,)), *middle, last])

ten_classes = network(layers.Dense(10, keras.activations.softmax))
yes_or_no = network(layers.Dense(1, keras.activations.sigmoid))
score = network(layers.Dense(1))
for model, loss in ((ten_classes, "sparse_categorical_crossentropy"), (yes_or_no, "bce"), (score, "huber")):
    model.compile(optimizer=keras.optimizers.get("adam"), loss=loss, metrics=[])
""",
    ],
    also_wrong=[
        """
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adamw", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adamw", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adamw", "mse")
""",
        """
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")
""",
        """
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True))
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")
""",
        """
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mean_squared_logarithmic_error")
""",
        """
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Rescaling(1 / 255), layers.Dense(1, activation="relu")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", lambda y, y_pred: keras.ops.minimum(keras.ops.abs(y - y_pred), 4))
""",
        """
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="softmax")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="tanh")])
score.compile("adam", "mse")
""",
        """
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10), layers.Softmax(axis=0)])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="sigmoid")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1)])
score.compile("adam", "mse")
""",
        """
ten_classes = keras.Sequential([keras.Input((100,)), layers.Dense(10, activation="sigmoid")])
ten_classes.compile("adam", "sparse_categorical_crossentropy")
yes_or_no = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="relu")])
yes_or_no.compile("adam", "binary_crossentropy")
score = keras.Sequential([keras.Input((100,)), layers.Dense(1, activation="softplus")])
score.compile("adam", "mse")
""",
    ],
)
def three_problems_are_right(ten_classes, yes_or_no, score) -> bool:
    return _tells_ten_classes(ten_classes) and _says_yes_or_no(yes_or_no) and _gives_a_score(score)


# --- 2-1-c ---


def _tracks(series: np.ndarray, batch_size: int, steps: int) -> np.ndarray:
    """The layout, value by value: place i of batch k holds what place i of the batches before it leads to."""
    length = len(series) // batch_size
    laid_out = np.empty((len(series) // steps, steps, series.shape[1]), series.dtype)
    for row, step in np.ndindex(laid_out.shape[:2]):
        batch, place = divmod(row, batch_size)
        laid_out[row, step] = series[place * length + batch * steps + step]
    return laid_out


@oracle(
    "2-1-c",
    also_right=[
        """
def lay_out(series, batch_size, steps):
    n, d = series.shape
    length = n // batch_size
    starts = np.arange(0, length, steps)[:, None] + length * np.arange(batch_size)
    return series[starts.reshape(-1, 1) + np.arange(steps)]
""",
        """
def lay_out(series, batch_size, steps):
    n, d = series.shape
    pieces = np.array_split(series, n // steps)
    batches = len(pieces) // batch_size
    order = sorted(range(len(pieces)), key=lambda piece: (piece % batches, piece // batches))
    return np.array([pieces[piece] for piece in order])
""",
        """
def lay_out(series, batch_size, steps):
    batches = len(series) // (batch_size * steps)
    result = np.zeros((batches * batch_size, steps, series.shape[1]), series.dtype)
    for place in range(batch_size):
        track = series[place * batches * steps:(place + 1) * batches * steps]
        result[place::batch_size] = track.reshape(batches, steps, -1)
    return result
""",
    ],
    also_wrong=[
        """
def lay_out(series, batch_size, steps):
    return series.reshape((-1, steps, series.shape[-1]), order="F")
""",
        """
def lay_out(series, batch_size, steps):
    tracks = series.reshape(batch_size, -1, steps, series.shape[-1])
    return np.concatenate([tracks[:, 0], tracks[:, -1]])
""",
        """
def lay_out(series, batch_size, steps):
    tracks = series.reshape(batch_size, -1, steps, series.shape[-1]).astype("uint8")
    return tracks.swapaxes(0, 1).reshape(-1, steps, series.shape[-1])
""",
        """
def lay_out(series, batch_size, steps):
    tracks = series.astype("float16").reshape(batch_size, -1, steps, series.shape[-1])
    return tracks.swapaxes(0, 1).reshape(-1, steps, series.shape[-1])
""",
        """
def lay_out(series, batch_size, steps):
    tracks = series.reshape(steps, -1, batch_size, series.shape[-1])
    return tracks.transpose(1, 2, 0, 3).reshape(-1, steps, series.shape[-1])
""",
        """
def lay_out(series, batch_size, steps):
    tracks = series[:, :1].reshape(batch_size, -1, steps, 1)
    return np.repeat(tracks.swapaxes(0, 1).reshape(-1, steps, 1), series.shape[-1], axis=-1)
""",
        """
def lay_out(series, batch_size, steps):
    tracks = series.reshape(batch_size, -1, steps, series.shape[-1])
    return list(tracks.swapaxes(0, 1).reshape(-1, steps, series.shape[-1]))
""",
    ],
)
def layout_is_right(lay_out) -> bool:
    random = np.random.default_rng(0)
    for batches, batch_size, steps, features in ((3, 2, 4, 2), (5, 4, 3, 1), (1, 6, 2, 3), (4, 1, 5, 2), (7, 3, 1, 4)):
        series = random.normal(300, 100, size=(batches * batch_size * steps, features)).astype("float32")
        found = lay_out(series.copy(), batch_size, steps)
        wanted = _tracks(series, batch_size, steps)
        array = keras.ops.convert_to_numpy(found)
        if tuple(found.shape) != wanted.shape or array.dtype.kind != "f" or not np.array_equal(array, wanted):
            return False
    return True


# --- 2-1-d ---


def _inside(model) -> Iterator:
    """The layers of a model, and those of the models among them."""
    for layer in model.layers:
        yield from _inside(layer) if hasattr(layer, "layers") else (layer,)


def _is_lstm(layer) -> bool:
    return isinstance(layer, layers.RNN) and isinstance(layer.cell, layers.LSTMCell)


def _refuses(model, batch: int) -> bool:
    try:
        _output(model, np.zeros((batch, 2, 28), "float32"))
    except Exception:
        return True
    return False


@oracle(
    "2-1-d",
    also_right=[
        """
def repaired():
    model = keras.Sequential([keras.Input(batch_shape=(4, 2, 28))])
    for more in (True, False):
        model.add(layers.LSTM(units=16, stateful=True, return_sequences=more))
    model.add(layers.Dense(10))
    model.add(layers.Activation("softmax"))
    return model

def start_over(model):
    [layer.reset_state() for layer in model.layers if isinstance(layer, layers.RNN)]
""",
        """
def repaired():
    rows = keras.Input(batch_shape=(4, 2, 28))
    lower = layers.RNN(layers.LSTMCell(16), return_sequences=True, stateful=True)(rows)
    upper = layers.RNN(layers.LSTMCell(16), stateful=True)(lower)
    return keras.Model(inputs=rows, outputs=keras.ops.softmax(layers.Dense(10)(upper)))

def start_over(model):
    for layer in reversed(model.layers):
        try:
            layer.reset_state()
        except AttributeError:
            pass
""",
        """
class Reader(keras.Model):
    def __init__(self):
        super().__init__()
        self.lower = layers.LSTM(16, return_sequences=True, stateful=True)
        self.upper = layers.LSTM(16, stateful=True)
        self.answer = layers.Dense(10, activation="softmax")

    def call(self, rows):
        return self.answer(self.upper(self.lower(rows)))

def repaired():
    model = Reader()
    model(np.zeros((4, 2, 28)))
    start_over(model)
    return model

def start_over(model):
    model.lower.reset_state()
    model.upper.reset_state()
""",
        """
def repaired():
    net = keras.Sequential([keras.Input(shape=(2, 28), batch_size=4)])
    net.add(layers.LSTM(16, stateful=True, return_sequences=True, name="lower"))
    net.add(layers.LSTM(16, stateful=True, name="upper"))
    net.add(layers.Dense(10, activation="softmax"))
    return net

def start_over(model):
    model.get_layer("lower").reset_state()
    model.get_layer("upper").reset_state()
""",
        # Any number of steps; no biases.
        """
def repaired():
    return keras.Sequential([
        keras.Input(batch_shape=(4, None, 28)),
        layers.LSTM(16, return_sequences=True, stateful=True, use_bias=False),
        layers.LSTM(16, stateful=True, use_bias=False),
        layers.Dense(10, activation="softmax"),
    ])

def start_over(model):
    for layer in model.layers[:2]:
        layer.reset_state()
""",
    ],
    also_wrong=[
        """
def repaired():
    lstms = [layers.LSTM(16, return_sequences=True, stateful=True), layers.LSTM(16)]
    return keras.Sequential([keras.Input(batch_shape=(4, 2, 28)), keras.Sequential(lstms), layers.Dense(10, "softmax")])

def start_over(model):
    model.layers[0].layers[0].reset_state()
""",
        """
def repaired():
    return keras.Sequential([
        keras.Input(batch_shape=(4, 2, 28)),
        layers.LSTM(16, return_sequences=True, stateful=True),
        layers.LSTM(16, stateful=True),
        layers.Dense(32, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])

def start_over(model):
    for layer in model.layers[:2]:
        layer.reset_state()
""",
        """
def repaired():
    return keras.Sequential([
        keras.Input(batch_shape=(4, 2, 28)),
        layers.LSTM(16, return_sequences=True, stateful=True),
        layers.LSTM(16, stateful=True),
        layers.Dense(10, activation="softmax"),
    ])

def start_over(model):
    model.set_weights([np.zeros_like(weight) for weight in model.get_weights()])
    for layer in model.layers[:2]:
        layer.reset_state()
""",
        """
def repaired():
    return keras.Sequential([
        keras.Input(batch_shape=(4, 2, 28)),
        layers.LSTM(16, return_sequences=True, stateful=True),
        layers.LSTM(16, stateful=True),
        layers.Dense(10, activation="softmax"),
    ])

def start_over(model):
    model.layers[1].reset_state()
""",
        """
def repaired():
    return keras.Sequential([
        keras.Input(batch_shape=(4, 2, 28)),
        layers.GRU(16, return_sequences=True, stateful=True),
        layers.GRU(16, stateful=True),
        layers.Dense(10, activation="softmax"),
    ])

def start_over(model):
    for layer in model.layers[:2]:
        layer.reset_state()
""",
        """
def repaired():
    return keras.Sequential([
        keras.Input(batch_shape=(4, 2, 28)),
        layers.LSTM(16, return_sequences=True),
        layers.LSTM(16, stateful=True),
        layers.Dense(10, activation="softmax"),
    ])

def start_over(model):
    model.layers[1].reset_state()
""",
        """
def repaired():
    return keras.Sequential([
        keras.Input(batch_shape=(4, 2, 28)),
        layers.LSTM(16, return_sequences=True, stateful=True),
        layers.LSTM(16, stateful=True),
        layers.Dense(10),
        layers.Softmax(axis=0),
    ])

def start_over(model):
    for layer in model.layers[:2]:
        layer.reset_state()
""",
        """
def repaired():
    return keras.Sequential([
        keras.Input(batch_shape=(4, 2, 28)),
        layers.LSTM(16, return_sequences=True, stateful=True),
        layers.LSTM(16, stateful=True),
        layers.Dense(10, activation="softmax"),
    ])

def start_over(model):
    repaired().layers[0].reset_state()
""",
    ],
)
def states_are_kept_and_wiped(repaired, start_over) -> bool:
    model = repaired()
    lstms = [layer for layer in _inside(model) if _is_lstm(layer)]
    if not (len(lstms) == 2 and all(layer.stateful and layer.cell.units == 16 for layer in lstms)):
        return False
    steps = getattr(model, "input_shape", (4, 2, 28))[1]
    kernels = [array.shape for array in model.get_weights() if array.ndim > 1]
    if steps not in (2, None) or len(kernels) != 5 or (16, 10) not in kernels:  # two of each LSTM, one of the Dense
        return False
    random = np.random.default_rng(0)
    weights = [random.uniform(-0.5, 0.5, size=array.shape) for array in model.get_weights()]
    weights = [array if array.ndim > 1 else abs(array) for array in weights]  # a variance is never negative
    model.set_weights(weights)
    batch = random.normal(size=(4, 2, 28)).astype("float32")
    runs = []
    for _ in range(2):
        start_over(model)
        runs.append([_output(model, batch) for _ in range(3)])
    return (
        all(rows.shape == (4, 10) and _are_probabilities(rows) for run in runs for rows in run)
        and all(np.allclose(rows, again, atol=1e-5) for rows, again in zip(*runs, strict=True))
        and not np.allclose(runs[0][0], runs[0][1], atol=1e-3)
        and not np.allclose(runs[0][1], runs[0][2], atol=1e-4)
        and len(np.unique(runs[0][0].round(3), axis=0)) == 4
        and all(map(np.allclose, model.get_weights(), weights))
        and _refuses(model, 3)
        and _refuses(model, 5)
    )
