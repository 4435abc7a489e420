"""5-2 Training history: what counts as right."""

import copy
import inspect
import math
import operator
from collections.abc import Callable
from typing import Any

import keras
import numpy as np

from utils.core.text import Text, brief, joined
from utils.curve_reading import CASES, read_curves
from utils.exercises.assertions import (
    NotYet,
    kind_of,
    require,
    require_function,
    require_number,
    require_returned,
    require_subclass,
    require_type,
    with_plain_names,
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
from utils.exercises.trained_models import (
    cross_entropy,
    pictures_to_measure_by,
    require_not_trained_on_test,
    rounded_down,
    trained_on_validation,
)

# --- 5-2-a ---


class Rehearsal(keras.Sequential):
    """A small classifier, compiled as the task says, whose `fit` leads the callbacks as Keras does and trains nothing.

    Fifty real epochs take six seconds of the processor, however little there is to learn. So the values on record are
    made up. The arguments, the callbacks, the `History` and its `params` are Keras' own.
    """

    def __init__(self):
        super().__init__([keras.Input((1,)), keras.layers.Dense(3, activation="softmax")])
        self.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
        self.fits: list[tuple[dict, set[str]]] = []

    def fit(self, *args, **kwargs):
        try:
            call = inspect.signature(super().fit).bind(*args, **kwargs)
        except TypeError:
            return super().fit(*args, **kwargs)  # It raises what Keras raises.
        given = set(call.arguments)
        call.apply_defaults()
        settings = call.arguments
        self.fits.append((settings, given))
        # Without an epoch Keras looks at the data and the arguments, and trains nothing.
        super().fit(**settings | {"epochs": 0, "initial_epoch": 0, "verbose": 0, "callbacks": None})
        one = np.zeros((1, 1), "float32")
        names = sorted(self.compute_metrics(one, np.zeros(1, "int32"), self(one)))
        if settings["validation_split"] or settings["validation_data"] is not None:
            names += [f"val_{name}" for name in names]
        params = {"verbose": settings["verbose"], "epochs": settings["epochs"], "steps": 1}
        callbacks = keras.callbacks.CallbackList(settings["callbacks"], add_history=True, model=self, **params)
        self.stop_training, logs = False, None
        callbacks.on_train_begin()
        for epoch in range(settings["initial_epoch"], settings["epochs"]):
            callbacks.on_epoch_begin(epoch)
            # The first loss is the lowest, and no value comes twice: whoever stops early does so here.
            logs = {name: place + epoch * 7 % 50 / 97 for place, name in enumerate(names)}
            callbacks.on_epoch_end(epoch, logs)
            if self.stop_training:
                break
        callbacks.on_train_end(logs)
        return self.history


# By this name a message calls it.
Rehearsal.__name__ = "Sequential"


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
def fixed_page(accuracies):
    require_function(accuracies)
    model, x, y = Rehearsal(), np.arange(8.0)[:, np.newaxis], np.arange(8) % 3
    returned = accuracies(model, x, y)
    require(
        bool(model.fits),
        Text(
            ko="넘겨받은 `model`의 `fit`을 부르지 않았습니다. 다른 모델이나 앞의 기록이 아니라 이 모델을 학습하세요.",
            en="`fit` of the `model` that was passed was never called. Train this one: no other model, no old record.",
        ),
    )
    require(
        len(model.fits) == 1,
        Text(
            ko="넘겨받은 `model`의 `fit`을 {n}번 불렀습니다. 한 번이어야 합니다.",
            en="`fit` of the `model` that was passed was called {n} times. Once is right.",
        ).format(n=len(model.fits)),
    )
    settings, given = model.fits[0]
    require_settings(settings, given, x, y)
    epochs = len(model.history.epoch)
    require(
        epochs == 50,
        Text(
            ko="`epochs`는 50인데 학습이 {n}에포크 만에 끝났습니다. 50에포크를 다 학습해야 합니다.",
            en="With `epochs` of 50, training ends after {n}. It should go through all of them.",
        ).format(n=epochs),
    )
    require_returned(returned)
    require(
        isinstance(returned, tuple | list) and len(returned) == 2,
        Text(
            ko="목록 두 개를 돌려주어야 하는데 {found}[을] 돌려주었습니다.",
            en="It should return two lists, but it returned {found}.",
        ).format(found=_in_words(returned)),
    )
    which = Text(ko="첫째", en="first"), Text(ko="둘째", en="second")
    for place, wanted, values in zip(which, ({"accuracy", "acc"}, {"val_accuracy", "val_acc"}), returned, strict=True):
        require_record(values, model.history.history, wanted, place)


def require_record(values: Any, record: dict[str, list[float]], wanted: set[str], place: Text) -> None:
    """These are the values of one of the wanted names on record; `place` says which of the two lists they are."""
    what = (
        Text(ko="검증 정확도", en="validation accuracy")
        if "val_acc" in wanted
        else Text(ko="학습 정확도", en="training accuracy")
    )
    require(
        isinstance(values, list),
        Text(
            ko="{place} 값은 에포크마다의 {what}[을] 담은 목록(list)이어야 하는데 {found}입니다.",
            en="The {place} thing returned should be a list with the {what} of each epoch, but it is {found}.",
        ).format(place=place, what=what, found=_in_words(values)),
    )
    one = Text(ko="{place} 목록의 값", en="A value of the {place} list").format(place=place)
    given = [require_number(value, what=one) for value in values]
    same = (name for name, kept in record.items() if len(given) == len(kept) and np.allclose(given, kept, atol=1e-6))
    found = next(same, None)
    require(
        found is not None,
        Text(
            ko="{place} 목록에는 값이 {n}개 있고, 에포크마다의 {what}[과] 다릅니다. 기록에 있는 값을 "
            "그대로 돌려주세요.",
            en="The {place} list has {n} values, and they are not the {what} of each epoch. Return what is on record "
            "as it is.",
        ).format(place=place, what=what, n=len(given)),
    )
    require(
        found in wanted,
        Text(
            ko="{place} 목록에 `{found}`의 값이 들어 있습니다. 여기에는 {what}[이] 옵니다.",
            en="The {place} list holds the values of `{found}`. It is the {what} that belongs here.",
        ).format(place=place, what=what, found=found),
    )


def _in_words(value: Any) -> Text:
    """What was returned in place of two things: how many of what, or an object of which class."""
    if isinstance(value, tuple | list) and len(value) < 2:
        name = type(value).__name__
        return Text(ko="원소 {n}개", en="a `{name}` of length {n}").format(n=len(value), name=name)
    if isinstance(value, tuple):
        return Text(ko="원소 {n}개", en="{n} things").format(n=len(value))
    if isinstance(value, list):
        return Text(ko="값 {n}개짜리 목록 하나", en="one list of {n} values").format(n=len(value))
    if isinstance(value, int | float | np.number):
        return Text(ko="수 하나", en="one number")
    return Text(ko="`{kind}` 객체", en="an object of the class `{kind}`").format(kind=type(value).__name__)


def require_settings(settings: dict, given: set[str], x: np.ndarray, y: np.ndarray) -> None:
    """`fit` got the data and the settings of the page, and nothing that takes from them.

    Args:
        settings: each argument of `fit` by name.
        given: the names of those that are no defaults.
        x, y: the data.
    """
    for name, data in (("x", x), ("y", y)):
        require(
            np.array_equal(settings[name], data),
            Text(
                ko="`fit`에 `{name}`[을] 그대로 넘기지 않았습니다. 함수가 받은 데이터를 모두, 바꾸지 않고 넘기세요.",
                en="`fit` was not given `{name}` as it is. Hand over all the data that the function gets, unchanged.",
            ).format(name=name),
        )
    require(
        settings["validation_data"] is None,
        Text(
            ko="`fit`에 `validation_data`를 넘겼습니다. 그러면 케라스는 `validation_split`을 보지 않고 그 데이터로 "
            "검증합니다. 2020년의 줄처럼 `x`의 4분의 1로 검증하세요.",
            en="`fit` was given `validation_data`. Keras then leaves `validation_split` aside and validates on that "
            "data. Validate on a quarter of `x`, as the line of 2020 does.",
        ),
    )
    wanted = {"validation_split": 0.25, "epochs": 50, "batch_size": 16, "verbose": 0}
    for name, value in wanted.items():
        require(
            name in given,
            Text(
                ko="`fit`에 `{name}`[이] 빠졌습니다. 2020년의 줄에서 이 값은 {value}입니다.",
                en="`fit` was given no `{name}`. In the line of 2020 it is {value}.",
            ).format(name=name, value=value),
        )
        require(
            settings[name] == value,
            Text(
                ko="`fit`의 `{name}`[이] {found}입니다. 2020년의 줄에서는 {value}입니다.",
                en="`{name}` of `fit` is {found}. In the line of 2020 it is {value}.",
            ).format(name=name, found=brief(settings[name]), value=value),
        )
    usual = {"initial_epoch": 0, "validation_freq": 1, "validation_steps": None, "steps_per_epoch": None}
    for name, default in usual.items():
        require(
            settings[name] == default,
            Text(
                ko="`fit`에 `{name}={found}`[을] 넘겼습니다. 2020년의 줄에는 없던 것이고, 학습이나 검증을 줄입니다.",
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

NAMES_OF_THE_RUNS = {
    "P": "too little validation data",
    "Q": "learning rate too large",
    "R": "overfitting",
    "S": "learning rate too small",
    "T": "good fit",
}
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
        ko="두 곡선이 함께 낮습니다. 마지막 에포크에서도 아직 나아지고 있는지 보세요.",
        en="Both curves are low, and lie together. Do they still improve at the last epoch?",
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
            ko="남은 셋은 마지막 학습 정확도와, 두 손실이 끝에서 어디로 가는지로 갈립니다.",
            en="The last training accuracy, and where both losses go at the end, tell the other three apart.",
        ),
    ],
)
def five_curves(diagnosis):
    require_type(diagnosis, dict)
    diagnosis = with_plain_names(diagnosis)
    require(
        all(type(key) is str for key in diagnosis) and set(diagnosis) == set(NAMES_OF_THE_RUNS),
        Text(
            ko='키는 "P"부터 "T"까지 다섯 글자입니다. 받은 키: {found}',
            en='The keys are the five letters "P" to "T". These are {found}.',
        ).format(found=brief(list(diagnosis))),
    )
    for letter in NAMES_OF_THE_RUNS:
        require_is_a_name(letter, diagnosis[letter])
    given = {letter: str.__str__(diagnosis[letter]) for letter in NAMES_OF_THE_RUNS}
    for name in given.values():
        letters = [letter for letter in given if given[letter] == name]
        require(
            len(letters) == 1,
            Text(
                ko='`"{name}"`: {letters}에 함께 적혀 있습니다. 한 이름은 한 번만 나옵니다.',
                en='`"{name}"` stands at {letters}. No name comes twice.',
            ).format(name=name, letters=", ".join(letters)),
        )
    wrong = [letter for letter, name in NAMES_OF_THE_RUNS.items() if given[letter] != name]
    if wrong:
        letter = wrong[0]
        words = Text(
            ko='다섯 가운데 {n}개가 맞습니다. {letter}의 곡선은 `"{name}"`에 해당하지 않습니다. {look}',
            en='{n} of 5 are right. {letter} is not `"{name}"`. {look}',
        )
        require(False, words.format(n=5 - len(wrong), letter=letter, name=given[letter], look=_WHERE_TO_LOOK[letter]))


