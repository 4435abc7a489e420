"""2-2 The functional API, first steps: what counts as right."""

from collections.abc import Iterable
from functools import cache

import keras
import numpy as np
from keras import layers

from utils.clothes_table import KIND, KINDS, clothes_rows
from utils.core.text import Text, brief
from utils.data import fashion_mnist
from utils.exercises.assertions import (
    NotYet,
    require,
    require_function,
    require_number,
    require_returned,
    require_text,
    require_type,
)
from utils.exercises.model_assertions import (
    ACTIVATIONS,
    ONE_VECTOR,
    OUTPUT_LAYER,
    activated,
    close,
    layers_with_weights,
    noise,
    of_another_activation,
    output_of,
    outputs_of,
    require_are_probabilities,
    require_built,
    require_no_history,
    require_no_nan,
    require_no_other_activations,
    require_shapes,
    require_weights,
)
from utils.exercises.model_use import require_learns
from utils.exercises.registry import exercise, question
from utils.exercises.trained_models import require_not_trained_on_test, rounded_down

KEPT = 1000  # test pictures that the lesson leaves out
DEEP_TARGET, TABLE_TARGET = 0.70, 0.78
FIRST_ARRAY, SECOND_ARRAY = Text(ko="첫 배열", en="the first array"), Text(ko="둘째 배열", en="the second array")


@exercise(
    "2-2-a",
    hints=[
        Text(
            ko="`start`라는 이름에 `Input`을 두 번 담았습니다. `Model`에 가는 것은 어느 쪽인가요?",
            en="The name `start` is bound to an `Input` twice. Which of them goes to `Model`?",
        ),
        Text(
            ko="유닛 32개인 층에서 나온 텐서는 어디로 가나요? 변수에 담아 다음 층에 넣으세요.",
            en="Where does the tensor go that comes out of the layer of 32 units? Keep it, and put it into the next "
            "layer.",
        ),
        Text(
            ko="`Input`은 하나만 두고, `second = layers.Dense(32, ...)(first)`를 마지막 `Dense`에 넣으세요.",
            en="Keep a single `Input`, and put `second = layers.Dense(32, ...)(first)` into the last `Dense`.",
        ),
    ],
)
def connected_graph(repaired):
    require_function(repaired)
    model = repaired()
    require_returned(model)
    require_type(model, keras.Model, what=Text(ko="함수가 돌려준 값", en="What the function returns"))
    require_built(model)
    require_shapes(model, (784,), (10,), one=ONE_VECTOR)
    clue = Text(
        ko="과제의 길은 784 → `Dense` 64 → `Dense` 32 → `Dense` 10입니다. 부르기만 하고 결과를 쓰지 않은 층은 모델에 "
        "없습니다.",
        en="The path of the task is 784 → `Dense` 64 → `Dense` 32 → `Dense` 10. A layer whose result is not used is "
        "not in the model.",
    )
    weights = require_weights(model, (784, 64), (64,), (64, 32), (32,), (32, 10), (10,), clue=clue)
    # From dark to far too bright: a hidden unit that cannot go beyond 6 is found out.
    x = np.concatenate([brightness * noise((784,), 2) for brightness in (1, 5, 20)]) - 0.5
    found = output_of(model, x)

    def works_out(first: str, second: str, output: str) -> bool:
        hidden = activated(first, x @ weights[784, 64] + weights[64,])
        hidden = activated(second, hidden @ weights[64, 32] + weights[32,])
        return close(found, activated(output, hidden @ weights[32, 10] + weights[10,]), model, atol=1e-4)

    if works_out("relu", "relu", "softmax"):
        require_learns(model, x, what=Text(ko="이 모델", en="The model"))
        return
    require_no_other_activations(
        lambda second, output: works_out("relu", second, output),
        (Text(ko="유닛 32개인 층", en="The layer of 32 units"), "relu"),
        (OUTPUT_LAYER, "softmax"),
    )
    require_no_other_activations(
        lambda first, output: works_out(first, "relu", output),
        (Text(ko="유닛 64개인 층", en="The layer of 64 units"), "relu"),
        (OUTPUT_LAYER, "softmax"),
    )
    require_are_probabilities(found)
    raise NotYet(
        Text(
            ko="층의 크기는 맞지만 계산이 다릅니다. 층마다 활성화 함수를 보고, 다른 계산이 더 있지 않은지 보세요.",
            en="The layers have the right sizes, but the model works out something else. Look at the activation of "
            "each layer, and whether anything more happens.",
        )
    )


@exercise(
    "2-2-b",
    hints=[
        Text(
            ko="`Input` 두 개로 시작하세요. 이름은 `Input`의 `name`으로 정합니다.",
            en="Begin with two `Input`s. Their `name` says what they are called.",
        ),
        Text(
            ko="사진만 `Dense`를 지납니다. 그 결과와 `notes`를 `layers.concatenate([..., ...])`로 합치세요.",
            en="Only the picture goes through `Dense`. Join its result and `notes` with `layers.concatenate([..., "
            "...])`.",
        ),
        Text(
            ko='마지막 층은 `Dense(10, activation="softmax", name="label")`이고, `Model`에는 입력의 목록을 넘깁니다.',
            en='The last layer is `Dense(10, activation="softmax", name="label")`, and `Model` takes a list of inputs.',
        ),
    ],
)
def model_with_two_inputs(two_inputs):
    require_type(two_inputs, keras.Model, what=Text(ko="`two_inputs`", en="`two_inputs`"))
    require_inputs(two_inputs, {"picture": (784,), "notes": (5,)})
    require_output(two_inputs, "label", 10)
    clue = Text(
        ko="과제에는 `picture` 784개에 유닛 32개인 `Dense` 하나, 이어 붙인 37개에 유닛 10개인 `Dense` 하나가 있습니다.",
        en="The task has one `Dense` of 32 units on the 784 numbers of `picture`, and one of 10 on the 37 that are "
        "joined.",
    )
    weights = require_weights(two_inputs, (784, 32), (32,), (37, 10), (10,), clue=clue)
    # Far enough from 0 for an activation with an upper limit to show.
    batch = {"picture": 16 * (noise((784,)) - 0.5), "notes": 8 * (noise((5,)) - 0.5)}
    found = output_on(two_inputs, batch)
    code = batch["picture"] @ weights[784, 32] + weights[32,]

    def works_out(hidden: str, output: str, of_both: str = "linear") -> bool:
        joined_ways = joined_either_way(activated(hidden, code), batch["notes"])
        return close_to_one_of(
            found,
            [activated(output, activated(of_both, both) @ weights[37, 10] + weights[10,]) for both in joined_ways],
            two_inputs,
        )

    if works_out("relu", "softmax"):
        require_learns(two_inputs, in_order(two_inputs, batch), what=Text(ko="`two_inputs`", en="`two_inputs`"))
        require(
            close(two_inputs(in_order(two_inputs, batch), training=True), found, two_inputs),
            Text(
                ko="`two_inputs`가 학습할 때에는 다르게 계산합니다. `Dropout`이나 잡음은 과제에 없습니다.",
                en="`two_inputs` works out something else while it is trained. By the task there is no `Dropout` and "
                "no noise.",
            ),
        )
        return
    require_no_other_activations(
        works_out, (Text(ko="`picture`의 층", en="The layer of `picture`"), "relu"), (OUTPUT_LAYER, "softmax")
    )
    require(
        not works_out("linear", "softmax", of_both="relu"),
        Text(
            ko="`relu`를 이어 붙인 뒤에 썼습니다. `notes`까지 `relu`를 지납니다. 과제에서는 `picture`만 지납니다.",
            en="`relu` comes after the joining, so `notes` goes through it too. By the task only `picture` does.",
        ),
    )
    require_are_probabilities(found)
    raise NotYet(
        Text(
            ko="층은 맞지만 계산이 다릅니다. `notes`는 그대로 합쳐져야 합니다. 다른 계산이 더 있지는 않은지 보세요.",
            en="The layers are right, but the model works out something else. `notes` is joined as it is. Look at "
            "whether anything more happens.",
        )
    )


