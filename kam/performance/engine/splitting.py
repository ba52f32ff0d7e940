"""The parts of a gap: the factors of a chain through the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import salesfrontier

if TYPE_CHECKING:
    from kam.performance.rules import Chain


@dataclass(frozen=True, slots=True)
class GapPart:
    """What one factor has in a gap, in the unit of sales."""

    factors: tuple[str, ...]
    own: float
    best: float
    part: float


def split_chain(chain: Chain) -> tuple[GapPart, ...]:
    """Split the gap of a chain; the parts add up to it. Cost O(1)."""
    split = salesfrontier.split_gap(
        own={link.name: link.own for link in chain.links},
        best={link.name: link.best for link in chain.links},
    )
    return tuple(
        GapPart(link.factors, link.own, link.best, part)
        for link, part in zip(chain.links, split.part.tolist(), strict=True)
    )
