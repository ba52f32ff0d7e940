"""Free disposal hull with any number of columns: compare, do not solve.

Each unit is compared with one other unit at a time, never with a mix. With
``a = (x, -y)``, point ``b`` and direction ``g`` ::

    β = max over units j of   min over rows with g > 0 of (b - a_j) / g
        among those with a_j ≤ b in the rows with g = 0

Only units that nobody beats can be the best, so the others are put aside first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.answers import Answers, Solver
from salesfrontier.dea.proving import FLOOR, Proof

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.dea.answers import Rays

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

CELLS = 4_000_000


def find_unbeaten(points: Floats) -> Ints:
    """Find the units that nobody beats: as good in every figure, better in one.

    Parameters
    ----------
    points : ndarray of float, shape (n, k)
        ``(x, -y)``: less is better.

    Returns
    -------
    ndarray of int, shape (f,)
        Positions, rising. Of units with the same figures the first.

    Notes
    -----
    Units come by the sum of their scaled figures, so that whoever beats a unit came
    before it. Cost O(n f k).

    Examples
    --------
    >>> find_unbeaten(np.array([[1.0, 2.0], [2.0, 2.0], [3.0, 1.0]])).tolist()
    [0, 2]
    """
    single, first = np.unique(points, axis=0, return_index=True)
    left = np.argsort(single.sum(axis=1), kind="stable")
    kept = []
    while len(left):
        lead = left[0]
        kept.append(lead)
        left = left[1:]
        left = left[~(single[left] >= single[lead]).all(axis=1)]
    unbeaten: Ints = np.sort(first[kept])
    return unbeaten


def reach_of(units: Floats, rays: Rays) -> Floats:
    """Say how far each unit lets each ray go, shape (n, f); -inf where not at all.

    Parameters
    ----------
    units : ndarray of float, shape (f, k)
    rays : Rays

    Notes
    -----
    Cost O(n f k).
    """
    reach = np.full((len(rays), len(units)), np.inf)
    for row in range(units.shape[1]):
        room = rays.points[:, row, None] - units[None, :, row]
        step = rays.directions[:, row, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            far = np.where(step > 0, room / step, np.where(room >= 0, np.inf, -np.inf))
        np.minimum(reach, far, out=reach)
    return reach


def solve_steps(units: Floats, rays: Rays, excluded: Ints) -> Answers:
    """Find how far each unit can go without mixing others.

    Parameters
    ----------
    units : ndarray of float, shape (f, k)
        Unbeaten units (or all of them).
    rays : Rays
    excluded : ndarray of int, shape (n,)
        Place among `units` of one that a ray must not be compared with, or -1.

    Notes
    -----
    Of several best units the one whose figures are smallest in sum. Cost O(n f k).
    """
    block = max(1, CELLS // len(units))
    order = np.argsort(units.sum(axis=1), kind="stable")
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    beta, peer = [], []
    for at in range(0, len(rays), block):
        cut = slice(at, at + block)
        reach = reach_of(units[order], rays.at(cut))
        out = np.flatnonzero(excluded[cut] >= 0)
        reach[out, back[excluded[cut][out]]] = -np.inf
        best = reach.argmax(axis=1)
        beta.append(reach[np.arange(len(best)), best])
        peer.append(order[best])
    found = np.concatenate(beta)
    there = np.isfinite(found)
    return Answers(
        beta=found,
        peer=np.where(there, np.concatenate(peer), -1)[:, None],
        weight=there.astype(np.float64)[:, None],
        plane=np.zeros(rays.points.shape),
        level=np.zeros(len(found)),
        solver=np.full(len(found), int(Solver.CLOSED_FORM), dtype=np.int64),
    )


def _someone_goes_further(
    units: Floats, rays: Rays, far: Floats, barred: Ints
) -> Bools:
    """Say where a unit stands that allows a ray to go beyond `far`, shape (n,)."""
    goal = rays.points - far[:, None] * rays.directions
    beaten = np.zeros(len(rays), dtype=np.bool_)
    block = max(1, CELLS // len(units))
    for at in range(0, len(rays), block):
        cut = slice(at, at + block)
        better = np.ones((len(goal[cut]), len(units)), dtype=np.bool_)
        for row in range(units.shape[1]):
            room = goal[cut, row, None] - units[None, :, row]
            moves = rays.directions[cut, row, None] > 0
            better &= np.where(moves, room > 0, room >= 0)
        out = np.flatnonzero(barred[cut] >= 0)
        better[out, barred[cut][out]] = False
        beaten[cut] = better.any(axis=1)
    return beaten


def prove_steps(
    units: Floats, rays: Rays, answers: Answers, excluded: Ints, *, tolerance: float
) -> Proof:
    """Check answers of `solve_steps` against all units.

    Parameters
    ----------
    units : ndarray of float, shape (r, k)
        Everybody, not only the unbeaten.
    rays, answers
        Peers are positions in `units`.
    excluded : ndarray of int, shape (n,)
    tolerance : float
        How much further than said nobody may go, relatively.

    Notes
    -----
    The peer must allow β, and no unit may allow β and a little more in every row that
    moves. Cost O(n r k), at most O(n f k) of it when only the unbeaten are looked at:
    whoever is beaten allows no more than who beats it.
    """
    there = answers.peer[:, 0] >= 0
    peer = units[np.where(there, answers.peer[:, 0], 0)]
    beta = np.where(there, answers.beta, 0.0)
    moved = beta[:, None] * rays.directions
    over = np.maximum(peer + moved - rays.points, 0.0)
    size = np.abs(peer) + np.abs(moved) + np.abs(rays.points)
    residual = over / np.maximum(size, FLOOR)
    little = tolerance * (1.0 + np.abs(beta))
    watched = units if (excluded >= 0).any() else units[find_unbeaten(units)]
    beaten = _someone_goes_further(watched, rays, beta + little, excluded)
    worst = np.where(there, residual.max(axis=1), 0.0)
    return Proof(
        residual=worst,
        infeasibility=np.zeros(len(rays)),
        gap=np.where(beaten & there, np.inf, 0.0),
    )
