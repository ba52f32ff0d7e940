"""Questions about plans; each says how many statements it costs."""

from kam.plans.queries.costs import costs_of
from kam.plans.queries.one import (
    aim_of,
    link_of,
    move_of,
    moves_of,
    plan_of,
    product_of,
    step_of,
)
from kam.plans.queries.prefill import Beginning, beginning_of
from kam.plans.queries.work import Work, work_of

__all__ = [
    "Beginning",
    "Work",
    "aim_of",
    "beginning_of",
    "costs_of",
    "link_of",
    "move_of",
    "moves_of",
    "plan_of",
    "product_of",
    "step_of",
    "work_of",
]
