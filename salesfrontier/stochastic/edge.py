"""The edge on which there is no noise at all: the best units make the frontier.

In small samples the likelihood may rise all the way to σv = 0. There it is largest at
a frontier over all units, with the smallest sum of squares (half-normal) or of
distances (exponential) below it ::

    half-normal    min Σ e²   e = y - x b ≤ 0,   σu² = mean of e²
    exponential    min Σ -e   e = y - x b ≤ 0,   σu  = mean of -e

Both are programmes with one answer, and are solved as such instead of by climbing.
Source: Aigner & Chu 1968, American Economic Review 58(4), 826-839; Schmidt 1976, Review
of Economics and Statistics 58(2), 238-239.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog, nnls

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LOG_TWO_PI = float(np.log(2 * np.pi))


@dataclass(frozen=True, kw_only=True, eq=False)
class Edge:
    """The most likely frontier without noise.

    Attributes
    ----------
    shift : ndarray of float, shape (k,)
        Of the coefficients of the basis, from least squares.
    spread : float
        σu.
    value : float
        Mean log-likelihood.
    """

    shift: Floats
    spread: float
    value: float


def least_squares_over(basis: Floats, residual: Floats) -> Floats:
    """Find the shift with the smallest squares over all residuals.

    Parameters
    ----------
    basis : ndarray of float, shape (n, k)
        Orthogonal columns of length √n.
    residual : ndarray of float, shape (n,)
        Of least squares.

    Notes
    -----
    Least distance programming (Lawson & Hanson 1974, Solving Least Squares Problems,
    chapter 23): min |z| under ``basis z ≥ residual``. Cost O(n k²) a pivot.

    Examples
    --------
    >>> basis = np.ones((3, 1))
    >>> least_squares_over(basis, np.array([-1.0, 0.5, 0.5])).round(9).tolist()
    [0.5]
    """
    wide = basis.shape[1]
    rows = np.vstack([basis.T, residual])
    aim = np.zeros(wide + 1)
    aim[-1] = 1.0
    weight, _ = nnls(rows, aim)
    rest = rows @ weight - aim
    shift: Floats = -rest[:wide] / rest[wide]
    return shift


def least_distance_over(basis: Floats, residual: Floats) -> Floats | None:
    """Find the shift with the smallest distances over all residuals.

    Parameters
    ----------
    basis, residual
        See `least_squares_over`.

    Notes
    -----
    A linear programme with k columns and n rows.
    """
    answer = linprog(
        basis.sum(axis=0),
        A_ub=-basis,
        b_ub=-residual,
        bounds=(None, None),
        method="highs-ds",
    )
    shift: Floats | None = answer.x
    return shift if answer.status == 0 else None


def find_edge(basis: Floats, residual: Floats, *, exponential: bool) -> Edge | None:
    """Find the most likely frontier without noise.

    Parameters
    ----------
    basis, residual
        See `least_squares_over`.
    exponential : bool
        Otherwise half-normal.
    """
    if exponential:
        shift = least_distance_over(basis, residual)
    else:
        shift = least_squares_over(basis, residual)
    if shift is None:
        return None
    below = np.maximum(basis @ shift - residual, 0.0)
    if exponential:
        spread = float(below.mean())
        value = -float(np.log(spread)) - 1.0
    else:
        spread = float(np.sqrt((below**2).mean()))
        value = 0.5 * (2 * float(np.log(2)) - LOG_TWO_PI - 1.0) - float(np.log(spread))
    return Edge(shift=shift, spread=spread, value=value)
