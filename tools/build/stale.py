"""What is stale: notebooks that are not as their source makes them, and files that break a rule."""

from collections.abc import Collection, Iterator
from itertools import product

from nbformat import NotebookNode

from tools.build.counterparts import (
    faults_of_the_table,
    unmatched_checks,
    unmatched_data,
    unmatched_labs,
    unmatched_sections,
    unmatched_sentences,
)
from tools.build.introductions import faults_of_introductions
from tools.build.notebooks import KINDS, make_notebook
from tools.build.outputs import stored_notebook
from tools.build.readmes import readmes_with_tables
from tools.build.rules import broken_rules
from tools.build.sources import course_file, path_of, read_source
from utils.core.course import Section, section, written_sections
from utils.core.text import LANGUAGES, CourseError


def faults(of: Collection[str] | None = None) -> list[str]:
    """Each rule that a file of the course breaks: a sentence each, which begins with the file.

    Args:
        of: the ids of the sections whose sources are read; all of them where it is None.
    """
    try:
        if found := faults_of_the_table():
            return found
        chosen = [section(id_) for id_ in of] if of is not None else written_sections()
        found = [fault for each in chosen for fault in _faults_of_source(each)]
        # What follows reads every source, and one that cannot be read is named already.
        found = found or [
            *unmatched_labs(),
            *unmatched_data(),
            *unmatched_sentences(),
            *faults_of_introductions(),
        ]
        return [*found, *unmatched_sections()]
    except CourseError as error:
        return [str(error)]


def _faults_of_source(of_section: Section) -> Iterator[str]:
    cells = read_source(of_section)
    broken = broken_rules(cells, of_section.id)
    yield from (f"{path_of(of_section.source)}: {fault}" for fault in broken)
    if not broken:
        yield from unmatched_checks(of_section, cells)


def stale(of: Collection[str] | None = None) -> list[str]:
    """Each fault of the course; where there is none, each notebook that is not as its source makes it.

    Args:
        of: the ids of the sections that are looked at; all of them where it is None.
    """
    found = faults(of)
    if not found:
        chosen = [section(id_) for id_ in of] if of is not None else written_sections()
        found = [*stale_notebooks(chosen), *_stale_tables(), *_without_source()]
    return found


def stale_notebooks(chosen: list[Section]) -> Iterator[str]:
    """Each notebook of these sections that is missing or not as its source makes it, and what mends it."""
    for of_section, kind, lang in product(chosen, KINDS, LANGUAGES):
        path = of_section.path(kind, lang)
        stored = stored_notebook(of_section.notebook(kind, lang))
        if stored is None:
            yield f"{path} is missing or no notebook: run make notebooks"
        elif not _same(stored, make_notebook(of_section, kind, lang)):
            yield f"{path} differs from its source: run make notebooks"


def _stale_tables() -> Iterator[str]:
    for path, text in readmes_with_tables().items():
        if path.read_text(encoding="utf-8") != text:
            yield f"{path.name}: its table of sections is not that of course.toml: run make notebooks"


def _without_source() -> Iterator[str]:
    expected = {each.notebook(kind, lang) for each, kind, lang in product(written_sections(), KINDS, LANGUAGES)}
    found = {path for kind in KINDS for path in course_file(kind).glob("*/*.ipynb")}
    yield from (f"{path_of(path)} has no source" for path in sorted(found - expected))


def _same(stored: NotebookNode, made: NotebookNode) -> bool:
    def essence(notebook: NotebookNode) -> tuple[list, dict]:
        cells = [(cell.id, cell.cell_type, cell.source, cell.metadata) for cell in notebook.cells]
        return cells, notebook.metadata["keras_study"]

    return essence(stored) == essence(made)
