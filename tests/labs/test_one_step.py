"""The lab "One step at a time"."""

import numpy as np
import pytest

from utils.labs import lab
from utils.labs.one_step import BAG, BATCH_SIZES, LAST_STEP, POINTS, OneStepLab, describe, points_and_labels
from utils.plots import set_style


@pytest.fixture(scope="module")
def opened() -> OneStepLab:
    set_style()
    return OneStepLab()


@pytest.fixture(autouse=True)
def from_the_start(opened):
    opened.learning_rate.value, opened.batch_size.value = 0.3, 8
    opened.again.click()


def losses(opened) -> list[float]:
    return [state.loss for state in opened.training.states]


def test_the_points_are_real_and_balanced():
    points, labels = points_and_labels()
    assert points.shape == (POINTS, 2) and points.dtype == np.float32
    assert labels.sum() == POINTS / 2 and set(labels) == {0, 1} and BAG == 8
    assert np.allclose(points.mean(axis=0), 0, atol=1e-5) and np.allclose(points.std(axis=0), 1, atol=1e-5)


def test_a_step_changes_the_picture_the_words_and_the_loss(opened):
    picture, words = opened.picture.value, opened.words.value
    opened.forward.click()
    assert opened.step.value == 1 and len(opened.training.states) == 2
    assert opened.picture.value != picture and opened.words.value != words
    assert losses(opened)[1] != losses(opened)[0]


def test_the_steps_lower_the_loss(opened):
    opened.step.value = 40
    assert losses(opened)[40] < 0.8 * losses(opened)[0]


def test_going_back_shows_what_was_and_trains_nothing(opened):
    opened.step.value = 5
    picture, before = opened.picture.value, losses(opened)
    opened.step.value = 10
    opened.step.value = 5
    assert opened.picture.value != picture and losses(opened)[:6] == before and len(losses(opened)) == 11


def test_a_new_setting_counts_from_this_step_on(opened):
    opened.step.value = 6
    opened.step.value = 3
    kept = losses(opened)[:4]
    opened.learning_rate.value = 1.0
    assert losses(opened) == kept
    opened.step.value = 6
    assert losses(opened)[:4] == kept


def test_the_same_settings_give_the_same_run_and_others_another(opened):
    opened.step.value = 5
    first = losses(opened)
    opened.again.click()
    opened.step.value = 5
    assert losses(opened) == first
    opened.again.click()
    opened.batch_size.value = 32
    opened.step.value = 5
    assert losses(opened) != first


def test_a_batch_goes_on_where_the_last_one_ended(opened):
    opened.batch_size.value = 32
    opened.step.value = 8
    batches = [state.batch for state in opened.training.states]
    assert batches[1].tolist() == list(range(32)) and batches[2][0] == 32
    assert batches[7].tolist() == [*range(192, 200), *range(24)]


def test_a_batch_larger_than_the_data_is_explained(opened, lang):
    opened.batch_size.value = BATCH_SIZES[-1]
    opened.forward.click()
    assert len(opened.training.states[1].batch) == POINTS
    words = describe(opened.training, 1, BATCH_SIZES[-1])
    assert {"ko": "200개뿐", "en": "only 200 points"}[lang] in words and str(BATCH_SIZES[-1]) in words


def test_a_step_that_goes_too_far_is_named(opened, lang):
    opened.batch_size.value, opened.learning_rate.value = POINTS, 10.0
    opened.step.value = 5
    grew = [step for step in range(1, 6) if losses(opened)[step] > losses(opened)[step - 1]]
    assert grew
    assert {"ko": "학습률이 너무", "en": "learning rate is too large"}[lang] in describe(
        opened.training, grew[0], POINTS
    )


def test_the_button_stops_at_the_last_step(opened):
    opened.step.value = LAST_STEP
    assert opened.forward.disabled
    opened.again.click()
    assert not opened.forward.disabled and opened.step.value == 0


def test_the_lab_opens_by_its_name_with_a_text_and_a_picture(lang):
    interactive = lab("one step at a time")
    data, metadata = interactive._repr_mimebundle_()
    assert "≈" in repr(interactive) and data["image/png"] and metadata["image/png"]["alt"] == repr(interactive)
    assert {"ko": "실험실", "en": "One step"}[lang] in repr(interactive)
