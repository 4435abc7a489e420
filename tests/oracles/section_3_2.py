"""Section 3-2: what is right, read from the tasks alone."""

from collections.abc import Iterator

import keras
import numpy as np
from keras import layers

from tests.oracles import oracle


def _numbers(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape).astype("float32")


def _array(tensor) -> np.ndarray:
    return keras.ops.convert_to_numpy(tensor)


# --- 3-2-a ---


def _labels() -> Iterator[np.ndarray]:
    """Two classes and many, with gaps between them; few labels and many; several kinds of integers."""
    draw = np.random.default_rng(0).choice
    yield np.array([0, 1, 1, 1])
    yield np.array([7, 3, 7, 7, 7, 3, 12], dtype="uint8")
    yield np.array([5], dtype="int32")
    yield np.array([4] * 300, dtype="uint8")
    yield draw([9, 2, 1000, 41], size=700, p=[0.1, 0.15, 0.7, 0.05])
    yield draw(10, size=503, p=np.arange(1, 11) / 55).astype("uint8")


def _balances(balance, labels: np.ndarray) -> bool:
    classes, counts = np.unique(labels, return_counts=True)
    weights = balance(labels.copy())
    if not isinstance(weights, dict) or set(weights) != set(classes.tolist()):
        return False
    totals = [float(weights[label]) * count for label, count in zip(classes.tolist(), counts, strict=True)]
    return np.allclose(totals, len(labels) / len(classes), rtol=1e-5, atol=0)


@oracle(
    "3-2-a",
    also_right=[
        """
import collections

def balance(labels):
    counts = collections.Counter(labels.tolist())
    share = sum(counts.values()) / len(counts)
    return {label: share / count for label, count in counts.items()}
""",
        """
def balance(y):
    weights = dict.fromkeys(y.tolist(), 0.0)
    for label in weights:
        weights[label] = y.size / (y == label).sum()
    return {label: weight / len(weights) for label, weight in weights.items()}
""",
        """
def balance(labels):
    classes, inverse, counts = np.unique(labels, return_inverse=True, return_counts=True)
    of_pictures = 1 / counts[inverse]
    of_pictures *= len(labels) / of_pictures.sum()
    return dict(zip(np.asarray(labels), of_pictures))
""",
    ],
    also_wrong=[
        """
def balance(labels):
    counts = np.bincount(labels)
    return {label: len(labels) / (len(counts) * max(count, 1)) for label, count in enumerate(counts)}
""",
        """
def balance(labels):
    classes, counts = np.unique(labels, return_counts=True)
    return {int(label): len(labels) / (10 * count) for label, count in zip(classes, counts)}
""",
        """
def balance(labels):
    classes, counts = np.unique(labels, return_counts=True)
    return {int(label): float(counts.max() / count) for label, count in zip(classes, counts)}
""",
        """
def balance(labels):
    classes, counts = np.unique(labels, return_counts=True)
    return {place: len(labels) / (len(classes) * count) for place, count in enumerate(counts)}
""",
        """
def balance(labels):
    classes, counts = np.unique(labels, return_counts=True)
    return {int(label): round(len(labels) / (len(classes) * count), 1) for label, count in zip(classes, counts)}
""",
    ],
)
def balance_is_right(balance) -> bool:
    return all(_balances(balance, labels) for labels in _labels())


# --- 3-2-b ---


class _Watched(keras.Sequential):
    """Keeps what `train_on_batch` gets, and notes whether `fit` is called."""

    def train_on_batch(self, x, y=None, *args, **kwargs):
        self.seen.append((np.array(x), np.array(y)))
        return super().train_on_batch(x, y, *args, **kwargs)

    def fit(self, *args, **kwargs):
        self.fitted = True
        return super().fit(*args, **kwargs)


def _line(rate: float) -> _Watched:
    """A model of one neuron that starts at 0 and learns the mean squared error by plain gradient descent."""
    model = _Watched([keras.Input((3,)), layers.Dense(1, kernel_initializer="zeros")])
    model.compile(keras.optimizers.SGD(rate), "mse", metrics=["mae"], run_eagerly=True)
    model.seen, model.fitted = [], False
    return model


