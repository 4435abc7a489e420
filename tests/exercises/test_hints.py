import json

import pytest

from tools.build.rules import tags
from tools.build.sources import read_source
from utils.core import course
from utils.core.course import Section, section
from utils.core.text import CourseError, Text
from utils.exercises import hints
from utils.exercises.hints import hint, solution
from utils.exercises.registry import Exercise
from utils.exercises.registry import registered as registry

HINTS = tuple(Text(ko=f"힌트말 {n} `<b>`", en=f"clue {n} `<b>`") for n in (1, 2, 3))


@pytest.fixture(autouse=True)
def an_exercise(monkeypatch):
    monkeypatch.setitem(registry, "1-1-z", Exercise("1-1-z", lambda answer: None, HINTS))
    monkeypatch.setitem(registry, "1-1-y", Exercise("1-1-y", lambda answer: None))
    hints._shown.clear()


def test_each_call_goes_one_step_further_and_the_last_hint_stays(lang):
    bodies = [hint("1-1-z").body for _ in range(5)]
    assert bodies == [HINTS[n][lang] for n in (0, 1, 2, 2, 2)]


def test_a_hint_says_which_it_is(lang):
    assert repr(hint("1-1-z")).splitlines()[0] == {"ko": "1-1-z · 힌트 1/3", "en": "1-1-z · hint 1 of 3"}[lang]
    assert "<code>&lt;b&gt;</code>" in hint("1-1-z")._repr_html_()


def test_an_exercise_without_hints_says_so(lang):
    assert {"ko": "힌트가 없습니다", "en": "no hints"}[lang] in hint("1-1-y").body


@pytest.mark.parametrize("help_with", [hint, solution])
@pytest.mark.parametrize("unknown", ["9-9-a", None, 3, []])
def test_an_unknown_exercise_raises_in_one_sentence(lang, help_with, unknown):
    with pytest.raises(CourseError):
        help_with(unknown)


def test_a_solution_is_read_from_the_solved_notebook(monkeypatch, tmp_path, lang):
    cells = [
        {"metadata": {"exercise": "1-1-z", "tags": ["solution"]}, "source": ["a = 1\n", "b = '<b>'"]},
        {"metadata": {"exercise": "1-1-y", "tags": ["solution"]}, "source": ["other"]},
        {"metadata": {}, "source": ["lesson"]},
    ]
    monkeypatch.setattr(Section, "notebook", lambda self, kind, language: tmp_path / f"{kind}-{language}.ipynb")
    (tmp_path / f"solutions-{lang}.ipynb").write_text(json.dumps({"cells": cells}))
    found = solution("1-1-z")
    assert found.body == "a = 1\nb = '<b>'"
    assert "<pre>a = 1\nb = &#x27;&lt;b&gt;&#x27;</pre>" in found._repr_html_()


@pytest.mark.parametrize("content", [None, "", "{}x"])
def test_a_missing_solution_raises_in_one_sentence(monkeypatch, tmp_path, lang, content):
    monkeypatch.setattr(Section, "notebook", lambda self, kind, language: tmp_path / "lost.ipynb")
    if content is not None:
        (tmp_path / "lost.ipynb").write_text(content)
    with pytest.raises(CourseError, match=r"lost\.ipynb"):
        solution("1-1-z")


def test_an_answer_that_a_teacher_holds_back_is_told_in_one_sentence(monkeypatch, lang):
    monkeypatch.setattr(course, "answers_until", lambda: "1-2")
    monkeypatch.setattr(hints, "answers_until", lambda: "1-2")
    monkeypatch.setitem(registry, "2-1-z", Exercise("2-1-z", lambda answer: None))
    (sentence,) = repr(solution("2-1-z")).splitlines()[1:]
    assert "2-1-z" in sentence and "1-2" in sentence
    assert {"ko": "나중에 공개합니다", "en": "Your teacher releases"}[lang] in sentence
    assert solution("1-1-a").is_code


def test_the_solution_of_every_exercise_is_found(section_id, lang):
    cells = [cell for cell in read_source(section(section_id)) if "solution" in tags(cell) and cell.cell_type == "code"]
    ids = {cell.metadata["exercise"] for cell in cells if "exercise" in cell.metadata}
    assert ids
    for id_ in ids:
        own = [cell.source for cell in cells if cell.metadata.get("exercise") == id_]
        assert solution(id_).body == "\n\n".join(own)
