"""A `dot` program for `keras.utils.plot_model`: the system's Graphviz, else graphviz-pure behind a small launcher."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

# Keras asks `dot -Tps` whether a program is there; graphviz-pure draws no PostScript, so the launcher says yes itself.
_LAUNCHER = """\
import sys

if "-Tps" in sys.argv:
    sys.stdin.buffer.read()
    sys.stdout.write("%!PS")
else:
    from graphviz_pure.cli import main

    sys.exit(main())
"""
