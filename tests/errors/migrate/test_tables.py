"""Each entry of the tables is proved on the installed Keras: the old is refused, the new runs and means the same."""

import importlib
import re
import warnings

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.support.old_code import exists, fails, run, today
from utils.core.course import sections
from utils.errors.migrate import files, imports, input_shapes, metric_names, migrate, single_rules
from utils.errors.migrate.arguments import ARGUMENTS
from utils.errors.migrate.backend_functions import FUNCTIONS, is_template, parameters
from utils.errors.migrate.by_hand import BY_HAND
from utils.errors.migrate.methods import ATTRIBUTES, METHODS
from utils.errors.migrate.names import MOVED
from utils.errors.migrate.namespaces import LEFT_IN_BACKEND, STILL_IN_TF_KERAS, TODAY
from utils.errors.migrate.rules import Method
from utils.errors.migrate.stars import MEMBERS

# Packages that are not installed with the course: they belonged to Keras 2, and nothing can be proved about them here.
_FOREIGN = {rule.old for rule in BY_HAND if rule.old.split(".")[0] not in ("keras", "tensorflow")}


def test_every_section_of_a_rule_exists_and_every_sentence_stands_in_both_languages():
    single = [
        rule for module in (single_rules, files, imports, input_shapes, metric_names) for rule in vars(module).values()
    ]
    rules = [*MOVED, *BY_HAND, *ARGUMENTS, *METHODS, *ATTRIBUTES, *FUNCTIONS]
    rules += [rule for rule in single if isinstance(rule, Method)]
    for rule in rules:
        sentence = getattr(rule, "why", None) or rule.instead
        assert rule.section in sections(), rule.old
        assert re.search("[가-힣]", sentence.ko) and not re.search("[가-힣]", sentence.en), rule.old
        assert set(re.findall(r"{\w+}", sentence.ko)) <= {"{old}", "{new}"}


# --- names ---


@pytest.mark.parametrize("rule", MOVED, ids=lambda rule: rule.old)
def test_a_moved_name_is_gone_and_stands_in_its_new_place(rule):
    # `keras.optimizers.legacy` is there and raises an error as soon as anything of it is used.
    assert not exists(rule.old) or fails(f"import keras\n{rule.old}.Adam()")
    assert exists(rule.new)


@pytest.mark.parametrize("rule", [r for r in MOVED if r.old.startswith("keras.")], ids=lambda rule: rule.old)
def test_importing_a_moved_name_works_again(rule):
    member = _member(rule.new)
    path = f"{rule.old}.{member}" if member else rule.old
    module, _, name = path.rpartition(".")
    code = f"from {module} import {name} as it\n"
    assert fails(code)
    expected = f"{rule.new}.{member}" if member else rule.new
    assert run(today(code))["it"] is _found(expected)
    reached = f"import keras\nit = {path}\n"
    assert fails(reached)
    assert run(today(reached))["it"] is _found(expected)


def _member(path: str) -> str | None:
    """A name inside a module that is not a submodule itself; None where the path is no module."""
    found = _found(path)
    if not hasattr(found, "__path__"):
        return None
    return next(name for name in vars(found) if name[:1].isalpha() and not hasattr(getattr(found, name), "__path__"))


def _found(path: str):
    module, _, name = path.rpartition(".")
    if not module:
        return importlib.import_module(path)
    try:
        return getattr(_found(module), name)
    except AttributeError:
        return importlib.import_module(path)


def test_what_is_said_to_be_left_in_tf_keras_alone_is_so():
    for path in STILL_IN_TF_KERAS:
        assert exists(f"tensorflow.{path}"), path
        assert not exists(path), path
    for name in dir(tf.keras.backend):
        if name[0].islower() and not hasattr(keras.backend, name):
            assert f"keras.backend.{name}" in STILL_IN_TF_KERAS, name


def test_what_is_said_to_be_there_today_is_there_and_nothing_is_missing():
    for module, names in {**TODAY, "keras.backend": LEFT_IN_BACKEND}.items():
        there = {name for name in dir(_found(module)) if not name.startswith("_")} - {"keras"}
        assert names == there, module


