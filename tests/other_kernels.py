"""Notebooks run in the kernel of another environment, with variables of its own."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from utils.build import connection_through_files

SECONDS_A_CELL_MAY_TAKE = 300


@contextmanager
def kernel_of(python: Path) -> Iterator[str]:
    """Within it Jupyter knows the kernel of another environment; gives its name."""
    with tempfile.TemporaryDirectory() as folder:
        specification = Path(folder) / "kernels" / "other" / "kernel.json"
        specification.parent.mkdir(parents=True)
        command = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        specification.write_text(json.dumps({"argv": command, "display_name": "other", "language": "python"}))
        before = os.environ.get("JUPYTER_PATH")
        os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [folder, before]))
        try:
            yield "other"
        finally:
            os.environ.pop("JUPYTER_PATH")
            if before:
                os.environ["JUPYTER_PATH"] = before


def run(notebook: nbformat.NotebookNode, kernel: str, folder: Path, environment: dict[str, str], **settings) -> None:
    """Run every cell of a notebook, which takes up the outputs.

    Args:
        notebook: what to run.
        kernel: the name of the kernel, "python3" for that of this environment.
        folder: the working directory.
        environment: all of its variables.
        settings: further ones of nbclient's.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell fails, unless `allow_errors` is set.
    """
    resources = {"metadata": {"path": str(folder)}}
    with tempfile.TemporaryDirectory() as connection:
        client = NotebookClient(
            notebook,
            kernel_name=kernel,
            timeout=SECONDS_A_CELL_MAY_TAKE,
            resources=resources,
            config=connection_through_files(Path(connection)),
            **settings,
        )
        client.execute(env=environment)
