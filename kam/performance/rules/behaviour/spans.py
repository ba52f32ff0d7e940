"""The period looked at, the one before it, and where a day ends on the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.core.periods import Period, parse_period

if TYPE_CHECKING:
    from collections.abc import Sequence

QUARTERS, YEARS = 5, 3
SETTLED = timedelta(days=90)
QUARTER, YEAR = 3, 12


@dataclass(frozen=True)
class Span:
    """A quarter or a year, and the one of the same length before it."""

    now: Period
    before: Period

    @property
    def name(self) -> str:
        """The short name of the period looked at."""
        return self.now.name


def span_of(name: str) -> Span:
    """Read a quarter or a year; a month is too short to tell a habit."""
    now = parse_period(name)
    if now.months not in (QUARTER, YEAR):
        raise Invalid(
            mark("行为按季度或年来看"),
            todo=mark("请写成 2026 或 2026Q1"),
            fields={"period": [mark("请写成 2026 或 2026Q1")]},
        )
    last = now.first - timedelta(days=1)
    known = _year(last) if now.months == YEAR else _quarter(last)
    return Span(now, parse_period(known))


def usual_period(today: date) -> str:
    """Return the year that holds at least a quarter by today."""
    return _year(today - SETTLED)


def choices(today: date) -> Sequence[str]:
    """Return the periods to choose from: years, then quarters, the newest first."""
    years = [str(today.year - back) for back in range(YEARS)]
    quarters, day = [], today
    for _ in range(QUARTERS):
        name = _quarter(day)
        quarters.append(name)
        day = parse_period(name).first - timedelta(days=1)
    return [*years, *quarters]


def _year(day: date) -> str:
    return str(day.year)


def _quarter(day: date) -> str:
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def zone_offsets(zone: str, first: date, last: date) -> list[tuple[date, int]]:
    """Return from which day on a zone is how many seconds ahead of UTC.

    The offset of a day is that of its noon; the first entry holds from `first` on.
    """
    place, day = ZoneInfo(zone), first
    found: list[tuple[date, int]] = []
    while day <= last:
        noon = datetime.combine(day, time(12), tzinfo=UTC)
        ahead = int((noon.astimezone(place).utcoffset() or timedelta()).total_seconds())
        if not found or found[-1][1] != ahead:
            found.append((day, ahead))
        day += timedelta(days=1)
    return found
