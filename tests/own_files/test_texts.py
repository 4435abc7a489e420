"""Texts of a learner's own, with files really made: named, read as they are meant, copied, never changed."""

from pathlib import Path

import numpy as np
import pytest

from tests.support.files import by_name, contents, put
from utils.core.text import CourseError, set_language
from utils.own_files import read_text, text_copy, text_report

KOREAN = "이 영화는 정말 재미있었다. 똠방각하 펲시맨"
FINE = {
    "plain.txt": ("A good film.", "utf-8", None),
    "CAPITALS.TXT": ("A good film.", "utf-8", None),
    "korean.txt": (KOREAN, "utf-8", None),
    "emoji.txt": ("good 🎬", "utf-8", None),
    "less.txt": ("3 < 5 and 7 > 2, A&W, $5", "utf-8", None),
    "bom.txt": ("A good film.", "utf-8-sig", "begins with a BOM, which sticks to the first word"),
    "empty.txt": ("", "utf-8", "empty: 0 bytes"),
    "blanks.txt": (" \n\t\n", "utf-8", "nothing but blanks"),
    "page.txt": ("<p>A <b>good</b> film.<br/></p>", "utf-8", "with HTML tags"),
    "entities.txt": ("Tom &amp; Jerry", "utf-8", "with HTML tags"),
    "curly.txt": ("I don’t “like” it — at all", "utf-8", "with curly quotes or long dashes"),
}
ELSEWHERE = {
    "windows.txt": (KOREAN, "cp949", "CP949, while Keras reads UTF-8 only"),
    "notepad.txt": (KOREAN, "utf-16", "UTF-16, while Keras reads UTF-8 only"),
    "big endian.txt": ("\ufeffgood film", "utf-16-be", "UTF-16, while Keras reads UTF-8 only"),
    "no mark.txt": ("A good film.", "utf-16-le", "UTF-16-LE, while Keras reads UTF-8 only"),
}
NO_TEXT = {
    "a document.txt": b"PK\3\4" + bytes(range(256)),
    "western.txt": "Un café très agréable, des cafés".encode("latin-1"),
    "broken.txt": "\ufeff".encode() + b"\xff\xfe\xfd",
}
LEFT_OUT = {name: f"not .txt: {Path(name).suffix}" for name in ("a.md", "a.csv", "a.docx", "a.hwp")}


@pytest.fixture
def folder(tmp_path) -> Path:
    set_language("en")
    for name, (text, encoding, _) in (FINE | ELSEWHERE).items():
        put(tmp_path / "mine" / "pos" / name, text.encode(encoding))
    for name, content in NO_TEXT.items():
        put(tmp_path / "mine" / "pos" / name, content)
    for name in [*LEFT_OUT, "notes"]:
        put(tmp_path / "mine" / "pos" / name, b"good")
    put(tmp_path / "mine" / "neg" / "bad.txt", b"bad")
    return tmp_path / "mine"


def test_every_kind_of_text(folder):
    before = contents(folder)
    report = text_report(folder)
    assert by_name(report.odd) == {name: reason for name, (_, _, reason) in FINE.items() if reason}
    assert by_name(report.unreadable) == {name: reason for name, (_, _, reason) in ELSEWHERE.items()} | dict.fromkeys(
        NO_TEXT, "no text, or in an encoding that is not known here"
    )
    assert by_name(report.left_out) == LEFT_OUT | {"notes": "not .txt: no ending"}
    assert {file.name for file in report.taken} == {*FINE, "bad.txt"}
    assert contents(folder) == before


def test_what_is_unreadable_breaks_keras_late_or_becomes_unknown_words(folder, tmp_path):
    """Keras names no file: that is why the report is there."""
    import keras

    for name in ELSEWHERE:
        put(tmp_path / "one" / name / "class" / name, (folder / "pos" / name).read_bytes())
        texts = keras.utils.text_dataset_from_directory(tmp_path / "one" / name, verbose=False).map(lambda x, y: x)
        vectorize = keras.layers.TextVectorization()
        vectorize.adapt(texts)
        try:
            words = vectorize.get_vocabulary()
        except UnicodeDecodeError:
            continue
        assert not {"good", "film"} & set(words)


def test_the_report_says_what_a_learner_can_do_about_a_class(folder, lang):
    put(folder / "mixed" / "a.md", b"")
    text = repr(text_report(folder))
    assert {"ko": "`mixed` 폴더에는 읽을 파일이 없습니다", "en": "The folder `mixed` has no file that is read"}[
        lang
    ] in text
    assert {"ko": "읽을 수 없음: CP949: 케라스는 UTF-8만 읽음: 1 (pos/windows.txt)", "en": "1 (pos/windows.txt)"}[
        lang
    ] in text


def test_texts_are_read_whatever_wrote_them(folder):
    for name, (text, _, _) in (FINE | ELSEWHERE).items():
        assert read_text(folder / "pos" / name) == text.removeprefix("\ufeff")
        assert read_text(str(folder / "pos" / name)) == text.removeprefix("\ufeff")


@pytest.mark.parametrize("name", [*NO_TEXT, "nowhere.txt", "."])
def test_what_is_no_text_is_named(folder, tmp_path, lang, name):
    with pytest.raises(CourseError) as caught:
        read_text(folder / "pos" / name)
    assert (name.strip(".") or "pos") in str(caught.value) and str(tmp_path) not in str(caught.value)


def test_a_text_is_no_path(lang):
    for value in (None, 3, b"a.txt", ["a.txt"]):
        with pytest.raises(CourseError, match={"ko": "경로가 필요합니다", "en": "needs the path"}[lang]):
            read_text(value)


def test_a_copy_is_what_keras_reads(folder, tmp_path):
    before = contents(folder)
    missing = text_copy(folder, tmp_path / "copy")
    assert by_name(missing).keys() == NO_TEXT.keys()
    copied = contents(tmp_path / "copy")
    assert {name: content.decode() for name, content in copied.items() if name != "neg/bad.txt"} == {
        f"pos/{name}": text.removeprefix("\ufeff") for name, (text, _, _) in (FINE | ELSEWHERE).items()
    }
    assert text_report(tmp_path / "copy").unreadable == {}
    assert contents(folder) == before


def test_western_letters_are_not_taken_for_korean():
    from utils.own_files.texts import _encoding

    rng = np.random.default_rng(1)
    letters = "aeiounrst éèàçùêîôûëï"
    for _ in range(200):
        text = "é" + "".join(rng.choice(list(letters), 80))
        assert _encoding(text.encode("latin-1")) is None
    assert _encoding("뷁".encode("cp949") + KOREAN.encode("cp949")) == "cp949"
