"""5-1 Model visualization: what counts as right."""

import re
from collections.abc import Callable, Iterable
from functools import cache

import keras
import numpy as np
import pydot
from keras import layers

from utils.core.text import Text
from utils.exercises.assertions import require, require_array, require_function, require_returned, require_type
from utils.exercises.model_assertions import (
    noise,
    require_built,
    require_probabilities,
    require_shapes,
    require_weight_shapes,
    softmax,
)
from utils.exercises.registry import exercise, question
from utils.graphs import arrows, box_names


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
        learns = [layer.trainable for layer in model.layers]
        graph = drawn_by(review, model)
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
        ("dtype: ", Text(ko="자료형", en="a data type")),
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
    for model, most in ((_two_paths(), 16), (_two_paths(), 63), (_frozen_convnet(), 3)):
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
    for inner, filters in (("low", 8), ("high", 16)):
        require_convolution(nested.get_layer(inner), filters)
    require_shapes(nested, (28, 28, 1), (10,))
    require_probabilities(nested)


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


def _model_of_pictures(shape: tuple[int, int, int], classes: int) -> keras.Model:
    """A model in whose probabilities every row of a picture has a part."""
    model = keras.Sequential([keras.Input(shape), layers.Flatten(), layers.Dense(classes, activation="softmax")])
    # Nothing is traced, which would take longer than a whole check.
    model.compile(run_eagerly=True)
    kernel = np.random.default_rng(1).normal(size=(int(np.prod(shape)), classes)) / 4
    model.set_weights([kernel, np.zeros(classes)])
    return model


@exercise(
    "5-1-e",
    hints=[
        Text(
            ko="사진을 행의 수만큼 복사해 배치를 만들고, i번째 사진의 i번째 행을 0으로 두세요.",
            en="Make a batch of copies, one for each row, and set row i of copy i to 0.",
        ),
        Text(
            ko="`np.repeat(picture[np.newaxis], len(picture), axis=0)`이 그런 배치이고, 복사한 것입니다.",
            en="`np.repeat(picture[np.newaxis], len(picture), axis=0)` is such a batch, and a copy.",
        ),
        Text(
            ko="덮지 않은 사진의 확률에서 덮은 사진들의 확률을 빼세요. 열 `label`만 봅니다.",
            en="Take the probability without a cover, minus those with a cover; only the column `label` counts.",
        ),
    ],
)
def influence_of_rows(row_influence):
    require_function(row_influence)
    for shape, label in (((6, 4, 1), 2), ((5, 7, 1), 1)):
        model, picture = _model_of_pictures(shape, 4), np.random.default_rng(2).uniform(0.2, 1, shape)
        picture = picture.astype("float32")
        given = picture.copy()
        influence = row_influence(model, given, label)
        require_returned(influence)
        require(
            np.array_equal(given, picture),
            Text(
                ko="넘겨받은 사진의 픽셀이 바뀌었습니다. 복사한 사진을 덮으세요.",
                en="The picture that was passed has changed. Cover a copy of it.",
            ),
        )
        what = Text(ko="행이 {n}개인 사진에서 돌려준 값", en="What it returns for a picture of {n} rows")
        found = require_array(influence, shape[:1], what.format(n=shape[0]))
        require_influence(found, _probabilities_of(model, picture, label))


def _probabilities_of(model: keras.Model, picture: np.ndarray, label: int) -> np.ndarray:
    """The probability of `label` for the picture as it is, and then for each with one row covered."""
    covered = picture * (1 - np.eye(len(picture)))[:, :, np.newaxis, np.newaxis]
    pictures = np.concatenate([picture[np.newaxis], covered])
    kernel = model.get_weights()[0]
    return softmax(pictures.reshape(len(pictures), -1) @ kernel)[:, label]


def require_influence(found: np.ndarray, probabilities: np.ndarray) -> None:
    """The drop in the probability for each row that is covered.

    Args:
        found: what the function returned, a number for each row.
        probabilities: of the picture as it is, and then with each row covered.
    """
    before, after = probabilities[0], probabilities[1:]
    require(
        not np.allclose(found, after, atol=1e-4),
        Text(
            ko="이것은 덮은 뒤의 확률입니다. 덮어서 얼마나 줄었는지가 필요합니다.",
            en="These are the probabilities after covering. What is wanted is how much each has dropped.",
        ),
    )
    require(
        not np.allclose(found, after - before, atol=1e-4),
        Text(
            ko="부호가 반대입니다. 확률이 줄어든 행이 양수이어야 합니다.",
            en="The signs are the wrong way round: a row that lowers the probability when covered is positive.",
        ),
    )
    row = int(np.abs(found - (before - after)).argmax())
    require(
        bool(np.allclose(found, before - after, atol=1e-4)),
        Text(
            ko="{n}개 행 가운데 {row}행(0부터 셉니다)만 0으로 덮으면 `label`의 확률이 {before:.3f}에서 "
            "{after:.3f}[으로] 바뀝니다. 줄어든 값은 {drop:.3f}인데, 답에는 {found:.3f}[이] 있습니다.",
            en="With row {row} of {n} (counted from 0) set to 0 and no other, the probability of `label` goes "
            "from {before:.3f} to {after:.3f}. That is a drop of {drop:.3f}; the answer has {found:.3f}.",
        ).format(
            n=len(after),
            row=row,
            before=before,
            after=after[row],
            drop=before - after[row] + 0.0,
            found=float(found[row]),
        ),
    )


