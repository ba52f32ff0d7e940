"""How far the agreed frequency of visits is kept in one territory (method §3.4).

Quantity N is the mean over customers of min(held ÷ wanted, 1): a customer seen too
often does not make up for one who is not seen at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SPAN_DAYS = 90


def wanted_visits(interval_days: int) -> float:
    """Return how many visits an interval asks for in the span.

    >>> wanted_visits(30), wanted_visits(45)
    (3.0, 2.0)
    """
    return SPAN_DAYS / interval_days


def frequency_kept(visits: Iterable[tuple[int, int]]) -> float | None:
    """Return N from pairs of visits held in the span and interval in days.

    >>> frequency_kept([(3, 30), (0, 45)]), frequency_kept([(9, 30)])
    (0.5, 1.0)
    >>> frequency_kept([]) is None
    True
    """
    shares = [min(held / wanted_visits(days), 1.0) for held, days in visits]
    return sum(shares) / len(shares) if shares else None
