"""The layer clinic: healthy layers of many families have no fault, broken ones have exactly theirs, none upsets it."""

import os
import subprocess
import sys
import threading
import warnings
from importlib.util import find_spec
from pathlib import Path

import keras
import numpy as np
import pytest
from keras import layers, ops

from utils import layer_clinic
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError, Text
from utils.labs import broken_layers
from utils.layer_clinic import EXAMINATIONS, NAMES, Finding, Findings, Verdict, examinations, examine
from utils.layer_clinic.behaviour import look_at_jit
from utils.layer_clinic.layer_under_test import LayerUnderTest

registered = keras.saving.register_keras_serializable


def noise(*shape: int) -> np.ndarray:
    return np.random.default_rng(0).normal(size=shape).astype("float32")


WORDS = np.random.default_rng(0).integers(0, 10, (4, 6))
HEALTHY = {
    "Dense": lambda: (layers.Dense(3, activation="relu"), noise(4, 6)),
    "Dense on a sequence": lambda: (layers.Dense(3), noise(4, 5, 6)),
    "EinsumDense": lambda: (layers.EinsumDense("ab,bc->ac", output_shape=3), noise(4, 6)),
    "Conv2D": lambda: (layers.Conv2D(3, 3), noise(4, 8, 8, 2)),
    "Conv2DTranspose": lambda: (layers.Conv2DTranspose(3, 3), noise(4, 8, 8, 2)),
    "SeparableConv2D": lambda: (layers.SeparableConv2D(3, 3), noise(4, 8, 8, 2)),
    "MaxPooling2D": lambda: (layers.MaxPooling2D(), noise(4, 8, 8, 2)),
    "LSTM": lambda: (layers.LSTM(3), noise(4, 5, 6)),
    "LSTM with its state": lambda: (layers.LSTM(3, return_state=True), noise(4, 5, 6)),
    "LSTM, stateful": lambda: (layers.LSTM(3, stateful=True), noise(4, 5, 6)),
    "GRU with dropout": lambda: (layers.GRU(3, dropout=0.5), noise(4, 5, 6)),
    "Bidirectional": lambda: (layers.Bidirectional(layers.SimpleRNN(3)), noise(4, 5, 6)),
    "TimeDistributed": lambda: (layers.TimeDistributed(layers.Dense(3)), noise(4, 5, 6)),
    "BatchNormalization": lambda: (layers.BatchNormalization(), noise(4, 6)),
    "LayerNormalization": lambda: (layers.LayerNormalization(), noise(4, 6)),
    "SpectralNormalization": lambda: (layers.SpectralNormalization(layers.Dense(3)), noise(4, 6)),
    "Normalization": lambda: (layers.Normalization(), noise(4, 6)),
    "Dropout": lambda: (layers.Dropout(0.5), noise(4, 6)),
    "GaussianNoise": lambda: (layers.GaussianNoise(0.5), noise(4, 6)),
    "RandomRotation": lambda: (layers.RandomRotation(0.1), noise(4, 8, 8, 3)),
    "Embedding": lambda: (layers.Embedding(10, 3, mask_zero=True), WORDS),
    "MultiHeadAttention": lambda: (layers.MultiHeadAttention(2, 4), noise(4, 5, 6), noise(4, 7, 6)),
    "Attention": lambda: (layers.Attention(), [noise(4, 5, 6), noise(4, 7, 6)]),
    "Add": lambda: (layers.Add(), [noise(4, 6), noise(4, 6)]),
    "Concatenate": lambda: (layers.Concatenate(), [noise(4, 6), noise(4, 3)]),
    "Flatten": lambda: (layers.Flatten(), noise(4, 5, 6)),
    "PReLU, on positive numbers": lambda: (layers.PReLU(), abs(noise(4, 6))),
    "Softmax": lambda: (layers.Softmax(), noise(4, 6)),
    "Discretization": lambda: (layers.Discretization([0.2, 0.5]), noise(4, 6)),
    "ActivityRegularization": lambda: (layers.ActivityRegularization(0.1), noise(4, 6)),
    "Sequential": lambda: (keras.Sequential([layers.Dense(3), layers.Dropout(0.5), layers.Dense(2)]), noise(4, 6)),
    "one row": lambda: (layers.Dense(3), noise(1, 6)),
}
BROKEN = {
    "WithSquares": ["shape"],
    "FirstColumn": ["shape"],
    "Stretched": ["gradients"],
    "Power": ["config"],
    "Squared": ["saving"],
    "Energy": ["dtypes"],
    "Centered": ["batch"],
    "Counted": ["training"],
    "Shaken": ["training"],
    "Sloped": ["jit_compile"],
    "Squashed": ["gradients", "jit_compile"],
    "Parabola": ["call"],
    "Logarithm": ["call"],
}


