"""Which steps visits are to move, and which they could."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject

from kam.accounts.queries.leaving import kept
from kam.core.expressions import Joined, split
from kam.plans.models import Plan, Step, StepVisit
from kam.plans.queries.one import moves_of
from kam.plans.rules.progress import next_of
from kam.plans.terms import PlanState, StepState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.people.models import User

FIELDS = (
    "pk", "plan_id", "place", "waits_for_id", "what", "kind", "before", "after",
    "owner_id", "due", "resource", "sign", "state",
)  # fmt: skip
BESIDE = ("plan__name", "plan__state", "link", "moved")


@dataclass(frozen=True)
class Carried:
    """A step that a visit is to move; `moved` is None until somebody told."""

    step: Step
    visit_id: int
    link: int
    moved: bool | None


@dataclass(frozen=True)
class Steps:
    """The steps a visit carries, and the next one of each plan that it could."""

    carried: list[Carried]
    offered: list[Step]


def steps_beside(user: User, account: str, visit: str) -> Subquery:
    """Return an annotation that brings the steps of a visit along with it.

    They are those to be done at its account, and those it is linked to, unless what
    was not told before the plan ended or the account left cannot be told any more.
    `account` and `visit` are columns of that row. Read it with `steps_from`.
    """
    own = StepVisit.objects.standing().filter(
        step=OuterRef("pk"), visit=OuterRef(OuterRef(visit))
    )
    open_one, told_one = (
        Q(state=StepState.OPEN),
        Exists(own.filter(moved__isnull=False)),
    )
    still = kept("plan__account") & ~Q(plan__state=PlanState.CLOSED)
    to_do = kept("plan__account") & open_one & Q(plan__state=PlanState.ACTIVE)
    rows = Step.objects.visible_to(user).filter(plan__account=OuterRef(account))
    linked = Exists(own) & (still | ~open_one | told_one)
    found = rows.filter(to_do | linked).order_by()
    brought = found.annotate(
        link=Subquery(own.values("pk")[:1]),
        moved=Subquery(own.values("moved")[:1]),
        one=Value(1),
    )
    names = {name: F(name) for name in (*FIELDS, *BESIDE)}
    told = Joined(JSONObject(**names), F("place"))
    return Subquery(brought.values("one").annotate(told=told).values("told"))


def steps_from(text: str | None, visit_id: int) -> Steps:
    """Return the steps that `steps_beside` brought along."""
    found = sorted(
        (_read(json.loads(part)) for part in split(text)),
        key=lambda one: (one.step.plan_id, one.step.place, one.step.pk),
    )
    carried = [
        Carried(one.step, visit_id, one.link, one.moved) for one in found if one.link
    ]
    met = {one.step.pk for one in carried}
    steps = [one.step for one in found]
    return Steps(carried, [s for s in _nexts(steps) if s.pk not in met])


def step_from(told: dict[str, Any]) -> Step:
    """Return a step and its plan as far as they were brought along, never stored."""
    plan = Plan(pk=told["plan_id"], name=told["plan__name"], state=told["plan__state"])
    step = Step(**{name: told[name] for name in FIELDS if name != "pk"})
    step.pk, step.plan = told["pk"], plan
    step.due = date.fromisoformat(told["due"]) if told["due"] else None
    return step


def _read(told: dict[str, Any]) -> Carried:
    moved = None if told["moved"] is None else bool(told["moved"])
    return Carried(step_from(told), 0, told["link"] or 0, moved)


def _nexts(rows: Iterable[Step]) -> list[Step]:
    """Return the step to do of each plan under way."""
    by_plan: dict[int, list[Step]] = {}
    for row in rows:
        if row.plan.state == PlanState.ACTIVE:
            by_plan.setdefault(row.plan_id, []).append(row)
    keys = {next_of(moves_of(steps)) for steps in by_plan.values()}
    return [row for steps in by_plan.values() for row in steps if row.pk in keys]
