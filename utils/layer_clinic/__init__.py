"""Examine a Keras layer: `examine(layer, x)` gives a table of what works, what to know, and what is broken.

It imports nothing of the course but the small folder `utils/core`: copy both folders to use it elsewhere.
"""

import warnings
from collections.abc import Callable, Generator

import keras
import numpy as np
from keras import ops, tree

from utils.core.text import CourseError, Text, brief
from utils.layer_clinic.behaviour import look_at_batch, look_at_jit, look_at_training
from utils.layer_clinic.findings import NAMES, NOT_EXAMINED, Finding, Findings, Verdict, fault, note
from utils.layer_clinic.gradients import look_at_gradients
from utils.layer_clinic.layer_under_test import ANY_ERROR, LayerUnderTest, prepared
from utils.layer_clinic.serialization import look_at_config, look_at_dtypes, look_at_saving
from utils.layer_clinic.shapes import look_at_call, look_at_shape

__all__ = ["EXAMINATIONS", "NAMES", "Finding", "Findings", "Verdict", "examinations", "examine", "name_of"]

EXAMINATIONS: dict[str, Callable[[LayerUnderTest], tuple[Verdict, Text]]] = {
    "call": look_at_call,
    "shape": look_at_shape,
    "gradients": look_at_gradients,
    "config": look_at_config,
    "saving": look_at_saving,
    "dtypes": look_at_dtypes,
    "batch": look_at_batch,
    "training": look_at_training,
    "jit_compile": look_at_jit,
}


def examine(layer: keras.Layer, *inputs) -> Findings:
    """Examine a layer on example inputs, and put its weights, seeds and states back in the end.

    A layer that is not built yet gets built, as by any first call.

    Args:
        layer: an instance of any Keras layer, built or not.
        *inputs: what the layer is called with, in this order: arrays of numbers of shape (batch, ...), or lists,
            tuples or dictionaries of them. Two rows or more, of different content, show the most.

    Returns:
        The findings: a table in a notebook, lines of text elsewhere. A broken layer raises nothing; it has faults.

    Raises:
        CourseError: this is no layer, or these are no inputs; one sentence says which.
    """
    return Findings(name_of(layer), tuple(examinations(layer, *inputs)))


def examinations(layer: keras.Layer, *inputs) -> Generator[Finding]:
    """The findings of `examine`, one after the other as they are made; bad arguments are refused at once."""
    _require_layer(layer)
    return _examinations(layer, _as_arrays(inputs))


def name_of(layer: keras.Layer) -> str:
    """The class of a layer and its name, such as `Dense "hidden"`."""
    _require_layer(layer)
    return f'{type(layer).__name__} "{layer.name}"'


def _require_layer(layer) -> None:
    if isinstance(layer, type) and issubclass(layer, keras.Layer):
        raise CourseError(
            Text(
                ko="`{name}`[은] 클래스입니다. 괄호를 붙여 객체를 만든 뒤 넘기세요.",
                en="`{name}` is a class. Make a layer of it first, with parentheses.",
            ).format(name=layer.__name__)
        )
    if not issubclass(type(layer), keras.Layer):
        raise CourseError(
            Text(ko="케라스 층이 필요합니다. 받은 값: {got}", en="This takes a Keras layer, but got {got}.").format(
                got=brief(layer)
            )
        )


def _as_arrays(inputs: tuple) -> tuple:
    """The inputs with a NumPy array in place of each array or tensor."""
    if not tree.flatten(inputs):
        raise CourseError(
            Text(ko="층에 넣을 예시 입력을 함께 넘기세요.", en="Pass example inputs for the layer as well.")
        )
    arrays = tree.map_structure(_as_array, inputs)
    sizes = {len(array) for array in tree.flatten(arrays)}
    if len(sizes) != 1 or sizes == {0}:
        raise CourseError(
            Text(
                ko="입력의 첫 축은 모두 같은 길이의 배치이어야 합니다. 받은 길이: {sizes}",
                en="The first axis of every input is the batch, of one length. These have {sizes}.",
            ).format(sizes=sorted(sizes))
        )
    return arrays


def _as_array(value) -> np.ndarray:
    try:
        array = ops.convert_to_numpy(value)
    except Exception:
        array = None
    if array is None or array.ndim == 0 or array.dtype.kind not in "biuf":
        raise CourseError(
            Text(
                ko="입력은 수로 된 배열이고 첫 축이 배치이어야 합니다. 받은 값: {got}",
                en="An input is an array of numbers whose first axis is the batch, not {got}.",
            ).format(got=brief(value))
        )
    return array


def _examinations(layer: keras.Layer, inputs: tuple) -> Generator[Finding]:
    tested, broken = _quietly(prepared, layer, inputs)
    if tested is None:
        yield Finding("call", *broken)
        for examination in list(EXAMINATIONS)[1:]:
            yield Finding(examination, *note(NOT_EXAMINED, other=NAMES["call"]))
        return
    try:
        for examination, look in EXAMINATIONS.items():
            finding = Finding(examination, *_quietly(_looked, look, tested))
            if finding.verdict is Verdict.FAULT:
                tested.faulty.add(examination)
            yield finding
    finally:
        tested.restore()


def _quietly(function: Callable, *arguments):
    """What a function returns, without the warnings that it gives on the way."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return function(*arguments)


def _looked(look: Callable, tested: LayerUnderTest) -> tuple[Verdict, Text]:
    try:
        return look(tested)
    except ANY_ERROR as error:
        return fault(Text(ko="검사하는 동안 오류가 났습니다. {error}", en="Looking at it failed. {error}"), error=error)
