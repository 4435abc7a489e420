"""The page `RESULTS.md`, made from what was found alone: change nothing in it by hand."""

from collections import Counter
from datetime import date

from bench.machine import processor, versions
from utils.exercises.check import Outcome

_OUTCOMES = [outcome.name for outcome in Outcome]

_HOW = """\
## What was done

- **Any way.** Each cell of each solved section is run twice in a row; then every cell that trains is interrupted \
halfway, run again, and the whole section once more in the same kernel; then a chapter is run up to an exercise in a \
new kernel, with its blanks, and answered. Where the interrupt comes while Keras makes an optimizer or metrics, Keras \
takes them for ready; such a cell runs again with the cells above it. What a check says is compared with what is \
stored. Sections run two at a time, and once in pairs with one home for both. Restart and run up to here is the \
beginning of Run All, cell for cell.
- **Answers.** Hypothesis draws answers to each exercise: mutants of its own answers, answers that break off, random \
models and random objects. The check looks at each: it does not raise, ends in time, and says something.

- **Touches.** Each control of each lab is touched in four threads at once. No touch may fail. Afterwards no picture \
is blank, and picture and words are those of what is set.
- **Kills.** A process that writes results is killed at a random moment while another one writes to the same file.
- **Oldest versions.** Every section runs with the oldest versions that requirements.txt allows. The newest ones are \
those of the lock file, with which everything else runs."""


def page_of(found: dict[str, dict], quick: bool) -> tuple[str, int]:
    """The text of the page, and how many faults were found; `found` holds by the name of each part what it found."""
    any_way, pairs, judged, touched, deprecations = (
        {name.removeprefix(f"{part} "): one for name, one in found.items() if name.startswith(f"{part} ")}
        for part in ("any way", "together", "answers", "touches", "deprecations")
    )
    answers = {id_: Counter(table) for one in judged.values() for id_, table in one["exercises"].items()}
    total = sum(answers.values(), Counter())
    warned = {id_: one["warnings"] for id_, one in deprecations.items()}
    kills, oldest = found["kills"], found.get("oldest versions")
    ways = [*any_way.values(), *pairs.values()]
    faults = [fault for one in (*ways, *touched.values(), *([oldest] if oldest else [])) for fault in one["faults"]]
    faults += [finding for one in judged.values() for finding in one["findings"]]
    faults += [f"lost: {name}" for name in kills["lost"]] + kills["notes"]
    named = ", ".join(f"{name} {version}" for name, version in versions().items())
    minutes = sum(one["seconds"] for one in found.values()) / 60
    rows = {
        "cells run twice in a row": sum(one["twice"] for one in any_way.values()),
        "cells interrupted while they ran": sum(one["interrupted"] for one in any_way.values()),
        "of those, cells that ran again only with the cells above them": sum(
            one["from_the_top"] for one in any_way.values()
        ),
        "what checks said, compared": sum(one["checks"] for one in ways),
        "pairs of sections at once": len(pairs),
        "random answers put before a check": total.total(),
        "touches of labs, four at a time": sum(one["touches"] for one in touched.values()),
        "processes killed while writing": kills["kills"],
        "results said to be saved, all of them found again": kills["saved"],
        "faults": len(faults),
    }
    parts = [
        "# The soak",
        "**Everything was cut short, so the numbers mean little.**" if quick else "",
        _table(["what", "how often"], rows.items()),
        "## Faults" if faults else "",
        "\n".join(f"- {fault.splitlines()[0]}" for fault in faults),
        "## Answers",
        "What the check says of random answers.",
        _table(
            ["exercise", "not attempted", "not yet right", "right"],
            [
                *([id_, *(table[outcome] for outcome in _OUTCOMES)] for id_, table in answers.items()),
                ["sum", *map(total.get, _OUTCOMES)],
            ],
        ),
        "## Oldest versions\n\n" + ", ".join(f"{name} {version}" for name, version in oldest["versions"].items())
        if oldest
        else "",
        "## What will go away",
        "Warnings of Python, NumPy, Keras and TensorFlow about a future change while the solved sections ran."
        if any(warned.values())
        else "While the solved sections ran, no DeprecationWarning and no FutureWarning came up.",
        "\n".join(f"- {id_}: `{line}` ({times}×)" for id_, lines in warned.items() for line, times in lines.items()),
        _HOW,
        f"Written by `make soak` on {date.today()}, {minutes:.0f} minutes of processes, two at a time: {named}; "
        f"{processor()}.",
    ]
    return "\n\n".join(filter(None, parts)) + "\n", len(faults)


def _table(head: list[str], rows) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell or 0) for cell in line)} |" for line in lines)
