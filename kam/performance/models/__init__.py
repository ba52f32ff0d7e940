"""What this room stores: figures and frontiers, and who looked at whose behaviour."""

from kam.performance.models.behaviour import Look, SelfRating
from kam.performance.models.frontier import (
    ComparisonSet,
    Figure,
    FrontierRow,
    FrontierRun,
)

__all__ = [
    "ComparisonSet",
    "Figure",
    "FrontierRow",
    "FrontierRun",
    "Look",
    "SelfRating",
]
