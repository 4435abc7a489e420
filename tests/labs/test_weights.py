"""The lab "Weights": what its controls show, and what it says where there is nothing to see."""

import re
import warnings
from itertools import pairwise, product

import numpy as np
import pytest

from utils.labs.weights import LAYERS, MOMENTS, Settings, WeightsLab, draw, explain, open_lab, shown_arrays, train
from utils.plots import set_style


@pytest.fixture(scope="module")
def snapshots():
    return train()


@pytest.fixture(autouse=True)
def missing_glyphs_are_errors():
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        set_style()
        yield


def images(snapshots, settings: Settings) -> list[np.ndarray]:
    return [np.asarray(image.get_array()) for image in draw(snapshots, settings).axes[0].images]


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


def test_the_kernel_of_the_hidden_layer_is_sixteen_pictures(snapshots):
    kernel = snapshots[-1].arrays["hidden"]["kernel"]
    mosaic, bias = images(snapshots, Settings("hidden", MOMENTS[-1], change=False))
    assert mosaic.shape == (2 * 30, 8 * 30) and bias.shape == (1, 16)
    assert np.array_equal(mosaic[1:29, 1:29], kernel[:, 0].reshape(28, 28))
    assert np.array_equal(mosaic[31:59, 31:59], kernel[:, 9].reshape(28, 28))
    assert not mosaic[0].any() and not mosaic[:, 29:31].any()


@pytest.mark.parametrize("layer", LAYERS)
def test_there_is_a_picture_for_each_array(snapshots, lang, layer):
    shown = images(snapshots, Settings(layer))
    assert len(shown) == len(snapshots[0].arrays[layer])


def test_a_colour_means_the_same_at_every_moment(snapshots):
    limits = {
        tuple(image.get_clim() for image in draw(snapshots, Settings("hidden", step)).axes[0].images)
        for step in MOMENTS
    }
    assert len(limits) == 1


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
        draw(snapshots, settings).canvas.draw()
        assert bool(re.search("[가-힣]", str(explain(snapshots, settings)))) == (lang == "ko")


def test_each_control_changes_the_picture_and_the_words(lang):
    lab = WeightsLab()
    shown = [(lab.picture.value, lab.words.value)]
    for control, value in ((lab.step, 3), (lab.layer, "classes"), (lab.change, False), (lab.layer, "flatten")):
        control.value = value
        shown.append((lab.picture.value, lab.words.value))
    pictures, words = zip(*shown, strict=True)
    assert len(set(pictures)) == len(pictures)
    assert len(set(words)) >= 3


def test_touching_a_control_trains_nothing(monkeypatch):
    lab = WeightsLab()
    monkeypatch.setattr("utils.labs.weights.train", lambda: pytest.fail("trained again"))
    lab.step.value = 0
    assert lab.words.value


def test_it_opens_with_a_text_that_repeats(lang):
    assert re.search(r"≈ 0\.[67]\d$", repr(open_lab()))