def test_stars_bring_what_is_there_and_what_was():
    assert {"Dense", "CuDNNLSTM", "Merge", "merge"} <= MEMBERS["keras.layers"] == MEMBERS["keras.layers.core"]


@pytest.mark.parametrize("rule", [r for r in BY_HAND if r.old not in _FOREIGN], ids=lambda rule: rule.old)
def test_what_is_left_to_do_by_hand_is_gone_and_named(rule):
    assert not exists(rule.old)
    module, _, name = rule.old.rpartition(".")
    for code in (f"import keras\nfrom {module} import {name}\n", f"import keras, tensorflow\n\nx = {rule.old}\n"):
        result = migrate(code)
        assert result.code == code
        assert [(row.why, row.section) for row in result.by_hand] == [(rule.instead, rule.section)]
        assert result.by_hand[0].line == code.count("\n")


# --- arguments ---

_DATA = np.arange(12, dtype="float32").reshape(4, 3)
_NEEDED = {
    "Dense": "2", "Embedding": "5, 2", "LSTM": "2", "GRU": "2", "SimpleRNN": "2", "LSTMCell": "2", "GRUCell": "2",
    "SimpleRNNCell": "2", "ConvLSTM2D": "2, 3", "RNN": "keras.layers.LSTMCell(2)",
    "Bidirectional": "keras.layers.LSTM(2)", "Conv1D": "2, 3", "Conv2D": "2, 3", "Conv3D": "2, 3",
    "Convolution1D": "2, 3", "Convolution2D": "2, 3", "Convolution3D": "2, 3", "SeparableConv1D": "2, 3",
    "SeparableConv2D": "2, 3", "SeparableConvolution2D": "2, 3", "Conv2DTranspose": "2, 3", "Conv3DTranspose": "2, 3",
    "DepthwiseConv2D": "3", "CategoryEncoding": "", "Model": "", "load_img": "'x.png'", "to_categorical": "[0, 1]",
    "AveragePooling1D": "2", "AveragePooling2D": "2", "AveragePooling3D": "2",
    "SpatialDropout1D": "0.1", "SpatialDropout2D": "0.1", "SpatialDropout3D": "0.1", "ModelCheckpoint": "'m.keras'",
}  # fmt: skip
_VALUES = {
    "lr": "0.1", "epsilon": "None", "decay": "0.0", "schedule_decay": "0.004", "bias": "True", "dynamic": "True",
    "output_dim": "2", "dropout_W": "0.1", "dropout_U": "0.1", "consume_less": "'gpu'", "time_major": "False",
    "forget_bias_init": "'one'", "nb_filter": "2", "subsample": "1", "subsample_length": "1", "filter_length": "3",
    "border_mode": "'same'", "atrous_rate": "1", "pool_length": "2", "stride": "2", "dim_ordering": "'tf'",
    "length": "2", "p": "0.1", "sigma": "0.1", "alpha": "0.2", "fused": "True", "mode": "0", "max_tokens": "3",
    "l": "0.1", "m": "2", "nb_epoch": "1", "show_accuracy": "True", "accuracy": "True", "workers": "1",
    "use_multiprocessing": "False", "max_queue_size": "5", "max_q_size": "5", "nb_worker": "1", "pickle_safe": "False",
    "class_mode": "'binary'", "options": "None", "run_metadata": "None", "experimental_run_tf_function": "False",
    "distribute": "None", "experimental_steps_per_execution": "1", "sample_weight_mode": "None",
    "target_tensors": "None", "inputs": "None", "count_mode": "'samples'",
    "stateful_metrics": "None", "dims": "(3, 1)", "save_format": "'h5'", "period": "1", "load_weights_on_restart": "False",
    "write_grads": "False", "batch_size": "32", "embeddings_layer_names": "None", "embeddings_data": "None",
    "grayscale": "True", "nb_classes": "2", "nb_words": "3", "reduction": "'auto'", "weights": "[]", "dropout": "0.1",
    "virtual_batch_size": "2", "causal": "True", "samples_per_epoch": "8", "nb_val_samples": "8", "val_samples": "8",
    "class_weight": "'auto'", "reset_metrics": "False", "input_shape": "(3,)", "batch_input_shape": "(2, 3)",
    "input": "keras.Input((3,))", "output": "keras.Input((3,))",
}  # fmt: skip
# What is given without a name and would be given twice.
_INSTEAD_OF = {"dims", "pool_length", "output_dim", "nb_filter", "filter_length", "p", "sigma", "l", "m", "rate"}
_MODEL = """\
import keras
import numpy as np
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
x, y = np.ones((8, 3), "float32"), np.ones((8, 1), "float32")
"""
_CALLS = {
    "model.fit": "model.fit(x, y, verbose=0, {})", "model.evaluate": "model.evaluate(x, y, verbose=0, {})",
    "model.predict": "model.predict(x, verbose=0, {})", "model.train_on_batch": "model.train_on_batch(x, y, {})",
    "model.test_on_batch": "model.test_on_batch(x, y, {})", "model.compile": "model.compile('sgd', 'mse', {})",
    "model.save_weights": "model.save_weights('w.weights.h5', {})",
    "layer.add_loss": "class L(keras.layers.Layer):\n    def call(self, x):\n        self.add_loss(keras.ops.sum(x), {})\n"
    "        return x\nL()(x)",
}  # fmt: skip
# It takes every argument without a word, and does nothing with it.
_IGNORES = {"keras.callbacks.ReduceLROnPlateau"}
_KINDS = {"layer": "keras.layers.Dense", "optimizer": "keras.optimizers.SGD", "loss": "keras.losses.Hinge"}


