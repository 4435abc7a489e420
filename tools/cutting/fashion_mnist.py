"""Cuts the course's part of Fashion-MNIST from the original: `python -m tools.cutting.fashion_mnist FOLDER`.

FOLDER holds the four original files (`train-images-idx3-ubyte.gz` and so on). The same FOLDER gives the same arrays.
"""

import hashlib
import sys
from pathlib import Path

import numpy as np

from utils.data import EMBEDDED, read_idx

SEED = 2017
TRAINING_PICTURES = 10_000
TEST_PICTURES = 2_000


def balanced_order(labels: np.ndarray, seed: int) -> np.ndarray:
    """An order in which every group of k in a row, from the first on, holds each of the k classes once.

    Args:
        labels: shape `(n,)`, the class of each example. What a class has more than the smallest is left out.
        seed: of the shuffling, within each class and within each group.

    Returns:
        Indices into `labels`.
    """
    # The numbers of RandomState are promised to stay the same in every version of NumPy.
    random = np.random.RandomState(seed)
    by_class = [random.permutation(np.flatnonzero(labels == label)) for label in np.unique(labels)]
    return np.concatenate([random.permutation(group) for group in zip(*by_class, strict=False)])


def read_original(folder: Path, part: str) -> tuple[np.ndarray, np.ndarray]:
    """Pictures `(n, 28, 28)` and labels `(n,)` of one part of the original, "train" or "t10k"."""
    return read_idx(folder / f"{part}-images-idx3-ubyte.gz"), read_idx(folder / f"{part}-labels-idx1-ubyte.gz")


def cut(folder: Path, part: str, pictures: int) -> tuple[np.ndarray, np.ndarray]:
    """The first `pictures` of one part of the original in balanced order, with their labels."""
    x, y = read_original(folder, part)
    chosen = balanced_order(y, SEED)[:pictures]
    return x[chosen], y[chosen]


def main(folder: Path) -> None:
    x_train, y_train = cut(folder, "train", TRAINING_PICTURES)
    x_test, y_test = cut(folder, "t10k", TEST_PICTURES)
    np.savez_compressed(EMBEDDED, x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test)
    content = EMBEDDED.read_bytes()
    print(f"{EMBEDDED.name}: {len(content):,} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
