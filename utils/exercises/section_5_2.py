"""5-2 Training history: what counts as right."""

import copy
import inspect
import math

import keras
import numpy as np

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
from utils.messages import Text, brief

# --- 5-2-a ---


class Rehearsal(keras.Sequential):
    """A model whose `fit` notes how it is called, leads the callbacks through it and makes up a record.

    It trains nothing: a check has no time for that.
    """

    def __init__(self):
        super().__init__([keras.Input((1,))])
        self.compile("sgd", "mse", metrics=["accuracy"])
        self.fits = []

    def fit(self, *args, **kwargs):
        call = inspect.signature(keras.Sequential.fit).bind(self, *args, **kwargs)
        call.apply_defaults()
        settings = call.arguments
        self.fits.append(settings)
        names = ["accuracy", "loss"]
        if settings["validation_split"] or settings["validation_data"] is not None:
            names += ["val_accuracy", "val_loss"]
        callbacks = keras.callbacks.CallbackList(settings["callbacks"], add_history=True, model=self)
        callbacks.on_train_begin()
        for epoch in range(settings["initial_epoch"], settings["epochs"]):
            callbacks.on_epoch_begin(epoch)
            # The first loss is the lowest, and no value comes twice: whoever stops early does so here.
            logs = {name: place + epoch * 7 % 50 / 100 for place, name in enumerate(names)}
            callbacks.on_epoch_end(epoch, logs)
            if self.stop_training:
                break
        callbacks.on_train_end()
        return self.history


@exercise(
    "5-2-a",
    hints=[
        Text(
            ko="오류가 나는 줄은 둘입니다. 먼저 `fit`의 인수 이름부터 보세요.",
            en="Two lines fail. Begin with the names of the arguments of `fit`.",
        ),
        Text(
            ko="기록의 키는 `compile`에 적은 평가 지표의 이름입니다. 검증은 앞에 `val_`이 붙습니다.",
            en="The keys of the record are the metrics as `compile` was given them; validation has `val_` in front.",
        ),
        Text(
            ko="`nb_epoch`은 `epochs`로, `acc`는 `accuracy`로 바뀌었습니다.",
            en="`nb_epoch` has become `epochs`, and `acc` has become `accuracy`.",
        ),
    ],
)
def mended_page(accuracies):
    require_function(accuracies)
    model, x, y = Rehearsal(), np.arange(8.0)[:, np.newaxis], np.arange(8)
    returned = accuracies(model, x, y)
    require(
        len(model.fits) == 1,
        Text(
            ko="`fit`을 {n}번 불렀습니다. 한 번이어야 합니다.", en="`fit` was called {n} times; once is right."
        ).format(n=len(model.fits)),
    )
    require_settings(model.fits[0], x, y)
    epochs = len(model.history.epoch)
    require(
        epochs == 50,
        Text(
            ko="`epochs`는 50인데 학습이 {n}에포크 만에 끝났습니다. 50에포크를 다 학습해야 합니다.",
            en="With `epochs` of 50, training ends after {n}. It should go through all of them.",
        ).format(n=epochs),
    )
    require_returned(returned)
    require_type(returned, tuple, list)
    require(
        len(returned) == 2,
        Text(
            ko="목록 두 개를 돌려주어야 하는데 {n}개를 받았습니다.",
            en="It should return two lists, but returned {n} things.",
        ).format(n=len(returned)),
    )
    for place, key in enumerate(("accuracy", "val_accuracy")):
        require_type(returned[place], list)
        given = [require_number(value) for value in returned[place]]
        record = model.history.history
        found = next(
            (name for name in record if len(given) == epochs and np.allclose(given, record[name], atol=1e-6)), None
        )
        require(
            found == key,
            Text(
                ko="{place}번째 목록은 `{key}`의 값이어야 하는데 {found}입니다.",
                en="List number {place} should be the values of `{key}`, but it is {found}.",
            ).format(
                place=place + 1,
                key=key,
                found=f"`{found}`" if found else Text(ko="다른 값", en="something else"),
            ),
        )


