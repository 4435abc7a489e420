"""From a section's source to its four notebooks, without outputs."""

import hashlib
from collections import Counter

import nbformat
from nbconvert.preprocessors import TagRemovePreprocessor

from tools.build.dependencies import source_hash
from tools.build.rules import UNSEEN_TAGS, tags
from tools.build.sources import read_source
from tools.build.terms import index_of_terms, link_terms
from utils.core.course import Section, course_title, repository, written_sections
from utils.core.text import LANGUAGE_NAMES, LANGUAGES, Text

KINDS = ("chapters", "solutions")

# VS Code and JupyterLab tell where the notebook lies; the current folder may be anywhere. A kernel that is not the
# course's is refused by utils/core/kernel.py, before anything is imported.
_FIRST_CELL = """\
import os
import runpy
import sys
from pathlib import Path

here = Path("this.ipynb").absolute()
notebooks = [globals().get("__vsc_ipynb_file__", here), here, os.environ.get("JPY_SESSION_NAME", here)]
folders = [folder for notebook in notebooks for folder in Path(notebook).parents]{colab}
course = next((folder for folder in folders if (folder / "source" / "course.toml").exists()), None)
if course is None:

    class CourseNotFound(Exception):
        def _render_traceback_(self):
            return [str(self)]

    raise CourseNotFound(f"{not_found}")

runpy.run_path(str(course / "utils" / "core" / "kernel.py"))["prepare"](str(course), "{lang}")

from utils import check, choose, doctor, expect_error, explain, hand_in
from utils import hint, lab, migrate, progress, reset, solution, start

start("{id}", lang="{lang}"{record})
"""
_ON_COLAB = """
if "google.colab" in sys.modules:
    import subprocess

    folders.append(Path.cwd() / "keras-study")
    if not folders[-1].exists():
        subprocess.run(["git", "clone", "--depth=1", "--quiet", "{repository}", str(folders[-1])])"""
_NOT_FOUND = Text(
    ko="현재 폴더 {here.parent}에도 그 위에도 코스가 없으니, 이 노트북을 코스의 chapters 폴더에서 열거나 새 셀에서 "
    "%cd 코스_폴더를 먼저 실행하세요.",
    en="No course was found from the current folder {here.parent} upwards: open this notebook in the folder chapters "
    "of the course, or first run %cd and the folder of the course in a cell of its own.",
)
_NOT_FETCHED = Text(
    ko=" Colab에서는 네트워크를 확인하고 이 셀을 다시 실행하세요.",
    en=" On Colab, check the network and run this cell again.",
)
MINUTES = Text(ko="약 {n}분", en="about {n} minutes")
KIND_NAMES = {
    "chapters": Text(ko="풀기 전 노트북", en="The lesson without answers"),
    "solutions": Text(ko="풀이", en="Solutions"),
}
_FIRST = "0-0"
COURSE_MAP = Text(ko="코스 지도", en="Course map")
_NEXT = Text(ko="다음", en="Next")
_SOLVED = Text(ko=" · 풀이", en=" · solutions")


def make_notebook(section: Section, kind: str, lang: str) -> nbformat.NotebookNode:
    """One of a section's four notebooks, without outputs.

    Args:
        section: which section.
        kind: "chapters" or "solutions".
        lang: "ko" or "en".
    """
    notebook = nbformat.v4.new_notebook(cells=read_source(section))
    other = next(language for language in LANGUAGES if language != lang)
    notebook, _ = TagRemovePreprocessor(remove_cell_tags=UNSEEN_TAGS[kind] | {other}).preprocess(notebook, {})
    lesson = _with_stable_ids(notebook.cells)
    link_terms(lesson, section, lang)
    notebook.cells = [
        nbformat.v4.new_markdown_cell(_title(section, kind, lang), id="title"),
        nbformat.v4.new_code_cell(_first_cell(section, kind, lang), id="start"),
        *lesson,
        *([nbformat.v4.new_markdown_cell(index_of_terms(lang), id="terms")] if section.id == _FIRST else []),
        nbformat.v4.new_markdown_cell(_next(section, lang), id="next"),
    ]
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "keras_study": {"section": section.id, "language": lang, "version": version_of(section)},
    }
    if kind == "solutions":
        notebook.metadata["keras_study"]["source"] = source_hash(section)
    return notebook


def version_of(section: Section) -> str:
    """A hash of the code that a learner is given, the same in both languages: a hand-in says which it answers."""
    given = [
        cell for cell in read_source(section) if cell.cell_type == "code" and not tags(cell) & UNSEEN_TAGS["chapters"]
    ]
    return hashlib.sha256("\n".join(cell.source for cell in given).encode()).hexdigest()[:16]


def _with_stable_ids(cells: list) -> list:
    """Name each cell after its own text, so that a change renames no other cell."""
    seen: Counter[str] = Counter()
    for cell in cells:
        digest = hashlib.sha256(f"{cell.cell_type} {cell.source}".encode()).hexdigest()[:10]
        cell.id = f"{digest}-{seen[digest]}" if seen[digest] else digest
        seen[digest] += 1
    return cells


def _title(section: Section, kind: str, lang: str) -> str:
    other_lang = next(language for language in LANGUAGES if language != lang)
    other_kind = next(name for name in KINDS if name != kind)
    links = [
        MINUTES[lang].format(n=section.minutes),
        f"[{KIND_NAMES[other_kind][lang]}](../../{other_kind}/{lang}/{section.name}.ipynb)",
        f"[{LANGUAGE_NAMES[other_lang]}](../{other_lang}/{section.name}.ipynb)",
    ]
    if section.id != _FIRST:
        links.append(f"[{COURSE_MAP[lang]}](0-0_start_here.ipynb)")
    name = f"# {section.id} {section.title[lang]}" + (_SOLVED[lang] if kind == "solutions" else "")
    lines = [name, " · ".join([course_title()[lang], *links]), _badges(section, kind, lang)]
    return "\n\n".join(line for line in lines if line)


def _badges(section: Section, kind: str, lang: str) -> str:
    if not repository():
        return ""
    return (
        f"[![Open In Colab](https://colab.research.google.com/assets/colab-badge.svg)]"
        f"({section.colab_address(kind, lang)}) "
        f"[![Binder](https://mybinder.org/badge_logo.svg)]({section.binder_address(kind, lang)})"
    )


def _first_cell(section: Section, kind: str, lang: str) -> str:
    return _FIRST_CELL.format(
        id=section.id,
        lang=lang,
        record="" if kind == "chapters" else ", record=False",
        not_found=_NOT_FOUND[lang] + (_NOT_FETCHED[lang] if repository() else ""),
        colab=_ON_COLAB.format(repository=repository()) if repository() else "",
    ).rstrip()


def _next(section: Section, lang: str) -> str:
    written = written_sections()
    after = written[written.index(section) + 1 :]
    if not after:
        return f"[{COURSE_MAP[lang]}](0-0_start_here.ipynb)"
    return f"{_NEXT[lang]}: [{after[0].id} {after[0].title[lang]}]({after[0].name}.ipynb)"
