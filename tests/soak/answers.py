"""Random answers to every exercise of a section: a check survives each of them, ends in time and says something.

python -m tests.soak.answers ID NUMBER FILE    NUMBER for each exercise; writes what was found into FILE, as JSON

Hypothesis draws the same answers in every run. Nobody says of a random answer whether it is right, so that is not
judged: the answers in the sources, the mutants and the hostile answers do that in `make test`.
"""

import ast
import json
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from bench.machine import end_with_the_parent
from tests.proofs.section_run import SectionRun
from tests.soak.random_answers import random_answers
from tests.support.cells import answers_in, run_cell, time_limit
from tests.support.timing import work_of_a_small_model, work_so_far
from utils.core.text import one_line
from utils.exercises.check import Result, find, look_at
from utils.exercises.limits import TookTooLong, over_the_limit

SECONDS_AN_ANSWER_MAY_TAKE = 20
SMALL_MODELS_A_CHECK_MAY_TAKE = 240
DRAWN = settings(database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


class Trial:
    """Random answers to one exercise.

    Attributes:
        outcomes: how often the check said what, by the name of the outcome.
        findings: a sentence for each answer that upset the check, with its code.
    """

    def __init__(self, exercise_id: str, namespace: dict, starter: str, check_cell: str):
        self.exercise = find(exercise_id)
        self.namespace = namespace
        self.starter = starter
        self.check_cell = check_cell
        self.outcomes: Counter[str] = Counter()
        self.findings: list[str] = []

    def put_random(self, number: int, solution: str, others: list[str]) -> None:
        """Put this many random answers before the check, made from the solution and the other answers."""
        taken = {node.id for node in ast.walk(ast.parse(self.check_cell)) if isinstance(node, ast.Name)} - {"check"}

        @seed(0)
        @settings(DRAWN, max_examples=number)
        @given(random_answers(solution, others, sorted(taken)))
        def put(code):
            self.put(code)

        put()

    def put(self, code: str) -> None:
        """Put one answer before the check."""
        answers = self.answers_of(code)
        if answers is None:
            return
        try:
            result, shown, small_models = self.result_of(answers)
            # A loop without an end is stopped after the time that this sentence states.
            stopped = str(over_the_limit(TookTooLong())) in result.message
            if small_models > SMALL_MODELS_A_CHECK_MAY_TAKE and not stopped:
                # The first answer of a kind is cold.
                _, _, small_models = self.result_of(self.answers_of(code))
        except BaseException as error:
            self.findings.append(f"{self.exercise.id}: the check raises {one_line(error)}:\n{code}")
            return
        self.outcomes[result.outcome.name] += 1
        if small_models > SMALL_MODELS_A_CHECK_MAY_TAKE and not stopped:
            self.findings.append(f"{self.exercise.id}: the check takes {small_models:.0f} small models:\n{code}")
        if "Traceback" in shown or (not result.passed and not result.message):
            self.findings.append(f"{self.exercise.id}: the check says {shown!r}:\n{code}")

    def answers_of(self, code: str) -> tuple | None:
        """What the check cell takes after the starter and this code ran, however far; None where a name is unbound."""
        namespace = dict(self.namespace)
        for cell in (self.starter, code):
            with suppress(BaseException), time_limit(SECONDS_AN_ANSWER_MAY_TAKE):
                run_cell(cell, namespace)
        with suppress(BaseException):
            return answers_in(self.check_cell, namespace)

    def result_of(self, answers: tuple) -> tuple[Result, str, float]:
        """What the check says, all that a learner is shown of it, and its work over that of a small model."""
        begin = work_so_far()
        result = Result(self.exercise, *look_at(self.exercise, answers))
        shown = repr(result) + result._repr_html_()
        shown.encode()
        return result, shown, (work_so_far() - begin) / work_of_a_small_model()


class RandomAnswersRun(SectionRun):
    """A run of a section in which random answers are put before each check, and nothing else is proved."""

    def __init__(self, section_id: str, number: int):
        super().__init__(section_id)
        self.number = number
        self.trials: list[Trial] = []

    def prove(self, exercise_id: str) -> dict:
        if not find(exercise_id).question:
            codes, check_cell = self.answers_to(exercise_id)
            trial = Trial(exercise_id, self.namespace, codes["starter"][0], check_cell)
            trial.put_random(self.number, codes["solution"][0], [*codes["right"], *codes["starter"], *codes["wrong"]])
            self.trials.append(trial)
        return {}


def put(section_id: str, number: int) -> dict:
    """Put random answers before each check of a section.

    Returns:
        `exercises`: by id how often the check said what, such as `{"RIGHT": 9, "NOT_YET": 190}`; `findings`: a
        sentence for each cell that does not run and each answer that upset a check; `seconds`.
    """
    begin = time.perf_counter()
    section_run = RandomAnswersRun(section_id, number)
    section_run.go()
    return {
        "exercises": {trial.exercise.id: dict(trial.outcomes) for trial in section_run.trials},
        "findings": section_run.report["failures"] + [f for trial in section_run.trials for f in trial.findings],
        "seconds": time.perf_counter() - begin,
    }


if __name__ == "__main__":
    end_with_the_parent()
    chosen, answers, file = sys.argv[1:]
    Path(file).write_text(json.dumps(put(chosen, int(answers))), encoding="utf-8")
