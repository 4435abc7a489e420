"""The recipes of CONTRIBUTING.md, followed word for word in a copy of the course, and with each step left out."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools.build.introductions import too_early
from tools.build.sources import read_source
from utils.core.course import section
from utils.core.paths import COURSE_FOLDER

GUIDE = COURSE_FOLDER / "CONTRIBUTING.md"
# A step is a line that names a file and a place in it, and the block of code below.
STEP = re.compile(
    r"^`([^`\n]+)`, (at the end|a new file|after the line `([^`\n]+)`):\n\n```\w+\n(.*?)^```$", re.M | re.S
)
CELL = re.compile(r"^# %%.*?(?=^# %%|\Z)", re.M | re.S)
KEPT_LAB = "thirty_seconds"

# Runs in the copy: puts each variant's files in place, says what the build says, and puts them back.
JUDGE = """
import json, sys
from pathlib import Path
from tools.build.stale import faults
from utils.core import course

said = {}
for name, files in json.load(sys.stdin).items():
    before = {path: Path(path).read_text() if Path(path).exists() else None for path in files}
    for path, text in files.items():
        Path(path).write_text(text) if text is not None else Path(path).unlink(missing_ok=True)
    course._table.cache_clear(), course.sections.cache_clear()
    said[name] = faults()
    for path, text in before.items():
        Path(path).write_text(text) if text is not None else Path(path).unlink(missing_ok=True)
json.dump(said, sys.stdout)
"""


@dataclass(frozen=True)
class Step:
    """A piece of a recipe.

    Attributes:
        path: the file that it changes.
        after: the line behind which it goes; "" for the end of the file, which may be new.
        text: what goes there.
    """

    path: str
    after: str
    text: str

    def done_to(self, text: str) -> str:
        if self.after:
            assert self.after in text.splitlines(), f"{self.path} has no line {self.after!r}"
            return text.replace(f"{self.after}\n", f"{self.after}\n{self.text}", 1)
        return f"{text}\n\n{self.text}" if text else self.text


def recipes() -> dict[str, list[Step]]:
    """The recipes by their names, such as "A lab"."""
    (chapter,) = re.findall(r"^## Recipes\n(.*?)^## ", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    parts = re.split(r"^### (.+)\n", chapter, flags=re.M)[1:]
    return {
        name: [Step(path, after, text) for path, _, after, text in STEP.findall(part)]
        for name, part in zip(parts[::2], parts[1::2], strict=True)
    }


RECIPES = recipes()
ALL_STEPS = [step for steps in RECIPES.values() for step in steps]


def followed(folder: Path, steps: list[Step]) -> dict[str, str]:
    """The files that these steps change or make, as they are afterwards."""
    files: dict[str, str] = defaultdict(str)
    for step in steps:
        if step.path not in files and (folder / step.path).exists():
            files[step.path] = (folder / step.path).read_text(encoding="utf-8")
        files[step.path] = step.done_to(files[step.path])
    return dict(files)


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A copy of the course that nobody has changed yet, with two of its sections."""
    folder = tmp_path_factory.mktemp("recipes") / "course"
    # Of the other sections there are neither sources nor notebooks nor checks nor labs: they would only take time.
    others = (
        "[2-6]-*.py",
        "0-1*.py",
        "1-2*.py",
        "[1-6]-*.ipynb",
        "0-1*.ipynb",
        "section_[2-6]*",
        "section_0_1.py",
        "section_1_2.py",
    )
    ignored = shutil.ignore_patterns("__pycache__", ".*", *others)
    for room in ("utils", "tools", "tests", "source", "solutions"):
        shutil.copytree(COURSE_FOLDER / room, folder / room, ignore=ignored)
    for name in ("README.md", "pyproject.toml", "requirements.txt", "conftest.py"):
        shutil.copy(COURSE_FOLDER / name, folder)
    table, labs = folder / "source" / "course.toml", folder / "utils" / "labs" / "__init__.py"
    for page in table.parent.glob("*.py"):
        rewrite(page, r"\[(\d-\d)\]\(.+?\.ipynb\)", r"\1")
    rewrite(table, r"(\[\[sections\]\]\nid = (?!\"(0-0|1-1)\")(.+\n)+\n?)+", "")
    # What a section introduces that is not there comes too early in the others.
    early = too_early({kept: read_source(kept) for kept in (section("0-0"), section("1-1"))})
    left_open = [f'[[open]]\nsection = "{found.section.id}"\nnames = ["{found.name}"]\n' for found in early]
    table.with_name("terms.toml").write_text("\n".join(left_open), encoding="utf-8")
    rewrite(
        folder / "utils" / "labs" / "__init__.py",
        r"(?<=^LABS = \{\n)(.+\n)*?(?=\})",
        f'    "30 seconds": "{KEPT_LAB}",\n',
    )
    for file in labs.parent.glob("*.py"):
        if file.stem != KEPT_LAB and "def open_lab" in file.read_text(encoding="utf-8"):
            file.unlink()
    return folder


