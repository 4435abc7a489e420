"""The lab "Playground": what its scripts work out is what Keras works out, and it needs no kernel."""

import contextlib
import io
import json
import os
import re
import sys
from itertools import product

import keras
import numpy as np
import pytest
from playwright.sync_api import expect

from tests.support.browser import CHROMIUM, new_browser
from tests.support.closing_lines import say_at_the_end
from tests.support.hanging import SECONDS_UNTIL_IT_HANGS
from utils.core.text import LANGUAGES, set_language
from utils.labs import playground
from utils.labs.playground import IN_BROWSER, SCRIPTS, WORDS, answer, still, words
from utils.plots import set_style

DATA, ACTIVATIONS, LAYERS = (
    ("gaussians", "circles", "moons", "spirals"),
    ("linear", "relu", "tanh", "sigmoid"),
    range(4),
)
# Any two of the three meet in one of these; to train each of the 64 networks in Keras takes minutes.
EACH_WITH_EACH = [
    (data, activation, LAYERS[(i + j) % len(LAYERS)])
    for (i, data), (j, activation) in product(enumerate(DATA), enumerate(ACTIVATIONS))
]
SETTINGS = {"noise": 0.1, "share": 0.5, "units": 4, "learningRate": 0.1, "batchSize": 10}
AS_IT_OPENS = SETTINGS | {"data": "circles", "layers": 1, "units": 6, "activation": "relu", "learningRate": 0.3}
FIVE_DIGITS = 5e-6
FRAMES = 20

# What the test asks the scripts: the state of a run before its steps and after them.
ASK = """([settings, drawn, before, after]) => {
    const run = new window.playground.Run(settings, drawn)
    for (let step = 0; step < before; step++) run.step()
    const points = [...run.training, ...run.validation]
    const code = run.ready ? window.playground.kerasCode(run) : ""
    const predictions = points.map(({ x, y }) => run.network.predict(x, y))
    for (let step = 0; step < after; step++) run.step()
    run.note()
    const layers = run.network.layers.map(({ weights, biases }) => [[...weights], [...biases]])
    const { ready, epochs, steps, seen, now, diverged, climbed } = run
    const training = run.training.length
    return { code, predictions, points, layers, ready, epochs, steps, seen, now, diverged, climbed, training }
}"""
STILL = """settings => {
    const run = new window.playground.Run(settings)
    for (let epoch = 0; epoch < 100; epoch++) run.epoch()
    const places = (points, known) => points.map(({ x, y, label }) => [x, y, label, known])
    const rows = ({ inputs, outputs, weights }) =>
        Array.from({ length: inputs }, (_, row) => [...weights.subarray(row * outputs, (row + 1) * outputs)])
    return {
        points: [...places(run.training, 1), ...places(run.validation, 0)],
        layers: run.network.layers.map((layer) => [rows(layer), [...layer.biases]]),
        history: {
            training: run.history.map(({ training }) => training),
            validation: run.history.map(({ validation }) => validation),
        },
    }
}"""
COUNT_FRAMES = """() => {
    window.frames_drawn = 0
    const draw = CanvasRenderingContext2D.prototype.drawImage
    CanvasRenderingContext2D.prototype.drawImage = function (...picture) {
        window.frames_drawn += 1
        return draw.apply(this, picture)
    }
}"""


@pytest.fixture(scope="module")
def page():
    """A page without a kernel, with the scripts as the notebook gets them."""
    if CHROMIUM is None:
        explain = "no Chromium was found: the scripts of the lab run in one"
        pytest.fail(explain) if os.environ.get("CI") else pytest.skip(explain)
    with new_browser() as browser:
        page = browser.new_page()
        page.set_content('<html lang="en"><style></style><div id="lab"></div></html>')
        page.add_style_tag(path=IN_BROWSER / "playground.css")
        load = "async code => { window.playground = await import(`data:text/javascript,${encodeURIComponent(code)}`) }"
        page.evaluate(load, playground.script())
        yield page


