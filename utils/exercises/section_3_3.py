"""3-3 The functional model API: what counts as right."""

import itertools
import re
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from utils.core.text import Text, brief, joined
from utils.data import fashion_mnist
from utils.exercises.assertions import (
    NotYet,
    kind_of,
    naming,
    require,
    require_array,
    require_function,
    require_returned,
    require_type,
)
from utils.exercises.model_assertions import (
    close,
    loss_of,
    name_of_loss,
    noise,
    output_of,
    require_accuracy,
    require_are_probabilities,
    require_built,
    require_compiled,
    require_loss,
    require_loss_for_integers,
    require_no_history,
    require_no_nan,
    require_probabilities,
    require_shapes,
    softmax,
)
from utils.exercises.model_use import require_learns
from utils.exercises.registry import exercise, question
from utils.exercises.trained_models import (
    cross_entropy,
    pictures_to_measure_by,
    require_not_trained_on_test,
    rounded_down,
    why_like_the_baseline,
)

ONE_EXAMPLE = Text(ko="예 하나", en="one example")
WHAT_IT_RETURNS = Text(ko="함수가 돌려준 값", en="What the function returns")


# --- 3-3-a ---


@exercise(
    "3-3-a",
    hints=[
        Text(
            ko="본문의 앙상블과 같습니다. 다만 입력의 형태를 숫자로 적지 말고 모델에게 물어보세요.",
            en="It is the ensemble of the lesson. Only the shape of the input has to come from the models.",
        ),
        Text(
            ko="`models[0].input_shape[1:]`은 배치 축을 뺀 입력의 형태입니다.",
            en="`models[0].input_shape[1:]` is the input shape without the axis of the batch.",
        ),
        Text(
            ko="그 형태의 `keras.Input` 하나에 모델을 모두 부르고, 결과의 목록을 `layers.average`에 넘기세요.",
            en="Call every model on one `keras.Input` of that shape, and hand the list of results to `layers.average`.",
        ),
    ],
)
def ensemble_of_models(ensemble_of):
    require_function(ensemble_of)
    for shape in ((5,), (4, 3, 2)):
        members = [_small_classifier(shape) for _ in range(4)]
        passed = list(members)
        ensemble = _called_on_models(ensemble_of, passed, shape)
        _require_unchanged(len(passed), len(members), Text(ko="모델", en="models"))
        require_returned(ensemble)
        require_type(ensemble, keras.Model, what=WHAT_IT_RETURNS)
        require_shapes(ensemble, shape, (*shape[:-1], 3), ONE_EXAMPLE)
        require_mean(ensemble, members)
        of_two = ensemble_of(members[:2])
        require_type(of_two, keras.Model, what=WHAT_IT_RETURNS)
        require_mean(of_two, members[:2])
        members[1].set_weights([weight[..., ::-1] for weight in members[1].get_weights()])
        x = noise(shape)
        require(
            close(output_of(ensemble, x), _outputs_of(members, x).mean(axis=0)),
            Text(
                ko="한 모델의 가중치를 바꾸었는데 앙상블의 출력이 그대로입니다. 복사하지 말고 모델 자신을 부르세요.",
                en="The weights of one model changed, but the output of the ensemble did not. "
                "Call the models, not copies.",
            ),
        )
    require_learns(ensemble, noise(shape), Text(ko="앙상블", en="The ensemble"))


def _called_on_models(ensemble_of: Callable, members: list[keras.Model], shape: tuple[int, ...]):
    """What the function makes of models with this input shape; an input of another shape is named as such."""
    try:
        return ensemble_of(members)
    except ValueError as error:
        require(
            re.search("[Ee]xpected shape", str(error)) is None,
            Text(
                ko="입력의 형태가 {shape}인 모델의 목록을 넘겼는데, 함수가 만든 입력은 형태가 다릅니다. 형태를 숫자로 "
                "적지 말고 목록의 모델에서 가져오세요.",
                en="The models in the list take inputs of shape {shape}, but the input that the function makes has "
                "another shape. Do not write the shape as numbers; take it from the models in the list.",
            ).format(shape=shape),
        )
        raise


def _require_unchanged(left: int, passed: int, what: Text) -> None:
    """The list that a function was given has as many elements as before."""
    require(
        left == passed,
        Text(
            ko="{what} {passed}개의 목록을 넘겼는데 이제 그 목록에 {left}개가 있습니다. 넘겨받은 목록은 바꾸지 말고 "
            "읽기만 하세요.",
            en="A list of {passed} {what} was passed, and now it holds {left}. Only read the list, and leave it as it "
            "is.",
        ).format(what=what, passed=passed, left=left),
    )


def _small_classifier(shape: tuple[int, ...]) -> keras.Model:
    inputs = keras.Input(shape)
    return keras.Model(inputs, layers.Dense(3, activation="softmax")(inputs))


def _outputs_of(members: list[keras.Model], x: np.ndarray) -> np.ndarray:
    return np.stack([output_of(member, x) for member in members])


def require_mean(ensemble, members: list[keras.Model]) -> None:
    """The output of the ensemble is the mean of what its members say."""
    x = noise(members[0].input_shape[1:])
    outputs = _outputs_of(members, x)
    found = require_array(output_of(ensemble, x), outputs[0].shape, Text(ko="앙상블의 출력", en="The output"))
    if close(found, outputs.mean(axis=0)):
        return
    n = len(members)
    for other, why in (
        (
            outputs.sum(axis=0),
            Text(
                ko="모델 {n}개의 출력을 더하기만 했습니다. 평균이 필요합니다.",
                en="The outputs of the {n} models are only added up. Their mean is wanted.",
            ),
        ),
        *(
            (
                outputs.sum(axis=0) / divisor,
                Text(
                    ko="모델 {n}개의 출력을 더해 {divisor}[으로] 나누었습니다. 모델의 수로 나누어야 평균입니다.",
                    en="The outputs of {n} models were added up and divided by {divisor}. A mean is divided by the "
                    "number of models.",
                ).format(n=n, divisor=divisor),
            )
            for divisor in {2, 3, 4, 5} - {n}
        ),
        (
            softmax(outputs.mean(axis=0)),
            Text(
                ko="평균에 `softmax`를 한 번 더 했습니다. 모델의 출력은 이미 확률이므로 평균만 내면 됩니다.",
                en="The mean went through one more `softmax`. The models give probabilities already: their mean is "
                "all.",
            ),
        ),
        (
            outputs.max(axis=0),
            Text(
                ko="모델 {n}개의 출력 가운데 가장 큰 값입니다. 평균이 필요합니다.",
                en="This is the largest of the outputs of {n} models. Their mean is wanted.",
            ),
        ),
        (
            outputs.prod(axis=0),
            Text(
                ko="모델 {n}개의 출력을 곱했습니다. 평균이 필요합니다.",
                en="The outputs of the {n} models are multiplied. Their mean is wanted.",
            ),
        ),
        *(
            (
                outputs[index],
                Text(
                    ko="모델 {n}개 가운데 {place}번째 모델의 출력뿐입니다. 모든 모델의 평균이 필요합니다.",
                    en="Of {n} models, this is the output of number {place} alone. The mean of all is wanted.",
                ).format(n=n, place=index + 1),
            )
            for index in range(n)
        ),
        *(
            (
                np.delete(outputs, index, axis=0).mean(axis=0),
                Text(
                    ko="모델 {n}개 가운데 {place}번째 모델이 평균에서 빠졌습니다.",
                    en="Of {n} models, number {place} is left out of the mean.",
                ).format(n=n, place=index + 1),
            )
            for index in range(n)
        ),
    ):
        require(not close(found, other), why.format(n=n))
    raise NotYet(
        Text(
            ko="모델 {n}개를 넘겼지만 출력이 그 평균이 아닙니다. 출력의 합이 {total:.2f}입니다. 모든 모델을 "
            "똑같이 세어 "
            "평균을 내는지 보세요.",
            en="The output is not the mean of the {n} models; it adds up to {total:.2f}. See whether all models "
            "count the same in it.",
        ).format(n=n, total=float(found.sum(axis=-1).flat[0]))
    )


