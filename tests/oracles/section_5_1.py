"""Section 5-1: what is right, read from the tasks alone."""

import re

import keras
import numpy as np
import pydot
from keras import layers

from tests.oracles import oracle


def _numbers(tensor) -> np.ndarray:
    return keras.ops.convert_to_numpy(tensor)


def _box(graph: pydot.Dot, layer: keras.layers.Layer) -> pydot.Node:
    (box,) = graph.get_node(str(id(layer)))
    return box


def _text(box: pydot.Node) -> str:
    """What can be read in a box, whose label is a table between angle brackets."""
    return re.sub(r"<[^<>]*>", " ", box.get_label()[1:-1])


def _is_graph_of(graph, model: keras.Model, arrows: int) -> bool:
    boxes = {str(id(layer)) for layer in model.layers}
    named = {box.get_name().strip('"') for box in graph.get_nodes()} - {"node", "edge", "graph"}
    return isinstance(graph, pydot.Dot) and named == boxes and len(graph.get_edges()) == arrows


def _attribute(item, name: str) -> str | None:
    value = item.get(name)
    return None if value is None else str(value).strip('"')


# --- 5-1-a ---


def _a_stack() -> keras.Model:
    model = keras.Sequential([
        keras.Input((9,)),
        layers.Dense(17, activation="relu", name="ant"),
        layers.BatchNormalization(name="bee"),
        layers.Activation("tanh", name="cow"),
        layers.Dense(3, activation="softmax", name="dog"),
    ])  # fmt: skip
    model.get_layer("ant").trainable = False
    return model


def _a_fork() -> keras.Model:
    picture = keras.Input((12, 12, 1), name="emu")
    left = layers.Conv2D(4, 3, activation="sigmoid", name="fox")(picture)
    right = layers.Conv2D(4, 3, name="gnu")(picture)
    flat = layers.Flatten(name="hen")(layers.Add(name="ibis")([left, right]))
    model = keras.Model(picture, layers.Dense(2, activation="gelu", name="jay")(flat))
    model.get_layer("gnu").trainable = False
    return model


_ANIMALS = re.compile(r"\b(ant|bee|cow|dog|emu|fox|gnu|hen|ibis|jay)\b")


@oracle(
    "5-1-a",
    also_right=[
        """
def review(model):
    settings = dict(show_shapes=False, show_dtype=False, show_layer_names=False, rankdir="LR")
    settings["show_layer_activations"] = True
    settings["show_trainable"] = True
    graph = keras.utils.model_to_dot(model, **settings)
    return graph
""",
        """
from functools import partial

review = partial(
    model_to_dot, show_trainable=True, show_layer_activations=True, show_layer_names=False, rankdir="LR", dpi=72
)
""",
        """
class Review:
    def __call__(self, model):
        graph = model_to_dot(model, show_layer_names=False, show_trainable=True, show_layer_activations=True)
        graph.set("rankdir", "LR")
        graph.set("dpi", 50)
        return graph

review = Review()
""",
    ],
    also_wrong=[
        # The graph of one model, whichever is asked for.
        """
drawn = model_to_dot(model, show_layer_names=False, show_layer_activations=True, show_trainable=True, rankdir="LR")

def review(model):
    return drawn
""",
        # A part of a drawing, without a direction.
        """
def review(model):
    return model_to_dot(
        model, show_layer_names=False, show_layer_activations=True, show_trainable=True, rankdir="LR", subgraph=True
    )
""",
        # The data types distract.
        """
def review(model):
    return model_to_dot(
        model, show_dtype=True, show_layer_names=False, show_layer_activations=True, show_trainable=True, rankdir="LR"
    )
""",
        # From right to left.
        """
def review(model):
    return model_to_dot(model, show_layer_names=False, show_layer_activations=True, show_trainable=True, rankdir="RL")
""",
        # An empty drawing with the right direction.
        """
def review(model):
    return pydot.Dot(rankdir="LR")
""",
        # Everything learns before it is drawn.
        """
def review(model):
    for layer in model.layers:
        layer.trainable = True
    return model_to_dot(model, show_layer_names=False, show_layer_activations=True, show_trainable=True, rankdir="LR")
""",
    ],
)
def review_is_right(review) -> bool:
    for make, arrows in ((_a_stack, 3), (_a_fork, 6)):
        model = make()
        learns = {layer.name: layer.trainable for layer in model.layers}
        graph = review(model)
        if not (_is_graph_of(graph, model, arrows) and _attribute(graph, "rankdir") == "LR"):
            return False
        if learns != {layer.name: layer.trainable for layer in model.layers}:
            return False
        if not all(_is_reviewed(layer, _text(_box(graph, layer))) for layer in model.layers):
            return False
    return True


