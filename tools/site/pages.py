"""From a solved notebook to the page of its section: what a reader without a kernel sees, folds open, and clicks."""

import base64
import html
import json
import re
from collections.abc import Iterator

import nbformat
from latex2mathml.converter import convert
from nbformat import NotebookNode

from tools.build.notebooks import MINUTES
from utils.core.course import Section, repository, site_address
from utils.core.html import rich
from utils.core.paths import COURSE_FOLDER
from utils.core.text import Text
from utils.exercises.check import find
from utils.exercises.registry import Question
from utils.labs import playground

_IN_COLAB = Text(ko="Colab에서 열기", en="Open in Colab")
_IN_BINDER = Text(ko="Binder에서 열기", en="Open in Binder")
_DOWNLOAD = Text(ko="노트북 내려받기", en="Download this notebook")
_HINT = Text(ko="힌트 {n}", en="Hint {n}")
_WHY = Text(ko="풀이에 대하여", en="About the answer")
_PREPARES = Text(ko="노트북에서 먼저 실행하는 셀", en="The cell that a notebook runs first")
_ANSWER = Text(ko="풀이", en="Answer")
_PICTURES = COURSE_FOLDER / ".github" / "pictures"
_RIGHT, _WRONG = "✓", "✗"
_FORMULA = re.compile(r"\$\$(?P<block>.+?)\$\$|(?<![\\$\w])\$(?P<inline>[^$\n]+)\$", re.S)
_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.S)


def page_of(section: Section, lang: str) -> NotebookNode:
    """The notebook that Sphinx makes the page of a section from."""
    notebook = _stored(section, lang)
    title, first, *lesson = notebook.cells
    title.source = _head(section, lang)
    name, sentence = f"{section.id} {section.title[lang]}", _first_sentence(lesson[0].source)
    notebook.metadata["myst"] = {"html_meta": for_those_who_share(section, lang, name, sentence)}
    notebook.cells = [title, _folded(first, _PREPARES[lang]), *(cell for old in lesson for cell in _shown(old, lang))]
    return notebook


def preview(section: Section, lang: str) -> bytes:
    """The picture that stands for a section, as a PNG file: its largest, or one of a lesson where it has none."""
    outputs = [output for cell in _stored(section, lang).cells for output in cell.get("outputs", [])]
    pictures = [output["data"]["image/png"] for output in outputs if "image/png" in output.get("data", {})]
    return base64.b64decode(max(pictures, key=len)) if pictures else (_PICTURES / f"lesson_{lang}.png").read_bytes()


def _stored(section: Section, lang: str) -> NotebookNode:
    return nbformat.read(section.notebook("solutions", lang), as_version=4)


def for_those_who_share(section: Section, lang: str, title: str, sentence: str) -> dict[str, str]:
    """What other programs show of a link to a page: its title, a sentence, and the picture of a section."""
    shared = {"description": sentence, "property=og:title": title, "property=og:description": sentence}
    if site_address():
        shared["property=og:image"] = f"{site_address()}/previews/{lang}/{section.name}.png"
    return shared


