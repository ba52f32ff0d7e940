"""The estimators there are: each is its definition and its source.

Let ``S`` be the units ``(x_j, y_j)``. For a potential ``x``::

    dea-vrs   f(x) = max { Σ λ_j y_j : Σ λ_j x_j ≤ x, Σ λ_j = 1, λ ≥ 0 }
    fdh       f(x) = max { y_j : x_j ≤ x }

With one input and one output the first is the upper concave non-decreasing
envelope of the points, the second its running maximum, so neither needs a
solver. A further estimator is one more row of `ESTIMATORS`; the battery of
checks in ``tests/test_battery.py`` then runs over it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from salesfrontier.envelope.chain import concave_corners, step_corners
from salesfrontier.errors import UnknownMethodError

Corners = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.int64]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimator:
    """One way to draw a frontier.

    Attributes
    ----------
    name : str
        What callers pass as ``method``.
    corners : callable
        Sorted ``x``, ``y`` (shape (n,)) to positions of the corners.
    straight : bool
        Corners are joined by straight lines; otherwise by steps.
    source : str
        Where the definition stands.
    """

    name: str
    corners: Corners
    straight: bool
    source: str


ESTIMATORS = {
    estimator.name: estimator
    for estimator in (
        Estimator(
            name="dea-vrs",
            corners=concave_corners,
            straight=True,
            source="Farrell 1957; Banker, Charnes & Cooper 1984, Management "
            "Science 30(9), 1078-1092",
        ),
        Estimator(
            name="fdh",
            corners=step_corners,
            straight=False,
            source="Deprins, Simar & Tulkens 1984, in Marchand, Pestieau & Tulkens "
            "(eds), The Performance of Public Enterprises, 243-267",
        ),
    )
}
METHODS = tuple(ESTIMATORS)


def estimator_of(method: str) -> Estimator:
    """Look up an estimator.

    Raises
    ------
    UnknownMethodError

    Examples
    --------
    >>> estimator_of("fdh").straight
    False
    """
    if method not in ESTIMATORS:
        raise UnknownMethodError(method, METHODS)
    return ESTIMATORS[method]
