"""What the lab "Live curves" says of a run, over the range of its controls, against what the other runs did.

`live_curves_runs.npz` holds a run of the lab for every setting of units, pictures and learning rate with three of the
dropouts, 288 in all: an array of shape (units, dropouts, pictures, learning rates, epochs, quantities). So the advice
can be followed without training: the run with the remedy is there, too.
"""

from pathlib import Path
from threading import Event

import numpy as np
import pytest

from utils.curve_reading import read_curves
from utils.labs.live_curves import EPOCHS, LEARNING_RATES, PICTURES, UNITS, Settings, train
from utils.labs.runs import Run

DROPOUTS = (0.0, 0.4, 0.8)
KEYS = ("accuracy", "loss", "val_accuracy", "val_loss")
RUNS = np.load(Path(__file__).with_name("live_curves_runs.npz"))["runs"]
ACCURACY, LOSS, VAL_ACCURACY, VAL_LOSS = (RUNS[..., -1, index] for index in range(len(KEYS)))
LARGEST_UNITS, LARGEST_DROPOUT, MOST_PICTURES, LARGEST_RATE = (size - 1 for size in RUNS.shape[:4])
SETTINGS = list(np.ndindex(RUNS.shape[:4]))
MOST_WRONG = 0.01


def case(setting: tuple[int, ...]) -> str:
    return read_curves({key: RUNS[setting][:, index].tolist() for index, key in enumerate(KEYS)})


def with_rate(values: np.ndarray, setting: tuple[int, ...], rate: int) -> float:
    return values[(*setting[:3], rate)]


def gap(setting: tuple[int, ...]) -> float:
    return ACCURACY[setting] - VAL_ACCURACY[setting]


def advice_works(setting: tuple[int, ...]) -> bool:
    """Whether the remedy helps, or for a good fit, whether it is one."""
    units, dropout, pictures, rate = setting
    best_epoch = int(RUNS[setting][:, KEYS.index("val_loss")].argmin())
    match case(setting):
        case "learning rate too large":
            return any(with_rate(LOSS, setting, smaller) < LOSS[setting] for smaller in range(rate))
        case "learning rate too small":
            larger = range(rate + 1, min(rate + 2, LARGEST_RATE) + 1)
            faster = any(with_rate(VAL_LOSS, setting, each) < VAL_LOSS[setting] for each in larger)
            return faster or best_epoch >= EPOCHS - 2  # else more epochs
        case "model too small":
            larger = units < LARGEST_UNITS and ACCURACY[units + 1, dropout, pictures, rate] > ACCURACY[setting]
            return larger or (dropout > 0 and ACCURACY[units, dropout - 1, pictures, rate] > ACCURACY[setting])
        case "overfitting":
            more = pictures < MOST_PICTURES and gap((units, dropout, pictures + 1, rate)) < gap(setting)
            dropped = dropout < LARGEST_DROPOUT and gap((units, dropout + 1, pictures, rate)) < gap(setting)
            return more or dropped or best_epoch < EPOCHS - 1
        case "good fit":
            return ACCURACY[setting] > 0.75 and VAL_ACCURACY[setting] > 0.7 and gap(setting) < 0.12
    return False  # the lab's validation data are enough, and like those of training


def test_the_record_covers_the_controls():
    assert RUNS.shape == (len(UNITS), len(DROPOUTS), len(PICTURES), len(LEARNING_RATES), EPOCHS, len(KEYS))
    assert np.isfinite(RUNS[..., KEYS.index("accuracy")]).all()


def test_advice_works_when_followed_over_the_whole_range(record_property):
    wrong = [(setting, case(setting)) for setting in SETTINGS if not advice_works(setting)]
    record_property("measured", f"live curves: advice that does not work: {len(wrong)} of {len(SETTINGS)} settings")
    assert len(wrong) <= MOST_WRONG * len(SETTINGS), wrong


def test_what_has_not_learned_is_never_called_overfitting():
    told = {setting: case(setting) for setting in SETTINGS}
    for setting, found in told.items():
        if ACCURACY[setting] < 0.6 and gap(setting) < 0.1:
            assert found.startswith("learning rate") or found == "model too small", (setting, found)
    overfitted = [setting for setting, found in told.items() if found == "overfitting"]
    assert overfitted and all(ACCURACY[setting] > VAL_ACCURACY[setting] for setting in overfitted)


def test_what_is_known_by_heart_is_called_overfitting():
    for setting in SETTINGS:
        if ACCURACY[setting] > 0.95 and gap(setting) > 0.15:
            assert case(setting) == "overfitting", setting


def test_neither_fault_of_validation_data_is_found_where_there_is_none():
    found = {case(setting) for setting in SETTINGS}
    assert found == {
        "learning rate too large",
        "learning rate too small",
        "model too small",
        "overfitting",
        "good fit",
    }


@pytest.mark.parametrize("setting", [(2, 0, 1, 3), (1, 1, 1, 3)])
def test_the_record_is_what_the_lab_does(setting):
    units, dropout, pictures, rate = setting
    settings = Settings(UNITS[units], DROPOUTS[dropout], PICTURES[pictures], LEARNING_RATES[rate])
    heard: list[Run] = []
    train(Run(1, settings, EPOCHS), heard.append, Event())
    assert heard[-1].history["val_accuracy"][-1] == pytest.approx(VAL_ACCURACY[setting], abs=0.15)
