"""Two folders of pictures for practice: one as a learner's own may be, and one in which files lie in wrong folders.

Both are made of pictures that lie behind those of `picture_folders`, so that section 6-1 has shown none of them.
"""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from utils import data
from utils.image_folders import CLASS_FOLDERS, TRAINING_FILES

_SEED = 2018

# Somebody's shoes: how many photos of each kind there are.
SHOES = {"boots": ("ankle_boot", 120), "sandals": ("sandal", 60), "sneakers": ("sneaker", 120)}
_PHOTO_SIDE = 84
_EXIF_ORIENTATION, _TURNED = 0x0112, 6

# Lost property, in the order of the labels, which is that of the alphabet.
LOST = {
    "bags": ("bag",),
    "dresses": ("dress",),
    "shoes": ("sandal", "sneaker", "ankle_boot"),
    "tops": ("t_shirt", "pullover", "coat", "shirt"),
    "trousers": ("trousers",),
}
LOST_A_GROUP, FOUND_A_GROUP = 300, 100
IN_A_WRONG_FOLDER = 0.25


# --- a folder as a learner's own may be ---


def shoe_photos(folder: Path) -> Path:
    """Write colour photos of shoes, as a phone and a web shop leave them, into a new folder.

    There are 120 `boots`, 60 `sandals` and 120 `sneakers`, 84 by 84 pixels, on a white ground. Some are turned by EXIF,
    transparent, or WebP; besides there are a file that is cut off, a HEIC file, a note, and an empty folder.

    Args:
        folder: where to write; what is there from an earlier call is written again.

    Returns:
        The folder.
    """
    rng = np.random.default_rng(_SEED)
    (pictures, labels), _ = data.fashion_mnist()
    for name, (kind, count) in SHOES.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        chosen = _later(labels, (kind,))[:count]
        for number, picture in enumerate(pictures[chosen]):
            photo = _photo(picture, rng.integers(30, 226, 3))
            stem, content = _content(photo, number)
            (folder / name / stem).write_bytes(content)
    (folder / "boots" / "IMG_0000.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(24))
    cut_off = folder / "sneakers" / "IMG_0001.jpg"
    cut_off.write_bytes(cut_off.read_bytes()[:600])
    (folder / "shopping list.txt").write_text("laces\n")
    (folder / "new folder").mkdir(exist_ok=True)
    return folder


def _photo(picture: np.ndarray, colour: np.ndarray) -> Image.Image:
    """A grey picture on black as a larger one of a colour on white."""
    ink = picture[..., np.newaxis] / 255
    on_white = 255 - ink * (255 - colour * (0.35 + 0.65 * ink))
    return Image.fromarray(on_white.astype("uint8")).resize((_PHOTO_SIDE, _PHOTO_SIDE), Image.Resampling.BICUBIC)


def _content(photo: Image.Image, number: int) -> tuple[str, bytes]:
    """A photo as the name and the bytes of a file; a few are of an odd kind."""
    file, stem = io.BytesIO(), f"IMG_{number:04}"
    if number % 20 == 5:
        exif = Image.Exif()
        exif[_EXIF_ORIENTATION] = _TURNED
        photo.transpose(Image.Transpose.ROTATE_90).save(file, "JPEG", quality=90, exif=exif)
        return f"{stem}.jpg", file.getvalue()
    if number % 20 == 10:
        transparent = photo.convert("RGBA")
        transparent.putalpha(photo.convert("L").point(lambda value: 0 if value > 250 else 255))
        transparent.save(file, "PNG")
        return f"{stem}.png", file.getvalue()
    if number % 20 == 15:
        photo.save(file, "WEBP", quality=90)
        return f"{stem}.webp", file.getvalue()
    photo.save(file, "JPEG", quality=90)
    return f"{stem}.jpg", file.getvalue()


# --- a folder in which files lie in wrong folders ---


def lost_property(folder: Path) -> Path:
    """Write pictures of lost things, sorted by people in a hurry, into a new folder.

    There are 1,500 grey JPEG files of 28 by 28 pixels on a white ground in `bags`, `dresses`, `shoes`, `tops` and
    `trousers`; a quarter of them lie in a folder where they do not belong. Three more are damaged.

    Args:
        folder: where to write; what is there from an earlier call is written again.

    Returns:
        The folder.
    """
    pictures, _, filed = lost_pictures()
    for name in LOST:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, (picture, label) in enumerate(zip(pictures, filed, strict=True)):
        Image.fromarray(picture).save(folder / list(LOST)[label] / f"{number:04}.jpg", quality=95)
    for name in list(LOST)[:3]:
        (folder / name / "9999.jpg").write_bytes(b"<html>404 Not Found</html>")
    return folder


def lost_pictures() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The pictures of `lost_property`.

    Returns:
        The pictures, (1500, 28, 28), uint8, on white; their right labels, (1500,); and those of the folders that they
        lie in, (1500,).
    """
    (pictures, labels), _ = data.fashion_mnist()
    pictures, labels = _groups(pictures, labels, LOST_A_GROUP, _later)
    return pictures, labels, _in_a_hurry(labels)


def found_pictures() -> tuple[np.ndarray, np.ndarray]:
    """500 pictures like those of `lost_property` that lie in no folder, to measure by, and their right labels."""
    _, (pictures, labels) = data.fashion_mnist()
    return _groups(pictures, labels, FOUND_A_GROUP, _of_kinds)


def _groups(
    pictures: np.ndarray, labels: np.ndarray, count: int, places: Callable[[np.ndarray, tuple[str, ...]], np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    chosen = [places(labels, kinds)[-count:] for kinds in LOST.values()]
    return 255 - pictures[np.concatenate(chosen)], np.repeat(np.arange(len(LOST)), count)


def _in_a_hurry(labels: np.ndarray) -> np.ndarray:
    """Labels of which a quarter, in each class, are any of the other ones."""
    rng = np.random.default_rng(_SEED)
    hasty = labels.copy()
    for label in range(len(LOST)):
        places = np.flatnonzero(labels == label)
        wrong = rng.choice(places, round(IN_A_WRONG_FOLDER * len(places)), replace=False)
        hasty[wrong] = (label + rng.integers(1, len(LOST), len(wrong))) % len(LOST)
    return hasty


def _later(labels: np.ndarray, kinds: tuple[str, ...]) -> np.ndarray:
    """Where pictures of these kinds stand behind those that `picture_folders` writes."""
    places = _of_kinds(labels, kinds)
    return places[places >= TRAINING_FILES]


def _of_kinds(labels: np.ndarray, kinds: tuple[str, ...]) -> np.ndarray:
    return np.flatnonzero(np.isin(labels, [CLASS_FOLDERS.index(kind) for kind in kinds]))
