"""One source, four notebooks: `source/ID_slug.py` becomes chapters and solutions in Korean and English.

python -m utils.build            rebuild the sections whose source changed, two notebooks at a time
python -m utils.build --all      rebuild every section
python -m utils.build 1-1        rebuild these sections
python -m utils.build --check    name what is stale or breaks a rule, and exit with 1
"""

import argparse
import copy
import hashlib
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert.preprocessors import TagRemovePreprocessor
from traitlets.config import Config

from utils.course import Section, course_title, repository, section, sections
from utils.messages import COURSE_FOLDER, LANGUAGES, CourseError, Text
from utils.rules import broken_rules, tags

KINDS = ("chapters", "solutions")
NOTEBOOKS_AT_A_TIME = 2
SECONDS_A_CELL_MAY_TAKE = 120

_UNSEEN_TAGS = {"chapters": {"solution", "wrong", "right"}, "solutions": {"starter", "wrong", "right"}}
_NOT_STORED = "no-stored-output"
_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

_FIRST_CELL = """\
import sys
from pathlib import Path

folders = [Path.cwd(), *Path.cwd().parents]{colab}
course = next((f for f in folders if (f / "source" / "course.toml").exists()), None)
if course is None:
    sys.exit("{not_found}")
if str(course) not in sys.path:
    sys.path.insert(0, str(course))

from utils import check, choose, doctor, expect_error, hint
from utils import lab, progress, reset, solution, start

start("{id}", lang="{lang}"{record})
"""
_ON_COLAB = """
if "google.colab" in sys.modules:
    import subprocess

    folders.append(Path.cwd() / "keras-study")
    if not folders[-1].exists():
        subprocess.run(["git", "clone", "--depth=1", "--quiet", "{repository}", str(folders[-1])])"""
_NOT_FOUND = Text(
    ko="이 노트북은 코스 폴더 안에서 열어야 합니다. 노트북을 chapters 폴더로 되돌려 놓으세요.",
    en="This notebook works inside the course folder. Put it back into the folder chapters.",
)
_NOT_FETCHED = Text(
    ko=" Colab에서는 네트워크를 확인하고 이 셀을 다시 실행하세요.",
    en=" On Colab, check the network and run this cell again.",
)
_MINUTES = Text(ko="약 {n}분", en="about {n} minutes")
_KIND_NAMES = {
    "chapters": Text(ko="풀기 전 노트북", en="The lesson without answers"),
    "solutions": Text(ko="풀이", en="Solutions"),
}
READMES = {"ko": "README.ko.md", "en": "README.md"}
_LANGUAGE_NAMES = {"ko": "한국어", "en": "English"}
_MAP = Text(ko="코스 지도", en="Course map")
_NEXT = Text(ko="다음", en="Next")
_SOLVED = Text(ko=" · 풀이", en=" · solutions")


# --- from a source to its cells ---


def read_source(section: Section) -> list:
    """The cells of a section's source, as nbformat cells with their tags and exercise ids."""
    return jupytext.reads(section.source.read_text(encoding="utf-8"), fmt="py:percent").cells


def source_hash(section: Section) -> str:
    """What the outputs of a section's solutions hang on: its source, and what its checks say.

    The start page shows the course map, so its outputs hang on the table of contents and on every check.
    """
    checks = COURSE_FOLDER / "utils" / "exercises"
    files = [section.source, checks / f"section_{section.id.replace('-', '_')}.py"]
    if section.id == "0-0":
        files += [COURSE_FOLDER / "source" / "course.toml", *sorted(checks.glob("section_*.py"))]
    content = b"".join(file.read_bytes() for file in files if file.exists())
    return hashlib.sha256(content).hexdigest()[:16]


def make_notebook(section: Section, kind: str, lang: str) -> nbformat.NotebookNode:
    """One of a section's four notebooks, without outputs.

    Args:
        section: which section.
        kind: "chapters" or "solutions".
        lang: "ko" or "en".
    """
    notebook = nbformat.v4.new_notebook(cells=read_source(section))
    other = next(language for language in LANGUAGES if language != lang)
    notebook, _ = TagRemovePreprocessor(remove_cell_tags=_UNSEEN_TAGS[kind] | {other}).preprocess(notebook, {})
    notebook.cells = [
        nbformat.v4.new_markdown_cell(_title(section, kind, lang), id="title"),
        nbformat.v4.new_code_cell(_first_cell(section, kind, lang), id="start"),
        *_with_stable_ids(notebook.cells),
        nbformat.v4.new_markdown_cell(_next(section, lang), id="next"),
    ]
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "keras_study": {"section": section.id, "language": lang, "source": source_hash(section)},
    }
    return notebook


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
        _MINUTES[lang].format(n=section.minutes),
        f"[{_KIND_NAMES[other_kind][lang]}](../../{other_kind}/{lang}/{section.name}.ipynb)",
        f"[{_LANGUAGE_NAMES[other_lang]}](../{other_lang}/{section.name}.ipynb)",
    ]
    if section.id != "0-0":
        links.append(f"[{_MAP[lang]}](0-0_start_here.ipynb)")
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
    written = _written()
    after = written[written.index(section) + 1 :]
    if not after:
        return f"[{_MAP[lang]}](0-0_start_here.ipynb)"
    return f"{_NEXT[lang]}: [{after[0].id} {after[0].title[lang]}]({after[0].name}.ipynb)"


