"""Labels that the model cannot give, or that do not line up with its output."""

import numpy as np

from utils.core.text import Text
from utils.errors.silent.finding import Silent
from utils.errors.silent.last_layer import number
from utils.errors.silent.subject import Output, Subject

_VALIDATION_SHARE = 0.2
_FEWEST_SORTED = 10
_FEWEST_SHARED = 50
_NEARLY_ALL = 0.9
_LARGE_TARGETS = 1000


def _with_labels(subject: Subject):
    for output in subject.outputs:
        if output.labels is not None and output.labels.dtype.kind in "fiub" and output.labels.size:
            yield output, output.labels.astype("float64")


def _range(labels) -> dict:
    return {"low": number(labels.min()), "high": number(labels.max())}


def _outside_zero_and_one(subject: Subject):
    for output, labels in _with_labels(subject):
        if output.loss_name == "binary_crossentropy" and (labels.min() < 0 or labels.max() > 1):
            yield _range(labels)


def _cut_to_whole_numbers(subject: Subject):
    for output, labels in _with_labels(subject):
        if output.loss_name == "sparse_categorical_crossentropy" and (labels != np.floor(labels)).any():
            decimal = labels[labels != np.floor(labels)].flat[0]
            yield {"label": number(decimal), "cut": int(decimal)}


def _outside_the_classes(subject: Subject):
    for output, labels in _with_labels(subject):
        of_classes = output.loss_name == "sparse_categorical_crossentropy" and output.units
        if of_classes and (labels.max() >= output.units or labels.min() < 0):
            yield {"units": output.units, **_range(labels)}


def _no_one_hot(subject: Subject):
    for output, labels in _with_labels(subject):
        if output.loss_name == "categorical_crossentropy" and labels.ndim > 1 and labels.shape[-1] == output.units:
            sums = labels.sum(axis=-1)
            if abs(sums - 1).max() > 0.01:
                yield {"low": number(sums.min()), "high": number(sums.max())}


def _shapes_broadcast(subject: Subject):
    for output, labels in _with_labels(subject):
        given = output.predictions.shape[1:] if output.predictions is not None else (output.shape or (None,))[1:]
        wanted = labels.shape[1:]
        stretches = output.is_of_numbers or output.loss_name == "binary_crossentropy"
        # Keras itself adds or drops a last axis of size 1.
        alike = given == wanted or (*given, 1) == wanted or given == (*wanted, 1)
        if stretches and None not in given and not alike:
            yield {"output": str((len(labels), *given)), "labels": str((len(labels), *wanted))}


_REACH = {"sigmoid": (0, 1), "softmax": (0, 1), "tanh": (-1, 1), "relu": (0, np.inf), "softplus": (0, np.inf)}


def _out_of_reach(subject: Subject):
    for output, labels in _with_labels(subject):
        low, high = _REACH.get(output.activation, (-np.inf, np.inf))
        if output.is_of_numbers and (labels.min() < low - 1e-6 or labels.max() > high + 1e-6):
            reach = {"from": low, "to": "∞" if high == np.inf else high}
            yield {"activation": output.activation, **reach, **_range(labels)}


def _sorted(subject: Subject):
    for output, labels in _with_labels(subject):
        column = _classes(output, labels)
        if column is None or len(column) < _FEWEST_SORTED or (np.diff(column) < 0).any():
            continue
        classes = np.unique(column)
        last = np.unique(column[-max(1, int(len(column) * _VALIDATION_SHARE)) :])
        if len(classes) > 1 and len(last) < len(classes):
            yield {"classes": len(classes), "last": ", ".join(number(value) for value in last[:5])}


def _classes(output: Output, labels):
    """A class number for each sample; None where the labels are no classes."""
    one_hot = labels.ndim == 2 and labels.shape[1] > 1 and np.allclose(labels.sum(axis=1), 1)
    if output.loss_name == "categorical_crossentropy" and one_hot:
        return labels.argmax(axis=1)
    if output.is_crossentropy and labels.reshape(len(labels), -1).shape[1] == 1:
        return labels.reshape(-1)
    return None


def _one_class_nearly_alone(subject: Subject):
    """Accuracy alone says little where nearly all samples are of one class."""
    if not subject.metrics or not {*subject.metrics} <= {"accuracy", "acc", "binary_accuracy"}:
        return
    for output, labels in _with_labels(subject):
        column = _classes(output, labels)
        if column is None or len(column) < _FEWEST_SHARED or len(np.unique(column)) < 2:
            continue
        classes, counts = np.unique(column, return_counts=True)
        share = counts.max() / len(column)
        if share >= _NEARLY_ALL:
            yield {"label": number(classes[counts.argmax()]), "share": number(100 * share)}


