"""Which days come next; how often an account is visited stands in `accounts`."""

from __future__ import annotations

from datetime import date, timedelta

from kam.accounts.rules.rhythm import INTERVAL_KEYS, interval_for
from kam.core.clock import LATEST_DAY

__all__ = [
    "INTERVAL_KEYS",
    "day_after",
    "due_day",
    "interval_for",
    "likely_days",
    "pressing",
    "proposed_day",
    "working_day",
]

SATURDAY = 5
WEEK = timedelta(days=7)


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
