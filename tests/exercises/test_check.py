import linecache
import os
import random
import tempfile
import threading
import time
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from tests.progress.test_store import small_disk
from tests.support.new_process import in_a_new_process
from utils.core.course import sections
from utils.core.text import CourseError, Text
from utils.exercises.assertions import (
    NotYet,
    naming,
    require,
    require_array,
    require_function,
    require_number,
    require_text,
    require_type,
)
from utils.exercises.check import Outcome, Result, check, find, judge, look_at
from utils.exercises.limits import TookTooLong
from utils.exercises.registry import Exercise, Question, exercise, question
from utils.exercises.registry import registered as registry
from utils.progress import store

ODD = Text(ko="{n}은 홀수입니다.", en="{n} is odd.")


def even(number):
    require(require_number(number) % 2 == 0, ODD.format(n=number))
    return Text(ko="짝수입니다.", en="It is even.")


@pytest.fixture(autouse=True)
def exercises_of_the_tests(monkeypatch):
    hints = (Text(ko="`2`로 나누세요 <b>", en="Divide by `2` <b>"),)
    monkeypatch.setitem(registry, "1-1-y", Exercise("1-1-y", lambda first, second: require(first < second, ODD)))
    monkeypatch.setitem(registry, "1-1-z", Exercise("1-1-z", even, hints))


def cell(code: str):
    """What a notebook's cell defines under the name `answer`."""
    linecache.cache["a-cell"] = (len(code), None, code.splitlines(keepends=True), "a-cell")
    namespace = {}
    exec(compile(code, "a-cell", "exec"), namespace)
    return namespace["answer"]


# --- three outcomes ---


def test_a_blank_is_not_attempted_and_not_recorded(home, lang):
    result = check("1-1-z", ...)
    assert result.outcome is Outcome.NOT_ATTEMPTED and not result.passed
    assert "`...`" in result.message
    assert not home.exists()


def test_one_blank_of_two_is_not_attempted_and_named():
    result = check("1-1-y", 1, ...)
    assert result.outcome is Outcome.NOT_ATTEMPTED and result.message.startswith("`second`: ")
    assert "second" not in check("1-1-y", ..., ...).message


def test_a_wrong_answer_says_what_was_found(lang):
    result = check("1-1-z", 3)
    assert result.outcome is Outcome.NOT_YET and not result.passed
    assert result.message == {"ko": "3은 홀수입니다.", "en": "3 is odd."}[lang]
    assert store.solved() == (set(), None)


def test_a_right_answer_is_recorded(lang):
    result = check("1-1-z", 4)
    assert result.outcome is Outcome.RIGHT and result.passed is True
    assert result.message == {"ko": "짝수입니다.", "en": "It is even."}[lang]
    assert store.solved() == ({"1-1-z"}, None)


def test_what_was_said_is_kept_in_both_languages_under_one_name(lang):
    check("1-1-z", 3)
    kept = store.results()[0]["1-1-z"]
    assert (kept.passed, kept.tries, kept.message) == (False, 1, ODD.name)
    assert (kept.said.ko, kept.said.en) == ("3은 홀수입니다.", "3 is odd.")


def test_an_error_is_kept_under_the_name_of_what_it_means():
    names = set()
    for answer in ("def answer(x):\n    return x[0]\n", "def answer(x):\n    y = 2 * x\n    return y[0]\n"):
        _, said = look_at(Exercise("1-1-x", lambda function: function(3)), (cell(answer),))
        names.add(said.name)
        assert "`int`" in said.ko and "`int`" in said.en and "줄에서" in said.ko
    _, other = look_at(Exercise("1-1-x", lambda function: function()), (cell("def answer(x):\n    return x\n"),))
    assert len(names) == 1 and other.name not in names


def test_a_finding_of_a_part_is_kept_under_the_name_of_the_finding():
    def judged(number, part):
        with naming(Text(ko=part, en=part)):
            require(False, ODD.format(n=number))

    said = [look_at(Exercise("1-1-x", lambda answer, part=part: judged(answer, part)), (1,))[1] for part in "ab"]
    assert said[0].name == said[1].name and str(said[0]).startswith("a: 1")


@pytest.mark.parametrize(("answer", "letter"), [("B)", "b"), ("c", "c"), ("d", ""), (3, ""), (np.str_("b"), "b")])
def test_the_letter_of_a_question_is_kept(a_question, answer, letter):
    check("1-1-q9", answer)
    assert store.results()[0]["1-1-q9"].letter == letter


def test_a_damaged_progress_file_is_told_beside_the_result(home):
    home.mkdir()
    store.progress_file().write_bytes(b"garbage" * 100)
    result = check("1-1-z", 4)
    assert result.passed and "progress.damaged-" in result.note and result.note in repr(result)


