"""Two loops one can log (method §5.4 and §5.5; both names are unverified).

PFP confirms and deepens one topic: ask, give back what was heard, ask deeper. PUP
catches a new signal: pick up the customer's own word, and probe it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

GOOD_ROUNDS = 2


@dataclass(frozen=True)
class Round:
    """An answered probe.

    Its key, the one it follows, the word caught, and whether what was heard was given
    back and confirmed.
    """

    key: int
    follows: int | None = None
    word: str = ""
    confirmed: bool = False


def rounds_of(rounds: Sequence[Round]) -> dict[int, int]:
    """Return for each round how many confirmed ones in a row end with it.

    A round that was not confirmed counts nothing and begins anew. What a round
    follows stands before it; anything else is taken as following nothing, so that no
    circle can arise. Cost: linear.
    """
    found: dict[int, int] = {}
    for one in rounds:
        before = found.get(one.follows, 0) if one.follows is not None else 0
        found[one.key] = before + 1 if one.confirmed else 0
    return found


def loop_depth(rounds: Sequence[Round]) -> int:
    """Return the longest run of confirmed rounds on one topic; 0 without any."""
    return max(rounds_of(rounds).values(), default=0)


def pick_up(rounds: Sequence[Round]) -> tuple[int, int]:
    """Return how many of the words caught were probed further, and how many there are.

    Source: method §5.5, "keywords probed ÷ keywords captured"; the counts are given
    so that nobody reads a share of nothing.
    """
    caught = [one.key for one in rounds if one.word.strip()]
    followed = {one.follows for one in rounds}
    return sum(key in followed for key in caught), len(caught)
