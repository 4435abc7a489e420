"""The course as a learner meets it: JupyterLab in a browser, with keyboard and mouse."""

import json
import os
import shutil
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import CHROMIUM, Notebook, new_page, open_notebook
from tests.lab_server import learners_environment, make_lab, say_at_the_end
from utils.course import section, sections
from utils.messages import COURSE_FOLDER, LANGUAGES

pytestmark = pytest.mark.alone

SCREENSHOTS = COURSE_FOLDER / "tests" / "artifacts"
INTERFACE = {"ko": ("ko", "파일"), "en": ("en", "File")}
RIGHT_STACK = (
    'stack = keras.Sequential([keras.Input((784,)), layers.Dense(64, activation="relu"), '
    'layers.Dense(10, activation="softmax")])'
)
MILLISECONDS_TO_TRAIN = 30_000


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A copy of the course with the environment of this test run, so that nothing is saved into the repository."""
    folder = tmp_path_factory.mktemp("course")
    for name in ("chapters", "solutions", "source", "utils"):
        shutil.copytree(COURSE_FOLDER / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "requirements.lock"):
        shutil.copy2(COURSE_FOLDER / name, folder)
    (folder / ".venv").mkdir()
    (folder / ".venv" / "bin").symlink_to(Path(sys.prefix) / "bin")
    (folder / ".venv" / "learner").touch()
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def server(course, home):
    if CHROMIUM is None:
        explain = "no Chromium was found: install one (Debian: apt-get install chromium) to test the course in a browser"
        pytest.fail(explain) if os.environ.get("CI") else pytest.skip(explain)
    with make_lab(course, learners_environment(home)) as server:
        yield server


@pytest.fixture
def page(server):
    """An empty page; the kernels that were started from it stop with it."""
    with new_page() as page:
        yield page
    sessions = json.load(urllib.request.urlopen(server.url("api/sessions")))
    for session in sessions:
        stop = urllib.request.Request(server.url(f"api/sessions/{session['id']}"), method="DELETE")
        urllib.request.urlopen(stop)
