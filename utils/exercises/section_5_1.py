"""5-1 Model visualization: what counts as right."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import keras
import numpy as np
import pydot
from keras import layers

from utils.core.text import Text, brief, joined
from utils.exercises.assertions import (
    NotYet,
    require,
    require_array,
    require_function,
    require_number,
    require_returned,
    require_type,
)
from utils.exercises.model_assertions import (
    noise,
    outputs_of,
    require_are_probabilities,
    require_built,
    require_no_history,
    require_no_nan,
    require_probabilities,
    require_shapes,
    require_weight_shapes,
)
from utils.exercises.model_use import require_learns
from utils.exercises.registry import exercise, question
from utils.exercises.trained_models import cross_entropy, rounded_down
from utils.graphs import arrows, box_names
from utils.studio_pictures import KINDS, TILE, Pictures, pictures_from_elsewhere, studio_pictures, with_spots


def drawn_by(function: Callable, *arguments) -> pydot.Dot:
    """The graph that a learner's function returns."""
    require_function(function)
    graph = function(*arguments)
    require_returned(graph)
    require(
        isinstance(graph, pydot.Dot),
        Text(
            ko="`model_to_dot`이 만드는 그래프를 돌려주어야 하는데 `{kind}` 객체를 돌려주었습니다.{why}",
            en="It should return the graph that `model_to_dot` makes, but it returned an object of the class "
            "`{kind}`.{why}",
        ).format(kind=type(graph).__name__, why=_OTHER_DRAWINGS.get(type(graph).__name__, Text(ko="", en=""))),
    )
    return graph


_OTHER_DRAWINGS = {
    "Image": Text(ko=" `plot_model`이 주는 것은 그림입니다.", en=" What `plot_model` gives is a picture."),
    "Cluster": Text(
        ko=" `subgraph=True`면 그래프 전체가 아니라 틀 하나가 나옵니다.",
        en=" With `subgraph=True` it is a frame and not a whole graph.",
    ),
}


def label_of(graph: pydot.Graph, layer: keras.Layer) -> str:
    """What stands in the box of a layer, as Graphviz's HTML."""
    boxes = graph.get_node(str(id(layer)))
    require(
        len(boxes) == 1,
        Text(
            ko="그림에 층 `{name}`의 상자가 없습니다. 넘겨받은 모델을 그리세요.",
            en="The drawing has no box for the layer `{name}`. Draw the model that was passed.",
        ).format(name=layer.name),
    )
    return boxes[0].get_label()


# --- 5-1-a ---


@exercise(
    "5-1-a",
    hints=[
        Text(
            ko="`model_to_dot`은 `plot_model`과 같은 인수를 받고, 파일 대신 그래프를 돌려줍니다.",
            en="`model_to_dot` takes the arguments of `plot_model`, and returns a graph instead of writing a file.",
        ),
        Text(
            ko="`model_to_dot`은 `show_layer_names`의 기본값이 `True`입니다.",
            en="In `model_to_dot`, `show_layer_names` is `True` unless you say otherwise.",
        ),
        Text(
            ko="켤 것은 `show_layer_activations`와 `show_trainable`이고, 방향은 `rankdir`이 정합니다.",
            en="Switch `show_layer_activations` and `show_trainable` on; `rankdir` sets the direction.",
        ),
    ],
)
def drawing_for_a_review(review):
    for model in (_frozen_convnet(), keras.Sequential([keras.Input((3,)), layers.Dense(2, "tanh", name="only")])):
        learns, weights = [layer.trainable for layer in model.layers], model.get_weights()
        graph = drawn_by(review, model)
        require(
            all(map(np.array_equal, weights, model.get_weights())),
            Text(
                ko="그린 뒤에 모델의 가중치가 달라졌습니다. 그릴 때 모델을 바꾸지 마세요.",
                en="The weights of the model are others after the drawing. A drawing should leave the model as it is.",
            ),
        )
        for layer, learned in zip(model.layers, learns, strict=True):
            label = label_of(graph, layer)
            require_review_label(layer, label)
            require_says_whether_it_learns(layer, learned, label)
        require(
            str(graph.get_rankdir()).strip('"') == "LR",
            Text(
                ko="그림이 왼쪽에서 오른쪽으로 가지 않습니다. 방향이 {found}입니다.",
                en="The drawing does not run from left to right; its direction is {found}.",
            ).format(found=f"`{graph.get_rankdir()}`"),
        )


def _frozen_convnet() -> keras.Model:
    model = keras.Sequential(
        [
            keras.Input((8, 8, 1)),
            layers.Conv2D(2, 3, activation="relu", name="first"),
            layers.Flatten(name="flat"),
            layers.Dense(3, activation="softmax", name="last"),
        ]
    )
    model.get_layer("first").trainable = False
    return model


def require_review_label(layer: keras.Layer, label: str) -> None:
    """The box says class, activation and whether the layer learns, and nothing else."""
    wanted = [Text(ko="활성화 함수", en="the activation")] if hasattr(layer, "activation") else []
    shown = {Text(ko="활성화 함수", en="the activation"): "Activation: " in label}
    if layer.weights:
        wanted.append(Text(ko="학습 여부", en="whether it learns"))
        shown[wanted[-1]] = "rainable</b>" in label
    for what in wanted:
        require(
            shown[what],
            Text(
                ko="층 `{name}`의 상자에 {what}[이] 없습니다.",
                en="The box of the layer `{name}` does not show {what}.",
            ).format(name=layer.name, what=what),
        )
    for sign, what in (
        (f"<b>{layer.name}</b>", Text(ko="이름", en="its name")),
        ("shape: ", Text(ko="형태", en="shapes")),
        ("dtype: ", Text(ko="데이터 타입", en="a data type")),
    ):
        require(
            sign not in label,
            Text(
                ko="층 `{name}`의 상자에 {what}[이] 있습니다. 이 그림에는 필요 없습니다.",
                en="The box of the layer `{name}` shows {what}. This drawing should not.",
            ).format(name=layer.name, what=what),
        )


