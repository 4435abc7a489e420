"""Runs a snippet as a notebook's cell would, and gives what came of it: an error, or warnings."""

import contextlib
import io
import linecache
import tempfile
import warnings

from utils.errors.rule import BEFORE

CELL = "<cell of a test>"


def what_comes(snippet: str, before: str = BEFORE) -> list[BaseException]:
    """The exception in which a snippet ends, or else the warnings that it gives; an empty list where it just runs.

    It runs in an empty folder, where it may write files.
    """
    namespace = {"__name__": "__main__"}
    exec(compile(before, "<before>", "exec"), namespace)
    linecache.cache[CELL] = (len(snippet), None, snippet.splitlines(keepends=True), CELL)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        contextlib.chdir(folder),
        warnings.catch_warnings(record=True) as given,
        contextlib.redirect_stdout(io.StringIO()),
    ):
        warnings.simplefilter("always")
        try:
            exec(compile(snippet, CELL, "exec"), namespace)
        except BaseException as error:
            return [error]
    return [warning.message for warning in given]
