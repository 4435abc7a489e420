"""The last layer, the loss and the metrics: what does not go together although it runs."""

import inspect

import numpy as np

from utils.core.text import Text
from utils.errors.incident import name_of_loss
from utils.errors.silent.finding import Silent
from utils.errors.silent.subject import Output, Subject

_ACCURACIES = ("accuracy", "acc", "binary_accuracy", "BinaryAccuracy")
_NO_PROBABILITIES = ("linear", "relu", "leakyrelu", "tanh")


def number(value: float) -> str:
    """A number as a learner reads it."""
    return f"{value:.4g}"


def _logits_without_from_logits(subject: Subject):
    for output in subject.outputs:
        if (
            output.is_crossentropy
            and not output.from_logits
            and output.activation in ("linear", "relu", "leakyrelu", "tanh")
        ):
            yield {"activation": output.activation, "loss": output.loss_name, **_both_losses(output)}


def _both_losses(output: Output) -> dict:
    """The loss as it is, and as it is with `from_logits=True`, where there are labels to work them out on."""
    import keras

    if output.labels_of_predictions is None:
        return {"ko_numbers": "", "en_numbers": ""}
    try:
        function = getattr(keras.losses, output.loss_name)
        labels, predictions = output.labels_of_predictions, output.predictions
        if output.loss_name == "binary_crossentropy":
            labels = labels.reshape(predictions.shape)
        one, other = (
            float(np.mean(keras.ops.convert_to_numpy(function(labels, predictions, from_logits=logits))))
            for logits in (False, True)
        )
    except Exception:
        return {"ko_numbers": "", "en_numbers": ""}
    return {
        "ko_numbers": f" 지금 손실은 {number(one)}이고, `from_logits=True`이면 {number(other)}입니다.",
        "en_numbers": f" The loss is {number(one)} now, and {number(other)} with `from_logits=True`.",
    }


def _activation_and_logits(subject: Subject):
    for output in subject.outputs:
        if output.is_crossentropy and output.from_logits and output.activation in ("softmax", "sigmoid"):
            yield {"activation": output.activation, "loss": output.loss_name}


def _no_distribution(subject: Subject):
    """Probabilities that do not add up to 1, although nothing in the last layer's name says so."""
    for output in subject.outputs:
        seen, loss = output.predictions, output.loss_name
        if seen is None or seen.ndim < 2 or seen.shape[-1] < 2 or output.from_logits:
            continue
        of_classes = loss.endswith("categorical_crossentropy") and output.activation in ("", "softmax")
        of_shares = loss == "kl_divergence" and output.activation != "softmax"
        if not (of_classes or of_shares) or not np.isfinite(seen).all():
            continue
        sums = seen.sum(axis=-1)
        if abs(sums - 1).max() > 0.01:
            yield {"loss": loss, "low": number(sums.min()), "high": number(sums.max())}


def _softmax_of_one(subject: Subject):
    for output in subject.outputs:
        if output.activation == "softmax" and output.units == 1:
            seen = output.predictions
            values = "1" if seen is None else ", ".join(number(value) for value in np.unique(seen)[:3])
            yield {"values": values}


def _softmax_with_binary_loss(subject: Subject):
    for output in subject.outputs:
        if output.activation == "softmax" and (output.units or 0) > 1 and output.loss_name == "binary_crossentropy":
            yield {"units": output.units}


def _sigmoid_with_categorical_loss(subject: Subject):
    for output in subject.outputs:
        many = (output.units or 0) > 1
        if output.activation == "sigmoid" and many and output.loss_name.endswith("categorical_crossentropy"):
            sums = ""
            if output.predictions is not None:
                sums = number(float(output.predictions.sum(axis=-1).mean()))
            yield {
                "units": output.units,
                "loss": output.loss_name,
                "ko_numbers": f" 지금은 평균 {sums}입니다." if sums else "",
                "en_numbers": f" Here it is {sums} on average." if sums else "",
            }


