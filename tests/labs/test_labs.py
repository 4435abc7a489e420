import ast
import re
import warnings
from base64 import b64decode
from functools import cache
from threading import Event

import keras
import pytest

from tests.support.keras_code import recipe, run_code
from tests.support.timing import MOST_AGAINST_AN_EMPTY_PLOT, draw_an_empty_plot, work_of
from tests.support.touches import parts
from utils.core.display import Interactive
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError, set_language
from utils.doctor.dot import provide_dot
from utils.labs import LABS, lab
from utils.labs.runs import Run
from utils.plots import set_style

LABS_FOLDER = COURSE_FOLDER / "utils" / "labs"


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
    elif "image/svg+xml" in data:
        assert data["image/svg+xml"].startswith("<svg") and data["text/plain"] == metadata["image/svg+xml"]["alt"]
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


def test_no_lab_speaks_of_light_and_dark_which_a_theme_exchanges():
    said = [
        words
        for file in LABS_FOLDER.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text"
        for words in (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
        if isinstance(words, str)
    ]
    assert len(said) > 200
    assert not [
        words for words in said if re.search(r"\b(white|black|dark(er|est)?)\b|흰|검은|짙은|진할|어두운", words)
    ]


class TestThirtySeconds:
    def test_the_parameters_are_those_of_the_model(self):
        from utils.labs.thirty_seconds import Settings

        assert Settings(units=64).parameters == 784 * 64 + 64 + 64 * 10 + 10
        assert [Settings(batch_size=size).steps for size in (8, 32, 512)] == [250, 63, 4]

    def test_a_run_learns_and_tells_after_each_epoch(self):
        heard = trained_for_thirty_seconds(epochs=3)
        assert [len(run.logs) for run in heard] == [1, 2, 3] and heard[-1].finished
        history = heard[-1].history
        for quantity in ("accuracy", "val_accuracy"):
            assert 0.6 < history[quantity][-1] <= 1 and history[quantity][0] < history[quantity][-1]

    def test_the_same_settings_give_the_same_run(self):
        keras.utils.set_random_seed(0)
        first, again = (trained_for_thirty_seconds(epochs=1)[-1].logs for _ in range(2))
        assert first == again

    def test_moved_sliders_say_that_the_picture_shows_another_run(self, lang):
        from utils.labs.thirty_seconds import ThirtySecondLab

        opened = ThirtySecondLab()
        warning = {"ko": "조절기는 1번 실행의 설정이 아닙니다", "en": "The controls are not those of run 1"}[lang]
        assert warning not in opened.words.value
        opened.units.value = 4
        assert warning in opened.words.value and warning in opened.picture.value
        opened.kept.buttons[0].click()
        assert opened.units.value == 64 and warning not in opened.words.value

    def test_the_button_trains_with_what_the_sliders_say(self, lang):
        from utils.labs.thirty_seconds import Settings, ThirtySecondLab

        opened = ThirtySecondLab()
        before = opened.picture.value
        opened.units.value, opened.epochs.value = 16, 1
        assert f"{784 * 16 + 16 + 16 * 10 + 10:,}" in opened.words.value
        opened.trainer.start_button.click()
        opened.trainer.wait()
        assert [run.settings for run in opened.kept.shelf.runs] == [Settings(), Settings(units=16, epochs=1)]
        assert opened.picture.value != before and not opened.trainer.start_button.disabled

    def test_the_code_trains_as_the_lab_does(self):
        from utils.labs.thirty_seconds import Settings, _network, in_keras

        settings = {"units": 16, "epochs": 2, "batch_size": 64, "learning_rate": 0.1}
        ran = run_code(in_keras(Settings(**settings)))
        assert recipe(ran["model"]) == recipe(_network(Settings(**settings)))
        assert (ran["history"].params["epochs"], ran["history"].params["steps"]) == (2, Settings(**settings).steps)
        shown = trained_for_thirty_seconds(**settings)[-1].history
        assert {name: pytest.approx(values, abs=0.15) for name, values in shown.items() if "acc" in name} == {
            name: values for name, values in ran["history"].history.items() if "acc" in name
        }

    def test_a_run_takes_about_as_long_as_a_bare_fit_with_empty_plots(self, record_property):
        from utils.labs.thirty_seconds import Settings, ThirtySecondLab, in_keras

        def fit() -> None:
            run_code(in_keras(Settings()))
            for _ in range(Settings.epochs):
                draw_an_empty_plot()

        opened = ThirtySecondLab()
        runs = [lambda: opened.train(Event()), fit]
        for run in runs:
            run()
        lab_run, bare = (min(work_of(run) for _ in range(3)) for run in runs)
        record_property(
            "measured", f"30-second lab: a run takes {lab_run / bare:.2f} times a bare fit with empty plots"
        )
        assert lab_run < MOST_AGAINST_AN_EMPTY_PLOT * bare


def trained_for_thirty_seconds(**settings) -> list[Run]:
    """A run of the 30-second lab after each of its epochs."""
    from utils.labs.thirty_seconds import Settings, train

    heard: list[Run] = []
    train(Run(1, Settings(**settings), Settings(**settings).epochs), heard.append, Event())
    return heard
