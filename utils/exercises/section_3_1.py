"""3-1 About Keras models: what counts as right."""

import tempfile
from functools import cache
from pathlib import Path

import keras
import numpy as np
from keras import layers

from utils.checking import exercise, question, require, require_function, require_returned, require_type
from utils.exercises.requirements import (
    noise,
    require_built,
    require_registered,
    require_shapes,
    require_weight_shapes,
)
from utils.messages import Text, brief


@exercise(
    "3-1-a",
    hints=[
        Text(
            ko="`changed = model.get_config()`으로 사전을 꺼내 출력해 보세요. 바꿀 것 두 가지가 그 안에 있습니다.",
            en="Take the dictionary with `changed = model.get_config()` and print it. Both things to change are in it.",
        ),
        Text(
            ko='층의 설정은 `changed["layers"][번호]["config"]`에 있습니다. 0번은 입력입니다.',
            en='The settings of a layer are in `changed["layers"][number]["config"]`. Number 0 is the input.',
        ),
        Text(
            ko="고친 사전을 `keras.Sequential.from_config`에 넘기세요.",
            en="Pass the changed dictionary to `keras.Sequential.from_config`.",
        ),
    ],
)
def rebuilt_from_config(twin):
    require(
        type(twin) is not dict,
        Text(
            ko="이것은 설정을 담은 사전입니다. 여기서 모델을 만드는 일이 남았습니다.",
            en="This is the dictionary with the config. What is left is to make a model from it.",
        ),
    )
    require_type(twin, keras.Model)
    require_built(twin)
    require_shapes(twin, (28, 28), (10,))
    names = [layer.name for layer in twin.layers if not isinstance(layer, layers.InputLayer)]
    require(
        names == ["flatten", "hidden", "classes"],
        Text(
            ko="층의 이름이 {found}입니다. `model`의 이름과 순서가 그대로여야 합니다.",
            en="The layers are called {found}. They should have the names and the order of `model`.",
        ).format(found=brief(names)),
    )
    _require_name(twin, "twin")
    require_weight_shapes(
        twin,
        [(784, 64), (64,), (64, 10), (10,)],
        Text(ko="`model`과 유닛의 수가 같은 층", en="Layers with the numbers of units of `model`"),
    )
    for name, wanted in (("classes", "softmax"), ("hidden", "tanh")):
        found = twin.get_layer(name).get_config()["activation"]
        require(
            found == wanted,
            Text(
                ko="층 `{name}`의 활성화 함수가 {found}입니다. 과제에 적힌 것과 다릅니다.",
                en="The activation of the layer `{name}` is {found}, which is not what the task says.",
            ).format(name=name, found=brief(found)),
        )


def _require_name(model, wanted: str) -> None:
    require(
        model.name == wanted,
        Text(
            ko="모델의 이름이 {found}입니다. {wanted}이어야 합니다.",
            en="The model is called {found}; it should be {wanted}.",
        ).format(found=brief(model.name), wanted=brief(wanted)),
    )


