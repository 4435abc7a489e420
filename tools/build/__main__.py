"""One source, four notebooks: `source/ID_slug.py` becomes chapters and solutions in Korean and English.

python -m tools.build            rebuild the sections of which anything changed, two notebooks at a time
python -m tools.build --all      rebuild every section
python -m tools.build 1-1        rebuild these sections
python -m tools.build --check    name what is stale or breaks a rule, of these sections or of all, and exit with 1
"""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed

from tools.build.notebooks import KINDS
from tools.build.outputs import build_notebook
from tools.build.readmes import readmes_with_tables
from tools.build.stale import faults, stale
from utils.core.course import written_sections
from utils.core.text import LANGUAGES, CourseError

NOTEBOOKS_AT_A_TIME = 2


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.build", description="source/ → chapters/ and solutions/")
    parser.add_argument("sections", nargs="*", help="ids such as 1-1; without any, the sections that changed")
    parser.add_argument("--all", action="store_true", help="execute every section again")
    parser.add_argument("--check", action="store_true", help="name what is stale or breaks a rule; write nothing")
    options = parser.parse_args()
    if options.check:
        problems = stale(options.sections or None)
        print("\n".join(problems) or "Every notebook is as its source makes it.")
        return 1 if problems else 0
    try:
        if refused := faults(options.sections or None):
            raise CourseError("\n".join(refused))
        chosen = options.sections or [section.id for section in written_sections()]
        build(chosen, execute=options.all or bool(options.sections))
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build(section_ids: list[str], execute: bool) -> None:
    """Build all notebooks of these sections and print the seconds that each section took."""
    jobs = [(id_, kind, lang) for id_ in section_ids for kind in KINDS for lang in LANGUAGES]
    seconds = dict.fromkeys(section_ids, 0.0)
    with ProcessPoolExecutor(NOTEBOOKS_AT_A_TIME) as pool:
        running = {pool.submit(build_notebook, *job, execute): job for job in jobs}
        for done in as_completed(running):
            seconds[running[done][0]] += done.result()
    for id_ in section_ids:
        print(f"{id_}: four notebooks, {seconds[id_]:.1f} s of work")
    for path, text in readmes_with_tables().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
