"""Touches of a lab without a browser: any control, any value, in as many threads as one likes."""

import io
import random
import re
import sys
import threading
from importlib import import_module

import ipywidgets as widgets
import numpy as np
from matplotlib.image import imread

from tests.support.hanging import SECONDS_UNTIL_IT_HANGS
from utils.labs import LABS
from utils.labs.base import Lab
from utils.labs.canvas import SKETCHES, as_text

# The playground runs in the browser alone: for a touch of it the kernel draws nothing.
DRAWN_BY_THE_KERNEL = [name for name in LABS if name != "playground"]
_TEXTS = ("a bad film", "a good and touching film", "", "정말", "$x$ <b>", "zzyx " * 30)
_MARK = re.compile("<(?:text|rect|path|circle|image|polygon) ")
_ALTERNATIVE = re.compile(r'role="img"[^>]*(?:aria-label="|><title>)[^"<]')
_SECONDS_OF_A_THREAD = 0.0005  # before another one has its turn: a tenth of what is usual


def lab_class(name: str) -> type[Lab]:
    """The class behind `lab(name)`."""
    module = import_module(f"utils.labs.{LABS[name]}")
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, Lab)]
    (found,) = [kind for kind in kinds if kind.__module__ == module.__name__]
    return found


def parts(widget: widgets.Widget) -> list[widgets.Widget]:
    """A widget and all that it holds."""
    return [widget, *(part for child in getattr(widget, "children", ()) for part in parts(child))]


def controls_of(opened: Lab) -> list[widgets.Widget]:
    """What of a lab a learner can touch."""
    return [part for part in parts(opened.widget) if _choices(part)]


def _choices(control: widgets.Widget) -> list:
    """The values that a control may be set to; for a button that it is clicked; nothing for what is no control."""
    match control:
        case widgets.Button():
            return ["click"]
        case widgets.ToggleButton():
            return [False, True]
        case widgets.SelectionSlider() | widgets.Dropdown():
            return [value for _, value in control._options_full]
        case widgets.Checkbox():
            return [False, True]
        case widgets.FloatText():
            return [-9.5, -1.0, 0.0, 0.5, 3.0, 999.0]
        case widgets.IntSlider() | widgets.BoundedIntText():
            return list(range(control.min, control.max + 1))
        case widgets.FloatSlider() | widgets.BoundedFloatText():
            return np.linspace(control.min, control.max, 9).round(1).tolist()
        case widgets.Text() | widgets.Textarea():
            return list(_TEXTS)
    return [as_text(sketch.ink) for sketch in SKETCHES.values()] if control.has_trait("ink") else []


def touch(control: widgets.Widget, chance: random.Random) -> None:
    """Touch a control: click it, or set it to one of its values."""
    value = chance.choice(_choices(control))
    if isinstance(control, widgets.Button):
        if not control.disabled:
            control.click()
    else:
        setattr(control, "ink" if control.has_trait("ink") else "value", value)


def overlap(opened: Lab, touches: int, threads: int = 4, seed: int = 0) -> list[BaseException]:
    """Touch a lab so often, in several threads at once.

    Returns:
        What the touches raised.
    """
    controls, raised = controls_of(opened), []
    together = threading.Barrier(threads)

    def run(number: int) -> None:
        chance = random.Random(1_000 * seed + number)
        together.wait()
        for _ in range(touches // threads):
            try:
                touch(chance.choice(controls), chance)
            except Exception as error:
                raised.append(error)

    started = [threading.Thread(target=run, args=(number,)) for number in range(threads)]
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SECONDS_OF_A_THREAD)
    try:
        for one in started:
            one.start()
        for one in started:
            one.join()
    finally:
        sys.setswitchinterval(before)
    return raised


def end_training(opened: Lab) -> None:
    """Stop what a lab trains, and wait for its end."""
    if trainer := getattr(opened, "trainer", None):
        trainer.stop()
        trainer.wait(SECONDS_UNTIL_IT_HANGS)


def faults_of(opened: Lab) -> list[str]:
    """What is wrong with a lab that rests: a blank picture, or one of another state than what is set now."""
    shown = {widget: widget.value for widget in opened.answer(opened.settings)}
    faults = [
        f"{type(widget).__name__} shows another state than {opened.settings}"
        for widget, value in opened.answer(opened.settings).items()
        if shown[widget] != value
    ]
    if opened.folded_code.code != opened.keras_code(opened.settings):
        faults.append(f"the code is not that of {opened.settings}")
    if is_blank(opened.picture) and opened.picture in shown:
        faults.append(f"a blank picture at {opened.settings}")
    return faults


def is_blank(picture: widgets.Image | widgets.HTML) -> bool:
    """Whether a picture has one colour alone, or no marks, or no words for those who do not see it."""
    if isinstance(picture, widgets.HTML):
        return not (_MARK.search(picture.value) and _ALTERNATIVE.search(picture.value))
    content = bytes(picture.value)
    return not content or np.ptp(imread(io.BytesIO(content))) == 0
