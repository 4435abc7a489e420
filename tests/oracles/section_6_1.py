"""Section 6-1: what is right, read from the tasks alone."""

import contextlib
import io
import math
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from PIL import Image

from tests.oracles import oracle

# --- folders of pictures ---

# How many pictures a folder has. The names are not in the order of the alphabet, and those of OTHERS stand among them:
# so many that with the usual seeds a quarter of all files is not a quarter of CLASSES.
CLASSES = {"shoe": 12, "coat": 9, "bag": 7}
OTHERS = {"a_cap": 5, "dress": 6, "tie": 4}
NAMES = list(CLASSES)
ALL = sorted((name, number) for name, count in CLASSES.items() for number in range(count))
# A JPEG file is not exact, and there are many ways to decode and shrink it: this far off is a picture in the mean.
LEVELS_OFF = 8


@cache
def drawings() -> dict[tuple[str, int], np.ndarray]:
    """Grey pictures by folder and number, each unlike any other and unlike its own mirror images.

    They are soft blots of black and white, which survive JPEG and a change of size: arrays of shape (28, 28), from 0
    to 255.
    """
    rng = np.random.default_rng(0)
    pictures = {}
    for folder, count in (CLASSES | OTHERS).items():
        for number in range(count):
            coarse = Image.fromarray(rng.uniform(-150, 405, size=(4, 4)).astype("float32"))
            pictures[folder, number] = np.clip(coarse.resize((28, 28), Image.Resampling.BICUBIC), 0, 255)
    return pictures


@cache
def files() -> dict[tuple[str, int], bytes]:
    """The drawings as JPEG files: every third in colours, every fourth of twice the size."""
    encoded = {}
    for place, (key, pixels) in enumerate(drawings().items()):
        picture = Image.fromarray(pixels.round().astype("uint8"))
        picture = picture.convert("RGB") if place % 3 == 0 else picture
        picture = picture.resize((56, 56), Image.Resampling.BILINEAR) if place % 4 == 0 else picture
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=97)
        encoded[key] = file.getvalue()
    return encoded


@contextlib.contextmanager
def picture_folder() -> Iterator[Path]:
    """A folder with a folder for each name, on disk as long as the context lasts; what Keras prints is dropped."""
    with tempfile.TemporaryDirectory() as place, contextlib.redirect_stdout(io.StringIO()):
        for (name, number), content in files().items():
            (Path(place) / name).mkdir(exist_ok=True)
            (Path(place) / name / f"{number}.jpg").write_bytes(content)
        yield Path(place)


def batches_of(dataset) -> list[tuple[np.ndarray, np.ndarray]]:
    """One pass over a data set of pictures and labels; one that goes on for ever ends after more than all pictures."""
    if not isinstance(dataset, tf.data.Dataset):
        raise TypeError
    return list(islice(dataset.as_numpy_iterator(), 2 * len(drawings())))


def in_eights(batches: list, white: int) -> bool:
    """Whether each batch has eight pictures of shape (28, 28, 1), only the last one fewer, from black (0) to white."""
    *others, last = [pictures.shape for pictures, _ in batches]
    darkest = min(pictures.min() for pictures, _ in batches)
    brightest = max(pictures.max() for pictures, _ in batches)
    return (
        all(shape == (8, 28, 28, 1) for shape in others)
        and 0 < last[0] <= 8
        and last[1:] == (28, 28, 1)
        and 0 <= darkest <= 0.002 * white
        and 0.998 * white <= brightest <= white * (1 + 1e-6)
    )


@cache
def forms() -> tuple[list[tuple[tuple[str, int], bool]], np.ndarray]:
    """Every drawing as it is and flipped left and right: its name and whether it is flipped, and an array of them."""
    names = [(key, flipped) for flipped in (False, True) for key in drawings()]
    return names, np.stack([drawings()[key][:, ::-1] if flipped else drawings()[key] for key, flipped in names])


