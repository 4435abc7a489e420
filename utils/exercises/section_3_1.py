"""3-1 About Keras models: what counts as right."""

import inspect
import json
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import keras
import numpy as np
from keras import layers

from utils.core.text import Text, brief
from utils.data import fashion_mnist, keras_2_files
from utils.exercises.assertions import (
    NotYet,
    naming,
    require,
    require_function,
    require_returned,
    require_subclass,
    require_type,
)
from utils.exercises.model_assertions import (
    close,
    layers_with_weights,
    noise,
    output_of,
    require_are_probabilities,
    require_built,
    require_no_history,
    require_no_nan,
    require_registered,
    require_shapes,
    require_weights,
    softmax,
)
from utils.exercises.model_use import require_learns, require_survives_saving
from utils.exercises.registry import exercise, question
from utils.exercises.trained_models import cross_entropy, require_not_trained_on_test, rounded_down


@exercise(
    "3-1-a",
    hints=[
        Text(
            ko="`changed = model.get_config()`으로 딕셔너리를 꺼내 출력해 보세요. 바꿀 것 두 가지가 그 안에 있습니다.",
            en="Take the dictionary with `changed = model.get_config()` and print it. Both things to change are in it.",
        ),
        Text(
            ko='층의 설정은 `changed["layers"][번호]["config"]`에 있습니다. 0번은 입력입니다.',
            en='The settings of a layer are in `changed["layers"][number]["config"]`. Number 0 is the input.',
        ),
        Text(
            ko="고친 딕셔너리를 `keras.Sequential.from_config`에 넘기세요.",
            en="Pass the changed dictionary to `keras.Sequential.from_config`.",
        ),
    ],
)
def rebuilt_from_config(twin, model):
    require(
        type(twin) is not dict,
        Text(
            ko="이것은 설정을 담은 딕셔너리입니다. 여기서 모델을 만드는 일이 남았습니다('구조 꺼내기').",
            en="This is the dictionary with the config. What is left is to make a model from it (“Take out the "
            "structure”).",
        ),
    )
    require_type(twin, keras.Model)
    _require_new(twin, model)
    require_built(twin)
    require_shapes(twin, (28, 28), (10,))
    own_layers = [layer for layer in twin.layers if not isinstance(layer, layers.InputLayer)]
    names = [layer.name for layer in own_layers]
    require(
        names == ["flatten", "hidden", "classes"],
        Text(
            ko="층의 이름이 차례로 {found}입니다. `model`의 이름과 순서가 그대로여야 합니다.",
            en="The layers are called {found}. They should have the names and the order of `model`.",
        ).format(found=brief(names)),
    )
    _require_name(twin, "twin", Text(ko="과제에서 정한 이름은 'twin'입니다", en="the task calls it 'twin'"))
    # The one to be changed comes last: what was changed elsewhere is the better message.
    for layer, wanted in reversed(list(zip(own_layers, _layers_of_the_twin(), strict=True))):
        _require_settings(layer, wanted)


def _require_new(twin: keras.Model, model) -> None:
    """The twin shares nothing with the lesson's model, which is what it was."""
    require_type(model, keras.Model, what=Text(ko="`model`", en="`model`"))
    names = [layer.name for layer in model.layers]
    require(
        names == [layer.name for layer in _layers_of_the_twin()],
        Text(
            ko="`model`의 층이 {found}입니다. 본문의 모델이 아닙니다. 이 섹션을 처음부터 다시 실행하세요.",
            en="The layers of `model` are {found}: it is not the model of the lesson. Run this section again from the "
            "beginning.",
        ).format(found=brief(names)),
    )
    require(
        twin is not model,
        Text(
            ko="`twin`은 `model` 자신입니다. `model`은 그대로 두고, 설정에서 새 모델을 만드세요. 이미 고쳤다면 이 "
            "섹션을 처음부터 다시 실행하세요.",
            en="`twin` is `model` itself. Leave `model` as it is, and make a new one from its config. If you have "
            "changed it already, run this section again from the beginning.",
        ),
    )
    require(
        not {id(variable) for variable in twin.variables} & {id(variable) for variable in model.variables},
        Text(
            ko="`twin`이 `model`의 층을 함께 씁니다. 한쪽을 고치면 다른 쪽도 바뀝니다. 층도 설정에서 새로 만드세요.",
            en="`twin` shares layers with `model`: to change one changes the other. Make its layers from the config, "
            "too.",
        ),
    )


def _layers_of_the_twin() -> list[keras.Layer]:
    return [
        layers.Flatten(name="flatten"),
        layers.Dense(64, activation="tanh", name="hidden"),
        layers.Dense(10, activation="softmax", name="classes"),
    ]


def _require_settings(layer: keras.Layer, wanted: keras.Layer) -> None:
    """A layer has the class and the settings of another one; in which dtype it computes does not matter."""
    require(
        type(layer) is type(wanted),
        Text(
            ko="층 `{name}`[이] `{found}`입니다. `model`에서는 `{kind}`입니다.",
            en="The layer `{name}` is a `{found}`; in `model` it is a `{kind}`.",
        ).format(name=wanted.name, found=type(layer).__name__, kind=type(wanted).__name__),
    )
    found = layer.get_config()
    for setting, value in wanted.get_config().items():
        source = (
            Text(ko="과제에는 {value}[이라]고 적혀 있습니다", en="the task says {value}")
            if (layer.name, setting) == ("hidden", "activation")
            else Text(ko="`model`에서는 {value}입니다", en="in `model` it is {value}")
        ).format(value=brief(value))
        require(
            setting == "dtype" or found.get(setting) == value,
            Text(
                ko="층 `{name}`의 `{setting}`[이] {found}입니다. {source}.",
                en="`{setting}` of the layer `{name}` is {found}; {source}.",
            ).format(name=layer.name, setting=setting, found=brief(found.get(setting)), source=source),
        )


def _require_name(model, wanted: str, source: Text) -> None:
    require(
        model.name == wanted,
        Text(ko="모델의 이름이 {found}입니다. {source}.", en="The model is called {found}; {source}.").format(
            found=brief(model.name), source=source
        ),
    )


