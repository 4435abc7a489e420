"""The lab "Layer clinic": guess first, then the findings come in row by row; changed code is examined again."""

import re
from types import SimpleNamespace

import keras
import numpy as np
import pytest
from keras import layers, ops

from tests.support.keras_code import run_code
from tests.support.timing import work_so_far
from utils.core.text import CourseError, set_language
from utils.labs import broken_layers, healthy_layers, lab, layer_clinic, patients
from utils.labs.layer_clinic import NO_FAULT, LayerClinicLab, judge, show
from utils.labs.patients import cases, in_keras, layer_of
from utils.layer_clinic import EXAMINATIONS, Verdict, examine

MOST_TO_THE_FIRST_CHANGE = 0.2
BROKEN_AND_HEALTHY = 23
HEALTHY = ("Dense", "Dropout", "BatchNormalization", "Conv2D", "LSTM", "Embedding", "Add", "Scaled", "Jitter")
FIRST = "WithSquares"
RIGHT_SHAPE = "return (*input_shape[:-1], 2 * input_shape[-1])"


@pytest.fixture
def opened() -> LayerClinicLab:
    set_language("en")
    return LayerClinicLab()


def chosen(opened: LayerClinicLab, name: str, guess: str = NO_FAULT) -> LayerClinicLab:
    opened.menu.value = name
    opened.guess.value = guess
    return opened


def test_it_opens_with_code_and_asks_for_a_guess(opened):
    assert opened.menu.value == FIRST and "compute_output_shape" in opened.code.value
    assert opened.table.value == "" and opened.examined == {}
    assert "First read the code" in opened.words.value


def test_neither_name_nor_place_tells_which_layers_are_sick():
    names = list(cases())[: len(vars_of(broken_layers)) + len(vars_of(healthy_layers))]
    assert set(names) == {kind.__name__ for kind in (*vars_of(broken_layers), *vars_of(healthy_layers))}
    healthy = [index for index, name in enumerate(names) if name in HEALTHY]
    assert min(healthy) > 0 and max(healthy) < len(names) - 1
    telling = re.compile("wrong|loose|forg|unreg|only|mix|always|nan|numpy|broken|sick|healthy|good|bad", re.I)
    assert not [name for name in names if telling.search(name)]


def vars_of(module) -> list[type]:
    return [kind for kind in vars(module).values() if isinstance(kind, type)]


def test_each_layer_in_the_menu_is_examined_as_it_reads():
    for name, make in cases().items():
        case = make()
        assert name in case.code or type(case.layer).__name__ in case.code
        findings = examine(case.layer, *case.inputs)
        assert (findings.faults == []) == (name in HEALTHY), findings
    assert len(cases()) == BROKEN_AND_HEALTHY


@pytest.mark.parametrize("name", cases())
def test_the_code_makes_the_same_layer_with_the_same_findings(name):
    case = cases()[name]()
    names = run_code(in_keras(case.code, case.inputs_code))
    assert type(names["layer"]).__name__ == type(case.layer).__name__
    for ours, theirs in zip(keras.tree.flatten(case.inputs), keras.tree.flatten(names["x"]), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-6)
    found = examine(names["layer"], names["x"])
    expected = examine(case.layer, *case.inputs)
    # A class that no file holds cannot be saved by its name alone.
    assert set(found.faults) - {"saving"} == set(expected.faults) - {"saving"}


def test_the_guess_opens_the_findings_and_is_judged(opened):
    chosen(opened, "Centered", guess="batch")
    assert "Centered" in opened.table.value and "faults 1" in opened.table.value
    assert "You guessed right" in opened.words.value
    opened.guess.value = "shape"
    assert "something else" in opened.words.value and "batch independence" in opened.words.value
    chosen(opened, "Dense", guess=NO_FAULT)
    assert "faults 0" in opened.table.value and "You guessed right" in opened.words.value


@pytest.mark.parametrize("name", cases())
def test_every_guess_about_every_layer_is_judged_by_its_faults(name):
    set_language("en")
    case = cases()[name]()
    findings = examine(case.layer, *case.inputs)
    for guess in (NO_FAULT, *EXAMINATIONS):
        right = guess in findings.faults if findings.faults else guess == NO_FAULT
        assert str(judge(guess, findings)).startswith("You guessed right") == right


def test_changed_code_is_examined_and_brought_back(opened):
    chosen(opened, FIRST, guess="shape")
    assert "faults 1" in opened.table.value and opened.again.disabled
    opened.code.value = opened.code.value.replace("return input_shape", RIGHT_SHAPE)
    assert opened.table.value == "" and "has changed" in opened.words.value, "findings of other code would lie"
    opened.again.click()
    assert "faults 0" in opened.table.value and "no fault" in opened.words.value
    opened.back.click()
    assert "faults 1" in opened.table.value and opened.back.disabled


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("class A(", "Line 1: SyntaxError"),
        ("x = 1\nlayer = undefined", "Line 2: NameError"),
        ("layer = 3", "Now `layer` is 3"),
        ("x = 3", "Now `layer` is None"),
        ("layer = layers.Dense", "Now `layer` is Dense"),
        ("raise SystemExit", "Line 1: SystemExit"),
        ("import nothing_of_the_kind", "ModuleNotFoundError"),
    ],
)
def test_code_that_makes_no_layer_is_told_in_a_sentence(opened, code, words):
    with pytest.raises(CourseError) as raised:
        layer_of(code)
    assert words in str(raised.value)
    opened.code.value = code
    opened.again.click()
    assert (
        opened.table.value == "" and words.split(":")[0].replace("`layer`", "<code>layer</code>") in opened.words.value
    )
    assert not opened.again.disabled, "it may work the next time"


