"""A copy of the course for learners, in which the answers of later sections are held back.

python -m tools.release 3-2          into the folder released, with the answers up to 3-2

It is a plain folder for a repository of your own. Run again with a later section, it brings those answers; what you
have put there yourself stays, .git included. Which letter answers a question is still in it: `check` needs that.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat

from tools.build.notebooks import make_notebook
from tools.build.readmes import READMES
from tools.build.rules import tags
from tools.build.sources import read_cells
from utils.core.course import Section, section, sections, written_sections
from utils.core.files import write_whole
from utils.core.paths import COURSE_FOLDER
from utils.core.text import LANGUAGES, CourseError, Text, set_language

FOLDER = COURSE_FOLDER / "released"
# Which files a release has written, and their hashes: a folder of another kind is refused, and so is one in which a
# file was changed.
RECORD = ".keras-study-release.json"
_AS_THEY_ARE = (
    ".gitattributes",
    ".github/pictures",
    ".gitignore",
    "LICENSE",
    "LICENSE-prose.md",
    "Makefile",
    "binder",
    "pyproject.toml",
    "requirements.lock",
    "requirements.txt",
    "source/terms.toml",
    "tools/__init__.py",
    "tools/hub",
    "tools/update",
    "utils",
)
_HELD_BACK = {"wrong", "right", "proof", "solution"}
_BLOCK = re.compile(r"^(?=# %%)", re.M)
# What a README says to maintainers and teachers.
_NOT_FOR_LEARNERS = re.compile(r"<!-- not for learners -->\n.*?<!-- end -->\n+", re.S)


_RELEASED = Text(
    ko="{folder}: {until}까지의 답이 든 사본입니다. 그 안에서 커밋해 배우는 사람이 받는 곳에 올리세요.",
    en="{folder}: the course with the answers up to {until}. Commit it there, and push it to where learners get it.",
)
_CHANGED = Text(
    ko="{folder}에서 이 파일들이 내보낸 그대로가 아닙니다. 다른 곳으로 옮기고 다시 실행하세요: {files}",
    en="In {folder} these files are not as released, move them away: {files}",
)
_MISSING = Text(ko="{path}[이] 없습니다. make notebooks를 실행하세요.", en="{path} is missing: run make notebooks")
_NOT_OURS = Text(
    ko="{folder}[은] 이미 있고 make release가 만든 것이 아닙니다. 다른 곳으로 옮기고 다시 실행하세요.",
    en="{folder} is there already and was not written by make release: move it away",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.release", description="a copy without later answers")
    parser.add_argument("until", help="the last section whose answers are in it, such as 3-2")
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help="the language of what this says")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="where it goes; released by default")
    options = parser.parse_args()
    set_language(options.lang)
    try:
        release(options.until, options.folder)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    print(_RELEASED.format(folder=options.folder.name, until=options.until))
    return 0


def release(until: str, folder: Path) -> None:
    """Write the copy, or bring one that was released before to this section.

    Args:
        until: the last section whose answers are in it.
        folder: where it goes: a new or an empty folder, or one of an earlier release.

    Raises:
        CourseError: there is no such section, or a solution is missing; or the folder is not this command's, or a file
            in it was changed. Nothing is written then.
    """
    files = files_of(until)
    earlier = _earlier(folder)
    hashes = {path: [_hash(content)] for path, content in files.items()}
    either = {path: earlier.get(path, []) + hashes.get(path, []) for path in earlier | hashes}
    if changed := [path for path in sorted(either) if _is_another(folder / path, either[path])]:
        raise CourseError(_CHANGED.format(folder=folder.name, files=", ".join(changed)))
    # Both hashes stand there while files are being written, so that it may be stopped at any moment and run again.
    write_whole(folder / RECORD, _as_json(either))
    for path, content in files.items():
        write_whole(folder / path, content)
        if (COURSE_FOLDER / path).exists():
            shutil.copymode(COURSE_FOLDER / path, folder / path)
    for path in earlier.keys() - files.keys():
        _remove(folder / path, folder)
    write_whole(folder / RECORD, _as_json(hashes))


# --- what is in it ---


def files_of(until: str) -> dict[str, bytes]:
    """Each file of the copy by its path.

    Raises:
        CourseError: there is no such section, or a solution that goes into the copy is missing.
    """
    order = list(sections())
    last = order.index(section(until).id)
    files = {path.relative_to(COURSE_FOLDER).as_posix(): path.read_bytes() for path in _kept_as_they_are()}
    for name in READMES.values():
        files[name] = _readme((COURSE_FOLDER / name).read_text(encoding="utf-8"), order[last + 1 :]).encode()
    table = (COURSE_FOLDER / "source" / "course.toml").read_text(encoding="utf-8")
    files["source/course.toml"] = _with_last_answers(table, until).encode()
    for each in written_sections():
        is_open = order.index(each.id) <= last
        text = each.source.read_text(encoding="utf-8")
        files[f"source/{each.name}.py"] = (text if is_open else without_answers(text)).encode()
        for lang in LANGUAGES:
            files[each.path("chapters", lang)] = _chapter(each, lang, is_open)
            if is_open:
                files[each.path("solutions", lang)] = _stored(each, lang)
    return files


def _kept_as_they_are() -> Iterator[Path]:
    for name in _AS_THEY_ARE:
        path = COURSE_FOLDER / name
        if path.is_file():
            yield path
        for folder, inside, names in os.walk(path):
            inside[:] = [each for each in inside if not each.startswith((".", "__pycache__"))]
            yield from (Path(folder) / each for each in names)


def without_answers(source: str) -> str:
    """A section's source without its answers, right and wrong, and without what explains or proves them."""
    beginning, *blocks = _BLOCK.split(source)
    cells = read_cells(source)
    if len(cells) != len(blocks):
        raise CourseError(f"a source has {len(blocks)} lines that begin with '# %%', but {len(cells)} cells")
    return beginning + "".join(block for block, cell in zip(blocks, cells, strict=True) if not tags(cell) & _HELD_BACK)


