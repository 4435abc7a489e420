"""Cells of notebooks as Python: what is not Python is passed over, said, and comes back as it was."""

import ast
import json
import re
import warnings
from dataclasses import dataclass

import libcst as cst

from utils.core.text import Text

_MAGIC = Text(ko="노트북의 명령이라 건너뛰었습니다.", en="A notebook's command: passed over.")
_PRINT = Text(
    ko="Python 2의 문장이라 건너뛰었습니다. Python 3에서는 `print(...)`처럼 괄호를 씁니다.",
    en="A statement of Python 2: passed over. Python 3 writes brackets, as in `print(...)`.",
)
_LINE = Text(ko="Python 3이 읽지 못하는 줄이라 건너뛰었습니다.", en="A line that Python 3 cannot read: passed over.")
_WHOLE = Text(
    ko="Python으로 읽을 수 없어 통째로 건너뛰었습니다.", en="Cannot be read as Python: passed over as a whole."
)
_OTHER = Text(ko="Python이 아닌 셀이라 통째로 건너뛰었습니다.", en="No Python: passed over as a whole.")

_STUMBLED = Text(
    ko="migrate가 이 코드에서 걸려 통째로 건너뛰었습니다. 이 코드와 함께 코스에 알려 주세요.",
    en="migrate stumbled over this code and passed over it as a whole. Tell the course, with the code.",
)

# Cell magics whose cell is Python nevertheless.
_PYTHON_CELLS = ("time", "timeit", "capture", "prun", "memit", "mprun", "lprun", "debug")
_COMMAND = re.compile(r"^\s*(?:[%!]|\?{1,2}\w|(?:[\w.]+\s*=\s*)[%!]\w|[\w.]+\?{1,2}\s*$)")
_PYTHON_2 = re.compile(
    r"^\s*(?:print\s+[^=\s(.,\[]|print\s*$|print\s*>>|exec\s+['\"\w]|print\s*\(.*\)\s*%|raise\s+\w+\s*,)"
)
_MARK = "# passed over: "
# What stands for the first line of a block while that line is set aside.
_BLOCKS = {"if": "if True", "elif": "elif True", "else": "else", "while": "while True", "for": "for _ in ()",
           "try": "try", "except": "except Exception", "finally": "finally", "with": "if True", "def": "def _()",
           "class": "class _"}  # fmt: skip
# A cell with more lines that Python refuses, as a share of all its lines, is no Python.
_MOST_REFUSED = 0.5


@dataclass(frozen=True)
class PassedOver:
    """A line, or a whole cell, that was not read.

    Attributes:
        cell: the number of the notebook's cell, counted from 1; None outside a notebook.
        line: its line, counted from 1.
        what: how it begins.
        why: why it was not read.
    """

    cell: int | None
    line: int
    what: str
    why: Text


@dataclass
class Source:
    """A cell, or a whole file, with what is not Python set aside.

    Attributes:
        number: the number of the notebook's cell, counted from 1; None outside a notebook.
        text: what stands there.
        python: what LibCST can read; None where it can read nothing.
        passed_over: what is set aside.
    """

    number: int | None
    text: str
    python: str | None
    passed_over: list[PassedOver]
    _aside: dict[int, str]

    def stumbled(self) -> PassedOver:
        """What is said where a rule stumbles over this cell."""
        first = next((line for line in self.text.splitlines() if line.strip()), "")
        return PassedOver(self.number, 1, first.strip(), _STUMBLED)

    def restored(self, python: str) -> str:
        """The Python of a rewritten cell, with what was set aside back in its place."""
        lines = python.splitlines(keepends=True)
        for i, line in enumerate(lines):
            mark = line.find(_MARK)
            if mark >= 0:
                number = line[mark + len(_MARK) :].strip()
                if number.isdigit() and int(number) in self._aside:
                    lines[i] = self._aside[int(number)]
        return "".join(lines)


def read(text: str, number: int | None = None) -> Source:
    """A cell or a file, ready to be parsed.

    Args:
        text: what stands there.
        number: the number of the notebook's cell, or None.
    """
    first = text.lstrip().split("\n")[0]
    if first.startswith("%%") and first[2:].split(" ")[0].strip() not in _PYTHON_CELLS:
        return Source(number, text, None, [PassedOver(number, 1, first, _OTHER)], {})
    if _parses(text):
        return Source(number, text, text, [], {})
    python, aside, passed_over = _set_aside(text, number)
    if not _parses(python):
        python, aside, passed_over = _set_refused_aside(python, aside, passed_over, number)
    if _parses(python):
        return Source(number, text, python, passed_over, aside)
    line = _first_bad_line(python)
    what = text.splitlines()[line - 1].strip() if line <= len(text.splitlines()) else first
    return Source(number, text, None, [PassedOver(number, line, what, _WHOLE)], {})


def _parses(text: str) -> bool:
    try:
        cst.parse_module(text)
    except (cst.ParserSyntaxError, cst.CSTValidationError, RecursionError):
        return False
    return True


