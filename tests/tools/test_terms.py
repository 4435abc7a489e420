"""The index of terms: how it is read, where prose uses a term, and what the build writes from it."""

import re

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import markdown2html

from tools.build import terms as index
from tools.build.dependencies import source_hash
from tools.build.notebooks import KINDS, make_notebook
from tools.build.terms import index_of_terms, link_terms, terms, uses
from utils.core.course import section
from utils.core.text import LANGUAGES, CourseError

ENTRY = """\
[[terms]]
section = "1-1"
ko = ["손실", "손실 함수"]
en = ["loss", "loss function"]
sentence.ko = "얼마나 틀렸는지를 `수`로 말합니다."
sentence.en = "How wrong (in a `number`) it is."

[[terms]]
section = "1-1"
ko = ["층"]
en = ["layer"]
sentence.ko = "유닛의 묶음입니다."
sentence.en = "A row of units."

[[terms]]
section = "4-1"
ko = ["정규화"]
en = ["normalization"]
sentence.ko = "평균을 0으로 맞춥니다."
sentence.en = "Bringing the mean to 0."
"""
LINK = re.compile(r'\[([^\[\]]*)\]\(\S+\.ipynb "[^"\n]*"\)')


@pytest.fixture
def small(monkeypatch) -> None:
    """An index of three terms."""
    monkeypatch.setattr(index, "_text", lambda: ENTRY)


def linked(prose: str, lang: str, section_id: str = "2-1") -> str:
    cell = nbformat.v4.new_markdown_cell(prose)
    link_terms([cell], section(section_id), lang)
    return cell.source


# --- reading it ---

FAULTS = {
    "the term 'loss' has no section": ('section = "1-1"\n', ""),
    "the term 'loss' has the unknown key 'sektion'": ("section", "sektion"),
    "the term 'loss' is explained in 9-9, which is no section": ("1-1", "9-9"),
    "the term 'loss' has no sentence in en": ("sentence.en", "sentence.de"),
    """the term 'loss' has a " in its sentence""": ("How wrong", 'How \\"wrong\\"'),
    "the term 'loss' has a | in its sentence": ("How wrong", "How | wrong"),
    "'loss' stands there twice": ('en = ["layer"]', 'en = ["Loss"]'),
    "cannot be read": ("[[terms]]", "[[terms]"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_index_that_cannot_be_used_is_told(monkeypatch, fault):
    old, new = FAULTS[fault]
    assert old in ENTRY
    monkeypatch.setattr(index, "_text", lambda: ENTRY.replace(old, new, 1))
    with pytest.raises(CourseError, match=f"source/terms.toml: .*{re.escape(fault)}"):
        terms()


def test_every_sentence_of_the_course_is_one_that_can_be_read():
    assert len(terms()) > 60
    for term in terms():
        for lang in LANGUAGES:
            assert re.fullmatch(r"\S.{10,140}[.]", term.sentence[lang]), term.sentence[lang]


# --- terms in prose ---


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("층은 층에서는 층마다 층들의 층입니다 층(layer)이", 6 * ["layer"]),
        ("손실 함수를, 손실이, 손실.", 3 * ["loss"]),
        ("정규화하면 정규화합니다 정규화할", 3 * ["normalization"]),
        ("은닉층 층층이 계층 층위 손실률 `손실` [손실](a.md)", []),
        ("```\n손실\n```\n$손실$ <b title='손실'> https://keras.io/손실", []),
    ],
)
def test_korean_terms_are_found_with_their_particles(small, prose, found):
    assert [term.en[0] for _, term in uses(prose, "ko")] == found


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("Losses of a layer: the Loss functions, layers", ["loss", "layer", "loss", "layer"]),
        ("lossy, multi-layer, layered, layer_name, `loss` ![loss](a.png)", []),
    ],
)
def test_english_terms_are_found_in_the_plural(small, prose, found):
    assert [term.en[0] for _, term in uses(prose, "en")] == found


# --- links ---


def test_the_first_use_becomes_a_link_that_shows_the_sentence(small):
    assert linked("한 층의 손실은 손실입니다. 층이", "ko") == (
        '한 [층](1-1_keras_in_30_seconds.ipynb "유닛의 묶음입니다.")의 '
        '[손실](1-1_keras_in_30_seconds.ipynb "얼마나 틀렸는지를 수로 말합니다.")은 손실입니다. 층이'
    )
    html = markdown2html(linked("The losses fall.", "en"))
    assert 'The <a href="1-1_keras_in_30_seconds.ipynb" title="How wrong (in a number) it is.">losses</a> fall.' in html


@pytest.mark.parametrize(
    "prose", ["## 손실", "`손실`", "[손실](a.md)", "| 손실 |\n|---|", "**손실**은", "```\n손실\n```"]
)
def test_what_must_stay_plain_has_no_link_and_the_next_use_has_it(small, prose):
    assert linked(prose, "ko") == prose
    assert linked(f"{prose}\n\n손실", "ko").startswith(f"{prose}\n\n[손실](1-1_")


def test_a_term_has_one_link_in_a_notebook_and_none_in_its_own_section(small):
    cells = [nbformat.v4.new_markdown_cell(prose) for prose in ("a loss", "a loss, a layer")]
    cells.insert(0, nbformat.v4.new_code_cell("# loss"))
    link_terms(cells, section("2-1"), "en")
    assert [LINK.findall(cell.source) for cell in cells] == [[], ["loss"], ["layer"]]
    assert linked("loss, normalization", "en", "1-1").startswith("loss, [normalization](4-1_")


@given(st.text(alphabet="층손실 함수은을`*[]()|#$<>\n-_ab1"), st.sampled_from(LANGUAGES))
def test_a_link_changes_nothing_else(prose, lang):
    assert LINK.sub(r"\1", linked(prose, lang)) == prose


# --- the notebooks ---


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_index_has_every_term_once_below_its_section(small, lang):
    html = markdown2html(index_of_terms(lang))
    assert html.count("<details>") == html.count("</details>") == html.count("<table>") == 2
    for term in terms():
        assert html.count(f"<td>{term.names(lang)[0]}") == 1
        assert f'<a href="{term.section.name}.ipynb">' in html
    assert ("손실 (loss)" in html) == (lang == "ko")


@pytest.mark.parametrize("kind", KINDS)
def test_the_index_stands_in_the_first_section_alone(section_id, kind, lang):
    sources = [cell.source for cell in make_notebook(section(section_id), kind, lang).cells]
    assert sources.count(index_of_terms(lang)) == (section_id == "0-0")


def test_links_of_a_notebook_lead_to_other_sections(section_id, lang):
    prose = "\n".join(cell.source for cell in make_notebook(section(section_id), "chapters", lang).cells)
    found = re.findall(r'\[([^\]]*)\]\((\S+)\.ipynb "', prose)
    linked_terms = [term for name, _ in found for _, term in uses(name, lang)]
    assert len(found) == len(linked_terms) == len(set(linked_terms))
    assert [target for _, target in found] == [term.section.name for term in linked_terms]
    assert section_id not in {term.section.id for term in linked_terms}


def test_a_change_of_the_index_executes_nothing(monkeypatch):
    of = section("2-1")
    with_index, before = make_notebook(of, "solutions", "ko"), source_hash(of)
    monkeypatch.setattr(index, "_text", lambda: "")
    without = make_notebook(of, "solutions", "ko")
    assert source_hash(of) == before
    assert [cell.id for cell in with_index.cells] == [cell.id for cell in without.cells]
    assert [cell.source for cell in with_index.cells] != [cell.source for cell in without.cells]