def broken_layer(name: str) -> keras.Layer:
    kind = getattr(broken_layers, name)
    return kind(power=3) if name == "Power" else kind()


@pytest.mark.parametrize("case", HEALTHY)
def test_a_healthy_layer_has_no_fault(case):
    layer, *inputs = HEALTHY[case]()
    findings = examine(layer, *inputs)
    assert findings.faults == [], findings
    assert [finding.examination for finding in findings] == list(EXAMINATIONS)


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_layer_has_exactly_its_fault(case):
    findings = examine(broken_layer(case), noise(4, 6))
    assert findings.faults == BROKEN[case], findings


def test_every_layer_of_the_lab_is_tested():
    assert {name for name, kind in vars(broken_layers).items() if isinstance(kind, type)} == set(BROKEN)


# --- more that can be wrong, and what is no fault ---


@registered("clinic-test")
class TakesAFunction(layers.Layer):
    def __init__(self, function, **kwargs):
        super().__init__(**kwargs)
        self.function = function

    def call(self, x):
        return self.function(x)


@registered("clinic-test")
class TakesNoKeywords(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units

    def call(self, x):
        return x * self.units

    def get_config(self):
        return {**super().get_config(), "units": self.units}


@registered("clinic-test")
class BadShapeMethod(layers.Layer):
    def call(self, x):
        return x

    def compute_output_shape(self, input_shape):
        return input_shape.first


@registered("clinic-test")
class SquareRoot(layers.Layer):
    def call(self, x):
        return ops.sqrt(ops.relu(x))


@registered("clinic-test")
class OneRowOnly(layers.Layer):
    def call(self, x):
        return ops.reshape(x, (4, -1))


@registered("clinic-test")
class AddsALoss(layers.Layer):
    def build(self, input_shape):
        self.target = self.add_weight(name="target", shape=(input_shape[-1],), initializer="ones")

    def call(self, x):
        self.add_loss(ops.mean(ops.square(x - self.target)))
        return x


@registered("clinic-test")
class StartsAtZero(layers.Layer):
    def build(self, input_shape):
        self.down = self.add_weight(name="down", shape=(input_shape[-1], 2), initializer="glorot_uniform")
        self.up = self.add_weight(name="up", shape=(2, input_shape[-1]), initializer="zeros")

    def call(self, x):
        return x + x @ self.down @ self.up


@registered("clinic-test")
class WeightInCall(layers.Layer):
    def call(self, x):
        return x * self.add_weight(shape=(x.shape[-1],), initializer="ones")


@registered("clinic-test")
class OnceInPython(layers.Layer):
    calls = 0

    def call(self, x):
        type(self).calls += 1
        return x * (1 if self.calls < 12 else 2)


@registered("clinic-test")
class Dictionaries(layers.Layer):
    def call(self, inputs):
        return {"sum": inputs["a"] + inputs["b"], "difference": inputs["a"] - inputs["b"]}


class Prints(layers.Layer):
    """Its graph writes to the file descriptor of stderr, as XLA does in TensorFlow 2.20 when it compiles."""

    def call(self, inputs):
        import tensorflow as tf

        tf.print("a line of the log")
        return inputs


def test_compiling_writes_no_log_line(capfd):
    tested = LayerUnderTest(Prints(), (noise(4, 6),))
    tested.call_for_the_first_time()
    assert "a line of the log" in capfd.readouterr().err
    look_at_jit(tested)
    assert capfd.readouterr().err == ""


def test_a_config_that_cannot_be_made_or_used_is_a_fault():
    for layer in (TakesAFunction(ops.tanh), TakesNoKeywords(2)):
        findings = examine(layer, noise(4, 6))
        assert findings.faults == ["config"], findings
        assert verdicts(findings)["saving"] is verdicts(findings)["dtypes"] is Verdict.NOTE


def test_a_lambda_is_told_to_become_a_function_or_a_class():
    findings = examine(layers.Lambda(lambda x: 2 * x), noise(4, 6))
    assert findings.faults == ["config"] and "Register a named function" in text_of(findings, "config")


@pytest.mark.parametrize(
    ("layer", "faults"),
    [
        (BadShapeMethod, ["shape"]),
        (SquareRoot, ["gradients"]),
        (OneRowOnly, ["batch"]),
        (AddsALoss, []),
        (StartsAtZero, []),
        (WeightInCall, ["call"]),
    ],
)
def test_further_layers(layer, faults):
    findings = examine(layer(), noise(4, 6) if layer is not SquareRoot else -abs(noise(4, 6)))
    assert findings.faults == faults, findings


def test_python_that_runs_only_while_it_is_compiled_is_found():
    findings = examine(OnceInPython(), noise(4, 6))
    assert "jit_compile" in findings.faults or "training" in findings.faults, findings


def test_dictionaries_go_in_and_out():
    findings = examine(Dictionaries(), {"a": noise(4, 6), "b": noise(4, 6)})
    assert findings.faults == [], findings


def test_an_operation_that_xla_lacks_is_a_note():
    findings = examine(layers.IntegerLookup(vocabulary=[1, 2, 3]), WORDS)
    assert findings.faults == [] and verdicts(findings)["jit_compile"] is Verdict.NOTE


def test_gradients_of_two_weights_of_one_name_are_told_apart():
    model = keras.Sequential([layers.Dense(3, name="first"), layers.Dense(2, name="second")])
    assert "`first/kernel`" in (text := text_of(examine(model, noise(4, 6)), "gradients")) and "`second/kernel`" in text


def verdicts(findings: Findings) -> dict[str, Verdict]:
    return {finding.examination: finding.verdict for finding in findings}


def text_of(findings: Findings, examination: str) -> str:
    return next(finding.text.en for finding in findings if finding.examination == examination)


# --- the layer stays as it was ---


def test_an_unbuilt_layer_is_left_as_after_its_first_call():
    layer = broken_layers.Counted()
    examine(layer, noise(4, 6))
    assert layer.built and int(layer.count) == 1


@pytest.mark.parametrize("case", HEALTHY)
def test_a_built_layer_keeps_its_weights_seeds_and_state(case):
    layer, *inputs = HEALTHY[case]()
    layer(*inputs)
    everything = [*layer.variables, *(getattr(layer, "states", None) or ())]
    before = [ops.convert_to_numpy(variable.value) for variable in everything]
    findings = examine(layer, *inputs)
    assert findings.faults == [], findings
    after = [ops.convert_to_numpy(variable.value) for variable in everything]
    assert all(np.array_equal(old, new) for old, new in zip(before, after, strict=True))


def test_a_layer_of_a_model_keeps_its_place():
    inputs = keras.Input((6,))
    layer = layers.Dense(3)
    model = keras.Model(inputs, layers.Dense(2)(layer(inputs)))
    x, shape = noise(4, 6), layer.output.shape
    before = ops.convert_to_numpy(model(x))
    examine(layer, x)
    assert layer.output.shape == shape and np.array_equal(before, ops.convert_to_numpy(model(x)))


def test_examinations_that_are_broken_off_put_the_weights_back():
    layer = broken_layers.Counted()
    layer(noise(4, 6))
    under_way = examinations(layer, noise(4, 6))
    for _ in range(4):
        next(under_way)
    under_way.close()
    assert int(layer.count) == 1


def test_the_inputs_stay_as_they_were():
    x = noise(4, 6)
    before = x.copy()
    examine(layers.Dense(3), x)
    assert np.array_equal(x, before)


def test_the_global_settings_stay_as_they_were():
    examine(layers.Dense(3), noise(4, 6))
    assert keras.config.dtype_policy().name == "float32"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        examine(layers.Dense(3), noise(4, 6))
        warnings.warn("still heard", stacklevel=1)
    assert [str(warning.message) for warning in caught] == ["still heard"]


# --- it never raises on a broken layer ---


def _raise(*_, **__):
    raise RuntimeError("broken <script>")


def _hostile(**methods) -> keras.Layer:
    return type("Hostile", (layers.Layer,), {"call": lambda self, x: x, **methods})()


HOSTILE = {
    "call raises": lambda: _hostile(call=_raise),
    "build raises": lambda: _hostile(build=_raise),
    "get_config raises": lambda: _hostile(get_config=_raise),
    "get_config returns nothing": lambda: _hostile(get_config=lambda self: None),
    "from_config raises": lambda: _hostile(from_config=classmethod(_raise)),
    "compute_output_shape raises": lambda: _hostile(compute_output_shape=_raise),
    "compute_output_shape returns nothing": lambda: _hostile(compute_output_shape=lambda self, shape: None),
    "returns a text": lambda: _hostile(call=lambda self, x: "text"),
    "returns itself": lambda: _hostile(call=lambda self, x: self),
    "returns a number": lambda: _hostile(call=lambda self, x: 3.0),
    "returns an empty list": lambda: _hostile(call=lambda self, x: []),
    "takes nothing": lambda: _hostile(call=lambda self: 1),
    "goes round for ever": lambda: _hostile(call=lambda self, x: self.call(x)),
    "exits": lambda: _hostile(call=lambda self, x: sys.exit(1)),
    "holds a lock": lambda: setattr(layer := _hostile(), "lock", threading.Lock()) or layer,
    "set_weights raises": lambda: _hostile(set_weights=_raise),
    "its weights are gone": lambda: _hostile(get_weights=lambda self: [np.zeros(3)]),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_it_never_raises_on_a_broken_layer(case, lang):
    findings = examine(HOSTILE[case](), noise(4, 6))
    assert findings.faults
    assert "Traceback" not in repr(findings) and "<script" not in findings._repr_html_()
    assert [finding.examination for finding in findings] == list(EXAMINATIONS)


def test_a_wrong_input_is_a_fault_of_the_call():
    findings = examine(layers.Conv2D(3, 3), noise(4, 6))
    assert findings.faults == ["call"] and "ndim" in text_of(findings, "call")
    assert set(verdicts(findings).values()) == {Verdict.FAULT, Verdict.NOTE}


# --- bad use gets one sentence ---


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((layers.Dense, noise(4, 6)), "is a class"),
        ((3, noise(4, 6)), "takes a Keras layer"),
        ((None,), "takes a Keras layer"),
        ((layers.Dense(3),), "Pass example inputs"),
        ((layers.Dense(3), 3), "array of numbers"),
        ((layers.Dense(3), None), "array of numbers"),
        ((layers.Dense(3), "text"), "array of numbers"),
        ((layers.Dense(3), np.array(["a", "b"])), "array of numbers"),
        ((layers.Dense(3), object()), "array of numbers"),
        ((layers.Dense(3), noise(0, 6)), "first axis"),
        ((layers.Dense(3), []), "Pass example inputs"),
        ((layers.Add(), [noise(4, 6), noise(3, 6)]), "first axis"),
    ],
)
def test_bad_use_gets_one_sentence(lang, arguments, words):
    with pytest.raises(CourseError) as caught:
        examine(*arguments)
    said = str(caught.value)
    assert "\n" not in said and bool([letter for letter in said if "가" <= letter <= "힣"]) == (lang == "ko")
    assert words in said or lang == "ko"


