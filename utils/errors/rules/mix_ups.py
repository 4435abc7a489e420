"""Mix-ups: an object, an argument or a name where another one belongs."""

import inspect
import re

from utils.core.text import Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule

_UNPACKED = r"too many values to unpack \(expected \d+\)|not enough values to unpack \(expected \d+, got \d+\)"
_AMBIGUOUS = r"The truth value of an array with more than one element is ambiguous"


def _states_of_a_layer(incident: Incident, found: dict) -> bool:
    """Whether the line unpacks what a recurrent layer gives, made in it or before it."""
    if not incident.in_own_code and incident.error is not None:
        return False
    if "return_state" in incident.line:
        return True
    called = re.search(r"=\s*(\w+)\(", incident.line)
    if called is None or not incident.frames:
        return False
    at = incident.frames[-1]
    layer = {**at.f_globals, **at.f_locals}.get(called[1])
    return bool(getattr(layer, "return_state", False))


def _through(*functions: str):
    return lambda incident, found: incident.runs_through(*functions)


def _made_a_loss(incident: Incident, found: dict) -> bool:
    modules = [frame.f_globals.get("__name__", "") for frame in incident.frames if frame.f_code.co_name == "__init__"]
    return any(module.startswith("keras.src.losses") for module in modules)


def _activation_is_a_class(incident: Incident, found: dict) -> dict | bool:
    activation = getattr(incident.layer, "activation", None)
    return {"name": activation.__name__} if inspect.isclass(activation) else False


def _batch_size_is_an_array(incident: Incident, found: dict) -> bool:
    return hasattr(incident.call.get("batch_size"), "shape")


def _method_of(owner, name: str) -> str:
    return getattr(getattr(type(owner), name, None), "__qualname__", "")


def _loss_without_call(incident: Incident, found: dict) -> bool:
    return _method_of(getattr(incident.model, "loss", None), "call") == "Loss.call"


def _data_without_items(incident: Incident, found: dict) -> bool:
    return _method_of(incident.x, "__getitem__") == "PyDataset.__getitem__"


def _data_of_own(incident: Incident, found: dict) -> bool:
    return any(base.__name__ == "PyDataset" for base in type(incident.x).__mro__)


def unfinished(incident: Incident) -> bool:
    """Whether a loss or a data set of the learner's own lacks what Keras calls."""
    return _loss_without_call(incident, {}) or _data_without_items(incident, {})


def _labels_by_other_names(incident: Incident, found: dict) -> dict | bool:
    names = getattr(incident.model, "output_names", None)
    if not isinstance(incident.y, dict) or not names or set(incident.y) == set(names):
        return False
    return {"given": ", ".join(map(str, incident.y)), "expected": ", ".join(names)}


def _of_layers(incident: Incident, found: dict) -> bool:
    return ".layers" in incident.line


def _own_train_step(incident: Incident, found: dict) -> bool:
    return "compute_loss(" in incident.line


