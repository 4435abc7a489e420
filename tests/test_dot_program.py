"""A `dot` program where no Graphviz is installed, and where the home cannot be written: Keras draws with it."""

import os
import subprocess
import sys
import time

import keras
import pytest

from utils import dot_program, record


@pytest.fixture
def no_graphviz(monkeypatch, tmp_path):
    """A path without any `dot`, and a home of the test's own."""
    folders = os.environ["PATH"].split(os.pathsep)
    without = [folder for folder in folders if not os.path.exists(os.path.join(folder, "dot"))]
    monkeypatch.setenv("PATH", os.pathsep.join(without))
    monkeypatch.setenv("KERAS_STUDY_HOME", str(tmp_path / "home"))
    assert dot_program.dot_in_use() is None


@pytest.fixture
def model():
    return keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten(), keras.layers.Dense(10)])


def test_keras_draws_a_png(no_graphviz, model, tmp_path):
    assert dot_program.provide_dot() == "graphviz-pure"
    keras.utils.plot_model(model, tmp_path / "model.png", show_shapes=True, show_layer_activations=True)
    assert (tmp_path / "model.png").read_bytes().startswith(b"\x89PNG")


def test_keras_draws_an_svg(no_graphviz, model):
    dot_program.provide_dot()
    drawn = keras.utils.model_to_dot(model, show_shapes=True).create(prog="dot", format="svg").decode()
    assert "<svg" in drawn and "Flatten" in drawn and "(None, 784)" in drawn


def test_a_second_call_changes_nothing_and_is_quick(no_graphviz):
    dot_program.provide_dot()
    path, launcher = os.environ["PATH"], record.home() / "graphviz-pure" / "dot"
    written = launcher.stat()
    begin = time.perf_counter()
    assert dot_program.provide_dot() == "graphviz-pure"
    assert time.perf_counter() - begin < 0.05
    assert os.environ["PATH"] == path
    assert launcher.stat() == written
    assert [file.name for file in launcher.parent.iterdir()] == ["dot"]


def test_a_launcher_of_an_environment_that_is_gone_is_written_anew(no_graphviz, model):
    launcher = record.home() / "graphviz-pure" / "dot"
    launcher.parent.mkdir(parents=True)
    launcher.write_text("#!/bin/sh\nexec /gone/graphviz-pure\n")
    dot_program.provide_dot()
    assert keras.utils.model_to_dot(model).create(prog="dot", format="svg")


def test_a_home_that_cannot_be_made_leads_to_a_temporary_folder(no_graphviz, monkeypatch, tmp_path, model):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KERAS_STUDY_HOME", str(tmp_path / "file" / "home"))
    assert dot_program.provide_dot() == "graphviz-pure"
    assert keras.utils.model_to_dot(model).create(prog="dot", format="svg")


def test_a_name_with_spaces_and_quotes_works(no_graphviz, monkeypatch, tmp_path, model):
    monkeypatch.setenv("KERAS_STUDY_HOME", str(tmp_path / "it's a 홈"))
    assert dot_program.provide_dot() == "graphviz-pure"
    assert keras.utils.model_to_dot(model).create(prog="dot", format="svg")


def test_the_systems_graphviz_comes_first(no_graphviz, monkeypatch, tmp_path):
    system = tmp_path / "bin" / "dot"
    system.parent.mkdir()
    system.write_text("#!/bin/sh\n")
    system.chmod(0o755)
    monkeypatch.setenv("PATH", str(system.parent))
    assert dot_program.provide_dot() == "Graphviz"
    assert os.environ["PATH"] == str(system.parent)


def test_without_graphviz_pure_there_is_none(no_graphviz, monkeypatch, tmp_path):
    monkeypatch.setattr(dot_program, "_graphviz_pure", lambda: None)
    assert dot_program.provide_dot() is None


@pytest.fixture(params=["shell", "windows"])
def launcher(request, tmp_path):
    """The command of a launcher. Python runs the archive at the end of a Windows program on every system."""
    program = dot_program._graphviz_pure()
    if request.param == "windows":
        (tmp_path / "dot.exe").write_bytes(windows_program(program))
        return [sys.executable, tmp_path / "dot.exe"]
    (tmp_path / "dot").write_bytes(dot_program._shell_script(program))
    return ["sh", tmp_path / "dot"]


def windows_program(program: str) -> bytes:
    try:
        return dot_program._windows_program(program)
    except FileNotFoundError:
        pytest.skip("the pip of Debian leaves its launcher for Windows out")


def draw(launcher, tmp_path, form: str, graph: str):
    (tmp_path / "graph.gv").write_text(graph)
    return subprocess.run([*launcher, f"-T{form}", tmp_path / "graph.gv"], capture_output=True, text=True)


def test_a_launcher_draws(launcher, tmp_path):
    done = draw(launcher, tmp_path, "svg", "digraph { a -> b }")
    assert done.returncode == 0 and "<svg" in done.stdout


def test_a_launcher_answers_the_question_that_keras_asks_first(launcher, tmp_path):
    done = draw(launcher, tmp_path, "ps", "digraph G {}")
    assert done.returncode == 0 and done.stdout.startswith("%!PS")


def test_a_launcher_pretends_no_postscript(launcher, tmp_path):
    done = draw(launcher, tmp_path, "ps", "digraph { a -> b }")
    assert done.returncode == 1 and "PostScript" in done.stderr and done.stdout == ""


def test_a_launcher_hands_an_error_on(launcher, tmp_path):
    assert draw(launcher, tmp_path, "svg", "digraph {").returncode == 1
    assert draw(launcher, tmp_path, "ps", "digraph {").returncode == 1


def test_a_windows_program_starts_with_pips_launcher():
    assert windows_program("x").startswith(b"MZ")
