"""Random answers to an exercise, each the code of a cell: what answers.py puts before its check."""

import math

from hypothesis import strategies as st

from tests.proofs.mutants import one_mutant

MOST_NUMBERS = 1_000_000

# --- expressions ---

_sizes = st.sampled_from([0, 1, 2, 3, 4, 8, 10, 16, 28, 32, 64, 784, -1])
_names = st.sampled_from(["relu", "softmax", "sigmoid", "linear", "tanh", "gelu", None, "no such thing"])
_numbers = st.one_of(
    st.integers(-10, 1000),
    st.floats(-2, 2).map(lambda number: round(number, 3)),
    st.sampled_from([10**30, 0.5, 0.1, 0.01, 1e-30]),
)
_shapes = (
    st.lists(st.sampled_from([None, 1, 2, 3, 4, 8, 10, 28, 784]), max_size=4)
    .map(tuple)
    .filter(lambda shape: math.prod(length or 1 for length in shape) <= MOST_NUMBERS)
)
_dtypes = st.sampled_from(["float32", "float32", "float32", "float64", "float16", "int32", "uint8", "bool"])


def _one_of(names: str, arguments: st.SearchStrategy) -> st.SearchStrategy[str]:
    """A layer with one of these names."""
    return st.builds("layers.{}({})".format, st.sampled_from(names.split()), arguments)


_dense = st.builds("{}, activation={!r}".format, _sizes, _names)
_for_any = st.one_of(
    _one_of("Dense", _dense),
    _one_of("Dropout Rescaling GaussianNoise", _numbers),
    _one_of("ReLU Softmax BatchNormalization LayerNormalization Identity Flatten UnitNormalization", st.just("")),
    _one_of("Reshape", _shapes),
)
_for_pictures = st.one_of(
    _one_of("Conv2D SeparableConv2D", st.builds("{}, {}, padding='same'".format, _sizes, st.integers(1, 5))),
    _one_of("MaxPooling2D AveragePooling2D GlobalAveragePooling2D GlobalMaxPooling2D UpSampling2D", st.just("")),
)
_for_sequences = st.one_of(
    _one_of("LSTM GRU SimpleRNN", st.builds("{}, return_sequences={}".format, _sizes, st.booleans())),
    _one_of("Conv1D", st.builds("{}, {}".format, _sizes, st.integers(1, 5))),
    _one_of("MaxPooling1D GlobalAveragePooling1D GlobalMaxPooling1D", st.just("")),
)
_layers = st.one_of(
    _for_any, _for_pictures, _for_sequences, _one_of("Embedding", st.builds("{}, {}".format, st.just(1000), _sizes))
)


def _inputs(*shapes: tuple) -> st.SearchStrategy[str]:
    """An input of one of these shapes, or of any."""
    return st.builds("keras.Input({}, dtype={!r})".format, st.one_of(*map(st.just, shapes), _shapes), _dtypes)


_stacks = st.one_of(
    st.tuples(_inputs((784,), (4,), (3,)), st.lists(_for_any, max_size=4)),
    st.tuples(_inputs((28, 28, 1), (28, 28), (8, 8, 3)), st.lists(st.one_of(_for_pictures, _for_any), max_size=5)),
    st.tuples(_inputs((None, 3), (8, 4), (40,)), st.lists(st.one_of(_for_sequences, _for_any), max_size=5)),
    st.tuples(_inputs(), st.lists(_layers, max_size=5)),
)


def _functional(stack: tuple[str, list[str]]) -> str:
    inputs, layers = stack
    calls = "".join(f"{layer}(" for layer in layers)
    return f"(lambda x: keras.Model(x, {calls}x{')' * len(layers)}))({inputs})"


def _sequential(layers: list[str]) -> str:
    return f"keras.Sequential([{', '.join(layers)}])"


_models = st.one_of(
    _stacks.map(lambda stack: _sequential([stack[0], *stack[1]])),
    _stacks.map(_functional),
    st.lists(_layers, max_size=4).map(_sequential),
)
_arrays = st.builds(
    "np.full({}, {}).astype({!r})".format, _shapes.map(lambda s: tuple(n or 2 for n in s)), _numbers, _dtypes
)
_scalars = st.one_of(
    _numbers.map(repr), st.text(max_size=8).map(ascii), st.sampled_from(["None", "...", "True", "float('nan')"])
)
_objects = st.recursive(
    st.one_of(
        _scalars, _arrays, _layers, _models, st.sampled_from(["np", "keras", "layers.Dense", "keras.Model", "print"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(inner, max_size=3).map(lambda items: f"({', '.join([*items, ''])})" if items else "()"),
        st.dictionaries(_scalars, inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"
        ),
        inner.map(lambda value: f"(lambda *_, **__: {value})"),
        inner.map(lambda value: f"keras.ops.convert_to_tensor({value})"),
    ),
    max_leaves=4,
)


# --- answers ---


@st.composite
def _mutated(draw, codes: list[str]) -> str:
    code = draw(st.sampled_from(codes))
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        code = one_mutant(code, lambda changes: draw(st.sampled_from(changes)))
    return code


@st.composite
def _broken_off(draw, codes: list[str]) -> str:
    code = draw(st.sampled_from(codes))
    if draw(st.booleans()):
        return code[: draw(st.integers(0, len(code) - 1))]
    lines = code.splitlines()
    return "\n".join(lines[: draw(st.integers(0, len(lines) - 1))])


@st.composite
def _replaced(draw, solution: str, names: list[str], values: st.SearchStrategy) -> str:
    """The solution, with something else bound to one of its names, or to several."""
    replaced = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    return "\n".join([solution, *(f"{name} = None\n{name} = {draw(values)}" for name in replaced)])


def random_answers(solution: str, others: list[str], names: list[str]) -> st.SearchStrategy[str]:
    """Answers to an exercise as code, most of them wrong.

    Args:
        solution: the code of its solution.
        others: the code of its other answers, right or wrong.
        names: what the check takes.
    """
    own = [solution, *others]
    return st.one_of(
        _mutated([solution]),
        _mutated(own),
        _broken_off(own),
        _replaced(solution, names, _models),
        _replaced(solution, names, _objects),
    )