# --- from cells to files ---


def build_notebook(section_id: str, kind: str, lang: str, execute: bool) -> float:
    """Write one notebook; a solution is executed, or takes over its stored outputs where the source is unchanged.

    Returns:
        The seconds it took.

    Raises:
        CourseError: a cell fails, writes to stderr, or shows a path of this machine.
    """
    begin = time.perf_counter()
    of_section = section(section_id)
    notebook = make_notebook(of_section, kind, lang)
    path = of_section.notebook(kind, lang)
    if kind == "solutions":
        stored = _stored(path)
        if execute or stored is None or stored.metadata.keras_study.source != source_hash(of_section):
            _write_unfinished(notebook, path)
            _execute(notebook, path)
        else:
            _take_outputs(notebook, stored)
    _write(notebook, path)
    return time.perf_counter() - begin


def _stored(path: Path) -> nbformat.NotebookNode | None:
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, nbformat.reader.NotJSONError):
        return None


def _take_outputs(notebook, stored) -> None:
    outputs = {cell.id: cell for cell in stored.cells if cell.cell_type == "code"}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.id in outputs:
            cell.outputs, cell.execution_count = outputs[cell.id].outputs, outputs[cell.id].execution_count


def _write_unfinished(notebook, path: Path) -> None:
    """Put the answers in place without outputs: a lesson that calls `solution` reads them while it is executed."""
    unfinished = copy.deepcopy(notebook)
    unfinished.metadata["keras_study"]["source"] = ""
    _write(unfinished, path)