# --- 3-3-b ---


@exercise(
    "3-3-b",
    hints=[
        Text(
            ko="`model.get_layer(name).output`은 그 층이 내놓는 텐서입니다.",
            en="`model.get_layer(name).output` is the tensor that a layer returns.",
        ),
        Text(
            ko="이름마다 그 텐서를 담은 딕셔너리를 만드세요.",
            en="Make a dictionary that holds this tensor for each name.",
        ),
        Text(
            ko="`keras.Model(model.input, ...)`의 출력 자리에는 딕셔너리를 넘겨도 됩니다.",
            en="`keras.Model(model.input, ...)` takes a dictionary for its outputs.",
        ),
    ],
)
def features_by_name(extractor):
    require_function(extractor)
    model = _network_with_a_shortcut()
    names = ["late", "side_2"]
    features = _called_with_names(extractor, model, names)
    _require_unchanged(len(names), 2, Text(ko="이름", en="names"))
    require_returned(features)
    require_type(features, keras.Model, what=WHAT_IT_RETURNS)
    require_features(features, model, ["late", "side_2"])
    only_one = extractor(model, ["side"])
    require_type(only_one, keras.Model, what=WHAT_IT_RETURNS)
    require_features(only_one, model, ["side"])
    model.set_weights([weight[::-1] for weight in model.get_weights()])
    x = noise((6,))
    expected, found = _outputs_by_name(model, x), features(x)
    require(
        all(close(found[name], expected[name]) for name in ("late", "side_2")),
        Text(
            ko="원래 모델의 가중치를 바꾸었는데 새 모델의 출력이 그대로입니다. 가중치를 함께 쓰지 않습니다.",
            en="The weights of the original model changed, but the output did not: the weights are not shared.",
        ),
    )
    # A model that works out more than it was asked for, and gives what was wanted, is right as well.
    used = [weight for name in ("side", "side_2") for weight in model.get_layer(name).trainable_variables]
    require_learns(features, x, Text(ko="새 모델", en="The new model"), used)


def _called_with_names(extractor: Callable, model: keras.Model, names: list[str]):
    """What the function makes of a model and names of layers; a name that was looked for in vain is explained."""
    try:
        return extractor(model, names)
    except ValueError as error:
        missing = re.match(r"No such layer: (\w+)\.", str(error))
        if missing is None:
            raise
        require(
            missing[1] not in names,
            Text(
                ko="`check`가 넘긴 모델에는 층 `{name}`[이] 있는데, 함수가 층을 찾은 모델에는 없습니다. 첫째 인수로 "
                "받은 모델이 아니라 노트북의 `resnet`을 쓰지 않았는지 보세요.",
                en="The model that `check` passed has a layer `{name}`; the model in which the function looked for it "
                "has none. See whether it uses `resnet` of the notebook in place of its first argument.",
            ).format(name=missing[1]),
        )
        raise NotYet(
            Text(
                ko="목록에 든 이름은 {names}인데 함수가 `{name}`[이라]는 층을 찾았고, 넘긴 모델에는 그런 층이 "
                "없습니다. 이름은 둘째 인수로 받은 목록에서 가져오세요.",
                en="The names in the list are {names}, but the function looked for a layer `{name}`, which the "
                "model that it was given does not have. Take the names from the list, the second argument.",
            ).format(name=missing[1], names=", ".join(f"`{name}`" for name in names))
        ) from None


def _network_with_a_shortcut() -> keras.Model:
    inputs = keras.Input((6,))
    # One name is the beginning of another.
    side = layers.Dense(4, activation="tanh", name="side")(inputs)
    late = layers.add([side, layers.Dense(4, activation="tanh", name="side_2")(side)], name="late")
    return keras.Model(inputs, layers.Dense(2, name="last")(late))


def require_features(features, model: keras.Model, names: list[str]) -> None:
    """The new model takes what the original takes, and returns what its layers of these names return."""
    found = getattr(features, "input_shape", model.input_shape)
    require(
        found == model.input_shape,
        Text(
            ko="입력의 형태가 {found}입니다. 원래 모델의 입력은 {wanted}입니다.",
            en="The input has shape {found}; that of the original model is {wanted}.",
        ).format(found=brief(found), wanted=model.input_shape),
    )
    found = features(noise((6,)))
    require(
        isinstance(found, dict),
        Text(
            ko="모델의 출력이 딕셔너리가 아니라 {found}입니다. 층의 이름으로 꺼낼 수 있어야 합니다.",
            en="The output of the model is no dictionary but {found}. Outputs should be found by the names of layers.",
        ).format(found=kind_of(found)),
    )
    require(
        sorted(found) == sorted(names),
        Text(
            ko="이름 {names}[을] 요청했는데 출력의 이름은 {found}입니다.",
            en="Asked for the names {names}, the output has {found}.",
        ).format(names=sorted(names), found=brief(sorted(found))),
    )
    expected = _outputs_by_name(model, noise((6,)))
    for name in names:
        tensor = keras.ops.convert_to_numpy(found[name])
        others = [other for other, value in expected.items() if value.shape == tensor.shape and close(tensor, value)]
        require(
            name in others,
            Text(
                ko="이름 `{name}`에 층 `{other}`의 출력이 들어 있습니다.",
                en="Under the name `{name}` there is the output of the layer `{other}`.",
            ).format(name=name, other=others[0])
            if others
            else Text(
                ko="이름 `{name}`에 들어 있는 값은 그 이름의 층에서 나온 것이 아닙니다. 형태가 {found}입니다.",
                en="What is under the name `{name}` does not come from the layer of that name. Its shape is {found}.",
            ).format(name=name, found=tensor.shape),
        )


def _outputs_by_name(model: keras.Model, x: np.ndarray) -> dict[str, np.ndarray]:
    side = output_of(model.get_layer("side"), x)
    side_2 = output_of(model.get_layer("side_2"), side)
    return {"side": side, "side_2": side_2, "late": side + side_2, "last": output_of(model, x)}


# --- 3-3-c ---

SHOE_TARGET = 0.80  # on the shoes of the test pictures; heads on the blocks reach .87, on pixels and `feature` .72
SHOES = (5, 7, 9)


@exercise(
    "3-3-c",
    hints=[
        Text(
            ko="`feature`의 수 32개는 옷을 구별하려고 고른 것입니다. 입력에 더 가까운 층은 무엇을 볼지 아직 덜 "
            "골랐습니다.",
            en="The 32 numbers of `feature` were chosen to tell clothes apart. A layer nearer to the input has chosen "
            "less.",
        ),
        Text(
            ko='`keras.Model(resnet.input, layers.Flatten()(resnet.get_layer("block_1").output))`의 출력으로 헤드를 '
            "학습해 보세요.",
            en="Train a head on the outputs of `keras.Model(resnet.input, "
            'layers.Flatten()(resnet.get_layer("block_1").output))`.',
        ),
        Text(
            ko="그 모델이 `shoe_features`이고, `head_on(answers(shoe_features, shoes[..., np.newaxis]))`가 "
            "`shoe_head`입니다.",
            en="That model is `shoe_features`, and `head_on(answers(shoe_features, shoes[..., np.newaxis]))` is "
            "`shoe_head`.",
        ),
    ],
)
def shoes_from_features(shoe_features, shoe_head):
    features, head = Text(ko="`shoe_features`", en="`shoe_features`"), Text(ko="`shoe_head`", en="`shoe_head`")
    for model, name in ((shoe_features, features), (shoe_head, head)):
        require_no_history(model, name)
        require_type(model, keras.Model, what=name)
        with naming(name):
            require_built(model)
    x, y = _shoe_pictures()
    probabilities = _kinds_said(shoe_features, shoe_head, x)
    require_no_nan(probabilities)
    require_are_probabilities(probabilities)
    accuracy = float(np.mean(probabilities.argmax(axis=-1) == y))
    if accuracy < SHOE_TARGET:
        raise NotYet(_why_too_few_shoes(probabilities, accuracy))
    _require_trained_on_thirty(shoe_features, shoe_head, (probabilities, y))
    return Text(
        ko="처음 보는 신발 {n}장에서 정확도 ≈ {found:.2f}입니다.", en="The accuracy on {n} new shoes is ≈ {found:.2f}."
    ).format(n=len(y), found=accuracy)


