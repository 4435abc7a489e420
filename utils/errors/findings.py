"""What a model and its data show that no error says: every silent mistake is looked for, and told with its evidence."""

from importlib import import_module

from utils.core.html import box, rich
from utils.core.palette import HINT
from utils.core.text import CourseError, Text, brief
from utils.errors.explanation import Explanation
from utils.errors.silent.finding import Silent
from utils.errors.silent.subject import Subject

_GROUPS = ("last_layer", "labels", "inputs", "inside", "structure")
_NOTHING = Text(
    ko="살펴본 {n}가지 가운데 잘못된 것을 찾지 못했습니다. {more}",
    en="Nothing was found among the {n} things that were looked at. {more}",
)
_WITHOUT_DATA = Text(
    ko="데이터까지 보려면 `explain(model, x, y)`를 쓰세요.",
    en="To look at the data as well, use `explain(model, x, y)`.",
)
_NEITHER = Text(
    ko="`explain`에는 오류, 오류 문장, 또는 모델을 넘기세요. 받은 값: {got}",
    en="`explain` takes an error, a message or a model, not {got}.",
)


class Findings:
    """What was found in a model, as a learner sees it.

    Attributes:
        found: an explanation for each finding; empty where there is nothing to say.
    """

    rule = None

    def __init__(self, found: list[Explanation], looked_at_data: bool):
        self.found, self._looked_at_data = found, looked_at_data

    @property
    def ids(self) -> list[str]:
        """The names of what was found."""
        return [explanation.rule.id for explanation in self.found]

    def __repr__(self) -> str:
        return "\n\n".join(map(repr, self.found)) or str(self._nothing())

    def _repr_html_(self) -> str:
        return "".join(explanation._repr_html_() for explanation in self.found) or box(HINT, rich(self._nothing()))

    def _nothing(self) -> Text:
        more = Text(ko="", en="") if self._looked_at_data else _WITHOUT_DATA
        return _NOTHING.format(n=len(all_silent()), more=more)


def all_silent() -> tuple[Silent, ...]:
    """Every silent mistake that is looked for."""
    return tuple(one for group in _GROUPS for one in import_module(f"utils.errors.silent.{group}").FINDINGS)


def findings_of(model, x=None, y=None) -> Findings:
    """Look at a model or a layer, and at its data where there is some.

    Raises:
        CourseError: it is neither.
    """
    import keras

    model = model.model if isinstance(model, keras.callbacks.History) else model
    if not isinstance(model, keras.Layer):
        raise CourseError(_NEITHER.format(got=brief(model)))
    subject = Subject(model, x, y)
    found = [Explanation(silent, seen) for silent in all_silent() for seen in _seen(silent, subject)]
    return Findings(found, x is not None)


def _seen(silent: Silent, subject: Subject) -> list[dict]:
    try:
        return list(silent.look(subject))
    except Exception:
        # A model that cannot be looked at this way shows nothing of the kind.
        return []
