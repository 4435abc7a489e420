"""What of a notebook is its learner's answer: the code of the answer cells, and the letters of the questions."""

import ast
import re
from collections.abc import Mapping

from utils.core.course import sections
from utils.core.text import LANGUAGES, CourseError, Text
from utils.exercises.registry import letter_in
from utils.progress.notebook_cells import Cell, cells_of


def answers_of(notebook: Mapping) -> dict:
    """What a learner has answered in one notebook of the course.

    To an exercise belong its answer cell wherever it stands now, copies of it, and cells that the learner has added
    right above it, between it and its check, or with a check of their own; joined in the order of the notebook, without
    those that are as the course gave them. Above them comes code of the learner's that binds a name which the answer
    takes from there, such as an import or the answer to another exercise.

    Args:
        notebook: as nbformat or json reads it. It is not changed, and no cell of it runs.

    Returns:
        "id" and "lang" of the section; "version", the hash of the section's code in the notebook's metadata, or "";
        "answers", the code for each exercise that was touched; "letters", the letter for each question that a cell
        answers by `check("1-1-q1", "b")`; "remarks", what is odd about the notebook, each as {"ko": …, "en": …}.

    Raises:
        CourseError: it is no notebook, or none of this course.
    """
    cells = cells_of(notebook)
    section, lang, version = _where_from(notebook, cells)
    owners = _owners(section, cells)
    places = _places(cells, owners)
    theirs = {place for own in places.values() for place in own}
    if _names_are_kept(cells):
        theirs |= {place for place, cell in enumerate(cells) if not (cell.is_of_the_course or owners[place])}
    return {
        "id": section,
        "lang": lang,
        "version": version,
        "answers": {id_: _code(own, cells, theirs) for id_, own in places.items()},
        "letters": _letters(section, cells),
        "remarks": [{each: remark[each] for each in LANGUAGES} for remark in _remarks(section, cells, places)],
    }


def _where_from(notebook: Mapping, cells: list[Cell]) -> tuple[str, str, str]:
    """The section, the language and the version, from the metadata or else from the call of `start`."""
    metadata = notebook.get("metadata") if isinstance(notebook, Mapping) else None
    of_the_course = metadata.get("keras_study") if isinstance(metadata, Mapping) else None
    found = of_the_course if isinstance(of_the_course, Mapping) else _started(cells)
    section, lang, version = (found.get(key) for key in ("section", "language", "version"))
    if not isinstance(section, str) or section not in sections():
        raise CourseError(Text(ko="이 코스의 노트북이 아닙니다.", en="This is not a notebook of this course."))
    return section, lang if lang in LANGUAGES else LANGUAGES[0], version if isinstance(version, str) else ""


def _started(cells: list[Cell]) -> dict[str, object]:
    for node in (node for cell in cells for node in ast.walk(cell.tree)):
        match node:
            case ast.Call(
                func=ast.Name(id="start"),
                args=[ast.Constant(value=section)],
                keywords=[ast.keyword(arg="lang", value=ast.Constant(value=lang)), *_],
            ):
                return {"section": section, "language": lang}
    return {}


# --- whose answer a cell is ---

_NOBODY = ""


def _owners(section: str, cells: list[Cell]) -> list[str]:
    """For each cell the exercise to whose answer it belongs, or `_NOBODY`.

    From the end to the beginning: a cell of the learner's goes to the exercise that comes next. Where names or marks of
    cells are lost, code counts as the learner's, and prose as the course's.
    """
    as_named = _names_are_kept(cells)
    owners, following = [], _NOBODY
    for cell in reversed(cells):
        checked = next((id_ for id_, _ in cell.checks if _is_exercise(id_, section)), _NOBODY)
        of_the_course = cell.is_of_the_course if as_named else not cell.is_code
        if _is_exercise(cell.exercise, section):
            owner = following = cell.exercise
        elif of_the_course or cell.exercise:
            following = checked
            owner = checked if cell.given != cell.digest else _NOBODY
        else:
            owner = following = checked or following
        owners.append(owner if cell.is_code else _NOBODY)
    return owners[::-1]


