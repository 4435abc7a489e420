"""The Graph lab: branches, residuals, sharing and heads switched on and off; the drawn graph and the count follow."""

from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import product

import ipywidgets as widgets
import keras
from keras import layers

from utils.core.display import Interactive
from utils.core.figures import png
from utils.core.html import rich
from utils.core.text import Text, joined
from utils.graphs import graph_figure, graph_in_words, svg_for_page
from utils.labs import svg
from utils.labs.base import Lab
from utils.labs.controls import checkbox, menu, zoom

PIXELS, CLASSES = 784, 10
ENCODER_UNITS = 64
BLOCK_UNITS = (64, 32)
_DOTS_PER_INCH = 45


@dataclass(frozen=True)
class Switches:
    """What a learner switches: a model that takes photos of one piece of clothing and says its class.

    Attributes:
        branches: two photos, front and back, each with layers of its own.
        sharing: both photos go through the same layers.
        residual: what enters the block is added to what leaves it.
        heads: a second output, the price.
        units: the width of the block.
    """

    branches: bool = True
    sharing: bool = False
    residual: bool = False
    heads: bool = False
    units: int = BLOCK_UNITS[0]

    @property
    def possible(self) -> "Switches":
        """The nearest switches that fit together: these, or without what stands in the way."""
        sharing = self.sharing and self.branches
        return replace(self, sharing=sharing, residual=self.residual and self.units == ENCODER_UNITS)

    @property
    def obstacle(self) -> Text | None:
        """All reasons why there is no such graph, in words; None where there is one."""
        found = []
        if self.sharing and not self.branches:
            nothing_to_share = Text(
                ko="공유할 상대가 없습니다. 공유는 층 하나를 두 번 이상 부르는 일인데 입력이 하나뿐입니다. "
                "`가지`를 켜세요.",
                en="There is nothing to share with. Sharing means calling one layer at least twice, and there is only "
                "one input. Switch `branches` on.",
            )
            found.append(nothing_to_share)
        if self.residual and self.units != ENCODER_UNITS:
            unlike = Text(
                ko="잔차 연결은 블록의 입력과 출력을 더합니다. 형태가 (None, {wide})와 (None, {narrow})라서 더할 수 "
                "없습니다. 블록의 유닛을 {wide}개로 되돌리거나 `잔차`를 끄세요.",
                en="A residual connection adds what enters the block to what leaves it. The shapes are (None, {wide}) "
                "and (None, {narrow}), which do not add. Go back to {wide} units, or switch `residual` off.",
            )
            found.append(unlike.format(wide=ENCODER_UNITS, narrow=self.units))
        return joined(*found) if found else None


@dataclass(frozen=True)
class DrawnGraph:
    """A graph drawn: its SVG, and how many parameters, inputs and outputs it has."""

    svg: str
    parameters: int
    inputs: int
    outputs: int


# --- the model and its drawing ---


def build(switches: Switches) -> keras.Model:
    """The model of these switches. Every layer has a name of its own, so that the names of a lesson do not move."""
    photos = [keras.Input((PIXELS,), name=name) for name in (("front", "back") if switches.branches else ("front",))]
    codes = []
    for photo in photos:
        if photo is photos[0] or not switches.sharing:
            suffix = "" if switches.sharing else f"_{photo.name}"
            encoder = layers.Dense(ENCODER_UNITS, "relu", name=f"encoder{suffix}")
            block = layers.Dense(switches.units, "relu", name=f"block{suffix}")
        encoded = encoder(photo)
        code = block(encoded)
        codes.append(layers.Add(name=f"add_{photo.name}")([encoded, code]) if switches.residual else code)
    joined = layers.Concatenate(name="concatenate")(codes) if switches.branches else codes[0]
    outputs = [layers.Dense(CLASSES, "softmax", name="label")(joined)]
    if switches.heads:
        outputs.append(layers.Dense(1, name="price")(joined))
    return keras.Model(photos, outputs, name="graph")


@cache
def draw(switches: Switches) -> DrawnGraph:
    """The graph of switches that fit together: drawing takes too long for a touch, so each is drawn once and kept."""
    model = build(switches)
    return DrawnGraph(
        svg_for_page(_graph_of(model), graph_in_words(model)),
        model.count_params(),
        len(model.inputs),
        len(model.outputs),
    )


def _graph_of(model: keras.Model):
    return keras.utils.model_to_dot(model, show_shapes=True, show_layer_names=True, dpi=_DOTS_PER_INCH)


def all_switches() -> list[Switches]:
    """Every position of the switches."""
    off_on = (False, True)
    return [Switches(*positions) for positions in product(off_on, off_on, off_on, off_on, BLOCK_UNITS)]


