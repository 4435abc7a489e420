"""Build the web site of the course: `make site`, and `make site SERVE=1` to see it on this machine."""

import argparse
import sys
import time

from tools.build.stale import stale_notebooks
from tools.site.build import SITE, build
from tools.site.serve import serve
from utils.core.course import written_sections
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.site", description=__doc__)
    parser.add_argument("--serve", action="store_true", help="show the site at an address of this machine")
    begin = time.monotonic()
    serves = parser.parse_args().serve
    try:
        if stale := list(stale_notebooks(written_sections())):
            raise CourseError("\n".join(stale))
        build()
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What stood in the site's folder is as it was.", file=sys.stderr)
        return 130
    print(f"The site is in {SITE.relative_to(COURSE_FOLDER)}: {time.monotonic() - begin:.0f} s.")
    if serves:
        serve(SITE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
