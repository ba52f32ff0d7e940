"""How often an account is visited, and which days come next.

The deck names the right frequency as a driver but gives no number; the intervals
are the company's own settings and carry no source.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kam.core.clock import LATEST_DAY
from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.settings_book import Value

LONGEST_INTERVAL = 366
SATURDAY = 5
WEEK = timedelta(days=7)
_GROUP = mark("拜访频率")
_ABOUT = mark("没有单独约定间隔的客户，隔这么多天算到期")


def _interval(size: str, label: str, days: int) -> Entry:
    return declare(
        Entry(
            key=f"visits.interval.{size}",
            group=_GROUP,
            label=label,
            about=_ABOUT,
            default=days,
            low=1,
            high=LONGEST_INTERVAL,
            unit=mark("天"),
        )
    )


INTERVALS = {
    "large": _interval("large", mark("大客户的拜访间隔"), 14),
    "middle": _interval("middle", mark("中等客户的拜访间隔"), 28),
    "small": _interval("small", mark("小客户的拜访间隔"), 56),
    "": _interval("other", mark("未定规模客户的拜访间隔"), 28),
}
INTERVAL_KEYS = tuple(entry.key for entry in INTERVALS.values())


def interval_for(
    agreed: int | None, size_class: str, chosen: Mapping[str, Value]
) -> int:
    """Return the days between visits: the account's own, or those of its size."""
    if agreed is not None:
        return agreed
    entry = INTERVALS.get(size_class, INTERVALS[""])
    return int(chosen.get(entry.key, entry.default))


def working_day(day: date) -> date:
    """Move a day of the weekend to the Monday after it."""
    if day.weekday() < SATURDAY:
        return day
    monday = day + timedelta(days=7 - day.weekday())
    return min(monday, LATEST_DAY)


def day_after(day: date, interval: int) -> date:
    """Return the day an interval later, never beyond the calendar we keep."""
    if (LATEST_DAY - day).days <= interval:
        return LATEST_DAY
    return day + timedelta(days=interval)


def proposed_day(today: date, interval: int) -> date:
    """Propose the next visit: today and the frequency, not on a weekend."""
    return working_day(day_after(today, interval))


def likely_days(today: date, interval: int, *, known: date | None = None) -> list[date]:
    """Return the days to choose from: agreed, by frequency, in one and two weeks."""
    days = {
        proposed_day(today, interval),
        working_day(day_after(today, 7)),
        working_day(day_after(today, 14)),
    }
    if known is not None and known > today:
        days.add(known)
    return sorted(days)


def due_day(last: date | None, known_since: date, interval: int) -> date:
    """Return when the next visit is due; never visited counts from being known."""
    return day_after(last or known_since, interval)


def pressing(elapsed: int, interval: int) -> float:
    """Return elapsed ÷ interval, which orders the accounts below their frequency."""
    return elapsed / max(interval, 1)
