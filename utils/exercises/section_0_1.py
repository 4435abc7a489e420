"""0-1 What a network does: what counts as right."""

import keras
import numpy as np

from utils.core.text import Text, brief
from utils.data import bags_and_boots
from utils.exercises.assertions import (
    require,
    require_array,
    require_function,
    require_number,
    require_returned,
    require_type,
)
from utils.exercises.model_assertions import (
    output_of,
    require_built,
    require_no_history,
    require_no_nan,
    require_shapes,
)
from utils.exercises.registry import exercise, question

RATES = (0.5, 1, 2, 4, 8, 16, 32)
FIRST_THAT_DIVERGES = 16
TARGET = 0.80

ONE_POINT = Text(ko="점 하나", en="one point")


@exercise(
    "0-1-a",
    hints=[
        Text(ko="입력마다 자기 가중치를 곱하세요. 곱이 세 개 나옵니다.", en="Multiply each input by its own weight."),
        Text(
            ko="세 곱을 더하고, 마지막에 편향을 한 번 더합니다. 음수의 부호를 잃지 마세요.",
            en="Add the three products, then add the bias once. Keep the signs.",
        ),
        Text(
            ko="곱은 1.0, -1.5, -1.0입니다. 남은 것은 덧셈입니다.",
            en="The products are 1.0, -1.5 and -1.0. What is left is to add.",
        ),
    ],
)
def a_unit_by_hand(output):
    require(
        not (isinstance(output, np.ndarray) and output.shape == (3,)),
        Text(
            ko="수가 세 개입니다. 유닛 하나는 세 곱을 더해 수 하나를 내놓습니다.",
            en="These are three numbers. A unit adds its products up and gives one.",
        ),
    )
    number = round(require_number(output), 6)
    mistakes: dict[float, Text] = {
        -1.5: Text(
            ko="-1.5는 세 곱의 합입니다. 편향을 아직 더하지 않았습니다.",
            en="-1.5 is the sum of the three products. The bias is still missing.",
        ),
        -2.75: Text(
            ko="세 곱의 합은 맞습니다. 그런데 편향을 뺐습니다. 편향은 더합니다.",
            en="The products add up right, but then the bias was subtracted. It is added.",
        ),
        2.25: Text(
            ko="편향을 세 번 더했습니다. 편향은 입력마다가 아니라 유닛마다 하나입니다.",
            en="The bias was added three times. There is one for the unit, not one for each input.",
        ),
        4.75: Text(
            ko="음수의 부호가 사라졌습니다. 두 번째 입력과 세 번째 가중치는 음수입니다.",
            en="The minus signs are lost: the second input and the third weight are negative.",
        ),
        2.75: Text(
            ko="두 번째 곱의 부호를 보세요. 입력이 -1.0입니다.",
            en="Look at the sign of the second product: its input is -1.0.",
        ),
        1.75: Text(
            ko="세 번째 곱의 부호를 보세요. 가중치가 -2.0입니다.",
            en="Look at the sign of the third product: its weight is -2.0.",
        ),
        -4.0: Text(
            ko="가중치의 순서가 거꾸로입니다. 첫 입력의 가중치는 0.5입니다.",
            en="The weights are in the opposite order. The first input has the weight 0.5.",
        ),
        0.0: Text(
            ko="`relu`까지 씌운 값입니다. 여기서는 활성화 함수 없이 유닛의 출력만 구합니다.",
            en="That is after `relu`. Here the unit has no activation function.",
        ),
    }
    require(
        number == -0.25,
        mistakes.get(number)
        or Text(
            ko="{n}[은] 아닙니다. 입력마다 가중치를 곱해 모두 더하고, 편향을 한 번 더하세요.",
            en="It is not {n}. Multiply each input by its weight, add the products, and add the bias once.",
        ).format(n=brief(number)),
    )


