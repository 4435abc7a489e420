"""The benchmark: the recipes as published, the course's as taught, and a report that follows from what was measured."""

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date

import keras
import nbformat
import numpy as np
import pytest

from bench import comparing, files, lesson, published, report, runs
from bench.sections import run_all
from bench.training import RECIPES, Clock
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError

# --- the published recipes ---


def xception_parameters(channels: int, outputs: int) -> int:
    """Counted by hand from the description: a separable convolution has 9 weights a channel, then a 1 × 1 one."""

    def convolution(before, after, window):
        return window * before * after + after

    def separable_normalized(before, after):
        return 9 * before + convolution(before, after, 1) + 4 * after

    blocks = sum(
        separable_normalized(before, after) + separable_normalized(after, after) + convolution(before, after, 1)
        for before, after in itertools.pairwise((128, 256, 512, 728))
    )
    entry = convolution(channels, 128, 9) + 4 * 128
    return entry + blocks + separable_normalized(728, 1024) + 1024 * outputs + outputs


def kinds(model) -> list[str]:
    return [type(layer).__name__ for layer in model.layers]


def test_the_published_network_for_pictures_is_the_small_xception():
    model = published.small_xception((180, 180, 3), outputs=1)
    assert model.count_params() == xception_parameters(3, 1) == 2_731_065
    assert (model.input_shape, model.output_shape) == ((None, 180, 180, 3), (None, 1))
    found = kinds(model)
    counts = {kind: found.count(kind) for kind in ("SeparableConv2D", "Conv2D", "BatchNormalization", "MaxPooling2D")}
    assert counts == {"SeparableConv2D": 7, "Conv2D": 4, "BatchNormalization": 8, "MaxPooling2D": 3}
    assert [layer.rate for layer in model.layers if isinstance(layer, keras.layers.Dropout)] == [0.25]
    assert [layer.momentum for layer in model.layers if isinstance(layer, keras.layers.BatchNormalization)] == [
        0.99
    ] * 8
    assert published.small_xception((28, 28, 3), outputs=10).count_params() == xception_parameters(3, 10)
    assert (published.PICTURE_EPOCHS, published.PICTURE_BATCH) == (25, 128)


def test_the_published_network_for_text_is_the_one_dimensional_convnet():
    model = published.convnet()
    # The number that keras.io's network has in every printed summary of it.
    assert model.count_params() == 2_806_273
    assert kinds(model)[1:] == [
        *("Embedding", "Dropout", "Conv1D", "Conv1D", "GlobalMaxPooling1D", "Dense", "Dropout", "Dense")
    ]
    assert [(conv.filters, conv.kernel_size, conv.strides) for conv in model.layers[3:5]] == [(128, (7,), (3,))] * 2
    assert (published.TEXT_EPOCHS, published.TEXT_BATCH, published.SEQUENCE_LENGTH) == (3, 32, 500)


def test_every_recipe_that_is_run_can_be_trained():
    assert {task: tuple(recipes) for task, recipes in RECIPES.items()} == runs.RECIPES


# --- the same files for all ---


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """A folder like the course's, with four pictures a class."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("pictures")
    for (label, name), split in itertools.product(enumerate(files.image_folders.CLASS_FOLDERS), ("train", "test")):
        (folder / split / name).mkdir(parents=True)
        for number in range(4):
            Image.new("L", (28, 28), 20 * label + number).save(folder / split / name / f"{number}.png")
    return folder


def test_both_recipes_train_and_validate_on_the_same_files(pictures):
    ours = files.pictures(pictures, seed=2, batch_size=None, color_mode="grayscale")
    theirs = files.pictures(pictures, seed=2, batch_size=8, color_mode="rgb")
    for one, other in zip(ours, theirs, strict=True):
        assert set(one.file_paths) == set(other.file_paths)
    train, val, test = (set(part.file_paths) for part in ours)
    assert (len(train), len(val), len(test)) == (32, 8, 40) and not train & val
    another = files.pictures(pictures, seed=3, batch_size=None, color_mode="grayscale")
    assert set(another[1].file_paths) != val


def test_label_1_is_a_positive_text_everywhere(tmp_path):
    for split, name, number in itertools.product(("train", "test"), ("neg", "pos"), range(5)):
        file = tmp_path / split / name / f"{number}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{name} {number}")
    for part in files.texts(tmp_path, seed=1, batch_size=4):
        texts, labels = files.arrays(part)
        assert [text.startswith(b"pos") for text in texts] == [label == 1 for label in labels]


# --- the course's recipes, read from the sections ---


@pytest.fixture
def cells(monkeypatch, tmp_path):
    """A function that gives section 6-1 another source."""

    def write(text: str):
        source = tmp_path / "6-1_source.py"
        source.write_text(text)
        monkeypatch.setattr(
            lesson, "read_source", lambda section: lesson_cells(source.read_text()) if section.id == "6-1" else []
        )
        lesson._statements.cache_clear()

    yield write
    lesson._statements.cache_clear()


def lesson_cells(text: str) -> list:
    import jupytext

    return jupytext.reads(text, fmt="py:percent").cells


STAND_IN = """
# %%
import math
import shutil

