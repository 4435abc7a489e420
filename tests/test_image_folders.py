"""Pictures in class folders: what is written, what is damaged, what is set aside, and the original's own archive."""

import io
import os
import shutil
import signal
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.support.first_use import first_use
from tests.support.loopback import MISBEHAVIOURS, hash_of, serving, zipped
from tests.support.timing import work_of
from utils import data, image_folders
from utils.core.text import CourseError, set_language
from utils.image_folders import CLASS_FOLDERS, picture_folders
from utils.own_files import picture_report, set_aside

MOST_AGAINST_A_COPY = 8


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """The pictures as they are written; the tests only read here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KERAS_STUDY_HOME", str(tmp_path_factory.mktemp("written")))
        return picture_folders()


@pytest.fixture
def copy(written, tmp_path) -> Path:
    """The pictures of pullovers and shirts, for a test that changes them."""
    for name in ("pullover", "shirt"):
        shutil.copytree(written / "train" / name, tmp_path / "copy" / "train" / name)
    return tmp_path / "copy"


def damaged_files(folder: Path, color_mode: str = "grayscale") -> dict[Path, str]:
    return picture_report(folder, color_mode).unreadable


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def relative(paths, folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


# --- what is written ---


def test_every_class_has_as_many_files(written):
    assert sorted(path.name for path in written.iterdir()) == [".whole", "test", "train"]
    for split, count in (("train", 601), ("test", 100)):
        counts = {folder.name: len(files(folder)) for folder in (written / split).iterdir()}
        assert counts == dict.fromkeys(CLASS_FOLDERS, count)


def test_class_folders_are_the_english_class_names_in_the_order_of_the_labels():
    set_language("en")
    assert [name.lower().replace(" ", "_").replace("-", "_") for name in data.class_names()] == list(CLASS_FOLDERS)


def test_file_names_say_nothing_about_the_class(written):
    """Names are numbers without gaps, and each ten of them belong to ten different classes."""
    for split in ("train", "test"):
        classes = {path.stem: path.parent.name for path in files(written / split)}
        assert sorted(classes) == [f"{index:05}" for index in range(len(classes))]
        in_order = [classes[name] for name in sorted(classes)]
        assert all(set(in_order[start : start + 10]) == set(CLASS_FOLDERS) for start in range(0, len(in_order), 10))
        assert len({tuple(in_order[start : start + 10]) for start in range(0, len(in_order), 10)}) > 90


def test_files_are_the_embedded_pictures(written):
    damaged = damaged_files(written)
    (x_train, y_train), (x_test, y_test) = data.fashion_mnist()
    for split, pictures, labels in (("train", x_train, y_train), ("test", x_test, y_test)):
        whole = [path for path in files(written / split) if path not in damaged]
        decoded = np.stack([np.asarray(Image.open(path)) for path in whole]).astype(float)
        indices = [int(path.stem) for path in whole]
        assert (np.abs(decoded - pictures[indices]).mean(axis=(1, 2)) < 6).all()
        assert [path.parent.name for path in whole] == [CLASS_FOLDERS[label] for label in labels[indices]]


def test_keras_reads_what_is_left(written, tmp_path):
    """All that `damaged_files` leaves is read by Keras, in grey and in colour, with the labels of the course."""
    import keras

    folder = tmp_path / "whole"
    shutil.copytree(written, folder)
    set_aside(damaged_files(folder))
    for split, count, mode in (("train", 600, "grayscale"), ("test", 100, "rgb")):
        pictures = keras.utils.image_dataset_from_directory(
            folder / split, image_size=(28, 28), color_mode=mode, class_names=list(CLASS_FOLDERS), verbose=False
        )
        labels = np.concatenate([labels for _, labels in pictures.as_numpy_iterator()])
        assert pictures.class_names == list(CLASS_FOLDERS)
        assert (np.bincount(labels) == count).all() and len(labels) == 10 * count


# --- once, whole, in time ---


def test_the_first_use_is_mostly_writing_and_the_second_is_quick(written, home, record_property):
    """Against writing 7,000 files of the same contents, and nothing else."""
    first, second = work_of(picture_folders), work_of(picture_folders)
    plain = work_of(lambda: shutil.copytree(written, home / "plain"))
    record_property("measured", f"pictures: written with {first / plain:.1f} times the work of a copy")
    assert first < MOST_AGAINST_A_COPY * plain
    assert second < first / 10


def test_deleted_files_come_back(home):
    folder = picture_folders()
    before = {path: path.read_bytes() for path in files(folder)}
    shutil.rmtree(folder / "train" / "coat")
    (folder / "test" / "bag" / files(folder / "test" / "bag")[0].name).unlink()
    assert picture_folders() == folder
    assert {path: path.read_bytes() for path in files(folder)} == before


def test_what_is_set_aside_stays_aside(home):
    folder = picture_folders()
    aside = set_aside(damaged_files(folder))
    assert picture_folders() == folder
    assert len(aside) == 10 and all(path.exists() for path in aside)
    assert damaged_files(folder) == {}


@pytest.mark.parametrize("index", [0, 3_000, 7_009])
def test_a_kill_at_the_first_use_leaves_nothing_half_made(home, written, index):
    process = first_use("image_folders.picture_folders", killed_before_writing=index)
    assert process.wait(60) == -signal.SIGKILL
    assert os.listdir(home / "datasets" / ".fashion_mnist.unfinished")
    folder = picture_folders()
    assert relative(files(folder), folder) == relative(files(written), written)
    assert sorted(os.listdir(home / "datasets")) == [".fashion_mnist.lock", "fashion_mnist"]


def test_two_first_uses_at_once(home, written):
    processes = [first_use("image_folders.picture_folders") for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    folder = home / "datasets" / "fashion_mnist"
    assert {path.relative_to(folder): path.read_bytes() for path in files(folder)} == {
        path.relative_to(written): path.read_bytes() for path in files(written)
    }
    assert sorted(os.listdir(home / "datasets")) == [".fashion_mnist.lock", "fashion_mnist"]


def test_layout_and_version_go_together(written):
    """What changes here has to raise `_VERSION`, or learners keep the older files."""
    layout = "\n".join(relative(files(written), written) + relative(damaged_files(written), written))
    assert (image_folders._VERSION, hash_of(layout.encode())[:16]) == (1, "ae981434aafa5163")


# --- damaged files ---


def test_damaged_files_are_found_in_each_class(written, lang):
    found = damaged_files(written)
    assert sorted(path.parent.name for path in found) == sorted(CLASS_FOLDERS)
    assert {path.parts[-3] for path in found} == {"train"}
    assert list(found) == sorted(found)
    reasons = sorted(found.values())
    assert reasons == sorted(
        {
            "ko": ["끝까지 디코딩할 수 없는 JPEG"] * 4
            + ["비어 있음: 0바이트"] * 2
            + ["사진이 아님"] * 2
            + ["컬러로는 읽지만 흑백으로 읽을 수 없는 GIF"] * 2,
            "en": ["JPEG that cannot be decoded to its end"] * 4
            + ["empty: 0 bytes"] * 2
            + ["not a picture"] * 2
            + ["GIF, read in colour but not grey"] * 2,
        }[lang]
    )


def test_keras_stops_at_each_damaged_file(written, tmp_path):
    import keras
    import tensorflow as tf

    for path in damaged_files(written):
        folder = tmp_path / path.parent.name
        (folder / "class").mkdir(parents=True)
        shutil.copy(path, folder / "class")
        pictures = keras.utils.image_dataset_from_directory(
            folder, image_size=(28, 28), color_mode="grayscale", verbose=False
        )
        with pytest.raises(tf.errors.InvalidArgumentError):
            list(pictures)


def test_looking_for_a_header_finds_other_files(written):
    """The word JFIF near the start of a file: whole files lack it, and files that are cut off have it."""
    without_jfif = {path for path in files(written / "train") if b"JFIF" not in path.read_bytes()[:10]}
    damaged = set(damaged_files(written))
    assert len(without_jfif - damaged) > 300
    assert len(damaged - without_jfif) == 4


def test_nothing_is_written_to_stderr(written, capfd):
    damaged_files(written / "train" / "coat")
    damaged_files(written)
    assert capfd.readouterr() == ("", "")


# --- set aside ---


def test_only_damaged_files_are_set_aside(copy):
    before = {path: path.read_bytes() for path in files(copy)}
    damaged = damaged_files(copy / "train")
    assert len(damaged) == 2
    aside = set_aside(damaged)
    assert aside == [path.with_name(f"{path.name}.set_aside") for path in damaged]
    assert [path.read_bytes() for path in aside] == [before[path] for path in damaged]
    assert damaged_files(copy) == {} == damaged_files(copy / "train")
    assert set(files(copy)) == set(before) - set(damaged) | set(aside)


# --- the original ---


def original_members() -> dict[str, bytes]:
    """An archive as the original, with its damage; both classes have the same file names, as there."""
    rng = np.random.default_rng(3)
    members = {"CDLA-Permissive-2.0.pdf": b"%PDF-1.5", "readme[1].txt": b"Cats vs Dogs"}
    for name in ("Cat", "Dog"):
        for number in range(40):
            height, width = rng.integers(20, 60, 2)
            file = io.BytesIO()
            Image.fromarray(rng.integers(0, 256, (height, width, 3), dtype="uint8")).save(file, "JPEG")
            members[f"PetImages/{name}/{number}.jpg"] = file.getvalue()
        members[f"PetImages/{name}/Thumbs.db"] = b"\xd0\xcf\x11\xe0"
    whole = members["PetImages/Cat/5.jpg"]
    members |= {
        "PetImages/Cat/5.jpg": whole[:2] + whole[20:],
        "PetImages/Cat/666.jpg": b"",
        "PetImages/Dog/11702.jpg": b"",
        "PetImages/Cat/10404.jpg": whole[: len(whole) // 2],
        "PetImages/Dog/11233.jpg": gif(),
        "PetImages/Dog/0.jpg": b"<html>",
    }
    return members


def gif() -> bytes:
    file = io.BytesIO()
    Image.fromarray(np.zeros((20, 30, 3), "uint8")).save(file, "GIF")
    return file.getvalue()


MEMBERS = original_members()
# The GIF is read in colour.
DAMAGED = {"Cat/666.jpg", "Dog/11702.jpg", "Cat/10404.jpg", "Dog/0.jpg"}


@pytest.fixture
def server(keras_home, monkeypatch):
    """A server with a small archive in place of the original's, and an empty Keras home."""
    with serving({}) as server:
        offer(server, monkeypatch, MEMBERS)
        yield server