@exercise(
    "0-1-b",
    hints=[
        Text(
            ko="가중치의 줄과 편향의 줄을 하나씩 위의 식과 비교하세요. 두 줄에 하나씩 잘못이 있습니다.",
            en="Compare the line of the weights and the line of the bias with the formulas above. Each has one fault.",
        ),
        Text(
            ko="손실이 줄어드는 쪽은 기울기의 반대쪽입니다.",
            en="The loss falls against the gradient.",
        ),
        Text(
            ko="편향의 기울기는 오차의 합이 아니라 평균입니다.",
            en="The gradient of the bias is the mean of the errors, not their sum.",
        ),
    ],
)
def repaired_step(step_down):
    require_function(step_down)
    points = np.array([[1.0, 2.0], [-0.5, 1.0], [3.0, -1.0], [0.2, 0.4], [-2.0, 0.5], [0.7, -0.6], [1.5, 0.3]])
    labels = np.array([0, 1, 0, 1, 1, 0, 1])
    w, b = np.array([0.4, -0.3]), 0.2
    for n, learning_rate in ((5, 0.3), (7, 2.0)):
        x, y = points[:n], labels[:n]
        error = 1 / (1 + np.exp(-(x @ w + b))) - y
        slopes, slope = x.T @ error / n, error.mean()
        given_x, given_y = x.copy(), y.copy()
        answer = step_down(w.copy(), b, given_x, given_y, learning_rate)
        require_returned(answer)
        require(
            np.array_equal(given_x, x) and np.array_equal(given_y, y),
            Text(
                ko="`step_down`이 넘겨받은 점이나 레이블을 바꿉니다. 그대로 두고 새 가중치와 편향을 계산하세요.",
                en="`step_down` changes the points or labels that it is given. Leave them, and work out new weights "
                "and a new bias.",
            ),
        )
        require(
            isinstance(answer, tuple | list) and len(answer) == 2,
            Text(
                ko="함수는 새 가중치와 새 편향, 두 가지를 차례로 돌려주어야 합니다.",
                en="The function should return two things, in this order: the new weights and the new bias.",
            ),
        )
        require(
            np.shape(answer[0]) != () or np.shape(answer[1]) == (),
            Text(
                ko="돌려준 순서가 바뀌었습니다. 가중치가 먼저, 편향이 다음입니다.",
                en="They come in the opposite order: first the weights, then the bias.",
            ),
        )
        new_w = require_array(answer[0], (2,), what=Text(ko="새 가중치", en="The array of new weights"))
        require(
            np.shape(answer[1]) == (),
            Text(
                ko="새 편향이 수 하나가 아니라 점마다 하나씩입니다. 오차를 평균하세요.",
                en="The new bias is not one number but one for each point. Take the mean of the errors.",
            ),
        )
        new_b = require_number(answer[1], what=Text(ko="새 편향", en="The new bias"))
        require(
            not (np.allclose(new_w, slopes) and np.isclose(new_b, slope)),
            Text(
                ko="기울기 자체가 나왔습니다. 기울기에 학습률을 곱한 만큼 움직인 새 가중치와 편향이 필요합니다.",
                en="That is the gradient itself. What is asked for is the weights and the bias after a step of the "
                "gradient times the learning rate.",
            ),
        )
        moved_w, moved_b = (w - new_w) / learning_rate, (b - new_b) / learning_rate
        require(
            np.sum(moved_w * slopes) >= 0 or moved_b * slope >= 0,
            Text(
                ko="가중치와 편향이 모두 기울기 쪽으로, 곧 손실이 커지는 쪽으로 갔습니다.",
                en="Weights and bias both went along the gradient, the way in which the loss grows.",
            ),
        )
        _require_moved(Text(ko="가중치", en="weights"), moved_w, slopes, x.T @ error, learning_rate)
        _require_moved(Text(ko="편향", en="bias"), moved_b, slope, error.sum(), learning_rate)


