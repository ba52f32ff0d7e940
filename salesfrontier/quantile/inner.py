"""Come close to a regression quantile from the inside, whatever the number of units.

Primal-dual interior point for ``max Σ y d`` under ``X'd = (1 - τ) X'1, 0 ≤ d ≤ 1``. The
residual of a unit is ``w - z``, both ≥ 0; ``w`` stands against ``1 - d``, ``z`` against
``d``. Source: Portnoy & Koenker 1997, Statistical Science 12(4), 279-300, with the
predictor and corrector steps of Mehrotra 1992, SIAM Journal on Optimization 2(4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import lstsq

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STEPS = 60
CLOSE = 1e-9
SHY = 0.99995
"""Share of the way to the edge that a step goes."""


@dataclass(frozen=True, kw_only=True, eq=False)
class _Place:
    """Where the search stands: coefficients, weights, and both parts of residuals."""

    b: Floats
    d: Floats
    z: Floats
    w: Floats

    @property
    def gap(self) -> float:
        """What still lies between both programmes."""
        return float((self.d * self.z + (1 - self.d) * self.w).sum())

    def moved(self, move: _Place, far: float, dual: float) -> _Place:
        """Go so far along a move, in the weights and in the rest."""
        return _Place(
            b=self.b + dual * move.b,
            d=self.d + far * move.d,
            z=self.z + dual * move.z,
            w=self.w + dual * move.w,
        )


def _room(value: Floats, change: Floats) -> float:
    """Say how far one may go before a value reaches zero, at most 1."""
    fastest = float((change / value).min())
    return 1.0 if fastest >= 0 else min(1.0, -SHY / fastest)


def _rooms(at: _Place, move: _Place) -> tuple[float, float]:
    """Say how far weights and residuals may go."""
    far = min(_room(at.d, move.d), _room(1 - at.d, -move.d))
    return far, min(_room(at.z, move.z), _room(at.w, move.w))


def _step(matrix: Floats, lack: Floats, at: _Place) -> _Place:
    """Take one predictor and corrector step."""
    slack = 1 - at.d
    q = 1 / (at.z / at.d + at.w / slack)
    normal = matrix.T @ (matrix * q[:, None])

    def towards(first: Floats, second: Floats) -> _Place:
        # Wanted changes of d z (first) and of slack w (second).
        pull = first / at.d - second / slack
        b = np.linalg.solve(normal, matrix.T @ (q * pull) - lack)
        d = q * (pull - matrix @ b)
        z, w = (first - at.z * d) / at.d, (second + at.w * d) / slack
        return _Place(b=np.asarray(b, dtype=np.float64), d=d, z=z, w=w)

    move = towards(-at.d * at.z, -slack * at.w)
    far, dual = _rooms(at, move)
    after = at.moved(move, far, dual).gap
    centre = at.gap * (after / at.gap) ** 3 / (2 * len(at.d))
    move = towards(
        centre - at.d * at.z - move.d * move.z,
        centre - slack * at.w + move.d * move.w,
    )
    far, dual = _rooms(at, move)
    return at.moved(move, far, dual)


def near_line(
    matrix: Floats, target: Floats, tau: float, *, close: float = CLOSE
) -> Floats:
    """Come close to the best line.

    Parameters
    ----------
    matrix : ndarray of float, shape (n, k)
    target : ndarray of float, shape (n,)
    tau : float
        Between 0 and 1.
    close : float
        What may still lie between both programmes, as a share of the mean residual.

    Returns
    -------
    ndarray of float, shape (k,)

    Notes
    -----
    Cost O(s n k²) for s steps, 10 to 30.

    Examples
    --------
    >>> ones = np.ones((5, 1))
    >>> near_line(ones, np.array([1.0, 2.0, 3.0, 4.0, 9.0]), 0.5).round(4).tolist()
    [3.0]
    """
    b: Floats = lstsq(matrix, target)[0]
    rest = target - matrix @ b
    size = float(np.abs(rest).mean())
    if not size > 0:
        return b
    z = np.maximum(-rest, 0) + size
    at = _Place(b=b, d=np.full(len(target), 1 - tau), z=z, w=z + rest)
    right = (1 - tau) * matrix.sum(axis=0)
    for _ in range(STEPS):
        if at.gap < close * len(target) * size:
            break
        with np.errstate(all="ignore"):
            try:
                after = _step(matrix, right - matrix.T @ at.d, at)
            except np.linalg.LinAlgError:
                break
        if not np.isfinite(after.b).all():
            break
        at = after
    return at.b
