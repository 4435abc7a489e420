"""Names of files that today's Keras refuses: what a model is saved to says the format by its ending."""

import re

import libcst as cst

from utils.core.text import Text
from utils.errors.migrate.rules import Method
from utils.errors.migrate.things import Named, Written
from utils.errors.migrate.trees import argument, dotted, keyword, text_of

_WEIGHTS = Text(
    ko="가중치 파일의 이름은 `.weights.h5`로 끝나야 합니다.",
    en="The name of a file of weights ends in `.weights.h5`.",
)
_MODEL = Text(ko="모델 파일의 이름은 `.keras`로 끝나야 합니다.", en="The name of a model's file ends in `.keras`.")
_UNKNOWN = Text(
    ko="파일 이름이 `.weights.h5`로 끝나는지 보세요. 그렇지 않으면 오류가 납니다.",
    en="See that the file's name ends in `.weights.h5`; any other is an error.",
)
_CHECKPOINT = Text(
    ko="파일 이름이 `.keras`로, 가중치만 저장하면 `.weights.h5`로 끝나는지 보세요.",
    en="See that the file's name ends in `.keras`, or in `.weights.h5` for weights alone.",
)
_NOT_READ = Text(
    ko="Keras 3은 이 형식을 읽지 못합니다. Keras 2에서 `.h5`나 `.keras`로 다시 저장하거나, SavedModel은 "
    "`keras.layers.TFSMLayer`로 읽으세요.",
    en="Keras 3 does not read this format. Save it again from Keras 2 as `.h5` or `.keras`, or read a SavedModel "
    "with `keras.layers.TFSMLayer`.",
)
_BY_NAME = Text(
    ko="`by_name`은 옛 `.h5` 파일에만 씁니다. 일부만 맞으면 `skip_mismatch=True`를 쓰세요.",
    en="`by_name` is for old `.h5` files alone; where only a part fits, use `skip_mismatch=True`.",
)
_SAVE_FORMAT = Text(ko="형식은 파일 이름의 끝이 정합니다.", en="The ending of the file's name says the format.")
_ENDINGS = r"\.(weights\.h5|h5|hdf5|hdf|ckpt|tf|pb|model|weights|keras|h5py|pth|pkl|dat)$"

WEIGHTS = Method("model", "save_weights", "", _WEIGHTS, "3-1")
MODEL = Method("model", "save", "", _MODEL, "3-1")
CHECKPOINT = Method("callback", "ModelCheckpoint", "", _CHECKPOINT, "3-3")
UNKNOWN = Method("model", "save_weights", "", _UNKNOWN, "3-1")
NOT_READ = Method("model", "load", "", _NOT_READ, "3-1")
BY_NAME = Method("model", "by_name", "", _BY_NAME, "3-1")
SAVE_FORMAT = Method("model", "save_format", "", _SAVE_FORMAT, "3-1")


def note(reader, call: cst.Call) -> None:
    """Write down in the survey which names of files a call would have refused, and what they are called instead."""
    place = where(reader, call)
    if place is None:
        _note_loaded(reader, call)
        return
    rule, path = place
    ending = _ending(reader, path)
    if ending is None:
        return
    node, text = ending
    weights_only = keyword(call, "save_weights_only")
    weights = rule is WEIGHTS or (
        rule is CHECKPOINT and weights_only is not None and dotted(weights_only.value) == "True"
    )
    new = _as_weights(text) if weights else _as_model(text, hdf5=rule is MODEL)
    if new != text:
        reader.survey.literals[node] = new
        reader.survey.files[text] = new


