"""Walk on a shortlist of columns, then look once at all of them; compiled by numba.

Neighbours end on planes of the same few units. So a unit walks among those first,
which is cheap, and only the plane it ends on is looked at from all columns. Where some
stand over it, the furthest join the list and the unit walks again from its first plane,
which was over everybody. A unit that ends where it began needs no look at all. Import
only where numba is installed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.kernels import (
    SLANT,
    compiling,
    invert,
    nearest_column,
    pivot,
    prices,
    walk_one,
    worst_row,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

MANY = 512
"""Columns from which a shortlist repays itself."""
LONGEST = 320
ROUNDS = 24
JOINING = 6
RING = 256
"""Last planes of others that a unit may begin on."""
PIECE = 512
"""Columns priced at a time: as many as stay at hand."""


@compiling
def _join(
    columns: Floats, pack: Floats, short: Ints, where: Ints, count: int, column: int
) -> int:
    """Put a column on the list; return how many are on it."""
    if where[column] < 0:
        for row in range(columns.shape[0]):
            pack[row, count] = columns[row, column]
        short[count] = column
        where[column] = count
        count += 1
    return count


@compiling
def _over(columns: Floats, price: Floats, out: Floats, tie: float) -> int:
    """Find the column that stands furthest over a plane; -1 where none does."""
    size, wide = columns.shape
    standing = 0
    for begin in range(0, wide, PIECE):
        count = min(PIECE, wide - begin)
        part = out[begin : begin + count]
        column, share = columns[0, begin : begin + count], price[0]
        for at in range(count):
            part[at] = share * column[at]
        for row in range(1, size):
            column, share = columns[row, begin : begin + count], price[row]
            for at in range(count):
                part[at] += share * column[at]
        for at in range(count):
            standing += 1 if part[at] < -tie else 0
    return int(np.argmin(out)) if standing else -1


@compiling
def _join_those_over(
    columns: Floats, lists: tuple[Floats, Ints, Ints, Floats], count: int, worst: int
) -> int:
    """Put the column furthest over a plane on the list, and a few nearly as far."""
    pack, short, where, out = lists
    half = 0.5 * out[worst]
    count = _join(columns, pack, short, where, count, worst)
    joined = 1
    for at in range(columns.shape[1]):
        if out[at] < half and joined < JOINING and count < LONGEST:
            count = _join(columns, pack, short, where, count, at)
            joined += 1
    return count


@compiling
def _walk_list(
    pack: Floats,
    count: int,
    right: Floats,
    inverse: Floats,
    local: Ints,
    rules: Floats,
) -> tuple[int, int]:
    """Walk among the columns of the list; return the ending and the steps."""
    out = np.empty((2, count))
    image = np.empty(pack.shape[0])
    for step in range(int(rules[4])):
        row = worst_row(inverse, right, rules[0], rules[1])
        if row == 0:
            return 0, step
        prices(pack, count, inverse[0], inverse[row], out)
        smallest = rules[2] * np.abs(inverse[row]).sum()
        tie = rules[3] * np.abs(inverse[0]).sum()
        column = nearest_column(out, count, local, smallest, tie)
        if column < 0:
            return 1, step
        pivot(inverse, image, row, pack[:, column])
        local[row - 1] = column
    return 2, int(rules[4])


@compiling
def _walk_short(
    columns: Floats,
    right: Floats,
    inverse: Floats,
    basis: Ints,
    rules: Floats,
    lists: tuple[Floats, Ints, Ints, Floats],
    count: int,
) -> tuple[int, int, int]:
    """Walk on the list until its plane is over all columns.

    Returns the ending (-1 where the list could not tell), the steps, and how many are
    on the list now.
    """
    pack, short, where, out = lists
    for at in basis:
        count = _join(columns, pack, short, where, count, at)
    first, begun = inverse.copy(), where[basis]
    steps = 0
    for _ in range(ROUNDS):
        local = begun.copy()
        inverse[:] = first
        ending, more = _walk_list(pack, count, right, inverse, local, rules)
        steps += more
        if ending != 0:
            break
        basis[:] = short[local]
        if more == 0:
            return 0, steps, count
        tie = rules[3] * np.abs(inverse[0]).sum()
        worst = _over(columns, inverse[0], out, tie)
        if worst < 0:
            return 0, steps, count
        count = _join_those_over(columns, lists, count, worst)
        if count >= LONGEST:
            break
    inverse[:] = first
    basis[:] = short[begun]
    return -1, steps, count


@compiling
def _nearest(
    ring: tuple[Floats, Ints, Floats, Floats], right: Floats, direction: Floats
) -> tuple[int, float]:
    """Find which of the last planes bounds a ray best, and how far it lets it go."""
    planes, _, height, slope = ring
    for at in range(planes.shape[1]):
        height[at] = 0.0
        slope[at] = 0.0
    for row in range(planes.shape[0]):
        place, way = right[row], direction[row]
        for at in range(planes.shape[1]):
            height[at] += place * planes[row, at]
            slope[at] += way * planes[row, at]
    for at in range(planes.shape[1]):
        height[at] = height[at] / slope[at] if slope[at] > SLANT else np.inf
    best = int(np.argmin(height))
    return best, float(height[best])


@compiling
def _keep(
    ring: tuple[Floats, Ints, Floats, Floats], at: int, plane: Floats, basis: Ints
) -> None:
    """Put a plane that is over everybody among the last ones."""
    planes, bases, _, _ = ring
    size = np.abs(plane).sum()
    for row in range(len(plane)):
        planes[row, at] = plane[row] / size
    bases[at] = basis


@compiling
def _begin(
    columns: Floats,
    right: Floats,
    direction: Floats,
    basis: Ints,
    ring: tuple[Floats, Ints, Floats, Floats],
    works: tuple[Floats, Floats, Floats],
) -> bool:
    """Choose the better of a unit's first plane and the last ones of those before."""
    work, own, last = works
    fine = invert(columns, direction, basis, work, own)
    limit = np.inf
    if fine:
        limit = 0.0
        for at in range(len(right)):
            limit += own[0, at] * right[at]
    best, reach = _nearest(ring, right, direction)
    before = ring[1][best]
    if reach < limit and invert(columns, direction, before, work, last):
        own[:] = last
        basis[:] = before
        fine = True
    return fine


