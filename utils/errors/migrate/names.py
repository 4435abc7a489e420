"""Where the names of Keras 2 stand today.

A name is written as if it had been reached through `keras`: `tensorflow.keras.layers.Dense` is `keras.layers.Dense`.
"""

from utils.core.text import Text
from utils.errors.migrate.namespaces import STILL_IN_TF_KERAS
from utils.errors.migrate.rules import Moved

# Each way in which programs reach Keras, the longest first.
KERAS = ("tensorflow.python.keras", "tensorflow.contrib.keras.python.keras", "tensorflow.contrib.keras")
TF_KERAS = "tensorflow.keras"
# TensorFlow 1 inside TensorFlow 2: its Keras is the one of `tensorflow.keras`.
COMPAT = "tensorflow.compat.v1"

_FLAT = Text(
    ko="`{old}` 모듈은 없어졌습니다. 공개된 이름은 모두 `{new}` 안에 있습니다.",
    en="The submodule `{old}` is gone. Every public name stands in `{new}`.",
)
_RENAMED = Text(ko="지금 이름은 `{new}`입니다.", en="Its name today is `{new}`.")
_ONE = Text(
    ko="`{old}` 꾸러미는 `{new}` 안으로 들어갔습니다. 하는 일은 같습니다.",
    en="`{old}` has become a part of `{new}`, which does the same.",
)


_OPTIMIZER = Text(ko="Keras 모델에는 Keras의 최적화 도구를 줍니다.", en="A Keras model takes an optimizer of Keras.")
_OPTIMIZERS = {"Adam": "Adam", "RMSProp": "RMSprop", "GradientDescent": "SGD", "Adagrad": "Adagrad",
               "Adadelta": "Adadelta", "Ftrl": "Ftrl"}  # fmt: skip


def _modules(new: str, section: str, *old: str) -> list[Moved]:
    return [Moved(f"keras.{name}", new, _FLAT, section) for name in old]


def _renamed(module: str, section: str, **names: str) -> list[Moved]:
    return [Moved(f"{module}.{old}", f"{module}.{new}", _RENAMED, section) for old, new in names.items()]


