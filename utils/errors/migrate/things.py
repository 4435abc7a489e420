"""What names stand for: modules and classes of Keras, and what was made with them.

Names are followed in the order in which a program binds them, through assignments, functions, classes and the cells
of a notebook. What cannot be told is `None`: no rule speaks about it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from utils.errors.migrate.names import canonical, today
from utils.errors.migrate.rules import words
from utils.errors.migrate.stars import MEMBERS
from utils.errors.migrate.trees import dotted, imported, keyword, positional


@dataclass(frozen=True)
class Named:
    """A module, class or function: its path as if it went through `keras`, and what it really goes through."""

    path: str
    through: str = ""

    def member(self, name: str) -> "Named":
        if self.through:
            return Named(f"{self.path}.{name}", self.through)
        return Named(*canonical(f"{self.path}.{name}"))

    @property
    def today(self) -> str:
        """Its path in today's Keras."""
        return today(self.path, self.through)[0]


@dataclass(frozen=True)
class Made:
    """What a call made.

    Attributes:
        kind: "model", "layer", "layers" (a list of them), "optimizer", "callback", "metric", "loss", "tensor",
            "history", "numbers" (the dictionary of a history, or of one epoch), "settings" (what `get_config` of an
            optimizer gives), "datasets", "own" (of a class of the program), or "other"
            for what is not of Keras.
        path: the class, where it is known.
    """

    kind: str
    path: str = ""


@dataclass(frozen=True)
class Several:
    """A tuple."""

    things: tuple


@dataclass(frozen=True)
class Defined:
    """A function of the program: what it returns."""

    returns: object = None


@dataclass(frozen=True)
class Derived:
    """A class of the program: what an instance of it is, and the arguments that its `__init__` names."""

    kind: str
    parameters: frozenset = frozenset()


@dataclass(frozen=True, eq=False)
class Written:
    """A string, list or dictionary as it stands in the program."""

    node: cst.CSTNode


OTHER = Made("other")
# What these packages make is nothing of Keras.
_FOREIGN = set(
    words("""
    sklearn torch torchvision pandas numpy scipy matplotlib seaborn xgboost lightgbm catboost statsmodels yaml omegaconf
    joblib pickle os json cv2 PIL skimage fastai pytorch_lightning transformers gym mxnet chainer spacy gensim nltk re
    random math datetime time collections itertools functools pathlib plotly bokeh requests tqdm imblearn jax flax
    optax tensorflow_hub pyspark h5py""")
)
_MODELS = {
    "keras.Sequential", "keras.Model", "keras.models.Sequential", "keras.models.Model", "keras.models.load_model",
    "keras.saving.load_model", "keras.models.clone_model", "keras.models.model_from_json",
    "keras.models.model_from_yaml", "keras.utils.multi_gpu_model", "keras.models.model_from_config",
}  # fmt: skip
_INPUTS = {"keras.Input", "keras.layers.Input", "keras.models.Input", "keras.layers.InputLayer"}
_BASES = {
    "keras.layers.Layer": "layer", "keras.Layer": "layer", "keras.Model": "model", "keras.models.Model": "model",
    "keras.Sequential": "model", "keras.models.Sequential": "model", "keras.callbacks.Callback": "callback",
    "keras.optimizers.Optimizer": "optimizer", "keras.metrics.Metric": "metric",
}  # fmt: skip


def kind_of(path: str) -> str:
    """What calling a name of today's Keras makes; "" where that is nothing in particular."""
    if path in _MODELS:
        return "model"
    if path in _INPUTS:
        return "tensor"
    module, _, name = path.rpartition(".")
    if module == "keras.layers":
        return "layer" if name[:1].isupper() else "tensor"
    if module in ("keras.optimizers", "keras.optimizers.legacy") and name[:1].isupper():
        return "optimizer"
    if module == "keras.callbacks" and name[:1].isupper():
        return "callback"
    if module == "keras.metrics" and name[:1].isupper():
        return "metric"
    if module == "keras.losses" and name[:1].isupper():
        return "loss"
    if path == "keras.preprocessing.image.ImageDataGenerator":
        return "datasets"
    if module.startswith("keras.applications") and name[:1].isupper():
        return "model"
    return ""


