"""What an answer builds is used as Keras would use it: in a model, in a step of training, saved and loaded."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import keras
import numpy as np

from utils.core.text import Text, joined
from utils.exercises.assertions import NotYet, require
from utils.exercises.errors_in_words import in_words
from utils.exercises.model_assertions import close

THE_LAYER = Text(ko="이 층", en="The layer")


def copy_of(layer: keras.Layer) -> keras.Layer:
    """A layer with the same settings that is not built yet: a check builds no layer of the learner's own."""
    return type(layer).from_config(layer.get_config())


def require_learns(layer: keras.Layer, x: Any, what: Text = THE_LAYER, weights: Iterable | None = None) -> None:
    """A layer or a model can be a part of a model that is trained.

    It takes symbolic inputs, and `train_on_batch` works; in that step a gradient reaches every trainable weight, and
    passes through to what stands in front. The step moves no weight, and the state beside the weights is put back; but
    a layer that is not built yet gets built, so of a learner's own give a copy (`copy_of`).

    Args:
        layer: a layer or a model of one output or several.
        x: a batch for it: an array, or a list or dictionary of arrays.
        what: how a message calls it.
        weights: the trainable weights that a gradient has to reach; all of them if it is left out.

    Raises:
        Exception: what its code raises; `check` tells it with the learner's line.
    """
    before = [(variable, keras.ops.convert_to_numpy(variable)) for variable in layer.variables]
    inputs = _inputs_for(x)
    outputs = keras.tree.flatten(layer(keras.tree.map_structure(_learnable, inputs)))
    model = keras.Model(inputs, outputs)
    gradients = _Gradients()
    model.compile(gradients, loss=[_any_loss for _ in outputs], jit_compile=False)
    rows = len(keras.tree.flatten(x)[0])
    try:
        model.train_on_batch(x, [np.zeros((rows, 1), "float32") for _ in outputs])
    finally:
        for variable, value in before:
            variable.assign(value)
    own = {id(variable) for variable in layer.trainable_variables}
    wanted = own if weights is None else {id(variable) for variable in weights}
    unreached = [variable for variable in gradients.unreached if id(variable) in wanted]
    require(
        not unreached,
        Text(
            ko="{what}의 가중치 `{name}`에는 기울기가 닿지 않아서 학습해도 변하지 않습니다. 출력이 이 가중치로 "
            "계산되는지, `stop_gradient`나 NumPy가 그 사이에 있는지 보세요.",
            en="{what}: no gradient reaches the weight `{name}`, so training would never change it. See whether the "
            "output is computed with it, and whether `stop_gradient` or NumPy stands in between.",
        ).format(what=what, name="/".join(unreached[0].path.split("/")[-2:]) if unreached else ""),
    )
    require(
        all(id(variable) in own for variable in gradients.unreached),
        Text(
            ko="{what}[을] 지나면 기울기가 끊깁니다. 앞에 있는 층이 배우지 못합니다. `stop_gradient`나 NumPy, 정수로 "
            "바꾸는 계산이 있는지 보세요.",
            en="{what} lets no gradient through, so the layers in front of it would not learn. Look for "
            "`stop_gradient`, NumPy, or a step that makes integers.",
        ).format(what=what),
    )


def _inputs_for(x: Any) -> Any:
    """Symbolic inputs for a batch; those of a dictionary have its names, as Keras wants it."""
    if isinstance(x, dict):
        return {name: keras.Input(array.shape[1:], dtype=str(array.dtype), name=name) for name, array in x.items()}
    return keras.tree.map_structure(lambda array: keras.Input(array.shape[1:], dtype=str(array.dtype)), x)


def _learnable(tensor: Any) -> Any:
    """The same values out of a layer that can learn, where they are numbers that a gradient can reach."""
    if len(tensor.shape) < 2 or not keras.backend.is_float_dtype(tensor.dtype):
        return tensor
    return keras.layers.Dense(tensor.shape[-1], use_bias=False, kernel_initializer="identity")(tensor)


def _any_loss(y_true: Any, y_pred: Any) -> Any:
    """A loss that depends on each output in another way."""
    factors = keras.ops.cos(keras.ops.arange(keras.ops.size(y_pred), dtype="float32"))
    return keras.ops.sum(keras.ops.reshape(factors, keras.ops.shape(y_pred)) * keras.ops.cast(y_pred, "float32"))


class _Gradients(keras.optimizers.SGD):
    """Moves nothing, and notes which variables have no gradient. (On JAX, where all have one, it notes none.)"""

    def __init__(self):
        super().__init__()
        self.unreached: list = []

    def apply(self, grads, trainable_variables=None):
        variables = trainable_variables or []
        self.unreached = [variable for variable, gradient in zip(variables, grads, strict=False) if gradient is None]


def require_survives_saving(layer: keras.Layer, x: Any, what: Text = THE_LAYER) -> keras.Layer:
    """A layer or a model gives the same after it was saved, alone or in a model, and loaded.

    Args:
        layer: a layer or a model; a layer that is not built yet gets built.
        x: a batch for it: an array, or a list or dictionary of arrays.
        what: how a message calls it.

    Returns:
        What was loaded: a model of its own, or the layer out of one.
    """
    model = layer
    if not isinstance(layer, keras.Model):
        inputs = _inputs_for(x)
        model = keras.Model(inputs, layer(inputs))
    before = keras.tree.flatten(model(x))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.keras"
        try:
            model.save(file)
            loaded = keras.models.load_model(file)
        except Exception as error:
            raise NotYet(
                Text(
                    ko="{what}[을] 저장했다가 불러올 수 없습니다. {error}",
                    en="{what} cannot be saved and loaded. {error}",
                ).format(what=what, error=_with_its_end(error))
            ) from None
    after = keras.tree.flatten(loaded(x))
    require(
        len(before) == len(after)
        and all(close(one, keras.ops.convert_to_numpy(other), model) for one, other in zip(after, before, strict=True)),
        Text(
            ko="{what}[을] 저장했다가 불러오면 출력이 달라집니다. 가중치와 설정이 모두 파일에 담기는지 보세요.",
            en="{what} gives other outputs once it was saved and loaded. See whether all weights and settings get into "
            "the file.",
        ).format(what=what),
    )
    return loaded if model is layer else loaded.get_layer(layer.name)


def _with_its_end(error: Exception) -> Text:
    """An error in words, and its last line where the words refer to the end of a message that nobody sees here."""
    words = in_words(error)
    if "the end of the message" not in words["en"]:
        return words
    *_, end = str(error).strip().splitlines()
    return joined(words, Text(ko="오류의 끝: “{end}”", en="Its end: “{end}”").format(end=end[:200]))
