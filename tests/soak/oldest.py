"""Every section with the oldest versions that requirements.txt allows; the newest ones are those of the lock file.

python -m tests.soak.oldest FILE    writes what was found into FILE, as JSON
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.machine import end_with_the_parent
from bench.runs import Run, measure
from tools.environments import UV, install, new_environment
from utils.core.course import sections
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError

REQUIREMENTS = COURSE_FOLDER / "requirements.txt"
# TensorBoard 2.20 imports pkg_resources without asking for it. Colab still has a setuptools that brings it.
_OF_THEIR_TIME = "setuptools==80.9.0"


def environment(folder: Path) -> Path:
    """A new virtual environment with the oldest versions of what requirements.txt names; gives its Python."""
    python = new_environment(folder, sys.executable)
    install(python, "--resolution", "lowest-direct", "--requirement", REQUIREMENTS, _OF_THEIR_TIME)
    return python


def versions(python: Path) -> dict[str, str]:
    """The versions in an environment of what requirements.txt names."""
    listed = subprocess.run(
        [*UV, "pip", "list", "--quiet", "--python", python, "--format", "json"],
        check=True,
        capture_output=True,
        text=True,
    )
    text = REQUIREMENTS.read_text(encoding="utf-8").lower()
    return {one["name"]: one["version"] for one in json.loads(listed.stdout) if f"\n{one['name'].lower()}" in text}


def run_every_section(python: Path, folder: Path) -> list[str]:
    """Run all sections with this Python; gives a sentence for each that stops at an error."""
    faults = []
    for id_ in sections():
        print(id_, flush=True)
        run = Run(name=id_, command=("bench.sections", id_, "whole"), code="", python=str(python))
        try:
            measure(run, folder)
        except CourseError as error:
            faults.append(f"{id_}: {str(error).splitlines()[-1]}")
    return faults


if __name__ == "__main__":
    end_with_the_parent()
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        python = environment(Path(name) / "oldest")
        found = {"versions": versions(python), "faults": run_every_section(python, Path(name))}
    Path(sys.argv[1]).write_text(json.dumps(found | {"seconds": time.perf_counter() - begin}), encoding="utf-8")
