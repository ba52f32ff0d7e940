"""One record in sight, and plans as the rules read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.catalog.models import Product
from kam.plans.models import Plan, Step, StepVisit
from kam.plans.rules.checks import Aim
from kam.plans.rules.costs import Cost
from kam.plans.rules.increments import Increment
from kam.plans.rules.progress import Move

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kam.people.models import User


def plan_of(user: User, pk: int) -> Plan:
    """Return one plan in sight, or NotFound."""
    rows = Plan.objects.select_related(
        "account__team", "account__owner", "stakeholder__person", "product"
    )
    found: Plan = rows.seen(user, pk=pk)
    return found


def step_of(user: User, pk: int) -> Step:
    """Return one step in sight, or NotFound."""
    found: Step = Step.objects.select_related("plan__account__team").seen(user, pk=pk)
    return found


def link_of(user: User, pk: int) -> StepVisit:
    """Return one link of a step to a visit in sight, or NotFound."""
    rows = StepVisit.objects.select_related("step__plan__account__team", "visit")
    found: StepVisit = rows.seen(user, pk=pk)
    return found


def product_of(user: User, pk: int) -> Product:
    """Return one product in sight, or NotFound."""
    found: Product = Product.objects.seen(user, pk=pk)
    return found


def aim_of(plan: Plan) -> Aim:
    """Return A and B as rules read them; no statement on a plan with its account."""
    account = plan.account
    same = account.currency == plan.currency
    return Aim(
        a=plan.stage_a,
        b=plan.stage_b,
        by=plan.by,
        potential=account.potential_minor if same else None,
    )


def move_of(step: Step, cost: Cost | None = None) -> Move:
    """Return a step as rules read it; no statement.

    Without a cost its bookings are not counted.
    """
    told = cost or Cost(step.planned_minor, step.spent_minor)
    return Move(
        key=step.pk,
        increment=_increment(step),
        after=step.waits_for_id,
        owner=step.owner_id,
        due=step.due,
        resource=step.resource,
        sign=step.sign,
        planned=told.planned,
        spent=told.spent,
        state=step.state,
        done_on=step.done_on,
        others=told.others,
    )


def _increment(step: Step) -> Increment | None:
    if not step.kind or step.before is None or step.after is None:
        return None
    return Increment(step.kind, step.before, step.after)


def moves_of(
    steps: Iterable[Step], costs: Mapping[int, Cost] | None = None
) -> list[Move]:
    """Return steps as rules read them, in their order; no statement."""
    known = costs or {}
    return [move_of(step, known.get(step.pk)) for step in steps]
