"""What `migrate` does with programs, pieces and notebooks: what it changes, what it leaves alone, and what it says."""

import ast
import json
import sys
import textwrap

import pytest

from tests.support.old_code import fails, run, today
from utils.core.text import CourseError
from utils.errors.migrate import migrate
from utils.errors.migrate.__main__ import main

_START = "import keras\nfrom keras import layers\nfrom keras.models import Sequential, Model\nimport numpy as np\n"


def _lines(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


# --- pairs: what the tables alone do not say ---

_MODEL = """
model = Sequential([keras.Input((3,)), layers.Dense(4, activation="{activation}")])
model.compile("sgd", "mse", metrics=["{metric}"])
x, y = np.ones((8, 3), "float32"), np.ones((8, 4), "float32")
"""
_TEXT = """
model = Sequential([keras.Input((3, 2), batch_size=2), layers.LSTM(4, stateful=True)])
"""

PAIRS = {
    # --- the shape of the input ---
    "input_shape in a list": (
        "m = Sequential([layers.Dense(3, input_shape=(4,)), layers.Dense(1)])",
        "m = Sequential([keras.Input(shape=(4,)), layers.Dense(3), layers.Dense(1)])",
    ),
    "input_shape in a list of one": (
        "m = Sequential([layers.Dense(3, input_shape=[4])])",
        "m = Sequential([keras.Input(shape=[4]), layers.Dense(3)])",
    ),
    "input_shape in add": (
        "m = Sequential()\n# first\nm.add(layers.Dense(3, input_shape=(4,)))  # here\nm.add(layers.Dense(1))",
        "m = Sequential()\n# first\nm.add(keras.Input(shape=(4,)))\nm.add(layers.Dense(3))  # here\n"
        "m.add(layers.Dense(1))",
    ),
    "input_dim": (
        "m = Sequential()\nm.add(layers.Dense(3, input_dim=4))",
        "m = Sequential()\nm.add(keras.Input(shape=(4,)))\nm.add(layers.Dense(3))",
    ),
    "input_dim of a recurrent layer": (
        "m = Sequential()\nm.add(layers.LSTM(3, input_dim=4))",
        "m = Sequential()\nm.add(keras.Input(shape=(None, 4)))\nm.add(layers.LSTM(3))",
    ),
    "input_dim and input_length": (
        "m = Sequential()\nm.add(layers.LSTM(3, input_dim=4, input_length=5))",
        "m = Sequential()\nm.add(keras.Input(shape=(5, 4)))\nm.add(layers.LSTM(3))",
    ),
    "input_length of an embedding": (
        "m = Sequential([layers.Embedding(9, 2, input_length=5), layers.Flatten()])",
        "m = Sequential([keras.Input(shape=(5,)), layers.Embedding(9, 2), layers.Flatten()])",
    ),
    "batch_input_shape": (
        "m = Sequential([layers.LSTM(3, stateful=True, batch_input_shape=(2, 5, 4))])",
        "m = Sequential([keras.Input(batch_shape=(2, 5, 4)), layers.LSTM(3, stateful=True)])",
    ),
    "batch_size": (
        "m = Sequential([layers.Dense(3, input_shape=(4,), batch_size=2)])",
        "m = Sequential([keras.Input(shape=(4,), batch_size=2), layers.Dense(3)])",
    ),
    "input_shape of a wrapper": (
        "m = Sequential([layers.Bidirectional(layers.LSTM(3), input_shape=(5, 2))])",
        "m = Sequential([keras.Input(shape=(5, 2)), layers.Bidirectional(layers.LSTM(3))])",
    ),
    "input_shape inside a wrapper": (
        "m = layers.Bidirectional(layers.LSTM(3, input_shape=(5, 2)))",
        "m = layers.Bidirectional(layers.LSTM(3))",
    ),
    "input_shape of a later layer": (
        "m = Sequential([keras.Input((3,)), layers.Dense(2, input_shape=(3,))])",
        "m = Sequential([keras.Input((3,)), layers.Dense(2)])",
    ),
    "input_shape in the functional API": (
        "m = layers.Dense(2, input_shape=(3,))(keras.Input((3,)))",
        "m = layers.Dense(2)(keras.Input((3,)))",
    ),
    "input_shape in a branch": (
        "m = Sequential()\nif np:\n    m.add(layers.Dense(2, input_shape=(3,)))\n"
        "else:\n    m.add(layers.Dense(4, input_shape=(3,)))",
        "m = Sequential()\nif np:\n    m.add(keras.Input(shape=(3,)))\n    m.add(layers.Dense(2))\n"
        "else:\n    m.add(keras.Input(shape=(3,)))\n    m.add(layers.Dense(4))",
    ),
    "input_shape in a loop with a condition": (
        "m = Sequential()\nfor i in range(2):\n    if i == 0:\n        m.add(layers.Dense(2, input_dim=3))\n"
        "    else:\n        m.add(layers.Dense(2))",
        "m = Sequential()\nfor i in range(2):\n    if i == 0:\n        m.add(keras.Input(shape=(3,)))\n"
        "        m.add(layers.Dense(2))\n    else:\n        m.add(layers.Dense(2))",
    ),
    "several statements in one line": (
        "m = Sequential(); m.add(layers.Dense(2, input_dim=3)); m.add(layers.Dense(1))",
        "m = Sequential(); m.add(keras.Input(shape=(3,))); m.add(layers.Dense(2)); m.add(layers.Dense(1))",
    ),
    "a layer half called": (
        "from functools import partial\nD = partial(layers.Dense, activation='relu')\n"
        "m = Sequential([D(3, input_shape=(4,))])",
        "from functools import partial\nD = partial(layers.Dense, activation='relu')\n"
        "m = Sequential([keras.Input(shape=(4,)), D(3)])",
    ),
    "a layer of one's own": (
        "class Mine(layers.Layer):\n    def call(self, x): return x\nm = Sequential([Mine(input_shape=(4,))])",
        "class Mine(layers.Layer):\n    def call(self, x): return x\nm = Sequential([keras.Input(shape=(4,)), Mine()])",
    ),
    # --- kernels as two numbers ---
    "a kernel of two numbers": (
        "layers.Convolution2D(4, 3, 5, border_mode='same')",
        "layers.Convolution2D(4, (3, 5), padding='same')",
    ),
    "nb_row and nb_col": (
        "layers.Conv2D(nb_filter=4, nb_row=3, nb_col=5)",
        "layers.Conv2D(filters=4, kernel_size=(3, 5))",
    ),
    "units that NumPy counted": ("layers.Dense(np.prod((2, 3)))", "layers.Dense(int(np.prod((2, 3))))"),
    "units beside a sum": ("layers.Dense(np.arange(3).max() + 1)", "layers.Dense(int(np.arange(3).max() + 1))"),
    "a shape without a comma": ("i = keras.Input(shape=(784))", "i = keras.Input(shape=(784,))"),
    "a shape of one number": ("x = np.ones((2, 3))\ni = layers.Input(x.shape[1])", "x = np.ones((2, 3))\ni = layers.Input((x.shape[1],))"),
    # --- optimizers ---
    "decay": (
        "o = keras.optimizers.SGD(lr=0.1, decay=1e-3, momentum=0.9)",
        "o = keras.optimizers.SGD(learning_rate=keras.optimizers.schedules.InverseTimeDecay(0.1, decay_steps=1, "
        "decay_rate=1e-3), momentum=0.9)",
    ),
    "decay without a rate": (
        "o = keras.optimizers.Adam(decay=1e-3)",
        "o = keras.optimizers.Adam(learning_rate=keras.optimizers.schedules.InverseTimeDecay(0.001, decay_steps=1, "
        "decay_rate=1e-3))",
    ),
    "the rate of a model's optimizer": (
        _MODEL.format(activation="relu", metric="mae") + "r = model.optimizer.lr",
        _MODEL.format(activation="relu", metric="mae") + "r = model.optimizer.learning_rate",
    ),
    # --- models ---
    "predict_classes of several": (
        _MODEL.format(activation="softmax", metric="mae") + "c = model.predict_classes(x, verbose=0)[:2]",
        _MODEL.format(activation="softmax", metric="mae") + "c = model.predict(x, verbose=0).argmax(axis=-1)[:2]",
    ),
    "predict_classes of one": (
        _MODEL.format(activation="sigmoid", metric="mae") + "c = model.predict_classes(x, verbose=0)[:, 0]",
        _MODEL.format(activation="sigmoid", metric="mae")
        + 'c = (model.predict(x, verbose=0) > 0.5).astype("int32")[:, 0]',
    ),
    "reset_states": (
        _TEXT + "model.reset_states()",
        _TEXT + 'for layer in model.layers:\n    if hasattr(layer, "reset_state"):\n        layer.reset_state()',
    ),
    "reset_states of a metric": ("m = keras.metrics.Mean()\nm.reset_states()", "m = keras.metrics.Mean()\nm.reset_state()"),
    "fit_generator in order": (
        _MODEL.format(activation="relu", metric="mae") + "model.fit_generator((pair for pair in [(x, y)] * 4), 2, 2, 0)",
        _MODEL.format(activation="relu", metric="mae")
        + "model.fit((pair for pair in [(x, y)] * 4), steps_per_epoch=2, epochs=2, verbose=0)",
    ),
    "evaluate_generator": (
        _MODEL.format(activation="relu", metric="mae") + "model.evaluate_generator(generator=(pair for pair in [(x, y)]), steps=1)",
        _MODEL.format(activation="relu", metric="mae") + "model.evaluate(x=(pair for pair in [(x, y)]), steps=1)",
    ),
    "predict_generator": (
        _MODEL.format(activation="relu", metric="mae") + "model.predict_generator(((part,) for part in [x]), 1, workers=0)",
        _MODEL.format(activation="relu", metric="mae") + "model.predict(((part,) for part in [x]), steps=1)",
    ),
    "metrics as one word": (
        "m = Sequential([keras.Input((3,)), layers.Dense(1)])\nm.compile('sgd', 'mse', metrics='mae')",
        "m = Sequential([keras.Input((3,)), layers.Dense(1)])\nm.compile('sgd', 'mse', metrics=['mae'])",
    ),
    "the name of a loss": (
        "loss = keras.losses.get('logcosh')", "loss = keras.losses.get('log_cosh')",
    ),
    # --- what training writes down ---
    "acc in a history": (
        _MODEL.format(activation="relu", metric="accuracy") + "h = model.fit(x, y, verbose=0)\na = h.history['acc']",
        _MODEL.format(activation="relu", metric="accuracy") + "h = model.fit(x, y, verbose=0)\na = h.history['accuracy']",
    ),
    "acc in the history's dictionary": (
        _MODEL.format(activation="relu", metric="accuracy")
        + "d = model.fit(x, y, validation_data=(x, y), verbose=0).history\na = d['val_acc']",
        _MODEL.format(activation="relu", metric="accuracy")
        + "d = model.fit(x, y, validation_data=(x, y), verbose=0).history\na = d['val_accuracy']",
    ),
    "acc in a callback": (
        _MODEL.format(activation="relu", metric="accuracy")
        + "class C(keras.callbacks.Callback):\n    def on_epoch_end(self, epoch, logs={}):\n        logs['acc'] + 1\n"
        "model.fit(x, y, verbose=0, callbacks=[C()])",
        _MODEL.format(activation="relu", metric="accuracy")
        + "class C(keras.callbacks.Callback):\n    def on_epoch_end(self, epoch, logs={}):\n"
        "        logs['accuracy'] + 1\nmodel.fit(x, y, verbose=0, callbacks=[C()])",
    ),
    "the third place of compile": (
        "m = Sequential([keras.Input((3,)), layers.Dense(1)])\nm.compile('sgd', 'mse', ['mae'])\n"
        "h = m.fit(np.ones((4, 3)), np.ones(4), verbose=0).history['mean_absolute_error']",
        "m = Sequential([keras.Input((3,)), layers.Dense(1)])\nm.compile('sgd', 'mse', metrics=['mae'])\n"
        "h = m.fit(np.ones((4, 3)), np.ones(4), verbose=0).history['mae']",
    ),
    "a layer that a model keeps": (
        "class M(Model):\n    def __init__(self):\n        super().__init__()\n        self.d = layers.Dense(3, input_shape=(4,))\nM()",
        "class M(Model):\n    def __init__(self):\n        super().__init__()\n        self.d = layers.Dense(3)\nM()",
    ),
    # --- files ---
    "a file of weights": (
        _MODEL.format(activation="relu", metric="mae") + "model.save_weights('w.h5')\nmodel.load_weights('w.h5')",
        _MODEL.format(activation="relu", metric="mae")
        + "model.save_weights('w.weights.h5')\nmodel.load_weights('w.weights.h5')",
    ),
    "a file of weights with a number": (
        _MODEL.format(activation="relu", metric="mae") + "i = 3\nmodel.save_weights(f'w{i}.hdf5')",
        _MODEL.format(activation="relu", metric="mae") + "i = 3\nmodel.save_weights(f'w{i}.weights.h5')",
    ),
    "a file of weights in a variable": (
        _MODEL.format(activation="relu", metric="mae") + "path = 'w-%d.h5'\nmodel.save_weights(path % 3)",
        _MODEL.format(activation="relu", metric="mae") + "path = 'w-%d.weights.h5'\nmodel.save_weights(path % 3)",
    ),
    "a folder of a model": (
        _MODEL.format(activation="relu", metric="mae")
        + "model.save('m', save_format='tf')\nn = keras.models.load_model('m')",
        _MODEL.format(activation="relu", metric="mae")
        + "model.save('m.keras')\nn = keras.models.load_model('m.keras')",
    ),
    "a checkpoint": ("keras.callbacks.ModelCheckpoint('c.hdf5')", "keras.callbacks.ModelCheckpoint('c.keras')"),
    "a checkpoint of weights": (
        "keras.callbacks.ModelCheckpoint('c.h5', save_weights_only=True)",
        "keras.callbacks.ModelCheckpoint('c.weights.h5', save_weights_only=True)",
    ),
    # --- layers, their tensors and weights ---
    "shapes of a layer": (
        _MODEL.format(activation="relu", metric="mae") + "s = [layer.output_shape for layer in model.layers]",
        _MODEL.format(activation="relu", metric="mae") + "s = [layer.output.shape for layer in model.layers]",
    ),
    "a tensor's shape": (
        "t = keras.Input((3,))\ns = t.get_shape().as_list()", "t = keras.Input((3,))\ns = list(t.shape)",
    ),
    "_keras_shape": ("t = keras.Input((3,))\ns = t._keras_shape", "t = keras.Input((3,))\ns = t.shape"),
    "the first input": (
        _MODEL.format(activation="relu", metric="mae") + "t = model.layers[0].get_input_at(0)",
        _MODEL.format(activation="relu", metric="mae") + "t = model.layers[0].input",
    ),
    "a weight's name": (
        "class L(layers.Layer):\n    def build(self, shape):\n        self.k = self.add_weight('k', (3,), initializer='ones')\n"
        "L().build((None, 3))",
        "class L(layers.Layer):\n    def build(self, shape):\n        self.k = self.add_weight(name='k', shape=(3,), "
        "initializer='ones')\nL().build((None, 3))",
    ),
    "merge": (
        "a, b = keras.Input((3,)), keras.Input((3,))\nc = keras.layers.merge([a, b], mode='concat', concat_axis=1)",
        "a, b = keras.Input((3,)), keras.Input((3,))\nc = layers.concatenate([a, b], axis=1)",
    ),
    "dim_ordering": (
        "from keras import backend as K\nK.set_image_dim_ordering('tf')\nt = K.image_dim_ordering() == 'th'",
        "from keras import backend as K\nK.set_image_data_format('channels_last')\n"
        "t = K.image_data_format() == 'channels_first'",
    ),
    "the optimizer's rate by the backend of tf.keras": (
        "from tensorflow.keras import backend as K\n" + _MODEL.format(activation="relu", metric="mae")
        + "K.set_value(model.optimizer.lr, 0.5)",
        "from tensorflow.keras import backend as K\n" + _MODEL.format(activation="relu", metric="mae")
        + "model.optimizer.learning_rate.assign(0.5)",
    ),
    "the backend of tf.keras and a tensor of a model": (
        "from tensorflow.keras import backend as K\nt = K.sum(keras.Input((3,)), axis=1)",
        "from tensorflow.keras import backend as K\nt = keras.ops.sum(keras.Input((3,)), axis=1)",
    ),
    "the functions of the backend as activations": (
        "from keras import backend as K\na = [layers.Activation(K.relu), layers.Activation(K.elu)]",
        "from keras import backend as K\na = [layers.Activation(keras.ops.relu), layers.Activation(keras.ops.elu)]",
    ),
    "the Keras of TensorFlow 1 inside TensorFlow 2": (
        "import tensorflow as tf\nfrom tensorflow.compat.v1.keras.layers import Dense\n"
        "l = tf.compat.v1.keras.layers.CuDNNLSTM(2)",
        "import tensorflow as tf\nfrom tensorflow.keras.layers import Dense\nl = tf.keras.layers.LSTM(2)",
    ),
    "an optimizer of TensorFlow 1": (
        "import tensorflow as tf\nm = Sequential([keras.Input((3,)), layers.Dense(1)])\n"
        "m.compile(tf.compat.v1.train.AdamOptimizer(0.1), 'mse')",
        "import tensorflow as tf\nm = Sequential([keras.Input((3,)), layers.Dense(1)])\n"
        "m.compile(tf.keras.optimizers.Adam(0.1), 'mse')",
    ),
    "a model in an object of the program": (
        "class Agent:\n    def __init__(self):\n        self.model = Sequential([keras.Input((3,)), layers.Dense(1)])\n"
        "        self.model.compile('sgd', 'mse')\n"
        "agent = Agent()\nagent.model.fit(np.ones((4, 3)), np.ones(4), nb_epoch=1, verbose=0)",
        "class Agent:\n    def __init__(self):\n        self.model = Sequential([keras.Input((3,)), layers.Dense(1)])\n"
        "        self.model.compile('sgd', 'mse')\n"
        "agent = Agent()\nagent.model.fit(np.ones((4, 3)), np.ones(4), epochs=1, verbose=0)",
    ),
    "the rate in the configuration of an optimizer": (
        _MODEL.format(activation="relu", metric="mae")
        + "c = model.optimizer.get_config()\nr = c['lr'] + model.optimizer.get_config()[\"lr\"]",
        _MODEL.format(activation="relu", metric="mae")
        + "c = model.optimizer.get_config()\nr = c['learning_rate'] + model.optimizer.get_config()[\"learning_rate\"]",
    ),
    "the weight of a metric": (
        "class M(keras.metrics.Metric):\n    def __init__(self):\n        super().__init__()\n"
        "        self.n = self.add_weight('n', initializer='zeros')\nM()",
        "class M(keras.metrics.Metric):\n    def __init__(self):\n        super().__init__()\n"
        "        self.n = self.add_weight(name='n', initializer='zeros')\nM()",
    ),
    "the weights of an optimizer": (
        _MODEL.format(activation="relu", metric="mae") + "w = model.optimizer.weights",
        _MODEL.format(activation="relu", metric="mae") + "w = model.optimizer.variables",
    ),
    "random numbers of Keras 1": (
        "from keras import backend as K\nr = K.random_normal(shape=(2,), mean=0.0, std=1.0)",
        "from keras import backend as K\nr = keras.random.normal(shape=(2,), mean=0.0, stddev=1.0)",
    ),
    "print_summary": (
        _MODEL.format(activation="relu", metric="mae") + "keras.utils.print_summary(model)",
        _MODEL.format(activation="relu", metric="mae") + "model.summary()",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    old, new = (f"{_START}{code}\n" for code in PAIRS[name])
    assert fails(old)
    result = migrate(old)
    assert result.code == new
    assert result.changes and not result.by_hand
    run(new)
    assert migrate(new).is_today and migrate(new).code == new


def test_a_loss_that_uses_tensors_of_the_model_is_named():
    code = "from keras import backend as K\nz = layers.Dense(2)(keras.Input((3,)))\n"
    result = migrate(f"{_START}{code}def vae_loss(x, y):\n    return K.mean(y - x) + K.mean(z)\n")
    assert [(row.line, row.was) for row in result.by_hand] == [(8, "K.mean(z)")]
    assert not migrate(f"{_START}{code}def sampling(z):\n    return K.mean(z)\n").by_hand


def test_decay_is_the_same_formula():
    code = "import keras\no = keras.optimizers.SGD(lr=0.5, decay=0.1)\n"
    schedule = run(today(code))["o"]._learning_rate
    for step in (0, 1, 7, 100):
        assert float(schedule(step)) == pytest.approx(0.5 / (1 + 0.1 * step))


def test_the_old_slope_of_hard_sigmoid_stays():
    names = run(today("from keras import backend as K\na = K.hard_sigmoid(K.constant([1.0]))\n"))
    assert float(names["a"][0]) == pytest.approx(0.7)


# --- what is named ---


@pytest.mark.parametrize(
    ("code", "line", "section"),
    [
        ("m = Sequential()\nfor n in (1, 2):\n    m.add(layers.Dense(n, input_shape=(3,)))", 7, "2-1"),
        ("def grow(m):\n    m.add(layers.Dense(2, input_shape=(3,)))", 6, "2-1"),
        ("first = layers.Dense(2, input_dim=3)", 5, "2-1"),
        ("layers.Conv2D(32, 3, 3)", 5, "4-1"),
        ("layers.Dense(3, weights=[np.ones((2, 3))])", 5, "4-1"),
        ("o = keras.optimizers.SGD(0.1, 0.9, 1e-6)", 5, "1-1"),
        ("c = keras.callbacks.ReduceLROnPlateau()\no = keras.optimizers.SGD(decay=0.1)", 6, "3-3"),
        ("m = keras.models.load_model('folder')", 5, "3-1"),
        ("m = Sequential()\nm.save_weights(np.path)", 6, "3-1"),
        ("print(h.history['acc'])", 5, "5-2"),
        ("m = Sequential()\nm.predict_classes(x)", 6, "1-1"),
        ("t = layers.Dense(2).get_output_at(1)", 5, "2-2"),
        ("m = Sequential()\nm.compile('sgd', 'mse')\nm.trainable = False", 7, "4-1"),
        ("from keras import backend as K\nf = K.function([a], [b])", 6, "4-1"),
        ("from keras import backend as K\nd = K.batch_dot(a, b)", 6, "2-2"),
        ("class L(layers.Layer):\n    def build(self, s):\n        self.trainable_weights = []", 7, "4-2"),
        ("m = Sequential()\nm.fit(x, y, class_weight='auto')", 6, "3-2"),
        ("m = Sequential()\nm.add_loss(1.0)", 6, "3-3"),
        ("class C(keras.callbacks.Callback):\n    def f(self):\n        self.validation_data", 7, "3-3"),
        ("from keras import backend as K\nv = K.random_uniform_variable((2,), 0, 1)", 6, "4-2"),
        ("class C(keras.callbacks.Callback):\n    def f(self):\n        self.params['samples']", 7, "3-3"),
        ("m = Sequential()\nm.layers.pop()", 6, "3-3"),
        ("from keras.utils.generic_utils import to_list", 5, "2-1"),
        ("from keras.engine.topology import Container", 5, "3-1"),
        ("layers.NoSuchLayer(3)", 5, "4-1"),
        ("layers.Dense(2, name='block/dense')", 5, "4-1"),
        ("import tensorflow as tf\nt = tf.concat([keras.Input((3,)), keras.Input((3,))], axis=1)", 6, "4-2"),
        ("m = Sequential()\nm.load_weights(np.train.latest_checkpoint('d'))", 6, "3-1"),
        ("keys = ['acc', 'val_acc']", 5, "5-2"),
        ("from keras import backend as K\nf = map(K.argmax, x)", 6, "4-2"),
        ("import tensorflow as tf\ntf.compat.v1.disable_eager_execution()", 6, "1-2"),
        ("import tensorflow as tf\ntf.compat.v1.keras.backend.set_session(s)", 6, "1-2"),
        ("class M(Model):\n    def train_step(self, d):\n        self.compiled_metrics.update_state(d)", 7, "3-3"),
        ("class M(Model):\n    def train_step(self, d):\n        l = self.compiled_loss(d, d)", 7, "3-3"),
        ("m = Sequential()\nh = m.fit(x, y)\nshow(h, 'acc')", 7, "5-2"),
        ("import tensorflow_hub as hub\nlayer = hub.KerasLayer('https://tfhub.dev/a')", 6, "6-1"),
    ],
)
def test_what_is_not_certain_is_named_and_stays(code, line, section):
    result = migrate(f"{_START}{code}\n")
    assert result.code == f"{_START}{code}\n"
    assert [(row.line, row.section) for row in result.by_hand] == [(line, section)]
    assert "{old}" not in result.by_hand[0].why.ko and "{new}" not in result.by_hand[0].why.ko


# --- what stays as it is ---

TODAY = [
    """
    import torch, torch.optim as optim
    import tensorflow as tf
    o = optim.Adam(net.parameters(), lr=0.1, weight_decay=1e-4)
    for group in o.param_groups:
        group['lr'] = 0.1
    net.load_state_dict(torch.load('w.pth'))
    """,
    """
    import keras
    import pandas as pd, joblib
    from sklearn.linear_model import Ridge, SGDClassifier
    from sklearn.neural_network import MLPClassifier
    import matplotlib.pyplot as plt
    history = pd.read_csv('log.csv')
    plt.plot(history['acc'], alpha=0.5)
    frame = pd.DataFrame({'acc': [1], 'val_acc': [2]})
    print(frame['acc'], frame.history['acc'] if hasattr(frame, 'history') else 0)
    r = Ridge(alpha=1.0).fit(X, y)
    c = SGDClassifier(alpha=1e-4, class_weight='balanced').fit(X, y)
    p = c.predict_proba(X)
    c.fit(X, y, sample_weight=w)
    joblib.dump(c, 'x')
    """,
    """
    import keras
    K = 3
    lr, decay, alpha = 0.1, 0.01, 0.2
    def Dense(units, input_dim=3, init=None):
        return units, input_dim
    print(Dense(3, input_dim=2, init='uniform'), K)
    class Adam:
        def __init__(self, lr): self.lr = lr
    optimizer = Adam(lr=0.1)
    print(optimizer.lr)
    """,
    """
    import keras
    from keras import layers, ops
    model = keras.Sequential([
        keras.Input(shape=(28, 28, 1)),  # a picture
        layers.Conv2D(32, (3, 3), activation="relu"),
        layers.Conv2D(64, 3, strides=2, padding="same"),
        layers.Flatten(), layers.Dense(10),
    ])
    model.compile(keras.optimizers.SGD(0.1, 0.9, True), "mse", metrics=["acc"])
    history = model.fit(x, y, epochs=3)
    print(history.history["acc"], history.history["val_acc"])
    model.save("m.keras"); model.save("m.h5")
    model.save_weights("w.weights.h5"); model.load_weights("old.h5")
    keras.callbacks.EarlyStopping(monitor="val_acc")
    embedding = layers.Embedding(input_dim=10, output_dim=3, weights=[w])
    layers.ELU(alpha=0.2); ops.mean(x); keras.utils.Sequence
    keras.applications.VGG16(weights=None, input_shape=(32, 32, 3))
    keras.backend.clear_session(), keras.backend.epsilon(), keras.backend.image_data_format()
    """,
    """
    import tensorflow as tf
    from tensorflow.keras import backend as K
    from tensorflow.keras.losses import mse
    def loss(y, p):
        return K.mean(K.square(y - p), axis=-1)
    with tf.compat.v1.Session() as s:
        tf.compat.v1.set_random_seed(1)
    tf.math.log(x)
    tf.compat.v1.keras.layers.Dense(3)
    """,
    """
    import tensorflow.compat.v1 as tf
    tf.disable_v2_behavior()
    x = tf.placeholder(tf.float32)
    step = tf.train.AdamOptimizer(0.1).minimize(x)
    """,
    """
    import keras
    import matplotlib.pyplot as plt
    plt.legend(['acc', 'val_acc'])
    """,
    """
    import keras
    class Agent:
        def __init__(self):
            self.W, self.lr, self.input_shape = 1, 0.1, (3,)
        def reset_states(self):
            self.states = []
    class Scale(keras.layers.Layer):
        def __init__(self, input_dim, **kwargs):
            super().__init__(**kwargs)
            self.input_dim = input_dim
        def build(self, input_shape):
            self.W = self.add_weight(name="W", shape=(input_shape[-1],))
        def call(self, x):
            return x * self.W
    agent = Agent()
    agent.reset_states()
    config = dict(lr=0.1, nb_epoch=3, input_shape=(3,))
    print(f"{config['lr']}", "keras.utils.np_utils", 'acc')
    """,
]  # fmt: skip


@pytest.mark.parametrize("code", TODAY)
def test_what_is_todays_or_somebody_elses_comes_back_as_it_was(code):
    code = _lines(code)
    ast.parse(code)
    result = migrate(code)
    assert result.code == code
    assert not result.changes and not result.by_hand


def test_the_lessons_of_tf_keras_that_still_run_are_named_and_stay():
    code = "from tensorflow.keras.preprocessing.image import ImageDataGenerator\ng = ImageDataGenerator()\n"
    result = migrate(code)
    assert result.code == code
    assert {row.line for row in result.by_hand} == {1, 2}
    assert all("tf.keras" in row.why.en or "tensorflow.keras" in row.why.en for row in result.by_hand)


# --- layout ---


def test_layout_and_comments_stay_where_they_were():
    old = _lines("""
    from keras.layers.core import (Dense,  # fully connected
                                   Dropout)
    from keras.optimizers import SGD


    sgd = SGD(
        lr = 0.1,   # slow
        decay=0.0,  # none
        momentum=0.9,
    )
    layer = Dense(
        output_dim=3,
        init="uniform"   # small
    )
    """)
    new = _lines("""
    from keras.layers import (Dense,  # fully connected
                                   Dropout)
    from keras.optimizers import SGD


    sgd = SGD(
        learning_rate = 0.1,   # slow
        # none
        momentum=0.9,
    )
    layer = Dense(
        units=3,
        kernel_initializer="uniform"   # small
    )
    """)
    assert today(old) == new


@pytest.mark.parametrize(
    "arguments",
    [
        "2, input_dim=3,\n    # small\n    activation='relu'",
        "2,  # two\n    input_dim=3,  # small\n    activation='relu'",
        "\n    input_dim=3,  # small\n    units=2,  # two\n",
        "input_dim=3,  # small\n    units=2",
        "2,  # small\n    input_dim=3",
        "2, input_dim=3,  # small\n",
        "2, input_dim=3  # small\n",
    ],
)
def test_no_comment_is_lost_with_an_argument(arguments):
    new = today(f"import keras\nm = keras.Sequential()\nm.add(keras.layers.Dense({arguments}))\n")
    assert "# small" in new and "input_dim" not in new and ("# two" in new) == ("# two" in arguments)
    run(new)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tabs_and_line_ends_stay(end):
    old = end.join(["import keras", "def f():", "\tm = keras.Sequential()", "\tm.add(keras.layers.Dense(2, input_dim=3))",
                    "\tm.reset_states()", ""])  # fmt: skip
    new = today(old)
    assert end in new and ("\r" in new) == (end == "\r\n")
    assert new.count("\n") == new.count(end)
    assert f"\tm.add(keras.Input(shape=(3,))){end}\tm.add(keras.layers.Dense(2)){end}" in new
    run(new)


def test_keras_is_imported_once_and_above_what_needs_it():
    old = '"""A program."""\nfrom __future__ import division\nimport os\n# Keras\nfrom keras.layers import Dense\nfrom keras.models import Sequential\nm = Sequential([Dense(2, input_dim=3)])\n'
    assert today(old) == (
        '"""A program."""\nfrom __future__ import division\nimport os\n# Keras\nimport keras\n'
        "from keras.layers import Dense\nfrom keras.models import Sequential\n"
        "m = Sequential([keras.Input(shape=(3,)), Dense(2)])\n"
    )
    assert "from tensorflow import keras" in today(old.replace("from keras", "from tensorflow.keras"))


def test_names_are_followed():
    old = _lines("""
    import tensorflow as tf
    from keras.layers import Dense as D, CuDNNGRU
    from keras import backend as B
    keras = tf.keras
    rate = keras.optimizers.Adam
    make = rate
    o = make(lr=0.1)
    d = D(output_dim=3)
    g = CuDNNGRU(3)
    m = B.mean([1.0])
    """)
    new = today(old)
    assert "make(learning_rate=0.1)" in new and "D(units=3)" in new and "g = GRU(3)" in new
    assert ("import Dense as D, GRU" in new and "tf.keras.ops.mean" in new) or "keras.ops.mean" in new
    run(new)


def test_stars_are_followed():
    old = "from keras.layers import *\nfrom keras.models import *\nm = Sequential([Dense(2, input_dim=3)])\n"
    assert today(old).endswith("m = Sequential([Input(shape=(3,)), Dense(2)])\n")
    run(today(old))


def test_a_piece_without_imports_is_taken_to_be_of_keras():
    assert today("model.fit(x, y, nb_epoch=3)\n") == "model.fit(x, y, epochs=3)\n"
    assert today("opt = Adam(lr=0.1)\n") == "opt = Adam(learning_rate=0.1)\n"
    assert today("a = K.mean(b)\n") == "a = keras.ops.mean(b)\n"


# --- what cannot be read ---


def test_commands_of_a_notebook_and_python_2_are_passed_over_and_said():
    old = _lines("""
    %matplotlib inline
    !pip install keras \\
        h5py
    import keras
    files = !ls
    print "loss", 3
    keras.optimizers.SGD(lr=0.1)
    keras.layers.Dense?
    def f():
        %time g()
    """)
    result = migrate(old)
    assert result.code == old.replace("lr=", "learning_rate=")
    assert [row.line for row in result.passed_over] == [1, 2, 5, 6, 8, 10]
    assert [row.line for row in result.changes] == [7]


def test_what_python_3_refuses_stops_no_other_line():
    old = _lines("""
    import keras
    try:
        keras.layers.Dropout(p=0.1)
    except ValueError, error:
        pass
    if 1 <> 2:
        keras.layers.Dropout(p=0.2)
    for i in range(3): print i
    print "%s" % (
        1)
    keras.layers.Dropout(p=0.3)
    """)
    result = migrate(old)
    assert result.code == old.replace("p=", "rate=")
    assert [row.line for row in result.passed_over] == [4, 6, 8, 9]


@pytest.mark.parametrize(
    "old", ["import keras\nx = (\n", "%%bash\nls keras\n", "import keras\nfor x in\n\tpass", "\x00keras"]
)
def test_what_cannot_be_read_comes_back_as_it_was_and_is_said(old):
    result = migrate(old)
    assert result.code == old and len(result.passed_over) == 1 and not result.changes


# --- notebooks and files ---


def _notebook(*cells: str, **extra) -> str:
    made = [
        {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], "source": cell.splitlines(True)}
        for cell in cells
    ]
    made.insert(0, {"cell_type": "markdown", "metadata": {}, "source": ["# 제목 keras.layers.core"]})
    metadata = {"kernelspec": {"language": "python", "name": "python3", "display_name": "Python 3"}}
    return (
        json.dumps(
            {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 2, **extra},
            indent=1,
            ensure_ascii=False,
        )
        + "\n"
    )


def test_names_flow_from_cell_to_cell(tmp_path):
    path = tmp_path / "old.ipynb"
    path.write_text(
        _notebook(
            "from keras.models import Sequential\nfrom keras.layers import Dense",
            "%%time\nmodel = Sequential()\nmodel.add(Dense(2, input_dim=3, activation='softmax'))",
            "x = (",
            "%%html\n<b>keras</b>",
            "model.compile('sgd', 'mse', metrics=['accuracy'])\nh = model.fit(x, y, nb_epoch=2)",
            "print(h.history['acc'])\nmodel.predict_classes(x)\nmodel.reset_states()",
        ),
        encoding="utf-8",
    )
    result = migrate(path)
    new = json.loads(result.content)
    sources = ["".join(cell["source"]) for cell in new["cells"]]
    assert sources[1] == "import keras\nfrom keras.models import Sequential\nfrom keras.layers import Dense"
    assert sources[2].endswith("model.add(keras.Input(shape=(3,)))\nmodel.add(Dense(2, activation='softmax'))")
    assert sources[2].startswith("%%time\n") and sources[3] == "x = (" and "<b>" in sources[4]
    assert "epochs=2" in sources[5] and "h.history['accuracy']" in sources[6]
    assert "model.predict(x).argmax(axis=-1)" in sources[6] and "for layer in model.layers:" in sources[6]
    assert [(row.cell, row.line) for row in result.passed_over if row.what == "x = ("] == [(4, 1)]
    assert (6, 2) in [(row.cell, row.line) for row in result.changes]
    assert "제목 keras.layers.core" in result.content


def test_a_notebook_of_today_comes_back_byte_for_byte(tmp_path):
    path = tmp_path / "today.ipynb"
    path.write_text(_notebook("import keras\nkeras.Input((3,))", "%matplotlib inline"), encoding="utf-8")
    result = migrate(str(path))
    assert result.content == path.read_text(encoding="utf-8") and result.is_today


@pytest.mark.parametrize("content", ["{", "[]", '{"cells": [], "metadata": {"kernelspec": {"language": "R"}}}'])
def test_a_damaged_notebook_is_said(content, tmp_path):
    path = tmp_path / "bad.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CourseError, match=r"bad\.ipynb"):
        migrate(path)


@pytest.mark.parametrize("code", [3, None, ["import keras"]])
def test_what_is_no_code_is_said(code):
    with pytest.raises(CourseError):
        migrate(code)


def test_the_terminal_writes_beside_and_never_over(tmp_path, capsys):
    old = tmp_path / "old.py"
    old.write_text("import keras\nkeras.optimizers.SGD(lr=0.1)\n", encoding="utf-8")
    bad = tmp_path / "bad.ipynb"
    bad.write_text("{", encoding="utf-8")
    before = old.read_bytes()
    assert main(["--check", "--lang", "en", str(old)]) == 1
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["bad.ipynb", "old.py"]
    assert main(["--lang", "en", str(bad), str(old)]) == 1
    new = tmp_path / "old.today.py"
    assert new.read_text(encoding="utf-8") == "import keras\nkeras.optimizers.SGD(learning_rate=0.1)\n"
    assert old.read_bytes() == before
    new.write_text("mine", encoding="utf-8")
    assert main(["--lang", "en", str(old)]) == 1
    assert new.read_text(encoding="utf-8") == "mine"
    assert main(["--lang", "en", "--force", str(old)]) == 0
    assert main(["--check", "--lang", "en", str(new)]) == 0
    said = capsys.readouterr()
    assert "old.today.py exists already" in said.err and "2: lr=0.1 → learning_rate=0.1" in said.out


# --- how it is shown ---


def test_the_box_is_escaped_and_names_line_reason_and_section(lang):
    result = migrate("import keras\nkeras.optimizers.SGD(lr='<b>')\nkeras.backend.gradients\n")
    shown = result._repr_html_()
    assert "<b>'" not in shown and "&lt;b&gt;" in shown and "&lt;b&gt;" in shown
    assert "1-1_keras_in_30_seconds.ipynb" in shown and "<pre" in shown
    assert "learning_rate" in repr(result) and "3-3" in repr(result)
    assert "<pre" not in migrate("import keras\n")._repr_html_()


def test_nothing_is_imported_before_it_is_needed():
    import subprocess
    import sys

    code = "import utils.errors.migrate, sys; sys.exit('libcst' in sys.modules or 'keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_missing_libcst_is_said(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(CourseError, match="pip install libcst"):
        migrate("import keras\n")


def test_on_colab_a_missing_libcst_is_installed(monkeypatch):
    installed = []
    monkeypatch.setattr("importlib.util.find_spec", lambda name: True if installed else None)
    monkeypatch.setattr("subprocess.run", lambda command, **_: installed.append(command[-1]))
    monkeypatch.setitem(sys.modules, "google.colab", sys)
    assert migrate("import keras\n").code == "import keras\n"
    assert installed == ["libcst"]


def test_a_rule_that_stumbles_over_one_cell_stops_no_other(tmp_path, monkeypatch):
    def stumble(program, original, updated):
        raise RuntimeError

    monkeypatch.setattr("utils.errors.migrate.calls._decay", stumble)
    path = tmp_path / "old.ipynb"
    cells = ("import keras", "o = keras.optimizers.SGD(lr=0.1)", "l = keras.layers.Dropout(p=0.1)")
    path.write_text(_notebook(*cells), encoding="utf-8")
    result = migrate(path)
    assert cells[1] in result.code and "Dropout(rate=0.1)" in result.code
    assert [(row.cell, row.what) for row in result.passed_over] == [(3, cells[1])]


@pytest.mark.parametrize(
    "content",
    [
        b'{"cells": [3, {"cell_type": "code"}, {"cell_type": "code", "source": null}], "metadata": null}',
        b"[1]",
        b"{",
        b"\xff\xfe",
    ],
)
def test_a_file_that_is_damaged_stops_no_other(content, tmp_path, capsys):
    damaged, good = tmp_path / "a.ipynb", tmp_path / "b.py"
    damaged.write_bytes(content)
    good.write_text("import keras\nkeras.layers.Dropout(p=0.1)\n", encoding="utf-8")
    main([str(damaged), str(good)])
    assert "rate=0.1" in (tmp_path / "b.today.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["latin-1", "cp949"])
def test_a_program_comes_back_in_its_encoding(encoding, tmp_path):
    letters = {"latin-1": "für", "cp949": "층"}[encoding]
    old = f"# -*- coding: {encoding} -*-\r\n# {letters}\r\nimport keras\r\nkeras.layers.Dropout(p=0.1)\r\n"
    (tmp_path / "old.py").write_bytes(old.encode(encoding))
    assert main([str(tmp_path / "old.py")]) == 0
    assert (tmp_path / "old.today.py").read_bytes() == old.replace("p=", "rate=").encode(encoding)


def test_a_key_in_bytes_stops_nothing():
    result = migrate('import keras\nkeras.callbacks.EarlyStopping(monitor=b"val_acc")\nkeras.layers.Dropout(p=0.1)\n')
    assert not result.passed_over
    assert 'monitor=b"val_acc"' in result.code and "Dropout(rate=0.1)" in result.code


def test_what_is_said_of_a_model_holds_in_later_cells(tmp_path):
    path = tmp_path / "old.ipynb"
    cells = (
        "import keras\nfrom keras.backend import square\nm = keras.Sequential()",
        "m.compile('sgd', 'mse')",
        "m.trainable = False\nsquare(1.0)",
    )
    path.write_text(_notebook(*cells), encoding="utf-8")
    result = migrate(path)
    assert "from keras.ops import square" in result.code and result.code.endswith("square(1.0)\n")
    assert [(row.cell, row.line, row.section) for row in result.by_hand] == [(4, 1, "4-1")]


def test_the_inside_of_tensorflow_is_left():
    assert today("from tensorflow.python import keras\nkeras.Input((3,))\n") == (
        "from tensorflow import keras\nkeras.Input((3,))\n"
    )


@pytest.mark.parametrize("quote", ["'", '"'])
def test_an_f_string_never_holds_its_own_quotes(quote):
    old = (
        "from keras import backend as K\nfrom keras.models import Sequential\nfrom keras.layers import Dense\n"
        f"m = Sequential([Dense(1, activation='sigmoid')])\nprint(f{quote}{{m.predict_classes(x)}} {{K.variable(3)}}{quote})\n"
    )
    new = today(old)
    inside = new.splitlines()[-1].removeprefix(f"print(f{quote}").removesuffix(f"{quote})")
    assert "predict(x)" in inside and "float32" in inside and quote not in inside
