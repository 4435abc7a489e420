"""A learner's hands and eyes in JupyterLab: Playwright drives Debian's Chromium."""

import itertools
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import BrowserContext, Locator, Page, expect, sync_playwright

from tests.support.hanging import SECONDS_UNTIL_IT_HANGS
from tests.support.lab_server import LabServer
from utils.core.course import section
from utils.core.paths import COURSE_FOLDER

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
SCREENSHOTS = COURSE_FOLDER / "tests" / "artifacts"
WINDOW = {"width": 1200, "height": 1000}
_TALL_WINDOW = {"width": 1200, "height": 1800}
_MILLISECONDS_UNTIL_IT_HANGS = 1000 * SECONDS_UNTIL_IT_HANGS
_MILLISECONDS_TO_BEGIN, _TRIES = 5_000, 3
expect.set_options(timeout=_MILLISECONDS_UNTIL_IT_HANGS)

# What JupyterLab 4.6 calls things.
_FAILED = "[data-mime-type='application/vnd.jupyter.error'], [data-mime-type='application/vnd.jupyter.stderr']"
_RUN_MENU, _RUN_ALL = ".lm-MenuBar-item:nth-child(4)", "[data-command='runmenu:run-all']"
_KERNEL_MENU = ".lm-MenuBar-item:nth-child(5)"
_RESTART_AND_RUN_UP_TO = "[data-command='notebook:restart-and-run-to-selected']"
_STATUS_BAR, _READY = ".jp-StatusBar-Widget", re.compile(r"Python 3 \(ipykernel\) \| (대기|Idle)")
_RAN, _BEGUN = re.compile(r"\[\d+\]"), re.compile(r"\[(\d+|\*)\]")
_SCROLLED = ".jp-WindowedPanel-outer"
_SCROLL_ON = """notebook => {
    const cells = notebook.querySelectorAll(".jp-Cell")
    const more = cells[cells.length - 1].getBoundingClientRect().bottom > notebook.getBoundingClientRect().bottom
    notebook.scrollTop += notebook.clientHeight
    return more
}"""


def chapter(section_id: str, lang: str) -> str:
    """The path of a chapter in the course."""
    return section(section_id).path("chapters", lang)


@contextmanager
def new_browser() -> Iterator[BrowserContext]:
    """A fresh Chromium without a page. While it is open, no event loop of asyncio runs in this thread."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS.split())
        context = browser.new_context(viewport=WINDOW)
        context.set_default_timeout(_MILLISECONDS_UNTIL_IT_HANGS)
        yield context
        browser.close()


class Notebook:
    """A notebook that comes to the front of JupyterLab, once its kernel is ready.

    Args:
        page: the page with JupyterLab.
        path: the notebook's path in the course, such as "chapters/ko/0-0_start_here.ipynb".
    """

    def __init__(self, page: Page, path: str):
        self.page = page
        self._panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        expect(page).to_have_url(re.compile(re.escape(f"/lab/tree/{path}")))
        expect(page.locator(_STATUS_BAR)).to_contain_text(_READY)
        # The status bar may still speak of the notebook that was in front before.
        expect(self._panel.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute("data-status", "idle")

    def cell(self, code: str) -> Locator:
        """The code cell whose code contains this text."""
        return self._panel.locator(".jp-CodeCell").filter(has=self.page.locator(".cm-content", has_text=code)).first

    def run_all(self) -> None:
        """Choose Run All Cells from the menu and wait for the last cell, or for the first that fails."""
        begun = self._panel.locator(".jp-InputPrompt", has_text=_BEGUN).first
        for _ in range(_TRIES):
            self.page.locator(_RUN_MENU).click()
            self.page.locator(_RUN_ALL).click()
            # JupyterLab drops the command while a kernel that looks ready is still connecting.
            with suppress(AssertionError):
                expect(begun).to_be_attached(timeout=_MILLISECONDS_TO_BEGIN)
                break
        last = self._panel.locator(".jp-CodeCell").last.locator(".jp-InputPrompt", has_text=_RAN)
        expect(last.or_(self.failures()).first).to_be_attached(timeout=_MILLISECONDS_UNTIL_IT_HANGS)
        self.wait_until_idle()

    def restart_and_run_up_to(self, cell: Locator) -> None:
        """Choose Restart Kernel and Run up to Selected Cell from the menu, with this cell selected, and wait for it."""
        cell.locator(".jp-InputPrompt").click()
        self.page.locator(_KERNEL_MENU).click()
        self.page.locator(_RESTART_AND_RUN_UP_TO).click()
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        expect(cell.locator(".jp-InputPrompt")).to_have_text(_RAN, timeout=_MILLISECONDS_UNTIL_IT_HANGS)
        self.wait_until_idle()

    def run(self, cell: Locator) -> None:
        """Click into a cell, press Ctrl+Enter and wait for the kernel."""
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.text_content()
        for _ in range(_TRIES):
            cell.locator(".cm-content").click()
            self.page.keyboard.press("Control+Enter")
            # As with the menu: a kernel that looks ready may still be connecting.
            with suppress(AssertionError):
                expect(prompt).not_to_have_text(before, timeout=_MILLISECONDS_TO_BEGIN)
                break
        expect(prompt).to_have_text(_RAN)
        self.wait_until_idle()

    def type_into(self, cell: Locator, code: str) -> None:
        """Replace the code of a cell by typing."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(code)

    def wait_until_idle(self) -> None:
        """Wait until no cell is pending and the kernel has nothing to do."""
        expect(self._panel.locator(".jp-InputPrompt").filter(has_text="*")).to_have_count(0)
        expect(self._panel.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute("data-status", "idle")

    def failures(self) -> Locator:
        """The outputs that are an error or come from stderr."""
        return self._panel.locator(_FAILED)

    def scroll_through(self, see: Callable[[int], object] = lambda number: None) -> None:
        """Show the whole notebook, screen by screen, and call `see` with the number of each; JupyterLab draws no other.

        Args:
            see: such as a function that takes a picture of the page.
        """
        self.page.set_viewport_size(_TALL_WINDOW)
        scrolled = self._panel.locator(_SCROLLED)
        scrolled.evaluate("notebook => { notebook.scrollTop = 0 }")
        for number in itertools.count(1):
            see(number)
            if not scrolled.evaluate(_SCROLL_ON):
                break
        self.page.set_viewport_size(WINDOW)


def open_notebook(page: Page, server: LabServer, path: str) -> Notebook:
    """Open a notebook of the course, with no other tab beside it."""
    page.goto(server.url(f"lab/tree/{path}") + "&reset")
    return Notebook(page, path)
