"""The web site: what a reader meets on a screen of any size, in both themes, by mouse, by keyboard and by search."""

import re
import threading
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.support.browser import CHROMIUM, SCREENSHOTS, new_browser
from tools.site.build import build
from tools.site.serve import server_of
from utils.core import course
from utils.core.course import section, written_sections
from utils.core.text import LANGUAGES
from utils.exercises.check import find

LARGEST_PAGE = 1_500_000
# Looked at by axe, which takes seconds a page: code and answers, a lab that runs, pictures, what is no lesson.
LOOKED_AT = ("0-1", "2-1", "4-1", "index", "search", "404")
PHONE, DESK = {"width": 390, "height": 800}, {"width": 1400, "height": 900}
# A word, and the section that comes first, where one has clearly most to say about it.
WORDS = {
    "ko": {"합성곱": "2-1", "손실": "0-1", "과적합": "5-2", "층": "4-1", "Conv2D": "2-1", "학습률": "5-2"},
    "en": {"convolution": "2-1", "loss": "", "overfitting": "5-2", "layer": "4-1", "Conv2D": "2-1"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "pages"
    build(folder)
    return folder


@pytest.fixture(scope="module")
def address(site) -> str:
    with server_of(site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def reader(address) -> Page:
    """A page of a browser that may ask this machine alone."""
    if CHROMIUM is None:
        pytest.skip("no Chromium was found: install one (Debian: apt-get install chromium)")
    with new_browser() as browser:
        page = browser.new_page()
        page.foreign = []
        page.on("request", lambda request: _is_foreign(request.url, address) and page.foreign.append(request.url))
        yield page


def _is_foreign(url: str, address: str) -> bool:
    return url.startswith("http") and not url.startswith(address)


def pages_of(site: Path) -> list[str]:
    """The paths of all pages."""
    return sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html") if "_static" not in page.parts)


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.names, self.pictures_without_words = [], set(), 0

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.links += [given[name] for name in ("href", "src") if given.get(name)]
        self.names |= {given[name] for name in ("id", "name") if given.get(name)}
        self.pictures_without_words += tag == "img" and not given.get("alt")


def _read(page: Path) -> _Links:
    links = _Links()
    links.feed(page.read_text(encoding="utf-8"))
    return links


# --- without a browser ---


def test_every_link_leads_somewhere(site):
    pages = {page: _read(site / page) for page in pages_of(site)}
    broken = []
    for page, read in pages.items():
        for link in read.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or page == "404.html":
                continue
            target = (site / page).parent / unquote(parts.path) if parts.path else site / page
            if not target.resolve().exists():
                broken.append(f"{page}: {link}")
            elif parts.fragment and target.suffix == ".html":
                aim = pages[target.resolve().relative_to(site.resolve()).as_posix()]
                if unquote(parts.fragment) not in aim.names:
                    broken.append(f"{page}: {link}")
    assert broken == []


def test_every_picture_has_words_and_no_page_is_heavy(site):
    pages = pages_of(site)
    assert len(pages) == 2 + len(LANGUAGES) * (2 + len(written_sections()))
    assert {page: _read(site / page).pictures_without_words for page in pages if "/" in page} == {
        page: 0 for page in pages if "/" in page
    }
    assert max((site / page).stat().st_size for page in pages) < LARGEST_PAGE


def test_answers_and_hints_are_folded(site, lang):
    page = (site / lang / f"{section('1-1').name}.html").read_text(encoding="utf-8")
    opened = re.sub(r"<details.*?</details>", "", page, flags=re.S)
    assert find("1-1-a").hints[0][lang].split("`")[0] in page
    assert find("1-1-a").hints[0][lang].split("`")[0] not in opened


def test_the_chapter_is_offered_and_not_the_solution(site, lang):
    for each in written_sections():
        offered = site / "notebooks" / lang / f"{each.name}.ipynb"
        assert offered.read_bytes() == each.notebook("chapters", lang).read_bytes()


def test_with_a_repository_search_engines_and_friends_get_addresses(tmp_path, monkeypatch):
    from tools.site import build as building
    from tools.site import pages

    monkeypatch.setattr(course, "repository", lambda: "https://github.com/Someone/keras-study")
    assert course.site_address() == "https://someone.github.io/keras-study"
    shared = pages._for_those_who_share(section("1-1"), "en")
    assert shared["property=og:image"].startswith(course.site_address()) and shared["description"].endswith(".")
    for lang in LANGUAGES:
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "index.html").touch()
    building._pages_around(tmp_path)
    assert (tmp_path / "sitemap.xml").read_text().count("https://someone.github.io/keras-study/") == len(LANGUAGES)
    assert 'href="https://someone.github.io/keras-study/ko/index.html"' in (tmp_path / "404.html").read_text()


# --- in a browser ---


@pytest.mark.parametrize(("theme", "shown"), [("light", "ko"), ("dark", "en")])
def test_a_page_can_be_read_by_everyone(reader, site, address, theme, shown):
    reader.emulate_media(color_scheme=theme)
    reader.set_viewport_size(DESK)
    serious = []
    for page in pages_of(site):
        if Path(page).name.startswith(LOOKED_AT) and not (page.startswith(LANGUAGES) and not page.startswith(shown)):
            reader.goto(f"{address}/{page}", wait_until="load")
            reader.screenshot(path=SCREENSHOTS / f"site-{theme}-{Path(page).stem}.png")
            serious += [f"{page}: {fault}" for fault in _what_hides_it(reader)]
    assert serious == []


def test_every_page_fits_a_phone_and_asks_no_other_machine(reader, site, address):
    reader.set_viewport_size(PHONE)
    wide = []
    for page in pages_of(site):
        reader.goto(f"{address}/{page}", wait_until="load")
        if reader.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide.append(page)
    assert (wide, reader.foreign) == ([], [])


def _what_hides_it(page: Page) -> list[str]:
    """What axe finds serious in a page."""
    faults = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:200]}"
        for fault in faults
        if fault["impact"] in ("serious", "critical")
    ]