print("not run")
x = 1 / 0

# %%
EPOCHS, BATCH = 12, 64

def half(number):
    x = number / 2
    return x

# %% tags=["solution"] exercise="6-1-a"
def area(radius):
    return 0

# %%
def area(radius):
    return math.pi * half(radius * 2) ** 2

chosen = area(3, epochs=EPOCHS and 4) if False else None
fitted = area(1, seed=1, learning_rate=0.015)
"""


def test_only_what_is_asked_for_and_what_it_needs_is_taken_from_a_lesson(cells):
    cells(STAND_IN)
    code = lesson.code_of("6-1", ["area", "BATCH"])
    names = {}
    exec(code, names)
    assert names["area"](1) == pytest.approx(3.14159, abs=1e-4) and names["BATCH"] == 64
    assert "shutil" not in code and "print" not in code and "1 / 0" not in code


def test_a_name_that_is_given_is_not_taken(cells):
    cells(STAND_IN)
    assert "def half" not in lesson.code_of("6-1", ["area"], given=["half"])


def test_the_settings_of_a_call_are_read(cells):
    cells(STAND_IN)
    assert lesson.settings_of("6-1", "fitted") == {"seed": 1, "learning_rate": 0.015}
    with pytest.raises(CourseError, match="6-1: chosen is no call"):
        lesson.settings_of("6-1", "chosen")


def test_a_missing_name_is_named(cells):
    cells(STAND_IN)
    with pytest.raises(CourseError, match="6-1 defines small_xception nowhere"):
        lesson.code_of("6-1", ["small_xception"])
    cells("# %%\ndef area(radius):\n    return helper(radius)\n")
    with pytest.raises(CourseError, match="6-1 defines helper nowhere"):
        lesson.code_of("6-1", ["area"])


def test_a_name_with_two_meanings_is_named(cells):
    cells("# %%\nBATCH = 64\n# %%\nBATCH = 32\n")
    with pytest.raises(CourseError, match="6-1 defines BATCH more than once"):
        lesson.code_of("6-1", ["BATCH"])


def test_section_6_1_defines_the_recipe_for_pictures():
    names = {}
    exec(lesson.recipe("pictures"), names)
    model = names["small_xception"]()
    assert (model.input_shape, model.output_shape) == ((None, 28, 28, 1), (None, 10))
    assert model.count_params() < 100_000
    names["compiled"](model, steps=100)
    assert model.optimizer is not None and names["EPOCHS"] > 1


def test_section_6_2_defines_the_recipe_for_text():
    names = {}
    exec(lesson.recipe("text"), names)
    assert names["linear"]().input_shape == (None, names["words"].get_config()["max_tokens"])
    assert set(names["settings_of_chosen"]) == {"seed", "learning_rate", "epochs"}


# --- one training ---


def test_the_clock_notes_every_epoch_and_keeps_the_best_weights(capsys):
    clock = Clock()
    clock.set_params({"epochs": 3})
    clock.set_model(keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)]))
    clock.start()
    for epoch, accuracy in enumerate((0.5, 0.8, 0.7)):
        clock.model.set_weights([np.array([[accuracy]])])
        clock.on_epoch_end(epoch, {"val_accuracy": accuracy})
    seconds, accuracies = zip(*clock.points, strict=True)
    assert accuracies == (0.5, 0.8, 0.7) and 0 < seconds[0] < seconds[2]
    assert clock.best_weights[0].item() == pytest.approx(0.8)
    assert capsys.readouterr().out.splitlines()[-1] == "epoch 3 of 3"


# --- storage ---

CHILD = """
import json, sys, pathlib
print("epoch 1 of 1", flush=True)
place = pathlib.Path("{count}")
place.write_text(place.read_text() + "x" if place.exists() else "x")
{then}
pathlib.Path(sys.argv[-1]).write_text(json.dumps({{"seconds": 1}}))
"""


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """A function that makes a run with a tiny process; `.count` says how many of them have begun."""
    (tmp_path / "tiny").mkdir()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    count = tmp_path / "count"

    def make(name="tiny", code="", then=""):
        (tmp_path / f"{name}.py").write_text(CHILD.format(count=count, then=then))
        return runs.Run(name, (name,), code)

    make.count = lambda: len(count.read_text()) if count.exists() else 0
    return make


def test_a_result_is_kept_and_told_on_the_way(tiny, tmp_path):
    run, told = tiny(), []
    assert run.result(tmp_path) is None
    assert runs.measure(run, tmp_path, told.append) == {"seconds": 1} == run.result(tmp_path)
    assert told == ["epoch 1 of 1"]


def test_a_stale_result_is_not_used(tiny, tmp_path, monkeypatch):
    runs.measure(tiny(), tmp_path)
    assert tiny().result(tmp_path) is not None
    assert tiny(code="changed").result(tmp_path) is None
    monkeypatch.setattr(runs, "versions", lambda: {"Keras": "4.0"})
    assert tiny().result(tmp_path) is None


def test_what_a_killed_run_left_is_no_code_of_the_course(tmp_path, monkeypatch):
    course = tmp_path / "artifacts" / "course"
    monkeypatch.setattr(runs, "COURSE_FOLDER", course)
    for file in ("utils/data.py", "bench/artifacts/any-way-1/made_by_autograph.py", "tests/artifacts/made.py"):
        (course / file).parent.mkdir(parents=True)
        (course / file).write_text(f"# {file}\n")
    assert runs.code_of_the_course() == "# utils/data.py\n"


def test_a_failed_process_says_why_and_leaves_no_result(tiny, tmp_path):
    run = tiny(then="raise ValueError('no such layer')")
    with pytest.raises(CourseError, match=r"tiny failed:(.|\n)*no such layer"):
        runs.measure(run, tmp_path)
    assert run.result(tmp_path) is None


def test_a_stopped_benchmark_goes_on_where_it_was(tiny, tmp_path, monkeypatch):
    from bench import __main__ as main

    monkeypatch.setattr(main, "prepare", lambda folder: None)
    first, killed, last = tiny("one"), tiny("two", then="sys.exit(3)"), tiny("three")
    with pytest.raises(CourseError, match="two failed"):
        main.measure_all([first, killed, last], tmp_path)
    assert tiny.count() == 2
    main.measure_all([first, tiny("two"), last], tmp_path)
    assert tiny.count() == 4
    main.measure_all([first, tiny("two"), last], tmp_path)
    assert tiny.count() == 4


def test_ctrl_c_says_how_to_go_on(monkeypatch, capsys):
    from bench import __main__ as main

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(main, "measure_all", stop)
    monkeypatch.setattr(sys, "argv", ["bench", "--quick"])
    assert main.main() == 130
    assert "`make bench QUICK=1` goes on from here" in capsys.readouterr().err


def test_a_child_ends_when_its_parent_is_killed(tmp_path):
    parent = """
