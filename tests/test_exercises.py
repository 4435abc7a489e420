"""Every exercise of the course, proved from the cells of its source (see walk.py)."""

import os
import re
import shutil
from collections import defaultdict
from statistics import median

import pytest

from tests.walk import report_of
from utils.checking import exercises
from utils.messages import COURSE_FOLDER

SECONDS_A_CHECK_TAKES, SECONDS_WHERE_A_MODEL_IS_RUN = 0.05, 0.3


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


def test_each_message_is_in_the_language_of_the_notebook(section_id, proved):
    for id_, exercise in proved.items():
        for line in exercise["judged"]:
            if line["message"]:
                assert bool(re.search("[가-힣]", line["message"])) == (line["lang"] == "ko"), (id_, line)


def test_the_exercises_have_hints_in_both_languages(section_id):
    for found in exercises().values():
        if found.section == section_id and not found.question:
            assert found.hints, found.id
            assert all(re.search("[가-힣]", hint.ko) and not re.search("[가-힣]", hint.en) for hint in found.hints)


def seconds_of_a_check(exercise: dict) -> float:
    """The median over the answers; each counts with the quicker of its two languages, since the first one is cold."""
    by_answer = defaultdict(list)
    for line in exercise["judged"]:
        by_answer[line["answer"]].append(line["seconds"])
    return median(min(both) for both in by_answer.values())


def test_a_check_is_quick(section_id, proved, record_property):
    seconds = {id_: seconds_of_a_check(exercise) for id_, exercise in proved.items()}
    slowest = max(seconds, key=seconds.get)
    in_general, at_most = median(seconds.values()) * 1000, seconds[slowest] * 1000
    text = f"check, {section_id}: median {in_general:.1f} ms, slowest {slowest} with {at_most:.1f} ms"
    record_property("measured", text)
    assert median(seconds.values()) < SECONDS_A_CHECK_TAKES, text
    assert seconds[slowest] < SECONDS_WHERE_A_MODEL_IS_RUN, text


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
from utils.checking import exercise, require
from utils.messages import Text


@exercise("1-1-a", hints=[])
def accepts_almost_everything(number):
    require(number != 5, Text(ko="다섯", en="five"))
"""


def test_a_faulty_section_is_found_out(tmp_path, monkeypatch):
    ignored = shutil.ignore_patterns("section_*", "__pycache__")
    shutil.copytree(COURSE_FOLDER / "utils", tmp_path / "utils", ignore=ignored)
    (tmp_path / "source").mkdir()
    shutil.copy(COURSE_FOLDER / "source" / "course.toml", tmp_path / "source")
    (tmp_path / "source" / "1-1_keras_in_30_seconds.py").write_text(FAULTY_SOURCE)
    (tmp_path / "utils" / "exercises" / "section_1_1.py").write_text(FAULTY_CHECKS)
    monkeypatch.setenv("PYTHONPATH", os.fspath(COURSE_FOLDER))
    report = report_of("1-1", tmp_path)
    found = report["exercises"]["1-1-a"]
    assert report["failures"] == [
        "'number = nothing': NameError: name 'nothing' is not defined",
        "'check(\"1-1-a\", number)': NameError: name 'number' is not defined",
        "'check(\"1-1-a\", number)': NameError: name 'number' is not defined",
        "'number + later': NameError: name 'later' is not defined",
    ]
    assert outcomes(found, "wrong") == {"RIGHT"} and outcomes(found, "right") == {"NOT_YET"}
    assert "1-1-a, None at [0]: is right" in found["hostile"]
    assert found["mutants"] == {"[number = 6 → pass]": False, "number = [6 → 7]": True, "number = [6 → 5]": False}
