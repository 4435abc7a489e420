"""How soon a lab answers a learner's touch, from the key or the mouse to the changed picture in the browser."""

import statistics
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser import SCREENSHOTS, Notebook, chapter, open_notebook
from tests.lab_server import say_at_the_end
from utils.build import make_notebook
from utils.course import section
from utils.labs import LABS
from utils.labs.thirty_seconds import Settings

pytestmark = pytest.mark.alone

SECONDS_TO_FIRST_POINT, SECONDS_TO_LAST_POINT = 1.5, 3.0
ON_A_SLOW_DAY = 3


def test_the_30_second_lab_answers_to_the_mouse(page, server, pytestconfig):
    lesson = open_notebook(page, server, chapter("1-1", "ko"))
    lesson.run(lesson.cell("from utils import"))
    lab = lesson.cell('lab("30 seconds")')
    lesson.run(lab)
    picture, button = lab.locator("img.widget-image"), lab.locator("button.widget-button")

    drag_to_the_end(page, lab.locator(".noUi-base").first)
    expect(lab).to_contain_text(f"{replace(Settings(), units=256).parameters:,}")

    before = picture.screenshot()
    picture.evaluate(NOTE_CHANGES)
    button.evaluate("button => button.addEventListener('click', () => { window.clicked = performance.now() })")
    button.click()
    page.wait_for_function("window.changes.length > 0")
    expect(button).to_be_enabled()
    first, *_, last = page.evaluate("window.changes.map(moment => (moment - window.clicked) / 1000)")
    assert picture.screenshot() != before
    lab.screenshot(path=SCREENSHOTS / "lab-30-seconds.png")
    say_at_the_end(pytestconfig, f"30-second lab: click to first point {first:.2f} s, to the fifth epoch {last:.2f} s")
    assert first < SECONDS_TO_FIRST_POINT * ON_A_SLOW_DAY
    assert last < SECONDS_TO_LAST_POINT * ON_A_SLOW_DAY


# How each lab is touched: a control, the keys (or entries of a menu) that move it to and fro, and where it answers.
SLIDER = (".noUi-handle", "ArrowRight", "ArrowLeft")
SLIDER_AT_ITS_END = (".noUi-handle", "ArrowLeft", "ArrowRight")
BOX = ("[type=checkbox]", "Space", "Space")
BUTTON = ("button", "Space", "Space")
TOUCHES = {
    "shapes": (("select >> nth=1", "Conv2D(32, 3)", "Conv2D(16, 3)"), ".widget-html-content"),
    "graph": (BOX, "img"),
    "weights": (SLIDER_AT_ITS_END, "img"),
    "one step at a time": (BUTTON, "img"),
    "two heads": (SLIDER, "img"),
    "kernel": (("input[type=number]", "ArrowUp", "ArrowDown"), "img"),
    "layer clinic": (("select", "FixedBatch", "WrongShape"), ".widget-html-content"),
    "drawing board": (BOX, ".widget-html-content"),
    "live curves": (SLIDER, ".widget-html-content"),
    "augmentation": (SLIDER, "img"),
    "type a review": (("input[type=text]", "d", "Backspace"), "img"),
}
EMPTY_LAB = """\
from ipywidgets import interact
from matplotlib import pyplot

def empty(value=50):
    pyplot.figure(figsize=(7, 3.4))
    pyplot.plot([])
    pyplot.show()

interact(empty, value=(0, 100));"""
MOST_AGAINST_AN_EMPTY_LAB = 1.5
MOST_AFTER_A_STROKE = 2
MILLISECONDS_TO_ANSWER = 10_000


def test_a_touch_is_answered_nearly_as_fast_as_by_an_empty_lab(page, server, course, pytestconfig):
    labs = [name for name in LABS if name in TOUCHES]
    write_lab_notebook(course / "chapters" / "en" / "labs.ipynb", labs)
    notebook = open_notebook(page, server, "chapters/en/labs.ipynb")
    notebook.run_all()
    empty = milliseconds_of_an_empty_lab(notebook)
    ratios = {}
    for name in labs:
        cell = notebook.cell(f'lab("{name}")')
        cell.scroll_into_view_if_needed()
        cell.screenshot(path=SCREENSHOTS / f"lab-{name.replace(' ', '-')}.png")
        ratios[name] = percentile_95(answer_times(cell, *TOUCHES[name])) / empty
    each = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
    say_at_the_end(pytestconfig, f"labs, 95th percentile against an empty lab ({empty:.0f} ms): {each}")
    assert max(ratios.values()) < MOST_AGAINST_AN_EMPTY_LAB, each


def test_a_drawn_stroke_is_answered_within_two_empty_labs(page, server, course, pytestconfig):
    write_lab_notebook(course / "chapters" / "en" / "drawing.ipynb", ["draw it"])
    notebook = open_notebook(page, server, "chapters/en/drawing.ipynb")
    notebook.run_all()
    empty = milliseconds_of_an_empty_lab(notebook)
    cell = notebook.cell('lab("draw it")')
    cell.scroll_into_view_if_needed()
    cell.screenshot(path=SCREENSHOTS / "lab-draw-it.png")
    paper, menu = cell.locator("canvas"), cell.locator("select")
    expect(menu).to_have_value("trousers")
    wait_for_ink(paper, "ink > 0")

    ratio = percentile_95(stroke_times(cell, paper)) / empty
    cell.screenshot(path=SCREENSHOTS / "lab-draw-it-drawn.png")
    say_at_the_end(pytestconfig, f"draw it, 95th percentile against an empty lab ({empty:.0f} ms): {ratio:.2f}")
    expect(menu).to_have_value("my own")
    drawn = ink_on(paper)
    cell.locator("button", has_text="undo").click()
    wait_for_ink(paper, f"0 < ink && ink < {drawn}")
    cell.locator("button", has_text="clear").click()
    expect(cell).to_contain_text("The paper is empty")
    wait_for_ink(paper, "ink === 0")
    menu.select_option(label="bag")
    expect(cell).to_contain_text("The model says bag")
    wait_for_ink(paper, "ink > 0")
    assert ratio < MOST_AFTER_A_STROKE


