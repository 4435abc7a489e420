"""The data of the course: a part of Fashion-MNIST and rated movie reviews, and original data by download."""

import gzip
import hashlib
import io
import os
import socket
import tempfile
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from utils.messages import COURSE_FOLDER, CourseError, Text, one_line

EMBEDDED = COURSE_FOLDER / "utils" / "datasets" / "fashion_mnist.npz"
EMBEDDED_SHA256 = "566b792688695b60e3225eac611b843fecd1e6ec6267345d68d3b6dada70da7a"
MOVIE_REVIEWS = EMBEDDED.with_name("movie_reviews.tsv.gz")
MOVIE_REVIEWS_SHA256 = "0f5b64aeb083fc59290db9b1b1301d3209ec1734d3a80ecc6c85d8f29bf43162"
MOVIE_REVIEWS_FOR_TESTING = 2_000

ORIGIN = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
ORIGINAL_SHA256 = {
    "train-images-idx3-ubyte.gz": "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
    "train-labels-idx1-ubyte.gz": "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
    "t10k-images-idx3-ubyte.gz": "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
    "t10k-labels-idx1-ubyte.gz": "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
}
_SECONDS_WITHOUT_A_BYTE = 10

_CLASS_NAMES = (
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


def fashion_mnist(original: bool = False):
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
    return [str(name) for name in _CLASS_NAMES]


def movie_reviews():
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


def read_idx(file: Path) -> np.ndarray:
    """The uint8 array in a gzipped IDX file, the format in which MNIST and Fashion-MNIST are published."""
    content = gzip.decompress(file.read_bytes())
    dimensions = content[3]
    shape = np.frombuffer(content, ">u4", count=dimensions, offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * dimensions).reshape(shape).copy()


def _embedded():
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
            ko="데이터 파일({file})이 {what}. `git checkout -- {file}`로 되살리거나 코스를 다시 받으세요.",
            en="The data file {file} {what}. Run `git checkout -- {file}`, or download the course again.",
        ).format(file=f"utils/datasets/{file.name}", what=what)
    )


def _original():
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
        CourseError: no connection, an answer that takes too long, other bytes than expected, or no place to store it.
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
    except (ConnectionError, TimeoutError) as error:
        raise _not_reached(origin, error) from None
    except OSError:
        raise
    except Exception as error:
        # get_file wraps the error of urllib in a bare Exception.
        raise _not_reached(origin, error.__context__ or error) from None


def _not_reached(origin: str, error: BaseException) -> CourseError:
    return CourseError(
        Text(
            ko="{origin}에서 받지 못했습니다({reason}). 네트워크를 확인하고 다시 실행하세요.",
            en="{origin} could not be downloaded ({reason}). Check the network and run this again.",
        ).format(origin=origin, reason=one_line(error))
    )


@contextmanager
def _impatient_sockets():
    """Within it a silent server is an error; get_file itself would wait for ever."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(_SECONDS_WITHOUT_A_BYTE)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
