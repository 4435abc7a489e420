"""The worker that judges answers: it imports Keras once, and forks for each answer. It runs inside the sandbox.

An answer and the check of it share a process, since the check has to hold the learner's object. So the verdict is made
hard to forge: the checks are loaded before the answer runs, and compared with what they were once the check is done;
what the answer calls of Python's own inner workings is noted by an audit hook, which cannot be taken away; and the
verdict counts only with a token that the process reads from a pipe after all that. It lies among many like it, and an
answer that reads another of them is found out.

Read and written are lines of JSON: a job comes in, a verdict goes out. From the process that runs an answer a verdict
comes as Python writes a dictionary, since that calls nothing that an answer could replace. Python's TensorFlow can be
forked only as long as it has run nothing, so the parent runs nothing of a lesson.
"""

import ast
import contextlib
import ctypes
import gc
import json
import os
import resource
import secrets
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_Task = Callable[[dict], dict]
LONGEST_VERDICT = 2**16
_PIPES = 64
_MEGABYTE = 2**20
# Memory of gigabytes takes a process a while to give back.
_SECONDS_TO_EXIT, _SECONDS_BETWEEN_LOOKS = 2, 0.02
_SECONDS_TO_LOOK = 0.2
_OUT_OF_TIME = (signal.SIGXCPU, signal.SIGKILL)
_SUBREAPER, _NOT_DUMPABLE = 36, 4


def serve() -> None:
    """Judge each job of the standard input, until it is closed."""
    jobs, verdicts = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    with contextlib.suppress(OSError):
        # Where memory that no limit counts runs out, the kernel ends this first, and nothing else on the machine.
        Path("/proc/self/oom_score_adj").write_text("1000")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    tasks = _prepared()
    print(json.dumps({"ready": True}), file=verdicts, flush=True)
    for line in jobs:
        verdict = _verdict_on(json.loads(line), *tasks, (jobs.fileno(), verdicts.fileno()))
        print(json.dumps(verdict), file=verdicts, flush=True)


def _prepared() -> tuple[_Task, _Task]:
    gc.disable()
    ctypes.CDLL(None).prctl(_NOT_DUMPABLE, 0, 0, 0, 0)
    from tools.grade.answer import judge, judge_saved, prepare

    prepare()
    gc.freeze()
    gc.enable()
    return judge, judge_saved


def _verdict_on(job: dict, judge: _Task, judge_saved: _Task, to_close: tuple[int, ...]) -> dict:
    """The verdict on an answer; a model about which there is a doubt is looked at once more from its file."""
    verdict = _in_a_fork(job, judge, to_close)
    if verdict.get("saved"):
        verdict["again"] = _in_a_fork(job | {"saved": verdict["saved"]}, judge_saved, to_close)["outcome"]
    if job["sandboxed"]:
        _empty()
    return verdict


def _in_a_fork(job: dict, task: _Task, to_close: tuple[int, ...]) -> dict:
    """The verdict of a process of its own, of which nothing is left afterwards."""
    # An answer could put others in the place of these in their modules.
    read, write, leave, as_text = os.read, os.write, os._exit, repr
    tokens = dict(_pipe_with_a_token() for _ in range(_PIPES))
    token_in = secrets.choice(list(tokens))
    verdict_in, verdict_out = os.pipe()
    child = os.fork()
    if not child:
        try:
            del tokens
            for descriptor in (*to_close, verdict_in):
                os.close(descriptor)
            _become_nobody(job)
            _limit(job)
            said = as_text(task(job))[:LONGEST_VERDICT].encode(errors="replace")
            # The token is nowhere in the memory of the process while anything of the answer's runs.
            write(verdict_out, read(token_in, 64) + said)
        finally:
            leave(0)
    os.close(verdict_out)
    said, ended = _read(verdict_in, job)
    os.close(verdict_in)
    status = _end(child, alone=job["sandboxed"], patience=0 if ended else _SECONDS_TO_EXIT)
    token = tokens.pop(token_in)
    os.close(token_in)
    if not all([_is_still_there(*each) for each in tokens.items()]):
        return {"outcome": "NOT_YET", "ended": "spoiled"}
    return _verdict(said, token, ended, status)