@exercise(
    "3-1-b",
    hints=[
        Text(
            ko="먼저 `source`의 층을 이름으로 찾을 수 있게 사전에 담으세요: 이름에서 `get_weights()`로.",
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
    # `half` and `turned` agree in part: the first of two arrays, all but the bias, the number of parameters.
    source, target, partners = _source(), _target(), ["late", "hidden", "normed"]
    before = _fill(source, seed=0)
    _fill(target, seed=1)
    untouched = {layer.name: layer.get_weights() for layer in target.layers}
    returned = copy_weights(source, target)
    require_returned(returned)
    require(
        _same(source.get_weights(), before),
        Text(ko="`source`의 가중치가 바뀌었습니다.", en="The weights of `source` have changed."),
    )
    for layer in target.layers:
        found = layer.get_weights()
        if layer.name in partners:
            require(
                _same(found, source.get_layer(layer.name).get_weights()),
                Text(
                    ko="층 `{name}`은(는) 두 모델에서 이름도 형태도 같은데, `source`의 가중치를 갖지 않습니다.",
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
    require_type(returned, list)
    require(
        returned == partners,
        Text(
            ko="돌려준 목록이 {found}입니다. 가중치를 가져온 층만, `target.layers`의 순서로 있어야 합니다.",
            en="The list returned is {found}. It should name the layers that took over weights, in their order.",
        ).format(found=brief(returned)),
    )


@cache
def _source() -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((2, 2)),
            layers.EinsumDense("abc,cd->abd", (2, 2), bias_axes="d", name="mixed"),
            layers.Flatten(name="flatten"),
            layers.Dense(4, name="hidden"),
            layers.Dense(4, name="late"),
            layers.BatchNormalization(name="normed"),
            layers.Dense(4, name="half"),
            layers.Dense(6, use_bias=False, name="turned"),
            layers.Dense(2, name="classes"),
        ]
    )


@cache
def _target() -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((2, 2)),
            layers.EinsumDense("abc,cd->abd", (2, 2), bias_axes="bd", name="mixed"),
            layers.Flatten(name="flatten"),
            layers.Dense(4, name="late"),
            layers.Dense(4, name="hidden"),
            layers.BatchNormalization(name="normed"),
            layers.Dense(4, use_bias=False, name="half"),
            layers.Dense(6, name="extra"),
            layers.Dense(4, use_bias=False, name="turned"),
            layers.Dense(3, name="classes"),
        ]
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
            ko="첫 줄의 오류부터 읽으세요. 파일의 이름이 어떻게 끝나야 하는지 적혀 있습니다.",
            en="Read the error of the first line. It says how the name of the file has to end.",
        ),
        Text(
            ko="YAML 대신 글자로 구조를 옮기는 다른 한 쌍의 함수가 본문에 있습니다.",
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
    model = _source()
    weights, config = _fill(model, seed=0), model.get_config()
    with tempfile.TemporaryDirectory() as place:
        copy = restored(model, Path(place))
        files = sorted(path.name for path in Path(place).iterdir())
        require_returned(copy)
        require_type(copy, keras.Model)
        require(
            copy is not model,
            Text(
                ko="돌려준 것이 `model` 자체입니다. 새로 만든 모델이어야 합니다.",
                en="What you return is `model` itself. It should be a new model.",
            ),
        )
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
                ko="폴더에 있는 파일은 {found}입니다. 과제에 적힌 이름의 파일이 없습니다.",
                en="The files in the folder are {found}. The one that the task names is missing.",
            ).format(found=brief(files)),
        )
        _require_structure(copy, config)
        require(
            _same(copy.get_weights(), weights),
            Text(
                ko="구조는 같지만 가중치가 다릅니다. 새 모델의 가중치가 아직 난수입니다.",
                en="The structure is the same, the weights are not: those of the new model are still random.",
            ),
        )
        require(
            _same(model.get_weights(), weights),
            Text(ko="`model`의 가중치가 바뀌었습니다.", en="The weights of `model` have changed."),
        )
        _require_saved(model, Path(place) / "copy.weights.h5", weights)