# Longer paths come first where one lies below another.
MOVED = [
    # --- one name out of a submodule, or under another name ---
    Moved("keras.utils.visualize_util.plot", "keras.utils.plot_model", _RENAMED, "5-1"),
    Moved("keras.utils.vis_utils.model_to_dot", "keras.utils.model_to_dot", _FLAT, "5-1"),
    Moved("keras.utils.vis_utils.plot_model", "keras.utils.plot_model", _FLAT, "5-1"),
    Moved(
        "keras.preprocessing.timeseries.timeseries_dataset_from_array",
        "keras.utils.timeseries_dataset_from_array",
        _FLAT,
        "2-1",
    ),
    Moved("keras.applications.mobilenet.relu6", "keras.activations.relu6", _RENAMED, "4-1"),
    Moved("keras.applications.mobilenet.DepthwiseConv2D", "keras.layers.DepthwiseConv2D", _FLAT, "4-1"),
    Moved(
        "keras.layers.CuDNNLSTM",
        "keras.layers.LSTM",
        Text(
            ko="`LSTM`은 GPU에서 cuDNN을 스스로 씁니다. 따로 부르는 층은 없어졌습니다.",
            en="`LSTM` uses cuDNN on a GPU by itself; the layer of its own is gone.",
        ),
        "2-1",
    ),
    Moved(
        "keras.layers.CuDNNGRU",
        "keras.layers.GRU",
        Text(
            ko="`GRU`는 GPU에서 cuDNN을 스스로 씁니다. 따로 부르는 층은 없어졌습니다.",
            en="`GRU` uses cuDNN on a GPU by itself; the layer of its own is gone.",
        ),
        "2-1",
    ),
    Moved(
        "keras.layers.experimental.preprocessing",
        "keras.layers",
        Text(
            ko="전처리 층은 실험 단계를 벗어나 `keras.layers`로 옮겨졌습니다.",
            en="The preprocessing layers are no longer experimental and stand in `keras.layers`.",
        ),
        "4-1",
    ),
    Moved("keras.layers.experimental.EinsumDense", "keras.layers.EinsumDense", _FLAT, "4-1"),
    Moved("keras.models.Input", "keras.Input", _FLAT, "2-1"),
    Moved("keras.models.Layer", "keras.layers.Layer", _FLAT, "4-2"),
    Moved(
        "keras.models.model_from_yaml",
        "keras.models.model_from_json",
        Text(
            ko="YAML은 코드를 실행할 수 있어 위험하므로 없어졌습니다. `to_json`과 짝을 이루어 씁니다.",
            en="YAML could run code and is gone. Its pair is `to_json`.",
        ),
        "3-1",
    ),
    Moved("keras.utils.multi_gpu_utils", "keras.utils", _FLAT, "1-2"),
    Moved("keras.backend.set_image_dim_ordering", "keras.backend.set_image_data_format", _RENAMED, "1-2"),
    Moved("keras.backend.image_dim_ordering", "keras.backend.image_data_format", _RENAMED, "1-2"),
    Moved("keras.backend.common", "keras.backend", _FLAT, "1-2"),
    Moved("keras.backend.tensorflow_backend", "keras.backend", _FLAT, "4-2"),
    Moved("keras.backend.theano_backend", "keras.backend", _FLAT, "4-2"),
    Moved("keras.backend.load_backend", "keras.backend", _FLAT, "4-2"),
    Moved("keras.mixed_precision.experimental.set_policy", "keras.mixed_precision.set_global_policy", _RENAMED, "1-2"),
    Moved("keras.mixed_precision.experimental.global_policy", "keras.mixed_precision.dtype_policy", _RENAMED, "1-2"),
    Moved("keras.mixed_precision.experimental", "keras.mixed_precision", _FLAT, "1-2"),
    *_renamed(
        "keras.optimizers",
        "1-1",
        adam="Adam",
        sgd="SGD",
        rmsprop="RMSprop",
        adagrad="Adagrad",
        adadelta="Adadelta",
        adamax="Adamax",
        nadam="Nadam",
    ),
    *(
        Moved(f"keras.optimizers.{old}", "keras.optimizers", _FLAT, "1-1")
        for old in (
            "adam_v2",
            "gradient_descent_v2",
            "rmsprop_v2",
            "adadelta_v2",
            "adagrad_v2",
            "adamax_v2",
            "nadam_v2",
            "optimizer_v2.adam",
            "optimizer_v2.gradient_descent",
            "optimizer_v2.rmsprop",
            "optimizer_v2",
            "optimizer_v1",
            "experimental",
            "legacy",
        )
    ),
    Moved("keras.optimizers.optimizers", "keras.optimizers", _FLAT, "1-1"),
    *_renamed(
        "keras.regularizers",
        "4-1",
        l1l2="l1_l2",
        WeightRegularizer="L1L2",
        activity_l1="l1",
        activity_l2="l2",
        activity_l1l2="l1_l2",
    ),
    *_renamed(
        "keras.constraints",
        "4-1",
        maxnorm="max_norm",
        nonneg="non_neg",
        unitnorm="unit_norm",
    ),
    *_renamed(
        "keras.initializers",
        "4-1",
        normal="RandomNormal",
        uniform="RandomUniform",
        zero="Zeros",
        one="Ones",
        Normal="RandomNormal",
        Uniform="RandomUniform",
    ),
    *(
        rule
        for module in ("keras.losses", "keras.metrics")
        for rule in _renamed(
            module,
            "1-1",
            mse="mean_squared_error",
            MSE="mean_squared_error",
            mae="mean_absolute_error",
            MAE="mean_absolute_error",
            mape="mean_absolute_percentage_error",
            MAPE="mean_absolute_percentage_error",
            msle="mean_squared_logarithmic_error",
            MSLE="mean_squared_logarithmic_error",
            kld="kl_divergence",
            KLD="kl_divergence",
            kullback_leibler_divergence="kl_divergence",
            logcosh="log_cosh",
            bce="binary_crossentropy",
            BCE="binary_crossentropy",
        )
    ),
    *_renamed("keras.losses", "1-1", Kullback_Leibler="KLDivergence"),
    *(
        Moved(f"keras.{module}.{old}", "keras.losses.cosine_similarity", _RENAMED, "1-1")
        for module in ("losses", "metrics")
        for old in ("cosine_proximity", "cosine")
    ),
    # --- submodules that are gone ---
    *_modules(
        "keras.layers",
        "4-1",
        "layers.core",
        "layers.convolutional",
        "layers.convolutional_recurrent",
        "layers.recurrent",
        "layers.recurrent_v2",
        "layers.cudnn_recurrent",
        "layers.embeddings",
        "layers.local",
        "layers.noise",
        "layers.pooling",
        "layers.wrappers",
        "layers.advanced_activations",
        "layers.rnn",
        "layers.attention",
        "layers.regularization",
        "layers.reshaping",
        "layers.dense_attention",
        "layers.normalization.batch_normalization",
        "layers.normalization.layer_normalization",
        "layers.normalization",
        "layers.preprocessing.image_preprocessing",
        "layers.preprocessing.text_vectorization",
        "layers.preprocessing",
    ),
    *_modules("keras.layers", "2-2", "layers.merge", "layers.merging"),
    *_modules(
        "keras.layers",
        "4-2",
        "engine.topology",
        "engine.base_layer",
        "engine.input_layer",
        "engine.input_spec",
        "legacy.layers",
    ),
    *_modules(
        "keras.models",
        "3-1",
        "engine.training",
        "engine.sequential",
        "engine.functional",
        "engine.network",
        "engine.saving",
        "saving.save",
        "models.sequential",
        "models.model",
        "saving.model_config",
    ),
    *_modules(
        "keras.utils",
        "2-1",
        "utils.np_utils",
        "utils.data_utils",
        "utils.generic_utils",
        "utils.io_utils",
        "utils.training_utils",
        "utils.layer_utils",
        "utils.tf_utils",
        "utils.conv_utils",
        "utils.all_utils",
    ),
    *_modules("keras.utils", "5-1", "utils.vis_utils", "utils.visualize_util"),
    *_modules("keras.callbacks", "3-3", "callbacks.callbacks", "callbacks.tensorboard_v1"),
    *_modules("keras.initializers", "4-1", "initializations", "initializers.initializers_v2"),
    *_modules("keras.losses", "1-1", "objectives"),
    Moved("keras.callbacks.experimental", "keras.callbacks", _FLAT, "3-3"),
    *(
        Moved(f"keras.experimental.{name}", f"keras.optimizers.schedules.{name}", _FLAT, "3-3")
        for name in ("CosineDecay", "CosineDecayRestarts")
    ),
    Moved("keras.engine.Layer", "keras.layers.Layer", _FLAT, "4-2"),
    Moved("keras.engine.InputSpec", "keras.layers.InputSpec", _FLAT, "4-2"),
    Moved("keras.engine.Input", "keras.Input", _FLAT, "2-1"),
    Moved("keras.engine.InputLayer", "keras.layers.InputLayer", _FLAT, "2-1"),
    Moved("keras.engine.Model", "keras.models.Model", _FLAT, "3-1"),
    Moved("keras.engine.get_source_inputs", "keras.utils.get_source_inputs", _FLAT, "2-2"),
    Moved("keras.layers.get_source_inputs", "keras.utils.get_source_inputs", _FLAT, "2-2"),
    Moved("keras.models.get_source_inputs", "keras.utils.get_source_inputs", _FLAT, "2-2"),
    Moved("keras_preprocessing", "keras.preprocessing", _ONE, "6-1"),
    Moved("keras_applications", "keras.applications", _ONE, "6-1"),
    # --- TensorFlow 1, where one name has taken the place of another ---
    *(
        Moved(f"tensorflow.train.{old}Optimizer", f"keras.optimizers.{new}", _OPTIMIZER, "1-1")
        for old, new in _OPTIMIZERS.items()
    ),
    *(
        Moved(
            f"tensorflow.{old}",
            f"tensorflow.{new}",
            Text(ko="TensorFlow 2에서 쓰는 이름은 `{new}`입니다.", en="In TensorFlow 2 its name is `{new}`."),
            "1-2",
        )
        for old, new in (
            ("set_random_seed", "random.set_seed"),
            ("random.set_random_seed", "random.set_seed"),
            ("log", "math.log"),
            ("ceil", "math.ceil"),
            ("random_normal", "random.normal"),
            ("random_uniform", "random.uniform"),
            ("truncated_normal", "random.truncated_normal"),
            ("diag", "linalg.diag"),
            ("read_file", "io.read_file"),
            ("gfile", "io.gfile"),
            ("image.resize_images", "image.resize"),
            ("is_nan", "math.is_nan"),
            ("lgamma", "math.lgamma"),
            ("matrix_inverse", "linalg.inv"),
            ("decode_raw", "io.decode_raw"),
            ("erf", "math.erf"),
            ("log1p", "math.log1p"),
            ("rsqrt", "math.rsqrt"),
            ("mod", "math.mod"),
            ("floordiv", "math.floordiv"),
            ("reciprocal", "math.reciprocal"),
            ("squared_difference", "math.squared_difference"),
        )
    ),
]


