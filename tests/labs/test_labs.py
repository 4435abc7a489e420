import warnings
from base64 import b64decode
from functools import cache
from threading import Event

import keras
import pytest

from tests.support.timing import MOST_AGAINST_AN_EMPTY_PLOT, draw_an_empty_plot, work_of
from tests.support.touches import parts
from utils.core.display import Interactive
from utils.core.figures import png
from utils.core.palette import FADED
from utils.core.text import CourseError, set_language
from utils.doctor.dot import provide_dot
from utils.labs import LABS, lab
from utils.plots import set_style

MOST_AGAINST_FIT_ALONE = 2


@pytest.fixture(autouse=True)
def as_after_start():
    """The style and the `dot` program that `start` provides; a missing glyph is an error."""
    provide_dot()
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        set_style()
        yield


@cache
def opened(name: str, lang: str) -> Interactive:
    """A lab in one language; some train while they are opened."""
    set_language(lang)
    return lab(name)


@pytest.mark.parametrize("unknown", ["60 seconds", "", None, 30, ["30 seconds"]])
def test_an_unknown_lab_is_answered_with_those_there_are(lang, unknown):
    with pytest.raises(CourseError, match="30 seconds") as caught:
        lab(unknown)
    assert ("실험실" in str(caught.value)) == (lang == "ko")


@pytest.mark.parametrize("name", LABS)
def test_each_lab_has_a_picture_or_html_and_a_text_for_where_no_kernel_runs(lang, name):
    data, metadata = opened(name, lang)._repr_mimebundle_()
    if "image/png" in data:
        assert b64decode(data["image/png"]).startswith(b"\x89PNG")
        assert data["text/plain"] == metadata["image/png"]["alt"]
    else:
        assert len(data["text/html"]) > 50
    assert any("가" <= letter <= "힣" for letter in data["text/plain"]) == (lang == "ko")
    assert "application/vnd.jupyter.widget-view+json" in data


@pytest.mark.parametrize("name", LABS)
def test_each_lab_is_made_of_widgets_that_every_notebook_program_shows(name):
    """JupyterLab, Notebook, Colab and VS Code bring these; anywidget brings its own script to all of them."""
    standard = {"@jupyter-widgets/base", "@jupyter-widgets/controls"}
    modules = {part._view_module for part in parts(opened(name, "ko").widget)}
    assert modules <= standard | ({"anywidget"} if name in ("draw it", "playground") else set())


class TestThirtySeconds:
    def test_the_parameters_are_those_of_the_model(self):
        from utils.labs.thirty_seconds import Settings

        assert Settings(units=64).parameters == 784 * 64 + 64 + 64 * 10 + 10
        assert [Settings(batch_size=size).steps for size in (8, 32, 512)] == [250, 63, 4]

    def test_a_run_learns_and_tells_after_each_epoch(self):
        from utils.labs.thirty_seconds import Settings, train

        heard = []
        train(Settings(epochs=3), heard.append, Event())
        assert [len(run.accuracy) for run in heard] == [1, 2, 3, 4]
        assert heard[-1].accuracy[:3] == heard[-2].accuracy
        assert heard[-1].accuracy[0] < 0.35 < 0.6 < heard[-1].accuracy[-1] <= 1

    def test_the_same_settings_give_the_same_run(self):
        from utils.labs.thirty_seconds import Settings, train

        keras.utils.set_random_seed(0)
        heard = []
        for _ in range(2):
            train(Settings(epochs=1), heard.append, Event())
        assert heard[1] == heard[3]

    def test_earlier_runs_stay_in_grey(self, lang):
        from utils.labs.thirty_seconds import Run, Settings, draw

        first, last = Run(Settings(epochs=2), (0.1, 0.5, 0.6)), Run(Settings(epochs=5), (0.1, 0.7))
        axes = draw([first, last]).axes[0]
        assert [line.get_color() for line in axes.lines] == [FADED, axes.lines[1].get_color()]
        assert axes.lines[1].get_color() != FADED
        assert list(axes.lines[1].get_ydata()) == [0.1, 0.7]
        assert axes.get_xlim()[1] > 5 and axes.get_ylabel()

    def test_the_button_trains_with_what_the_sliders_say(self, lang):
        from utils.labs.thirty_seconds import Settings, ThirtySecondLab

        opened = ThirtySecondLab()
        before = opened.picture.value
        opened.units.value, opened.epochs.value = 16, 1
        assert f"{784 * 16 + 16 + 16 * 10 + 10:,}" in opened.words.value
        opened.trainer.start_button.click()
        opened.trainer.wait()
        assert [run.settings for run in opened.runs] == [Settings(), Settings(units=16, epochs=1)]
        assert opened.picture.value != before and not opened.trainer.start_button.disabled

    def test_a_run_takes_about_as_long_as_a_bare_fit_with_empty_plots(self, record_property):
        from utils.labs.thirty_seconds import Settings, _data, _network, draw, train

        def fit() -> None:
            model, ((x, y), _) = _network(Settings()), _data()
            model.fit(x, y, epochs=Settings.epochs, batch_size=Settings.batch_size, verbose=0)
            for _ in range(1 + Settings.epochs):
                draw_an_empty_plot()

        runs = [lambda: train(Settings(), lambda run: png(draw([run])), Event()), fit]
        for run in runs:
            run()
        lab_run, bare = (min(work_of(run) for _ in range(3)) for run in runs)
        record_property(
            "measured", f"30-second lab: a run takes {lab_run / bare:.2f} times a bare fit with empty plots"
        )
        assert lab_run < MOST_AGAINST_AN_EMPTY_PLOT * bare
