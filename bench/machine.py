"""What runs here, and what every process of the benchmark needs: its memory, and an end with its parent."""

import os
import platform
import resource
import threading
from importlib import metadata
from pathlib import Path

_STATUS = Path("/proc/self/status")


def versions() -> dict[str, str]:
    """Python, TensorFlow and Keras, asked without importing them."""
    return {"Python": platform.python_version(), "TensorFlow": _tensorflow(), "Keras": metadata.version("keras")}


def _tensorflow() -> str:
    try:
        return metadata.version("tensorflow")
    except metadata.PackageNotFoundError:
        return metadata.version("tensorflow-cpu")


def processor() -> str:
    """How many cores of which processor, as far as the system tells."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} cores of {_model()}"


def _model() -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text(encoding="utf-8").splitlines() if described.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def peak_memory() -> int:
    """The most memory that this process has held at once, in bytes."""
    if _STATUS.exists():
        # On Linux `ru_maxrss` begins with what the parent held when it started this process.
        lines = _STATUS.read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS


def end_with_the_parent() -> None:
    """From here on, end as soon as the process that started this one ends, even if it is killed.

    A training that ran on unseen would slow down what is measured next. The parent holds the other end of stdin.
    """

    def wait():
        # Not through sys.stdin, whose lock would be held at the end of the interpreter.
        os.read(0, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
