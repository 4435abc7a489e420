"""Answers to an exercise before two judges: its check, and the oracle that was written apart from it.

Besides the exercise's own answers and those of the oracle there are random ones; Hypothesis draws the same ones in
every run.
"""

import ast
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.oracles import oracle_of
from tests.random_answers import random_answers
from tests.running import answers_in, run_cell, time_limit
from utils.checking import Result, find, judge
from utils.limits import TookTooLong, over_the_limit
from utils.messages import one_line

# What the check and the oracle may say of an answer: agreement, a false right, a false wrong.
SAID = (("right", "right"), ("wrong", "wrong"), ("right", "wrong"), ("wrong", "right"))
SECONDS_AN_ANSWER_MAY_TAKE = 20
SECONDS_A_CHECK_MAY_TAKE = 2
SECONDS_AN_ORACLE_MAY_TAKE = 10
EVERYTHING_GOES = settings(
    database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


class Trial:
    """The answers to one exercise, as its two judges see them.

    Attributes:
        table: how often the check said a word and the oracle another, by both: `("right", "wrong")` is a false right.
        findings: a sentence for each answer about which they disagree, or that upset the check, with its code.
    """

    def __init__(self, exercise_id: str, namespace: dict, starter: str, check_cell: str):
        self.exercise = find(exercise_id)
        self.oracle = oracle_of(exercise_id)
        self.namespace = namespace
        self.starter = starter
        self.check_cell = check_cell
        self.table: Counter[tuple[str, str]] = Counter()
        self.findings: list[str] = []

    def put(self, code: str) -> tuple[str, str]:
        """Put an answer before both judges; each gets objects of its own."""
        said = self.check_says(self.answers_of(code), code), self.oracle_says(self.answers_of(code))
        self.table[said] += 1
        if said[0] != said[1]:
            self.findings.append(f"{self.exercise.id}: the check says {said[0]}, the oracle {said[1]}:\n{code}")
        return said

    def put_known(self, right: Iterable[str], wrong: Iterable[str]) -> None:
        """Put answers before the judges of which it is known how they should be judged."""
        for wanted, codes in (("right", right), ("wrong", wrong)):
            for code in codes:
                said = self.put(code)
                if said[0] == said[1] != wanted:
                    self.findings.append(
                        f"{self.exercise.id}: both say {said[0]} of an answer given as {wanted}:\n{code}"
                    )

    def put_random(self, many: int, solution: str, others: list[str]) -> None:
        """Put random answers before the judges."""
        taken = {node.id for node in ast.walk(ast.parse(self.check_cell)) if isinstance(node, ast.Name)} - {"check"}

        @seed(0)
        @settings(EVERYTHING_GOES, max_examples=many)
        @given(random_answers(solution, others, sorted(taken)))
        def put(code):
            self.put(code)

        put()

    def answers_of(self, code: str) -> tuple | None:
        """What the check cell takes after the starter and this code ran, however far; None where a name is unbound."""
        namespace = dict(self.namespace)
        for cell in (self.starter, code):
            with suppress(BaseException), time_limit(SECONDS_AN_ANSWER_MAY_TAKE):
                run_cell(cell, namespace)
        with suppress(BaseException):
            return answers_in(self.check_cell, namespace)

    def check_says(self, answers: tuple | None, code: str) -> str:
        if answers is None:
            return "wrong"
        try:
            result, shown, seconds = self.result_of(answers)
            # A loop without an end is stopped after the time that this sentence states.
            stopped = str(over_the_limit(TookTooLong())) in result.message
            if seconds > SECONDS_A_CHECK_MAY_TAKE and not stopped:
                # The machine may have been busy.
                _, _, seconds = self.result_of(self.answers_of(code))
        except BaseException as error:
            self.findings.append(f"{self.exercise.id}: the check raises {one_line(error)}:\n{code}")
            return "raises"
        if seconds > SECONDS_A_CHECK_MAY_TAKE and not stopped:
            self.findings.append(f"{self.exercise.id}: the check takes {seconds:.1f} s:\n{code}")
        if "Traceback" in shown or (not result.passed and not result.message):
            self.findings.append(f"{self.exercise.id}: the check says {shown!r}:\n{code}")
        return "right" if result.passed else "wrong"

    def result_of(self, answers: tuple) -> tuple[Result, str, float]:
        """What the check says of answers, all that a learner is shown of it, and the seconds that this took."""
        begin = time.perf_counter()
        outcome, message = judge(self.exercise, answers)
        result = Result(self.exercise, outcome, message)
        shown = repr(result) + result._repr_html_()
        shown.encode()
        return result, shown, time.perf_counter() - begin

    def oracle_says(self, answers: tuple | None) -> str:
        if answers is None:
            return "wrong"
        try:
            with time_limit(SECONDS_AN_ORACLE_MAY_TAKE):
                return "right" if self.oracle.is_right(*answers) else "wrong"
        except BaseException:
            return "wrong"


def trial_of(exercise_id: str, answers: Mapping[str, list[str]], namespace: dict, check_cell: str, many: int) -> Trial:
    """A trial with every known answer to an exercise and `many` random ones.

    Args:
        exercise_id: such as "1-1-a".
        answers: the codes of its cells by "starter", "wrong", "right" and "solution".
        namespace: the names that the lesson has bound above it.
        check_cell: the code of its check cell.
        many: how many random answers.
    """
    trial = Trial(exercise_id, namespace, answers["starter"][0], check_cell)
    right = [*answers["solution"], *answers["right"], *trial.oracle.also_right]
    wrong = [*answers["starter"], *answers["wrong"], *trial.oracle.also_wrong]
    trial.put_known(right, wrong)
    if many:
        trial.put_random(many, right[0], [*right[1:], *wrong])
    return trial
