"""Settings of every test run: a home of its own, sections shared out over processes, and what was measured."""

import os
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import nbformat
import nbval.kernel
import pytest
from jupyter_client.manager import KernelManager
from xdist.scheduler import LoadScopeScheduling

from tests.support.forked_kernels import ForkedKernels

_begin = time.monotonic()

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
    manager = KernelManager(transport="ipc", connection_file=f"{folder}/kernel.json", **settings)
    if sys.platform == "linux":
        # macOS does not let a process fork that has loaded its libraries for numbers.
        manager.provisioner = ForkedKernels(parent=manager, kernel_spec=manager.kernel_spec)
    return manager


if os.name != "nt":
    nbval.kernel.KernelManager = _kernel_of_nbval


class _SectionsTogether(LoadScopeScheduling):
    """Modules stay whole, as with `--dist loadscope`, except that all proofs of one section share its one run."""

    def _split_scope(self, nodeid: str) -> str:
        of_section = re.search(r"^tests/proofs/.*\[(\d-\d)\]$", nodeid)
        return of_section[1] if of_section else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    if config.option.dist == "loadscope":
        return _SectionsTogether(config, log)


# --- kinds of test ---

# The beginnings of the names of tests, by what they prove. The kinds that take long come first, so that both processes
# end at about the same time.
KINDS = {
    "browser": "tests/browser/",
    "exercises": "tests/proofs/",
    "nbval, solutions": "solutions/",
    "nbval, chapters": "chapters/",
    "build": "tests/tools/test_build.py",
    "others": "",
}


def _kind(nodeid: str) -> str:
    return next(kind for kind, begins in KINDS.items() if nodeid.startswith(begins))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    kinds = list(KINDS)
    items.sort(key=lambda item: kinds.index(_kind(item.nodeid)))
    _choose_a_section(config, items)


# --- one section alone ---


def pytest_addoption(parser):
    parser.addoption("--section", help="run only what proves this section, such as 2-1")


def _choose_a_section(config, items) -> None:
    chosen = config.option.section
    if chosen:
        others = [item for item in items if not is_of_section(item.nodeid, chosen)]
        items[:] = [item for item in items if is_of_section(item.nodeid, chosen)]
        config.hook.pytest_deselected(items=others)


def is_of_section(nodeid: str, section_id: str) -> bool:
    """Whether a test proves this section: a cell of its notebooks, or a test that names it in its parameters."""
    return bool(re.search(rf"(/{section_id}_[^/]*\.ipynb::|\[(.*-)?{section_id}(-.*)?\]$)", nodeid))


# --- what took how long ---


def pytest_terminal_summary(terminalreporter, config):
    _say_what_took_how_long(terminalreporter)
    if config.option.nbval:
        compared, ignored = count_cells((config.rootpath / "solutions").glob("*/*.ipynb"))
        share = ignored / max(1, compared + ignored)
        line = f"nbval, solutions: {compared} code cells compared, {ignored} ignored ({share:.1%})"
        terminalreporter.write_line(line)
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "measured":
                terminalreporter.write_line(value)


def _say_what_took_how_long(terminalreporter) -> None:
    """The minutes of each kind of test, added up over the processes side by side, and those that have gone by."""
    seconds: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if hasattr(report, "duration"):
                seconds[_kind(report.nodeid)] += report.duration
    each = ", ".join(f"{kind} {seconds[kind] / 60:.1f}" for kind in KINDS if seconds[kind])
    passed = (time.monotonic() - _begin) / 60
    terminalreporter.write_line(f"minutes of work: {each}; together {seconds.total() / 60:.1f}, done in {passed:.1f}")


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
