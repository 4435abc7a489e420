"""An explanation as a learner sees it: in a notebook a box with a link, elsewhere a few lines."""

import html
import re
from dataclasses import dataclass, field

from utils.core.course import section
from utils.core.html import box, link_to, rich
from utils.core.palette import HINT
from utils.core.particles import with_particles
from utils.core.text import Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule
from utils.errors.silent.finding import Silent
from utils.errors.table import that_know

_MEANS = Text(ko="무슨 뜻인가요?", en="What it means")
_TRY = Text(ko="먼저 해 볼 일", en="Try first")
_TODAY = Text(ko="이렇게 씁니다", en="What works")
_SECTION = Text(ko="배우는 곳", en="Explained in")


@dataclass(frozen=True)
class Explanation:
    """What an error means, what to try, and where the course explains it.

    Attributes:
        rule: the rule that knows the error, or the silent mistake that was found.
        found: what the rule found in it, by the names that its texts use.
    """

    rule: "Rule | Silent"
    found: dict = field(default_factory=dict)

    @property
    def means(self) -> Text:
        return self._filled(self.rule.means)

    @property
    def try_first(self) -> Text:
        return self._filled(self.rule.try_first)

    @property
    def today(self) -> str:
        return self._with_names(self.rule.today)

    def __repr__(self) -> str:
        of_section = section(self.rule.section)
        lines = [f"{_MEANS}: {self.means}", f"{_TRY}: {self.try_first}"]
        if self.today:
            lines.append(f"{_TODAY}: {self.today}")
        return "\n".join([*lines, f"{_SECTION}: {of_section.id} {of_section.title}"])

    def _repr_html_(self) -> str:
        of_section = section(self.rule.section)
        lines = [f"<b>{_MEANS}</b> {rich(self.means)}", f"<b>{_TRY}</b> {rich(self.try_first)}"]
        if self.today:
            lines.append(f"<b>{_TODAY}</b> <code>{html.escape(self.today, quote=False)}</code>")
        link = f"<a {link_to(of_section)}>{of_section.id} {of_section.title}</a>"
        return box(HINT, "<br>".join([*lines, f"<b>{_SECTION}</b> {link}"]))

    def _filled(self, text: Text) -> Text:
        known = {name: value for name, value in self.found.items() if f"{{{name}}}" in text.ko}
        filled = Text(ko=self._with_names(with_particles(text.ko, known)), en=self._with_names(text.en))
        return filled.filled_from(text)

    def _with_names(self, text: str) -> str:
        # Not str.format: the texts hold Python's own braces as well.
        return re.sub(r"\{(\w+)\}", lambda name: str(self.found.get(name[1], name[0])), text)


class Unknown:
    """Said where no rule knows an error, and where nothing is found."""

    rule = None

    def __init__(self, text: Text):
        self.text = text

    def __repr__(self) -> str:
        return str(self.text)

    def _repr_html_(self) -> str:
        return box(HINT, rich(self.text))


def explanation_of(error: BaseException | str) -> Explanation | None:
    """What the course knows about an exception, a warning or a pasted text; None where no rule knows it."""
    incident = Incident.of_text(error) if isinstance(error, str) else Incident.of_error(error)
    known = that_know(incident)
    return Explanation(*known[0]) if known else None