def recognized(picture: np.ndarray) -> tuple[tuple[str, int], bool]:
    """Which drawing a picture of shape (28, 28, 1), from 0 to 255, shows, and whether it is flipped left and right."""
    names, pictures = forms()
    levels_off = np.abs(pictures - picture[..., 0]).mean(axis=(1, 2))
    nearest = int(levels_off.argmin())
    # Also where the picture is not a number.
    if not levels_off[nearest] <= LEVELS_OFF:
        raise ValueError
    return names[nearest]


# --- 6-1-a ---


@oracle(
    "6-1-a",
    also_right=[
        """
def read_pictures(folder, names):
    whole = keras.utils.image_dataset_from_directory(
        folder, labels="inferred", label_mode="int", class_names=names, color_mode="grayscale",
        image_size=(28, 28), batch_size=None, shuffle=False,
    )
    order = np.random.default_rng(1).permutation(len(whole))
    pictures, labels = zip(*whole.as_numpy_iterator())
    pictures, labels = np.stack(pictures)[order], np.array(labels)[order]
    quarter = len(order) // 4
    train = tf.data.Dataset.from_tensor_slices((pictures[quarter:], labels[quarter:]))
    val = tf.data.Dataset.from_tensor_slices((pictures[:quarter], labels[:quarter]))
    return train.shuffle(1000).batch(8), val.batch(8)
""",
        """
def read_pictures(folder, names):
    whole = keras.utils.image_dataset_from_directory(
        folder, class_names=names, color_mode="grayscale", image_size=(28, 28), batch_size=None, shuffle=False
    ).enumerate()
    train = whole.filter(lambda number, element: number % 4 != 3).map(lambda number, element: element)
    val = whole.filter(lambda number, element: number % 4 == 3).map(lambda number, element: element)
    return train.batch(8), val.batch(8)
""",
        """
def read_pictures(folder, names):
    files = sorted(file for name in names for file in (folder / name).iterdir())
    pictures = [keras.utils.load_img(file, color_mode="grayscale", target_size=(28, 28)) for file in files]
    pictures = np.stack([keras.utils.img_to_array(picture) for picture in pictures])
    labels = np.array([names.index(file.parent.name) for file in files])
    kept = np.arange(len(files)) % 4 == 0
    parts = (pictures[~kept], labels[~kept]), (pictures[kept], labels[kept])
    return [tf.data.Dataset.from_tensor_slices(part).batch(8) for part in parts]
""",
        """
def read_pictures(folder, names):
    return keras.utils.image_dataset_from_directory(
        str(folder), class_names=tuple(names), color_mode="grayscale", image_size=(28, 28), batch_size=8,
        shuffle=False, validation_split=0.25, subset="both", interpolation="area",
    )
""",
    ],
    also_wrong=[
        # Shuffled anew in every pass, before it is split.
        """
def read_pictures(folder, names):
    whole = keras.utils.image_dataset_from_directory(
        folder, class_names=names, color_mode="grayscale", image_size=(28, 28), batch_size=None
    )
    quarter = len(whole) // 4
    return whole.skip(quarter).batch(8), whole.take(quarter).batch(8)
""",
        # The last batch is lost.
        """
def read_pictures(folder, names):
    both = keras.utils.image_dataset_from_directory(
        folder, class_names=names, color_mode="grayscale", image_size=(28, 28), batch_size=None,
        subset="both", validation_split=0.25, seed=1,
    )
    return tuple(part.batch(8, drop_remainder=True) for part in both)
""",
        # Trains on everything.
        """
def read_pictures(folder, names):
    settings = {"class_names": names, "color_mode": "grayscale", "image_size": (28, 28), "batch_size": 8}
    _, val = keras.utils.image_dataset_from_directory(
        folder, subset="both", validation_split=0.25, seed=1, **settings
    )
    return keras.utils.image_dataset_from_directory(folder, **settings), val
""",
        # The labels of other pictures.
        """
def read_pictures(folder, names):
    both = keras.utils.image_dataset_from_directory(
        folder, class_names=names, color_mode="grayscale", image_size=(28, 28), batch_size=8,
        subset="both", validation_split=0.25, seed=1,
    )
    return tuple(part.map(lambda x, y: (x, tf.random.shuffle(y))) for part in both)
""",
        # Every picture lies on its side.
        """
def read_pictures(folder, names):
    both = keras.utils.image_dataset_from_directory(
        folder, class_names=names, color_mode="grayscale", image_size=(28, 28), batch_size=8,
        subset="both", validation_split=0.25, seed=1,
    )
    return tuple(part.map(lambda x, y: (tf.transpose(x, (0, 2, 1, 3)), y)) for part in both)
""",
        # Splits before it sorts out the other folders.
        """
def read_pictures(folder, names):
    both = keras.utils.image_dataset_from_directory(
        folder, color_mode="grayscale", image_size=(28, 28), batch_size=None,
        subset="both", validation_split=0.25, seed=1,
    )
    order = both[0].class_names
    place = tf.constant([names.index(name) if name in names else -1 for name in order])
    return tuple(
        part.map(lambda x, y: (x, tf.gather(place, y))).filter(lambda x, y: y >= 0).batch(8) for part in both
    )
""",
        # Labels are no integers.
        """
def read_pictures(folder, names):
    return keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale", image_size=(28, 28),
        batch_size=8, subset="both", validation_split=0.25, seed=1,
    )
""",
    ],
)
def splits_the_pictures(read_pictures) -> bool:
    with picture_folder() as folder:
        returned = read_pictures(folder, list(NAMES))
        if not isinstance(returned, tuple | list) or len(returned) != 2:
            return False
        # Two passes: a split has to stay what it is.
        parts = [[batches_of(dataset) for _ in range(2)] for dataset in returned]
    seen = [[_seen(batches) for batches in passes] for passes in parts]
    return all(train == seen[0][0] and val == seen[1][0] for train, val in zip(*seen, strict=True)) and (
        len(seen[1][0]) == len(ALL) // 4 and sorted(seen[0][0] + seen[1][0]) == ALL
    )


