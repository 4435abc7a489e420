"""`make test SECTION=2-1`: what proves one section, and what is said where there is none."""

import subprocess

import pytest

from conftest import is_of_section
from utils.core.paths import COURSE_FOLDER


@pytest.mark.parametrize(
    "test",
    [
        "chapters/ko/2-1_sequential_model.ipynb::Cell 3",
        "solutions/en/2-1_sequential_model.ipynb::Cell 0",
        "tests/proofs/test_exercises.py::test_a_check_is_quick[2-1]",
        "tests/browser/test_sections.py::test_a_chapter_runs_without_an_error[2-1]",
        "tests/course/test_notebooks.py::test_a_notebook_is_valid_and_small[2-1-chapters-ko]",
        "tests/tools/test_build.py::test_the_notebooks_show_their_own_cells_only[ko-chapters-2-1]",
    ],
)
def test_a_section_alone_is_every_test_of_it_and_of_no_other(test):
    assert is_of_section(test, "2-1")
    assert not is_of_section(test, "2-2") and not is_of_section(test, "1-1")


def test_a_test_of_no_section_is_left_out():
    assert not is_of_section("tests/core/test_text.py::test_a_sentence[2-10]", "2-1")
    assert not is_of_section("tests/course/test_links.py::test_every_link_leads_somewhere[README.md]", "2-1")


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_an_update_is_told_the_language_of_the_learner(lang):
    command = ["make", "--no-print-directory", "--dry-run", "update", f"IN={lang}"]
    done = subprocess.run(command, cwd=COURSE_FOLDER, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].endswith(f"-m tools.update {lang}")


@pytest.mark.parametrize(("given", "upgraded"), [([], False), (["UPGRADE=1"], True), (["NEWEST=1"], True)])
def test_what_is_locked_stays_unless_newer_versions_are_asked_for(given, upgraded):
    command = ["make", "--no-print-directory", "--dry-run", "lock", *given]
    done = subprocess.run(command, cwd=COURSE_FOLDER, capture_output=True, text=True, check=True)
    compiled = [line for line in done.stdout.splitlines() if "pip compile" in line]
    assert len(compiled) == 5 and {"--upgrade" in line for line in compiled} == {upgraded}


def test_an_unknown_section_is_refused_in_one_sentence():
    command = ["make", "--no-print-directory", "--dry-run", "test", "SECTION=9-9"]
    done = subprocess.run(command, cwd=COURSE_FOLDER, capture_output=True, text=True)
    assert done.returncode != 0 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "그런 섹션은 없습니다" in done.stderr and "There is no such section" in done.stderr
