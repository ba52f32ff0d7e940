"""Prove each score from two sides, without repeating how it was found.

The frontier of `dea-vrs` is a linear program; it and its dual are::

    primal   max Σ λ_j y_j     Σ λ_j x_j ≤ x,  Σ λ_j = 1,  λ ≥ 0
    dual     min a + b x       a + b x_j ≥ y_j for every j,  b ≥ 0

Any feasible λ gives a lower bound of f(x), any line above all units an upper
bound. A unit is *certified* when its peers are feasible and reach its frontier
value, a line through a piece of the envelope lies above every unit, and both
agree with the reported phi to a relative 1e-9. For `fdh` the second side is the
plain statement that nobody with at most this potential sells more.

Whether a unit lies above a line is decided exactly (`salesfrontier.envelope.
exact`). Only each unit's own piece has to be looked at: the pieces are proven
to be concave, so on every stretch the piece of that stretch is the lowest line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.envelope.chain import Placement, heights_against, place
from salesfrontier.envelope.estimators import estimator_of
from salesfrontier.envelope.exact import sides

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.envelope.results import FrontierFit

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

TOLERANCE = 1e-9


def _near(found: Floats, wanted: Floats, tolerance: float) -> Bools:
    """Compare relatively; equal infinities are near, NaN never is."""
    with np.errstate(invalid="ignore"):
        distance = np.abs(found - wanted)
    same: Bools = (found == wanted) | (distance <= tolerance * np.abs(wanted))
    return same


def _envelope_holds(fit: FrontierFit, *, straight: bool) -> bool:
    """Check that the corners rise, bend downwards, and have nobody above them."""
    corner = fit.vertex_index
    if not len(corner) or corner.min() < 0 or corner.max() >= fit.n:
        return False
    corner_x, corner_y = fit.x[corner], fit.y[corner]
    if (np.diff(corner_x) <= 0).any() or (np.diff(corner_y) <= 0).any():
        return False
    points = np.column_stack([corner_x, corner_y])
    if straight and (sides(points[:-2], points[1:-1], points[2:]) >= 0).any():
        return False
    spot = place(corner_x, corner_y, fit.x, straight=straight)
    if (spot.left < 0).any():
        return False
    return not (heights_against(corner_x, corner_y, fit.x, fit.y, spot) > 0).any()


def _mix_reaches(fit: FrontierFit, *, straight: bool, tolerance: float) -> Bools:
    """Check each unit's peers: feasible, and as high as its frontier value."""
    used = fit.peer_index >= 0
    peers = np.where(used, fit.peer_index, 0)
    share = np.where(used, fit.peer_weight, 0.0)
    mixed_x = (share * fit.x[peers]).sum(axis=1)
    mixed_y = (share * fit.y[peers]).sum(axis=1)
    fine: Bools = (share >= 0).all(axis=1) & used[:, 0]
    fine &= np.abs(share.sum(axis=1) - 1.0) <= tolerance
    fine &= mixed_x <= fit.x * (1.0 + tolerance)
    if not straight:
        fine &= (share == 1.0).sum(axis=1) == 1
    return fine & _near(mixed_y, fit.frontier, tolerance)


def _has_full_digits(fit: FrontierFit, spot: Placement) -> Bools:
    """Refuse figures so close to zero that a float has lost digits of them."""
    least = np.finfo(np.float64).tiny
    fine: Bools = ~spot.inside | (spot.weight >= least)
    fine &= (fit.frontier == 0) | (fit.frontier >= least)
    return fine


def _figures_agree(fit: FrontierFit, tolerance: float) -> Bools:
    """Check that phi, score and gap all say what the frontier value says."""
    sold = fit.y > 0
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        phi = np.where(sold, fit.frontier / np.where(sold, fit.y, 1.0), np.inf)
        score = np.where(sold, fit.y / np.where(sold, fit.frontier, 1.0), 0.0)
    fine = (fit.phi >= 1.0) & _near(fit.phi, phi, tolerance)
    fine &= _near(fit.score, score, tolerance)
    return fine & (np.abs(fit.gap - (fit.frontier - fit.y)) <= tolerance * fit.frontier)


def certify(fit: FrontierFit, *, tolerance: float = TOLERANCE) -> Bools:
    """Check a fit from its own figures.

    Parameters
    ----------
    fit : FrontierFit
        Anything that claims to be one; its ``certified`` column is not read.
    tolerance : float
        Relative.

    Returns
    -------
    ndarray of bool, shape (n,)
        All False when the corners are not an upper envelope of the units.

    Notes
    -----
    Cost O(n log k) for k corners.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from salesfrontier import fit_frontier
    >>> fit = fit_frontier(ids=["a", "b"], inputs=[1, 2], outputs=[3, 2])
    >>> certify(fit).tolist(), certify(replace(fit, phi=fit.phi * 1.01)).tolist()
    ([True, True], [False, False])
    """
    straight = estimator_of(fit.method).straight
    if not _envelope_holds(fit, straight=straight):
        return np.zeros(fit.n, dtype=np.bool_)
    corner = fit.vertex_index
    spot = place(fit.x[corner], fit.y[corner], fit.x, straight=straight)
    return (
        _near(spot.value, fit.frontier, tolerance)
        & _has_full_digits(fit, spot)
        & _mix_reaches(fit, straight=straight, tolerance=tolerance)
        & _figures_agree(fit, tolerance)
    )