def require_settings(settings: dict, x: np.ndarray, y: np.ndarray) -> None:
    """`fit` got the data and the settings of the page."""
    require(
        np.array_equal(settings["x"], x) and np.array_equal(settings["y"], y),
        Text(ko="`fit`이 `x`와 `y`를 그대로 받지 않았습니다.", en="`fit` was not given `x` and `y` as they are."),
    )
    wanted = {"validation_split": 0.25, "epochs": 50, "batch_size": 16, "verbose": 0}
    for name, value in wanted.items():
        require(
            settings[name] == value,
            Text(
                ko="`fit`의 `{name}`이(가) {found}입니다. 2020년의 줄에서는 {value}였습니다.",
                en="`{name}` of `fit` is {found}. In the line of 2020 it was {value}.",
            ).format(name=name, found=brief(settings[name]), value=value),
        )
    usual = {"initial_epoch": 0, "validation_freq": 1, "validation_steps": None, "steps_per_epoch": None}
    for name, value in usual.items():
        require(
            settings[name] == value,
            Text(
                ko="`fit`에 `{name}={found}`을(를) 넘겼습니다. 2020년의 줄에는 없던 것이고, 학습이나 검증을 줄입니다.",
                en="`fit` was given `{name}={found}`. The line of 2020 did not have it, and it cuts training or "
                "validation short.",
            ).format(name=name, found=brief(settings[name])),
        )


# --- 5-2-b ---

# Small networks on Fashion-MNIST, rounded: 64 units with 20 pictures for validation; SGD with a rate of .8;
# 512 units on 300 pictures; SGD with .001; 48 units and dropout on 6,000 pictures.
FIVE_RUNS = {
    "P": {
        "accuracy": [0.49, 0.68, 0.73, 0.77, 0.77, 0.80, 0.82, 0.82, 0.83, 0.84, 0.84, 0.84, 0.85, 0.86, 0.86, 0.86],
        "loss": [1.46, 0.91, 0.76, 0.69, 0.64, 0.59, 0.55, 0.53, 0.51, 0.48, 0.46, 0.45, 0.44, 0.43, 0.41, 0.39],
        "val_accuracy": [
            0.55,
            0.55,
            0.75,
            0.70,
            0.75,
            0.70,
            0.75,
            0.70,
            0.70,
            0.70,
            0.75,
            0.70,
            0.80,
            0.75,
            0.70,
            0.75,
        ],
        "val_loss": [1.00, 0.90, 0.79, 0.69, 0.70, 0.66, 0.67, 0.68, 0.66, 0.64, 0.56, 0.58, 0.59, 0.63, 0.63, 0.59],
    },
    "Q": {
        "accuracy": [0.22, 0.19, 0.17, 0.21, 0.29, 0.31, 0.14, 0.13, 0.17, 0.26, 0.29, 0.14, 0.13, 0.09, 0.08, 0.08],
        "loss": [2.81, 2.18, 2.12, 1.99, 1.77, 1.71, 2.39, 2.28, 2.08, 1.79, 1.70, 2.31, 2.24, 2.34, 2.31, 2.31],
        "val_accuracy": [
            0.14,
            0.12,
            0.21,
            0.28,
            0.34,
            0.16,
            0.16,
            0.16,
            0.28,
            0.28,
            0.32,
            0.11,
            0.12,
            0.10,
            0.10,
            0.10,
        ],
        "val_loss": [2.93, 2.33, 1.95, 1.87, 1.60, 2.74, 2.20, 2.23, 1.85, 1.80, 1.62, 2.37, 2.63, 2.31, 2.31, 2.31],
    },
    "R": {
        "accuracy": [0.52, 0.74, 0.81, 0.87, 0.90, 0.91, 0.93, 0.96, 0.97, 0.98, 0.98, 0.99, 0.98, 0.99, 0.99, 0.99],
        "loss": [1.44, 0.76, 0.56, 0.41, 0.32, 0.31, 0.30, 0.17, 0.14, 0.10, 0.10, 0.08, 0.08, 0.06, 0.07, 0.06],
        "val_accuracy": [
            0.66,
            0.67,
            0.67,
            0.68,
            0.69,
            0.70,
            0.70,
            0.70,
            0.71,
            0.73,
            0.72,
            0.72,
            0.73,
            0.70,
            0.70,
            0.71,
        ],
        "val_loss": [1.01, 0.93, 0.91, 0.93, 0.96, 0.93, 1.10, 1.11, 1.11, 1.06, 1.08, 1.16, 1.13, 1.48, 1.34, 1.22],
    },
    "S": {
        "accuracy": [0.13, 0.17, 0.21, 0.27, 0.34, 0.42, 0.46, 0.50, 0.51, 0.53, 0.54, 0.56, 0.57, 0.57, 0.58, 0.59],
        "loss": [2.37, 2.24, 2.14, 2.06, 2.00, 1.94, 1.88, 1.83, 1.78, 1.74, 1.70, 1.66, 1.62, 1.59, 1.56, 1.53],
        "val_accuracy": [
            0.16,
            0.19,
            0.23,
            0.31,
            0.40,
            0.46,
            0.48,
            0.51,
            0.54,
            0.55,
            0.55,
            0.56,
            0.57,
            0.57,
            0.58,
            0.59,
        ],
        "val_loss": [2.30, 2.19, 2.10, 2.03, 1.97, 1.91, 1.86, 1.81, 1.76, 1.72, 1.68, 1.64, 1.61, 1.57, 1.54, 1.51],
    },
    "T": {
        "accuracy": [0.57, 0.74, 0.78, 0.79, 0.81, 0.82, 0.83, 0.84, 0.84, 0.84, 0.85, 0.85, 0.86, 0.86, 0.86, 0.87],
        "loss": [1.23, 0.76, 0.66, 0.60, 0.56, 0.53, 0.50, 0.48, 0.46, 0.45, 0.45, 0.42, 0.41, 0.40, 0.39, 0.38],
        "val_accuracy": [
            0.72,
            0.78,
            0.80,
            0.81,
            0.82,
            0.81,
            0.82,
            0.82,
            0.82,
            0.82,
            0.82,
            0.82,
            0.83,
            0.82,
            0.83,
            0.83,
        ],
        "val_loss": [0.80, 0.65, 0.59, 0.56, 0.53, 0.52, 0.51, 0.49, 0.48, 0.48, 0.47, 0.47, 0.46, 0.46, 0.46, 0.47],
    },
}

