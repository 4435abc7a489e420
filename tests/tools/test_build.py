"""The build, on a tiny course of its own: a copy of `utils` and `tools` whose lesson needs no Keras."""

import base64
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from PIL import Image

from tests.support.hanging import SECONDS_UNTIL_IT_HANGS
from tools.build.notebooks import KINDS, make_notebook
from tools.build.outputs import with_a_palette
from tools.build.rules import tags
from utils.core.course import section
from utils.core.paths import COURSE_FOLDER
from utils.core.text import LANGUAGES

NAME = "1-1_tiny.ipynb"
CHECKS = """\
from utils.core.text import Text
from utils.exercises.registry import exercise


@exercise("1-1-a", hints=[Text(ko="힌트", en="a hint")])
def right(answer):
    pass
"""
PLOTS = """\
def drawn():
    print("drawn")


def undrawn():
    print("not drawn")
"""
LABS = "def lab(name):\n    pass\n"
TABLE = """\
title = { ko = "작은 코스", en = "Tiny course" }
repository = ""

[[sections]]
id = "1-1"
slug = "tiny"
minutes = 5
title = { ko = "작은 섹션", en = "A tiny section" }

[[sections]]
id = "1-2"
slug = "planned"
minutes = 7
title = { ko = "나중 섹션", en = "A later section" }
"""
LESSON_NAMES = """\
def start(section_id, lang, record=True):
    print(section_id, lang, record)


def check(exercise_id, *answers):
    return answers


choose = doctor = expect_error = explain = hand_in = hint = lab = migrate = progress = reset = solution = None
"""
SOURCE = """\
# %% [markdown] tags=["ko"]
# 설명입니다.

# %% [markdown] tags=["en"]
# This is prose.

# %%
from utils import plots

plots.drawn()
with open(course / "runs.txt", "a") as runs:
    print("one more run", file=runs)

# %% [markdown] tags=["ko"]
# ### 연습 1-1-a

# %% [markdown] tags=["en"]
# ### Exercise 1-1-a

# %% tags=["starter"] exercise="1-1-a"
answer = ...

# %% tags=["wrong"] exercise="1-1-a"
answer = "wrong"

# %% tags=["right"] exercise="1-1-a"
answer = "also right"

# %% tags=["solution"] exercise="1-1-a"
answer = "right"

# %%
check("1-1-a", answer)

# %% [markdown] tags=["ko", "solution"]
# 풀이 설명.

# %% [markdown] tags=["en", "solution"]
# Why it is so.

# %%
print("before")
print("after")

# %% tags=["no-stored-output"]
print("not kept")
"""
CHANGED_CELL = """\
# %% alt_ko="네모 하나" alt_en="one square"
from ipykernel.connect import get_connection_info
from IPython.display import SVG

print("later", get_connection_info())
SVG(f"<svg><title>{id(course)}</title></svg>")
"""
README = "| | | | |\n|---|---|---|---|\n| old | row | 1 | |\n\nEnd.\n"


