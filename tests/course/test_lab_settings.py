"""`make lab` under a Jupyter that its learner has set to other things: the course opens all the same."""

import json
import urllib.request
from pathlib import Path

import pytest

from tests.support.lab_server import LabServer, make_lab
from tools.environments import learners_environment
from tools.local_server import status

OTHERWISE = """
c.ServerApp.root_dir = "/tmp"
c.ServerApp.ip = "0.0.0.0"
c.ServerApp.port = 9999
c.ServerApp.base_url = "/elsewhere/"
c.ServerApp.jpserver_extensions = {"jupyterlab": False, "jupyter_server_terminals": False}
c.PasswordIdentityProvider.hashed_password = "argon2:unknown"
c.IdentityProvider.token = ""
c.LabApp.default_url = "/lab/tree/nowhere.ipynb"
c.LabApp.app_settings_dir = "/nowhere"
c.LabApp.user_settings_dir = "/nowhere"
c.MultiKernelManager.default_kernel_name = "other"
raise RuntimeError("a settings file with an error")
"""
THEMES = "@jupyterlab/apputils-extension/themes.jupyterlab-settings"


def hostile(folder: Path) -> Path:
    """A folder of Jupyter's settings that hide the course in every way, and a theme of the learner's own."""
    (folder / "labconfig").mkdir(parents=True)
    for name in ("jupyter_config.py", "jupyter_server_config.py", "jupyter_lab_config.py"):
        (folder / name).write_text(OTHERWISE)
    (folder / "jupyter_server_config.json").write_text('{"ServerApp": {"root_dir": "/tmp", "password": "x"}}')
    disabled = {"disabledExtensions": {"@jupyter-widgets/jupyterlab-manager": True}}
    (folder / "labconfig" / "page_config.json").write_text(json.dumps(disabled))
    theme = folder / "lab" / "user-settings" / THEMES
    theme.parent.mkdir(parents=True)
    theme.write_text('{"theme": "JupyterLab Dark"}')
    return folder


@pytest.fixture(scope="module", params=["~/.jupyter", "variables"])
def server(request, course, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    environment = learners_environment(home)
    if request.param == "~/.jupyter":
        hostile(home / ".jupyter")
    else:
        settings = str(hostile(home / "settings"))
        kernel = home / "data" / "kernels" / "python3" / "kernel.json"
        kernel.parent.mkdir(parents=True)
        kernel.write_text('{"argv": ["false"], "display_name": "another", "language": "python"}')
        environment |= {
            "JUPYTER_CONFIG_DIR": settings,
            "JUPYTER_CONFIG_PATH": settings,
            "JUPYTER_PATH": str(home / "data"),
            "JUPYTER_PREFER_ENV_PATH": "0",
            "JUPYTER_NO_CONFIG": "1",
            "JUPYTERLAB_DIR": "/nowhere",
            "JUPYTERLAB_SETTINGS_DIR": f"{settings}/lab/user-settings",
        }
    with make_lab(course, environment) as server:
        yield server


def asked(server: LabServer, path: str) -> dict:
    return json.load(urllib.request.urlopen(server.url(path)))


def test_the_course_map_opens_with_a_token_and_without_a_password(server):
    assert "lab/tree/chapters/ko/0-0_start_here.ipynb" in server.address
    assert status(server.url("api/contents", token=False)) == 403


def test_the_files_are_those_of_the_course(server, course):
    names = {file["name"] for file in asked(server, "api/contents")["content"]}
    assert {"chapters", "solutions", "source", "Makefile"} <= names


def test_the_kernel_is_that_of_the_courses_environment(server):
    kernels = asked(server, "api/kernelspecs")
    assert kernels["default"] == "python3"
    assert kernels["kernelspecs"]["python3"]["spec"]["argv"][1:3] == ["-m", "ipykernel_launcher"]


def test_widgets_and_terminals_are_on(server):
    page = urllib.request.urlopen(server.url("lab")).read().decode()
    assert '"disabledExtensions": []' in page
    assert asked(server, "api/terminals") == []


def test_the_theme_of_the_learner_stays(server):
    assert asked(server, "lab/api/settings/@jupyterlab/apputils-extension:themes")["settings"] == {
        "theme": "JupyterLab Dark"
    }
