"""A plane that is surely over all units, for each unit to start from.

The dual simplex needs a feasible plane, not a feasible mix. Two kinds are at hand
without solving anything ::

    one row     a_i ≥ min_j a_ij                 "nobody sells more than the best"
    two rows    y_r ≤ x_i max_j (y_rj / x_ij)    "nobody sells more for the money"

The first holds where the sum of weights is bound (vrs; outputs for nirs, inputs for
ndrs), the second under every kind of returns. Each unit starts from the one that
bounds it best.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.compiled import choose_compiled, is_worth_it
from salesfrontier.dea.programme import Programme, Returns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


CELLS = 1_000_000
BITS = 62


@dataclass(frozen=True, kw_only=True, eq=False)
class Starts:
    """The planes at hand, s of them.

    Attributes
    ----------
    plane : ndarray of float, shape (s, k)
        ``h``, not yet scaled to the direction.
    level : ndarray of float, shape (s,)
        ``w``.
    basis : ndarray of int, shape (s, m - 1)
        The columns that lie in the plane.
    """

    plane: Floats
    level: Floats
    basis: Ints


def _basis(programme: Programme, unit: int, without: tuple[int, ...]) -> list[int]:
    """Name the columns of a plane: one unit, and the slacks of the other rows."""
    wide, size = programme.points.shape[1], programme.size
    slacks = [size + row for row in range(wide) if row not in without]
    ends = programme.columns.shape[1] - size - wide
    whole = programme.rows - 1 - 1 - len(slacks)
    return [unit, *slacks, *range(size + wide, size + wide + min(ends, whole))]


def _one_row(programme: Programme) -> list[tuple[Floats, float, list[int]]]:
    """List the planes that bound one row by its best."""
    wide = programme.points.shape[1]
    found = []
    for row in range(wide):
        best = int(np.argmin(programme.points[:, row]))
        level = -float(programme.points[best, row])
        holds = {
            Returns.VRS: True,
            Returns.NIRS: level >= 0,
            Returns.NDRS: level <= 0,
            Returns.CRS: False,
        }[programme.returns]
        if holds:
            found.append((np.eye(wide)[row], level, _basis(programme, best, (row,))))
    return found


def _two_rows(
    programme: Programme, inputs: int
) -> list[tuple[Floats, float, list[int]]]:
    """List the planes through the origin that bound one output by one input."""
    if programme.returns is Returns.VRS:
        return []
    wide = programme.points.shape[1]
    found = []
    for given in range(inputs):
        for made in range(inputs, wide):
            x, y = programme.points[:, given], -programme.points[:, made]
            if ((x <= 0) & (y > 0)).any() or not (y > 0).any():
                continue
            ratio = np.divide(y, x, out=np.zeros_like(y), where=x > 0)
            best = int(np.argmax(ratio))
            plane = np.zeros(wide)
            plane[given], plane[made] = ratio[best], 1.0
            basis = _basis(programme, best, (given, made))
            found.append((plane, 0.0, basis))
    return found


def list_starts(programme: Programme, inputs: int) -> Starts:
    """List the planes at hand for one technology.

    Parameters
    ----------
    programme : Programme
    inputs : int
        How many of the rows are inputs.

    Notes
    -----
    Cost O(f k²).
    """
    found = _one_row(programme) + _two_rows(programme, inputs)
    wide, rows = programme.points.shape[1], programme.rows
    return Starts(
        plane=np.array([plane for plane, _, _ in found]).reshape(-1, wide),
        level=np.array([level for _, level, _ in found], dtype=np.float64),
        basis=np.array([basis for _, _, basis in found], dtype=np.int64).reshape(
            -1, rows - 1
        ),
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class Chosen:
    """Where each unit starts.

    Attributes
    ----------
    plane : ndarray of int, shape (n,)
        The one that bounds it best; -1 where none does.
    bound : ndarray of float, shape (n,)
        How far that lets it go.
    """

    plane: Ints
    bound: Floats


def choose_start(starts: Starts, points: Floats, directions: Floats) -> Chosen:
    """Pick for each unit the plane that bounds it best.

    Parameters
    ----------
    starts : Starts
    points, directions : ndarray of float, shape (n, k)

    Notes
    -----
    Cost O(n s k); memory O(CELLS).
    """
    plane = np.full(len(points), -1, dtype=np.int64)
    bound = np.full(len(points), np.inf)
    if not len(starts.level):
        return Chosen(plane=plane, bound=bound)
    if is_worth_it(len(points), starts.plane.size):
        told = choose_compiled(starts.plane, starts.level, points, directions)
        return Chosen(plane=told[:, 0].astype(np.int64), bound=told[:, 1])
    block = max(1, CELLS // len(starts.level))
    for at in range(0, len(points), block):
        cut = slice(at, at + block)
        slope = directions[cut] @ starts.plane.T
        height = points[cut] @ starts.plane.T
        height += starts.level
        usable = slope > 0
        np.divide(height, slope, out=height, where=usable)
        height[~usable] = np.inf
        best = height.argmin(axis=1)
        bound[cut] = height[np.arange(len(best)), best]
        plane[cut] = np.where(np.isfinite(bound[cut]), best, -1)
    return Chosen(plane=plane, bound=bound)


def neighbours_first(places: Floats) -> Ints:
    """Order places so that neighbours mostly follow each other.

    Parameters
    ----------
    places : ndarray of float, shape (n, k)

    Returns
    -------
    ndarray of int, shape (n,)
        Along a Z-curve (Morton 1966) over the ranks of each column.

    Notes
    -----
    Cost O(n k log n).

    Examples
    --------
    >>> neighbours_first(np.array([[9.0, 9.0], [0.0, 0.0], [1.0, 1.0]])).tolist()
    [1, 2, 0]
    """
    count, wide = places.shape
    bits = min(BITS // wide, max(1, int(np.ceil(np.log2(max(count, 2))))))
    code = np.zeros(count, dtype=np.int64)
    for at in range(wide):
        rank = np.empty(count, dtype=np.int64)
        rank[np.argsort(places[:, at], kind="stable")] = np.arange(count)
        cell = rank * (1 << bits) // count
        for bit in range(bits):
            code |= ((cell >> bit) & 1) << (bit * wide + at)
    return np.argsort(code, kind="stable").astype(np.int64)
