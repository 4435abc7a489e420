"""What exercises of several sections require of a model: each looks at behaviour or at Keras' public description."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import keras
import numpy as np

from utils.core.text import LANGUAGES, Text, brief, joined
from utils.exercises.assertions import NotYet, require

# A shape without the batch axis; for several inputs or outputs a list or dict of them.
_Shapes = tuple[int, ...] | list | dict

ONE_PICTURE = Text(ko="사진 한 장", en="one picture")
THE_MODEL = Text(ko="모델", en="The model")
ONE_VECTOR = Text(ko="벡터 하나", en="one vector")


def require_built(model: keras.Model) -> None:
    """The shape of the input is known, so the model has its weights."""
    require(
        # A class of the learner's own may never have been called, and hold layers that have their weights.
        model.built or bool(model.weights),
        Text(
            ko="입력의 형태가 아직 정해지지 않아서 모델에 가중치가 없습니다. `Input`으로 시작하세요.",
            en="The shape of the input is still open, so the model has no weights. Begin with `Input`.",
        ),
    )


def require_shapes(model: keras.Model, input_shape: _Shapes, output_shape: _Shapes, one: Text = ONE_PICTURE) -> None:
    """Input and output have these shapes, whatever the size of a batch.

    Args:
        model: a built model.
        input_shape, output_shape: a shape without the batch axis; for several inputs or outputs a list or dict of them.
        one: what the shapes are of.
    """
    for found, wanted, name in zip(
        _shapes_of(model, input_shape),
        (input_shape, output_shape),
        (Text(ko="입력", en="input"), Text(ko="출력", en="output")),
        strict=True,
    ):
        _require_shape(found, wanted, name, one)


def _require_shape(found: Any, wanted: _Shapes, name: Text, one: Text) -> None:
    if isinstance(wanted, tuple):
        several = [found] if isinstance(found, tuple) else list(found.values() if isinstance(found, dict) else found)
        require(
            len(several) == 1,
            Text(
                ko="모델에 {name}[이] {n}개 있습니다. 하나여야 합니다.", en="The model has {n} {name}s. One is wanted."
            ).format(name=name, n=len(several)),
        )
        (found,) = several
        require(
            # A model that got its shape from its first data has the size of that batch there, and takes others.
            found[:1] == (None,) or tuple(found[1:]) == wanted,
            Text(
                ko="{name}의 형태가 배치 축까지 {found}입니다. 첫 축은 배치의 것이고, 크기를 정하지 않습니다(None).",
                en="The {name} has shape {found} with the axis of the batch. That axis comes first, with an open size "
                "(None).",
            ).format(name=name, found=brief(found)),
        )
    without_batch = keras.tree.map_shape_structure(lambda shape: tuple(shape[1:]), found)
    require(
        without_batch == wanted,
        Text(
            ko="{name}의 형태가 {found}입니다. {one}마다 {wanted}[이어야] 합니다.",
            en="The {name} has shape {found}. For {one} it should be {wanted}.",
        ).format(name=name, found=brief(without_batch), one=one, wanted=brief(wanted)),
    )


def _shapes_of(model: keras.Model, input_shape: _Shapes) -> tuple:
    """The shapes of input and output; a class of the learner's own has no graph that knows them, so it is called."""
    if hasattr(model, "input_shape"):
        return model.input_shape, model.output_shape
    x = keras.tree.map_shape_structure(noise, input_shape)
    return keras.tree.map_structure(lambda tensor: (None, *tensor.shape[1:]), (x, model(x)))


def require_weight_shapes(model: keras.Model, shapes: list[tuple[int, ...]], layers: Text) -> None:
    """The weights have these shapes, in this order; `layers` says in words what has such weights."""
    found = [tuple(weight.shape) for weight in model.weights]
    require(
        found == shapes,
        Text(
            ko="가중치의 형태가 {found}입니다. {layers}이면 다르게 나옵니다.",
            en="The weights have the shapes {found}. {layers} give others.",
        ).format(found=brief(found, 90), layers=layers),
    )


