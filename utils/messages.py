"""What the course says to a learner: every sentence in both languages, errors in one line, no log lines."""

import contextlib
import html
import os
import re
import sys
import sysconfig
import traceback
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("ko", "en")
COURSE_FOLDER = Path(__file__).resolve().parent.parent

_language = "ko"


@dataclass(frozen=True)
class Text:
    """One sentence in Korean and in English; `str()` gives it in the language of the notebook."""

    ko: str
    en: str

    def __str__(self) -> str:
        return self[_language]

    def __getitem__(self, lang: str) -> str:
        """The sentence in the language "ko" or "en"."""
        return getattr(self, lang)

    def format(self, **values) -> "Text":
        """The same sentence with its `{names}` filled in, in both languages."""
        return Text(**{lang: self[lang].format(**_in_language(lang, values)) for lang in LANGUAGES})


def joined(*sentences: Text) -> Text:
    """These sentences one after the other, in both languages."""
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

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def brief(value, length: int = 60) -> str:
    """`repr(value)` on one line of at most `length` characters; never raises."""
    try:
        text = " ".join(repr(value).split())
    except BaseException:
        text = f"<{type(value).__name__}>"
    return text if len(text) <= length else text[: length - 1] + "…"


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
    # TensorFlow puts names of its graph before, and Python's own traceback behind, what a data set raises.
    message = re.sub(r"\x1b\[[0-9;]*m|\{\{.*?\}\}", "", message).partition("Traceback (most recent call last)")[0]
    message = " ".join(_without_paths(message).split())
    if len(message) > length:
        message = message[: length - 1] + "…"
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def _without_paths(message: str) -> str:
    for folder in (sysconfig.get_path("purelib"), sys.prefix, COURSE_FOLDER, Path.home()):
        message = message.replace(f"{folder}/", "").replace(f"{folder}\\", "")
    return re.sub(r"(?<![\w:/.])/(?:[\w.+-]+/)+", "", message)


def learners_line(error: BaseException) -> str:
    """The line of the notebook in which an error came up, or "" where it came up elsewhere.

    A notebook's cell has source lines but is no file, which tells it from every library.
    """
    frames = traceback.extract_tb(error.__traceback__)
    cells = [frame for frame in frames if frame.line and not Path(frame.filename).exists()]
    return cells[-1].line if cells else ""


def rich(sentence: Text | str) -> str:
    """A sentence as HTML: escaped, with `code` between backticks set as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(str(sentence), quote=False))


def box(colour: str, content: str) -> str:
    """HTML with a coloured edge at its left: the one frame in which the course speaks inside a notebook."""
    return (
        f'<div style="border-left:4px solid {colour};padding:.3em .9em;margin:.3em 0;line-height:1.6">{content}</div>'
    )


@contextlib.contextmanager
def stderr_to(file):
    """Send the file descriptor of stderr elsewhere: what C++ writes there, as oneDNN and XLA do, knows no log level."""
    kept = os.dup(2)
    try:
        os.dup2(file.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
