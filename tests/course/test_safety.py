"""Safe by default: what comes from disk or network is data and never code, and what is installed is known."""

import ast
import io
import json
import re
import urllib.request
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.build.sources import read_source
from utils.core.course import section, sections
from utils.core.html import rich
from utils.core.paths import COURSE_FOLDER
from utils.core.text import LANGUAGES, CourseError, Text
from utils.exercises.check import Outcome, Result
from utils.exercises.registry import Exercise

MODULES_THAT_RUN_WHAT_THEY_READ = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "joblib", "yaml"}
CALLS_THAT_RUN_WHAT_THEY_GET = {"eval", "exec", "compile", "__import__", "system", "popen", "getoutput"}
UNSAFE_ARGUMENTS = {("shell", True), ("allow_pickle", True), ("safe_mode", False)}
# The lessons' own text, run or loaded by the cell that wrote it, and what it teaches.
MEANT_AS_IT_STANDS = {
    ("1-1", "exec"): "the code of a program as text, in the same section: `migrate` has brought it to today's Keras",
    ("4-2", "exec"): "the code of a class as text: this cell runs it, and a child process on each backend",
    ("6-1", "exec"): "in a proof: the reading half of the program that the lesson itself writes, as text",
    ("3-1", "safe_mode=False"): "how to open a file that one has just written oneself, shown after the refusal",
}

# In a module of utils.
RUN_AS_A_CELL_WOULD_BE = {
    ("patients", "exec"): "the lab Layer clinic: the code that a learner has typed into its field, in their own kernel",
}