@exercise(
    "2-2-c",
    hints=[
        Text(
            ko="층을 변수에 담으세요. 층을 만드는 줄은 하나, 부르는 곳은 둘입니다.",
            en="Keep the layer in a variable: one line makes it, two places call it.",
        ),
        Text(
            ko="`keras.Model([입력, 입력], [코드, 코드])`처럼 출력도 목록으로 넘깁니다. `keras.Model`은 목록을 "
            "받습니다.",
            en="`keras.Model` takes lists: two inputs, two codes.",
        ),
        Text(
            ko="`model([x, x])`는 텐서 두 개를 돌려줍니다. `np.allclose`로 비교한 결과를 `return`하세요.",
            en="`model([x, x])` gives two tensors. Compare them with `np.allclose`, and `return` the result.",
        ),
    ],
)
def shared_layer_and_its_proof(twin, same_weights):
    require_type(twin, keras.Model, what=Text(ko="`twin`", en="`twin`"))
    require_function(same_weights)
    require_twin(twin)
    # Numbers that add up without rounding: what differs place by place has the same sum to the last digit.
    x = np.round(8 * noise((784,))) / 8
    kernel = np.random.default_rng(3).integers(-3, 4, size=(784, 16)).astype("float32")
    # Only one number in the code of one example shows that these two differ: a proof must look at all of them.
    x[[0, 1, 3], 0] = x[1:, 1] = x[2:, 2] = x[:, 3] = 0
    x[0, 1], x[0, 2], x[1, 2] = 1, 0.5, -0.5
    for model, wanted, what in (
        (twin, True, Text(ko="층을 공유하는 모델", en="a model that shares its layer")),
        (
            two_layers(kernel, changed(kernel, 0, 5, by=1)),
            False,
            Text(ko="예 하나에서 수 하나만 다른 모델", en="a model that differs in one number of one example"),
        ),
        (
            two_layers(kernel, changed(kernel, 1, 15, by=-1)),
            False,
            Text(
                ko="첫 예의 마지막 수만 다른 모델",
                en="a model that differs in the last number of the first example",
            ),
        ),
        (
            two_layers(kernel, changed(kernel, 2, 7, by=1)),
            False,
            Text(
                ko="두 예에서 서로 반대로 다른 모델",
                en="a model that differs in two examples, by opposite amounts",
            ),
        ),
        (
            two_layers(kernel, changed(kernel, 3, 2, by=1)),
            True,
            Text(
                ko="가중치는 다르지만 이 `x`에서는 두 출력이 같은 모델",
                en="a model whose weights differ but whose outputs are equal for this `x`",
            ),
        ),
        (
            two_layers(kernel, kernel),
            True,
            Text(ko="층은 둘이지만 가중치가 같은 모델", en="a model of two layers with equal weights"),
        ),
        (
            two_layers(kernel, kernel[:, ::-1]),
            False,
            Text(
                ko="두 번째 층의 유닛만 순서가 다른 모델",
                en="a model whose second layer has its units in another order",
            ),
        ),
        (
            two_layers(kernel, -kernel),
            False,
            Text(
                ko="두 번째 층의 가중치만 부호가 반대인 모델",
                en="a model whose second layer has its weights with the opposite sign",
            ),
        ),
    ):
        given, weights = x.copy(), model.get_weights()
        answer = require_yes_or_no(same_weights(model, given))
        require(
            np.array_equal(given, x) and all(map(np.array_equal, weights, model.get_weights())),
            Text(
                ko="`same_weights`가 `x`나 모델의 가중치를 바꿉니다. 넣어 보고 비교하기만 하세요.",
                en="`same_weights` changes `x` or the weights of the model. Only put `x` in, and compare.",
            ),
        )
        require(
            all(layer.was_called for layer in model.layers if isinstance(layer, Watched)),
            Text(
                ko="`same_weights`가 넘겨받은 모델을 부르지 않습니다. 모델에 `x`를 넣어서 나온 두 출력을 비교해야 "
                "합니다.",
                en="`same_weights` does not call the model that it is given. Put `x` into that model, and compare the "
                "two outputs.",
            ),
        )
        clue = (
            Text(
                ko="양쪽에 같은 `x`를 넣는지, 두 출력의 값을 비교하는지 보세요.",
                en="See whether the same `x` goes in on both sides, and whether the values of the outputs are "
                "compared.",
            )
            if wanted
            else Text(
                ko="두 출력의 수를 자리마다 하나도 빠짐없이 비교하는지 보세요.",
                en="See whether the outputs are compared number by number, and none is left out.",
            )
        )
        require(
            answer is wanted,
            Text(
                ko="`same_weights`가 {what}에 대해 {answer}[이라]고 답합니다. {clue}",
                en="`same_weights` says {answer} of {what}. {clue}",
            ).format(what=what, answer=answer, clue=clue),
        )
    both = [noise((784,)), noise((784,))]
    require_learns(twin, both, what=Text(ko="`twin`", en="`twin`"))


def require_yes_or_no(answer) -> bool:
    """One truth value: Python's, NumPy's or that of a tensor without axes."""
    require(
        answer is not None,
        Text(
            ko="`same_weights`가 아무것도 돌려주지 않습니다. `return`이 필요합니다.",
            en="`same_weights` returns nothing. It needs a `return`.",
        ),
    )
    shape = getattr(answer, "shape", None)
    if type(answer) is not bool and shape is not None and "bool" in str(getattr(answer, "dtype", "")):
        require(
            tuple(shape) == (),
            Text(
                ko="`same_weights`가 자리마다 비교한 {n}개의 답을 돌려줍니다. 모두 같은지를 True나 False 하나로 답해야 "
                "합니다.",
                en="`same_weights` returns {n} answers, one for each place. The task asks for a single True or False: "
                "are all of them equal?",
            ).format(n=int(np.prod(tuple(shape)))),
        )
        return bool(answer)
    require_type(answer, bool, what=Text(ko="`same_weights`가 돌려준 값", en="What `same_weights` returns"))
    return answer


