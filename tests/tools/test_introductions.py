"""Nothing is used before it is introduced: on small courses of three sections, and on the course itself."""

import importlib
import shutil
from pathlib import Path

import pytest

from tools.build import sources
from tools.build.introductions import faults_of_introductions, keras_names, too_early
from tools.build.sources import read_source
from tools.build.terms import open_names
from utils.core import course
from utils.core.course import sections, written_sections
from utils.core.paths import COURSE_FOLDER

INDEX = """\
[[terms]]
section = "1-2"
ko = ["합성곱"]
en = ["convolution"]
sentence.ko = "작은 창을 옮기는 계산입니다."
sentence.en = "Sliding a small window."
"""
EXPLAINED = ("합성곱(convolution)은 작은 창을 옮깁니다.", "A convolution slides a small window.")


def prose(korean: str, english: str, tag: str = "") -> str:
    return f'# %% [markdown] tags=["ko"{tag}]\n# {korean}\n\n# %% [markdown] tags=["en"{tag}]\n# {english}\n\n'


def named(name: str, tag: str = "") -> str:
    return prose(f"`{name}`입니다.", f"This is `{name}`.", tag)


def code(line: str, tag: str = "") -> str:
    return f'# %%{f""" tags=["{tag}"] exercise="1-1-a" """ if tag else ""}\n{line}\n\n'


IMPORT = code("import keras")
USE = code("keras.layers.Dense(3)")
OF_SOLUTION = ', "solution"'


class SmallCourse:
    """A course whose folder has the real table of contents, and a source for each section that is written."""

    def __init__(self, folder: Path):
        self.folder = folder / "source"
        self.folder.mkdir()
        shutil.copy(COURSE_FOLDER / "source" / "course.toml", self.folder)
        self.write_index("")

    def write(self, section_id: str, *cells: str) -> None:
        (self.folder / f"{sections()[section_id].name}.py").write_text("".join(cells), encoding="utf-8")

    def write_index(self, text: str) -> None:
        (self.folder / "terms.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def small(tmp_path, monkeypatch) -> SmallCourse:
    monkeypatch.setattr(course, "COURSE_FOLDER", tmp_path)
    monkeypatch.setattr(sources, "COURSE_FOLDER", tmp_path)
    return SmallCourse(tmp_path)


def faults() -> list[str]:
    return list(faults_of_introductions())


# --- Keras names ---

INTRODUCED = {
    "before the cell": [named("Dense"), IMPORT, USE],
    "right after the cell": [IMPORT, USE, named("keras.layers.Dense")],
    "after two cells in a row": [IMPORT, USE, code("1 + 1"), named("Dense(3)")],
    "above an exercise": [
        named("Dense"),
        IMPORT,
        code("stack = ...", "starter"),
        USE.replace("%%", '%% tags=["solution"]'),
    ],
}
NOT_INTRODUCED = {
    "nowhere": [IMPORT, USE],
    "one prose cell too late": [IMPORT, USE, named("Input"), named("Dense")],
    "in a code block": [IMPORT, USE, prose("```\n# Dense\n# ```", "```\n# Dense\n# ```")],
    "where only solutions have it": [named("Dense", OF_SOLUTION), IMPORT, USE],
    "below a starter": [IMPORT, code("layer = keras.layers.Dense(3)", "starter"), named("Dense")],
    "below a solution": [IMPORT, code("layer = keras.layers.Dense(3)", "solution"), named("Dense")],
}


@pytest.mark.parametrize("where", INTRODUCED)
def test_a_keras_name_may_be_introduced(small, where):
    small.write("1-1", *INTRODUCED[where])
    assert faults() == []


@pytest.mark.parametrize("where", NOT_INTRODUCED)
def test_a_keras_name_that_is_not_introduced_is_told_with_its_line(small, where):
    small.write("1-1", *NOT_INTRODUCED[where])
    (fault,) = faults()
    source = "source/1-1_keras_in_30_seconds.py"
    lines = (small.folder.parent / source).read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "layers.Dense" in text)
    assert fault.startswith(f"{source}: line {line}: no prose has named 'Dense' yet")
    assert ("above the exercise" in fault) == where.startswith("below")


def test_an_earlier_section_introduces_a_name_and_a_later_one_does_not(small):
    small.write("1-1", named("Dense"))
    small.write("1-2", IMPORT, USE)
    assert faults() == []
    small.write("1-1", IMPORT, USE)
    small.write("1-2", named("Dense"), IMPORT, USE)
    assert [fault.partition(":")[0] for fault in faults()] == ["source/1-1_keras_in_30_seconds.py"]