def _classes_with_a_loss_of_numbers(subject: Subject):
    for output in subject.outputs:
        yes_or_no = output.activation == "sigmoid" and output.units == 1 and _is_yes_or_no(output.labels)
        if output.is_of_numbers and (yes_or_no or (output.activation == "softmax" and (output.units or 0) > 1)):
            loss = "binary_crossentropy" if yes_or_no else "categorical_crossentropy"
            yield {"loss": output.loss_name, "activation": output.activation, "better": loss}


def _is_yes_or_no(labels) -> bool:
    return labels is not None and labels.dtype.kind in "fiub" and set(np.unique(labels)) == {0, 1}


_MEASURES = {
    "categorical_accuracy": "one-hot", "CategoricalAccuracy": "one-hot", "sparse_categorical_accuracy": "class",
    "SparseCategoricalAccuracy": "class", "binary_accuracy": "unit", "BinaryAccuracy": "unit",
}  # fmt: skip


def _accuracy_of_another_kind(subject: Subject):
    """An accuracy that reads labels in another way than the loss does."""
    if len(subject.outputs) != 1:
        return
    (output,) = subject.outputs
    kind = {"sparse_categorical_crossentropy": "class", "binary_crossentropy": "unit"}.get(output.loss_name, "one-hot")
    for metric in subject.metrics if output.is_crossentropy else ():
        name = metric if isinstance(metric, str) else type(metric).__name__
        if name in _MEASURES and _MEASURES[name] != kind and not (kind == "unit" and (output.units or 2) > 1):
            yield {"metric": name, "loss": output.loss_name}


def _area_of_logits(subject: Subject):
    """`AUC` cuts between 0 and 1, and the model gives logits."""
    for output in subject.outputs:
        for metric in subject.metrics if _gives_logits(output) else ():
            if _is_area_of_probabilities(metric):
                yield {}


def _gives_logits(output: Output) -> bool:
    """Whether an output and its loss agree on logits."""
    return output.is_crossentropy and output.from_logits and output.activation == "linear"


def _is_area_of_probabilities(metric) -> bool:
    """Whether a metric is an `AUC` that was not told that it gets logits."""
    if isinstance(metric, str):
        return metric in ("AUC", "auc")
    return type(metric).__name__ == "AUC" and not metric.get_config().get("from_logits")


def _accuracy_of_numbers(subject: Subject):
    if len(subject.outputs) != 1 or not {*_ACCURACIES} & {m for m in subject.metrics if isinstance(m, str)}:
        return
    (output,) = subject.outputs
    different = None if output.labels is None else len(np.unique(output.labels))
    of_classes = output.activation in ("softmax", "sigmoid") or (different is not None and different <= 2)
    if output.is_of_numbers and not of_classes:
        yield {
            "loss": output.loss_name,
            "ko_numbers": f" 레이블에는 서로 다른 값이 {different}개 있습니다." if different else "",
            "en_numbers": f" The labels hold {different} different values." if different else "",
        }


def _accuracy_class(subject: Subject):
    for metric in subject.metrics:
        if type(metric).__name__ == "Accuracy" or metric == "Accuracy":
            yield {}


def _threshold_of_logits(subject: Subject):
    """Metrics that ask whether a value is above 0.5, while the model gives logits."""
    for output in subject.outputs:
        binary = output.loss_name == "binary_crossentropy"
        for metric in subject.metrics if _gives_logits(output) else ():
            name = metric if isinstance(metric, str) else type(metric).__name__
            cuts = name in ("Precision", "Recall", "precision", "recall", "F1Score")
            if (cuts or (binary and name in _ACCURACIES)) and _threshold(metric) != 0:
                yield {"metric": name, **_accuracies(output, binary)}


def _threshold(metric) -> float:
    """Where a metric cuts: 0.5, unless it was told otherwise."""
    config = metric.get_config() if hasattr(metric, "get_config") else {}
    threshold = config.get("threshold", config.get("thresholds"))
    threshold = threshold[0] if isinstance(threshold, (list, tuple)) else threshold
    return 0.5 if threshold is None else threshold