@exercise(
    "2-2-d",
    hints=[
        Text(
            ko="두 번 불린 층에는 서로 다른 입력에서 화살표가 들어오고, 합치는 층이 아닙니다.",
            en="Arrows from different inputs lead into a layer that is called twice, and it is not a layer that "
            "merges.",
        ),
        Text(
            ko="`Dense`의 파라미터는 (입력 수 × 유닛 수) + 유닛 수입니다. 여러 번 불러도 한 번만 셉니다.",
            en="A `Dense` has (inputs × units) + units parameters. They count once, however often it is called.",
        ),
        Text(
            ko="`price`의 입력 수는 상자의 `Input shape`에 적혀 있습니다.",
            en="How many inputs `price` has stands in its box, at `Input shape`.",
        ),
    ],
)
def graph_that_was_read(twice_called, its_parameters, price_parameters):
    name = require_text(twice_called, what=Text(ko="`twice_called`", en="`twice_called`")).strip()
    of_shared = require_number(its_parameters, what=Text(ko="`its_parameters`", en="`its_parameters`"))
    of_price = require_number(price_parameters, what=Text(ko="`price_parameters`", en="`price_parameters`"))
    model = model_to_read()
    names = [layer.name for layer in model.layers]
    require(
        name in names,
        Text(
            ko="그림에 {name}[이라]는 층이 없습니다. 상자에 적힌 이름을 그대로 쓰세요. 큰 글자와 작은 글자도 가립니다.",
            en="The graph has no layer {name}. Write the name as it stands in its box; capital letters count.",
        ).format(name=brief(name)),
    )
    merging = {layer.name for layer in model.layers if isinstance(layer, layers.Add | layers.Concatenate)}
    require(
        name not in merging,
        Text(
            ko="`{name}`[은] 텐서 여러 개를 받아 한 번 불린 층입니다.",
            en="`{name}` takes several tensors, but in one call.",
        ).format(name=brief(name).strip("'")),
    )
    require(
        name == "camera",
        Text(
            ko="{name}[은] 두 번 불린 층이 아닙니다. 서로 다른 입력에서 화살표가 들어오는 층을 찾으세요.",
            en="{name} is not called twice. Look for a layer with arrows from different inputs.",
        ).format(name=brief(name)),
    )
    require_count(of_shared, 784, 48, calls=2)
    mistakes: dict[float, Text] = {
        48 + 8 + 1: Text(
            ko="`price`에 들어가는 코드는 둘입니다. `concatenate`의 출력 형태를 보세요.",
            en="Two codes reach `price`. Look at the output shape of `concatenate`.",
        ),
        104: Text(
            ko="`price`의 가중치는 맞게 셌습니다. 유닛에 하나씩 있는 것이 빠졌습니다.",
            en="The weights of `price` are counted right. Something that each unit has is missing.",
        ),
        48 + 48 + 1: Text(
            ko="두 코드는 셌습니다. `add`에서 오는 수가 빠졌습니다.",
            en="Both codes are counted. What comes from `add` is missing.",
        ),
        48 + 48 + 8 + 8 + 1: Text(
            ko="`add`는 이어 붙이지 않고 더하므로 8개를 냅니다.",
            en="`add` does not join, it adds: it gives 8 numbers.",
        ),
        104 * 4 + 4: Text(
            ko="`season`의 파라미터입니다. `price`를 세어 보세요.",
            en="These are the parameters of `season`. Count those of `price`.",
        ),
    }
    require(
        of_price == model.get_layer("price").count_params(),
        mistakes.get(of_price)
        or Text(
            ko="`price`의 파라미터는 {n}개가 아닙니다. 들어오는 수를 상자에서 읽으세요.",
            en="`price` does not have {n} parameters. Read in its box how many numbers come in.",
        ).format(n=brief(of_price)),
    )


@exercise(
    "2-2-e",
    hints=[
        Text(
            ko="본문의 `deep`에서 시작하세요. 반복문 안에 `Dense`를 하나 더 두고, 덧셈은 그 뒤에 한 번만 합니다.",
            en="Begin with `deep` of the lesson. Put one more `Dense` into the loop, and add once, after both.",
        ),
        Text(
            ko="두 층을 지나는 동안 블록에 들어온 값을 `signal`에 그대로 두세요. 지나는 값의 이름은 `change`입니다.",
            en="Leave what entered the block in `signal` while `change` goes through both layers.",
        ),
        Text(
            ko='`"adam"`으로 `x_train` 전체를 세 에포크 학습하면 됩니다.',
            en='With `"adam"`, three epochs on all of `x_train` will do.',
        ),
    ],
)
def deep_model_that_trains(deep_one):
    require_no_history(deep_one, Text(ko="`deep_one`", en="`deep_one`"))
    require_type(deep_one, keras.Model, what=Text(ko="`deep_one`", en="`deep_one`"))
    require_built(deep_one)
    require_shapes(deep_one, (784,), (10,), one=ONE_VECTOR)
    _, (pictures, labels) = fashion_mnist()
    x = pictures[:KEPT].reshape(KEPT, 784) / np.float32(255)
    p = output_of(deep_one, x)
    require_no_nan(p)
    _require_five_blocks(deep_one, x[:16], p[:16])
    require_learns(deep_one, x[:4], what=Text(ko="`deep_one`", en="`deep_one`"))
    validation, validation_labels = (part[8000:] for part in fashion_mnist()[0])
    on_validation = output_of(deep_one, validation.reshape(-1, 784) / np.float32(255))
    require_not_trained_on_test((p, labels[:KEPT]), (on_validation, validation_labels))
    accuracy = float(np.mean(p.argmax(axis=-1) == labels[:KEPT]))
    found = {"accuracy": rounded_down(accuracy), "target": DEEP_TARGET}
    require(
        accuracy >= 0.2,
        Text(
            ko="구조는 맞습니다. 정확도가 {accuracy:.2f}[으로] 기준선 0.10에 가깝습니다. 아직 학습하지 않았거나 "
            "학습률이 너무 큽니다.",
            en="The structure is right. The accuracy is {accuracy:.2f}, close to the baseline of 0.10: it has not been "
            "trained yet, or its learning rate is too large.",
        ).format(**found),
    )
    require(
        accuracy >= DEEP_TARGET,
        Text(
            ko="구조는 맞습니다. 처음 보는 사진 1,000장에서 정확도가 {accuracy:.2f}이고 목표는 {target:.2f}입니다. "
            "검증 곡선이 아직 오르고 있다면 에포크나 사진을 늘리세요.",
            en="The structure is right. On 1,000 new pictures the accuracy is {accuracy:.2f}; the target is "
            "{target:.2f}. If the curve of validation still climbs, take more epochs or more pictures.",
        ).format(**found),
    )
    return Text(
        ko="처음 보는 사진 1,000장에서 정확도 ≈ {accuracy:.2f}입니다.",
        en="The accuracy on 1,000 new pictures is ≈ {accuracy:.2f}.",
    ).format(**found)