def _counted_from_one(subject: Subject):
    """Every class but the first occurs: the labels seem to be counted from 1."""
    for output, labels in _with_labels(subject):
        column = _classes(output, labels)
        if column is None or not output.loss_name.endswith("categorical_crossentropy") or not output.units:
            continue
        if output.units > 2 and set(np.unique(column)) == set(range(1, output.units)):
            yield {"units": output.units, "last": output.units - 1}


def _not_for_this_loss(subject: Subject):
    for output, labels in _with_labels(subject):
        zeros, negative = int((labels == 0).sum()), int((labels < 0).sum())
        if output.loss_name in ("mean_absolute_percentage_error", "mape") and zeros:
            yield {"loss": output.loss_name, "n": zeros, "ko_kind": "0", "en_kind": "0"}
        if output.loss_name in ("mean_squared_logarithmic_error", "msle", "poisson") and negative:
            yield {"loss": output.loss_name, "n": negative, "ko_kind": "0보다 작은 수", "en_kind": "below 0"}


def _targets_not_scaled(subject: Subject):
    for output, labels in _with_labels(subject):
        of_size = output.loss_name in ("mse", "mae", "mean_squared_error", "mean_absolute_error", "huber")
        if of_size and output.activation == "linear" and float(np.abs(labels).mean()) > _LARGE_TARGETS:
            yield _range(labels)


def _one_class(subject: Subject):
    for output, labels in _with_labels(subject):
        column = _classes(output, labels)
        if column is not None and len(column) >= 8 and len(np.unique(column)) == 1:
            yield {"label": number(column[0]), "n": len(column)}


