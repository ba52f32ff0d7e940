"""The lists of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from kam.core.text import clean_text
from kam.resources.models import Booking, Resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet

    from kam.people.models import User

MINE, DECIDE, EXPIRED, WAITING = "mine", "decide", "expired", "waiting"


def resources_matching(
    user: User, filters: Mapping[str, Any], *, samples: bool
) -> QuerySet[Resource]:
    """Return the resources of the catalogue that match."""
    rows = Resource.objects.visible_to(user).lawful(samples=samples)
    rows = rows.filter(archived_at__isnull=not filters.get("archived"))
    if text := filters.get("q"):
        clean = clean_text(text)
        rows = rows.filter(Q(name__icontains=clean) | Q(notes__icontains=clean))
    if kind := filters.get("kind"):
        rows = rows.filter(kind=kind)
    found: QuerySet[Resource] = rows
    return found


def bookings_matching(
    user: User, filters: Mapping[str, Any], day: date
) -> QuerySet[Booking]:
    """Return the requests and bookings that match, with what a line names.

    Sought by customer, only those of customers in sight.
    """
    rows = _viewed(user, filters.get("view") or "", day)
    state = filters.get("state")
    if state == EXPIRED:
        rows = rows.expired(day)
    elif state == WAITING:
        rows = rows.waiting(day)
    elif state:
        rows = rows.filter(state=state)
    if text := filters.get("q"):
        clean = clean_text(text)
        seen = Booking.objects.of_customer(user).filter(account__name__icontains=clean)
        rows = rows.filter(
            Q(resource__name__icontains=clean) | Q(pk__in=seen.values("pk"))
        )
    if pk := filters.get("account"):
        rows = rows.of_customer(user).filter(account_id=pk)
    if pk := filters.get("resource"):
        rows = rows.filter(resource_id=pk)
    return with_names(rows)


def _viewed(user: User, view: str, day: date) -> Any:
    if view == MINE:
        return Booking.objects.visible_to(user).filter(requester=user)
    if view == DECIDE:
        return Booking.objects.to_decide(user, day)
    return Booking.objects.visible_to(user)


def with_names(rows: Any) -> QuerySet[Booking]:
    """Return bookings with what their lines name."""
    found: QuerySet[Booking] = rows.select_related(
        "account__team", "resource", "stakeholder__person", "requester"
    )
    return found


def requests_asking(user: User, day: date, most: int) -> list[Booking]:
    """Return the first requests that wait for somebody, and own ones just decided.

    One statement.
    """
    answered = Booking.objects.visible_to(user).answered(user, day)
    rows = with_names(Booking.objects.to_decide(user, day) | answered)
    return list(rows.order_by("first_day", "pk")[:most])


def waiting_for(user: User, day: date) -> int:
    """Return how many requests wait for somebody; one statement."""
    count: int = Booking.objects.to_decide(user, day).count()
    return count


def bookings_ahead(user: User, resource: Resource, day: date) -> QuerySet[Booking]:
    """Return what is asked for or booked of a resource from a day on, in sight."""
    rows = Booking.objects.visible_to(user).living()
    ahead = rows.filter(resource=resource, last_day__gte=day)
    return with_names(ahead).order_by("first_day", "pk")


def held_ahead(resource: Resource, day: date) -> int:
    """Return how many bookings hold a resource from a day on, whoever sees them."""
    rows = Booking.objects.holding().filter(resource=resource, last_day__gte=day)
    count: int = rows.count()
    return count
