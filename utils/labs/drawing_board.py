"""The lab "Drawing board": every option of `plot_model` a control; the drawing follows, and the call that makes it."""

import html
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import cache

import ipywidgets as widgets
import keras
from keras import layers

from utils.core.display import Interactive
from utils.core.figures import png
from utils.core.html import rich
from utils.core.text import Text
from utils.graphs import arrows, box_names, graph_figure, graph_in_words, svg_for_page
from utils.labs import svg
from utils.labs.base import Lab
from utils.labs.controls import checkbox, menu, zoom

MODELS = {
    "stack": Text(ko="stack: 한 줄로 쌓은 층", en="stack: layers in one row"),
    "twins": Text(ko="twins: 사진 두 장, 모델 하나", en="twins: two pictures, one model"),
    "tower": Text(ko="tower: 층 30개", en="tower: 30 layers"),
}
DIRECTIONS = {
    "TB": Text(ko="TB: 위에서 아래로", en="TB: top to bottom"),
    "LR": Text(ko="LR: 왼쪽에서 오른쪽으로", en="LR: left to right"),
    "BT": Text(ko="BT: 아래에서 위로", en="BT: bottom to top"),
    "RL": Text(ko="RL: 오른쪽에서 왼쪽으로", en="RL: right to left"),
}
BLOCKS = 9
_DOTS_PER_INCH = 45  # of an SVG on a page: Graphviz' own 72 make it wider than most pages


@dataclass(frozen=True)
class Settings:
    """A drawing: which model, the arguments of `plot_model` by their own names, and its size in per cent."""

    model: str = "twins"
    show_shapes: bool = True
    show_dtype: bool = False
    show_layer_names: bool = True
    show_layer_activations: bool = False
    show_trainable: bool = False
    expand_nested: bool = False
    rankdir: str = "TB"
    zoom: int = 100

    @property
    def options(self) -> dict[str, bool | str]:
        """The arguments of `plot_model`."""
        return {name: getattr(self, name) for name in OPTIONS}


OPTIONS = [field.name for field in fields(Settings)][1:-1]
_DEFAULTS = dict.fromkeys(OPTIONS, False) | {"rankdir": "TB"}


# --- the models ---


@cache
def model_of(name: str) -> keras.Model:
    """One of `MODELS`. Every layer has a name of its own, so that drawings repeat."""
    return _MAKERS[name][0]()


def make_stack() -> keras.Model:
    stack = keras.Sequential(
        [
            keras.Input((28, 28, 1), name="picture"),
            layers.Conv2D(8, 5, activation="relu", name="edges"),
            layers.MaxPooling2D(name="halve"),
            layers.Flatten(name="flat"),
            layers.Dropout(0.5, name="drop"),
            layers.Dense(10, activation="softmax", name="classes"),
        ],
        name="stack",
    )
    stack.get_layer("edges").trainable = False
    return stack


def make_twins() -> keras.Model:
    vision = keras.Sequential(
        [
            keras.Input((28, 28), name="pixels"),
            layers.Flatten(name="flat"),
            layers.Dense(32, activation="relu", name="code"),
        ],
        name="vision",
    )
    vision.trainable = False
    photos = [keras.Input((28, 28), dtype="uint8", name=name) for name in ("left", "right")]
    scale = layers.Rescaling(1 / 255, name="scale")
    difference = layers.Subtract(name="difference")([vision(scale(photo)) for photo in photos])
    return keras.Model(photos, layers.Dense(1, activation="sigmoid", name="same")(difference), name="twins")


def make_tower() -> keras.Model:
    picture = keras.Input((28, 28, 8), name="picture")
    x = picture
    for number in range(1, BLOCKS + 1):
        x = make_block(number)(x)
    pooled = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(picture, layers.Dense(10, activation="softmax", name="classes")(pooled), name="tower")


def make_block(number: int) -> keras.Model:
    start = keras.Input((28, 28, 8), name=f"input_{number}")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", name=f"conv_{number}")(start)
    return keras.Model(start, layers.Add(name=f"add_{number}")([start, x]), name=f"block_{number}")


# By the name of a model, the functions that make it, the one that is called first.
_MAKERS: dict[str, list[Callable]] = {"stack": [make_stack], "twins": [make_twins], "tower": [make_tower, make_block]}


# --- the drawing ---


def graph_of(settings: Settings):
    """The pydot graph of these settings."""
    return keras.utils.model_to_dot(model_of(settings.model), dpi=_DOTS_PER_INCH, **settings.options)


