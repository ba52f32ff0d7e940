"""The bounds of the classes and the sums of the goals, as the library takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import salesfrontier

if TYPE_CHECKING:
    from kam.performance.rules import Constants


def goal_rules(constants: Constants) -> salesfrontier.GoalRules:
    """Return what a company chose, in the words of the library."""
    return salesfrontier.GoalRules(
        frontier_at=constants.frontier_at,
        near_at=constants.near_at,
        middle_at=constants.middle_at,
        share_of_frontier=constants.share_of_frontier,
        growth=constants.growth,
        stretch=constants.stretch,
    )
