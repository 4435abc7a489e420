"""A model as it is looked at: its loss, its last layers, its data, and what it gives for a few samples."""

from functools import cached_property

import numpy as np

from utils.errors.incident import name_of_loss

_MOST_SAMPLES = 2048
_ROWS_TO_PREDICT = 64
_CROSSENTROPIES = ("sparse_categorical_crossentropy", "categorical_crossentropy", "binary_crossentropy")
_OF_NUMBERS = (
    "mse",
    "mae",
    "mean_squared_error",
    "mean_absolute_error",
    "mean_absolute_percentage_error",
    "mean_squared_logarithmic_error",
    "mape",
    "msle",
    "huber",
    "log_cosh",
)


class Output:
    """One output of a model, with its loss and its labels.

    Attributes:
        shape: the shape of the output with its batch axis, such as (None, 10); None where it is not known.
        activation: the name of the last activation: "linear", "softmax", ...; "" where it is not known.
        loss: the loss as `compile` got it.
        labels: an array, or None.
        predictions: what the model gives for the first samples, or None.
    """

    def __init__(self, shape, activation: str, loss, labels, predictions):
        self.shape, self.activation, self.loss, self.labels, self.predictions = (
            shape,
            activation,
            loss,
            labels,
            predictions,
        )

    @property
    def units(self) -> int | None:
        """How many values the output has for a sample or a position."""
        return self.shape[-1] if self.shape else None

    @property
    def loss_name(self) -> str:
        return name_of_loss(self.loss)

    @property
    def is_crossentropy(self) -> bool:
        return self.loss_name in _CROSSENTROPIES

    @property
    def is_of_numbers(self) -> bool:
        """Whether the loss compares numbers, as in regression."""
        return self.loss_name in _OF_NUMBERS

    @property
    def from_logits(self) -> bool:
        """Whether the loss was told that it gets logits."""
        config = self.loss.get_config() if hasattr(self.loss, "get_config") else {}
        return bool(config.get("from_logits"))

    @property
    def labels_of_predictions(self):
        """The labels of the samples that were predicted; None where either is missing."""
        if self.labels is None or self.predictions is None:
            return None
        return self.labels[: len(self.predictions)]


class Subject:
    """A model or a layer, and its data.

    Args:
        model: the model, or a single layer.
        x: its data, if at hand: arrays, or a data set that brings its labels.
        y: its labels.

    Attributes:
        steps: what a data set of TensorFlow does, the last step first, such as ["prefetch", "batch", "tensorslice"].
    """

    def __init__(self, model, x=None, y=None):
        self.model = model
        self.endless = False
        self.steps = list(_steps_of(x))
        self.x, self.y = self._unpacked(x, y)

    def _unpacked(self, x, y):
        """Arrays out of what was passed; of a data set the first batches."""
        if x is None or hasattr(x, "shape") or isinstance(x, (list, tuple, dict)):
            return _arrays(x), _arrays(y)
        if hasattr(x, "cardinality"):
            self.endless = int(x.cardinality()) == -1
        batches = (x[i] for i in range(len(x))) if hasattr(x, "__getitem__") else iter(x)
        xs, ys, n = [], [], 0
        for batch in batches:
            data, labels = (
                (batch[0], batch[1]) if isinstance(batch, (tuple, list)) and len(batch) > 1 else (batch, None)
            )
            xs.append(_arrays(data))
            ys.append(_arrays(labels))
            n += len(next(iter(_flat(xs[-1]))))
            if n >= _MOST_SAMPLES:
                break
        return _joined(xs), _joined(ys)

    # --- the model ---

    @cached_property
    def is_model(self) -> bool:
        import keras

        return isinstance(self.model, keras.Model)

    @cached_property
    def compiled(self) -> bool:
        return self.is_model and bool(getattr(self.model, "compiled", False))

    @cached_property
    def layers(self) -> list:
        """All layers, those of inner models and of wrappers included."""
        return list(_layers(self.model))

    @cached_property
    def metrics(self) -> list:
        """What `compile` was told to measure, as one flat list of names and objects."""
        config = (self.model.get_compile_config() or {}) if self.compiled else {}
        own = getattr(self.model, "_compile_metrics", None)
        given = getattr(own, "_user_metrics", None) or config.get("metrics") or []
        return [metric for metric in _flat(given) if metric is not None]

    @cached_property
    def outputs(self) -> list[Output]:
        """The outputs of the model, in order."""
        if not self.is_model:
            return []
        names, ends = self._ends()
        labels, predictions = _in_order(self.y, names), _in_order(self.predictions, names)
        return [
            Output(shape, activation, self._loss_of(position, names), labels[position], predictions[position])
            for position, (shape, activation) in enumerate(ends)
        ]

    @property
    def ends(self) -> list:
        """The symbolic tensors that the model gives; none for a subclassed model."""
        return _flat(getattr(self.model, "outputs", None)) if self.is_model else []

    def _ends(self) -> tuple[list[str], list[tuple]]:
        try:
            tensors = _flat(self.model.outputs)
        except AttributeError:
            return self._ends_of_predictions()
        names = list(getattr(self.model, "output_names", [""] * len(tensors)))
        return names, [(tuple(tensor.shape), ends_in(tensor)) for tensor in tensors]

    def _ends_of_predictions(self) -> tuple[list[str], list[tuple]]:
        """The same of a subclassed model, which has no outputs: by what it gives, and by its last layer."""
        shapes: list[tuple | None] = [(None, *part.shape[1:]) for part in _flat(self.predictions)]
        shapes = shapes or [None]
        last = [layer for layer in self.layers if getattr(layer, "activation", None) is not None]
        activation = _activation(last[-1]) if last and len(shapes) == 1 else ""
        return [""] * len(shapes), [(shape, activation) for shape in shapes]

    def _loss_of(self, position: int, names: list[str]):
        loss = getattr(self.model, "loss", None) if self.compiled else None
        if isinstance(loss, dict):
            return loss.get(names[position])
        if isinstance(loss, (list, tuple)):
            return loss[position] if position < len(loss) else None
        return loss

    # --- its data ---

    @cached_property
    def predictions(self):
        """What the model gives for the first samples, as arrays; None where there are none or it fails."""
        if self.x is None or not self.is_model:
            return None
        try:
            return _arrays(self.model(_cut(self.x, _ROWS_TO_PREDICT), training=False))
        except Exception:
            return None

    @cached_property
    def numbers(self):
        """The data where it is one array of numbers; else None."""
        return self.x if isinstance(self.x, np.ndarray) and self.x.dtype.kind in "fiu" else None