def _require_moved(what: Text, moved, mean, total, learning_rate: float):
    """Weights or a bias have gone against their gradient, the mean over the points, times the learning rate.

    Args:
        what: what has moved.
        moved: by how much it was lowered, in learning rates.
        mean, total: the gradient, and the same without the division by the number of points.
        learning_rate: what the function was given.
    """
    require(
        not np.allclose(moved, 0),
        Text(ko="{what}[이] 그대로입니다.", en="The {what} did not change.").format(what=what),
    )
    require(
        np.sum(moved * mean) > 0,
        Text(
            ko="{what}[이] 기울기 쪽으로, 곧 손실이 커지는 쪽으로 갔습니다.",
            en="The {what} went along the gradient, the way in which the loss grows.",
        ).format(what=what),
    )
    require(
        not np.allclose(moved, total),
        Text(
            ko="{what}의 방향은 맞지만 너무 멀리 갔습니다. 점 전체의 합이 아니라 평균을 쓰세요.",
            en="The {what} went the right way, but too far: take the mean over the points, not the sum.",
        ).format(what=what),
    )
    require(
        not np.allclose(moved * learning_rate, mean),
        Text(
            ko="{what}[이] 기울기만큼 움직였습니다. 학습률이 {rate}이어도 마찬가지입니다.",
            en="The {what} moved by the gradient itself, also with a learning rate of {rate}.",
        ).format(what=what, rate=learning_rate),
    )
    require(
        np.allclose(moved, mean),
        Text(
            ko="{what}의 방향은 맞지만 움직인 양이 다릅니다. 넘겨받은 점에서, 고치기 전의 가중치와 편향으로 오차를 "
            "구하고, 기울기에 학습률을 곱한 만큼 움직이세요.",
            en="The {what} went the right way, but not by the right amount. Work out the error on the points that "
            "are passed, from the old weights and the old bias, and move by the gradient times the learning rate.",
        ).format(what=what),
    )


@exercise(
    "0-1-c",
    hints=[
        Text(
            ko="`descend(0.5)`는 손실의 목록을 돌려줍니다. 처음과 마지막을 비교하세요.",
            en="`descend(0.5)` returns a list of losses. Compare the first with the last.",
        ),
        Text(
            ko="`for` 반복으로 일곱 학습률의 `losses[0]`과 `losses[-1]`을 나란히 출력하세요.",
            en="Print `losses[0]` and `losses[-1]` side by side for all seven, in a `for` loop.",
        ),
    ],
)
def a_rate_that_diverges(too_large):
    require(
        not isinstance(too_large, list | tuple | np.ndarray) or np.size(too_large) < 2,
        Text(
            ko="값이 {n}개입니다. 조건에 맞는 학습률 가운데 가장 작은 것 하나만 넣으세요.",
            en="These are {n} values. Put in one number: the smallest learning rate that fits.",
        ).format(n=len(too_large) if isinstance(too_large, list | tuple | np.ndarray) and np.shape(too_large) else 1),
    )
    rate = require_number(too_large)
    require(
        rate in RATES,
        Text(
            ko="{n}[은] 일곱 개의 학습률 가운데 하나가 아닙니다. 손실이 아니라 학습률을 넣으세요.",
            en="{n} is none of the seven learning rates. Put in the rate, not a loss.",
        ).format(n=brief(round(rate, 3))),
    )
    require(
        rate <= FIRST_THAT_DIVERGES,
        Text(
            ko="{n}에서 손실이 커지는 것은 맞습니다. 그런데 더 작은 학습률 가운데에도 그런 것이 있습니다.",
            en="With {n} the loss does grow. But a smaller one of the seven makes it grow, too.",
        ).format(n=brief(rate)),
    )
    require(
        rate == FIRST_THAT_DIVERGES,
        Text(
            ko="{n}[으로] 100단계를 진행하면 손실이 시작할 때보다 작습니다. 더 큰 학습률을 보세요.",
            en="After 100 steps with {n} the loss is lower than it was at the start. Look at a larger rate.",
        ).format(n=brief(rate)),
    )