def call_of(settings: Settings) -> str:
    """The call that draws this, as a learner would write it: without the arguments that have their default value."""
    changed = [f"{name}={value!r}" for name, value in settings.options.items() if value != _DEFAULTS[name]]
    return f"keras.utils.plot_model({', '.join([settings.model, *changed])})"


def drawn_layers(settings: Settings) -> Iterator[keras.layers.Layer]:
    """The layers that get a box: nested models, or what is inside them."""
    for layer in model_of(settings.model).layers:
        if settings.expand_nested and isinstance(layer, keras.Model):
            yield from layer.layers
        else:
            yield layer


def remarks(settings: Settings) -> list[Text]:
    """How much is drawn, and which options are on without an effect, and why."""
    graph, drawn = graph_of(settings), list(drawn_layers(settings))
    model, said = model_of(settings.model), []
    nested = any(isinstance(layer, keras.Model) for layer in model.layers)
    if settings.expand_nested and not nested:
        said.append(
            Text(
                ko="`{model}` 안에는 다른 모델이 없으므로 `expand_nested`가 할 일이 없습니다.",
                en="No other model is inside `{model}`, so `expand_nested` has nothing to do.",
            ).format(model=settings.model)
        )
    if settings.show_layer_activations and nested and not settings.expand_nested:
        said.append(
            Text(
                ko="안에 있는 모델의 활성화 함수는 보이지 않습니다. `expand_nested`도 켜 보세요.",
                en="Activations inside a nested model stay hidden. Switch `expand_nested` on as well.",
            )
        )
    if settings.show_dtype and len({layer.output.dtype for layer in drawn}) == 1:
        said.append(
            Text(
                ko="모든 상자의 데이터 타입이 같아서 `show_dtype`이 알려 주는 것이 없습니다.",
                en="All boxes have the same data type, so `show_dtype` tells you nothing here.",
            )
        )
    size = Text(ko="상자 {boxes}개, 화살표 {arrows}개", en="{boxes} boxes, {arrows} arrows")
    return [size.format(boxes=len(box_names(graph)), arrows=len(arrows(graph))), *said]


def draw(settings: Settings) -> str:
    """The drawing in its window, as HTML."""
    graph = graph_of(settings)
    title = Text(ko="모델 {model}의 그림: {words}", en="Drawing of the model {model}: {words}").format(
        model=settings.model, words=remarks(settings)[0]
    )
    return svg.in_a_window(svg_for_page(graph, title), title, settings.zoom)


def code_of(settings: Settings) -> str:
    """The code that makes the model and draws it."""
    makers = _MAKERS[settings.model]
    functions = "\n\n".join(inspect.getsource(maker) for maker in makers).replace("BLOCKS", str(BLOCKS))
    return (
        f"import keras\nfrom keras import layers\n\n\n{functions}\n\n"
        f"{settings.model} = {makers[0].__name__}()\n{call_of(settings)}\n"
    )


# --- what a learner touches ---


class DrawingBoard(Lab):
    """The menus and checkboxes, and beside them the call and its drawing."""

    def __init__(self):
        super().__init__()
        start = Settings()
        self.controls: dict[str, widgets.Widget] = {
            "model": _menu(Text(ko="모델", en="model"), MODELS, start.model),
            "rankdir": _menu("rankdir", DIRECTIONS, start.rankdir),
        }
        for field in fields(Settings):
            if field.type is bool:
                self.controls[field.name] = checkbox(field.name, getattr(start, field.name))
        self.zoom = zoom()
        self.follow(*self.controls.values(), self.zoom)
        self.redraw()

    @property
    def settings(self) -> Settings:
        return Settings(**{name: control.value for name, control in self.controls.items()}, zoom=self.zoom.value)

    @property
    def widget(self) -> widgets.Widget:
        return self.look(*self.controls.values(), self.zoom)

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        lines = [f"<code>{html.escape(call_of(settings), quote=False)}</code>", *map(rich, remarks(settings))]
        return {self.picture: draw(settings), self.words: "<br>".join(lines)}

    def keras_code(self, settings: Settings) -> str:
        return code_of(settings)


def _menu(name: Text | str, choices: dict[str, Text], start: str) -> widgets.Dropdown:
    made = menu(name, [(str(words), value) for value, words in choices.items()], start)
    made.style.description_width = "4.5em"
    return made


def open_lab() -> Interactive:
    """The lab with two pictures that share a model, shapes and names shown."""
    opened = DrawingBoard()
    model = model_of(opened.settings.model)
    alt = Text(ko="그림판 실험실: {call}. {graph}", en="Drawing board: {call}. {graph}").format(
        call=call_of(opened.settings), graph=graph_in_words(model)
    )
    return Interactive(opened.widget, text=str(alt), picture=png(graph_figure(model)))
