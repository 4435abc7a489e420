"""Errors that a lesson shows on purpose: `expect_error` turns one into a line that reads well."""

import html
import warnings
from types import TracebackType

from IPython.display import display

from utils.core.html import box
from utils.core.palette import WRONG
from utils.core.text import CourseError, Text, one_line


class _Shown:
    """An expected error or warning as one line."""

    def __init__(self, line: str):
        self.line = line

    def __repr__(self) -> str:
        return self.line

    def _repr_html_(self) -> str:
        return box(WRONG, f"<code>{html.escape(self.line)}</code>")


class expect_error:
    """A context manager for a block that is meant to fail: shows its error or warning in one line.

    Args:
        *kinds: the classes of exceptions or warnings that may come, such as `ValueError` or `UserWarning`.

    Raises:
        CourseError: the block ran through without any of them: the lesson is no longer true.
    """

    def __init__(self, *kinds: type[BaseException]):
        self.kinds = kinds

    def __enter__(self) -> None:
        self._catching = warnings.catch_warnings(record=True)
        self._warnings = self._catching.__enter__()
        warnings.simplefilter("always")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._catching.__exit__(kind, error, trace)
        if error is None:
            error = next((w.message for w in self._warnings if isinstance(w.message, self.kinds)), None)
            if error is None:
                names = ", ".join(kind.__name__ for kind in self.kinds)
                raise CourseError(
                    Text(
                        ko="{names}[이] 나와야 하는데 아무 일도 없었습니다.",
                        en="Expected {names}, but nothing happened.",
                    ).format(names=names)
                )
        elif not isinstance(error, self.kinds):
            return False
        display(_Shown(one_line(error)))
        return True
