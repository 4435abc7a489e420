"""Methods and attributes of Keras 2 that models, layers, optimizers and metrics no longer have."""

from utils.core.text import Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule

_LAYER_ATTRIBUTES = {
    "W": "layer.kernel",
    "b": "layer.bias",
    "init": "layer.kernel_initializer",
    "output_dim": "layer.units",
}


def lacks(names: str) -> str:
    """A pattern for attributes that an object does not have."""
    return rf"'(?P<owner>\w+)' object has no attribute '(?P<name>{names})'"


def _of_keras(incident: Incident, found: dict) -> bool:
    """Asked of an object of Keras; of a pasted message that cannot be seen."""
    return incident.error is None or incident.owner_is_keras


def _of_layer(incident: Incident, found: dict) -> bool:
    """Of a layer that is no model: with a model the same name means something else."""
    return incident.error is None or (incident.owner_is_keras and not hasattr(incident.owner, "fit"))


def _layer_attribute(incident: Incident, found: dict) -> dict | bool:
    return _of_layer(incident, found) and incident.error is not None and {"today": _LAYER_ATTRIBUTES[found["name"]]}


def _of_optimizer(incident: Incident, found: dict) -> bool:
    return incident.error is None or (incident.owner_is_keras and hasattr(incident.owner, "learning_rate"))


def _of_functional(incident: Incident, found: dict) -> bool:
    return found["owner"] in ("Functional", "Model") or (incident.error is not None and hasattr(incident.owner, "fit"))


