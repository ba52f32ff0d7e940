"""How pressing a notice is, and whether it is still put off."""

from __future__ import annotations

from datetime import date, timedelta

from kam.notices.terms import Group

AHEAD = timedelta(days=7)
MOST_PUT_OFF = timedelta(days=366)
# The order in which groups stand, on the page and in a letter.
GROUPS = (Group.LATE, Group.TODAY, Group.ASKS, Group.SOON)


def group_of(due_on: date | None, day: date) -> Group:
    """Return the group of a notice with this date, read on a day."""
    if due_on is None:
        return Group.ASKS
    if due_on < day:
        return Group.LATE
    return Group.TODAY if due_on == day else Group.SOON


def is_put_off(until: date | None, day: date) -> bool:
    """Say whether somebody put a notice off beyond a day."""
    return until is not None and until > day
