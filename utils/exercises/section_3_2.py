"""3-2 The Sequential model API: what counts as right."""

import inspect
import math
import traceback
import tracemalloc
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import keras
import numpy as np
from keras import layers

from utils.core.text import LANGUAGES, Text, brief, joined
from utils.data import fashion_mnist
from utils.exercises.assertions import (
    NotYet,
    kind_of,
    require,
    require_array,
    require_function,
    require_number,
    require_returned,
    require_subclass,
    require_type,
)
from utils.exercises.model_assertions import (
    output_of,
    require_are_probabilities,
    require_built,
    require_no_history,
    require_no_nan,
    require_shapes,
)
from utils.exercises.registry import exercise, question
from utils.exercises.trained_models import cross_entropy, require_not_trained_on_test, rounded_down

_Clothes = tuple[np.ndarray, np.ndarray]  # pictures (n, 28, 28), float32 from 0 to 1; labels (n,), 1 for a shirt

# --- 3-2-a ---


@exercise(
    "3-2-a",
    hints=[
        Text(
            ko="`np.unique(labels, return_counts=True)`가 클래스와 그 수를 함께 줍니다.",
            en="`np.unique(labels, return_counts=True)` gives the classes together with their counts.",
        ),
        Text(
            ko="가중치의 합이 n이고 클래스가 k개이면, 클래스 하나의 몫은 n / k입니다.",
            en="With n in all and k classes, the share of one class is n / k.",
        ),
        Text(
            ko="그 몫을 클래스의 사진 수로 나누면 사진 한 장의 가중치가 됩니다.",
            en="Divide that share by the number of pictures of the class: that is the weight of one picture.",
        ),
    ],
)
def weights_that_balance(balance):
    require_function(balance)
    for counts in ({0: 6, 1: 2}, {0: 5, 1: 3, 2: 1}, {3: 4, 7: 1}):
        labels = np.random.default_rng(0).permutation(np.repeat(list(counts), list(counts.values())))
        passed = labels.copy()
        require_balanced(balance(passed), counts)
        require(
            np.array_equal(passed, labels),
            Text(
                ko="넘겨받은 레이블의 배열이 바뀌었습니다. 순서가 바뀌면 레이블이 사진과 짝이 맞지 않습니다. "
                "`labels.sort()`는 배열 자신을 바꾸고 `np.sort(labels)`는 새 배열을 만듭니다.",
                en="The array of labels that was passed has changed. In another order they no longer belong to their "
                "pictures. `labels.sort()` changes the array itself, while `np.sort(labels)` makes a new one.",
            ),
        )


def require_balanced(weights, counts: dict[int, int]) -> None:
    """The weights give every class the same total, and all pictures together weigh as much as there are pictures."""
    require_returned(weights)
    require_type(weights, dict, what=Text(ko="함수가 돌려준 값", en="What the function returns"))
    require(
        len(weights) == len(counts) and all(label in weights for label in counts),
        Text(
            ko="레이블에 나오는 클래스는 {wanted}인데 딕셔너리의 키는 {found}입니다. 레이블에 나오는 정수마다 키가 "
            "하나씩 있어야 합니다.",
            en="The classes among the labels are {wanted}, but the keys of the dictionary are {found}. There should "
            "be one key for each integer among the labels.",
        ).format(wanted=", ".join(map(str, counts)), found=", ".join(map(brief, weights)) or "-"),
    )
    what = Text(ko="클래스 가중치", en="The weight of a class")
    totals = {label: count * require_number(weights[label], what) for label, count in counts.items()}
    require(
        math.isclose(min(totals.values()), max(totals.values()), rel_tol=1e-4),
        Text(
            ko="사진이 {counts}일 때, 사진의 가중치를 클래스마다 더하면 {totals}입니다. 모두 같아야 합니다.",
            en="With {counts}, the weights of the pictures add up, class by class, to {totals}. These should be equal.",
        ).format(counts=_in_words(counts), totals=_totals(totals)),
    )
    require(
        math.isclose(sum(totals.values()), sum(counts.values()), rel_tol=1e-4),
        Text(
            ko="사진이 {counts}일 때, 클래스마다 가중치의 합은 같습니다. 그런데 사진 {n}장의 가중치를 모두 더하면 "
            "{total:.2f}입니다. 사진의 수와 같아야 합니다.",
            en="With {counts}, every class weighs the same. But the weights of all {n} pictures add up to "
            "{total:.2f}. They should add up to the number of pictures.",
        ).format(counts=_in_words(counts), n=sum(counts.values()), total=sum(totals.values())),
    )


def _in_words(counts: dict[int, int]) -> Text:
    """How many pictures there are of each class."""
    words = Text(ko="클래스 {label}[은] {n}장", en="{n} of class {label}")
    each = [words.format(label=label, n=count) for label, count in counts.items()]
    return Text(**{lang: ", ".join(part[lang] for part in each) for lang in LANGUAGES})


def _totals(totals: dict[int, float]) -> str:
    return ", ".join(f"{total:.2f}" for total in totals.values())


# --- 3-2-b ---

T_SHIRT, SHIRT = 0, 6
SHIRTS_FOR_ONE = 10  # ten T-shirts come with one shirt in the lesson; the check has as many of both
RECALL, PRECISION = 0.55, 0.43  # plain training comes to 0.51 and 0.74, a class weight of 10 to 0.71 and 0.40


@exercise(
    "3-2-b",
    hints=[
        Text(
            ko="`shirt_finder`를 쓰면 됩니다. 클래스 가중치 1은 재현율이, 10은 정밀도가 모자랍니다.",
            en="`shirt_finder` will do. With a class weight of 1 the recall is too low, with 10 the precision.",
        ),
        Text(
            ko="재현율이 모자라면 셔츠(1)의 클래스 가중치를 올리고, 정밀도가 모자라면 내리세요. 3에서 5 사이를 보세요.",
            en="If the recall is too low, raise the class weight of shirts (1); if it is the precision, lower it. "
            "Look between 3 and 5.",
        ),
        Text(
            ko="`shirt_finder(class_weight={0: 1.0, 1: 4.0})`을 `show_scores`로 보세요.",
            en="Look at `shirt_finder(class_weight={0: 1.0, 1: 4.0})` with `show_scores`.",
        ),
    ],
)
def finds_the_rare_class(finder):
    name = Text(ko="`finder`", en="`finder`")
    require_no_history(finder, name)
    require_type(finder, keras.Model, what=name)
    require_built(finder)
    require_shapes(finder, (28, 28), (1,))
    held, new = _few_shirts(4000, 8000), _new_clothes()
    p = output_of(finder, new[0])
    require_no_nan(p)
    require_are_probabilities(p)
    found = _recall_and_precision(p[:, 0] > 0.5, new[1])
    one_of_ten = np.concatenate([np.flatnonzero(new[1] == 0), np.flatnonzero(new[1])[::SHIRTS_FOR_ONE]])
    on_new = _both_classes(p[one_of_ten]), new[1][one_of_ten]
    on_held = _both_classes(output_of(finder, held[0])), held[1]
    require_not_trained_on_test(on_new, on_held)
    # Half of the new ones are training pictures that the lesson leaves out, and half are test pictures.
    left_out = len(p) // 2
    require_not_trained_on_test(
        (_both_classes(p[left_out:]), new[1][left_out:]), (_both_classes(p[:left_out]), new[1][:left_out])
    )
    if found["recall"] < RECALL or found["precision"] < PRECISION:
        raise NotYet(_why_not_found(finder, found, new))
    rare = _few_shirts(0, 4000)
    _require_not_trained_on_held(
        cross_entropy(*on_held), cross_entropy(_both_classes(output_of(finder, rare[0])), rare[1])
    )
    return Text(
        ko="새 사진에서 재현율 ≈ {recall:.2f}, 정밀도 ≈ {precision:.2f}입니다.",
        en="On new pictures the recall is ≈ {recall:.2f}, the precision ≈ {precision:.2f}.",
    ).format(recall=found["recall"], precision=found["precision"])


