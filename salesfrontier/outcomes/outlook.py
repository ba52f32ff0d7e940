"""The chance of an open case to be won within some days.

Let ``W`` be the incidence of won and ``S`` the share still open. The chance that a
case open at age ``t`` is won within the next days, until ``T``, is ::

    (W(T) - W(t)) / S(t)

the cumulative incidence of those still open at ``t``, begun anew on that day; so its
variance is that of an incidence begun there.

Nobody older than the last day ``L`` on which one was ever won can be won by this
formula before the curve says so. Such a case is given the chance of one that has just
reached ``L``: whoever outlived every win seen is not taken for better than one younger.
With no win after ``L`` the estimate is 0, and its exact upper bound falls as more cases
were watched there in vain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import ConstantError
from salesfrontier.intervals import loglog_band
from salesfrontier.outcomes.cases import plain_column
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from salesfrontier.outcomes.results import Incidence

    Floats = NDArray[np.float64]

WITHIN = 90.0


def check_within(within: float) -> float:
    """Refuse a stretch of days that is none.

    Raises
    ------
    ConstantError
    """
    if not 0 < within < np.inf:
        wanted = "a finite number of days above 0"
        raise ConstantError(name="within", value=within, wanted=wanted)
    return within


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Outlook:
    """The chance of being won within some days, read-only columns of shape (m,).

    Attributes
    ----------
    ages : ndarray of float
        As given, days.
    chance, low, high : ndarray of float
        0 to 1. Where nobody was watched as far as ``age + within``, `chance` counts
        what was seen, and `high` lets everybody still open then be won.
    watched : ndarray of int
        Cases whose fate over the days ahead is known.
    within, level : float
    library_version : str
    """

    ages: Floats
    chance: Floats
    low: Floats
    high: Floats
    watched: NDArray[np.int64]
    within: float
    level: float
    library_version: str

    def to_columns(self) -> dict[str, list[float]]:
        """Return the columns as lists."""
        names = ("ages", "chance", "low", "high", "watched")
        return {name: getattr(self, name).tolist() for name in names}


def last_won(fit: Incidence) -> float:
    """Return the last day on which one was won; 0 when none was."""
    won = np.flatnonzero(fit.won.count)
    return fit.time.item(won[-1]) if len(won) else 0.0


def look_ahead(fit: Incidence, *, ages: ArrayLike, within: float = WITHIN) -> Outlook:
    """Estimate the chance of open cases to be won within some days.

    Parameters
    ----------
    fit : Incidence
    ages : array_like, shape (m,)
        Days since each case began; finite, ≥ 0.
    within : float
        Days ahead.

    Returns
    -------
    Outlook

    Raises
    ------
    LengthError, NoCasesError, NumberError, ConstantError

    Notes
    -----
    Cost O(k + m log k). Intervals as those of the incidence. Source: landmarking, van
    Houwelingen (2007), Scandinavian Journal of Statistics 34, 70-85; the rule for ages
    beyond the last win is ours.

    Examples
    --------
    Of ten cases one is won on day 1, and four of the nine others on day 5. A case that
    is two days old wins with a chance of 4/9; one that is six days old has outlived
    every win, and nobody was watched after day 5: nothing is known of it.

    >>> from salesfrontier import fit_incidence
    >>> fit = fit_incidence(days=[1] + [5] * 9, outcomes=[1] * 5 + [0] * 5)
    >>> found = look_ahead(fit, ages=[2, 6], within=3)
    >>> [round(one, 3) for one in found.chance.tolist()], found.high.tolist()[1]
    ([0.444, 0.0], 1.0)
    """
    check_within(within)
    asked = plain_column("ages", ages)
    start = np.minimum(asked, last_won(fit))
    until = start + within
    seen = np.minimum(until, fit.time[-1])
    first = np.searchsorted(fit.time, start, side="right")
    last = np.maximum(np.searchsorted(fit.time, seen, side="right"), first)
    still = np.concatenate([[1.0], fit.open_share])
    left = np.where(still[first] > 0, still[first], 1.0)
    won = np.concatenate([[0.0], fit.won.share])
    chance = np.clip((won[last] - won[first]) / left, 0.0, 1.0)
    variance = fit.won.sums.between(first, last) / left**2
    watched = _watched(fit, first, until)
    band = loglog_band(chance, variance, trials=watched, level=fit.level)
    known = still[first] > 0
    short = until > fit.last_day
    spare = np.where(short, still[last] / left, 0.0)
    columns = {
        "ages": asked,
        "chance": chance,
        "low": np.where(known, band.low, 0.0),
        "high": np.where(known, np.minimum(band.high + spare, 1.0), 1.0),
        "watched": watched.astype(np.int64),
    }
    for column in columns.values():
        column.flags.writeable = False
    return Outlook(
        **columns, within=within, level=fit.level, library_version=__version__
    )


def _watched(fit: Incidence, first: NDArray[np.int64], until: Floats) -> Floats:
    """Count those open after the start who were not lost from sight before the end."""
    at_risk = np.concatenate([fit.table.at_risk, [0]])
    left = np.concatenate([[0], np.cumsum(fit.table.left_open)])
    end = np.maximum(np.searchsorted(fit.time, until, side="left"), first)
    return (at_risk[first] - (left[end] - left[first])).astype(np.float64)


def chance_left(fit: Incidence, *, ages: ArrayLike, horizon: float) -> Floats:
    """Tell how much of a new case's chance is left at each age.

    Parameters
    ----------
    fit : Incidence
    ages : array_like, shape (m,)
        Days since each case began; finite, ≥ 0.
    horizon : float
        The day of its life by which a case is to be won, > 0.

    Returns
    -------
    ndarray of float, shape (m,), read-only
        ``(W(T) - W(t)) / (S(t) W(T))``: 1 for a new case, 0 from the horizon on or
        where nobody was watched so long. More than 1 where losses come early and
        whoever is left is the better for it.

    Raises
    ------
    LengthError, NoCasesError, NumberError, ConstantError

    Notes
    -----
    Cost O(k + m log k).

    Examples
    --------
    Of four cases one is lost on day 2, one won on day 3, one won on day 8, one lost on
    day 9. A new one is won in two of four; at day 3 one of two is still to be won; at
    day 8 none.

    >>> from salesfrontier import fit_incidence
    >>> fit = fit_incidence(days=[2, 3, 8, 9], outcomes=[2, 1, 1, 2])
    >>> chance_left(fit, ages=[0, 2, 3, 8], horizon=90).round(3).tolist()
    [1.0, 1.333, 1.0, 0.0]
    """
    asked = plain_column("ages", ages)
    until = check_within(horizon)
    still = np.concatenate([[1.0], fit.open_share])
    won = np.concatenate([[0.0], fit.won.share])
    row = np.searchsorted(fit.time, asked, side="right")
    last = int(np.searchsorted(fit.time, until, side="right"))
    hope = (still[row] > 0) & (asked < until) & (won[last] > 0)
    base = np.where(hope, still[row] * won[last], 1.0)
    left: Floats = np.where(hope, np.maximum(won[last] - won[row], 0.0) / base, 0.0)
    left.flags.writeable = False
    return left
