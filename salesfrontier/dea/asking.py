"""Ask HiGHS, where a walk got lost or its answer could not be proven."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog

from salesfrontier.dea.programme import SUM_SLACK, Programme, Returns
from salesfrontier.dea.solving import Answers, Rays, Solver, no_answers

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.optimize import OptimizeResult

    Floats = NDArray[np.float64]

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
