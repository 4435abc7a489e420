"""Labels, losses, metrics and the last layer: what has to fit together."""

import re

from utils.core.text import Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule
from utils.errors.rules.shapes import INCOMPATIBLE, shape_in

_SHAPES = r"target\.shape=(?P<target>\([^)]*\)), output\.shape=(?P<output>\([^)]*\))"
# TensorFlow's backend says "rank" where the numbers of axes differ, the others say "shape" for both.
_DENSE_LABELS = r"Arguments `target` and `output` must have the same (?:rank \(ndim\)|shape)\. Received: " + _SHAPES
_SPARSE_LABELS = (
    r"(?:Argument `output` must have rank \(ndim\) `target\.ndim - 1`\. Received"
    r"|must have the same shape up until the last dimension): " + _SHAPES
)
_MULTIPLIED = r"compile_loss/(?:sparse_categorical_crossentropy|mse|mean_squared_error|mae|mean_absolute_error)/mul\b"
_LABEL = r"Received a label value of (?P<label>-?\d+) which is outside the valid range of \[0, (?P<classes>\d+)\)"


def _axes_differ(incident: Incident, found: dict) -> bool:
    return len(shape_in(found["target"])) != len(shape_in(found["output"]))


def _axes_agree(incident: Incident, found: dict) -> bool:
    return not _axes_differ(incident, found)


def _labels_are_numbers(found: dict) -> bool:
    """One label a sample, where the model gives a row of values a sample."""
    return len(shape_in(found["target"])) == 1 and len(shape_in(found["output"])) == 2


def _output_has_too_many_axes(incident: Incident, found: dict) -> bool:
    return len(shape_in(found["output"])) > max(2, len(shape_in(found["target"])))


def _categorical(incident: Incident, found: dict) -> bool:
    return _labels_are_numbers(found) and incident.loss.startswith("categorical")


def _binary(incident: Incident, found: dict) -> bool:
    return _labels_are_numbers(found) and incident.loss.startswith("binary")


def _one_hot(incident: Incident, found: dict) -> bool:
    return len(shape_in(found["target"])) >= len(shape_in(found["output"]))


def _axes_left(incident: Incident, found: dict) -> bool:
    return not _one_hot(incident, found)


def _single_unit(incident: Incident, found: dict) -> bool:
    target, output = shape_in(found["target"]), shape_in(found["output"])
    return len(target) == len(output) and output[-1] == 1 and target[-1] not in (None, 1)


def _units_differ(incident: Incident, found: dict) -> bool:
    target, output = shape_in(found["target"]), shape_in(found["output"])
    return len(target) == len(output) == 2 and 1 not in (output[-1], target[-1])


def _label_column(incident: Incident, found: dict) -> bool:
    target, output = shape_in(found["target"]), shape_in(found["output"])
    return len(target) == len(output) and target[-1] == 1 and output[-1] != 1


def _too_large(incident: Incident, found: dict) -> bool:
    return int(found["label"]) >= int(found["classes"]) > 1


def _one_class(incident: Incident, found: dict) -> bool:
    return int(found["classes"]) == 1 and int(found["label"]) > 0


def _negative(incident: Incident, found: dict) -> bool:
    return int(found["label"]) < 0


def _in_metric(incident: Incident, found: dict) -> bool:
    return "keras/src/metrics" in incident.message.replace("\\", "/")


def _metrics_of(incident: Incident) -> list[str]:
    own = getattr(incident.model, "_compile_metrics", None)
    return [type(metric).__name__ for metric in getattr(own, "_user_metrics", None) or () if metric is not None]


def _in_overlap(incident: Incident, found: dict) -> bool:
    return _in_metric(incident, found) and bool({"MeanIoU", "IoU"} & set(_metrics_of(incident)))


def _in_other_metric(incident: Incident, found: dict) -> bool:
    return _in_metric(incident, found) and not _in_overlap(incident, found)


def _in_loss(incident: Incident, found: dict) -> bool:
    of_loss = "compile_loss" in incident.message or "keras/src/losses" in incident.message.replace("\\", "/")
    return of_loss and not _in_metric(incident, found) and not _by_weights(incident, found)


def _by_weights(incident: Incident, found: dict) -> bool:
    """Where losses are multiplied by sample weights; the losses that are named here multiply nothing by themselves."""
    return "reduce_weighted_values" in incident.message or bool(re.search(_MULTIPLIED, incident.message))


def _in_to_categorical(incident: Incident, found: dict) -> bool:
    return incident.runs_through("to_categorical")


