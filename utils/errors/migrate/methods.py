"""Methods and attributes that have another name today, or are gone."""

from utils.core.text import Text
from utils.errors.migrate.rules import Method

_GENERATORS = Text(
    ko="`fit`, `evaluate`, `predict`가 생성기를 그대로 받습니다. `{old}` 메서드는 없어졌습니다.",
    en="`fit`, `evaluate` and `predict` take generators as they are; `{old}` is gone.",
)
_PROBABILITIES = Text(
    ko="`predict`가 확률을 돌려줍니다. `{old}` 메서드는 없어졌습니다.",
    en="`predict` returns the probabilities; `{old}` is gone.",
)
_YAML = Text(
    ko="YAML은 코드를 실행할 수 있어 위험하므로 없어졌습니다. JSON을 쓰세요.",
    en="YAML could run code and is gone; JSON takes its place.",
)
_NODES = Text(
    ko="층을 한 번만 불렀으면 그 텐서는 `{new}`입니다. 여러 번 부른 층은 부를 때마다 돌려받은 텐서를 간직하세요.",
    en="Where a layer is called once, `{new}` is that tensor; where more often, keep what each call returned.",
)
_SHAPES = Text(ko="층의 형태는 텐서에게 묻습니다: `{new}`.", en="A layer's shapes are asked of its tensors: `{new}`.")
_RENAMED = Text(ko="지금 이름은 `{new}`입니다.", en="Its name today is `{new}`.")
_SHAPE = Text(ko="텐서의 형태는 튜플입니다: `{new}`.", en="A tensor's shape is a tuple: `{new}`.")
_STATIC = Text(
    ko="`tape.gradient`와 `optimizer.apply_gradients`로 씁니다.",
    en="Write it with `tape.gradient` and `optimizer.apply_gradients`.",
)
_UPDATES = Text(
    ko="`self.variable.assign(value)`를 부르면 바로 바뀝니다.",
    en="`self.variable.assign(value)` changes it at once.",
)
_ADD_METRIC = Text(
    ko="`compile(metrics=[...])`에 넣거나, 모델의 `__init__`에서 만든 측정값의 `update_state`를 부르세요.",
    en="Put it into `compile(metrics=[...])`, or call `update_state` of a metric made in `__init__`.",
)

_FIT = (
    "x", "steps_per_epoch", "epochs", "verbose", "callbacks", "validation_data", "validation_steps", "class_weight",
    "max_queue_size", "workers", "use_multiprocessing", "shuffle", "initial_epoch",
)  # fmt: skip
_EVALUATE = ("x", "steps", "callbacks", "max_queue_size", "workers", "use_multiprocessing", "verbose")

METHODS = [
    Method("model", "fit_generator", "fit", _GENERATORS, "3-2", unique=True, parameters=_FIT),
    Method("model", "evaluate_generator", "evaluate", _GENERATORS, "3-2", unique=True, parameters=_EVALUATE),
    Method("model", "predict_generator", "predict", _GENERATORS, "3-2", unique=True, parameters=_EVALUATE),
    Method("model", "predict_proba", "predict", _PROBABILITIES, "1-1"),
    Method("model", "to_yaml", "to_json", _YAML, "3-1", unique=True),
    Method("model", "_make_predict_function", "make_predict_function", _RENAMED, "3-2", unique=True),
    Method("model", "_make_train_function", "make_train_function", _RENAMED, "3-2", unique=True),
    Method("model", "_make_test_function", "make_test_function", _RENAMED, "3-2", unique=True),
    Method("metric", "reset_states", "reset_state", _RENAMED, "3-3"),
    Method("layer model", "get_input_shape_at", "input.shape", _SHAPES, "4-1", unique=True),
    Method("layer model", "get_output_shape_at", "output.shape", _SHAPES, "4-1", unique=True),
    Method("layer model", "get_input_at", "input", _NODES, "2-2", unique=True),
    Method("layer model", "get_output_at", "output", _NODES, "2-2", unique=True),
    Method("layer", "add_variable", "add_weight", _RENAMED, "4-2"),
    Method("layer model", "add_update", "", _UPDATES, "4-2", unique=True),
    Method("layer model", "add_metric", "", _ADD_METRIC, "4-2"),
    Method("model", "add_loss", "", Text(
        ko="만들어진 모델에는 `add_loss`를 부를 수 없습니다. 층의 `call`에서 `self.add_loss`를 부르거나 손실을 "
        "`compile`에 주세요.",
        en="A finished model refuses `add_loss`: call `self.add_loss` in a layer's `call`, or give the loss to "
        "`compile`."), "3-3"),
    Method("layers", "pop", "", Text(
        ko="`model.layers`는 사본이라 모델에서 아무것도 빠지지 않습니다. "
        "`keras.Model(model.inputs, model.layers[-2].output)`을 쓰세요.",
        en="`model.layers` is a copy, so nothing is taken out of the model: use "
        "`keras.Model(model.inputs, model.layers[-2].output)`."), "3-3"),
    Method("model", "compiled_loss", "", Text(
        ko="`self.compute_loss(x=x, y=y, y_pred=y_pred)`로 씁니다. 규제 손실도 들어 있습니다.",
        en="Write `self.compute_loss(x=x, y=y, y_pred=y_pred)`, which holds the losses of regularizers as well."),
        "3-3"),
    Method("optimizer", "get_gradients", "", _STATIC, "3-3"),
    Method("optimizer", "get_updates", "", _STATIC, "3-3"),
    Method("optimizer", "minimize", "", _STATIC, "3-3"),
    Method("optimizer", "get_weights", "", Text(
        ko="`optimizer.variables`가 변수의 목록입니다.",
        en="`optimizer.variables` is the list of its variables."), "3-3"),
    Method("datasets", "flow_from_directory", "", Text(
        ko="`keras.utils.image_dataset_from_directory`가 폴더에서 그림을 읽습니다.",
        en="`keras.utils.image_dataset_from_directory` reads pictures from folders."), "6-1"),
]  # fmt: skip

