"""A process that writes results into the progress file, and may be killed while it does."""

import random
import signal
import subprocess
import sys
import time

from utils.core.paths import COURSE_FOLDER

# Small, so that hundreds of processes' worth of writing starts in no time: nothing but the record is imported.
_WRITER = """
import sys
from utils.progress.store import save

start, count = int(sys.argv[1]), int(sys.argv[2])
for number in range(start, start + count):
    note = save(f"1-1-{number}", True)
    if note:
        sys.exit(str(note))
    save("1-2-shared", False)
    print(f"1-1-{number}", flush=True)
"""
_FOR_EVER = 1_000_000


def start_writing(start: int, count: int) -> subprocess.Popen:
    """A process that saves `count` exercises, numbered from `start`, and says each one that is saved."""
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(start), str(count)], cwd=COURSE_FOLDER, stdout=subprocess.PIPE, text=True
    )


def killed_while_writing(seed: int) -> set[str]:
    """Start a process that writes, and kill it at a random moment; the exercises that it said were saved."""
    process = start_writing(seed * _FOR_EVER, _FOR_EVER)
    said = [process.stdout.readline().strip()]
    time.sleep(random.Random(seed).uniform(0, 0.4))
    process.send_signal(signal.SIGKILL)
    said += process.stdout.read().split("\n")[:-1]
    process.wait()
    return set(said)
