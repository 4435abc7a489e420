"""Where the course is, and messages without the paths of the machine."""

import re
import sys
import sysconfig
from pathlib import Path

COURSE_FOLDER = Path(__file__).resolve().parents[2]


def without_paths(message: str) -> str:
    """The message without the folders of the machine; file names stay."""
    for folder in (sysconfig.get_path("purelib"), sys.prefix, COURSE_FOLDER, Path.home()):
        message = message.replace(f"{folder}/", "").replace(f"{folder}\\", "")
    return re.sub(r"(?<![\w:/.])/(?:[\w.+-]+/)+", "", message)
