"""The Shapes lab: what it computes is what Keras builds, and what cannot be built is explained in words."""

import contextlib
import io
from functools import partial
from itertools import product

import keras
import pytest

from tests.support.timing import MOST_AGAINST_AN_EMPTY_PLOT, against_an_empty_plot
from utils.labs import lab, shapes
from utils.labs.shapes import INPUTS, MENU, START, ShapesLab, Stack, advice, draw, stack_up, verdict


def built(input_shape, names: list[str]) -> keras.Model:
    """The same stack as a real model: new layers from the configuration of those in the menu."""
    configs = [(type(MENU[name]), MENU[name].get_config()) for name in names]
    copies = [kind.from_config({**config, "name": f"layer_{n}"}) for n, (kind, config) in enumerate(configs)]
    return keras.Sequential([keras.Input(input_shape), *copies])


def stack_on(input_shape, names: list[str]) -> Stack:
    """Menus with these layers, and empty ones below."""
    (name,) = (name for name, shape in INPUTS.items() if shape == input_shape)
    return Stack(name, (*names, *[""] * (len(START) - len(names))))


def shapes_within_reach() -> set[tuple[int, ...]]:
    """Every shape that one or two layers of the menu make of an input, and some that are nearly used up."""
    found = set(INPUTS.values()) | {(1, 1, 4), (2, 2, 1), (2, 8), (1, 8)}
    for _ in range(2):
        found |= {stack_up(shape, [name])[0].shape for shape, name in product(found, MENU)} - {None}
    return found


def test_each_layer_gives_the_shape_and_the_parameters_of_a_built_model():
    tried = fitting = 0
    for shape in sorted(shapes_within_reach())[::3]:
        for name in MENU:
            floor, tried = stack_up(shape, [name])[0], tried + 1
            if floor.shape is None:
                with pytest.raises(ValueError):
                    built(shape, [name])
                continue
            model, fitting = built(shape, [name]), fitting + 1
            assert eval(floor.arithmetic.replace("×", "*") or "0") == floor.parameters
            assert (floor.shape, floor.parameters) == (model.output_shape[1:], model.count_params()), (shape, name)
    assert fitting > 100 and tried - fitting > 100


@pytest.mark.parametrize(
    ("input_shape", "names"),
    [
        ((28, 28, 1), [name for name in START if name]),
        ((28, 28), ["LSTM(32, return_sequences=True)", "LSTM(32)", "BatchNormalization()", 'Dense(10, "softmax")']),
        ((784,), ["Reshape((28, 28, 1))", "Conv2D(32, 3, strides=2)", "GlobalAveragePooling2D()", "Dense(64)"]),
        ((28, 28), ["Conv1D(32, 3)", "MaxPooling1D(3)", "GlobalAveragePooling1D()", "Dropout(0.5)"]),
    ],
)
def test_a_whole_stack_equals_a_built_model(input_shape, names):
    stack = stack_on(input_shape, names)
    floors, model = stack_up(input_shape, names), built(input_shape, names)
    assert [floor.shape for floor in floors] == [layer.output.shape[1:] for layer in model.layers]
    assert [floor.parameters for floor in floors] == [layer.count_params() for layer in model.layers]
    assert f"{model.count_params():,}" in verdict(stack).en and str(model.output_shape) in verdict(stack).en


@pytest.mark.parametrize(
    ("input_shape", "names", "words"),
    [
        ((784,), ["Conv2D(16, 3)"], "three axes"),
        ((28, 28), ["Conv2D(16, 3)"], "it gets (28, 28)"),
        ((28, 28, 1), ["LSTM(32)"], "two axes"),
        ((28, 28), ["LSTM(32)", "LSTM(32)"], "it gets (32,)"),
        ((28, 28), ["Dense(64)", "Reshape((28, 28))"], "1,792"),
        ((28, 28, 1), ["MaxPooling2D(2)"] * 5, "is larger than (1, 1, 1)"),
    ],
)
def test_a_stack_that_cannot_work_is_explained(input_shape, names, words):
    stack = stack_on(input_shape, [*names, "Dense(64)"])
    floors = stack.floors
    assert len(floors) == len(names), "nothing stands on a layer that cannot work"
    assert floors[-1].shape is None and words in floors[-1].words.en
    assert f"It stops at menu {len(names)}: this model cannot be built." in verdict(stack).en
    assert any("가" <= letter <= "힣" for letter in floors[-1].words.ko)
    with pytest.raises(ValueError):
        built(input_shape, names)


def test_the_culprit_goes_by_its_menu():
    menus = ("", "Flatten()", "", "", "LSTM(32)", "", "")
    assert Stack("pixels", menus).culprit == 5 and "menu 5" in verdict(Stack("pixels", menus)).en


