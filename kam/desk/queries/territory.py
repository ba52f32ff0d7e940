"""A territory: its customers with what is known of each, and the steps due there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, IntegerField, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce

from kam.accounts.models import Account, Stakeholder
from kam.desk.rules import SPAN_DAYS
from kam.needs.models import Problem
from kam.people.models import Territory
from kam.pipeline.models import Placement
from kam.plans.models import Step
from kam.plans.queries.beside import Due
from kam.questions.models import Question
from kam.resources.models import Booking
from kam.resources.terms import BookingState
from kam.visits.models import Visit

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from kam.accounts.querysets import AccountQuerySet
    from kam.people.models import User
    from kam.people.querysets import TerritoryQuerySet

MOST_ACCOUNTS, MOST_STEPS = 300, 50
SOON = timedelta(days=14)
LIVE = (BookingState.WAITING, BookingState.BOOKED, BookingState.USED)


def territory_of(user: User, pk: int) -> Territory:
    """Return a territory in sight with its team, or NotFound."""
    found: Territory = territories_in_sight(user).seen(user, pk=pk)
    return found


def territories_in_sight(user: User, wanted: str = "") -> TerritoryQuerySet:
    """Return the territories in sight, perhaps those of a code or a name."""
    rows = Territory.objects.visible_to(user).select_related("team")
    if wanted:
        rows = rows.filter(code__icontains=wanted) | rows.filter(name__icontains=wanted)
    return rows


def customers_of(user: User, territory_id: int, day: date) -> list[Any]:
    """Return the customers of a territory, the greatest potential first.

    One statement; each brings along its platform, rhythm, visits and what is known.
    """
    rows = Account.objects.visible_to(user).active().filter(territory_id=territory_id)
    told = rows.annotate(**_placed(), **_known(), **_visited(day))
    told = told.select_related("owner")
    order = F("potential_minor").desc(nulls_last=True)
    return list(told.order_by(order, "name", "pk")[:MOST_ACCOUNTS])


def _placed() -> dict[str, Any]:
    place = Placement.objects.current().filter(account=OuterRef("pk"))
    names = ("platform", "likelihood", "warmth")
    return {f"at_{name}": Subquery(place.values(name)[:1]) for name in names}


def _known() -> dict[str, Any]:
    of_account = {"account": OuterRef("pk")}
    people = Stakeholder.objects.active().filter(**of_account)
    asked = Question.objects.filter(
        **of_account, answered_on__isnull=True, dismissed_at__isnull=True
    )
    needs = Problem.objects.active().filter(**of_account, stakeholder__left_on=None)
    return {
        "people": _count(people),
        "written": _count(people.filter(writeup_done_at__isnull=False)),
        "needs_known": _count(needs, "stakeholder"),
        "open_questions": _count(asked),
    }


def _visited(day: date) -> dict[str, Any]:
    visits = Visit.objects.filter(account=OuterRef("pk"))
    lately = visits.submitted().between(day - timedelta(days=SPAN_DAYS - 1), day)
    ahead = visits.upcoming().filter(day__gte=day).order_by().values("account")
    return {
        "last_day": F("rhythm__last_day"),
        "interval_days": F("rhythm__interval_days"),
        "due_on": F("rhythm__due_on"),
        "ahead_day": Subquery(ahead.annotate(first=Min("day")).values("first")),
        "held": _count(lately),
        "insights": _count(lately.exclude(insight="")),
    }


def _count(rows: Any, what: str = "pk") -> Coalesce:
    counted = rows.order_by().values("account").annotate(n=Count(what, distinct=True))
    found = Subquery(counted.values("n"), output_field=IntegerField())
    return Coalesce(found, 0)


def steps_due(user: User, territory_id: int, day: date) -> list[Due]:
    """Return the steps of a territory due within two weeks or late, by their day.

    Each step brings along how many resources were asked for it (`booked`).
    """
    asked = Booking.objects.filter(step_id=OuterRef("pk"), state__in=LIVE)
    counted = asked.order_by().values("step_id").annotate(n=Count("pk"))
    rows = Step.objects.visible_to(user).to_do()
    rows = rows.filter(plan__account__territory_id=territory_id, due__lte=day + SOON)
    booked = Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)
    told = rows.annotate(booked=booked).select_related("plan__account", "owner")
    return [
        Due(step, step.plan.account.name, step.owner.name if step.owner else "")
        for step in told.order_by("due", "pk")[:MOST_STEPS]
    ]


def counts_of(
    user: User, territory_ids: Collection[int], day: date
) -> dict[int, tuple[int, int]]:
    """Count the customers of some territories, and those below their frequency."""
    rows = Account.objects.visible_to(user).active()
    inside = rows.filter(territory_id__in=territory_ids).order_by()
    late = inside.filter(rhythm__due_on__lt=day)
    every = _by_territory(inside)
    below = _by_territory(late)
    return {pk: (every.get(pk, 0), below.get(pk, 0)) for pk in territory_ids}


def _by_territory(rows: AccountQuerySet) -> dict[int, int]:
    return dict(rows.values_list("territory_id").annotate(n=Count("pk")))


def pairs_of(customers: Sequence[Any]) -> list[tuple[int, int]]:
    """Return visits held and interval of the customers that have an interval."""
    return [(row.held, row.interval_days) for row in customers if row.interval_days]