# --- questions ---

question(
    "5-1-q1",
    text=Text(
        ko="함수형 모델의 코드에 층을 만들고 불렀는데 그 출력을 아무 데도 쓰지 않았습니다. 그림에 어떻게 나올까요?",
        en="The code of a functional model calls a layer and never uses its output. How is that layer drawn?",
    ),
    choices={
        "a": Text(ko="나가는 화살표가 없는 상자로 나옵니다", en="as a box from which no arrow leads away"),
        "b": Text(ko="나오지 않습니다", en="not at all"),
        "c": Text(ko="그리기 전에 오류가 납니다", en="there is an error before anything is drawn"),
    },
    answer="b",
    why={
        "a": Text(
            ko="`keras.Model`은 출력에서 거꾸로 길을 찾습니다. 그 길에 없는 층은 모델의 것이 아닙니다.",
            en="`keras.Model` looks for its layers backwards from the outputs. A layer off that path is not in it.",
        ),
        "b": Text(
            ko="모델에는 입력에서 출력까지 가는 길의 층만 있습니다. 코드에 있는 층이 그림에 없으면 그 층은 아무 일도 "
            "하지 않습니다.",
            en="A model holds only what lies between inputs and outputs. If the drawing lacks a layer of your code, "
            "that layer does nothing.",
        ),
        "c": Text(
            ko="케라스는 불평하지 않습니다. 그래서 그림이 쓸모 있습니다.",
            en="Keras does not complain. That is what the drawing is good for.",
        ),
    },
)

question(
    "5-1-q2",
    text=Text(
        ko="어두운 사각형으로 덮었더니 드레스 바깥에서 확률이 가장 크게 떨어졌습니다. 무엇을 알 수 있을까요?",
        en="Covered with a dark square, the probability drops most outside the dress. What does that tell you?",
    ),
    choices={
        "a": Text(
            ko="모델이 옷이 아니라 배경을 보고 판단한다", en="the model decides by the background, not by the dress"
        ),
        "b": Text(
            ko="어두운 사각형이 옷의 윤곽을 바꾼다. 지도는 덮개에 대해서도 말한다",
            en="the square changes the outline of the garment: the map speaks about the cover too",
        ),
        "c": Text(
            ko="흰 사각형의 지도가 맞고, 어두운 사각형의 지도는 틀렸다",
            en="the map made with white is right, and the one made with the dark square is wrong",
        ),
    },
    answer="b",
    why={
        "a": Text(
            ko="배경은 0이고 아무 정보가 없습니다. 그 자리에 새로 생긴 어두운 사각형을 모델이 본 것입니다.",
            en="The background is 0 and says nothing. What the model saw there is the dark square that you put in.",
        ),
        "b": Text(
            ko="어깨 옆의 어두운 사각형은 짧고 넓은 소매처럼 보입니다. 덮개가 달라지면 질문이 달라집니다.",
            en="Beside the shoulder, the square looks like a short wide sleeve. Another cover asks another question.",
        ),
        "c": Text(
            ko="둘 다 정확히 잰 것입니다. 다만 서로 다른 것을 쟀습니다.",
            en="Both measure correctly. They measure different things.",
        ),
    },
)

question(
    "5-1-q3",
    text=Text(
        ko="학습하지 않은 모델의 기울기 지도에도 옷이 드러납니다. 무엇이 따라 나올까요?",
        en="The gradient map of an untrained model shows the garment, too. What follows?",
    ),
    choices={
        "a": Text(
            ko="옷이 보인다고 해서 모델이 옷을 배웠다는 증거는 아니다",
            en="a map that shows the garment is no proof that the model has learned it",
        ),
        "b": Text(ko="모델은 학습하기 전에도 옷을 알아본다", en="the model knows clothes before it is trained"),
        "c": Text(ko="기울기를 잘못 계산했다", en="the gradient was computed wrongly"),
    },
    answer="a",
    why={
        "a": Text(
            ko="그래서 지도를 믿기 전에 학습하지 않은 모델의 지도와 비교합니다.",
            en="So compare with the map of an untrained model before you believe one.",
        ),
        "b": Text(
            ko="그 모델의 정확도는 우연과 같습니다. 드러난 것은 픽셀이 0이 아닌 자리입니다.",
            en="Its accuracy is that of guessing. What shows is where the pixels are not 0.",
        ),
        "c": Text(
            ko="기울기는 맞습니다. 배경에서는 `relu`를 지나지 못한 기울기가 많아 4분의 1쯤이 0이고, 옷 위에서는 "
            "0인 곳이 없습니다.",
            en="The gradient is right. In the background less of it gets through `relu`: about a quarter is 0 there, "
            "and none on the garment.",
        ),
    },
)
