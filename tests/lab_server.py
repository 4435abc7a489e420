"""`make lab` as a learner types it, in a folder and a home of a test's own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

SECONDS_TO_WAIT = 180
_OF_THE_TEST_RUN = ("JPY_", "JUPYTER", "KERAS", "MAKE", "MFLAGS", "MPL", "PYTEST", "TF_", "VIRTUAL_ENV", "XDG_")


@dataclass(frozen=True)
class LabServer:
    """A running `make lab`.

    Attributes:
        process: the process of `make`.
        log: what it has written so far.
        port: where it answers.
        address: what it tells the learner to open: the start page, with the token.
        seconds: from the command to the first answer.
    """

    process: subprocess.Popen
    log: Path
    port: int
    address: str
    seconds: float

    def url(self, path: str, token: bool = True) -> str:
        """The address of a path on this server, such as "lab/tree/chapters", with or without its token."""
        return f"http://localhost:{self.port}/{path}" + (f"?{self.address.partition('?')[2]}" if token else "")


def learners_environment(home: Path) -> dict[str, str]:
    """The environment of a learner with this home: nothing of the test run's own, and no browser that opens."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OF_THE_TEST_RUN)}
    return kept | {"HOME": str(home), "BROWSER": shutil.which("true")}


@contextmanager
def make_lab(folder: Path, environment: dict[str, str], lang: str = "ko") -> Iterator[LabServer]:
    """Run `make lab` in a folder until the block ends.

    Args:
        folder: the course.
        environment: see `learners_environment`.
        lang: "ko" (what `make lab` alone opens) or "en".
    """
    port, log = free_port(), folder / "lab.log"
    command = ["make", "lab"] if lang == "ko" else ["make", "lab", f"IN={lang}"]
    begin = time.perf_counter()
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment | {"JUPYTER_PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        address = _wait_for_answer(process, log, begin + SECONDS_TO_WAIT)
        yield LabServer(process, log, port, address, time.perf_counter() - begin)
    finally:
        _stop(process)


def _stop(process: subprocess.Popen) -> None:
    """End `make` and what it started; a server that was still starting a kernel may need the second signal."""
    for stop in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(process.pid, stop)
            process.wait(timeout=30)
            return


def free_port() -> int:
    """A port of this machine at which nothing listens."""
    with socket.socket() as listener:
        listener.bind(("localhost", 0))
        return listener.getsockname()[1]


def _wait_for_answer(process: subprocess.Popen, log: Path, deadline: float) -> str:
    while time.perf_counter() < deadline and process.poll() is None:
        printed = re.search(r"http://localhost:\d+/\S*token=\w+", log.read_text())
        if printed and status(printed[0]) == 200:
            return printed[0]
        time.sleep(0.1)
    raise TimeoutError(f"make lab does not answer:\n{log.read_text()}")


def status(address: str) -> int | None:
    """The HTTP status of an address, redirections followed; None where nothing answers."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code
    except OSError:
        return None


@dataclass(frozen=True)
class _SummaryLine:
    line: str

    def pytest_terminal_summary(self, terminalreporter):
        terminalreporter.write_line(self.line)


def say_at_the_end(config, line: str) -> None:
    """Print a line below the results of the test run: something that was measured on the way."""
    config.pluginmanager.register(_SummaryLine(line))
