"""When a digest is due at somebody's place, on days of 23, 24 and 25 hours.

A digest belongs to a local date, so there is one a date whatever the clock does. An
hour that a clock skips means the first moment after the gap; an hour that comes twice
means its first coming.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kam.notices.terms import Cadence

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY, WEEK = timedelta(days=1), 7


@dataclass(frozen=True)
class Timetable:
    """When and where somebody wants a digest; the weekday counts in a weekly one."""

    cadence: str
    weekday: int
    hour: int
    zone: str


@dataclass(frozen=True)
class Due:
    """The local date a digest belongs to, and the moment it is due."""

    day: date
    moment: datetime


def moment_of(day: date, hour: int, zone: str) -> datetime:
    """Return the moment of an hour on a local date."""
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)


def last_due(table: Timetable, now: datetime) -> Due | None:
    """Return the latest digest that is due by now; None when none is wanted.

    Only the latest: whatever was missed before it is made up by this one.
    """
    here = now.astimezone(ZoneInfo(table.zone)).date()
    return _first(table, (here - n * DAY for n in range(WEEK + 2)), until=now)


def next_due(table: Timetable, now: datetime) -> Due | None:
    """Return the first digest that is due after now; None when none is wanted."""
    here = now.astimezone(ZoneInfo(table.zone)).date()
    return _first(table, (here + n * DAY for n in range(WEEK + 2)), after=now)


def _first(
    table: Timetable,
    days: Iterable[date],
    *,
    until: datetime | None = None,
    after: datetime | None = None,
) -> Due | None:
    for day in days:
        if not _wanted(table, day):
            continue
        moment = moment_of(day, table.hour, table.zone)
        if (until is None or moment <= until) and (after is None or moment > after):
            return Due(day, moment)
    return None


def _wanted(table: Timetable, day: date) -> bool:
    if table.cadence == Cadence.WEEKLY:
        return day.weekday() == table.weekday
    return table.cadence == Cadence.DAILY


def is_new(due: Due, *, since: datetime, last_day: date | None) -> bool:
    """Say whether a due digest is still to be written.

    Not one from before it was asked for, and none for a date that had its own: not
    even when the person moved to a place where that date comes again.
    """
    return due.moment > since and (last_day is None or due.day > last_day)