def require_weights(model: keras.Model, *shapes: tuple[int, ...], clue: Text) -> dict[tuple[int, ...], np.ndarray]:
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
        Text(ko="가중치가 있는 층: {found}. {clue}", en="Layers with weights: {found}. {clue}").format(
            found=layers_with_weights(model), clue=clue
        ),
    )
    by_shape: dict[tuple[int, ...], np.ndarray] = {shape: np.zeros(shape) for shape in without}
    return by_shape | dict(zip(found, weights, strict=True))


def layers_with_weights(model: keras.Model) -> Text:
    """The layers of a model that have weights, those of the models in it too, in words and in their order."""
    found = [_in_words(layer) for layer in _layers_of(model) if layer.weights]
    if not found:
        return Text(ko="없음", en="none")
    return Text(**{lang: ", ".join(words[lang] for words in found) for lang in LANGUAGES})


def _layers_of(model: keras.Model) -> Iterator[keras.Layer]:
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            yield from _layers_of(layer)
        else:
            yield layer


def _in_words(layer: keras.Layer) -> Text:
    name, config = type(layer).__name__, layer.get_config()
    if isinstance(layer, keras.layers.Dense):
        words = Text(ko="`{name}`(입력 {inputs}개, 유닛 {units}개)", en="`{name}` (inputs: {inputs}, units: {units})")
        return words.format(name=name, inputs=layer.kernel.shape[0], units=layer.units)
    if isinstance(layer, keras.layers.Embedding):
        words = Text(ko="`{name}`(단어 {words}개, 길이 {length})", en="`{name}` (words: {words}, length: {length})")
        return words.format(name=name, words=layer.input_dim, length=layer.output_dim)
    if "units" in config:
        words = Text(ko="`{name}`(유닛 {units}개)", en="`{name}` (units: {units})")
        return words.format(name=name, units=config["units"])
    return Text(ko="`{name}`", en="`{name}`").format(name=name)


def require_probabilities(model: keras.Model, x: Any = None) -> None:
    """The outputs are probabilities: of the classes along the last axis, or of one thing where that axis has length 1.

    Args:
        model: a built model with one output.
        x: a batch for it; without one, noise for a model of one input of numbers.
    """
    require_are_probabilities(output_of(model, noise(model.input_shape[1:]) if x is None else x))


def require_are_probabilities(output: np.ndarray) -> None:
    """These outputs of a model are probabilities; see `require_probabilities`."""
    output = output.astype("float32")
    if output.shape[-1] == 1:
        require(
            bool((output >= 0).all() and (output <= 1).all()),
            Text(
                ko="출력이 {low:.2f}에서 {high:.2f} 사이입니다. 확률은 0에서 1 사이입니다. 마지막 활성화 함수를 "
                "살펴보세요.",
                en="The outputs lie between {low:.2f} and {high:.2f}. A probability lies between 0 and 1. Look at the "
                "last activation.",
            ).format(low=float(output.min()), high=float(output.max())),
        )
        return
    require(
        bool((output >= 0).all()),
        Text(
            ko="출력에 음수가 있습니다({low:.2f}). 확률은 음수가 아닙니다. 마지막 활성화 함수를 살펴보세요.",
            en="Some outputs are negative ({low:.2f}). A probability never is. Look at the last activation.",
        ).format(low=float(output.min())),
    )
    totals = output.sum(axis=-1).ravel()
    # A float16 or bfloat16, which mixed precision computes with, has two or three digits.
    furthest = float(totals[np.argmax(np.abs(totals - 1))])
    require(
        abs(furthest - 1) < 0.01,
        Text(
            ko="출력의 합이 {total:.2f}입니다. 확률이라면 합이 1입니다. 마지막 활성화 함수를 살펴보세요.",
            en="The outputs add up to {total:.2f}. Probabilities add up to 1. Look at the last activation.",
        ).format(total=furthest),
    )


