"""What Python, NumPy, Keras and TensorFlow say will go away, while the lessons run.

python -m tests.soak.deprecations ID FILE    writes what was said into FILE, as JSON
"""

import json
import os
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.machine import end_with_the_parent
from bench.sections import client_of
from utils.core.course import section

_LINE = re.compile(r"(\w*(?:Deprecation|Future)Warning: .+)")


def said(notebook_file: Path) -> Counter[str]:
    """Run every cell of a notebook with all warnings shown; gives how often each one of a future change came."""
    client = client_of(notebook_file)
    client.execute(env=os.environ | {"PYTHONWARNINGS": "default"})
    texts = [
        output.text for cell in client.nb.cells for output in cell.get("outputs", ()) if output.get("name") == "stderr"
    ]
    return Counter(line for text in texts for line in _LINE.findall(text))


if __name__ == "__main__":
    end_with_the_parent()
    section_id, file = sys.argv[1:]
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as home:
        os.environ["KERAS_STUDY_HOME"] = home
        warned = said(section(section_id).notebook("solutions", "ko"))
    Path(file).write_text(json.dumps({"warnings": warned, "seconds": time.perf_counter() - begin}), encoding="utf-8")
