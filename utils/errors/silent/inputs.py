"""The data: numbers that are missing, of the wrong size, or scaled twice or never."""

import numpy as np

from utils.core.text import Text
from utils.errors.silent.finding import Silent
from utils.errors.silent.last_layer import number
from utils.errors.silent.subject import Subject

_LARGE = 20
_OFTEN_PADDED = 0.2
_TAKE_INDICES = (
    "Embedding",
    "IntegerLookup",
    "StringLookup",
    "Hashing",
    "CategoryEncoding",
    "TextVectorization",
    "Discretization",
)
_SCALE = (
    "Rescaling",
    "Normalization",
    "BatchNormalization",
    "LayerNormalization",
    "UnitNormalization",
    "GroupNormalization",
)
_LEARN = ("Dense", "Conv", "LSTM", "GRU", "RNN", "EinsumDense", "SeparableConv")


def _missing_numbers(subject: Subject):
    if subject.numbers is not None and subject.numbers.dtype.kind == "f":
        missing = int((~np.isfinite(subject.numbers)).sum())
        if missing:
            yield {"n": missing, "all": subject.numbers.size}


def _all_zero(subject: Subject):
    values = subject.numbers
    if values is not None and values.size > 1 and not values.any():
        yield {"n": values.size}


def _outside_the_table(subject: Subject):
    first = next((layer for layer in subject.layers if type(layer).__name__ != "InputLayer"), None)
    values = subject.numbers
    if first is None or type(first).__name__ != "Embedding" or values is None:
        return
    if np.isfinite(values).all():
        low, high = int(values.min()), int(values.max())
        if high >= first.input_dim or low < 0:
            yield {"layer": first.name, "size": first.input_dim, "low": low, "high": high}


def _padding_is_read(subject: Subject):
    """Zeros behind every shorter text, which a recurrent layer reads to the end."""
    layers = [layer for layer in subject.layers if type(layer).__name__ not in ("InputLayer", "SpatialDropout1D")]
    values = subject.numbers
    if len(layers) < 2 or type(layers[0]).__name__ != "Embedding" or layers[0].mask_zero or values is None:
        return
    reads = type(layers[1]).__name__ in ("LSTM", "GRU", "SimpleRNN") and not layers[1].return_sequences
    if not reads or values.ndim != 2 or values.dtype.kind not in "iuf":
        return
    padded = (values[:, -1] == 0) & (values[:, 0] != 0)
    if padded.mean() > _OFTEN_PADDED:
        yield {"layer": layers[0].name, "n": int(padded.sum()), "all": len(values)}


def _missing_labels(subject: Subject):
    for output in subject.outputs:
        if output.labels is not None and output.labels.dtype.kind == "f" and not np.isfinite(output.labels).all():
            yield {"n": int((~np.isfinite(output.labels)).sum()), "all": output.labels.size}


def _before_learning(subject: Subject) -> list[str]:
    """The kinds of layers up to the first one that learns."""
    kinds = []
    for layer in subject.layers:
        kinds.append(type(layer).__name__)
        if kinds[-1].startswith(_LEARN) or kinds[-1] in _TAKE_INDICES or not type(layer).__module__.startswith("keras"):
            break
    return kinds


def _not_scaled(subject: Subject):
    if subject.numbers is None or not np.isfinite(subject.numbers).all() or not subject.is_model:
        return
    kinds = _before_learning(subject)
    if not kinds or not kinds[-1].startswith(_LEARN) or set(kinds) & {*_SCALE, *_TAKE_INDICES}:
        return
    largest = float(np.abs(subject.numbers).max())
    if largest > _LARGE:
        yield {"low": number(subject.numbers.min()), "high": number(subject.numbers.max())}


def _shrinking(subject: Subject) -> list:
    """The `Rescaling` layers that make values much smaller, such as `Rescaling(1 / 255)`, before anything learns."""
    found = []
    for layer in subject.layers:
        if type(layer).__name__.startswith(_LEARN):
            break
        if type(layer).__name__ == "Rescaling" and np.ndim(layer.scale) == 0 and 0 < float(layer.scale) < 0.1:
            found.append(layer)
    return found