class TinyCourse:
    """A course in a folder, built by the real command."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.source = folder / "source" / "1-1_tiny.py"
        self.table = folder / "source" / "course.toml"

    @classmethod
    def new(cls, folder: Path) -> "TinyCourse":
        ignored = shutil.ignore_patterns("__pycache__", "section_*", "labs", "datasets")
        for room in ("utils", "tools"):
            shutil.copytree(COURSE_FOLDER / room, folder / room, ignore=ignored)
        (folder / "utils" / "labs").mkdir()
        written = {"__init__": LESSON_NAMES, "exercises/section_1_1": CHECKS, "plots": PLOTS, "labs/__init__": LABS}
        for module, code in written.items():
            (folder / "utils" / f"{module}.py").write_text(code)
        (folder / "source").mkdir()
        (folder / "README.md").write_text(README)
        shutil.copy(COURSE_FOLDER / "pyproject.toml", folder)
        tiny = cls(folder)
        tiny.table.write_text(TABLE)
        tiny.source.write_text(SOURCE)
        return tiny

    def copy(self, folder: Path) -> "TinyCourse":
        return TinyCourse(Path(shutil.copytree(self.folder, folder)))

    def build(self, *arguments: str) -> subprocess.CompletedProcess:
        return self.run("-m", "tools.build", *arguments)

    def run(self, *arguments: str, **options) -> subprocess.CompletedProcess:
        """Run Python in the folder of the course."""
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        command = [sys.executable, *arguments]
        settings = {"capture_output": True, "text": True, "timeout": SECONDS_UNTIL_IT_HANGS, **options}
        return subprocess.run(command, cwd=self.folder, env=environment, **settings)

    def notebook(self, kind: str, lang: str) -> nbformat.NotebookNode:
        return nbformat.read(self.folder / kind / lang / NAME, as_version=4)

    def bytes(self) -> dict[str, bytes]:
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in self.folder.glob("*/*/*.ipynb")}

    def runs(self) -> int:
        return len((self.folder / "runs.txt").read_text().splitlines())

    def change(self, old: str, new: str, path: str = "source/1-1_tiny.py") -> None:
        text = (self.folder / path).read_text()
        assert old in text
        (self.folder / path).write_text(text.replace(old, new))


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> TinyCourse:
    """A tiny course whose notebooks are built; the tests leave it as it is."""
    tiny = TinyCourse.new(tmp_path_factory.mktemp("built") / "course")
    done = tiny.build()
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1-1: four notebooks, ")
    return tiny


@pytest.fixture(scope="module")
def changed(built, tmp_path_factory) -> TinyCourse:
    """The same with one cell changed, built again; the tests leave it as it is."""
    tiny = built.copy(tmp_path_factory.mktemp("changed") / "course")
    tiny.change('# %%\nprint("before")\nprint("after")', CHANGED_CELL)
    done = tiny.build()
    assert done.returncode == 0, done.stderr
    return tiny


@pytest.fixture
def tiny(built, tmp_path) -> TinyCourse:
    """A built course of this test's own."""
    return built.copy(tmp_path / "course")


def sources(notebook) -> str:
    return "\n".join(cell.source for cell in notebook.cells)


def outputs(notebook) -> list:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


# --- one source, four notebooks ---


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_notebook_has_the_cells_that_are_meant_for_it(built, kind, lang):
    text = sources(built.notebook(kind, lang))
    seen = {
        "설명입니다": lang == "ko",
        "This is prose": lang == "en",
        "answer = ...": kind == "chapters",
        'answer = "right"': kind == "solutions",
        "풀이 설명": (kind, lang) == ("solutions", "ko"),
        "Why it is so": (kind, lang) == ("solutions", "en"),
        '"wrong"': False,
        "also right": False,
        'check("1-1-a", answer)': True,
        f'start("1-1", lang="{lang}"' + (")" if kind == "chapters" else ", record=False)"): True,
    }
    assert {part: part in text for part in seen} == seen


def test_chapters_have_no_outputs_and_solutions_have_theirs(built):
    for lang in LANGUAGES:
        assert outputs(built.notebook("chapters", lang)) == []
        texts = "".join(str(output) for output in outputs(built.notebook("solutions", lang)))
        assert "before" in texts and "after" in texts and "not kept" not in texts
        assert f"1-1 {lang} False" in texts


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no other way than TCP")
def test_kernels_that_start_at_once_draw_no_ports_that_could_be_the_same(changed):
    for lang in LANGUAGES:
        assert '"transport": "ipc"' in str(outputs(changed.notebook("solutions", lang)))


def test_a_picture_that_a_library_draws_is_described_by_its_cell(changed):
    for lang, alt in {"ko": "네모 하나", "en": "one square"}.items():
        (picture,) = (o for o in outputs(changed.notebook("solutions", lang)) if "image/svg+xml" in o.get("data", ()))
        assert picture.metadata == {"image/svg+xml": {"alt": alt}}
        assert "<title>1</title>" in picture.data["image/svg+xml"], "it would differ from run to run"


def _png(picture: Image.Image) -> str:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def _pixels(png: str) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(png))).convert("RGBA")).astype(int)