def require_says_whether_it_learns(layer: keras.Layer, learned: bool, label: str) -> None:
    """The layer is as it was before it was drawn, and its box says so."""
    require(
        layer.trainable == learned,
        Text(
            ko="층 `{name}`의 `trainable`이 {before}였는데 그린 뒤에는 {after}입니다. 그릴 때 모델을 바꾸지 마세요.",
            en="The `trainable` of the layer `{name}` was {before} and is {after} after the drawing. A drawing should "
            "leave the model as it is.",
        ).format(name=layer.name, before=learned, after=layer.trainable),
    )
    says_it_learns = "Non-trainable</b>" not in label
    require(
        says_it_learns == learned or not layer.weights,
        Text(
            ko="층 `{name}`의 `trainable`은 {learned}인데, 상자에는 반대로 적혀 있습니다.",
            en="The `trainable` of the layer `{name}` is {learned}, and its box says the opposite.",
        ).format(name=layer.name, learned=learned),
    )


# --- 5-1-b ---


@exercise(
    "5-1-b",
    hints=[
        Text(
            ko="`vis_utils`라는 모듈은 없어졌고, 함수는 `keras.utils`에 있습니다.",
            en="The module `vis_utils` is gone; the function lives in `keras.utils`.",
        ),
        Text(
            ko="`layer.output_shape`도 없어졌습니다. 층의 출력은 텐서이고, 텐서에는 `shape`가 있습니다.",
            en="`layer.output_shape` is gone too. The output of a layer is a tensor, and a tensor has a `shape`.",
        ),
    ],
)
def repaired_marks(mark_large):
    for model, most in ((_two_paths(), 16), (_two_paths(), 64), (_frozen_convnet(), 2)):
        graph = drawn_by(mark_large, model, most)
        require(
            not any("color" in default for default in graph.get_node_defaults() or []),
            Text(
                ko="그래프가 모든 상자의 색(`color`)을 한꺼번에 정하고 있습니다. 큰 층의 상자에만 정하세요.",
                en="The graph sets a `color` for all boxes at once. Only those of large layers should be given one.",
            ),
        )
        for layer in model.layers:
            require_mark(graph, layer, most)


def _two_paths() -> keras.Model:
    picture = keras.Input((4, 4, 1), name="picture")
    wide = layers.Conv2D(4, 3, padding="same", name="wide")(picture)
    narrow = layers.Conv2D(1, 1, name="narrow")(picture)
    joined = layers.Concatenate(name="joined")([wide, narrow])
    return keras.Model(picture, layers.Dense(2, name="out")(layers.Flatten(name="flat")(joined)))


def require_mark(graph: pydot.Graph, layer: keras.Layer, most: int) -> None:
    """The box has its name and shapes, and is red where the layer's output has more than `most` numbers."""
    label = label_of(graph, layer)
    require(
        f"<b>{layer.name}</b>" in label and "shape: " in label,
        Text(
            ko="층 `{name}`의 상자에 이름이나 형태가 없습니다. 2020년의 그림에는 둘 다 있었습니다.",
            en="The box of the layer `{name}` lacks its name or its shapes. The drawing of 2020 had both.",
        ).format(name=layer.name),
    )
    numbers = int(np.prod(layer.output.shape[1:]))
    colour = graph.get_node(str(id(layer)))[0].get("color")
    facts = {"name": layer.name, "numbers": numbers, "most": most}
    if numbers > most:
        require(
            str(colour).strip('"') == "red",
            Text(
                ko="층 `{name}`[은] 수 {numbers}개를 내놓고 `most`는 {most}입니다. 그런데 상자의 `color`는 {colour}. "
                "`red`이어야 합니다.",
                en="The layer `{name}` puts out {numbers} numbers, and `most` is {most}. Yet the `color` of its box is "
                "{colour}; it should be `red`.",
            ).format(
                **facts,
                colour=Text(ko="정해져 있지 않습니다", en="not set")
                if colour is None
                else Text(ko="`{it}`입니다", en="`{it}`").format(it=colour),
            ),
        )
    else:
        require(
            colour is None,
            Text(
                ko="층 `{name}`[은] 수 {numbers}개를 내놓고 `most`는 {most}입니다. 그런데 상자의 `color`가 "
                "`{colour}`입니다. `most`개보다 많을 때만 정하세요.",
                en="The layer `{name}` puts out {numbers} numbers, and `most` is {most}. Yet the `color` of its box is "
                "`{colour}`. Set it only where there are more than `most`.",
            ).format(**facts, colour=colour),
        )


# --- 5-1-c ---


@exercise(
    "5-1-c",
    hints=[
        Text(
            ko="안에 들어갈 모델을 먼저 만드세요. `keras.Sequential`은 층의 목록과 `name`을 받습니다.",
            en="Make the inner models first: `keras.Sequential` takes a list of layers and a `name`.",
        ),
        Text(
            ko="모델도 층처럼 목록에 넣거나 부를 수 있습니다.",
            en="A model can stand in a list of layers, or be called, just like a layer.",
        ),
        Text(
            ko='`low`는 `keras.Sequential([Conv2D, MaxPooling2D], name="low")`의 모양입니다.',
            en='`low` has the form `keras.Sequential([Conv2D, MaxPooling2D], name="low")`.',
        ),
    ],
)
def nested_model(nested):
    require_type(nested, keras.Model)
    require_built(nested)
    frames = {
        frame.get_label(): frame for frame in keras.utils.model_to_dot(nested, expand_nested=True).get_subgraphs()
    }
    require(
        bool(frames),
        Text(
            ko="펼쳐서 그려도 틀이 없습니다. `low`와 `high`는 층이 아니라 모델이어야 하고, `nested`가 `Sequential`이나 "
            "함수형 모델이어야 그림에 나타납니다.",
            en="Even drawn with its nested models open, it has no frame. `low` and `high` should be models and not "
            "layers, and they show only in a `Sequential` or functional model.",
        ),
    )
    require(
        list(frames) == ["low", "high"],
        Text(
            ko="펼쳐서 그리면 틀의 이름은 차례로 {found}입니다. `low`, `high` 둘이 이 순서로 있어야 합니다.",
            en="Drawn with its nested models open, its frames are, in this order: {found}. There should be two, `low` "
            "and then `high`.",
        ).format(found=", ".join(f"`{name}`" for name in frames)),
    )
    for name, frame in frames.items():
        require_boxes(_classes_in(frame), ["Conv2D", "MaxPooling2D"], Text(ko="틀 `{0}`", en="the frame `{0}`"), name)
    outside = [layer for layer in nested.layers if not isinstance(layer, keras.Model | layers.InputLayer)]
    require_boxes(
        [type(layer).__name__ for layer in outside],
        ["Flatten", "Dense"],
        Text(ko="틀 밖", en="the space outside the frames"),
    )
    require_layers_only(nested, Text(ko="틀 밖", en="Outside the frames"))
    for inner, filters in (("low", 8), ("high", 16)):
        require_layers_only(nested.get_layer(inner), Text(ko="틀 `{it}` 안", en="In the frame `{it}`").format(it=inner))
        require_convolution(nested.get_layer(inner), filters)
    require_shapes(nested, (28, 28, 1), (10,))
    require_probabilities(nested)
    require_nothing_frozen(nested)
    require_learns(nested, noise((28, 28, 1)), what=Text(ko="`nested`", en="`nested`"))


