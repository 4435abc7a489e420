"""Rules that stand alone: what their change needs is a function of its own."""

from utils.core.text import Text
from utils.errors.migrate.rules import Method


def _rule(of: str, old: str, new: str, section: str, ko: str, en: str) -> Method:
    return Method(of, old, new, Text(ko=ko, en=en), section)


DECAY = _rule("optimizer", "decay", "", "3-3",
    "`decay`는 무시됩니다. `InverseTimeDecay`가 같은 식으로 학습률을 줄입니다.",
    "`decay` is ignored; `InverseTimeDecay` makes the learning rate smaller by the same formula.")  # fmt: skip
DECAY_BY_HAND = _rule("optimizer", "decay", "", "3-3",
    "`decay`는 무시됩니다. 학습률을 바꾸는 콜백이 있으므로, 둘 가운데 하나만 고르세요: 그 콜백이나 "
    "`keras.optimizers.schedules.InverseTimeDecay`.",
    "`decay` is ignored. A callback changes the learning rate here, so choose one of the two: that callback or "
    "`keras.optimizers.schedules.InverseTimeDecay`.")  # fmt: skip
IN_ORDER = _rule("optimizer", "", "", "1-1",
    "인수의 순서가 바뀌었습니다. 이름을 붙여 주세요: `learning_rate=`, `momentum=`.",
    "The order of the arguments is another one: give them by name, `learning_rate=`, `momentum=`.")  # fmt: skip
KERNEL = _rule("layer", "", "", "4-1",
    "커널의 크기는 튜플 하나로 줍니다. 세 번째 자리는 보폭입니다.",
    "The size of the kernel is one tuple; the third place is the strides.")  # fmt: skip
KERNEL_BY_HAND = _rule("layer", "", "", "4-1",
    "세 번째 자리는 보폭(`strides`)입니다. 3×3 커널이라는 뜻이면 `(3, 3)`으로 쓰세요.",
    "The third place is `strides`. Where a 3×3 kernel was meant, write `(3, 3)`.")  # fmt: skip
MERGE = _rule("", "keras.layers.merge", "keras.layers", "2-2",
    "`merge`의 `mode`마다 함수가 하나씩 있습니다.",
    "Each `mode` of `merge` is a function of its own.")  # fmt: skip
MERGE_BY_HAND = _rule("", "keras.layers.merge", "", "2-2",
    "`keras.layers.concatenate`, `add`, `multiply`, `dot` 가운데 하나를 쓰거나 층을 직접 만드세요.",
    "Use `keras.layers.concatenate`, `add`, `multiply` or `dot`, or write a layer.")  # fmt: skip
DIM_ORDERING = _rule("", "dim_ordering", "", "1-2",
    "`th`는 `channels_first`, `tf`는 `channels_last`라고 씁니다.",
    "`th` and `tf` are `channels_first` and `channels_last`.")  # fmt: skip
CLASSES = _rule("model", "predict_classes", "", "1-1",
    "`predict`는 확률을 돌려줍니다. 가장 큰 확률의 자리가 답입니다.",
    "`predict` returns probabilities; the place of the largest is the answer.")  # fmt: skip
YES_OR_NO = _rule("model", "predict_classes", "", "1-1",
    "`predict`는 확률을 돌려줍니다. 0.5보다 크면 1입니다.",
    "`predict` returns probabilities; above 0.5 it is 1.")  # fmt: skip
CLASSES_BY_HAND = _rule("model", "predict_classes", "", "1-1",
    "출력이 여럿이면 `model.predict(x).argmax(axis=-1)`, 하나이면 `(model.predict(x) > 0.5).astype(\"int32\")`입니다.",
    "With several outputs, `model.predict(x).argmax(axis=-1)`; with one, "
    "`(model.predict(x) > 0.5).astype(\"int32\")`.")  # fmt: skip
STATES = _rule("model", "reset_states", "", "2-1",
    "모델에는 `reset_states`가 없습니다. 상태가 있는 층마다 `reset_state`를 부릅니다.",
    "A model has no `reset_states`: each layer with a state has its `reset_state`.")  # fmt: skip
