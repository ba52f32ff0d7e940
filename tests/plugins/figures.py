"""Figures that a test measured: printed at the end of the run, never asserted.

``figure("longest wait: 12 ms")`` in a test adds one line to the summary, also when
the test ran in a parallel worker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "figure"


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Give a function that notes one line for the end of the run."""

    def note(line: str) -> None:
        record_property(NAME, line)

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests measured."""
    lines = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == NAME
    ]
    if lines:
        terminalreporter.write_sep("-", "measured, not asserted")
        for line in sorted(set(lines)):
            terminalreporter.write_line(f"  {line}")
