"""What a teacher and the learners read: grades.csv, a page for the class, and a page for each learner."""

import csv
import hashlib
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from tools.build.rules import is_question
from tools.grade.alike import alike
from tools.grade.results import NOT_ATTEMPTED, RIGHT, Graded
from utils.core import palette
from utils.core.course import sections
from utils.core.files import write_whole
from utils.core.html import rich
from utils.core.text import Text, language, set_language
from utils.exercises.check import Outcome, find

MISTAKES_SHOWN = 3
_SIGNS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_WORDS = {
    "learner": Text(ko="이름", en="Learner"),
    "points": Text(ko="점수", en="Points"),
    "of": Text(ko="만점", en="Out of"),
    "look": Text(ko="살펴볼 답", en="To look at"),
    "exercise": Text(ko="문제", en="Exercise"),
    "right": Text(ko="맞음", en="Right"),
    "not_yet": Text(ko="아직 아님", en="Not yet"),
    "not_attempted": Text(ko="풀지 않음", en="Not attempted"),
    "handed_in": Text(ko="{n}명이 낸 {sections}", en="{sections}, handed in by {n}"),
    "by_exercise": Text(ko="문제별", en="By exercise"),
    "mistakes": Text(ko="많이 한 실수", en="Frequent mistakes"),
    "example": Text(ko="답의 예", en="An answer"),
    "own": Text(ko="낸 답", en="Your answer"),
    "times": Text(ko="{n}명", en="{n}×"),
    "stuck": Text(ko="막힌 사람", en="Who is stuck"),
    "stuck_at": Text(
        ko="풀어 본 문제 {tried}개 가운데 {wrong}개가 아직 아닙니다.",
        en="{wrong} of {tried} that were tried are not yet right.",
    ),
    "none": Text(ko="없습니다.", en="None."),
    "by_learner": Text(ko="사람별", en="By learner"),
    "alike": Text(ko="서로 같은 답", en="Answers that are alike"),
    "as_published": Text(ko="공개된 풀이와 같은 답", en="Answers as published"),
    "proves_nothing": Text(
        ko="이름, 빈칸, 주석 말고는 같은 답입니다. 우연일 수도 있으니 사람이 판단하세요.",
        en="They differ in names, spaces and comments at the most. That may be chance: a human has to judge.",
    ),
    "why_look": Text(
        ko="문제를 푸는 데 필요 없는 일을 하는 답입니다. 점수를 그대로 두기 전에 읽어 보세요.",
        en="These do something that solving the exercise does not take. Read them before the points stand.",
    ),
    "notes": Text(ko="제출된 파일에 대하여", en="About what was handed in"),
    "next": Text(ko="다음 단계", en="Next step"),
    "grades": Text(ko="{learner}의 결과", en="Results of {learner}"),
    "title": Text(ko="채점 결과", en="Grades"),
}


def write_reports(graded: list[Graded], notes: list[Text], points: dict[str, float], folder: Path) -> None:
    """Write grades.csv, class.html and learners/*.html, in the language of the teacher and of each learner.

    Args:
        graded: every exercise of every learner, in the order of the learners.
        notes: what is odd about the files.
        points: what an exercise is worth where it is not 1.
        folder: where they are written.
    """
    by_learner: dict[str, list[Graded]] = defaultdict(list)
    for each in graded:
        by_learner[each.learner].append(each)
    # Excel opens Korean only behind this mark.
    write_whole(folder / "grades.csv", _csv(by_learner, points).encode("utf-8-sig"))
    write_whole(folder / "class.html", _class_page(graded, by_learner, notes, points).encode())
    teachers = language()
    for learner, own in by_learner.items():
        set_language(own[0].lang)
        write_whole(folder / "learners" / f"{file_name(learner)}.html", _learner_page(learner, own, points).encode())
    set_language(teachers)


def file_name(learner: str) -> str:
    """A learner's name as the name of a file, different for different learners."""
    plain = re.sub(r"[^\w .-]", "_", learner).strip(" .")[:60]
    return plain if plain == learner else f"{plain}-{hashlib.sha256(learner.encode(errors='replace')).hexdigest()[:6]}"


def _worth(exercise: str, points: dict[str, float]) -> float:
    return points.get(exercise, 1)


def _sum(own: list[Graded], points: dict[str, float]) -> float:
    return sum(_worth(each.exercise, points) for each in own if each.verdict.outcome == RIGHT)


def _most(own: list[Graded], points: dict[str, float]) -> float:
    return sum(_worth(each.exercise, points) for each in own)


# --- grades.csv ---


