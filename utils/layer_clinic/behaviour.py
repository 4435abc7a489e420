"""Does the layer treat rows alone, keep still at inference, and survive being compiled?"""

import os

import keras
import numpy as np
from keras import ops, tree

from utils.core.stderr import stderr_to
from utils.core.text import Text
from utils.layer_clinic.findings import RANDOM, Verdict, complaint, fault, note, passed
from utils.layer_clinic.layer_under_test import LayerUnderTest, same


def look_at_batch(tested: LayerUnderTest) -> tuple[Verdict, Text]:
    """At inference a row gets the same answer alone as among others."""
    size = len(tree.flatten(tested.inputs)[0])
    if size < 2:
        return note(Text(ko="행이 둘 이상인 입력이 필요합니다.", en="This needs inputs of two rows or more."))
    if tested.stateful:
        return note(Text(ko="`stateful` 층은 배치 크기가 고정됩니다.", en="A `stateful` layer has a fixed batch size."))
    if any(len(output) != size if output.ndim else True for output in tested.outputs):
        return fault(
            Text(
                ko="출력의 첫 축이 배치가 아닙니다. 행을 합쳤습니다.",
                en="The first axis of the output is not the batch: rows are merged.",
            )
        )
    if tested.random:
        return note(RANDOM)
    for rows in (slice(0, 1), slice(1, size)):
        part = tree.map_structure(lambda array, rows=rows: array[rows], tested.inputs)
        try:
            found = tested.run(part)
        except Exception as error:
            return fault(
                Text(ko="배치 크기가 {n}이면 오류가 납니다. {error}", en="It fails for a batch of {n}. {error}"),
                n=len(tree.flatten(part)[0]),
                error=error,
            )
        if not same([output[rows] for output in tested.outputs], found):
            return fault(
                Text(
                    ko="행 하나의 답이 배치의 다른 행에 따라 달라집니다. 축 0을 따라 계산하는 곳을 찾으세요.",
                    en="The answer to one row depends on its neighbours in the batch. Look for work along axis 0.",
                )
            )
    return passed(Text(ko="행마다 따로 계산합니다.", en="Each row is worked out on its own."))


def look_at_training(tested: LayerUnderTest) -> tuple[Verdict, Text]:
    """Inference repeats and changes nothing; what `training` does beyond that is told."""
    if tested.changed:
        return fault(
            Text(
                ko="추론할 때 상태가 바뀝니다: {names}. `training`이 참일 때만 바꾸세요.",
                en="Inference changes the state {names}. Change it only where `training` is true.",
            ),
            names=", ".join(f"`{name}`" for name in tested.changed),
        )
    if tested.random:
        return fault(
            Text(
                ko="추론할 때도 부를 때마다 출력이 다릅니다. 무작위는 `training`이 참일 때만 쓰세요.",
                en="At inference every call gives other numbers. Be random only where `training` is true.",
            )
        )
    if not tested.takes_training:
        return passed(
            Text(
                ko="`training`을 받지 않고, 추론은 되풀이해도 같습니다.",
                en="It takes no `training`, and inference repeats.",
            )
        )
    first = tested.run(training=True)
    changed = tested.changes()
    if changed:
        return passed(
            Text(ko="학습할 때만 상태가 바뀝니다: {names}", en="It changes {names} in training only."),
            names=", ".join(f"`{name}`" for name in changed),
        )
    if not same(first, tested.run(training=True)):
        return passed(
            Text(
                ko="학습할 때만 무작위입니다. 드롭아웃 같은 층이면 그래야 합니다.",
                en="Random in training only, as a layer such as dropout should be.",
            )
        )
    if not same(first, tested.outputs):
        return passed(
            Text(
                ko="학습할 때와 추론할 때 다르게 계산합니다.",
                en="It computes differently in training and at inference.",
            )
        )
    return passed(Text(ko="`training`이 참이든 거짓이든 같습니다.", en="The same whether `training` is true or false."))


def look_at_jit(tested: LayerUnderTest) -> tuple[Verdict, Text]:
    """Compiled with XLA the layer gives the same numbers as without."""
    if keras.backend.backend() == "torch":
        return note(Text(ko="PyTorch에서는 검사하지 않습니다.", en="Not examined on PyTorch."))
    tested.layer.set_weights(tested.weights)
    trace = {"tensorflow": _tensorflow_function, "jax": _jax_function}[keras.backend.backend()]
    leaves = [ops.convert_to_tensor(leaf) for leaf in tree.flatten(tested.inputs)]
    try:
        traced = trace(tested, leaves, jit_compile=False)
    except Exception as error:
        return fault(
            Text(
                ko="`call`을 그래프로 옮길 수 없습니다. 텐서의 값에 `if`나 NumPy를 쓰지 말고 `ops`를 쓰세요. {error}",
                en="`call` cannot become a graph. Use `ops`, not `if` or NumPy, on the values of tensors. {error}",
            ),
            error=error,
        )
    try:
        compiled = trace(tested, leaves, jit_compile=True)
    except Exception as error:
        return note(
            Text(
                ko="그래프로는 실행되지만 XLA에 없는 연산이 있습니다. `jit_compile=False`로 쓰세요. {error}",
                en="It runs as a graph, but XLA lacks an operation: compile with `jit_compile=False`. {error}",
            ),
            error=complaint(error),
        )
    if tested.random:
        return note(RANDOM)
    if not (same(tested.outputs, traced) and same(tested.outputs, compiled)):
        return fault(
            Text(
                ko="컴파일하면 다른 수가 나옵니다. 한 번만 실행되는 파이썬 코드가 `call`에 있습니다.",
                en="Compiled, it gives other numbers: `call` holds Python code that runs only once.",
            )
        )
    return passed(
        Text(ko="`jit_compile=True`로도 같은 수가 나옵니다.", en="With `jit_compile=True` it gives the same numbers.")
    )


def _tensorflow_function(tested: LayerUnderTest, leaves: list, jit_compile: bool) -> list[np.ndarray]:
    import tensorflow as tf

    def call(*given):
        return tree.flatten(tested.layer(*tree.pack_sequence_as(tested.inputs, given), **tested.keywords(False)))

    # A concrete function: calling the function itself would log a warning after a few layers.
    tested.reset_recurrent_state(tested.layer)
    compiled = tf.function(call, jit_compile=jit_compile, autograph=False).get_concrete_function(*leaves)
    # TensorFlow 2.20, which Colab has, logs its first compilation.
    with open(os.devnull, "wb") as nothing, stderr_to(nothing):
        return [ops.convert_to_numpy(output) for output in compiled(*leaves)]


def _jax_function(tested: LayerUnderTest, leaves: list, jit_compile: bool) -> list[np.ndarray]:
    import jax

    layer = tested.layer

    def call(weights, fixed, given):
        structure = tree.pack_sequence_as(tested.inputs, given)
        return tree.flatten(layer.stateless_call(weights, fixed, *structure, **tested.keywords(False))[0])

    tested.reset_recurrent_state(tested.layer)
    variables = [[v.value for v in some] for some in (layer.trainable_variables, layer.non_trainable_variables)]
    traced = jax.jit(call).lower(*variables, leaves)
    return [
        ops.convert_to_numpy(output)
        for output in (traced.compile() if jit_compile else jax.jit(call))(*variables, leaves)
    ]