def _require_not_trained_on_held(held: float, rare: float) -> None:
    """The loss on `x_held` was at least 0.91 of that on `x_rare` for models of `x_rare`, else at most 0.85 of it."""
    require(
        held > 0.88 * rare,
        Text(
            ko="`x_held`에서 손실이 {held:.2f}인데 `x_rare`에서는 {rare:.2f}입니다. `x_held`로 학습하지는 않았나요? "
            "그 사진은 고를 때 보기만 합니다. `x_rare`로 학습하세요.",
            en="Its loss is {held:.2f} on `x_held`, but {rare:.2f} on `x_rare`. Was it trained on `x_held`? Those are "
            "there to choose by. Train on `x_rare`.",
        ).format(held=held, rare=rare),
    )


def _few_shirts(begin: int, end: int) -> _Clothes:
    """The lesson's pictures from these rows, 400 T-shirts and 40 shirts: `x_rare` or, to choose by, `x_held`."""
    (pictures, labels), _ = fashion_mnist()
    rows = np.arange(begin, end)
    shirts, t_shirts = (rows[labels[rows] == label] for label in (SHIRT, T_SHIRT))
    return _scaled(pictures, labels, np.concatenate([shirts[::SHIRTS_FOR_ONE], t_shirts]))


def _new_clothes() -> _Clothes:
    """400 T-shirts and 400 shirts that the lesson leaves out: the last training pictures, and the test pictures."""
    (pictures, labels), (test_pictures, test_labels) = fashion_mnist()
    pictures = np.concatenate([pictures[8000:], test_pictures])
    labels = np.concatenate([labels[8000:], test_labels])
    return _scaled(pictures, labels, np.flatnonzero(np.isin(labels, (SHIRT, T_SHIRT))))


def _scaled(pictures: np.ndarray, labels: np.ndarray, rows: np.ndarray) -> _Clothes:
    return pictures[rows] / np.float32(255), (labels[rows] == SHIRT).astype("int64")


def _both_classes(p: np.ndarray) -> np.ndarray:
    """From the probabilities of a shirt, (n, 1), those of both classes, (n, 2)."""
    return np.concatenate([1 - p, p], axis=1)


def _recall_and_precision(said: np.ndarray, is_shirt: np.ndarray) -> dict[str, float]:
    """Recall and precision where one in eleven is a shirt, from as many shirts as T-shirts; and how many are picked.

    Args:
        said: (n,), whether each is called a shirt.
        is_shirt: (n,), 1 for a shirt.
    """
    shirts, t_shirts = int((said & (is_shirt == 1)).sum()), int((said & (is_shirt == 0)).sum())
    called = shirts / SHIRTS_FOR_ONE + t_shirts
    return {
        "recall": shirts / int(is_shirt.sum()),
        "precision": shirts / SHIRTS_FOR_ONE / called if called else 0.0,
        "shirts": shirts,
        "t_shirts": t_shirts,
    }


def _why_not_found(finder: keras.Model, found: dict, new: _Clothes) -> Text:
    """What may be the reason that recall or precision on new clothes is too low."""
    measured = Text(
        ko="새 사진에서 셔츠 400장 가운데 {shirts}장, 티셔츠 400장 가운데 {t_shirts}장을 셔츠라고 합니다.",
        en="Of 400 new shirts it calls {shirts} a shirt, of 400 new T-shirts {t_shirts}.",
    )
    shown = {
        **found,
        "as_one": found["shirts"] / SHIRTS_FOR_ONE,
        "called": found["shirts"] / SHIRTS_FOR_ONE + found["t_shirts"],
        "recall": rounded_down(found["recall"]),
        "precision": rounded_down(found["precision"]),
        "least_recall": RECALL,
        "least_precision": PRECISION,
    }
    why = _why_of_other_data(finder, found, new) or _why_always_the_same(finder, found, new) or _which_is_too_low(found)
    return joined(measured, why).format(**shown)


def _why_always_the_same(finder: keras.Model, found: dict, new: _Clothes) -> Text | None:
    called = found["shirts"] + found["t_shirts"]
    if called == 0:
        return Text(
            ko="무엇이든 티셔츠라고 하는 기준선입니다. 아직 학습하지 않았거나, 너무 짧게 학습했거나, 셔츠(1)의 "
            "클래스 가중치가 너무 작습니다.",
            en="That is the baseline, which says “T-shirt” to everything. It has not been trained, or not for long, "
            "or the class weight of shirts (1) is too small.",
        )
    if called == len(new[1]) and output_of(finder, new[0]).min() > 0.9999:
        return Text(
            ko="확률이 모두 1입니다. 유닛이 하나인 `softmax`는 언제나 1을 냅니다. 마지막 활성화 함수를 보세요.",
            en="Every probability is 1: a single unit with `softmax` always gives 1. Look at the last activation.",
        )
    if called == len(new[1]):
        return Text(
            ko="무엇이든 셔츠라고 합니다. 셔츠(1)의 클래스 가중치가 너무 크거나 아직 학습하지 않았습니다.",
            en="It says “shirt” to everything. The class weight of shirts (1) is too large, or it has not been "
            "trained.",
        )
    return None


def _why_of_other_data(finder: keras.Model, found: dict, new: _Clothes) -> Text | None:
    """Where it is good with pixels from 0 to 255, or with the labels the other way round."""
    unscaled = _recall_and_precision(output_of(finder, new[0] * 255)[:, 0] > 0.5, new[1])
    if unscaled["recall"] >= RECALL and unscaled["precision"] > found["precision"] + 0.1:
        return Text(
            ko="그런데 픽셀이 0에서 255 사이면 재현율이 {unscaled:.2f}입니다. 픽셀이 0과 1 사이인 `x_rare`로 "
            "학습하세요.",
            en="Yet with pixels from 0 to 255 its recall is {unscaled:.2f}. Train it on `x_rare`, where they go from "
            "0 to 1.",
        ).format(unscaled=unscaled["recall"])
    swapped = _recall_and_precision(output_of(finder, new[0])[:, 0] <= 0.5, new[1])
    if swapped["recall"] > found["recall"] and swapped["precision"] > found["precision"] + 0.1:
        return Text(
            ko="거꾸로입니다. 1은 셔츠, 0은 티셔츠입니다. `y_rare`를 그대로 썼는지 보세요.",
            en="It is the other way round: 1 is a shirt, 0 a T-shirt. See whether `y_rare` was used as it is.",
        )
    return None


def _which_is_too_low(found: dict) -> Text:
    if found["recall"] < RECALL and found["precision"] < PRECISION:
        return Text(
            ko="셔츠는 열 장을 한 장으로 세므로 정밀도는 {called:.1f} 가운데 {as_one:.1f}입니다. 재현율 "
            "{recall:.2f}[과] 정밀도 {precision:.2f}[이] 모두 모자랍니다. 학습했는지, 사진과 레이블의 "
            "순서가 맞는지 보고, 더 오래 학습하세요.",
            en="Ten shirts count as one, so the precision is {as_one:.1f} of {called:.1f}. The recall of {recall:.2f} "
            "and the precision of {precision:.2f} are both too low. See whether it has "
            "been trained, and whether pictures and labels are in the same order; or train for longer.",
        )
    if found["recall"] < RECALL:
        return Text(
            ko="정밀도는 {precision:.2f}[으로] 넉넉하지만 재현율이 {recall:.2f}입니다. {least_recall} 이상이어야 "
            "합니다. 셔츠를 놓치는 것이 더 비싸야 합니다.",
            en="The precision of {precision:.2f} is high enough, but the recall is {recall:.2f}; it should be at "
            "least {least_recall}. To miss a shirt has to cost more.",
        )
    return Text(
        ko="셔츠는 열 장을 한 장으로 세므로 정밀도는 {called:.1f} 가운데 {as_one:.1f}, 곧 {precision:.2f}입니다. "
        "재현율은 {recall:.2f}[으로] 넉넉하지만 정밀도가 {least_precision} 이상이어야 합니다. 셔츠를 놓치는 것이 너무 "
        "비쌉니다.",
        en="Ten shirts count as one, so the precision is {as_one:.1f} of {called:.1f}, which is {precision:.2f}. The "
        "recall of {recall:.2f} is high enough, but the precision should be at least {least_precision}. To miss a "
        "shirt costs too much.",
    )


