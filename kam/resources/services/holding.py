"""Taking of a capacity and giving back; bookings of one resource take turns.

Every verb that holds locks the resource first and the booking second, so two of them
never wait for each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Sum

from kam.core.errors import Invalid
from kam.resources.models import Booking, Hold, Resource
from kam.resources.rules import words
from kam.resources.rules.capacity import DAY, Lack, lacks, next_free, periods_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

ALONE = 1


def locked_resource(pk: int) -> Resource:
    """Return a resource as it stands now, locked until the booking is stored."""
    found: Resource = Resource.objects.select_for_update().get(pk=pk)
    return found


def locked_booking(pk: int) -> Booking:
    """Return a booking as it stands now, locked, with what policies read."""
    rows = Booking.objects.select_related(
        "account__team", "resource", "stakeholder__person"
    )
    found: Booking = rows.select_for_update(of=("self",)).get(pk=pk)
    return found


def locked_pair(booking: Booking) -> tuple[Resource, Booking]:
    """Return a booking and its resource, both locked, in the order all keep."""
    resource = locked_resource(booking.resource_id)
    row = locked_booking(booking.pk)
    row.resource = resource
    return resource, row


def taken_of(resource: Resource, since: date) -> dict[date, int]:
    """Return what is taken of each period that is not over; one statement."""
    rows = Hold.objects.filter(resource=resource, period__gte=since)
    sums = rows.order_by("period").values_list("period").annotate(Sum("quantity"))
    return dict(sums)


def require_room(resource: Resource, booking: Booking) -> None:
    """Refuse a quantity that does not fit; say what is free, and when again."""
    if resource.capacity is None:
        return
    days = (booking.first_day, booking.last_day)
    periods = periods_of(resource.span, *days)
    taken = taken_of(resource, periods[0])
    missing = lacks(resource.room, taken, periods, booking.quantity)
    if missing:
        raise full(resource, booking, missing[0], taken)


def full(
    resource: Resource, booking: Booking, lack: Lack, taken: Mapping[date, int]
) -> Invalid:
    """Return the refusal that says what is free, and when it is enough again."""
    first, last = booking.first_day, booking.last_day
    length = (last - first).days + 1
    again = next_free(resource.room, taken, first, length, booking.quantity)
    when = words.AGAIN if again else words.NEVER
    if resource.capacity is not None and booking.quantity > resource.capacity:
        is_daily = resource.span == DAY
        said = words.MOST_A_DAY if is_daily else words.MOST_A_SPAN
        when = words.ASK_LESS
    elif resource.span == DAY:
        said = words.OVER_DAY if lack.free else words.FULL_DAY
    else:
        said = words.OVER_SPAN if lack.free else words.FULL_SPAN
    return Invalid(
        said,
        todo=when,
        fields={"quantity": [said, when]},
        name=resource.name,
        day=lack.period,
        free=lack.free,
        most=resource.capacity,
        unit=resource.unit,
        wanted=booking.quantity,
        next=again,
    )


def holds_of(resource: Resource, booking: Booking) -> list[Hold]:
    """Return what a booking takes, unsaved; money that was not spent takes nothing."""
    booking.resource = resource
    if not booking.taken:
        return []
    return [
        Hold(
            booking=booking,
            resource=resource,
            period=period,
            quantity=booking.taken,
            alone=resource.capacity == ALONE,
        )
        for period in periods_of(resource.span, booking.first_day, booking.last_day)
    ]


def hold(resource: Resource, booking: Booking) -> None:
    """Take what a booking takes; call it with the resource locked."""
    require_room(resource, booking)
    Hold.objects.bulk_create(holds_of(resource, booking))


def settle(resource: Resource, booking: Booking) -> None:
    """Let what is taken of a budget follow what was spent, even where that is more."""
    if resource.is_purse:
        let_go(booking)
        Hold.objects.bulk_create(holds_of(resource, booking))


def let_go(booking: Booking) -> None:
    """Give back what a booking took."""
    Hold.objects.filter(booking=booking).delete()
