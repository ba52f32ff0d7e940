"""Whether what a finished step changed has been judged anew since, and where to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from kam.judgements.rules.scales import GATES
from kam.plans.rules.increments import STAGE
from kam.plans.terms import StepState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kam.plans.models import Plan, Step
    from kam.plans.queries.sheet import Read

CUSTOMER = "customer"


def anew_url(read: Read, step: Step) -> str:
    """Return where to judge what a finished step has changed; "" where it was judged.

    A step says what was to change; only a judgement of a day not before it says what
    did. Without a person and a product nothing can be judged. No statement.
    """
    if step.state != StepState.DONE or not step.kind or not read.is_going:
        return ""
    plan = read.plan
    if plan.stakeholder_id is None or plan.product_id is None:
        return ""
    newest = max(_days(read, step), default=None)
    if newest is not None and step.done_on is not None and newest >= step.done_on:
        return ""
    return _url(plan, step)


def _days(read: Read, step: Step) -> Iterator[date]:
    """Yield on which days the customer was judged in what the step changes."""
    plan, is_stage = read.plan, step.kind == STAGE
    for aspect in GATES if is_stage else (step.kind,):
        held = read.standing.of(
            plan.stakeholder_id or 0,
            aspect,
            product_id=plan.product_id,
            side="" if is_stage else CUSTOMER,
        )
        if held is not None:
            yield held.day


def _url(plan: Plan, step: Step) -> str:
    name = "adoption:judge" if step.kind == STAGE else "change:judge"
    page = f"{reverse(name, args=[plan.stakeholder_id])}?product={plan.product_id}"
    back = reverse("desk:plan", args=[plan.pk])
    return f"{page}&next={back}" if step.kind == STAGE else page
