"""Names of Keras 2 that no rewriting can replace by itself, and what takes their place."""

from utils.core.text import Text
from utils.errors.migrate.names import COMPAT, TF_KERAS
from utils.errors.migrate.namespaces import LEFT_IN_BACKEND, STILL_IN_TF_KERAS, TODAY
from utils.errors.migrate.rules import Gone

_PICTURES = Text(
    ko="`keras.utils.image_dataset_from_directory`로 읽고 `RandomFlip`, `RandomRotation` 같은 층으로 늘립니다. "
    "옛 클래스는 `tensorflow.keras.preprocessing.image`에만 남아 있습니다.",
    en="Read pictures with `keras.utils.image_dataset_from_directory` and augment them with layers such as "
    "`RandomFlip` and `RandomRotation`. The old class is left in `tensorflow.keras.preprocessing.image` alone.",
)
_TEXTS = Text(
    ko="`keras.layers.TextVectorization`이 단어를 번호로 바꿉니다. "
    "옛 함수는 `tensorflow.keras.preprocessing.text`에만 남아 있습니다.",
    en="`keras.layers.TextVectorization` turns words into numbers. The old functions are left in "
    "`tensorflow.keras.preprocessing.text` alone.",
)
_SERIES = Text(
    ko="`keras.utils.timeseries_dataset_from_array`가 배열에서 구간을 잘라 줍니다. "
    "옛 클래스는 `tensorflow.keras.preprocessing.sequence`에만 남아 있습니다.",
    en="`keras.utils.timeseries_dataset_from_array` cuts windows out of an array. The old class is left in "
    "`tensorflow.keras.preprocessing.sequence` alone.",
)
_SKLEARN = Text(
    ko="`keras.wrappers.SKLearnClassifier(model=...)`와 `SKLearnRegressor`가 그 자리에 있습니다. "
    "`build_fn` 대신 `model`에 함수를 줍니다.",
    en="`keras.wrappers.SKLearnClassifier(model=...)` and `SKLearnRegressor` take its place; what was `build_fn` is "
    "given as `model`.",
)
_SESSION = Text(
    ko="세션과 그래프는 없습니다. 지우고 `model.fit`이나 보통의 함수 호출을 쓰세요. GPU 메모리는 "
    "`tf.config.experimental.set_memory_growth`로 정합니다.",
    en="There are no sessions or graphs. Leave them out and use `model.fit` or plain calls; GPU memory is set with "
    "`tf.config.experimental.set_memory_growth`.",
)
_PLACEHOLDER = Text(
    ko="값을 나중에 넣는 자리는 `keras.Input(shape=...)`입니다.",
    en="A place for values that come later is `keras.Input(shape=...)`.",
)
_TRAINING = Text(
    ko="층의 `call(self, x, training=None)`이나 `model(x, training=True)`가 훈련인지 추론인지를 말해 줍니다.",
    en="`training` says it: in a layer's `call(self, x, training=None)`, or as `model(x, training=True)`.",
)
_FUNCTION = Text(
    ko="`keras.Model(model.inputs, layer.output)`을 만들어 부르면 중간 층의 값을 얻습니다.",
    en="Make `keras.Model(model.inputs, layer.output)` and call it: it gives what a layer in between says.",
)
_GRADIENTS = Text(
    ko="`with tf.GradientTape() as tape:` 안에서 계산하고 `tape.gradient(loss, variables)`를 부르세요.",
    en="Compute inside `with tf.GradientTape() as tape:` and call `tape.gradient(loss, variables)`.",
)
_SEVERAL_GPUS = Text(
    ko="`with tf.distribute.MirroredStrategy().scope():` 안에서 모델을 만들고 컴파일하세요.",
    en="Build and compile the model inside `with tf.distribute.MirroredStrategy().scope():`.",
)
_CONTRIB = Text(
    ko="이 꾸러미는 Keras 2와 함께 끝났습니다. 필요한 것은 `keras`나 `keras_hub`에서 찾으세요.",
    en="This package ended with Keras 2. Look for what you need in `keras` or `keras_hub`.",
)
_MERGE = Text(
    ko="함수형 API로 씁니다: `keras.layers.concatenate([a, b])`, `keras.layers.add([a, b])`, "
    "`keras.Model(inputs, outputs)`.",
    en="Write it with the functional API: `keras.layers.concatenate([a, b])`, `keras.layers.add([a, b])`, "
    "`keras.Model(inputs, outputs)`.",
)
_METRICS = Text(
    ko="`keras.metrics.Precision()`, `keras.metrics.Recall()`, `keras.metrics.F1Score()`를 `metrics`에 넣으세요.",
    en="Put `keras.metrics.Precision()`, `keras.metrics.Recall()` or `keras.metrics.F1Score()` into `metrics`.",
)
_INPUT_PIPELINE = Text(
    ko="`keras.utils.PyDataset`이나 `tf.data.Dataset`을 `fit`에 그대로 줍니다.",
    en="Give a `keras.utils.PyDataset` or a `tf.data.Dataset` to `fit` as it is.",
)
_PLAIN_TENSORFLOW = Text(
    ko="TensorFlow 1의 이름입니다. `tf.keras`의 층과 `model.fit`으로 다시 쓰세요.",
    en="This is a name of TensorFlow 1. Write it again with the layers of Keras and `model.fit`.",
)
_IMAGES = Text(
    ko="`keras.layers.UpSampling2D`나 `keras.ops.image.resize`를 쓰세요.",
    en="Use `keras.layers.UpSampling2D` or `keras.ops.image.resize`.",
)
_PADDING = Text(
    ko="`keras.ops.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))`처럼 축마다 몇 칸인지 씁니다.",
    en="Say how many places each axis gets: `keras.ops.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))`.",
)
_CTC = Text(
    ko="`keras.ops.ctc_loss`와 `keras.ops.ctc_decode`, 또는 손실 `keras.losses.CTC()`를 쓰세요.",
    en="Use `keras.ops.ctc_loss` and `keras.ops.ctc_decode`, or the loss `keras.losses.CTC()`.",
)
_LOOPS = Text(
    ko="`keras.ops.scan`, `keras.ops.fori_loop`, `keras.layers.RNN`이 순서대로 계산합니다.",
    en="`keras.ops.scan`, `keras.ops.fori_loop` and `keras.layers.RNN` compute step by step.",
)


