"""What time it is, in one place, so that tests and the demo can say otherwise."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

EARLIEST_DAY = date(2000, 1, 1)
LATEST_DAY = date(2100, 12, 31)
_PRETENDED: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """Return this moment with its time zone, or the one that is pretended."""
    return _PRETENDED.get() or datetime.now(UTC)


@contextmanager
def pretend(moment: datetime) -> Iterator[None]:
    """Let this context, and no other, believe that it is another moment."""
    if moment.tzinfo is None:
        message = "a pretended moment needs its time zone"
        raise ValueError(message)
    token = _PRETENDED.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _PRETENDED.reset(token)


def today(time_zone: str) -> date:
    """Return the calendar day at a place such as Asia/Shanghai."""
    return day_at(now(), time_zone)


def day_at(moment: datetime, time_zone: str) -> date:
    """Return the calendar day that a moment lies in at a place."""
    return moment.astimezone(ZoneInfo(time_zone)).date()
