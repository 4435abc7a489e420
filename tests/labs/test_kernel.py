"""The lab "Kernel": what it draws is what Keras computes, each control is answered, and odd settings are explained."""

import contextlib
import io
import re
from functools import partial
from itertools import product

import keras
import numpy as np
import pytest
from keras import layers

from tests.support.timing import MOST_AGAINST_AN_EMPTY_PLOT, against_an_empty_plot
from utils.labs import lab
from utils.labs.kernel import (
    ACTIVATIONS,
    KERNELS,
    LABELS,
    LARGEST,
    OWN,
    Convolution,
    KernelLab,
    Settings,
    activate,
    draw,
    explain,
    products,
)
from utils.plots import set_style


@pytest.fixture(scope="module")
def convolution() -> Convolution:
    return Convolution()


@pytest.fixture
def opened(lang) -> KernelLab:
    set_style()
    return KernelLab()


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_it_shows_what_a_layer_computes(convolution, activation):
    kernel = tuple(np.random.default_rng(0).normal(size=9))
    filtered = convolution.apply(Settings(kernel, activation, label=8))
    weights = np.reshape(kernel, (3, 3))
    windows = np.lib.stride_tricks.sliding_window_view(filtered.picture, (3, 3))
    assert np.allclose(filtered.values, (windows * weights).sum(axis=(2, 3)), atol=1e-4)
    layer = layers.Conv2D(1, 3, activation=activation)
    layer.build((None, 28, 28, 1))
    layer.set_weights([weights[..., np.newaxis, np.newaxis], np.zeros(1)])
    expected = keras.ops.convert_to_numpy(layer(filtered.picture[np.newaxis, ..., np.newaxis]))[0, ..., 0]
    assert np.allclose(filtered.output, expected, atol=1e-4)


def test_the_prepared_kernels_do_what_they_are_called(convolution):
    def output(name: str) -> np.ndarray:
        return convolution.apply(Settings(KERNELS[name][1], "linear")).output

    picture = convolution.pictures[9]
    assert np.allclose(output("identity"), picture[1:-1, 1:-1])
    assert np.allclose(output("shift"), picture[1:-1, :-2])
    assert output("blur").std() < output("identity").std() < output("sharpen").std()
    assert np.allclose(output("left"), -output("right"), atol=1e-5)
    assert not output("zero").any()
    assert all(abs(sum(KERNELS[name][1])) < 1e-9 for name in ("left", "right", "outline"))


def test_every_combination_draws_and_speaks(opened, lang):
    said = set()
    for name, activation, label in product(KERNELS, ACTIVATIONS, LABELS):
        settings = Settings(KERNELS[name][1], activation, label)
        filtered = opened.convolution.apply(settings)
        assert len(draw(settings, filtered)) == 4
        words = str(explain(settings, filtered))
        assert any("가" <= letter <= "힣" for letter in words) == (lang == "ko")
        said.add(words)
    assert len(said) > len(KERNELS)


@pytest.mark.parametrize(
    ("kernel", "activation", "words"),
    [
        ((0,) * 9, "linear", "All nine numbers are 0"),
        (KERNELS["outline"][1], "relu", "adds up to 0"),
        (KERNELS["blur"][1], "linear", "the brightness itself"),
        ((2,) + (0,) * 8, "linear", "2 times the brightness"),
        (KERNELS["identity"][1], "sigmoid", "sends 0 to 0.5"),
        (KERNELS["right"][1], "relu", "negative numbers into 0"),
    ],
)
def test_what_the_numbers_mean_is_said(convolution, kernel, activation, words):
    settings = Settings(kernel, activation)
    assert words in explain(settings, convolution.apply(settings)).en


def test_the_share_of_negative_pixels_is_counted(convolution):
    settings = Settings(KERNELS["outline"][1], "linear")
    filtered = convolution.apply(settings)
    share = round(100 * np.mean(filtered.values < 0))
    assert f"{share} %" in explain(settings, filtered).en


@pytest.mark.parametrize("name", KERNELS)
def test_what_is_said_of_even_areas_is_what_an_even_picture_gives(convolution, name):
    """An independent rule: the layer on a picture of one brightness."""
    settings = Settings(KERNELS[name][1], "linear")
    kernel = settings.used[..., np.newaxis, np.newaxis]
    even = float(keras.ops.conv(np.full((1, 3, 3, 1), 0.5, "float32"), kernel)[0, 0, 0, 0])
    said = explain(settings, convolution.apply(settings)).en
    if "picture is gone" in said or "gives 0" in said:
        factor = 0.0
    elif "brightness itself" in said:
        factor = 1.0
    else:
        factor = float(re.search(r"gives (\S+) times", said)[1].replace("−", "-"))
    assert even == pytest.approx(0.5 * factor, abs=1e-5)


