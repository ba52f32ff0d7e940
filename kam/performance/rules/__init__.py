"""The method of the frontier in plain values: constants, periods, what is asked."""

from kam.performance.rules.constants import (
    ENTRIES,
    LARGEST_FIGURE,
    LONGEST_COLUMN,
    MOST_FURTHER,
    Constants,
    constants_from,
)
from kam.performance.rules.periods import newest_first, periods_before
from kam.performance.rules.question import Labels, PeriodUnits, Question, Unit

__all__ = [
    "ENTRIES",
    "LARGEST_FIGURE",
    "LONGEST_COLUMN",
    "MOST_FURTHER",
    "Constants",
    "Labels",
    "PeriodUnits",
    "Question",
    "Unit",
    "constants_from",
    "newest_first",
    "periods_before",
]
