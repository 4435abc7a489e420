"""What Binder does with the folder binder/, step by step in a clean virtual environment, and what that takes.

python -m tools.binder

The steps are those that `repo2docker --no-build` prints. A section runs beside the server; memory is that of both.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tools.build.sources import read_source
from tools.environments import install, learners_environment, new_environment
from tools.local_server import free_port, status
from utils.core.course import section
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError

# What repo2docker's own environment brings, as far as it matters here.
BASE = ("notebook==7.*", "jupyterlab==4.*", "ipywidgets==8.*", "jupyter-resource-usage==1.*")
OPENING_PAGE = "/lab/tree/chapters/ko/0-0_start_here.ipynb"
FIRST_SECTION, LARGEST_SECTION = "1-1", "6-1"
SECONDS_TO_BE_READY, MOST_MEMORY = 60, 2_000_000_000
_SECONDS_BETWEEN_LOOKS = 0.2
# Round the cell of 5-2 that opens TensorBoard: what it needs, and where the browser then looks for the page.
_BEFORE_TENSORBOARD = """
import os
from urllib.parse import urlsplit

logs = "."
"""
_AFTER_TENSORBOARD = """
print("proxy", os.environ["TENSORBOARD_PROXY_URL"].replace("%PORT%", str(port)), flush=True)
input()
"""


def image(folder: Path) -> tuple[Path, Path]:
    """Take the steps that make the image. Gives the course in it, and its environment.

    Raises:
        CourseError: this machine has no Python of the version in runtime.txt.
    """
    course, prefix = folder / "course", folder / "environment"
    subprocess.run(["git", "clone", "--quiet", COURSE_FOLDER, course], check=True)
    version = (course / "binder" / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    install(new_environment(prefix, version, "--seed"), *BASE)
    steps: list[list[str | Path]] = [
        [prefix / "bin" / "pip", "install", "--quiet", "--no-cache-dir", "-r", "binder/requirements.txt"],
        ["binder/postBuild"],
    ]
    for step in steps:
        subprocess.run(step, cwd=course, env=os.environ | {"NB_PYTHON_PREFIX": str(prefix)}, check=True)
    return course, prefix


def size(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


@contextmanager
def server(course: Path, prefix: Path, environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen, str]]:
    """Binder's command, running; gives its process and the address that it answers at."""
    address = f"http://localhost:{(port := free_port())}"
    command: list[str | Path] = ["binder/start", prefix / "bin" / "jupyter", "notebook"]
    command += ["--ip=localhost", "--no-browser", "--allow-root", f"--port={port}", "--IdentityProvider.token="]
    with subprocess.Popen(
        command, cwd=course, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            while status(address) is None and process.poll() is None:
                time.sleep(_SECONDS_BETWEEN_LOOKS)
            yield process, address
        finally:
            process.terminate()


def opening_cell_of_tensorboard() -> str:
    """The code of the lesson that opens TensorBoard, on the folder `logs`."""
    codes = [cell.source for cell in read_source(section("5-2")) if cell.cell_type == "code"]
    (found,) = [code for code in codes if "program.TensorBoard()" in code]
    return found


def status_of_tensorboard(course: Path, prefix: Path, environment: dict[str, str], address: str) -> int | None:
    """The HTTP status of TensorBoard's page by way of the server, for a browser that reaches no other port.

    None where TensorBoard did not start: the address without its path would be the server's own page.
    """
    code = _BEFORE_TENSORBOARD + opening_cell_of_tensorboard() + _AFTER_TENSORBOARD
    command: list[str | Path] = ["binder/start", prefix / "bin" / "python", "-c", code]
    with subprocess.Popen(
        command,
        cwd=course,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        pages = (line.split()[1] for line in process.stdout or () if line.startswith("proxy "))
        page = next(pages, None)
        found = status(address + page) if page else None
        process.communicate("\n")
    return found


def memory_while_running(
    course: Path, prefix: Path, section_id: str, environment: dict[str, str], beside: subprocess.Popen
) -> int:
    """Run all cells of a section; gives the most bytes that its processes and those beside it held at once.

    Raises:
        subprocess.CalledProcessError: a cell fails.
    """
    notebook = section(section_id).path("chapters", "ko")
    command: list[str | Path] = [prefix / "bin" / "jupyter", "execute", "--timeout=300", notebook]
    most = 0
    with subprocess.Popen(command, cwd=course, env=environment, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            most = max(most, sum(map(_memory, (*_family(process.pid), *_family(beside.pid)))))
            time.sleep(_SECONDS_BETWEEN_LOOKS)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command, stderr=process.communicate()[1][-2000:])
    return most


def _family(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _memory(process: psutil.Process) -> int:
    """What a process holds, with its share of what it shares with others."""
    try:
        return process.memory_full_info().pss
    except psutil.NoSuchProcess:
        return 0


def main() -> int:
    # A process that asks for more than Binder has fails here as well; that all of them keep below it is measured.
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "home").mkdir()
        try:
            course, prefix = image(folder)
        except CourseError as error:
            print(error, file=sys.stderr)
            return 1
        environment = learners_environment(folder / "home") | {"PATH": f"{prefix / 'bin'}:{os.environ['PATH']}"}
        begin = time.perf_counter()
        with server(course, prefix, environment) as (process, address):
            with urllib.request.urlopen(address) as answer:
                opened = answer.url.removeprefix(address)
            first = memory_while_running(course, prefix, FIRST_SECTION, environment, process)
            seconds = time.perf_counter() - begin
            most = max(first, memory_while_running(course, prefix, LARGEST_SECTION, environment, process))
            board = status_of_tensorboard(course, prefix, environment, address)
        print(f"opening page: {opened}")
        print(f"image, on top of repo2docker's own system: {(size(prefix) + size(course)) / 1e9:.1f} GB")
        print(f"{FIRST_SECTION} run to its end {seconds:.0f} s after the start; memory at most {most / 1e9:.2f} GB")
        print(f"TensorBoard by way of the server: HTTP status {board}")
    return not (opened == OPENING_PAGE and seconds < SECONDS_TO_BE_READY and most < MOST_MEMORY and board == 200)


if __name__ == "__main__":
    sys.exit(main())
