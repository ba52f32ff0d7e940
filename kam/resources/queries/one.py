"""One record in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.audit.queries import newest_of
from kam.people.models import User
from kam.resources.models import Booking, Resource

if TYPE_CHECKING:
    from django.db.models import QuerySet


def resource_of(user: User, pk: int) -> Resource:
    """Return one resource, or NotFound; one statement."""
    found: Resource = Resource.objects.select_related("team").seen(user, pk=pk)
    return found


def booking_of(user: User, pk: int) -> Booking:
    """Return one booking in sight with what its page names, or NotFound."""
    rows = Booking.objects.select_related(
        "account__team",
        "account__owner",
        "resource__team",
        "stakeholder__person",
        "requester",
        "decided_by__team",
        "assured_by",
    )
    found: Booking = rows.seen(user, pk=pk)
    return found


def canceller_of(booking: Booking) -> User | None:
    """Return who cancelled a booking that is cancelled; two statements."""
    last = newest_of("booking", [booking.pk])
    if last is None or last.actor_id is None:
        return None
    return User.objects.select_related("team").filter(pk=last.actor_id).first()


def bookings_of_step(user: User, step_id: int) -> QuerySet[Booking]:
    """Return what was asked for a step, the oldest first; one statement."""
    rows = Booking.objects.of_customer(user).filter(step_id=step_id)
    found: QuerySet[Booking] = rows.select_related("account", "resource").order_by("pk")
    return found
