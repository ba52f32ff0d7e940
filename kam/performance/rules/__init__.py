"""The method of the frontier in plain values: constants, periods, what is asked."""

from kam.performance.rules.codes import code_of
from kam.performance.rules.columns import (
    FURTHER,
    POTENTIAL,
    SALES,
    SMALL_WORK,
    USUAL_DRAWS,
    ColumnChoice,
    ColumnQuestion,
    ColumnUnit,
    check_choice,
    check_work,
    rank_spans,
)
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
    "FURTHER",
    "INEFFICIENCIES",
    "INQUIRY_METHODS",
    "LARGEST_FIGURE",
    "LONGEST_COLUMN",
    "MOST_FURTHER",
    "NOTES",
    "ORIENTATIONS",
    "POTENTIAL",
    "REASONS",
    "REMARKS",
    "SALES",
    "SMALL_WORK",
    "TROUBLES",
    "USUAL_DRAWS",
    "ColumnChoice",
    "ColumnQuestion",
    "ColumnUnit",
    "Constants",
    "Inquiry",
    "Labels",
    "PeriodUnits",
    "Question",
    "Unit",
    "check_choice",
    "check_inquiry",
    "check_work",
    "code_of",
    "constants_from",
    "constants_stored",
    "newest_first",
    "period_after",
    "periods_before",
    "rank_spans",
]
