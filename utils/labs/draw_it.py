"""The lab "Draw it": a piece of clothing drawn by hand, what two models say about it, and which parts decide."""

import base64
import textwrap
from dataclasses import dataclass
from functools import cache

import ipywidgets as widgets
import keras
import numpy as np
from PIL import Image

from utils.core.display import Interactive
from utils.core.html import in_lines
from utils.core.palette import TRAINING, WAITING
from utils.core.text import CourseError, Text, joined
from utils.data import class_names, fashion_mnist
from utils.labs import svg
from utils.labs.augmentation import BATCH, CONVNET_CODE, EPOCHS, SIDE, photo_model, trained_on
from utils.labs.base import Lab
from utils.labs.canvas import GRID, SKETCHES, as_text, ink_of, new_paper
from utils.labs.controls import menu
from utils.labs.own_picture import content_of, ink_of_picture

PHOTOS = 4_000
START = "trousers"
OWN = "own"
PATCH, STEP = 7, 3
_CORNERS = [(row, column) for row in range(0, SIDE - PATCH + 1, STEP) for column in range(0, SIDE - PATCH + 1, STEP)]
_CLOTH = 25  # Photos have some grey in their background.
_INK = 32  # of 255: what is paler is the soft edge of a line
_SMALL, _FULL = 0.25, 0.95
STRONGEST_FALL = 0.5  # of a probability, with the full colour


# --- the model ---


def silhouettes(pictures: np.ndarray) -> np.ndarray:
    """Photos of shape (n, 28, 28), uint8, as flat shapes: 255 where there is cloth, 0 elsewhere."""
    return (pictures > _CLOTH).astype("uint8") * 255


def outlines(pictures: np.ndarray) -> np.ndarray:
    """The same photos as line drawings: 255 at the inner edge of the cloth, 0 elsewhere."""
    shapes = silhouettes(pictures)
    framed = np.pad(shapes, ((0, 0), (1, 1), (1, 1)))
    around = framed[:, :-2, 1:-1], framed[:, 2:, 1:-1], framed[:, 1:-1, :-2], framed[:, 1:-1, 2:]
    return shapes - np.minimum.reduce([shapes, *around])


@cache
def drawing_model() -> keras.Model:
    """The model that learned from photos, from their silhouettes and from their outlines."""
    (pictures, labels), _ = fashion_mnist()
    photos = pictures[:PHOTOS]
    return trained_on(np.concatenate([photos, silhouettes(photos), outlines(photos)]), np.tile(labels[:PHOTOS], 3))


def as_the_data(ink: np.ndarray) -> np.ndarray:
    """A drawing as the data are: cut to its ink, its longer side scaled to 28 pixels, smoothed, in the middle.

    Args:
        ink: (112, 112), uint8.

    Returns:
        (28, 28), float32 from 0 to 1; all 0 for empty paper.
    """
    seen = np.zeros((SIDE, SIDE), "float32")
    rows, columns = np.flatnonzero(ink.max(axis=1) > _INK), np.flatnonzero(ink.max(axis=0) > _INK)
    if not len(rows):
        return seen
    box = float(columns[0]), float(rows[0]), float(columns[-1]) + 1, float(rows[-1]) + 1
    scale = SIDE / max(box[2] - box[0], box[3] - box[1])
    width, height = (max(1, round((box[side + 2] - box[side]) * scale)) for side in (0, 1))
    small = Image.fromarray(ink).resize((width, height), Image.Resampling.BOX, box=box)
    top, left = (SIDE - height) // 2, (SIDE - width) // 2
    seen[top : top + height, left : left + width] = np.asarray(small) / 255
    return seen


@dataclass(frozen=True)
class Answer:
    """What the two models say about a drawing.

    Attributes:
        seen: (28, 28), the drawing as the models see it.
        probabilities: (10,), of the model that learned from drawings too.
        of_photos: (10,), of the model that learned from photos alone.
        falls: (28, 28), how much the first model's highest probability falls when a pixel is covered, as the mean
            over all patches that cover it.
        patch: the first row and column of the most important patch, with which covered least is left.
        least: what is left of that probability then.
    """

    seen: np.ndarray
    probabilities: np.ndarray
    of_photos: np.ndarray
    falls: np.ndarray
    patch: tuple[int, int]
    least: float

    @property
    def label(self) -> int:
        return int(np.argmax(self.probabilities))


