"""A table of clothes: what a ruler would measure on pictures of Fashion-MNIST, as a CSV file with gaps."""

import csv
from pathlib import Path

import numpy as np

from utils import data
from utils.datasets.folders import whole_folder

# By kind the label in Fashion-MNIST, and how many rows the file has of it.
KINDS = {"ankle boot": (9, 300), "bag": (8, 400), "dress": (3, 350), "t-shirt": (0, 500), "trousers": (1, 250)}
NUMBERS = ("height_px", "width_px", "brightness", "upper_minus_lower", "asymmetry")
PLACE, KIND = "widest_part", "kind"
PLACES = ("bottom", "middle", "top")
UNSEEN_OF_EACH_KIND = 100
SHARE_MISSING = 0.04

# Raise it when the table changes: the file that learners have is then written again.
_VERSION = 1
_DARK_ENOUGH = 60  # of 255: fainter pixels do not count as cloth


def clothes_table() -> Path:
    """A CSV file of 1,800 rows, one piece of clothing each, measured on training pictures of the course.

    It is written at the first use into `datasets/clothes_table` below `KERAS_STUDY_HOME`. The rows stand kind by kind.
    Of each column but `kind` about 4 % of the fields are empty.

    Returns:
        Its path. The columns are the five numbers `height_px`, `width_px` (pixels), `brightness` (of the cloth, 0 to
        255), `upper_minus_lower` (mean brightness of the upper half minus that of the lower, 0 to 255) and `asymmetry`
        (mean difference to the mirror image, 0 to 255), the category `widest_part` and the kind of clothing, `kind`.

    Raises:
        CourseError: the file cannot be written, or the pictures of the course are missing or damaged.
    """
    return whole_folder("clothes_table", f"{_VERSION} {data.EMBEDDED_SHA256}", _write) / "clothes.csv"


def clothes_rows(unseen: bool = False) -> list[dict[str, str]]:
    """The rows of the table as `csv.DictReader` reads them.

    Args:
        unseen: False for those of the file; True for 500 that it does not hold, measured on test pictures, 100 of each
            kind in a mixed order.
    """
    training, test = data.fashion_mnist()
    pictures, labels = test if unseen else training
    random = np.random.default_rng(1 if unseen else 0)
    chosen = {
        kind: np.flatnonzero(labels == label)[: UNSEEN_OF_EACH_KIND if unseen else count]
        for kind, (label, count) in KINDS.items()
    }
    rows = [row for kind, some in chosen.items() for row in _measured(pictures[some], kind)]
    for row in rows:
        row |= {name: "" for name in (*NUMBERS, PLACE) if random.random() < SHARE_MISSING}
    return [rows[place] for place in random.permutation(len(rows))] if unseen else rows


def _measured(pictures: np.ndarray, kind: str) -> list[dict[str, str]]:
    """A row for each picture of this kind, shape `(n, 28, 28)`, without gaps."""
    cloth = pictures > _DARK_ENOUGH
    thirds = np.stack([cloth[:, part].mean(axis=(1, 2)) for part in (slice(19, 28), slice(10, 19), slice(0, 10))])
    grey = pictures.astype("float64")
    columns = (
        cloth.any(axis=2).sum(axis=1),
        cloth.any(axis=1).sum(axis=1),
        np.sum(grey * cloth, axis=(1, 2)) / np.maximum(cloth.sum(axis=(1, 2)), 1),
        grey[:, :14].mean(axis=(1, 2)) - grey[:, 14:].mean(axis=(1, 2)),
        np.abs(grey - grey[:, :, ::-1]).mean(axis=(1, 2)),
    )
    measured = zip(*columns, thirds.argmax(axis=0), strict=True)
    return [
        dict(zip(NUMBERS, (f"{number:.4g}" for number in numbers), strict=True)) | {PLACE: PLACES[place], KIND: kind}
        for *numbers, place in measured
    ]


def _write(folder: Path) -> None:
    with (folder / "clothes.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, (*NUMBERS, PLACE, KIND), lineterminator="\n")
        table.writeheader()
        table.writerows(clothes_rows())
