"""6-1 Image classification from scratch: what counts as right."""

import contextlib
import io
import math
import tempfile
from itertools import islice
from pathlib import Path

import keras
import numpy as np
from keras import layers
from PIL import Image

from utils.checking import (
    exercise,
    question,
    require,
    require_function,
    require_number,
    require_returned,
    require_text,
    require_type,
)
from utils.exercises.requirements import noise
from utils.messages import Text, brief

SIDE, BATCH = 28, 8
# In the order of their labels; Keras itself would sort them the other way round.
NAMES = ("tram", "bike")
# So many that batches do not come out even, and that a quarter of all files is not a quarter of those in the classes.
FILES_A_CLASS, OTHER_FILES = 10, 7
_COUNT = len(NAMES) * FILES_A_CLASS
_FILE_SIDE = 4
_BRIGHTEST, _STEP = 240, 6
_MOST_BATCHES = 50


# --- what the exercises about folders share ---


def _write_pictures(folder: Path) -> dict[int, int]:
    """Class folders of small pictures, and one folder that is no class; the label of each picture by its value.

    A picture has its value in the upper left quarter, half of it in the lower left one, and 0 on the right.
    """
    labels = {}
    for name in (*NAMES, "boat"):
        (folder / name).mkdir()
        for number in range(FILES_A_CLASS if name in NAMES else OTHER_FILES):
            value = _BRIGHTEST - _STEP * len(labels)
            pixels = np.zeros((_FILE_SIDE, _FILE_SIDE), "uint8")
            half = _FILE_SIDE // 2
            pixels[:half, :half], pixels[half:, :half] = value, value // 2
            Image.fromarray(pixels).save(folder / name / f"{number}.png", compress_level=0)
            labels[value] = NAMES.index(name) if name in NAMES else -1
    return labels


def _called(function, *arguments):
    """What a learner's function returns; what it prints, as Keras does about the files it finds, is dropped."""
    with contextlib.redirect_stdout(io.StringIO()):
        returned = function(*arguments)
    require_returned(returned)
    return returned


def _batches_of(dataset, where: Text) -> tuple[np.ndarray, np.ndarray]:
    """One pass over a data set: its pictures and labels as arrays."""
    import tensorflow as tf

    require_type(dataset, tf.data.Dataset)
    batches = list(islice(dataset.as_numpy_iterator(), _MOST_BATCHES))
    require(
        bool(batches) and all(type(batch) is tuple and len(batch) == 2 for batch in batches),
        Text(
            ko="{where}: 배치는 사진과 레이블의 짝이어야 합니다.",
            en="{where}: a batch should be a pair of pictures and labels.",
        ).format(where=where),
    )
    for pictures, _ in batches:
        require(
            pictures.shape[1:] == (SIDE, SIDE, 1),
            Text(
                ko="{where}: 배치의 형태가 {found}입니다. 사진마다 {wanted}이어야 합니다.",
                en="{where}: a batch has shape {found}. Each picture in it should have {wanted}.",
            ).format(where=where, found=pictures.shape, wanted=(SIDE, SIDE, 1)),
        )
    pictures, labels = (np.concatenate(parts) for parts in zip(*batches, strict=True))
    sizes = [len(picture) for picture, _ in batches]
    wanted = [min(BATCH, len(pictures) - start) for start in range(0, len(pictures), BATCH)]
    require(
        sizes == wanted,
        Text(
            ko="{where}: 배치에 든 사진이 {found}장입니다. 마지막만 빼고 {wanted}장씩이어야 합니다.",
            en="{where}: the batches have {found} pictures. All but the last should have {wanted}.",
        ).format(where=where, found=brief(sizes), wanted=BATCH),
    )
    return pictures, labels


def _values_of(pictures: np.ndarray, most: int, where: Text) -> list[int]:
    """The value that names each picture, found in its brightest corner; `most` is what white became."""
    brightest = 255 / most * pictures.max(axis=(1, 2, 3))
    values = _BRIGHTEST - _STEP * np.round((_BRIGHTEST - brightest) / _STEP)
    require(
        bool((values > 0).all() and np.allclose(brightest, values, atol=0.5)),
        Text(
            ko="{where}: 가장 밝은 값이 {found:.3g}입니다. 흰색이 {most}(이)면 다른 값이 나옵니다.",
            en="{where}: the brightest value is {found:.3g}. Where white is {most}, it is another.",
        ).format(where=where, found=float(pictures.max()), most=most),
    )
    return values.astype(int).tolist()


