"""The rules that a lesson's source keeps, so that its four notebooks cannot drift apart or break."""

import ast
import re
import string
from collections import Counter
from collections.abc import Iterator

from nbformat import NotebookNode

from tools.build.sources import course_file
from utils.core.cell_code import names_bound, names_read
from utils.core.course import written_sections
from utils.core.text import LANGUAGES
from utils.doctor.report import BACKENDS

EXERCISE_TAGS = ("starter", "wrong", "right", "solution")
UNSEEN_TAGS = {
    "chapters": {"solution", "wrong", "right", "proof"},
    "solutions": {"starter", "wrong", "right", "proof"},
}
OUTPUT_TAGS = {"nbval-ignore-output", "no-stored-output"}
KNOWN_TAGS = {*LANGUAGES, *EXERCISE_TAGS, "proof", *BACKENDS, *OUTPUT_TAGS}
KNOWN_KEYS = {"tags", "exercise", "reason", *(f"alt_{lang}" for lang in LANGUAGES)}
_NEVER_CLOSED = {"<br", "<hr", "<img"}
# Where jupytext puts the first line of a cell that it cannot read.
_UNREAD = "incorrectly_encoded_metadata"


def broken_rules(cells: list[NotebookNode], section_id: str) -> list[str]:
    """What is wrong with a source, a sentence for each; empty where all is well.

    Args:
        cells: the notebook cells of `source/ID_slug.py`, with their tags and exercise ids as metadata.
        section_id: whose source it is, such as "1-1".
    """
    # What cannot be read cannot be judged any further.
    return [*_unreadable(cells, section_id)] or [
        *_twins(cells),
        *_bold(cells),
        *_unclosed(cells),
        *_links(cells),
        *_exercise_cells(cells),
        *_order(cells, section_id),
        *_starters(cells),
        *_islands(cells),
        *_imports(cells),
        *_reasons(cells),
        *_pictures(cells),
        *_proofs(cells),
    ]


def tags(cell: NotebookNode) -> set[str]:
    """The tags of a cell."""
    return set(cell.metadata.get("tags", ()))


def runs_on(cell: NotebookNode, backend: str) -> bool:
    """Whether the cell runs on this backend: a cell that not every one of them runs has the tags of those that do."""
    return backend in (tags(cell) & BACKENDS.keys() or BACKENDS)


def exercise_of(cell: NotebookNode) -> str | None:
    """The exercise that a code cell belongs to: by its metadata, or because it checks that exercise."""
    if cell.cell_type != "code":
        return None
    checked = re.match(r'check\("([^"]+)"', cell.source)
    return cell.metadata.get("exercise") or (checked and checked[1])


def is_check_of(cell: NotebookNode, exercise_id: str) -> bool:
    """Whether this is the cell in which a learner checks the exercise, untagged unless it needs a backend."""
    return not tags(cell) - BACKENDS.keys() and cell.source.startswith(f'check("{exercise_id}"')


# --- what is there to be read ---


def _unreadable(cells: list[NotebookNode], section_id: str) -> Iterator[str]:
    for cell in cells:
        if _UNREAD in cell.metadata:
            written = cell.metadata[_UNREAD]
            yield f'{_name(cell)}: its first line reads {written!r}, not like tags=["right"] exercise="{section_id}-a"'
            continue
        for tag in sorted(tags(cell) - KNOWN_TAGS):
            yield f"{_name(cell)}: unknown tag {tag!r}; there are {', '.join(sorted(KNOWN_TAGS))}"
        for key in sorted(cell.metadata.keys() - KNOWN_KEYS):
            yield f"{_name(cell)}: unknown key {key!r} in its first line; there are {', '.join(sorted(KNOWN_KEYS))}"
        if cell.cell_type == "code":
            try:
                ast.parse(cell.source)
            except SyntaxError as error:
                yield f"{_name(cell)}: line {error.lineno} is no Python: {error.msg}"
                continue
        for id_ in _exercise_ids([cell]):
            if not re.fullmatch(rf"{section_id}-([a-z]|q\d+)", id_):
                yield (
                    f"{_name(cell)}: names {id_!r}; in this section an exercise is called {section_id}-a "
                    f"and a question {section_id}-q1"
                )


