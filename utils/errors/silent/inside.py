"""Inside a model: layers, weights, the optimizer and what training left behind."""

import inspect

import numpy as np

from utils.core.text import Text
from utils.errors.silent.finding import Silent
from utils.errors.silent.last_layer import number
from utils.errors.silent.subject import Subject

_LARGEST_RATE = 1.0
_SMALLEST_RATE = 1e-7
_MOST_PENALTY = 100
_OF_LIBRARIES = ("keras", "tensorflow", "builtins", "numpy")
_WITHOUT_USUAL_RATES = ("Adadelta", "Adafactor", "ScheduleFreeAdamW")


def _trainable_changed(subject: Subject):
    before = getattr(subject.model, "_compiled_trainable_state", None) if subject.compiled else None
    if not before:
        return
    changed = [
        layer for layer, state in dict(before).items() if layer.trainable != state and layer is not subject.model
    ]
    if changed:
        names = ", ".join(f"`{layer.name}`" for layer in changed[:3])
        yield {"layers": names, "n": len(changed), "state": changed[0].trainable}


def _nothing_learns(subject: Subject):
    if subject.compiled and subject.model.built and subject.model.weights and not subject.model.trainable_weights:
        yield {"weights": len(subject.model.weights)}


def _not_adapted(subject: Subject):
    for layer in subject.layers:
        kind = type(layer).__name__
        if kind == "Normalization" and layer.built and layer.input_mean is None:
            untouched = not np.asarray(layer.adapt_mean).any() and (np.asarray(layer.adapt_variance) == 1).all()
            if untouched:
                yield {"layer": layer.name, "kind": kind}
        if kind == "TextVectorization" and layer.vocabulary_size() <= 2:
            yield {"layer": layer.name, "kind": kind}


def _not_built(subject: Subject):
    if subject.is_model and not subject.model.built and not subject.compiled and subject.layers and subject.x is None:
        yield {"n": len(subject.model.weights)}


def _same_layer_twice(subject: Subject):
    layers = list(getattr(subject.model, "layers", [])) if type(subject.model).__name__ == "Sequential" else []
    for layer in {id(each): each for each in layers}.values():
        times = sum(each is layer for each in layers)
        if times > 1 and layer.weights:
            weights = layer.count_params()
            yield {"layer": layer.name, "times": times, "weights": weights, "expected": weights * times}


def _layer_on_its_own_output(subject: Subject):
    if type(subject.model).__name__ != "Functional":
        return
    for layer in subject.model.layers:
        nodes = getattr(layer, "_inbound_nodes", [])
        chained = [node for node in nodes if any(t._keras_history.operation is layer for t in node.input_tensors)]
        if chained and layer.weights:
            weights, times = layer.count_params(), len(chained) + 1
            yield {"layer": layer.name, "times": times, "weights": weights, "expected": weights * times}


def _strides_of_keras_1(subject: Subject):
    for layer in subject.layers:
        if type(layer).__name__ in ("Conv2D", "Convolution2D") and layer.padding == "valid":
            size = layer.kernel_size
            if tuple(layer.strides) == tuple(size) and len(set(size)) == 1 and size[0] in (3, 5):
                yield {"layer": layer.name, "size": size[0]}


def _variables_not_tracked(subject: Subject):
    for layer in subject.layers:
        for name, value in vars(layer).items():
            kind = type(value)
            if kind.__module__.startswith("tensorflow") and kind.__name__.endswith("Variable"):
                yield {"layer": type(layer).__name__, "name": name, "weights": len(layer.trainable_weights)}


def _layers_not_tracked(subject: Subject):
    """Layers in an object of another class: Keras looks into lists and dictionaries, not into objects."""
    import keras

    known = {id(layer) for layer in subject.model._flatten_layers()}
    for layer in {id(each): each for each in (subject.model, *subject.layers)}.values():
        for name, holder in vars(layer).items():
            if isinstance(holder, type) or type(holder).__module__.split(".")[0] in _OF_LIBRARIES:
                continue
            for inner in getattr(holder, "__dict__", {}).values():
                if isinstance(inner, keras.Layer) and id(inner) not in known and inner.trainable_weights:
                    yield {"layer": type(layer).__name__, "name": name, "kind": type(holder).__name__,
                           "inner": inner.name, "weights": inner.count_params()}  # fmt: skip


