"""The lab "Live curves": sliders answer in words without training, the button trains, earlier runs stay in grey."""

from dataclasses import replace
from threading import Event

import keras
import numpy as np
import pytest

from utils.core.palette import FADED
from utils.core.text import set_language
from utils.curve_reading import CASES, read_curves
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


def finished(accuracy: float, val_accuracy: float, loss=(1.0, 0.4), val_loss=(1.0, 0.45), **settings) -> Run:
    """A run whose losses go straight from their first value to their last."""
    losses, val_losses = np.linspace(*loss, EPOCHS), np.linspace(*val_loss, EPOCHS)
    both = {"accuracy": accuracy, "val_accuracy": val_accuracy}
    logs = [both | {"loss": float(a), "val_loss": float(b)} for a, b in zip(losses, val_losses, strict=True)]
    return Run(Settings(**settings), tuple(logs))


def test_it_opens_with_a_run_that_overfits(opened):
    assert len(opened.runs) == 1
    assert opened.runs[0].gap > 0.1 and read_curves(opened.runs[0].history) == "overfitting"
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
    ("run", "case"),
    [
        (finished(0.99, 0.75, loss=(1.0, 0.05), val_loss=(0.8, 0.9)), "overfitting"),
        (finished(0.86, 0.84), "good fit"),
        (finished(0.31, 0.24, loss=(2.3, 2.0), val_loss=(2.3, 2.0), units=4), "learning rate too small"),
        (finished(0.40, 0.39, loss=(1.7, 1.7), val_loss=(1.7, 1.7), units=4), "model too small"),
        (finished(0.10, 0.10, loss=(2.3, 2.31), val_loss=(2.3, 2.31)), "learning rate too large"),
    ],
)
def test_the_words_are_those_of_the_table(run, case):
    said = describe_run(run)
    for lang in ("ko", "en"):
        assert said[lang].count(CASES[case].name[lang]) and CASES[case].remedy[lang] in said[lang]
    assert f"{run.logs[-1]['val_accuracy']:.2f}" in said.en and "dropout turns units off" not in said.en


def test_where_dropout_puts_validation_ahead_it_says_so():
    assert "dropout turns units off" in describe_run(finished(0.78, 0.82, dropout=0.6)).en


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


def test_earlier_runs_can_be_cleared(opened):
    opened.runs = (finished(0.9, 0.8), finished(0.8, 0.7))
    opened.clear_button.click()
    assert opened.runs == (finished(0.8, 0.7),) and "0.70" in opened.words.value


def test_what_is_told_before_the_last_epoch_says_so():
    run = finished(0.99, 0.75)
    begun = describe_run(replace(run, logs=run.logs[:4])).en
    assert begun.startswith(f"Epoch 4 of {EPOCHS}. ") and "table" not in begun
    assert "Epoch" not in describe_run(run).en and "table" in describe_run(run).en


def test_opening_it_shows_the_start(lang):
    shown = lab("live curves")
    assert "≈" in repr(shown)
    assert shown._repr_mimebundle_()[0]["image/png"]
