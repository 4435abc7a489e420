"""How many pictures the course should carry: a learner's accuracy against the weight of the file.

`python -m bench.fashion_mnist_size FOLDER`, with the four original files of Fashion-MNIST in FOLDER, prints two tables:
the model of section 1-1 trained on more and more pictures, and the embedded part in several file formats.
"""

import bz2
import io
import lzma
import sys
import timeit
import zlib
from pathlib import Path

import keras
import numpy as np
from keras import layers

from utils.datasets.cut_fashion_mnist import SEED, TEST_PICTURES, TRAINING_PICTURES, balanced_order, read_original

SIZES = (2_000, 5_000, 10_000, 20_000, 60_000)
SEEDS = (0, 1, 2)
EPOCHS = 5


def accuracies(train, tests, optimizer: str, seed: int) -> list[float]:
    """Test accuracies of the model of section 1-1 after five epochs, one for each of `tests`."""
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(*train, epochs=EPOCHS, verbose=0)
    return [model.evaluate(*test, verbose=0)[1] for test in tests]


def megabytes(*arrays) -> float:
    """The weight of arrays as one compressed .npz file."""
    file = io.BytesIO()
    np.savez_compressed(file, *arrays)
    return file.tell() / 1e6


def print_accuracies(x_train, y_train, x_test, y_test) -> None:
    few = balanced_order(y_test, SEED)[:TEST_PICTURES]
    tests = [(x_test / np.float32(255), y_test), (x_test[few] / np.float32(255), y_test[few])]
    test_weight = megabytes(x_test[few], y_test[few])
    print("| training pictures | file with 2,000 test pictures | sgd | adam | adam, on the 2,000 test pictures |")
    print("|---|---|---|---|---|")
    for size in SIZES:
        found = {"sgd": [], "adam": []}
        for seed in SEEDS:
            chosen = balanced_order(y_train, seed)[:size]
            train = x_train[chosen] / np.float32(255), y_train[chosen]
            for optimizer, rows in found.items():
                rows.append(accuracies(train, tests, optimizer, seed))
        sgd, adam = (np.array(rows).T for rows in found.values())
        cells = " | ".join(f"{row.mean():.3f} ({row.min():.3f}–{row.max():.3f})" for row in (sgd[0], adam[0], adam[1]))
        weight = megabytes(x_train[chosen], y_train[chosen]) + test_weight
        print(f"| {size:,} | {weight:.1f} MB | {cells} |", flush=True)


def print_formats(pictures: np.ndarray) -> None:
    above = pictures.copy()
    above[:, 1:] -= pictures[:, :-1]
    print("| format | size | read |")
    print("|---|---|---|")
    for name, content, pack, unpack in (
        ("deflate (.npz)", pictures, zlib.compress, zlib.decompress),
        ("deflate, differences to the row above", above, zlib.compress, zlib.decompress),
        ("bzip2", pictures, bz2.compress, bz2.decompress),
        ("LZMA", pictures, lzma.compress, lzma.decompress),
    ):
        packed = pack(content.tobytes())
        seconds = min(timeit.repeat(lambda unpack=unpack, packed=packed: unpack(packed), number=1, repeat=3))
        print(f"| {name} | {len(packed) / 1e6:.2f} MB | {seconds:.2f} s |", flush=True)


def main(folder: Path) -> None:
    x_train, y_train = read_original(folder, "train")
    x_test, y_test = read_original(folder, "t10k")
    print_accuracies(x_train, y_train, x_test, y_test)
    print()
    embedded = balanced_order(y_train, SEED)[:TRAINING_PICTURES], balanced_order(y_test, SEED)[:TEST_PICTURES]
    print_formats(np.concatenate([x_train[embedded[0]], x_test[embedded[1]]]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