def _seen(batches: list) -> list[tuple[str, int]]:
    """Which drawings are in the batches, sorted; raises where a batch is not as it should be."""
    keys = []
    for pictures, labels in batches:
        if labels.shape != pictures.shape[:1] or not np.issubdtype(labels.dtype, np.integer):
            raise ValueError
        for picture, label in zip(pictures, labels, strict=True):
            key, flipped = recognized(picture)
            if flipped or label != NAMES.index(key[0]):
                raise ValueError
            keys.append(key)
    if not in_eights(batches, white=255):
        raise ValueError
    return sorted(keys)


# --- 6-1-b ---


def weights_by_layer(model: keras.Model) -> dict[str, list[dict]]:
    """The variables of a model, one dict a layer, under the kind of layer that has such variables."""
    layers = defaultdict(dict)
    for weight in model.weights:
        layers[weight.path.rpartition("/")[0]][weight.name] = weight
    kinds = {"depthwise_kernel": "separable", "moving_mean": "normalization", "kernel": "convolution"}
    by_kind = defaultdict(list)
    for variables in layers.values():
        by_kind[next(kind for name, kind in kinds.items() if name in variables)].append(variables)
    return by_kind


def value(variables: dict, name: str, default: float) -> np.ndarray | float:
    return keras.ops.convert_to_numpy(variables[name]).astype(float) if name in variables else default


def separable_3x3(x: np.ndarray, variables: dict) -> np.ndarray:
    height, width = x.shape[1:3]
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    depthwise = value(variables, "depthwise_kernel", 0)[..., 0]
    spread = sum(padded[:, i : i + height, j : j + width] * depthwise[i, j] for i in range(3) for j in range(3))
    return spread @ value(variables, "pointwise_kernel", 0)[0, 0] + value(variables, "bias", 0.0)


def max_pooling_3x3_by_2(x: np.ndarray) -> np.ndarray:
    height, width = x.shape[1:3]
    out_height, out_width = math.ceil(height / 2), math.ceil(width / 2)
    # With "same", what is missing is added in equal parts, and behind where it cannot be halved.
    above, left = (2 * out_height + 1 - height) // 2, (2 * out_width + 1 - width) // 2
    padded = np.full((len(x), 2 * out_height + 1, 2 * out_width + 1, x.shape[-1]), -np.inf)
    padded[:, above : above + height, left : left + width] = x
    windows = [padded[:, i : i + 2 * out_height : 2, j : j + 2 * out_width : 2] for i in range(3) for j in range(3)]
    return np.max(windows, axis=0)


