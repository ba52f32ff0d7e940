"""How much of an envelope rests on one unit, with any number of columns.

For each unit that others are compared with: draw the envelope without it and see by
how much the frontier falls for those it was a peer of. Nobody else is touched: a mix
without the unit stays as good as it was. See `salesfrontier.leaveout` for one input and
one output, where redrawing a stretch is enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.answers import Rays
from salesfrontier.dea.measuring import scale_table
from salesfrontier.dea.questions import returns_of
from salesfrontier.dea.scoring import score_of
from salesfrontier.dea.steps import solve_steps
from salesfrontier.dea.technology import build_technology
from salesfrontier.errors import ConstantError
from salesfrontier.leaveout import FRAGILE_ABOVE, LeaveOneOut

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.dea.measuring import Scaled
    from salesfrontier.dea.results import EnvelopeFit

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


def _scores_without(
    fit: EnvelopeFit, scaled: Scaled, left_out: int, touched: Ints
) -> Floats:
    """Score some units against everybody but one."""
    units = np.delete(scaled.units, left_out, axis=0)
    rays = Rays(points=scaled.units[touched], directions=scaled.directions[touched])
    returns = returns_of(fit.method)
    if returns is None:
        nobody = np.full(len(touched), -1, dtype=np.int64)
        return score_of(solve_steps(units, rays, nobody).beta, fit.orientation)
    technology = build_technology(units, len(fit.table.inputs.names), returns)
    return score_of(technology.measure(rays).answers.beta, fit.orientation)


def frontier_fragility(
    fit: EnvelopeFit, *, fragile_above: float = FRAGILE_ABOVE
) -> tuple[LeaveOneOut, ...]:
    """Measure how far the frontier falls without each unit that makes it.

    Parameters
    ----------
    fit : EnvelopeFit
        Every unit compared with all.
    fragile_above : float
        Fall above which a unit is called fragile, 0 to 1.

    Returns
    -------
    tuple of LeaveOneOut
        One for each unit that is a peer of itself or others, in the order of the fit.
        `LeaveOneOut.drop` is the largest ``1 - score / score without it`` of another.

    Raises
    ------
    ConstantError

    Notes
    -----
    Cost O(f) fits of the units touched. Source: method §3.14.

    Examples
    --------
    >>> from salesfrontier import fit_envelope
    >>> fit = fit_envelope(
    ...     ids="abcd", inputs=[[1, 1], [2, 2], [3, 3], [2, 3]], outputs=[4, 5, 10, 5]
    ... )
    >>> [(row.id, round(row.drop, 3), row.where) for row in frontier_fragility(fit)]
    [('a', 0.286, 'b'), ('c', 0.286, 'b')]
    """
    if not 0 <= fragile_above <= 1:
        raise ConstantError(name="fragile_above", value=fragile_above, wanted="0 to 1")
    if fit.rules.super_efficiency:
        wanted = "False: every unit compared with all"
        raise ConstantError(name="super_efficiency", value=True, wanted=wanted)
    scaled = scale_table(fit.table, fit.direction)
    rows = []
    for at in np.unique(fit.peer_index[fit.peer_index >= 0]).tolist():
        others = (fit.peer_index == at).any(axis=1)
        others[at] = False
        touched = np.flatnonzero(others)
        drop, where = 0.0, None
        if len(touched):
            after = _scores_without(fit, scaled, at, touched)
            fall = 1.0 - fit.score[touched] / after
            worst = int(np.nanargmax(fall))
            drop, where = float(fall[worst]), fit.ids[touched[worst]]
        rows.append(
            LeaveOneOut(
                id=fit.ids[at],
                drop=max(drop, 0.0),
                where=where if drop > 0 else None,
                fragile=drop > fragile_above,
            )
        )
    return tuple(rows)
