"""The embedded data, and the download of the original Fashion-MNIST from a server on this machine."""

import csv
import gzip
import hashlib
import os
import re
import struct
from collections import Counter

import numpy as np
import pytest

from tests.support.loopback import hash_of, serving, serving_with_a_certificate_nobody_knows
from tools.cutting.fashion_mnist import balanced_order
from tools.cutting.movie_reviews import balanced, read_original, without_duplicates, without_single_words, words
from utils import data
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError

DATASETS = COURSE_FOLDER / "utils" / "datasets"
SHEET = (DATASETS / "fashion_mnist.md").read_text(encoding="utf-8")
SHEET_OF_REVIEWS = (DATASETS / "movie_reviews.md").read_text(encoding="utf-8")


def test_shapes_and_types():
    (x_train, y_train), (x_test, y_test) = data.fashion_mnist()
    assert (x_train.shape, y_train.shape) == ((10_000, 28, 28), (10_000,))
    assert (x_test.shape, y_test.shape) == ((2_000, 28, 28), (2_000,))
    assert {array.dtype for array in (x_train, y_train, x_test, y_test)} == {np.dtype("uint8")}
    assert (x_train.min(), x_train.max()) == (0, 255)


def test_every_prefix_is_balanced():
    (_, y_train), (_, y_test) = data.fashion_mnist()
    for labels in (y_train, y_test):
        seen = np.cumsum(np.eye(10, dtype=int)[labels], axis=0)
        assert (np.ptp(seen, axis=1) <= 1).all()
        assert (seen[-1] == len(labels) // 10).all()


def test_order_of_classes_is_no_pattern():
    (_, y_train), _ = data.fashion_mnist()
    tens = y_train.reshape(-1, 10)
    assert len(np.unique(tens, axis=0)) > 990


def test_pictures_belong_to_their_labels():
    """The nearest class mean is right for .66 of the pictures; with shuffled labels it would be for .10."""
    (x_train, y_train), (x_test, y_test) = data.fashion_mnist()
    means = np.stack([x_train[y_train == label].mean(axis=0).ravel() for label in range(10)])
    pixels = x_test.reshape(len(x_test), -1).astype(float)
    distances = (means**2).sum(axis=1) - 2 * pixels @ means.T
    assert (distances.argmin(axis=1) == y_test).mean() > 0.6


def test_no_test_picture_is_a_training_picture():
    (x_train, _), (x_test, _) = data.fashion_mnist()
    assert not {picture.tobytes() for picture in x_train} & {picture.tobytes() for picture in x_test}


def test_each_call_gives_fresh_arrays():
    (first, _), _ = data.fashion_mnist()
    before = first.copy()
    first[:] = 0
    (second, _), _ = data.fashion_mnist()
    assert (second == before).all()


def test_sheet_names_the_bytes():
    content = data.EMBEDDED.read_bytes()
    assert hashlib.sha256(content).hexdigest() == data.EMBEDDED_SHA256
    assert data.EMBEDDED_SHA256 in SHEET
    assert f"{len(content):,} bytes" in SHEET
    for name, sha256 in data.ORIGINAL_SHA256.items():
        assert any(name in line and sha256 in line for line in SHEET.splitlines())


def test_balanced_order_repeats_and_uses_each_picture_once():
    labels = np.random.default_rng(0).permutation(np.repeat(np.arange(10), 30))
    order = balanced_order(labels, seed=1)
    assert sorted(order) == list(range(300))
    assert (np.sort(labels[order].reshape(30, 10), axis=1) == np.arange(10)).all()
    assert (order == balanced_order(labels, seed=1)).all()
    assert (order != balanced_order(labels, seed=2)).any()


def test_balanced_order_leaves_out_what_a_larger_class_has_over():
    labels = np.array([True] * 5 + [False] * 8)
    order = balanced_order(labels, seed=1)
    assert len(set(order)) == len(order) == 10
    assert (labels[order].reshape(5, 2).sum(axis=1) == 1).all()


def test_class_names(lang):
    names = data.class_names()
    assert len(set(names)) == 10
    assert (names[0], names[9]) == {"ko": ("티셔츠", "앵클부츠"), "en": ("T-shirt", "ankle boot")}[lang]


# --- movie reviews ---


def test_reviews_are_strings_with_ratings():
    (x_train, r_train), (x_test, r_test) = data.movie_reviews()
    assert (x_train.shape, r_train.shape, x_test.shape, r_test.shape) == ((8_476,), (8_476,), (2_000,), (2_000,))
    assert {type(sentence) for sentence in [*x_train, *x_test]} == {str}
    assert r_train.dtype == r_test.dtype == np.float32
    ratings = np.concatenate([r_train, r_test])
    assert -4 <= ratings.min() < -3.8 and 3.8 < ratings.max() <= 4


def test_of_every_two_reviews_one_is_positive():
    (_, r_train), (_, r_test) = data.movie_reviews()
    for ratings in (r_train, r_test):
        assert ((ratings > 0).reshape(-1, 2).sum(axis=1) == 1).all()
        assert 0.45 < (ratings[::2] > 0).mean() < 0.55, "the order within a pair is no pattern"


def test_no_review_stands_there_twice_or_has_fewer_than_two_words():
    (x_train, _), (x_test, _) = data.movie_reviews()
    keys = [words(sentence) for sentence in [*x_train, *x_test]]
    assert len(set(keys)) == len(keys)
    assert min(map(len, keys)) == 2
    assert all(sentence == " ".join(sentence.split()) for sentence in [*x_train, *x_test])


def test_ratings_belong_to_their_reviews():
    """Plain words of praise and blame tell the sign of the rating; with shuffled ratings they would not."""
    (x_train, r_train), _ = data.movie_reviews()
    positive = {}
    for word in ("moving", "wonderful", "dull", "unfunny"):
        with_word = np.array([word in words(sentence) for sentence in x_train])
        assert with_word.sum() >= 20
        positive[word] = (r_train[with_word] > 0).mean()
    assert min(positive["moving"], positive["wonderful"]) > 0.75 and max(positive["dull"], positive["unfunny"]) < 0.25


def test_reviews_go_through_keras():
    import keras
    from keras import layers

    (x, r), _ = data.movie_reviews()
    vectorize = layers.TextVectorization(max_tokens=500, output_mode="multi_hot")
    vectorize.adapt(x[:200])
    assert vectorize(x[:3]).shape == (3, 500)
    if keras.backend.backend() == "tensorflow":
        model = keras.Sequential([keras.Input((), dtype="string"), vectorize, layers.Dense(1)])
        model.compile(loss="mse")
        model.fit(x[:64], r[:64], verbose=0)
        assert model.predict(x[:3], verbose=0).shape == (3, 1)


def test_sheet_of_the_reviews_names_the_bytes_and_the_counts():
    content = data.MOVIE_REVIEWS.read_bytes()
    (_, r_train), (_, r_test) = data.movie_reviews()
    ambiguous = [int((abs(ratings) <= 0.5).sum()) for ratings in (r_train, r_test)]
    assert hashlib.sha256(content).hexdigest() == data.MOVIE_REVIEWS_SHA256
    assert data.MOVIE_REVIEWS_SHA256 in SHEET_OF_REVIEWS
    for number in (len(content), len(r_train), len(r_test), *ambiguous, sum(ambiguous)):
        assert re.search(rf"\b{number:,}\b", SHEET_OF_REVIEWS), number


def test_cutting_removes_copies_and_single_words(tmp_path):
    original = tmp_path / "ratings.txt"
    original.write_bytes(
        b"1\t1.5\tA  fine film.\r\n2\t-2\tBad.\r\n3\t2.5\ta fine FILM\r\n4\t0\tSo so\r\n5\t-1\tToo long.\r\n"
    )
    reviews = read_original(original)
    assert reviews[0] == (1.5, "A fine film.")
    longer = without_single_words(reviews)
    assert [rating for rating, _ in longer] == [1.5, 2.5, 0, -1]
    single = without_duplicates(longer)
    assert single == [(1.5, "A fine film."), (0, "So so"), (-1, "Too long.")]
    assert sorted(rating > 0 for rating, _ in balanced(single)) == [False, True]


# --- scattered clothes ---


def test_scattered_clothes_are_the_same_pictures_somewhere_at_half_their_size():
    for (small, labels), (pictures, its_labels) in zip(data.scattered_clothes(), data.fashion_mnist(), strict=True):
        assert small.shape == pictures.shape and small.dtype == "uint8" and np.array_equal(labels, its_labels)
        share = small.sum(axis=(1, 2), dtype=float) / pictures.sum(axis=(1, 2), dtype=float)
        assert share.min() > 0.24 and share.max() < 0.26
        centres = np.array([np.argwhere(picture).mean(axis=0) for picture in small[:500]])
        assert (np.ptp(centres, axis=0) > 10).all()
    assert np.array_equal(data.scattered_clothes()[0][0], data.scattered_clothes()[0][0])


# --- penguins ---


def test_sheet_of_the_penguins_names_what_the_table_holds():
    sheet = (DATASETS / "penguins.md").read_text(encoding="utf-8")
    with data.penguins().open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert f"{len(rows)} rows" in sheet
    assert list(dict.fromkeys(row["species"] for row in rows)) == ["Adelie", "Gentoo", "Chinstrap"]
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    for name in rows[0]:
        (line,) = (line for line in sheet.splitlines() if line.startswith(f"| `{name}`"))
        values = [row[name] for row in rows if row[name] != "NA"]
        assert line.endswith(f"| {len(rows) - len(values)} |")
        counted = re.findall(r"(\d+) `(\w+)`", line)
        measured = re.search(r"([\d.]+) to ([\d.]+)", line)
        if measured:
            assert [float(bound) for bound in measured.groups()] == [min(map(float, values)), max(map(float, values))]
        else:
            assert {value: int(count) for count, value in counted} == Counter(values)


# --- a file of the course that is not as it should be ---

EMBEDDED_DATA = [
    ("EMBEDDED", data.fashion_mnist),
    ("MOVIE_REVIEWS", data.movie_reviews),
    ("PENGUINS", data.penguins),
]


@pytest.mark.parametrize(("name", "load"), EMBEDDED_DATA)
def test_missing_file(tmp_path, monkeypatch, lang, name, load):
    monkeypatch.setattr(data, name, tmp_path / "data.npz")
    words = {"ko": "data.npz.*없거나 읽을 수 없습니다", "en": "data.npz is missing or cannot be read"}[lang]
    with pytest.raises(CourseError, match=words):
        load()


@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b"", lambda b: b[:9000] + b"\0" + b[9001:]])
@pytest.mark.parametrize(("name", "load"), EMBEDDED_DATA)
def test_damaged_file(tmp_path, monkeypatch, lang, name, load, damage):
    damaged = tmp_path / "data.npz"
    damaged.write_bytes(damage(getattr(data, name).read_bytes()))
    monkeypatch.setattr(data, name, damaged)
    with pytest.raises(CourseError, match={"ko": "손상되었습니다", "en": "is damaged"}[lang]) as caught:
        load()
    assert str(tmp_path) not in str(caught.value)