def _pipe_with_a_token() -> tuple[int, str]:
    token = secrets.token_hex(16)
    read_end, write_end = os.pipe()
    os.write(write_end, token.encode())
    os.close(write_end)
    return read_end, token


def _is_still_there(read_end: int, token: str) -> bool:
    try:
        return os.read(read_end, 64) == token.encode()
    finally:
        os.close(read_end)


def _verdict(said: bytes, token: str, ended: str, status: int | None) -> dict:
    """What the process said; what is not behind the token counts as nothing said."""
    if said.startswith(token.encode()):
        with contextlib.suppress(ValueError, SyntaxError):
            return ast.literal_eval(said[len(token) :].decode())
    used_up = status is not None and os.WIFSIGNALED(status) and os.WTERMSIG(status) in _OUT_OF_TIME
    ended = ended or ("time" if used_up else "spoiled" if said or status is None else "died")
    return {"outcome": "NOT_YET", "ended": ended}


def _read(descriptor: int, job: dict) -> tuple[bytes, str]:
    """All that is written until the other end is closed, and why it was not waited for, if so."""
    said, until = b"", time.monotonic() + 3 * job["seconds"]
    most = _memory_of(os.getpid()) + job["megabytes"] * _MEGABYTE
    while time.monotonic() < until:
        if select.select([descriptor], [], [], _SECONDS_TO_LOOK)[0]:
            part = os.read(descriptor, LONGEST_VERDICT)
            said += part
            if not part or len(said) > 2 * LONGEST_VERDICT or said.endswith(b"}"):
                return said, ""
        if job["sandboxed"] and _memory_of_answers() > most:
            return b"", "died"
    return said, "time"


def _memory_of_answers() -> int:
    """The bytes of memory of all that runs in the sandbox besides the worker: no limit counts several processes."""
    others = {int(name) for name in os.listdir("/proc") if name.isdigit()} - {os.getpid()}
    return sum(map(_memory_of, others))


def _memory_of(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        # It has ended meanwhile.
        return 0


def _end(child: int, alone: bool, patience: float) -> int | None:
    """End a process and all that it has started, and say how it had ended by itself; None if it had not.

    Args:
        child: the process.
        alone: in the sandbox nothing else runs but the worker.
        patience: the seconds in which it may end by itself.
    """
    until = time.monotonic() + patience
    done, status = os.waitpid(child, os.WNOHANG)
    while not done and time.monotonic() < until:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
        done, status = os.waitpid(child, os.WNOHANG)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    if alone:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(-1, signal.SIGKILL)
    if not done:
        os.waitpid(child, 0)
    with contextlib.suppress(ChildProcessError):
        while alone and os.waitpid(-1, 0)[0]:
            pass
    return status if done else None


# Where an answer can write, with what lies there before the first one.
_ROOM = {folder: set(os.listdir(folder)) for folder in ("/tmp", "/dev/shm")}


def _empty() -> None:
    """Leave nothing for the next answer to read."""
    for entry in (entry for folder in _ROOM for entry in os.scandir(folder) if entry.name not in _ROOM[folder]):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                os.unlink(entry.path)


def _become_nobody(job: dict) -> None:
    """A process group of its own; where the worker is root, another user, whose processes are counted apart."""
    os.setsid()
    if job["sandboxed"] and os.geteuid() == 0:
        os.setgroups([])
        os.setgid(job["user"])
        os.setuid(job["user"])
    ctypes.CDLL(None).prctl(_NOT_DUMPABLE, 0, 0, 0, 0)
    os.environ["HOME"] = folder = tempfile.mkdtemp(prefix="answer-")
    os.chdir(folder)


def _limit(job: dict) -> None:
    in_use = int(Path("/proc/self/status").read_text().partition("VmData:")[2].split()[0]) * 1024
    for what, most in (
        (resource.RLIMIT_DATA, in_use + job["megabytes"] * _MEGABYTE),
        (resource.RLIMIT_FSIZE, 200 * _MEGABYTE),
        (resource.RLIMIT_NPROC, job["processes"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    # At the first limit a signal ends it, at the second the kernel.
    resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"] + 1))


if __name__ == "__main__":
    serve()
