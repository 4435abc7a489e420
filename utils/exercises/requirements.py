"""What exercises of several sections require of a model: each looks at behaviour or at Keras' public description."""

from collections.abc import Iterator

import keras
import numpy as np

from utils.checking import require
from utils.messages import Text, brief

ONE_PICTURE = Text(ko="사진 한 장", en="one picture")


def require_built(model) -> None:
    """The shape of the input is known, so the model has its weights."""
    require(
        model.built,
        Text(
            ko="입력의 형태가 아직 정해지지 않아서 모델에 가중치가 없습니다. `Input`으로 시작하세요.",
            en="The shape of the input is still open, so the model has no weights. Begin with `Input`.",
        ),
    )


def require_shapes(model, input_shape, output_shape, one: Text = ONE_PICTURE) -> None:
    """Input and output have these shapes, whatever the size of a batch.

    Args:
        model: a built model.
        input_shape, output_shape: a shape without the batch axis; for several inputs or outputs a list or dict of them.
        one: what the shapes are of.
    """
    found_input, found_output = _shapes_of(model, input_shape)
    for found, wanted, name in (
        (found_input, input_shape, Text(ko="입력", en="input")),
        (found_output, output_shape, Text(ko="출력", en="output")),
    ):
        require(
            keras.tree.map_shape_structure(lambda shape: tuple(shape[1:]), found) == wanted,
            Text(
                ko="{name}의 형태가 {found}입니다. {one}마다 {wanted}이어야 합니다.",
                en="The {name} has shape {found}. For {one} it should be {wanted}.",
            ).format(name=name, found=brief(found), one=one, wanted=brief(wanted)),
        )


def _shapes_of(model, input_shape) -> tuple:
    """The shapes of input and output; a class of the learner's own has no graph that knows them, so it is called."""
    if hasattr(model, "input_shape"):
        return model.input_shape, model.output_shape
    x = keras.tree.map_shape_structure(noise, input_shape)
    return keras.tree.map_structure(lambda tensor: tuple(tensor.shape), (x, model(x)))


def require_weight_shapes(model, shapes: list[tuple[int, ...]], layers: Text) -> None:
    """The weights have these shapes, in this order; `layers` says in words what has such weights."""
    found = [tuple(weight.shape) for weight in model.weights]
    require(
        found == shapes,
        Text(
            ko="가중치의 형태가 {found}입니다. {layers}이면 다르게 나옵니다.",
            en="The weights have the shapes {found}. {layers} give others.",
        ).format(found=brief(found, 90), layers=layers),
    )


def require_weights(model, *shapes: tuple[int, ...], clue: Text) -> dict[tuple[int, ...], np.ndarray]:
    """The weights have these shapes, in any order, with biases or without.

    Args:
        model: a built model.
        *shapes: all different.
        clue: a sentence about what has such weights.

    Returns:
        Each weight by its shape; zeros for a bias that is not there.
    """
    weights = model.get_weights()
    found = [weight.shape for weight in weights]
    without = [shape for shape in shapes if shape not in found and len(shape) == 1]
    require(
        sorted(found + without) == sorted(shapes),
        Text(ko="가중치의 형태가 {found}입니다. {clue}", en="The weights have the shapes {found}. {clue}").format(
            found=brief(found, 90), clue=clue
        ),
    )
    return {shape: np.zeros(shape) for shape in without} | dict(zip(found, weights, strict=True))


def require_probabilities(model, x=None) -> None:
    """The outputs are probabilities: of the classes along the last axis, or of one thing where that axis has length 1.

    Args:
        model: a built model with one output.
        x: a batch for it; without one, noise for a model of one input of numbers.
    """
    require_are_probabilities(output_of(model, noise(model.input_shape[1:]) if x is None else x))


def require_are_probabilities(output: np.ndarray) -> None:
    """These outputs of a model are probabilities; see `require_probabilities`."""
    if output.shape[-1] == 1:
        require(
            bool((output >= 0).all() and (output <= 1).all()),
            Text(
                ko="출력이 {low:.2f}에서 {high:.2f} 사이입니다. 확률은 0에서 1 사이입니다.",
                en="The outputs lie between {low:.2f} and {high:.2f}. A probability lies between 0 and 1.",
            ).format(low=float(output.min()), high=float(output.max())),
        )
        return
    require(
        bool((output >= 0).all() and np.allclose(output.sum(axis=-1), 1, atol=1e-4)),
        Text(
            ko="출력의 합이 {total:.2f}입니다. 확률이라면 음수가 없고 합이 1입니다.",
            en="The outputs add up to {total:.2f}. Probabilities are never negative and add up to 1.",
        ).format(total=float(output[0].sum())),
    )