def test_what_was_typed_and_guessed_is_kept_for_each_layer(opened):
    chosen(opened, FIRST, guess="shape")
    opened.code.value = changed = opened.code.value + "\n# mine"
    chosen(opened, "Centered", guess="batch")
    opened.menu.value = FIRST
    assert (opened.code.value, opened.guess.value) == (changed, "shape")
    opened.menu.value = "Centered"
    assert opened.guess.value == "batch" and "faults 1" in opened.table.value


def test_the_rows_come_in_one_by_one():
    set_language("en")
    fresh, tables = LayerClinicLab(), []
    fresh.menu.value = "Stretched"
    fresh.table.observe(lambda change: tables.append(change["new"]), names="value")
    fresh.guess.value = "gradients"
    waiting = [table.count("</span> pending") for table in tables]
    assert waiting == list(range(len(EXAMINATIONS), -1, -1))


def test_the_first_change_comes_at_once_and_a_second_visit_is_not_examined_again(monkeypatch, record_property):
    fresh, moments = LayerClinicLab(), []
    fresh.table.observe(lambda _: moments.append(work_so_far()), names="value")
    shares = []
    for name in ("Energy", "LSTM", "Centered"):
        fresh.menu.value = name
        moments.clear()
        begin = work_so_far()
        fresh.guess.value = "batch"
        shares.append((moments[0] - begin) / (moments[-1] - begin))
    record_property("measured", f"layer clinic, first change after {max(shares):.1%} of the examination")
    assert max(shares) < MOST_TO_THE_FIRST_CHANGE
    monkeypatch.setattr(layer_clinic, "examinations", lambda *_: pytest.fail("examined again"))
    fresh.menu.value = "LSTM"
    assert "LSTM" in fresh.table.value and "pending" not in fresh.table.value


def test_an_examination_that_is_broken_off_starts_anew(monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt
        yield

    fresh = LayerClinicLab()
    fresh.menu.value = "Centered"
    with monkeypatch.context() as patched:
        patched.setattr(layer_clinic, "examinations", interrupted)
        with pytest.raises(KeyboardInterrupt):
            fresh.guess.value = "batch"
    fresh.menu.value = FIRST
    fresh.menu.value = "Centered"
    assert "✗" in fresh.table.value and "pending" not in fresh.table.value


class Doubled(layers.Layer):
    def call(self, x):
        return 2 * x


def test_layers_of_the_notebook_are_in_the_menu(monkeypatch):
    mine, unbuilt, many = Doubled(), layers.Dense(3), layers.Add()
    mine(np.ones((2, 3), "float32"))
    many([np.ones((2, 3), "float32")] * 2)
    inputs = keras.Input((3,))
    own = {"mine": mine, "unbuilt": unbuilt, "many": many, "_hidden": mine, "model": keras.Model(inputs, inputs)}
    monkeypatch.setattr(patients, "get_ipython", lambda: SimpleNamespace(user_ns={**own, "x": 3, "kind": Doubled}))
    found = [name for name in cases() if "=" in name]
    assert found == ["mine = Doubled(…)"]
    case = cases()[found[0]]()
    assert case.layer is mine and "return 2 * x" in case.code and case.inputs[0].shape[1:] == (3,)
    set_language("en")
    opened = chosen(LayerClinicLab(), found[0])
    assert "faults 1" in opened.table.value
    assert case.code.endswith("layer = Doubled()")
    opened.code.value = f"@keras.saving.register_keras_serializable()\n{case.code}"
    opened.again.click()
    assert "faults 0" in opened.table.value, "and one can mend it here"


def test_the_code_of_a_class_in_a_cell_is_found():
    from tests.proofs.section_run import run_cell

    namespace = {"layers": layers, "ops": ops, "__name__": "__main__"}
    run_cell("n = 3\n\nclass Cell(layers.Layer):\n    def call(self, x):\n        return ops.abs(x)\n", namespace)
    assert patients._code_of(namespace["Cell"]).startswith("class Cell(layers.Layer):")
    assert patients._code_of(namespace["Cell"]).endswith("return ops.abs(x)")
    exec("class Nowhere(layers.Layer):\n    def call(self, x):\n        return x", namespace)
    assert "Nowhere" in patients._code_of(namespace["Nowhere"])


def test_waiting_examinations_are_shown_as_pending(lang):
    table = show("Dense", [])
    assert {finding.verdict for finding in table} == {Verdict.PENDING}
    assert {"ko": "대기", "en": "pending"}[lang] in repr(table)


def test_opening_it_shows_the_start(lang):
    shown = lab("layer clinic")
    data, _ = shown._repr_mimebundle_()
    assert FIRST in repr(shown) and FIRST in data["text/html"]
    code, folded = data["text/html"].split("<details>")
    assert {"ko": "결함 1", "en": "faults 1"}[lang] in folded and "✗" not in code
