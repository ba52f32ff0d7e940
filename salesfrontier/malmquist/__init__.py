"""Change between two periods, split into catching up and frontier shift."""

from salesfrontier.malmquist.comparing import compare_periods
from salesfrontier.malmquist.results import Change, Period
from salesfrontier.malmquist.sureness import ChangeIntervals, change_intervals

__all__ = [
    "Change",
    "ChangeIntervals",
    "Period",
    "change_intervals",
    "compare_periods",
]