_ONE_HOT_OR_SPARSE = Text(
    ko="정수 레이블에는 `sparse_categorical_crossentropy`를 쓰거나, 레이블을 원-핫으로 바꾸세요.",
    en="Keep whole-number labels with `sparse_categorical_crossentropy`, or make them one-hot.",
)

RULES = (
    Rule(
        "categorical-loss-on-numbers",
        "ValueError",
        _DENSE_LABELS,
        Text(
            ko="`categorical_crossentropy`는 원-핫 레이블을 받는데, 레이블이 정수입니다.",
            en="`categorical_crossentropy` takes one-hot labels, and these are whole numbers.",
        ),
        _ONE_HOT_OR_SPARSE,
        'model.compile(loss="sparse_categorical_crossentropy")',
        "1-1",
        fails='net(3, loss="categorical_crossentropy").fit(X, y, **quiet)',
        works='net(3, loss="sparse_categorical_crossentropy").fit(X, y, **quiet)',
        when=_categorical,
    ),
    Rule(
        "binary-loss-on-many-units",
        "ValueError",
        _DENSE_LABELS,
        Text(
            ko="`binary_crossentropy`인데 출력은 `{output}`이고 레이블은 `{target}`입니다. 유닛마다 레이블이 하나씩 있어야 합니다.",
            en="With `binary_crossentropy` each unit needs a label of its own: the output is `{output}`, the labels `{target}`.",
        ),
        Text(
            ko='클래스가 둘이면 `Dense(1, activation="sigmoid")`로 끝내세요. 셋 이상이면 손실을 바꾸세요.',
            en='For two classes end in `Dense(1, activation="sigmoid")`. For more, change the loss.',
        ),
        'model.compile(loss="sparse_categorical_crossentropy")',
        "2-1",
        fails='net(3, "softmax", "binary_crossentropy").fit(X, y, **quiet)',
        works='net(1, "sigmoid", "binary_crossentropy").fit(X, yb, **quiet)',
        when=_binary,
    ),
    Rule(
        "output-has-an-axis-too-many",
        "ValueError",
        _DENSE_LABELS,
        Text(
            ko="레이블은 `{target}`인데 모델의 출력은 `{output}`입니다. 출력에 축이 남아 있습니다.",
            en="The labels are `{target}`, and the model gives `{output}`: its output has axes left over.",
        ),
        Text(
            ko="그림이면 `Flatten`을 넣고, 마지막 순환 층에서는 `return_sequences=True`를 빼세요.",
            en="For pictures add `Flatten`; in the last recurrent layer leave `return_sequences=True` out.",
        ),
        "layers.Flatten()",
        "1-1",
        fails='m = keras.Sequential([keras.Input((28, 28)), layers.Dense(3, activation="softmax")]); m.compile("sgd", "categorical_crossentropy"); m.fit(IMG, Y1, **quiet)',
        works='m = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(3, activation="softmax")]); m.compile("sgd", "categorical_crossentropy"); m.fit(IMG, Y1, **quiet)',
        when=_output_has_too_many_axes,
    ),
    Rule(
        "labels-and-output-of-other-rank",
        "ValueError",
        _DENSE_LABELS,
        Text(
            ko="레이블 `{target}`[과] 출력 `{output}`의 축 수가 달라서, 이 손실로는 비교할 수 없습니다.",
            en="The labels `{target}` and the output `{output}` have different numbers of axes: this loss cannot compare them.",
        ),
        Text(
            ko="정수 레이블이면 `sparse_categorical_crossentropy`를, 두 클래스면 유닛 하나와 `sigmoid`를 쓰세요.",
            en="For whole-number labels use `sparse_categorical_crossentropy`; for two classes one unit with `sigmoid`.",
        ),
        'model.compile(loss="sparse_categorical_crossentropy")',
        "1-1",
        fails='keras.losses.CategoricalCrossentropy()(np.array([0, 1]), np.ones((2, 3), "float32") / 3)',
        works='keras.losses.SparseCategoricalCrossentropy()(np.array([0, 1]), np.ones((2, 3), "float32") / 3)',
        when=_axes_differ,
        general=True,
    ),
    Rule(
        "sparse-loss-on-one-hot",
        "ValueError",
        _SPARSE_LABELS,
        Text(
            ko="`sparse_categorical_crossentropy`는 정수 레이블을 받는데, 레이블이 원-핫입니다.",
            en="`sparse_categorical_crossentropy` takes whole-number labels, and these are one-hot.",
        ),
        Text(
            ko="원-핫 레이블에는 `categorical_crossentropy`를 쓰거나, `argmax`로 정수로 바꾸세요.",
            en="With one-hot labels use `categorical_crossentropy`, or make them numbers with `argmax`.",
        ),
        'model.compile(loss="categorical_crossentropy")',
        "1-1",
        fails="net(3).fit(X, Y1, **quiet)",
        works='net(3, loss="categorical_crossentropy").fit(X, Y1, **quiet)',
        when=_one_hot,
    ),
    Rule(
        "sparse-loss-with-axes-left",
        "ValueError",
        _SPARSE_LABELS,
        Text(
            ko="정수 레이블과 모델의 출력이 맞지 않습니다. 출력에서 마지막 축을 빼면 레이블과 형태가 같아야 합니다.",
            en="Without its last axis the output must have the shape of the labels, and it has not.",
        ),
        Text(
            ko="레이블 하나에 답 하나면 `Flatten`이나 풀링으로 축을 줄이세요.",
            en="If each sample has one label, reduce the axes with `Flatten` or pooling.",
        ),
        "layers.Flatten()",
        "1-1",
        fails='m = keras.Sequential([keras.Input((28, 28)), layers.Dense(3, activation="softmax")]); m.compile("sgd", "sparse_categorical_crossentropy"); m.fit(IMG, y, **quiet)',
        works='m = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(3, activation="softmax")]); m.compile("sgd", "sparse_categorical_crossentropy"); m.fit(IMG, y, **quiet)',
        when=_axes_left,
    ),
    Rule(
        "single-unit-for-one-hot",
        "ValueError",
        _DENSE_LABELS,
        Text(
            ko="레이블은 원-핫 `{target}`인데 출력은 유닛 하나 `{output}`입니다.",
            en="The labels are one-hot, `{target}`, and the output is a single unit, `{output}`.",
        ),
        Text(
            ko="마지막 층의 유닛을 클래스 수만큼 두거나, 레이블을 0과 1의 한 열로 바꾸세요.",
            en="Give the last layer a unit a class, or make the labels one column of 0 and 1.",
        ),
        'layers.Dense(3, activation="softmax")',
        "2-1",
        fails='net(1, "sigmoid", "binary_crossentropy").fit(X, Y1, **quiet)',
        works='net(3, "softmax", "categorical_crossentropy").fit(X, Y1, **quiet)',
        when=_single_unit,
    ),
    Rule(
        "units-differ-from-labels",
        "ValueError",
        _DENSE_LABELS,
        Text(
            ko="레이블 `{target}`[과] 출력 `{output}`의 크기가 다릅니다. 마지막 층의 유닛 수가 클래스 수와 다릅니다.",
            en="The labels `{target}` and the output `{output}` differ: the last layer has not one unit a class.",
        ),
        Text(
            ko="마지막 층의 유닛 수를 레이블의 열 수에 맞추세요.",
            en="Give the last layer as many units as the labels have columns.",
        ),
        "layers.Dense(y.shape[1])",
        "2-1",
        fails='net(5, loss="categorical_crossentropy").fit(X, Y1, **quiet)',
        works='net(3, loss="categorical_crossentropy").fit(X, Y1, **quiet)',
        when=_units_differ,
    ),
    Rule(
        "label-column-for-many-units",
        "ValueError",
        _DENSE_LABELS,
        Text(
            ko="레이블은 한 열 `{target}`인데 출력은 `{output}`입니다. 정수 레이블로 보입니다.",
            en="The labels are one column, `{target}`, and the output is `{output}`: they seem to be whole numbers.",
        ),
        _ONE_HOT_OR_SPARSE,
        'model.compile(loss="sparse_categorical_crossentropy")',
        "1-1",
        fails='net(3, loss="categorical_crossentropy").fit(X, y[:, None], **quiet)',
        works="net(3).fit(X, y[:, None], **quiet)",
        when=_label_column,
    ),
    Rule(
        "output-differs-from-labels",
        "ValueError",
        _DENSE_LABELS,
        Text(
            ko="레이블 `{target}`[과] 출력 `{output}`의 형태가 다릅니다.",
            en="The labels `{target}` and the output `{output}` have different shapes.",
        ),
        Text(
            ko="`model.summary()`에서 마지막 층의 출력 형태를 보고, 레이블의 형태에 맞추세요.",
            en="See the last output shape in `model.summary()`, and make it fit the labels.",
        ),
        "model.output_shape, y.shape",
        "2-1",
        fails='m = keras.Sequential([keras.Input((5, 4)), layers.Dense(3, activation="softmax")]); m.compile("sgd", "categorical_crossentropy"); m.fit(np.ones((2, 5, 4)), np.ones((2, 6, 3)), **quiet)',
        works='m = keras.Sequential([keras.Input((5, 4)), layers.Dense(3, activation="softmax")]); m.compile("sgd", "categorical_crossentropy"); m.fit(np.ones((2, 5, 4)), np.ones((2, 5, 3)), **quiet)',
        when=_axes_agree,
        general=True,
    ),
    Rule(
        "label-too-large",
        "InvalidArgumentError",
        _LABEL,
        Text(
            ko="레이블에 {label}[이] 있는데, 마지막 층의 유닛이 {classes}개라서 0부터 셀 수 있는 클래스는 {classes}개뿐입니다.",
            en="There is a label {label}, but the last layer has {classes} units: only {classes} classes, counted from 0.",
        ),
        Text(
            ko="레이블이 1부터 시작하면 1을 빼고, 클래스가 더 많으면 유닛 수를 늘리세요.",
            en="If the labels start at 1, subtract 1. If there are more classes, add units.",
        ),
        "model.fit(x, y - 1)  # or layers.Dense(y.max() + 1)",
        "3-2",
        fails="net(3).fit(X, y + 1, **quiet)",
        works="net(3).fit(X, y, **quiet)",
        when=_too_large,
        backend="tensorflow",
    ),
    Rule(
        "sparse-loss-on-one-unit",
        "InvalidArgumentError",
        _LABEL,
        Text(
            ko="마지막 층의 유닛이 하나인데 손실은 여러 클래스용 `sparse_categorical_crossentropy`입니다.",
            en="The last layer has one unit, and the loss is the one for many classes, `sparse_categorical_crossentropy`.",
        ),
        Text(
            ko="클래스가 둘이면 `sigmoid`와 `binary_crossentropy`를 쓰고, 더 많으면 유닛을 클래스 수만큼 두세요.",
            en="For two classes use `sigmoid` with `binary_crossentropy`; for more, one unit a class.",
        ),
        'model.compile(loss="binary_crossentropy")',
        "2-1",
        fails='net(1, "sigmoid").fit(X, yb.astype(int), **quiet)',
        works='net(1, "sigmoid", "binary_crossentropy").fit(X, yb, **quiet)',
        when=_one_class,
        backend="tensorflow",
    ),
    Rule(
        "label-negative",
        "InvalidArgumentError",
        _LABEL,
        Text(
            ko="레이블에 음수 {label}[이] 있습니다. 클래스는 0부터 셉니다.",
            en="There is a negative label, {label}; classes count from 0.",
        ),
        Text(
            ko="`np.unique(y)`로 어떤 레이블이 있는지 보고, 0부터 시작하게 바꾸세요.",
            en="See which labels there are with `np.unique(y)`, and let them start at 0.",
        ),
        "y = np.unique(y, return_inverse=True)[1]",
        "3-2",
        fails="net(3).fit(X, y - 1, **quiet)",
        works="net(3).fit(X, np.unique(y - 1, return_inverse=True)[1], **quiet)",
        when=_negative,
        backend="tensorflow",
    ),
    Rule(
        "output-and-labels-do-not-broadcast",
        "InvalidArgumentError",
        INCOMPATIBLE,
        Text(
            ko="손실을 계산할 수 없습니다. 레이블과 출력의 형태가 다릅니다: `{one}`[과] `{other}`.",
            en="The loss cannot be worked out: labels and output have different shapes, `{one}` and `{other}`.",
        ),
        Text(
            ko="마지막 층의 유닛 수를 레이블의 열 수에 맞추세요. 값 하나를 맞히면 `Dense(1)`입니다.",
            en="Give the last layer as many units as the labels have columns: `Dense(1)` for one number.",
        ),
        "layers.Dense(1)",
        "2-1",
        fails='net(3, None, "mse").fit(X, yb, **quiet)',
        works='net(1, None, "mse").fit(X, yb, **quiet)',
        when=_in_loss,
        backend="tensorflow",
    ),
    Rule(
        "sample-weights-of-other-shape",
        "InvalidArgumentError",
        INCOMPATIBLE,
        Text(
            ko="표본 가중치의 형태가 손실과 맞지 않습니다: `{one}`[과] `{other}`. 생성기가 주는 셋째 값도 표본 가중치입니다.",
            en="The sample weights do not fit the losses: `{one}` and `{other}`. "
            "The third value that a generator gives is sample weights, too.",
        ),
        Text(
            ko="표본마다 수 하나를 주세요. 입력이 여럿이면 `(x1, x2), y`처럼 묶으세요.",
            en="Give one number for each sample; put several inputs together, as in `(x1, x2), y`.",
        ),
        "yield (x1, x2), y",
        "3-2",
        fails="def batches():\n    while True: yield X, y, X\nnet().fit(batches(), steps_per_epoch=2, **quiet)",
        works="def batches():\n    while True: yield X, y, X[:, 0]\nnet().fit(batches(), steps_per_epoch=2, **quiet)",
        when=_by_weights,
        backend="tensorflow",
    ),
    Rule(
        "smoothing-of-whole-numbers",
        "TypeError",
        r"^SparseCategoricalCrossentropy\.__init__\(\) got an unexpected keyword argument 'label_smoothing'",
        Text(
            ko="`SparseCategoricalCrossentropy`에는 `label_smoothing`이 없습니다. 원-핫 레이블만 부드럽게 할 수 있습니다.",
            en="`SparseCategoricalCrossentropy` has no `label_smoothing`: only one-hot labels can be smoothed.",
        ),
        Text(
            ko="레이블을 `to_categorical`로 바꾸고 `CategoricalCrossentropy`를 쓰세요.",
            en="Make the labels one-hot with `to_categorical`, and use `CategoricalCrossentropy`.",
        ),
        "keras.losses.CategoricalCrossentropy(label_smoothing=0.1)",
        "3-3",
        fails="keras.losses.SparseCategoricalCrossentropy(label_smoothing=0.1)",
        works="keras.losses.CategoricalCrossentropy(label_smoothing=0.1)",
    ),
    Rule(
        "metric-and-output-do-not-fit",
        "InvalidArgumentError",
        INCOMPATIBLE
        + r"|data\.shape = (?P<data>\[[\d,]*\]) does not start with segment_ids\.shape = (?P<ids>\[[\d,]*\])",
        Text(
            ko="평가 지표가 받은 레이블과 출력의 크기가 다릅니다. "
            "`Precision`, `Recall`, `AUC`는 유닛마다 0과 1의 레이블을 받습니다.",
            en="A metric got labels and outputs of different sizes. "
            "`Precision`, `Recall` and `AUC` take a label of 0 or 1 for each unit.",
        ),
        Text(
            ko="클래스가 여럿이면 레이블을 원-핫으로 바꾸거나, 지표로 `accuracy`를 쓰세요.",
            en="With several classes make the labels one-hot, or use `accuracy`.",
        ),
        "keras.utils.to_categorical(y)",
        "2-1",
        fails="net(metrics=[keras.metrics.Precision()]).fit(X, y, **quiet)",
        works='net(loss="categorical_crossentropy", metrics=[keras.metrics.Precision()]).fit(X, Y1, **quiet)',
        when=_in_other_metric,
        backend="tensorflow",
    ),
    Rule(
        "overlap-of-probabilities",
        "InvalidArgumentError",
        INCOMPATIBLE,
        Text(
            ko="`MeanIoU`와 `IoU`는 클래스 번호를 비교하는데, 모델은 클래스마다 확률을 줍니다.",
            en="`MeanIoU` and `IoU` compare class numbers, and the model gives a probability for each class.",
        ),
        Text(
            ko="확률에서 가장 큰 클래스를 고르게 하세요: `sparse_y_pred=False`.",
            en="Let it choose the largest of the probabilities: `sparse_y_pred=False`.",
        ),
        "keras.metrics.MeanIoU(3, sparse_y_pred=False)",
        "6-1",
        fails="net(metrics=[keras.metrics.MeanIoU(3)]).fit(X, y, **quiet)",
        works="net(metrics=[keras.metrics.MeanIoU(3, sparse_y_pred=False)]).fit(X, y, **quiet)",
        when=_in_overlap,
        backend="tensorflow",
    ),
    Rule(
        "metric-shapes-differ",
        "ValueError",
        r"Shapes (?P<one>\([^)]*\)) and (?P<other>\([^)]*\)) are incompatible",
        Text(
            ko="레이블과 출력의 형태 `{one}`[과] `{other}`[이] 서로 맞지 않습니다.",
            en="The shapes of labels and output, `{one}` and `{other}`, do not fit together.",
        ),
        Text(
            ko="손실과 평가 지표가 이 레이블에 맞는지, 마지막 층의 유닛 수가 맞는지 보세요.",
            en="See whether loss and metrics suit these labels, and whether the last layer has the right units.",
        ),
        "model.output_shape, y.shape",
        "2-1",
        fails='File "keras/src/engine/training.py", line 1024, in train_step\nValueError: Shapes (None, 1) and (None, 3) are incompatible',
        plain=True,
        proved=False,
    ),
    Rule(
        "score-needs-two-axes",
        "ValueError",
        r"(?P<metric>FBetaScore|R2Score) expects 2D inputs with shape",
        Text(
            ko="이 평가 지표는 레이블도 출력도 (배치, 값) 형태로 받습니다. 레이블에 축이 하나뿐입니다.",
            en="This metric takes labels and outputs as (batch, values), and the labels have only one axis.",
        ),
        Text(
            ko="레이블을 원-핫으로 바꾸거나, `y[:, None]`으로 한 열로 만드세요.",
            en="Make the labels one-hot, or one column with `y[:, None]`.",
        ),
        "y[:, None]",
        "2-1",
        fails='net(1, "sigmoid", "binary_crossentropy", metrics=[keras.metrics.F1Score(threshold=0.5)]).fit(X, yb, **quiet)',
        works='net(1, "sigmoid", "binary_crossentropy", metrics=[keras.metrics.F1Score(threshold=0.5)]).fit(X, yb[:, None], **quiet)',
    ),
    Rule(
        "to-categorical-of-text",
        "ValueError",
        r"invalid literal for int\(\) with base 10: (?P<label>.+)",
        Text(
            ko="`to_categorical`은 정수 레이블만 받는데, 글자 {label}[이] 들어 있습니다.",
            en="`to_categorical` takes whole numbers only, and got the text {label}.",
        ),
        Text(
            ko="먼저 레이블에 번호를 매기세요. `np.unique`가 이름과 번호를 함께 줍니다.",
            en="Number the labels first: `np.unique` gives names and numbers at once.",
        ),
        "names, y = np.unique(labels, return_inverse=True)",
        "1-1",
        fails='keras.utils.to_categorical(["a", "b"])',
        works='keras.utils.to_categorical(np.unique(["a", "b"], return_inverse=True)[1])',
        when=_in_to_categorical,
        plain=True,
    ),
    Rule(
        "to-categorical-too-few-classes",
        "IndexError",
        r"index (?P<label>-?\d+) is out of bounds for axis 1 with size (?P<classes>\d+)",
        Text(
            ko="`to_categorical`에 클래스가 {classes}개라고 했는데 레이블에 {label}[이] 있습니다.",
            en="`to_categorical` was told of {classes} classes, and there is a label {label}.",
        ),
        Text(
            ko="클래스는 0부터 셉니다. 레이블에서 1을 빼거나 `num_classes`를 늘리세요.",
            en="Classes count from 0: subtract 1 from the labels, or raise `num_classes`.",
        ),
        "keras.utils.to_categorical(y - 1, num_classes=3)",
        "1-1",
        fails="keras.utils.to_categorical([1, 2, 3], num_classes=3)",
        works="keras.utils.to_categorical([0, 1, 2], num_classes=3)",
        when=_in_to_categorical,
        plain=True,
    ),
    Rule(
        "loss-name-unknown",
        "ValueError",
        r"Could not interpret loss identifier: (?P<name>.+)",
        Text(
            ko="이런 이름의 손실 함수는 없습니다: {name}.",
            en="There is no loss of this name: {name}.",
        ),
        Text(
            ko="철자를 보세요. 하나의 값에는 `mse`, 클래스에는 이름이 `crossentropy`로 끝나는 손실을 씁니다.",
            en="Check the spelling: `mse` for numbers, a name that ends in `crossentropy` for classes.",
        ),
        '"sparse_categorical_crossentropy"',
        "2-1",
        fails='net(3, loss="sparse_categorical_cross_entropy").fit(X, y, **quiet)',
        works='net(3, loss="sparse_categorical_crossentropy").fit(X, y, **quiet)',
    ),
    Rule(
        "metric-name-unknown",
        "ValueError",
        r"Could not interpret metric identifier: (?P<name>.+)",
        Text(
            ko="이런 이름의 평가 지표는 없습니다: {name}.",
            en="There is no metric of this name: {name}.",
        ),
        Text(
            ko="철자를 보거나, `keras.metrics`의 객체를 넘기세요. F1은 `keras.metrics.F1Score()`입니다.",
            en="Check the spelling, or pass an object of `keras.metrics`; F1 is `keras.metrics.F1Score()`.",
        ),
        "metrics=[keras.metrics.F1Score()]",
        "2-1",
        fails='net(metrics=["f1"]).fit(X, y, **quiet)',
        works='net(loss="categorical_crossentropy", metrics=[keras.metrics.F1Score()]).fit(X, Y1, **quiet)',
    ),
    Rule(
        "one-label-set-for-several-outputs",
        "KeyError",
        r"in the `loss` argument, can't be found in",
        Text(
            ko="모델의 출력이 여럿인데, 손실이나 레이블이 출력마다 하나씩 있지 않습니다.",
            en="The model has several outputs, and losses or labels are not given for each of them.",
        ),
        Text(
            ko="출력 순서대로 레이블의 리스트를 넘기거나, 출력 이름으로 딕셔너리를 넘기세요.",
            en="Pass a list of labels in the order of the outputs, or a dictionary by their names.",
        ),
        "model.fit(x, [y_a, y_b])",
        "2-2",
        fails='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)]); m.compile("sgd", "mse"); m.fit(X, yb, **quiet)',
        works='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)]); m.compile("sgd", ["mse", "mse"]); m.fit(X, [yb, yb], **quiet)',
    ),
    Rule(
        "labels-and-outputs-of-other-structure",
        "ValueError",
        r"y_true and y_pred have different structures|the number of values in `y_true` \(\d+\) must match the number of non-None values in `loss`",
        Text(
            ko="레이블의 구조가 모델의 출력과 다릅니다. 출력이 여럿이면 레이블도 그만큼 있어야 합니다.",
            en="The labels are not arranged like the model's outputs; several outputs need as many labels.",
        ),
        Text(
            ko="출력이 리스트면 레이블도 리스트로, 이름이 있으면 같은 이름의 딕셔너리로 넘기세요.",
            en="Pass a list for a list of outputs, or a dictionary with the outputs' names.",
        ),
        'model.fit(x, {"a": y_a, "b": y_b})',
        "2-2",
        fails='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)]); m.compile("sgd", ["mse", "mse"]); m.fit(X, [yb, yb, yb], **quiet)',
        works='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)]); m.compile("sgd", ["mse", "mse"]); m.fit(X, [yb, yb], **quiet)',
    ),
    Rule(
        "loss-dictionary-with-other-names",
        "ValueError",
        r"Expected keys (?P<expected>\[.*?\]) in loss dict, but found loss\.keys\(\)=(?P<given>\[.*?\])",
        Text(
            ko="손실의 딕셔너리에 쓴 이름 `{given}`[이] 모델의 출력 이름 `{expected}`[과] 다릅니다.",
            en="The names in the dictionary of losses, `{given}`, are not those of the outputs, `{expected}`.",
        ),
        Text(
            ko="출력 층에 `name`을 주고, 그 이름을 그대로 쓰세요.",
            en="Give the output layers a `name`, and use just those names.",
        ),
        "model.output_names",
        "2-2",
        fails='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1, name="a")(i), layers.Dense(1, name="b")(i)]); m.compile("sgd", {"a": "mse", "c": "mse"}); m.fit(X, [yb, yb], **quiet)',
        works='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1, name="a")(i), layers.Dense(1, name="b")(i)]); m.compile("sgd", {"a": "mse", "b": "mse"}); m.fit(X, [yb, yb], **quiet)',
    ),
    Rule(
        "metrics-do-not-match-outputs",
        "ValueError",
        r"Invalid `(?:weighted_)?metrics`\. `(?:weighted_)?metrics` should contain metrics objects|there are more metrics configurations than there are outputs",
        Text(
            ko="`metrics`의 구조가 모델의 출력과 맞지 않습니다.",
            en="`metrics` are not arranged like the model's outputs.",
        ),
        Text(
            ko="출력이 여럿이면 출력마다 리스트를 하나씩 두거나, 출력 이름의 딕셔너리를 쓰세요.",
            en="With several outputs give a list for each, or a dictionary by the outputs' names.",
        ),
        'metrics=[["mae"], ["accuracy"]]',
        "2-2",
        fails='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)]); m.compile("sgd", ["mse", "mse"], metrics=["mae"]); m.fit(X, [yb, yb], **quiet)',
        works='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)]); m.compile("sgd", ["mse", "mse"], metrics=[["mae"], ["mae"]]); m.fit(X, [yb, yb], **quiet)',
    ),
    Rule(
        "loss-weights-do-not-match",
        "ValueError",
        r"`loss_weights` must match the number of losses|Expected `loss_weights` argument to be a float",
        Text(
            ko="`loss_weights`의 수가 손실의 수와 다릅니다.",
            en="There are not as many `loss_weights` as losses.",
        ),
        Text(ko="출력마다 가중치를 하나씩 주세요.", en="Give one weight for each output."),
        "loss_weights=[1.0, 0.5]",
        "2-2",
        fails='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)]); m.compile("sgd", ["mse", "mse"], loss_weights=[1.0]); m.fit(X, [yb, yb], **quiet)',
        works='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)]); m.compile("sgd", ["mse", "mse"], loss_weights=[1.0, 0.5]); m.fit(X, [yb, yb], **quiet)',
    ),
    Rule(
        "no-loss-in-compile",
        "ValueError",
        r"No loss to compute\. Provide a `loss` argument in `compile\(\)`",
        Text(
            ko="`compile`에 손실 함수를 주지 않아서 무엇을 줄여야 할지 알 수 없습니다.",
            en="`compile` got no loss, so there is nothing to make smaller.",
        ),
        Text(ko="`compile`에 `loss`를 주세요.", en="Give `compile` a `loss`."),
        'model.compile(optimizer="adam", loss="mse")',
        "2-1",
        fails='m = keras.Sequential([keras.Input((4,)), layers.Dense(1)]); m.compile("sgd"); m.fit(X, yb, **quiet)',
        works='m = keras.Sequential([keras.Input((4,)), layers.Dense(1)]); m.compile("sgd", "mse"); m.fit(X, yb, **quiet)',
        backend="tensorflow",
    ),
    Rule(
        "softmax-of-one-unit",
        "UserWarning",
        r"You are using a softmax over axis .* of a tensor of shape .* This axis has size 1",
        Text(
            ko="유닛 하나에 `softmax`를 쓰면 답이 언제나 1입니다.",
            en="`softmax` over a single unit always gives 1.",
        ),
        Text(
            ko="두 클래스면 `sigmoid`를 쓰고, 여러 클래스면 유닛을 클래스 수만큼 두세요.",
            en="Use `sigmoid` for two classes, or one unit a class.",
        ),
        'layers.Dense(1, activation="sigmoid")',
        "2-1",
        fails='net(1, "softmax", "mse").fit(X, yb, **quiet)',
        works='net(1, "sigmoid", "mse").fit(X, yb, **quiet)',
    ),
    Rule(
        "categorical-loss-on-one-unit",
        "SyntaxWarning|UserWarning",
        r"In loss categorical_(?:focal_)?crossentropy, expected y_pred\.shape to be \(batch_size, num_classes\)",
        Text(
            ko="`categorical_crossentropy`는 클래스마다 유닛이 하나씩 있어야 하는데 유닛이 하나뿐입니다.",
            en="`categorical_crossentropy` wants a unit for each class, and there is only one unit.",
        ),
        Text(
            ko="두 클래스에는 `binary_crossentropy`를 쓰세요.",
            en="For two classes use `binary_crossentropy`.",
        ),
        'model.compile(loss="binary_crossentropy")',
        "2-1",
        fails='net(1, "sigmoid", "categorical_crossentropy").fit(X, yb, **quiet)',
        works='net(1, "sigmoid", "binary_crossentropy").fit(X, yb, **quiet)',
    ),
    Rule(
        "from-logits-behind-softmax",
        "UserWarning",
        r"received `from_logits=True`, but the `output` argument was produced by a (?P<activation>\w+) activation",
        Text(
            ko="손실은 `from_logits=True`라서 로짓을 기다리는데, 마지막 층에 이미 {activation} 활성화 함수가 있습니다.",
            en="The loss expects logits (`from_logits=True`), but the last layer already has a {activation}.",
        ),
        Text(
            ko="활성화 함수를 빼거나 `from_logits=True`를 빼세요. 둘 가운데 하나만 씁니다.",
            en="Leave out the activation or `from_logits=True`: one of the two.",
        ),
        "keras.losses.SparseCategoricalCrossentropy(from_logits=True)  # with Dense(3)",
        "3-3",
        fails="net(3, 'softmax', keras.losses.SparseCategoricalCrossentropy(from_logits=True)).fit(X, y, **quiet)",
        works="net(3, None, keras.losses.SparseCategoricalCrossentropy(from_logits=True)).fit(X, y, **quiet)",
        backend="tensorflow",
    ),
    Rule(
        "some-weights-get-no-gradient",
        "UserWarning",
        r"Gradients do not exist for variables",
        Text(
            ko="일부 가중치가 손실에 닿지 않아서 학습되지 않습니다.",
            en="Some weights do not reach the loss, so they will never learn.",
        ),
        Text(
            ko="출력마다 손실이 있는지, `call`이 만든 층을 모두 쓰는지 보세요.",
            en="See whether each output has a loss, and whether `call` uses every layer that was made.",
        ),
        'model.compile(loss=["mse", "mse"])',
        "2-2",
        fails='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)]); m.compile("sgd", ["mse"]); m.fit(X, [yb, yb], **quiet)',
        works='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)]); m.compile("sgd", ["mse", "mse"]); m.fit(X, [yb, yb], **quiet)',
        backend="tensorflow",
    ),
)
