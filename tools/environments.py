"""Virtual environments beside this one, and the variables of a learner's process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from utils.core.text import CourseError

UV = (sys.executable, "-m", "uv")
_OF_THE_TEST_RUN = ("JPY_", "JUPYTER", "KERAS", "MAKE", "MFLAGS", "MPL", "PYTEST", "TF_", "VIRTUAL_ENV", "XDG_")


def new_environment(folder: Path, version: str, *options: str) -> Path:
    """An empty virtual environment; gives its Python.

    Args:
        folder: where it is made.
        version: of Python, such as "3.13", or the path of one.
        options: further ones of `uv venv`.

    Raises:
        CourseError: this machine has no Python of that version.
    """
    command: list[str | Path] = [*UV, "venv", "--quiet", "--no-python-downloads", *options, "--python", version, folder]
    if subprocess.run(command, check=False).returncode:
        raise CourseError(f"This machine has no Python {version}: nothing was tested.")
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def install(python: Path, *what: str | Path) -> None:
    """Install into the environment of a Python, with the words that `uv pip install` takes."""
    subprocess.run([*UV, "pip", "install", "--quiet", "--python", python, *what], check=True)


def learners_environment(home: Path) -> dict[str, str]:
    """The environment variables of a learner with this home: none of the test run, and no browser opens."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OF_THE_TEST_RUN)}
    return kept | {"HOME": str(home), "BROWSER": shutil.which("true") or ""}
