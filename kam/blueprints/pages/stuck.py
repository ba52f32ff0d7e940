"""The open steps of a review: who, by when, and which resource waits for a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.people.scopes import hidden_fields, may
from kam.plans.pages import words
from kam.plans.terms import PlanState, StepState
from kam.resources.pages.words import days_words, state_words
from kam.resources.policies import may_decide
from kam.resources.queries.costs import bookings_by_step
from kam.resources.terms import BookingState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.blueprints.queries import Whole
    from kam.blueprints.queries.sources import StepRow
    from kam.people.models import User
    from kam.resources.models import Booking


@dataclass(frozen=True)
class AskLine:
    """A resource asked for or booked; `approve_url` where the reader decides now."""

    name: str
    days: str
    state: str
    tone: str
    url: str
    why: str
    quantity: int
    approve_url: str


@dataclass(frozen=True)
class StuckLine:
    """A step that is still to be done."""

    what: str
    url: str
    note: str
    resource: str
    due: str
    is_late: bool
    asks: Sequence[AskLine]


def stuck_lines(user: User, whole: Whole) -> list[StuckLine]:
    """Return the open steps of plans under way; one statement."""
    rows = [
        row
        for row in whole.sources.steps
        if row.state == StepState.OPEN and row.plan_state == PlanState.ACTIVE
    ]
    sees = bool(rows) and may(user, "booking", "see")
    found = bookings_by_step([row.id for row in rows]) if sees else {}
    return [_stuck(user, whole, row, found.get(row.id, ())) for row in rows]


def _stuck(
    user: User, whole: Whole, row: StepRow, asked: Sequence[Booking]
) -> StuckLine:
    day = whole.sources.day
    late = row.due is not None and row.due < day
    due = ""
    if row.due is not None:
        apart = abs((row.due - day).days)
        due = words.days_late(apart) if late else words.days_left(apart)
    return StuckLine(
        what=row.what or f"#{row.id}",
        url=reverse("desk:step", args=[row.id]),
        note=" · ".join(part for part in (row.plan, row.owner) if part),
        resource="" if asked else row.resource,
        due=due,
        is_late=late,
        asks=[_ask(user, whole, one, day) for one in asked],
    )


def _ask(user: User, whole: Whole, row: Booking, day: date) -> AskLine:
    row.account = whole.blueprint.account
    state, tone = state_words(row, day)
    waits = row.state == BookingState.WAITING and not row.is_expired(day)
    own = row.requester_id == user.pk
    decides = waits and not own and may_decide(user, row)
    hidden = hidden_fields(user, "booking")
    return AskLine(
        name=f"{row.resource.name} × {row.quantity:,}",
        days=days_words(row.first_day, row.last_day),
        state=state,
        tone=tone,
        url=reverse("resources:booking", args=[row.pk]),
        why=row.why if waits and "why" not in hidden else "",
        quantity=row.quantity,
        approve_url=reverse("resources:approve", args=[row.pk]) if decides else "",
    )
