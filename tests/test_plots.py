import inspect
import io
import warnings

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils import plots
from utils.data import class_names
from utils.plots import RIGHT, WRONG, set_style, show_pictures, show_prediction
from utils.showing import Picture

PICTURES = np.random.default_rng(0).integers(0, 256, (7, 28, 28), dtype="uint8")
SCORES = np.array([0.02, 0.6, 0.02, 0.02, 0.1, 0.02, 0.02, 0.1, 0.05, 0.05])


@pytest.fixture(autouse=True)
def missing_glyphs_are_errors():
    with warnings.catch_warnings(), matplotlib.rc_context():
        warnings.filterwarnings("error", message="Glyph .* missing")
        set_style()
        yield
    plt.close("all")


# How each helper is called; a new helper has to be added here.
DRAWN = {
    "show_pictures": lambda: show_pictures(PICTURES, [*class_names(), "가나다"][:7]),
    "show_prediction": lambda: show_prediction(PICTURES[0], SCORES, class_names(), label=4),
}


def test_every_helper_is_drawn_here():
    own = inspect.getmembers(plots, inspect.isfunction)
    helpers = {name for name, function in own if function.__module__ == "utils.plots" and name.startswith("show_")}
    assert set(DRAWN) == helpers


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_no_glyph_is_missing_and_every_figure_has_a_text(lang, draw):
    data, metadata = draw()._repr_mimebundle_()
    assert data["image/png"] and len(metadata["image/png"]["alt"]) > 10
    assert any("가" <= letter <= "힣" for letter in metadata["image/png"]["alt"]) or lang == "en"


def test_a_learners_own_korean_figure_misses_no_glyph():
    figure, axes = plt.subplots()
    axes.plot([-1, 0, 1], [-3, 2, 1], label="손실")
    axes.set(title="학습 곡선 — 정확도 ≈ 0.9 × 10²", xlabel="에포크 (번)", ylabel="값 −1 · α β → ✓ ✗")
    axes.legend()
    figure.savefig(io.BytesIO())


def test_without_the_style_a_glyph_would_be_missing():
    matplotlib.rcParams["font.family"] = ["DejaVu Sans"]
    with pytest.raises(UserWarning, match=r"Glyph .* missing"):
        show_pictures(PICTURES[:1], ["가"])._repr_mimebundle_()


def test_pictures_stand_in_rows_under_their_captions(lang):
    shown = show_pictures(PICTURES, [f"caption {n}" for n in range(7)], columns=4)
    assert isinstance(shown, Picture)
    assert [axes.get_title() for axes in shown.figure.axes] == [f"caption {n}" for n in range(7)]
    assert len({round(axes.get_position().y0, 2) for axes in shown.figure.axes}) == 2
    assert "caption 6" in shown.alt and "7" in shown.alt


def test_captions_and_pictures_are_as_many():
    with pytest.raises(ValueError):
        show_pictures(PICTURES, ["one"])


@pytest.mark.parametrize("label", [1, 4])
def test_the_true_class_is_green_and_a_wrong_choice_orange(lang, label):
    shown = show_prediction(PICTURES[0], SCORES, class_names(), label=label)
    bars = shown.figure.axes[1].patches
    assert matplotlib.colors.to_hex(bars[label].get_facecolor(), keep_alpha=False).upper() == RIGHT
    other = matplotlib.colors.to_hex(bars[1].get_facecolor(), keep_alpha=False).upper()
    assert other == (RIGHT if label == 1 else WRONG)
    assert shown.figure.axes[1].get_xlabel() == {"ko": "확률", "en": "probability"}[lang]
    assert class_names()[label] in shown.alt and class_names()[1] in shown.alt and "≈ 0.60" in shown.alt
