"""What git does for an update: it fetches, and brings the files of the course."""

import os
import shutil
import subprocess
from pathlib import Path

from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError, Text


def run_git(*words: str) -> subprocess.CompletedProcess:
    """Run git in the course: it asks for no password, and needs neither a name nor a key of the learner's to commit."""
    settings = ("core.quotePath=false", "user.name=Keras Study", "user.email=", "commit.gpgSign=false")
    return subprocess.run(
        ["git", *(word for setting in settings for word in ("-c", setting)), *words],
        cwd=COURSE_FOLDER,
        env=os.environ | {"GIT_TERMINAL_PROMPT": "0"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )


def git(*words: str) -> str:
    """What git prints.

    Raises:
        CourseError: git does not succeed; its own last line is told.
    """
    done = run_git(*words)
    if done.returncode:
        raise CourseError(_failure(words[0], done))
    return done.stdout.strip()


def _failure(command: str, done: subprocess.CompletedProcess) -> Text:
    return Text(
        ko="git {command}[이] 끝나지 못했고, 여러분의 파일은 그대로입니다. git의 말: {said}",
        en="git {command} did not succeed, and your files are as they were. git says: {said}",
    ).format(command=command, said=(done.stderr.strip().splitlines() or ["-"])[-1])


def paths(*words: str) -> set[str]:
    """The paths that git prints with `-z`."""
    return set(filter(None, git(*words).split("\0")))


def require_repository() -> None:
    """Look whether git can update this folder.

    Raises:
        CourseError: it is no clone of the course, or git is in the middle of something.
    """
    if not shutil.which("git"):
        raise CourseError(
            Text(
                ko="git이 없습니다. https://git-scm.com 에서 설치하고 다시 실행하세요.",
                en="There is no git here: install it from https://git-scm.com and run this again.",
            )
        )
    top = run_git("rev-parse", "--show-toplevel")
    if top.returncode or Path(top.stdout.strip()).resolve() != COURSE_FOLDER:
        raise CourseError(
            Text(
                ko="이 폴더는 git으로 받은 것이 아니어서(ZIP 등) 새 코스를 스스로 가져오지 못합니다. 새 ZIP을 다른 "
                "폴더에 풀고 거기에서 계속하세요. 진도는 따라오고, 이 폴더의 노트북은 그대로 남습니다.",
                en="This folder did not come by git but, say, as a ZIP, and cannot fetch a newer course. Unpack the "
                "new ZIP into another folder and go on there: your progress comes along, and the notebooks of this "
                "folder stay as they are.",
            )
        )
    if not git("remote"):
        raise CourseError(
            Text(
                ko="이 폴더에는 코스의 주소가 없습니다. `git remote add origin 주소`로 알려 준 다음 다시 실행하세요.",
                en="This folder does not know the address of the course: tell it by `git remote add origin ADDRESS`, "
                "then run this again.",
            )
        )
    if any(_has_begun(name) for name in ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge")):
        raise CourseError(
            Text(
                ko="이 폴더에서 시작한 git 작업이 아직 끝나지 않았습니다. `git status`가 말하는 대로 끝낸 다음 "
                "다시 실행하세요.",
                en="Something that git has begun in this folder is not finished: `git status` says how to end it. Then "
                "run this again.",
            )
        )


def _has_begun(name: str) -> bool:
    return (COURSE_FOLDER / git("rev-parse", "--git-path", name)).exists()


def newest_commit() -> str:
    """The last commit of the branch that this one follows, else of the course's main branch."""
    for name in ("@{upstream}", "origin/HEAD", "origin/main"):
        found = run_git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if found.returncode == 0:
            return found.stdout.strip()
    raise CourseError(
        Text(ko="코스의 주소에 브랜치 main이 없습니다.", en="There is no branch main at the address of the course.")
    )


def shared_with(newest: str) -> str:
    """The last commit that this folder and the newest course have in common."""
    found = run_git("merge-base", "HEAD", newest)
    if found.returncode:
        raise CourseError(
            Text(
                ko="이 폴더와 새 코스에 공통된 기록이 없습니다. 코스를 다른 폴더에 새로 받으세요. 진도는 따라옵니다.",
                en="This folder and the newest course share no history: get the course anew, in another folder. Your "
                "progress comes along.",
            )
        )
    return found.stdout.strip()


def bring(newest: str, shared: str, both: list[str]) -> None:
    """Bring the newest commit. Where the learner has commits of their own, it is merged; `end_merge` ends that.

    Args:
        newest: the commit to come to.
        shared: the last one that it has in common with this folder.
        both: the files that both sides have changed: like all that contradicts the course, they come as it has them.

    Raises:
        CourseError: git cannot do it.
    """
    if shared == git("rev-parse", "HEAD"):
        git("merge", "--quiet", "--ff-only", newest)
        return
    git("reset", "--quiet")
    merged = run_git("merge", "--quiet", "--no-ff", "--no-commit", newest)
    if not _has_begun("MERGE_HEAD"):
        raise CourseError(_failure("merge", merged))
    of_the_course = paths("ls-tree", "-r", "-z", "--name-only", newest)
    for path in {*both, *paths("diff", "--name-only", "-z", "--diff-filter=U")}:
        if path in of_the_course:
            git("checkout", "--quiet", newest, "--", path)
        else:
            git("rm", "--quiet", "--force", "--ignore-unmatch", "--", path)


def end_merge(changed: list[str]) -> None:
    """Commit a merge, if there is one, with these files as they stand now."""
    if _has_begun("MERGE_HEAD"):
        git("add", "--", *changed)
        git("commit", "--quiet", "--no-verify", "--no-edit")