def unsafe_in(code: str) -> set[str]:
    """What in a piece of code would run something that was read."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Import():
                found |= {alias.name for alias in node.names} & MODULES_THAT_RUN_WHAT_THEY_READ
            case ast.ImportFrom():
                found |= {str(node.module).partition(".")[0]} & MODULES_THAT_RUN_WHAT_THEY_READ
            case ast.Call(func=ast.Name(id=name)):
                found |= {name} & CALLS_THAT_RUN_WHAT_THEY_GET
            case ast.Call(func=ast.Attribute(attr=name, value=ast.Name(id="os" | "subprocess"))):
                found |= {name} & CALLS_THAT_RUN_WHAT_THEY_GET
            case ast.Attribute(attr="enable_unsafe_deserialization"):
                found.add(node.attr)
            case ast.keyword(value=ast.Constant(value=value)) if (node.arg, value) in UNSAFE_ARGUMENTS:
                found.add(f"{node.arg}={value}")
    return found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import pickle", {"pickle"}),
        ("from dill.source import getsource", {"dill"}),
        ("exec(file.read_text())", {"exec"}),
        ("import os\nos.system('ls')", {"system"}),
        ("run('ls', shell=True)", {"shell=True"}),
        ("np.load(file, allow_pickle=True)", {"allow_pickle=True"}),
        ("load_model(file, safe_mode=False)", {"safe_mode=False"}),
        ("keras.config.enable_unsafe_deserialization()", {"enable_unsafe_deserialization"}),
        ("model.compile('sgd')\nmodel.evaluate(x)\nre.compile('a')", set()),
    ],
)
def test_what_is_unsafe_is_found(code, found):
    assert unsafe_in(code) == found


@pytest.mark.parametrize("file", sorted((COURSE_FOLDER / "utils").rglob("*.py")), ids=lambda file: file.stem)
def test_utils_run_nothing_that_they_read(file):
    meant = {unsafe for stem, unsafe in RUN_AS_A_CELL_WOULD_BE if stem == file.stem}
    assert unsafe_in(file.read_text(encoding="utf-8")) == meant


def test_lessons_run_nothing_that_they_read():
    codes = {id_: [cell.source for cell in read_source(section(id_)) if cell.cell_type == "code"] for id_ in sections()}
    found = {(id_, unsafe) for id_, cells in codes.items() for code in cells for unsafe in unsafe_in(code)}
    assert found == set(MEANT_AS_IT_STANDS)


# --- what a learner sees ---

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.mark.parametrize(
    "shown",
    [
        rich(MARKUP),
        rich(Text(ko=MARKUP, en=f"`{MARKUP}`")),
        Result(
            Exercise("1-1-z", len, hints=(Text(ko=MARKUP, en=MARKUP),)),
            Outcome.NOT_YET,
            Text(ko=MARKUP, en=MARKUP),
            MARKUP,
        )._repr_html_(),
    ],
)
def test_markup_is_shown_as_text(shown):
    assert "<script" not in shown and "<img" not in shown
    assert "&lt;script&gt;" in shown


def test_an_error_of_the_course_is_plain_text():
    assert CourseError(MARKUP)._render_traceback_() == [MARKUP]


# --- the server ---


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_server_listens_to_this_machine_and_asks_for_its_token(lang):
    settings = json.loads((COURSE_FOLDER / "utils" / "jupyter" / lang / "server.json").read_text(encoding="utf-8"))
    text = json.dumps(settings)
    assert settings["ServerApp"]["ip"] == "localhost"
    assert settings["KernelManager"]["transport_encryption"] == "auto"
    assert not re.search("token|password|disable_check_xsrf|allow_origin|allow_remote", text, re.I)


# --- what is installed ---

LOCKS = {
    "learner": COURSE_FOLDER / "requirements.lock",
    "tester": COURSE_FOLDER / "tests" / "requirements.lock",
    "binder": COURSE_FOLDER / "binder" / "server.lock",
    "hub": COURSE_FOLDER / "tools" / "hub" / "requirements.lock",
}


def entries(lock: Path) -> list[str]:
    """What a lock file says of each package that it pins."""
    return re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n?", "", lock.read_text(encoding="utf-8"), flags=re.M).strip())


def pinned(lock: Path) -> list[tuple[str, str]]:
    """The packages of a lock file with their versions; some have another one for other versions of Python."""
    found = (re.match(r"([\w.-]+)(?:\[.+\])?==([\w.]+)", entry) for entry in entries(lock))
    return [(canonicalize_name(name), version) for name, version in map(re.Match.groups, found)]


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_every_locked_package_has_one_version_and_its_hashes(lock):
    assert len(entries(lock)) > 20
    for entry in entries(lock):
        assert re.match(r"[\w.-]+(\[.+\])?==[\w.]+( ;.*)? \\\n\s+--hash=sha256:[0-9a-f]{64}", entry), entry


def test_nothing_is_installed_without_its_hash():
    makefile = (COURSE_FOLDER / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in makefile.splitlines() if "pip install" in line]
    assert len(installs) == 2
    assert all("--require-hashes" in line for line in installs)


def test_what_runs_here_is_what_is_locked():
    direct = [
        Requirement(line)
        for name in ("requirements.txt", "tests/requirements.txt")
        for line in (COURSE_FOLDER / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    wanted = [canonicalize_name(package.name) for package in direct if not package.marker or package.marker.evaluate()]
    assert {(name, metadata.version(name)) for name in wanted} <= {
        package for name in ("learner", "tester") for package in pinned(LOCKS[name])
    }


# --- known vulnerabilities (tests/test_outside.py asks for those of the locked packages) ---

OSV = "https://api.osv.dev/v1/querybatch"


def known_vulnerabilities(packages: list[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """What the database of osv.dev knows about these packages of PyPI, each with its version."""
    queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in packages]
    asked = urllib.request.Request(OSV, json.dumps({"queries": queries}).encode())
    with urllib.request.urlopen(asked, timeout=30) as answer:
        results = json.load(answer)["results"]
    return {
        package: [vulnerability["id"] for vulnerability in result["vulns"]]
        for package, result in zip(packages, results, strict=True)
        if result.get("vulns")
    }


def test_a_known_vulnerability_is_named(monkeypatch):
    answer = json.dumps({"results": [{}, {"vulns": [{"id": "PYSEC-1"}, {"id": "GHSA-2"}]}]}).encode()
    asked = []
    monkeypatch.setattr(urllib.request, "urlopen", lambda request, **_: asked.append(request) or io.BytesIO(answer))
    assert known_vulnerabilities([("sound", "1.0"), ("broken", "2.0")]) == {("broken", "2.0"): ["PYSEC-1", "GHSA-2"]}
    queries = json.loads(asked[0].data)["queries"]
    assert queries[1] == {"package": {"name": "broken", "ecosystem": "PyPI"}, "version": "2.0"}
