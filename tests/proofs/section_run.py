"""One run of a section, cell by cell, that proves all of its exercises.

At each exercise the starter, the wrong and the right answers and the solution are judged, each in a copy of the
namespace; what is right and trains nothing is judged again under each policy of mixed precision, with other seeds. Then
every hostile answer is judged, and every mutant of the solution. After that the lesson goes on with the starter's
blanks, as it does for a learner who skips the exercise. A proof cell runs where it stands; one of an exercise runs
after the solution.

A section runs in a process of its own: `python -m tests.proofs.section_run 1-1 report.json`. For people there is
`python -m tests.proofs 1-1`.
"""

import ast
import contextlib
import functools
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt

from tests.proofs.messages import faults_of_message
from tests.proofs.mutants import mutants
from tests.support.cells import answers_in, run_cell, time_limit
from tests.support.timing import work_of_a_small_model, work_so_far
from tools.build.notebooks import make_notebook
from tools.build.rules import EXERCISE_TAGS, is_check_of, tags
from tools.build.sources import read_source
from utils.core.course import section
from utils.core.paths import COURSE_FOLDER
from utils.core.start import SEED
from utils.core.text import LANGUAGES, language, learners_line, one_line, set_language
from utils.errors import explain
from utils.exercises.check import Outcome, check, find, judge

# What takes longer hangs.
SECONDS_A_SECTION_MAY_TAKE = 1200
SECONDS_A_MUTANT_MAY_TAKE = 20
SMALL_MODELS_A_HOSTILE_CHECK_MAY_TAKE = 120
_UNSEEN = {"wrong", "right", "solution"}
_RIGHT = ("right", "solution")


@functools.cache
def report_of(section_id: str, course: Path = COURSE_FOLDER) -> dict:
    """What one run of a section found: see `SectionRun.report`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        command = [sys.executable, "-m", "tests.proofs.section_run", section_id, str(file)]
        ended = subprocess.run(command, cwd=course, capture_output=True, text=True, timeout=SECONDS_A_SECTION_MAY_TAKE)
        if ended.returncode:
            return {"failures": [ended.stderr[-3000:]], "exercises": {}}
        return json.loads(file.read_text())


class SectionRun:
    """A run of a section.

    Attributes:
        report: `failures`, a sentence for each cell that does not run and each check that changes an answer; and by the
            id of each exercise what it is (`kind`), how its answers were `judged`, what right ones are told in other
            `settings`, what hostile answers brought up (`hostile`), by the change in each mutant of the solution
            whether it was accepted (`mutants`; none where the answer is a model that the solution trains), and what
            `explain` finds in the models of its solution (`silent`).
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
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            for cell in self.cells:
                exercise_id = cell.metadata.get("exercise")
                if exercise_id and exercise_id not in self.report["exercises"]:
                    self.report["exercises"][exercise_id] = self.prove(exercise_id)
                unseen = tags(cell) & _UNSEEN or (exercise_id and "proof" in tags(cell))
                if not unseen and not cell.source.startswith("lab("):
                    self.run(cell.source, self.namespace)
        return self.report

    def run(self, code: str, namespace: dict):
        """Run a cell; a failure goes into the report. What a cell shows, and its lab, is what nbval proves."""
        try:
            return run_cell(code, namespace)
        except Exception as error:
            line = learners_line(error) or code.strip().splitlines()[0]
            self.report["failures"].append(f"{line!r}: {one_line(error)}")
        finally:
            plt.close("all")

    def prove(self, exercise_id: str) -> dict:
        if find(exercise_id).question:
            return self.prove_question(exercise_id)
        codes, check_cell = self.answers_to(exercise_id)
        answers = {f"{kind} {number}": code for kind in codes for number, code in enumerate(codes[kind], 1)}
        kind = "blank" if _has_blank(codes["starter"][0]) else "repair"
        solution = codes["solution"][0]
        judged = []
        for name, code in answers.items():
            with fits() as kept:
                namespace = self.after(code)
            judged += self.judge(name, namespace, check_cell)
            if code == solution:
                solved, fitted = namespace, kept
        settings = {} if fitted else self.in_other_settings(exercise_id, answers, check_cell)
        silent = silent_findings(fitted, solved, self.namespace)
        for cell in self.cells_of(exercise_id):
            if "proof" in tags(cell):
                self.run(cell.source, solved)
        handed_over = answers_in(check_cell, solved)
        hostile = hostile_findings(exercise_id, handed_over)
        found = {"kind": kind, "judged": judged, "settings": settings, "hostile": hostile, "silent": silent}
        # A trained model is judged by what it does: another width or rate may be as right.
        if not any(answer is model for answer in handed_over for model, *_ in fitted):
            found["mutants"] = {
                mutant.change: self.accepts(exercise_id, mutant.code, check_cell) for mutant in mutants(solution)
            }
        return found

    def answers_to(self, exercise_id: str) -> tuple[dict[str, list[str]], str]:
        """The codes of an exercise's answers by what they are, and the code of its check cell."""
        own = self.cells_of(exercise_id)
        codes = {kind: [cell.source for cell in own if kind in tags(cell)] for kind in EXERCISE_TAGS}
        # A starter or a solution may stand in several cells, and is one answer.
        codes |= {kind: ["\n".join(codes[kind])] for kind in ("starter", "solution")}
        return codes, next(cell.source for cell in self.cells if is_check_of(cell, exercise_id))

    def prove_question(self, exercise_id: str) -> dict:
        choices = [f'check("{exercise_id}", "{letter}")' for letter in find(exercise_id).question.choices]
        judged = [line for choice in choices for line in self.judge(f"choice {choice[-3]}", self.namespace, choice)]
        answers = [cell.source for cell in self.cells_of(exercise_id) if "solution" in tags(cell)]
        judged += [line for answer in answers for line in self.judge("solution 1", self.namespace, answer)]
        return {"kind": "question", "judged": judged, "hostile": hostile_findings(exercise_id, ("a",))}

    def cells_of(self, exercise_id: str) -> list:
        """The code cells of an exercise, without the one that checks it."""
        return [cell for cell in self.cells if cell.metadata.get("exercise") == exercise_id]

    def after(self, code: str) -> dict:
        """A copy of the namespace in which this code ran."""
        copy = dict(self.namespace)
        self.run(code, copy)
        return copy

    def judge(self, name: str, namespace: dict, check_cell: str) -> list[dict]:
        """How the answer in this namespace stands, and what is said of it in each language."""
        before = _state_of_answers(check_cell, namespace)
        begin = work_so_far()
        result = self.run(check_cell, namespace)
        small_models = (work_so_far() - begin) / work_of_a_small_model()
        if before != _state_of_answers(check_cell, namespace):
            self.report["failures"].append(f"{check_cell!r} changes what is in {name}")
        if result is None:
            return []
        found = {"answer": name, "outcome": result.outcome.name, "small_models": small_models}
        return [{**found, "lang": lang, "message": result.said[lang]} for lang in LANGUAGES]

    def in_other_settings(self, exercise_id: str, answers: dict[str, str], check_cell: str) -> dict[str, str]:
        """What right answers are told under each mixed policy and another seed, by answer and setting; "" if right."""
        import keras

        told = {}
        right = {name: code for name, code in answers.items() if name.startswith(_RIGHT)}
        policy = keras.config.dtype_policy()
        for seed, setting in enumerate(("mixed_float16", "mixed_bfloat16"), 1):
            for name, code in right.items():
                keras.utils.set_random_seed(seed)
                keras.config.set_dtype_policy(setting)
                outcome, message = judge(find(exercise_id), answers_in(check_cell, self.after(code)))
                told[f"{name}, {setting}, seed {seed}"] = "" if outcome is Outcome.RIGHT else message
        keras.utils.set_random_seed(SEED)
        keras.config.set_dtype_policy(policy)
        return told

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