def _require_labels(values: list[int], found: list[int], labels: dict[int, int], where: Text) -> None:
    """Each picture has the label of its class, and none comes from a folder that is no class."""
    for value, label in zip(values, found, strict=True):
        wanted = labels.get(value, -1)
        require(
            wanted >= 0,
            Text(
                ko="{where}: `names`에 없는 폴더의 사진이 들어 있습니다.",
                en="{where}: there is a picture from a folder that is not in `names`.",
            ).format(where=where),
        )
        require(
            label == wanted,
            Text(
                ko="{where}: `{name}` 폴더의 사진에 레이블 {label}이(가) 붙어 있습니다. `names`는 {names}입니다.",
                en="{where}: a picture from the folder `{name}` has label {label}, though `names` is {names}.",
            ).format(where=where, name=NAMES[wanted], label=label, names=list(NAMES)),
        )


# How bright a picture is in its quarters, upper left to lower right, where the brightest is 1.
_UPRIGHT, _FLIPPED = (1, 0, 0.5, 0), (0, 1, 0, 0.5)


def _facing(pictures: np.ndarray) -> np.ndarray:
    """Of each picture whether it is "upright", "flipped" (left and right) or "turned" (any other way)."""
    quarters = pictures[:, (3, -4)][:, :, (3, -4), 0].reshape(len(pictures), 4)
    parts = quarters / quarters.max(axis=1, keepdims=True)
    alike = [np.abs(parts - form).max(axis=1) < 0.1 for form in (_UPRIGHT, _FLIPPED)]
    return np.select(alike, ["upright", "flipped"], "turned")


# --- 6-1-a ---

TRAINING, VALIDATION = Text(ko="학습", en="Training"), Text(ko="검증", en="Validation")


@exercise(
    "6-1-a",
    hints=[
        Text(
            ko="`image_dataset_from_directory` 한 번이면 됩니다. 과제의 문장마다 인수가 하나씩 있습니다.",
            en="A single `image_dataset_from_directory` will do. Each sentence of the task is one of its arguments.",
        ),
        Text(
            ko='두 번 부르면 나누는 법이 서로 달라질 수 있습니다. `subset="both"`는 한 번에 나눕니다.',
            en='Two calls may split in two different ways. `subset="both"` splits once.',
        ),
        Text(
            ko="`class_names`, `color_mode`, `image_size`, `batch_size`, `validation_split`, `seed`를 적으세요.",
            en="Give `class_names`, `color_mode`, `image_size`, `batch_size`, `validation_split` and `seed`.",
        ),
    ],
)
def pictures_from_folders(read_pictures):
    require_function(read_pictures)
    with tempfile.TemporaryDirectory() as folder:
        labels = _write_pictures(Path(folder))
        returned = _called(read_pictures, Path(folder), list(NAMES))
        require_type(returned, tuple, list)
        require(
            len(returned) == 2,
            Text(
                ko="데이터셋 두 개를 돌려주어야 하는데 {n}개를 받았습니다.",
                en="It should return two data sets, not {n}.",
            ).format(n=len(returned)),
        )
        values = []
        for dataset, where in zip(returned, (TRAINING, VALIDATION), strict=True):
            pictures, found = _batches_of(dataset, where)
            require(
                found.ndim == 1 and found.dtype.kind in "iu",
                Text(
                    ko="{where}: 레이블의 형태가 {shape}, 종류가 `{dtype}`입니다. 사진마다 정수 하나여야 합니다.",
                    en="{where}: the labels have shape {shape} and are `{dtype}`. Each should be one integer.",
                ).format(where=where, shape=found.shape, dtype=found.dtype),
            )
            values.append(_values_of(pictures, 255, where))
            _require_labels(values[-1], found.tolist(), labels, where)
            require(
                bool((_facing(pictures) == "upright").all()),
                Text(
                    ko="{where}: 눕거나 뒤집힌 사진이 있습니다. 파일에 있는 그대로여야 합니다.",
                    en="{where}: some pictures lie on their side or are flipped. They should be as in their files.",
                ).format(where=where),
            )
    training, validation = values
    twice = len(set(training) & set(validation))
    require(
        not twice,
        Text(
            ko="사진 {n}장이 학습에도 검증에도 들어 있습니다. 검증은 처음 보는 사진이어야 합니다.",
            en="{n} pictures are in both training and validation. Validation needs pictures never seen before.",
        ).format(n=twice),
    )
    quarter = _COUNT // 4
    require(
        len(training) == len(set(training)) == _COUNT - quarter and len(validation) == len(set(validation)) == quarter,
        Text(
            ko="사진 {count}장에서 학습 {training}장, 검증 {validation}장을 받았습니다. 검증이 4분의 1이어야 합니다.",
            en="Of {count} pictures, {training} are for training and {validation} for validation, not a quarter.",
        ).format(count=_COUNT, training=len(training), validation=len(validation)),
    )