def _accuracies(output: Output, binary: bool) -> dict:
    if not binary or output.labels_of_predictions is None:
        return {"ko_numbers": "", "en_numbers": ""}
    labels, logits = output.labels_of_predictions.reshape(-1), output.predictions.reshape(-1)
    if len(labels) != len(logits):
        return {"ko_numbers": "", "en_numbers": ""}
    at_half, at_zero = (float(np.mean((logits > threshold) == labels)) for threshold in (0.5, 0.0))
    return {
        "ko_numbers": f" 0.5에서 자르면 정확도가 {number(at_half)}, 0에서 자르면 {number(at_zero)}입니다.",
        "en_numbers": f" Cut at 0.5 the accuracy is {number(at_half)}, cut at 0 it is {number(at_zero)}.",
    }


def _outputs_without_loss(subject: Subject):
    losses = subject.model.loss if subject.compiled else None
    if isinstance(losses, (list, tuple)) and len(losses) < len(subject.outputs):
        yield {"losses": len(losses), "outputs": len(subject.outputs)}


def _loss_weight_zero(subject: Subject):
    weights = (subject.model.get_compile_config() or {}).get("loss_weights") if subject.compiled else None
    if isinstance(weights, (list, tuple)):
        weights = dict(zip(subject.model.output_names, weights, strict=False))
    for name, weight in weights.items() if isinstance(weights, dict) else ():
        if weight == 0:
            yield {"output": name}


def _loss_arguments_swapped(subject: Subject):
    for output in subject.outputs:
        if not inspect.isfunction(output.loss) or (output.loss.__module__ or "").startswith("keras"):
            continue
        names = list(inspect.signature(output.loss).parameters)[:2]
        if len(names) == 2 and _is_prediction(names[0]) and not _is_prediction(names[1]):
            yield {"function": output.loss.__name__, "first": names[0], "second": names[1]}


def _is_prediction(name: str) -> bool:
    return name.lower() in ("p", "pred", "preds", "yp", "yhat", "y_hat", "output", "outputs") or "pred" in name.lower()


def _loss_is_not_a_number(subject: Subject):
    import keras

    for output in subject.outputs:
        if output.loss is None or output.labels_of_predictions is None or np.isnan(output.predictions).any():
            continue
        if not np.isfinite(np.asarray(output.labels, "float64") if output.labels.dtype.kind in "fiub" else 0).all():
            continue
        try:
            loss = keras.losses.get(output.loss)
            labels = output.labels_of_predictions
            value = float(np.mean(keras.ops.convert_to_numpy(loss(labels.astype("float32"), output.predictions))))
        except Exception:
            continue
        if not np.isfinite(value):
            low = float(output.predictions.min())
            yield {"loss": name_of_loss(output.loss), "value": value, "low": number(low)}


