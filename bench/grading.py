"""Grading a class: 200 hand-ins of one section, and the same notebooks by nbgrader.

python -m bench.grading              200 learners; the class as it comes, and where no two answers are alike
python -m bench.grading --race 4     beside it, nbgrader autogrades the first 4 of them, in an environment of its own

What is counted is processor time of all processes, since another program on the machine does not lengthen it much.
"""

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools.build.notebooks import make_notebook
from tools.build.rules import EXERCISE_TAGS, tags
from tools.environments import install, learners_environment, new_environment
from tools.grade.nbgrader import NBGRADER
from tools.grade.program import published
from utils.core.course import section
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError
from utils.exercises.check import Outcome

SECTION = "1-1"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.grading", description="how long it takes to grade a class")
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--race", type=int, default=0, help="how many notebooks nbgrader gets")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, all_differ in (("a class", False), ("no two answers alike", True)):
            class_folder = Path(folder) / name
            _write_class(class_folder, options.learners, all_differ)
            seconds, processor = _timed(
                [sys.executable, "-m", "tools.grade", class_folder, "--to", class_folder / "to"]
            )
            print(
                f"{name}: {options.learners} learners in {seconds:.0f} s, "
                f"{processor / options.learners:.2f} s of processor time a learner",
                flush=True,
            )
        if options.race:
            print(f"nbgrader: {_race(Path(folder) / 'a class', options.race):.2f} s of processor time a learner")
    return 0


def _write_class(folder: Path, learners: int, all_differ: bool) -> None:
    """Notebooks in which each answer is one of the source's, right or wrong, with a comment of the learner's own."""
    folder.mkdir()
    chance = random.Random(0)
    for number in range(learners):
        notebook = make_notebook(section(SECTION), "chapters", "ko")
        for cell in notebook.cells:
            exercise = cell.metadata.get("exercise")
            if exercise and "starter" in tags(cell):
                kind = "solution" if chance.random() < 0.7 else chance.choice(EXERCISE_TAGS[1:3])
                own = f"# learner {number}\n" + (f"of_learner = {number}\n" if all_differ else "")
                cell.source = own + chance.choice(published(exercise, kind))
        name = f"learner{number:03}_{number}_{number}_{section(SECTION).name}.ipynb"
        (folder / name).write_text(json.dumps(notebook), encoding="utf-8")


def _timed(command: list, **settings) -> tuple[float, float]:
    """The seconds that a command takes, and the seconds of processor time of all its processes."""
    begin, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL, **settings)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - begin, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _race(class_folder: Path, count: int) -> float:
    """The processor time that nbgrader needs to run these notebooks, a learner.

    It runs the whole of each notebook, with the checks in it, which is what it grades by.
    """
    chapter = section(SECTION).notebook("chapters", "ko")
    with tempfile.TemporaryDirectory() as home:
        python = new_environment(Path(home) / "environment", sys.executable)
        install(python, "-r", COURSE_FOLDER / "requirements.lock", NBGRADER)
        folder = Path(home) / "nbgrader"
        source = folder / "source" / SECTION
        source.mkdir(parents=True)
        shutil.copy(chapter, source)
        for file in sorted(class_folder.glob("*.ipynb"))[:count]:
            submitted = folder / "submitted" / file.name.partition("_")[0] / SECTION
            submitted.mkdir(parents=True)
            shutil.copy(file, submitted / chapter.name)
        # A notebook finds the course above the file that its server names.
        environment = learners_environment(Path(home)) | {
            "JPY_SESSION_NAME": str(chapter),
            "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}",
        }
        settings = {"cwd": folder, "env": environment, "stderr": subprocess.DEVNULL}
        nbgrader = [python, "-m", "nbgrader"]
        _timed([*nbgrader, "generate_assignment", SECTION, "--force", "--no-metadata"], **settings)
        processor = _timed([*nbgrader, "autograde", SECTION, "--force"], **settings)[1]
        graded = [file.read_text(encoding="utf-8") for file in folder.glob("autograded/*/*/*.ipynb")]
        if len(graded) != count or not all(Outcome.RIGHT.word["ko"] in text for text in graded):
            raise CourseError("nbgrader has not run the checks of all notebooks.")
        return processor / count


if __name__ == "__main__":
    sys.exit(main())
