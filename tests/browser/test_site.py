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
from tools.build.terms import terms
from tools.site.build import build
from tools.site.serve import server_of
from utils.core.course import section, written_sections
from utils.core.text import LANGUAGES
from utils.exercises.check import find
from utils.labs import playground

LARGEST_PAGE = 1_500_000
# Looked at by axe, which takes seconds a page: code and answers, a lab that runs, pictures, what is no lesson.
LOOKED_AT = ("0-1", "2-1", "4-1", "index", "search", "404")
PHONE, DESK = {"width": 390, "height": 800}, {"width": 1400, "height": 900}
WORDS = {
    "ko": ("합성곱", "손실", "과적합", "층", "Conv2D", "학습률"),
    "en": ("convolution", "loss", "overfitting", "layer", "Conv2D", "learning rate"),
}
# Pagefind takes masking and mask, a term of 4-2, for one English word.
_NOT_FIRST = {"masking"}
_FIRST_OF_EACH = """async words => {
    const pagefind = await import("/pagefind/pagefind.js")
    await pagefind.options({ ranking })
    const firstOf = async word => (await (await pagefind.search(word)).results[0].data()).url
    return Promise.all(words.map(firstOf))
}"""


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


_BYTES = """[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .reduce((sum, each) => sum + each.encodedBodySize, 0)"""


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


def test_a_korean_page_speaks_korean_around_the_lesson_too(site):
    page = (site / "ko" / f"{section('3-1').name}.html").read_text(encoding="utf-8")
    around = re.sub(r"<article.*</article>|<script.*?</script>", "", page, flags=re.S)
    said = {*re.findall(r'(?:aria-label|title|placeholder)="([^"]+)"', around)}
    assert said and {words for words in said if not re.search("[가-힣]", words)} == set()


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
    wide, heavy = [], []
    for page in pages_of(site):
        reader.goto(f"{address}/{page}", wait_until="load")
        if reader.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide.append(page)
        if reader.evaluate(_BYTES) > LARGEST_PAGE:
            heavy.append(page)
    assert (wide, heavy, reader.foreign) == ([], [], [])


def _what_hides_it(page: Page) -> list[str]:
    """What axe finds serious in a page."""
    faults = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:200]}"
        for fault in faults
        if fault["impact"] in ("serious", "critical")
    ]


def test_search_finds_a_word_in_every_section_that_has_it_with_its_sentence(reader, site, address, lang):
    for word in WORDS[lang]:
        reader.goto(f"{address}/{lang}/search.html?q={word}")
        found = reader.locator(".pagefind-ui__message")
        expect(found).to_contain_text(re.compile(r"\d+(건| result)"))
        has_it = [each for each in written_sections() if _says(site / lang / f"{each.name}.html", word)]
        count = int(re.search(r"(\d+)(건| result)", found.inner_text())[1])
        assert count >= len(has_it), f"{word}: {count} of {[each.id for each in has_it]}"
        expect(reader.locator(".pagefind-ui__result-excerpt mark").first).to_contain_text(
            re.compile(word.split()[0], re.I)
        )


def test_the_section_that_explains_a_term_is_found_first(reader, address, lang):
    explained = {name: term.section.id for term in terms() for name in term.names(lang) if name not in _NOT_FIRST}
    reader.goto(f"{address}/{lang}/search.html")
    urls = reader.evaluate(_FIRST_OF_EACH, [*explained])
    first = dict(zip(explained, [re.search(r"/(\d-\d)_", url)[1] for url in urls], strict=True))
    assert first == explained


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
        expect(reader.locator("a.language")).to_be_in_viewport(ratio=1)
        reader.locator("a.language").click()
        expect(reader).to_have_url(f"{address}/en/{page}")
        assert reader.locator("html").get_attribute("lang") == "en"


def test_the_other_language_begins_at_the_same_heading(reader, address):
    reader.goto(f"{address}/ko/{section('2-1').name}.html#part-5")
    # The mouse alone: before a click on an element, the page is scrolled.
    place = reader.locator("a.language").bounding_box()
    reader.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(reader).to_have_url(f"{address}/en/{section('2-1').name}.html#part-5")


def test_on_paper_nothing_is_folded(reader, address):
    reader.goto(f"{address}/en/{section('2-1').name}.html")
    answer, menu = reader.locator("details:not(.choice) pre").last, reader.locator("#pst-primary-sidebar")
    expect(answer).to_be_hidden()
    reader.emulate_media(media="print")
    expect(answer).to_be_visible()
    expect(menu).to_be_hidden()
    reader.emulate_media(media="screen")


def test_the_first_page_takes_the_language_of_the_browser(reader, address):
    reader.goto(address)
    expect(reader).to_have_url(re.compile(r"/(ko|en)/index\.html$"))
    reader.goto(f"{address}/no/such/page.html")
    expect(reader.locator("a[lang=ko]")).to_be_visible()


def test_the_playground_learns_in_the_page_below_its_words(reader, address, lang):
    reader.set_viewport_size(DESK)
    reader.goto(f"{address}/{lang}/{section('0-1').name}.html")
    lab = reader.locator("#lab-playground")
    lab.get_by_role("button", name=playground.WORDS["step"][lang]).click()
    expect(lab).to_contain_text({"ko": "1단계", "en": "step 1"}[lang])
    expect(reader.get_by_role("heading", name={"ko": "놀이터", "en": "Playground"}[lang])).to_be_visible()


def test_a_summary_fits_beside_both_lists(reader, address):
    reader.set_viewport_size({"width": 1200, "height": 900})
    reader.goto(f"{address}/en/{section('1-1').name}.html")
    expect(reader.locator(".text_html", has_text="Total params").first).to_be_visible()
    cut = "parts => parts.filter(part => part.scrollWidth > part.clientWidth).length"
    assert reader.locator(".text_html pre", has_text="Layer (type)").evaluate_all(cut) == 0
