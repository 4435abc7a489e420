"""The lab "Draw it": drawings are read as clothes, odd ones get words, and what a browser sends may be anything."""

import base64
import io
import re
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from PIL import Image

from tests.support.keras_code import run_code
from tests.support.touches import is_blank
from utils.core.text import CourseError, Text, set_language
from utils.data import fashion_mnist
from utils.labs import canvas, lab, own_picture
from utils.labs.canvas import GRID, SKETCHES, NoPaper, as_text, ink_of, new_paper
from utils.labs.draw_it import (
    OWN,
    PATCH,
    SIDE,
    START,
    DrawItLab,
    answer,
    as_the_data,
    draw,
    drawing_model,
    explain,
    in_keras,
    outlines,
    silhouettes,
)
from utils.labs.own_picture import content_of, ink_of_picture
from utils.plots import set_style

# An outline does not tell a pullover from a shirt: the lab says so.
CLOTHES = [key for key, sketch in SKETCHES.items() if sketch.label is not None and key != "pullover"]
EMPTY, FULL = np.zeros((GRID, GRID), "uint8"), np.full((GRID, GRID), 255, "uint8")
DOT = np.pad(np.full((6, 6), 255, "uint8"), (GRID - 6) // 2)


@pytest.fixture(scope="module")
def opened() -> DrawItLab:
    set_style()
    set_language("ko")
    return DrawItLab()


@pytest.fixture
def start(opened):
    """The lab as it opens."""
    opened.sketch.value = "bag"
    opened.sketch.value = START
    return opened


def shown(opened: DrawItLab) -> tuple:
    return opened.picture.value, opened.words.value


def words(ink: np.ndarray, lang: str, sketch: str = OWN) -> str:
    set_language(lang)
    return " ".join(map(str, explain(ink, answer(ink), sketch)))


# --- what the models know ---


def test_the_model_reads_photos_silhouettes_and_outlines():
    _, (pictures, labels) = fashion_mnist()
    for drawn in (pictures, silhouettes(pictures), outlines(pictures)):
        answers = np.argmax(drawing_model().predict_on_batch(drawn[..., np.newaxis] / np.float32(255)), axis=-1)
        assert np.mean(answers == labels) > 0.74


@pytest.mark.parametrize("key", CLOTHES)
@pytest.mark.parametrize("filled", [False, True])
def test_drawn_clothes_are_recognised(key, filled):
    sketch = replace(SKETCHES[key], filled=filled)
    # Filled, the strap of a sandal and the sole of a sneaker leave little that tells the shoes apart.
    likely = {5, 7, 9} if filled and sketch.label in (5, 7) else {sketch.label}
    assert answer(sketch.ink).label in likely


def test_a_model_of_photos_alone_does_not_know_outlines():
    """What a learner is to notice first: the outline of trousers."""
    given = answer(SKETCHES[START].ink)
    assert given.probabilities[1] > 0.5 > given.of_photos[1]


def test_the_space_between_the_legs_makes_the_trousers():
    given = answer(SKETCHES[START].ink)
    row, column = np.unravel_index(np.argmax(given.falls), (SIDE, SIDE))
    assert row > SIDE / 2 and 8 < column < 20
    assert given.least < given.probabilities[1] - 0.2


@pytest.mark.parametrize("key", SKETCHES)
def test_the_framed_patch_is_the_one_that_the_words_speak_of(key):
    given = answer(SKETCHES[key].ink)
    row, column = given.patch
    covered = given.seen.copy()
    covered[row : row + PATCH, column : column + PATCH] = 0
    left = drawing_model().predict_on_batch(covered[np.newaxis, ..., np.newaxis])[0, given.label]
    assert left == pytest.approx(given.least, abs=1e-4)
    frame = f'<rect x="{1 + 5 * column}" y="{24 + 5 * row}" width="35" height="35"'
    assert frame in draw(given, Text(ko="", en=""))


# --- from the paper to the picture ---


def test_a_drawing_is_cut_scaled_and_put_into_the_middle():
    ink = EMPTY.copy()
    ink[10:20, 5:45] = 255
    seen = as_the_data(ink)
    assert seen.shape == (SIDE, SIDE)
    expected = np.zeros((SIDE, SIDE))
    expected[10:17] = 1
    np.testing.assert_allclose(seen[11:16], expected[11:16], atol=0.01)
    assert not seen[:10].any() and not seen[18:].any() and seen[13].min() == 1


def test_where_it_stands_and_how_large_it_is_change_nothing():
    whole = SKETCHES["bag"].ink
    small = EMPTY.copy()
    small[40 : 40 + GRID // 2, 3 : 3 + GRID // 2] = whole[::2, ::2]
    assert np.array_equal(as_the_data(np.roll(small, (5, 40), axis=(0, 1))), as_the_data(small))
    assert answer(small).label == answer(whole).label == 8


def test_lines_are_smoothed():
    assert len(np.unique(as_the_data(SKETCHES[START].ink))) > 5


@pytest.mark.parametrize("ink", [EMPTY, FULL, DOT, FULL // 10, np.eye(GRID, dtype="uint8") * 255])
def test_any_ink_has_an_answer(ink):
    given = answer(ink)
    for probabilities in (given.probabilities, given.of_photos):
        assert probabilities.sum() == pytest.approx(1, abs=1e-4)
    assert np.isfinite(given.falls).all() and given.falls.shape == (SIDE, SIDE)


def test_outlines_are_the_edge_of_silhouettes():
    square = np.zeros((1, SIDE, SIDE), "uint8")
    square[0, 5:15, 5:15] = 100
    assert silhouettes(square).sum() == 100 * 255
    assert outlines(square).sum() == 36 * 255
    assert not outlines(square)[0, 6:14, 6:14].any()


# --- words ---


@pytest.mark.parametrize(
    ("ink", "sketch", "phrase"),
    [
        (EMPTY, OWN, "paper is empty"),
        (FULL, OWN, "full of ink"),
        (DOT, OWN, "magnified 19 times"),
        (SKETCHES[START].ink, START, "framed patch"),
        (SKETCHES["bag"].ink, "bag", "No single patch"),
        (SKETCHES["house"].ink, "house", "none of the ten classes"),
    ],
)
def test_what_is_odd_or_decides_is_put_in_words(ink, sketch, phrase):
    said = words(ink, "en", sketch)
    assert phrase in said and "learned from photos alone" in said
    assert any("가" <= letter <= "힣" for letter in words(ink, "ko", sketch))


def test_a_wrong_answer_about_a_ready_made_drawing_is_named():
    given = replace(answer(SKETCHES["pullover"].ink), probabilities=np.eye(10)[6])
    set_language("en")
    assert "What was drawn is: pullover" in str(explain(SKETCHES["pullover"].ink, given, "pullover")[1])


def test_a_model_that_is_not_sure_says_so():
    given = replace(answer(SKETCHES[START].ink), probabilities=np.array([0.3, 0.3, 0.4] + [0.0] * 7))
    set_language("en")
    assert "not sure" in str(explain(SKETCHES[START].ink, given)[1])


# --- the lab and the browser ---


def test_it_starts_with_a_drawing_and_its_answer(start):
    set_language("ko")
    assert np.array_equal(ink_of(start.paper.ink), SKETCHES[START].ink)
    assert "바지" in start.words.value and not is_blank(start.picture)


def test_every_ready_made_drawing_changes_the_picture(start):
    seen = set()
    for key in SKETCHES:
        start.sketch.value = key
        seen.add(start.picture.value)
        assert np.array_equal(ink_of(start.paper.ink), SKETCHES[key].ink)
    assert len(seen) == len(SKETCHES)


def test_a_stroke_changes_the_picture_and_makes_it_ones_own(start):
    before = shown(start)
    start.paper.set_state({"ink": as_text(SKETCHES["dress"].ink)})
    assert start.sketch.value == OWN and start.picture.value != before[0] and start.words.value != before[1]
    start.sketch.value = START
    assert shown(start) == before
    assert np.array_equal(ink_of(start.paper.ink), SKETCHES[START].ink)


def test_choosing_my_own_leaves_the_paper_as_it_is(start):
    before = shown(start)
    start.sketch.value = OWN
    assert shown(start) == before


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "",
        "no base64 at all",
        "한글",
        as_text(FULL)[:-4],
        as_text(FULL) + "AAAA",
        3,
        float("nan"),
        [255] * GRID * GRID,
        {"ink": 1},
        b"\xff" * GRID * GRID,
        memoryview(b"\xff" * GRID * GRID),
    ],
    ids=lambda sent: type(sent).__name__,
)
def test_what_is_no_drawing_is_ignored(start, sent, capfd):
    before = shown(start)
    start.paper.set_state({"ink": sent})
    assert shown(start) == before and start.sketch.value == START
    assert ink_of(sent) is None
    assert capfd.readouterr().err == ""


def test_ink_is_the_same_after_the_way_through_the_browser():
    ink = np.arange(GRID * GRID, dtype="uint8").reshape(GRID, GRID)
    assert np.array_equal(ink_of(as_text(ink)), ink)
    assert base64.b64decode(as_text(ink)) == ink.tobytes()


def test_both_sides_agree_on_the_size_of_the_paper_and_on_its_words(lang):
    script = canvas.paper_class()._esm
    assert int(re.search(r"const GRID = (\d+)", script)[1]) == GRID
    assert float(re.search(r"const THIN = ([\d.]+)", script)[1]) == canvas.PEN
    paper = new_paper()
    assert set(re.findall(r"words\.(\w+)", script)) == set(paper.words)
    assert all(paper.words.values())


def test_without_the_package_the_ready_made_drawings_still_work(monkeypatch, lang):
    canvas.paper_class.cache_clear()
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "anywidget", None)
        set_style()
        opened = DrawItLab()
        assert isinstance(opened.paper, NoPaper) and "%pip install anywidget" in opened.paper.value
        before = shown(opened)
        opened.sketch.value = "bag"
        assert shown(opened) != before
    assert isinstance(new_paper(), canvas.paper_class()), "once it is installed, no restart is needed"


# --- a picture of one's own ---


def file_of(picture: Image.Image, kind: str = "PNG", **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def photo_of_trousers(size: tuple[int, int] = (300, 300), dark: bool = False) -> Image.Image:
    """The ready-made trousers as somebody would photograph a drawing of them."""
    grey = 255 - SKETCHES[START].ink if not dark else SKETCHES[START].ink
    return Image.fromarray(grey).resize(size)


def sent(content: bytes, name: str = "mine.png", widgets_7: bool = False):
    """What the upload widget holds after a file was chosen, in ipywidgets 8 or 7."""
    if widgets_7:
        return {name: {"metadata": {"name": name, "type": "image/png"}, "content": content}}
    told = {"name": name, "type": "image/png", "size": len(content), "last_modified": datetime.now(UTC)}
    return ({**told, "content": memoryview(content)},)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photo_of_a_drawing_is_read_like_the_drawing(dark, kind):
    ink = ink_of_picture(file_of(photo_of_trousers(dark=dark), kind))
    assert ink.shape == (GRID, GRID) and ink.dtype == np.uint8
    assert answer(ink).label == answer(SKETCHES[START].ink).label == 1


def test_a_picture_keeps_its_shape_and_its_ground_is_no_ink():
    wide = Image.new("RGB", (400, 100), "white")
    wide.paste("black", (0, 40, 400, 60))
    ink = ink_of_picture(file_of(wide))
    rows = np.flatnonzero(ink.max(axis=1))
    assert len(rows) < 10 and abs(rows.mean() - GRID / 2) < 2
    clear = Image.new("RGBA", (50, 50))
    clear.paste((0, 0, 0, 255), (10, 10, 40, 40))
    assert ink_of_picture(file_of(clear))[0].max() == 0 and ink_of_picture(file_of(clear)).max() == 255
    assert not ink_of_picture(file_of(Image.new("L", (30, 30), 128))).any()


def test_a_photo_that_was_turned_is_turned_back():
    flags = Image.Exif()
    flags[0x0112] = 6
    turned = file_of(photo_of_trousers().rotate(90, expand=True), "JPEG", exif=flags)
    assert answer(ink_of_picture(turned)).label == 1


@pytest.mark.parametrize("content", [b"", b"no picture", b"GIF89a", file_of(photo_of_trousers())[:200]])
def test_a_file_that_is_no_picture_is_told_in_a_sentence(content, lang):
    with pytest.raises(CourseError) as raised:
        ink_of_picture(content)
    assert {"ko": "사진으로 읽을 수 없습니다", "en": "cannot be read as a picture"}[lang] in str(raised.value)


def test_a_picture_that_is_too_large_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(own_picture, "MOST_PIXELS", 100)
    with pytest.raises(CourseError):
        ink_of_picture(file_of(photo_of_trousers()))


@pytest.mark.parametrize("widgets_7", [False, True])
def test_what_the_upload_widget_holds_is_read_in_both_versions(widgets_7):
    assert content_of(sent(b"abc", widgets_7=widgets_7)) == b"abc"
    assert content_of({} if widgets_7 else ()) is None


def test_an_uploaded_picture_comes_on_the_paper_and_a_bad_one_changes_nothing(start):
    set_language("en")
    start.upload.value = sent(file_of(Image.fromarray(255 - SKETCHES["bag"].ink).resize((200, 200))))
    assert start.sketch.value == OWN and answer(start.ink).label == 8
    assert np.array_equal(ink_of(start.paper.ink), start.ink)
    before = start.ink
    start.upload.value = sent(b"no picture")
    assert "cannot be read" in start.words.value and np.array_equal(start.ink, before)
    start.sketch.value = START
    assert "cannot be read" not in start.words.value


def test_the_code_answers_as_the_lab_does():
    given = answer(SKETCHES[START].ink)
    ran = run_code(in_keras(given.seen))
    assert int(np.argmax(ran["probabilities"])) == given.label
    np.testing.assert_allclose(ran["drawing"][0, ..., 0] / 255, given.seen, atol=0.003)
    assert ran["model"].count_params() == drawing_model().count_params()


@pytest.mark.parametrize("highest", [0.35, 0.496, 0.5, 0.504, 0.506, 0.7, 1.0])
def test_no_class_gets_half_is_said_where_the_number_shows_it(highest):
    set_language("en")
    probabilities = np.full(10, (1 - highest) / 9)
    probabilities[1] = highest
    given = replace(answer(SKETCHES[START].ink), probabilities=probabilities)
    said = " ".join(map(str, explain(SKETCHES[START].ink, given)))
    shown = float(re.search(r"says \w+ \(([\d.]+)\)", said)[1])
    assert ("no class gets more than half" in said) == (shown <= 0.5)


def test_bars_begin_at_one_zero_and_are_as_long_as_their_numbers():
    given = answer(SKETCHES[START].ink)
    drawn = draw(given, Text(ko="", en=""))
    bars = [
        (float(x), float(width))
        for x, width in re.findall('<rect x="([\\d.]+)" y="[\\d.]+" width="([\\d.]+)" height="8" ', drawn)
        if float(x) > 2
    ]
    expected = [*given.probabilities, *given.of_photos]
    assert {x for x, _ in bars} == {bars[0][0]} and len(bars) == 20
    assert [width for _, width in bars] == pytest.approx([max(0.5, 150 * p) for p in expected], abs=0.01)


def test_opening_it_leaves_nothing_running(opened):
    before = set(threading.enumerate())
    DrawItLab()
    assert set(threading.enumerate()) == before


def test_every_drawing_fits_the_figure(opened):
    for ink in (EMPTY, FULL, DOT):
        assert "nan" not in draw(answer(ink), Text(ko="", en=""))


def test_opening_it_shows_the_start(lang):
    opened = lab("draw it")
    assert "≈" in repr(opened)
    assert "<svg" in opened._repr_mimebundle_()[0]["text/html"]