# --- the original ---


def idx(array: np.ndarray) -> bytes:
    """An array as a gzipped IDX file."""
    header = bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    return gzip.compress(header + array.tobytes(), mtime=0)


PICTURES = np.arange(20 * 28 * 28).reshape(20, 28, 28).astype("uint8")
LABELS = np.arange(20, dtype="uint8") % 10
SERVED = {
    "train-images-idx3-ubyte.gz": idx(PICTURES),
    "train-labels-idx1-ubyte.gz": idx(LABELS),
    "t10k-images-idx3-ubyte.gz": idx(PICTURES[:10]),
    "t10k-labels-idx1-ubyte.gz": idx(LABELS[:10]),
}


@pytest.fixture
def server(keras_home, monkeypatch):
    """A server in place of the real one, known hashes of what it serves, and an empty Keras home."""
    with serving(SERVED, always_well={"train-images-idx3-ubyte.gz"}) as server:
        monkeypatch.setattr(data, "ORIGIN", server.address)
        monkeypatch.setattr(data, "ORIGINAL_SHA256", {name: hash_of(content) for name, content in SERVED.items()})
        yield server


def kept(tmp_path) -> dict[str, bytes]:
    """Every file below the data folder of Keras, by its path in there."""
    folder = tmp_path / "keras" / "datasets"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


