"""Random answers to every exercise of a section before two judges (see tests/trial.py).

python -m bench.soak.answers ID NUMBER FILE    NUMBER for each exercise; writes what they said into FILE, as JSON
"""

import json
import sys
import time
from pathlib import Path

from bench.machine import end_with_the_parent
from tests.any_answer import Judges


def put(section_id: str, many: int) -> dict:
    """Put random answers before the judges of each exercise of a section.

    Returns:
        `exercises`: by id how often the check and the oracle said what, such as `{"right, wrong": 0}`; `findings`: a
        sentence for each answer that upset something; `seconds`.
    """
    begin = time.perf_counter()
    judges = Judges(section_id, many)
    judges.go()
    return {
        "exercises": {
            trial.exercise.id: {", ".join(said): times for said, times in trial.table.items()}
            for trial in judges.trials
        },
        "findings": judges.findings(),
        "seconds": time.perf_counter() - begin,
    }


if __name__ == "__main__":
    end_with_the_parent()
    section_id, many, file = sys.argv[1:]
    Path(file).write_text(json.dumps(put(section_id, int(many))), encoding="utf-8")
