"""Who else wants the same resource on a day, or reaches the same person that week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.resources.models import Booking
from kam.resources.policies import sees_customer
from kam.resources.rules.collisions import DAYS_APART, Reach, met_by_others

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User


@dataclass(frozen=True)
class Meeting:
    """Another booking in the way; `account` is "" where the reader does not see it."""

    account: str
    first: date
    last: date


@dataclass(frozen=True)
class Collisions:
    """What else happens: to the same resource, and to the same person."""

    same_days: list[Meeting]
    same_person: list[Meeting]

    @property
    def any(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.same_days or self.same_person)


def collisions_of(user: User, booking: Booking) -> Collisions:
    """Return what a booking meets; two statements. It names nobody out of sight."""
    others = Booking.objects.living().exclude(pk=booking.pk)
    others = others.select_related("account")
    days = others.filter(resource_id=booking.resource_id)
    days = days.touching(booking.first_day, booking.last_day)
    by_day = booking.resource.span == "day"
    return Collisions(
        same_days=[_told(user, row) for row in days[:20]] if by_day else [],
        same_person=_same_person(user, booking, others),
    )


def _same_person(user: User, booking: Booking, others: object) -> list[Meeting]:
    if booking.stakeholder is None:
        return []
    apart = timedelta(DAYS_APART)
    rows = others.filter(stakeholder__person_id=booking.stakeholder.person_id)  # type: ignore[attr-defined]
    rows = rows.touching(booking.first_day - apart, booking.last_day + apart)
    near = {row.pk: row for row in rows.select_related("stakeholder")[:50]}
    found = met_by_others(_reach(booking), map(_reach, near.values()))
    return [_told(user, near[one.key]) for one in found]


def _reach(row: Booking) -> Reach:
    assert row.stakeholder is not None  # noqa: S101 - asked for by the person
    return Reach(
        key=row.pk or 0,
        person_id=row.stakeholder.person_id,
        team_id=row.account.team_id,
        first=row.first_day,
        last=row.last_day,
    )


def _told(user: User, row: Booking) -> Meeting:
    name = row.account.name if sees_customer(user, row.account) else ""
    return Meeting(name, row.first_day, row.last_day)
