"""6-1 Image classification from scratch: what counts as right."""

import contextlib
import io
import math
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import keras
import numpy as np
from keras import layers
from PIL import Image

from utils.core.text import Text, brief
from utils.exercises.assertions import (
    NotYet,
    kind_of,
    require,
    require_function,
    require_number,
    require_returned,
    require_text,
    require_type,
    with_plain_names,
)
from utils.exercises.dataset_assertions import require_dataset, require_two
from utils.exercises.model_assertions import (
    noise,
    require_are_probabilities,
    require_built,
    require_no_history,
    require_no_nan,
    require_shapes,
)
from utils.exercises.registry import exercise, question
from utils.practice_folders import LOST, found_pictures, lost_pictures

SIDE, BATCH = 28, 8
# In the order of their labels; Keras itself would sort them the other way round. So many that a quarter of each class
# is whole, that batches do not come out even, and that a quarter of all files is not a quarter of those in the classes.
FILES, OTHER_FILES = {"tram": 20, "bike": 24}, 7
NAMES = tuple(FILES)
_COUNT = sum(FILES.values())
_FILE_SIDE = 4
_BRIGHTEST, _STEP = 240, 4
_MOST_BATCHES = 100


# --- what the exercises about folders share ---


def _write_pictures(folder: Path) -> dict[int, int]:
    """Class folders of small pictures, and one folder that is no class; the label of each picture by its value.

    A picture has its value in the upper left quarter, half of it in the lower left one, and 0 on the right.
    """
    labels: dict[int, int] = {}
    for name in (*NAMES, "boat"):
        (folder / name).mkdir()
        for number in range(FILES.get(name, OTHER_FILES)):
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


def _batches_of(dataset, where: Text) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """One pass over a data set: its pictures, float32, and its labels as arrays, and the sizes of its batches."""
    return _joined(list(islice(dataset.as_numpy_iterator(), _MOST_BATCHES)), where)


def _joined(batches: list, where: Text) -> tuple[np.ndarray, np.ndarray, list[int]]:
    require(
        bool(batches),
        Text(ko="{where}: 사진이 한 장도 없습니다.", en="{where}: there is no picture.").format(where=where),
    )
    require(
        all(type(batch) is tuple and len(batch) == 2 for batch in batches),
        Text(
            ko="{where}: 배치는 사진과 레이블의 짝이어야 합니다.",
            en="{where}: a batch should be a pair of pictures and labels.",
        ).format(where=where),
    )
    for pictures, _ in batches:
        require(
            pictures.ndim == 4,
            Text(
                ko="{where}: 사진이 배치로 묶이지 않고 형태 {found}[으로] 하나씩 나옵니다. {wanted}장씩 묶으세요.",
                en="{where}: it gives shape {found}, pictures one by one. They should come in batches of {wanted}.",
            ).format(where=where, found=pictures.shape, wanted=BATCH),
        )
        require(
            pictures.shape[1:] == (SIDE, SIDE, 1),
            Text(
                ko="{where}: 배치의 형태가 {found}입니다. 사진마다 {wanted}[이어야] 합니다.",
                en="{where}: a batch has shape {found}. Each picture should have {wanted}.",
            ).format(where=where, found=pictures.shape, wanted=(SIDE, SIDE, 1)),
        )
    require(
        len(batches) < _MOST_BATCHES,
        Text(
            ko="{where}: 한 번 돌아도 끝나지 않습니다. 사진이 한 번씩 나온 다음 끝나야 합니다.",
            en="{where}: it does not end after one pass. It should end once each picture has come.",
        ).format(where=where),
    )
    pictures, labels = (np.concatenate(parts) for parts in zip(*batches, strict=True))
    return pictures.astype("float32"), labels, [len(picture) for picture, _ in batches]


def _require_another_pass(found: int, first: int, where: Text) -> None:
    """A further pass gives as many batches as the first."""
    require(
        found == first,
        Text(
            ko="{where}: 처음 돌 때는 배치가 {first}개인데 다시 돌면 {found}개입니다. `fit`은 에포크마다 처음부터 다시 "
            "돕니다.",
            en="{where}: batches in a first pass: {first}; in another one: {found}. `fit` passes over it from its "
            "beginning in each epoch.",
        ).format(where=where, first=first, found=found),
    )


def _require_sizes(sizes: list[int], where: Text) -> None:
    """All batches but one have the size of the task: the rest may come at any time where a `map` keeps no order."""
    require(
        max(sizes) <= BATCH and sum(size < BATCH for size in sizes) <= 1,
        Text(
            ko="{where}: 배치 하나에 사진이 {found}장 들어 있습니다. {wanted}장씩이어야 합니다.",
            en="{where}: the number of pictures in a batch is {found}. It should be {wanted}.",
        ).format(where=where, found=next((size for size in sizes if size != BATCH), BATCH), wanted=BATCH),
    )


def _quarters(pictures: np.ndarray) -> np.ndarray:
    """The value in the middle of each quarter, upper left to lower right, whatever Keras enlarged the files with."""
    return pictures[:, (3, -4)][:, :, (3, -4), 0].reshape(len(pictures), 4)