def _is_reviewed(layer: keras.layers.Layer, text: str) -> bool:
    words = re.findall(r"[\w-]+", text)
    wanted = []
    if hasattr(layer, "activation"):
        wanted.append(layer.activation.__name__)
    if layer.weights:
        wanted.append("Trainable" if layer.trainable else "Non-trainable")
    distracting = _ANIMALS.search(text) or re.search(r"None|shape|dtype|float|\d{1,}, |\(", text)
    return words[0] == type(layer).__name__ and set(wanted) <= set(words) and not distracting


# --- 5-1-b ---


@oracle(
    "5-1-b",
    also_right=[
        """
def mark_large(model, most):
    graph = model_to_dot(model, show_shapes=True, show_layer_names=True, dpi=60)
    for layer in filter(lambda layer: np.prod(layer.output.shape[1:]) > most, model.layers):
        (box,) = graph.get_node(str(id(layer)))
        box.set("color", '"red"')
    return graph
""",
        """
from math import prod

def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True, show_layer_names=True)
    sizes = {str(id(layer)): prod(layer.output.shape[1:]) for layer in model.layers}
    for node in graph.get_node_list():
        if sizes.get(node.get_name(), 0) > most:
            node.obj_dict["attributes"]["color"] = "red"
    return graph
""",
        """
def mark_large(network, limit):
    drawing = model_to_dot(network, True, rankdir="LR", show_trainable=True)

    def numbers_out(layer):
        return keras.ops.zeros([1, *layer.output.shape[1:]]).numpy().size

    for layer in network.layers:
        if numbers_out(layer) > limit:
            drawing.get_node(str(id(layer)))[0].set_color("red")
    return drawing
""",
    ],
    also_wrong=[
        # Each box has a colour.
        """
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True)
    for layer in model.layers:
        large = np.prod(layer.output.shape[1:]) > most
        graph.get_node(str(id(layer)))[0].set_color("red" if large else "black")
    return graph
""",
        # Those that are not large take the colour of all.
        """
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True)
    graph.set_node_defaults(color="blue")
    for layer in model.layers:
        if np.prod(layer.output.shape[1:]) > most:
            graph.get_node(str(id(layer)))[0].set_color("red")
    return graph
""",
        # What goes in, not what comes out.
        """
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True)
    for layer in model.layers:
        if np.prod(layer.input.shape[1:]) > most:
            graph.get_node(str(id(layer)))[0].set_color("red")
    return graph
""",
        # The largest only.
        """
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True)
    layer = max(model.layers, key=lambda layer: np.prod(layer.output.shape[1:]))
    if np.prod(layer.output.shape[1:]) > most:
        graph.get_node(str(id(layer)))[0].set_color("red")
    return graph
""",
        # Shapes without names.
        """
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True, show_layer_names=False)
    for layer in model.layers:
        if np.prod(layer.output.shape[1:]) > most:
            graph.get_node(str(id(layer)))[0].set_color("red")
    return graph
""",
        # The letters instead of the box.
        """
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True)
    for layer in model.layers:
        if np.prod(layer.output.shape[1:]) > most:
            graph.get_node(str(id(layer)))[0].set_fontcolor("red")
    return graph
""",
        # The numbers of parameters.
        """
def mark_large(model, most):
    graph = keras.utils.model_to_dot(model, show_shapes=True)
    for layer in model.layers:
        if layer.count_params() > most:
            graph.get_node(str(id(layer)))[0].set_color("red")
    return graph
""",
    ],
)
def marks_are_right(mark_large) -> bool:
    cases = [
        (_a_stack(), 3, {"ant": 17, "bee": 17, "cow": 17, "dog": 3}, (2, 3, 16.5)),
        (_a_fork(), 6, {"emu": 144, "fox": 400, "gnu": 400, "ibis": 400, "hen": 400, "jay": 2}, (1, 144, 399, 400)),
    ]
    return all(
        _marks(mark_large, model, arrows, sizes, most) for model, arrows, sizes, limits in cases for most in limits
    )


def _marks(mark_large, model: keras.Model, arrows: int, sizes: dict[str, int], most: float) -> bool:
    graph = mark_large(model, most)
    if not _is_graph_of(graph, model, arrows) or any("color" in default for default in graph.get_node_defaults() or []):
        return False
    return all(_is_marked(_box(graph, layer), layer, sizes[layer.name] > most) for layer in model.layers)


