"""The patients of the lab "Layer clinic": layers with the code that makes them and what they are examined on."""

import ast
import inspect
import linecache
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial

import keras
import numpy as np
from IPython import get_ipython
from keras import layers, ops

from utils.core.text import CourseError, Text, brief, one_line
from utils.data import fashion_mnist
from utils.labs import broken_layers, healthy_layers

ROWS = 6
# Sick and healthy ones mixed, so that neither the name nor the place tells which is which.
_CUSTOM: tuple[tuple[type, dict], ...] = (
    (broken_layers.WithSquares, {}),
    (broken_layers.Centered, {}),
    (healthy_layers.Scaled, {"factor": 3}),
    (broken_layers.Stretched, {}),
    (broken_layers.Power, {"power": 3}),
    (broken_layers.Squashed, {}),
    (broken_layers.Counted, {}),
    (healthy_layers.Jitter, {}),
    (broken_layers.Squared, {}),
    (broken_layers.Energy, {}),
    (broken_layers.FirstColumn, {}),
    (broken_layers.Shaken, {}),
    (broken_layers.Sloped, {}),
    (broken_layers.Logarithm, {}),
    (broken_layers.Parabola, {}),
)
_OF_EVERY_LAYER = {"name", "trainable", "dtype", "activity_regularizer", "autocast"}  # in a config
_OPEN_SIZE = 8  # stands in where the shape of the learner's layer leaves an axis open
_IMPORTS = """\
import keras
import numpy as np
from keras import layers, ops
"""
_DATA = """\
from utils.data import fashion_mnist

(pictures, _), _ = fashion_mnist()
pictures = pictures[:6].astype("float32") / 255
"""
_ROWS_OF_PICTURES = f"{_DATA}x = pictures[:, 13, 4:28:4]\nx = (x - x.mean()) / x.std()"


@dataclass(frozen=True)
class Case:
    """A layer with the code that made it.

    Attributes:
        code: what the learner reads, and may change; it binds `layer`.
        layer: a new layer of it.
        inputs: what it is examined on.
        inputs_code: the same as a learner writes it; it binds `x`.
    """

    code: str
    layer: keras.Layer
    inputs: tuple = field(repr=False)
    inputs_code: str = field(repr=False)


def cases() -> dict[str, Callable[[], Case]]:
    """By their names in the menu: layers of classes, layers of Keras, then those in the learner's notebook."""
    custom = {kind.__name__: partial(_case_of_a_class, kind, arguments) for kind, arguments in _CUSTOM}
    return {**custom, **_of_keras(), **_of_the_notebook()}


def _case_of_a_class(kind: type, arguments: dict) -> Case:
    code = f"{inspect.getsource(kind)}\n{_call_of(kind.__name__, arguments)}"
    return Case(code, kind(**arguments), (_rows_of_pictures(),), _ROWS_OF_PICTURES)


def _call_of(name: str, arguments: dict) -> str:
    given = ", ".join(f"{argument}={value!r}" for argument, value in arguments.items())
    return f"layer = {name}({given})"


def _of_keras() -> dict[str, Callable[[], Case]]:
    rows, whole = _rows_of_pictures(), _pictures()[..., np.newaxis]
    words, strips = np.arange(ROWS * 5).reshape(ROWS, 5), _pictures()[:, ::4]
    in_rows = partial(Case, inputs=(rows,), inputs_code=_ROWS_OF_PICTURES)
    return {
        "Dense": lambda: in_rows('layer = layers.Dense(4, activation="relu")', layers.Dense(4, activation="relu")),
        "Dropout": lambda: in_rows("layer = layers.Dropout(0.5)", layers.Dropout(0.5)),
        "Lambda": lambda: in_rows("layer = layers.Lambda(lambda x: 2 * x)", layers.Lambda(lambda x: 2 * x)),
        "BatchNormalization": lambda: in_rows("layer = layers.BatchNormalization()", layers.BatchNormalization()),
        "Conv2D": lambda: Case(
            "layer = layers.Conv2D(2, 3)", layers.Conv2D(2, 3), (whole,), f"{_DATA}x = pictures[..., np.newaxis]"
        ),
        "LSTM": lambda: Case("layer = layers.LSTM(3)", layers.LSTM(3), (strips,), f"{_DATA}x = pictures[:, ::4]"),
        "Embedding": lambda: Case(
            "layer = layers.Embedding(30, 4)", layers.Embedding(30, 4), (words,), "x = np.arange(30).reshape(6, 5)"
        ),
        "Add": lambda: Case(
            "layer = layers.Add()", layers.Add(), ([rows, rows[::-1]],), f"{_ROWS_OF_PICTURES}\nx = [x, x[::-1]]"
        ),
    }


