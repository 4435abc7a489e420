"""`compile`, `fit`, `evaluate`, `predict`: their arguments, their data and the optimizer."""

from utils.core.text import Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule


def _is_list_of_numbers(value) -> bool:
    return isinstance(value, (list, tuple)) and not any(hasattr(part, "shape") for part in value)


def _y_is_list(incident: Incident, found: dict) -> bool:
    return not _is_list_of_numbers(incident.x) and _is_list_of_numbers(incident.y)


def _x_is_list(incident: Incident, found: dict) -> bool:
    return _is_list_of_numbers(incident.x) and not _rows_differ(incident, found)


def _rows_differ(incident: Incident, found: dict) -> bool:
    rows = incident.x if isinstance(incident.x, (list, tuple)) else ()
    return all(isinstance(row, (list, tuple)) for row in rows) and len({len(row) for row in rows}) > 1


def _several_arrays_for_one_input(incident: Incident, found: dict) -> bool:
    several = isinstance(incident.x, (list, tuple)) and len(incident.x) > 1
    return several and len(getattr(incident.model, "inputs", None) or ()) == 1


def _one_array_a_set(incident: Incident, found: dict) -> bool:
    return not _several_arrays_for_one_input(incident, found)


def _y_missing(incident: Incident, found: dict) -> dict | bool:
    """`fit` on arrays without labels; a data set, a generator or a dictionary may bring its own."""
    missing = bool(incident.call) and incident.y is None and hasattr(incident.x, "shape")
    return {"method": next((name for name, _ in incident.calls), "fit")} if missing else False


def _validation_without_labels(incident: Incident, found: dict) -> bool:
    data = incident.call.get("validation_data")
    return data is not None and hasattr(data, "shape")


def _unpacked_evaluate(incident: Incident, found: dict) -> bool:
    if incident.error is not None and not incident.line:
        return incident.in_own_code and incident.holds("Model")
    return any(f".{name}(" in incident.line for name in ("evaluate", "train_on_batch", "test_on_batch"))


def _made_in_fit(incident: Incident, found: dict) -> bool:
    return bool(incident.call) and any(
        isinstance(incident.call.get(name), (float, str, list)) for name in ("epochs", "batch_size", "steps_per_epoch")
    )


def _loss_function_of_own(incident: Incident, found: dict) -> bool:
    loss = getattr(incident.model, "loss", None)
    return (
        bool(incident.call)
        and callable(loss)
        and not _validation_without_labels(incident, found)
        and incident.y is not None
    )


def _nothing_seen(incident: Incident, found: dict) -> bool:
    return not any(check(incident, found) for check in (_y_missing, _validation_without_labels, _loss_function_of_own))


_TEXT = r"Invalid dtype: (?:str|<U|object|string|bytes)\w*"


def _kind_of(value) -> str:
    return getattr(getattr(value, "dtype", None), "kind", "")


def _text_in_y(incident: Incident, found: dict) -> bool:
    return _kind_of(incident.y) in ("U", "S", "T") and _kind_of(incident.x) not in ("U", "S", "T")


def _numbers_as_text(incident: Incident, found: dict) -> bool:
    """Text where a model wants numbers: not a model that begins with a layer for text."""
    return _kind_of(incident.x) in ("U", "S", "T") and not _takes_text(incident.model)


def _text_for_text_model(incident: Incident, found: dict) -> bool:
    return _kind_of(incident.x) in ("U", "S", "T", "O") and _takes_text(incident.model)


def _takes_text(model) -> bool:
    return any(str(getattr(tensor, "dtype", "")) == "string" for tensor in getattr(model, "inputs", None) or ())


_INTO_ARRAY = Text(
    ko="`np.array(...)`로 바꾸어 넘기세요.",
    en="Make it an array with `np.array(...)`.",
)

