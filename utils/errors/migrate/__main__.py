"""`python -m utils.errors.migrate FILE…` writes today's code beside each file; `--check` writes nothing."""

import argparse
import sys
from pathlib import Path

from utils.core.text import LANGUAGES, CourseError, Text, set_language
from utils.errors.migrate import encoding_of, migrate_file

_WRITTEN = Text(ko="{name}: {new} 파일에 썼습니다.", en="{name}: written to {new}.")
_TODAY = Text(ko="{name}: 오늘의 Keras입니다.", en="{name}: today's Keras.")
_OLD = Text(ko="{name}: 옛 Keras가 있습니다.", en="{name}: holds old Keras.")
_BY_HAND = Text(
    ko="{name}: 바꾼 곳은 없고, 직접 고칠 곳이 있습니다.", en="{name}: nothing rewritten; some is left to do by hand."
)
_EXISTS = Text(
    ko="{name}: {new} 파일이 이미 있어 쓰지 않았습니다. 덮어쓰려면 --force를 붙이세요.",
    en="{name}: {new} exists already and was left alone; add --force to write over it.",
)


def main(arguments: list[str] | None = None) -> int:
    """Run from a terminal.

    Returns:
        0 where all went well; 1 where a file could not be read or written, or, with `--check`, where one holds old
        Keras.
    """
    parser = argparse.ArgumentParser(prog="python -m utils.errors.migrate", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".py or .ipynb")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where something is old")
    parser.add_argument("--force", action="store_true", help="write over NAME.today.py where it exists")
    parser.add_argument("--lang", choices=LANGUAGES, default="ko", help="the language of the report")
    options = parser.parse_args(arguments)
    set_language(options.lang)
    return max([_one(path, options) for path in options.files])


def _one(path: Path, options: argparse.Namespace) -> int:
    """One file: its report is printed, and what became of it is written beside it."""
    try:
        result = migrate_file(path)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    new = path.with_name(f"{path.stem}.today{path.suffix}")
    names = {"name": path.name, "new": new.name}
    failed = 0
    if options.check:
        print((_TODAY if result.is_today else _OLD).format(**names))
        failed = int(not result.is_today)
    elif not result.changes:
        print((_BY_HAND if result.by_hand else _TODAY).format(**names))
    elif new.exists() and not options.force:
        print(_EXISTS.format(**names), file=sys.stderr)
        failed = 1
    else:
        content = result.content.encode()
        new.write_bytes(result.content.encode(encoding_of(content)))
        print(_WRITTEN.format(**names))
    if not result.is_today or result.passed_over:
        print(result.table())
    return failed


if __name__ == "__main__":
    sys.exit(main())