EVERYTHING = {f"fashion-mnist/{name}": content for name, content in SERVED.items()}
FIRST_FILE = dict(list(EVERYTHING.items())[:1])


def test_download(server, tmp_path, capsys):
    (x_train, y_train), (x_test, y_test) = data.fashion_mnist(original=True)
    assert (x_train == PICTURES).all() and (y_train == LABELS).all()
    assert (x_test == PICTURES[:10]).all() and (y_test == LABELS[:10]).all()
    assert x_train.dtype == y_train.dtype == np.uint8
    assert kept(tmp_path) == EVERYTHING
    assert "━" in capsys.readouterr().out, "no progress bar"


def test_second_time_needs_no_server(server, tmp_path, monkeypatch):
    data.fashion_mnist(original=True)
    monkeypatch.setattr(data, "ORIGIN", "http://127.0.0.1:1/")
    (x_train, _), _ = data.fashion_mnist(original=True)
    assert (x_train == PICTURES).all()
    assert server.requests == 4


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        ("404", {"ko": "받지 못했습니다.*404", "en": "could not be downloaded.*404"}),
        ("truncated", {"ko": "받지 못했습니다.*incomplete", "en": "could not be downloaded.*incomplete"}),
        ("wrong bytes", {"ko": "SHA-256과 달라", "en": "does not have the known SHA-256"}),
        ("silent", {"ko": "받지 못했습니다.*timed out", "en": "could not be downloaded.*timed out"}),
        ("stalled", {"ko": "받지 못했습니다.*timed out", "en": "could not be downloaded.*timed out"}),
        ("reset", {"ko": "받지 못했습니다.*reset", "en": "could not be downloaded.*reset"}),
        ("redirected for ever", {"ko": "받지 못했습니다.*302", "en": "could not be downloaded.*302"}),
    ],
)
def test_bad_server(server, tmp_path, lang, behaviour, words):
    server.behaviour = behaviour
    with pytest.raises(CourseError, match=words[lang]) as caught:
        data.fashion_mnist(original=True)
    assert "\n" not in str(caught.value) and str(tmp_path) not in str(caught.value)
    assert kept(tmp_path) == FIRST_FILE, "only the file that came whole is kept"
    assert os.listdir(tmp_path / "keras" / "datasets" / "fashion-mnist") == ["train-images-idx3-ubyte.gz"]

    server.behaviour = "well"
    data.fashion_mnist(original=True)
    assert kept(tmp_path) == EVERYTHING