@pytest.fixture
def lab(page):
    """The lab on that page, in English, as it opens."""
    set_language("en")
    mount = "words => { window.leave?.(); const lab = document.getElementById('lab'); lab.replaceChildren(); "
    page.evaluate(mount + "window.leave = window.playground.mount(lab, words) }", words())
    return page


def ask(page, settings: dict, before: int = 0, after: int = 0, drawn: tuple = ()) -> dict:
    return page.evaluate(ASK, [settings, list(drawn), before, after])


def run_in_keras(code: str) -> dict:
    """The names that the code of the lab binds."""
    names: dict = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, names)
    return names


# --- the scripts and Keras ---


@pytest.mark.parametrize(("data", "activation", "layers"), EACH_WITH_EACH)
def test_the_code_gives_the_same_network_and_goes_the_same_way(page, data, activation, layers):
    """Ten epochs of ten batches, as the code goes on, are a hundred steps of the lab."""
    settings = SETTINGS | {"data": data, "activation": activation, "layers": layers}
    shown = ask(page, settings, after=100)
    assert (shown["epochs"], shown["steps"], shown["training"]) == (10, 100, 100)
    begun, names = shown["code"].split("print(")[0], {}
    exec(begun, names)
    points = np.concatenate([names["x_train"], names["x_val"]])
    predictions = names["model"].predict_on_batch(points)[:, 0]
    np.testing.assert_allclose(predictions, shown["predictions"], atol=FIVE_DIGITS)

    with contextlib.redirect_stdout(io.StringIO()):
        exec(shown["code"].removeprefix(begun), names)
    for part, known in (("training", "train"), ("validation", "val")):
        loss, right = names["model"].evaluate(names[f"x_{known}"], names[f"y_{known}"], verbose=0)
        assert loss == pytest.approx(shown["now"][part]["loss"], abs=FIVE_DIGITS)
        assert right == pytest.approx(shown["now"][part]["right"], abs=0.011)


def test_the_code_goes_on_in_the_middle_of_an_epoch_with_a_smaller_last_batch(page):
    settings = SETTINGS | {"data": "moons", "activation": "relu", "layers": 2, "batchSize": 30}
    shown = ask(page, settings, before=6, after=2 + 4 * 10)
    assert "x_train[60:]" in shown["code"] and shown["seen"] == 0 and shown["epochs"] == 12
    names = run_in_keras(shown["code"])
    loss = names["model"].evaluate(names["x_train"], names["y_train"], verbose=0)[0]
    assert loss == pytest.approx(shown["now"]["training"]["loss"], abs=FIVE_DIGITS)


def test_numbers_in_the_code_are_the_very_same_float32(page):
    numbers = np.random.default_rng(0).normal(size=300).astype("float32") * 10.0 ** np.arange(-6, 6).repeat(25)
    numbers = [*numbers.astype("float32").tolist(), 0.0, 1.0, -0.5]
    code = """numbers => {
        const network = new window.playground.Network(0, 1, "relu")
        const layer = { inputs: numbers.length, outputs: 1, weights: Float32Array.from(numbers), biases: [0] }
        const run = { settings: {}, network: { layers: [layer] }, training: [], validation: [], seen: 0 }
        return window.playground.kerasCode(run)
    }"""
    (row,) = re.findall(r"np\.array\((\[\[.*\]\])\),", page.evaluate(code, numbers))
    assert np.array_equal(np.array(json.loads(row), "float32")[:, 0], np.array(numbers, "float32"))


def test_a_learning_rate_that_is_far_too_large_is_told_and_nothing_fails(page):
    shown = ask(page, AS_IT_OPENS | {"layers": 3, "learningRate": 1e6, "activation": "linear"}, after=300)
    assert shown["diverged"]


# --- points ---


@pytest.mark.parametrize("data", DATA)
def test_each_data_set_has_as_many_of_each_label_and_repeats(page, data):
    one, other = (ask(page, AS_IT_OPENS | {"data": data}, after=20) for _ in range(2))
    assert one == other
    assert sum(point["label"] for point in one["points"]) == len(one["points"]) / 2 == 100


@pytest.mark.parametrize("share", [0.1, 0.3, 0.9])
def test_the_share_of_training_data_is_what_is_set(page, share):
    assert ask(page, AS_IT_OPENS | {"share": share})["training"] == round(200 * share)