def _variable_replaced(subject: Subject):
    """An attribute that held a weight holds a tensor since `call` ran: `self.n = self.n + 1`."""
    import keras

    for layer in subject.layers:
        if type(layer).__module__.startswith("keras"):
            continue
        held = {id(value) for value in vars(layer).values()}
        lost = [
            weight for weight in layer._trainable_variables + layer._non_trainable_variables if id(weight) not in held
        ]
        for name, value in vars(layer).items():
            alike = [
                weight for weight in lost if keras.ops.is_tensor(value) and tuple(value.shape) == tuple(weight.shape)
            ]
            if alike:
                yield {"layer": type(layer).__name__, "name": name, "kind": type(value).__name__}


def _config_incomplete(subject: Subject):
    """Own layers whose `get_config` leaves out an argument: loaded again they have its default."""
    for layer in subject.layers:
        if type(layer).__module__.startswith("keras"):
            continue
        config = layer.get_config()
        for name, parameter in inspect.signature(type(layer).__init__).parameters.items():
            value = getattr(layer, name, parameter.default)
            if name in config or name == "self" or not isinstance(parameter.default, (int, float, str, bool)):
                continue
            if isinstance(value, (int, float, str, bool)) and value != parameter.default:
                yield {"layer": type(layer).__name__, "name": name, "value": value, "default": parameter.default}


def _weights_are_nan(subject: Subject):
    weights = [np.asarray(weight) for weight in getattr(subject.model, "weights", [])]
    floats = [weight for weight in weights if weight.dtype.kind == "f"]
    broken = sum(int((~np.isfinite(weight)).sum()) for weight in floats)
    if broken:
        yield {"n": broken, "all": sum(weight.size for weight in floats)}


def _fixed_rate(subject: Subject) -> float | None:
    """The learning rate where it is a number; a schedule may well begin large or end at 0."""
    if not subject.compiled:
        return None
    rate = subject.model.optimizer.get_config()["learning_rate"]
    return rate if isinstance(rate, float) else None


def _rate_too_large(subject: Subject):
    rate, optimizer = _fixed_rate(subject), type(getattr(subject.model, "optimizer", None)).__name__
    if rate is not None and rate > _LARGEST_RATE and optimizer not in _WITHOUT_USUAL_RATES:
        yield {"rate": number(rate), "optimizer": optimizer}


def _rate_is_zero(subject: Subject):
    if _fixed_rate(subject) == 0:
        yield {"optimizer": type(subject.model.optimizer).__name__}


def _rate_too_small(subject: Subject):
    rate = _fixed_rate(subject)
    if rate is not None and 0 < rate < _SMALLEST_RATE:
        yield {"rate": number(rate), "optimizer": type(subject.model.optimizer).__name__}


def _rate_has_run_out(subject: Subject):
    """A schedule that has fallen to nothing; others, such as `CosineDecay`, are meant to end at 0."""
    schedule = getattr(getattr(subject.model, "optimizer", None), "_learning_rate", None) if subject.compiled else None
    if schedule is None or type(schedule).__name__ not in ("ExponentialDecay", "InverseTimeDecay"):
        return
    steps = int(subject.model.optimizer.iterations)
    first, now = float(schedule(0)), float(schedule(steps))
    if now < first * _SMALLEST_RATE:
        yield {"first": number(first), "now": number(now), "steps": steps}


def _no_epoch(subject: Subject):
    history = getattr(subject.model, "history", None) if subject.is_model else None
    if history is not None and getattr(history, "epoch", None) == [] and (history.params or {}).get("epochs"):
        yield {"epochs": history.params["epochs"]}


def _penalty_outweighs(subject: Subject):
    """Regularizers whose sum is far more than the loss itself."""
    import keras

    if len(subject.outputs) != 1:
        return
    (output,) = subject.outputs
    penalty = sum(float(loss) for loss in subject.model.losses)
    if not penalty or output.loss is None or output.labels_of_predictions is None:
        return
    loss = keras.losses.get(output.loss)(output.labels_of_predictions.astype("float32"), output.predictions)
    value = float(np.mean(keras.ops.convert_to_numpy(loss)))
    if penalty > _MOST_PENALTY * value > 0:
        yield {"penalty": number(penalty), "loss": number(value)}


