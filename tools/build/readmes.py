"""The tables of the READMEs, which follow from the table of contents and from what was found."""

import re
from pathlib import Path

from tools.build.notebooks import KIND_NAMES
from utils.core.course import Section, sections
from utils.core.paths import COURSE_FOLDER

READMES = {"ko": "README.ko.md", "en": "README.md"}


def readmes_with_tables() -> dict[Path, str]:
    """Each README, with its table of sections made anew from the table of contents."""
    paths = {lang: COURSE_FOLDER / name for lang, name in READMES.items()}
    texts = {lang: path.read_text(encoding="utf-8") for lang, path in paths.items() if path.exists()}
    return {paths[lang]: _with_table(text, lang) for lang, text in texts.items()}


def _with_table(readme: str, lang: str) -> str:
    rows = "".join(_table_row(of_section, lang) for of_section in sections().values())
    return re.sub(r"(?<=\|---\|---\|---\|---\|\n)(\|.*\n)+", lambda _: rows, readme)


def _table_row(of_section: Section, lang: str) -> str:
    title, answers = of_section.title[lang], ""
    if of_section.written:
        title = f"[{title}](chapters/{lang}/{of_section.name}.ipynb)"
        answers = f"[{KIND_NAMES['solutions'][lang]}](solutions/{lang}/{of_section.name}.ipynb)"
    return f"| {of_section.id} | {title} | {of_section.minutes} | {answers} |\n"
