"""What the files of the course owe each other: a source, its checks, the labs, the data and the table of contents.

Each fault is a sentence that begins with the file to open.
"""

import ast
import hashlib
import re
import tomllib
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from tools.build.sources import course_file, path_of, read_source, read_tree
from utils.core.course import Section, sections, written_sections
from utils.core.text import LANGUAGES

TABLE_OF_CONTENTS, LAB_TABLE = "source/course.toml", "utils/labs/__init__.py"
_KEYS = {"id", "slug", "minutes", "title"}
_FEWEST_CHOICES = 3
_ARGUMENTS_OF_A_QUESTION = ("text", "choices", "answer", "why")


@dataclass(frozen=True)
class Registered:
    """What a section's module of checks says of an exercise or a question.

    Attributes:
        takes: how many answers its function takes; 1 for a question.
        faults: what is missing in it.
    """

    takes: int
    faults: tuple[str, ...] = ()


# --- a section: its source and its checks ---


def checks_path(section_id: str) -> str:
    """Where a section's checks stand, such as "utils/exercises/section_1_1.py"."""
    return f"utils/exercises/section_{section_id.replace('-', '_')}.py"


def registered(section_id: str) -> dict[str, Registered]:
    """The exercises and questions for which a section's module has checks, by their ids.

    Raises:
        CourseError: the module is no Python.
    """
    file = course_file(checks_path(section_id))
    found: dict[str, Registered] = {}
    for statement in read_tree(file).body if file.exists() else ():
        match statement:
            case ast.FunctionDef():
                for id_, call in _naming_an_exercise(statement.decorator_list, "exercise"):
                    faults = [*_twice(id_, found), *_faults_of_hints(call)]
                    found[id_] = Registered(len(statement.args.args), tuple(faults))
            case ast.Expr(value=value):
                for id_, call in _naming_an_exercise([value], "question"):
                    found[id_] = Registered(1, (*_twice(id_, found), *_faults_of_question(call)))
    return found


def _naming_an_exercise(nodes: Iterable[ast.expr], function: str) -> Iterator[tuple[str, ast.Call]]:
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(id_)), *_]) if name == function:
                yield id_, node


def _twice(id_: str, found: Container[str]) -> Iterator[str]:
    if id_ in found:
        yield "stands there twice"


def _faults_of_hints(call: ast.Call) -> Iterator[str]:
    hints = next((keyword.value for keyword in call.keywords if keyword.arg == "hints"), None)
    if hints is None or (isinstance(hints, ast.List) and not hints.elts):
        yield "has no hints"
    elif isinstance(hints, ast.List) and any(isinstance(hint, ast.Constant | ast.JoinedStr) for hint in hints.elts):
        yield "has a hint that is no Text(ko=…, en=…)"


def _faults_of_question(call: ast.Call) -> Iterator[str]:
    given = dict(zip(_ARGUMENTS_OF_A_QUESTION, call.args[1:], strict=False))
    given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    yield from (f"has no {name}" for name in _ARGUMENTS_OF_A_QUESTION if name not in given)
    choices, why = _letters(given.get("choices")), _letters(given.get("why"))
    if choices is not None and len(choices) < _FEWEST_CHOICES:
        yield f"has {len(choices)} choices; a question has {_FEWEST_CHOICES} at least"
    if choices is not None and why is not None and choices != why:
        yield f"has the choices {', '.join(choices)}, but explains {', '.join(why)}"
    match given.get("answer"):
        case ast.Constant(value=str(letter)) if choices is not None and letter not in choices:
            yield f"has the answer {letter}, which is none of its choices"


def _letters(node: ast.expr | None) -> list[str] | None:
    return (
        [str(key.value) for key in node.keys if isinstance(key, ast.Constant)] if isinstance(node, ast.Dict) else None
    )


def unmatched_checks(section: Section, cells: Iterable) -> Iterator[str]:
    """Where a section's source and its module of checks do not fit together.

    Args:
        section: which section.
        cells: its cells; each is Python.
    """
    source, checks, known = path_of(section.source), checks_path(section.id), registered(section.id)
    asked = dict(_asked(cells))
    if not course_file(checks).exists():
        yield f"{checks}: is not there; it says what counts as right in {source}"
        return
    for id_, answers in asked.items():
        if id_ not in known:
            kind = "function for exercise" if answers is not None else "question"
            yield f"{checks}: has no {kind} {id_} ({source} asks for it)"
        elif answers not in (None, known[id_].takes):
            yield f"{source}: the check cell of {id_} hands over {answers} answers; {checks} takes {known[id_].takes}"
    for id_, found in known.items():
        yield from (f"{checks}: {id_} {fault}" for fault in found.faults)
        if id_ not in asked:
            yield f"{source}: does not ask for {id_}, which {checks} has"


