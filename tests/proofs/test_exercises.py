"""Every exercise of the course, proved from the cells of its source (see section_run.py)."""

import os
import re
import shutil
from pathlib import Path
from statistics import median

import pytest

from tests.proofs.__main__ import faults
from tests.proofs.messages import faults_of_message
from tests.proofs.section_run import report_of
from utils.core.paths import COURSE_FOLDER
from utils.exercises.check import exercises

# How many times the work of building and calling a small model a check takes at most.
IN_GENERAL, WHERE_A_MODEL_IS_RUN = 6, 40


@pytest.fixture
def proved(section_id) -> dict:
    """Each exercise of a section by its id: its kind, and its answers as they were judged."""
    return report_of(section_id)["exercises"]


def judged(exercise: dict, answer: str) -> list[dict]:
    return [line for line in exercise["judged"] if line["answer"].startswith(answer)]


def outcomes(exercise: dict, answer: str) -> set[str]:
    return {line["outcome"] for line in judged(exercise, answer)}


def test_the_lesson_runs_with_its_blanks(section_id):
    assert report_of(section_id)["failures"] == []


def test_each_exercise_stands_in_the_lesson_and_has_a_check(section_id, proved):
    assert sorted(proved) == sorted(found.id for found in exercises().values() if found.section == section_id)


def test_there_are_enough_exercises(section_id, proved):
    kinds = [exercise["kind"] for exercise in proved.values()]
    if section_id == "0-0":
        assert kinds
    else:
        assert len(kinds) - kinds.count("question") >= 3
        assert kinds.count("repair") >= 1
        assert kinds.count("question") >= 2


def test_a_starter_is_not_attempted_yet_and_a_repair_not_yet_right(section_id, proved):
    expected = {"blank": {"NOT_ATTEMPTED"}, "repair": {"NOT_YET"}}
    own = {id_: exercise for id_, exercise in proved.items() if exercise["kind"] in expected}
    assert {id_: outcomes(exercise, "starter") for id_, exercise in own.items()} == {
        id_: expected[exercise["kind"]] for id_, exercise in own.items()
    }
    assert all(line["message"] for exercise in own.values() for line in judged(exercise, "starter"))


def test_a_wrong_answer_is_not_yet_right_and_hears_why(section_id, proved):
    for id_, exercise in proved.items():
        if exercise["kind"] != "question":
            assert outcomes(exercise, "wrong") == {"NOT_YET"}, (id_, judged(exercise, "wrong"))
            for lang in ("ko", "en"):
                messages = [line["message"] for line in judged(exercise, "wrong") if line["lang"] == lang]
                assert len(set(messages)) == len(messages), (id_, messages)


def test_a_right_answer_is_right_however_it_is_written(section_id, proved):
    for id_, exercise in proved.items():
        found = [line for line in exercise["judged"] if line["answer"].startswith(("right", "solution"))]
        assert {line["outcome"] for line in found} == {"RIGHT"}, (id_, found)


def test_one_letter_is_right_and_each_has_its_own_explanation(section_id, proved):
    for id_, exercise in proved.items():
        if exercise["kind"] == "question":
            for lang in ("ko", "en"):
                choices = [line for line in judged(exercise, "choice") if line["lang"] == lang]
                messages = [line["message"] for line in choices]
                assert sorted({line["outcome"] for line in choices}) == ["NOT_YET", "RIGHT"], (id_, choices)
                assert [line["outcome"] for line in choices].count("RIGHT") == 1, (id_, choices)
                assert all(messages) and len(set(messages)) == len(messages) >= 3, (id_, messages)


def _without_quotes(message: str) -> str:
    """A message without the data that it shows: a Korean review stays Korean in English."""
    return re.sub(r"'[^']*'|\"[^\"]*\"", "", message)


def test_each_message_is_in_the_language_of_the_notebook(section_id, proved):
    for id_, exercise in proved.items():
        for line in exercise["judged"]:
            if line["message"]:
                said = line["message"] if line["lang"] == "ko" else _without_quotes(line["message"])
                assert bool(re.search("[가-힣]", said)) == (line["lang"] == "ko"), (id_, line)
                assert not re.search(r"\[(을|이|은|과|으로|이라|이어야)\]", line["message"]), (id_, line)