def _require_five_blocks(deep_one: keras.Model, x: np.ndarray, found: np.ndarray) -> None:
    """A layer of 32 units, five blocks of two that are skipped together, and ten outputs.

    Args:
        x: pictures, shape `(n, 784)`.
        found: what the model gives for them.
    """
    weights = deep_one.get_weights()
    kernels, biases = ([weight for weight in weights if weight.ndim == axes] for axes in (2, 1))
    square = [kernel for kernel in kernels if kernel.shape == (32, 32)]
    require(
        len(square) == 10,
        Text(
            ko="수 32개를 받는 유닛 32개의 `Dense`가 {n}개입니다. 블록 다섯 개에 둘씩이면 10개입니다. 블록마다 층을 "
            "새로 만드는지, 이어 붙이지 않고 더하는지 보세요.",
            en="The model has this many `Dense` layers of 32 units on 32 numbers: {n}. Five blocks with two each have "
            "10. See whether each block makes layers of its own, and whether it adds instead of joining.",
        ).format(n=len(square)),
    )
    require(
        sorted(kernel.shape for kernel in kernels) == [(32, 10), *[(32, 32)] * 10, (784, 32)] and len(biases) <= 12,
        Text(
            ko="가중치가 있는 층: {found}. 과제는 784 → 32, 블록 다섯 개, 32 → 10입니다.",
            en="Layers with weights: {found}. The task goes 784 → 32, five blocks, 32 → 10.",
        ).format(found=layers_with_weights(deep_one)),
    )
    found, dense = _with_equal_blocks(deep_one, x)

    def works_out(inner: str, output: str, skip: str = "two layers") -> bool:
        # Whoever takes another activation often takes it in the first layer, too.
        signals = (_through_blocks(x, dense[:-1], first, inner, skip) for first in ("sigmoid", inner))
        kernel, bias = dense[-1]
        return any(close(found, activated(output, signal @ kernel + bias), deep_one, atol=1e-3) for signal in signals)

    if works_out("sigmoid", "softmax"):
        return
    for skip, what in (
        ("one layer", Text(ko="층마다 하나씩 더합니다", en="adds after every layer")),
        (
            "first of the two",
            Text(ko="블록의 첫 층에서 나온 값을 더합니다", en="adds what came out of the block's first layer"),
        ),
        ("nothing", Text(ko="아무것도 더하지 않습니다", en="adds nothing")),
        (
            "everything",
            Text(ko="늘 맨 처음 층에서 나온 값을 더합니다", en="always adds what came out of the first layer"),
        ),
    ):
        require(
            not works_out("sigmoid", "softmax", skip),
            Text(
                ko="모델이 {what}. 과제에서는 두 층을 지난 값에, 그 블록에 들어온 값을 더합니다.",
                en="The model {what}. By the task, what entered a block is added to what comes out of its two layers.",
            ).format(what=what),
        )
    require_no_other_activations(
        works_out, (Text(ko="블록의 층", en="A layer of the blocks"), "sigmoid"), (OUTPUT_LAYER, "softmax")
    )
    require_are_probabilities(found)
    raise NotYet(
        Text(
            ko="층의 수와 크기는 맞지만 계산이 다릅니다. 모든 층에 `sigmoid`가 있는지, 블록마다 두 층 뒤에서 한 번 "
            "더하는지 보세요.",
            en="The layers are right in number and size, but the model works out something else. See whether each "
            "has `sigmoid`, and whether each block adds once, after its two layers.",
        )
    )


def _with_equal_blocks(deep_one: keras.Model, x: np.ndarray) -> tuple[np.ndarray, list[tuple[np.ndarray, np.ndarray]]]:
    """What the model gives while all layers of its blocks have the same weights.

    A model may have made its layers in another order than it calls them, and then its list of weights has that order.

    Returns:
        The output for `x`, and kernel and bias of its 12 layers.
    """
    weights = deep_one.get_weights()
    random = np.random.default_rng(0)
    kernels = {shape: random.normal(0, 0.15, shape) for shape in ((784, 32), (32, 32), (32, 10))}
    whole = sum(weight.shape == (32,) for weight in weights) == 11
    biases = {
        (32,): random.normal(0, 0.5, 32) if whole else np.zeros(32),
        (10,): random.normal(0, 0.5, 10) if any(weight.shape == (10,) for weight in weights) else np.zeros(10),
    }
    try:
        deep_one.set_weights([(kernels | biases)[weight.shape] for weight in weights])
        found = output_of(deep_one, x)
    finally:
        deep_one.set_weights(weights)
    shapes = [(784, 32), *[(32, 32)] * 10, (32, 10)]
    return found, [(kernels[shape], biases[shape[1:]]) for shape in shapes]


def _through_blocks(
    x: np.ndarray, dense: list[tuple[np.ndarray, np.ndarray]], first: str, inner: str, skip: str
) -> np.ndarray:
    """What comes out of the last block.

    Args:
        x: shape `(n, 784)`.
        dense: kernel and bias of the first layer and of the 10 layers of the blocks.
        first, inner: the activation of the first layer, and that of the layers of the blocks.
        skip: what an addition skips: "two layers", "one layer" (after every layer), "first of the two" (that comes out
            of the block's first layer alone), "everything" or "nothing".
    """
    (kernel, bias), *of_blocks = dense
    signal = earliest = entered = activated(first, x @ kernel + bias)
    for number, (kernel, bias) in enumerate(of_blocks, 1):
        before, signal = signal, activated(inner, signal @ kernel + bias)
        if skip == "one layer":
            signal = signal + before
        elif skip != "nothing" and number % 2 == 0:
            signal = signal + {"two layers": entered, "first of the two": before, "everything": earliest}[skip]
            entered = signal
    return signal


@exercise(
    "2-2-f",
    hints=[
        Text(
            ko='펭귄의 셀을 차례로 따라가며 열의 이름을 바꾸세요. 빈 값은 이 표에서 `""`입니다.',
            en='Follow the cells of the penguins one by one, with other names of columns. A gap is `""` in this table.',
        ),
        Text(
            ko="평균, 범주의 목록, 종류의 목록은 `inputs_of` 밖에서, 섞은 다음 학습할 행으로 한 번만 만듭니다.",
            en="Make the means, the list of categories and the list of kinds once, outside of `inputs_of`, from the "
            "rows to train on, after mixing.",
        ),
        Text(
            ko="`Normalization`으로 맞춘 수 다섯 개와 범주를 이어 붙이고, 유닛 32개인 `Dense` 하나면 됩니다. 학습률 "
            "0.01인 `Adam`으로 20에포크 학습하세요.",
            en="Join the five numbers, scaled by `Normalization`, with the category; one `Dense` of 32 units will do. "
            "Train for 20 epochs with `Adam` and a learning rate of 0.01.",
        ),
    ],
)
def kinds_of_clothes_from_a_table(clothes_model, inputs_of):
    require_no_history(clothes_model, Text(ko="`clothes_model`", en="`clothes_model`"))
    require_type(clothes_model, keras.Model, what=Text(ko="`clothes_model`", en="`clothes_model`"))
    require_function(inputs_of)
    rows, seen = _table_rows()
    x = _inputs_of_rows(inputs_of, rows)
    _require_no_gaps(x, rows)
    _require_alone_as_among_others(inputs_of, rows, x)
    p = _output_for(clothes_model, x)
    require(
        p.shape == (len(rows), len(KINDS)),
        Text(
            ko="옷 {n}벌을 넣으면 출력의 형태가 {found}입니다. 종류마다 확률이 하나씩이면 {wanted}입니다.",
            en="For {n} pieces of clothing the output has shape {found}. With a probability for each kind it is "
            "{wanted}.",
        ).format(n=len(rows), found=p.shape, wanted=(len(rows), len(KINDS))),
    )
    require_no_nan(p)
    require_are_probabilities(p)
    accuracy = _share_right(p, rows)
    if accuracy < TABLE_TARGET:
        on_file = _share_right(_output_for(clothes_model, _inputs_of_rows(inputs_of, seen)), seen)
        raise NotYet(_why_of_too_few(p, rows, on_file))
    return Text(
        ko="처음 보는 옷 {n}벌에서 정확도 ≈ {accuracy:.2f}입니다.",
        en="The accuracy on {n} new pieces of clothing is ≈ {accuracy:.2f}.",
    ).format(n=len(rows), accuracy=accuracy)


