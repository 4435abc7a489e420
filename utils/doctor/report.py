"""What an environment needs for the course: facts go in as plain data, findings come out as a table.

Nothing here looks at this machine, so that a lesson and a test can describe any other one.
"""

import html
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import InvalidVersion

from utils.core.html import rich
from utils.core.keras_settings import BACKENDS, RELIED_ON, differing, in_words
from utils.core.kernel import ENVIRONMENT
from utils.core.palette import CAUTION, RIGHT, WRONG
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError, Text, brief

# `import keras` alone takes 0.5 GB, and a section stays under 1.2 GB with all that it does.
MEMORY_FOR_A_SECTION, MEMORY_FOR_KERAS = 1.2, 0.6
# The largest original data set (Cats vs Dogs) takes 1.7 GB with its unpacked files; the lessons write some megabytes.
DISK_FOR_THE_ORIGINALS, DISK_FOR_THE_LESSONS = 2.0, 0.2

# JupyterLab and tools, which no lesson needs: Colab and VS Code do without them.
_NOT_FOR_LESSONS = {"jupyterlab", "jupyterlab-language-pack-ko-KR", "nbval", "uv"}
# graphviz-pure has the row of `dot`, Matplotlib brings pillow, nothing of the course runs without filelock, and what
# needs anywidget (the lab "Draw it", all but one control of which works without) or libcst (`migrate`) says itself that
# it is not there.
_WITHOUT_A_ROW = {"graphviz-pure", "pillow", "anywidget", "filelock", "libcst"}


# --- the table ---


class Status(Enum):
    """How one row stands: its label and its colour."""

    OK = ("[ OK ]", RIGHT)
    WARN = ("[WARN]", CAUTION)
    FAIL = ("[FAIL]", WRONG)

    def __init__(self, label: str, colour: str):
        self.label, self.colour = label, colour


@dataclass(frozen=True)
class Finding:
    """One row of the table.

    Attributes:
        status: OK; WARN if something is missing but lessons run; FAIL if lessons break.
        name: what was looked at.
        found: what is here.
        needed: what the course needs.
        fix: the command or the step that fixes it; None where all is well.
    """

    status: Status
    name: Text | str
    found: Text | str
    needed: Text | str
    fix: Text | None = None