def test_keras_tensors_and_lists_of_arrays_are_inputs():
    x = ops.convert_to_tensor(noise(4, 6))
    assert examine(layers.Dense(3), x).faults == [] == examine(layers.Add(), (x, x)).faults


# --- the table ---


def test_the_table_reads_in_both_languages(lang):
    findings = examine(broken_layers.WithSquares(), noise(4, 6))
    plain, table = repr(findings), findings._repr_html_()
    words = {"ko": ("결함 1", "통과", "출력의 형태"), "en": ("faults 1", "pass", "output shape")}[lang]
    for shown in (plain, table):
        assert all(word in shown for word in words) and "✗" in shown and "✓" in shown
    assert "`" not in plain and table.count("</tr>") == len(EXAMINATIONS) == len(plain.splitlines()) - 1
    assert "white-space:normal" in table


def test_every_text_is_in_two_languages():
    texts = [
        *NAMES.values(),
        *(finding.text for name in BROKEN for finding in examine(broken_layer(name), noise(4, 6))),
    ]
    assert all(isinstance(text, Text) and text.ko and text.en for text in texts)
    assert list(NAMES) == list(EXAMINATIONS)


def test_markup_in_a_finding_is_escaped():
    findings = Findings("a <b>", (Finding("call", Verdict.FAULT, Text(ko="<i>", en="<i>")),))
    assert "<i>" not in findings._repr_html_() and "a <b>" not in findings._repr_html_()


