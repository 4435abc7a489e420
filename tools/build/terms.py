"""The index of terms, `source/terms.toml`: where prose uses a term, the links to its section, and the table in 0-0."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nbformat import NotebookNode

from tools.build.sources import course_file
from utils.core.course import Section, sections
from utils.core.text import LANGUAGES, CourseError, Text

INDEX = "source/terms.toml"
_KEYS = {"section", "sentence", *LANGUAGES}
_TITLE = Text(ko="## 용어 찾아보기", en="## Index of terms")
_WHAT_FOR = Text(
    ko=(
        "코스에 나오는 용어와 그 뜻을 섹션별로 모았습니다. 지금 읽지 않아도 됩니다. "
        "섹션마다 용어가 처음 나오는 곳에 링크가 있습니다. "
        "마우스를 올리면 같은 문장이 보이고, 누르면 그 용어를 설명한 섹션이 열립니다."
    ),
    en=(
        "These are the terms of the course, section by section. There is no need to read them now. In every section a "
        "term is a link where it comes first: rest the mouse on it to see the same sentence, and click it to open the "
        "section that explains it."
    ),
)
_HEAD = Text(ko="| 용어 | 뜻 |", en="| term | what it is |")


@dataclass(frozen=True)
class Term:
    """An idea of the course.

    Attributes:
        section: the section that explains it.
        ko: what Korean prose calls it, the usual name first.
        en: what English prose calls it, the usual name first.
        sentence: what it is.
    """

    section: Section
    ko: tuple[str, ...]
    en: tuple[str, ...]
    sentence: Text

    def names(self, lang: str) -> tuple[str, ...]:
        """What prose in this language calls it."""
        return getattr(self, lang)


# --- reading the index ---


def terms() -> tuple[Term, ...]:
    """The terms of the course in the order of the index; none where there is no index.

    Raises:
        CourseError: the index is not as it has to be; a line for each fault.
    """
    return _terms(_text())


def open_names() -> set[tuple[str, str]]:
    """What is still used before it is introduced: a section's id with a Keras name or the English name of a term."""
    return {(entry["section"], name) for entry in _read(_text()).get("open", ()) for name in entry["names"]}


def _text() -> str:
    file = course_file(INDEX)
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _read(text: str) -> dict:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{INDEX}: cannot be read: {error}") from None


@cache
def _terms(text: str) -> tuple[Term, ...]:
    entries = _read(text).get("terms", [])
    if faults := [fault for entry in entries for fault in _faults_of(entry)] or list(_double(entries)):
        raise CourseError("\n".join(f"{INDEX}: {fault}" for fault in faults))
    return tuple(
        Term(sections()[entry["section"]], tuple(entry["ko"]), tuple(entry["en"]), Text(**entry["sentence"]))
        for entry in entries
    )


def _faults_of(entry: dict) -> Iterator[str]:
    name = f"the term {next(iter(entry.get('en') or entry.get('ko') or '?'))!r}"
    yield from (f"{name} has no {key}" for key in sorted(_KEYS - entry.keys()))
    yield from (f"{name} has the unknown key {key!r}" for key in sorted(entry.keys() - _KEYS))
    sentences = entry.get("sentence", dict.fromkeys(LANGUAGES, ""))
    yield from (f"{name} has no sentence in {lang}" for lang in LANGUAGES if lang not in sentences)
    # A sentence stands between quotation marks in a link, and in a row of a table.
    yield from (f"{name} has a {sign} in its sentence" for sign in '"|\n' if sign in "".join(sentences.values()))
    if "section" in entry and entry["section"] not in sections():
        yield f"{name} is explained in {entry['section']}, which is no section"


def _double(entries: list[dict]) -> Iterator[str]:
    seen: set[str] = set()
    for name in (name.lower() for entry in entries for lang in LANGUAGES for name in entry[lang]):
        if name in seen:
            yield f"{name!r} stands there twice"
        seen.add(name)


# --- terms in prose ---