# --- the two languages ---


def _twins(cells: list[NotebookNode]) -> Iterator[str]:
    waiting = None
    for cell in cells:
        own = tags(cell) & set(LANGUAGES)
        if cell.cell_type == "markdown" and len(own) != 1:
            yield f"{_name(cell)}: a prose cell is tagged ko or en"
        elif waiting is not None:
            if own != {"en"}:
                yield f"{_name(waiting)}: its English twin does not follow"
            elif cell.cell_type != waiting.cell_type:
                yield f"{_name(cell)}: prose needs [markdown] in its first line"
            else:
                yield from _unlike(waiting, cell)
            waiting = cell if own == {"ko"} else None
        elif own == {"ko"}:
            waiting = cell
        elif own == {"en"}:
            yield f"{_name(cell)}: its Korean twin does not stand before it"
    if waiting is not None:
        yield f"{_name(waiting)}: its English twin does not follow"


def _unlike(korean: NotebookNode, english: NotebookNode) -> Iterator[str]:
    if tags(korean) - {"ko"} != tags(english) - {"en"}:
        yield f"{_name(korean)}: the twins have different tags"
    for what, find in _PARITY.items():
        here, there = find(korean.source), find(english.source)
        if here != there:
            yield f"{_name(korean)}: the twins differ in their {what}: {here} and {there}"


def _without_code_blocks(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)


_PARITY = {
    "headings": lambda text: [
        (signs, re.findall(r"\b\d-\d-\w+", title))
        for signs, title in re.findall(r"^(#+) (.*)", _without_code_blocks(text), flags=re.M)
    ],
    "code spans": lambda text: sorted(set(re.findall(r"`([^`\n]+)`", _without_code_blocks(text)))),
    "code blocks": lambda text: re.findall(r"^```.*?^```", text, flags=re.S | re.M),
    "links": lambda text: sorted(re.findall(r"\]\(([^)]+)\)", text)),
    "list items": lambda text: len(re.findall(r"^\s*(?:[-*]|\d+\.) ", text, flags=re.M)),
    "table rows": lambda text: len(re.findall(r"^\|", text, flags=re.M)),
}


def _bold(cells: list[NotebookNode]) -> Iterator[str]:
    """Markdown shows `**커널(Kernel)**을` with its asterisks: bold cannot end in a sign before a letter."""
    for cell in _prose(cells):
        for match in re.finditer(r"\*\*(.+?)\*\*", _without_code(cell.source)):
            inner, text = match[1], match.string
            before, after = text[: match.start()][-1:], text[match.end() :][:1]
            if (after.isalnum() and not inner[-1].isalnum()) or (before.isalnum() and not inner[0].isalnum()):
                yield f"{_name(cell)}: {match[0]!r} does not show as bold: move the sign out of it"


def _unclosed(cells: list[NotebookNode]) -> Iterator[str]:
    """What is never closed swallows the rest of its cell."""
    for cell in _prose(cells):
        text = re.sub(r"<!--.*?-->", "", _without_code(cell.source), flags=re.S)
        opened = Counter(re.findall(r"^```|<!--|<[a-z]\w*(?=[ >])", text, flags=re.M))
        closed = Counter(f"<{name}" for name in re.findall(r"</(\w+)>", text))
        for sign in sorted((opened - closed).keys() - _NEVER_CLOSED):
            yield f"{_name(cell)}: {sign!r} is not closed"


def _links(cells: list[NotebookNode]) -> Iterator[str]:
    written = {f"{each.name}.ipynb" for each in written_sections()}
    for cell in _prose(cells):
        for link in re.findall(r"\]\(<?([^)\s>]+)", _without_code(cell.source)):
            path, anchor, _ = link.partition("#")
            if re.match(r"\w+:", link):
                continue
            if anchor:
                yield f"{_name(cell)}: {link!r} links to a heading, which each language has in its words: link the page"
            elif path not in written and not (course_file("chapters/ko") / path).exists():
                yield f"{_name(cell)}: {link!r} leads nowhere: chapters/ko has no such file"