def _is_marked(box: pydot.Node, layer: keras.layers.Layer, large: bool) -> bool:
    text = _text(box)
    shapes = [layer.output.shape]
    if not isinstance(layer, layers.InputLayer):
        shapes += [tensor.shape for tensor in (layer.input if isinstance(layer.input, list) else [layer.input])]
    written = re.search(rf"\b{layer.name}\b", text) and all(str(shape) in text for shape in shapes)
    return bool(written) and _attribute(box, "color") == ("red" if large else None)


# --- 5-1-c ---


@oracle(
    "5-1-c",
    also_right=[
        """
class Half(keras.Sequential):
    def __init__(self, filters, name):
        super().__init__(name=name)
        self.add(layers.Conv2D(filters, (3, 3), activation="relu"))
        self.add(layers.MaxPooling2D((2, 2)))

picture = keras.Input(shape=(28, 28, 1))
x = Half(8, "low")(picture)
x = Half(16, "high")(x)
x = layers.Flatten()(x)
nested = keras.Model(inputs=picture, outputs=layers.Dense(units=10, activation="softmax")(x), name="whole")
""",
        """
halves = []
for name, filters, shape in (("low", 8, (28, 28, 1)), ("high", 16, (13, 13, 8))):
    start = keras.layers.Input(shape=shape)
    end = layers.MaxPool2D(pool_size=2)(layers.Conv2D(filters, 3, activation=keras.ops.relu)(start))
    halves.append(keras.Model(start, end, name=name))

nested = keras.Sequential([*halves, layers.Flatten(), layers.Dense(10, activation="softmax")])
""",
        """
low = keras.Sequential(name="low")
low.add(layers.Conv2D(filters=8, kernel_size=3, strides=1, padding="same", activation="relu"))
low.add(layers.MaxPooling2D(3, padding="same"))
high = keras.Sequential(name="high")
high.add(layers.Conv2D(filters=16, kernel_size=3, use_bias=False, activation="relu"))
high.add(layers.MaxPooling2D(3))
nested = keras.Sequential([low, high, layers.Flatten(), layers.Dense(10, activation=keras.layers.Softmax())])
nested.build((None, 28, 28, 1))
""",
    ],
    also_wrong=[
        # One more frame around the two.
        """
low = keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D()], name="low")
high = keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D()], name="high")
nested = keras.Sequential([
    keras.Input((28, 28, 1)), keras.Sequential([low, high]), layers.Flatten(), layers.Dense(10, activation="softmax")
])
""",
        # Both there, in the wrong order.
        """
low = keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D()], name="low")
high = keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D()], name="high")
nested = keras.Sequential([
    keras.Input((28, 28, 1)), high, low, layers.Flatten(), layers.Dense(10, activation="softmax")
])
""",
        # A frame that is drawn without leading on.
        """
picture = keras.Input((28, 28, 1))
low = keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D()], name="low")
high = keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D()], name="high")
low(picture)
nested = keras.Model(picture, layers.Dense(10, activation="softmax")(layers.Flatten()(high(picture))))
""",
        # Pooled before it is filtered.
        """
low = keras.Sequential([layers.MaxPooling2D(), layers.Conv2D(8, 3, activation="relu")], name="low")
high = keras.Sequential([layers.MaxPooling2D(), layers.Conv2D(16, 3, activation="relu")], name="high")
nested = keras.Sequential([
    keras.Input((28, 28, 1)), low, high, layers.Flatten(), layers.Dense(10, activation="softmax")
])
""",
        # Another filter size, and another activation.
        """
low = keras.Sequential([layers.Conv2D(8, (3, 5), activation="relu"), layers.MaxPooling2D()], name="low")
high = keras.Sequential([layers.Conv2D(16, 3, activation="relu6"), layers.MaxPooling2D()], name="high")
nested = keras.Sequential([
    keras.Input((28, 28, 1)), low, high, layers.Flatten(), layers.Dense(10, activation="softmax")
])
""",
        # A layer more.
        """
low = keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D()], name="low")
high = keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D()], name="high")
nested = keras.Sequential([
    keras.Input((28, 28, 1)), low, high, layers.Flatten(), layers.Dropout(0.5), layers.Dense(10, activation="softmax")
])
""",
        # Ten numbers between 0 and 1 that are no probabilities of ten classes.
        """
low = keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D()], name="low")
high = keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D()], name="high")
nested = keras.Sequential([
    keras.Input((28, 28, 1)), low, high, layers.Flatten(), layers.Dense(10, activation="sigmoid")
])
""",
        # Subclassed models are boxes, not frames.
        """
class Half(keras.Model):
    def __init__(self, filters, **kwargs):
        super().__init__(**kwargs)
        self.conv, self.pool = layers.Conv2D(filters, 3, activation="relu"), layers.MaxPooling2D()

    def call(self, x):
        return self.pool(self.conv(x))

nested = keras.Sequential([
    keras.Input((28, 28, 1)),
    Half(8, name="low"),
    Half(16, name="high"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
""",
    ],
)
def nesting_is_right(nested) -> bool:
    if nested.input_shape != (None, 28, 28, 1) or nested.output_shape != (None, 10):
        return False
    frames = keras.utils.model_to_dot(nested, expand_nested=True).get_subgraphs()
    if sorted(_attribute(frame, "label") for frame in frames) != ["high", "low"]:
        return False
    if any(frame.get_subgraphs() for frame in frames):
        return False
    low, high, flat, dense = _without_inputs(nested)
    if not (low.name == "low" and high.name == "high" and _is_half(low, 8) and _is_half(high, 16)):
        return False
    if not (isinstance(flat, layers.Flatten) and isinstance(dense, layers.Dense)):
        return False
    return _gives_probabilities(nested, [*_without_inputs(low), *_without_inputs(high), flat, dense])


