"""The soak: what nothing a learner does may break, tried for an hour at most on two cores.

python -m tests.soak            writes tests/soak/RESULTS.md
python -m tests.soak --quick    cuts everything short, to see that it runs; writes into bench/artifacts/quick instead

What is found is kept in bench/artifacts, so that a stopped soak goes on where it was. Two parts run at a time.
"""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.progress import bar
from bench.runs import ARTIFACTS, Run, code_of_the_course, measure
from tests.soak.report import page_of
from tests.support.touches import DRAWN_BY_THE_KERNEL
from utils.core.course import sections
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError
from utils.exercises.check import exercises

ANSWERS, TOUCHES, KILLS, AT_A_TIME = 20_000, 500, 200, 2
QUICK_SECTIONS, QUICK_ANSWERS, QUICK_TOUCHES, QUICK_KILLS = ("0-0", "1-1"), 60, 50, 2


def parts(quick: bool) -> list[Run]:
    """What the soak consists of, the longest first."""
    ids = QUICK_SECTIONS if quick else tuple(sections())
    lettered = [found for found in exercises().values() if not found.question and found.section in ids]
    many = -(-(QUICK_ANSWERS if quick else ANSWERS) // len(lettered))
    # Of an odd number the last is paired with the first.
    pairs = list(zip(ids[::2], (*ids[1::2], *ids[: len(ids) % 2]), strict=True))
    touches = str(QUICK_TOUCHES if quick else TOUCHES)
    commands = {
        **({} if quick else {"oldest versions": ("tests.soak.oldest",)}),
        **{f"any way {id_}": ("tests.soak.any_way", id_) for id_ in reversed(ids)},
        **{f"answers {id_}": ("tests.soak.answers", id_, str(many)) for id_ in ids},
        **{f"together {one} {other}": ("tests.soak.any_way", one, other) for one, other in pairs},
        **{f"deprecations {id_}": ("tests.soak.deprecations", id_) for id_ in ids},
        **{f"touches {name}": ("tests.soak.touches", name, touches) for name in DRAWN_BY_THE_KERNEL},
        "kills": ("tests.soak.kills", str(QUICK_KILLS if quick else KILLS)),
    }
    code = code_of_the_course()
    return [Run(name=name, command=command, code=code) for name, command in commands.items()]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description="what nothing a learner does may break")
    parser.add_argument("--quick", action="store_true", help="all of it cut short, to see that it runs")
    quick = parser.parse_args().quick
    folder = ARTIFACTS / "quick" if quick else ARTIFACTS
    runs = parts(quick)
    try:
        run_all([run for run in runs if run.result(folder) is None], folder, len(runs))
    except KeyboardInterrupt:
        print("\nStopped. What was found is kept: `make soak` goes on from here.", file=sys.stderr)
        return 130
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    page = (folder if quick else COURSE_FOLDER / "tests" / "soak") / "RESULTS.md"
    text, faults = page_of({run.name: run.result(folder) for run in runs}, quick)
    page.write_text(text, encoding="utf-8")
    print(f"{page.relative_to(COURSE_FOLDER)}: {faults} faults")
    return bool(faults)


def run_all(missing: list[Run], folder: Path, total: int) -> None:
    """Run what has no result yet, two at a time, with a bar; without a terminal, with a line for each."""
    with bar(total, total - len(missing)) as shown, ThreadPoolExecutor(AT_A_TIME) as pool:
        shown.say("soak")

        def run_one(run: Run) -> None:
            with shown.part(run.name):
                measure(run, folder)

        started = [pool.submit(run_one, run) for run in missing]
        try:
            for one in started:
                one.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


if __name__ == "__main__":
    sys.exit(main())
