import linecache
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.core.html import box, rich
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError, Text, brief, joined, language, learners_line, one_line, set_language


class Unspeakable(Exception):
    def __str__(self):
        raise RuntimeError("no words")

    __repr__ = __str__


def run_cell(code: str, name: str = "a-cell-of-a-notebook"):
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    exec(compile(code, name, "exec"), {})


def test_sentences_are_joined_in_both_languages():
    assert joined(Text(ko="하나.", en="One."), Text(ko="둘.", en="Two.")) == Text(ko="하나. 둘.", en="One. Two.")


def test_a_text_speaks_the_language_of_the_notebook(lang):
    assert str(Text(ko="층", en="layer")) == {"ko": "층", "en": "layer"}[lang]
    assert language() == lang


def test_format_fills_both_languages_and_texts_within_texts():
    whole = Text(ko="{what} {n}개", en="{n} {what}s").format(what=Text(ko="층", en="layer"), n=3)
    assert whole == Text(ko="층 3개", en="3 layers")


SHORT = Text(ko="{n}개입니다.", en="There are {n}.")


def test_a_sentence_has_one_name_whatever_it_was_filled_in_with():
    part = Text(ko="두 번째", en="the second")
    names = {SHORT.name, SHORT.format(n=3).name, SHORT.format(n="{n}").name, SHORT.format(n=part).name}
    assert len(names) == 1 and re.fullmatch("[0-9a-f]{12}", names.pop())
    assert SHORT.name != Text(ko="{n}개입니다.", en="Here are {n}.").name != Text(ko="{n}개.", en="Here are {n}.").name


def test_joined_sentences_have_a_name_of_their_own():
    both = joined(SHORT.format(n=1), SHORT.format(n=2))
    assert both.name == joined(SHORT, SHORT).name == joined(SHORT.format(n=8), SHORT).name != SHORT.name


def test_a_sentence_within_a_sentence_counts_and_a_word_does_not():
    around = Text(ko="{what}: {why}", en="{what}: {why}")
    one = around.format(what=Text(ko="가", en="a"), why=SHORT.format(n=1))
    assert one == Text(ko="가: 1개입니다.", en="a: There are 1.")
    assert one.name == around.format(what="b", why=SHORT.format(n=2)).name
    assert one.name != around.format(what="a", why=Text(ko="없습니다.", en="There is none.")).name


def test_naming_a_sentence_leaves_it_as_it_was():
    word = Text(ko="말", en="word")
    assert word.filled_from(SHORT).name == SHORT.name and word.name != SHORT.name
    assert word == word.filled_from(SHORT) and repr(word) == repr(word.filled_from(SHORT))


@pytest.mark.parametrize("unknown", ["fr", "", "KO", None, 3, ["ko"]])
def test_an_unknown_language_is_named_in_the_language_so_far(lang, unknown):
    with pytest.raises(CourseError, match=re.escape(brief(unknown))):
        set_language(unknown)
    assert language() == lang


def test_a_course_error_is_shown_as_one_sentence_without_a_traceback(lang):
    error = CourseError(Text(ko="없습니다.", en="There is none."))
    assert error._render_traceback_() == [str(error)] == [{"ko": "없습니다.", "en": "There is none."}[lang]]


@given(st.one_of(st.text(), st.binary(), st.lists(st.integers()), st.floats(), st.none()), st.integers(1, 200))
def test_brief_is_one_line_of_at_most_its_length(value, length):
    text = brief(value, length)
    assert len(text) <= length
    assert len(text.splitlines()) <= 1


def test_brief_of_an_object_without_words_is_its_type():
    assert brief(Unspeakable()) == "<Unspeakable>"


@given(st.text())
def test_one_line_names_any_error_in_one_line(message):
    line = one_line(ValueError(message))
    assert line.startswith("ValueError")
    assert len(line.splitlines()) == 1
    assert len(line) <= len("ValueError: ") + 300


@given(st.text(alphabet="abc한글 .,()[]", max_size=80))
def test_one_line_keeps_the_words_of_the_message(message):
    assert one_line(ValueError(message)).removeprefix("ValueError").removeprefix(": ") == " ".join(message.split())


def test_one_line_of_an_error_without_words_is_its_type():
    assert one_line(Unspeakable()) == "Unspeakable"


@pytest.mark.parametrize("folder", [COURSE_FOLDER, Path.home(), Path(sys.prefix), Path("/usr/lib/python3")])
def test_one_line_shows_no_path_of_the_machine(folder):
    line = one_line(OSError(f"cannot open {folder}/somewhere/deep/model.keras for reading"))
    assert str(folder) not in line
    assert line.endswith("model.keras for reading")


def test_one_line_keeps_an_address_and_drops_colours():
    line = one_line(ValueError("\x1b[1mread https://keras.io/api/layers/ first\x1b[0m"))
    assert line == "ValueError: read https://keras.io/api/layers/ first"


def test_the_learners_line_is_the_line_of_the_cell():
    with pytest.raises(ZeroDivisionError) as caught:
        run_cell("def half(x):\n    return x / 0\n\nhalf(3)")
    assert learners_line(caught.value) == "return x / 0"


def test_the_learners_line_is_found_below_a_library():
    with pytest.raises(ValueError) as caught:
        run_cell("import json\njson.loads('{')")
    assert learners_line(caught.value) == "json.loads('{')"


def test_an_error_outside_a_cell_has_no_learners_line():
    with pytest.raises(FileNotFoundError) as caught:
        Path("nowhere").read_text()
    assert learners_line(caught.value) == ""


@given(st.text())
def test_rich_lets_no_markup_through(sentence):
    written = rich(sentence)
    assert not re.findall(r"<(?!/?code>)", written)


def test_rich_sets_code_between_backticks():
    assert rich("use `a < b`") == "use <code>a &lt; b</code>"
    assert rich(Text(ko="층 `Dense`", en="layer")) == "층 <code>Dense</code>"


def test_a_box_frames_its_content():
    assert box("#009E73", "good").startswith("<div") and "#009E73" in box("#009E73", "good")


def test_an_error_inside_a_data_set_shows_no_traceback():
    import tensorflow as tf

    def numbers():
        yield 1
        raise RuntimeError("no more")

    dataset = tf.data.Dataset.from_generator(numbers, output_signature=tf.TensorSpec((), "int32"))
    with pytest.raises(tf.errors.OpError) as caught:
        list(dataset)
    line = one_line(caught.value)
    assert "RuntimeError: no more" in line
    assert "Traceback" not in line and "{{" not in line
