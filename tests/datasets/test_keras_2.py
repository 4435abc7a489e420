import json

import keras
import numpy as np
import pytest

from utils import data


@pytest.fixture(scope="module")
def old_files(tmp_path_factory):
    return data.keras_2_files(tmp_path_factory.mktemp("keras_2") / "files")


def test_each_file_is_there(old_files):
    names = sorted(file.name for file in old_files.iterdir())
    assert names == [
        "clothes.h5",
        "clothes.json",
        "clothes.keras",
        "clothes_weights.h5",
        "patches.h5",
        "rows.keras",
        "shoe.h5",
    ]


def test_keras_2_wrote_them(old_files):
    assert json.loads((old_files / "clothes.json").read_text())["keras_version"].startswith("2.15")


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("shoe.h5", "Could not deserialize 'keras.*mse'"),
        ("patches.h5", "'groups': 1"),
        ("clothes.keras", "cannot be imported"),
        ("rows.keras", "time_major"),
    ],
)
def test_what_does_not_open_says_what_the_lesson_says(old_files, name, error):
    with pytest.raises((TypeError, ValueError), match=error):
        keras.models.load_model(old_files / name)


def test_what_opens_is_a_trained_model(old_files):
    model = keras.models.load_model(old_files / "clothes.h5", compile=False)
    _, (pictures, labels) = data.fashion_mnist()
    answers = keras.ops.convert_to_numpy(model([pictures[:500].astype("float32") / 255])).argmax(axis=-1)
    assert np.mean(answers == labels[:500]) > 0.65
