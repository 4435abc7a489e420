"""Arguments of Keras 2 that were renamed or left out."""

import re

from utils.core.text import Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule

_OF_LAYERS = {
    "border_mode": 'padding="same"',
    "subsample": "strides=2",
    "stride": "strides=2",
    "dim_ordering": 'data_format="channels_last"',
    "nb_filter": "filters=32",
    "nb_row": "kernel_size=3",
    "nb_col": "kernel_size=3",
    "filter_length": "kernel_size=3",
    "output_dim": "units=32",
    "init": 'kernel_initializer="he_normal"',
    "W_regularizer": 'kernel_regularizer="l2"',
    "b_regularizer": 'bias_regularizer="l2"',
    "U_regularizer": 'recurrent_regularizer="l2"',
    "W_constraint": "kernel_constraint=keras.constraints.MaxNorm(2)",
    "b_constraint": "bias_constraint=keras.constraints.MaxNorm(2)",
    "bias": "use_bias=True",
    "pool_length": "pool_size=2",
    "inner_activation": 'recurrent_activation="sigmoid"',
    "inner_init": 'recurrent_initializer="orthogonal"',
    "dropout_W": "dropout=0.2",
    "dropout_U": "recurrent_dropout=0.2",
    "p": "rate=0.5",
    "sigma": "stddev=0.1",
    "atrous_rate": "dilation_rate=2",
    "gamma_init": 'gamma_initializer="ones"',
    "beta_init": 'beta_initializer="zeros"',
}
_LEFT_OUT = "consume_less|time_major|mode|unit_norm|forget_bias_init|concat_axis|dot_axes"


def _misspelt_input(incident: Incident, found: dict) -> bool:
    """Such as `input_shaoe`, the typo of the post."""
    name = found["name"].lower()
    return name not in ("input_shape", "input_length") and bool(
        re.match(r"in\w{0,4}_?sh?\w?ap?\w?\w?e?$|inputs?_?s\w{2,5}$|inputdims?$|input_dims$", name)
    )


def _not_the_config_of_a_model(incident: Incident, found: dict) -> bool:
    """A model's config holds `input_shape` too, deep inside."""
    return "passed to Model: {'layers'" not in incident.message


def _of_layer(incident: Incident, found: dict) -> dict | bool:
    return {"today": _OF_LAYERS[found["name"]]}


_REFUSED = r"Unrecognized keyword arguments passed to (?P<owner>\w+): \{.*?'(?P<name>{names})':"


def refused(names: str) -> str:
    """A pattern for arguments that a layer does not take."""
    return _REFUSED.replace("{names}", names)


def _from_a_file(incident: Incident, found: dict) -> bool:
    return incident.runs_through("load_model", "deserialize_keras_object")


def _in_code(incident: Incident, found: dict) -> bool:
    return not _from_a_file(incident, found)


def _old_first_argument(incident: Incident, found: dict) -> bool:
    return bool(re.search(r"\b(?:output_dim|nb_filter|nb_row|nb_col|filter_length|p|sigma)\s*=", incident.line))


