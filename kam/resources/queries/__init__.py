"""Questions about resources; each says how many statements it costs."""

from kam.resources.queries.compliance import Assurance, rule_of, rules
from kam.resources.queries.costs import bookings_by_step
from kam.resources.queries.one import booking_of, bookings_of_step, resource_of

__all__ = [
    "Assurance",
    "booking_of",
    "bookings_by_step",
    "bookings_of_step",
    "resource_of",
    "rule_of",
    "rules",
]
