"""What a residual says of one unit's inefficiency.

Given its residual ``e``, a unit's inefficiency is normal, cut off at zero, with ::

    half- and truncated-normal   μ* = (μ σv² - e σu²) / σ²,   σ* = σu σv / σ
    exponential                  μ* = -e - σv² / σu,          σ* = σv

From it come the mean of u (Jondrow, Lovell, Materov & Schmidt 1982, Journal of
Econometrics 19(2-3), 233-238), the mean of exp(-u) (Battese & Coelli 1988, Journal of
Econometrics 38(3), 387-399) and an interval (Horrace & Schmidt 1996, Journal of
Productivity Analysis 7(2-3), 257-282). The interval takes the coefficients as known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import log_ndtr, ndtri_exp

from salesfrontier.stochastic.densities import mills

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Conditional:
    """The distribution of each unit's inefficiency, given its residual.

    Attributes
    ----------
    mean : ndarray of float, shape (n,)
        μ*, before it is cut off at zero.
    spread : float
        σ*.
    """

    mean: Floats
    spread: float

    def expected(self) -> Floats:
        """Return E[u | e]."""
        ratio = self.mean / self.spread
        # Far out the two terms cancel; their sum is never below zero.
        value: Floats = np.maximum(self.mean + self.spread * mills(ratio), 0.0)
        return value

    def expected_factor(self) -> Floats:
        """Return E[exp(-u) | e]."""
        ratio = self.mean / self.spread
        inside = log_ndtr(ratio - self.spread) - log_ndtr(ratio)
        factor: Floats = np.exp(np.minimum(inside - self.mean + self.spread**2 / 2, 0))
        return factor

    def below(self, most: float) -> Floats:
        """Return the chance that u is at most so much, given the residual."""
        start = log_ndtr(self.mean / self.spread)
        # 1 - P(u > most), both as logarithms so that far tails keep their digits.
        beyond = log_ndtr((self.mean - most) / self.spread)
        chance: Floats = -np.expm1(np.minimum(beyond - start, 0.0))
        return chance

    def quantile(self, below: float) -> Floats:
        """Return the u that is not passed with the given probability."""
        log_whole = log_ndtr(self.mean / self.spread)
        value = self.mean - self.spread * ndtri_exp(np.log1p(-below) + log_whole)
        bounded: Floats = np.maximum(value, 0.0)
        return bounded


def condition(
    residual: Floats, v: float, u: float, mu: float, *, exponential: bool
) -> Conditional:
    """Say what the residuals tell of inefficiency.

    Parameters
    ----------
    residual : ndarray of float, shape (n,)
        Noise minus inefficiency.
    v, u, mu : float
        σv, σu and μ.
    exponential : bool

    Notes
    -----
    Cost O(n).
    """
    if exponential:
        return Conditional(mean=-residual - v * v / u, spread=v)
    both = u * u + v * v
    mean = (mu * v * v - residual * u * u) / both
    return Conditional(mean=mean, spread=u * v / float(np.sqrt(both)))