@pytest.mark.parametrize("tag", ["wrong", "right", "proof"])
def test_what_learners_do_not_see_needs_no_introduction(small, tag):
    small.write("1-1", IMPORT, code("keras.layers.Dense(3)", tag))
    assert faults() == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("import keras\nkeras.layers.Dense(3)", ["Dense"]),
        ("import keras.backend as K\nK.clear_session()", ["clear_session"]),
        ("from keras import layers, ops as o\nlayers.Dense.from_config({})\no.cast(1, 'int32')", ["Dense", "cast"]),
        ("from keras.layers import Dense as D\nclass Mine(D): pass", ["Dense"]),
        ("import keras\nkeras.ops.mean(keras.ops.abs(1))", ["ops"]),
        ("import keras\nkeras.optimizers.schedules.CosineDecay", ["CosineDecay"]),
        ("import keras\nkeras.utils.np_utils.to_categorical(1)\nkeras.Input", ["Input"]),
        ("import keras, numpy as np\nkeras.__version__, keras.layers, np.mean(1), Dense, [].layers.Dense", []),
    ],
)
def test_keras_names_are_found_in_code(lines, found):
    assert sorted(keras_names(lines, {})) == sorted(found)


@pytest.mark.parametrize("module", ["layers", "losses", "callbacks", "optimizers", "utils", "saving"])
def test_the_public_interface_is_that_of_the_keras_that_runs(module):
    public = [name for name in vars(importlib.import_module(f"keras.{module}")) if not name.startswith("_")]
    functions = [
        name for name in public if not hasattr(getattr(importlib.import_module(f"keras.{module}"), name), "__path__")
    ]
    assert len(functions) > 10
    for name in functions:
        assert keras_names(f"import keras\nkeras.{module}.{name}", {}) == {name: 2}


# --- terms ---

ALLOWED = {
    "the section that explains it": ("1-2", EXPLAINED),
    "a later section": ("2-1", ("합성곱을 씁니다.", "Use a convolution.")),
    "an earlier one that names it": ("1-1", ("합성곱은 1-2에서 봅니다.", "Section 1-2 shows the convolution.")),
    "an earlier one with a link": (
        "1-1",
        ("[합성곱](1-2_installation.ipynb)", "[a convolution](1-2_installation.ipynb)"),
    ),
    "code": ("1-1", ("`합성곱`, `convolution`", "`합성곱`, `convolution`")),
    "another word": ("1-1", ("합성곱셈", "deconvolution")),
}


@pytest.mark.parametrize("where", ALLOWED)
def test_a_term_may_stand_in(small, where):
    small.write_index(INDEX)
    small.write("1-2", prose(*EXPLAINED))
    section_id, twins = ALLOWED[where]
    small.write(section_id, prose(*twins))
    assert faults() == []


def test_a_term_that_is_explained_later_is_told_in_both_languages_with_its_line(small):
    small.write_index(INDEX)
    small.write(
        "1-1", prose("처음에는\n#\n# 합성곱을 씁니다. 1-2-a를 푸세요.", "At first\n#\n# use convolutions. Solve 1-2-a.")
    )
    small.write("1-2", prose(*EXPLAINED))
    source = "source/1-1_keras_in_30_seconds.py"
    assert faults() == [
        f"{source}: line {line}: {name!r} is explained in 1-2: name 1-2 in this paragraph, or say it without the term"
        for line, name in ((4, "합성곱"), (9, "convolution"))
    ]


def test_a_term_that_was_told_of_may_be_used_from_there_on(small):
    small.write_index(INDEX)
    small.write(
        "1-1", prose("합성곱은 1-2에서 봅니다.", "Section 1-2 shows the convolution."), prose("합성곱", "convolution")
    )
    small.write("1-2", prose(*EXPLAINED))
    assert faults() == []


def test_a_section_that_explains_a_term_names_it(small):
    small.write_index(INDEX)
    small.write("1-2", prose("작은 창을 옮깁니다.", "Slide a small window."))
    assert faults() == [
        f"source/terms.toml: {name!r} is explained in 1-2, but no prose there names it"
        for name in ("합성곱", "convolution")
    ]


# --- what is still open ---


def test_what_is_open_is_not_told(small):
    small.write_index(f'{INDEX}\n[[open]]\nsection = "1-1"\nnames = ["Dense", "convolution"]\n')
    small.write("1-1", IMPORT, USE, prose("합성곱", "convolution"))
    small.write("1-2", prose(*EXPLAINED))
    assert faults() == []
    small.write("1-1", IMPORT, code("keras.layers.Dense(3), keras.Input((2,))"), prose("합성곱", "convolution"))
    (fault,) = faults()
    assert "'Input'" in fault


def test_what_is_open_in_the_course_is_exactly_what_is_too_early():
    found = too_early({section: read_source(section) for section in written_sections()})
    assert {(each.section.id, each.name) for each in found} == open_names()


def test_the_course_uses_nothing_else_before_it_is_introduced():
    assert faults() == []
