import re
import sys
from types import ModuleType

import pytest

from utils.core import course, html
from utils.core.course import sections
from utils.core.text import Text
from utils.exercises.check import exercises
from utils.progress import store
from utils.progress.course_map import CourseMap, progress

WRITTEN = [section for section in sections().values() if section.written]
PLANNED = [section for section in sections().values() if not section.written]


def test_every_section_stands_on_the_map(lang):
    html = progress()._repr_html_()
    for section in sections().values():
        assert section.title[lang].replace("'", "&#x27;") in html
    assert [line.split()[0] for line in repr(progress()).splitlines()] == list(sections())


def test_a_written_section_has_a_link_and_a_bar_and_a_planned_one_says_so(lang):
    html = progress()._repr_html_()
    assert re.findall(r'<a href="([^"]+)"', html) == [f"{section.name}.ipynb" for section in WRITTEN]
    assert html.count("width:0%") == len(WRITTEN)
    assert html.count({"ko": "준비 중", "en": "in preparation"}[lang]) == len(PLANNED)


@pytest.mark.parametrize("address", ["https://github.com/someone/keras-study", ""])
def test_on_colab_a_link_leads_out_of_the_frame_of_outputs(address, lang, monkeypatch):
    monkeypatch.setitem(sys.modules, "google.colab", ModuleType("google.colab"))
    for module in (course, html):
        monkeypatch.setattr(module, "repository", lambda: address)
    shown = progress()._repr_html_()
    on_colab = "https://colab.research.google.com/github/someone/keras-study/blob/main/chapters"
    beside = f"{on_colab}/{lang}/" if address else ""
    assert re.findall(r'<a href="([^"]+)"', shown) == [f"{beside}{section.name}.ipynb" for section in WRITTEN]
    assert shown.count('target="_blank"') == (len(WRITTEN) if address else 0)


def test_the_bar_grows_with_what_is_solved():
    section = WRITTEN[0]
    own = [id_ for id_, found in exercises().items() if found.section == section.id]
    store.save(own[0], True)
    store.save("1-1-no-longer-there", True)
    assert progress().counts(section) == (1, len(own))
    assert f"width:{round(100 / len(own))}%" in progress()._repr_html_()
    assert f"1/{len(own)}" in repr(progress())


WRONG = Text(ko="`{n}`[은] <홀수>입니다.", en="`{n}` is <odd>.")


def test_a_begun_section_names_what_is_open_and_what_went_wrong_last(lang):
    section = next(each for each in WRITTEN if each.id == "1-1")
    store.save("1-1-a", True)
    store.save("1-1-b", False, WRONG.format(n=3))
    shown = progress()
    assert shown.open_in(section)[:2] == ["b", "c"] and "a" not in shown.open_in(section)
    sentence = {"ko": "`3`은 <홀수>입니다.", "en": "`3` is <odd>."}[lang]
    assert f"✗ 1-1-b · {sentence}" in repr(shown)
    assert {"ko": "<code>3</code>은 &lt;홀수&gt;", "en": "<code>3</code> is &lt;odd&gt;"}[lang] in shown._repr_html_()
    store.save("1-1-b", True)
    assert "✗" not in repr(progress()) and "✗" not in progress()._repr_html_()


def test_of_two_wrong_answers_the_later_one_is_shown():
    results = {
        id_: store.Kept(False, changed=f"2026-11-30T12:00:0{second}Z", said=WRONG.format(n=id_))
        for second, id_ in enumerate(("1-1-b", "1-1-q1", "1-1-a"))
    }
    assert CourseMap(results, None).last_wrong(sections()["1-1"])[0] == "1-1-a"


def test_nothing_is_open_in_a_section_that_nobody_has_begun_or_that_is_solved():
    for id_, found in exercises().items():
        if found.section == "1-1":
            store.save(id_, True)
    assert [progress().open_in(section) for section in WRITTEN] == [[]] * len(WRITTEN)
    assert len(repr(progress()).splitlines()) == len(sections())


def test_a_wrong_answer_to_an_exercise_of_an_earlier_course_is_not_shown():
    store.save("1-1-no-longer-there", False, WRONG.format(n=3))
    assert "✗" not in repr(progress()) and progress().open_in(sections()["1-1"]) == []


def test_a_damaged_file_is_told_below_the_map(home, lang):
    home.mkdir()
    store.progress_file().write_bytes(b"garbage" * 100)
    shown = progress()
    assert "progress.damaged-" in repr(shown) and "progress.damaged-" in shown._repr_html_()


@pytest.mark.parametrize("section", WRITTEN, ids=lambda section: section.id)
def test_the_whole_of_a_section_can_be_solved(section):
    for id_, found in exercises().items():
        if found.section == section.id:
            store.save(id_, True)
    done, all_ = progress().counts(section)
    assert done == all_ > 0
    assert CourseMap({}, None).counts(section) == (0, all_)