def _csv(by_learner: dict[str, list[Graded]], points: dict[str, float]) -> str:
    exercises = _in_order({each.exercise for own in by_learner.values() for each in own})
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow([str(_WORDS[name]) for name in ("learner", "points", "of", "look")] + exercises)
    for learner, own in by_learner.items():
        worth = {each.exercise: _worth(each.exercise, points) * (each.verdict.outcome == RIGHT) for each in own}
        of = _most(own, points)
        look = " ".join(each.exercise for each in own if each.verdict.look)
        scores = [f"{worth[id_]:g}" if id_ in worth else "" for id_ in exercises]
        table.writerow([in_a_cell(learner), f"{_sum(own, points):g}", f"{of:g}", look, *scores])
    return text.getvalue()


def in_a_cell(text: str) -> str:
    """A text that a spreadsheet takes for no formula."""
    return f"'{text}" if text.lstrip().startswith(_SIGNS_OF_FORMULAS) else text


def _in_order(exercises: set[str]) -> list[str]:
    order = list(sections())
    return sorted(exercises, key=lambda id_: (order.index(id_.rpartition("-")[0]), is_question(id_), id_))


# --- pages ---


def _page(template: str, **values: Any) -> str:
    return _templates().get_template(template).render(lang=language(), **values)


@cache
def _templates() -> Environment:
    pages = Environment(loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True)
    pages.filters["rich"] = lambda sentence: Markup(rich(sentence))
    pages.globals["page_of"] = lambda learner: f"learners/{quote(file_name(learner))}.html"
    pages.globals |= {"word": lambda name, **of: str(_WORDS[name].format(**of)), "colours": palette}
    return pages


def _learner_page(learner: str, own: list[Graded], points: dict[str, float]) -> str:
    parts = [
        {"section": section, "sum": _sum(graded, points), "of": _most(graded, points), "rows": list(map(_row, graded))}
        for section in sections().values()
        if (graded := [each for each in own if each.exercise.rpartition("-")[0] == section.id])
    ]
    return _page("learner.html", learner=learner, parts=parts)


def _row(graded: Graded) -> dict[str, Any]:
    return {
        "exercise": graded.exercise,
        "outcome": Outcome[graded.verdict.outcome],
        "message": graded.verdict.message[graded.lang],
        "next": _next_step(graded),
        "answer": _shown(graded),
    }


def _shown(graded: Graded) -> str:
    """An answer as it is read: the code, or the letter with what it stands for."""
    question = find(graded.exercise).question
    chosen = question and question.choices.get(graded.answer)
    return f"{graded.answer}: {chosen}" if chosen else graded.answer


def _next_step(graded: Graded) -> str:
    """The first hint of an exercise that is not right yet."""
    hints = find(graded.exercise).hints
    return hints[0][graded.lang] if hints and graded.verdict.outcome != RIGHT else ""


def _class_page(
    graded: list[Graded], by_learner: dict[str, list[Graded]], notes: list[Text], points: dict[str, float]
) -> str:
    by_exercise: dict[str, list[Graded]] = defaultdict(list)
    for each in graded:
        by_exercise[each.exercise].append(each)
    groups, as_published = alike(graded)
    return _page(
        "class.html",
        sections=", ".join(dict.fromkeys(id_.rpartition("-")[0] for id_ in _in_order(set(by_exercise)))),
        exercises=[_of_exercise(id_, by_exercise[id_]) for id_ in _in_order(set(by_exercise))],
        learners=[(learner, _sum(own, points), _most(own, points)) for learner, own in by_learner.items()],
        stuck=list(_stuck(by_learner)),
        look=[each for each in graded if each.verdict.look],
        alike=groups,
        as_published=as_published,
        notes=notes,
    )


def _of_exercise(exercise: str, graded: list[Graded]) -> dict[str, Any]:
    """How many stand where in an exercise, and its most frequent mistakes with an example each."""
    counts = Counter(each.verdict.outcome for each in graded)
    wrong = [each for each in graded if each.verdict.outcome not in (RIGHT, NOT_ATTEMPTED)]
    frequent = Counter(each.verdict.name for each in wrong).most_common(MISTAKES_SHOWN)
    examples = [(count, next(each for each in wrong if each.verdict.name == name)) for name, count in frequent]
    return {
        "id": exercise,
        "counts": [(outcome, counts[outcome.name]) for outcome in reversed(Outcome)],
        "of": len(graded),
        "mistakes": [(count, each.verdict.message, _shown(each)) for count, each in examples],
    }


def _stuck(by_learner: dict[str, list[Graded]]) -> Iterator[tuple[str, int, int]]:
    """Learners who have tried at least three and of these have most not yet right."""
    for learner, own in by_learner.items():
        tried = [each for each in own if each.verdict.outcome != NOT_ATTEMPTED]
        wrong = [each for each in tried if each.verdict.outcome != RIGHT]
        if len(tried) >= 3 and 2 * len(wrong) > len(tried):
            yield learner, len(wrong), len(tried)