# --- 6-1-b ---

_CHANNELS, _WIDTH = 3, 5


@exercise(
    "6-1-b",
    hints=[
        Text(
            ko="들어온 `x`를 끝까지 지켜 두세요. 지름길은 거기서 시작합니다.",
            en="Keep the `x` that came in: the shortcut begins there.",
        ),
        Text(
            ko="`for _ in range(2):` 안에서 `ReLU`, `SeparableConv2D`, `BatchNormalization`을 차례로 부르세요.",
            en="Inside `for _ in range(2):` call `ReLU`, `SeparableConv2D` and `BatchNormalization`, in this order.",
        ),
        Text(
            ko='풀링과 지름길은 둘 다 `strides=2, padding="same"`이어야 형태가 같아서 더할 수 있습니다.',
            en='Pooling and shortcut both need `strides=2, padding="same"`; then their shapes agree and they add up.',
        ),
    ],
)
def block_as_published(published_block):
    require_function(published_block)
    x = keras.Input((7, 7, _CHANNELS))
    y = published_block(x, _WIDTH)
    require_returned(y)
    require_type(y, keras.KerasTensor)
    require(
        y.shape == (None, 4, 4, _WIDTH),
        Text(
            ko="`x`의 형태가 {before}, `width`가 {width}일 때 나온 형태가 {found}입니다. {wanted}이어야 합니다.",
            en="For an `x` of shape {before} and a `width` of {width}, the result has shape {found}, not {wanted}.",
        ).format(before=x.shape, width=_WIDTH, found=y.shape, wanted=(None, 4, 4, _WIDTH)),
    )
    model = keras.Model(x, y)
    _require_layers(model)
    said, trained, means = _with_known_weights(model)
    for settings, message in _MISTAKES:
        require(not _close(said, _with_known_weights(keras.Model(x, _block(x, **settings)))[0]), message)
    wanted, wanted_in_training, wanted_means = _with_known_weights(keras.Model(x, _block(x)))
    require(
        _close(said, wanted),
        Text(
            ko="합성곱과 정규화의 수는 맞는데, 차례나 설정이나 풀링이 다릅니다. 같은 가중치에서 다른 값이 나옵니다.",
            en="There are as many convolutions and normalizations as in the task, but their order, their settings or "
            "the pooling differ: with the same weights, the block gives other values.",
        ),
    )
    require(
        _close(trained, wanted_in_training),
        Text(
            ko="추론할 때는 맞는 값이 나오지만, `training=True`일 때는 다릅니다. 과제에 없는 것이 들어 있습니다.",
            en="The values for inference are right, those with `training=True` are not. "
            "There is something in it that the task does not have.",
        ),
    )
    require(
        _close(means, wanted_means),
        Text(
            ko="배치 하나로 학습한 뒤 `BatchNormalization`의 이동 평균이, `momentum`이 0.9일 때와 다릅니다.",
            en="After one batch in training, the moving averages of the `BatchNormalization` layers are not what "
            "a `momentum` of 0.9 makes of them.",
        ),
    )