def _learned_by_hand(x, y, batch_size: int, epochs: int, rate: float) -> tuple[np.ndarray, float, list[float]]:
    """Kernel, bias and losses after the same training, in NumPy."""
    kernel, bias, losses = np.zeros((3, 1)), 0.0, []
    for _ in range(epochs):
        squares = 0.0
        for start in range(0, len(x), batch_size):
            part, wanted = x[start : start + batch_size], y[start : start + batch_size]
            errors = part @ kernel + bias - wanted
            squares += np.sum(errors**2)
            kernel, bias = kernel - rate * 2 * part.T @ errors / len(part), bias - rate * 2 * errors.mean()
        losses.append(squares / len(x))
    return kernel, bias, losses


def _trains(train, rows: int, batch_size: int, epochs: int) -> bool:
    x, y, rate = _numbers(rows, 3), _numbers(rows, 1, seed=1) * np.linspace(1, 4, rows)[:, None], 0.05
    model = _line(rate)
    losses = train(model, x.copy(), y.copy(), batch_size, epochs)
    kernel, bias, wanted = _learned_by_hand(x, y, batch_size, epochs, rate)
    sizes = [len(part) for part, _ in model.seen]
    parts = [min(batch_size, rows - start) for start in range(0, rows, batch_size)] * epochs
    if model.fitted or sizes != parts or int(model.optimizer.iterations) != len(parts):
        return False
    for place, rows_seen in enumerate(zip(*model.seen, strict=True)):
        if not np.allclose(np.concatenate(rows_seen), np.concatenate([(x, y)[place]] * epochs)):
            return False
    if not isinstance(losses, list) or len(losses) != epochs or not np.allclose(losses, wanted, rtol=1e-4, atol=0):
        return False
    return all(np.allclose(a, b, atol=1e-4) for a, b in zip(model.get_weights(), (kernel, bias), strict=True))


@oracle(
    "3-2-b",
    also_right=[
        """
def train(model, x, y, batch_size, epochs):
    def one_epoch():
        total, start = 0.0, 0
        while start < len(x):
            end = min(start + batch_size, len(x))
            logs = model.train_on_batch(x=x[start:end], y=y[start:end], return_dict=True)
            total += logs["loss"] * (end - start)
            start = end
        return float(total) / len(x)

    return [one_epoch() for _ in range(epochs)]
""",
        """
def train(net, pictures, labels, size, times):
    result = []
    for _ in range(times):
        parts = [slice(k * size, (k + 1) * size) for k in range(math.ceil(len(pictures) / size))]
        found = [net.train_on_batch(pictures[part], labels[part]) for part in parts]
        seen = [len(pictures[part]) for part in parts]
        result.append(np.dot([pair[0] for pair in found], seen) / sum(seen))
    return result
""",
        """
def train(model, x, y, batch_size, epochs):
    batches = tf.data.Dataset.from_tensor_slices((x, y)).batch(batch_size)
    losses = []
    for _ in range(epochs):
        mean, rows = 0.0, 0
        for x_part, y_part in batches.as_numpy_iterator():
            loss, _ = model.train_on_batch(x_part, y_part)
            rows += len(x_part)
            mean += (float(loss) - mean) * len(x_part) / rows
        losses.append(mean)
    return losses
""",
    ],
    also_wrong=[
        """
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0.0
        for start in range(0, len(x), batch_size):
            total += model.train_on_batch(x[start : start + batch_size], y[start : start + batch_size])[0] * batch_size
        losses.append(total / len(x))
    return losses
""",
        """
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0.0
        for start in range(0, len(x), batch_size):
            part = slice(start, start + batch_size)
            total += model.train_on_batch(x[part], y[part])[1] * len(x[part])
        losses.append(total / len(x))
    return losses
""",
        """
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        order = np.random.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            total += model.train_on_batch(x[rows], y[rows])[0] * len(rows)
        losses.append(total / len(x))
    return losses
""",
        """
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0.0
        for start in range(0, len(x), batch_size):
            part = slice(start, start + batch_size)
            total += model.test_on_batch(x[part], y[part])[0] * len(x[part])
        for start in range(0, len(x), batch_size):
            part = slice(start, start + batch_size)
            model.train_on_batch(x[part], y[part])
        losses.append(total / len(x))
    return losses
""",
        """
def train(model, x, y, batch_size, epochs):
    losses = []
    for _ in range(epochs):
        total = 0.0
        for start in range(0, len(x), batch_size):
            part = slice(start, start + batch_size)
            total += model.train_on_batch(x[part], y[part])[0] * len(x[part])
        losses.append(total / len(x))
    return np.array(losses)
""",
    ],
)
def train_is_right(train) -> bool:
    return _trains(train, rows=7, batch_size=3, epochs=2) and _trains(train, rows=4, batch_size=2, epochs=1)