@exercise(
    "3-1-b",
    hints=[
        Text(
            ko="먼저 `source`의 층을 이름으로 찾을 수 있게 딕셔너리에 담으세요: 이름에서 `get_weights()`로.",
            en="First put the layers of `source` into a dictionary: from the name to its `get_weights()`.",
        ),
        Text(
            ko="`target.layers`를 차례로 보면서 두 층의 형태 목록 `[array.shape for array in ...]`을 비교하세요.",
            en="Go through `target.layers` and compare the lists of shapes, `[array.shape for array in ...]`.",
        ),
        Text(
            ko="`Flatten`처럼 가중치가 없는 층은 형태 목록이 비어 있습니다. 그 층은 이름을 적지 않습니다.",
            en="A layer without weights, such as `Flatten`, has an empty list of shapes. Leave its name out.",
        ),
    ],
)
def weights_moved(copy_weights):
    require_function(copy_weights)
    # By position `hidden` and `late` would change places; by name both find their partner. The shapes of `mixed`,
    # `half`, `turned` and `wide` agree in part: the first of two arrays, all but the bias, the number of parameters,
    # the bias alone. `late` is in the name of `late_2`, `hidden` in `hidden_2`. `dropped` has a state, but no weights.
    source, target, partners = _source(), _target(), ["late", "hidden", "normed"]
    before = _fill(source, seed=0)
    _fill(target, seed=1)
    untouched = {layer.name: layer.get_weights() for layer in target.layers}
    returned = copy_weights(source, target)
    require_returned(returned)
    require(
        _same(source.get_weights(), before),
        Text(
            ko="`source`의 가중치가 바뀌었습니다. 가중치를 가져오는 쪽은 `target`입니다.",
            en="The weights of `source` have changed. It is `target` that takes over weights.",
        ),
    )
    for layer in target.layers:
        found = layer.get_weights()
        if layer.name in partners:
            require(
                _same(found, source.get_layer(layer.name).get_weights()),
                Text(
                    ko="층 `{name}`[은] 두 모델에서 이름도 형태도 같은데, `source`의 가중치를 갖지 않습니다.",
                    en="The layer `{name}` has the same name and shapes in both, but not the weights of `source`.",
                ).format(name=layer.name),
            )
        else:
            require(
                _same(found, untouched[layer.name]),
                Text(
                    ko="층 `{name}`에는 이름과 형태가 모두 같은 짝이 없는데, 가중치가 바뀌었습니다.",
                    en="The layer `{name}` has no partner of the same name and shapes, but its weights changed.",
                ).format(name=layer.name),
            )
    require_type(returned, list, what=Text(ko="함수가 돌려준 값", en="What the function returns"))
    others = [entry for entry in returned if type(entry) is not str]
    require(
        not others,
        Text(
            ko="돌려준 목록에 `{kind}` 객체가 들어 있습니다. 층의 이름, 곧 문자열이 있어야 합니다.",
            en="The list returned holds a `{kind}` object. It should hold the names of layers, which are strings.",
        ).format(kind=type(others[0]).__name__ if others else ""),
    )
    require(
        returned == partners,
        Text(
            ko="돌려준 목록은 {found}입니다. 가중치를 가져온 층 {n}개의 이름이 `target.layers`의 순서로 있어야 합니다.",
            en="The list returned is {found}. It should name the {n} layers that took over weights, in the order of "
            "`target.layers`.",
        ).format(found=brief(returned, 90), n=len(partners)),
    )
    again = copy_weights(source, target)
    require(
        again == partners,
        Text(
            ko="두 번째로 부르면 목록이 {found}입니다. 부를 때마다 빈 목록에서 시작해야 합니다. 목록이 함수 안에서 "
            "만들어지는지 보세요.",
            en="Called for a second time, it returns {found}. Each call should begin with an empty list: see whether "
            "that is made inside the function.",
        ).format(found=brief(again, 90)),
    )


@cache
def _source() -> keras.Model:
    return keras.Sequential(
        name="source",
        layers=[
            keras.Input((2, 2)),
            layers.EinsumDense("abc,cd->abd", (2, 2), bias_axes="d", name="mixed"),
            layers.Flatten(name="flatten"),
            layers.Dense(4, name="hidden"),
            layers.Dense(4, name="late"),
            layers.BatchNormalization(name="normed"),
            layers.Dropout(0.5, name="dropped"),
            layers.Dense(4, name="hidden_2"),
            layers.Dense(4, name="half"),
            layers.Dense(6, use_bias=False, name="turned"),
            layers.Dense(4, name="wide"),
            layers.Dense(2, name="classes"),
        ],
    )


@cache
def _target() -> keras.Model:
    return keras.Sequential(
        name="target",
        layers=[
            keras.Input((2, 2)),
            layers.EinsumDense("abc,cd->abd", (2, 2), bias_axes="bd", name="mixed"),
            layers.Flatten(name="flatten"),
            layers.Dense(4, name="late"),
            layers.Dense(4, name="hidden"),
            layers.BatchNormalization(name="normed"),
            layers.Dropout(0.5, name="dropped"),
            layers.Dense(4, use_bias=False, name="half"),
            layers.Dense(4, name="wide"),
            layers.Dense(4, name="late_2"),
            layers.Dense(6, name="extra"),
            layers.Dense(4, use_bias=False, name="turned"),
            layers.Dense(3, name="classes"),
        ],
    )


def _fill(model: keras.Model, seed: int) -> list[np.ndarray]:
    """Give a model weights that are always the same for a seed, and return them."""
    random = np.random.default_rng(seed)
    model.set_weights([random.random(array.shape, dtype="float32") for array in model.get_weights()])
    return model.get_weights()


def _same(found: list[np.ndarray], wanted: list[np.ndarray]) -> bool:
    return len(found) == len(wanted) and all(
        one.shape == other.shape and np.allclose(one, other, atol=1e-5)
        for one, other in zip(found, wanted, strict=True)
    )


@exercise(
    "3-1-c",
    hints=[
        Text(
            ko="`with_rest()`를 두 번 불러 모델 두 개를 만드세요. 한 모델에만 `load_weights`를 쓰고, 학습은 "
            "그다음입니다.",
            en="Call `with_rest()` twice for two models. Use `load_weights` on one of them alone, and train after "
            "that.",
        ),
        Text(
            ko='불러오는 줄은 `head_start.load_weights(folder / "w.weights.h5")`입니다. `Dropout`에는 가중치가 '
            "없으므로 모두 맞습니다.",
            en='The line that loads is `head_start.load_weights(folder / "w.weights.h5")`. `Dropout` has no weights, '
            "so all of them fit.",
        ),
        Text(
            ko='둘 다 `compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])`하고, '
            "`batch_size=64`로 한 에포크씩 학습하세요.",
            en='Give both `compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])`, and train each '
            "for one epoch with `batch_size=64`.",
        ),
    ],
)
def trained_with_a_head_start(from_zero, head_start, model):
    named = {"from_zero": from_zero, "head_start": head_start}
    for name, each in named.items():
        what = Text(ko=f"`{name}`", en=f"`{name}`")
        require_no_history(each, what)
        require_type(each, keras.Model, what=what)
        with naming(what):
            require_built(each)
            require_shapes(each, (28, 28), (10,))
    require(
        head_start is not model and from_zero is not model,
        Text(
            ko="두 모델 가운데 하나가 본문의 `model` 자신입니다. 둘 다 `with_rest()`로 만드세요.",
            en="One of the two is `model` of the lesson itself. Make both with `with_rest()`.",
        ),
    )
    require(
        from_zero is not head_start,
        Text(
            ko="`from_zero`와 `head_start`가 같은 모델입니다. `with_rest()`를 두 번 부르세요.",
            en="`from_zero` and `head_start` are one and the same model. Call `with_rest()` twice.",
        ),
    )
    output = {name: output_of(each, _measured_by("test")[0]) for name, each in named.items()}
    for name, each in named.items():
        with naming(Text(ko=f"`{name}`", en=f"`{name}`")):
            require_no_nan(output[name])
        _require_layers_of_with_rest(each, name)
    likeness = {name: _likeness_of_hidden_layers(each, model, name) for name, each in named.items()}
    _require_head_start(likeness)
    _require_trained(from_zero, head_start)
    _require_loaded_first(head_start, model)
    _require_same_training(from_zero, head_start, model)
    for name, each in named.items():
        _require_not_trained_on_test(each, name, output[name])
    _require_good(output)
    for name, each in named.items():
        _require_not_trained_on_validation(each, name)
    # The 2,000 pictures that the lesson validates on.
    (pictures, labels), _ = fashion_mnist()
    share = {name: _share(each, pictures[8000:], labels[8000:]) for name, each in named.items()}
    return Text(
        ko="검증 정확도: `from_zero` ≈ {from_zero:.2f}, `head_start` ≈ {head_start:.2f}.",
        en="The accuracy in validation: `from_zero` ≈ {from_zero:.2f}, `head_start` ≈ {head_start:.2f}.",
    ).format(**share)