@exercise(
    "0-1-d",
    hints=[
        Text(
            ko="먼저 `y_train`에서 가장 흔한 클래스를 찾고, 다음에 `y_val`에서 그 클래스의 비율을 구합니다.",
            en="Two steps: find the most frequent class in `y_train`, then its share in `y_val`.",
        ),
        Text(
            ko="`np.bincount(y_train).argmax()`가 가장 흔한 클래스입니다.",
            en="`np.bincount(y_train).argmax()` is the most frequent class.",
        ),
        Text(
            ko="`y_val == 클래스`는 맞으면 True인 배열이고, `np.mean`이 그 비율입니다.",
            en="`y_val == some_class` is True where that is right, and `np.mean` of it is the share.",
        ),
    ],
)
def baseline_of_labels(baseline):
    require(
        not isinstance(baseline, float | np.floating),
        Text(
            ko="수가 아니라 함수가 필요합니다. `def baseline(y_train, y_val):`로 시작하세요.",
            en="This needs a function, not a number. Begin with `def baseline(y_train, y_val):`.",
        ),
    )
    require_function(baseline)
    # In the first every usual mistake gives another number; in the second no label is 0; in the third all are right.
    for y_train, y_val in (
        ([2, 2, 3, 3, 4, 4, 5, 5, 5, 6, 7], [3, 4, 2, 5, 2, 1, 4, 2, 0, 5, 3, 1, 4, 2, 4, 5, 2, 3, 4, 2, 3]),
        ([2, 1, 1, 2, 2], [1, 1, 1, 2]),
        ([1, 1, 0], [1, 1, 1, 1, 1]),
    ):
        answer = baseline(np.array(y_train), np.array(y_val))
        require_returned(answer)
        require(
            np.shape(answer) == (),
            Text(
                ko="레이블마다 하나씩, {n}개의 값이 나왔습니다. 비율은 수 하나입니다.",
                en="{n} values come out, one for each label. The share is one number.",
            ).format(n=np.size(answer)),
        )
        _require_baseline(require_number(answer), np.array(y_train), np.array(y_val))


def _require_baseline(found: float, y_train: np.ndarray, y_val: np.ndarray):
    """It is the share of `y_val` that the most frequent class of `y_train` gets right."""
    most = int(np.bincount(y_train).argmax())
    right = int(np.sum(y_val == most))
    share = right / len(y_val)
    of_validation = int(np.bincount(y_val).argmax())
    mistakes = {
        100 * share: Text(
            ko="백분율이 나왔습니다. 비율은 0과 1 사이의 수입니다.",
            en="That is in percent. A share lies between 0 and 1.",
        ),
        right: Text(
            ko="맞은 개수가 나왔습니다. 비율은 전체 개수로 나눈 값입니다.",
            en="That is how many are right. A share is divided by how many there are.",
        ),
        most: Text(
            ko="클래스가 나왔습니다. 그 클래스가 `y_val`에서 차지하는 비율이 필요합니다.",
            en="That is the class. What is asked for is its share in `y_val`.",
        ),
        np.mean(y_val == of_validation): Text(
            ko="`y_val`에서 가장 흔한 클래스의 비율이 나왔습니다. 클래스는 `y_train`만 보고 정해야 합니다.",
            en="That is the share of the most frequent class of `y_val`. The class has to come from `y_train` alone.",
        ),
        1 - share: Text(
            ko="틀린 답의 비율이 나왔습니다. 맞은 답의 비율이 필요합니다.",
            en="That is the share of wrong answers. What is asked for is the share of right ones.",
        ),
        np.mean(y_train == most): Text(
            ko="`y_train`에서의 비율이 나왔습니다. 비율은 `y_val`에서 잽니다.",
            en="That is the share in `y_train`. It is measured on `y_val`.",
        ),
        np.mean(y_train == of_validation): Text(
            ko="두 배열이 서로 바뀌었습니다. 클래스는 `y_train`에서 정하고 비율은 `y_val`에서 잽니다.",
            en="The two arrays are mixed up: the class comes from `y_train`, the share from `y_val`.",
        ),
        1 / len(np.unique(y_train)): Text(
            ko="1을 클래스의 수로 나눈 값이 나왔습니다. 클래스마다 개수가 다릅니다.",
            en="That is 1 divided by the number of classes. But some classes are more frequent than others.",
        ),
        np.mean(y_val == 0): Text(
            ko="늘 0이라고 답할 때의 비율이 나왔습니다. 가장 흔한 클래스가 0이 아닐 때도 있습니다.",
            en="That is the share of the class 0. The most frequent class may be another one.",
        ),
        np.mean(y_val): Text(
            ko="레이블의 평균이 나왔습니다. 레이블은 양이 아니라 클래스의 번호입니다.",
            en="That is the mean of the labels. A label is the number of a class, not an amount.",
        ),
        np.mean(y_val == round(np.mean(y_train))): Text(
            ko="레이블의 평균이나 중앙값에 가까운 클래스로 계산했습니다. 가장 많이 나온 클래스가 필요합니다.",
            en="That is for the class nearest to the mean or the median of the labels. It should be the one that comes "
            "up most often.",
        ),
        np.mean(y_val == np.bincount(y_train).max()): Text(
            ko="클래스 대신 그 개수와 비교한 값이 나왔습니다. `max`는 개수를, `argmax`는 클래스를 줍니다.",
            en="That compares with a count instead of a class: `max` gives the count, `argmax` the class.",
        ),
    }
    meant = next((text for wrong, text in mistakes.items() if np.isclose(found, float(wrong))), None)
    require(
        bool(np.isclose(found, share)),
        meant
        or Text(
            ko="`y_train`이 {seen}이고 `y_val`이 {asked}일 때 {found}[이] 나왔습니다. 가장 흔한 클래스는 {most}이고, "
            "`y_val`의 {n}개 가운데 {right}개가 맞습니다.",
            en="For `y_train` {seen} and `y_val` {asked} it gives {found}. The most frequent class is {most}, which is "
            "right for {right} of the {n} labels in `y_val`.",
        ).format(
            seen=y_train.tolist(),
            asked=y_val.tolist(),
            found=brief(round(found, 3)),
            most=most,
            n=len(y_val),
            right=right,
        ),
    )