ATTRIBUTES = [
    Method("optimizer", "lr", "learning_rate", _RENAMED, "1-1"),
    Method("optimizer", "decay", "", Text(
        ko="학습률을 줄이는 일은 `keras.optimizers.schedules`가 맡습니다.",
        en="Making the learning rate smaller is the work of `keras.optimizers.schedules`."), "3-3"),
    Method("optimizer", "weights", "variables", _RENAMED, "3-3"),
    Method("model", "compiled_metrics", "", Text(
        ko="`for metric in self.metrics: metric.update_state(y, y_pred)`로 씁니다.",
        en="Write `for metric in self.metrics: metric.update_state(y, y_pred)`."), "3-3"),
    Method("callback", "validation_data", "", Text(
        ko="콜백은 검증 데이터를 모릅니다. 콜백을 만들 때 건네주세요.",
        en="A callback no longer knows the validation data: hand it over when you make the callback."), "3-3"),
    Method("layer", "input_shape", "input.shape", _SHAPES, "4-1"),
    Method("layer", "output_shape", "output.shape", _SHAPES, "4-1"),
    Method("layer", "W", "kernel", _RENAMED, "4-1"),
    Method("layer", "b", "bias", _RENAMED, "4-1"),
    Method("layer model", "inbound_nodes", "_inbound_nodes", _RENAMED, "4-1", unique=True),
    Method("layer model", "outbound_nodes", "_outbound_nodes", _RENAMED, "4-1", unique=True),
    Method("tensor", "_keras_shape", "shape", _SHAPE, "4-2", unique=True),
    Method("model", "uses_learning_phase", "", Text(
        ko="`model(x, training=False)`처럼 부를 때 말합니다.",
        en="Say it in the call: `model(x, training=False)`."), "4-2"),
    *(Method("model", old, "", Text(
        ko="정적인 그래프의 부분은 없어졌습니다. `train_step`을 직접 쓰세요.",
        en="The parts of a static graph are gone; write a `train_step` of your own."), "3-3")
      for old in ("total_loss", "targets", "sample_weights", "state_updates", "updates", "_collected_trainable_weights",
                  "metrics_tensors")),
]  # fmt: skip

# Names of losses and metrics that are given as strings, and what they are called today.
LOSS_NAMES = {
    "cosine_proximity": "cosine_similarity",
    "kullback_leibler_divergence": "kl_divergence",
    "logcosh": "log_cosh",
}
LOSS_NAME = Method("model.compile", "", "", _RENAMED, "1-1")


def _table(rules: list[Method]) -> dict[tuple[str, str], Method]:
    return {(of, rule.old): rule for rule in rules for of in (*rule.of.split(), *(["?"] if rule.unique else []))}


_METHODS, _ATTRIBUTES = _table(METHODS), _table(ATTRIBUTES)


def method_rule(kind: str, name: str) -> Method | None:
    """The rule for a method of a thing of this kind; "?" where it is not known what the thing is."""
    return _METHODS.get((kind, name))


def attribute_rule(kind: str, name: str) -> Method | None:
    """The rule for an attribute of a thing of this kind; "?" where it is not known what the thing is."""
    return _ATTRIBUTES.get((kind, name))
