"""Which Python the course takes: pyproject.toml says it, and whatever else names versions names the same ones."""

import re

import pytest

from utils.core.paths import COURSE_FOLDER
from utils.doctor.report import python_range

VERSIONS = [version for version in (f"3.{minor}" for minor in range(100)) if version in python_range()]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("README.md", r"You need Python (.+?),? git and make"),
        ("README.ko.md", r"Python (.+?) 가운데 하나와"),
        ("source/1-2_installation.py", r"It takes Python (.+?)\. \|"),
        ("source/1-2_installation.py", r"Python (.+?) 가운데 하나가 필요합니다"),
        ("Makefile", r"Python (.+?) 가운데 하나가 필요합니다"),
        ("Makefile", r"This needs Python (.+?):"),
        ("Makefile", r"for python in \$\(PYTHON\) (.+?); do"),
        (".github/workflows/test.yml", r"python: \[(.+?)\]"),
    ],
)
def test_the_versions_that_are_named_are_those_of_the_project(file, words):
    (named,) = re.findall(words, (COURSE_FOLDER / file).read_text(encoding="utf-8"))
    assert sorted(re.findall(r"3\.\d+", named)) == VERSIONS


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (".github/workflows/weekly.yml", r'python-version: "(.+?)"'),
        (".github/workflows/weekly.yml", r"key: .*-(3\.\d+)-"),
        (".github/workflows/weekly.yml", r"py -(\S+) -m venv"),
        ("binder/runtime.txt", r"python-(.+)"),
        ("tools/colab.py", r'PYTHON = "(.+)"'),
        ("source/1-2_installation.py", r"^# python(\S+) -m venv"),
    ],
)
def test_a_version_that_is_chosen_is_one_of_them(file, words):
    named = re.findall(words, (COURSE_FOLDER / file).read_text(encoding="utf-8"), flags=re.M)
    assert named and set(named) <= set(VERSIONS)


def test_the_makefile_refuses_other_versions():
    makefile = (COURSE_FOLDER / "Makefile").read_text(encoding="utf-8")
    (first, after) = re.findall(r"\((3), (\d+)\)", makefile)
    assert [f"3.{minor}" for minor in range(int(first[1]), int(after[1]))] == VERSIONS


def test_the_locks_are_made_for_the_oldest_version():
    makefile = (COURSE_FOLDER / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"--python-version (\S+)", makefile) == [VERSIONS[0]]