def require_is_a_name(letter: str, value: Any) -> None:
    """What is written for this letter is the name of a case in the table."""
    require(
        value is not ...,
        Text(ko="{letter}의 자리가 아직 `...`입니다.", en="{letter} is still `...`.").format(letter=letter),
    )
    require(
        isinstance(value, str) and str.__str__(value) in CASES,
        Text(
            ko="{letter}에 {found}: 과제의 여섯 이름에 없습니다. 과제에 적힌 글자 그대로 쓰세요.",
            en="{letter} has {found}, which is none of the six names. Write them letter for letter as the task does.",
        ).format(letter=letter, found=f"`{brief(value)}`"),
    )


# --- 5-2-c ---

TARGET = 0.78  # on the test pictures; with 300 pictures to learn from, these models reach about 0.73


@exercise(
    "5-2-c",
    hints=[
        Text(
            ko="표의 차례대로 봅니다. 처음 곡선에서는 학습 손실부터 오르내립니다.",
            en="Go through the table from its top. In the first curves even the training loss goes up and down.",
        ),
        Text(
            ko="학습률을 고치면 다음 문제가 보입니다. 학습 정확도와 검증 정확도의 차이를 보세요.",
            en="With the learning rate mended the next fault comes to light: see how far training and validation part.",
        ),
        Text(
            ko="`SGD(0.1)`로 `pictures[:4000]`, `labels[:4000]`을 열 에포크쯤 학습하면 됩니다.",
            en="`SGD(0.1)` with `pictures[:4000]`, `labels[:4000]` and about ten epochs will do.",
        ),
    ],
)
def a_run_made_right(mended, mended_run):
    model, run = Text(ko="`mended`", en="`mended`"), Text(ko="`mended_run`", en="`mended_run`")
    require_no_history(mended, model)
    require_type(mended, keras.Model, what=model)
    require(
        type(mended_run) is not dict,
        Text(
            ko="`mended_run`에 기록의 딕셔너리가 들어 있습니다. `.history`를 떼고 `fit`이 돌려준 것을 넣으세요.",
            en="`mended_run` holds the dictionary of the record. Leave `.history` off: it takes what `fit` returns.",
        ),
    )
    require_type(mended_run, keras.callbacks.History, what=run)
    require_built(mended)
    require_shapes(mended, (28, 28), (10,))
    require(
        mended_run.model is mended,
        Text(
            ko="`mended_run`은 다른 모델을 학습한 기록입니다. `mended.fit(...)`이 돌려준 것을 넣으세요.",
            en="`mended_run` is the record of another model. Put into it what `mended.fit(...)` returns.",
        ),
    )
    require(
        "val_loss" in mended_run.history,
        Text(
            ko="`mended_run`에 검증 값이 없습니다. `fit`에 `validation_data`를 넘겨야 곡선을 읽을 수 있습니다.",
            en="`mended_run` has no validation. Give `fit` the `validation_data`: without it the curves tell little.",
        ),
    )
    pictures = pictures_to_measure_by()
    outputs = {part: output_of(mended, x) for part, (x, _) in pictures.items()}
    require_no_nan(outputs["test"])
    require_are_probabilities(outputs["test"])
    require_not_trained_on_test(
        test=(outputs["test"], pictures["test"][1]), validation=(outputs["validation"], pictures["validation"][1])
    )
    found = {part: float(np.mean(outputs[part].argmax(axis=-1) == y)) for part, (_, y) in pictures.items()}
    require(found["validation"] - found["test"] < 0.08, trained_on_validation(found["validation"], found["test"]))
    _require_not_validated_on_test(mended_run.history, outputs["test"], pictures["test"][1])
    if found["test"] < TARGET:
        x, y = pictures["test"]
        found["unscaled"] = float(np.mean(output_of(mended, 255 * x).argmax(axis=-1) == y))
        raise NotYet(_why_not_right(mended_run.history, found))
    return Text(
        ko="처음 보는 사진 2,000장에서 정확도 ≈ {test:.2f}입니다.",
        en="The accuracy on 2,000 new pictures is ≈ {test:.2f}.",
    ).format(**found)