FINDINGS = (
    Silent(
        "labels-outside-zero-and-one",
        _outside_zero_and_one,
        Text(
            ko="`binary_crossentropy`의 레이블은 0과 1 사이여야 "
            "하는데 {low}부터 {high}까지 있습니다. 손실이 0 아래로 내려갑니다.",
            en="Labels for `binary_crossentropy` lie between "
            "0 and 1; these go from {low} to {high}, so the loss falls below 0.",
        ),
        Text(
            ko="레이블을 0과 1로 바꾸세요. 클래스가 더 많으면 `softmax`와 유닛을 클래스 수만큼 쓰세요.",
            en="Make them 0 and 1; with more classes use `softmax` and a unit a class.",
        ),
        "y = (y > 0).astype(float)",
        "2-1",
    ),
    Silent(
        "decimal-labels-cut",
        _cut_to_whole_numbers,
        Text(
            ko="레이블에 소수가 있습니다. `sparse_categorical_crossentropy`는 {label}[을] {cut}[으로] 자릅니다.",
            en="There are decimals among the labels: `sparse_categorical_crossentropy` cuts {label} to {cut}.",
        ),
        Text(
            ko="클래스라면 정수로, 수를 맞히는 것이라면 `mse`로 바꾸세요.",
            en="For classes use whole numbers; to predict numbers use `mse`.",
        ),
        'layers.Dense(1), loss="mse"',
        "2-1",
    ),
    Silent(
        "labels-outside-classes",
        _outside_the_classes,
        Text(
            ko="유닛은 {units}개라 클래스는 0부터 셉니다. 그런데 레이블은 {low}부터 {high}까지입니다.",
            en="There are {units} units, so classes count from 0 to one less; the labels go from {low} to {high}.",
        ),
        Text(ko="레이블에서 1을 빼거나 유닛을 늘리세요.", en="Subtract 1 from the labels, or add units."),
        "model.fit(x, y - 1)",
        "1-1",
    ),
    Silent(
        "labels-not-one-hot",
        _no_one_hot,
        Text(
            ko="`categorical_crossentropy`의 레이블은 한 행의 합이 1이어야 하는데 {low}부터 {high}까지입니다.",
            en="For `categorical_crossentropy` a row of labels adds up to 1; here the sums go from {low} to {high}.",
        ),
        Text(
            ko="클래스가 여럿 함께 있으면 `sigmoid`와 `binary_crossentropy`를 쓰세요.",
            en="If several classes hold at once, use `sigmoid` with `binary_crossentropy`.",
        ),
        'model.compile(loss="binary_crossentropy")',
        "2-1",
    ),
    Silent(
        "labels-and-output-broadcast",
        _shapes_broadcast,
        Text(
            ko="출력은 `{output}`이고 레이블은 `{labels}`입니다. 형태가 달라도 오류 없이 서로 늘여서 비교합니다.",
            en="The output is `{output}` and the labels `{labels}`: "
            "they differ, and are stretched to be compared without an error.",
        ),
        Text(
            ko="`Flatten`이나 유닛 수로 출력을 레이블의 형태에 맞추세요. 순환 층이면 `return_sequences`를 보세요.",
            en="Make the output fit with `Flatten` or other units; of a recurrent layer check `return_sequences`.",
        ),
        "model.output_shape, y.shape",
        "1-1",
    ),
    Silent(
        "labels-out-of-reach",
        _out_of_reach,
        Text(
            ko="마지막 층의 `{activation}`[은] {from}부터 {to}까지만 내는데, 맞힐 값은 {low}부터 {high}까지입니다.",
            en="The last activation `{activation}` gives {from} to {to} only; the targets go from {low} to {high}.",
        ),
        Text(
            ko="맞힐 값을 그 범위로 바꾸거나(그림이면 255로 나눔), 마지막 활성화 함수를 빼세요.",
            en="Bring the targets into that range (pictures: divide by 255), or leave the last activation out.",
        ),
        "layers.Dense(1)",
        "2-1",
    ),
    Silent(
        "labels-sorted",
        _sorted,
        Text(
            ko="데이터가 레이블 순서로 늘어서 있습니다. `validation_split=0.2`라면 "
            "검증에는 클래스 {classes}개 가운데 {last}만 들어갑니다.",
            en="The data is sorted by label: with `validation_split=0.2`, "
            "of {classes} classes validation would hold only {last}.",
        ),
        Text(
            ko="`validation_split`을 쓰기 전에 데이터와 레이블을 함께 섞으세요.",
            en="Shuffle data and labels together before you use `validation_split`.",
        ),
        "order = np.random.permutation(len(x)); x, y = x[order], y[order]",
        "3-2",
    ),
    Silent(
        "one-class-nearly-alone",
        _one_class_nearly_alone,
        Text(
            ko="레이블의 {share}%가 {label}입니다. 늘 그렇게 답하기만 해도 정확도가 {share}%입니다.",
            en="{share} % of the labels are {label}: whoever always says so has an accuracy of {share} %.",
        ),
        Text(
            ko="정밀도와 재현율도 재고, 드문 클래스에 `class_weight`를 크게 주세요.",
            en="Measure precision and recall too, and give the rare class a larger `class_weight`.",
        ),
        "metrics=[keras.metrics.Precision(), keras.metrics.Recall()]",
        "3-2",
    ),
    Silent(
        "labels-counted-from-one",
        _counted_from_one,
        Text(
            ko="유닛은 {units}개인데 클래스 0은 없고 1부터 {last}까지만 나옵니다. 유닛 하나가 쓰이지 않습니다.",
            en="There are {units} units, yet class 0 never occurs, only 1 to {last}: one unit stands idle.",
        ),
        Text(
            ko="레이블이 1부터 센 번호라면 1을 빼고 유닛도 하나 줄이세요.",
            en="If the labels count from 1, subtract 1 and take one unit less.",
        ),
        "y = y - 1",
        "1-1",
    ),
    Silent(
        "labels-not-for-this-loss",
        _not_for_this_loss,
        Text(
            ko="맞힐 값 {n}개가 {ko_kind}인데, 손실 `{loss}`[은] 그런 값을 다루지 못합니다.",
            en="{n} targets are {en_kind}, which the loss `{loss}` cannot deal with.",
        ),
        Text(ko="`mse`나 `mae`를 쓰세요.", en="Use `mse` or `mae`."),
        'model.compile(loss="mae")',
        "2-1",
    ),
    Silent(
        "targets-not-scaled",
        _targets_not_scaled,
        Text(
            ko="맞힐 값이 {low}부터 {high}까지로 큽니다. 출력은 0 가까이에서 시작해 거기까지 가는 데 오래 걸립니다.",
            en="The targets are large, {low} to {high}; outputs begin near 0 and take long to get there.",
        ),
        Text(
            ko="평균을 빼고 표준편차로 나누어 맞힌 다음, 예측을 되돌리세요.",
            en="Subtract their mean and divide by their deviation; turn the predictions back afterwards.",
        ),
        "y = (y - y.mean()) / y.std()",
        "2-1",
    ),
    Silent(
        "labels-of-one-class",
        _one_class,
        Text(
            ko="레이블 {n}개가 모두 {label}입니다.",
            en="All {n} labels are {label}.",
        ),
        Text(ko="데이터를 섞어서 나누었는지 보세요.", en="See whether the data was shuffled before it was split."),
        "np.unique(y, return_counts=True)",
        "3-2",
    ),
)
