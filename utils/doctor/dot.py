"""What draws the graphs of `keras.utils.plot_model`: the system's Graphviz, else graphviz-pure."""

import os
import shutil
import sysconfig
from functools import wraps

_PURE = "graphviz-pure"


def provide_dot() -> str | None:
    """Let pydot, and with it Keras, draw with graphviz-pure where there is no program `dot`. Never raises.

    graphviz-pure is installed beside this Python, whose programs need not be on the path: they join the end of
    `os.environ["PATH"]`. A launcher named `dot` would not do: on Windows pydot starts a `dot.exe` alone, and no script.

    Returns:
        What draws: "Graphviz", "graphviz-pure", or None where neither is installed.
    """
    programs = sysconfig.get_path("scripts")
    if dot_in_use() is None and shutil.which(_PURE, path=programs):
        os.environ["PATH"] = os.pathsep.join(filter(None, [os.environ.get("PATH"), programs]))
    _wrap_pydot()
    return dot_in_use()


def dot_in_use() -> str | None:
    """What draws when pydot calls `dot`: "Graphviz", "graphviz-pure", or None where there is neither."""
    if shutil.which("dot"):
        return "Graphviz"
    return _PURE if shutil.which(_PURE) else None


def _wrap_pydot() -> None:
    """Have `pydot.Dot.create`, through which every drawing goes, call graphviz-pure where it would miss `dot`."""
    try:
        import pydot
    except ImportError:
        return
    draw = pydot.Dot.create
    if hasattr(draw, "__wrapped__"):
        return

    @wraps(draw)
    def create(
        graph: pydot.Dot, prog: str | list[str] | None = None, format: str = "ps", encoding: str | None = None
    ) -> bytes:
        program, *options = prog if isinstance(prog, list | tuple) else [prog or graph.prog]
        if program == "dot" and dot_in_use() == _PURE:
            prog = [_PURE, *options]
            # Before Keras draws anything it tries an empty graph as PostScript, which graphviz-pure lacks.
            if format == "ps" and not (graph.get_nodes() or graph.get_edges() or graph.get_subgraphs()):
                format = "plain"
        return draw(graph, prog, format, encoding)

    pydot.Dot.create = create