def require_layers_only(model: keras.Model, where: Text) -> None:
    """Nothing is computed between the layers of the model, with `keras.ops` or a sign such as `*`."""
    others = [each for each in getattr(model, "operations", ()) if not isinstance(each, keras.Layer)]
    require(
        not others,
        Text(
            ko="{where}에 층이 아닌 계산이 있습니다: {found}. 과제에는 층만 있습니다.",
            en="{where} something is computed that is no layer: {found}. In the task there are layers only.",
        ).format(where=where, found=_in_code(type(each).__name__ for each in others)),
    )


def require_nothing_frozen(model: keras.Model) -> None:
    """All weights learn."""
    require(
        not model.non_trainable_weights,
        Text(
            ko="얼린 가중치가 {n}개 있습니다. 과제에서는 어느 가중치도 얼리지 않습니다. `show_trainable`로 찾으세요.",
            en="Frozen weights: {n}. By the task none is frozen; look for them with `show_trainable`.",
        ).format(n=len(model.non_trainable_weights)),
    )


def _classes_in(graph: pydot.Graph) -> list[str]:
    labels = [node.get_label() or "" for node in graph.get_nodes()]
    classes = [found[1] for label in labels if (found := re.search(r"\((\w+)\)", label))]
    return [cls for cls in classes if cls != "InputLayer"]


def require_boxes(found: list[str], wanted: list[str], place: Text, name: str = "") -> None:
    """These classes of layers are drawn in this place, in this order."""
    where = Text(ko=place.ko.format(name), en=place.en.format(name))
    require(
        found == wanted,
        Text(
            ko="{where}에 있는 상자는 차례로 {found}입니다. 과제에는 {wanted}만 이 순서로 있습니다.",
            en="In {where} there are, in this order, the boxes {found}. In the task there are {wanted} and no others.",
        ).format(where=where, found=_in_code(found), wanted=_in_code(wanted)),
    )


def _in_code(names: Iterable[str]) -> Text | str:
    return ", ".join(f"`{name}`" for name in names) or Text(ko="없음", en="none")


def require_convolution(inner: keras.Model, filters: int) -> None:
    """The convolution of an inner model has so many filters of 3×3, and ends in relu."""
    convolution = next(layer for layer in inner.layers if isinstance(layer, layers.Conv2D))
    activation = convolution.activation
    x = np.array([-3, -0.1, 0, 0.5, 7, 100], "float32")
    require(
        bool(np.array_equal(keras.ops.convert_to_numpy(activation(x)), x.clip(0))),
        Text(
            ko="`{name}` 안의 합성곱 층은 활성화 함수가 `{found}`인데, `relu`처럼 계산하지 않습니다.",
            en="The convolution in `{name}` has the activation `{found}`. It does not work like `relu`.",
        ).format(name=inner.name, found=getattr(activation, "__name__", type(activation).__name__)),
    )
    require(
        (convolution.filters, tuple(convolution.kernel_size)) == (filters, (3, 3)),
        Text(
            ko="`{name}` 안의 합성곱 층에는 {size} 필터가 {found}개 있습니다. 3×3 필터가 {wanted}개이어야 합니다.",
            en="The convolution in `{name}` has {found} filters of {size}; it should have {wanted} of 3×3.",
        ).format(
            name=inner.name,
            size="×".join(map(str, convolution.kernel_size)),
            found=convolution.filters,
            wanted=filters,
        ),
    )


# --- 5-1-d ---

_ARROWS = {
    ("picture", "stem"),
    ("stem", "conv_1"),
    ("stem", "add_1"),
    ("conv_1", "add_1"),
    ("add_1", "conv_2"),
    ("add_1", "add_2"),
    ("conv_2", "add_2"),
    ("add_2", "pool"),
    ("pool", "classes"),
}


@exercise(
    "5-1-d",
    hints=[
        Text(
            ko="그림에 없는 층을 찾으세요. 그 층의 출력을 아무도 쓰지 않습니다.",
            en="Look for a layer that the drawing lacks: nobody uses its output.",
        ),
        Text(
            ko="고친 뒤에 다시 그리세요. 모든 `add`에는 화살표가 둘 들어와야 합니다.",
            en="Draw it again after the first repair. Two arrows should lead into every `add`.",
        ),
    ],
)
def repaired_tower(tower):
    require_function(tower)
    # A name that Keras counts up may fit the plan once, but not twice.
    for model in (tower(), tower()):
        require_returned(model)
        require_type(model, keras.Model)
        require_planned_arrows(model)
        require_same_as_planned(model)


