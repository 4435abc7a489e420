"""Does a gradient reach every weight and every input, on whichever backend Keras runs?"""

from collections.abc import Iterator

import keras
import numpy as np
from keras import ops, tree

from utils.core.text import Text
from utils.layer_clinic.findings import NAMES, NOT_EXAMINED, Verdict, fault, note, passed
from utils.layer_clinic.layer_under_test import LayerUnderTest

# For each trainable weight and each input of floats its name and its gradient; None where there is none.
Gradients = list[tuple[str, np.ndarray | None]]


def look_at_gradients(tested: LayerUnderTest) -> tuple[Verdict, Text]:
    """A gradient reaches every trainable weight and every input of floats, and all of them are finite."""
    if not any(output.dtype.kind == "f" for output in tested.outputs):
        return note(Text(ko="출력이 정수라서 기울기가 없습니다.", en="The output is made of integers: no gradients."))
    gradients = _gradients_wherever_they_show(tested)
    not_finite = [name for name, found in gradients if found is not None and not np.isfinite(found).all()]
    if not_finite and "call" in tested.faulty:
        return note(NOT_EXAMINED, other=NAMES["call"])
    if not_finite:
        return fault(
            Text(
                ko="{names}의 기울기에 NaN이나 무한대가 있습니다.", en="The gradient of {names} holds NaN or infinity."
            ),
            names=", ".join(not_finite),
        )
    missing = [name for name, found in gradients if found is None or not found.any()]
    if missing:
        return fault(
            Text(
                ko="{names}에 기울기가 닿지 않습니다. 계산에 쓰이지 않거나 NumPy 또는 정수를 거칩니다.",
                en="No gradient reaches {names}. Either nothing is computed from it, or by way of NumPy or integers.",
            ),
            names=", ".join(missing),
        )
    if not gradients:
        return passed(Text(ko="기울기가 필요한 것이 없습니다.", en="Nothing here needs a gradient."))
    return passed(
        Text(ko="모두에 유한한 기울기가 닿습니다: {names}", en="Finite gradients reach {names}."),
        names=", ".join(name for name, _ in gradients),
    )


def _gradients_wherever_they_show(tested: LayerUnderTest) -> Gradients:
    """The gradients at the given weights and inputs; those that are 0 there, at others.

    Behind a weight that starts at 0 a gradient is 0, and yet it reaches what it should.
    """
    gradients = _gradients(tested, tested.weights, tested.inputs)
    for weights, inputs in _other_weights_and_inputs(tested):
        if any(_is_zero(found) for _, found in gradients):
            others = _gradients(tested, weights, inputs)
            gradients = [
                other if _is_zero(given[1]) and _is_finite(other[1]) else given
                for given, other in zip(gradients, others, strict=True)
            ]
    return gradients


def _is_finite(gradient: np.ndarray | None) -> bool:
    return gradient is not None and bool(np.isfinite(gradient).all())


def _is_zero(gradient: np.ndarray | None) -> bool:
    return gradient is not None and not gradient.any()


def _other_weights_and_inputs(tested: LayerUnderTest) -> Iterator[tuple[list[np.ndarray], tuple]]:
    random = np.random.default_rng(0)
    moved = [w + random.normal(0, 0.1, w.shape).astype(w.dtype) for w in tested.weights]
    yield moved, tested.inputs
    yield moved, tree.map_structure(lambda array: -array if array.dtype.kind == "f" else array, tested.inputs)


def _gradients(tested: LayerUnderTest, weights: list[np.ndarray], inputs: tuple) -> Gradients:
    """The gradients of a weighted sum of the outputs, plus the losses that the layer adds."""
    layer = tested.layer
    layer.set_weights(weights)
    leaves = tree.flatten(inputs)
    of_inputs = ["`x`"] if len(leaves) == 1 else [f"`x{number}`" for number in range(1, len(leaves) + 1)]
    floats = [name for name, leaf in zip(of_inputs, leaves, strict=True) if leaf.dtype.kind == "f"]
    of_weights = [f"`{weight.path.removeprefix(f'{layer.name}/')}`" for weight in layer.trainable_weights]
    of_backend = {"tensorflow": _tensorflow_gradients, "jax": _jax_gradients, "torch": _torch_gradients}
    found = of_backend[keras.backend.backend()](layer, inputs, tested.keywords(training=True))
    arrays = [None if each is None else ops.convert_to_numpy(each) for each in found]
    return list(zip([*of_weights, *floats], arrays, strict=True))


def _weighted_sum(outputs, losses: list):
    """One number that every output has a part in; a plain sum would hide the gradient of a softmax."""
    random = np.random.default_rng(0)
    total = sum(losses, 0.0)
    for output in tree.flatten(outputs):
        if "float" in keras.backend.standardize_dtype(output.dtype):
            weights = ops.convert_to_tensor(random.normal(size=tuple(output.shape)), "float32")
            total = total + ops.sum(ops.cast(output, "float32") * weights)
    return total


def _tensorflow_gradients(layer: keras.Layer, inputs: tuple, keywords: dict) -> list:
    import tensorflow as tf

    tensors = tree.map_structure(tf.convert_to_tensor, inputs)
    floats = [tensor for tensor in tree.flatten(tensors) if tensor.dtype.is_floating]
    with tf.GradientTape() as tape:
        tape.watch(floats)
        total = tf.convert_to_tensor(_weighted_sum(layer(*tensors, **keywords), layer.losses))
    found = tape.gradient(total, [weight.value for weight in layer.trainable_weights] + floats)
    return [None if gradient is None else tf.convert_to_tensor(gradient) for gradient in found]


def _jax_gradients(layer: keras.Layer, inputs: tuple, keywords: dict) -> list:
    import jax

    leaves = tree.flatten(tree.map_structure(ops.convert_to_tensor, inputs))
    indices = [index for index, leaf in enumerate(leaves) if "float" in str(leaf.dtype)]
    fixed = [variable.value for variable in layer.non_trainable_variables]

    def total(weights, floats):
        given = list(leaves)
        for index, value in zip(indices, floats, strict=True):
            given[index] = value
        outputs, _, losses = layer.stateless_call(
            weights, fixed, *tree.pack_sequence_as(inputs, given), return_losses=True, **keywords
        )
        return _weighted_sum(outputs, losses)

    weights = [variable.value for variable in layer.trainable_variables]
    of_weights, of_floats = jax.grad(total, argnums=(0, 1))(weights, [leaves[index] for index in indices])
    return [*of_weights, *of_floats]


def _torch_gradients(layer: keras.Layer, inputs: tuple, keywords: dict) -> list:
    tensors = tree.map_structure(ops.convert_to_tensor, inputs)
    floats = [tensor.requires_grad_() for tensor in tree.flatten(tensors) if tensor.is_floating_point()]
    sources = [*(weight.value for weight in layer.trainable_weights), *floats]
    for source in sources:
        source.grad = None
    total = _weighted_sum(layer(*tensors, **keywords), layer.losses)
    if getattr(total, "requires_grad", False):
        total.backward()
    return [None if source.grad is None else source.grad.detach() for source in sources]