def test_no_connection(server, tmp_path, monkeypatch, lang):
    monkeypatch.setattr(data, "ORIGIN", "http://127.0.0.1:1/")
    with pytest.raises(CourseError, match={"ko": "받지 못했습니다", "en": "could not be downloaded"}[lang]):
        data.fashion_mnist(original=True)
    assert kept(tmp_path) == {}


def test_a_certificate_that_nobody_knows(keras_home, tmp_path, monkeypatch, lang):
    with serving_with_a_certificate_nobody_knows(SERVED) as server:
        monkeypatch.setattr(data, "ORIGIN", server.address)
        with pytest.raises(CourseError, match="CERTIFICATE_VERIFY_FAILED") as caught:
            data.fashion_mnist(original=True)
    assert {"ko": "받지 못했습니다", "en": "could not be downloaded"}[lang] in str(caught.value)
    assert kept(tmp_path) == {}


def test_half_a_file_of_an_earlier_download_is_replaced(server, tmp_path):
    data.fashion_mnist(original=True)
    file = tmp_path / "keras" / "datasets" / "fashion-mnist" / "t10k-images-idx3-ubyte.gz"
    file.write_bytes(file.read_bytes()[:100])
    data.fashion_mnist(original=True)
    assert kept(tmp_path) == EVERYTHING
    assert server.requests == 5


def test_interrupt_leaves_nothing(server, tmp_path, monkeypatch):
    import keras

    def begun_then_interrupted(name, origin, cache_dir, **_):
        (tmp_path / cache_dir / name).write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(keras.utils, "get_file", begun_then_interrupted)
    with pytest.raises(KeyboardInterrupt):
        data.fashion_mnist(original=True)
    assert kept(tmp_path) == {}


def test_no_place_to_store(server, tmp_path, lang):
    (tmp_path / "keras").write_text("a file where the folder should be")
    with pytest.raises(CourseError, match=r"KERAS_HOME") as caught:
        data.fashion_mnist(original=True)
    assert str(tmp_path) not in str(caught.value)


def test_full_disk(server, tmp_path, monkeypatch, lang):
    import keras

    def no_room(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keras.utils, "get_file", no_room)
    with pytest.raises(CourseError, match=r"No space left.*KERAS_HOME"):
        data.fashion_mnist(original=True)
    assert kept(tmp_path) == {}


def test_timeout_of_other_connections_comes_back(server):
    import socket

    socket.setdefaulttimeout(123)
    try:
        data.fashion_mnist(original=True)
        assert socket.getdefaulttimeout() == 123
    finally:
        socket.setdefaulttimeout(None)


# --- bags and boots ---


@pytest.mark.parametrize(("part", "count"), [("training", 600), ("validation", 150), ("test", 150), ("unseen", 600)])
def test_each_part_of_the_points_has_two_bags_for_each_boot_in_a_mixed_order(part, count):
    points, labels = data.bags_and_boots(part)
    assert points.shape == (count, 2) and labels.shape == (count,)
    assert labels.mean() == pytest.approx(1 / 3)
    assert 0.2 < labels[: count // 2].mean() < 0.45


def test_no_point_is_in_two_parts():
    parts = [data.bags_and_boots(part)[0] for part in ("training", "validation", "test", "unseen")]
    points = np.concatenate(parts)
    assert len(np.unique(points, axis=0)) > 0.99 * len(points)


def test_the_points_are_scaled_by_the_training_part():
    points, _ = data.bags_and_boots()
    np.testing.assert_allclose((points.mean(axis=0), points.std(axis=0)), ((0, 0), (1, 1)), atol=1e-9)
    others, _ = data.bags_and_boots("unseen")
    assert 1e-3 < np.abs(others.mean(axis=0)).max() < 0.2


def test_the_two_numbers_have_names(lang):
    assert len(set(data.brightness_names())) == 2