# Code is no prose, and a link has its way to what it speaks of already.
_NO_PROSE = r"^```.*?^```|`[^`\n]+`|!?\[[^\]\n]*\]\([^)\n]*\)|\$\$.*?\$\$|\$[^$\n]+\$|<[^>\n]+>|https?://\S+"
# Headings and tables stay plain; and where bold ends in a link and a letter follows, Markdown shows the asterisks.
_UNLINKED = rf"{_NO_PROSE}|^#+ .*?$|^\|.*?$|\*\*.+?\*\*"
# What may follow a noun in Korean: 층에서는, 층마다, 층들의, 층입니다, 정규화하면.
_PARTICLES = (
    "들?(에서|에게|으로|로|까지|부터|마다|보다|처럼|끼리|에|와|과|의|도|만|뿐)*"
    "(은|는|이|가|을|를|이?나|이?란|이?라[고는서]?|인|인지|일|이며|이고|이지만|이면|이다|입니다|하[가-힣]*|한|할|합니다)?"
)


def uses(prose: str, lang: str) -> Iterator[tuple[re.Match, Term]]:
    """Where prose uses a term, in its order; where one name is a part of another, the longer one counts.

    Args:
        prose: a cell in Markdown.
        lang: the language that it is written in.
    """
    yield from _found(prose, lang, _NO_PROSE)


def _found(prose: str, lang: str, passed_over: str) -> Iterator[tuple[re.Match, Term]]:
    plain = re.sub(passed_over, lambda match: re.sub(r".", "`", match[0]), prose, flags=re.M | re.S)
    pattern, by_name = _names(terms(), lang)
    yield from ((match, by_name[match["name"].lower()]) for match in pattern.finditer(plain))


@cache
def _names(of_index: tuple[Term, ...], lang: str) -> tuple[re.Pattern, dict[str, Term]]:
    """A pattern for every name of a term in a language, as prose inflects it, and the terms by their names."""
    by_name = {name.lower(): term for term in of_index for name in term.names(lang)}
    longest_first = "|".join(map(re.escape, sorted(by_name, key=len, reverse=True))) or r"(?!)"
    ending = rf"(?={_PARTICLES}(?![\w-]))" if lang == "ko" else r"(s|es)?(?![\w-])"
    return re.compile(rf"(?<![\w-])(?P<name>{longest_first}){ending}", re.I), by_name


# --- what the build writes ---


def link_terms(cells: list[NotebookNode], section: Section, lang: str) -> None:
    """Make a link of each term where a notebook uses it first, unless its own section explains it.

    Args:
        cells: the cells of a notebook; their prose is changed.
        section: the section of the notebook.
        lang: its language.
    """
    waiting = {term for term in terms() if term.section != section and term.section.written}
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.source = _with_links(cell.source, lang, waiting)


def _with_links(prose: str, lang: str, waiting: set[Term]) -> str:
    """Prose with a link at the first use of each term that waits for one, and does not any more."""
    linked, end = "", 0
    for match, term in _found(prose, lang, _UNLINKED):
        if term in waiting:
            waiting.remove(term)
            linked += prose[end : match.start()] + _link(match[0], term, lang)
            end = match.end()
    return linked + prose[end:]


def _link(shown: str, term: Term, lang: str) -> str:
    sentence = term.sentence[lang].replace("`", "")
    return f'[{shown}]({term.section.name}.ipynb "{sentence}")'


def index_of_terms(lang: str) -> str:
    """The index in Markdown: for each section a table of the terms that it explains, folded."""
    folded = (_folded(section, lang) for section in sections().values())
    return "\n\n".join([_TITLE[lang], _WHAT_FOR[lang], *filter(None, folded)])


def _folded(section: Section, lang: str) -> str:
    rows = [f"| {_with_english(term, lang)} | {term.sentence[lang]} |" for term in terms() if term.section == section]
    if not rows:
        return ""
    name = f"{section.id} {section.title[lang]}"
    where = f"[{name}]({section.name}.ipynb)" if section.written else name
    table = "\n".join([_HEAD[lang], "|---|---|", *rows])
    return f"<details><summary>{name}</summary>\n\n{where}\n\n{table}\n\n</details>"


def _with_english(term: Term, lang: str) -> str:
    name, english = term.names(lang)[0], term.en[0]
    return name if name == english else f"{name} ({english})"
