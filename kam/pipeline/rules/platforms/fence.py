"""The fence round the purchase platform: keep the customer, sell more, prevent loss.

Three parts: orders on rhythm, products bought for the first time within a year, and
people who are partners or suppliers. The weights are ours and the company's to change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kam.pipeline.rules.platforms.weights import SHIPPED, Weights
from kam.pipeline.rules.rhythm import months_between
from kam.pipeline.terms import FenceBand, Pace
from kam.relations.rules.matrix import PARTNER, SUPPLIER, class_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

KEPT = {Pace.STEADY: 1.0, Pace.LATE: 0.5, Pace.STOPPED: 0.0}
NEW_MONTHS = 12


class Signals(NamedTuple):
    """What is known of a customer inside the fence."""

    pace: str = Pace.NONE
    new_products: int = 0
    people: int = 0
    near: int = 0


@dataclass(frozen=True)
class Fence:
    """The score from 0 to 100 and its parts; None while the rhythm is not known."""

    keep: float | None
    grow: float
    relate: float
    score: float | None
    band: str
    is_breaking: bool


def is_near(business: int | None, personal: int | None, high: int) -> bool:
    """Say whether somebody is a partner or a supplier."""
    return class_of(business, personal, high) in (PARTNER, SUPPLIER)


def fence_of(signals: Signals, weights: Weights = SHIPPED) -> Fence:
    """Return the score; the three weights are brought to 100."""
    whole = weights.keep + weights.grow + weights.relate
    kept = KEPT.get(Pace(signals.pace))
    grown = min(signals.new_products / weights.enough_new, 1.0)
    near = min(signals.near / signals.people, 1.0) if signals.people else 0.0

    def points(weight: float, share: float) -> float:
        return 100 * weight * share / whole if whole else 0.0

    grow, relate = points(weights.grow, grown), points(weights.relate, near)
    keep = None if kept is None or not whole else points(weights.keep, kept)
    score = None if keep is None else min(keep + grow + relate, 100.0)
    breaking = score is not None and score < weights.warning
    band = band_of(score, weights)
    return Fence(keep, grow, relate, score, band, breaking)


def band_of(score: float | None, weights: Weights = SHIPPED) -> str:
    """Return the column inside the fence; unknown scores stand outside the grid."""
    if score is None:
        return FenceBand.UNKNOWN
    if score < weights.warning:
        return FenceBand.BREAKING
    return FenceBand.SAFE if score >= weights.safe else FenceBand.HOLDING


def new_products(firsts: Iterable[date], today: date) -> int:
    """Count products first bought within a year, other than those of the first order.

    `firsts` holds the month of the first purchase of each product.
    """
    months = [month for month in firsts if month <= today]
    first = min(months, default=today)
    return sum(
        month > first and months_between(month, today) < NEW_MONTHS for month in months
    )
