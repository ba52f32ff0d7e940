"""From observed clues to shares of four quadrants, and how unsure they are.

The quadrants and their words are the deck's; the arithmetic is ours (method §3.24), so
the interface marks every share as an estimate that nobody verified.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

QUADRANTS = ("a", "b", "c", "d")
OPPOSITE = {"a": "c", "b": "d", "c": "a", "d": "b"}
MIDDLE, FINE = 0.80, 1e-9


@dataclass(frozen=True)
class Limits:
    """From which share a quadrant is preferred, and how much makes it known.

    `enough` clues on `occasions` meetings; confidence is full from `sure_after` clues.
    """

    primary_at: float = 0.30
    enough: int = 3
    occasions: int = 2
    sure_after: int = 8


USUAL = Limits()


class Clue(NamedTuple):
    """One thing observed: the quadrant it speaks for, how loudly, and on what occasion.

    `occasion` is opaque: clues of one meeting share it.
    """

    quadrant: str
    weight: int
    occasion: str


@dataclass(frozen=True)
class Estimate:
    """Shares of the quadrants from 0 to 1, and how much they rest on.

    `n` counts clues, `occasions` meetings; `confidence` runs from 0 to 1.
    """

    shares: Mapping[str, float]
    weights: Mapping[str, int]
    n: int
    occasions: int
    confidence: float
    limits: Limits = USUAL

    @property
    def is_known(self) -> bool:
        """Whether there is enough to speak of a preference at all."""
        enough = self.n >= self.limits.enough
        return enough and self.occasions >= self.limits.occasions

    @property
    def primaries(self) -> tuple[str, ...]:
        """The preferred quadrants, the strongest first; none while not known."""
        if not self.is_known:
            return ()
        loud = [q for q in QUADRANTS if self.shares[q] >= self.limits.primary_at]
        return tuple(sorted(loud, key=lambda q: -self.shares[q]))

    def interval(self, quadrant: str) -> tuple[float, float]:
        """Return the middle 80 % of what the share may be.

        The shares have a Dirichlet law with one clue of weight 1 for each quadrant
        beforehand; each is then a beta with whole numbers, found by halving.
        Cost: about fifty sums over the total weight.
        """
        hits = 1 + self.weights[quadrant]
        misses = 4 + sum(self.weights.values()) - hits
        low = (1 - MIDDLE) / 2
        return (beta_at(low, hits, misses), beta_at(1 - low, hits, misses))


def estimate(clues: Iterable[Clue], limits: Limits = USUAL) -> Estimate:
    """Return the shares p_q = (1 + Σw_q) / (4 + Σw) and their confidence.

    Confidence = min(1, n / 8) · (1 - H(p) / ln 4), with H the entropy of the shares:
    few clues or even shares make it small. What was estimated is kept: several panels
    of a page ask for the same people.
    """
    return _estimated(tuple(clues), limits)


@lru_cache(maxsize=4096)
def _estimated(seen: tuple[Clue, ...], limits: Limits) -> Estimate:
    weights: Counter[str] = Counter()
    for clue in seen:
        weights[clue.quadrant] += clue.weight
    total = sum(weights.values())
    shares = {q: (1 + weights[q]) / (4 + total) for q in QUADRANTS}
    entropy = -sum(p * math.log(p) for p in shares.values())
    return Estimate(
        shares=shares,
        weights={q: weights[q] for q in QUADRANTS},
        n=len(seen),
        occasions=len({clue.occasion for clue in seen}),
        confidence=min(1.0, len(seen) / limits.sure_after)
        * max(0.0, 1 - entropy / math.log(4)),
        limits=limits,
    )


@lru_cache(maxsize=4096)
def beta_at(level: float, hits: int, misses: int) -> float:
    """Return where a beta law with whole parameters reaches `level`, to 1e-9."""
    low, high = 0.0, 1.0
    while high - low > FINE:
        middle = (low + high) / 2
        if beta_below(middle, hits, misses) < level:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_below(x: float, hits: int, misses: int) -> float:
    """Return how much of a beta law lies below x: the tail of a binomial."""
    n = hits + misses - 1
    return math.fsum(
        math.comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(hits, n + 1)
    )


def distance(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return how far two people's shares lie apart, from 0 to 1: Σ|p - q| / 2."""
    return sum(abs(one[q] - other[q]) for q in QUADRANTS) / 2


def are_opposite(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether the strongest preferences lie on a diagonal, where it is hardest."""
    return bool(one and other) and OPPOSITE[one[0]] == other[0]


@dataclass(frozen=True)
class Group:
    """A buying centre seen together.

    `held` counts who prefers each quadrant; `missing` are those nobody prefers.
    """

    shares: Mapping[str, float]
    held: Mapping[str, int]
    known: int
    total: int

    @property
    def missing(self) -> tuple[str, ...]:
        """Quadrants that nobody is known to prefer; empty while nobody is known."""
        return tuple(q for q in QUADRANTS if not self.held[q]) if self.known else ()


def group(estimates: Iterable[Estimate]) -> Group:
    """Put the people of an account together; only known preferences count."""
    every = list(estimates)
    known = [row for row in every if row.is_known]
    n = len(known) or 1
    return Group(
        shares={q: sum(row.shares[q] for row in known) / n for q in QUADRANTS},
        held={q: sum(q in row.primaries for row in known) for q in QUADRANTS},
        known=len(known),
        total=len(every),
    )