def _without_inputs(model: keras.Model) -> list[keras.layers.Layer]:
    return [layer for layer in model.layers if not isinstance(layer, layers.InputLayer)]


def _is_half(model: keras.Model, filters: int) -> bool:
    conv, pool = _without_inputs(model)
    values = np.array([-3, -0.1, 0, 0.5, 7, 100], "float32")
    return (
        type(conv) is layers.Conv2D
        and type(pool) is layers.MaxPooling2D
        and (conv.filters, tuple(conv.kernel_size)) == (filters, (3, 3))
        and np.allclose(_numbers(conv.activation(values)), values.clip(0), atol=1e-6)
    )


def _gives_probabilities(model: keras.Model, way: list[keras.layers.Layer]) -> bool:
    """Whether the model leads through these layers, one after the other, to numbers that add up to 1."""
    weights, rng = model.get_weights(), np.random.default_rng(0)
    pictures = rng.uniform(0, 1, (3, 28, 28, 1)).astype("float32")
    model.set_weights([rng.normal(0, 0.2, array.shape).astype("float32") for array in weights])
    try:
        x = pictures
        for layer in way:
            x = layer(x)
        found = _numbers(model(pictures))
    finally:
        model.set_weights(weights)
    are_probabilities = found.min() >= 0 and np.allclose(found.sum(axis=1), 1, atol=1e-5)
    return are_probabilities and np.allclose(found, _numbers(x), atol=1e-5)


# --- 5-1-d ---


def _planned_tower() -> keras.Model:
    names = {"padding": "same", "activation": "relu"}
    picture = keras.Input((28, 28, 1), name="picture")
    result = layers.Conv2D(8, 3, **names, name="stem")(picture)
    for number in ("1", "2"):
        new = layers.Conv2D(8, 3, **names, name="conv_" + number)(result)
        result = layers.Add(name="add_" + number)([result, new])
    result = layers.GlobalAveragePooling2D(name="pool")(result)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(result))


