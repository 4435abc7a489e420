"""`explain`: what the last error means, and what a model and its data show that no error says."""

import sys

from utils.core.text import Text
from utils.errors.explanation import Explanation, Unknown, explanation_of

_NOTHING_YET = Text(
    ko='아직 오류가 없습니다. 오류가 난 다음에 `explain()`을 실행하거나, 오류 문장을 `explain("...")`에 넣으세요.',
    en='There has been no error yet. Run `explain()` after one, or give it the message: `explain("...")`.',
)
_UNKNOWN = Text(
    ko="이 오류를 아는 규칙이 없습니다. 오류의 마지막 줄과, 그 위에서 여러분이 쓴 줄을 먼저 읽어 보세요.",
    en="No rule knows this error. Read its last line first, then your own line above it.",
)


def explain(error=None, x=None, y=None):
    """Say what an error means, what to try first, and which section of the course explains it.

    Args:
        error: an exception, a warning, or a message or a traceback as text; without it, the last error. Or a model:
            then what is wrong with how it is compiled is said, and with `x` and `y` what does not fit its data.
        x: the data that the model is trained on: an array, a list or dictionary of arrays, or a data set with labels.
        y: its labels.

    Returns:
        The explanation, or the findings; they say so where there is nothing to say.
    """
    if error is None:
        error = getattr(sys, "last_value", None)
        if error is None:
            return Unknown(_NOTHING_YET)
    if isinstance(error, (str, BaseException)):
        return explanation_of(error) or Unknown(_UNKNOWN)
    from utils.errors.findings import findings_of

    return findings_of(error, x, y)


def box_under_errors() -> None:
    """In a notebook: show what an error means under it, wherever a rule knows it."""
    from IPython import get_ipython

    if shell := get_ipython():
        shell.events.register("post_run_cell", _show_box)


def _show_box(result) -> None:
    error = result.error_before_exec or result.error_in_exec
    if error is None:
        return
    explanation: Explanation | None = explanation_of(error)
    if explanation:
        from IPython.display import display

        display(explanation)
