"""Whose calendar an address is, and which visits it tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q

from kam.core.paging import first_of
from kam.people.rules import secret_digest
from kam.people.scopes import may
from kam.visits.models import Calendar, Visit
from kam.visits.queries.reading import is_hidden, listed, people_of

if TYPE_CHECKING:
    from datetime import date, datetime, time
    from uuid import UUID

    from kam.people.models import User
    from kam.visits.queries.rows import Seen

BEHIND, AHEAD = timedelta(days=30), timedelta(days=180)
MOST_EVENTS = 1000


@dataclass(frozen=True)
class CalendarRow:
    """A visit as a calendar keeps it."""

    id: int
    uid: UUID
    revision: int
    changed_at: datetime
    state: str
    day: date
    start_time: time | None
    minutes: int | None
    account: str
    people: tuple[Seen, ...]
    objective: str


def calendar_of(user: User) -> Calendar | None:
    """Return the address that stands, if any."""
    rows = Calendar.objects.visible_to(user).filter(revoked_at=None)
    return rows.filter(_fresh()).select_related("user").first()


def _fresh() -> Q:
    """Leave out what was made before the password changed, as with tokens."""
    changed = "user__credentials_changed_at"
    return Q((f"{changed}__isnull", True)) | Q((f"{changed}__lt", F("created_at")))


def calendar_from_secret(secret: str) -> Calendar | None:
    """Return the calendar of a secret; its owner must be active and may have one."""
    rows = Calendar.objects.filter(
        _fresh(), digest=secret_digest(secret), revoked_at=None, user__is_active=True
    )
    found = rows.select_related("user").first()
    if found is None or not may(found.user, "calendar", "see"):
        return None
    return found


def calendar_rows(user: User, day: date) -> list[CalendarRow]:
    """Return the visits one goes to around a day, called off ones too; one statement.

    A joint visit has one id, so that no calendar holds it twice.
    """
    rows = Visit.objects.visible_to(user).of(user)
    rows = rows.between(day - BEHIND, day + AHEAD).order_by("day", "pk")
    hides = is_hidden(user, "objective")
    return [
        CalendarRow(
            id=row.pk,
            uid=row.client_id,
            revision=row.revision,
            changed_at=row.updated_at,
            state=row.state,
            day=row.day,
            start_time=row.start_time,
            minutes=row.minutes,
            account=row.account.name,
            people=people_of(user, row),
            objective="" if hides else row.objective,
        )
        for row in listed(first_of(rows, MOST_EVENTS))
    ]
