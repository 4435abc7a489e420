"""What the curves of a training run tell, and what to try next: one table, and the case of it that a record shows."""

import html
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from utils.core.html import rich
from utils.core.text import Text

GOOD_ENOUGH = 0.75  # training accuracy; less is a model that has not learned the ten classes of clothes
_AT_THE_BASELINE = 0.17  # accuracy; always the same answer is right on 0.1
_GUESSING = 2.4  # loss; equal probabilities for ten classes cost 2.3
_NO_BETTER_THAN_GUESSING = 2.2  # loss
_EXPLODED = 3.0  # loss; worse than guessing by far
_WIDE_GAP = 0.1  # of the accuracies of training and validation
_FEW = 100  # pictures to validate on; with more, a step is too small to be seen
_JUMPS = 0.02  # of the validation accuracy, from one epoch to the next


@dataclass(frozen=True)
class Case:
    """A row of the table.

    Attributes:
        name: what the case is called.
        sign: how its curves look.
        remedy: what to try next.
    """

    name: Text
    sign: Text
    remedy: Text


CASES = {
    "learning rate too large": Case(
        name=Text(ko="너무 큰 학습률", en="learning rate too large"),
        sign=Text(
            ko="학습 손실부터 튀어 오르거나 오르내리거나, 찍는 수준에서 줄지 않거나, `nan`이 됩니다.",
            en="Even the training loss shoots up, goes up and down, never gets below guessing, or becomes `nan`.",
        ),
        remedy=Text(
            ko="학습률을 3분의 1로, 그래도 같으면 10분의 1로 줄입니다. 그래도 찍는 수준이면 시드를 바꾸거나 유닛을 "
            "늘립니다.",
            en="Take a third of the learning rate, and if that is not enough, a tenth. Where it still is no better "
            "than guessing, take another seed or more units.",
        ),
    ),
    "learning rate too small": Case(
        name=Text(ko="과소적합: 너무 작은 학습률", en="underfitting: learning rate too small"),
        sign=Text(
            ko="학습과 검증이 함께 나쁘고, 끝에서도 처음처럼 나아지는 중입니다.",
            en="Training and validation are both bad, and improve at the end as they did at first.",
        ),
        remedy=Text(
            ko="학습률을 3배나 10배로 키우거나 에포크를 늘립니다.",
            en="Take a learning rate 3 or 10 times as large, or more epochs.",
        ),
    ),
    "model too small": Case(
        name=Text(ko="과소적합: 너무 작은 모델", en="underfitting: model too small"),
        sign=Text(
            ko="찍는 것보다는 낫지만 학습과 검증이 함께 나쁘고, 끝에서는 거의 나아지지 않습니다.",
            en="Both are better than guessing, yet training and validation are bad, and hardly improve at the end.",
        ),
        remedy=Text(
            ko="유닛이나 층을 늘립니다. 드롭아웃이 있다면 줄입니다.",
            en="Take more units or layers, and less dropout where there is some.",
        ),
    ),
    "overfitting": Case(
        name=Text(ko="과적합", en="overfitting"),
        sign=Text(
            ko="두 곡선이 벌어집니다. 학습 손실은 계속 줄지만 검증 손실은 뒤처지거나 다시 오릅니다.",
            en="The curves part: the training loss falls on, while the validation loss stays behind or rises again.",
        ),
        remedy=Text(
            ko="데이터를 늘리거나, 드롭아웃을 쓰거나, 검증 손실이 가장 낮은 에포크를 남깁니다.",
            en="Take more data or dropout, or keep the epoch with the lowest validation loss.",
        ),
    ),
    "too little validation data": Case(
        name=Text(ko="너무 적은 검증 데이터", en="too little validation data"),
        sign=Text(
            ko="학습 곡선은 매끈한데 검증 정확도만 계단처럼 오르내립니다. n장으로 재면 1/n의 한두 배씩 움직이거나 "
            "그대로입니다.",
            en="The training curve is smooth; only the validation accuracy moves in steps: with n pictures, by nothing "
            "or by one or two times 1/n.",
        ),
        remedy=Text(
            ko="검증 데이터를 늘립니다. 모델은 그대로 둡니다.",
            en="Take more validation data, and leave the model as it is.",
        ),
    ),
    "validation unlike training": Case(
        name=Text(ko="학습과 다르게 준비한 검증 데이터", en="validation data unlike training"),
        sign=Text(
            ko="학습은 잘되는데, 검증 손실은 처음부터 찍는 것보다 나쁘고 끝까지 그대로이거나 더 오릅니다.",
            en="Training goes well, and the validation loss is worse than guessing from the start, to the end.",
        ),
        remedy=Text(
            ko="모델이 아니라 데이터를 봅니다. 섞지 않은 데이터를 `validation_split`으로 나누었거나, 검증 데이터에 "
            "나눗셈 같은 준비를 빠뜨렸을 것입니다.",
            en="Look at the data, not at the model: sorted data were cut by `validation_split`, or a preparation such "
            "as a division was left out for validation.",
        ),
    ),
    "good fit": Case(
        name=Text(ko="알맞음", en="a good fit"),
        sign=Text(
            ko="두 손실이 함께 줄고, 차이가 작고, 정확도가 기준선보다 훨씬 높습니다.",
            en="Both losses fall together, the gap is small, and the accuracy is far above the baseline.",
        ),
        remedy=Text(
            ko="그대로 둡니다. 더 바란다면 데이터를 늘리고 모델을 키웁니다.",
            en="Leave it. For more, take more data and a larger model.",
        ),
    ),
}


