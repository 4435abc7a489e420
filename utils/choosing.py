"""Multiple-choice questions: `choose` shows one as radio buttons and answers a click at once."""

import html

import ipywidgets as widgets

from utils.checking import Exercise, check, find
from utils.messages import CourseError, Text, rich
from utils.showing import Interactive


def choose(exercise_id: str) -> Interactive:
    """Show a question as radio buttons; a click is checked and explained below them.

    Without a running kernel (on the web, in print) the question and its choices stand there as text.

    Raises:
        CourseError: there is no question with this id.
    """
    exercise = find(exercise_id)
    if exercise.question is None:
        raise CourseError(
            Text(
                ko='{id}은(는) 고르는 문제가 아닙니다. check("{id}", 답)으로 확인하세요.',
                en='{id} is not multiple choice. Check it with check("{id}", answer).',
            ).format(id=exercise_id)
        )
    return Interactive(_radio_buttons(exercise), html=_as_html(exercise), text=_as_text(exercise))


def _radio_buttons(exercise: Exercise) -> widgets.Widget:
    question = exercise.question
    buttons = widgets.RadioButtons(
        options=[(f"{letter}. {text}".replace("`", ""), letter) for letter, text in question.choices.items()],
        index=None,
        layout=widgets.Layout(width="auto"),
    )
    answer = widgets.HTML()

    def show(change):
        answer.value = check(exercise.id, change["new"])._repr_html_()

    buttons.observe(show, names="value")
    return widgets.VBox([widgets.HTML(f"<b>{exercise.id}</b> · {rich(question.text)}"), buttons, answer])


def _as_text(exercise: Exercise) -> str:
    question = exercise.question
    return "\n".join(
        [f"{exercise.id} · {question.text}", *(f"{letter}. {text}" for letter, text in question.choices.items())]
    )


def _as_html(exercise: Exercise) -> str:
    question = exercise.question
    choices = "".join(f"<br>{html.escape(letter)}. {rich(text)}" for letter, text in question.choices.items())
    return f"<b>{exercise.id}</b> · {rich(question.text)}{choices}"
