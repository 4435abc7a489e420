"""Callbacks, and what `fit` returns."""

import re

from utils.core.text import Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule


def _from_history(incident: Incident, found: dict) -> bool:
    if incident.error is not None and not (incident.of_keras or _trained(incident)):
        return False
    if incident.error is not None and not incident.line:
        return incident.holds("History")
    if incident.error is None:
        # Of a dictionary that is called history nobody can tell whether it is one of Keras.
        return ".history" in incident.line or ".logs" in incident.line or "logs[" in incident.line
    return "history" in incident.line.lower() or ".logs" in incident.line or "logs[" in incident.line


def _trained(incident: Incident) -> bool:
    """Whether a name at hand holds what `fit` returned, or a model that remembers it."""
    return incident.holds("History") or incident.holds("Model")


def _history_of_keras(incident: Incident, found: dict) -> bool:
    return incident.error is None or incident.holds("History")


def _pasted_or_from_history(incident: Incident, found: dict) -> bool:
    """Of a message alone nothing more can be seen, and in a lesson it is this."""
    return incident.bare or _from_history(incident, found)


_LOGS_GET = re.compile(r"""logs\.get\(["'](?P<name>\w+)["']\)""")


def _missing_in_logs(incident: Incident, found: dict) -> dict | bool:
    """What a callback asked `logs` for in vain."""
    asked = _LOGS_GET.search(incident.line)
    if asked is None:
        return False
    logs = incident.frames[-1].f_locals.get("logs") if incident.frames else None
    return asked["name"] not in (logs or {}) and asked.groupdict()


def _config_of_optimizer(incident: Incident, found: dict) -> bool:
    if "get_config()[" in incident.line:
        return "optimizer" in incident.line or incident.holds("Optimizer")
    taken = re.search(rf"""(\w+)\[["']{found["name"]}["']\]""", incident.line)
    if taken is None or not incident.in_own_code:
        return False
    at = incident.frames[-1]
    config = {**at.f_globals, **at.f_locals}.get(taken[1])
    return isinstance(config, dict) and {"learning_rate", "clipnorm"} <= set(config)


def _own_callback(incident: Incident, found: dict) -> bool:
    return found["method"].startswith(("on_", "set_"))


