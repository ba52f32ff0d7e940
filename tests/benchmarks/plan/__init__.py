"""What every row of the measured company says, as expressions over its number n."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.plan import customers, ours, visits
from tests.benchmarks.plan.company import Part, Plan

if TYPE_CHECKING:
    from tests.benchmarks.sizes import Sizes

__all__ = ["Part", "Plan", "parts"]


def parts(sizes: Sizes) -> list[Part]:
    """Return every table in the order in which it is filled."""
    plan = Plan(sizes)
    return [
        ours.teams(plan),
        ours.users(plan),
        ours.territories(plan),
        ours.assignments(plan),
        customers.accounts(plan),
        customers.shares(plan),
        customers.people(plan),
        customers.stakeholders(plan),
        visits.visits(plan),
        visits.seats(plan),
        visits.actions(plan),
        visits.promises(plan),
        visits.rhythms(plan),
        visits.entries(plan),
        visits.chains(plan),
    ]
