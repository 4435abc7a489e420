"""What of the READMEs follows from the table of contents: the sections, and the link to the site."""

import re
from pathlib import Path

from tools.build.notebooks import KIND_NAMES
from utils.core.course import Section, sections, site_address
from utils.core.paths import COURSE_FOLDER
from utils.core.text import Text

READMES = {"ko": "README.ko.md", "en": "README.md"}
_ON_THE_WEB = Text(ko="웹에서 읽기", en="Read it on the web")


def readmes_with_tables() -> dict[Path, str]:
    """Each README, with its table of sections and its link to the site made anew from the table of contents."""
    paths = {lang: COURSE_FOLDER / name for lang, name in READMES.items()}
    texts = {lang: path.read_text(encoding="utf-8") for lang, path in paths.items() if path.exists()}
    return {paths[lang]: _with_table(_with_site(text, lang), lang) for lang, text in texts.items()}


def _with_site(readme: str, lang: str) -> str:
    """The link stands behind the one to the other language, as long as the course has an address."""
    link = f" · [{_ON_THE_WEB[lang]}]({site_address()}/{lang}/index.html)" if site_address() else ""
    return re.sub(r"^(\[\w+\]\(README(?:\.ko)?\.md\)).*$", lambda match: match[1] + link, readme, count=1, flags=re.M)


def _with_table(readme: str, lang: str) -> str:
    rows = "".join(_table_row(of_section, lang) for of_section in sections().values())
    return re.sub(r"(?<=\|---\|---\|---\|---\|\n)(\|.*\n)+", lambda _: rows, readme)


def _table_row(of_section: Section, lang: str) -> str:
    title, answers = of_section.title[lang], ""
    if of_section.written:
        title = f"[{title}](chapters/{lang}/{of_section.name}.ipynb)"
        answers = f"[{KIND_NAMES['solutions'][lang]}](solutions/{lang}/{of_section.name}.ipynb)"
    return f"| {of_section.id} | {title} | {of_section.minutes} | {answers} |\n"
