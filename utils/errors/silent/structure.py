"""How layers stand together: what a model can do no better than a smaller one, and what no layer ever sees."""

import numpy as np

from utils.core.text import Text
from utils.errors.silent.finding import Silent
from utils.errors.silent.last_layer import number
from utils.errors.silent.subject import Subject, ends_in

_COMPUTE = ("Dense", "Conv1D", "Conv2D", "Conv3D")
# Between two layers these keep the whole linear.
_LINEAR = ("Dropout", "Flatten", "Reshape", "Permute", "AveragePooling1D", "AveragePooling2D", "ZeroPadding2D")
_RECURRENT = ("LSTM", "GRU", "SimpleRNN")
_FEWEST_PIXELS = 8
_MOST_DROPPED = 0.9
_FEWEST_ANSWERS = 8
# What Keras' initializer "uniform" gives: -0.05 to 0.05.
_UNIFORM, _DEVIATION = 0.05, 0.05 / np.sqrt(3)
# What these weights hold before they learn.
_BEGINNINGS = {"bias": 0, "beta": 0, "moving_mean": 0, "gamma": 1, "moving_variance": 1}


def _behind(layer) -> list:
    """The layers that take what a layer gives."""
    return [node.operation for node in getattr(layer, "_outbound_nodes", [])]


def _is_linear(layer) -> bool:
    activation = getattr(layer, "activation", None)
    return type(layer).__name__ in _COMPUTE and getattr(activation, "__name__", "") == "linear"


def _no_activation(subject: Subject):
    for layer in subject.model.layers if subject.compiled else ():
        if not _is_linear(layer):
            continue
        then = _behind(layer)
        while len(then) == 1 and type(then[0]).__name__ in _LINEAR:
            then = _behind(then[0])
        if len(then) == 1 and type(then[0]).__name__ in _COMPUTE and then[0] is not layer:
            yield {"layer": layer.name, "next": then[0].name}


def _dropout_at_the_end(subject: Subject):
    for tensor in subject.ends if subject.compiled else ():
        layer = tensor._keras_history.operation
        if "Dropout" in type(layer).__name__ and getattr(layer, "rate", 0) > 0:
            yield {"layer": layer.name, "rate": number(float(layer.rate))}


def _softmax_twice(subject: Subject):
    for tensor in subject.ends:
        layer = tensor._keras_history.operation
        if type(layer).__name__ not in ("Softmax", "Activation") or ends_in(tensor) != "softmax":
            continue
        before = layer._inbound_nodes[0].input_tensors
        if before and ends_in(before[0]) in ("softmax", "sigmoid"):
            yield {"layer": layer.name, "activation": ends_in(before[0])}


def _channels_come_first(subject: Subject):
    for layer in subject.layers:
        if type(layer).__name__ != "Conv2D":
            continue
        shape = _shape_of_input(layer)
        first = layer.data_format == "channels_last" and len(shape) == 4 and shape[1] in (1, 3)
        if first and shape[2] == shape[3] and (shape[2] or 0) >= _FEWEST_PIXELS:
            yield {"layer": layer.name, "shape": str(shape), "channels": shape[3]}
        return


def _normalized_over_rows(subject: Subject):
    convolutions = [layer for layer in subject.layers if type(layer).__name__.startswith("Conv2D")]
    if not convolutions or any(layer.data_format != "channels_last" for layer in convolutions):
        return
    for layer in subject.layers:
        if type(layer).__name__ == "BatchNormalization" and layer.axis == 1 and len(_shape_of_input(layer)) == 4:
            yield {"layer": layer.name, "shape": str(_shape_of_input(layer))}


def _one_step(subject: Subject):
    for layer in subject.layers:
        if type(layer).__name__ not in _RECURRENT or layer.stateful:
            continue
        nodes, shape = layer._inbound_nodes, _shape_of_input(layer)
        # With a state handed in, one step goes on where another one ended.
        alone = len(nodes) == 1 and len(nodes[0].input_tensors) == 1
        if alone and len(shape) == 3 and shape[1] == 1 and (shape[2] or 0) > 1:
            yield {"layer": layer.name, "features": shape[2]}


def _shape_of_input(layer) -> tuple:
    nodes = getattr(layer, "_inbound_nodes", ())
    tensors = nodes[0].input_tensors if nodes else ()
    return tuple(tensors[0].shape) if tensors else ()


def _drops_most(subject: Subject):
    for layer in subject.layers:
        if type(layer).__name__.endswith("Dropout") and getattr(layer, "rate", 0) >= _MOST_DROPPED:
            yield {"layer": layer.name, "rate": number(float(layer.rate)), "kept": number(100 * (1 - layer.rate))}