def offer(server, monkeypatch, members: dict[str, bytes]) -> None:
    content = zipped(members)
    server.files = {"cats.zip": content}
    monkeypatch.setattr(image_folders, "CATS_VS_DOGS", f"{server.address}cats.zip")
    monkeypatch.setattr(image_folders, "CATS_VS_DOGS_SHA256", hash_of(content))


def test_the_original(server, home):
    folder = picture_folders("cats_vs_dogs")
    assert folder == home / "datasets" / "cats_vs_dogs"
    names = sorted(path.name for path in folder.iterdir())
    assert names == [".whole", "CDLA-Permissive-2.0.pdf", "readme[1].txt", "test", "train"]
    found = {}
    for split in ("train", "test"):
        for path in files(folder / split):
            found[f"PetImages/{path.parent.name}/{path.name}"] = path.read_bytes()
    assert found == {name: content for name, content in MEMBERS.items() if name.endswith(".jpg")}
    for name, count in (("Cat", 42), ("Dog", 42)):
        in_order = sorted(path.name for split in ("train", "test") for path in files(folder / split / name))
        assert len(in_order) == count
        assert [path.name for path in files(folder / "test" / name)] == in_order[::10]


def test_the_damage_of_the_original_is_found_and_the_rest_is_read(server):
    import keras

    folder = picture_folders(original="cats_vs_dogs")
    damaged = damaged_files(folder, "rgb")
    assert {f"{path.parent.name}/{path.name}" for path in damaged} == DAMAGED
    set_aside(damaged)
    assert picture_folders("cats_vs_dogs") == folder and server.requests == 1
    total = 0
    for split in ("train", "test"):
        pictures = keras.utils.image_dataset_from_directory(folder / split, image_size=(32, 32), verbose=False)
        assert pictures.class_names == ["Cat", "Dog"]
        total += sum(len(labels) for _, labels in pictures.as_numpy_iterator())
    assert total == 84 - len(DAMAGED)


