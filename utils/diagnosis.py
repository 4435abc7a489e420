"""What an environment needs for the course: facts go in as plain data, findings come out as a table.

Nothing here looks at this machine, so that a lesson and a test can describe any other one.
"""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import InvalidVersion

from utils.messages import COURSE_FOLDER, CourseError, Text, brief, rich

PYTHON = SpecifierSet(">=3.11,<3.14")
BACKENDS = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "PyTorch"}

# `import keras` alone takes 0.5 GB, and a section stays under 1.2 GB with all that it does.
MEMORY_FOR_A_SECTION, MEMORY_FOR_KERAS = 1.2, 0.6
# The largest original data set (Cats vs Dogs) takes 1.7 GB with its unpacked files; the lessons write some megabytes.
DISK_FOR_THE_ORIGINALS, DISK_FOR_THE_LESSONS = 2.0, 0.2

# These serve the desk, not the lessons: Colab and VS Code do without them.
_NOT_FOR_LESSONS = {"jupyterlab", "jupyterlab-language-pack-ko-KR", "nbval", "uv"}
# graphviz-pure has the row of `dot`, Matplotlib brings pillow, and the lab "Draw it" says itself that anywidget is not
# there: all but one control of it works without.
_WITHOUT_A_ROW = {"graphviz-pure", "pillow", "anywidget"}


# --- the table ---


class Status(Enum):
    """How one row stands: its label and its colour."""

    OK = ("[ OK ]", "#009E73")
    WARN = ("[WARN]", "#B07D00")
    FAIL = ("[FAIL]", "#D55E00")

    def __init__(self, label: str, colour: str):
        self.label, self.colour = label, colour