def rewrite(file: Path, pattern: str, text: str) -> None:
    before = file.read_text(encoding="utf-8")
    after = re.sub(pattern, text, before, flags=re.M)
    assert after != before
    file.write_text(after, encoding="utf-8")


def run(course: Path, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=course, env=environment, input=stdin, capture_output=True, text=True, timeout=300
    )


# --- what is left out ---


def without(step: Step, part: str = "", instead: str = "") -> list[Step]:
    """All steps, but for this one or for a part of it."""
    kept = [Step(step.path, step.after, step.text.replace(part, instead, 1))] if part else []
    assert part in step.text
    place = ALL_STEPS.index(step)
    return [*ALL_STEPS[:place], *kept, *ALL_STEPS[place + 1 :]]


def cells_of(step: Step) -> list[str]:
    return CELL.findall(step.text)


def the(recipe: str, path: str) -> Step:
    """The step of a recipe that changes this file."""
    (found,) = (step for step in RECIPES[recipe] if step.path == path)
    return found


PAGE, CHECKS = "source/0-0_start_here.py", "utils/exercises/section_0_0.py"
LAB, LABS = "utils/labs/coin.py", "utils/labs/__init__.py"
SECTION, CHECKS_OF_SECTION = "source/9-9_one_number.py", "utils/exercises/section_9_9.py"
TABLE, DATA, SHEET = "source/course.toml", "utils/data.py", "utils/datasets/coins.md"
# By each step that may be forgotten, what the build then says.
WHOLE_STEPS = {
    ("An exercise", PAGE): f"{PAGE}: does not ask for 0-0-b, which {CHECKS} has",
    ("An exercise", CHECKS): f"{CHECKS}: has no function for exercise 0-0-b ({PAGE} asks for it)",
    ("A question", PAGE): f"{PAGE}: does not ask for 0-0-q2, which {CHECKS} has",
    ("A question", CHECKS): f"{CHECKS}: has no question 0-0-q2 ({PAGE} asks for it)",
    ("A lab", LAB): f"{LAB}: is not there; it is the lab 'coin' in the table of {LABS}",
    ("A lab", LABS): f"{LABS}: the lab 'coin' is not in its table ({PAGE} opens it)",
    ("A lab", PAGE): f"source/: no section opens the lab 'coin', which is in the table of {LABS}",
    ("A lab", "tests/labs/test_coin.py"): "tests/labs/test_coin.py: no test imports utils.labs.coin",
    ("A section", TABLE): f"{TABLE}: has no section 9-9, but {SECTION} is there",
    ("A section", SECTION): f"{SECTION}: is not there, but {CHECKS_OF_SECTION} is",
    ("A section", CHECKS_OF_SECTION): f"{CHECKS_OF_SECTION}: is not there; it says what counts as right in {SECTION}",
    ("A data set", "utils/datasets/coins.csv"): "utils/datasets/coins.csv: is not there, but its sheet coins.md is",
    ("A data set", SHEET): f"{SHEET}: is not there; it is the sheet of coins.csv",
    ("A data set", "utils/datasets/coins.LICENSE.txt"): (
        "utils/datasets/coins.LICENSE.txt: is not there; it is the licence of coins.csv"
    ),
    ("A data set", DATA): f"{DATA}: has no function that reads coins.csv",
    ("A data set", "tests/datasets/test_coins.py"): "tests/datasets/test_coins.py: no test names coins",
}
EXERCISE = the("An exercise", PAGE)
(HINTS,) = re.findall(r"^    hints=\[\n.*?^    \],\n", the("An exercise", CHECKS).text, re.M | re.S)
(CHOICE_C,) = re.findall(r'^        "c": Text\(ko="`check`.*\n', the("A question", CHECKS).text, re.M)
PARTS = {
    ("the Korean task", EXERCISE, cells_of(EXERCISE)[0], ""): "its Korean twin does not stand before it",
    ("the English task", EXERCISE, cells_of(EXERCISE)[1], ""): "its English twin does not follow",
    ("the heading", EXERCISE, "### 연습 0-0-b", "연습 0-0-b"): "the twins differ in their headings",
    ("the starter", EXERCISE, cells_of(EXERCISE)[2], ""): "exercise 0-0-b has no starter cell",
    ("the wrong answers", EXERCISE, "".join(cells_of(EXERCISE)[3:5]), ""): "exercise 0-0-b has no wrong cell",
    ("the solution", EXERCISE, cells_of(EXERCISE)[6], ""): "exercise 0-0-b has no solution cell",
    ("the check", EXERCISE, cells_of(EXERCISE)[7], ""): "exercise 0-0-b has no untagged check cell",
    ("the explanation", EXERCISE, "".join(cells_of(EXERCISE)[8:]), ""): "exercise 0-0-b has no explanation",
    ("a letter of a tag", EXERCISE, '["solution"]', '["sollution"]'): "unknown tag 'sollution'",
    ("an answer", EXERCISE, ", numbers)", ")"): f"the check cell of 0-0-b hands over 0 answers; {CHECKS} takes 1",
    ("the hints", the("An exercise", CHECKS), HINTS, "    hints=[],\n"): f"{CHECKS}: 0-0-b has no hints",
    ("a hint's Text", the("An exercise", CHECKS), HINTS, '    hints=["Multiply."],\n'): (
        f"{CHECKS}: 0-0-b has a hint that is no Text"
    ),
    ("the list of a tag", EXERCISE, '["solution"]', '"solution"'): 'tags are a list, tags=["right"]',
    ("a field", the("An exercise", CHECKS), "{n}개는 아닙니다", "{number}개는 아닙니다"): (
        "a Text has {number}, which is not filled in"
    ),
    ("the question", the("A question", PAGE), '# %%\nchoose("0-0-q2")', ""): "question 0-0-q2 has no choose cell",
    ("the letter", the("A question", PAGE), cells_of(the("A question", PAGE))[1], ""): (
        "question 0-0-q2 has no solution cell"
    ),
    ("a choice", the("A question", CHECKS), '        "c": Text(ko="`check`', '        "d": Text(ko="`check`'): (
        f"{CHECKS}: 0-0-q2 has the choices a, b, d, but explains a, b, c"
    ),
    ("a third choice", the("A question", CHECKS), CHOICE_C, ""): f"{CHECKS}: 0-0-q2 has 2 choices",
    ("open_lab", the("A lab", LAB), "def open_lab", "def open_a_lab"): f"{LAB}: has no function open_lab",
    ("the minutes", the("A section", TABLE), "minutes = 5\n", ""): f"{TABLE}: section 9-9 has no minutes",
    ("the assertion", the("A section", SECTION), "assert layer.count_params() == parameters", ""): (
        "a proof cell asserts something"
    ),
    ("the hash", the("A data set", SHEET), "| SHA-256 | `", "| SHA-256 | `no"): (
        f"{SHEET}: does not give the SHA-256 of coins.csv"
    ),
    ("the English", the("A sentence in two languages", DATA), ', en="heads"', ""): "a Text has no en",
    ("the English words", the("A sentence in two languages", DATA), 'en="heads"', 'en=""'): "a Text has no en",
    ("a language's name", the("A sentence in two languages", DATA), ", en=", ", eng="): "a Text has eng, which is no",
}


