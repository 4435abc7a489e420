"""The data of the course: clothes, movie reviews, penguins, files of Keras 2; and original data by download."""

import gzip
import hashlib
import io
import os
import socket
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError, Text, one_line

EMBEDDED = COURSE_FOLDER / "utils" / "datasets" / "fashion_mnist.npz"
EMBEDDED_SHA256 = "566b792688695b60e3225eac611b843fecd1e6ec6267345d68d3b6dada70da7a"
MOVIE_REVIEWS = EMBEDDED.with_name("movie_reviews.tsv.gz")
MOVIE_REVIEWS_SHA256 = "0f5b64aeb083fc59290db9b1b1301d3209ec1734d3a80ecc6c85d8f29bf43162"
MOVIE_REVIEWS_FOR_TESTING = 2_000
PENGUINS = EMBEDDED.with_name("penguins.csv")
PENGUINS_SHA256 = "f204db2c753b0937caac3cb35258562c14f073e4bbc76be24b4c51ce22767a93"
KERAS_2 = EMBEDDED.with_name("keras_2.zip")
KERAS_2_SHA256 = "b0a09ef9a31119d8330f8586f3ca338c94ff4b1b7d9c88e692898c2829c05c29"

ORIGIN = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
ORIGINAL_SHA256 = {
    "train-images-idx3-ubyte.gz": "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
    "train-labels-idx1-ubyte.gz": "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
    "t10k-images-idx3-ubyte.gz": "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
    "t10k-labels-idx1-ubyte.gz": "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
}
_SECONDS_WITHOUT_A_BYTE = 10

# Inputs and targets for training, and inputs and targets for testing.
_Arrays = tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]

# Which bags and which ankle boots `bags_and_boots` gives for each part, of those among the training pictures.
_BAG, _BOOT = 8, 9
_POINTS_OF = {
    "training": (slice(0, 400), slice(0, 200)),
    "validation": (slice(400, 500), slice(200, 250)),
    "test": (slice(500, 600), slice(250, 300)),
    "unseen": (slice(600, 1000), slice(300, 500)),
}

CLASS_NAMES = (
    Text(ko="티셔츠", en="T-shirt"),
    Text(ko="바지", en="trousers"),
    Text(ko="풀오버", en="pullover"),
    Text(ko="드레스", en="dress"),
    Text(ko="코트", en="coat"),
    Text(ko="샌들", en="sandal"),
    Text(ko="셔츠", en="shirt"),
    Text(ko="운동화", en="sneaker"),
    Text(ko="가방", en="bag"),
    Text(ko="앵클부츠", en="ankle boot"),
)
_BRIGHTNESS_NAMES = (
    Text(ko="아래쪽 절반의 밝기 (표준편차)", en="brightness, lower half (std. dev.)"),
    Text(ko="양옆의 밝기 (표준편차)", en="brightness, sides (std. dev.)"),
)


def fashion_mnist(original: bool = False) -> _Arrays:
    """Grey pictures of clothes in ten classes, in the form of `keras.datasets.fashion_mnist.load_data()`.

    Args:
        original: False for the part that comes with the course (10,000 training and 2,000 test pictures, every class
            equally often, also in the first n of them); True for all 60,000 and 10,000, which are downloaded once
            (31 MB) into the folder where Keras keeps them.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: pictures of shape `(n, 28, 28)`, uint8, 0 (background) to 255;
        labels of shape `(n,)`, uint8, 0 to 9 in the order of `class_names()`.

    Raises:
        CourseError: the file of the course is missing or damaged; the original cannot be downloaded or stored.

    Source: Xiao, Rasul and Vollgraf (2017), "Fashion-MNIST", arXiv:1708.07747. MIT licence, Zalando SE.
        `utils/datasets/fashion_mnist.md` says how the part was cut.
    """
    return _original() if original else _embedded()


def class_names() -> list[str]:
    """The names of the ten classes in the language of the notebook, in the order of the labels 0 to 9."""
    return [str(name) for name in CLASS_NAMES]


def bags_and_boots(part: str = "training") -> tuple[np.ndarray, np.ndarray]:
    """Pictures of bags and of ankle boots as points in the plane, two bags for each boot, in a mixed order.

    Args:
        part: "training" (600 points), "validation" (150) or "test" (150); "unseen" (600) for checks. No picture is in
            two of them.

    Returns:
        Points of shape `(n, 2)`, float64: the mean brightness of the lower half and that of the two sides (8 columns
        each), in standard deviations from their mean over the part "training"; labels of shape `(n,)`, int64, 1 for a
        boot and 0 for a bag.

    Raises:
        CourseError: the file of the course is missing or damaged.
    """
    (pictures, labels), _ = _embedded()
    by_class = [np.flatnonzero(labels == label) for label in (_BAG, _BOOT)]

    def rows_of(name: str) -> np.ndarray:
        return np.concatenate([rows[some] for rows, some in zip(by_class, _POINTS_OF[name], strict=True)])

    trained_on = _two_brightnesses(pictures[rows_of("training")])
    rows = np.random.default_rng(0).permutation(rows_of(part))
    points = (_two_brightnesses(pictures[rows]) - trained_on.mean(axis=0)) / trained_on.std(axis=0)
    return points, (labels[rows] == _BOOT).astype("int64")