def _input_unused(subject: Subject):
    if type(subject.model).__name__ != "Functional" or len(subject.model.inputs) < 2:
        return
    used = {
        id(tensor) for layer in subject.model.layers for node in layer._inbound_nodes for tensor in node.input_tensors
    } | {id(tensor) for tensor in subject.ends}
    for tensor in subject.model.inputs:
        if id(tensor) not in used:
            yield {"name": tensor.name}


def _answers_alike(subject: Subject):
    """One answer for every sample, as where all units of a `relu` layer are dead."""
    values = subject.numbers
    if values is None or len(values) < _FEWEST_ANSWERS or (values[:1] == values).all():
        return
    for output in subject.outputs:
        seen = output.predictions
        alike = seen is not None and np.isfinite(seen).all() and (seen[:1] == seen).all()
        if alike and not (output.activation == "softmax" and output.units == 1):
            yield {"n": len(seen), "value": number(float(seen.flat[0]))}


def _output_in_half_precision(subject: Subject):
    for tensor in subject.ends if subject.compiled else ():
        if str(tensor.dtype) == "float16":
            yield {"layer": tensor._keras_history.operation.name}


def _frozen_at_random(subject: Subject):
    """An `Embedding` that does not learn and holds what its initializer gave it."""
    for layer in subject.layers:
        if type(layer).__name__ != "Embedding" or not layer.built or layer.trainable:
            continue
        values = np.asarray(layer.embeddings)
        spread = values.size >= 50 and abs(float(values.std()) / _DEVIATION - 1) < 0.1
        if spread and float(np.abs(values).max()) <= _UNIFORM:
            yield {"layer": layer.name, "high": number(float(np.abs(values).max()))}


def _base_at_random(subject: Subject):
    """Frozen layers that never learnt: every bias is 0, every scale is 1."""
    if not subject.is_model or not subject.model.trainable_weights:
        return
    frozen = [layer for layer in subject.layers if layer.weights and not layer.trainable_weights]
    kernels = [weight for layer in frozen for weight in layer.weights if len(weight.shape) > 1]
    beginnings = [weight for layer in frozen for weight in layer.weights if weight.name in _BEGINNINGS]
    untouched = all((np.asarray(weight) == _BEGINNINGS[weight.name]).all() for weight in beginnings)
    if len(kernels) > 1 and beginnings and untouched:
        yield {"n": len(kernels)}


