"""One grading run, on which the tests of this folder look: a class with odd files, and a class of attacks."""

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.grade.attacks import ATTACKS
from tools.grade.program import published
from utils.core.course import section
from utils.core.paths import COURSE_FOLDER
from utils.progress.hand_in import FORMAT

_SECONDS = 5


def grade(*arguments: object) -> subprocess.CompletedProcess:
    """The program as a teacher calls it."""
    command = [sys.executable, "-m", "tools.grade", *map(str, arguments)]
    return subprocess.run(command, cwd=COURSE_FOLDER, capture_output=True, text=True, timeout=400)


def hand_in(file: Path, answers: dict[str, str], name: str = "", letters: dict[str, str] | None = None) -> None:
    part = {"id": "1-1", "lang": "en", "version": "", "answers": answers, "letters": letters or {}, "remarks": []}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"format": FORMAT, "name": name, "sections": [part]}), encoding="utf-8")


@pytest.fixture(scope="session")
def settings(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("settings") / "grading.toml"
    file.write_text(f'[points]\n"1-1-a" = 2\n[limits]\nseconds = {_SECONDS}\nmegabytes = 500\nprocesses = 200\n')
    return file


@pytest.fixture(scope="session")
def class_folder(tmp_path_factory) -> Path:
    """A class as learning platforms give it, with what goes wrong in one, and with an attack by each of many."""
    folder = tmp_path_factory.mktemp("class")
    solved, blank = (section("1-1").notebook(kind, "ko") for kind in ("solutions", "chapters"))
    cheap = {id_: published(id_, "solution")[0] for id_ in ("1-1-a", "1-1-b", "1-1-c", "1-1-d")}
    notebook = json.loads(solved.read_text(encoding="utf-8"))
    notebook["cells"] = [
        cell for cell in notebook["cells"] if cell["metadata"].get("exercise") not in ("1-1-e", "1-1-f")
    ]
    moodle = folder / "김하나_12345_assignsubmission_file_"
    moodle.mkdir()
    (moodle / blank.name).write_text(json.dumps(notebook), encoding="utf-8")
    shutil.copy(blank, folder / "leeduri_12345_67890_1-1.ipynb")
    hand_in(
        folder / "=cmd - hand-in.json", cheap | {"1-1-b": "parameters = 784 * 32 + 32 * 10"}, letters={"1-1-q1": "a"}
    )
    (folder / "report.pdf").write_bytes(b"%PDF-1.7")
    (folder / "torn.ipynb").write_text(solved.read_text(encoding="utf-8")[:5000], encoding="utf-8")
    (folder / "other.ipynb").write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    hand_in(folder / "twice" / "first_hand-in.json", {"1-1-b": "parameters = 1"})
    hand_in(folder / "twice" / "second_hand-in.json", {"1-1-b": "parameters = 25450"})
    return folder


@pytest.fixture(scope="session")
def graded(class_folder, settings, tmp_path_factory):
    """Where the grades of the class lie, and what the program said."""
    to = tmp_path_factory.mktemp("graded")
    outside = to / "outside"
    with socket.create_server(("127.0.0.1", 0)) as server:
        values = {"OUTSIDE": str(outside), "CLASS_FOLDER": str(class_folder), "PORT": server.getsockname()[1]}
        for name, (exercise, code) in ATTACKS.items():
            for word, value in values.items():
                code = code.replace(word, repr(value))
            also = {"1-1-d": published("1-1-d", "solution")[0]} if name == "an endless loop" else {}
            hand_in(class_folder / name / "1-1_hand-in.json", {exercise: code} | also)
        said = grade(class_folder, "--settings", settings, "--to", to, "--lang", "en")
    assert said.returncode == 0, said.stderr
    return to, said
