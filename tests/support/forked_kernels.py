"""Kernels that share one import of Keras: each is a fork of a process that has imported it and done nothing else.

Importing Keras takes two seconds of work, and nbval starts three kernels a section. TensorFlow starts its threads with
the first operation; up to then it can be forked. That a lesson's first cell imports Keras by itself is what the browser
and tests/core/test_start.py prove.
"""

import contextlib
import gc
import json
import os
import signal
import subprocess
import sys
from functools import cache

from jupyter_client.provisioning import LocalProvisioner


class ForkedKernels(LocalProvisioner):
    """Starts the kernel of a manager as a fork, in place of a new Python."""

    async def launch_kernel(self, cmd, **settings):
        order = {"command": cmd, "folder": settings.get("cwd"), "environment": settings["env"]}
        parent = _parent()
        parent.stdin.write(json.dumps(order) + "\n")
        parent.stdin.flush()
        self.process = _Fork(int(parent.stdout.readline()))
        self.pid = self.pgid = self.process.pid
        return self.connection_info


class _Fork:
    """What a provisioner asks of a process that is no child of its own."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int):
        self.pid = pid

    def poll(self) -> int | None:
        """None while it runs; how it ended is not known."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self) -> int:
        return 0

    def send_signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


@cache
def _parent() -> subprocess.Popen:
    """The process whose forks are the kernels; it ends with this one, when its input is closed."""
    command = [sys.executable, "-m", __name__]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def _serve() -> None:
    """Import what every lesson imports, then become a kernel in a fork for each order that is read."""
    gc.disable()
    import ipykernel.kernelapp
    import ipywidgets  # noqa: F401
    import keras  # noqa: F401
    import matplotlib.pyplot  # noqa: F401

    gc.freeze()
    gc.enable()
    # A notebook finds the course by itself.
    sys.path.remove(os.getcwd())
    # Nobody waits for the forks.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        forked = os.fork()
        if not forked:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _become_kernel(**json.loads(line))
            ipykernel.kernelapp.launch_new_instance()
            os._exit(0)
        print(forked, flush=True)


def _become_kernel(command: list[str], folder: str, environment: dict[str, str]) -> None:
    """Take what a new process would be started with."""
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    # It ends when its parent does.
    sys.argv = [*command[command.index("ipykernel_launcher") :], f"--IPKernelApp.parent_handle={os.getppid()}"]


if __name__ == "__main__":
    _serve()