def _require_structure(copy, config: dict) -> None:
    found = [layer.get_config() for layer in copy.layers if not isinstance(layer, layers.InputLayer)]
    wanted = [entry["config"] for entry in config["layers"] if entry["class_name"] != "InputLayer"]
    require(
        copy.name == config["name"] and found == wanted,
        Text(
            ko="새 모델의 구조나 이름이 `model`과 다릅니다.",
            en="The structure or a name of the new model differs from that of `model`.",
        ),
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
    "3-1-d",
    hints=[
        Text(
            ko="`class` 줄 위에 한 줄이 필요합니다. 본문의 `SavableMLP` 위에 있는 줄입니다.",
            en="One line is needed above `class`: the one that stands above `SavableMLP` in the lesson.",
        ),
        Text(
            ko="`__init__`에서 `units`와 `use_dropout`을 `self`에 기억해 두세요.",
            en="In `__init__`, remember `units` and `use_dropout` on `self`.",
        ),
        Text(
            ko="`get_config`는 사전을 돌려줍니다. 열쇠는 `__init__`의 인수 이름과 같아야 합니다.",
            en="`get_config` returns a dictionary whose keys are the names of the arguments of `__init__`.",
        ),
    ],
)
def saveable_class(Classifier):
    require(
        isinstance(Classifier, type) and issubclass(Classifier, keras.Model),
        Text(
            ko="`keras.Model`의 하위 클래스가 필요합니다. 객체가 아니라 클래스를 넘기세요.",
            en="This needs a subclass of `keras.Model`: the class, not an object of it.",
        ),
    )
    _require_switches(Classifier)
    require_registered(Classifier)
    model = Classifier(5, use_dropout=True)
    pictures = noise((6,), examples=40)
    output = keras.ops.convert_to_numpy(model(pictures))
    require_weight_shapes(
        model,
        [(6, 5), (5,), (5, 10), (10,)],
        Text(ko="`units`=5인 층과 유닛 10개인 층", en="A layer of `units`=5 and one of 10 units"),
    )
    kernel, bias, last_kernel, last_bias = model.get_weights()
    hidden = np.maximum(pictures @ kernel + bias, 0)
    _require_output(output, hidden @ last_kernel + last_bias)
    _require_dropout(model, keras.ops.convert_to_numpy(model(pictures, training=True)), hidden, last_kernel, last_bias)
    _require_no_dropout(Classifier)


def _require_switches(kind) -> None:
    for units, use_dropout in ((7, True), (3, False)):
        config = kind(units, use_dropout=use_dropout).get_config()
        require_type(config, dict)
        found = {name: config.get(name) for name in ("units", "use_dropout")}
        require(
            found == {"units": units, "use_dropout": use_dropout},
            Text(
                ko="units={units}, use_dropout={use_dropout}으로 만든 모델의 설정이 {found}입니다.",
                en="A model made with units={units} and use_dropout={use_dropout} has the config {found}.",
            ).format(units=units, use_dropout=use_dropout, found=brief(found)),
        )
        try:
            again = kind.from_config(config)
        except TypeError:
            again = None
        require(
            again is not None,
            Text(
                ko="`from_config`가 실패합니다. 설정에 `__init__`이 받지 않는 것이 들어 있습니다: {names}",
                en="`from_config` fails: the config holds what `__init__` does not take, among {names}.",
            ).format(names=brief(sorted(config))),
        )
        require(
            isinstance(again, kind) and again.get_config() == config,
            Text(
                ko="`from_config`가 설정이 같은 모델을 만들지 않습니다.",
                en="`from_config` does not make a model with the same config.",
            ),
        )


def _require_output(output: np.ndarray, logits: np.ndarray) -> None:
    expected = _softmax(logits)
    require(
        output.shape == expected.shape and bool(np.allclose(output, expected, atol=1e-4)),
        Text(
            ko="예측이 `relu` 층 하나와 `softmax` 층 하나를 지난 값이 아닙니다.",
            en="A prediction is not what one `relu` layer and one `softmax` layer give.",
        ),
    )


