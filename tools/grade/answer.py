"""One answer in a process of its own: it runs in the course's cells, and the check looks at what it bound."""

import ast
import builtins
import functools
import importlib
import linecache
import os
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

_ANSWER = "answer"
_STEPS_A_CALL = 32
# What Python tells of its own inner workings, and of what reaches out of the process. Others, such as `open`, are
# everyday; and what a library does by itself is its own affair.
_INNER_WORKINGS = """
sys._getframe sys._current_frames sys.settrace sys.setprofile sys.addaudithook gc. ctypes. socket. subprocess. os.
shutil. signal. object.__getattr__ object.__setattr__ object.__delattr__ code.__new__ function.__new__ pty. resource.
mmap. pickle.find_class marshal.loads exec compile _thread. urllib. http. ftplib. webbrowser. syslog.
"""
_NOTED = tuple(_INNER_WORKINGS.split())
# What a library does by itself only to make code or objects of what it was given.
_WHOEVER_CALLS = {"pickle.find_class", "marshal.loads"}
# Files that show the inside of a process.
_OF_A_PROCESS = {"cwd", "environ", "fd", "map_files", "maps", "mem", "pagemap", "root", "task"}
_EVERYDAY = {
    "os.listdir",
    "os.scandir",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.walk",
    "os.chdir",
    "shutil.rmtree",
}

# Where a name stands, what that is called, the name, the object, and the code that it runs.
_Watched = tuple[Any, str, str, Any, object]
_WATCHED_MODULES = (
    *("__main__", "utils.", "tools.", "keras", "numpy", "tensorflow.python.eager.backprop"),
    *("builtins", "json", "os", "inspect", "math", "random", "re", "signal", "warnings"),
)
_before: list[_Watched] = []
# Where memory is written to, a number is another one and still the same object.
_numbers: list[tuple[str, str, float, float]] = []
_unnamed: list[tuple[dict, str, str]] = []
_checks: list[tuple] = []


def prepare() -> None:
    """Import all that an answer and a check may need, and remember what it is."""
    import keras  # noqa: F401
    import matplotlib.pyplot  # noqa: F401

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
    _fit_in_fewer_calls()
    _before.extend(_watched())
    _numbers.extend(
        (of, name, each, each + 0) for _, of, name, each, _ in _before if type(each) in (int, float) and each == each
    )
    _unnamed.extend(_not_shadowed())
    from utils.exercises.registry import registered

    _checks.extend((registered, id_, each, each.check_answer.__code__) for id_, each in registered.items())


def _fit_in_fewer_calls() -> None:
    """Let TensorFlow take 32 steps a call where nobody can see it: the same steps in the same order."""
    import keras

    fit = keras.Model.fit

    @functools.wraps(fit)
    def fit_in_fewer_calls(model: Any, *data: Any, **settings: Any) -> Any:
        own_step = type(model).train_step is not keras.Model.train_step
        if own_step or settings.get("callbacks") or model.steps_per_execution != 1 or model.run_eagerly:
            return fit(model, *data, **settings)
        model.steps_per_execution = _STEPS_A_CALL
        model.train_function = model.test_function = None
        try:
            return fit(model, *data, **settings)
        finally:
            model.steps_per_execution = 1
            model.train_function = model.test_function = None

    keras.Model.fit = fit_in_fewer_calls


def judge(job: dict) -> dict:
    """How an answer stands.

    Args:
        job: of `program.Program` the parts, "exercise", "lang", and the limits.

    Returns:
        "outcome", the name of an `Outcome`; "message" with "name", "ko" and "en"; "noted", what the answer has called
        that an answer has no need to; "changed", what it has replaced of Python's, Keras' or the course's; "saved", the
        files of the models, where the answer is right and there is a doubt.
    """
    import keras

    from utils.core.start import SEED
    from utils.core.text import set_language
    from utils.exercises.check import Outcome, find, look_at

    set_language(job["lang"])
    keras.utils.set_random_seed(SEED)
    exercise = find(job["exercise"])
    outcomes, replaced = [(each, each.name) for each in Outcome], _replaced
    noted: set[str] = set()
    checked: list[tuple] = []
    namespace = _namespace(job["exercise"], checked)
    _run(job["lesson"], namespace, "lesson")
    _run(job["starter"], namespace, "starter")
    _note_what_the_answer_calls(noted)
    error = _run(job["answer"], namespace, _ANSWER)
    answers = checked[-1] if checked else _handed_over(job["check"], namespace)
    found, said = look_at(exercise, answers)
    if error is not None and found is not Outcome.RIGHT and _is_blank(answers):
        found, said = Outcome.NOT_YET, _of_the_cell(error)
    message = {"name": said.name, "ko": said.ko, "en": said.en}
    # From here on nothing is called that an answer could have put another in the place of.
    [outcome] = [name for each, name in outcomes if each is found]
    verdict = {"outcome": outcome, "message": message, "noted": [*noted], "changed": [*replaced()][:5]}
    doubted = job["flagged"] or verdict["noted"] or verdict["changed"]
    return verdict | {"saved": _saved(answers) if doubted and outcome == "RIGHT" else []}


