"""What Sphinx is told about the pages; the language comes from the command line (`-D language=ko`)."""

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config

from utils.core.course import course_title, site_address
from utils.core.text import LANGUAGE_NAMES

extensions = ["myst_nb"]
nb_execution_mode = "off"
myst_heading_anchors = 3
exclude_patterns = ["jupyter_execute"]

html_theme = "sphinx_book_theme"
html_theme_options = {
    "article_header_end": ["language.html", "article-header-buttons.html"],
    "navbar_persistent": [],
    "footer_content_items": [],
    "home_page_in_toc": True,
    "use_download_button": False,
    "use_fullscreen_button": False,
}
html_static_path = ["static"]
html_css_files = ["site.css", "playground.css"]
templates_path = ["templates"]
html_copy_source = False
html_use_index = False
html_additional_pages = {"search": "search.html"}


def setup(app: Sphinx) -> None:
    """The title is the course's in the language of the pages, and each page leads to itself in the other language."""
    app.connect("config-inited", _in_its_language, priority=0)
    app.connect("builder-inited", _without_its_own_search)


def _in_its_language(app: Sphinx, config: Config) -> None:
    config.project = config.html_title = course_title()[config.language]
    (other,) = LANGUAGE_NAMES.keys() - {config.language}
    config.html_baseurl = site_address() and f"{site_address()}/{config.language}/"
    config.html_context |= {"other": other, "other_name": LANGUAGE_NAMES[other]}


def _without_its_own_search(app: Sphinx) -> None:
    """Pagefind searches; an index of Sphinx' own would be loaded by every page."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    app.builder.search = False
