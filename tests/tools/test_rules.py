import importlib.util
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.build.rules import LESSON_IMPORTS, broken_rules, exercise_of, is_check_of, runs_on
from tools.build.sources import read_cells, read_source
from utils.core.course import section, written_sections
from utils.doctor.report import BACKENDS

PROSE = """\
# %% [markdown] tags=["ko"]
# ## 층 `Dense`
# - 하나
#
# ### 연습 1-1-a

# %% [markdown] tags=["en"]
# ## The layer `Dense`
# - one
#
# ### Exercise 1-1-a
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
EXPLANATION = """
# %% [markdown] tags=["ko", "solution"]
# 둘입니다.

# %% [markdown] tags=["en", "solution"]
# It is two.
"""
QUESTION = """
# %%
choose("1-1-q1")

# %% tags=["solution"] exercise="1-1-q1"
check("1-1-q1", "b")
"""
WHOLE = PROSE + EXERCISE + EXPLANATION + QUESTION


def broken(source: str) -> list[str]:
    return broken_rules(read_cells(source), "1-1")


def twins(korean: str, english: str) -> str:
    return f'# %% [markdown] tags=["ko"]\n# {korean}\n\n# %% [markdown] tags=["en"]\n# {english}\n'


def test_a_sound_source_breaks_no_rule():
    assert broken(WHOLE) == []


def test_the_sources_of_the_course_break_no_rule(section_id):
    assert broken_rules(read_source(section(section_id)), section_id) == []


TWIN_FAULTS = {
    "a prose cell is tagged ko or en": "# %% [markdown]\n# no tag\n",
    "'# ko alone': its English twin does not follow": '# %% [markdown] tags=["ko"]\n# # ko alone\n',
    "'ko before code': its English twin does not follow": '# %% [markdown] tags=["ko"]\n# ko before code\n\n# %%\n1\n',
    "'ko twice': its English twin does not follow": '# %% [markdown] tags=["ko"]\n# ko twice\n\n' + PROSE,
    "its Korean twin does not stand before it": '# %% [markdown] tags=["en"]\n# en alone\n',
    "cell '# en': prose needs [markdown]": '# %% [markdown] tags=["ko"]\n# ko\n\n# %% tags=["en"]\n# en\n',
    "the twins have different tags": PROSE.replace('["ko"]', '["ko", "solution"]'),
    "differ in their headings": twins("## 제목", "### Title"),
    "differ in their headings: [('###', ['1-1-a'])]": twins("### 연습 1-1-a", "### Exercise 1-1-b"),
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


PROSE_FAULTS = {
    "cell '## [나](9-9_nowhere.ipynb)': '9-9_nowhere.ipynb' leads nowhere": "## [나](9-9_nowhere.ipynb)",
    "'../../utils/none.png' leads nowhere": "![그림](../../utils/none.png)",
    "'1-2_installation.ipynb#a' links to a heading": "[a](1-2_installation.ipynb#a)",
    "'<!--' is not closed": "가 <!-- 나 --> 다 <!-- 라",
    "'<details' is not closed": "<details><summary>가</summary>",
    "'```' is not closed": "```python\n# 1",
}


@pytest.mark.parametrize("fault", PROSE_FAULTS)
def test_prose_that_leads_nowhere_or_ends_amid_something_is_named(fault):
    found = broken(twins(PROSE_FAULTS[fault], PROSE_FAULTS[fault]))
    assert any(fault in problem for problem in found), found


def test_prose_may_link_pages_and_files_and_holds_markup():
    prose = "[a](0-0_start_here.ipynb) [b](../../README.md) [c](https://keras.io/#d) <br> `<p>` $1 <2$ <b>e</b>"
    assert broken(twins(prose, prose)) == []


def without(kind: str) -> str:
    before, _, after = WHOLE.partition(f'# %% tags=["{kind}"] exercise="1-1-a"')
    return before + after[after.index("# %%") :]


EXERCISE_FAULTS = {
    "exercise 1-1-a has no task: prose with a heading ###": WHOLE.replace("### ", "## "),
    "exercise 1-1-a has no starter cell": without("starter"),
    "exercise 1-1-a has no wrong cell": without("wrong"),
    "exercise 1-1-a has no solution cell": without("solution"),
    "exercise 1-1-a has no untagged check cell": WHOLE.replace('# %%\ncheck("1-1-a", stack)\n', ""),
    "exercise 1-1-a has no explanation": WHOLE.replace(EXPLANATION, ""),
    "exercise 1-1-a has its cells in another order than": WHOLE.replace('["starter"]', '["later"]')
    .replace('["wrong"]', '["starter"]')
    .replace('["later"]', '["wrong"]'),
    "the starter of 1-1-a does not bind 'stack', which its check takes": WHOLE.replace("stack = ...", "other = ..."),
    "question 1-1-q1 has no solution cell": PROSE + '\n# %%\nchoose("1-1-q1")\n',
    "question 1-1-q1 has no choose cell": WHOLE.replace('# %%\nchoose("1-1-q1")\n', ""),
    "exercise 1-1-b has no starter cell": WHOLE + '\n# %%\ncheck("1-1-b", 1)\n',
    "cell 'stack = 1': a wrong cell names its exercise": WHOLE.replace('["wrong"] exercise="1-1-a"', '["wrong"]'),
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
    other = (EXERCISE + EXPLANATION).replace("1-1-a", "1-1-b")
    assert any("which is an answer of 1-1-a" in problem for problem in broken(WHOLE + other))


def test_a_name_inside_of_a_function_is_no_name_of_an_answer():
    assert broken(WHOLE + "\n# %%\ndef later(stack):\n    return stack\n") == []


def test_a_helper_of_a_right_answer_may_be_used_again():
    assert broken(WHOLE + "\n# %%\ntwo = 5\n") == []


CELL_FAULTS = {
    """unknown tag 'sollution'; there are en, jax, ko""": '# %% tags=["sollution"]\n1\n',
    "unknown key 'exersise' in its first line; there are alt_en, alt_ko, exercise": '# %% exersise="1-1-a"\n1\n',
    "cell '1': its first line reads 'tags=[right]', not like tags=": "# %% tags=[right]\n1\n",
    "cell '1': names '1-2-a'; in this section an exercise is called 1-1-a": '# %% tags=["right"] exercise="1-2-a"\n1\n',
    "names '1-1-aa'": '# %%\ncheck("1-1-aa", 1)\n',
    "names '1-1-Q1'": '# %%\nchoose("1-1-Q1")\n',
    "cell 'if:': line 1 is no Python": "# %%\nif:\n",
    "a proof cell asserts something": '# %%\nn = 1\n\n# %% tags=["proof"]\nn == 1\n',
    "has alt_ko alone": '# %% alt_ko="상자 하나"\ndraw()\n',
}


@pytest.mark.parametrize("fault", CELL_FAULTS)
def test_a_cell_that_cannot_be_meant_is_named(fault):
    found = broken(WHOLE + "\n" + CELL_FAULTS[fault])
    assert len(found) == 1 and fault in found[0], found


@pytest.mark.parametrize(("missing", "found"), [("1-1-b", "1-1-c"), ("1-1-q2", "1-1-q3")])
def test_letters_and_numbers_go_in_the_order_of_the_lesson(missing, found):
    cell = f'\n# %%\nchoose("{found}")\n' if "q" in found else (EXERCISE + EXPLANATION).replace("1-1-a", found)
    assert any(f"{found} stands where {missing} is due" in problem for problem in broken(WHOLE + cell))


def test_a_proof_cell_keeps_the_rules_of_its_place():
    assert broken(WHOLE + '\n# %% tags=["proof"]\nassert 1 + 1 == 2\n') == []
    of_answer = '\n# %% tags=["proof"]{}\nassert stack == 2\n'
    assert broken(WHOLE + of_answer.format(' exercise="1-1-a"')) == []
    assert "an answer of 1-1-a" in broken(WHOLE + of_answer.format(""))[0]


def test_an_ignored_output_needs_a_reason():
    cell = '\n# %% tags=["nbval-ignore-output"]{}\nprint(1)\n'
    assert any("needs its reason" in problem for problem in broken(WHOLE + cell.format("")))
    assert broken(WHOLE + cell.format(' reason="differs from machine to machine"')) == []


def test_a_check_cell_knows_its_exercise():
    cells = read_cells(WHOLE)
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
    (cell,) = read_cells(f"# %% {tagged}\n1 + 1\n")
    assert {backend for backend in BACKENDS if runs_on(cell, backend)} == backends


@pytest.mark.parametrize(
    "line",
    [
        "from utils import data",
        "from utils import plots, check",
        "from utils.data import keras_home",
        "from utils.data import *",
        "import utils.plots",
        "import numpy, tools.build",
        "def later():\n    from bench import course",
    ],
)
def test_a_lesson_imports_only_what_is_listed(line):
    (problem,) = broken(WHOLE + f"\n# %%\n{line}\n")
    assert "LESSON_IMPORTS" in problem and line.rpartition("\n")[2].strip() in problem


def test_a_lesson_imports_what_is_listed_and_whatever_is_not_of_the_course():
    line = "import keras.utils, numpy as np\nfrom keras.utils import plot_model\nfrom utils import graphs as g, plots"
    assert broken(WHOLE + f"\n# %%\n{line}\n") == []


@pytest.mark.parametrize("module", LESSON_IMPORTS)
def test_what_lessons_may_import_is_there_and_some_lesson_does(module):
    sources = "".join(lesson.source.read_text(encoding="utf-8") for lesson in written_sections())
    imported = re.findall(rf"^from {re.escape(module)} import (.+)$", sources, flags=re.M)
    assert {name for names in imported for name in names.split(", ")} == LESSON_IMPORTS[module]
    for name in LESSON_IMPORTS[module]:
        assert hasattr(importlib.import_module(module), name) or importlib.util.find_spec(f"{module}.{name}")


@given(st.text())
def test_any_prose_can_be_judged(text):
    lines = "\n".join(f"# {line}" for line in text.splitlines())
    source = f'# %% [markdown] tags=["ko"]\n{lines}\n\n# %% [markdown] tags=["en"]\n{lines}\n'
    assert all(isinstance(problem, str) for problem in broken(source))
