import time
import warnings
from base64 import b64decode

import ipywidgets as widgets
import pytest

from utils.dot_program import provide_dot
from utils.labs import LABS, lab
from utils.messages import CourseError
from utils.plots import FADED, set_style


@pytest.fixture(autouse=True)
def as_after_start():
    """The style and the `dot` program that `start` provides; a missing glyph is an error."""
    provide_dot()
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        set_style()
        yield


@pytest.mark.parametrize("unknown", ["60 seconds", "", None, 30, ["30 seconds"]])
def test_an_unknown_lab_is_answered_with_those_there_are(lang, unknown):
    with pytest.raises(CourseError, match="30 seconds") as caught:
        lab(unknown)
    assert ("실험실" in str(caught.value)) == (lang == "ko")


@pytest.mark.parametrize("name", LABS)
def test_each_lab_has_a_picture_or_html_and_a_text_for_where_no_kernel_runs(lang, name):
    data, metadata = lab(name)._repr_mimebundle_()
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
    modules = {part._view_module for part in parts(lab(name).widget)}
    assert modules <= standard | ({"anywidget"} if name == "draw it" else set())


def parts(widget: widgets.Widget) -> list[widgets.Widget]:
    """A widget and all that it holds."""
    return [widget, *(part for child in getattr(widget, "children", ()) for part in parts(child))]


class TestThirtySeconds:
    def test_the_parameters_are_those_of_the_model(self):
        from utils.labs.thirty_seconds import Settings

        assert Settings(units=64).parameters == 784 * 64 + 64 + 64 * 10 + 10
        assert [Settings(batch_size=size).steps for size in (8, 32, 512)] == [250, 63, 4]

    def test_a_run_learns_and_tells_after_each_epoch(self):
        from utils.labs.thirty_seconds import Run, Settings, train

        run, heard = Run(Settings(epochs=3)), []
        train(run, lambda: heard.append(len(run.accuracy)))
        assert heard == [1, 2, 3, 4]
        assert run.accuracy[0] < 0.35 < 0.6 < run.accuracy[-1] <= 1

    def test_earlier_runs_stay_in_grey(self, lang):
        from utils.labs.thirty_seconds import Run, Settings, draw

        first, last = Run(Settings(epochs=2), [0.1, 0.5, 0.6]), Run(Settings(epochs=5), [0.1, 0.7])
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
        assert f"{784 * 16 + 16 + 16 * 10 + 10:,}" in opened.facts.value
        opened.button.click()
        assert [run.settings for run in opened.runs] == [Settings(), Settings(units=16, epochs=1)]
        assert opened.picture.value != before and not opened.button.disabled

    @pytest.mark.alone
    def test_the_curve_comes_quickly(self, record_property):
        from utils.labs.thirty_seconds import Run, Settings, train

        train(Run(Settings(epochs=1)), lambda: None)
        moments = []
        begin = time.perf_counter()
        train(Run(Settings()), lambda: moments.append(time.perf_counter() - begin))
        record_property("measured", f"30-second lab: first point {moments[0]:.2f} s, 5 epochs {moments[-1]:.2f} s")
        assert moments[0] < 1.5 and moments[-1] < 3
