"""Arguments that have another name today, another value, or are gone."""

from utils.core.text import Text
from utils.errors.migrate.rules import Argument, words

_RENAMED = Text(ko="인수의 지금 이름은 `{new}`입니다.", en="The argument's name today is `{new}`.")
_GONE = Text(ko="`{old}` 인수는 없어졌습니다.", en="The argument `{old}` is gone.")
_DEFAULT = Text(
    ko="`{old}` 인수는 없어졌습니다. 지금은 늘 그렇게 합니다.",
    en="The argument `{old}` is gone; this is what happens today anyway.",
)
_WORKERS = Text(
    ko="`{old}` 인수는 `fit`에서 없어졌습니다. 데이터를 주는 `keras.utils.PyDataset`이 `workers`를 받습니다.",
    en="`fit` no longer takes `{old}`; the `keras.utils.PyDataset` that gives the data takes `workers`.",
)
_LEFT_OUT = Text(ko="`{old}` 인수는 없어졌습니다. 지우세요.", en="The argument `{old}` is gone; leave it out.")
_DATA_FORMAT = Text(
    ko="`dim_ordering`은 `data_format`이 되었고, `th`는 `channels_first`, `tf`는 `channels_last`라고 씁니다.",
    en="`dim_ordering` is `data_format`, and `th` and `tf` are `channels_first` and `channels_last`.",
)
_SAMPLES = Text(
    ko="표본 수가 아니라 배치 수를 셉니다: `{new}=표본 수 // 배치 크기`.",
    en="Batches are counted, not samples: `{new}=samples // batch_size`.",
)

_RECURRENT = "keras.layers.LSTM keras.layers.GRU keras.layers.SimpleRNN keras.layers.ConvLSTM2D"
_GATED = "keras.layers.LSTM keras.layers.GRU keras.layers.ConvLSTM2D keras.layers.LSTMCell keras.layers.GRUCell"
_CELLS = "keras.layers.LSTMCell keras.layers.GRUCell keras.layers.SimpleRNNCell"
_SEPARABLE = "keras.layers.SeparableConv1D keras.layers.SeparableConv2D keras.layers.SeparableConvolution2D"
_WHOLE = " ".join(f"keras.layers.{name}" for name in words("""
    Conv1D Conv2D Conv3D Convolution1D Convolution2D Convolution3D Conv2DTranspose Conv3DTranspose
    ConvLSTM2D"""))  # fmt: skip
_CONVOLUTIONS = f"{_WHOLE} {_SEPARABLE}"
_POOLINGS = " ".join(f"keras.layers.{kind}Pooling{n}D" for kind in ("Max", "Average") for n in (1, 2, 3))
_GLOBAL_POOLINGS = " ".join(f"keras.layers.Global{kind}Pooling{n}D" for kind in ("Max", "Average") for n in (1, 2, 3))
_PICTURE_LAYERS = " ".join(
    f"keras.layers.{name}{n}D" for name in ("ZeroPadding", "UpSampling", "Cropping", "SpatialDropout") for n in (2, 3)
)
_DROPOUTS = " ".join(
    f"keras.layers.{name}" for name in ["Dropout", "GaussianDropout", "SpatialDropout1D", "SpatialDropout2D"]
)
_USERS = "model.fit model.evaluate model.predict"
_CHECKPOINT = "keras.callbacks.ModelCheckpoint"
_TENSORBOARD = "keras.callbacks.TensorBoard"


def _renamed(of: str, section: str, **names: str) -> list[Argument]:
    return [Argument(of, old, new, _RENAMED, section) for old, new in names.items()]


def _gone(of: str, section: str, names: str, why: Text = _GONE) -> list[Argument]:
    return [Argument(of, old, None, why, section) for old in names.split()]