class Normalization:
    """Batch normalization as a reference; in training it goes by the batch, and keeps its statistics.

    Attributes:
        batch_mean: the mean of the last batch in training, by channel.
    """

    def __init__(self, variables: dict, training: bool):
        self.variables, self.training = variables, training
        self.old_mean = value(variables, "moving_mean", 0)

    def __call__(self, x: np.ndarray) -> np.ndarray:
        mean, variance = self.old_mean, value(self.variables, "moving_variance", 0)
        if self.training:
            mean, variance = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
            self.batch_mean = mean
        scale = value(self.variables, "gamma", 1.0) / np.sqrt(variance)
        return (x - mean) * scale + value(self.variables, "beta", 0.0)


def reference_block(x: np.ndarray, separables: list[dict], normalizations: list, shortcut: dict) -> np.ndarray:
    y = x
    for variables, normalize in zip(separables, normalizations, strict=True):
        y = normalize(separable_3x3(np.maximum(y, 0), variables))
    projected = x[:, ::2, ::2] @ value(shortcut, "kernel", 0)[0, 0] + value(shortcut, "bias", 0.0)
    return max_pooling_3x3_by_2(y) + projected


@oracle(
    "6-1-b",
    also_right=[
        """
def published_block(x, width):
    shortcut = layers.Conv2D(filters=width, kernel_size=(1, 1), strides=(2, 2), padding="valid")(x)
    steps = []
    for _ in range(2):
        steps += [
            layers.Activation(keras.activations.relu),
            layers.SeparableConv2D(width, (3, 3), strides=1, padding="same", depthwise_initializer="he_normal"),
            layers.BatchNormalization(momentum=0.9, epsilon=1e-5),
        ]
    for step in [*steps, layers.MaxPool2D((3, 3), (2, 2), padding="same")]:
        x = step(x)
    return keras.layers.Add()([shortcut, x])
""",
        """
from functools import reduce

def published_block(x, width):
    def half():
        return [
            layers.ReLU(),
            layers.SeparableConv2D(width, 3, padding="same", use_bias=False),
            layers.BatchNormalization(momentum=0.9),
        ]

    path = [*half(), *half(), layers.MaxPooling2D(3, strides=2, padding="same")]
    return reduce(lambda tensor, layer: layer(tensor), path, x) + layers.Conv2D(width, 1, strides=2)(x)
""",
        """
class PublishedBlock(keras.layers.Layer):
    def __init__(self, width, **kwargs):
        super().__init__(**kwargs)
        self.convolutions = [layers.SeparableConv2D(width, 3, padding="same") for _ in range(2)]
        self.normalizations = [layers.BatchNormalization(momentum=0.9) for _ in range(2)]
        self.pool = layers.MaxPooling2D(3, strides=2, padding="same")
        self.project = layers.Conv2D(width, 1, strides=2)

    def call(self, x, training=None):
        y = x
        for convolve, normalize in zip(self.convolutions, self.normalizations):
            y = normalize(convolve(keras.ops.relu(y)), training=training)
        return self.pool(y) + self.project(x)

def published_block(x, width):
    return PublishedBlock(width)(x)
""",
        """
def published_block(x, width):
    inside = keras.Input(x.shape[1:])
    y = inside
    for _ in range(2):
        y = layers.BatchNormalization(momentum=0.9)(
            layers.SeparableConv2D(width, 3, padding="same")(layers.ReLU()(y))
        )
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    block = keras.Model(inside, layers.add([layers.Conv2D(width, 1, strides=2)(inside), y]))
    return block(x)
""",
    ],
    also_wrong=[
        # The shortcut begins behind the first ReLU.
        """
def published_block(x, width):
    x = layers.ReLU()(x)
    y = layers.SeparableConv2D(width, 3, padding="same")(x)
    y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.SeparableConv2D(width, 3, padding="same")(layers.ReLU()(y))
    y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])
""",
        # One half, passed through twice by the same normalization.
        """
def published_block(x, width):
    y, normalize = x, layers.BatchNormalization(momentum=0.9)
    for _ in range(2):
        y = normalize(layers.SeparableConv2D(width, 3, padding="same")(layers.ReLU()(y)))
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])
""",
        # The mean in place of the maximum.
        """
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.SeparableConv2D(width, 3, padding="same")(layers.ReLU()(y))
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.AveragePooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])
""",
        # Something more, seen in training only.
        """
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.SeparableConv2D(width, 3, padding="same")(layers.ReLU()(y))
        y = layers.Dropout(0.2)(layers.BatchNormalization(momentum=0.9)(y))
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])
""",
        # The second momentum is forgotten.
        """
def published_block(x, width):
    y = layers.SeparableConv2D(width, 3, padding="same")(layers.ReLU()(x))
    y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.SeparableConv2D(width, 3, padding="same")(layers.ReLU()(y))
    y = layers.BatchNormalization()(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])
""",
        # An activation in the shortcut.
        """
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.SeparableConv2D(width, 3, padding="same")(layers.ReLU()(y))
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, activation="relu")(x)])
""",
    ],
)
def is_the_published_block(published_block) -> bool:
    # An even and an odd side, on which "same" pads differently.
    inputs = keras.Input((8, 5, 4))
    model = keras.Model(inputs, published_block(inputs, 6))
    kinds = weights_by_layer(model)
    rng = np.random.default_rng(0)
    for weight in model.weights:
        # Variances and scales so large that nothing depends on the epsilon.
        low, high = {"moving_variance": (50, 150), "gamma": (5, 15)}.get(weight.name, (-1, 1))
        weight.assign(rng.uniform(low, high, size=weight.shape))
    (shortcut,) = kinds["convolution"]
    separables = sorted(kinds["separable"], key=lambda variables: variables["depthwise_kernel"].shape[2])
    shapes = [tuple(variables["depthwise_kernel"].shape) for variables in separables]
    x = rng.normal(scale=10, size=(16, 8, 5, 4)).astype("float32")
    # Which of two normalizations comes first cannot be told by its shape.
    first, second = kinds["normalization"]
    return shapes == [(3, 3, 4, 1), (3, 3, 6, 1)] and any(
        _agrees(model, x, separables, order, shortcut) for order in ([first, second], [second, first])
    )


