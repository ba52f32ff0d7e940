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
from scipy.linalg import LinAlgError, inv
from scipy.stats import norm

from salesfrontier.quantile.lines import fit_line

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ALPHA = 0.05
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


def covariance_nid(matrix: Floats, target: Floats, tau: float) -> Floats:
    """Estimate the covariance of coefficients without equal spread.

    Parameters
    ----------
    matrix : ndarray of float, shape (n, k)
    target : ndarray of float, shape (n,)
    tau : float

    Notes
    -----
    Two more quantiles are fitted. Cost as `fit_line`.
    """
    h = inside_bandwidth(tau, len(target))
    higher = fit_line(matrix, target, tau + h).coefficients
    lower = fit_line(matrix, target, tau - h).coefficients
    apart = matrix @ (higher - lower)
    density = np.maximum(0.0, 2 * h / (apart - ON_LINE))
    density[apart <= ON_LINE] = 0.0
    try:
        inverse = inv(matrix.T @ (matrix * density[:, None]))
    except LinAlgError:
        return np.full((matrix.shape[1],) * 2, np.nan)
    covariance: Floats = tau * (1 - tau) * inverse @ (matrix.T @ matrix) @ inverse
    return covariance


def covariance_iid(matrix: Floats, residual: Floats, tau: float) -> Floats:
    """Estimate the covariance of coefficients under equal spread.

    Parameters
    ----------
    matrix : ndarray of float, shape (n, k)
    residual : ndarray of float, shape (n,)
    tau : float

    Notes
    -----
    Cost O(n log n + n k²).
    """
    n, wide = matrix.shape
    on = int((np.abs(residual) < ON_LINE).sum())
    count = max(wide + 1, int(np.ceil(n * bandwidth(tau, n))))
    ranks = np.arange(on + 1, min(count + on + 1, n) + 1)
    nearest = np.argsort(np.abs(residual), kind="stable")[ranks - 1]
    made = np.sort(residual[nearest])
    places = np.column_stack([np.ones(len(ranks)), ranks / (n - wide)])
    sparsity = float(fit_line(places, made, 0.5).coefficients[1])
    inverse: Floats = inv(matrix.T @ matrix)
    return sparsity**2 * tau * (1 - tau) * inverse