def _values_of(pictures: np.ndarray, white: int, where: Text) -> list[int]:
    """The value that names each picture, which stands in its brightest quarter; `white` is what 255 should become."""
    quarters = _quarters(pictures)
    low, high = float(quarters.min()), float(quarters.max())
    task = Text(ko="과제에서는 0에서 {white}까지입니다", en="in the task they go from 0 to {white}").format(white=white)
    found = Text(
        ko="{where}: 값이 {low:.3g}에서 {high:.3g}까지입니다", en="{where}: the values go from {low:.3g} to {high:.3g}"
    )
    found = found.format(where=where, low=low, high=high)
    require(
        not (white == 1 and high > 1.5),
        Text(ko="{found}. {task}. 255로 나누지 않았습니다.", en="{found}; {task}. They are not divided by 255.").format(
            found=found, task=task
        ),
    )
    require(
        not (white == 255 and high < 1.5),
        Text(
            ko="{found}. {task}. 나누지 말고 그대로 두세요.", en="{found}; {task}. Leave them as they are read."
        ).format(found=found, task=task),
    )
    require(
        bool((np.abs(quarters.min(axis=1)) < 0.01 * white).all()),
        Text(
            ko="{found}. {task}. 검은 바탕은 0으로 남아야 합니다.", en="{found}; {task}. A black ground should stay 0."
        ).format(found=found, task=task),
    )
    brightest = 255 / white * quarters.max(axis=1)
    require(
        bool((brightest > _BRIGHTEST - _STEP * (_COUNT + OTHER_FILES)).all() and (brightest < 255).all()),
        Text(
            ko="{found}. {task}. 다른 수로 나누었습니다.", en="{found}; {task}. They are divided by another number."
        ).format(found=found, task=task),
    )
    values = _BRIGHTEST - _STEP * np.round((_BRIGHTEST - brightest) / _STEP)
    ratios = brightest / values
    require(
        np.ptp(ratios) > 0.003 or abs(ratios.mean() - 1) < 0.003,
        Text(
            ko="{where}: 파일에서 {file}인 픽셀이 {high:.4g}[이] 되었습니다. 255가 {white}[이] 되어야 합니다.",
            en="{where}: a pixel of {file} in its file became {high:.4g}. 255 should become {white}.",
        ).format(where=where, file=int(values.max()), high=high, white=white),
    )
    require(
        bool(np.allclose(brightest, values, rtol=0, atol=0.5)),
        Text(
            ko="{where}: 사진 안의 값이 파일과 다르게 섞였습니다. 과제에 없는 변환이 있습니다.",
            en="{where}: values in the pictures are mixed. They are changed in a way that the task does not have.",
        ).format(where=where),
    )
    return values.astype(int).tolist()


def _require_labels(values: list[int], found: list[int], labels: dict[int, int], where: Text) -> None:
    """Each picture has the label of its class, and none comes from a folder that is no class."""
    require(
        all(labels.get(value, -1) >= 0 for value in values),
        Text(
            ko="{where}: `names`에 없는 폴더의 사진이 들어 있습니다. 어느 폴더를 어떤 순서로 읽을지 정하세요.",
            en="{where}: there is a picture from a folder that is not in `names`. "
            "Say which folders are read, and in which order.",
        ).format(where=where),
    )
    for value, label in zip(values, found, strict=True):
        wanted = labels[value]
        require(
            label == wanted,
            Text(
                ko="{where}: `{name}` 폴더의 사진에 레이블 {label}[이] 붙어 있습니다. `names`는 {names}입니다.",
                en="{where}: a picture from the folder `{name}` has label {label}, though `names` is {names}.",
            ).format(where=where, name=NAMES[wanted], label=label, names=list(NAMES)),
        )


# How bright a picture is in its quarters, where the brightest is 1.
_UPRIGHT, _FLIPPED = (1, 0, 0.5, 0), (0, 1, 0, 0.5)


def _facing(pictures: np.ndarray) -> np.ndarray:
    """Of each picture whether it is "upright", "flipped" (left and right) or "turned" (any other way)."""
    quarters = _quarters(pictures)
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
        require_two(returned, Text(ko="학습, 검증", en="training and validation"))
        values = []
        for dataset, where in zip(returned, (TRAINING, VALIDATION), strict=True):
            require_dataset(dataset, where)
            pictures, found, sizes = _batches_of(dataset, where)
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
            require(
                len(values[-1]) == len(set(values[-1])),
                Text(
                    ko="{where}: 같은 사진이 두 번 이상 나옵니다. 사진은 저마다 한 번씩입니다.",
                    en="{where}: a picture comes more than once. Each should come once.",
                ).format(where=where),
            )
            _require_sizes(sizes, where)
            again = sum(1 for _ in islice(dataset.as_numpy_iterator(), _MOST_BATCHES))
            _require_another_pass(again, len(sizes), where)
    _require_a_quarter(*values)


def _require_a_quarter(training: list[int], validation: list[int]) -> None:
    twice = len(set(training) & set(validation))
    require(
        not twice,
        Text(
            ko="사진 {n}장이 학습에도 검증에도 들어 있습니다. 검증은 처음 보는 사진이어야 합니다.",
            en="{n} of the pictures are in both training and validation. Validation needs pictures never seen before.",
        ).format(n=twice),
    )
    quarter = _COUNT // 4
    counts = {"count": _COUNT, "training": len(training), "validation": len(validation), "quarter": quarter}
    require(
        (len(training), len(validation)) != (quarter, _COUNT - quarter),
        Text(
            ko="두 데이터셋의 차례가 바뀌었습니다. 앞에 {training}장, 뒤에 {validation}장이 있습니다. "
            "학습이 먼저입니다.",
            en="The two are in the wrong order: {training} pictures come first, then {validation}. "
            "Training comes first.",
        ).format(**counts),
    )
    require(
        len(training) == _COUNT - quarter and len(validation) == quarter,
        Text(
            ko="사진 {count}장에서 학습 {training}장, 검증 {validation}장을 받았습니다. "
            "검증은 4분의 1인 {quarter}장, 나머지는 모두 학습입니다.",
            en="Of {count} pictures, {training} are for training and {validation} for validation. "
            "Validation should be a quarter, which is {quarter}, and training the rest.",
        ).format(**counts),
    )


# --- 6-1-b ---

# With 44 pictures in each, 0.5 leaves a third to two thirds once in a hundred million, and 0.25 reaches a third once
# in two thousand.
PASSES = 7