def _agrees(model, x: np.ndarray, separables: list[dict], normalizations: list[dict], shortcut: dict) -> bool:
    for training in (False, True):
        references = [Normalization(variables, training) for variables in normalizations]
        expected = reference_block(x, separables, references, shortcut)
        found = keras.ops.convert_to_numpy(model(x, training=training))
        if found.shape != expected.shape or not np.allclose(found, expected, rtol=2e-3, atol=2e-2):
            return False
    return all(
        np.allclose(value(each.variables, "moving_mean", 0), 0.9 * each.old_mean + 0.1 * each.batch_mean, atol=1e-2)
        for each in references
    )


# --- 6-1-c ---


@oracle(
    "6-1-c",
    also_right=[
        """
def read_mistakes(confusion, names):
    shares, most, pair = {}, -1, None
    for label, row in zip(names, confusion.tolist()):
        shares[label] = row[names.index(label)] / sum(row)
        for prediction, count in zip(names, row):
            if prediction != label and count > most:
                most, pair = count, (label, prediction)
    return shares, pair
""",
        """
def read_mistakes(confusion, names):
    off = ~np.eye(len(names), dtype=bool)
    rows, columns = np.nonzero(off)
    worst = np.argmax(confusion[off])
    recall = np.einsum("ii->i", confusion) / np.einsum("ij->i", confusion)
    return dict(zip(names, recall.tolist())), (names[rows[worst]], names[columns[worst]])
""",
        """
from collections import Counter

def read_mistakes(confusion, names):
    counts = Counter({
        (label, prediction): int(confusion[i, j])
        for i, label in enumerate(names) for j, prediction in enumerate(names)
    })
    shares = {}
    for name in names:
        total = sum(count for (label, _), count in counts.items() if label == name)
        shares[name] = counts.pop((name, name)) / total
    return shares, counts.most_common(1)[0][0]
""",
    ],
    also_wrong=[
        # The largest share of a label, not the largest count.
        """
def read_mistakes(confusion, names):
    rates = confusion / confusion.sum(axis=1, keepdims=True)
    shares = dict(zip(names, rates.diagonal()))
    np.fill_diagonal(rates, 0)
    row, column = np.unravel_index(rates.argmax(), rates.shape)
    return shares, (names[row], names[column])
""",
        # Both directions together.
        """
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    mistakes = confusion - np.diag(confusion.diagonal())
    row, column = np.unravel_index((mistakes + mistakes.T).argmax(), mistakes.shape)
    return shares, (names[row], names[column])
""",
        # Ten classes, always.
        """
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    row, column = divmod(int((confusion - np.diag(confusion.diagonal())).argmax()), 10)
    return shares, (names[row], names[column])
""",
        # Only mistakes above the diagonal.
        """
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    mistakes = np.triu(confusion, 1)
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return shares, (names[row], names[column])
""",
        # Shares of all pictures.
        """
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() * len(names) / confusion.sum()))
    mistakes = confusion - np.diag(confusion.diagonal())
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return shares, (names[row], names[column])
""",
    ],
)
def reads_the_mistakes(read_mistakes) -> bool:
    rng = np.random.default_rng(0)
    names = ["van", "car", "bus", "bike", "tram", "boat", "ship", "cart", "sled", "raft", "kite"]
    for classes in (2, 3, 5, 10, 11):
        for _ in range(4):
            # Labels of very different frequency: the largest count is not the largest share.
            confusion = rng.integers(0, 10, size=(classes, classes)) * rng.integers(1, 30, size=(classes, 1))
            np.fill_diagonal(confusion, rng.integers(1, 300, size=classes))
            label, prediction = rng.choice(classes, size=2, replace=False)
            confusion[label, prediction] = confusion[~np.eye(classes, dtype=bool)].max() + 1
            if not _reads(read_mistakes, confusion, names[:classes], (names[label], names[prediction])):
                return False
    cases = (
        # The largest share, 9 of 10, is that of a rare label.
        ([[90, 20, 30], [0, 1, 9], [29, 0, 50]], ("c", "b")),
        # The largest sum of both directions is that of other classes.
        ([[5, 8, 0], [8, 0, 10], [0, 0, 7]], ("a", "b")),
        # A single mistake.
        ([[1, 0, 0], [1, 1, 0], [0, 0, 1]], ("a", "c")),
    )
    return all(_reads(read_mistakes, np.array(table), ["c", "a", "b"], mistake) for table, mistake in cases)


