"""`migrate`: code and notebooks of Keras 2 in today's Keras, with a reason and a section for each change.

It reads and runs nothing. What moved is in `names`, arguments in `arguments`, methods in `methods`, the functions of
`keras.backend` in `backend_functions`; what no rewriting can do is in `by_hand`. A new rule is one entry there.
`reader` follows names to what they stand for, `transformer` asks the tables, `report` shows what was found.
"""

import importlib
import importlib.util
import io
import subprocess
import sys
import tokenize
from pathlib import Path

from utils.core.text import CourseError, Text, brief

_NOT_CODE = Text(
    ko="migrate에는 코드를 문자열로 주거나, .py나 .ipynb 파일의 경로를 줍니다. 받은 값: {value}",
    en="migrate takes code as a string, or the path of a .py or .ipynb file, not {value}.",
)
_NO_FILE = Text(ko="{name} 파일을 찾지 못했습니다.", en="There is no file {name}.")
_NOT_A_NOTEBOOK = Text(
    ko="{name} 파일은 Python 노트북이 아니거나 깨져 있습니다.",
    en="The file {name} is no notebook of Python, or it is damaged.",
)
_NOT_TEXT = Text(ko="{name} 파일은 UTF-8 글이 아닙니다.", en="The file {name} is not text in UTF-8.")
_NO_LIBCST = Text(
    ko="migrate에는 libcst가 필요합니다. 새 셀에서 `%pip install libcst`를 실행하고 다시 해 보세요.",
    en="migrate needs libcst: run `%pip install libcst` in a new cell, then try again.",
)
_ENDINGS = (".py", ".ipynb")


def migrate(code):
    """Code or a notebook of Keras 2 in today's Keras.

    Args:
        code: a program as a string, or the path of a `.py` or `.ipynb` file (a string of one line with such an
            ending, or a `pathlib.Path`). Nothing of it is run, and no file is written.

    Returns:
        What became of it: `.code`, `.changes`, `.by_hand`; a notebook shows it as a box with the code ready to copy.

    Raises:
        CourseError: `code` is neither, or the file cannot be read.
    """
    if isinstance(code, Path) or (isinstance(code, str) and code.strip().endswith(_ENDINGS) and "\n" not in code):
        return migrate_file(Path(code.strip()) if isinstance(code, str) else code)
    if not isinstance(code, str):
        raise CourseError(_NOT_CODE.format(value=brief(code)))
    _need_libcst()
    return _of_program(code)


def _need_libcst() -> None:
    if importlib.util.find_spec("libcst") is None and "google.colab" in sys.modules:
        # Colab lacks nothing else that a lesson needs, and its machine is gone after the session.
        command = [sys.executable, "-m", "pip", "install", "--quiet", "libcst"]
        subprocess.run(command, capture_output=True, check=False)
        importlib.invalidate_caches()
    if importlib.util.find_spec("libcst") is None:
        raise CourseError(_NO_LIBCST)


def migrate_file(path: Path):
    """The same for a file.

    Raises:
        CourseError: the file cannot be read, or is no notebook of Python.
    """
    _need_libcst()
    from utils.errors.migrate.notebooks import Notebook

    try:
        # Bytes keep the file's own line ends.
        content = path.read_bytes()
        text = content.decode(encoding_of(content))
    except OSError:
        raise CourseError(_NO_FILE.format(name=path.name)) from None
    except UnicodeDecodeError:
        raise CourseError(_NOT_TEXT.format(name=path.name)) from None
    if path.suffix != ".ipynb":
        return _of_program(text)
    try:
        notebook = Notebook(text)
    except (ValueError, AttributeError):
        raise CourseError(_NOT_A_NOTEBOOK.format(name=path.name)) from None
    return _of_notebook(notebook)


def encoding_of(content: bytes) -> str:
    """How a file is encoded: as its `# -*- coding: … -*-` says, else UTF-8."""
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(content).readline)[0]
    except SyntaxError:
        return "utf-8"
    # With its mark the first character, such a file comes back as it was.
    return "utf-8" if encoding == "utf-8-sig" else encoding


def _of_program(text: str):
    from utils.errors.migrate.notebooks import read

    sources = [read(text)]
    new, report = _rewritten(sources)
    return report(code=new[0], content=new[0])


def _of_notebook(notebook):
    from utils.errors.migrate.notebooks import read

    sources = [read(text, number) for number, text in notebook.code_cells()]
    new, report = _rewritten(sources)
    content = notebook.with_sources({source.number: text for source, text in zip(sources, new, strict=True)})
    return report(code="\n\n".join(text.rstrip("\n") for text in new) + "\n", content=content)


def _rewritten(sources: list):
    from utils.errors.migrate.report import Migration
    from utils.errors.migrate.transformer import rewrite

    result = rewrite([(source.number, source.python) for source in sources])
    new = [
        source.text if python is None or python == source.python else source.restored(python)
        for source, python in zip(sources, result.sources, strict=True)
    ]

    def report(code: str, content: str) -> Migration:
        passed_over = [row for source in sources for row in source.passed_over]
        passed_over += [sources[place].stumbled() for place in sorted(result.failed)]
        return Migration(code, tuple(result.rows), tuple(result.by_hand), tuple(passed_over), content)

    return new, report
