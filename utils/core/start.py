"""`start`: what happens before the first line of a lesson."""

import contextlib
import gc
import logging
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from typing import IO

from utils.core.course import section
from utils.core.interrupts import clear_up_after_interrupts, uninterrupted
from utils.core.keras_settings import RELIED_ON, differing, in_words, limits, require_importable, settings_in_file
from utils.core.kernel import wrong_kernel
from utils.core.paths import COURSE_FOLDER
from utils.core.stderr import stderr_to
from utils.core.text import CourseError, Text, one_line, set_language
from utils.errors.explain import box_under_errors
from utils.progress.store import set_recording

SEED = 20200622


def start(section_id: str, lang: str, record: bool = True) -> None:
    """Make a notebook ready: language, Korean font and plot style, a `dot` program, quiet logs, Keras' settings, seeds.

    It says what runs, and which settings of the learner's it has replaced.

    Args:
        section_id: such as "1-1".
        lang: "ko" or "en".
        record: whether results go into the progress file; the stored solutions write none.

    Raises:
        CourseError: there is no such section or language, or Keras 3 cannot be imported with a backend.
    """
    set_language(lang)
    section(section_id)
    set_recording(record)
    clear_up_after_interrupts()
    box_under_errors()
    # Jupyter asks for colours: from 3.13 on, a Python that a lesson starts would colour its error messages.
    os.environ.setdefault("PYTHON_COLORS", "0")

    from utils.doctor.dot import provide_dot
    from utils.doctor.measure import version_line
    from utils.plots import set_style

    provide_dot()
    set_style()
    require_importable()
    _seed_quietly()
    _set_what_lessons_rely_on()
    _ignore_warnings_of_libraries()
    print(version_line())
    if others := differing(settings_in_file()):
        used = {name: RELIED_ON[name] for name in others}
        print(_SET_OTHERWISE.format(others=in_words(others), used=in_words(used)))
    if limits():
        print(_CUT_SHORT.format(limits=in_words(limits())))


_SET_OTHERWISE = Text(
    ko="keras.json의 {others} 대신 이 노트북은 {used}[을] 씁니다.",
    en="This notebook uses {used} in place of {others} in keras.json.",
)
_CUT_SHORT = Text(
    ko="환경 변수 {limits} 때문에 학습이 일찍 끝나 결과가 글과 다릅니다.",
    en="The variable {limits} ends training early: results differ from what the text says.",
)


def _set_what_lessons_rely_on() -> None:
    """Set Keras to its own defaults, whatever `keras.json` or the notebook has set before."""
    import keras

    keras.config.set_floatx(RELIED_ON["floatx"])
    keras.config.set_epsilon(RELIED_ON["epsilon"])
    keras.config.set_image_data_format(RELIED_ON["image_data_format"])
    keras.config.set_dtype_policy(RELIED_ON["floatx"])


def _seed_quietly() -> None:
    """Import Keras and set all seeds without the log lines of TensorFlow, which no learner needs.

    On another backend TensorFlow is imported only for its seed. If an import fails, the log lines are shown.
    Afterwards TensorFlow's logger is quiet too: otherwise, running a cell twice warns of tracing a function again.

    Raises:
        CourseError: Keras is older than 3, or cannot be imported.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with _log() as log:
        try:
            with stderr_to(log), uninterrupted(), _imported_for_good():
                import keras

                _require_keras_3(keras.__version__)
                keras.utils.set_random_seed(SEED)
        except CourseError:
            raise
        except Exception as error:
            log.seek(0)
            sys.stderr.write(log.read().decode(errors="replace"))
            raise CourseError(_NO_KERAS.format(error=one_line(error))) from None
    logging.getLogger("tensorflow").setLevel(logging.ERROR)


_NO_KERAS = Text(
    ko="Keras를 불러오지 못했습니다({error}). 새 셀에서 `doctor()`를 실행하면 무엇이 빠졌는지 알 수 있습니다.",
    en="Keras could not be imported ({error}). Run `doctor()` in a new cell to see what is missing.",
)


def _require_keras_3(version: str) -> None:
    if int(version.partition(".")[0]) < 3:
        raise CourseError(Text(**wrong_kernel(str(COURSE_FOLDER), version)))


def _ignore_warnings_of_libraries() -> None:
    """Hide two warnings that no learner can act on.

    TensorBoard 2.20, the version on Colab, imports the deprecated `pkg_resources`; Keras on JAX asks for int64.
    """
    warnings.filterwarnings("ignore", message="pkg_resources is deprecated")
    warnings.filterwarnings("ignore", message="Explicitly requested dtype int64", module=r"keras\.")


@contextlib.contextmanager
def _imported_for_good() -> Iterator[None]:
    """Keep the garbage collector away from the 400,000 objects that importing Keras makes, now and later.

    Searching them takes a third of the time of the import, and delays every full collection afterwards.
    """
    if "keras" in sys.modules:
        # The cell runs again: what the lesson has made since then may become garbage.
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _log() -> IO[bytes]:
    """A file for log lines; if the disk is full or read-only, they are lost."""
    try:
        return tempfile.TemporaryFile()
    except OSError:
        return open(os.devnull, "w+b")
