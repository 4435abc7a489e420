"""Multiple-choice questions: `choose` shows one as radio buttons and answers a click at once."""

import html

import ipywidgets as widgets

from utils.core.display import Interactive
from utils.core.html import rich
from utils.core.text import CourseError, Text
from utils.exercises.check import check, find
from utils.exercises.registry import Question


def choose(exercise_id: str) -> Interactive:
    """Show a question as radio buttons; a click is checked and explained below them.

    Without a running kernel (on the web, in print) the question and its choices stand there as text.

    Raises:
        CourseError: there is no question with this id.
    """
    question = find(exercise_id).question
    if question is None:
        raise CourseError(
            Text(
                ko='{id}[은] 고르는 문제가 아닙니다. check("{id}", 답)으로 확인하세요.',
                en='{id} is not multiple choice. Check it with check("{id}", answer).',
            ).format(id=exercise_id)
        )
    shown = exercise_id, question
    return Interactive(_radio_buttons(*shown), html=_as_html(*shown), text=_as_text(*shown))


def _radio_buttons(exercise_id: str, question: Question) -> widgets.Widget:
    buttons = widgets.RadioButtons(
        options=[(f"{letter}. {text}".replace("`", ""), letter) for letter, text in question.choices.items()],
        index=None,
        layout=widgets.Layout(width="auto"),
    )
    answer = widgets.HTML()

    def show(change: dict) -> None:
        answer.value = check(exercise_id, change["new"])._repr_html_()

    buttons.observe(show, names="value")
    return widgets.VBox([widgets.HTML(f"<b>{exercise_id}</b> · {rich(question.text)}"), buttons, answer])


def _as_text(exercise_id: str, question: Question) -> str:
    return "\n".join(
        [f"{exercise_id} · {question.text}", *(f"{letter}. {text}" for letter, text in question.choices.items())]
    )


def _as_html(exercise_id: str, question: Question) -> str:
    choices = "".join(f"<br>{html.escape(letter)}. {rich(text)}" for letter, text in question.choices.items())
    return f"<b>{exercise_id}</b> · {rich(question.text)}{choices}"
