"""Who looked at whose behaviour, when, and what for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.clock import today
from kam.performance.models import Look

if TYPE_CHECKING:
    from datetime import datetime

    from kam.people.models import User

MOST_LOOKS = 20


@dataclass(frozen=True)
class Looked:
    """One look: who, what they are here for, when, and to what end."""

    reader_id: int
    reader: str
    role: str
    at: datetime
    purpose: str


def looks_at(user: User, person: User) -> list[Looked]:
    """Return the newest looks at a person that the user may know of; one statement."""
    rows = Look.objects.visible_to(user).filter(subject=person).order_by("-id")
    told = rows.values_list(
        "reader_id", "reader__name", "reader__role", "created_at", "purpose"
    )
    return [Looked(*row) for row in told[:MOST_LOOKS]]


def opened_today(user: User) -> frozenset[int]:
    """Return whose behaviour somebody opened today, and their own; one statement."""
    rows = Look.objects.visible_to(user).of_day(user, today(user.time_zone))
    return frozenset({user.pk, *rows.values_list("subject_id", flat=True)})
