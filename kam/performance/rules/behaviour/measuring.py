"""From counts to what may be said: a share with its interval, or why there is none.

Shares carry Wilson's 95 % interval, means the usual one of 1.96 standard errors. Two
figures are told apart only where their intervals do not overlap.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.performance.rules.behaviour.metrics import Kind, Metric
from kam.visits.rules.continuity import Z_95, wilson

if TYPE_CHECKING:
    from collections.abc import Sequence

KNOWN, FEW, NEEDS = "known", "few", "needs"
HIGHER, LOWER = "higher", "lower"
FEWEST_IN_BAND = 5


@dataclass(frozen=True)
class Count:
    """k of n; for a mean `squares` is the sum of the squares of its parts."""

    k: int = 0
    n: int = 0
    squares: int = 0

    def __add__(self, other: Count) -> Count:
        """Return both together."""
        return Count(self.k + other.k, self.n + other.n, self.squares + other.squares)


NOTHING = Count()


@dataclass(frozen=True)
class Measured:
    """A metric with its counts; `value`, `low` and `high` only where it is known."""

    metric: Metric
    count: Count
    state: str
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is a number to tell."""
        return self.state == KNOWN


def measure(metric: Metric, count: Count | None, fewest: int) -> Measured:
    """Return what may be said of a metric: a number only from `fewest` on."""
    if metric.missing:
        return Measured(metric, NOTHING, NEEDS)
    count = count or NOTHING
    if count.n < max(fewest, 1):
        return Measured(metric, count, FEW)
    if metric.kind is Kind.MEAN:
        return Measured(metric, count, KNOWN, *_mean(count))
    rate = wilson(count.k, count.n)
    return Measured(metric, count, KNOWN, rate.share, rate.low, rate.high)


def _mean(count: Count) -> tuple[float, float, float]:
    mean = count.k / count.n
    if count.n == 1:
        return mean, 0.0, math.inf
    spread = max(count.squares - count.n * mean * mean, 0.0) / (count.n - 1)
    width = Z_95 * math.sqrt(spread / count.n)
    return mean, max(mean - width, 0.0), mean + width


def _above(one: Measured, other: Measured) -> bool:
    """Say whether the whole interval of one lies above that of the other."""
    return one.low is not None and other.high is not None and one.low > other.high


def apart(one: Measured, other: Measured) -> str:
    """Say whether one is higher or lower than another beyond both intervals."""
    if not (one.is_known and other.is_known):
        return ""
    if _above(one, other):
        return HIGHER
    return LOWER if _above(other, one) else ""


def moved(now: Measured, before: Measured) -> str:
    """Say whether somebody moved since the period before, beyond both intervals."""
    return apart(now, before)


@dataclass(frozen=True)
class Band:
    """The middle half of a team's figures, without anybody's name; n people."""

    low: float
    high: float
    n: int


def band(values: Sequence[float]) -> Band | None:
    """Return the quartiles of at least five people's figures, or nothing.

    Quartiles stand between neighbours in proportion (as in most spreadsheets). Fewer
    than five people could be recognised.
    """
    if len(values) < FEWEST_IN_BAND:
        return None
    rising = sorted(values)
    return Band(_quantile(rising, 0.25), _quantile(rising, 0.75), len(rising))


def _quantile(rising: Sequence[float], share: float) -> float:
    place = (len(rising) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(rising) - 1)
    return rising[below] + (rising[above] - rising[below]) * (place - below)
