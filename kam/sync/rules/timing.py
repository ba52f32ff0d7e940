"""Which moment is believed: the server's; a device's clock only claims."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

SKEWED = timedelta(minutes=10)
LEASED = timedelta(days=60)
LATE_SHOWN = timedelta(days=7)
UNDONE_WITHIN = timedelta(days=1)


def skew(claimed: datetime | None, now: datetime) -> timedelta:
    """Return how far a device's clock is ahead of ours."""
    return claimed - now if claimed is not None else timedelta(0)


def is_skewed(off: timedelta) -> bool:
    """Say whether a clock is so wrong that its times are only claims."""
    return abs(off) > SKEWED


def believed(at: datetime | None, off: timedelta, now: datetime) -> datetime:
    """Return when an item was written, with the device's clock put right.

    Nothing is written later than now, nor before a device may hold what it read.
    """
    if at is None:
        return now
    if is_skewed(off):
        at -= off
    return min(max(at, now - LEASED), now)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the day a moment is on at a place."""
    return moment.astimezone(zone).date()
