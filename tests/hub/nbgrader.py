"""An assignment as the real nbgrader sees it: python -m tests.hub.nbgrader [1-1].

It generates the release and grades three hand-ins: one with the published answers, one with every other of them, one
with none.
"""

import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from tools.environments import install, learners_environment, new_environment
from tools.grade.nbgrader import NBGRADER, write_assignment
from utils.core.course import section
from utils.core.paths import COURSE_FOLDER
from utils.exercises.check import exercises


def answers(notebook: NotebookNode) -> dict[str, str]:
    """By the name of its cell each published answer of an assignment."""
    sources = {cell.metadata.nbgrader.grade_id: cell.source for cell in notebook.cells if is_answer(cell)}
    return {
        name: source.split("### BEGIN SOLUTION\n")[1].split("\n### END SOLUTION")[0] for name, source in sources.items()
    }


def is_answer(cell: NotebookNode) -> bool:
    return cell.metadata.get("nbgrader", {}).get("solution", False)


def hand_in(release: Path, file: Path, answered: dict[str, str]) -> None:
    """A learner's notebook: the release with these answers."""
    notebook = nbformat.read(release, as_version=4)
    for cell in filter(is_answer, notebook.cells):
        cell.source = answered.get(cell.metadata.nbgrader.grade_id, cell.source)
    file.parent.mkdir(parents=True)
    nbformat.write(notebook, file)


def faults_of_release(release: Path, published: dict[str, str]) -> list[str]:
    """What in a release gives an answer away, or hides the check from a learner."""
    notebook = nbformat.read(release, as_version=4)
    codes = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    shown = [name for name, answer in published.items() if any(answer in code for code in codes)]
    checks = [code for code in codes if code.startswith("check(") and "\n" not in code.strip()]
    return [
        *(f"{name} is shown" for name in shown),
        *([] if len(checks) == len(published) else [f"{len(checks)} checks for {len(published)} answers"]),
    ]


def graded(section_id: str, lang: str, folder: Path, programs: Path) -> list[str]:
    """Write an assignment, let nbgrader grade three hand-ins of it; gives what is wrong."""
    notebook = write_assignment(section_id, lang, folder)
    published = answers(nbformat.read(notebook, as_version=4))
    environment = learners_environment(folder) | {"PATH": f"{programs}:{os.environ['PATH']}"}

    def nbgrader(*words: str) -> None:
        subprocess.run(["nbgrader", *words], cwd=folder, env=environment, check=True, stderr=subprocess.DEVNULL)

    nbgrader("generate_assignment", section_id)
    release = folder / "release" / section_id / notebook.name
    names = list(published)
    expected = {"all": names, "half": names[::2], "none": []}
    for learner, answered in expected.items():
        file = folder / "submitted" / learner / section_id / notebook.name
        hand_in(release, file, {name: published[name] for name in answered})
    nbgrader("autograde", section_id)
    nbgrader("export")
    with (folder / "grades.csv").open(encoding="utf-8") as file:
        scores = {row["student_id"]: (float(row["score"]), float(row["max_score"])) for row in csv.DictReader(file)}
    print(f"{section_id}, {lang}: {scores}", flush=True)
    own = [found for found in exercises().values() if found.section == section_id]
    return [
        *faults_of_release(release, published),
        *([] if len(own) == len(names) else [f"{len(names)} of {len(own)} exercises are asked"]),
        *(
            f"{learner} has {scores[learner]}, not {len(answered)} of {len(names)}"
            for learner, answered in expected.items()
            if scores[learner] != (len(answered), len(names))
        ),
    ]


def main(section_id: str = "1-1") -> int:
    section(section_id)
    # The checks find the course above the folder of nbgrader.
    within = COURSE_FOLDER / "tests" / "artifacts"
    within.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as environment, tempfile.TemporaryDirectory(dir=within) as work:
        python = new_environment(Path(environment), sys.executable)
        install(python, "-r", COURSE_FOLDER / "requirements.lock", NBGRADER)
        faults = [
            fault for lang in ("ko", "en") for fault in graded(section_id, lang, Path(work) / lang, python.parent)
        ]
    print("\n".join(faults) or "no faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