import subprocess, sys
child = "import time; from bench.machine import end_with_the_parent; end_with_the_parent(); time.sleep(60)"
process = subprocess.Popen([sys.executable, "-c", child], stdin=subprocess.PIPE)
print(process.pid, flush=True)
process.wait()
"""
    with subprocess.Popen(
        [sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True, cwd=COURSE_FOLDER
    ) as killed:
        child = int(killed.stdout.readline())
        killed.send_signal(signal.SIGKILL)
    assert ends(child)


def ends(process: int) -> bool:
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if not still_runs(process):
            return True
        time.sleep(0.1)
    return False


def still_runs(process: int) -> bool:
    """Whether it is more than an entry that nobody has asked about since its end."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True).stdout
    return bool(state.strip()) and not state.startswith("Z")


def test_published_and_course_take_turns():
    names = [run.name for run in runs.trainings() if run.name.startswith("pictures")]
    assert names == [f"pictures {recipe} {seed}" for seed in (1, 2, 3) for recipe in ("published", "course")]


# --- sections ---


def test_a_section_is_timed_in_a_kernel_of_its_own(tmp_path):
    first = "import sys\nsys.path.insert(0, " + repr(str(COURSE_FOLDER)) + ")"
    code = [first, "import time\ntime.sleep(0.3)", "1 / 0"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in code])
    nbformat.write(notebook, tmp_path / "a.ipynb")
    measured = run_all(tmp_path / "a.ipynb", may_fail=True)
    assert measured["seconds"] > 0.3 and measured["failed"] == 1
    assert 10e6 < measured["peak_memory"] < 500e6
    with pytest.raises(Exception, match="ZeroDivisionError"):
        run_all(tmp_path / "a.ipynb", may_fail=False)


# --- the report ---