@cache
def _table_rows() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The rows that no learner was given, and some of the file."""
    return clothes_rows(unseen=True), clothes_rows()[::6]


def _inputs_of_rows(inputs_of, rows: list[dict[str, str]]):
    """What the learner's function makes of rows without their kind: two arrays of numbers, a row for each."""
    given = [{name: field for name, field in row.items() if name != KIND} for row in rows]
    untouched = [row.copy() for row in given]
    try:
        x = inputs_of(given)
    except KeyError as error:
        require(
            error.args != (KIND,),
            Text(
                ko="`inputs_of`가 `kind`를 읽습니다. 새 행에는 없는 열입니다. 정답은 학습할 때 따로 꺼내세요.",
                en="`inputs_of` reads `kind`, which new rows do not have. Take the right answers out elsewhere, for "
                "training.",
            ),
        )
        raise
    require_returned(x)
    require(
        given == untouched,
        Text(
            ko="`inputs_of`가 넘겨받은 행을 바꿉니다. 행은 그대로 두고 새 배열을 만드세요.",
            en="`inputs_of` changes the rows that it is given. Leave them as they are, and make new arrays.",
        ),
    )
    arrays = keras.tree.flatten(x)
    require(
        all(hasattr(array, "shape") for array in arrays),
        Text(
            ko="`inputs_of`가 돌려준 것에 배열이 아닌 것이 있습니다. 목록은 `np.array`로 배열로 만드세요.",
            en="`inputs_of` returns something other than arrays. Make an array of a list with `np.array`.",
        ),
    )
    require(
        len(arrays) == 2,
        Text(
            ko="`inputs_of`가 돌려준 배열이 {n}개입니다. 과제의 입력은 둘, 수와 범주입니다.",
            en="`inputs_of` returns this many arrays: {n}. The task has two inputs, the numbers and the category.",
        ).format(n=len(arrays)),
    )
    for array, what in zip(arrays, (FIRST_ARRAY, SECOND_ARRAY), strict=True):
        shape = tuple(getattr(array, "shape", ()))
        require(
            shape[:1] == (len(rows),),
            Text(
                ko="행 {n}개를 넣었는데 `inputs_of`가 돌려준 {what}의 형태가 {found}입니다. 행마다 하나씩, 하나도 "
                "빠지지 않아야 합니다.",
                en="{n} rows went in, but {what} that `inputs_of` returns has shape {found}. Every row has its place "
                "in it, and none is left out.",
            ).format(n=len(rows), what=what, found=shape),
        )
        numbers = keras.ops.convert_to_numpy(array)
        require(
            numbers.dtype.kind in "biuf",
            Text(
                ko="`inputs_of`가 돌려준 {what}에 수가 아닌 것이 있습니다. 문자열은 `float`로 바꾸세요.",
                en="{what} that `inputs_of` returns holds something other than numbers. Turn strings into numbers with "
                "`float`.",
            ).format(what=what),
        )
    return x


def _require_no_gaps(x, rows: list[dict[str, str]]) -> None:
    for array in keras.tree.flatten(x):
        numbers = keras.ops.convert_to_numpy(array).astype("float64")
        empty = int(np.isnan(numbers).reshape(len(rows), -1).any(axis=1).sum())
        require(
            not empty,
            Text(
                ko="행 {n}개 가운데 {empty}개에서 `nan`이 나옵니다. 빈 값을 학습 데이터의 평균으로 메우세요.",
                en="`nan` comes out for {empty} of {n} rows. Fill the gaps with the means of the training data.",
            ).format(n=len(rows), empty=empty),
        )


def _require_alone_as_among_others(inputs_of, rows: list[dict[str, str]], x) -> None:
    """A row gives the same alone as among others: nothing is worked out on the rows that a prediction is asked for."""
    full = [next(n for n, row in enumerate(rows) if "" not in row.values())]
    gaps = [next((n for n, row in enumerate(rows) if row[column] == ""), None) for column in rows[0]]
    for number in dict.fromkeys(full + [gap for gap in gaps if gap is not None]):
        _require_same_row(_inputs_of_rows(inputs_of, rows[number : number + 1]), x, number, len(rows))


def _require_same_row(alone, among_others, number: int, n: int) -> None:
    """What comes out for a row alone is what comes out for it in its place among all `n` rows."""
    arrays = zip(keras.tree.flatten(alone), keras.tree.flatten(among_others), strict=True)
    for (one, many), what in zip(arrays, (FIRST_ARRAY, SECOND_ARRAY), strict=True):
        require(
            tuple(one.shape[1:]) == tuple(many.shape[1:]),
            Text(
                ko="행 하나만 넣으면 형태가 {one}이고, {n}개를 넣으면 {many}입니다. 범주의 목록을 `inputs_of` 밖에서 "
                "학습할 행으로 한 번만 만드세요.",
                en="For a single row the shape is {one}, for {n} rows it is {many}. Make the list of categories once, "
                "outside of `inputs_of`, from the rows to train on.",
            ).format(one=tuple(one.shape), n=n, many=tuple(many.shape)),
        )
        first = keras.ops.convert_to_numpy(one)[0].astype("float64")
        same = keras.ops.convert_to_numpy(many)[number].astype("float64")
        place = int(np.argmax(np.abs(first - same)))
        require(
            np.allclose(first, same, atol=1e-4),
            Text(
                ko="같은 행인데 {what}에서 하나만 넣으면 {one:g}, 다른 행과 함께 넣으면 {many:g}[이] 나옵니다. 평균, "
                "표준편차, 범주의 목록은 `inputs_of` 밖에서 학습할 행으로 한 번만 구하세요.",
                en="The same row gives {one:g} alone and {many:g} among others, in {what}. Work out means, standard "
                "deviations and the list of categories once, outside of `inputs_of`, on the rows to train on.",
            ).format(what=what, one=float(first.ravel()[place]), many=float(same.ravel()[place])),
        )


def _output_for(clothes_model: keras.Model, x) -> np.ndarray:
    """What the model gives for inputs, where it has those inputs."""
    wanted = [tuple(tensor.shape[1:]) for tensor in getattr(clothes_model, "inputs", None) or ()]
    given = [tuple(array.shape[1:]) for array in keras.tree.flatten(x)]
    require(
        not wanted or sorted(wanted) == sorted(given),
        Text(
            ko="`inputs_of`에서 나온 배열은 행마다 {given}인데, `clothes_model`의 입력은 행마다 {wanted}입니다.",
            en="For each row, `inputs_of` gives arrays of shape {given}, but the inputs of `clothes_model` have "
            "{wanted}.",
        ).format(given=", ".join(map(str, given)), wanted=", ".join(map(str, wanted))),
    )
    require(
        not wanted or wanted == given or isinstance(x, dict),
        Text(
            ko="`inputs_of`가 배열을 {given}의 순서로 돌려주는데, `clothes_model`의 입력은 {wanted}의 순서입니다.",
            en="`inputs_of` returns its arrays in the order {given}, but the inputs of `clothes_model` are in the "
            "order {wanted}.",
        ).format(given=", ".join(map(str, given)), wanted=", ".join(map(str, wanted))),
    )
    return output_of(clothes_model, x)