def _kernels_all_zero(subject: Subject):
    """Hidden kernels that begin as zeros; the last layer of a linear model may well be zero."""
    for layer in subject.layers[:-1]:
        kernel = getattr(layer, "kernel", None) if type(layer).__name__ in ("Dense", "Conv2D", "Conv1D") else None
        if kernel is not None and not np.asarray(kernel).any():
            yield {"layer": layer.name, "n": int(np.prod(kernel.shape))}


def _epoch_without_data(subject: Subject):
    history = getattr(getattr(subject.model, "history", None), "history", None) if subject.is_model else None
    for name, values in (history or {}).items():
        if name in ("loss", "val_loss") and len(values) > 1 and values[0] > 0 and values[-1] == 0.0:
            yield {"name": name, "first": number(values[0]), "epoch": values.index(0.0) + 1}


def _loss_became_nan(subject: Subject):
    history = getattr(getattr(subject.model, "history", None), "history", None) if subject.is_model else None
    losses = (history or {}).get("loss", [])
    broken = [epoch for epoch, loss in enumerate(losses, 1) if not np.isfinite(loss)]
    if broken:
        yield {"epoch": broken[0], "loss": losses[broken[0] - 1]}


FINDINGS = (
    Silent(
        "trainable-after-compile",
        _trainable_changed,
        Text(
            ko="`compile`한 다음 층 {n}개의 `trainable`을 "
            "바꿨습니다: {layers}. 다시 컴파일하기 전에는 예전대로 학습합니다.",
            en="`trainable` of {n} layer(s) was changed after "
            "`compile`: {layers}. Training goes on as before until you compile.",
        ),
        Text(ko="`compile`을 다시 부르세요.", en="Call `compile` again."),
        "layer.trainable = False; model.compile(...)",
        "4-1",
    ),
    Silent(
        "nothing-learns",
        _nothing_learns,
        Text(
            ko="가중치 {weights}개 가운데 학습되는 것이 0개입니다.",
            en="Of {weights} weights, 0 are trainable.",
        ),
        Text(
            ko="배울 층의 `trainable`을 켜고 다시 컴파일하세요.",
            en="Set `trainable` of the layers that are to learn, and compile.",
        ),
        "model.trainable = True",
        "4-1",
    ),
    Silent(
        "not-adapted",
        _not_adapted,
        Text(
            ko="`{layer}` 층은 아직 데이터를 본 적이 없습니다. `{kind}` 층은 `adapt`를 불러야 일을 합니다.",
            en="The layer `{layer}` has seen no data: a `{kind}` works only after `adapt`.",
        ),
        Text(ko="학습 데이터로 `adapt`를 부르세요.", en="Call `adapt` on the training data."),
        "layer.adapt(x_train)",
        "2-2",
    ),
    Silent(
        "not-built",
        _not_built,
        Text(
            ko="모델이 아직 만들어지지 않아 가중치가 {n}개입니다. 입력의 형태를 모릅니다.",
            en="The model is not built and has {n} weights: it does not know the shape of its input.",
        ),
        Text(ko="모델을 `Input`으로 시작하세요.", en="Begin it with an `Input`."),
        "keras.Sequential([keras.Input((4,)), layers.Dense(2)])",
        "2-1",
    ),
    Silent(
        "same-layer-twice",
        _same_layer_twice,
        Text(
            ko="같은 층 `{layer}`[이] {times}번 들어 있어 가중치를 함께 씁니다. {expected}개가 "
            "아니라 {weights}개입니다.",
            en="The layer `{layer}` stands there {times} times and shares its weights: {weights}, not {expected}.",
        ),
        Text(ko="자리마다 층을 새로 만드세요.", en="Make a new layer for each place."),
        "[layers.Dense(4), layers.Dense(4)]",
        "2-2",
    ),
    Silent(
        "layer-on-its-own-output",
        _layer_on_its_own_output,
        Text(
            ko="`{layer}` 층을 제 출력에 다시 불렀습니다. {times}층이 "
            "가중치 {weights}개를 함께 씁니다. 따로라면 {expected}개입니다.",
            en="The layer `{layer}` is called on its own "
            "output: {times} steps share {weights} weights, not {expected}.",
        ),
        Text(ko="다른 층이어야 하면 층을 새로 만드세요.", en="If they are to differ, make a new layer."),
        "x = layers.Dense(4)(x); x = layers.Dense(4)(x)",
        "2-2",
    ),
    Silent(
        "strides-of-keras-1",
        _strides_of_keras_1,
        Text(
            ko="`{layer}`의 셋째 인수 {size}[은] 보폭(strides)입니다. 커널이 {size}×{size}이고 {size}칸씩 건너뜁니다.",
            en="The third argument of `{layer}`, {size}, is its stride: a {size}×{size} kernel moves {size} at a time.",
        ),
        Text(ko="커널의 크기는 한 인수로 쓰세요.", en="Give the kernel's size in one argument."),
        "layers.Conv2D(32, 3)",
        "2-1",
    ),
    Silent(
        "variable-not-tracked",
        _variables_not_tracked,
        Text(
            ko="`{layer}`의 `self.{name}`[은] TensorFlow의 "
            "변수라서 Keras가 모릅니다. 학습되는 가중치는 {weights}개입니다.",
            en="`self.{name}` of `{layer}` is a TensorFlow "
            "variable that Keras does not know: {weights} trainable weights.",
        ),
        Text(ko="`add_weight`로 만드세요.", en="Make it with `add_weight`."),
        "self.w = self.add_weight(shape=(4, 4))",
        "4-2",
    ),
    Silent(
        "layer-not-tracked",
        _layers_not_tracked,
        Text(
            ko="`{layer}`의 `self.{name}`[은] 층이 아닌 `{kind}` 객체라서, Keras가 그 안의 층 `{inner}`[을] 모릅니다. "
            "가중치 {weights}개가 학습되지도 저장되지도 않습니다.",
            en="`self.{name}` of `{layer}` is an object of `{kind}`, no layer, so Keras does not know `{inner}` in it: "
            "{weights} weights are neither trained nor saved.",
        ),
        Text(
            ko="`{kind}` 클래스가 `keras.Layer`를 물려받게 하세요.",
            en="Let the class `{kind}` inherit from `keras.Layer`.",
        ),
        "class {kind}(keras.Layer): ...",
        "4-2",
    ),
    Silent(
        "variable-replaced",
        _variable_replaced,
        Text(
            ko="`{layer}`의 `self.{name}`[은] 이제 변수가 아니라 {kind}입니다. `call`이 값을 덮어썼습니다.",
            en="`self.{name}` of `{layer}` is no longer a variable but a {kind}: `call` put it there.",
        ),
        Text(ko="`assign`으로 바꾸세요.", en="Change it with `assign`."),
        "self.{name}.assign(self.{name} + 1)",
        "4-2",
    ),
    Silent(
        "config-incomplete",
        _config_incomplete,
        Text(
            ko="`{layer}`의 `get_config`에 `{name}`[이] 없습니다. 다시 열면 {value}[이] 아니라 기본값 {default}입니다.",
            en="`get_config` of `{layer}` leaves out `{name}`: loaded again it is {default}, not {value}.",
        ),
        Text(ko="`get_config`에 넣으세요.", en="Add it to `get_config`."),
        'return {**super().get_config(), "{name}": self.{name}}',
        "4-2",
    ),
    Silent(
        "weights-are-nan",
        _weights_are_nan,
        Text(
            ko="가중치 {all}개 가운데 {n}개가 `nan`이나 무한대입니다. 여기서 더 학습해도 돌아오지 않습니다.",
            en="{n} of {all} weights are `nan` or infinite: no more training brings them back.",
        ),
        Text(
            ko="데이터에 `nan`이 있는지, 학습률이 큰지, 로그에 0이 들어가는지 보고 모델을 새로 만드세요.",
            en="Look for `nan` in the data, a large learning rate, a logarithm of 0; then build the model anew.",
        ),
        "np.isnan(x).any()",
        "3-3",
    ),
    Silent(
        "learning-rate-too-large",
        _rate_too_large,
        Text(
            ko="학습률이 {rate}입니다. `{optimizer}`에서는 보통 0.1보다 작습니다.",
            en="The learning rate is {rate}; with `{optimizer}` it is mostly below 0.1.",
        ),
        Text(ko="0.01이나 0.001에서 시작하세요.", en="Begin with 0.01 or 0.001."),
        "keras.optimizers.SGD(learning_rate=0.01)",
        "2-1",
    ),
    Silent(
        "learning-rate-zero",
        _rate_is_zero,
        Text(
            ko="`{optimizer}`의 학습률이 0이라 아무것도 배우지 않습니다.",
            en="The learning rate of `{optimizer}` is 0: nothing is learnt.",
        ),
        Text(ko="0.01이나 0.001을 쓰세요.", en="Use 0.01 or 0.001."),
        "model.optimizer.learning_rate = 0.001",
        "2-1",
    ),
    Silent(
        "learning-rate-too-small",
        _rate_too_small,
        Text(
            ko="`{optimizer}`의 학습률이 {rate}[이라] 가중치가 거의 바뀌지 않습니다.",
            en="The learning rate of `{optimizer}` is {rate}: weights hardly change.",
        ),
        Text(ko="0.01이나 0.001을 쓰세요.", en="Use 0.01 or 0.001."),
        "model.optimizer.learning_rate = 0.001",
        "2-1",
    ),
    Silent(
        "learning-rate-has-run-out",
        _rate_has_run_out,
        Text(
            ko="배치 {steps}개 만에 학습률이 {first}에서 {now}까지 줄었습니다. "
            "`decay_steps`는 에포크가 아니라 배치를 셉니다.",
            en="In {steps} steps the learning rate fell from {first} to {now}: "
            "`decay_steps` counts batches, not epochs.",
        ),
        Text(
            ko="`decay_steps`에 에포크 수와 한 에포크의 배치 수를 곱해 주세요.",
            en="Multiply `decay_steps` by the number of batches in an epoch.",
        ),
        "keras.optimizers.schedules.ExponentialDecay(0.01, 10 * len(dataset), 0.9)",
        "3-3",
    ),
    Silent(
        "no-epoch",
        _no_epoch,
        Text(
            ko="`fit`이 한 에포크도 돌지 않았습니다. `epochs`는 {epochs}인데, `initial_epoch`부터 거기까지만 돕니다.",
            en="`fit` ran no epoch: it goes from `initial_epoch` up to `epochs`, which is {epochs}.",
        ),
        Text(
            ko="`epochs`에는 더 돌 횟수가 아니라 마지막 에포크의 번호를 주세요.",
            en="Give `epochs` the number of the last epoch, not how many more there are to be.",
        ),
        "model.fit(x, y, initial_epoch=5, epochs=10)",
        "3-2",
    ),
    Silent(
        "penalty-outweighs-loss",
        _penalty_outweighs,
        Text(
            ko="규제 항이 {penalty}인데 손실은 {loss}입니다. 모델은 가중치를 줄이는 데만 매달립니다.",
            en="The penalty of the regularizers is {penalty}, the loss {loss}: weights shrink, and little is learnt.",
        ),
        Text(ko="규제를 0.001쯤으로 줄이세요.", en="Make the regularization weaker, such as 0.001."),
        "kernel_regularizer=keras.regularizers.L2(0.001)",
        "4-1",
    ),
    Silent(
        "kernel-of-zeros",
        _kernels_all_zero,
        Text(
            ko="`{layer}`의 가중치 {n}개가 모두 0입니다. 유닛이 모두 똑같이 배웁니다.",
            en="All {n} weights of `{layer}` are 0: its units all learn the same.",
        ),
        Text(ko="초기화 함수를 기본값으로 두세요.", en="Keep the default initializer."),
        "layers.Dense(8)",
        "4-1",
    ),
    Silent(
        "epoch-without-data",
        _epoch_without_data,
        Text(
            ko="`{name}`[이] 첫 에포크에는 {first}인데 {epoch}번째에는 0입니다. 그때는 데이터가 없었습니다.",
            en="`{name}` is {first} in the first epoch and 0 in epoch {epoch}: there was no data left.",
        ),
        Text(
            ko="생성기는 한 번만 쓸 수 있습니다. `PyDataset`이나 `repeat()`를 쓰세요.",
            en="A generator is used up once: use a `PyDataset`, or `repeat()`.",
        ),
        "dataset.repeat()",
        "3-2",
    ),
    Silent(
        "loss-became-nan",
        _loss_became_nan,
        Text(
            ko="학습 기록에서 손실이 {epoch}번째 에포크에 {loss}[이] 되었습니다.",
            en="In the history the loss became {loss} in epoch {epoch}.",
        ),
        Text(
            ko="데이터에 `nan`이 있는지, 학습률이 큰지, 로그에 0이 들어가는지 차례로 보세요.",
            en="Look for `nan` in the data, a large learning rate, a logarithm of 0.",
        ),
        "np.isnan(x).any()",
        "3-3",
    ),
)
