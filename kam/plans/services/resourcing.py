"""Asking for a resource for a step: what it is meant to move."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.plans.services.common import open_step
from kam.plans.terms import StepState
from kam.resources.services import ask_booking

if TYPE_CHECKING:
    from uuid import UUID

    from kam.people.models import User
    from kam.plans.models import Step
    from kam.resources.models import Booking
    from kam.resources.services import BookingDraft

OVER = mark("这一步已经完成或不再做，不用再申请资源")


def ask_for_step(
    *,
    actor: User | None,
    step: Step,
    draft: BookingDraft,
    client_id: UUID | None = None,
) -> Booking:
    """Ask for a resource for an open step; a step without a resource names it now."""
    with transaction.atomic():
        plan, current = open_step(actor, step)
        if current.state != StepState.OPEN:
            raise Invalid(OVER, fields={"": [OVER]})
        booking = ask_booking(
            actor=actor,
            account=plan.account,
            draft=replace(draft, step_id=current.pk, purpose=current.what),
            client_id=client_id,
        )
        if not current.resource:
            resource = booking.resource
            told = f"{resource.name} × {booking.quantity} {resource.unit}"
            changes.change(
                actor=actor, row=current, wanted={"resource": told}, verb="step.edit"
            )
    return booking