def _share(model: keras.Model, pictures: np.ndarray, labels: np.ndarray) -> float:
    """The accuracy of a model on pictures of 0 to 255."""
    output = output_of(model, pictures.astype("float32") / 255)
    return float(np.mean(output.argmax(axis=-1) == labels))


def _likeness_of_hidden_layers(model: keras.Model, source: keras.Model, name: str) -> float:
    """The correlation of the kernels of shape (784, 64) in two models: 1 for equal ones, about 0 for chance."""
    found, wanted = (
        [array.ravel() for array in each.get_weights() if array.shape == (784, 64)] for each in (model, source)
    )
    require(
        bool(found),
        Text(
            ko="`{name}`에 유닛 64개인 은닉층이 없습니다. `with_rest()`로 만드세요.",
            en="`{name}` has no hidden layer of 64 units. Make it with `with_rest()`.",
        ).format(name=name),
    )
    return float(np.corrcoef(found[0], wanted[0])[0, 1])


def _require_head_start(likeness: dict[str, float]) -> None:
    zero, start = (likeness[name] > 0.5 for name in ("from_zero", "head_start"))
    require(
        start or not zero,
        Text(
            ko="두 모델이 바뀌었습니다. `w.weights.h5`의 은닉층은 `from_zero`에 있고 `head_start`에는 없습니다.",
            en="The two are mixed up: the hidden layer of `w.weights.h5` is in `from_zero`, and not in `head_start`.",
        ),
    )
    require(
        start,
        Text(
            ko="`head_start`의 은닉층이 `w.weights.h5`에서 오지 않았습니다. 학습하기 전에 `load_weights`로 "
            "불러오세요('가중치 파일').",
            en="The hidden layer of `head_start` does not come from `w.weights.h5`. Load it with `load_weights` before "
            "you train (“Weights in a file”).",
        ),
    )
    require(
        not zero,
        Text(
            ko="`from_zero`도 `w.weights.h5`에서 시작했습니다. 이 모델은 `with_rest()`가 만든 그대로 학습합니다.",
            en="`from_zero` has begun with `w.weights.h5`, too. It is trained as `with_rest()` makes it.",
        ),
    )


def _require_trained(from_zero: keras.Model, head_start: keras.Model) -> None:
    for name, each in (("from_zero", from_zero), ("head_start", head_start)):
        require(
            each.compiled and int(each.optimizer.iterations) > 0,
            Text(
                ko="`{name}`[을] 아직 학습하지 않았습니다. 두 모델 모두 `x_train`과 `y_train`으로 `fit`하세요.",
                en="`{name}` has not been trained. Use `fit` with `x_train` and `y_train` on both models.",
            ).format(name=name),
        )


def _require_same_training(from_zero: keras.Model, head_start: keras.Model, source: keras.Model) -> None:
    steps = [int(each.optimizer.iterations) for each in (from_zero, head_start)]
    # A model that is compiled before it loads the file takes over the steps of the optimizer in it, too.
    loaded = int(source.optimizer.iterations)
    require(
        steps[1] in (steps[0], steps[0] + loaded),
        Text(
            ko="`from_zero`는 {zero}단계, `head_start`는 {start}단계를 학습했습니다. 에포크 수와 배치 크기를 같게 해야 "
            "비교할 수 있습니다.",
            en="`from_zero` was trained for {zero} steps, `head_start` for {start}. To compare them, give both the "
            "same epochs and the same size of a batch.",
        ).format(zero=steps[0], start=steps[1]),
    )
    kinds = [type(each.optimizer).__name__ for each in (from_zero, head_start)]
    require(
        kinds[0] == kinds[1],
        Text(
            ko="옵티마이저가 `from_zero`는 `{zero}`, `head_start`는 `{start}`입니다. 둘에게 같은 것을 쓰세요.",
            en="The optimizer of `from_zero` is `{zero}`, that of `head_start` is `{start}`. Use the same for both.",
        ).format(zero=kinds[0], start=kinds[1]),
    )
    zero, start = (each.optimizer.get_config() for each in (from_zero, head_start))
    differs = next((name for name in zero if name != "name" and zero[name] != start.get(name)), "")
    require(
        not differs,
        Text(
            ko="옵티마이저의 `{name}`[이] `from_zero`는 {zero}, `head_start`는 {start}입니다. 둘에게 같은 값을 쓰세요.",
            en="`{name}` of the optimizer is {zero} for `from_zero`, and {start} for `head_start`. Use the same for "
            "both.",
        ).format(name=differs, zero=_rounded(zero.get(differs)), start=_rounded(start.get(differs))),
    )


def _rounded(setting) -> str:
    return brief(round(setting, 6) if type(setting) is float else setting)


def _require_loaded_first(head_start: keras.Model, source: keras.Model) -> None:
    require(
        not _same(head_start.get_weights(), source.get_weights()),
        Text(
            ko="`head_start`의 가중치가 파일의 것과 똑같습니다. 학습한 다음에 불러오면 학습한 것이 덮어써집니다. 먼저 "
            "불러오고 그다음에 학습하세요.",
            en="The weights of `head_start` are exactly those of the file. Loaded after training, they overwrite what "
            "was learned. Load first, then train.",
        ),
    )


@cache
def _measured_by(part: str) -> tuple[np.ndarray, np.ndarray]:
    """The "test" pictures, or those of "training" or "validation" as the lesson has them."""
    (pictures, labels), test = fashion_mnist()
    parts = {
        "training": (pictures[:8000], labels[:8000]),
        "validation": (pictures[8000:], labels[8000:]),
        "test": test,
    }
    pictures, labels = parts[part]
    return pictures.astype("float32") / 255, labels