def _largest(subject: Subject) -> float | None:
    if subject.numbers is None or not np.isfinite(subject.numbers).all():
        return None
    return float(np.abs(subject.numbers).max())


def _scaled_twice(subject: Subject):
    shrinking, largest = _shrinking(subject), _largest(subject)
    if shrinking and largest is not None and largest <= 1.5:
        scale = float(shrinking[0].scale)
        yield {"scale": number(scale), "high": number(largest), "after": number(largest * scale)}


def _rescaled_more_than_once(subject: Subject):
    shrinking, largest = _shrinking(subject), _largest(subject) or 255
    if len(shrinking) > 1:
        scale = float(shrinking[0].scale)
        yield {"scale": number(scale), "high": number(largest), "after": number(largest * scale * scale)}


def _endless(subject: Subject):
    if subject.endless:
        yield {}


def _shuffled_after_batching(subject: Subject):
    """A `shuffle` behind `batch`, where nothing in front of that batch shuffled the samples."""
    if subject.steps.count("shuffle") != 1:
        return
    before = subject.steps[subject.steps.index("shuffle") + 1 :]
    batches = [step for step in before if "batch" in step]
    if batches and batches[0] != "unbatch":
        yield {}


def _output_unlike_its_shape(subject: Subject):
    for output in subject.outputs:
        if output.predictions is None or output.shape is None:
            continue
        said, given = tuple(output.shape)[1:], output.predictions.shape[1:]
        if len(said) != len(given) or any(a is not None and a != b for a, b in zip(said, given, strict=True)):
            yield {"said": str((None, *said)), "given": str((len(output.predictions), *given))}