def _asked(cells: Iterable) -> Iterator[tuple[str, int | None]]:
    """The exercises that cells ask for, each with the number of answers that it hands over; None for a question."""
    questions = set()
    for function, id_, call in _calls(cells, "check", "choose"):
        if function == "choose":
            questions.add(id_)
        yield id_, None if id_ in questions else len(call.args) - 1


def _calls(cells: Iterable, *names: str) -> Iterator[tuple[str, str, ast.Call]]:
    """The calls of these functions in the code of cells, each with its name and the string that comes first in it."""
    for cell in cells:
        for node in ast.walk(ast.parse(cell.source)) if cell.cell_type == "code" else ():
            match node:
                case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(first)), *_]) if name in names:
                    yield name, first, node


# --- the table of contents ---


def faults_of_the_table() -> list[str]:
    """What is wrong with the table of contents itself."""
    try:
        table = tomllib.loads(course_file(TABLE_OF_CONTENTS).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        return [f"{TABLE_OF_CONTENTS}: cannot be read: {error}"]
    return [f"{TABLE_OF_CONTENTS}: {fault}" for entry in table.get("sections", ()) for fault in _faults_of_entry(entry)]


def _faults_of_entry(entry: dict) -> Iterator[str]:
    name = f"section {entry.get('id', entry.get('slug', '?'))}"
    yield from (f"{name} has no {key}" for key in sorted(_KEYS - entry.keys()))
    yield from (f"{name} has the unknown key {key!r}" for key in sorted(entry.keys() - _KEYS))
    title = entry.get("title", dict.fromkeys(LANGUAGES))
    yield from (f"the title of {name} has no {lang}" for lang in LANGUAGES if lang not in title)


def unmatched_sections() -> Iterator[str]:
    """Sources and checks that the table of contents does not know, or that lack each other."""
    known = sections()
    for file in sorted(course_file("source").glob("*.py")):
        id_, _, slug = file.stem.partition("_")
        if id_ not in known:
            yield f"{TABLE_OF_CONTENTS}: has no section {id_}, but {path_of(file)} is there"
        elif known[id_].slug != slug:
            yield f"{TABLE_OF_CONTENTS}: section {id_} has the slug {known[id_].slug!r}, but {path_of(file)} is there"
    for file in sorted(course_file("utils/exercises").glob("section_*.py")):
        id_ = file.stem.removeprefix("section_").replace("_", "-")
        if id_ not in known:
            yield f"{TABLE_OF_CONTENTS}: has no section {id_}, but {path_of(file)} is there"
        elif not known[id_].written:
            yield f"{path_of(known[id_].source)}: is not there, but {path_of(file)} is"


# --- labs ---


def lab_table() -> dict[str, str]:
    """The labs by their names, each with its module."""
    for statement in read_tree(course_file(LAB_TABLE)).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="LABS")], value=ast.Dict() as table):
                return ast.literal_eval(table)
    return {}


def labs_opened(cells: Iterable) -> list[str]:
    """The names of the labs that cells open."""
    return [name for _, name, _ in _calls(cells, "lab")]


def unmatched_labs() -> Iterator[str]:
    """Labs without an entry in the table, a module or a test, or that no section opens."""
    table = lab_table()
    tests = "".join(file.read_text(encoding="utf-8") for file in course_file("tests/labs").glob("*.py"))
    opened = {name: section for section in written_sections() for name in labs_opened(read_source(section))}
    for name, section in opened.items():
        if name not in table:
            yield f"{LAB_TABLE}: the lab {name!r} is not in its table ({path_of(section.source)} opens it)"
    for name, module in table.items():
        file = course_file(f"utils/labs/{module}.py")
        if not file.exists():
            yield f"{path_of(file)}: is not there; it is the lab {name!r} in the table of {LAB_TABLE}"
        elif not _has_open_lab(file):
            yield f"{path_of(file)}: has no function open_lab"
        if not re.search(rf"utils\.labs(\.| import ){module}\b", tests):
            yield f"tests/labs/test_{module}.py: no test imports utils.labs.{module}"
        if name not in opened:
            yield f"source/: no section opens the lab {name!r}, which is in the table of {LAB_TABLE}"
    for file in sorted(course_file("utils/labs").glob("*.py")):
        if file.stem not in table.values() and _has_open_lab(file):
            yield f"{LAB_TABLE}: the lab of {path_of(file)} is not in its table"


