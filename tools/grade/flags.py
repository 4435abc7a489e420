"""What in an answer's code a human should look at: what reaches for Python's inner workings, for files or the network.

It is read from the syntax tree, so that it says nothing of what the code hides; that is what `answer.py` notes.
"""

import ast
from collections.abc import Iterator

_REACHING_OUT = """
os sys subprocess socket ctypes gc inspect importlib threading signal multiprocessing builtins faulthandler atexit pty
resource mmap code codeop runpy shutil tempfile urllib requests http ftplib asyncio _thread pickle marshal types
traceback weakref unittest linecache tracemalloc concurrent psutil
"""
_INSIDE = """
ctypes _getframe settrace f_back f_globals f_locals f_builtins tb_frame gi_frame cr_frame builtins modules os sys
check_answer registered
"""
_MODULES, _ATTRIBUTES = set(_REACHING_OUT.split()), set(_INSIDE.split())
# What only a class has reason to define, and an answer could put on a single model.
_METHODS = {"call", "predict", "evaluate", "fit", "get_weights", "get_config", "output_shape", "count_params", "save"}
_NAMES = {"__import__", "eval", "exec", "compile", "globals", "vars", "open", "breakpoint", "setattr", "delattr"}
_OF_THE_COURSE = {"utils", "tools", "tests", "bench", "solutions"}
_PLACES = ("/proc", "/dev", "/etc", "/home", "/root", "/sys", "solutions/", "hand-in", "/tmp")


def flags(code: str, lesson_imports: dict[str, set[str]]) -> list[str]:
    """What there is to look at in an answer, each as a short piece of code; empty where nothing is.

    Args:
        code: the answer, in Python.
        lesson_imports: the modules of the course that lessons import, with the names that they take.
    """
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    return list(dict.fromkeys(found for node in nodes for found in _in_node(node, lesson_imports)))


def _in_node(node: ast.AST, lesson_imports: dict[str, set[str]]) -> Iterator[str]:
    match node:
        case ast.Import():
            yield from (
                f"import {alias.name}" for alias in node.names if not _is_harmless(alias.name, "", lesson_imports)
            )
        case ast.ImportFrom(module=str(module)):
            for alias in node.names:
                if not _is_harmless(module, alias.name, lesson_imports):
                    yield f"from {module} import {alias.name}"
        case ast.Name(id=name) if name in _NAMES or _is_inner(name):
            yield name
        case ast.Attribute(value=ast.Name(id=owner), attr=name, ctx=ast.Store()) if (
            owner != "self" and name in _METHODS
        ):
            yield f"{owner}.{name} = "
        case ast.Attribute(attr=name) if name in _ATTRIBUTES or _is_inner(name):
            yield f".{name}"
        case ast.Attribute(value=ast.Name(id="utils"), attr=name, ctx=ast.Store()):
            yield f"utils.{name} = "
        case ast.Constant(value=str(text)) if any(place in text for place in _PLACES) or _is_inner(text):
            yield repr(text[:40])
        case ast.FunctionDef(name="__eq__" | "__ne__" | "__instancecheck__" | "__getattribute__" | "__class__"):
            yield f"def {node.name}"
        case ast.Name(id="__class__", ctx=ast.Store()):
            yield "__class__ = "


def _is_harmless(module: str, name: str, lesson_imports: dict[str, set[str]]) -> bool:
    first = module.partition(".")[0]
    if first in _OF_THE_COURSE:
        return name in lesson_imports.get(module, ()) or (module == "utils" and f"utils.{name}" in lesson_imports)
    return first not in _MODULES


_EVERYDAY = {
    "__class__",
    "__init__",
    "__name__",
    "__len__",
    "__call__",
    "__doc__",
    "__version__",
    "__file__",
    "__main__",
}


def _is_inner(name: str) -> bool:
    return name.startswith("__") and name.endswith("__") and name not in _EVERYDAY and name.isidentifier()