def _require_not_validated_on_test(history: dict[str, list[float]], said: np.ndarray, labels: np.ndarray) -> None:
    """No epoch on record has both the loss and the accuracy of the test pictures, which are those of the last one.

    After `restore_best_weights` it is an earlier one. By chance this happens once in a hundred thousand runs.
    """
    loss, accuracy = cross_entropy(said, labels), float(np.mean(said.argmax(axis=-1) == labels))
    accuracies = (values for name, values in history.items() if name in ("val_accuracy", "val_acc"))
    epochs = zip(history["val_loss"], next(accuracies, ()), strict=False)
    require(
        not any(abs(one - loss) < 1e-5 and abs(other - accuracy) < 1e-5 for one, other in epochs),
        Text(
            ko="`mended_run`의 `val_loss` {loss:.4f}[과] 검증 정확도 {accuracy:.4f}[은] 테스트 사진에서 잰 값입니다. "
            "테스트 사진은 마지막에 한 번만 봅니다. `validation_data`에는 `x_val`, `y_val`을 넘기세요.",
            en="The `val_loss` of {loss:.4f} and the accuracy of {accuracy:.4f} in `mended_run` were measured on the "
            "test pictures. These are looked at once, at the end: give `validation_data` the `x_val` and `y_val`.",
        ).format(loss=loss, accuracy=accuracy),
    )