def output_of(model: keras.Model, x: Any, name: Text = THE_MODEL) -> np.ndarray:
    """What a model gives for a batch as its one output, even where it comes in a list or a dictionary."""
    return only_output(outputs_of(model, x), name)


def outputs_of(model: keras.Model, x: Any) -> list[np.ndarray]:
    """What a model gives for a batch in inference, computed in float32 even where its policy is a mixed one."""
    with _in_float32(model):
        # Layers such as `RandomFlip` are at work unless they are told that this is no training.
        return [keras.ops.convert_to_numpy(output) for output in keras.tree.flatten(model(x, training=False))]


def only_output(outputs: list[np.ndarray], name: Text) -> np.ndarray:
    """The one output among those that `outputs_of` gave for the model of this name."""
    require(
        len(outputs) == 1,
        Text(ko="{name}의 출력이 {n}개입니다. 하나여야 합니다.", en="{name} has {n} outputs. It needs one.").format(
            name=name, n=len(outputs)
        ),
    )
    return outputs[0]


@contextmanager
def _in_float32(model: keras.Model) -> Iterator[None]:
    """Let every layer of a model compute in float32 within the block, as its weights are kept."""
    mixed = [layer for layer in parts_of(model) if layer.compute_dtype != layer.variable_dtype]
    policies = [layer.dtype_policy for layer in mixed]
    try:
        for layer in mixed:
            layer.dtype_policy = layer.variable_dtype
        yield
    finally:
        for layer, policy in zip(mixed, policies, strict=True):
            layer.dtype_policy = policy


def parts_of(layer: keras.Layer, seen: set[int] | None = None) -> Iterator[keras.Layer]:
    """A layer and the layers that it or its parts hold, wherever they hold them; without those `seen` already."""
    seen = set() if seen is None else seen
    if id(layer) in seen:
        return
    seen.add(id(layer))
    yield layer
    held = list(vars(layer).values())
    while held:
        value = held.pop()
        if isinstance(value, keras.Layer):
            yield from parts_of(value, seen)
        elif isinstance(value, list | tuple):
            held += value
        elif isinstance(value, dict):
            held += value.values()


# How far numbers may lie apart that were computed in these types: float16 has three digits, bfloat16 two.
_COARSENESS = {"float16": 1e-2, "bfloat16": 5e-2}


def close(found: Any, wanted: Any, model: keras.Layer | None = None, atol: float = 1e-5) -> bool:
    """Whether numbers agree as closely as they can.

    Args:
        found: what an answer gave: an array or a tensor.
        wanted: what it should give, of a shape that fits.
        model: the model or layer that gave it; where a part of it computes in float16 or bfloat16, as under a mixed
            policy, its numbers are coarse.
        atol: how far two numbers may lie apart in float32.
    """
    found = keras.ops.convert_to_numpy(found)
    dtypes = {str(found.dtype), *(_compute_dtypes(model) if model is not None else ())}
    coarseness = max((_COARSENESS.get(dtype, 0.0) for dtype in dtypes), default=0.0)
    return bool(np.allclose(found.astype("float32"), wanted, rtol=max(1e-5, coarseness), atol=max(atol, coarseness)))


def _compute_dtypes(layer: keras.Layer) -> Iterator[str]:
    yield layer.compute_dtype
    for inner in getattr(layer, "layers", ()):
        yield from _compute_dtypes(inner)


def noise(shape: tuple[int, ...], examples: int = 4) -> np.ndarray:
    """The same random batch each time: shape `(examples, *shape)`, float32, from 0 to 1."""
    return np.random.default_rng(0).random((examples, *shape), dtype="float32")


def activated(name: str, numbers: np.ndarray) -> np.ndarray:
    """What the activation of this name makes of numbers, as float32."""
    return keras.ops.convert_to_numpy(keras.activations.get(name)(np.float32(numbers)))