_NAMES = {"P": "validation data", "Q": "learning rate", "R": "overfitting", "S": "underfitting", "T": "good fit"}
_WHERE_TO_LOOK = {
    "P": Text(
        ko="학습 곡선은 얼마나 매끈한가요? 검증 정확도는 한 번에 얼마씩 움직이나요?",
        en="How smooth is the training curve, and in what steps does the validation accuracy move?",
    ),
    "Q": Text(
        ko="검증보다 먼저 학습 손실을 보세요. 에포크마다 줄어드나요?",
        en="Look at the training loss before validation. Does it fall from epoch to epoch?",
    ),
    "R": Text(
        ko="검증 손실이 가장 낮은 에포크를 찾고, 그 뒤에 두 손실이 어디로 가는지 보세요.",
        en="Find the epoch with the lowest validation loss. Where do both losses go after it?",
    ),
    "S": Text(
        ko="두 곡선의 차이와, 학습 정확도가 마지막에 얼마인지를 함께 보세요.",
        en="Look at the gap between the curves, and at how high the training accuracy is in the end.",
    ),
    "T": Text(
        ko="두 손실이 끝까지 함께 줄어드는지, 마지막 정확도가 다른 실행보다 어떤지 보세요.",
        en="Do both losses fall together to the end, and how does its accuracy compare with the other runs?",
    ),
}


@exercise(
    "5-2-b",
    hints=[
        Text(
            ko="먼저 학습 곡선이 오르내리는 실행을 찾으세요. 하나뿐입니다.",
            en="First find the run whose training curve goes up and down. There is only one.",
        ),
        Text(
            ko="다음으로 학습 곡선은 매끈한데 검증 정확도가 계단처럼 움직이는 실행을 찾으세요.",
            en="Next find the run with a smooth training curve whose validation accuracy moves in steps.",
        ),
        Text(
            ko="남은 셋은 마지막 학습 정확도와 검증 손실의 방향으로 갈립니다.",
            en="The last training accuracy and the direction of the validation loss tell the other three apart.",
        ),
    ],
)
def five_curves(diagnosis):
    require_type(diagnosis, dict)
    require(
        all(type(key) is str for key in diagnosis) and set(diagnosis) == set(_NAMES),
        Text(
            ko='키는 "P"부터 "T"까지 다섯 글자입니다. 받은 키: {found}',
            en='The keys are the five letters "P" to "T". These are {found}.',
        ).format(found=brief(list(diagnosis))),
    )
    given = {letter: require_text(diagnosis[letter]) for letter in _NAMES}
    unknown = [name for name in given.values() if name not in _NAMES.values()]
    require(
        not unknown,
        Text(
            ko="{name}은(는) 다섯 이름 가운데 하나가 아닙니다. 과제에 적힌 그대로 쓰세요.",
            en="{name} is none of the five names. Write them as the task does.",
        ).format(name=brief(unknown[0] if unknown else "")),
    )
    wrong = [letter for letter, name in _NAMES.items() if given[letter] != name]
    require(
        not wrong,
        Text(
            ko='{n}개가 맞습니다. "{letter}"는 {name}이(가) 아닙니다. {look}',
            en='{n} of 5 are right. "{letter}" is not {name}. {look}',
        ).format(
            n=5 - len(wrong),
            letter=wrong[0] if wrong else "",
            name=brief(given[wrong[0]]) if wrong else "",
            look=_WHERE_TO_LOOK[wrong[0]] if wrong else "",
        ),
    )


