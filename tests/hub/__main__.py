"""Six learners on a hub at once, in a browser: python -m tests.hub, as root.

They run 1-1, answer, save; the course is updated; nobody sees another's files; nothing is written where the course is
installed.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import nbformat
from playwright.sync_api import Page, expect

from tests.hub.class_of_six import Hub, Learner, learners, missing, running_hub, set_up
from tests.support.browser import Notebook, new_browser
from utils.core.course import section

LESSON = section("1-1").path("chapters", "ko")
ANSWER = (
    'stack = keras.Sequential([keras.Input((784,)), layers.Dense(64, activation="relu"), '
    'layers.Dense(10, activation="softmax")])  # {name}'
)
NEW_SENTENCE = "이 문장은 새 코스에 있습니다."
CLASS = 200

T = TypeVar("T")


def at_once(do: Callable[[Learner], T], class_: list[Learner]) -> list[T]:
    """Each learner does the same at the same time."""
    with ThreadPoolExecutor(len(class_)) as pool:
        return list(pool.map(do, class_))


def log_in(page: Page, hub: Hub, learner: Learner) -> float:
    """Log in with name and password, up to the course map; gives the seconds."""
    begin = time.monotonic()
    page.goto(f"{hub.address}/hub/login")
    page.fill("#username_input", learner.name)
    page.fill("#password_input", learner.password)
    page.click("#login_submit")
    page.wait_for_url(re.compile(rf"/user/{learner.name}/lab/tree/chapters/ko/0-0_start_here\.ipynb"))
    return time.monotonic() - begin


def open_lesson(page: Page, hub: Hub, learner: Learner) -> Notebook:
    page.goto(f"{hub.address}/user/{learner.name}/lab/tree/{LESSON}?reset")
    return Notebook(page, LESSON)


def first_meeting(hub: Hub, learner: Learner, neighbour: Learner) -> tuple[list[str], float, float]:
    """Run 1-1, answer 1-1-a and save.

    Returns:
        What went wrong, and the seconds until the course was there and until all of 1-1 had run.
    """
    with new_browser() as context:
        page = context.new_page()
        ready = log_in(page, hub, learner)
        lesson = open_lesson(page, hub, learner)
        begin = time.monotonic()
        lesson.run_all()
        ran = time.monotonic() - begin
        faults = [f"a cell fails: {text}" for text in lesson.failures().all_text_contents()]
        starter, check = lesson.cell("stack = ..."), lesson.cell('check("1-1-a"')
        lesson.type_into(starter, ANSWER.format(name=learner.name))
        lesson.run(lesson.cell("stack = keras.Sequential([keras.Input((784,))"))
        lesson.run(check)
        if "✓" not in (check.text_content() or ""):
            faults.append("the right answer is not right")
        page.keyboard.press("Control+S")
        expect(page.locator(".lm-TabBar-tab.lm-mod-current.jp-mod-dirty")).to_have_count(0)
        if page.locator(".lm-MenuBar-itemLabel").first.text_content() != "파일":
            faults.append("the interface is not Korean")
        answer = page.request.get(f"{hub.address}/user/{neighbour.name}/api/contents/{LESSON}")
        if answer.ok:
            faults.append(f"the server of {neighbour.name} shows a notebook")
    return faults, ready, ran


def second_meeting(hub: Hub, learner: Learner) -> list[str]:
    """Log in again after the course was updated; gives what went wrong."""
    with new_browser() as context:
        page = context.new_page()
        log_in(page, hub, learner)
        lesson = open_lesson(page, hub, learner)
        expect(lesson.cell(f"# {learner.name}")).to_be_attached()
        faults = []
        if NEW_SENTENCE not in (page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)").text_content() or ""):
            faults.append("the new sentence is not shown")
    return faults


def publish_a_new_sentence(upstream: Path) -> None:
    """A commit that changes the lesson."""
    file = upstream / LESSON
    notebook = nbformat.read(file, as_version=4)
    prose = next(cell for cell in notebook.cells[1:] if cell.cell_type == "markdown")
    prose.source, prose.id = f"{NEW_SENTENCE} {prose.source}", "anew"
    nbformat.write(notebook, file)
    author = ("-c", "user.name=Keras Study", "-c", "user.email=")
    subprocess.run(["git", *author, "commit", "--quiet", "--all", "--message=News"], cwd=upstream, check=True)


def leaks(learner: Learner, neighbour: Learner, folder: Path) -> Iterator[str]:
    """What a learner can do on the disk that nobody should."""
    lesson, progress = neighbour.course / LESSON, neighbour.course.parent / ".keras-study" / "progress.db"
    for file in (lesson, progress):
        if not file.exists():
            yield f"{neighbour.name} has no {file.name}"
        if learner.run("cat", file).returncode == 0:
            yield f"{learner.name} reads {file.name} of {neighbour.name}"
    for place in (
        folder / "course" / "new",
        folder / "environment" / "new",
        folder / "course" / "source" / "course.toml",
    ):
        if learner.run("touch", place).returncode == 0:
            yield f"{learner.name} writes {place.name} into the installation"


def installed(folder: Path) -> dict[Path, tuple[int, int]]:
    """Every file of the installation, with its size and when it was changed."""
    paths = [path for name in ("course", "environment") for path in (folder / name).rglob("*")]
    found = {path: path.lstat() for path in paths if not path.is_dir()}
    return {path: (stat.st_size, stat.st_mtime_ns) for path, stat in found.items()}


def trial(folder: Path) -> list[str]:
    """Set up, let the class meet twice, and print the figures; gives what went wrong."""
    upstream = set_up(folder)
    before = installed(folder)
    with learners(folder / "homes") as class_, running_hub(folder) as hub:
        next_to = dict(zip(class_, [*class_[1:], class_[0]], strict=True))
        met = at_once(lambda one: first_meeting(hub, one, next_to[one]), class_)
        memory = max(one.memory() for one in class_) / 1e9
        ready, ran = (max(seconds) for seconds in list(zip(*met, strict=True))[1:])
        print(f"{len(class_)} at once on {os.cpu_count()} cores: map after {ready:.0f} s, 1-1 in {ran:.0f} s")
        print(f"memory a learner in 1-1: {memory:.2f} GB, a class of {CLASS}: {CLASS * memory:.0f} GB", flush=True)
        faults = [fault for found, _, _ in met for fault in found]
        faults += [fault for one in class_ for fault in leaks(one, next_to[one], folder)]
        publish_a_new_sentence(upstream)
        hub.stop_servers()
        faults += [fault for found in at_once(lambda one: second_meeting(hub, one), class_) for fault in found]
        idle = max(one.memory() for one in class_) / 1e9
        disk = sum(path.lstat().st_size for path in class_[0].course.parent.rglob("*") if path.is_file()) / 1e6
        print(f"with the lesson open and nothing run: {idle:.2f} GB; disk a learner: {disk:.0f} MB", flush=True)
        if not hub.ask("services")["idle-culler"]["pid"]:
            faults.append("no idle culler runs")
    if installed(folder) != before:
        faults.append("something was written into the installation")
    return faults


def main() -> int:
    if lacks := missing():
        print(f"The trial of the hub needs {', '.join(lacks)}: nothing was tested.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        faults = trial(Path(name))
    print("\n".join(faults) or "no faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