def test_the_archive_is_downloaded_once(server, home):
    folder = picture_folders("cats_vs_dogs")
    shutil.rmtree(folder / "train")
    picture_folders("cats_vs_dogs")
    assert server.requests == 1
    assert len(files(folder / "train")) + len(files(folder / "test")) == 84


@pytest.mark.parametrize("behaviour", MISBEHAVIOURS)
def test_a_bad_server_leaves_nothing(server, home, tmp_path, lang, behaviour):
    server.behaviour = behaviour
    words = {"ko": "받지 못했습니다|SHA-256과 달라", "en": "could not be downloaded|does not have the known SHA-256"}
    with pytest.raises(CourseError, match=words[lang]) as caught:
        picture_folders("cats_vs_dogs")
    assert "\n" not in str(caught.value) and str(tmp_path) not in str(caught.value)
    assert files(tmp_path / "keras") == [] and os.listdir(home / "datasets") == [".cats_vs_dogs.lock"]
    server.behaviour = "well"
    assert len(files(picture_folders("cats_vs_dogs"))) == 87


def test_an_interrupted_download_leaves_nothing(server, home, tmp_path, monkeypatch):
    import keras

    def begun_then_interrupted(name, origin, cache_dir, **_):
        (Path(cache_dir) / name).write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(keras.utils, "get_file", begun_then_interrupted)
    with pytest.raises(KeyboardInterrupt):
        picture_folders("cats_vs_dogs")
    assert files(tmp_path / "keras") == [] and os.listdir(home / "datasets") == [".cats_vs_dogs.lock"]