def answer(ink: np.ndarray) -> Answer:
    """Ask both models about ink of shape (112, 112), uint8."""
    seen = as_the_data(ink)
    covered = np.repeat(seen[np.newaxis], len(_CORNERS) + 1, axis=0)
    for picture, (row, column) in zip(covered[1:], _CORNERS, strict=True):
        picture[row : row + PATCH, column : column + PATCH] = 0
    whole, *left = drawing_model().predict_on_batch(covered[..., np.newaxis])
    label = int(np.argmax(whole))
    falls, patches = np.zeros((SIDE, SIDE)), np.zeros((SIDE, SIDE))
    for probabilities, (row, column) in zip(left, _CORNERS, strict=True):
        patch = slice(row, row + PATCH), slice(column, column + PATCH)
        falls[patch] += whole[label] - probabilities[label]
        patches[patch] += 1
    of_photos = photo_model().predict_on_batch(seen[np.newaxis, :, :, np.newaxis])[0]
    least, first = min((float(each[label]), corner) for each, corner in zip(left, _CORNERS, strict=True))
    return Answer(seen, whole, of_photos, falls / patches, first, least)


def explain(ink: np.ndarray, given: Answer, sketch: str = OWN) -> list[Text]:
    """What the two models answer; then what it depends on, or what is odd about the drawing."""
    return [_verdict(given), _oddity(ink) or _about_the_sketch(sketch, given) or _depends_on(given)]


def _verdict(given: Answer) -> Text:
    names, label, of_photos = class_names(), given.label, int(np.argmax(given.of_photos))
    return Text(
        ko="모델의 답은 {name}({p:.2f})입니다. 사진만 배운 모델의 답은 {other}({q:.2f})입니다.",
        en="The model says {name} ({p:.2f}). The one that learned from photos alone says {other} ({q:.2f}).",
    ).format(name=names[label], p=given.probabilities[label], other=names[of_photos], q=given.of_photos[of_photos])


def _oddity(ink: np.ndarray) -> Text | None:
    rows, columns = np.nonzero(ink > _INK)
    if not len(rows):
        return Text(
            ko="종이가 비어 있습니다. 그래도 모델은 확률 1을 열 클래스에 나눕니다. 옷을 하나 그려 보세요.",
            en="The paper is empty, and still the model shares out a probability of 1. Draw a piece of clothing.",
        )
    longest = max(np.ptp(rows), np.ptp(columns)) + 1
    if longest < _SMALL * GRID:
        return Text(
            ko="데이터의 옷은 늘 사진을 채웁니다. 그래서 작은 그림을 {times:.0f}배로 키웠습니다. 더 크게 그려 보세요.",
            en="Clothes fill the pictures of the data, so what you drew was magnified {times:.0f} times. Draw larger.",
        ).format(times=GRID / longest)
    if len(rows) > _FULL * GRID * GRID:
        return Text(
            ko="종이가 온통 잉크라서 윤곽이 없습니다. 모두 지우고 다시 그려 보세요.",
            en="The paper is full of ink, so there is no outline. Clear it and draw again.",
        )
    return None


def _about_the_sketch(sketch: str, given: Answer) -> Text | None:
    if sketch == OWN or SKETCHES[sketch].label == given.label:
        return None
    drawn = SKETCHES[sketch].label
    if drawn is None:
        return Text(
            ko="집은 열 클래스에 없습니다. 확률의 합은 1이어야 하므로 모델은 그래도 하나를 고릅니다.",
            en="A house is none of the ten classes. Probabilities add up to 1, so the model picks one all the same.",
        )
    return Text(
        ko="그린 것은 {name}입니다. 윤곽만으로는 가릴 수 없는 클래스들이 있습니다.",
        en="What was drawn is: {name}. There are classes that an outline alone does not tell apart.",
    ).format(name=class_names()[drawn])


def _depends_on(given: Answer) -> Text:
    highest = given.probabilities[given.label]
    if round(float(highest), 2) <= 0.5:
        return Text(
            ko="확신이 없습니다. 절반을 넘은 클래스가 없습니다.",
            en="It is not sure: no class gets more than half of the probability.",
        )
    if given.least > 0.5 * highest:
        return Text(
            ko="조각 하나로 정해진 답이 아닙니다. 어느 조각을 가려도 {least:.2f} 이상이 남습니다.",
            en="No single patch decides: whichever you cover, at least {least:.2f} is left.",
        ).format(least=given.least)
    return Text(
        ko="테두리를 두른 조각을 가리면 {least:.2f}까지 떨어집니다.",
        en="With the framed patch covered, it falls to {least:.2f}.",
    ).format(least=given.least)