def _require_layers(model: keras.Model) -> None:
    """The block has as many layers of each kind as the task, wherever they are; their weights tell."""
    names = [_name(weight) for weight in model.weights]
    for kind, name, wanted in (
        (layers.SeparableConv2D, "depthwise_kernel", 2),
        (layers.BatchNormalization, "moving_mean", 2),
        (layers.Conv2D, "kernel", 1),
    ):
        found = names.count(name)
        require(
            found == wanted,
            Text(
                ko="`{kind}` 층이 {found}개입니다. 과제에는 {wanted}개 있습니다.",
                en="There are {found} `{kind}` layers. The task has {wanted}.",
            ).format(kind=kind.__name__, found=found, wanted=wanted),
        )


def _name(weight) -> str:
    return weight.path.rpartition("/")[2]


# Kernels so large that no epsilon matters; what a layer may do without (`use_bias`, `scale`) changes nothing.
_RANGES = {"moving_mean": (0, 9), "moving_variance": (50, 150), "gamma": (1, 1), "beta": (0, 0), "bias": (0, 0)}


def _with_known_weights(model: keras.Model) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What the model gives on noise of both signs when each weight is a function of its name and shape.

    Returns:
        The values in inference, those in training, and the moving means after it, the layer with the lower sum first.
    """
    for weight in model.weights:
        low, high = _RANGES.get(_name(weight), (-9, 9))
        weight.assign(np.random.default_rng(len(_name(weight))).uniform(low, high, weight.shape))
    x = 20 * noise((7, 7, _CHANNELS)) - 10
    values = [keras.ops.convert_to_numpy(model(x, training=training)) for training in (False, True)]
    means = [keras.ops.convert_to_numpy(weight) for weight in model.weights if _name(weight) == "moving_mean"]
    return *values, np.stack(sorted(means, key=np.sum))


def _close(found: np.ndarray, wanted: np.ndarray) -> bool:
    return bool(np.allclose(found, wanted, rtol=2e-3, atol=1e-3 * np.abs(wanted).max()))


def _block(x, relu: bool = True, shortcut_from_relu: bool = False):
    """The block of the task, or one with a mistake."""
    y = x
    for _ in range(2):
        y = layers.ReLU()(y) if relu else y
        y = layers.BatchNormalization(momentum=0.9)(layers.SeparableConv2D(_WIDTH, 3, padding="same")(y))
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    before = layers.ReLU()(x) if shortcut_from_relu else x
    return layers.add([y, layers.Conv2D(_WIDTH, 1, strides=2, padding="same")(before)])


# As settings of `_block`.
_MISTAKES = (
    (
        {"relu": False},
        Text(
            ko="`ReLU`가 없습니다. 그러면 분리 합성곱 두 번이 하나의 일차식으로 줄어듭니다.",
            en="There is no `ReLU`. Without it, two separable convolutions amount to one linear map.",
        ),
    ),
    (
        {"shortcut_from_relu": True},
        Text(
            ko="지름길이 `ReLU`를 지난 값에서 시작합니다. 블록에 들어온 `x`에서 시작해야 합니다.",
            en="The shortcut starts behind a `ReLU`. It should start at the `x` that came into the block.",
        ),
    ),
)


# --- 6-1-c ---


@exercise(
    "6-1-c",
    hints=[
        Text(
            ko="대각선이 맞은 사진입니다. 한 줄의 합은 그 레이블의 사진 수입니다.",
            en="The diagonal holds what is right. The sum of a row is the number of pictures with that label.",
        ),
        Text(
            ko="실수만 남기려면 복사본에서 대각선을 0으로 만드세요. `np.fill_diagonal`은 받은 배열을 바꿉니다.",
            en="To leave only mistakes, set the diagonal to 0, in a copy: `np.fill_diagonal` changes what it is given.",
        ),
        Text(
            ko="`np.unravel_index(mistakes.argmax(), mistakes.shape)`는 가장 큰 값의 줄과 칸을 줍니다.",
            en="`np.unravel_index(mistakes.argmax(), mistakes.shape)` gives row and column of the largest number.",
        ),
    ],
)
def mistakes_read(read_mistakes):
    require_function(read_mistakes)
    for confusion, names in _CONFUSIONS:
        given = np.array(confusion)
        returned = read_mistakes(given, list(names))
        require_returned(returned)
        require_type(returned, tuple, list)
        require(
            len(returned) == 2,
            Text(
                ko="딕셔너리와 짝, 두 가지를 돌려주어야 하는데 {n}가지입니다.",
                en="It should return two things, a dict and a pair, not {n}.",
            ).format(n=len(returned)),
        )
        shares, pair = returned
        _require_shares(shares, np.array(confusion), names)
        _require_pair(pair, np.array(confusion), names)
        require(
            np.array_equal(given, confusion),
            Text(
                ko="함수가 받은 `confusion`을 바꾸었습니다. 부른 쪽의 표가 망가집니다. 복사본을 쓰세요.",
                en="The function has changed the `confusion` it was given, and so the caller's table. Use a copy.",
            ),
        )


_CONFUSIONS = (
    ([[9, 1, 0], [3, 5, 0], [0, 0, 4]], ("cat", "dog", "fox")),
    ([[2, 0, 6, 0], [1, 7, 0, 2], [3, 0, 5, 0], [0, 1, 0, 3]], ("a", "b", "c", "d")),
    ([[50, 10], [0, 20]], ("yes", "no")),
    # The largest count and the largest share of a label are different mistakes.
    ([[60, 12, 0], [0, 1, 4], [3, 0, 20]], ("bus", "car", "van")),
)


def _require_shares(shares, confusion: np.ndarray, names: tuple[str, ...]) -> None:
    require_type(shares, dict)
    require(
        all(type(name) is str for name in shares) and set(shares) == set(names),
        Text(
            ko="딕셔너리의 키가 {found}입니다. 클래스의 이름 {wanted}이어야 합니다.",
            en="The keys of the dict are {found}. They should be the names {wanted}.",
        ).format(found=brief(list(shares)), wanted=list(names)),
    )
    for row, name in enumerate(names):
        found, total = require_number(shares[name]), int(confusion[row].sum())
        require(
            math.isclose(found, confusion[row, row] / total, abs_tol=1e-6),
            Text(
                ko="{name}: 레이블이 {name}인 사진 {total}장 가운데 {right}장이 맞았는데 비율이 {found:.3f}입니다.",
                en="{name}: {right} of {total} pictures with the label {name} are right, yet the share is {found:.3f}.",
            ).format(name=brief(name), total=total, right=int(confusion[row, row]), found=found),
        )


def _require_pair(pair, confusion: np.ndarray, names: tuple[str, ...]) -> None:
    require_type(pair, tuple, list)
    require(
        len(pair) == 2,
        Text(ko="짝에 이름이 {n}개 있습니다.", en="The pair has {n} names in it.").format(n=len(pair)),
    )
    label, predicted = (require_text(name) for name in pair)
    require(
        label in names and predicted in names,
        Text(
            ko="짝 {pair}에 `names`에 없는 이름이 있습니다.", en="A name in the pair {pair} is not in `names`."
        ).format(pair=brief((label, predicted))),
    )
    require(
        label != predicted,
        Text(
            ko="{pair}은(는) 실수가 아닙니다. 맞은 사진입니다.", en="{pair} is no mistake: those pictures are right."
        ).format(pair=brief((label, predicted))),
    )
    mistakes = confusion - np.diag(confusion.diagonal())
    count = int(confusion[names.index(label), names.index(predicted)])
    require(
        count == mistakes.max(),
        Text(
            ko="레이블 {label}을(를) {predicted}(으)로 본 사진은 {count}장입니다. 더 잦은 실수가 있습니다.",
            en="There are {count} pictures with the label {label} that were taken for {predicted}. "
            "Another mistake is more frequent.",
        ).format(label=brief(label), predicted=brief(predicted), count=count),
    )


# --- 6-1-d ---

PASSES = 3


@exercise(
    "6-1-d",
    hints=[
        Text(
            ko="읽는 일은 `image_dataset_from_directory`가, 바꾸는 일은 `map`에 넣은 층이 합니다.",
            en="`image_dataset_from_directory` does the reading, layers inside a `map` the rest.",
        ),
        Text(
            ko='`class_mode="categorical"`은 오늘의 `label_mode="categorical"`이고, `classes`는 `class_names`입니다.',
            en='`class_mode="categorical"` is `label_mode="categorical"` today, and `classes` is `class_names`.',
        ),
        Text(
            ko='`layers.RandomFlip("horizontal")`과 `layers.Rescaling(1 / 255)`를 쓰세요. 뒤에 `cache`는 안 됩니다.',
            en='Use `layers.RandomFlip("horizontal")` and `layers.Rescaling(1 / 255)`, without a `cache` behind.',
        ),
    ],
)
def augmented_from_folders(augmented_pictures):
    require_function(augmented_pictures)
    where = Text(ko="데이터셋", en="The data set")
    flips: list[dict[int, bool]] = []
    with tempfile.TemporaryDirectory() as folder:
        labels = _write_pictures(Path(folder))
        dataset = _called(augmented_pictures, Path(folder), list(NAMES))
        for _ in range(PASSES):
            pictures, found = _batches_of(dataset, where)
            require(
                found.shape == (len(pictures), len(NAMES))
                and bool(np.isin(found, (0, 1)).all() and (found.sum(axis=1) == 1).all()),
                Text(
                    ko="레이블의 형태가 {found}입니다. 사진마다 원-핫 벡터 {wanted}이어야 합니다.",
                    en="The labels have shape {found}. For each picture there should be a one-hot vector {wanted}.",
                ).format(found=found.shape, wanted=(len(NAMES),)),
            )
            values = _values_of(pictures, 1, where)
            _require_labels(values, found.argmax(axis=1).tolist(), labels, where)
            require(
                sorted(values) == sorted(value for value, label in labels.items() if label >= 0),
                Text(
                    ko="한 번 도는 동안 사진 {wanted}장이 한 번씩 나와야 하는데 {found}장이 나왔습니다.",
                    en="In one pass each of {wanted} pictures should come once, but {found} came.",
                ).format(wanted=_COUNT, found=len(values)),
            )
            facing = _facing(pictures)
            require(
                bool((facing != "turned").all()),
                Text(
                    ko="위아래가 뒤집히거나 옆으로 누운 사진이 있습니다. 과제는 좌우만 뒤집습니다.",
                    en="Some pictures are upside down or lie on their side. The task flips left and right only.",
                ),
            )
            flips.append(dict(zip(values, (facing == "flipped").tolist(), strict=True)))
    _require_anew(flips)


def _require_anew(flips: list[dict[int, bool]]) -> None:
    """Of each pass which pictures are flipped, in their order: about half, each by itself, and anew in each pass."""
    passes = [list(flipped.values()) for flipped in flips]
    batches = [flipped[start : start + BATCH] for flipped in passes for start in range(0, _COUNT, BATCH)]
    share = float(np.mean(passes))
    require(
        0.1 < share < 0.9,
        Text(
            ko="사진의 {share:.0%}이(가) 좌우로 뒤집혔습니다. 절반쯤이어야 합니다.",
            en="{share:.0%} of the pictures are flipped left and right. It should be about half.",
        ).format(share=share),
    )
    require(
        any(len(set(batch)) > 1 for batch in batches),
        Text(
            ko="한 배치의 사진은 모두 뒤집히거나 모두 그대로입니다. 사진마다 따로 정해야 합니다.",
            en="All pictures of a batch are flipped, or none is. It should be decided for each picture by itself.",
        ),
    )
    require(
        any(flipped != flips[0] for flipped in flips),
        Text(
            ko="몇 번을 돌아도 같은 사진이 같은 쪽을 봅니다. 한 번 정한 것이 굳었습니다.",
            en="However often you pass over them, each picture faces the same way: the first choice is frozen.",
        ),
    )


# --- questions ---

question(
    "6-1-q1",
    text=Text(
        ko="장갑 사진을 보고 왼손용인지 오른손용인지 맞히는 모델을 학습합니다. 어떤 증강이 레이블을 망칠까요?",
        en="You train a model that tells gloves for the left hand from gloves for the right hand. "
        "Which augmentation spoils the labels?",
    ),
    choices={
        "a": Text(ko='`RandomFlip("horizontal")`', en='`RandomFlip("horizontal")`'),
        "b": Text(ko="`RandomRotation(0.1)`", en="`RandomRotation(0.1)`"),
        "c": Text(ko="`RandomBrightness(0.2)`", en="`RandomBrightness(0.2)`"),
    },
    answer="a",
    why={
        "a": Text(
            ko="왼손 장갑을 뒤집으면 오른손 장갑입니다. 레이블은 왼손으로 남습니다.",
            en="Flipped, a left glove is a right glove, and its label still says left.",
        ),
        "b": Text(
            ko="돌린 왼손 장갑은 여전히 왼손 장갑입니다.",
            en="A left glove that is turned is still a left glove.",
        ),
        "c": Text(
            ko="밝기는 어느 손인지와 상관이 없습니다.",
            en="Brightness has nothing to do with the hand.",
        ),
    },
)

question(
    "6-1-q2",
    text=Text(
        ko="`momentum=0.99`인 모델은 학습하는 동안 정확도 0.9를 넘었습니다. 같은 학습 사진을 `evaluate`로 재면 "
        "그보다 훨씬 낮습니다. 왜 그럴까요?",
        en="While it trains, the model with `momentum=0.99` gets past 0.9. Measured by `evaluate` on the same training "
        "pictures, it is far below that. Why?",
    ),
    choices={
        "a": Text(ko="과적합이다", en="It overfits"),
        "b": Text(
            ko="`evaluate`는 배치의 평균이 아니라 이동 평균을 쓰는데, 그것이 아직 틀리다",
            en="`evaluate` uses moving averages instead of those of the batch, and they are still wrong",
        ),
        "c": Text(ko="학습률이 너무 크다", en="The learning rate is too high"),
    },
    answer="b",
    why={
        "a": Text(
            ko="과적합한 모델은 학습 사진을 잘 맞힙니다. 여기서는 학습 사진도 틀립니다.",
            en="A model that overfits does well on training pictures. This one fails on them too.",
        ),
        "b": Text(
            ko="가중치는 잘 배웠습니다. 그 가중치에 맞지 않는 평균과 분산으로 나누고 있을 뿐입니다.",
            en="The weights are well trained. They meet means and variances that do not fit them.",
        ),
        "c": Text(
            ko="그랬다면 학습하는 동안의 정확도도 오르지 않았을 것입니다.",
            en="Then the accuracy during training would not have risen either.",
        ),
    },
)

question(
    "6-1-q3",
    text=Text(
        ko="검증 정확도가 가장 높은 에포크를 골랐습니다. 테스트 정확도는 대개 그 값보다 조금 낮습니다. 가장 큰 까닭은?",
        en="You keep the epoch with the highest validation accuracy. Test accuracy is usually a little lower. "
        "What is the main reason?",
    ),
    choices={
        "a": Text(ko="테스트 사진이 더 어렵다", en="Test pictures are harder"),
        "b": Text(
            ko="여러 값 가운데 가장 큰 것을 고르면 운이 좋았던 값을 고르게 된다",
            en="Whoever picks the largest of several values picks a lucky one",
        ),
        "c": Text(ko="모델이 검증 사진으로 학습했다", en="The model was trained on validation pictures"),
    },
    answer="b",
    why={
        "a": Text(
            ko="두 묶음은 같은 곳에서 왔습니다. 어느 쪽이 더 어려울 까닭이 없습니다.",
            en="Both come from the same source. There is no reason why one should be harder.",
        ),
        "b": Text(
            ko="에포크도, 학습률도, 모델의 크기도 검증으로 골랐습니다. 고를 때마다 검증의 값은 조금 부풉니다.",
            en="Epoch, learning rate and size were all chosen on validation, and each choice flatters it a little.",
        ),
        "c": Text(
            ko="`fit`은 `validation_data`로 가중치를 바꾸지 않습니다. 고르는 데에만 쓰였습니다.",
            en="`fit` changes no weights on `validation_data`. They were used for choosing only.",
        ),
    },
)
