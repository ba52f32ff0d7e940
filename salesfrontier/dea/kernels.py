"""The loops of a walk, compiled by numba. Import only where numba is installed.

See `salesfrontier.dea.walking` for what they do; these follow the same rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

compiling = njit(cache=True, nogil=True)


@compiling
def _worst_row(inverse: Floats, right: Floats, negative: float, dust: float) -> int:
    """Find the row whose weight is furthest below zero; 0 when none is."""
    worst, chosen = 0.0, 0
    largest = np.abs(right).max()
    for row in range(1, inverse.shape[0]):
        value, size, length = 0.0, 0.0, 0.0
        for at in range(inverse.shape[1]):
            part = inverse[row, at] * right[at]
            value += part
            size += abs(part)
            length += inverse[row, at] * inverse[row, at]
        length = np.sqrt(length)
        wrong = value < -negative * size - dust * length * largest
        if wrong and value / length < worst:
            worst = value / length
            chosen = row
    return chosen


@compiling
def _prices(columns: Floats, price: Floats, turn: Floats, out: Floats) -> None:
    """Price all columns at the plane and at its turn."""
    out[:] = 0.0
    for row in range(columns.shape[0]):
        first, second = price[row], turn[row]
        for at in range(columns.shape[1]):
            out[0, at] += first * columns[row, at]
            out[1, at] -= second * columns[row, at]


@compiling
def _nearest_column(out: Floats, basis: Ints, pivot: float, tie: float) -> int:
    """Choose the column the turning plane meets first; -1 when none."""
    for at in basis:
        out[1, at] = 0.0
    nearest = np.inf
    for at in range(out.shape[1]):
        slope = out[1, at]
        if slope > pivot:
            nearest = min(nearest, (max(out[0, at], 0.0) + tie) / slope)
    chosen, largest = -1, 0.0
    for at in range(out.shape[1]):
        slope = out[1, at]
        if (
            slope > pivot
            and slope > largest
            and max(out[0, at], 0.0) <= nearest * slope
        ):
            largest = slope
            chosen = at
    return chosen


@compiling
def _pivot(inverse: Floats, image: Floats, row: int, column: Floats) -> None:
    """Let one column leave the basis and another enter."""
    size = inverse.shape[0]
    for line in range(size):
        image[line] = 0.0
        for at in range(size):
            image[line] += inverse[line, at] * column[at]
    for at in range(size):
        inverse[row, at] /= image[row]
    for line in range(size):
        if line != row:
            for at in range(size):
                inverse[line, at] -= image[line] * inverse[row, at]


@compiling
def _walk_one(
    columns: Floats, right: Floats, inverse: Floats, basis: Ints, rules: Floats
) -> tuple[int, int, int]:
    """Walk with one unit; return its ending, the row that proves a miss, and steps."""
    out = np.empty((2, columns.shape[1]))
    image = np.empty(columns.shape[0])
    for step in range(int(rules[4])):
        row = _worst_row(inverse, right, rules[0], rules[1])
        if row == 0:
            return 0, 0, step
        _prices(columns, inverse[0], inverse[row], out)
        pivot = rules[2] * np.abs(inverse[row]).sum()
        tie = rules[3] * np.abs(inverse[0]).sum()
        column = _nearest_column(out, basis, pivot, tie)
        if column < 0:
            return 1, row, step
        _pivot(inverse, image, row, columns[:, column])
        basis[row - 1] = column
    return 2, 0, int(rules[4])


@compiling
def walk_many(
    columns: Floats, right: Floats, inverse: Floats, basis: Ints, rules: Floats
) -> Ints:
    """Walk with the units of one block, in place; return endings, rows and steps."""
    told = np.empty((len(basis), 3), dtype=np.int64)
    for unit in range(len(basis)):
        ending, row, steps = _walk_one(
            columns, right[unit], inverse[unit], basis[unit], rules
        )
        told[unit, 0], told[unit, 1], told[unit, 2] = ending, row, steps
    return told
