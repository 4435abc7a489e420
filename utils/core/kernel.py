"""Whether this kernel is one in which the course runs, looked at before anything of the course is imported.

The first cell of a notebook runs this file by its path: behind a notebook may be any Python, one of an old version or
one without NumPy, and another `utils` may stand in the way of the course's. So this file imports the standard library
alone, and is written so that Python 3.6 reads it, too.
"""

import importlib.util
import os
import platform
import sys

ENVIRONMENT = ".venv"
# What neither `utils` nor a lesson can do without. Python has `tomllib` from 3.11 on.
_NEEDED = ("tomllib", "IPython", "filelock", "ipywidgets", "keras", "matplotlib", "numpy", "packaging")

_CHOOSE = {
    "ko": "이 커널은 코스의 것이 아니니({found}), 커널 .venv를 고르고(VS Code: 오른쪽 위의 커널 선택, JupyterLab: make "
    "lab으로 연 다음 커널 → 커널 변경 → Python 3) 이 셀을 다시 실행하세요.",
    "en": "This kernel is not the course's ({found}): choose the kernel .venv (VS Code: Select Kernel, at the top "
    "right; JupyterLab: open the course with make lab, then Kernel → Change Kernel → Python 3) and run this cell "
    "again.",
}
_INSTALL = {
    "ko": "이 커널은 코스의 것이 아니고({found}) 코스의 환경 .venv는 아직 없으니, 터미널의 {course} 폴더에서 make "
    "lab을 실행해 설치하세요(Windows에서는 README의 명령).",
    "en": "This kernel is not the course's ({found}), and the course's environment .venv is not there yet: install it "
    "with make lab in a terminal in the folder {course} (on Windows, with the commands of the README).",
}
_INCOMPLETE = {
    "ko": "코스의 환경 .venv에 빠진 것이 있으니({found}), 폴더 {course}의 .venv를 지우고 make lab으로 다시 설치한 뒤 "
    "커널을 재시작하세요.",
    "en": "The course's environment .venv is not complete ({found}): delete .venv in the folder {course}, install it "
    "again with make lab, and restart the kernel.",
}


class WrongKernel(Exception):
    """The course cannot run here. A notebook shows it as one sentence, without a traceback."""

    def _render_traceback_(self) -> list:
        return [str(self)]


def prepare(course: str, lang: str) -> None:
    """Refuse a kernel that lacks what the course needs, and see to it that `utils` is the course's.

    Args:
        course: the folder of the course.
        lang: the language of the notebook, "ko" or "en".

    Raises:
        WrongKernel: something that the course needs is not installed here.
    """
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        raise WrongKernel(wrong_kernel(course)[lang])
    sys.path[:] = [course] + [folder for folder in sys.path if folder != course]
    _forget_another_utils(course)


def _forget_another_utils(course: str) -> None:
    """Let `import utils` find the course's, where a module of that name was imported from elsewhere."""
    imported = getattr(sys.modules.get("utils"), "__file__", None)
    if not imported or not _same(imported, os.path.join(course, "utils", "__init__.py")):
        for name in [name for name in sys.modules if name.partition(".")[0] == "utils"]:
            del sys.modules[name]


def wrong_kernel(course: str, keras: str = "") -> dict:
    """One sentence in each language: which Python this kernel is, and how to come to the course's.

    Args:
        course: the folder of the course.
        keras: the version of Keras that is here, if that is what is wrong, such as "2.15.0".
    """
    if is_the_courses(course):
        sentence = _INCOMPLETE
    else:
        sentence = _CHOOSE if os.path.isdir(os.path.join(course, ENVIRONMENT)) else _INSTALL
    found = ["Python " + platform.python_version(), *(["Keras " + keras] if keras else []), sys.executable]
    return {lang: words.format(found=", ".join(found), course=course) for lang, words in sentence.items()}


def is_the_courses(course: str) -> bool:
    """Whether this Python is that of the environment which the course installs for itself."""
    return _same(sys.prefix, os.path.join(course, ENVIRONMENT))


def _same(one: str, other: str) -> bool:
    return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))
