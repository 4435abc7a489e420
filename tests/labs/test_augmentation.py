"""The lab "Augmentation": copies repeat, flips flip, strong settings lose what is on the picture, and words say so."""

import re
import threading
from functools import partial

import keras
import numpy as np
import pytest

from tests.support.keras_code import recipe, run_code
from tests.support.timing import MOST_AGAINST_AN_EMPTY_PLOT, against_an_empty_plot
from utils.core.text import Text, set_language
from utils.data import class_names, fashion_mnist
from utils.labs import lab
from utils.labs.augmentation import (
    COPIES,
    HORIZONTAL,
    LONG,
    TRANSFORMATIONS,
    VERTICAL,
    AugmentationLab,
    Copies,
    Recipe,
    Settings,
    augment,
    draw,
    explain,
    in_keras,
    learner,
    photo_model,
    trained_on,
)
from utils.plots import set_style

BOOT = 9


@pytest.fixture(scope="module")
def opened() -> AugmentationLab:
    set_style()
    set_language("ko")
    return AugmentationLab()


def copies_of(opened: AugmentationLab, label: int = BOOT, **changes) -> Copies:
    return augment(opened.model, opened.pictures[label], Settings(label=label, **changes))


def words(settings: Settings, copies: Copies, lang: str) -> str:
    set_language(lang)
    return " ".join(map(str, explain(settings, copies)))


def test_the_model_knows_photos_that_it_has_not_seen():
    _, (pictures, labels) = fashion_mnist()
    answers = photo_model().predict_on_batch(pictures[..., np.newaxis].astype("float32") / 255)
    assert np.mean(np.argmax(answers, axis=-1) == labels) > 0.77


def test_every_picture_of_the_menu_is_answered_right_as_it_is(opened):
    assert len(opened.pictures) == 10
    for label in opened.pictures:
        assert set(copies_of(opened, label, strength=0.0).answers) == {label}