def _state_of_answers(check_cell: str, namespace: dict) -> list:
    """Of each layer and model among the answers: whether it is built, its weights, and the steps of its optimizer."""
    import keras

    try:
        answers = answers_in(check_cell, namespace)
    except NameError:
        return []
    several = [part for answer in answers for part in (answer if isinstance(answer, (list, tuple)) else [answer])]
    return [
        (
            part.built,
            [(weight.shape, weight.tobytes()) for weight in part.get_weights()],
            int(part.optimizer.iterations) if getattr(part, "optimizer", None) else 0,
        )
        for part in several
        if isinstance(part, keras.Layer)
    ]


def _has_blank(code: str) -> bool:
    return any(isinstance(node, ast.Constant) and node.value is ... for node in ast.walk(ast.parse(code)))


# --- what `explain` finds in a solution's models ---


@contextlib.contextmanager
def fits():
    """Within it, what `fit` is called with is kept: a list of (model, x, y)."""
    import keras

    kept, fit = [], keras.Model.fit

    def keeping(model, x=None, y=None, *rest, **settings):
        # A generator is used up by looking at it.
        kept.append((model, None if hasattr(x, "__next__") else x, y))
        return fit(model, x, y, *rest, **settings)

    keras.Model.fit = keeping
    try:
        yield kept
    finally:
        keras.Model.fit = fit


def silent_findings(fitted: list, after: dict, before: dict) -> list[str]:
    """What `explain` says of the models that a solution fitted or made."""
    import keras

    made = [value for name, value in after.items() if isinstance(value, keras.Model) and value is not before.get(name)]
    looked_at = [*fitted, *((model, None, None) for model in made)]
    return [f"{id_} in {model.name}" for model, x, y in looked_at for id_ in explain(model, x, y).ids]


# --- hostile answers ---


def hostile_findings(exercise_id: str, right_answers: tuple) -> list[str]:
    """Put every hostile kind into every position, beside right answers, and into all of them at once."""
    from tests.proofs.hostile import KINDS

    findings = []
    count = len(right_answers)
    everywhere = [set(range(count))] if count > 1 else []
    for number, (kind, make) in enumerate(KINDS.items()):
        set_language(LANGUAGES[number % 2])
        for indices in [*({index} for index in range(count)), *everywhere]:
            finding = _complaint(exercise_id, make, indices, right_answers)
            if finding:
                findings.append(f"{exercise_id}, {kind} at {sorted(indices)}: {finding}")
    set_language("ko")
    return findings


def _complaint(exercise_id: str, make, indices: set[int], right_answers: tuple) -> str | None:
    """What is wrong with the result of a hostile answer; a slow one gets a second chance, warm."""
    for _ in range(2):
        hostile = make()
        answers = [hostile if index in indices else right for index, right in enumerate(right_answers)]
        begin = work_so_far()
        try:
            result = check(exercise_id, *answers)
            plain, html = repr(result), result._repr_html_()
            (plain + html).encode()
        except BaseException as error:
            return f"raises {one_line(error)}"
        small_models = (work_so_far() - begin) / work_of_a_small_model()
        if result.passed:
            return "is right"
        for fault in faults_of_message(result.message, language()):
            return f"{fault}: {result.message}"
        if "Traceback" in plain + html:
            return "shows a traceback"
        if "<script" in html:
            return "is not escaped"
        if small_models <= SMALL_MODELS_A_HOSTILE_CHECK_MAY_TAKE:
            return None
    return f"takes as long as {small_models:.0f} small models"


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(SectionRun(sys.argv[1]).go()))