# --- 3-2-c ---


@exercise(
    "3-2-c",
    hints=[
        Text(
            ko="“`fit`을 손으로” 아래의 반복문을 함수로 옮기세요. 바깥은 에포크, 안은 배치입니다.",
            en="Move the loop under “`fit` by hand” into a function: epochs outside, batches inside.",
        ),
        Text(
            ko="`range(0, len(x), batch_size)`가 배치의 첫 행을 줍니다. 자르기는 끝을 넘어가도 오류가 아닙니다.",
            en="`range(0, len(x), batch_size)` gives the first row of each batch. A slice may reach past the end.",
        ),
        Text(
            ko="배치의 손실에 배치의 크기를 곱해 더하고, 에포크의 끝에서 `len(x)`로 나누세요.",
            en="Add up loss times size of each batch, and divide by `len(x)` at the end of the epoch.",
        ),
    ],
)
def own_loop(train):
    require_function(train)
    # The losses are small, so that one that is rounded is another one; eighths are the same in float32.
    x, y = np.arange(10.0)[:, np.newaxis], np.arange(10) / 8
    for batch_size, epochs in ((4, 2), (5, 3)):
        model = keras.Sequential([keras.Input((1,)), layers.Dense(1, kernel_initializer="zeros")])
        # Without a graph, a few batches of a new model take a third of the time.
        model.compile(keras.optimizers.SGD(0.001), "mse", metrics=["mae"], run_eagerly=True)
        batches, scores, weights = _note_batches(model)
        with _told_of_another_model(model):
            losses = train(model, x, y, batch_size, epochs)
        require_batches(batches, x, y, batch_size, epochs)
        kernel, bias = (np.array(part) for part in zip(*weights, strict=True))
        afterwards = np.mean((x.T * kernel[:, 0] + bias - y) ** 2, axis=1)
        require_epoch_losses(losses, scores, [len(x) for x, _ in batches], epochs, afterwards)


def _frames(error: BaseException, function: str) -> list[dict[str, Any]]:
    """The local names of each call of a function with this name through which an error came."""
    frames = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
    return [frame.f_locals for frame in frames if frame.f_code.co_name == function]


@contextmanager
def _told_of_another_model(model: keras.Model) -> Iterator[None]:
    """Within it, where `train_on_batch` of another model fails, that is what is told."""
    try:
        yield
    except Exception as error:
        if all(call.get("self") is model for call in _frames(error, "train_on_batch")):
            raise
        raise NotYet(
            Text(
                ko="이 함수는 넘겨받은 모델이 아니라 다른 모델을 학습합니다. 인수의 `train_on_batch`를 부르세요.",
                en="This function trains another model than the one it was passed. Call `train_on_batch` of its "
                "argument.",
            )
        ) from None


def _note_batches(model: keras.Model) -> tuple[list, list[list[float]], list[list[np.ndarray]]]:
    """Let a model note the batches of `train_on_batch`, what it returns, and the weights after it; `fit` is refused."""
    batches: list[tuple[np.ndarray, np.ndarray]] = []
    scores: list[list[float]] = []
    weights: list[list[np.ndarray]] = []
    train_on_batch = model.train_on_batch

    def note(x, y=None, *rest, **settings):
        batches.append((np.array(x), np.array(y)))
        returned = train_on_batch(x, y, *rest, **settings)
        found = list(returned.values()) if isinstance(returned, dict) else np.ravel(returned).tolist()
        # An answer that calls `compile` itself may have no metric, or several.
        loss = returned.get("loss", np.nan) if isinstance(returned, dict) else found[0]
        scores.append([float(loss), float(next((other for other in found[1:]), np.nan))])
        weights.append(model.get_weights())
        return returned

    def refuse(*_, **__):
        raise NotYet(
            Text(
                ko="`fit`을 불렀습니다. 이번에는 `train_on_batch`로 직접 하세요.",
                en="This calls `fit`. Do its work yourself this time, with `train_on_batch`.",
            )
        )

    model.train_on_batch, model.fit = note, refuse
    return batches, scores, weights


def require_batches(batches: list, x: np.ndarray, y: np.ndarray, batch_size: int, epochs: int) -> None:
    """`train_on_batch` saw all rows in their order, in batches of this size, once an epoch."""
    require(
        bool(batches),
        Text(
            ko="넘겨받은 모델의 `train_on_batch`가 한 번도 불리지 않았습니다.",
            en="`train_on_batch` of the model that was passed was never called.",
        ),
    )
    of_an_epoch = [list(range(10))[start : start + batch_size] for start in range(0, len(x), batch_size)]
    wanted = of_an_epoch * epochs
    found = [batch_x.ravel().astype(int).tolist() for batch_x, _ in batches]
    sizes = [len(rows) for rows in found]
    setting = {"n": len(x), "size": batch_size, "epochs": epochs}
    require(
        len(found) != len(of_an_epoch),
        Text(
            ko="{epochs}에포크를 학습해야 하는데 배치가 {count}개뿐입니다. 한 에포크만 학습했습니다.",
            en="It should train {epochs} epochs, but there were {count} batches only: one epoch.",
        ).format(**setting, count=len(found)),
    )
    unseen = sorted(set(range(len(x))) - {row for rows in found for row in rows})
    require(
        not unseen or sizes == [len(rows) for rows in wanted],
        Text(
            ko="{n}행을 배치 크기 {size}[으로] 학습했는데 {unseen}번 행은 어느 배치에도 없습니다.",
            en="{n} rows, batch size {size}: no batch held the rows {unseen}.",
        ).format(**setting, unseen=_rows(unseen)),
    )
    require(
        max(sizes) <= batch_size,
        Text(
            ko="{n}행을 배치 크기 {size}[으로] 학습했는데 {most}행이 든 배치가 있습니다. {size}행보다 많으면 안 "
            "됩니다. 인수 `batch_size`를 쓰는지 보세요.",
            en="{n} rows, batch size {size}: a batch had {most} rows. None should have more than {size}. See whether "
            "the argument `batch_size` is used.",
        ).format(**setting, most=max(sizes)),
    )
    require(
        sizes == [len(rows) for rows in wanted],
        Text(
            ko="{n}행을 배치 크기 {size}, {epochs}에포크로 학습했더니 배치 {count}개의 크기가 차례로 {sizes}입니다. "
            "에포크마다 마지막 배치만 {size}행보다 작을 수 있고, 배치의 크기를 더하면 {n}[이] 되어야 합니다.",
            en="{n} rows, batch size {size}, {epochs} epochs: the {count} batches had the sizes {sizes}. In each "
            "epoch only the last may have fewer rows than {size}, and together they should have {n}.",
        ).format(**setting, count=len(sizes), sizes=_rows(sizes)),
    )
    differs = next((number for number, rows in enumerate(found) if rows != wanted[number]), 0)
    require(
        found == wanted,
        Text(
            ko="배치 크기가 {size}일 때 배치 {number}에 {found}번 행이 들어 있습니다. {wanted}번이 차례로 있어야 "
            "합니다. 배치는 첫 에포크부터 이어서 센 번호입니다.",
            en="With batch size {size}, batch {number} held the rows {found}. It should hold {wanted}, in this "
            "order. (Batches are counted on from the first epoch.)",
        ).format(**setting, number=differs, found=_rows(found[differs]), wanted=_rows(wanted[differs])),
    )
    shape = next(
        (batch_y.shape for (_, batch_y), rows in zip(batches, wanted, strict=True) if batch_y.size != len(rows)), ()
    )
    require(
        not shape,
        Text(
            ko="배치의 레이블은 형태가 {found}입니다. 행마다 레이블이 하나여야 합니다. `y`에서 자른 그대로 넘기세요.",
            en="The labels of a batch have shape {found}. There should be one label for each row: pass what you cut "
            "out of `y` as it is.",
        ).format(found=shape),
    )
    require(
        all(np.array_equal(batch_y.ravel(), y[rows]) for (_, batch_y), rows in zip(batches, wanted, strict=True)),
        Text(
            ko="배치의 `x`는 맞지만 레이블이 다른 행의 것입니다. `y`도 `x`와 같은 행을 자르세요.",
            en="The batches of `x` are right, but their labels belong to other rows. Cut the same rows out of `y`.",
        ),
    )