ARGUMENTS = [
    # --- optimizers ---
    Argument("optimizer", "lr", "learning_rate", _RENAMED, "1-1"),
    Argument("optimizer", "epsilon", None, Text(
        ko="`epsilon=None`은 이제 오류입니다. 빼면 기본값 1e-7을 씁니다.",
        en="`epsilon=None` is an error today; without it the default 1e-7 is taken."), "1-1", only=("None",)),
    Argument("optimizer", "decay", None, Text(
        ko="`decay`는 무시됩니다. 0이면 없어도 같습니다.",
        en="`decay` is ignored; 0 means the same as leaving it out."), "1-1", only=("0", "0.", "0.0", "None")),
    *_gone("optimizer", "1-1", "schedule_decay", _LEFT_OUT),
    # --- every layer ---
    *_renamed("layer", "4-1", W_regularizer="kernel_regularizer", b_regularizer="bias_regularizer",
              W_constraint="kernel_constraint", b_constraint="bias_constraint", bias="use_bias"),
    *_gone("layer", "4-2", "dynamic", _LEFT_OUT),
    Argument("layer", "weights", "", Text(
        ko="`weights` 인수는 없어졌습니다. 층을 만든 뒤 `layer.set_weights(weights)`를 부르세요.",
        en="`weights` is gone: call `layer.set_weights(weights)` once the layer is built."), "4-1"),
    Argument("layer.add_loss", "inputs", None, Text(
        ko="`inputs` 인수는 없어졌습니다. 손실이 어느 입력에서 나왔는지는 저절로 압니다.",
        en="`inputs` is gone: which input a loss comes from is known by itself."), "4-2"),
    # --- Dense and Embedding ---
    *_renamed("keras.layers.Dense", "1-1", output_dim="units", init="kernel_initializer"),
    *_renamed("keras.layers.Embedding", "6-2", init="embeddings_initializer", W_regularizer="embeddings_regularizer",
              W_constraint="embeddings_constraint"),
    Argument("keras.layers.Embedding", "dropout", "", Text(
        ko="`dropout` 인수는 없어졌습니다. `Embedding` 뒤에 `SpatialDropout1D(rate)`를 두세요.",
        en="`dropout` is gone: put `SpatialDropout1D(rate)` after the `Embedding`."), "6-2"),
    Argument("keras.layers.Embedding", "weights", "weights", _RENAMED, "6-2"),
    Argument("keras.layers.Bidirectional", "weights", "weights", _RENAMED, "2-1"),
    # --- recurrent layers ---
    *_renamed(f"keras.layers.LSTM keras.layers.GRU keras.layers.SimpleRNN {_CELLS}", "2-1", output_dim="units"),
    *_renamed(f"{_RECURRENT} {_CELLS}", "2-1", init="kernel_initializer",
              inner_init="recurrent_initializer", dropout_W="dropout", dropout_U="recurrent_dropout",
              U_regularizer="recurrent_regularizer", U_constraint="recurrent_constraint"),
    *_renamed(_GATED, "2-1", inner_activation="recurrent_activation"),
    *_gone(_RECURRENT, "2-1", "consume_less time_major forget_bias_init", _LEFT_OUT),
    *_gone("keras.layers.RNN keras.layers.Bidirectional", "2-1", "time_major", _LEFT_OUT),
    # --- convolution and pooling ---
    *(Argument(_SEPARABLE, old, "", Text(
        ko=f"두 부분에 따로 줍니다: `depthwise_{new}`와 `pointwise_{new}`.",
        en=f"Each of its two parts has its own: `depthwise_{new}` and `pointwise_{new}`."), "4-1")
      for old, new in (("init", "initializer"), ("W_regularizer", "regularizer"), ("W_constraint", "constraint"))),
    *_renamed(_CONVOLUTIONS, "4-1", nb_filter="filters", subsample="strides", subsample_length="strides",
              filter_length="kernel_size", border_mode="padding", atrous_rate="dilation_rate"),
    *_renamed(_WHOLE, "4-1", init="kernel_initializer"),
    *_renamed(_POOLINGS, "4-1", pool_length="pool_size", stride="strides", border_mode="padding"),
    Argument(f"{_CONVOLUTIONS} {_POOLINGS} {_GLOBAL_POOLINGS} {_PICTURE_LAYERS}", "dim_ordering", "data_format",
             _DATA_FORMAT, "4-1", values={"th": "channels_first", "tf": "channels_last"}),
    *_renamed("keras.layers.UpSampling1D", "4-1", length="size"),
    # --- other layers ---
    *_renamed(_DROPOUTS, "4-1", p="rate"),
    *_renamed("keras.layers.GaussianNoise", "4-1", sigma="stddev"),
    *_renamed("keras.layers.LeakyReLU", "4-1", alpha="negative_slope"),
    *_renamed("keras.layers.Reshape", "4-1", dims="target_shape"),
    *_renamed("keras.layers.PReLU", "4-1", init="alpha_initializer"),
    *_renamed("keras.layers.BatchNormalization", "4-1", beta_init="beta_initializer", gamma_init="gamma_initializer"),
    *_gone("keras.layers.BatchNormalization", "4-1", "fused", _DEFAULT),
    Argument("keras.layers.BatchNormalization", "mode", None, _DEFAULT, "4-1", only=("0",)),
    Argument("keras.layers.BatchNormalization", "mode", "", _LEFT_OUT, "4-1"),
    Argument("keras.layers.BatchNormalization", "virtual_batch_size", "", _LEFT_OUT, "4-1"),
    *_renamed("keras.layers.CategoryEncoding", "4-1", max_tokens="num_tokens"),
    Argument("keras.layers.Attention keras.layers.AdditiveAttention", "causal", "", Text(
        ko="부를 때 줍니다: `attention([query, value], use_causal_mask=True)`.",
        en="Say it in the call: `attention([query, value], use_causal_mask=True)`."), "4-1"),
    *_renamed("keras.layers.InputLayer", "2-1", input_shape="shape"),
    *_renamed("keras.layers.Input keras.Input", "2-1", batch_input_shape="batch_shape"),
    # --- regularizers and constraints ---
    *_renamed("keras.regularizers.l1", "4-1", l="l1"),
    *_renamed("keras.regularizers.l2", "4-1", l="l2"),
    *_renamed("keras.constraints.max_norm keras.constraints.MaxNorm", "4-1", m="max_value"),
    # --- models ---
    *_renamed("keras.models.Model keras.Model", "2-2", input="inputs", output="outputs"),
    *_renamed("model.fit", "5-2", nb_epoch="epochs"),
    *_gone("model.fit model.train_on_batch model.evaluate model.test_on_batch", "1-1", "show_accuracy accuracy", Text(
        ko="정확도는 `compile(metrics=[\"accuracy\"])`로 봅니다.",
        en="Accuracy comes from `compile(metrics=[\"accuracy\"])`.")),
    *_gone(_USERS, "3-2", "workers use_multiprocessing max_queue_size max_q_size nb_worker pickle_safe", _WORKERS),
    Argument("model.fit", "samples_per_epoch", "", _SAMPLES.format(new="steps_per_epoch"), "3-2"),
    Argument("model.fit", "nb_val_samples", "", _SAMPLES.format(new="validation_steps"), "3-2"),
    Argument(_USERS, "val_samples", "", _SAMPLES.format(new="steps"), "3-2"),
    Argument("model.fit", "class_weight", "", Text(
        ko="부류마다 가중치를 쓴 사전을 줍니다: `class_weight={0: 1.0, 1: 5.0}`.",
        en="Give a dictionary with a weight for each class: `class_weight={0: 1.0, 1: 5.0}`."), "3-2",
        only=('"auto"', "'auto'", '"balanced"', "'balanced'")),
    Argument("model.train_on_batch model.test_on_batch", "reset_metrics", "", Text(
        ko="측정값은 저절로 이어집니다. 새로 시작하려면 `model.reset_metrics()`를 부르세요.",
        en="Metrics go on by themselves; call `model.reset_metrics()` to start anew."), "3-2"),
    *_gone("model.compile", "1-1", "class_mode options run_metadata experimental_run_tf_function distribute "
           "experimental_steps_per_execution", _LEFT_OUT),
    Argument("model.compile", "sample_weight_mode", None, Text(
        ko="시간 단계마다의 가중치는 `sample_weight`의 형태에서 알아냅니다.",
        en="Weights for each time step are seen from the shape of `sample_weight`."), "3-2"),
    Argument("model.compile", "target_tensors", None, _LEFT_OUT, "3-2", only=("None",)),
    Argument("model.compile", "target_tensors", "", Text(
        ko="정답은 `fit`에 데이터로 줍니다.", en="Targets are given to `fit`, as data."), "3-2"),
    Argument("model.save_weights", "save_format", None, Text(
        ko="형식은 파일 이름의 끝이 정합니다: `.weights.h5`.",
        en="The ending of the file says the format: `.weights.h5`."), "3-1"),
    # --- callbacks ---
    Argument(_CHECKPOINT, "period", None, _DEFAULT, "3-3", only=("1",)),
    Argument(_CHECKPOINT, "period", "", Text(
        ko="`save_freq`에 배치 수를 줍니다: `save_freq=에포크 수 * 배치 수`.",
        en="`save_freq` counts batches: `save_freq=epochs * steps_per_epoch`."), "3-3"),
    *_gone(_CHECKPOINT, "3-3", "load_weights_on_restart options", _LEFT_OUT),
    *_renamed("keras.callbacks.ReduceLROnPlateau", "3-3", epsilon="min_delta"),
    *_gone(_TENSORBOARD, "5-2", "write_grads batch_size embeddings_layer_names embeddings_data", _LEFT_OUT),
    *_gone("keras.callbacks.ProgbarLogger", "3-3", "count_mode stateful_metrics", _LEFT_OUT),
    # --- the rest ---
    Argument("keras.preprocessing.image.load_img keras.utils.load_img", "grayscale", "", Text(
        ko="`color_mode=\"grayscale\"`로 씁니다.", en="Write `color_mode=\"grayscale\"`."), "6-1"),
    *_renamed("keras.utils.to_categorical", "1-1", nb_classes="num_classes"),
    Argument("keras.utils.to_categorical", "dtype", None, _LEFT_OUT, "1-1",
             only=("'float32'", '"float32"', "np.float32", "'float'", '"float"')),
    Argument("keras.utils.to_categorical", "dtype", "", Text(
        ko="`dtype` 인수는 없어졌습니다. 결과에 `.astype(...)`을 붙이세요.",
        en="`dtype` is gone: put `.astype(...)` behind the call."), "1-1"),
    *_renamed("keras.datasets.imdb.load_data keras.datasets.reuters.load_data", "6-2", nb_words="num_words"),
    Argument("loss", "reduction", "reduction", Text(
        ko="평균을 내는 방법의 이름이 바뀌었습니다.", en="The name of this way to average is another one."), "3-2",
        values={"auto": "sum_over_batch_size"}),
]  # fmt: skip

_TABLE: dict[tuple[str, str], list[Argument]] = {}
for _rule in ARGUMENTS:
    for _of in _rule.of.split():
        _TABLE.setdefault((_of, _rule.old), []).append(_rule)


def rule_for(path: str, kind: str, name: str, value: str) -> Argument | None:
    """The rule for an argument of this name and value, where a name's own rule goes before its kind's."""
    for of in (path, kind):
        for rule in _TABLE.get((of, name), ()):
            if not rule.only or value in rule.only:
                return rule
    return None