@oracle(
    "5-1-d",
    also_right=[
        """
def tower():
    def block(start, number):
        new = layers.Conv2D(
            filters=8, kernel_size=3, padding="same", activation=keras.activations.relu, name=f"conv_{number}"
        )(start)
        return layers.Add(name=f"add_{number}")((start, new))

    picture = keras.layers.Input(shape=(28, 28, 1), name="picture")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    x = block(block(x, 1), 2)
    for layer in (layers.GlobalAveragePooling2D(name="pool"), layers.Dense(10, "softmax", name="classes")):
        x = layer(x)
    return keras.Model(picture, x)
""",
        """
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    boxes = {
        name: layers.Conv2D(8, 3, padding="same", activation="relu", name=name) for name in ("stem", "conv_1", "conv_2")
    }
    boxes |= {name: layers.Add(name=name) for name in ("add_1", "add_2")}
    stem = boxes["stem"](picture)
    first = boxes["add_1"]([boxes["conv_1"](stem), stem])
    second = boxes["add_2"]([first, boxes["conv_2"](first)])
    pool = layers.GlobalAvgPool2D(name="pool")(second)
    return keras.models.Model(inputs=[picture], outputs=layers.Dense(10, activation="softmax", name="classes")(pool))
""",
        """
class Tower(keras.Model):
    pass

def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    start = x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_1")(x)
    start = x = layers.Add(name="add_1")([start, x])
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_2")(x)
    x = layers.Add(name="add_2")([start, x])
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return Tower(picture, layers.Dense(10, activation="softmax", name="classes")(x))
""",
    ],
    also_wrong=[
        # The second block adds the input of the first.
        """
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    stem = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_1")(stem)
    first = layers.Add(name="add_1")([stem, x])
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_2")(first)
    x = layers.Add(name="add_2")([stem, x])
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))
""",
        # Three arrows into the second sum.
        """
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    stem = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_1")(stem)
    first = layers.Add(name="add_1")([stem, x])
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_2")(first)
    x = layers.Add(name="add_2")([stem, first, x])
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))
""",
        # One convolution for both blocks.
        """
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    conv = layers.Conv2D(8, 3, padding="same", activation="relu", name="conv_1")
    x = layers.Add(name="add_1")([x, conv(x)])
    x = layers.Add(name="add_2")([x, conv(x)])
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))
""",
        # The sums are right, the names are exchanged.
        """
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    for number in (2, 1):
        new = layers.Conv2D(8, 3, padding="same", activation="relu", name=f"conv_{number}")(x)
        x = layers.Add(name=f"add_{number}")([x, new])
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))
""",
        # Another setting.
        """
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    for number in (1, 2):
        new = layers.Conv2D(8, 3, padding="same", activation="relu", use_bias=number == 1, name=f"conv_{number}")(x)
        x = layers.Add(name=f"add_{number}")([x, new])
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))
""",
        # The layers of one block start at other numbers.
        """
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    for number, start in ((1, "glorot_uniform"), (2, "zeros")):
        new = layers.Conv2D(
            8, 3, padding="same", activation="relu", kernel_initializer=start, name=f"conv_{number}"
        )(x)
        x = layers.Add(name=f"add_{number}")([x, new])
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))
""",
        # Names that Keras counts up itself.
        """
def tower():
    picture = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
    for number in (1, 2):
        new = layers.Conv2D(8, 3, padding="same", activation="relu", name=f"conv_{number}")(x)
        x = layers.Add(name="add_2" if number == 2 else None)([x, new])
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))
""",
        # A model, not the function that builds it.
        """
picture = keras.Input((28, 28, 1), name="picture")
x = layers.Conv2D(8, 3, padding="same", activation="relu", name="stem")(picture)
for number in (1, 2):
    new = layers.Conv2D(8, 3, padding="same", activation="relu", name=f"conv_{number}")(x)
    x = layers.Add(name=f"add_{number}")([x, new])
x = layers.GlobalAveragePooling2D(name="pool")(x)
tower = keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(x))
""",
    ],
)
def tower_is_right(tower) -> bool:
    # Keras' own numbers go on, so that a layer without a name is `add_1` once at most.
    return all(_is_as_planned(model) for model in (tower(), tower()))


def _is_as_planned(model: keras.Model) -> bool:
    plan = _planned_tower()
    expected, found = ({layer.name: layer for layer in each.layers} for each in (plan, model))
    if len(model.operations) != len(plan.operations) or expected.keys() != found.keys():
        return False
    if not all(type(found[name]) is type(expected[name]) for name in expected):
        return False
    if not all(found[name].get_config() == expected[name].get_config() for name in expected):
        return False
    rng = np.random.default_rng(1)
    for name, layer in expected.items():
        layer.set_weights([rng.normal(0, 0.2, array.shape) for array in layer.get_weights()])
        found[name].set_weights(layer.get_weights())
    pictures = rng.uniform(0, 1, (4, 28, 28, 1)).astype("float32")
    return model.input_shape == (None, 28, 28, 1) and np.allclose(
        _numbers(model(pictures)), _numbers(plan(pictures)), atol=1e-5
    )


# --- 5-1-e ---


