"""Questions about behaviour, answered from the records that people write anyway.

What is counted belongs to the person it tells of, whoever reads: a colleague, a manager
and the person find the same figure. Who may read it is decided before it is asked.
"""

from kam.performance.queries.behaviour.asked import Asked, Tallies, asked_of
from kam.performance.queries.behaviour.looks import Looked, looks_at, opened_today
from kam.performance.queries.behaviour.people import (
    Crew,
    Somebody,
    crew_of,
    people_of,
    person_seen,
    stands_open,
    team_seen,
    teams_with_people,
)
from kam.performance.queries.behaviour.ratings import rating_of
from kam.performance.queries.behaviour.tallies import tallies

__all__ = [
    "Asked",
    "Crew",
    "Looked",
    "Somebody",
    "Tallies",
    "asked_of",
    "crew_of",
    "looks_at",
    "opened_today",
    "people_of",
    "person_seen",
    "rating_of",
    "stands_open",
    "tallies",
    "team_seen",
    "teams_with_people",
]