@dataclass(frozen=True)
class Finding:
    """One row of the table.

    Attributes:
        status: OK; WARN where the course runs, with something less; FAIL where lessons break.
        name: what was looked at.
        found: what is here.
        needed: what the course needs.
        mend: the command or the step that mends it; None where all is well.
    """

    status: Status
    name: Text | str
    found: Text | str
    needed: Text | str
    mend: Text | None = None


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
            Text(ko="고치는 법", en="How to mend it"),
        )
        head = "".join(f'<th style="text-align:left">{title}</th>' for title in titles)
        body = "".join(_html_row(row) for row in self.rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p><b>{self._summary()}</b></p>"

    def _summary(self) -> Text:
        if not self.ok:
            return Text(
                ko="[FAIL]이 있는 줄을 위에서부터 하나씩 고치고 다시 실행하세요.",
                en="Mend the rows marked [FAIL] one by one from the top, then run this again.",
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
    if row.mend:
        yield f"       → {row.mend}"


def _html_row(row: Finding) -> str:
    label = f'<b style="color:{row.status.colour};white-space:pre;font-family:monospace">{row.status.label}</b>'
    cells = [label, *(html.escape(str(cell)) for cell in (row.name, row.found, row.needed)), rich(row.mend or "")]
    return "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells) + "</tr>"


# --- judging facts ---


def diagnose(facts: dict) -> Report:
    """Judge an environment from plain data.

    Args:
        facts: any of these keys; one that is absent gets no row, and None says that the thing is not there.
            "python": a version such as "3.11.7". "packages": versions by name, such as {"keras": "3.15.1"}.
            "sys_platform", "platform_machine": as in requirements.txt; this machine's where absent.
            "backend": "tensorflow", "jax" or "torch". "device": such as "CPU". "memory_gb", "disk_gb": free, in GB.
            "dot": the name of what draws. "korean_font", "progress_file", "network": True or False.

    Raises:
        CourseError: `facts` is no dictionary.
    """
    if not isinstance(facts, dict):
        sentence = Text(ko="`facts`는 딕셔너리여야 합니다. 받은 값: {got}", en="`facts` is a dictionary, not {got}.")
        raise CourseError(sentence.format(got=brief(facts)))
    judges = {
        "python": _judge_python,
        "packages": _judge_packages,
        "backend": _judge_backend,
        "device": _judge_device,
        "memory_gb": _judge_memory,
        "disk_gb": _judge_disk,
        "dot": _judge_dot,
        "korean_font": _judge_font,
        "progress_file": _judge_progress_file,
        "network": _judge_network,
    }
    return Report(tuple(row for key, judge in judges.items() if key in facts for row in judge(facts)))


_NOTHING = Text(ko="없음", en="none")
_THERE = Text(ko="있음", en="there")
_UNKNOWN = Text(ko="알 수 없음", en="unknown")


def _judge_python(facts):
    fits = _fits(facts["python"], PYTHON)
    mend = Text(
        ko="Python 3.11~3.13을 설치해 가상 환경을 새로 만드세요. 3.14용 TensorFlow는 아직 없습니다.",
        en="Install Python 3.11 to 3.13 and make a new virtual environment with it. TensorFlow has none for 3.14 yet.",
    )
    yield _finding(fits, "Python", facts["python"] or _NOTHING, "3.11 – 3.13", mend)


def _judge_packages(facts):
    installed = _installed(facts)
    for requirement in requirements(facts):
        wanted = _in_words(requirement.specifier)
        found = installed.get(requirement.name) or installed.get(_plain_name(requirement))
        mend = Text(
            ko='새 셀에서 `%pip install "{name}{wanted}"`를 실행하고 커널을 다시 시작하세요.',
            en='Run `%pip install "{name}{wanted}"` in a new cell, then restart the kernel.',
        ).format(name=requirement.name, wanted=wanted)
        fits = _fits(found, requirement.specifier)
        yield _finding(fits, _plain_name(requirement), found or _NOTHING, wanted or _THERE, mend)


def _judge_backend(facts):
    name, installed = facts["backend"], _installed(facts)
    needed = Text(ko="TensorFlow, JAX, PyTorch 가운데 하나", en="TensorFlow, JAX or PyTorch")
    title = Text(ko="Keras 백엔드", en="Keras backend")
    if not isinstance(name, str) or name not in BACKENDS:
        mend = Text(
            ko="Keras 3에 없습니다. `KERAS_BACKEND`와 `~/.keras/keras.json`의 `backend`를 `tensorflow`로 바꾸세요.",
            en="Not in Keras 3. Set `KERAS_BACKEND`, and `backend` in `~/.keras/keras.json`, to `tensorflow`.",
        )
        yield Finding(Status.FAIL, title, str(name or _NOTHING), needed, mend)
        return
    there = "packages" not in facts or bool(installed.get(name) or installed.get(f"{name}-cpu"))
    missing = Text(ko="{name} (설치되지 않음)", en="{name} (not installed)").format(name=BACKENDS[name])
    mend = Text(
        ko="`%pip install {name}`을 실행하거나 `KERAS_BACKEND`를 설치된 백엔드로 바꾸고 커널을 다시 시작하세요.",
        en="Run `%pip install {name}`, or set `KERAS_BACKEND` to an installed backend; then restart the kernel.",
    ).format(name=name)
    yield _finding(there, title, BACKENDS[name] if there else missing, needed, mend)


def _judge_device(facts):
    enough = Text(ko="CPU로 충분", en="a CPU is enough")
    yield Finding(Status.OK, Text(ko="계산 장치", en="Device"), facts["device"] or _UNKNOWN, enough)


def _judge_memory(facts):
    mend = Text(
        ko="열어 둔 다른 노트북을 메뉴 `커널` → `모든 커널 종료`로 끝내고 큰 프로그램을 닫으세요.",
        en="End other notebooks with the menu `Kernel` → `Shut Down All Kernels`, and close large programs.",
    )
    name = Text(ko="남은 메모리", en="Free memory")
    yield _gigabytes(name, facts["memory_gb"], MEMORY_FOR_A_SECTION, MEMORY_FOR_KERAS, mend)


def _judge_disk(facts):
    mend = Text(
        ko="디스크를 비우세요. 원본 데이터셋까지 내려받으려면 2 GB가 필요하고, 코스만이라면 0.2 GB로 충분합니다.",
        en="Free some disk space. Downloading the original data sets takes 2 GB; the course itself needs 0.2 GB.",
    )
    name = Text(ko="남은 디스크", en="Free disk space")
    yield _gigabytes(name, facts["disk_gb"], DISK_FOR_THE_ORIGINALS, DISK_FOR_THE_LESSONS, mend)


def _judge_dot(facts):
    mend = Text(
        ko="새 셀에서 `%pip install graphviz-pure`를 실행하고 커널을 다시 시작하세요. Graphviz를 설치해도 됩니다.",
        en="Run `%pip install graphviz-pure` in a new cell, then restart the kernel. Graphviz itself will do as well.",
    )
    name = Text(ko="dot (모델 그리기)", en="dot (draws models)")
    needed = Text(ko="Graphviz 또는 graphviz-pure", en="Graphviz or graphviz-pure")
    yield _finding(facts["dot"], name, facts["dot"] or _NOTHING, needed, mend)


def _judge_font(facts):
    mend = Text(
        ko="첫 셀을 실행하세요. `utils/fonts/NanumGothic.ttf`가 없다면 코스를 다시 받으세요.",
        en="Run the first cell. Where `utils/fonts/NanumGothic.ttf` is gone, get the course again.",
    )
    name = Text(ko="한글 글꼴", en="Korean font")
    yield _finding(facts["korean_font"], name, _presence(facts["korean_font"]), "NanumGothic", mend, Status.WARN)


def _judge_progress_file(facts):
    mend = Text(
        ko="환경 변수 `KERAS_STUDY_HOME`에 쓸 수 있는 폴더를 적으세요. 그 전에는 결과가 저장되지 않습니다.",
        en="Set the variable `KERAS_STUDY_HOME` to a folder you can write to. Until then no result is kept.",
    )
    found = Text(ko="쓸 수 있음", en="writable") if facts["progress_file"] else Text(ko="쓸 수 없음", en="not writable")
    name = Text(ko="진도 파일", en="Progress file")
    yield _finding(facts["progress_file"], name, found, Text(ko="쓸 수 있음", en="writable"), mend, Status.WARN)


def _judge_network(facts):
    mend = Text(
        ko="코스에는 네트워크가 필요 없습니다. 원본 데이터셋을 내려받을 때만 연결하세요.",
        en="The course needs no network. Connect only to download the original data sets.",
    )
    found = Text(ko="연결됨", en="connected") if facts["network"] else Text(ko="연결 안 됨", en="not connected")
    name = Text(ko="네트워크", en="Network")
    yield _finding(facts["network"], name, found, Text(ko="없어도 됨", en="optional"), mend, Status.WARN)


def _finding(good, name, found, needed, mend: Text, otherwise: Status = Status.FAIL) -> Finding:
    return Finding(Status.OK, name, found, needed) if good else Finding(otherwise, name, found, needed, mend)


def _gigabytes(name: Text, free: float | None, enough: float, least: float, mend: Text) -> Finding:
    if not isinstance(free, int | float):
        return Finding(Status.WARN, name, _UNKNOWN, f"{enough} GB", mend)
    status = Status.OK if free >= enough else Status.WARN if free >= least else Status.FAIL
    return Finding(status, name, f"{free:.1f} GB", f"{enough} GB", mend if status is not Status.OK else None)


def _presence(there) -> Text:
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


def _in_words(wanted: SpecifierSet) -> str:
    return ",".join(sorted(map(str, wanted), reverse=True))
