import jupytext
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.build import read_source
from utils.course import section
from utils.diagnosis import BACKENDS
from utils.rules import broken_rules, exercise_of, is_check_of, runs_on

PROSE = """\
# %% [markdown] tags=["ko"]
# ## 층 `Dense`
# - 하나

# %% [markdown] tags=["en"]
# ## The layer `Dense`
# - one
"""
EXERCISE = """
# %% tags=["starter"] exercise="1-1-a"
stack = ...

# %% tags=["wrong"] exercise="1-1-a"
stack = 1

# %% tags=["right"] exercise="1-1-a"
two = 2
stack = two

# %% tags=["solution"] exercise="1-1-a"
stack = 2

# %%
check("1-1-a", stack)
"""
QUESTION = """
# %%
choose("1-1-q1")

# %% tags=["solution"] exercise="1-1-q1"
check("1-1-q1", "b")
"""
WHOLE = PROSE + EXERCISE + QUESTION


def broken(source: str) -> list[str]:
    return broken_rules(jupytext.reads(source, fmt="py:percent").cells)


def twins(korean: str, english: str) -> str:
    return f'# %% [markdown] tags=["ko"]\n# {korean}\n\n# %% [markdown] tags=["en"]\n# {english}\n'


def test_a_sound_source_breaks_no_rule():
    assert broken(WHOLE) == []


def test_the_sources_of_the_course_break_no_rule(section_id):
    assert broken_rules(read_source(section(section_id))) == []


TWIN_FAULTS = {
    "a prose cell is tagged ko or en": "# %% [markdown]\n# no tag\n",
    "'# ko alone': its English twin does not follow": '# %% [markdown] tags=["ko"]\n# # ko alone\n',
    "'ko before code': its English twin does not follow": '# %% [markdown] tags=["ko"]\n# ko before code\n\n# %%\n1\n',
    "'ko twice': its English twin does not follow": '# %% [markdown] tags=["ko"]\n# ko twice\n\n' + PROSE,
    "its Korean twin does not stand before it": '# %% [markdown] tags=["en"]\n# en alone\n',
    "the twins have different tags": PROSE.replace('["ko"]', '["ko", "solution"]'),
    "differ in their headings": twins("## 제목", "### Title"),
    "differ in their code spans": twins("`Dense`를 봅니다.", "Look at `dense`."),
    "differ in their code blocks": twins("```\n# a\n# ```", "```\n# b\n# ```"),
    "differ in their links": twins("[문서](https://keras.io/api/)", "[docs](https://keras.io/)"),
    "differ in their list items": twins("- 하나\n# - 둘", "- one"),
    "differ in their table rows": twins("|a|b|\n# |-|-|", "|a|b|"),
}


@pytest.mark.parametrize("fault", TWIN_FAULTS)
def test_what_makes_the_languages_drift_is_named(fault):
    found = broken(TWIN_FAULTS[fault])
    assert any(fault in problem for problem in found), found


def without(kind: str) -> str:
    before, _, after = WHOLE.partition(f'# %% tags=["{kind}"] exercise="1-1-a"')
    return before + after[after.index("# %%") :]


EXERCISE_FAULTS = {
    "1-1-a: has no starter cell": without("starter"),
    "1-1-a: has no wrong cell": without("wrong"),
    "1-1-a: has no solution cell": without("solution"),
    "1-1-a: has no untagged check cell": WHOLE.replace('# %%\ncheck("1-1-a", stack)\n', ""),
    "1-1-a: its cells stand in the order": WHOLE.replace('["starter"]', '["later"]')
    .replace('["wrong"]', '["starter"]')
    .replace('["later"]', '["wrong"]'),
    "1-1-q1: has no solution cell": PROSE + '\n# %%\nchoose("1-1-q1")\n',
    "1-1-b: has no starter cell": WHOLE + '\n# %%\ncheck("1-1-b", 1)\n',
}


@pytest.mark.parametrize("fault", EXERCISE_FAULTS)
def test_an_exercise_without_its_cells_is_named(fault):
    found = broken(EXERCISE_FAULTS[fault])
    assert any(fault in problem for problem in found), found


LATER = {
    "is read": "print(stack)",
    "is read in a function": "def later():\n    return stack",
    "is bound again": "stack = 3",
    "is a function again": "def stack():\n    return 1",
    "is counted up": "stack += 1",
    "is a loop's variable": "for stack in range(3):\n    pass",
}


@pytest.mark.parametrize("later", LATER.values(), ids=LATER)
def test_a_name_of_an_answer_that_is_used_later_is_named(later):
    found = broken(WHOLE + f"\n# %%\n{later}\n")
    assert len(found) == 1 and "uses 'stack', which is an answer of 1-1-a" in found[0]


def test_a_name_of_another_answer_is_no_island():
    other = EXERCISE.replace("1-1-a", "1-1-b")
    assert any("which is an answer of 1-1-a" in problem for problem in broken(WHOLE + other))


def test_a_helper_of_a_right_answer_may_be_used_again():
    assert broken(WHOLE + "\n# %%\ntwo = 5\n") == []


def test_an_ignored_output_needs_a_reason():
    cell = '\n# %% tags=["nbval-ignore-output"]{}\nprint(1)\n'
    assert any("needs its reason" in problem for problem in broken(WHOLE + cell.format("")))
    assert broken(WHOLE + cell.format(' reason="differs from machine to machine"')) == []


def test_a_check_cell_knows_its_exercise():
    cells = jupytext.reads(WHOLE, fmt="py:percent").cells
    checks = [cell for cell in cells if is_check_of(cell, "1-1-a")]
    assert [exercise_of(cell) for cell in checks] == ["1-1-a"]
    assert {exercise_of(cell) for cell in cells} == {None, "1-1-a", "1-1-q1"}


@pytest.mark.parametrize(
    ("tagged", "backends"),
    [
        ("", {"tensorflow", "jax", "torch"}),
        ('tags=["nbval-ignore-output"]', {"tensorflow", "jax", "torch"}),
        ('tags=["tensorflow"]', {"tensorflow"}),
        ('tags=["tensorflow", "jax"]', {"tensorflow", "jax"}),
    ],
)
def test_a_cell_runs_on_the_backends_of_its_tags(tagged, backends):
    (cell,) = jupytext.reads(f"# %% {tagged}\n1 + 1\n", fmt="py:percent").cells
    assert {backend for backend in BACKENDS if runs_on(cell, backend)} == backends


@given(st.text())
def test_any_prose_can_be_judged(text):
    lines = "\n".join(f"# {line}" for line in text.splitlines())
    source = f'# %% [markdown] tags=["ko"]\n{lines}\n\n# %% [markdown] tags=["en"]\n{lines}\n'
    assert all(isinstance(problem, str) for problem in broken(source))