@exercise(
    "0-1-e",
    hints=[
        Text(
            ko="위에서 케라스로 만든 `model`에서 시작하세요. 층 세 줄, `compile`, `fit`이면 됩니다.",
            en="Begin with the `model` from above: its three lines of layers, `compile` and `fit`.",
        ),
        Text(
            ko="은닉층에 유닛을 10개 이상 두고 `relu`를 쓰세요. 출력은 유닛 하나와 `sigmoid`입니다.",
            en="Give the hidden layer ten units or more, and `relu`. The output is one unit with `sigmoid`.",
        ),
        Text(
            ko="학습률 0.5인 `SGD`와 배치 크기 20으로 20에포크면 넉넉합니다.",
            en="`SGD` with a learning rate of 0.5 and a batch size of 20 needs no more than 20 epochs.",
        ),
    ],
)
def beats_the_target(trained):
    require_no_history(trained, Text(ko="`trained`", en="`trained`"))
    require_type(trained, keras.Model)
    if isinstance(trained, keras.Sequential):
        require_built(trained)
    require_shapes(trained, (2,), (1,), one=ONE_POINT)
    x, y = bags_and_boots("unseen")
    p = output_of(trained, x.astype("float32"))[:, 0]
    require_no_nan(p)
    require(
        bool((p >= 0).all() and (p <= 1).all()),
        Text(
            ko="출력이 {low:.2f}에서 {high:.2f} 사이입니다. 확률은 0과 1 사이입니다. 출력 유닛의 활성화 함수를 보세요.",
            en="The outputs lie between {low:.2f} and {high:.2f}. A probability lies between 0 and 1: look at the "
            "activation of the output unit.",
        ).format(low=float(p.min()), high=float(p.max())),
    )
    require(
        not np.allclose(p, 1, atol=1e-6),
        Text(
            ko="모든 점에서 확률이 정확히 1입니다. `softmax`는 여러 출력의 합을 1로 만들므로, 유닛 하나에 "
            "쓰면 늘 1입니다. `sigmoid`를 쓰세요.",
            en="The probability is exactly 1 for every point. `softmax` makes several outputs add up to 1, so that a "
            "single one is always 1. Take `sigmoid`.",
        ),
    )
    _require_accuracy_on_unseen_points(trained, p > 0.5, y)
    return Text(
        ko="처음 보는 점 600개에서 정확도 ≈ {share:.2f}입니다.", en="The accuracy on 600 new points is ≈ {share:.2f}."
    ).format(share=float(np.mean((p > 0.5) == y)))