def _why_not_right(history: dict[str, list[float]], found: dict[str, float]) -> Text:
    """Too few answers are right: what its curves are called in the table, and what the table says to try."""
    low = Text(
        ko="처음 보는 사진 2,000장에서 정확도가 {test:.2f}입니다. {target:.2f}[이어야] 합니다.",
        en="On 2,000 new pictures the accuracy is {test:.2f}; it should be {target:.2f}.",
    ).format(test=rounded_down(found["test"]), target=TARGET)
    # To a model without large biases it is nearly the same, however bright the pictures are.
    if found["unscaled"] >= max(TARGET - 0.05, found["test"] + 0.1):
        unscaled = Text(
            ko="픽셀이 0에서 255 사이이면 {unscaled:.2f}입니다. `pictures`의 픽셀은 이미 0과 1 사이입니다. 그대로 "
            "학습하세요.",
            en="With pixels from 0 to 255 it is {unscaled:.2f}. The pixels of `pictures` lie between 0 and 1 already: "
            "train on them as they are.",
        )
        return joined(low, unscaled.format(unscaled=found["unscaled"]))
    if not {"accuracy", "val_accuracy"} <= set(history):
        return low
    reading = read_curves(history)
    if reading == "good fit":
        elsewhere = Text(
            ko="그런데 `mended_run`의 곡선은 멀쩡합니다. 학습과 검증에 쓴 사진과 레이블이 과제의 것과 같은지, `fit` "
            "뒤에 가중치가 바뀌지 않았는지 보세요.",
            en="Yet the curves of `mended_run` are sound. See whether the pictures and labels for training and for "
            "validation are those of the task, and whether the weights were changed after `fit`.",
        )
        return joined(low, elsewhere)
    case = CASES[reading]
    told = Text(
        ko='`mended_run`의 곡선은 표의 "{name}"에 해당합니다. {sign} {remedy}',
        en='The curves of `mended_run` are those of "{name}" in the table. {sign} {remedy}',
    ).format(name=case.name, sign=case.sign, remedy=case.remedy)
    return joined(low, told)


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
    records = (
        ([0.9, 0.7, 0.6, 0.65, 0.7, 0.8, 0.9], 3),
        ([0.9, 0.8, 0.7, 0.6], 2),
        ([0.9, 0.5, 0.6, 0.7, 0.3, 0.2], 2),
        ([0.9, 0.7, 0.8, 0.75, 0.72, 0.6, 0.65], 4),
        ([0.5, 0.5, 0.5, 0.5, 0.4], 3),
        ([0.9, 0.5, 0.8, 0.7, 0.6, 0.55, 0.3], 3),
        ([0.8, 0.9], 1),
        ([0.8], 1),
        ([2.0, 1.5, 1.6, 1.4, 1.45, 1.3999, 1.55, 1.7, 1.3], 2),
    )
    found = [two_epochs(epoch_to_keep(list(losses), patience), losses, patience) for losses, patience in records]
    for slip, words in _SLIPS:
        require(found != [slip(losses, patience) for losses, patience in records], words)
    for (losses, patience), (kept, last) in zip(records, found, strict=True):
        require_epochs(losses, patience, kept, last)


def early_stop(losses: list[float], patience: int, is_better: Callable = operator.lt) -> tuple[int, int]:
    """The epoch to keep and the epoch after which training stops, both counted from 1."""
    best = 1
    for epoch, loss in enumerate(losses, 1):
        if epoch > 1 and is_better(loss, losses[best - 1]):
            best = epoch
        if epoch - best == patience:
            return best, epoch
    return best, len(losses)


# What an answer did whose epochs are these for every record.
_SLIPS: tuple[tuple[Callable[[list[float], int], tuple[int, int]], Text], ...] = (
    (
        lambda losses, patience: early_stop(losses, patience)[::-1],
        Text(
            ko="두 수의 차례가 바뀌었습니다. 먼저 남길 에포크, 다음에 멈추는 에포크입니다.",
            en="The two numbers stand the wrong way round. First comes the epoch to keep, then the one that stops.",
        ),
    ),
    (
        lambda losses, patience: (early_stop(losses, patience)[0] - 1, early_stop(losses, patience)[1] - 1),
        Text(
            ko="두 에포크 모두 하나씩 작습니다. 에포크는 0이 아니라 1부터 셉니다.",
            en="Both epochs are too small by one. They count from 1, not from 0.",
        ),
    ),
    (
        lambda losses, patience: (early_stop(losses, patience)[0] - 1, early_stop(losses, patience)[1]),
        Text(
            ko="멈추는 에포크는 맞습니다. 남길 에포크가 언제나 하나 작은데, 이것도 1부터 셉니다.",
            en="The epoch that stops is right. The one to keep is always too small by one: it counts from 1 as well.",
        ),
    ),
    (
        lambda losses, patience: early_stop(losses, patience + 1),
        Text(
            ko="한 에포크 늦게 멈춥니다. `patience`번째로 나아지지 않은 바로 그 에포크에서 멈춥니다.",
            en="It stops one epoch late. The epoch that makes it `patience` without a better one is the last.",
        ),
    ),
    (
        lambda losses, patience: early_stop(losses, patience, operator.le),
        Text(
            ko="가장 낮은 값과 같은 값도 나아진 것으로 셉니다. 더 작아야 나아진 것입니다.",
            en="A value that equals the lowest counts as better here. Only a value below it does.",
        ),
    ),
    (
        lambda losses, patience: (early_stop(losses, len(losses))[0], len(losses)),
        Text(
            ko="`patience`가 무엇이든 기록의 끝까지 갑니다. `patience`번 연달아 나아지지 않으면 거기서 멈춥니다.",
            en="Whatever `patience` is, it goes to the end of the record. After `patience` epochs in a row without a "
            "better one, it stops there.",
        ),
    ),
    (
        lambda losses, patience: (early_stop(losses, len(losses))[0], early_stop(losses, patience)[1]),
        Text(
            ko="멈추는 에포크는 맞지만, 남길 에포크를 멈춘 뒤의 값에서도 찾습니다. 그 뒤는 보지 않습니다.",
            en="The epoch that stops is right, but the one to keep is looked for beyond it, too. Look no further.",
        ),
    ),
    (
        lambda losses, patience: (early_stop(losses, patience)[1],) * 2,
        Text(
            ko="멈추는 에포크는 맞지만, 남길 에포크로 같은 수를 돌려줍니다. 남길 것은 값이 가장 낮았던 에포크입니다.",
            en="The epoch that stops is right, but it is returned as the one to keep as well. Keep the one with the "
            "lowest value.",
        ),
    ),
)


