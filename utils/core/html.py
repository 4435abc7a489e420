"""Sentences of the course as HTML."""

import html
import re
import sys

from utils.core.course import Section, repository
from utils.core.text import Text, language


def rich(sentence: Text | str) -> str:
    """A sentence as HTML: escaped, with `code` between backticks set as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(str(sentence), quote=False))


def in_lines(*sentences: Text | str) -> str:
    """Sentences as HTML, each on a line of its own."""
    return "<br>".join(map(rich, sentences))


def box(colour: str, content: str) -> str:
    """HTML with a coloured edge at its left: the one frame in which the course speaks inside a notebook."""
    return (
        f'<div style="border-left:4px solid {colour};padding:.3em .9em;margin:.3em 0;line-height:1.6">{content}</div>'
    )


def link_to(section: Section) -> str:
    """The attributes of a link to a section: to the notebook beside this one.

    Colab shows outputs in a frame from another address, out of which only a whole address leads.
    """
    if "google.colab" in sys.modules and repository():
        return f'href="{section.colab_address("chapters", language())}" target="_blank"'
    return f'href="{section.name}.ipynb"'
