"""The submitted visits of somebody, as far as their return needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kam.visits.models import Visit
from kam.visits.rules.returns import Held

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User

MOST = 5_000


def held_visits(user: User, person: User, first: date, last: date) -> list[Held]:
    """Return somebody's records from one day to another, in one statement."""
    rows = Visit.objects.visible_to(user).filter(owner=person).submitted()
    told = rows.between(first, last).order_by("-day", "-pk")
    found = told.annotate(
        asked=~Q(planned_ask=""),
        carried=Q(carried_from__isnull=False),
        reviewed=Q(reviewed_at__isnull=False),
    ).values_list("day", "outcome", "asked", "carried", "reviewed", "note_seconds")[
        :MOST
    ]
    return [Held(*row) for row in found]
