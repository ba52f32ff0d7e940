"""Where does a gap come from? Split the difference of two products into its factors.

Sales are a product: customers covered × visits to each × orders a visit × sales an
order. With V = x₁ x₂ … of one unit and V* = x₁* x₂* … of what it is held against, the
logarithmic mean Divisia index splits the difference so that nothing is left over ::

    L(a, b) = (a - b) / ln(a / b)         L(a, a) = a
    part k  = L(V*, V) · ln(xₖ* / xₖ)     Σ part k = V* - V

A part does not depend on the order of the factors, nor on their units of measure;
exchanging the two units changes its sign. A share of the gap above 1, with another
below 0, means that the unit is better in something.

**Zero.** Where a factor is zero the logarithm has no value. As the factor nears zero
its part nears the whole difference and the other parts near 0: that limit is given, and
`GapSplit.zeros` names the factor. Several zeros, nearing zero at the same pace, share
equally. Where both products are zero, or the same factors are zero on both sides, every
part is 0.

A part says by how much a factor differs, not why, nor what changing it would do to the
others.

Sources: Ang 2004, Energy Policy 32(9), 1131-1139 (why this one); Ang 2005, Energy
Policy 33(7), 867-871 (the formula); Ang & Liu 2007, Energy Policy 35(1), 238-246
(zeros).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.envelope.cloud import lock
from salesfrontier.errors import MismatchError, NumberError
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NEAR = 1e-4
"""Below this difference of logarithms the mean is summed as a series."""


@dataclass(frozen=True, kw_only=True, eq=False)
class GapSplit:
    """The difference of two products, factor by factor.

    Attributes
    ----------
    names : tuple of str, length k
    own, best : ndarray of float, shape (k,)
        The factors of each.
    part : ndarray of float, shape (k,)
        In the unit of the products; they add up to `gap`.
    gap : float
        Product of `best` minus product of `own`.
    zeros : tuple of str
        Factors that are zero on one side only and take the whole difference.
    library_version : str
    """

    names: tuple[str, ...]
    own: Floats
    best: Floats
    part: Floats
    gap: float
    zeros: tuple[str, ...]
    library_version: str
    method: str = "lmdi"

    @property
    def ratio(self) -> Floats:
        """``best / own``; infinite or NaN where own is zero."""
        with np.errstate(divide="ignore", invalid="ignore"):
            found: Floats = self.best / self.own
        return found

    def to_columns(self) -> dict[str, NDArray[np.generic]]:
        """Return every column under a plain name, one entry a factor."""
        return {
            "factor": np.array(self.names),
            "own": self.own,
            "best": self.best,
            "part": self.part,
        }


def log_mean(a: float, b: float) -> float:
    """Return the logarithmic mean of two numbers above zero.

    Parameters
    ----------
    a, b : float

    Notes
    -----
    Close to each other, where both differences lose their digits, it is the geometric
    mean times ``1 + d² / 24 + d⁴ / 1920`` with ``d = ln(a / b)``. Cost O(1).

    Examples
    --------
    >>> round(log_mean(240, 140), 2), round(log_mean(3, 3), 9)
    (185.53, 3.0)
    """
    distance = math.log(a) - math.log(b)
    if abs(distance) < NEAR:
        square = distance * distance
        return math.sqrt(a) * math.sqrt(b) * (1 + square / 24 + square * square / 1920)
    return (a - b) / distance


def split_gap(*, own: Mapping[str, float], best: Mapping[str, float]) -> GapSplit:
    """Split the gap between two products into what each factor has in it.

    Parameters
    ----------
    own, best : mapping of str to float
        The same factors, in the same units of measure; finite, 0 or more.

    Returns
    -------
    GapSplit

    Raises
    ------
    MismatchError, NumberError

    Notes
    -----
    See the formulas in `salesfrontier.splitting`. Cost O(k).

    Examples
    --------
    40 customers × 5 visits × 0.2 orders × 3.5 each are 140, 50 × 6 × 0.25 × 3.2 are
    240. Orders a visit and customers count alike; the value of an order makes up for
    some.

    >>> split = split_gap(
    ...     own={"customers": 40, "visits": 5, "orders": 0.2, "value": 3.5},
    ...     best={"customers": 50, "visits": 6, "orders": 0.25, "value": 3.2},
    ... )
    >>> split.part.round(1).tolist(), round(split.gap, 9)
    ([41.4, 33.8, 41.4, -16.6], 100.0)
    """
    if [*own] != [*best]:
        raise MismatchError(what="factors", first=(*own,), second=(*best,))
    mine, theirs = _read(own), _read(best)
    gap = float(np.prod(theirs) - np.prod(mine))
    empty = (mine == 0) != (theirs == 0)
    part = _zero_parts(mine, theirs, empty, gap)
    for column in (mine, theirs, part):
        lock(column)
    return GapSplit(
        names=(*own,),
        own=mine,
        best=theirs,
        part=part,
        gap=gap,
        zeros=tuple(name for name, none in zip(own, empty, strict=True) if none),
        library_version=__version__,
    )


def _read(factors: Mapping[str, float]) -> Floats:
    """Check the factors of one side."""
    figures = np.array([*factors.values()], dtype=np.float64)
    for trouble, bad in (
        ("not finite", ~np.isfinite(figures)),
        ("below zero", figures < 0),
    ):
        if bad.any():
            rows = np.flatnonzero(bad).tolist()
            named = [[*factors][at] for at in rows]
            raise NumberError(column="factors", trouble=trouble, ids=named)
    return figures


def _zero_parts(
    own: Floats, best: Floats, empty: NDArray[np.bool_], gap: float
) -> Floats:
    """Return the parts, or their limits where there are zeros."""
    if gap == 0 and not (own.all() and best.all()):
        return np.zeros(len(own))
    if empty.any():
        return np.where(empty, gap / empty.sum(), 0.0)
    mean = log_mean(float(np.prod(best)), float(np.prod(own)))
    part: Floats = mean * (np.log(best) - np.log(own))
    return part