# --- 3-2-c ---


def _feeds(kind: type, pictures: np.ndarray, labels: np.ndarray, batch_size: int) -> bool:
    data = kind(pictures.copy(), labels.copy(), batch_size)
    starts = range(0, len(pictures), batch_size)
    if not isinstance(data, keras.utils.PyDataset) or len(data) != len(starts):
        return False
    places = range(len(starts))
    batches = [(pictures[start : start + batch_size], labels[start : start + batch_size]) for start in starts]
    # From the last to the first, and after an epoch once more: any batch can be asked for, at any time.
    if not all(_is_batch(data[place], *batches[place]) for place in reversed(places)):
        return False
    data.on_epoch_end()
    return all(_is_batch(data[place], *batches[place]) for place in places)


def _is_batch(batch, pictures: np.ndarray, labels: np.ndarray) -> bool:
    if not isinstance(batch, tuple) or len(batch) != 2:
        return False
    of_batch, wanted = batch[0], pictures / 255
    return (
        keras.backend.standardize_dtype(of_batch.dtype) == "float32"
        and tuple(of_batch.shape) == wanted.shape
        and np.allclose(_array(of_batch), wanted, atol=1e-6)
        and np.array_equal(_array(batch[1]), labels)
    )


@oracle(
    "3-2-c",
    also_right=[
        """
class ScaledPictures(keras.utils.Sequence):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.rows = [slice(start, start + batch_size) for start in range(0, len(pictures), batch_size)]
        self.arrays = (pictures, labels)

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        pictures, labels = (array[self.rows[index]] for array in self.arrays)
        return np.divide(pictures, 255, dtype="float32"), labels
""",
        """
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, x, y, size=32, **options):
        keras.utils.PyDataset.__init__(self, **options)
        self.x, self.y, self.size = x, y, size

    def __len__(self):
        full, rest = divmod(len(self.y), self.size)
        return full + (rest > 0)

    def __getitem__(self, index):
        first = index * self.size
        last = min(first + self.size, len(self.y))
        pictures = np.empty((last - first, *self.x.shape[1:]), dtype=np.float32)
        for place in range(first, last):
            pictures[place - first] = self.x[place] * (1 / 255)
        return (pictures, self.y[first:last])
""",
        """
class Batches(keras.utils.PyDataset):
    def __len__(self):
        return int(np.ceil(len(self.labels) / self.batch_size))

    def __getitem__(self, index):
        start = self.batch_size * index
        return tuple(array[start:start + self.batch_size] for array in (self.pictures, self.labels))

class ScaledPictures(Batches):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __getitem__(self, index):
        pictures, labels = super().__getitem__(index)
        return pictures.astype(np.float32) / np.float32(255.0), labels
""",
    ],
    also_wrong=[
        """
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / self.pictures[rows].max(), self.labels[rows]
""",
        """
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return len(self.pictures) // self.batch_size + 1

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]
""",
        """
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        order = np.random.permutation(len(pictures))
        self.pictures, self.labels, self.batch_size = pictures[order], labels[order], batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]
""",
        """
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size, self.start = pictures, labels, batch_size, 0

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(self.start, self.start + self.batch_size)
        self.start = (self.start + self.batch_size) % (len(self) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]
""",
        """
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return [self.pictures[rows].astype("float32") / 255, self.labels[rows]]
""",
        """
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size
        self.place = math.ceil(len(pictures) / batch_size)

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        self.place = (self.place - 1) % len(self)
        rows = slice(self.place * self.batch_size, (self.place + 1) * self.batch_size)
        return self.pictures[rows].astype("float32") / 255, self.labels[rows]
""",
        """
class ScaledPictures(keras.utils.PyDataset):
    def __init__(self, pictures, labels, batch_size):
        super().__init__()
        self.pictures, self.labels, self.batch_size = pictures, labels, batch_size

    def __len__(self):
        return math.ceil(len(self.pictures) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        pictures = self.pictures[rows].astype("float32")
        return (pictures - pictures.min()) / 255, self.labels[rows]
""",
    ],
)
def scaled_pictures_is_right(kind) -> bool:
    draw = np.random.default_rng(0).integers
    if not issubclass(kind, keras.utils.PyDataset):
        return False
    return all(
        _feeds(kind, draw(0, most, (count, *shape), dtype="uint8"), draw(0, 10, count, dtype=of_labels), batch_size)
        for count, shape, most, of_labels, batch_size in (
            (7, (4, 5), 256, "int64", 3),
            (6, (2, 3, 3), 90, "uint8", 2),
            (3, (28, 28), 256, "uint8", 50),
            (4, (5,), 256, "int32", 1),
        )
    )