def _rows(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))


def require_epoch_losses(
    losses, scores: list[list[float]], sizes: list[int], epochs: int, afterwards: np.ndarray
) -> None:
    """The loss of each epoch is the mean over its rows, as `fit` has it in its history.

    Args:
        losses: what the answer returns.
        scores: loss and metric of each batch, epoch after epoch.
        sizes: the rows of each batch.
        epochs: how many there were.
        afterwards: (batches,), the loss of all rows after each batch.
    """
    require_returned(losses)
    require_type(losses, list, what=Text(ko="함수가 돌려준 값", en="What the function returns"))
    require(
        len(losses) == epochs,
        Text(
            ko="{epochs}에포크를 학습했는데 목록에 {found}개가 들어 있습니다. 에포크마다 하나여야 합니다.",
            en="After {epochs} epochs the list has length {found}. There should be one loss for each epoch.",
        ).format(epochs=epochs, found=len(losses)),
    )
    what = Text(ko="목록의 원소", en="An entry of the list")
    found = [require_number(loss, what) for loss in losses]
    of_epochs, metrics = np.moveaxis(np.array(scores).reshape(epochs, -1, 2), -1, 0)
    sizes = sizes[: len(sizes) // epochs]
    wanted = np.average(of_epochs, axis=1, weights=sizes)
    if np.allclose(found, wanted, rtol=1e-4):
        return
    number = int(np.argmin(np.isclose(found, wanted, rtol=1e-4)))
    so_far = [np.average(of_epochs[: epoch + 1].ravel(), weights=sizes * (epoch + 1)) for epoch in range(epochs)]
    begins_too_early = Text(
        ko="첫 에포크는 맞지만, 그다음 에포크의 손실에 앞 에포크의 배치까지 들어 있습니다. 에포크마다 처음부터 다시 "
        "셉니다.",
        en="The first epoch is right, but the losses of later ones include the batches of earlier epochs. Begin anew "
        "in each epoch.",
    )
    for other, why in (
        (
            of_epochs.mean(axis=1),
            Text(
                ko="배치의 크기가 {sizes}인데 손실을 모두 똑같이 세어 평균했습니다. 작은 배치의 몫은 작아야 합니다.",
                en="The batches have {sizes} rows, yet their losses count the same. A small batch should count less.",
            ),
        ),
        (
            of_epochs[:, -1],
            Text(
                ko="에포크마다 마지막 배치의 손실만 남았습니다. 에포크 전체의 평균이 필요합니다.",
                en="Only the loss of the last batch is left of each epoch. The mean over the epoch is wanted.",
            ),
        ),
        (so_far, begins_too_early),
        (np.cumsum(of_epochs @ sizes) / sum(sizes), begins_too_early),
        (
            of_epochs.sum(axis=1) * sizes[0] / sum(sizes),
            Text(
                ko="배치의 크기가 {sizes}인데 모든 손실에 같은 크기를 곱했습니다. 배치에 실제로 든 행의 수를 곱하세요.",
                en="The batches have {sizes} rows, yet every loss was multiplied by the same size. Multiply by the "
                "rows that a batch really holds.",
            ),
        ),
        (
            of_epochs @ sizes / len(sizes),
            Text(
                ko="손실에 배치의 크기를 곱해 더한 합을 배치의 수로 나누었습니다. 곱한 크기의 합, 곧 행의 수로 "
                "나눕니다.",
                en="The sum of loss times size was divided by the number of batches. Divide it by the sum of the "
                "sizes, the number of rows.",
            ),
        ),
        (
            afterwards.reshape(epochs, -1)[:, -1],
            Text(
                ko="에포크가 끝난 뒤의 모델로 다시 잰 손실입니다. 과제의 손실은 학습하는 동안 `train_on_batch`가 "
                "돌려준 것의 평균입니다.",
                en="These losses were measured with the model as it was after the epoch. The task asks for the mean "
                "of what `train_on_batch` returned during the epoch.",
            ),
        ),
        (
            metrics @ sizes / sum(sizes),
            Text(
                ko="손실이 아니라 평가 지표의 평균입니다. `train_on_batch`가 돌려주는 목록에서 손실은 첫째입니다.",
                en="These are means of the metric and not of the loss, which comes first in what `train_on_batch` "
                "returns.",
            ),
        ),
        (
            ((of_epochs + metrics) / 2) @ sizes / sum(sizes),
            Text(
                ko="손실과 평가 지표를 함께 평균했습니다. `train_on_batch`는 목록을 돌려주고, 손실은 그 첫째 수입니다.",
                en="These are means over losses and metrics together. `train_on_batch` returns a list, and the loss is "
                "its first number.",
            ),
        ),
        (
            of_epochs @ sizes,
            Text(
                ko="손실에 배치의 크기를 곱해 더한 합입니다. 평균이 되려면 나누어야 합니다.",
                en="These are sums of loss times size. Divide them to get means.",
            ),
        ),
        (
            of_epochs.sum(axis=1),
            Text(
                ko="배치의 손실을 더하기만 했습니다. 모든 행에 대한 평균이 필요합니다.",
                en="The losses of the batches were only added up. The mean over all rows is wanted.",
            ),
        ),
    ):
        require(not np.allclose(found, other, rtol=1e-4), why.format(sizes=_rows(sizes)))
    raise NotYet(
        Text(
            ko="에포크 {n}의 손실이 {found:.3f}입니다. 배치의 손실이 {losses}이고 배치의 크기가 {sizes}이면 평균은 "
            "{wanted:.3f}입니다.",
            en="The loss of epoch {n} is {found:.3f}. With batch losses {losses} and {sizes} rows, the mean is "
            "{wanted:.3f}.",
        ).format(
            n=number + 1,
            found=found[number],
            losses=_rows(of_epochs[number].round(3)),
            sizes=_rows(sizes),
            wanted=wanted[number],
        )
    )


# --- 3-2-d ---


@exercise(
    "3-2-d",
    hints=[
        Text(
            ko="“번호로 꺼내는 배치”의 `PictureFiles`에서 시작하세요. 파일을 읽는 대신 행을 잘라 바꿉니다.",
            en="Begin with `PictureFiles`, under “batches by number”. Instead of reading files, cut out rows and "
            "convert them.",
        ),
        Text(
            ko="배치의 수는 올림입니다. 사진 10장을 4장씩 나누면 3개, `math.ceil(len(self.pictures) / self.batch_size)`"
            "입니다.",
            en="The number of batches is rounded up: 10 pictures in batches of 4 make 3, "
            "`math.ceil(len(self.pictures) / self.batch_size)`.",
        ),
        Text(
            ko='배치 `index`는 `index * batch_size`번째 행에서 시작합니다. `astype("float32") / 255`로 바꾸세요.',
            en='Batch `index` begins at row `index * batch_size`. Convert with `astype("float32") / 255`.',
        ),
    ],
)
def own_data_set(scaled_pictures):
    require_subclass(
        scaled_pictures,
        keras.utils.PyDataset,
        "keras.utils.PyDataset",
        Text(ko="`ScaledPictures`", en="`ScaledPictures`"),
    )
    # No picture has a black or a white pixel: who scales by those that are found does something else.
    pictures = np.random.default_rng(0).integers(50, 200, (10, 28, 28), dtype="uint8")
    labels = np.arange(10, dtype="uint8")
    with _told_of_files():
        many, many_labels = np.resize(pictures, (_MANY, 28, 28)), np.resize(labels, _MANY)
        large, bytes_of_large = _memory_of(lambda: scaled_pictures(many, many_labels, 4))
        _require_rows_only(
            bytes_of_large,
            Text(
                ko="`__init__`에서 사진을 모두 바꿉니다. 그러면 큰 배열이 메모리에 들어 있게 됩니다. `__getitem__`에서 "
                "그 배치의 행만 바꾸세요.",
                en="Your class converts all pictures in `__init__`, so the large array is in memory after all. Convert "
                "in `__getitem__`, the rows of the batch only.",
            ),
        )
        _require_own_init(large)
        first = scaled_pictures(pictures.copy(), labels.copy(), 4)
        length = len(first)
        data = scaled_pictures(pictures[::-1].copy(), labels[::-1].copy(), 5)
        require(
            len(first) == length,
            Text(
                ko="배치 크기가 다른 데이터셋을 하나 더 만들자 먼저 만든 것의 `len`이 {before}에서 {after}[으로] "
                "바뀌었습니다. 사진과 레이블과 배치 크기를 클래스가 아니라 `self`에 두세요.",
                en="When another one with another batch size was made, the `len` of the first went from {before} to "
                "{after}. Keep pictures, labels and batch size on `self`, and not on the class.",
            ).format(before=brief(length), after=brief(len(first))),
        )
        require_same_batches(first, pictures, labels, 4)
        require_same_batches(data, pictures[::-1], labels[::-1], 5)
        _require_rows_only(
            _memory_of(lambda: large[0])[1],
            Text(
                ko="`__getitem__`이 배치 하나를 위해 사진을 모두 바꿉니다. 먼저 그 배치의 행을 자르고, 자른 것만 "
                "바꾸세요.",
                en="For a single batch, `__getitem__` converts all pictures. Cut out the rows of the batch first, and "
                "convert these only.",
            ),
        )
    model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(1)])
    model.compile("sgd", "mse", run_eagerly=True)
    model.fit(data, verbose=0)