def _prose(cells: list[NotebookNode]) -> list[NotebookNode]:
    return [cell for cell in cells if cell.cell_type == "markdown"]


def _without_code(text: str) -> str:
    return re.sub(r"`[^`\n]+`", "code", _without_code_blocks(text))


# --- what a lesson imports of the course ---

# By module the names that lessons may take besides those of the first cell: whatever is not here may change.
LESSON_IMPORTS = {
    "utils": {"graphs", "plots"},
    "utils.clothes_table": {"clothes_table"},
    "utils.curve_reading": {"what_to_try"},
    "utils.data": {
        "bags_and_boots",
        "brightness_names",
        "class_names",
        "fashion_mnist",
        "keras_2_files",
        "movie_reviews",
        "penguins",
        "scattered_clothes",
    },
    "utils.exercises.section_2_2": {"model_to_read"},
    "utils.exercises.section_4_1": {"effects_to_name"},
    "utils.exercises.section_5_2": {"FIVE_RUNS"},
    "utils.image_folders": {"CLASS_FOLDERS", "picture_folders"},
    "utils.layer_clinic": {"examine"},
    "utils.live_curves": {"LiveCurves"},
    "utils.own_files": {
        "picture_copy",
        "picture_report",
        "read_picture",
        "read_text",
        "set_aside",
        "text_copy",
        "text_report",
    },
    "utils.practice_folders": {"lost_property", "shoe_photos"},
    "utils.practice_texts": {"rated", "rated_reviews", "shop_messages", "unlike_messages"},
    "utils.studio_pictures": {"studio_pictures"},
    "utils.text_folders": {"text_folders"},
}
_ROOMS = {"utils", "tools", "bench", "tests"}


def _imports(cells: list[NotebookNode]) -> Iterator[str]:
    for cell in cells:
        for node in ast.walk(ast.parse(cell.source)) if cell.cell_type == "code" else ():
            for module, name in _imported(node):
                if module.partition(".")[0] in _ROOMS and name not in LESSON_IMPORTS.get(module, ()):
                    yield f"{_name(cell)}: {ast.unparse(node)!r} is not in LESSON_IMPORTS of tools/build/rules.py"


def _imported(node: ast.AST) -> list[tuple[str, str]]:
    """The names that a statement imports, each with its module; "" stands for the module itself."""
    match node:
        case ast.ImportFrom(module=str(module)):
            return [(module, alias.name) for alias in node.names]
        case ast.Import():
            return [(alias.name, "") for alias in node.names]
    return []


# --- exercises ---


def _exercise_cells(cells: list[NotebookNode]) -> Iterator[str]:
    for cell in cells:
        of_exercise = [kind for kind in EXERCISE_TAGS if kind in tags(cell)]
        if cell.cell_type == "code" and of_exercise and "exercise" not in cell.metadata:
            yield f'{_name(cell)}: a {of_exercise[0]} cell names its exercise, such as exercise="1-1-a"'
    for exercise_id in _exercise_ids(cells):
        own = [cell for cell in cells if cell.metadata.get("exercise") == exercise_id]
        kinds = [kind for cell in own for kind in EXERCISE_TAGS if kind in tags(cell)]
        if is_question(exercise_id):
            name, needed = f"question {exercise_id}", ["solution"]
            if not any(cell.source.startswith(f'choose("{exercise_id}")') for cell in cells):
                yield f"{name} has no choose cell"
        else:
            name, needed = f"exercise {exercise_id}", ["starter", "wrong", "solution"]
            yield from (f"{name} has no {part}" for part in _missing_around(cells, exercise_id))
            if sorted(kinds, key=EXERCISE_TAGS.index) != kinds:
                yield f"{name} has its cells in another order than {', '.join(EXERCISE_TAGS)}"
        yield from (f"{name} has no {kind} cell" for kind in needed if kind not in kinds)