# --- 3-2-d ---


class _Counting(keras.Sequential):
    """Notes what `fit` gets and each batch that it trains on; every step moves the answers on by one class."""

    def fit(self, *args, **kwargs):
        self.calls.append((args, kwargs))
        return super().fit(*args, **kwargs)

    def train_step(self, data):
        if len(self.batches) == 40:
            raise RuntimeError("more than 40 steps")
        x, _ = data
        self.batches.append(float(_array(x)[0, 0]))
        head = self.get_layer("head")
        head.bias.assign(keras.ops.roll(head.bias, 1))
        return {"loss": 0.0}


def _counting(classes: int) -> _Counting:
    model = _Counting([keras.Input((2,)), layers.Dense(classes, activation="softmax", name="head")])
    model.compile("sgd", "sparse_categorical_crossentropy", run_eagerly=True)
    kernel = _numbers(2, classes)
    # Most answers come from the bias, so those before and after training differ.
    model.get_layer("head").set_weights([kernel, 4 * np.arange(classes, dtype="float32") / classes])
    model.calls, model.batches = [], []
    return model


def _numbered() -> Iterator[tuple[np.ndarray, np.ndarray]]:
    number = 0
    while True:
        yield np.full((2, 2), number, "float32"), np.zeros(2, "int64")
        number += 1


def _trains_and_classifies(answer, classes: int, count: int) -> bool:
    model, batches, x = _counting(classes), _numbered(), _numbers(count, 2, seed=count)
    kernel, bias = model.get_layer("head").get_weights()
    found = answer(model, batches, x.copy())
    wanted = (x @ kernel + np.roll(bias, 40)).argmax(axis=-1)
    if len(model.calls) != 1 or model.batches != list(range(40)):
        return False
    args, kwargs = model.calls[0]
    if (args[0] if args else kwargs["x"]) is not batches:
        return False
    given = dict(zip(("x", "y", "batch_size", "epochs"), args, strict=False)) | kwargs
    if given.get("epochs") != 2:
        return False
    of_integers = keras.backend.standardize_dtype(found.dtype).startswith(("int", "uint"))
    return of_integers and tuple(found.shape) == (count,) and np.array_equal(_array(found), wanted)


@oracle(
    "3-2-d",
    also_right=[
        """
def train_and_classify(model, batches, x):
    settings = dict(steps_per_epoch=20, epochs=2, verbose=0)
    model.fit(batches, **settings)
    best = np.argsort(model.predict(x, verbose=0), axis=-1)
    return best[:, -1]
""",
        """
def train_and_classify(model, batches, x):
    model.fit(x=batches, verbose=0, epochs=2, steps_per_epoch=20)
    probabilities = keras.ops.convert_to_numpy(model(x, training=False))
    classes = []
    for row in probabilities:
        classes.append(int(np.argmax(row)))
    return np.array(classes, dtype="int64")
""",
        """
def classes_of(probabilities):
    return np.where(probabilities == probabilities.max(axis=1, keepdims=True))[1]

def train_and_classify(model, batches, x):
    history = model.fit(batches, steps_per_epoch=20, initial_epoch=0, epochs=2, shuffle=False, verbose=0)
    return classes_of(model.predict(np.asarray(x), batch_size=len(x), verbose=0))
""",
    ],
    also_wrong=[
        """
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1).squeeze()
""",
        """
def train_and_classify(model, batches, x):
    classes = model.predict(x, verbose=0).argmax(axis=-1)
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return classes
""",
        """
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=40, epochs=1, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)
""",
        """
def train_and_classify(model, batches, x):
    model.fit((batch for batch in batches), steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1)
""",
        """
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmax(axis=-1).astype("float32")
""",
        """
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return (model.predict(x, verbose=0) > 0.5).astype("int32")
""",
        """
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return [int(row.argmax()) for row in model.predict(x, verbose=0)]
""",
        """
def train_and_classify(model, batches, x):
    model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0)
    return model.predict(x, verbose=0).argmin(axis=-1)
""",
    ],
)
def train_and_classify_is_right(answer) -> bool:
    return _trains_and_classifies(answer, classes=7, count=9) and _trains_and_classifies(answer, classes=3, count=1)


