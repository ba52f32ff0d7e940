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
    Bools = NDArray[np.bool_]

SINGULAR = 1e-300
SLANT = 1e-9
"""A plane within this share of level with a ray does not cut it."""
compiling = njit(cache=True, nogil=True)


@compiling
def worst_row(inverse: Floats, right: Floats, negative: float, dust: float) -> int:
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
def prices(
    columns: Floats, count: int, price: Floats, turn: Floats, out: Floats
) -> None:
    """Price the first columns at the plane and at its turn."""
    for at in range(count):
        out[0, at] = 0.0
        out[1, at] = 0.0
    for row in range(columns.shape[0]):
        first, second = price[row], turn[row]
        for at in range(count):
            out[0, at] += first * columns[row, at]
            out[1, at] -= second * columns[row, at]


@compiling
def nearest_column(
    out: Floats, count: int, basis: Ints, pivot: float, tie: float
) -> int:
    """Choose the column the turning plane meets first; -1 when none."""
    for at in basis:
        out[1, at] = 0.0
    nearest = np.inf
    for at in range(count):
        slope = out[1, at]
        if slope > pivot and max(out[0, at], 0.0) + tie < nearest * slope:
            nearest = (max(out[0, at], 0.0) + tie) / slope
    chosen, largest = -1, 0.0
    for at in range(count):
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
def pivot(inverse: Floats, image: Floats, row: int, column: Floats) -> None:
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
def walk_one(
    columns: Floats, right: Floats, inverse: Floats, basis: Ints, rules: Floats
) -> tuple[int, int, int]:
    """Walk with one unit; return its ending, the row that proves a miss, and steps."""
    out = np.empty((2, columns.shape[1]))
    image = np.empty(columns.shape[0])
    for step in range(int(rules[4])):
        row = worst_row(inverse, right, rules[0], rules[1])
        if row == 0:
            return 0, 0, step
        prices(columns, columns.shape[1], inverse[0], inverse[row], out)
        smallest = rules[2] * np.abs(inverse[row]).sum()
        tie = rules[3] * np.abs(inverse[0]).sum()
        column = nearest_column(out, columns.shape[1], basis, smallest, tie)
        if column < 0:
            return 1, row, step
        pivot(inverse, image, row, columns[:, column])
        basis[row - 1] = column
    return 2, 0, int(rules[4])


@compiling
def _clear(work: Floats, inverse: Floats, at: int) -> None:
    """Clear one column of a basis below and above its leading figure."""
    size = work.shape[0]
    scale = 1.0 / work[at, at]
    for col in range(size):
        work[at, col] *= scale
        inverse[at, col] *= scale
    for row in range(size):
        part = work[row, at]
        if row != at and part != 0.0:
            for col in range(size):
                work[row, col] -= part * work[at, col]
                inverse[row, col] -= part * inverse[at, col]


@compiling
def _lead(work: Floats, inverse: Floats, at: int) -> float:
    """Bring the largest figure of a column to the front, and return its size."""
    size, lead = work.shape[0], at
    for row in range(at + 1, size):
        if abs(work[row, at]) > abs(work[lead, at]):
            lead = row
    for col in range(size):
        work[at, col], work[lead, col] = work[lead, col], work[at, col]
        inverse[at, col], inverse[lead, col] = inverse[lead, col], inverse[at, col]
    return abs(work[at, at])


@compiling
def invert(
    columns: Floats, direction: Floats, basis: Ints, work: Floats, inverse: Floats
) -> bool:
    """Invert a basis by elimination; False where it is singular."""
    size = columns.shape[0]
    inverse[:] = np.eye(size)
    for row in range(size):
        work[row, 0] = direction[row]
        for at in range(1, size):
            work[row, at] = columns[row, basis[at - 1]]
    for at in range(size):
        if not _lead(work, inverse, at) > SINGULAR:
            return False
        _clear(work, inverse, at)
    return True


@compiling
def scan_many(
    planes: Floats, levels: Floats, units: Floats, barred: Ints, rules: Floats
) -> Floats:
    """Look at all units from each plane.

    Returns one row a plane: how far the worst unit stands over it, and how many lie in
    it, both as shares of the figures a height is made of. ``units`` has a row a column
    of the table; `rules` are the share that counts as level, and the smallest size.
    """
    wide, count = units.shape
    told = np.empty((len(planes), 2))
    height, size = np.empty(count), np.empty(count)
    for plane in range(len(planes)):
        height[:] = levels[plane]
        size[:] = abs(levels[plane])
        for row in range(wide):
            price = planes[plane, row]
            for at in range(count):
                part = price * units[row, at]
                height[at] += part
                size[at] += abs(part)
        if barred[plane] >= 0:
            height[barred[plane]] = np.inf
        floor = rules[1] * np.abs(planes[plane]).max()
        worst, lying = 0.0, 0
        for at in range(count):
            if height[at] <= rules[0] * size[at]:
                lying += 1
                if height[at] < 0.0:
                    worst = max(worst, -height[at] / max(size[at], floor))
        told[plane, 0], told[plane, 1] = worst, lying
    return told


@compiling
def shade_many(points: Floats, guards: Floats) -> Bools:
    """Say which points are beaten in every figure by a guard."""
    shaded = np.zeros(len(points), dtype=np.bool_)
    wide = points.shape[1]
    for at in range(len(points)):
        for guard in range(len(guards)):
            row = 0
            while row < wide and points[at, row] > guards[guard, row]:
                row += 1
            if row == wide:
                shaded[at] = True
                break
    return shaded


@compiling
def choose_many(
    planes: Floats, levels: Floats, points: Floats, directions: Floats
) -> Floats:
    """Pick for each unit the plane that bounds it best.

    Returns one row a unit: the position of the plane, -1 where none bounds it, and how
    far it lets the unit go. ``planes`` has a row a column of the table.
    """
    wide, count = planes.shape
    told = np.empty((len(points), 2))
    height, slope = np.empty(count), np.empty(count)
    for unit in range(len(points)):
        for at in range(count):
            height[at] = levels[at]
            slope[at] = 0.0
        for row in range(wide):
            place, way = points[unit, row], directions[unit, row]
            for at in range(count):
                height[at] += place * planes[row, at]
                slope[at] += way * planes[row, at]
        for at in range(count):
            height[at] = height[at] / slope[at] if slope[at] > 0.0 else np.inf
        best = np.argmin(height)
        told[unit, 0] = best if np.isfinite(height[best]) else -1
        told[unit, 1] = height[best]
    return told
