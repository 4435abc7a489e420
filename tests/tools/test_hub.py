"""The files of a hub; that six learners work on one is what `make hub-test` tries."""

import os
import re
import runpy
import subprocess
from pathlib import Path

import pytest
import yaml
from traitlets.config import Config

from utils.core.paths import COURSE_FOLDER
from utils.core.text import LANGUAGES

HUB = COURSE_FOLDER / "tools" / "hub"
INSTALLED = Path("/srv/keras-study")


def test_the_configuration_names_what_is_there():
    config = Config()
    runpy.run_path(str(HUB / "jupyterhub_config.py"), init_globals={"get_config": lambda: config})
    (command,) = config.Spawner.cmd
    assert os.access(COURSE_FOLDER / Path(command).relative_to(INSTALLED), os.X_OK)
    assert config.Spawner.environment["KERAS_STUDY_LANGUAGE"] in LANGUAGES
    assert config.Spawner.environment["KERAS_STUDY_REPOSITORY"] == INSTALLED.as_uri()
    assert config.Spawner.environment["PATH"].startswith(f"{INSTALLED}/.venv/bin:")
    assert config.Spawner.mem_limit == "2G"
    (culler,) = config.JupyterHub.services.get_value([])
    assert culler["command"][1:] == ["-m", "jupyterhub_idle_culler", "--timeout=3600"]


def test_the_values_are_those_of_the_configuration():
    values = yaml.safe_load((HUB / "values.yaml").read_text(encoding="utf-8"))
    learner = values["singleuser"]
    (command,) = learner["cmd"]
    assert os.access(COURSE_FOLDER / Path(command).relative_to(INSTALLED), os.X_OK)
    assert f"--target-repo-dir {INSTALLED} " in (HUB / "README.md").read_text(encoding="utf-8")
    assert learner["extraEnv"]["KERAS_STUDY_LANGUAGE"] in LANGUAGES
    assert (learner["memory"]["limit"], values["cull"]["timeout"]) == ("2G", 3600)


@pytest.fixture
def learners_start(tmp_path):
    """Runs `start` with a JupyterHub that prints its words, its limit and its mask; gives the run."""
    (tmp_path / "bin").mkdir()
    server = tmp_path / "bin" / "jupyterhub-singleuser"
    server.write_text('#!/bin/bash\nprintf "%s\\n" "$@" "$(umask)" "$(ulimit -d)" "$TENSORBOARD_PROXY_URL"\n')
    server.chmod(0o755)
    (tmp_path / "bin" / "python").write_text('#!/bin/bash\necho "updates: $@ in $(basename "$PWD")"\n')
    (tmp_path / "bin" / "python").chmod(0o755)

    def run(repository: str) -> subprocess.CompletedProcess:
        environment = {
            "HOME": str(tmp_path),
            "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
            "KERAS_STUDY_REPOSITORY": repository,
            "KERAS_STUDY_LANGUAGE": "en",
            "JUPYTERHUB_SERVICE_PREFIX": "/user/kim/",
            "MEM_LIMIT": str(2 * 1024**3),
        }
        return subprocess.run([HUB / "start"], env=environment, capture_output=True, text=True)

    return run


@pytest.fixture
def repository(tmp_path) -> str:
    made = tmp_path / "made"
    author = ("-c", "user.name=Keras Study", "-c", "user.email=")
    for words in (["init", "--quiet", made], ["-C", made, *author, "commit", "--allow-empty", "-qm", "First"]):
        subprocess.run(["git", *words], check=True)
    return made.as_uri()


def test_a_learner_gets_a_copy_that_the_next_start_brings_up_to_date(learners_start, repository, tmp_path):
    first = learners_start(repository)
    assert first.returncode == 0 and "updates" not in first.stdout
    words = first.stdout.splitlines()
    course = tmp_path / "keras-study"
    assert f"--ServerApp.root_dir={course}" in words and (course / ".git").is_dir()
    assert "--KernelManager.transport_encryption=auto" in words
    assert "--ServerApp.default_url=/lab/tree/chapters/en/0-0_start_here.ipynb" in words
    (settings,) = [word.partition("=")[2] for word in words if word.startswith("--LabApp.app_settings_dir")]
    assert (Path(settings) / "overrides.json").exists()
    assert words[-3:] == ["0077", str(2 * 1024**2), "/user/kim/proxy/%PORT%/"]
    assert course.stat().st_mode & 0o077 == 0
    again = learners_start(repository)
    assert again.stdout.splitlines()[0] == "updates: -m tools.update en in keras-study"


def test_without_a_repository_nothing_half_made_is_left(learners_start, tmp_path):
    failed = learners_start((tmp_path / "none").as_uri())
    assert failed.returncode == 1 and "not appear to be a git repository" in failed.stderr
    assert not (tmp_path / "keras-study").exists()


def test_the_guide_speaks_of_settings_that_there_are():
    config = (HUB / "jupyterhub_config.py").read_text(encoding="utf-8")
    for replaced in re.findall(r"sed 's\|\^(\w+) = ", (HUB / "README.md").read_text(encoding="utf-8")):
        assert re.search(rf"^{replaced} = ", config, flags=re.M)
