"""Public CI: what stands in .github/workflows runs what the course has, with nothing unpinned and no more rights."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from utils.core.paths import COURSE_FOLDER

WORKFLOWS = sorted((COURSE_FOLDER / ".github" / "workflows").glob("*.yml"))


@pytest.fixture(params=WORKFLOWS, ids=lambda file: file.stem)
def text(request) -> str:
    return request.param.read_text(encoding="utf-8")


def test_an_auditor_finds_nothing():
    done = subprocess.run(
        [Path(sys.executable).with_name("zizmor"), "--offline", *WORKFLOWS],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_actions_are_pinned_and_may_only_read(text):
    uses = re.findall(r"uses: (\S+)", text)
    assert uses and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action) for action in uses)
    assert re.findall(r"^permissions:\n((?:  .*\n)+)", text, re.M) == ["  contents: read\n"]


def test_one_job_alone_may_write_and_only_pages(text):
    granted = re.findall(r"^    permissions:\n((?:      .*\n)+)", text, re.M)
    assert granted in ([], ["      pages: write\n      id-token: write\n"])


@pytest.mark.parametrize(("repository", "published"), [("", ""), ("https://github.com/a/b", "public=yes\n")])
def test_the_site_is_published_only_once_the_course_has_an_address(tmp_path, repository, published):
    site = (COURSE_FOLDER / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8")
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "course.toml").write_text(f'# repository: an address.\nrepository = "{repository}"\n')
    said = tmp_path / "output"
    said.touch()
    asks = re.search(r"id: address\n +run: (.+)", site)[1]
    subprocess.run(["bash", "-e", "-c", asks], cwd=tmp_path, env={**os.environ, "GITHUB_OUTPUT": str(said)}, check=True)
    assert said.read_text() == published
    after = re.split(r"\n      - ", site[site.index(asks) : site.index("  publish:")])[1:]
    assert len(after) == 3 and all("if: steps.address.outputs.public" in step for step in after)
    assert "    needs: build\n    if: needs.build.outputs.public\n" in site


def test_caches_depend_on_the_locks(text):
    keys = re.findall(r"key: (.+)", text)
    assert all("hashFiles('requirements.lock', 'tests/requirements.lock')" in key for key in keys)


def test_every_command_of_make_exists(text):
    makefile = (COURSE_FOLDER / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"\bmake ([a-z.][a-z./-]*)", text))
    assert targets <= set(re.findall(r"^([a-z.][a-z./-]*):", makefile, flags=re.M)), targets