def _steps_of(data_set):
    while hasattr(data_set, "element_spec"):
        yield type(data_set).__name__.strip("_").removesuffix("Dataset").lower()
        data_set = getattr(data_set, "_input_dataset", None)


def _layers(layer):
    """A layer and all layers in it, in the order of the model."""
    inner = getattr(layer, "layers", None)
    if inner is None:
        inner = layer._flatten_layers(include_self=False, recursive=False) if hasattr(layer, "_flatten_layers") else []
        yield layer
    for each in inner:
        yield from _layers(each)


def ends_in(tensor) -> str:
    """The activation that made an output; "" where that is not known."""
    layer = tensor._keras_history.operation
    while hasattr(layer, "layers") and layer.layers:
        layer = layer.layers[-1]
    if type(layer).__name__ in ("Softmax", "ReLU", "LeakyReLU", "Sigmoid"):
        return type(layer).__name__.lower()
    if type(layer).__name__ in ("Reshape", "Flatten", "Dropout"):
        source = layer._inbound_nodes[0].input_tensors if layer._inbound_nodes else []
        return ends_in(source[0]) if source else ""
    return _activation(layer)


def _activation(layer) -> str:
    activation = getattr(layer, "activation", None)
    return getattr(activation, "__name__", "") if activation is not None else ""


def _arrays(data):
    """The same structure with NumPy arrays in it; what does not become one is None."""
    if data is None:
        return None
    if isinstance(data, dict):
        return {name: _arrays(part) for name, part in data.items()}
    if isinstance(data, (list, tuple)) and any(hasattr(part, "shape") for part in data):
        return [_arrays(part) for part in data]
    try:
        import keras

        array = data if isinstance(data, np.ndarray) else np.asarray(keras.ops.convert_to_numpy(data))
    except Exception:
        array = np.asarray(data)
    return array if array.ndim else None


def _flat(structure) -> list:
    if structure is None:
        return []
    if isinstance(structure, dict):
        return [leaf for part in structure.values() for leaf in _flat(part)]
    if isinstance(structure, (list, tuple)):
        return [leaf for part in structure for leaf in _flat(part)]
    return [structure]


def _joined(parts: list):
    """Batches after one another, structure by structure."""
    if not parts or parts[0] is None:
        return None
    if isinstance(parts[0], dict):
        return {name: _joined([part[name] for part in parts]) for name in parts[0]}
    if isinstance(parts[0], list):
        return [_joined([part[i] for part in parts]) for i in range(len(parts[0]))]
    return np.concatenate(parts)


def _cut(data, rows: int):
    if isinstance(data, dict):
        return {name: _cut(part, rows) for name, part in data.items()}
    if isinstance(data, list):
        return [_cut(part, rows) for part in data]
    return data[:rows]


def _in_order(structure, names: list[str]) -> list:
    """The arrays of a structure, one for each output."""
    if isinstance(structure, dict):
        return [structure.get(name) for name in names]
    leaves = _flat(structure)
    return (leaves + [None] * len(names))[: len(names)]
