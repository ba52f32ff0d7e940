"""The linear programme behind every envelope, in one form.

With inputs ``x`` and outputs ``y`` of the units, a unit ``(x0, y0)`` and a direction
``(gx, gy) ≥ 0`` the programme asks how far the unit can go in that direction ::

    max β     Σ λ_j x_j + β gx ≤ x0      Σ λ_j y_j - β gy ≥ y0
              λ ≥ 0,  Σ λ_j  = 1 (vrs),  ≤ 1 (nirs),  ≥ 1 (ndrs),  free (crs)

    min  v x0 - u y0 + w                 the dual: a plane over all units
         v x_j - u y_j + w ≥ 0 for all j,   v gx + u gy = 1,   u, v ≥ 0
         w free (vrs),  ≥ 0 (nirs),  ≤ 0 (ndrs),  = 0 (crs)

With ``a_j = (x_j, -y_j)`` both kinds of rows look alike: ``Σ λ a + β g ≤ b``. A *plane*
is ``h = (v, u)`` and ``w``; the units under it satisfy ``h a_j + w ≥ 0``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


class Returns(StrEnum):
    """How the sum of the weights is bound."""

    VRS = "vrs"
    CRS = "crs"
    NIRS = "nirs"
    NDRS = "ndrs"


SUM_SLACK = {Returns.NIRS: 1.0, Returns.NDRS: -1.0}
"""Sign of the slack in the row of the sum, where it has one."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Programme:
    """The columns of one technology.

    Attributes
    ----------
    returns : Returns
    points : ndarray of float, shape (f, k)
        ``(x, -y)`` of the units that span the technology; k = inputs + outputs.
    columns : ndarray of float, shape (m, f + slacks)
        All columns but that of β: the units, one slack a row, the slack of the sum.
    """

    returns: Returns
    points: Floats
    columns: Floats

    @property
    def rows(self) -> int:
        """Count the rows: inputs, outputs, and the sum unless it is free."""
        return self.columns.shape[0]

    @property
    def size(self) -> int:
        """Count the units among the columns."""
        return self.points.shape[0]

    def right_sides(self, points: Floats) -> Floats:
        """Return the right side of each unit, shape (n, m)."""
        return _with_sum(points, self.returns, 1.0)

    def directions(self, given: Floats) -> Floats:
        """Return the column of β of each unit, shape (n, m)."""
        return _with_sum(given, self.returns, 0.0)


def _with_sum(rows: Floats, returns: Returns, value: float) -> Floats:
    """Add the row of the sum, where there is one."""
    if returns is Returns.CRS:
        return rows
    return np.column_stack([rows, np.full(len(rows), value)])


def build_programme(points: Floats, returns: Returns) -> Programme:
    """Write down the columns of a technology.

    Parameters
    ----------
    points : ndarray of float, shape (f, k)
        ``(x, -y)``.
    returns : Returns

    Notes
    -----
    Cost O(f k).
    """
    units = _with_sum(points, returns, 1.0).T
    height, wide = units.shape[0], points.shape[1]
    slacks = np.eye(height)[:, :wide]
    parts = [units, slacks]
    if returns in SUM_SLACK:
        parts.append(SUM_SLACK[returns] * np.eye(height)[:, wide:])
    columns = np.ascontiguousarray(np.column_stack(parts))
    return Programme(returns=returns, points=points, columns=columns)