def _share_right(p: np.ndarray, rows: list[dict[str, str]]) -> float:
    return float(np.mean(p.argmax(axis=-1) == _labels(rows)))


def _labels(rows: list[dict[str, str]]) -> np.ndarray:
    return np.array([sorted(KINDS).index(row[KIND]) for row in rows])


def _why_of_too_few(p: np.ndarray, rows: list[dict[str, str]], on_file: float) -> Text:
    """What may be the reason that a model is right on too few new rows.

    Args:
        p: its probabilities for them.
        on_file: its accuracy on rows of the file.
    """
    said, labels = p.argmax(axis=-1), _labels(rows)
    found = {
        "n": len(rows),
        "accuracy": rounded_down(np.mean(said == labels)),
        "on_file": on_file,
        "target": TABLE_TARGET,
    }
    meant = np.array([np.bincount(labels[said == kind], minlength=len(KINDS)).argmax() for kind in range(len(KINDS))])
    never = [kind for kind in range(len(KINDS)) if kind not in said]
    if on_file - found["accuracy"] > 0.12:
        return Text(
            ko="파일에 있는 옷에서는 {on_file:.2f}인데 처음 보는 옷에서는 {accuracy:.2f}입니다. 파일을 외웠습니다. "
            "검증 데이터의 곡선이 벌어지는지 보세요.",
            en="It is right on {on_file:.2f} of the clothes in the file, but on {accuracy:.2f} of new ones: it knows "
            "the file by heart. See whether the curve of validation data parts from that of training.",
        ).format(**found)
    if len(never) == len(KINDS) - 1:
        return Text(
            ko="모든 옷에 같은 답을 합니다(정확도 {accuracy:.2f}). 아직 학습하지 않았거나 학습률이 너무 큽니다.",
            en="It gives the same answer for everything, an accuracy of {accuracy:.2f}. It has not been trained, or "
            "its learning rate is too large.",
        ).format(**found)
    if len(set(meant)) == len(KINDS) and np.mean(meant[said] == labels) >= TABLE_TARGET:
        return Text(
            ko="종류는 가려내지만 출력의 순서가 다릅니다(정확도 {accuracy:.2f}). 레이블은 `sorted`로 정렬한 이름의 "
            "자리입니다. 첫 자리는 {first}입니다.",
            en="It tells the kinds apart, but its outputs stand in another order (an accuracy of {accuracy:.2f}). A "
            "label is the place of the name after `sorted`; the first is {first}.",
        ).format(**found, first=brief(sorted(KINDS)[0]))
    if never and np.mean((said == labels)[~np.isin(labels, never)]) >= TABLE_TARGET:
        return Text(
            ko="{name}[이라]는 답을 한 번도 하지 않습니다(정확도 {accuracy:.2f}). 행은 종류별로 늘어서 있습니다. "
            "나누기 전에 섞었는지 보세요.",
            en="It never answers {name} (an accuracy of {accuracy:.2f}). The rows stand kind by kind: see whether they "
            "were mixed before they were split.",
        ).format(**found, name=brief(sorted(KINDS)[never[-1]]))
    if found["accuracy"] < 1.5 / len(KINDS):
        return Text(
            ko="정확도가 {accuracy:.2f}[으로] 기준선에 가깝습니다. 학습했는지, 행과 레이블의 순서가 맞는지 보세요.",
            en="The accuracy is {accuracy:.2f}, close to the baseline. See whether it has been trained, and whether "
            "rows and labels are in the same order.",
        ).format(**found)
    return Text(
        ko="처음 보는 옷 {n}벌에서 정확도가 {accuracy:.2f}이고 목표는 {target:.2f}입니다. 수의 크기를 맞추었는지, "
        "검증 곡선이 아직 나아지고 있지는 않은지 보세요.",
        en="On {n} new pieces of clothing the accuracy is {accuracy:.2f}; the target is {target:.2f}. See whether the "
        "numbers are scaled, and whether the curve of validation is still getting better.",
    ).format(**found)


@cache
def model_to_read() -> keras.Model:
    """The model whose graph exercise 2-2-d shows: a shared layer, a residual connection, two heads."""
    front, back = keras.Input((784,), name="front"), keras.Input((784,), name="back")
    tags = keras.Input((12,), name="tags")
    camera = layers.Dense(48, "relu", name="camera")
    notes = layers.Dense(8, "relu", name="notes")(tags)
    changed = layers.Dense(8, "relu", name="change")(notes)
    kept = layers.Add(name="add")([notes, changed])
    everything = layers.Concatenate(name="concatenate")([camera(front), camera(back), kept])
    heads = [layers.Dense(1, name="price")(everything), layers.Dense(4, "softmax", name="season")(everything)]
    return keras.Model([front, back, tags], heads, name="model_to_read")


# --- what these exercises require of a model ---


def require_inputs(model, shapes: dict[str, tuple[int, ...]]) -> None:
    """The inputs have these names and, for one example, these shapes."""
    require(
        model.built and hasattr(model, "inputs"),
        Text(
            ko="모델에 아직 입력이 없습니다. `Input`으로 시작하세요.",
            en="The model has no inputs yet: begin with `Input`.",
        ),
    )
    require(
        len(model.inputs) == len(shapes),
        Text(
            ko="모델의 입력이 {n}개입니다. 과제의 입력은 {wanted}입니다.",
            en="The number of inputs of the model is {n}. Those of the task are {wanted}.",
        ).format(n=len(model.inputs), wanted=_in_code(shapes)),
    )
    names = [tensor.name for tensor in model.inputs]
    require(
        sorted(names) == sorted(shapes),
        Text(
            ko="입력의 이름이 {found}입니다. 과제의 이름은 {wanted}입니다. 이름은 `Input`의 `name`으로 정합니다.",
            en="The inputs are named {found}; in the task they are {wanted}. A name is the `name` of its `Input`.",
        ).format(found=_in_code(names), wanted=_in_code(shapes)),
    )
    for tensor in model.inputs:
        require(
            tensor.shape == (None, *shapes[tensor.name]),
            Text(
                ko="입력 `{name}`의 형태가 {found}입니다. 예 하나마다 {wanted}[이어야] 합니다.",
                en="The input `{name}` has shape {found}. For one example it should be {wanted}.",
            ).format(name=tensor.name, found=tensor.shape, wanted=shapes[tensor.name]),
        )


def require_output(model, name: str, units: int) -> None:
    """There is one output of this many numbers, and the layer that makes it has this name."""
    require(
        len(model.outputs) == 1 and model.outputs[0].shape == (None, units),
        Text(
            ko="출력이 {n}개이고 형태는 {found}입니다. 과제의 출력은 하나이고 형태는 {wanted}입니다.",
            en="The number of outputs is {n}, their shape {found}. The task has one output, of shape {wanted}.",
        ).format(
            n=len(model.outputs),
            found=", ".join(str(tensor.shape) for tensor in model.outputs),
            wanted=(None, units),
        ),
    )
    require(
        model.output_names == [name],
        Text(
            ko="출력을 만드는 층의 이름이 {found}입니다. 과제의 이름은 `{name}`입니다.",
            en="The layer that makes the output is named {found}; in the task it is `{name}`.",
        ).format(found=_in_code(model.output_names), name=name),
    )