def require_planned_arrows(model: keras.Model) -> None:
    """The drawing of the model has the boxes and the arrows of the plan, and no others."""
    graph = keras.utils.model_to_dot(model)
    names = box_names(graph)
    drawn = {(names[start], names[end]) for start, end in arrows(graph)}
    for name in sorted({end for arrow in _ARROWS for end in arrow}):
        require(
            name in names.values(),
            Text(
                ko="그림에 `{name}` 상자가 없습니다. 그 출력을 아무도 쓰지 않거나, 이름이 다릅니다.",
                en="The drawing has no box `{name}`. Either nobody uses its output, or it has another name.",
            ).format(name=name),
        )
        into, planned = (sorted(start for start, end in every if end == name) for every in (drawn, _ARROWS))
        require(
            into == planned,
            Text(
                ko="`{name}`에 들어오는 화살표는 {found}에서 옵니다. 계획에서는 {planned}에서 옵니다.",
                en="The arrows into `{name}` come from {found}. In the plan they come from {planned}.",
            ).format(name=name, found=_in_code(into), planned=_in_code(planned)),
        )
    unplanned = sorted(set(names.values()) - {name for arrow in _ARROWS for name in arrow})
    require(
        not unplanned,
        Text(
            ko="그림에 계획에 없는 상자가 있습니다: {names}.", en="The drawing has boxes that the plan lacks: {names}."
        ).format(names=", ".join(f"`{name}`" for name in unplanned)),
    )


def require_same_as_planned(model: keras.Model) -> None:
    """The layers have the settings of the plan. With the same weights, they give what the planned model gives."""
    planned = _planned_tower()
    for layer in planned.layers:
        own = model.get_layer(layer.name)
        require(
            type(own) is type(layer),
            Text(
                ko="층 `{name}`[이] `{found}`입니다. 처음에는 `{wanted}`였습니다. 층의 종류는 그대로 두세요.",
                en="The layer `{name}` is a `{found}`. It was a `{wanted}`; leave the kinds of layers alone.",
            ).format(name=layer.name, found=type(own).__name__, wanted=type(layer).__name__),
        )
        config = own.get_config()
        different = [f"`{key}`" for key, value in layer.get_config().items() if config.get(key) != value]
        require(
            not different,
            Text(
                ko="층 `{name}`의 설정에서 {keys}[이] 처음과 다릅니다. 설정은 그대로 두세요.",
                en="In the config of the layer `{name}`, {keys} differs from what it was. Leave the settings alone.",
            ).format(name=layer.name, keys=", ".join(different)),
        )
    shapes = [tuple(weight.shape) for weight in planned.weights]
    require_weight_shapes(model, shapes, Text(ko="계획한 층", en="The layers of the plan"))
    require_shapes(model, (28, 28, 1), (10,))
    planned.set_weights(model.get_weights())
    x = noise((28, 28, 1), examples=2)
    found, wanted = (keras.ops.convert_to_numpy(each(x)) for each in (model, planned))
    require(
        bool(np.allclose(found, wanted, atol=1e-5)),
        Text(
            ko="화살표는 맞지만 계산이 다릅니다. 처음에 맞던 층은 그대로 두세요.",
            en="The arrows are right, but the model works out something else. Leave alone what was right before.",
        ),
    )


@cache
def _planned_tower() -> keras.Model:
    convolution = {"filters": 8, "kernel_size": 3, "padding": "same", "activation": "relu"}
    picture = keras.Input((28, 28, 1), name="picture")
    total = layers.Conv2D(name="stem", **convolution)(picture)
    for number in (1, 2):
        new = layers.Conv2D(name=f"conv_{number}", **convolution)(total)
        total = layers.Add(name=f"add_{number}")([total, new])
    pooled = layers.GlobalAveragePooling2D(name="pool")(total)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(pooled))


# --- 5-1-e ---

_TILES = 4  # in a row, and rows of them
_SIDE = 7  # pixels
# A tiny model has its labels from itself, but for every fifth: an accuracy of 1 would hide whose labels were taken.
_EVERY_WRONG = 5


@exercise(
    "5-1-e",
    hints=[
        Text(
            ko="두 `for` 반복으로 줄과 칸을 고르고, 그때마다 사진을 새로 복사해서 그 칸만 0으로 두세요.",
            en="Choose row and column in two `for` loops. Each time make a new copy of the pictures, and set only that "
            "tile to 0.",
        ),
        Text(
            ko="`row`번째 줄은 사진의 행 `7 * row`에서 시작해 일곱 행입니다. `covered[:, 행, 열]`의 첫 축은 "
            "사진입니다.",
            en="Tile row `row` begins at row `7 * row` of the picture and has seven rows. In `covered[:, rows, "
            "columns]` the first axis is that of the pictures.",
        ),
        Text(
            ko="덮지 않은 사진의 정확도에서 덮은 사진의 정확도를 뺍니다. 정확도는 본문의 `accuracy`로 잴 수 있습니다.",
            en="Take the accuracy without a cover, minus that with one. The `accuracy` of the lesson measures it.",
        ),
    ],
)
def influence_of_tiles(tile_influence):
    require_function(tile_influence)
    model, pictures, labels = _reader_of_tiles(count=40, classes=4)
    given, given_labels = pictures.copy(), labels.copy()
    influence = tile_influence(model, given, given_labels)
    require_returned(influence)
    for found, before, message in (
        (
            given,
            pictures,
            Text(
                ko="넘겨받은 사진의 픽셀이 바뀌었습니다. 칸마다 `copy`로 복사한 사진을 덮으세요.",
                en="The pictures that were passed have changed. For each tile, cover a copy made with `copy`.",
            ),
        ),
        (
            given_labels,
            labels,
            Text(
                ko="넘겨받은 레이블이 바뀌었습니다. 레이블은 읽기만 하세요.",
                en="The labels that were passed have changed. Only read them.",
            ),
        ),
    ):
        require(np.array_equal(found, before), message)
    found = require_array(influence, (_TILES, _TILES), Text(ko="돌려준 값", en="What it returns"))
    _require_influence(found, model, pictures, labels)


