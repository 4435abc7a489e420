"""The callback LiveCurves: what it draws, where it stays quiet, what it survives, and what it costs."""

import ast
import json
import math
import sys
import textwrap
import warnings
from base64 import b64decode
from functools import partial

import keras
import matplotlib
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from tests.support.hanging import SECONDS_UNTIL_IT_HANGS
from tests.support.new_process import in_a_new_process
from tests.support.timing import against_an_empty_plot
from utils import live_curves, plots
from utils.core.paths import COURSE_FOLDER
from utils.live_curves import SECONDS_AT_ONCE, SHARE_OF_TIME, LiveCurves, curves_of, describe, draw, panels
from utils.plots import set_style

NAN, INFINITE = float("nan"), float("inf")
X = np.random.default_rng(0).random((32, 4), dtype="float32")
Y = X.sum(axis=1)
EPOCHS, MOST_AGAINST_AN_EMPTY_PLOT = 20, 2.5


@pytest.fixture(autouse=True)
def strict():
    """A missing glyph, or a warning of Matplotlib's about its layout, is an error; no figure stays open in pyplot."""
    plt.close("all")
    with warnings.catch_warnings(), matplotlib.rc_context():
        warnings.filterwarnings("error", module="matplotlib")
        warnings.filterwarnings("error", message="Glyph .* missing")
        set_style()
        yield
    assert plt.get_fignums() == []


class Notebook:
    """Stands for a notebook: keeps what was displayed, and each later picture in its place."""

    def __init__(self):
        self.cells: list[list[dict]] = []
        self.options: list[dict] = []

    def display(self, shown, **options):
        self.cells.append([shown])
        self.options.append(options)
        return self

    def update(self, shown, **options):
        self.cells[-1].append(shown)
        self.options.append(options)


@pytest.fixture
def notebook(monkeypatch) -> Notebook:
    notebook = Notebook()
    monkeypatch.setattr(live_curves, "_display_of_a_notebook", lambda: notebook.display)
    return notebook


@pytest.fixture
def every_epoch(monkeypatch):
    """Draw however long it takes."""
    monkeypatch.setattr(live_curves, "SECONDS_AT_ONCE", INFINITE)


def small_model(metrics=("mae",)) -> keras.Model:
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse", metrics=list(metrics))
    return model


def fit(model, callback, **options):
    return model.fit(X, Y, callbacks=[callback], verbose=0, **options)


def lead(callback, logs: list[dict], first: int = 0, end: bool = True) -> None:
    """Call a callback as `fit` does in a run with these logs."""
    callback.on_train_begin()
    for epoch, log in enumerate(logs, first):
        callback.on_epoch_begin(epoch)
        callback.on_epoch_end(epoch, log)
    if end:
        callback.on_train_end()


# --- in a notebook ---


def test_a_picture_is_renewed_epoch_by_epoch(notebook, every_epoch, lang):
    callback = LiveCurves()
    history = fit(small_model(), callback, validation_split=0.25, epochs=4)
    assert len(notebook.cells) == 1 and len(notebook.cells[0]) == 4
    assert all(b64decode(shown["image/png"]).startswith(b"\x89PNG") for shown in notebook.cells[0])
    assert len({shown["image/png"] for shown in notebook.cells[0]}) == 4
    assert {name: list(values) for name, (_, values) in callback.curves.items()} == history.history
    assert all(list(epochs) == [1, 2, 3, 4] for epochs, _ in callback.curves.values())


def test_the_picture_has_its_text_for_those_who_do_not_see_it(notebook, lang):
    fit(small_model(), LiveCurves(), validation_split=0.25, epochs=3)
    shown, options = notebook.cells[0][-1], notebook.options[-1]
    assert options["metadata"]["image/png"]["alt"] == shown["text/plain"] and options["raw"]
    assert "loss" in shown["text/plain"] and "mae" in shown["text/plain"]
    assert {"ko": "검증 ≈", "en": "validation ≈"}[lang] in shown["text/plain"]


