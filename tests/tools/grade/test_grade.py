"""From a folder of hand-ins to grades, by one run of the program."""

import csv
import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.support.browser import CHROMIUM, new_browser
from tests.tools.grade.attacks import ATTACKS
from tests.tools.grade.conftest import grade, hand_in
from tools.build.rules import LESSON_IMPORTS
from tools.grade.alike import form_of
from tools.grade.collect import collect, learner_of
from tools.grade.flags import flags
from tools.grade.program import exercises_of, program_for, published
from tools.grade.reports import in_a_cell
from tools.grade.sandbox import require_sandbox
from utils.core.cell_code import in_python
from utils.core.course import section, written_sections
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError
from utils.exercises.check import find

PHONE = {"width": 390, "height": 844}


def _can_lock_in() -> bool:
    try:
        require_sandbox()
    except CourseError:
        return False
    return True


pytestmark = pytest.mark.skipif(not _can_lock_in(), reason="answers of others run in bubblewrap only")


def rows(folder) -> dict[str, dict[str, str]]:
    with open(folder / "grades.csv", encoding="utf-8-sig", newline="") as file:
        return {row["Learner"]: row for row in csv.DictReader(file)}


def test_a_class_gets_its_grades(graded):
    found = rows(graded[0])
    assert [found["김하나"][id_] for id_ in ("1-1-a", "1-1-b", "1-1-c", "1-1-d", "1-1-e", "1-1-f")] == [*"211100"]
    assert found["leeduri"]["Points"] == "0"
    assert found["'=cmd"]["1-1-b"] == "0" and found["'=cmd"]["1-1-a"] == "2" and found["'=cmd"]["1-1-q1"] == "0"
    assert found["twice"]["1-1-b"] == "1"
    assert not any(found[name]["To look at"] for name in ("김하나", "leeduri", "'=cmd", "twice"))
    assert (graded[0] / "grades.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_cannot_be_graded_is_named(graded):
    said = graded[1].stdout
    for file in ("report.pdf", "torn.ipynb", "other.ipynb", "twice handed in 1-1 twice"):
        assert sum(file in line for line in said.splitlines()) == 1, file
    assert "Traceback" not in said + graded[1].stderr


def test_pages_say_what_the_check_said(graded):
    page = (graded[0] / "learners" / "김하나.html").read_text(encoding="utf-8")
    assert "맞았습니다" in page and "다음 단계" in page and 'lang="ko"' in page and "1-1 30초 케라스" in page
    cmd = next(file for file in (graded[0] / "learners").glob("*cmd*")).read_text(encoding="utf-8")
    assert "Something that each unit has once is missing." in cmd and "Your answer" in cmd
    assert f"a: {find('1-1-q1').question.choices['a'].en}" in cmd
    the_class = (graded[0] / "class.html").read_text(encoding="utf-8")
    assert "For each layer, add (inputs × units) and the biases." in the_class and "<script" not in the_class


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium was found: install one (Debian: apt-get install chromium)")
@pytest.mark.parametrize("page", ["class.html", "learners/김하나.html"])
def test_pages_fit_a_phone_and_follow_the_theme(graded, page):
    with new_browser() as browser:
        reader = browser.new_page()
        reader.set_viewport_size(PHONE)
        reader.goto((graded[0] / page).as_uri())
        assert reader.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        colours = []
        for theme in ("light", "dark"):
            reader.emulate_media(color_scheme=theme)
            colours.append(reader.evaluate("getComputedStyle(document.body).color"))
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_earns_nothing_unseen(graded, name):
    exercise, _ = ATTACKS[name]
    row = rows(graded[0])[name]
    assert row[exercise] == "0" or exercise in row["To look at"].split(), row


@pytest.mark.parametrize("name", ["memory in many processes", "memory that counts for no process"])
def test_memory_counts_whosever_it_is(graded, name):
    assert "takes too much memory" in (graded[0] / "learners" / f"{name}.html").read_text(encoding="utf-8")


def test_attacks_leave_everything_as_it_was(graded, class_folder):
    assert not (graded[0] / "outside").exists()
    assert len(list(class_folder.glob("*/*hand-in.json"))) == len(ATTACKS) + 2
    # An endless answer costs its own exercise only.
    assert rows(graded[0])["an endless loop"]["1-1-d"] == "1"


def test_twice_and_in_parts_gives_the_same_without_running_again(graded, class_folder, settings, tmp_path):
    first = graded[0]
    parts = []
    for number, variable in enumerate(("JOB_COMPLETION_INDEX", "SLURM_ARRAY_TASK_ID")):
        parts.append(tmp_path / f"part-{number}")
        parts[-1].mkdir()
        shutil.copy(first / "verdicts.json", parts[-1])
        command = f'"{sys.executable}" -m tools.grade "{class_folder}" --settings "{settings}" --to "{parts[-1]}"'
        command += f' --shard "${variable}/2"'
        environment = os.environ | {variable: str(number)}
        said = subprocess.run(
            ["sh", "-c", command], cwd=COURSE_FOLDER, env=environment, capture_output=True, text=True, timeout=400
        )
        # The bar stands there only where something is judged.
        assert said.returncode == 0 and "[" not in said.stderr, said.stderr
    said = grade("merge", *parts, "--settings", settings, "--to", tmp_path / "merged", "--lang", "en")
    assert said.returncode == 0, said.stderr
    for file in ("grades.csv", "class.html", "hand-ins.json"):
        assert (tmp_path / "merged" / file).read_bytes() == (first / file).read_bytes(), file


@pytest.mark.parametrize("content", [None, "report.pdf"])
def test_nothing_to_grade_is_one_sentence(tmp_path, content):
    folder = tmp_path / "empty"
    folder.mkdir()
    if content:
        (folder / content).write_bytes(b"%PDF")
    said = grade(folder, "--lang", "en", "--to", tmp_path / "out")
    assert said.returncode == 1 and "There is no notebook" in said.stderr and "Traceback" not in said.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("source", ["", ".", ".."])
def test_the_course_itself_is_no_class(tmp_path, source):
    said = grade(source, "--lang", "en", "--to", tmp_path / "out")
    assert said.returncode == 1 and said.stdout == "" and not (tmp_path / "out").exists()
    assert said.stderr.startswith("Say what is to be graded") and len(said.stderr.splitlines()) == 1


def test_points_for_what_is_no_exercise_are_named(class_folder, tmp_path):
    settings = tmp_path / "points.toml"
    settings.write_text('[points]\n"1-1-a" = 2\n"1-1-A" = 3\n')
    said = grade(class_folder, "--settings", settings, "--to", tmp_path / "out", "--lang", "en")
    assert said.returncode == 1 and "is no exercise: 1-1-A\n" in said.stderr and not (tmp_path / "out").exists()


# --- its parts ---


def test_who_handed_in_without_a_name_or_another_section_is_named(tmp_path):
    hand_in(tmp_path / "1-1_hand-in (1).json", {"1-1-b": "parameters = 1"})
    hand_in(tmp_path / ".git" / "1-1_hand-in.json", {"1-1-b": "parameters = 1"})
    hand_in(tmp_path / "kim.json", {"1-1-b": "parameters = 1"}, name="Kim")
    (tmp_path / "lee").mkdir()
    shutil.copy(section("1-2").notebook("chapters", "en"), tmp_path / "lee")
    found = collect(tmp_path, "1-1")
    assert {each.learner for each in found.hand_ins} == {"1-1_hand-in (1)", "Kim"}
    nameless, other = (note.en for note in found.notes)
    assert other == "lee has not handed in 1-1, only 1-2."
    assert nameless.startswith("1-1_hand-in (1), 1-1: There is no name on it")


@pytest.mark.parametrize(
    "path, learner",
    [
        ("1-1_hand-in.json", "Kim"),
        ("week3/1-1_hand-in.json", "Kim"),
        ("Lee Duri_12345_assignsubmission_file/1-1_hand-in.json", "Lee Duri"),
    ],
)
def test_a_name_in_the_file_counts_where_no_platform_gives_one(path, learner):
    assert learner_of(path, "Kim") == learner


def test_honest_answers_are_not_flagged():
    exercises = [id_ for each in written_sections() for id_ in exercises_of(each.id) if "-q" not in id_]
    answers = [code for id_ in exercises for code in published(id_, "right", "solution", "starter")]
    flagged = [code for code in answers if flags(in_python(code), LESSON_IMPORTS)]
    assert len(answers) > 300 and len(flagged) < 0.01 * len(answers), flagged


def test_an_answer_gets_what_it_reads_of_the_lesson_and_no_more():
    program = program_for("1-1-f", "better = new_model()")
    assert "def new_model" in program.lesson and "fit(" not in program.lesson
    assert "model.fit(" in program_for("1-1-f", "better = model").lesson
    assert program.check == ("better",)
    own = "for model in [new_model()]:\n    better = model"
    assert program_for("1-1-f", own).lesson == program.lesson
    own = "model = new_model()\nif True:\n    better = model"
    assert program_for("1-1-f", own).lesson == program.lesson
    assert "model.fit(" in program_for("1-1-f", "if input:\n    model = new_model()\nbetter = model").lesson


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", " =1"])
def test_no_cell_is_a_formula(name):
    assert in_a_cell(name).startswith("'") and in_a_cell("김하나") == "김하나"


def test_answers_are_alike_but_for_names_and_spaces():
    one = published("1-1-e", "solution")[0]
    other = "\n# mine\n" + one.replace("model", "mine")
    assert form_of(one) and form_of(one) == form_of(other) != form_of(one.replace("0.01", "0.5"))
    assert form_of("parameters = 25450") == form_of("lambda: " * 2000 + "1") == ""


def test_verdicts_are_whole(graded):
    assert json.loads((graded[0] / "verdicts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "code",
    [
        'import os\nos.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"',
        'import os.path as osp\nfolder = osp.join("a", "b")',
        'from os.path import join\nfolder = join("a", "b")',
        'import os, sys\nos.makedirs("a", exist_ok=True)\nprint(sys.version)',
        "import gc\ngc.collect()",
        "import shutil, tempfile\nshutil.rmtree(tempfile.mkdtemp())",
        'with open("table.csv") as file: rows = list(file)',
        'folder = "/tmp/reviews"',
        'with keras.device("/device:CPU:0"): model = new_model()',
        "first = pictures.__getitem__(0)",
        "from utils import check, hint, plots",
        "from utils import *",
        "layer = getattr(layers, 'Dense')(1)",
    ],
)
def test_everyday_code_is_not_flagged(code):
    assert not flags(code, LESSON_IMPORTS)


@pytest.mark.parametrize(
    "code",
    [
        "import os\nos.write(3, b'')",
        "import os as o\nhanded_on = o",
        "from os import fork",
        "from pathlib import os",
        "from collections import _sys",
        "import tempfile\ntempfile._os.write(3, b'')",
        "import sys\nsys.modules",
        "import __main__",
        'open("/proc/self/mem")',
        "import utils.exercises.check",
        "from utils.exercises import check",
        "getattr(print, '__se' + 'lf__')",
        "take = getattr",
        "getattr(keras, 'sys')",
        "match print:\n    case object(__self__=own): pass",
    ],
)
def test_what_reaches_behind_is_flagged(code):
    assert flags(code, LESSON_IMPORTS)


@pytest.mark.parametrize("bwrap, said", [(None, "install bubblewrap"), ("false", "user namespace")])
def test_without_walls_it_asks_for_trust(monkeypatch, bwrap, said):
    monkeypatch.setattr(shutil, "which", lambda _: bwrap)
    with pytest.raises(CourseError) as error:
        require_sandbox()
    assert said in error.value.said.en and "--trust" in error.value.said.en and "--trust" in error.value.said.ko
