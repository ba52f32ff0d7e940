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
    bound,
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
    out[:] = 0.0
    for row in range(columns.shape[0]):
        part = price[row]
        for at in range(columns.shape[1]):
            out[at] += part * columns[row, at]
    lowest = 0
    for at in range(columns.shape[1]):
        if out[at] < out[lowest]:
            lowest = at
    return lowest if out[lowest] < -tie else -1


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
    pack: Floats, right: Floats, inverse: Floats, local: Ints, rules: Floats
) -> tuple[int, int]:
    """Walk among the columns of the list; return the ending and the steps."""
    out = np.empty((2, pack.shape[1]))
    image = np.empty(pack.shape[0])
    for step in range(int(rules[4])):
        row = worst_row(inverse, right, rules[0], rules[1])
        if row == 0:
            return 0, step
        prices(pack, inverse[0], inverse[row], out)
        smallest = rules[2] * np.abs(inverse[row]).sum()
        tie = rules[3] * np.abs(inverse[0]).sum()
        column = nearest_column(out, local, smallest, tie)
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
        ending, more = _walk_list(pack[:, :count], right, inverse, local, rules)
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
def _begin(
    columns: Floats,
    right: Floats,
    direction: Floats,
    bases: tuple[Ints, Ints],
    plane: Floats,
    works: tuple[Floats, Floats, Floats],
) -> bool:
    """Choose the better of a unit's first plane and the last one of the unit before."""
    basis, before = bases
    work, own, last = works
    fine = invert(columns, direction, basis, work, own)
    limit = np.inf
    if fine:
        limit = 0.0
        for at in range(len(right)):
            limit += own[0, at] * right[at]
    linked = before[0] >= 0 and invert(columns, direction, before, work, last)
    if linked and bound(last, right, direction, plane) < limit:
        own[:] = last
        basis[:] = before
        fine = True
    return fine


@compiling
def walk_many(
    columns: Floats, right: Floats, direction: Floats, basis: Ints, rules: Floats
) -> Ints:
    """Walk with the units of one block; return endings, rows and steps.

    A unit begins on its own first plane, or on the last one of the unit before where
    that bounds it better: neighbours mostly end on the same plane or the next.
    """
    size, wide = columns.shape
    told = np.zeros((len(basis), 3), dtype=np.int64)
    works = (np.empty((size, size)), np.empty((size, size)), np.empty((size, size)))
    own = works[1]
    plane = np.zeros(size)
    before = np.full(size - 1, -1, dtype=np.int64)
    lists = (
        np.empty((size, LONGEST + size)),
        np.empty(LONGEST + size, dtype=np.int64),
        np.full(wide, -1, dtype=np.int64),
        np.empty(wide),
    )
    count = 0
    for unit in range(len(basis)):
        if not _begin(
            columns, right[unit], direction[unit], (basis[unit], before), plane, works
        ):
            told[unit, 0] = 2
            continue
        ending, row, steps = -1, 0, 0
        if wide > MANY:
            if count + size > LONGEST:
                lists[2][:] = -1
                count = 0
            ending, steps, count = _walk_short(
                columns, right[unit], own, basis[unit], rules, lists, count
            )
        if ending < 0:
            ending, row, more = walk_one(columns, right[unit], own, basis[unit], rules)
            steps += more
        told[unit, 0], told[unit, 1], told[unit, 2] = ending, row, steps
        before[0] = -1
        if ending == 0:
            before[:] = basis[unit]
            plane[:] = own[0]
    return told