def _require_dropout(model, trained: np.ndarray, hidden: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> None:
    """In training, some hidden units are 0 and the others doubled: so each row's logits tell which were dropped."""
    logits = np.log(np.maximum(trained, 1e-12))
    differences = logits - logits.mean(axis=-1, keepdims=True) - (bias - bias.mean())
    centred = kernel - kernel.mean(axis=-1, keepdims=True)
    active = hidden > 1e-2
    kept = (differences @ np.linalg.pinv(centred))[active] / hidden[active]
    require(
        bool((np.abs(kept) < 0.02).any()),
        Text(
            ko="`use_dropout=True`인데 학습할 때(`training=True`) 값이 하나도 빠지지 않습니다.",
            en="With `use_dropout=True` nothing is dropped in training (`training=True`).",
        ),
    )
    doubled = np.abs(kept - 2) < 0.02
    require(
        bool(doubled.any() and np.all((np.abs(kept) < 0.02) | doubled)),
        Text(
            ko="학습할 때 남은 값이 {found:.2f}배가 됩니다. `Dropout(0.5)`라면 2배입니다.",
            en="In training, what is kept is multiplied by {found:.2f}. With `Dropout(0.5)` it is 2.",
        ).format(found=float(kept.max())),
    )


def _require_no_dropout(kind) -> None:
    model = kind(5)
    pictures = noise((6,))
    output = keras.ops.convert_to_numpy(model(pictures, training=True))
    kernel, bias, last_kernel, last_bias = model.get_weights()
    expected = _softmax(np.maximum(pictures @ kernel + bias, 0) @ last_kernel + last_bias)
    require(
        bool(np.allclose(output, expected, atol=1e-4)),
        Text(
            ko="`use_dropout`을 켜지 않았는데 학습할 때의 출력이 다릅니다.",
            en="Without `use_dropout` the output in training should be the same as in prediction.",
        ),
    )


def _softmax(logits: np.ndarray) -> np.ndarray:
    return np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)


NEEDS = {
    "resume": Text(
        ko="이어서 학습하려면 구조와 가중치, 그리고 옵티마이저의 상태까지 한 곳에 있어야 합니다.",
        en="To go on training you need structure, weights and the optimizer's state in one place.",
    ),
    "review": Text(
        ko="사람이 읽을 글이어야 하고, 가중치는 필요 없습니다.",
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
    "3-1-e",
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
    keys = [key for key in files if type(key) is str]
    require(
        len(keys) == len(files) and sorted(keys) == sorted(FILES),
        Text(
            ko="열쇠가 {found}입니다. 과제에 적힌 네 가지가 하나씩 있어야 합니다.",
            en="The keys are {found}. Each of the four in the task should be there once.",
        ).format(found=brief(list(files))),
    )
    unknown = [value for value in files.values() if type(value) is not str or value not in FILES.values()]
    require(
        not unknown,
        Text(
            ko="{found}은(는) 고를 수 있는 네 값이 아닙니다.",
            en="{found} is not one of the four values to choose from.",
        ).format(found=brief(unknown[:1])),
    )
    for need, why in NEEDS.items():
        require(
            files[need] == FILES[need],
            Text(
                ko='"{need}"에는 {found}이(가) 맞지 않습니다. {why}', en='{found} does not fit "{need}". {why}'
            ).format(need=need, found=brief(files[need]), why=why),
        )


# --- questions ---

question(
    "3-1-q1",
    text=Text(
        ko="동료에게 `model.to_json()`의 글만 보냈습니다. 동료가 `model_from_json`으로 얻는 것은 무엇일까요?",
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
            ko="글에는 가중치가 없습니다. 다시 만든 모델의 정확도가 얼마였는지 보세요.",
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
        ko="모르는 사람이 올린 `.keras` 파일을 불러오니 `lambda` 때문에 거절한다는 오류가 났습니다. 어떻게 할까요?",
        en="A `.keras` file that a stranger has put online is refused because of a `lambda`. What do you do?",
    ),
    choices={
        "a": Text(ko="`safe_mode=False`를 쓰면 됩니다.", en="Pass `safe_mode=False`."),
        "b": Text(ko="파일 이름을 `.h5`로 바꿉니다.", en="Rename the file to `.h5`."),
        "c": Text(
            ko="열지 않고, `lambda` 대신 이름 있는 함수나 층을 쓴 파일과 그 코드를 부탁합니다.",
            en="Leave it, and ask for a file with a named function or layer instead, together with its code.",
        ),
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
            ko="코드를 눈으로 읽고 나서 실행할지 정할 수 있습니다.",
            en="That way you can read the code before you decide to run it.",
        ),
    },
)
