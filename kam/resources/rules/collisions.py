"""Two teams that reach one person in one week, without knowing of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

DAYS_APART = 6


@dataclass(frozen=True)
class Reach:
    """A booking that reaches a person: whose it is, and when."""

    key: int
    person_id: int
    team_id: int
    first: date
    last: date

    def is_near(self, other: Reach) -> bool:
        """Whether both fall into seven days."""
        gap = max((other.first - self.last).days, (self.first - other.last).days)
        return gap <= DAYS_APART


def met_by_others(reach: Reach, others: Iterable[Reach]) -> list[Reach]:
    """Return what other teams do with the same person within seven days."""
    return [
        one
        for one in others
        if one.key != reach.key
        and one.person_id == reach.person_id
        and one.team_id != reach.team_id
        and one.is_near(reach)
    ]
