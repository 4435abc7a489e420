import inspect
import io
import itertools
import warnings

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils import plots
from utils.core.display import Picture
from utils.core.palette import FADED, RIGHT, TRAINING, VALIDATION, WRONG
from utils.data import class_names
from utils.plots import (
    set_style,
    show_bars,
    show_curves,
    show_effect,
    show_lines,
    show_matrix,
    show_mistakes,
    show_pictures,
    show_points,
    show_prediction,
    show_runs,
    show_signed,
    show_sizes,
    show_spread,
    show_vectors,
)

PICTURES = np.random.default_rng(0).integers(0, 256, (7, 28, 28), dtype="uint8")
SCORES = np.array([0.02, 0.6, 0.02, 0.02, 0.1, 0.02, 0.02, 0.1, 0.05, 0.05])

# Seven pictures of the classes 0 to 6: all are taken for class 1, each with another probability.
GUESSES = np.full((7, 10), 0.01) + np.linspace(0.4, 0.9, 7)[:, np.newaxis] * (np.arange(10) == 1)

HISTORY = {"accuracy": [0.5, 0.8], "loss": [1.0, 0.5], "val_accuracy": [0.4, 0.6], "val_loss": [1.1, 0.9]}


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
    "show_points": lambda: show_points(
        np.eye(2), np.array([0, 1]), ["가방", "b"], ["가", "z"], {"relu": lambda points: 0.5 + 0.2 * points[:, 0]}
    ),
    "show_prediction": lambda: show_prediction(PICTURES[0], SCORES, class_names(), label=4),
    "show_effect": lambda: show_effect(
        {"가나다": PICTURES[0]}, {"→": PICTURES[1, ::2] - 9.0, "b": PICTURES[2]}, signed=True
    ),
    "show_matrix": lambda: show_matrix(SCORES.reshape(2, 5) - 0.1, ["가", "b"], list("cdefg"), "query", "key"),
    "show_vectors": lambda: show_vectors(SCORES.reshape(2, 5) - 0.1, ["가", "b"]),
    "show_signed": lambda: show_signed(
        {name: SCORES.reshape(2, 5) - 0.1 for name in ("가나다", "b", "c")}, "Δ p", over=PICTURES[0], columns=2
    ),
    "show_sizes": lambda: show_sizes({"가나다": SCORES.reshape(2, 5), "b": SCORES.reshape(2, 5)}, "|기울기|"),
    "show_mistakes": lambda: show_mistakes(PICTURES, np.arange(7), GUESSES, class_names()),
    "show_bars": lambda: show_bars({"가": 1.0, "b": -0.5}, "가중치"),
    "show_spread": lambda: show_spread({"가": [0.7, 0.8], "b": [0.6, 0.75]}, "정확도"),
    "show_curves": lambda: show_curves(HISTORY),
    "show_runs": lambda: show_runs({"가": HISTORY, "b": HISTORY}),
    "show_lines": lambda: show_lines(
        {"가": [1.0, 0.1], "b": [1e-9, 1.0]}, "loss", x=[1e-4, 1.0], xlabel="lr", log="xy"
    ),
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


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_the_name_of_an_axis_is_whole_and_beside_its_numbers(lang, draw):
    figure = draw().figure
    figure.savefig(io.BytesIO())
    for axis in [axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) if axis.label.get_text()]:
        name = axis.label.get_window_extent()
        assert figure.bbox.x0 <= name.x0 and name.x1 <= figure.bbox.x1 and figure.bbox.y0 <= name.y0
        assert not [
            tick for tick in axis.get_ticklabels() if tick.get_text() and name.overlaps(tick.get_window_extent())
        ]


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


def test_bars_go_to_both_sides_and_keep_their_order():
    shown = show_bars({"fun": 1.5, "long": -0.5}, "weight")
    (axes,) = shown.figure.axes
    assert [bar.get_width() for bar in axes.patches] == [1.5, -0.5]
    fun, long = (bar.get_facecolor() for bar in axes.patches)
    assert fun[0] > fun[2] and long[2] > long[1], "orange above 0, purple below"
    assert axes.yaxis_inverted() and axes.get_xlabel() == "weight"
    assert "fun ≈ 1.50, long ≈ -0.50" in shown.alt


def test_a_spread_shows_every_result_and_the_mean():
    shown = show_spread({"one": [0.7, 0.9], "two": [0.5, 0.5]}, "accuracy")
    dots, mean, *_ = shown.figure.axes[0].lines
    assert list(dots.get_xdata()) == [0.7, 0.9] and list(mean.get_xdata()) == pytest.approx([0.8])
    assert "one ≈ 0.700 … ≈ 0.900" in shown.alt


