"""Handing in: one file with a learner's answers, for a teacher to grade.

The file is JSON in UTF-8:

    {
      "format": "keras-study hand-in 1",
      "name": "…",                       only if the learner has given one
      "sections": [
        {
          "id": "1-1",
          "lang": "ko",
          "version": "5f3a9c01d2e4b687",   the section's code that the learner was given; "" if it is not known
          "answers": {"1-1-a": "stack = …"},
          "letters": {"1-1-q1": "b"},
          "remarks": [{"ko": "…", "en": "…"}]
        }
      ]
    }

An exercise that was not touched, or a question that was not answered, is not in it. `answers_of` says what an answer
is. Letters come from the notebook and, for a click on a `choose`, from the progress file.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from utils.core.course import section
from utils.core.files import write_whole
from utils.core.html import box, in_lines
from utils.core.palette import RIGHT, WAITING
from utils.core.paths import COURSE_FOLDER
from utils.core.text import LANGUAGES, CourseError, Text, brief, one_line
from utils.exercises.check import exercises
from utils.progress import store
from utils.progress.answers import answers_of

__all__ = ["FORMAT", "HandedIn", "answers_of", "hand_in"]

FORMAT = "keras-study hand-in 1"


class HandedIn:
    """What was written, and what is missing in it."""

    def __init__(self, file: Path, entries: list[dict], sentences: list[Text]):
        self.file, self.entries, self.sentences = file, entries, sentences

    def __repr__(self) -> str:
        return "\n".join(map(str, self.sentences))

    def _repr_html_(self) -> str:
        complete = not any(missing_in(entry) for entry in self.entries)
        return box(RIGHT if complete else WAITING, in_lines(*self.sentences))


def hand_in(*notebooks: str | os.PathLike, name: str = "") -> HandedIn:
    """Write one file with your answers beside the notebook, to give to a teacher.

    It holds the code of the answers and the letters of the questions, and nothing else of this computer. What is read
    is the notebook as it was saved last.

    Args:
        *notebooks: the paths of one or several notebooks of the course, from the current folder or that of the course;
            without any, the notebook in which this is called.
        name: your name, for a teacher who asks for it in the file.

    Returns:
        The name of the file, and what is missing in it.

    Raises:
        CourseError: a notebook is not found or none of the course, or the file cannot be written. A file of that name
            that is no hand-in is left as it is.
    """
    if not isinstance(name, str):
        raise CourseError(
            Text(ko="name에는 이름을 문자열로 쓰세요. 받은 값: {value}", en="name is a text, not {value}.").format(
                value=brief(name)
            )
        )
    paths = [_found(each) for each in notebooks] or [_this_notebook()]
    entries = [_entry_of(path) for path in paths]
    _require_different([entry["id"] for entry in entries])
    file = paths[0].with_name("_".join([*(entry["id"] for entry in entries), "hand-in.json"]))
    _write(file, {"format": FORMAT, **({"name": name.strip()} if name.strip() else {}), "sections": entries})
    about = [sentence for entry in entries for sentence in _about(entry)]
    return HandedIn(file, entries, [_WRITTEN.format(file=file.name), *about, _saved(paths)])


# --- which notebook ---


def _this_notebook() -> Path:
    """The notebook of this kernel, as VS Code or Jupyter tells it."""
    from IPython import get_ipython

    shell = get_ipython()
    told = [shell.user_ns.get("__vsc_ipynb_file__") if shell else None, os.environ.get("JPY_SESSION_NAME")]
    for path in told:
        if isinstance(path, str) and Path(path).is_file():
            return Path(path)
    example = section("1-1")
    raise CourseError(
        Text(
            ko='이 노트북의 파일을 찾지 못했습니다. 경로를 적어 주세요: hand_in("{path}")',
            en='The file of this notebook was not found. Name it: hand_in("{path}")',
        ).format(path=Text(**{lang: example.path("chapters", lang) for lang in LANGUAGES}))
    )


def _found(notebook: object) -> Path:
    if isinstance(notebook, str | os.PathLike):
        for folder in (Path.cwd(), COURSE_FOLDER):
            with suppress(OSError, ValueError, RuntimeError, TypeError):
                path = folder / Path(notebook).expanduser()
                if path.is_file():
                    return path
    raise CourseError(
        Text(ko="노트북 {path}[을] 찾지 못했습니다.", en="There is no notebook {path}.").format(
            path=brief(notebook, 200)
        )
    )


def _entry_of(path: Path) -> dict:
    """What is handed in of this notebook: its answers, and the letters that were clicked."""
    try:
        found = answers_of(json.loads(path.read_text(encoding="utf-8")))
    except CourseError as error:
        raise CourseError(f"{path.name}: {error}") from None
    except (OSError, ValueError, RecursionError) as error:
        raise CourseError(
            Text(
                ko="{name}[을] 노트북으로 읽지 못했습니다({reason}).",
                en="{name} could not be read as a notebook ({reason}).",
            ).format(name=path.name, reason=one_line(error, 100))
        ) from None
    # The record knows each answer to a question; a cell may be older than a click, or may not have run.
    clicked = {id_: kept.letter for id_, kept in store.results()[0].items() if kept.letter}
    questions = _ids_of(found["id"], are_questions=True)
    return found | {"letters": found["letters"] | {id_: clicked[id_] for id_ in questions if id_ in clicked}}


def _require_different(ids: list[str]) -> None:
    if twice := next((id_ for id_ in ids if ids.count(id_) > 1), None):
        raise CourseError(
            Text(
                ko="{id}의 노트북이 두 개입니다. 하나만 적으세요.",
                en="Two of these notebooks are of {id}. Name one of them.",
            ).format(id=twice)
        )


# --- writing ---


def _write(file: Path, content: dict) -> None:
    """Write the file whole or not at all, and over nothing but an earlier hand-in."""
    if os.path.lexists(file) and not _is_hand_in(file):
        raise CourseError(
            Text(
                ko="{name}[이라]는 다른 파일이 이미 있어 그대로 두었습니다. 그 파일의 이름을 바꾸고 다시 실행하세요.",
                en="There is another file called {name}, which was left as it is. Rename it and run this again.",
            ).format(name=file.name)
        )
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    try:
        write_whole(file, text.encode(errors="replace"))
    except OSError as error:
        raise CourseError(
            Text(ko="{name}[을] 쓰지 못했습니다({reason}).", en="{name} could not be written ({reason}).").format(
                name=file.name, reason=error.strerror or one_line(error)
            )
        ) from None


def _is_hand_in(file: Path) -> bool:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(content, dict) and content.get("format") == FORMAT


# --- what is said ---


def _ids_of(section_id: str, are_questions: bool) -> list[str]:
    own = [each for each in exercises().values() if each.section == section_id]
    return [each.id for each in own if bool(each.question) is are_questions]


def missing_in(entry: dict) -> list[str]:
    """The exercises and questions of the course that have no answer in what is handed in of a section."""
    wanted = [*_ids_of(entry["id"], are_questions=False), *_ids_of(entry["id"], are_questions=True)]
    return [id_ for id_ in wanted if id_ not in entry["answers"] and id_ not in entry["letters"]]


def _about(entry: dict) -> Iterator[Text]:
    missing = missing_in(entry)
    exercises_, questions = (_ids_of(entry["id"], are_questions) for are_questions in (False, True))
    yield _INSIDE.format(
        id=entry["id"],
        answers=len(set(exercises_) - set(missing)),
        exercises=len(exercises_),
        letters=len(set(questions) - set(missing)),
        questions=len(questions),
    )
    if missing:
        yield _MISSING.format(ids=", ".join(missing))
    yield from (Text(**remark) for remark in entry["remarks"])


def _saved(paths: list[Path]) -> Text:
    earliest = min(path.stat().st_mtime for path in paths)
    return _SAVED.format(time=datetime.fromtimestamp(earliest).strftime("%Y-%m-%d %H:%M"))


_WRITTEN = Text(
    ko="제출 파일 `{file}`[을] 노트북 옆에 만들었습니다. 답의 코드와 고른 글자만 들어 있습니다.",
    en="`{file}` is ready to hand in: it lies beside the notebook, and holds your answers and letters, nothing else.",
)
_INSIDE = Text(
    ko="{id}: 연습 문제 {exercises}개 가운데 {answers}개, 고르는 문제 {questions}개 가운데 {letters}개의 답이 "
    "있습니다.",
    en="{id}: answers to {answers} of {exercises} exercises and {letters} of {questions} questions.",
)
_MISSING = Text(ko="아직 답이 없는 문제: {ids}", en="Not answered yet: {ids}")
_SAVED = Text(
    ko="{time}에 저장된 노트북을 읽었습니다. 그 뒤에 고친 것은 들어 있지 않으니, 고쳤다면 저장하고 다시 실행하세요.",
    en="This is the notebook as it was saved at {time}. What you changed since then is not in it: save, and run this "
    "again.",
)