def _reader_of_tiles(count: int, classes: int) -> tuple[keras.Model, np.ndarray, np.ndarray]:
    """A model whose answers hang on some tiles more than on others, pictures of shape (n, 28, 28, 1), and labels."""
    rng = np.random.default_rng(1)
    model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(classes, activation="softmax")])
    # Nothing is traced, which would take longer than a whole check.
    model.compile(run_eagerly=True)
    strength = np.kron(rng.permutation(16).reshape(_TILES, _TILES) ** 2, np.ones((_SIDE, _SIDE))).reshape(-1, 1)
    kernel = strength * rng.normal(size=(784, classes)) / 600
    pictures = rng.uniform(0.1, 0.9, (count, 28, 28, 1)).astype("float32")
    # With this bias no class is answered far more often than the others.
    model.set_weights([kernel, -(pictures.reshape(count, -1) @ kernel).mean(axis=0)])
    labels = _said(model, pictures)
    labels[::_EVERY_WRONG] = (labels[::_EVERY_WRONG] + 1) % classes
    return model, pictures, labels


def _said(model: keras.Model, pictures: np.ndarray) -> np.ndarray:
    """The most probable label for each picture."""
    return outputs_of(model, pictures)[0].argmax(axis=-1)


def _covered(pictures: np.ndarray, row: int, column: int, fill: float = 0) -> np.ndarray:
    """Copies of pictures with one tile covered."""
    covered = pictures.copy()
    covered[:, _SIDE * row : _SIDE * (row + 1), _SIDE * column : _SIDE * (column + 1)] = fill
    return covered


def _accuracies_without(model: keras.Model, pictures: np.ndarray, labels: np.ndarray, fill: float = 0) -> np.ndarray:
    """The accuracy with each of the tiles covered, of shape (4, 4)."""
    left = [
        np.mean(_said(model, _covered(pictures, row, column, fill)) == labels)
        for row in range(_TILES)
        for column in range(_TILES)
    ]
    return np.array(left).reshape(_TILES, _TILES)


def _require_influence(found: np.ndarray, model: keras.Model, pictures: np.ndarray, labels: np.ndarray) -> None:
    """The drop in accuracy for each tile that is covered; `found` is what the function returned for these pictures."""
    before = float(np.mean(_said(model, pictures) == labels))
    after = _accuracies_without(model, pictures, labels)
    drops = before - after
    if np.allclose(found, drops, atol=1e-4):
        return
    for other, message in (
        (after, _AFTER_COVERING),
        (-drops, _OTHER_SIGN),
        (drops.T, _ROWS_AND_COLUMNS),
        (before - _accuracies_without(model, pictures, labels, fill=1), _COVERED_WITH_1),
    ):
        require(not np.allclose(found, other, atol=1e-4), message)
    row, column = np.unravel_index(np.abs(found - drops).argmax(), found.shape)
    raise NotYet(
        Text(
            ko="줄 {row}, 칸 {column}(0부터 셉니다)의 칸 하나만 0으로 덮으면 정확도가 {before:.3f}에서 "
            "{after:.3f}[으로] 바뀝니다. 줄어든 값은 {drop:.3f}인데, 답에는 {found:.3f}[이] 있습니다. 정확도는 "
            "답이 `labels`와 같은 사진의 비율입니다.",
            en="With the tile in row {row}, column {column} (counted from 0) set to 0 and no other, the accuracy "
            "goes from {before:.3f} to {after:.3f}. That is a drop of {drop:.3f}; the answer has {found:.3f}. The "
            "accuracy is the share of pictures whose answer is the one in `labels`.",
        ).format(
            row=int(row),
            column=int(column),
            before=before,
            after=float(after[row, column]),
            drop=float(drops[row, column]) + 0.0,
            found=float(found[row, column]),
        )
    )


_AFTER_COVERING = Text(
    ko="이것은 칸을 덮은 뒤의 정확도입니다. 덮어서 얼마나 줄었는지가 필요합니다.",
    en="These are the accuracies after covering. What is wanted is how much each has dropped.",
)
_OTHER_SIGN = Text(
    ko="부호가 반대입니다. 덮으면 정확도가 떨어지는 칸이 양수이어야 합니다.",
    en="The signs are the wrong way round: a tile that lowers the accuracy when covered is positive.",
)
_ROWS_AND_COLUMNS = Text(
    ko="줄과 칸이 바뀌었습니다. 사진 배열은 (사진, 행, 열, 채널)의 순서이고, 돌려줄 배열도 줄이 먼저입니다.",
    en="Rows and columns are swapped. The pictures have the order (picture, row, column, channel), and in the array to "
    "return the row comes first as well.",
)
_COVERED_WITH_1 = Text(
    ko="칸을 1, 곧 가장 진한 색으로 덮은 결과입니다. 과제에서는 0으로 덮습니다.",
    en="This comes of covering with 1, the darkest colour. By the task, cover with 0.",
)


# --- 5-1-f ---

TARGET_OF_HONEST, MOST_LOST_TO_A_CLUE = 0.60, 0.10
# The model that was measured is the learner's, and so is the processor: single answers of 300 may differ. A guess of
# one third is further off than that.
_AS_MEASURED = 0.01