@pytest.mark.parametrize("name", TRANSFORMATIONS)
def test_the_same_settings_give_the_same_copies_and_another_seed_others(opened, name):
    one, same, other = (copies_of(opened, transformation=name, strength=0.3, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(one.pictures, same.pictures)
    assert not np.array_equal(one.pictures, other.pictures)
    assert one.pictures.shape == (COPIES, 28, 28)
    assert one.pictures.min() >= -1e-6 and one.pictures.max() <= 1 + 1e-6


@pytest.mark.parametrize("name", TRANSFORMATIONS)
def test_the_code_that_is_shown_makes_the_same_copies(opened, name):
    settings = Settings(transformation=name, strength=0.3)
    code = TRANSFORMATIONS[name].code.format(strength=settings.strength)
    layer = eval(f"keras.layers.{code[:-1]}, seed=1)", {"keras": keras})
    batch = np.repeat(opened.pictures[BOOT][np.newaxis, :, :, np.newaxis], COPIES, axis=0)
    pictures = keras.ops.convert_to_numpy(layer(batch, training=True))[..., 0]
    assert np.array_equal(pictures, copies_of(opened, transformation=name, strength=0.3).pictures)


@pytest.mark.parametrize(("name", "axis"), [(HORIZONTAL, 1), (VERTICAL, 0)])
def test_flips_turn_about_half_of_the_copies_round(opened, name, axis):
    copies = copies_of(opened, transformation=name)
    turned = np.flip(copies.original, axis)
    flipped = [np.array_equal(picture, turned) for picture in copies.pictures]
    kept = [np.array_equal(picture, copies.original) for picture in copies.pictures]
    assert all(a != b for a, b in zip(flipped, kept, strict=True))
    assert 3 < sum(flipped) < 12


def test_nearly_all_shoes_of_the_data_point_left():
    """The remark about flips: a boot is higher at its right, where its leg is."""
    (pictures, labels), _ = fashion_mnist()
    boots = pictures[labels == BOOT] > 25
    assert np.mean(boots[:, :, 14:].sum(axis=(1, 2)) > boots[:, :, :14].sum(axis=(1, 2))) > 0.9


def test_one_number_only_raises_the_contrast(opened):
    """The remark about contrast."""
    picture = np.repeat(0.4 + 0.2 * opened.pictures[BOOT][np.newaxis, :, :, np.newaxis], COPIES, axis=0)
    spread = {}
    for factor in (0.5, (0.5, 0.5)):
        layer = keras.layers.RandomContrast(factor, value_range=(0, 1), seed=1)
        changed = keras.ops.convert_to_numpy(layer(picture, training=True))
        spread[factor] = changed.std(axis=(1, 2, 3)) / picture[0].std()
    assert spread[0.5].min() > 0.999
    assert spread[0.5, 0.5].min() < 0.8 and spread[0.5, 0.5].max() > 1.2


def test_a_plain_silhouette_on_grey_is_not_faint(opened):
    original = opened.pictures[BOOT]
    on_grey, gone = np.clip(original + 0.6, 0, 1), np.clip(original - 0.75, 0, 1)
    assert Copies(original, np.stack([original, on_grey, gone]), np.zeros(3)).faint.tolist() == [False, False, True]


def test_what_is_shifted_out_of_the_picture_counts_as_faint(opened):
    assert not copies_of(opened, transformation="translation", strength=0.1).faint.any()
    assert copies_of(opened, transformation="translation", strength=0.8).faint.sum() > COPIES / 8


@pytest.mark.parametrize(
    ("changes", "phrase"),
    [
        ({"transformation": "rotation", "strength": 0.0}, "every copy is the original"),
        ({"transformation": "zoom", "strength": 0.1}, "knows already"),
        ({"transformation": "rotation", "strength": 0.4}, "something to teach"),
        ({"transformation": "translation", "strength": 0.8}, "teaches something wrong"),
        ({"transformation": HORIZONTAL, "strength": 0.0}, "nearly all point left"),
        ({"transformation": "contrast", "strength": 0.5}, "`RandomContrast(0.5)`"),
    ],
)
def test_words_say_what_happened_and_what_it_means(opened, changes, phrase):
    settings = Settings(**changes)
    copies = copies_of(opened, **changes)
    said = words(settings, copies, "en")
    assert phrase in said
    assert f"{np.sum(copies.answers == BOOT)} of the {COPIES}" in said and "ankle boot" in said
    assert any("가" <= letter <= "힣" for letter in words(settings, copies, "ko"))


@pytest.mark.parametrize("strength", [0.0, 0.1, 0.4, 0.8])
def test_the_text_counts_the_copies_that_are_drawn(opened, strength):
    set_language("en")
    settings = Settings(strength=strength)
    copies = copies_of(opened, strength=strength)
    (counted, *_) = explain(settings, copies)
    drawn = draw(settings, copies, counted)
    assert drawn.count("<svg") == 1 + COPIES
    captions = re.findall("<text [^>]*>([^<]*)</text>", drawn)[1:]
    assert len(captions) == COPIES and captions.count("✓ ankle boot") == int(str(counted).split()[1])
    assert all(caption[0] == ("✓" if caption == "✓ ankle boot" else "✗") for caption in captions)


def test_a_wrong_answer_has_another_name_and_a_cross(opened):
    set_language("en")
    settings = Settings(transformation=HORIZONTAL)
    copies = copies_of(opened, transformation=HORIZONTAL)
    drawn = draw(settings, copies, Text(ko="", en=""))
    for answer in copies.answers:
        assert f">{'✓' if answer == BOOT else '✗'} {class_names()[answer]}<" in drawn


def test_a_training_runs_without_augmentation_and_with_it_side_by_side(opened):
    set_language("en")
    opened.transformation.value, opened.strength.value = "rotation", 0.4
    opened.train(threading.Event())
    without, augmented = opened.kept.shelf.runs
    assert (without.settings, augmented.settings) == (Recipe(), Recipe("rotation", 0.4))
    assert (opened.kept.shelf.chosen, opened.kept.shelf.compared) == (augmented.number, without.number)
    assert without.finished and augmented.finished and len(without.logs) == LONG
    assert augmented.logs[-1]["accuracy"] < without.logs[-1]["accuracy"]
    assert "<svg" in opened.curves.value
    shown = re.findall(r"≈ ([\d.]+) in training, ≈ ([\d.]+) in validation", opened.words.value)
    (chosen, compared) = [
        f"{float(training) - float(validation):+.2f}".replace("-", "−") for training, validation in shown
    ]
    assert f"Training minus validation: {compared} without augmentation, {chosen} with it." in opened.words.value
    opened.transformation.value = HORIZONTAL
    assert "The controls are not those of run 2" in opened.words.value
    opened.train(threading.Event())
    assert [run.number for run in opened.kept.shelf.runs] == [1, 2, 3], "the run without is trained once"
    assert opened.kept.shelf.compared == without.number
    opened.kept.buttons[1].click()
    assert (opened.transformation.value, opened.strength.value) == ("rotation", 0.4)


@pytest.mark.parametrize("chosen", [Recipe("zoom", 0.2), Recipe(VERTICAL)])
def test_the_code_trains_the_two_models_of_the_lab(chosen):
    code = in_keras(chosen).replace(f"epochs={LONG}", "epochs=1")
    ran = run_code(code)
    assert [recipe(model) for model in ran["models"]] == [recipe(learner(each)) for each in (Recipe(), chosen)]
    assert [list(history) for history in ran["histories"]] == [["accuracy", "loss", "val_accuracy", "val_loss"]] * 2


def test_every_control_changes_the_picture_or_the_words(opened):
    seen = {(opened.picture.value, opened.words.value)}
    touches = [
        partial(setattr, opened.strength, "value", 0.3),
        partial(setattr, opened.label, "value", 5),
        partial(setattr, opened.transformation, "value", "zoom"),
        opened.again.click,
        partial(setattr, opened.transformation, "value", VERTICAL),
    ]
    for number, touch in enumerate(touches, 2):
        touch()
        seen.add((opened.picture.value, opened.words.value))
        assert len(seen) == number
    assert opened.strength.disabled
    opened.transformation.value = "rotation"
    assert not opened.strength.disabled


def test_a_touch_takes_about_as_long_as_an_empty_plot(opened):
    touches = [partial(setattr, opened.strength, "value", value) for value in (0.1, 0.2, 0.3, 0.4, 0.5) * 4]
    assert against_an_empty_plot(touches) < MOST_AGAINST_AN_EMPTY_PLOT


def test_opening_it_shows_the_start(lang):
    shown = lab("augmentation")
    assert "RandomRotation(0.1" in repr(shown) and "≈" in repr(shown)
    assert "<svg" in shown._repr_mimebundle_()[0]["text/html"]


def test_the_model_does_not_hang_on_the_lessons_random_numbers():
    (pictures, labels), _ = fashion_mnist()
    kernels = []
    for lessons_seed in (1, 2):
        keras.utils.set_random_seed(lessons_seed)
        kernels.append(trained_on(pictures[:200], labels[:200]).get_weights()[0])
    np.testing.assert_allclose(*kernels, atol=1e-5)
