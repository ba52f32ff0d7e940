"""The risk table: at each day how many were watched, won, lost, or left open.

Whoever is still open at a day was at risk through that day: an outcome of a day
comes before an open end of the same day, and both belong to the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.outcomes.cases import Outcome

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.outcomes.cases import Cases

    Floats = NDArray[np.float64]
    Codes = NDArray[np.int64]

KINDS = len(Outcome)
ROOM = 4096
"""Days counted in an array of their own even when cases are few."""


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class RiskTable:
    """One row for each day at which something ended; all read-only.

    Attributes
    ----------
    time : ndarray of float, shape (k,)
        Rising.
    at_risk, won, lost, left_open : ndarray of int, shape (k,)
        Watched through the day; ended on it.
    """

    time: Floats
    at_risk: Codes
    won: Codes
    lost: Codes
    left_open: Codes


def _by_day(days: Floats, outcomes: Codes) -> tuple[Floats, Codes] | None:
    """Count whole days in an array indexed by day; None where that does not pay."""
    last = days.max()
    if last > 2 * len(days) + ROOM:
        return None
    whole = days.astype(np.int64)
    if not np.array_equal(whole, days):
        return None
    counts = np.bincount(whole * KINDS + outcomes, minlength=KINDS * (int(last) + 1))
    table = counts.reshape(-1, KINDS)
    seen = np.flatnonzero(table.any(axis=1))
    return seen.astype(np.float64), table[seen]


def _by_value(days: Floats, outcomes: Codes) -> tuple[Floats, Codes]:
    """Count any numbers by sorting them."""
    time, place = np.unique(days, return_inverse=True)
    counts = np.bincount(place * KINDS + outcomes, minlength=KINDS * len(time))
    return time, counts.reshape(-1, KINDS)


def count_cases(cases: Cases) -> RiskTable:
    """Build the risk table.

    Notes
    -----
    Whole days cost O(n + last day), other numbers O(n log n).

    Examples
    --------
    >>> from salesfrontier.outcomes.cases import read_cases
    >>> table = count_cases(read_cases(days=[2, 5, 5, 9], outcomes=[1, 2, 0, 0]))
    >>> table.time.tolist(), table.at_risk.tolist(), table.left_open.tolist()
    ([2.0, 5.0, 9.0], [4, 3, 1], [0, 1, 1])
    """
    found = _by_day(cases.days, cases.outcomes)
    time, counts = found or _by_value(cases.days, cases.outcomes)
    ended = counts.sum(axis=1)
    at_risk = len(cases.days) - (np.cumsum(ended) - ended)
    columns = {
        "time": time,
        "at_risk": at_risk,
        "won": counts[:, Outcome.WON].copy(),
        "lost": counts[:, Outcome.LOST].copy(),
        "left_open": counts[:, Outcome.OPEN].copy(),
    }
    for column in columns.values():
        column.flags.writeable = False
    return RiskTable(**columns)