INK = """paper => paper.getContext("2d").getImageData(0, 0, paper.width, paper.height).data
    .filter((value, place) => place % 4 === 3 && value > 128).length"""


def ink_on(paper: Locator) -> int:
    """How many pixels of the paper are drawn on, as the browser shows it."""
    return paper.evaluate(INK)


def wait_for_ink(paper: Locator, wanted: str) -> None:
    """Wait until the ink on the paper is as wanted; the words beside it may change before the paper does."""
    condition = f"paper => {{ const ink = ({INK})(paper); return {wanted} }}"
    paper.page.wait_for_function(condition, arg=paper.element_handle())


def stroke_times(cell: Locator, paper: Locator) -> list[float]:
    """The milliseconds from the end of a stroke to the changed picture, for 16 strokes after four to warm up."""
    cell.locator(".jp-OutputArea").first.evaluate(NOTE_ANSWERS, "img")
    mouse, place = cell.page.mouse, paper.bounding_box()
    times = []
    for stroke in range(20):
        cell.page.evaluate("window.answered = undefined")
        mouse.move(place["x"] + 20, place["y"] + 20 + 9 * stroke)
        mouse.down()
        mouse.move(place["x"] + 100 + 5 * stroke, place["y"] + 30 + 8 * stroke, steps=8)
        mouse.up()
        times.append(milliseconds_to_answer(cell, f"stroke {stroke}"))
    return times[4:]


def milliseconds_of_an_empty_lab(notebook: Notebook) -> float:
    """The 95th percentile for the first lab of `write_lab_notebook`."""
    return percentile_95(
        answer_times(notebook.cell("def empty"), SLIDER, ".jupyter-widgets-output-area, .widget-output")
    )


def write_lab_notebook(path: Path, labs: list[str]) -> None:
    """A notebook with an empty lab and these labs, below the first cell of a section."""
    notebook = make_notebook(section("0-0"), "chapters", "en")
    codes = [EMPTY_LAB, *(f'lab("{name}")' for name in labs)]
    notebook.cells = [notebook.cells[1], *(nbformat.v4.new_code_cell(code) for code in codes)]
    nbformat.write(notebook, path)


def answer_times(cell: Locator, touch: tuple[str, str, str], answer: str) -> list[float]:
    """The milliseconds from a key to the first change of what shows the answer, for 16 keys after four to warm up."""
    control, there, back = touch
    output = cell.locator(".jp-OutputArea").first
    touched = output.locator(control).first
    touched.focus()
    output.evaluate(NOTE_ANSWERS, answer)
    times = []
    for key in [there, back] * 10:
        cell.page.evaluate("window.answered = undefined")
        if control.startswith("select"):
            touched.select_option(label=key)
        else:
            cell.page.keyboard.press(key)
        times.append(milliseconds_to_answer(cell, f"{touch}: {key}"))
    return times[4:]


def milliseconds_to_answer(cell: Locator, touch: str) -> float:
    """Wait for the answer to a touch, and until the lab rests again."""
    try:
        cell.page.wait_for_function("window.answered !== undefined", timeout=MILLISECONDS_TO_ANSWER)
    except PlaywrightTimeout:
        cell.screenshot(path=SCREENSHOTS / "lab-without-an-answer.png")
        pytest.fail(f"{touch} is not answered")
    cell.page.wait_for_timeout(150)
    return cell.page.evaluate("window.answered - window.pressed")


def percentile_95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


NOTE_ANSWERS = """(output, answer) => {
    window.observer?.disconnect()
    const touch = () => { window.pressed = performance.now() }
    document.addEventListener("keydown", touch, true)
    document.addEventListener("pointerup", touch, true)
    output.querySelectorAll("select").forEach(menu => menu.addEventListener("change", touch, true))
    window.observer = new MutationObserver(changes => {
        const answers = changes.filter(change => change.target.nodeType === 1 && change.target.closest(answer))
        if (answers.length && window.answered === undefined) window.answered = performance.now()
    })
    window.observer.observe(output, { childList: true, subtree: true, attributes: true, attributeFilter: ["src"] })
}"""

NOTE_CHANGES = """picture => {
    window.changes = []
    const note = () => window.changes.push(performance.now())
    new MutationObserver(note).observe(picture, { attributes: true, attributeFilter: ["src"] })
}"""


def drag_to_the_end(page: Page, slider: Locator) -> None:
    """Take the handle of a slider with the mouse and move it to the right end."""
    slider.scroll_into_view_if_needed()
    handle, base = slider.locator(".noUi-handle").bounding_box(), slider.bounding_box()
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(base["x"] + base["width"], handle["y"] + handle["height"] / 2, steps=10)
    page.mouse.up()
