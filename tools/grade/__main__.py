"""Grading what a class handed in.

python -m tools.grade FROM                    a folder or a zip of notebooks and hand-in files → grades/
python -m tools.grade FROM --section 1-1      that section alone
python -m tools.grade FROM --shard 1/4        the second of four parts, for another machine; parts count from 0
python -m tools.grade merge PART PART …       the folders of the parts → the same grades as of one run
python -m tools.grade nbgrader 1-1            that section as an assignment of nbgrader
"""

import argparse
import json
import os
import re
import sys
import tomllib
from dataclasses import asdict
from pathlib import Path

from tools.build.counterparts import registered
from tools.grade import nbgrader
from tools.grade.collect import Collected, HandIn, collect, in_order
from tools.grade.grading import Limits, grade
from tools.grade.reports import write_reports
from tools.grade.results import Store, Verdict
from tools.grade.sandbox import require_sandbox
from utils.core.course import section, written_sections
from utils.core.files import write_whole
from utils.core.paths import COURSE_FOLDER
from utils.core.stderr import stderr_to
from utils.core.text import CourseError, Text, set_language

SETTINGS = Path(__file__).with_name("grading.toml")
_HAND_INS, _VERDICTS = "hand-ins.json", "verdicts.json"


_THE_COURSE = Text(
    ko="무엇을 채점할지 적어 주세요. 걷은 파일만 든 폴더나 zip입니다: make grade FROM=downloads/week3",
    en="Say what is to be graded, a folder or a zip with nothing but what you collected: "
    "make grade FROM=downloads/week3 IN=en",
)


def main() -> int:
    if sys.argv[1:2] == ["nbgrader"]:
        return nbgrader.main(sys.argv[2:])
    options = _options()
    set_language(options.lang)
    try:
        settings = _settings(options.settings)
        if options.source == "merge":
            _merge(options, settings)
        else:
            _grade(options, settings)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.grade", description="what learners handed in → grades")
    parser.add_argument("source", metavar="FROM", help="a folder or a zip; or merge")
    parser.add_argument("parts", metavar="PART", nargs="*", type=Path, help="for merge: the folders of the parts")
    parser.add_argument("--section", default="", help="such as 1-1; without it, whatever was handed in")
    parser.add_argument("--to", type=Path, default=Path("grades"), help="the folder that is written")
    parser.add_argument("--shard", default="0/1", help="such as 0/4: grade the first of four parts")
    parser.add_argument("--settings", type=Path, default=SETTINGS, help="points and limits")
    parser.add_argument("--lang", choices=("ko", "en"), default="ko", help="the language of the page for the teacher")
    parser.add_argument("--trust", action="store_true", help="run answers without a sandbox")
    return parser.parse_args()


def _settings(file: Path) -> dict:
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
        Limits(**settings.get("limits", {}))
        points = settings.get("points", {})
        if all(isinstance(value, int | float) and value >= 0 for value in points.values()):
            _require_exercises(points, file)
            return settings
    except (OSError, ValueError, TypeError, AttributeError):
        pass
    raise CourseError(
        Text(
            ko='{file}[을] 읽을 수 없습니다. [points] 아래에는 "1-1-a" = 2처럼 씁니다.',
            en='{file} cannot be read. Below [points] stand lines such as "1-1-a" = 2.',
        ).format(file=file)
    )


def _require_exercises(points: dict, file: Path) -> None:
    known = {id_ for each in written_sections() for id_ in registered(each.id)} if points else set()
    if unknown := [id_ for id_ in points if id_ not in known]:
        raise CourseError(
            Text(
                ko="{file}의 [points]에 없는 문제가 있습니다: {ids}",
                en="{file} has points for what is no exercise: {ids}",
            ).format(file=file, ids=", ".join(unknown))
        )


def _grade(options: argparse.Namespace, settings: dict) -> None:
    source = Path(options.source).expanduser()
    if not options.source or COURSE_FOLDER.is_relative_to(source.resolve()):
        raise CourseError(_THE_COURSE)
    if options.section:
        section(options.section)
    if not options.trust:
        require_sandbox()
    collected = collect(source, options.section, _part(options.shard))
    _to_reports(collected, options, settings)


def _part(shard: str) -> tuple[int, int]:
    """Which part, and of how many."""
    match = re.fullmatch(r"(\d+)/(\d+)", shard)
    if not match or not int(match[1]) < int(match[2]):
        raise CourseError(
            Text(
                ko="--shard에는 0/4에서 3/4까지처럼 씁니다. 받은 값: {shard}",
                en="--shard is 0/4 to 3/4, or the like; this was {shard}.",
            ).format(shard=shard)
        )
    return int(match[1]), int(match[2])


def _merge(options: argparse.Namespace, settings: dict) -> None:
    """Put the parts together; whatever was judged in them is not run again."""
    collected = Collected()
    verdicts: dict[str, Verdict] = {}
    for part in options.parts:
        try:
            kept = json.loads((part / _HAND_INS).read_text(encoding="utf-8"))
            collected.hand_ins += [_hand_in(fields) for fields in kept["hand_ins"]]
            collected.notes += [Text(**note) for note in kept["notes"]]
            verdicts |= Store(part / _VERDICTS).verdicts
        except (OSError, ValueError, KeyError, TypeError):
            raise CourseError(
                Text(
                    ko="{part}[은] 채점한 부분의 폴더가 아닙니다.", en="{part} is not the folder of a graded part."
                ).format(part=part)
            ) from None
    collected.hand_ins.sort(key=lambda hand_in: (hand_in.learner, hand_in.section))
    collected.notes = in_order(collected.notes)
    store = Store(options.to / _VERDICTS)
    store.verdicts |= verdicts
    store.write()
    _to_reports(collected, options, settings)


def _hand_in(fields: dict) -> HandIn:
    return HandIn(**{**fields, "remarks": tuple(Text(**remark) for remark in fields["remarks"])})


def _texts(texts: list[Text] | tuple[Text, ...]) -> list[dict]:
    return [{"ko": text.ko, "en": text.en} for text in texts]


def _to_reports(collected: Collected, options: argparse.Namespace, settings: dict) -> None:
    for note in collected.notes:
        print(note)
    _import_keras_quietly()
    store = Store(options.to / _VERDICTS)
    limits = Limits(**settings.get("limits", {}))
    graded = grade(collected.hand_ins, store, limits, options.trust, len(os.sched_getaffinity(0)), _show_progress)
    set_language(options.lang)
    kept = {
        "hand_ins": [{**asdict(each), "remarks": _texts(each.remarks)} for each in collected.hand_ins],
        "notes": _texts(collected.notes),
    }
    write_whole(options.to / _HAND_INS, json.dumps(kept, ensure_ascii=False, indent=1).encode())
    write_reports(graded, collected.notes, settings.get("points", {}), options.to)
    learners = len({each.learner for each in collected.hand_ins})
    print(
        Text(
            ko="{n}명을 채점했습니다. {folder}/class.html부터 보세요.",
            en="Learners graded: {n}. Begin with {folder}/class.html.",
        ).format(n=learners, folder=options.to)
    )


def _import_keras_quietly() -> None:
    """The checks of letters need it; what TensorFlow logs meanwhile helps no teacher."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with open(os.devnull, "w+b") as nothing, stderr_to(nothing):
        import keras  # noqa: F401


def _show_progress(done: int, of: int) -> None:
    filled = 30 * done // of
    line = f"[{'#' * filled}{'.' * (30 - filled)}] {done}/{of}"
    if sys.stderr.isatty():
        print(f"\r{line}", end="\n" if done == of else "", file=sys.stderr, flush=True)
    elif done == of:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
