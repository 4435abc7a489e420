"""The course's recipes, read from the sections that teach them: the benchmark holds no copy.

From a lesson's cells it takes the definitions that are asked for and all that these use: imports, functions and
assignments. Nothing else of the lesson runs, and exercises are left out.
"""

import ast
import builtins
from collections.abc import Collection
from functools import cache

from tools.build.rules import tags
from tools.build.sources import read_source
from utils.core.cell_code import names_bound, names_read
from utils.core.course import section
from utils.core.text import CourseError

_PICTURES = ("small_xception", "compiled", "pipeline", "EPOCHS")
_TEXT = ("arrays", "words", "bags", "linear", "fitted")


@cache
def recipe(task: str) -> str:
    """The code of the course's recipe for "pictures" (6-1) or "text" (6-2, with the settings of its chosen model)."""
    if task == "pictures":
        return code_of("6-1", _PICTURES)
    settings = settings_of("6-2", "bag_model")
    return f"{code_of('6-2', _TEXT, given=('train_labels',))}\nsettings_of_chosen = {settings}"


def code_of(section_id: str, names: Collection[str], given: Collection[str] = ()) -> str:
    """The statements of a section that define these names and all that they use, in their order.

    Args:
        section_id: such as "6-2".
        names: what has to be defined.
        given: names that are there already, such as data; what defines them in the lesson is left out.

    Raises:
        CourseError: the section is not written, or a name is defined nowhere or more than once.
    """
    found, wanted, seen = set(), list(names), set(given) | set(dir(builtins))
    while wanted:
        name = wanted.pop()
        if name not in seen:
            seen.add(name)
            index = _index(section_id, name)
            found.add(index)
            wanted += names_read([_statements(section_id)[index]])
    return "\n".join(ast.unparse(_statements(section_id)[index]) for index in sorted(found))


def settings_of(section_id: str, name: str) -> dict:
    """The keyword arguments of the call whose result a section binds to a name, such as `{"epochs": 4}`.

    Raises:
        CourseError: there is no such call, or an argument is no plain value.
    """
    statement = _statements(section_id)[_index(section_id, name)]
    try:
        return {keyword.arg: ast.literal_eval(keyword.value) for keyword in statement.value.keywords}
    except (AttributeError, ValueError):
        raise CourseError(f"{section_id}: {name} is no call with plain keyword arguments any more") from None


@cache
def _statements(section_id: str) -> list[ast.stmt]:
    if not section(section_id).written:
        raise CourseError(f"{section_id} is not written yet")
    cells = [cell for cell in read_source(section(section_id)) if cell.cell_type == "code"]
    lesson = [cell for cell in cells if "exercise" not in cell.metadata and "proof" not in tags(cell)]
    return [line for cell in lesson for line in ast.parse(cell.source).body]


def _index(section_id: str, name: str) -> int:
    """Which of the statements defines a name."""
    found = [index for index, statement in enumerate(_statements(section_id)) if name in names_bound([statement])]
    if len(found) != 1:
        times = "more than once" if found else "nowhere"
        raise CourseError(f"{section_id} defines {name} {times}; the benchmark reads it from the cells of the lesson")
    return found[0]
