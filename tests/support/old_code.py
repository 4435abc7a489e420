"""Runs pieces of code for the tests of `migrate`, and says what became of them."""

import contextlib
import importlib
import io
import warnings

from utils.errors.migrate import migrate


def run(code: str, names: dict | None = None) -> dict:
    """Run a piece of code in these names and return them; what it prints is thrown away. Warnings are errors."""
    names = {} if names is None else names
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", category=ResourceWarning)
        # What today's Keras says of today's code as well.
        warnings.filterwarnings("ignore", message="`shuffle=True` was passed, but will be ignored")
        warnings.filterwarnings("ignore", message="(?s).*Skipping variable loading for optimizer")
        warnings.filterwarnings("ignore", message="__array__ implementation doesn't accept a copy keyword")
        exec(compile(code, "<old code>", "exec"), names)
    return names


def fails(code: str, names: dict | None = None) -> bool:
    """Whether today's Keras refuses a piece of code or warns about it."""
    try:
        run(code, names)
    except Exception:
        return True
    return False


def exists(path: str) -> bool:
    """Whether a dotted path can be imported, with everything that TensorFlow loads only when asked."""
    parts = path.split(".")
    for n in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:n]))
        except ImportError:
            continue
        try:
            for name in parts[n:]:
                found = getattr(found, name)
        except AttributeError:
            return False
        return True
    return False


def today(code: str) -> str:
    """A piece of code as `migrate` writes it; what it says twice, it says the same."""
    new = migrate(code).code
    assert migrate(new).code == new
    return new