def two_epochs(returned: Any, losses: list[float], patience: int) -> tuple[int, int]:
    """What the function returned for this record: two integers."""
    case = {"losses": losses, "patience": patience}
    require(
        returned is not None,
        Text(
            ko="{losses}, `patience={patience}`에서 함수가 아무것도 돌려주지 않습니다. 어느 길로 끝나든 `return`이 "
            "필요합니다.",
            en="For {losses} and `patience={patience}` the function returns nothing. It needs a `return` whichever "
            "way it ends.",
        ).format(**case),
    )
    require(
        isinstance(returned, tuple | list) and len(returned) == 2,
        Text(
            ko="두 정수를 돌려주어야 하는데 {found}[을] 돌려주었습니다.",
            en="It should return two integers, but it returned {found}.",
        ).format(found=_in_words(returned)),
    )
    whose = Text(
        ko="{losses}, `patience={patience}`에서 돌려준 {which} 값",
        en="For {losses} and `patience={patience}`, the {which}",
    )
    which = Text(ko="첫째", en="first value"), Text(ko="둘째", en="second value")
    kept, last = (
        require_number(value, what=whose.format(**case, which=place))
        for value, place in zip(returned, which, strict=True)
    )
    require(
        isinstance(kept, int) and isinstance(last, int),
        Text(
            ko="{losses}, `patience={patience}`에서 {found}[을] 돌려주었습니다. 에포크는 정수입니다. 손실의 값도, "
            "`3.0` 같은 실수도 아닙니다.",
            en="For {losses} and `patience={patience}` it returned {found}. Epochs are integers: no losses, and no "
            "floats such as `3.0`.",
        ).format(**case, found=(kept, last)),
    )
    return int(kept), int(last)


def require_epochs(losses: list[float], patience: int, kept: int, last: int) -> None:
    """Training by this record keeps and stops at these epochs."""
    right_kept, right_last = early_stop(losses, patience)
    facts = {"losses": losses, "patience": patience, "kept": kept, "last": last}
    facts |= {"right_kept": right_kept, "right_last": right_last, "low": losses[right_kept - 1]}
    waited = Text(
        ko="{right_kept}에포크의 {low}보다 작은 값이 그 뒤로 {patience}번 연달아 나오지 않으므로 "
        "{right_last}에포크에서 멈춥니다.",
        en="After the {low} of epoch {right_kept}, {patience} in a row are not below it, so it stops at {right_last}.",
    )
    ended = Text(
        ko="{patience}번 연달아 나아지지 않은 적이 없으므로 마지막인 {right_last}에포크에서 멈춥니다.",
        en="There are never {patience} in a row without a better one, so it stops at the last, {right_last}.",
    )
    reason = (waited if right_last - right_kept == patience else ended).format(**facts)
    require(
        last == right_last,
        Text(
            ko="{losses}, `patience={patience}`: 멈추는 에포크로 {last}[을] 돌려주었습니다. {reason}",
            en="{losses}, `patience={patience}`: for the epoch that stops it returned {last}. {reason}",
        ).format(**facts, reason=reason),
    )
    require(
        kept == right_kept,
        Text(
            ko="{losses}, `patience={patience}`: 멈추는 에포크 {last}[은] 맞지만, 남길 에포크로 {kept}[을] "
            "돌려주었습니다. 거기까지 가장 낮은 값은 {right_kept}에포크의 {low}입니다.",
            en="{losses}, `patience={patience}`: it stops at {last}, which is right, but keeps epoch {kept}. The "
            "lowest value up to there is the {low} of epoch {right_kept}.",
        ).format(**facts),
    )


# --- 5-2-e ---

NAN = float("nan")


