"""Where the answers of others run: a worker in bubblewrap, which sees Python and the checks, and nothing else."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from utils.core.course import written_sections
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError, Text

_OF_THE_SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/sbin",
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/etc/localtime",
    "/etc/alternatives",
)
_FIRST_USER = 61000
_SECONDS_TO_END = 3
_BYTES_OF_TMP = 512 * 2**20

_NONE = Text(
    ko="답은 남의 코드이므로 가두어 실행해야 하는데 bubblewrap(bwrap)이 없습니다. Debian과 Ubuntu에서는 "
    "apt-get install bubblewrap으로 설치합니다. 믿을 수 있는 답이라면 --trust를 붙여 그대로 실행할 수 있습니다.",
    en="Answers are the code of others and have to run locked in, but there is no bubblewrap (bwrap) here. On Debian "
    "and Ubuntu, apt-get install bubblewrap brings it. If you trust the answers, add --trust.",
)
_ENDED = Text(
    ko="답을 채점할 프로세스가 시작하지 못했습니다. 메모리가 모자라지 않는지 보세요.",
    en="The process that judges answers did not start. See whether there is memory enough.",
)
_NOT_ALLOWED = Text(
    ko="답은 남의 코드이므로 가두어 실행해야 하는데, 이 시스템은 bubblewrap(bwrap)이 사용자 네임스페이스를 만드는 것을 "
    "허용하지 않습니다. 관리자에게 허용해 달라고 하거나 root로 실행하세요. 믿을 수 있는 답이라면 --trust를 붙여 그대로 "
    "실행할 수 있습니다.",
    en="Answers are the code of others and have to run locked in, but this system does not allow bubblewrap (bwrap) to "
    "make a user namespace. Have it allowed, or run this as root. If you trust the answers, add --trust.",
)


def require_sandbox() -> None:
    """Refuse to go on where no sandbox can be made.

    Raises:
        CourseError: there is no bubblewrap, or it may not make one.
    """
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise CourseError(_NONE)
    command = [bwrap, "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true"]
    if subprocess.run(command, capture_output=True).returncode:
        raise CourseError(_NOT_ALLOWED)


class Worker:
    """A process that judges one answer after the other.

    Args:
        number: which of the workers it is.
        trust: whether it runs without a sandbox.
    """

    def __init__(self, number: int, trust: bool):
        self.number, self.trust = number, trust
        self.process = self._started()

    def _started(self) -> subprocess.Popen:
        command = [sys.executable, "-P", "-m", "tools.grade.judge"]
        return subprocess.Popen(
            command if self.trust else [*_walls(), *command],
            cwd=COURSE_FOLDER if self.trust else "/",
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def wait_until_ready(self) -> None:
        """Wait for Keras to be imported.

        Raises:
            CourseError: the worker has ended instead.
        """
        assert self.process.stdout
        if not self.process.stdout.readline():
            raise CourseError(_ENDED)

    def judge(self, job: dict) -> dict:
        """The verdict on one answer; where it ends two workers, that is what it says.

        The first may have suffered from the answer before.
        """
        said = self._said_on(job) or self._said_on(job)
        return said or {"outcome": "NOT_YET", "ended": "spoiled"}

    def _said_on(self, job: dict) -> dict | None:
        own = {"sandboxed": not self.trust, "user": _FIRST_USER + self.number}
        assert self.process.stdin and self.process.stdout
        try:
            self.process.stdin.write(json.dumps(job | own) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if line:
            return json.loads(line)
        self.close()
        self.process = self._started()
        self.wait_until_ready()
        return None

    def close(self) -> None:
        """End the worker, and all that runs in it."""
        assert self.process.stdin
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _environment() -> dict[str, str]:
    """Nothing of what the teacher has set; one thread for each worker."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(COURSE_FOLDER),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "KERAS_BACKEND": "tensorflow",
        "KERAS_HOME": "/tmp/keras",
        "KERAS_STUDY_HOME": "/tmp/keras-study",
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": "/tmp/matplotlib",
        "OMP_NUM_THREADS": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
    }


def _walls() -> Iterator[str]:
    """Bubblewrap's command: a system of its own, with Python and the checks in it, read-only, and no network."""
    yield from ("bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try")
    yield from ("--as-pid-1", "--die-with-parent", "--new-session", "--hostname", "grading")
    yield from ("--cap-drop", "ALL")
    if os.geteuid() == 0:
        # The worker gives each answer another user, and ends what that has started.
        for capability in ("SETUID", "SETGID", "KILL", "DAC_OVERRIDE", "FOWNER"):
            yield from ("--cap-add", f"CAP_{capability}")
    else:
        yield "--unshare-user"
    yield from ("--proc", "/proc", "--dev", "/dev", "--size", str(_BYTES_OF_TMP), "--perms", "1777", "--tmpfs", "/tmp")
    for path in _OF_THE_SYSTEM:
        yield from ("--ro-bind-try", path, path)
    seen = [*_of_python(), *(COURSE_FOLDER / path for path in ("utils", "tools", "source/course.toml"))]
    # The table of contents asks which sources there are; the answers in them stay outside.
    empty = [section.source for section in written_sections()]
    for folder in sorted({parent for path in (*seen, *empty) for parent in path.parents}):
        yield from ("--perms", "0755", "--dir", str(folder))
    for place in seen:
        yield from ("--ro-bind", str(place), str(place))
    for place in empty:
        yield from ("--ro-bind", os.devnull, str(place))
    # Threads of a pool share locks that lie there.
    yield from (
        "--size",
        str(_BYTES_OF_TMP),
        "--perms",
        "1777",
        "--tmpfs",
        "/dev/shm",
        "--remount-ro",
        "/",
        "--chdir",
        "/tmp",
    )


def _of_python() -> list[Path]:
    """The folders of Python and of its packages, which may lie behind a link."""
    found = [Path(sys.base_prefix), Path(sys.prefix).resolve(), Path(sys.prefix)]
    return [path for path in dict.fromkeys(found) if not path.is_relative_to("/usr")]