def _first_bad_line(text: str) -> int:
    try:
        cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        return max(1, error.raw_line)
    except (cst.CSTValidationError, RecursionError):
        return 1
    return 1


def _set_aside(text: str, number: int | None) -> tuple[str, dict[int, str], list[PassedOver]]:
    lines = text.splitlines(keepends=True)
    aside, passed_over, i = {}, [], 0
    while i < len(lines):
        command, python_2 = _COMMAND.match(lines[i]), _PYTHON_2.match(lines[i])
        if not command and not python_2:
            i += 1
            continue
        end = i if command else _end_of_statement(lines, i)
        while lines[end].rstrip().endswith("\\") and end + 1 < len(lines):
            end += 1
        passed_over.append(PassedOver(number, i + 1, lines[i].strip(), _MAGIC if command else _PRINT))
        space = lines[i].removesuffix(lines[i].lstrip())
        # Each line keeps its place, so that the lines below keep their numbers.
        for place in range(i, end + 1):
            aside[place + 1] = lines[place]
            lines[place] = _in_its_place(f"{space}pass", lines[place], place)
        i = end + 1
    return "".join(lines), aside, passed_over


def _end_of_statement(lines: list[str], place: int) -> int:
    """The place of the line on which every bracket that a statement opens is closed, as far as can be seen."""
    opened = 0
    for at in range(place, len(lines)):
        opened += sum(lines[at].count(sign) for sign in "([{") - sum(lines[at].count(sign) for sign in ")]}")
        if opened <= 0:
            return at
    return place


def _in_its_place(python: str, line: str, place: int) -> str:
    return f"{python}  {_MARK}{place + 1}" + ("\n" if line.endswith("\n") else "")


def _set_refused_aside(text: str, aside: dict[int, str], passed_over: list[PassedOver], number: int | None):
    """The same with every statement aside that Python refuses, such as `except Error, e:`; blocks keep their form."""
    lines, aside, passed_over = text.splitlines(keepends=True), dict(aside), list(passed_over)
    most = len(aside) + max(1, _MOST_REFUSED * len(lines))
    while (place := _refused_line("".join(lines))) is not None and len(aside) <= most:
        if not place < len(lines) or place + 1 in aside:
            break
        line = lines[place].strip()
        passed_over.append(PassedOver(number, place + 1, line, _LINE))
        block = _BLOCKS.get(re.split(r"\W", line)[0])
        python = "pass" if block is None else f"{block}:" if re.search(r":\s*(#.*)?$", line) else f"{block}: pass"
        space = lines[place].removesuffix(lines[place].lstrip())
        for at in range(place, _end_of_statement(lines, place) + 1):
            aside[at + 1] = lines[at]
            lines[at] = _in_its_place(f"{space}{python if at == place else 'pass'}", lines[at], at)
    return "".join(lines), aside, sorted(passed_over, key=lambda row: row.line)


def _refused_line(text: str) -> int | None:
    """The place of the line at which Python stops reading, counted from 0; None where it reads it all."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        return (error.lineno or 1) - 1
    except (ValueError, RecursionError, MemoryError):
        return 0
    return None


# --- notebook files ---


class Notebook:
    """A notebook's file, of which only the sources of code cells are looked at.

    Args:
        text: what stands in the file.

    Raises:
        ValueError: it is no notebook, or one of another language.
    """

    def __init__(self, text: str):
        self._text = text
        content = json.loads(text.removeprefix("\ufeff"))
        if not isinstance(content, dict) or not ("cells" in content or "worksheets" in content):
            raise ValueError
        kernel = (content.get("metadata") or {}).get("kernelspec") or {}
        if kernel.get("language", "python").lower() != "python":
            raise ValueError
        self._content = content

    def _cells(self) -> list[dict]:
        sheets = self._content.get("worksheets", [self._content])
        return [cell if isinstance(cell, dict) else {} for sheet in sheets for cell in sheet.get("cells", [])]

    def code_cells(self) -> list[tuple[int, str]]:
        """The number of each code cell among all cells, counted from 1, and its source."""
        found = []
        for number, cell in enumerate(self._cells(), start=1):
            if cell.get("cell_type") == "code":
                source = cell.get("source", cell.get("input")) or ""
                found.append((number, source if isinstance(source, str) else "".join(source)))
        return found

    def with_sources(self, sources: dict[int, str]) -> str:
        """The notebook's file with other sources in some of its cells; the same bytes where none differs."""
        before = dict(self.code_cells())
        changed = {number: source for number, source in sources.items() if before[number] != source}
        if not changed:
            return self._text
        for number, cell in enumerate(self._cells(), start=1):
            if number in changed:
                key = "source" if "source" in cell else "input"
                as_list = isinstance(cell[key], list)
                cell[key] = changed[number].splitlines(keepends=True) if as_list else changed[number]
        indent = re.match(r"\{\s*\n( +)", self._text)
        written = json.dumps(self._content, ensure_ascii=False, indent=len(indent[1]) if indent else None)
        return written + ("\n" if self._text.endswith("\n") else "")