def _kinds_said(shoe_features: keras.Model, shoe_head: keras.Model, x: np.ndarray) -> np.ndarray:
    """The probabilities of the three kinds for pictures `(n, 28, 28, 1)`: what the head makes of the features."""
    found = getattr(shoe_features, "input_shape", (None, *x.shape[1:]))
    require(
        found[1:] == x.shape[1:],
        Text(
            ko="`shoe_features`의 입력의 형태가 {found}입니다. 형태가 (28, 28, 1)인 사진을 받아야 합니다.",
            en="`shoe_features` takes inputs of shape {found}. It should take pictures of shape (28, 28, 1).",
        ).format(found=brief(found)),
    )
    features = output_of(shoe_features, x, Text(ko="`shoe_features`", en="`shoe_features`"))
    require(
        features.ndim == 2,
        Text(
            ko="`shoe_features`의 출력은 사진마다 형태가 {found}입니다. 벡터여야 합니다.",
            en="For each picture `shoe_features` gives an output of shape {found}. It should be a vector.",
        ).format(found=features.shape[1:]),
    )
    wanted = getattr(shoe_head, "input_shape", features.shape)
    require(
        wanted[1:] == features.shape[1:],
        Text(
            ko="`shoe_head`는 형태가 {wanted}인 것을 받는데 `shoe_features`는 형태가 {found}인 것을 냅니다. 헤드는 그 "
            "특성으로 학습해야 합니다.",
            en="`shoe_head` takes inputs of shape {wanted}, but `shoe_features` gives outputs of shape {found}. Train "
            "the head on those features.",
        ).format(wanted=brief(wanted[1:]), found=features.shape[1:]),
    )
    said = output_of(shoe_head, features, Text(ko="`shoe_head`", en="`shoe_head`"))
    require(
        said.shape == (len(x), len(SHOES)),
        Text(
            ko="`shoe_head`의 출력은 사진마다 형태가 {found}입니다. 확률이 세 개여야 합니다.",
            en="For each picture `shoe_head` gives an output of shape {found}. It should be three probabilities.",
        ).format(found=said.shape[1:]),
    )
    return said


@cache
def _shoe_pictures(part: str = "test") -> tuple[np.ndarray, np.ndarray]:
    """Shoes as `(n, 28, 28, 1)` from 0 to 1, and their kinds 0 to 2.

    Args:
        part: "test", or of the training pictures "new" for the lesson's `new_shoes`, "left out" for the first hundred
            of each kind, which are not among the lesson's thirty.
    """
    (pictures, labels), test = fashion_mnist()
    if part == "test":
        pictures, labels = test
        rows = np.isin(labels, SHOES)
    elif part == "new":
        rows = np.isin(labels, SHOES) & (np.arange(len(labels)) >= 8000)
    else:
        rows = np.concatenate([np.flatnonzero(labels == label)[:100] for label in SHOES])
    return pictures[rows, ..., np.newaxis].astype("float32") / 255, np.searchsorted(SHOES, labels[rows])


def _require_trained_on_thirty(
    shoe_features: keras.Model, shoe_head: keras.Model, on_test: tuple[np.ndarray, np.ndarray]
) -> None:
    """The head has been shown neither the shoes of the check nor others than the lesson's thirty."""
    on = {}
    for part in ("new", "left out"):
        x, y = _shoe_pictures(part)
        on[part] = _kinds_said(shoe_features, shoe_head, x), y
    # Of heads that learned from thirty, one loss was at least 0.62 of the other; of those that knew more, at most 0.36.
    require_not_trained_on_test(on_test, on["new"], least=0.5)
    of_test = cross_entropy(*on_test)
    for part, name in (
        ("new", Text(ko="`new_shoes`", en="`new_shoes`")),
        ("left out", Text(ko="`shoes`에 없는 학습 사진", en="training pictures that are not in `shoes`")),
    ):
        found = cross_entropy(*on[part])
        require(
            found > 0.5 * of_test,
            Text(
                ko="{name}에서 손실이 {found:.2f}인데 처음 보는 신발에서는 {test:.2f}입니다. 둘 다 처음 보는 "
                "사진이라면 비슷해야 합니다. 학습에는 `shoes`의 30장만 쓰세요.",
                en="The loss is {found:.2f} on {name}, but {test:.2f} on new shoes. If both were new to it, they would "
                "be about equal. Train on nothing but the 30 pictures of `shoes`.",
            ).format(name=name, found=found, test=of_test),
        )


def _why_too_few_shoes(probabilities: np.ndarray, accuracy: float) -> Text:
    """Too few answers are right: how many, and what may be the reason."""
    _, y = _shoe_pictures()
    said = probabilities.argmax(axis=-1)
    low = Text(
        ko="처음 보는 신발에서 정확도가 {found:.2f}입니다. {target:.2f}[이어야] 합니다.",
        en="On new shoes the accuracy is {found:.2f}; it should be {target:.2f}.",
    ).format(found=rounded_down(accuracy), target=SHOE_TARGET)
    if len(np.unique(said)) == 1:
        return joined(
            low,
            Text(
                ko="모든 사진에 같은 답을 합니다. 헤드를 학습했는지 보세요.",
                en="It gives the same answer for every picture. See whether the head has been trained.",
            ),
        )
    for order in itertools.permutations(range(3)):
        if np.mean(np.array(order)[said] == y) >= SHOE_TARGET:
            return joined(
                low,
                Text(
                    ko="세 클래스의 순서가 과제와 다릅니다. 샌들, 운동화, 앵클부츠 순서입니다.",
                    en="The three classes come in another order than in the task: sandal, sneaker, ankle boot.",
                ),
            )
    if accuracy < 0.5:
        return joined(
            low,
            Text(
                ko="기준선은 0.33입니다. 헤드를 특성으로 학습했는지, 사진과 레이블의 순서가 맞는지 보세요.",
                en="The baseline is 0.33. See whether the head was trained on features, and whether pictures and "
                "labels are in the same order.",
            ),
        )
    return joined(
        low,
        Text(
            ko="픽셀이나 `feature`에서 배우면 이쯤에 머뭅니다. 다른 층의 특성을 재 보세요.",
            en="That is about as far as the pixels or `feature` lead. Measure the features of other layers.",
        ),
    )


# --- 3-3-d ---

LOGIT_PICTURES = 2000
LOGIT_TARGET, LOGIT_LOSS = 0.75, 0.75  # on the test pictures; with softmax done twice the loss never gets below 1.46


@exercise(
    "3-3-d",
    hints=[
        Text(
            ko="모델의 출력과 손실 함수의 `from_logits` 가운데 하나만 고치면 짝이 맞습니다. 과제는 로짓을 내는 모델을 "
            "원합니다.",
            en="Either the output of the model or `from_logits` of the loss has to change, not both. The task wants a "
            "model that gives logits.",
        ),
        Text(
            ko='`logit_model`의 마지막 `Dense`에서 `activation="softmax"`를 빼세요.',
            en='Leave `activation="softmax"` out of the last `Dense` of `logit_model`.',
        ),
        Text(
            ko="`probability_model`은 `keras.Model(logit_model.input, layers.Softmax()(logit_model.output))`입니다.",
            en="`probability_model` is `keras.Model(logit_model.input, layers.Softmax()(logit_model.output))`.",
        ),
    ],
)
def logits_and_probabilities(logit_model, probability_model):
    name, other = Text(ko="`logit_model`", en="`logit_model`"), Text(ko="`probability_model`", en="`probability_model`")
    for model, what in ((logit_model, name), (probability_model, other)):
        require_no_history(model, what)
        require_type(model, keras.Model, what=what)
        with naming(what):
            require_built(model)
            require_shapes(model, (28, 28), (10,))
    x, y = pictures_to_measure_by(LOGIT_PICTURES)["test"]
    logits = output_of(logit_model, x)
    require_no_nan(logits)
    require(
        not close(logits.sum(axis=-1), 1, logit_model, atol=1e-3),
        Text(
            ko="`logit_model`의 출력은 사진마다 합이 1입니다. 이미 `softmax`를 한 확률입니다. 로짓은 그 앞의 수입니다.",
            en="The outputs of `logit_model` add up to 1 for every picture: they have gone through `softmax` and are "
            "probabilities. Logits are the numbers before it.",
        ),
    )
    _require_loss_of_logits(logit_model)
    probabilities = output_of(probability_model, x)
    _require_softmax_of(logits, probabilities, probability_model)
    shared = {id(variable) for variable in probability_model.variables}
    require(
        all(id(variable) in shared for variable in logit_model.variables),
        Text(
            ko="`probability_model`의 답은 맞지만 가중치가 따로 있습니다. 복사하지 말고 `logit_model`의 출력에 층을 "
            "붙이세요.",
            en="`probability_model` gives the right answers, but has weights of its own. Put a layer behind "
            "`logit_model` itself, not behind a copy.",
        ),
    )
    return _require_trained(probability_model, probabilities, y)


