"""What exercises say of a model: its layers in words, its loss and metrics by name, and the same in any precision."""

import keras
import numpy as np
import pytest
from keras import layers

from utils.exercises.assertions import NotYet
from utils.exercises.model_assertions import (
    HIDDEN_LAYER,
    OUTPUT_LAYER,
    layers_with_weights,
    noise,
    output_of,
    require_accuracy,
    require_loss_for_integers,
    require_no_other_activations,
    require_optimizer,
)


class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.parts = {"inner": [layers.Dense(3, activation="relu")]}

    def call(self, x):
        return self.parts["inner"][0](x)


def nested() -> keras.Model:
    inner = keras.Sequential([layers.Dense(4), layers.ReLU()])
    return keras.Sequential([keras.Input((8, 6)), layers.LSTM(5), inner, layers.Dense(3, activation="softmax")])


def classifier(**settings) -> keras.Model:
    model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
    model.compile("sgd", **settings)
    return model


def said(look, *answers) -> str:
    with pytest.raises(NotYet) as caught:
        look(*answers)
    return str(caught.value)


@pytest.mark.parametrize("policy", ["mixed_float16", "mixed_bfloat16"])
@pytest.mark.parametrize("build", [nested, Own])
def test_a_model_of_mixed_precision_is_looked_at_in_float32_and_left_as_it_was(build, policy):
    x = noise((8, 6))
    keras.config.set_dtype_policy(policy)
    try:
        model = build()
        model(x)
    finally:
        keras.config.set_dtype_policy("float32")
    full = build()
    full(x)
    full.set_weights(model.get_weights())
    before = keras.ops.convert_to_numpy(model(x))
    found = output_of(model, x)
    assert found.dtype == "float32" and np.allclose(found, output_of(full, x), atol=1e-3)
    after = keras.ops.convert_to_numpy(model(x))
    assert after.dtype == before.dtype != "float32" and np.array_equal(after, before)


def test_layers_with_weights_are_named_in_their_order(lang):
    found = str(layers_with_weights(nested()))
    places = [found.index(words) for words in {"ko": ("유닛 5", "유닛 4", "유닛 3"), "en": ("5)", "4)", "3)")}[lang]]
    assert places == sorted(places) and "ReLU" not in found
    assert str(layers_with_weights(keras.Sequential([layers.Flatten()]))) == {"ko": "없음", "en": "none"}[lang]


@pytest.mark.parametrize(
    ("loss", "word"),
    [
        (None, "`compile`"),
        ("categorical_crossentropy", "`categorical_crossentropy`"),
        ("mse", "`mse`"),
        (keras.losses.SparseCategoricalCrossentropy(from_logits=True), "from_logits"),
    ],
)
def test_a_loss_that_is_not_the_one_for_integers_is_named(loss, word):
    assert word in said(require_loss_for_integers, classifier(loss=loss), 3)


def test_a_loss_of_no_name_is_no_loss_that_does_not_fit():
    with pytest.raises(ValueError, match="Could not interpret"):
        require_loss_for_integers(classifier(loss="crossentropyy"), 3)


@pytest.mark.parametrize("metrics", [None, ["mae"], ["categorical_accuracy"], [keras.metrics.Accuracy()]])
def test_a_metric_that_is_not_the_accuracy_is_named(metrics):
    model = classifier(loss="sparse_categorical_crossentropy", metrics=metrics)
    assert all(name in said(require_accuracy, model) for name in ("mae", "categorical_accuracy") if metrics == [name])


def test_a_schedule_is_named_and_not_printed():
    schedule = keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)
    model = classifier(loss="mse")
    model.compile(keras.optimizers.SGD(schedule), "mse")
    with pytest.raises(NotYet, match="`ExponentialDecay`") as caught:
        require_optimizer(model, keras.optimizers.SGD, learning_rate=0.1)
    assert "{" not in str(caught.value)


def test_one_wrong_activation_is_named_before_two(lang):
    asked = (HIDDEN_LAYER, "relu"), (OUTPUT_LAYER, "softmax")
    assert "tanh" in said(require_no_other_activations, lambda hidden, output: hidden == "tanh", *asked)
    message = said(require_no_other_activations, lambda hidden, output: output == "sigmoid", *asked)
    assert "sigmoid" in message and str(HIDDEN_LAYER) not in message
    require_no_other_activations(lambda hidden, output: False, *asked)
