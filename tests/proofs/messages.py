"""What no message of a check may hold, whatever the answer was."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from utils.core.paths import COURSE_FOLDER

_VALUE = r"`[^`]+`|\([^()]*\)|\[[^\[\]]*\]|'[^']*'|\"[^\"]*\"|-?\d+(?:\.\d+)?"
_PLURALS = (
    "arguments|arrays|axes|batches|classes|columns|copies|entries|epochs|files|inputs|keys|layers|losses|models|names|"
    "numbers|outputs|parameters|pictures|places|predictions|reviews|rows|steps|texts|times|units|values|variables|weights|"
    "words"
)


def faults_of_message(message: str, lang: str) -> Iterator[str]:
    """What is wrong with the form of a message, a few words for each fault."""
    if re.search(r"(?<!\S)(\S+) (?:or|또는) \1(?!\w)", message):
        yield "sets something beside itself"
    for wanted in re.findall(rf"should be ({_VALUE})" if lang == "en" else rf"({_VALUE})(?:이어야|여야|라야)", message):
        value = re.escape(wanted)
        if re.search(rf"(?:is|are|has|have|shape|이|가) {value}(?=입니다|인데|[ ;,.]).*{value}", message):
            yield f"finds {wanted} and wants {wanted}"
    for low_to_high in re.findall(r"\d[\d.]*(?: to |에서 )\d[\d.]*", message):
        if message.count(low_to_high) > 1:
            yield f"sets {low_to_high} against itself"
    # What stands in code type is the learner's own.
    if raw := re.search(
        r"<(?:function|module|class|bound|built-in|generator)\b| at 0x|\bnp\.\w+\(", _without_code(message)
    ):
        yield f"shows {raw[0]!r} of Python's"
    if own := re.search(rf"\b(?:{'|'.join(sorted(_own_classes()))})\b", message):
        yield f"names {own[0]}, which is ours"
    if lang == "en":
        if plural := re.search(rf"(?<![\w.,])1 (?:[a-z]+ )?(?:{_PLURALS})\b", message):
            yield f"says {plural[0]}"
    else:
        # What stands in quotes or in a list is named, not said.
        said = re.sub(r"“[^”]*”|\"[^\"]*\"|'[^']*'|\[[^\]]*\]", "·", _without_code(message))
        if english := re.search(r"[A-Za-z][\w'-]*(?: [A-Za-z][\w'-]*){3,}", said):
            yield f"speaks English: {english[0]}"
        if both := re.search(r"[을를이가은는와과]?\((?:을|를|이|가|은|는|와|과|으|이라)\)", message):
            yield f"leaves the particle open: {both[0]}"


def _without_code(message: str) -> str:
    return re.sub(r"`[^`]*`", "·", message)


@cache
def _own_classes() -> frozenset[str]:
    """The classes of the checks, as far as their names are no words of everyday language."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in (COURSE_FOLDER / "utils/exercises").glob("*.py")]
    names = {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    return frozenset(name for name in names if re.match(r"_|[A-Z][a-z]+[A-Z]", name))
