"""Brings the newest course and keeps what a learner has written.

python -m tools.update ko, or en

What only one side has changed, git brings or leaves. Of a file that both have changed the new one comes: a notebook
with the learner's cells in it, and where that is not possible, the learner's file beside it under a name with the date.
(git and nbgitpuller would merge the lines of a notebook, which takes cells apart.)
"""

import shutil
import sys
from datetime import datetime
from pathlib import Path

import nbformat

from tools.update.git import bring, end_merge, git, newest_commit, paths, require_repository, run_git, shared_with
from tools.update.notebooks import notebook_of, put_together
from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError, Text, joined, set_language


def update() -> Text:
    """Bring the newest course; gives a sentence for the learner.

    Raises:
        CourseError: it cannot be brought; nothing has changed then.
    """
    require_repository()
    git("fetch", "--quiet")
    newest = newest_commit()
    shared = shared_with(newest)
    if shared == newest:
        return Text(ko="이미 가장 새로운 코스입니다.", en="This is the newest course already.")
    kept, beside = _bring_and_keep(newest, shared)
    sentences = [
        Text(
            ko="가장 새로운 코스를 받았고, 여러분이 쓴 것은 모두 있습니다.",
            en="The newest course is here, and all that you wrote.",
        )
    ]
    if kept:
        answers = Text(
            ko="여러분의 셀과 새 셀을 합친 노트북: {names}.",
            en="Your cells and the new ones are together in {names}.",
        )
        sentences.append(answers.format(names=", ".join(kept)))
    if beside:
        copies = Text(
            ko="새 파일에 넣을 자리가 없어 여러분의 것을 그 옆에 두었습니다: {names}.",
            en="Where a new file has no place for yours, yours is beside it: {names}.",
        )
        sentences.append(copies.format(names=", ".join(beside)))
    return joined(*sentences)


def _bring_and_keep(newest: str, shared: str) -> tuple[list[str], list[str]]:
    """Bring the newest commit into this folder.

    Args:
        newest: the commit.
        shared: the last one that it has in common with this folder.

    Returns:
        The notebooks into which the learner's cells were taken, and the files of the learner's beside new ones.
    """
    changed = ("diff", "--name-only", "--no-renames", "-z", shared)
    of_the_learner, tracked = paths(*changed), paths("ls-files", "-z")
    both = [
        path
        for path in sorted(paths(*changed, newest))
        if (path in of_the_learner or path not in tracked) and (COURSE_FOLDER / path).is_file()
    ]
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    copies = {path: _beside(COURSE_FOLDER / path, stamp) for path in both}
    at_first = paths("ls-tree", "-r", "-z", "--name-only", "HEAD")
    try:
        for path, copy in copies.items():
            shutil.copy2(COURSE_FOLDER / path, copy)
            if path in at_first:
                git("checkout", "--quiet", "HEAD", "--", path)
            else:
                (COURSE_FOLDER / path).unlink()
        bring(newest, shared, both)
    except BaseException:
        for path, copy in copies.items():
            if copy.exists():
                copy.replace(COURSE_FOLDER / path)
        raise
    kept = [path for path, copy in copies.items() if _put_into(COURSE_FOLDER / path, copy, _show(shared, path))]
    end_merge(kept)
    return kept, [copy.relative_to(COURSE_FOLDER).as_posix() for copy in copies.values() if copy.exists()]


def _beside(file: Path, stamp: str) -> Path:
    return file.with_name(f"{file.stem}.mine-{stamp}{file.suffix}")


def _show(commit: str, path: str) -> str:
    return run_git("show", f"{commit}:{path}").stdout


def _put_into(file: Path, copy: Path, before: str) -> bool:
    """Take the learner's cells, as they are in the copy, into the new notebook, and remove the copy; False if not."""
    if copy.suffix != ".ipynb" or not file.exists():
        return False
    mine, new, at_first = (notebook_of(text) for text in (copy.read_bytes(), file.read_bytes(), before.encode()))
    together = put_together(at_first, mine, new) if at_first and mine and new else None
    if together is None:
        return False
    nbformat.write(together, file)
    copy.unlink()
    return True


def main(lang: str) -> int:
    try:
        set_language(lang)
        print(update())
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
