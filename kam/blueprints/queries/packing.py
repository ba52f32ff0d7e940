"""What one statement brings along of an account, packed into texts and counts."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, F, Min, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject

from kam.accounts.terms import Layer
from kam.core.expressions import Joined, split
from kam.people.scopes import hidden_fields
from kam.pipeline.models import Placement, Purchase
from kam.plans.models import Plan
from kam.plans.terms import PlanState
from kam.questions.models import Question
from kam.visits.models import Action, Promise, Visit, VisitPerson

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kam.people.models import User

HERE = OuterRef("pk")
APART = "|"
MOST_ASKED = 12


class Placed(NamedTuple):
    """Where the account stood since a day."""

    day: date
    platform: str
    size: str
    level: int | None


class Asked(NamedTuple):
    """A question written down that nobody has answered."""

    id: int
    text: str
    whom: str
    impact: str


def packed_questions(user: User) -> Subquery:
    """Bring the newest open questions along in one text; nothing of what is hidden."""
    open_ones = _open_questions(user)
    first = open_ones.filter(account=OuterRef("account_id")).order_by("-pk")
    rows = open_ones.filter(account=HERE, pk__in=first.values("pk")[:MOST_ASKED])
    line = JSONObject(
        id=F("pk"), text=F("text"), whom=F("stakeholder__person__name"),
        impact=F("impact"),
    )  # fmt: skip
    told = rows.order_by().values("account_id").annotate(told=Joined(line, "id"))
    return Subquery(told.values("told"))


def asked_from(user: User, text: str | None) -> list[Asked]:
    """Return the questions of such a text, the newest first."""
    if "text" in hidden_fields(user, "question"):
        return []
    found = [json.loads(one) for one in split(text)]
    return [Asked(**{**one, "whom": one["whom"] or ""}) for one in reversed(found)]


def _open_questions(user: User) -> QuerySet[Question]:
    rows: QuerySet[Question] = Question.objects.visible_to(user)
    return rows.filter(answer="", dismissed_at=None)


def packed_purchases(user: User, year: int) -> Subquery:
    """Bring the purchases of two years along in one text."""
    rows = Purchase.objects.visible_to(user).standing()
    rows = rows.filter(account=HERE, month__year__gte=year - 1, month__year__lte=year)
    line = Concat(
        Cast("month", TextField()), Value(APART), Cast("value_minor", TextField()),
        Value(APART), F("currency"), output_field=TextField(),
    )  # fmt: skip
    rows = rows.filter(value_minor__isnull=False).order_by()
    told = rows.values("account_id").annotate(told=Joined(line, "month"))
    return Subquery(told.values("told"))


def bought_from(
    text: str | None, currency: str, day: date
) -> dict[date, tuple[int, int]]:
    """Return sum and number of purchases of each month, in the account's currency."""
    found: dict[date, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for line in split(text):
        month, value, unit = line.split(APART)
        at = date.fromisoformat(month[:10])
        if unit == currency and at <= day:
            found[at] = (found[at][0] + int(value), found[at][1] + 1)
    return dict(found)


def packed_places(user: User, day: date) -> Subquery:
    """Bring the places on platforms along in one text."""
    rows = Placement.objects.visible_to(user).filter(
        account=HERE, retracted_at=None, day__lte=day
    )
    level = Coalesce("likelihood", "warmth", Value(0))
    line = Concat(
        Cast("day", TextField()), Value(APART), F("platform"), Value(APART),
        F("size_class"), Value(APART), Cast(level, TextField()),
        output_field=TextField(),
    )  # fmt: skip
    told = rows.order_by().values("account_id").annotate(told=Joined(line, "id"))
    return Subquery(told.values("told"))


def placed_from(line: str) -> Placed:
    """Read one place of such a text."""
    day, platform, size, level = line.split(APART)
    return Placed(date.fromisoformat(day[:10]), platform, size, int(level) or None)


def counted(user: User, year: int, day: date) -> dict[str, Any]:
    """Bring along what is open, late and coming."""
    promises = Promise.objects.visible_to(user).open().filter(account=HERE)
    actions = Action.objects.visible_to(user).open().filter(account=HERE)
    questions = _open_questions(user).filter(account=HERE)
    plans = Plan.objects.visible_to(user).filter(account=HERE)
    visits = Visit.objects.visible_to(user).upcoming()
    coming = visits.filter(account=HERE, day__gte=day).order_by().values("account_id")
    return {
        "questions": _count(questions),
        "promises": _count(promises),
        "promises_late": _count(promises.due_before(day)),
        "actions": _count(actions),
        "actions_late": _count(actions.due_before(day)),
        "plans": _count(plans.exclude(state=PlanState.CLOSED)),
        "deciders_met": _deciders(user, year, day),
        "next_visit": Subquery(coming.annotate(first=Min("day")).values("first")),
    }


def _count(rows: QuerySet[Any]) -> Subquery:
    told = rows.order_by().values("account_id")
    return Subquery(told.annotate(n=Count("pk", distinct=True)).values("n"))


def _deciders(user: User, year: int, day: date) -> Subquery:
    visits = Visit.objects.visible_to(user).submitted()
    visits = visits.between(date(year, 1, 1), day)
    met = VisitPerson.objects.filter(
        visit__account=HERE, visit__in=visits, stakeholder__layer=Layer.DECISION
    )
    told = met.order_by().values("visit__account_id")
    people = told.annotate(n=Count("stakeholder_id", distinct=True))
    return Subquery(people.values("n"))