# --- errors in the learner's code ---


def test_an_error_is_named_with_its_type_message_and_line(lang):
    answer = cell("def answer(x):\n    y = x * 2\n    return y[0]\n")
    outcome, message = judge(Exercise("1-1-x", lambda function: function(3)), (answer,))
    assert outcome is Outcome.NOT_YET
    assert "`return y[0]`" in message and "TypeError" in message and "`int`" in message
    assert ("줄에서 오류" in message) == (lang == "ko")


def test_an_error_of_keras_is_told_in_a_sentence_of_the_learners_language(lang):
    answer = cell("from keras import layers\ndef answer(x):\n    return layers.Dense(2, activation='relo')(x)\n")
    outcome, message = judge(Exercise("1-1-x", lambda function: function(np.ones((1, 3)))), (answer,))
    assert outcome is Outcome.NOT_YET
    assert "activation='relo'" in message and "Could not interpret" not in message
    assert {"ko": "이런 이름의 활성화 함수는 없습니다: relo.", "en": "no activation function of this name: relo."}[
        lang
    ] in message


def test_an_error_elsewhere_is_named_without_a_line(lang):
    outcome, message = judge(Exercise("1-1-x", lambda answer: answer.shape), (3,))
    assert outcome is Outcome.NOT_YET
    assert "AttributeError" in message and "`shape`" in message
    assert {"ko": "살펴보는 도중", "en": "Looking at this answer"}[lang] in message


def test_an_error_inside_a_keras_layer_names_the_learners_line():
    answer = cell(
        "import keras\n\nclass answer(keras.layers.Layer):\n    def call(self, x):\n        return x + self.missing\n"
    )
    outcome, message = judge(Exercise("1-1-x", lambda layer: layer(np.ones((1, 2)))), (answer(),))
    assert outcome is Outcome.NOT_YET and "return x + self.missing" in message and "/" not in message


def test_an_interrupt_is_told_as_one(lang):
    def interrupted(answer):
        raise KeyboardInterrupt

    assert judge(Exercise("1-1-x", interrupted), (1,)) == (
        Outcome.NOT_YET,
        {"ko": "채점을 중단했습니다.", "en": "The check was interrupted."}[lang],
    )


def test_warnings_of_an_answer_are_not_shown(recwarn):
    judge(Exercise("1-1-x", lambda answer: np.float64(1) / np.float64(0)), (1,))
    assert not recwarn.list


def test_a_check_draws_none_of_the_random_numbers_of_the_lesson():
    def draw(answer):
        return random.random() + np.random.random()

    def next_numbers(with_check: bool):
        random.seed(1)
        np.random.seed(1)
        if with_check:
            judge(Exercise("1-1-x", draw), (1,))
        return draw(None)

    assert next_numbers(with_check=True) == next_numbers(with_check=False)


# --- what a check leaves as it was ---


def test_what_an_answer_writes_into_the_working_directory_goes_away(tmp_path, monkeypatch):
    def writes(answer):
        Path("best.keras").write_text("x")
        os.makedirs("backup/inner")
        raise answer

    monkeypatch.chdir(tmp_path)
    for error in (ValueError(), KeyboardInterrupt(), TookTooLong()):
        judge(Exercise("1-1-x", writes), (error,))
        assert Path.cwd() == tmp_path and not list(tmp_path.iterdir())