def judge_saved(job: dict) -> dict:
    """How the models of an answer stand, as they come out of their files in a process that has not run the answer."""
    import keras

    from utils.exercises.check import find, look_at

    try:
        answers = tuple(keras.saving.load_model(file) for file in job["saved"])
    except BaseException:
        return {"outcome": "NOT_YET"}
    return {"outcome": look_at(find(job["exercise"]), answers)[0].name}


def _saved(answers: tuple) -> list[str]:
    """The files of the answers, where all of them are models that can be saved."""
    import keras

    files = [f"{os.getcwd()}/{number}.keras" for number in range(len(answers))]
    try:
        for model, file in zip(answers, files, strict=True):
            if not isinstance(model, keras.Model):
                return []
            keras.Model.save(model, file)
    except BaseException:
        return []
    return files


def _namespace(exercise_id: str, checked: list[tuple]) -> dict[str, Any]:
    """What a notebook's first cell binds; a check of the learner's own says what is to be looked at."""
    import utils

    def check(id_: object = None, *answers: object) -> None:
        if id_ == exercise_id:
            checked.append(answers)

    return (
        {"__name__": "__main__"}
        | {name: getattr(utils, name) for name in utils.__all__}
        | {"check": check, "get_ipython": _NoShell}
    )


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

    sentence = Text(
        ko="답의 셀이 `{line}` 줄에서 멈췄습니다. {error}",
        en="The cell of the answer stops at the line `{line}`. {error}",
    )
    line = (error.text or "").strip() if isinstance(error, SyntaxError) else learners_line(error)
    return sentence.format(line=line, error=in_words(error))


# --- what an answer has no need to do ---


def _note_what_the_answer_calls(noted: set[str]) -> None:
    looking = False

    def hook(event: str, arguments: tuple, frame_above: Callable = sys._getframe) -> None:
        # To look at a frame is an event, too.
        nonlocal looking
        if event == "open" and "/proc/" in str(arguments[0]) and not _OF_A_PROCESS.isdisjoint(arguments[0].split("/")):
            noted.add(event)
        if looking or not event.startswith(_NOTED) or event in _EVERYDAY:
            return
        looking = True
        caller = frame_above(1).f_code.co_filename
        # Code from a text has no file.
        if not caller.startswith("<frozen") and (event in _WHOEVER_CALLS or not caller.startswith("/")):
            noted.add(event)
        looking = False

    sys.addaudithook(hook)


def _watched() -> Iterator[_Watched]:
    """What has a name in a module, and the methods of its classes; in a module of checks, numbers and tables too."""
    for module in _modules(_WATCHED_MODULES):
        is_of_checks = module.__name__.startswith("utils.exercises.section_")
        for name, value in list(vars(module).items()):
            if is_of_checks or isinstance(
                value, types.FunctionType | types.BuiltinFunctionType | types.ModuleType | type
            ):
                yield vars(module), module.__name__, name, value, getattr(value, "__code__", None)
            if isinstance(value, type) and value.__module__ == module.__name__:
                for method, part in list(vars(value).items()):
                    if isinstance(part, types.FunctionType | property | classmethod | staticmethod):
                        yield vars(value), value.__qualname__, method, part, getattr(part, "__code__", None)


def _not_shadowed() -> Iterator[tuple[dict, str, str]]:
    """The names of Python's own that the course's modules have not given to something else."""
    for module in _modules(("utils.", "tools.")):
        yield from ((vars(module), module.__name__, name) for name in vars(builtins) if name not in vars(module))


def _modules(beginnings: tuple[str, ...]) -> list[types.ModuleType]:
    return [module for name, module in sys.modules.items() if name.startswith(beginnings)]


def _replaced() -> Iterator[str]:
    """The names of what is not any more what it was before the answer ran; it calls nothing that has a name."""
    for place, of, name, value, code in _before:
        now = place.get(name)
        if now is not value or (code is not None and now.__code__ is not code):
            yield f"{of}.{name}"
    for of, name, number, copy in _numbers:
        if number != copy:
            yield f"{of}.{name}"
    for place, of, name in _unnamed:
        if name in place:
            yield f"{of}.{name}"
    for registered, id_, check, code in _checks:
        now = registered.get(id_)
        if now is not check or now.check_answer.__code__ is not code:
            yield f"registered {id_}"