_MANY = 3000  # pictures; as float32 they take 9 MB, so that nothing else is mistaken for them


def _memory_of(work: Callable[[], Any]) -> tuple[Any, int]:
    """What some work returns, and how many bytes it took at most, as far as Python and NumPy know of them."""
    was_tracing = tracemalloc.is_tracing()
    tracemalloc.start()
    try:
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        returned = work()
        return returned, tracemalloc.get_traced_memory()[1] - before
    finally:
        if not was_tracing:
            tracemalloc.stop()


def _require_rows_only(most: int, message: Text) -> None:
    """So many bytes do not hold all of `_MANY` pictures as floats."""
    require(most < _MANY * 28 * 28 * np.dtype("float32").itemsize, message)


def _require_own_init(data: keras.utils.PyDataset) -> None:
    """The class calls the `__init__` of `PyDataset`, without which Keras warns as it asks for the workers."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        _ = data.workers
    require(
        not caught,
        Text(
            ko="`__init__`이 `PyDataset` 자신의 `__init__`을 부르지 않습니다. `super().__init__()`이 있어야 합니다. "
            "없으면 `fit`이 경고합니다.",
            en="Your `__init__` does not call that of `PyDataset`. It needs a `super().__init__()`, or `fit` warns.",
        ),
    )


@contextmanager
def _told_of_files() -> Iterator[None]:
    """Within it, where pictures are read as if they were files, that is what is told."""
    try:
        yield
    except Exception as error:
        if not _frames(error, "load_img"):
            raise
        raise NotYet(
            Text(
                ko="여기서는 파일을 읽지 않습니다. `load_img`에는 파일 이름이 필요한데, 넘겨받은 `pictures`는 이미 "
                "배열입니다. 배열의 행을 잘라 바꾸세요.",
                en="There are no files to read here: `load_img` wants the name of a file, and `pictures` is an "
                "array already. Cut rows out of it, and convert them.",
            )
        ) from None


def require_same_batches(data, pictures: np.ndarray, labels: np.ndarray, batch_size: int) -> None:
    """The data set holds these pictures, scaled, and these labels, in batches of this size and in order."""
    starts = range(0, len(pictures), batch_size)
    require(
        len(data) == len(starts),
        Text(
            ko="사진 {n}장, 배치 크기 {size}일 때 `len`이 {found}입니다. 마지막의 작은 배치까지 센 배치의 수여야 "
            "합니다.",
            en="With {n} pictures and batch size {size}, `len` is {found}. It should be the number of batches, a "
            "small last one included.",
        ).format(n=len(pictures), size=batch_size, found=len(data)),
    )
    batches = list(enumerate(starts))
    for index, start in batches:
        rows = list(range(len(pictures)))[start : start + batch_size]
        _require_batch(data[index], index, pictures, labels, rows, batch_size)
    # `fit` shuffles the batches anew in each epoch, so it may ask for them in any order, and again.
    for index, start in batches[::-1]:
        batch = data[index]
        again, labels_again = batch if type(batch) is tuple and len(batch) == 2 else ((), ())
        require(
            np.shape(again) == pictures[start : start + batch_size].shape
            and np.allclose(again, pictures[start : start + batch_size] / 255, atol=1e-5),
            Text(
                ko="배치를 다른 순서로 다시 꺼내면 배치 {index}에 다른 사진이 들어 있습니다. `fit`은 번호를 아무 "
                "순서로나 물으므로, 배치는 `index`만으로 정해져야 합니다.",
                en="Asked for again in another order, batch {index} holds other pictures. `fit` asks for numbers in "
                "any order, so a batch should depend on `index` alone.",
            ).format(index=index),
        )
        require(
            np.array_equal(labels_again, labels[start : start + batch_size]),
            Text(
                ko="배치를 다시 꺼내면 배치 {index}의 레이블이 처음과 다릅니다. `fit`은 에포크마다 다시 물으므로, "
                "레이블도 `index`만으로 정해져야 합니다.",
                en="Asked for again, batch {index} has other labels than before. `fit` asks again in each epoch, so "
                "labels should depend on `index` alone, too.",
            ).format(index=index),
        )


def _require_batch(
    batch, index: int, pictures: np.ndarray, labels: np.ndarray, rows: list[int], batch_size: int
) -> None:
    require(
        batch is not None,
        Text(
            ko="`__getitem__`이 아무것도 돌려주지 않습니다. `return`이 필요합니다.",
            en="`__getitem__` returns nothing. It needs a `return`.",
        ),
    )
    require(
        type(batch) is tuple and len(batch) == 2,
        Text(
            ko="배치 {index}[은] 사진과 레이블의 쌍(tuple)이어야 하는데 {found}입니다.",
            en="Batch {index} should be a pair (a tuple) of pictures and labels, but it is {found}.",
        ).format(
            index=index,
            found=kind_of(batch)
            if type(batch) is not tuple
            else Text(ko="원소가 {n}개인 튜플", en="a tuple of length {n}").format(n=len(batch)),
        ),
    )
    require(
        np.ndim(batch[0]) == 3 or np.ndim(batch[1]) != 3,
        Text(
            ko="배치 {index}에 레이블이 먼저, 사진이 나중에 있습니다. 사진이 먼저입니다.",
            en="Batch {index} has the labels first and the pictures second. Pictures come first.",
        ).format(index=index),
    )
    what = Text(ko="배치 {index}의 첫째 값", en="The first part of batch {index}").format(index=index)
    count = len(batch[0]) if np.ndim(batch[0]) == 3 else len(rows)
    found = require_array(batch[0], (count, *pictures.shape[1:]), what)
    require(
        found.dtype == np.float32,
        Text(
            ko="배치 {index}의 사진은 데이터 타입이 {found}입니다. 과제에서는 float32입니다. `astype`으로 바꾸세요.",
            en="The pictures of batch {index} have dtype {found}; the task says float32. Convert them with `astype`.",
        ).format(index=index, found=found.dtype),
    )
    require(
        all(picture.min() < picture.max() for picture in found),
        Text(
            ko="배치 {index}에 모든 픽셀이 같은 사진이 있습니다. 나누기는 `/`입니다. `//`로 나누거나 정수로 바꾸면 "
            "0과 1 사이의 수가 사라집니다.",
            en="In batch {index} all pixels of a picture are equal. Divide with `/`: with `//`, or as integers, "
            "there is nothing between 0 and 1.",
        ).format(index=index),
    )
    require(
        all(_likeness(picture, pictures).max() > 0.5 for picture in found),
        Text(
            ko="배치 {index}에 넘겨받지 않은 사진이 있습니다. `self`에 둔 사진에서 자르는지, 사진을 뒤집거나 바꾸지 "
            "않는지 보세요.",
            en="Batch {index} holds a picture that was not passed. See whether it is cut out of what is kept on "
            "`self`, and whether pictures are flipped or changed.",
        ).format(index=index),
    )
    held = [int(np.argmax(_likeness(picture, pictures))) for picture in found]
    require(
        bool(held),
        Text(
            ko="배치 {index}[이] 비어 있습니다. {first}번 사진부터 {n}장이 있어야 합니다. 자르기의 시작과 끝을 보세요.",
            en="Batch {index} is empty. It should hold {n} pictures from number {first} on. Look at where the slice "
            "begins and ends.",
        ).format(index=index, first=rows[0], n=len(rows)),
    )
    require(
        held[0] == rows[0],
        Text(
            ko="배치 크기가 {size}일 때 배치 {index}[은] {found}번 사진에서 시작합니다. {first}번에서 시작해야 "
            "합니다. 앞의 배치들에 든 사진을 모두 건너뛴 자리입니다.",
            en="With batch size {size}, batch {index} begins at picture {found}. It should begin at number {first}, "
            "right behind the pictures of the batches before it.",
        ).format(size=batch_size, index=index, found=held[0], first=rows[0]),
    )
    require(
        len(held) == len(rows),
        Text(
            ko="배치 크기가 {size}일 때 배치 {index}의 시작은 맞지만 사진이 {found}장입니다. {wanted}장이어야 "
            "합니다. 자르기의 끝을 보세요.",
            en="With batch size {size}, batch {index} begins at the right place, but holds {found} pictures. It "
            "should hold {wanted}. Look at where the slice ends.",
        ).format(size=batch_size, index=index, found=len(held), wanted=len(rows)),
    )
    require(
        held == rows,
        Text(
            ko="배치 {index}에 {held}번 사진이 차례로 있습니다. {rows}번이 이 순서로 있어야 합니다.",
            en="Batch {index} holds the pictures {held}. It should hold {rows}, in this order.",
        ).format(index=index, held=_rows(held), rows=_rows(rows)),
    )
    require(
        bool(np.allclose(found, pictures[rows] / 255, atol=1e-5)),
        Text(
            ko="배치 {index}에서 {low}부터 {high}까지인 픽셀이 {found_low:.3f}부터 {found_high:.3f}까지가 "
            "되었습니다. 0이 0, 255가 1이 되어야 합니다.",
            en="In batch {index}, pixels from {low} to {high} became {found_low:.3f} to {found_high:.3f}. 0 should "
            "become 0, and 255 should become 1.",
        ).format(
            index=index,
            low=pictures[rows].min(),
            high=pictures[rows].max(),
            found_low=float(found.min()),
            found_high=float(found.max()),
        ),
    )
    what = Text(ko="배치 {index}의 레이블", en="The part of batch {index} for labels").format(index=index)
    found_labels = require_array(batch[1], (len(rows),), what)
    require(
        found_labels.dtype.kind in "iu",
        Text(
            ko="배치 {index}의 레이블은 데이터 타입이 {found}입니다. 레이블은 바꾸지 않으므로 정수 그대로여야 합니다.",
            en="The labels of batch {index} have dtype {found}. Labels do not change: they should still be integers.",
        ).format(index=index, found=found_labels.dtype),
    )
    require(
        np.array_equal(found_labels, labels[rows]),
        Text(
            ko="배치 {index}의 레이블이 {found}입니다. 이 사진들의 레이블은 {wanted}입니다.",
            en="The labels of batch {index} are {found}. Those of its pictures are {wanted}.",
        ).format(index=index, found=brief(found_labels.round(3).tolist()), wanted=labels[rows].tolist()),
    )


def _likeness(picture: np.ndarray, pictures: np.ndarray) -> np.ndarray:
    """(n,), how much each of the pictures looks like this one, however it was scaled: 1 where it was made from it."""
    own, others = (each - each.mean(axis=(-2, -1), keepdims=True) for each in (picture, pictures.astype("float64")))
    return (own * others).sum(axis=(1, 2)) / np.sqrt((others**2).sum(axis=(1, 2)) * (own**2).sum())


# --- 3-2-e ---


@exercise(
    "3-2-e",
    hints=[
        Text(
            ko="“파이썬 생성기로 학습하기”를 보세요. `fit_generator`의 일은 이제 `fit`이 하고, 생성기는 첫 인수로 "
            "넘깁니다.",
            en="See “Train on a Python generator”: `fit` does the work of `fit_generator` today, and the generator is "
            "its first argument.",
        ),
        Text(
            ko="`workers`와 `use_multiprocessing`은 `fit`의 인수가 아닙니다.",
            en="`workers` and `use_multiprocessing` are no arguments of `fit`.",
        ),
        Text(
            ko="`predict_classes`가 하던 일은 `predict`와 `argmax(axis=-1)`입니다.",
            en="What `predict_classes` did is `predict` followed by `argmax(axis=-1)`.",
        ),
    ],
)
def repaired_generators(train_and_classify):
    require_function(train_and_classify)
    # What a trained model answers is not the place of the largest number in a row: it has to be asked.
    pictures = np.array([[0.1, 0.2, 0.7], [0.8, 0.15, 0.05], [0.2, 0.5, 0.3], [0.3, 0.1, 0.6]])
    require_trains_and_classifies(train_and_classify, pictures)
    require_trains_and_classifies(train_and_classify, pictures[:1])


def _batches_without_end() -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Batches for `fit`, which takes few of them here; who goes through them all alone is told that there is no end."""
    for _ in range(500):
        yield np.zeros((2, 3), "float32"), np.zeros(2, "int64")
    raise NotYet(
        Text(
            ko="생성기 `batches`에서 배치를 500개나 꺼냈습니다. 끝이 없으므로 반복문이나 `list`, `predict`로는 다 "
            "꺼낼 수 없습니다. `fit`에 그대로 넘기세요.",
            en="500 batches were taken out of the generator `batches`. It has no end, so no loop, no `list` and no "
            "`predict` gets to it. Pass it to `fit` as it is.",
        )
    )


