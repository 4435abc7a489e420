"""Every section on another backend, without the cells that do not run there.

python -m tools.backends jax      runs the solved sections; how many cells ran goes into the tables of the READMEs
python -m tools.backends torch    the same with PyTorch: what .venv has, or else a CPU build, fetched into .venv/torch
"""

import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

from tools.build.readmes import READMES
from tools.build.rules import runs_on
from tools.environments import UV, learners_environment
from tools.kernels import run
from utils.core.course import Section, sections
from utils.core.keras_settings import BACKENDS
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError

RESULTS = COURSE_FOLDER / "tools" / "backends.json"
PYTORCH = COURSE_FOLDER / ".venv" / "torch"
LEAST_SHARE = 0.9
# Where at least that much runs; 3-3 has TensorFlow's GradientTape, 6-2 TextVectorization inside of models.
WHOLE = {"2-1", "2-2", "3-1", "3-2", "4-1", "4-2", "6-1"}
AT_A_TIME = 2
_TABLE = re.compile(r"(?<=<!-- backends -->\n).*?(?=<!-- end of backends -->)", re.S)


def environment(backend: str) -> dict[str, str]:
    """The variables with which a kernel runs on a backend.

    Raises:
        CourseError: there is no CPU build of PyTorch to be had.
    """
    own = {"KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "3"}
    if backend == "torch" and not importlib.util.find_spec("torch"):
        _fetch_pytorch()
        own["PYTHONPATH"] = str(PYTORCH)
    return own


def _fetch_pytorch() -> None:
    # PyPI's build for Linux on x86-64 is one for GPUs, of several GB.
    command: list[str | Path] = [*UV, "pip", "install", "--quiet", "--target", PYTORCH, "--torch-backend=cpu", "torch"]
    if not PYTORCH.exists() and subprocess.run(command, check=False).returncode:
        raise CourseError("No CPU build of PyTorch is to be had from here: nothing was tested.")


def cells_that_run(section: Section, own: dict[str, str]) -> tuple[int, int, list[str]]:
    """Run the solved section. Gives how many of its code cells run, how many it has, and a sentence for each failure.

    A cell that checks an answer runs when the check says the same as on TensorFlow.
    """
    notebook = nbformat.read(section.notebook("solutions", "ko"), as_version=4)
    codes = [cell for cell in notebook.cells if cell.cell_type == "code"]
    stored = {cell.id: _outcome(cell) for cell in codes}
    tried = [cell for cell in codes if runs_on(cell, own["KERAS_BACKEND"])]
    notebook.cells = tried
    with tempfile.TemporaryDirectory() as home:
        folder = section.notebook("solutions", "ko").parent
        run(notebook, "python3", folder, learners_environment(Path(home)) | own, allow_errors=True)
    failures = [f"{_beginning(cell)}: {wrong}" for cell in tried if (wrong := problem(cell, stored[cell.id]))]
    return len(tried) - len(failures), len(codes), failures


def _beginning(cell: nbformat.NotebookNode) -> str:
    return " ".join(cell.source.split())[:60]


def problem(cell: nbformat.NotebookNode, stored: str | None) -> str | None:
    """What is wrong with a cell that was run, if anything; `stored` is what its check says on TensorFlow."""
    for output in cell.outputs:
        if output.output_type == "error":
            return f"{output.ename}: {output.evalue.splitlines()[0] if output.evalue else ''}"[:200]
    said = _outcome(cell)
    return None if said == stored else f"the check says {said!r}, not {stored!r}"


def _outcome(cell: nbformat.NotebookNode) -> str | None:
    """The first word of what a check says, a sign for its outcome."""
    if not cell.source.startswith("check("):
        return None
    said = ["".join(output.get("data", {}).get("text/plain", "")).split() for output in cell.outputs]
    return next((words[0] for words in said if words), None)


def broken_rules_of_errors(own: dict[str, str]) -> int:
    """Prove the rules of `explain` on this backend; gives 1 where one no longer holds, and pytest says which."""
    command = [sys.executable, "-m", "pytest", "--quiet", "--tb=line", "tests/errors/test_rules.py"]
    return int(subprocess.run(command, cwd=COURSE_FOLDER, env=os.environ | own, check=False).returncode != 0)


def keep(backend: str, found: dict[str, list[int]]) -> None:
    """Write how many cells ran, and the tables."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps(results | {backend: found}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for path, text in readmes_with_tables().items():
        path.write_text(text, encoding="utf-8")


def readmes_with_tables() -> dict[Path, str]:
    """Each README, with its table of backends made anew from what was kept."""
    paths = [COURSE_FOLDER / name for name in READMES.values()]
    return {path: _TABLE.sub(lambda _: table(), path.read_text(encoding="utf-8")) for path in paths}


def table() -> str:
    """How many cells of each section run on which backend, of how many, as Markdown."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    others = [backend for backend in BACKENDS if backend in results]
    lines = [["", *(BACKENDS[backend] for backend in ("tensorflow", *others))], ["---"] * (2 + len(others))]
    for id_ in sections():
        every = max(results[backend][id_][1] for backend in others)
        lines.append([id_, every, *(results[backend][id_][0] for backend in others)])
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.backends", description="every section on another backend")
    parser.add_argument("backend", choices=sorted(set(BACKENDS) - {"tensorflow"}))
    backend = parser.parse_args().backend
    try:
        own = environment(backend)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    found, faults = {}, 0
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        ran = pool.map(lambda section: cells_that_run(section, own), sections().values())
        for id_, (run_, cells, failures) in zip(sections(), ran, strict=True):
            found[id_] = [run_, cells]
            faults += len(failures) + (id_ in WHOLE and run_ < LEAST_SHARE * cells)
            print(f"{id_} on {BACKENDS[backend]}: {run_} of {cells} cells", *failures, sep="\n  ", flush=True)
    keep(backend, found)
    faults += broken_rules_of_errors(own)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
