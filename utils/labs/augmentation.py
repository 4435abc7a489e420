"""The lab "Augmentation": copies of a picture, what a model says about each, and a training with and without them."""

import textwrap
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import ipywidgets as widgets
import keras
import numpy as np
from keras import layers

from utils.core.display import Interactive
from utils.core.html import in_lines
from utils.core.palette import RIGHT, WRONG
from utils.core.text import Text, joined
from utils.data import class_names, fashion_mnist
from utils.labs import svg
from utils.labs.base import Lab
from utils.labs.controls import button, menu, one_look, slider
from utils.labs.run_curves import describe_shelf, draw_runs
from utils.labs.runs import KeptRuns, Run, Shelf
from utils.labs.training import Trainer, convolution, dense, grow, own_seeds

SIDE = 28
PHOTOS, EPOCHS, BATCH = 6_000, 4, 64
COPIES = 15
# The training with and without augmentation: so few photos that a model learns them by heart.
FEW, LONG, VALIDATION = 500, 12, slice(8_000, 9_000)
HORIZONTAL, VERTICAL = "horizontal flip", "vertical flip"
_MOST_STRENGTH = 0.8
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
    model = keras.Sequential([keras.Input((SIDE, SIDE, 1)), *_convnet(seed)])
    learning = keras.Sequential([keras.Input((SIDE, SIDE, 1), dtype="uint8"), layers.Rescaling(1 / 255), model])
    learning.compile(keras.optimizers.Adam(2e-3), "sparse_categorical_crossentropy")
    # What `fit` shuffles with comes from the lesson's random numbers; the lab's model is the same in every lesson.
    order = np.random.default_rng(seed()).permutation(len(pictures))
    settings = {"epochs": EPOCHS, "batch_size": BATCH, "shuffle": False, "verbose": 0}
    learning.fit(pictures[order, ..., np.newaxis], labels[order], **settings)
    return model


def _convnet(seed: Callable[[], int]) -> list[layers.Layer]:
    return [
        convolution(16, seed(), strides=2, padding="same", activation="relu"),
        convolution(32, seed(), strides=2, padding="same", activation="relu"),
        layers.Flatten(),
        layers.Dropout(0.3, seed=seed()),
        dense(64, seed(), activation="relu"),
        dense(10, seed(), activation="softmax"),
    ]


# The same as a learner writes it.
CONVNET_CODE = """\
layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
layers.Flatten(),
layers.Dropout(0.3),
layers.Dense(64, activation="relu"),
layers.Dense(10, activation="softmax"),"""


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
            ko="빈 배경까지 0보다 커지기도 합니다. 테스트 사진의 배경은 모두 0입니다.",
            en="The empty background may rise above 0 as well. In every test picture it is 0.",
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
        pictures: (15, 28, 28), from 0 to 1.
        answers: (15,), the class that the model names.
    """

    original: np.ndarray
    pictures: np.ndarray
    answers: np.ndarray

    @property
    def faint(self) -> np.ndarray:
        """(15,), whether the grey values of a copy spread less than a quarter as far as those of the original."""
        return self.pictures.std(axis=(1, 2)) < self.original.std() / 4


def augment(model: keras.Model, original: np.ndarray, settings: Settings) -> Copies:
    """The copies that these settings give, and what the model answers about each."""
    layer = TRANSFORMATIONS[settings.transformation].make(settings.strength, settings.seed)
    batch = np.repeat(original[np.newaxis, :, :, np.newaxis], COPIES, axis=0)
    pictures = keras.ops.convert_to_numpy(layer(batch, training=True))
    return Copies(original, pictures[..., 0], np.argmax(model.predict_on_batch(pictures), axis=-1))


def explain(settings: Settings, copies: Copies) -> list[Text]:
    """How many of the copies keep their answer, and what that means for training."""
    kept, faint = int(np.sum(copies.answers == settings.label)), int(copies.faint.sum())
    chosen = TRANSFORMATIONS[settings.transformation]
    counts = Text(
        ko="복사본 {all}장 가운데 {kept}장에서 모델의 답이 여전히 '{name}'입니다.",
        en="For {kept} of the {all} copies the model still answers '{name}'.",
    ).format(kept=kept, all=COPIES, name=class_names()[settings.label])
    if not settings.flips and settings.strength == 0:
        nothing = Text(
            ko="세기가 0이면 복사본은 모두 원본과 같습니다. 새로 배울 것이 없습니다.",
            en="At strength 0 every copy is the original. There is nothing new to learn from it.",
        )
        return [joined(counts, nothing)]
    return [joined(counts, _meaning(kept, faint)), chosen.remark]


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


# --- the training ---


@dataclass(frozen=True)
class Recipe:
    """What a training augments with: a key of `TRANSFORMATIONS`, or None, and the strength."""

    transformation: str | None = None
    strength: float = 0.0

    @property
    def code(self) -> str:
        """The layer as a learner writes it."""
        return f"layers.{TRANSFORMATIONS[self.transformation or HORIZONTAL].code.format(strength=self.strength)}"

    @property
    def name(self) -> Text:
        if self.transformation is None:
            return Text(ko="증강 없이", en="without augmentation")
        return Text(ko="{code}", en="{code}").format(code=self.code.removeprefix("layers."))


def learner(recipe: Recipe) -> keras.Model:
    """A model that augments its photos while it trains, and that has learned nothing yet."""
    seed = own_seeds()
    change = TRANSFORMATIONS[recipe.transformation].make(recipe.strength, seed()) if recipe.transformation else None
    model = keras.Sequential([keras.Input((SIDE, SIDE, 1)), *([change] if change else []), *_convnet(own_seeds())])
    model.compile(keras.optimizers.Adam(2e-3), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def train(run: Run, after_each_epoch: Callable[[Run], None], stop: threading.Event) -> None:
    """Train a model with the recipe of a run on 500 photos: see `grow`."""
    (pictures, labels), _ = fashion_mnist()
    parts = slice(FEW), VALIDATION
    training, validation = ((pictures[part, ..., np.newaxis] / 255, labels[part]) for part in parts)
    grow(run, learner(run.settings), training, validation, after_each_epoch, stop)


def in_keras(recipe: Recipe) -> str:
    """The code of the training without augmentation and with it."""
    return f"""\
