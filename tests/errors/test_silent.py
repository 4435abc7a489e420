"""Mistakes that raise nothing: found in a model and its data, with the evidence; where nothing is wrong, nothing is."""

import re

import pytest

from utils.core.course import sections
from utils.core.text import LANGUAGES
from utils.errors import explain
from utils.errors.findings import all_silent
from utils.errors.rule import BEFORE

PICTURES = """
def pictures(*first):
    model = keras.Sequential([keras.Input((28, 28)), *first, layers.Flatten(), layers.Dense(3, activation="softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy")
    return model
"""
SEQUENCES = """
x = np.ones((16, 5, 2))
model = keras.Sequential([keras.Input((5, 2)), layers.LSTM(8, return_sequences=True), layers.Dense(1)])
model.compile("sgd", "mse")
"""
MADE = """
def made(*layers_):
    model = keras.Sequential([keras.Input((4,)), *layers_])
    model.compile("sgd", "mse")
    return model
"""
TOKENS = """
tokens = np.random.default_rng(0).integers(1, 19, (16, 6))
def words(size):
    model = keras.Sequential([keras.Input((6,)), layers.Embedding(size, 4), layers.LSTM(8), layers.Dense(1, "sigmoid")])
    model.compile("sgd", "binary_crossentropy")
    return model
"""
UNTRACKED = """
class Block:
    def __init__(self, layer): self.inner = layer
    def __call__(self, x): return self.inner(x)
class M(keras.Model):
    def __init__(self, trainable=True):
        super().__init__()
        self.block = Block(layers.Dense(4, trainable=trainable)); self.block.inner.build((None, 4))
        self.kept = {"a": [layers.Dense(2)], "b": (layers.Dense(2),)}
"""
TWO_ENDS = """
i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1, name="a")(i), layers.Dense(1, name="b")(i)])
"""
# The id of the finding, and a snippet that binds what `explain` is given to `subject`.
FOUND = [
    ("labels-and-output-broadcast", f"{SEQUENCES}\nsubject = model, x, yb"),
    ("labels-and-output-broadcast", "subject = net(1, None, 'mse'), X, Y1"),
    ("decimal-labels-cut", "subject = net(), X, y + 0.7"),
    ("labels-outside-classes", "subject = net(), X, y + 1"),
    ("labels-outside-zero-and-one", "subject = net(1, 'sigmoid', 'binary_crossentropy'), X, y + 1"),
    ("labels-outside-zero-and-one", "subject = net(1, 'sigmoid', 'binary_crossentropy'), X, 2 * yb - 1"),
    ("labels-not-one-hot", "subject = net(3, 'softmax', 'categorical_crossentropy'), X, np.ones((16, 3))"),
    ("labels-out-of-reach", "subject = net(1, 'sigmoid', 'mse'), X, 100 * X[:, 0]"),
    ("labels-out-of-reach", "subject = net(1, 'relu', 'mse'), X, -1 - X[:, 0]"),
    ("labels-sorted", "order = np.argsort(y); subject = net(), X[order], y[order]"),
    ("labels-of-one-class", "subject = net(1, 'sigmoid', 'binary_crossentropy'), X, np.ones(16)"),
    ("labels-missing", "subject = net(1, None, 'mse'), X, np.full(16, np.nan)"),
    ("logits-without-from-logits", "subject = net(3, None), X, y"),
    ("logits-without-from-logits", "subject = (net(3, None),)"),
    ("logits-without-from-logits", "subject = net(1, None, 'binary_crossentropy'), X, yb"),
    (
        "activation-and-from-logits",
        "subject = (net(1, 'sigmoid', keras.losses.BinaryCrossentropy(from_logits=True)),)",
    ),
    ("softmax-of-one-unit", "subject = net(1, 'softmax', 'binary_crossentropy'), X, yb"),
    ("softmax-with-binary-crossentropy", "subject = net(3, 'softmax', 'binary_crossentropy'), X, Y1"),
    ("sigmoid-with-categorical-crossentropy", "subject = net(3, 'sigmoid', 'categorical_crossentropy'), X, Y1"),
    ("classes-with-a-loss-of-numbers", "subject = net(3, 'softmax', 'mse'), X, Y1"),
    ("accuracy-of-numbers", "subject = net(1, None, 'mse', metrics=['accuracy']), X, X[:, 0]"),
    ("accuracy-class", "subject = net(3, metrics=[keras.metrics.Accuracy()]), X, y"),
    (
        "threshold-of-logits",
        "loss = keras.losses.BinaryCrossentropy(from_logits=True)\n"
        "subject = net(1, None, loss, metrics=['accuracy']), X, yb",
    ),
    (
        "outputs-without-loss",
        "i = keras.Input((4,)); model = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)])\n"
        "model.compile('sgd', ['mse']); subject = model, X, [yb, yb]",
    ),
    (
        "loss-arguments-swapped",
        "def loss(y_pred, y_true): return ops.mean(ops.square(y_true - y_pred))\nsubject = (net(3, 'softmax', loss),)",
    ),
    (
        "loss-is-nan",
        "def loss(t, p): return -ops.mean(t * ops.log(0 * p))\nsubject = net(1, 'relu', loss), X, yb",
    ),
    ("data-missing", "Z = X.copy(); Z[0, 0] = np.nan; subject = net(), Z, y"),
    ("data-not-scaled", "subject = net(), 255 * X, y"),
    ("pictures-scaled-twice", f"{PICTURES}\nsubject = pictures(layers.Rescaling(1 / 255)), IMG, y"),
    (
        "rescaled-more-than-once",
        f"{PICTURES}\nsubject = pictures(layers.Rescaling(1 / 255), layers.Rescaling(1 / 255)), 255 * IMG, y",
    ),
    (
        "output-unlike-its-shape",
        "class A(layers.Layer):\n    def call(self, x): return x[:, :2]\n"
        "    def compute_output_shape(self, s): return (s[0], 3)\n"
        "subject = keras.Sequential([keras.Input((4,)), A()]), X",
    ),
    ("trainable-after-compile", "model = net(); model.layers[0].trainable = False; subject = (model,)"),
    ("nothing-learns", "model = net(); model.trainable = False; model.compile('sgd', 'mse'); subject = (model,)"),
    ("not-adapted", "layer = layers.Normalization(); layer(X); subject = (layer,)"),
    ("not-adapted", f"{PICTURES}\nsubject = pictures(layers.Normalization()), IMG, y"),
    ("not-built", "subject = (keras.Sequential([layers.Dense(2)]),)"),
    ("same-layer-twice", "d = layers.Dense(4); subject = (keras.Sequential([keras.Input((4,)), d, d]),)"),
    ("layer-on-its-own-output", "d = layers.Dense(4); i = keras.Input((4,)); subject = (keras.Model(i, d(d(i))),)"),
    ("strides-of-keras-1", "subject = (layers.Conv2D(32, 3, 3),)"),
    (
        "variable-replaced",
        "class A(layers.Layer):\n    def build(self, s): self.n = self.add_weight(shape=(), initializer='zeros')\n"
        "    def call(self, x): self.n = self.n + 1; return x\nlayer = A(); layer(X); subject = (layer,)",
    ),
    (
        "config-incomplete",
        "class A(layers.Layer):\n    def __init__(self, k=2, **more): super().__init__(**more); self.k = k\n"
        "    def call(self, x): return x * self.k\n    def get_config(self): return super().get_config()\n"
        "subject = (A(5),)",
    ),
    (
        "weights-are-nan",
        "model = net(); model.set_weights([w * np.nan for w in model.get_weights()]); subject = (model,)",
    ),
    ("learning-rate-too-large", "model = net(); model.optimizer.learning_rate = 100.0; subject = (model,)"),
    ("learning-rate-zero", "model = net(); model.optimizer.learning_rate = 0.0; subject = (model,)"),
    (
        "kernel-of-zeros",
        "hidden = layers.Dense(2, kernel_initializer='zeros')\n"
        "subject = (keras.Sequential([keras.Input((4,)), hidden, layers.Dense(1)]),)",
    ),
    ("loss-became-nan", "model = net(); model.fit(X * np.nan, y, **quiet); subject = (model,)"),
    (
        "epoch-without-data",
        "model = net(); batches = ((X, y) for _ in range(2))\n"
        "model.fit(batches, steps_per_epoch=2, epochs=2, verbose=0); subject = (model,)",
    ),
]
FOUND += [
    ("layers-without-activation", "subject = (made(layers.Dense(8), layers.Dropout(0.1), layers.Dense(1)),)"),
    ("dropout-at-the-end", "subject = (made(layers.Dense(3, activation='softmax'), layers.Dropout(0.5)),)"),
    ("softmax-twice", "subject = (made(layers.Dense(3, activation='softmax'), layers.Softmax()),)"),
    (
        "channels-come-first",
        "subject = (keras.Sequential([keras.Input((3, 32, 32)), layers.Conv2D(4, 3, padding='same')]),)",
    ),
    (
        "normalized-over-rows",
        "subject = (keras.Sequential([keras.Input((9, 9, 4)), layers.Conv2D(8, 3), "
        "layers.BatchNormalization(axis=1)]),)",
    ),
    ("sequence-of-one-step", "subject = (keras.Sequential([keras.Input((1, 30)), layers.LSTM(8)]),)"),
    ("dropout-of-nearly-all", "subject = (made(layers.Dropout(0.99), layers.Dense(1)),)"),
    (
        "input-unused",
        "a, b = keras.Input((4,)), keras.Input((4,)); subject = (keras.Model([a, b], layers.Dense(1)(a)),)",
    ),
    ("output-in-half-precision", "subject = (made(layers.Dense(3, dtype='mixed_float16')),)"),
    (
        "frozen-at-random",
        "subject = (keras.Sequential([keras.Input((6,)), layers.Embedding(50, 4, trainable=False)]),)",
    ),
    (
        "answers-all-alike",
        "m = made(layers.Dense(2, activation='relu', bias_initializer=keras.initializers.Constant(-99)), "
        "layers.Dense(1))\nsubject = m, X, yb",
    ),
    (
        "no-distribution",
        "m = keras.Sequential([keras.Input((5, 4)), layers.Dense(3), layers.Softmax(axis=1)])\n"
        "m.compile('sgd', 'sparse_categorical_crossentropy')\n"
        "subject = m, np.stack([X] * 5, 1), np.stack([y] * 5, 1)",
    ),
    ("no-distribution", "subject = net(3, None, 'kl_divergence'), X, Y1"),
    ("accuracy-of-another-kind", "subject = (net(metrics=['categorical_accuracy']),)"),
    (
        "accuracy-of-another-kind",
        "subject = (net(1, 'sigmoid', 'binary_crossentropy', metrics=[keras.metrics.CategoricalAccuracy()]),)",
    ),
    (
        "accuracy-of-another-kind",
        "subject = (net(3, 'softmax', 'categorical_crossentropy', metrics=['binary_accuracy']),)",
    ),
    (
        "area-of-logits",
        "loss = keras.losses.BinaryCrossentropy(from_logits=True)\n"
        "subject = (net(1, None, loss, metrics=[keras.metrics.AUC()]),)",
    ),
    ("classes-with-a-loss-of-numbers", "subject = net(1, 'sigmoid', 'mse'), X, yb"),
    ("data-all-zero", "subject = net(), 0 * X, y"),
    ("index-outside-the-table", f"{TOKENS}\nsubject = words(10), 1 + tokens, yb"),
    ("padding-is-read", f"{TOKENS}\ntokens[:, 4:] = 0; subject = words(20), 1 * tokens, yb"),
    ("learning-rate-too-small", "model = net(); model.optimizer.learning_rate = 1e-12; subject = (model,)"),
    (
        "learning-rate-has-run-out",
        "rate = keras.optimizers.schedules.ExponentialDecay(0.1, 1, 0.01)\n"
        "m = made(layers.Dense(1)); m.compile(keras.optimizers.SGD(rate), 'mse')\n"
        "m.fit(X, yb, batch_size=2, **quiet); subject = (m,)",
    ),
    ("no-epoch", "model = net(); model.fit(X, y, initial_epoch=5, epochs=5, verbose=0); subject = (model,)"),
    (
        "penalty-outweighs-loss",
        "subject = made(layers.Dense(1, kernel_regularizer=keras.regularizers.L2(1e4))), X, yb",
    ),
    (
        "one-class-nearly-alone",
        "rare = np.zeros(100); rare[::50] = 1\n"
        "subject = net(1, 'sigmoid', 'binary_crossentropy', metrics=['accuracy']), np.ones((100, 4)), rare",
    ),
    ("labels-counted-from-one", "subject = net(4), X, y + 1"),
    ("labels-not-for-this-loss", "subject = net(1, None, 'mape'), X, yb"),
    ("labels-not-for-this-loss", "subject = net(1, None, 'msle'), X, -1 - yb"),
    (
        "base-at-random",
        "base = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(4, 3), layers.BatchNormalization(), "
        "layers.Conv2D(4, 3), layers.Flatten()])\n"
        "base.trainable = False; subject = (keras.Sequential([base, layers.Dense(1)]),)",
    ),
    ("layer-not-tracked", f"{UNTRACKED}\nsubject = (M(),)"),
    ("loss-weight-zero", f"{TWO_ENDS}\nm.compile('sgd', 'mse', loss_weights=[1, 0]); subject = (m,)"),
    ("loss-weight-zero", f"{TWO_ENDS}\nm.compile('sgd', 'mse', loss_weights={{'a': 1, 'b': 0.0}}); subject = (m,)"),
    ("targets-not-scaled", "subject = net(1, None, 'mse'), X, 1e5 * X[:, 0]"),
]
BATCHES = """
import tensorflow as tf
rows = tf.data.Dataset.from_tensor_slices((X, y))
"""
ON_TENSORFLOW = [
    ("shuffled-after-batching", f"{BATCHES}\nsubject = net(), rows.batch(4).shuffle(9).prefetch(1)"),
    (
        "data-set-without-end",
        "import tensorflow as tf\nsubject = net(), tf.data.Dataset.from_tensor_slices((X, y)).batch(4).repeat()",
    ),
    (
        "variable-not-tracked",
        "import tensorflow as tf\nclass A(layers.Layer):\n"
        "    def __init__(self): super().__init__(); self.w = tf.Variable(tf.ones((4, 4)))\n"
        "    def call(self, x): return tf.matmul(x, self.w)\nlayer = A(); layer(X); subject = (layer,)",
    ),
]
RIGHT = [
    "subject = net(metrics=['accuracy']), X, y",
    "subject = net(1, None, 'mse', metrics=['mae']), X, X[:, 0]",
    "subject = net(3, None, keras.losses.SparseCategoricalCrossentropy(from_logits=True)), X, y",
    "subject = net(1, 'sigmoid', 'binary_crossentropy', metrics=['accuracy']), X, yb[:, None]",
    "subject = net(3, 'sigmoid', 'binary_crossentropy'), X, Y1",
    "subject = net(3, 'softmax', 'categorical_crossentropy'), X, Y1",
    "layer = layers.Normalization(); layer.adapt(X); subject = (layer,)",
    "model = net(); model.fit(X, y, **quiet); subject = model, X, y",
    "subject = made(layers.Dense(8, activation='relu'), layers.Dropout(0.5), layers.Dense(1)), X, X[:, 0]",
    "subject = made(layers.Dense(8), layers.BatchNormalization(), layers.ReLU(), layers.Dense(1)), X, X[:, 0]",
    f"{TOKENS}\nsubject = words(20), tokens, yb",
    f"{TOKENS}\ntokens[:, :2] = 0; subject = words(20), tokens, yb",
    "subject = net(1, 'sigmoid', 'binary_crossentropy', metrics=['binary_accuracy', 'AUC']), X, yb[:, None]",
    "subject = net(3, 'sigmoid', 'binary_crossentropy', metrics=['binary_accuracy']), X, Y1",
    "subject = (keras.Sequential([keras.Input((5, 2)), layers.LSTM(8, stateful=False), layers.Dense(1)]),)",
    "i = keras.Input((1, 4)); s = [keras.Input((3,)), keras.Input((3,))]\n"
    "subject = (keras.Model([i, *s], layers.LSTM(3)(i, initial_state=s)),)",
    f"{PICTURES}\nsubject = pictures(layers.Rescaling(1 / 255)), 255 * IMG, y",
    f"{BATCHES}\nsubject = net(), rows.shuffle(9).batch(4).cache().shuffle(9)",
    f"{BATCHES}\nsubject = net(), rows.batch(2).unbatch().shuffle(9).batch(4)",
    f"{UNTRACKED}\nm = M(trainable=False); m.compile('sgd', 'mse'); subject = (m,)",
    f"{TWO_ENDS}\nm.compile('sgd', 'mse', loss_weights=[1, 0.1]); subject = (m,)",
    "base = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(4, 3), layers.Conv2D(4, 3), layers.Flatten()])\n"
    "base.layers[0].bias.assign([1, 2, 3, 4]); base.trainable = False\n"
    "subject = (keras.Sequential([base, layers.Dense(1)]),)",
    "a, b = keras.Input((4,)), keras.Input((4,)); d = layers.Dense(2)\n"
    "model = keras.Model([a, b], layers.Add()([d(a), d(b)])); model.compile('sgd', 'mse')\n"
    "subject = model, [X, X], Y1[:, :2]",
]


