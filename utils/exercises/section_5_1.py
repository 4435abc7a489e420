"""5-1 Model visualization: what counts as right."""

import contextlib
import re
import tempfile
from collections.abc import Callable
from functools import cache

import keras
import numpy as np
import pydot
from keras import layers

from utils.checking import (
    exercise,
    question,
    require,
    require_array,
    require_function,
    require_returned,
    require_type,
)
from utils.exercises.requirements import (
    noise,
    require_built,
    require_probabilities,
    require_shapes,
    require_weight_shapes,
)
from utils.graphs import arrows, box_names
from utils.messages import Text, brief


def drawn_by(function: Callable, *arguments) -> pydot.Dot:
    """The graph that a learner's function returns; a file that it writes on the way goes away again."""
    require_function(function)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        graph = function(*arguments)
    require_returned(graph)
    require_type(graph, pydot.Dot)
    return graph


def label_of(graph: pydot.Graph, layer: keras.Layer) -> str:
    """What stands in the box of a layer, as Graphviz's HTML."""
    boxes = graph.get_node(str(id(layer)))
    require(
        len(boxes) == 1,
        Text(
            ko="층 `{name}`의 상자가 그림에 {n}개 있습니다. 하나이어야 합니다.",
            en="The drawing has {n} boxes for the layer `{name}`. It should have one.",
        ).format(name=layer.name, n=len(boxes)),
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
            ).format(found=brief(graph.get_rankdir())),
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
                ko="층 `{name}`의 상자에 {what}이(가) 없습니다.",
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
                ko="층 `{name}`의 상자에 {what}이(가) 있습니다. 이 그림에는 필요 없습니다.",
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
                ko="층 `{name}`은 수 {numbers}개를 내놓고 `most`는 {most}입니다. 그런데 상자가 빨갛지 않습니다.",
                en="The layer `{name}` puts out {numbers} numbers, and `most` is {most}. Yet its box is not red.",
            ).format(**facts),
        )
    else:
        require(
            colour is None,
            Text(
                ko="층 `{name}`은 수 {numbers}개를 내놓고 `most`는 {most}입니다. 그런데 상자에 색이 있습니다.",
                en="The layer `{name}` puts out {numbers} numbers, and `most` is {most}. Yet its box is coloured.",
            ).format(**facts),
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
        list(frames) == ["low", "high"],
        Text(
            ko="펼쳐서 그리면 틀이 {n}개이고 이름은 {found}입니다.",
            en="Drawn with its nested models open, this has {n} frames, named {found}.",
        ).format(n=len(frames), found=brief(list(frames))),
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
    labels = [node.get_label() for node in graph.get_nodes()]
    classes = [re.search(r"\((\w+)\)", label)[1] for label in labels if label]
    return [cls for cls in classes if cls != "InputLayer"]


def require_boxes(found: list[str], wanted: list[str], place: Text, name: str = "") -> None:
    """These classes of layers are drawn in this place, in this order."""
    where = Text(ko=place.ko.format(name), en=place.en.format(name))
    require(
        found == wanted,
        Text(
            ko="{where}에 있는 상자가 {found}입니다.",
            en="In {where} there are the boxes {found}.",
        ).format(where=where, found=brief(found)),
    )


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
            Text(ko="그림에 `{name}` 상자가 없습니다.", en="The drawing has no box `{name}`.").format(name=name),
        )
        into = sorted(start for start, end in drawn if end == name)
        require(
            into == sorted(start for start, end in _ARROWS if end == name),
            Text(
                ko="`{name}`에 들어오는 화살표는 {found}에서 옵니다. 계획과 다릅니다.",
                en="The arrows into `{name}` come from {found}. The plan says otherwise.",
            ).format(name=name, found=", ".join(f"`{start}`" for start in into) or "–"),
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
        config = model.get_layer(layer.name).get_config()
        different = [f"`{key}`" for key, value in layer.get_config().items() if config.get(key) != value]
        require(
            not different,
            Text(
                ko="층 `{name}`의 설정에서 {keys}이(가) 처음과 다릅니다. 설정은 그대로 두세요.",
                en="In the config of the layer `{name}`, {keys} differs from what it was. Leave the settings alone.",
            ).format(name=layer.name, keys=", ".join(different)),
        )
    shapes = [tuple(weight.shape) for weight in planned.weights]
    require_weight_shapes(model, shapes, Text(ko="계획한 층", en="The layers of the plan"))
    require_shapes(model, (28, 28, 1), (10,))
    planned.set_weights(model.get_weights())
    x = noise((28, 28, 1), examples=2)
    require(
        bool(np.allclose(*(keras.ops.convert_to_numpy(each(x)) for each in (model, planned)), atol=1e-5)),
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


class BrightnessModel(keras.Sequential):
    """A model whose answer is known by hand, in the three ways to ask a model for a prediction."""

    def __init__(self, shape: tuple[int, int, int], classes: int):
        super().__init__([keras.Input(shape)])
        self.shape, self.kernel = shape, np.random.default_rng(1).normal(size=(int(np.prod(shape)), classes))

    def predict_on_batch(self, x):
        x = np.asarray(x)
        if x.shape[1:] != self.shape:
            raise ValueError(f"expected shape={(None, *self.shape)}, found shape={x.shape}")
        scores = np.exp(x.reshape(len(x), -1) @ self.kernel / 4)
        return scores / scores.sum(axis=-1, keepdims=True)

    def predict(self, x, batch_size=None, verbose="auto", steps=None, callbacks=None):
        return self.predict_on_batch(x)

    def __call__(self, x, training=None, mask=None):
        return keras.ops.convert_to_tensor(self.predict_on_batch(x))


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
        model, picture = BrightnessModel(shape, 4), np.random.default_rng(2).uniform(0.2, 1, shape).astype("float32")
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
        require_influence(require_array(influence, shape[:1]), model, picture, label)


def require_influence(found: np.ndarray, model: BrightnessModel, picture: np.ndarray, label: int) -> None:
    """The drop in the probability of `label` for each row that is covered."""
    covered = picture * (1 - np.eye(len(picture)))[:, :, np.newaxis, np.newaxis]
    before, after = model.predict_on_batch(picture[np.newaxis])[0, label], model.predict_on_batch(covered)[:, label]
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
    require(
        bool(np.allclose(found, before - after, atol=1e-4)),
        Text(
            ko="첫 행을 덮으면 확률이 {before:.3f}에서 {after:.3f}이(가) 됩니다. 답의 첫 수는 {found:.3f}입니다.",
            en="With its first row covered, the probability goes from {before:.3f} to {after:.3f}. The answer begins "
            "with {found:.3f}.",
        ).format(before=before, after=after[0], found=float(found[0])),
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
            ko="그래서 지도를 믿기 전에 학습하지 않은 모델의 지도와 견줍니다.",
            en="So compare with the map of an untrained model before you believe one.",
        ),
        "b": Text(
            ko="그 모델의 정확도는 우연과 같습니다. 드러난 것은 픽셀이 0이 아닌 자리입니다.",
            en="Its accuracy is that of guessing. What shows is where the pixels are not 0.",
        ),
        "c": Text(
            ko="기울기는 맞습니다. 배경에서는 `relu`를 지나지 못해 0이 되기 쉽습니다.",
            en="The gradient is right. In the background it hardly gets through `relu`, so it is often 0.",
        ),
    },
)