RULES = (
    Rule(
        "input-shape-of-a-layer",
        "UserWarning",
        r"Do not pass an `input_shape`/`input_dim` argument to a layer",
        Text(
            ko="`input_shape`와 `input_dim`을 층에 주는 것은 옛 방식입니다. 아직 되지만 경고가 나옵니다.",
            en="`input_shape` and `input_dim` on a layer are the old way; they still work, with this warning.",
        ),
        Text(ko="모델을 `Input`으로 시작하세요.", en="Begin the model with an `Input`."),
        "keras.Sequential([keras.Input(shape=(4,)), layers.Dense(3)])",
        "1-1",
        fails="keras.Sequential([layers.Dense(3, input_dim=4)])",
        works="keras.Sequential([keras.Input((4,)), layers.Dense(3)])",
    ),
    Rule(
        "input-shape-misspelt",
        "ValueError",
        r"Unrecognized keyword arguments passed to (?P<owner>\w+): \{'(?P<name>\w+)'",
        Text(
            ko="`{owner}` 층에는 `{name}`[이라]는 인수가 없습니다. `input_shape`를 쓰려던 것 같습니다.",
            en="`{owner}` has no argument `{name}`; `input_shape` was meant, it seems.",
        ),
        Text(
            ko="지금은 `input_shape` 대신 모델을 `Input`으로 시작합니다.",
            en="Today a model begins with an `Input` in place of `input_shape`.",
        ),
        "keras.Sequential([keras.Input(shape=(28, 28)), layers.Flatten()])",
        "1-1",
        fails='layers.Dense(32, activation="relu", input_shaoe=(28, 28))',
        works='keras.Sequential([keras.Input((28, 28)), layers.Dense(32, activation="relu")])',
        when=_misspelt_input,
    ),
    Rule(
        "batch-input-shape",
        "ValueError",
        refused("batch_input_shape"),
        Text(
            ko="`batch_input_shape`는 없어졌습니다.",
            en="`batch_input_shape` is gone.",
        ),
        Text(
            ko="배치 크기까지 정하려면 모델을 `Input(batch_shape=...)`로 시작하세요.",
            en="To fix the batch size as well, begin the model with `Input(batch_shape=...)`.",
        ),
        "keras.Input(batch_shape=(1, 5, 2))",
        "2-1",
        fails="layers.LSTM(4, batch_input_shape=(1, 5, 2), stateful=True)",
        works="keras.Sequential([keras.Input(batch_shape=(1, 5, 2)), layers.LSTM(4, stateful=True)])",
    ),
    Rule(
        "input-shape-refused",
        "ValueError|TypeError",
        refused("input_shape|input_dim|input_length|batch_size"),
        Text(
            ko="`{owner}` 층은 `{name}` 인수를 받지 않습니다.",
            en="`{owner}` does not take `{name}`.",
        ),
        Text(
            ko="입력의 형태는 모델의 맨 앞에 `Input`으로 쓰세요.",
            en="Give the shape of the input with an `Input` at the beginning of the model.",
        ),
        "keras.Input(shape=(10,))",
        "2-1",
        fails="layers.LSTM(4, input_length=5)",
        works="keras.Sequential([keras.Input((5, 2)), layers.LSTM(4)])",
        when=_not_the_config_of_a_model,
    ),
    Rule(
        "input-length",
        "UserWarning",
        r"Argument `input_length` is deprecated",
        Text(
            ko="`Embedding`의 `input_length`는 이제 필요 없습니다.",
            en="`input_length` of `Embedding` is no longer needed.",
        ),
        Text(
            ko="인수를 빼세요. 길이가 정해져 있으면 `Input`에 쓰세요.",
            en="Leave it out; a fixed length belongs into `Input`.",
        ),
        "layers.Embedding(10_000, 16)",
        "6-2",
        fails="layers.Embedding(10, 4, input_length=5)",
        works="layers.Embedding(10, 4)",
    ),
    Rule(
        "input-layer-input-shape",
        "UserWarning",
        r"Argument `input_shape` is deprecated\. Use `shape` instead",
        Text(ko="`Input`의 인수 이름은 `shape`입니다.", en="The argument of `Input` is `shape`."),
        Text(ko="`input_shape`를 `shape`로 바꾸세요.", en="Write `shape`."),
        "keras.Input(shape=(4,))",
        "2-1",
        fails="layers.InputLayer(input_shape=(4,))",
        works="layers.InputLayer(shape=(4,))",
    ),
    Rule(
        "renamed-argument-of-a-layer",
        "ValueError",
        refused("|".join(_OF_LAYERS)),
        Text(
            ko="`{owner}` 층의 `{name}` 인수는 이름이 바뀌었습니다.",
            en="The argument `{name}` of `{owner}` has another name today.",
        ),
        Text(ko="아래처럼 쓰세요.", en="Use what stands below."),
        "layers.{owner}(..., {today})",
        "2-1",
        fails='layers.Conv2D(32, 3, border_mode="same")',
        works='layers.Conv2D(32, 3, padding="same")',
        when=_of_layer,
    ),
    Rule(
        "argument-left-out-of-layers",
        "ValueError",
        refused(_LEFT_OUT),
        Text(
            ko="`{owner}` 층의 `{name}` 인수는 없어졌습니다.",
            en="The argument `{name}` of `{owner}` is gone.",
        ),
        Text(ko="이 인수를 빼세요.", en="Leave it out."),
        "layers.{owner}(...)",
        "4-1",
        fails='layers.LSTM(4, consume_less="mem")',
        works="layers.LSTM(4)",
        when=_in_code,
    ),
    Rule(
        "argument-of-keras-2-in-a-file",
        "ValueError",
        refused(_LEFT_OUT),
        Text(
            ko="Keras 2가 쓴 파일입니다. 거기 적힌 `{owner}`의 인수 `{name}`[을] Keras 3은 받지 않습니다.",
            en="Keras 2 wrote this file. `{name}`, an argument of `{owner}` in it, is not taken by Keras 3.",
        ),
        Text(
            ko="모델을 코드로 다시 만들고 `load_weights`에 이 파일을 넘기세요. `.keras`에는 `custom_objects`가 통하지 않습니다.",
            en="Build the model again in code, and give this file to `load_weights`; "
            "`custom_objects` do not help with a `.keras` file.",
        ),
        'model.load_weights("old.keras")',
        "3-1",
        fails="keras.saving.deserialize_keras_object({'module': 'keras.layers', 'class_name': 'LSTM', 'config': {'units': 4, 'time_major': False}, 'registered_name': None})",
        works="layers.LSTM.from_config({'units': 4})",
        when=_from_a_file,
    ),
    Rule(
        "weights-of-a-new-layer",
        "ValueError",
        refused("weights"),
        Text(
            ko="층을 만들면서 `weights`로 값을 넣는 방식은 없어졌습니다.",
            en="Giving a new layer its values with `weights` is gone.",
        ),
        Text(
            ko="층을 만든 다음 `set_weights`를 부르거나, `embeddings_initializer`에 상수를 주세요.",
            en="Build the layer and call `set_weights`, or give a constant to `embeddings_initializer`.",
        ),
        "layers.Embedding(n, d, embeddings_initializer=keras.initializers.Constant(matrix))",
        "6-2",
        fails="layers.Dense(2, weights=[np.ones((3, 2))])",
        works="layers.Embedding(3, 2, embeddings_initializer=keras.initializers.Constant(np.ones((3, 2))))",
    ),
    Rule(
        "old-name-of-first-argument",
        "TypeError",
        r"(?P<owner>\w+)\.__init__\(\) missing \d+ required positional arguments?: '(?P<name>units|filters|rate|kernel_size|stddev)'",
        Text(
            ko="이 인수는 이름이 바뀌었습니다. `{owner}` 층의 지금 이름은 `{name}`입니다.",
            en="This argument has another name today: `{name}` of `{owner}`.",
        ),
        Text(
            ko="이름을 바꾸거나, 이름 없이 맨 앞에 값을 쓰세요.",
            en="Use the new name, or give the value first without a name.",
        ),
        "layers.{owner}({name}=...)",
        "2-1",
        fails="layers.Dense(output_dim=3)",
        works="layers.Dense(units=3)",
        when=_old_first_argument,
    ),
    Rule(
        "leaky-relu-alpha",
        "UserWarning",
        r"Argument `alpha` is deprecated\. Use `negative_slope` instead",
        Text(
            ko="`LeakyReLU`의 `alpha`는 이제 `negative_slope`입니다.",
            en="`alpha` of `LeakyReLU` is called `negative_slope` today.",
        ),
        Text(ko="이름을 바꾸세요.", en="Use the new name."),
        "layers.LeakyReLU(negative_slope=0.1)",
        "4-1",
        fails="layers.LeakyReLU(alpha=0.1)",
        works="layers.LeakyReLU(negative_slope=0.1)",
    ),
    Rule(
        "optimizer-lr",
        "ValueError",
        r"Argument\(s\) not recognized: \{'lr'|Argument\(s\) not recognized: \{.*'lr':",
        Text(
            ko="옵티마이저의 `lr`은 이제 `learning_rate`입니다.",
            en="`lr` of an optimizer is called `learning_rate` today.",
        ),
        Text(ko="이름을 바꾸세요.", en="Use the new name."),
        "keras.optimizers.SGD(learning_rate=0.01)",
        "1-1",
        fails="keras.optimizers.SGD(lr=0.01, momentum=0.9)",
        works="keras.optimizers.SGD(learning_rate=0.01, momentum=0.9)",
    ),
    Rule(
        "optimizer-decay",
        "UserWarning",
        r"Argument `decay` is no longer supported and will be ignored",
        Text(
            ko="옵티마이저의 `decay`는 아무 일도 하지 않습니다. 학습률이 줄어들지 않습니다.",
            en="`decay` of an optimizer does nothing: the learning rate will not fall.",
        ),
        Text(
            ko="학습률 스케줄을 `learning_rate`로 넘기세요.",
            en="Pass a schedule as `learning_rate`.",
        ),
        "keras.optimizers.schedules.ExponentialDecay(0.1, 1000, 0.9)",
        "3-3",
        fails="keras.optimizers.SGD(learning_rate=0.1, decay=1e-6)",
        works="keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 1000, 0.9))",
    ),
    Rule(
        "nb-epoch",
        "TypeError",
        r"\w*Trainer\.fit\(\) got an unexpected keyword argument '(?P<name>nb_epoch|nb_epochs|n_epoch|samples_per_epoch|nb_val_samples|nb_sample)'",
        Text(
            ko="`fit`에는 `{name}` 인수가 없습니다. 에포크의 수는 `epochs`, 한 에포크의 배치 수는 `steps_per_epoch`입니다.",
            en="`fit` has no `{name}`: the number of epochs is `epochs`, that of batches in one `steps_per_epoch`.",
        ),
        Text(ko="이름을 바꾸세요.", en="Use the new name."),
        "model.fit(x, y, epochs=3)",
        "1-1",
        fails="net().fit(X, y, nb_epoch=3)",
        works="net().fit(X, y, epochs=1, verbose=0)",
    ),
    Rule(
        "workers",
        "TypeError",
        r"\w*Trainer\.(?P<method>fit|evaluate|predict)\(\) got an unexpected keyword argument '(?P<name>workers|use_multiprocessing|max_queue_size|nb_worker|pickle_safe|max_q_size)'",
        Text(
            ko="`{method}`에는 `{name}` 인수가 없습니다. 병렬로 읽기는 이제 데이터 쪽에서 정합니다.",
            en="`{method}` has no `{name}`: how data is read in parallel is set on the data itself.",
        ),
        Text(
            ko="`PyDataset`을 만들 때 `workers`를 주거나, `tf.data`에서 `prefetch`를 쓰세요.",
            en="Give `workers` to your `PyDataset`, or use `prefetch` of `tf.data`.",
        ),
        "super().__init__(workers=4)  # in a PyDataset",
        "3-2",
        fails="net().fit(X, y, workers=4)",
        works="net().fit(X, y, **quiet)",
    ),
    Rule(
        "compile-arguments",
        "TypeError",
        r"Trainer\.compile\(\) got an unexpected keyword argument '(?P<name>sample_weight_mode|target_tensors|class_mode|options|run_metadata|experimental_run_tf_function|experimental_steps_per_execution|distribute)'",
        Text(
            ko="`compile`의 `{name}` 인수는 없어졌습니다.",
            en="`{name}` of `compile` is gone.",
        ),
        Text(
            ko="이 인수를 빼세요. 시간 단계마다의 가중치는 `sample_weight`의 형태로 정합니다.",
            en="Leave it out; weights for timesteps follow from the shape of `sample_weight`.",
        ),
        'model.compile(optimizer="adam", loss="mse")',
        "3-2",
        fails='net().compile("sgd", "mse", sample_weight_mode="temporal")',
        works='net().compile("sgd", "mse")',
    ),
    Rule(
        "model-input-output",
        "ValueError|TypeError",
        r"Unrecognized keyword arguments passed to (?:Model|Functional): \{'(?P<name>input|output)'|(?:Model|Functional)\.__init__\(\) got an unexpected keyword argument '(?P<old>input|output)'",
        Text(
            ko="`keras.Model`의 인수 이름은 `inputs`와 `outputs`입니다.",
            en="The arguments of `keras.Model` are `inputs` and `outputs`.",
        ),
        Text(ko="끝에 `s`를 붙이세요.", en="Add an `s`."),
        "keras.Model(inputs=x, outputs=y)",
        "2-2",
        fails="i = keras.Input((4,)); keras.Model(input=i, output=layers.Dense(1)(i))",
        works="i = keras.Input((4,)); keras.Model(inputs=i, outputs=layers.Dense(1)(i))",
    ),
    Rule(
        "checkpoint-period",
        "TypeError",
        r"ModelCheckpoint\.__init__\(\) got an unexpected keyword argument '(?P<name>period|load_weights_on_restart|options)'",
        Text(
            ko="`ModelCheckpoint`의 `{name}` 인수는 없어졌습니다.",
            en="`{name}` of `ModelCheckpoint` is gone.",
        ),
        Text(
            ko="에포크마다 저장하려면 빼고, 더 드물게 저장하려면 `save_freq`에 배치의 수를 주세요.",
            en="To save every epoch leave it out; to save less often, give `save_freq` a number of batches.",
        ),
        'keras.callbacks.ModelCheckpoint("m.keras", save_freq="epoch")',
        "3-3",
        fails='keras.callbacks.ModelCheckpoint("a.keras", period=2)',
        works='keras.callbacks.ModelCheckpoint("a.keras")',
    ),
    Rule(
        "tensorboard-arguments",
        "TypeError",
        r"TensorBoard\.__init__\(\) got an unexpected keyword argument '(?P<name>write_grads|batch_size|embeddings_layer_names|embeddings_data)'",
        Text(
            ko="`TensorBoard`의 `{name}` 인수는 없어졌습니다.",
            en="`{name}` of `TensorBoard` is gone.",
        ),
        Text(ko="이 인수를 빼세요.", en="Leave it out."),
        'keras.callbacks.TensorBoard("logs")',
        "5-2",
        fails="keras.callbacks.TensorBoard(write_grads=True)",
        works='keras.callbacks.TensorBoard("logs")',
    ),
    Rule(
        "plateau-epsilon",
        "TypeError|ValueError",
        r"(?:ReduceLROnPlateau|EarlyStopping)\.__init__\(\) got an unexpected keyword argument '(?P<name>epsilon)'|`epsilon` argument is deprecated",
        Text(
            ko="`epsilon`은 이제 `min_delta`입니다.",
            en="`epsilon` is called `min_delta` today.",
        ),
        Text(ko="이름을 바꾸세요.", en="Use the new name."),
        "keras.callbacks.ReduceLROnPlateau(min_delta=1e-4)",
        "3-3",
        fails="keras.callbacks.EarlyStopping(epsilon=1e-4)",
        works="keras.callbacks.EarlyStopping(min_delta=1e-4)",
    ),
    Rule(
        "load-img-grayscale",
        "TypeError",
        r"load_img\(\) got an unexpected keyword argument '(?P<name>grayscale)'",
        Text(
            ko="`load_img`의 `grayscale`은 이제 `color_mode`입니다.",
            en="`grayscale` of `load_img` is called `color_mode` today.",
        ),
        Text(ko="이름을 바꾸세요.", en="Use the new name."),
        'keras.utils.load_img(path, color_mode="grayscale")',
        "6-1",
        fails='keras.utils.load_img("a.jpg", grayscale=True)',
        works='from PIL import Image; Image.new("RGB", (4, 4)).save("a.png"); keras.utils.load_img("a.png", color_mode="grayscale")',
    ),
    Rule(
        "to-categorical-nb-classes",
        "TypeError",
        r"to_categorical\(\) got an unexpected keyword argument '(?P<name>nb_classes|n_classes|classes|dtype)'",
        Text(
            ko="`to_categorical`에는 `{name}` 인수가 없습니다. 클래스의 수는 `num_classes`입니다.",
            en="`to_categorical` has no `{name}`; the number of classes is `num_classes`.",
        ),
        Text(ko="이름을 바꾸세요.", en="Use the new name."),
        "keras.utils.to_categorical(y, num_classes=3)",
        "2-1",
        fails="keras.utils.to_categorical(y, nb_classes=3)",
        works="keras.utils.to_categorical(y, num_classes=3)",
    ),
    Rule(
        "batch-method-arguments",
        "TypeError",
        r"Trainer\.(?P<method>train_on_batch|test_on_batch|predict_on_batch)\(\) got an unexpected keyword argument '(?P<name>\w+)'",
        Text(
            ko="`{method}`에는 `{name}` 인수가 없습니다.",
            en="`{method}` has no argument `{name}`.",
        ),
        Text(
            ko="이 인수를 빼세요. 지표를 처음부터 세려면 `model.reset_metrics()`를 부르세요.",
            en="Leave it out; to count metrics afresh call `model.reset_metrics()`.",
        ),
        "model.train_on_batch(x, y, return_dict=True)",
        "3-2",
        fails="net().train_on_batch(X, y, reset_metrics=True)",
        works="net().train_on_batch(X, y)",
    ),
)
