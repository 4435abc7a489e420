"""The published recipes beside the course's, and the time of every section.

python -m bench            writes bench/RESULTS.md and bench/results.png
python -m bench --quick    cuts everything short, to see that it runs; writes into bench/artifacts/quick instead

What is measured is kept in bench/artifacts, so that a stopped benchmark goes on where it was.
"""

import argparse
import sys
from pathlib import Path

from bench.progress import bar
from bench.report import write_report
from bench.runs import ARTIFACTS, Run, measure, prepare, section_runs, trainings
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError

CUT_SHORT = (("KERAS_MAX_EPOCHS", "2"), ("KERAS_MAX_STEPS_PER_EPOCH", "4"))
QUICK_SECTIONS = ["0-0", "1-1"]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description="the published recipes beside the course's")
    parser.add_argument("--quick", action="store_true", help="all of it cut short, to see that it runs")
    quick = parser.parse_args().quick
    folder = ARTIFACTS / "quick" if quick else ARTIFACTS
    try:
        runs = trainings((1,), CUT_SHORT) + section_runs(QUICK_SECTIONS) if quick else trainings() + section_runs()
        measure_all(runs, folder)
    except KeyboardInterrupt:
        again = "make bench QUICK=1" if quick else "make bench"
        print(f"\nStopped. What is measured is kept: `{again}` goes on from here.", file=sys.stderr)
        return 130
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    page = write_report(runs, folder, folder if quick else COURSE_FOLDER / "bench", quick)
    print(f"Results: {page.relative_to(COURSE_FOLDER)}")
    return 0


def measure_all(runs: list[Run], folder: Path) -> None:
    """Measure what has no result yet, one after another, with a bar; without a terminal, with a line for each."""
    missing = [run for run in runs if run.result(folder) is None]
    with bar(len(runs), len(runs) - len(missing)) as shown:
        if missing:
            shown.say("writing the data sets")
            prepare(folder)
        for run in missing:
            shown.say(run.name)
            with shown.part(run.name):
                measure(run, folder, lambda line, run=run: shown.say(f"{run.name}, {line}"))
        shown.say("measured")


if __name__ == "__main__":
    sys.exit(main())
