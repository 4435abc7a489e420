"""What was judged: a verdict for each answer, kept so that the same answer is not run again."""

import ast
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from utils.core.course import section
from utils.core.files import write_whole
from utils.core.paths import COURSE_FOLDER
from utils.core.text import Text

RIGHT, NOT_YET, NOT_ATTEMPTED = "RIGHT", "NOT_YET", "NOT_ATTEMPTED"


@dataclass(frozen=True)
class Verdict:
    """How an answer stands.

    Attributes:
        outcome: the name of an `Outcome` of `utils.exercises.check`.
        name: which sentence it was told (`Text.name`), or "".
        ko: the sentence in Korean.
        en: the sentence in English.
        look: what a human should look at, each as a few words or a piece of code.
    """

    outcome: str
    name: str = ""
    ko: str = ""
    en: str = ""
    look: tuple[str, ...] = ()

    @property
    def message(self) -> Text:
        return Text(ko=self.ko, en=self.en)


@dataclass(frozen=True)
class Graded:
    """One line of the grades: what became of one exercise of one learner."""

    learner: str
    exercise: str
    lang: str
    answer: str
    verdict: Verdict


class Store:
    """The verdicts of earlier runs in a file; what cannot be read there is judged again."""

    def __init__(self, file: Path):
        self.file = file
        try:
            kept = json.loads(file.read_text(encoding="utf-8"))
            self.verdicts = {key: Verdict(**{**fields, "look": tuple(fields["look"])}) for key, fields in kept.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self.verdicts = {}

    def write(self) -> None:
        """Write all verdicts, whole or not at all."""
        kept = {key: asdict(self.verdicts[key]) for key in sorted(self.verdicts)}
        write_whole(self.file, json.dumps(kept, ensure_ascii=False, indent=1).encode())


def key_of(exercise_id: str, lang: str, code: str) -> str:
    """What is the same for answers that are judged alike: comments and spaces do not count."""
    try:
        essence = ast.dump(ast.parse(code))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        essence = code
    whole = "\n".join((_version_of(exercise_id.rpartition("-")[0]), exercise_id, lang, essence))
    return hashlib.sha256(whole.encode(errors="replace")).hexdigest()[:24]


@cache
def _version_of(section_id: str) -> str:
    """A hash of all that a verdict depends on besides the answer: the section, the checks, and what runs them."""
    files: Iterable[Path] = (
        section(section_id).source,
        COURSE_FOLDER / "requirements.lock",
        *sorted((COURSE_FOLDER / "utils").rglob("*.py")),
        *sorted((COURSE_FOLDER / "tools" / "grade").glob("*.py")),
    )
    digest = hashlib.sha256(f"{version('keras')} {version('numpy')}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
