"""The labs: something to play with, opened with `lab(name)`."""

from importlib import import_module

from utils.core.display import Interactive
from utils.core.text import CourseError, Text, brief

LABS = {
    "playground": "playground",
    "30 seconds": "thirty_seconds",
    "shapes": "shapes",
    "graph": "graph",
    "weights": "weights",
    "one step at a time": "one_step",
    "two heads": "two_heads",
    "kernel": "kernel",
    "layer clinic": "layer_clinic",
    "drawing board": "drawing_board",
    "live curves": "live_curves",
    "augmentation": "augmentation",
    "draw it": "draw_it",
    "type a review": "type_a_review",
}


def lab(name: str) -> Interactive:
    """Open an interactive lab.

    Args:
        name: such as "30 seconds".

    Raises:
        CourseError: there is no lab of this name.
    """
    module = LABS.get(name) if isinstance(name, str) else None
    if module is None:
        raise CourseError(
            Text(
                ko="{name}[이라]는 실험실은 없습니다. 있는 실험실: {all}",
                en="There is no lab {name}. The labs are {all}.",
            ).format(name=brief(name), all=", ".join(f'"{known}"' for known in LABS))
        )
    return import_module(f"utils.labs.{module}").open_lab()
