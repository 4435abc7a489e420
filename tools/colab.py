"""Every chapter as it runs on Colab: its versions, an empty folder, and the course fetched from its address.

python -m tools.colab

The address is that of a clone on this disk. A module `google.colab` makes the first cell believe it is on Colab.
"""

import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient.exceptions import CellExecutionError, DeadKernelError

from tools.environments import install, learners_environment, new_environment
from tools.kernels import kernel_of, run
from utils.core.course import sections
from utils.core.paths import COURSE_FOLDER
from utils.core.text import LANGUAGES, CourseError

PYTHON = "3.13"
VERSIONS = COURSE_FOLDER / "tools" / "colab.txt"
AT_A_TIME = 2
_LIKE_COLAB = 'import sys, types\n\nsys.modules["google.colab"] = types.ModuleType("google.colab")'
_COMMIT = ("-c", "user.name=Keras Study", "-c", "user.email=", "commit", "--quiet", "--all", "--message=An address")


def mirror(folder: Path) -> Path:
    """A new virtual environment with Colab's versions; gives its Python.

    Raises:
        CourseError: this machine has no Python of Colab's version.
    """
    python = new_environment(folder, PYTHON, "--seed")
    install(python, "--requirement", VERSIONS)
    return python


def published(folder: Path) -> Path:
    """A clone of the last commit whose notebooks know it as the course's address."""
    subprocess.run(["git", "clone", "--quiet", COURSE_FOLDER, folder], check=True)
    table = folder / "source" / "course.toml"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace('repository = ""', f'repository = "{folder.as_uri()}"'), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "tools.build"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["git", *_COMMIT], cwd=folder, check=True)
    return folder


def failure(notebook_file: Path, kernel: str) -> str | None:
    """What a learner sees go wrong when all cells of a chapter run in an empty folder, if anything does."""
    notebook = nbformat.read(notebook_file, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(_LIKE_COLAB))
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as content:
        try:
            run(notebook, kernel, Path(content), learners_environment(Path(home)))
        except (CellExecutionError, DeadKernelError) as error:
            return str(error)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return next((f"writes to stderr: {output.text}" for output in outputs if output.get("name") == "stderr"), None)


def main() -> int:
    begin, failures = time.perf_counter(), 0
    with tempfile.TemporaryDirectory() as name:
        try:
            python = mirror(Path(name) / "colab")
        except CourseError as error:
            print(error, file=sys.stderr)
            return 1
        course = published(Path(name) / "course")
        chapters = [course / section.path("chapters", lang) for section in sections().values() for lang in LANGUAGES]
        with kernel_of(python) as kernel, ThreadPoolExecutor(AT_A_TIME) as pool:
            for chapter, failed in zip(chapters, pool.map(lambda file: failure(file, kernel), chapters), strict=True):
                failures += failed is not None
                print(f"{chapter.parent.name}/{chapter.name}: {failed or 'executes'}", flush=True)
    minutes = (time.perf_counter() - begin) / 60
    print(
        f"{len(chapters) - failures} of {len(chapters)} notebooks execute with Colab's versions, {minutes:.0f} minutes"
    )
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