def _require_layers_of_with_rest(model: keras.Model, name: str) -> None:
    found = [type(layer).__name__ for layer in model.layers if not isinstance(layer, layers.InputLayer)]
    require(
        "Dropout" in found or "Dense" not in found,
        Text(
            ko="`{name}`의 층은 {found}입니다. `Dropout`이 없습니다. `with_rest()`로 만드세요.",
            en="The layers of `{name}` are {found}, without `Dropout`. Make it with `with_rest()`.",
        ).format(name=name, found=", ".join(f"`{kind}`" for kind in found)),
    )


def _require_not_trained_on_test(model: keras.Model, name: str, output: np.ndarray) -> None:
    """The test pictures, for which a model gives this output, are not easier for it than those of validation."""
    x, y = _measured_by("validation")
    with naming(Text(ko=f"`{name}`", en=f"`{name}`")):
        # Of 26 honest models the loss on the test pictures was 0.98 to 1.05 of that on validation.
        require_not_trained_on_test((output, _measured_by("test")[1]), (output_of(model, x), y), least=0.95)


def _require_not_trained_on_validation(model: keras.Model, name: str) -> None:
    """The pictures of validation are not easier for it than those of training.

    Of models trained on the latter the loss on validation was 1.01 to 1.11 of that in training, of others at most 0.98.
    """
    losses = {}
    for part in ("training", "validation"):
        x, y = _measured_by(part)
        losses[part] = cross_entropy(output_of(model, x), y)
    require(
        losses["validation"] > losses["training"],
        Text(
            ko="`{name}`의 손실이 `x_val`에서 {validation:.3f}인데 `x_train`에서는 {training:.3f}입니다. 학습한 "
            "사진에서 더 낮아야 합니다. `x_val`로 학습하지는 않았나요? `x_train`으로 학습하세요.",
            en="The loss of `{name}` is {validation:.3f} on `x_val` and {training:.3f} on `x_train`. It should be "
            "lower on the pictures that it was trained on. Was it trained on `x_val`? Train on `x_train`.",
        ).format(name=name, **losses),
    )


def _require_good(output: dict[str, np.ndarray]) -> None:
    """`head_start` is right often enough, and `from_zero` has learned something; `output` is what each one says."""
    labels = _measured_by("test")[1]
    share, of_zero = (float(np.mean(output[name].argmax(axis=-1) == labels)) for name in ("head_start", "from_zero"))
    require(
        of_zero > 0.3,
        Text(
            ko="`from_zero`의 정확도가 {share:.2f}입니다. 기준선은 0.10입니다. 레이블이 사진과 같은 순서인지, 학습률이 "
            "너무 작거나 크지 않은지 보세요.",
            en="The accuracy of `from_zero` is {share:.2f}; the baseline is 0.10. See whether its labels are in the "
            "order of the pictures, and whether the learning rate is too small or too large.",
        ).format(share=rounded_down(of_zero)),
    )
    require(
        share >= 0.77,
        Text(
            ko="처음 보는 사진에서 `head_start`의 정확도가 {share:.2f}입니다. 목표는 0.77입니다. 불러온 가중치는 "
            "0.80쯤에서 시작하므로, 학습이 그것을 망친 것입니다. 학습률을 낮추어 보세요.",
            en="On new pictures `head_start` has an accuracy of {share:.2f}. The target is 0.77. The weights that it "
            "loads begin at about 0.80, so training has spoiled them. Try a smaller learning rate.",
        ).format(share=rounded_down(share)),
    )


@exercise(
    "3-1-d",
    hints=[
        Text(
            ko="첫 줄의 오류부터 읽으세요. 파일의 이름이 어떻게 끝나야 하는지 적혀 있습니다.",
            en="Read the error of the first line. It says how the name of the file has to end.",
        ),
        Text(
            ko="YAML 대신 문자열로 구조를 옮기는 다른 한 쌍의 함수가 본문에 있습니다.",
            en="The lesson has another pair of functions that moves the structure as text, without YAML.",
        ),
        Text(
            ko="`by_name`은 옛 형식의 파일에만 쓰는 인수입니다. 빼도 됩니다.",
            en="`by_name` is an argument for files of the old format. Leave it out.",
        ),
    ],
)
def repaired_copy(restored):
    require_function(restored)
    # Made by `Sequential.from_config`, the second one would lose its shortcut, without an error.
    for model in (_source(), _with_a_shortcut()):
        _require_copies(restored, model)


@cache
def _with_a_shortcut() -> keras.Model:
    inputs = keras.Input((4,), name="pixels")
    hidden = layers.Dense(4, activation="relu", name="hidden")(inputs)
    return keras.Model(inputs, layers.Add(name="sum")([inputs, hidden]), name="shortcut")


def _require_copies(restored, model: keras.Model) -> None:
    weights = _fill(model, seed=0)
    with tempfile.TemporaryDirectory() as place:
        copy = restored(model, Path(place))
        files = sorted(path.name for path in Path(place).iterdir())
        require_returned(copy)
        require_type(copy, keras.Model, what=Text(ko="함수가 돌려준 값", en="What the function returns"))
        require(
            copy is not model,
            Text(
                ko="돌려준 것이 `model` 자체입니다. 새로 만든 모델이어야 합니다.",
                en="What you return is `model` itself. It should be a new model.",
            ),
        )
        require(
            isinstance(model, keras.Sequential) or not isinstance(copy, keras.Sequential),
            Text(
                ko="함수형 모델을 넘겼는데 `Sequential` 모델이 나왔습니다. `Sequential`에는 갈림길이 없습니다. "
                "`model`의 종류에 맞는 방법으로 만드세요('구조를 문자열로').",
                en="For a functional model you return a `Sequential` one, which has no branches. Make it in a way that "
                "fits the kind of `model` (“The structure as text”).",
            ),
        )
        require_built(copy)
        require(
            not {id(variable) for variable in copy.weights} & {id(variable) for variable in model.weights},
            Text(
                ko="돌려준 모델이 `model`과 같은 가중치를 함께 씁니다. 따로 있는 새 모델이어야 합니다.",
                en="The model returned shares its weights with `model`. It should be a new model of its own.",
            ),
        )
        require(
            "copy.weights.h5" in files,
            Text(
                ko="넘겨받은 폴더에 `copy.weights.h5`가 없습니다. 거기 있는 것: {found}",
                en="There is no `copy.weights.h5` in the folder that was passed, which holds {found}.",
            ).format(found=", ".join(files) or Text(ko="없음", en="nothing")),
        )
        _require_structure(copy, model)
        require(
            _same(model.get_weights(), weights),
            Text(ko="`model`의 가중치가 바뀌었습니다.", en="The weights of `model` have changed."),
        )
        require(
            _same(copy.get_weights(), weights),
            Text(
                ko="구조는 같지만 가중치가 `model`과 다릅니다. 새 모델은 파일을 불러오기 전까지 난수로 시작합니다.",
                en="The structure is the same, the weights are not those of `model`. A new model begins with random "
                "ones until it loads the file.",
            ),
        )
        x = noise(model.input_shape[1:])
        require(
            close(output_of(copy, x), output_of(model, x)),
            Text(
                ko="층과 가중치는 같지만 출력이 다릅니다. 층이 `model`에서와 다르게 연결되어 있습니다.",
                en="Layers and weights are the same, but the outputs are not: the layers are connected in another way "
                "than in `model`.",
            ),
        )
        _require_saved(model, Path(place) / "copy.weights.h5", weights)


