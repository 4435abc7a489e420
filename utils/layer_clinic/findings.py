"""What an examination finds, and the table that shows it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from utils.core.html import box, rich
from utils.core.palette import RIGHT, TRAINING, WAITING, WRONG
from utils.core.text import Text, one_line

LONGEST_ERROR = 200


NAMES: dict[str, Text] = {
    "call": Text(ko="`call`", en="`call`"),
    "shape": Text(ko="출력의 형태", en="output shape"),
    "gradients": Text(ko="기울기", en="gradients"),
    "config": Text(ko="`get_config`", en="`get_config`"),
    "saving": Text(ko="저장과 불러오기", en="save and load"),
    "dtypes": Text(ko="데이터 타입 정책", en="dtype policies"),
    "batch": Text(ko="배치 독립성", en="batch independence"),
    "training": Text(ko="`training`", en="`training`"),
    "jit_compile": Text(ko="`jit_compile`", en="`jit_compile`"),
}


class Verdict(Enum):
    """How an examination ended: its symbol, colour and word."""

    PASS = ("✓", RIGHT, Text(ko="통과", en="pass"))
    NOTE = ("△", TRAINING, Text(ko="참고", en="note"))
    FAULT = ("✗", WRONG, Text(ko="결함", en="fault"))
    PENDING = ("…", WAITING, Text(ko="대기", en="pending"))

    def __init__(self, symbol: str, colour: str, word: Text):
        self.symbol, self.colour, self.word = symbol, colour, word


@dataclass(frozen=True)
class Finding:
    """What one examination found.

    Attributes:
        examination: its name in `EXAMINATIONS`, such as "gradients".
        verdict: pass, note or fault.
        text: what was found, and for a fault what to do about it.
    """

    examination: str
    verdict: Verdict
    text: Text


@dataclass(frozen=True)
class Findings:
    """All findings about one layer, as a table."""

    layer: str
    found: tuple[Finding, ...]

    @property
    def faults(self) -> list[str]:
        """The names of the examinations that found a fault."""
        return [finding.examination for finding in self.found if finding.verdict is Verdict.FAULT]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.found)

    def __repr__(self) -> str:
        rows = (f"{f.verdict.symbol} {f.verdict.word} · {NAMES[f.examination]}: {f.text}" for f in self.found)
        return "\n".join([self._title(), *(row.replace("`", "") for row in rows)])

    def _repr_html_(self) -> str:
        rows = "".join(map(_row, self.found))
        table = f'<table style="border-collapse:collapse;margin:.3em 0;max-width:60em">{rows}</table>'
        worst = Verdict.FAULT if self.faults else Verdict.PASS
        return box(worst.colour, f"<b>{rich(self._title())}</b>{table}")

    def _title(self) -> str:
        notes = sum(finding.verdict is Verdict.NOTE for finding in self.found)
        counted = Text(ko="{name}: 결함 {faults}, 참고 {notes}", en="{name}: faults {faults}, notes {notes}")
        return str(counted.format(name=self.layer, faults=len(self.faults), notes=notes))


def _row(finding: Finding) -> str:
    verdict = finding.verdict
    # On a narrow page what was found stands below its name.
    called = f'<b><span style="color:{verdict.colour}">{verdict.symbol}</span> {verdict.word}</b>'
    cells = (
        ("flex:0 0 5em;white-space:nowrap", called),
        ("flex:0 0 10em;white-space:nowrap", rich(NAMES[finding.examination])),
        ("flex:1 1 18em;white-space:normal;overflow-wrap:anywhere", rich(finding.text)),
    )
    style = "text-align:left;vertical-align:top;padding:.2em .6em"
    columns = "".join(f'<td style="{style};{space}">{content}</td>' for space, content in cells)
    return f'<tr style="display:flex;flex-wrap:wrap">{columns}</tr>'


def complaint(error: BaseException) -> str:
    """An error in one line, without what Keras wraps round it."""
    line = one_line(error, 3000)
    for around in _WRAPPING:
        line = around.sub("", line)
    return line if len(line) <= LONGEST_ERROR else line[: LONGEST_ERROR - 1] + "…"


_WRAPPING = (
    re.compile(r"Exception encountered when calling .*?\(\)\. "),
    re.compile(r"Could not automatically infer .*? Error encountered: "),
    re.compile(r"<class '[^>]*> could not be deserialized properly\..* Exception encountered: "),
    re.compile(r" Full object config: .*$"),
    re.compile(r" Arguments received by .*$"),
    re.compile(r"\{\{.*?\}\} "),
    re.compile(r"Detected unsupported operations when .*? on XLA_\w+: "),
    re.compile(r" \(No registered .*$"),
    re.compile(r" \[Op:.*$"),
)


def passed(text: Text, **values) -> tuple[Verdict, Text]:
    return Verdict.PASS, text.format(**values)


def note(text: Text, **values) -> tuple[Verdict, Text]:
    return Verdict.NOTE, text.format(**values)


def fault(text: Text, **values) -> tuple[Verdict, Text]:
    if isinstance(values.get("error"), BaseException):
        values["error"] = complaint(values["error"])
    return Verdict.FAULT, text.format(**values)


NOT_EXAMINED = Text(ko="검사하지 않았습니다. 먼저 고칠 곳: {other}", en="Not examined. Fix {other} first.")
RANDOM = Text(
    ko="견줄 수 없습니다. 추론할 때도 출력이 무작위입니다.",
    en="Cannot be compared: the outputs are random at inference.",
)
