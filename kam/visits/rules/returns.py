"""What visits bring: the visit return, and the rates around it (method §5.6, §4.4).

Visit return = (4 orders + 2 advances + 0 continuations - 1 refusals) ÷ visits. The
weights are the method's; that a mean of them is worth reading is not verified.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from kam.visits.rules.continuity import Z_95, Rate, wilson

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

WEIGHTS = {"order": 4, "advance": 2, "continuation": 0, "refusal": -1}
OUTCOMES = tuple(WEIGHTS)
FORWARD = ("order", "advance")
MONTHS = 12


@dataclass(frozen=True)
class Held:
    """A submitted visit: day, outcome, and whether one asked, carried on and read."""

    day: date
    outcome: str
    asked: bool = False
    carried: bool = False
    reviewed: bool = False
    seconds: int | None = None


@dataclass(frozen=True)
class Mean:
    """A mean of n values with its 95 % interval; None where too few are known."""

    n: int
    value: float | None
    low: float | None = None
    high: float | None = None


def visit_return(outcomes: Sequence[str]) -> Mean:
    """Return the mean weight of outcomes, from -1 to 4, with a 95 % interval.

    The interval is the usual one of a mean (1.96 standard errors) within the bounds of
    the weights; it needs two visits. Cost: linear.
    """
    weights = [WEIGHTS[outcome] for outcome in outcomes if outcome in WEIGHTS]
    n = len(weights)
    if not n:
        return Mean(0, None)
    mean = sum(weights) / n
    if n == 1:
        return Mean(1, mean)
    spread = math.sqrt(sum((w - mean) ** 2 for w in weights) / (n - 1) / n) * Z_95
    low, high = min(WEIGHTS.values()), max(WEIGHTS.values())
    return Mean(n, mean, max(mean - spread, low), min(mean + spread, high))


@dataclass(frozen=True)
class Rates:
    """Shares of visits: with an ask, moved forward, carried on, and read before."""

    ask: Rate
    forward: Rate
    carried: Rate
    reviewed: Rate


def rates(held: Sequence[Held]) -> Rates:
    """Return the shares of some visits with Wilson's 95 % intervals."""
    n = len(held)
    return Rates(
        ask=wilson(sum(one.asked for one in held), n),
        forward=wilson(sum(one.outcome in FORWARD for one in held), n),
        carried=wilson(sum(one.carried for one in held), n),
        reviewed=wilson(sum(one.reviewed for one in held), n),
    )


def note_time(held: Sequence[Held]) -> tuple[int, float | None]:
    """Return of how many notes the seconds are known, and their median."""
    known = [one.seconds for one in held if one.seconds is not None]
    return len(known), median(known) if known else None


def months_back(day: date, months: int = MONTHS) -> list[date]:
    """Return the first days of the last months, the month of `day` last."""
    number = day.year * 12 + day.month - 1
    back = range(number - months + 1, number + 1)
    return [day.replace(year=m // 12, month=m % 12 + 1, day=1) for m in back]


def by_month(held: Sequence[Held], months: Sequence[date]) -> list[dict[str, int]]:
    """Return how many visits of each outcome a month had, month by month."""
    found = {month: dict.fromkeys(OUTCOMES, 0) for month in months}
    for one in held:
        row = found.get(one.day.replace(day=1))
        if row is not None and one.outcome in row:
            row[one.outcome] += 1
    return [found[month] for month in months]
