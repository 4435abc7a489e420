"""2-2 The functional API, first steps: what counts as right."""

from functools import cache

import keras
import numpy as np
from keras import layers

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
from utils.exercises.requirements import noise, output_of, require_weights
from utils.messages import Text, brief

COUNT_WHAT_IS_JOINED = Text(
    ko="과제의 층들은 다른 형태를 만듭니다. 이어 붙인 뒤의 수를 세어 보세요.",
    en="The layers of the task make others: count what is joined.",
)


@exercise(
    "2-2-a",
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
    require_type(two_inputs, keras.Model)
    require_inputs(two_inputs, {"picture": (784,), "notes": (5,)})
    require_output(two_inputs, "label", 10)
    weights = require_weights(two_inputs, (784, 32), (32,), (37, 10), (10,), clue=COUNT_WHAT_IS_JOINED)
    batch = {"picture": noise((784,)), "notes": noise((5,)) - 0.5}
    found = output_on(two_inputs, batch)
    require(
        bool((found >= 0).all() and np.allclose(found.sum(axis=-1), 1, atol=1e-4)),
        Text(
            ko="출력의 합이 {total:.2f}입니다. 확률이라면 음수가 없고 합이 1입니다.",
            en="The outputs add up to {total:.2f}. Probabilities are never negative and add up to 1.",
        ).format(total=float(found[0].sum())),
    )
    code = np.maximum(batch["picture"] @ weights[784, 32] + weights[32,], 0)
    expected = [softmax(both @ weights[37, 10] + weights[10,]) for both in joined_either_way(code, batch["notes"])]
    require(
        close_to_one_of(found, expected),
        Text(
            ko="가중치의 형태는 맞지만 계산이 다릅니다. `picture`는 `relu`를 지나고 `notes`는 그대로 합쳐져야 합니다.",
            en="The weights have the right shapes, but the model works out something else. `picture` goes through "
            "`relu`, "
            "and `notes` is joined as it is.",
        ),
    )


@exercise(
    "2-2-b",
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
            ko="`model([x, x])`는 배열 두 개를 돌려줍니다. `np.allclose`로 비교한 결과를 `return`하세요.",
            en="`model([x, x])` gives two arrays. Compare them with `np.allclose`, and `return` the result.",
        ),
    ],
)
def shared_layer_and_its_proof(twin, same_weights):
    require_type(twin, keras.Model)
    require_function(same_weights)
    require_twin(twin)
    x = noise((784,))
    kernel = np.random.default_rng(3).normal(size=(784, 16)).astype("float32")
    # Only one number in the code of one example shows that these two differ: a proof must look at all of them.
    x[[0, 1, 3], 0] = 0
    other = kernel.copy()
    other[0, 5] += 1
    for model, wanted, what in (
        (twin, True, Text(ko="층을 공유하는 모델", en="a model that shares its layer")),
        (two_layers(kernel, other), False, Text(ko="가중치가 서로 다른 모델", en="a model with two different layers")),
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
        answer = same_weights(model, x)
        require(
            answer is not None,
            Text(ko="`same_weights`가 아무것도 돌려주지 않습니다.", en="`same_weights` returns nothing."),
        )
        require_type(answer, bool, np.bool_)
        require(
            bool(answer) is wanted,
            Text(
                ko="`same_weights`가 {what}에 대해 {answer}라고 답합니다.",
                en="`same_weights` says {answer} for {what}.",
            ).format(what=what, answer=bool(answer)),
        )


@exercise(
    "2-2-c",
    hints=[
        Text(
            ko="오류 문장이 알려 주는 두 곳부터 고치세요. 본문의 '2020 → 오늘'에 오늘의 이름이 있습니다.",
            en="First mend the two places that the errors name. The lesson's '2020 → today' has the names of today.",
        ),
        Text(
            ko="그다음 길을 거꾸로 따라가 보세요. `joined`에 들어간 `numbers`는 `entrances`에 든 것과 같은 텐서인가요?",
            en="Then follow the path backwards. Is the `numbers` in `joined` the tensor that `entrances` holds?",
        ),
        Text(
            ko="`Input`을 부를 때마다 새 텐서가 생깁니다. `numbers`를 만드는 줄은 하나면 됩니다.",
            en="Each call of `Input` makes a new tensor. One line that makes `numbers` is enough.",
        ),
    ],
)
def connected_graph(repaired):
    require_function(repaired)
    model = repaired()
    require_returned(model)
    require_type(model, keras.Model)
    require_inputs(model, {"tokens": (30,), "numbers": (5,)})
    require_output(model, "sentiment", 1)
    weights = require_weights(model, (5000, 16), (21, 16), (16,), (16, 1), (1,), clue=COUNT_WHAT_IS_JOINED)
    # Large numbers show the activations, and without any the text alone decides.
    numbers = np.concatenate([10 * noise((5,)) - 5, np.zeros((4, 5), "float32")])
    batch = {"tokens": np.random.default_rng(2).integers(1, 5000, size=(8, 30)), "numbers": numbers}
    found = output_on(model, batch)
    require(
        bool((found >= 0).all() and (found <= 1).all()),
        Text(
            ko="출력이 {low:.1f}부터 {high:.1f}까지입니다. 확률은 0과 1 사이입니다.",
            en="The outputs lie between {low:.1f} and {high:.1f}. A probability lies between 0 and 1.",
        ).format(low=float(found.min()), high=float(found.max())),
    )
    mean = weights[5000, 16][batch["tokens"]].mean(axis=1)
    expected = [
        sigmoid(np.maximum(both @ weights[21, 16] + weights[16,], 0) @ weights[16, 1] + weights[1,])
        for both in joined_either_way(mean, numbers)
    ]
    require(
        close_to_one_of(found, expected),
        Text(
            ko="가중치의 형태는 맞지만 계산이 다릅니다. 단어 벡터의 평균인지, 활성화 함수가 맞는지 살펴보세요.",
            en="The weights have the right shapes, but the model works out something else. Look at the mean of "
            "the word "
            "vectors, and at the activations.",
        ),
    )


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
    name = require_text(twice_called).strip()
    of_shared, of_price = require_number(its_parameters), require_number(price_parameters)
    model = model_to_read()
    merging = {layer.name for layer in model.layers if isinstance(layer, layers.Add | layers.Concatenate)}
    require(
        name not in merging,
        Text(
            ko="`{name}`은(는) 텐서 여러 개를 받아 한 번 불린 층입니다.",
            en="`{name}` takes several tensors, but in one call.",
        ).format(name=brief(name).strip("'")),
    )
    require(
        name == "camera",
        Text(
            ko="{name}은(는) 두 번 불린 층이 아닙니다. 서로 다른 입력에서 화살표가 들어오는 층을 찾으세요.",
            en="{name} is not called twice. Look for a layer with arrows from different inputs.",
        ).format(name=brief(name)),
    )
    require_count(of_shared, 784, 48, calls=2)
    mistakes = {
        48 + 8 + 1: Text(
            ko="`price`에 들어가는 코드는 둘입니다. `concatenate`의 출력 형태를 보세요.",
            en="Two codes reach `price`. Look at the output shape of `concatenate`.",
        ),
        104: Text(
            ko="`price`의 가중치는 맞게 셌습니다. 유닛에 하나씩 있는 것이 빠졌습니다.",
            en="The weights of `price` are counted right. Something that each unit has is missing.",
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
            ko="입력이 {found}개입니다. {wanted}개여야 합니다.", en="Inputs found: {found}; there should be {wanted}."
        ).format(found=len(model.inputs), wanted=len(shapes)),
    )
    names = [tensor.name for tensor in model.inputs]
    require(
        sorted(names) == sorted(shapes),
        Text(
            ko="입력의 이름이 {found}입니다. {wanted}이어야 합니다.",
            en="The inputs are named {found}; they should be {wanted}.",
        ).format(found=brief(names), wanted=brief(list(shapes))),
    )
    for tensor in model.inputs:
        require(
            tensor.shape == (None, *shapes[tensor.name]),
            Text(
                ko="입력 `{name}`의 형태가 {found}입니다. 예 하나마다 {wanted}이어야 합니다.",
                en="The input `{name}` has shape {found}. For one example it should be {wanted}.",
            ).format(name=tensor.name, found=tensor.shape, wanted=shapes[tensor.name]),
        )


def require_output(model, name: str, units: int) -> None:
    """There is one output of this many numbers, and the layer that makes it has this name."""
    require(
        len(model.outputs) == 1 and model.outputs[0].shape == (None, units),
        Text(
            ko="출력의 형태가 {found}입니다. 출력은 하나이고 예 하나마다 수 {units}개여야 합니다.",
            en="The outputs have the shapes {found}. There should be one output, with {units} number(s) for one "
            "example.",
        ).format(found=brief([tensor.shape for tensor in model.outputs]), units=units),
    )
    require(
        model.output_names == [name],
        Text(
            ko="출력을 만드는 층의 이름이 {found}입니다. `{name}`이어야 합니다.",
            en="The layer that makes the output is named {found}; it should be `{name}`.",
        ).format(found=", ".join(model.output_names), name=name),
    )


def require_twin(twin) -> None:
    """Two vectors go through one and the same layer of 16 units with `relu`, to two codes in their order."""
    require(
        twin.built and (not hasattr(twin, "inputs") or [tensor.shape for tensor in twin.inputs] == [(None, 784)] * 2),
        Text(ko="입력은 둘이고 형태가 각각 (784,)여야 합니다.", en="There should be two inputs of shape (784,) each."),
    )
    # Large enough for a code to go beyond 6.
    both = 40 * (noise((784,), 8)[:4] - 0.5), 40 * (noise((784,), 8)[4:] - 0.5)
    found = [keras.ops.convert_to_numpy(code) for code in keras.tree.flatten(twin(list(both)))]
    require(
        [code.shape for code in found] == [(4, 16)] * 2,
        Text(
            ko="벡터 네 쌍에서 출력의 형태가 {found}입니다. 길이 16인 코드 둘이어야 합니다.",
            en="For four pairs of vectors the outputs have the shapes {found}. They should be two codes of length 16.",
        ).format(found=brief([code.shape for code in found])),
    )
    require(
        twin.count_params() != 2 * (784 * 16 + 16),
        Text(
            ko="파라미터가 {n:,}개, 곧 두 층의 몫입니다. 층을 한 번만 만들고 두 번 부르세요.",
            en="There are {n:,} parameters, enough for two layers. Make the layer once and call it twice.",
        ).format(n=twin.count_params()),
    )
    clue = Text(ko="유닛 16개인 `Dense` 하나면 다르게 나옵니다.", en="One `Dense` of 16 units gives others.")
    weights = require_weights(twin, (784, 16), (16,), clue=clue)
    logits = [x @ weights[784, 16] + weights[16,] for x in both]
    require(
        not any(np.allclose(code, logit, atol=1e-3) for code, logit in zip(found, logits, strict=True)),
        Text(
            ko="코드에 음수가 있습니다. `relu`는 음수를 0으로 바꿉니다.",
            en="There are negative numbers in the codes; `relu` turns them into 0.",
        ),
    )
    require(
        all(np.allclose(code, np.maximum(logit, 0), atol=1e-3) for code, logit in zip(found, logits, strict=True)),
        Text(
            ko="두 출력이 두 입력의 코드가 아닙니다. 활성화 함수를 살펴보세요. 그리고 입력마다 층을 부르고, 나온 "
            "코드를 입력의 순서대로 넘기세요.",
            en="The two outputs are not the codes of the two inputs. Look at the activation. Then call the layer on "
            "each input, and pass the codes in that order.",
        ),
    )


def require_count(found: float, inputs: int, units: int, calls: int) -> None:
    """The parameters of a dense layer, counted once."""
    mistakes = {
        calls * (inputs + 1) * units: Text(
            ko="두 번 불러도 가중치는 하나입니다. 한 번만 세세요.",
            en="Called twice, it still has its weights once. Count them once.",
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
    model = keras.Model(sides, [encode(side) for encode, side in zip(encoders, sides, strict=True)])
    model.set_weights(kernels)
    return model


def output_on(model, batch: dict[str, np.ndarray]) -> np.ndarray:
    """The only output of a model, which may take its inputs and give its output in a list or a dictionary.

    Args:
        model: a built model.
        batch: by the name of each input.
    """
    inputs = keras.tree.pack_sequence_as(model.input, [batch[tensor.name] for tensor in model.inputs])
    return output_of(model, inputs)


def joined_either_way(some: np.ndarray, other: np.ndarray) -> list[np.ndarray]:
    """Two arrays end to end along the last axis, in both orders."""
    return [np.concatenate(pair, axis=-1) for pair in ((some, other), (other, some))]


def close_to_one_of(found: np.ndarray, expected: list[np.ndarray]) -> bool:
    return any(found.shape == each.shape and np.allclose(found, each, atol=1e-5) for each in expected)


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def sigmoid(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-logits))


# --- questions ---

question(
    "2-2-q1",
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
    "2-2-q2",
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
            ko="무게 없이 더한 값입니다. 손실마다 그 무게를 먼저 곱하세요.",
            en="That is the plain sum. Multiply each loss by its weight first.",
        ),
        "b": Text(
            ko="0.1 × 2.0 + 1.0 × 0.5입니다. 이제 감정이 학습을 이끕니다.",
            en="0.1 × 2.0 + 1.0 × 0.5. The sentiment leads the training now.",
        ),
        "c": Text(
            ko="무게를 서로 바꾸어 곱했습니다. 이름을 다시 맞추어 보세요.",
            en="The weights changed places. Match the names again.",
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
            ko="더하면 형태가 그대로이고, 이어 붙이면 64 + 64입니다. 그래서 잔차 연결은 뒤의 층을 바꾸지 않습니다.",
            en="Adding keeps the shape, joining gives 64 + 64. So a residual connection changes nothing for the "
            "layers after it.",
        ),
    },
)
