"""A learner's notebook and a newer one of the course, put together cell by cell.

The build names a cell after its text, so an answer finds its exercise again by the name of its cell, wherever in the
notebook that stands now.
"""

import warnings

import nbformat
from nbformat import NotebookNode

_OF_THE_LEARNER = ("source", "outputs", "execution_count", "attachments")


def notebook_of(text: bytes) -> NotebookNode | None:
    """The notebook behind these bytes, in which each cell has a name of its own; None where they are no notebook."""
    with warnings.catch_warnings(action="ignore"):
        try:
            return nbformat.v4.upgrade(nbformat.reads(text.decode(), as_version=4))
        except Exception:
            return None


def put_together(before: NotebookNode, mine: NotebookNode, new: NotebookNode) -> NotebookNode | None:
    """The new notebook with the learner's cells in it.

    Args:
        before: the notebook as the course gave it to the learner.
        mine: what the learner has made of it.
        new: the course's newest.

    Returns:
        `new`, changed; None where a cell of the learner's has no place in it.
    """
    given = {cell.id: cell.source for cell in before.cells}
    now = {cell.id: cell for cell in new.cells}
    if not any(cell.id in given for cell in mine.cells):
        return None
    added: dict[str, list] = {"": []} | {name: [] for name in now}
    place = ""
    for cell in mine.cells:
        written = cell.source != given.get(cell.id)
        if cell.id in now:
            place, here = cell.id, now[cell.id]
            if written and here.source not in (given.get(cell.id), cell.source):
                return None
            if written or here.source == given[cell.id]:
                here.update({key: cell[key] for key in _OF_THE_LEARNER if key in cell})
        elif cell.id not in given:
            added[place].append(cell)
        elif written:
            return None
    new.cells = added[""] + [cell for each in new.cells for cell in (each, *added[each.id])]
    new.metadata.update({key: mine.metadata[key] for key in ("kernelspec", "language_info") if key in mine.metadata})
    return new