def _require_structure(copy, model: keras.Model) -> None:
    _require_name(
        copy,
        model.name,
        Text(ko="`model`의 이름은 {name}입니다", en="`model` is called {name}").format(name=brief(model.name)),
    )
    found, wanted = (
        [(entry["class_name"], entry["config"]) for entry in json.loads(each.to_json())["config"]["layers"]]
        for each in (copy, model)
    )
    names = [[config["name"] for kind, config in entries if kind != "InputLayer"] for entries in (found, wanted)]
    require(
        names[0] == names[1],
        Text(
            ko="새 모델의 층은 차례로 {found}인데, `model`의 층은 {wanted}입니다.",
            en="The layers of the new model are {found}, while those of `model` are {wanted}.",
        ).format(found=brief(names[0], 90), wanted=brief(names[1], 90)),
    )
    for entry in wanted:
        require(
            entry in found or entry[0] == "InputLayer",
            Text(
                ko="새 모델의 층 `{name}`[은] 설정이 `model`의 것과 다릅니다.",
                en="The layer `{name}` of the new model has other settings than in `model`.",
            ).format(name=entry[1]["name"]),
        )


def _require_saved(model: keras.Model, file: Path, weights: list[np.ndarray]) -> None:
    """The file holds these weights: a model that had others gets them from it."""
    model.set_weights([array + 1 for array in weights])
    model.load_weights(file)
    require(
        _same(model.get_weights(), weights),
        Text(
            ko="파일 `copy.weights.h5`에 `model`의 가중치가 들어 있지 않습니다.",
            en="The file `copy.weights.h5` does not hold the weights of `model`.",
        ),
    )


@exercise(
    "3-1-e",
    hints=[
        Text(
            ko="`from_config`는 `get_config`의 딕셔너리를 `__init__`에 인수로 넘깁니다. 그러니 키는 `__init__`의 인수 "
            "이름입니다.",
            en="`from_config` hands the dictionary of `get_config` to `__init__` as arguments. So its keys are the "
            "names of the arguments of `__init__`.",
        ),
        Text(
            ko="돌려줄 값이 나중에도 있도록 `__init__`에서 `self.units`와 `self.use_dropout`에 적어 두세요.",
            en="Keep the values in `__init__`, as `self.units` and `self.use_dropout`, so that they are there to "
            "return.",
        ),
        Text(
            ko="`class` 줄 위에 등록하는 줄이 필요합니다. 본문의 `SavableMLP` 위에 있는 줄이고, 끝에 `()`가 있습니다.",
            en="Above `class` goes the line that registers: the one above `SavableMLP` in the lesson, with its `()`.",
        ),
    ],
)
def saveable_class(Classifier):
    require_subclass(Classifier, keras.Model, "keras.Model", Text(ko="`Classifier`", en="`Classifier`"))
    _require_switches(Classifier)
    require_registered(Classifier)
    _require_no_dropout(Classifier)
    model = Classifier(5, use_dropout=True)
    pictures = noise((6,), examples=40)
    output = keras.ops.convert_to_numpy(model(pictures))
    weights = _weights_of_both_layers(model)
    _require_output(output, model, pictures, weights)
    _require_dropout(model, pictures, weights)
    what = Text(ko="`Classifier` 모델", en="A `Classifier`")
    require_learns(model, pictures, what)
    require_survives_saving(model, pictures, what)


def _weights_of_both_layers(model: keras.Model) -> list[np.ndarray]:
    shapes = (6, 5), (5,), (5, 10), (10,)
    by_shape = require_weights(
        model,
        *shapes,
        clue=Text(
            ko="입력이 6개이고 `units`가 5이면 (6, 5)와 (5,), 유닛 10개인 층은 (5, 10)과 (10,)입니다.",
            en="For 6 inputs and `units`=5 they are (6, 5) and (5,), and (5, 10) and (10,) for the layer of 10 units.",
        ),
    )
    own = [array.shape for array in model.get_weights()]
    require(
        all(shape in own for shape in shapes),
        Text(
            ko="층에 편향이 없습니다. 과제에서 층은 그대로여야 합니다. 처음의 `Dense`에는 편향이 있었습니다.",
            en="There is a layer without biases. The task says that the layers stay: `Dense` had biases at the start.",
        ),
    )
    return [by_shape[shape] for shape in shapes]


def _require_switches(kind) -> None:
    for units, use_dropout in ((7, True), (3, False)):
        model = kind(units, use_dropout=use_dropout)
        try:
            config = model.get_config()
        except NotImplementedError:
            config = ...
        require(
            config is not ...,
            Text(
                ko="`get_config`가 없습니다. `units`를 무엇으로 만들었는지 케라스가 스스로 알 수 없습니다. "
                "`get_config`를 직접 작성하세요.",
                en="There is no `get_config`. Keras cannot know by itself what `units` was, so write that method.",
            ),
        )
        require(
            config is not None,
            Text(
                ko="`get_config`가 아무것도 돌려주지 않습니다. `return`을 보세요. 딕셔너리의 `update`도 None을 "
                "돌려줍니다.",
                en="`get_config` returns nothing. Look at its `return`; `update` of a dictionary returns None, too.",
            ),
        )
        require_type(config, dict, what=Text(ko="`get_config()`가 돌려준 값", en="What `get_config()` returns"))
        wanted = {"units": units, "use_dropout": use_dropout}
        missing = [name for name in wanted if name not in config]
        require(
            not missing,
            Text(
                ko="`get_config()`가 돌려준 딕셔너리의 키는 {found}입니다. 빠진 키는 `{name}`입니다.",
                en="The dictionary that `get_config()` returns has the keys {found}. `{name}` is missing.",
            ).format(found=brief(list(config), 90), name=missing[0] if missing else ""),
        )
        require(
            {name: config[name] for name in wanted} == wanted,
            Text(
                ko="`{made}`의 설정이 {found}입니다. 넘긴 값이 그대로 있어야 합니다.",
                en="The config of `{made}` holds {found}. It should hold what was passed.",
            ).format(
                made=f"Classifier({units}, use_dropout={use_dropout})",
                found=brief({name: config[name] for name in wanted}),
            ),
        )
        _require_comes_back(kind, config)


