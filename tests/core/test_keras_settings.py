"""keras.json and Keras' variables: lessons have what they rely on all the same, and what stops Keras is a sentence."""

import json
import re
import sys

import pytest

from tests.support.new_process import in_a_new_process
from utils.core import keras_settings
from utils.core.text import CourseError
from utils.doctor import measure
from utils.doctor.report import Status


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The settings of a Keras that is not imported yet."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    for name in ("KERAS_BACKEND", *keras_settings._LIMITS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(keras_settings, "sys", type("Python", (), {"modules": {}}))
    return tmp_path / "keras.json"


def refusal() -> str:
    with pytest.raises(CourseError) as caught:
        keras_settings.require_importable()
    return str(caught.value)


def is_one_sentence(text: str, lang: str) -> bool:
    return len(re.findall(r"[.?!](?=\s|$)", text)) == 1 and bool(re.search("[가-힣]", text)) == (lang == "ko")


# --- keras.json ---


def test_without_a_file_everything_is_as_lessons_need_it(file):
    assert keras_settings.settings_in_file() == {} and keras_settings.backend_wanted() == "tensorflow"
    keras_settings.require_importable()


@pytest.mark.parametrize("text", ["", "{", "floatx = float16", "\udcff"])
def test_a_file_that_keras_overlooks_is_overlooked(file, text):
    file.write_bytes(text.encode(errors="surrogateescape"))
    assert keras_settings.settings_in_file() == {}
    keras_settings.require_importable()


@pytest.mark.parametrize(
    "settings",
    [
        {"floatx": "float8"},
        {"floatx": ["float32"]},
        {"floatx": None},
        {"epsilon": 1},
        {"epsilon": "1e-7"},
        {"image_data_format": "channels_middle"},
        ["floatx"],
        "float16",
        None,
    ],
)
def test_a_file_that_stops_keras_is_named_with_what_is_wrong_in_it(file, lang, settings):
    file.write_text(json.dumps(settings))
    said = refusal()
    assert is_one_sentence(said, lang) and str(file) in said


def test_a_file_that_cannot_be_read_is_named(file, lang):
    file.mkdir()
    assert is_one_sentence(refusal(), lang) and str(file) in refusal()


@pytest.mark.parametrize(
    ("settings", "others"),
    [
        ({"floatx": "float32", "epsilon": 1e-7, "image_data_format": "channels_last", "backend": "jax"}, {}),
        ({"floatx": "float16"}, {"floatx": "float16"}),
        (
            {"epsilon": 0.1, "image_data_format": "channels_first"},
            {"epsilon": 0.1, "image_data_format": "channels_first"},
        ),
    ],
)
def test_what_differs_is_what_lessons_do_not_rely_on(settings, others):
    assert keras_settings.differing(settings) == others


SET_OTHERWISE = """
from utils import doctor, start
start("1-1", lang="{lang}")
import keras
now = keras.config
print(now.floatx(), now.image_data_format(), now.epsilon(), now.dtype_policy().name)
print([row.status.name for row in doctor().rows if "eras" in str(row.name) and "ackend" not in str(row.name)])
"""


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_lesson_has_what_it_relies_on_and_says_what_the_file_said(tmp_path, monkeypatch, lang):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    settings = {"floatx": "float16", "epsilon": 0.5, "image_data_format": "channels_first", "backend": "tensorflow"}
    (tmp_path / "keras.json").write_text(json.dumps(settings))
    done = in_a_new_process(SET_OTHERWISE.replace("{lang}", lang))
    assert (done.returncode, done.stderr) == (0, "")
    _, said, now, rows = done.stdout.splitlines()
    assert is_one_sentence(said + " ", lang)
    assert "floatx=float16" in said and "image_data_format=channels_first" in said and "floatx=float32" in said
    assert now == "float32 channels_last 1e-07 float32"
    assert "WARN" in rows and "FAIL" not in rows
    assert json.loads((tmp_path / "keras.json").read_text()) == settings


def test_the_first_cell_run_again_puts_back_what_the_notebook_has_set(capsys):
    import keras

    from utils.core.start import start

    keras.config.set_dtype_policy("mixed_float16")
    keras.config.set_image_data_format("channels_first")
    start("1-1", lang="ko")
    assert (keras.config.dtype_policy().name, keras.config.image_data_format()) == ("float32", "channels_last")
    assert len(capsys.readouterr().out.splitlines()) == 1


# --- the backend ---


