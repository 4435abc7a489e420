"""A finding: something about a model that raises no error and yet is wrong, with its evidence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from utils.core.text import Text

if TYPE_CHECKING:
    from utils.errors.silent.subject import Subject


@dataclass(frozen=True)
class Silent:
    """A mistake that raises nothing.

    Attributes:
        id: its name, such as "logits-without-from-logits".
        look: gives what it sees in a subject, a dictionary for each time it sees it; the texts use the names in it.
        means: what is wrong, with both numbers.
        try_first: what to do about it.
        today: the line that is right, or "".
        section: the id of the section that explains it.
    """

    id: str
    look: Callable[["Subject"], Iterable[dict]]
    means: Text
    try_first: Text
    today: str
    section: str