def _require_loss_of_logits(model: keras.Model) -> None:
    """The loss that a model is compiled with is the cross-entropy of logits and integer labels."""
    require_compiled(model)
    require_loss(model)
    labels, logits = np.arange(10), 3 * np.random.default_rng(1).normal(size=(10, 10)).astype("float32")
    found = loss_of(model, labels, logits)
    require(
        not np.isnan(found),
        Text(
            ko="`logit_model`의 {loss}[은] 정수 레이블과 맞지 않습니다. 사진 한 장의 레이블은 3과 같은 정수 "
            "하나입니다.",
            en="{loss} of `logit_model` does not fit integer labels: the label of a picture is one integer, such as 3.",
        ).format(loss=name_of_loss(model)),
    )
    of_probabilities = float(keras.losses.SparseCategoricalCrossentropy()(labels, logits))
    require(
        not np.isclose(found, of_probabilities, rtol=1e-3),
        Text(
            ko="`logit_model`은 로짓을 내는데 손실 함수는 확률을 기다립니다. `from_logits`를 보세요.",
            en="`logit_model` gives logits, but its loss expects probabilities. Look at `from_logits`.",
        ),
    )
    require(
        bool(np.isclose(found, -np.log(softmax(logits)[labels, labels]).mean(), rtol=1e-3)),
        Text(
            ko="`logit_model`의 {loss}[이] 로짓의 교차 엔트로피가 아닌 값을 냅니다.",
            en="{loss} of `logit_model` gives something other than the cross-entropy of logits.",
        ).format(loss=name_of_loss(model)),
    )


def _require_softmax_of(logits: np.ndarray, found: np.ndarray, model: keras.Model) -> None:
    """What a model gives is the softmax of these logits."""
    require(
        not close(found, logits, model),
        Text(
            ko="`probability_model`이 `logit_model`과 같은 로짓을 냅니다. 끝에 `softmax`가 필요합니다.",
            en="`probability_model` gives the logits of `logit_model` as they are. It needs `softmax` at its end.",
        ),
    )
    require(
        not close(found, softmax(softmax(logits)), model, atol=1e-4),
        Text(
            ko="`probability_model`에서 `softmax`를 두 번 합니다. 로짓에 한 번이면 됩니다.",
            en="In `probability_model` the `softmax` is done twice. Once, on the logits, is enough.",
        ),
    )
    require(
        not close(found, 1 / (1 + np.exp(-logits)), model, atol=1e-4),
        Text(
            ko="`probability_model`의 출력은 `sigmoid`를 한 것이라 합이 1이 아닙니다. 여럿 가운데 하나를 고를 때는 "
            "`softmax`입니다.",
            en="The outputs of `probability_model` have gone through `sigmoid` and do not add up to 1. To choose one "
            "of several it takes `softmax`.",
        ),
    )
    require_are_probabilities(found)
    require(
        close(found, softmax(logits), model, atol=1e-4),
        Text(
            ko="`probability_model`의 확률이 `logit_model`의 로짓에 `softmax`를 한 것과 다릅니다. 같은 사진에서 "
            "{found:.2f}인 확률이 로짓에서는 {wanted:.2f}입니다. 두 모델이 같은 층을 쓰는지 보세요.",
            en="The probabilities of `probability_model` are not the `softmax` of what `logit_model` gives: for one "
            "picture it says {found:.2f} where the logits make {wanted:.2f}. See whether both have the same layers.",
        ).format(**_where_they_part(found, softmax(logits))),
    )


def _where_they_part(found: np.ndarray, wanted: np.ndarray) -> dict[str, float]:
    """The two numbers that lie furthest apart."""
    place = np.unravel_index(np.abs(found - wanted).argmax(), found.shape)
    return {"found": float(found[place]), "wanted": float(wanted[place])}


def _require_trained(model: keras.Model, probabilities: np.ndarray, y: np.ndarray) -> Text:
    """The answers for the test pictures are right often enough, and sure enough of it; returns what to say of them."""
    x_val, y_val = pictures_to_measure_by(LOGIT_PICTURES)["validation"]
    # On all test pictures the loss of 10 honest models was 1.02 to 1.08 of that on validation.
    require_not_trained_on_test(test=(probabilities, y), validation=(output_of(model, x_val), y_val), least=0.98)
    said = probabilities.argmax(axis=-1)
    accuracy = float(np.mean(said == y))
    loss = cross_entropy(probabilities, y)
    if accuracy < LOGIT_TARGET:
        low = Text(
            ko="처음 보는 사진에서 `probability_model`의 정확도가 {found:.2f}입니다. {target:.2f}[이어야] 합니다.",
            en="On new pictures the accuracy of `probability_model` is {found:.2f}; it should be {target:.2f}.",
        ).format(found=rounded_down(accuracy), target=LOGIT_TARGET)
        why = why_like_the_baseline(said, accuracy)
        raise NotYet(joined(low, why or Text(ko="더 학습하세요.", en="Train it longer.")))
    require(
        loss <= LOGIT_LOSS,
        Text(
            ko="처음 보는 사진에서 정확도는 {accuracy:.2f}인데 교차 엔트로피가 {loss:.2f}입니다. {target:.2f} 이하여야 "
            "합니다. 너무 오래 학습하면 틀린 답까지 확신합니다.",
            en="On new pictures the accuracy is {accuracy:.2f}, but the cross-entropy is {loss:.2f}. It should be at "
            "most {target:.2f}. Trained for too long, a model becomes sure of its wrong answers as well.",
        ).format(accuracy=accuracy, loss=loss, target=LOGIT_LOSS),
    )
    return Text(
        ko="처음 보는 사진 {n:,}장에서 정확도 ≈ {accuracy:.2f}, 교차 엔트로피 ≈ {loss:.2f}입니다.",
        en="On {n:,} new pictures the accuracy is ≈ {accuracy:.2f} and the cross-entropy ≈ {loss:.2f}.",
    ).format(n=len(y), accuracy=accuracy, loss=loss)


# --- 3-3-e ---


@exercise(
    "3-3-e",
    hints=[
        Text(
            ko="본문의 `train_step`에서 평가 지표를 빼면 됩니다. `self` 대신 `model`입니다.",
            en="It is the `train_step` of the lesson without its metrics, with `model` in place of `self`.",
        ),
        Text(
            ko="모델을 부르는 줄과 `compute_loss`는 `with tf.GradientTape() as tape:` 안에 있어야 합니다.",
            en="The call of the model and `compute_loss` belong inside `with tf.GradientTape() as tape:`.",
        ),
        Text(
            ko="그다음은 `tape.gradient(loss, model.trainable_variables)`, `model.optimizer.apply(...)`, "
            "`return float(loss)`입니다.",
            en="Then come `tape.gradient(loss, model.trainable_variables)`, `model.optimizer.apply(...)` and "
            "`return float(loss)`.",
        ),
    ],
)
def one_step_by_hand(one_step):
    require_function(one_step)
    for model in (_normalizing_model(), _model_with_a_loss_of_its_own()):
        require_one_step(one_step, model)


