"""Find the reference folder, and count aloud the tests that could not use it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

MARK = "reference"
VARIABLE = "KAM_REFERENCE_DATA"
BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data"


def folder() -> Path | None:
    """Return the reference folder, or None where there is none."""
    named = os.environ.get(VARIABLE)
    found = Path(named) if named else BESIDE
    return found if found.is_dir() else None


@pytest.fixture(scope="session")
def reference_folder() -> Path:
    """Give the reference folder; the test carries the mark ``reference``."""
    found = folder()
    if found is None:
        pytest.skip(f"no reference folder: set {VARIABLE}")
    return found


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a reference test where its folder is missing."""
    if item.get_closest_marker(MARK) and folder() is None:
        pytest.skip(f"no reference folder: set {VARIABLE}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many reference tests did not run: a skip must not be silent."""
    skipped = terminalreporter.stats.get("skipped", [])
    missed = [report for report in skipped if MARK in report.keywords]
    if missed:
        terminalreporter.write_sep("!", bold=True, yellow=True)
        terminalreporter.write_line(
            f"reference tests not run: {len(missed)} "
            f"(set {VARIABLE} to the folder with the reference files)",
            bold=True,
            yellow=True,
        )
        terminalreporter.write_sep("!", bold=True, yellow=True)
