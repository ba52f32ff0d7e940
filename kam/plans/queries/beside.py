"""Plans and steps brought along with a row of another room, without a statement."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject

from kam.accounts.queries.leaving import kept
from kam.core.expressions import Joined, split
from kam.people.grants import Reach, reach_of
from kam.plans.models import Plan, Step, StepVisit
from kam.plans.queries.carried import FIELDS, step_from
from kam.plans.terms import PlanState, StepState
from kam.visits.terms import VisitState

if TYPE_CHECKING:
    from kam.people.models import User

SOON, LATELY = timedelta(days=7), timedelta(days=14)
MOST_DUE = 50
OF_PLAN = ("pk", "name", "stage_a", "stage_b", "state", "by")
COUNTED = ("done", "kept", "due", "product__name")
OF_STEP = ("plan__name", "plan__state", "plan__account__name", "owner__name")


@dataclass(frozen=True)
class Glance:
    """A plan in short: how many of its steps are done, and the next day of one."""

    plan: Plan
    product: str
    done: int
    kept: int
    due: date | None


def plans_beside(user: User, account: str) -> Subquery:
    """Return an annotation that brings the plans of an account that have not ended.

    `account` is the column of that row. Read it with `plans_from`.
    """
    steps = Step.objects.filter(plan=OuterRef("pk")).order_by()
    still = steps.filter(kept("plan__account"), state=StepState.OPEN)
    open_ones = still.filter(due__isnull=False)
    rows = Plan.objects.visible_to(user).filter(account=OuterRef(account))
    found = rows.exclude(state=PlanState.CLOSED).order_by()
    told = found.annotate(
        done=_count(steps.filter(state=StepState.DONE)),
        kept=_count(steps.exclude(state=StepState.DROPPED)),
        due=Subquery(open_ones.order_by("due").values("due")[:1]),
        one=Value(1),
    )
    names = {name: F(name) for name in (*OF_PLAN, *COUNTED)}
    joined = Joined(JSONObject(**names), F("id"))
    return Subquery(told.values("one").annotate(told=joined).values("told"))


def _count(rows: Any) -> Subquery:
    counted = rows.values("plan").annotate(n=Count("pk"))
    return Subquery(counted.values("n"))


def plans_from(text: str | None) -> list[Glance]:
    """Return the plans that `plans_beside` brought along, the newest first."""
    told = [json.loads(part) for part in split(text)]
    return [_glance(one) for one in reversed(told)]


def _glance(told: dict[str, Any]) -> Glance:
    plan = Plan(**{name: told[name] for name in OF_PLAN if name != "by"})
    plan.by = _day(told["by"])
    return Glance(
        plan=plan,
        product=told["product__name"] or "",
        done=told["done"] or 0,
        kept=told["kept"] or 0,
        due=_day(told["due"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Due:
    """A step that is due soon or late, or is to be told of: where, and whose it is.

    `visit` was to move it, its record is in, and nobody said yet whether it did.
    """

    step: Step
    account: str
    owner: str
    visit: int | None = None


def due_beside(user: User, day: date) -> Subquery:
    """Return an annotation that brings the steps due within a week, late, or untold.

    Untold are those that a visit of these days was to move. Whoever has a day of their
    own is told their own steps, others those of the team. Read it with `due_from`.
    """
    told = StepVisit.objects.standing().filter(
        step=OuterRef("pk"),
        moved=None,
        visit__state=VisitState.SUBMITTED,
        visit__day__gte=day - LATELY,
    )
    asking = Subquery(told.order_by("-visit__day").values("visit")[:1])
    rows = Step.objects.visible_to(user).to_do()
    rows = rows.filter(Q(due__lte=day + SOON) | Exists(told))
    if reach_of(user.role, "visit", "see") is Reach.SHARED:
        rows = rows.filter(owner=user)
    first = rows.order_by("due", "pk").values("pk")[:MOST_DUE]
    found = Step.objects.filter(pk__in=first).order_by()
    found = found.annotate(one=Value(1), asking=asking)
    names = {name: F(name) for name in (*FIELDS, *OF_STEP, "asking")}
    joined = Joined(JSONObject(**names), F("due"))
    return Subquery(found.values("one").annotate(told=joined).values("told"))


def due_from(text: str | None) -> list[Due]:
    """Return the steps that `due_beside` brought along, untold ones first, by day."""
    told = [json.loads(part) for part in split(text)]
    found = [
        Due(
            step_from(one),
            one["plan__account__name"],
            one["owner__name"] or "",
            one["asking"],
        )
        for one in told
    ]
    return sorted(found, key=_pressing)


def _pressing(one: Due) -> tuple[bool, date, int]:
    return one.visit is None, one.step.due or date.max, one.step.pk
