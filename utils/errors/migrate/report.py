"""What `migrate` found: today's code, a row for each change, and what is left to do by hand."""

import html
from dataclasses import dataclass

from utils.core.course import sections
from utils.core.html import box, link_to, rich
from utils.core.text import Text
from utils.errors.migrate.notebooks import PassedOver
from utils.errors.migrate.program import Row

_BLUE, _ORANGE = "#0072B2", "#D55E00"
_LINE = Text(ko="줄", en="Line")
_WAS = Text(ko="예전", en="Was")
_NOW = Text(ko="지금", en="Is")
_WHY = Text(ko="이유", en="Why")
_SECTION = Text(ko="섹션", en="Section")
_INSTEAD = Text(ko="그 자리에 쓸 것", en="What takes its place")
_GONE = Text(ko="(지움)", en="(left out)")
_CELL = Text(ko="셀 {cell}, {line}", en="cell {cell}, {line}")
_TODAY = Text(
    ko="모두 오늘의 Keras입니다. 바꿀 줄이 없습니다.", en="All of it is today's Keras: no line needs a change."
)
_CHANGED = Text(ko="오늘의 코드", en="Today's code")
_CHANGES = Text(ko="바꾼 곳 {n}개", en="{n} changes")
_BY_HAND = Text(ko="직접 고칠 곳 {n}개", en="{n} left to do by hand")
_PASSED_OVER = Text(ko="읽지 않고 건너뛴 곳 {n}개", en="{n} passed over without reading")
_COPY = Text(ko="복사", en="Copy")
_COPIED = Text(ko="복사했습니다", en="Copied")


@dataclass(frozen=True)
class Migration:
    """What became of old code.

    Attributes:
        code: today's code; of a notebook, its code cells one after the other.
        changes: a row for each change, with `line`, `was`, `now`, `why` and `section`.
        by_hand: a row for each thing left to do, where `why` says what takes its place.
        passed_over: the lines that were not read, such as a notebook's commands.
        content: what a file with today's code holds: the code, or a whole notebook.
    """

    code: str
    changes: tuple[Row, ...]
    by_hand: tuple[Row, ...]
    passed_over: tuple[PassedOver, ...]
    content: str

    @property
    def is_today(self) -> bool:
        """Whether nothing in it is old."""
        return not self.changes and not self.by_hand

    # --- in a terminal ---

    def __repr__(self) -> str:
        return f"{self.code.rstrip()}\n\n{self.table()}" if self.code.strip() else self.table()

    def table(self) -> str:
        """The rows as plain text."""
        lines = []
        if self.changes:
            lines.append(f"{_CHANGES.format(n=len(self.changes))}:")
            for row in self.changes:
                lines.append(f"  {_place(row)}: {row.was} → {row.now or _GONE}")
                lines.append(f"      {_plain(row.why)} [{row.section}]")
        if self.by_hand:
            lines.append(f"{_BY_HAND.format(n=len(self.by_hand))}:")
            for row in self.by_hand:
                lines.append(f"  {_place(row)}: {row.was}")
                lines.append(f"      {_plain(row.why)} [{row.section}]")
        if not lines:
            lines.append(str(_TODAY))
        if self.passed_over:
            lines.append(f"{_PASSED_OVER.format(n=len(self.passed_over))}:")
            lines += [f"  {_place(row)}: {row.what} · {_plain(row.why)}" for row in self.passed_over]
        return "\n".join(lines)

    # --- in a notebook ---

    def _repr_html_(self) -> str:
        parts = []
        if self.is_today:
            parts.append(f"<p>{_TODAY}</p>")
        if self.changes:
            parts.append(_code_box(self.code))
            parts.append(f"<p><b>{_CHANGES.format(n=len(self.changes))}</b></p>")
            parts.append(_table(self.changes, (_LINE, _WAS, _NOW, _WHY, _SECTION)))
        if self.by_hand:
            parts.append(f"<p><b>{_BY_HAND.format(n=len(self.by_hand))}</b></p>")
            parts.append(_table(self.by_hand, (_LINE, _WAS, _INSTEAD, _SECTION)))
        if self.passed_over:
            rows = "".join(
                f"<li>{_place(row)}: <code>{html.escape(row.what)}</code> {rich(row.why)}</li>"
                for row in self.passed_over
            )
            title = _PASSED_OVER.format(n=len(self.passed_over))
            parts.append(f"<details><summary>{title}</summary><ul>{rows}</ul></details>")
        return box(_ORANGE if self.by_hand else _BLUE, "".join(parts))


def _place(row) -> str:
    return str(row.line) if row.cell is None else str(_CELL.format(cell=row.cell, line=row.line))


def _plain(sentence: Text) -> str:
    return str(sentence).replace("`", "")


def _link(section_id: str) -> str:
    section = sections().get(section_id)
    if section is None:
        return section_id
    title = html.escape(str(section.title))
    return f'<a {link_to(section)} title="{title}">{section_id}</a>'


def _table(rows: tuple[Row, ...], titles: tuple[Text, ...]) -> str:
    head = "".join(f'<th style="text-align:left">{title}</th>' for title in titles)
    body = ""
    for row in rows:
        cells = [_place(row), f"<code>{html.escape(row.was)}</code>"]
        if len(titles) == 5:
            cells.append(f"<code>{html.escape(row.now)}</code>" if row.now else str(_GONE))
        cells += [rich(row.why), f'<span style="white-space:nowrap">{_link(row.section)}</span>']
        body += "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells) + "</tr>"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _code_box(code: str) -> str:
    copy = (
        f"navigator.clipboard.writeText(this.parentNode.querySelector('pre').textContent);this.textContent='{_COPIED}'"
    )
    return (
        f'<div><p><b>{_CHANGED}</b> <button type="button" onclick="{copy}">{_COPY}</button></p>'
        '<pre style="max-height:40em;overflow:auto;background:#f7f7f7;color:#222;padding:.6em">'
        f"{html.escape(code)}</pre></div>"
    )