def _names_are_kept(cells: list[Cell]) -> bool:
    return any(cell.exercise for cell in cells) and any(cell.is_of_the_course for cell in cells)


def _is_exercise(id_: str, section: str) -> bool:
    return bool(re.fullmatch(rf"{section}-[a-z]+", id_))


def _places(cells: list[Cell], owners: list[str]) -> dict[str, list[int]]:
    """For each exercise that was touched the places of its cells, without those that are as the course gave them."""
    starters: dict[str, set[str]] = {}
    for cell in cells:
        starters.setdefault(cell.exercise, set()).add(cell.given)
    as_named = _names_are_kept(cells)
    checks = {ast.dump(cell.tree) for cell in cells if cell.checks and cell.given == cell.digest}
    places: dict[str, list[int]] = {}
    for place, (cell, owner) in enumerate(zip(cells, owners, strict=True)):
        again = cell.only_checks_names and (not as_named or ast.dump(cell.tree) in checks)
        if owner and not (cell.is_blank or again or cell.digest in starters.get(owner, ())):
            places.setdefault(owner, []).append(place)
    return places


# --- what the answers are ---


def _code(own: list[int], cells: list[Cell], theirs: set[int]) -> str:
    """The code of these cells, below what they take from the learner's other cells above them.

    Args:
        own: the places of the cells.
        cells: all of the notebook's.
        theirs: the places of all cells that the learner has written.
    """
    taken = list(own)
    needed: set[str] = set().union(*(cells[place].read for place in own))
    needed -= set().union(*(cells[place].bound for place in own))
    for place in range(own[0] - 1, -1, -1):
        cell = cells[place]
        if cell.bound & needed:
            needed -= cell.bound
            if place in theirs:
                taken.insert(0, place)
                needed |= cell.read
    return "\n\n".join(cells[place].source.strip("\n") for place in taken)


def _letters(section: str, cells: list[Cell]) -> dict[str, str]:
    letters = {}
    for id_, given in (check for cell in cells for check in cell.checks):
        match given:
            case [ast.Constant(value=str(letter))] if re.fullmatch(rf"{section}-q\d+", id_):
                letters[id_] = letter_in(letter)
    return letters


def _remarks(section: str, cells: list[Cell], places: dict[str, list[int]]) -> list[Text]:
    remarks = [
        _SEVERAL_CELLS.format(id=id_, n=len(own))
        for id_, own in places.items()
        if len(own) > 1 and not all(cells[place].is_solution for place in own)
    ]
    for cell in cells:
        if cell.exercise and not cell.exercise.startswith(f"{section}-"):
            remarks.append(_OF_ANOTHER_SECTION.format(id=cell.exercise[:20], section=section))
        elif cell.exercise and not cell.is_code:
            remarks.append(_AS_TEXT.format(id=cell.exercise))
    return [*remarks, *([] if any(cell.exercise for cell in cells) else [_UNMARKED])]


_SEVERAL_CELLS = Text(
    ko="{id}의 답이 셀 {n}개에 있어 노트북의 순서대로 이었습니다.",
    en="The answer to {id} stands in {n} cells, which were joined in the order of the notebook.",
)
_OF_ANOTHER_SECTION = Text(
    ko="{id}의 답 셀이 {section} 노트북에 들어 있어 읽지 않았습니다.",
    en="An answer cell of {id} stands in the notebook of {section} and was not read.",
)
_AS_TEXT = Text(
    ko="{id}의 답 셀이 코드 셀이 아니라 텍스트 셀이어서 읽지 않았습니다.",
    en="The answer cell of {id} is a text cell and no code cell, and was not read.",
)
_UNMARKED = Text(
    ko="답 셀의 표시가 남아 있지 않아 `check` 셀 바로 위의 코드를 답으로 읽었습니다.",
    en="No cell is marked as an answer any more, so the code right above each check was read as one.",
)
