"""Layers, models, losses and training steps of one's own."""

from utils.core.text import Text, joined
from utils.errors.incident import Incident
from utils.errors.rule import Rule
from utils.errors.rules.mix_ups import unfinished
from utils.errors.rules.shapes import COMPARE_THE_AXES, INCOMPATIBLE

_CALLING = r"(?:Exception encountered when calling [\s\S]*)?"
_APART = Text(
    ko="형태가 `{one}`[과] `{other}`인 두 텐서는 원소끼리 계산할 수 없습니다.",
    en="Tensors of the shapes `{one}` and `{other}` cannot be computed element by element.",
)


def _raised_by_own_layer(incident: Incident, found: dict) -> bool:
    """Asked of `self`, in a method of a layer or a model that the learner wrote."""
    if incident.error is None:
        return "Exception encountered when calling" in incident.message
    if "Exception encountered when calling" in incident.message:
        return True
    own = incident.owner_is_keras and not type(incident.owner).__module__.startswith("keras")
    return own and incident.in_own_code and "self." in incident.line


def _not_begun(incident: Incident, found: dict) -> bool:
    """Whether what `Layer.__init__` makes is missing; Keras does not always say so itself."""
    if "name" not in found:
        return True
    bases = [base.__name__ for base in type(incident.owner).__mro__ if base.__module__.startswith("keras.")]
    return "Layer" in bases and "_dtype_policy" not in vars(incident.owner)


def _own_loss_or_metric(incident: Incident, found: dict) -> bool:
    """A function that `compile` was given, called by Keras with labels and predictions."""
    loss = getattr(incident.model, "loss", None)
    names = {getattr(loss, "__name__", ""), type(loss).__name__} - {"str", "NoneType", ""}
    return bool(incident.call) and (found["function"].split(".")[0] in names or found["function"].endswith("call"))


def _own_call(incident: Incident, found: dict) -> bool:
    """`call` or `build` of a class that is none of Keras' own."""
    return incident.layer is None or not type(incident.layer).__module__.startswith("keras")


def _in_add_loss(incident: Incident, found: dict) -> bool:
    return incident.raised_in == "add_loss" or "add_loss" in incident.line


def _in_add_weight(incident: Incident, found: dict) -> bool:
    return "text" not in found or "add_weight" in incident.line or incident.runs_through("add_weight")


def _own_train_step(incident: Incident, found: dict) -> bool:
    own = bool(incident.call) and "train_step" in vars(type(incident.model))
    return own and not incident.runs_through("apply_gradients")


def _of_own_keras_class(incident: Incident) -> bool:
    """Whether the innermost method is one of a class made from a class of Keras."""
    owner = incident.frames[-1].f_locals.get("self") if incident.frames else None
    return any(base.__module__.startswith("keras.") for base in type(owner).__mro__)


def _through_call(incident: Incident, found: dict) -> bool:
    return "Exception encountered when calling" in incident.message


def _outside_call(incident: Incident, found: dict) -> bool:
    return not _through_call(incident, found)