def _require_comes_back(kind, config: dict) -> None:
    parameters = inspect.signature(kind).parameters
    takes_more = any(each.kind is each.VAR_KEYWORD for each in parameters.values())
    unknown = [name for name in config if name not in parameters]
    require(
        takes_more or not unknown or "from_config" in vars(kind),
        Text(
            ko="`from_config`는 설정을 모두 `__init__`에 넘깁니다. 그런데 `__init__`은 {names}[을] 받지 않습니다.",
            en="`from_config` passes everything in the config to `__init__`, which does not take {names}.",
        ).format(names=", ".join(f"`{name}`" for name in unknown)),
    )
    again = kind.from_config(dict(config))
    require_type(again, kind, what=Text(ko="`from_config`가 돌려준 값", en="What `from_config` returns"))
    config_again = again.get_config()
    lost = [name for name in config if config_again.get(name) != config[name]]
    require(
        not lost,
        Text(
            ko="`from_config`로 만든 모델의 설정에서 `{name}`[이] {found}입니다. 원래 모델에서는 {wanted}입니다.",
            en="A model made by `from_config` has `{name}` {found} in its config. In the original it is {wanted}.",
        ).format(
            name=lost[0] if lost else "",
            found=brief(config_again.get(lost[0]) if lost else ""),
            wanted=brief(config[lost[0]] if lost else ""),
        ),
    )


def _require_output(output: np.ndarray, model: keras.Model, pictures: np.ndarray, weights: list[np.ndarray]) -> None:
    kernel, bias, last_kernel, last_bias = weights
    require(
        np.array_equal(output, keras.ops.convert_to_numpy(model(pictures))),
        Text(
            ko="`use_dropout=True`이면 예측할 때도 값이 빠집니다. `Dropout`은 학습할 때만 작동해야 합니다. "
            "`training`을 그대로 넘기세요.",
            en="With `use_dropout=True` values are dropped in prediction, too. `Dropout` should act in training only: "
            "pass `training` on as it comes.",
        ),
    )
    expected = softmax(np.maximum(pictures @ kernel + bias, 0) @ last_kernel + last_bias)
    require(
        output.shape == expected.shape and close(output, expected, atol=1e-4),
        Text(
            ko="가중치의 형태는 맞지만, 예측이 `relu` 층과 `softmax` 층을 차례로 지난 값이 아닙니다. 두 층의 활성화 "
            "함수를 보세요.",
            en="The weights have the right shapes, but a prediction is not what a `relu` layer and then a `softmax` "
            "layer give. Look at the two activation functions.",
        ),
    )


def _require_dropout(model, pictures: np.ndarray, weights: list[np.ndarray]) -> None:
    """In training, some hidden units are 0 and the others doubled: so each row's logits tell which were dropped."""
    kernel, bias, last_kernel, last_bias = weights
    hidden = np.maximum(pictures @ kernel + bias, 0)
    trained = keras.ops.convert_to_numpy(model(pictures, training=True))
    require(
        close(trained.sum(axis=-1), 1, atol=1e-3),
        Text(
            ko="학습할 때(`training=True`) 출력의 합이 1이 아닙니다. `Dropout`은 확률이 아니라 은닉층의 값에 작용해야 "
            "합니다.",
            en="In training (`training=True`) the outputs do not add up to 1. `Dropout` should act on the hidden "
            "layer, and not on the probabilities.",
        ),
    )
    logits = np.log(np.maximum(trained, 1e-12))
    differences = logits - logits.mean(axis=-1, keepdims=True) - (last_bias - last_bias.mean())
    centred = last_kernel - last_kernel.mean(axis=-1, keepdims=True)
    active = hidden > 1e-2
    kept = (differences @ np.linalg.pinv(centred))[active] / hidden[active]
    dropped = np.abs(kept) < 0.02
    require(
        bool(dropped.any()),
        Text(
            ko="`use_dropout=True`인데 학습할 때(`training=True`) 값이 하나도 빠지지 않습니다.",
            en="With `use_dropout=True` nothing is dropped in training (`training=True`).",
        ),
    )
    require(
        bool((np.abs(kept[~dropped] - 2) < 0.02).all()),
        Text(
            ko="학습할 때 빠지지 않은 값이 {found:.2f}배가 됩니다. `Dropout(0.5)`라면 2배입니다.",
            en="In training, what is kept is multiplied by {found:.2f}. With `Dropout(0.5)` it is 2.",
        ).format(found=float(kept[~dropped].max(initial=0))),
    )


def _require_no_dropout(kind) -> None:
    model = kind(5)
    pictures = noise((6,))
    returned = model(pictures)
    require(
        returned is not None,
        Text(
            ko="`call`이 아무것도 돌려주지 않습니다. `return`이 필요합니다.",
            en="`call` returns nothing. It needs a `return`.",
        ),
    )
    output = keras.ops.convert_to_numpy(returned)
    require(
        np.array_equal(output, keras.ops.convert_to_numpy(model(pictures))),
        Text(
            ko="같은 사진을 두 번 예측하면 값이 다릅니다. 층은 `call`이 아니라 `__init__`에서 만들어야 합니다.",
            en="Two predictions for the same pictures differ. Make the layers in `__init__`, and not in `call`.",
        ),
    )
    require(
        close(output, keras.ops.convert_to_numpy(model(pictures, training=True)), atol=1e-4),
        Text(
            ko="`use_dropout`을 켜지 않았는데 학습할 때의 출력이 예측할 때와 다릅니다.",
            en="Without `use_dropout` the output in training should be the same as in prediction.",
        ),
    )


