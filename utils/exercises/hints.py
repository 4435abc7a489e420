"""Help on the way to an answer: `hint` gives one more step, `solution` the answer itself."""

import html
import json
from collections import Counter

from utils.core.course import answers_until, is_held_back, section
from utils.core.html import box, rich
from utils.core.palette import HINT
from utils.core.text import CourseError, Text, language
from utils.exercises.check import find

_shown: Counter[str] = Counter()


class Help:
    """A sentence or a piece of code to show below a cell."""

    def __init__(self, title: str, body: str, is_code: bool = False):
        self.title, self.body, self.is_code = title, body, is_code

    def __repr__(self) -> str:
        return f"{self.title}\n{self.body}"

    def _repr_html_(self) -> str:
        if self.is_code:
            return box(HINT, f"<b>{self.title}</b><pre>{html.escape(self.body)}</pre>")
        return box(HINT, f"<b>{self.title}</b><br>{rich(self.body)}")


def hint(exercise_id: str) -> Help:
    """The next hint for an exercise: each call goes one step further, the last hint stays.

    Raises:
        CourseError: there is no such exercise.
    """
    hints = find(exercise_id).hints
    if not hints:
        none = Text(
            ko="이 문제에는 힌트가 없습니다. 고르면 설명이 나옵니다.",
            en="This one has no hints. Choose, and it explains.",
        )
        return Help(exercise_id, str(none))
    number = min(_shown[exercise_id] + 1, len(hints))
    _shown[exercise_id] = number
    title = Text(ko="{id} · 힌트 {n}/{all}", en="{id} · hint {n} of {all}").format(
        id=exercise_id, n=number, all=len(hints)
    )
    return Help(str(title), str(hints[number - 1]))


def solution(exercise_id: str) -> Help:
    """The code of an exercise's answer, read from the solved notebook in `solutions/`.

    In a copy of the course in which a teacher holds the answer back, a sentence says so.

    Raises:
        CourseError: there is no such exercise, or the solved notebook is missing.
    """
    of_section = section(find(exercise_id).section)
    if is_held_back(of_section):
        later = _LATER.format(id=exercise_id, until=answers_until())
        return Help(exercise_id, str(later))
    notebook = of_section.notebook("solutions", language())
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError):
        raise CourseError(
            Text(
                ko="{file}[을] 읽을 수 없습니다. 코스 폴더를 다시 받으면 돌아옵니다.",
                en="{file} cannot be read. Getting the course folder again brings it back.",
            ).format(file=notebook.name)
        ) from None
    code = ["".join(cell["source"]) for cell in cells if _answers(cell, exercise_id)]
    return Help(
        str(Text(ko="{id} · 풀이", en="{id} · solution").format(id=exercise_id)), "\n\n".join(code), is_code=True
    )


_LATER = Text(
    ko="{id}의 풀이는 선생님이 나중에 공개합니다(지금은 {until}까지 볼 수 있습니다).",
    en="Your teacher releases the answer to {id} later (so far, the answers up to {until} are out).",
)


def _answers(cell: dict, exercise_id: str) -> bool:
    metadata = cell["metadata"]
    return metadata.get("exercise") == exercise_id and "solution" in metadata.get("tags", [])
