"""What really happened: cases of opportunities and of stays, and when one is late."""

from kam.pipeline.rules.calibration.aging import (
    NOWHERE,
    AgeLine,
    AgeLines,
    standing_at,
)
from kam.pipeline.rules.calibration.cases import Case, Reached, firsts, stays_of
from kam.pipeline.rules.calibration.settings import KEYS, Bounds, bounds_from

__all__ = [
    "KEYS",
    "NOWHERE",
    "AgeLine",
    "AgeLines",
    "Bounds",
    "Case",
    "Reached",
    "bounds_from",
    "firsts",
    "standing_at",
    "stays_of",
]