@exercise(
    "3-1-f",
    hints=[
        Text(
            ko="가중치는 멀쩡합니다. 구조를 과제에 적힌 대로 코드로 만들면, `load_weights`가 `.keras` 파일에서 "
            "가중치만 꺼냅니다.",
            en="The weights are unharmed. Make the structure in code as the task says it; `load_weights` then takes "
            "the weights alone out of the `.keras` file.",
        ),
        Text(
            ko="층은 `Input`, `LSTM(12)`, `softmax`가 있는 `Dense(10)`입니다. `LSTM`의 다른 인수는 기본값 그대로 "
            "둡니다.",
            en="The layers are `Input`, `LSTM(12)` and `Dense(10)` with `softmax`. Leave the other arguments of `LSTM` "
            "at their defaults.",
        ),
        Text(
            ko='마지막 줄은 `reader.load_weights(old_files / "rows.keras")`입니다.',
            en='The last line is `reader.load_weights(old_files / "rows.keras")`.',
        ),
    ],
)
def rescued_reader(reader):
    require(
        reader is not None,
        Text(
            ko="`reader`가 None입니다. `load_weights`는 모델 자신을 바꾸고 아무것도 돌려주지 않습니다. 모델을 "
            "`reader`에 두고, 그 결과를 담지 마세요.",
            en="`reader` is None. `load_weights` changes the model itself and returns nothing: keep the model in "
            "`reader`, and bind no name to what the method returns.",
        ),
    )
    require(
        not isinstance(reader, Path),
        Text(
            ko="`reader`는 파일의 경로입니다. 그 파일의 가중치를 가진 모델이 필요합니다.",
            en="`reader` is the path of the file. A model with the weights of that file is wanted.",
        ),
    )
    require_type(reader, keras.Model)
    require_built(reader)
    # An `LSTM` reads any number of rows, so 28 of them may be left open.
    open_rows: Any = (None, 28)
    require_shapes(reader, open_rows if getattr(reader, "input_shape", ())[1:] == open_rows else (28, 28), (10,))
    revived, weights = _saved_reader(), reader.get_weights()
    wanted = revived.get_weights()
    require(
        sorted(array.shape for array in weights) == sorted(array.shape for array in wanted),
        Text(
            ko="가중치가 있는 층: {found}. 저장한 모델에는 유닛 12개인 `LSTM`과 유닛 10개인 `Dense`가 있었습니다.",
            en="Layers with weights: {found}. The saved model had an `LSTM` of 12 units and a `Dense` of 10.",
        ).format(found=layers_with_weights(reader)),
    )
    pictures, labels = _some_new_pictures()
    output, of_the_saved = output_of(reader, pictures), output_of(revived, pictures)
    share, share_saved = (float(np.mean(each.argmax(axis=-1) == labels)) for each in (output, of_the_saved))
    _require_weights_of_file(weights, wanted, share, share_saved)
    require_are_probabilities(output)
    if close(output, of_the_saved, reader, atol=1e-3):
        return
    require(
        not close(output, softmax(of_the_saved), reader, atol=1e-3),
        Text(
            ko="확률에 `softmax`를 한 번 더 했습니다. 정확도는 같지만 확률이 서로 가까워집니다. `softmax`는 마지막 "
            "`Dense`에 한 번만 씁니다.",
            en="The probabilities went through one more `softmax`. The accuracy is the same, but they come close to "
            "each other. `softmax` belongs to the last `Dense`, once.",
        ),
    )
    for why, other in _other_readers().items():
        require(not close(output, output_of(other(), pictures), reader, atol=1e-3), why)
    raise NotYet(
        Text(
            ko="가중치는 파일의 것인데 정확도가 {share:.2f}입니다. 저장한 모델은 {wanted:.2f}입니다. 층의 "
            "순서와 설정을 과제와 비교하세요.",
            en="The weights are those of the file, but the accuracy is {share:.2f}. The saved model had "
            "{wanted:.2f}. Compare the order and the settings of the layers with the task.",
        ).format(share=share, wanted=share_saved)
    )


def _some_new_pictures() -> tuple[np.ndarray, np.ndarray]:
    _, (pictures, labels) = fashion_mnist()
    return pictures[:200].astype("float32") / 255, labels[:200]


def _reader(settings: dict | None = None, columns: bool = False) -> keras.Model:
    """The model of `rows.keras` with the weights in it; with other settings of its `LSTM`, or reading columns."""
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            *([layers.Permute((2, 1))] if columns else []),
            layers.LSTM(12, **(settings or {})),
            layers.Dense(10, activation="softmax"),
        ]
    )
    with tempfile.TemporaryDirectory() as place:
        model.load_weights(keras_2_files(Path(place)) / "rows.keras")
    return model


@cache
def _saved_reader() -> keras.Model:
    return _reader()


def _other_readers() -> dict[Text, Callable[[], keras.Model]]:
    """What an `LSTM` may do in another way with the same weights: what a message says, and such a model."""
    of_the_activation = Text(
        ko="`LSTM`의 `{name}`[을] 바꾸었습니다. 과제에는 유닛의 수만 적혀 있으므로 기본값이어야 합니다.",
        en="The `LSTM` has another `{name}`. The task only names its units, so that argument keeps its default.",
    )
    return {
        of_the_activation.format(name="activation"): lambda: _reader({"activation": "relu"}),
        of_the_activation.format(name="recurrent_activation"): lambda: _reader(
            {"recurrent_activation": "hard_sigmoid"}
        ),
        Text(
            ko="`LSTM`이 사진의 행을 아래에서 위로 읽습니다. 과제에는 그런 설정이 없습니다.",
            en="The `LSTM` reads the rows of a picture from the bottom up. The task says nothing of that.",
        ): lambda: _reader({"go_backwards": True}),
        Text(
            ko="`LSTM`이 사진의 행이 아니라 열을 읽습니다. 사진의 축을 바꾸지 말고 그대로 넣으세요.",
            en="The `LSTM` reads the columns of a picture and not its rows. Leave the axes of the picture as they are.",
        ): lambda: _reader(columns=True),
    }


def _require_weights_of_file(
    weights: list[np.ndarray], wanted: list[np.ndarray], share: float, share_saved: float
) -> None:
    by_shape, of_file = ({array.shape: array for array in each} for each in (weights, wanted))
    apart = max(float(np.abs(by_shape[shape] - of_file[shape]).max()) for shape in of_file)
    require(
        apart < 1e-4 or apart > 0.05,
        Text(
            ko="가중치가 파일의 것과 조금 다릅니다. 불러온 다음에 학습했나요? 이 연습에서는 학습하지 않습니다.",
            en="The weights differ a little from those of the file. Did you train after loading? Nothing is trained in "
            "this exercise.",
        ),
    )
    untouched = any(bool((array == 0).all()) for array in weights if array.shape == (10,))
    require(
        apart < 1e-4 or not untouched,
        Text(
            ko="가중치가 처음 만든 그대로입니다. 정확도는 {share:.2f}이고, 저장한 모델은 {wanted:.2f}입니다. "
            "파일에서 가중치를 불러오는 일이 남았습니다('구조를 읽지 못할 때').",
            en="The weights are as they were made. The accuracy is {share:.2f}; the saved model had {wanted:.2f}. "
            "What is left is to load the weights from the file (“When the structure cannot be read”).",
        ).format(share=share, wanted=share_saved),
    )
    require(
        apart < 1e-4,
        Text(
            ko="가중치가 `rows.keras`의 것이 아닙니다. 과제에서는 아무것도 학습하지 않습니다. 파일에서 불러온 "
            "그대로 두세요.",
            en="The weights are not those of `rows.keras`. By the task nothing is trained: load them from the file, "
            "and leave them as they are.",
        ),
    )