def test_a_stored_picture_is_smaller_and_looks_the_same():
    colours = np.linspace(0, 255, 4 * 120 * 120 * 3).reshape(480, 120, 3).astype("uint8")
    few, many = Image.fromarray(colours // 64 * 64), Image.fromarray(colours)
    assert np.array_equal(_pixels(with_a_palette(_png(few))), _pixels(_png(few)))
    assert np.abs(_pixels(with_a_palette(_png(many))) - _pixels(_png(many))).max() < 16
    noise = Image.fromarray(np.random.default_rng(0).choice(np.unique(colours), (90, 90, 1)).repeat(4, -1) // 16 * 16)
    noise.putalpha(255)
    assert len(with_a_palette(_png(noise))) < len(_png(noise)) and not np.any(_pixels(_png(noise))[..., 3] - 255)
    many.putalpha(100)
    assert with_a_palette(_png(many)) == _png(many)


def test_the_title_names_the_section_and_links_its_three_others(built):
    title = built.notebook("solutions", "en").cells[0].source
    assert title.startswith("# 1-1 A tiny section · solutions")
    assert f"(../../chapters/en/{NAME})" in title and f"(../ko/{NAME})" in title and "about 5 minutes" in title
    assert "badge" not in title


def test_the_table_in_the_readme_is_made_from_the_table_of_contents(built):
    assert (built.folder / "README.md").read_text() == (
        "| | | | |\n|---|---|---|---|\n"
        f"| 1-1 | [A tiny section](chapters/en/{NAME}) | 5 | [Solutions](solutions/en/{NAME}) |\n"
        "| 1-2 | A later section | 7 |  |\n\nEnd.\n"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_notebooks_of_the_course_show_their_own_cells_only(section_id, lang, kind):
    notebook = make_notebook(section(section_id), kind, lang)
    unseen = {"wrong", "right", "starter" if kind == "solutions" else "solution", *({*LANGUAGES} - {lang})}
    assert all(not tags(cell) & unseen for cell in notebook.cells)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)


# --- building again ---


def test_an_unchanged_section_is_not_executed_and_changes_no_byte(tiny):
    before = tiny.bytes()
    assert tiny.build().returncode == 0
    assert tiny.bytes() == before
    assert tiny.runs() == 2


def test_an_unchanged_section_that_is_executed_again_changes_no_byte(tiny):
    before = tiny.bytes()
    built_again = tiny.build("1-1")
    assert built_again.returncode == 0, built_again.stderr
    assert tiny.bytes() == before
    assert tiny.runs() == 4


def test_a_changed_section_is_executed_and_keeps_the_ids_of_its_other_cells(built, changed):
    before, after = ([cell.id for cell in tiny.notebook("solutions", "ko").cells] for tiny in (built, changed))
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1
    assert changed.runs() == 4
    assert "later" in str(outputs(changed.notebook("solutions", "ko")))


def test_new_prose_is_written_and_the_outputs_are_kept(tiny):
    before = {lang: outputs(tiny.notebook("solutions", lang)) for lang in LANGUAGES}
    tiny.change("# This is prose.", "# This is new prose.")
    assert tiny.build().returncode == 0
    assert tiny.runs() == 2
    assert "This is new prose." in sources(tiny.notebook("solutions", "en"))
    assert {lang: outputs(tiny.notebook("solutions", lang)) for lang in LANGUAGES} == before


def test_a_section_is_executed_again_where_what_it_shows_is_drawn_anew(tiny):
    tiny.change('print("not drawn")', 'print("still not drawn")', "utils/plots.py")
    assert tiny.build("--check").returncode == 0
    tiny.change('print("drawn")', 'print("drawn anew")', "utils/plots.py")
    stale = [f"solutions/{lang}/{NAME} differs from its source: run make notebooks" for lang in LANGUAGES]
    assert tiny.build("--check").stdout.splitlines() == stale
    assert tiny.build().returncode == 0
    assert tiny.runs() == 4
    assert "drawn anew" in str(outputs(tiny.notebook("solutions", "ko")))
    assert tiny.build("--check").returncode == 0


def test_setting_the_repository_rewrites_first_cells_and_keeps_outputs(tiny):
    kept = {lang: outputs(tiny.notebook("solutions", lang)) for lang in LANGUAGES}
    address = "https://github.com/someone/keras-study"
    tiny.table.write_text(tiny.table.read_text().replace('repository = ""', f'repository = "{address}/"'))
    assert "differs from its source" in tiny.build("--check").stdout
    assert tiny.build().returncode == 0
    assert tiny.runs() == 2
    for lang in LANGUAGES:
        for kind in KINDS:
            title, first = tiny.notebook(kind, lang).cells[:2]
            assert (
                f"colab.research.google.com/github/someone/keras-study/blob/main/{kind}/{lang}/{NAME})" in title.source
            )
            assert f"urlpath=lab/tree/{kind}/{lang}/{NAME})" in title.source
            assert f'"git", "clone", "--depth=1", "--quiet", "{address}"' in first.source
            compile(first.source, "first cell", "exec")
        assert outputs(tiny.notebook("solutions", lang)) == kept[lang]
    assert tiny.build("--check").returncode == 0


# --- what is stale ---


def test_a_built_course_is_not_stale(built):
    checked = built.build("--check")
    assert (checked.returncode, checked.stdout) == (0, "Every notebook is as its source makes it.\n")


def test_stale_missing_and_orphan_notebooks_are_named(tiny):
    tiny.change("# This is prose.", "# This is new prose.")
    (tiny.folder / "chapters" / "ko" / NAME).unlink()
    shutil.copy(tiny.folder / "solutions" / "en" / NAME, tiny.folder / "solutions" / "en" / "9-9_gone.ipynb")
    before = tiny.bytes()
    checked = tiny.build("--check")
    assert checked.returncode == 1
    assert checked.stdout.splitlines() == [
        f"chapters/ko/{NAME} is missing or no notebook: run make notebooks",
        f"chapters/en/{NAME} differs from its source: run make notebooks",
        f"solutions/en/{NAME} differs from its source: run make notebooks",
        "solutions/en/9-9_gone.ipynb has no source",
    ]
    assert tiny.bytes() == before


def test_a_notebook_that_was_edited_by_hand_is_named(tiny):
    path = tiny.folder / "chapters" / "en" / NAME
    path.write_text(path.read_text().replace("This is prose", "This was prose"))
    checked = tiny.build("--check")
    assert checked.returncode == 1
    assert checked.stdout == f"chapters/en/{NAME} differs from its source: run make notebooks\n"


def test_a_readme_with_another_table_is_named(tiny):
    (tiny.folder / "README.md").write_text(README)
    checked = tiny.build("--check")
    assert checked.returncode == 1 and "README.md: its table of sections" in checked.stdout


# --- what is refused ---


def test_a_section_with_a_cell_that_fails_is_refused_and_nothing_of_it_stored(tiny):
    tiny.change('print("after")', "1 / 0")
    done = tiny.build()
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr and "1-1_tiny.ipynb" in done.stderr
    assert [outputs(tiny.notebook("solutions", lang)) for lang in LANGUAGES] == [[], []]
    assert f"solutions/ko/{NAME} differs from its source" in tiny.build("--check").stdout


REFUSED = {
    "import sys\nprint('careless', file=sys.stderr)": "writes to stderr",
    "import warnings\nwarnings.warn('careless')": "writes to stderr",
    "print(f'in {course}/source')": "shows a path of this machine",
    "print(Path.home() / 'file')": "shows a path of this machine",
    "sys.prefix + '/bin'": "shows a path of this machine",
    "check = lambda *_: type('Said', (), {'__repr__': lambda self: '✗ 1-1-a'})()\n\n# %%\ncheck('1-1-a', 2)": (
        "utils/exercises/section_1_1.py does not accept the solution: ✗ 1-1-a"
    ),
}
BUILD_EACH = """
import json, sys
from tools.build.outputs import build_notebook
from utils.core.course import section
from utils.core.text import CourseError

source = section("1-1").source
text = source.read_text()
for code in json.load(sys.stdin):
    source.write_text(text.replace('print("after")', code))
    try:
        build_notebook("1-1", "solutions", "ko", execute=True)
        print(json.dumps("stored"))
    except CourseError as error:
        print(json.dumps(str(error)))
"""


@pytest.fixture(scope="module")
def refusals(built, tmp_path_factory) -> dict[str, str]:
    """What is said of each cell, built one after the other in one process."""
    tiny = built.copy(tmp_path_factory.mktemp("refused") / "course")
    done = tiny.run("-c", BUILD_EACH, input=json.dumps(list(REFUSED)))
    assert done.returncode == 0, done.stderr
    return dict(zip(REFUSED, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("code", REFUSED)
def test_a_cell_that_must_not_be_stored_is_refused(refusals, code):
    assert REFUSED[code] in refusals[code] and "1-1_tiny.ipynb" in refusals[code]


def test_a_source_that_breaks_a_rule_is_refused_and_named_by_check(tiny):
    before = tiny.bytes()
    tiny.change('print("after")', "print(answer)")
    done, checked = tiny.build(), tiny.build("--check")
    assert done.returncode == checked.returncode == 1
    assert "uses 'answer', which is an answer of 1-1-a" in done.stderr
    assert "source/1-1_tiny.py: cell 'print(\"before\")': uses 'answer'" in checked.stdout
    assert tiny.bytes() == before


def test_an_unknown_section_is_one_sentence(tiny):
    done = tiny.build("7-7")
    assert done.returncode == 1 and "7-7" in done.stderr and "Traceback" not in done.stderr
