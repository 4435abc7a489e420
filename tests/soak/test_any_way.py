"""The soak's "run it any way" finds what it is there for, in tiny notebooks that are broken on purpose."""

import asyncio
import re

import nbformat

from tests.soak import any_way
from tests.soak.any_way import Found
from utils.core.paths import COURSE_FOLDER

START = f"""\
import os, signal, sys, time
from pathlib import Path

sys.path.insert(0, {str(COURSE_FOLDER)!r})
from utils.progress.store import save, set_recording

set_recording(False)
home, answer = Path(os.environ["KERAS_STUDY_HOME"]), 42

class Said:
    def __init__(self, right):
        self.right = right

    def __repr__(self):
        return f"{{self.right}} at ≈ {{time.time():.2f}}"

def check(exercise, answer):
    save(exercise, answer == 42)
    return Said(answer == 42)
"""
CHECK = 'check("9-9-a", answer)'
STORED = [nbformat.v4.new_output("execute_result", {"text/plain": "True at ≈ 0.87"})]
FITTED = "def fitted(seconds):\n    time.sleep(seconds)\n"


def cell(code: str, id: str, **metadata):
    outputs = STORED if code.startswith("check(") else []
    return nbformat.v4.new_code_cell(code, id=id, outputs=outputs, metadata=metadata)


def cells(*codes: str) -> list:
    """These code cells below `START`, named by their places; checks have a stored output."""
    return [cell(code, id=f"cell-{place}") for place, code in enumerate((START, *codes))]


def found_by(way, *arguments) -> Found:
    found = Found()
    asyncio.run(way(*arguments, found))
    return found


def twice(*codes: str) -> Found:
    return found_by(any_way.twice, "9-9", cells(*codes))


def interrupted(*codes: str, **seconds: float) -> Found:
    """What is found where `cell_1` usually takes over a second, or other cells as long as is said."""
    usual = {name.replace("_", "-"): each for name, each in (seconds or {"cell_1": 1.01}).items()}
    return found_by(any_way.interrupted, "9-9", cells(*codes), usual)


def only_fault(found: Found) -> str:
    assert len(found.faults) == 1, found.faults
    return found.faults[0]


# --- twice ---


def test_what_can_be_run_twice_has_no_fault_and_its_seconds_are_noted():
    found = Found()
    codes = ("time.sleep(0.3)", CHECK, "print(1)\nprint(2)", "display(1)\nanswer")
    seconds = asyncio.run(any_way.twice("9-9", cells(*codes), found))
    assert found == Found(twice=5, checks=2)
    assert seconds["cell-1"] > 0.3 and seconds["cell-1"] > seconds["cell-4"]


FAULTY = {
    "1 / 0": ["ZeroDivisionError: division by zero"] * 2,
    "only_once = answer if 'only_once' not in globals() else gone": ["NameError: name 'gone' is not defined"],
    "first = 'first' not in globals()\nanswer if first else None": [
        "gives ['execute_result  text/plain'], and then []"
    ],
    "print(1, file=sys.stderr if 'told' in globals() else sys.stdout)\ntold = 1": [
        "gives ['stream stdout'], and then ['stream stderr']; stderr says '1\\n'"
    ],
    "answers = iter([42, 43])": [],
    CHECK.replace("answer", "next(answers)"): ["says 'False at about NUMBER', not 'True at about NUMBER'"],
}


def test_what_goes_wrong_in_one_of_two_runs_is_found():
    found = twice(*FAULTY)
    expected = [f"cell-{place}: {what}" for place, faults in enumerate(FAULTY.values(), 1) for what in faults]
    assert [re.sub("9-9, twice, cell (cell-.) `.*`", r"\1", fault) for fault in found.faults] == expected
    assert (found.twice, found.checks) == (7, 2)


# --- interrupted ---


def test_a_cell_that_trains_or_takes_long_is_interrupted_and_run_again():
    trains, is_long, is_short = FITTED + "fitted(0.8)", "time.sleep(1.1)", "time.sleep(0.6)"
    found = interrupted(trains, is_long, is_short, CHECK, cell_1=0.8, cell_2=1.1, cell_3=0.6)
    assert found == Found(interrupted=2, checks=2)


def test_a_cell_that_is_finished_in_time_is_no_fault():
    assert interrupted(FITTED + "fitted(0.1)", CHECK) == Found(checks=2)