def test_signed_maps_share_one_scale_around_0():
    shown = show_signed({"small": np.full((2, 2), -0.1), "large": np.full((2, 2), 2.0)}, "kernel", columns=1)
    limits = {axes.images[0].get_clim() for axes in shown.figure.axes if axes.get_title()}
    assert limits == {(-2.0, 2.0)}
    assert shown.figure.axes[-1].get_ylabel() == "kernel"


def test_signed_maps_take_a_fixed_scale():
    shown = show_signed({"map": np.full((2, 2), -0.1)}, "Δ p", limit=1)
    assert shown.figure.axes[0].images[0].get_clim() == (-1, 1)


def test_sizes_share_one_scale_from_0():
    shown = show_sizes({"small": np.full((2, 2), 0.1), "large": np.full((2, 2), 2.0)}, "|gradient|")
    assert {axes.images[0].get_clim() for axes in shown.figure.axes if axes.get_title()} == {(0.0, 2.0)}
    assert shown.figure.axes[-1].get_ylabel() == "|gradient|"


def test_a_coarse_map_is_stretched_over_its_picture():
    picture = np.zeros((28, 28))
    picture[7:21, 7:21] = 255
    axes = show_signed({"map": np.ones((14, 14))}, "Δ p", over=picture).figure.axes[0]
    assert axes.images[0].get_extent() == [-0.5, 27.5, 27.5, -0.5]
    (outline,) = axes.collections[0].get_paths()
    assert outline.vertices.min() > 6 and outline.vertices.max() < 21


def test_a_run_has_a_panel_for_each_quantity(lang):
    shown = show_curves(HISTORY)
    assert [axes.get_title(loc="left") for axes in shown.figure.axes] == ["loss", "accuracy"]
    assert "≈ 0.5" in shown.alt and "≈ 0.9" in shown.alt


def test_runs_stand_beside_each_other_to_one_scale(lang):
    long = {name: [*values, 5.0] for name, values in HISTORY.items()}
    shown = show_runs({"A": HISTORY, "B": long})
    first_row, second_row = shown.figure.axes[:2], shown.figure.axes[2:]
    assert [axes.get_title() for axes in first_row] == ["A", "B"]
    assert first_row[0].get_ylabel() == "loss" and second_row[0].get_ylabel() == "accuracy"
    for row in (first_row, second_row):
        assert row[0].get_ylim() == row[1].get_ylim()
        assert [line.get_color() for line in row[0].lines] == [TRAINING, VALIDATION]
        assert len(row[1].texts) == 2, "training and validation are named at the right"
        assert all(tick == int(tick) for axes in row for tick in axes.get_xticks())
    assert shown.alt.startswith("A: ") and "\nB: " in shown.alt


def test_lines_count_epochs_from_1_and_a_faint_one_is_grey(lang):
    shown = show_lines({"raw": [3.0, 1.0, 2.0], "smooth": [3.0, 2.0, 2.0]}, "val_loss", faint=["raw"])
    (axes,) = shown.figure.axes
    assert [line.get_color() for line in axes.lines] == [FADED, TRAINING]
    assert list(axes.lines[0].get_xdata()) == [1, 2, 3]
    assert sorted(text.get_text() for text in axes.texts) == ["raw", "smooth"]
    assert axes.get_xlabel() == {"ko": "에포크", "en": "epoch"}[lang] and axes.get_ylabel() == "val_loss"


def test_lines_of_one_setting_share_a_colour_and_a_label():
    shown = show_lines({f"rate={rate}, seed={seed}": [1.0, rate] for rate in (0.1, 0.5) for seed in (1, 2)}, "loss")
    assert sorted(text.get_text() for text in shown.figure.axes[0].texts) == ["rate=0.1", "rate=0.5"]
    assert [line.get_color() for line in shown.figure.axes[0].lines] == [TRAINING, TRAINING, VALIDATION, VALIDATION]


def test_a_logarithmic_axis_says_that_it_is_one(lang):
    (axes,) = show_lines({"loss": [1.0, 0.001]}, "loss", x=[1e-3, 1.0], xlabel="rate", log="x").figure.axes
    assert axes.get_xlabel() == {"ko": "rate (로그 축)", "en": "rate (log scale)"}[lang]
    assert axes.get_ylabel() == "loss"


def test_the_axis_of_one_row_of_runs_is_named_inside_the_figure(lang):
    shown = show_runs({"A": {"loss": [1.0, 0.5]}, "B": {"loss": [1.0, 0.5]}})
    shown.figure.draw_without_rendering()
    for axes in shown.figure.axes:
        assert axes.get_xlabel() == {"ko": "에포크", "en": "epoch"}[lang]
        assert axes.xaxis.label.get_window_extent().y0 > 0 and axes.title.get_window_extent().y1 < shown.figure.bbox.y1


def test_a_logarithmic_axis_has_plain_numbers():
    shown = show_lines({"loss": [1.0, 0.001]}, "loss", log="y")
    shown.figure.canvas.draw()
    (axes,) = shown.figure.axes
    assert (axes.get_xscale(), axes.get_yscale()) == ("linear", "log")
    assert "0.01" in [label.get_text() for label in axes.get_yticklabels()]


