"""The web site: what is refused, and what it has as soon as the course has an address."""

import pytest

from tools.build import readmes, stale
from tools.site import __main__ as command
from tools.site import build as building
from tools.site import pages
from utils.core import course
from utils.core.course import section
from utils.core.text import LANGUAGES


@pytest.fixture
def public(monkeypatch) -> str:
    """The address of the site of a course that has one."""
    monkeypatch.setattr(course, "repository", lambda: "https://github.com/Someone/keras-study")
    monkeypatch.setattr(pages, "repository", course.repository)
    return "https://someone.github.io/keras-study"


def test_a_missing_notebook_is_named_with_its_command_and_nothing_is_built(monkeypatch, capsys):
    monkeypatch.setattr(command, "written_sections", lambda: [section("0-0")])
    monkeypatch.setattr(stale, "stored_notebook", lambda path: None)
    monkeypatch.setattr(command, "build", lambda: pytest.fail("it was built"))
    monkeypatch.setattr("sys.argv", ["tools.site"])
    assert command.main() == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{kind}/{lang}/0-0_start_here.ipynb is missing or no notebook: run make notebooks"
        for kind in ("chapters", "solutions")
        for lang in LANGUAGES
    ]


def test_whoever_stops_a_build_reads_one_sentence(monkeypatch, capsys):
    def stopped():
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "stale_notebooks", lambda sections: [])
    monkeypatch.setattr(command, "build", stopped)
    monkeypatch.setattr("sys.argv", ["tools.site"])
    assert command.main() == 130
    assert capsys.readouterr().err == "Stopped. What stood in the site's folder is as it was.\n"


@pytest.mark.parametrize("step", ["_sources", "_sphinx", "_what_is_wrong", "_finish", "_search"])
def test_a_build_that_is_interrupted_leaves_the_site_of_before(tmp_path, monkeypatch, step):
    def interrupted(*_):
        raise KeyboardInterrupt

    for name in ("_sources", "_sphinx", "_finish", "_files_beside_pages", "_pages_around", "_search"):
        monkeypatch.setattr(building, name, lambda *_: None)
    monkeypatch.setattr(building, "_what_is_wrong", lambda sphinx: "")
    monkeypatch.setattr(building, step, interrupted)
    site = tmp_path / "pages"
    site.mkdir()
    (site / "index.html").write_text("before")
    with pytest.raises(KeyboardInterrupt):
        building.build(site)
    assert [*tmp_path.iterdir()] == [site] and (site / "index.html").read_text() == "before"


def test_with_an_address_search_engines_and_friends_get_it(tmp_path, public):
    assert course.site_address() == public
    shared = pages.for_those_who_share(section("1-1"), "en", "1-1 Keras in 30 seconds", "A sentence.")
    assert shared["property=og:image"] == f"{public}/previews/en/1-1_keras_in_30_seconds.png"
    for lang in LANGUAGES:
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "index.html").touch()
        (tmp_path / lang / "search.html").touch()
    building._pages_around(tmp_path)
    assert (tmp_path / "sitemap.xml").read_text().count(f"{public}/") == len(LANGUAGES)
    assert f'href="{public}/ko/index.html"' in (tmp_path / "404.html").read_text()


def test_with_an_address_a_section_opens_in_colab_and_binder_and_without_one_it_does_not(public, monkeypatch):
    head = pages._head(section("1-1"), "en")
    assert "colab.research.google.com/github/Someone/keras-study/blob/main/chapters/en/1-1" in head
    assert "mybinder.org/v2/gh/Someone/keras-study/main?urlpath=lab/tree/chapters/en/1-1" in head
    monkeypatch.setattr(pages, "repository", lambda: "")
    assert "http" not in pages._head(section("1-1"), "en")


def test_with_an_address_the_readmes_lead_to_the_site(public, monkeypatch):
    of_today = {path.name: text for path, text in readmes.readmes_with_tables().items()}
    assert f"[한국어](README.ko.md) · [Read it on the web]({public}/en/index.html)\n" in of_today["README.md"]
    assert f"[English](README.md) · [웹에서 읽기]({public}/ko/index.html)\n" in of_today["README.ko.md"]
    monkeypatch.setattr(course, "repository", lambda: "")
    assert all(path.read_text(encoding="utf-8") == text for path, text in readmes.readmes_with_tables().items())