# These are still there, but no model of Keras takes them.
NOT_FOR_A_MODEL = {
    f"{COMPAT}.train.{old}Optimizer": Moved(
        f"{COMPAT}.train.{old}Optimizer", f"keras.optimizers.{new}", _OPTIMIZER, "1-1"
    )
    for old, new in _OPTIMIZERS.items()
}


def canonical(path: str) -> tuple[str, str]:
    """A path as if it went through `keras`, and what it really goes through: "keras", "tensorflow.keras" or an
    inner part of TensorFlow, which is "" where the path has nothing to do with Keras."""
    for inner in KERAS:
        if path == inner or path.startswith(inner + "."):
            return "keras" + path[len(inner) :], inner
    for outer in (TF_KERAS, f"{COMPAT}.keras"):
        if path == outer or path.startswith(outer + "."):
            return "keras" + path[len(outer) :], TF_KERAS
    if path.startswith(("tensorflow.optimizers.", "tensorflow.metrics.")):
        # TensorFlow 2 has these of Keras under a shorter name as well.
        return "keras" + path[len("tensorflow") :], TF_KERAS
    return path, "keras" if path.split(".")[0] in ("keras", "keras_preprocessing", "keras_applications") else ""


_BY_PATH: dict[str, Moved] = {}
for _rule in MOVED:
    _BY_PATH.setdefault(_rule.old, _rule)


def today(path: str, through: str) -> tuple[str, Moved | None]:
    """Where a name stands today, and the last rule that moved it (None where it stands where it stood).

    Args:
        path: as if it went through `keras`.
        through: what it really goes through, from `canonical`.
    """
    found = None
    for _ in range(4):
        if through == TF_KERAS and path in STILL_IN_TF_KERAS:
            break
        parts = path.split(".")
        rule = next(
            (_BY_PATH[".".join(parts[:n])] for n in range(len(parts), 0, -1) if ".".join(parts[:n]) in _BY_PATH), None
        )
        if rule is None or rule.old == rule.new:
            break
        path, found = rule.new + path[len(rule.old) :], rule
    return path, found
