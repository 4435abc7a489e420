"""A layer under examination: how it is called, and how it is left as it was."""

import inspect
from collections.abc import Callable

import keras
import numpy as np
from keras import ops, tree

from utils.core.text import Text
from utils.layer_clinic.findings import Verdict, fault

# A layer that exits does not end the examination; an Interrupt does.
ANY_ERROR = (Exception, SystemExit)


class LayerUnderTest:
    """A layer under examination, whose weights, seeds and states are put back in the end.

    Attributes:
        outputs: what the layer gives at inference, a list of arrays.
        random: whether a second call gives other numbers.
        changed: the weights that a call at inference changes, by name.
        faulty: the examinations that found a fault so far.
    """

    def __init__(self, layer: keras.Layer, inputs: tuple):
        self.layer, self.inputs = layer, inputs
        self.faulty: set[str] = set()
        self.takes_training = "training" in inspect.signature(layer.call).parameters
        self.stateful = bool(getattr(layer, "stateful", False))
        self._before = self._everything()

    def call_for_the_first_time(self) -> None:
        """Build the layer where it is not built yet, and see what it does."""
        known = {id(variable) for variable, _ in self._before}
        self.call(self.layer, self.inputs)
        self._before += [(variable, value) for variable, value in self._everything() if id(variable) not in known]
        self.weights = self.layer.get_weights()
        self.outputs = self.run()
        self.changed = self.changes()
        self.random = not same(self.outputs, self.run())

    def restore(self) -> None:
        """Put back every weight, seed and recurrent state as they were."""
        for variable, value in self._before:
            variable.assign(value)

    def _everything(self) -> list[tuple[keras.Variable, np.ndarray]]:
        states = tree.flatten(getattr(self.layer, "states", None)) if self.stateful else []
        kept = [*self.layer.variables, *(state for state in states if isinstance(state, keras.Variable))]
        return [(variable, ops.convert_to_numpy(variable.value)) for variable in kept]

    def run(self, inputs: tuple | None = None, training: bool = False) -> list[np.ndarray]:
        """Call the layer, its weights set back first, so that one examination does not disturb the next."""
        self.layer.set_weights(self.weights)
        return self.call(self.layer, self.inputs if inputs is None else inputs, training)

    def call(self, layer: keras.Layer, inputs: tuple, training: bool = False) -> list[np.ndarray]:
        """The outputs of any layer of the same class, as a flat list of arrays."""
        self.reset_recurrent_state(layer)
        outputs = layer(*tree.map_structure(ops.convert_to_tensor, inputs), **self.keywords(training))
        if outputs is None or not tree.flatten(outputs):
            raise TypeError("call() returns nothing")
        return [ops.convert_to_numpy(output) for output in tree.flatten(outputs)]

    def reset_recurrent_state(self, layer: keras.Layer) -> None:
        """Reset a recurrent layer that goes on where its last batch ended."""
        if self.stateful and layer.built:
            layer.reset_state()

    def keywords(self, training: bool) -> dict[str, bool]:
        """The argument `training`, where the layer takes it."""
        return {"training": training} if self.takes_training else {}

    def changes(self) -> list[str]:
        """The names of the weights that differ from what they were at the start of the last `run`."""
        after = zip(self.layer.weights, self.weights, self.layer.get_weights(), strict=True)
        return [weight.name for weight, old, new in after if not np.array_equal(old, new)]

    def symbolic(self, make: Callable, batch_size: int | None = None) -> tuple:
        """What `make(shape, dtype)` gives for each input, with an open batch size where none is given."""
        size = len(self.outputs[0]) if self.stateful else batch_size
        return tree.map_structure(lambda array: make((size, *array.shape[1:]), array.dtype.name), self.inputs)


def prepared(layer: keras.Layer, inputs: tuple) -> tuple[LayerUnderTest | None, tuple[Verdict, Text] | None]:
    """The layer after a first call; or None, and the fault that keeps it from being examined."""
    tested = LayerUnderTest(layer, inputs)
    try:
        tested.call_for_the_first_time()
    except ANY_ERROR as error:
        tested.restore()
        return None, fault(
            Text(
                ko="층이 이 입력에서 실행되지 않습니다. {error}", en="The layer does not run on these inputs. {error}"
            ),
            error=error,
        )
    return tested, None


def same(some: list[np.ndarray], others: list[np.ndarray]) -> bool:
    """Whether two lists of outputs agree as well as float32 can promise."""
    return len(some) == len(others) and all(
        a.shape == b.shape and np.allclose(a, b, rtol=1e-3, atol=1e-4 * max(1, _size(a)), equal_nan=True)
        for a, b in zip(some, others, strict=True)
    )


def _size(array: np.ndarray) -> float:
    finite = array[np.isfinite(array)] if array.dtype.kind != "b" else array
    return float(np.abs(finite).max()) if finite.size else 0.0