def where(reader, call: cst.Call) -> tuple[Method, cst.BaseExpression] | None:
    """Which rule a call that saves is under, and the name of its file; None where it saves no model."""
    function = reader.what(call.func)
    if isinstance(function, Named):
        if function.today == "keras.callbacks.ModelCheckpoint":
            path = argument(call, "filepath", 0)
            return (CHECKPOINT, path.value) if path else None
        if function.today in ("keras.models.save_model", "keras.saving.save_model"):
            path = argument(call, "filepath", 1)
            return (MODEL, path.value) if path else None
        return None
    if not isinstance(call.func, cst.Attribute):
        return None
    kind, name = reader.kind(call.func.value), call.func.attr.value
    path = argument(call, "filepath", 0) or argument(call, "path", 0)
    if path is None:
        return None
    if name == "save_weights" and kind in ("model", "?"):
        return WEIGHTS, path.value
    if name == "save" and kind == "model":
        return MODEL, path.value
    return None


def _ending(reader, path: cst.BaseExpression) -> tuple[cst.CSTNode, str] | None:
    """The literal with which a file's name ends, and what it says; None where nobody can tell."""
    if isinstance(path, cst.SimpleString):
        text = text_of(path)
        return (path, text) if text else None
    if isinstance(path, cst.FormattedString):
        last = path.parts[-1] if path.parts else None
        return (last, last.value) if isinstance(last, cst.FormattedStringText) else None
    if isinstance(path, cst.ConcatenatedString):
        return _ending(reader, path.right)
    if isinstance(path, cst.BinaryOperation):
        return _ending(reader, path.left if isinstance(path.operator, cst.Modulo) else path.right)
    if isinstance(path, cst.Call):
        if isinstance(path.func, cst.Attribute) and path.func.attr.value == "format":
            return _ending(reader, path.func.value)
        if (dotted(path.func) or "").rpartition(".")[2] in ("join", "Path", "str") and path.args:
            return _ending(reader, path.args[-1].value)
        return None
    thing = reader.what(path)
    return _ending(reader, thing.node) if isinstance(thing, Written) else None


def _as_weights(text: str) -> str:
    if text.endswith(".weights.h5"):
        return text
    return re.sub(_ENDINGS, "", text.rstrip("/")) + ".weights.h5"


def _as_model(text: str, *, hdf5: bool) -> str:
    if text.endswith((".keras", ".h5", *([".hdf5"] if hdf5 else []))):
        return text
    return re.sub(_ENDINGS, "", text.rstrip("/")) + ".keras"


def is_unknown(reader, call: cst.Call) -> Method | None:
    """The rule that asks to look at a file's name by hand, where a call saves to one that nobody can tell here."""
    place = where(reader, call)
    if place is None or place[0] is MODEL:
        return None
    return (UNKNOWN if place[0] is WEIGHTS else CHECKPOINT) if _ending(reader, place[1]) is None else None


def loaded(reader, call: cst.Call) -> tuple[cst.BaseExpression, str | None] | None:
    """The name of the file that a call loads, and what it says; None where the call loads no model."""
    function = reader.what(call.func)
    if isinstance(function, Named):
        if function.today not in ("keras.models.load_model", "keras.saving.load_model"):
            return None
    elif (
        not isinstance(call.func, cst.Attribute)
        or call.func.attr.value != "load_weights"
        or reader.kind(call.func.value) not in ("model", "?")
    ):
        return None
    path = argument(call, "filepath", 0) or argument(call, "path", 0)
    if path is None:
        return None
    ending = _ending(reader, path.value)
    return path.value, ending[1] if ending else None


def is_not_read(text: str | None) -> bool:
    """Whether Keras refuses to load a file of this name."""
    return text is not None and not text.endswith((".keras", ".h5", ".hdf5"))


def _note_loaded(reader, call: cst.Call) -> None:
    """What the program saves itself is loaded by its new name."""
    found = loaded(reader, call)
    ending = _ending(reader, found[0]) if found else None
    if ending and ending[1] in reader.survey.files:
        reader.survey.literals[ending[0]] = reader.survey.files[ending[1]]


def is_refused(reader, path: cst.BaseExpression) -> bool | None:
    """Whether Keras refuses to save a model to a file of this name; None where nobody can tell."""
    ending = _ending(reader, path)
    return None if ending is None else not ending[1].endswith((".keras", ".h5", ".hdf5"))
