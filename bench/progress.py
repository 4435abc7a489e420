"""What a long measurement shows while it runs: a bar; without a terminal, a line for each part that is done."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class Bar:
    """A bar that is on the screen; several threads may use it."""

    def __init__(self, progress: Progress, total: int, done: int):
        self._progress = progress
        self._task = progress.add_task("", total=total, completed=done)

    def say(self, what: str) -> None:
        """Put these words before the bar."""
        self._progress.update(self._task, description=what)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Do one part in the block; then the bar moves on, and a line says how long it took."""
        begin = self._progress.get_time()
        yield
        self._progress.console.print(f"{name}: {self._progress.get_time() - begin:.0f} s", highlight=False)
        self._progress.advance(self._task)


@contextmanager
def bar(total: int, done: int) -> Iterator[Bar]:
    """A bar over so many parts, of which some are done already."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console()) as progress:
        yield Bar(progress, total, done)
