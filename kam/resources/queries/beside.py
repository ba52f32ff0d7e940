"""Bookings brought along with a row that is read anyway: no further statement."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject

from kam.core.expressions import Joined, split
from kam.core.money import Money
from kam.people.scopes import reaches
from kam.resources.models import Booking
from kam.resources.rules.capacity import cost_of
from kam.resources.terms import BookingState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kam.people.models import User
    from kam.resources.querysets import BookingQuerySet

# Today tells no more than this; then it says that there is more.
MOST_DUE = 100
FIELDS = (
    "pk", "state", "first_day", "last_day", "quantity", "step_id", "unit_minor",
    "actual_minor", "currency", "resource__name", "resource__unit", "resource__span",
    "account_id", "account__name", "account__owner_id", "account__team_id",
    "account__team__name",
)  # fmt: skip


@dataclass(frozen=True)
class Brief:
    """What a card says of a booking; `account` is "" where it is out of sight."""

    pk: int
    state: str
    first_day: date
    last_day: date
    quantity: int
    step_id: int | None
    resource: str
    unit: str
    account: str
    team: str
    planned_minor: int
    actual_minor: int | None
    currency: str

    @property
    def cost(self) -> Money:
        """What it cost where it was used, and otherwise what it would."""
        minor = self.actual_minor
        return Money(self.planned_minor if minor is None else minor, self.currency)


def of_account_beside(account: str, since: date) -> Subquery:
    """Return an annotation: what waits, is booked or was used at an account since.

    `account` is a column of the row; who reads that row sees its account.
    """
    rows = Booking.objects.living().filter(account=OuterRef(account))
    return _joined(rows.filter(last_day__gte=since))


def of_day_beside(account: str, day: str) -> Subquery:
    """Return an annotation: what is booked at an account, whatever the day.

    It keeps to what is not over on the day; read it with `briefs_from`.
    """
    rows = Booking.objects.filter(state=BookingState.BOOKED)
    here = rows.filter(account=OuterRef(account), last_day__gte=OuterRef(day))
    return _joined(here)


def of_steps_beside(steps: QuerySet[Any]) -> Subquery:
    """Return an annotation: what waits, is booked or was used for steps.

    `steps` names their ids, as seen from two questions further in.
    """
    return _joined(Booking.objects.living().filter(step_id__in=steps))


def due_beside(user: User, day: date) -> Subquery:
    """Return an annotation: requests that wait for somebody, and own bookings due."""
    waiting = Booking.objects.to_decide(user, day)
    due = Q(requester=user, state=BookingState.BOOKED, first_day__lte=day)
    rows = Booking.objects.visible_to(user)
    found = rows.filter(due | Q(pk__in=waiting.values("pk")))
    first = found.order_by("first_day", "pk").values("pk")[:MOST_DUE]
    return _joined(Booking.objects.filter(pk__in=first))


def _joined(rows: BookingQuerySet) -> Subquery:
    told = JSONObject(**{name: F(name) for name in FIELDS})
    found = rows.order_by().annotate(one=Value(1)).values("one")
    return Subquery(found.annotate(told=Joined(told, F("first_day"))).values("told"))


def briefs_from(user: User, text: str | None) -> list[Brief]:
    """Return the bookings that an annotation brought along, the earliest first."""
    return [_brief(user, json.loads(part)) for part in split(text)]


def _brief(user: User, told: dict[str, Any]) -> Brief:
    first, last = (date.fromisoformat(told[n]) for n in ("first_day", "last_day"))
    seen = reaches(
        user,
        "account",
        "see",
        owner_id=told["account__owner_id"],
        team_id=told["account__team_id"],
        account_id=told["account_id"],
    )
    planned = cost_of(
        told["unit_minor"], told["resource__span"], first, last, told["quantity"]
    )
    return Brief(
        pk=told["pk"],
        state=told["state"],
        first_day=first,
        last_day=last,
        quantity=told["quantity"],
        step_id=told["step_id"],
        resource=told["resource__name"],
        unit=told["resource__unit"],
        account=told["account__name"] if seen else "",
        team=told["account__team__name"],
        planned_minor=planned,
        actual_minor=told["actual_minor"],
        currency=told["currency"],
    )
