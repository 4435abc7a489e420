"""What is known about one error: from the exception with its traceback, or from a text that was copied from one."""

import inspect
import linecache
import re
import traceback
import types
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_HEAD = re.compile(r"^(?:\w+\.)*(?P<type>(?:[A-Z]\w*)?(?:Error|Warning|Exception|Interrupt|Iteration)): ?", re.M)
_BARE_HEAD = re.compile(r"^(?:\w+\.)*(?P<type>(?:[A-Z]\w*)?(?:Error|Warning|Exception|Interrupt|Iteration))\s*$", re.M)
_WARNING_LOG = re.compile(r"^WARNING:\w+:", re.M)
_ARGUMENTS = re.compile(r"\n\nArguments received by [\w. ]+:\n[\s\S]*\Z")
_KERAS_IN_TEXT = re.compile(r"[\\/](?:keras|tf_keras)[\\/]|\bkeras\b|compile_loss|multi_step_on_iterator|Trainer\.")
_PACKAGES = ("keras", "tf_keras")
_METHODS = ("fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch")


class Incident:
    """An error or a warning, and what can be asked about it.

    Attributes:
        types: the names of its class and of that one's bases; of a pasted error the one name that stands there.
        message: what it says, without colours and without Keras' list of the arguments of a call.
        error: the exception itself; None for a pasted one.
    """

    def __init__(self, types: tuple[str, ...], message: str, error: BaseException | None = None, text: str = ""):
        self.types, self.error, self._text = types, error, text or message
        self.message = _ARGUMENTS.sub("", _COLOURS.sub("", message))

    @classmethod
    def of_error(cls, error: BaseException) -> "Incident":
        """An incident of an exception or a warning; one whose `str` raises says nothing."""
        try:
            message = str(error)
        except BaseException:
            message = ""
        names = tuple(base.__name__ for base in type(error).__mro__ if base is not object)
        return cls(names, message, error)

    @classmethod
    def of_text(cls, text: str) -> "Incident":
        """An incident of a pasted message or of a whole traceback, with or without the name of the error."""
        text = _COLOURS.sub("", text).strip()
        heads = list(_HEAD.finditer(text)) or list(_BARE_HEAD.finditer(text))
        # A traceback ends in its error; what TensorFlow's graphs say may hold further names of errors behind it.
        lines = [head for head in heads if head.start() == 0 or "Traceback" in text[: head.start()]]
        head = (lines or heads)[-1] if heads else None
        if head:
            return cls((head["type"],), text[head.end() :].strip(), None, text)
        log = _WARNING_LOG.match(text)
        return cls(("Warning", "UserWarning") if log else ("",), text[log.end() :] if log else text, None, text)

    # --- where it came up ---

    @cached_property
    def frames(self) -> list[types.FrameType]:
        """The frames that the traceback runs through, the innermost last."""
        return [frame for frame, _ in traceback.walk_tb(getattr(self.error, "__traceback__", None))]

    @cached_property
    def of_keras(self) -> bool:
        """Whether the error came out of Keras, as far as can be seen."""
        if self.error is None:
            return bool(_KERAS_IN_TEXT.search(self._text))
        if any(_is_keras(frame.f_globals.get("__name__", "")) for frame in self.frames):
            return True
        return isinstance(self.error, Warning) or self.owner_is_keras

    @property
    def bare(self) -> bool:
        """Whether nothing but a message is known: it was pasted without its traceback."""
        return self.error is None and "Traceback" not in self._text and "File " not in self._text

    @property
    def owner(self):
        """The object that lacks the attribute of an AttributeError; None where it is not at hand."""
        return getattr(self.error, "obj", None)

    @cached_property
    def owner_is_keras(self) -> bool:
        """Whether the object of an AttributeError is one of Keras, a module of Keras, or of a class made from one."""
        owner = self.owner
        if isinstance(owner, types.ModuleType):
            return _is_keras(owner.__name__)
        bases = owner.__mro__ if isinstance(owner, type) else type(owner).__mro__
        return any(_is_keras(base.__module__) for base in bases)

    @cached_property
    def line(self) -> str:
        """The innermost line of the learner's own code; of a pasted traceback "", unless it stands there."""
        if self.error is None:
            shown = re.findall(r"^-+> *\d+ (.*)$|^ {4}(\S.*)$", self._text, re.M)
            return " ".join(first or second for first, second in shown)
        steps = [
            linecache.getline(frame.f_code.co_filename, number, frame.f_globals).strip()
            for frame, number in traceback.walk_tb(self.error.__traceback__)
            if not _is_library(frame)
        ]
        # Of code that was run from a text the line is not known: then no outer line stands for it.
        return steps[-1] if steps else ""

    def holds(self, kind: str) -> bool:
        """Whether a name where the learner's code stopped holds an object of this class of Keras.

        It is asked where the line itself is not known, as in code that was run from a text.
        """
        own = [frame for frame in self.frames if not _is_library(frame)]
        values = [*own[-1].f_locals.values(), *own[-1].f_globals.values()] if own else []
        bases = [base for value in values for base in type(value).__mro__]
        return any(base.__name__ == kind and _is_keras(base.__module__) for base in bases)

    @property
    def caller(self) -> types.FrameType | None:
        """The frame that asked a tensor what it cannot answer; None where that is not known."""
        asking = [frame for frame in self.frames if frame.f_code.co_name not in ("__bool__", "__iter__")]
        return asking[-1] if asking else None

    @property
    def caller_is_keras(self) -> bool:
        return self.caller is not None and _is_keras(self.caller.f_globals.get("__name__"))

    @property
    def raised_in(self) -> str:
        """The name of the innermost function."""
        return self.frames[-1].f_code.co_name if self.frames else ""

    def runs_through(self, *functions: str) -> bool:
        """Whether the traceback runs through a function of one of these names."""
        if self.error is None:
            return any(f"in {name}\n" in self._text for name in functions)
        return any(frame.f_code.co_name in functions for frame in self.frames)

    @property
    def in_own_code(self) -> bool:
        """Whether the innermost frame belongs to the learner, not to a library."""
        return bool(self.frames) and not _is_library(self.frames[-1])

    # --- what was at hand ---

    @cached_property
    def calls(self) -> list[tuple[str, dict]]:
        """What Keras' methods were called with, outermost first: the method's name, and its arguments by name.

        Keras leaves its own frames out of a traceback, except for the one round each public method.
        """
        return list(self._calls())

    def _calls(self) -> Iterator[tuple[str, dict]]:
        for frame in self.frames:
            at = frame.f_locals
            if frame.f_code.co_name == "error_handler" and callable(at.get("fn")) and "args" in at and "kwargs" in at:
                try:
                    bound = inspect.signature(at["fn"]).bind_partial(*at["args"], **at["kwargs"])
                except (TypeError, ValueError):
                    continue
                yield at["fn"].__name__, dict(bound.arguments)
            elif frame.f_code.co_name in _METHODS and _is_keras(frame.f_globals.get("__name__", "")):
                yield frame.f_code.co_name, dict(at)

    @cached_property
    def call(self) -> dict:
        """The arguments of `fit`, `evaluate` or `predict` in which the error came up, with `self`; else empty."""
        return next((arguments for name, arguments in self.calls if name in _METHODS), {})

    @property
    def x(self):
        """What was passed as `x`; None where nothing was."""
        return self.call.get("x")

    @property
    def y(self):
        """What was passed as `y`; None where nothing was."""
        return self.call.get("y")

    @property
    def x_is_data_set(self) -> bool:
        """Whether `x` is one of TensorFlow's data sets."""
        return hasattr(self.x, "element_spec")

    @property
    def model(self):
        """The model whose method was called; None where there is none."""
        return self.call.get("self")

    @property
    def layer(self):
        """The layer in whose call the error came up; None where there is none."""
        return next((arguments.get("self") for name, arguments in reversed(self.calls) if name == "__call__"), None)

    @property
    def axes_of_input(self) -> int | None:
        """How many axes the layer's input has; None where that is not known."""
        calls = [arguments for name, arguments in self.calls if name == "__call__"]
        first = next(iter(calls[-1].get("args", ())), None) if calls else None
        shape = getattr(first[0] if isinstance(first, (list, tuple)) and first else first, "shape", None)
        return None if shape is None else len(shape)

    @property
    def loss(self) -> str:
        """The name of the model's loss, in the spelling of functions: "sparse_categorical_crossentropy", or ""."""
        return name_of_loss(getattr(self.model, "loss", None))


def name_of_loss(loss) -> str:
    """How a loss is called, whether it is a text, a function or an object; "" for none or several."""
    if isinstance(loss, str):
        return loss
    if isinstance(loss, (list, tuple, dict)) or loss is None:
        return ""
    name = getattr(loss, "__name__", None) or type(loss).__name__
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _is_keras(module: str | None) -> bool:
    return (module or "").split(".")[0] in _PACKAGES


def _is_library(frame: types.FrameType) -> bool:
    """Whether a frame is of a package that was installed, or of Python itself: a notebook's cell is of neither."""
    file = Path(frame.f_code.co_filename)
    return (
        "site-packages" in file.parts or "dist-packages" in file.parts or file.parent == Path(inspect.__file__).parent
    )