def test_a_short_logarithmic_axis_has_several_numbers():
    shown = show_lines({"loss": [1.06, 8.0, 0.6]}, "loss", log="y")
    shown.figure.canvas.draw()
    (axes,) = shown.figure.axes
    low, high = axes.get_ylim()
    assert len([tick for tick in axes.get_yticks() if low <= tick <= high]) > 2


def test_a_table_of_counts_shows_them_as_they_are():
    shown = show_matrix(np.array([[18, 2], [0, 20]]), ["a", "b"], ["a", "b"], "label", "prediction")
    texts = [text.get_text() for text in shown.figure.axes[0].texts]
    assert "18" in texts and "2" in texts and "18.0" not in texts


def test_the_headings_of_a_table_do_not_touch():
    counts = np.arange(100).reshape(10, 10)
    figure = show_matrix(counts, class_names(), class_names(), "label", "prediction").figure
    figure.canvas.draw()
    corners = [label.get_window_extent().get_points()[0] for label in figure.axes[0].get_xticklabels()]
    heights = [label.get_fontsize() * figure.dpi / 72 for label in figure.axes[0].get_xticklabels()]
    # Parallel lines at 40 degrees: what counts is how far they lie apart across their direction.
    apart = [(right[0] - left[0]) * np.sin(np.radians(40)) for left, right in itertools.pairwise(corners)]
    assert all(distance > height for distance, height in zip(apart, heights, strict=False))


def test_mistakes_stand_in_the_order_of_their_probability():
    shown = show_mistakes(PICTURES, np.arange(7), GUESSES, list("abcdefghij"), worst=3)
    first, second, third = (axes.get_title() for axes in shown.figure.axes[:3])
    assert (first, second, third) == ("g\n→ b\n0.91", "f\n→ b\n0.83", "e\n→ b\n0.74")
    assert "3 worst" in shown.alt or "3장" in shown.alt
    assert np.array_equal(shown.figure.axes[0].images[0].get_array(), PICTURES[6])


def test_the_confusion_matrix_has_a_row_for_each_label():
    matrix = show_mistakes(PICTURES, np.arange(7), GUESSES, list("abcdefghij")).figure.axes[-2]
    wanted = np.zeros((10, 10))
    wanted[:7, 1] = 1
    assert np.array_equal(matrix.images[0].get_array(), wanted)
    assert [label.get_text() for label in matrix.get_yticklabels()] == list("abcdefghij")


def test_calibration_compares_what_is_said_with_what_is_right():
    probabilities = np.array([[0.95, 0.05]] * 10 + [[0.45, 0.55]] * 4)
    labels = np.array([0] * 9 + [1] + [1, 1, 0, 0])
    shown = show_mistakes(np.zeros((14, 2, 2)), labels, probabilities, ["a", "b"])
    dots = shown.figure.axes[-1].containers[0].lines[0]
    assert dots.get_xdata() == pytest.approx([0.55, 0.95]) and dots.get_ydata() == pytest.approx([0.5, 0.9])
    assert "a ≈ 0.82, b ≈ 0.67" in shown.alt


def test_a_classifier_without_a_mistake_is_drawn_all_the_same():
    shown = show_mistakes(PICTURES[:2], np.arange(2), np.eye(2), ["a", "b"])
    assert not any(axes.get_title() for axes in shown.figure.axes)
    assert shown._repr_mimebundle_()[0]["image/png"]


def test_the_border_lies_where_the_answer_changes(lang):
    points, labels = np.array([[-1.0, 0.0], [1.0, 0.0], [2.0, 1.0]]), np.array([0, 1, 0])
    shown = show_points(points, labels, ["a", "b"], ["x", "y"], {"by x": lambda p: 1 / (1 + np.exp(-p[:, 0]))})
    (border,) = [part for part in shown.figure.axes[0].collections if part.get_paths()]
    assert np.allclose(border.get_paths()[0].vertices[:, 0], 0, atol=0.05)
    assert "by x ≈ 0.67" in shown.alt


def test_points_without_answers_stand_alone(lang):
    shown = show_points(np.eye(2), np.array([0, 1]), ["a", "b"], ["x", "y"])
    assert len(shown.figure.axes) == 1 and not shown.figure.axes[0].images and "≈" not in shown.alt


def test_an_effect_may_fill_boxes_of_one_size():
    def widths(one_size):
        figure = show_effect({"a": np.ones((28, 28))}, {"b": np.ones((7, 7))}, one_size=one_size).figure
        return [axes.get_position().width for axes in figure.axes]

    large, small = widths(one_size=False)
    assert large == pytest.approx(4 * small)
    assert len({round(width, 6) for width in widths(one_size=True)}) == 1