class ByHand(keras.Model):
    """A model that has to be trained by hand."""

    def fit(self, *args, **kwargs):
        raise NotYet(_NO_SHORTCUT.format(method="fit"))

    def train_on_batch(self, *args, **kwargs):
        raise NotYet(_NO_SHORTCUT.format(method="train_on_batch"))


# An error of the learner's names the class of the model, and scopes of TensorFlow begin with it.
ByHand.__name__ = "Model"

_NO_SHORTCUT = Text(
    ko="`{method}`[을] 불렀습니다. 이 연습 문제에서는 그 안에서 하는 일을 직접 적습니다.",
    en="It calls `{method}`. In this exercise you write what that does yourself.",
)
_STEP_ROWS = 12


def _normalizing_model() -> keras.Model:
    """Its answers in training differ from those otherwise, and training moves weights that have no gradient."""
    inputs = keras.Input((4,))
    hidden = layers.BatchNormalization()(layers.Dense(5, activation="tanh")(inputs))
    model = ByHand(inputs, layers.Dense(3)(hidden))
    model.compile(keras.optimizers.SGD(0.1), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return model


def _model_with_a_loss_of_its_own() -> keras.Model:
    def twice(y_true, y_pred):
        return 2 * keras.losses.sparse_categorical_crossentropy(y_true, y_pred, from_logits=True)

    inputs = keras.Input((4,))
    # The penalty for large weights is a part of the loss as well.
    hidden = layers.Dense(5, activation="tanh", kernel_regularizer=keras.regularizers.L2(0.05))(inputs)
    hidden = layers.Dense(6, activation="tanh")(hidden)
    model = ByHand(inputs, layers.Dense(3)(hidden))
    model.compile(keras.optimizers.Adam(0.01), twice)
    return model


def require_one_step(one_step: Callable, model: keras.Model) -> None:
    """The function takes one step with this model, as Keras would, and returns the loss before it."""
    random = np.random.default_rng(3)
    x, y = random.normal(size=(_STEP_ROWS, 4)).astype("float32"), np.arange(_STEP_ROWS) % 3
    start = model.get_weights()
    expected, loss = _after_a_step(model, x, y, training=True)
    otherwise, _ = _after_a_step(model, x, y, training=False)
    model.set_weights(start)
    penalty = float(sum(model.losses))
    try:
        returned = one_step(model, x, y)
    except ValueError as error:
        require(
            "No gradients provided" not in str(error),
            Text(
                ko="기울기가 모두 `None`입니다. 테이프에 기록되지 않은 계산은 거슬러 갈 수 없습니다. 모델을 부르는 "
                "줄이 `with` 안에 있는지, 손실을 `float`이나 NumPy로 바꾸기 전에 기울기를 구하는지 보세요.",
                en="All gradients are `None`. What the tape has not recorded it cannot go back through. See whether "
                "the call of the model stands inside the `with`, and whether the gradient is worked out before the "
                "loss becomes a `float` or goes through NumPy.",
            ),
        )
        require(
            "must have the same" not in str(error),
            Text(
                ko="함수 안에서 고른 손실 함수가 이 모델의 정답과 맞지 않습니다. 손실은 모델마다 다르므로 직접 고르지 "
                "말고, `compile`에서 정한 것을 모델의 `compute_loss`로 구하세요.",
                en="The loss that the function chooses does not fit the labels of this model. Models differ in their "
                "loss, so do not choose one: `compute_loss` of the model works out the one that `compile` was given.",
            ),
        )
        raise
    _require_no_penalty_left_out(returned, loss, penalty)
    _require_weights_after_a_step(model, start, expected, otherwise)
    require_returned(returned)
    _require_loss_before(returned, loss, model, x, y)


def _require_no_penalty_left_out(returned: Any, loss: float, penalty: float) -> None:
    require(
        not penalty or not isinstance(returned, float) or not np.isclose(returned, loss - penalty, rtol=1e-3),
        Text(
            ko="층에 `kernel_regularizer`가 있는 모델에서 손실이 {wanted:.3f}[이어야] 하는데 {found:.3f}입니다. "
            "`model.loss`만으로는 가중치에 대한 벌점이 빠집니다. `compute_loss`는 그것까지 더합니다.",
            en="In a model whose layer has a `kernel_regularizer` the loss should be {wanted:.3f}, but it is "
            "{found:.3f}. `model.loss` alone leaves out the penalty for large weights; `compute_loss` adds it.",
        ).format(wanted=loss, found=loss - penalty),
    )


def _after_a_step(model: keras.Model, x: np.ndarray, y: np.ndarray, training: bool) -> tuple[list[np.ndarray], float]:
    """The weights after one step, and the loss before it; the model keeps the weights that it had."""
    start = model.get_weights()
    optimizer = type(model.optimizer).from_config(model.optimizer.get_config())
    with tf.GradientTape() as tape:
        loss = model.compute_loss(x=x, y=y, y_pred=model(x, training=training))
    optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
    after = model.get_weights()
    model.set_weights(start)
    return after, float(loss)


def _require_weights_after_a_step(
    model: keras.Model, start: list[np.ndarray], expected: list[np.ndarray], otherwise: list[np.ndarray]
) -> None:
    found = model.get_weights()
    trainable = {id(variable) for variable in model.trainable_variables}
    learns = [id(variable) in trainable for variable in model.variables]
    moved = [not np.array_equal(a, b) for a, b, learned in zip(start, found, learns, strict=True) if learned]
    require(
        any(moved),
        Text(
            ko="한 단계가 지났는데 가중치가 그대로입니다. 기울기를 구한 다음 옵티마이저가 가중치를 바꾸어야 합니다.",
            en="After the step the weights are what they were. Once the gradient is there, the optimizer has to change "
            "the weights.",
        ),
    )
    require(
        all(moved),
        Text(
            ko="학습 가능한 가중치 {n}개 가운데 {moved}개만 바뀌었습니다. `model.trainable_variables`를 모두 넘기세요.",
            en="Only {moved} of the {n} trainable weights have changed. Pass all of `model.trainable_variables`.",
        ).format(n=len(moved), moved=sum(moved)),
    )
    steps = int(model.optimizer.iterations)
    require(
        steps > 0,
        Text(
            ko="가중치는 바뀌었지만 모델의 옵티마이저를 쓰지 않았습니다. `compile`한 옵티마이저는 "
            "`model.optimizer`입니다.",
            en="The weights have changed, but not by the model's optimizer. The one that it was compiled with is "
            "`model.optimizer`.",
        ),
    )
    require(
        steps == 1,
        Text(
            ko="옵티마이저가 가중치를 {n}번 바꾸었습니다. 배치 하나로 한 번입니다.",
            en="The optimizer has changed the weights {n} times. For one batch it is once.",
        ).format(n=steps),
    )
    same = [np.allclose(a, b, atol=1e-5) for a, b in zip(found, expected, strict=True)]
    right = all(same)
    require(
        right or not all(here for here, learned in zip(same, learns, strict=True) if learned),
        Text(
            ko="옵티마이저가 바꾼 가중치는 맞지만 배치 정규화의 이동 평균이 다릅니다. 배치 하나에 모델을 "
            "`training=True`로 한 번만 부르세요.",
            en="What the optimizer changed is right, but the moving averages of batch normalization are not. Call the "
            "model once for a batch, with `training=True`.",
        ),
    )
    require(
        right or not all(np.allclose(a, b, atol=1e-5) for a, b in zip(found, otherwise, strict=True)),
        Text(
            ko="배치 정규화가 있는 모델에서, 가중치가 `training=True` 없이 부른 것처럼 바뀌었습니다.",
            en="In a model with batch normalization, the weights changed as if it had been called without "
            "`training=True`.",
        ),
    )
    require(
        right,
        Text(
            ko="한 단계 뒤의 가중치가 다릅니다. 손실이 `compile`에서 정한 것인지, 기울기와 가중치의 순서가 같은지 "
            "보세요.",
            en="After the step the weights are not what they should be. See whether the loss is the one that `compile` "
            "was given, and whether gradients and weights are in the same order.",
        ),
    )


def _require_loss_before(returned: Any, loss: float, model: keras.Model, x: np.ndarray, y: np.ndarray) -> None:
    require(
        isinstance(returned, float),
        Text(
            ko="손실은 파이썬의 실수(`float`)여야 하는데 {found}[을] 돌려주었습니다.",
            en="The loss should come back as a Python `float`, but it is {found}.",
        ).format(found=_kind_of_loss(returned)),
    )
    after = float(model.compute_loss(x=x, y=y, y_pred=model(x, training=True)))
    after_without = float(model.compute_loss(x=x, y=y, y_pred=model(x)))
    right = bool(np.isclose(returned, loss, rtol=1e-3))
    require(
        right or not np.isclose([after, after_without], returned, rtol=1e-3).any(),
        Text(
            ko="가중치를 바꾼 **뒤**의 손실 {found:.3f}[을] 돌려주었습니다. 바꾸기 전의 손실은 {wanted:.3f}입니다.",
            en="It returns the loss **after** the weights have changed, {found:.3f}. Before that it was {wanted:.3f}.",
        ).format(found=float(returned), wanted=loss),
    )
    require(
        right,
        Text(
            ko="돌려준 손실이 {found:.3f}입니다. 이 배치에서 `compile`에서 정한 손실은 {wanted:.3f}입니다.",
            en="The loss that came back is {found:.3f}. On this batch the loss that `compile` was given is "
            "{wanted:.3f}.",
        ).format(found=float(returned), wanted=loss),
    )


def _kind_of_loss(returned: Any) -> Text:
    if isinstance(returned, tf.Tensor):
        return Text(ko="텐서", en="a tensor")
    return kind_of(returned)


# --- 3-3-f ---

# Validation accuracies, and after how many epochs that training stops. In the first run, even the best is bad; in the
# second one, epoch 4 is the best by very little, and epoch 5 is as good; in the third one, the very first is the best.
RUNS = (
    ((0.03, 0.06, 0.02, 0.035, 0.01, 0.03), 4),
    ((0.5, 0.7, 0.6, 0.7001, 0.7001, 0.6, 0.6), 6),
    ((0.7, 0.5, 0.6, 0.6, 0.6), 3),
)


@exercise(
    "3-3-f",
    hints=[
        Text(
            ko="오류는 하나씩 나옵니다. 먼저 `keras.Model`의 인수 이름부터 고치세요.",
            en="The errors come one by one. Begin with the names of the arguments of `keras.Model`.",
        ),
        Text(
            ko='`metrics=["accuracy"]`로 `compile`하면 검증 정확도의 이름은 본문에 나온 대로입니다.',
            en='Compiled with `metrics=["accuracy"]`, validation accuracy has the name that the lesson shows.',
        ),
        Text(
            ko="콜백 두 개가 모두 `val_accuracy`를 지켜보고, 파일은 `.keras`로 끝나야 합니다.",
            en="Both callbacks should watch `val_accuracy`, and the file has to end in `.keras`.",
        ),
    ],
)
def repaired_callbacks(repaired):
    require_function(repaired)
    for number, (accuracies, stops_after) in enumerate(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            model, callbacks = _model_and_callbacks(repaired(folder))
            if number == 0:
                require_type(model, keras.Model, what=Text(ko="첫째 값", en="The first thing returned"))
                require_built(model)
                require_shapes(model, (28, 28), (10,))
                require_probabilities(model)
                require_compiled(model)
                require_loss_for_integers(model, classes=10)
                require_accuracy(model)
                require_callbacks(callbacks)
            require_run(model, callbacks, Path(folder), accuracies, stops_after)


def require_run(model, callbacks: list, folder: Path, accuracies: tuple[float, ...], stops_after: int) -> None:
    """With these validation accuracies the callbacks stop after so many epochs, and `best.keras` keeps a best model."""
    names = _names_of_metrics(model)
    epochs = _drive(model, callbacks, names, accuracies)
    best = [epoch for epoch, accuracy in enumerate(accuracies, 1) if accuracy == max(accuracies)]
    _require_they_watch(callbacks, names, epochs == stops_after)
    require(
        epochs == stops_after,
        Text(
            ko="검증 정확도가 차례로 {values}일 때 {found}에포크를 돌았습니다. 두 에포크 연속으로 가장 좋은 값을 넘지 "
            "못하는 "
            "것은 {wanted}번째 에포크가 끝났을 때입니다.",
            en="With validation accuracies {values} it ran {found} epochs. Two epochs in a row without a better value "
            "are over after epoch {wanted}.",
        ).format(values=accuracies, found=epochs, wanted=stops_after),
    )
    files = sorted(path.name for path in folder.iterdir())
    kept = _epoch_kept(model, folder / "best.keras")
    require(
        kept is not None,
        Text(
            ko="학습이 끝났는데 넘겨받은 폴더에 `best.keras`가 없습니다. 거기 있는 것: {files}",
            en="After the training there is no `best.keras` in the folder that was passed, which holds {files}.",
        ).format(files=", ".join(files) or Text(ko="없음", en="nothing")),
    )
    _require_they_watch(callbacks, names, kept in best)
    require(
        kept in best,
        Text(
            ko="검증 정확도가 차례로 {values}일 때 `best.keras`에 {found}번째 에포크의 모델이 남았습니다. "
            "가장 좋은 것은 {best}번째입니다.",
            en="With validation accuracies {values}, `best.keras` keeps the model of epoch {found}. "
            "The best is epoch {best}.",
        ).format(found=kept, values=accuracies, best=best[0]),
    )


def _require_they_watch(callbacks: list, names: dict[str, str], went_well: bool) -> None:
    """Where a run did not go well: every callback that watches a value watches the validation accuracy."""
    (wanted,) = [f"val_{name}" for name, kind in names.items() if kind == "accuracy"][:1]
    there_are = [*names, *(f"val_{name}" for name in names)]
    for callback in callbacks:
        watched = getattr(callback, "monitor", wanted)
        known = {
            "callback": type(callback).__name__,
            "watched": watched,
            "wanted": wanted,
            "names": ", ".join(f"`{name}`" for name in there_are),
        }
        require(
            went_well or watched in there_are,
            Text(
                ko="`{callback}`[이] `{watched}`[을] 지켜봅니다. 이 모델의 값은 {names}뿐입니다. 없는 값을 지켜보는 "
                "콜백은 "
                "경고만 하고 제 일을 하지 않습니다.",
                en="`{callback}` watches `{watched}`. The values of this model are {names}. A callback that watches "
                "what "
                "is not there only warns, and does not do its work.",
            ).format(**known),
        )
        require(
            went_well or watched == wanted,
            Text(
                ko="`{callback}`[이] `{watched}`[을] 지켜봅니다. 과제에서 지켜볼 것은 검증 정확도입니다.",
                en="`{callback}` watches `{watched}`. What the task wants to be watched is the validation accuracy.",
            ).format(**known),
        )


def _model_and_callbacks(answer) -> tuple:
    require_returned(answer)
    require(
        type(answer) in (tuple, list) and len(answer) == 2,
        Text(
            ko="함수는 두 가지, 모델과 콜백의 목록을 이 순서로 돌려주어야 합니다.",
            en="The function should return two things in this order: the model, and a list of callbacks.",
        ),
    )
    return answer[0], answer[1]


def require_callbacks(callbacks) -> None:
    """A list of Keras callbacks."""
    require_type(callbacks, list, what=Text(ko="콜백의 목록", en="The list of callbacks"))
    for callback in callbacks:
        require_type(
            callback,
            keras.callbacks.Callback,
            what=Text(ko="콜백의 목록에 든 것", en="What the list of callbacks holds"),
        )


def _names_of_metrics(model: keras.Model) -> dict[str, str]:
    """What the values of a compiled model are called in its history: from each name to "accuracy" or "other".

    The metrics are made by it, as by a first step of training: a callback asks them which way is better.
    """
    right_in_three_of_four = np.eye(10, dtype="float32")[[0, 1, 2, 9]]
    found = model.compute_metrics(x=None, y=np.arange(4), y_pred=keras.ops.convert_to_tensor(right_in_three_of_four))
    model.reset_metrics()
    return {name: "accuracy" if np.isclose(float(value), 0.75) else "other" for name, value in found.items()}


def _drive(model: keras.Model, callbacks: list, names: dict[str, str], accuracies: tuple[float, ...]) -> int:
    """Act out a run without training: how many epochs it takes. In each of them, every weight is the epoch's number."""
    run = keras.callbacks.CallbackList(callbacks, model=model)
    model.stop_training = False
    run.on_train_begin()
    for epoch, accuracy in enumerate(accuracies):
        run.on_epoch_begin(epoch)
        model.set_weights([np.full_like(weight, epoch + 1) for weight in model.get_weights()])
        logs: dict[str, float] = {}
        for name, kind in names.items():
            # Whatever else a callback might watch keeps getting better.
            better = 0.5 + epoch / 20 if kind == "accuracy" else 1 - epoch / 20
            logs |= {name: better, f"val_{name}": accuracy if kind == "accuracy" else better}
        run.on_epoch_end(epoch, logs)
        if model.stop_training:
            break
    run.on_train_end()
    return epoch + 1


def _epoch_kept(model: keras.Model, file: Path) -> int | None:
    """The epoch of a run (see `_drive`) that the model in a file comes from; None where there is no such model."""
    if not zipfile.is_zipfile(file):
        return None
    model.load_weights(file)
    return int(model.get_weights()[0].flat[0])


# --- 3-3-g ---


@exercise(
    "3-3-g",
    hints=[
        Text(
            ko="본문의 콜백 하나로 됩니다. 인수가 무엇을 하는지 그 아래 글을 다시 읽어 보세요.",
            en="The one callback of the lesson will do. Read again what its arguments are for.",
        ),
        Text(
            ko="학습이 끝나면 지워지는 것은 넘겨받은 폴더 자체가 아니라 그 안의 폴더여야 합니다.",
            en="What gets deleted at the end should be a folder inside the given one, not that folder itself.",
        ),
        Text(
            ko="망가진 백업에는 `double_checkpoint`가 답입니다.",
            en="The answer to a damaged backup is `double_checkpoint`.",
        ),
    ],
)
def resumable_training(resumable):
    require_function(resumable)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "notes.txt").write_text("keep")
        _act_out_three_epochs(resumable, folder)
        require(
            any(path.is_file() and path.name != "notes.txt" for path in folder.rglob("*")),
            Text(
                ko="세 에포크가 끝났는데 넘겨받은 폴더에 백업이 없습니다.",
                en="After three epochs there is no backup in the folder that was given.",
            ),
        )
        require_resumes(resumable, folder, finished=3)
        _damage_the_last_backup(folder)
        resumed = require_resumes_after_damage(resumable, folder)
        resumed.on_train_end()
        require(
            (folder / "notes.txt").is_file(),
            Text(
                ko="학습이 무사히 끝났는데 폴더에 있던 다른 파일 `notes.txt`가 사라졌습니다.",
                en="The training ended well, but another file in the folder, `notes.txt`, is gone.",
            ),
        )


class _Begins(Exception):
    """Says that a run is about to train, and at which epoch: far enough for a check, and nothing gets trained."""


class _StopAtTheFirstEpoch(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        raise _Begins(epoch)


def _one_number_model() -> keras.Model:
    inputs = keras.Input((1,))
    model = keras.Model(inputs, layers.Dense(1)(inputs))
    model.compile("sgd", "mse")
    return model


def _callbacks_of(resumable, folder: Path) -> list:
    callbacks = resumable(str(folder))
    require_returned(callbacks)
    require_callbacks(callbacks)
    return callbacks


def _act_out_three_epochs(resumable, folder: Path) -> None:
    """What the callbacks see of a run that is killed in its fourth epoch: after epoch n the weight is n."""
    model = _one_number_model()
    run = keras.callbacks.CallbackList(_callbacks_of(resumable, folder), model=model)
    run.on_train_begin()
    for epoch in range(3):
        run.on_epoch_begin(epoch)
        model.set_weights([np.full((1, 1), epoch + 1.0), np.zeros(1)])
        run.on_epoch_end(epoch, {"loss": 1.0})


def require_resumes(resumable, folder: Path, finished: int) -> keras.callbacks.CallbackList:
    """A new run begins after so many finished epochs, with the weights of then; returns its callbacks."""
    callbacks, begins, weight = _resume(resumable, folder)
    require(
        begins == finished,
        Text(
            ko="{situation}, 다시 시작하면 {found}번째 에포크부터 합니다. {wanted}번째부터여야 합니다.",
            en="{situation}, the new run begins with epoch {found}. It should begin with epoch {wanted}.",
        ).format(
            situation=Text(
                ko="세 에포크가 끝난 뒤에 죽은 학습인데", en="After a run that was killed when 3 epochs were finished"
            )
            if finished == 3
            else Text(ko="세 번째 에포크의 백업이 망가졌을 때", en="With the backup of epoch 3 damaged"),
            found=begins + 1,
            wanted=finished + 1,
        ),
    )
    require(
        weight == finished,
        Text(
            ko="맞는 에포크부터 이어 가지만 가중치가 그때의 것이 아닙니다.",
            en="It goes on at the right epoch, but not with the weights of then.",
        ),
    )
    return callbacks


def require_resumes_after_damage(resumable, folder: Path) -> keras.callbacks.CallbackList:
    """With the last backup damaged, a new run begins from the one before it; returns its callbacks."""
    try:
        return require_resumes(resumable, folder, finished=2)
    except OSError as error:
        raise NotYet(
            Text(
                ko="마지막 백업이 망가지자 오류({error})가 났습니다. 하나 앞의 백업에서 이어 가야 합니다.",
                en="With the last backup damaged it fails ({error}) instead of using the one before.",
            ).format(error=type(error).__name__)
        ) from None


def _resume(resumable, folder: Path) -> tuple[keras.callbacks.CallbackList, int, float]:
    """The callbacks of a run with a new model, the epoch at which `fit` begins, and the weight that it has by then."""
    model = _one_number_model()
    callbacks = keras.callbacks.CallbackList([*_callbacks_of(resumable, folder), _StopAtTheFirstEpoch()], model=model)
    # A dataset of its own spares the 50 ms that `fit` needs to make one of arrays.
    data = tf.data.Dataset.from_tensors((np.zeros((1, 1)), np.zeros((1, 1))))
    try:
        model.fit(data, epochs=9, verbose=0, shuffle=False, callbacks=callbacks)
    except _Begins as begins:
        return callbacks, begins.args[0], float(model.get_weights()[0][0, 0])
    return callbacks, 9, 0.0


def _damage_the_last_backup(folder: Path) -> None:
    """Leave half of the file of weights that was written last, as a kill does in the middle of writing."""
    for suffix in ("*.h5", "*.keras"):
        files = sorted(folder.rglob(suffix), key=lambda file: (file.stat().st_mtime_ns, file.name))
        for file in files[-1:]:
            content = file.read_bytes()
            file.write_bytes(content[: len(content) // 2])


# --- questions ---

question(
    "3-3-q1",
    text=Text(
        ko="이제 `encoder`만 다른 일에 다시 학습합니다. `autoencoder`가 되살리는 사진은 어떻게 될까요?",
        en="Now `encoder` alone is trained again, for another task. What happens to the pictures of `autoencoder`?",
    ),
    choices={
        "a": Text(
            ko="그대로입니다. 모델마다 가중치가 따로 있습니다.", en="Nothing: each model has weights of its own."
        ),
        "b": Text(
            ko="`autoencoder`를 다시 `compile`해야 달라집니다.",
            en="They change once `autoencoder` is compiled again.",
        ),
        "c": Text(ko="곧바로 달라집니다.", en="They change at once."),
    },
    answer="c",
    why={
        "a": Text(
            ko="가중치는 층에 있고, 두 모델은 같은 층을 씁니다. 방금은 반대 방향으로 확인했습니다.",
            en="Weights belong to layers, and the two models share theirs. You have just seen it the other way round.",
        ),
        "b": Text(
            ko="`compile`은 학습하는 방법만 정합니다. 예측은 층의 지금 가중치로 계산합니다.",
            en="`compile` only says how to train. A prediction uses the weights that the layers have now.",
        ),
        "c": Text(
            ko="같은 층이므로 가중치도 하나뿐입니다. 되살린 사진은 아마 나빠집니다.",
            en="The layers are the same, so there is one set of weights. The pictures will probably get worse.",
        ),
    },
)

question(
    "3-3-q2",
    text=Text(
        ko='새로 만든 모델을 `loss_weights={"class": 1, "ink": 0}`으로 학습했습니다. 헤드 `ink`는 어떻게 될까요?',
        en='You train a new model with `loss_weights={"class": 1, "ink": 0}`. What becomes of the head `ink`?',
    ),
    choices={
        "a": Text(
            ko="처음의 무작위 가중치에 머무릅니다. 출력은 나오지만 뜻이 없습니다.",
            en="It keeps its random weights. It gives an output, but one without meaning.",
        ),
        "b": Text(
            ko="모델에서 사라집니다. 손실이 없으면 이어지는 길도 없기 때문입니다.",
            en="It disappears from the model: without a loss no path leads to it.",
        ),
        "c": Text(
            ko="더 느리게 배우지만 결국 같은 곳에 이릅니다.",
            en="It learns more slowly, but gets to the same place.",
        ),
    },
    answer="a",
    why={
        "a": Text(
            ko="0을 곱한 손실은 기울기도 0이므로 이 헤드의 가중치는 움직이지 않습니다.",
            en="A loss times 0 has a gradient of 0, so the weights of this head never move.",
        ),
        "b": Text(
            ko="`loss_weights`는 손실만 바꾸고 그래프는 바꾸지 않습니다. 실험실에서 가중치 0의 잉크 오차를 보세요.",
            en="`loss_weights` changes the loss, not the graph. Look at the ink error with weight 0 in the lab.",
        ),
        "c": Text(
            ko="가중치가 작으면 그럴 수도 있습니다. 0이면 배울 것이 아무것도 없습니다.",
            en="That may be so for a small weight. With 0 there is nothing at all to learn from.",
        ),
    },
)

question(
    "3-3-q3",
    text=Text(
        ko="모델이 정답에 확률 1.0을, 나머지 아홉 클래스에 0을 주었습니다. 손실 함수에는 `from_logits=True`가 "
        "있습니다. 손실은 얼마일까요?",
        en="A model gives the right class a probability of 1.0, and 0 to the nine others. The loss has "
        "`from_logits=True`. What is it?",
    ),
    choices={
        "a": Text(
            ko="0입니다. 정답의 확률이 1.0이고, 그 로그는 0이기 때문입니다.",
            en="0, because the right class has a probability of 1.0, and its logarithm is 0.",
        ),
        "b": Text(ko="계산할 수 없습니다. 0의 로그는 없기 때문입니다.", en="None, because 0 has no logarithm."),
        "c": Text(
            ko="1보다 큽니다. 1.0과 0에 `softmax`를 하면 서로 가까워집니다.",
            en="Above 1: `softmax` of 1.0 and 0 brings them close to each other.",
        ),
    },
    answer="c",
    why={
        "a": Text(
            ko="확률을 기다리는 손실이라면 그렇습니다. 이 손실은 1.0과 0을 로짓으로 보고 `softmax`를 합니다.",
            en="So it would be for a loss of probabilities. This one takes 1.0 and 0 for logits, and does `softmax`.",
        ),
        "b": Text(
            ko="로짓이 0이면 e의 0제곱은 1입니다. 0의 로그를 구할 일이 없습니다.",
            en="For a logit of 0, e to the power of 0 is 1. There is no logarithm of 0 to work out.",
        ),
        "c": Text(
            ko="e의 1제곱은 2.72, 0제곱은 1입니다. 2.72 / (2.72 + 9)는 0.23이고, 그 로그에 음의 부호를 붙이면 "
            "1.46입니다.",
            en="e to the power of 1 is 2.72, of 0 it is 1. 2.72 / (2.72 + 9) is 0.23, and minus its logarithm 1.46.",
        ),
    },
)

question(
    "3-3-q4",
    text=Text(
        ko="새 데이터로 `Adam(0.001)`과 케라스의 손실로 학습을 시작했더니 첫 배치부터 손실이 `nan`입니다. 무엇을 먼저 "
        "할까요?",
        en="With new data, `Adam(0.001)` and a loss of Keras, the very first batch has a loss of `nan`. What do you do "
        "first?",
    ),
    choices={
        "a": Text(ko="학습률을 0.0001로 줄입니다.", en="Lower the learning rate to 0.0001."),
        "b": Text(ko="더 오래 학습합니다.", en="Train for longer."),
        "c": Text(ko="`TerminateOnNaN`을 넣습니다.", en="Put in `TerminateOnNaN`."),
        "d": Text(ko="입력과 레이블에 `nan`이 있는지 셉니다.", en="Count the `nan` in the inputs and the labels."),
    },
    answer="d",
    why={
        "a": Text(
            ko="첫 배치의 손실은 가중치를 바꾸기 전의 것입니다. 학습률은 아직 쓰이지 않았습니다.",
            en="The loss of the first batch comes before any weight has changed. The rate has not been used yet.",
        ),
        "b": Text(
            ko="`nan`이 된 가중치는 돌아오지 않습니다.",
            en="Weights that have become `nan` do not come back.",
        ),
        "c": Text(
            ko="학습을 제때 멈추지만 까닭을 말해 주지는 않습니다.",
            en="It stops training in time, but does not say why.",
        ),
        "d": Text(
            ko="아직 한 단계도 가지 않았으니 데이터나 손실 함수입니다. 손실이 케라스의 것이라면 데이터부터 봅니다.",
            en="No step has been taken, so it is the data or the loss. With a loss of Keras, look at the data.",
        ),
    },
)

question(
    "3-3-q5",
    text=Text(
        ko="프로그램 `train.py`가 폴더 `killed`에서 끝까지 학습했습니다. 거기서 한 번 더 실행하면 어떻게 될까요?",
        en="In the folder `killed` the program `train.py` has trained to its end. What happens if you run it there "
        "once more?",
    ),
    choices={
        "a": Text(ko="할 일이 없으므로 곧바로 끝납니다.", en="There is nothing left to do, so it ends at once."),
        "b": Text(ko="백업이 없다는 오류가 납니다.", en="It fails, because there is no backup."),
        "c": Text(ko="마지막 에포크만 다시 학습합니다.", en="It trains the last epoch again."),
        "d": Text(ko="첫 에포크부터 모두 다시 학습합니다.", en="It trains all epochs again, from the first."),
    },
    answer="d",
    why={
        "a": Text(
            ko="그것을 알려 줄 에포크 번호는 백업에 있었고, 백업은 학습이 끝날 때 지워졌습니다.",
            en="The number of the epoch, which would tell, was in the backup, and that went when training ended.",
        ),
        "b": Text(
            ko="맨 처음 실행할 때도 백업은 없었습니다. 백업이 없으면 처음부터 학습합니다.",
            en="There was none when it ran for the first time, either. Without a backup, training starts anew.",
        ),
        "c": Text(
            ko="마지막 에포크 앞에서 이어 가려면 그때의 백업이 있어야 합니다. 폴더에 무엇이 남았는지 다시 보세요.",
            en="To go on before the last epoch it would need a backup from then. See again what is left in the folder.",
        ),
        "d": Text(
            ko="백업의 폴더가 지워졌으므로 처음 실행하는 것과 같습니다. 학습한 모델은 따로 저장해 두세요.",
            en="The folder of the backup is gone, so it is like the first time. Save a trained model somewhere else.",
        ),
    },
)
