"""Questions about what customers need."""

from kam.needs.queries.places import PlaceRow, cell_of, place_of, places_of, units_of
from kam.needs.queries.problems import Thought, parents_of, problem_of, thoughts_of

__all__ = [
    "PlaceRow",
    "Thought",
    "cell_of",
    "parents_of",
    "place_of",
    "places_of",
    "problem_of",
    "thoughts_of",
    "units_of",
]