def in_keras(seen: np.ndarray) -> str:
    """The code that trains the model of drawings and asks it about a drawing of shape (28, 28), from 0 to 1."""
    drawing = base64.b64encode((255 * seen).round().astype("uint8").tobytes()).decode()
    return f"""\
import base64

import keras
import numpy as np
from keras import layers
from utils.data import fashion_mnist
from utils.labs.draw_it import outlines, silhouettes

(pictures, labels), _ = fashion_mnist()
photos = pictures[:{PHOTOS}]
x = np.concatenate([photos, silhouettes(photos), outlines(photos)])[..., np.newaxis]
y = np.tile(labels[:{PHOTOS}], 3)
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Rescaling(1 / 255),
{textwrap.indent(CONVNET_CODE, " " * 4)}
])
model.compile(keras.optimizers.Adam(2e-3), "sparse_categorical_crossentropy")
model.fit(x, y, epochs={EPOCHS}, batch_size={BATCH})
drawing = np.frombuffer(base64.b64decode("{drawing}"), "uint8").reshape(1, 28, 28, 1)
probabilities = model.predict(drawing)[0]"""


# --- the picture ---

_BOX = 140  # pixels: a picture
_PIXEL = _BOX / SIDE
_NAMES, _PLOT, _ROW = 92, 150, 23  # pixels: names of classes, bars, a class


def draw(given: Answer, alt: Text) -> str:
    """What the model sees, what its answer depends on, and two bars with their numbers for each class."""
    return svg.side_by_side(_seen(given, alt), _decides(given, alt), _bars(given, alt))


def _seen(given: Answer, alt: Text) -> str:
    box = 1.0, 24.0, float(_BOX), float(_BOX)
    title = svg.text(1, 14, Text(ko="모델이 보는 것 (28 × 28)", en="what the model sees (28 × 28)"))
    return svg.drawing(_BOX + 42, 172, alt, title, svg.ink(given.seen, box), svg.rectangle(box, stroke=svg.INK))


def _decides(given: Answer, alt: Text) -> str:
    box = 1.0, 24.0, float(_BOX), float(_BOX)
    words = (
        Text(ko="주황: 가리면 확률이 내려감", en="orange: covered, p falls"),
        Text(ko="보라: 가리면 올라감", en="purple: covered, it rises"),
    )
    row, column = given.patch
    patch = 1 + _PIXEL * column, 24 + _PIXEL * row, _PIXEL * PATCH, _PIXEL * PATCH
    parts = [
        svg.text(1, 14, Text(ko="답을 정한 곳", en="what decides")),
        svg.signed(given.falls, STRONGEST_FALL, box),
        f'<g opacity="0.35">{svg.ink(given.seen, box)}</g>',
        svg.rectangle(patch, stroke=svg.INK) if given.seen.any() else "",
        svg.rectangle(box, stroke=svg.INK),
        svg.colour_bar(STRONGEST_FALL, (1.0, 172.0, float(_BOX), 8.0)),
        *(svg.text(1, 210 + 14 * row, line, font_size=svg.SMALL) for row, line in enumerate(words)),
    ]
    return svg.drawing(_BOX + 22, 232, alt, *parts)


def _bars(given: Answer, alt: Text) -> str:
    kinds = (
        (given.probabilities, Text(ko="사진과 그림을 배운 모델", en="learned from photos and drawings")),
        (given.of_photos, Text(ko="사진만 배운 모델", en="learned from photos alone")),
    )
    parts, top = [], 40
    for row, (probabilities, name) in enumerate(kinds):
        parts += [_bar(1, 5 + 17 * row, 14, row), svg.text(20, 14 + 17 * row, name)]
        for label, probability in enumerate(probabilities):
            height = top + _ROW * label + 10 * row
            parts.append(_bar(_NAMES, height, _PLOT * float(probability), row))
            parts.append(svg.text(_NAMES + _PLOT + 34, height + 8, f"{probability:.2f}", "end", font_size=10))
    for label, clothing in enumerate(class_names()):
        parts.append(svg.text(_NAMES - 6, top + _ROW * label + 13, clothing, "end"))
    bottom = top + _ROW * 10
    parts.append(svg.line([(_NAMES, top - 3), (_NAMES, bottom), (_NAMES + _PLOT, bottom)], stroke_opacity=0.7))
    for tick in (0, 0.5, 1):
        parts.append(svg.text(_NAMES + _PLOT * tick, bottom + 14, svg.number(tick), "middle", font_size=svg.SMALL))
    parts.append(svg.text(_NAMES + _PLOT / 2, bottom + 29, Text(ko="확률", en="probability"), "middle"))
    return svg.drawing(_NAMES + _PLOT + 40, bottom + 34, alt, *parts)