def test_the_text_of_the_first_picture_differs_from_the_last_in_numbers_only(notebook, every_epoch):
    fit(small_model(), LiveCurves(), validation_split=0.25, epochs=3)
    texts = [shown["text/plain"] for shown in notebook.cells[0]]
    without_numbers = {" ".join(word for word in text.split() if not word[0].isdigit()) for text in texts}
    assert len(set(texts)) == 3 and len(without_numbers) == 1


def test_the_last_epoch_is_drawn_however_short_epochs_are(notebook, monkeypatch):
    monkeypatch.setattr(live_curves, "SHARE_OF_TIME", 0)
    callback = LiveCurves()
    lead(callback, [{"loss": 1 / (epoch + 1)} for epoch in range(500)])
    assert len(notebook.cells[0]) < 10
    assert notebook.cells[0][-1]["text/plain"].endswith("0.002")


def test_a_run_that_is_interrupted_leaves_its_last_picture(notebook, every_epoch):
    class Stop(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            if epoch == 2:
                raise KeyboardInterrupt

    callback, model = LiveCurves(), small_model()
    with pytest.raises(KeyboardInterrupt):
        model.fit(X, Y, epochs=9, callbacks=[callback, Stop()], verbose=0)
    assert len(notebook.cells[0]) == 3
    fit(model, callback, initial_epoch=3, epochs=5)
    assert list(callback.curves["loss"][0]) == [1, 2, 3, 4, 5] and len(notebook.cells) == 2


def test_a_second_fit_draws_anew_and_one_with_initial_epoch_goes_on(notebook):
    callback, model = LiveCurves(), small_model()
    fit(model, callback, epochs=3)
    again = fit(model, callback, epochs=2)
    assert list(callback.curves["loss"][1]) == again.history["loss"]
    fit(model, callback, initial_epoch=2, epochs=4)
    assert list(callback.curves["loss"][0]) == [1, 2, 3, 4]
    assert list(callback.curves["loss"][1])[:2] == again.history["loss"]
    fit(model, callback, initial_epoch=1, epochs=2)
    assert list(callback.curves["loss"][0]) == [1, 2], "epoch 2 was trained anew, so what came after it is gone"
    assert len(notebook.cells) == 4, "each fit draws below its own cell"


# --- what it is given ---


@pytest.mark.parametrize(
    ("logs", "named"),
    [
        ([{"loss": 1.0}], ["loss"]),
        ([{"loss": NAN}, {"loss": NAN}], ["loss"]),
        ([{"loss": 1.0, "val_loss": 2.0}, {"loss": NAN, "val_loss": INFINITE}], ["loss"]),
        ([{"accuracy": 0.1, "loss": 1.0}, {"accuracy": 0.2, "loss": 0.5, "late": 3.0}], ["loss", "accuracy", "late"]),
        ([{"loss": 1.0}, {"loss": 0.5, "val_loss": 0.6}, {"loss": 0.4}], ["loss"]),
        ([{"val_loss": 1.0}], ["loss"]),
        ([{"loss": np.float32(1), "note": "text", "more": [1, 2], "nothing": None}], ["loss"]),
        ([{"loss": 1e-30}, {"loss": 1e30}], ["loss"]),
        ([{f"output_{n}_loss": float(n) for n in range(8)}], [f"output_{n}_loss" for n in range(8)]),
        ([{"loss": 0.0, "val_loss": 0.0}] * 3, ["loss"]),
    ],
)
def test_any_logs_are_drawn(notebook, every_epoch, lang, logs, named):
    callback = LiveCurves()
    lead(callback, logs)
    assert panels(callback.curves) == named
    assert len(notebook.cells[0]) == len(logs)


@pytest.mark.parametrize("logs", [[], [{}], [None], [{}, {"note": "text"}]])
def test_where_nothing_is_measured_nothing_is_shown(notebook, logs):
    lead(LiveCurves(), logs)
    assert notebook.cells == []


def test_without_validation_and_metrics_there_is_one_line(notebook):
    callback = LiveCurves()
    fit(small_model(metrics=()), callback, epochs=1)
    assert list(callback.curves) == ["loss"]
    assert len(drawn_lines(draw(callback.curves))) == 1


def test_validation_every_other_epoch_stands_at_its_epochs(notebook):
    callback = LiveCurves()
    fit(small_model(), callback, validation_split=0.25, validation_freq=2, epochs=5)
    assert callback.curves["val_loss"][0] == (2, 4) and callback.curves["loss"][0] == (1, 2, 3, 4, 5)


def test_a_callback_before_it_may_add_the_learning_rate(notebook):
    callback = LiveCurves()
    scheduler = keras.callbacks.LearningRateScheduler(lambda epoch: 0.1 / (epoch + 1))
    small_model().fit(X, Y, epochs=3, callbacks=[scheduler, callback], verbose=0)
    assert callback.curves["learning_rate"][1] == pytest.approx((0.1, 0.05, 0.1 / 3))


# --- the picture ---


def drawn_lines(figure, panel: int = 0) -> list:
    return [line for line in figure.axes[panel].lines if len(line.get_xdata())]


def labels(figure, panel: int = 0) -> list[str]:
    return [text.get_text() for text in figure.axes[panel].texts]


def test_training_is_blue_validation_orange_and_both_are_labelled(lang):
    figure = draw(curves_of({"loss": [1.0, 0.5], "val_loss": [1.0, 0.75]}))
    assert [line.get_color() for line in drawn_lines(figure)] == [plots.TRAINING, plots.VALIDATION]
    assert labels(figure) == {"ko": ["학습 0.5", "검증 0.75"], "en": ["training 0.5", "validation 0.75"]}[lang]
    assert figure.axes[0].get_title(loc="left") == "loss"
    assert figure.axes[0].get_xlabel() == {"ko": "에포크", "en": "epoch"}[lang]


def test_labels_of_lines_that_end_together_do_not_overlap():
    figure = draw(curves_of({"loss": [1.0, 0.5], "val_loss": [1.0, 0.5001]}))
    figure.canvas.draw()
    lower, upper = sorted((text.get_window_extent() for text in figure.axes[0].texts), key=lambda box: box.y0)
    assert lower.y1 <= upper.y0 + 1


def test_labels_stay_inside_the_picture():
    figure = draw(curves_of({"loss": [1.0, 0.123456], "val_loss": [1.0, 123456.0]}))
    figure.canvas.draw()
    width, height = figure.canvas.get_width_height()
    for text in figure.axes[0].texts:
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height, text.get_text()


def test_a_loss_that_became_nan_keeps_its_epochs_and_says_so():
    figure = draw(curves_of({"loss": [1.0, 0.5, NAN, NAN, NAN]}))
    assert figure.axes[0].get_xlim()[1] >= 5
    assert labels(figure)[0].endswith("nan")
    assert "nan" in describe(curves_of({"loss": [1.0, NAN]}))


def test_earlier_runs_are_grey_and_have_no_label():
    figure = draw(curves_of({"loss": [1.0, 0.5]}), earlier=[curves_of({"loss": [2.0, 1.0], "mae": [1.0, 1.0]})])
    assert [line.get_color() for line in drawn_lines(figure)] == [plots.FADED, live_curves.TRAINING]
    assert len(labels(figure)) == 1 and len(figure.axes) == 1


def test_epochs_are_whole_numbers():
    figure = draw(curves_of({"loss": [1.0, 0.5]}))
    figure.canvas.draw()
    shown = [label.get_text() for label in figure.axes[0].get_xticklabels() if label.get_text()]
    assert shown and all(text.isdigit() for text in shown)


# --- without a notebook, and in a real one ---


def test_in_a_plain_terminal_it_is_quiet():
    code = """
        import keras, numpy as np
        from utils import live_curves
        from utils.live_curves import LiveCurves
        live_curves.draw = lambda *_: print("drawn")
        model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
        model.compile("sgd", "mse")
        callback = LiveCurves()
        model.fit(np.ones((8, 4)), np.ones(8), epochs=3, callbacks=[callback], verbose=0)
        print(len(callback.curves["loss"][1]))
    """
    ran = in_a_new_process(textwrap.dedent(code))
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == "3\n"


def test_without_ipython_it_is_quiet(monkeypatch):
    monkeypatch.setitem(sys.modules, "IPython", None)
    callback = LiveCurves()
    lead(callback, [{"loss": 1.0}])
    assert list(callback.curves["loss"][1]) == [1.0]


def test_in_a_real_kernel_one_picture_remains_below_the_cell():
    code = """
        import keras, numpy as np
        from utils.live_curves import LiveCurves
        from utils.plots import set_style
        set_style()
        model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
        model.compile("sgd", "mse", metrics=["mae"])
        history = model.fit(np.ones((8, 4)), np.ones(8), epochs=4, callbacks=[LiveCurves()], verbose=0)
    """
    cells = [nbformat.v4.new_code_cell(textwrap.dedent(code)), nbformat.v4.new_code_cell("import matplotlib")]
    notebook = nbformat.v4.new_notebook(cells=cells)
    client = NotebookClient(
        notebook, timeout=SECONDS_UNTIL_IT_HANGS, resources={"metadata": {"path": str(COURSE_FOLDER)}}
    )
    client.execute()
    shown = [output for output in notebook.cells[0].outputs if output.output_type == "display_data"]
    assert len(shown) == 1 and notebook.cells[1].outputs == []
    assert shown[0].data["text/plain"] == shown[0].metadata["image/png"]["alt"]
    assert b64decode(shown[0].data["image/png"]).startswith(b"\x89PNG")
    assert "widget" not in json.dumps(notebook)


def test_it_needs_nothing_of_the_course_but_its_core():
    utils = COURSE_FOLDER / "utils"
    # What the start of a lesson needs is not part of what is taken along.
    for file in (utils / "live_curves.py", *sorted(set((utils / "core").glob("*.py")) - {utils / "core" / "start.py"})):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        of_the_course = {name for name in imported if name.partition(".")[0] == "utils"}
        assert all(name.startswith("utils.core.") for name in of_the_course), file


# --- what it costs ---


def test_drawing_waits_until_it_has_the_time(notebook, monkeypatch):
    """With a clock of its own: epochs of .1 s, drawings of .05 s."""
    clock = {"now": 0.0}
    monkeypatch.setattr(live_curves.time, "perf_counter", lambda: clock["now"])

    def slow_draw(curves):
        clock["now"] += 0.05
        return real_draw(curves)

    real_draw = live_curves.draw
    monkeypatch.setattr(live_curves, "draw", slow_draw)
    callback = LiveCurves()
    callback.on_train_begin()
    for epoch in range(200):
        callback.on_epoch_begin(epoch)
        clock["now"] += 0.1
        callback.on_epoch_end(epoch, {"loss": 1.0})
    callback.on_train_end()
    times = len(notebook.cells[0])
    assert callback.seconds == pytest.approx(0.05 * times)
    assert callback.seconds <= SECONDS_AT_ONCE + SHARE_OF_TIME * clock["now"] + 2 * 0.05
    assert times >= SHARE_OF_TIME * 20 / 0.05, "and it uses the time that it has"


def test_a_drawing_takes_about_as_long_as_a_plot_of_two_panels(notebook, every_epoch, record_property):
    """The rule above says how much of a training all drawings together may take."""
    callback = LiveCurves()
    logs = [
        {"accuracy": 1 - 1 / n, "loss": math.exp(-n / 9), "val_accuracy": 0.9 - 1 / n, "val_loss": math.exp(-n / 20)}
        for n in range(1, EPOCHS + 1)
    ]
    callback.on_train_begin()

    def end_an_epoch(epoch: int):
        callback.on_epoch_begin(epoch)
        callback.on_epoch_end(epoch, logs[epoch])

    ratio = against_an_empty_plot(partial(end_an_epoch, epoch) for epoch in range(EPOCHS))
    callback.on_train_end()
    assert len(notebook.cells[0]) == EPOCHS
    record_property("measured", f"LiveCurves: a drawing takes {ratio:.2f} times an empty plot")
    assert ratio < MOST_AGAINST_AN_EMPTY_PLOT
