"""What steps cost by their bookings; one without bookings keeps what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.resources.queries import costs_of_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.plans.models import Step


def with_bookings(steps: Sequence[Step], currency: str) -> Sequence[Step]:
    """Give steps, read for showing, the costs of their bookings; one statement.

    Where a step has bookings, what they were to cost is its plan, and what the used
    ones cost is what was spent: nothing is counted twice. The steps are not saved.
    """
    costs = costs_of_steps([step.pk for step in steps], currency)
    for step in steps:
        if found := costs.get(step.pk):
            step.planned_minor, step.spent_minor = found.planned, found.spent
    return steps
