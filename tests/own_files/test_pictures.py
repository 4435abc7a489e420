"""Pictures of a learner's own, with files really made: named, read as they are meant, copied, never changed."""

import io
import random
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.support.files import by_name, put
from utils.core.text import CourseError, set_language
from utils.own_files import picture_copy, picture_report, read_picture

COLOURS = np.random.default_rng(1).integers(0, 256, (20, 30, 3), dtype="uint8")
ORIENTATION, ON_ITS_SIDE = 0x0112, 6


def encoded(format: str, image: Image.Image | None = None, **options) -> bytes:
    file = io.BytesIO()
    (image or Image.fromarray(COLOURS)).save(file, format, **options)
    return file.getvalue()


def on_its_side() -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = ON_ITS_SIDE
    return encoded("JPEG", exif=exif, quality=95)


def half_transparent(mode: str = "RGBA") -> Image.Image:
    """Black and opaque on the left, black and fully transparent on the right."""
    pixels = np.zeros((20, 30, 4), "uint8")
    pixels[:, :15, 3] = 255
    return Image.fromarray(pixels).convert(mode)


def colours_of_16_bits() -> bytes:
    """A PNG file that Pillow cannot write."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    rows = b"".join(b"\0" + (COLOURS[row].astype(">u2") * 257).tobytes() for row in range(20))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 30, 20, 16, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


JPEG = encoded("JPEG")
GREY_16 = Image.fromarray(np.linspace(0, 65535, 600).reshape(20, 30).astype("uint16"))
HEIC = b"\0\0\0\x18ftypheic" + bytes(50)
READ_IN_COLOUR = {
    "a CMYK.jpg": (encoded("JPEG", Image.fromarray(COLOURS).convert("CMYK")), "in the colours of print (CMYK)"),
    "a GIF.jpg": (encoded("GIF"), "GIF in spite of its name, and read all the same"),
    "a BMP.jpg": (encoded("BMP"), "BMP in spite of its name, and read all the same"),
    "a WebP.jpg": (encoded("WEBP"), "WebP in spite of its name, and read all the same"),
    "a GIF.gif": (encoded("GIF"), None),
    "a BMP.BMP": (encoded("BMP"), None),
    "moving.gif": (
        encoded("GIF", save_all=True, append_images=[Image.fromarray(255 - COLOURS)]),
        "moving: only its first picture is read",
    ),
}
TAKEN = {
    "whole.jpg": (JPEG, None),
    "WHOLE.JPEG": (JPEG, None),
    "with something behind it.jpg": (JPEG + b"more", None),
    "without a header.jpg": (JPEG[:2] + JPEG[20:], None),
    "whole.png": (encoded("PNG"), None),
    "a PNG.jpg": (encoded("PNG"), "PNG in spite of its name, and read all the same"),
    "turned.jpg": (on_its_side(), "EXIF says to turn it, and Keras reads it unturned"),
    "grey 16 bits.png": (encoded("PNG", GREY_16), "16 bits a value, which Keras cuts to 8"),
    "transparent.png": (
        encoded("PNG", half_transparent()),
        "partly transparent: Keras drops that, which mostly gives a black ground",
    ),
    "grey and transparent.png": (
        encoded("PNG", half_transparent("LA")),
        "partly transparent: Keras drops that, which mostly gives a black ground",
    ),
}
UNREADABLE = {
    "one byte short.jpg": (JPEG[:-1], "JPEG that cannot be decoded to its end"),
    "half.JPG": (JPEG[: len(JPEG) // 2], "JPEG that cannot be decoded to its end"),
    "half a png.jpg": (encoded("PNG")[:500], "PNG that cannot be decoded to its end"),
    "only a header.jpg": (JPEG[:20], "JPEG that cannot be decoded to its end"),
    "empty.png": (b"", "empty: 0 bytes"),
    "text.jpg": ("고양이".encode(), "not a picture"),
    "zeros.jpg": (bytes(1000), "not a picture"),
    "noise.jpg": (random.Random(1).randbytes(1000), "not a picture"),
    "a TIFF.jpg": (encoded("TIFF"), "TIFF in spite of its name, which Keras cannot read"),
    "a HEIC.jpg": (HEIC, "HEIC in spite of its name, which Keras cannot read"),
    "._0.jpg": (b"\0\5\x16\7" + bytes(40), "not a picture: a note that macOS left"),
}
LEFT_OUT = {
    "a.webp": (encoded("WEBP"), "a picture with the ending .webp, which Keras does not take"),
    "a.tif": (encoded("TIFF"), "a picture with the ending .tif, which Keras does not take"),
    "a.HEIC": (HEIC, "a picture with the ending .heic, which Keras does not take"),
    "labels.csv": (b"a,b", "not named like a picture: .csv"),
    "Thumbs.db": (b"", "not named like a picture: .db"),
    "README": (b"", "not named like a picture: no ending"),
    "old.jpg.set_aside": (b"", "set aside"),
    "old.jpg.set_aside-2": (b"", "set aside"),
}
ALL = READ_IN_COLOUR | TAKEN | UNREADABLE | LEFT_OUT


@pytest.fixture
def folder(tmp_path) -> Path:
    """A class with a file of every kind, and another with one whole picture."""
    set_language("en")
    for name, (content, _) in ALL.items():
        put(tmp_path / "mine" / "cat" / name, content)
    put(tmp_path / "mine" / "dog" / "whole.jpg", JPEG)
    return tmp_path / "mine"


def said_of(cases: dict) -> dict[str, str]:
    return {name: reason for name, (_, reason) in cases.items() if reason}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- what Keras makes of each file ---


def test_every_kind_of_file_in_colour(folder):
    report = picture_report(folder)
    assert by_name(report.odd) == said_of(READ_IN_COLOUR | TAKEN)
    assert by_name(report.unreadable) == said_of(UNREADABLE)
    assert by_name(report.left_out) == said_of(LEFT_OUT)
    assert {file.name for file in report.taken} == set(READ_IN_COLOUR | TAKEN)
    assert report.notes == ()


def test_what_is_read_in_colour_only_is_said_where_grey_is_wanted(folder):
    report = picture_report(folder, color_mode="grayscale")
    kinds = {"a CMYK.jpg": "JPEG", "a GIF.jpg": "GIF", "a BMP.jpg": "BMP", "a WebP.jpg": "WebP"}
    kinds |= {"a GIF.gif": "GIF", "a BMP.BMP": "BMP", "moving.gif": "GIF"}
    assert by_name(report.unreadable) == said_of(UNREADABLE) | {
        name: f"{kind}, read in colour but not grey" for name, kind in kinds.items()
    }
    assert by_name(report.odd) == said_of(TAKEN)


@pytest.mark.parametrize("color_mode", ["rgb", "grayscale", "rgba"])
def test_keras_reads_what_is_taken_and_stops_at_what_is_unreadable(folder, tmp_path, color_mode):
    import keras
    import tensorflow as tf

    def read(name: str, file: Path):
        put(tmp_path / "one" / name / "class" / file.name, file.read_bytes())
        dataset = keras.utils.image_dataset_from_directory(
            tmp_path / "one" / name, image_size=(8, 8), color_mode=color_mode, verbose=False
        )
        return list(dataset)

    report = picture_report(folder, color_mode)
    for number, file in enumerate(report.taken):
        assert len(read(f"taken {number}", file)) == 1
    for number, file in enumerate(report.unreadable):
        with pytest.raises(tf.errors.InvalidArgumentError):
            read(f"unreadable {number}", file)


def test_every_file_is_named_once(folder):
    report = picture_report(folder)
    named = [*report.taken, *report.unreadable, *report.left_out]
    assert sorted(named) == sorted(path for path in folder.rglob("*") if path.is_file())
    assert set(report.odd) <= set(report.taken)


def test_the_report_names_files_by_reason(folder, lang):
    text = repr(picture_report(folder))
    total, taken = len(ALL) + 1, len(READ_IN_COLOUR | TAKEN) + 1
    assert (
        text.splitlines()[0]
        == {
            "ko": f"mine: 파일 {total}개, 읽을 수 있는 것 {taken}개",
            "en": f"mine: {total} files, {taken} of them are read",
        }[lang]
    )
    assert {"ko": "빠짐: 제쳐 둠: 2 (cat/old.jpg.set_aside", "en": "left out: set aside: 2 (cat/old.jpg.set_aside"}[
        lang
    ] in text
    assert str(folder.parent) not in text


def test_two_oddities_of_a_file_are_both_said(tmp_path):
    set_language("en")
    put(tmp_path / "class" / "both.jpg", encoded("PNG", half_transparent()))
    (reason,) = picture_report(tmp_path).odd.values()
    assert "partly transparent" in reason and "PNG in spite of its name" in reason


def test_what_folders_are_odd(tmp_path):
    set_language("en")
    (tmp_path / "empty").mkdir()
    put(tmp_path / "only notes" / "a.md", b"")
    put(tmp_path / "cat" / "2020" / "a.jpg", JPEG)
    put(tmp_path / ".hidden" / "a.jpg", JPEG)
    put(tmp_path / "loose.jpg", JPEG)
    report = picture_report(tmp_path)
    assert [path.name for path in report.taken] == ["a.jpg"]
    assert sorted(path.name for path, reason in report.left_out.items() if reason == "in no class folder") == [
        "a.jpg",
        "loose.jpg",
    ]
    assert [note for note in report.notes if "Keras counts it as a class all the same" in note] == [
        "The folder `empty` has no file that is read, and Keras counts it as a class all the same.",
        "The folder `only notes` has no file that is read, and Keras counts it as a class all the same.",
    ]


def test_folders_without_classes_and_folders_with_parts(tmp_path):
    set_language("en")
    put(tmp_path / "flat" / "a.jpg", JPEG)
    assert "There are no class folders" in repr(picture_report(tmp_path / "flat"))
    for part in ("train", "test"):
        put(tmp_path / "parts" / part / "cat" / "a.jpg", JPEG)
    report = picture_report(tmp_path / "parts")
    assert len(report.taken) == 2
    assert report.notes == ("The class folders are in `test`, `train`: give Keras these folders one by one.",)


def test_a_file_that_cannot_be_opened(tmp_path):
    set_language("en")
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "gone.jpg").symlink_to(tmp_path / "nowhere")
    (reason,) = picture_report(tmp_path).unreadable.values()
    assert reason.startswith("cannot be opened (")


def test_a_report_on_no_folder_and_in_no_colours(tmp_path, lang):
    with pytest.raises(CourseError, match="nowhere") as caught:
        picture_report(tmp_path / "nowhere")
    assert str(tmp_path) not in str(caught.value)
    with pytest.raises(CourseError, match="grayscale"):
        picture_report(tmp_path, color_mode="gray")
    assert picture_report(str(tmp_path)).taken == ()


def test_nothing_is_written_to_stderr(folder, capfd):
    picture_report(folder)
    assert capfd.readouterr() == ("", "")


def test_looking_changes_nothing(folder):
    before = contents(folder)
    for color_mode in ("rgb", "grayscale", "rgba"):
        picture_report(folder, color_mode)
    assert contents(folder) == before


# --- reading one picture ---


def test_a_picture_is_turned_upright(folder):
    file = folder / "cat" / "turned.jpg"
    as_stored = np.asarray(Image.open(file))
    assert as_stored.shape == (20, 30, 3)
    assert np.array_equal(read_picture(file), np.rot90(as_stored, k=-1))


def test_what_is_transparent_lies_on_white(folder):
    for name in ("transparent.png", "grey and transparent.png"):
        grey = read_picture(folder / "cat" / name, color_mode="grayscale")
        assert (grey[:, :15] == 0).all() and (grey[:, 15:] == 255).all()
    assert read_picture(folder / "cat" / "transparent.png", color_mode="rgba")[0, -1].tolist() == [0, 0, 0, 0]


def test_values_of_16_bits_become_those_of_8(folder, tmp_path):
    grey = read_picture(folder / "cat" / "grey 16 bits.png", color_mode="grayscale")
    assert (grey.min(), grey.max()) == (0, 255)
    assert abs(grey.mean() - 127.5) < 1
    put(tmp_path / "colours.png", colours_of_16_bits())
    assert np.abs(read_picture(tmp_path / "colours.png") - COLOURS).max() <= 1


def test_a_smaller_picture_is_the_mean_over_pixels(tmp_path):
    checks = np.kron([[0, 255] * 8, [255, 0] * 8] * 8, np.ones((4, 4))).astype("uint8")
    small = read_picture(checks, color_mode="grayscale", size=(2, 4))
    assert small.shape == (2, 4, 1) and np.abs(small - 127.5).max() < 1


@pytest.mark.parametrize(
    "array",
    [
        COLOURS,
        COLOURS.astype("float32"),
        COLOURS / 255,
        COLOURS.astype("uint16") * 257,
        np.dstack([COLOURS, np.full((20, 30), 255, "uint8")]),
        Image.fromarray(COLOURS),
    ],
    ids=["integers", "floats", "floats to 1", "16 bits", "RGBA", "Pillow"],
)
def test_an_array_of_any_common_kind(array):
    assert np.abs(read_picture(array) - COLOURS).max() <= 1


def test_grey_arrays_and_every_file_that_is_a_picture(folder):
    for array in (COLOURS[..., 0], COLOURS[..., :1], COLOURS[..., 0] > 127):
        found = read_picture(array, color_mode="grayscale", size=(28, 28))
        assert found.shape == (28, 28, 1) and found.dtype == "float32"
    for name in {**READ_IN_COLOUR, **TAKEN, "a.webp": 0, "a.tif": 0, "a TIFF.jpg": 0}:
        assert read_picture(str(folder / "cat" / name), size=(28, 28)).shape == (28, 28, 3)


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        ("nowhere.jpg", "There is no file `nowhere.jpg`"),
        (".", "is a folder"),
        (None, "path of a picture or an array, not None"),
        (b"bytes", "path of a picture or an array"),
        (np.zeros((4, 28, 28, 1)), r"This one has shape \(4, 28, 28, 1\)"),
        (np.zeros((5, 5, 2)), r"This one has shape \(5, 5, 2\)"),
        (np.zeros(0), "This one has shape"),
        (np.array([["a"]]), "dtype <U1"),
        (np.full((3, 3), 300), "values from 300 to 300"),
        (np.full((3, 3), -0.5), "values from -0.5 to -0.5"),
        (np.full((3, 3), np.nan), "values from nan to nan"),
    ],
)
def test_what_is_no_picture(picture, said):
    set_language("en")
    with pytest.raises(CourseError, match=said) as caught:
        read_picture(picture)
    assert "\n" not in str(caught.value)


def test_files_that_are_no_pictures_are_named(folder, tmp_path):
    for name in [*UNREADABLE, "a.HEIC"]:
        if name == "a TIFF.jpg":  # Pillow reads it.
            continue
        with pytest.raises(CourseError, match=name) as caught:
            read_picture(folder / "cat" / name)
        assert str(tmp_path) not in str(caught.value)
    with pytest.raises(CourseError, match="Export it as a JPEG"):
        read_picture(folder / "cat" / "a.HEIC")


@pytest.mark.parametrize("size", [28, (28,), (28, 0), (28.0, 28), "28"])
def test_no_size(size, lang):
    with pytest.raises(CourseError, match=r"\(28, 28\)"):
        read_picture(COLOURS, size=size)


def test_reading_changes_no_file(folder):
    before = contents(folder)
    for name in TAKEN | READ_IN_COLOUR:
        read_picture(folder / "cat" / name)
    assert contents(folder) == before


# --- a copy ---


def test_a_copy_has_what_can_be_read_and_nothing_odd(folder, tmp_path):
    before = contents(folder)
    put(folder / "cat" / ".ipynb_checkpoints" / "whole-checkpoint.jpg", JPEG)
    missing = picture_copy(folder, tmp_path / "new" / "copy")
    report = picture_report(tmp_path / "new" / "copy", color_mode="grayscale")
    assert report.odd == report.unreadable == report.left_out == {}
    read = [*READ_IN_COLOUR, *TAKEN, "a.webp", "a.tif", "a TIFF.jpg"]
    assert len(report.taken) == len(read) + 1
    assert by_name(missing).keys() == (UNREADABLE.keys() | {"a.HEIC", "whole-checkpoint.jpg"}) - set(read)
    assert {name: content for name, content in contents(folder).items() if "checkpoint" not in name} == before
    assert read_picture(tmp_path / "new" / "copy" / "cat" / "turned.png").shape == (30, 20, 3)
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["copy"]


def test_two_files_of_one_name_become_two_copies(tmp_path):
    for name in ("1.jpg", "1.png", "1.tif"):
        put(tmp_path / "mine" / "cat" / name, encoded({"j": "JPEG", "p": "PNG", "t": "TIFF"}[name[2]]))
    assert picture_copy(tmp_path / "mine", tmp_path / "copy") == {}
    assert sorted(path.name for path in (tmp_path / "copy" / "cat").iterdir()) == ["1-2.png", "1-3.png", "1.png"]


def test_a_copy_goes_into_a_new_folder_outside(folder, tmp_path, lang):
    before = contents(tmp_path)
    for to in (folder, folder / "copy", folder / "cat" / "x", tmp_path):
        with pytest.raises(CourseError, match={"ko": "원본 밖의 새 폴더", "en": "a new folder outside"}[lang]):
            picture_copy(folder, to)
    assert contents(tmp_path) == before


def test_an_interrupted_copy_leaves_nothing(folder, tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("utils.own_files.pictures.read_picture", interrupted)
    with pytest.raises(KeyboardInterrupt):
        picture_copy(folder, tmp_path / "copy")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine"]