def _model_that_learns_at_once() -> tuple[keras.Model, list[dict]]:
    """A compiled model, and the arguments of each of its `fit`s.

    Its answer is the place before that of the largest number in a row; before `fit`, the place behind it (the first
    follows the last). `fit` is Keras' own, but takes one step for each epoch: a check has no time for more.
    """
    model = keras.Sequential([keras.Input((3,)), layers.Dense(3, "softmax", use_bias=False)])
    model.compile(keras.optimizers.SGD(0.0), "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    model.set_weights([np.roll(np.eye(3), 1, axis=1)])
    fits: list[dict] = []
    fit = model.fit

    def note(*positional, **named):
        try:
            call = inspect.signature(fit).bind(*positional, **named)
        except TypeError:
            # Keras has words of its own for arguments that there are not.
            return fit(*positional, **named)
        call.apply_defaults()
        x = call.arguments["x"]
        taken = inspect.isgenerator(x) and inspect.getgeneratorstate(x) != inspect.GEN_CREATED
        fits.append({**call.arguments, "taken": taken})
        _require_two_epochs_of_twenty_steps(call.arguments)
        history = fit(**{**call.arguments, "steps_per_epoch": 1})
        fits[-1]["trained"] = len(history.epoch)
        model.set_weights([np.roll(np.eye(3), 2, axis=1)])
        return history

    model.fit = note
    return model, fits


def _require_two_epochs_of_twenty_steps(call: dict) -> None:
    require(
        call["steps_per_epoch"] is not None,
        Text(
            ko="`fit`에 `steps_per_epoch`가 없습니다. 생성기에는 끝이 없어서 첫 에포크가 끝나지 않습니다.",
            en="`fit` got no `steps_per_epoch`. The generator has no end, so the first epoch would never end.",
        ),
    )
    require(
        (call["epochs"], call["steps_per_epoch"]) != (20, 2),
        Text(
            ko="`epochs`가 20, `steps_per_epoch`가 2입니다. 거꾸로입니다. 과제는 20단계씩 2에포크입니다.",
            en="`epochs` is 20 and `steps_per_epoch` is 2, the wrong way round. The task says 2 epochs of 20 steps.",
        ),
    )
    for name, wanted in (("epochs", 2), ("steps_per_epoch", 20)):
        require(
            call[name] == wanted,
            Text(
                ko="`fit`의 `{name}`[이] {found}입니다. 과제에는 {wanted}[이라]고 적혀 있습니다.",
                en="`{name}` of `fit` is {found}; the task says {wanted}.",
            ).format(name=name, found=brief(call[name]), wanted=wanted),
        )


def require_trains_and_classifies(train_and_classify, pictures: np.ndarray) -> None:
    """It trains once on the generator, and then gives the classes of pictures as the trained model sees them."""
    model, fits = _model_that_learns_at_once()
    batches = _batches_without_end()
    classes = train_and_classify(model, batches, pictures)
    require(
        bool(fits),
        Text(
            ko="넘겨받은 모델의 `fit`을 한 번도 부르지 않았습니다.",
            en="`fit` of the model that was passed was never called.",
        ),
    )
    require(
        len(fits) == 1,
        Text(
            ko="`fit`을 {n}번 불렀습니다. 두 에포크를 한 번에 학습하세요.",
            en="`fit` was called {n} times. Train the two epochs in one call.",
        ).format(n=len(fits)),
    )
    require(
        fits[0]["x"] is batches and fits[0]["y"] is None,
        Text(ko="`fit`이 생성기 `batches`로 학습하지 않습니다.", en="`fit` does not train on the generator `batches`."),
    )
    require(
        not fits[0]["taken"],
        Text(
            ko="`fit`을 부르기 전에 생성기에서 배치를 꺼냈습니다. 꺼낸 배치는 다시 나오지 않습니다. `batches`를 그대로 "
            "넘기세요.",
            en="Before `fit`, a batch was taken out of the generator, and it does not come again. Pass `batches` on as "
            "it is.",
        ),
    )
    require(
        fits[0]["trained"] == 2,
        Text(
            ko="`initial_epoch` 때문에 2에포크가 아니라 {n}에포크를 학습합니다.",
            en="Because of `initial_epoch` it trains {n} of the 2 epochs.",
        ).format(n=fits[0]["trained"]),
    )
    require_returned(classes)
    require(
        np.shape(classes) != pictures.shape,
        Text(
            ko="사진마다 수가 {n}개씩 나왔습니다. 확률과 같은 형태입니다. 사진마다 클래스 하나가 필요합니다.",
            en="For each picture there are {n} numbers, as many as probabilities. One class for each picture is "
            "wanted.",
        ).format(n=pictures.shape[1]),
    )
    what = Text(ko="사진 {n}장에 대해 함수가 돌려준 값", en="What the function returns for a batch of {n}").format(
        n=len(pictures)
    )
    found = require_array(classes, (len(pictures),), what)
    require(
        found.dtype.kind in "iu",
        Text(
            ko="클래스의 데이터 타입이 {found}입니다. 정수여야 합니다.",
            en="The classes have dtype {found}. They should be integers.",
        ).format(found=found.dtype),
    )
    largest = pictures.argmax(axis=-1)
    require(
        not np.array_equal(found, largest),
        Text(
            ko="이것은 사진 `x`에서 가장 큰 수의 자리입니다. 모델이 낸 확률에서 찾아야 합니다. `predict`를 부르세요.",
            en="These are the places of the largest numbers in the pictures `x`. Look for them in the probabilities "
            "that the model gives: call `predict`.",
        ),
    )
    require(
        not np.array_equal(found, (largest + 1) % 3),
        Text(
            ko="이 클래스는 학습하기 전의 모델이 낸 답입니다. 먼저 학습하세요.",
            en="These are the answers that the model gave before it was trained. Train first.",
        ),
    )
    require(
        np.array_equal(found, (largest + 2) % 3),
        Text(
            ko="사진 {n}장의 클래스가 {found}인데, 가장 큰 확률의 자리와 다릅니다.",
            en="The classes of a batch of {n} are {found}. Those are not the places of the largest probabilities.",
        ).format(n=len(found), found=found.tolist()),
    )


# --- 3-2-f ---


@exercise(
    "3-2-f",
    hints=[
        Text(
            ko="`model.pop()`은 넘겨받은 모델 자체를 바꿉니다. 층의 목록에서 마지막만 빼고 새 모델을 만드세요.",
            en="`model.pop()` changes the very model that was passed. Make a new one from the list of layers instead.",
        ),
        Text(
            ko="`model.layers[:-1]`은 마지막을 뺀 층의 목록입니다. `keras.Sequential`이 그 목록을 받습니다.",
            en="`model.layers[:-1]` is the list without its last layer, and `keras.Sequential` takes a list.",
        ),
    ],
)
def model_without_its_head(without_head):
    require_function(without_head)
    for parts in (
        [layers.Dense(5, "tanh", name="first"), layers.Dense(4, "relu", name="second"), layers.Dense(2, name="head")],
        [
            layers.Dense(5, name="early"),
            layers.BatchNormalization(name="normed"),
            layers.Dense(4, "relu", name="late"),
            layers.Dense(4, name="scores"),
            layers.Softmax(name="shares"),
        ],
    ):
        model = keras.Sequential([keras.Input((6,)), *parts])
        random = np.random.default_rng(0)
        model.set_weights([random.uniform(0.1, 1, array.shape) for array in model.get_weights()])
        require_beheads(without_head, model, random.normal(size=(3, 6)).astype("float32"))


def require_beheads(without_head, model: keras.Sequential, x: np.ndarray) -> None:
    """The model without its last layer gives what that layer was given, and the model itself is as it was."""
    own_layers, wanted = model.layers, x
    for layer in own_layers[:-1]:
        wanted = keras.ops.convert_to_numpy(layer(wanted))
    features = without_head(model)
    require_returned(features)
    require(
        [id(layer) for layer in model.layers] == [id(layer) for layer in own_layers],
        Text(
            ko="넘겨받은 모델의 층이 {before}에서 {after}[으로] 바뀌었습니다. 그 모델은 그대로여야 합니다.",
            en="The model that was passed had the layers {before} and now has {after}. It should stay as it was.",
        ).format(before=_names(own_layers), after=_names(model.layers)),
    )
    require_type(features, keras.Model, what=Text(ko="함수가 돌려준 값", en="What the function returns"))
    found = keras.ops.convert_to_numpy(features(x))
    require(
        found.shape == wanted.shape,
        Text(
            ko="층이 {layers}개인 모델을 넘겼더니 출력의 형태가 {found}입니다. 마지막 층의 입력은 {wanted}입니다. "
            "층을 몇 개 뺐는지 보세요.",
            en="A model of {layers} layers gave an output of shape {found}. The input of its last layer is {wanted}. "
            "See how many layers are left out.",
        ).format(layers=len(own_layers), found=found.shape, wanted=wanted.shape),
    )
    right = bool(np.allclose(found, wanted, atol=1e-4))
    kept = [layer for layer in own_layers if any(layer is other for other in features.layers)]
    require(
        right or not kept or kept == own_layers[:-1],
        Text(
            ko="층이 {wanted}, `{last}`인 모델을 넘겼더니 새 모델에 {kept}[이] 있습니다. 종류나 이름과 상관없이 마지막 "
            "층 `{last}` 하나만 빼세요.",
            en="A model with the layers {wanted} and `{last}` was passed, and the new one has {kept}. Leave out the "
            "last layer, `{last}`, and no other, whatever its kind and name.",
        ).format(wanted=_names(own_layers[:-1]), last=own_layers[-1].name, kept=_names(kept)),
    )
    require(
        right,
        Text(
            ko="출력의 형태는 맞지만 값이 다릅니다. 넘겨받은 모델의 가중치를 모두 써야 합니다. 층을 복사했다면 "
            "가중치도 옮겼는지 보세요.",
            en="The shape is right, but the values are not. It should work with all the weights of the model passed. "
            "If the layers are copies, see whether the weights came along.",
        ),
    )


def _names(own_layers: list) -> str:
    return ", ".join(f"`{layer.name}`" for layer in own_layers) or "-"


# --- questions ---

question(
    "3-2-q1",
    text=Text(
        ko="6에포크를 학습한 모델에 `compile`을 다시 부르면 어떻게 될까요?",
        en="A model was trained for 6 epochs. What happens when you call `compile` again?",
    ),
    choices={
        "a": Text(ko="가중치가 처음 값으로 돌아갑니다", en="the weights go back to what they were before training"),
        "b": Text(
            ko="가중치는 남고 옵티마이저는 새로 시작합니다", en="the weights stay, and the optimizer starts anew"
        ),
        "c": Text(ko="가중치도 옵티마이저도 그대로입니다", en="both weights and optimizer stay as they are"),
    },
    answer="b",
    why={
        "a": Text(
            ko="가중치는 층의 것이고 `compile`은 층을 건드리지 않습니다. 처음부터 하려면 모델을 새로 만듭니다.",
            en="Weights belong to the layers, and `compile` leaves those alone. To start over, make a new model.",
        ),
        "b": Text(
            ko="단계의 수도, 모멘텀처럼 옵티마이저가 기억하던 것도 0에서 시작합니다.",
            en="The count of steps, and all that an optimizer remembers such as momentum, start at 0.",
        ),
        "c": Text(
            ko="`compile`은 옵티마이저를 새로 만듭니다. 다음 셀에서 `iterations`가 어떻게 달라지는지 보세요.",
            en="`compile` makes a new optimizer. See in the next cell what becomes of `iterations`.",
        ),
    },
)

question(
    "3-2-q2",
    text=Text(
        ko="레이블 순서로 정렬된 사진 2,000장을 `validation_split=0.2`로 학습합니다. 검증에는 어느 사진을 쓸까요?",
        en="2,000 pictures, sorted by label, are trained with `validation_split=0.2`. Which are used for validation?",
    ),
    choices={
        "a": Text(ko="무작위로 고른 400장", en="400 of them, picked at random"),
        "b": Text(ko="섞은 뒤의 마지막 400장", en="the last 400 after shuffling"),
        "c": Text(ko="섞기 전의 마지막 400장", en="the last 400 before shuffling"),
        "d": Text(ko="클래스마다 40장씩", en="40 of each class"),
    },
    answer="c",
    why={
        "a": Text(
            ko="무작위라면 검증에 클래스 열 개가 모두 들어 있어야 합니다. 다음 셀의 검증 정확도를 보세요.",
            en="Then all ten classes would be among them. Look at the validation accuracy in the next cell.",
        ),
        "b": Text(
            ko="`shuffle`은 학습에 남은 사진만 섞습니다. 검증할 사진은 그 전에 떼어 냅니다.",
            en="`shuffle` mixes only what is left for training. The validation pictures are cut off before that.",
        ),
        "c": Text(
            ko="그래서 학습에는 클래스 8과 9가 없고, 검증에는 그 둘만 있습니다. 정확도가 얼마일지 예상해 보세요.",
            en="So training never sees classes 8 and 9, and validation sees nothing else. Guess the accuracy on them.",
        ),
        "d": Text(
            ko="케라스는 레이블을 보고 나누지 않습니다. 그렇게 하려면 직접 나누어 `validation_data`로 넘깁니다.",
            en="Keras does not look at the labels. To get that, split yourself and pass `validation_data`.",
        ),
    },
)

question(
    "3-2-q3",
    text=Text(
        ko="셔츠의 클래스 가중치를 1에서 10으로 올려 다시 학습합니다. 재현율과 정밀도는 어떻게 될까요?",
        en="The class weight of shirts goes from 1 to 10, and the model is trained again. What becomes of recall and "
        "precision?",
    ),
    choices={
        "a": Text(ko="둘 다 올라갑니다", en="both rise"),
        "b": Text(ko="재현율은 올라가고 정밀도는 내려갑니다", en="the recall rises, the precision falls"),
        "c": Text(ko="재현율은 내려가고 정밀도는 올라갑니다", en="the recall falls, the precision rises"),
    },
    answer="b",
    why={
        "a": Text(
            ko="둘 다 올라가려면 셔츠를 더 잘 알아보아야 합니다. 가중치를 바꾸어도 사진은 그대로입니다.",
            en="For both to rise, the model would have to know shirts better. But the pictures are the same ones.",
        ),
        "b": Text(
            ko="셔츠를 놓치는 것이 비싸지면 모델은 덜 확실해도 셔츠라고 합니다. 더 찾고, 더 틀립니다.",
            en="Where missing a shirt is expensive, the model says “shirt” even if it is less sure: it finds more, "
            "and is wrong more often.",
        ),
        "c": Text(
            ko="셔츠라고 하기를 꺼리면 그렇게 됩니다. 가중치를 올리면 놓치는 쪽이 더 비싸집니다.",
            en="That would come of saying “shirt” less readily. A higher weight makes missing one more expensive.",
        ),
    },
)

question(
    "3-2-q4",
    text=Text(
        ko="배치 20개를 내주고 끝나는 생성기를 `fit(batches, steps_per_epoch=20, epochs=3)`에 넘기면 어떻게 될까요?",
        en="A generator ends after 20 batches. What does `fit(batches, steps_per_epoch=20, epochs=3)` do with it?",
    ),
    choices={
        "a": Text(ko="에포크마다 20단계씩, 모두 60단계를 학습합니다", en="it takes 20 steps each epoch, 60 in all"),
        "b": Text(ko="시작하기 전에 오류를 냅니다", en="it fails before it starts"),
        "c": Text(
            ko="첫 에포크를 학습하고, 데이터가 떨어졌다고 경고하고, 그 뒤로는 거의 배우지 않습니다",
            en="it learns for one epoch, warns that the data ran out, and hardly learns any more",
        ),
    },
    answer="c",
    why={
        "a": Text(
            ko="생성기는 되감을 수 없습니다. 60단계를 가려면 끝없이 내주어야 합니다.",
            en="A generator cannot be wound back. For 60 steps it would have to go on for ever.",
        ),
        "b": Text(
            ko="생성기는 길이를 알려 주지 않으므로 케라스도 미리 알 수 없습니다.",
            en="A generator does not say how long it is, so Keras cannot know beforehand.",
        ),
        "c": Text(
            ko="끝까지 간 생성기는 비어 있습니다. 그래서 `fit`에 넘기는 생성기에는 대개 `while True:`가 있습니다.",
            en="A generator that has ended is empty. That is why most generators for `fit` hold a `while True:`.",
        ),
    },
)
