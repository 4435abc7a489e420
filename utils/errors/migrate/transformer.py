"""Rewrites a program of Keras 2: a survey of the whole, then one pass that asks the tables."""

import re
from dataclasses import dataclass, field

import libcst as cst
from libcst.metadata import MetadataWrapper

from utils.errors.migrate import files, imports
from utils.errors.migrate.input_shapes import Models
from utils.errors.migrate.names import canonical
from utils.errors.migrate.program import Program, Row
from utils.errors.migrate.reader import Reader, Survey
from utils.errors.migrate.stars import MEMBERS
from utils.errors.migrate.things import Named, Scopes


@dataclass
class Result:
    """What became of a program's cells.

    Attributes:
        sources: the new sources, in order; what was passed over stands in it as it was.
        rows: the changes.
        by_hand: what has to be done by hand.
        failed: the places, in `sources`, of cells over which a rule stumbled; they are as they were.
    """

    sources: list[str | None]
    rows: list[Row]
    by_hand: list[Row]
    failed: set[int] = field(default_factory=set)


def rewrite(cells: list[tuple[int | None, str | None]]) -> Result:
    """Rewrite a program that is given as its cells, or as one whole.

    Args:
        cells: for each cell its number (None outside a notebook) and its source; a source of None is passed over.

    Raises:
        libcst.ParserSyntaxError: a source cannot be parsed.
    """
    sources = [source for _, source in cells]
    fragment = not any(source and _IMPORT.search(source) for source in sources)
    if not fragment and not any(source and _KERAS.search(source) for source in sources):
        return Result(sources, [], [])
    wrappers = [
        (i, number, MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True))
        for i, (number, source) in enumerate(cells)
        if source is not None
    ]
    survey = Survey()
    survey.uses_keras = fragment
    failed: set[int] = set()
    for _ in range(2):
        scopes = _scopes(survey, fragment)
        for i, _, wrapper in wrappers:
            if _visited(wrapper, _Surveyor(survey, scopes)) is None:
                failed.add(i)
        survey.names = dict(scopes.module)
    scopes, models = _scopes(survey, fragment), Models()
    rows, by_hand_rows, modules = [], [], []
    needs_keras = False
    for i, number, wrapper in wrappers:
        program = Program(survey, scopes, models, wrapper, number)
        module = None if i in failed else _visited(wrapper, program)
        if module is None:
            failed.add(i)
            continue
        modules.append((i, module))
        rows += program.rows
        by_hand_rows += program.by_hand
        needs_keras |= program.needs_keras
    for i, module in modules:
        if needs_keras and (with_keras := imports.with_keras(module, survey.through)):
            module, needs_keras = with_keras, False
        sources[i] = module.code
    rows, by_hand_rows = (sorted(found, key=lambda row: (row.cell or 0, row.line)) for found in (rows, by_hand_rows))
    return Result(sources, rows, by_hand_rows, failed)


def _visited(wrapper: MetadataWrapper, visitor: cst.CSTTransformer) -> cst.Module | None:
    """A cell as a visitor leaves it; None where a rule stumbles over it, which must not stop the other cells."""
    try:
        return wrapper.module.visit(visitor)
    except Exception:
        return None


_IMPORT = re.compile(r"^\s*(import|from)\s", re.MULTILINE)
_KERAS = re.compile("keras|tensorflow")
# What a piece without a single import is taken to have imported.
_OF_A_FRAGMENT = {"keras": "keras", "K": "keras.backend", "tf": "tensorflow", "np_utils": "keras.utils.np_utils",
                  "layers": "keras.layers", "models": "keras.models", "optimizers": "keras.optimizers",
                  "np": "numpy", "pd": "pandas", "plt": "matplotlib.pyplot"}  # fmt: skip


def _scopes(survey: Survey, fragment: bool) -> Scopes:
    scopes = Scopes(survey.names)
    if fragment:
        scopes.stars = [Named(module, "keras") for module in MEMBERS if module.count(".") == 1]
        scopes.module.update({name: Named(*canonical(path)) for name, path in _OF_A_FRAGMENT.items()})
    return scopes


class _Surveyor(Reader):
    """The first run over a program: gathers what the survey holds."""

    def visit_Call(self, node):
        super().visit_Call(node)
        files.note(self, node)