@pytest.mark.parametrize("input_name", INPUTS)
def test_advice_works_when_it_is_followed(input_name):
    """Over all pairs of layers, in a stack with room and in a full one: what stood before the culprit works, and it."""
    for first, second in product(["", *MENU], MENU):
        for rest in (("",) * 5, ("Dropout(0.5)",) * 5):
            stack, followed = Stack(input_name, (first, second, *rest)), 0
            while change := advice(stack):
                assert len(change.menus) == len(stack.menus) and change.menus != stack.menus
                after = Stack(input_name, change.menus)
                assert after.culprit is None or len(after.floors) - 1 >= len(stack.floors) - 1, (stack, change)
                stack, followed = after, followed + 1
                assert followed <= len(stack.menus), stack
            if stack.layers:
                assert stack.floors[-1].shape, stack


@pytest.mark.parametrize(
    ("stack", "words"),
    [
        (Stack("rows", ("LSTM(32)", "LSTM(32)", "", "", "", "", "")), "return_sequences=True"),
        (Stack("pixels", ("Conv2D(16, 3)", "", "", "", "", "", "")), "Put `Reshape((28, 28, 1))` before menu 1"),
        (Stack("picture", ("LSTM(32)", "", "", "", "", "", "")), "Put `Reshape((28, 28))` before menu 1"),
        (Stack("pixels", ("Dense(64)", "Reshape((28, 28))", "", "", "", "", "")), "before `Dense(64)` in menu 1"),
    ],
)
def test_the_advice_is_what_a_teacher_would_say(stack, words):
    assert words in advice(stack).words.en


def test_the_button_does_what_is_advised():
    opened = ShapesLab()
    opened.slots[0].value = "Flatten()"
    assert not opened.mend.disabled
    for _ in START:
        opened.mend.click()
    assert opened.settings.culprit is None and opened.mend.disabled


def test_the_code_builds_what_is_shown():
    opened = ShapesLab()
    namespace: dict = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(opened.folded_code.code, namespace)
    assert namespace["model"].output_shape == (None, 10) and f"{namespace['model'].count_params():,}" in str(
        verdict(opened.settings).en
    )
    opened.input.value = "pixels"
    with pytest.raises(ValueError):
        exec(opened.folded_code.code, {})


def test_a_window_that_leaves_nothing_is_too_large_as_well(monkeypatch):
    """So Keras 3.13 answers, which Colab has; later ones refuse."""
    monkeypatch.setattr(shapes.MENU["MaxPooling2D(2)"], "compute_output_shape", lambda shape: (None, 0, 0, 1))
    (floor,) = stack_up((1, 1, 1), ["MaxPooling2D(2)", "Dense(64)"])
    assert floor.shape is None and "is larger than (1, 1, 1)" in floor.words.en


def test_dense_on_a_picture_works_and_is_remarked_on():
    (floor,) = stack_up((28, 28), ['Dense(10, "softmax")'])
    assert floor.shape == (28, 10) and "not one answer but 28" in floor.words.en


def test_every_menu_changes_the_table(lang):
    opened = ShapesLab()
    seen = [opened.picture.value]
    touches = [(opened.slots[0], 'Conv2D(16, 3, padding="same")'), (opened.slots[6], "Dropout(0.5)")]
    for menu, choice in [*touches, (opened.input, "pixels")]:
        menu.value = choice
        seen.append(opened.picture.value)
    assert len(set(seen)) == len(seen)
    assert "✗" in seen[-1] and "✗" not in seen[0]
    for slot in opened.slots:
        slot.value = ""
    assert opened.settings.floors == [] and str(verdict(opened.settings)) in opened.words.value


def test_no_choice_raises_and_each_is_quick_enough():
    opened = ShapesLab()
    menus = (opened.input, *opened.slots)
    touches = [partial(setattr, menu, "value", choice) for menu in menus for _, choice in menu.options]
    assert against_an_empty_plot(touches) < MOST_AGAINST_AN_EMPTY_PLOT


def test_opening_it_shows_the_start_and_leaves_the_names_of_new_layers_alone(lang):
    before = keras.layers.Dense(1).name
    opened = lab("shapes")
    after = keras.layers.Dense(1).name
    assert int(after.rpartition("_")[2]) - int(before.rpartition("_")[2] if "_" in before else 0) == 1
    assert "Conv2D(16, 3): (26, 26, 16), 160" in repr(opened)
    assert "12,810" in repr(opened) and "(3 × 3 × 1 + 1) × 16" in opened._repr_mimebundle_()[0]["text/html"]


def test_nothing_in_the_menu_gets_built():
    stack_up((28, 28, 1), [name for name in START if name])
    assert not any(layer.weights for layer in shapes.MENU.values())
    assert draw(stack_on((784,), [])).count("<svg") == 1
