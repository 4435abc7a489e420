"""One answer in a process of its own: it runs in the course's cells, and the check looks at what it bound."""

import ast
import importlib
import linecache
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

_ANSWER = "answer"
# What Python tells of its own inner workings, and of what reaches out of the process. Others, such as `open`, are
# everyday; and what a library does by itself is its own affair.
_NOTED = tuple(
    "sys._getframe sys._current_frames sys.settrace sys.setprofile sys.addaudithook gc. ctypes. socket. subprocess. "
    "os. shutil. signal. object.__getattr__ object.__setattr__ object.__delattr__ code.__new__ function.__new__ "
    "pty. resource. mmap. pickle.find_class _thread. urllib. http. ftplib. webbrowser. syslog.".split()
)
_EVERYDAY = {"os.listdir", "os.scandir", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.walk", "os.chdir", "shutil.rmtree"}

_before: dict[tuple[str, str], object] = {}


def prepare() -> None:
    """Import all that an answer and a check may need, and remember what it is."""
    import keras  # noqa: F401
    import matplotlib.pyplot  # noqa: F401

    import utils
    from utils.doctor.dot import provide_dot
    from utils.exercises.check import exercises
    from utils.plots import set_style
    from utils.progress.store import set_recording

    set_recording(False)
    exercises()
    for module in ("data", "graphs", "image_folders", "live_curves", "layer_clinic", "text_folders"):
        importlib.import_module(f"utils.{module}")
    provide_dot()
    set_style()
    assert utils
    _before.update(_fingerprint())


def judge(job: dict) -> dict:
    """How an answer stands.

    Args:
        job: of `program.Program` the parts, "exercise", "lang", and the limits.

    Returns:
        "outcome", the name of an `Outcome`; "message" with "name", "ko" and "en"; "noted", what the answer has called
        that an answer has no need to; "changed", what it has replaced of Python's, Keras' or the course's.
    """
    from utils import start
    from utils.core.text import set_language
    from utils.exercises.check import find, look_at

    set_language(job["lang"])
    _seed_as_a_lesson_does(start)
    exercise = find(job["exercise"])
    noted: set[str] = set()
    checked: list[tuple] = []
    namespace = _namespace(job["exercise"], checked)
    _run(job["lesson"], namespace, "lesson")
    _run(job["starter"], namespace, "starter")
    _note_what_the_answer_calls(noted)
    error = _run(job["answer"], namespace, _ANSWER)
    answers = checked[-1] if checked else _handed_over(job["check"], namespace)
    outcome, said = look_at(exercise, answers)
    if error is not None and outcome.name != "RIGHT" and _is_blank(answers):
        outcome, said = type(outcome).NOT_YET, _of_the_cell(error)
    message = {"name": said.name, "ko": said.ko, "en": said.en}
    changed = sorted({f"{module}.{name}" for (module, name), value in _fingerprint().items() if _before.get((module, name), value) != value})
    return {"outcome": outcome.name, "message": message, "noted": sorted(noted), "changed": changed[:5]}


def _seed_as_a_lesson_does(start: types.FunctionType) -> None:
    import keras

    from utils.core.start import SEED

    keras.utils.set_random_seed(SEED)


def _namespace(exercise_id: str, checked: list[tuple]) -> dict[str, Any]:
    """What a notebook's first cell binds; a check of the learner's own says what is to be looked at."""
    import utils

    def check(id_: object = None, *answers: object) -> None:
        if id_ == exercise_id:
            checked.append(answers)

    return {"__name__": "__main__"} | {name: getattr(utils, name) for name in utils.__all__} | {"check": check, "get_ipython": _NoShell}


class _NoShell:
    """Magics and shell lines do nothing here."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


def _run(code: str, namespace: dict, name: str) -> BaseException | None:
    """Run code as a notebook does whose cells go on after an error, and give the first error."""
    # The check names the learner's line by it, as in a notebook.
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    first = None
    try:
        statements = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return error
    for statement in statements:
        try:
            exec(compile(ast.Module([statement], []), name, "exec"), namespace)
        except BaseException as error:
            first = first or error
    return first


def _handed_over(expressions: list[str], namespace: dict) -> tuple:
    """What the check cell hands over; what the answer has not bound is a blank."""
    handed = []
    for expression in expressions:
        try:
            handed.append(eval(expression, namespace))
        except BaseException:
            handed.append(...)
    return tuple(handed)


def _is_blank(answers: tuple) -> bool:
    return any(answer is ... for answer in answers)


def _of_the_cell(error: BaseException) -> Any:
    from utils.core.text import Text, learners_line
    from utils.exercises.errors_in_words import in_words

    sentence = Text(ko="답의 셀이 `{line}` 줄에서 멈췄습니다. {error}", en="The cell of the answer stops at the line `{line}`. {error}")
    line = (error.text or "").strip() if isinstance(error, SyntaxError) else learners_line(error)
    return sentence.format(line=line, error=in_words(error))


# --- what an answer has no need to do ---


def _note_what_the_answer_calls(noted: set[str]) -> None:
    looking = False

    def hook(event: str, _arguments: tuple, frame_above: Callable = sys._getframe) -> None:
        # To look at a frame is an event, too.
        nonlocal looking
        if looking or not event.startswith(_NOTED) or event in _EVERYDAY:
            return
        looking = True
        if frame_above(1).f_code.co_filename in (_ANSWER, "<string>"):
            noted.add(event)
        looking = False

    sys.addaudithook(hook)


def _fingerprint() -> dict[tuple[str, str], object]:
    """Of each function, class and module that has a name in a module: which object it is, and which code it runs."""
    return {
        (module.__name__, name): value
        for module in [module for name, module in sys.modules.items() if _is_watched(name)]
        for name, value in _parts(module)
    }


def _is_watched(name: str) -> bool:
    return name.partition(".")[0] in _WATCHED


_WATCHED = {"utils", "keras", "numpy", "builtins", "json", "os", "tools", "inspect", "ast", "random", "warnings", "signal"}


def _parts(module: types.ModuleType) -> Iterator[tuple[str, object]]:
    for name, value in list(vars(module).items()):
        if isinstance(value, types.FunctionType):
            yield name, (id(value), id(value.__code__), id(value.__defaults__))
        elif isinstance(value, type):
            yield name, id(value)
            if value.__module__ == module.__name__:
                yield from _parts_of_class(name, value)
        elif isinstance(value, types.ModuleType | types.BuiltinFunctionType):
            yield name, id(value)
        elif module.__name__.startswith("utils.") and name == "registered":
            yield name, tuple((id_, id(each.check_answer), id(each.check_answer.__code__)) for id_, each in value.items())


def _parts_of_class(class_name: str, cls: type) -> Iterator[tuple[str, object]]:
    for name, value in list(vars(cls).items()):
        if isinstance(value, types.FunctionType):
            yield f"{class_name}.{name}", (id(value), id(value.__code__))
        elif isinstance(value, property | classmethod | staticmethod):
            yield f"{class_name}.{name}", id(value)
