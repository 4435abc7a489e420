import json
import re
import tempfile

import pytest

from tests.support.new_process import in_a_new_process
from utils.core.start import start
from utils.core.text import CourseError, language
from utils.progress import store

TENSORFLOW = r"TensorFlow 2\.\d+\.\d+"
VERSION_LINE = rf"Keras 3\.\d+\.\d+ · {TENSORFLOW} · (CPU|GPU.*)"
TIMED = """
import json, time, sys

begin = time.process_time()
import utils.doctor.measure, utils.plots
from utils import start
seconds = {"import utils": time.process_time() - begin}

begin = time.process_time()
from utils.core.start import _seed_quietly
_seed_quietly()
seconds["import keras"] = time.process_time() - begin

begin = time.process_time()
start("1-1", lang="ko")
seconds["start"] = time.process_time() - begin
print(json.dumps(seconds))
"""


@pytest.mark.parametrize(
    ("backend", "version"),
    [
        ("tensorflow", TENSORFLOW),
        ("jax", r"JAX \d+\.\d+\.\d+(\.\d+)?"),
        ("torch", r"PyTorch \d+\.\d+\.\d+"),
    ],
)
def test_a_new_notebook_says_what_runs_and_nothing_else(backend, version):
    if backend != "tensorflow":
        pytest.importorskip(backend)
    code = 'from utils import start\nstart("1-1", lang="ko")\nimport keras\nkeras.ops.ones(3) + 1'
    done = in_a_new_process(code, backend)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(VERSION_LINE.replace(TENSORFLOW, version) + "\n", done.stdout)


TRACED_AGAIN_AND_AGAIN = """
from utils import start
start("1-1", lang="ko")
import tensorflow

def new_function():
    return tensorflow.function(lambda x: x)

for number in range(9):
    new_function()(number)
"""


def test_cells_that_are_run_again_bring_no_warning_of_tracing():
    done = in_a_new_process(TRACED_AGAIN_AND_AGAIN)
    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, "", 1)


WARNED = """
import warnings
from utils import start
start("5-2", lang="ko")
warnings.warn("pkg_resources is deprecated as an API. See its documentation.")
for module in ("keras.src.backend.jax.core", "own_code"):
    words = "Explicitly requested dtype int64 is not available"
    warnings.warn_explicit(words, UserWarning, f"{module}.py", 1, module)
"""


def test_warnings_about_the_code_of_libraries_are_not_shown():
    (shown,) = in_a_new_process(WARNED).stderr.splitlines()
    assert shown.startswith("own_code.py:1")


PLAIN_IMPORT = """
import time

begin = time.process_time()
import keras
print(time.process_time() - begin)
"""
MOST_BEYOND_KERAS = 0.15


def test_start_imports_keras_with_less_work_than_a_plain_import_and_does_little_besides(record_property):
    plain = float(in_a_new_process(PLAIN_IMPORT).stdout)
    work = json.loads(in_a_new_process(TIMED).stdout.splitlines()[-1])
    shares = {name: seconds / plain for name, seconds in work.items()}
    line = ", ".join(f"{name} {share:.2f}" for name, share in shares.items())
    record_property("measured", f"start, in shares of a plain import of keras: {line}")
    assert shares["import keras"] < 1
    assert shares["start"] < MOST_BEYOND_KERAS


STARTED_AGAIN = """
import gc
from utils import start
for _ in range(2):
    start("1-1", lang="ko")
    print(gc.isenabled(), gc.get_freeze_count())
"""


def test_only_what_was_imported_is_kept_from_being_collected():
    _, once, _, again = in_a_new_process(STARTED_AGAIN).stdout.splitlines()
    assert {once.split()[0], again.split()[0]} == {"True"}
    assert 100_000 < int(again.split()[1]) <= int(once.split()[1])


FAILS = """
import os, subprocess, sys
from utils import start
start("1-1", lang="en")
subprocess.run([sys.executable, "-c", "1 / 0"], env=os.environ | {"FORCE_COLOR": "1"})
"""


def test_a_python_that_a_lesson_starts_does_not_paint_its_errors():
    assert in_a_new_process(FAILS).stderr.endswith("\nZeroDivisionError: division by zero\n")


def test_start_sets_the_language_the_seed_and_the_style(capsys, lang):
    import keras
    import matplotlib

    def first_numbers():
        start("1-1", lang=lang)
        return keras.random.normal((3,)).numpy().tolist()

    assert first_numbers() == first_numbers()
    assert language() == lang
    assert matplotlib.rcParams["font.family"] == ["NanumGothic", "DejaVu Sans"]
    assert re.fullmatch(f"({VERSION_LINE}\n){{2}}", capsys.readouterr().out)


def test_start_provides_a_dot_program(tmp_path):
    import keras

    start("1-1", lang="en")
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    keras.utils.plot_model(model, tmp_path / "model.png")
    assert (tmp_path / "model.png").read_bytes().startswith(b"\x89PNG")


def test_solutions_are_started_without_a_record(home):
    start("1-1", lang="ko", record=False)
    store.save("1-1-a", True)
    assert not home.exists()
    start("1-1", lang="ko")
    store.save("1-1-a", True)
    assert store.solved()[0] == {"1-1-a"}


@pytest.mark.parametrize("unknown", ["9-9", "", None, 11])
def test_an_unknown_section_is_one_sentence(lang, unknown):
    with pytest.raises(CourseError) as caught:
        start(unknown, lang=lang)
    assert ("섹션" in str(caught.value)) == (lang == "ko")


@pytest.mark.parametrize("unknown", ["fr", "", None, 3])
def test_an_unknown_language_is_one_sentence(lang, unknown):
    with pytest.raises(CourseError, match='"ko"'):
        start("1-1", lang=unknown)
    assert language() == lang


def test_it_starts_where_no_temporary_file_can_be_made(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    start("1-1", lang="en")
    assert re.fullmatch(VERSION_LINE + "\n", capsys.readouterr().out)