FINDINGS = (
    Silent(
        "data-missing",
        _missing_numbers,
        Text(
            ko="데이터의 값 {all}개 가운데 {n}개가 `nan`이나 무한대입니다. 손실도 가중치도 `nan`이 됩니다.",
            en="{n} of {all} values of the data are `nan` or infinite; loss and weights become `nan`.",
        ),
        Text(ko="그런 행을 빼거나 값을 채우세요.", en="Drop such rows, or fill the values in."),
        "x = np.nan_to_num(x)",
        "3-3",
    ),
    Silent(
        "data-all-zero",
        _all_zero,
        Text(
            ko="데이터의 값 {n}개가 모두 0입니다. 배울 것이 없습니다.",
            en="All {n} values of the data are 0: there is nothing to learn from.",
        ),
        Text(
            ko="정수로 나누지 않았는지(`//`), 나눈 다음에 정수로 바꾸지 않았는지 보세요.",
            en="See whether whole numbers were divided (`//`), or cut to whole numbers afterwards.",
        ),
        'x = x.astype("float32") / 255',
        "1-1",
    ),
    Silent(
        "index-outside-the-table",
        _outside_the_table,
        Text(
            ko="`{layer}`의 표에는 0부터 세어 {size}개가 있는데, 데이터는 {low}부터 {high}까지입니다. "
            "GPU에서는 오류 없이 0이 나옵니다.",
            en="`{layer}` has {size} rows, counted from 0; the data goes from {low} to {high}. "
            "On a GPU there is no error.",
        ),
        Text(
            ko="`input_dim`을 가장 큰 번호보다 1 크게 하세요.", en="Make `input_dim` one more than the largest number."
        ),
        "layers.Embedding(x.max() + 1, 16)",
        "6-2",
    ),
    Silent(
        "padding-is-read",
        _padding_is_read,
        Text(
            ko="표본 {all}개 가운데 {n}개의 끝에 0이 채워져 있는데, 순환 층이 그 0까지 읽습니다.",
            en="{n} of {all} samples are padded with 0 at their end, and the recurrent layer reads the zeros too.",
        ),
        Text(
            ko="`{layer}`에 `mask_zero=True`를 주면 채운 자리를 건너뜁니다.",
            en="With `mask_zero=True`, `{layer}` lets padded places be skipped.",
        ),
        "layers.Embedding(10000, 16, mask_zero=True)",
        "6-2",
    ),
    Silent(
        "labels-missing",
        _missing_labels,
        Text(
            ko="레이블 {all}개 가운데 {n}개가 `nan`이나 무한대입니다.",
            en="{n} of {all} labels are `nan` or infinite.",
        ),
        Text(ko="그런 행을 빼세요.", en="Drop such rows."),
        "keep = np.isfinite(y); x, y = x[keep], y[keep]",
        "3-3",
    ),
    Silent(
        "data-not-scaled",
        _not_scaled,
        Text(
            ko="데이터가 {low}부터 {high}까지인데 모델이 크기를 맞추지 않습니다. 큰 수에서는 학습이 튀거나 느립니다.",
            en="The data goes from {low} to {high}, and the model does not scale it: training jumps or crawls.",
        ),
        Text(
            ko="그림이면 255로 나누고, 표라면 `Normalization` 층을 쓰세요.",
            en="Divide pictures by 255; for a table use a `Normalization` layer.",
        ),
        "layers.Rescaling(1 / 255)",
        "1-1",
    ),
    Silent(
        "pictures-scaled-twice",
        _scaled_twice,
        Text(
            ko="모델이 데이터에 {scale}[을] 곱하는데, 데이터의 "
            "가장 큰 값이 이미 {high}입니다. 층에는 {after}까지만 들어갑니다.",
            en="The model multiplies by {scale}, but the largest value is {high} already: layers see at most {after}.",
        ),
        Text(ko="한 번만 나누세요.", en="Scale only once."),
        "layers.Rescaling(1 / 255)  # or x / 255",
        "6-1",
    ),
    Silent(
        "rescaled-more-than-once",
        _rescaled_more_than_once,
        Text(
            ko="모델이 {scale}[을] 두 번 곱합니다. {high}이던 값이 {after}[이] 됩니다.",
            en="The model multiplies by {scale} twice: {high} becomes {after}.",
        ),
        Text(ko="`Rescaling`을 하나만 두세요.", en="Keep one `Rescaling`."),
        "layers.Rescaling(1 / 255)",
        "6-1",
    ),
    Silent(
        "data-set-without-end",
        _endless,
        Text(
            ko="이 데이터셋은 끝이 없습니다(`repeat`). `steps_per_epoch`가 없으면 첫 에포크가 끝나지 않습니다.",
            en="This data set has no end (`repeat`): without `steps_per_epoch` the first epoch never ends.",
        ),
        Text(ko="`steps_per_epoch`를 주거나 `repeat`를 빼세요.", en="Give `steps_per_epoch`, or leave `repeat` out."),
        "model.fit(dataset, steps_per_epoch=100)",
        "3-2",
    ),
    Silent(
        "shuffled-after-batching",
        _shuffled_after_batching,
        Text(
            ko="이 데이터셋은 배치로 묶은 다음에 섞습니다. 배치의 순서만 바뀌고, 한 배치에는 늘 같은 표본이 모입니다.",
            en="This data set is shuffled after `batch`: only the order of the batches changes, never what is in one.",
        ),
        Text(ko="`shuffle`을 `batch` 앞에 두세요.", en="Put `shuffle` in front of `batch`."),
        "dataset.shuffle(1000).batch(32)",
        "3-2",
    ),
    Silent(
        "output-unlike-its-shape",
        _output_unlike_its_shape,
        Text(
            ko="모델은 출력이 `{said}`라고 하는데 실제로는 `{given}`[이] 나옵니다. "
            "`compute_output_shape`가 틀렸습니다.",
            en="The model says it gives `{said}`, and gives `{given}`: a `compute_output_shape` is wrong.",
        ),
        Text(
            ko="`compute_output_shape`를 고치거나 지우세요. Keras가 스스로 알아냅니다.",
            en="Correct `compute_output_shape`, or delete it: Keras finds out by itself.",
        ),
        "def compute_output_shape(self, input_shape): ...",
        "4-2",
    ),
)
