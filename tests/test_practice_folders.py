"""The folders to practise on hold what their texts say, and no picture that the lesson has shown."""

import numpy as np
from PIL import Image

from utils import data
from utils.image_folders import CLASS_FOLDERS, TRAINING_FILES
from utils.own_files import picture_copy, picture_report
from utils.practice_folders import LOST, SHOES, found_pictures, lost_pictures, lost_property, shoe_photos


def test_the_photos_of_shoes_have_each_kind_of_oddity(tmp_path, lang):
    report = picture_report(shoe_photos(tmp_path / "shoes"))
    said = str(report)
    assert len(report.unreadable) == 1 and "EXIF" in said and ".webp" in said and ".heic" in said
    assert any("new folder" in note for note in report.notes)


def test_copies_of_the_photos_are_complete_and_upright(tmp_path):
    folder = shoe_photos(tmp_path / "shoes")
    missing = picture_copy(folder, tmp_path / "ready")
    assert sorted(file.name for file in missing) == ["IMG_0000.heic", "IMG_0001.jpg"]
    for name, (_, count) in SHOES.items():
        assert len(list((tmp_path / "ready" / name).iterdir())) == count - (name == "sneakers")
    # A turned photo of a boot is low where an upright one is: its sole lies along the lower edge.
    ink = [
        255 - np.asarray(Image.open(tmp_path / "ready" / "boots" / f"IMG_{number:04}.png").convert("L"), float)
        for number in (4, 5)
    ]
    assert all(each[60:].sum() > each[:24].sum() for each in ink)


def test_the_photos_can_be_written_again(tmp_path):
    first = sorted(file.name for file in shoe_photos(tmp_path).rglob("*"))
    assert sorted(file.name for file in shoe_photos(tmp_path).rglob("*")) == first


def test_a_quarter_of_the_lost_property_lies_in_a_wrong_folder(tmp_path):
    folder = lost_property(tmp_path / "lost")
    pictures, labels, filed = lost_pictures()
    assert pictures.shape == (1500, 28, 28) and np.mean(filed != labels) == 0.25
    for label, name in enumerate(LOST):
        assert np.mean(filed[labels == label] != label) == 0.25
        stored = {file.stem for file in (folder / name).iterdir()} - {"9999"}
        assert stored == {f"{number:04}" for number in np.flatnonzero(filed == label)}
    assert len(picture_report(folder, color_mode="grayscale").unreadable) == 3
    first = np.asarray(Image.open(folder / list(LOST)[filed[0]] / "0000.jpg"), float)
    assert np.abs(first - pictures[0]).mean() < 3


def test_the_labels_of_the_lost_property_are_in_the_order_of_its_folders():
    assert list(LOST) == sorted(LOST)
    assert sorted(kind for kinds in LOST.values() for kind in kinds) == sorted(CLASS_FOLDERS)


def test_no_picture_is_one_that_the_lesson_shows_or_that_the_check_measures_by():
    (pictures, _), _ = data.fashion_mnist()
    shown = {picture.tobytes() for picture in pictures[:TRAINING_FILES]}
    lost, found = lost_pictures()[0], found_pictures()[0]
    assert not shown & {(255 - picture).tobytes() for picture in lost}
    assert not {picture.tobytes() for picture in lost} & {picture.tobytes() for picture in found}


def test_new_pictures_are_as_many_of_each_kind():
    _, labels = found_pictures()
    assert np.bincount(labels).tolist() == [100] * 5
