"""The guides for teachers: every section with its minutes, exercises that there are, alike in both languages."""

import re

import pytest

from utils.core.course import sections
from utils.core.paths import COURSE_FOLDER
from utils.core.text import LANGUAGES
from utils.exercises.check import exercises

FROM_WHICH_A_SECTION_HAS_A_BREAK = 100


def guide(lang: str) -> str:
    return (COURSE_FOLDER / ("TEACHING.md" if lang == "en" else "TEACHING.ko.md")).read_text(encoding="utf-8")


def ids_in(text: str) -> list[str]:
    return re.findall(r"\b\d-\d-(?:q\d|[a-z])\b", text)


def plan(lang: str) -> list[list[str]]:
    """The rows of the plan, each with its cells."""
    rows = re.findall(r"^\| \d+ \| \d-\d .*\|$", guide(lang), flags=re.M)
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def mistakes(lang: str) -> list[str]:
    """The exercises of the table of mistakes, in its order."""
    return re.findall(r"^\| (\d-\d-[a-z]) \|", guide(lang), flags=re.M)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_plan_has_every_section_once_with_its_minutes(lang):
    found = [(int(number), section, int(minutes)) for number, section, minutes, *_ in plan(lang)]
    wanted = [
        (number, f"{each.id} {each.title[lang]}", each.minutes) for number, each in enumerate(sections().values(), 1)
    ]
    assert found == wanted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_long_section_has_a_break_at_an_exercise_of_its_own(lang):
    for _, named, minutes, _, break_after in plan(lang):
        if int(minutes) >= FROM_WHICH_A_SECTION_HAS_A_BREAK:
            assert exercises()[break_after].section == named.split()[0]
        else:
            assert break_after == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_exercise_named_exists_and_every_section_has_mistakes(lang):
    assert set(ids_in(guide(lang))) <= set(exercises())
    assert mistakes(lang) == [id_ for id_ in exercises() if id_ in mistakes(lang)]
    assert {exercises()[id_].section for id_ in mistakes(lang)} == set(sections())


def test_both_languages_name_the_same():
    korean, english = guide("ko"), guide("en")
    assert ids_in(korean) == ids_in(english)
    for pattern in (r"^#+", r"^```\w*$", r"\]\(((?!README|TEACHING)[^)]+)\)"):
        assert re.findall(pattern, korean, flags=re.M) == re.findall(pattern, english, flags=re.M)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_of_make_exists(lang):
    makefile = (COURSE_FOLDER / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^)make ([a-z.][a-z./-]*)", guide(lang), flags=re.M))
    assert named <= set(re.findall(r"^([a-z.][a-z./-]*):", makefile, flags=re.M))
    settings = set(re.findall(r"\b([A-Z]+)=", guide(lang)))
    assert {"FROM", "SECTION", "TO", "UNTIL"} <= settings
    assert settings <= set(re.findall(r"\$\((?:if |or )?\$?\(?([A-Z]+)\)", makefile))
