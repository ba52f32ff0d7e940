"""Asking for a resource, changing the request, withdrawing it."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from kam.accounts.models import Stakeholder
from kam.accounts.services import refuse_erased
from kam.audit import changes
from kam.core import clock
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.people.days import today_of
from kam.people.policies import require
from kam.resources.models import Booking, Resource
from kam.resources.policies import may_ask
from kam.resources.services.checks import (
    require_days,
    require_kept,
    require_offered,
    require_person,
    require_state,
)
from kam.resources.services.compliance import require_assured
from kam.resources.services.holding import (
    hold,
    locked_pair,
    locked_resource,
    require_room,
)
from kam.resources.terms import BookingState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User

GONE = mark("这位客户方已经离开")
EDITABLE = frozenset({"first_day", "last_day", "quantity", "why"})


@dataclass(frozen=True)
class BookingDraft:
    """What is asked for; without a last day it is one day.

    `step_id` and `purpose` come from a higher room, which has checked the step.
    """

    resource_id: int
    first_day: date
    last_day: date | None = None
    quantity: int = 1
    why: str = ""
    stakeholder_id: int | None = None
    assured: bool = False
    step_id: int | None = None
    purpose: str = ""


def ask_booking(
    *,
    actor: User | None,
    account: Account,
    draft: BookingDraft,
    client_id: UUID | None = None,
) -> Booking:
    """Ask for a resource; one that needs no approval is booked at once.

    More than is free is refused already here; it is only taken with the approval.
    """
    require(may_ask(actor, account))
    require_kept(account)
    found = Resource.objects.named(actor, draft.resource_id, "resource_id")
    row = _new(actor, account, found, draft, client_id)
    with transaction.atomic():
        resource = locked_resource(found.pk)
        row.resource = resource
        require_offered(resource)
        require_days(resource, row.first_day, row.last_day, today_of(actor))
        require_assured(actor, row, assured=draft.assured)
        changes.check(row)
        require_room(resource, row)
        if not resource.needs_approval:
            row.state, row.decided_at = BookingState.BOOKED, clock.now()
        changes.create(actor=actor, row=row, verb="booking.ask")
        if row.state == BookingState.BOOKED:
            hold(resource, row)
    return row


def _new(
    actor: User | None,
    account: Account,
    resource: Resource,
    draft: BookingDraft,
    client_id: UUID | None,
) -> Booking:
    return Booking(
        account=account,
        resource=resource,
        stakeholder=_person(actor, account, draft.stakeholder_id),
        step_id=draft.step_id,
        purpose=draft.purpose,
        why=draft.why,
        first_day=draft.first_day,
        last_day=draft.last_day or draft.first_day,
        asked=draft.quantity,
        quantity=draft.quantity,
        unit_minor=resource.unit_minor,
        currency=resource.currency,
        requester=actor,
        client_id=client_id or uuid4(),
    )


def _person(actor: User | None, account: Account, pk: int | None) -> Stakeholder | None:
    if pk is None:
        return None
    rows = Stakeholder.objects.filter(account=account).select_related("person")
    found: Stakeholder = rows.named(actor, pk, "stakeholder_id")
    refuse_erased(found.person)
    if found.left_on is not None:
        raise Invalid(fields={"stakeholder_id": [GONE]})
    return found


def edit_booking(
    *,
    actor: User | None,
    booking: Booking,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Booking:
    """Change days, quantity or reason of a request nobody has decided about.

    What others changed meanwhile is merged, so the outcome is checked as well.
    """
    require(may_ask(actor, booking.account, "change"))
    changes.refuse_unknown(wanted, EDITABLE)
    with transaction.atomic():
        resource, row = locked_pair(booking)
        require_state(row, BookingState.WAITING)
        require_kept(row.account)
        require_person(row)
        require_offered(resource)
        clean = changes.tidied(row, wanted)
        clean, seen = _with_asked(clean), _with_asked(before or {})
        meant = copy.copy(row)
        for name, value in clean.items():
            setattr(meant, name, value)
        require_days(resource, meant.first_day, meant.last_day, today_of(actor))
        edited = changes.change(
            actor=actor, row=row, wanted=clean, before=seen, verb="booking.edit"
        )
        require_days(resource, edited.first_day, edited.last_day, today_of(actor))
        require_room(resource, edited)
        return edited


def _with_asked(told: Mapping[str, object]) -> dict[str, object]:
    """Let what is asked for follow the quantity while nobody has decided."""
    asked = {"asked": told["quantity"]} if "quantity" in told else {}
    return {**told, **asked}


def withdraw_booking(*, actor: User | None, booking: Booking) -> Booking:
    """Take a request back before anybody decided; once more changes nothing."""
    return _turned(actor, booking, BookingState.WAITING, BookingState.WITHDRAWN)


def resubmit_booking(*, actor: User | None, booking: Booking) -> Booking:
    """Undo `withdraw_booking`."""
    return _turned(actor, booking, BookingState.WITHDRAWN, BookingState.WAITING)


def _turned(
    actor: User | None, booking: Booking, held: BookingState, to: BookingState
) -> Booking:
    require(may_ask(actor, booking.account, "change"))
    with transaction.atomic():
        _resource, row = locked_pair(booking)
        if row.state == to:
            return row
        require_state(row, held)
        if to == BookingState.WAITING:
            require_kept(row.account)
            require_person(row)
        verb = "withdraw" if to == BookingState.WITHDRAWN else "resubmit"
        return changes.change(
            actor=actor, row=row, wanted={"state": to}, verb=f"booking.{verb}"
        )
