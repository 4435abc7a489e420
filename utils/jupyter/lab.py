"""Opens the course in JupyterLab: python utils/jupyter/lab.py ko, or en, and further options of JupyterLab.

A learner's own Jupyter may be set to another folder, to a password, to extensions that are switched off. So the server
reads the settings beside this file, and those of the learner only where they concern the looks: theme, keys, sizes.
"""

import os
import sys
from pathlib import Path

from jupyter_core.paths import jupyter_config_dir

COURSE_FOLDER = Path(__file__).resolve().parents[2]
_OTHER_SETTINGS = ("JUPYTER_CONFIG_PATH", "JUPYTER_NO_CONFIG", "JUPYTER_PATH", "JUPYTERLAB_DIR")


def main(lang: str, *options: str) -> None:
    os.chdir(COURSE_FOLDER)
    os.environ.setdefault("JUPYTERLAB_SETTINGS_DIR", os.path.join(jupyter_config_dir(), "lab", "user-settings"))
    for name in _OTHER_SETTINGS:
        os.environ.pop(name, None)
    # The kernels and extensions of this environment come before others of the same name.
    os.environ |= {"JUPYTER_CONFIG_DIR": str(COURSE_FOLDER / ".venv" / "jupyter"), "JUPYTER_PREFER_ENV_PATH": "1"}

    from jupyterlab.labapp import main as open_lab

    open_lab([f"--config=utils/jupyter/{lang}/server.json", f"--ServerApp.root_dir={COURSE_FOLDER}", *options])


if __name__ == "__main__":
    main(*sys.argv[1:])