# --- 5-2-c ---

NAN = float("nan")


@exercise(
    "5-2-c",
    hints=[
        Text(
            ko="자리 `i`까지의 값 가운데 마지막 `width`개를 잘라 내세요. 시작이 음수가 되지 않게 하세요.",
            en="Cut the last `width` of the values up to place `i`, and keep the start from becoming negative.",
        ),
        Text(
            ko="평균하기 전에 `nan`을 걸러 내세요. `np.isnan`이 찾아 줍니다.",
            en="Filter out every `nan` before you average. `np.isnan` finds them.",
        ),
        Text(
            ko="남은 값의 합을 남은 값의 수로 나누세요. 하나도 없으면 `nan`입니다.",
            en="Divide the sum of what is left by how many are left; where that is none, take `nan`.",
        ),
    ],
)
def moving_average(smooth_honestly):
    require_function(smooth_honestly)
    for values, width in (
        ([5.0, 1.0, 3.0, 7.0, 2.0, 8.0], 1),
        ([4.0, 4.0, 4.0, 4.0, 4.0], 3),
        ([9.0, 1.0, 2.0, 6.0, 3.0, 3.0, 8.0], 3),
        ([1.0, 2.0, 6.0], 5),
        ([3.0, NAN, 1.0, 5.0, NAN, NAN, NAN, 2.0], 3),
        ([NAN, 6.0, 2.0], 2),
        ([0.0, 4.0, -6.0, NAN, 0.0, -3.0, -1.0], 3),
    ):
        passed = copy.copy(values)
        returned = smooth_honestly(passed, width)
        require_returned(returned)
        require_type(returned, list)
        require(
            len(returned) == len(values),
            Text(
                ko="값 {n}개에 `width={width}`인데 {found}개가 나왔습니다.",
                en="{n} values with `width={width}` gave {found}.",
            ).format(n=len(values), width=width, found=len(returned)),
        )
        require_means(values, width, returned)
        require(
            repr(passed) == repr(values) and returned is not passed,
            Text(ko="넘겨받은 목록이 달라졌습니다.", en="The list that was passed has changed."),
        )


def require_means(values: list[float], width: int, returned: list) -> None:
    """Each entry is the mean of the last `width` values up to its place that are numbers."""
    for place, found in enumerate(returned):
        seen = values[max(0, place + 1 - width) : place + 1]
        known = [value for value in seen if not math.isnan(value)]
        setting = {"values": brief(values), "width": width, "place": place, "seen": brief(seen)}
        if not known:
            require(
                isinstance(found, float) and math.isnan(found),
                Text(
                    ko="{values}, `width={width}`: 자리 {place}에서는 평균할 값이 없는데 {found}이(가) 나왔습니다.",
                    en="{values}, `width={width}`: at place {place} nothing is left to average, but it is {found}.",
                ).format(**setting, found=brief(found)),
            )
            continue
        require(
            not (isinstance(found, float) and math.isnan(found)),
            Text(
                ko="{values}, `width={width}`: 자리 {place}의 값이 `nan`입니다. 거기서는 {seen}의 평균을 냅니다.",
                en="{values}, `width={width}`: place {place} is `nan`. What counts there is {seen}.",
            ).format(**setting),
        )
        require(
            math.isclose(require_number(found), sum(known) / len(known), rel_tol=1e-6),
            Text(
                ko="{values}, `width={width}`: 자리 {place}의 값이 {found:.3g}입니다. 거기서는 {seen}의 평균을 냅니다.",
                en="{values}, `width={width}`: place {place} is {found:.3g}. What counts there is {seen}.",
            ).format(**setting, found=require_number(found)),
        )


