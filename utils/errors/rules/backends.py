"""What comes on JAX, on PyTorch, or from TensorFlow code on another backend."""

from utils.core.text import Text
from utils.errors.rule import Rule

_TF_CODE = Text(
    ko="모델 안에서는 `tf.` 대신 `keras.ops.`를 쓰세요.",
    en="Inside a model write `keras.ops.` in place of `tf.`.",
)

RULES = (
    Rule(
        "jax-array-is-fixed",
        "TypeError",
        r"JAX arrays are immutable|JAX array does not support item assignment",
        Text(ko="JAX의 배열은 일부만 바꿀 수 없습니다.", en="A part of a JAX array cannot be set."),
        Text(ko="`ops.where`나 `ops.scatter_update`를 쓰세요.", en="Use `ops.where` or `ops.scatter_update`."),
        "ops.where(mask, 0.0, x)",
        "4-2",
        fails="x = ops.ones((3,)); x[0] = 2",
        works="x = ops.ones((3,)); ops.where(x > 0, 2.0, x)",
        backend="jax",
    ),
    Rule(
        "jax-tracer-in-numpy",
        "TracerArrayConversionError",
        r"The numpy\.ndarray conversion method __array__\(\) was called on",
        Text(
            ko="`fit` 안에서 NumPy로 계산했습니다. JAX가 추적하는 동안에는 값이 없습니다.",
            en="NumPy was used inside `fit`; while JAX traces, there are no values.",
        ),
        Text(ko="`np.` 대신 `keras.ops.`를 쓰세요.", en="Write `keras.ops.` in place of `np.`."),
        "ops.mean(ops.square(y_true - y_pred))",
        "3-3",
        fails="def bad(t, p): return np.mean(np.square(t - p))\nnet(1, None, bad).fit(X, yb, **quiet)",
        works="def good(t, p): return ops.mean(ops.square(t - p))\nnet(1, None, good).fit(X, yb, **quiet)",
        backend="jax",
    ),
    Rule(
        "jax-tracer-in-if",
        "TracerBoolConversionError|ConcretizationTypeError",
        r"Attempted boolean conversion of traced array|Abstract tracer value encountered where concrete value is expected",
        Text(
            ko="JAX가 추적하는 텐서를 파이썬의 `if`나 수로 썼습니다.",
            en="A tensor that JAX traces was used in Python's `if`, or as a number.",
        ),
        Text(ko="`ops.where`나 `ops.cond`를 쓰세요.", en="Use `ops.where` or `ops.cond`."),
        "ops.where(x > 0, x, 0.0)",
        "4-2",
        fails="def bad(t, p): return p if ops.mean(p) > 0 else t\nnet(1, None, bad).fit(X, yb, **quiet)",
        works="def good(t, p): return ops.mean(ops.where(p > 0, p, 0.0))\nnet(1, None, good).fit(X, yb, **quiet)",
        backend="jax",
    ),
    Rule(
        "jax-tracer-leaked",
        "UnexpectedTracerError",
        r"Encountered an unexpected tracer",
        Text(
            ko="`call`에서 값을 `self`에 담아 두어, 추적이 끝난 뒤에도 남았습니다.",
            en="`call` kept a value on `self`, where it outlived JAX's tracing.",
        ),
        Text(
            ko="상태는 `add_weight`로 만든 변수에 `assign`으로 넣으세요.",
            en="Keep state in a variable made by `add_weight`, with `assign`.",
        ),
        "self.count.assign(self.count + 1)",
        "4-2",
        fails="UnexpectedTracerError: Encountered an unexpected tracer. A function transformed by JAX had a side effect",
        proved=False,
    ),
    Rule(
        "jax-has-no-numpy-method",
        "AttributeError",
        r"'[\w.]*(?:JitTracer|DynamicJaxprTracer|JVPTracer|LinearizeTracer|ArrayImpl)' object has no attribute '(?P<name>\w+)'",
        Text(
            ko="JAX의 텐서에는 `{name}`[이] 없습니다.",
            en="A tensor of JAX has no `{name}`.",
        ),
        Text(
            ko="`ops.convert_to_numpy(x)`를 `fit` 밖에서 쓰세요.", en="Use `ops.convert_to_numpy(x)`, outside of `fit`."
        ),
        "ops.convert_to_numpy(x)",
        "4-2",
        fails="ops.ones((3,)).numpy()",
        works="ops.convert_to_numpy(ops.ones((3,)))",
        backend="jax",
    ),
    Rule(
        "torch-tensor-needs-gradient",
        "RuntimeError",
        r"Can't call numpy\(\) on Tensor that requires grad",
        Text(
            ko="기울기를 기억하는 PyTorch 텐서는 바로 NumPy 배열로 바꿀 수 없습니다.",
            en="A PyTorch tensor that keeps gradients does not become a NumPy array just so.",
        ),
        Text(ko="`ops.convert_to_numpy`를 쓰세요.", en="Use `ops.convert_to_numpy`."),
        "ops.convert_to_numpy(x)",
        "4-2",
        fails="net()(X).numpy()",
        works="ops.convert_to_numpy(net()(X))",
        backend="torch",
    ),
    Rule(
        "torch-matrices-do-not-fit",
        "RuntimeError",
        r"mat1 and mat2 shapes cannot be multiplied|The size of tensor a \(\d+\) must match the size of tensor b",
        Text(
            ko="두 텐서의 크기가 맞지 않습니다.",
            en="The sizes of two tensors do not fit.",
        ),
        Text(ko="가중치의 형태를 입력의 마지막 축에 맞추세요.", en="Shape the weights after the input's last axis."),
        "self.add_weight(shape=(input_shape[-1], 2))",
        "4-2",
        fails="ops.matmul(ops.ones((2, 4)), ops.ones((3, 2)))",
        works="ops.matmul(ops.ones((2, 4)), ops.ones((4, 2)))",
        plain=True,
        backend="torch",
    ),
    Rule(
        "torch-devices-differ",
        "RuntimeError",
        r"Expected all tensors to be on the same device",
        Text(
            ko="텐서가 서로 다른 장치에 있습니다.",
            en="The tensors are on different devices.",
        ),
        Text(ko="텐서를 `ops.convert_to_tensor`로 만드세요.", en="Make tensors with `ops.convert_to_tensor`."),
        "ops.convert_to_tensor(x)",
        "1-2",
        fails="RuntimeError: Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!",
        proved=False,
    ),
    Rule(
        "torch-label-outside",
        "IndexError|RuntimeError",
        r"Target (?P<label>-?\d+) is out of bounds|Class values must be (?:smaller|non-negative)",
        Text(
            ko="레이블에 클래스 수를 벗어난 값이 있습니다. 클래스는 0부터 셉니다.",
            en="A label lies outside the classes, which count from 0.",
        ),
        Text(
            ko="`np.unique(y)`를 보고, 마지막 층의 유닛 수를 맞추세요.",
            en="See `np.unique(y)`, and give the last layer enough units.",
        ),
        "layers.Dense(y.max() + 1)",
        "1-1",
        fails="net(3).fit(X, y + 1, **quiet)",
        works="net(3).fit(X, y, **quiet)",
        plain=True,
        backend="torch",
    ),
    Rule(
        "tensorflow-layer-elsewhere",
        "ValueError|NotImplementedError|RuntimeError",
        r"(?:TFSMLayer|`TFSMLayer`).* (?:only (?:works|supported)|requires)|is only supported with the TensorFlow backend|can only be used with the TensorFlow backend|is not supported with the (?P<backend>\w+) backend",
        Text(
            ko="이것은 TensorFlow 백엔드에서만 됩니다.",
            en="This works on the TensorFlow backend only.",
        ),
        Text(
            ko="`KERAS_BACKEND`를 `tensorflow`로 바꾸고 커널을 다시 시작하세요.",
            en="Set `KERAS_BACKEND` to `tensorflow`, and restart the kernel.",
        ),
        'os.environ["KERAS_BACKEND"] = "tensorflow"',
        "1-2",
        fails="ValueError: `sparse=True` can only be used with the TensorFlow backend.",
        proved=False,
    ),
    Rule(
        "tensorflow-inside-jax",
        "ValueError|TypeError",
        r"Attempt to convert a value \((?:Traced|JitTracer).* to a Tensor|is not a valid JAX type|Error interpreting argument .* as an abstract array",
        Text(
            ko="JAX의 텐서가 TensorFlow 함수로 들어갔습니다.",
            en="A tensor of JAX went into a function of TensorFlow.",
        ),
        _TF_CODE,
        "ops.mean(x)",
        "4-2",
        fails="TypeError: Error interpreting argument to <function f> as an abstract array. The problematic value is of type <class 'tensorflow.python.framework.ops.EagerTensor'>",
        proved=False,
    ),
)