FINDINGS = (
    Silent(
        "layers-without-activation",
        _no_activation,
        Text(
            ko="`{layer}` 층에 활성화 함수가 없어, 바로 뒤의 `{next}` 층과 합치면 한 층과 같습니다.",
            en="`{layer}` has no activation, so together with `{next}` behind it, it is worth one layer.",
        ),
        Text(ko="숨은 층에 `relu`를 주세요.", en="Give hidden layers an activation such as `relu`."),
        'layers.Dense(64, activation="relu")',
        "2-1",
    ),
    Silent(
        "dropout-at-the-end",
        _dropout_at_the_end,
        Text(
            ko="모델이 `{layer}` 층으로 끝나, 학습할 때 답의 {rate}만큼이 0으로 바뀝니다.",
            en="The model ends in `{layer}`: in training a share of {rate} of its answers becomes 0.",
        ),
        Text(ko="드롭아웃은 마지막 층 앞에 두세요.", en="Put dropout in front of the last layer."),
        "[layers.Dropout(0.5), layers.Dense(10)]",
        "4-1",
    ),
    Silent(
        "softmax-twice",
        _softmax_twice,
        Text(
            ko="`{activation}`의 출력에 `{layer}` 층이 `softmax`를 한 번 더 씁니다. 확률이 서로 비슷해집니다.",
            en="`{layer}` takes a `softmax` of what a `{activation}` gave: the probabilities come close together.",
        ),
        Text(ko="둘 가운데 하나를 빼세요.", en="Leave one of the two out."),
        'layers.Dense(10, activation="softmax")',
        "2-1",
    ),
    Silent(
        "channels-come-first",
        _channels_come_first,
        Text(
            ko="`{layer}` 층은 마지막 축을 채널로 보는데 입력이 `{shape}`입니다. 채널을 {channels}개로 읽습니다.",
            en="`{layer}` takes the last axis for channels, and its input is `{shape}`: {channels} channels.",
        ),
        Text(ko="채널 축을 맨 뒤로 옮기세요.", en="Move the channels to the end."),
        "x = np.moveaxis(x, 1, -1)",
        "6-1",
    ),
    Silent(
        "normalized-over-rows",
        _normalized_over_rows,
        Text(
            ko="`{layer}` 층이 `{shape}`에서 1번 축, 곧 그림의 행마다 정규화합니다. 채널은 마지막 축입니다.",
            en="`{layer}` normalizes axis 1 of `{shape}`, the rows of the picture; channels are the last axis.",
        ),
        Text(ko="`axis=1`을 빼세요.", en="Leave `axis=1` out."),
        "layers.BatchNormalization()",
        "4-1",
    ),
    Silent(
        "sequence-of-one-step",
        _one_step,
        Text(
            ko="`{layer}` 층이 받는 시퀀스는 길이가 1이라 순서에서 배울 것이 없습니다. 특성만 {features}개입니다.",
            en="`{layer}` gets sequences of one step with {features} features: there is no order to learn from.",
        ),
        Text(
            ko="시간 축이 특성 축에 들어갔는지 보세요. 형태는 (배치, 시점, 특성)입니다.",
            en="See whether time went into the features: the shape is (batch, timesteps, features).",
        ),
        "x = x.reshape(len(x), -1, 1)",
        "2-1",
    ),
    Silent(
        "dropout-of-nearly-all",
        _drops_most,
        Text(
            ko="`{layer}` 층이 값의 {kept}%만 남깁니다. `rate`는 남기는 비율이 아니라 버리는 비율입니다.",
            en="`{layer}` keeps {kept} % of the values: `rate` is the share that is dropped, not kept.",
        ),
        Text(ko="0.2에서 0.5 사이로 시작하세요.", en="Begin with 0.2 to 0.5."),
        "layers.Dropout(0.5)",
        "4-1",
    ),
    Silent(
        "input-unused",
        _input_unused,
        Text(ko="입력 `{name}`[은] 어느 층에도 들어가지 않습니다.", en="The input `{name}` goes into no layer."),
        Text(ko="그 입력을 쓰는 층이 있는지 보세요.", en="See whether the right variable goes into each layer."),
        "layers.concatenate([a, b])",
        "2-2",
    ),
    Silent(
        "answers-all-alike",
        _answers_alike,
        Text(
            ko="표본 {n}개가 서로 다른데 모델의 답은 모두 같습니다. 첫 값은 {value}입니다.",
            en="{n} different samples, and the model gives all of them the same answer; its first value is {value}.",
        ),
        Text(
            ko="학습률을 줄이고 데이터의 크기를 맞추어 모델을 새로 만드세요. `relu` 유닛이 모두 꺼졌을 수 있습니다.",
            en="Build it anew with a smaller learning rate and scaled data: its `relu` units may all be dead.",
        ),
        "keras.optimizers.Adam(learning_rate=0.001)",
        "3-3",
    ),
    Silent(
        "output-in-half-precision",
        _output_in_half_precision,
        Text(
            ko="마지막 층 `{layer}`의 출력이 `float16`이라 작은 확률이 0이 되고 손실이 부정확합니다.",
            en="The last layer `{layer}` gives `float16`: small probabilities become 0, and the loss is inexact.",
        ),
        Text(ko='마지막 층에 `dtype="float32"`를 주세요.', en='Give the last layer `dtype="float32"`.'),
        'layers.Dense(10, activation="softmax", dtype="float32")',
        "1-2",
    ),
    Silent(
        "frozen-at-random",
        _frozen_at_random,
        Text(
            ko="`{layer}` 층은 학습하지 않는데, 값이 모두 {high} 이하로 처음 뽑힌 난수 그대로입니다.",
            en="`{layer}` does not learn, and holds the random numbers it began with, up to {high}.",
        ),
        Text(
            ko="미리 학습된 벡터를 넣거나 `trainable`을 켜세요.",
            en="Load trained vectors into it, or let it learn.",
        ),
        "layers.Embedding(10000, 100, trainable=True)",
        "6-2",
    ),
    Silent(
        "base-at-random",
        _base_at_random,
        Text(
            ko="얼린 층의 커널 {n}개가 처음 뽑힌 난수 그대로입니다. 편향과 평균은 모두 0, 배율은 모두 1입니다.",
            en="{n} kernels are frozen and still hold random numbers: all biases and means are 0, all scales 1.",
        ),
        Text(
            ko='미리 학습된 가중치(`weights="imagenet"`)로 만들거나 `trainable`을 켜세요.',
            en='Build it with trained weights (`weights="imagenet"`), or let it learn.',
        ),
        'keras.applications.MobileNetV2(weights="imagenet", include_top=False)',
        "6-1",
    ),
)
