import pytest

from utils.core.text import CourseError, Text
from utils.exercises.check import exercises
from utils.exercises.questions import choose
from utils.exercises.registry import Exercise, question
from utils.exercises.registry import registered as registry
from utils.progress import store


@pytest.fixture(autouse=True)
def a_question(monkeypatch):
    monkeypatch.setitem(registry, "1-1-z", Exercise("1-1-z", lambda answer: None))
    choices = {letter: Text(ko=f"`{letter}` 고르기 <i>", en=f"take `{letter}` <i>") for letter in "abc"}
    why = {letter: Text(ko=f"이유 {letter}", en=f"because {letter}") for letter in "abc"}
    question("1-1-q9", Text(ko="무엇?", en="what?"), choices, answer="b", why=why)
    yield
    del registry["1-1-q9"]


def test_without_a_kernel_a_question_is_text(lang):
    data, _ = choose("1-1-q9")._repr_mimebundle_()
    assert data["text/plain"].splitlines() == [
        {"ko": "1-1-q9 · 무엇?", "en": "1-1-q9 · what?"}[lang],
        *({"ko": f"{x}. `{x}` 고르기 <i>", "en": f"{x}. take `{x}` <i>"}[lang] for x in "abc"),
    ]
    assert data["text/html"].count("<br>") == 3 and "<i>" not in data["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in data


def test_a_click_is_checked_explained_and_recorded(lang):
    _, buttons, answer = choose("1-1-q9").widget.children
    assert buttons.value is None and answer.value == ""
    buttons.value = "a"
    assert {"ko": "이유 a", "en": "because a"}[lang] in answer.value
    assert store.solved()[0] == set()
    buttons.value = "b"
    assert {"ko": "맞았습니다", "en": "Right"}[lang] in answer.value
    assert store.solved()[0] == {"1-1-q9"}


@pytest.mark.parametrize("unknown", ["1-1-z", "9-9-q1", None, 3])
def test_what_is_no_question_raises_in_one_sentence(lang, unknown):
    with pytest.raises(CourseError, match=r"1-1-z|9-9-q1|None|3"):
        choose(unknown)


def test_every_question_of_the_course_can_be_shown(section_id, lang):
    for found in exercises().values():
        if found.section == section_id and found.question:
            _, buttons, _ = choose(found.id).widget.children
            assert [letter for _, letter in buttons.options] == list(found.question.choices)
