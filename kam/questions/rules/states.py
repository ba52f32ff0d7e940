"""Where a question stands on a day, and how much of an account is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

NEVER, ASKED, KNOWN, STALE = "never", "asked", "known", "stale"
DISMISSED = "dismissed"
OPEN = frozenset({NEVER, ASKED, STALE})


class Told(NamedTuple):
    """What is stored of a question.

    `is_gap` says that it was found from what is missing, `is_missing` that it still is,
    `is_old` that what fills it has aged.
    """

    asked: int = 0
    answered_on: date | None = None
    expires_on: date | None = None
    dismissed: bool = False
    is_gap: bool = False
    is_missing: bool = False
    is_old: bool = False


def state_of(told: Told, day: date) -> str:
    """Return where a question stands; for a gap the field that fills it decides."""
    if told.dismissed:
        return DISMISSED
    if told.is_gap and not told.is_missing:
        return KNOWN
    if told.is_gap and told.is_old:
        return STALE
    if not told.is_gap and told.answered_on is not None:
        gone = told.expires_on is not None and told.expires_on < day
        return STALE if gone else KNOWN
    return ASKED if told.asked else NEVER


@dataclass(frozen=True)
class Shares:
    """How many things are known, known of old, and not known."""

    known: int = 0
    stale: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All that is worth knowing."""
        return self.known + self.stale + self.unknown

    def share(self, name: str) -> float:
        """Return one part of the whole, 0 where there is nothing."""
        return getattr(self, name) / self.total if self.total else 0.0


def shares_of(states: Iterable[str], known: int = 0) -> Shares:
    """Count states; `known` are things that are no question any more."""
    found = Counter(states)
    return Shares(
        known=known + found[KNOWN],
        stale=found[STALE],
        unknown=found[NEVER] + found[ASKED],
    )
