"""Cumulative incidence with competing ends (Aalen and Johansen 1978).

An open deal can be won or lost, and some are still open when we look. Let ``n`` be
at risk on day ``j``, ``w`` won and ``l`` lost on it, and ``S`` the share still open
the day before ::

    S(j) = Π (1 - (w + l) / n)            days up to j
    W(j) = Σ S(i - 1) w / n               days i up to j;  L alike
    S + W + L = 1

A deal still open is used for as long as it was watched and then leaves, without being
taken for won or lost. ``1 - Kaplan-Meier`` of won alone would let lost deals leave the
same way, as if they could still be won: it answers what would be won if nothing were
ever lost, and lies above W.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.intervals import LEVEL, check_level
from salesfrontier.outcomes.cases import read_cases
from salesfrontier.outcomes.counting import count_cases
from salesfrontier.outcomes.results import Cause, Incidence
from salesfrontier.outcomes.variance import delta_sums
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from salesfrontier.outcomes.counting import RiskTable
    from salesfrontier.outcomes.screening import DroppedCase

    Floats = NDArray[np.float64]
    Codes = NDArray[np.int64]


def _cause(table: RiskTable, ended: Codes, before: Floats) -> Cause:
    """Estimate one way to end."""
    hazard = ended / table.at_risk
    share = np.minimum(np.cumsum(before * hazard), 1.0)
    sums = delta_sums(table, ended=ended, before=before, incidence=share)
    rows = np.arange(1, len(share) + 1)
    columns = {
        "count": ended,
        "share": share,
        "variance": sums.between(np.zeros_like(rows), rows),
        "alone": 1 - np.cumprod(1 - hazard),
    }
    for column in columns.values():
        column.flags.writeable = False
    return Cause(**columns, sums=sums)


def fit_incidence(
    *,
    days: ArrayLike,
    outcomes: ArrayLike,
    level: float = LEVEL,
    dropped: tuple[DroppedCase, ...] = (),
) -> Incidence:
    """Estimate by which day how many cases are won, and how many lost.

    Parameters
    ----------
    days : array_like, shape (n,)
        From the start of each case to its end, or to the last look at it when it is
        open. Finite, ≥ 0; 0 is a case that ended on its first day.
    outcomes : array_like of int, shape (n,)
        0 open, 1 won, 2 lost (`Outcome`).
    level : float
        Of the pointwise intervals, between 0 and 1.
    dropped : tuple of DroppedCase
        Carried into the result (see `screen_cases`).

    Returns
    -------
    Incidence

    Raises
    ------
    LengthError, NoCasesError, NumberError, OutcomeError, ConstantError

    Notes
    -----
    Ties: an outcome of a day comes before an open end of the same day, so whoever is
    open at a day was at risk on it; won and lost of one day share that day's risk set.
    Every value belongs to the day itself: "by day 30" includes day 30.

    Variance by the delta method (`salesfrontier.outcomes.variance`), intervals on the
    scale ``log(-log)`` (`salesfrontier.intervals`). They assume that a case left open
    is like those that are watched on; a pile of forgotten deals breaks that.

    Cost O(n + k) for whole days, O(n log n) for other numbers, k days.

    Sources: Aalen and Johansen (1978), Scandinavian Journal of Statistics 5, 141-150;
    Kalbfleisch and Prentice (1980), *The Statistical Analysis of Failure Time Data*,
    on competing risks.

    Examples
    --------
    Five deals: won on day 10, lost on day 20, open since 20 days, won on day 30, open
    since 40 days. On day 10 a fifth is won; 4 are left, one of them is lost on day 20:
    another fifth. The deal open since 20 days leaves. On day 30 one of 2 is won, and
    three fifths were still open: 3/10 more.

    >>> deals = fit_incidence(days=[10, 20, 20, 30, 40], outcomes=[1, 2, 0, 1, 0])
    >>> [round(share, 3) for share in deals.won.share.tolist()]
    [0.2, 0.2, 0.5, 0.5]
    >>> [round(share, 3) for share in deals.open_share.tolist()]
    [0.8, 0.6, 0.3, 0.3]
    >>> found = deals.at([30])[0]
    >>> f"{found.won.value:.2f} in {found.won.low:.2f} to {found.won.high:.2f}"
    '0.50 in 0.05 to 0.85'
    """
    check_level(level)
    cases = read_cases(days=days, outcomes=outcomes)
    table = count_cases(cases)
    ended = table.won + table.lost
    still = np.cumprod(1 - ended / table.at_risk, dtype=np.float64)
    before = np.concatenate([[1.0], still[:-1]])
    still.flags.writeable = False
    return Incidence(
        n=len(cases.days),
        table=table,
        open_share=still,
        won=_cause(table, table.won, before),
        lost=_cause(table, table.lost, before),
        level=level,
        dropped=dropped,
        library_version=__version__,
    )