import keras
import numpy as np
from keras import layers
from utils.data import fashion_mnist

(pictures, labels), _ = fashion_mnist()
pictures = pictures[..., np.newaxis] / 255
augmentation = {recipe.code}
models, histories = [], []
for change in ([], [augmentation]):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        *change,
{textwrap.indent(CONVNET_CODE, " " * 8)}
    ])
    model.compile(keras.optimizers.Adam(2e-3), "sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(
        pictures[:{FEW}],
        labels[:{FEW}],
        epochs={LONG},
        validation_data=(pictures[{VALIDATION.start}:{VALIDATION.stop}], labels[{VALIDATION.start}:{VALIDATION.stop}]),
    )
    models.append(model)
    histories.append(history.history)"""


# --- the lab ---


def draw(settings: Settings, copies: Copies, alt: Text) -> str:
    """The picture, and each of its copies with the model's answer below it; one that is not the label has a cross."""
    names = class_names()
    original = Text(ko="원본: {name}", en="original: {name}").format(name=names[settings.label])
    pictures = [_framed(copies.original, str(original), svg.INK, alt)]
    for picture, answer in zip(copies.pictures, copies.answers, strict=True):
        right = answer == settings.label
        words = f"{'✓' if right else '✗'} {names[answer]}"
        pictures.append(_framed(picture, words, RIGHT if right else WRONG, words))
    style = "display:flex;flex-wrap:wrap;gap:6px 10px;max-width:720px"
    return f'<div style="{style}">{"".join(pictures)}</div>'


def _framed(picture: np.ndarray, words: str, colour: str, alt: Text | str) -> str:
    box = 1.0, 1.0, 84.0, 84.0
    frame = svg.rectangle((0, 0, 86, 86), stroke=colour, stroke_width=3)
    caption = svg.text(43, 101, words, "middle", font_size=svg.SMALL)
    return svg.drawing(102, 106, alt, f'<g transform="translate(8 0)">{svg.ink(picture, box)}{frame}{caption}</g>')


