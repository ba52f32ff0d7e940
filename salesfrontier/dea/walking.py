"""Walk over the planes of a technology until each unit's ray meets its own.

This is the dual simplex method, for many units at once. Every unit stands on a plane
that lies over all units; the plane is a set of columns (units and slacks), and with
the unit's own direction they make a basis. While the mix it implies has a negative
weight, that column leaves and the plane turns about the others until it touches the
next unit. When no weight is negative the mix reaches the plane: both are best.

Source: Lemke (1954), Naval Research Logistics Quarterly 1(1), 36-47, for the dual
simplex; ties are broken by the larger pivot as in Harris (1973), Mathematical
Programming 5, 1-28. Only the *columns* of the last plane are kept: every figure is
computed afresh from them (see `salesfrontier.dea.solving`), so a rounding error of
the walk cannot reach a result.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.compiled import is_worth_it, walk_compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

NEGATIVE = 1e-12
"""A weight is negative when it is below zero by more than this share of the figures
it is the sum of; less is rounding."""
DUST = 1e-15
"""And by more than this share of the largest figures it could be the sum of."""
PIVOT = 1e-11
"""A column is level with the turning plane within this share of the plane's size."""
TIE = 1e-13
CELLS = 2_000_000
"""Cells of the largest table of prices, which bounds the memory."""


class Ending(IntEnum):
    """How a walk ended."""

    REACHED = 0
    MISSED = 1
    LOST = 2


@dataclass(frozen=True, kw_only=True, eq=False)
class Walk:
    """Where each unit's walk ended.

    Attributes
    ----------
    basis : ndarray of int, shape (n, m - 1)
        Columns of the last plane.
    ending : ndarray of int, shape (n,)
        `Ending`: reached; missed (the ray never meets the technology, the last plane
        shows it); lost (too many steps, no answer).
    leaving : ndarray of int, shape (n,)
        Where a ray missed: the row of the basis that proves it.
    steps : int
        Steps of all units together.
    """

    basis: Ints
    ending: Ints
    leaving: Ints
    steps: int


@dataclass(frozen=True, kw_only=True, eq=False)
class _Crowd:
    """The units of one block that still walk."""

    who: Ints
    inverse: Floats
    basis: Ints

    def only(self, keep: Bools) -> _Crowd:
        """Keep some of them."""
        return _Crowd(
            who=self.who[keep], inverse=self.inverse[keep], basis=self.basis[keep]
        )


def bases_of(columns: Floats, direction: Floats, basis: Ints) -> Floats:
    """Put the column of β and those of the planes side by side, shape (n, m, m)."""
    whole = np.empty((len(basis), columns.shape[0], columns.shape[0]))
    whole[:, :, 0] = direction
    whole[:, :, 1:] = np.swapaxes(columns.T[basis], 1, 2)
    return whole


def solve_each(whole: Floats, right: Floats) -> Floats:
    """Solve many small systems; a singular one has NaN for an answer.

    Parameters
    ----------
    whole : ndarray of float, shape (n, m, m)
    right : ndarray of float, shape (n, m)

    Notes
    -----
    Cost O(n m³).
    """
    answers = np.full_like(right, np.nan)
    try:
        answers[:] = np.linalg.solve(whole, right[:, :, None])[:, :, 0]
    except np.linalg.LinAlgError:
        for at in range(len(whole)):
            if np.linalg.cond(whole[at]) < 1.0 / np.finfo(np.float64).eps:
                answers[at] = np.linalg.solve(whole[at], right[at])
    return answers


def inverses_of(whole: Floats) -> Floats:
    """Invert many small matrices, shape (n, m, m); a singular one is all NaN."""
    answers = np.full_like(whole, np.nan)
    try:
        answers[:] = np.linalg.inv(whole)
    except np.linalg.LinAlgError:
        for at in range(len(whole)):
            if np.linalg.cond(whole[at]) < 1.0 / np.finfo(np.float64).eps:
                answers[at] = np.linalg.inv(whole[at])
    return answers


def most_steps(rows: int) -> int:
    """Bound the steps of one unit; beyond it a walk turns in circles."""
    return 60 + 30 * rows


def _entering(columns: Floats, price: Floats, turn: Floats, basis: Ints) -> Ints:
    """Choose which column each plane meets first when it turns; -1 when none."""
    reduced = np.maximum(price @ columns, 0.0)
    slope = -(turn @ columns)
    np.put_along_axis(slope, basis, 0.0, axis=1)
    open_ = slope > PIVOT * np.abs(turn).sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = np.where(open_, reduced / slope, np.inf)
        tie = TIE * np.abs(price).sum(axis=1, keepdims=True)
        loose = np.where(open_, (reduced + tie) / slope, np.inf)
    nearest = loose.min(axis=1)
    chosen: Ints = np.where(reach <= nearest[:, None], slope, 0.0).argmax(axis=1)
    return np.where(np.isfinite(nearest), chosen, -1)


