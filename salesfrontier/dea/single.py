"""One input and one output: sort instead of solving, and stay exact.

The corners of `salesfrontier.envelope` answer all units in O(n log n); whether a unit
is on the frontier is decided without rounding there. Here the answer gets the form,
and the proof, of every other envelope.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.answers import Answers, Rays, Solver
from salesfrontier.dea.programme import Returns
from salesfrontier.dea.proving import FLOOR, Claim, Proof, prove
from salesfrontier.dea.questions import Orientation
from salesfrontier.dea.technology import Measured
from salesfrontier.envelope.chain import heights_against, place
from salesfrontier.envelope.estimators import estimator_of
from salesfrontier.envelope.fitting import mix_under, score_under

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.dea.questions import EnvelopeRules
    from salesfrontier.envelope.chain import Placement
    from salesfrontier.tables import Table

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

BOTH = 2


def is_single(
    table: Table, method: str, orientation: Orientation, rules: EnvelopeRules
) -> bool:
    """Say whether sorting answers the question."""
    columns = len(table.inputs.names) + len(table.outputs.names)
    return (
        columns == BOTH
        and method in {"dea-vrs", "fdh"}
        and orientation is Orientation.OUTPUT
        and not rules.super_efficiency
    )


def _planes(x: Floats, y: Floats, corner: Ints, spot: Placement) -> Floats:
    """Return slope and height at zero of the line over each unit, shape (n, 2)."""
    left = corner[spot.left]
    after = np.minimum(spot.left + 1, len(corner) - 1)
    right = corner[after]
    between = (right != left) & (spot.inside | (x == x[left]))
    run = np.where(between, x[right] - x[left], 1.0)
    slope = np.where(between, (y[right] - y[left]) / run, 0.0)
    # The line through the end that is nearer to zero loses fewer digits.
    return np.column_stack([slope, y[left] - slope * x[left]])


def _prove_steps(
    units: Floats, answers: Answers, height: Floats, *, above: bool
) -> Proof:
    """Check steps: the peer allows β, and nobody stands above the stair at all."""
    peer = units[answers.peer[:, 0]]
    goal = units[:, 1] * (1.0 + answers.beta)
    over = np.maximum(peer[:, 0] - units[:, 0], peer[:, 1] - goal)
    size = np.maximum(np.abs(units).max(axis=1), FLOOR)
    return Proof(
        residual=np.maximum(over, 0.0) / size,
        infeasibility=np.full(len(units), np.inf if above else 0.0),
        gap=np.abs(height + goal) / np.maximum(height, FLOOR),
    )


def answer_single(units: Floats, method: str) -> Measured:
    """Answer for every unit by sorting.

    Parameters
    ----------
    units : ndarray of float, shape (n, 2)
        ``(x, -y)``, scaled by powers of two, ``y > 0``.
    method : {"dea-vrs", "fdh"}

    Notes
    -----
    Cost O(n log n).
    """
    x, y = units[:, 0], -units[:, 1]
    straight = estimator_of(method).straight
    order = np.lexsort((-y, x))
    corner = order[estimator_of(method).corners(x[order], y[order])]
    spot = place(x[corner], y[corner], x, straight=straight)
    height = heights_against(x[corner], y[corner], x, y, spot)
    on = height == 0
    mix = mix_under(x, corner, spot, on)
    line = _planes(x, y, corner, spot) / y[:, None]
    answers = Answers(
        beta=score_under(y, spot.value, on).phi - 1.0,
        peer=mix.index,
        weight=np.where(mix.index >= 0, mix.weight, 0.0),
        plane=np.column_stack([line[:, 0], 1.0 / y]) if straight else 0.0 * units,
        level=line[:, 1] if straight else 0.0 * y,
        solver=np.full(len(x), int(Solver.CLOSED_FORM), dtype=np.int64),
    )
    rays = Rays(points=units, directions=np.column_stack([0.0 * y, y]))
    if not straight:
        proof = _prove_steps(units, answers, spot.value, above=bool((height > 0).any()))
        return Measured(answers=answers, proof=proof)
    nobody = np.full(len(x), -1, dtype=np.int64)
    claim = Claim(
        returns=Returns.VRS, units=units, rays=rays, answers=answers, excluded=nobody
    )
    return Measured(answers=answers, proof=prove(claim, corner, own=True))
