"""The figures behind a line, with what every quantile asks of all units at once.

Sums, sizes and leverages are worked out once, however many lines are drawn. Units are
read in blocks that fit into a processor's cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

Found = TypeVar("Found")
BLOCK = 1 << 15
"""Units read at a time."""
ON_LINE = 1e-10
"""A residual below this share of the figures it is made of is zero."""


def each_block(n: int, work: Callable[[slice], Found]) -> list[Found]:
    """Do a piece of work on each block of units, in their order.

    Examples
    --------
    >>> each_block(3, lambda cut: cut.stop - cut.start)
    [3]
    """
    return [work(slice(at, min(at + BLOCK, n))) for at in range(0, n, BLOCK)]


@dataclass(frozen=True, kw_only=True, eq=False)
class Sides:
    """Where the units stand to a line.

    Attributes
    ----------
    on : ndarray of int
        Units on the line, but for rounding.
    above : ndarray of float, shape (k,)
        Sums of the columns over units above it.
    rho : tuple of float
        Sums of the residuals above and below it, both ≥ 0.
    """

    on: Ints
    above: Floats
    rho: tuple[float, float]


@dataclass(frozen=True, kw_only=True, eq=False)
class Sheet:
    """Units as rows of a regression.

    Attributes
    ----------
    matrix : ndarray of float, shape (n, k)
        Independent columns.
    target : ndarray of float, shape (n,)
    """

    matrix: Floats
    target: Floats

    @cached_property
    def sums(self) -> Floats:
        """Return the sum of each column, shape (k,)."""
        return np.asarray(self.matrix.sum(axis=0))

    @cached_property
    def sizes(self) -> Floats:
        """Return the sum of sizes in each column, shape (k,)."""
        parts = each_block(
            len(self.target), lambda cut: np.abs(self.matrix[cut]).sum(axis=0)
        )
        return np.asarray(np.sum(parts, axis=0))

    @cached_property
    def squares(self) -> Floats:
        """Return the products of the columns, shape (k, k)."""
        return np.asarray(self.matrix.T @ self.matrix)

    @cached_property
    def reach(self) -> Floats:
        """Return the root of each unit's leverage, shape (n,)."""
        turn = np.linalg.inv(np.linalg.cholesky(self.squares)).T

        def measure(cut: slice) -> Floats:
            rows = self.matrix[cut] @ turn
            length: Floats = np.sqrt(np.einsum("ij,ij->i", rows, rows))
            return length

        return np.concatenate(each_block(len(self.target), measure))

    @cached_property
    def largest(self) -> Floats:
        """Return the largest size in the target and in each column, shape (1 + k,)."""
        columns = np.maximum(self.matrix.max(axis=0), -self.matrix.min(axis=0))
        return np.concatenate([[np.abs(self.target).max()], columns])

    def part(self, units: Ints) -> Sheet:
        """Return some of the units."""
        return Sheet(matrix=self.matrix[units], target=self.target[units])

    def sides(self, b: Floats) -> Sides:
        """Find where all units stand to a line.

        Parameters
        ----------
        b : ndarray of float, shape (k,)

        Notes
        -----
        Cost O(n k).
        """
        weights = np.concatenate([[1.0], np.abs(b)])
        near = ON_LINE * float(self.largest @ weights)

        def look(cut: slice) -> Sides:
            rows, target = self.matrix[cut], self.target[cut]
            rest = target - rows @ b
            close = np.flatnonzero(np.abs(rest) <= near)
            size = np.abs(target[close]) + np.abs(rows[close]) @ np.abs(b)
            on = close[np.abs(rest[close]) <= ON_LINE * size]
            rest[on] = 0.0
            high = (rest > 0).astype(np.float64)
            over, whole = float((high * rest).sum()), float(rest.sum())
            return Sides(on=on + cut.start, above=high @ rows, rho=(over, over - whole))

        parts = each_block(len(self.target), look)
        over, under = np.sum([part.rho for part in parts], axis=0).tolist()
        return Sides(
            on=np.concatenate([part.on for part in parts]),
            above=np.sum([part.above for part in parts], axis=0),
            rho=(over, under),
        )
