"""Ask HiGHS: where a walk has no first plane, got lost, or could not be proven."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog

from salesfrontier.dea.answers import Answers, Rays, Solver, no_answers
from salesfrontier.dea.programme import SUM_SLACK, Programme, Returns
from salesfrontier.dea.starts import Starts, choose_start

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.optimize import OptimizeResult

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

SEEDS = 8
TIGHT = 1e-10
EXACT = {
    "primal_feasibility_tolerance": 1e-10,
    "dual_feasibility_tolerance": 1e-10,
}


@dataclass(frozen=True, kw_only=True, eq=False)
class _Written:
    """One unit's programme as HiGHS reads it.

    Attributes
    ----------
    matrix : ndarray of float, shape (m, 1 + f)
        β first.
    right : ndarray of float, shape (m,)
    measure : ndarray of float, shape (k,)
        What the rows were divided by.
    sign : float
        Of the row of the sum, where it is no equation.
    """

    matrix: Floats
    right: Floats
    measure: Floats
    sign: float


def _write(programme: Programme, ray: Rays) -> _Written:
    """Write one unit's programme in the unit's own measure."""
    size, wide = programme.size, ray.points.shape[1]
    right = programme.right_sides(ray.points)[0]
    matrix = np.column_stack(
        [programme.directions(ray.directions)[0], programme.columns[:, :size]]
    )
    # In its own measure a small unit is no smaller than a large one.
    own = np.abs(ray.points[0])
    measure = np.where(own > 0, own, 1.0)
    sign = SUM_SLACK.get(programme.returns, 1.0)
    scale = np.full(len(right), sign)
    scale[:wide] = 1.0 / measure
    return _Written(
        matrix=matrix * scale[:, None], right=right * scale, measure=measure, sign=sign
    )


def _solve(written: _Written, *, equal: bool) -> OptimizeResult:
    """Call HiGHS."""
    wide, size = len(written.measure), written.matrix.shape[1] - 1
    above = slice(0, wide if equal else None)
    cost = np.zeros(size + 1)
    cost[0] = -1.0
    return linprog(
        cost,
        A_ub=written.matrix[above],
        b_ub=written.right[above],
        A_eq=written.matrix[wide:] if equal else None,
        b_eq=written.right[wide:] if equal else None,
        bounds=[(None, None)] + [(0, None)] * size,
        method="highs-ds",
        options=EXACT,
    )


def _ask_one(programme: Programme, ray: Rays) -> Answers:
    """Hand one programme to HiGHS."""
    wide, equal = ray.points.shape[1], programme.returns is Returns.VRS
    written = _write(programme, ray)
    answer = _solve(written, equal=equal)
    if answer.status != 0:
        return no_answers(1, wide, 1)
    used = np.flatnonzero(answer.x[1:] > 0)
    price = -answer.ineqlin.marginals
    level = -answer.eqlin.marginals if equal else price[wide:] * written.sign
    return Answers(
        beta=np.array([answer.x[0]]),
        peer=used[None, :].astype(np.int64),
        weight=answer.x[1:][used][None, :],
        plane=np.maximum(price[:wide], 0.0)[None, :] / written.measure,
        level=level if len(level) else np.zeros(1),
        solver=np.array([int(Solver.HIGHS)]),
    )


def ask_highs(programme: Programme, rays: Rays) -> Answers:
    """Solve each unit's programme with HiGHS, as an answer of its own.

    Parameters
    ----------
    programme : Programme
    rays : Rays

    Notes
    -----
    One linear programme a unit: thousands of times slower than `solve`, and used only
    where that could not prove its answer. Cost O(n) programmes of f columns.
    """
    parts = [_ask_one(programme, rays.at(np.array([at]))) for at in range(len(rays))]
    most = max(part.peer.shape[1] for part in parts)
    found = no_answers(len(rays), rays.points.shape[1], most)
    for at, part in enumerate(parts):
        found = found.put(np.array([at]), part)
    return found


def _basis_of(programme: Programme, ray: Rays, answers: Answers) -> Ints | None:
    """Find columns that make the plane of an answer; None where they are too few."""
    plane, level = answers.plane[0], answers.level[0]
    price = np.append(plane, level)[: programme.rows]
    reduced = price @ programme.columns
    size = np.abs(price) @ np.abs(programme.columns)
    tight = np.flatnonzero(reduced <= TIGHT * np.maximum(size, np.abs(price).max()))
    kept = [programme.directions(ray.directions)[0]]
    chosen: list[int] = []
    for at in tight.tolist():
        trial = np.column_stack([*kept, programme.columns[:, at]])
        if np.linalg.matrix_rank(trial) == trial.shape[1]:
            kept.append(programme.columns[:, at])
            chosen.append(at)
        if len(kept) == programme.rows:
            return np.array(chosen, dtype=np.int64)
    return None


def seed_starts(programme: Programme, rays: Rays, starts: Starts) -> Starts:
    """Add planes for rays that no plane at hand bounds.

    Parameters
    ----------
    programme : Programme
    rays : Rays
    starts : Starts

    Returns
    -------
    Starts
        The same where every ray has a plane to start from. Otherwise with the plane of
        HiGHS for one such ray, and for one of those left, and so on.

    Notes
    -----
    Under constant returns zeros in the inputs leave no plane at hand. Cost O(n s k) and
    a few programmes.
    """
    if programme.returns is Returns.VRS:
        # Whatever moves is bounded by the best of its own column.
        return starts
    for _ in range(SEEDS):
        bare = np.flatnonzero(
            choose_start(starts, rays.points, rays.directions).plane < 0
        )
        if not len(bare):
            break
        ray = rays.at(bare[len(bare) // 2 : len(bare) // 2 + 1])
        answers = _ask_one(programme, ray)
        basis = None
        if np.isfinite(answers.beta[0]):
            basis = _basis_of(programme, ray, answers)
        if basis is None:
            break
        starts = Starts(
            plane=np.concatenate([starts.plane, answers.plane]),
            level=np.concatenate([starts.level, answers.level]),
            basis=np.concatenate([starts.basis, basis[None, :]]),
        )
    return starts