def _order(cells: list[NotebookNode], section_id: str) -> Iterator[str]:
    """Whoever reads 1-1-d looks for it behind 1-1-c: letters and numbers go in the order of the lesson."""
    ids = _exercise_ids([cell for cell in cells if cell.cell_type == "code"])
    questions = [id_ for id_ in ids if is_question(id_)]
    exercises = [id_ for id_ in ids if not is_question(id_)]
    due = [f"{section_id}-q{number}" for number in range(1, len(questions) + 1)]
    due += [f"{section_id}-{letter}" for letter in string.ascii_lowercase[: len(exercises)]]
    for found, wanted in zip(questions + exercises, due, strict=True):
        if found != wanted:
            yield f"{found} stands where {wanted} is due: name them in the order of the lesson, without a gap"
            return


def _starters(cells: list[NotebookNode]) -> Iterator[str]:
    """A learner who skips an exercise runs its check all the same, so the starter binds what the check takes."""
    for check in (cell for cell in cells if cell.cell_type == "code" and cell.source.startswith("check(")):
        id_ = exercise_of(check)
        own = [cell for cell in cells if cell.metadata.get("exercise") == id_]
        given, solved = (
            {name for cell in own if kind in tags(cell) for name in _names(cell.source)[1]}
            for kind in ("starter", "solution")
        )
        for name in sorted(_names(check.source)[0] & solved - given):
            yield f"the starter of {id_} does not bind {name!r}, which its check takes"


def is_question(exercise_id: str) -> bool:
    """Whether an id, such as "1-1-q2", is that of a multiple-choice question."""
    return re.search(r"-q\d+$", exercise_id) is not None


def _missing_around(cells: list[NotebookNode], exercise_id: str) -> Iterator[str]:
    heading = re.compile(rf"^### .*\b{exercise_id}\b", re.M)
    if not any(cell.cell_type == "markdown" and heading.search(cell.source) for cell in cells):
        yield f"task: prose with a heading ### that names {exercise_id}"
    check = next((place for place, cell in enumerate(cells) if is_check_of(cell, exercise_id)), None)
    if check is None:
        yield "untagged check cell"
    elif not any(cell.cell_type == "markdown" and "solution" in tags(cell) for cell in cells[check + 1 : check + 2]):
        yield "explanation: prose below its check cell, tagged with its language and solution"


def _exercise_ids(cells: list[NotebookNode]) -> list[str]:
    asked = [match[1] for cell in cells if (match := re.match(r'(?:choose|check)\("([^"]+)"', cell.source))]
    return list(dict.fromkeys([*(cell.metadata["exercise"] for cell in cells if "exercise" in cell.metadata), *asked]))


def _islands(cells: list[NotebookNode]) -> Iterator[str]:
    answers: dict[str, str] = {}
    for cell in cells:
        if cell.cell_type != "code":
            continue
        own = exercise_of(cell)
        read, bound = _names(cell.source)
        for name in sorted((read | bound) & answers.keys()):
            if answers[name] != own:
                yield f"{_name(cell)}: uses {name!r}, which is an answer of {answers[name]}"
        if tags(cell) & {"starter", "solution"} and own:
            answers |= {name: own for name in bound}


def _names(code: str) -> tuple[set[str], set[str]]:
    """The names that a cell reads, and those that it binds, imports apart."""
    body = ast.parse(code).body
    return names_read(body), names_bound(node for node in body if not isinstance(node, ast.Import | ast.ImportFrom))


def _reasons(cells: list[NotebookNode]) -> Iterator[str]:
    for cell in cells:
        if "nbval-ignore-output" in tags(cell) and not cell.metadata.get("reason"):
            yield f"{_name(cell)}: nbval-ignore-output needs its reason beside it"


def _pictures(cells: list[NotebookNode]) -> Iterator[str]:
    for cell in cells:
        described = [lang for lang in LANGUAGES if f"alt_{lang}" in cell.metadata]
        if len(described) == 1:
            yield f"{_name(cell)}: has alt_{described[0]} alone; a picture is described in both languages"


def _proofs(cells: list[NotebookNode]) -> Iterator[str]:
    for cell in cells:
        if "proof" in tags(cell) and not any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(cell.source))):
            yield f"{_name(cell)}: a proof cell asserts something"


def _name(cell: NotebookNode) -> str:
    return f"cell {cell.source.strip().splitlines()[0][:60]!r}" if cell.source.strip() else "an empty cell"
