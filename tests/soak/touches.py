"""Overlapping touches of a lab: none fails, no picture is blank, and what is shown in the end is what is set.

python -m tests.soak.touches LAB TOUCHES FILE    writes what was found into FILE, as JSON
"""

import json
import sys
import time
from pathlib import Path

from bench.machine import end_with_the_parent
from tests.support.touches import end_training, faults_of, lab_class, overlap
from utils.core.start import start

TOUCHES_BEFORE_A_LOOK = 50


def touch_often(name: str, touches: int) -> dict:
    """Touch a lab so often, in four threads at once, and look at it after each 50 touches.

    Returns:
        `touches`; how many `looks`; `faults`, in words; `seconds`.
    """
    begin = time.perf_counter()
    opened, faults, looks = lab_class(name)(), [], 0
    for number in range(-(-touches // TOUCHES_BEFORE_A_LOOK)):
        raised = overlap(opened, TOUCHES_BEFORE_A_LOOK, seed=number)
        end_training(opened)
        faults += [f'lab "{name}": {type(error).__name__}: {error}' for error in raised]
        faults += [f'lab "{name}": {fault}' for fault in faults_of(opened)]
        looks += 1
    touched = looks * TOUCHES_BEFORE_A_LOOK
    return {"touches": touched, "looks": looks, "faults": faults, "seconds": time.perf_counter() - begin}


if __name__ == "__main__":
    end_with_the_parent()
    name, touches, file = sys.argv[1:]
    start("0-0", lang="en", record=False)
    Path(file).write_text(json.dumps(touch_often(name, int(touches))), encoding="utf-8")