def require_twin(twin) -> None:
    """Two vectors go through one and the same layer of 16 units with `relu`, to two codes in their order."""
    found_inputs = [tensor.shape for tensor in twin.inputs] if hasattr(twin, "inputs") else [(None, 784)] * 2
    require(
        twin.built and found_inputs == [(None, 784)] * 2,
        Text(
            ko="`twin`의 입력이 {n}개이고 형태는 {found}입니다. 과제의 입력은 둘이고 형태는 각각 (784,)입니다.",
            en="The number of inputs of `twin` is {n}, their shape {found}. The task has two, of shape (784,) each.",
        ).format(n=len(found_inputs), found=", ".join(map(str, found_inputs))),
    )
    # Large enough for a code to go beyond 6.
    both = [40 * (noise((784,), 8)[:4] - 0.5), 40 * (noise((784,), 8)[4:] - 0.5)]
    found = outputs_of(twin, both)
    require(
        [code.shape for code in found] == [(4, 16)] * 2,
        Text(
            ko="벡터 네 쌍을 넣으면 `twin`의 출력이 {n}개이고 형태는 {found}입니다. 과제의 출력은 길이 16인 코드 "
            "둘입니다.",
            en="For four pairs of vectors the number of outputs of `twin` is {n}, their shape {found}. The task has "
            "two codes of length 16.",
        ).format(n=len(found), found=", ".join(str(code.shape) for code in found)),
    )
    require(
        twin.count_params() != 2 * (784 * 16 + 16),
        Text(
            ko="`twin`의 파라미터가 {n:,}개, 곧 두 층의 몫입니다. 층을 한 번만 만들고 두 번 부르세요.",
            en="`twin` has {n:,} parameters, enough for two layers. Make the layer once and call it twice.",
        ).format(n=twin.count_params()),
    )
    clue = Text(ko="과제에는 유닛 16개인 `Dense` 하나가 있습니다.", en="The task has one `Dense` of 16 units.")
    weights = require_weights(twin, (784, 16), (16,), clue=clue)
    logits = [x @ weights[784, 16] + weights[16,] for x in both]
    for name in ("relu", *ACTIVATIONS):
        codes = [activated(name, each) for each in logits]
        same = [[close(code, wanted, twin, atol=1e-3) for wanted in codes] for code in found]
        if not (any(same[0]) and any(same[1])):
            continue
        require(name == "relu", of_another_activation(Text(ko="공유하는 층", en="The shared layer"), name, "relu"))
        require(
            same[0][0] and same[1][1],
            Text(
                ko="첫 출력은 {first}번째 입력의 코드이고 둘째 출력은 {second}번째 입력의 코드입니다. 입력마다 층을 한 "
                "번씩 부르고, 나온 코드를 입력의 순서대로 넘기세요.",
                en="Output 1 is the code of input {first}, and output 2 that of input {second}. Call the layer once on "
                "each input, and pass the codes in the order of the inputs.",
            ).format(first=same[0].index(True) + 1, second=same[1].index(True) + 1),
        )
        return
    raise NotYet(
        Text(
            ko="`twin`의 층은 맞지만 출력이 두 입력의 코드가 아닙니다. 층의 앞이나 뒤에 다른 계산이 더 있지 않은지 "
            "보세요.",
            en="The layer of `twin` is right, but the outputs are not the codes of the inputs. Look at whether "
            "anything more happens before or after it.",
        )
    )


def require_count(found: float, inputs: int, units: int, calls: int) -> None:
    """The parameters of a dense layer, counted once."""
    mistakes: dict[float, Text] = {
        **dict.fromkeys(
            (calls * (inputs + 1) * units, calls * inputs * units, calls * inputs * units + units),
            Text(
                ko="두 번 불러도 가중치는 한 벌입니다. 한 번만 세세요.",
                en="Called twice, it still has its weights once. Count them once.",
            ),
        ),
        inputs * units + inputs: Text(
            ko="편향은 입력마다 하나가 아니라 유닛마다 하나입니다.",
            en="There is one bias for each unit, not for each input.",
        ),
        inputs * units: Text(
            ko="공유된 층의 가중치는 맞게 셌습니다. 편향이 빠졌습니다.",
            en="The weights of the shared layer are right. Its biases are missing.",
        ),
    }
    require(
        found == (inputs + 1) * units,
        mistakes.get(found)
        or Text(
            ko="두 번 불린 층의 파라미터는 {n}개가 아닙니다. 상자의 `Input shape`와 `Output shape`에서 계산하세요.",
            en="The layer that is called twice does not have {n} parameters. Work it out from its `Input shape` and "
            "`Output shape`.",
        ).format(n=brief(found)),
    )


# --- the same models in NumPy ---


def two_layers(*kernels: np.ndarray) -> keras.Model:
    """Two vectors, each through a layer of its own with this kernel of shape (784, 16)."""
    sides = [keras.Input((784,)) for _ in kernels]
    encoders = [layers.Dense(16, use_bias=False) for _ in kernels]
    entrance = Watched()
    model = keras.Model(sides, [encode(entrance(side)) for encode, side in zip(encoders, sides, strict=True)])
    model.set_weights(kernels)
    entrance.was_called = False  # until here, only the graph was made
    return model


class Watched(layers.Layer):
    """A layer that changes nothing, and notes that the model around it was called, in whatever way."""

    was_called = False

    def call(self, inputs):
        self.was_called = True
        return inputs


def changed(kernel: np.ndarray, row: int, unit: int, by: float) -> np.ndarray:
    """A copy of which one weight differs."""
    other = kernel.copy()
    other[row, unit] += by
    return other


def output_on(model, batch: dict[str, np.ndarray]) -> np.ndarray:
    """The only output of a model, which may take its inputs and give its output in a list or a dictionary.

    Args:
        model: a built model.
        batch: by the name of each input.
    """
    return output_of(model, in_order(model, batch))


def in_order(model, batch: dict[str, np.ndarray]):
    """The arrays of a batch as the model takes them: alone, in a list, or in a dictionary with its own keys."""
    return keras.tree.pack_sequence_as(model.input, [batch[tensor.name] for tensor in model.inputs])


def joined_either_way(some: np.ndarray, other: np.ndarray) -> list[np.ndarray]:
    """Two arrays end to end along the last axis, in both orders."""
    return [np.concatenate(pair, axis=-1) for pair in ((some, other), (other, some))]


def close_to_one_of(found: np.ndarray, expected: list[np.ndarray], model: keras.Model) -> bool:
    return any(found.shape == each.shape and close(found, each, model) for each in expected)


def _in_code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


# --- questions ---

