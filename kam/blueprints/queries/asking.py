"""Which account plans ask something of a person."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery

from kam.accounts.queries.leaving import kept
from kam.blueprints.models import Blueprint, Reply
from kam.blueprints.terms import BlueprintState
from kam.people.scopes import scope

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User

OPEN = Q(remarks__settled_at=None, remarks__retracted_at=None)
FRESH = timedelta(days=14)


def blueprints_asking(user: User, day: date, until: date, most: int) -> list[Blueprint]:
    """Return the plans that wait for a decision, a correction, a review or a talk.

    Each with how many remarks are open (`open_remarks`), and how often its customer
    answered on a shared page lately (`answers`). Cost: one statement.
    """
    others = OPEN & Q(remarks__pk__isnull=False) & ~Q(remarks__author=user)
    rows = Blueprint.objects.visible_to(user).filter(kept("account"))
    counted = rows.annotate(
        open_remarks=Count("remarks", filter=others), answers=_answers(day)
    )
    found = counted.filter(to_decide(user) | _own(user, until))
    told = found.select_related("account", "submitted_by").order_by("pk")
    return list(told[:most])


def to_decide(user: User) -> Q:
    """Return the condition of plans that wait for this person's decision."""
    above = scope(user, "approval", "change", team="account__team")
    sent = Q(state=BlueprintState.SUBMITTED)
    return above & sent & ~Q(submitted_by=user)


def _own(user: User, until: date) -> Q:
    asks = Q(state=BlueprintState.RETURNED) | Q(next_review__lte=until)
    return Q(account__owner=user) & (asks | Q(open_remarks__gt=0) | Q(answers__gt=0))


def _answers(day: date) -> Subquery:
    since = datetime.combine(day - FRESH, time.min, UTC)
    rows = Reply.objects.filter(
        handout__blueprint=OuterRef("pk"), created_at__gte=since
    )
    told = rows.order_by().values("handout__blueprint_id")
    count = told.annotate(n=Count("pk")).values("n")
    return Subquery(count, output_field=IntegerField())
