"""The lab "Live curves": sliders answer in words without training, the button trains, runs are kept and diagnosed."""

from dataclasses import replace
from threading import Event

import keras
import numpy as np
import pytest

from tests.support.keras_code import recipe, run_code
from utils.core.text import Text, joined, set_language
from utils.curve_reading import CASES, read_curves
from utils.labs import lab, live_curves
from utils.labs.live_curves import (
    EPOCHS,
    LiveCurvesLab,
    Settings,
    _network,
    describe_settings,
    diagnose,
    in_keras,
    train,
)
from utils.labs.runs import Run
from utils.plots import set_style

KEYS = ["accuracy", "loss", "val_accuracy", "val_loss"]


@pytest.fixture(scope="module")
def opened() -> LiveCurvesLab:
    set_style()
    set_language("ko")
    return LiveCurvesLab()


def trained(**settings) -> Run:
    heard = []
    train(Run(1, Settings(**settings), EPOCHS), heard.append, Event())
    return heard[-1]


def gap(run: Run) -> float:
    """How much higher the accuracy is in training than in validation, after the last epoch."""
    return run.history["accuracy"][-1] - run.history["val_accuracy"][-1]


def told(run: Run) -> Text:
    return joined(*diagnose(run))


def finished(accuracy: float, val_accuracy: float, loss=(1.0, 0.4), val_loss=(1.0, 0.45), **settings) -> Run:
    """A run whose losses go straight from their first value to their last."""
    losses, val_losses = np.linspace(*loss, EPOCHS), np.linspace(*val_loss, EPOCHS)
    both = {"accuracy": accuracy, "val_accuracy": val_accuracy}
    logs = [both | {"loss": float(a), "val_loss": float(b)} for a, b in zip(losses, val_losses, strict=True)]
    return Run(1, Settings(**settings), EPOCHS, tuple(logs))


def test_it_opens_with_a_run_that_overfits(opened):
    (run,) = opened.kept.shelf.runs
    assert gap(run) > 0.1 and read_curves(run.history) == "overfitting"
    assert "과적합" in opened.words.value and opened.picture.value


def test_the_parameters_are_those_of_the_model(monkeypatch):
    counted = []
    monkeypatch.setattr(keras.Sequential, "fit", lambda self, *args, **options: counted.append(self.count_params()))
    train(Run(1, Settings(units=16), EPOCHS), lambda run: None, Event())
    assert counted == [Settings(units=16).parameters]


def test_each_slider_is_answered_in_words_without_training(opened, monkeypatch):
    monkeypatch.setattr(live_curves, "train", lambda *_: pytest.fail("a slider trains"))
    shelf, picture, start = opened.kept.shelf, opened.picture.value, opened.settings
    seen = [opened.words.value]
    for slider, value in ((opened.units, 16), (opened.dropout, 0.4), (opened.pictures, 3_000)):
        slider.value = value
        seen.append(opened.words.value)
    assert len(set(seen)) == len(seen)
    assert f"{Settings(units=16).parameters:,}" in seen[-1] and "3,000" in seen[-1]
    opened.units.value, opened.dropout.value, opened.pictures.value = start.units, start.dropout, start.pictures
    assert (opened.kept.shelf, opened.picture.value) == (shelf, picture)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Settings(4, 0.0, 3_000), "Parameters per picture: 1."),
        (Settings(128, 0.0, 100), "Parameters per picture: 1,018."),
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
    said = told(run)
    for lang in ("ko", "en"):
        assert said[lang].count(CASES[case].name[lang]) and CASES[case].remedy[lang] in said[lang]
    assert f"{run.logs[-1]['val_loss']:.2f}" in said.en and "dropout turns units off" not in said.en


def test_where_dropout_puts_validation_ahead_it_says_so():
    assert "dropout turns units off" in told(finished(0.78, 0.82, dropout=0.6)).en
    assert "dropout turns units off" not in told(finished(0.781, 0.784, dropout=0.6)).en, "both are shown as 0.78"


def test_a_run_grows_epoch_by_epoch():
    heard = []
    train(Run(1, Settings(pictures=100), EPOCHS), heard.append, Event())
    lengths = [[len(run.history[key]) for key in KEYS] for run in heard]
    assert lengths == [[epoch] * 4 for epoch in range(1, EPOCHS + 1)]


def test_more_pictures_and_dropout_narrow_the_gap(opened):
    overfitted = gap(opened.kept.shelf.runs[0])
    assert gap(trained(pictures=3_000)) < overfitted - 0.05
    assert gap(trained(dropout=0.6)) < overfitted - 0.05


def test_the_button_trains_and_a_click_brings_an_earlier_run_back(opened):
    before, words, start = opened.picture.value, opened.words.value, opened.settings
    opened.units.value, opened.pictures.value = 4, 100
    opened.trainer.start_button.click()
    opened.trainer.wait()
    run = opened.kept.shelf.chosen_run
    assert run.settings == Settings(4, 0.0, 100) and run.finished and not opened.trainer.start_button.disabled
    assert opened.picture.value != before and opened.words.value != words
    opened.kept.buttons[0].click()
    assert opened.settings == start and opened.kept.shelf.compared == run.number


def test_the_code_trains_as_the_lab_does():
    settings = Settings(dropout=0.2)
    ran, shown = run_code(in_keras(settings)), trained(dropout=0.2)
    assert recipe(ran["model"]) == recipe(_network(settings))
    assert ran["history"].params == {"verbose": "auto", "epochs": EPOCHS, "steps": 10}
    for name, values in ran["history"].history.items():
        assert values[-1] == pytest.approx(shown.history[name][-1], abs=0.15), name


def test_what_is_told_before_the_last_epoch_says_so():
    run = finished(0.99, 0.75)
    begun = told(replace(run, logs=run.logs[:4])).en
    assert "after the last epoch" in begun and "table" not in begun
    assert "after the last epoch" not in told(run).en and "table" in told(run).en
    assert diagnose(replace(run, logs=())) == []


def test_opening_it_shows_the_start(opened, monkeypatch, lang):
    monkeypatch.setattr(live_curves, "LiveCurvesLab", lambda: opened)
    shown = lab("live curves")
    assert "≈" in repr(shown)
    assert "<svg" in shown._repr_mimebundle_()[0]["text/html"]