def _bar(left: float, top: float, width: float, row: int) -> str:
    """A bar of the first model, filled, or of the second one, an outline."""
    box = left, top, max(width, 0.5), 8
    return svg.rectangle(box, stroke=WAITING, stroke_width=1.5) if row else svg.rectangle(box, TRAINING)


# --- the lab ---


class DrawItLab(Lab):
    """The paper with a menu of ready-made drawings, what the models say, and the figure."""

    def __init__(self):
        super().__init__()
        self.paper = new_paper()
        self.upload = widgets.FileUpload(
            accept="image/*",
            description=str(Text(ko="사진 올리기", en="Own picture")),
            layout=widgets.Layout(width="226px"),
        )
        self.problem = ""
        self.ink = SKETCHES[START].ink
        own = (str(Text(ko="내 그림", en="my own")), OWN)
        sketches = [*((str(each.name), key) for key, each in SKETCHES.items()), own]
        self.sketch = menu(Text(ko="그림", en="drawing"), sketches, START)
        self._take_sketch()
        self.sketch.observe(self._take_sketch, names="value")
        self.paper.observe(self._take_ink, names="ink")
        self.upload.observe(self._take_picture, names="value")

    @property
    def settings(self) -> tuple[np.ndarray, str, str]:
        """The ink, the name of the ready-made drawing that it is, and what was wrong with the file chosen last."""
        return self.ink, self.sketch.value, self.problem

    @property
    def widget(self) -> widgets.Widget:
        return self.look(self.sketch, self.paper, self.upload)

    def answer(self, settings: tuple[np.ndarray, str, str]) -> dict[widgets.Widget, object]:
        ink, sketch, problem = settings
        given = answer(ink)
        said = explain(ink, given, sketch)
        return {self.picture: draw(given, joined(*said)), self.words: in_lines(*([problem] if problem else []), *said)}

    def keras_code(self, settings: tuple[np.ndarray, str, str]) -> str:
        return in_keras(as_the_data(settings[0]))

    def _take_sketch(self, *_) -> None:
        """Put the ready-made drawing on the paper."""
        with self.changing():
            if self.sketch.value != OWN:
                self.problem = ""
                self.ink = SKETCHES[self.sketch.value].ink
                self.paper.ink = as_text(self.ink)

    def _take_ink(self, *_) -> None:
        """Take what the browser sends; what is no drawing is passed over."""
        with self.changing():
            ink = ink_of(self.paper.ink)
            if ink is not None and not np.array_equal(ink, self.ink):
                self.ink, self.problem = ink, ""
                self.sketch.value = OWN

    def _take_picture(self, *_) -> None:
        """Put the file that was chosen on the paper; where it is no picture, say so and leave the paper."""
        with self.changing():
            content = content_of(self.upload.value)
            try:
                ink = ink_of_picture(content) if content is not None else self.ink
            except CourseError as error:
                self.problem = str(error)
                return
            self.ink, self.problem = ink, ""
            self.sketch.value = OWN
            self.paper.ink = as_text(ink)


def open_lab() -> Interactive:
    """The lab with its models trained and a pair of trousers on the paper."""
    opened = DrawItLab()
    given = answer(opened.ink)
    alt = Text(
        ko="그리기 실험실: 윤곽만 그린 {name}. 사진과 그림을 배운 모델: {parts}. 사진만 배운 모델: {others}",
        en="Draw it lab: the outline of {name}. Learned from photos and drawings: {parts}. From photos alone: {others}",
    ).format(
        name=SKETCHES[START].name,
        parts=_listed(given.probabilities),
        others=_listed(given.of_photos),
    )
    return Interactive(opened.widget, text=str(alt), html=opened.picture.value)


def _listed(probabilities: np.ndarray) -> str:
    return ", ".join(f"{name} ≈ {p:.2f}" for name, p in zip(class_names(), probabilities, strict=True))