@exercise(
    "5-1-f",
    hints=[
        Text(
            ko="칸마다 `x_studio_val`의 복사본을 덮고 `suspect`의 정확도를 재세요. 정확도가 가장 낮은 칸이 "
            "`tile`이고, 그때의 정확도가 `without_tile`입니다.",
            en="For each tile, cover a copy of `x_studio_val` and measure the accuracy of `suspect`. The tile with "
            "the lowest one is `tile`, and that accuracy is `without_tile`.",
        ),
        Text(
            ko="`honest`가 단서를 쓰지 못하게 하려면, `x_studio`의 모든 사진에서 같은 칸을 0으로 덮고 학습하세요.",
            en="To keep `honest` from the clue, set that same tile to 0 in all pictures of `x_studio`, and train on "
            "these.",
        ),
        Text(
            ko="`honest = new_eye()`로 만들고, `suspect`와 같은 `compile`과 `fit`에 덮은 사진을 넣으면 됩니다.",
            en="Make it with `honest = new_eye()`, and give the covered pictures to the same `compile` and `fit` as "
            "those of `suspect`.",
        ),
    ],
)
def no_shortcut(suspect, tile, without_tile, honest):
    _require_reads_clothes(suspect, Text(ko="본문의 모델 `suspect`", en="The lesson's model `suspect`"))
    pictures, labels = _studio_validation()
    row, column = _place_of(tile)
    with_all = float(np.mean(_said(suspect, pictures) == labels))
    measured = float(np.mean(_said(suspect, _covered(pictures, row, column)) == labels))
    require((row, column) == TILE, _of_another_tile(row, column, with_all, measured))
    require(
        measured < with_all - 0.2,
        Text(
            ko="`tile`을 덮어도 `suspect`의 정확도가 {before:.2f}에서 {after:.2f}[으로] 거의 그대로입니다. 본문의 "
            "`suspect`가 아닙니다. `suspect`를 만들고 학습한 셀을 다시 실행하세요.",
            en="With `tile` covered, the accuracy of `suspect` hardly changes: {before:.2f} and {after:.2f}. That is "
            "not the `suspect` of the lesson. Run the cell again that makes and trains it.",
        ).format(before=with_all, after=measured),
    )
    _require_measured(require_number(without_tile, _WITHOUT_TILE), measured, with_all)
    found = _require_honest(honest, suspect)
    return Text(
        ko="다른 곳에서 온 사진에서 `honest`의 정확도는 ≈ {clean:.2f}, 다른 옷의 단서를 넣은 사진에서는 "
        "≈ {misled:.2f}입니다. `suspect`는 ≈ {suspect_clean:.2f}, ≈ {suspect_misled:.2f}입니다.",
        en="On pictures from elsewhere `honest` is right on ≈ {clean:.2f}, and on ≈ {misled:.2f} of those with the "
        "clue of another garment. With `suspect` it is ≈ {suspect_clean:.2f} and ≈ {suspect_misled:.2f}.",
    ).format(**found, **{f"suspect_{name}": share for name, share in _accuracies_elsewhere(suspect).items()})


_WITHOUT_TILE = Text(ko="`without_tile`", en="`without_tile`")
_HONEST = Text(ko="`honest`", en="`honest`")


@cache
def _studio_validation() -> Pictures:
    return studio_pictures()[1]


def _require_reads_clothes(model: Any, name: Text) -> None:
    """A model that takes pictures of clothes and gives the probabilities of ten kinds."""
    require_no_history(model, name)
    require_type(model, keras.Model, what=name)
    require_built(model)
    require_shapes(model, (28, 28, 1), (10,))
    outputs = outputs_of(model, _studio_validation()[0][:20])[0]
    require_no_nan(outputs)
    require_are_probabilities(outputs)


def _place_of(tile: Any) -> tuple[int, int]:
    """The row and the column of a tile that a learner names."""
    what = Text(ko="`tile`", en="`tile`")
    require(
        type(tile) not in (int, float),
        Text(
            ko="`tile`이 수 하나입니다. 줄의 번호와 칸의 번호를 (줄, 칸)으로 적으세요.",
            en="`tile` is one number. Give the numbers of its row and its column, as (row, column).",
        ),
    )
    require_type(tile, tuple, list, what=what)
    require(
        len(tile) == 2,
        Text(
            ko="`tile`에 수가 {n}개 있습니다. 줄의 번호와 칸의 번호, 둘이어야 합니다.",
            en="`tile` holds {n} numbers. There should be two: that of the row and that of the column.",
        ).format(n=len(tile)),
    )
    row, column = (require_number(number, Text(ko="`tile`의 번호", en="A number in `tile`")) for number in tile)
    require(
        row in range(_TILES) and column in range(_TILES),
        Text(
            ko="`tile`이 ({row}, {column})입니다. 줄도 칸도 네 개이고 번호는 0부터 3까지입니다. 픽셀의 번호가 "
            "아닙니다.",
            en="`tile` is ({row}, {column}). There are four rows of four tiles, numbered from 0 to 3; these are no "
            "pixels.",
        ).format(row=row, column=column),
    )
    return int(row), int(column)


def _of_another_tile(row: int, column: int, before: float, after: float) -> Text:
    """What to say of a tile on which the answers do not hang; the accuracies are before and after covering it."""
    swapped = Text(ko="(줄, 칸)의 순서로 적었는지도 보세요.", en="See, too, whether the row stands first.")
    return joined(
        Text(
            ko="줄 {row}, 칸 {column}의 칸을 덮으면 `suspect`의 정확도가 {before:.2f}에서 {after:.2f}[으로] 바뀔 "
            "뿐입니다. 훨씬 크게 떨어지는 칸이 있습니다.",
            en="With the tile in row {row}, column {column} covered, the accuracy of `suspect` goes from {before:.2f} "
            "to {after:.2f}. There is a tile for which it falls much further.",
        ).format(row=row, column=column, before=before, after=after),
        *([swapped] if (column, row) == TILE else []),
    )


def _require_measured(said: float, measured: float, with_all: float) -> None:
    """`without_tile` is the accuracy without the tile, as measured with the same model and pictures."""
    facts = {"said": said, "with_all": with_all}
    for other, message in (
        (
            with_all,
            Text(
                ko="`without_tile`이 {said:.2f}인데, 이것은 덮지 않은 사진에서의 정확도입니다. `tile`을 0으로 덮은 "
                "사진에서 재세요.",
                en="`without_tile` is {said:.2f}, which is the accuracy on pictures without a cover. Measure it with "
                "`tile` set to 0.",
            ),
        ),
        (
            with_all - measured,
            Text(
                ko="`without_tile`이 {said:.2f}인데, 이것은 정확도가 줄어든 값입니다. 덮은 뒤의 정확도를 적으세요.",
                en="`without_tile` is {said:.2f}, which is how much the accuracy drops. Give what is left of it.",
            ),
        ),
    ):
        require(abs(said - other) > 0.005 or abs(said - measured) <= 0.005, message.format(**facts))
    require(
        abs(said - measured) <= _AS_MEASURED,
        Text(
            ko="`without_tile`이 {said:.2f}입니다. `tile`을 0으로 덮은 `x_studio_val`의 사진에서 `suspect`의 정확도를 "
            "재면 다른 값이 나옵니다. 짐작한 값은 아닌가요? 칸 전체를, 모든 사진에서 덮었는지도 보세요.",
            en="`without_tile` is {said:.2f}. The accuracy of `suspect` on the pictures of `x_studio_val`, with "
            "`tile` set to 0, is another one. Was it measured, and was the whole tile covered in all pictures?",
        ).format(said=said),
    )