_BY_HAND_VALUES = {"dtype": "'int32'", "mode": "2", "target_tensors": "[1]", "period": "5"}


def _value(rule) -> str:
    if rule.only:
        return rule.only[0]
    if rule.new == "" and rule.old in _BY_HAND_VALUES:
        return _BY_HAND_VALUES[rule.old]
    if "regularizer" in rule.old:
        return "'l2'"
    if "constraint" in rule.old:
        return "'max_norm'"
    if rule.old == "inner_activation":
        return "'sigmoid'"
    if "init" in rule.old and rule.old not in _VALUES:
        return "'uniform'"
    return _VALUES[rule.old]


def _cases():
    for rule in ARGUMENTS:
        if rule.new == rule.old and not rule.values:
            continue
        for of in rule.of.split():
            if of.endswith("load_data"):
                continue
            yield pytest.param(rule, _KINDS.get(of, of), id=f"{of}-{rule.old}-{rule.new}")


def _code(rule, of: str) -> str:
    argument = f"{rule.old}={_value(rule)}"
    if of in _CALLS:
        return _MODEL + _CALLS[of].format(argument) + "\n"
    name = of.rpartition(".")[2]
    needed = "" if rule.old in _INSTEAD_OF else _NEEDED.get(name, "")
    if rule.old == "nb_filter":
        needed, argument = "", f"{argument}, kernel_size=3"
    if rule.old == "filter_length":
        argument = f"2, {argument}"
    if of in _IGNORES:
        argument = f"{rule.old}=1e-4"
    if name == "SGD" and rule.old == "epsilon":
        of = "keras.optimizers.Adam"
    if of.endswith("Model"):
        inputs = "a = keras.Input((3,))\nb = keras.layers.Dense(2)(a)\n"
        other = "outputs=b" if rule.old == "input" else "inputs=a"
        return f"import keras\n{inputs}{of}({rule.old}={'a' if rule.old == 'input' else 'b'}, {other})\n"
    return f"import keras\nmade = {of}({', '.join(part for part in (needed, argument) if part)})\n"


