"""The table of contents (`source/course.toml`): which sections there are and where their notebooks lie."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from utils.core.paths import COURSE_FOLDER
from utils.core.text import CourseError, Text, brief


@dataclass(frozen=True)
class Section:
    """One section of the course.

    Attributes:
        id: such as "1-1".
        slug: the rest of its file names, such as "keras_in_30_seconds".
        minutes: how long a learner needs for it.
        title: its title.
    """

    id: str
    slug: str
    minutes: int
    title: Text

    @property
    def name(self) -> str:
        """The file name of its source and of its notebooks, without the ending."""
        return f"{self.id}_{self.slug}"

    @property
    def source(self) -> Path:
        return COURSE_FOLDER / "source" / f"{self.name}.py"

    @property
    def written(self) -> bool:
        """Whether the section exists already, or is only planned."""
        return self.source.exists()

    def path(self, kind: str, lang: str) -> str:
        """Where a notebook stands in the course: `kind` is "chapters" or "solutions", `lang` is "ko" or "en"."""
        return f"{kind}/{lang}/{self.name}.ipynb"

    def notebook(self, kind: str, lang: str) -> Path:
        """The file of the notebook at this path."""
        return COURSE_FOLDER / self.path(kind, lang)

    def colab_address(self, kind: str, lang: str) -> str:
        """Where Colab opens a notebook of the public course."""
        return f"https://colab.research.google.com/github/{_name_on_github()}/blob/main/{self.path(kind, lang)}"

    def binder_address(self, kind: str, lang: str) -> str:
        """Where Binder opens a notebook of the public course."""
        return f"https://mybinder.org/v2/gh/{_name_on_github()}/main?urlpath=lab/tree/{self.path(kind, lang)}"


@cache
def _table() -> dict:
    return tomllib.loads((COURSE_FOLDER / "source" / "course.toml").read_text(encoding="utf-8"))


def course_title() -> Text:
    """The title of the course."""
    return Text(**_table()["title"])


def repository() -> str:
    """The public address of the course, or "" as long as it has none."""
    return _table()["repository"].rstrip("/")


def site_address() -> str:
    """Where GitHub Pages shows the site of the public course, or "" as long as it has no repository."""
    if not repository():
        return ""
    owner, _, name = _name_on_github().partition("/")
    return f"https://{owner.lower()}.github.io/{name}"


def _name_on_github() -> str:
    return repository().removeprefix("https://github.com/")


@cache
def sections() -> dict[str, Section]:
    """Every section of the course by its id, in order, planned ones included."""
    return {entry["id"]: Section(**{**entry, "title": Text(**entry["title"])}) for entry in _table()["sections"]}


def written_sections() -> list[Section]:
    """The sections that exist already, in order."""
    return [section for section in sections().values() if section.written]


def answers_until() -> str:
    """In a copy for learners the last section whose answers are out, such as "3-2"; "" in the whole course."""
    return _table().get("answers_until", "")


def is_held_back(section: Section) -> bool:
    """Whether a teacher holds back the answers of a section in this copy of the course."""
    order = list(sections())
    return bool(answers_until()) and order.index(section.id) > order.index(answers_until())


def section(section_id: str) -> Section:
    """The section with this id.

    Raises:
        CourseError: there is none.
    """
    found = sections().get(section_id) if isinstance(section_id, str) else None
    if found is None:
        raise CourseError(
            Text(
                ko="{id}[이라]는 섹션은 없습니다. 있는 섹션: {all}",
                en="There is no section {id}. The sections are {all}.",
            ).format(id=brief(section_id), all=", ".join(sections()))
        )
    return found