def _require_honest(honest: keras.Model, suspect: keras.Model) -> dict[str, float]:
    """The model has learned from the studios' pictures, and does not go by their spots; returns its accuracies."""
    _require_reads_clothes(honest, _HONEST)
    require(
        honest is not suspect,
        Text(
            ko="`honest`가 `suspect`와 같은 모델입니다. `new_eye()`로 새로 만드세요.",
            en="`honest` is the model `suspect`. Make a new one with `new_eye()`.",
        ),
    )
    sizes, wanted = ([tuple(weight.shape) for weight in model.weights] for model in (honest, suspect))
    require(
        sizes == wanted,
        Text(
            ko="`honest`는 `new_eye()`로 만든 모델이 아닙니다. 가중치의 형태가 {found}입니다.",
            en="`honest` was not made with `new_eye()`: its weights have the shapes {found}.",
        ).format(found=brief(sizes, 90)),
    )
    pictures, _ = pictures_from_elsewhere()
    said = _said(honest, pictures)
    others = 1 - float(np.isin(said, KINDS).mean())
    require(
        others < 0.15,
        Text(
            ko="`honest`는 풀오버, 코트, 셔츠의 사진 가운데 {share:.2f}[을] 다른 옷이라고 답합니다. 이 세 가지만 "
            "학습했다면 그럴 까닭이 없습니다. 아직 학습하지 않았거나, 레이블이 `y_studio`가 아닙니다.",
            en="For {share:.2f} of pictures of pullovers, coats and shirts, `honest` names another garment. A model "
            "trained on these three would not. It has not been trained yet, or on labels other than `y_studio`.",
        ).format(share=others),
    )
    require(
        others < 0.02,
        Text(
            ko="`honest`는 풀오버, 코트, 셔츠의 사진 가운데 {share:.2f}[을] 다른 옷이라고 답합니다. 다른 옷의 "
            "사진으로도 학습한 모델입니다. 과제에서는 `new_eye()`로 만들어 `x_studio`의 사진으로만 학습합니다.",
            en="For {share:.2f} of pictures of pullovers, coats and shirts, `honest` names another garment, so it was "
            "trained on other garments, too. By the task it is made with `new_eye()` and trained on the pictures of "
            "`x_studio` alone.",
        ).format(share=others),
    )
    found = _accuracies_elsewhere(honest)
    require(
        found["misled"] >= found["clean"] - MOST_LOST_TO_A_CLUE,
        Text(
            ko="`honest`도 단서를 봅니다. 다른 곳에서 온 사진에서 정확도가 {clean:.2f}인데, 다른 옷의 단서를 넣으면 "
            "{misled:.2f}입니다. 학습하는 사진에서 `tile`을 가렸는지 보세요.",
            en="`honest` goes by the clue, too. On pictures from elsewhere its accuracy is {clean:.2f}, and with the "
            "clue of another garment {misled:.2f}. See whether `tile` was covered in the pictures that it was trained "
            "on.",
        ).format(**found),
    )
    clean = rounded_down(found["clean"])
    require(
        clean >= TARGET_OF_HONEST,
        Text(
            ko="`honest`는 단서를 보지 않습니다. 하지만 다른 곳에서 온 사진에서 정확도가 {clean:.2f}[으로], 목표 "
            "{target:.2f}보다 낮습니다. 배우지 않고 찍으면 0.33입니다. 사진과 레이블의 순서가 맞는지, 에포크 수와 "
            "학습률이 충분한지 보세요.",
            en="`honest` does not go by the clue. But its accuracy on pictures from elsewhere is {clean:.2f}, below "
            "the target of {target:.2f}; a guess is right on 0.33. See whether pictures and labels are in the same "
            "order, and whether there are epochs enough at a fitting learning rate.",
        ).format(clean=clean, target=TARGET_OF_HONEST),
    )
    _require_not_trained_on_validation(honest)
    return found


def _require_not_trained_on_validation(honest: keras.Model) -> None:
    """The pictures of validation are not easier for it than those of training, the clue being covered in both.

    Of models trained on the latter the loss on validation was 0.99 to 2.75 of that in training.
    """
    training, validation = (
        cross_entropy(outputs_of(honest, _covered(pictures, *TILE))[0], labels)
        for pictures, labels in (studio_pictures()[0], _studio_validation())
    )
    require(
        validation > 0.88 * training,
        Text(
            ko="`honest`의 손실이 `x_studio_val`에서 {validation:.2f}인데 `x_studio`에서는 {training:.2f}입니다. "
            "`x_studio_val`로 학습하지는 않았나요? 그 사진은 재는 데만 씁니다. `x_studio`의 사진으로 학습하세요.",
            en="The loss of `honest` is {validation:.2f} on `x_studio_val`, but {training:.2f} on `x_studio`. Was it "
            "trained on `x_studio_val`? Those are only there to measure by. Train on the pictures of `x_studio`.",
        ).format(validation=validation, training=training),
    )


def _accuracies_elsewhere(model: keras.Model) -> dict[str, float]:
    """On pictures without a spot, and on those with the spot of the studio for the next kind."""
    pictures, labels = pictures_from_elsewhere()
    next_kind = dict(zip(KINDS, KINDS[1:] + KINDS[:1], strict=True))
    misleading = with_spots(pictures, np.array([next_kind[label] for label in labels]))
    return {
        name: float(np.mean(_said(model, x) == labels)) for name, x in (("clean", pictures), ("misled", misleading))
    }


# --- questions ---

