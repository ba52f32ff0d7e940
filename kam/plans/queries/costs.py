"""What steps take: what was typed into them, and their bookings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef

from kam.plans.models import Step
from kam.plans.rules.costs import cost_in
from kam.resources.queries.beside import briefs_from, of_steps_beside
from kam.resources.queries.costs import bookings_by_step
from kam.resources.rules.costs import booked_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import Subquery

    from kam.people.models import User
    from kam.plans.rules.costs import Cost
    from kam.resources.queries.beside import Brief
    from kam.resources.rules.costs import Costed


def bookings_beside(plan: str) -> Subquery:
    """Return an annotation: the bookings of the steps of a plan read anyway.

    `plan` is the column of the plan's key. Read it with `bookings_from`.
    """
    steps = Step.objects.filter(plan=OuterRef(OuterRef(plan)))
    return of_steps_beside(steps.values("pk"))


def bookings_from(
    user: User, text: str | None, steps: Sequence[Step]
) -> dict[int, list[Brief]]:
    """Return the bookings that the annotation brought along, by step."""
    found: dict[int, list[Brief]] = {step.pk: [] for step in steps}
    for row in briefs_from(user, text):
        if row.step_id in found:
            found[row.step_id].append(row)
    return found


def costs_of(steps: Sequence[Step], currencies: Mapping[int, str]) -> dict[int, Cost]:
    """Return what steps take, bookings counted; one statement.

    `currencies` names the currency of each plan.
    """
    if not steps:
        return {}
    found = bookings_by_step([step.pk for step in steps])
    return costs_from(steps, currencies, found)


def costs_from(
    steps: Sequence[Step],
    currencies: Mapping[int, str],
    found: Mapping[int, Sequence[Costed]],
) -> dict[int, Cost]:
    """Return what steps take by bookings that are read already."""
    return {
        step.pk: cost_in(
            currencies[step.plan_id],
            step.planned_minor,
            step.spent_minor,
            booked_of(found[step.pk]),
        )
        for step in steps
    }