def test_the_nine_products_add_up_to_the_pixel(convolution):
    for row, column in ((0, 0), (12, 14), (25, 25)):
        settings = Settings(KERNELS["sharpen"][1], "linear", row=row, column=column)
        filtered = convolution.apply(settings)
        window, of_each = products(settings, filtered)
        assert np.array_equal(window, filtered.picture[row : row + 3, column : column + 3])
        assert of_each.sum() == pytest.approx(filtered.values[row, column], abs=1e-5)
        assert f"= {filtered.values[row, column]:.2f}".replace("-", "−") in draw(settings, filtered)[1]


def test_a_colour_means_the_same_for_each_kernel(convolution):
    """A centre of 0.1, 1 and 9 gave one picture when the scale followed the output."""
    pictures = set()
    for centre in (0.1, 1, 9):
        settings = Settings((0, 0, 0, 0, centre, 0, 0, 0, 0), "linear")
        pictures.add(draw(settings, convolution.apply(settings))[2])
    assert len(pictures) == 3
    assert sum("눈금 밖: " in picture for picture in pictures) == 1, "only a centre of 9 leaves the scale"


def test_a_number_that_is_too_large_is_said_and_not_cut_silently(opened, lang):
    opened.boxes[0].value = 999
    assert opened.boxes[0].value == 999 and opened.settings.used[0, 0] == LARGEST
    assert "999" in opened.words.value and str(LARGEST) in opened.words.value
    opened.boxes[0].value = -12.5
    assert "−12.5" in opened.words.value and f"−{LARGEST}" in opened.words.value
    opened.boxes[0].value = 1
    assert "12.5" not in opened.words.value


def test_the_code_gives_what_is_shown(opened):
    for name, activation in (("left", "relu"), ("blur", "sigmoid")):
        opened.prepared.value, opened.activation.value = name, activation
        namespace: dict = {}
        with contextlib.redirect_stdout(io.StringIO()):
            exec(opened.folded_code.code, namespace)
        assert np.allclose(namespace["output"], opened.convolution.apply(opened.settings).output, atol=1e-4)


def test_each_control_changes_the_picture_and_the_words(opened):
    seen = [(opened.picture.value, opened.words.value)]
    for control, value in (
        (opened.activation, "sigmoid"),
        (opened.label, 8),
        (opened.prepared, "blur"),
        (opened.boxes[0], 3.0),
        (opened.prepared, "zero"),
        (opened.row, 3),
        (opened.column, 5),
    ):
        control.value = value
        seen.append((opened.picture.value, opened.words.value))
    assert len({picture for picture, _ in seen}) == len(seen)
    assert len({words for _, words in seen}) >= 4


def test_a_prepared_kernel_fills_the_boxes_and_draws_once(opened, monkeypatch):
    drawn = []
    apply = opened.convolution.apply
    monkeypatch.setattr(opened.convolution, "apply", lambda state: drawn.append(state) or apply(state))
    opened.prepared.value = "sharpen"
    assert tuple(box.value for box in opened.boxes) == KERNELS["sharpen"][1]
    assert len(drawn) == 1


def test_a_number_of_ones_own_makes_the_kernel_ones_own(opened):
    opened.prepared.value = "left"
    opened.boxes[4].value = 2
    assert opened.prepared.value == OWN and opened.settings.kernel[4] == 2
    before = opened.settings.kernel
    opened.boxes[4].value = 0
    assert opened.prepared.value == "left", "the numbers are those of a prepared one again"
    opened.prepared.value = OWN
    assert before != opened.settings.kernel == KERNELS["left"][1]


def test_the_curve_is_the_activation():
    x = np.array([-2.0, 0.0, 2.0], "float32")
    assert activate("relu", x).tolist() == [0, 0, 2]
    assert np.allclose(activate("sigmoid", x), 1 / (1 + np.exp(-x)), atol=1e-5)


def test_a_touch_takes_about_as_long_as_a_plot(opened, record_property):
    ratio = against_an_empty_plot(partial(setattr, opened.boxes[4], "value", turn % 5) for turn in range(20))
    record_property("measured", f"kernel lab: a touch takes {ratio:.2f} times an empty plot")
    assert ratio < MOST_AGAINST_AN_EMPTY_PLOT


def test_opening_it_shows_the_start(lang):
    shown = lab("kernel")
    assert "relu" in repr(shown)
    assert shown._repr_mimebundle_()[0]["image/svg+xml"].count("<image") == 12
