import re

import pytest

from utils.core.course import course_title, repository, section, sections
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError, brief

IDS = ["0-0", "1-1", "1-2", "2-1", "2-2", "3-1", "3-2", "3-3", "4-1", "4-2", "5-1", "5-2", "6-1", "6-2"]

# A longer section is two sittings, and says where to stop.
MINUTES_OF_A_SITTING = 75


def test_the_course_has_the_sections_of_the_post_and_all_stand_in_their_order():
    assert set(IDS) <= set(sections())
    assert list(sections()) == sorted(sections())


@pytest.mark.parametrize("of_section", sections().values(), ids=lambda of_section: of_section.id)
def test_each_section_has_what_the_map_shows(of_section):
    assert re.fullmatch(r"[a-z0-9_]+", of_section.slug)
    assert 5 <= of_section.minutes <= 2 * MINUTES_OF_A_SITTING
    assert of_section.title.ko and of_section.title.en


def test_the_title_stands_in_both_languages():
    assert course_title().ko != course_title().en


def test_the_repository_is_empty_or_an_address():
    assert repository() == "" or re.fullmatch(r"https://github\.com/[\w.-]+/[\w.-]+", repository())


def test_a_section_knows_its_files():
    first = section("1-1")
    assert first.source == COURSE_FOLDER / "source" / f"{first.name}.py"
    assert first.notebook("solutions", "en") == COURSE_FOLDER / "solutions" / "en" / f"{first.name}.ipynb"


def test_a_section_is_written_when_its_source_is_there():
    sources = {path.stem for path in (COURSE_FOLDER / "source").glob("*.py")}
    assert {of_section.name for of_section in sections().values() if of_section.written} == sources


@pytest.mark.parametrize("unknown", ["9-9", "", "1-1-a", None, 1.1, ["1-1"], ...])
def test_an_unknown_section_is_answered_with_those_there_are(lang, unknown):
    with pytest.raises(CourseError) as caught:
        section(unknown)
    assert brief(unknown) in str(caught.value) and "0-0, 0-1, 1-1" in str(caught.value)
    assert ("섹션" in str(caught.value)) == (lang == "ko")
