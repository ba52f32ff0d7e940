"""Since when something holds of somebody, from what was judged over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from datetime import date


def held_since(told: Iterable[tuple[Hashable, date, bool]]) -> date | None:
    """Return since when it holds of one without a break; None where of nobody.

    `told` is whom, when and whether, the oldest first.
    """
    since: dict[Hashable, date | None] = {}
    for whom, day, holds in told:
        if not holds:
            since[whom] = None
        elif since.get(whom) is None:
            since[whom] = day
    return min((day for day in since.values() if day is not None), default=None)