def test_an_interrupt_that_ends_in_another_error_is_found():
    hides = "first = 'first' not in globals()\ntry:\n    time.sleep(first)\nexcept KeyboardInterrupt:\n    1 / 0"
    found = interrupted(hides)
    assert "9-9, interrupted, cell cell-1" in only_fault(found) and "ZeroDivisionError" in only_fault(found)
    assert found.interrupted == 0


def test_an_interrupt_that_a_library_turns_into_another_error_is_one():
    hides = "import numpy\ntry:\n    time.sleep(1)\nexcept KeyboardInterrupt:\n    numpy.reshape(0, 2)"
    assert interrupted(hides) == Found(interrupted=1)


def test_a_cell_that_stays_broken_after_an_interrupt_is_found():
    broken = "broken = 'broken' in globals()\nassert not broken, 'half done'\ntime.sleep(1)\ndel broken"
    found = interrupted(broken, CHECK)
    assert [re.sub(", cell.*`", "", fault) for fault in found.faults] == [
        "9-9, interrupted: AssertionError: half done",
        "9-9, Run All after the interrupts: AssertionError: half done",
    ]


def test_a_cell_that_runs_again_only_with_those_above_it_is_counted():
    half_made = "assert done\ndone = False\ntime.sleep(1)\ndone = True"
    found = interrupted(half_made.replace("assert done", "done = True"), half_made, CHECK, cell_2=1.01)
    assert (found.faults, found.interrupted, found.from_the_top) == ([], 1, 1)


def test_a_kernel_that_dies_when_it_is_interrupted_is_found():
    dies = "signal.signal(signal.SIGINT, lambda *_: os._exit(1))\ntime.sleep(2)"
    found = interrupted(dies, CHECK)
    assert "cell-1" in only_fault(found) and only_fault(found).endswith("the kernel dies")


def test_a_cell_that_does_not_end_is_found(monkeypatch):
    monkeypatch.setattr(any_way, "_SECONDS_A_CELL_MAY_TAKE", 1)
    assert only_fault(interrupted("print(1)", "time.sleep(5)")).endswith("does not end")


LEAVES = """\
folder = home / "datasets"
(folder / ".words.unfinished").mkdir(parents=True, exist_ok=True)
for file in (".whole", ".words.lock", "words.txt", "../progress.db-journal"):
    (folder / file).touch()
(folder / ".pictures.lock").write_text("not empty")
Path("left.png").touch()
"""


def test_what_is_left_over_is_found_and_what_belongs_there_is_not():
    assert twice(LEAVES).faults == [
        "9-9, twice: leaves datasets/.pictures.lock in the home",
        "9-9, twice: leaves datasets/.words.unfinished in the home",
        "9-9, twice: leaves progress.db-journal in the home",
        "9-9, twice: leaves left.png in the working directory",
    ]


# --- up to an exercise ---


def up_to(answer: str) -> Found:
    chapter = cells("answer = ...", CHECK, "1 / 0")
    solved = [cell(START, "start"), cell(answer, "answer", exercise="9-9-a"), cell(CHECK, "check")]
    chapter[2].outputs = []
    return found_by(any_way.up_to, "9-9", chapter, solved, "9-9-a")


def test_a_right_answer_is_right_after_the_cells_up_to_it():
    assert up_to("answer = 42") == Found(checks=1)


def test_an_answer_that_needs_more_than_the_cells_up_to_it_is_found():
    assert "says 'False" in only_fault(up_to("answer = 41"))


# --- two at once ---


def test_two_notebooks_at_once_record_what_is_solved():
    waits = "for _ in range(100):\n    time.sleep(0.1)\n    if (home / '{}').exists():\n        break\nelse:\n    1 / 0"
    first = ["home.mkdir(exist_ok=True)\n(home / 'first').touch()", waits.format("second"), CHECK]
    second = [first[0].replace("first", "second"), waits.format("first"), CHECK.replace("9-9-a", "9-8-a")]
    notebooks = {"9-9": cells(*first), "9-8": cells(*second)}
    assert found_by(any_way.together, notebooks) == Found(checks=2)


def test_a_result_that_is_not_recorded_is_found():
    notebooks = {"9-9": cells(CHECK), "9-8": cells("set_recording(False)", CHECK.replace("9-9-a", "9-8-a"))}
    assert found_by(any_way.together, notebooks).faults == ["9-9 beside 9-8: 9-8-a is not recorded as solved"]
