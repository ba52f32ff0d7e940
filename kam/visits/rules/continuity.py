"""The continuity chain: which visit was carried from the one before it.

Method §5.7: a link is drawn when the objective derives from the previous record;
a gap is shown with its two days and its reason.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kam.visits.rules.insight import derives

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

Z_95 = 1.959963984540054


@dataclass(frozen=True)
class Note:
    """What the chain needs of one visit."""

    id: int
    day: date
    objective: str = ""
    next_objective: str = ""
    carried_from_id: int | None = None


class Why(StrEnum):
    """Why two neighbouring visits are joined, or not."""

    CARRIED = "carried"
    SAME = "same"
    NO_NEXT = "no-next-objective"
    NO_OBJECTIVE = "no-objective"
    OTHER = "other-objective"
    ELSEWHERE = "carried-from-another"


@dataclass(frozen=True)
class Link:
    """What lies between a visit and the one before it."""

    first: Note
    second: Note
    why: Why

    @property
    def joined(self) -> bool:
        """Whether a link is drawn."""
        return self.why in (Why.CARRIED, Why.SAME)


def link(first: Note, second: Note, *, alone: bool = False) -> Link:
    """Judge two neighbouring visits of one account, the earlier one first.

    `alone` judges the visits to one person, between which others may have been met:
    what was carried from a visit to somebody else joins nothing here.
    """
    return Link(first=first, second=second, why=_why(first, second, alone=alone))


def _why(first: Note, second: Note, *, alone: bool) -> Why:
    source = second.carried_from_id
    if source is not None and (not alone or source == first.id):
        return Why.CARRIED
    if derives(second.objective, first.next_objective):
        return Why.SAME
    if source is not None:
        return Why.ELSEWHERE
    if not first.next_objective.strip():
        return Why.NO_NEXT
    return Why.OTHER if second.objective.strip() else Why.NO_OBJECTIVE


def links(notes: Sequence[Note], *, alone: bool = False) -> list[Link]:
    """Judge every pair of neighbours; `notes` stand in the order of their days."""
    return [link(a, b, alone=alone) for a, b in itertools.pairwise(notes)]


@dataclass(frozen=True)
class Rate:
    """A share with its count and Wilson's 95 % interval."""

    k: int
    n: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        """The share itself; nothing counted is nothing known."""
        return self.k / self.n if self.n else None


def wilson(k: int, n: int) -> Rate:
    """Return k of n with Wilson's 95 % interval; without any n it is 0 to 1."""
    if n == 0:
        return Rate(k=0, n=0, low=0.0, high=1.0)
    share, square = k / n, Z_95 * Z_95
    centre = share + square / (2 * n)
    spread = Z_95 * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    width = 1 + square / n
    low = 0.0 if k == 0 else max((centre - spread) / width, 0.0)
    high = 1.0 if k == n else min((centre + spread) / width, 1.0)
    return Rate(k=k, n=n, low=low, high=high)


def rate(found: Sequence[Link]) -> Rate:
    """Return how many of the gaps between visits are joined."""
    return wilson(sum(one.joined for one in found), len(found))