@compiling
def _empty_ring(size: int) -> tuple[Floats, Ints, Floats, Floats]:
    """Make room for the last planes: they, their columns, and two rows to reckon in."""
    planes = np.zeros((size, RING))
    bases = np.zeros((RING, size - 1), dtype=np.int64)
    return planes, bases, np.empty(RING), np.empty(RING)


@compiling
def _empty_lists(size: int, wide: int) -> tuple[Floats, Ints, Ints, Floats]:
    """Make room for a shortlist: its columns, their places, where each is, a row."""
    pack = np.empty((size, LONGEST + size))
    short = np.empty(LONGEST + size, dtype=np.int64)
    return pack, short, np.full(wide, -1, dtype=np.int64), np.empty(wide)


@compiling
def walk_many(
    columns: Floats, right: Floats, direction: Floats, basis: Ints, rules: Floats
) -> Ints:
    """Walk with the units of one block; return endings, rows and steps.

    A unit begins on its own first plane, or on one of the last planes of those before
    where that bounds it better: neighbours mostly end on the same plane or the next.
    """
    size, wide = columns.shape
    told = np.zeros((len(basis), 3), dtype=np.int64)
    works = (np.empty((size, size)), np.empty((size, size)), np.empty((size, size)))
    ring, lists = _empty_ring(size), _empty_lists(size, wide)
    own, kept, count = works[1], 0, 0
    for unit in range(len(basis)):
        mine = basis[unit]
        if not _begin(columns, right[unit], direction[unit], mine, ring, works):
            told[unit, 0] = 2
            continue
        ending, row, steps = -1, 0, 0
        if wide > MANY:
            if count + size > LONGEST:
                lists[2][:] = -1
                count = 0
            ending, steps, count = _walk_short(
                columns, right[unit], own, mine, rules, lists, count
            )
        if ending < 0:
            ending, row, more = walk_one(columns, right[unit], own, mine, rules)
            steps += more
        told[unit, 0], told[unit, 1], told[unit, 2] = ending, row, steps
        if ending == 0 and steps > 0:
            _keep(ring, kept % RING, own[0], mine)
            kept += 1
    return told