def _require_accuracy_on_unseen_points(trained: keras.Model, said: np.ndarray, y: np.ndarray):
    """The answers for points that no learner was given reach the target; else what may be the reason."""
    share = float(np.mean(said == y))
    x_val, y_val = bags_and_boots("validation")
    on_validation = float(np.mean((output_of(trained, x_val.astype("float32"))[:, 0] > 0.5) == y_val))
    values = {"share": share, "validation": on_validation, "target": TARGET}
    require(
        share >= TARGET or on_validation - share < 0.1,
        Text(
            ko="검증 데이터에서는 {validation:.2f}인데 처음 보는 점에서는 {share:.2f}입니다. 검증 데이터로 학습하지는 "
            "않았나요? `x`와 `y`로 학습하세요.",
            en="It is right on {validation:.2f} of the validation data, but on {share:.2f} of new points. Was it "
            "trained on the validation data? Train it on `x` and `y`.",
        ).format(**values),
    )
    require(
        bool(said.any()),
        Text(
            ko="모든 점에 가방이라고 답합니다. 기준선과 같은 {share:.2f}입니다. 아직 학습하지 않았거나 너무 짧게 "
            "학습했습니다.",
            en="It says bag of every point, which is the baseline, {share:.2f}. It has not been trained, or not for "
            "long enough.",
        ).format(**values),
    )
    require(
        not said.all(),
        Text(
            ko="모든 점에 앵클부츠라고 답합니다(정확도 {share:.2f}). 아직 학습하지 않았거나 학습률이 너무 큽니다.",
            en="It says boot of every point, an accuracy of {share:.2f}. It has not been trained, or its learning rate "
            "is too large.",
        ).format(**values),
    )
    require(
        share > 1 - TARGET,
        Text(
            ko="정확도가 {share:.2f}입니다. 답이 거꾸로입니다. 확률은 앵클부츠(레이블 1)의 것이어야 합니다.",
            en="The accuracy is {share:.2f}: the answers are the wrong way round. The probability is that of a boot, "
            "label 1.",
        ).format(**values),
    )
    require(
        share >= TARGET,
        Text(
            ko="처음 보는 점 600개에서 정확도가 {share:.2f}입니다. 목표는 {target:.2f}입니다. 학습 손실의 곡선이 아직 "
            "내려가고 있다면 더 학습하고, 평평하다면 유닛이나 층을 늘려 보세요.",
            en="On 600 new points the accuracy is {share:.2f}; the target is {target:.2f}. If the training loss still "
            "falls, train for longer; if its curve is flat, try more units or another layer.",
        ).format(**values),
    )


# --- questions ---

question(
    "0-1-q1",
    text=Text(
        ko="`x @ W + biases`의 출력을 다음 층 `@ V + c`에 그대로 넣습니다. 두 층으로 그릴 수 있는 경계는 "
        "어떤 모양일까요?",
        en="What `x @ W + biases` gives goes into a second layer, `@ V + c`, with nothing in between. What borders can "
        "the two layers draw?",
    ),
    choices={
        "a": Text(ko="여전히 직선 하나뿐입니다.", en="Still one straight line, no more."),
        "b": Text(ko="유닛이 세 개이니 세 번 꺾인 선입니다.", en="A line with three bends, one for each unit."),
        "c": Text(ko="층이 많을수록 더 휘는 곡선입니다.", en="A curve that bends more with every layer."),
    },
    answer="a",
    why={
        "a": Text(
            ko="곱해서 더하기를 두 번 해도, 다른 수로 한 번 한 것과 같습니다. 아래 셀이 그 수를 보여 줍니다.",
            en="Weigh and add twice, and you could have done it once with other numbers. The next cell shows them.",
        ),
        "b": Text(
            ko="유닛이 많아도 출력은 그 유닛들의 값을 곱해서 더한 것입니다. 곧은 것을 더하면 곧은 것이 나옵니다.",
            en="However many units there are, the output adds up what they give. A sum of straight things is straight.",
        ),
        "c": Text(
            ko="많은 사람이 그렇게 생각합니다. 휘려면 층 사이에 곧지 않은 함수가 있어야 합니다.",
            en="Many people think so. To bend, something that is not straight has to stand between the layers.",
        ),
    },
)

