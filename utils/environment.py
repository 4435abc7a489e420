"""Is everything here that the course needs? `doctor` measures this machine; utils/diagnosis.py judges what it found."""

import os
import platform
import shutil
import sys
import tempfile
import threading
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from utils import record
from utils.diagnosis import BACKENDS, Report, diagnose, requirements
from utils.dot_program import dot_in_use

_CONTAINER = Path("/sys/fs/cgroup")
_SECONDS_FOR_THE_NETWORK = 3
_ORIGINAL_DATA = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/train-labels-idx1-ubyte.gz"


def doctor(facts: dict | None = None, network: bool = False) -> Report:
    """Look at this environment, and say what to mend. Never fails because of what it finds.

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
        "backend": _or_none(_backend),
        "device": _or_none(_device),
        "memory_gb": _or_none(_free_memory),
        "disk_gb": _or_none(lambda: shutil.disk_usage(_existing(record.home())).free / 1e9),
        "dot": _or_none(dot_in_use),
        "korean_font": _or_none(_has_korean_font),
        "progress_file": _or_none(_can_record),
    }
    return facts | {"network": _reaches_the_originals()} if network else facts


def version_line() -> str:
    """What runs here, such as "Keras 3.15.1 · TensorFlow 2.21.0 · CPU". Never raises."""
    keras_version = _or_none(lambda: sys.modules["keras"].__version__) or _installed_version("keras") or "?"
    backend = _or_none(_backend)
    backend_version = _or_none(lambda: sys.modules[backend].__version__.partition("+")[0]) or ""
    name = BACKENDS.get(backend, str(backend))
    return " · ".join([f"Keras {keras_version}", f"{name} {backend_version}".strip(), _or_none(_device) or "CPU"])


def _or_none(look):
    try:
        return look()
    except Exception:
        return None


def _backend() -> str:
    import keras

    return keras.config.backend()


def _device() -> str:
    import keras

    kinds = {device.partition(":")[0].upper() for device in keras.distribution.list_devices()}
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
    """Free memory in GB. In a container, such as Binder's, what its limit leaves counts, not what the machine has."""
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
    file = record.progress_file()
    with tempfile.TemporaryFile(dir=_existing(file.parent)):
        return not file.exists() or os.access(file, os.W_OK)


def _existing(folder: Path) -> Path:
    return next(parent for parent in (folder, *folder.parents) if parent.exists())


def _reaches_the_originals() -> bool:
    """Whether the original data sets answer in time; asked in a thread, since looking up a name knows no time limit."""
    import urllib.request

    answers = []

    def ask():
        request = urllib.request.Request(_ORIGINAL_DATA, method="HEAD")
        answers.append(_or_none(lambda: urllib.request.urlopen(request, timeout=_SECONDS_FOR_THE_NETWORK).status))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_SECONDS_FOR_THE_NETWORK)
    return answers == [200]