RULES = (
    Rule(
        "monitor-unknown",
        "ValueError",
        r"(?P<callback>\w+) callback received monitor=(?P<monitor>[\w ]+), but Keras isn't able to automatically determine",
        Text(
            ko="`{callback}` 콜백이 지켜볼 `{monitor}` 지표가 이 학습에는 없습니다.",
            en="`{callback}` is to watch `{monitor}`, and this training has no such value.",
        ),
        Text(
            ko="`val_`로 시작하면 검증 데이터가 있어야 합니다. `history.history`의 이름을 그대로 쓰세요. `acc`는 이제 `accuracy`입니다.",
            en="A name with `val_` needs validation data. Use a name of `history.history`; `acc` is `accuracy` today.",
        ),
        'keras.callbacks.EarlyStopping(monitor="val_accuracy")',
        "5-2",
        fails='net().fit(X, y, callbacks=[keras.callbacks.EarlyStopping("val_acc")], **quiet)',
        works='net(metrics=["accuracy"]).fit(X, y, validation_split=0.5, callbacks=[keras.callbacks.EarlyStopping("val_accuracy")], **quiet)',
    ),
    Rule(
        "monitor-not-there",
        "UserWarning|Warning",
        r"(?:Early stopping conditioned on metric|Learning rate reduction is conditioned on metric) `(?P<monitor>\w+)` which is not available"
        r"|Can save best model only with (?P<other>\w+) available",
        Text(
            ko="콜백이 지켜볼 지표가 없어서 콜백이 아무 일도 하지 않습니다.",
            en="The value that the callback watches is not there, so it does nothing.",
        ),
        Text(
            ko="`fit`에 검증 데이터를 주거나, `monitor`를 있는 지표로 바꾸세요.",
            en="Give `fit` validation data, or choose a `monitor` that exists.",
        ),
        "model.fit(x, y, validation_split=0.2, callbacks=[...])",
        "5-2",
        fails='net().fit(X, y, callbacks=[keras.callbacks.EarlyStopping("val_loss")], **quiet)',
        works='net().fit(X, y, validation_split=0.2, callbacks=[keras.callbacks.EarlyStopping("val_loss")], **quiet)',
    ),
    Rule(
        "callback-class-not-object",
        "TypeError|AttributeError",
        r"Callback\.set_(?:model|params)\(\) missing 1 required positional argument"
        r"|\w*\.set_(?:model|params)\(\) missing 1 required positional argument",
        Text(
            ko="콜백의 클래스를 그대로 넘겼습니다. 객체를 만들어 넘겨야 합니다.",
            en="A callback was passed as a class; it has to be an object.",
        ),
        Text(ko="이름 뒤에 괄호를 붙이세요.", en="Put brackets behind its name."),
        "callbacks=[keras.callbacks.EarlyStopping()]",
        "3-3",
        fails="net().fit(X, y, callbacks=[keras.callbacks.EarlyStopping], **quiet)",
        works='net().fit(X, y, callbacks=[keras.callbacks.EarlyStopping("loss")], **quiet)',
    ),
    Rule(
        "callback-is-none",
        "AttributeError",
        r"'(?P<kind>NoneType|str|function|dict|list|tuple)' object has no attribute '(?:set_(?:model|params)|on_\w+)'",
        Text(
            ko="`callbacks`에 콜백이 아닌 것이 들어 있습니다.",
            en="Something in `callbacks` is no callback.",
        ),
        Text(
            ko="`keras.callbacks`의 객체만 리스트에 넣으세요.",
            en="Put only objects of `keras.callbacks` into the list.",
        ),
        'callbacks=[keras.callbacks.EarlyStopping("loss")]',
        "3-3",
        fails='net().fit(X, y, callbacks=["early"], **quiet)',
        works='net().fit(X, y, callbacks=[keras.callbacks.EarlyStopping("loss")], **quiet)',
    ),
    Rule(
        "callback-method-arguments",
        "TypeError",
        r"\.?(?P<method>on_\w+)\(\) (?:takes \d+ positional arguments? but \d+ (?:were|was) given|got an unexpected keyword argument|missing \d+ required positional)",
        Text(
            ko="직접 쓴 콜백의 `{method}` 메서드가 받는 인수가 다릅니다.",
            en="The method `{method}` of your callback takes other arguments than Keras gives it.",
        ),
        Text(
            ko="에포크의 메서드는 `(self, epoch, logs=None)`, 배치의 메서드는 `(self, batch, logs=None)`로 쓰세요.",
            en="Write `(self, epoch, logs=None)` for epochs and `(self, batch, logs=None)` for batches.",
        ),
        "def on_epoch_end(self, epoch, logs=None):",
        "5-2",
        fails="class C(keras.callbacks.Callback):\n    def on_epoch_end(self, epoch): pass\nnet().fit(X, y, callbacks=[C()], **quiet)",
        works="class C(keras.callbacks.Callback):\n    def on_epoch_end(self, epoch, logs=None): pass\nnet().fit(X, y, callbacks=[C()], **quiet)",
        when=_own_callback,
        plain=True,
    ),
    Rule(
        "schedule-gives-no-number",
        "ValueError",
        r"The output of the `schedule` function should be a float",
        Text(
            ko="`LearningRateScheduler`에 준 함수가 수를 돌려주지 않습니다.",
            en="The function given to `LearningRateScheduler` returns no number.",
        ),
        Text(ko="함수에 `return`이 있는지 보세요.", en="See whether the function has a `return`."),
        "lambda epoch, rate: rate * 0.9",
        "3-3",
        fails="net().fit(X, y, callbacks=[keras.callbacks.LearningRateScheduler(lambda epoch: None)], **quiet)",
        works="net().fit(X, y, callbacks=[keras.callbacks.LearningRateScheduler(lambda epoch: 0.1)], **quiet)",
    ),
    Rule(
        "plateau-factor",
        "ValueError",
        r"ReduceLROnPlateau does not support a factor >= 1",
        Text(
            ko="`factor`는 학습률에 곱하는 수이므로 1보다 작아야 합니다.",
            en="`factor` is what the learning rate is multiplied by, so it has to be below 1.",
        ),
        Text(ko="0.1이나 0.5를 쓰세요.", en="Use 0.1 or 0.5."),
        "keras.callbacks.ReduceLROnPlateau(factor=0.5)",
        "3-3",
        fails="keras.callbacks.ReduceLROnPlateau(factor=2)",
        works="keras.callbacks.ReduceLROnPlateau(factor=0.5)",
    ),
    Rule(
        "checkpoint-ending",
        "ValueError",
        r"The filepath provided must end in `\.keras` \(Keras model format\)",
        Text(
            ko="`ModelCheckpoint`의 파일 이름은 `.keras`로 끝나야 합니다.",
            en="The file name of a `ModelCheckpoint` has to end in `.keras`.",
        ),
        Text(
            ko="끝을 `.keras`로 바꾸세요. 가중치만 저장하려면 `save_weights_only=True`와 `.weights.h5`를 쓰세요.",
            en="End it in `.keras`; for the weights alone use `save_weights_only=True` and `.weights.h5`.",
        ),
        'keras.callbacks.ModelCheckpoint("best.keras")',
        "3-3",
        fails='keras.callbacks.ModelCheckpoint("best.hdf5")',
        works='keras.callbacks.ModelCheckpoint("best.keras")',
    ),
    Rule(
        "checkpoint-weights-ending",
        "ValueError",
        r"When using `save_weights_only=True` in `ModelCheckpoint`, the filepath provided must end in `\.weights\.h5`",
        Text(
            ko="가중치만 저장할 때 파일 이름은 `.weights.h5`로 끝나야 합니다.",
            en="For weights alone the file name has to end in `.weights.h5`.",
        ),
        Text(ko="끝을 `.weights.h5`로 바꾸세요.", en="End it in `.weights.h5`."),
        'keras.callbacks.ModelCheckpoint("best.weights.h5", save_weights_only=True)',
        "3-3",
        fails='keras.callbacks.ModelCheckpoint("best.h5", save_weights_only=True)',
        works='keras.callbacks.ModelCheckpoint("best.weights.h5", save_weights_only=True)',
    ),
    Rule(
        "checkpoint-name-with-unknown-value",
        "KeyError",
        r"Failed to format this callback filepath: .*Reason: \W*(?P<name>\w+)",
        Text(
            ko="체크포인트의 파일 이름에 쓴 `{name}` 값이 이 학습에는 없습니다.",
            en="The checkpoint's file name uses `{name}`, and this training has no such value.",
        ),
        Text(
            ko="검증 데이터를 주거나, `history.history`에 있는 이름을 쓰세요.",
            en="Give validation data, or use a name that stands in `history.history`.",
        ),
        'keras.callbacks.ModelCheckpoint("m-{epoch}.keras")',
        "3-3",
        fails='net().fit(X, y, callbacks=[keras.callbacks.ModelCheckpoint("m-{epoch}-{val_loss:.2f}.keras")], **quiet)',
        works='net().fit(X, y, callbacks=[keras.callbacks.ModelCheckpoint("m-{epoch}-{loss:.2f}.keras")], **quiet)',
    ),
    Rule(
        "save-freq",
        "ValueError",
        r"Unrecognized save_freq|Invalid value for argument `save_freq`",
        Text(
            ko='`save_freq`는 `"epoch"`이거나 배치의 수입니다.',
            en='`save_freq` is `"epoch"` or a number of batches.',
        ),
        Text(ko="에포크마다 저장하려면 빼도 됩니다.", en="To save every epoch, leave it out."),
        'keras.callbacks.ModelCheckpoint("m.keras", save_freq="epoch")',
        "3-3",
        fails='keras.callbacks.ModelCheckpoint("m.keras", save_freq="batch")',
        works='keras.callbacks.ModelCheckpoint("m.keras", save_freq="epoch")',
    ),
    Rule(
        "backup-of-unbuilt-model",
        "ValueError",
        r"To use the BackupAndRestore callback, you model must be built before you call `fit\(\)`",
        Text(
            ko="`BackupAndRestore`는 이미 만들어진 모델이 필요한데, 이 모델은 아직 입력의 형태를 모릅니다.",
            en="`BackupAndRestore` needs a built model, and this one does not know its input shape yet.",
        ),
        Text(ko="모델을 `Input`으로 시작하세요.", en="Begin the model with an `Input`."),
        "keras.Sequential([keras.Input((4,)), layers.Dense(1)])",
        "3-3",
        fails='m = keras.Sequential([layers.Dense(1)]); m.compile("sgd", "mse"); m.fit(X, yb, callbacks=[keras.callbacks.BackupAndRestore("b")], **quiet)',
        works='m = keras.Sequential([keras.Input((4,)), layers.Dense(1)]); m.compile("sgd", "mse"); m.fit(X, yb, callbacks=[keras.callbacks.BackupAndRestore("b")], **quiet)',
        backend="tensorflow",
    ),
    Rule(
        "history-acc",
        "KeyError",
        r"^'(?P<old>acc|val_acc)'$",
        Text(
            ko="정확도의 이름은 이제 `acc`가 아니라 `accuracy`입니다.",
            en="Accuracy is no longer called `acc`: its key is `accuracy`.",
        ),
        Text(
            ko="`history.history.keys()`로 어떤 이름이 있는지 보세요.",
            en="See the names with `history.history.keys()`.",
        ),
        'history.history["accuracy"]',
        "5-2",
        fails='h = net(metrics=["accuracy"]).fit(X, y, **quiet); h.history["acc"]',
        works='h = net(metrics=["accuracy"]).fit(X, y, **quiet); h.history["accuracy"]',
        when=_pasted_or_from_history,
    ),
    Rule(
        "history-without-validation",
        "KeyError",
        r"^'(?P<name>val_(?!acc')\w+)'$",
        Text(
            ko="기록에 `{name}` 값이 없습니다. 검증 데이터 없이 학습했거나, 그런 평가 지표가 없습니다.",
            en="The history has no `{name}`: training had no validation data, or no such metric.",
        ),
        Text(
            ko="`fit`에 `validation_data`나 `validation_split`을 주세요.",
            en="Give `fit` `validation_data` or `validation_split`.",
        ),
        "model.fit(x, y, validation_split=0.2)",
        "5-2",
        fails='history = net().fit(X, y, **quiet); history.history["val_loss"]',
        works='history = net().fit(X, y, validation_split=0.5, **quiet); history.history["val_loss"]',
        when=_from_history,
    ),
    Rule(
        "history-without-metric",
        "KeyError",
        r"^'(?P<name>accuracy|mae|mse|auc|precision|recall|learning_rate|f1_score|sparse_categorical_accuracy|binary_accuracy|categorical_accuracy)'$",
        Text(
            ko="기록에 `{name}` 값이 없습니다. `compile`에 준 평가 지표만 기록됩니다.",
            en="The history has no `{name}`: only metrics given to `compile` are kept.",
        ),
        Text(
            ko="`history.history.keys()`로 이름을 보고, 없으면 `compile`의 `metrics`에 넣으세요.",
            en="See the names with `history.history.keys()`; add what is missing to `metrics` in `compile`.",
        ),
        'model.compile(loss="mse", metrics=["accuracy"])',
        "5-2",
        fails='history = net().fit(X, y, **quiet); history.history["accuracy"]',
        works='history = net(metrics=["accuracy"]).fit(X, y, **quiet); history.history["accuracy"]',
        when=_from_history,
    ),
    Rule(
        "history-lr",
        "KeyError",
        r"^'lr'$",
        Text(
            ko="기록에 있는 학습률의 이름은 `lr`이 아니라 `learning_rate`입니다. 학습률을 바꾸는 콜백이 있을 때만 기록됩니다.",
            en="The learning rate of a history is called `learning_rate`, not `lr`; "
            "it is there only with a callback that changes it.",
        ),
        Text(ko="이름을 바꾸세요.", en="Use the new name."),
        'history.history["learning_rate"]',
        "3-3",
        fails="rate = keras.callbacks.LearningRateScheduler(lambda epoch: 0.1)\n"
        'h = net().fit(X, y, callbacks=[rate], **quiet); h.history["lr"]',
        works="rate = keras.callbacks.LearningRateScheduler(lambda epoch: 0.1)\n"
        'h = net().fit(X, y, callbacks=[rate], **quiet); h.history["learning_rate"]',
        when=_from_history,
    ),
    Rule(
        "optimizer-config-lr",
        "KeyError",
        r"^'(?P<name>lr|decay)'$",
        Text(
            ko="옵티마이저의 설정에 `{name}`[이라]는 이름은 없습니다. 학습률의 이름은 `learning_rate`입니다.",
            en="The configuration of an optimizer has no `{name}`; the learning rate is called `learning_rate`.",
        ),
        Text(ko="`learning_rate`를 읽으세요.", en="Read `learning_rate`."),
        'model.optimizer.get_config()["learning_rate"]',
        "3-3",
        fails='net().optimizer.get_config()["lr"]',
        works='net().optimizer.get_config()["learning_rate"]',
        when=_config_of_optimizer,
    ),
    Rule(
        "logs-without-value",
        "TypeError",
        r"'[<>]=?' not supported between instances of '(?:NoneType' and '\w+|\w+' and 'NoneType)'"
        r"|unsupported format string passed to NoneType",
        Text(
            ko="콜백이 받은 `logs`에 `{name}` 값이 없어 `None`이 나왔습니다.",
            en="The `logs` of the callback hold no `{name}`, so `get` gave `None`.",
        ),
        Text(
            ko="`print(logs)`로 이름을 보세요. `acc`는 이제 `accuracy`이고, `val_` 값은 검증 데이터가 있어야 나옵니다.",
            en="See the names with `print(logs)`: `acc` is `accuracy` today, and `val_` needs validation data.",
        ),
        'if logs["accuracy"] > 0.95: self.model.stop_training = True',
        "5-2",
        fails="class C(keras.callbacks.Callback):\n    def on_epoch_end(self, epoch, logs=None):\n"
        '        if logs.get("acc") > 0.95: self.model.stop_training = True\n'
        'net(metrics=["accuracy"]).fit(X, y, callbacks=[C()], **quiet)',
        works="class C(keras.callbacks.Callback):\n    def on_epoch_end(self, epoch, logs=None):\n"
        '        if logs.get("accuracy") > 0.95: self.model.stop_training = True\n'
        'net(metrics=["accuracy"]).fit(X, y, callbacks=[C()], **quiet)',
        when=_missing_in_logs,
        plain=True,
    ),
    Rule(
        "history-not-subscriptable",
        "TypeError",
        r"'History' object is not (?:subscriptable|iterable)|argument of type 'History' is not",
        Text(
            ko="`fit`이 돌려주는 것은 `History` 객체입니다. 기록은 그 안의 `history` 딕셔너리에 있습니다.",
            en="`fit` returns a `History` object; the numbers are in its dictionary `history`.",
        ),
        Text(ko="`.history`를 붙이세요.", en="Put `.history` between."),
        'history.history["loss"]',
        "5-2",
        fails='history = net().fit(X, y, **quiet); history["loss"]',
        works='history = net().fit(X, y, **quiet); history.history["loss"]',
        when=_history_of_keras,
    ),
    Rule(
        "history-used-as-model",
        "AttributeError",
        r"'History' object has no attribute '(?P<name>predict|evaluate|fit|summary|save|layers|compile|get_weights|save_weights|predict_classes)'",
        Text(
            ko="`fit`의 결과를 모델처럼 썼습니다. `fit`은 모델이 아니라 `History` 객체를 돌려줍니다.",
            en="The result of `fit` was used as a model; `fit` returns a `History` object.",
        ),
        Text(
            ko="`model = model.fit(...)`이라고 쓰지 말고, 이름을 따로 쓰세요.",
            en="Do not write `model = model.fit(...)`; give the result a name of its own.",
        ),
        "history = model.fit(x, y); model.predict(x)",
        "1-1",
        fails="m = net(); m = m.fit(X, y, **quiet); m.predict(X)",
        works="m = net(); history = m.fit(X, y, **quiet); m.predict(X, verbose=0)",
    ),
    Rule(
        "history-has-no-such-name",
        "AttributeError",
        r"'History' object has no attribute '(?P<name>loss|accuracy|val_loss|val_accuracy|acc|keys|items|values|get|plot)'",
        Text(
            ko="`History` 객체에는 `{name}`[이라]는 이름이 없습니다. 기록은 `history` 딕셔너리에 있습니다.",
            en="A `History` has no `{name}`; the numbers are in its dictionary `history`.",
        ),
        Text(ko="`.history`를 붙이세요.", en="Put `.history` between."),
        'history.history["loss"]',
        "5-2",
        fails="history = net().fit(X, y, **quiet); history.loss",
        works='history = net().fit(X, y, **quiet); history.history["loss"]',
    ),
    Rule(
        "none-used-as-model",
        "AttributeError",
        r"'NoneType' object has no attribute '(?P<name>compile|fit|add|summary|predict|evaluate|layers|save_weights|load_weights|get_weights)'",
        Text(
            ko="모델이 있어야 할 이름에 `None`이 들어 있습니다. `add`와 `compile`은 아무것도 돌려주지 않습니다.",
            en="A name that should hold a model holds `None`: `add` and `compile` return nothing.",
        ),
        Text(
            ko="`model = model.add(...)`처럼 쓴 줄에서 앞의 `model =`을 지우고, 모델부터 다시 만드세요.",
            en="Remove `model =` before `add` or `compile`, and build the model again.",
        ),
        "model.add(layers.Dense(1))",
        "1-1",
        fails="m = keras.Sequential(); m = m.add(layers.Dense(1)); m.compile('sgd', 'mse')",
        works="m = keras.Sequential(); m.add(layers.Dense(1)); m.compile('sgd', 'mse')",
    ),
    Rule(
        "terminated-on-nan",
        "RuntimeError",
        r"NaN or Inf loss encountered at batch (?P<batch>\d+)",
        Text(
            ko="배치 {batch}에서 손실이 `nan`이 되어 학습을 멈췄습니다.",
            en="The loss became `nan` at batch {batch}, and training was stopped.",
        ),
        Text(
            ko="데이터에 `nan`이 있는지, 학습률이 너무 크지 않은지, 0의 로그를 계산하지 않는지 차례로 보세요.",
            en="Look for `nan` in the data, then for too large a learning rate, then for a logarithm of 0.",
        ),
        "np.isnan(x).any()",
        "3-3",
        fails='net().fit(np.full((16, 4), np.nan, "float32"), y, callbacks=[keras.callbacks.TerminateOnNaN(raise_error=True)], **quiet)',
        works="net().fit(X, y, callbacks=[keras.callbacks.TerminateOnNaN(raise_error=True)], **quiet)",
    ),
    Rule(
        "schedule-arguments",
        "TypeError",
        r"(?:<lambda>|\w+)\(\) (?:takes \d+ positional arguments? but \d+ (?:were|was) given|missing \d+ required positional)",
        Text(
            ko="`LearningRateScheduler`에 준 함수는 에포크와 지금의 학습률을 받아야 합니다.",
            en="The function given to `LearningRateScheduler` takes the epoch and the present rate.",
        ),
        Text(ko="`def schedule(epoch, rate)`로 쓰세요.", en="Write `def schedule(epoch, rate)`."),
        "lambda epoch, rate: rate * 0.9",
        "3-3",
        fails="net().fit(X, y, callbacks=[keras.callbacks.LearningRateScheduler(lambda: 0.1)], **quiet)",
        works="net().fit(X, y, callbacks=[keras.callbacks.LearningRateScheduler(lambda epoch, rate: 0.1)], **quiet)",
        when=lambda incident, found: any(
            type(c).__name__ == "LearningRateScheduler" for c in incident.call.get("callbacks") or ()
        ),
        plain=True,
    ),
    Rule(
        "history-dictionary",
        "AttributeError",
        r"'dict' object has no attribute '(?P<name>loss|accuracy|val_loss|val_accuracy|acc|plot)'",
        Text(
            ko="`history.history`는 딕셔너리라서 점이 아니라 대괄호로 꺼냅니다.",
            en="`history.history` is a dictionary: take `{name}` with square brackets, not a dot.",
        ),
        Text(ko='`["{name}"]`처럼 쓰세요.', en='Write `["{name}"]`.'),
        'history.history["{name}"]',
        "5-2",
        fails="history = net().fit(X, y, **quiet); history.history.loss",
        works='history = net().fit(X, y, **quiet); history.history["loss"]',
        when=_from_history,
    ),
    Rule(
        "log-folder-missing",
        "FileNotFoundError",
        r"No such file or directory: '(?P<path>[^']+)'",
        Text(
            ko="콜백이 쓸 폴더가 없습니다: `{path}`.", en="The folder that a callback writes into is missing: `{path}`."
        ),
        Text(ko="폴더를 먼저 만드세요.", en="Make the folder first."),
        'os.makedirs("logs", exist_ok=True)',
        "5-2",
        fails='net().fit(X, y, callbacks=[keras.callbacks.CSVLogger("no/x.csv")], **quiet)',
        works='net().fit(X, y, callbacks=[keras.callbacks.CSVLogger("x.csv")], **quiet)',
        when=lambda incident, found: bool(incident.call.get("callbacks")),
        plain=True,
    ),
    Rule(
        "history-key-unknown",
        "KeyError",
        r"^'(?P<name>[\w ]+)'$",
        Text(
            ko="기록에 `{name}`[이라]는 이름이 없습니다.",
            en="The history has no key `{name}`.",
        ),
        Text(
            ko="`history.history.keys()`로 어떤 이름이 있는지 보세요. 큰 글자와 작은 글자를 가립니다.",
            en="See the names with `history.history.keys()`; capital letters count.",
        ),
        'history.history["loss"]',
        "5-2",
        fails='history = net().fit(X, y, **quiet); history.history["Loss"]',
        works='history = net().fit(X, y, **quiet); history.history["loss"]',
        when=lambda incident, found: ".history[" in incident.line and (incident.error is None or _trained(incident)),
        general=True,
    ),
)
