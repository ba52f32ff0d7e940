"""Among the best mixes, the one that leaves nothing on the table.

Several mixes may reach the same β. By complementary slackness a row can only have
slack where the plane does not lean on it (``h = 0``), and only units that lie in the
plane can be peers. Where those are no more than a basis holds, the mix is the only one
and its slacks are the largest. Elsewhere a small second programme decides ::

    max Σ s_i / mean_i     Σ λ_j a_j + s = b - β g,   λ, s ≥ 0,  sum as before
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog

from salesfrontier.dea.programme import SUM_SLACK, Programme, Returns
from salesfrontier.dea.proving import FLAT, scan

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.dea.answers import Answers, Rays

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

WEIGHT = 1e-12


def _in_plane(programme: Programme, answers: Answers, who: Ints) -> Bools:
    """Mark the units that lie in each plane, shape (len(who), f)."""
    plane, level = answers.plane[who], answers.level[who]
    height = plane @ programme.points.T + level[:, None]
    size = plane @ np.abs(programme.points.T) + np.abs(level)[:, None]
    lying: Bools = height <= FLAT * size
    return lying


def _free_sum(programme: Programme, answers: Answers, who: Ints) -> Bools:
    """Mark planes that do not lean on the sum of weights, where it has a slack."""
    size = answers.plane[who].max(axis=1)
    flat: Bools = np.abs(answers.level[who]) <= FLAT * size
    return flat & (programme.returns in SUM_SLACK)


def _undecided(programme: Programme, answers: Answers) -> Ints:
    """Find the units with more than one best mix and room for slack."""
    largest = answers.plane.max(axis=1, keepdims=True)
    loose = (answers.plane <= FLAT * largest).sum(axis=1)
    asked = np.flatnonzero((loose > 0) & np.isfinite(answers.beta))
    nobody = np.full(len(asked), -1, dtype=np.int64)
    plane, level = answers.plane[asked], answers.level[asked]
    lying = scan(plane, level, programme.points, nobody).lying
    ends = _free_sum(programme, answers, asked)
    return asked[lying + loose[asked] + ends > programme.rows - 1]


def _best_mix(
    programme: Programme, target: Floats, lying: Ints, worth: Floats
) -> Floats | None:
    """Solve the second programme of one unit over the units in its plane."""
    wide, count = len(target), len(lying)
    units = programme.columns[:, lying]
    sides = [np.eye(wide)]
    sign = SUM_SLACK.get(programme.returns, 0.0)
    matrix = np.column_stack([units[:wide], *sides])
    right = target
    cost = np.concatenate([np.zeros(count), -worth])
    if programme.returns is not Returns.CRS:
        tail = np.concatenate([np.ones(count), np.zeros(wide)])
        matrix, right = np.vstack([matrix, tail]), np.append(right, 1.0)
    if sign:
        end = np.zeros((wide + 1, 1))
        end[-1] = sign
        matrix, cost = np.column_stack([matrix, end]), np.append(cost, 0.0)
    answer = linprog(cost, A_eq=matrix, b_eq=right, method="highs-ds")
    return answer.x[:count] if answer.status == 0 else None


def maximise_slacks(
    programme: Programme, rays: Rays, answers: Answers, worth: Floats
) -> Answers:
    """Replace mixes that leave more on the table than they need to.

    Parameters
    ----------
    programme : Programme
        Of the frame; peers are positions in it.
    rays : Rays
    answers : Answers
    worth : ndarray of float, shape (k,)
        What one scaled unit of slack counts for in each column.

    Notes
    -----
    Cost O(n f k), and one small programme for each unit with more than one best mix.
    Source: Ali & Seiford (1993), Operations Research Letters 13(1), 29-32, on solving
    in two steps instead of with a tiny weight.
    """
    undecided = _undecided(programme, answers)
    if not len(undecided):
        return answers
    mixes: dict[int, tuple[Ints, Floats]] = {}
    for at in undecided.tolist():
        lying = np.flatnonzero(_in_plane(programme, answers, np.array([at]))[0])
        target = rays.points[at] - answers.beta[at] * rays.directions[at]
        weights = _best_mix(programme, target, lying, worth)
        if weights is not None:
            used = weights > WEIGHT
            mixes[at] = lying[used], weights[used]
    return _with_mixes(answers, mixes)


def _with_mixes(answers: Answers, mixes: dict[int, tuple[Ints, Floats]]) -> Answers:
    """Put new mixes in the place of old ones."""
    columns = {name: column.copy() for name, column in vars(answers).items()}
    most = columns["peer"].shape[1]
    for at, (peers, weights) in mixes.items():
        # A mix at a corner of the programme has no more units than there are rows.
        if len(peers) <= most:
            columns["peer"][at], columns["weight"][at] = -1, 0.0
            columns["peer"][at, : len(peers)] = peers
            columns["weight"][at, : len(peers)] = weights
    return type(answers)(**columns)