class Scopes:
    """The names that are bound where a program has been read so far.

    Args:
        later: what the module's names stand for at its end, for functions that use names bound below them.
    """

    def __init__(self, later: dict | None = None):
        self.levels: list[tuple[str, dict]] = [("module", {})]
        self.stars: list[Named] = []
        # How today's names are written where their import was rewritten.
        self.spellings: dict[str, str] = {}
        self.later = later or {}

    @property
    def module(self) -> dict:
        return self.levels[0][1]

    def bind(self, name: str, thing) -> None:
        """Let a name stand for something. `self.x` belongs to the class around it."""
        level = self.levels[-1][1]
        if "." in name:
            level = next((names for kind, names in reversed(self.levels) if kind == "class"), level)
        level[name] = thing

    def lookup(self, name: str):
        """What a name stands for, or None."""
        found = self._bound(name)
        return None if found is _UNBOUND else found

    def is_bound(self, name: str) -> bool:
        return self._bound(name) is not _UNBOUND

    def _bound(self, name: str):
        for depth, (kind, names) in enumerate(reversed(self.levels)):
            hidden = kind == "class" and depth > 0 and "." not in name
            if not hidden and name in names:
                return names[name]
        if len(self.levels) > 1 and name in self.later:
            return self.later[name]
        for module in reversed(self.stars):
            if name in MEMBERS.get(module.path, ()):
                return module.member(name)
        return _UNBOUND

    def names_of_modules(self) -> Iterator[tuple[str, Named]]:
        """Every name that stands for a module, class or function here."""
        seen = set()
        for depth, (kind, names) in enumerate(reversed(self.levels)):
            for name, thing in names.items():
                if name not in seen and "." not in name and not (kind == "class" and depth > 0):
                    seen.add(name)
                    if isinstance(thing, Named):
                        yield name, thing


_UNBOUND = object()


def what(node: cst.CSTNode, scopes: Scopes):
    """What an expression stands for: one of the things above, or None."""
    if isinstance(node, cst.Name):
        return scopes.lookup(node.value)
    if isinstance(node, cst.Attribute):
        return _attribute(node, scopes)
    if isinstance(node, cst.Call):
        return _result(node, scopes)
    if isinstance(node, (cst.SimpleString, cst.List, cst.Dict, cst.FormattedString, cst.BinaryOperation)):
        if isinstance(node, cst.BinaryOperation):
            sides = what(node.left, scopes), what(node.right, scopes)
            if any(isinstance(side, Made) and side.kind == "tensor" for side in sides):
                return Made("tensor")
        return Written(node)
    if isinstance(node, cst.Tuple):
        return Several(tuple(what(element.value, scopes) for element in node.elements))
    if isinstance(node, cst.Subscript):
        owner = what(node.value, scopes)
        if isinstance(owner, Made) and owner.kind == "layers":
            one = len(node.slice) == 1 and isinstance(node.slice[0].slice, cst.Index)
            return Made("layer") if one else owner
        if isinstance(owner, Made) and owner.kind == "tensor":
            return owner
        return None
    if isinstance(node, cst.Await):
        return None
    if isinstance(node, cst.IfExp):
        return what(node.body, scopes) or what(node.orelse, scopes)
    if isinstance(node, (cst.Integer, cst.Float, cst.ListComp, cst.DictComp, cst.Lambda, cst.Comparison)):
        return OTHER
    return None


def _attribute(node: cst.Attribute, scopes: Scopes):
    path = dotted(node)
    if path and path.startswith("self.") and scopes.is_bound(path):
        return scopes.lookup(path)
    owner = what(node.value, scopes)
    name = node.attr.value
    if isinstance(owner, Named):
        return owner.member(name)
    if owner is None and name == "layers" and "model" in (dotted(node.value) or "").rpartition(".")[2].lower():
        return Made("layers")
    if not isinstance(owner, Made):
        return None
    if owner.kind == "model" and name == "layers":
        return Made("layers")
    if owner.kind == "model" and name == "optimizer":
        return Made("optimizer")
    if owner.kind in ("model", "layer") and name in ("input", "output"):
        return Made("tensor")
    if owner.kind == "model" and name == "history":
        return Made("history")
    if owner.kind == "history" and name == "history":
        return Made("numbers")
    if owner.kind == "callback" and name == "model":
        return Made("model")
    if owner.kind == "own":
        # Whatever a program keeps under such a name may well be a model of Keras.
        return None if "model" in name.lower() else OTHER
    return OTHER if owner.kind == "other" else None