def test_drawn_points_are_trained_on_once_there_are_four_of_both_kinds(page):
    own = AS_IT_OPENS | {"data": "own"}
    corners = [{"x": x, "y": y, "label": int(x * y > 0)} for x in (-1, 1) for y in (-1, 1)]
    assert not ask(page, own)["ready"]
    assert not ask(page, own, drawn=corners[:3])["ready"]
    assert not ask(page, own, drawn=[corner | {"label": 0} for corner in corners])["ready"]
    shown = ask(page, own | {"share": 0.9}, after=5, drawn=corners)
    assert shown["ready"] and shown["training"] == 3
    names = run_in_keras(shown["code"])
    assert names["x_val"].shape == (1, 2)


# --- words ---


def test_both_sides_agree_on_the_words():
    code = (IN_BROWSER / "playground.js").read_text(encoding="utf-8")
    used = set(re.findall(r"words\.(\w+)", code)) | {*DATA, "own", "label0", "label1"}
    assert used == WORDS.keys()
    for text in WORDS.values():
        assert {*re.findall(r"\{\w+\}", text.ko)} == {*re.findall(r"\{\w+\}", text.en)}


def test_the_scripts_as_one_hold_no_import_that_would_not_be_found():
    joined = playground.script()
    assert not re.search(r'^import .* from "', joined, re.M)
    assert all((IN_BROWSER / name).read_text(encoding="utf-8").splitlines()[0] in joined for name in SCRIPTS)


def test_without_the_package_a_sentence_says_what_to_do(monkeypatch, lang):
    set_style()
    playground._widget_class.cache_clear()
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "anywidget", None)
        assert "%pip install anywidget" in playground.open_lab().widget.value
    assert playground.open_lab().widget.words == words(), "once it is installed, no restart is needed"


@pytest.mark.parametrize(("data", "rate"), list(product(DATA, (0.01, 0.3, 30))))
def test_a_loss_that_has_grown_is_said_to_have_grown(page, data, rate):
    """An independent rule: the losses before the first step and after the last one."""
    settings = SETTINGS | {"data": data, "activation": "relu", "layers": 2, "learningRate": rate}
    first, last = (ask(page, settings, after=steps)["now"]["training"]["loss"] or float("inf") for steps in (0, 300))
    shown = ask(page, settings, after=300)
    assert shown["climbed"] == (not shown["diverged"] and last > max(1, 1.5 * first))
    assert not shown["climbed"] or rate == 30


# --- for where nothing runs ---


def test_the_still_picture_shows_what_the_scripts_work_out(page):
    now = page.evaluate(STILL, AS_IT_OPENS)
    for kept, made in zip(keras.tree.flatten(still()), keras.tree.flatten(now), strict=True):
        assert kept == pytest.approx(made, abs=1e-4)
    x, y, labels, trained_on = np.array(still()["points"]).T
    right = (answer(np.stack([x, y], axis=1)) > 0.5) == labels
    assert right[trained_on == 1].all() and right.mean() > 0.95


# --- the lab on a page without a kernel ---


def test_it_plays_pauses_steps_and_begins_anew_by_keyboard(lab, pytestconfig):
    told = lab.locator("[aria-live=polite]")
    assert told.text_content().startswith("Epoch 0, step 0.")
    before = lab.locator(".plane").screenshot()
    lab.keyboard.press("Tab")
    assert lab.evaluate("document.activeElement.textContent") == "Play"
    lab.evaluate(COUNT_FRAMES)
    begin = lab.evaluate("performance.now()")
    lab.keyboard.press("Space")
    lab.wait_for_function(f"window.frames_drawn >= {3 * FRAMES}", timeout=1000 * SECONDS_UNTIL_IT_HANGS)
    frames, seconds = lab.evaluate("window.frames_drawn"), (lab.evaluate("performance.now()") - begin) / 1000
    say_at_the_end(pytestconfig, f"playground: {frames / seconds:.0f} frames a second while it trains")
    assert lab.evaluate("document.activeElement.textContent") == "Pause"
    lab.keyboard.press("Space")
    assert int(re.match(r"Epoch (\d+)", told.text_content())[1]) >= 3 * FRAMES
    assert lab.locator(".plane").screenshot() != before
    drawn = lab.evaluate("window.frames_drawn")
    lab.wait_for_timeout(100)
    assert lab.evaluate("window.frames_drawn") == drawn, "it goes on although it is paused"

    lab.get_by_role("button", name="Reset").press("Enter")
    assert told.text_content().startswith("Epoch 0, step 0.")
    lab.get_by_role("button", name="Step").press("Enter")
    assert told.text_content().startswith("Epoch 0, step 1.")


