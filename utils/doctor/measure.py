"""Is everything here that the course needs? `doctor` measures this machine; report.py judges what it found."""

import os
import platform
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from utils.core import keras_settings
from utils.core.keras_settings import BACKENDS
from utils.core.kernel import ENVIRONMENT, is_the_courses
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError
from utils.doctor.dot import dot_in_use
from utils.doctor.report import Report, diagnose, requirements
from utils.progress import store

_CONTAINER = Path("/sys/fs/cgroup")
_SECONDS_FOR_THE_NETWORK = 3
_ORIGINAL_DATA = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/train-labels-idx1-ubyte.gz"


def doctor(facts: dict | None = None, network: bool = False) -> Report:
    """Look at this environment, and say what to fix. Never fails because of what it finds.

    Args:
        facts: an environment described as data (see `diagnose`); without it, this machine.
        network: also try whether the original data sets can be reached (3 seconds at most).

    Returns:
        The table, with `.rows` and `.ok`.

    Raises:
        CourseError: `facts` is no dictionary.
    """
    return diagnose(measure(network) if facts is None else facts)


def measure(network: bool = False) -> dict:
    """The facts of this machine, as `diagnose` takes them; what cannot be measured is None."""
    facts = {
        "python": platform.python_version(),
        "packages": _installed(),
        "backend": _or_none(keras_settings.backend_wanted),
        "keras_json": _keras_json(),
        "keras_settings": _or_none(_keras_settings),
        "device": _or_none(_device),
        "memory_gb": _or_none(_free_memory),
        "disk_gb": _or_none(lambda: shutil.disk_usage(_existing(store.home())).free / 1e9),
        "dot": _or_none(dot_in_use),
        "korean_font": _or_none(_has_korean_font),
        "progress_file": _or_none(_can_record),
    }
    if not _is_hosted():
        facts = {"kernel": ENVIRONMENT if is_the_courses(str(COURSE_FOLDER)) else sys.executable} | facts
    return facts | {"network": _reaches_the_originals()} if network else facts


def version_line() -> str:
    """What runs here, such as "Keras 3.15.1 · TensorFlow 2.21.0 · CPU". Never raises."""
    keras_version = _or_none(lambda: sys.modules["keras"].__version__) or _installed_version("keras") or "?"
    backend = _or_none(lambda: _keras().config.backend())
    backend_version = _or_none(lambda: sys.modules[backend].__version__.partition("+")[0]) or ""
    name = BACKENDS.get(backend, str(backend))
    return " · ".join([f"Keras {keras_version}", f"{name} {backend_version}".strip(), _or_none(_device) or "CPU"])


def _or_none(look: Callable[[], Any]) -> Any:
    try:
        return look()
    except Exception:
        return None


def _keras() -> Any:
    """Keras, imported; what it is set to must allow that.

    Raises:
        CourseError: it does not.
    """
    keras_settings.require_importable()
    import keras

    return keras


def _keras_json() -> dict | str:
    """What the file says otherwise than lessons rely on it, or why Keras cannot use it."""
    try:
        return keras_settings.differing(keras_settings.settings_in_file())
    except CourseError as error:
        return str(error)


def _keras_settings() -> dict:
    """What Keras is set to now."""
    config = _keras().config
    now = {name: getattr(config, name)() for name in keras_settings.RELIED_ON}
    return now | {"dtype_policy": config.dtype_policy().name}


def _is_hosted() -> bool:
    """Whether somebody else has installed this kernel for the learner: on Colab, Binder or a JupyterHub."""
    return "google.colab" in sys.modules or "JUPYTERHUB_USER" in os.environ


def _device() -> str:
    kinds = {device.partition(":")[0].upper() for device in _keras().distribution.list_devices()}
    return ", ".join(sorted(kinds - {"CPU"})) or "CPU"


def _installed() -> dict[str, str]:
    names = {requirement.name for requirement in requirements({})} | set(BACKENDS)
    return {name: found for name in sorted(names) if (found := _installed_version(name))}


def _installed_version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _free_memory() -> float:
    """Free memory in GB. In a container, such as Binder's, its limit counts, not the memory of the machine."""
    import psutil

    free = psutil.virtual_memory().available
    limit, used = (_CONTAINER / name for name in ("memory.max", "memory.current"))
    if limit.exists() and (most := limit.read_text().strip()) != "max":
        free = min(free, int(most) - int(used.read_text()))
    return max(free, 0) / 1e9


def _has_korean_font() -> bool:
    from matplotlib import font_manager

    return any(font.name == "NanumGothic" for font in font_manager.fontManager.ttflist)


def _can_record() -> bool:
    """Whether the progress file can be written, tried without leaving anything behind."""
    file = store.progress_file()
    with tempfile.TemporaryFile(dir=_existing(file.parent)):
        return not file.exists() or os.access(file, os.W_OK)


def _existing(folder: Path) -> Path:
    return next(parent for parent in (folder, *folder.parents) if parent.exists())


def _reaches_the_originals() -> bool:
    """Whether the original data sets answer in time; asked in a thread, because looking up a name has no time limit."""
    import urllib.request

    answers = []

    def ask() -> None:
        request = urllib.request.Request(_ORIGINAL_DATA, method="HEAD")
        answers.append(_or_none(lambda: urllib.request.urlopen(request, timeout=_SECONDS_FOR_THE_NETWORK).status))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_SECONDS_FOR_THE_NETWORK)
    return answers == [200]
