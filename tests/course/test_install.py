"""The first command of a learner, on a machine that has Python, git and make and nothing else."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.support.closing_lines import say_at_the_end
from tests.support.hanging import SECONDS_UNTIL_IT_HANGS
from tests.support.lab_server import make_lab
from tools.environments import learners_environment
from tools.local_server import status
from utils.core.paths import COURSE_FOLDER

START_PAGE = "lab/tree/chapters/{lang}/0-0_start_here.ipynb"


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Iterator[Path]:
    """What `git clone` gives: the last commit. Removed afterwards, since an environment weighs 2 GB."""
    folder = tmp_path_factory.mktemp("clone") / "course"
    subprocess.run(["git", "clone", "--quiet", str(COURSE_FOLDER), str(folder)], check=True)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> Iterator[dict[str, str]]:
    """A clean home with empty package caches, in which `python3` is the Python below this environment."""
    home = tmp_path_factory.mktemp("home")
    environment = learners_environment(home)
    yield environment | {
        "UV_CACHE_DIR": str(home / "uv"),
        "PIP_CACHE_DIR": str(home / "pip"),
        "PATH": f"{sys.base_prefix}/bin:{environment['PATH']}",
    }
    shutil.rmtree(home)


@pytest.fixture(scope="module")
def first_lab(clone, environment):
    with make_lab(clone, environment) as server:
        yield server


def test_a_clean_clone_answers(first_lab, pytestconfig):
    say_at_the_end(pytestconfig, f"make lab, clean clone, empty caches: {first_lab.seconds:.0f} s to the first answer")
    assert START_PAGE.format(lang="ko") in first_lab.address


def test_the_token_is_required(first_lab):
    assert status(first_lab.url("api/contents")) == 200
    assert status(first_lab.url("api/contents", token=False)) == 403


def test_it_listens_on_localhost_only(first_lab):
    processes = psutil.Process(first_lab.process.pid).children(recursive=True)
    listening = [address for process in processes for address in _addresses_that_listen(process)]
    assert first_lab.port in {address.port for address in listening}
    assert {address.ip for address in listening} <= {"127.0.0.1", "::1"}


def _addresses_that_listen(process: psutil.Process) -> list:
    try:
        return [found.laddr for found in process.net_connections() if found.status == psutil.CONN_LISTEN]
    except psutil.NoSuchProcess:
        # What the server asked another program has been answered meanwhile.
        return []


def test_the_second_time_installs_nothing(first_lab, clone, environment, pytestconfig):
    stamp = clone / ".venv" / "learner"
    before = stamp.stat().st_mtime
    with make_lab(clone, environment, lang="en") as server:
        say_at_the_end(pytestconfig, f"make lab again: {server.seconds:.0f} s to the first answer")
        assert START_PAGE.format(lang="en") in server.address
        assert "pip install" not in server.log.read_text()
    assert stamp.stat().st_mtime == before


def test_a_folder_that_was_moved_and_renamed_opens_without_installing(first_lab, clone, environment):
    moved = clone.with_name("옮긴 course")
    clone.rename(moved)
    try:
        with make_lab(moved, environment | {"UV_OFFLINE": "1"}) as server:
            assert status(server.url("api/contents")) == 200
            assert "pip install" not in server.log.read_text()
        for program in ("jupyter", "jupyter-lab", "uv"):
            subprocess.run([moved / ".venv" / "bin" / program, "--version"], check=True, capture_output=True)
    finally:
        moved.rename(clone)


@pytest.mark.parametrize("broken", [True, False])
def test_an_environment_is_made_anew_only_where_its_python_does_not_start(tmp_path, environment, broken):
    course, _ = _bare_machine(tmp_path)
    python = course / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(tmp_path / "removed" if broken else f"{sys.base_prefix}/bin/python3")
    (course / ".venv" / "bin" / "uv").touch()
    (course / ".venv" / "learner").touch()
    planned = _make(course, environment, "--dry-run", "lab").stdout
    assert ("rm -rf .venv" in planned) == ("-m venv .venv" in planned) == ("pip install" in planned) == broken
    assert "utils/jupyter/lab.py ko" in planned and python.is_symlink()


def test_a_broken_environment_is_made_anew(tmp_path, environment):
    course, programs = _bare_machine(tmp_path)
    (programs / "rm").symlink_to(shutil.which("rm"))
    (programs / "python3").symlink_to(f"{sys.base_prefix}/bin/python3")
    (course / ".venv" / "bin").mkdir(parents=True)
    (course / ".venv" / "bin" / "python").symlink_to(tmp_path / "removed")
    (course / ".venv" / "bin" / "uv").touch()
    done = _make(course, environment | {"PATH": str(programs)}, ".venv/bin/uv")
    assert done.returncode == 0, done.stdout + done.stderr
    assert subprocess.run([course / ".venv" / "bin" / "uv", "--version"], check=False).returncode == 0


def test_an_unknown_language_is_refused_in_one_sentence(clone, environment):
    done = _make(clone, environment, "IN=fr")
    assert done.returncode != 0
    assert "ko" in done.stderr and "en" in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("version", [(3, 10), (3, 14), None])
def test_an_unsupported_python_is_refused_before_anything_is_installed(version, tmp_path, environment):
    course, programs = _bare_machine(tmp_path)
    if version:
        _add_python(programs, "python3", version)
    done = _make(course, environment | {"PATH": str(programs)})
    assert done.returncode != 0
    korean, english = done.stdout.splitlines()
    assert "3.11, 3.12, 3.13" in korean and "https://www.python.org" in korean
    assert "3.11, 3.12 or 3.13" in english and "https://www.python.org" in english
    assert not (course / ".venv").exists()


def test_a_supported_python_beside_an_unsupported_one_is_found(tmp_path, environment):
    course, programs = _bare_machine(tmp_path)
    _add_python(programs, "python3", (3, 14))
    (programs / "python3.12").write_text(f'#!/bin/sh\nexec {sys.base_prefix}/bin/python3 "$@"\n')
    (programs / "python3.12").chmod(0o755)
    done = _make(course, environment | {"PATH": str(programs)}, ".venv/bin/uv")
    assert done.returncode == 0, done.stdout + done.stderr
    assert subprocess.run([course / ".venv" / "bin" / "uv", "--version"], check=False).returncode == 0


def _bare_machine(folder: Path) -> tuple[Path, Path]:
    """A course that has only what installing reads, and a folder of the few programs that every machine has."""
    course, programs = folder / "course", folder / "programs"
    for made in (course, programs):
        made.mkdir()
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(COURSE_FOLDER / name, course)
    for name in ("sed", "touch"):
        (programs / name).symlink_to(shutil.which(name))
    return course, programs


def _add_python(programs: Path, name: str, version: tuple[int, int]) -> None:
    """A Python that says it has another version."""
    disguise = f"import sys; sys.version_info = {version}; exec(sys.argv[1])"
    (programs / name).write_text(f'#!/bin/sh\nexec {sys.base_prefix}/bin/python3 -c "{disguise}" "$2"\n')
    (programs / name).chmod(0o755)


def _make(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess:
    command = [shutil.which("make"), *(arguments or ["lab"])]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS_UNTIL_IT_HANGS
    )
