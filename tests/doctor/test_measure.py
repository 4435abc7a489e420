"""What `doctor` measures on this machine, and that nothing it meets makes it fail."""

import os
import re
import socket
import subprocess
import sys
import threading
import urllib.request

import keras
import pytest

from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError
from utils.doctor import measure
from utils.doctor.report import Status
from utils.progress import store


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("KERAS_STUDY_HOME", str(tmp_path / "home"))


def row(report, name: str):
    return next(row for row in report.rows if name in (getattr(row.name, "en", None), row.name))


def test_the_facts_are_those_of_this_machine():
    facts = measure.measure()
    assert facts["python"] == ".".join(map(str, sys.version_info[:3]))
    assert facts["packages"]["keras"] == keras.__version__
    assert facts["backend"] == keras.config.backend()
    assert 0 < facts["memory_gb"] < 100_000 and facts["disk_gb"] > 0
    assert "network" not in facts


def test_the_packages_of_this_environment_are_fine():
    report = measure.doctor()
    assert [row.name for row in report.rows if row.status is Status.FAIL and isinstance(row.name, str)] == []


def test_looking_leaves_nothing_behind():
    measure.doctor()
    assert not store.home().exists()


def test_facts_of_another_machine_are_judged_in_place_of_this_one():
    report = measure.doctor({"python": "3.14.0"})
    assert not report.ok and len(report.rows) == 1


def test_facts_of_a_wrong_kind_are_refused():
    with pytest.raises(CourseError):
        measure.doctor(["python"])


def test_the_version_line_says_what_runs():
    assert re.fullmatch(r"Keras \d+\.\d+\.\d+\S* · (TensorFlow|JAX|PyTorch) \d+\.\d+\S* · \w+", measure.version_line())


@pytest.mark.parametrize(
    "broken", ["_keras", "_keras_settings", "_device", "_free_memory", "_has_korean_font", "_can_record", "dot_in_use"]
)
def test_a_measurement_that_fails_is_a_row_and_no_error(monkeypatch, broken):
    def fail():
        raise RuntimeError("no such thing here")

    monkeypatch.setattr(measure, broken, fail)
    assert "RuntimeError" not in repr(measure.doctor())
    assert measure.version_line().startswith("Keras ")


def test_without_keras_the_table_still_comes(monkeypatch):
    monkeypatch.setitem(sys.modules, "keras", None)
    assert row(measure.doctor(), "Keras' settings now").status is Status.FAIL
    assert measure.version_line().startswith("Keras 3")


def test_the_kernel_is_the_courses_or_is_named_by_its_path(monkeypatch, tmp_path):
    monkeypatch.setattr(measure, "COURSE_FOLDER", tmp_path)
    assert measure.measure()["kernel"] == sys.executable
    (tmp_path / ".venv").symlink_to(sys.prefix)
    assert measure.measure()["kernel"] == ".venv"


def test_a_kernel_that_somebody_else_has_installed_is_not_judged(monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_USER", "somebody")
    assert "kernel" not in measure.measure()
    monkeypatch.delenv("JUPYTERHUB_USER")
    monkeypatch.setitem(sys.modules, "google.colab", None)
    assert "kernel" not in measure.measure()


def test_a_home_that_cannot_be_written_is_a_warning(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KERAS_STUDY_HOME", str(tmp_path / "file" / "home"))
    found = row(measure.doctor(), "Progress file")
    assert found.status is Status.WARN and "KERAS_STUDY_HOME" in str(found.fix)


def test_a_container_with_less_memory_than_its_machine(monkeypatch, tmp_path):
    (tmp_path / "memory.max").write_text("1500000000\n")
    (tmp_path / "memory.current").write_text("600000000\n")
    monkeypatch.setattr(measure, "_CONTAINER", tmp_path)
    assert measure._free_memory() == pytest.approx(0.9)


def test_a_network_that_does_not_answer_is_a_warning_and_is_not_waited_for(monkeypatch):
    over, answered = threading.Event(), threading.Event()

    def wait(*arguments, **options):
        over.wait(60)
        answered.set()

    monkeypatch.setattr(measure, "_SECONDS_FOR_THE_NETWORK", 0.2)
    monkeypatch.setattr(urllib.request, "urlopen", wait)
    report = measure.doctor(network=True)
    assert not answered.is_set()
    over.set()
    assert row(report, "Network").status is Status.WARN


def test_without_being_asked_nobody_touches_the_network(monkeypatch):
    def refuse(*arguments, **options):
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    measure.doctor()


@pytest.mark.parametrize("backend", ["jax", "torch"])
def test_the_version_line_follows_the_backend(backend):
    pytest.importorskip(backend)
    code = "import keras; from utils.doctor.measure import version_line; print(version_line())"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        env={**os.environ, "KERAS_BACKEND": backend},
        cwd=COURSE_FOLDER,
        capture_output=True,
        encoding="utf-8",
    )
    assert {"jax": "JAX", "torch": "PyTorch"}[backend] in done.stdout
