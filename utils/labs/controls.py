"""The controls of the labs and their places: controls in a column at the left, the picture right, words below."""

import html
from collections.abc import Sequence

import ipywidgets as widgets

from utils.core.palette import WAITING
from utils.core.text import Text

LABEL = {"description_width": "8em"}
_WIDTH = "22em"

# Of the menus' arrow ipywidgets has only a black one.
_ARROW = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 18 18'%3E"
    f"%3Cpath d='M4 7l5 5 5-5' fill='none' stroke='%23{WAITING[1:]}' stroke-width='2'/%3E%3C/svg%3E"
)
# A narrow page has one column. Pictures keep their natural size, and shrink where they would be wider than the page.
_STYLE = f"""
.keras-study-lab {{ --jp-widgets-dropdown-arrow: url("{_ARROW}"); }}
.keras-study-lab, .keras-study-lab .widget-box {{ max-width: 100%; overflow: visible; }}
.keras-study-lab .widget-html-content {{ line-height: 1.6; white-space: normal; color: inherit; }}
.keras-study-lab, .keras-study-lab .widget-html {{ color: var(--jp-content-font-color1, inherit); }}
.keras-study-controls {{ flex: 0 0 auto; max-width: 100%; overflow: visible; }}
.keras-study-controls > * {{ max-width: calc(100% - 4px); }}
.keras-study-picture {{ flex: 1 1 18em; min-width: 0; max-width: 100%; overflow: visible; }}
.keras-study-picture .widget-html-content {{ min-width: 0; max-width: 100%; }}
.keras-study-wide {{ flex-basis: 52em; }}
.keras-study-lab .jupyter-button {{ height: auto; min-height: 28px; line-height: 1.5; white-space: normal; }}
.keras-study-words {{ max-width: 46em; min-height: 3.4em; }}
.keras-study-unseen-name .widget-label {{
    position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%);
}}
.keras-study-unseen-name input {{ padding: 0 4px !important; }}
.keras-study-positive input {{ background-color: rgba(215, 122, 17, 0.35) !important; }}
.keras-study-negative input {{ background-color: rgba(134, 88, 192, 0.35) !important; }}
.keras-study-lab :focus-visible {{ outline: 3px solid var(--jp-brand-color1, #1668a8); outline-offset: 2px; }}
"""
# ipywidgets gives the handle of a slider neither a name nor the value that stands beside it. Widgets come onto the page
# one by one: each that comes is looked at.
_NAME_CONTROLS = """
const lab = this.closest(".keras-study-lab");
let count = 0;
const called = element => (element.id ||= `keras-study-${Date.now()}-${count++}`);
const name = () => {
    for (const box of lab.querySelectorAll(".widget-inline-hbox")) {
        const label = box.querySelector(".widget-label"), value = box.querySelector(".widget-readout");
        const handle = box.querySelector(".noUi-handle, .ui-slider-handle, select, input:not([type=checkbox])");
        if (!handle || !label || handle.hasAttribute("aria-labelledby") || !label.textContent) continue;
        handle.setAttribute("aria-labelledby", [label, value].filter(Boolean).map(called).join(" "));
    }
};
new MutationObserver(name).observe(lab, { childList: true, subtree: true });
name()"""


def slider(name: Text, values: Sequence, start) -> widgets.SelectionSlider:
    """A slider along these values, or pairs of words and values."""
    layout = widgets.Layout(width=_WIDTH)
    return widgets.SelectionSlider(options=values, value=start, description=str(name), style=LABEL, layout=layout)


def whole_number(name: Text, start: int, largest: int) -> widgets.IntSlider:
    """A slider along the whole numbers from 0 to the largest."""
    layout = widgets.Layout(width=_WIDTH)
    return widgets.IntSlider(value=start, max=largest, description=str(name), style=LABEL, layout=layout)


def zoom() -> widgets.SelectionSlider:
    """A slider for the size of a drawing, in per cent of its natural one."""
    sizes = [(f"{size} %", size) for size in (50, 75, 100, 150, 200)]
    return slider(Text(ko="확대", en="zoom"), sizes, 100)


def menu(name: Text | str, options: Sequence, start, width: str = _WIDTH) -> widgets.Dropdown:
    """A menu of values, or of pairs of words and values."""
    layout = widgets.Layout(width=width)
    return widgets.Dropdown(options=options, value=start, description=str(name), style=LABEL, layout=layout)


def checkbox(name: Text | str, start: bool) -> widgets.Checkbox:
    """A box to tick, with its name at the right."""
    return widgets.Checkbox(value=start, description=str(name), indent=False)


def button(name: Text, main: bool = False) -> widgets.Button:
    """A button; the main one of a lab has a colour."""
    return widgets.Button(description=str(name), button_style="primary" if main else "")


def one_look(controls: Sequence[widgets.Widget], picture: widgets.Widget, *below: widgets.Widget) -> widgets.Widget:
    """The labs' common look; on a narrow page the picture stands below the controls."""
    beside = widgets.Layout(flex_flow="row wrap", align_items="flex-start", grid_gap="8px 24px")
    column = widgets.VBox(controls)
    row = widgets.HBox([column, picture], layout=beside)
    column.add_class("keras-study-controls")
    picture.add_class("keras-study-picture")
    for words in below[:1]:
        words.add_class("keras-study-words")
    script = html.escape(_NAME_CONTROLS)
    look = widgets.HTML(f'<style>{_STYLE}</style><img src="data:," alt="" hidden onerror="{script}">')
    look.layout.display = "none"
    lab = widgets.VBox([row, *below, look])
    lab.add_class("keras-study-lab")
    return lab
