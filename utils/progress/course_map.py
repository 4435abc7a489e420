"""The course map: every section with its minutes, a link, a bar for what is solved, and what is still open."""

from utils.core.course import Section, sections
from utils.core.html import link_to, rich
from utils.core.palette import RIGHT, WAITING, WRONG
from utils.core.text import Text
from utils.exercises.check import exercises
from utils.progress import store
from utils.progress.store import Kept

_SECTION = Text(ko="섹션", en="Section")
_TIME = Text(ko="시간", en="Time")
_SOLVED = Text(ko="푼 문제", en="Solved")
_OPEN = Text(ko="남은 문제", en="Open")
_BAR_STYLE = f"display:inline-block;width:8em;height:.7em;border:1px solid {RIGHT};border-radius:.2em"


class CourseMap:
    """The state of the course at one moment."""

    def __init__(self, results: dict[str, Kept], note: Text | None):
        self.results, self.note = results, note

    def counts(self, section: Section) -> tuple[int, int]:
        """How many exercises of a section are solved, and how many there are."""
        own = _exercises_of(section)
        return len(own) - len(self._open(section)), len(own)

    def _open(self, section: Section) -> list[str]:
        return [id_ for id_ in _exercises_of(section) if id_ not in self.results or not self.results[id_].passed]

    def open_in(self, section: Section) -> list[str]:
        """What is not solved yet in a section that the learner has begun: letters such as "c" and "q2"."""
        begun = self.results.keys() & set(_exercises_of(section))
        return [id_.removeprefix(f"{section.id}-") for id_ in self._open(section)] if begun else []

    def last_wrong(self, section: Section) -> tuple[str, Text] | None:
        """The open exercise of a section that was tried last, and what was said about the answer; None without any."""
        tried = [id_ for id_ in self._open(section) if id_ in self.results and self.results[id_].said.ko]
        last = max(tried, key=lambda id_: self.results[id_].changed, default=None)
        return (last, self.results[last].said) if last else None

    def __repr__(self) -> str:
        rows = [line for section in sections().values() for line in self._lines(section)]
        return "\n".join([*rows, *([str(self.note)] if self.note else [])])

    def _lines(self, section: Section) -> list[str]:
        lines = [f"{section.id}  {section.title}  {self._in_words(section)}"]
        if letters := self.open_in(section):
            lines[0] += f"  {_OPEN}: {', '.join(letters)}"
        if last := self.last_wrong(section):
            lines.append(f"     ✗ {last[0]} · {last[1]}")
        return lines

    def _repr_html_(self) -> str:
        begun = any(self.open_in(section) for section in sections().values())
        titles = [_SECTION, _TIME, _SOLVED, *([_OPEN] if begun else [])]
        head = "".join(f'<th style="text-align:left">{title}</th>' for title in titles)
        rows = "".join(self._row(section, begun) for section in sections().values())
        note = f"<p>{rich(self.note)}</p>" if self.note else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"

    def _in_words(self, section: Section) -> str:
        if not _exercises_of(section):
            return str(Text(ko="준비 중", en="in preparation"))
        return "{}/{}".format(*self.counts(section))

    def _row(self, section: Section, begun: bool) -> str:
        minutes = Text(ko="{n}분", en="{n} min").format(n=section.minutes)
        name = f"{section.id} {section.title}"
        if not _exercises_of(section):
            waiting = f'<span style="color:{WAITING}">{{}}</span>'
            cells: tuple[str, ...] = (
                waiting.format(name),
                waiting.format(minutes),
                waiting.format(self._in_words(section)),
            )
        else:
            cells = (f"<a {link_to(section)}>{name}</a>", str(minutes), self._bar(section))
        if begun:
            cells = (*cells, self._what_is_open(section))
        return "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells) + "</tr>"

    def _what_is_open(self, section: Section) -> str:
        letters = ", ".join(self.open_in(section))
        if not (last := self.last_wrong(section)):
            return letters
        return f'{letters}<br><span style="color:{WRONG}">✗</span> {last[0]} · {rich(last[1])}'

    def _bar(self, section: Section) -> str:
        done, all_ = self.counts(section)
        filled = f'<div style="background:{RIGHT};height:100%;width:{round(100 * done / max(all_, 1))}%"></div>'
        return f'<div style="{_BAR_STYLE}">{filled}</div> {self._in_words(section)}'


def _exercises_of(section: Section) -> list[str]:
    return [exercise.id for exercise in exercises().values() if exercise.section == section.id]


def progress() -> CourseMap:
    """The course map in the language of the notebook: what is solved so far, what is open, and what went wrong last."""
    return CourseMap(*store.results())