def read_curves(history: Mapping[str, Sequence[float]]) -> str:
    """The key of the case in `CASES` that the record of a run shows.

    The order is that of the questions to ask: is the training curve calm, does the validation curve measure what was
    trained, does it follow, does training get far enough? The limits are those of this course's small runs of 5 to 20
    epochs.

    Args:
        history: the `history` of a `History` with `loss` and `accuracy`, and with their validation.
    """
    loss, accuracy = history["loss"], history["accuracy"][-1]
    val_loss = history["val_loss"]
    exploded = loss[0] > _EXPLODED and accuracy < GOOD_ENOUGH
    # Dropout and small data make the training loss restless, too; the validation loss is measured without dropout.
    restless = _is_restless(loss) and _is_restless(val_loss)
    if not all(map(math.isfinite, [*loss, *val_loss])) or exploded or restless:
        return "learning rate too large"
    if accuracy < _AT_THE_BASELINE or min(loss[-1], val_loss[-1]) > _NO_BETTER_THAN_GUESSING:
        still_falls = any(values[-1] < 0.998 * values[len(values) // 2 - 1] for values in (loss, val_loss))
        return "learning rate too small" if still_falls else "learning rate too large"
    if accuracy > GOOD_ENOUGH and min(val_loss) > _GUESSING and val_loss[-1] > _EXPLODED:
        return "validation unlike training"
    jumps = _mean_jump(history["val_accuracy"])
    if jumps > _JUMPS and jumps > 3 * _mean_jump(history["accuracy"]) and _measured_on_few(history["val_accuracy"]):
        return "too little validation data"
    wide = accuracy - history["val_accuracy"][-1] > _WIDE_GAP and val_loss[-1] > 1.2 * loss[-1]
    if wide or _has_parted(loss, val_loss):
        return "overfitting"
    if accuracy < GOOD_ENOUGH:
        before = _before_the_last_third(loss)
        # Two epochs do not show yet whether training comes to rest; more of them is the remedy in any case.
        still_falls = len(loss) < 3 or before - loss[-1] > min(0.2 * (loss[0] - loss[-1]), 0.1 * before)
        return "learning rate too small" if still_falls else "model too small"
    # Validation gets worse although training does not get better.
    return "learning rate too large" if val_loss[-1] > 1.25 * min(val_loss) else "good fit"


def _is_restless(loss: Sequence[float]) -> bool:
    """After the first step down it rises again and again."""
    changes = [later - earlier for earlier, later in pairwise(loss[1:])]
    rises, falls = (sum(max(0.0, sign * change) for change in changes) for sign in (1, -1))
    return rises > 0.03 * loss[0] and rises > 0.3 * falls


def _has_parted(loss: Sequence[float], val_loss: Sequence[float]) -> bool:
    """Training goes on and validation does not follow: over the last third, or since its lowest value."""
    own_fall, its_fall = (1 - values[-1] / _before_the_last_third(values) for values in (loss, val_loss))
    left_behind = own_fall > 0.05 and its_fall < own_fall / 3 and val_loss[-1] > 1.5 * loss[-1]
    lowest = min(range(len(val_loss)), key=val_loss.__getitem__)
    risen = val_loss[-1] > 1.05 * val_loss[lowest] and loss[-1] < 0.95 * loss[lowest]
    return left_behind or risen


def _before_the_last_third(values: Sequence[float]) -> float:
    return values[len(values) * 2 // 3 - 1 if len(values) > 2 else 0]


def _measured_on_few(accuracies: Sequence[float]) -> bool:
    """Whether all of them are fractions of one small number of pictures."""
    return any(
        all(abs(accuracy * n - round(accuracy * n)) < 0.001 * n for accuracy in accuracies) for n in range(1, _FEW + 1)
    )


def _mean_jump(values: Sequence[float]) -> float:
    """How far a value moves from one epoch to the next, on average over the second half."""
    half = values[len(values) // 2 :]
    return sum(abs(later - earlier) for earlier, later in pairwise(half)) / max(1, len(half) - 1)


class Table:
    """Rows under headings, as HTML in a notebook and as lines of text elsewhere."""

    def __init__(self, headings: Sequence[Text], rows: Sequence[Sequence[Text]]):
        self._headings, self._rows = headings, rows

    def __repr__(self) -> str:
        return "\n".join(" | ".join(map(str, row)) for row in (self._headings, *self._rows))

    def _repr_html_(self) -> str:
        head = "".join(f'<th style="text-align:left">{html.escape(str(heading))}</th>' for heading in self._headings)
        body = "".join(
            "<tr>" + "".join(f'<td style="text-align:left">{rich(cell)}</td>' for cell in row) + "</tr>"
            for row in self._rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def what_to_try() -> Table:
    """The table of all cases: what each is called, also in the exercise, how its curves look, what to try next."""
    headings = (
        Text(ko="이름", en="name"),
        Text(ko="연습에 쓸 이름", en="name in the exercise"),
        Text(ko="곡선에 보이는 것", en="how you can tell"),
        Text(ko="다음에 해 볼 일", en="what to try next"),
    )
    rows = [(case.name, Text(ko=f"`{key}`", en=f"`{key}`"), case.sign, case.remedy) for key, case in CASES.items()]
    return Table(headings, rows)
