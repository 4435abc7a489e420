"""What an answer builds is used as Keras would use it, and is afterwards as it was."""

import keras
import numpy as np
import pytest
from keras import layers, ops

from utils.exercises.assertions import NotYet
from utils.exercises.check import Outcome, judge
from utils.exercises.model_assertions import close, noise, require_optimizer, require_probabilities
from utils.exercises.model_use import copy_of, require_learns, require_survives_saving
from utils.exercises.registry import Exercise


class Scale(layers.Layer):
    def build(self, shape):
        self.scale = self.add_weight(shape=shape[-1:], initializer="ones", name="scale")

    def call(self, x):
        return ops.tanh(x) * self.scale

    def compute_output_shape(self, shape):
        return shape


class WithNumPy(Scale):
    def call(self, x):
        return np.tanh(x) * self.scale


class StopsItsWeight(Scale):
    def call(self, x):
        return ops.tanh(x) * ops.stop_gradient(self.scale)


class StopsItsInput(Scale):
    def call(self, x):
        return ops.stop_gradient(x) * self.scale


class Rounds(layers.Layer):
    def call(self, x):
        return ops.cast(x, "int32")


def classifier() -> keras.Model:
    parts = [layers.Dense(3), layers.BatchNormalization(), layers.Dropout(0.5), layers.Dense(2, "softmax")]
    model = keras.Sequential([keras.Input((5,)), *parts])
    model.compile("adam", "mse")
    return model


def of_two_inputs() -> keras.Model:
    a, b = keras.Input((5,), name="a"), keras.Input((4, 3), name="b")
    return keras.Model({"a": a, "b": b}, {"p": layers.Dense(2)(a), "q": layers.GlobalAveragePooling1D()(b)})


LEARNS = {
    "a layer": lambda: (Scale(), noise((3,))),
    "a layer without weights": lambda: (layers.Flatten(), noise((3, 2))),
    "integers": lambda: (layers.Embedding(5, 3), np.ones((4, 2), "int32")),
    "a recurrent layer": lambda: (layers.LSTM(3), noise((4, 3))),
    "a model": lambda: (classifier(), noise((5,))),
    "several inputs and outputs": lambda: (of_two_inputs(), {"a": noise((5,)), "b": noise((4, 3))}),
}


@pytest.mark.parametrize("make", LEARNS.values(), ids=LEARNS)
def test_what_learns_is_left_as_it_was(make):
    layer, x = make()
    layer(x)
    before = [ops.convert_to_numpy(variable) for variable in layer.variables]
    require_learns(layer, x)
    after = [ops.convert_to_numpy(variable) for variable in layer.variables]
    assert all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))


def test_a_copy_spares_the_layer_itself():
    layer = layers.LSTM(3, name="own")
    require_learns(copy_of(layer), noise((4, 3)))
    assert not layer.built and copy_of(layer).get_config() == layer.get_config()


@pytest.mark.parametrize(
    ("layer", "clue"),
    [(WithNumPy, "NumPy"), (StopsItsWeight, "scale`"), (StopsItsInput, "stop_gradient"), (Rounds, "stop_gradient")],
)
def test_what_does_not_learn_hears_why(layer, clue, lang):
    outcome, message = judge(Exercise("1-1-x", lambda answer: require_learns(answer, noise((3,)))), (layer(),))
    assert outcome is Outcome.NOT_YET and clue in message


@keras.saving.register_keras_serializable("test_model_use")
class Times(layers.Layer):
    def __init__(self, factor=1, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, x):
        return x * self.factor


@keras.saving.register_keras_serializable("test_model_use")
class TimesKept(Times):
    def get_config(self):
        return {**super().get_config(), "factor": self.factor}


@keras.saving.register_keras_serializable("test_model_use")
class TimesForgotten(Times):
    def get_config(self):
        return {"name": self.name}


# The optimizer of a model that was compiled only has no state to save.
@pytest.mark.filterwarnings("ignore:Skipping variable loading for optimizer")
def test_what_survives_saving_is_returned():
    assert require_survives_saving(TimesKept(3), noise((3,))).factor == 3
    assert require_survives_saving(classifier(), noise((5,))).count_params() == classifier().count_params()


@pytest.mark.parametrize(("layer", "clue"), [(TimesForgotten(3), "other outputs"), (Scale(), "`Scale`")])
def test_what_does_not_survive_saving_hears_why(layer, clue):
    with pytest.raises(NotYet) as caught:
        require_survives_saving(layer, noise((3,)))
    words = {"other outputs": "출력이 달라집니다"}
    assert words.get(clue, clue) in str(caught.value)


# --- mixed precision ---


@pytest.fixture(params=["mixed_float16", "mixed_bfloat16"])
def policy(request):
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(request.param)
    yield
    keras.config.set_dtype_policy(before)


def test_in_mixed_precision_probabilities_are_probabilities(policy):
    require_probabilities(keras.Sequential([keras.Input((50,)), layers.Dense(100, "softmax")]))


def test_in_mixed_precision_an_optimizer_is_what_was_asked_for(policy):
    require_optimizer(classifier(), keras.optimizers.Adam, learning_rate=0.001)


def test_in_mixed_precision_numbers_agree_as_closely_as_they_can(policy):
    model, x = classifier(), noise((5,))
    keras.config.set_dtype_policy("float32")
    in_float32 = classifier()
    in_float32.set_weights(model.get_weights())
    wanted = ops.convert_to_numpy(in_float32(x))
    assert close(model(x), wanted, model) and not close(model(x), wanted + 0.2, model)
    assert close(in_float32(x), wanted, in_float32) and not close(in_float32(x), wanted + 1e-3, in_float32)


def test_the_code_of_a_learner_has_to_learn_wherever_it_stands():
    x = noise((3,))
    model = keras.Sequential([StopsItsWeight(), layers.Dense(2)])
    model(x)
    with pytest.raises(NotYet):
        require_learns(model, x)
    frozen = keras.Sequential([layers.Dense(2, trainable=False)])
    frozen(x)
    require_learns(frozen, x)
