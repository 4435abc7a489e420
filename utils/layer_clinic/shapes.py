"""Does the layer run, and is its shape what it says?"""

import keras
import numpy as np
from keras import tree

from utils.core.text import Text
from utils.layer_clinic.findings import NAMES, NOT_EXAMINED, Verdict, fault, note, passed
from utils.layer_clinic.layer_under_test import LayerUnderTest


def look_at_call(tested: LayerUnderTest) -> tuple[Verdict, Text]:
    """The layer runs, and its numbers are finite."""
    shapes = ", ".join(f"{output.shape} {output.dtype}" for output in tested.outputs)
    if not all(np.isfinite(output).all() for output in tested.outputs):
        return fault(
            Text(
                ko="출력 {shapes}에 NaN이나 무한대가 있습니다. 0으로 나누거나 0의 로그를 내는 곳을 찾으세요.",
                en="The output {shapes} holds NaN or infinity. Look for a division by 0 or a logarithm of 0.",
            ),
            shapes=shapes,
        )
    return passed(
        Text(ko="출력은 {shapes}, 파라미터는 {n:,}개입니다.", en="It returns {shapes} and has {n:,} parameters."),
        shapes=shapes,
        n=tested.layer.count_params(),
    )


def look_at_shape(tested: LayerUnderTest) -> tuple[Verdict, Text]:
    """`compute_output_shape` and a call on symbolic inputs tell the shape that a real call gives."""
    real = [output.shape for output in tested.outputs]
    try:
        promised = _promised_shapes(tested)
    except Exception as error:
        return fault(
            Text(ko="`compute_output_shape` 오류: {error}", en="`compute_output_shape` fails: {error}"), error=error
        )
    if promised is not None and not _fit(promised, real):
        return fault(
            Text(
                ko="`compute_output_shape`는 {promised}라고 하지만 실제 출력은 {real}입니다. 그 메서드를 고치세요.",
                en="`compute_output_shape` says {promised}, but the output has {real}. Fix that method.",
            ),
            promised=_shown(promised),
            real=_shown(real),
        )
    try:
        symbolic = _symbolic_shapes(tested)
    except Exception as error:
        return _about_symbolic_call(tested, error)
    if not _fit(symbolic, real):
        return fault(
            Text(
                ko="함수형 모델에서는 {symbolic}이지만 실제 출력은 {real}입니다.",
                en="In a functional model it has {symbolic}, but the real output has {real}.",
            ),
            symbolic=_shown(symbolic),
            real=_shown(real),
        )
    if promised is None:
        return passed(
            Text(ko="`call`에서 추론한 형태가 맞습니다: {s}", en="Keras infers the right shape from `call`: {s}"),
            s=_shown(symbolic),
        )
    return passed(
        Text(
            ko="`compute_output_shape`와 실제 출력이 같습니다: {s}",
            en="`compute_output_shape` agrees with the output: {s}",
        ),
        s=_shown(symbolic),
    )


def _promised_shapes(tested: LayerUnderTest) -> list[tuple] | None:
    """What the layer's own `compute_output_shape` says; None where it has none."""
    if type(tested.layer).compute_output_shape is keras.Layer.compute_output_shape:
        return None
    shapes = tree.map_structure(lambda array: (None, *array.shape[1:]), tested.inputs)
    try:
        return _flat_shapes(tested.layer.compute_output_shape(*shapes))
    except NotImplementedError:
        return None


def _about_symbolic_call(tested: LayerUnderTest, error: Exception) -> tuple[Verdict, Text]:
    """Whether an open batch size is in the way, or `call` cannot be traced at all, which `look_at_jit` reports."""
    try:
        _symbolic_shapes(tested, batch_size=len(tested.outputs[0]))
    except Exception:
        return note(NOT_EXAMINED, other=NAMES["jit_compile"])
    return fault(
        Text(
            ko="배치 크기가 정해지지 않으면 호출할 수 없습니다. `x.shape` 대신 `ops.shape(x)`를 쓰세요. {error}",
            en="It cannot be called while the batch size is open. Use `ops.shape(x)` instead of `x.shape`. {error}",
        ),
        error=error,
    )


def _symbolic_shapes(tested: LayerUnderTest, batch_size: int | None = None) -> list[tuple]:
    """The shapes of the outputs as Keras works them out for a functional model."""
    outputs = tested.layer.compute_output_spec(*tested.symbolic(keras.KerasTensor, batch_size))
    return [tuple(output.shape) for output in tree.flatten(outputs)]


def _flat_shapes(shapes) -> list[tuple]:
    """A shape, or any structure of shapes, as a flat list."""
    if isinstance(shapes, tuple | list) and all(size is None or isinstance(size, int) for size in shapes):
        return [tuple(shapes)]
    parts = shapes.values() if isinstance(shapes, dict) else shapes
    return [shape for part in parts for shape in _flat_shapes(part)]


def _fit(promised: list[tuple], real: list[tuple]) -> bool:
    return len(promised) == len(real) and all(
        len(a) == len(b) and all(size in (None, found) for size, found in zip(a, b, strict=True))
        for a, b in zip(promised, real, strict=True)
    )


def _shown(shapes: list[tuple]) -> str:
    return ", ".join(map(str, shapes))
