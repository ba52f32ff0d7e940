"""Change between two periods, split into catching up and frontier shift."""

from salesfrontier.malmquist.comparing import compare_periods
from salesfrontier.malmquist.results import Change, Period

__all__ = ["Change", "Period", "compare_periods"]
