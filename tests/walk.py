"""One run of a section, cell by cell, that proves all of its exercises.

At each exercise the starter, the wrong and the right answers and the solution are judged, each in a copy of the
namespace and in both languages; then every hostile answer is, and every mutant of the solution. After that the lesson
goes on with the starter's blanks, as it does for a learner who skips the exercise.

A section runs in a process of its own: `python -m tests.walk 1-1 report.json`, in the folder of the course.
"""

import ast
import contextlib
import functools
import json
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

from tests.mutants import mutants
from tests.running import answers_in, run_cell, time_limit
from tests.trial import trial_of
from utils.build import make_notebook, read_source
from utils.checking import Outcome, check, find, judge
from utils.course import section
from utils.messages import COURSE_FOLDER, LANGUAGES, one_line, set_language
from utils.rules import EXERCISE_TAGS, is_check_of, tags

SECONDS_A_SECTION_MAY_TAKE = 400
SECONDS_A_HOSTILE_CHECK_MAY_TAKE = 1
SECONDS_A_MUTANT_MAY_TAKE = 20
RANDOM_ANSWERS_A_CHECK = 20
_UNSEEN = {"wrong", "right", "solution"}


@functools.cache
def report_of(section_id: str, course: Path = COURSE_FOLDER) -> dict:
    """What one run of a section found: see `Walk.report`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        command = [sys.executable, "-m", "tests.walk", section_id, str(file)]
        ended = subprocess.run(command, cwd=course, capture_output=True, text=True, timeout=SECONDS_A_SECTION_MAY_TAKE)
        if ended.returncode:
            return {"failures": [ended.stderr[-3000:]], "exercises": {}}
        return json.loads(file.read_text())


class Walk:
    """A run of a section.

    Attributes:
        report: `failures`, a sentence for each cell that does not run; and by the id of each exercise what it is
            (`kind`), how its answers were `judged`, what hostile answers brought up (`hostile`), by the change in each
            mutant of the solution whether it was accepted (`mutants`), and where its two judges disagreed (`trial`).
    """

    def __init__(self, section_id: str):
        self.section = section(section_id)
        self.cells = [cell for cell in read_source(self.section) if cell.cell_type == "code"]
        self.namespace = {"__name__": "__main__"}
        self.report = {"failures": [], "exercises": {}}

    def go(self) -> dict:
        """Run the lesson as a learner does who skips every exercise, and prove each exercise on the way."""
        first_cell = next(cell for cell in make_notebook(self.section, "solutions", "ko").cells if cell.id == "start")
        self.run(first_cell.source, self.namespace)
        # What an answer writes into the working directory goes away with it.
        with tempfile.TemporaryDirectory() as place, contextlib.chdir(place):
            for cell in self.cells:
                exercise_id = cell.metadata.get("exercise")
                if exercise_id and exercise_id not in self.report["exercises"]:
                    self.report["exercises"][exercise_id] = self.prove(exercise_id)
                if not tags(cell) & _UNSEEN:
                    self.run(cell.source, self.namespace)
        return self.report

    def run(self, code: str, namespace: dict):
        """Run a cell and show what it shows; a failure goes into the report."""
        try:
            value = run_cell(code, namespace)
            _show(value)
            return value
        except Exception as error:
            self.report["failures"].append(f"{code.strip().splitlines()[0]!r}: {one_line(error)}")

    def prove(self, exercise_id: str) -> dict:
        if find(exercise_id).question:
            return self.prove_question(exercise_id)
        codes, check_cell = self.answers_to(exercise_id)
        answers = {f"{kind} {number}": code for kind in codes for number, code in enumerate(codes[kind], 1)}
        judged = [line for name, code in answers.items() for line in self.judge(name, code, check_cell)]
        kind = "blank" if _has_blank(codes["starter"][0]) else "repair"
        solution = codes["solution"][0]
        hostile = hostile_findings(exercise_id, answers_in(check_cell, self.after(solution)))
        tried = {mutant.change: self.accepts(exercise_id, mutant.code, check_cell) for mutant in mutants(solution)}
        trial = trial_of(exercise_id, codes, self.namespace, check_cell, RANDOM_ANSWERS_A_CHECK)
        return {"kind": kind, "judged": judged, "hostile": hostile, "mutants": tried, "trial": trial.findings}

    def answers_to(self, exercise_id: str) -> tuple[dict[str, list[str]], str]:
        """The codes of an exercise's answers by what they are, and the code of its check cell."""
        own = self.cells_of(exercise_id)
        codes = {kind: [cell.source for cell in own if kind in tags(cell)] for kind in EXERCISE_TAGS}
        # A starter or a solution may stand in several cells, and is one answer.
        codes |= {kind: ["\n".join(codes[kind])] for kind in ("starter", "solution")}
        return codes, next(cell.source for cell in self.cells if is_check_of(cell, exercise_id))

    def prove_question(self, exercise_id: str) -> dict:
        choices = [f'check("{exercise_id}", "{letter}")' for letter in find(exercise_id).question.choices]
        judged = [line for choice in choices for line in self.judge(f"choice {choice[-3]}", "", choice)]
        judged += [line for cell in self.cells_of(exercise_id) for line in self.judge("solution", "", cell.source)]
        return {"kind": "question", "judged": judged, "hostile": hostile_findings(exercise_id, ("a",))}

    def cells_of(self, exercise_id: str) -> list:
        """The code cells of an exercise, without the one that checks it."""
        return [cell for cell in self.cells if cell.metadata.get("exercise") == exercise_id]

    def after(self, code: str) -> dict:
        """A copy of the namespace in which this code ran."""
        copy = dict(self.namespace)
        self.run(code, copy)
        return copy

    def judge(self, name: str, code: str, check_cell: str):
        """How an answer stands, in each language."""
        namespace = self.after(code)
        for lang in LANGUAGES:
            set_language(lang)
            begin = time.perf_counter()
            result = self.run(check_cell, namespace)
            seconds = time.perf_counter() - begin
            if result is not None:
                outcome = {"outcome": result.outcome.name, "message": result.message, "seconds": seconds}
                yield {"answer": name, "lang": lang, **outcome}
        set_language("ko")

    def accepts(self, exercise_id: str, code: str, check_cell: str) -> bool:
        """Whether this answer is right; one that raises or takes too long is not."""
        namespace = dict(self.namespace)
        try:
            with time_limit(SECONDS_A_MUTANT_MAY_TAKE):
                run_cell(code, namespace)
                outcome, _ = judge(find(exercise_id), answers_in(check_cell, namespace))
        except Exception:
            return False
        return outcome is Outcome.RIGHT