@exercise(
    "6-1-b",
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
    with tempfile.TemporaryDirectory() as folder, _no_seed_of_tensorflow():
        labels = _write_pictures(Path(folder))
        dataset = _called(augmented_pictures, Path(folder), list(NAMES))
        require_dataset(dataset, where)
        first = list(islice(dataset.as_numpy_iterator(), _MOST_BATCHES))
        flips = [_flips(first, labels, where)]
        # One iterator for the other passes, since to make one takes longer than to read from it.
        others = list(islice(dataset.repeat(PASSES - 1).as_numpy_iterator(), (PASSES - 1) * len(first)))
        for start in range(0, (PASSES - 1) * len(first), len(first)):
            batches = others[start : start + len(first)]
            _require_another_pass(len(batches), len(first), where)
            flips.append(_flips(batches, labels, where))
    _require_anew(flips)


def _flips(batches: list, labels: dict[int, int], where: Text) -> dict[int, bool]:
    """Of one pass whether each picture, by its value, is flipped; all else about it is as in the task."""
    pictures, found, sizes = _joined(batches, where)
    require(
        found.shape == (len(pictures), len(NAMES))
        and bool(np.isin(found, (0, 1)).all() and (found.sum(axis=1) == 1).all()),
        Text(
            ko="레이블의 형태가 {found}입니다. 사진마다 원-핫 벡터 {wanted}[이어야] 합니다.",
            en="The labels have shape {found}. For each picture there should be a one-hot vector {wanted}.",
        ).format(found=found.shape, wanted=(len(NAMES),)),
    )
    values = _values_of(pictures, 1, where)
    _require_labels(values, found.argmax(axis=1).tolist(), labels, where)
    _require_each_once(values)
    _require_sizes(sizes, where)
    facing = _facing(pictures)
    require(
        bool((facing != "turned").all()),
        Text(
            ko="위아래가 뒤집히거나 옆으로 누운 사진이 있습니다. 과제는 좌우만 뒤집습니다.",
            en="Some pictures are upside down or lie on their side. The task flips left and right only.",
        ),
    )
    return dict(zip(values, (facing == "flipped").tolist(), strict=True))


@contextlib.contextmanager
def _no_seed_of_tensorflow() -> Iterator[None]:
    """Take away the seed that `start` sets: with it, the operations of `tf.image` begin again in each pass.

    What follows the check is drawn from the seed as before it, and so repeats.
    """
    import tensorflow as tf

    following = int(tf.random.uniform((), maxval=2**31 - 1, dtype="int32"))
    tf.random.set_seed(None)
    try:
        yield
    finally:
        tf.random.set_seed(following)


def _require_each_once(values: list[int]) -> None:
    require(
        len(values) == len(set(values)),
        Text(
            ko="한 번 도는 동안 같은 사진이 두 번 이상 나옵니다. 한 번씩이어야 합니다.",
            en="In one pass a picture comes more than once. Each should come once.",
        ),
    )
    require(
        len(values) == _COUNT,
        Text(
            ko="한 번 도는 동안 사진 {wanted}장이 한 번씩 나와야 하는데 {found}장이 나왔습니다.",
            en="In one pass each of {wanted} pictures should come once, and {found} came.",
        ).format(wanted=_COUNT, found=len(values)),
    )


def _require_anew(flips: list[dict[int, bool]]) -> None:
    """Of each pass which pictures are flipped, in their order: about half, each by itself, and anew in each pass."""
    passes = [list(flipped.values()) for flipped in flips]
    share = float(np.mean(passes))
    require(
        share > 0,
        Text(
            ko="뒤집힌 사진이 한 장도 없습니다. 사진마다 절반의 확률로 뒤집혀야 합니다.",
            en="No picture is ever flipped. Each should be, with a probability of one half.",
        ),
    )
    require(
        share < 1,
        Text(
            ko="사진이 언제나 모두 뒤집힙니다. 사진마다 절반의 확률로 뒤집혀야 합니다.",
            en="All pictures are always flipped. Each should be, with a probability of one half.",
        ),
    )
    require(
        any(flipped != flips[0] for flipped in flips),
        Text(
            ko="몇 번을 돌아도 같은 사진이 같은 쪽을 봅니다. 한 번 정한 것이 굳었습니다.",
            en="However often you pass over them, each picture faces the same way: the first choice is frozen.",
        ),
    )
    batches = [flipped[start : start + BATCH] for flipped in passes for start in range(0, _COUNT, BATCH)]
    require(
        any(len(set(batch)) > 1 for batch in batches),
        Text(
            ko="한 배치의 사진은 모두 뒤집히거나 모두 그대로입니다. 사진마다 따로 정해야 합니다.",
            en="All pictures of a batch are flipped, or none is. It should be decided for each picture by itself.",
        ),
    )
    require(
        1 / 3 < share < 2 / 3,
        Text(
            ko="{n}번 도는 동안 사진의 {share:.0%}[이] 뒤집혔습니다. 확률이 절반이면 50%쯤입니다.",
            en="In {n} passes {share:.0%} of the pictures were flipped. With one half it would be about 50%.",
        ).format(n=len(flips), share=share),
    )


# --- 6-1-c ---

_CHANNELS, _WIDTH = 3, 5


@exercise(
    "6-1-c",
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
    require(
        isinstance(y, keras.KerasTensor),
        Text(
            ko="함수가 `{got}` 객체를 돌려줍니다. 블록의 출력인 케라스 텐서를 돌려주세요.",
            en="The function returns `{got}`. It should return the output of the block, a Keras tensor.",
        ).format(got=type(y).__name__),
    )
    shape = {"before": x.shape, "width": _WIDTH, "found": y.shape, "wanted": (None, 4, 4, _WIDTH)}
    require(
        y.shape != (None, 4, 4, 2 * _WIDTH),
        Text(
            ko="두 길이 이어 붙어서 채널이 {found}개입니다. 과제의 출력은 둘의 합이고 채널이 {width}개입니다.",
            en="The two paths lie side by side, in {found} channels. The output should be their sum, in {width}.",
        ).format(found=2 * _WIDTH, width=_WIDTH),
    )
    require(
        y.shape == shape["wanted"],
        Text(
            ko="`x`의 형태가 {before}, `width`가 {width}일 때 나온 형태가 {found}입니다. {wanted}[이어야] 합니다.",
            en="For an `x` of shape {before} and a `width` of {width}, the result has shape {found}, not {wanted}.",
        ).format(**shape),
    )
    model = keras.Model(x, y)
    _require_layers(model)
    _require_shortcut_from_the_start(model)
    for weight in model.weights:
        weight.assign(_weight(_name(weight), weight.shape))
    batch = 20 * noise((7, 7, _CHANNELS)) - 10
    said, trained = (keras.ops.convert_to_numpy(model(batch, training=training)) for training in (False, True))
    _require_values(said, batch)
    _require_in_training(trained, batch, [weight for weight in model.weights if _name(weight) == "moving_mean"])


def _require_layers(model: keras.Model) -> None:
    """The block has as many layers of each kind as the task, wherever they are; their weights tell."""
    for kind, name, wanted in (
        (layers.SeparableConv2D, "depthwise_kernel", 2),
        (layers.BatchNormalization, "moving_mean", 2),
        (layers.Conv2D, "kernel", 1),
    ):
        found = [tuple(weight.shape) for weight in model.weights if _name(weight) == name]
        require(
            bool(found),
            Text(
                ko="블록에 `{kind}` 층이 없습니다. {where}",
                en="The block has no `{kind}` layer. {where}",
            ).format(kind=kind.__name__, where=_WHERE[kind]),
        )
        require(
            len(found) == wanted,
            Text(
                ko="블록에 있는 `{kind}` 층의 수: {found}. {where}",
                en="Number of `{kind}` layers in the block: {found}. {where}",
            ).format(kind=kind.__name__, found=len(found), where=_WHERE[kind]),
        )
        side = {"depthwise_kernel": 3, "kernel": 1}.get(name)
        for shape in found if side else ():
            require(
                shape[:2] == (side, side),
                Text(
                    ko="`{kind}`의 창이 {rows}×{columns}입니다. 과제에서는 {side}×{side}입니다.",
                    en="The window of `{kind}` is {rows}×{columns}. In the task it is {side}×{side}.",
                ).format(kind=kind.__name__, rows=shape[0], columns=shape[1], side=side),
            )


def _require_shortcut_from_the_start(model: keras.Model) -> None:
    (channels,) = [weight.shape[2] for weight in model.weights if _name(weight) == "kernel"]
    require(
        channels == _CHANNELS,
        Text(
            ko="지름길의 `Conv2D`가 채널 {found}개를 받습니다. 블록에 들어온 `x`의 채널은 {wanted}개입니다. "
            "지름길이 다른 곳에서 시작합니다.",
            en="The `Conv2D` of the shortcut takes {found} channels. The `x` that came into the block has {wanted}, "
            "so the shortcut starts somewhere else.",
        ).format(found=channels, wanted=_CHANNELS),
    )


_WHERE = {
    layers.SeparableConv2D: Text(
        ko="과제에서는 두 번 지나는 길에 하나씩 있습니다.", en="In the task each of the two passes has one."
    ),
    layers.BatchNormalization: Text(
        ko="과제에서는 두 번 지나는 길에 하나씩 있고 지름길에는 없습니다.",
        en="In the task each of the two passes has one, and the shortcut none.",
    ),
    layers.Conv2D: Text(ko="과제에서는 지름길에 하나 있습니다.", en="In the task the shortcut has one."),
}


def _name(weight) -> str:
    return weight.path.rpartition("/")[2]


# Kernels so large that no epsilon matters; what a layer may do without (`use_bias`, `scale`) changes nothing.
_RANGES = {"moving_mean": (0, 9), "moving_variance": (50, 150), "gamma": (1, 1), "beta": (0, 0), "bias": (0, 0)}


def _weight(name: str, shape: tuple[int, ...]) -> np.ndarray:
    """The value of a weight: a function of its name and shape."""
    return np.random.default_rng(len(name)).uniform(*_RANGES.get(name, (-9, 9)), shape).astype("float32")


_STEPS = ("relu", "convolution", "normalization")


def _block(
    x, first=_STEPS, second=_STEPS, pool="max", size=3, shortcut="plain", end="sum", training=False
) -> tuple[np.ndarray, list[np.ndarray]]:
    """The block of the task with weights from `_weight`, or one with a mistake.

    Returns:
        Its output, and the mean over the batch before each normalization.
    """
    ops, means = keras.ops, []
    y = x = ops.convert_to_tensor(x)
    for step in (*first, *second):
        if step == "relu":
            y = ops.relu(y)
        elif step == "convolution":
            kernels = [("depthwise_kernel", (3, 3, y.shape[-1], 1)), ("pointwise_kernel", (1, 1, y.shape[-1], _WIDTH))]
            y = ops.separable_conv(y, *(_weight(*kernel) for kernel in kernels), padding="same")
        else:
            mean, variance = ops.moments(y, axes=(0, 1, 2))
            means.append(ops.convert_to_numpy(mean))
            if not training:
                mean, variance = (_weight(name, mean.shape) for name in ("moving_mean", "moving_variance"))
            y = (y - mean) / ops.sqrt(variance + 1e-3)
    y = {"max": ops.max_pool, "mean": ops.average_pool}[pool](y, size, strides=2, padding="same")
    kernel = _weight("kernel", (1, 1, _CHANNELS, _WIDTH))
    if shortcut == "pooled":
        z = ops.average_pool(ops.conv(x, kernel), 2, strides=2, padding="same")
    else:
        z = ops.conv(ops.relu(x) if shortcut == "from relu" else x, kernel, strides=2)
        z = ops.relu(z) if shortcut == "activated" else z
    y = {"sum": y + z, "relu": ops.relu(y + z), "product": y * z, "mean": (y + z) / 2}[end]
    return ops.convert_to_numpy(y), means


# As settings of `_block`.
_ORDER = Text(
    ko="과제의 차례는 `ReLU`, `SeparableConv2D`, `BatchNormalization`입니다",
    en="The order in the task is `ReLU`, `SeparableConv2D`, `BatchNormalization`",
)


def _both(*steps: str) -> dict:
    return {"first": steps, "second": steps}


_MISTAKES = (
    (
        _both("convolution", "normalization"),
        Text(
            ko="`ReLU`가 없습니다. 그러면 분리 합성곱 두 번이 하나의 일차식으로 줄어듭니다.",
            en="There is no `ReLU`. Without it, two separable convolutions amount to one linear map.",
        ),
    ),
    (
        {"second": ("convolution", "normalization")},
        Text(
            ko="첫 번째에만 `ReLU`가 있습니다. 두 번 모두 `ReLU`로 시작합니다.",
            en="Only the first pass has its `ReLU`. Both begin with one.",
        ),
    ),
    (
        {"first": ("convolution", "normalization")},
        Text(
            ko="두 번째에만 `ReLU`가 있습니다. 두 번 모두 `ReLU`로 시작합니다.",
            en="Only the second pass has its `ReLU`. Both begin with one.",
        ),
    ),
    (
        _both("convolution", "normalization", "relu"),
        Text(ko="`ReLU`가 맨 뒤에 있습니다. {order}.", en="The `ReLU` comes last. {order}."),
    ),
    (
        _both("convolution", "relu", "normalization"),
        Text(ko="`ReLU`가 합성곱 뒤에 있습니다. {order}.", en="The `ReLU` comes behind the convolution. {order}."),
    ),
    (
        _both("normalization", "relu", "convolution"),
        Text(ko="`BatchNormalization`이 맨 앞에 있습니다. {order}.", en="`BatchNormalization` comes first. {order}."),
    ),
    (
        _both("relu", "normalization", "convolution"),
        Text(
            ko="`BatchNormalization`이 합성곱 앞에 있습니다. {order}.",
            en="`BatchNormalization` comes before the convolution. {order}.",
        ),
    ),
    (
        {"shortcut": "from relu"},
        Text(
            ko="지름길이 `ReLU`를 지난 값에서 시작합니다. 블록에 들어온 `x`에서 시작해야 합니다.",
            en="The shortcut starts behind a `ReLU`. It should start at the `x` that came into the block.",
        ),
    ),
    (
        {"shortcut": "activated"},
        Text(
            ko="지름길의 `Conv2D`에 `relu`가 붙어 있습니다. 과제의 지름길에는 활성화 함수가 없습니다.",
            en="The `Conv2D` of the shortcut has a `relu`. In the task the shortcut has no activation.",
        ),
    ),
    (
        {"shortcut": "pooled"},
        Text(
            ko="지름길이 평균을 내어 줄어듭니다. 과제에서는 `Conv2D`의 `strides=2`가 줄입니다.",
            en="The shortcut shrinks by taking means. In the task `strides=2` of its `Conv2D` does that.",
        ),
    ),
    (
        {"pool": "mean"},
        Text(
            ko="풀링이 평균을 냅니다. 과제에는 `MaxPooling2D`가 있습니다.",
            en="The pooling takes means. The task has `MaxPooling2D`.",
        ),
    ),
    (
        {"size": 2},
        Text(ko="풀링의 크기가 2입니다. 과제에서는 3입니다.", en="The size of the pooling is 2. In the task it is 3."),
    ),
    (
        {"end": "relu"},
        Text(
            ko="합에 `ReLU`가 하나 더 있습니다. 과제의 출력은 합 그대로입니다.",
            en="There is one more `ReLU` on the sum. In the task the sum is the output.",
        ),
    ),
    (
        {"end": "product"},
        Text(
            ko="두 길을 곱했습니다. 출력은 둘의 합입니다.", en="The two paths are multiplied. The output is their sum."
        ),
    ),
    (
        {"end": "mean"},
        Text(
            ko="두 길의 평균을 냈습니다. 출력은 둘의 합입니다.", en="This is the mean of the two paths, not their sum."
        ),
    ),
)


def _require_values(said: np.ndarray, batch: np.ndarray) -> None:
    """With known weights the block gives, for inference, what that of the task gives."""
    if _close(said, _block(batch)[0]):
        return
    for settings, message in _MISTAKES:
        require(not _close(said, _block(batch, **settings)[0]), message.format(order=_ORDER))
    require(
        False,
        Text(
            ko="합성곱과 정규화의 수는 맞는데, 같은 가중치에서 다른 값이 나옵니다. "
            "차례, 설정, 풀링, 지름길을 과제와 하나씩 비교해 보세요.",
            en="There are as many convolutions and normalizations as in the task, yet with the same weights the values "
            "are others. Compare order, settings, pooling and shortcut with the task, one by one.",
        ),
    )


def _require_in_training(trained: np.ndarray, batch: np.ndarray, moving_means: list) -> None:
    """In training the block does what that of the task does, and moves its averages as far."""
    wanted, of_the_batch = _block(batch, training=True)
    require(
        not _close(trained, _block(batch)[0]),
        Text(
            ko="`training=True`일 때도 추론할 때와 같은 값이 나옵니다. `BatchNormalization`이 배치의 평균을 쓰지 않게 "
            "되어 있습니다. `trainable=False`가 있는지 보세요.",
            en="With `training=True` the values are those for inference: a `BatchNormalization` is kept from using the "
            "means of the batch. Look for `trainable=False`.",
        ),
    )
    require(
        _close(trained, wanted),
        Text(
            ko="추론할 때는 맞는 값이 나오지만, `training=True`일 때는 다릅니다. "
            "학습할 때만 움직이는 층(예: `Dropout`)이 과제에 없는데 들어 있는지 보세요.",
            en="The values for inference are right, those with `training=True` are not. "
            "See whether a layer in it works in training only, such as `Dropout`, which the task does not have.",
        ),
    )
    start = _weight("moving_mean", (_WIDTH,))
    after = sorted((keras.ops.convert_to_numpy(weight) for weight in moving_means), key=np.sum)
    for mean, found in zip(sorted(of_the_batch, key=np.sum), after, strict=True):
        momentum = float(np.sum((found - mean) * (start - mean)) / np.sum((start - mean) ** 2))
        require(
            abs(momentum - 0.9) < 0.005,
            Text(
                ko="이동 평균이 움직인 폭을 보면 `BatchNormalization`의 `momentum`이 {found:.2f}입니다. "
                "과제에서는 둘 다 0.9입니다.",
                en="By how far the moving averages go, a `BatchNormalization` has a `momentum` of {found:.2f}. "
                "In the task both have 0.9.",
            ).format(found=momentum),
        )


def _close(found: np.ndarray, wanted: np.ndarray) -> bool:
    return bool(np.allclose(found, wanted, rtol=2e-3, atol=1e-3 * np.abs(wanted).max()))


# --- 6-1-d ---


@exercise(
    "6-1-d",
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
        require(
            isinstance(returned, tuple | list) and len(returned) == 2,
            Text(
                ko="딕셔너리와 짝, 두 가지를 `return a, b`처럼 돌려주어야 하는데 받은 것은 {got}입니다.",
                en="It should return two things, a dict and a pair, as in `return a, b`, and it returned {got}.",
            ).format(got=brief(returned) if isinstance(returned, tuple | list) else kind_of(returned)),
        )
        shares, pair = returned
        if isinstance(shares, dict):
            shares = with_plain_names(shares)
        if type(pair) is np.ndarray and pair.ndim:
            pair = pair.tolist()
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
    # So are the largest count and the largest share of a prediction.
    ([[30, 2, 6], [0, 1, 0], [1, 0, 40]], ("red", "green", "blue")),
)


def _require_shares(shares, confusion: np.ndarray, names: tuple[str, ...]) -> None:
    require(
        isinstance(shares, dict),
        Text(
            ko="처음 것은 이름마다 비율이 있는 딕셔너리여야 하는데 `{got}` 객체입니다.",
            en="The first of the two should be a dict with a share for each name, and it is `{got}`.",
        ).format(got=type(shares).__name__),
    )
    require(
        all(type(name) is str for name in shares) and set(shares) == set(names),
        Text(
            ko="딕셔너리의 키가 {found}입니다. 클래스의 이름 {wanted}[이어야] 합니다.",
            en="The keys of the dict are {found}. They should be the names {wanted}.",
        ).format(found=brief(list(shares)), wanted=list(names)),
    )
    for row, name in enumerate(names):
        what = Text(ko="{name}: 비율", en="{name}: the share").format(name=brief(name))
        found, total = require_number(shares[name], what=what), int(confusion[row].sum())
        right, called = int(confusion[row, row]), int(confusion[:, row].sum())
        for wrong, what in (
            (right / called, Text(ko="이름이 {name}인 **예측** {called}장", en="the {called} **predictions** {name}")),
            (right / int(confusion.sum()), Text(ko="사진 전체", en="all pictures")),
        ):
            require(
                math.isclose(right / total, wrong) or not math.isclose(found, wrong, abs_tol=1e-6),
                Text(
                    ko="{name}: 비율 {found:.3f}[은] {what} 가운데 맞은 비율입니다. "
                    "레이블이 {name}인 사진은 {total}장입니다.",
                    en="{name}: {found:.3f} is the share that is right of {what}. {total} pictures have that label.",
                ).format(name=brief(name), found=found, what=what.format(name=brief(name), called=called), total=total),
            )
        is_right = math.isclose(found, right / total, abs_tol=1e-6)
        require(
            is_right or not math.isclose(found, right / total, abs_tol=0.006),
            Text(
                ko="{name}: 비율 {found:.6g}[은] {right} / {total}[을] 반올림한 값입니다. 계산한 그대로 넣으세요.",
                en="{name}: the share {found:.6g} is {right} / {total}, rounded. Put it in as it is computed.",
            ).format(name=brief(name), found=found, right=right, total=total),
        )
        require(
            math.isclose(100 * right / total, 0) or not math.isclose(found, 100 * right / total, rel_tol=0.006),
            Text(
                ko="{name}: {found:.4g}[은] 백분율입니다. 비율은 0과 1 사이입니다.",
                en="{name}: {found:.4g} is a percentage. A share lies between 0 and 1.",
            ).format(name=brief(name), found=found),
        )
        require(
            is_right,
            Text(
                ko="{name}: 레이블이 {name}인 사진 {total}장 가운데 {right}장이 맞았는데 비율이 {found:.3f}입니다.",
                en="{name}: {right} of {total} pictures with the label {name} are right, yet the share is {found:.3f}.",
            ).format(name=brief(name), total=total, right=right, found=found),
        )


def _require_pair(pair, confusion: np.ndarray, names: tuple[str, ...]) -> None:
    require(
        isinstance(pair, tuple | list) and len(pair) == 2 and all(isinstance(name, str) for name in pair),
        Text(
            ko="둘째 것은 두 이름의 짝이어야 하는데 {pair}입니다. 레이블의 이름, 예측의 이름을 이 차례로 넣으세요.",
            en="The second of the two should be a pair of names, and it is {pair}. "
            "Put in the name of the label and that of the prediction, in this order.",
        ).format(pair=brief(pair)),
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
            ko="{pair}[은] 실수가 아닙니다. 맞은 사진입니다.", en="{pair} is no mistake: those pictures are right."
        ).format(pair=brief((label, predicted))),
    )
    mistakes = confusion - np.diag(confusion.diagonal())
    count = int(confusion[names.index(label), names.index(predicted)])
    require(
        count == mistakes.max() or int(confusion[names.index(predicted), names.index(label)]) < mistakes.max(),
        Text(
            ko="짝 {pair}의 차례가 바뀌었습니다. 레이블의 이름이 먼저입니다.",
            en="The pair {pair} is in the wrong order: the name of the label comes first.",
        ).format(pair=brief((label, predicted))),
    )
    require(
        count == mistakes.max(),
        Text(
            ko="레이블 {label}[을] {predicted}[으로] 본 사진은 {count}장입니다. 더 잦은 실수가 있습니다.",
            en="Pictures with the label {label} that were taken for {predicted}: {count}. "
            "Another mistake is more frequent.",
        ).format(label=brief(label), predicted=brief(predicted), count=count),
    )


# --- 6-1-e ---

TARGET_OF_SORTER = 0.85  # one layer is right on about 0.89 of these, and one that learns by heart on 0.76
_SORTER = Text(ko="`sorter`", en="`sorter`")
_KINDS = tuple(LOST)
# How much better a model may be on new pictures than on those of the folder: honest ones are worse by 0.01 on average.
_BY_CHANCE = 0.03


@exercise(
    "6-1-e",
    hints=[
        Text(
            ko="먼저 `picture_report`로 살펴보고 `set_aside`로 읽을 수 없는 파일을 제쳐 두세요. 그다음 "
            '`image_dataset_from_directory`로 흑백 사진을 읽고 `subset="both"`로 나눕니다.',
            en="First look through the folder with `picture_report` and `set_aside` what cannot be read. Then read "
            'grey pictures with `image_dataset_from_directory`, and split them with `subset="both"`.',
        ),
        Text(
            ko="검증 정확도는 0.75 근처가 가장 높습니다. 학습 정확도가 그것을 넘어서기 전에 멈추면 됩니다.",
            en="Validation accuracy gets no higher than about 0.75. Stop before training accuracy goes past it.",
        ),
        Text(
            ko='`plain(layers.Dense(5, activation="softmax"))`을 `Adam(0.002)`으로 여덟 에포크쯤 학습해 보세요. '
            "손실은 `sparse_categorical_crossentropy`입니다.",
            en='Try `plain(layers.Dense(5, activation="softmax"))` with `Adam(0.002)` for about eight epochs. The '
            "loss is `sparse_categorical_crossentropy`.",
        ),
    ],
)
def pictures_sorted(sorter):
    require_no_history(sorter, _SORTER)
    require_type(sorter, keras.Model, what=_SORTER)
    require_built(sorter)
    require_shapes(sorter, (SIDE, SIDE, 1), (len(LOST),))
    pictures, labels = found_pictures()
    outputs = _inferred(sorter, pictures)
    require_no_nan(outputs)
    require_are_probabilities(outputs)
    said = outputs.argmax(axis=-1)
    # Every second one tells as much, in half the time.
    lost, right_labels, filed = (each[::2] for each in lost_pictures())
    said_of_lost = _inferred(sorter, lost).argmax(axis=-1)
    misfiled = filed != right_labels
    found = {
        "new": float(np.mean(said == labels)),
        "folder": float(np.mean(said_of_lost == right_labels)),
        "by_heart": float(np.mean(said_of_lost[misfiled] == filed[misfiled])),
        "target": TARGET_OF_SORTER,
    }
    require(
        found["new"] - found["folder"] < _BY_CHANCE,
        Text(
            ko="새 사진에서는 {new:.2f}인데 `lost_property`의 사진에서는 {folder:.2f}입니다. 새 사진으로 학습하지는 "
            "않았나요? 그 사진은 재는 데만 씁니다. 폴더의 사진으로 학습하세요.",
            en="It is right on {new:.2f} of the new pictures, but on {folder:.2f} of those of `lost_property`. Was it "
            "trained on the new ones? They are only there to measure by. Train on the pictures of the folder.",
        ).format(**found),
    )
    if found["new"] < TARGET_OF_SORTER:
        raise NotYet(_why_not_sorted(sorter, pictures, labels, said, found))
    return Text(
        ko="새 사진 500장에서 정확도 ≈ {new:.2f}입니다. 엉뚱한 폴더에 있던 사진 가운데 그 폴더라고 답하는 것은 "
        "≈ {by_heart:.2f}입니다.",
        en="The accuracy on 500 new pictures is ≈ {new:.2f}. Of those that lay in a wrong folder, it takes "
        "≈ {by_heart:.2f} for what that folder says.",
    ).format(**found)


def _inferred(model, pictures: np.ndarray) -> np.ndarray:
    """What a model gives for pictures of shape (n, 28, 28), at inference: random layers inside it change nothing."""
    parts = np.array_split(pictures[..., np.newaxis].astype("float32"), len(pictures) // 250)
    outputs = (keras.tree.flatten(model(part, training=False))[0] for part in parts)
    return np.concatenate([keras.ops.convert_to_numpy(output).astype("float32") for output in outputs])


def _why_not_sorted(model, pictures: np.ndarray, labels: np.ndarray, said: np.ndarray, found: dict) -> Text:
    """What may be the reason that too few new pictures are sorted rightly."""

    def accuracy(of_others: np.ndarray) -> float:
        return float(np.mean(_inferred(model, of_others).argmax(axis=-1) == labels))

    if len(np.unique(said)) == 1:
        return Text(
            ko="모든 사진에 `{name}`[이라]고 답합니다. 기준선과 같은 {new:.2f}입니다. 아직 학습하지 않았거나 학습률이 "
            "너무 큽니다.",
            en="It says `{name}` for every picture, which is the baseline, {new:.2f}. It has not been trained, or its "
            "learning rate is too large.",
        ).format(name=_KINDS[said[0]], **found)
    if (scaled := max(accuracy(pictures / 255), accuracy(pictures / 127.5 - 1))) >= TARGET_OF_SORTER - 0.05:
        return Text(
            ko="값을 미리 나눈 사진에서는 정확도가 {scaled:.2f}인데, 그대로인 사진에서는 {new:.2f}입니다. "
            "과제의 입력은 0에서 255까지입니다. 나누는 일을 모델 안의 층에 맡기세요.",
            en="On pictures that are scaled beforehand its accuracy is {scaled:.2f}, on those as they are it is "
            "{new:.2f}. By the task the input goes from 0 to 255: let a layer inside the model do the scaling.",
        ).format(scaled=scaled, **found)
    if (on_black := accuracy(255 - pictures)) >= TARGET_OF_SORTER - 0.05:
        return Text(
            ko="바탕이 검은 사진에서는 {on_black:.2f}인데, 흰 사진에서는 {new:.2f}입니다. 보관소의 사진은 바탕이 "
            "흽니다. 뒤집지 말고 그대로 학습하세요.",
            en="On a black ground its accuracy is {on_black:.2f}, on a white one {new:.2f}. The pictures of the lost "
            "property have a white ground: train on them as they are.",
        ).format(on_black=on_black, **found)
    places = [int(np.bincount(said[labels == label], minlength=len(LOST)).argmax()) for label in range(len(LOST))]
    if sorted(places) == list(range(len(LOST))) and places != sorted(places):
        label = next(label for label, place in enumerate(places) if place != label)
        return Text(
            ko="`{name}`의 사진에서 출력 {place}의 확률이 가장 큽니다. 알파벳 순서라면 {label}입니다. "
            "레이블의 순서를 보세요.",
            en="For pictures of `{name}` the largest probability stands at place {place}. In alphabetical order "
            "that is {label}. Look at the order of the labels.",
        ).format(name=_KINDS[label], place=places[label], label=label)
    if found["by_heart"] > 0.3:
        return Text(
            ko="새 사진에서 정확도가 {new:.2f}입니다. {target:.2f}[이어야] 합니다. 엉뚱한 폴더에 있던 사진 가운데 "
            "{by_heart:.2f}[을] 그 폴더의 것이라고 답합니다. 틀린 레이블을 외웠습니다. 에포크를 줄이거나, 드롭아웃을 "
            "늘리거나, 모델을 줄이세요.",
            en="On new pictures the accuracy is {new:.2f}; it should be {target:.2f}. Of the pictures that lay in a "
            "wrong folder, it takes {by_heart:.2f} for what that folder says: it has learned wrong labels by heart. "
            "Take fewer epochs, more dropout or a smaller model.",
        ).format(**found)
    return Text(
        ko="새 사진에서 정확도가 {new:.2f}입니다. {target:.2f}[이어야] 합니다. 검증 곡선이 아직 나아지고 있다면 "
        "에포크를 늘리고, 처음부터 오르지 않으면 학습률을 낮추거나 합성곱을 더하세요.",
        en="On new pictures the accuracy is {new:.2f}; it should be {target:.2f}. If the validation curve still rises, "
        "take more epochs; if it never does, lower the learning rate or add a convolution.",
    ).format(**found)


# --- questions ---

question(
    "6-1-q1",
    text=Text(
        ko="학습과 테스트를 모두 `class_names` 없이 읽고, 출력 0에 `t_shirt`라는 이름표를 붙입니다. "
        "무슨 일이 생길까요?",
        en="Both training and test are read without `class_names`, and output 0 gets the name `t_shirt`. What happens?",
    ),
    choices={
        "a": Text(ko="`fit`에서 오류가 납니다", en="`fit` raises an error"),
        "b": Text(ko="정확도가 0.1로 떨어집니다", en="The accuracy falls to 0.1"),
        "c": Text(
            ko="정확도는 그대로인데 사람에게 보이는 이름이 모두 틀립니다",
            en="The accuracy stays, and the names that people see are wrong",
        ),
    },
    answer="c",
    why={
        "a": Text(
            ko="레이블은 여전히 0부터 9까지의 정수입니다. 케라스가 보기에는 이상한 것이 없습니다.",
            en="Labels are integers from 0 to 9, as before. Keras sees nothing that is odd.",
        ),
        "b": Text(
            ko="학습과 테스트의 순서가 서로 같으므로 모델은 제대로 배우고 맞힙니다. 둘의 순서가 다를 때 떨어집니다.",
            en="Training and test have the same order, so the model learns and is right. "
            "It falls where the two differ.",
        ),
        "c": Text(
            ko="레이블 0은 알파벳 순서로 첫째인 `ankle_boot`인데 `t_shirt`라고 적힙니다. 어떤 수도 그것을 알려 주지 "
            "않습니다.",
            en="Label 0 is `ankle_boot`, the first of the alphabet, and is called `t_shirt`. "
            "No number gives that away.",
        ),
    },
)

question(
    "6-1-q2",
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
    "6-1-q3",
    text=Text(
        ko="`momentum=0.99`인 모델은 학습하는 동안 정확도 0.9를 넘었습니다. 같은 학습 사진을 `evaluate`로 재면 "
        "그보다 훨씬 낮습니다. 왜 그럴까요?",
        en="While it trains, the model with `momentum=0.99` gets past 0.9. Measured by `evaluate` on the same training "
        "pictures, it is far below that. Why?",
    ),
    choices={
        "a": Text(ko="과적합입니다", en="It overfits"),
        "b": Text(ko="학습률이 너무 큽니다", en="The learning rate is too high"),
        "c": Text(
            ko="`evaluate`는 배치의 평균이 아니라 이동 평균을 쓰는데, 그것이 아직 맞지 않습니다",
            en="`evaluate` uses moving averages instead of those of the batch, and they are still wrong",
        ),
    },
    answer="c",
    why={
        "a": Text(
            ko="과적합한 모델은 학습 사진을 잘 맞힙니다. 여기서는 학습 사진도 틀립니다.",
            en="A model that overfits does well on training pictures. This one fails on them too.",
        ),
        "b": Text(
            ko="그랬다면 학습하는 동안의 정확도도 오르지 않았을 것입니다.",
            en="Then the accuracy during training would not have risen either.",
        ),
        "c": Text(
            ko="가중치는 잘 배웠습니다. 그 가중치에 맞지 않는 평균과 분산으로 정규화하고 있을 뿐입니다.",
            en="The weights are well trained. They meet means and variances that do not fit them.",
        ),
    },
)

question(
    "6-1-q4",
    text=Text(
        ko="검증 정확도가 가장 높은 에포크를 골랐습니다. 테스트 정확도는 대개 그 값보다 조금 낮습니다. 가장 큰 까닭은?",
        en="You keep the epoch with the highest validation accuracy. Test accuracy is usually a little lower. "
        "What is the main reason?",
    ),
    choices={
        "a": Text(
            ko="여러 값 가운데 가장 큰 것을 고르면 운이 좋았던 값을 고르게 됩니다",
            en="Whoever picks the largest of several values picks a lucky one",
        ),
        "b": Text(ko="테스트 사진이 더 어렵습니다", en="Test pictures are harder"),
        "c": Text(ko="모델이 검증 사진으로 학습했습니다", en="The model was trained on validation pictures"),
    },
    answer="a",
    why={
        "a": Text(
            ko="에포크도, 학습률도, 모델의 크기도 검증으로 골랐습니다. 고를 때마다 검증의 값은 조금 부풉니다.",
            en="Epoch, learning rate and size were all chosen on validation, and each choice flatters it a little.",
        ),
        "b": Text(
            ko="두 묶음은 같은 곳에서 왔습니다. 우연히 더 어려울 수 있지만, 그만큼 더 쉬울 수도 있습니다.",
            en="Both come from the same source. By chance one may be harder, but just as well easier.",
        ),
        "c": Text(
            ko="`fit`은 `validation_data`로 가중치를 바꾸지 않습니다. 고르는 데에만 쓰였습니다.",
            en="`fit` changes no weights on `validation_data`. They were used for choosing only.",
        ),
    },
)

question(
    "6-1-q5",
    text=Text(
        ko="레이블 넷 가운데 하나가 틀린 검증 사진입니다. 모든 사진을 바르게 알아보는 모델의 검증 정확도는?",
        en="Of the validation labels, one in four is wrong. A model that knows every picture rightly has a validation "
        "accuracy of …",
    ),
    choices={
        "a": Text(ko="1.00", en="1.00"),
        "b": Text(ko="0.75", en="0.75"),
        "c": Text(ko="0.25", en="0.25"),
    },
    answer="b",
    why={
        "a": Text(
            ko="모델의 답은 모두 맞지만, 채점하는 레이블이 틀렸습니다.",
            en="All its answers are right, but the labels that it is marked by are not.",
        ),
        "b": Text(
            ko="레이블이 틀린 사진에서는 맞는 답이 틀렸다고 채점됩니다.",
            en="Where the label is wrong, a right answer is marked as wrong.",
        ),
        "c": Text(
            ko="레이블이 맞는 사진, 곧 넷 가운데 셋에서는 맞았다고 채점됩니다.",
            en="Where the label is right, three times in four, its answer is marked as right.",
        ),
    },
)