# --- 5-2-d ---


@exercise(
    "5-2-d",
    hints=[
        Text(
            ko="에포크를 하나씩 지나가며 지금까지의 가장 좋은 에포크를 기억하세요.",
            en="Go through the epochs one by one, and remember the best one so far.",
        ),
        Text(
            ko="가장 좋은 에포크에서 `patience`만큼 지났으면 멈출 때입니다.",
            en="When `patience` epochs have passed since the best one, it is time to stop.",
        ),
        Text(
            ko="`enumerate(val_losses, 1)`은 에포크를 1부터 셉니다.",
            en="`enumerate(val_losses, 1)` counts the epochs from 1.",
        ),
    ],
)
def kept_and_last(epoch_to_keep):
    require_function(epoch_to_keep)
    for losses, patience, kept, last in (
        ([0.9, 0.7, 0.6, 0.65, 0.7, 0.8, 0.9], 3, 3, 6),
        ([0.9, 0.8, 0.7, 0.6], 2, 4, 4),
        ([0.9, 0.5, 0.6, 0.7, 0.3, 0.2], 2, 2, 4),
        ([0.9, 0.7, 0.8, 0.75, 0.72, 0.6, 0.65], 4, 6, 7),
        ([0.5, 0.5, 0.5, 0.5, 0.4], 3, 1, 4),
        ([0.9, 0.5, 0.8, 0.7, 0.6, 0.55, 0.3], 3, 2, 5),
        ([0.8, 0.9], 1, 1, 2),
        ([0.8], 1, 1, 1),
        ([2.0, 1.5, 1.6, 1.4, 1.45, 1.3999, 1.55, 1.7, 1.3], 2, 6, 8),
    ):
        returned = epoch_to_keep(list(losses), patience)
        require_returned(returned)
        require_type(returned, tuple, list)
        require(
            len(returned) == 2,
            Text(
                ko="두 수를 돌려주어야 하는데 {n}개를 받았습니다.", en="It should return two numbers, not {n}."
            ).format(n=len(returned)),
        )
        found = tuple(require_number(value) for value in returned)
        require(
            all(isinstance(epoch, int) for epoch in found),
            Text(
                ko="{found}을(를) 받았습니다. 에포크는 정수입니다.", en="It returned {found}. Epochs are integers."
            ).format(found=found),
        )
        for place, wanted, what in (
            (1, last, Text(ko="멈춘 에포크", en="stops at")),
            (0, kept, Text(ko="남긴 에포크", en="keeps")),
        ):
            require(
                found[place] == wanted,
                _why_not(losses, patience, what, found[place], wanted),
            )


def _why_not(losses: list[float], patience: int, what: Text, found: float, wanted: int) -> Text:
    if found == wanted - 1:
        nudge = Text(ko="1부터 세나요?", en="Does it count from 1?")
    elif len(set(losses)) < len(losses):
        nudge = Text(ko="같은 값은 나아진 것이 아닙니다.", en="An equal value is not better.")
    elif found > wanted:
        nudge = Text(ko="학습이 이미 멈춘 뒤입니다.", en="By then training has stopped already.")
    else:
        nudge = Text(
            ko="지금까지의 가장 낮은 값보다 조금이라도 작으면 나아진 것이고, 그때마다 새로 기다립니다.",
            en="Any value below the lowest so far is better, however little, and the wait begins anew.",
        )
    return Text(
        ko="{losses}, `patience={patience}`: {what}가 {found}입니다. {nudge}",
        en="{losses}, `patience={patience}`: it {what} epoch {found}. {nudge}",
    ).format(losses=losses, patience=patience, what=what, found=found, nudge=nudge)


# --- 5-2-e ---


