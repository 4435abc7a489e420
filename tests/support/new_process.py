"""Code in a new process, as a learner's kernel begins."""

import os
import subprocess
import sys

from tests.support.hanging import SECONDS_UNTIL_IT_HANGS
from utils.core.paths import COURSE_FOLDER


def in_a_new_process(code: str, backend: str = "tensorflow") -> subprocess.CompletedProcess:
    """Run a notebook's first lines; the logs of TensorFlow are as loud as they come."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    environment["KERAS_BACKEND"] = backend
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, cwd=COURSE_FOLDER, env=environment, capture_output=True, text=True, timeout=SECONDS_UNTIL_IT_HANGS
    )
