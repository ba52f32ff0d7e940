"""Figures that a test measured: printed at the end of the run, never asserted.

``figure("longest wait: 12 ms")`` in a test adds one line to the summary;
``count("authorization checks", 40)`` adds to a sum. Both also from parallel workers.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LINE, SUM = "figure", "count "


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Give a function that notes one line for the end of the run."""

    def note(line: str) -> None:
        record_property(LINE, line)

    return note


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Callable[[str, int], None]:
    """Give a function that adds to a sum shown at the end of the run."""

    def add(what: str, number: int) -> None:
        record_property(f"{SUM}{what}", number)

    return add


def _noted(terminalreporter: pytest.TerminalReporter) -> Iterator[tuple[str, object]]:
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                yield from report.user_properties


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests measured and counted."""
    noted = list(_noted(terminalreporter))
    sums: Counter[str] = Counter()
    for name, value in noted:
        if name.startswith(SUM):
            sums[name.removeprefix(SUM)] += int(str(value))
    lines = {str(value) for name, value in noted if name == LINE}
    lines |= {f"{what}: {number:,}" for what, number in sums.items()}
    if lines:
        terminalreporter.write_sep("-", "measured, not asserted")
        for line in sorted(lines):
            terminalreporter.write_line(f"  {line}")
