"""What time it is, in one place, so that tests and the demo can say otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

EARLIEST_DAY = date(2000, 1, 1)
LATEST_DAY = date(2100, 12, 31)


def now() -> datetime:
    """Return this moment with its time zone."""
    return datetime.now(UTC)


def today(time_zone: str) -> date:
    """Return the calendar day at a place such as Asia/Shanghai."""
    return now().astimezone(ZoneInfo(time_zone)).date()
