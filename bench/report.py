"""The page `RESULTS.md`, made from the measurements alone: change nothing in it by hand."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench.comparing import Pair, gain, median_pair, pairs, seconds_to, spread
from bench.machine import processor, versions
from bench.picture import save_picture
from bench.runs import RECIPES, Run
from utils.core.course import sections

TITLES = {"pictures": "Pictures", "text": "Text"}
LEAST_RATIO = {"pictures": 30, "text": 8}
LEAST_GAIN = 1  # percentage points
MOST_SECONDS, MOST_SECONDS_IN_ALL, MOST_MEMORY = 60, 360, 1.2e9
NEVER = "not reached"

_HOW = """\
## How it was measured

- Two examples of keras.io, "Image classification from scratch" and "Text classification from scratch", written from \
their descriptions in `bench/published.py`: the same layers, optimizer, batch size and epochs, on the course's files. \
The course's recipes are read from sections 6-1 and 6-2 themselves.
- Every training runs in a process of its own, published and course by turns. With one seed both have the same \
training and validation files. The clock starts after the imports, before the first file is read; reading, counting \
words, tracing and validation count. The test files are used once a training is over.
- "As good" means the published recipe's best validation accuracy, with the same seed. The clock steps by epochs.
- A section runs from the start of a new kernel to its last cell, with nothing on disk yet. Its floor is the same run \
with every `fit`, `evaluate` and `predict` cut to one step: imports, tracing and drawing stay. Cells that fail there \
for want of a trained model are passed over.
- Memory is the peak of the process, imports included."""


def write_report(runs: list[Run], measured_in: Path, folder: Path, quick: bool) -> Path:
    """Write RESULTS.md and results.png.

    Args:
        runs: those that the page is about.
        measured_in: where their results are kept.
        folder: where the two files go.
        quick: says on the page that the numbers mean nothing.

    Returns:
        The page.
    """
    results = {run.name: result for run in runs if (result := run.result(measured_in)) is not None}
    last = max(run.file(measured_in).stat().st_mtime for run in runs if run.name in results)
    folder.mkdir(parents=True, exist_ok=True)
    alt = save_picture({task: pairs(results, task) for task in RECIPES}, folder / "results.png")
    page = folder / "RESULTS.md"
    page.write_text(page_of(results, date.fromtimestamp(last), alt, quick), encoding="utf-8")
    return page


def page_of(results: dict[str, dict], day: date, alt: str, quick: bool) -> str:
    """The text of the page; `results` holds by the name of each run what it measured."""
    command = "make bench QUICK=1" if quick else "make bench"
    warning = "**Every training was cut short, so the numbers mean nothing.**" if quick else ""
    named = ", ".join(f"{name} {version}" for name, version in versions().items())
    parts = [
        "# The course's recipes beside the published ones",
        warning,
        f"![{alt}](results.png)",
        _bars(results),
        *(_task(results, task) for task in RECIPES),
        _sections(results),
        _HOW,
        f"Written by `{command}` on {day.isoformat()}: {named}; {processor()}.",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


# --- the bars ---


def _bars(results: dict[str, dict]) -> str:
    found = {task: pairs(results, task) for task in RECIPES}
    whole = _of_sections(results, "whole")
    rows = [row for task in RECIPES for row in _bars_of_task(task, found[task])]
    for id_ in ("6-1", "6-2"):
        rows.append(_bar_of_seconds(f"{id_}, Run All from cold", [whole[id_]] if id_ in whole else [], MOST_SECONDS))
    complete = [*whole.values()] if len(whole) == len(sections()) else []
    name = f"all {len(sections())} sections, one after another"
    rows.append(_bar_of_seconds(name, complete, MOST_SECONDS_IN_ALL))
    rows.append(_bar_of_memory(complete, [pair.course for task in RECIPES for pair in found[task]]))
    return _table(("what", "bar", "measured", "met"), rows)


def _bar_of_seconds(what: str, runs: list[dict], most: int) -> tuple:
    """A row for what these runs took together; without runs it was not measured."""
    total = sum(run["seconds"] for run in runs) if runs else None
    return _bar(what, f"under {most} s", total, _seconds, lambda seconds: seconds < most)


def _bar_of_memory(sections_: list[dict], recipes: list[dict]) -> tuple:
    most = max(run["peak_memory"] for run in [*sections_, *recipes]) if sections_ else None
    what, bar = "peak memory, of all sections and of the course's recipes", f"under {_megabytes(MOST_MEMORY)} MB"
    return _bar(what, bar, most, lambda size: f"{_megabytes(size)} MB", lambda size: size < MOST_MEMORY)


def _bars_of_task(task: str, found: list[Pair]) -> list[tuple]:
    title, least = TITLES[task], LEAST_RATIO[task]
    ratio = (median_pair(found).ratio or 0) if found else None
    gained = gain(found) if found else None
    return [
        _bar(f"{title}: as good, times sooner (median)", f"at least {least}", ratio, _times, lambda x: x >= least),
        _bar(
            f"{title}: gain in test accuracy",
            f"at least {LEAST_GAIN} point",
            gained,
            _points,
            lambda x: x >= LEAST_GAIN,
        ),
    ]


def _bar(what: str, bar: str, value: float | None, shown: Callable, meets: Callable) -> tuple:
    if value is None:
        return what, bar, "", "not measured"
    return what, bar, shown(value), "yes" if meets(value) else "**no**"


# --- the tables ---


def _task(results: dict[str, dict], task: str) -> str:
    found = pairs(results, task)
    if not found:
        return ""
    parts = [f"## {TITLES[task]}", _table_of_seeds(found), _table_of_recipes(results, task)]
    adapted = pairs(results, task, "published-40-words")
    if adapted:
        ratios = ", ".join(_times(pair.ratio) for pair in adapted)
        parts.append(
            "As published, every text becomes 500 word numbers, and most of these short sentences are then zeros. "
            f"With 40 instead, as in section 6-2 (published-40-words), the course is as good {ratios} times sooner."
        )
    return "\n\n".join(parts)


def _table_of_seeds(found: list[Pair]) -> str:
    head = ("seed", "best validation accuracy, published", "after", "course as good after", "times sooner")
    rows = []
    for pair in found:
        needed, reached = (_seconds(seconds_to(training, pair.best)) for training in (pair.published, pair.course))
        rows.append((pair.seed, f"{pair.best:.3f}", needed, reached, _times(pair.ratio)))
    rows.append(("median", "", "", "", _times(median_pair(found).ratio)))
    return _table(head, rows)


def _table_of_recipes(results: dict[str, dict], task: str) -> str:
    head = (
        "recipe",
        "parameters",
        "test accuracy, last epoch",
        "at its best validation epoch",
        "whole training, s",
        "imports, s",
        "peak memory, MB",
    )
    rows = []
    for recipe in RECIPES[task]:
        runs = [result for name, result in results.items() if name.startswith(f"{task} {recipe} ")]
        if runs:
            rows.append(
                (
                    recipe,
                    f"{runs[0]['parameters']:,}",
                    spread([run["test_accuracy"] for run in runs], 3),
                    spread([run["test_accuracy_at_best"] for run in runs], 3),
                    spread([run["points"][-1][0] for run in runs], 1),
                    spread([run["import_seconds"] for run in runs], 1),
                    spread([run["peak_memory"] / 1e6 for run in runs], 0),
                )
            )
    note = "Of several seeds: the median, and in brackets the lowest and the highest."
    return f"{_table(head, rows)}\n\n{note}"


def _sections(results: dict[str, dict]) -> str:
    whole, floor = _of_sections(results, "whole"), _of_sections(results, "floor")
    rows = [_section_row(id_, run, floor[id_]) for id_, run in whole.items() if id_ in floor]
    if not rows:
        return ""
    totals = [sum(kind[id_]["seconds"] for id_ in whole if id_ in floor) for kind in (whole, floor)]
    rows.append(("sum", *map(_seconds, totals), _times(totals[0] / totals[1]), ""))
    head = ("section", "Run All", "floor", "ratio", "peak memory, MB")
    return f"## Sections\n\n{_table(head, rows)}"


def _section_row(id_: str, whole: dict, floor: dict) -> tuple:
    seconds = whole["seconds"], floor["seconds"]
    return id_, *map(_seconds, seconds), _times(seconds[0] / seconds[1]), _megabytes(whole["peak_memory"])


def _of_sections(results: dict[str, dict], kind: str) -> dict[str, dict]:
    """By the id of a section what its run of this kind measured."""
    return {id_: results[name] for id_ in sections() if (name := f"section {id_} {kind}") in results}


def _times(ratio: float | None) -> str:
    return f"{ratio:.1f}" if ratio else NEVER


def _seconds(seconds: float | None) -> str:
    return NEVER if seconds is None else f"{seconds:.1f} s"


def _points(points: float) -> str:
    return f"{points:+.1f} points"


def _megabytes(size: float) -> str:
    return f"{size / 1e6:.0f}"


def _table(head: tuple, rows: list[tuple]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
