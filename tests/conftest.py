"""What every test of the course starts from: an empty home, Korean, and the sections that are written."""

import pytest

from utils import data
from utils.course import sections
from utils.messages import LANGUAGES, set_language
from utils.record import set_recording


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
