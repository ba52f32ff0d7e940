"""Questions about resources; each says how many statements it costs."""

from kam.resources.queries.compliance import Assurance, rule_of, rules
from kam.resources.queries.costs import StepCost, costs_of_steps
from kam.resources.queries.one import booking_of, bookings_of_step, resource_of

__all__ = [
    "Assurance",
    "StepCost",
    "booking_of",
    "bookings_of_step",
    "costs_of_steps",
    "resource_of",
    "rule_of",
    "rules",
]
