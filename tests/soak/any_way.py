"""The cells of a section run in other ways than once from top to bottom; what is found is written as JSON.

python -m tests.soak.any_way ID FILE       each cell twice, then interrupted, then only up to an exercise
python -m tests.soak.any_way ID ID FILE    two sections at once, with one home
"""

import asyncio
import contextlib
import copy
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbval.plugin import get_sanitize_patterns

from bench.machine import end_with_the_parent
from bench.runs import ARTIFACTS
from utils.core.course import section
from utils.core.paths import COURSE_FOLDER

_SECONDS_A_CELL_MAY_TAKE = 300
_LONG, _SHORT = 1.0, 0.2  # seconds; an interrupt just outside of a cell makes ipykernel lose its reply
_TRAINS = re.compile(r"\.fit\(|train_on_batch\(|(fitted|trained\w*|_seeds|_training|_folders)\(")
_CHECK = re.compile(r'check\("([^"]+)"')
_LAST_EXERCISE_TOO = ("1-1", "3-2", "6-2")
_MASKED = get_sanitize_patterns((COURSE_FOLDER / "tests" / "sanitize.cfg").read_text(encoding="utf-8"))
_RECORD = nbformat.v4.new_code_cell("from utils.progress.store import set_recording\nset_recording(True)", id="record")


@dataclass
class Found:
    """What was found, a sentence for each fault; and how often it was looked for."""

    faults: list[str] = field(default_factory=list)
    cells: int = 0
    twice: int = 0
    interrupted: int = 0  # cells that an interrupt ended
    from_the_top: int = 0  # of those, cells that ran again only after those above them
    checks: int = 0  # times that what a check says was compared with what is stored