RULES = (
    Rule(
        "generator-methods",
        "AttributeError",
        lacks("fit_generator|evaluate_generator|predict_generator"),
        Text(
            ko="`{name}` 메서드는 없어졌습니다. 이제 `fit`, `evaluate`, `predict`가 생성기도 받습니다.",
            en="`{name}` is gone: `fit`, `evaluate` and `predict` take generators themselves.",
        ),
        Text(ko="이름에서 `_generator`를 빼세요.", en="Leave `_generator` out of the name."),
        "model.fit(generator, epochs=10)",
        "3-2",
        fails="net().fit_generator(None)",
        works="net().fit(((X, y) for _ in range(3)), steps_per_epoch=3, **quiet)",
        when=_of_keras,
    ),
    Rule(
        "predict-classes",
        "AttributeError",
        lacks("predict_classes|predict_proba|predict_class"),
        Text(
            ko="`{name}` 메서드는 없어졌습니다. 확률은 `predict`가 줍니다.",
            en="`{name}` is gone; `predict` gives the probabilities.",
        ),
        Text(
            ko="클래스 번호는 `argmax`로 고르세요. 유닛이 하나면 0.5보다 큰지 보세요.",
            en="Choose the class with `argmax`; with one unit, ask whether it is above 0.5.",
        ),
        "model.predict(x).argmax(axis=-1)",
        "1-1",
        fails="net().predict_classes(X)",
        works="net().predict(X, verbose=0).argmax(axis=-1)",
        when=_of_keras,
    ),
    Rule(
        "reset-states",
        "AttributeError",
        lacks("reset_states"),
        Text(
            ko="`{owner}`에는 `reset_states`가 없습니다. 지금 이름은 `reset_state`이고, 상태를 가진 층과 지표에만 있습니다.",
            en="A `{owner}` has no `reset_states`: today it is `reset_state`, of layers and metrics that hold a state.",
        ),
        Text(
            ko="모델이라면 상태를 이어 가는 층마다 `reset_state()`를 부르세요.",
            en="Of a model, call `reset_state()` on each stateful layer.",
        ),
        "for layer in model.layers: getattr(layer, 'reset_state', lambda: None)()",
        "2-1",
        fails="net().reset_states()",
        works="layers.LSTM(3, stateful=True).reset_state()",
        when=_of_keras,
    ),
    Rule(
        "nodes-of-layers",
        "AttributeError",
        lacks(
            "get_input_at|get_output_at|get_input_shape_at|get_output_shape_at|get_input_mask_at|get_output_mask_at|inbound_nodes|outbound_nodes|_keras_shape"
        ),
        Text(
            ko="`{name}`[은] 없어졌습니다. 공유 층의 출력은 부를 때마다 받은 텐서로 가립니다.",
            en="`{name}` is gone: outputs of a shared layer are told apart by the tensors that each call returned.",
        ),
        Text(ko="층을 부를 때 결과를 이름에 담아 두세요.", en="Keep what each call returns under a name."),
        "first, second = layer(a), layer(b)",
        "2-2",
        fails="net().layers[0].get_input_at(0)",
        works="layer = layers.Dense(2); first = layer(keras.Input((4,)))",
        when=_of_keras,
    ),
    Rule(
        "shapes-of-layers",
        "AttributeError",
        lacks("input_shape|output_shape|batch_input_shape|get_output_shape_for"),
        Text(
            ko="층에는 `{name}` 속성이 없습니다. 형태는 층의 입력과 출력 텐서에 있습니다.",
            en="A layer has no `{name}`: its input and output tensors hold the shapes.",
        ),
        Text(
            ko="`layer.input.shape`나 `layer.output.shape`를 쓰세요. 모델에는 `output_shape`가 그대로 있습니다.",
            en="Use `layer.input.shape` or `layer.output.shape`; a model still has `output_shape`.",
        ),
        "layer.output.shape",
        "4-1",
        fails="net().layers[0].output_shape",
        works="net().layers[0].output.shape",
        when=_of_layer,
    ),
    Rule(
        "names-of-weights",
        "AttributeError",
        lacks("W|b|init|output_dim"),
        Text(
            ko="층의 `{name}` 속성은 이름이 바뀌었습니다.",
            en="A layer's `{name}` has another name today.",
        ),
        Text(ko="아래처럼 쓰세요.", en="Use what stands below."),
        "{today}",
        "4-1",
        fails="net().layers[0].W",
        works="net().layers[0].kernel",
        when=_layer_attribute,
    ),
    Rule(
        "inner-names-of-models",
        "AttributeError",
        lacks(
            "total_loss|targets|sample_weights|updates|state_updates|get_updates_for|get_losses_for|add_update|uses_learning_phase|_feed_inputs|_make_train_function|_make_predict_function|metrics_tensors|container_nodes|_compile_metrics|stateful_metric_names"
        ),
        Text(
            ko="`{name}`[은] Keras 2 안쪽의 이름이고 이제 없습니다.",
            en="`{name}` was an inner name of Keras 2, and is gone.",
        ),
        Text(
            ko="손실은 `compile`과 `add_loss`로, 학습 방법은 `train_step`으로 정하세요.",
            en="Set losses with `compile` and `add_loss`, and the training itself with `train_step`.",
        ),
        "self.add_loss(ops.mean(x))",
        "3-3",
        fails="net().total_loss",
        works="net().loss",
        when=_of_keras,
    ),
    Rule(
        "optimizer-lr-attribute",
        "AttributeError",
        lacks("lr|_lr|decay|_hyper|_get_hyper|_decayed_lr"),
        Text(
            ko="옵티마이저의 `{name}` 속성은 없어졌습니다. 학습률은 `learning_rate`입니다.",
            en="An optimizer's `{name}` is gone; the learning rate is `learning_rate`.",
        ),
        Text(ko="`learning_rate`를 읽거나 바꾸세요.", en="Read or set `learning_rate`."),
        "model.optimizer.learning_rate = 0.001",
        "3-3",
        fails="net().optimizer.lr",
        works="net().optimizer.learning_rate",
        when=_of_optimizer,
    ),
    Rule(
        "optimizer-minimize",
        "AttributeError",
        lacks("minimize|get_gradients|get_updates|compute_gradients|_compute_gradients"),
        Text(
            ko="옵티마이저의 `{name}` 메서드는 Keras 3에 없습니다.",
            en="Optimizers of Keras 3 have no `{name}`.",
        ),
        Text(
            ko="`GradientTape`로 기울기를 구해 `apply_gradients`에 넘기세요.",
            en="Take gradients with a `GradientTape`, and pass them to `apply_gradients`.",
        ),
        "optimizer.apply_gradients(zip(gradients, variables))",
        "3-3",
        fails="keras.optimizers.SGD().get_updates(None, None)",
        works="v = keras.Variable([1.0]); keras.optimizers.SGD().apply_gradients([(ops.ones((1,)), v)])",
        when=_of_optimizer,
    ),
    Rule(
        "sequential-method-of-functional",
        "AttributeError",
        lacks("add|pop"),
        Text(
            ko="`add`와 `pop`은 `Sequential` 모델에만 있습니다. 이 모델은 함수형입니다.",
            en="`add` and `pop` are methods of `Sequential`, and this model is a functional one.",
        ),
        Text(
            ko="마지막 출력에 층을 부르고 모델을 새로 만드세요.",
            en="Call the layer on the last output, and make a new model.",
        ),
        "keras.Model(model.inputs, layers.Dense(2)(model.output))",
        "2-2",
        fails="i = keras.Input((4,)); keras.Model(i, layers.Dense(2)(i)).add(layers.Dense(1))",
        works="i = keras.Input((4,)); m = keras.Model(i, layers.Dense(2)(i)); keras.Model(m.inputs, layers.Dense(1)(m.output))",
        when=_of_functional,
    ),
    Rule(
        "weights-of-optimizer",
        "AttributeError",
        lacks("get_weights|weights"),
        Text(
            ko="Keras 3의 옵티마이저에는 `{name}`[이] 없습니다. 상태는 `variables`에 있습니다.",
            en="Optimizers of Keras 3 have no `{name}`; their state is in `variables`.",
        ),
        Text(
            ko="`optimizer.variables`를 쓰거나, 모델 전체를 `.keras`로 저장하세요.",
            en="Use `optimizer.variables`, or save the whole model as `.keras`.",
        ),
        "optimizer.variables",
        "3-1",
        fails="keras.optimizers.SGD().get_weights()",
        works="keras.optimizers.SGD().variables",
        when=_of_optimizer,
    ),
    Rule(
        "layer-add-metric",
        "NotImplementedError|AttributeError",
        r"Layer `add_metric\(\)` method is deprecated|object has no attribute 'add_metric'",
        Text(
            ko="층의 `add_metric`은 없어졌습니다.",
            en="A layer's `add_metric` is gone.",
        ),
        Text(
            ko="지표는 `compile(metrics=[...])`에 주거나, `__init__`에서 만들어 `update_state`를 부르세요.",
            en="Give metrics to `compile`, or make one in `__init__` and call its `update_state`.",
        ),
        "self.norm = keras.metrics.Mean(name='norm')",
        "4-2",
        fails="class A(layers.Layer):\n    def call(self, x): self.add_metric(ops.mean(x), name='a'); return x\nA()(X)",
        works="class A(layers.Layer):\n    def __init__(self): super().__init__(); self.m = keras.metrics.Mean()\n    def call(self, x): self.m.update_state(x); return x\nA()(X)",
    ),
    Rule(
        "compiled-loss",
        "UserWarning|AttributeError",
        r"`model\.compiled_(?:loss|metrics)\(\)` is deprecated|`model\.loss\(\)` is deprecated|object has no attribute '(?:compiled_loss|compiled_metrics)'",
        Text(
            ko="`compiled_loss`와 `compiled_metrics`는 옛 `train_step`의 방식입니다.",
            en="`compiled_loss` and `compiled_metrics` belong to the `train_step` of old.",
        ),
        Text(
            ko="`self.compute_loss(x, y, y_pred)`와 `self.compute_metrics(x, y, y_pred)`를 쓰세요.",
            en="Use `self.compute_loss(x, y, y_pred)` and `self.compute_metrics(x, y, y_pred)`.",
        ),
        "loss = self.compute_loss(x=x, y=y, y_pred=y_pred)",
        "3-3",
        fails="m = net(); m(X); m.compiled_loss(y, m(X))",
        works="m = net(); m.compute_loss(x=X, y=y, y_pred=m(X))",
        backend="tensorflow",
    ),
    Rule(
        "gradient-of-keras-variable",
        "AttributeError",
        lacks("get_shape|_shape_as_list"),
        Text(
            ko="Keras의 텐서에는 `{name}`[이] 없습니다.",
            en="A tensor of Keras has no `{name}`.",
        ),
        Text(ko="`x.shape`를 쓰세요.", en="Use `x.shape`."),
        "x.shape",
        "4-2",
        fails="keras.Input((4,)).get_shape()",
        works="keras.Input((4,)).shape",
        when=_of_keras,
    ),
)
