"""The lab "Layer clinic": the code and the waiting table stand there at once, then the findings come in row by row."""

from types import SimpleNamespace

import keras
import numpy as np
import pytest
from keras import layers, ops

from tests.support.timing import work_so_far
from utils.core.text import set_language
from utils.labs import lab, layer_clinic
from utils.labs.layer_clinic import FIRST, LayerClinicLab, cases, show
from utils.layer_clinic import EXAMINATIONS, Verdict, examine

MOST_TO_THE_FIRST_CHANGE = 0.2
BROKEN_AND_HEALTHY = 21


@pytest.fixture
def opened() -> LayerClinicLab:
    set_language("en")
    return LayerClinicLab()


def test_it_opens_with_the_first_layer_examined(opened):
    assert opened.menu.value == FIRST
    assert "compute_output_shape" in opened.code.value and "pending" not in opened.table.value
    assert "✗" in opened.table.value


def test_each_layer_in_the_menu_is_examined_as_it_reads(opened):
    for name, make in cases().items():
        case = make()
        assert name in case.code or type(case.layer).__name__ in case.code
        findings = examine(case.layer, *case.inputs)
        healthy = name in ("Dense", "Dropout", "BatchNormalization", "Conv2D", "LSTM", "Embedding", "Add")
        assert (findings.faults == []) == healthy, findings
    assert len(cases()) == BROKEN_AND_HEALTHY


def test_choosing_a_layer_shows_its_code_and_its_findings(opened):
    opened.menu.value = "MixesRows"
    assert "ops.mean(x, axis=0)" in opened.code.value
    assert "MixesRows" in opened.table.value and "faults 1" in opened.table.value
    opened.menu.value = "Dense"
    assert "layers.Dense(4" in opened.code.value and "faults 0" in opened.table.value


def test_the_rows_come_in_one_by_one():
    set_language("en")
    fresh, tables = LayerClinicLab(), []
    fresh.table.observe(lambda change: tables.append(change["new"]), names="value")
    fresh.menu.value = "LooseWeight"
    waiting = [table.count("… pending") for table in tables]
    assert waiting == list(range(len(EXAMINATIONS), -1, -1))


def test_the_first_change_comes_at_once_and_a_second_visit_is_not_examined_again(monkeypatch, record_property):
    fresh, moments = LayerClinicLab(), []
    fresh.table.observe(lambda _: moments.append(work_so_far()), names="value")
    shares = []
    for name in ("Float32Only", "LSTM", "MixesRows"):
        moments.clear()
        begin = work_so_far()
        fresh.menu.value = name
        shares.append((moments[0] - begin) / (moments[-1] - begin))
    record_property("measured", f"layer clinic, first change after {max(shares):.1%} of the examination")
    assert max(shares) < MOST_TO_THE_FIRST_CHANGE
    monkeypatch.setattr(layer_clinic, "examinations", lambda *_: pytest.fail("examined again"))
    fresh.menu.value = "LSTM"
    assert "LSTM" in fresh.table.value and "…" not in fresh.table.value


def test_an_examination_that_is_broken_off_starts_anew(monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt
        yield

    fresh = LayerClinicLab()
    with monkeypatch.context() as patched:
        patched.setattr(layer_clinic, "examinations", interrupted)
        with pytest.raises(KeyboardInterrupt):
            fresh.menu.value = "MixesRows"
    fresh.menu.value = FIRST
    fresh.menu.value = "MixesRows"
    assert "…" not in fresh.table.value


class Doubled(layers.Layer):
    def call(self, x):
        return 2 * x


def test_layers_of_the_notebook_are_in_the_menu(monkeypatch):
    mine, unbuilt, many = Doubled(), layers.Dense(3), layers.Add()
    mine(np.ones((2, 3), "float32"))
    many([np.ones((2, 3), "float32")] * 2)
    inputs = keras.Input((3,))
    own = {"mine": mine, "unbuilt": unbuilt, "many": many, "_hidden": mine, "model": keras.Model(inputs, inputs)}
    monkeypatch.setattr(layer_clinic, "get_ipython", lambda: SimpleNamespace(user_ns={**own, "x": 3, "kind": Doubled}))
    found = [name for name in cases() if "=" in name]
    assert found == ["mine = Doubled(…)"]
    case = cases()[found[0]]()
    assert case.layer is mine and "return 2 * x" in case.code and case.inputs[0].shape[1:] == (3,)
    opened = LayerClinicLab()
    opened.menu.value = found[0]
    assert "faults 1" in opened.table.value or "결함 1" in opened.table.value


def test_the_code_of_a_class_in_a_cell_is_found():
    from tests.proofs.section_run import run_cell

    namespace = {"layers": layers, "ops": ops, "__name__": "__main__"}
    run_cell("n = 3\n\nclass Cell(layers.Layer):\n    def call(self, x):\n        return ops.abs(x)\n", namespace)
    assert layer_clinic._code_of(namespace["Cell"]).startswith("class Cell(layers.Layer):")
    assert layer_clinic._code_of(namespace["Cell"]).endswith("return ops.abs(x)")
    exec("class Nowhere(layers.Layer):\n    def call(self, x):\n        return x", namespace)
    assert "Nowhere" in layer_clinic._code_of(namespace["Nowhere"])


def test_waiting_examinations_are_shown_as_pending(lang):
    case = cases()["Dense"]()
    table = show(case, [])
    assert {finding.verdict for finding in table} == {Verdict.PENDING}
    assert {"ko": "대기", "en": "pending"}[lang] in repr(table)


def test_opening_it_shows_the_start(lang):
    shown = lab("layer clinic")
    data, _ = shown._repr_mimebundle_()
    assert FIRST in repr(shown) and FIRST in data["text/html"]
    assert {"ko": "결함 1", "en": "faults 1"}[lang] in data["text/html"]
