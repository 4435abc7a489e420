"""Notebooks run in the kernel of another environment, with variables of its own."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

SECONDS_A_CELL_MAY_TAKE = 300


@contextmanager
def kernel_of(python: Path) -> Iterator[str]:
    """Make the kernel of another environment known to Jupyter while the block runs; gives its name."""
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


def run(
    notebook: nbformat.NotebookNode, kernel: str, folder: Path, environment: dict[str, str], allow_errors: bool = False
) -> None:
    """Run every cell of a notebook, and keep the outputs in it.

    Args:
        notebook: what to run.
        kernel: the name of the kernel, "python3" for that of this environment.
        folder: the working directory.
        environment: all of its variables.
        allow_errors: go on after a cell that fails.

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
            allow_errors=allow_errors,
        )
        client.execute(env=environment)


def connection_through_files(folder: Path) -> Config:
    """Settings of nbclient to talk to a kernel through files in this folder.

    Over TCP, two kernels that start at the same moment sometimes choose the same port, and one of them dies. Windows
    has nothing but TCP.
    """
    if os.name == "nt":
        return Config()
    return Config(KernelManager={"transport": "ipc", "connection_file": str(folder / "kernel.json")})
