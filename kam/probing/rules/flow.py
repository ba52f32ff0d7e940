"""Flow probing: asking along the customer's own sequence (method §5.3, unverified).

Six levels, from the problem to the conditions of a trial. Level k + 2 is not asked
before level k + 1 was answered once.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

TOP, FREE = 6, 2


def depth(levels: Sequence[int]) -> int:
    """Return the highest level that was answered, 0 without an answer.

    `levels` are those of answered probes, each from 1 to 6.
    """
    return max(levels, default=0)


def in_order(levels: Sequence[int]) -> int:
    """Return how many levels were answered in rising order.

    The longest strictly rising run through `levels`, which stand in the order in
    which they were answered. Cost: n log n.
    """
    ends: list[int] = []
    for level in levels:
        at = bisect_left(ends, level)
        ends[at : at + 1] = [level]
    return len(ends)


def flow_score(levels: Sequence[int]) -> float:
    """Return the share of the six levels that was answered in rising order, 0 to 1.

    Source: method §5.3, "answered levels in order ÷ 6"; that the longest rising run
    counts where somebody jumped about is our reading.
    """
    return in_order(levels) / TOP


@dataclass(frozen=True)
class Leap:
    """A level that is to be asked though the one before it is missing."""

    place: int
    missing: int


def leaps(levels: Sequence[int], answered: Sequence[int] = ()) -> list[Leap]:
    """Return where a plan leaps over a level that nobody asked or answered before.

    `levels` is the plan in its order; `answered` are levels answered on earlier
    visits. Levels 1 and 2 may be asked at any time.
    """
    known = {*answered}
    found = []
    for place, level in enumerate(levels):
        if level > FREE and not known & {level - 1, level}:
            found.append(Leap(place, level - 1))
        known.add(level)
    return found