RULES = (
    Rule(
        "not-compiled",
        "ValueError|RuntimeError",
        r"You must call `compile\(\)` before using the model|You must compile your model before",
        Text(
            ko="모델을 아직 컴파일하지 않았습니다. 손실과 옵티마이저가 없습니다.",
            en="The model is not compiled yet: it has neither a loss nor an optimizer.",
        ),
        Text(ko="`fit`보다 먼저 `compile`을 부르세요.", en="Call `compile` before `fit`."),
        'model.compile(optimizer="adam", loss="mse")',
        "1-1",
        fails="m = keras.Sequential([keras.Input((4,)), layers.Dense(1)]); m.fit(X, yb)",
        works='m = keras.Sequential([keras.Input((4,)), layers.Dense(1)]); m.compile("sgd", "mse"); m.fit(X, yb, **quiet)',
    ),
    Rule(
        "labels-are-a-list",
        "ValueError",
        r"Unrecognized data type: x=",
        Text(
            ko="`y`가 파이썬 리스트입니다. 오류 문장은 `x`라고 하지만, 배열이어야 하는 것은 `y`입니다.",
            en="`y` is a Python list. The message says `x`, yet it is `y` that has to be an array.",
        ),
        _INTO_ARRAY,
        "model.fit(x, np.array(y))",
        "3-2",
        fails="net().fit(X, y.tolist(), **quiet)",
        works="net().fit(X, np.array(y.tolist()), **quiet)",
        when=_y_is_list,
    ),
    Rule(
        "data-is-a-list",
        "ValueError",
        r"Unrecognized data type: x=",
        Text(
            ko="`x`가 파이썬 리스트입니다. Keras는 NumPy 배열이나 텐서, 데이터셋을 받습니다.",
            en="`x` is a Python list; Keras takes NumPy arrays, tensors and data sets.",
        ),
        _INTO_ARRAY,
        "model.predict(np.array(x))",
        "3-2",
        fails="net().predict([[1., 2., 3., 4.]], verbose=0)",
        works="net().predict(np.array([[1., 2., 3., 4.]]), verbose=0)",
        when=_x_is_list,
    ),
    Rule(
        "data-is-a-list-of-other-lengths",
        "ValueError",
        r"Unrecognized data type: x=",
        Text(
            ko="`x`가 길이가 서로 다른 리스트의 리스트입니다. Keras는 길이가 같은 배열을 받습니다.",
            en="`x` is a list of lists of different lengths; Keras takes an array of equal ones.",
        ),
        Text(ko="`pad_sequences`로 길이를 맞추세요.", en="Make them equally long with `pad_sequences`."),
        "keras.utils.pad_sequences(x)",
        "6-2",
        fails="net().predict([[1, 2, 3], [4, 5]], verbose=0)",
        works="net().predict(keras.utils.pad_sequences([[1, 2, 3], [4, 5]], maxlen=4), verbose=0)",
        when=_rows_differ,
    ),
    Rule(
        "data-of-unknown-type",
        "ValueError",
        r"Unrecognized data type: x=(?!<(?:function|bound method))|Expected all elements of `x` to be array-like",
        Text(
            ko="`x`나 `y`의 데이터 타입을 Keras가 모릅니다. 둘 다 배열이나 텐서, 데이터셋이어야 합니다.",
            en="Keras does not know the type of `x` or of `y`: both must be arrays, tensors or data sets.",
        ),
        Text(
            ko="리스트라면 `x`와 `y`를 모두 `np.array(...)`로 바꾸세요.",
            en="If they are lists, make both arrays with `np.array(...)`.",
        ),
        "model.fit(np.array(x), np.array(y))",
        "3-2",
        fails="net().fit({1, 2, 3}, y, **quiet)",
        works="net().fit(X, y, **quiet)",
        general=True,
    ),
    Rule(
        "list-of-arrays-for-one-input",
        "ValueError",
        r"Data cardinality is ambiguous",
        Text(
            ko="`x`가 배열의 리스트입니다. 입력이 하나인 모델은 이것을 여러 입력으로 읽습니다.",
            en="`x` is a list of arrays, which a model reads as several inputs, and this one has a single input.",
        ),
        Text(ko="`np.stack`으로 배열 하나로 쌓으세요.", en="Stack them into one array with `np.stack`."),
        "model.fit(np.stack(pictures), y)",
        "3-2",
        fails='m = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(3)]); m.compile("sgd", "mse"); m.fit([im for im in IMG], Y1, **quiet)',
        works='m = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(3)]); m.compile("sgd", "mse"); m.fit(np.stack([im for im in IMG]), Y1, **quiet)',
        when=_several_arrays_for_one_input,
    ),
    Rule(
        "lengths-differ",
        "ValueError",
        r"Data cardinality is ambiguous",
        Text(
            ko="데이터, 레이블, 가중치 가운데 수가 다른 것이 있습니다. 오류 문장의 `sizes`가 각각의 수입니다.",
            en="Data, labels or weights differ in number; `sizes` in the message gives the number of each.",
        ),
        Text(
            ko="`x.shape`와 `y.shape`의 첫 수가 같은지 보세요. 한쪽만 잘랐거나, 훈련과 검증 데이터가 섞였을 수 있습니다.",
            en="Compare the first numbers of `x.shape` and `y.shape`. Perhaps one was cut, or two sets are mixed up.",
        ),
        "assert len(x) == len(y)",
        "3-2",
        fails="net().fit(X, y[:10], **quiet)",
        works="net().fit(X[:10], y[:10], **quiet)",
        when=_one_array_a_set,
    ),
    Rule(
        "labels-are-text",
        "ValueError",
        _TEXT,
        Text(
            ko="레이블이 글자입니다. 모델은 수만 배웁니다.",
            en="The labels are text, and a model learns numbers only.",
        ),
        Text(
            ko="이름에 번호를 매기세요. `np.unique`가 이름과 번호를 함께 줍니다.",
            en="Number them: `np.unique` gives the names and the numbers at once.",
        ),
        "names, y = np.unique(labels, return_inverse=True)",
        "1-1",
        fails='net(3).fit(X, np.array(["cat", "dog"] * 8), **quiet)',
        works='net(3).fit(X, np.unique(["cat", "dog"] * 8, return_inverse=True)[1], **quiet)',
        when=_text_in_y,
        backend="tensorflow",
    ),
    Rule(
        "data-is-text",
        "ValueError",
        _TEXT,
        Text(
            ko="`x`의 값이 수가 아니라 글자입니다.",
            en="The values of `x` are text, not numbers.",
        ),
        Text(
            ko="수를 글자로 읽었다면 `astype`으로 바꾸고, 문장이라면 `TextVectorization`을 쓰세요.",
            en="If they are numbers read as text, use `astype`; if they are sentences, `TextVectorization`.",
        ),
        'x.astype("float32")',
        "6-2",
        fails="net().fit(X.astype(str), y, **quiet)",
        works='net().fit(X.astype(str).astype("float32"), y, **quiet)',
        when=_numbers_as_text,
        backend="tensorflow",
    ),
    Rule(
        "text-array-for-text-model",
        "ValueError",
        _TEXT,
        Text(
            ko="글자를 받는 모델이라도 NumPy의 글자 배열은 받지 못합니다.",
            en="Even a model that takes text does not take NumPy's arrays of text.",
        ),
        Text(
            ko="TensorFlow의 텐서로 바꾸어 넘기세요.",
            en="Pass a TensorFlow tensor.",
        ),
        "model.predict(tf.constant(texts))",
        "6-2",
        fails='v = layers.TextVectorization(); v.adapt(["a b"]); m = keras.Sequential([keras.Input((1,), dtype="string"), v, layers.Embedding(9, 2), layers.GlobalAveragePooling1D(), layers.Dense(1)]); m.compile("sgd", "mse"); m.fit(np.array(["a b", "b"]), np.array([0., 1.]), **quiet)',
        works='import tensorflow as tf\nv = layers.TextVectorization(); v.adapt(["a b"]); m = keras.Sequential([keras.Input((1,), dtype="string"), v, layers.Embedding(9, 2), layers.GlobalAveragePooling1D(), layers.Dense(1)]); m.compile("sgd", "mse"); m.fit(tf.constant([["a b"], ["b"]]), np.array([0., 1.]), **quiet)',
        when=_text_for_text_model,
        backend="tensorflow",
    ),
    Rule(
        "data-is-objects",
        "ValueError|TypeError",
        r"Invalid dtype: object|Failed to convert a NumPy array to a Tensor \(Unsupported object type",
        Text(
            ko="배열의 데이터 타입이 `object`입니다. 글자와 수가 섞였거나, 행의 길이가 서로 다릅니다.",
            en="The array holds Python objects: text and numbers mixed, or rows of different lengths.",
        ),
        Text(
            ko='수인 열만 골라 `astype("float32")`로 바꾸고, 길이가 다른 시퀀스는 `pad_sequences`로 맞추세요.',
            en='Keep the numeric columns with `astype("float32")`; make sequences equally long with `pad_sequences`.',
        ),
        'x.astype("float32")',
        "2-2",
        fails="net().fit(X.astype(object), y, **quiet)",
        works='net().fit(X.astype(object).astype("float32"), y, **quiet)',
        plain=True,
        backend="tensorflow",
    ),
    Rule(
        "data-or-labels-are-text",
        "ValueError",
        r"Invalid dtype: (?:str|<U|string|bytes)\w*|dtype='string' is not a valid dtype for Keras type promotion",
        Text(
            ko="`x`나 `y`에 글자가 들어 있습니다. 모델은 수만 배웁니다.",
            en="There is text in `x` or in `y`, and a model learns numbers only.",
        ),
        Text(
            ko="`x.dtype`과 `y.dtype`을 출력해 보세요. 레이블이라면 번호를 매기고, 수라면 `astype`으로 바꾸세요.",
            en="Print `x.dtype` and `y.dtype`. Number labels; convert numbers with `astype`.",
        ),
        'x.astype("float32")',
        "6-2",
        fails='layers.Dense(1)(np.array([["a"]]))',
        works='layers.Dense(1)(np.array([["1"]]).astype("float32"))',
        general=True,
        backend="tensorflow",
    ),
    Rule(
        "labels-forgotten",
        "ValueError",
        r"None values not supported|None is not a valid value for jnp\.array",
        Text(
            ko="`{method}`에 레이블을 넘기지 않았습니다.",
            en="`{method}` got no labels.",
        ),
        Text(ko="두 번째 인수로 `y`를 넘기세요.", en="Pass `y` as the second argument."),
        "model.{method}(x, y)",
        "3-2",
        fails="net().fit(X, **quiet)",
        works="net().fit(X, y, **quiet)",
        when=_y_missing,
        plain=True,
    ),
    Rule(
        "validation-labels-forgotten",
        "ValueError",
        r"None values not supported|None is not a valid value for jnp\.array",
        Text(
            ko="`validation_data`에 데이터만 있고 레이블이 없습니다.",
            en="`validation_data` holds data without labels.",
        ),
        Text(ko="데이터와 레이블을 튜플로 넘기세요.", en="Pass data and labels as a tuple."),
        "model.fit(x, y, validation_data=(x_val, y_val))",
        "3-2",
        fails="net().fit(X, y, validation_data=X, **quiet)",
        works="net().fit(X, y, validation_data=(X, y), **quiet)",
        when=_validation_without_labels,
        plain=True,
    ),
    Rule(
        "loss-or-call-returns-nothing",
        "ValueError",
        r"None values not supported|None is not a valid value for jnp\.array",
        Text(
            ko="계산 도중에 값 대신 `None`이 나왔습니다. 직접 쓴 손실 함수에 `return`이 빠진 것 같습니다.",
            en="Somewhere `None` came in place of a value: the loss of your own seems to lack its `return`.",
        ),
        Text(ko="손실 함수의 마지막 줄에 `return`을 쓰세요.", en="End the loss function with `return`."),
        "return ops.mean(ops.square(y_true - y_pred))",
        "3-3",
        fails="def bad(t, p): ops.mean(ops.square(t - p))\nnet(1, None, bad).fit(X, yb, **quiet)",
        works="def good(t, p): return ops.mean(ops.square(t - p))\nnet(1, None, good).fit(X, yb, **quiet)",
        when=_loss_function_of_own,
        plain=True,
    ),
    Rule(
        "none-in-place-of-a-value",
        "ValueError",
        r"None values not supported|None is not a valid value for jnp\.array",
        Text(
            ko="값이 있어야 할 자리에 `None`이 왔습니다. 레이블을 빠뜨렸거나, 직접 쓴 `call`이나 손실에 `return`이 없습니다.",
            en="`None` came in place of a value: labels were left out, or a `call` or loss of your own has no `return`.",
        ),
        Text(
            ko="`fit(x, y)`처럼 레이블을 넘겼는지, 직접 쓴 함수가 값을 돌려주는지 차례로 보세요.",
            en="See whether `fit(x, y)` got its labels, then whether your functions return a value.",
        ),
        "return self.dense(x)",
        "4-2",
        fails="class M(keras.Model):\n    def __init__(self): super().__init__(); self.d = layers.Dense(1)\n    def call(self, x): self.d(x)\nm = M(); m.compile('sgd', 'mse'); m.fit(X, yb, **quiet)",
        works="class M(keras.Model):\n    def __init__(self): super().__init__(); self.d = layers.Dense(1)\n    def call(self, x): return self.d(x)\nm = M(); m.compile('sgd', 'mse'); m.fit(X, yb, **quiet)",
        when=_nothing_seen,
        plain=True,
        general=True,
    ),
    Rule(
        "labels-beside-a-data-set",
        "ValueError",
        r"When providing `x` as a (?P<kind>[\w. ]+), `(?P<argument>\w+)` should not be passed",
        Text(
            ko="`x`가 데이터셋이나 생성기이면 `{argument}` 인수는 따로 넘기지 않습니다. 그 안에 함께 들어 있어야 합니다.",
            en="Where `x` is a data set or a generator, `{argument}` is not passed beside it: it belongs inside.",
        ),
        Text(
            ko="데이터와 레이블을 묶어 데이터셋을 만들고 `fit(dataset)`만 부르세요.",
            en="Build the data set from pairs of data and label, and call `fit(dataset)`.",
        ),
        "tf.data.Dataset.from_tensor_slices((x, y)).batch(32)",
        "3-2",
        fails="net().fit(((X, y) for _ in range(3)), y, **quiet)",
        works="net().fit(((X, y) for _ in range(3)), steps_per_epoch=3, **quiet)",
    ),
    Rule(
        "validation-split-of-a-data-set",
        "ValueError",
        r"`validation_split` is only supported for (?:tensors|NumPy)",
        Text(
            ko="`validation_split`은 배열에만 쓸 수 있습니다. 데이터셋이나 생성기는 나눌 수 없습니다.",
            en="`validation_split` works on arrays only; a data set or a generator cannot be split this way.",
        ),
        Text(
            ko="데이터셋을 둘로 나누어 `validation_data`로 넘기세요.",
            en="Split the data set in two, and pass one as `validation_data`.",
        ),
        "model.fit(dataset.skip(10), validation_data=dataset.take(10))",
        "3-2",
        fails="net().fit(((X, y) for _ in range(3)), validation_split=0.2, **quiet)",
        works="net().fit(((X, y) for _ in range(3)), validation_data=(X, y), steps_per_epoch=3, **quiet)",
    ),
    Rule(
        "validation-split-leaves-nothing",
        "ValueError",
        r"Training data contains (?P<n>\d+) samples, which is not sufficient to split it.*`validation_split=(?P<split>[\d.]+)`",
        Text(
            ko="`validation_split={split}`로는 데이터 {n}개를 훈련과 검증으로 나눌 수 없습니다. 한쪽이 비게 됩니다.",
            en="`validation_split={split}` does not split {n} samples: one side would be empty.",
        ),
        Text(
            ko="데이터를 늘리거나 `validation_split`을 0과 1 사이의 알맞은 값으로 바꾸세요.",
            en="Use more data, or another `validation_split` between 0 and 1.",
        ),
        "model.fit(x, y, validation_split=0.2)",
        "3-2",
        fails="net().fit(X[:1], y[:1], validation_split=0.2, **quiet)",
        works="net().fit(X, y, validation_split=0.2, **quiet)",
    ),
    Rule(
        "class-weight-of-several-outputs",
        "ValueError",
        r"`class_weight` is only supported for Models with a single output",
        Text(
            ko="`class_weight`는 출력이 하나인 모델에만 쓸 수 있습니다.",
            en="`class_weight` works only for models with one output.",
        ),
        Text(
            ko="출력마다 `sample_weight` 배열을 만들어 넘기세요.",
            en="Pass an array of `sample_weight` for each output.",
        ),
        "model.fit(x, [y_a, y_b], sample_weight=[w_a, w_b])",
        "3-3",
        fails='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(3, activation="softmax")(i), layers.Dense(1)(i)]); m.compile("sgd", ["sparse_categorical_crossentropy", "mse"]); m.fit(X, [y, yb], class_weight={0: 1., 1: 2., 2: 3.}, **quiet)',
        works='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(3, activation="softmax")(i), layers.Dense(1)(i)]); m.compile("sgd", ["sparse_categorical_crossentropy", "mse"]); m.fit(X, [y, yb], sample_weight=[np.ones(16), np.ones(16)], **quiet)',
    ),
    Rule(
        "class-weight-and-sample-weight",
        "ValueError",
        r"`class_weight` and `sample_weight` at the same time|`sample_weight` and `class_weight` cannot be specified at the same time",
        Text(
            ko="`class_weight`와 `sample_weight`는 함께 쓸 수 없습니다.",
            en="`class_weight` and `sample_weight` do not go together.",
        ),
        Text(
            ko="클래스의 가중치를 `sample_weight`에 곱해 하나로 만드세요.",
            en="Multiply the weights of the classes into `sample_weight`.",
        ),
        "sample_weight = np.array([1.0, 2.0, 3.0])[y]",
        "3-2",
        fails="net().fit(X, y, class_weight={0: 1., 1: 2., 2: 3.}, sample_weight=np.ones(16), **quiet)",
        works="net().fit(X, y, sample_weight=np.array([1., 2., 3.])[y], **quiet)",
    ),
    Rule(
        "sample-weight-structure",
        "ValueError",
        r"You should provide one `sample_weight` array per output in `y`|when providing a single `sample_weight` array",
        Text(
            ko="`sample_weight`의 구조가 레이블과 다릅니다.",
            en="`sample_weight` is not arranged like the labels.",
        ),
        Text(
            ko="출력마다 샘플 수만 한 1차원 배열을 하나씩 넘기세요.",
            en="Pass for each output one array with a weight a sample.",
        ),
        "sample_weight=[w_a, w_b]",
        "3-2",
        fails='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)]); m.compile("sgd", ["mse", "mse"]); m.fit(X, [yb, yb], sample_weight=np.ones((16, 2)), **quiet)',
        works='i = keras.Input((4,)); m = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)]); m.compile("sgd", ["mse", "mse"]); m.fit(X, [yb, yb], sample_weight=[np.ones(16), np.ones(16)], **quiet)',
    ),
    Rule(
        "generator-yields-no-tuple",
        "ValueError",
        r"the generator must return a tuple, either \(input,\)|PyDataset\.__getitem__\(\) must return a tuple or a dict",
        Text(
            ko="생성기나 `PyDataset`은 (데이터, 레이블) 튜플을 돌려주어야 합니다.",
            en="A generator or a `PyDataset` has to give tuples of data and labels.",
        ),
        Text(ko="`yield x, y`처럼 튜플로 돌려주세요.", en="Give a tuple, as in `yield x, y`."),
        "yield x_batch, y_batch",
        "3-2",
        fails="net().fit(([X, y] for _ in range(3)), **quiet)",
        works="net().fit(((X, y) for _ in range(3)), steps_per_epoch=3, **quiet)",
    ),
    Rule(
        "generator-is-empty",
        "ValueError",
        r"the generator must yield at least one batch|The PyDataset has length 0",
        Text(
            ko="생성기가 배치를 하나도 주지 않았습니다. 이미 다 쓴 생성기일 수도 있습니다.",
            en="The generator gave no batch at all; perhaps it was used up before.",
        ),
        Text(
            ko="`fit`을 부를 때마다 생성기를 새로 만드세요. `PyDataset`이라면 `__len__`을 보세요.",
            en="Make a new generator for each `fit`; of a `PyDataset`, look at `__len__`.",
        ),
        "model.fit(batches())",
        "3-2",
        fails="net().fit(((X, y) for _ in range(0)), **quiet)",
        works="net().fit(((X, y) for _ in range(3)), steps_per_epoch=3, **quiet)",
    ),
    Rule(
        "class-weight-with-generator",
        "ValueError",
        r"Argument `class_weight` is not supported for (?P<kind>Python generator|torch DataLoader|grain)",
        Text(
            ko="생성기에는 `class_weight`를 쓸 수 없습니다.",
            en="`class_weight` does not work with a generator.",
        ),
        Text(
            ko="생성기가 가중치를 세 번째 값으로 주게 하거나, `PyDataset`을 쓰세요.",
            en="Let the generator give weights as its third value, or use a `PyDataset`.",
        ),
        "yield x, y, weights",
        "3-2",
        fails="net().fit(((X, y) for _ in range(3)), class_weight={0: 1., 1: 1., 2: 2.}, **quiet)",
        works="net().fit(((X, y, np.ones(16)) for _ in range(3)), steps_per_epoch=3, **quiet)",
    ),
    Rule(
        "ran-out-of-data",
        "UserWarning",
        r"Your input ran out of data",
        Text(
            ko="데이터가 학습보다 먼저 끝났습니다. 생성기는 한 번만 쓸 수 있고, 다음 에포크에는 데이터가 없습니다.",
            en="The data ended before the training did. A generator is used up once; later epochs then get nothing.",
        ),
        Text(
            ko="데이터셋에 `repeat()`를 붙이고, `steps_per_epoch`를 한 에포크의 배치 수로 주세요.",
            en="Put `repeat()` behind the data set, and make `steps_per_epoch` the batches of one epoch.",
        ),
        "model.fit(dataset.repeat(), steps_per_epoch=10)",
        "3-2",
        fails="net().fit(((X, y) for _ in range(3)), steps_per_epoch=10, **quiet)",
        works="net().fit(((X, y) for _ in range(3)), steps_per_epoch=3, **quiet)",
    ),
    Rule(
        "epochs-not-whole",
        "TypeError",
        r"'(?:float|str|list|NoneType)' object cannot be interpreted as an integer|slice indices must be integers|Expected int32 passed to parameter 'size' of op 'Slice'",
        Text(
            ko="`epochs`와 `batch_size`는 정수여야 하는데 다른 것을 받았습니다.",
            en="`epochs` and `batch_size` are whole numbers, and one of them is not.",
        ),
        Text(
            ko="나눗셈에는 `//`를 쓰고, 따옴표 없이 정수로 쓰세요.",
            en="Divide with `//`, and write whole numbers without quotes.",
        ),
        "model.fit(x, y, epochs=10 // 2)",
        "3-2",
        fails="net().fit(X, y, epochs=2.0, verbose=0)",
        works="net().fit(X, y, epochs=2, verbose=0)",
        when=_made_in_fit,
        plain=True,
    ),
    Rule(
        "evaluate-gives-one-number",
        "TypeError",
        r"cannot unpack non-iterable (?:numpy\.)?float\d* object",
        Text(
            ko="`evaluate`가 값 하나만 주었습니다. `compile`에 `metrics`가 없으면 손실만 나옵니다.",
            en="`evaluate` gave a single number: without `metrics` in `compile` it is the loss alone.",
        ),
        Text(
            ko="`compile`에 `metrics`를 주거나, 값 하나로 받으세요.",
            en="Give `compile` its `metrics`, or take one value.",
        ),
        "loss = model.evaluate(x, y)",
        "3-2",
        fails="loss, accuracy = net().evaluate(X, y, verbose=0)",
        works='loss, accuracy = net(metrics=["accuracy"]).evaluate(X, y, verbose=0)',
        when=_unpacked_evaluate,
    ),
    Rule(
        "evaluate-gives-other-count",
        "ValueError",
        r"too many values to unpack \(expected \d+\)|not enough values to unpack \(expected \d+, got \d+\)",
        Text(
            ko="이 메서드가 주는 값의 수가 받는 이름의 수와 다릅니다. 손실 하나와, 평가 지표마다 하나씩 나옵니다.",
            en="It gives another number of values than there are names: the loss, and one for each metric.",
        ),
        Text(
            ko="`return_dict=True`로 받으면 이름으로 꺼낼 수 있습니다.",
            en="With `return_dict=True` you get them by name.",
        ),
        "scores = model.evaluate(x, y, return_dict=True)",
        "3-2",
        fails='loss, accuracy = net(metrics=["accuracy", "sparse_top_k_categorical_accuracy"]).evaluate(X, y, verbose=0)',
        works='scores = net(metrics=["accuracy", "sparse_top_k_categorical_accuracy"]).evaluate(X, y, verbose=0, return_dict=True)',
        when=_unpacked_evaluate,
    ),
    Rule(
        "metrics-not-a-list",
        "ValueError",
        r"Expected `(?P<argument>(?:weighted_)?metrics)` argument to be a list, tuple, or dict",
        Text(
            ko="`{argument}` 인수는 리스트여야 합니다.",
            en="`{argument}` has to be a list.",
        ),
        Text(ko="대괄호로 감싸세요.", en="Put it in square brackets."),
        'metrics=["accuracy"]',
        "2-1",
        fails='net(metrics="accuracy").fit(X, y, **quiet)',
        works='net(metrics=["accuracy"]).fit(X, y, **quiet)',
    ),
    Rule(
        "optimizer-name-unknown",
        "ValueError",
        r"Could not interpret optimizer identifier: (?P<name>.+)",
        Text(
            ko="Keras가 모르는 옵티마이저입니다: {name}.",
            en="Keras does not know this optimizer: {name}.",
        ),
        Text(
            ko="철자를 보세요. 클래스라면 이름 뒤에 괄호를 붙이세요.",
            en="Check the spelling; behind a class put brackets.",
        ),
        'model.compile(optimizer="adam")',
        "2-1",
        fails='net().compile("adams", "mse")',
        works='net().compile("adam", "mse")',
    ),
    Rule(
        "learning-rate-of-wrong-type",
        "ValueError",
        r"Argument `learning_rate` should be float",
        Text(
            ko="학습률은 수이거나 학습률 스케줄이어야 합니다.",
            en="A learning rate is a number or a schedule.",
        ),
        Text(ko="따옴표 없이 수로 쓰세요.", en="Write it as a number, without quotes."),
        "keras.optimizers.Adam(learning_rate=0.001)",
        "2-1",
        fails='keras.optimizers.Adam(learning_rate="0.001")',
        works="keras.optimizers.Adam(learning_rate=0.001)",
    ),
    Rule(
        "learning-rate-is-a-schedule",
        "TypeError",
        r"This optimizer was created with a `LearningRateSchedule` object",
        Text(
            ko="학습률이 스케줄로 정해져 있어서 직접 바꿀 수 없습니다.",
            en="The learning rate follows a schedule, so it cannot be set.",
        ),
        Text(
            ko="옵티마이저를 수로 된 학습률로 만들거나, 콜백을 쓰지 말고 스케줄만 쓰세요.",
            en="Make the optimizer with a number, or keep the schedule and drop the callback.",
        ),
        "keras.optimizers.SGD(learning_rate=0.01)",
        "3-3",
        fails="keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)).learning_rate = 0.01",
        works="keras.optimizers.SGD(0.1).learning_rate = 0.01",
    ),
    Rule(
        "momentum-out-of-range",
        "ValueError",
        r"`momentum` must be a float between \[0, 1\]",
        Text(ko="`momentum`은 0과 1 사이의 수입니다.", en="`momentum` is a number between 0 and 1."),
        Text(ko="보통 0.9를 씁니다.", en="0.9 is common."),
        "keras.optimizers.SGD(0.01, momentum=0.9)",
        "2-1",
        fails="keras.optimizers.SGD(0.01, momentum=9)",
        works="keras.optimizers.SGD(0.01, momentum=0.9)",
    ),
    Rule(
        "several-ways-of-clipping",
        "ValueError",
        r"Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set",
        Text(
            ko="기울기를 자르는 방법은 하나만 고를 수 있습니다.",
            en="Only one way of clipping gradients can be chosen.",
        ),
        Text(ko="`clipnorm`과 `clipvalue` 가운데 하나를 빼세요.", en="Drop `clipnorm` or `clipvalue`."),
        "keras.optimizers.Adam(clipnorm=1.0)",
        "3-3",
        fails="keras.optimizers.Adam(clipnorm=1.0, clipvalue=0.5)",
        works="keras.optimizers.Adam(clipnorm=1.0)",
    ),
    Rule(
        "optimizer-of-another-model",
        "ValueError",
        r"This optimizer can only be called for the variables it was originally built with",
        Text(
            ko="이 옵티마이저는 다른 가중치로 이미 학습했습니다. 모델마다, 또 층을 바꾼 뒤마다 새로 있어야 합니다.",
            en="This optimizer has already trained other weights. Each model needs its own, a changed one a new one.",
        ),
        Text(
            ko="옵티마이저를 새로 만들어 `compile`을 다시 부르세요.",
            en="Make a new optimizer, and call `compile` again.",
        ),
        "model.compile(keras.optimizers.Adam(), loss)",
        "3-2",
        fails='o = keras.optimizers.Adam(); a, b = net(), net(5); a.compile(o, "mse"); a.fit(X, Y1, **quiet); b.compile(o, "mse"); b.fit(X, np.ones((16, 5)), **quiet)',
        works='a, b = net(), net(5); a.compile(keras.optimizers.Adam(), "mse"); a.fit(X, Y1, **quiet); b.compile(keras.optimizers.Adam(), "mse"); b.fit(X, np.ones((16, 5)), **quiet)',
        backend="tensorflow",
    ),
    Rule(
        "tape-without-record",
        "RuntimeError",
        r"A non-persistent GradientTape can only be used to compute one set of gradients",
        Text(
            ko="`GradientTape`에 기록이 없습니다. `with` 안에서 계산한 것이 없거나, 이미 한 번 기울기를 구해서 지워졌습니다.",
            en="This `GradientTape` has no record: nothing was computed inside its `with`, or it was asked before, and forgot.",
        ),
        Text(
            ko="손실을 `with` 안에서 계산하고, 필요한 가중치를 한 리스트에 모아 한 번만 구하세요. 손실이 둘이면 테이프도 둘입니다.",
            en="Compute the loss inside `with`, put all weights into one list and ask once. For two losses take two tapes.",
        ),
        "tape.gradient(loss, model.trainable_variables)",
        "4-1",
        fails="import tensorflow as tf\nm = net()\nwith tf.GradientTape() as t: l = ops.mean(m(X))\nt.gradient(l, m.trainable_variables); t.gradient(l, m.trainable_variables)",
        works="import tensorflow as tf\nm = net()\nwith tf.GradientTape() as t: l = ops.mean(m(X))\nt.gradient(l, m.trainable_variables)",
        backend="tensorflow",
    ),
    Rule(
        "optimizer-wants-lists",
        "TypeError",
        r"Scalar tensor has no `len\(\)`",
        Text(
            ko="`apply`는 기울기의 리스트와 가중치의 리스트를 받는데, 리스트가 아니라 수 하나가 왔습니다.",
            en="`apply` takes a list of gradients and a list of weights, and got a single number.",
        ),
        Text(
            ko="가중치가 하나여도 대괄호로 묶으세요. `tape.gradient`에도 같은 리스트를 넘깁니다.",
            en="Put even one weight into square brackets, and pass the same list to `tape.gradient`.",
        ),
        "optimizer.apply([gradient], [weight])",
        "4-1",
        fails="v = keras.Variable(1.0)\nkeras.optimizers.SGD(0.1).apply(ops.convert_to_tensor(2.0), v)",
        works="v = keras.Variable(1.0)\nkeras.optimizers.SGD(0.1).apply([ops.convert_to_tensor(2.0)], [v])",
        plain=True,
        backend="tensorflow",
    ),
    Rule(
        "no-gradient-at-all",
        "ValueError",
        r"No gradients provided for any variable",
        Text(
            ko="손실에서 가중치로 기울기가 하나도 흐르지 않습니다. `argmax`나 반올림, NumPy 계산은 미분되지 않습니다.",
            en="No gradient reaches any weight: `argmax`, rounding and NumPy have none.",
        ),
        Text(
            ko="손실은 출력의 확률이나 로짓으로 계산하세요. 직접 쓴 루프라면 순전파를 `GradientTape` 안에 두세요.",
            en="Compute the loss from probabilities or logits. In a loop of your own keep the forward pass inside the tape.",
        ),
        "return ops.mean(ops.square(y_true - y_pred))",
        "3-3",
        fails='def bad(t, p): return ops.mean(ops.cast(ops.argmax(p, -1), "float32"))\nnet(3, "softmax", bad).fit(X, y, **quiet)',
        works="def good(t, p): return ops.mean(ops.square(t - p))\nnet(3, 'softmax', good).fit(X, Y1, **quiet)",
        backend="tensorflow",
    ),
    Rule(
        "variables-made-in-second-call",
        "ValueError",
        r"tf\.function only supports singleton tf\.Variables|Creating variables on a non-first call to a function decorated with tf\.function",
        Text(
            ko="앞서 실패한 `fit`이 남긴 상태와 부딪쳤거나, 계산 도중에 변수를 새로 만들었습니다.",
            en="It collides with what a `fit` that failed left behind, or a variable is made during the computation.",
        ),
        Text(
            ko="`compile`을 다시 부른 다음 `fit`을 부르세요. 직접 쓴 함수라면 변수를 그 밖에서 만드세요.",
            en="Call `compile` again before `fit`. In a function of your own, make variables outside of it.",
        ),
        "model.compile(optimizer, loss)",
        "3-3",
        fails="import tensorflow as tf\n@tf.function\ndef f(x):\n    return tf.Variable(1.0) * x\nf(tf.constant(1.0))",
        works="import tensorflow as tf\nv = tf.Variable(1.0)\n@tf.function\ndef f(x):\n    return v * x\nf(tf.constant(1.0))",
        when=lambda incident, found: "Exception encountered when calling" not in incident.message,
        backend="tensorflow",
    ),
    Rule(
        "out-of-memory",
        "ResourceExhaustedError|OutOfMemoryError|InternalError",
        r"(?:OOM when allocating|failed to allocate memory|Out of memory|out of memory|SelectV2|Dst tensor is not initialized)",
        Text(
            ko="메모리가 모자랍니다. 한 배치의 계산이 장치의 메모리에 들어가지 않습니다.",
            en="Memory ran out: the work of one batch does not fit into the device.",
        ),
        Text(
            ko="`batch_size`를 반으로 줄이고, 그림이나 층을 작게 하세요. 다른 노트북의 커널도 끄세요.",
            en="Halve `batch_size`, use smaller pictures or layers, and shut down other kernels.",
        ),
        "model.fit(x, y, batch_size=16)",
        "3-2",
        fails="ResourceExhaustedError: Graph execution error: OOM when allocating tensor with shape[512,224,224,64] and type float on /job:localhost",
        proved=False,
    ),
    Rule(
        "data-set-elements-of-other-shape",
        "TypeError|InvalidArgumentError",
        r"Generator yielded an element of shape|(?:TypeError: )?`generator` yielded an element of shape",
        Text(
            ko="생성기가 준 배열의 형태가 처음 것과 다릅니다.",
            en="The generator gave an array of another shape than at first.",
        ),
        Text(
            ko="배치의 크기는 달라도 되지만 나머지 축은 같아야 합니다. 길이를 맞추세요.",
            en="Batches may differ in size, but not in their other axes: make those equal.",
        ),
        "keras.utils.pad_sequences(sequences)",
        "3-2",
        fails="import tensorflow as tf\nlist(tf.data.Dataset.from_generator(lambda: iter([np.ones(3), np.ones(4)]), output_signature=tf.TensorSpec((3,))))",
        works="import tensorflow as tf\nlist(tf.data.Dataset.from_generator(lambda: iter([np.ones(3), np.ones(4)]), output_signature=tf.TensorSpec((None,))))",
        backend="tensorflow",
    ),
    Rule(
        "class-weight-not-a-dictionary",
        "AttributeError|TypeError|ValueError",
        r"'(?:list|tuple|str|numpy\.ndarray)' object has no attribute '(?:get|items|keys)'",
        Text(
            ko="`class_weight`는 클래스 번호에서 가중치를 찾는 딕셔너리여야 합니다.",
            en="`class_weight` has to be a dictionary from class numbers to weights.",
        ),
        Text(ko="`dict(enumerate(...))`로 바꾸세요.", en="Make it one with `dict(enumerate(...))`."),
        "class_weight={0: 1.0, 1: 5.0}",
        "3-2",
        fails="net().fit(X, y, class_weight=[1., 2., 3.], **quiet)",
        works="net().fit(X, y, class_weight={0: 1., 1: 2., 2: 3.}, **quiet)",
        when=lambda incident, found: incident.call.get("class_weight") is not None,
        plain=True,
    ),
    Rule(
        "nothing-trainable",
        "UserWarning",
        r"The model does not have any trainable weights",
        Text(
            ko="모델에 학습되는 가중치가 하나도 없습니다. 모든 층이 얼어 있습니다.",
            en="The model has no trainable weights: every layer is frozen.",
        ),
        Text(
            ko="배울 층의 `trainable`을 켜고 다시 컴파일하세요.",
            en="Set `trainable` of the layers that are to learn, and compile again.",
        ),
        "model.layers[-1].trainable = True",
        "4-1",
        fails="m = net(); m.trainable = False; m.compile('sgd', 'sparse_categorical_crossentropy'); m.fit(X, y, **quiet)",
        works="net().fit(X, y, **quiet)",
        backend="tensorflow",
    ),
    Rule(
        "trainable-changed-after-compile",
        "UserWarning",
        r"A layer's `trainable` state has changed since the model was compiled",
        Text(
            ko="`compile`한 다음에 층의 `trainable`을 바꿨습니다. 다시 컴파일하기 전에는 예전대로 학습합니다.",
            en="`trainable` of a layer was changed after `compile`; training goes on as before until you compile.",
        ),
        Text(ko="`compile`을 다시 부르세요.", en="Call `compile` again."),
        "layer.trainable = False; model.compile(...)",
        "4-1",
        fails="UserWarning: A layer's `trainable` state has changed since the model was compiled. This can result in unexpected behavior",
        proved=False,
    ),
    Rule(
        "call-gives-nothing-to-predict",
        "ValueError",
        r"Structures don't have the same nested structure",
        Text(
            ko="모델의 `call`이 예측 대신 `None`을 돌려주었습니다. `return`이 빠진 것 같습니다.",
            en="The model's `call` gave `None` in place of predictions: a `return` seems to be missing.",
        ),
        Text(ko="`call`의 끝에 `return`을 쓰세요.", en="End `call` with `return`."),
        "return self.dense(x)",
        "4-2",
        fails="class M(keras.Model):\n    def call(self, x): x * 2\nM().predict(X, verbose=0)",
        works="class M(keras.Model):\n    def call(self, x): return x * 2\nM().predict(X, verbose=0)",
        when=lambda incident, found: (
            incident.model is not None and not type(incident.model).__module__.startswith("keras")
        ),
        plain=True,
        backend="tensorflow",
    ),
)
