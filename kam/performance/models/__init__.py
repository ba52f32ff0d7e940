"""What this room stores: figures, frontiers, targets, and who looked at whose."""

from kam.performance.models.behaviour import Look, SelfRating
from kam.performance.models.columns import ColumnRow, ColumnRun
from kam.performance.models.frontier import (
    ComparisonSet,
    Figure,
    FrontierRow,
    FrontierRun,
)
from kam.performance.models.looking import CardLook
from kam.performance.models.target import Target

__all__ = [
    "CardLook",
    "ColumnRow",
    "ColumnRun",
    "ComparisonSet",
    "Figure",
    "FrontierRow",
    "FrontierRun",
    "Look",
    "SelfRating",
    "Target",
]
