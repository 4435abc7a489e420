"""The lab "One step at a time"."""

import contextlib
import io
import re
from itertools import product

import numpy as np
import pytest

from tests.support.touches import end_training
from utils.labs import lab, one_step
from utils.labs.one_step import (
    BAG,
    BATCH_SIZES,
    LAST_STEP,
    LEARNING_RATES,
    LOSSES,
    POINTS,
    OneStepLab,
    describe,
    points_and_labels,
)
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


def test_the_last_step_is_named_in_words(opened, lang):
    opened.step.value = LAST_STEP
    assert {"ko": "마지막입니다", "en": "is the last one here"}[lang] in describe(opened.training, LAST_STEP, 8)
    assert {"ko": "마지막입니다", "en": "is the last one here"}[lang] not in describe(opened.training, LAST_STEP - 1, 8)


def test_the_losses_are_those_of_keras_even_where_the_network_is_too_sure(opened):
    opened.learning_rate.value, opened.batch_size.value = 10.0, 1
    opened.step.value = 30
    state = opened.training.states[30]
    opened.training.model.set_weights(state.weights)
    told = opened.training.model.evaluate(opened.training.points, opened.training.labels, verbose=0)
    assert state.loss == pytest.approx(told, rel=1e-3) and state.losses.max() > 17


@pytest.mark.parametrize(("learning_rate", "batch_size"), list(product(LEARNING_RATES[::2], BATCH_SIZES[:-1])))
def test_what_is_said_of_a_step_is_what_the_numbers_say(opened, learning_rate, batch_size):
    """An independent rule, over every step: the printed losses, compared as numbers."""
    opened.learning_rate.value, opened.batch_size.value = learning_rate, batch_size
    opened.step.value = 40
    for step in range(1, 41):
        said = one_step._how_it_went(opened.training, step).en
        facts = one_step._what_it_did(opened.training, step).en
        assert ("saw 1 point " in facts) == (batch_size == 1)
        before, now = opened.training.states[step - 1], opened.training.states[step]
        of_batch, of_all = now.losses[now.batch].mean() - before.losses[now.batch].mean(), now.loss - before.loss
        (own_before, own_after), (all_before, all_after) = re.findall(
            r"(< 0.0001|[\d.e+-]+) → (< 0.0001|[\d.e+-]+)", facts
        )
        if "Hardly" in said:
            assert own_before == own_after and all_before == all_after
            assert ("nothing left to teach" in said) == (before.losses[now.batch].mean() < 0.01)
        else:
            assert (own_before, all_before) != (own_after, all_after)
            assert ("too large" in said) == (of_batch > 0)
            assert ("worse over all" in said) == (of_batch <= 0 < of_all)


def test_every_loss_stands_inside_the_axes(opened):
    for learning_rate, batch_size in product(LEARNING_RATES, BATCH_SIZES[:-1]):
        opened.again.click()
        opened.learning_rate.value, opened.batch_size.value = learning_rate, batch_size
        opened.step.value = 60
        assert LOSSES[0] < min(losses(opened)) and max(losses(opened)) < LOSSES[-1]


def test_the_maps_are_what_the_hidden_layer_gives(opened):
    opened.step.value = 5
    maps = opened.training.unit_maps(5)
    opened.training.model.set_weights(opened.training.states[5].weights)
    corner = np.array([[-3.0, -3.0]], "float32")
    expected = np.asarray(opened.training.model.layers[0](corner))[0]
    assert maps.shape == (16, 20, 20) and np.allclose(maps[:, 0, 0], expected, atol=1e-5)


def test_thumbnails_come_on_demand(opened):
    opened.step.value = 3
    without = opened.picture.value
    opened.thumbnails.value = True
    assert opened.picture.value.count("<mask") == without.count("<mask") + 1
    opened.thumbnails.value = False
    assert opened.picture.value == without


def test_play_goes_on_until_pause_and_ends_at_the_last_step(opened, monkeypatch):
    monkeypatch.setattr(one_step, "SECONDS_A_STEP", 0.001)
    opened.trainer.start_button.click()
    end_training(opened)
    assert not opened.trainer.running and opened.step.value <= LAST_STEP
    opened.trainer.start_button.click()
    opened.trainer.wait()
    assert opened.step.value == LAST_STEP and not opened.trainer.running


def test_the_code_repeats_every_step(opened):
    opened.step.value = 4
    opened.learning_rate.value, opened.batch_size.value = 1.0, 32
    opened.step.value = 9
    namespace: dict = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(opened.folded_code.code, namespace)
    assert namespace["loss"] == pytest.approx(opened.training.states[9].loss, rel=1e-4)
    assert "[(0.3, 8, 4), (1.0, 32, 5)]" in opened.folded_code.code


def test_the_lab_opens_by_its_name_with_a_text_and_a_picture(lang):
    interactive = lab("one step at a time")
    data, metadata = interactive._repr_mimebundle_()
    assert "≈" in repr(interactive) and data["image/svg+xml"] and metadata["image/svg+xml"]["alt"] == repr(interactive)
    assert {"ko": "실험실", "en": "One step"}[lang] in repr(interactive)
