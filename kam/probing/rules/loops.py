"""Two loops one can log (method §5.4 and §5.5; both names are unverified).

PFP confirms and deepens one topic: ask, give back what was heard, ask deeper. PUP
catches a new signal: pick up the customer's own word, and probe it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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

    A word that was caught twice is one word. Source: method §5.5, "keywords probed ÷
    keywords captured"; the counts are given so that nobody reads a share of nothing.
    """
    followed = {one.follows for one in rounds}
    probed: dict[str, bool] = {}
    for one in rounds:
        if word := one.word.strip().casefold():
            probed[word] = probed.get(word, False) or one.key in followed
    return sum(probed.values()), len(probed)


def threads(follows: Mapping[int, int | None]) -> list[int]:
    """Return the keys so that each round stands below what it follows.

    `follows` names for each key the one it goes on from. Those that go on from nothing
    here keep their order, and so do the rounds of one question. Cost: linear.
    """
    below: dict[int | None, list[int]] = {}
    for key, before in follows.items():
        below.setdefault(before if before in follows else None, []).append(key)
    found, waiting = [], below.pop(None, [])[::-1]
    while waiting:
        key = waiting.pop()
        found.append(key)
        waiting += below.pop(key, [])[::-1]
    return [*found, *(key for rest in below.values() for key in rest)]
