"""Settings of every test run: a home of its own, sections shared out over processes, and what was measured."""

import os
import re
import signal
import tempfile
from pathlib import Path

import nbformat
import nbval.kernel
import pytest
from jupyter_client.manager import KernelManager
from xdist.scheduler import LoadScopeScheduling

# No test, and no notebook that runs under nbval, writes into the home of whoever runs it.
_home = tempfile.TemporaryDirectory(prefix="keras-study-")
os.environ["KERAS_STUDY_HOME"] = _home.name
os.environ["MPLBACKEND"] = "agg"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# What a script starts in the background ignores interrupts, and several tests are about them.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _kernel_of_nbval(**settings) -> KernelManager:
    """A kernel that is reached through files: with TCP, two that start at once now and then draw the same port."""
    folder = tempfile.mkdtemp(dir=_home.name)
    return KernelManager(transport="ipc", connection_file=f"{folder}/kernel.json", **settings)


if os.name != "nt":
    nbval.kernel.KernelManager = _kernel_of_nbval


class _SectionsTogether(LoadScopeScheduling):
    """Modules stay whole, as with `--dist loadscope`, except that all tests of one section share its one run."""

    def _split_scope(self, nodeid: str) -> str:
        of_section = re.search(r"^tests/.*\[(\d-\d)\]$", nodeid)
        return of_section[1] if of_section else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    if config.option.dist == "loadscope":
        return _SectionsTogether(config, log)


def pytest_terminal_summary(terminalreporter, config):
    if config.option.nbval:
        compared, ignored = count_cells((config.rootpath / "solutions").glob("*/*.ipynb"))
        share = ignored / max(1, compared + ignored)
        line = f"nbval, solutions: {compared} code cells compared, {ignored} ignored ({share:.1%})"
        terminalreporter.write_line(line)
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "measured":
                terminalreporter.write_line(value)


def count_cells(notebooks) -> tuple[int, int]:
    """How many code cells of stored notebooks nbval compares, and how many it ignores.

    A cell is compared when it has stored text or HTML; one with only a picture, or with nothing, counts neither way.
    """
    compared = ignored = 0
    for notebook in notebooks:
        for cell in nbformat.read(Path(notebook), as_version=4).cells:
            if cell.cell_type != "code":
                continue
            if {"nbval-ignore-output", "nbval-skip"} & set(cell.metadata.get("tags", ())):
                ignored += 1
            elif any(_has_text(output) for output in cell.outputs):
                compared += 1
    return compared, ignored


def _has_text(output) -> bool:
    return "text" in output or bool({"text/plain", "text/html"} & set(output.get("data", ())))
