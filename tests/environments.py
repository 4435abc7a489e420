"""Virtual environments beside this one."""

import os
import subprocess
import sys
from pathlib import Path

from utils.messages import CourseError

UV = (sys.executable, "-m", "uv")


def new_environment(folder: Path, version: str, *options: str) -> Path:
    """An empty virtual environment; gives its Python.

    Args:
        folder: where it is made.
        version: of Python, such as "3.13", or the path of one.
        options: further ones of `uv venv`.

    Raises:
        CourseError: this machine has no Python of that version.
    """
    command = [*UV, "venv", "--quiet", "--no-python-downloads", *options, "--python", version, folder]
    if subprocess.run(command, check=False).returncode:
        raise CourseError(f"This machine has no Python {version}: nothing was tested.")
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def install(python: Path, *what: str | Path) -> None:
    """Install into the environment of a Python, with the words that `uv pip install` takes."""
    subprocess.run([*UV, "pip", "install", "--quiet", "--python", python, *what], check=True)
