"""Which earlier period a period is held against."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kam.core.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable


def periods_before(names: Iterable[str], chosen: str) -> list[str]:
    """Return the periods of the same length before the chosen one, newest first.

    A quarter is held against an earlier quarter, never against a year.
    """
    here = parse_period(chosen)
    known = {parse_period(name) for name in names}
    earlier = [p for p in known if p.months == here.months and p.last < here.first]
    return [period.name for period in sorted(earlier, reverse=True)]


def newest_first(names: Iterable[str]) -> list[str]:
    """Order the names of periods by their last day, then the shorter one first."""
    known = {parse_period(name) for name in names}
    ordered = sorted(known, key=lambda p: (p.last, p.first), reverse=True)
    return [period.name for period in ordered]


def period_after(name: str) -> str:
    """Return the next period of the same length.

    >>> period_after("2025"), period_after("2025Q4"), period_after("2025-12")
    ('2026', '2026Q1', '2026-01')
    """
    here = parse_period(name)
    start = here.last + timedelta(days=1)
    named = {12: f"{start:%Y}", 3: f"{start:%Y}Q{(start.month + 2) // 3}"}
    return named.get(here.months, f"{start:%Y-%m}")
