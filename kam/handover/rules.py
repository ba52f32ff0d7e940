"""What of a passport has been read, and when it is confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Iterable

PARTS = ("people", "promises", "actions", "questions", "notes", "visits")
# In which order the page shows them.
READING = ("people", "notes", "promises", "actions", "visits", "questions")
UNKNOWN = mark("交接里没有这一部分")


def strangers(names: Iterable[str]) -> list[str]:
    """Return the names that are no part of a passport, in their order."""
    return sorted(set(names) - set(PARTS))


def read_with(read: Iterable[str], further: Iterable[str]) -> list[str]:
    """Return what has been read, further parts included, in the order of the page."""
    known = {*read, *further}
    return [part for part in PARTS if part in known]


def is_whole(read: Iterable[str]) -> bool:
    """Say whether every part has been read, which confirms the passport."""
    return set(PARTS) <= set(read)


def next_unread(read: Iterable[str], after: str = "") -> str:
    """Return the part to read next, as the page stands; nothing when all is read."""
    known = set(read)
    start = READING.index(after) + 1 if after in READING else 0
    ahead = [*READING[start:], *READING[:start]]
    return next((part for part in ahead if part not in known), "")