@exercise(
    "5-2-e",
    hints=[
        Text(
            ko="`__init__`에서는 `super().__init__()`을 부르고 `limit`만 기억하세요.",
            en="In `__init__`, call `super().__init__()` and remember `limit`; no more than that.",
        ),
        Text(
            ko="`on_train_begin`은 `fit`마다 한 번 불립니다. 목록을 비우기에 좋은 자리입니다.",
            en="`on_train_begin` is called once for each `fit`: a good place to empty the list.",
        ),
        Text(
            ko='`"val_loss" in logs`인지 먼저 보고, 멈출 때는 `self.model.stop_training`을 바꾸세요.',
            en='See first whether `"val_loss" in logs`. To stop, change `self.model.stop_training`.',
        ),
    ],
)
def stops_at_gap(StopAtGap):
    require(
        isinstance(StopAtGap, type) and issubclass(StopAtGap, keras.callbacks.Callback),
        Text(
            ko="`keras.callbacks.Callback`의 하위 클래스가 필요한데 {found}을(를) 받았습니다.",
            en="This needs a subclass of `keras.callbacks.Callback`, but it is {found}.",
        ).format(found=brief(StopAtGap)),
    )
    growing = [(0.75, 1.0), (0.5, 1.0), (0.25, 1.5), (0.125, 0.25)]
    callback = StopAtGap(0.5)
    require_gaps(callback, growing, [0.25, 0.5, 1.25], Text(ko="", en=""))
    again = Text(ko="같은 객체로 `initial_epoch=3`에서 다시 `fit`: ", en="Another `fit`, from `initial_epoch=3`: ")
    require_gaps(callback, [(0.5, 0.25), (0.5, 0.5)], [-0.25, 0.0], again, first=3)
    other = Text(ko="`limit`가 2일 때: ", en="With a limit of 2: ")
    require_gaps(StopAtGap(2), growing, [0.25, 0.5, 1.25, 0.125], other)
    require(
        callback.gaps == [-0.25, 0.0],
        Text(
            ko="다른 객체로 학습하자 처음 객체의 `gaps`가 {found}이(가) 되었습니다. 객체마다 제 목록이 있어야 합니다.",
            en="A `fit` with another object has made the `gaps` of the first one {found}. Each has a list of its own.",
        ).format(found=brief(callback.gaps)),
    )
    zero = Text(ko="`limit`가 0일 때: ", en="With a limit of 0: ")
    require_gaps(StopAtGap(0), [(0.5, 0.0), (0.5, 0.5), (0.5, 0.625), (0.5, 0.25)], [-0.5, 0.0, 0.125], zero)
    without = Text(ko="같은 객체로 검증 없이 다시 `fit`: ", en="Another `fit`, without validation: ")
    require_gaps(callback, [(0.5, None), (0.25, None)], [], without)


def require_gaps(callback, losses: list[tuple], gaps: list[float], when: Text, first: int = 0) -> None:
    """Lead a callback through a `fit` of these epochs; it has noted these gaps, and stopped where they end.

    Args:
        callback: the learner's object.
        losses: of each epoch the loss and the validation loss, or None for the latter.
        gaps: what it should have noted by the end.
        when: which call this is.
        first: the number of its first epoch.
    """
    model = keras.Sequential([keras.Input((1,))])
    model.stop_training = False
    callback.set_model(model)
    callback.set_params({"verbose": 0, "epochs": len(losses), "steps": 1})
    callback.on_train_begin()
    ran = 0
    for epoch, (loss, validation) in enumerate(losses, first):
        callback.on_epoch_begin(epoch)
        callback.on_epoch_end(epoch, {"loss": loss} | ({} if validation is None else {"val_loss": validation}))
        ran += 1
        if model.stop_training:
            break
    noted = getattr(callback, "gaps", None)
    require_type(noted, list)
    found = [require_number(gap) for gap in noted]
    shown = {"when": when, "losses": brief(losses[:ran], 90), "found": brief(found), "ran": ran}
    wanted_epochs = len(gaps) if gaps else len(losses)
    require(
        found == gaps[: len(found)] and len(found) == min(ran, len(gaps)),
        Text(
            ko="{when}에포크마다 (`loss`, `val_loss`)가 {losses}이었는데 `gaps`가 {found}입니다.",
            en="{when}With (`loss`, `val_loss`) of {losses} in each epoch, `gaps` is {found}.",
        ).format(**shown),
    )
    require(
        ran == wanted_epochs,
        Text(
            ko="{when}`gaps`가 {found}인데 {ran}에포크를 학습했습니다. 멈출 자리를 보세요.",
            en="{when}`gaps` is {found}, and training took {ran} epochs. Look at where it should stop.",
        ).format(**shown),
    )


# --- questions ---