def _execute(notebook, path: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["KERAS_STUDY_HOME"] = home
        client = NotebookClient(
            notebook,
            timeout=SECONDS_A_CELL_MAY_TAKE,
            kernel_name="python3",
            resources={"metadata": {"path": str(path.parent)}},
            record_timing=False,
            coalesce_streams=True,
            config=connection_through_files(Path(home)),
        )
        try:
            client.execute()
        except CellExecutionError as error:
            raise CourseError(f"{path.name}: {error}") from None
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata.pop("execution", None)
            cell.outputs = (
                [] if _NOT_STORED in tags(cell) else [_lasting(output, cell, path) for output in cell.outputs]
            )
            _describe_pictures(cell, notebook.metadata["keras_study"]["language"])


def connection_through_files(folder: Path) -> Config:
    """Settings of nbclient to talk to a kernel through files in this folder.

    Over TCP, two kernels that start at once now and then draw the same port, and one of them dies. Windows knows no
    other way.
    """
    if os.name == "nt":
        return Config()
    return Config(KernelManager={"transport": "ipc", "connection_file": str(folder / "kernel.json")})


def _lasting(output, cell, path: Path):
    """An output without what changes from run to run; refuses what must not be stored."""
    if output.get("name") == "stderr":
        raise CourseError(f"{path.name}: writes to stderr: {output.text.strip()[:300]!r} in {cell.source[:80]!r}")
    if "data" in output:
        output.data.pop(_WIDGET_VIEW, None)
        if "image/svg+xml" in output.data:
            output.data["image/svg+xml"] = _without_addresses(output.data["image/svg+xml"])
    written = json.dumps(output)
    for place in (str(COURSE_FOLDER), str(Path.home()), sys.prefix):
        if len(place) > 1 and place + "/" in written:
            raise CourseError(f"{path.name}: shows a path of this machine in {cell.source[:80]!r}")
    return output


def _without_addresses(svg: str) -> str:
    """A drawn graph in which nodes are numbered from 1: Keras names them after addresses in memory."""
    numbers: dict[str, str] = {}
    return re.sub(r"\b\d{12,}\b", lambda address: numbers.setdefault(address[0], str(len(numbers) + 1)), svg)


def _describe_pictures(cell, lang: str) -> None:
    """Give a picture that Keras draws the alternative text that stands in the cell's metadata (`alt_ko`, `alt_en`)."""
    for output in cell.outputs:
        for kind in output.get("data", ()):
            if kind.startswith("image/") and f"alt_{lang}" in cell.metadata:
                output.metadata[kind] = {**output.metadata.get(kind, {}), "alt": cell.metadata[f"alt_{lang}"]}


def _write(notebook, path: Path) -> None:
    nbformat.validate(notebook)
    text = nbformat.writes(notebook, version=4) + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def build(section_ids: list[str], execute: bool) -> None:
    """Build all notebooks of these sections and print the seconds that each section took."""
    jobs = [(id_, kind, lang) for id_ in section_ids for kind in KINDS for lang in LANGUAGES]
    seconds: Counter[str] = Counter()
    with ProcessPoolExecutor(NOTEBOOKS_AT_A_TIME) as pool:
        running = {pool.submit(build_notebook, *job, execute): job for job in jobs}
        for done in as_completed(running):
            seconds[running[done][0]] += done.result()
    for id_ in section_ids:
        print(f"{id_}: four notebooks, {seconds[id_]:.1f} s of work")
    for path, text in readmes_with_tables().items():
        path.write_text(text, encoding="utf-8")


# --- the table of sections in the READMEs ---


def readmes_with_tables() -> dict[Path, str]:
    """Each README, with its table of sections made anew from the table of contents."""
    paths = {lang: COURSE_FOLDER / name for lang, name in READMES.items()}
    texts = {lang: path.read_text(encoding="utf-8") for lang, path in paths.items() if path.exists()}
    return {paths[lang]: _with_table(text, lang) for lang, text in texts.items()}


def _with_table(readme: str, lang: str) -> str:
    rows = "".join(_table_row(of_section, lang) for of_section in sections().values())
    return re.sub(r"(?<=\|---\|---\|---\|---\|\n)(\|.*\n)+", lambda _: rows, readme)


def _table_row(of_section: Section, lang: str) -> str:
    title, answers = of_section.title[lang], ""
    if of_section.written:
        title = f"[{title}](chapters/{lang}/{of_section.name}.ipynb)"
        answers = f"[{_KIND_NAMES['solutions'][lang]}](solutions/{lang}/{of_section.name}.ipynb)"
    return f"| {of_section.id} | {title} | {of_section.minutes} | {answers} |\n"


# --- what is stale ---


def stale() -> list[str]:
    """Each notebook that differs from its source, and each rule that a source breaks: a sentence each."""
    problems = []
    for of_section in _written():
        problems += [f"{of_section.source.name}: {problem}" for problem in broken_rules(read_source(of_section))]
        for kind in KINDS:
            for lang in LANGUAGES:
                path = of_section.notebook(kind, lang)
                stored = _stored(path)
                if stored is None:
                    problems.append(f"{kind}/{lang}/{path.name} is missing or no notebook: run make notebooks")
                elif not _same(stored, make_notebook(of_section, kind, lang)):
                    problems.append(f"{kind}/{lang}/{path.name} differs from its source: run make notebooks")
    for path, text in readmes_with_tables().items():
        if path.read_text(encoding="utf-8") != text:
            problems.append(f"{path.name}: its table of sections is not that of course.toml: run make notebooks")
    expected = {s.notebook(kind, lang) for s in _written() for kind in KINDS for lang in LANGUAGES}
    found = {path for kind in KINDS for path in (COURSE_FOLDER / kind).glob("*/*.ipynb")}
    return problems + [f"{path.relative_to(COURSE_FOLDER)} has no source" for path in sorted(found - expected)]


def _same(stored, made) -> bool:
    def essence(notebook):
        cells = [(cell.id, cell.cell_type, cell.source, cell.metadata) for cell in notebook.cells]
        return cells, notebook.metadata["keras_study"]

    return essence(stored) == essence(made)


def _written() -> list[Section]:
    return [of_section for of_section in sections().values() if of_section.written]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m utils.build", description="source/ → chapters/ and solutions/")
    parser.add_argument("sections", nargs="*", help="ids such as 1-1; without any, the sections that changed")
    parser.add_argument("--all", action="store_true", help="execute every section again")
    parser.add_argument("--check", action="store_true", help="name what is stale or breaks a rule; write nothing")
    options = parser.parse_args()
    if options.check:
        problems = stale()
        print("\n".join(problems) or "Every notebook is as its source makes it.")
        return 1 if problems else 0
    try:
        chosen = [section(id_) for id_ in options.sections] or _written()
        refused = [f"{s.source.name}: {problem}" for s in chosen for problem in broken_rules(read_source(s))]
        if refused:
            raise CourseError("\n".join(refused))
        build([s.id for s in chosen], execute=options.all or bool(options.sections))
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