question(
    "2-2-q1",
    text=Text(
        ko="`keras.Model(inputs=stranger, outputs=probabilities)`를 실행하면 어떻게 될까요?",
        en="What does `keras.Model(inputs=stranger, outputs=probabilities)` do?",
    ),
    choices={
        "a": Text(
            ko="형태가 같으므로 `pixels`로 만든 것과 같은 모델이 됩니다.",
            en="The shapes agree, so it makes the same model as with `pixels`.",
        ),
        "b": Text(ko="층이 없는 모델이 만들어집니다.", en="It makes a model without layers."),
        "c": Text(
            ko="모델은 만들어지고 `fit`에서 오류가 납니다.", en="It makes a model, which raises an error in `fit`."
        ),
        "d": Text(ko="모델을 만들 때 오류가 납니다.", en="It raises an error when the model is made."),
    },
    answer="d",
    why={
        "a": Text(
            ko="형태만 보고 이을 수 있다면 어느 길로 가야 할지 알 수 없게 됩니다. 길은 텐서로 이어집니다.",
            en="If shapes were enough, nobody could tell which path is meant. A path is made of tensors.",
        ),
        "b": Text(
            ko="출력까지 가는 길이 없으면 무엇을 계산해야 할지 모릅니다. 모델이 되지 못합니다.",
            en="With no path to the output there is nothing to compute, and so no model.",
        ),
        "c": Text(
            ko="`Model`은 만들어질 때 이미 길을 찾습니다. 데이터를 기다리지 않습니다.",
            en="`Model` looks for the path when it is made. It does not wait for data.",
        ),
        "d": Text(
            ko="`Model`은 `probabilities`에서 거슬러 올라가 `pixels`에 닿는데, 그것은 넘겨받은 입력이 아닙니다.",
            en="`Model` goes back from `probabilities` and comes to `pixels`, which is not the input that it was "
            "given.",
        ),
    },
)

question(
    "2-2-q2",
    text=Text(
        ko="파라미터가 50,890개인 모델을 `TimeDistributed`로 시간 단계 20개인 시퀀스에 적용합니다. 새 모델의 "
        "파라미터는 몇 개일까요?",
        en="A model with 50,890 parameters is applied with `TimeDistributed` to sequences of 20 timesteps. How "
        "many parameters does the new model have?",
    ),
    choices={
        "a": Text(ko="50,890", en="50,890"),
        "b": Text(ko="20 × 50,890", en="20 × 50,890"),
        "c": Text(ko="50,890 + 20", en="50,890 + 20"),
    },
    answer="a",
    why={
        "a": Text(
            ko="같은 가중치를 시간 단계마다 다시 씁니다. 시퀀스가 길어져도 늘지 않습니다.",
            en="Every timestep uses the same weights again. A longer sequence adds none.",
        ),
        "b": Text(
            ko="모델을 20개 만들었다면 그렇습니다. 여기서는 모델 하나를 20번 씁니다.",
            en="That would be 20 models. Here one model is used 20 times.",
        ),
        "c": Text(
            ko="시간 단계마다 더 배울 것은 없습니다. `TimeDistributed`에는 자신의 가중치가 없습니다.",
            en="There is nothing more to learn at a timestep: `TimeDistributed` has no weights of its own.",
        ),
    },
)

question(
    "2-2-q4",
    text=Text(
        ko="점수의 손실이 2.0, 감정의 손실이 0.5이고 `loss_weights`는 점수 0.1, 감정 1.0입니다. 학습이 줄이는 "
        "수는 얼마일까요?",
        en="The loss of the rating is 2.0, that of the sentiment 0.5. `loss_weights` has 0.1 for the rating and "
        "1.0 for the sentiment. Which number does training lower?",
    ),
    choices={
        "a": Text(ko="2.5", en="2.5"),
        "b": Text(ko="0.7", en="0.7"),
        "c": Text(ko="2.05", en="2.05"),
        "d": Text(ko="1.25", en="1.25"),
    },
    answer="b",
    why={
        "a": Text(
            ko="비율을 곱하지 않고 더한 값입니다. 손실마다 그 비율을 먼저 곱하세요.",
            en="That is the plain sum. Multiply each loss by its factor first.",
        ),
        "b": Text(
            ko="0.1 × 2.0 + 1.0 × 0.5입니다. 감정의 몫이 더 크므로 학습은 감정을 먼저 줄입니다.",
            en="0.1 × 2.0 + 1.0 × 0.5. The larger part is that of the sentiment, so training works on it most.",
        ),
        "c": Text(
            ko="두 비율이 서로 바뀌었습니다. 이름을 다시 맞추어 보세요.",
            en="The factors changed places. Match the names again.",
        ),
        "d": Text(
            ko="두 손실의 평균입니다. 가중 합은 평균을 내지 않습니다.",
            en="That is the mean of the two. A weighted sum takes no mean.",
        ),
    },
)

question(
    "2-2-q3",
    text=Text(
        ko="형태가 (None, 64)인 텐서 둘을 `add`로 합친 것과 `concatenate`로 합친 것의 형태는 무엇일까요?",
        en="Two tensors of shape (None, 64): what are their shapes after `add`, and after `concatenate`?",
    ),
    choices={
        "a": Text(ko="둘 다 (None, 128)", en="(None, 128) for both"),
        "b": Text(ko="(None, 128)과 (None, 64)", en="(None, 128) and (None, 64)"),
        "c": Text(ko="(None, 64)와 (None, 128)", en="(None, 64) and (None, 128)"),
    },
    answer="c",
    why={
        "a": Text(
            ko="더하기는 같은 자리의 수끼리 더합니다. 수의 개수는 그대로입니다.",
            en="Adding works place by place, so the count of numbers stays.",
        ),
        "b": Text(
            ko="둘이 바뀌었습니다. 이어 붙이는 쪽이 길어집니다.",
            en="The other way round: putting end to end makes it longer.",
        ),
        "c": Text(
            ko="더하면 형태가 그대로이고, 이어 붙이면 64 + 64입니다. 그래서 `concatenate` 뒤의 `Dense`는 가중치가 두 "
            "배입니다.",
            en="Adding keeps the shape, joining gives 64 + 64. So a `Dense` after `concatenate` has twice the weights.",
        ),
    },
)

question(
    "2-2-q5",
    text=Text(
        ko="종별로 늘어선 파일의 앞 80%로 학습하고 뒤의 69행으로 검증합니다. 그 가운데 68행은 파일에 있는 턱끈펭귄의 "
        "전부입니다. 검증 정확도는 어떻게 될까요?",
        en="The rows stand species by species. You train on the first 80% and validate on the last 69 rows, with all "
        "68 Chinstrap of the file among them. What is the validation accuracy?",
    ),
    choices={
        "a": Text(ko="거의 한 종이라 쉬우므로 1에 가깝습니다.", en="Close to 1: with nearly one species it is easy."),
        "b": Text(
            ko="0에 가깝습니다. 턱끈펭귄을 한 마리도 배우지 못했습니다.",
            en="Close to 0: the model has learned from no Chinstrap at all.",
        ),
        "c": Text(
            ko="섞었을 때와 같습니다. `fit`이 에포크마다 섞습니다.",
            en="As with mixed rows: `fit` mixes them in every epoch.",
        ),
    },
    answer="b",
    why={
        "a": Text(
            ko="모델은 검증 데이터가 거의 한 종이라는 것을 모릅니다. 배운 대로 아델리나 젠투라고 답합니다.",
            en="The model does not know that. It answers what it has learned, Adelie or Gentoo.",
        ),
        "b": Text(
            ko="배운 적 없는 답은 하지 못하므로 69행 가운데 68행이 틀립니다. 그래서 먼저 섞습니다.",
            en="It cannot give an answer that it never learned, so 68 of the 69 are wrong. That is why you mix first.",
        ),
        "c": Text(
            ko="`fit`은 학습 데이터 안에서만 섞습니다. `validation_split`은 섞기 전에 뒤를 잘라 냅니다.",
            en="`fit` mixes the training data alone. `validation_split` cuts off the end before that.",
        ),
    },
)
