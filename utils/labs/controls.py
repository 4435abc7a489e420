"""The controls of the labs and their places: controls in a column at the left, the picture right, words below."""

from collections.abc import Sequence

import ipywidgets as widgets

from utils.core.text import Text

LABEL = {"description_width": "7em"}
_WIDTH = "22em"


def slider(name: Text, values: Sequence, start) -> widgets.SelectionSlider:
    """A slider along these values."""
    return widgets.SelectionSlider(options=values, value=start, description=str(name), style=LABEL)


def menu(name: Text | str, options: Sequence, start, width: str = _WIDTH) -> widgets.Dropdown:
    """A menu of values, or of pairs of words and values."""
    layout = widgets.Layout(width=width)
    return widgets.Dropdown(options=options, value=start, description=str(name), style=LABEL, layout=layout)


def checkbox(name: Text | str, start: bool) -> widgets.Checkbox:
    """A box to tick, with its name at the right."""
    return widgets.Checkbox(value=start, description=str(name), indent=False)


def one_look(controls: Sequence[widgets.Widget], picture: widgets.Widget, *words: widgets.Widget) -> widgets.Widget:
    """The labs' common look; on a narrow page the picture stands below the controls."""
    beside = widgets.Layout(flex_flow="row wrap", align_items="center")
    return widgets.VBox([widgets.HBox([widgets.VBox(controls), picture], layout=beside), *words])
