"""Standard errors of regression quantiles.

``iid``   one density for all units, from the residuals nearest the line
``nid``   a density of its own for each unit, from the lines a little above and below

Bandwidth: Hall & Sheather 1988, Journal of the Royal Statistical Society B 50(3),
381-391. Sandwich: Hendricks & Koenker 1992, Journal of the American Statistical
Association 87(417), 58-68. Both as in Koenker 2005, Quantile Regression, section 3.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import inv
from scipy.stats import norm

from salesfrontier.quantile.lines import fit_line
from salesfrontier.quantile.sheet import Sheet, each_block

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ALPHA = 0.05
FLAT = 1e12
"""From here on the density says nothing along some column: no standard errors."""
ON_LINE = float(np.sqrt(np.finfo(np.float64).eps))


def bandwidth(tau: float, n: int) -> float:
    """Return how far above and below τ to look (Hall and Sheather).

    Examples
    --------
    >>> round(bandwidth(0.5, 235), 4)
    0.1574
    """
    place = float(norm.ppf(tau))
    density = float(norm.pdf(place))
    ratio = 1.5 * density**2 / (2 * place**2 + 1)
    wide = float(norm.ppf(1 - ALPHA / 2)) ** (2 / 3)
    return float(n ** (-1 / 3) * wide * ratio ** (1 / 3))


def inside_bandwidth(tau: float, n: int) -> float:
    """Halve the bandwidth until both quantiles exist."""
    h = bandwidth(tau, n)
    while tau - h <= 0 or tau + h >= 1:
        h /= 2
    return h


def covariance_nid(sheet: Sheet, tau: float) -> Floats:
    """Estimate the covariance of coefficients without equal spread.

    Parameters
    ----------
    sheet : Sheet
    tau : float

    Notes
    -----
    Two more quantiles are fitted. Cost as `fit_line`.
    """
    h = inside_bandwidth(tau, len(sheet.target))
    higher = fit_line(sheet, tau + h).coefficients
    lower = fit_line(sheet, tau - h).coefficients

    def weigh(cut: slice) -> Floats:
        rows = sheet.matrix[cut]
        apart = rows @ (higher - lower)
        density = np.zeros_like(apart)
        np.divide(2 * h, apart - ON_LINE, out=density, where=apart > ON_LINE)
        weighed: Floats = rows.T @ (rows * density[:, None])
        return weighed

    middle = np.sum(each_block(len(sheet.target), weigh), axis=0)
    if not np.linalg.cond(middle) < FLAT:
        return np.full_like(middle, np.nan)
    inverse = inv(middle)
    covariance: Floats = tau * (1 - tau) * inverse @ sheet.squares @ inverse
    return covariance


def covariance_iid(sheet: Sheet, residual: Floats, tau: float) -> Floats:
    """Estimate the covariance of coefficients under equal spread.

    Parameters
    ----------
    sheet : Sheet
    residual : ndarray of float, shape (n,)
    tau : float

    Notes
    -----
    Cost O(n + n k²).
    """
    n, wide = sheet.matrix.shape
    size = np.abs(residual)
    on = int((size < ON_LINE).sum())
    count = max(wide + 1, int(np.ceil(n * bandwidth(tau, n))))
    ranks = np.arange(on + 1, min(count + on + 1, n) + 1)
    near = np.flatnonzero(size <= np.partition(size, ranks[-1] - 1)[ranks[-1] - 1])
    nearest = near[np.argsort(size[near], kind="stable")[ranks - 1]]
    made = np.sort(residual[nearest])
    places = np.column_stack([np.ones(len(ranks)), ranks / (n - wide)])
    sparsity = float(fit_line(Sheet(matrix=places, target=made), 0.5).coefficients[1])
    inverse: Floats = inv(sheet.squares)
    return sparsity**2 * tau * (1 - tau) * inverse
