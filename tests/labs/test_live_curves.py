"""The lab "Live curves": sliders answer in words without training, the button trains, earlier runs stay in grey."""

from dataclasses import replace
from threading import Event

import keras
import pytest

from utils.core.palette import FADED
from utils.core.text import set_language
from utils.labs import lab, live_curves
from utils.labs.live_curves import EPOCHS, LiveCurvesLab, Run, Settings, describe_run, describe_settings, draw, train
from utils.plots import set_style

KEYS = ["accuracy", "loss", "val_accuracy", "val_loss"]


@pytest.fixture(scope="module")
def opened() -> LiveCurvesLab:
    set_style()
    set_language("ko")
    return LiveCurvesLab()


def trained(**settings) -> Run:
    heard = []
    train(Settings(**settings), heard.append, Event())
    return heard[-1]


def finished(accuracy: float, val_accuracy: float, **settings) -> Run:
    log = {"accuracy": accuracy, "val_accuracy": val_accuracy, "loss": 1.0, "val_loss": 1.0}
    return Run(Settings(**settings), (log,) * EPOCHS)


def test_it_opens_with_a_run_that_overfits(opened):
    assert len(opened.runs) == 1
    assert opened.runs[0].gap > 0.1
    assert "과적합" in opened.words.value and opened.picture.value


def test_the_parameters_are_those_of_the_model(monkeypatch):
    counted = []
    monkeypatch.setattr(keras.Sequential, "fit", lambda self, *args, **options: counted.append(self.count_params()))
    train(Settings(units=16), lambda run: None, Event())
    assert counted == [Settings(units=16).parameters]


def test_each_slider_is_answered_in_words_without_training(opened, monkeypatch):
    monkeypatch.setattr(live_curves, "train", lambda *_: pytest.fail("a slider trains"))
    runs, picture, start = len(opened.runs), opened.picture.value, opened.settings
    seen = [opened.about_settings.value]
    for slider, value in ((opened.units, 16), (opened.dropout, 0.4), (opened.pictures, 3_000)):
        slider.value = value
        seen.append(opened.about_settings.value)
    assert len(set(seen)) == len(seen)
    assert f"{Settings(units=16).parameters:,}" in seen[-1] and "3,000" in seen[-1]
    opened.units.value, opened.dropout.value, opened.pictures.value = start.units, start.dropout, start.pictures
    assert (len(opened.runs), opened.picture.value) == (runs, picture)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Settings(4, 0.0, 3_000), "1 parameters for each picture"),
        (Settings(128, 0.0, 100), "1,018 parameters for each picture"),
        (Settings(128, 0.4, 300), "51 of the 128 units are off"),
    ],
)
def test_the_words_say_how_large_it_is(settings, words):
    said = describe_settings(settings)
    assert words in said.en
    assert any("가" <= letter <= "힣" for letter in said.ko)
    assert ("off" in said.en) == (settings.dropout > 0)


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (finished(0.99, 0.75), "overfitting"),
        (finished(0.86, 0.84), "holds for new pictures"),
        (finished(0.40, 0.39), "not learned enough"),
        (finished(0.78, 0.82, dropout=0.6), "dropout turns units off"),
    ],
)
def test_the_gap_is_put_into_words(run, words):
    said = describe_run(run)
    assert words in said.en and f"{run.gap:.2f}" in said.en
    assert any("가" <= letter <= "힣" for letter in said.ko)


def test_a_run_grows_epoch_by_epoch():
    heard = []
    train(Settings(pictures=100), heard.append, Event())
    lengths = [[len(run.history[key]) for key in KEYS] for run in heard]
    assert lengths == [[epoch] * 4 for epoch in range(1, EPOCHS + 1)]


def test_more_pictures_and_dropout_narrow_the_gap(opened):
    overfitted = opened.runs[0].gap
    assert trained(pictures=3_000).gap < overfitted - 0.05
    assert trained(dropout=0.6).gap < overfitted - 0.05


def test_the_button_trains_and_earlier_runs_stay_in_grey(opened):
    pictures, before, words = [], opened.picture.value, opened.words.value
    opened.picture.observe(lambda change: pictures.append(change["new"]), names="value")
    opened.units.value, opened.pictures.value = 4, 100
    opened.trainer.start_button.click()
    opened.trainer.wait()
    assert opened.runs[-1].settings == Settings(4, 0.0, 100) and not opened.trainer.start_button.disabled
    assert len(pictures) == EPOCHS and opened.picture.value != before and opened.words.value != words
    lines = [line for axes in draw(opened.runs).axes for line in axes.lines]
    grey = [line for line in lines if line.get_color() == FADED]
    assert len(grey) == len(lines) / 2 > 0


def test_what_is_told_before_the_last_epoch_says_so():
    run = finished(0.99, 0.75)
    assert describe_run(replace(run, logs=run.logs[:4])).en.startswith(f"Epoch 4 of {EPOCHS}. ")
    assert "Epoch" not in describe_run(run).en and "에포크" not in describe_run(run).ko


def test_opening_it_shows_the_start(lang):
    shown = lab("live curves")
    assert "≈" in repr(shown)
    assert shown._repr_mimebundle_()[0]["image/png"]