def _all(module: str, instead: Text, section: str, names: str) -> list[Gone]:
    return [Gone(f"{module}.{name}", instead, section) for name in names.split()]


BY_HAND = [
    # --- data ---
    *_all("keras.preprocessing.image", _PICTURES, "6-1", """
        ImageDataGenerator DirectoryIterator Iterator NumpyArrayIterator apply_affine_transform
        apply_brightness_shift apply_channel_shift random_brightness random_channel_shift random_rotation
        random_shear random_shift random_zoom apply_transform flip_axis transform_matrix_offset_center"""),
    Gone("keras.preprocessing.text", _TEXTS, "6-2"),
    *_all("keras.preprocessing.sequence", _SERIES, "2-1", "TimeseriesGenerator make_sampling_table skipgrams"),
    *_all("keras.utils", _INPUT_PIPELINE, "3-2", """
        HDF5Matrix GeneratorEnqueuer OrderedEnqueuer SequenceEnqueuer threadsafe_generator"""),
    # --- models ---
    Gone("keras.wrappers.scikit_learn", _SKLEARN, "3-2"),
    Gone("keras.utils.probas_to_classes", Text(
        ko="`probabilities.argmax(axis=-1)`이 부류의 번호입니다.",
        en="`probabilities.argmax(axis=-1)` is the number of the class."), "1-1"),
    Gone("keras.utils.multi_gpu_model", _SEVERAL_GPUS, "1-2"),
    Gone("keras.models.Graph", _MERGE, "2-2"),
    Gone("keras.models.model_from_config", Text(
        ko="`keras.Sequential.from_config(config)`나 `keras.Model.from_config(config)`를 쓰세요.",
        en="Use `keras.Sequential.from_config(config)` or `keras.Model.from_config(config)`."), "3-1"),
    Gone("keras.estimator", _PLAIN_TENSORFLOW, "1-2"),
    Gone("keras.experimental", Text(
        ko="`keras.experimental`은 없어졌습니다. 대부분은 `keras.layers`와 `keras.optimizers.schedules`에 있습니다.",
        en="`keras.experimental` is gone; most of it is in `keras.layers` and `keras.optimizers.schedules`."), "4-1"),
    Gone("keras.premade", _PLAIN_TENSORFLOW, "3-3"),
    Gone("keras.engine", Text(
        ko="`keras.engine`은 없어졌습니다. 층은 `keras.layers`, 모델은 `keras.models`에 있습니다.",
        en="`keras.engine` is gone: layers are in `keras.layers`, models in `keras.models`."), "4-2"),
    Gone("keras.legacy.interfaces", Text(
        ko="`keras.legacy.interfaces`는 없어졌습니다. 그 장식자 줄을 지우세요.",
        en="`keras.legacy.interfaces` is gone; leave its decorators out."), "4-2"),
    Gone("keras.saving.hdf5_format", Text(
        ko="`model.save_weights`, `model.load_weights`, `keras.saving`을 쓰세요.",
        en="Use `model.save_weights`, `model.load_weights` and `keras.saving`."), "3-1"),
    Gone("tensorflow.lite.TFLiteConverter.from_keras_model_file", Text(
        ko="`tf.lite.TFLiteConverter.from_keras_model(keras.models.load_model(path))`로 씁니다.",
        en="Write `tf.lite.TFLiteConverter.from_keras_model(keras.models.load_model(path))`."), "3-1"),
    Gone("keras.callbacks.BaseLogger", Text(
        ko="평균은 `fit`이 스스로 냅니다. 이 콜백을 목록에서 빼세요.",
        en="`fit` averages by itself; leave this callback out."), "3-3"),
    Gone("keras.utils.convert_all_kernels_in_model", Text(
        ko="Theano의 가중치를 바꾸던 함수입니다. 가중치를 Keras에서 새로 저장한 파일로 바꾸세요.",
        en="It turned the weights of Theano; use a file that Keras saved."), "3-1"),
    # --- layers ---
    *_all("keras.layers", _MERGE, "2-2", "Merge"),
    *_all("keras.layers", Text(
        ko="`keras.Model`을 물려받거나 함수형 API로 만드세요.",
        en="Inherit from `keras.Model`, or build it with the functional API."), "3-1", "Container Network"),
    *_all("keras.models", Text(
        ko="`keras.Model`을 물려받거나 함수형 API로 만드세요.",
        en="Inherit from `keras.Model`, or build it with the functional API."), "3-1", "Container Network"),
    *_all("keras.layers", Text(
        ko="`keras.layers.ReLU(threshold=theta)`가 같은 일을 합니다.",
        en="`keras.layers.ReLU(threshold=theta)` does the same."), "4-1", "ThresholdedReLU"),
    *_all("keras.layers", Text(
        ko="위치마다 다른 가중치를 쓰는 층은 없어졌습니다. `Conv1D`, `Conv2D`를 쓰거나 층을 직접 만드세요.",
        en="Layers with weights of their own at each place are gone: take `Conv1D` or `Conv2D`, or write the layer."),
        "4-2", "LocallyConnected1D LocallyConnected2D"),
    *_all("keras.layers", Text(
        ko="`keras.layers.TimeDistributed(keras.layers.Dense(...))`로 씁니다.",
        en="Write `keras.layers.TimeDistributed(keras.layers.Dense(...))`."), "2-2", "TimeDistributedDense"),
    *_all("keras.layers", Text(
        ko="`dilation_rate`를 준 `Conv1D`, `Conv2D`가 그 자리에 있습니다.",
        en="`Conv1D` and `Conv2D` with `dilation_rate` take its place."),
        "4-1", "AtrousConvolution1D AtrousConvolution2D AtrousConv1D AtrousConv2D"),
    *_all("keras.layers", Text(
        ko="`keras.layers.Conv2DTranspose(filters, kernel_size, strides, padding)`이 그 자리에 있습니다. "
        "출력 크기는 스스로 정해집니다.",
        en="`keras.layers.Conv2DTranspose(filters, kernel_size, strides, padding)` takes its place; the size of its "
        "output follows by itself."), "4-1", "Deconvolution2D Deconvolution3D Deconv2D Deconv3D"),
    *_all("keras.layers", Text(
        ko="없어진 층입니다. `keras.Layer`를 물려받아 직접 만드세요.",
        en="This layer is gone; write it as a class of your own that inherits from `keras.Layer`."),
        "4-2", """Highway MaxoutDense Recurrent ConvRecurrent2D ConvLSTM2DCell PeepholeLSTMCell AbstractRNNCell
        AutoEncoder LambdaMerge Siamese SReLU ParametricSoftplus"""),
    *_all("keras.layers", Text(
        ko="열마다 전처리 층을 두고 `keras.utils.FeatureSpace`나 `Concatenate`로 모으세요.",
        en="Give each column a preprocessing layer and gather them with `keras.utils.FeatureSpace` or `Concatenate`."),
        "2-2", "DenseFeatures"),
    *_all("keras.layers", Text(
        ko="`keras.layers.RandomZoom`의 `height_factor`와 `width_factor`를 쓰세요. "
        "이 층은 `tf.keras.layers`에만 남아 있습니다.",
        en="Use `height_factor` and `width_factor` of `keras.layers.RandomZoom`; this layer is left in "
        "`tf.keras.layers` alone."), "6-1", "RandomHeight RandomWidth"),
    Gone("keras.layers.experimental", Text(
        ko="`keras.layers.experimental`은 없어졌습니다. 있는 층은 모두 `keras.layers`에 있습니다.",
        en="`keras.layers.experimental` is gone; the layers that remain are in `keras.layers`."), "4-1"),
    Gone("keras.layers.PreprocessingLayer", Text(
        ko="`keras.layers.Layer`를 물려받으세요.", en="Inherit from `keras.layers.Layer`."), "4-2"),
    # --- losses and metrics ---
    *_all("keras.metrics", _METRICS, "1-1", """
        fbeta_score f1score fmeasure precision recall matthews_correlation precision_recall_fscore"""),
    # --- the backend ---
    *_all("keras.backend", _SESSION, "1-2", """
        get_session set_session manual_variable_initialization tf reset_uids get_default_graph"""),
    *_all("keras.backend", _TRAINING, "4-2", """
        learning_phase set_learning_phase learning_phase_scope in_train_phase in_test_phase
        symbolic_learning_phase"""),
    *_all("keras.backend", _FUNCTION, "4-1", "function"),
    *_all("keras.backend", _GRADIENTS, "3-3", "gradients"),
    *_all("keras.backend", _PLACEHOLDER, "2-2", "placeholder is_placeholder"),
    *_all("keras.backend", _IMAGES, "4-1", "resize_images resize_volumes"),
    *_all("keras.backend", _PADDING, "4-2", """
        spatial_2d_padding spatial_3d_padding temporal_padding asymmetric_temporal_padding"""),
    *_all("keras.backend", _CTC, "4-2", "ctc_batch_cost ctc_decode ctc_label_dense_to_sparse"),
    *_all("keras.backend", _LOOPS, "4-2", "rnn foldl foldr"),
    *_all("keras.backend", Text(
        ko="`keras.ops.max_pool`이나 `keras.ops.average_pool`을 쓰세요.",
        en="Use `keras.ops.max_pool` or `keras.ops.average_pool`."), "4-2", "pool2d pool3d"),
    *_all("keras.backend", Text(
        ko="`keras.ops.conv_transpose`를 쓰세요. 출력 크기는 스스로 정해집니다.",
        en="Use `keras.ops.conv_transpose`; the size of its output follows by itself."),
        "4-2", "conv2d_transpose conv3d_transpose deconv2d"),
    *_all("keras.backend", Text(
        ko="변수마다 `variable.assign(value)`를 부르거나 `model.set_weights`를 쓰세요.",
        en="Call `variable.assign(value)` for each, or `model.set_weights`."), "4-2", "batch_set_value"),
    *_all("keras.backend", Text(
        ko="즉시 실행되므로 `print(x)`로 충분합니다. 그래프 안에서는 `tf.print(x)`를 쓰세요.",
        en="Everything runs at once, so `print(x)` will do; inside a graph, `tf.print(x)`."), "4-2", "print_tensor"),
    *_all("keras.backend", Text(
        ko="`keras.layers.BatchNormalization`이 이동 평균을 스스로 관리합니다.",
        en="`keras.layers.BatchNormalization` keeps the moving mean by itself."),
        "4-2", "moving_average_update normalize_batch_in_training"),
    *_all("keras.backend", Text(
        ko="`keras.layers.SeparableConv2D`와 `DepthwiseConv2D`, 또는 `keras.ops.separable_conv`를 쓰세요.",
        en="Use `keras.layers.SeparableConv2D`, `DepthwiseConv2D` or `keras.ops.separable_conv`."),
        "4-2", "separable_conv1d separable_conv2d local_conv1d local_conv2d"),
    *_all("keras.backend", Text(
        ko="희소 텐서는 `keras.Input(sparse=True)`로 받습니다.",
        en="Sparse tensors come in through `keras.Input(sparse=True)`."), "4-2", "to_dense is_sparse"),
    # --- TensorFlow 1 ---
    *_all("tensorflow", _SESSION, "1-2", """
        Session InteractiveSession ConfigProto GPUOptions global_variables_initializer initialize_all_variables
        local_variables_initializer get_default_graph reset_default_graph get_default_session
        enable_eager_execution"""),
    *_all("tensorflow", _PLACEHOLDER, "2-2", "placeholder placeholder_with_default"),
    *_all("tensorflow", _CONTRIB, "1-2", "contrib"),
    *_all("tensorflow", _GRADIENTS, "3-3", "assign assign_add assign_sub"),
    *_all("tensorflow", _PLAIN_TENSORFLOW, "1-2", """
        variable_scope get_variable layers estimator app flags python_io logging to_float to_int32 to_int64
        get_collection add_to_collection GraphKeys losses.sparse_softmax_cross_entropy losses.mean_squared_error
        losses.softmax_cross_entropy summary.FileWriter summary.merge_all train.Saver trainable_variables
        global_variables py_func sparse_tensor_to_dense
        nn.softmax_cross_entropy_with_logits_v2 nn.rnn_cell nn.dynamic_rnn nn.static_rnn"""),
    # --- packages round Keras 2 ---
    Gone("tensorflow_addons", Text(
        ko="TensorFlow Addons는 2024년에 끝났습니다. `keras.layers`, `keras.losses`, `keras.optimizers`에서 찾으세요.",
        en="TensorFlow Addons ended in 2024; look in `keras.layers`, `keras.losses` and `keras.optimizers`."), "4-1"),
    Gone("tensorflow_hub.KerasLayer", Text(
        ko="Keras 2의 층이라 Keras 3의 모델에 들어가지 않습니다. `keras.applications`나 `keras_hub`의 모델을 쓰세요.",
        en="It is a layer of Keras 2, and a model of Keras 3 does not take it: use models of `keras.applications` or "
        "`keras_hub`."), "6-1"),
    *(Gone(name, _CONTRIB, "1-2") for name in (
        "keras_contrib", "keras_tqdm", "keras_self_attention", "keras_metrics", "keras_vis", "vis.visualization",
        "keras_radam", "keras_adabound", "keras_layer_normalization", "keras_multi_head", "keras_bert")),
]  # fmt: skip

