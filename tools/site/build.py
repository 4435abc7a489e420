"""Both languages' pages, their search, and the pages around them, from what the notebooks have stored."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import nbformat

from tools.build.notebooks import COURSE_MAP, MINUTES
from tools.site.finish import finished, indexed
from tools.site.pages import for_those_who_share, page_of, preview
from utils.core.course import course_title, site_address, written_sections
from utils.core.paths import COURSE_FOLDER
from utils.core.text import LANGUAGE_NAMES, LANGUAGES, CourseError, Text
from utils.labs import playground

_HERE = Path(__file__).parent
SITE = _HERE / "_build"
_LEAD = Text(
    ko="케라스 3을 처음부터 배우는 코스입니다. 여기서는 읽고, 실행은 노트북에서 합니다.",
    en="A course on Keras 3 from the beginning. Read it here; run it in the notebooks.",
)
_INDEX_OF_TERMS = Text(
    ko="[용어 찾아보기](0-0_start_here.ipynb#용어-찾아보기)에 용어와 그 뜻이 섹션별로 있습니다.",
    en="The [index of terms](0-0_start_here.ipynb#index-of-terms) says what each term means, section by section.",
)
_COLUMNS = Text(ko="| 섹션 | 시간 |", en="| section | time |")
_NOT_FOUND = Text(ko="그런 페이지가 없습니다.", en="There is no such page.")


def build(site: Path = SITE) -> None:
    """Write the site into a folder; what stood there before stays until the new one is whole.

    Raises:
        CourseError: Sphinx warns of something, or Pagefind fails.
    """
    with tempfile.TemporaryDirectory(dir=site.parent, prefix="_new-") as new:
        work = Path(new)
        for lang in LANGUAGES:
            _sources(lang, work / "sources" / lang)
        running = [_sphinx(lang, work / "sources" / lang, work / "site" / lang) for lang in LANGUAGES]
        if wrong := "".join([_what_is_wrong(sphinx) for sphinx in running]):
            raise CourseError(wrong)
        for lang in LANGUAGES:
            _finish(lang, work / "site", work / "indexed")
            _files_beside_pages(lang, work / "site")
        _pages_around(work / "site")
        _search(work / "site", work / "indexed")
        shutil.rmtree(work / "site" / "jupyter_execute", ignore_errors=True)
        if site.exists():
            site.rename(work / "before")
        (work / "site").rename(site)


def _sources(lang: str, folder: Path) -> None:
    """What Sphinx makes the pages of a language from."""
    folder.mkdir(parents=True)
    for section in written_sections():
        nbformat.write(page_of(section, lang), folder / f"{section.name}.ipynb")
    (folder / "index.md").write_text(_map(lang), encoding="utf-8")


def _sphinx(lang: str, sources: Path, folder: Path) -> subprocess.Popen:
    """Sphinx, started on the sources of a language; it says only what is wrong."""
    trees = sources.with_name(f"{lang}.doctrees")
    options = ["-q", "-W", "--keep-going", "-c", str(_HERE), "-d", str(trees), "-D", f"language={lang}"]
    environment = os.environ | {"PYTHONPATH": str(COURSE_FOLDER), "PYTHONWARNINGS": "ignore", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "sphinx", *options, str(sources), str(folder)]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)


def _what_is_wrong(sphinx: subprocess.Popen) -> str:
    """Wait for the end of a Sphinx; what it said of wrong pages."""
    said = sphinx.communicate()[1]
    return said if sphinx.returncode else ""


def _finish(lang: str, folder: Path, for_search: Path) -> None:
    """The pages of a language as readers get them, and those of its sections once more as Pagefind reads them."""
    (for_search / lang).mkdir(parents=True)
    for page in (folder / lang).glob("*.html"):
        page.write_text(finished(page.read_text(encoding="utf-8"), lang), encoding="utf-8")
    for section in written_sections():
        read = (folder / lang / f"{section.name}.html").read_text(encoding="utf-8")
        (for_search / lang / f"{section.name}.html").write_text(indexed(read, section, lang), encoding="utf-8")


def _files_beside_pages(lang: str, folder: Path) -> None:
    """The lab that runs in the browser, and the notebooks to download."""
    (folder / lang / "_static" / "playground.js").write_text(playground.script(), encoding="utf-8")
    shutil.copy(playground.IN_BROWSER / "playground.css", folder / lang / "_static")
    notebooks, previews = folder / "notebooks" / lang, folder / "previews" / lang
    notebooks.mkdir(parents=True)
    previews.mkdir(parents=True)
    for section in written_sections():
        shutil.copy(section.notebook("chapters", lang), notebooks)
        (previews / f"{section.name}.png").write_bytes(preview(section, lang))


def _map(lang: str) -> str:
    """The first page of a language: every section with its minutes."""
    rows = [
        f"| [{section.id} {section.title[lang]}]({section.name}.ipynb) | {MINUTES[lang].format(n=section.minutes)} |"
        for section in written_sections()
    ]
    names = "\n".join(section.name for section in written_sections())
    toctree = f"```{{toctree}}\n:hidden:\n\n{names}\n```"
    table = "\n".join([_COLUMNS[lang], "|---|---|", *rows])
    first = written_sections()[0]
    shared = for_those_who_share(first, lang, course_title()[lang], _LEAD[lang])
    head = f"---\n{json.dumps({'myst': {'html_meta': shared}}, ensure_ascii=False)}\n---"
    return "\n\n".join(
        [
            head,
            f"# {course_title()[lang]}",
            _LEAD[lang],
            f"## {COURSE_MAP[lang]}",
            table,
            _INDEX_OF_TERMS[lang],
            toctree,
            "",
        ]
    )


def _pages_around(folder: Path) -> None:
    """The page that offers the languages, the one for a wrong address, and the list of all pages for search engines."""
    first = "location.replace(navigator.language.startsWith('ko') ? 'ko/index.html' : 'en/index.html')"
    shared = for_those_who_share(written_sections()[0], LANGUAGES[-1], _in_all(course_title()), _in_all(_LEAD))
    offered = _plain_page(f"{_languages('')}<script>{first}</script>", shared)
    (folder / "index.html").write_text(offered, encoding="utf-8")
    # A wrong address may lie at any depth, so that its page knows the site by its full address.
    missing = "".join(f'<p lang="{lang}">{_NOT_FOUND[lang]}</p>' for lang in LANGUAGES)
    (folder / "404.html").write_text(_plain_page(missing + _languages(f"{site_address()}/"), {}), encoding="utf-8")
    if site_address():
        pages = sorted(page.relative_to(folder) for lang in LANGUAGES for page in (folder / lang).glob("[!s]*.html"))
        listed = "".join(f"<url><loc>{site_address()}/{page.as_posix()}</loc></url>" for page in pages)
        (folder / "sitemap.xml").write_text(
            f'<?xml version="1.0" encoding="UTF-8"?>'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>',
            encoding="utf-8",
        )


def _languages(root: str) -> str:
    """A link to the first page of each language, from the address of the site."""
    return "".join(
        f'<p><a href="{root}{lang}/index.html" lang="{lang}">{name}</a></p>' for lang, name in LANGUAGE_NAMES.items()
    )


def _in_all(text: Text) -> str:
    return " · ".join(text[lang] for lang in LANGUAGES)


def _attribute(key: str) -> str:
    """The attribute of a key as MyST writes it, "description" or "property=og:title"."""
    kind, _, name = key.rpartition("=")
    return f'{kind or "name"}="{name}"'


def _plain_page(body: str, shared: dict[str, str]) -> str:
    title = escape(_in_all(course_title()))
    metas = "\n".join(f'<meta {_attribute(key)} content="{escape(content)}">' for key, content in shared.items())
    return f"""<!doctype html>
<html lang="ko">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>{title}</title>
{metas}
<style>
body {{ font-family: system-ui, sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem }}
a {{ color: inherit }}
</style>
<body><main><h1>{title}</h1>{body}</main>
</html>
"""


def _search(folder: Path, for_search: Path) -> None:
    """What finds words in the pages of sections, for each language by itself."""
    options = [
        "--root-selector",
        "article",
        "--exclude-selectors",
        ".headerlink",
        "--output-path",
        str(folder / "pagefind"),
    ]
    command = [sys.executable, "-m", "pagefind", "--quiet", "--site", str(for_search), *options]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise CourseError(done.stderr)
