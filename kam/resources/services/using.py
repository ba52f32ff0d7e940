"""What becomes of a booking: used, with what it really cost, or cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.core.errors import Forbidden
from kam.core.marking import mark
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.resources.models import Hold
from kam.resources.policies import may_cancel, may_rebook, may_turn
from kam.resources.queries.one import canceller_of
from kam.resources.rules.words import ABOVE, NOT_ONES_OWN
from kam.resources.services.checks import (
    require_kept,
    require_offered,
    require_person,
    require_state,
)
from kam.resources.services.holding import (
    hold,
    holds_of,
    let_go,
    locked_pair,
    require_room,
    settle,
)
from kam.resources.terms import BookingState

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.resources.models import Booking

AHEAD = mark("还没有用到，不能写将来的日子")


def use_booking(
    *,
    actor: User | None,
    booking: Booking,
    actual_minor: int | None = None,
    day: date | None = None,
) -> Booking:
    """Note that a booking was used, and what it cost; as planned if nothing is said."""
    require(may_turn(actor, booking))
    today = today_of(actor)
    require_past(day, today, "used_on", AHEAD)
    with transaction.atomic():
        resource, row = locked_pair(booking)
        require_state(row, BookingState.BOOKED)
        require_past(day or row.first_day, today, "used_on", AHEAD)
        minor = row.planned_minor if actual_minor is None else actual_minor
        wanted = {
            "state": BookingState.USED,
            "used_on": day or min(row.last_day, today),
            "actual_minor": minor,
        }
        used = changes.change(actor=actor, row=row, wanted=wanted, verb="booking.use")
        settle(resource, used)
    return used


def reopen_booking(*, actor: User | None, booking: Booking) -> Booking:
    """Undo `use_booking`, while what is taken of a budget again still fits."""
    require(may_turn(actor, booking))
    with transaction.atomic():
        resource, row = locked_pair(booking)
        require_state(row, BookingState.USED)
        takes_more = row.quantity > row.taken
        wanted = {"state": BookingState.BOOKED, "used_on": None, "actual_minor": None}
        booked = changes.change(
            actor=actor, row=row, wanted=wanted, verb="booking.reopen"
        )
        let_go(booked)
        if takes_more:
            require_room(resource, booked)
        Hold.objects.bulk_create(holds_of(resource, booked))
    return booked


def cancel_booking(*, actor: User | None, booking: Booking) -> Booking:
    """Give back what was booked; once more changes nothing.

    Who only keeps the resource overturns no approval of who stands higher.
    """
    require(may_turn(actor, booking))
    with transaction.atomic():
        _resource, row = locked_pair(booking)
        if not may_cancel(actor, row):
            raise Forbidden(ABOVE)
        if row.state == BookingState.CANCELLED:
            return row
        require_state(row, BookingState.BOOKED)
        let_go(row)
        wanted = {"state": BookingState.CANCELLED}
        return changes.change(
            actor=actor, row=row, wanted=wanted, verb="booking.cancel"
        )


def rebook_booking(*, actor: User | None, booking: Booking) -> Booking:
    """Undo `cancel_booking`, while it still fits."""
    require(may_turn(actor, booking))
    with transaction.atomic():
        resource, row = locked_pair(booking)
        require_state(row, BookingState.CANCELLED)
        if not may_rebook(actor, row, canceller_of(row)):
            raise Forbidden(NOT_ONES_OWN)
        require_kept(row.account)
        require_person(row)
        require_offered(resource)
        wanted = {"state": BookingState.BOOKED}
        booked = changes.change(
            actor=actor, row=row, wanted=wanted, verb="booking.rebook"
        )
        hold(resource, booked)
    return booked
