"""`make lab` as a learner types it, in a folder and a home of a test's own."""

import json
import os
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.support.hanging import SECONDS_UNTIL_IT_HANGS
from tools.local_server import free_port, status


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
        address = _wait_for_answer(process, log, begin + SECONDS_UNTIL_IT_HANGS)
        yield LabServer(process, log, port, address, time.perf_counter() - begin)
    finally:
        _stop(process)


def stop_kernels(server: LabServer) -> None:
    """Stop every kernel of a server."""
    sessions = json.load(urllib.request.urlopen(server.url("api/sessions")))
    for session in sessions:
        stop = urllib.request.Request(server.url(f"api/sessions/{session['id']}"), method="DELETE")
        urllib.request.urlopen(stop)


def _stop(process: subprocess.Popen) -> None:
    """End `make` and what it started; a server that was still starting a kernel may need the second signal."""
    for stop in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(process.pid, stop)
            process.wait(timeout=30)
            return


def _wait_for_answer(process: subprocess.Popen, log: Path, deadline: float) -> str:
    while time.perf_counter() < deadline and process.poll() is None:
        printed = re.search(r"http://localhost:\d+/\S*token=\w+", log.read_text())
        if printed and status(printed[0]) == 200:
            return printed[0]
        time.sleep(0.1)
    raise TimeoutError(f"make lab does not answer:\n{log.read_text()}")