NEEDS = {
    "resume": Text(
        ko="이어서 학습하려면 구조와 가중치, 그리고 옵티마이저의 상태까지 한 곳에 있어야 합니다.",
        en="To go on training you need structure, weights and the optimizer's state in one place.",
    ),
    "review": Text(
        ko="사람이 읽을 수 있어야 하고, 가중치는 필요 없습니다.",
        en="People read this one, so it should be text, and weights are not needed.",
    ),
    "checkpoints": Text(
        ko="구조는 프로그램이 이미 압니다. 저장할 것은 하나뿐입니다.",
        en="The program knows the structure already. Only one thing is left to save.",
    ),
    "server": Text(
        ko="서버에는 케라스도 여러분의 코드도 없습니다. 계산 자체가 담겨 있어야 합니다.",
        en="The server has neither Keras nor your code. What you send has to hold the computation itself.",
    ),
}
FILES = {"resume": ".keras", "review": ".json", "checkpoints": ".weights.h5", "server": "export"}


@exercise(
    "3-1-g",
    hints=[
        Text(ko="바로 위의 표를 한 줄씩 읽으세요.", en="Read the table above row by row."),
        Text(
            ko="옵티마이저의 상태까지 필요한 경우와 가중치만 필요한 경우를 먼저 가려 보세요.",
            en="First tell the need that includes the optimizer's state from the one for weights alone.",
        ),
    ],
)
def files_for_needs(files):
    require_type(files, dict)
    missing = [need for need in FILES if need not in files]
    require(
        not missing,
        Text(
            ko='딕셔너리의 키가 {found}입니다. 빠진 키는 "{need}"입니다.',
            en='The keys of the dictionary are {found}. "{need}" is missing.',
        ).format(found=brief(list(files)), need=missing[0] if missing else ""),
    )
    require(
        len(files) == len(FILES),
        Text(
            ko="딕셔너리에 키가 {n}개 있습니다. 과제에 적힌 네 가지만 있어야 합니다.",
            en="The dictionary has {n} keys. Only the four of the task should be there.",
        ).format(n=len(files)),
    )
    for need in FILES:
        require(
            isinstance(files[need], str) and str.__str__(files[need]) in FILES.values(),
            Text(
                ko='"{need}"의 값 {found}[은] 고를 수 있는 네 값이 아닙니다. 네 값은 {choices}입니다.',
                en='{found}, the value of "{need}", is not one of the four to choose from: {choices}.',
            ).format(need=need, found=brief(files[need]), choices=", ".join(f'"{file}"' for file in FILES.values())),
        )
    for need, why in NEEDS.items():
        require(
            str.__str__(files[need]) == FILES[need],
            Text(ko='"{need}"에는 {found}[이] 맞지 않습니다. {why}', en='{found} does not fit "{need}". {why}').format(
                need=need, found=brief(files[need]), why=why
            ),
        )


# --- questions ---

question(
    "3-1-q1",
    text=Text(
        ko="동료에게 `model.to_json()`의 문자열만 보냈습니다. 동료가 `model_from_json`으로 얻는 것은 무엇일까요?",
        en="You send a colleague nothing but the text of `model.to_json()`. What does `model_from_json` give there?",
    ),
    choices={
        "a": Text(ko="학습이 끝난 같은 모델", en="the same model, trained"),
        "b": Text(ko="구조가 같고 학습하지 않은 모델", en="a model of the same structure, untrained"),
        "c": Text(ko="층의 이름만 담긴 목록", en="a list with the names of the layers"),
    },
    answer="b",
    why={
        "a": Text(
            ko="문자열에는 가중치가 없습니다. 다시 만든 모델의 정확도가 얼마였는지 보세요.",
            en="The text has no weights. Look at the accuracy of the model that was made from it.",
        ),
        "b": Text(
            ko="가중치는 다시 초기화됩니다. 가중치까지 보내려면 `.keras` 파일을 보냅니다.",
            en="Its weights are initialized anew. To send the weights as well, send a `.keras` file.",
        ),
        "c": Text(
            ko="이름만이 아닙니다. 층의 클래스와 모든 설정이 있어서 모델을 다시 만들 수 있습니다.",
            en="More than names: the class and all settings of each layer are there, enough to make a model.",
        ),
    },
)

question(
    "3-1-q2",
    text=Text(
        ko="클래스 밖에서 만든 층 `outside`를 `call`에서 쓰고 `fit`을 부릅니다. `self`에는 넣지 않았습니다. "
        "`outside`의 가중치는 어떻게 될까요?",
        en="A layer `outside` was made outside of the class, and `call` uses it. It is not put on `self`. Then comes "
        "`fit`. What happens to its weights?",
    ),
    choices={
        "a": Text(ko="다른 층과 똑같이 학습됩니다.", en="They are trained like those of the other layers."),
        "b": Text(ko="계산에는 쓰이지만 변하지 않습니다.", en="They are used, but they do not change."),
        "c": Text(ko="`fit`이 오류를 냅니다.", en="`fit` raises an error."),
    },
    answer="b",
    why={
        "a": Text(
            ko="`fit`은 `self`에 등록된 가중치만 고칩니다. 이 층은 등록되지 않았습니다.",
            en="`fit` changes only the weights that are registered on `self`, and those of this layer are not.",
        ),
        "b": Text(
            ko="층은 계산을 하지만 모델은 그 가중치를 모릅니다. 오류가 없어서 알아채기 어렵습니다.",
            en="The layer works, but the model does not know of its weights. There is no error to tell you.",
        ),
        "c": Text(
            ko="오류가 나면 차라리 좋겠지만, `call`은 그 층을 부를 수 있으므로 아무 말도 없습니다.",
            en="An error would be a help. But `call` can call the layer, so nothing is said.",
        ),
    },
)

question(
    "3-1-q3",
    text=Text(
        ko="모르는 사람이 올린 `.keras` 파일을 불러오니 `lambda` 때문에 거절한다는 오류가 났습니다. 어떻게 할까요?",
        en="A `.keras` file that a stranger has put online is refused because of a `lambda`. What do you do?",
    ),
    choices={
        "a": Text(ko="`safe_mode=False`를 쓰면 됩니다.", en="Pass `safe_mode=False`."),
        "b": Text(ko="파일 이름을 `.h5`로 바꿉니다.", en="Rename the file to `.h5`."),
        "c": Text(ko="열지 않고, 코드를 부탁합니다.", en="Leave it, and ask for the code."),
    },
    answer="c",
    why={
        "a": Text(
            ko="그러면 그 사람의 코드가 여러분의 컴퓨터에서 실행될 수 있습니다. 믿는 파일에만 쓰는 인수입니다.",
            en="That lets a stranger's code run on your computer. The argument is for files that you trust.",
        ),
        "b": Text(
            ko="이름을 바꾸어도 내용은 그대로입니다. zip은 여전히 zip입니다.",
            en="A new name does not change the content. A zip stays a zip.",
        ),
        "c": Text(
            ko="코드를 읽고 나서 실행할지 정할 수 있습니다. `lambda` 대신 이름 있는 함수나 층을 쓴 파일이면 더 "
            "좋습니다.",
            en="That way you can read the code before you decide to run it. A file with a named function or a layer in "
            "place of the `lambda` is better still.",
        ),
    },
)
