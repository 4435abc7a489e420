"""Notebooks with their outputs, as they are stored: executed, and stripped of what changes from run to run."""

import base64
import copy
import io
import json
import os
import re
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from PIL import Image

from tools.build.counterparts import checks_path
from tools.build.dependencies import source_hash
from tools.build.notebooks import make_notebook
from tools.build.rules import tags
from tools.kernels import connection_through_files
from utils.core.course import section
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError

SECONDS_A_CELL_MAY_TAKE = 300
_NOT_STORED = "no-stored-output"
_NOT_RIGHT = ("✗", "○")
_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def build_notebook(section_id: str, kind: str, lang: str, execute: bool) -> float:
    """Write one notebook; a solution is executed, or takes over its outputs where all that they depend on is unchanged.

    Returns:
        The seconds it took.

    Raises:
        CourseError: a cell fails, writes to stderr, or shows a path of this machine; or a check
            turns its solution down.
    """
    begin = time.perf_counter()
    of_section = section(section_id)
    notebook = make_notebook(of_section, kind, lang)
    path = of_section.notebook(kind, lang)
    if kind == "solutions":
        stored = stored_notebook(path)
        if execute or stored is None or stored.metadata.keras_study.source != source_hash(of_section):
            _write_unfinished(notebook, path)
            _execute(notebook, path)
        else:
            _take_outputs(notebook, stored)
    _write(notebook, path)
    return time.perf_counter() - begin


def stored_notebook(path: Path) -> NotebookNode | None:
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, nbformat.reader.NotJSONError):
        return None


def _take_outputs(notebook: NotebookNode, stored: NotebookNode) -> None:
    outputs = {cell.id: cell for cell in stored.cells if cell.cell_type == "code"}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.id in outputs:
            cell.outputs, cell.execution_count = outputs[cell.id].outputs, outputs[cell.id].execution_count


def _write_unfinished(notebook: NotebookNode, path: Path) -> None:
    """Put the answers in place without outputs: a lesson that calls `solution` reads them while it is executed."""
    unfinished = copy.deepcopy(notebook)
    unfinished.metadata["keras_study"]["source"] = ""
    _write(unfinished, path)


def _execute(notebook: NotebookNode, path: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["KERAS_STUDY_HOME"] = home
        client = NotebookClient(
            notebook,
            timeout=SECONDS_A_CELL_MAY_TAKE,
            kernel_name="python3",
            resources={"metadata": {"path": str(path.parent)}},
            record_timing=False,
            coalesce_streams=True,
            config=connection_through_files(Path(home)),
        )
        try:
            client.execute()
        except CellExecutionError as error:
            raise CourseError(f"{path.name}: {error}") from None
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata.pop("execution", None)
            cell.outputs = (
                [] if _NOT_STORED in tags(cell) else [_lasting(output, cell, path) for output in cell.outputs]
            )
            _describe_pictures(cell, notebook.metadata["keras_study"]["language"])


def _lasting(output: NotebookNode, cell: NotebookNode, path: Path) -> NotebookNode:
    """An output without what changes from run to run; refuses what must not be stored."""
    if output.get("name") == "stderr":
        raise CourseError(f"{path.name}: writes to stderr: {output.text.strip()[:300]!r} in {cell.source[:80]!r}")
    said = output.get("data", {}).get("text/plain", "")
    if cell.source.startswith("check(") and said.startswith(_NOT_RIGHT):
        checks = checks_path(path.name.partition("_")[0])
        raise CourseError(f"{path.name}: {checks} does not accept the solution: {said}")
    if "data" in output:
        output.data.pop(_WIDGET_VIEW, None)
        if "image/svg+xml" in output.data:
            output.data["image/svg+xml"] = _without_addresses(output.data["image/svg+xml"])
        if "image/png" in output.data:
            output.data["image/png"] = with_a_palette(output.data["image/png"])
    written = json.dumps(output)
    for place in (str(COURSE_FOLDER), str(Path.home()), sys.prefix):
        if len(place) > 1 and place + "/" in written:
            raise CourseError(f"{path.name}: shows a path of this machine in {cell.source[:80]!r}")
    return output


def with_a_palette(png: str) -> str:
    """A picture in the 256 colours that come closest to its own, which mostly takes half the bytes.

    Args:
        png: a PNG file in base64. One with transparent parts stays as it is.
    """
    picture = Image.open(io.BytesIO(base64.b64decode(png)))
    if picture.convert("RGBA").getchannel("A").getextrema() != (255, 255):
        return png
    file = io.BytesIO()
    picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return min(png, base64.b64encode(file.getvalue()).decode(), key=len)


def _without_addresses(svg: str) -> str:
    """A drawn graph in which nodes are numbered from 1: Keras names them after addresses in memory."""
    numbers: dict[str, str] = {}
    return re.sub(r"\b\d{12,}\b", lambda address: numbers.setdefault(address[0], str(len(numbers) + 1)), svg)


def _describe_pictures(cell: NotebookNode, lang: str) -> None:
    """Give a picture that Keras draws the alternative text that stands in the cell's metadata (`alt_ko`, `alt_en`)."""
    for output in cell.outputs:
        for kind in output.get("data", ()):
            if kind.startswith("image/") and f"alt_{lang}" in cell.metadata:
                output.metadata[kind] = {**output.metadata.get(kind, {}), "alt": cell.metadata[f"alt_{lang}"]}


def _write(notebook: NotebookNode, path: Path) -> None:
    nbformat.validate(notebook)
    text = nbformat.writes(notebook, version=4) + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