@exercise(
    "5-2-e",
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
        require(
            isinstance(returned, list),
            Text(
                ko="돌려준 값이 목록(list)이 아니라 {found}입니다.", en="What it returns is not a list but {found}."
            ).format(found=kind_of(returned)),
        )
        setting = {"values": brief(values), "width": width}
        require(
            len(returned) == len(values),
            Text(
                ko="{values}에서 `width={width}`일 때 길이가 {found}인 목록이 나왔습니다. `values`의 길이는 {n}입니다.",
                en="For {values} and `width={width}` the list has length {found}. `values` has length {n}.",
            ).format(**setting, n=len(values), found=len(returned)),
        )
        for place, found in enumerate(returned):
            require_mean(values[max(0, place + 1 - width) : place + 1], found, setting | {"place": place})
        require(
            returned is not passed,
            Text(
                ko="평균은 맞지만, 넘겨받은 목록 자체를 돌려주었습니다. 새 목록에 담아 돌려주세요.",
                en="The means are right, but it returns the very list that was passed. Put them into a new one.",
            ),
        )
        require(
            repr(passed) == repr(values),
            Text(
                ko="평균은 맞지만, 넘겨받은 목록이 {values}에서 {found}[으로] 달라졌습니다. 부른 쪽의 기록이 "
                "망가집니다.",
                en="The means are right, but the list that was passed has changed from {values} to {found}, and so the "
                "caller's record is spoilt.",
            ).format(values=setting["values"], found=brief(passed)),
        )


def require_mean(seen: list[float], found: Any, setting: dict) -> None:
    """`found` is the mean of those of the values seen that are numbers; `setting` says where that is."""
    where = Text(
        ko="{values}에서 `width={width}`일 때, 자리 {place}(0부터 셉니다)",
        en="For {values} and `width={width}`, place {place} (counted from 0)",
    ).format(**setting)
    known = [value for value in seen if not math.isnan(value)]
    is_nan = _is_nan(found)
    if not known:
        require(
            is_nan,
            Text(
                ko="{where}에는 평균할 값이 없는데 값이 {found}입니다. 과제는 이런 자리에 `nan`을 둡니다.",
                en="{where} has nothing to average, yet it is {found}. The task puts `nan` there.",
            ).format(where=where, found=brief(found)),
        )
        return
    mean = sum(known) / len(known)
    without = Text(ko="{seen}에서 `nan`을 뺀 값들의 평균", en="the mean of {seen} without `nan`")
    what = without if len(known) < len(seen) else Text(ko="{seen}의 평균", en="the mean of {seen}")
    facts = {"where": where, "what": what.format(seen=brief(seen)), "mean": f"{mean:.6g}"}
    require(
        not is_nan,
        Text(
            ko="{where}의 값이 `nan`입니다. {what}, 곧 {mean}[이] 올 자리입니다.",
            en="{where} is `nan`. It should be {what}: {mean}.",
        ).format(**facts),
    )
    number = require_number(found, what=Text(ko="{where}의 값", en="{where}: the value").format(where=where))
    require(
        math.isclose(number, mean, rel_tol=1e-5, abs_tol=1e-6),
        Text(
            ko="{where}의 값이 {found:.6g}입니다. {what}, 곧 {mean}[이] 올 자리입니다.",
            en="{where} is {found:.6g}. It should be {what}: {mean}.",
        ).format(**facts, found=number),
    )


def _is_nan(found: Any) -> bool:
    """Whether it is one `nan`: Python's, NumPy's, or that of an array or a tensor without an axis."""
    if type(found) is float:
        return math.isnan(found)
    of_library = type(found).__module__.startswith(("numpy", "tensorflow", "jaxlib", "torch"))
    if not of_library or getattr(found, "shape", None) != ():
        return False
    array = keras.ops.convert_to_numpy(found)
    return array.dtype.kind == "f" and bool(np.isnan(array))


# --- 5-2-f ---


@exercise(
    "5-2-f",
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
    require_subclass(
        StopAtGap, keras.callbacks.Callback, "keras.callbacks.Callback", Text(ko="`StopAtGap`", en="`StopAtGap`")
    )
    require(
        _takes_one_number(StopAtGap),
        Text(
            ko="`StopAtGap(0.5)`처럼 수 하나로 만들 수 없습니다. `__init__`이 `limit`를 받아야 합니다.",
            en="It cannot be made with one number, as in `StopAtGap(0.5)`: its `__init__` has to take `limit`.",
        ),
    )
    growing = [(0.75, 1.0), (0.5, 1.0), (0.25, 1.5), (0.125, 0.25)]
    callback = StopAtGap(0.5)
    require_stops(callback, 0.5, growing, Text(ko="`StopAtGap(0.5)`로 `fit`", en="`fit` with `StopAtGap(0.5)`"))
    again = Text(
        ko="같은 `StopAtGap(0.5)` 객체로 `initial_epoch=3`에서 다시 `fit`",
        en="Another `fit` with the same `StopAtGap(0.5)`, from `initial_epoch=3`",
    )
    require_stops(callback, 0.5, [(0.5, 0.25), (0.5, 0.5)], again, first=3)
    without_metrics = Text(
        ko="평가 지표가 없는 모델을 `StopAtGap(2)`로 `fit`", en="`fit` of a model without metrics, with `StopAtGap(2)`"
    )
    require_stops(StopAtGap(2), 2, growing, without_metrics, metrics=False)
    require(
        callback.gaps == [-0.25, 0.0],
        Text(
            ko="다른 객체로 학습하자 처음 객체의 `gaps`가 {found}[이] 되었습니다. 객체마다 제 목록이 있어야 합니다.",
            en="A `fit` with another object has made the `gaps` of the first one {found}. Each has a list of its own.",
        ).format(found=brief(callback.gaps)),
    )
    zero = [(0.5, 0.0), (0.5, 0.5), (0.5, 0.625), (0.5, 0.25)]
    require_stops(StopAtGap(0), 0, zero, Text(ko="`StopAtGap(0)`으로 `fit`", en="`fit` with `StopAtGap(0)`"))
    without = Text(
        ko="같은 `StopAtGap(0.5)` 객체로 검증 없이 다시 `fit`",
        en="Another `fit` with the same `StopAtGap(0.5)`, without validation",
    )
    require_stops(callback, 0.5, [(0.5, None), (0.25, None)], without)


def _takes_one_number(kind: type) -> bool:
    try:
        inspect.signature(kind).bind(0.5)
    except TypeError:
        return False
    return True


def require_stops(
    callback, limit: float, losses: list[tuple], when: Text, first: int = 0, metrics: bool = True
) -> None:
    """Lead a callback through a `fit` with these losses, as Keras does; it notes every gap and stops in time.

    Args:
        callback: the learner's object.
        limit: what it was made with.
        losses: of each epoch the loss and the validation loss, or None for the latter.
        when: which call this is.
        first: the number of its first epoch.
        metrics: whether the logs hold accuracy beside the loss.
    """
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse", metrics=["accuracy"])
    model.stop_training = False
    params = {"verbose": 0, "epochs": first + len(losses), "steps": 1}
    callbacks = keras.callbacks.CallbackList([callback], add_history=True, model=model, **params)
    left_over = list(callback.gaps) if isinstance(getattr(callback, "gaps", None), list) else []
    callbacks.on_train_begin()
    gaps: list[float] = []
    for epoch, (loss, validation) in enumerate(losses, first):
        logs = {"accuracy": 0.5, "loss": loss} if metrics else {"loss": loss}
        callbacks.on_epoch_begin(epoch)
        callbacks.on_train_batch_begin(0)
        callbacks.on_train_batch_end(0, dict(logs))
        if validation is not None:
            measured = {"accuracy": 0.25, "loss": validation} if metrics else {"loss": validation}
            callbacks.on_test_begin()
            callbacks.on_test_batch_begin(0)
            callbacks.on_test_batch_end(0, dict(measured))
            callbacks.on_test_end(dict(measured))
            logs |= {f"val_{name}": value for name, value in measured.items()}
            gaps.append(validation - loss)
        try:
            callbacks.on_epoch_end(epoch, logs)
        except KeyError as error:
            require(
                validation is not None,
                Text(
                    ko="{when}: `logs`에 {key} 키가 없는데 그 값을 찾습니다. 검증이 없으면 아무것도 하지 않습니다.",
                    en="{when}: it asks `logs` for the key {key}, which is not there. Without validation it does "
                    "nothing.",
                ).format(when=when, key=f"`{error.args[0]}`" if error.args else ""),
            )
            raise
        noted = getattr(callback, "gaps", None)
        require_gaps(noted, gaps, when, epoch + 1, (loss, validation), left_over)
        if require_stopped(model, callback, gaps, limit, when, epoch + 1):
            break
    callbacks.on_train_end(logs)
    require(
        callback.gaps == gaps,
        Text(
            ko="{when}: 학습이 끝나자 `gaps`가 {found}[이] 되었습니다. 다음 `fit`이 시작할 때까지 남아 있어야 합니다.",
            en="{when}: when training ended, `gaps` became {found}. It should stay until the next `fit` begins.",
        ).format(when=when, found=brief(callback.gaps)),
    )


def require_gaps(noted: Any, gaps: list[float], when: Text, epoch: int, losses: tuple, left_over: list) -> None:
    """After this epoch (counted from 1) with this loss and validation loss, these gaps are noted.

    Args:
        noted: the attribute `gaps` of the learner's object.
        gaps: what it should be.
        when: which `fit` it is.
        epoch, losses: the epoch, its loss and its validation loss.
        left_over: what `gaps` was before this `fit`.
    """
    require(
        noted is not None,
        Text(
            ko="{when}: {epoch}에포크 뒤에 객체에 `gaps`가 없습니다.",
            en="{when}: after epoch {epoch} there is no `gaps`.",
        ).format(when=when, epoch=epoch),
    )
    require(
        isinstance(noted, list),
        Text(
            ko="{when}: {epoch}에포크 뒤에 `gaps`가 목록(list)이 아니라 {found}입니다.",
            en="{when}: after epoch {epoch}, `gaps` is not a list but {found}.",
        ).format(when=when, epoch=epoch, found=kind_of(noted)),
    )
    one = Text(ko="{when}: {epoch}에포크 뒤에 `gaps`의 값", en="{when}: after epoch {epoch}, a value of `gaps`")
    found = [require_number(gap, what=one.format(when=when, epoch=epoch)) for gap in noted]
    loss, validation = losses
    facts = {"when": when, "epoch": epoch, "found": brief(found), "loss": loss, "validation": validation}
    require(
        min(gaps, default=0) >= 0 or found != [abs(gap) for gap in gaps],
        Text(
            ko="{when}: `val_loss`가 `loss`보다 작으면 차이는 음수인데 `gaps`에는 양수가 있습니다. 그대로 더합니다.",
            en="{when}: where `val_loss` is below `loss`, `gaps` holds a positive number. Append the negative one.",
        ).format(**facts),
    )
    require(
        not gaps or found != [-gap for gap in gaps],
        Text(
            ko="{when}: `gaps`의 부호가 반대입니다. `val_loss`에서 `loss`를 뺍니다.",
            en="{when}: the signs in `gaps` are the wrong way round. It is `val_loss` minus `loss`.",
        ).format(**facts),
    )
    require(
        not left_over or found != left_over + gaps,
        Text(
            ko="{when}: `gaps`에 앞의 `fit`에서 온 값이 남아 있습니다. `fit`마다 빈 목록에서 시작합니다.",
            en="{when}: `gaps` still holds values of the `fit` before. It begins with an empty list each time.",
        ).format(**facts),
    )
    require(
        bool(gaps) or not found,
        Text(
            ko="{when}: {epoch}에포크에 `val_loss`가 없는데 `gaps`가 {found}입니다. 이때는 아무것도 더하지 않습니다.",
            en="{when}: in epoch {epoch} there is no `val_loss`, yet `gaps` is {found}. Nothing is appended then.",
        ).format(**facts),
    )
    require(
        found == gaps,
        Text(
            ko="{when}: {epoch}에포크(`loss` {loss}, `val_loss` {validation}) 뒤에 `gaps`가 {found}입니다. "
            "과제대로라면 {gaps}입니다.",
            en="{when}: after epoch {epoch} (`loss` {loss}, `val_loss` {validation}), `gaps` is {found}. By the task "
            "it is {gaps}.",
        ).format(**facts, gaps=gaps),
    )


def require_stopped(model: keras.Model, callback, gaps: list[float], limit: float, when: Text, epoch: int) -> bool:
    """Training stops after this epoch just where the last gap is larger than the limit; whether it does."""
    stopped, too_large = bool(model.stop_training), bool(gaps) and gaps[-1] > limit
    require(
        bool(gaps) or not stopped,
        Text(
            ko="{when}: {epoch}에포크에 `val_loss`가 없는데 학습이 멈춥니다. 검증이 없으면 아무것도 하지 않습니다.",
            en="{when}: in epoch {epoch} there is no `val_loss`, yet training stops. Without validation it does "
            "nothing.",
        ).format(when=when, epoch=epoch),
    )
    facts = {"when": when, "epoch": epoch, "gap": gaps[-1] if gaps else "", "limit": limit}
    require(
        stopped or not too_large or not getattr(callback, "stop_training", False),
        Text(
            ko="{when}: 콜백 자신의 `stop_training`을 바꾸었습니다. 멈추라는 말은 모델에게 합니다.",
            en="{when}: it sets a `stop_training` of its own. It is the model that has to be told to stop.",
        ).format(**facts),
    )
    require(
        stopped or not too_large,
        Text(
            ko="{when}: {epoch}에포크의 차이 {gap}[이] `limit`인 {limit}보다 큰데도 학습이 멈추지 않습니다.",
            en="{when}: in epoch {epoch} the gap of {gap} is larger than the limit of {limit}, yet training goes on.",
        ).format(**facts),
    )
    require(
        too_large or not stopped,
        Text(
            ko="{when}: {epoch}에포크의 차이 {gap}[은] `limit`인 {limit}보다 크지 않은데 학습이 멈춥니다.",
            en="{when}: in epoch {epoch} the gap of {gap} is not larger than the limit of {limit}, yet training stops.",
        ).format(**facts),
    )
    return stopped


# --- questions ---

question(
    "5-2-q1",
    text=Text(
        ko="`epochs=3`인 `fit` 셀을 두 번 실행합니다. 두 번째에 돌려준 기록에는 무엇이 있을까요?",
        en="You run a cell with `fit` and `epochs=3` twice. What does the second record hold?",
    ),
    choices={
        "a": Text(ko="첫 실행과 같은 손실 3개", en="3 losses, the same as in the first run"),
        "b": Text(ko="첫 실행에서 이어지는 손실 3개", en="3 losses that go on from the first run"),
        "c": Text(ko="두 실행의 손실 6개", en="6 losses, those of both runs"),
    },
    answer="b",
    why={
        "a": Text(
            ko="그러려면 모델을 새로 만들어야 합니다. `fit`은 모델의 가중치를 처음으로 되돌리지 않습니다.",
            en="For that the model would have to be made anew. `fit` does not take its weights back to the start.",
        ),
        "b": Text(ko="학습은 이어지고 기록은 새로 시작합니다.", en="Training goes on, and the record starts anew."),
        "c": Text(
            ko="기록에는 그 `fit`의 값만 있습니다. 앞의 기록은 따로 두어야 합니다.",
            en="A record has the values of its own `fit` only. The one before has to be kept apart.",
        ),
    },
)

question(
    "5-2-q2",
    text=Text(
        ko="첫 에포크에서 검증 정확도가 학습 정확도보다 높은 까닭은 무엇일까요?",
        en="In the first epoch the validation accuracy is higher than the training accuracy. Why?",
    ),
    choices={
        "a": Text(
            ko="검증 사진이 학습 데이터에도 들어 있어서", en="the validation pictures are in the training data too"
        ),
        "b": Text(
            ko="모델이 처음부터 과적합했고, 검증 사진이 더 쉬워서",
            en="the model overfits from the start, and the validation pictures are easier",
        ),
        "c": Text(
            ko="학습 정확도는 에포크 동안의 평균이고, 드롭아웃도 켜져 있어서",
            en="the training accuracy is a mean over the epoch, with dropout switched on",
        ),
    },
    answer="c",
    why={
        "a": Text(
            ko="학습에는 앞의 2,000장을, 검증에는 8,000장 뒤의 1,000장을 썼습니다. 겹치지 않습니다.",
            en="Training takes the first 2,000, validation the 1,000 after the first 8,000. They do not overlap.",
        ),
        "b": Text(
            ko="과적합이면 학습 정확도가 더 높습니다. 지금은 반대입니다.",
            en="With overfitting the training accuracy is the higher one. Here it is the other way round.",
        ),
        "c": Text(
            ko="학습 값에는 에포크 처음의 서툰 모델도 듭니다. 검증은 에포크 끝의 모델을, 드롭아웃 없이 잽니다.",
            en="The training value includes the clumsy model at the start of the epoch. Validation measures the one at "
            "its end, without dropout.",
        ),
    },
)

question(
    "5-2-q3",
    text=Text(
        ko="위의 그림으로 무엇을 말할 수 있을까요?",
        en="What does this figure allow you to say?",
    ),
    choices={
        "a": Text(
            ko="평균이 더 높으므로 0.1과 0.12 가운데 하나가 더 낫습니다",
            en="of 0.1 and 0.12, the one with the higher mean is better",
        ),
        "b": Text(
            ko="0.003은 0.1보다 나쁘고, 0.1과 0.12는 가릴 수 없습니다",
            en="0.003 is worse than 0.1, and 0.1 and 0.12 cannot be told apart",
        ),
        "c": Text(
            ko="시드가 세 개뿐이므로 아무것도 말할 수 없습니다",
            en="nothing, since there are only three seeds",
        ),
    },
    answer="b",
    why={
        "a": Text(
            ko="두 줄의 점은 서로 섞여 있습니다. 시드 하나를 바꾸면 순서가 뒤집힐 수 있습니다.",
            en="The dots of the two rows lie among each other. Change one seed, and the order may turn round.",
        ),
        "b": Text(
            ko="0.003의 점은 모두 멀리 떨어져 있습니다. 0.1과 0.12의 차이는 시드의 차이보다 작습니다.",
            en="All dots of 0.003 lie far away. The difference of 0.1 and 0.12 is smaller than that between seeds.",
        ),
        "c": Text(
            ko="작은 차이에는 맞는 말입니다. 시드의 차이보다 몇 배 큰 차이는 세 번으로도 보입니다.",
            en="Of a small difference, yes. One several times as large as that between seeds shows in three runs.",
        ),
    },
)

question(
    "5-2-q4",
    text=Text(
        ko="검증 사진이 20장일 때 검증 정확도가 0.80에서 0.85가 되었습니다. 무엇을 알 수 있을까요?",
        en="With 20 validation pictures, the validation accuracy goes from 0.80 to 0.85. What do you know?",
    ),
    choices={
        "a": Text(
            ko="맞힌 사진이 한 장 늘었고, 그 밖에는 알 수 없습니다",
            en="one more picture is right, and no more than that",
        ),
        "b": Text(
            ko="같은 사진으로 쟀으니 모델이 5%p만큼 나아졌습니다",
            en="the model got better by 0.05, since the pictures are the same",
        ),
        "c": Text(ko="학습률이 너무 큽니다", en="the learning rate is too large"),
    },
    answer="a",
    why={
        "a": Text(
            ko="20장이면 한 장이 0.05입니다. 두 장이 새로 맞고 한 장이 틀리게 되었을 수도 있습니다. 같은 모델도 어느 "
            "20장인지에 따라 이보다 훨씬 크게 달라졌습니다.",
            en="Of 20, one picture is 0.05; two may have become right and one wrong. Which 20 pictures they are made "
            "a far larger difference, for one and the same model.",
        ),
        "b": Text(
            ko="위의 그림에서 같은 모델의 점들이 얼마나 퍼졌는지 보세요. 0.05는 그 안에 묻힙니다.",
            en="See above how far the dots of one and the same model lie apart: 0.05 is lost among them.",
        ),
        "c": Text(
            ko="학습률이 크면 학습 곡선부터 흔들립니다. 검증 정확도 두 개로는 알 수 없습니다.",
            en="That would show in the training curve first. Two validation accuracies do not tell.",
        ),
    },
)

question(
    "5-2-q5",
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
            ko="예를 들어 둘 다 에포크마다 10%씩 줄어듭니다. 어느 쪽이 먼저 0.01에 닿을지는 시작한 높이가 정합니다.",
            en="Both lose, say, 10 % every epoch. Which gets to 0.01 first depends on where they began.",
        ),
    },
)
