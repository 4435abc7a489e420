"""The lab "Weights": what its controls show, and what it says where there is nothing to see."""

import contextlib
import io
import re
from itertools import pairwise, product

import numpy as np
import pytest

from utils.data import class_names
from utils.labs import weights
from utils.labs.weights import LAYERS, MOMENTS, Settings, WeightsLab, draw, explain, open_lab, shown_arrays, train


@pytest.fixture(scope="module")
def snapshots():
    return train()


@pytest.fixture
def trained(snapshots, monkeypatch):
    """What is opened takes the network that is trained already."""
    monkeypatch.setattr(weights, "train", lambda: snapshots)


def test_the_network_learns_from_moment_to_moment(snapshots):
    assert tuple(snapshot.step for snapshot in snapshots) == MOMENTS
    assert snapshots[0].accuracy < 0.3 < 0.6 < snapshots[-1].accuracy <= 1


def test_each_snapshot_keeps_numbers_of_its_own(snapshots):
    kernels = [snapshot.arrays["hidden"]["kernel"] for snapshot in snapshots]
    assert all(not np.array_equal(before, after) for before, after in pairwise(kernels))
    assert kernels[0].shape == (784, 16)


def test_the_arrays_are_those_that_keras_names(snapshots):
    names = {layer: list(arrays) for layer, arrays in snapshots[0].arrays.items()}
    assert names == {
        "flatten": [],
        "hidden": ["kernel", "bias"],
        "normalization": ["gamma", "beta", "moving_mean", "moving_variance"],
        "classes": ["kernel", "bias"],
    }


def test_the_change_is_the_difference_from_the_start(snapshots):
    now, change = (shown_arrays(snapshots, Settings("classes", 30, change))["kernel"] for change in (False, True))
    assert np.allclose(now - change, snapshots[0].arrays["classes"]["kernel"])


def test_there_is_a_drawing_for_each_array_and_one_for_the_enlarged_unit(snapshots, lang):
    for layer in LAYERS:
        drawn = draw(snapshots, Settings(layer))
        assert len(drawn) == max(1, len(snapshots[0].arrays[layer]) + (layer == "hidden"))
    assert draw(snapshots, Settings("hidden", unit=3))[1] != draw(snapshots, Settings("hidden", unit=4))[1]


def test_the_strongest_weight_of_a_unit_is_named(snapshots, lang):
    kernel = shown_arrays(snapshots, Settings("hidden"))["kernel"]
    row, column = divmod(int(np.abs(kernel[:, 5]).argmax()), 28)
    words = {"ko": f"{row}행 {column}열", "en": f"row {row}, column {column}"}[lang]
    assert words in draw(snapshots, Settings("hidden", unit=5))[1]


def test_classes_go_by_their_names_and_no_variance_is_negative(snapshots, lang):
    for array in draw(snapshots, Settings("classes")):
        assert all(f">{name}</text>" in array for name in class_names())
    variance = draw(snapshots, Settings("normalization", change=False))[3]
    assert "moving_variance" in variance and "−" not in variance
    assert "−" in draw(snapshots, Settings("normalization", change=False))[1], "a beta may be negative"


def test_a_colour_means_the_same_at_every_moment(snapshots):
    ends = {
        tuple(re.findall(r">−?([\d.]+)</text>", draw(snapshots, Settings("hidden", step))[0])[-1:]) for step in MOMENTS
    }
    assert len(ends) == 1


def test_a_layer_without_weights_is_explained_in_words(snapshots, lang):
    assert "`flatten`" in str(explain(snapshots, Settings("flatten")))
    assert "`flatten`" not in str(explain(snapshots, Settings("hidden")))


def test_no_change_yet_is_explained_in_words(snapshots, lang):
    word = {"ko": "아직", "en": "Nothing"}[lang]
    assert word in str(explain(snapshots, Settings("hidden", 0, change=True)))
    assert word not in str(explain(snapshots, Settings("hidden", 0, change=False)))
    assert word not in str(explain(snapshots, Settings("hidden", 1, change=True)))


def test_every_combination_draws_and_speaks(snapshots, lang):
    for layer, step, change in product(LAYERS, MOMENTS, (False, True)):
        settings = Settings(layer, step, change)
        assert all('role="img" aria-label="' in each for each in draw(snapshots, settings))
        assert bool(re.search("[가-힣]", str(explain(snapshots, settings)))) == (lang == "ko")


def test_each_control_changes_the_picture_and_the_words(trained, lang):
    lab = WeightsLab()
    shown = [(lab.picture.value, lab.words.value)]
    for control, value in (
        (lab.step, 3),
        (lab.layer, "classes"),
        (lab.change, False),
        (lab.layer, "hidden"),
        (lab.unit, 9),
        (lab.layer, "flatten"),
    ):
        control.value = value
        shown.append((lab.picture.value, lab.words.value))
    pictures, words = zip(*shown, strict=True)
    assert len(set(pictures)) == len(pictures)
    assert len(set(words)) >= 3


def test_touching_a_control_trains_nothing(trained, monkeypatch):
    lab = WeightsLab()
    monkeypatch.setattr("utils.labs.weights.train", lambda: pytest.fail("trained again"))
    lab.step.value = 0
    assert lab.words.value


def test_the_code_gives_the_arrays_that_are_shown(trained):
    opened = WeightsLab()
    for layer, step, change in (("hidden", 10, True), ("classes", 30, False)):
        opened.layer.value, opened.step.value, opened.change.value = layer, step, change
        namespace: dict = {}
        with contextlib.redirect_stdout(io.StringIO()):
            exec(opened.folded_code.code, namespace)
        shown = shown_arrays(opened.snapshots, opened.settings).values()
        assert all(np.allclose(one, other, atol=1e-4) for one, other in zip(namespace["arrays"], shown, strict=True))


def test_it_opens_with_a_text_that_repeats(trained, lang):
    assert re.search(r"≈ 0\.[67]\d$", repr(open_lab()))
