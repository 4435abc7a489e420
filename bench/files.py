"""The same files for every recipe: training, validation and test, read as the published examples read them.

python -m bench.files    writes the folders below `KERAS_STUDY_HOME` and sets the damaged pictures aside
"""

from functools import partial
from pathlib import Path

import keras
import numpy as np

from utils import image_folders, text_folders
from utils.own_files import picture_report, set_aside

SIDE = 28  # pixels


def folder_of(task: str) -> Path:
    """The folder with `train` and `test` of "pictures" or "text"."""
    return image_folders.picture_folders() if task == "pictures" else text_folders.text_folders()


def pictures(folder: Path, seed: int, batch_size: int, color_mode: str) -> tuple:
    """Three `tf.data` data sets of pictures and integer labels: training, validation, test.

    Args:
        folder: with `train` and `test`.
        seed: which fifth of the training files becomes validation.
        batch_size, color_mode: as in `image_dataset_from_directory`.
    """
    read = partial(
        keras.utils.image_dataset_from_directory,
        image_size=(SIDE, SIDE),
        class_names=list(image_folders.CLASS_FOLDERS),
        batch_size=batch_size,
        color_mode=color_mode,
        verbose=False,
    )
    return _three_parts(read, folder, seed)


def texts(folder: Path, seed: int, batch_size: int) -> tuple:
    """Three `tf.data` data sets of texts and labels (1 is positive in all of them): training, validation, test."""
    read = partial(
        keras.utils.text_dataset_from_directory,
        class_names=list(text_folders.CLASS_FOLDERS),
        batch_size=batch_size,
        verbose=False,
    )
    return _three_parts(read, folder, seed)


def _three_parts(read, folder: Path, seed: int) -> tuple:
    train, val = read(folder / "train", validation_split=0.2, subset="both", seed=seed)
    return train, val, read(folder / "test", shuffle=False)


def arrays(dataset) -> tuple[np.ndarray, np.ndarray]:
    """All inputs and all labels of a data set, in memory."""
    inputs, labels = zip(*dataset.as_numpy_iterator(), strict=True)
    return np.concatenate(inputs), np.concatenate(labels)


def prepare() -> None:
    """Write the folders that are missing and set the damaged pictures aside, before any recipe is timed."""
    folder_of("text")
    set_aside(picture_report(folder_of("pictures"), color_mode="grayscale").unreadable)


if __name__ == "__main__":
    prepare()
