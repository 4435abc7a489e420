"""Keras draws where no Graphviz is installed: pydot calls graphviz-pure instead."""

import os
import shutil
import sys

import keras
import pydot
import pytest

from utils.doctor import dot
from utils.progress import store


@pytest.fixture
def no_graphviz(monkeypatch):
    """A path without any program that draws, and pydot as it was installed."""
    folders = os.environ["PATH"].split(os.pathsep)
    without = [folder for folder in folders if not any(shutil.which(name, path=folder) for name in ("dot", dot._PURE))]
    monkeypatch.setenv("PATH", os.pathsep.join(without))
    monkeypatch.setattr(pydot.Dot, "create", getattr(pydot.Dot.create, "__wrapped__", pydot.Dot.create))
    assert dot.dot_in_use() is None


@pytest.fixture
def model():
    return keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten(), keras.layers.Dense(10)])


def program(folder, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


def test_keras_draws_a_png(no_graphviz, model, tmp_path):
    assert dot.provide_dot() == "graphviz-pure"
    keras.utils.plot_model(model, tmp_path / "model.png", show_shapes=True, show_layer_activations=True)
    assert (tmp_path / "model.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("prog", [None, "dot", ["dot", "-Gdpi=50"]])
def test_keras_draws_an_svg(no_graphviz, model, prog):
    dot.provide_dot()
    drawn = keras.utils.model_to_dot(model, show_shapes=True).create(prog=prog, format="svg").decode()
    assert "<svg" in drawn and "Flatten" in drawn and "(None, 784)" in drawn


def test_it_draws_as_on_windows_where_pydot_starts_dot_exe(no_graphviz, monkeypatch, model):
    monkeypatch.setattr(pydot.core, "is_windows", lambda: True)
    with pytest.raises(FileNotFoundError):
        keras.utils.model_to_dot(model).create(prog="dot", format="svg")
    dot.provide_dot()
    assert b"<svg" in keras.utils.model_to_dot(model).create(prog="dot", format="svg")


def test_a_second_call_changes_nothing(no_graphviz):
    dot.provide_dot()
    path, create = os.environ["PATH"], pydot.Dot.create
    assert dot.provide_dot() == "graphviz-pure"
    assert os.environ["PATH"] == path and pydot.Dot.create is create
    assert not store.home().exists(), "nothing has to be written"


def test_another_program_is_left_to_pydot(no_graphviz, model):
    dot.provide_dot()
    with pytest.raises(FileNotFoundError, match="neato"):
        keras.utils.model_to_dot(model).create(prog="neato", format="svg")


def test_on_an_empty_path_pydot_misses_dot_as_ever(no_graphviz, monkeypatch, model):
    dot.provide_dot()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileNotFoundError, match='"dot" not found'):
        keras.utils.model_to_dot(model).create(prog="dot", format="svg")


def test_the_systems_graphviz_comes_first(no_graphviz, monkeypatch, tmp_path, model):
    program(tmp_path / "bin", "dot", "echo the system draws")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert dot.provide_dot() == "Graphviz"
    assert os.environ["PATH"] == str(tmp_path / "bin")
    assert keras.utils.model_to_dot(model).create(prog="dot", format="svg") == b"the system draws\n"


def test_without_graphviz_pure_there_is_none(no_graphviz, monkeypatch, tmp_path):
    monkeypatch.setattr(dot.sysconfig, "get_path", lambda _: str(tmp_path))
    path = os.environ["PATH"]
    assert dot.provide_dot() is None
    assert os.environ["PATH"] == path


def test_without_pydot_nothing_is_raised(no_graphviz, monkeypatch):
    monkeypatch.setitem(sys.modules, "pydot", None)
    assert dot.provide_dot() == "graphviz-pure"


def test_a_graphviz_pure_that_does_not_run_is_noticed(no_graphviz, monkeypatch, tmp_path):
    program(tmp_path / "bin", "graphviz-pure", "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    dot.provide_dot()
    with pytest.raises(AssertionError, match="returned code: 1"):
        pydot.Dot().create()


def test_no_postscript_is_pretended(no_graphviz, model, capsys):
    dot.provide_dot()
    with pytest.raises(AssertionError):
        keras.utils.model_to_dot(model).create(format="ps")
    assert 'Format: "ps" not recognized' in capsys.readouterr().out