def of_another_activation(layer: Text, name: str, wanted: str) -> Text:
    """What to say of a layer that has the activation `name`, or with "linear" none, in place of the wanted one."""
    text = (
        Text(
            ko="{layer}에 활성화 함수가 없습니다. 과제는 `{wanted}`입니다.",
            en="{layer} has no activation; the task says `{wanted}`.",
        )
        if name == "linear"
        else Text(
            ko="{layer}의 활성화 함수가 `{name}`입니다. 과제는 `{wanted}`입니다.",
            en="{layer} has the activation `{name}`; the task says `{wanted}`.",
        )
    )
    return text.format(layer=layer, name=name, wanted=wanted)


# What a layer may have in place of the activation that a task names.
ACTIVATIONS = ("linear", "relu", "sigmoid", "tanh", "softmax", "relu6", "elu", "gelu")
HIDDEN_LAYER, OUTPUT_LAYER = Text(ko="은닉층", en="The hidden layer"), Text(ko="출력층", en="The output layer")


def require_no_other_activations(
    works_out: Callable[[str, str], bool], hidden: tuple[Text, str], output: tuple[Text, str]
) -> None:
    """Where a model works out the same with other activations, say which layer has which.

    Args:
        works_out: whether the model does what it would with these activations of the hidden layer and the output layer.
        hidden, output: what a message calls the layer, and the activation that the task names.
    """

    def count_of_wrong_ones(names: tuple[str, str]) -> int:
        return (names[0] != hidden[1]) + (names[1] != output[1])

    # One wrong activation is likelier than two.
    for names in sorted(itertools.product(ACTIVATIONS, ACTIVATIONS), key=count_of_wrong_ones):
        if works_out(*names):
            both = ((*hidden, names[0]), (*output, names[1]))
            found = [of_another_activation(layer, name, wanted) for layer, wanted, name in both if name != wanted]
            raise NotYet(joined(*found))


