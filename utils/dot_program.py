"""A `dot` program for `keras.utils.plot_model`: the system's Graphviz, else graphviz-pure behind a small launcher."""

import io
import os
import shlex
import shutil
import sys
import sysconfig
import tempfile
import zipfile
from functools import cache
from importlib import resources
from pathlib import Path

from utils import record

# Before Keras draws anything it tries `dot` on an empty graph, as PostScript. graphviz-pure writes no PostScript: the
# launcher answers that one call itself, and fails where a graph that holds something is wanted in that format.
_SHELL_LAUNCHER = """\
#!/bin/sh
program={program}
[ "$1" = -Tps ] || exec "$program" "$@"
shift
layout=$("$program" -Tplain "$@") || exit 1
case $layout in
*node*) echo "PostScript needs Graphviz itself; PNG and SVG work." >&2; exit 1 ;;
*) echo "%!PS-Adobe-3.0" ;;
esac
"""
_WINDOWS_LAUNCHER = """\
import subprocess, sys
program, arguments = {program}, sys.argv[1:]
if arguments[:1] != ["-Tps"]:
    sys.exit(subprocess.run([program, *arguments]).returncode)
layout = subprocess.run([program, "-Tplain", *arguments[1:]], stdout=subprocess.PIPE)
if layout.returncode or b"node" in layout.stdout:
    sys.exit("PostScript needs Graphviz itself; PNG and SVG work.")
print("%!PS-Adobe-3.0")
"""
_FOLDER = "graphviz-pure"


def provide_dot() -> str | None:
    """See to it that a program `dot` is on `os.environ["PATH"]`, as far as that is possible. Never raises.

    Nothing happens where there is one already. Else a launcher of graphviz-pure is written to the learner's own folder
    (`record.home()`), or to a temporary one where that cannot be written, and the folder joins the end of the path.

    Returns:
        What draws: "Graphviz", "graphviz-pure", or None where neither is installed.
    """
    if dot_in_use() is None and (program := _graphviz_pure()):
        for parent in (record.home, _temporary_folder):
            try:
                folder = parent() / _FOLDER
                _write(folder, _windows_program(program) if sys.platform == "win32" else _shell_script(program))
            except (OSError, RuntimeError, ImportError):
                continue
            os.environ["PATH"] = os.pathsep.join(filter(None, [os.environ.get("PATH"), str(folder)]))
            break
    return dot_in_use()


def dot_in_use() -> str | None:
    """What draws when `dot` is called: "Graphviz", "graphviz-pure", or None where there is no such program."""
    found = shutil.which("dot")
    if found is None:
        return None
    return "graphviz-pure" if Path(found).parent.name == _FOLDER else "Graphviz"


def _graphviz_pure() -> str | None:
    """The program graphviz-pure: beside this Python, which need not be on the path, else anywhere on the path."""
    return shutil.which("graphviz-pure", path=sysconfig.get_path("scripts")) or shutil.which("graphviz-pure")


@cache
def _temporary() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory(prefix="keras-study-")


def _temporary_folder() -> Path:
    """A folder that goes away with this process, and that nobody else can have prepared."""
    return Path(_temporary().name)


def _write(folder: Path, launcher: bytes) -> None:
    """Put the launcher into `folder` in one step, so that another notebook never starts half of it."""
    target = folder / ("dot.exe" if sys.platform == "win32" else "dot")
    if target.exists() and target.read_bytes() == launcher:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as workshop:
        new = Path(workshop) / target.name
        new.write_bytes(launcher)
        new.chmod(0o755)
        new.replace(target)


def _shell_script(program: str) -> bytes:
    return os.fsencode(_SHELL_LAUNCHER.format(program=shlex.quote(program)))


def _windows_program(program: str) -> bytes:
    """A `dot.exe`: pydot starts nothing else on Windows.

    Made as pip makes every program there: its launcher, the Python to run, and a zip archive with what is to run.
    """
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr(zipfile.ZipInfo("__main__.py"), _WINDOWS_LAUNCHER.format(program=repr(program)))
    stub = resources.files("pip._vendor.distlib").joinpath("t64.exe").read_bytes()
    return stub + os.fsencode(f'#!"{sys.executable}" -I\r\n') + archive.getvalue()