question(
    "5-1-q1",
    text=Text(
        ko="`both`를 `[small, large]`로 고쳤는데, 이번에는 `pool`에 `both`가 아니라 `small`을 넣었습니다. 그림에서 "
        "어떤 상자가 사라질까요?",
        en="`both` is now made of `[small, large]`, but `pool` by mistake takes `small` and not `both`. Which boxes "
        "will the drawing lack?",
    ),
    choices={
        "a": Text(ko="`large`만", en="`large` alone"),
        "b": Text(ko="`large`와 `both`", en="`large` and `both`"),
        "c": Text(
            ko="아무것도 사라지지 않고, `both`에서 나가는 화살표가 없어집니다",
            en="none, but no arrow leads away from `both`",
        ),
    },
    answer="b",
    why={
        "a": Text(
            ko="`both`의 출력도 아무도 쓰지 않습니다. 출력에서 거슬러 가면 `both`에 닿지 않습니다.",
            en="Nobody uses the output of `both` either: going backwards from the outputs never gets there.",
        ),
        "b": Text(
            ko="`classes`에서 거꾸로 가면 `pool`, `small`, `picture`뿐입니다. 막다른 길은 통째로 사라집니다.",
            en="Backwards from `classes` there are `pool`, `small` and `picture`. A dead end is gone as a whole.",
        ),
        "c": Text(
            ko="끊긴 상자는 그려지지 않습니다. 모델의 층이 아니기 때문입니다. 그래서 없는 상자를 찾아야 합니다.",
            en="A box cut off is not drawn, since it is no layer of the model. So look for boxes that are missing.",
        ),
    },
)

question(
    "5-1-q2",
    text=Text(
        ko="두 줄의 맵만 보고 학습한 모델이 어느 쪽인지 말할 수 있을까요?",
        en="Can you tell from the two rows of maps which model is the trained one?",
    ),
    choices={
        "a": Text(ko="A입니다. 신발의 테두리가 또렷합니다", en="it is A: the rim of the shoe is sharp"),
        "b": Text(ko="B입니다. 신발의 안쪽이 또렷합니다", en="it is B: the inside of the shoe is clear"),
        "c": Text(ko="말할 수 없습니다. 둘 다 테두리와 안쪽이 있습니다", en="no: both have rims and insides"),
    },
    answer="c",
    why={
        "a": Text(
            ko="B에도 또렷한 테두리가 있습니다. 우연히 생긴 필터도 밝기가 바뀌는 자리에서 값이 달라집니다.",
            en="B has sharp rims as well. A filter made by chance, too, gives other values where the brightness "
            "changes.",
        ),
        "b": Text(
            ko="A에도 안쪽이 진한 맵이 있습니다. 더하는 칸이 많은 필터라면 어떤 것이든 그렇습니다.",
            en="A has maps with a dark inside as well: any filter with many cells that add gives one.",
        ),
        "c": Text(
            ko="합성곱이라면 학습하지 않아도 사진의 모양이 남습니다. 맵이 그럴듯하다는 것은 학습의 증거가 아닙니다.",
            en="Any convolution, trained or not, keeps the forms of a picture. That maps look plausible proves no "
            "learning.",
        ),
    },
)

question(
    "5-1-q3",
    text=Text(
        ko="검은 사각형으로 덮었더니 부츠 바깥에서 확률이 가장 크게 떨어졌습니다. 무엇을 알 수 있을까요?",
        en="Covered with a black square, the probability drops most outside the boot. What does that tell you?",
    ),
    choices={
        "a": Text(
            ko="모델이 신발이 아니라 바탕을 보고 판단합니다", en="the model decides by the ground, not by the shoe"
        ),
        "b": Text(
            ko="흰 덮개의 지도가 맞고, 검은 덮개의 지도는 틀렸습니다",
            en="the map made with white is right, and the one made with black is wrong",
        ),
        "c": Text(
            ko="검은 사각형이 물건의 모양을 바꿉니다. 지도는 덮개에 대해서도 말합니다",
            en="the square changes the form of the thing: the map speaks about the cover, too",
        ),
    },
    answer="c",
    why={
        "a": Text(
            ko="바탕은 0이고 아무 정보가 없습니다. 그 자리에 새로 생긴 검은 덩어리를 모델이 본 것입니다.",
            en="The ground is 0 and says nothing. What the model saw there is the black lump that you put in.",
        ),
        "b": Text(
            ko="둘 다 정확히 잰 것입니다. 다만 서로 다른 것을 쟀습니다.",
            en="Both measure correctly. They measure different things.",
        ),
        "c": Text(
            ko="목 왼쪽의 빈자리에 덩어리를 붙이면 부츠의 굽은 윤곽이 사라집니다. 덮개가 달라지면 질문이 달라집니다.",
            en="A lump in the empty space left of the shaft does away with the bend of the boot. Another cover asks "
            "another question.",
        ),
    },
)

question(
    "5-1-q4",
    text=Text(
        ko="학습하지 않은 모델의 기울기가 학습한 모델의 기울기보다 더 많이 옷 위에 있습니다. 무엇이 따라 나올까요?",
        en="More of the gradient lies on the garment in the untrained model than in the trained one. What follows?",
    ),
    choices={
        "a": Text(
            ko="지도가 옷 위에서 진해도 모델이 옷을 배웠다는 증거는 아닙니다",
            en="a map that is dark on the garment is no proof that the model has learned the garment",
        ),
        "b": Text(
            ko="모델은 학습하기 전부터 옷을 알고, 학습하면서 일부를 잊어버립니다",
            en="the model knows clothes before it is trained, and training makes it forget a part",
        ),
        "c": Text(ko="기울기를 잘못 계산했습니다", en="the gradient was computed wrongly"),
    },
    answer="a",
    why={
        "a": Text(
            ko="그래서 지도를 믿기 전에 학습하지 않은 모델의 지도와 비교합니다.",
            en="So compare with the map of an untrained model before you believe one.",
        ),
        "b": Text(
            ko="그 모델의 정확도는 기준선과 비슷합니다. 지도에 나타난 것은 픽셀이 0이 아닌 자리입니다.",
            en="Its accuracy is close to the baseline. What the map shows is where the pixels are not 0.",
        ),
        "c": Text(
            ko="기울기는 맞습니다. 바탕에서는 많은 유닛이 `relu`에서 0이 되어 기울기를 막고, 옷 위에서는 더 많이 "
            "지나갑니다.",
            en="The gradient is right. Over the ground many units are 0 after `relu` and block it; over the garment "
            "more of it gets through.",
        ),
    },
)