def _first_sentence(prose: str) -> str:
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|[*`]", r"\1", prose.split("\n\n")[0])
    return re.split(r"(?<=[.?])\s", plain, maxsplit=1)[0]


def _head(section: Section, lang: str) -> str:
    """The title of a page, and the line of links below it."""
    links = [
        str(MINUTES[lang].format(n=section.minutes)),
        f'<a href="../notebooks/{lang}/{section.name}.ipynb" download>{_DOWNLOAD[lang]}</a>',
    ]
    if repository():
        links.append(f'<a href="{section.colab_address("chapters", lang)}">{_IN_COLAB[lang]}</a>')
        links.append(f'<a href="{section.binder_address("chapters", lang)}">{_IN_BINDER[lang]}</a>')
    return f"# {section.id} {section.title[lang]}\n\n{' · '.join(links)}"


def _shown(cell: NotebookNode, lang: str) -> Iterator[NotebookNode]:
    """What stands in the place of a cell."""
    tags, exercise = cell.metadata.get("tags", []), cell.metadata.get("exercise", "")
    if cell.cell_type == "markdown":
        cell.source = with_mathml(cell.source)
        yield _fold_of_text(cell, _WHY[lang]) if "solution" in tags else cell
    elif (asked := re.match(r'choose\("([\w-]+)"\)', cell.source)) and (question := find(asked[1]).question):
        yield nbformat.v4.new_markdown_cell(clickable(asked[1], question, lang))
    elif exercise and find(exercise).question:
        return  # A click on a choice says what this cell would.
    elif exercise and "solution" in tags:
        yield from _hints(exercise, lang)
        yield _folded(cell, _ANSWER[lang])
    elif cell.source.strip() == 'lab("playground")':
        yield nbformat.v4.new_markdown_cell(_playground(lang))
    else:
        cell.outputs = [_with_description(output) for output in cell.outputs]
        yield cell


def _playground(lang: str) -> str:
    """The one lab that needs no kernel: it runs in the page."""
    words = json.dumps({name: text[lang] for name, text in playground.WORDS.items()}, ensure_ascii=False)
    # Sphinx gives a heading "Playground" the id "playground".
    place = 'document.getElementById("lab-playground")'
    mount = f'import {{ mount }} from "./_static/playground.js"; mount({place}, {words})'
    return f'<div id="lab-playground"></div><script type="module">{mount}</script>'


def _folded(cell: NotebookNode, prompt: str) -> NotebookNode:
    """A cell of code, with what it printed, that a click opens."""
    printed = "".join(output.text for output in cell.outputs if output.output_type == "stream")
    blocks = [f"```python\n{cell.source}\n```", *([f"```text\n{printed}\n```"] if printed else [])]
    return nbformat.v4.new_markdown_cell(_fold(prompt, "\n\n" + "\n\n".join(blocks) + "\n\n"))


def _fold_of_text(cell: NotebookNode, prompt: str) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(_fold(prompt, f"\n\n{cell.source}\n\n"))


def _fold(prompt: str, inside: str, opening: str = "<details>") -> str:
    return f"{opening}<summary>{prompt}</summary>{inside}</details>"


def _hints(exercise: str, lang: str) -> Iterator[NotebookNode]:
    for number, text in enumerate(find(exercise).hints, 1):
        yield nbformat.v4.new_markdown_cell(_fold(_HINT[lang].format(n=number), f"\n\n{text[lang]}\n\n"))


def clickable(question_id: str, question: Question, lang: str) -> str:
    """A question whose choices open the sentence of each: it needs neither a kernel nor a script."""
    folds = [
        _fold(
            f"{letter}. {rich(text[lang])}",
            f"<p>{_RIGHT if letter == question.answer else _WRONG} {rich(question.why[letter][lang])}</p>",
            f'<details class="choice" name="{question_id}">',
        )
        for letter, text in question.choices.items()
    ]
    asked = f"<p><b>{question_id}</b> · {rich(question.text[lang])}</p>"
    return "\n".join([f'<div class="question">{asked}', *folds, "</div>"])


def _with_description(output: NotebookNode) -> NotebookNode:
    """An output whose picture keeps the words that describe it; Sphinx would drop them."""
    data, described = output.get("data", {}), output.get("metadata", {})
    if "image/png" in data:
        alt = described.get("image/png", {}).get("alt", data.get("text/plain", ""))
        source = f"data:image/png;base64,{data['image/png'].strip()}"
        data["text/html"] = f'<img src="{source}" alt="{html.escape(alt)}">'
    elif "image/svg+xml" in data:
        alt = described.get("image/svg+xml", {}).get("alt", data.get("text/plain", ""))
        picture = base64.b64encode("".join(data["image/svg+xml"]).encode()).decode()
        data["text/html"] = f'<img src="data:image/svg+xml;base64,{picture}" alt="{html.escape(alt)}">'
    if "text/html" in data:
        html_of = "".join(data["text/html"])
        output["data"] = {"text/html": re.sub(r'(href="[\w./-]+)\.ipynb', r"\1.html", html_of)}
    return output


def with_mathml(prose: str) -> str:
    """Prose whose formulas are MathML, which a browser draws without a script."""
    parts = _CODE.split(prose)
    return "".join(part if part.startswith("`") else _FORMULA.sub(_as_mathml, part) for part in parts)


def _as_mathml(formula: re.Match) -> str:
    if formula["block"]:
        return convert(formula["block"].strip(), display="block")
    return convert(formula["inline"])
