"""How a letter that a mail server did not take is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

LEASE = timedelta(minutes=5)
PAUSES = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
)
MOST_TRIES = len(PAUSES) + 1


def next_try(tries: int, now: datetime) -> datetime | None:
    """Return when to try again after so many tries; None when it is given up."""
    return now + PAUSES[tries - 1] if 1 <= tries < MOST_TRIES else None
