"""The method of the frontier in plain values: constants, periods, what is asked."""

from kam.performance.rules.codes import code_of
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
from kam.performance.rules.words import EXCLUDED, NOTES, REASONS

__all__ = [
    "ENTRIES",
    "EXCLUDED",
    "LARGEST_FIGURE",
    "LONGEST_COLUMN",
    "MOST_FURTHER",
    "NOTES",
    "REASONS",
    "Constants",
    "Labels",
    "PeriodUnits",
    "Question",
    "Unit",
    "code_of",
    "constants_from",
    "newest_first",
    "periods_before",
]