def _show(value) -> None:
    """Draw what a notebook draws below a cell."""
    import matplotlib.pyplot as plt

    for name in ("_repr_mimebundle_", "_repr_html_", "__repr__"):
        if hasattr(type(value), name):
            getattr(value, name)()
    for number in plt.get_fignums():
        plt.figure(number).canvas.draw()
    plt.close("all")


def _has_blank(code: str) -> bool:
    return any(isinstance(node, ast.Constant) and node.value is ... for node in ast.walk(ast.parse(code)))


# --- hostile answers ---


def hostile_findings(exercise_id: str, right_answers: tuple) -> list[str]:
    """Put every hostile kind into every position, beside right answers, and into all of them at once."""
    from tests.hostile import KINDS

    findings = []
    count = len(right_answers)
    everywhere = [set(range(count))] if count > 1 else []
    for number, (kind, make) in enumerate(KINDS.items()):
        set_language(LANGUAGES[number % 2])
        for places in [*({place} for place in range(count)), *everywhere]:
            finding = _complaint(exercise_id, make, places, right_answers)
            if finding:
                findings.append(f"{exercise_id}, {kind} at {sorted(places)}: {finding}")
    set_language("ko")
    return findings


def _complaint(exercise_id: str, make, places: set[int], right_answers: tuple) -> str | None:
    """What is wrong with the result of a hostile answer; a slow one gets a second chance, warm."""
    for _ in range(2):
        hostile = make()
        answers = [hostile if place in places else right for place, right in enumerate(right_answers)]
        begin = time.perf_counter()
        try:
            result = check(exercise_id, *answers)
            plain, html = repr(result), result._repr_html_()
            (plain + html).encode()
        except BaseException as error:
            return f"raises {one_line(error)}"
        seconds = time.perf_counter() - begin
        if result.passed:
            return "is right"
        if "Traceback" in plain + html:
            return "shows a traceback"
        if "<script" in html:
            return "is not escaped"
        if seconds <= SECONDS_A_HOSTILE_CHECK_MAY_TAKE:
            return None
    return f"takes {seconds:.1f} s"


if __name__ == "__main__":
    warnings.filterwarnings("error", message="Glyph .* missing")
    Path(sys.argv[2]).write_text(json.dumps(Walk(sys.argv[1]).go()))
