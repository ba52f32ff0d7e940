"""Where people stand with the product they are furthest on with, for other rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.adoption.pages.climbers import Climber, climber
from kam.judgements.rules.scales import GATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.queries.room import PersonRow
    from kam.adoption.rules.limits import Limits
    from kam.judgements.queries import Standing


def furthest(
    people: Sequence[PersonRow], standing: Standing, limits: Limits
) -> dict[int, Climber]:
    """Return the highest place of everybody whose gates were judged; no statement."""
    found: dict[int, Climber] = {}
    for person in people:
        judged = {h.product_id for h in standing.about(person.pk) if h.aspect in GATES}
        placed = [
            climber(person, standing, product_id, limits)
            for product_id in sorted(pk for pk in judged if pk is not None)
        ]
        stood = [row for row in placed if row.place.stage]
        if stood:
            found[person.pk] = max(stood, key=lambda row: row.place.stage or 0)
    return found