@cache
def _pictures() -> np.ndarray:
    (pictures, _), _ = fashion_mnist()
    return pictures[:ROWS].astype("float32") / 255


def _rows_of_pictures() -> np.ndarray:
    """Six pixels of each of six pictures, standardized, so that some are negative."""
    rows = _pictures()[:, 13, 4:28:4]
    return (rows - rows.mean()) / rows.std()


# --- the learner's own ---


def _of_the_notebook() -> dict[str, Callable[[], Case]]:
    """The layers in the learner's notebook that have been called on one input, so that its shape is known."""
    own = {name: layer for name, layer in _names().items() if not name.startswith("_") and _can_be_examined(layer)}
    return {f"{name} = {type(layer).__name__}(…)": partial(_own_case, name, layer) for name, layer in own.items()}


def _names() -> dict:
    """What is bound in the learner's notebook."""
    shell = get_ipython()
    return dict(shell.user_ns) if shell else {}


def _can_be_examined(layer) -> bool:
    if not issubclass(type(layer), keras.Layer) or issubclass(type(layer), keras.Model) or not layer.built:
        return False
    shape = (layer.get_build_config() or {}).get("input_shape")
    return isinstance(shape, tuple | list) and all(size is None or isinstance(size, int) for size in shape)


def _own_case(name: str, layer: keras.Layer) -> Case:
    sizes = [_OPEN_SIZE if size is None else size for size in layer.get_build_config()["input_shape"][1:]]
    shape = (ROWS, *sizes)
    noise = np.random.default_rng(0).normal(size=shape).astype("float32")
    code = f"{_code_of(type(layer))}\n\n{_remake(name, layer)}"
    return Case(code, layer, (noise,), f'x = np.random.default_rng(0).normal(size={shape}).astype("float32")')


def _remake(name: str, layer: keras.Layer) -> str:
    """The call that makes the layer anew; its name where that cannot be told."""
    try:
        config = layer.get_config()
    except Exception:
        return f"layer = {name}"
    arguments = {key: value for key, value in config.items() if key not in _OF_EVERY_LAYER}
    if not all(isinstance(value, int | float | str | bool | None) for value in arguments.values()):
        return f"layer = {name}"
    return _call_of(type(layer).__name__, arguments)


def _code_of(kind: type[keras.Layer]) -> str:
    """The source of a class: of a file, of a cell, or only its name where there is none."""
    try:
        return inspect.getsource(kind)
    except (OSError, TypeError):
        cell = "".join(linecache.getlines(kind.call.__code__.co_filename))
    classes = [node for node in ast.walk(ast.parse(cell)) if isinstance(node, ast.ClassDef)]
    own = [ast.get_source_segment(cell, node) for node in classes if node.name == kind.__name__]
    return (own and own[0]) or f"# {kind.__name__}"


# --- code that was changed ---


def layer_of(code: str) -> keras.Layer:
    """The layer that this code binds to `layer`. The learner has typed it, as into a cell.

    Raises:
        CourseError: it does not run, or binds no layer; one sentence says which.
    """
    names = {**_names(), "keras": keras, "layers": layers, "ops": ops, "np": np, "__name__": "__main__"}
    names.pop("layer", None)
    try:
        exec(code, names)
    except (Exception, SystemExit) as error:
        raise CourseError(
            Text(ko="이 코드는 실행되지 않습니다. {error}", en="This code does not run. {error}").format(
                error=_with_its_line(error)
            )
        ) from None
    layer = names.get("layer")
    if not issubclass(type(layer), keras.Layer):
        raise CourseError(
            Text(
                ko="코드의 마지막 줄에서 `layer`에 층을 넣으세요. 지금 `layer`[은] {got}입니다.",
                en="Bind a layer to `layer` in the last line. Now `layer` is {got}.",
            ).format(got=brief(layer))
        )
    return layer


def _with_its_line(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return str(Text(ko="{n}번째 줄: {error}", en="Line {n}: {error}").format(n=error.lineno, error=one_line(error)))
    lines = [frame.tb_lineno for frame in _frames(error) if frame.tb_frame.f_code.co_filename == "<string>"]
    return str(Text(ko="{n}번째 줄: {error}", en="Line {n}: {error}").format(n=lines[-1], error=one_line(error)))


def _frames(error: BaseException) -> list:
    frames, frame = [], error.__traceback__
    while frame:
        frames.append(frame)
        frame = frame.tb_next
    return frames


def in_keras(code: str, inputs_code: str) -> str:
    """Code that makes a layer and examines it as the lab does."""
    return f"""\
{_IMPORTS}from utils.layer_clinic import examine

{code}

{inputs_code}
examine(layer, x)"""