# --- 3-2-e ---


def _stacks() -> Iterator[keras.Sequential]:
    """Two layers and more; with and without weights in the last one; with weights that training does not change."""
    yield keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Dense(2, activation="softmax")])
    yield keras.Sequential(
        [
            keras.Input((6, 6, 1)),
            layers.Conv2D(2, 3, activation="relu"),
            layers.BatchNormalization(),
            layers.Flatten(),
            layers.Dropout(0.5),
            layers.Dense(5, activation="relu"),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    yield keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="relu"), layers.Dense(3), layers.Softmax()])


def _beheads(without_head, model: keras.Sequential, seed: int) -> bool:
    # All numbers are positive, so that they may be variances.
    weights = [0.1 + abs(_numbers(*array.shape, seed=seed)) for array in model.get_weights()]
    model.set_weights(weights)
    x = _numbers(5, *model.input_shape[1:], seed=seed)
    given = x
    for layer in model.layers[:-1]:
        given = layer(given)
    of_body = sum(layer.count_params() for layer in model.layers[:-1])
    before, answers = list(model.layers), _array(model(x))
    body = without_head(model)
    if not isinstance(body, keras.Model) or not _agree(body(x), given) or body.count_params() != of_body:
        return False
    kept = len(model.layers) == len(before) and all(a is b for a, b in zip(model.layers, before, strict=True))
    same = all(map(np.array_equal, model.get_weights(), weights))
    return kept and same and _agree(model(x), answers)


def _agree(some, other) -> bool:
    return tuple(some.shape) == tuple(other.shape) and np.allclose(_array(some), _array(other), atol=1e-5)


@oracle(
    "3-2-e",
    also_right=[
        """
def without_head(model):
    head = model.pop()
    body = keras.Sequential(list(model.layers))
    model.add(head)
    return body
""",
        """
def without_head(model):
    inputs = keras.Input(model.input_shape[1:])
    x = inputs
    for layer in model.layers[:len(model.layers) - 1]:
        x = layer(x)
    return keras.Model(inputs=inputs, outputs=x, name="body")
""",
        """
def without_head(model):
    copies = [layer.__class__.from_config(layer.get_config()) for layer in model.layers]
    *body, _ = copies
    result = keras.Sequential([keras.Input(model.input_shape[1:]), *body])
    for copied, layer in zip(result.layers, model.layers):
        copied.set_weights(layer.get_weights())
    return result
""",
        """
class Body(keras.Model):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def call(self, x):
        for layer in self.inner:
            x = layer(x)
        return x

def without_head(model):
    *inner, head = model.layers
    return Body(inner)
""",
    ],
    also_wrong=[
        """
def without_head(model):
    return keras.Sequential(model.layers[:2])
""",
        """
def without_head(model):
    return keras.Sequential(model.layers[1:-1])
""",
        """
def without_head(model):
    last = [layer for layer in model.layers if layer.weights][-1]
    return keras.Model(model.inputs, last.input)
""",
        """
def without_head(model):
    copy = keras.models.clone_model(model)
    for new, old in zip(copy.trainable_weights, model.trainable_weights):
        new.assign(old)
    copy.pop()
    return copy
""",
        """
def without_head(model):
    return keras.Sequential([layer for layer in model.layers if not isinstance(layer, layers.Dense)])
""",
    ],
)
def without_head_is_right(without_head) -> bool:
    return all(_beheads(without_head, model, seed) for seed, model in enumerate(_stacks()))