def test_no_message_is_odd(section_id, proved):
    lines = [(id_, line) for id_, exercise in proved.items() for line in exercise["judged"]]
    found = [(id_, fault, line) for id_, line in lines for fault in faults_of_message(line["message"], line["lang"])]
    assert found == []


ODD = [
    ("en", "This needs bool or bool.", "sets something beside itself"),
    ("ko", "`bool` 또는 `bool` 객체", "sets something beside itself"),
    ("en", "The input has shape (784,). It should be (784,).", "finds (784,) and wants (784,)"),
    ("ko", "입력의 형태가 (784,)입니다. 사진마다 (784,)이어야 합니다.", "finds (784,) and wants (784,)"),
    ("en", "A has 0.0 to 1.0, B 0.0 to 1.0.", "sets 0.0 to 1.0 against itself"),
    ("en", "It is <function f at 0x7f>.", "shows '<function' of Python's"),
    ("ko", "목록이 [np.float32(0.5)]입니다.", "shows 'np.float32(' of Python's"),
    ("en", "'NotYet' object has no attribute", "names NotYet, which is ours"),
    ("en", "It has 1 variables.", "says 1 variables"),
    ("ko", "오류입니다. object is not subscriptable", "speaks English: object is not subscriptable"),
    ("ko", "0.85이(가) 됩니다.", "leaves the particle open: 이(가)"),
]


@pytest.mark.parametrize(("lang", "message", "fault"), ODD)
def test_an_odd_message_is_found(lang, message, fault):
    assert fault in faults_of_message(message, lang)


def test_a_message_that_sets_different_things_beside_each_other_is_not_odd():
    assert not [*faults_of_message("A has shape (5,), B (3,); it should be (4,). 1 class, `int` or `float`.", "en")]
    assert not [*faults_of_message("형태가 (5,)입니다. (4,)이어야 합니다. 원문: “object is not subscriptable”", "ko")]


def test_a_right_answer_is_right_with_another_seed_and_in_mixed_precision(section_id, proved):
    told = {id_: exercise["settings"] for id_, exercise in proved.items() if exercise["kind"] != "question"}
    assert {
        id_: {setting: message for setting, message in found.items() if message} for id_, found in told.items()
    } == {id_: {} for id_ in told}


def test_the_exercises_have_hints_in_both_languages(section_id):
    for found in exercises().values():
        if found.section == section_id and not found.question:
            assert found.hints, found.id
            assert all(re.search("[가-힣]", hint.ko) and not re.search("[가-힣]", hint.en) for hint in found.hints)


def small_models_of_a_check(exercise: dict) -> float:
    """The median over the answers: the first one is cold."""
    return median(line["small_models"] for line in exercise["judged"])


def test_a_check_is_quick(section_id, proved, record_property):
    taken = {id_: small_models_of_a_check(exercise) for id_, exercise in proved.items()}
    slowest = max(taken, key=taken.get)
    in_general, at_most = median(taken.values()), taken[slowest]
    text = f"check, {section_id}: median {in_general:.2f} small models, slowest {slowest} with {at_most:.1f}"
    record_property("measured", text)
    assert in_general < IN_GENERAL, text
    assert at_most < WHERE_A_MODEL_IS_RUN, text


# --- that the proofs find what is wrong ---

FAULTY_SOURCE = """
# %% tags=["starter"] exercise="1-1-a"
number = 3

# %% tags=["wrong"] exercise="1-1-a"
number = 4

# %% tags=["wrong"] exercise="1-1-a"
number = nothing

# %% tags=["right"] exercise="1-1-a"
number = 5

# %% tags=["solution"] exercise="1-1-a"
number = 6

# %%
check("1-1-a", number)

# %%
number + later
"""
FAULTY_CHECKS = """
from utils.exercises.assertions import require
from utils.exercises.registry import exercise
from utils.core.text import Text


@exercise("1-1-a", hints=[])
def accepts_almost_everything(number):
    require(number != 5, Text(ko="다섯", en="five"))
"""


