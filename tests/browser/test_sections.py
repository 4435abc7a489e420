"""The course as a learner meets it: JupyterLab in a browser, with keyboard and mouse."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import SCREENSHOTS, Notebook, chapter, open_notebook
from tools.build.sources import read_source
from utils.core.course import Section, section, sections, written_sections
from utils.core.text import LANGUAGES
from utils.exercises.check import exercises

RIGHT_STACK = (
    'stack = keras.Sequential([keras.Input((784,)), layers.Dense(64, activation="relu"), '
    'layers.Dense(10, activation="softmax")])'
)


# What a kernel of JupyterLab's own shows while a whole lesson runs, LiveCurves and TensorBoard among it; that each
# lesson runs is what nbval proves.
RUN_AS_A_WHOLE = {"0-0", "1-1", "5-2"}


def test_a_section_is_shown_without_an_error(page, server, learners_home, section_id, pytestconfig):
    """Each section in one language, by turns; where it does not run, its stored outputs and its widgets are shown.

    `make test SECTION=2-1` runs the section as a whole, and leaves pictures of what it saw in tests/artifacts.
    """
    lang = LANGUAGES[list(sections()).index(section_id) % 2]
    alone = pytestconfig.option.section
    logged_before = server.log.stat().st_size

    def picture_of(number: int) -> None:
        page.screenshot(path=SCREENSHOTS / f"{section_id}-{lang}-{number}.png")

    if alone or section_id in RUN_AS_A_WHOLE:
        notebook = open_notebook(page, server, chapter(section_id, lang))
        notebook.run_all()
    else:
        notebook = open_notebook(page, server, section(section_id).path("solutions", lang))
        for code in ["from utils import", *cells_with_widgets(section_id)]:
            notebook.run(notebook.cell(code))
    notebook.scroll_through(picture_of if alone else lambda number: None)
    assert notebook.failures().all_text_contents() == []
    # The server is that of `make lab`, which speaks Korean also where a lesson is opened in English.
    expect(page.locator(".lm-MenuBar-itemLabel").first).to_have_text("파일")
    expect(page.locator(".Toastify__toast, .jp-Dialog")).to_have_count(0)
    assert not (learners_home / ".jupyter" / "lab").exists(), "settings or tabs of the learner's own JupyterLab changed"
    assert b"WARNING" not in server.log.read_bytes()[logged_before:], "a kernel warned in the terminal"


def test_the_map_leads_to_the_sections_and_its_bar_grows_with_a_right_answer(page, server):
    course_map = open_notebook(page, server, chapter("0-0", "ko"))
    course_map.run_all()
    before = bar_on_the_map(course_map, "1-1")
    for target in written_sections():
        if target.id != "0-0":
            expect(link_on_the_map(course_map, target.id)).to_have_attribute("href", leads_to(target))

    link_on_the_map(course_map, "1-1").click()
    lesson = Notebook(page, chapter("1-1", "ko"))
    starter, check = lesson.cell("stack = ..."), lesson.cell('check("1-1-a"')
    for cell in (lesson.cell("from utils import"), lesson.cell("import keras"), starter, check):
        lesson.run(cell)
    expect(check).to_contain_text("아직 풀지 않았습니다")
    lesson.type_into(starter, RIGHT_STACK)
    lesson.run(lesson.cell("stack = keras.Sequential"))
    lesson.run(check)
    expect(check).to_contain_text("✓")
    expect(check).to_contain_text("맞았습니다")
    check.screenshot(path=SCREENSHOTS / "answered-right.png")

    show_tab(page, "0-0")
    course_map.run(course_map.cell("progress()"))
    course_map.cell("progress()").screenshot(path=SCREENSHOTS / "map-after-an-answer.png")
    own = [exercise for exercise in exercises().values() if exercise.section == "1-1"]
    assert bar_on_the_map(course_map, "1-1") - before == pytest.approx(1 / len(own), abs=0.02)


def test_markup_in_an_answer_is_shown_as_text(page, server):
    lesson = open_notebook(page, server, chapter("0-0", "ko"))
    lesson.run(lesson.cell("from utils import"))
    markup = "<img src=x onerror='window.ran = true'><script>window.ran = true</script>"
    answered = lesson.cell("pixels = ...")
    lesson.type_into(answered, f'check("0-0-q1", "{markup}")')
    lesson.run(lesson.cell("window.ran"))
    expect(lesson.cell("window.ran").locator(".jp-OutputArea")).to_contain_text("<img src=x")
    assert page.evaluate("window.ran") is None


def test_restart_and_run_up_to_an_exercise(page, server):
    lesson = open_notebook(page, server, chapter("1-1", "en"))
    lesson.type_into(lesson.cell("stack = ..."), RIGHT_STACK)
    check = lesson.cell('check("1-1-a"')
    lesson.restart_and_run_up_to(check)
    expect(check).to_contain_text("Right")
    assert lesson.failures().all_text_contents() == []


def cells_with_widgets(section_id: str) -> list[str]:
    """The code of the cells that show something to touch."""
    codes = [cell.source for cell in read_source(section(section_id)) if cell.cell_type == "code"]
    return [code for code in codes if code.startswith(("choose(", "lab("))]


def show_tab(page: Page, name: str) -> None:
    page.locator("#jp-main-dock-panel .lm-TabBar-tab", has_text=name).click()


def row_of_the_map(course_map: Notebook, section_id: str) -> Locator:
    return course_map.cell("progress()").locator("tr", has_text=section_id)


def leads_to(target: Section) -> re.Pattern:
    return re.compile(rf"(^|/){re.escape(target.name)}\.ipynb($|\?)")


def link_on_the_map(course_map: Notebook, section_id: str) -> Locator:
    return row_of_the_map(course_map, section_id).locator("a")


def bar_on_the_map(course_map: Notebook, section_id: str) -> float:
    """The share of a section's bar that is filled, as it is drawn."""
    filled = row_of_the_map(course_map, section_id).locator("div > div")
    return filled.evaluate("bar => bar.clientWidth / bar.parentElement.clientWidth")
