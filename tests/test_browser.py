"""The course as a learner meets it: JupyterLab in a browser, with keyboard and mouse."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import SCREENSHOTS, Notebook, chapter, open_notebook
from utils.checking import exercises
from utils.course import sections
from utils.messages import LANGUAGES

RIGHT_STACK = (
    'stack = keras.Sequential([keras.Input((784,)), layers.Dense(64, activation="relu"), '
    'layers.Dense(10, activation="softmax")])'
)


def test_the_interface_is_korean_and_asks_nothing(page, server, learners_home):
    start_page = open_notebook(page, server, chapter("0-0", "ko"))
    start_page.run_all()
    expect(page.locator(".lm-MenuBar-itemLabel").first).to_have_text("파일")
    expect(page.locator(".Toastify__toast, .jp-Dialog")).to_have_count(0)
    assert not (learners_home / ".jupyter" / "lab").exists(), "settings or tabs of the learner's own JupyterLab changed"
    assert "WARNING" not in server.log.read_text(encoding="utf-8"), "a kernel warned in the terminal"


def test_a_chapter_runs_without_an_error(page, server, section_id):
    """Each section in one language, by turns: its code is the same in the other, which nbval runs."""
    lang = LANGUAGES[list(sections()).index(section_id) % 2]
    notebook = open_notebook(page, server, chapter(section_id, lang))
    notebook.run_all()
    notebook.take_screenshots(SCREENSHOTS, f"{section_id}-{lang}")
    assert notebook.failures().all_text_contents() == []


def test_the_links_of_the_map_open_the_sections(page, server):
    course_map = open_notebook(page, server, chapter("0-0", "en"))
    course_map.run_all()
    for target in sections().values():
        if target.written and target.id != "0-0":
            link_on_the_map(course_map, target.id).click()
            Notebook(page, chapter(target.id, "en"))
            show_tab(page, "0-0")


def test_a_right_answer_makes_the_bar_grow(page, server):
    course_map = open_notebook(page, server, chapter("0-0", "ko"))
    course_map.run_all()
    before = bar_on_the_map(course_map, "1-1")

    link_on_the_map(course_map, "1-1").click()
    lesson = Notebook(page, chapter("1-1", "ko"))
    lesson.run_all()
    starter, check = lesson.cell("stack = ..."), lesson.cell('check("1-1-a"')
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


def show_tab(page: Page, name: str) -> None:
    page.locator("#jp-main-dock-panel .lm-TabBar-tab", has_text=name).click()


def row_of_the_map(course_map: Notebook, section_id: str) -> Locator:
    return course_map.cell("progress()").locator("tr", has_text=section_id)


def link_on_the_map(course_map: Notebook, section_id: str) -> Locator:
    return row_of_the_map(course_map, section_id).locator("a")


def bar_on_the_map(course_map: Notebook, section_id: str) -> float:
    """The share of a section's bar that is filled, as it is drawn."""
    filled = row_of_the_map(course_map, section_id).locator("div > div")
    return filled.evaluate("bar => bar.clientWidth / bar.parentElement.clientWidth")
