"""All counts of some people, in a fixed number of statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.performance.queries.behaviour.asked import Tallies
from kam.performance.queries.behaviour.digging import add_digging
from kam.performance.queries.behaviour.probes import add_probes
from kam.performance.queries.behaviour.relations import add_relations
from kam.performance.queries.behaviour.standing import add_standing
from kam.performance.queries.behaviour.visits import add_visits

if TYPE_CHECKING:
    from kam.performance.queries.behaviour.asked import Asked


def tallies(asked: Asked, high: int) -> Tallies:
    """Count everything about the people; six statements, however many they are.

    `high` is the score from which a relationship counts as high.
    """
    found = Tallies()
    add_visits(asked, found)
    add_probes(asked, found)
    add_standing(asked, found)
    add_relations(asked, found, high)
    add_digging(asked, found)
    return found
