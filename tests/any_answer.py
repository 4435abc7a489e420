"""Every exercise of a section before its two judges (see trial.py).

python -m tests.any_answer 1-1 --answers 200     prints each disagreement, and how often the two said what
"""

import argparse
import sys

from tests.trial import SAID, Trial, trial_of
from tests.walk import Walk
from utils.checking import find


class Judges(Walk):
    """A run of a section in which nothing else is proved; see `trials`."""

    def __init__(self, section_id: str, many: int):
        super().__init__(section_id)
        self.many = many
        self.trials: list[Trial] = []

    def prove(self, exercise_id: str) -> dict:
        if not find(exercise_id).question:
            codes, check_cell = self.answers_to(exercise_id)
            self.trials.append(trial_of(exercise_id, codes, self.namespace, check_cell, self.many))
        return {}

    def findings(self) -> list[str]:
        """A sentence for each cell that does not run and each answer that upset something."""
        return self.report["failures"] + [finding for trial in self.trials for finding in trial.findings]


def line_of(trial: Trial) -> str:
    """A row of the table: how often each judge said what."""
    return f"{trial.exercise.id:6} " + "  ".join(f"{trial.table[said]:9}" for said in SAID)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.any_answer", description=__doc__.partition("\n")[0])
    parser.add_argument("section")
    parser.add_argument("--answers", type=int, default=20, help="random answers for each exercise")
    chosen = parser.parse_args()
    judges = Judges(chosen.section, chosen.answers)
    judges.go()
    findings = judges.findings()
    print(*findings, sep="\n\n")
    print("check / oracle:", *("/".join(said) for said in SAID), sep="  ")
    print(*(line_of(trial) for trial in judges.trials), sep="\n")
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())
