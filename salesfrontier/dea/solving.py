"""From rays to figures: walk, then compute afresh.

Units are solved in waves. The planes on which one wave ended hold for everybody, so
the next wave starts from the best of them and mostly has to turn a plane once or
twice, not twenty times.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.answers import Answers, Rays, Solver, no_answers
from salesfrontier.dea.asking import seed_starts
from salesfrontier.dea.compiled import side_by_side
from salesfrontier.dea.distinct import first_of_each
from salesfrontier.dea.programme import Programme, Returns
from salesfrontier.dea.starts import Starts, choose_start, list_starts, neighbours_first
from salesfrontier.dea.walking import Ending, Walk, bases_of, solve_each, walk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

WAVES = (64, 512, 4096)
POOL = 256
"""Planes kept for the next wave: looking through more costs more than turning."""
SMALLEST = 1e-13
BLOCK = 65_536
TOGETHER = 2
"""Large waves solved side by side: one walks while another computes its figures.
Fixed, not the processors at hand, so that the answers do not hang on the machine."""


def _counts(programme: Programme, rays: Rays, unit: Ints, weight: Floats) -> Bools:
    """Say whether a weight makes a difference in any figure of its unit's mix."""
    share = np.zeros(unit.shape)
    for row in range(rays.points.shape[1]):
        size = np.abs(rays.points[:, row, None])
        part = np.abs(weight * programme.points[unit, row])
        share = np.maximum(
            share, np.divide(part, size, out=np.zeros_like(part), where=size > 0)
        )
    if programme.returns is not Returns.CRS:
        share = np.maximum(share, weight)
    counts: Bools = share > SMALLEST
    return counts


def _figures(programme: Programme, rays: Rays, walked: Walk) -> Answers:
    """Compute β, mix and plane of each unit afresh from the columns of its plane."""
    right = programme.right_sides(rays.points)
    whole = bases_of(
        programme.columns, programme.directions(rays.directions), walked.basis
    )
    each, wide = np.arange(len(rays)), rays.points.shape[1]
    missed = walked.ending == Ending.MISSED
    unit = np.zeros_like(right)
    unit[each, np.where(missed, walked.leaving, 0)] = 1.0
    value = solve_each(whole, right)
    price = solve_each(np.swapaxes(whole, 1, 2), unit)
    # A slack in the plane means that the plane does not lean on its row: exactly.
    row = walked.basis - programme.size
    leans = np.ones_like(price)
    loose = row >= 0
    loose[each[missed], walked.leaving[missed] - 1] = False
    leans[np.nonzero(loose)[0], row[loose]] = 0.0
    price = price * leans
    used = (walked.basis < programme.size) & (value[:, 1:] > 0) & ~missed[:, None]
    used &= _counts(programme, rays, np.where(used, walked.basis, 0), value[:, 1:])
    level = price[:, wide] if price.shape[1] > wide else np.zeros(len(rays))
    lost = walked.ending == Ending.LOST
    beta = np.where(missed, -np.inf, np.where(lost, np.nan, value[:, 0]))
    return Answers(
        beta=beta,
        peer=np.where(used, walked.basis, -1),
        weight=np.where(used, value[:, 1:], 0.0),
        plane=price[:, :wide],
        level=level,
        solver=np.where(lost, int(Solver.NOBODY), int(Solver.WALK)),
    )


def _pool(starts: Starts, walked: Walk, found: Answers) -> Starts:
    """Add the planes of a wave to those at hand, each once."""
    reached = np.flatnonzero(walked.ending == Ending.REACHED)
    ordered = np.sort(walked.basis[reached], axis=1)
    fresh = reached[first_of_each(ordered)]
    fresh = fresh[:: max(1, -(-len(fresh) // POOL))]
    return Starts(
        plane=np.concatenate([starts.plane, found.plane[fresh]]),
        level=np.concatenate([starts.level, found.level[fresh]]),
        basis=np.concatenate([starts.basis, walked.basis[fresh]]),
    )


def _wave(
    programme: Programme, rays: Rays, starts: Starts, first: Starts
) -> tuple[Answers, Starts]:
    """Solve one wave of units; those without a start stay without an answer.

    The next wave starts from the first planes of all, or those on which this one ended.
    """
    found = no_answers(len(rays), rays.points.shape[1], programme.rows - 1)
    begin = choose_start(starts, rays.points, rays.directions)
    able = np.flatnonzero(begin.plane >= 0)
    if not len(able):
        return found, starts
    some = rays.at(able)
    # Where each ray is about to leave the technology: neighbours there are neighbours.
    ends = some.points - begin.bound[able, None] * some.directions
    order = neighbours_first(ends)
    able, some = able[order], some.at(order)
    walked = walk(
        programme.columns,
        programme.right_sides(some.points),
        programme.directions(some.directions),
        starts.basis[begin.plane[able]],
    )
    answers = _figures(programme, some, walked)
    return found.put(able, answers), _pool(first, walked, answers)


def _cuts(count: int) -> list[list[slice]]:
    """Cut the units into waves, small ones first and alone, large ones side by side."""
    small = [end for end in WAVES if 2 * end < count]
    ends = [0, *small, *range((small or [0])[-1] + BLOCK, count, BLOCK), count]
    waves = [slice(start, end) for start, end in pairwise(ends)]
    alone, large = waves[: len(small)], waves[len(small) :]
    groups = [large[at : at + TOGETHER] for at in range(0, len(large), TOGETHER)]
    return [[cut] for cut in alone] + groups


def solve(programme: Programme, rays: Rays, *, inputs: int) -> Answers:
    """Find how far each unit can go.

    Parameters
    ----------
    programme : Programme
    rays : Rays
        Directions ≥ 0 with at least one figure above zero each.
    inputs : int
        How many of the k figures are inputs.

    Notes
    -----
    Waves are cut from a fixed shuffle, so that a file in order does not make them
    one-sided; answers come back in the order given. Cost O(n s f m), s steps a unit.
    """
    first = starts = seed_starts(programme, rays, list_starts(programme, inputs))
    order = np.random.default_rng(0).permutation(len(rays))
    found = no_answers(len(rays), rays.points.shape[1], programme.rows - 1)
    for cuts in _cuts(len(rays)):
        asked = [order[cut] for cut in cuts]
        waves = [
            partial(_wave, programme, rays.at(who), starts, first) for who in asked
        ]
        told = side_by_side(waves)
        starts = told[-1][1]
        for who, (answers, _next) in zip(asked, told, strict=True):
            for name, column in vars(found).items():
                column[who] = getattr(answers, name)
    return found