def _chapter(of_section: Section, lang: str, is_open: bool) -> bytes:
    """A notebook as learners begin with it, without a link to answers that are held back."""
    notebook = make_notebook(of_section, "chapters", lang)
    if not is_open:
        title = notebook.cells[0]
        title.source = re.sub(r" · \[[^]]*\]\(\.\./\.\./solutions/[^)]*\)", "", title.source)
    return (nbformat.writes(notebook, version=4) + "\n").encode()


def _stored(of_section: Section, lang: str) -> bytes:
    path = of_section.notebook("solutions", lang)
    if not path.exists():
        raise CourseError(_MISSING.format(path=of_section.path("solutions", lang)))
    return path.read_bytes()


def _readme(text: str, held_back: list[str]) -> str:
    """A README for learners, in whose table the answers that are held back are not linked."""
    text = _NOT_FOR_LEARNERS.sub("", text)
    return re.sub(
        r"\[[^]]*\]\(solutions/\w+/([\d-]+)_\w+\.ipynb\)",
        lambda link: "" if link[1] in held_back else link[0],
        text,
    )


def _with_last_answers(table: str, until: str) -> str:
    """The table of contents, in which `solution` finds which answers are out."""
    first = table.index("[[sections]]")
    line = f'# Written by make release: the last section whose answers are in this copy.\nanswers_until = "{until}"\n\n'
    return table[:first] + line + table[first:]


# --- writing it ---


def _earlier(folder: Path) -> dict[str, list[str]]:
    """The files of the earlier release in a folder, with their hashes; none in a new or an empty one.

    Raises:
        CourseError: the folder is not of this command.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return {}
    try:
        files = json.loads((folder / RECORD).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        raise CourseError(_NOT_OURS.format(folder=folder.name)) from None
    return files


def _is_another(path: Path, hashes: list[str]) -> bool:
    """Whether something stands there that no release has written."""
    return os.path.lexists(path) and not (path.is_file() and _hash(path.read_bytes()) in hashes)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _as_json(files: dict[str, list[str]]) -> bytes:
    return (json.dumps({"files": files}, indent=0, sort_keys=True) + "\n").encode()


def _remove(path: Path, folder: Path) -> None:
    """Remove a file of the earlier release, and the folders that it leaves empty."""
    path.unlink(missing_ok=True)
    for parent in path.parents:
        if parent == folder or any(parent.iterdir()):
            return
        parent.rmdir()


if __name__ == "__main__":
    sys.exit(main())
