"""Prove the exercises of sections, and show what each of their answers is told.

python -m tests.proofs 0-0        exits with 1 where an exercise has a fault, which stands in the last lines
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.proofs.messages import faults_of_message
from tests.proofs.section_run import report_of
from utils.core.course import section
from utils.core.text import LANGUAGES, CourseError

SURVIVORS = tomllib.loads(Path(__file__).with_name("mutant_survivors.toml").read_text(encoding="utf-8"))["survivor"]
SIGNS = {"RIGHT": "✓", "NOT_YET": "✗", "NOT_ATTEMPTED": "○"}


def main(section_ids: list[str]) -> int:
    found = []
    for section_id in section_ids:
        try:
            report = report_of(section(section_id).id)
        except CourseError as error:
            print(error, file=sys.stderr)
            return 1
        for exercise_id, exercise in report["exercises"].items():
            print(f"{exercise_id}, a {exercise['kind']}")
            for line in exercise["judged"]:
                print(f"  {SIGNS[line['outcome']]} {line['answer']}, {line['lang']}: {line['message']}")
        found += [f"{section_id}: {fault}" for fault in faults(report)]
    print(*found, sep="\n")
    return bool(found)


def faults(report: dict) -> Iterator[str]:
    """What is wrong with the exercises of a section, a sentence for each (see `section_run.SectionRun.report`)."""
    yield from (f"a cell fails at {failure}" for failure in report["failures"])
    for exercise_id, exercise in report["exercises"].items():
        yield from (f"{exercise_id}: {fault}" for fault in _misjudged(exercise))
        yield from exercise["hostile"]
        yield from (f"{exercise_id}: {fault}" for fault in _unlisted_mutants(exercise_id, exercise))


def _misjudged(exercise: dict) -> Iterator[str]:
    starter = "NOT_ATTEMPTED" if exercise["kind"] == "blank" else "NOT_YET"
    expected = {"starter": starter, "wrong": "NOT_YET", "right": "RIGHT", "solution": "RIGHT"}
    told: dict[tuple[str, str], str] = {}
    for line in exercise["judged"]:
        wanted = expected.get(line["answer"].split()[0], line["outcome"])
        if line["outcome"] != wanted:
            yield f"the check says {line['outcome']} of {line['answer']}, not {wanted} ({line['lang']})"
        key = line["lang"], line["message"]
        is_wrong = line["answer"].startswith("wrong")
        if is_wrong and told.setdefault(key, line["answer"]) != line["answer"]:
            yield f"{line['answer']} is told the same as {told[key]}: {line['message']}"
        yield from (
            f"{line['answer']}, {line['lang']}: {fault}" for fault in faults_of_message(line["message"], line["lang"])
        )
    yield from (f"{setting}: {message}" for setting, message in exercise.get("settings", {}).items() if message)
    for lang in LANGUAGES:
        choices = [line for line in exercise["judged"] if line["lang"] == lang and line["answer"].startswith("choice")]
        right = [line for line in choices if line["outcome"] == "RIGHT"]
        if choices and len(right) != 1:
            yield f"{len(right)} of its choices are right ({lang})"


def _unlisted_mutants(exercise_id: str, exercise: dict) -> Iterator[str]:
    listed = {entry["mutant"] for entry in SURVIVORS if entry["exercise"] == exercise_id}
    for change, accepted in exercise.get("mutants", {}).items():
        if accepted and change not in listed:
            yield (
                f"the check accepts the solution with this change: {change}. Either it looks at too little, or the "
                "change is right: then it stands with its reason in tests/proofs/mutant_survivors.toml"
            )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