def _turn(crowd: _Crowd, row: Ints, column: Ints, columns: Floats) -> _Crowd:
    """Let one column leave and another enter the basis of each unit."""
    each = np.arange(len(row))
    image = np.einsum("nij,nj->ni", crowd.inverse, columns.T[column])
    pivot = image[each, row]
    inverse, basis = crowd.inverse.copy(), crowd.basis.copy()
    lead = inverse[each, row] / pivot[:, None]
    inverse -= image[:, :, None] * lead[:, None, :]
    inverse[each, row] = lead
    basis[each, row - 1] = column
    return _Crowd(who=crowd.who, inverse=inverse, basis=basis)


def _worst(crowd: _Crowd, right: Floats) -> tuple[Ints, Bools]:
    """Find the row that is most wrong, measured as a distance, and who has none."""
    parts = crowd.inverse[:, 1:] * right[:, None, :]
    value, size = parts.sum(axis=2), np.abs(parts).sum(axis=2)
    length = np.sqrt((crowd.inverse[:, 1:] ** 2).sum(axis=2))
    dust = DUST * length * np.abs(right).max(axis=1, keepdims=True)
    wrong = value < -NEGATIVE * size - dust
    row: Ints = np.where(wrong, value / length, 0.0).argmin(axis=1)
    return row + 1, ~wrong.any(axis=1)


def _walk_block(columns: Floats, right: Floats, direction: Floats, basis: Ints) -> Walk:
    """Walk with the units of one block."""
    ending = np.full(len(basis), int(Ending.LOST), dtype=np.int64)
    last, leaving = basis.copy(), np.zeros(len(basis), dtype=np.int64)
    inverse = inverses_of(bases_of(columns, direction, basis))
    crowd = _Crowd(who=np.arange(len(basis)), inverse=inverse, basis=basis)
    steps = 0
    for _ in range(most_steps(columns.shape[0])):
        row, good = _worst(crowd, right[crowd.who])
        last[crowd.who[good]] = crowd.basis[good]
        ending[crowd.who[good]] = Ending.REACHED
        crowd, row = crowd.only(~good), row[~good]
        if not len(row):
            break
        each = np.arange(len(row))
        turn = crowd.inverse[each, row]
        column = _entering(columns, crowd.inverse[:, 0], turn, crowd.basis)
        stuck = column < 0
        last[crowd.who[stuck]] = crowd.basis[stuck]
        leaving[crowd.who[stuck]] = row[stuck]
        ending[crowd.who[stuck]] = Ending.MISSED
        crowd = _turn(crowd.only(~stuck), row[~stuck], column[~stuck], columns)
        steps += len(crowd.who)
    return Walk(basis=last, ending=ending, leaving=leaving, steps=steps)


def _walk_compiled(
    columns: Floats, right: Floats, direction: Floats, basis: Ints
) -> Walk:
    """Walk with all units compiled."""
    last = basis.copy()
    rules = np.array([NEGATIVE, DUST, PIVOT, TIE, most_steps(columns.shape[0])])
    told = walk_compiled(columns, right, direction, last, rules)
    return Walk(
        basis=last, ending=told[:, 0], leaving=told[:, 1], steps=int(told[:, 2].sum())
    )


def walk(columns: Floats, right: Floats, direction: Floats, basis: Ints) -> Walk:
    """Walk with all units, block by block.

    Parameters
    ----------
    columns : ndarray of float, shape (m, c)
        See `Programme`.
    right, direction : ndarray of float, shape (n, m)
    basis : ndarray of int, shape (n, m - 1)
        A plane over all units for each unit to start from.

    Notes
    -----
    Cost O(n s c m) for s steps a unit, mostly two to four times m; memory O(CELLS).
    """
    if is_worth_it(len(basis), columns.size):
        return _walk_compiled(columns, right, direction, basis)
    block = max(1, CELLS // columns.shape[1])
    parts = [
        _walk_block(
            columns,
            right[at : at + block],
            direction[at : at + block],
            basis[at : at + block],
        )
        for at in range(0, len(basis), block)
    ]
    return Walk(
        basis=np.concatenate([part.basis for part in parts]),
        ending=np.concatenate([part.ending for part in parts]),
        leaving=np.concatenate([part.leaving for part in parts]),
        steps=sum(part.steps for part in parts),
    )
