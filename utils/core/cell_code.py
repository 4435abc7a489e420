"""A cell's code: as Python, and the names that it binds and reads."""

import ast
import re
import symtable
from collections.abc import Iterable

from IPython.core.inputtransformer2 import TransformerManager

# Far more lines that may hold a magic than anybody writes into a cell.
_MOST_MAGICS = 50
_WITH_A_SIGN_OF_MAGIC = re.compile(r"^.*[%!?]", re.M)


def in_python(code: str) -> str:
    """A cell's code as IPython runs it: magics and shell lines become calls.

    IPython reads the cell anew for each of them, so one that is full of them stays as it is.
    """
    if len(_WITH_A_SIGN_OF_MAGIC.findall(code)) > _MOST_MAGICS:
        return code
    try:
        return TransformerManager().transform_cell(code)
    except SyntaxError:
        return code


def names_bound(statements: Iterable[ast.stmt]) -> set[str]:
    """The names that statements leave behind: of variables, functions, classes and modules."""
    return {
        symbol.get_name()
        for scope in _scopes(statements)[:1]
        for symbol in scope.get_symbols()
        if symbol.is_assigned() or symbol.is_imported()
    }


def names_read(statements: Iterable[ast.stmt]) -> set[str]:
    """The global names that statements read, those inside of functions included."""
    return {
        symbol.get_name()
        for scope in _scopes(statements)
        for symbol in scope.get_symbols()
        if symbol.is_referenced() and symbol.is_global()
    }


def _scopes(statements: Iterable[ast.stmt]) -> list[symtable.SymbolTable]:
    """The scope of the statements and those inside of it; none where Python refuses to compile them."""
    try:
        scopes = [symtable.symtable(ast.unparse(ast.Module([*statements], [])), "cell", "exec")]
    except (SyntaxError, ValueError, RecursionError):
        return []
    for scope in scopes:
        scopes += scope.get_children()
    return scopes
