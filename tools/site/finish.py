"""What the pages get once Sphinx has made them: for readers, and for the search."""

import re
from html import escape
from itertools import count

from tools.build.terms import terms
from utils.core.course import Section

# What the theme says in English only.
_KOREAN = {
    "Link to this heading": "이 제목의 주소",
    "Skip to main content": "본문으로 건너뛰기",
    "Back to top": "맨 위로",
    "Search...": "검색어",
    "Color mode": "색 모드",
    "System Settings": "시스템 설정",
    "Light": "밝게",
    "Dark": "어둡게",
    "Main": "섹션",
    "Page": "페이지",
    "Version warning": "버전 안내",
    "Toggle primary sidebar": "섹션 목록",
    "Toggle secondary sidebar": "이 페이지의 내용",
    "previous page": "이전 페이지",
    "next page": "다음 페이지",
}
_SAID = re.compile(rf'(?<=[">])({"|".join(map(re.escape, _KOREAN))})(?=\s*["<])')
_LINK = re.compile(r'(?<=title=")Link to this heading(?=")')
_ARTICLE = re.compile(r"<article.*</article>", re.S)


def finished(page: str, lang: str) -> str:
    """A page as readers get it: in one language, with headings that have the same anchors in both.

    Args:
        page: the HTML that Sphinx has made.
        lang: "ko" or "en".
    """
    found = _ARTICLE.search(page)
    begin, end = found.span() if found else (len(page), len(page))
    before, article, after = page[:begin], _with_anchors(page[begin:end]), page[end:]
    if lang == "ko":
        before, article, after = _in_korean(before, _SAID), _in_korean(article, _LINK), _in_korean(after, _SAID)
    return before + article + after


def _in_korean(part: str, said: re.Pattern) -> str:
    return said.sub(lambda match: _KOREAN[match[0]], part)


def _with_anchors(article: str) -> str:
    number = count(1)
    return re.sub(r"<(h[23])>", lambda match: f'<{match[1]} id="part-{next(number)}">', article)


def indexed(page: str, section: Section, lang: str) -> str:
    """The page of a section as the search reads it: with the terms that the section explains.

    Pagefind knows words, not names: a name of one word stands in `words`, too, so that it counts more there than as a
    part of a longer name elsewhere.
    """
    names = [name for term in terms() if term.section == section for name in term.names(lang)]
    of_one_word = [name for name in names if " " not in name]
    explained = "".join(
        f'<meta data-pagefind-meta="{key}[content]" content="{escape(" . ".join(listed))}">'
        for key, listed in {"terms": names, "words": of_one_word}.items()
        if listed
    )
    # So that layers.Conv2D is found as Conv2D.
    apart = re.sub(r"\.((?:</?span[^>]*>)*)(?=[A-Za-z])", r". \1", page)
    return apart.replace("</article>", f"{explained}</article>")
