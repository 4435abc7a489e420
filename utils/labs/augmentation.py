"""The lab "Augmentation": copies of one picture, and what a model that learned without them answers about each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import ipywidgets as widgets
import keras
import numpy as np
from keras import layers

from utils.core.display import Interactive
from utils.core.html import rich
from utils.core.palette import RIGHT, WRONG
from utils.core.text import Text, joined
from utils.data import class_names, fashion_mnist
from utils.labs.base import Lab
from utils.labs.controls import LABEL, menu, one_look
from utils.labs.kept_figure import KeptFigure
from utils.labs.training import convolution, dense, own_seeds

SIDE = 28
PHOTOS, EPOCHS, BATCH = 6_000, 4, 64
COPIES, SHOWN = 64, 10
HORIZONTAL, VERTICAL = "horizontal flip", "vertical flip"
_MOST_STRENGTH = 0.8
_FRAME = 0.2  # its grey
_LITTLE, _MUCH = 1 / 8, 0.9  # of the copies


# --- the model ---


def trained_on(pictures: np.ndarray, labels: np.ndarray) -> keras.Model:
    """A plain convnet with two convolutions, trained for one or two seconds.

    Args:
        pictures: (n, 28, 28), uint8. As numbers from 0 to 1 all of them at once would take four times the memory.
        labels: (n,), 0 to 9.

    Returns:
        A model of pictures of shape (28, 28, 1), float32 from 0 to 1.
    """
    seed = own_seeds()
    model = keras.Sequential(
        [
            keras.Input((SIDE, SIDE, 1)),
            convolution(16, seed(), strides=2, padding="same", activation="relu"),
            convolution(32, seed(), strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dropout(0.3, seed=seed()),
            dense(64, seed(), activation="relu"),
            dense(10, seed(), activation="softmax"),
        ]
    )
    learning = keras.Sequential([keras.Input((SIDE, SIDE, 1), dtype="uint8"), layers.Rescaling(1 / 255), model])
    learning.compile(keras.optimizers.Adam(2e-3), "sparse_categorical_crossentropy")
    # What `fit` shuffles with comes from the lesson's random numbers; the lab's model is the same in every lesson.
    order = np.random.default_rng(seed()).permutation(len(pictures))
    settings = {"epochs": EPOCHS, "batch_size": BATCH, "shuffle": False, "verbose": 0}
    learning.fit(pictures[order, ..., np.newaxis], labels[order], **settings)
    return model


@cache
def photo_model() -> keras.Model:
    """The model that learned from the photos as they are."""
    (pictures, labels), _ = fashion_mnist()
    return trained_on(pictures[:PHOTOS], labels[:PHOTOS])


def known_pictures(model: keras.Model) -> dict[int, np.ndarray]:
    """By label the first test picture that the model answers right: (28, 28), float32 from 0 to 1."""
    _, (pictures, labels) = fashion_mnist()
    pictures = pictures[:200].astype("float32") / 255
    answers = np.argmax(model.predict_on_batch(pictures[..., np.newaxis]), axis=-1)
    right = {label: np.flatnonzero((labels[:200] == label) & (answers == label)) for label in range(10)}
    return {label: pictures[indices[0]] for label, indices in right.items() if len(indices)}


# --- the copies ---


@dataclass(frozen=True)
class Transformation:
    """A random layer of Keras.

    Attributes:
        name: as the menu has it.
        make: gives the layer for a strength and a seed.
        code: the same as a learner writes it, with a place for the strength.
        remark: what to keep in mind when pictures are changed like this.
    """

    name: Text
    make: Callable[[float, int], layers.Layer]
    code: str
    remark: Text


TRANSFORMATIONS = {
    HORIZONTAL: Transformation(
        Text(ko="좌우 뒤집기", en="flip left and right"),
        lambda strength, seed: layers.RandomFlip("horizontal", seed=seed),
        'RandomFlip("horizontal")',
        Text(
            ko="절반쯤이 뒤집힙니다. 오른쪽을 보는 신발도 신발이지만, 이 데이터의 신발은 거의 모두 왼쪽을 봅니다.",
            en="About half are flipped. A shoe that points right is a shoe, but in these data nearly all point left.",
        ),
    ),
    VERTICAL: Transformation(
        Text(ko="위아래 뒤집기", en="flip up and down"),
        lambda strength, seed: layers.RandomFlip("vertical", seed=seed),
        'RandomFlip("vertical")',
        Text(
            ko="절반쯤이 뒤집힙니다. 레이블은 그대로 맞지만, 테스트 사진에 거꾸로 놓인 옷은 없습니다.",
            en="About half are flipped. The label still holds, but no test picture is upside down.",
        ),
    ),
    "rotation": Transformation(
        Text(ko="회전", en="rotation"),
        lambda strength, seed: layers.RandomRotation(strength, fill_mode="constant", seed=seed),
        'RandomRotation({strength:g}, fill_mode="constant")',
        Text(
            ko="1은 한 바퀴입니다. 테스트 사진은 거의 기울지 않았습니다.",
            en="1 is a whole turn. Test pictures are hardly tilted at all.",
        ),
    ),
    "translation": Transformation(
        Text(ko="이동", en="translation"),
        lambda strength, seed: layers.RandomTranslation(strength, strength, fill_mode="constant", seed=seed),
        'RandomTranslation({strength:g}, {strength:g}, fill_mode="constant")',
        Text(
            ko="1은 사진의 너비만큼입니다. 밖으로 나간 부분은 사라집니다.",
            en="1 is the width of the picture. What leaves it is gone.",
        ),
    ),
    "zoom": Transformation(
        Text(ko="확대와 축소", en="zoom"),
        lambda strength, seed: layers.RandomZoom((-strength, strength), fill_mode="constant", seed=seed),
        'RandomZoom((-{strength:g}, {strength:g}), fill_mode="constant")',
        Text(
            ko="크게 확대하면 윤곽이 사진 밖으로 나가고 천만 남습니다.",
            en="Zoomed in far, the outline leaves the picture and only cloth is left.",
        ),
    ),
    "contrast": Transformation(
        Text(ko="대비", en="contrast"),
        lambda strength, seed: layers.RandomContrast((strength, strength), value_range=(0, 1), seed=seed),
        "RandomContrast(({strength:g}, {strength:g}), value_range=(0, 1))",
        Text(
            ko="수를 두 개 주어야 대비가 낮아지기도 합니다. `RandomContrast(0.5)`는 높이기만 합니다.",
            en="It takes two numbers to lower the contrast as well: `RandomContrast(0.5)` only raises it.",
        ),
    ),
    "brightness": Transformation(
        Text(ko="밝기", en="brightness"),
        lambda strength, seed: layers.RandomBrightness(strength, value_range=(0, 1), seed=seed),
        "RandomBrightness({strength:g}, value_range=(0, 1))",
        Text(
            ko="흰 배경까지 회색이 됩니다. 테스트 사진의 배경은 모두 흰색입니다.",
            en="The white background turns grey as well. In every test picture it is white.",
        ),
    ),
}


@dataclass(frozen=True)
class Settings:
    """What a learner sets.

    Attributes:
        transformation: a key of `TRANSFORMATIONS`.
        strength: the layer's argument, from 0 to 0.8; flips have none.
        label: the class of the picture.
        seed: of the layer's random numbers.
    """

    transformation: str = "rotation"
    strength: float = 0.1
    label: int = 9
    seed: int = 1

    @property
    def flips(self) -> bool:
        return self.transformation in (HORIZONTAL, VERTICAL)


@dataclass(frozen=True)
class Copies:
    """A picture and its copies.

    Attributes:
        original: (28, 28), from 0 to 1.
        pictures: (64, 28, 28), from 0 to 1.
        answers: (64,), the class that the model names.
    """

    original: np.ndarray
    pictures: np.ndarray
    answers: np.ndarray

    @property
    def faint(self) -> np.ndarray:
        """(64,), whether the grey values of a copy spread less than half as far as those of the original."""
        return self.pictures.std(axis=(1, 2)) < self.original.std() / 2


def augment(model: keras.Model, original: np.ndarray, settings: Settings) -> Copies:
    """The copies that these settings give, and what the model answers about each."""
    layer = TRANSFORMATIONS[settings.transformation].make(settings.strength, settings.seed)
    batch = np.repeat(original[np.newaxis, :, :, np.newaxis], COPIES, axis=0)
    pictures = keras.ops.convert_to_numpy(layer(batch, training=True))
    return Copies(original, pictures[..., 0], np.argmax(model.predict_on_batch(pictures), axis=-1))


def explain(settings: Settings, copies: Copies) -> list[Text]:
    """The layer as code; then how many copies keep their answer, and what that means for training."""
    kept, faint = int(np.sum(copies.answers == settings.label)), int(copies.faint.sum())
    chosen = TRANSFORMATIONS[settings.transformation]
    code = f"`layers.{chosen.code.format(strength=settings.strength)}`"
    counts = Text(
        ko="모델의 답이 여전히 '{name}'인 복사본은 {all}장 가운데 {kept}장입니다. 그림은 그 가운데 {shown}장입니다.",
        en="For {kept} of {all} copies, of which {shown} are drawn, the model still answers '{name}'.",
    ).format(kept=kept, all=COPIES, shown=SHOWN, name=class_names()[settings.label])
    if not settings.flips and settings.strength == 0:
        nothing = Text(
            ko="세기가 0이면 복사본은 모두 원본과 같습니다. 새로 배울 것이 없습니다.",
            en="At strength 0 every copy is the original. There is nothing new to learn from it.",
        )
        return [Text(code, code), joined(counts, nothing)]
    return [Text(code, code), joined(counts, _meaning(kept, faint), chosen.remark)]


def _meaning(kept: int, faint: int) -> Text:
    if faint > COPIES * _LITTLE:
        return Text(
            ko="{faint}장에는 보이는 것이 거의 남지 않았습니다. 레이블만 남은 사진은 모델에게 틀린 것을 가르칩니다.",
            en="In {faint} hardly anything is left to see. A picture with only its label left teaches something wrong.",
        ).format(faint=faint)
    if kept >= COPIES * _MUCH:
        return Text(
            ko="모델이 이미 아는 사진들입니다. 해롭지 않지만 새로 배울 것도 적습니다.",
            en="These it knows already: they do no harm, and there is little in them to learn.",
        )
    return Text(
        ko="답이 바뀐 사진을 여러분이 알아본다면, 바로 그것이 증강으로 배울 사진입니다.",
        en="Where the answer changed and you still recognise the picture, augmentation has something to teach.",
    )


# --- the lab ---


class AugmentationFigure(KeptFigure):
    """The picture at the left, ten of its copies with the model's answers at the right."""

    def __init__(self):
        super().__init__(8, 3.2)
        # One empty sheet for all pictures, in inches: axes of their own would cost 15 ms each.
        self._sheet = self.figure.add_axes((0, 0, 1, 1))
        self._sheet.set_axis_off()
        self._original = self._start_picture(0.85, 1.1)
        corners = [(2.44 + 1.24 * column, top) for top in (0.3, 1.95) for column in range(SHOWN // 2)]
        self._copies = [self._start_picture(*corner) for corner in corners]
        self._sheet.set(xlim=(0, 8), ylim=(3.2, 0))

    def show(self, settings: Settings, copies: Copies) -> None:
        """These copies; an answer that is not the label is orange-red."""
        names = class_names()
        original = Text(ko="원본: {name}", en="original: {name}").format(name=names[settings.label])
        self._fill(self._original, copies.original, str(original), "black")
        for slot, picture, answer in zip(self._copies, copies.pictures, copies.answers, strict=False):
            right = answer == settings.label
            self._fill(slot, picture, names[answer], RIGHT if right else WRONG)

    def _start_picture(self, middle: float, top: float) -> tuple:
        """A framed picture, 1.15 inches wide, with words above it."""
        extent = (middle - 0.575, middle + 0.575, top + 1.15, top)
        image = self._sheet.imshow(
            np.zeros((SIDE + 2, SIDE + 2)), cmap="gray_r", vmin=0, vmax=1, extent=extent, interpolation="nearest"
        )
        return image, self._sheet.text(middle, top - 0.05, "", ha="center", va="bottom")

    def _fill(self, slot: tuple, picture: np.ndarray, words: str, colour: str) -> None:
        image, text = slot
        image.set_data(np.pad(picture, 1, constant_values=_FRAME))
        text.set_text(words)
        text.set_color(colour)


class AugmentationLab(Lab):
    """Menus of transformations and pictures, a slider of strength, a button for other copies, facts and figure."""

    def __init__(self):
        super().__init__()
        self.picture = widgets.Image(format="png")
        self.model, self.figure = photo_model(), AugmentationFigure()
        self.pictures = known_pictures(self.model)
        self.seed = 1
        start = Settings()
        self.transformation = menu(
            Text(ko="변환", en="change"),
            [(str(each.name), key) for key, each in TRANSFORMATIONS.items()],
            start.transformation,
        )
        self.strength = widgets.FloatSlider(
            value=start.strength,
            max=_MOST_STRENGTH,
            step=0.1,
            readout_format=".1f",
            description=str(Text(ko="세기", en="strength")),
            style=LABEL,
        )
        self.label = menu(
            Text(ko="사진", en="picture"),
            [(class_names()[label], label) for label in self.pictures],
            start.label if start.label in self.pictures else next(iter(self.pictures)),
        )
        self.again = widgets.Button(description=str(Text(ko="다시 뽑기", en="draw again")), icon="refresh")
        self.follow(self.transformation, self.strength, self.label)
        self.again.on_click(self._draw_again)
        self.redraw()

    @property
    def settings(self) -> Settings:
        return Settings(self.transformation.value, round(self.strength.value, 1), self.label.value, self.seed)

    def copies(self, settings: Settings) -> Copies:
        """What these settings give; the same settings give the same copies."""
        return augment(self.model, self.pictures[settings.label], settings)

    @property
    def widget(self) -> widgets.Widget:
        return one_look([self.transformation, self.strength, self.label, self.again], self.picture, self.words)

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        copies = self.copies(settings)
        self.strength.disabled = settings.flips
        words = "<br>".join(map(rich, explain(settings, copies)))
        return {self.picture: self.figure.png(settings, copies), self.words: words}

    def _draw_again(self, _) -> None:
        with self.changing():
            self.seed += 1


def open_lab() -> Interactive:
    """The lab with its model trained, and an ankle boot turned a little."""
    opened = AugmentationLab()
    kept = int(np.sum(opened.copies(opened.settings).answers == opened.settings.label))
    alt = Text(
        ko="증강 실험실: {name} 사진을 `{code}`[으로] 바꾼 복사본 10장. "
        "{all}장 가운데 ≈ {kept}장에서 답이 그대로입니다.",
        en="Augmentation lab: ten copies of the {name} made by `{code}`. Of {all}, ≈ {kept} keep their answer.",
    ).format(
        name=class_names()[opened.settings.label],
        code=TRANSFORMATIONS[opened.settings.transformation].code.format(strength=opened.settings.strength),
        all=COPIES,
        kept=kept,
    )
    return Interactive(opened.widget, text=str(alt), picture=opened.picture.value)
