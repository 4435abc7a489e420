"""Every link: those into the course lead somewhere, those out of it are real addresses."""

import html
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest

from tools.build.notebooks import KINDS
from utils.core.course import repository
from utils.core.paths import COURSE_FOLDER

PAGES = [
    *sorted(COURSE_FOLDER.glob("*.md")),
    *sorted(path for kind in KINDS for path in (COURSE_FOLDER / kind).glob("*/*.ipynb")),
]
PLACEHOLDERS = ("example.", "localhost", "your-", "<", "{", "TODO", "xxx", "username", "user/repo", "…", "...")


def prose(path: Path) -> list[str]:
    """The pieces of a page that may hold links: prose, and what solutions show as HTML."""
    if path.suffix == ".md":
        return [path.read_text(encoding="utf-8")]
    pieces = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            pieces.append(cell.source)
        else:
            pieces += ["".join(output.get("data", {}).get("text/html", "")) for output in cell.get("outputs", ())]
    return pieces


def links(text: str) -> list[str]:
    """The addresses of a text in Markdown or HTML; what stands in code is none."""
    text = re.sub(r"^```.*?^```|`[^`\n]*`|<code.*?</code>", "", text, flags=re.S | re.M)
    found = re.findall(r"\]\(\s*<?([^)\s>]+)", text) + re.findall(r"(?:href|src)=[\"']([^\"']+)", text)
    found += re.findall(r"(?<![(\"'=\w])https?://[^\s)>\"'`]+", text)
    found += re.findall(r"^\[[^\]]+\]:\s*(\S+)", text, flags=re.M)
    return [html.unescape(link) for link in dict.fromkeys(found)]


def problem(link: str, page: Path) -> str | None:
    """What is wrong with a link on a page, if anything."""
    parts = urlsplit(link)
    if parts.scheme == "data":
        return None
    if any(word in link for word in PLACEHOLDERS):
        return f"{link}: a placeholder"
    if parts.scheme or parts.netloc:
        good = parts.scheme == "https" and re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", parts.netloc)
        return None if good else f"{link}: not an address on the web"
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.exists():
        return f"{link}: leads nowhere"
    if not target.is_relative_to(COURSE_FOLDER):
        return f"{link}: leads out of the course"
    if parts.fragment and target.suffix == ".md" and unquote(parts.fragment) not in anchors(target):
        return f"{link}: has no such heading"
    return None


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(COURSE_FOLDER).as_posix())
def test_every_link_leads_somewhere(page):
    found = [problem(link, page) for piece in prose(page) for link in links(piece)]
    assert [sentence for sentence in found if sentence] == []


def test_pages_have_links():
    assert {"README.md", "README.ko.md"} <= {page.name for page in PAGES}
    assert all(any(links(piece) for piece in prose(page)) for page in PAGES if page.suffix == ".ipynb")


@pytest.mark.parametrize(
    "link",
    [
        "nowhere.md",
        "../README.md",
        "README.md#no-such-heading",
        "http://keras.io/",
        "https://example.com/",
        "https://github.com/your-name/course",
        "https://localhost:8888/",
        "https://keras/",
        "ftp://keras.io/",
        "//keras.io/api",
    ],
)
def test_a_bad_link_is_recognised(link):
    assert problem(link, COURSE_FOLDER / "README.md")


def test_links_are_found_in_markdown_and_html_and_not_in_code():
    text = "[a](b.md) <a href='c.html'> ![d](e.png) `[f](g)` https://keras.io/x, \n```\n[h](i)\n```\n[j]: k.md"
    assert links(text) == ["b.md", "e.png", "c.html", "https://keras.io/x,", "k.md"]


def test_badges_are_there_when_the_course_has_an_address():
    pages = [path for path in PAGES if path.suffix == ".ipynb"]
    badges = [path for path in pages if "colab-badge" in prose(path)[0]]
    assert badges == (pages if repository() else [])