@pytest.mark.parametrize(
    "members",
    [
        MEMBERS | {"../../evil.jpg": b"evil"},
        {name: content for name, content in MEMBERS.items() if "Dog" not in name},
        {name.replace("PetImages/", ""): content for name, content in MEMBERS.items()},
    ],
    ids=["leads out", "no dogs", "another layout"],
)
def test_another_archive_is_refused(server, home, monkeypatch, lang, members):
    offer(server, monkeypatch, members)
    with pytest.raises(CourseError, match={"ko": "cats.zip의 내용이 원본과", "en": "The content of cats.zip"}[lang]):
        picture_folders("cats_vs_dogs")
    assert os.listdir(home / "datasets") == [".cats_vs_dogs.lock"]


@pytest.mark.parametrize("original", ["imdb", "nsmc", "Cats_vs_Dogs", "", True, 1, object()])
def test_an_unknown_original(home, lang, original):
    with pytest.raises(CourseError) as caught:
        picture_folders(original)
    assert all(name in str(caught.value) for name in ("cats_vs_dogs", "imdb", "nsmc"))
    assert not home.exists()


def test_the_sheet_names_the_original():
    sheet = (data.EMBEDDED.parent / "fashion_mnist.md").read_text(encoding="utf-8")
    assert Path(image_folders.CATS_VS_DOGS).name in sheet and image_folders.CATS_VS_DOGS_SHA256 in sheet