def training(points, test=0.8, parameters=1000, memory=9e8) -> dict:
    measured = {"points": points, "test_accuracy": test, "test_accuracy_at_best": test + 0.01}
    return measured | {"parameters": parameters, "import_seconds": 3.0, "peak_memory": memory}


def made_up(course_best=0.89, seconds=20.0, memory=9e8) -> dict[str, dict]:
    results = {}
    for seed in (1, 2, 3):
        slow = [(100.0, 0.5), (300.0 + seed, 0.88), (400.0, 0.87)]
        results[f"pictures published {seed}"] = training(slow, test=0.86, parameters=2_740_290)
        results[f"pictures course {seed}"] = training([(2.0, 0.8), (10.0, course_best)], test=0.9, parameters=61_258)
        results[f"text published {seed}"] = training([(10.0, 0.7), (26.0, 0.76)], test=0.77)
        results[f"text published-40-words {seed}"] = training([(5.0, 0.77)], test=0.77)
        results[f"text course {seed}"] = training([(2.0, 0.761), (2.5, 0.78)], test=0.8)
    for id_ in report.sections():
        results[f"section {id_} whole"] = {"seconds": seconds, "peak_memory": memory, "failed": 0}
        results[f"section {id_} floor"] = {"seconds": seconds / 2, "peak_memory": 8e8, "failed": 1}
    return results


def page(results) -> str:
    return report.page_of(results, date(2026, 1, 2), "a picture", quick=False)


def row(text: str, begin: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.startswith(f"| {begin}"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_bars_are_judged():
    text = page(made_up())
    assert row(text, "Pictures: as good")[1:] == ["at least 30", "30.2", "yes"]
    assert row(text, "Pictures: gain")[1:] == ["at least 1 point", "+4.0 points", "yes"]
    assert row(text, "Text: as good")[1:] == ["at least 8", "13.0", "yes"]
    assert row(text, "6-1, Run All")[1:] == ["under 60 s", "20.0 s", "yes"]
    assert row(text, "all 15 sections")[1:] == ["under 360 s", "300.0 s", "yes"]
    assert row(text, "peak memory")[1:] == ["under 1200 MB", "900 MB", "yes"]
    assert "**no**" not in text and "2026-01-02" in text and "`make bench`" in text


def test_bars_that_are_missed_are_said_to_be():
    text = page(made_up(seconds=70.0, memory=1.3e9))
    assert row(text, "6-2, Run All")[2:] == ["70.0 s", "**no**"]
    assert row(text, "all 15 sections")[2:] == ["1050.0 s", "**no**"]
    assert row(text, "peak memory")[2:] == ["1300 MB", "**no**"]


def test_a_course_recipe_that_is_never_as_good_is_said_to_be():
    text = page(made_up(course_best=0.87))
    assert row(text, "Pictures: as good")[2:] == ["not reached", "**no**"]
    assert row(text, "1 | 0.880")[3:] == ["not reached", "not reached"]


def test_a_seed_that_is_never_as_good_counts_as_the_lowest():
    results = made_up()
    results["pictures course 2"]["points"] = [(2.0, 0.8)]
    pairs = comparing.pairs(results, "pictures")
    assert [pair.ratio for pair in pairs] == [pytest.approx(30.1), None, pytest.approx(30.3)]
    assert comparing.median_pair(pairs).seed == 1


def test_the_tables_hold_what_was_measured():
    text = page(made_up())
    assert row(text, "course | 61,258")[2:4] == ["0.900 (0.900–0.900)", "0.910 (0.910–0.910)"]
    assert "the course is as good 2.0, 2.0, 2.0 times sooner" in text
    assert row(text, "6-1 |")[1:] == ["20.0 s", "10.0 s", "2.0", "900"]


def test_what_was_not_measured_is_said_to_be():
    results = {name: result for name, result in made_up().items() if name.startswith("text") or "1-1" in name}
    text = page(results)
    assert row(text, "Pictures: as good")[2:] == ["", "not measured"]
    assert row(text, "all 15 sections")[2:] == ["", "not measured"]
    assert row(text, "peak memory")[2:] == ["", "not measured"]


def test_the_report_is_written_from_the_stored_results(tmp_path):
    measured = [runs.Run(name, ("a", "b"), "code") for name in made_up()]
    for run in measured:
        run.file(tmp_path).write_text(json.dumps(made_up()[run.name]))
    file = report.write_report(measured, tmp_path, tmp_path / "out", quick=True)
    text = file.read_text(encoding="utf-8")
    assert "the numbers mean nothing" in text and "`make bench QUICK=1`" in text
    assert "the course's reaches it after 10.0 s" in text
    assert (tmp_path / "out" / "results.png").stat().st_size > 5000
