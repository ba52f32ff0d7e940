"""Intervals of shares, all of them inside 0 to 1.

``log(-log)``   a share with an estimated variance, such as a cumulative incidence
Wilson          a share counted in independent cases
Clopper-Pearson a share of exactly 0 or 1, where a variance says nothing
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from salesfrontier.errors import ConstantError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LEVEL = 0.95
# A sum of shares that should be 1 may miss it by so much; no real share is smaller.
ROUNDING = 1e-9


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """A share with its interval, each 0 to 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Band:
    """Lower and upper bounds of many shares, shape as asked."""

    low: Floats
    high: Floats

    def share(self, value: float, at: int) -> Share:
        """Put one value between its bounds."""
        return Share(value=value, low=self.low.item(at), high=self.high.item(at))


def check_level(level: float) -> float:
    """Refuse a confidence level that is none.

    Raises
    ------
    ConstantError
    """
    if not 0 < level < 1:
        raise ConstantError(name="level", value=level, wanted="between 0 and 1")
    return level


def two_sided(level: float) -> float:
    """Return the normal quantile of a two-sided level: 1.96 for 0.95."""
    return float(ndtri(0.5 + check_level(level) / 2))


def loglog_band(
    value: Floats, variance: Floats, *, trials: Floats, level: float
) -> Band:
    """Bound shares whose variance is estimated.

    Parameters
    ----------
    value, variance : ndarray of float, shape (n,)
    trials : ndarray of float, shape (n,)
        Cases whose fate is known; only read where a share is 0 or 1.
    level : float

    Notes
    -----
    With ``g(F) = log(-log F)`` the delta method gives the standard error
    ``se / (F |log F|)``, and back-transformed bounds ``F ** exp(±z se_g)``. Where F
    is 0 or 1, as far as sums of floats tell, the transformation has no value: the
    exact bound of Clopper and Pearson (1934) for none, or all, of `trials` stands
    instead. Cost O(n).
    """
    z = two_sided(level)
    tail = (1 - level) / 2
    none, whole = value <= ROUNDING, value >= 1 - ROUNDING
    inner = ~(none | whole)
    safe = np.where(inner, value, 0.5)
    stretch = np.exp(z * np.sqrt(np.maximum(variance, 0)) / (safe * -np.log(safe)))
    exact = tail ** (1 / np.maximum(trials, 1))
    exact = np.where(trials > 0, exact, 0.0)
    low = np.where(inner, safe**stretch, np.where(whole, exact, 0.0))
    high = np.where(inner, safe ** (1 / stretch), np.where(none, 1 - exact, 1.0))
    return Band(low=low, high=high)


def wilson_band(successes: Floats, trials: Floats, *, level: float) -> Band:
    """Bound shares of counted cases; without any case the bounds are 0 and 1.

    Notes
    -----
    Wilson (1927), without correction for continuity. Cost O(n).
    """
    z = two_sided(level)
    n = np.where(trials > 0, trials, 1.0)
    p = successes / n
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    low = np.where(successes > 0, middle - half, 0.0)
    high = np.where(successes < trials, middle + half, 1.0)
    return Band(
        low=np.where(trials > 0, low, 0.0), high=np.where(trials > 0, high, 1.0)
    )


def share_of(successes: int, cases: int, *, level: float = LEVEL) -> Share:
    """Return one counted share with Wilson's interval.

    Parameters
    ----------
    successes, cases : int
        ``0 ≤ successes ≤ cases``, at least one case.
    level : float

    Raises
    ------
    ConstantError

    Notes
    -----
    Cost O(1). Source: Wilson (1927).

    Examples
    --------
    >>> found = share_of(6, 10)
    >>> f"{found.value:.2f} in {found.low:.2f} to {found.high:.2f}"
    '0.60 in 0.31 to 0.83'
    """
    if not 0 <= successes <= cases or not cases:
        wanted = "counts with 0 ≤ successes ≤ cases, at least one case"
        raise ConstantError(
            name="successes, cases", value=(successes, cases), wanted=wanted
        )
    band = wilson_band(
        np.array([float(successes)]), np.array([float(cases)]), level=level
    )
    return band.share(successes / cases, 0)
