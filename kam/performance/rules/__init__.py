"""The method of the frontier in plain values: constants, periods, what is asked."""

from kam.performance.rules.codes import code_of
from kam.performance.rules.constants import (
    ENTRIES,
    LARGEST_FIGURE,
    LONGEST_COLUMN,
    MOST_FURTHER,
    Constants,
    constants_from,
    constants_stored,
)
from kam.performance.rules.inquiry import (
    ENVELOPES,
    INEFFICIENCIES,
    INQUIRY_METHODS,
    ORIENTATIONS,
    Inquiry,
    check_inquiry,
)
from kam.performance.rules.periods import (
    newest_first,
    period_after,
    periods_before,
)
from kam.performance.rules.question import Labels, PeriodUnits, Question, Unit
from kam.performance.rules.remarks import ADVICE, DROPS, REMARKS, TROUBLES
from kam.performance.rules.words import EXCLUDED, NOTES, REASONS

__all__ = [
    "ADVICE",
    "DROPS",
    "ENTRIES",
    "ENVELOPES",
    "EXCLUDED",
    "INEFFICIENCIES",
    "INQUIRY_METHODS",
    "LARGEST_FIGURE",
    "LONGEST_COLUMN",
    "MOST_FURTHER",
    "NOTES",
    "ORIENTATIONS",
    "REASONS",
    "REMARKS",
    "TROUBLES",
    "Constants",
    "Inquiry",
    "Labels",
    "PeriodUnits",
    "Question",
    "Unit",
    "check_inquiry",
    "code_of",
    "constants_from",
    "constants_stored",
    "newest_first",
    "period_after",
    "periods_before",
]