def facts(switches: Switches) -> Text:
    """How large the model is, and what sharing saves."""
    drawing = draw(switches)
    words = Text(
        ko="입력 {inputs}개 · 출력 {outputs}개 · 파라미터 {parameters:,}개",
        en="inputs: {inputs} · outputs: {outputs} · parameters: {parameters:,}",
    ).format(**{name: getattr(drawing, name) for name in ("inputs", "outputs", "parameters")})
    if not switches.sharing:
        return words
    saved = draw(replace(switches, sharing=False)).parameters - drawing.parameters
    return Text(ko="{words} (공유해서 {saved:,}개 적음)", en="{words} ({saved:,} fewer by sharing)").format(
        words=words, saved=saved
    )


# --- what a learner touches ---

_NAMES = {
    "branches": Text(ko="가지: 사진 두 장", en="branches: two photos"),
    "sharing": Text(ko="공유: 같은 층으로", en="sharing: the same layers"),
    "residual": Text(ko="잔차: 블록을 건너서 더하기", en="residual: add across the block"),
    "heads": Text(ko="출력 둘: 클래스와 가격", en="heads: class and price"),
    "units": Text(ko="블록의 유닛", en="block units"),
}


class GraphLab(Lab):
    """The checkboxes, the width of the block, a sentence and the drawn graph."""

    def __init__(self):
        super().__init__()
        start = Switches()
        self.boxes = {
            field.name: checkbox(_NAMES[field.name], getattr(start, field.name))
            for field in fields(Switches)
            if field.type is bool
        }
        self.units = menu(_NAMES["units"], BLOCK_UNITS, start.units)
        self.zoom = zoom()
        self.picture.add_class("keras-study-wide")
        self.follow(*self.boxes.values(), self.units, self.zoom)
        for switches in all_switches():
            draw(switches.possible)
        self.redraw()

    @property
    def settings(self) -> tuple[Switches, int]:
        """The switches, and the size of the drawing in per cent."""
        return Switches(
            **{name: box.value for name, box in self.boxes.items()}, units=self.units.value
        ), self.zoom.value

    @property
    def widget(self) -> widgets.Widget:
        return self.look(*self.boxes.values(), self.units, self.zoom)

    def answer(self, settings: tuple[Switches, int]) -> dict[widgets.Widget, object]:
        switches, size = settings
        words = joined(switches.obstacle, _STAND_IN) if switches.obstacle else facts(switches)
        name = Text(ko="모델의 그래프", en="graph of the model")
        return {
            self.picture: svg.in_a_window(draw(switches.possible).svg, name, size),
            self.words: rich(words),
        }

    def keras_code(self, settings: tuple[Switches, int]) -> str:
        return code_of(settings[0].possible)


_STAND_IN = Text(
    ko="그림과 코드는 맞지 않는 스위치를 끈 모델입니다.",
    en="The drawing and the code are of the model with what does not fit switched off.",
)


def code_of(switches: Switches) -> str:
    """The code of `build`, written out for these switches."""
    photos = ("front", "back") if switches.branches else ("front",)
    lines = [f'{photo} = keras.Input(({PIXELS},), name="{photo}")' for photo in photos]
    suffixes = [""] if switches.sharing else [f"_{photo}" for photo in photos]
    for suffix in suffixes:
        lines.append(f'encoder{suffix} = layers.Dense({ENCODER_UNITS}, "relu", name="encoder{suffix}")')
        lines.append(f'block{suffix} = layers.Dense({switches.units}, "relu", name="block{suffix}")')
    for photo in photos:
        suffix = "" if switches.sharing else f"_{photo}"
        lines.append(f"encoded_{photo} = encoder{suffix}({photo})")
        code = f"block{suffix}(encoded_{photo})"
        if switches.residual:
            code = f'layers.Add(name="add_{photo}")([encoded_{photo}, {code}])'
        lines.append(f"code_{photo} = {code}")
    if switches.branches:
        lines.append('joined = layers.Concatenate(name="concatenate")([code_front, code_back])')
    joined_name = "joined" if switches.branches else "code_front"
    lines.append(f'label = layers.Dense({CLASSES}, "softmax", name="label")({joined_name})')
    if switches.heads:
        lines.append(f'price = layers.Dense(1, name="price")({joined_name})')
    outputs = "[label, price]" if switches.heads else "[label]"
    lines += [f"model = keras.Model([{', '.join(photos)}], {outputs})", "model.summary()"]
    return "import keras\nfrom keras import layers\n\n" + "\n".join(lines) + "\n"


def open_lab() -> Interactive:
    """The lab with two branches that share nothing yet."""
    opened = GraphLab()
    switches, _ = opened.settings
    model = build(switches)
    alt = Text(ko="그래프 실험실: {facts}. {graph}", en="Graph lab: {facts}. {graph}").format(
        facts=facts(switches), graph=graph_in_words(model)
    )
    return Interactive(opened.widget, text=str(alt), picture=png(graph_figure(model)))