@pytest.mark.parametrize(("rule", "of"), list(_cases()))
def test_an_old_argument_is_refused_and_the_new_one_taken(rule, of, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = _code(rule, of)
    assert fails(code) or rule.only == ("None",) or of in _IGNORES
    result = migrate(code)
    if rule.new == "":
        assert result.code == code
        assert [row.why.en for row in result.by_hand] == [rule.why.en.replace("{old}", rule.old)]
        return
    assert [row.why.en for row in result.changes] == [rule.why.format(old=rule.old, new=rule.new or "").en]
    assert migrate(result.code).code == result.code
    run(result.code)


@pytest.mark.parametrize("module", ["imdb", "reuters"])
def test_the_number_of_words_has_another_name(module):
    code = f"from keras.datasets import {module}\n{module}.load_data(nb_words=100)\n"
    assert today(code) == code.replace("nb_words", "num_words")


# --- the functions of the backend ---

_X = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]], "float32")
_Y = np.array([[0.25, 1.0, -2.0], [-1.5, 0.5, 0.75]], "float32")
_P = np.array([[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]], "float32")
_T = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]], "float32")
_PICTURES = np.linspace(-1, 1, 2 * 6 * 6 * 2, dtype="float32").reshape(2, 6, 6, 2)
_KERNEL = np.linspace(-1, 1, 3 * 3 * 2 * 2, dtype="float32").reshape(3, 3, 2, 2)
_ROWS = _PICTURES[:, 0]
_BLOCKS = np.linspace(-1, 1, 2 * 4 * 4 * 4, dtype="float32").reshape(2, 4, 4, 4, 1)

