"""The course map: every section with its minutes, a link, and a bar for what is solved."""

from utils.core.course import Section, sections
from utils.core.html import link_to, rich
from utils.core.palette import RIGHT, WAITING
from utils.core.text import Text
from utils.exercises.check import exercises
from utils.progress import store

_BAR_STYLE = f"display:inline-block;width:8em;height:.7em;border:1px solid {RIGHT};border-radius:.2em"


class CourseMap:
    """The state of the course at one moment."""

    def __init__(self, solved: set[str], note: Text | None):
        self.solved, self.note = solved, note

    def counts(self, section: Section) -> tuple[int, int]:
        """How many exercises of a section are solved, and how many there are."""
        own = {exercise.id for exercise in exercises().values() if exercise.section == section.id}
        return len(own & self.solved), len(own)

    def __repr__(self) -> str:
        rows = [f"{section.id}  {section.title}  {self._in_words(section)}" for section in sections().values()]
        return "\n".join([*rows, *([str(self.note)] if self.note else [])])

    def _repr_html_(self) -> str:
        head = "".join(
            f'<th style="text-align:left">{title}</th>'
            for title in (
                Text(ko="섹션", en="Section"),
                Text(ko="시간", en="Time"),
                Text(ko="푼 문제", en="Solved"),
            )
        )
        rows = "".join(self._row(section) for section in sections().values())
        note = f"<p>{rich(self.note)}</p>" if self.note else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"

    def _in_words(self, section: Section) -> str:
        if not section.written:
            return str(Text(ko="준비 중", en="in preparation"))
        return "{}/{}".format(*self.counts(section))

    def _row(self, section: Section) -> str:
        minutes = Text(ko="{n}분", en="{n} min").format(n=section.minutes)
        name = f"{section.id} {section.title}"
        if not section.written:
            waiting = f'<span style="color:{WAITING}">{{}}</span>'
            cells = (waiting.format(name), waiting.format(minutes), waiting.format(self._in_words(section)))
        else:
            cells = (f"<a {link_to(section)}>{name}</a>", str(minutes), self._bar(section))
        return "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells) + "</tr>"

    def _bar(self, section: Section) -> str:
        done, all_ = self.counts(section)
        filled = f'<div style="background:{RIGHT};height:100%;width:{round(100 * done / max(all_, 1))}%"></div>'
        return f'<div style="{_BAR_STYLE}">{filled}</div> {self._in_words(section)}'


def progress() -> CourseMap:
    """The course map in the language of the notebook, with what the learner has solved so far."""
    return CourseMap(*store.solved())