question(
    "5-2-q1",
    text=Text(
        ko="첫 에포크에서 검증 정확도가 학습 정확도보다 높은 까닭은 무엇일까요?",
        en="In the first epochs the validation accuracy is higher than the training accuracy. Why?",
    ),
    choices={
        "a": Text(
            ko="검증 사진이 학습 데이터에도 들어 있어서", en="the validation pictures are in the training data too"
        ),
        "b": Text(
            ko="학습 정확도는 에포크 동안의 평균이고, 드롭아웃도 켜져 있어서",
            en="the training accuracy is a mean over the epoch, with dropout switched on",
        ),
        "c": Text(ko="모델이 과적합해서", en="the model overfits"),
    },
    answer="b",
    why={
        "a": Text(
            ko="학습에는 앞의 4,000장을, 검증에는 8,000장 뒤의 1,000장을 썼습니다. 겹치지 않습니다.",
            en="Training takes the first 4,000, validation the 1,000 after the first 8,000. They do not overlap.",
        ),
        "b": Text(
            ko="학습 값에는 에포크 처음의 서툰 모델도 듭니다. 검증은 에포크 끝의 모델을, 드롭아웃 없이 잽니다.",
            en="The training value includes the clumsy model at the start of the epoch. Validation measures the one at "
            "its end, without dropout.",
        ),
        "c": Text(
            ko="과적합이면 학습 정확도가 더 높습니다. 지금은 반대입니다.",
            en="With overfitting the training accuracy is the higher one. Here it is the other way round.",
        ),
    },
)

question(
    "5-2-q2",
    text=Text(
        ko="검증 사진이 20장일 때 검증 정확도가 0.80에서 0.85가 되었습니다. 무슨 뜻일까요?",
        en="With 20 validation pictures, the validation accuracy goes from 0.80 to 0.85. What does it mean?",
    ),
    choices={
        "a": Text(ko="사진 한 장의 답이 달라졌습니다", en="the answer for one picture has changed"),
        "b": Text(ko="모델이 5 % 나아졌습니다", en="the model got better by 5 %"),
        "c": Text(ko="학습률이 너무 큽니다", en="the learning rate is too large"),
    },
    answer="a",
    why={
        "a": Text(
            ko="20장이면 한 장이 0.05입니다. 이보다 작은 차이는 아예 보이지 않습니다.",
            en="Of 20, one picture is 0.05. A smaller difference cannot even be seen.",
        ),
        "b": Text(
            ko="새 사진 1,000장으로 재면 얼마나 달라질지, 20장으로는 알 수 없습니다.",
            en="What 1,000 new pictures would say, 20 pictures cannot tell.",
        ),
        "c": Text(
            ko="학습률이 크면 학습 곡선도 흔들립니다. C의 학습 곡선은 매끈합니다.",
            en="That would shake the training curve as well, and the one of C is smooth.",
        ),
    },
)

question(
    "5-2-q3",
    text=Text(
        ko="세로축이 로그일 때, 두 실행의 손실이 나란한 직선으로 내려갑니다. 무슨 뜻일까요?",
        en="On a logarithmic vertical axis, the losses of two runs fall as parallel straight lines. What does it mean?",
    ),
    choices={
        "a": Text(ko="두 손실의 차이가 언제나 같습니다", en="their difference is always the same"),
        "b": Text(ko="두 손실이 에포크마다 같은 양만큼 줄어듭니다", en="both fall by the same amount every epoch"),
        "c": Text(ko="두 손실이 에포크마다 같은 비율로 줄어듭니다", en="both fall by the same ratio every epoch"),
    },
    answer="c",
    why={
        "a": Text(
            ko="로그 축에서 같은 거리는 같은 비율입니다. 차이는 둘이 작아질수록 함께 작아집니다.",
            en="Equal distance on this axis is an equal ratio. The difference gets smaller as both do.",
        ),
        "b": Text(
            ko="같은 양씩 줄면 보통 축에서 직선입니다. 로그 축에서는 점점 가팔라집니다.",
            en="By equal amounts, they would be straight on a plain axis; on this one they would get steeper.",
        ),
        "c": Text(
            ko="예를 들어 둘 다 에포크마다 10 %씩 줄어듭니다. 어느 쪽이 먼저 0.01에 닿을지는 시작한 높이가 정합니다.",
            en="Both lose, say, 10 % every epoch. Which gets to 0.01 first depends on where they began.",
        ),
    },
)
