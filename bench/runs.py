"""What is measured, in which order, and where it is kept: a stopped benchmark goes on, and no result is stale."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.lesson import recipe as course_recipe
from bench.machine import processor, versions
from utils.core.course import sections
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError

ARTIFACTS = COURSE_FOLDER / "bench" / "artifacts"
SEEDS = (1, 2, 3)
RECIPES = {"pictures": ("published", "course"), "text": ("published", "published-40-words", "course")}
KINDS = ("whole", "floor")  # of a section's run
_ONE_STEP = (("KERAS_MAX_EPOCHS", "1"), ("KERAS_MAX_STEPS_PER_EPOCH", "1"))
_DATA = (
    "bench/files.py",
    "utils/data.py",
    "utils/image_folders.py",
    "utils/own_files/pictures.py",
    "utils/text_folders.py",
)
_CLOCKS = ("bench/machine.py", "bench/training.py")


@dataclass(frozen=True)
class Run:
    """One measurement, in a process of its own.

    Attributes:
        name: says what it is, such as "text course 2".
        command: a module with its arguments. The file for its result (JSON) is added to them, and it prints a line
            for each step that is done.
        code: all the code that the result depends on.
        environment: further variables of its process.
        python: the interpreter; results are kept without regard to it.
    """

    name: str
    command: tuple[str, ...]
    code: str
    environment: tuple[tuple[str, str], ...] = ()
    python: str = sys.executable

    def file(self, folder: Path) -> Path:
        """Where its result is kept: other code, other versions or another processor, another file."""
        depends_on = (self.command, self.code, self.environment, versions(), processor())
        digest = hashlib.sha256(repr(depends_on).encode()).hexdigest()[:12]
        return folder / f"{re.sub('[^a-z0-9-]+', '-', self.name)}.{digest}.json"

    def result(self, folder: Path) -> dict | None:
        """What it measured, or None as long as it has not."""
        file = self.file(folder)
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None


def trainings(seeds: tuple[int, ...] = SEEDS, environment: tuple = ()) -> list[Run]:
    """Every recipe with every seed: published and course in turn, so that both run under the same conditions."""
    return [
        Run(
            name=f"{task} {recipe} {seed}",
            command=("bench.training", task, recipe, str(seed)),
            code=_code_of_training(task, recipe),
            environment=environment,
        )
        for task in RECIPES
        for seed in seeds
        for recipe in RECIPES[task]
    ]


def section_runs(ids: list[str] | None = None) -> list[Run]:
    """Every written section, or those with these ids: whole, and with one step of each training."""
    ids = [section.id for section in sections().values() if section.written] if ids is None else ids
    clock = _text("bench/machine.py") + _text("bench/sections.py")
    utils = _code_below("utils")
    return [
        Run(
            name=f"section {id_} {kind}",
            command=("bench.sections", id_, kind),
            code=clock + utils + _text(sections()[id_].notebook("chapters", "ko")),
            environment=_ONE_STEP if kind == "floor" else (),
        )
        for id_ in ids
        for kind in KINDS
    ]


def measure(run: Run, folder: Path, tell: Callable[[str], None] = lambda line: None) -> dict:
    """Run it now, and keep its result.

    Args:
        run: what to measure.
        folder: where results are kept. The data sets are written into its folder `home` at the first use.
        tell: gets each line that the process prints.

    Raises:
        CourseError: the process failed; says how.
    """
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = run.file(folder).with_suffix(".unfinished")
    own = {"KERAS_BACKEND": "tensorflow", "KERAS_STUDY_HOME": str(folder / "home")} | dict(run.environment)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        with subprocess.Popen(
            [run.python, "-m", *run.command, str(unfinished)],
            cwd=COURSE_FOLDER,
            env=os.environ | own,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
        ) as child:
            try:
                for line in child.stdout:
                    tell(line.strip())
            except BaseException:
                child.kill()
                raise
        if child.returncode:
            errors.seek(0)
            raise CourseError(f"{run.name} failed:\n{errors.read()[-2000:].strip()}")
    os.replace(unfinished, run.file(folder))
    return run.result(folder)


def prepare(folder: Path) -> None:
    """Write the data sets of the benchmark, without the damaged pictures, into a home of its own."""
    environment = os.environ | {"KERAS_STUDY_HOME": str(folder / "home"), "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run(
        [sys.executable, "-m", "bench.files"], cwd=COURSE_FOLDER, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise CourseError(f"the data sets could not be written:\n{done.stderr[-2000:].strip()}")


def _code_of_training(task: str, recipe: str) -> str:
    own = _text("bench/course.py") + course_recipe(task) if recipe == "course" else _text("bench/published.py")
    return own + "".join(map(_text, _CLOCKS + _DATA))


def code_of_the_course() -> str:
    """All the code that learners, tests and the soak run."""
    return "".join(map(_code_below, ("utils", "source", "tools", "tests", "bench")))


def _code_below(folder: str) -> str:
    """All the Python code in a folder, besides what tests and measurements left there."""
    files = sorted((COURSE_FOLDER / folder).rglob("*.py"))
    return "".join(_text(file) for file in files if "artifacts" not in file.relative_to(COURSE_FOLDER).parts)


def _text(file: Path | str) -> str:
    return (COURSE_FOLDER / file).read_text(encoding="utf-8")
