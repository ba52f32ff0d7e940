"""Approving a request, refusing it, thinking again; one decision wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.core import clock
from kam.core.errors import Forbidden, Invalid
from kam.core.marking import mark
from kam.people.days import today_of
from kam.people.policies import require
from kam.resources.policies import decides, is_own, stands_over
from kam.resources.rules.words import ABOVE, EXPIRED, OWN
from kam.resources.services.checks import (
    require_kept,
    require_offered,
    require_person,
    require_state,
)
from kam.resources.services.holding import hold, let_go, locked_pair
from kam.resources.terms import BookingState

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.resources.models import Booking

NO_REASON = mark("请写一句为什么，申请人会看到")


def _require_decider(actor: User | None, booking: Booking) -> None:
    require(decides(actor, booking))
    if is_own(actor, booking):
        raise Forbidden(OWN)


def approve_booking(
    *,
    actor: User | None,
    booking: Booking,
    quantity: int | None = None,
    note: str = "",
) -> Booking:
    """Approve a request, perhaps for another quantity: from now on it is booked."""
    with transaction.atomic():
        resource, row = locked_pair(booking)
        _require_decider(actor, row)
        require_state(row, BookingState.WAITING)
        if row.is_expired(today_of(actor)):
            raise Invalid(EXPIRED, fields={"": [EXPIRED]})
        require_kept(row.account)
        require_person(row)
        require_offered(resource)
        wanted = _decided(actor, BookingState.BOOKED, note)
        wanted["quantity"] = row.quantity if quantity is None else quantity
        booked = changes.change(
            actor=actor, row=row, wanted=wanted, verb="booking.approve"
        )
        hold(resource, booked)
    return booked


def refuse_booking(*, actor: User | None, booking: Booking, reason: str) -> Booking:
    """Refuse a request; the reason is for whoever asked."""
    if not reason.strip():
        raise Invalid(fields={"reason": [NO_REASON]})
    with transaction.atomic():
        _resource, row = locked_pair(booking)
        _require_decider(actor, row)
        require_state(row, BookingState.WAITING)
        wanted = _decided(actor, BookingState.REFUSED, reason)
        return changes.change(
            actor=actor, row=row, wanted=wanted, verb="booking.refuse"
        )


def reconsider_booking(*, actor: User | None, booking: Booking) -> Booking:
    """Undo an approval or a refusal: the request waits again, as it was asked.

    Nobody overturns who stands higher.
    """
    with transaction.atomic():
        _resource, row = locked_pair(booking)
        _require_decider(actor, row)
        require_state(row, BookingState.BOOKED, BookingState.REFUSED)
        if not stands_over(actor, row.decided_by):
            raise Forbidden(ABOVE)
        let_go(row)
        wanted = {
            "state": BookingState.WAITING,
            "quantity": row.asked,
            "decided_by_id": None,
            "decided_at": None,
            "reason": "",
        }
        return changes.change(
            actor=actor, row=row, wanted=wanted, verb="booking.reconsider"
        )


def _decided(actor: User | None, state: BookingState, reason: str) -> dict[str, object]:
    return {
        "state": state,
        "decided_by_id": actor.pk if actor is not None else None,
        "decided_at": clock.now(),
        "reason": reason,
    }
