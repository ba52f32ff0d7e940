"""Self-rating beside the record: a blind spot is where both part beyond the interval.

The scale of 1 to 5 is put on 0 to 1 (method §3.15). The difference from which it is
worth a word is a setting, and not verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.performance.rules.behaviour.weapons import WEAPONS

if TYPE_CHECKING:
    from kam.performance.rules.behaviour.measuring import Measured

LOWEST, HIGHEST = 1, 5
RATED = tuple(weapon.key for weapon in WEAPONS)
KINDER, STRICTER = "kinder", "stricter"


def place_of(rating: int) -> float:
    """Put a rating from 1 to 5 on 0 to 1."""
    return (rating - LOWEST) / (HIGHEST - LOWEST)


def blind_spot(rating: int | None, one: Measured | None, least: float) -> str:
    """Say whether somebody is kinder or stricter to themselves than their record.

    Only where the rating lies outside the interval of the share, and further from the
    share than `least`; without a rating or a known share there is nothing to say.
    """
    if rating is None or one is None or one.value is None:
        return ""
    own = place_of(rating)
    if abs(own - one.value) <= least:
        return ""
    if one.high is not None and own > one.high:
        return KINDER
    return STRICTER if one.low is not None and own < one.low else ""
