"""What Keras is set to before a lesson begins, by its file `keras.json` and by variables, and what lessons rely on.

Keras reads file and variables as it is imported. So they are looked at before that, and what would break the import
becomes a sentence.
"""

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from utils.core.kernel import wrong_kernel
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError, Text, brief

BACKENDS = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "PyTorch"}
# By their names in `keras.json`: Keras' own defaults.
RELIED_ON = {"floatx": "float32", "epsilon": 1e-7, "image_data_format": "channels_last"}

_CHOICES = {"floatx": ("float16", "float32", "float64"), "image_data_format": ("channels_last", "channels_first")}
_LIMITS = ("KERAS_MAX_EPOCHS", "KERAS_MAX_STEPS_PER_EPOCH")


def require_importable() -> None:
    """Look whether Keras can be imported with what it is set to: an import that failed halfway cannot be repeated.

    Raises:
        CourseError: it cannot, and why.
    """
    settings_in_file()
    limits()
    require_backend()


# --- keras.json ---


def settings_file() -> Path:
    """Where Keras looks for its settings."""
    home = os.path.expanduser("~")
    folder = os.environ.get("KERAS_HOME", os.path.join(home if os.access(home, os.W_OK) else "/tmp", ".keras"))
    return Path(folder).expanduser() / "keras.json"


def settings_in_file() -> dict:
    """What `keras.json` says; nothing where there is no such file, or no JSON in it, which Keras overlooks.

    Raises:
        CourseError: Keras cannot be imported with what it says.
    """
    file = settings_file()
    if not os.path.exists(file):
        return {}
    try:
        settings = json.loads(file.read_text())
    except ValueError:
        return {}
    except OSError as error:
        raise CourseError(_unusable(str(error.strerror))) from None
    if not isinstance(settings, dict):
        raise CourseError(_unusable(brief(settings)))
    for name, value in settings.items():
        if not _is_possible(name, value):
            raise CourseError(_unusable(f'"{name}": {brief(value)}'))
    return settings


def _is_possible(name: str, value: object) -> bool:
    if name == "epsilon":
        return isinstance(value, float)
    return name not in _CHOICES or value in _CHOICES[name]


def _unusable(why: str) -> Text:
    return Text(
        ko="Keras가 설정 파일 {file}[을] 쓸 수 없으니({why}), 그 파일을 지우거나 이름을 바꾼 뒤 이 셀을 다시 "
        "실행하세요.",
        en="Keras cannot use its settings in {file} ({why}): delete or rename that file, then run this cell again.",
    ).format(file=settings_file(), why=why)


def differing(settings: dict) -> dict:
    """What of these settings is not as lessons rely on it."""
    return {name: settings[name] for name, value in RELIED_ON.items() if settings.get(name, value) != value}


def in_words(settings: dict) -> str:
    """Settings on one line, such as "floatx=float16, epsilon=0.1"."""
    return ", ".join(f"{name}={value}" for name, value in settings.items())


# --- the backend ---


def backend_wanted() -> object:
    """The backend that Keras takes or has taken: by `KERAS_BACKEND`, else by `keras.json`, else TensorFlow."""
    imported = getattr(sys.modules.get("keras"), "config", None)
    if imported:
        return imported.backend()
    return os.environ.get("KERAS_BACKEND") or settings_in_file().get("backend", "tensorflow")


def is_installed(package: str) -> bool:
    """Whether a package can be imported, without importing it; a folder that happens to have its name is none."""
    found = find_spec(package)
    return found is not None and found.origin is not None


def require_backend() -> None:
    """Look whether Keras will find the backend that it is to take.

    Raises:
        CourseError: lessons do not run on that backend, or it is not installed.
    """
    name = backend_wanted()
    known, installed = name in list(BACKENDS), isinstance(name, str) and is_installed(name)
    if name == "tensorflow" and not installed:
        raise CourseError(Text(**wrong_kernel(str(COURSE_FOLDER))))
    if not (known and installed):
        sentence = _NOT_INSTALLED if known else _NO_BACKEND
        raise CourseError(sentence.format(where=_where_backend_is_set(), name=name, title=BACKENDS.get(str(name))))


def _where_backend_is_set() -> Text:
    if os.environ.get("KERAS_BACKEND"):
        return Text(ko="환경 변수 `KERAS_BACKEND`", en="The variable `KERAS_BACKEND`")
    return Text(ko="{file}의 `backend`", en="`backend` in {file}").format(file=settings_file())


_NOT_INSTALLED = Text(
    ko="{where}[이] `{name}`인데 {title}[이] 설치되어 있지 않으니, 새 셀에서 `%env KERAS_BACKEND=tensorflow`를 "
    "실행하거나 `%pip install {name}`[으로] 설치한 뒤 이 셀을 다시 실행하세요.",
    en="{where} is `{name}`, but {title} is not installed: run `%env KERAS_BACKEND=tensorflow` in a new cell, or "
    "install it with `%pip install {name}`, then run this cell again.",
)
_NO_BACKEND = Text(
    ko="{where}[이] `{name}`인데 코스는 `tensorflow`, `jax`, `torch`에서만 실행되니, 그 설정을 지우거나, 커널을 "
    "재시작하고 새 셀에서 `%env KERAS_BACKEND=tensorflow`를 실행한 뒤 이 셀을 다시 실행하세요.",
    en="{where} is `{name}`, but the course runs on `tensorflow`, `jax` or `torch` only: remove that setting, or "
    "restart the kernel, run `%env KERAS_BACKEND=tensorflow` in a new cell, and then this one.",
)


# --- variables that cut training short ---


def limits() -> dict:
    """The variables that end every training early, as they are set.

    Raises:
        CourseError: Keras cannot be imported with one of them.
    """
    found = {name: os.environ[name] for name in _LIMITS if name in os.environ}
    for name, value in found.items():
        try:
            int(value)
        except ValueError:
            raise CourseError(
                Text(
                    ko='환경 변수 `{name}`의 값 {value}[은] 정수가 아니니, 새 셀에서 `del os.environ["{name}"]`을 '
                    "실행한 뒤 이 셀을 다시 실행하세요.",
                    en='The variable `{name}` is {value}, which is no whole number: run `del os.environ["{name}"]` '
                    "in a new cell, then run this cell again.",
                ).format(name=name, value=brief(value))
            ) from None
    return found
