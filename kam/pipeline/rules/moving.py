"""The state of an opportunity, and how a move changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.pipeline.terms import Outcome

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Standing:
    """Where an opportunity stands since a day: a stage, or an end with its reason."""

    stage_id: int
    outcome: str = Outcome.OPEN
    day: date | None = None
    reason_id: int | None = None

    @property
    def values(self) -> dict[str, object]:
        """The attributes of an opportunity that stands so."""
        return {
            "stage_id": self.stage_id,
            "outcome": str(self.outcome),
            "entered_on": self.day,
            "closed_on": None if self.outcome == Outcome.OPEN else self.day,
            "lost_reason_id": self.reason_id,
        }


def days_in(entered: date | None, closed: date | None, today: date) -> int | None:
    """Return how many days something has stood where it stands; unknown stays unknown.

    What has ended stands no longer.
    """
    if entered is None or closed is not None:
        return None
    return max((today - entered).days, 0)