def _result(call: cst.Call, scopes: Scopes):
    function = what(call.func, scopes)
    if isinstance(function, Named):
        kind = kind_of(function.today)
        if kind == "datasets" and function.through != "keras":
            return None
        if kind == "tensor" and function.today not in _INPUTS:
            return Made(kind) if any(is_tensor(arg.value, scopes) for arg in call.args) else None
        if kind:
            return Made(kind, function.today)
        if function.today.startswith("keras.ops."):
            return Made("tensor") if any(is_tensor(arg.value, scopes) for arg in call.args) else None
        if function.path == "os.path.join":
            return Written(call)
        if function.path == "functools.partial" and call.args:
            # What is half called stands for what it will call.
            return what(call.args[0].value, scopes)
        if function.path in ("pandas.DataFrame", "pandas.DataFrame.from_dict") and call.args:
            inside = what(call.args[0].value, scopes)
            if isinstance(inside, Made) and inside.kind == "numbers":
                return inside
        return OTHER if function.path.split(".")[0] in _FOREIGN else None
    if isinstance(function, Derived):
        return Made(function.kind or "own")
    if isinstance(function, Defined):
        return function.returns
    if isinstance(function, Made) and function.kind in ("layer", "model"):
        # A model that is given data answers with numbers; what is given a tensor of a model goes on building it.
        return Made("tensor") if any(is_tensor(arg.value, scopes) for arg in call.args) else None
    if isinstance(call.func, cst.Attribute):
        return _of_method(call, call.func, scopes)
    return None


def is_tensor(node: cst.CSTNode, scopes: Scopes) -> bool:
    """Whether an expression is, or holds, a tensor of a model under construction."""
    if isinstance(node, (cst.List, cst.Tuple)):
        return any(is_tensor(element.value, scopes) for element in node.elements)
    thing = what(node, scopes)
    return isinstance(thing, Made) and thing.kind == "tensor"


def _of_method(call: cst.Call, method: cst.Attribute, scopes: Scopes):
    owner, name = what(method.value, scopes), method.attr.value
    if name in ("fit_generator",) or (name == "fit" and isinstance(owner, Made) and owner.kind == "model"):
        return Made("history")
    if not isinstance(owner, Made):
        return None
    if owner.kind == "model" and name == "get_layer":
        return Made("layer")
    if owner.kind == "optimizer" and name == "get_config":
        return Made("settings")
    if owner.kind == "numbers" and name == "copy":
        return owner
    if owner.kind == "datasets" and name.startswith("flow"):
        return Made("datasets")
    if owner.kind in ("other", "own"):
        return OTHER
    return None


def base_kind(bases, scopes: Scopes) -> str:
    """What an instance of a class with these bases is; "" where it is nothing of Keras."""
    for base in bases:
        thing = what(base.value, scopes)
        if isinstance(thing, Derived) and thing.kind:
            return thing.kind
        if isinstance(thing, Named):
            kind = _BASES.get(thing.today) or kind_of(thing.today)
            if kind:
                return kind
    return ""


def is_empty_model(call: cst.Call, scopes: Scopes) -> bool | None:
    """Whether a call makes a Sequential model without layers; None where it makes something else."""
    function = what(call.func, scopes)
    if not isinstance(function, Named) or function.today not in ("keras.Sequential", "keras.models.Sequential"):
        return None
    layers = keyword(call, "layers") or next(iter(positional(call)), None)
    if layers is None:
        return True
    return isinstance(layers.value, cst.List) and not layers.value.elements


def aliases(node: cst.Import | cst.ImportFrom) -> Iterator[tuple[cst.ImportAlias, str, str]]:
    """Each name of an import statement: the alias itself, the whole path, and the name that it binds."""
    if isinstance(node, cst.Import):
        for alias in node.names:
            path = imported(alias.name)
            bound = alias.asname.name.value if alias.asname else path.split(".")[0]
            yield alias, path, bound
    elif not isinstance(node.names, cst.ImportStar) and node.module is not None and not node.relative:
        module = imported(node.module)
        for alias in node.names:
            bound = alias.asname.name.value if alias.asname else alias.name.value
            yield alias, f"{module}.{alias.name.value}", bound
