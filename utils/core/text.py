"""What the course says to a learner: every sentence in both languages, and errors in one line."""

import hashlib
import re
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from utils.core.particles import with_particles
from utils.core.paths import without_paths

LANGUAGES = ("ko", "en")
LANGUAGE_NAMES = {"ko": "한국어", "en": "English"}

_language = "ko"


@dataclass(frozen=True)
class Text:
    """One sentence in Korean and in English; `str()` gives it in the language of the notebook.

    Attributes:
        ko: it in Korean.
        en: it in English.
        unfilled: the sentence that was filled in to make it; None where nothing was.
    """

    ko: str
    en: str
    unfilled: "Text | None" = field(default=None, init=False, repr=False, compare=False)

    def __str__(self) -> str:
        return self[_language]

    def __getitem__(self, lang: str) -> str:
        """The sentence in the language "ko" or "en"."""
        return getattr(self, lang)

    def format(self, **values: object) -> "Text":
        """The same sentence with its `{names}` filled in, in both languages.

        A Korean particle behind a value is written in brackets, `{name}[을]`, and becomes the form that fits.
        """
        korean = with_particles(self.ko, _in_language("ko", values))
        return Text(
            ko=korean.format(**_in_language("ko", values)),
            en=self.en.format(**_in_language("en", values)),
        ).filled_from(self._with_sentences_in(values))

    def filled_from(self, unfilled: "Text") -> "Text":
        """The same sentence, which keeps of which it was made by filling in values."""
        filled = Text(self.ko, self.en)
        object.__setattr__(filled, "unfilled", unfilled.unfilled or unfilled)
        return filled

    def _with_sentences_in(self, values: dict) -> "Text":
        """What this says apart from its values; a value that is a sentence, such as a reason, is part of that."""
        whole = self.unfilled or self
        for name, value in values.items():
            if isinstance(value, Text) and value.en.endswith("."):
                inner = value.unfilled or value
                whole = Text(**{lang: whole[lang].replace(f"{{{name}}}", inner[lang]) for lang in LANGUAGES})
        return whole

    @property
    def name(self) -> str:
        """Which sentence it is, in no language: 12 signs that are the same whatever it was filled in with."""
        whole = self.unfilled or self
        return hashlib.sha256(f"{whole.ko}\n{whole.en}".encode(errors="replace")).hexdigest()[:12]


def joined(*sentences: Text) -> Text:
    """These sentences one after the other, in both languages."""
    return _in_a_row(sentences).filled_from(_in_a_row([sentence.unfilled or sentence for sentence in sentences]))


def _in_a_row(sentences: Sequence[Text]) -> Text:
    return Text(**{lang: " ".join(sentence[lang] for sentence in sentences) for lang in LANGUAGES})


def _in_language(lang: str, values: dict) -> dict:
    return {name: value[lang] if isinstance(value, Text) else value for name, value in values.items()}


def language() -> str:
    """The language of the notebook: "ko" or "en"."""
    return _language


def set_language(lang: str) -> None:
    """Choose the language of everything that the course says from here on.

    Raises:
        CourseError: `lang` is neither "ko" nor "en".
    """
    global _language
    if lang not in LANGUAGES:
        raise CourseError(
            Text(
                ko=f'lang에는 "ko" 또는 "en"을 쓰세요. 받은 값: {brief(lang)}',
                en=f'lang is "ko" or "en", not {brief(lang)}.',
            )
        )
    _language = lang


class CourseError(Exception):
    """A call that the course cannot answer. A notebook shows it as one sentence, without a traceback."""

    def __init__(self, message: Text | str):
        super().__init__(str(message))
        self.said = message if isinstance(message, Text) else Text(ko=message, en=message)

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def brief(value: object, length: int = 60) -> str:
    """What a learner would call a value, on one line of at most `length` characters; never raises.

    It is `repr(value)`, but functions, classes, modules and objects without a `repr` of their own go by their names,
    and NumPy's numbers read as numbers.
    """
    try:
        text = " ".join(_by_name(repr(value)).split())
    except BaseException:
        text = f"<{type(value).__name__}>"
    return text if len(text) <= length else text[: length - 1] + "…"


_NAMES_IN_REPRS = [
    re.compile(pattern)
    for pattern in (
        r"<bound method (?:[\w.]*\.)?(\w+) of [^<>]*(?:<[^<>]*>)*[^<>]*>",
        r"<(?:function|built-in function|built-in method) (?:[\w.<>]*\.)?(\w+)[^<>]*>",
        r"<(?:[\w.<>]*\.)?(\w+) object(?: <?[\w.]+>?)? at 0x[0-9a-fA-F]+>",
        r"<(\w+) name=[^,<>]+, built=(?:True|False)>",
        r"<(?:module|class) '(?:[\w.<>]*\.)?(\w+)'[^<>]*>",
        r"\bnp\.(?:u?int\d+|float\d+|str_)\(('[^']*'|[^()']*)\)",
        r"\bnp\.(True|False)_",
    )
]


def _by_name(text: str) -> str:
    """A `repr` with names in place of what Python says of objects that have no `repr`: `<function f at 0x7f…>`."""
    text = text.replace("<lambda>", "lambda")
    for pattern in _NAMES_IN_REPRS:
        text = pattern.sub(r"\1", text)
    return text


def one_line(error: BaseException, length: int = 300) -> str:
    """An error as `Type: message` on one line, without colour codes and without paths of the machine.

    Args:
        error: any exception; one whose `str` raises is named by its type alone.
        length: the longest message, in characters.
    """
    try:
        message = str(error)
    except BaseException:
        message = ""
    # TensorFlow puts node names of its graph before an error from a data set, and Python's traceback after it.
    message = re.sub(r"\x1b\[[0-9;]*m|\{\{.*?\}\}", "", message).partition("Traceback (most recent call last)")[0]
    message = " ".join(_by_name(without_paths(message)).split())
    if len(message) > length:
        message = message[: length - 1] + "…"
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def learners_line(error: BaseException) -> str:
    """The line of the notebook in which an error came up, or "" where it came up elsewhere.

    A notebook's cell has source lines but is no file, which tells it from every library.
    """
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.line for frame in frames if frame.line and not Path(frame.filename).exists()]
    return lines[-1] if lines else ""