RULES = (
    Rule(
        "super-init-forgotten",
        "RuntimeError|AttributeError",
        r"'\w+' object has no attribute '(?P<name>_\w+|name)'|In layer '(?P<layer>\w+)', you forgot to call `super\(\)\.__init__\(\)`|You forgot to call `super\(\)\.__init__\(\)`|In optimizer '\w+', you forgot to call|forgot to call `super",
        Text(
            ko="`__init__`에서 `super().__init__()`을 부르지 않았습니다.",
            en="`__init__` does not call `super().__init__()`.",
        ),
        Text(ko="`__init__`의 첫 줄에 쓰세요.", en="Make it the first line of `__init__`."),
        "super().__init__(**kwargs)",
        "4-2",
        fails="class A(layers.Layer):\n    def __init__(self): self.d = layers.Dense(2)\n    def call(self, x): return self.d(x)\nA()(X)",
        works="class A(layers.Layer):\n    def __init__(self): super().__init__(); self.d = layers.Dense(2)\n    def call(self, x): return self.d(x)\nA()(X)",
        when=_not_begun,
    ),
    Rule(
        "weights-made-in-call",
        "ValueError|RuntimeError",
        r"You cannot add new elements of state \(variables or sub-layers\) to a layer that is already built"
        r"|Exception encountered when calling[\s\S]*tf\.function only supports singleton tf\.Variables"
        r"|You are attempting to create a variable while in a stateless scope|Tried to add a weight",
        Text(
            ko="`call`이나 학습 도중에 가중치나 층을 새로 만들었습니다. 층은 이미 만들어져 있습니다.",
            en="A weight or a layer is made inside `call`, when the layer is built already.",
        ),
        Text(
            ko="`add_weight`는 `build`로, 안쪽 층은 `__init__`으로 옮기세요.",
            en="Move `add_weight` into `build`, and inner layers into `__init__`.",
        ),
        "def build(self, input_shape): self.w = self.add_weight(shape=(input_shape[-1], 2))",
        "4-2",
        fails="class A(layers.Layer):\n    def call(self, x): self.w = self.add_weight(shape=(4, 2)); return ops.matmul(x, self.w)\nkeras.Sequential([keras.Input((4,)), A()])",
        works="class A(layers.Layer):\n    def build(self, s): self.w = self.add_weight(shape=(4, 2))\n    def call(self, x): return ops.matmul(x, self.w)\nkeras.Sequential([keras.Input((4,)), A()])",
    ),
    Rule(
        "layer-gives-nothing",
        "ValueError",
        r"Inputs to a layer should be tensors\. Got 'None' \(of type <class 'NoneType'>\) as input for layer '(?P<layer>[^']+)'",
        Text(
            ko="`{layer}` 앞의 층이 아무것도 돌려주지 않았습니다. 직접 쓴 `call`에 `return`이 없습니다.",
            en="The layer before `{layer}` returned nothing: your `call` has no `return`.",
        ),
        Text(ko="`call`의 끝에 `return`을 쓰세요.", en="End `call` with `return`."),
        "def call(self, x): return x * 2",
        "4-2",
        fails="class A(layers.Layer):\n    def call(self, x): x * 2\nkeras.Sequential([keras.Input((4,)), A(), layers.Dense(1)])",
        works="class A(layers.Layer):\n    def call(self, x): return x * 2\nkeras.Sequential([keras.Input((4,)), A(), layers.Dense(1)])",
    ),
    Rule(
        "layer-returns-no-tensor",
        "ValueError|AttributeError",
        r"All operation outputs must be tensors\. Operation (?P<layer>.+) returned a non-tensor|'NoneType' object has no attribute '_keras_history'",
        Text(
            ko="층이 텐서가 아닌 것을 돌려주었습니다. 직접 쓴 `call`에 `return`이 없을 때 흔히 이렇게 됩니다.",
            en="A layer returned something that is no tensor; often `call` has no `return`.",
        ),
        Text(ko="`call`이 텐서를 돌려주는지 보세요.", en="See whether `call` returns a tensor."),
        "def call(self, x): return x * 2",
        "4-2",
        fails="class A(layers.Layer):\n    def call(self, x): return 'a'\n    def compute_output_spec(self, x): return 'a'\nA()(keras.Input((4,)))",
        works="class A(layers.Layer):\n    def call(self, x): return x\nA()(keras.Input((4,)))",
    ),
    Rule(
        "call-missing",
        "NotImplementedError",
        r"(?:Layer|Model) (?P<layer>\w+) does not have a `call(?:\(\))?` method implemented",
        Text(
            ko="`{layer}` 클래스에 `call` 메서드가 없습니다.",
            en="The class `{layer}` has no method `call`.",
        ),
        Text(
            ko="이름의 철자와 들여쓰기를 보세요. `__call__`이 아니라 `call`입니다.",
            en="Check its name and its indentation: it is `call`, not `__call__`.",
        ),
        "def call(self, x): ...",
        "4-2",
        fails="class A(layers.Layer):\n    def cal(self, x): return x\nA()(X)",
        works="class A(layers.Layer):\n    def call(self, x): return x\nA()(X)",
    ),
    Rule(
        "layer-lacks-attribute",
        "AttributeError",
        r"'(?P<owner>\w+)' object has no attribute '(?P<name>(?!numpy\b)\w+)'",
        Text(
            ko="`{owner}` 안에 `self.{name}`[이] 없습니다. 쓰기 전에 만들어야 합니다.",
            en="`{owner}` has no `self.{name}`: it must be made before it is used.",
        ),
        Text(
            ko="`build`나 `__init__`에서 만드는지, 메서드의 이름과 철자가 맞는지 보세요.",
            en="See whether `build` or `__init__` makes it, and how these names are spelt.",
        ),
        "self.{name} = self.add_weight(shape=(input_shape[-1], 2))",
        "4-2",
        fails="class A(layers.Layer):\n    def call(self, x): return ops.matmul(x, self.w)\nA()(X)",
        works="class A(layers.Layer):\n    def build(self, s): self.w = self.add_weight(shape=(4, 2))\n    def call(self, x): return ops.matmul(x, self.w)\nA()(X)",
        when=_raised_by_own_layer,
        general=True,
    ),
    Rule(
        "tensor-lacks-method",
        "AttributeError",
        r"'(?:[\w.]+\.)?(?P<kind>KerasTensor|SymbolicTensor|EagerTensor)' object has no attribute "
        r"'(?P<name>sum|mean|min|max|std|var|argmax|argsort|sort|clip|reshape|flatten|transpose|T|astype|dot|round|cumsum)'",
        Text(
            ko="텐서에는 NumPy 배열과 달리 `.{name}`[이] 없습니다.",
            en="A tensor has no `.{name}`, unlike an array of NumPy.",
        ),
        Text(
            ko="메서드 대신 `keras.ops`의 함수에 텐서를 넘기세요. 같은 이름이 없으면 `ops.transpose`, `ops.cast`, `ops.matmul`을 보세요.",
            en="Pass the tensor to a function of `keras.ops` instead; for other names see `ops.transpose`, `ops.cast`, `ops.matmul`.",
        ),
        "ops.sum(x, axis=-1)",
        "4-2",
        fails="class A(layers.Layer):\n    def call(self, x): return x.sum(-1)\nA()(keras.Input((4,)))",
        works="class A(layers.Layer):\n    def call(self, x): return ops.sum(x, -1)\nA()(keras.Input((4,)))",
        backend="tensorflow",
    ),
    Rule(
        "shapes-do-not-broadcast-in-own-layer",
        "ValueError",
        r"Dimensions must be equal, but are \d+ and \d+ for .*= (?:Add|Sub|Mul|RealDiv|Maximum|Minimum)\w*\[.*"
        r"input shapes: (?P<one>\[[\d,?]*\]), (?P<other>\[[\d,?]*\])",
        joined(_APART, Text(ko="`?`는 배치의 크기입니다.", en="`?` is the size of the batch.")),
        COMPARE_THE_AXES,
        "self.b = self.add_weight(shape=(input_shape[-1],))",
        "4-2",
        fails="class A(layers.Layer):\n    def call(self, x): return x + ops.ones((3,))\nA()(keras.Input((4,)))",
        works="class A(layers.Layer):\n    def call(self, x): return x + ops.ones((4,))\nA()(keras.Input((4,)))",
        backend="tensorflow",
    ),
    Rule(
        "values-do-not-broadcast-in-own-layer",
        "InvalidArgumentError",
        INCOMPATIBLE,
        _APART,
        COMPARE_THE_AXES,
        "ops.sum(x, axis=-1, keepdims=True)",
        "4-2",
        fails="class A(layers.Layer):\n    def call(self, x): return x + ops.ones((3,))\nA()(X)",
        works="class A(layers.Layer):\n    def call(self, x): return x + ops.ones((4,))\nA()(X)",
        when=_raised_by_own_layer,
        general=True,
        backend="tensorflow",
    ),
    Rule(
        "name-of-keras-overwritten",
        "AttributeError",
        r"property '(?P<name>\w+)' of '(?P<owner>\w+)' object has no setter|can't set attribute '(?P<old>\w+)'",
        Text(
            ko="`{name}`[은] Keras가 스스로 쓰는 이름이라서 값을 넣을 수 없습니다.",
            en="`{name}` is a name Keras keeps for itself, so nothing can be put there.",
        ),
        Text(ko="다른 이름을 쓰세요.", en="Use another name."),
        "self.my_{name} = ...",
        "4-2",
        fails="class A(layers.Layer):\n    def __init__(self): super().__init__(); self.weights = [1]\n    def call(self, x): return x\nA()",
        works="class A(layers.Layer):\n    def __init__(self): super().__init__(); self.my_weights = [1]\n    def call(self, x): return x\nA()",
        when=lambda incident, found: incident.of_keras or _of_own_keras_class(incident),
    ),
    Rule(
        "numpy-in-call",
        "NotImplementedError",
        r"Cannot convert a symbolic (?:tf\.Tensor|Keras input/output) .*to a numpy array",
        Text(
            ko="`call`에서 NumPy로 계산했습니다. 모델을 만들 때는 지나가지만 `fit`에서는 값이 없습니다.",
            en="`call` computes with NumPy. That passes while the model is built; in `fit` there are no values.",
        ),
        Text(ko="`np.` 대신 `keras.ops.`를 쓰세요.", en="Write `keras.ops.` in place of `np.`."),
        "ops.square(x)",
        "4-2",
        fails="class A(layers.Layer):\n    def call(self, x): return np.array(x) * 2\n    def compute_output_shape(self, s): return s\nm = keras.Sequential([keras.Input((4,)), A(), layers.Dense(1)]); m.compile('sgd', 'mse'); m.fit(X, yb, **quiet)",
        works="class A(layers.Layer):\n    def call(self, x): return x * 2\nm = keras.Sequential([keras.Input((4,)), A(), layers.Dense(1)]); m.compile('sgd', 'mse'); m.fit(X, yb, **quiet)",
        when=_through_call,
        plain=True,
        backend="tensorflow",
    ),
    Rule(
        "numpy-in-loss",
        "NotImplementedError",
        r"Cannot convert a symbolic (?:tf\.Tensor|Keras input/output) .*to a numpy array",
        Text(
            ko="직접 쓴 손실이나 지표, `train_step`에서 NumPy로 계산했습니다. `fit`에서는 텐서에 값이 없습니다.",
            en="A loss, a metric or a `train_step` of your own computes with NumPy; in `fit` tensors have no values.",
        ),
        Text(ko="`np.` 대신 `keras.ops.`를 쓰세요.", en="Write `keras.ops.` in place of `np.`."),
        "ops.mean(ops.square(y_true - y_pred))",
        "3-3",
        fails="def bad(t, p): return np.mean(np.square(t - p))\nnet(1, None, bad).fit(X, yb, **quiet)",
        works="def good(t, p): return ops.mean(ops.square(t - p))\nnet(1, None, good).fit(X, yb, **quiet)",
        when=_outside_call,
        plain=True,
        backend="tensorflow",
    ),
    Rule(
        "number-of-a-tensor-in-fit",
        "TypeError",
        r"^(?P<function>float|int)\(\) argument must be a .* not 'SymbolicTensor'",
        Text(
            ko="손실이나 지표 안에서 `{function}`[으로] 텐서를 수로 바꾸려고 했습니다. `fit`에서는 텐서에 값이 없습니다.",
            en="A loss or a metric makes a number of a tensor with `{function}`; in `fit` tensors have no values.",
        ),
        Text(
            ko="`{function}(...)`을 빼고 텐서를 돌려주세요.", en="Leave `{function}(...)` out, and return the tensor."
        ),
        "return ops.mean(ops.square(y_true - y_pred))",
        "3-3",
        fails="def bad(t, p): return float(ops.mean(ops.square(t - p)))\nnet(1, None, bad).fit(X, yb, **quiet)",
        works="def good(t, p): return ops.mean(ops.square(t - p))\nnet(1, None, good).fit(X, yb, **quiet)",
        backend="tensorflow",
    ),
    Rule(
        "loss-arguments",
        "TypeError",
        r"(?P<function>[\w.]+(?:\.<locals>\.\w+)?)\(\) (?:takes (?P<takes>\d+) positional arguments? but (?P<given>\d+) (?:were|was) given|missing \d+ required positional arguments?: .*)",
        Text(
            ko="Keras는 손실과 지표를 `(y_true, y_pred)` 두 인수로 부르는데, 직접 쓴 함수가 그렇게 받지 않습니다.",
            en="Keras calls losses and metrics with two arguments, `(y_true, y_pred)`; your function takes others.",
        ),
        Text(
            ko="함수가 두 인수를 이 순서로 받게 하세요. 나머지는 바깥 함수로 감싸서 넘기세요.",
            en="Let it take these two, in this order; hand over anything else by an outer function.",
        ),
        "def my_loss(y_true, y_pred): ...",
        "3-3",
        fails="def bad(p): return ops.mean(p)\nnet(1, None, bad).fit(X, yb, **quiet)",
        works="def good(t, p): return ops.mean(ops.square(t - p))\nnet(1, None, good).fit(X, yb, **quiet)",
        when=_own_loss_or_metric,
        plain=True,
        general=True,
    ),
    Rule(
        "call-arguments",
        "TypeError",
        r"\w+\.(?:call|build)\(\) (?:takes \d+ positional arguments? but \d+ (?:were|was) given|missing \d+ required positional arguments?:|got an unexpected keyword argument)"
        r"|missing a required argument: '|too many positional arguments",
        Text(
            ko="직접 쓴 `call`이나 `build`가 받는 인수가 Keras가 넘기는 것과 다릅니다.",
            en="Your `call` or `build` takes other arguments than it is given.",
        ),
        Text(
            ko="`self`를 빠뜨리지 않았는지 보세요. `call(self, x)`와 `build(self, input_shape)`로 씁니다.",
            en="See whether `self` is there: write `call(self, x)` and `build(self, input_shape)`.",
        ),
        "def call(self, x, training=False):",
        "4-2",
        fails="class A(layers.Layer):\n    def call(x): return x\nA()(X)",
        works="class A(layers.Layer):\n    def call(self, x): return x\nA()(X)",
        when=_own_call,
        plain=True,
        general=True,
    ),
    Rule(
        "train-step-gives-nothing",
        "TypeError|AttributeError|ValueError",
        r"'NoneType' object (?:is not iterable|has no attribute 'items')|argument of type 'NoneType' is not iterable|'[\w.]*(?:Tensor|float)' object has no attribute '(?:items|keys)'|Attr 'Toutput_types' of 'OptionalFromValue' Op",
        Text(
            ko="직접 쓴 `train_step`은 이름과 값의 딕셔너리를 돌려주어야 합니다.",
            en="A `train_step` of your own has to return a dictionary of names and values.",
        ),
        Text(ko="끝에 딕셔너리를 돌려주세요.", en="Return one at the end."),
        'return {"loss": loss}',
        "3-3",
        fails="class M(keras.Model):\n    def __init__(self): super().__init__(); self.d = layers.Dense(1)\n    def call(self, x): return self.d(x)\n    def train_step(self, data): return None\nm = M(); m.compile('sgd', 'mse'); m.fit(X, yb, **quiet)",
        works="class M(keras.Model):\n    def __init__(self): super().__init__(); self.d = layers.Dense(1)\n    def call(self, x): return self.d(x)\n    def train_step(self, data): return {'loss': 0.0}\nm = M(); m.compile('sgd', 'mse'); m.fit(X, yb, **quiet)",
        when=_own_train_step,
        plain=True,
        general=True,
        backend="tensorflow",
    ),
    Rule(
        "output-shape-unknown",
        "ValueError|NotImplementedError|TypeError",
        r"Could not automatically infer the output shape / dtype of '(?P<layer>[^']+)'",
        Text(
            ko="Keras가 직접 쓴 `call`을 기호 텐서로 시험해 보다가 실패했습니다. 이유는 그다음 줄에 있습니다.",
            en="Keras tried your `call` on a symbolic tensor and failed; the lines below it say why.",
        ),
        Text(
            ko="`call`에서 `keras.ops`만 쓰는지 보세요. 그래도 안 되면 `compute_output_shape`를 쓰세요.",
            en="See whether `call` uses `keras.ops` alone; otherwise write `compute_output_shape`.",
        ),
        "def compute_output_shape(self, input_shape): return input_shape",
        "4-2",
        fails="class A(layers.Layer):\n    def call(self, x): raise ValueError('no')\nA()(keras.Input((4,)))",
        works="class A(layers.Layer):\n    def call(self, x): return x\nA()(keras.Input((4,)))",
        general=True,
    ),
    Rule(
        "lambda-output-shape",
        "NotImplementedError",
        r"We could not automatically infer the shape of the Lambda's output",
        Text(
            ko="`Lambda`가 무엇을 돌려주는지 Keras가 알아내지 못했습니다.",
            en="Keras cannot tell what shape the `Lambda` returns.",
        ),
        Text(
            ko="`output_shape`를 주거나, 함수에서 `keras.ops`만 쓰세요.",
            en="Give it an `output_shape`, or use `keras.ops` alone in the function.",
        ),
        "layers.Lambda(f, output_shape=(3,))",
        "4-2",
        fails="layers.Lambda(lambda x: np.sort(x))(keras.Input((4,)))",
        works="layers.Lambda(lambda x: ops.sort(x))(keras.Input((4,)))",
    ),
    Rule(
        "add-weight-arguments",
        "ValueError|TypeError",
        r"`(?:shape|name|initializer|dtype)` (?:was passed both positionally and as a keyword argument|must be passed as a keyword argument\. Received: add_weight)|add_weight\(\) takes at most 3 positional"
        r"|Cannot convert '(?P<text>[A-Za-z_]\w*)' to a shape",
        Text(
            ko="`add_weight`의 첫 인수는 이름이 아니라 형태입니다. 옛 순서로 쓴 것 같습니다.",
            en="The first argument of `add_weight` is the shape, not the name: this is the order of old.",
        ),
        Text(ko="인수마다 이름을 붙이세요.", en="Name each argument."),
        'self.add_weight(shape=(4, 2), initializer="glorot_uniform", name="kernel")',
        "4-2",
        fails="class A(layers.Layer):\n    def build(self, s): self.w = self.add_weight('kernel', shape=(4, 2))\n    def call(self, x): return x\nA()(X)",
        works="class A(layers.Layer):\n    def build(self, s): self.w = self.add_weight(shape=(4, 2), name='kernel')\n    def call(self, x): return x\nA()(X)",
        when=_in_add_weight,
    ),
    Rule(
        "add-loss-of-symbolic-tensor",
        "ValueError",
        r"`add_loss\(\)` can only be called from inside `build\(\)` or `call\(\)`",
        Text(
            ko="`add_loss`는 층의 `call` 안에서만 쓸 수 있습니다.",
            en="`add_loss` works only inside a layer's `call`.",
        ),
        Text(
            ko="손실을 계산하는 작은 층을 만들고, 그 `call`에서 부르세요.",
            en="Write a small layer that computes the loss, and call it there.",
        ),
        "def call(self, x): self.add_loss(ops.mean(x)); return x",
        "4-2",
        fails="m = net(); m.add_loss('a')",
        works="class A(layers.Layer):\n    def call(self, x): self.add_loss(ops.mean(x)); return x\nA()(X)",
    ),
    Rule(
        "add-loss-on-model-output",
        "ValueError|NotImplementedError",
        r"^$",
        Text(
            ko="기호 텐서에 `add_loss`를 불렀습니다. 오류 문장이 비어 있지만 그것이 이유입니다.",
            en="`add_loss` was called on a symbolic tensor; the message is empty, yet that is why.",
        ),
        Text(
            ko="손실을 계산하는 작은 층을 만들고, 그 `call`에서 `add_loss`를 부르세요.",
            en="Write a small layer that computes the loss, and call `add_loss` in its `call`.",
        ),
        "def call(self, x): self.add_loss(ops.mean(x)); return x",
        "4-2",
        fails="i = keras.Input((4,)); o = layers.Dense(1)(i); m = keras.Model(i, o); m.add_loss(ops.mean(o))",
        works="class A(layers.Layer):\n    def call(self, x): self.add_loss(ops.mean(x)); return x\ni = keras.Input((4,)); o = A()(layers.Dense(1)(i)); m = keras.Model(i, o); m.compile('sgd'); m.fit(X, **quiet)",
        when=_in_add_loss,
    ),
    Rule(
        "tensor-item-assignment",
        "TypeError",
        r"'(?P<kind>KerasTensor|SymbolicTensor|EagerTensor|ResourceVariable|Tensor|tensorflow\.python\.framework\.ops\.EagerTensor|ArrayImpl)' object does not support item assignment",
        Text(
            ko="텐서의 일부만 바꿀 수는 없습니다.",
            en="A part of a tensor cannot be set.",
        ),
        Text(
            ko="`ops.where`로 고르거나 `ops.scatter_update`로 새 텐서를 만드세요.",
            en="Choose with `ops.where`, or make a new tensor with `ops.scatter_update`.",
        ),
        "ops.where(mask, 0.0, x)",
        "4-2",
        fails="x = ops.ones((3,)); x[0] = 2",
        works="x = ops.ones((3,)); ops.where(x > 0, 2.0, x)",
        backend="tensorflow",
    ),
    Rule(
        "layer-without-positional-input",
        "ValueError",
        r"Layers added to a Sequential model (?:should have a single|can only have a single required) positional argument",
        Text(
            ko="`Sequential`의 층은 입력을 하나만 받아야 하는데, 직접 쓴 `call`은 그렇지 않습니다.",
            en="In a `Sequential` each layer takes one input, and your `call` takes another number.",
        ),
        Text(
            ko="입력이 여럿이면 함수형 API를 쓰고, 나머지 인수에는 기본값을 주세요.",
            en="For several inputs use the functional API; give other arguments a default.",
        ),
        "def call(self, x, scale=1.0):",
        "2-2",
        fails="class A(layers.Layer):\n    def call(self, x, other): return x + other\nkeras.Sequential([keras.Input((4,)), A()])",
        works="class A(layers.Layer):\n    def call(self, x, other=0.0): return x + other\nkeras.Sequential([keras.Input((4,)), A()])",
    ),
    Rule(
        "build-shape-arguments",
        "ValueError",
        r"argument `(?P<name>\w+)`, which does not end in `_shape`|argument `(?P<name2>\w+)`, but `call\(\)` does not have argument",
        Text(
            ko="`call`의 입력이 여럿이면, `build`의 인수 이름은 그 이름에 `_shape`를 붙인 것이어야 합니다.",
            en="With several inputs to `call`, the arguments of `build` are their names with `_shape` behind.",
        ),
        Text(ko="이름을 맞추세요.", en="Make the names agree."),
        "def build(self, query_shape, value_shape): ...",
        "4-2",
        fails="class A(layers.Layer):\n    def build(self, one, two): pass\n    def call(self, a, b): return a + b\nA()(X, X)",
        works="class A(layers.Layer):\n    def build(self, a_shape, b_shape): pass\n    def call(self, a, b): return a + b\nA()(X, X)",
    ),
    Rule(
        "variable-as-boolean",
        "TypeError",
        r"A Keras Variable cannot be used as a boolean",
        Text(
            ko="변수를 파이썬의 `if`로 물을 수 없습니다.",
            en="A variable cannot be asked with Python's `if`.",
        ),
        Text(ko="`ops.where`나 `ops.cond`를 쓰세요.", en="Use `ops.where` or `ops.cond`."),
        "ops.where(v > 0, a, b)",
        "4-2",
        fails="v = keras.Variable(1.0)\nif v: pass",
        works="v = keras.Variable(1.0)\nops.where(v > 0, 1, 0)",
    ),
    Rule(
        "mask-destroyed",
        "UserWarning",
        r"was passed an input with a mask attached to it\. However, this layer does not support masking",
        Text(
            ko="앞에서 만든 마스크를 이 층이 모릅니다. 채운 0이 이제부터 값으로 셉니다.",
            en="This layer drops the mask made before it: padded zeros count as values from here on.",
        ),
        Text(
            ko="직접 쓴 층이면 `self.supports_masking = True`를 쓰고, 아니면 마스크를 아는 층을 쓰세요.",
            en="In your own layer set `self.supports_masking = True`; otherwise use a layer that knows masks.",
        ),
        "self.supports_masking = True",
        "4-2",
        fails="class A(layers.Layer):\n    def call(self, x): return x * 2\nA()(layers.Masking()(np.ones((2, 3, 1), 'float32')))",
        works="class A(layers.Layer):\n    def __init__(self): super().__init__(); self.supports_masking = True\n    def call(self, x): return x * 2\nA()(layers.Masking()(np.ones((2, 3, 1), 'float32')))",
    ),
    Rule(
        "build-missing",
        "UserWarning",
        r"`build\(\)` was called on layer '(?P<layer>[^']+)', however the layer does not have a `build\(\)` method|Layer '(?P<other>[^']+)' looks like it has unbuilt state",
        Text(
            ko="직접 쓴 층 안에 아직 만들어지지 않은 층이 있어서, 저장할 때 가중치를 잃을 수 있습니다.",
            en="Inside your layer there are layers not built yet, whose weights may be lost on saving.",
        ),
        Text(
            ko="`build`를 쓰고, 그 안에서 안쪽 층의 `build`를 부르세요.",
            en="Write a `build` that calls `build` of the inner layers.",
        ),
        "def build(self, input_shape): self.dense.build(input_shape)",
        "4-2",
        fails="class A(layers.Layer):\n    def __init__(self): super().__init__(); self.d = layers.Dense(2)\n    def call(self, x): return self.d(x)\nA().build((None, 4))",
        works="class A(layers.Layer):\n    def __init__(self): super().__init__(); self.d = layers.Dense(2)\n    def build(self, s): self.d.build(s)\n    def call(self, x): return self.d(x)\nA().build((None, 4))",
    ),
    Rule(
        "dtypes-differ",
        "InvalidArgumentError|TypeError",
        r"cannot compute (?P<op>\w+) as input #\d+\(zero-based\) was expected to be a (?P<expected>\w+) tensor but is a (?P<given>\w+) tensor"
        r"|Input '\w+' of '(?P<op2>\w+)' Op has type (?P<given2>\w+) that does not match type (?P<expected2>\w+)",
        Text(
            ko="서로 다른 데이터 타입을 섞어 계산했습니다.",
            en="Two data types are mixed in one computation.",
        ),
        Text(
            ko="`keras.ops`의 함수는 데이터 타입을 맞춰 줍니다. TensorFlow 함수라면 `ops.cast`로 맞추세요.",
            en="Functions of `keras.ops` match them; for TensorFlow's use `ops.cast`.",
        ),
        'ops.cast(x, "float32")',
        "4-2",
        fails="import tensorflow as tf\ndef bad(t, p): return tf.reduce_mean(tf.square(tf.cast(t, 'int64') - p))\nnet(1, None, bad).fit(X, yb, **quiet)",
        works="def good(t, p): return ops.mean(ops.square(ops.cast(t, 'float32') - p))\nnet(1, None, good).fit(X, yb, **quiet)",
        plain=True,
        backend="tensorflow",
    ),
    Rule(
        "metric-unfinished",
        "NotImplementedError",
        r"^$",
        Text(
            ko="직접 쓴 평가 지표에 `result`나 `update_state`가 없습니다.",
            en="A metric of your own lacks `result` or `update_state`.",
        ),
        Text(ko="두 메서드를 모두 쓰세요.", en="Write both methods."),
        "def result(self): return self.total / self.count",
        "4-2",
        fails="class M(keras.metrics.Metric):\n    def update_state(self, t, p, sample_weight=None): pass\nM().result()",
        works="class M(keras.metrics.Metric):\n    def update_state(self, t, p, sample_weight=None): pass\n    def result(self): return 0.0\nM().result()",
        when=lambda incident, found: (
            not _in_add_loss(incident, found)
            and not unfinished(incident)
            and (
                "metric" in incident.line
                or incident.runs_through("result", "update_state", "compute_metrics")
                or bool(incident.call)
            )
        ),
        plain=True,
    ),
    Rule(
        "train-step-data",
        "ValueError",
        r"not enough values to unpack \(expected (?P<n>\d+), got \d+\)|too many values to unpack \(expected \d+",
        Text(
            ko="직접 쓴 `train_step`이 받은 데이터의 조각 수가 나누려는 이름의 수와 다릅니다.",
            en="Your `train_step` unpacks its data into another number of names than there are parts.",
        ),
        Text(
            ko="`keras.utils.unpack_x_y_sample_weight(data)`로 나누면 언제나 셋입니다.",
            en="`keras.utils.unpack_x_y_sample_weight(data)` always gives three.",
        ),
        "x, y, weights = keras.utils.unpack_x_y_sample_weight(data)",
        "3-3",
        fails='class M(keras.Sequential):\n    def train_step(self, data):\n        x, y, w = data\n        return {"loss": 0.0}\nm = M([keras.Input((4,)), layers.Dense(1)]); m.compile("sgd", "mse"); m.fit(X, yb, **quiet)',
        works='class M(keras.Sequential):\n    def train_step(self, data):\n        x, y = data\n        return {"loss": 0.0}\nm = M([keras.Input((4,)), layers.Dense(1)]); m.compile("sgd", "mse"); m.fit(X, yb, **quiet)',
        when=_own_train_step,
        plain=True,
        backend="tensorflow",
    ),
)