def _two_brightnesses(pictures: np.ndarray) -> np.ndarray:
    lower_half, sides = pictures[:, 14:], pictures[:, :, np.r_[:8, 20:28]]
    return np.stack([lower_half.mean(axis=(1, 2)), sides.mean(axis=(1, 2))], axis=1)


def brightness_names() -> list[str]:
    """What the two numbers of each point of `bags_and_boots` are, in the language of the notebook."""
    return [str(name) for name in _BRIGHTNESS_NAMES]


def movie_reviews() -> _Arrays:
    """Sentences from movie reviews, each with the mean of the ratings that 15 or more people gave it.

    Returns:
        `(x_train, r_train), (x_test, r_test)`: 8,476 and 2,000 sentences of shape `(n,)`, dtype object, each a Python
        string; mean ratings of shape `(n,)`, float32, from -4 (extremely negative) to 4 (extremely positive). Of every
        two in a row, one rating is above 0. `TextVectorization` and `tf.data` take strings of any NumPy type; `fit`
        and `predict` take an array of strings only with dtype object, so this is what you get.

    Raises:
        CourseError: the file of the course is missing or damaged.

    Source: Hutto and Gilbert (2014), "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
        Text", ICWSM-14. MIT licence, cjhutto. `utils/datasets/movie_reviews.md` says how the sentences were chosen.
    """
    lines = gzip.decompress(_intact(MOVIE_REVIEWS, MOVIE_REVIEWS_SHA256)).decode("utf-8").splitlines()
    ratings, sentences = zip(*(line.split("\t") for line in lines), strict=True)
    r, x = np.array(ratings, "float32"), np.array(sentences, dtype=object)
    training = len(x) - MOVIE_REVIEWS_FOR_TESTING
    return (x[:training], r[:training]), (x[training:], r[training:])


def penguins() -> Path:
    """The table of 344 penguins that comes with the course: a CSV file, to be read as one reads an own one.

    Returns:
        Its path. The columns are `species`, `island`, `bill_length_mm`, `bill_depth_mm`, `flipper_length_mm`,
        `body_mass_g`, `sex` and `year`; what is missing is written `NA`.

    Raises:
        CourseError: the file of the course is missing or damaged.

    Source: Gorman, Williams and Fraser (2014), "Ecological Sexual Dimorphism and Environmental Variability within a
        Community of Antarctic Penguins", PLoS ONE 9(3): e90081. CC0. `utils/datasets/penguins.md` describes it.
    """
    _intact(PENGUINS, PENGUINS_SHA256)
    return PENGUINS


def keras_2_files(folder: Path) -> Path:
    """The small networks that Keras 2.15 has saved, as the files that it wrote.

    Args:
        folder: where they are put; it is made if it is not there.

    Returns:
        The folder, with `clothes.h5`, `clothes.json`, `clothes.keras`, `clothes_weights.h5`, `patches.h5`, `rows.keras`
        and `shoe.h5` in it. Each network takes pictures of shape `(n, 28, 28)`, float, 0 to 1.

    Raises:
        CourseError: the file of the course is missing or damaged.

    Source: made for the course; `utils/datasets/keras_2.md` says how.
    """
    with zipfile.ZipFile(io.BytesIO(_intact(KERAS_2, KERAS_2_SHA256))) as archive:
        archive.extractall(folder)
    return folder


def read_idx(file: Path) -> np.ndarray:
    """The uint8 array in a gzipped IDX file, the format in which MNIST and Fashion-MNIST are published."""
    content = gzip.decompress(file.read_bytes())
    dimensions = content[3]
    shape = np.frombuffer(content, ">u4", count=dimensions, offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * dimensions).reshape(shape).copy()


def _embedded() -> _Arrays:
    with np.load(io.BytesIO(_intact(EMBEDDED, EMBEDDED_SHA256))) as arrays:
        return (arrays["x_train"], arrays["y_train"]), (arrays["x_test"], arrays["y_test"])