def _reads(read_mistakes, confusion: np.ndarray, names: list[str], mistake: tuple[str, str]) -> bool:
    given = confusion.copy()
    returned = read_mistakes(given, list(names))
    shares, pair = returned
    return (
        np.array_equal(given, confusion)
        and isinstance(returned, tuple | list)
        and isinstance(shares, dict)
        and isinstance(pair, tuple | list)
        and sorted(shares) == sorted(names)
        and all(
            math.isclose(shares[name], confusion[i, i] / confusion[i].sum(), abs_tol=1e-6)
            for i, name in enumerate(names)
        )
        and tuple(pair) == mistake
    )


# --- 6-1-d ---


@oracle(
    "6-1-d",
    also_right=[
        """
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )

    def change(pictures, labels):
        turned = tf.random.uniform((tf.shape(pictures)[0], 1, 1, 1)) < 0.5
        return tf.where(turned, tf.reverse(pictures, axis=[2]), pictures) / 255, labels

    return dataset.map(change)
""",
        """
def augmented_pictures(folder, names):
    rng = np.random.default_rng()
    files = [(file, name) for name in names for file in (folder / name).iterdir()]

    def pictures():
        for file, name in files:
            picture = keras.utils.load_img(file, color_mode="grayscale", target_size=(28, 28))
            picture = keras.utils.img_to_array(picture) / 255
            yield picture[:, ::-1] if rng.integers(2) else picture, np.eye(len(names))[names.index(name)]

    signature = tf.TensorSpec((28, 28, 1)), tf.TensorSpec((len(names),))
    return tf.data.Dataset.from_generator(pictures, output_signature=signature).batch(8)
""",
        """
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, color_mode="grayscale", image_size=(28, 28), batch_size=None, shuffle=False
    )
    dataset = dataset.cache().shuffle(len(dataset)).map(lambda x, y: (tf.image.random_flip_left_right(x), y))
    dataset = dataset.map(lambda x, y: (x / 255.0, keras.ops.one_hot(y, len(names))))
    return dataset.batch(8, num_parallel_calls=2).prefetch(tf.data.AUTOTUNE)
""",
        """
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8, verbose=False,
    )
    change = keras.Sequential([layers.Rescaling(1 / 255), layers.RandomFlip(mode="horizontal")])
    return dataset.map(lambda x, y: (change(x, training=True), y))
""",
    ],
    also_wrong=[
        # A whole batch at a time.
        """
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )

    def change(pictures, labels):
        turned = tf.random.uniform(()) < 0.5
        return tf.where(turned, pictures[:, :, ::-1], pictures) / 255, labels

    return dataset.map(change)
""",
        # The same pictures are flipped in each pass.
        """
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=None, shuffle=False,
    )
    # `start` has set a seed, and TensorFlow's own random numbers begin with it again in each pass.
    return dataset.map(lambda x, y: (tf.image.random_flip_left_right(x) / 255, y)).batch(8)
""",
        # Both forms of each picture.
        """
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=None,
    ).map(lambda x, y: (x / 255, y))
    return dataset.concatenate(dataset.map(lambda x, y: (x[:, ::-1], y))).batch(8)
""",
        # For ever, as in 2020.
        """
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=True), y)).repeat()
""",
        # The last batch is lost.
        """
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=None,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 255)])
    return dataset.batch(8, drop_remainder=True).map(lambda x, y: (change(x, training=True), y))
""",
        # Always flipped.
        """
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    return dataset.map(lambda x, y: (x[:, :, ::-1] / 255, y))
""",
        # Scaled twice as far.
        """
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 127.5, offset=-1)])
    return dataset.map(lambda x, y: (change(x, training=True), y))
""",
    ],
)
def flips_at_random(augmented_pictures) -> bool:
    with picture_folder() as folder:
        dataset = augmented_pictures(folder, list(NAMES))
        passes = [batches_of(dataset) for _ in range(4)]
    flips = [_flips(batches) for batches in passes]
    first = flips[0]
    # By chance, 112 flips go beyond 0.25 and 0.75 in one of ten million answers; that no batch is mixed, or that all
    # passes are alike, happens in far fewer.
    share = np.mean([list(flips_of_pass.values()) for flips_of_pass in flips])
    mixed = any(0 < sum(batch) < len(batch) for flips_of_pass in flips for batch in _by_batch(flips_of_pass))
    return 0.25 < share < 0.75 and mixed and any(flips_of_pass != first for flips_of_pass in flips)


def _flips(batches: list) -> dict[tuple[str, int], bool]:
    """Whether each drawing is flipped in this pass, in its order; raises where a batch is not as it should be."""
    flips = {}
    for pictures, labels in batches:
        for picture, label in zip(pictures, labels, strict=True):
            key, flipped = recognized(255 * picture)
            if key in flips or not np.array_equal(label, np.eye(len(NAMES))[NAMES.index(key[0])]):
                raise ValueError
            flips[key] = flipped
    if not in_eights(batches, white=1) or sorted(flips) != ALL:
        raise ValueError
    return flips


def _by_batch(flips: dict) -> list[list[bool]]:
    flipped = list(flips.values())
    return [flipped[start : start + 8] for start in range(0, len(flipped), 8)]