FINDINGS = (
    Silent(
        "logits-without-from-logits",
        _logits_without_from_logits,
        Text(
            ko="마지막 층의 활성화 함수는 `{activation}`인데, 손실 `{loss}`[은] 확률을 기다립니다.{ko_numbers}",
            en="The last activation is `{activation}`, but the loss `{loss}` expects probabilities.{en_numbers}",
        ),
        Text(
            ko="손실에 `from_logits=True`를 주거나, 마지막 층에 `softmax`나 `sigmoid`를 쓰세요.",
            en="Give the loss `from_logits=True`, or end in `softmax` or `sigmoid`.",
        ),
        "keras.losses.SparseCategoricalCrossentropy(from_logits=True)",
        "3-3",
    ),
    Silent(
        "activation-and-from-logits",
        _activation_and_logits,
        Text(
            ko="마지막 층이 이미 `{activation}`인데 손실 `{loss}`에도 `from_logits=True`가 있습니다.",
            en="The model ends in `{activation}`, and the loss `{loss}` has `from_logits=True` as well.",
        ),
        Text(ko="둘 가운데 하나를 빼세요.", en="Leave one of them out."),
        "layers.Dense(10)",
        "3-3",
    ),
    Silent(
        "no-distribution",
        _no_distribution,
        Text(
            ko="손실 `{loss}`[은] 합이 1인 확률을 기다리는데, 출력을 더하면 {low}부터 {high}까지 나옵니다.",
            en="The loss `{loss}` expects probabilities that add up to 1; here they add up to {low} to {high}.",
        ),
        Text(
            ko="`softmax`가 마지막 축에서 계산하는지(`axis=-1`), 모델의 끝에 있는지 보세요.",
            en="See whether a `softmax` stands at the very end and goes over the last axis (`axis=-1`).",
        ),
        "layers.Softmax()",
        "2-1",
    ),
    Silent(
        "accuracy-of-another-kind",
        _accuracy_of_another_kind,
        Text(
            ko="손실은 `{loss}`인데 평가 지표는 `{metric}`입니다. 레이블을 다르게 읽어 정확도가 틀립니다.",
            en="The loss is `{loss}` and the metric `{metric}`: it reads labels another way, and comes out wrong.",
        ),
        Text(
            ko='글자로 `"accuracy"`라고 쓰면 손실에 맞는 것을 고릅니다.',
            en='The text `"accuracy"` picks the one that suits the loss.',
        ),
        'metrics=["accuracy"]',
        "2-1",
    ),
    Silent(
        "area-of-logits",
        _area_of_logits,
        Text(
            ko="모델은 로짓을 주는데 `AUC`는 0과 1 사이의 확률을 기다립니다.",
            en="The model gives logits, and `AUC` expects probabilities between 0 and 1.",
        ),
        Text(ko="`from_logits=True`를 주세요.", en="Give it `from_logits=True`."),
        "keras.metrics.AUC(from_logits=True)",
        "3-3",
    ),
    Silent(
        "softmax-of-one-unit",
        _softmax_of_one,
        Text(
            ko="유닛 하나에 `softmax`를 써서 모든 예측이 {values}입니다.",
            en="`softmax` over one unit: every prediction is {values}.",
        ),
        Text(ko="두 클래스에는 `sigmoid`를 쓰세요.", en="Use `sigmoid` for two classes."),
        'layers.Dense(1, activation="sigmoid")',
        "2-1",
    ),
    Silent(
        "softmax-with-binary-crossentropy",
        _softmax_with_binary_loss,
        Text(
            ko="클래스 {units}개에 `softmax`를 쓰면서 손실은 "
            "`binary_crossentropy`입니다. 정확도도 유닛마다 세어 높게 나옵니다.",
            en="{units} classes with `softmax`, and the loss "
            "is `binary_crossentropy`; accuracy counts units and looks too high.",
        ),
        Text(ko="`categorical_crossentropy`를 쓰세요.", en="Use `categorical_crossentropy`."),
        'model.compile(loss="categorical_crossentropy", metrics=["accuracy"])',
        "2-1",
    ),
    Silent(
        "sigmoid-with-categorical-crossentropy",
        _sigmoid_with_categorical_loss,
        Text(
            ko="`sigmoid` 유닛 {units}개의 합은 1이 아닌데, 손실 `{loss}`[은] 합이 1인 확률을 기다립니다.{ko_numbers}",
            en="{units} `sigmoid` units do not add up to 1, as the loss `{loss}` expects.{en_numbers}",
        ),
        Text(
            ko="클래스 하나를 고르면 `softmax`를, 여럿을 함께 고르면 `binary_crossentropy`를 쓰세요.",
            en="To choose one class use `softmax`; to choose several use `binary_crossentropy`.",
        ),
        'layers.Dense(10, activation="softmax")',
        "2-1",
    ),
    Silent(
        "classes-with-a-loss-of-numbers",
        _classes_with_a_loss_of_numbers,
        Text(
            ko="모델은 `{activation}`[으로] 끝나고 손실은 `{loss}`입니다. 클래스를 맞히는 데는 느리게 배웁니다.",
            en="The model ends in `{activation}`, and its loss is `{loss}`, which learns classes slowly.",
        ),
        Text(ko="교차 엔트로피를 쓰세요.", en="Use a crossentropy."),
        'model.compile(loss="{better}")',
        "2-1",
    ),
    Silent(
        "accuracy-of-numbers",
        _accuracy_of_numbers,
        Text(
            ko="손실이 `{loss}`인 회귀인데 정확도를 잽니다. "
            "소수는 꼭 같아지는 일이 드물어 0에 가깝게 나옵니다.{ko_numbers}",
            en="This is regression (`{loss}`), and accuracy is measured: decimals are hardly ever equal.{en_numbers}",
        ),
        Text(ko="`mae`를 쓰세요.", en="Use `mae`."),
        'metrics=["mae"]',
        "2-1",
    ),
    Silent(
        "accuracy-class",
        _accuracy_class,
        Text(
            ko="`keras.metrics.Accuracy`는 예측과 레이블이 꼭 같은지만 봅니다. 확률과는 거의 같아지지 않습니다.",
            en="`keras.metrics.Accuracy` asks whether prediction and label are equal; probabilities hardly ever are.",
        ),
        Text(
            ko='글자로 `"accuracy"`라고 쓰면 손실에 맞는 것을 고릅니다.',
            en='The text `"accuracy"` picks the one that suits the loss.',
        ),
        'metrics=["accuracy"]',
        "2-1",
    ),
    Silent(
        "threshold-of-logits",
        _threshold_of_logits,
        Text(
            ko="모델은 로짓을 주는데 평가 지표 `{metric}`[은] 0.5를 경계로 자릅니다. 로짓의 경계는 "
            "0입니다.{ko_numbers}",
            en="The model gives logits, but the metric `{metric}` cuts at 0.5; of logits the border is 0.{en_numbers}",
        ),
        Text(
            ko="지표에 `threshold=0`을 주거나, 마지막 층에 `sigmoid`를 쓰세요.",
            en="Give the metric `threshold=0`, or end in `sigmoid`.",
        ),
        "keras.metrics.BinaryAccuracy(threshold=0)",
        "3-3",
    ),
    Silent(
        "outputs-without-loss",
        _outputs_without_loss,
        Text(
            ko="출력은 {outputs}개인데 손실은 {losses}개입니다. 나머지 출력은 배우지 않습니다.",
            en="There are {outputs} outputs and only {losses} loss: the others never learn.",
        ),
        Text(ko="출력마다 손실을 하나씩 주세요.", en="Give each output a loss."),
        'model.compile(loss=["mse", "mse"])',
        "2-2",
    ),
    Silent(
        "loss-weight-zero",
        _loss_weight_zero,
        Text(
            ko="출력 `{output}`의 손실에 곱하는 `loss_weights`가 0입니다. 이 출력은 배우지 않습니다.",
            en="The loss of the output `{output}` is multiplied by 0 (`loss_weights`): this output never learns.",
        ),
        Text(ko="0보다 큰 값을 주세요.", en="Give it a value above 0."),
        "model.compile(loss=..., loss_weights=[1.0, 0.5])",
        "2-2",
    ),
    Silent(
        "loss-arguments-swapped",
        _loss_arguments_swapped,
        Text(
            ko="Keras는 `{function}`[을] (레이블, 예측) 순서로 부르는데, 인수 이름은 `{first}`, `{second}` 순서입니다.",
            en="Keras calls `{function}` with (labels, predictions), and its arguments are `{first}`, `{second}`.",
        ),
        Text(ko="두 인수의 순서를 바꾸세요.", en="Swap the two arguments."),
        "def my_loss(y_true, y_pred): ...",
        "3-3",
    ),
    Silent(
        "loss-is-nan",
        _loss_is_not_a_number,
        Text(
            ko="이 데이터에서 손실 `{loss}`[이] {value}입니다. 가장 작은 예측은 {low}입니다.",
            en="On this data the loss `{loss}` is {value}; the smallest prediction is {low}.",
        ),
        Text(
            ko="로그나 나눗셈에 0이 들어가지 않게 작은 수를 더하세요.",
            en="Add a small number where 0 may reach a logarithm or a division.",
        ),
        "ops.log(y_pred + keras.config.epsilon())",
        "3-3",
    ),
)