def faulty_course(folder: Path, monkeypatch, source: str, checks: str = FAULTY_CHECKS) -> dict:
    """The report about a course of one section with this source and these checks."""
    ignored = shutil.ignore_patterns("section_*", "__pycache__")
    shutil.copytree(COURSE_FOLDER / "utils", folder / "utils", ignore=ignored)
    (folder / "source").mkdir()
    shutil.copy(COURSE_FOLDER / "source" / "course.toml", folder / "source")
    shutil.copy(COURSE_FOLDER / "pyproject.toml", folder)
    (folder / "source" / "1-1_keras_in_30_seconds.py").write_text(source)
    (folder / "utils" / "exercises" / "section_1_1.py").write_text(checks)
    monkeypatch.setenv("PYTHONPATH", os.fspath(COURSE_FOLDER))
    return report_of("1-1", folder)


def test_a_faulty_section_is_found_out(tmp_path, monkeypatch):
    report = faulty_course(tmp_path, monkeypatch, FAULTY_SOURCE)
    found = report["exercises"]["1-1-a"]
    assert report["failures"] == [
        "'number = nothing': NameError: name 'nothing' is not defined",
        "'check(\"1-1-a\", number)': NameError: name 'number' is not defined",
        "'number + later': NameError: name 'later' is not defined",
    ]
    assert outcomes(found, "wrong") == {"RIGHT"} and outcomes(found, "right") == {"NOT_YET"}
    assert "1-1-a, None at [0]: is right" in found["hostile"]
    said = list(faults(report))
    assert "a cell fails at 'number + later': NameError: name 'later' is not defined" in said
    assert "1-1-a: the check says RIGHT of wrong 1, not NOT_YET (ko)" in said
    assert "1-1-a: the check says NOT_YET of right 1, not RIGHT (en)" in said
    accepted = "1-1-a: the check accepts the solution with this change: number = [6 → 7]"
    assert any(line.startswith(accepted) for line in said)
    assert found["mutants"] == {"[number = 6 → pass]": False, "number = [6 → 7]": True, "number = [6 → 5]": False}


PROOFS = """
# %%
losses = [0.9, 0.5]

# %% tags=["proof"]
assert losses[-1] < losses[0]

# %% tags=["proof"]
assert losses[-1] < 0.4

# %% tags=["starter"] exercise="1-1-a"
number = ...

# %% tags=["wrong"] exercise="1-1-a"
number = 4

# %% tags=["solution"] exercise="1-1-a"
number = 6

# %% tags=["proof"] exercise="1-1-a"
assert number == 6

# %% tags=["proof"] exercise="1-1-a"
assert number == 7

# %%
check("1-1-a", number)
"""


def test_a_proof_cell_that_fails_is_found(tmp_path, monkeypatch):
    assert faulty_course(tmp_path, monkeypatch, PROOFS)["failures"] == [
        "'assert losses[-1] < 0.4': AssertionError",
        "'assert number == 7': AssertionError",
    ]


LAYER = """
# %% tags=["starter"] exercise="1-1-a"
layer = ...

# %% tags=["solution"] exercise="1-1-a"
import keras

layer = keras.layers.Dense(1)

# %%
check("1-1-a", layer)
"""
HANGS_ON_THE_SETTING = """
import keras

from utils.core.text import Text
from utils.exercises.assertions import require
from utils.exercises.registry import exercise


@exercise("1-1-a", hints=[])
def builds_the_learners_own_layer(layer):
    layer.build((None, 2))
    require(layer.compute_dtype != "bfloat16", Text(ko="다른 타입", en="another type"))
"""


def test_a_check_that_changes_an_answer_or_hangs_on_the_dtype_is_found(tmp_path, monkeypatch):
    report = faulty_course(tmp_path, monkeypatch, LAYER, HANGS_ON_THE_SETTING)
    assert report["failures"] == ["'check(\"1-1-a\", layer)' changes what is in solution 1"]
    told = report["exercises"]["1-1-a"]["settings"]
    assert {setting.split(", ")[1] for setting, message in told.items() if message} == {"mixed_bfloat16"}
    assert any("mixed_bfloat16" in fault for fault in faults(report))