def _intact(file: Path, sha256: str) -> bytes:
    """The content of a file that comes with the course."""
    try:
        content = file.read_bytes()
    except OSError:
        raise _unusable(file, Text(ko="없거나 읽을 수 없습니다", en="is missing or cannot be read")) from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _unusable(file, Text(ko="손상되었습니다", en="is damaged"))
    return content


def _unusable(file: Path, what: Text) -> CourseError:
    return CourseError(
        Text(
            ko="데이터 파일({file})이 {what}. `git checkout -- {file}`[으로] 되살리거나 코스를 다시 받으세요.",
            en="The data file {file} {what}. Run `git checkout -- {file}`, or download the course again.",
        ).format(file=f"utils/datasets/{file.name}", what=what)
    )


def _original() -> _Arrays:
    folder = keras_home() / "datasets" / "fashion-mnist"
    train_images, train_labels, test_images, test_labels = (
        read_idx(downloaded(ORIGIN + name, folder / name, sha256)) for name, sha256 in ORIGINAL_SHA256.items()
    )
    return (train_images, train_labels), (test_images, test_labels)


def keras_home() -> Path:
    """The folder where Keras keeps what it downloads: `KERAS_HOME`, else `~/.keras`."""
    return Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras").expanduser()


def downloaded(origin: str, file: Path, sha256: str) -> Path:
    """A file from the network, fetched with a progress bar unless it is there already.

    The bytes arrive in a folder of their own and move to `file` in one step once their SHA-256 is right, so that a
    broken or interrupted download leaves nothing under that name.

    Args:
        origin: its address.
        file: where it is kept.
        sha256: its known SHA-256, in hexadecimal digits.

    Returns:
        `file`, with the right content.

    Raises:
        CourseError: no connection, an answer that takes too long, other bytes than expected, or no room to store it.
    """
    try:
        if file.exists() and _sha256(file) == sha256:
            return file
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".download-") as folder:
            arrived = _fetch(origin, folder, file.name, sha256)
            return arrived.replace(file)
    except OSError as error:
        raise CourseError(
            Text(
                ko="{name} 파일을 저장하지 못했습니다({reason}). `KERAS_HOME`을 쓸 수 있고 넉넉한 폴더로 정하세요.",
                en="{name} could not be stored ({reason}). Set `KERAS_HOME` to a folder with room to write.",
            ).format(name=file.name, reason=error.strerror or one_line(error))
        ) from None


def _fetch(origin: str, folder: str, name: str, sha256: str) -> Path:
    # Keras takes seconds to import, and only a download needs it.
    import keras

    try:
        with _impatient_sockets():
            return Path(keras.utils.get_file(name, origin, file_hash=sha256, cache_dir=folder, cache_subdir=""))
    except ValueError:
        raise CourseError(
            Text(
                ko="{origin}에서 받은 내용이 알려진 SHA-256과 달라 버렸습니다. 나중에 다시 시도하세요.",
                en="What {origin} sent does not have the known SHA-256, so it was thrown away. Try again later.",
            ).format(origin=origin)
        ) from None
    except Exception as error:
        if isinstance(error, OSError) and not isinstance(error, ConnectionError | TimeoutError):
            raise  # The disk, not the network.
        # get_file wraps the error of urllib in a bare Exception.
        reason = one_line(error.__context__ or error)
        raise CourseError(
            Text(
                ko="{origin}에서 받지 못했습니다({reason}). 네트워크를 확인하고 다시 실행하세요.",
                en="{origin} could not be downloaded ({reason}). Check the network and run this again.",
            ).format(origin=origin, reason=reason)
        ) from None


@contextmanager
def _impatient_sockets() -> Iterator[None]:
    """Make a silent server an error while the block runs; get_file itself would wait for ever."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(_SECONDS_WITHOUT_A_BYTE)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def scattered_clothes() -> _Arrays:
    """The pictures of `fashion_mnist`, each at half its size and somewhere on an empty ground of 28 by 28.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: pictures of shape `(n, 28, 28)`, uint8, 0 (background) to 255, in the
        order of `fashion_mnist` and always in the same places; labels of shape `(n,)`, uint8, 0 to 9.

    Raises:
        CourseError: the file of the course is missing or damaged.
    """
    (x_train, y_train), (x_test, y_test) = _embedded()
    return (_scattered(x_train, seed=0), y_train), (_scattered(x_test, seed=1), y_test)


def _scattered(pictures: np.ndarray, seed: int) -> np.ndarray:
    halved = pictures.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)).round().astype("uint8")
    grounds = np.zeros_like(pictures)
    places = np.random.default_rng(seed).integers(15, size=(len(pictures), 2))
    for ground, picture, (row, column) in zip(grounds, halved, places, strict=True):
        ground[row : row + 14, column : column + 14] = picture
    return grounds
