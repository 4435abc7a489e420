"""Pictures as files in class folders, as real data comes: some of them cannot be read."""

import io
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from utils import data
from utils.core.text import Text
from utils.datasets.folders import bad_archive, unknown_original, unpack, whole_folder

# In the order of the labels, as `class_names()`. Keras itself would sort them: then 0 is ankle_boot, not t_shirt.
CLASS_FOLDERS = (
    "t_shirt",
    "trousers",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle_boot",
)
CATS_VS_DOGS = (
    "https://download.microsoft.com/download/3/E/1/3E1C3F21-ECDB-4869-8368-6DEBA77B919F/kagglecatsanddogs_5340.zip"
)
CATS_VS_DOGS_SHA256 = "b7974bd00a84a99921f36ee4403f089853777b5ae8d151c76a86e64900334af9"

# How a picture is written, as the content of a file.
_Encode = Callable[[np.ndarray], bytes]

# Raise it when the files change: the folders that learners have are then built again.
_VERSION = 1
_SEED = 2017
_TRAINING_PICTURES = 6_000
_TEST_PICTURES = 1_000
# Of the training pictures this many are written: one damaged file for each class leaves 600 of each.
TRAINING_FILES = _TRAINING_PICTURES + len(CLASS_FOLDERS)
_EVERY_WITHOUT_JFIF = 20
_JPEG_QUALITY = 95
_EVERY_FOR_TESTING = 10


# --- the folders ---


def picture_folders(original: str | None = None) -> Path:
    """A folder with `train` and `test`, each with one folder of picture files a class.

    Args:
        original: None for pictures from the course's part of Fashion-MNIST, written at the first use into
            `datasets/fashion_mnist` below `KERAS_STUDY_HOME`: grey JPEG files of 28 by 28 pixels, 600 for training and
            100 for testing in each of the ten folders `CLASS_FOLDERS`. Ten more files in `train` are damaged.
            "cats_vs_dogs" for the original of the published example, downloaded once (825 MB) into the folder where
            Keras keeps its data and unpacked into `datasets/cats_vs_dogs` (as much again): colour JPEG files of many
            sizes in `Cat` and `Dog`, every tenth of them in `test`. Some are damaged as published, in both parts.

    Returns:
        The folder. It belongs to the course: it is built again when files in it are missing, so keep your own
        pictures elsewhere.

    Raises:
        CourseError: unknown `original`; no connection, no room, no right to write; a damaged file of the course.

    Source: Xiao, Rasul and Vollgraf (2017), "Fashion-MNIST", arXiv:1708.07747 (MIT licence, Zalando SE). Elson,
        Douceur, Howell and Saul (2007), "Asirra: a CAPTCHA that exploits interest-aligned manual image
        categorization", CCS '07, as published by Microsoft. `utils/datasets/fashion_mnist.md` describes the files.
    """
    if original is None:
        return whole_folder("fashion_mnist", f"{_VERSION} {data.EMBEDDED_SHA256}", _write_fashion_mnist)
    if original == "cats_vs_dogs":
        return whole_folder("cats_vs_dogs", f"{_VERSION} {CATS_VS_DOGS_SHA256}", _write_cats_vs_dogs)
    raise unknown_original(original)


def _write_fashion_mnist(folder: Path) -> None:
    (x_train, y_train), (x_test, y_test) = data.fashion_mnist()
    # Every class stands equally often in the first n.
    x_train, y_train = x_train[:TRAINING_FILES], y_train[:TRAINING_FILES]
    _write(folder / "train", x_train, y_train, _oddities(y_train))
    _write(folder / "test", x_test[:_TEST_PICTURES], y_test[:_TEST_PICTURES], {})


def _write(folder: Path, pictures: np.ndarray, labels: np.ndarray, oddities: dict[int, _Encode]) -> None:
    """Pictures as files; the name is the index in the array, where the classes are mixed, and so no hint."""
    for name in CLASS_FOLDERS:
        (folder / name).mkdir(parents=True)
    for index, (picture, label) in enumerate(zip(pictures, labels, strict=True)):
        encode = oddities.get(index, _encoded)
        (folder / CLASS_FOLDERS[label] / f"{index:05}.jpg").write_bytes(encode(picture))


def _oddities(labels: np.ndarray) -> dict[int, _Encode]:
    """By its index, how a picture is written that does not become a common JPEG file.

    In each class one file is damaged, and one is a PNG in spite of its name, which decoders read all the same. So
    they do with JPEG files without the word JFIF in their header, as some cameras and programs write them.
    """
    rng = np.random.default_rng(_SEED)
    oddities: dict[int, _Encode] = dict.fromkeys(range(0, len(labels), _EVERY_WITHOUT_JFIF), _without_jfif)
    for label, damage in enumerate(_DAMAGES):
        damaged, png = rng.choice(np.flatnonzero(labels == label), 2, replace=False)
        oddities |= {int(damaged): damage, int(png): partial(_encoded, format="PNG")}
    return oddities


def _encoded(picture: np.ndarray, format: str = "JPEG") -> bytes:
    file = io.BytesIO()
    Image.fromarray(picture).save(file, format, quality=_JPEG_QUALITY)
    return file.getvalue()


def _without_jfif(picture: np.ndarray) -> bytes:
    """A whole JPEG file without its first segment, which says JFIF and nothing that a decoder needs."""
    content = _encoded(picture)
    length = int.from_bytes(content[4:6], "big")
    return content[:2] + content[4 + length :]


def _cut_off(picture: np.ndarray, share: float) -> bytes:
    content = _encoded(picture)
    return content[: int(len(content) * share)]


def _empty(_) -> bytes:
    return b""


def _web_page(_) -> bytes:
    """What a downloading program stores that takes an error page for the picture."""
    return b"<!DOCTYPE html><html><head><title>404 Not Found</title></head><body>Not Found</body></html>\n"


# The damage in each class; real data has all of these.
_DAMAGES: tuple[_Encode, ...] = (
    partial(_cut_off, share=0.5),
    _empty,
    partial(_cut_off, share=0.6),
    _web_page,
    partial(_encoded, format="GIF"),
    _empty,
    partial(_cut_off, share=0.98),
    _web_page,
    partial(_encoded, format="GIF"),
    partial(_cut_off, share=0.8),
)


def _write_cats_vs_dogs(folder: Path) -> None:
    kept = data.keras_home() / "datasets" / Path(CATS_VS_DOGS).name
    archive = data.downloaded(CATS_VS_DOGS, kept, CATS_VS_DOGS_SHA256)
    unpack(archive, folder)
    for name in ("Cat", "Dog"):
        for split in ("train", "test"):
            (folder / split / name).mkdir(parents=True)
        pictures = sorted((folder / "PetImages" / name).glob("*.jpg"))
        if not pictures:
            raise bad_archive(archive, Text(ko="사진이 없음: {name}", en="no pictures in {name}").format(name=name))
        for index, picture in enumerate(pictures):
            split = "train" if index % _EVERY_FOR_TESTING else "test"
            picture.rename(folder / split / name / picture.name)
    # What is left is a Thumbs.db beside each class, as Windows writes it.
    shutil.rmtree(folder / "PetImages")