@dataclass
class Kernel:
    """A running kernel; `way` says in a fault what was being tried."""

    client: NotebookClient
    way: str
    found: Found

    async def run(self, cell: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
        """Run a cell and judge it; gives its outputs, an error among them."""
        outputs = await self.execute(cell)
        self.judge(cell, outputs)
        return outputs

    async def execute(self, cell: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
        """Run a cell; gives its outputs. Raises DeadKernelError or CellTimeoutError where the kernel cannot go on."""
        ran = copy.deepcopy(cell)
        self.client.nb.cells.append(ran)
        try:
            await self.client.async_execute_cell(ran, len(self.client.nb.cells) - 1)
        except (DeadKernelError, CellTimeoutError) as error:
            self.fault(cell, "the kernel dies" if isinstance(error, DeadKernelError) else "does not end")
            raise
        return ran.outputs

    def judge(self, cell: nbformat.NotebookNode, outputs: list[nbformat.NotebookNode]) -> None:
        """An error is a fault, and so is a check that says something else than its stored outputs."""
        if error := _error(outputs):
            self.fault(cell, f"{error.ename}: {error.evalue}"[:300])
        elif _CHECK.match(cell.source) and cell.outputs:
            self.found.checks += 1
            if _said(outputs) != _said(cell.outputs):
                self.fault(cell, f"says {_said(outputs)!r}, not {_said(cell.outputs)!r}")

    async def interrupt(self, cell: nbformat.NotebookNode, seconds: float) -> None:
        """Run a cell and interrupt it after so many seconds; where that does not end it, it is judged.

        TensorFlow may turn the KeyboardInterrupt into an error of its own.
        """
        interrupt = asyncio.create_task(self._interrupt(seconds))
        try:
            outputs = await self.execute(cell)
        finally:
            interrupt.cancel()
        error = _error(outputs)
        if error and (error.ename == "KeyboardInterrupt" or _raised_by_a_library(error)):
            self.found.interrupted += 1
        else:
            self.judge(cell, outputs)

    def fault(self, cell: nbformat.NotebookNode, what: str) -> None:
        """Note a fault of a cell, which is named by the beginning of its code."""
        self.found.faults.append(f"{self.way}, cell {cell.id} `{' '.join(cell.source.split())[:60]}`: {what}")

    async def _interrupt(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.client.km.interrupt_kernel()


@contextlib.asynccontextmanager
async def new_kernel(way: str, found: Found, shared_home: Path | None = None) -> AsyncIterator[Kernel]:
    """A kernel in empty folders of its own; the block ends where it cannot go on, and what was left over is noted."""
    settings = {"timeout": _SECONDS_A_CELL_MAY_TAKE, "kernel_name": "python3", "allow_errors": True}
    client = NotebookClient(nbformat.v4.new_notebook(), coalesce_streams=True, **settings)
    with _new_folder() as folder:
        home = shared_home or folder / "home"
        place, temporary = (Path(tempfile.mkdtemp(dir=folder)) for _ in range(2))
        own = {"KERAS_BACKEND": "tensorflow", "KERAS_STUDY_HOME": str(home), "TMPDIR": str(temporary)}
        environment = os.environ | own | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
        # JAX, which the soak imports, sets this for all that it starts; a learner has no such variable.
        environment.pop("TF_CPP_MIN_LOG_LEVEL", None)
        with contextlib.suppress(DeadKernelError, CellTimeoutError):
            async with client.async_setup_kernel(env=environment, cwd=str(place), stderr=subprocess.DEVNULL):
                # Nobody asks for the heartbeat; to stop it after the kernel is gone can take for ever.
                client.kc.hb_channel.stop()
                yield Kernel(client, way, found)
        left = [] if shared_home else [f"{file} in the home" for file in _half_made(home)]
        left += [f"{file.name} in the working directory" for file in sorted(place.iterdir())]
        found.faults += [f"{way}: leaves {what}" for what in left]


@contextlib.contextmanager
def _new_folder() -> Iterator[Path]:
    """An empty folder inside the course: a notebook looks for the course above itself."""
    ARTIFACTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ARTIFACTS, prefix="any-way-") as folder:
        yield Path(folder)


async def twice(name: str, solved: list, found: Found) -> dict[str, float]:
    """Run every cell twice in a row; gives the seconds that its quicker run took, by the id of the cell."""
    seconds = {}
    async with new_kernel(f"{name}, twice", found) as kernel:
        for cell in solved:
            begin = time.perf_counter()
            first = await kernel.run(cell)
            between = time.perf_counter()
            second = await kernel.run(cell)
            seconds[cell.id] = min(between - begin, time.perf_counter() - between)
            found.twice += 1
            if _kinds(first) != _kinds(second) and not (_error(first) or _error(second)):
                kernel.fault(cell, f"gives {_kinds(first)}, and then {_kinds(second)}{_stderr(first + second)}")
    return seconds


async def interrupted(name: str, solved: list, seconds: dict[str, float], found: Found) -> None:
    """Interrupt each cell that trains, or takes over a second, halfway, and run it again; then run all once more.

    Where it does not run again by itself, it has to with those above it.
    """
    async with new_kernel(f"{name}, interrupted", found) as kernel:
        for place, cell in enumerate(solved):
            usual = seconds.get(cell.id, 0)
            if usual > _LONG or (usual > _SHORT and _TRAINS.search(cell.source)):
                await kernel.interrupt(cell, usual / 2)
                if _error(await kernel.execute(cell)):
                    # Keras was stopped while it made an optimizer or metrics, and takes them for ready: Run All above.
                    found.from_the_top += 1
                    for above in solved[:place]:
                        await kernel.run(above)
                    await kernel.run(cell)
            else:
                await kernel.run(cell)
        kernel.way = f"{name}, Run All after the interrupts"
        for cell in solved:
            await kernel.run(cell)


async def up_to(name: str, chapter: list, solved: list, exercise: str, found: Found) -> None:
    """Run a chapter up to the check of an exercise, blanks and all; write the answer, and run the check again."""
    check = next(cell for cell in solved if _checked(cell) == exercise)
    answer = [cell for cell in solved if cell.metadata.get("exercise") == exercise]
    end = [_checked(cell) for cell in chapter].index(exercise) + 1
    async with new_kernel(f"{name}, up to {exercise}", found) as kernel:
        for cell in [*chapter[:end], *answer, check]:
            await kernel.run(cell)


async def together(solved: dict[str, list], found: Found) -> None:
    """Run notebooks at once, with one home, into which all of them write what is solved."""

    async def run(name: str, start: nbformat.NotebookNode, *cells: nbformat.NotebookNode) -> None:
        async with new_kernel(f"{name} of {pair}", found, shared_home=home) as kernel:
            for cell in (start, _RECORD, *cells):
                await kernel.run(cell)

    pair = " beside ".join(solved)
    with _new_folder() as home:
        await asyncio.gather(*(run(name, *cells) for name, cells in solved.items()))
        expected = {_checked(cell) for cells in solved.values() for cell in cells} - {None}
        missing = sorted(expected - _recorded(home / "progress.db"))
        found.faults += [f"{pair}: {exercise} is not recorded as solved" for exercise in missing]
        found.faults += [f"{pair}: leaves {file} in the home" for file in _half_made(home)]


def _checked(cell: nbformat.NotebookNode) -> str | None:
    """The exercise that a cell checks."""
    call = _CHECK.match(cell.source)
    return call and call[1]


def _kinds(outputs: list[nbformat.NotebookNode]) -> list[str]:
    return [" ".join([one.output_type, one.get("name", ""), *sorted(one.get("data", ()))]) for one in outputs]


def _error(outputs: list[nbformat.NotebookNode]) -> nbformat.NotebookNode | None:
    return next((output for output in outputs if output.output_type == "error"), None)


def _raised_by_a_library(error: nbformat.NotebookNode) -> bool:
    *_, innermost_frame, _message = error.traceback
    return "site-packages" in innermost_frame


def _stderr(outputs: list[nbformat.NotebookNode]) -> str:
    """What stands on stderr, for the end of a sentence."""
    said = "".join(output.text for output in outputs if output.get("name") == "stderr")
    return said and f"; stderr says {said[:300]!r}"


def _said(outputs: list[nbformat.NotebookNode]) -> str:
    """The text of outputs, without what may differ from run to run."""
    shown = [output.get("data", {}) | {"text": output.get("text", "")} for output in outputs]
    said = "\n".join(each[kind] for each in shown for kind in ("text", "text/plain", "text/html") if each.get(kind))
    for pattern, mask in _MASKED:
        said = re.sub(pattern, mask, said)
    return said


def _half_made(home: Path) -> list[Path]:
    """What is hidden, besides empty locks and the marks of whole folders; and the journal of a file half written."""
    hidden = [path for path in home.rglob("*") if path.name.startswith(".") or path.name.endswith("-journal")]
    locks = [path for path in hidden if path.suffix == ".lock" and path.is_file() and path.stat().st_size == 0]
    return sorted(path.relative_to(home) for path in hidden if path.name != ".whole" and path not in locks)


def _recorded(progress: Path) -> set[str]:
    if not progress.exists():
        return set()
    with contextlib.closing(sqlite3.connect(progress)) as file:
        return {exercise for (exercise,) in file.execute("SELECT exercise FROM results WHERE passed")}


def measure(section_id: str) -> dict:
    """Run the cells of a section twice each, interrupted, and up to an exercise; gives `Found`, and `seconds`."""
    solved, chapter = (_code_cells(section_id, kind) for kind in ("solutions", "chapters"))
    lettered = [id_ for cell in solved if (id_ := cell.metadata.get("exercise", "")) and id_[-1].isalpha()]
    chosen = lettered[:1] + (lettered[-1:] if section_id in _LAST_EXERCISE_TOO else [])

    async def every_way(found: Found) -> None:
        seconds = await twice(section_id, solved, found)
        await interrupted(section_id, solved, seconds, found)
        for exercise in chosen:
            await up_to(section_id, chapter, solved, exercise, found)

    return _timed(every_way, len(solved))


def measure_pair(first_id: str, second_id: str) -> dict:
    """Run two sections at the same time, with one home; gives `Found`, and `seconds`."""
    solved = {section_id: _code_cells(section_id, "solutions") for section_id in (first_id, second_id)}
    return _timed(lambda found: together(solved, found), sum(map(len, solved.values())))


def _code_cells(section_id: str, kind: str) -> list[nbformat.NotebookNode]:
    notebook = nbformat.read(section(section_id).notebook(kind, "ko"), as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _timed(way, cells: int) -> dict:
    begin, found = time.perf_counter(), Found(cells=cells)
    asyncio.run(way(found))
    return asdict(found) | {"seconds": time.perf_counter() - begin}


if __name__ == "__main__":
    end_with_the_parent()
    *ids, file = sys.argv[1:]
    measured = measure(*ids) if len(ids) == 1 else measure_pair(*ids)
    Path(file).write_text(json.dumps(measured, ensure_ascii=False), encoding="utf-8")
