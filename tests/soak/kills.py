"""Processes that are killed at random moments while they write results: what they said was saved is there.

python -m tests.soak.kills NUMBER FILE    writes what was found into FILE, as JSON
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from bench.machine import end_with_the_parent
from tests.support.store_writer import killed_while_writing, start_writing
from utils.progress import store

OTHERS = 1_000


def kill(times: int) -> dict:
    """Kill a writing process so often, while another notebook writes to the same file.

    Returns:
        `kills`; how many results were `saved` by what was said; those that are `lost`; `notes`: what a learner would
        have been told in between; `seconds`.
    """
    begin = time.perf_counter()
    saved, notes = set(), []
    for seed in range(times):
        other = start_writing(-(seed + 1) * OTHERS, OTHERS)
        saved |= killed_while_writing(seed)
        other.kill()
        saved |= set(other.stdout.read().split("\n")[:-1])
        other.wait()
        solved, note = store.solved()
        notes += [str(note)] if note else []
        lost = saved - solved
    return {
        "kills": times,
        "saved": len(saved),
        "lost": sorted(lost),
        "notes": notes,
        "seconds": time.perf_counter() - begin,
    }


if __name__ == "__main__":
    end_with_the_parent()
    times, file = sys.argv[1:]
    with tempfile.TemporaryDirectory() as home:
        os.environ["KERAS_STUDY_HOME"] = home
        Path(file).write_text(json.dumps(kill(int(times))), encoding="utf-8")
