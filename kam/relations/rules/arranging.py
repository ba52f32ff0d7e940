"""Where cards lie: seated ones where they were laid, the others in the free places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.relations.rules.scales import LAST_PLACE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS = 4
MIDDLE_FIRST = (1, 2, 0, 3)


def arrange(
    cards: Sequence[tuple[int, int | None]], used: Sequence[int] = (0,) * COLUMNS
) -> list[int | None]:
    """Return the cards of a band by place; None is a free place between them.

    `cards` are ids with the place where each was laid, the weightiest first. Of two
    laid in one place the weightier keeps it; the other takes the next free one. Cards
    that nobody laid take the column of their row with the fewest cards in the bands
    above, which `used` counts.
    """
    taken: dict[int, int] = {}
    loose: list[int] = []
    for pk, place in cards:
        if place is None:
            loose.append(pk)
        else:
            taken[_free(taken, min(max(0, place), LAST_PLACE))] = pk
    row = 0
    for pk in loose:
        while all(row * COLUMNS + column in taken for column in range(COLUMNS)):
            row += 1
        taken[_best(taken, row, used)] = pk
    last = max(taken, default=-1)
    return [taken.get(place) for place in range(last + 1)]


def _best(taken: Mapping[int, int], row: int, used: Sequence[int]) -> int:
    free = [c for c in MIDDLE_FIRST if row * COLUMNS + c not in taken]
    return row * COLUMNS + min(free, key=lambda column: used[column])


def _free(taken: Mapping[int, int], place: int) -> int:
    while place in taken:
        place += 1
    return place