@pytest.mark.parametrize("name", ["pytorch", "openvino", "numpy", "theano", "nonsense", "TensorFlow", " "])
def test_a_backend_that_lessons_do_not_run_on(file, monkeypatch, lang, name):
    monkeypatch.setenv("KERAS_BACKEND", name)
    said = refusal()
    assert is_one_sentence(said, lang) and "`KERAS_BACKEND`" in said and f"`{name}`" in said
    assert "%env KERAS_BACKEND=tensorflow" in said


@pytest.mark.parametrize("name", ["torch", "jax"])
def test_a_backend_that_is_not_installed_has_two_ways_out(file, monkeypatch, lang, name):
    monkeypatch.setattr(keras_settings, "find_spec", lambda package: None)
    monkeypatch.setenv("KERAS_BACKEND", name)
    said = refusal()
    assert is_one_sentence(said, lang) and "`KERAS_BACKEND`" in said and "%env KERAS_BACKEND=tensorflow" in said
    assert f"%pip install {name}" in said


@pytest.mark.parametrize("value", ["torch", "nonsense", None, ["jax"], {}, 3])
def test_a_backend_of_the_file_is_told_with_the_file(file, monkeypatch, lang, value):
    monkeypatch.setattr(keras_settings, "find_spec", lambda package: None)
    file.write_text(json.dumps({"backend": value}))
    said = refusal()
    assert is_one_sentence(said, lang) and str(file) in said and "%env KERAS_BACKEND=tensorflow" in said


def test_the_variable_beats_the_file_and_an_empty_one_does_not(file, monkeypatch):
    file.write_text(json.dumps({"backend": "nonsense"}))
    monkeypatch.setenv("KERAS_BACKEND", "tensorflow")
    keras_settings.require_importable()
    monkeypatch.setenv("KERAS_BACKEND", "")
    assert keras_settings.backend_wanted() == "nonsense"


def test_a_folder_with_the_name_of_a_package_is_no_package(tmp_path, monkeypatch):
    (tmp_path / "openvino_by_chance").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert not keras_settings.is_installed("openvino_by_chance") and keras_settings.is_installed("keras")


def test_without_tensorflow_it_is_the_kernel_that_is_wrong(file, monkeypatch, lang):
    monkeypatch.setattr(keras_settings, "find_spec", lambda package: None)
    said = refusal()
    assert is_one_sentence(said, lang) and ".venv" in said and sys.executable in said and "pip" not in said


BROKEN = """
from utils import doctor, start
from utils.core.text import CourseError
try:
    start("1-1", lang="en")
except CourseError as error:
    print(error)
rows = {str(row.name): row for row in doctor().rows}
for name in ("Keras backend", "keras", "dot (draws models)", "Keras' settings now"):
    print(name, rows[name].status.name, rows[name].found, rows[name].fix)
import os
os.environ["KERAS_BACKEND"] = "tensorflow"
start("1-1", lang="en")
"""


def test_the_way_out_works_without_a_restart_and_doctor_says_the_same(monkeypatch):
    done = in_a_new_process(BROKEN, "nonsense")
    assert (done.returncode, done.stderr) == (0, "")
    refused, backend, keras_row, dot, now, started = done.stdout.splitlines()
    assert "nonsense" in refused
    assert backend.startswith("Keras backend FAIL nonsense") and "none" not in backend
    assert keras_row.startswith("keras OK") and dot.startswith("dot (draws models) OK")
    assert now.startswith("Keras' settings now FAIL") and started.startswith("Keras 3.")


# --- variables that cut training short ---


@pytest.mark.parametrize("name", keras_settings._LIMITS)
@pytest.mark.parametrize("value", ["", "many", "1.5"])
def test_a_limit_that_is_no_number_is_one_sentence(file, monkeypatch, lang, name, value):
    monkeypatch.setenv(name, value)
    assert is_one_sentence(refusal().replace("1.5", ""), lang) and name in refusal() and f"'{value}'" in refusal()


def test_a_limit_is_told_since_results_differ(monkeypatch, capsys):
    from utils.core.start import start

    monkeypatch.setenv("KERAS_MAX_EPOCHS", "1")
    start("1-1", lang="en")
    assert "KERAS_MAX_EPOCHS=1" in capsys.readouterr().out.splitlines()[1]


# --- doctor ---


def test_doctor_tells_a_file_that_stops_keras(file):
    file.write_text('{"epsilon": 1}')
    rows = {str(row.name): row for row in measure.doctor({"keras_json": measure._keras_json()}).rows}
    assert rows["keras.json"].status is Status.FAIL and str(file) in str(rows["keras.json"].fix)
