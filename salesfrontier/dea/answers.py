"""What is asked of a programme, ray by ray, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


class Solver(IntEnum):
    """Who found an answer."""

    NOBODY = 0
    WALK = 1
    HIGHS = 2
    CLOSED_FORM = 3
    """Sorting or comparing answers it: no programme is solved."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Answers:
    """What the programme says of each unit, in scaled figures.

    Attributes
    ----------
    beta : ndarray of float, shape (n,)
        NaN without an answer, -inf where the ray never meets the technology.
    peer, weight : ndarray, shape (n, m - 1)
        Positions among the programme's units (-1 for none), and weights.
    plane : ndarray of float, shape (n, k)
    level : ndarray of float, shape (n,)
    solver : ndarray of int, shape (n,)
        See `Solver`.
    """

    beta: Floats
    peer: Ints
    weight: Floats
    plane: Floats
    level: Floats
    solver: Ints

    def put(self, at: Ints, other: Answers) -> Answers:
        """Replace the answers of some units."""
        columns = {name: column.copy() for name, column in vars(self).items()}
        more = other.peer.shape[1] - self.peer.shape[1]
        for name, blank in (("peer", -1), ("weight", 0.0)):
            edge = ((0, 0), (0, max(more, 0)))
            columns[name] = np.pad(columns[name], edge, constant_values=blank)
            columns[name][at] = blank
        for name, column in vars(other).items():
            if column.ndim > 1:
                columns[name][at, : column.shape[1]] = column
            else:
                columns[name][at] = column
        return Answers(**columns)


@dataclass(frozen=True, kw_only=True, eq=False)
class Rays:
    """Where each unit stands and where it goes, shape (n, k), scaled."""

    points: Floats
    directions: Floats

    def __len__(self) -> int:
        return len(self.points)

    def at(self, rows: Ints | slice) -> Rays:
        """Take some of them."""
        return Rays(points=self.points[rows], directions=self.directions[rows])


def no_answers(count: int, wide: int, most: int) -> Answers:
    """Return answers that say nothing yet."""
    return Answers(
        beta=np.full(count, np.nan),
        peer=np.full((count, most), -1, dtype=np.int64),
        weight=np.zeros((count, most)),
        plane=np.zeros((count, wide)),
        level=np.zeros(count),
        solver=np.full(count, int(Solver.NOBODY), dtype=np.int64),
    )


def with_positions(answers: Answers, frame: Ints) -> Answers:
    """Name peers by their place in the table instead of in the frame."""
    there = answers.peer >= 0
    peer = np.where(there, frame[np.where(there, answers.peer, 0)], -1)
    return replace(answers, peer=peer)
