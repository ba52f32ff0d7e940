"""Where cards lie: seated ones where they were laid, the others in the free places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.relations.rules.scales import LAST_PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence


def arrange(cards: Sequence[tuple[int, int | None]]) -> list[int | None]:
    """Return the cards of a band by place; None is a free place between them.

    `cards` are ids with the place where each was laid, the weightiest first. Of two
    laid in one place the weightier keeps it; the other takes the next free one.
    """
    taken: dict[int, int] = {}
    loose: list[int] = []
    for pk, place in cards:
        if place is None:
            loose.append(pk)
        else:
            taken[_free(taken, min(max(0, place), LAST_PLACE))] = pk
    for pk in loose:
        taken[_free(taken, 0)] = pk
    last = max(taken, default=-1)
    return [taken.get(place) for place in range(last + 1)]


def _free(taken: dict[int, int], place: int) -> int:
    while place in taken:
        place += 1
    return place
