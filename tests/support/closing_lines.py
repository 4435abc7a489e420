"""Lines below the results of a test run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class _SummaryLine:
    line: str

    def pytest_terminal_summary(self, terminalreporter):
        terminalreporter.write_line(self.line)


def say_at_the_end(config, line: str) -> None:
    """Print a line below the results of the test run: something that was measured on the way."""
    config.pluginmanager.register(_SummaryLine(line))