def softmax(logits: np.ndarray) -> np.ndarray:
    """The probabilities of logits along the last axis, in NumPy: what a model's outputs are compared with."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def require_compiled(model: keras.Model) -> None:
    """`compile` was called."""
    require(
        model.compiled,
        Text(ko="모델을 아직 `compile`하지 않았습니다.", en="The model has not been compiled yet: call `compile`."),
    )


def require_optimizer(model: keras.Model, kind: type, **settings: float | bool) -> None:
    """A compiled model has an optimizer of this class with these settings, such as `learning_rate=0.05`."""
    # Under the policy `mixed_float16`, `compile` wraps the optimizer in one that scales the loss.
    optimizer = getattr(model.optimizer, "inner_optimizer", model.optimizer)
    require(
        type(optimizer) is type(kind()),  # On PyTorch, what Keras makes is of a class below the one that makes it.
        Text(
            ko="옵티마이저가 `{name}`입니다. `{kind}`[이어야] 합니다.",
            en="The optimizer is `{name}`; it should be `{kind}`.",
        ).format(name=type(optimizer).__name__, kind=kind.__name__),
    )
    config = optimizer.get_config()
    for name, wanted in settings.items():
        found = config[name]
        require(
            not isinstance(found, dict) and bool(np.isclose(float(found), float(wanted))),
            Text(
                ko="`{name}`[이] {found}입니다. {wanted}[이어야] 합니다.",
                en="`{name}` is {found}; it should be {wanted}.",
            ).format(
                name=name,
                found=_setting_in_words(found),
                wanted=wanted,
            ),
        )


def _setting_in_words(found: Any) -> Text | str:
    """A setting of an optimizer; an object, such as a schedule of learning rates, by the name of its class."""
    if isinstance(found, dict):
        return Text(ko="`{name}` 객체", en="a `{name}`").format(name=found.get("class_name", "dict"))
    return brief(found if isinstance(found, bool) else round(float(found), 6))


def require_loss_for_integers(model: keras.Model, classes: int, one: Text = ONE_PICTURE) -> None:
    """The loss of a compiled model is the cross-entropy of probabilities and integer labels."""
    require_loss(model)
    labels = np.arange(classes)
    predicted = np.random.default_rng(1).dirichlet(np.ones(classes), size=classes).astype("float32")
    found = loss_of(model, labels, predicted)
    require(
        not np.isnan(found),
        Text(
            ko="{loss}[이] 정수 레이블과 맞지 않습니다. {one}의 레이블은 {label}[과] 같은 정수 하나입니다.",
            en="{loss} does not fit integer labels: the label of {one} is one integer, such as {label}.",
        ).format(loss=name_of_loss(model), one=one, label=min(3, classes - 1)),
    )
    require(
        not np.isclose(found, -np.log(softmax(predicted)[labels, labels]).mean(), atol=1e-3),
        LOSS_OF_LOGITS,
    )
    require(
        bool(np.isclose(found, -np.log(predicted[labels, labels]).mean(), atol=1e-3)),
        Text(
            ko="{loss}[은] 정수 레이블에 대해 교차 엔트로피가 아닌 값을 냅니다.",
            en="{loss} gives something other than the cross-entropy of integer labels.",
        ).format(loss=name_of_loss(model)),
    )


LOSS_OF_LOGITS = Text(
    ko="손실 함수에 `from_logits=True`가 있습니다. 활성화 함수를 지나기 전의 수를 받는다는 설정인데, 이 모델의 출력은 "
    "이미 확률입니다.",
    en="The loss has `from_logits=True`, which is for numbers that have gone through no activation. The outputs of "
    "this model are probabilities already.",
)


def name_of_loss(model: keras.Model) -> Text:
    """The loss of a compiled model by its name, as the beginning of a sentence."""
    try:
        name = next(_names_of(model.get_compile_config().get("loss")), None)
    except Exception:
        # Of an object of another kind, such as a `functools.partial`, Keras knows no config.
        name = None
    return Text(ko="손실 함수 `{name}`", en="The loss `{name}`").format(name=name) if name else _THE_LOSS


_THE_LOSS = Text(ko="이 손실 함수", en="The loss")


def require_loss(model: keras.Model) -> None:
    """`compile` was given a loss."""
    require(
        model.loss is not None and model.loss not in ("", [], {}),
        Text(
            ko="`compile`에 손실 함수가 없습니다. 손실 함수가 없으면 학습할 수 없습니다.",
            en="`compile` got no loss, and without one nothing can be trained.",
        ),
    )
    require(
        not isinstance(model.loss, type),
        Text(
            ko="손실 함수가 클래스 `{name}` 자체입니다. 괄호 `()`를 붙이세요.",
            en="The loss is the class `{name}` itself. Add parentheses: `{name}()`.",
        ).format(name=getattr(model.loss, "__name__", "")),
    )
    require(
        not _has_names_as_loss_weights(model),
        Text(
            ko="`compile`의 셋째 인수는 평가 지표가 아니라 `loss_weights`입니다. 평가 지표는 `metrics=[...]`처럼 "
            "이름을 적어 넘기세요.",
            en="The third argument of `compile` is `loss_weights`, and not the metrics. Pass these by name, as in "
            "`metrics=[...]`.",
        ),
    )


def _has_names_as_loss_weights(model: keras.Model) -> bool:
    """Whether what weighs the losses are names, as when metrics are passed without `metrics=`."""
    try:
        weights = model.get_compile_config().get("loss_weights")
    except Exception:
        return False
    return any(isinstance(weight, str) for weight in keras.tree.flatten(weights))


def loss_of(model: keras.Model, y: np.ndarray, predicted: np.ndarray) -> float:
    """What the loss of a compiled model gives for labels and predictions; NaN where it does not take them.

    What the model's own layers add to it, such as a penalty for large weights, does not count.
    """
    try:
        total = model.compute_loss(y=y, y_pred=keras.ops.convert_to_tensor(predicted))
        return float(total) - sum(map(float, model.losses))
    except Exception as error:
        # A name that no loss has is another mistake than a loss that does not fit.
        if "Could not interpret" in str(error):
            raise
        return np.nan


def require_accuracy(model: keras.Model) -> None:
    """Accuracy is among the metrics of a model compiled for integer labels."""
    config = model.get_compile_config()
    names = list(_names_of([config.get("metrics"), config.get("weighted_metrics")]))
    right = ("accuracy", "acc", "sparse_categorical_accuracy", "SparseCategoricalAccuracy")
    of_others = next((name for name in names if name in _OTHER_ACCURACIES), None)
    if any(name in right for name in names):
        return
    if not names:
        found = Text(ko="평가 지표가 없습니다.", en="There is no metric.")
    elif of_others:
        found = Text(
            ko="`{name}`[은] {kind}의 정확도입니다. 이 모델의 레이블은 정수이고 출력은 확률입니다.",
            en="`{name}` is the accuracy of {kind}. The labels of this model are integers, its outputs probabilities.",
        ).format(name=of_others, kind=_OTHER_ACCURACIES[of_others])
    else:
        found = Text(ko="평가 지표가 {names}입니다.", en="The metrics are {names}.").format(
            names=", ".join(f"`{name}`" for name in names)
        )
    next_step = Text(ko="`metrics`에 정확도를 넣으세요.", en="Put accuracy into `metrics`.")
    raise NotYet(joined(found, next_step))


_ONE_HOT = Text(ko="원-핫 레이블", en="one-hot labels")
_YES_OR_NO = Text(ko="예 또는 아니요를 가리는 출력 하나", en="one output that says yes or no")
_OTHER_ACCURACIES = {
    "categorical_accuracy": _ONE_HOT,
    "CategoricalAccuracy": _ONE_HOT,
    "binary_accuracy": _YES_OR_NO,
    "BinaryAccuracy": _YES_OR_NO,
    "Accuracy": Text(ko="클래스 번호를 내는 출력", en="outputs that are class numbers"),
}


def _names_of(metrics: Any) -> Iterator[str]:
    """The metrics in a compile config by name: of the string, the function or the class that was given."""
    if isinstance(metrics, str):
        yield metrics
    elif isinstance(metrics, dict) and "class_name" in metrics:
        config = metrics["config"]
        yield config if isinstance(config, str) else metrics["class_name"]
        if isinstance(config, dict) and "fn" in config:
            yield from _names_of(config["fn"])
    elif isinstance(metrics, dict | list | tuple):
        for metric in metrics.values() if isinstance(metrics, dict) else metrics:
            yield from _names_of(metric)


def require_registered(kind: type) -> None:
    """Keras finds the class by the name that goes into a file."""
    require(
        keras.saving.get_registered_object(keras.saving.get_registered_name(kind)) is kind,
        Text(
            ko="클래스가 등록되어 있지 않습니다. 저장한 모델을 불러올 때 케라스가 찾지 못합니다. `class` 줄 위에 "
            "`register_keras_serializable`을 부르는 줄이 필요합니다(3-1의 '클래스로 만든 모델을 저장하기').",
            en="The class is not registered, so Keras cannot find it when a saved model is loaded. Above `class` goes "
            "a line that calls `register_keras_serializable` (3-1, “Saving a model that is a class”).",
        ),
    )


# --- what is handed over trained ---


def require_no_history(answer: Any, name: Text) -> None:
    """The answer is not the record that `fit` returns."""
    require(
        not isinstance(answer, keras.callbacks.History),
        Text(
            ko="`fit`이 돌려준 기록입니다. 기록이 아니라 모델을 {name}에 넣으세요.",
            en="This is the record that `fit` returns. Put the model itself into {name}.",
        ).format(name=name),
    )


def require_no_nan(output: np.ndarray) -> None:
    """The outputs of a trained model are numbers."""
    require(
        bool(np.isfinite(output).all()),
        Text(
            ko="모델의 출력이 수가 아닙니다(nan). 학습률이 너무 크거나 학습 데이터에 `nan`이 있으면 이렇게 됩니다.",
            en="The model's outputs are not numbers (nan). A learning rate that is too large does that, and so does "
            "`nan` in the training data.",
        ),
    )
