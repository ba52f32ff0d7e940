"""From how far a unit can go to a score that is 1 on the frontier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.questions import Orientation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def score_of(beta: Floats, orientation: Orientation) -> Floats:
    """Turn β into a score: 1 on the frontier, lower below it, above 1 over it.

    Parameters
    ----------
    beta : ndarray of float, shape (n,)
        -inf where nobody can follow: the score has no bound.
    orientation : Orientation

    Notes
    -----
    ``1 / phi``, ``theta``, or ``1 / (1 + beta)``. Cost O(n).

    Examples
    --------
    >>> score_of(np.array([0.0, 1.0]), Orientation.OUTPUT).tolist()
    [1.0, 0.5]
    """
    if orientation is Orientation.INPUT:
        return 1.0 - beta
    with np.errstate(divide="ignore"):
        share = 1.0 / np.maximum(1.0 + beta, 0.0)
    return np.where(np.isneginf(beta), np.inf, share)