def test_checks_in_several_threads_leave_the_working_directory_as_it_was(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folders, both_inside = set(), threading.Barrier(2)

    def meets(first_out):
        both_inside.wait()
        folders.add(os.getcwd())
        Path("file").write_text("x")
        both_inside.wait()
        if not first_out:
            time.sleep(0.05)
            folders.add(os.getcwd())

    threads = [Thread(target=judge, args=(Exercise("1-1-x", meets), (first_out,))) for first_out in (True, False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Path.cwd() == tmp_path and not list(tmp_path.iterdir())
    assert len(folders) == 1 and not Path(*folders).exists()


def test_a_check_where_no_folder_can_be_made_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert judge(Exercise("1-1-z", even), (4,))[0] is Outcome.RIGHT


def test_a_check_builds_in_float32_and_leaves_the_policy(lang):
    import keras

    def builds(answer):
        require(keras.layers.Dense(1).compute_dtype == "float32", ODD)
        keras.config.set_dtype_policy("float64")
        require(answer, ODD)

    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        assert [judge(Exercise("1-1-x", builds), (answer,))[0].name for answer in (True, False)] == ["RIGHT", "NOT_YET"]
        assert keras.config.dtype_policy().name == "mixed_bfloat16"
    finally:
        keras.config.set_dtype_policy(before)


# --- how it reads ---


def test_a_result_reads_without_colours(lang):
    lines = repr(check("1-1-z", 3)).splitlines()
    assert lines[0] == {"ko": "✗ 1-1-z · 아직 아닙니다", "en": "✗ 1-1-z · Not yet"}[lang]
    assert len(lines) == 2


def test_html_has_a_symbol_a_word_and_folded_hints(lang):
    html = check("1-1-z", 3)._repr_html_()
    assert "✗" in html and {"ko": "아직 아닙니다", "en": "Not yet"}[lang] in html
    assert "<details>" in html and "<code>2</code>" in html and "&lt;b&gt;" in html


def test_a_solved_exercise_needs_no_hints():
    assert "<details>" not in check("1-1-z", 4)._repr_html_()


def test_what_a_learner_wrote_is_escaped():
    said = "<script>alert(1)</script> & `<b>`"
    result = Result(find("1-1-z"), Outcome.NOT_YET, Text(ko=said, en=said))
    assert "<script>" not in result._repr_html_() and "<b>`" not in result._repr_html_()
    assert "<code>&lt;b&gt;</code>" in result._repr_html_()


def test_the_three_outcomes_look_different():
    assert len({outcome.symbol for outcome in Outcome}) == len({outcome.colour for outcome in Outcome}) == 3


# --- mistakes of the author ---


@pytest.mark.parametrize("unknown", ["9-9-a", "", None, 3, ["1-1-a"], ...])
def test_an_unknown_exercise_raises_in_one_sentence(lang, unknown):
    with pytest.raises(CourseError) as caught:
        check(unknown, 1)
    assert ("연습 문제" in str(caught.value)) == (lang == "ko")
    assert len(caught.value._render_traceback_()) == 1


@pytest.mark.parametrize("answers", [(), (1, 2), (1, 2, 3)])
def test_a_wrong_number_of_answers_raises_in_one_sentence(lang, answers):
    with pytest.raises(CourseError, match=r"1-1-z"):
        check("1-1-z", *answers)


def test_exercises_come_in_the_order_of_the_sections_whichever_a_lesson_imports_first():
    code = (
        "import utils.exercises.section_2_2; from utils.exercises.check import exercises; "
        "print(*(found.section for found in exercises().values()))"
    )
    ids = in_a_new_process(code).stdout.split()
    assert ids and ids == sorted(ids, key=list(sections()).index)


def test_an_exercise_is_registered_by_its_decorator():
    @exercise("1-1-w", hints=[Text(ko="힌트", en="hint")])
    def check_answer(answer):
        return None

    try:
        assert find("1-1-w").check_answer is check_answer and find("1-1-w").section == "1-1"
        assert check("1-1-w", 1).passed
    finally:
        del registry["1-1-w"]


@pytest.fixture
def a_question():
    choices = {letter: Text(ko=f"선택 {letter}", en=f"choice {letter}") for letter in "abc"}
    why = {letter: Text(ko=f"이유 {letter}", en=f"because {letter}") for letter in "abc"}
    question("1-1-q9", Text(ko="무엇?", en="what?"), choices, answer="b", why=why)
    yield Question(Text(ko="무엇?", en="what?"), choices, "b", why)
    del registry["1-1-q9"]


def test_a_question_is_answered_by_its_letter(lang, a_question):
    assert find("1-1-q9").question == a_question
    assert check("1-1-q9", "b").passed
    assert all(check("1-1-q9", written).passed for written in (" B ", "b.", "(b)", "B)", "`b`"))
    assert check("1-1-q9", "a").message == {"ko": "이유 a", "en": "because a"}[lang]


@pytest.mark.parametrize("letter", ["d", "", "ab", "선택 b"])
def test_another_letter_hears_which_there_are(letter, a_question):
    result = check("1-1-q9", letter)
    assert result.outcome is Outcome.NOT_YET and "a, b, c" in result.message


# --- what an exercise requires ---


def refused(look, *answers) -> str:
    with pytest.raises(NotYet) as caught:
        look(*answers)
    return str(caught.value)


def test_require_goes_on_or_says_why():
    require(True, ODD)
    assert refused(require, False, Text(ko="아니요", en="no")) == "아니요"


def test_require_type_takes_an_instance_of_any_of_its_classes():
    require_type(3, int)
    require_type(True, int)
    require_type("a", int, str)


def test_require_type_names_what_was_found_and_what_is_needed(lang):
    message = refused(require_type, None, int, str)
    assert {"ko": "`int` 또는 `str`", "en": "`int` or `str`"}[lang] in message and "None" in message
    assert "`list`" in refused(require_type, [], int)


def test_classes_of_one_name_are_named_once():
    assert refused(require_type, [], bool, np.bool_).count("`bool`") == 1


@pytest.mark.parametrize(
    ("value", "kinds", "clue"),
    [(None, (dict,), "`append`"), (even, (int,), "`even(...)`"), (576, (tuple,), "`(576,)`")],
)
def test_require_type_says_how_the_value_may_have_come_about(value, kinds, clue, lang):
    assert clue in refused(require_type, value, *kinds)


def test_a_part_of_an_answer_is_named(lang):
    second = Text(ko="두 번째 형태", en="The second shape")
    for message in (
        refused(lambda: require_type(3, str, what=second)),
        refused(lambda: require_number("3", what=second)),
        refused(lambda: require_text(3, what=second)),
        refused(lambda: require_array(3, (2,), what=second)),
    ):
        assert message.startswith(second[lang])


def test_require_type_recognises_a_class_without_parentheses(lang):
    assert {"ko": "괄호", "en": "parentheses"}[lang] in refused(require_type, int, int)


def test_require_type_is_not_taken_in_by_a_claimed_class():
    class Claims:
        __class__ = int

    assert isinstance(Claims(), int)
    assert "Claims" in refused(require_type, Claims(), int)


@pytest.mark.parametrize("number", [3, 2.5, -1, 0, 10**400, np.float32(2), np.int64(3), np.array(2.0)])
def test_require_number_returns_a_number_of_python(number):
    assert type(require_number(number)) in (int, float)
    assert require_number(number) == number


@pytest.mark.parametrize(
    "other", [True, np.True_, None, "3", float("nan"), float("inf"), np.nan, 1j, np.array([1.0]), [1], -np.inf]
)
def test_require_number_refuses_what_is_no_finite_number(lang, other):
    assert {"ko": "수 하나", "en": "one number"}[lang] in refused(require_number, other)


@pytest.mark.parametrize(
    ("other", "clue"),
    [(None, "`print`"), ((3,), {"ko": "쉼표", "en": "comma"}), (even, "even(...)"), (np.ones(2), "(2,)")],
)
def test_require_number_says_how_the_value_may_have_come_about(lang, other, clue):
    assert (clue if isinstance(clue, str) else clue[lang]) in refused(require_number, other)


def test_require_text_returns_the_text():
    assert require_text("b") == "b"
    assert "`int`" in refused(require_text, 3)


def test_require_array_returns_numpy():
    import keras

    ones = np.ones((2, 3))
    for array in (ones, ones.astype(bool), keras.ops.ones((2, 3)), keras.Variable(ones)):
        found = require_array(array, (2, 3))
        assert type(found) is np.ndarray and found.sum() == 6


def test_require_array_names_both_shapes(lang):
    message = refused(require_array, np.ones((3, 2)), (2, 3))
    assert "(3, 2)" in message and "(2, 3)" in message


@pytest.mark.parametrize(
    "other", [[1, 2], None, 3.0, "ab", np.array(["a", "b"]), np.array([1, np.nan]), np.array([1j, 0])]
)
def test_require_array_refuses_what_holds_no_finite_numbers(other):
    assert refused(require_array, other, (2,))


def test_require_function_takes_what_can_be_called():
    require_function(len)
    require_function(lambda: 1)
    for other in (3, None, int):
        assert refused(require_function, other)


def test_a_model_is_no_function(lang):
    import keras

    message = refused(require_function, keras.Sequential([keras.Input((2,))]))
    assert "`Sequential`" in message and "`def`" in message
    assert {"ko": "괄호 없이", "en": "without parentheses"}[lang] in refused(require_function, [1])


# --- a check that needs a temporary file, on a full or read-only disk ---


def saves_a_model(model):
    with tempfile.TemporaryDirectory() as folder:
        model.save(f"{folder}/model.keras")


@pytest.mark.parametrize("options", ["size=8k", "nr_inodes=1", "ro"])
def test_where_nothing_can_be_written_the_answer_is_not_blamed(tmp_path, monkeypatch, lang, options):
    import keras

    model = keras.Sequential([keras.Input((784,)), keras.layers.Dense(64)])
    with small_disk(tmp_path / "disk", options), monkeypatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path / "disk"))
        outcome, message = judge(Exercise("1-1-z", saves_a_model), (model,))
    assert outcome is Outcome.NOT_YET
    words = {"ko": "이 답은 아직 살펴보지 못했습니다", "en": "The answer could not be looked at"}
    assert words[lang] in message and str(tmp_path) not in message
    assert judge(Exercise("1-1-z", saves_a_model), (model,))[0] is Outcome.RIGHT
