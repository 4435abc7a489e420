"""The first use of a data folder in a process of its own, which may be killed while it writes."""

import subprocess
import sys

from utils.core.paths import COURSE_FOLDER

_FIRST_USE = """
import itertools, os, signal, sys
from pathlib import Path
from utils import image_folders, text_folders

indices, last, write = itertools.count(), int(sys.argv[2]), Path.write_bytes

def write_or_die(file, content):
    if next(indices) == last:
        os.kill(os.getpid(), signal.SIGKILL)
    return write(file, content)

Path.write_bytes = write_or_die
eval(sys.argv[1])()
"""


def first_use(function: str, killed_before_writing: int = -1) -> subprocess.Popen:
    """A process that calls a function of `utils`, and is killed before it writes the file of this index, if any.

    Args:
        function: such as "image_folders.picture_folders".
        killed_before_writing: the index of the file among those that it writes; -1 for none.
    """
    return subprocess.Popen([sys.executable, "-c", _FIRST_USE, function, str(killed_before_writing)], cwd=COURSE_FOLDER)