def test_it_stands_on_the_core_alone():
    lines = [line for file in Path(layer_clinic.__file__).parent.glob("*.py") for line in file.read_text().splitlines()]
    imported = {line.split()[1] for line in lines if line.startswith(("from utils", "import utils"))}
    assert {name for name in imported if not name.startswith(("utils.layer_clinic", "utils.core"))} == set()


# --- other backends ---

ON_ANOTHER_BACKEND = """
import tests.test_layer_clinic as clinic

for case in ("Dense", "LSTM", "BatchNormalization", "Dropout", "Embedding", "Add", "PReLU, on positive numbers"):
    layer, *inputs = clinic.HEALTHY[case]()
    findings = clinic.examine(layer, *inputs)
    assert findings.faults == [], findings
for case in ("WithSquares", "Stretched", "Power", "Energy", "Centered", "Counted", "Shaken"):
    findings = clinic.examine(clinic.broken_layer(case), clinic.noise(4, 6))
    assert findings.faults == clinic.BROKEN[case], findings
"""


@pytest.mark.parametrize("backend", ["jax", "torch"])
def test_it_finds_the_same_on_another_backend(backend):
    if find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed")
    environment = {**os.environ, "KERAS_BACKEND": backend}
    command = [sys.executable, "-c", ON_ANOTHER_BACKEND]
    ended = subprocess.run(command, cwd=COURSE_FOLDER, env=environment, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stderr[-3000:]
