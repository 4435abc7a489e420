"""The stored notebooks as they are read without a kernel: on GitHub, on nbviewer, as HTML."""

import re

import nbformat
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import expect

from tests.support.browser import CHROMIUM, SCREENSHOTS, new_browser
from tools.build.notebooks import KINDS
from utils.core.course import sections
from utils.core.paths import COURSE_FOLDER
from utils.core.text import LANGUAGES

CALL = re.compile(r'^\s*lab\("')
NOTEBOOKS = sorted(path for kind in KINDS for path in (COURSE_FOLDER / kind).glob("*/*.ipynb"))


@pytest.fixture(scope="module")
def page():
    if CHROMIUM is None:
        pytest.skip("no Chromium was found")
    with new_browser() as browser:
        page = browser.new_page()
        # Nothing comes from the network: a figure that needs a script from there would not be seen.
        page.route("http*://**", lambda route: route.abort())
        yield page


def test_every_notebook_is_valid():
    assert len(NOTEBOOKS) == 4 * len(sections())
    for path in NOTEBOOKS:
        nbformat.validate(nbformat.read(path, as_version=nbformat.NO_CONVERT))


def test_every_lab_is_seen_without_a_kernel(page, tmp_path, section_id):
    """Each section in one language, by turns."""
    lang = LANGUAGES[list(sections()).index(section_id) % 2]
    path = sections()[section_id].notebook("solutions", lang)
    html, _ = HTMLExporter().from_filename(path)
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    code = page.locator(".jp-CodeMirrorEditor, .highlight", has_text=CALL)
    labs = page.locator(".jp-CodeCell").filter(has=code)
    cells = nbformat.read(path, as_version=4).cells
    assert labs.count() == sum(bool(CALL.match(cell.source)) for cell in cells)
    for number, lab in enumerate(labs.all()):
        figures = lab.locator(".jp-OutputArea-output").locator("img, svg, table:visible, details")
        expect(figures.first).to_be_visible()
        # The lab "shapes" draws many small tensors, one below the other; the clinic folds its findings.
        widths = figures.evaluate_all("all => all.map(figure => figure.naturalWidth ?? figure.clientWidth)")
        assert max(widths) > 100
        lab.screenshot(path=SCREENSHOTS / f"rendered-{section_id}-{number}.png")
