"""What one holding asks of the company's resources, built through services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.clock import today
from kam.resources.models import Booking
from kam.resources.services import (
    BookingDraft,
    ResourceDraft,
    add_resource,
    approve_booking,
    ask_booking,
    edit_rule,
)
from tests.words import word, words

if TYPE_CHECKING:
    from kam.accounts.models import Stakeholder
    from kam.people.models import User
    from kam.plans.models import Step
    from kam.resources.models import Resource

NOUN = "booking"


@dataclass(frozen=True)
class Resourcing:
    """A resource of the owner's team, a request for it, and a booking."""

    resource: Resource
    asked_for: Booking
    booking: Booking


def build_resources(
    name: str, person: Stakeholder, owner: User, step: Step
) -> Resourcing:
    """Add, ask and approve: what reaches a person was confirmed."""
    draft = ResourceDraft(
        f"demo {name}", "expert", "day", 5_00, team_id=owner.team_id, capacity=9
    )
    resource = add_resource(actor=None, draft=draft)
    edit_rule(actor=None, kind="expert", text="demo rule", always=False)
    told = {
        "resource_id": resource.pk,
        "stakeholder_id": person.pk,
        "assured": True,
        "step_id": step.pk,
        **words(name, NOUN, "purpose", "why"),
    }
    asked, booked = (
        ask_booking(
            actor=owner,
            account=person.account,
            draft=BookingDraft(first_day=today(owner.time_zone), **told),
        )
        for _ in range(2)
    )
    note = word(name, NOUN, "reason")
    approve_booking(actor=None, booking=booked, note=note)
    return Resourcing(resource, _fresh(asked), _fresh(booked))


def _fresh(row: Booking) -> Booking:
    rows = Booking.objects.select_related("account__team", "resource")
    return rows.get(pk=row.pk)