# These are still there, but Keras does not work behind them.
NOT_BEFORE_KERAS = _all(COMPAT, Text(
    ko="Keras 3은 늘 바로 실행됩니다. 이 줄이 있으면 `fit`이 오류를 내니 지우세요.",
    en="Keras 3 always runs at once, and `fit` fails behind this line: leave it out."),
    "1-2", "disable_eager_execution disable_v2_behavior")  # fmt: skip
_BY_PATH = {rule.old: rule for rule in (*BY_HAND, *NOT_BEFORE_KERAS)}


_BACKEND = Text(
    ko="`keras.backend`에서 없어졌습니다. `keras.ops`, `keras.random`, `keras.Variable`에서 찾으세요.",
    en="It is gone from `keras.backend`; look in `keras.ops`, `keras.random` and `keras.Variable`.",
)


_NOT_THERE = Text(
    ko="`{name}`: 오늘의 Keras에 없는 이름입니다. 쓰지 않으면 지우고, 쓰면 같은 일을 하는 것을 직접 만드세요.",
    en="`{name}` is not in today's Keras. Leave it out where it is not used; else write what does the same.",
)
_SECTIONS = {"keras.models": "3-1", "keras.optimizers": "1-1", "keras.losses": "1-1", "keras.metrics": "1-1",
             "keras.callbacks": "3-3", "keras.utils": "2-1"}  # fmt: skip


def by_hand(path: str, through: str = "keras") -> Gone | None:
    """The rule for a path of today's Keras or for what it lies in, or None.

    Args:
        path: as if it went through `keras`.
        through: what it really goes through.
    """
    parts = path.split(".")
    for n in range(len(parts), 0, -1):
        if ".".join(parts[:n]) in _BY_PATH:
            return _BY_PATH[".".join(parts[:n])]
    module, still = ".".join(parts[:2]), through == TF_KERAS and ".".join(parts[:3]) in STILL_IN_TF_KERAS
    if len(parts) < 3 or still:
        return None
    if module == "keras.backend" and parts[2] not in LEFT_IN_BACKEND:
        return Gone(path, _BACKEND, "4-2")
    if module in TODAY and parts[2] not in TODAY[module]:
        return Gone(path, _NOT_THERE.format(name=".".join(parts[:3])), _SECTIONS.get(module, "4-1"))
    return None
