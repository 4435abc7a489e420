"""TensorBoard as 5-2 opens it: it answers while the kernel lives, and ends with it."""

import subprocess
import sys

from tests.support.hanging import SECONDS_UNTIL_IT_HANGS
from tools.binder import opening_cell_of_tensorboard
from tools.local_server import status
from utils.core.paths import COURSE_FOLDER

BEFORE = """
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import keras
import numpy as np
import psutil

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
folder = tempfile.TemporaryDirectory()
logs = Path(folder.name)
x = np.ones((8, 4))
model.fit(x, x[:, 0], epochs=2, validation_split=0.5, verbose=0, callbacks=[keras.callbacks.TensorBoard(logs)])
"""
AFTER = """
print(len(psutil.Process().children(recursive=True)), port, flush=True)
input()
"""


def test_it_answers_starts_no_process_and_ends_with_the_kernel():
    kernel = subprocess.Popen(
        [sys.executable, "-c", BEFORE + opening_cell_of_tensorboard() + AFTER],
        cwd=COURSE_FOLDER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        printed = next(line for line in kernel.stdout if line[0].isdigit())
        children, port = map(int, printed.split())
        assert children == 0
        assert status(f"http://localhost:{port}/data/plugin/scalars/tags") == 200
    finally:
        kernel.communicate("\n", timeout=SECONDS_UNTIL_IT_HANGS)
    assert kernel.returncode == 0
    assert status(f"http://localhost:{port}/") is None