# What each function is called with, written as in Keras 2; `K` stands for the backend.
_BACKEND_CALLS = {
    "sqrt": ["K.sqrt(K.abs(x))"], "log": ["K.log(K.abs(x))"], "pow": ["K.pow(x, 2)", "K.pow(x=x, a=2)"],
    "transpose": ["K.transpose(x)"], "shape": ["K.shape(x)[0]"], "ndim": ["K.ndim(x)"],
    **{name: [f"K.{name}(x)", f"K.{name}(x, axis=1, keepdims=True)", f"K.{name}(x, 0)"]
       for name in ["mean", "sum", "max", "min", "prod", "std", "var"]},
    **{name: [f"K.{name}(x > 0)", f"K.{name}(x > 0, axis=1)"] for name in ("any", "all")},
    "softmax": ["K.softmax(x)", "K.softmax(x, axis=0)"],
    **{name: [f"K.{name}(x, y)", f"K.{name}(x=x, y=y)"] for name in ["equal", "not_equal", "greater", "greater_equal", "less", "less_equal", "maximum", "minimum"]},
    "reshape": ["K.reshape(x, (3, 2))", "K.reshape(x, shape=(-1,))"], "cast": ["K.cast(x > 0, 'float32')",
                "K.cast(x, dtype='int32')"],
    "stack": ["K.stack([x, y])", "K.stack([x, y], axis=1)"], "squeeze": ["K.squeeze(x[:1], 0)",
              "K.squeeze(x[:1], axis=0)"],
    "tile": ["K.tile(x, (1, 2))", "K.tile(x, n=[2, 1])"],
    "one_hot": ["K.one_hot(np.array([0, 2]), 3)", "K.one_hot(indices=np.array([0, 2]), num_classes=3)"],
    "ones_like": ["K.ones_like(x)", "K.ones_like(x, name='a')"], "zeros_like": ["K.zeros_like(x)"],
    "categorical_crossentropy": ["K.categorical_crossentropy(t, p)", "K.categorical_crossentropy(target=t, output=p)"],
    "sparse_categorical_crossentropy": ["K.sparse_categorical_crossentropy(np.array([2, 0]), p)",
                                        "K.sparse_categorical_crossentropy(np.array([2, 0]), x, from_logits=True)"],
    "binary_crossentropy": ["K.binary_crossentropy(t, p)", "K.binary_crossentropy(t, x, from_logits=True)"],
    "arange": ["K.arange(4)", "K.arange(1, 5, 2)"],
    "zeros": ["K.zeros((2, 3))", "K.zeros(shape=(2,), name='a')"], "ones": ["K.ones((2, 3))"],
    "eye": ["K.eye(3)", "K.eye(size=2)"], "dot": ["K.dot(x, K.transpose(y))", "K.dot(pictures, kernel[0, 0])"],
    "map_fn": ["K.map_fn(lambda row: row * 2, x)", "K.map_fn(fn=lambda row: row * 2, elems=x)"],
    "conv1d": ["K.conv1d(rows, kernel[0])", "K.conv1d(rows, kernel[0], strides=2, padding='same')"],
    "conv2d": ["K.conv2d(pictures, kernel)", "K.conv2d(x=pictures, kernel=kernel, padding='same')"],
    "conv3d": ["K.conv3d(blocks, kernel[..., None][:2, :2, :2, :1])"],
    "depthwise_conv2d": ["K.depthwise_conv2d(pictures, kernel[..., :1])"],
    "clip": ["K.clip(x, 0, 1)", "K.clip(x, min_value=-1, max_value=0.5)"],
    "permute_dimensions": ["K.permute_dimensions(pictures, (0, 2, 1, 3))", "K.permute_dimensions(x, pattern=(1, 0))"],
    "concatenate": ["K.concatenate([x, y])", "K.concatenate([x, y], axis=0)"],
    "expand_dims": ["K.expand_dims(x)", "K.expand_dims(x, 1)", "K.expand_dims(x, axis=0)"],
    "argmax": ["K.argmax(x)", "K.argmax(x, axis=0)"], "argmin": ["K.argmin(x)"],
    "cumsum": ["K.cumsum(x)", "K.cumsum(x, axis=1)"], "cumprod": ["K.cumprod(x)"],
    "gather": ["K.gather(x, np.array([1, 0, 1]))"], "repeat_elements": ["K.repeat_elements(x, 2, axis=1)",
               "K.repeat_elements(x, rep=2, axis=0)"],
    "repeat": ["K.repeat(x, 4)"], "reverse": ["K.reverse(x, 1)", "K.reverse(x, axes=0)"], "flatten": ["K.flatten(x)"],
    "batch_flatten": ["K.batch_flatten(pictures)"], "l2_normalize": ["K.l2_normalize(x, axis=-1)"],
    "elu": ["K.elu(x)", "K.elu(x, alpha=0.5)"],
    "relu": ["K.relu(x)", "K.relu(x, alpha=0.1)", "K.relu(x, max_value=1.0)", "K.relu(x, threshold=0.6)"],
    "hard_sigmoid": ["K.hard_sigmoid(x * 4)", "K.hard_sigmoid(x - y)"],
    "in_top_k": ["K.in_top_k(p, np.array([2, 1]), 1)"], "bias_add": ["K.bias_add(x, y[0])"],
    "batch_normalization": ["K.batch_normalization(x, x[0], y[0] ** 2, y[1], x[1])",
                            "K.batch_normalization(x, mean=x[0], var=y[0] ** 2, beta=y[1], gamma=x[1], epsilon=0.01)"],
    "batch_dot": ["K.batch_dot(x, y, axes=1)", "K.batch_dot(rows, rows, axes=[1, 1])"],
    "switch": ["K.switch(x > 0, x, y)"], "cast_to_floatx": ["K.cast_to_floatx(np.array([1, 2]))"],
    "int_shape": ["K.int_shape(tf.constant(x))", "K.int_shape(tf.constant(x))[1]"],
    "dtype": ["K.dtype(tf.constant(x))"], "count_params": ["K.count_params(tf.constant(x))"],
    "variable": ["K.get_value(K.variable(x))", "K.get_value(K.variable(value=3, dtype='float32', name='a'))"],
    "constant": ["K.constant(3)", "K.constant([1, 2], dtype='int32')", "K.constant(x, name='a')"],
    "get_value": ["K.get_value(K.variable(x))"], "eval": ["K.eval(K.variable(x))"],
    "batch_get_value": ["K.batch_get_value([K.variable(x), K.variable(y)])"],
}  # fmt: skip
# Functions that TensorFlow's `tf.keras.backend` no longer has either, or that say nothing twice: what they are worth.
_WORTH = {
    "logsumexp": ("K.logsumexp(x, axis=1)", lambda: np.log(np.exp(_X).sum(axis=1))),
    "identity": ("K.identity(x)", lambda: _X),
    "tensordot": ("K.tensordot(x, y, axes=[[1], [1]])", lambda: _X @ _Y.T),
    "set_value": ("v = K.variable(x)\nK.set_value(v, y)\nit = K.get_value(v)", lambda: _Y),
    "update": ("v = K.variable(x)\nK.update(v, y)\nit = K.get_value(v)", lambda: _Y),
    "update_add": ("v = K.variable(x)\nK.update_add(v, y)\nit = K.get_value(v)", lambda: _X + _Y),
    "update_sub": ("v = K.variable(x)\nK.update_sub(v, y)\nit = K.get_value(v)", lambda: _X - _Y),
    "random_normal": ("K.shape(K.random_normal((2, 3), mean=1.0, stddev=2.0))[1]", lambda: 3),
    "random_uniform": ("K.shape(K.random_uniform(shape=(2, 3), minval=1.0, maxval=2.0))[1]", lambda: 3),
    "truncated_normal": ("K.shape(K.truncated_normal((2, 3)))[0]", lambda: 2),
    "random_binomial": ("K.random_binomial((2, 3), p=1.0)", lambda: np.ones((2, 3))),
    "random_bernoulli": ("K.random_bernoulli((2, 3), 1.0)", lambda: np.ones((2, 3))),
    "dropout": ("K.dropout(K.ones((2, 3)), level=0.0)", lambda: np.ones((2, 3))),
    "name_scope": ("with K.name_scope('a'):\n    it = K.ones((1,))", lambda: np.ones(1)),
}
_START = "import keras\nimport numpy as np\nimport tensorflow as tf\n{imported}\n"
_OLD = "from keras import backend as K"
_LEGACY = "from tensorflow.keras import backend as K"


