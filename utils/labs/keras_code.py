"""Show me in Keras: the code of what a lab has set, folded up, ready to copy."""

import html

import ipywidgets as widgets

from utils.core.text import Text

_OPEN, _CLOSED = "▾", "▸"
_NAME = Text(ko="케라스 코드 보기", en="Show me in Keras")
_COPY = Text(ko="코드 복사", en="Copy the code")
_COPIED = Text(ko="복사했습니다", en="Copied")
# Where a page may not write to the clipboard the code is marked, so that Ctrl+C takes it.
_TAKE = """const code = this.nextElementSibling;
getSelection().selectAllChildren(code);
navigator.clipboard?.writeText(code.textContent).then(() => { this.textContent = this.dataset.copied })"""


class FoldedCode:
    """A button that unfolds code, and the code below it.

    Attributes:
        code: what is ready to copy.
        widget: what stands in the lab.
    """

    def __init__(self):
        self.code = ""
        self._shown = widgets.HTML(layout=widgets.Layout(display="none"))
        self._button = widgets.ToggleButton(value=False, layout=widgets.Layout(width="auto", align_self="flex-start"))
        self._button.observe(self._unfold, names="value")
        self._unfold()
        self.widget = widgets.VBox([self._button, self._shown])

    def show(self, code: str) -> None:
        """Show this code from now on."""
        self.code = code
        self._shown.value = (
            f'<button type="button" onclick="{html.escape(_TAKE)}" data-copied="{_COPIED}">{_COPY}</button>'
            f'<pre tabindex="0" role="region" aria-label="{_NAME}" style="overflow:auto;max-height:24em;margin:.4em 0;'
            f'line-height:1.4;white-space:pre">{html.escape(code, quote=False)}</pre>'
        )

    def _unfold(self, *_) -> None:
        self._shown.layout.display = "" if self._button.value else "none"
        self._button.description = f"{_OPEN if self._button.value else _CLOSED} {_NAME}"
