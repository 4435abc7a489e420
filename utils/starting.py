"""`start`: what happens before the first line of a lesson."""

import contextlib
import gc
import logging
import os
import sys
import tempfile
import warnings

from utils.course import section
from utils.interrupting import clear_up_after_interrupts, uninterrupted
from utils.messages import set_language, stderr_to
from utils.record import set_recording

SEED = 20200622


def start(section_id: str, lang: str, record: bool = True) -> None:
    """Make a notebook ready: language, quiet logs, seeds, Korean font and plot style, a `dot` program; say what runs.

    Args:
        section_id: such as "1-1".
        lang: "ko" or "en".
        record: whether results go into the progress file; the stored solutions write none.

    Raises:
        CourseError: there is no such section or language.
    """
    set_language(lang)
    section(section_id)
    set_recording(record)
    clear_up_after_interrupts()
    # Jupyter asks for colours, and from 3.13 on a Python that a lesson starts would paint its errors.
    os.environ.setdefault("PYTHON_COLORS", "0")
    _seed_quietly()
    _ignore_warnings_of_libraries()

    from utils.dot_program import provide_dot
    from utils.environment import version_line
    from utils.plots import set_style

    provide_dot()
    set_style()
    print(version_line())


def _seed_quietly() -> None:
    """Import Keras and set all seeds without the log lines of TensorFlow, which no learner needs.

    On another backend TensorFlow is imported for its seed alone. Where an import fails, the lines are shown.
    Afterwards TensorFlow's logger is quiet as well: who runs cells twice would be warned of tracing again.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with _log() as log:
        try:
            with stderr_to(log), uninterrupted(), _imported_for_good():
                import keras

                keras.utils.set_random_seed(SEED)
        except Exception:
            log.seek(0)
            sys.stderr.write(log.read().decode(errors="replace"))
            raise
    logging.getLogger("tensorflow").setLevel(logging.ERROR)


def _ignore_warnings_of_libraries() -> None:
    """TensorBoard 2.20, which Colab has, is warned of what it imports; Keras, on JAX, of its whole numbers."""
    warnings.filterwarnings("ignore", message="pkg_resources is deprecated")
    warnings.filterwarnings("ignore", message="Explicitly requested dtype int64", module=r"keras\.")


@contextlib.contextmanager
def _imported_for_good():
    """Spare Python looking for garbage among the 400,000 objects of Keras, a third of its import, then and later on."""
    if "keras" in sys.modules:
        # The cell is run again: what the lesson has made since may be garbage one day.
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _log():
    """A file for log lines; where the disk is full or may not be written, they are lost."""
    try:
        return tempfile.TemporaryFile()
    except OSError:
        return open(os.devnull, "w+b")