def _names() -> dict:
    names = {"x": _X, "y": _Y, "p": _P, "t": _T, "pictures": _PICTURES, "kernel": _KERNEL, "rows": _ROWS}
    return {name: tf.constant(value) for name, value in {**names, "blocks": _BLOCKS}.items()}


def _expressions():
    for rule in FUNCTIONS:
        if rule.old in _WORTH:
            continue
        for expression in _BACKEND_CALLS.get(rule.old, [f"K.{rule.old}(x)"]):
            yield pytest.param(rule, expression, id=expression)


@pytest.mark.parametrize(("rule", "expression"), list(_expressions()))
def test_a_function_of_the_backend_means_the_same_today(rule, expression):
    code = _START.format(imported=_OLD) + f"it = {expression}\n"
    assert fails(code, _names())
    new = today(code)
    assert f"K.{rule.old}" not in new
    before = run(_START.format(imported=_LEGACY) + f"it = {expression}\n", _names())["it"]
    after = run(new, _names())["it"]
    for old_value, new_value in zip(_list(before), _list(after), strict=True):
        if isinstance(old_value, str):
            assert new_value == old_value
            continue
        old_value, new_value = np.asarray(old_value), np.asarray(new_value)
        assert new_value.shape == old_value.shape
        np.testing.assert_allclose(new_value, old_value, rtol=1e-5, atol=1e-6)


def _list(value) -> list:
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("name", _WORTH)
def test_a_function_without_a_twin_is_worth_what_it_should_be(name):
    code, worth = _WORTH[name]
    code = _START.format(imported=_OLD) + (code if "it =" in code else f"it = {code}") + "\n"
    assert fails(code, _names())
    new = today(code)
    assert f"K.{name}" not in new
    np.testing.assert_allclose(np.asarray(run(new, _names())["it"]), worth(), rtol=1e-5)


@pytest.mark.parametrize("rule", FUNCTIONS, ids=lambda rule: rule.old)
def test_a_function_of_the_backend_can_be_imported_by_its_name(rule):
    calls = _BACKEND_CALLS.get(rule.old) or [_WORTH.get(rule.old, [f"K.{rule.old}(x)"])[0]]
    call = calls[0].replace(f"K.{rule.old}(", f"{rule.old}(")
    code = _START.format(imported=f"{_OLD}\nfrom keras.backend import {rule.old}") + f"{call}\n"
    assert fails(code, _names())
    with warnings.catch_warnings():
        run(today(code), _names())


@pytest.mark.parametrize("rule", [r for r in FUNCTIONS if not is_template(r)], ids=lambda rule: rule.old)
def test_a_function_of_the_backend_can_be_handed_on(rule):
    code = f"from keras import backend as K\nit = [K.{rule.old}]\n"
    assert run(today(code))["it"][0] is _found(rule.new)
    assert parameters(rule)
