"""What every test of the course starts from: an empty home, Korean, and the sections that are written."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.browser import CHROMIUM, new_browser
from tests.support.lab_server import make_lab, stop_kernels
from tools.environments import learners_environment
from utils import data
from utils.core.course import sections
from utils.core.paths import COURSE_FOLDER
from utils.core.text import LANGUAGES, set_language
from utils.progress.store import set_recording

# A busy machine is no fault of what is tested.
settings.register_profile("course", deadline=None)
settings.load_profile("course")


def pytest_generate_tests(metafunc):
    """A test that takes `section_id` runs for every written section, those of later days included."""
    if "section_id" in metafunc.fixturenames:
        metafunc.parametrize("section_id", [section.id for section in sections().values() if section.written])


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home for what this test alone records."""
    folder = tmp_path / "home"
    monkeypatch.setenv("KERAS_STUDY_HOME", str(folder))
    yield folder
    set_recording(True)
    set_language("ko")


@pytest.fixture
def keras_home(tmp_path, monkeypatch):
    """An empty Keras home; downloads into it come from a server on this machine, without a proxy, and give up soon."""
    folder = tmp_path / "keras"
    monkeypatch.setenv("KERAS_HOME", str(folder))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(data, "_SECONDS_WITHOUT_A_BYTE", 0.5)
    return folder


@pytest.fixture(params=LANGUAGES)
def lang(request):
    """Each language of the course, set as the language of the notebook."""
    set_language(request.param)
    return request.param


# --- JupyterLab in a browser ---


@pytest.fixture(scope="session")
def course(tmp_path_factory) -> Path:
    """A copy of the course with the environment of this test run, so that nothing is saved into the repository."""
    folder = tmp_path_factory.mktemp("copy") / "course"
    shutil.copytree(COURSE_FOLDER, folder, ignore=shutil.ignore_patterns(".*", "__pycache__", "tests"))
    (folder / ".venv").mkdir()
    for name in ("bin", "etc", "lib", "pyvenv.cfg", "share"):
        (folder / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    (folder / ".venv" / "learner").touch()
    return folder


@pytest.fixture(scope="session")
def learners_home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def server(course, learners_home):
    if CHROMIUM is None:
        explain = (
            "no Chromium was found: install one (Debian: apt-get install chromium) to test the course in a browser"
        )
        pytest.fail(explain) if os.environ.get("CI") else pytest.skip(explain)
    with make_lab(course, learners_environment(learners_home)) as server:
        yield server


@pytest.fixture(scope="module")
def browser(server):
    """A Chromium that keeps the files of JupyterLab from one test of a module to the next."""
    with new_browser() as browser:
        yield browser


@pytest.fixture
def page(server, browser):
    """An empty page; the kernels that were started from it stop with it."""
    page = browser.new_page()
    yield page
    page.close()
    stop_kernels(server)