def test_it_is_drawn_anew_when_a_page_names_another_theme(lab):
    plane = "document.querySelector('.plane').toDataURL()"
    light = lab.evaluate(plane)
    lab.evaluate("document.documentElement.style.colorScheme = 'dark'")
    dark = lab.evaluate(plane)
    lab.evaluate("document.documentElement.style.colorScheme = ''")
    assert dark != light


def test_what_can_have_the_focus_keeps_its_keys_from_jupyterlab(lab):
    """JupyterLab took the arrows of a slider for itself: it looks at no more than the element with the focus."""
    for _ in range(12):
        lab.keyboard.press("Tab")
        kept = "document.activeElement === document.body || document.activeElement.dataset.lmSuppressShortcuts"
        assert lab.evaluate(kept)


def test_each_control_has_a_name_and_changes_the_network(lab):
    controls = lab.locator("input[type=range], select")
    for index in range(controls.count()):
        control = controls.nth(index)
        assert control.evaluate("control => control.labels[0].textContent")
    lab.get_by_label("hidden layers").press("ArrowRight")
    assert lab.locator(".layer").count() == 2 and lab.locator(".layer canvas").count() == 12
    lab.get_by_label("units in each").press("Home")
    assert lab.locator(".layer canvas").count() == 2
    lab.get_by_label("hidden layers").press("Home")
    assert lab.locator(".layer").count() == 0


def test_points_are_put_by_keyboard_and_by_mouse(lab):
    lab.get_by_label("data", exact=True).select_option("own")
    assert lab.get_by_role("button", name="Play").is_disabled()
    plane = lab.locator(".plane")
    plane.focus()
    lab.keyboard.press("Enter")
    lab.keyboard.press("ArrowRight")
    lab.keyboard.press("Space")
    lab.get_by_label("purple").check()
    plane.click(position={"x": 30, "y": 30})
    assert "there are 3" in lab.locator(".told").text_content()
    plane.click(position={"x": 40, "y": 30})
    assert lab.get_by_role("button", name="Play").is_enabled()
    plane.press("Backspace")
    assert "there are 3" in lab.locator(".told").text_content()
    lab.get_by_role("button", name="Clear").click()
    assert "there are 0" in lab.locator(".told").text_content()


def test_the_code_is_that_of_what_is_shown(lab):
    lab.get_by_label("activation").select_option("tanh")
    lab.get_by_role("button", name="Play").click()
    lab.locator("summary").click()
    code = lab.locator("textarea")
    # A fold tells of its opening a little later.
    expect(lab.get_by_role("button", name="Play"), "it pauses for the code").to_be_visible()
    expect(code).to_have_value(re.compile(r"learning_rate=0\.3"))
    expect(code).to_have_value(re.compile('activation="tanh"'))
    lab.get_by_label("learning rate").select_option("1")
    expect(code).to_have_value(re.compile(r"learning_rate=1\)"))
    lab.get_by_role("button", name="Copy the code").click()
    expect(lab.locator("[role=status]")).not_to_be_empty()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_a_narrow_page(lab, language):
    lab.set_viewport_size({"width": 390, "height": 900})
    set_language(language)
    lab.evaluate(
        "words => { window.leave(); window.leave = window.playground.mount(document.getElementById('lab'), words) }",
        words(),
    )
    lab.get_by_label(words()["layers"], exact=True).press("End")
    assert lab.evaluate("document.documentElement.scrollWidth") <= 390
    lab.set_viewport_size({"width": 1200, "height": 1000})