@pytest.fixture(scope="module")
def said(course) -> dict[str, list[str]]:
    """What the build says, by what was left out; nothing was with "all"."""
    variants = {"all": ALL_STEPS, "nothing": []}
    variants |= {f"{recipe}: {path}": without(the(recipe, path)) for recipe, path in WHOLE_STEPS}
    variants |= {f"{name}": without(step, part, instead) for name, step, part, instead in PARTS}
    files = {name: followed(course, steps) for name, steps in variants.items()}
    judged = run(course, "-c", JUDGE, stdin=json.dumps(files))
    assert judged.returncode == 0, judged.stderr
    return json.loads(judged.stdout)


def test_every_step_of_every_recipe_is_left_out_once():
    assert {(recipe, step.path) for recipe, steps in RECIPES.items() for step in steps} == {
        *WHOLE_STEPS,
        ("A sentence in two languages", DATA),
    }


def test_the_course_is_whole_before_and_after_the_recipes(said):
    assert said["nothing"] == said["all"] == []


@pytest.mark.parametrize(("recipe", "path"), WHOLE_STEPS)
def test_a_step_that_is_left_out_is_named_with_its_file(said, recipe, path):
    assert WHOLE_STEPS[recipe, path] in said[f"{recipe}: {path}"]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part[0])
def test_a_part_that_is_left_out_is_named_with_its_file(said, part):
    name, step, *_ = part
    assert any(line.startswith(step.path) and PARTS[part] in line for line in said[name]), said[name]


# --- what is proved ---


def test_the_map_names_every_room():
    (map_,) = re.findall(r"^## What stands where\n(.*?)^## ", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    rooms = {path for folder in (COURSE_FOLDER, COURSE_FOLDER / "utils") for path in folder.iterdir() if path.is_dir()}
    modules = set((COURSE_FOLDER / "utils").glob("*.py"))
    found = {path.name for path in rooms | modules if not path.name.startswith((".", "_"))}
    assert {name for name in found if not re.search(rf"`(\w+/)*{re.escape(name)}", map_)} == set()


def test_what_the_recipes_made_is_proved(course, tmp_path):
    done = Path(shutil.copytree(course, tmp_path / "course"))
    for path, text in followed(done, ALL_STEPS).items():
        (done / path).write_text(text, encoding="utf-8")
    proofs = run(done, "-m", "tests.proofs", "0-0", "9-9")
    assert proofs.returncode == 0, proofs.stdout + proofs.stderr
    assert "✓ solution 1, en" in proofs.stdout and "0-0-q2, a question" in proofs.stdout
    made = ["tests/labs/test_coin.py", "tests/labs/test_labs.py", "tests/datasets/test_coins.py"]
    tested = run(done, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", "-k", "coin", *made)
    assert tested.returncode == 0, tested.stdout