GENERATOR = _rule("model", "generator", "x", "3-2",
    "첫 인수의 이름은 `x`입니다.", "The first argument is called `x`.")  # fmt: skip
SHAPE = _rule("tensor", "get_shape", "shape", "4-2",
    "텐서의 형태는 튜플 `shape`입니다.", "A tensor's shape is the tuple `shape`.")  # fmt: skip
DIMENSION = _rule("tensor", "value", "", "4-2",
    "형태의 원소는 정수입니다. `.value`가 필요 없습니다.",
    "A shape holds whole numbers; `.value` is gone.")  # fmt: skip
WEIGHT = _rule("layer", "add_weight", "", "4-2",
    "`add_weight`의 이름은 `name=`으로 줍니다.", "`add_weight` takes the name as `name=`.")  # fmt: skip
WEIGHT_GONE = _rule("layer", "add_weight", "", "4-2",
    "이 인수는 없어졌습니다. 지우세요.", "This argument is gone; leave it out.")  # fmt: skip
OUTPUT_SHAPE = _rule("layer", "get_output_shape_for", "compute_output_shape", "4-2",
    "메서드의 지금 이름은 `compute_output_shape`입니다.",
    "The method's name today is `compute_output_shape`.")  # fmt: skip
UNITS = _rule("layer", "units", "", "1-1",
    "`units`는 Python의 정수여야 합니다. NumPy의 정수는 `int(...)`로 바꿉니다.",
    "`units` is a whole number of Python's own; `int(...)` makes one of NumPy's.")  # fmt: skip
TUPLE = _rule("tensor", "shape", "", "2-1",
    "형태는 튜플입니다. 원소가 하나여도 쉼표를 붙입니다: `(784,)`.",
    "A shape is a tuple, with a comma even where it holds one number: `(784,)`.")  # fmt: skip
NAME = _rule("layer", "name", "", "4-1",
    "층의 이름에는 `/`를 쓸 수 없습니다. `_`로 바꾸고, 이 이름으로 찾는 곳도 함께 고치세요.",
    "The name of a layer has no `/`: write `_`, here and where the layer is looked up.")  # fmt: skip
TUPLES = _rule("layer", "trainable_weights", "", "4-2",
    "가중치는 `self.add_weight`로 만들면 저절로 올라갑니다. 이 줄을 지우세요.",
    "Weights made by `self.add_weight` are noted by themselves; leave this line out.")  # fmt: skip
OF_TENSORFLOW = _rule("tensor", "tensorflow", "", "4-2",
    "만들고 있는 모델의 텐서는 TensorFlow의 함수에 넣을 수 없습니다. `keras.ops`의 함수나 `Lambda` 층을 쓰세요.",
    "A function of TensorFlow refuses the tensors of a model under construction: use `keras.ops` or a `Lambda` "
    "layer.")  # fmt: skip
CLOSURE = _rule("loss", "", "", "3-3",
    "손실 함수는 모델을 만들 때의 텐서를 쓸 수 없습니다. 이 항은 층의 `call`에서 `self.add_loss`로 더하세요.",
    "A loss cannot use the tensors with which a model was built: add this part with `self.add_loss` in the `call` of a "
    "layer.")  # fmt: skip
FROZEN = _rule("model", "trainable", "", "4-1",
    "`trainable`은 이제 컴파일한 뒤에도 바로 적용되어, 이 모델도 더는 배우지 않습니다. 이 모델을 훈련하기 "
    "직전에 True로 되돌리세요.",
    "`trainable` now works at once, after `compile` as well, so this model stops learning too: set it to True again "
    "right before you train it.")  # fmt: skip
PARAMS = _rule("callback", "params", "", "3-3",
    "`params`에는 `epochs`, `steps`, `verbose`만 있습니다.",
    "`params` holds `epochs`, `steps` and `verbose` alone.")  # fmt: skip
NODES = _rule("layer", "get_output_at", "", "2-2",
    "층을 부를 때마다 돌려받은 텐서를 간직하세요. 마디의 번호로 찾는 방법은 없어졌습니다.",
    "Keep the tensor that each call of the layer returned; looking it up by a node's number is gone.")  # fmt: skip
