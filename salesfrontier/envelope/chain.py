"""The corner points of an envelope, and the place of each unit under it.

Two shapes share everything but one rule. The *concave* envelope (DEA with
variable returns to scale, output orientation) joins its corners by straight
lines; the *step* envelope (FDH) stays level until the next corner. Both are
non-decreasing and stay level to the right of the last corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.envelope.exact import side, sides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


def upper_chain(xs: Sequence[float], ys: Sequence[float]) -> list[int]:
    """Pick the corners of the concave non-decreasing envelope.

    Parameters
    ----------
    xs, ys : sequence of float, length m
        Sorted by ``x`` ascending, then ``y`` descending; finite.

    Returns
    -------
    list of int
        Positions of the corners, left to right. Points on a straight piece
        between two corners are no corners.

    Notes
    -----
    Cost O(m): each point enters and leaves the chain at most once.

    Examples
    --------
    >>> upper_chain([1.0, 2.0, 3.0, 4.0], [1.0, 3.0, 3.5, 3.5])
    [0, 1, 2]
    """
    chain: list[int] = []
    for place, (x, y) in enumerate(zip(xs, ys, strict=True)):
        if chain and y <= ys[chain[-1]]:
            continue
        while len(chain) > 1:
            before, last = chain[-2], chain[-1]
            if side((xs[before], ys[before]), (xs[last], ys[last]), (x, y)) < 0:
                break
            chain.pop()
        chain.append(place)
    return chain


def rising(ys: Floats) -> Ints:
    """Pick the corners of the step envelope: each new record of ``y``.

    Parameters
    ----------
    ys : ndarray of float, shape (m,), m ≥ 1
        Sorted as in `upper_chain`.

    Notes
    -----
    Cost O(m).

    Examples
    --------
    >>> rising(np.array([2.0, 1.0, 3.0, 3.0])).tolist()
    [0, 2]
    """
    record = np.maximum.accumulate(ys)
    return np.flatnonzero(np.concatenate([[True], ys[1:] > record[:-1]]))


def concave_corners(xs: Floats, ys: Floats) -> Ints:
    """Pick the corners of the concave envelope of a sorted cloud.

    Examples
    --------
    >>> concave_corners(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.5, 3.0])).tolist()
    [0, 2]
    """
    steps = rising(ys)
    return steps[upper_chain(xs[steps].tolist(), ys[steps].tolist())]


def step_corners(xs: Floats, ys: Floats) -> Ints:  # noqa: ARG001 - one signature
    """Pick the corners of the step envelope of a sorted cloud.

    Examples
    --------
    >>> step_corners(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.5, 3.0])).tolist()
    [0, 1, 2]
    """
    return rising(ys)


@dataclass(frozen=True, kw_only=True, eq=False)
class Placement:
    """Where points stand under an envelope of k corners.

    Attributes
    ----------
    left, right : ndarray of int, shape (m,)
        Corner at or left of the point, and the next one that carries weight
        (equal to `left` where only one does). ``left`` is -1 left of all corners.
    weight : ndarray of float, shape (m,)
        Weight of the right corner, 0 to 1.
    value : ndarray of float, shape (m,)
        Height of the envelope; NaN left of the first corner.
    inside : ndarray of bool, shape (m,)
        The point lies strictly between two corners joined by a straight line.
    """

    left: Ints
    right: Ints
    weight: Floats
    value: Floats
    inside: Bools


def place(
    corner_x: Floats, corner_y: Floats, x: Floats, *, straight: bool
) -> Placement:
    """Find the piece of the envelope over each ``x`` and its height.

    Parameters
    ----------
    corner_x, corner_y : ndarray of float, shape (k,), k ≥ 1
    x : ndarray of float, shape (m,)
    straight : bool
        Corners are joined by lines (concave); otherwise by steps.

    Notes
    -----
    Cost O(m log k). The height has a relative error of a few rounding units: it
    only adds non-negative terms.

    Examples
    --------
    >>> corners = np.array([1.0, 3.0]), np.array([2.0, 4.0])
    >>> place(*corners, np.array([0.0, 2.0, 9.0]), straight=True).value.tolist()
    [nan, 3.0, 4.0]
    """
    left = np.searchsorted(corner_x, x, side="right").astype(np.int64) - 1
    here = np.maximum(left, 0)
    right = np.minimum(here + 1, len(corner_x) - 1)
    inside = (left >= 0) & (right > here) & (x > corner_x[here])
    inside &= straight
    right = np.where(inside, right, here)
    span = np.where(inside, corner_x[right] - corner_x[here], 1.0)
    weight = np.where(inside, x - corner_x[here], 0.0) / span
    rise = corner_y[right] - corner_y[here]
    height = np.minimum(corner_y[here] + rise * weight, corner_y[right])
    value = np.where(left >= 0, height, np.nan)
    return Placement(left=left, right=right, weight=weight, value=value, inside=inside)


def heights_against(
    corner_x: Floats, corner_y: Floats, x: Floats, y: Floats, spot: Placement
) -> Ints:
    """Compare units with the envelope exactly.

    Returns
    -------
    ndarray of int, shape (m,)
        1 above, 0 on, -1 below; exact for the given floats.

    Examples
    --------
    >>> corner_x, corner_y = np.array([1.0, 3.0]), np.array([2.0, 4.0])
    >>> x, y = np.array([2.0, 4.0]), np.array([3.0, 3.0])
    >>> spot = place(corner_x, corner_y, x, straight=True)
    >>> heights_against(corner_x, corner_y, x, y, spot).tolist()
    [0, -1]
    """
    here = np.maximum(spot.left, 0)
    level = corner_y[here]
    answer = (y > level).astype(np.int64) - (y < level)
    inner = np.flatnonzero(spot.inside)
    start, end = here[inner], spot.right[inner]
    answer[inner] = sides(
        np.column_stack([corner_x[start], corner_y[start]]),
        np.column_stack([corner_x[end], corner_y[end]]),
        np.column_stack([x[inner], y[inner]]),
    )
    return answer
