"""The lab "Layer clinic": choose a layer, healthy or broken, or one of your own, and watch its findings come in."""

import ast
import html
import inspect
import linecache
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache, partial

import ipywidgets as widgets
import keras
import numpy as np
from IPython import get_ipython
from keras import layers

from utils.core.display import Interactive
from utils.core.text import Text
from utils.data import fashion_mnist
from utils.labs import broken_layers
from utils.labs.base import Lab, put
from utils.labs.controls import menu, one_look
from utils.layer_clinic import EXAMINATIONS, Finding, Findings, Verdict, examinations, name_of

ROWS = 6
FIRST = "WrongShape"
_CODE_STYLE = "font-family:monospace;line-height:1.4;margin:.5em 0"
_OPEN_SIZE = 8  # stands in where the shape of the learner's layer leaves an axis open


@dataclass(frozen=True)
class Case:
    """A layer with the code that made it.

    Attributes:
        code: what the learner reads.
        layer: a new layer of it.
        inputs: what it is examined on.
    """

    code: str
    layer: keras.Layer
    inputs: tuple = field(repr=False)


def cases() -> dict[str, Callable[[], Case]]:
    """By their names in the menu: the broken layers, some healthy ones, then those in the learner's notebook."""
    return {**_broken(), **_healthy(), **_of_the_notebook()}


def _broken() -> dict[str, Callable[[], Case]]:
    kinds = [kind for kind in vars(broken_layers).values() if isinstance(kind, type)]
    arguments = {"Forgetful": {"power": 3}}
    return {kind.__name__: partial(_sick_case, kind, arguments.get(kind.__name__, {})) for kind in kinds}


def _sick_case(kind: type, arguments: dict) -> Case:
    return Case(inspect.getsource(kind) + _call_of(kind, arguments), kind(**arguments), (_rows_of_pictures(),))


def _call_of(kind: type, arguments: dict) -> str:
    given = ", ".join(f"{name}={value}" for name, value in arguments.items())
    return f"\nlayer = {kind.__name__}({given})"


def _healthy() -> dict[str, Callable[[], Case]]:
    rows, words = _rows_of_pictures(), np.arange(ROWS * 5).reshape(ROWS, 5)
    pictures = _pictures()[..., np.newaxis]
    return {
        "Dense": lambda: Case('layers.Dense(4, activation="relu")', layers.Dense(4, activation="relu"), (rows,)),
        "Dropout": lambda: Case("layers.Dropout(0.5)", layers.Dropout(0.5), (rows,)),
        "BatchNormalization": lambda: Case("layers.BatchNormalization()", layers.BatchNormalization(), (rows,)),
        "Conv2D": lambda: Case("layers.Conv2D(2, 3)", layers.Conv2D(2, 3), (pictures,)),
        "LSTM": lambda: Case("layers.LSTM(3)", layers.LSTM(3), (_pictures()[:, ::4],)),
        "Embedding": lambda: Case("layers.Embedding(30, 4)", layers.Embedding(30, 4), (words,)),
        "Add": lambda: Case("layers.Add()([x1, x2])", layers.Add(), ([rows, rows[::-1]],)),
        "Lambda": lambda: Case("layers.Lambda(lambda x: 2 * x)", layers.Lambda(lambda x: 2 * x), (rows,)),
    }


def _of_the_notebook() -> dict[str, Callable[[], Case]]:
    """The layers in the learner's notebook that have been called on one input, so that its shape is known."""
    shell = get_ipython()
    named = dict(shell.user_ns) if shell else {}
    own = {name: layer for name, layer in named.items() if not name.startswith("_") and _can_be_examined(layer)}
    return {f"{name} = {type(layer).__name__}(…)": partial(_case_of, layer) for name, layer in own.items()}


def _case_of(layer: keras.Layer) -> Case:
    return Case(_code_of(type(layer)), layer, (_noise_for(layer),))


def _can_be_examined(layer) -> bool:
    if not issubclass(type(layer), keras.Layer) or issubclass(type(layer), keras.Model) or not layer.built:
        return False
    shape = (layer.get_build_config() or {}).get("input_shape")
    return isinstance(shape, tuple | list) and all(size is None or isinstance(size, int) for size in shape)


def _noise_for(layer: keras.Layer) -> np.ndarray:
    shape = [_OPEN_SIZE if size is None else size for size in layer.get_build_config()["input_shape"][1:]]
    return np.random.default_rng(0).normal(size=(ROWS, *shape)).astype("float32")


def _code_of(kind: type[keras.Layer]) -> str:
    """The source of a class: of a file, of a cell, or only its name where there is none."""
    try:
        return inspect.getsource(kind)
    except (OSError, TypeError):
        cell = "".join(linecache.getlines(kind.call.__code__.co_filename))
    classes = [node for node in ast.walk(ast.parse(cell)) if isinstance(node, ast.ClassDef)]
    own = [ast.get_source_segment(cell, node) for node in classes if node.name == kind.__name__]
    return (own and own[0]) or kind.__name__


@cache
def _pictures() -> np.ndarray:
    (pictures, _), _ = fashion_mnist()
    return pictures[:ROWS].astype("float32") / 255


def _rows_of_pictures() -> np.ndarray:
    """Six pixels of each of six pictures, standardized, so that some are negative."""
    rows = _pictures()[:, 13, 4:28:4]
    return (rows - rows.mean()) / rows.std()


def show(case: Case, found: list[Finding]) -> Findings:
    """The findings so far, and the examinations that are to come."""
    waiting = [Finding(name, Verdict.PENDING, Text(ko="", en="")) for name in list(EXAMINATIONS)[len(found) :]]
    return Findings(name_of(case.layer), (*found, *waiting))


class LayerClinicLab(Lab):
    """A menu of layers, the code of the chosen one, and its findings, which come in row by row."""

    def __init__(self):
        super().__init__()
        self.cases = cases()
        self.examined: dict[str, tuple[Case, Findings]] = {}
        self.menu = menu(Text(ko="층", en="layer"), list(self.cases), FIRST)
        self.code = widgets.HTML()
        self.table = widgets.HTML()
        self.follow(self.menu)
        self.redraw()

    @property
    def settings(self) -> str:
        """The name of the layer in the menu."""
        return self.menu.value

    @property
    def widget(self) -> widgets.Widget:
        return one_look([self.menu], widgets.VBox([self.code, self.table]))

    def answer(self, settings: str) -> dict[widgets.Widget, object]:
        """The code and the findings of a layer that has been examined."""
        return self._shown(*self.examined[settings])

    def show(self) -> None:
        if self.settings in self.examined:
            super().show()
        else:
            self._examine(self.settings)

    def _examine(self, name: str) -> None:
        """Show each finding as it is made, until all are made or something else was touched."""
        case = self.cases[name]()
        found: list[Finding] = []
        put(self._shown(case, show(case, found)))
        with closing(examinations(case.layer, *case.inputs)) as findings:
            for finding in findings:
                found.append(finding)
                put(self._shown(case, show(case, found)))
                if self.outdated:
                    return
        self.examined[name] = case, show(case, found)

    def _shown(self, case: Case, findings: Findings) -> dict[widgets.Widget, object]:
        code = f'<pre style="{_CODE_STYLE}">{html.escape(case.code)}</pre>'
        return {self.code: code, self.table: findings._repr_html_()}


def open_lab() -> Interactive:
    """The lab with the first broken layer examined."""
    opened = LayerClinicLab()
    findings = Findings(FIRST, opened.examined[FIRST][1].found)
    return Interactive(opened.widget, text=repr(findings), html=opened.code.value + findings._repr_html_())