@oracle(
    "5-1-e",
    also_right=[
        """
def row_influence(model, picture, label):
    def probability(one):
        return float(model(one[np.newaxis])[0, label])

    def without(row):
        return np.concatenate([picture[:row], np.zeros_like(picture[row : row + 1]), picture[row + 1 :]])

    return np.array([probability(picture) - probability(without(row)) for row in range(len(picture))])
""",
        """
def row_influence(model, picture, label):
    rows = picture.shape[0]
    influence = np.empty(rows, "float32")
    before = model.predict_on_batch(np.expand_dims(picture, 0))[0]
    for row, kept in enumerate(picture.copy()):
        picture[row] = 0
        influence[row] = before[label] - model.predict_on_batch(picture[None, ...])[0][label]
        picture[row] = kept
    return influence
""",
        """
def row_influence(model, picture, label):
    rows = np.arange(picture.shape[0])
    blank = rows[:, None] == rows[None, :]
    covered = np.where(blank[:, :, None, None], 0, picture[None]).astype(picture.dtype)
    batch = np.concatenate([picture[None], covered])
    chosen = keras.ops.take(model(batch), label, axis=-1)
    return keras.ops.convert_to_numpy(keras.ops.subtract(chosen[0], chosen[1:]))
""",
    ],
    also_wrong=[
        # Columns.
        """
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], picture.shape[1], axis=0)
    for column in range(picture.shape[1]):
        covered[column, :, column] = 0
    before = model.predict_on_batch(picture[np.newaxis])[:, label]
    return before - model.predict_on_batch(covered)[:, label]
""",
        # How much of the probability, instead of how much probability.
        """
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], len(picture), axis=0)
    for row in range(len(picture)):
        covered[row, row] = 0
    before = model.predict_on_batch(picture[np.newaxis])[:, label]
    return (before - model.predict_on_batch(covered)[:, label]) / before
""",
        # A rise counts as a drop.
        """
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], len(picture), axis=0)
    for row in range(len(picture)):
        covered[row, row] = 0
    before = model.predict_on_batch(picture[np.newaxis])[:, label]
    return np.abs(before - model.predict_on_batch(covered)[:, label])
""",
        # The class that the model chose.
        """
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], len(picture), axis=0)
    for row in range(len(picture)):
        covered[row, row] = 0
    before = model.predict_on_batch(picture[np.newaxis])
    label = before[0].argmax()
    return before[:, label] - model.predict_on_batch(covered)[:, label]
""",
        # The right numbers, and the picture is blank afterwards.
        """
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], len(picture), axis=0)
    for row in range(len(picture)):
        covered[row, row] = 0
    before = model.predict_on_batch(picture[np.newaxis])[:, label]
    picture[:] = 0
    return before - model.predict_on_batch(covered)[:, label]
""",
        # Rows that are covered stay covered.
        """
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], len(picture), axis=0)
    for row in range(len(picture)):
        covered[row, : row + 1] = 0
    before = model.predict_on_batch(picture[np.newaxis])[:, label]
    return before - model.predict_on_batch(covered)[:, label]
""",
        # With an axis too many.
        """
def row_influence(model, picture, label):
    covered = np.repeat(picture[np.newaxis], len(picture), axis=0)
    for row in range(len(picture)):
        covered[row, row] = 0
    before = model.predict_on_batch(picture[np.newaxis])[:, [label]]
    return before - model.predict_on_batch(covered)[:, [label]]
""",
    ],
)
def influence_is_right(row_influence) -> bool:
    rng = np.random.default_rng(2)
    for (rows, columns), label in (((5, 3), 0), ((3, 6), 3), ((4, 4), 2)):
        model = keras.Sequential([keras.Input((rows, columns, 1)), layers.Flatten(), layers.Dense(4, "softmax")])
        model.run_eagerly = True
        weights = [rng.normal(size=array.shape).astype("float32") for array in model.get_weights()]
        model.set_weights(weights)
        picture = rng.uniform(0.1, 1, (rows, columns, 1)).astype("float32")
        given = picture.copy()
        found = row_influence(model, given, label)
        expected = _drops(*weights, picture, label)
        if not (isinstance(found, np.ndarray) or keras.ops.is_tensor(found)):
            return False
        if found.shape != (rows,) or not np.allclose(_numbers(found), expected, atol=1e-5):
            return False
        if not np.array_equal(given, picture):
            return False
    return True


def _drops(kernel: np.ndarray, bias: np.ndarray, picture: np.ndarray, label: int) -> np.ndarray:
    def probability(one):
        powers = np.exp(one.reshape(-1) @ kernel + bias)
        return powers[label] / powers.sum()

    drops = []
    for row in range(len(picture)):
        covered = picture.copy()
        covered[row] = 0
        drops.append(probability(picture) - probability(covered))
    return np.array(drops)
