"""Pictures as files in class folders, as real data comes: some of them damaged, to be found and set aside."""

import io
import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from utils import data
from utils.folders import bad_archive, unknown_original, unpack, whole_folder
from utils.messages import CourseError, Text, one_line, stderr_to

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

# Raise it when the files change: the folders that learners have are then built again.
_VERSION = 1
_SEED = 2017
_TRAINING_PICTURES = 6_000
_TEST_PICTURES = 1_000
_EVERY_WITHOUT_JFIF = 20
_JPEG_QUALITY = 95
_EVERY_FOR_TESTING = 10

_ASIDE = "set_aside"
# What `image_dataset_from_directory` looks for.
_PICTURE_NAMES = (".bmp", ".gif", ".jpeg", ".jpg", ".png")
_FIRST_BYTES = {b"\xff\xd8\xff": "JPEG", b"\x89PNG": "PNG", b"GIF8": "GIF", b"BM": "BMP", b"RIFF": "WebP"}


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
    # Every class stands equally often in the first n, so that one damaged file each leaves 600.
    many = _TRAINING_PICTURES + len(CLASS_FOLDERS)
    _write(folder / "train", x_train[:many], y_train[:many], _oddities(y_train[:many]))
    _write(folder / "test", x_test[:_TEST_PICTURES], y_test[:_TEST_PICTURES], {})


def _write(folder: Path, pictures: np.ndarray, labels: np.ndarray, oddities: dict) -> None:
    """Pictures as files; the name is the place in the array, where the classes are mixed, and so no hint."""
    for name in CLASS_FOLDERS:
        (folder / name).mkdir(parents=True)
    for place, (picture, label) in enumerate(zip(pictures, labels, strict=True)):
        encode = oddities.get(place, _encoded)
        (folder / CLASS_FOLDERS[label] / f"{place:05}.jpg").write_bytes(encode(picture))


def _oddities(labels: np.ndarray) -> dict:
    """By its place, how a picture is written that does not become a common JPEG file.

    In each class one file is damaged, and one is a PNG in spite of its name, which decoders read all the same. So
    they do with JPEG files without the word JFIF in their header, as some cameras and programs write them.
    """
    rng = np.random.default_rng(_SEED)
    oddities = dict.fromkeys(range(0, len(labels), _EVERY_WITHOUT_JFIF), _without_jfif)
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
_DAMAGES = (
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
        for place, picture in enumerate(pictures):
            split = "train" if place % _EVERY_FOR_TESTING else "test"
            picture.rename(folder / split / name / picture.name)
    # What is left is a Thumbs.db beside each class, as Windows writes it.
    shutil.rmtree(folder / "PetImages")


# --- damaged files ---


def damaged_files(folder: Path | str) -> dict[Path, str]:
    """The files under a folder that cannot be read as pictures, found by decoding every one of them fully.

    The decoder is the one of `image_dataset_from_directory`, so that what is found here is what would stop a training
    run there. It reads a PNG file whose name ends in .jpg, and JPEG files whatever their header says. Pictures are
    decoded to grey, which is the stricter way: GIF, BMP and WebP files can be read in colour only.

    Args:
        folder: with class folders in it, or with `train` and `test`. Only files that
            `image_dataset_from_directory` would take are looked at: those whose names end like a picture's. What
            `set_aside` moved is left out.

    Returns:
        By its path, in the order of the paths, what is wrong with each, in the language of the notebook.

    Raises:
        CourseError: there is no such folder.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise CourseError(
            Text(ko="{folder} 폴더가 없습니다.", en="There is no folder {folder}.").format(folder=folder.name)
        )
    files = sorted(_picture_files(folder))
    # TensorFlow's JPEG library writes to stderr about damaged files, which the returned reasons say better.
    with open(os.devnull, "wb") as nothing, stderr_to(nothing), ThreadPoolExecutor(os.cpu_count()) as threads:
        return {file: str(damage) for file, damage in zip(files, threads.map(_damage, files), strict=True) if damage}


def _picture_files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        if _ASIDE in folders:
            folders.remove(_ASIDE)
        yield from (Path(parent, name) for name in names if name.lower().endswith(_PICTURE_NAMES))


def _damage(file: Path) -> Text | None:
    """What is wrong with a file, or None."""
    try:
        content = file.read_bytes()
    except OSError as error:
        return Text(ko="열 수 없음({reason})", en="cannot be opened ({reason})").format(reason=error.strerror)
    if not content:
        return Text(ko="비어 있음: 0바이트", en="empty: 0 bytes")
    if _decodes(content, channels=1):
        return None
    kind = next((kind for start, kind in _FIRST_BYTES.items() if content.startswith(start)), None)
    if kind is None:
        return Text(ko="사진이 아님", en="not a picture")
    if _decodes(content, channels=3):
        return Text(ko="흑백으로 읽을 수 없는 {kind}", en="{kind}, which cannot be read as grey").format(kind=kind)
    return Text(ko="끝까지 디코딩할 수 없는 {kind}", en="{kind} that cannot be decoded to its end").format(kind=kind)


def _decodes(content: bytes, channels: int) -> bool:
    # TensorFlow takes seconds to import, and only decoding needs it.
    import tensorflow as tf

    try:
        tf.io.decode_image(content, channels=channels, expand_animations=False)
    except tf.errors.InvalidArgumentError:
        return False
    return True


def set_aside(files: Iterable[Path | str]) -> list[Path]:
    """Move files out of the data set into a folder `set_aside` beside it. Nothing is deleted or overwritten.

    Args:
        files: paths `.../train/coat/00001.jpg`, such as `damaged_files` returns. Those that are not there any more are
            passed over, so that a cell can run twice.

    Returns:
        Where the moved files are now: `.../set_aside/train/coat/00001.jpg`.

    Raises:
        CourseError: a file cannot be moved.
    """
    try:
        return [_move_aside(file) for file in map(Path, files) if file.exists()]
    except OSError as error:
        raise CourseError(
            Text(
                ko="파일을 옮기지 못했습니다({reason}). 폴더에 쓸 수 있는지 확인하세요.",
                en="A file could not be moved ({reason}). Check that you can write to its folder.",
            ).format(reason=error.strerror or one_line(error))
        ) from None


def _move_aside(file: Path) -> Path:
    class_folder = file.absolute().parent
    split = class_folder.parent
    folder = split.parent / _ASIDE / split.name / class_folder.name
    folder.mkdir(parents=True, exist_ok=True)
    return file.rename(_free_name(folder / file.name))


def _free_name(file: Path) -> Path:
    """This name, or with a number behind it where a file has it already."""
    number = 1
    free = file
    while free.exists():
        number += 1
        free = file.with_stem(f"{file.stem}-{number}")
    return free