def output_of(model, x) -> np.ndarray:
    """What a model with one output gives for a batch, even where it comes in a list or a dictionary."""
    (output,) = keras.tree.flatten(model(x))
    return keras.ops.convert_to_numpy(output)


def noise(shape: tuple[int, ...], examples: int = 4) -> np.ndarray:
    """The same random batch each time: shape `(examples, *shape)`, float32, from 0 to 1."""
    return np.random.default_rng(0).random((examples, *shape), dtype="float32")


def require_compiled(model) -> None:
    """`compile` was called."""
    require(
        model.compiled,
        Text(ko="모델을 아직 `compile`하지 않았습니다.", en="The model has not been compiled yet: call `compile`."),
    )


def require_optimizer(model, kind: type, **settings: float | bool) -> None:
    """A compiled model has an optimizer of this class with these settings, such as `learning_rate=0.05`."""
    optimizer = model.optimizer
    require(
        type(optimizer) is type(kind()),  # On PyTorch, what Keras makes is of a class below the one that makes it.
        Text(
            ko="옵티마이저가 `{name}`입니다. `{kind}`이어야 합니다.",
            en="The optimizer is `{name}`; it should be `{kind}`.",
        ).format(name=type(optimizer).__name__, kind=kind.__name__),
    )
    config = optimizer.get_config()
    for name, wanted in settings.items():
        found = config[name]
        require(
            not isinstance(found, dict) and bool(np.isclose(float(found), float(wanted))),
            Text(
                ko="`{name}`이(가) {found}입니다. {wanted}이어야 합니다.",
                en="`{name}` is {found}; it should be {wanted}.",
            ).format(
                name=name,
                found=brief(found if isinstance(found, bool | dict) else round(float(found), 6)),
                wanted=wanted,
            ),
        )


def require_loss_for_integers(model, classes: int, one: Text = ONE_PICTURE) -> None:
    """The loss of a compiled model is the cross-entropy of probabilities and integer labels."""
    labels = np.arange(classes)
    predicted = np.random.default_rng(1).dirichlet(np.ones(classes), size=classes).astype("float32")
    found = loss_of(model, labels, predicted)
    require(
        found is not None,
        Text(
            ko="손실 함수가 정수 레이블과 맞지 않습니다. {one}의 레이블은 {label}과 같은 정수 하나입니다.",
            en="The loss does not fit integer labels: the label of {one} is one integer, such as {label}.",
        ).format(one=one, label=min(3, classes - 1)),
    )
    expected = -np.log(predicted[labels, labels]).mean()
    require(
        bool(np.isclose(found, expected, atol=1e-3)),
        Text(
            ko="이 손실 함수는 정수 레이블에 대해 교차 엔트로피가 아닌 값을 냅니다.",
            en="For integer labels this loss gives something other than the cross-entropy.",
        ),
    )


def loss_of(model, y: np.ndarray, predicted: np.ndarray) -> float | None:
    """What the loss of a compiled model gives for labels and predictions; None where it does not take them.

    What the model's own layers add to it, such as a penalty for large weights, does not count.
    """
    try:
        total = model.compute_loss(y=y, y_pred=keras.ops.convert_to_tensor(predicted))
        return float(total) - sum(map(float, model.losses))
    except ValueError:
        return None


def require_accuracy(model) -> None:
    """Accuracy is among the metrics of a model compiled for integer labels."""
    config = model.get_compile_config()
    right = ("accuracy", "acc", "sparse_categorical_accuracy", "SparseCategoricalAccuracy")
    require(
        any(name in right for name in _names_of([config.get("metrics"), config.get("weighted_metrics")])),
        Text(ko="평가 지표에 정확도가 없습니다.", en="Accuracy is missing from the metrics."),
    )


def _names_of(metrics) -> Iterator[str]:
    """The metrics in a compile config by name: of the string, the function or the class that was given."""
    if isinstance(metrics, str):
        yield metrics
    elif isinstance(metrics, dict) and "class_name" in metrics:
        config = metrics["config"]
        yield config if isinstance(config, str) else metrics["class_name"]
    elif isinstance(metrics, dict | list | tuple):
        for metric in metrics.values() if isinstance(metrics, dict) else metrics:
            yield from _names_of(metric)


def require_registered(kind: type) -> None:
    """Keras finds the class by the name that goes into a file."""
    require(
        keras.saving.get_registered_object(keras.saving.get_registered_name(kind)) is kind,
        Text(
            ko="클래스가 등록되어 있지 않습니다. 저장한 모델을 불러올 때 케라스가 찾지 못합니다.",
            en="The class is not registered, so Keras cannot find it when a saved model is loaded.",
        ),
    )
