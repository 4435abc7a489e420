"""One section from a cold start to its last cell, as Run All does it.

python -m bench.sections ID KIND FILE    KIND is "whole" or "floor"; writes what was measured into FILE, as JSON

The kernel is new, and so is `KERAS_STUDY_HOME`: data sets are written as at a learner's first use. JAX is not
found: TensorFlow imports it where it can, for 130 MB, and learners do not have it. The clock starts before the kernel.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from bench.machine import end_with_the_parent
from utils.core.course import section

_SECONDS_A_CELL_MAY_TAKE = 300
_ASK_FOR_MEMORY = "from bench.machine import peak_memory\nprint(peak_memory())"


def client_of(notebook_file: Path, may_fail: bool = False) -> NotebookClient:
    """What runs the cells of a notebook in a new kernel, in the folder of the notebook."""
    return NotebookClient(
        nbformat.read(notebook_file, as_version=4),
        timeout=_SECONDS_A_CELL_MAY_TAKE,
        kernel_name="python3",
        allow_errors=may_fail,
        resources={"metadata": {"path": str(notebook_file.parent)}},
    )


def run_all(notebook_file: Path, may_fail: bool) -> dict:
    """Run every cell of a notebook in a new kernel.

    Args:
        notebook_file: the notebook, which is not changed.
        may_fail: go on after a cell that fails. A training that is cut short leaves some cells nothing to show.

    Returns:
        `seconds`, `peak_memory` of the kernel in bytes, and how many cells `failed`.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell fails and may not.
    """
    client = client_of(notebook_file, may_fail)
    notebook = client.nb
    begin = time.perf_counter()
    with client.setup_kernel():
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
        seconds = time.perf_counter() - begin
        asked = nbformat.v4.new_code_cell(_ASK_FOR_MEMORY)
        notebook.cells.append(asked)
        client.execute_cell(asked, len(notebook.cells) - 1)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    failed = sum(output.output_type == "error" for output in outputs)
    return {"seconds": seconds, "peak_memory": int(asked.outputs[0].text), "failed": failed}


if __name__ == "__main__":
    end_with_the_parent()
    section_id, kind, file = sys.argv[1:]
    with tempfile.TemporaryDirectory() as home:
        Path(home, "jax.py").write_text("raise ImportError", encoding="utf-8")
        os.environ |= {"KERAS_STUDY_HOME": home, "PYTHONPATH": home}
        measured = run_all(section(section_id).notebook("chapters", "ko"), may_fail=kind == "floor")
    Path(file).write_text(json.dumps(measured), encoding="utf-8")