RULES = (
    Rule(
        "states-of-a-recurrent-layer",
        "ValueError",
        _UNPACKED,
        Text(
            ko="`return_state=True`인 층이 주는 것의 수가 받는 이름의 수와 다릅니다. "
            "`LSTM`은 출력과 상태 둘, `GRU`는 출력과 상태 하나를 줍니다.",
            en="The layer gives another number of tensors than there are names. With `return_state=True` an `LSTM` "
            "gives its output and two states, a `GRU` one.",
        ),
        Text(
            ko="`Bidirectional`은 방향마다 상태를 주므로 `LSTM`이면 모두 다섯입니다.",
            en="`Bidirectional` gives the states of each direction: five tensors in all for an `LSTM`.",
        ),
        "output, h, c = layers.LSTM(8, return_state=True)(x)",
        "2-1",
        fails="out, state = layers.LSTM(4, return_state=True)(keras.Input((5, 2)))",
        works="out, h, c = layers.LSTM(4, return_state=True)(keras.Input((5, 2)))",
        when=_states_of_a_layer,
    ),
    Rule(
        "gradients-without-their-weights",
        "ValueError|TypeError",
        _UNPACKED + r"|cannot unpack non-iterable",
        Text(
            ko="`apply_gradients`는 (그래디언트, 가중치)의 쌍을 받습니다.",
            en="`apply_gradients` takes pairs of a gradient and its weight.",
        ),
        Text(ko="`zip`으로 둘을 짝지으세요.", en="Pair the two lists with `zip`."),
        "optimizer.apply_gradients(zip(gradients, model.trainable_variables))",
        "3-3",
        fails="m = net(); m.optimizer.apply_gradients([w * 0 for w in m.get_weights()])",
        works="m = net(); m.optimizer.apply_gradients(zip([w * 0 for w in m.get_weights()], m.trainable_variables))",
        when=_through("apply_gradients"),
        plain=True,
    ),
    Rule(
        "model-is-no-list",
        "TypeError",
        r"'(?P<owner>Sequential|Functional)' object is not (?:subscriptable|iterable)",
        Text(
            ko="모델은 리스트가 아닙니다. 층은 `model.layers`에 들어 있습니다.",
            en="A model is no list; its layers are in `model.layers`.",
        ),
        Text(
            ko="번호로는 `layers`에서, 이름으로는 `get_layer`로 꺼내세요.", en="Take one by its number or by its name."
        ),
        'model.layers[0], model.get_layer("dense")',
        "3-1",
        fails="model = net(); model[0]",
        works="model = net(); model.layers[0]",
    ),
    Rule(
        "list-of-layers-frozen",
        "AttributeError",
        r"'list' object has no attribute '(?P<name>trainable|weights|output|name)'",
        Text(
            ko="`model.layers`는 층의 리스트라서 `{name}`[이] 없습니다. `{name}`[은] 층마다 있습니다.",
            en="`model.layers` is a list of layers and has no `{name}`; each layer has its own.",
        ),
        Text(
            ko="층마다 하나씩 정하거나, 모델 전체라면 `model.trainable`을 쓰세요.",
            en="Go through the layers one by one; for the whole model use `model.trainable`.",
        ),
        "for layer in model.layers: layer.trainable = False",
        "4-1",
        fails="model = net(); model.layers.trainable = False",
        works="model = net()\nfor layer in model.layers: layer.trainable = False",
        when=_of_layers,
    ),
    Rule(
        "loss-called-too-early",
        "TypeError",
        r"(?P<name>\w+)\(\) missing 2 required positional arguments: 'y_true' and 'y_pred'",
        Text(
            ko="손실 함수 `{name}`[을] 스스로 불렀습니다. `compile`에는 함수를 그대로 넘기고, 부르는 일은 Keras가 합니다.",
            en="`{name}` was called. `compile` takes the function itself, and Keras calls it.",
        ),
        Text(ko="이름 뒤의 괄호를 빼세요.", en="Leave out the brackets behind its name."),
        "model.compile(loss={name})",
        "3-3",
        fails="net(3, 'softmax', keras.losses.sparse_categorical_crossentropy())",
        works="net(3, 'softmax', keras.losses.sparse_categorical_crossentropy)",
    ),
    Rule(
        "loss-class-with-labels",
        "ValueError",
        _AMBIGUOUS + r"|Invalid value for argument `reduction`.*Received: reduction=\[",
        Text(
            ko="손실의 클래스에 레이블과 예측을 넘겼습니다. 클래스는 설정을 받고, 만든 객체가 레이블과 예측을 받습니다.",
            en="A loss class got labels and predictions. It takes settings; the object it makes takes those two.",
        ),
        Text(ko="괄호를 하나 더 쓰세요.", en="Write one more pair of brackets."),
        "keras.losses.MeanSquaredError()(y_true, y_pred)",
        "3-3",
        fails="keras.losses.MeanSquaredError(np.ones(3), np.zeros(3))",
        works="keras.losses.MeanSquaredError()(np.ones(3), np.zeros(3))",
        when=_made_a_loss,
    ),
    Rule(
        "activation-is-a-class",
        "ValueError",
        _AMBIGUOUS,
        Text(
            ko="활성화 함수 자리에 클래스 `{name}`[을] 그대로 넘겼습니다.",
            en="The class `{name}` was passed as an activation.",
        ),
        Text(
            ko="`{name}()`처럼 괄호를 붙이거나, 뒤에 층으로 두세요.",
            en="Write `{name}()`, with brackets, or add it as a layer of its own.",
        ),
        "layers.Dense(3, activation=layers.LeakyReLU())",
        "4-1",
        fails="layers.Dense(3, activation=layers.LeakyReLU)(X)",
        works="layers.Dense(3, activation=layers.LeakyReLU())(X)",
        when=_activation_is_a_class,
    ),
    Rule(
        "labels-given-to-predict",
        "ValueError",
        _AMBIGUOUS,
        Text(
            ko="`predict`의 둘째 인수는 배치 크기인데 배열을 받았습니다. `predict`는 레이블을 받지 않습니다.",
            en="The second argument of `predict` is the batch size, and it got an array: `predict` takes no labels.",
        ),
        Text(
            ko="레이블을 빼거나, 점수를 보려면 `evaluate`를 쓰세요.", en="Leave them out; for a score use `evaluate`."
        ),
        "model.predict(x); model.evaluate(x, y)",
        "3-2",
        fails="net().predict(X, y, verbose=0)",
        works="net().predict(X, verbose=0)",
        when=_batch_size_is_an_array,
    ),
    Rule(
        "metric-takes-weights",
        "TypeError",
        r"update_state\(\) (?:got an unexpected keyword argument 'sample_weight'|takes \d+ positional arguments)",
        Text(
            ko="직접 쓴 평가 지표의 `update_state`가 받는 인수가 Keras가 주는 것과 다릅니다.",
            en="`update_state` of your metric takes other arguments than Keras gives it.",
        ),
        Text(
            ko="`(self, y_true, y_pred, sample_weight=None)`으로 쓰세요.",
            en="Write it with labels, predictions and weights.",
        ),
        "def update_state(self, y_true, y_pred, sample_weight=None): ...",
        "4-2",
        fails="class M(keras.metrics.Metric):\n    def update_state(self, t, p): pass\n    def result(self): return ops.sum(0.0)\n"
        "net(metrics=[M()]).fit(X, y, **quiet)",
        works="class M(keras.metrics.Metric):\n    def update_state(self, t, p, sample_weight=None): pass\n"
        "    def result(self): return ops.sum(0.0)\nnet(metrics=[M()]).fit(X, y, **quiet)",
    ),
    Rule(
        "loss-unfinished",
        "NotImplementedError",
        r"^$",
        Text(
            ko="`Loss`를 물려받은 손실에 `call`이 없습니다.",
            en="Your loss inherits from `Loss` and has no `call`.",
        ),
        Text(ko="`call`이라는 이름으로 쓰세요.", en="Write it under the name `call`."),
        "def call(self, y_true, y_pred): return ...",
        "3-3",
        fails="class L(keras.losses.Loss): pass\nnet(1, None, L()).fit(X, yb, **quiet)",
        works="class L(keras.losses.Loss):\n    def call(self, t, p): return ops.square(t - p)\nnet(1, None, L()).fit(X, yb[:, None], **quiet)",
        when=_loss_without_call,
    ),
    Rule(
        "pydataset-without-items",
        "NotImplementedError",
        r"^$",
        Text(
            ko="직접 쓴 `PyDataset`에 `__getitem__`이 없어 배치를 꺼낼 수 없습니다.",
            en="Your `PyDataset` has no `__getitem__`, so no batch can be taken out.",
        ),
        Text(ko="배치 하나를 튜플로 돌려주세요.", en="Return one batch as a tuple."),
        "def __getitem__(self, i): return x_batch, y_batch",
        "3-2",
        fails="class P(keras.utils.PyDataset):\n    def __len__(self): return 2\nnet().fit(P(), **quiet)",
        works="class P(keras.utils.PyDataset):\n    def __len__(self): return 2\n    def __getitem__(self, i): return X, y\nnet().fit(P(), **quiet)",
        when=_data_without_items,
    ),
    Rule(
        "pydataset-length-not-whole",
        "TypeError",
        r"'float' object cannot be interpreted as an integer",
        Text(
            ko="`PyDataset`의 `__len__`이 정수를 돌려주지 않았습니다.",
            en="`__len__` of your `PyDataset` returned no whole number.",
        ),
        Text(ko="`/` 대신 `//`를 쓰거나 `math.ceil`로 올리세요.", en="Write `//` in place of `/`, or use `math.ceil`."),
        "def __len__(self): return math.ceil(len(self.x) / self.batch_size)",
        "3-2",
        fails="class P(keras.utils.PyDataset):\n    def __len__(self): return 16 / 4\n    def __getitem__(self, i): return X[:4], y[:4]\n"
        "net().fit(P(), **quiet)",
        works="class P(keras.utils.PyDataset):\n    def __len__(self): return 16 // 4\n    def __getitem__(self, i): return X[:4], y[:4]\n"
        "net().fit(P(), **quiet)",
        when=_data_of_own,
        plain=True,
    ),
    Rule(
        "labels-by-other-names",
        "TypeError|KeyError|ValueError",
        r"Expected \w+, but got \w+ of type 'str'",
        Text(
            ko="레이블의 딕셔너리에는 `{given}`[이] 있는데, 모델의 출력은 `{expected}`입니다.",
            en="The dictionary of labels holds `{given}`, and the outputs of the model are `{expected}`.",
        ),
        Text(ko="출력의 이름을 그대로 쓰세요.", en="Use the names of the outputs."),
        "model.output_names",
        "2-2",
        fails="i = keras.Input((4,)); m = keras.Model(i, {'a': layers.Dense(1, name='a')(i), 'b': layers.Dense(1, name='b')(i)})\n"
        "m.compile('sgd', {'a': 'mse', 'b': 'mse'}); m.fit(X, {'a': yb, 'c': yb}, **quiet)",
        works="i = keras.Input((4,)); m = keras.Model(i, {'a': layers.Dense(1, name='a')(i), 'b': layers.Dense(1, name='b')(i)})\n"
        "m.compile('sgd', {'a': 'mse', 'b': 'mse'}); m.fit(X, {'a': yb, 'b': yb}, **quiet)",
        when=_labels_by_other_names,
        plain=True,
        backend="tensorflow",
    ),
    Rule(
        "data-is-a-function",
        "ValueError",
        r"Unrecognized data type: x=<(?:function|bound method) (?P<name>[\w.<>]+)",
        Text(
            ko="`x`로 함수 `{name}`[이] 왔습니다. 생성기는 그 함수를 불러야 나옵니다.",
            en="`x` is the function `{name}`; a generator is what calling it gives.",
        ),
        Text(ko="이름 뒤에 괄호를 붙이세요.", en="Put brackets behind its name."),
        "model.fit(batches(), steps_per_epoch=100)",
        "3-2",
        fails="def batches():\n    while True: yield X, y\nnet().fit(batches, steps_per_epoch=2, **quiet)",
        works="def batches():\n    while True: yield X, y\nnet().fit(batches(), steps_per_epoch=2, **quiet)",
    ),
    Rule(
        "shuffle-without-buffer",
        "TypeError",
        r"shuffle\(\) missing 1 required positional argument: 'buffer_size'",
        Text(
            ko="`shuffle`에는 몇 개를 담아 두고 섞을지 알려 주어야 합니다.",
            en="`shuffle` has to be told how many samples it keeps at hand to draw from.",
        ),
        Text(ko="데이터만큼 크게 주면 고르게 섞입니다.", en="As large as the data, it shuffles well."),
        "dataset.shuffle(1000)",
        "3-2",
        fails="import tensorflow as tf\ntf.data.Dataset.from_tensor_slices(X).shuffle()",
        works="import tensorflow as tf\ntf.data.Dataset.from_tensor_slices(X).shuffle(16)",
        backend="tensorflow",
    ),
    Rule(
        "generator-without-signature",
        "TypeError",
        r"To specify the output signature you need to provide either the `output_signature`",
        Text(
            ko="`from_generator`는 나올 것의 형태와 데이터 타입을 미리 알아야 합니다.",
            en="`from_generator` has to know the shapes and data types of what will come.",
        ),
        Text(ko="`output_signature`를 주세요.", en="Give it an `output_signature`."),
        "tf.data.Dataset.from_generator(f, output_signature=tf.TensorSpec((4,), tf.float32))",
        "3-2",
        fails="import tensorflow as tf\ntf.data.Dataset.from_generator(lambda: iter(X))",
        works="import tensorflow as tf\n"
        "tf.data.Dataset.from_generator(lambda: iter(X), output_signature=tf.TensorSpec((4,), tf.float32))",
        backend="tensorflow",
    ),
    Rule(
        "size-of-picture-is-one-number",
        "TypeError",
        r"'int' object is not (?:subscriptable|iterable)",
        Text(
            ko="`target_size`는 높이와 너비 두 수의 튜플입니다.",
            en="`target_size` is a tuple of two numbers: height and width.",
        ),
        Text(ko="수를 둘 쓰세요.", en="Write both numbers."),
        'keras.utils.load_img("a.png", target_size=(224, 224))',
        "6-1",
        fails="from PIL import Image; Image.new('RGB', (4, 4)).save('a.png'); keras.utils.load_img('a.png', target_size=2)",
        works="from PIL import Image; Image.new('RGB', (4, 4)).save('a.png'); keras.utils.load_img('a.png', target_size=(2, 2))",
        when=_through("load_img"),
        plain=True,
    ),
    Rule(
        "pad-sequences-of-words",
        "ValueError",
        r"invalid literal for int\(\) with base 10: (?P<word>.+)",
        Text(
            ko="`pad_sequences`는 수만 채우는데 {word}[이라는] 글자를 받았습니다.",
            en="`pad_sequences` takes numbers, and got the text {word}.",
        ),
        Text(
            ko="먼저 `TextVectorization`이나 `StringLookup`으로 번호를 매기세요.",
            en="Turn the words into numbers first, with `TextVectorization` or `StringLookup`.",
        ),
        "layers.TextVectorization(output_sequence_length=100)",
        "6-2",
        fails="keras.utils.pad_sequences([['the', 'cat'], ['sat']])",
        works="keras.utils.pad_sequences([[1, 2], [3]])",
        when=_through("pad_sequences"),
        plain=True,
    ),
    Rule(
        "mode-of-callback-unknown",
        "UserWarning|Warning",
        r"(?P<callback>\w+) mode '?(?P<mode>\w+)'? is unknown",
        Text(
            ko="`{callback}`의 `mode`에는 `{mode}`[이라는] 값이 없어, 이름을 보고 알아서 정합니다.",
            en="`{callback}` has no `mode` called `{mode}`, and guesses from the name of what it watches.",
        ),
        Text(ko='`"min"`, `"max"`, `"auto"` 가운데 하나를 쓰세요.', en='Use `"min"`, `"max"` or `"auto"`.'),
        'keras.callbacks.EarlyStopping("val_accuracy", mode="max")',
        "3-3",
        fails="keras.callbacks.EarlyStopping(mode='maximum')",
        works="keras.callbacks.EarlyStopping(mode='max')",
    ),
    Rule(
        "exported-before-build",
        "ValueError",
        r"The model provided has not yet been built\. It must be built before export",
        Text(
            ko="모델이 아직 만들어지지 않아 내보낼 수 없습니다. 입력의 형태를 모릅니다.",
            en="The model is not built and cannot be exported: it does not know the shape of its input.",
        ),
        Text(
            ko="모델을 `Input`으로 시작하거나 데이터로 한 번 부르세요.", en="Begin it with an `Input`, or call it once."
        ),
        "keras.Sequential([keras.Input((4,)), layers.Dense(2)])",
        "3-1",
        fails="keras.Sequential([layers.Dense(2)]).export('out', verbose=False)",
        works="keras.Sequential([keras.Input((4,)), layers.Dense(2)]).save('out.keras')",
    ),
    Rule(
        "path-in-place-of-json",
        "JSONDecodeError|ValueError",
        r"^Expecting value: line 1 column 1 \(char 0\)",
        Text(
            ko="`model_from_json`은 파일의 이름이 아니라 그 안의 글을 받습니다.",
            en="`model_from_json` takes the text itself, not the name of the file that holds it.",
        ),
        Text(ko="파일을 열어 읽은 글을 넘기세요.", en="Open the file, and pass what it holds."),
        'keras.models.model_from_json(open("model.json").read())',
        "3-1",
        fails="keras.models.model_from_json('model.json')",
        works="keras.models.model_from_json(net().to_json())",
        when=_through("model_from_json"),
        plain=True,
    ),
    Rule(
        "architecture-file-loaded-as-model",
        "ValueError",
        r"File format not supported: filepath=(?P<path>\S+\.json)\. Keras 3 only supports",
        Text(
            ko="`{path}`에는 구조만 글로 들어 있습니다. `load_model`은 가중치까지 든 파일을 엽니다.",
            en="`{path}` holds the architecture as text; `load_model` opens files that hold the weights too.",
        ),
        Text(
            ko="`model_from_json`으로 구조를 만든 다음 `load_weights`를 부르세요.",
            en="Build it with `model_from_json`, then call `load_weights`.",
        ),
        'keras.models.model_from_json(open("model.json").read())',
        "3-1",
        fails="open('m.json', 'w').write(net().to_json()); keras.models.load_model('m.json')",
        works="open('m.json', 'w').write(net().to_json()); keras.models.model_from_json(open('m.json').read())",
    ),
    Rule(
        "weights-of-another-format",
        "ValueError",
        r"File format not supported: filepath=(?P<path>.+?)\. Keras 3 only supports V3 `\.keras` files, `\.weights\.h5`",
        Text(
            ko="Keras 3은 `{path}` 같은 체크포인트에서 가중치를 읽지 못합니다.",
            en="Keras 3 does not read weights from `{path}`: it looks like a checkpoint of TensorFlow.",
        ),
        Text(
            ko="`.weights.h5`로 저장한 파일을 쓰세요. 옛 체크포인트는 Keras 2에서 열어 다시 저장해야 합니다.",
            en="Use a file saved as `.weights.h5`; an old checkpoint has to be saved again from Keras 2.",
        ),
        'model.save_weights("model.weights.h5")',
        "3-1",
        fails="net().load_weights('checkpoints/cp.ckpt')",
        works="net().save_weights('cp.weights.h5'); net().load_weights('cp.weights.h5')",
    ),
    Rule(
        "own-config-lacks-argument",
        "TypeError",
        r"^Error when deserializing class '(?P<owner>\w+)' using config=[\s\S]*missing \d+ required (?:positional|keyword-only) arguments?: (?P<names>'\w+'.*)",
        Text(
            ko="`{owner}`의 `get_config`가 주는 설정에 {names} 항목이 없습니다. 이름이 `__init__`의 인수와 같아야 합니다.",
            en="What `get_config` of `{owner}` gives has no {names}; its names must be those of `__init__`.",
        ),
        Text(
            ko="`super().get_config()`에 `__init__`의 인수를 같은 이름으로 더하세요.",
            en="Add every argument of `__init__`, by its own name, to `super().get_config()`.",
        ),
        'def get_config(self): return {**super().get_config(), "k": self.k}',
        "4-2",
        fails="class A(layers.Layer):\n    def __init__(self, k, **more): super().__init__(**more); self.k = k\n"
        "    def call(self, x): return x\n    def get_config(self): return {'units': self.k}\nA.from_config(A(3).get_config())",
        works="class A(layers.Layer):\n    def __init__(self, k, **more): super().__init__(**more); self.k = k\n"
        "    def call(self, x): return x\n    def get_config(self): return {'k': self.k}\nA.from_config(A(3).get_config())",
        when=lambda incident, found: not is_of_keras(found["owner"]),
    ),
    Rule(
        "tensor-without-eval",
        "AttributeError",
        r"'(?:[\w.]+\.)?(?:KerasTensor|EagerTensor|SymbolicTensor)' object has no attribute 'eval'",
        Text(
            ko="텐서에는 `eval`이 없습니다. 세션과 함께 없어졌습니다.",
            en="A tensor has no `eval`: it went with the sessions.",
        ),
        Text(
            ko="값이 있는 텐서는 `numpy()`로, 모델의 중간값은 모델을 하나 더 만들어 꺼내세요.",
            en="A tensor with values has `numpy()`; for what is inside a model, make a second model.",
        ),
        "keras.Model(model.inputs, model.layers[0].output)(x)",
        "4-1",
        fails="keras.Input((4,)).eval()",
        works="m = net(); keras.Model(m.inputs, m.layers[0].output)(X)",
    ),
    Rule(
        "tensor-out-of-scope",
        "InaccessibleTensorError|TypeError",
        r"is out of scope and cannot be used here",
        Text(
            ko="함수를 추적할 때 만든 텐서를 그 함수 밖에서 썼습니다. 함수가 끝나면 그 텐서는 쓸 수 없습니다.",
            en="A tensor made while a function was traced was used outside of it, where it does not exist.",
        ),
        Text(
            ko="리스트나 `self`에 담지 말고 `return`으로 돌려주세요.",
            en="Return it, and keep it neither in a list nor on `self`.",
        ),
        "return loss, predictions",
        "3-3",
        fails="import tensorflow as tf\nkeep = []\n@tf.function\ndef f(x):\n    keep.append(x * 2)\n    return x\nf(tf.constant(1.0)); keep[0] + 1",
        works="import tensorflow as tf\n@tf.function\ndef f(x):\n    return x * 2\nf(tf.constant(1.0)) + 1",
        backend="tensorflow",
    ),
    Rule(
        "package-of-keras-2",
        "ModuleNotFoundError",
        r"No module named '(?P<name>tensorflow_addons|keras_contrib|keras_self_attention|keras_radam|keras_vis|keras_metrics|keras_tqdm)",
        Text(
            ko="`{name}` 패키지는 Keras 2에서 끝났습니다. 설치해도 Keras 3과는 맞지 않습니다.",
            en="The package `{name}` ended with Keras 2; installed, it would not fit Keras 3.",
        ),
        Text(
            ko="필요한 것은 `keras.layers`, `keras.losses`, `keras.optimizers`에서 찾아보세요.",
            en="Look for what you need in `keras.layers`, `keras.losses` and `keras.optimizers`.",
        ),
        "keras.optimizers.AdamW()",
        "1-2",
        fails="import tensorflow_addons as tfa",
        works="keras.optimizers.AdamW()",
    ),
    Rule(
        "tensorflow-hub",
        "ModuleNotFoundError",
        r"No module named 'tensorflow_hub'",
        Text(
            ko="`tensorflow_hub`의 `KerasLayer`는 Keras 2의 층이라, 설치해도 Keras 3의 모델에는 들어가지 않습니다.",
            en="`KerasLayer` of `tensorflow_hub` is a layer of Keras 2; installed, a model of Keras 3 does not take it.",
        ),
        Text(
            ko="미리 학습된 모델은 `keras.applications`나 `keras_hub`에서 찾으세요.",
            en="Look for trained models in `keras.applications` or `keras_hub`.",
        ),
        "keras.applications.MobileNetV2(include_top=False)",
        "6-1",
        fails="import tensorflow_hub as hub",
        works="keras.applications.MobileNetV2(weights=None, include_top=False)",
    ),
    Rule(
        "policy-unknown",
        "ValueError",
        r"Cannot convert '?(?P<name>\w+)'? to a mixed precision DTypePolicy",
        Text(
            ko="`{name}`[이라는] 정밀도 정책은 없습니다.",
            en="There is no policy of precision called `{name}`.",
        ),
        Text(ko="`mixed_float16`이나 `mixed_bfloat16`을 쓰세요.", en="Use `mixed_float16` or `mixed_bfloat16`."),
        'keras.mixed_precision.set_global_policy("mixed_float16")',
        "1-2",
        fails="keras.mixed_precision.set_global_policy('mixed_fp16')",
        works="keras.mixed_precision.set_global_policy('float32')",
    ),
    Rule(
        "policy-of-keras-2",
        "AttributeError|ImportError|ModuleNotFoundError",
        r"(?:module 'keras[\w.]*mixed_precision' has no attribute|cannot import name) '(?P<name>experimental|set_policy|global_policy)'"
        r"|No module named '[\w.]*mixed_precision\.experimental'",
        Text(
            ko="정밀도 정책을 정하는 함수는 이제 `set_global_policy`입니다.",
            en="The function that sets the policy of precision is `set_global_policy` today.",
        ),
        Text(
            ko="`experimental`을 빼고 그 이름으로 부르세요.", en="Leave `experimental` out, and call it by that name."
        ),
        'keras.mixed_precision.set_global_policy("mixed_float16")',
        "1-2",
        fails="keras.mixed_precision.experimental.set_policy('float32')",
        works="keras.mixed_precision.set_global_policy('float32')",
        when=lambda incident, found: "mixed_precision" in incident.message,
    ),
    Rule(
        "initializers-of-keras-2",
        "AttributeError|ImportError",
        r"(?:module 'keras[\w.]*initializers' has no attribute '(?P<name>normal|uniform|zero|one)'"
        r"|cannot import name '(?P<other>normal|uniform|zero|one)' from '[\w.]*keras\.initializers')",
        Text(
            ko="초기화 함수의 이름이 바뀌었습니다: `RandomNormal`, `RandomUniform`, `Zeros`, `Ones`.",
            en="These initializers have other names: `RandomNormal`, `RandomUniform`, `Zeros`, `Ones`.",
        ),
        Text(ko="오늘의 이름을 쓰세요.", en="Use today's name."),
        "keras.initializers.RandomNormal(stddev=0.05)",
        "4-1",
        fails="keras.initializers.normal()",
        works="keras.initializers.RandomNormal()",
    ),
    Rule(
        "preprocessing-of-a-family",
        "AttributeError|ImportError",
        r"(?:module 'keras[\w.]*applications' has no attribute|cannot import name) '(?P<name>preprocess_input|decode_predictions)'",
        Text(
            ko="`{name}` 함수는 모델 계열마다 따로 있습니다.",
            en="Each family of models has a `{name}` of its own.",
        ),
        Text(ko="쓰는 모델의 모듈에서 가져오세요.", en="Take it from the module of the model that you use."),
        "keras.applications.vgg16.{name}(x)",
        "6-1",
        fails="keras.applications.preprocess_input(IMG)",
        works="keras.applications.vgg16.preprocess_input(np.ones((1, 4, 4, 3)))",
    ),
    Rule(
        "batch-size-unknown-in-call",
        "TypeError|ValueError",
        r"Could not automatically infer the output shape[\s\S]*(?:but got None|'NoneType'|None values not supported|Cannot convert a partially known)",
        Text(
            ko="모델을 만드는 동안에는 배치 크기를 몰라서 `x.shape[0]`이 `None`입니다.",
            en="While a model is built the batch size is not known, and `x.shape[0]` is `None`.",
        ),
        Text(
            ko="`ops.shape(x)[0]`을 쓰거나, `ops.zeros_like`처럼 형태를 따라가는 함수를 쓰세요.",
            en="Use `ops.shape(x)[0]`, or what follows the shape of `x`, such as `ops.zeros_like`.",
        ),
        "ops.zeros((ops.shape(x)[0], 4))",
        "4-2",
        fails="class A(layers.Layer):\n    def call(self, x): return x + ops.zeros((x.shape[0], 4))\nA()(keras.Input((4,)))",
        works="class A(layers.Layer):\n    def call(self, x): return x + ops.zeros_like(x)\nA()(keras.Input((4,)))",
        when=lambda incident, found: "shape[0]" in incident.line or "batch" in incident.line,
        backend="tensorflow",
    ),
    Rule(
        "boolean-in-a-computation",
        "TypeError",
        r"Value passed to parameter '\w+' has DataType bool not in list of allowed values",
        Text(
            ko="비교한 결과(`bool`)로 계산했습니다. TensorFlow의 함수는 `bool`을 수로 바꾸지 않습니다.",
            en="The result of a comparison (`bool`) was computed with; TensorFlow does not make it a number.",
        ),
        Text(ko="먼저 수로 바꾸세요.", en="Make it a number first."),
        'ops.cast(y_pred > 0.5, "float32")',
        "3-3",
        fails="import tensorflow as tf\ndef f(t, p): return tf.reduce_mean((p > 0.5) * t)\nnet(1, 'sigmoid', f).fit(X, yb, **quiet)",
        works="def f(t, p): return ops.mean(ops.cast(p > 0.5, 'float32') * t) + ops.mean(p)\nnet(1, 'sigmoid', f).fit(X, yb, **quiet)",
        plain=True,
        backend="tensorflow",
    ),
    Rule(
        "compute-loss-in-order",
        "ValueError",
        r"None values not supported",
        Text(
            ko="`compute_loss`의 첫 인수는 레이블이 아니라 데이터 `x`입니다.",
            en="The first argument of `compute_loss` is the data `x`, not the labels.",
        ),
        Text(ko="인수를 이름으로 주세요.", en="Give its arguments by name."),
        "loss = self.compute_loss(x=x, y=y, y_pred=y_pred)",
        "3-3",
        fails="class M(keras.Sequential):\n    def train_step(self, data):\n        return {'loss': self.compute_loss(data[1], self(data[0]))}\n"
        "m = M([keras.Input((4,)), layers.Dense(1)]); m.compile('sgd', 'mse'); m.fit(X, yb, **quiet)",
        works="class M(keras.Sequential):\n    def train_step(self, data):\n"
        "        return {'loss': self.compute_loss(x=data[0], y=data[1], y_pred=self(data[0]))}\n"
        "m = M([keras.Input((4,)), layers.Dense(1)]); m.compile('sgd', 'mse'); m.fit(X, yb, **quiet)",
        when=_own_train_step,
        plain=True,
        backend="tensorflow",
    ),
)


def is_of_keras(owner: str) -> bool:
    """Whether a layer, a loss or an optimizer of Keras has this name."""
    import keras

    return any(hasattr(module, owner) for module in (keras.layers, keras.losses, keras.metrics, keras.optimizers))
