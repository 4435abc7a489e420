"""What in an answer's code a human should look at: what reaches for Python's inner workings, for files or the network.

It is read from the syntax tree, so that it says nothing of what the code hides; that is what `answer.py` notes.
"""

import ast
import re
from collections.abc import Iterator

import utils

_REACHING_OUT = """
os posix sys subprocess socket ctypes gc inspect importlib threading signal multiprocessing builtins faulthandler atexit
pty resource mmap code codeop runpy urllib requests http ftplib asyncio thread pickle marshal types traceback weakref
unittest linecache tracemalloc concurrent psutil operator __main__
"""
# What even an honest answer takes of some of them: it joins paths, makes a folder, keeps TensorFlow quiet.
_HARMLESS = """
os: path sep listdir makedirs mkdir walk scandir remove rename rmdir getcwd cpu_count environ getenv
os.path: join exists isfile isdir basename dirname splitext abspath expanduser getsize
sys: version version_info platform maxsize float_info getsizeof stdout stderr executable
gc: collect
"""
_INSIDE = """
ctypes _getframe settrace f_back f_globals f_locals f_builtins tb_frame gi_frame cr_frame builtins modules os sys
check_answer registered
"""
_EVERYDAY_NAMES = """
__class__ __init__ __name__ __len__ __call__ __doc__ __version__ __file__ __main__ __mro__ __getitem__ __setitem__
__contains__ __iter__ __next__ __str__ __repr__ __enter__ __exit__ __add__ __mul__ __module__ __qualname__
"""
_MODULES, _ATTRIBUTES, _EVERYDAY = (set(names.split()) for names in (_REACHING_OUT, _INSIDE, _EVERYDAY_NAMES))
_HARMLESS_PARTS = {line.split(": ")[0]: set(line.split(": ")[1].split()) for line in _HARMLESS.strip().splitlines()}
# What only a class has reason to define, and an answer could put on a single model.
_METHODS = {"call", "predict", "evaluate", "fit", "get_weights", "get_config", "output_shape", "count_params", "save"}
_NAMES = {"__import__", "eval", "exec", "compile", "globals", "vars", "breakpoint", "setattr", "delattr"}
_OF_THE_COURSE = {"utils", "tools", "tests", "bench", "solutions"}
_PLACES = re.compile(r"/(proc|dev|etc|home|root|sys)(/|$)|solutions/|hand-in")


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
    used = _parts_used(nodes)
    found = [each for node in nodes for each in _in_node(node, lesson_imports, used)]
    return list(dict.fromkeys([*found, *(["getattr"] if _hides_a_name(nodes) else [])]))


def _hides_a_name(nodes: list[ast.AST]) -> bool:
    """Whether `getattr` takes more than what stands there as a plain text."""
    plain = 0
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value=name), *_]):
                plain += name not in _ATTRIBUTES
    return plain < sum(isinstance(node, ast.Name) and node.id == "getattr" for node in nodes)


def _parts_used(nodes: list[ast.AST]) -> dict[str, set[str]]:
    """By name what an answer takes of it by a dot; "" stands for the whole, as where it is handed on."""
    dotted = {id(node.value): node.attr for node in nodes if isinstance(node, ast.Attribute)}
    used: dict[str, set[str]] = {}
    for node in nodes:
        if isinstance(node, ast.Name):
            used.setdefault(node.id, set()).add(dotted.get(id(node), ""))
    return used


def _in_node(node: ast.AST, lesson_imports: dict[str, set[str]], used: dict[str, set[str]]) -> Iterator[str]:
    match node:
        case ast.Import():
            for alias in node.names:
                # `import os.path` binds `os`.
                module = alias.name if alias.asname else alias.name.partition(".")[0]
                taken, harmless = used.get(alias.asname or module, set()), _HARMLESS_PARTS.get(module)
                if not _is_harmless(alias.name, "", lesson_imports) and (harmless is None or taken - harmless):
                    yield f"import {alias.name}"
        case ast.ImportFrom(module=str(module)):
            for alias in node.names:
                if not _is_harmless(module, alias.name, lesson_imports):
                    yield f"from {module} import {alias.name}"
        case ast.MatchClass(kwd_attrs=names):
            yield from (f".{name}" for name in names if name in _ATTRIBUTES or _is_inner(name))
        case ast.Name(id=name) if name in _NAMES or _is_inner(name):
            yield name
        case ast.Attribute(value=ast.Name(id=owner), attr=name, ctx=ast.Store()) if (
            owner != "self" and name in _METHODS
        ):
            yield f"{owner}.{name} = "
        case ast.Attribute(attr=name) if name in _ATTRIBUTES or name.lstrip("_") in _ATTRIBUTES or _is_inner(name):
            yield f".{name}"
        case ast.Attribute(value=ast.Name(id="utils"), attr=name, ctx=ast.Store()):
            yield f"utils.{name} = "
        case ast.Constant(value=str(text)) if _PLACES.search(text) or _is_inner(text):
            yield repr(text[:40])
        case ast.FunctionDef(name="__eq__" | "__ne__" | "__instancecheck__" | "__getattribute__" | "__class__"):
            yield f"def {node.name}"
        case ast.Name(id="__class__", ctx=ast.Store()):
            yield "__class__ = "


def _is_harmless(module: str, name: str, lesson_imports: dict[str, set[str]]) -> bool:
    first = module.partition(".")[0]
    if first in _OF_THE_COURSE:
        of_the_first_cell = module == "utils" and name in {*utils.__all__, "*"}
        return of_the_first_cell or name in lesson_imports.get(module, ()) or f"{module}.{name}" in lesson_imports
    # Many a module hands on what it has imported itself.
    names = {first, first.lstrip("_"), name, name.lstrip("_")}
    return name in _HARMLESS_PARTS.get(module, ()) or not names & _MODULES


def _is_inner(name: str) -> bool:
    return name.startswith("__") and name.endswith("__") and name not in _EVERYDAY and name.isidentifier()