class AugmentationLab(Lab):
    """Menus of transformations and pictures, a slider of strength, copies, and the training with and without."""

    def __init__(self):
        super().__init__()
        self.model = photo_model()
        self.pictures = known_pictures(self.model)
        self.seed = 1
        start = Settings()
        self.transformation = menu(
            Text(ko="변환", en="change"),
            [(str(each.name), key) for key, each in TRANSFORMATIONS.items()],
            start.transformation,
        )
        strengths = [step / 10 for step in range(round(10 * _MOST_STRENGTH) + 1)]
        self.strength = slider(Text(ko="세기", en="strength"), strengths, start.strength)
        self.label = menu(
            Text(ko="사진", en="picture"),
            [(class_names()[label], label) for label in self.pictures],
            start.label if start.label in self.pictures else next(iter(self.pictures)),
        )
        self.again = button(Text(ko="다시 뽑기", en="Draw again"))
        self.curves = widgets.HTML()
        self.trainer = Trainer(self.train)
        self.trainer.start_button.description = str(Text(ko="증강 없이, 증강하며 학습", en="Train without and with"))
        self.trainer.start_button.layout.width = "auto"
        self.kept = KeptRuns(self, lambda recipe: recipe.name, self._bring_back)
        self.follow(self.transformation, self.strength, self.label)
        self.again.on_click(self._draw_again)
        self.redraw()

    @property
    def settings(self) -> Settings:
        return Settings(self.transformation.value, self.strength.value, self.label.value, self.seed)

    def copies(self, settings: Settings) -> Copies:
        """What these settings give; the same settings give the same copies."""
        return augment(self.model, self.pictures[settings.label], settings)

    @property
    def widget(self) -> widgets.Widget:
        controls = [self.transformation, self.strength, self.label, self.again, self.trainer.buttons]
        return one_look(controls, self.picture, self.words, self.curves, self.kept.widget, self.folded_code.widget)

    def answer(self, settings: Settings) -> dict[widgets.Widget, object]:
        copies, shelf = self.copies(settings), self.kept.shelf
        self.strength.disabled = settings.flips
        self.kept.show(shelf)
        said = explain(settings, copies)
        told = _about_training(shelf, recipe_of(settings))
        curves = draw_runs(shelf, ("accuracy",), LONG, joined(*told)) if shelf.runs else ""
        return {
            self.picture: draw(settings, copies, joined(*said)),
            self.words: in_lines(*said, *told),
            self.curves: curves,
        }

    def keras_code(self, settings: Settings) -> str:
        return in_keras(recipe_of(settings))

    def train(self, stop: threading.Event) -> None:
        """Train without augmentation, where no such run is kept, then with what is set now."""
        recipe = recipe_of(self.settings)
        try:
            without = self._run_without()
            if without is None:
                train(self.kept.begin(Recipe(), LONG), self.kept.grow, stop)
                without = self._run_without()
            train(self.kept.begin(recipe, LONG, beside=without.number if without else 0), self.kept.grow, stop)
        finally:
            self.kept.end()

    def _run_without(self) -> Run | None:
        """The whole run without augmentation that is kept."""
        return next((run for run in self.kept.shelf.runs if run.settings == Recipe() and run.finished), None)

    def _bring_back(self, recipe: Recipe) -> None:
        if recipe.transformation:
            self.transformation.value = recipe.transformation
            self.strength.value = recipe.strength

    def _draw_again(self, _) -> None:
        with self.changing():
            self.seed += 1


def recipe_of(settings: Settings) -> Recipe:
    """What a training with these settings augments with; a flip has no strength."""
    return Recipe(settings.transformation, 0.0 if settings.flips else settings.strength)


def _about_training(shelf: Shelf, recipe: Recipe) -> list[Text]:
    if not shelf.runs:
        return [
            Text(
                ko="버튼은 사진 {n}장으로 같은 모델을 증강 없이 한 번, 이 변환으로 한 번 학습합니다.",
                en="The button trains the same model on {n} photos, once without augmentation and once with it.",
            ).format(n=FEW)
        ]
    chosen, compared = shelf.chosen_run, shelf.run(shelf.compared)
    told = describe_shelf(shelf, recipe if chosen.settings.transformation else chosen.settings)
    if compared and compared.settings == Recipe() and compared.finished and chosen.finished:
        told.append(
            Text(
                ko="학습과 검증의 차이: 증강 없이 {without}, 증강하면 {augmented}.",
                en="Training minus validation: {without} without augmentation, {augmented} with it.",
            ).format(without=svg.change(_gap(compared)), augmented=svg.change(_gap(chosen)))
        )
    return told


def _gap(run: Run) -> float:
    """Training minus validation, of the two digits that are shown of each."""
    return round(run.logs[-1]["accuracy"], 2) - round(run.logs[-1]["val_accuracy"], 2)


def open_lab() -> Interactive:
    """The lab with its model trained, and an ankle boot turned a little."""
    opened = AugmentationLab()
    settings = opened.settings
    kept = int(np.sum(opened.copies(settings).answers == settings.label))
    alt = Text(
        ko="증강 실험실: {name} 사진을 `{code}`[으로] 바꾼 복사본 {all}장. ≈ {kept}장에서 답이 그대로입니다.",
        en="Augmentation lab: {all} copies of the {name} made by `{code}`. ≈ {kept} keep their answer.",
    ).format(name=class_names()[settings.label], code=recipe_of(settings).code, all=COPIES, kept=kept)
    return Interactive(opened.widget, text=str(alt), html=opened.picture.value)