question(
    "0-1-q2",
    text=Text(
        ko="첫 번째 가중치의 기울기는 양수이고 두 번째는 음수입니다. 손실을 줄이려면 두 가중치를 어떻게 바꿀까요?",
        en="The gradient is above 0 for the first weight and below 0 for the second. How do you change them, so that "
        "the loss falls?",
    ),
    choices={
        "a": Text(ko="첫 번째는 늘리고 두 번째는 줄입니다.", en="Raise the first, lower the second."),
        "b": Text(ko="첫 번째는 줄이고 두 번째는 늘립니다.", en="Lower the first, raise the second."),
        "c": Text(ko="손실을 줄여야 하니 둘 다 줄입니다.", en="Lower both, since the loss has to fall."),
        "d": Text(ko="0이 될 때까지 둘 다 0 쪽으로 옮깁니다.", en="Move both weights towards 0."),
    },
    answer="b",
    why={
        "a": Text(
            ko="그쪽은 오르막입니다. 기울기는 가중치를 늘릴 때 손실이 커지는 빠르기입니다.",
            en="That is uphill. The gradient says how fast the loss grows when the weight is raised.",
        ),
        "b": Text(
            ko="기울기의 반대쪽입니다. 늘릴 때 커지면 줄이고, 늘릴 때 작아지면 늘립니다.",
            en="Against the gradient: lower what makes the loss grow when raised, raise what makes it fall.",
        ),
        "c": Text(
            ko="줄여야 하는 것은 손실입니다. 두 번째 가중치는 늘려야 손실이 줄어듭니다.",
            en="It is the loss that has to fall. The second weight has to rise for that.",
        ),
        "d": Text(
            ko="0이 되어야 하는 것은 가중치가 아니라 기울기입니다. 기울기가 0이면 더 내려갈 곳이 없습니다.",
            en="It is not the weights that should become 0 but the gradient: then there is no way further down.",
        ),
    },
)

question(
    "0-1-q3",
    text=Text(
        ko="학습 손실은 계속 내려가는데 검증 손실은 어느 에포크부터 올라갑니다. 새 사진에 쓸 모델이라면 무엇을 할까요?",
        en="The training loss keeps falling, but from some epoch on the validation loss climbs. The model is for new "
        "pictures. What do you do?",
    ),
    choices={
        "a": Text(
            ko="학습 손실이 아직 내려가니 더 오래 학습합니다.", en="Train for longer: the training loss still falls."
        ),
        "b": Text(ko="유닛을 더 늘립니다.", en="Take more units."),
        "c": Text(
            ko="검증 사진도 학습에 넣어 검증 손실을 낮춥니다.",
            en="Train on the validation pictures, too, so that their loss falls.",
        ),
        "d": Text(
            ko="검증 손실이 가장 낮았던 에포크의 가중치를 씁니다.",
            en="Keep the weights of the epoch with the lowest validation loss.",
        ),
    },
    answer="d",
    why={
        "a": Text(
            ko="더 잘 외울 뿐입니다. 새 사진에서는 더 나빠집니다.",
            en="It would only know its 100 pictures better by heart, and new ones worse.",
        ),
        "b": Text(
            ko="가중치가 많을수록 100장을 외우기는 더 쉬워집니다.",
            en="With more weights it is even easier to learn 100 pictures by heart.",
        ),
        "c": Text(
            ko="그러면 검증 손실은 내려가지만 새 사진에 대해서는 아무것도 알 수 없게 됩니다.",
            en="Then that loss falls, and you know nothing any more about new pictures.",
        ),
        "d": Text(
            ko="검증 손실은 새 사진에서 얼마나 틀릴지를 알려 줍니다. 사진을 더 모을 수 있다면 그것이 더 좋습니다.",
            en="The validation loss tells how wrong it is on new pictures. Where you can get more pictures, do: that "
            "is better still.",
        ),
    },
)
