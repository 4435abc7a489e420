"""Does a gradient reach every weight and every input, on whichever backend Keras runs?"""

from collections.abc import Iterator

import keras
import numpy as np
from keras import ops, tree

from utils.layer_clinic.findings import NAMES, NOT_EXAMINED, Verdict, fault, note, passed
from utils.layer_clinic.patient import Patient
from utils.messages import Text


def look_at_gradients(patient: Patient) -> tuple[Verdict, Text]:
    """A gradient reaches every trainable weight and every input of floats, and all of them are finite."""
    layer = patient.layer
    if not any(output.dtype.kind == "f" for output in patient.outputs):
        return note(Text(ko="출력이 정수라서 기울기가 없습니다.", en="The output is made of integers: no gradients."))
    layer.set_weights(patient.weights)
    names, gradients = _gradients(patient, layer, patient.inputs)
    for weights, inputs in _elsewhere(patient):
        if all(found is None or found.any() for found in gradients):
            break
        layer.set_weights(weights)
        for place, found in enumerate(_gradients(patient, layer, inputs)[1]):
            if gradients[place] is not None and not gradients[place].any() and np.isfinite(found).all():
                gradients[place] = found
    missing = [name for name, found in zip(names, gradients, strict=True) if found is None or not found.any()]
    broken = [
        name for name, found in zip(names, gradients, strict=True) if found is not None and not np.isfinite(found).all()
    ]
    if broken and "call" in patient.faulty:
        return note(NOT_EXAMINED, other=NAMES["call"])
    if broken:
        return fault(
            Text(
                ko="{names}의 기울기에 NaN이나 무한대가 있습니다.", en="The gradient of {names} holds NaN or infinity."
            ),
            names=", ".join(broken),
        )
    if missing:
        return fault(
            Text(
                ko="{names}에 기울기가 닿지 않습니다. 계산에 쓰이지 않거나 NumPy 또는 정수를 거칩니다.",
                en="No gradient reaches {names}. Either nothing is computed from it, or by way of NumPy or integers.",
            ),
            names=", ".join(missing),
        )
    if not names:
        return passed(Text(ko="기울기가 필요한 것이 없습니다.", en="Nothing here needs a gradient."))
    return passed(
        Text(ko="모두에 유한한 기울기가 닿습니다: {names}", en="Finite gradients reach {names}."),
        names=", ".join(names),
    )


def _gradients(patient: Patient, layer: keras.Layer, inputs: tuple) -> tuple[list[str], list[np.ndarray | None]]:
    """Each trainable weight and each input of floats by name, and their gradients; None where there is none.

    What is differentiated is a weighted sum of the outputs, plus the losses that the layer adds.
    """
    leaves = tree.flatten(inputs)
    of_inputs = ["`x`"] if len(leaves) == 1 else [f"`x{number}`" for number in range(1, len(leaves) + 1)]
    floats = [name for name, leaf in zip(of_inputs, leaves, strict=True) if leaf.dtype.kind == "f"]
    of_weights = [f"`{weight.path.removeprefix(f'{layer.name}/')}`" for weight in layer.trainable_weights]
    of_backend = {"tensorflow": _tensorflow_gradients, "jax": _jax_gradients, "torch": _torch_gradients}
    found = of_backend[keras.backend.backend()](layer, inputs, patient.keywords(training=True))
    return [*of_weights, *floats], [None if each is None else ops.convert_to_numpy(each) for each in found]


def _elsewhere(patient: Patient) -> Iterator[tuple[list[np.ndarray], tuple]]:
    """Other weights and inputs, for a gradient that is 0 at the given ones, as behind a weight that starts at 0."""
    random = np.random.default_rng(0)
    moved = [w + random.normal(0, 0.1, w.shape).astype(w.dtype) for w in patient.weights]
    yield moved, patient.inputs
    yield moved, tree.map_structure(lambda array: -array if array.dtype.kind == "f" else array, patient.inputs)


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
    places = [place for place, leaf in enumerate(leaves) if "float" in str(leaf.dtype)]
    fixed = [variable.value for variable in layer.non_trainable_variables]

    def total(weights, floats):
        given = list(leaves)
        for place, value in zip(places, floats, strict=True):
            given[place] = value
        outputs, _, losses = layer.stateless_call(
            weights, fixed, *tree.pack_sequence_as(inputs, given), return_losses=True, **keywords
        )
        return _weighted_sum(outputs, losses)

    weights = [variable.value for variable in layer.trainable_variables]
    of_weights, of_floats = jax.grad(total, argnums=(0, 1))(weights, [leaves[place] for place in places])
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
