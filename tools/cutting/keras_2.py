"""Writes the files of Keras 2 that come with the course: `python -m tools.cutting.keras_2`, under TensorFlow 2.15.

It needs an environment of its own, with Python 3.11 and `tensorflow-cpu==2.15.*`; the course's own Keras is 3. Run
again, it writes networks that do the same. Their weights may differ in the last digits, and a `.keras` file holds the
time at which it was written.
"""

import hashlib
import tempfile
import zipfile
from pathlib import Path

import keras
import numpy as np
from keras import layers

# The course's own modules need more than an environment with Keras 2 has.
DATASETS = Path(__file__).parents[2] / "utils" / "datasets"
KERAS_2 = DATASETS / "keras_2.zip"
SHOES = (5, 7, 9)


def small_pictures(name: str) -> tuple:
    """The input of a network, and the picture shrunk to 7 x 7 points, so that its weights take little room."""
    pictures = keras.Input((28, 28), name="pictures")
    one_channel = layers.Reshape((28, 28, 1), name=f"{name}_channel")(pictures)
    return pictures, layers.AveragePooling2D(4, name=f"{name}_shrink")(one_channel)


def clothes() -> keras.Model:
    """Which of ten classes a picture shows: a functional model of the commonest layers."""
    pictures, small = small_pictures("clothes")
    hidden = layers.Dense(16, activation="relu", name="hidden")(layers.Flatten(name="flatten")(small))
    return keras.Model(pictures, layers.Dense(10, activation="softmax", name="classes")(hidden), name="clothes")


def shoe() -> keras.Model:
    """Whether a picture shows a shoe, as one probability."""
    pictures, small = small_pictures("shoe")
    answer = layers.Dense(1, activation="sigmoid", name="shoe")(layers.Flatten(name="flatten")(small))
    return keras.Model(pictures, answer, name="shoe")


def patches() -> keras.Model:
    """Which of ten classes a picture shows, with a `DepthwiseConv2D`."""
    pictures, small = small_pictures("patches")
    edges = layers.Conv2D(8, 3, activation="relu", name="edges")(small)
    each_channel = layers.DepthwiseConv2D(3, activation="relu", name="each_channel")(edges)
    answer = layers.Dense(10, activation="softmax", name="classes")(layers.Flatten(name="flatten")(each_channel))
    return keras.Model(pictures, answer, name="patches")


def rows() -> keras.Model:
    """Which of ten classes a picture shows, its 28 rows read from the top down by an `LSTM`."""
    return keras.Sequential(
        [
            keras.Input((28, 28), name="pictures"),
            layers.LSTM(12, name="reader"),
            layers.Dense(10, activation="softmax", name="classes"),
        ],
        name="rows",
    )


def trained(model: keras.Model, x: np.ndarray, y: np.ndarray, loss: str, metric: str, epochs: int) -> keras.Model:
    """The model after some epochs; with `SGD` at the end, which keeps no numbers of its own in a file."""
    model.compile("adam", loss, metrics=[metric])
    model.fit(x, y, epochs=epochs, batch_size=32, verbose=0)
    model.compile("sgd", loss, metrics=[metric])
    model.fit(x[:32], y[:32], batch_size=32, verbose=0)
    return model


def save_all(folder: Path) -> None:
    """Train the networks, and save each as somebody might have in 2020 to 2023."""
    keras.utils.set_random_seed(2015)
    with np.load(DATASETS / "fashion_mnist.npz") as arrays:
        x, y = arrays["x_train"].astype("float32") / 255, arrays["y_train"]
    of_classes = "sparse_categorical_crossentropy", "accuracy"
    whole = trained(clothes(), x, y, *of_classes, epochs=20)
    whole.save(folder / "clothes.keras")
    whole.save(folder / "clothes.h5")
    whole.save_weights(folder / "clothes_weights.h5")
    (folder / "clothes.json").write_text(whole.to_json(indent=1), encoding="utf-8")
    trained(shoe(), x, np.isin(y, SHOES).astype("float32"), "mse", "mae", epochs=10).save(folder / "shoe.h5")
    trained(patches(), x, y, *of_classes, epochs=20).save(folder / "patches.h5")
    trained(rows(), x, y, *of_classes, epochs=12).save(folder / "rows.keras")


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        save_all(folder)
        with zipfile.ZipFile(KERAS_2, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.iterdir()):
                archive.write(file, file.name)
                print(f"{file.name}: {file.stat().st_size:,} bytes")
    content = KERAS_2.read_bytes()
    print(f"Keras {keras.__version__}, {KERAS_2.name}: {len(content):,} bytes, {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