def looked_at(snippet: str):
    namespace = {"__name__": "__main__"}
    exec(BEFORE + MADE + snippet, namespace)
    return explain(*namespace["subject"])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("id_, snippet", [*FOUND, *ON_TENSORFLOW])
def test_it_is_found(id_, snippet, lang):
    findings = looked_at(snippet)
    assert id_ in findings.ids
    explanation = next(each for each in findings.found if each.rule.id == id_)
    said = f"{explanation.means} {explanation.try_first} {explanation.today}"
    unfilled = re.findall(r"\{\w+\}|\[(?:을|은|이|과|으로|이라)\]", said)
    assert (
        not unfilled
        and str(explanation.means) in repr(findings)
        and explanation._repr_html_() in findings._repr_html_()
    )


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("snippet", RIGHT)
def test_where_nothing_is_wrong_nothing_is_found(snippet, lang):
    findings = looked_at(snippet)
    assert findings.ids == [] and repr(findings) and str(len(all_silent())) in findings._repr_html_()


@pytest.mark.filterwarnings("ignore")
def test_the_evidence_are_both_numbers():
    (explanation,) = looked_at("subject = net(3, None), X, y").found
    losses = [float(number) for number in re.findall(r"\d+\.\d+", explanation.means.en)]
    assert len(losses) == 2 and losses[0] != losses[1]


def test_every_silent_mistake_has_a_case_and_a_section():
    ids = [silent.id for silent in all_silent()]
    assert len(ids) == len(set(ids)) and set(ids) == {id_ for id_, _ in [*FOUND, *ON_TENSORFLOW]}
    assert {silent.section for silent in all_silent()} <= set(sections())
    assert all(silent.means[lang] and silent.try_first[lang] for silent in all_silent() for lang in LANGUAGES)
