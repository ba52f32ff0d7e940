"""What steps cost by their bookings; one without bookings keeps what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import OuterRef

from kam.plans.models import Step
from kam.resources.queries.beside import briefs_from, of_steps_beside
from kam.resources.queries.costs import Costed, bookings_by_step, cost_of_bookings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import Subquery

    from kam.people.models import User
    from kam.resources.queries.beside import Brief

Row = TypeVar("Row", bound=Costed)


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


def with_bookings(steps: Sequence[Step], currencies: Mapping[int, str]) -> None:
    """Give steps, read for showing, the costs of their bookings; one statement."""
    if steps:
        add_costs(steps, currencies, bookings_by_step([step.pk for step in steps]))


def add_costs(
    steps: Sequence[Step],
    currencies: Mapping[int, str],
    found: Mapping[int, Sequence[Row]],
) -> None:
    """Give steps, read for showing, the costs of these bookings.

    Where a step has bookings, what they were to cost is its plan, and what the used
    ones cost is what was spent: nothing is counted twice. The steps are never saved.
    `currencies` names the currency of each plan.
    """
    for step in steps:
        cost = cost_of_bookings(found[step.pk], currencies[step.plan_id])
        if cost is not None:
            step.planned_minor, step.spent_minor = cost.planned, cost.spent
