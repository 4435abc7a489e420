"""Does the layer come back from its config and from a file, and does it follow a dtype policy?"""

import copy
import tempfile
from pathlib import Path

import keras
from keras import ops, tree

from utils.core.text import Text, brief
from utils.layer_clinic.findings import NAMES, NOT_EXAMINED, Verdict, fault, note, passed
from utils.layer_clinic.layer_under_test import LayerUnderTest, same

DTYPE_POLICIES = ("float32", "mixed_float16", "mixed_bfloat16", "float64")


def look_at_config(tested: LayerUnderTest) -> tuple[Verdict, Text]:
    """`get_config` describes the layer well enough to make the same one again."""
    layer = tested.layer
    try:
        config = layer.get_config()
        twin = type(layer).from_config(copy.deepcopy(config))
        again = twin.get_config()
    except Exception as error:
        if isinstance(layer, keras.layers.Lambda):
            return fault(
                Text(
                    ko="`Lambda`는 함수의 코드를 저장하고, 불러올 때 거절당합니다. 등록한 함수나 작은 클래스를 쓰세요.",
                    en="A `Lambda` saves the code of its function, and loading refuses it. Register a named function, "
                    "or write a small class.",
                )
            )
        return fault(
            Text(
                ko="`get_config`가 `__init__`의 인수를 모두 돌려주고, `__init__`이 `**kwargs`를 받아야 합니다. {error}",
                en="`get_config` should return every argument of `__init__`, and `__init__` take `**kwargs`. {error}",
            ),
            error=error,
        )
    differing = [name for name in config if brief(config[name], 1000) != brief(again.get(name), 1000)]
    if differing:
        return fault(
            Text(ko="되살린 층의 설정이 다릅니다: {names}", en="The config of the remade layer differs in {names}."),
            names=", ".join(f"`{name}`" for name in differing),
        )
    return _same_numbers(
        tested, twin, Text(ko="설정에서 같은 층을 만들 수 있습니다.", en="The config makes the same layer again.")
    )


def _same_numbers(tested: LayerUnderTest, twin: keras.Layer, good: Text) -> tuple[Verdict, Text]:
    """Whether a layer that was made from the config, given the same weights, gives the same outputs."""
    forgotten = Text(
        ko="설정에서 만든 층이 다르게 계산합니다. `get_config`에 빠진 인수가 있습니다. {error}",
        en="The layer made from the config computes something else: `get_config` leaves an argument out. {error}",
    )
    try:
        tested.call(twin, tested.inputs)
        twin.set_weights(tested.weights)
        outputs = tested.call(twin, tested.inputs)
    except Exception as error:
        return fault(forgotten, error=error)
    return passed(good) if tested.random or same(tested.outputs, outputs) else fault(forgotten, error="")


def look_at_saving(tested: LayerUnderTest) -> tuple[Verdict, Text]:
    """A model with the layer inside is the same after it was saved and loaded."""
    if "config" in tested.faulty:
        return note(NOT_EXAMINED, other=NAMES["config"])
    inputs = tested.symbolic(lambda shape, dtype: keras.Input(batch_shape=shape, dtype=dtype))
    twin = type(tested.layer).from_config(tested.layer.get_config())
    try:
        model = keras.Model(tree.flatten(inputs), twin(*inputs))
    except Exception:
        return note(NOT_EXAMINED, other=NAMES["shape" if "shape" in tested.faulty else "jit_compile"])
    twin.set_weights(tested.weights)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.keras"
        try:
            model.save(file)
            loaded = keras.models.load_model(file)
        except Exception as error:
            return _about_loading(type(tested.layer), error)
    x = tree.flatten(tested.inputs)
    outputs = [ops.convert_to_numpy(output) for output in tree.flatten(loaded(x, training=False))]
    if not (tested.random or same(tested.outputs, outputs)):
        return fault(
            Text(
                ko="불러온 모델의 출력이 다릅니다. 값을 가중치가 아닌 곳에 두었거나 설정에 빠진 것이 있습니다.",
                en="The loaded model gives other numbers: something lives outside the weights and the config.",
            )
        )
    return passed(
        Text(ko="`.keras` 파일에서 같은 모델이 돌아옵니다.", en="The same model comes back from a `.keras` file.")
    )


def _about_loading(kind: type, error: Exception) -> tuple[Verdict, Text]:
    known = keras.saving.get_registered_object(keras.saving.get_registered_name(kind)) is kind
    if not known and not kind.__module__.startswith("keras."):
        return fault(
            Text(
                ko="케라스가 클래스를 찾지 못합니다. 위에 `@keras.saving.register_keras_serializable()`을 쓰세요.",
                en="Keras does not find the class. Put `@keras.saving.register_keras_serializable()` above it.",
            )
        )
    return fault(
        Text(ko="저장하거나 불러올 수 없습니다. {error}", en="It cannot be saved or loaded. {error}"), error=error
    )


def look_at_dtypes(tested: LayerUnderTest) -> tuple[Verdict, Text]:
    """Under every dtype policy the layer runs, and its floats have the dtype that the policy computes in."""
    if "config" in tested.faulty:
        return note(NOT_EXAMINED, other=NAMES["config"])
    config = tested.layer.get_config()
    policies = [policy for policy in DTYPE_POLICIES if _is_known(policy)]
    for policy in policies:
        try:
            twin = type(tested.layer).from_config(_with_policy(copy.deepcopy(config), config.get("dtype"), policy))
            dtypes = {output.dtype.name for output in tested.call(twin, tested.inputs)}
        except Exception as error:
            return fault(
                Text(ko="`{policy}`에서 오류: {error}", en="`{policy}` fails: {error}"), policy=policy, error=error
            )
        wrong = {dtype for dtype in dtypes if "float" in dtype} - {keras.DTypePolicy(policy).compute_dtype}
        if wrong:
            return fault(
                Text(
                    ko="`{policy}`인데 출력이 {found}입니다. 데이터 타입을 적지 말고 `self.compute_dtype`을 쓰세요.",
                    en="Under `{policy}` it returns {found}. Name no dtype; use `self.compute_dtype`.",
                ),
                policy=policy,
                found=", ".join(wrong),
            )
    return passed(
        Text(ko="정책마다 맞는 데이터 타입이 나옵니다: {policies}", en="It follows {policies}."),
        policies=", ".join(f"`{policy}`" for policy in policies),
    )


def _is_known(policy: str) -> bool:
    """Whether the backend computes in the dtype of this policy; JAX has no float64 unless it is switched on."""
    dtype = keras.DTypePolicy(policy).compute_dtype
    return keras.backend.standardize_dtype(ops.ones((), dtype).dtype) == dtype


def _with_policy(config, own, policy: str):
    """A config in which this policy stands wherever the layer's own stood, in layers inside as well."""
    if isinstance(config, dict):
        return {
            name: policy if name == "dtype" and value == own else _with_policy(value, own, policy)
            for name, value in config.items()
        }
    return [_with_policy(part, own, policy) for part in config] if isinstance(config, list) else config