class Report:
    """What `doctor` found.

    Attributes:
        rows: the findings, in the order of the table.
        ok: whether every lesson runs here (no row says FAIL).
    """

    def __init__(self, rows: tuple[Finding, ...]):
        self.rows = rows

    @property
    def ok(self) -> bool:
        return all(row.status is not Status.FAIL for row in self.rows)

    def __repr__(self) -> str:
        return "\n".join([*(line for row in self.rows for line in _lines(row)), str(self._summary())])

    def _repr_html_(self) -> str:
        titles = (
            Text(ko="결과", en="Result"),
            Text(ko="항목", en="Item"),
            Text(ko="지금", en="Found"),
            Text(ko="필요", en="Needed"),
            Text(ko="고치는 법", en="How to fix it"),
        )
        head = "".join(f'<th style="text-align:left">{title}</th>' for title in titles)
        body = "".join(_html_row(row) for row in self.rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p><b>{self._summary()}</b></p>"

    def _summary(self) -> Text:
        if not self.ok:
            return Text(
                ko="[FAIL]이 있는 줄을 위에서부터 하나씩 고치고 다시 실행하세요.",
                en="Fix the rows marked [FAIL] one by one from the top, then run this again.",
            )
        if any(row.status is Status.WARN for row in self.rows):
            return Text(
                ko="모든 섹션을 실행할 수 있습니다. [WARN]이 있는 줄은 읽어 두세요.",
                en="Every section runs here. Do read the rows marked [WARN].",
            )
        return Text(ko="모든 섹션을 실행할 수 있습니다.", en="Every section runs here.")


def _lines(row: Finding) -> Iterator[str]:
    needed = Text(ko="필요: {needed}", en="needed: {needed}").format(needed=row.needed)
    yield f"{row.status.label} {row.name}: {row.found} ({needed})"
    if row.fix:
        yield f"       → {row.fix}"


def _html_row(row: Finding) -> str:
    label = f'<b style="color:{row.status.colour};white-space:pre;font-family:monospace">{row.status.label}</b>'
    plain = (html.escape(str(cell)) for cell in (row.name, row.found, row.needed))
    # A setting, as image_data_format=channels_last, may go on in the next line.
    cells = [label, *(re.sub(r"(?<=\w)=", "=<wbr>", cell) for cell in plain), rich(row.fix or "")]
    return "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells) + "</tr>"


# --- judging facts ---


def diagnose(facts: dict) -> Report:
    """Judge an environment from plain data.

    Args:
        facts: any of these keys; one that is absent gets no row, and None says that the thing is not there.
            "kernel": ".venv" for the course's own, else the path of its Python.
            "python": a version such as "3.11.7". "packages": versions by name, such as {"keras": "3.15.1"}.
            "sys_platform", "platform_machine": as in requirements.txt; this machine's where absent.
            "backend": "tensorflow", "jax" or "torch". "keras_json": what that file says otherwise than lessons rely on,
            by name, or why Keras cannot use it. "keras_settings": what Keras is set to, by name; see `RELIED_ON`.
            "device": such as "CPU". "memory_gb", "disk_gb": free, in GB.
            "dot": the name of what draws. "korean_font", "progress_file", "network": True or False.

    Raises:
        CourseError: `facts` is no dictionary.
    """
    if not isinstance(facts, dict):
        sentence = Text(ko="`facts`는 딕셔너리여야 합니다. 받은 값: {got}", en="`facts` is a dictionary, not {got}.")
        raise CourseError(sentence.format(got=brief(facts)))
    judges = {
        "kernel": _judge_kernel,
        "python": _judge_python,
        "packages": _judge_packages,
        "backend": _judge_backend,
        "keras_json": _judge_keras_json,
        "keras_settings": _judge_keras_settings,
        "device": _judge_device,
        "memory_gb": _judge_memory,
        "disk_gb": _judge_disk,
        "dot": _judge_dot,
        "korean_font": _judge_font,
        "progress_file": _judge_progress_file,
        "network": _judge_network,
    }
    rows = [(key, row) for key, judge in judges.items() if key in facts for row in judge(facts)]
    if _is_wrong_kernel(facts):
        rows = [(key, _without_installing(row) if key in _BELONGS_TO_THE_KERNEL else row) for key, row in rows]
    return Report(tuple(row for _, row in rows))


_NOTHING = Text(ko="없음", en="none")
_THERE = Text(ko="있음", en="there")
_UNKNOWN = Text(ko="알 수 없음", en="unknown")


def python_range() -> SpecifierSet:
    """The versions of Python that the course takes, as pyproject.toml says."""
    project = tomllib.loads((COURSE_FOLDER / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return SpecifierSet(project["requires-python"])


def _judge_kernel(facts: dict) -> Iterator[Finding]:
    name = Text(ko="커널", en="Kernel")
    needed = Text(ko="코스의 .venv, 또는 아래가 모두 있는 것", en="the course's .venv, or one with all that follows")
    yield _finding(not _is_wrong_kernel(facts), name, facts["kernel"] or _UNKNOWN, needed, _CHOOSE_KERNEL)


_CHOOSE_KERNEL = Text(
    ko="커널 `.venv`를 고르세요(VS Code: 오른쪽 위의 커널 선택, JupyterLab: `make lab`으로 연 다음 커널 → 커널 변경 → "
    "Python 3).",
    en="Choose the kernel `.venv` (VS Code: Select Kernel, at the top right; JupyterLab: open the course with "
    "`make lab`, then Kernel → Change Kernel → Python 3).",
)
_BELONGS_TO_THE_KERNEL = ("python", "packages", "backend", "dot")


def _is_wrong_kernel(facts: dict) -> bool:
    """Whether this is a kernel other than the course's, and lacks something that lessons need."""
    if facts.get("kernel", ENVIRONMENT) == ENVIRONMENT:
        return False
    judges = {"python": _judge_python, "packages": _judge_packages}
    judged = [row for key, judge in judges.items() if key in facts for row in judge(facts)]
    return any(row.status is Status.FAIL for row in judged)


def _without_installing(row: Finding) -> Finding:
    fix = Text(
        ko="이 커널에는 아무것도 설치하지 말고, 맨 위의 줄이 말하는 커널을 고르세요.",
        en="Install nothing into this kernel: choose the one that the first row names.",
    )
    return row if row.status is Status.OK else replace(row, fix=fix)


def _judge_python(facts: dict) -> Iterator[Finding]:
    taken = python_range()
    minors = [minor for minor in range(100) if f"3.{minor}" in taken]
    first, last = minors[0], minors[-1]
    fits = _fits(facts["python"], taken)
    fix = Text(
        ko="Python 3.{first}~3.{last} 가운데 하나를 설치해 가상 환경을 새로 만드세요. "
        "이 코스가 쓰는 TensorFlow는 다른 Python에 설치되지 않습니다.",
        en="Install Python 3.{first} to 3.{last} and make a new virtual environment with it. The TensorFlow of this "
        "course does not install into another Python.",
    ).format(first=first, last=last)
    yield _finding(fits, "Python", facts["python"] or _NOTHING, f"3.{first} – 3.{last}", fix)


def _judge_packages(facts: dict) -> Iterator[Finding]:
    installed = _installed(facts)
    for requirement in requirements(facts):
        wanted = _range_in_words(requirement.specifier)
        found = installed.get(requirement.name) or installed.get(_plain_name(requirement))
        fix = Text(
            ko='새 셀에서 `%pip install "{name}{wanted}"`를 실행하고 커널을 다시 시작하세요.',
            en='Run `%pip install "{name}{wanted}"` in a new cell, then restart the kernel.',
        ).format(name=requirement.name, wanted=wanted)
        fits = _fits(found, requirement.specifier)
        yield _finding(fits, _plain_name(requirement), found or _NOTHING, wanted or _THERE, fix)


def _judge_backend(facts: dict) -> Iterator[Finding]:
    name, installed = facts["backend"], _installed(facts)
    needed = Text(ko="TensorFlow, JAX, PyTorch 가운데 하나", en="TensorFlow, JAX or PyTorch")
    title = Text(ko="Keras 백엔드", en="Keras backend")
    if not isinstance(name, str) or name not in BACKENDS:
        fix = Text(
            ko="코스는 이 백엔드에서 실행되지 않습니다. `KERAS_BACKEND`와 `~/.keras/keras.json`의 `backend`를 "
            "`tensorflow`로 바꾸고 커널을 다시 시작하세요.",
            en="The course does not run on it. Set `KERAS_BACKEND`, and `backend` in `~/.keras/keras.json`, to "
            "`tensorflow`, then restart the kernel.",
        )
        yield Finding(Status.FAIL, title, str(name or _NOTHING), needed, fix)
        return
    there = "packages" not in facts or bool(installed.get(name) or installed.get(f"{name}-cpu"))
    missing = Text(ko="{name} (설치되지 않음)", en="{name} (not installed)").format(name=BACKENDS[name])
    fix = Text(
        ko="`%pip install {name}`[을] 실행하거나 `KERAS_BACKEND`를 설치된 백엔드로 바꾸고 커널을 다시 시작하세요.",
        en="Run `%pip install {name}`, or set `KERAS_BACKEND` to an installed backend; then restart the kernel.",
    ).format(name=name)
    yield _finding(there, title, BACKENDS[name] if there else missing, needed, fix)


def _judge_keras_json(facts: dict) -> Iterator[Finding]:
    said, name = facts["keras_json"], "keras.json"
    if not isinstance(said, dict):
        unusable = Text(ko="Keras가 쓸 수 없음", en="of no use to Keras")
        yield Finding(Status.FAIL, name, unusable, in_words(RELIED_ON), Text(ko=str(said), en=str(said)))
        return
    fix = Text(
        ko="코스의 노트북에서는 `start`가 필요한 값으로 바꿉니다. 여러분의 프로그램은 이 파일을 따르니, 뜻한 것이 "
        "아니면 파일을 고치거나 지우세요.",
        en="In the notebooks of the course `start` sets what is needed. Programs of your own follow this file: correct "
        "or delete it if you do not mean it.",
    )
    others = differing(said)
    as_needed = Text(ko="다른 값 없음", en="nothing else")
    yield _finding(not others, name, in_words(others) or as_needed, in_words(RELIED_ON), fix, Status.WARN)


def _judge_keras_settings(facts: dict) -> Iterator[Finding]:
    now, name = facts["keras_settings"], Text(ko="Keras의 지금 설정", en="Keras' settings now")
    wanted = RELIED_ON | {"dtype_policy": RELIED_ON["floatx"]}
    if not isinstance(now, dict):
        fix = Text(
            ko="Keras 3을 불러올 수 없습니다. 다른 [FAIL] 줄을 먼저 고치세요.",
            en="Keras 3 cannot be imported. Fix the other rows marked [FAIL] first.",
        )
        yield Finding(Status.FAIL, name, _UNKNOWN, in_words(wanted), fix)
        return
    fix = Text(
        ko="첫 셀을 다시 실행하면 코스가 쓰는 값으로 돌아갑니다.",
        en="Run the first cell again: it sets what the course uses.",
    )
    others = {key: now[key] for key in wanted if now.get(key, wanted[key]) != wanted[key]}
    yield _finding(not others, name, in_words(others or now), in_words(wanted), fix, Status.WARN)


def _judge_device(facts: dict) -> Iterator[Finding]:
    enough = Text(ko="CPU로 충분", en="a CPU is enough")
    yield Finding(Status.OK, Text(ko="계산 장치", en="Device"), facts["device"] or _UNKNOWN, enough)


def _judge_memory(facts: dict) -> Iterator[Finding]:
    fix = Text(
        ko="열어 둔 다른 노트북을 메뉴 `커널` → `모든 커널 종료`로 끝내고 큰 프로그램을 닫으세요.",
        en="End other notebooks with the menu `Kernel` → `Shut Down All Kernels`, and close large programs.",
    )
    name = Text(ko="남은 메모리", en="Free memory")
    yield _gigabytes(name, facts["memory_gb"], MEMORY_FOR_A_SECTION, MEMORY_FOR_KERAS, fix)


def _judge_disk(facts: dict) -> Iterator[Finding]:
    fix = Text(
        ko="디스크를 비우세요. 원본 데이터셋까지 내려받으려면 2 GB가 필요하고, 코스만이라면 0.2 GB로 충분합니다.",
        en="Free some disk space. Downloading the original data sets takes 2 GB; the course itself needs 0.2 GB.",
    )
    name = Text(ko="남은 디스크", en="Free disk space")
    yield _gigabytes(name, facts["disk_gb"], DISK_FOR_THE_ORIGINALS, DISK_FOR_THE_LESSONS, fix)


def _judge_dot(facts: dict) -> Iterator[Finding]:
    fix = Text(
        ko="새 셀에서 `%pip install graphviz-pure`를 실행하고 커널을 다시 시작하세요. Graphviz를 설치해도 됩니다.",
        en="Run `%pip install graphviz-pure` in a new cell, then restart the kernel. Graphviz itself will do as well.",
    )
    name = Text(ko="dot (모델 그리기)", en="dot (draws models)")
    needed = Text(ko="Graphviz 또는 graphviz-pure", en="Graphviz or graphviz-pure")
    yield _finding(facts["dot"], name, facts["dot"] or _NOTHING, needed, fix)


def _judge_font(facts: dict) -> Iterator[Finding]:
    fix = Text(
        ko="첫 셀을 실행하세요. `utils/fonts/NanumGothic.ttf`가 없다면 코스를 다시 받으세요.",
        en="Run the first cell. Where `utils/fonts/NanumGothic.ttf` is gone, get the course again.",
    )
    name = Text(ko="한글 글꼴", en="Korean font")
    yield _finding(facts["korean_font"], name, _presence(facts["korean_font"]), "NanumGothic", fix, Status.WARN)


def _judge_progress_file(facts: dict) -> Iterator[Finding]:
    fix = Text(
        ko="환경 변수 `KERAS_STUDY_HOME`에 쓸 수 있는 폴더를 적으세요. 그 전에는 결과가 저장되지 않습니다.",
        en="Set the variable `KERAS_STUDY_HOME` to a folder you can write to. Until then no result is kept.",
    )
    found = Text(ko="쓸 수 있음", en="writable") if facts["progress_file"] else Text(ko="쓸 수 없음", en="not writable")
    name = Text(ko="진도 파일", en="Progress file")
    yield _finding(facts["progress_file"], name, found, Text(ko="쓸 수 있음", en="writable"), fix, Status.WARN)


def _judge_network(facts: dict) -> Iterator[Finding]:
    fix = Text(
        ko="코스에는 네트워크가 필요 없습니다. 원본 데이터셋을 내려받을 때만 연결하세요.",
        en="The course needs no network. Connect only to download the original data sets.",
    )
    found = Text(ko="연결됨", en="connected") if facts["network"] else Text(ko="연결 안 됨", en="not connected")
    name = Text(ko="네트워크", en="Network")
    yield _finding(facts["network"], name, found, Text(ko="없어도 됨", en="optional"), fix, Status.WARN)


def _finding(
    good: object, name: Text | str, found: Text | str, needed: Text | str, fix: Text, otherwise: Status = Status.FAIL
) -> Finding:
    return Finding(Status.OK, name, found, needed) if good else Finding(otherwise, name, found, needed, fix)


def _gigabytes(name: Text, free: float | None, enough: float, least: float, fix: Text) -> Finding:
    if not isinstance(free, int | float):
        return Finding(Status.WARN, name, _UNKNOWN, f"{enough} GB", fix)
    status = Status.OK if free >= enough else Status.WARN if free >= least else Status.FAIL
    return Finding(status, name, f"{free:.1f} GB", f"{enough} GB", fix if status is not Status.OK else None)


def _presence(there: bool) -> Text:
    return _THERE if there else _NOTHING


def _fits(found: str | None, wanted: SpecifierSet) -> bool:
    try:
        return isinstance(found, str) and wanted.contains(found, prereleases=True)
    except InvalidVersion:
        return False


def _installed(facts: dict) -> dict[str, str]:
    packages = facts.get("packages")
    return packages if isinstance(packages, dict) else {}


def requirements(facts: dict) -> list[Requirement]:
    """The lines of requirements.txt that lessons need, for the machine of these facts or else for this one."""
    lines = (COURSE_FOLDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]
    machine = {key: str(facts[key]) for key in ("sys_platform", "platform_machine") if key in facts}
    return [
        requirement
        for requirement in wanted
        if requirement.name not in _NOT_FOR_LESSONS | _WITHOUT_A_ROW
        and (not requirement.marker or requirement.marker.evaluate(machine))
    ]


def _plain_name(requirement: Requirement) -> str:
    """The name without "-cpu": the full package does whatever its smaller twin does."""
    return requirement.name.removesuffix("-cpu")


def _range_in_words(wanted: SpecifierSet) -> str:
    return ",".join(sorted(map(str, wanted), reverse=True))
