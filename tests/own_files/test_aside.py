"""What is set aside: only files that were named, where they are, without overwriting any."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.support.files import contents
from utils.core.text import CourseError
from utils.own_files import picture_report, set_aside


@pytest.fixture
def folder(tmp_path) -> Path:
    """Pictures in a class folder, in a folder below it, and beside the classes."""
    for name in ("cat/1.jpg", "cat/2.jpg", "cat/deep/3.jpg", "dog/4.jpg", "a"):
        file = tmp_path / "mine" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    return tmp_path / "mine"


@pytest.mark.parametrize(
    "kind", [str, Path, lambda path: [path], lambda path: {path: "why"}, lambda path: iter([path])]
)
def test_one_file_and_no_other(folder, kind):
    before = contents(folder)
    assert set_aside(kind(folder / "cat" / "1.jpg")) == [folder / "cat" / "1.jpg.set_aside"]
    after = {("cat/1.jpg.set_aside" if name == "cat/1.jpg" else name): content for name, content in before.items()}
    assert contents(folder) == after


def test_a_path_as_text_is_not_taken_letter_by_letter(folder, monkeypatch):
    """There is a file `a` in the current folder, and an `a` in the path."""
    monkeypatch.chdir(folder)
    before = contents(folder)
    assert set_aside("cat/1.jpg") == [Path("cat/1.jpg.set_aside")]
    assert contents(folder)["a"] == before["a"]


def test_nothing_becomes_a_class_however_deep_a_file_lies(folder):
    import keras

    set_aside([folder / "cat" / "deep" / "3.jpg", folder / "dog" / "4.jpg"])
    shutil.copy(picture(folder), folder / "cat" / "1.jpg")
    shutil.copy(picture(folder), folder / "cat" / "2.jpg")
    read = keras.utils.image_dataset_from_directory(folder, verbose=False)
    assert read.class_names == ["cat", "dog"]
    assert len(read.file_paths) == 2
    assert sorted(path.name for path in picture_report(folder).left_out) == ["3.jpg.set_aside", "4.jpg.set_aside", "a"]


def picture(folder: Path) -> Path:
    from PIL import Image

    file = folder.with_name("picture.jpg")
    Image.fromarray(np.zeros((4, 4, 3), "uint8")).save(file)
    return file


def test_twice_is_safe_and_the_first_place_is_kept(folder):
    files = [folder / "cat" / "1.jpg", str(folder / "cat" / "2.jpg")]
    assert len(set_aside(files)) == 2
    after = contents(folder)
    assert set_aside(files) == [] == set_aside([])
    assert contents(folder) == after


def test_one_file_named_twice_is_renamed_once(folder):
    file = folder / "cat" / "1.jpg"
    assert set_aside([file, str(file)]) == [folder / "cat" / "1.jpg.set_aside"]


def test_nothing_that_is_aside_is_overwritten(folder):
    file = folder / "cat" / "1.jpg"
    aside = []
    for content in (b"first", b"second", b"third"):
        file.write_bytes(content)
        aside += set_aside(file)
    assert [path.read_bytes() for path in aside] == [b"first", b"second", b"third"]
    assert [path.name for path in aside] == ["1.jpg.set_aside", "1.jpg.set_aside-2", "1.jpg.set_aside-3"]


@pytest.mark.parametrize(
    "wrong", [None, 3, b"cat/1.jpg", [3], [None], [["cat/1.jpg"]], "", ".", "cat", "nowhere.jpg", ["cat/1.jpg", "no"]]
)
def test_anything_else_is_refused_in_one_sentence_and_renames_nothing(folder, monkeypatch, lang, wrong):
    monkeypatch.chdir(folder)
    before = contents(folder)
    with pytest.raises(CourseError) as caught:
        set_aside(wrong)
    assert "\n" not in str(caught.value)
    assert contents(folder) == before


def test_a_file_that_cannot_be_renamed(folder, lang, monkeypatch):
    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refused)
    words = {"ko": "이름을 바꾸지 못했습니다", "en": "could not be renamed"}
    with pytest.raises(CourseError, match=words[lang]) as caught:
        set_aside(folder / "cat" / "1.jpg")
    assert str(folder) not in str(caught.value)