def _has_open_lab(file: Path) -> bool:
    return any(isinstance(each, ast.FunctionDef) and each.name == "open_lab" for each in read_tree(file).body)


# --- data ---


def unmatched_data() -> Iterator[str]:
    """Data files without their sheet, their licence, a test or a function that reads them; sheets without a file."""
    folder = course_file("utils/datasets")
    reader = course_file("utils/data.py").read_text(encoding="utf-8")
    tests = [file for room in ("", "datasets/") for file in course_file("tests").glob(f"{room}*.py")]
    tested = "".join(file.read_text(encoding="utf-8") for file in tests)
    files = {file.name.partition(".")[0]: file for file in sorted(folder.glob("*")) if _is_data(file)}
    for name, file in files.items():
        yield from _faults_of_sheet(folder / f"{name}.md", file)
        if not (licence := folder / f"{name}.LICENSE.txt").exists():
            yield f"{path_of(licence)}: is not there; it is the licence of {file.name}"
        if file.name not in reader:
            yield f"utils/data.py: has no function that reads {file.name}"
        if not re.search(rf"\b{name}\b", tested):
            yield f"tests/datasets/test_{name}.py: no test names {name}"
    for sheet in sorted(folder.glob("*.md")):
        if sheet.stem not in files:
            (named,) = re.findall(r"^\| file \| `([^`]+)`", sheet.read_text(encoding="utf-8"), re.M) or [
                f"{sheet.stem}.*"
            ]
            yield f"{path_of(folder / named)}: is not there, but its sheet {sheet.name} is"


def _is_data(file: Path) -> bool:
    return file.is_file() and file.suffix not in (".py", ".md", ".txt")


def _faults_of_sheet(sheet: Path, file: Path) -> Iterator[str]:
    if not sheet.exists():
        yield f"{path_of(sheet)}: is not there; it is the sheet of {file.name}"
        return
    content, written = file.read_bytes(), sheet.read_text(encoding="utf-8")
    facts = {"SHA-256": hashlib.sha256(content).hexdigest(), "size": f"{len(content):,} bytes"}
    for what, fact in facts.items():
        if not re.search(rf"\b{fact}\b", written):
            yield f"{path_of(sheet)}: does not give the {what} of {file.name}, {fact}"


# --- sentences ---


def unmatched_sentences() -> Iterator[str]:
    """Sentences that stand in one language alone, or have a field that nobody fills in."""
    for file in sorted(course_file("utils").rglob("*.py")):
        for node in ast.walk(read_tree(file)):
            match node:
                case ast.Call(func=ast.Name(id="Text")):
                    faults = _faults_of_text(node)
                case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="Text")) as text, attr="format")):
                    faults = _unfilled_fields(text, {keyword.arg for keyword in node.keywords})
                case _:
                    continue
            yield from (f"{path_of(file)}: line {node.lineno}: a Text {fault}" for fault in faults)


def _unfilled_fields(text: ast.Call, values: set[str | None]) -> Iterator[str]:
    """The fields that no value is given for; values from a dictionary are not read."""
    sentences = [str(each.value.value) for each in text.keywords if isinstance(each.value, ast.Constant)]
    try:
        fields = {name for sentence in sentences for _, name, _, _ in Formatter().parse(sentence) if name}
    except ValueError as error:
        yield f"has a field that cannot be read: {error}"
        return
    yield from (f"has {{{name}}}, which is not filled in" for name in sorted(fields - values) if None not in values)


def _faults_of_text(call: ast.Call) -> Iterator[str]:
    """What is wrong with a call of Text; one that takes its languages from a dictionary is not read."""
    given: dict[str | None, ast.expr] = dict(zip(LANGUAGES, call.args, strict=False))
    given |= {keyword.arg: keyword.value for keyword in call.keywords}
    if None in given:
        return
    said = {lang: value for lang, value in given.items() if not (isinstance(value, ast.Constant) and value.value == "")}
    # A Text may be empty, but then in both languages.
    yield from (f"has no {lang}" for lang in LANGUAGES if lang not in (said or given))
    yield from (f"has {name}, which is no language" for name in given if name not in LANGUAGES)