def test_search_finds_a_word_in_every_section_that_has_it(reader, site, address, lang):
    for word, best in WORDS[lang].items():
        reader.goto(f"{address}/{lang}/search.html?q={word}")
        found = reader.locator(".pagefind-ui__message")
        expect(found).to_contain_text(re.compile(r"\d+(건| result)"))
        has_it = [each for each in written_sections() if _says(site / lang / f"{each.name}.html", word)]
        count = int(re.search(r"(\d+)(건| result)", found.inner_text())[1])
        assert count >= len(has_it), f"{word}: {count} of {[each.id for each in has_it]}"
        expect(reader.locator(".pagefind-ui__result-title").first).to_contain_text(best)


def _says(page: Path, word: str) -> bool:
    """Whether a word begins a word of the page's article, as a reader would see it."""
    article = re.search(r"<article.*</article>", page.read_text(encoding="utf-8"), re.S)[0]
    return bool(re.search(rf"(?<!\w){word}", re.sub(r"<[^>]+>", " ", article), re.I))


def test_a_click_answers_a_question_without_a_kernel(reader, address, lang):
    asked = find("3-1-q1")
    reader.goto(f"{address}/{lang}/{section('3-1').name}.html")
    question = reader.locator(".question", has_text="3-1-q1")
    for letter in asked.question.choices:
        question.locator("summary", has_text=re.compile(rf"^{letter}\. ")).click()
        opened = question.locator("details[open]")
        expect(opened).to_have_count(1)
        expect(opened).to_contain_text("✓" if letter == asked.question.answer else "✗")


def test_each_page_leads_to_itself_in_the_other_language(reader, address):
    for page in (f"{section('2-1').name}.html", "index.html", "search.html"):
        reader.goto(f"{address}/ko/{page}")
        reader.locator("a.language").click()
        expect(reader).to_have_url(f"{address}/en/{page}")
        assert reader.locator("html").get_attribute("lang") == "en"


def test_the_first_page_takes_the_language_of_the_browser(reader, address):
    reader.goto(address)
    expect(reader).to_have_url(re.compile(r"/(ko|en)/index\.html$"))
    reader.goto(f"{address}/no/such/page.html")
    expect(reader.locator("a[lang=ko]")).to_be_visible()


def test_the_playground_learns_in_the_page(reader, address):
    reader.set_viewport_size(DESK)
    reader.goto(f"{address}/ko/{section('0-1').name}.html")
    reader.locator("#playground button", has_text="한 단계").click()
    expect(reader.locator("#playground")).to_contain_text("1단계")
