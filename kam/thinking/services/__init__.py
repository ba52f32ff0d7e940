"""Verbs of thinking preferences."""

from kam.thinking.services.bulk import bulk_observations
from kam.thinking.services.exempting import exempt, include
from kam.thinking.services.observing import (
    Sighting,
    observe,
    restore,
    retract,
    view_oneself,
)

__all__ = [
    "Sighting",
    "bulk_observations",
    "exempt",
    "include",
    "observe",
    "restore",
    "retract",
    "view_oneself",
]
